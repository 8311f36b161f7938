#!/usr/bin/env python3
"""Reads ROOT ntuples with uproot and prints what data preparation must make of them.

    PYTHONPATH=target/python python3 scripts/prepare_reference.py wafers FILE...

An independent statement for tests: it shares no code with the project.
"""

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


if __name__ == "__main__":
    {"wafers": wafers}[sys.argv[1]](*sys.argv[2:])
