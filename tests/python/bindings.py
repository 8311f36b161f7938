"""The Python package against golden sets and random rows.

python3 bindings.py PACKAGE_DIRECTORY OWN_SETS VECTORS SCRATCH
"""

import copy
import json
import os
import sys
import threading
from pathlib import Path

sys.path.insert(0, sys.argv[1])

import numpy as np

import econ_emu
from econ_emu import Chip, EconError, Registers

OWN, VECTORS, SCRATCH = map(Path, sys.argv[2:5])
RNG = np.random.default_rng(1)
checks = 0


def check(condition, what):
    global checks
    checks += 1
    if not condition:
        sys.exit(f"failed: {what}")


def raises(kind, part, call):
    try:
        call()
    except kind as fault:
        check(part in str(fault), f"{part!r} in {fault}")
    else:
        sys.exit(f"no fault: {part}")


def words(rows):
    """Random input words; the BX counter begins an orbit at row 0."""
    all_words = RNG.integers(0, 1 << 28, size=(rows, 12), dtype=np.uint32) | np.uint32(0xA0000000)
    all_words[0] = all_words[0] & 0x0FFFFFFF | 0x90000000
    return all_words


def sets(root):
    for config in sorted(root.rglob("init*.yaml")):
        output = config.with_name("testOutput.csv")
        places = [config.parent, *config.parents]
        source = next((place / "testInput.csv" for place in places if (place / "testInput.csv").is_file()), None)
        if config.name == "init.yaml" and output.is_file() and source is not None:
            yield config, source, output


def golden_sets():
    """Every set of which econ-emu verify says that it is equal."""
    inputs = {}
    for root in [OWN, VECTORS]:
        found = econ_emu.verify(root)
        check(found.passed or root == VECTORS, f"{root}: {found}")
        status = {Path(one["config"]): one["outcome"]["status"] for one in found.sets}
        compared = 0
        for config, source, output in sets(root):
            if status.get(config) != "equal":
                continue
            manifest = config.with_name("manifest.json")
            options = json.loads(manifest.read_text())["options"] if manifest.is_file() else None
            compared += 1
            if source not in inputs:
                inputs[source] = econ_emu.read_words(source)
            expected = econ_emu.read_words(output)
            chip = Chip.from_yaml(config, options=options)
            given = inputs[source][: len(expected)]
            check(np.array_equal(chip.run(given), expected), config)
            # In pieces, on this thread alone, and from another chip in the middle of the stream.
            chip.reset()
            first = chip.run(given[:100], parallel=False)
            second = copy.deepcopy(chip)
            rest, again = chip.run(given[100:]), second.run(given[100:], parallel=False)
            check(np.array_equal(np.vstack([first, rest]), expected) and np.array_equal(rest, again), f"{config} in pieces")
            check((chip.rows, second.rows) == (len(given), len(given)), "rows")
        print(f"{root}: {compared} sets equal through Python")
        check(compared >= 19, f"{compared} sets of {root}")


def memory_layouts():
    """Any layout of memory gives the same words; other types are refused."""
    chip, given = Chip(), words(500)
    expected = chip.run(given)
    wide = np.zeros((500, 24), dtype=np.uint32)
    wide[:, ::2] = given
    read_only = given.copy()
    read_only.flags.writeable = False
    for name, array in [
        ("columns first", np.asfortranarray(given)),
        ("strides", wide[:, ::2]),
        ("read only", read_only),
        ("backwards", given[::-1].copy()[::-1]),
    ]:
        chip.reset()
        check(np.array_equal(chip.run(array), expected), name)
    chip.reset()
    for array, kind, part in [
        (given.astype(np.int64), TypeError, "int64"),
        (given.astype(">u4"), TypeError, "uint32"),
        (given[:, :11], ValueError, "(500, 11)"),
        (given[0], TypeError, "(12,)"),
        (given.tolist(), TypeError, "list"),
        (None, TypeError, "NoneType"),
    ]:
        raises(kind, part, lambda: chip.run(array))
    check(chip.rows == 0, "nothing ran")
    check(chip.run(given[:0]).shape == (0, 13), "no rows")


def stages_and_packets():
    registers = Registers()
    chip, given = Chip(registers), words(300)
    sent, trace = chip.run(given), chip.trace(given)
    columns = chip.trace_columns
    check(set(trace) == set(columns) and all(trace[name].shape == (300, len(columns[name])) for name in trace), "shapes")
    check(np.array_equal(trace["etx"].astype(np.uint32), sent), "the last stage")
    latents, sums = chip.encode(trace["calibrate"].astype(np.uint32))
    layers = [values for name, values in trace.items() if values.shape[1] == 16 and columns[name][0].startswith("LATENT")]
    check(np.array_equal(latents, layers[-1]), "latents")
    check(np.array_equal(sums, trace["normalize"][:, columns["normalize"].index("SUM_CODE")]), "sums")
    packets = chip.decode(sent)
    check(len(packets) >= 299 and set(packets["STATUS"]) <= {"complete", "unfinished"}, packets["STATUS"])
    whole = packets["STATUS"] == "complete"
    check(np.array_equal(packets["SUM"][whole], sums[packets["ROW"][whole]]), "sums in packets")
    raises(EconError, "4194303", lambda: chip.encode(np.full((1, 48), 1 << 22, dtype=np.uint32)))
    raises(EconError, "no weights", lambda: Chip(Registers.after_reset()).encode(np.zeros((1, 48), dtype=np.uint32)))


