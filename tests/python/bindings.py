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
    raises(EconError, "no encoder", lambda: Chip(Registers.after_reset()).encode(np.zeros((1, 48), dtype=np.uint32)))


def models_and_streams():
    """Streams share a model, go on from copies and from bytes, and write into memory of the caller."""
    model, given = econ_emu.Model(), words(400)
    check("not asked for" in model.way, model.way)
    expected = Chip(model).run(given)
    check(model.compile() == ("kernel" in model.way), model.way)
    stream, other = econ_emu.Stream(model), econ_emu.Stream(model)
    check(np.array_equal(stream.run(given[:150]), expected[:150]) and stream.row == 150, "the first rows")
    second = copy.copy(stream)
    other.restore(stream.save())
    check((other.row, other.next_bx, other.waiting) == (150, stream.next_bx, 0), "restored")
    out = np.zeros((250, 13), dtype=np.uint32)
    for one in [stream, second, other]:
        out[:] = 0
        check(one.run(given[150:], out=out) is out and np.array_equal(out, expected[150:]), "the other rows")
    stream.reset()
    check(stream.row == 0 and np.array_equal(stream.run(given, parallel=True), expected), "after a reset")
    check(stream.model.registers == Registers(), "registers of a model")
    raises(EconError, "saved stream", lambda: stream.restore(b"x"))
    raises(ValueError, "250 rows for 400", lambda: stream.run(given, out=out))
    raises(ValueError, "(rows, 13)", lambda: stream.run(given[:250], out=out[:, :12].copy()))
    raises(ValueError, "(rows, 13)", lambda: stream.run(given[:250], out=np.asfortranarray(out)))
    raises(TypeError, "", lambda: stream.run(given[:250], out=out.astype(np.int64)))
    read_only = out.copy()
    read_only.flags.writeable = False
    raises(TypeError, "", lambda: stream.run(given[:250], out=read_only))

    trace = model.trace(given)
    charges = trace["calibrate"].astype(np.uint32)
    stream.reset()
    behind = [stream.step_charges(int(bx), row) for bx, row in zip(trace["erx"][:, 0], charges)]
    check(np.array_equal(behind, expected), "behind the front end")
    raises(EconError, "3563", lambda: stream.step_charges(3564, charges[0]))
    raises(EconError, "4194303", lambda: stream.step_charges(0, charges[0] | np.uint32(1 << 31)))
    raises(ValueError, "48", lambda: stream.step_charges(0, charges[0, :47]))


def random_rows():
    """Rows and words that the caller has from the chip itself."""
    for name in ["ae_p1_chip_frame", "ts_p1_fifo_overflow", "bc_prod_bitmap"]:
        options = json.loads((OWN / name / "manifest.json").read_text())["options"]
        given, expected = (np.fromfile(SCRATCH / f"{name}.{kind}", dtype=np.uint32) for kind in ["input", "output"])
        given, expected = given.reshape(-1, 12), expected.reshape(-1, 13)
        check(len(given) >= 10_000, f"{len(given)} rows")
        chip = Chip.from_yaml(OWN / name / "init.yaml", options=options)
        check(np.array_equal(chip.run(given), expected), name)
    print(f"{len(given)} random rows of each chip equal through Python")


def layers():
    """Real weights in the order of Keras and of PyTorch, element by element against what that order says."""
    first = Registers()
    conv, conv_bias, dense, dense_bias = first.weights.values()
    rows, columns, channels, filters = conv.shape
    latents, inputs = dense.shape
    check((rows, columns, channels, filters, latents, inputs) == (3, 3, 1, 8, 16, 128), "the chip's own network")
    keras = [(conv / 32, conv_bias / 32), (dense.T / 32, dense_bias / 32)]
    torch_conv, torch_dense = np.zeros((filters, channels, rows, columns)), np.zeros((latents, inputs))
    for at in np.ndindex(rows, columns, channels, filters):
        torch_conv[at[3], at[2], at[0], at[1]] = conv[at] / 32
    # The image of the activations is 4 x 4; PyTorch flattens its channels first.
    for latent, row, column, channel in np.ndindex(latents, 4, 4, filters):
        torch_dense[latent, 16 * channel + 4 * row + column] = dense[latent, 8 * (4 * row + column) + channel] / 32
    torch = [(torch_conv, conv_bias / 32), (torch_dense, dense_bias / 32)]
    for order, given in [("keras", keras), ("torch", torch)]:
        second = first.copy()
        second.weights = {name: array * 0 for name, array in second.weights.items()}
        check(second.round_layers(given, order) == {"clipped": 0, "max_error": 0.0} and second == first, order)
        # A third of a step away the same weights are the nearest; far beyond the format they are clipped.
        moved = [(kernel + 1 / 96, None if bias is None else bias - 1 / 96) for kernel, bias in given]
        found = second.round_layers(moved, order)
        check(abs(found["max_error"] - 1 / 96) < 1e-12 or found["clipped"] > 0, found)
        check(second == first or found["clipped"] > 0, f"{order}, rounded")
        far = [(kernel * 0 + 100, None) for kernel, _ in given]
        check(second.round_layers(far, order)["clipped"] == conv.size + dense.size, "clipped")
        check(all((array == (31 if array.ndim > 1 else 0)).all() for array in second.weights.values()), "the largest")
    raises(EconError, "shape", lambda: first.round_layers(torch, "keras"))
    raises(EconError, "1 layers", lambda: first.round_layers(keras[:1]))
    raises(EconError, "allowed are", lambda: first.round_layers(keras, "onnx"))
    raises(EconError, "finite", lambda: first.round_layers([(conv * np.nan, None), keras[1]]))


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


