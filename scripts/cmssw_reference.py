#!/usr/bin/env python3
"""Runs a set of models that 'export-model --to cmssw' wrote, filling tensors as CMSSW's concentrator does.

    cmssw_reference.py SET DATA.npz OUT.npz

SET is the directory. DATA.npz holds calq (modules, 48), charges in CMSSW's order of trigger cells; links, a list of
numbers of links; and conditions (modules, N) for decoders that take more than the latents. Everything else is read from
SET/autoEncoder_cfi.py. OUT.npz gets, for each number of links N, latents_N and charges_N as TensorFlow computes them,
charges with the module sum kept. ONNX Runtime must give the same, and the rounding of latents to their bits must not
change those of a graph that was made for as many links.
"""
import os
import sys
import types

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np


class Settings:
    """What stands in for the types of CMSSW's configurations: plain values."""

    class PSet:
        def __init__(self, **settings):
            self.__dict__.update(settings)

    FileInPath = int32 = double = bool = staticmethod(lambda value: value)
    vint32 = vuint32 = VPSet = staticmethod(lambda *values: list(values[0]) if len(values) == 1 and isinstance(values[0], list) else list(values))


def settings(directory):
    for name in "FWCore", "FWCore.ParameterSet", "FWCore.ParameterSet.Config":
        sys.modules[name] = types.ModuleType(name)
    config = sys.modules["FWCore.ParameterSet.Config"]
    config.__dict__.update({name: getattr(Settings, name) for name in vars(Settings) if not name.startswith("__")})
    sys.modules["FWCore"].ParameterSet = sys.modules["FWCore.ParameterSet"]
    sys.modules["FWCore.ParameterSet"].Config = config
    names = {}
    with open(os.path.join(directory, "autoEncoder_cfi.py")) as file:
        exec(compile(file.read(), file.name, "exec"), names)
    return names["autoEncoder_parameters"]


def tensorflow(path):
    """A frozen graph: its first node is fed, its last is fetched, one module at a time."""
    import tensorflow as tf

    definition = tf.compat.v1.GraphDef()
    with open(path, "rb") as file:
        definition.ParseFromString(file.read())
    graph = tf.Graph()
    with graph.as_default():
        tf.import_graph_def(definition, name="")
    session = tf.compat.v1.Session(graph=graph)
    fed, fetched = definition.node[0].name + ":0", definition.node[-1].name + ":0"
    return lambda x: session.run(fetched, {fed: x})


def onnx(path):
    import onnxruntime

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    return lambda x: session.run(None, {session.get_inputs()[0].name: x})[0]


def inputs(calq, bits):
    """The charges of a module as integers of so many bits: shifted by the leading bit of their sum, and cut."""
    total = int(calq.sum())
    if total == 0:
        return np.zeros(len(calq), np.int64)
    shift = total.bit_length() - 1 - bits + 1
    return calq >> shift if shift > 0 else calq << -shift


def main():
    directory, data, out = sys.argv[1], np.load(sys.argv[2]), sys.argv[3]
    own = settings(directory)
    calq = data["calq"].astype(np.int64)
    conditions = data["conditions"] if "conditions" in data else np.zeros((len(calq), 0), np.float32)
    assert own.bitShiftNormalization and own.preserveModuleSum
    cells = [cell for cell in own.cellRemapNoDuplicates if cell >= 0]
    assert sorted(cells) == sorted(set(own.cellRemap) - {-1}) == list(range(48)), "not every trigger cell once"
    assert all(own.cellRemapNoDuplicates[pixel] == cell for cell, pixel in enumerate(own.cellRemapInverse))
    assert len(own.cellRemap) == np.prod(own.encoderShape) and own.decoderShape == [1, 16 + conditions.shape[1]]
    results = {}
    for links in data["links"].tolist():
        model = own.modelFiles[own.linkToGraphMap[links]]
        local = lambda path: os.path.join(directory, os.path.basename(path))
        graphs = [local(path) for path in (model.encoderModelFile, model.decoderModelFile)]
        programs = [
            [load(path.replace(".pb", ending)) for path in graphs] for load, ending in ((tensorflow, ".pb"), (onnx, ".onnx"))
        ]
        bits = own.bitsPerLink[links]
        step = 2.0 ** (1 - bits)
        made_for = f"_{links}eLinks" in graphs[0]
        all_latents, all_charges = [], []
        for module, known in zip(calq, conditions):
            fixed = inputs(module, own.nBitsPerInput)
            image = np.zeros(own.encoderShape, np.float32)
            for pixel, cell in enumerate(own.cellRemap):
                image.flat[pixel] = fixed[cell] / 2.0 ** (own.nBitsPerInput - 1) if cell >= 0 else 0
            found = []
            for encoder, decoder in programs:
                latents = encoder(image)
                assert latents.shape == (1, 16)
                # To the bits of the links, cut or rounded.
                cut, rounded = (np.minimum(how(latents / step) * step, 2 - step) for how in (np.floor, np.rint))
                if made_for:
                    assert np.array_equal(cut, latents) and np.array_equal(rounded, latents), f"{links} links"
                tensor = np.concatenate([cut.astype(np.float32), known.reshape(1, -1)], 1)
                assert tensor.shape == tuple(own.decoderShape)
                decoded = decoder(tensor).flatten()
                charges = np.zeros(48)
                for pixel, cell in enumerate(own.cellRemapNoDuplicates):
                    if cell >= 0:
                        charges[cell] = max(decoded[pixel], 0)
                # The sum of the module is kept.
                found.append((cut[0], charges * (module.sum() / charges.sum() if charges.sum() > 0 else 0)))
            (latents, charges), (again, other) = found
            assert np.array_equal(latents, again)
            np.testing.assert_allclose(other, charges, rtol=1e-4, atol=1e-5 * module.sum())
            all_latents.append(latents)
            all_charges.append(charges)
        results[f"latents_{links}"] = np.array(all_latents, np.float32)
        results[f"charges_{links}"] = np.array(all_charges, np.float32)
    np.savez(out, **results)


main()
