#!/usr/bin/env python3
"""Parquet as pyarrow writes and reads it.

    PYTHONPATH=target/python python3 scripts/parquet_reference.py write DIR
    PYTHONPATH=target/python python3 scripts/parquet_reference.py show FILE

'write' makes one table in several packings and types (snappy, gzip, lz4, none, zstd, brotli, real, narrow) and the same as
expected.csv. 'show' prints a file as csv, with real numbers in full. Needs pyarrow (scripts/python_packages.sh).
"""

import pathlib
import random
import sys

import pyarrow as pa
import pyarrow.parquet as pq


def write(directory):
    rng = random.Random(5)
    rows = 3000
    kinds = ["FI", "FM", "FO", "aI", None]
    columns = {f"CALQ_{cell}": pa.array([rng.randint(0, 99) for _ in range(rows)], pa.int32()) for cell in range(48)}
    columns |= {
        "entry": pa.array(range(-5, rows - 5), pa.int64()),
        "SimEnergyTotal": pa.array([rng.choice([None, 0.0, rng.random()]) for _ in range(rows)], pa.float64()),
        "EventSimEnergy": pa.array([rng.uniform(1, 9) for _ in range(rows)], pa.float32()),
        "SimEnergyFraction": pa.array([rng.random() for _ in range(rows)], pa.float64()),
        "layer": pa.array([rng.choice([None, 9, 29]) for _ in range(rows)], pa.int32()),
        "waferu": pa.array([rng.randint(-9, 9) for _ in range(rows)], pa.int32()),
        "HD_LD": pa.array([rng.choice(["HD", "LD"]) for _ in range(rows)]),
        "ModType": pa.array([rng.choice(kinds) for _ in range(rows)]).dictionary_encode(),
        "tc_eta": pa.array([rng.uniform(-3, 3) for _ in range(rows)], pa.float64()),
        "something": pa.array([[1, 2]] * rows),
    }
    table = pa.table(columns)
    out = pathlib.Path(directory)
    pq.write_table(table, out / "snappy.parquet")
    pq.write_table(table, out / "gzip.parquet", compression="gzip", data_page_version="2.0", row_group_size=700)
    pq.write_table(table, out / "lz4.parquet", compression="lz4", use_dictionary=False)
    pq.write_table(table, out / "none.parquet", compression="none", data_page_size=500, write_statistics=False)
    pq.write_table(table, out / "zstd.parquet", compression="zstd")
    pq.write_table(table, out / "brotli.parquet", compression="brotli")
    number = [name for name in columns if name.startswith("CALQ_") or name in ("layer", "waferu")]
    # As pandas makes them: whole numbers become real where one is missing.
    for name, kind in (("real", pa.float64()), ("narrow", pa.int8())):
        changed = table
        for at, column in enumerate(table.column_names):
            if column in number:
                changed = changed.set_column(at, column, table[column].cast(kind))
        pq.write_table(changed, out / f"{name}.parquet")
    (out / "expected.csv").write_text(text(table.drop_columns(["something"])), encoding="utf-8")


def text(table):
    lines = [",".join(table.column_names)]
    shown = lambda value: "" if value is None else repr(value) if isinstance(value, float) else str(value)
    lines += [",".join(map(shown, row.values())) for row in table.to_pylist()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(sys.argv[2])
    else:
        sys.stdout.write(text(pq.read_table(sys.argv[2])))
