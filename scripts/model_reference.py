#!/usr/bin/env python3
"""Runs exported models in the programs they were made for and compares with expected numbers.

    model_reference.py CHECKS.json

CHECKS.json is a list of checks: graph (FILE.pb, FILE.onnx, FILE.qonnx.onnx or "numpy"), input, output (names of nodes), data
(an .npz file), x and y (keys of inputs and expected outputs in it). For "numpy", model is the exported .npz
file, and the integers of the chip are computed here. Prints for each check the number of frames, of numbers
that differ, and the largest difference, for numbers beyond 1 as a part of them.
"""
import json
import os
import sys

import numpy as np

BATCH = 1000


def tensorflow(check):
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tensorflow as tf

    graph_def = tf.compat.v1.GraphDef()
    with open(check["graph"], "rb") as file:
        graph_def.ParseFromString(file.read())
    graph = tf.Graph()
    with graph.as_default():
        tf.import_graph_def(graph_def, name="")
    # The output must be a node of that name, the input a placeholder that takes any number of frames.
    given, asked = (graph.get_tensor_by_name(f"{check[key]}:0") for key in ("input", "output"))
    assert given.op.type == "Placeholder" and given.shape[0] is None, given
    threads = tf.compat.v1.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)
    session = tf.compat.v1.Session(graph=graph, config=threads)
    # Other inputs, if there are any, get zeros.
    others = [node.outputs[0] for node in graph.get_operations() if node.type == "Placeholder" and node != given.op]
    zeros = lambda frames: {other: np.zeros([frames, *other.shape[1:]], np.float32) for other in others}
    return lambda x: session.run(asked, {given: x, **zeros(len(x))})


def onnx(check):
    import onnx
    import onnxruntime

    onnx.checker.check_model(onnx.load(check["graph"]), full_check=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(check["graph"], options, providers=["CPUExecutionProvider"])
    return lambda x: session.run([check["output"]], {check["input"]: x})[0]


def qonnx(check):
    from qonnx.core.modelwrapper import ModelWrapper
    from qonnx.core.onnx_exec import execute_onnx
    from qonnx.transformation.infer_shapes import InferShapes

    def run(x):
        model = ModelWrapper(check["graph"])
        assert model.get_nodes_by_op_type("Quant"), "no quantisers"
        # It runs graphs with all lengths fixed.
        for value in [*model.graph.input, *model.graph.output]:
            value.type.tensor_type.shape.dim[0].dim_value = len(x)
        return execute_onnx(model.transform(InferShapes()), {check["input"]: x})[check["output"]]

    return run


def integers(check):
    """The chip's 3x3 convolution and dense layer from its registers, products floored one by one."""
    model = np.load(check["model"])
    kernel, bias, matrix, dense_bias = (
        model[f"registers.{name}"].astype(np.int64) for name in ("conv_kernel", "conv_bias", "dense_kernel", "dense_bias")
    )

    def run(x):
        norms = (x * 128).astype(np.int64)
        frames, size = len(x), x.shape[1]
        stride = 2 if size == 8 else 1
        before = 0 if stride == 2 else 1
        padded = np.pad(norms, ((0, 0), (before, 1), (before, 1), (0, 0)))
        acc = np.zeros((frames, 4, 4, 8), np.int64) + (bias << 2)
        for row in range(3):
            for column in range(3):
                part = padded[:, row : row + 4 * stride : stride, column : column + 4 * stride : stride]
                acc += ((part[..., None] * kernel[row, column]) >> 5).sum(3)
        flat = np.maximum(acc, 0).reshape(frames, 1, 128)
        sums = ((flat * matrix) >> 4).sum(2) + (dense_bias << 3)
        return np.clip(sums, 0, 511) / np.float32(256)

    return run


def main():
    with open(sys.argv[1]) as file:
        checks = json.load(file)
    for check in checks:
        graph = check["graph"]
        kinds = {".qonnx.onnx": qonnx, ".onnx": onnx, ".pb": tensorflow, "numpy": integers}
        run = next(kind for end, kind in kinds.items() if graph.endswith(end))(check)
        data = np.load(check["data"])
        x, y = data[check["x"]], data[check["y"]]
        found = np.concatenate([run(x[at : at + BATCH]) for at in range(0, len(x), BATCH)])
        assert found.shape == y.shape, f"{graph}: {found.shape}, expected {y.shape}"
        # One frame alone, as CMSSW runs it.
        assert np.array_equal(run(x[:1]), found[:1]) or np.allclose(run(x[:1]), found[:1], atol=1e-6), graph
        assert np.isfinite(found).all(), graph
        # What is not a number in y is not compared.
        off = (np.abs(found.astype(np.float64) - y) / np.maximum(1, np.abs(y)))[np.isfinite(y)]
        print(f"{graph},{len(x)},{np.count_nonzero(off)},{off.max():.3e}", flush=True)


main()
