#!/usr/bin/env bash
# Writes what a program says of itself where it is looked for: man pages, and completions of bash, zsh and fish.
#
#   scripts/manuals.sh PROGRAM PREFIX
set -euo pipefail
[ $# = 2 ] || { echo "usage: scripts/manuals.sh PROGRAM PREFIX" >&2 && exit 2; }
share="$2/share"
mkdir -p "$share/man/man1" "$share/bash-completion/completions" "$share/zsh/site-functions" \
  "$share/fish/vendor_completions.d"
"$1" completions --man "$share/man/man1"
"$1" completions bash >"$share/bash-completion/completions/econ-emu"
"$1" completions zsh >"$share/zsh/site-functions/_econ-emu"
"$1" completions fish >"$share/fish/vendor_completions.d/econ-emu.fish"
