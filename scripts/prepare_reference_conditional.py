#!/usr/bin/env python3
"""An independent statement of what 'econ-emu data prepare conditional' makes.

    PYTHONPATH=target/python python3 scripts/prepare_reference_conditional.py make DIR FILES EVENTS
    PYTHONPATH=target/python python3 scripts/prepare_reference_conditional.py check OUT [options] --files FILE...

'make' writes ntuples of wafers with the layers that matter, few signal wafers, some without charge, and
inputs (AEin) that are right but for every 50th. 'check' reads ntuples with uproot, computes every row in its
own integers, and compares: rows of csv and caches, their order, chunks, splits, counts, conditions, inputs,
summary and log. It prints the counts as JSON and fails at the first difference. It shares no code with the
project; it needs uproot and awkward (scripts/python_packages.sh).
"""

import argparse
import csv
import hashlib
import json
import math
import pathlib
import random
import struct

import awkward as ak
import numpy as np
import uproot

PARTS = ("train", "validation", "test")

# Place of each CALQ of the training order in the 8x8 image (docs/sources.md, Ecoder); -1 has no cell.
ARRANGE = [
    28, 29, 30, 31, 0, 4, 8, 12, 24, 25, 26, 27, 1, 5, 9, 13, 20, 21, 22, 23, 2, 6, 10, 14, 16, 17, 18, 19, 3, 7, 11, 15,
    47, 43, 39, 35, -1, -1, -1, -1, 46, 42, 38, 34, -1, -1, -1, -1, 45, 41, 37, 33, -1, -1, -1, -1, 44, 40, 36, 32, -1, -1,
    -1, -1,
]
PIXELS = [pixel for pixel, cell in enumerate(ARRANGE) if cell >= 0]
SCALARS = ("layer", "waferu", "waferv", "wafertype", "eta", "simenergy", "energy")


def converted(charges):
    """The converter: all charges shifted so that the leading bit of their sum becomes bit 7."""
    total = sum(charges)
    shift = min(max(total.bit_length() - 1, 0), 21) - 7 if total else 0
    return [charge >> shift if shift >= 0 else charge << -shift for charge in charges]


def make(directory, files, events):
    layers = [1, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 29, 47, 50]
    for number in range(files):
        rng = random.Random(number)
        columns = {name: [] for name in SCALARS} | {f"{kind}{i}": [] for kind in ("CALQ", "AEin") for i in range(64)}
        for event in range(events):
            count = 0 if event == 2 else rng.randint(4, 9)
            for values in columns.values():
                values.append([])
            for _ in range(count):
                largest = rng.choice((0, 3, 300, 4_000_000))
                image = [rng.randint(0, largest) if cell >= 0 else 0 for cell in ARRANGE]
                inputs = converted(image)
                if rng.random() < 0.02:
                    inputs[5] ^= 1
                row = (rng.choice(layers), rng.randint(-3, 3), rng.randint(-3, 3), rng.randint(0, 2),
                       rng.choice((-1, 1)) * rng.uniform(1.5, 3.0), rng.uniform(0.1, 9) if rng.random() < 0.06 else 0.0,
                       sum(image) / 7)
                for name, value in zip(SCALARS, row):
                    columns[name][-1].append(value)
                for pixel in range(64):
                    columns[f"CALQ{pixel}"][-1].append(image[pixel])
                    columns[f"AEin{pixel}"][-1].append(inputs[pixel] / 128)
        types = {"layer": np.int32, "waferu": np.int32, "waferv": np.int32, "wafertype": np.int32}
        branches = {f"wafer.{name}": ak.values_astype(ak.Array(lists), types.get(name, np.float32))
                    for name, lists in columns.items()}
        branches["gen.pt"] = ak.values_astype(ak.Array([[5.0]] * events), np.float32)
        with uproot.recreate(pathlib.Path(directory) / f"ntuple_{number:02}.root", compression=uproot.ZLIB(1)) as file:
            tree = file.mktree("FloatingpointDummy/HGCalTriggerNtuple",
                               {name: str(values.type).split(" * ", 1)[1] for name, values in branches.items()})
            half = events // 2
            for piece in (slice(0, half), slice(half, events)):
                tree.extend({name: values[piece] for name, values in branches.items()})


