#!/usr/bin/env python3
"""Runs exported models in the programs they were made for and compares with expected numbers.

    model_reference.py CHECKS.json
    model_reference.py --write DIRECTORY
    model_reference.py --write-quantised DIRECTORY

CHECKS.json is a list of checks: graph (FILE.pb, FILE.onnx, FILE.qonnx.onnx, FILE.hdf5 or "numpy"), input, output (names of nodes), data
(an .npz file), x and y (keys of inputs and expected outputs in it). For "numpy", model is the exported .npz
file, and the integers of the chip are computed here; with "program": "hls4ml" a QONNX model is converted by hls4ml and
compiled. Prints for each check the number of frames, of numbers
that differ, and the largest difference, for numbers beyond 1 as a part of them. For FILE.hdf5 there are FILE.json and
FILE.keras beside it, and Keras 3 and Keras 2 load all of them; other inputs are the rest of the columns of x.

--write makes models of the kinds that others have published, with weights from a fixed seed: frozen TensorFlow
graphs, Keras files, ONNX models; and cases.json with a list of them: file, inputs (keys in FILE.npz) and the
output that the program that the file is made for gives, as "y" in FILE.npz.

--write-quantised makes small QONNX models of many shapes, run by the executor of QONNX, and cases.json in the same
way; cases with "refused" are models that no description of fixed-point numbers can hold, with the words of the refusal.
"""
import contextlib
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
            for batch in value.type.tensor_type.shape.dim[:1]:
                batch.dim_value = len(x)
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


def keras(check):
    """The model by Keras 3 and by Keras 2 (tf_keras), from each of the files that it is written to."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras as keras3
    import tf_keras as keras2

    name = check["graph"].removesuffix(".hdf5")
    with open(name + ".json") as file:
        description = file.read()
    models = []
    for version in keras3, keras2:
        described = version.models.model_from_json(description)
        described.load_weights(name + ".hdf5")
        saved = [version.models.load_model(name + ending, compile=False) for ending in (".hdf5", ".keras")]
        models.extend([described, *saved])
    lengths = [one.shape[1:] for one in models[0].inputs]

    def run(x):
        # The image, then the conditions, side by side in x.
        size = int(np.prod(lengths[0]))
        parts = [x] if len(lengths) == 1 else [x[:, :size].reshape(-1, *lengths[0]), x[:, size:]]
        found = [np.asarray(model(parts)) for model in models]
        for other in found[1:]:
            np.testing.assert_allclose(other, found[0], atol=1e-6, rtol=1e-6)
        return found[0]

    return run


def hls4ml(check):
    """The model as hls4ml converts it and g++ compiles it, for one sample after the other."""
    import hls4ml
    from qonnx.core.modelwrapper import ModelWrapper
    from qonnx.transformation.channels_last import ConvertToChannelsLastAndClean
    from qonnx.transformation.gemm_to_matmul import GemmToMatMul
    from qonnx.util.cleanup import cleanup_model

    model = cleanup_model(ModelWrapper(check["graph"]))
    model = cleanup_model(model.transform(ConvertToChannelsLastAndClean()).transform(GemmToMatMul()))
    options = dict(backend="Vitis")
    # The input, which no quantiser has widened, is of multiples of 1/128.
    project = check["graph"] + ".hls4ml"
    with contextlib.redirect_stdout(sys.stderr):
        config = hls4ml.utils.config.config_from_onnx_model(model, granularity="name", default_precision="fixed<32,16>", **options)
        model = hls4ml.converters.convert_from_onnx_model(model, output_dir=project, io_type="io_parallel", hls_config=config, **options)
        model.compile()
    return lambda x: model.predict(np.ascontiguousarray(x)).reshape(len(x), -1)


# Models of the kinds that others have published.

RANDOM = np.random.default_rng(11)


def spread(*shape):
    """Weights, of which some are beyond 1."""
    fan_in = int(np.prod(shape[:-1])) or 1
    return RANDOM.normal(0, 1.5 / np.sqrt(fan_in), shape).astype(np.float32)


class Published:
    """Writes the models, what is put in, and what comes out."""

    def __init__(self, directory):
        self.directory, self.cases = directory, []

    def add(self, name, inputs, y, **more):
        arrays = {f"x{number}": x for number, x in enumerate(inputs)}
        np.savez(os.path.join(self.directory, name + ".npz"), y=y, **arrays)
        self.cases.append({"file": name, "inputs": len(inputs), **more})

    def graph(self, name, function, shapes, batch=None, **more):
        """Freezes a function as CMSSW's graphs are frozen, and runs it."""
        import tensorflow as tf
        from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

        specs = [tf.TensorSpec([batch, *shape], tf.float32, name=key) for key, shape in shapes.items()]
        frozen = convert_variables_to_constants_v2(tf.function(function, autograph=False).get_concrete_function(*specs))
        with open(os.path.join(self.directory, name + ".pb"), "wb") as file:
            file.write(frozen.graph.as_graph_def().SerializeToString())
        frames = batch or 50
        draw = lambda shape: RANDOM.integers(0, 256, [frames, *shape]) / np.float32(128) / (8 if len(shape) == 3 else 1)
        inputs = [draw(shape).astype(np.float32) for shape in shapes.values()]
        self.add(name + ".pb", inputs, frozen(*map(tf.constant, inputs))[0].numpy(), **more)


