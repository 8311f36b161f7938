#!/usr/bin/env bash
# Lets ROOT itself write the ntuples that are kept in tests/samples and tests/reference once more, and compares what is
# read from both. ROOT comes from PyPI (scripts/python_packages.sh root, 250 MiB), so this is for scripts/test.sh --long.
#
#   scripts/root_ntuples.sh [econ-emu]
set -euo pipefail
cd "$(dirname "$0")/.."
binary=${1:-target/release/econ-emu}

scripts/python_packages.sh
scripts/python_packages.sh root
work=$(mktemp -d target/root-ntuples-XXXXXX)
trap 'rm -rf "$work"' EXIT
mkdir "$work/reference" "$work/samples"
PYTHONPATH=target/python python3 scripts/ntuple_samples.py "$work/uproot"
export PYTHONPATH=target/python-root:target/python
python3 -W ignore scripts/ntuple_vectors.py "$work/uproot" "$work/reference" >"$work/log"
python3 -W ignore scripts/example_ntuples.py "$work/samples" >>"$work/log"

# Prepares one file in two directories under the same name, and compares the sets.
compare() {
  local name=$1 command=$2
  shift 2
  for from in tests "$work"; do
    "$binary" data prepare "$command" "$from/$name" "$@" --out "$work/${from##*/}.set" >>"$work/log"
  done
  diff -r --exclude=prepare.json --exclude='dataset_*' "$work/tests.set" "$work/${work##*/}.set"
  rm -r "$work/tests.set" "$work/${work##*/}.set"
  echo "$name: the same"
}

diff tests/samples/modules.csv "$work/samples/modules.csv"
for name in samples/cells reference/cells_vectors reference/cells_rntuple reference/cells_imported; do
  compare "$name.root" ecoder --modules tests/samples/modules.csv --skip-unlisted --allocation signal
done
for name in samples/wafers samples/wafers_rntuple reference/wafers_reduced reference/wafers_late; do
  # All events in one part: the split depends on the hash of the file, and that on the time.
  compare "$name.root" conditional --per-links --train 1 --validation 0 --test 0
done
