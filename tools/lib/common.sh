# Where things are, and how the scripts of this folder speak. To be sourced; sets $repository.

repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"

# quietly WHAT COMMAND... - names WHAT on standard error if COMMAND takes longer than a moment, and
# shows the output of COMMAND only if it fails. Returns its exit code.
quietly() {
  local what="$1" log notice status=0 start=$SECONDS
  shift
  log="$(mktemp)"
  {
    sleep 2 </dev/null >/dev/null 2>&1
    printf '%s ... ' "$what" >&2
  } 9>&- &
  notice=$!
  "$@" </dev/null >"$log" 2>&1 9>&- || status=$?
  if kill "$notice" 2>/dev/null; then
    ((status == 0)) || echo "$what failed" >&2
  elif ((status == 0)); then
    echo "done ($((SECONDS - start)) s)" >&2
  else
    echo "failed" >&2
  fi
  wait "$notice" 2>/dev/null || true
  ((status == 0)) || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

# Compilers that run at once: one for each processor, but not more than memory has room for.
build_jobs() {
  local processors kilobytes byMemory
  processors="$(nproc)"
  kilobytes="$(awk '/^MemAvailable:/ {print $2}' /proc/meminfo 2>/dev/null || true)"
  byMemory=$((${kilobytes:-4194304} / 1500000))
  ((byMemory >= 1)) || byMemory=1
  echo $((byMemory < processors ? byMemory : processors))
}

# configure PRESET [-DNAME=VALUE...] - a no-op where build/PRESET is configured with these values.
configure() {
  local preset="$1" folder="$repository/build/$1" fresh=() setting done=1
  shift
  if [[ -f "$folder/build.ninja" ]]; then
    for setting in "$@"; do
      grep -qE "^${setting#-D}$" <(sed -E 's/:[A-Z]+=/=/' "$folder/CMakeCache.txt") || done=0
    done
  else
    done=0
  fi
  # A folder that was copied from elsewhere with its build/ cannot be configured again as it is.
  if ! grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$repository" "$folder/CMakeCache.txt"; then
    done=0 fresh=(--fresh)
  fi
  ((done)) && return 0
  (cd "$repository" && quietly "Configuring build/$preset" cmake --preset "$preset" "${fresh[@]}" "$@")
}

# configure_release [-DNAME=VALUE...] - without tests, so without their packages, unless test.sh has
# asked for them before.
configure_release() {
  if [[ -f "$repository/build/release/build.ninja" ]]; then
    configure release "$@"
  else
    configure release -DHTLINT_TESTS=OFF "$@"
  fi
}

# build PRESET TARGET...
build() {
  local preset="$1"
  shift
  quietly "Building build/$preset (minutes, the first time)" \
    cmake --build "$repository/build/$preset" --parallel "$(build_jobs)" --target "$@"
}

# one_at_a_time PRESET - waits until no other run of these scripts configures or builds PRESET; the
# lock is let go by release_lock or at the end of the script.
one_at_a_time() {
  mkdir -p "$repository/build"
  exec 9>"$repository/build/.lock-$1"
  flock 9
}
release_lock() {
  exec 9>&-
}
