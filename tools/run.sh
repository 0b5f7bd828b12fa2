#!/usr/bin/env bash
# Builds htlint in release mode, after installing the packages that are missing (Debian, Ubuntu).
#
#   tools/run.sh                 lints the example web root with its certificate
#   tools/run.sh ARGUMENT...     runs htlint with these arguments, and exits as it does
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$repository/tools/lib/packages.sh"

prepare() {
  one_at_a_time release
  install_missing "${build_packages[@]}"
  configure_release
  build release htlint
  release_lock
}

# make_certificate FILE - a certificate for www.example.co.jp, made anew when it has run out.
make_certificate() {
  openssl x509 -in "$1" -noout -checkend 86400 >/dev/null 2>&1 && return 0
  mkdir -p "$(dirname "$1")"
  quietly "Making the example's certificate" openssl req -x509 -config /dev/fd/3 -newkey rsa:2048 \
    -nodes -keyout /dev/null -days 198 -out "$1" 3<<'CONFIG'
[req]
prompt = no
distinguished_name = name
x509_extensions = extensions
[name]
C = JP
ST = Tokyo
L = Chiyoda-ku
O = Example K.K.
CN = www.example.co.jp
[extensions]
basicConstraints = critical, CA:FALSE
subjectAltName = DNS:www.example.co.jp, DNS:example.co.jp
extendedKeyUsage = serverAuth
CONFIG
}

prepare
htlint="$repository/build/release/htlint"
if (($#)); then
  exec "$htlint" "$@"
fi

cd "$repository"
make_certificate build/example/server.pem
echo "\$ htlint check examples/website --cert build/example/server.pem" >&2
status=0
"$htlint" check examples/website --cert build/example/server.pem || status=$?
# Findings are what the example is for; only a failure to look for them is one here.
((status <= 1)) || exit "$status"
echo "To see the corrected files: tools/run.sh fix --diff examples/website --cert build/example/server.pem" >&2
