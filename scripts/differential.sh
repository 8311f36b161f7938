#!/usr/bin/env bash
# Compares the implementations of the chip with each other on random settings, for hours, and counts what was compared.
#
#   scripts/differential.sh HOURS [DIRECTORY]
#
# A round has a seed of its own. It draws settings of every kind with link words for them, and compares the model in
# Python (tests/reference), which was written from the description of the chip alone, with the program on each
# instruction set: the scalar model, and the kernels in portable code, AVX2 and AVX-512. Then it draws weights and
# samples for an encoder, and compares the scalar model with its generated C++; every fifth round with its Verilog too.
#
# DIRECTORY (target/differential) holds counts.csv, one line for each comparison that was equal: seed, implementation, BX,
# commit. A call goes on behind the last seed in it. What this machine cannot run is named. ECON_EMU_BINARY is the
# program; else it is built. Exit status: 0 all equal; 1 a difference or a failure, whose files stay in DIRECTORY; 2 wrong
# usage.
set -euo pipefail

usage() { echo "usage: scripts/differential.sh HOURS [DIRECTORY]; HOURS is a number, as 0.5" >&2 && exit 2; }
[[ "${1-}" =~ ^[0-9]+(\.[0-9]+)?$ ]] && [ $# -le 2 ] || usage
end=$(($(date +%s) + $(awk -v hours="$1" 'BEGIN { print int(hours * 3600) }')))

cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"
to=${2:-target/differential}
mkdir -p "$to"
program=${ECON_EMU_BINARY:-}
if [ -z "$program" ]; then
  cargo build --locked --release --quiet
  program=target/release/econ-emu
fi
commit=$(git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
export ECON_EMU_HLS_HEADERS="${ECON_EMU_HLS_HEADERS:-$PWD/target/hls_headers}"

counts=$to/counts.csv
[ -s "$counts" ] || echo "seed,implementation,bx,commit" >"$counts"
seed=$(awk -F, 'NR > 1 && $1 > last { last = $1 } END { print last + 1 }' "$counts")

work=$(mktemp -d "$to/round.XXXXXX")
trap 'rm -rf "$work"' EXIT
failed() {
  mv "$work" "$to/failed_$seed"
  echo "round $seed: $1 differs, or does not run; see $to/failed_$seed" >&2
  exit 1
}

# The instruction sets of this machine.
sets=()
head -n 3 golden/default/golden/testInput.csv >"$work/words.csv"
for set in scalar portable avx2 avx512; do
  if "$program" emulate --default-encoder --instructions "$set" --input "$work/words.csv" --output "$work/out.csv" \
    >/dev/null 2>&1; then
    sets+=("$set")
  else
    echo "not compared, this machine has no $set"
  fi
done

count() { echo "$seed,$1,$2,$commit" >>"$counts"; }

# The model in Python against the program.
reference() {
  for set in "${sets[@]}"; do
    ECON_EMU_INSTRUCTIONS=$set python3 tests/reference/econt_reference.py --binary "$program" --cases 40 --rows 200 \
      --seed "$seed" --keep "$work/cases" >"$work/said.txt" 2>&1 || failed "$set"
    count "$set" "$(sed -n 's/^.* cases, \([0-9]*\) rows, all equal$/\1/p' "$work/said.txt")"
    rm -r "$work/cases"
  done
}

# Generated sources against the scalar model, with weights that are drawn.
generated() { # target, samples
  awk -F, -v seed="$seed" 'BEGIN { OFS = ","; srand(seed) } NR > 1 { $3 = int(rand() * 64) - 32 } { print }' \
    "$work/weights.csv" >"$work/drawn.csv"
  "$program" export-hls --config golden/default/init.yaml --weights "$work/drawn.csv" --links $((2 + seed % 4)) \
    --target "$1" --samples "$2" --seed "$seed" --out "$work/$1" --check >"$work/said.txt" 2>&1 || failed "$1"
  if grep -qw skipped "$work/said.txt"; then
    echo "not compared in full, a tool is missing: $(grep -w skipped "$work/said.txt" | head -n 1)"
  fi
  if grep -qw passed "$work/said.txt"; then count "$1" "$2"; fi
  rm -r "${work:?}/$1"
}

"$program" registers weights export --config golden/default/init.yaml --output "$work/weights.csv" >/dev/null
while [ "$(date +%s)" -lt "$end" ]; do
  reference
  generated vitis 2000
  [ $((seed % 5)) != 0 ] || generated verilog 500
  seed=$((seed + 1))
done
awk -F, 'NR > 1 { bx[$2] += $3; rounds[$2]++ }
  END { for (name in bx) printf "%-10s %12d BX in %d rounds\n", name, bx[name], rounds[name] }' "$counts" | sort
