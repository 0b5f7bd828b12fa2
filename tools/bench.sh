#!/usr/bin/env bash
# Builds the benchmarks in release mode and runs them on one core.
#
#   tools/bench.sh [--folder FOLDER] [BENCHMARK-OPTION...]
#
# FOLDER holds .htaccess files (default: the corpus beside the repository, else the example). For
# example: tools/bench.sh --benchmark_filter=lintFolder --benchmark_repetitions=5
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$repository/tools/lib/packages.sh"

if [[ "${1:-}" == --folder ]]; then
  HTLINT_BENCH_FOLDER="$(cd "$2" && pwd)"
  export HTLINT_BENCH_FOLDER
  shift 2
fi
one_at_a_time release
install_missing "${build_packages[@]}" "${bench_packages[@]}"
configure_release -DHTLINT_BENCH=ON
build release bench_htlint htlint
release_lock
exec taskset -c 0 "$repository/build/release/tests/bench/bench_htlint" "$@"
