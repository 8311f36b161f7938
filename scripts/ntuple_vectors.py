#!/usr/bin/env python3
"""Writes the events of cells_2.root (scripts/ntuple_samples.py) with ROOT itself, as std::vector branches.

    python3 scripts/ntuple_vectors.py cells_vectors.root

uproot cannot write std::vector, which is what the simulation writes; so one small file made by ROOT
6.40 is kept in tests/reference. This made it; the tests do not need ROOT.
"""

import array
import sys

import ROOT

from ntuple_samples import CELL_TYPES, TREE, cell_events

TYPES = {"int32": "int", "int16": "int", "int8": "int", "int64": "int", "uint32": "unsigned int",
         "uint16": "unsigned short", "float32": "float"}


def main():
    file = ROOT.TFile(sys.argv[1], "RECREATE", "", 505)
    file.mkdir("hgcalTriggerNtuplizer").cd()
    tree = ROOT.TTree(TREE, "trigger cells")
    # Several baskets, the last one shorter.
    tree.SetAutoFlush(5)
    vectors = {name: ROOT.std.vector[TYPES[kind]]() for name, kind in CELL_TYPES.items()}
    for name, vector in vectors.items():
        tree.Branch(f"tc_{name}", vector)
    number = array.array("i", [0])
    tree.Branch("event", number, "event/I")
    for event, columns in enumerate(cell_events(7, 12)):
        number[0] = 1000 + event
        for name, vector in vectors.items():
            vector.clear()
            for value in columns[name]:
                vector.push_back(value % 65536 if CELL_TYPES[name] == "uint16" else value)
        tree.Fill()
    tree.Write()
    file.Close()


if __name__ == "__main__":
    main()
