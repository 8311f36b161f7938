"""Writes events as NumPy writes and pickles them, for tests/hierarchical.rs: hierarchical_samples.py DIRECTORY"""

import pickle
import sys
from pathlib import Path

import numpy

EVENTS = 3
SHAPE = (EVENTS, 30, 19, 3, 3, 4, 4)


class Hostile:
    def __reduce__(self):
        return (exec, ("raise SystemExit('executed')",))


def main(directory):
    directory.mkdir(parents=True, exist_ok=True)
    random = numpy.random.default_rng(5)
    digi = numpy.zeros(SHAPE, numpy.float32)
    places = random.integers(0, digi.size, 300)
    digi.reshape(-1)[places] = random.integers(1, 400, 300) / 32
    meta = numpy.arange(2.0 * EVENTS).reshape(EVENTS, 2) + 0.5
    numpy.save(directory / "dense.npy", digi)
    numpy.savez(directory / "dense.npz", digi=digi[..., None], meta=meta)
    numpy.savez_compressed(directory / "packed.npz", digi=digi)
    for protocol in (2, 3, 4, 5):
        with open(directory / f"protocol{protocol}.pkl", "wb") as file:
            pickle.dump({"digi": digi, "meta": meta}, file, protocol)
    others = {
        "objects.pkl": {"digi": digi, "meta": numpy.array([{"e": 1}] * EVENTS, object)},
        "integers.pkl": {"meta": meta, "digi": (32 * digi).astype(numpy.int16)},
        "hostile.pkl": {"digi": digi, "meta": Hostile()},
        "fortran.pkl": {"digi": numpy.asfortranarray(digi)},
        "keys.pkl": {"image": digi},
        "list.pkl": [digi],
    }
    for name, value in others.items():
        with open(directory / name, "wb") as file:
            pickle.dump(value, file)


main(Path(sys.argv[1]))
