#!/usr/bin/env python3
"""The metrics of src/physics, independently: numpy, and POT for the optimal transport.

    physics_reference.py PAIRS.csv
    physics_reference.py --sinkhorn EPSILON PAIRS.csv

Each line of PAIRS.csv holds 48 true and 48 reconstructed charges in training order, not all zero.
Prints a csv table, one line for each pair: telescope_normalised, emd, dmean, drms, cross_correlation, ssd.
The definitions are those of the public trainer, see the head of src/physics/metrics.rs. With --sinkhorn
it prints the Sinkhorn divergence of each pair and its derivative by the 48 shares of the second. With
--versions only the versions of the packages are printed.
"""

import sys

import numpy as np
import ot

SPACING = 1.20840075  # cm, half the distance of neighbouring cells


def coordinates():
    """Positions of the cells in training order, in units of half the spacing."""
    out = []
    for cell in range(48):
        rhombus, g, r = cell // 16, cell % 16 // 4, cell % 4
        if rhombus == 0:
            out.append((2.09301 * g, -2.4168015 * r - 1.2084 * g))
        elif rhombus == 1:
            out.append((-8.37204 + 2.09301 * r, -10.271393 + 2.416797 * g + 1.2084 * r))
        else:
            out.append((4.7092705 - 2.09301 * (r + g), -12.386101 + 1.2084 * (r - g)))
    return np.array(out) / SPACING


XY = coordinates()
COST = ot.dist(XY, XY, metric="euclidean")

# Overlapping groups of four cells: those that tile the module, those across two tiles of a rhombus in
# one direction and the other, the centres, and the seams of the rhombi. With the reference's literal
# weights, in 1/48.
TILES = [[16 * m + 8 * i + 2 * j + k for k in (0, 1, 4, 5)] for m in range(3) for i in range(2) for j in range(2)]
TILE_WEIGHTS = [18, 16, 27, 18] * 3
ACROSS = [[16 * m + first + k for k in (0, 1, 4, 5)] for m in range(3) for first in (4, 6)]
ALONG = [[16 * m + first + k for k in (0, 1, 4, 5)] for m in range(3) for first in (1, 9)]
CENTRES = [[16 * m + 5 + k for k in (0, 1, 4, 5)] for m in range(3)]
SEAMS = [
    ([0, 1, 27, 31], 18), ([1, 2, 23, 27], 12), ([2, 3, 19, 23], 20), ([3, 7, 34, 35], 20), ([7, 11, 33, 34], 12),
    ([11, 15, 32, 33], 18), ([16, 17, 47, 43], 18), ([17, 18, 43, 39], 12), ([18, 19, 39, 35], 20),
]
GROUPS = TILES + ACROSS + ALONG + CENTRES + [cells for cells, _ in SEAMS]
WEIGHTS = TILE_WEIGHTS + [18, 12] * 3 + [12, 18] * 3 + [12] * 3 + [weight for _, weight in SEAMS]


def telescope(x, y):
    def term(a, b, weight=1.0):
        return np.mean(weight * (a - b) ** 2 * np.maximum(a, b))

    fours = np.array([[x[g].sum(), y[g].sum()] for g in GROUPS]).T
    sixteens = np.array([x.reshape(3, 16).sum(axis=1), y.reshape(3, 16).sum(axis=1)])
    return 4 * term(x, y) + 2 * term(*fours, np.array(WEIGHTS) / 48) + term(*sixteens)


def width(fractions):
    offset = (XY - fractions @ XY) / XY.std(axis=0)
    return np.sqrt(np.sum(fractions**2 * np.sum(offset**2, axis=1)))


def metrics(x, y):
    p, q = x / x.sum(), y / y.sum()
    flat = x.std() == 0 or y.std() == 0
    return [
        telescope(p, q),
        ot.emd2(p, q, COST),
        np.linalg.norm((p - q) @ XY),
        abs(width(p) - width(q)),
        0.0 if flat else np.corrcoef(x, y)[0, 1],
        np.sum((x - y) ** 2) / np.sqrt(np.sum(x**2) * np.sum(y**2)),
    ]


def transport(a, b, epsilon):
    """Cost and potentials of entropic transport; the entropy is relative to the product of both images."""
    some, other = a > 0, b > 0
    cost = COST[np.ix_(some, other)]
    _, log = ot.sinkhorn(
        a[some], b[other], cost, epsilon, method="sinkhorn_log", numItermax=20000, stopThr=1e-12, log=True, warn=False
    )
    u, v = log["log_u"], log["log_v"]
    f, g = epsilon * (u - np.log(a[some])), epsilon * (v - np.log(b[other]))
    # Of cells without charge POT knows nothing; what it knows of the others says it.
    all_f = -epsilon * np.log(np.exp(v - COST[:, other] / epsilon).sum(axis=1))
    all_g = -epsilon * np.log(np.exp(u - COST[some, :].T / epsilon).sum(axis=1))
    assert np.abs(all_f[some] - f).max() < 1e-6 and np.abs(all_g[other] - g).max() < 1e-6
    return f @ a[some] + g @ b[other], all_f, all_g


def divergence(a, b, epsilon):
    value, _, g = transport(a, b, epsilon)
    own, first, second = transport(b, b, epsilon)
    # Both are the same. Where charges are far apart POT's, which are found in turn, are so only after very many
    # iterations, but their mean is soon what both become.
    return value - (transport(a, a, epsilon)[0] + own) / 2, g - (first + second) / 2


def sinkhorn(x, y, epsilon):
    value, slope = divergence(x / x.sum(), y / y.sum(), epsilon)
    return [value, *slope]


def main():
    if sys.argv[1:] == ["--versions"]:
        print(f"numpy {np.__version__}, POT {ot.__version__}")
        return
    epsilon = float(sys.argv.pop(2)) if sys.argv[1:2] == ["--sinkhorn"] and len(sys.argv) == 4 else None
    if epsilon is not None:
        sys.argv.pop(1)
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    pairs = np.loadtxt(sys.argv[1], delimiter=",", ndmin=2)
    if pairs.shape[1] != 96:
        sys.exit(f"{sys.argv[1]}: {pairs.shape[1]} columns, 96 are needed")
    if epsilon is not None:
        for row in pairs:
            print(",".join(repr(float(value)) for value in sinkhorn(row[:48], row[48:], epsilon)))
        return
    print("telescope_normalised,emd,dmean,drms,cross_correlation,ssd")
    for row in pairs:
        print(",".join(repr(float(value)) for value in metrics(row[:48], row[48:])))


if __name__ == "__main__":
    main()
