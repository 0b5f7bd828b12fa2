#!/usr/bin/env bash
# Tries the two commands of README where nothing is installed: makes the smallest Debian root file
# system plus git, clones this repository's HEAD into it, and runs tools/run.sh and tools/test.sh
# there, with the time that each takes. Needs root and debootstrap; takes half an hour.
#
#   tools/test-bare.sh [--suite bookworm] [--mirror URL] [--keep] [FOLDER]
#
# FOLDER (default: a new one in /tmp) must not exist, and is removed afterwards unless --keep.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

suite=bookworm mirror='' folder='' keep=0
while (($#)); do
  case "$1" in
    --suite) suite="$2" && shift ;;
    --mirror) mirror="$2" && shift ;;
    --keep) keep=1 ;;
    *) folder="$1" ;;
  esac
  shift
done
if ((EUID != 0)) || ! command -v debootstrap >/dev/null; then
  echo "Needs root and the package debootstrap" >&2
  exit 2
fi
folder="${folder:-$(mktemp -d -u /tmp/htlint-bare.XXXXXX)}"

# This machine's own mirror and proxy serve the bare one too.
if [[ -z "$mirror" ]]; then
  mirror="$(apt-get indextargets --format '$(SITE) $(RELEASE)' |
    awk -v suite="$suite" '$2 == suite {print $1; exit}')"
fi
mirror="${mirror:-http://deb.debian.org/debian}"

clean_up() {
  umount "$folder/proc" 2>/dev/null || true
  ((keep)) || rm -rf --one-file-system "$folder"
}
trap clean_up EXIT

quietly "Making a bare $suite from $mirror" \
  debootstrap --variant=minbase --include=git,ca-certificates "$suite" "$folder" "$mirror"
apt-config dump | grep -E '^Acquire::(https?::Proxy|Check-(Date|Valid-Until)) ' \
  >"$folder/etc/apt/apt.conf.d/99host" || true
mount -t proc proc "$folder/proc"
git clone --quiet "file://$repository" "$folder/srv/htlint"

inside() {
  chroot "$folder" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM="${TERM:-dumb}" \
    http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" \
    bash -c 'cd /srv/htlint && "$@"' inside "$@"
}
timed() {
  local start=$SECONDS
  echo "== $*"
  inside "$@"
  echo "== $* succeeded after $((SECONDS - start)) s"
}
timed tools/run.sh
timed tools/run.sh --version
timed tools/test.sh