def quantised(x, bits, integer, sign=True, relu=False):
    """A quantiser as QKeras writes it into a graph, gradients and all."""
    import tensorflow as tf

    if relu:
        steps = tf.cast(tf.pow(2, bits), tf.float32) / tf.cast(tf.pow(2, integer), tf.float32)
        rounded = tf.round(x * steps) / steps
        high = tf.cast(tf.pow(2, integer), tf.float32) - 1 / steps
        inside = tf.clip_by_value(rounded, 0.0, high)
        return tf.nn.relu(x) + tf.stop_gradient(-tf.nn.relu(x) + inside)
    m, m_i = 2.0 ** (bits - sign), tf.cast(tf.pow(2, integer), tf.float32)
    p = x * m / m_i
    p = p + tf.stop_gradient(-p + tf.round(p))
    q = m_i * tf.clip_by_value(p, -m if sign else 0.0, m - 1) / m
    return x + tf.stop_gradient(1.0 * (-x + q))


def published(directory):
    import tensorflow as tf

    write = Published(directory)

    def encoder(kernel, bias, matrix, dense_bias, stride=2, before=None, padding="SAME", weight=lambda w: w, **functions):
        kernel, bias, matrix, dense_bias = map(tf.Variable, (kernel, bias, matrix, dense_bias))
        step = lambda name, x: functions.get(name, lambda x: x)(x)

        def run(x, y=None):
            image = step("input", x)
            if before:
                image = tf.pad(image, before)
            sums = tf.nn.conv2d(image, weight(kernel), stride, padding)
            sums = sums if functions.get("no_bias") else tf.nn.bias_add(sums, weight(bias))
            flat = tf.reshape(step("activation", sums), functions.get("flat", [-1, 128]))
            sums = tf.matmul(flat, weight(matrix))
            latents = step("latents", sums if functions.get("no_bias") else tf.nn.bias_add(sums, weight(dense_bias)))
            return tf.identity(latents if y is None else tf.concat([latents, y], -1))

        return run

    weights = lambda channels: [spread(3, 3, channels, 8), spread(8), spread(128, 16), spread(16)]
    right_below = [[0, 0], [0, 1], [0, 1], [0, 0]]
    six = lambda w: quantised(w, 6, 0)
    floor = lambda bits: lambda z: tf.minimum(tf.floor(quantised(z, 9, 1) * 2.0 ** (bits - 1)) / 2.0 ** (bits - 1), 2 - 2.0 ** (1 - bits))
    eight = lambda x: quantised(x, 8, 1)
    image, conditions = {"x": [8, 8, 1]}, {"y": [8]}

    def add(name, parts, shapes, batch=None, weight=lambda w: w, network="chip-8x8", **options):
        run = encoder(*parts, weight=weight, **options)
        kept = [np.asarray(weight(tf.constant(part))) for part in parts]
        if options.get("no_bias"):
            kept[1], kept[3] = kept[1] * 0, kept[3] * 0
        write.graph(name, run, shapes, batch, network=network, encoder=True)
        names = ("conv_kernel", "conv_bias", "dense_kernel", "dense_bias")
        np.savez(os.path.join(directory, name + ".pb.weights.npz"), **dict(zip(names, kept)))

    conditional = dict(before=right_below, padding="VALID", weight=six, input=eight, activation=eight)
    add("conditional", weights(1), {**image, **conditions}, latents=floor(9), **conditional)
    add("one-frame", weights(1), image, 1, latents=floor(3), flat=[1, 128], **conditional)
    add("two-thousand", weights(1), {**image, **conditions}, 2000, latents=floor(5), flat=[2000, 128], **conditional)
    add("nine", weights(1), {"x": [9, 9, 1]}, padding="VALID", weight=six, input=eight, latents=floor(7))
    add("five-bits", weights(1), image, weight=lambda w: quantised(w, 5, 1), input=lambda x: quantised(x, 10, 3),
        activation=lambda x: quantised(x, 11, 3, relu=True), latents=lambda x: quantised(x, 9, 1, relu=True))
    add("plain", weights(1), image, activation=tf.nn.relu, latents=tf.nn.relu)
    add("no-bias", weights(1), image, activation=tf.nn.relu, latents=tf.nn.relu, no_bias=True)
    add("cmssw", weights(3), {"input_1": [4, 4, 3]}, network="cmssw-4x4x3", stride=1, activation=tf.nn.relu, latents=tf.nn.relu)

    def decoder(name, inputs, ends, stride=2, padding="VALID", network="chip-8x8", batch=None, shapes=None, activation=tf.nn.relu):
        widths = [inputs, *ends]
        dense = [(tf.Variable(spread(a, b)), tf.Variable(spread(b))) for a, b in zip(widths, widths[1:])]
        channels = 3 if network == "cmssw-4x4x3" else 1
        first = tf.Variable(spread(3, 3, channels, 8))
        side = 4 if stride == 1 else 9 if padding == "VALID" else 8

        def run(*parts):
            x = tf.concat(parts, -1) if len(parts) > 1 else parts[0]
            for matrix, bias in dense:
                x = activation(tf.nn.bias_add(tf.matmul(x, matrix), bias))
            x = tf.reshape(x, [tf.shape(x)[0] if batch is None else batch, 4, 4, 8])
            shape = [tf.shape(x)[0] if batch is None else batch, side, side, channels]
            x = tf.nn.conv2d_transpose(x, first, shape, stride, padding)
            return tf.identity(activation(x[:, :8, :8]))

        write.graph(name, run, shapes or {"x": [inputs]}, batch, network=network, encoder=False)

    decoder("conditions", 24, [24, 64, 128])
    decoder("sum-eta", 18, [24, 64, 128])
    decoder("vanilla", 16, [24, 64, 128], padding="SAME", activation=tf.nn.leaky_relu)
    decoder("one-frame-decoder", 24, [24, 64, 128], batch=1)
    decoder("two-thousand-decoder", 24, [24, 64, 128], batch=2000, activation=tf.nn.sigmoid)
    decoder("two-inputs", 24, [32, 128], shapes={"x": [16], "y": [8]}, activation=tf.nn.elu)
    decoder("cmssw-decoder", 16, [128], stride=1, padding="SAME", network="cmssw-4x4x3", activation=tf.nn.tanh)
    published_onnx(write)
    with open(os.path.join(directory, "cases.json"), "w") as file:
        json.dump(write.cases, file)


