#!/usr/bin/env python3
"""Reads ROOT ntuples with uproot and prints what data preparation must make of them.

    PYTHONPATH=target/python python3 scripts/prepare_reference.py wafers FILE...
    PYTHONPATH=target/python python3 scripts/prepare_reference.py ecoder ALLOCATION TABLE JOB:FILE...

An independent statement for tests: it shares no code with the project.
"""

import csv
import math
import sys

import uproot


def tree_of(path):
    with uproot.open(path) as file:
        (name,) = [key for key, kind in file.classnames().items() if kind == "TTree"]
    return uproot.open(f"{path}:{name}")


def wafers(*paths):
    """One line a wafer: event, mean pt, layer, u, v, type, eta, energies, the charges, the inputs."""
    for path in paths:
        print(path)
        wafers_of(path)


def wafers_of(path):
    tree = tree_of(path)
    columns = ["layer", "waferu", "waferv", "wafertype", "eta", "simenergy", "energy"]
    columns += [f"CALQ{i}" for i in range(64)]
    if "wafer.AEin0" in tree:
        columns += [f"AEin{i}" for i in range(64)]
    data = [tree[f"wafer.{name}"].array().to_list() for name in columns]
    for event, pts in enumerate(tree["gen.pt"].array().to_list()):
        pt = sum(pts) / len(pts) if pts else None
        for values in zip(*(column[event] for column in data)):
            print(event, pt, *values)


# Training order of the trigger cells by their coordinates: three groups of 16.
CELL = {}
for i in range(4):
    for j in range(4):
        CELL[7 - j, 4 + i] = 4 * i + j
        CELL[1 + j + i, j] = 16 + 4 * i + j
        CELL[3 - i, 6 - i - j] = 32 + 4 * i + j


def encode(charge, dropped):
    """4 bits of exponent, 3 of mantissa; what does not fit is all ones."""
    charge >>= dropped
    if charge < 8:
        return charge
    exponent = charge.bit_length() - 3
    return min(127, 8 * exponent + (charge >> (exponent - 1)) - 8) if exponent < 16 else 127


def decode(code, dropped):
    """The middle of the charges with this code."""
    exponent, mantissa = divmod(code, 8)
    low, width = (mantissa, 1) if exponent == 0 else ((8 + mantissa) << (exponent - 1), 1 << (exponent - 1))
    return ((2 * low + width) << dropped) // 2


def calq(charge, dropped, eta):
    factor = math.floor(2048 / math.cosh(eta) + 0.5)
    return decode(encode(charge, dropped), dropped) * factor // 2048


def links_of(allocation, layer, module):
    if allocation == "signal":
        return {7: 4, 9: 5, 11: 4, 13: 3}.get(layer, 0 if layer < 29 and layer % 2 == 0 else 2)
    return int(module["ECONT_eTX" if allocation == "pu" else "trigLinks"])


def ecoder(allocation, table, *files):
    """One line a row: links, layer, then the columns of the csv."""
    layer_name, u_name, v_name = ("plane", "u", "v") if allocation == "geometry" else ("Layer", "ModU", "ModV")
    with open(table) as text:
        modules = {(int(row[layer_name]), int(row[u_name]), int(row[v_name])): row for row in csv.DictReader(text)}
    for job, path in (file.split(":", 1) for file in files):
        tree = tree_of(path)
        names = ["zside", "subdet", "layer", "waferu", "waferv", "cellu", "cellv", "uncompressedCharge", "simenergy", "eta"]
        data = [tree[f"tc_{name}"].array().to_list() for name in names]
        for event in range(tree.num_entries):
            rows = list(zip(*(column[event] for column in data)))
            for side in (1, -1):
                own = [row for row in rows if row[0] == side]
                total = sum(row[8] for row in own)
                for place in sorted({row[2:5] for row in own}):
                    module = modules[place]
                    links = links_of(allocation, place[0], module)
                    cells = [row for row in own if row[2:5] == place]
                    density = module.get("HD_LD") or module["HDorLD"]
                    dropped = {"LD": 1, "HD": 3}[density]
                    eta = sum(row[9] for row in cells) / len(cells)
                    charges = [0] * 48
                    for row in cells:
                        charges[CELL[row[5], row[6]]] = row[7]
                    charges = [calq(charge, dropped, eta) for charge in charges]
                    if links == 0 or sum(charges) == 0:
                        continue
                    energy = sum(row[8] for row in cells)
                    entry = event + 10000 * int(job) + (5000 if side < 0 else 0)
                    fraction = energy / total if total else 0
                    kind = module.get("ModType", "")
                    wafer_type = {"I": 0, "M": 1, "O": 2, "": ""}[kind[1:]]
                    print(links, place[0], *[entry, *charges, energy, total, fraction, cells[0][1], *place, density,
                                            kind, side, eta, wafer_type], sep=",")


if __name__ == "__main__":
    {"wafers": wafers, "ecoder": ecoder}[sys.argv[1]](*sys.argv[2:])
