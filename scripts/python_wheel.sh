#!/usr/bin/env bash
# The Python package as users install it: `pip wheel` in a fresh environment, which needs Rust, pip and a package index;
# how large the wheel is and how long it takes to import; golden sets and the tutorial, away from the sources.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"

fail() { echo "python_wheel: $*" >&2 && exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/venv"
python=$scratch/venv/bin/python
"$python" -m pip --quiet --disable-pip-version-check wheel --no-deps --wheel-dir "$scratch/wheel" ./bindings/python
wheel=$(echo "$scratch"/wheel/*.whl)
case "$wheel" in *-abi3-*) ;; *) fail "$wheel is for one Python alone" ;; esac
size=$(stat -c %s "$wheel")
echo "python_wheel: $(basename "$wheel"), $((size / 1000)) kB"
[ "$size" -lt 15000000 ] || fail "the wheel has $size bytes, 15 MB are allowed"
"$python" -m pip --quiet --disable-pip-version-check install "$wheel" numpy awkward nbclient ipykernel

# Nothing in it names the sources, and what runs it stands elsewhere.
"$python" - "$PWD" <<'PYTHON'
import pathlib, sys
import econ_emu._econ_emu as native
assert sys.argv[1].encode() not in pathlib.Path(native.__file__).read_bytes(), "the library names the sources"
PYTHON
cp -r golden "$scratch/golden"
cp bindings/python/tutorial.ipynb "$scratch"
cd "$scratch"

# Processor time, so that other work on the machine does not count; nearly all of it is NumPy's.
for round in 1 2 3 4 5; do
  "$python" -c 'import time; start = time.process_time(); import econ_emu; print(time.process_time() - start)'
done | sort -g >import_times
echo "python_wheel: import in $(head -n 1 import_times) s"
awk 'NR == 1 && $1 >= 0.15 { exit 1 }' import_times || fail "the import takes longer than 0.15 s"

"$python" - <<'PYTHON'
import pathlib
import numpy as np
import econ_emu
found = econ_emu.verify("golden")
assert found.passed and len(found.sets) >= 20, found
chip = econ_emu.Chip.from_yaml("golden/bc_p1_list/init.yaml")
sent = chip.run(econ_emu.read_words("golden/bc_p1_list/testInput.csv"))
assert np.array_equal(sent, econ_emu.read_words("golden/bc_p1_list/testOutput.csv"))
print(f"python_wheel: {len(found.sets)} golden sets equal")
PYTHON

"$python" - <<'PYTHON'
import nbformat
from nbclient import NotebookClient
notebook = nbformat.read("tutorial.ipynb", as_version=4)
NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
ran = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.execution_count]
assert len(ran) >= 10, len(ran)
print(f"python_wheel: {len(ran)} cells of the tutorial")
PYTHON
