#!/usr/bin/env python3
"""Makes small ROOT ntuples for tests: both flavours, all kinds of compression, and files with faults.

    PYTHONPATH=target/python python3 scripts/ntuple_samples.py DIR

Needs uproot and awkward (scripts/python_packages.sh). The same files come out every time, but for dates.

Good files, trees of trigger cells: cells_{none,zlib,lzma,lz4,zstd}.root (the same events, 3 baskets),
cells_2.root (other events). Trees of wafers: wafers_{none,zlib,lzma,lz4,zstd}.root, wafers_double.root
(other types of numbers, no AEin). These have dotted names. The same wafers as CMSSW names them and in other forms:
wafers_cmssw.root (beside trigger cells and another tree), wafers_nano.root and cells_nano.root (one counter for all
columns, as NanoAOD), wafers_widths.root (every width of integers), wafers_plain.root (no prefix), and RNTuples
wafers_rntuple.root, cells_rntuple_{none,zlib,lzma,lz4,zstd}.root, rntuple_records.root. Without energies:
{cells,wafers}_no_energy.root. The others are named after their fault.
"""

import pathlib
import random
import sys

import awkward as ak
import numpy as np
import uproot

TREE = "HGCalTriggerNtuple"
COMPRESSION = {
    "none": None,
    "zlib": uproot.ZLIB(6),
    "lzma": uproot.LZMA(1),
    "lz4": uproot.LZ4(4),
    "zstd": uproot.ZSTD(3),
}

