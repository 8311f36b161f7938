#!/usr/bin/env bash
# Measures how long a diagnosis takes, and how much memory: of an orbit, and of a million rows.
#
#   scripts/diagnosis_speed.sh [ROWS]
#
# A synthetic capture of each of two algorithms (Best Choice on 5 links, Threshold Sum with waiting packets) is made, and
# received with one row lost in its middle, with every row one late, and as noise on all links. Builds the release
# program; needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"
rows=${1:-1000000}
case $rows in '' | *[!0-9]*) echo "diagnosis_speed.sh: '$rows' is not a number of rows" >&2 && exit 2 ;; esac
cargo build --release --locked --quiet
program=target/release/econ-emu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Times one comparison: seconds, memory, and what it says first. It ends with 1, since the outputs differ.
measure() {
  local what=$1 said
  shift
  said=$(command time -f '%e s, %M kB' -o "$work/time" "$program" diff "$@" | head -1) || true
  printf '%-34s %s; %s\n' "$what" "$(tail -1 "$work/time")" "$said"
}

for set in bc_p1_list ts_p1_truncated; do
  config=golden/$set/init.yaml
  for count in 3564 "$rows"; do
    input=$work/set/testInput.csv expected=$work/expected.csv
    "$program" data synth --rows "$count" --seed 5 --force --out "$work/set" >/dev/null 2>&1
    "$program" emulate --config "$config" --input "$input" --output "$expected"
    sed "$((count / 2))d" "$expected" >"$work/lost.csv"
    { head -1 "$expected" && echo '00000000,00000000,00000000,00000000,00000000,00000000,00000000,00000000,00000000,00000000,00000000,00000000,00000000' && sed '1d;$d' "$expected"; } >"$work/late.csv"
    measure "$set, $count rows, one lost" "$expected" "$work/lost.csv" --config "$config"
    # 13 words of 4 bytes a row.
    { head -1 "$expected" && head -c $((52 * count)) /dev/urandom | od -An -v -tx4 -w52 | sed 's/^ //; s/ /,/g'; } >"$work/noise.csv"
    measure "$set, $count rows, all late" "$expected" "$work/late.csv" --config "$config" --input "$input"
    measure "$set, $count rows, noise" "$expected" "$work/noise.csv" --config "$config" --input "$input"
  done
done