def physics():
    charges, given = econ_emu.synth(400, seed=3, density="low")
    again, _ = econ_emu.synth(400, seed=3, density="low")
    check(np.array_equal(charges, again) and charges.shape == (400, 48) and charges.max() > 1000, "synthetic modules")
    # The words are those of a Repeater, which sends all cells on: its charges are those that were made.
    registers = Registers.after_reset("prod")
    registers["algorithm"] = 3
    registers["links"] = 13
    registers["density"] = 0
    check(np.isin(Chip(registers).trace(given)["decode"], np.append(charges, 0)).mean() > 0.9, "words and charges")
    scores = {name: econ_emu.metric(name, charges, charges) for name in econ_emu.metrics()}
    full = charges.sum(axis=1) > 0
    check(np.allclose(scores["emd"][full], 0, atol=1e-6) and np.isnan(scores["emd"][~full]).all(), "EMD of equals")
    check(np.allclose(scores["sum_response"][full], 1), "sums of equals")
    rolled = econ_emu.metric("telescope_normalised", charges, np.roll(charges, 1, axis=1))
    check((rolled[full] >= 0).all() and rolled[full].mean() > 0, "telescope")
    raises(EconError, "telescope_normalised", lambda: econ_emu.metric("no", charges, charges))
    raises(EconError, "rows", lambda: econ_emu.metric("emd", charges, charges[1:]))
    raises(EconError, "pileup", lambda: econ_emu.synth(1, kind="jets"))

    path = SCRATCH / "calq.csv"
    path.write_text("".join(",".join(map(str, row)) + "\n" for row in charges[:20].tolist()))
    check(np.array_equal(econ_emu.read_calq(path, order="post-mux", no_header=True), charges[:20]), "CALQ csv")
    check(not np.array_equal(econ_emu.read_calq(path, no_header=True), charges[:20]), "another order")
    raises(EconError, "calq.csv", lambda: econ_emu.read_calq(SCRATCH / "no-calq.csv"))


def networks():
    network = econ_emu.Network.built_in()
    raises(EconError, "no weights", lambda: network.run(np.zeros((1, 48))))
    network.weights = Registers().weights
    check(all(np.array_equal(network.weights[name], array) for name, array in Registers().weights.items()), "weights")
    trace = Chip().trace(words(50))
    norm = trace["normalize"][:, [name.startswith("NORM") for name in Chip().trace_columns["normalize"]]]
    values = network.run(norm)
    latents = [array for array in values.values() if array.shape[1] == 16][-1]
    check(any(np.array_equal(latents, stage) for stage in trace.values()), "latents of the network by itself")
    raises(EconError, "255", lambda: network.run(np.full((1, 48), 256)))
    raises(EconError, "48", lambda: network.run(np.zeros((1, 47))))
    raises(EconError, "chip-8x8", lambda: econ_emu.Network.built_in("no"))


def exports():
    out = SCRATCH / "hw"
    files = econ_emu.export_hls(Registers(), out, targets=["verilog"], samples=4)
    check(len(files) > 5 and all((out / name).is_file() for name in files), "files of the export")
    raises(EconError, "hw", lambda: econ_emu.export_hls(Registers(), out))
    raises(EconError, "vitis", lambda: econ_emu.export_hls(Registers(), SCRATCH / "hw2", targets=["vhdl"]))
    check(not (SCRATCH / "hw2").exists(), "nothing is left")


def ragged():
    registers = Registers.after_reset()
    registers["algorithm"] = 2
    registers["links"] = 5
    chip = Chip(registers)
    packets = chip.decode(chip.run(words(30)))
    cells = econ_emu.hits(packets)
    check(len(cells) == len(packets) and set(len(cell) for cell in cells) == set(packets["CELLS"].tolist()), "hits")
    raises(EconError, "cells", lambda: econ_emu.hits(Chip().decode(Chip().run(words(3)))))


def readme():
    """The example of the package's README, run in the root of the project."""
    text = (OWN.parent / "bindings/python/README.md").read_text()
    [code] = [part.split("```")[0] for part in text.split("```python\n")[1:]]
    os.chdir(OWN.parent)
    exec(compile(code, "README.md", "exec"), {})
    check(True, "the example runs")


def tutorial():
    """The cells of the notebook, one after the other."""
    notebook = json.loads((OWN.parent / "bindings/python/tutorial.ipynb").read_text())
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    check(len(cells) >= 10, f"{len(cells)} cells")
    names = {}
    for number, code in enumerate(cells):
        exec(compile(code, f"cell {number} of tutorial.ipynb", "exec"), names)
    kept = [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    check(not any(kept), "the notebook is kept without outputs")


for test in [golden_sets, random_rows, memory_layouts, stages_and_packets, models_and_streams, layers, registers, differences, files, threads, physics, networks, exports, ragged, readme, tutorial]:
    test()
print(f"{checks} checks passed")
