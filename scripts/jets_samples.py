"""Writes tables of jets as NumPy, uproot and pyarrow write them, for tests/jets.rs: jets_samples.py DIRECTORY"""

import sys
from pathlib import Path

import awkward
import numpy
import pyarrow
import pyarrow.parquet
import uproot

ROWS = 5000


def main(directory):
    directory.mkdir(parents=True, exist_ok=True)
    jets = numpy.random.default_rng(3).normal(size=(ROWS, 4)) * [40, 1, 2, 300] + [100, 0, 0, 800]
    columns = dict(zip(["jet_pt", "jet_eta", "jet_phi", "jet_e"], jets.T))
    numpy.save(directory / "table.npy", jets)
    numpy.savez(directory / "columns.npz", **columns, other=numpy.zeros(3))
    numpy.savez_compressed(directory / "packed.npz", jets=jets)
    pyarrow.parquet.write_table(pyarrow.table({"index": numpy.arange(ROWS), **columns}), directory / "table.parquet")
    counts = numpy.arange(ROWS // 10) % 21
    counts[-1] += ROWS - counts.sum()
    lists = {name: awkward.unflatten(column, counts) for name, column in columns.items()}
    with uproot.recreate(directory / "trees.root") as file:
        file.mktree("other", {"x": "f8"})
        file["other"].extend({"x": numpy.arange(3.0)})
        file.mktree("flat", {name: "f8" for name in columns})
        file["flat"].extend(columns)
        file.mktree("events", {name: "var * float64" for name in columns})
        file["events"].extend(lists)
        file.mkrntuple("ntuple", columns)


main(Path(sys.argv[1]))
