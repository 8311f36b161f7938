#!/usr/bin/env bash
# Rows a second through Python, one core and batches of a million, beside the kernels of `econ-emu bench` on the same rows:
# those stay in the caches of a core, a million rows (48 MB in, 52 MB out) do not.
#
#   benches/python_rate.sh [CONFIG...]     a golden set of each algorithm, where none is given
#
# Builds the package and the program; needs pip, and NumPy of a package index. Let nothing else run beside it.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"
if [ $# -eq 0 ]; then
  for set in ts_p1_truncated stc_type3_p1 bc_p1_list rpt_p1 ae_p1_chip_frame; do
    set -- "$@" "golden/$set/init.yaml"
  done
fi
cargo build --release --locked --quiet
program=target/release/econ-emu
venv=target/python_rate
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -m pip --quiet --disable-pip-version-check install numpy ./bindings/python
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$program" data synth --rows 4096 --seed 1 --out "$scratch/rows" >/dev/null 2>&1

printf '%-42s %14s %14s %6s\n' configuration 'Rust, rows/s' 'Python, rows/s' share
for config; do
  kernels=$("$program" bench --config "$config" --input "$scratch/rows/testInput.csv" --seconds 1 --json |
    python3 -c 'import json, sys; print(max(l["frames_per_second"] for l in json.load(sys.stdin) if l["threads"] == 1))')
  python=$("$venv/bin/python" benches/python_rate.py "$config" "$scratch/rows/testInput.csv" 1000000 5)
  awk -v c="$config" -v k="$kernels" -v p="$python" \
    'BEGIN { printf "%-42s %14.0f %14.0f %5.0f%%\n", c, k, p, 100 * p / k }'
done