# Sensor cells (u, v) of the 48 trigger cells in training order (docs/sources.md, Ecoder-2023).
CELLS = (
    [(7 - i % 4, 4 + i // 4) for i in range(16)]
    + [(i % 4 + 1 + i // 4, i % 4) for i in range(16)]
    + [(3 - i // 4, 6 - i // 4 - i % 4) for i in range(16)]
)

# Modules: layer, u, v, and |eta| of the centre.
MODULES = [
    (1, 3, 1, 1.9), (3, 4, 2, 2.0), (5, 2, 1, 2.4), (7, 3, 2, 2.2), (7, 1, 1, 2.8), (9, 3, 1, 1.95),
    (9, 1, 2, 2.6), (11, 5, 3, 1.7), (13, 4, 1, 1.8), (15, 2, 3, 2.3), (29, 6, 2, 1.6), (33, 3, 3, 2.05),
]


def cell_events(seed, events):
    """Events with trigger cells, as a list of dictionaries of lists."""
    rng = random.Random(seed)
    names = ("subdet", "zside", "layer", "waferu", "waferv", "cellu", "cellv", "uncompressedCharge",
             "compressedCharge", "data", "mipPt", "simenergy", "eta")
    result = []
    for event in range(events):
        columns = {name: [] for name in names}
        # Event 4 has nothing at all.
        chosen = [] if event == 4 else rng.sample(MODULES, rng.randint(2, 6))
        for layer, u, v, eta in chosen:
            zside = rng.choice((-1, 1))
            signal = rng.random() < 0.5
            # Some modules have charges so small that every CALQ is 0 behind the calibration.
            largest = rng.choice((1, 60, 3000, 200_000, 600_000))
            for cell in sorted(rng.sample(range(48), rng.randint(1, 48))):
                charge = rng.randint(0, largest)
                row = (1 if layer < 29 else 2, zside, layer, u, v, *CELLS[cell], charge, charge // 3, charge // 5,
                       charge / 37.0, round(rng.random(), 4) if signal and rng.random() < 0.3 else 0.0, zside * eta)
                for name, value in zip(names, row):
                    columns[name].append(value)
        result.append(columns)
    return result


CELL_TYPES = {
    "subdet": "int32", "zside": "int16", "layer": "int32", "waferu": "int32", "waferv": "int8", "cellu": "int32",
    "cellv": "int64", "uncompressedCharge": "uint32", "compressedCharge": "uint32", "data": "uint16",
    "mipPt": "float32", "simenergy": "float32", "eta": "float32",
}


def wafer_events(seed, events, ae_in=True):
    """Events with wafers, as a list of dictionaries of lists."""
    rng = random.Random(seed)
    result = []
    for event in range(events):
        columns = {name: [] for name in ("layer", "waferu", "waferv", "wafertype", "eta", "simenergy", "energy")}
        columns |= {f"CALQ{pixel}": [] for pixel in range(64)}
        if ae_in:
            columns |= {f"AEin{pixel}": [] for pixel in range(64)}
        for _ in range(0 if event == 3 else rng.randint(1, 9)):
            largest = rng.choice((0, 40, 2000, 4_000_000))
            # A quarter of the 8x8 image is empty.
            calq = [rng.randint(0, largest) if p // 8 < 4 or p % 8 < 4 else 0 for p in range(64)]
            columns["layer"].append(rng.randint(1, 47))
            columns["waferu"].append(rng.randint(-12, 12))
            columns["waferv"].append(rng.randint(-12, 12))
            columns["wafertype"].append(rng.randint(0, 2))
            columns["eta"].append(rng.choice((-1, 1)) * round(rng.uniform(1.5, 3.1), 4))
            columns["simenergy"].append(round(rng.random() * 8, 4) if rng.random() < 0.2 else 0.0)
            columns["energy"].append(sum(calq) / 8)
            for pixel, value in enumerate(calq):
                columns[f"CALQ{pixel}"].append(value)
                if ae_in:
                    columns[f"AEin{pixel}"].append(value / (sum(calq) or 1))
        result.append(columns)
    return result


def arrays(events, prefix, types, default):
    """The branches of events, by name."""
    names = events[0].keys()
    branches = {}
    for name in names:
        lists = ak.Array([event[name] for event in events] + [[0.0]])[:-1]
        branches[prefix + name] = ak.values_astype(lists, np.dtype(types.get(name, default)))
    return branches


def write(path, branches, compression=None, baskets=1, tree=f"ntuplizer/{TREE}"):
    """Writes branches as a tree of several baskets; scalars are arrays of numpy."""
    with uproot.recreate(path, compression=compression) as file:
        put(file, tree, branches, baskets)


def put(file, tree, branches, baskets=1):
    types = {name: str(values.type).split(" * ", 1)[1] if isinstance(values, ak.Array) else values.dtype
             for name, values in branches.items()}
    target = file.mktree(tree, types)
    count = len(next(iter(branches.values())))
    step = max(1, -(-count // baskets))
    for start in range(0, count, step):
        target.extend({name: values[start:start + step] for name, values in branches.items()})


def cells(seed, events):
    made = cell_events(seed, events)
    branches = {"event": np.arange(1000, 1000 + events, dtype=np.int32)}
    return branches | arrays(made, "tc_", CELL_TYPES, "float32")


def wafers(seed, events, default="float32", ae_in=True):
    branches = arrays(wafer_events(seed, events, ae_in), "wafer.", {"layer": "int32", "waferu": "int32"}, default)
    gen = [[10.0 * event + 1.0] * (1 + event % 3) for event in range(events)]
    return {"gen.pt": ak.values_astype(ak.Array(gen), np.float32)} | branches


def renamed(branches, prefix="wafer_"):
    """Wafers with the names of CMSSW, or with another prefix."""
    return {name.replace("wafer.", prefix).replace("gen.", "gen_"): values for name, values in branches.items()}


def records(branches, prefix):
    """The columns of one prefix as records, which uproot writes with one counter."""
    return ak.zip({name.removeprefix(prefix): values for name, values in branches.items() if name.startswith(prefix)})


def write_nano(path, collections):
    """Collections as NanoAOD has them, beside another tree."""
    with uproot.recreate(path, compression=uproot.LZMA(1)) as file:
        put(file, "Runs", {"run": np.arange(3, dtype=np.uint32), "layer": np.arange(3.0)})
        put(file, "Events", collections)


def write_rntuple(path, columns, compression, clusters=3):
    """Columns as an RNTuple of several clusters."""
    count = len(next(iter(columns.values())))
    step = -(-count // clusters)
    with uproot.recreate(path, compression=compression) as file:
        pieces = [{name: values[at:at + step] for name, values in columns.items()} for at in range(0, count, step)]
        ntuple = file.mkrntuple(f"ntuplizer/{TREE}", pieces[0])
        for piece in pieces[1:]:
            ntuple.extend(piece)


def changed(branches, name, change):
    """The same branches with one value changed, in the last entry that has any."""
    lists = ak.to_list(branches[name])
    entry = max(i for i, values in enumerate(lists) if values)
    lists[entry][-1] = change
    kind = "float64" if isinstance(change, float) else "int64"
    return branches | {name: ak.values_astype(ak.Array(lists), np.dtype(kind))}


def main():
    out = pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    cell_tree, wafer_tree = cells(1, 30), wafers(2, 40)
    for name, compression in COMPRESSION.items():
        write(out / f"cells_{name}.root", cell_tree, compression, 3)
        write(out / f"wafers_{name}.root", wafer_tree, compression, 3, tree=f"FloatingpointDummy/{TREE}")
    write(out / "cells_2.root", cells(7, 12))
    write(out / "wafers_double.root", wafers(3, 10, "float64", ae_in=False), uproot.ZLIB(1), baskets=10)

    cmssw = renamed(wafer_tree)
    with uproot.recreate(out / "wafers_cmssw.root", compression=uproot.ZLIB(1)) as file:
        put(file, f"ntuple/{TREE}", cmssw | {n: v[:40] for n, v in cells(9, 40).items()}, 2)
        put(file, "other/Events", {"run": np.arange(3), "wafer_layer": np.arange(3)})
    gen = {"GenPart": ak.zip({"pt": cmssw["gen_pt"]})}
    write_nano(out / "wafers_nano.root", gen | {"L1THGCAL_wafer": records(cmssw, "wafer_")})
    write_nano(out / "cells_nano.root", {"L1THGCAL_tc": records(cell_tree, "tc_")})
    widths = dict(zip((n for n in cmssw if "CALQ" in n), ["uint64", "int64", "uint32", "int32", "float32", "float64"] * 11))
    widths |= {"wafer_layer": "uint8", "wafer_waferu": "int8", "wafer_waferv": "int16", "wafer_wafertype": "uint16"}
    write(out / "wafers_widths.root", {n: ak.values_astype(v, widths.get(n, "float64")) for n, v in cmssw.items()})
    write(out / "wafers_plain.root", renamed(wafer_tree, ""))
    write(out / "wafers_no_energy.root", {n: v for n, v in cmssw.items() if "simenergy" not in n})
    write(out / "cells_no_energy.root", {n: v for n, v in cell_tree.items() if "simenergy" not in n})
    write(out / "wafers_two_sets.root", {n: v[:2] for n, v in (cmssw | renamed(wafer_tree, "again_")).items()})
    write(out / "wafers_48.root", {n: v[:2] for n, v in cmssw.items() if int((n.split("CALQ") + ["0"])[1]) < 48})
    for name, compression in COMPRESSION.items():
        write_rntuple(out / f"cells_rntuple_{name}.root", cell_tree, compression)
    write_rntuple(out / "wafers_rntuple.root", cmssw, uproot.ZSTD(1))
    write_rntuple(out / "rntuple_records.root", {"L1THGCAL_wafer": records(cmssw, "wafer_"), "gen_pt": cmssw["gen_pt"]},
                  uproot.ZSTD(1))
    small = {n: v[:2] for n, v in cmssw.items()}
    nested = ak.Array([[["a"]], [["b", "c"]]])
    write_rntuple(out / "rntuple_text.root", small | {"wafer_CALQ7": nested}, None, 1)

    empty = {name: values[:0] for name, values in cell_tree.items()}
    write(out / "cells_empty.root", empty)
    write(out / "wafers_empty.root", {name: values[:0] for name, values in wafer_tree.items()})
    # Files with a fault are small.
    wafer_tree = {name: values[:2] for name, values in wafer_tree.items()}
    for name in ("cells", "wafers"):
        whole = (out / f"{name}_zlib.root").read_bytes()
        (out / f"{name}_truncated.root").write_bytes(whole[: len(whole) * 2 // 3])
        # The end of a compressed basket.
        branch = {"cells": f"ntuplizer/{TREE}/tc_layer", "wafers": f"FloatingpointDummy/{TREE}/wafer.CALQ5"}[name]
        branch = uproot.open(out / f"{name}_zlib.root")[branch]
        end = int(branch.member("fBasketSeek")[1] + branch.member("fBasketBytes")[1])
        bad = bytearray(whole)
        bad[end - 30:end] = bytes(30)
        (out / f"{name}_damaged.root").write_bytes(bad)
    (out / "text.root").write_text("this is not a ROOT file, only text that is long enough to be one\n" * 4)
    (out / "nothing.root").write_bytes(b"")

    charge = "tc_uncompressedCharge"
    cell_tree = {name: values[:6] for name, values in cell_tree.items()}
    write(out / "cells_missing.root", {("tc_uncompressedCharges" if n == charge else n): v for n, v in cell_tree.items()})
    write(out / "wafers_missing.root", {n: v for n, v in wafer_tree.items() if n != "wafer.CALQ7"})
    write(out / "mixed.root", cell_tree | {f"wafer.{n}": cell_tree[f"tc_{n}"] for n in ("layer", "waferu")})
    write(out / "neither.root", {"x": np.arange(3), "y": np.arange(3)})
    write(out / "other_name.root", cell_tree, tree="ntuplizer/Events")
    with uproot.recreate(out / "two_trees.root") as file:
        put(file, f"a/{TREE}", cell_tree)
        put(file, f"b/{TREE}", cells(7, 12))
    short = dict(cell_tree)
    short["tc_layer"] = ak.Array([v[:-1] for v in ak.to_list(cell_tree["tc_layer"])])
    write(out / "cells_lengths.root", short)
    for name, value in (("nan", float("nan")), ("infinite", float("inf")), ("negative", -4), ("mips", 12.75)):
        write(out / f"cells_{name}.root", changed(cell_tree, charge, value))
    write(out / "wafers_nan.root", changed(wafer_tree, "wafer.CALQ5", float("nan")))
    write(out / "wafers_mips.root", changed(wafer_tree, "wafer.CALQ5", 0.25))


if __name__ == "__main__":
    main()
