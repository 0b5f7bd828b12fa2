# Debian and Ubuntu packages that the scripts of this folder need. To be sourced.

# What a build of htlint needs, and openssl for the example's certificate.
build_packages=(
  g++ cmake ninja-build pkg-config
  libfmt-dev libssl-dev libpcre2-dev libidn2-dev libunistring-dev libgit2-dev libcmark-dev
  libtomlplusplus-dev nlohmann-json3-dev libcli11-dev libexpected-dev
  openssl
)

# What the tests need beyond that: the real httpd is the judge of the differential tests.
test_packages=(
  git catch2 apache2-bin clang-format-16 pre-commit python3 python3-jsonschema
)

fuzz_packages=(clang-16 libclang-rt-16-dev)

bench_packages=(libbenchmark-dev)

# is_installed PACKAGE
is_installed() {
  [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

# install_missing PACKAGE... - leaves the machine alone when nothing is missing.
install_missing() {
  local missing=() package as_root=()
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  if ! command -v apt-get >/dev/null; then
    echo "Needs these Debian packages, or what your system calls them: ${missing[*]}" >&2
    return 2
  fi
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      echo "Needs root or sudo to install: ${missing[*]}" >&2
      return 2
    fi
    as_root=(sudo)
  fi
  quietly "Installing ${#missing[@]} packages" \
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive bash -c \
    'apt-get -q update && apt-get -q -y --no-install-recommends install "$@"' install "${missing[@]}"
}
