#!/usr/bin/env bash
# The C library under valgrind, and under the sanitizers for addresses and threads. What cannot run here is said by name.
#
#   scripts/sanitizers.sh            all of it
#   scripts/sanitizers.sh valgrind   one part: valgrind, c, address or thread
#
# The programs in C run on the library as users build it. The tests of bindings/c run again with every access of the
# library itself watched, which takes a nightly Rust: rustup toolchain install nightly --component rust-src
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"

parts=("$@")
[ $# -gt 0 ] || parts=(valgrind c address thread)
say() { printf 'sanitizers: %s\n' "$*"; }
not_run() {
  say "not run: $*"
  [ -z "${ECON_EMU_SKIP_LOG:-}" ] || echo "sanitizers: $*" >>"$ECON_EMU_SKIP_LOG"
  [ "${ECON_EMU_REQUIRE_TOOLS:-0}" != 1 ] || exit 1
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
encoder=golden/ae_p1_chip_frame/init.yaml
waits=golden/ts_p1_fifo_overflow/init.yaml

prefix=
library() { # as users build it, once
  [ -z "$prefix" ] || return 0
  prefix=$scratch/prefix
  scripts/bindings_c.sh --prefix "$prefix"
  # 400 rows of 12 words.
  head -c 19200 /dev/urandom >"$scratch/rows"
}

# The programs in C and C++, each with "$@" in front.
programs() {
  local config
  "$@" "$scratch/hostile" "$encoder" "$waits" alive
  for config in "$encoder" "$waits"; do
    "$@" "$scratch/run" "$config" - "$scratch/rows" "$scratch/words"
    "$@" "$scratch/run_cpp" "$config" - "$scratch/rows" "$scratch/words"
  done
  "$@" "$scratch/load_busy" "$prefix/lib/libecon_emu.so" "$encoder" 5
}

compile() { # flags
  local name link=(-L "$prefix/lib" -Wl,-rpath,"$prefix/lib" -lecon_emu -ldl -pthread)
  for name in hostile run load_busy; do
    cc -std=c99 -D_GNU_SOURCE -g -O1 "$@" -I "$prefix/include" "tests/c/$name.c" -o "$scratch/$name" "${link[@]}"
  done
  c++ -std=c++17 -g -O1 "$@" -I "$prefix/include" tests/c/run.cpp -o "$scratch/run_cpp" "${link[@]}"
}

has_nightly() { cargo +nightly --version >/dev/null 2>&1; }

# The tests of bindings/c with a sanitizer in the library and in them.
watched() { # sanitizer, more of cargo's arguments
  local host
  host=$(rustc +nightly -vV | sed -n 's/^host: //p')
  RUSTFLAGS="-Zsanitizer=$1" CARGO_TARGET_DIR="target/sanitizer-$1" \
    cargo +nightly test --locked --quiet -p econ-emu-c --target "$host" "${@:2}" --test threads --test sequences
}

for part in "${parts[@]}"; do
  case "$part" in
  valgrind)
    if command -v valgrind >/dev/null; then
      library
      compile
      say "valgrind: programs in C and C++. It has no AVX-512, so machine code for encoders is not made there"
      programs valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect
    else
      not_run "valgrind is missing: scripts/setup.sh --tests installs it"
    fi
    ;;
  c)
    library
    compile -fsanitize=address,undefined -fno-sanitize-recover=all
    say "addresses, leaks and undefined behaviour in programs in C and C++"
    programs env
    ;;
  address)
    if has_nightly; then
      say "addresses and leaks in the library"
      watched address
    else
      not_run "the address sanitizer in the library takes a nightly Rust"
    fi
    ;;
  thread)
    if has_nightly && [ -d "$(rustc +nightly --print sysroot)/lib/rustlib/src/rust/library" ]; then
      say "eight threads that share models, every access watched"
      watched thread -Zbuild-std
    else
      not_run "the thread sanitizer in the library takes a nightly Rust with rust-src"
    fi
    ;;
  *)
    say "no part '$part'; there are: valgrind, c, address, thread"
    exit 2
    ;;
  esac
done
say "done: ${parts[*]}"
