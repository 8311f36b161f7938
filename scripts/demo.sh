#!/usr/bin/env bash
# Installs what is missing, builds, and shows the main job on the built-in data: the golden sets are
# verified, then one bit of one output is flipped and the difference explained.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"

scripts/setup.sh
cargo build --release --locked
econ=target/release/econ-emu
out=demo_out
rm -rf "$out"
mkdir -p "$out"

printf '\n== The chip on its own golden sets: every algorithm, both generations, both autoencoder frames\n\n'
"$econ" verify --golden golden | tee "$out/verify.txt"

printf '\n== The same crossings, emulated from link words to link words, with every stage written to a file\n\n'
set=golden/ae_p1_chip_frame
"$econ" emulate --config "$set/init.yaml" --input "$set/testInput.csv" --output "$out/testOutput.csv" --trace "$out/stages"
cmp "$out/testOutput.csv" "$set/testOutput.csv"
echo "$out/testOutput.csv is equal to $set/testOutput.csv"

printf '\n== One bit of the output flipped: what does the difference mean?\n\n'
# Row 7 (line 9), link 2: the last hexadecimal digit of the word is changed.
awk -F, -v OFS=, 'NR == 9 { last = substr($3, 8); $3 = substr($3, 1, 7) (last == "0" ? "1" : "0") } { print }' \
  "$out/testOutput.csv" >"$out/damaged.csv"
code=0
"$econ" diff "$out/testOutput.csv" "$out/damaged.csv" --config "$set/init.yaml" --input "$set/testInput.csv" \
  >"$out/difference.txt" || code=$?
cat "$out/difference.txt"
[ "$code" = 1 ] || { echo "the difference was not found (exit code $code)"; exit 1; }

cat <<END

Where to look:
  $out/verify.txt       the verified table
  $out/testOutput.csv   the output words
  $out/stages/          the values of every stage, one csv file each
  $out/difference.txt   the explained difference
  golden/               the built-in golden sets, each with its manifest
  $econ --help
END
