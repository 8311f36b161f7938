#!/usr/bin/env python3
"""Writes the encoder of tests/cases/onnx/right.onnx with weights in 16-bit floats, which hold them exactly.

    PYTHONPATH=target/python-models python3 scripts/half_files.py tests/cases

onnx/half.onnx, onnx/half_words.onnx     initialisers in float16, as bytes and as words, each behind a Cast to float
onnx/half_cast.onnx                      one that rounds the image to float16, which is another function
tensorflow/half.pb, half_words.pb        a frozen graph with constants of DT_HALF and DT_BFLOAT16, likewise
keras-saved/half.h5                      right.h5 with datasets of 16 bits
"""

import pathlib
import shutil
import sys

import h5py
import numpy as np
import onnx
import tensorflow as tf
from onnx import TensorProto, helper, numpy_helper


def of_onnx(model, words):
    graph = model.graph
    casts = []
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32:
            continue
        name, half = tensor.name, values.astype(np.float16)
        assert (half == values).all()
        if words:
            tensor.CopyFrom(helper.make_tensor(f"{name}_half", TensorProto.FLOAT16, values.shape, half.flatten().tolist()))
            assert tensor.int32_data or not half.size
        else:
            tensor.CopyFrom(numpy_helper.from_array(half, f"{name}_half"))
        casts.append(helper.make_node("Cast", [f"{name}_half"], [name], to=TensorProto.FLOAT))
    assert casts
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
    return model


def rounded(model):
    """The same with an image that passes through 16 bits."""
    graph = model.graph
    image = graph.input[0].name
    for node in graph.node:
        for at, name in enumerate(node.input):
            if name == image:
                node.input[at] = "rounded"
    nodes = [
        helper.make_node("Cast", [image], ["short"], "to_half", to=TensorProto.FLOAT16),
        helper.make_node("Cast", ["short"], ["rounded"], "to_float", to=TensorProto.FLOAT),
        *graph.node,
    ]
    del graph.node[:]
    graph.node.extend(nodes)
    return model


def of_tensorflow(tensors, kind, words):
    graph = tf.Graph()
    with graph.as_default():
        image = tf.compat.v1.placeholder(tf.float32, [None, 8, 8, 1], "x")
        weights = {}
        for name, values in tensors.items():
            short = tf.cast(tf.constant(values), kind)
            weights[name] = tf.cast(short, tf.float32)
        sums = tf.nn.conv2d(image, weights["conv_kernel"], 2, "SAME") + weights["conv_bias"]
        flat = tf.reshape(tf.nn.relu(sums), [-1, 128])
        tf.nn.relu(flat @ weights["dense_kernel"] + weights["dense_bias"], name="latents")
    definition = graph.as_graph_def()
    # A cast of a constant is made a constant of its own.
    constants = {node.name: node for node in definition.node if node.op == "Const"}
    for node in definition.node:
        if node.op == "Cast" and node.input[0] in constants and node.attr["DstT"].type == kind.as_datatype_enum:
            values = tf.make_ndarray(constants[node.input[0]].attr["value"].tensor).astype(kind.as_numpy_dtype)
            node.op = "Const"
            del node.input[:]
            node.attr.clear()
            node.attr["dtype"].type = kind.as_datatype_enum
            proto = tf.make_tensor_proto(values)
            if words:
                proto.tensor_content = b""
                proto.half_val.extend(int(word) for word in values.view(np.uint16).flatten())
            node.attr["value"].tensor.CopyFrom(proto)
    return tf.compat.v1.graph_util.extract_sub_graph(definition, ["latents"]).SerializeToString()


def main(cases):
    cases = pathlib.Path(cases)
    right = cases / "onnx/right.onnx"
    onnx.save(of_onnx(onnx.load(right), False), cases / "onnx/half.onnx")
    onnx.save(of_onnx(onnx.load(right), True), cases / "onnx/half_words.onnx")
    onnx.save(rounded(onnx.load(right)), cases / "onnx/half_cast.onnx")

    shutil.copyfile(cases / "keras-saved/right.h5", cases / "keras-saved/half.h5")
    found = {}
    with h5py.File(cases / "keras-saved/half.h5", "r+") as file:
        datasets = []
        file.visititems(lambda name, item: datasets.append(name) if isinstance(item, h5py.Dataset) else None)
        for name in datasets:
            values = file[name][()]
            assert (values.astype(np.float16) == values).all()
            del file[name]
            file.create_dataset(name, data=values.astype(np.float16))
            layer = "conv" if "conv" in name else "dense"
            found[f"{layer}_{'bias' if 'bias' in name else 'kernel'}"] = values
    (cases / "tensorflow/half.pb").write_bytes(of_tensorflow(found, tf.float16, False))
    (cases / "tensorflow/half_words.pb").write_bytes(of_tensorflow(found, tf.bfloat16, True))


if __name__ == "__main__":
    main(sys.argv[1])
