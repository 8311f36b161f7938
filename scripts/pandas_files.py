"""Writes data frames as the installed pandas pickles them, into a directory: pandas_files.py DIRECTORY

Those of tests/samples/pandas are of pandas 0.25.3 (Python 3.7), 1.1.5 (3.8), 1.5.3 and 2.2.3 (3.11)."""

import pickle
import sys
from pathlib import Path

import numpy
import pandas

JETS = pandas.DataFrame(
    {
        "E": [100, 250, 70, 300, 45],
        "pT": [30.5, 41.25, 28.0, 99.75, 20.125],
        "eta": numpy.float32([0.5, -1.25, 2.0, -0.75, 1.5]),
        "phi": [0.25, -3.0, 1.5, 2.75, -0.5],
        "njets": numpy.int16([1, 2, 3, 4, 5]),
    }
)


def main(directory):
    # Rows and columns picked as for a split: the index is a list, and columns stand in another order.
    split = JETS[JETS["njets"] != 3][["pT", "eta", "phi", "E"]].iloc[[3, 0, 2, 1]]
    for protocol in [2, *range(4, pickle.HIGHEST_PROTOCOL + 1)]:
        for name, frame in [("whole", JETS), ("split", split)]:
            file = directory / f"pandas-{pandas.__version__}-protocol{protocol}-{name}.pkl"
            file.write_bytes(pickle.dumps(frame, protocol=protocol))


main(Path(sys.argv[1]))
