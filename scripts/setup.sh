#!/usr/bin/env bash
# Brings a machine to the point where the project builds; with --tests also the tools that tests run
# on hardware exports. Safe to run again: what is there is left alone. Without root it names what to
# install.
set -euo pipefail
cd "$(dirname "$0")/.."

# Rust from this release on builds the project (rust-version in Cargo.toml).
need_rust=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)

say() { printf 'setup: %s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }

[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"

apt_updated=
package() { # Debian package
  if ! have apt-get || [ "$(id -u)" != 0 ]; then
    say "$1 is missing: install it (Debian, Ubuntu: apt-get install $1) and run this again"
    return 1
  fi
  say "installing $1"
  [ -n "$apt_updated" ] || { apt-get update -qq && apt_updated=1; }
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null
}
install() { # program, Debian package
  have "$1" || { package "$2" && have "$1"; }
}

tests=
case "${1-}" in
  '') ;;
  --tests) tests=1 ;;
  *) say "unknown argument '$1'; allowed: --tests" && exit 2 ;;
esac

missing=0
install cc gcc || missing=1
# libtorch's bindings are C++; the testbenches of hardware exports are built with g++ and make.
install c++ g++ || missing=1
install make make || missing=1
# The independent reference model of tests/reference runs on it; no packages are needed.
install python3 python3 || missing=1
# It fetches libtorch and the headers of the HLS types; only the tests and the trainer need those.
python3 -m pip --version >/dev/null 2>&1 || install pip3 python3-pip || true
if [ "$tests" ]; then
  # A test that needs one of these and does not find it says so by name.
  install verilator verilator || true
  install iverilog iverilog || true
  install yosys yosys || true
  # Programs outside find the C library by these.
  install pkg-config pkg-config || true
  install cmake cmake || true
  # scripts/sanitizers.sh runs programs of the C library under it.
  install valgrind valgrind || true
  # Commands are killed at the system calls by which they write.
  install strace strace || true
  # The pages of econ-emu report are tested in headless Chromium.
  install chromium chromium || true
  install chromedriver chromium-driver || true
  # Array jobs of a search run on a Slurm that scripts/slurm.sh starts; the programs are in sbin.
  PATH="$PATH:/usr/sbin:/sbin"
  install munged munge || true
  install slurmctld slurm-wlm || true
  [ -e /usr/share/qflow/tech/osu018/osu018_stdcells.lib ] || package qflow-tech-osu018 || true
fi
if ! have cargo; then
  if install rustup rustup 2>/dev/null; then
    say "installing the stable Rust toolchain"
    rustup default stable >/dev/null
  else
    say "Rust $need_rust or later is missing: install it with rustup and run this again"
    missing=1
  fi
fi
[ "$missing" = 0 ] || exit 1

found=$(rustc --version | cut -d' ' -f2)
if [ "$(printf '%s\n%s\n' "$need_rust" "$found" | sort -V | head -n 1)" != "$need_rust" ]; then
  say "Rust $found is too old, $need_rust or later is needed: run 'rustup update stable'"
  exit 1
fi
for component in rustfmt clippy; do
  if ! cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1; then
    say "installing the Rust component $component"
    rustup component add "$component" >/dev/null
  fi
done
say "fetching the Rust packages of Cargo.lock"
cargo fetch --locked --quiet
say "ready: Rust $found"
