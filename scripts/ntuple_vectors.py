#!/usr/bin/env python3
"""Writes events of scripts/ntuple_samples.py with ROOT itself, in forms that uproot cannot write.

    PYTHONPATH=target/python-root:target/python python3 scripts/ntuple_vectors.py SAMPLES tests/reference

cells_vectors.root: the events of cells_2.root as std::vector branches, which is what the simulation writes.
cells_rntuple.root: the same as an RNTuple of three clusters, with ROOT's own encodings of columns.
cells_imported.root: SAMPLES/cells_nano.root as ROOT's importer makes an RNTuple of it, a collection and fields that
show its members. ROOT 6.40 made them once; they are kept, and the tests do not need ROOT.
"""

import array
import pathlib
import sys

import ROOT

from ntuple_samples import CELL_TYPES, TREE, cell_events

TYPES = {"int32": "int", "int16": "int", "int8": "int", "int64": "int", "uint32": "unsigned int",
         "uint16": "unsigned short", "float32": "float"}


def vectors(path):
    file = ROOT.TFile(str(path), "RECREATE", "", 505)
    file.mkdir("hgcalTriggerNtuplizer").cd()
    tree = ROOT.TTree(TREE, "trigger cells")
    # Several baskets, the last one shorter.
    tree.SetAutoFlush(5)
    branches = {name: ROOT.std.vector[TYPES[kind]]() for name, kind in CELL_TYPES.items()}
    for name, vector in branches.items():
        tree.Branch(f"tc_{name}", vector)
    number = array.array("i", [0])
    tree.Branch("event", number, "event/I")
    for event, columns in enumerate(cell_events(7, 12)):
        number[0] = 1000 + event
        for name, vector in branches.items():
            fill(vector, name, columns[name])
        tree.Fill()
    tree.Write()
    file.Close()


def rntuple(path):
    model = ROOT.RNTupleModel.Create()
    for name, kind in CELL_TYPES.items():
        kind = kind if kind == "float32" else f"std::{kind}_t"
        model.MakeField[f"std::vector<{kind.replace('float32', 'float')}>"](f"tc_{name}")
    model.MakeField["std::int32_t"]("event")
    model.MakeField["std::string"]("note")
    options = ROOT.RNTupleWriteOptions()
    options.SetCompression(505)
    file = ROOT.TFile(str(path), "RECREATE")
    writer = ROOT.RNTupleWriter.Append(model, TREE, file.mkdir("hgcalTriggerNtuplizer"), options)
    entry = writer.CreateEntry()
    for event, columns in enumerate(cell_events(7, 12)):
        for name in CELL_TYPES:
            fill(entry[f"tc_{name}"], name, columns[name])
        entry["event"], entry["note"] = 1000 + event, "x" * event
        writer.Fill(entry)
        if event % 5 == 4:
            writer.CommitCluster()
    del writer
    file.Close()


def fill(vector, name, values):
    vector.clear()
    for value in values:
        vector.push_back(value % 65536 if CELL_TYPES[name] == "uint16" else value)


def main():
    samples, out = map(pathlib.Path, sys.argv[1:])
    vectors(out / "cells_vectors.root")
    rntuple(out / "cells_rntuple.root")
    imported = out / "cells_imported.root"
    imported.unlink(missing_ok=True)
    ROOT.Experimental.RNTupleImporter.Create(str(samples / "cells_nano.root"), "Events", str(imported)).Import()


if __name__ == "__main__":
    main()