def registers():
    first = Registers()
    second = first.copy()
    check(first == second and len(first) == len(list(first)) > 10, "copies are equal")
    second["links"] = 3
    second["thresholds"] = 47
    second["calibration"] = list(range(48))
    check(first != second and second["calibration"] == list(range(48)) and second["thresholds"] == [47] * 48, "set")
    names = {one["setting"] for one in first.diff(second)}
    check({"links", "thresholds", "calibration"} == names, names)
    raises(KeyError, "there are: ", lambda: first["link"])
    raises(EconError, "links", lambda: first.__setitem__("links", 99))
    raises(EconError, "48", lambda: first.__setitem__("thresholds", [1, 2]))
    raises(TypeError, "", lambda: first.__setitem__("links", 2.5))

    weights = first.weights
    check(sum(array.size for array in weights.values()) == 2144, "2,144 weights")
    name = max(weights, key=lambda name: weights[name].size)
    weights[name].flat[7] ^= 16
    second = first.copy()
    second.weights = weights
    check([one["index"] for one in first.diff(second)] == [7], "one weight")
    changed = sum(bin(a ^ b).count("1") for a, b in zip(first.image, second.image))
    check(changed == 1, f"{changed} bits of the registers")
    third = first.copy()
    third.image = second.image
    check(third == second, "the image is the weights")
    raises(EconError, "round", lambda: setattr(first, "weights", {n: w + 0.5 for n, w in weights.items()}))
    raises(EconError, "missing", lambda: setattr(first, "weights", {}))
    raises(EconError, "shape", lambda: setattr(first, "weights", {n: w.ravel() for n, w in weights.items()}))

    given = words(200)
    other = first.copy()
    other.weights = {name: array ^ 1 for name, array in first.weights.items()}
    check(not np.array_equal(Chip(first).run(given), Chip(other).run(given)), "weights are used")
    path = SCRATCH / "second.yaml"
    second.write(path)
    check(Registers.read(path) == second, "written and read")
    check(all(0 <= address < 1 << 16 and data for address, data in Registers.read(path).i2c()), "I2C")
    (SCRATCH / "bad.yaml").write_text("ECON-T: [\n")
    raises(EconError, "bad.yaml", lambda: Registers.read(SCRATCH / "bad.yaml"))
    raises(EconError, "no-such", lambda: Registers.read(SCRATCH / "no-such.yaml"))
    raises(EconError, "unknown", lambda: Registers.read(path, options={"unknown": 1}))
    check("<table>" in first._repr_html_() and "links" in repr(first), "shown as a table")


def differences():
    given = words(3564)
    chip = Chip()
    sent = chip.run(given)
    check(econ_emu.diff(sent, sent, chip.registers).equal, "equal")
    late = np.vstack([np.zeros((1, 13), dtype=np.uint32), sent[:-1]])
    for expected, source in [(sent, None), (None, given)]:
        found = econ_emu.diff(expected, late, chip.registers, input=source)
        check(found and found.diagnoses[0].kind == "rows-shifted" and found.diagnoses[0].by == 1, found)
        check(str(found.diagnoses[0]).startswith("received is 1 row late"), found)
    other = chip.registers
    other["links"] = 4
    found = econ_emu.diff(sent, Chip(other).run(given), chip.registers, input=given)
    check((found.diagnoses[0].option, found.diagnoses[0].value) == ("links", "4"), found)
    raises(EconError, "input", lambda: econ_emu.diff(None, sent, chip.registers))


def files():
    given = words(20)
    for name in ["a.csv", "a.ebin"]:
        econ_emu.write_words(SCRATCH / name, given)
        check(np.array_equal(econ_emu.read_words(SCRATCH / name), given), name)
    raises(TypeError, "uint32", lambda: econ_emu.write_words(SCRATCH / "b.csv", given.astype(float)))
    check(not (SCRATCH / "b.csv").exists(), "nothing is left")
    (SCRATCH / "c.csv").write_text("RX_DATA_0\n0000000g\n")
    raises(EconError, "c.csv", lambda: econ_emu.read_words(SCRATCH / "c.csv"))


def threads():
    """Chips of different weights on several threads at once give what they give alone."""
    given = words(5000)
    all_registers = []
    for seed in range(4):
        one = Registers()
        one.weights = {name: np.random.default_rng(seed).integers(-8, 8, array.shape) for name, array in one.weights.items()}
        all_registers.append(one)
    alone = [Chip(one).run(given) for one in all_registers]
    got = [None] * 4

    def work(at):
        chip = Chip(all_registers[at])
        got[at] = np.vstack([chip.run(given[start : start + 500]) for start in range(0, len(given), 500)])

    workers = [threading.Thread(target=work, args=(at,)) for at in range(4)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    check(all(np.array_equal(a, b) for a, b in zip(alone, got)), "threads")
    check(len({array.tobytes() for array in alone}) == 4, "weights differ")


def readme():
    """The example of the package's README, run in the root of the project."""
    text = (OWN.parent / "bindings/python/README.md").read_text()
    [code] = [part.split("```")[0] for part in text.split("```python\n")[1:]]
    os.chdir(OWN.parent)
    exec(compile(code, "README.md", "exec"), {})
    check(True, "the example runs")


for test in [golden_sets, memory_layouts, stages_and_packets, registers, differences, files, threads, readme]:
    test()
print(f"{checks} checks passed")
