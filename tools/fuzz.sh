#!/usr/bin/env bash
# Builds the fuzzers (clang, libFuzzer, AddressSanitizer, UndefinedBehaviorSanitizer) and runs each
# for a while. Stops at the first broken property, with the input in build/fuzz/artifacts/.
#
#   tools/fuzz.sh [SECONDS] [TARGET...]     60 seconds and every target by default
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$repository/tools/lib/packages.sh"

seconds="${1:-60}"
shift || true
targets=("$@")
((${#targets[@]})) || targets=(text_facts htaccess_tree config_checker pem_scan containers toml_config lint_and_fix)

install_missing "${build_packages[@]}" "${fuzz_packages[@]}"
configure fuzz
build fuzz "${targets[@]/#/fuzz_}"

work="$repository/build/fuzz"
fuzz="$repository/tests/fuzz"

# The rules' cases, one file for each block of .htaccess text.
cases="$work/cases"
rm -rf "$cases"
mkdir -p "$cases" "$work/artifacts"
find "$repository/tests/fixtures/rules" -name '*.md' -exec cat {} + | awk -v folder="$cases" '
  /^```apache/ {open = 1; file = folder "/" ++count; next}
  /^```/ {open = 0; if (file) close(file); file = ""; next}
  open {print > file}'

seeds_of() {
  case "$1" in
    pem_scan) echo pem ;;
    containers) echo containers ;;
    toml_config) echo toml ;;
    *) echo htaccess ;;
  esac
}

for target in "${targets[@]}"; do
  kind="$(seeds_of "$target")"
  corpus="$work/corpus/$target"
  mkdir -p "$corpus"
  inputs=("$corpus" "$fuzz/seeds/$kind")
  [[ "$kind" == htaccess ]] && inputs+=("$cases")
  log="$work/$target.log"
  if "$work/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -max_len=4096 -timeout=20 \
    -rss_limit_mb=4096 -dict="$fuzz/$kind.dict" -artifact_prefix="$work/artifacts/$target-" \
    "${inputs[@]}" >"$log" 2>&1 </dev/null; then
    echo "$target: $(grep -E '^Done ' "$log" || tail -n 1 "$log")"
  else
    tail -n 40 "$log"
    echo "$target: a property is broken; the whole log is in $log"
    exit 1
  fi
done
