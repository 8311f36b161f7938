#!/usr/bin/env bash
# Builds and installs the command with its man pages and completions, and the trainer where libtorch can be had.
#
#   scripts/install.sh --prefix DIR [--no-trainer]
#
# bin/econ-emu, share/man/man1, completions of bash, zsh and fish, share/doc/econ-emu; with the trainer also
# libexec/econ-emu-train and its libraries in lib/econ-emu (420 MB). Nothing of it needs the sources afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"

usage() { echo "usage: scripts/install.sh --prefix DIR [--no-trainer]" >&2 && exit 2; }
prefix=
trainer=1
while [ $# -gt 0 ]; do
  case "$1" in
    --prefix) [ $# -ge 2 ] || usage; prefix=$2; shift 2 ;;
    --no-trainer) trainer=; shift ;;
    *) usage ;;
  esac
done
[ -n "$prefix" ] || usage

packages=(--package econ-emu)
if [ "$trainer" ] && scripts/libtorch.sh; then packages+=(--package econ-emu-train); else trainer=; fi
cargo build --release --locked --quiet "${packages[@]}"
built="${CARGO_TARGET_DIR:-target}/release"

put() { # mode, directory below the prefix, files
  local mode=$1 to="$prefix/$2"
  shift 2
  mkdir -p "$to"
  install -m "$mode" "$@" "$to/"
}
put 755 bin "$built/econ-emu"
put 644 share/doc/econ-emu README.md LICENSE-MIT LICENSE-APACHE
if [ "$trainer" ]; then
  put 755 libexec "$built/econ-emu-train"
  put 755 lib/econ-emu "${LIBTORCH:-target/libtorch}"/lib/*.so*
fi

econ="$prefix/bin/econ-emu"
scripts/manuals.sh "$econ" "$prefix"
"$econ" --version
