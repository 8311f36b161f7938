#!/usr/bin/env bash
# Brings the sources of all crates into vendor/, with settings for cargo, so that the project builds without a network
# (Containerfile; or: cargo build --release --locked --offline --config vendor/config.toml).
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"
# What cargo prints may name a mirror of this machine; the settings are ours.
cargo vendor --locked --quiet vendor >/dev/null
cat >vendor/config.toml <<'TOML'
[source.crates-io]
replace-with = "vendored-sources"

[source.vendored-sources]
directory = "vendor"
TOML
du -sh vendor | sed 's/\t.*/ of sources in vendor/'