def links_old(layer, _u, _v):
    return {9: 5, 7: 4, 11: 4, 13: 3}.get(layer, 2)


def links_table(path):
    with open(path, encoding="utf-8") as file:
        rows = [line.split() for line in file]
    places = [rows[0].index(name) for name in ("plane", "u", "v", "trigLinks")]
    table = {}
    for row in rows[1:]:
        plane, u, v, links = (int(float(row[place])) for place in places)
        table[plane, u, v] = links
    return lambda *wafer: table.get(wafer)


class Expected:
    """All rows by model and part, in order, and the counts."""

    def __init__(self, options):
        self.rows, self.found, self.files = {}, {}, []
        self.events = self.wafers = self.unlisted = self.linkless = self.compared = self.differ = 0
        self.selected, self.empty = {}, {}
        self.part_events = [0, 0, 0]
        links_of = links_table(options.geometry) if options.geometry else links_old
        bits = [0, 1, 3, 5, 7] + [9] * 10
        for number, path in enumerate(options.files):
            sha = hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()
            with uproot.open(path) as file:
                (name,) = [key for key, kind in file.classnames().items() if kind == "TTree"]
                tree = file[name]
                kinds = ("CALQ", "AEin") if "wafer.AEin0" in tree else ("CALQ",)
                wanted = [f"wafer.{name}" for name in SCALARS] + [f"wafer.{k}{i}" for k in kinds for i in range(64)]
                data = [tree[name].array().to_list() for name in wanted]
            events = len(data[0])
            self.events += events
            count = 0
            for event in range(events):
                part = self.part(options, sha, event)
                self.part_events[part] += 1
                for values in zip(*(column[event] for column in data)):
                    count += 1
                    layer, u, v, kind, eta, sim, _ = values[:7]
                    image = [int(value) for value in values[7:71]]
                    inputs = converted(image)
                    if len(values) > 71:
                        self.compared += 1
                        self.differ += [value * 128 for value in values[71:]] != inputs
                        inputs = [int(value * 128) for value in values[71:]] if options.use_aein else inputs
                    links = links_of(layer, u, v)
                    if not links:
                        self.unlisted += links is None
                        self.linkless += links == 0
                        continue
                    model = bits[links] if options.mode == "bits" else links
                    self.selected[model] = self.selected.get(model, 0) + 1
                    if not any(image):
                        self.empty[model] = self.empty.get(model, 0) + 1
                        continue
                    row = {
                        "identity": (number, event, 1 if eta > 0 else -1, layer, u, v), "type": kind, "eta": eta,
                        "sim": sim, "image": image, "inputs": inputs,
                        "conditions": [eta / 3.1, v / 12, u / 12, kind == 0, kind == 1, kind == 2,
                                       math.log(sum(image) + 1), (layer - 1) / 46],
                    }
                    self.rows.setdefault((model, part), []).append(row)
            self.wafers += count
            self.files.append({"name": pathlib.Path(path).name, "sha256": sha, "events": events, "wafers": count})

    @staticmethod
    def part(options, sha, event):
        digest = hashlib.sha256(f"{options.seed}/{sha}/{event}".encode()).digest()
        place = (int.from_bytes(digest[:8], "big") >> 11) / 2**53
        train, validation, _ = options.fractions
        return 0 if place < train else 1 if place < train + validation else 2


