"""Rows a second of econ_emu.Stream.run, in batches: what benches/python_rate.sh compares with the kernels.

    python_rate.py CONFIG WORDS BATCH SECONDS      prints one number: the best of the passes
"""
import sys
import time

import numpy as np
import econ_emu

config, path, batch, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
few = econ_emu.read_words(path)
words = np.tile(few, (-(-batch // len(few)), 1))[:batch].copy()
chip = econ_emu.Chip.from_yaml(config)
sent = np.empty((batch, 13), np.uint32)

best = float("inf")
end = time.perf_counter() + seconds
while time.perf_counter() < end or best == float("inf"):
    start = time.perf_counter()
    chip.run(words, out=sent)
    best = min(best, time.perf_counter() - start)
print(f"{batch / best:.0f}")