def published_onnx(write):
    """Models as PyTorch and QONNX write them: channels first, Gemm, other versions of the operators."""
    from onnx import TensorProto, helper, numpy_helper

    def model(name, nodes, weights, shape, opset, quant=False, **more):
        import onnx
        import onnxruntime

        domains = [helper.make_opsetid("", opset)] + quant * [helper.make_opsetid("qonnx.custom_op.general", 1)]
        ends = [helper.make_tensor_value_info(key, TensorProto.FLOAT, None if key == "out" else ["batch", *shape]) for key in ("in", "out")]
        initializers = [numpy_helper.from_array(value, key) for key, value in weights.items()]
        graph = helper.make_graph(nodes, "main_graph", ends[:1], ends[1:], initializers)
        whole = helper.make_model(graph, opset_imports=domains, ir_version=8)
        path = os.path.join(write.directory, name)
        onnx.save(whole, path)
        x = (RANDOM.integers(0, 256, [50, *shape]) / np.float32(128) / (8 if len(shape) == 3 else 1)).astype(np.float32)
        if quant:
            # The QONNX executor wants all lengths.
            from qonnx.custom_op.general.quant import quant as apply

            folded = {node.output[0]: apply(*(weights[key] for key in node.input), 1, 0, "ROUND") for node in nodes if node.op_type == "Quant"}
            whole.graph.initializer.extend(numpy_helper.from_array(value.astype(np.float32), key) for key, value in folded.items())
            kept = [node for node in nodes if node.op_type != "Quant"]
            del whole.graph.node[:]
            whole.graph.node.extend(kept)
        session = onnxruntime.InferenceSession(whole.SerializeToString(), providers=["CPUExecutionProvider"])
        write.add(name, [x], session.run(None, {"in": x})[0], **more)

    node = helper.make_node
    numbers = lambda *values: np.array(values, np.int64)
    pads = dict(kernel_shape=[3, 3], strides=[2, 2], pads=[0, 0, 1, 1])
    names = ("conv_kernel", "conv_bias", "dense_kernel", "dense_bias")

    def encoder(name, nodes, weights, opset, shape=(1, 8, 8), network="chip-8x8", grid=lambda w: w, **more):
        channels, same = (1, pads) if network == "chip-8x8" else (3, dict(kernel_shape=[3, 3], auto_pad="SAME_UPPER"))
        kernel, bias, matrix, dense_bias = spread(3, 3, channels, 8), spread(8), spread(128, 16), spread(16)
        # Activations are (filter, row, column) here.
        first = matrix.reshape(4, 4, 8, 16).transpose(2, 0, 1, 3).reshape(128, 16)
        weights = {"w": kernel.transpose(3, 2, 0, 1), "b": bias, "m": first, "t": first.T.copy(), "c": dense_bias, **weights}
        model(name, nodes(same), weights, shape, opset, network=network, encoder=True, **more)
        kept = dict(zip(names, map(grid, (kernel, bias, matrix, dense_bias))))
        np.savez(os.path.join(write.directory, name + ".weights.npz"), **kept)

    encoder("torch.onnx", lambda same: [
        node("Conv", ["in", "w", "b"], ["a"], **same), node("Relu", ["a"], ["d"]), node("Flatten", ["d"], ["e"], axis=1),
        node("Gemm", ["e", "t", "c"], ["f"], transB=1), node("Relu", ["f"], ["out"])], {}, 17)
    encoder("torch-4x4x3.onnx", lambda same: [
        node("Conv", ["in", "w", "b"], ["a"], **same), node("Relu", ["a"], ["d"]), node("Shape", ["d"], ["s"]),
        node("Gather", ["s", "zero"], ["n"]), node("Unsqueeze", ["n"], ["u"], axes=[0]), node("Concat", ["u", "rest"], ["to"], axis=0),
        node("Reshape", ["d", "to"], ["e"]), node("MatMul", ["e", "m"], ["f"]), node("Add", ["f", "c"], ["g"]), node("Clip", ["g"], ["out"], min=0.0, max=2.0)],
        {"zero": np.array(0, np.int64), "rest": numbers(-1)}, 10, (3, 4, 4), "cmssw-4x4x3")
    # A bias added behind, padding apart, channels last outside.
    encoder("last.onnx", lambda same: [
        node("Transpose", ["in"], ["i"], perm=[0, 3, 1, 2]), node("Pad", ["i"], ["p"], pads=[0, 0, 0, 0, 0, 0, 1, 1]),
        node("Conv", ["p", "w"], ["a"], kernel_shape=[3, 3], strides=[2, 2]), node("Add", ["a", "b4"], ["d"]), node("Relu", ["d"], ["l"]),
        node("Reshape", ["l", "flat"], ["e"]), node("Gemm", ["e", "m", "c"], ["f"]), node("Relu", ["f"], ["out"])], {"flat": numbers(0, -1), "b4": spread(1, 8, 1, 1) * 0 + 0.25}, 9, (8, 8, 1),
        grid=lambda w: w * 0 + 0.25 if w.shape == (8,) else w)
    quant = lambda key: node("Quant", [key, "step", "null", "six"], [key + "q"], domain="qonnx.custom_op.general", signed=1, narrow=0, rounding_mode="ROUND")
    encoder("quant.onnx", lambda same: [
        *map(quant, "wbtc"), node("Conv", ["in", "wq", "bq"], ["a"], **same), node("Relu", ["a"], ["d"]), node("Flatten", ["d"], ["e"]),
        node("Gemm", ["e", "tq", "cq"], ["f"], transB=1), node("Relu", ["f"], ["out"])],
        {"step": np.float32(1 / 8), "null": np.float32(0), "six": np.float32(5)}, 13, quant=True,
        grid=lambda w: np.clip(np.round(w * 8), -16, 15) / 8)

    dense = {"k0": spread(128, 24), "b0": spread(128), "lengths": numbers(-1, 8, 4, 4)}
    start = [node("Gemm", ["in", "k0", "b0"], ["h"], transB=1), node("LeakyRelu", ["h"], ["r"], alpha=0.3), node("Reshape", ["r", "lengths"], ["i"])]
    model("torch-decoder.onnx", [*start, node("ConvTranspose", ["i", "k1", "b1"], ["j"], strides=[2, 2], pads=[1, 1, 1, 1], output_padding=[1, 1]),
        node("Sigmoid", ["j"], ["out"])], {**dense, "k1": spread(8, 1, 3, 3), "b1": spread(1)}, [24], 13, network="chip-8x8", encoder=False)
    model("cut-decoder.onnx", [*start, node("ConvTranspose", ["i", "k1"], ["j"], strides=[2, 2]), node("Slice", ["j", "from", "to", "axes"], ["out"])],
        {**dense, "k1": spread(8, 1, 3, 3), "from": numbers(0, 0), "to": numbers(8, -1), "axes": numbers(2, 3)}, [24], 13, network="chip-8x8", encoder=False)
    three = {**dense, "k0": spread(128, 16), "k1": spread(8, 8, 3, 3), "k2": spread(8, 3, 3, 3), "b2": spread(3)}
    model("torch-4x4x3-decoder.onnx", [*start, node("ConvTranspose", ["i", "k1"], ["j"], pads=[1, 1, 1, 1]), node("Relu", ["j"], ["k"]),
        node("ConvTranspose", ["k", "k2", "b2"], ["l"], pads=[1, 1, 1, 1]), node("Softplus", ["l"], ["out"])], three, [16], 11, network="cmssw-4x4x3", encoder=False)


