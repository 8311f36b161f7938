#!/usr/bin/env bash
# Makes the files of a release in target/dist (or DIR): programs, C library, Python wheel, sources with all crates, bill of
# materials, checksums. What the machine has no tools for is named and left out.
#
#   scripts/release.sh [DIR]
#
# econ-emu-VERSION-x86_64-linux.tar.gz     static: needs nothing of the system; man pages and completions
# econ-emu-VERSION-aarch64-linux.tar.gz    the same for ARM, where rustup brings the target; not run here
# econ-emu-c-VERSION-x86_64-linux.tar.gz   header, C++ header, libraries, CMake, pkg-config
# econ_emu-VERSION-*.whl                   for Python 3.10 and later
# econ-emu-VERSION-source.tar.gz           with vendor/: builds offline, see the Containerfile
# econ-emu-VERSION.cdx.json                CycloneDX: every crate in the static program
# SHA256SUMS
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"
out=$(realpath -m "${1:-target/dist}")
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
say() { printf '\n== %s\n' "$*"; }
left_out=()

if [ -n "$(git status --porcelain --untracked-files=no)" ]; then
  echo "note: files have changed since the commit, and so the programs say" >&2
fi
rm -rf "$out"
mkdir -p "$out"
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT

# The same files in the same order, of the time of the commit.
pack() { # archive, directory inside the staging area
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct)" \
    -C "$staging" -czf "$out/$1.tar.gz" "$2"
}

program() { # architecture
  local target="$1-unknown-linux-musl" name="econ-emu-$version-$1-linux"
  rustup target add "$target" >/dev/null 2>&1 || return 1
  # The linker that comes with Rust, and its own start files: no cross compiler.
  local linker="CARGO_TARGET_$(tr 'a-z-' 'A-Z_' <<<"$target")_LINKER"
  env "$linker=rust-lld" cargo build --release --locked --quiet --target "$target" --package econ-emu || return 1
  local built="target/$target/release/econ-emu" to="$staging/$name"
  mkdir -p "$to/bin"
  install -m 755 "$built" "$to/bin/econ-emu"
  cp README.md LICENSE-MIT LICENSE-APACHE "$to/"
  # Both programs have the same pages; one of them runs here.
  scripts/manuals.sh target/x86_64-unknown-linux-musl/release/econ-emu "$to"
  pack "$name" "$name"
}

say "the program for x86-64, static"
program x86_64
if readelf -l target/x86_64-unknown-linux-musl/release/econ-emu | grep -q INTERP; then
  echo "the program is not static" >&2
  exit 1
fi
target/x86_64-unknown-linux-musl/release/econ-emu verify --golden golden >/dev/null

say "the program for aarch64, static"
program aarch64 || left_out+=("the program for aarch64: rustup cannot bring aarch64-unknown-linux-musl")

say "the C library"
scripts/bindings_c.sh --prefix "$staging/econ-emu-c-$version-x86_64-linux"
cp LICENSE-MIT LICENSE-APACHE "$staging/econ-emu-c-$version-x86_64-linux/"
pack "econ-emu-c-$version-x86_64-linux" "econ-emu-c-$version-x86_64-linux"

say "the Python wheel"
python3 -m pip wheel --quiet --no-deps --wheel-dir "$out" ./bindings/python ||
  left_out+=("the Python wheel: pip cannot build it here")

say "the sources with all crates"
scripts/vendor.sh
mkdir -p "$staging/econ-emu-$version"
git archive HEAD | tar -x -C "$staging/econ-emu-$version"
cp -r vendor "$staging/econ-emu-$version/vendor"
pack "econ-emu-$version-source" "econ-emu-$version"

say "the bill of materials"
if [ ! -x target/tools/bin/cargo-cyclonedx ]; then
  cargo install --quiet --locked --root target/tools cargo-cyclonedx --version 0.5.9 || true
fi
if [ -x target/tools/bin/cargo-cyclonedx ]; then
  target/tools/bin/cargo-cyclonedx cyclonedx --manifest-path Cargo.toml --format json --spec-version 1.5 \
    --target x86_64-unknown-linux-musl --override-filename bom --quiet
  mv bom.json "$out/econ-emu-$version.cdx.json"
  find . -name bom.json -not -path './target/*' -not -path './vendor/*' -delete
else
  left_out+=("the bill of materials: cargo-cyclonedx cannot be installed")
fi

(cd "$out" && sha256sum -- * >SHA256SUMS)
say "in $out"
(cd "$out" && ls -l | awk 'NR > 1 { printf "%12d  %s\n", $5, $9 }')
for what in ${left_out[@]+"${left_out[@]}"}; do printf 'left out: %s\n' "$what"; done
[ ${#left_out[@]} -eq 0 ] || [ "${ECON_EMU_REQUIRE_TOOLS:-0}" != 1 ]