def targets(signal, pileup, fraction, definition):
    """Rows of signal and pile-up after resampling."""
    if fraction is None:
        return signal, pileup
    more = max(signal, pileup // 10) if signal else 0
    if definition == "reference":
        ratio = fraction / (1 - fraction)
        return more, int(more / (1 / ratio if ratio > 1 else ratio))
    keep = math.floor(more * ((1 - fraction) / fraction) + 0.5)
    return (more, keep) if keep <= pileup else (math.floor(pileup * (fraction / (1 - fraction)) + 0.5), pileup)


def times(found, wanted):
    """How often a wafer may be written."""
    return {wanted // found, -(-wanted // found)} if found else {0}


def same(what, found, expected):
    if found != expected:
        raise SystemExit(f"{what}: found {found}, expected {expected}")


def table_row(row, sample):
    """Compares a line of a csv with a row."""
    identity = row["identity"]
    number, event, zside, layer, u, v = identity
    integers = {"file": number, "event": event, "entry": number << 40 | event, "zside": zside, "layer": layer,
                "waferu": u, "waferv": v, "wafertype": row["type"]}
    for name, value in integers.items():
        same(f"{identity} {name}", int(sample[name]), value)
    same(f"{identity} eta", float(sample["eta"]), row["eta"])
    same(f"{identity} energy", float(sample["SimEnergyTotal"]), row["sim"])
    charges = [0] * 48
    for pixel, cell in enumerate(ARRANGE):
        if cell >= 0:
            charges[cell] = row["image"][pixel]
    same(f"{identity} CALQ", [int(sample[f"CALQ_{cell}"]) for cell in range(48)], charges)
    same(f"{identity} inputs", [int(sample[f"AEin_{pixel}"]) for pixel in range(64)], row["inputs"])
    names = ("eta", "waferv", "waferu", "type0", "type1", "type2", "logsum", "layer")
    for name, value in zip(names, row["conditions"]):
        if abs(float(sample[f"cond_{name}"]) - value) > 1e-6 * max(1, abs(value)):
            raise SystemExit(f"{identity} condition {name}: found {sample[f'cond_{name}']}, expected {value}")


def cache_row(row, data):
    """Compares a row of a cache with a row."""
    number, event, zside, layer, u, v = row["identity"]
    charges = [int.from_bytes(data[3 * cell:3 * cell + 3], "little") for cell in range(48)]
    same(f"{row['identity']} cache", charges, [row["image"][pixel] for pixel in PIXELS])
    same(f"{row['identity']} cache", struct.unpack("<qdbBbbBd", data[144:]),
         (number << 40 | event, row["sim"], zside, layer, u, v, row["type"], row["eta"]))


def check(options):
    expected = Expected(options)
    out = pathlib.Path(options.out)
    chunks = -(-len(options.files) // options.chunk_files)
    counts, owner = {}, {}
    name = "bits" if options.mode == "bits" else "eLinks"
    old = [3, 5, 7, 9] if options.mode == "bits" else [2, 3, 4, 5]
    new = [1, 3, 5, 7, 9] if options.mode == "bits" else list(range(1, 12))
    models = new if options.geometry else old
    same("directories", sorted(path.name for path in out.glob("data_*")), sorted(f"data_{m}_{name}" for m in models))
    log = list(csv.DictReader((out / "dataset_log.csv").open(encoding="utf-8")))[-len(models):]
    for model, line in zip(models, log):
        directory = out / f"data_{model}_{name}"
        summary = json.loads((directory / "dataset_summary.json").read_text(encoding="utf-8"))
        head = {"model_mode": "bits" if options.mode == "bits" else "eLink", "model_value": model,
                "alloc_geom": "new" if options.geometry else "old", "n_root_files": len(options.files),
                "raw_events": expected.events, "raw_wafers": expected.wafers,
                "geomsel_wafers": expected.selected.get(model, 0)}
        same("keys of the summary", list(summary)[:9], ["timestamp", "host", *head])
        same("keys of the log", list(line)[:9], ["timestamp", "host", *head])
        same("summary", {key: summary[key] for key in head}, head)
        same("log", [line[key] for key in head], [str(value) for value in head.values()])
        same("empty wafers", summary["empty_wafers"], expected.empty.get(model, 0))
        same("left out", summary["left_out"], {"without_links": expected.linkless, "unlisted": expected.unlisted})
        same("AEin", summary["aein"], {"compared": expected.compared, "differ": expected.differ})
        files = [{key: file[key] for key in ("name", "sha256", "events", "wafers")} for file in summary["files"]]
        same("files", files, expected.files)
        for part, part_name in enumerate(PARTS):
            rows = expected.rows.get((model, part), [])
            signal = sum(row["sim"] != 0 for row in rows)
            found = (signal, len(rows) - signal)
            wanted = targets(*found, options.signal_fraction, options.resampling)
            section = summary["parts"][part_name]
            same("events", section["events"], expected.part_events[part])
            for key, pair in (("found", found), ("written", wanted)):
                same(f"{model} {part_name} {key}", section[key], {"signal": pair[0], "pileup": pair[1]})
            same("rows in the log", line[f"{part_name}_wafers"], str(sum(wanted)))
            allowed = [times(*pair) for pair in zip(found, wanted)]
            written = [0, 0]
            for chunk in range(chunks):
                path = directory / "csv" / f"{part_name}_{chunk:05}.csv"
                cache = directory / part_name / f"{chunk:05}.calq"
                same(f"{path} and {cache}", path.exists(), cache.exists())
                samples = list(csv.DictReader(path.open(encoding="utf-8"))) if path.exists() else []
                data = cache.read_bytes() if cache.exists() else b""
                size = 144 + struct.calcsize("<qdbBbbBd")
                same(f"length of {cache}", len(data), 64 + size * len(samples) if samples else 0)
                at = 0
                for row in (row for row in rows if row["identity"][0] // options.chunk_files == chunk):
                    event = row["identity"][:2]
                    same(f"part of event {event}", owner.setdefault(event, part), part)
                    kind = row["sim"] == 0
                    repeat = 0
                    while at < len(samples) and int(samples[at]["entry"]) == event[0] << 40 | event[1] and \
                            (repeat < max(allowed[kind])) and row["image"] == image_of(samples[at]):
                        table_row(row, samples[at])
                        cache_row(row, data[64 + size * at:64 + size * (at + 1)])
                        at, repeat = at + 1, repeat + 1
                    if repeat not in allowed[kind]:
                        raise SystemExit(f"{row['identity']}: {repeat} times, expected {allowed[kind]}")
                    written[kind] += repeat
                same(f"rows of {path} that are not expected", len(samples) - at, 0)
            same(f"{model} {part_name} rows", tuple(written), wanted)
            counts[f"{model} {part_name}"] = wanted
    print(json.dumps({"counts": counts, "events": expected.part_events, "differ": expected.differ,
                      "empty": sum(expected.empty.values()), "unlisted": expected.unlisted}))


def image_of(sample):
    return [int(sample[f"CALQ_{cell}"]) if cell >= 0 else 0 for cell in ARRANGE]


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("directory")
    making.add_argument("number", type=int)
    making.add_argument("events", type=int)
    checking = commands.add_parser("check")
    checking.add_argument("out")
    checking.add_argument("--mode", choices=("links", "bits"), default="links")
    checking.add_argument("--geometry")
    checking.add_argument("--seed", type=int, default=1)
    checking.add_argument("--fractions", type=float, nargs=3, default=(0.8, 0.1, 0.1))
    checking.add_argument("--signal-fraction", type=float)
    checking.add_argument("--resampling", default="fraction")
    checking.add_argument("--chunk-files", type=int, default=1)
    checking.add_argument("--use-aein", action="store_true")
    checking.add_argument("--files", nargs="+", required=True)
    options = parser.parse_args()
    if options.command == "make":
        make(options.directory, options.number, options.events)
    else:
        check(options)


if __name__ == "__main__":
    main()
