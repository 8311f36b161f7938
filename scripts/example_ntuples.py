#!/usr/bin/env python3
"""Makes the small ntuples of tests/samples: toy showers, the same in every file, as CMSSW names and stores them.

    PYTHONPATH=target/python-root:target/python python3 scripts/example_ntuples.py tests/samples

cells.root            trigger cells, a tree of std::vector branches tc_*
wafers.root           the same modules as wafers: wafer_* (CALQ and AEin of the 8x8 image) and gen_pt
wafers_rntuple.root   the same as an RNTuple
modules.csv           the table of these modules, with the columns of ModuleLinkSummary.csv

Needs ROOT (scripts/python_packages.sh root), which the tests do not: they read the files that are kept. The same numbers come out every time. Charges of a wafer are those that the chip makes of its trigger cells: 4E3M
codes, times 1/cosh(eta) in units of 2^-11 (scripts/prepare_reference.py says the same in the same words).
"""

import math
import pathlib
import random
import sys

import ROOT

from prepare_reference import CELL, calq
from prepare_reference_conditional import ARRANGE, converted

# Layer, u, v, |eta| of the centre, links, density, kind.
MODULES = [
    (1, 3, 1, 1.9, 2, "LD", "FM"), (3, 4, 2, 2.0, 2, "LD", "FO"), (5, 2, 1, 2.4, 3, "HD", "FI"),
    (7, 3, 1, 1.92, 4, "LD", "FM"), (7, 1, 1, 2.8, 5, "HD", "aI"), (9, 3, 1, 1.95, 5, "LD", "FM"),
    (9, 1, 2, 2.6, 5, "HD", "FI"), (11, 3, 1, 1.97, 4, "LD", "FM"), (13, 3, 1, 2.0, 3, "LD", "FM"),
    (15, 2, 3, 2.3, 2, "LD", "FM"), (29, 6, 2, 1.6, 1, "LD", "gI"), (33, 3, 3, 2.05, 2, "LD", "FO"),
]
EVENTS = 12
TREE = "HGCalTriggerNtuple"
FLOATS = ("mipPt", "pt", "energy", "simenergy", "eta")
UNSIGNED = ("data", "uncompressedCharge", "compressedCharge")


def modules_of_event(rng):
    """Modules with their cells: place in the wafer, charge, energy of the signal."""
    zside = rng.choice((-1, 1))
    axis = rng.choice(sorted(CELL))
    for layer, u, v, eta, _links, density, kind in MODULES:
        signal = (u, v) == (3, 1)
        if not signal and rng.random() < 0.4:
            continue
        centre = axis if signal else rng.choice(sorted(CELL))
        depth = math.exp(-((layer - 9) / 6) ** 2) if signal else rng.expovariate(4)
        # Counts of the converter: a few for pile-up, some thousands in a shower.
        height = (6000 if signal else 300) * depth * rng.uniform(0.5, 1.5)
        cells = []
        for cell in sorted(CELL):
            du, dv = cell[0] - centre[0], cell[1] - centre[1]
            shape = math.exp(-(du * du + dv * dv - du * dv) / 1.5)
            noise = int(rng.expovariate(1 / 8))
            charge = int(height * shape) + noise
            if charge > 12:
                cells.append((cell, charge, height * shape / 9000 if signal and shape > 0.01 else 0.0))
        if cells:
            yield layer, u, v, zside * eta, density, kind, cells


