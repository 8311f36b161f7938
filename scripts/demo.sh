#!/usr/bin/env bash
# Installs what is missing, builds, and shows the main job on the built-in data: the golden sets are
# verified, one bit of one output is flipped and the difference explained, an encoder is trained for the
# chip's own arithmetic and verified, compared with the chip's other algorithms, and a page shows it all.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"

scripts/setup.sh
# Where libtorch does not run, everything but the training is shown.
packages=(--package econ-emu)
if scripts/libtorch.sh; then packages+=(--package econ-emu-train); fi
cargo build --release --locked "${packages[@]}"
econ=target/release/econ-emu
out=demo_out
rm -rf "$out"
mkdir -p "$out"

printf '\n== The chip on its own golden sets: every algorithm, both generations, both autoencoder samples\n\n'
"$econ" verify --golden golden | tee "$out/verify.txt"

printf '\n== The same BX, emulated from link words to link words, with every stage written to a file\n\n'
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

printf '\n== One BX, stage by stage (the end of it)\n\n'
"$econ" inspect --config "$set/init.yaml" --input "$set/testInput.csv" --bx 7 >"$out/BX.txt"
tail -n 32 "$out/BX.txt"

# Where nothing is trained, the page shows the run of the default encoder.
run=golden/default
if [ ${#packages[@]} -gt 2 ]; then
  run=$out/run
  printf '\n== An encoder trained on synthetic showers for the arithmetic of the chip\n\n'
  "$econ" train --out "$run" --recipe closed-form --synthetic-rows 60000 --epochs 40
  printf '\n== Its registers on its own validation samples, from link words to link words\n\n'
  "$econ" verify --golden "$run/golden"
else
  printf '\n== The training was skipped: libtorch is missing, see above\n'
fi

printf '\n== What survives of showers that it has not seen, beside what the chip does without a network\n\n'
"$econ" data synth --seed 99 --rows 1000 --out "$out/showers"
"$econ" evaluate --input "$out/showers" --links 2,3,4,5 --run "$run" --contender stc0:even --contender stc0:max \
  --contender bc:rest --contender ts:fit --contender flat --contender normaliser --out "$out/evaluation"

printf '\n== All of it on one page\n\n'
"$econ" report "$run" "$out/evaluation" "$set" -o "$out/report.html"
echo "$out/report.html"

cat <<END

Where to look:
  $out/report.html      the run and the comparison: plots, wafers, and BX to follow stage by stage
  $out/verify.txt       the verified table
  $out/testOutput.csv   the output words
  $out/stages/          the values of every stage, one csv file each
  $out/difference.txt   the explained difference
  $out/BX.txt     one BX from link words to link words
  golden/               the built-in golden sets, each with its manifest; golden/default, the default encoder
  $econ --help
END
if [ ${#packages[@]} -gt 2 ]; then
  cat <<END
  $out/run/history.svg  the loss curve of the training
  $out/run/init.yaml    the trained registers, for any command that takes a configuration
END
fi