def quantised_models(directory):
    """QONNX models: strides, paddings, roundings, scales for each channel, several layers; and some to be refused."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    write, node = Published(directory), helper.make_node
    domain = "qonnx.custom_op.general"

    def quant(weights, name, source, bits, step, signed=1, rounding="ROUND", zero=0.0, narrow=0):
        """A quantiser of a tensor; the result has the node's name."""
        values = {"step": np.float32(step), "zero": np.float32(zero), "bits": np.float32(bits)}
        weights.update({f"{name}_{key}": value for key, value in values.items()})
        inputs = [source, *(f"{name}_{key}" for key in values)]
        return node("Quant", inputs, [name], name, domain=domain, signed=signed, narrow=narrow, rounding_mode=rounding)

    def add(name, shape, nodes, weights, refused=None, exact=True, frames=60):
        ends = [helper.make_tensor_value_info(key, TensorProto.FLOAT, None if key == "out" else ["batch", *shape]) for key in ("in", "out")]
        initializers = [numpy_helper.from_array(np.asarray(value), key) for key, value in weights.items()]
        graph = helper.make_graph(nodes, name, ends[:1], ends[1:], initializers)
        sets = [helper.make_opsetid("", 13), helper.make_opsetid(domain, 1)]
        path = os.path.join(directory, name + ".onnx")
        onnx.save(helper.make_model(graph, opset_imports=sets, ir_version=8), path)
        if refused:
            write.cases.append({"file": name + ".onnx", "refused": refused})
            return
        x = RANDOM.normal(0, 2, [frames, *shape]).astype(np.float32)
        check = {"graph": path, "input": "in", "output": "out"}
        y = (qonnx if exact else onnxruntime)(check)(x)
        assert len(np.unique(y)) > 8, f"{name} says too little"
        write.add(name + ".onnx", [x], y, exact=exact)

    def onnxruntime(check):
        import onnxruntime

        session = onnxruntime.InferenceSession(check["graph"], providers=["CPUExecutionProvider"])
        return lambda x: session.run(["out"], {"in": x})[0]

    draw = lambda *shape: RANDOM.normal(0, 1, shape).astype(np.float32)
    powers = lambda *exponents: np.array([2.0**e for e in exponents], np.float32)

    w = {"w": draw(4, 2, 3, 3), "b": draw(4), "m": draw(5, 24), "c": draw(5)}
    add("strided", (2, 7, 6), [
        quant(w, "x", "in", 6, 1 / 8), quant(w, "kernel", "w", 5, powers(-3, -2, -4, 0).reshape(4, 1, 1, 1)), quant(w, "bias", "b", 8, 1 / 16),
        node("Conv", ["x", "kernel", "bias"], ["conv"], "conv", kernel_shape=[3, 3], strides=[2, 1], pads=[1, 0, 0, 2]),
        node("Relu", ["conv"], ["relu"], "relu"), quant(w, "act", "relu", 6, 1 / 8, signed=0, rounding="FLOOR"),
        node("MaxPool", ["act"], ["pool"], "pool", kernel_shape=[2, 2], strides=[1, 2]), node("Flatten", ["pool"], ["flat"], "flat"),
        quant(w, "matrix", "m", 4, 1 / 4), quant(w, "offset", "c", 12, 1 / 256),
        node("Gemm", ["flat", "matrix", "offset"], ["gemm"], "gemm", transB=1), quant(w, "out", "gemm", 8, 1 / 4)], w)

    w = {"w": draw(3, 1, 2, 2), "v": draw(4, 3, 5, 5), "m": draw(80, 6), "c": draw(6), "to": np.array([0, -1], np.int64)}
    add("two_convolutions", (5, 6, 1), [
        node("Transpose", ["in"], ["first"], "first", perm=[0, 3, 1, 2]), quant(w, "x", "first", 5, 1 / 4),
        quant(w, "k1", "w", 4, 1 / 4), node("Conv", ["x", "k1"], ["c1"], "c1", kernel_shape=[2, 2]), quant(w, "a1", "c1", 7, 1 / 8),
        quant(w, "k2", "v", 3, 1 / 2, narrow=1), node("Conv", ["a1", "k2"], ["c2"], "c2", kernel_shape=[5, 5], auto_pad="SAME_UPPER"),
        node("Relu", ["c2"], ["r2"], "r2"), quant(w, "a2", "r2", 4, 1, signed=0, rounding="HALF_UP"),
        node("Transpose", ["a2"], ["last"], "last", perm=[0, 2, 3, 1]), node("Reshape", ["last", "to"], ["flat"], "flat"),
        quant(w, "k3", "m", 6, 1 / 16), node("MatMul", ["flat", "k3"], ["product"], "product"), quant(w, "b3", "c", 6, 1 / 8),
        node("Add", ["product", "b3"], ["sum"], "sum"), quant(w, "out", "sum", 10, 2)], w)

    # Padding of a node of its own, a bias that no quantiser has, an output of the whole sum; scales above 1.
    w = {"w": draw(2, 1, 3, 3), "m": draw(50, 3), "c": np.array([0.5, -1.25, 3.0], np.float32), "pads": np.array([0, 0, 1, 1, 0, 0, 1, 1], np.int64)}
    add("padded", (1, 5, 5), [
        quant(w, "x", "in", 4, 2, signed=1), node("Pad", ["x", "pads"], ["pad"], "pad"), quant(w, "kernel", "w", 6, 1 / 16),
        node("Conv", ["pad", "kernel"], ["conv"], "conv", kernel_shape=[3, 3]), quant(w, "act", "conv", 8, 1 / 2),
        node("Flatten", ["act"], ["flat"], "flat"), quant(w, "matrix", "m", 3, 1 / 2),
        node("MatMul", ["flat", "matrix"], ["product"], "product"), node("Add", ["product", "c"], ["out"], "out")], w)

    # One layer read twice, once with another quantiser; sums and vectors side by side.
    w = {"m": draw(6, 5), "n": draw(10, 4)}
    add("branches", (6,), [
        quant(w, "x", "in", 6, 1 / 4), quant(w, "first", "m", 4, 1 / 4), node("MatMul", ["x", "first"], ["p"], "p"),
        quant(w, "wide", "p", 9, 1 / 8), quant(w, "narrow", "p", 5, 1), node("Relu", ["wide"], ["positive"], "positive"),
        node("Add", ["positive", "narrow"], ["both"], "both"), quant(w, "again", "both", 7, 1 / 2), quant(w, "coarse", "narrow", 7, 1 / 2),
        node("Concat", ["again", "coarse"], ["row"], "row", axis=1), quant(w, "second", "n", 5, 1 / 8),
        node("MatMul", ["row", "second"], ["out"], "out")], w)

    w = {"w": draw(3, 1, 3, 3), "s": powers(0, -1, 2), "o": np.array([0.5, 1, -3], np.float32), "mean": np.array([1, -2, 0.5], np.float32), "v": powers(2, 0, -2)}
    add("normalised", (1, 5, 5), [
        quant(w, "x", "in", 6, 1 / 8), quant(w, "kernel", "w", 5, 1 / 8), node("Conv", ["x", "kernel"], ["conv"], "conv", kernel_shape=[3, 3]),
        node("BatchNormalization", ["conv", "s", "o", "mean", "v"], ["norm"], "norm", epsilon=0.0), quant(w, "out", "norm", 8, 1 / 8)], w)

    w = {"w": draw(3, 2, 3, 3), "b": draw(3), "m": draw(3, 4), "c": draw(4)}
    add("real", (2, 6, 6), [
        node("Conv", ["in", "w", "b"], ["conv"], "conv", kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1]), node("LeakyRelu", ["conv"], ["leaky"], "leaky", alpha=0.1),
        node("ReduceMean", ["leaky"], ["mean"], "mean", axes=[2, 3], keepdims=0), node("Gemm", ["mean", "m", "c"], ["gemm"], "gemm"), node("Tanh", ["gemm"], ["out"], "out")], w, exact=False)

    def refuse(name, words, value=dict(bits=6, step=1 / 4), weight=dict(bits=4, step=1 / 4), after=(), inputs=6, shape=(6,)):
        w = {"m": draw(inputs, 5)}
        add(name, shape, [
            quant(w, "x", "in", 6, 1 / 4), quant(w, "matrix", "m", **weight), node("MatMul", ["x", "matrix"], ["product"], "product"),
            quant(w, "act" if after else "out", "product", **value), *after], w, refused=words)

    refuse("scale", ["out (Quant)", "power of two", "0.3"], value=dict(bits=6, step=0.3))
    refuse("zero_point", ["out (Quant)", "zero point", "3"], value=dict(bits=6, step=1 / 4, zero=3))
    refuse("narrow", ["out (Quant)", "narrow"], value=dict(bits=6, step=1 / 4, narrow=1))
    refuse("ceil", ["out (Quant)", "CEIL", "FLOOR"], value=dict(bits=6, step=1 / 4, rounding="CEIL"))
    refuse("half_bit", ["out (Quant)", "5.5 bits"], value=dict(bits=5.5, step=1 / 4))
    refuse("odd_rounding", ["out (Quant)", "STOCHASTIC", "HALF_UP"], value=dict(bits=6, step=1 / 4, rounding="STOCHASTIC"))
    refuse("weight_scale", ["product (MatMul)", "power of two", "0.7"], weight=dict(bits=4, step=0.7))
    refuse("bipolar", ["out", "BipolarQuant"], after=[node("BipolarQuant", ["act", "act_step"], ["out"], "out", domain=domain)])
    refuse("softmax", ["out (Softmax)", "last axis"], after=[node("Softmax", ["act"], ["out"], "out", axis=0)])
    refuse("exp", ["out (Exp)", "no such function"], after=[node("Exp", ["act"], ["out"], "out")])
    refuse("shapes", ["product (MatMul)", "6 values", "7 inputs"], inputs=7)
    refuse("free_lengths", ["in", "lengths"], shape=("any",))
    with open(os.path.join(directory, "cases.json"), "w") as file:
        json.dump(write.cases, file)


def main():
    if sys.argv[1] == "--write":
        return published(sys.argv[2])
    if sys.argv[1] == "--write-quantised":
        return quantised_models(sys.argv[2])
    with open(sys.argv[1]) as file:
        checks = json.load(file)
    for check in checks:
        graph = check["graph"]
        kinds = {".qonnx.onnx": qonnx, ".onnx": onnx, ".pb": tensorflow, ".hdf5": keras, "numpy": integers}
        if check.get("program") == "hls4ml":
            run = hls4ml(check)
        else:
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
