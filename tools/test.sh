#!/usr/bin/env bash
# Builds htlint with its tests and runs all of them, after installing the packages that are missing
# (Debian, Ubuntu). Says what it does in a line each; exits 0 only if everything passes.
#
#   tools/test.sh                every test
#   tools/test.sh -R PATTERN     the tests that ctest selects with these arguments
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$repository/tools/lib/packages.sh"

check_format() {
  find "$repository"/{src,rules,tests} \( -name '*.h' -o -name '*.cpp' \) -print0 |
    xargs -0 -n 40 -P "$(build_jobs)" clang-format-16 --dry-run --Werror
}

run_tests() {
  ctest --test-dir "$repository/build/release" --parallel "$(nproc)" --output-on-failure \
    --no-tests=error --timeout 600 "$@"
}

one_at_a_time release
install_missing "${build_packages[@]}" "${test_packages[@]}"
quietly "Checking the format of the sources" check_format
configure release -DHTLINT_TESTS=ON
build release all
release_lock
quietly "Running the tests" run_tests "$@"