def events():
    rng = random.Random(2022)
    for number in range(EVENTS):
        cells = {name: [] for name in ("subdet", "zside", "layer", "waferu", "waferv", "wafertype", "cellu", "cellv",
                                       *UNSIGNED, *FLOATS)}
        wafers = {name: [] for name in ("zside", "layer", "subdet", "waferu", "waferv", "wafertype", "energy",
                                        "simenergy", "eta", "sumCALQ")}
        wafers |= {f"{kind}{pixel}": [] for pixel in range(64) for kind in ("CALQ", "AEin")}
        for layer, u, v, eta, density, kind, own in modules_of_event(rng):
            zside, subdet = (1 if eta > 0 else -1), (1 if layer < 29 else 2)
            wafer_type = "IMO".index(kind[1])
            charges = [0] * 48
            for (cell_u, cell_v), charge, energy in own:
                # What is stored as a 32-bit float is what the sum is made of.
                mip = charge / 37
                row = (subdet, zside, layer, u, v, wafer_type, cell_u, cell_v, charge, charge, charge, mip,
                       mip / math.cosh(eta), mip / 30, energy, eta)
                for name, value in zip(cells, row):
                    cells[name].append(value)
                charges[CELL[cell_u, cell_v]] = charge
            # The pseudorapidity of a trigger cell is a 32-bit float.
            single = ROOT.std.vector["float"]([eta])[0]
            charges = [calq(charge, {"LD": 1, "HD": 3}[density], single) for charge in charges]
            image = [charges[cell] if cell >= 0 else 0 for cell in ARRANGE]
            row = (zside, layer, subdet, u, v, wafer_type, sum(own_cell[1] for own_cell in own) / 1100,
                   sum(own_cell[2] for own_cell in own), eta, sum(charges))
            for name, value in zip(wafers, row):
                wafers[name].append(value)
            for pixel, (charge, raw) in enumerate(zip(image, converted(image))):
                wafers[f"CALQ{pixel}"].append(charge)
                wafers[f"AEin{pixel}"].append(raw / 128)
        columns = {f"tc_{name}": values for name, values in cells.items()}
        columns |= {f"wafer_{name}": values for name, values in wafers.items()}
        yield columns | {"gen_pt": [20.0 + number], "gen_eta": [1.95]}


def type_of(name):
    end = name.split("_", 1)[1]
    if end in FLOATS or end.startswith("AEin"):
        return "float"
    if end == "sumCALQ":
        return "std::uint64_t"
    return "std::uint32_t" if end in UNSIGNED or end.startswith("CALQ") else "std::int32_t"


def fill(vector, values):
    vector.clear()
    for value in values:
        vector.push_back(value)


def write_tree(path, directory, rows):
    file = ROOT.TFile(str(path), "RECREATE", "", 207)
    file.mkdir(directory).cd()
    tree = ROOT.TTree(TREE, TREE)
    vectors = {name: ROOT.std.vector[type_of(name)]() for name in rows[0]}
    for name, vector in vectors.items():
        # Split level 0, and a buffer that holds all events.
        tree.Branch(name, vector, 16000, 0)
    for row in rows:
        for name, values in row.items():
            fill(vectors[name], values)
        tree.Fill()
    tree.Write("", ROOT.TObject.kOverwrite)
    file.Close()


def write_rntuple(path, directory, rows):
    model = ROOT.RNTupleModel.Create()
    for name in rows[0]:
        model.MakeField[f"std::vector<{type_of(name)}>"](name)
    options = ROOT.RNTupleWriteOptions()
    options.SetCompression(207)
    file = ROOT.TFile(str(path), "RECREATE", "", 207)
    writer = ROOT.RNTupleWriter.Append(model, TREE, file.mkdir(directory), options)
    entry = writer.CreateEntry()
    for number, row in enumerate(rows):
        for name, values in row.items():
            fill(entry[name], values)
        writer.Fill(entry)
        if number == EVENTS // 2:
            writer.CommitCluster()
    del writer
    file.Close()


def main():
    out = pathlib.Path(sys.argv[1])
    rows = list(events())
    only = lambda prefixes: [{n: v for n, v in row.items() if n.startswith(prefixes)} for row in rows]
    write_tree(out / "cells.root", "hgcalTriggerNtuplizer", only(("tc_", "gen_")))
    write_tree(out / "wafers.root", "FloatingpointThreshold0DummyHistomaxDummynTuple", only(("wafer_", "gen_")))
    write_rntuple(out / "wafers_rntuple.root", "hgcalTriggerNtuplizer", only(("wafer_", "gen_")))
    table = ["Layer,ModU,ModV,ECOND_eTX,ECONT_eTX,HD_LD,ModType,MB,Cassette"]
    table += [f"{layer},{u},{v},1,{links},{density},{kind},0,0" for layer, u, v, _eta, links, density, kind in MODULES]
    (out / "modules.csv").write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
