#!/usr/bin/env bash
# Builds the C and C++ library and installs it: header, shared and static library, CMake package, pkg-config file, and
# in share/econ_emu/dpi the sources for SystemVerilog.
#
#   scripts/bindings_c.sh --prefix DIR           as users want it
#   scripts/bindings_c.sh --prefix DIR --debug   with checks of overflow, quicker to build: for tests
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"

usage() { echo "usage: scripts/bindings_c.sh --prefix DIR [--debug]" >&2 && exit 2; }
prefix=
profile=release
while [ $# -gt 0 ]; do
  case "$1" in
    --prefix) [ $# -ge 2 ] || usage; prefix=$2; shift 2 ;;
    --debug) profile=debug; shift ;;
    *) usage ;;
  esac
done
[ -n "$prefix" ] || usage

flags=()
[ "$profile" = debug ] || flags+=(--release)
cargo build --locked --quiet -p econ-emu-c "${flags[@]}"
archive="${CARGO_TARGET_DIR:-target}/$profile/libecon_emu_c.a"
from=bindings/c
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$from/Cargo.toml")
abi=$(sed -n 's/^#define ECON_EMU_ABI \([0-9]*\)$/\1/p' "$from/include/econ_emu.h")

mkdir -p "$prefix/include" "$prefix/lib/cmake/econ_emu" "$prefix/lib/pkgconfig"
staging=$(mktemp -d "$prefix/lib/.econ_emu.XXXXXX")
trap 'rm -rf "$staging"' EXIT

# Only what the header names is visible, with a version; what none of it needs is left out.
"${CC:-cc}" -shared -o "$staging/libecon_emu.so.$abi" -Wl,-soname,"libecon_emu.so.$abi" \
  -Wl,--version-script,"$from/econ_emu.map" -Wl,--whole-archive "$archive" -Wl,--no-whole-archive \
  -Wl,--gc-sections -Wl,--strip-debug -Wl,-z,defs -Wl,-z,relro,-z,now -lpthread -ldl -lm -lgcc_s
ln -s "libecon_emu.so.$abi" "$staging/libecon_emu.so"
cp "$archive" "$staging/libecon_emu.a"
[ "$profile" = debug ] || strip --strip-debug "$staging/libecon_emu.a"
mv -f "$staging"/* "$prefix/lib/"

fill() { sed -e "s/@VERSION@/$version/g" -e "s/@ABI@/$abi/g" "$from/$1" >"$prefix/$2"; }
install -m 644 "$from/include/econ_emu.h" "$from/include/econ_emu.hpp" "$prefix/include/"
install -D -m 644 -t "$prefix/share/econ_emu/dpi" bindings/dpi/*
fill cmake/econ_emu-config.cmake lib/cmake/econ_emu/econ_emu-config.cmake
fill cmake/econ_emu-config-version.cmake lib/cmake/econ_emu/econ_emu-config-version.cmake
fill econ_emu.pc lib/pkgconfig/econ_emu.pc
