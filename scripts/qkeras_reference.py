#!/usr/bin/env python3
"""What QKeras itself makes of numbers.

    qkeras_reference.py JOBS.json

JOBS.json is a list of jobs, each with a quantiser (a word of QKeras), a file of values (float32, little-endian)
and their shape. A job may ask for

    kernel  the quantiser as a QConv2D or QDense has it for its kernel
    draw    the numbers of training, where stochastic quantisers draw
    slopes  the gradients of the results, too

A job with an encoder holds its settings instead, under the names that Ecoder has for them where it has one, and files
of weights (kernel and bias of each layer in turn):

    shape, arrange        the image, and for each of its values the input that stands there (-1: zero)
    filters, kernels      of each convolution, with strides, padding, and pool behind each
    separate              one convolution for each channel, with one kernel for all (shared) or one for each (own)
    mask                  0 or 1 for each row and column that the convolutions leave
    dense, encoded_dim    units of the dense layers
    words                 quantisers: input, kernel, bias, activation, latent; without them numbers are real

Its answer is an object with the model as 'to_json' describes it (architecture) and the floating-point operations that
the profiler of TensorFlow counts for one frame (flops; encoders without quantisers), and the latents.

A job with a model holds the path of an exported one, without its ending: NAME.json and NAME.hdf5. Its answer is an
object with the classes of its layers, and the output.

For each job, in order, standard output gets a line of JSON, with the quantiser as QKeras writes it (word) and as a
Keras file holds it (config), and then the results and the gradients as float32, little-endian.
"""
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# Nothing but the answers may reach standard output.
answers = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)

import numpy as np
import tensorflow as tf
from qkeras import QActivation, QConv2D, QDense
from qkeras.quantizers import get_quantizer
from qkeras.utils import _add_supported_quantized_objects

files = {}


def values(job):
    path = job["values"]
    if path not in files:
        files[path] = np.fromfile(path, "<f4")
    return tf.constant(files[path].reshape(job["shape"]))


def quantiser(job):
    if not job.get("kernel"):
        return get_quantizer(job["quantiser"])
    layer = QConv2D(1, 1, kernel_quantizer=job["quantiser"]) if len(job["shape"]) == 4 else QDense(
        1, kernel_quantizer=job["quantiser"])
    return layer.kernel_quantizer_internal


def encoder(job):
    """Ecoder's encoders (docs/sources.md, Ecoder), and others of their kind."""
    settings = job["encoder"]
    words, layers = settings.get("words"), []

    def layer(keras, qkeras, *sizes, **options):
        if words:
            quantisers = {"kernel_quantizer": words["kernel"], "bias_quantizer": words["bias"]}
            layers.append(qkeras(*sizes, **options, **quantisers))
        else:
            layers.append(keras(*sizes, **options, activation="relu"))
        return layers[-1]

    def convolve(convolution, x):
        x = convolution(x)
        if settings["pool"]:
            x = tf.keras.layers.MaxPooling2D(2, padding="same")(x)
        return QActivation(words["activation"])(x) if words else x

    def convolution(index):
        sizes = settings["filters"][index], settings["kernels"][index]
        strides, padding = settings["strides"], settings["padding"]
        return layer(tf.keras.layers.Conv2D, QConv2D, *sizes, strides=strides, padding=padding)

    image = tf.keras.Input(settings["shape"])
    x = QActivation(words["input"])(image) if words else image
    flatten = tf.keras.layers.Flatten()
    if settings["separate"]:
        channels = range(settings["shape"][-1])
        one = convolution(0) if settings["separate"] == "shared" else None
        parts = [flatten(convolve(one or convolution(0), x[..., at : at + 1])) for at in channels]
        x = tf.keras.layers.Concatenate()(parts)
    else:
        for index in range(len(settings["filters"])):
            x = convolve(convolution(index), x)
        if settings["mask"]:
            kept = np.flatnonzero(settings["mask"])
            x = tf.gather(tf.reshape(x, [-1, len(settings["mask"]), x.shape[-1]]), kept, axis=1)
        x = flatten(x)
    for units in [*settings["dense"], settings["encoded_dim"]]:
        x = layer(tf.keras.layers.Dense, QDense, units)(x)
    if words:
        x = QActivation(words["latent"])(x)
    model = tf.keras.Model(image, x)

    weights = iter(job["weights"])
    for one in layers:
        one.set_weights([np.fromfile(next(weights), "<f4").reshape(shape.shape) for shape in one.get_weights()])
    assert next(weights, None) is None, "weights are left"
    counted = None if words else flops(model, settings["shape"])
    answers.write(json.dumps({"flops": counted, "architecture": model.to_json()}).encode() + b"\n")
    x = values(job).numpy()
    x = np.concatenate([x, np.zeros_like(x[:, :1])], 1)[:, settings["arrange"]]
    y = model(x.reshape(-1, *settings["shape"]), training=False)
    answers.write(y.numpy().astype("<f4").tobytes())


def flops(model, shape):
    """What Ecoder's get_flops asks for: the operations of the graph for one frame."""
    function = tf.function(model).get_concrete_function(tf.TensorSpec([1, *shape]))
    options = tf.compat.v1.profiler.ProfileOptionBuilder.float_operation()
    options["output"] = "none"
    return tf.compat.v1.profiler.profile(function.graph, options=options).total_float_ops


def exported(job):
    """A model with layers of QKeras, as 'export-model' writes it, loaded in both ways."""
    objects = {}
    _add_supported_quantized_objects(objects)
    name = job["model"]
    with open(name + ".json") as file:
        model = tf.keras.models.model_from_json(file.read(), custom_objects=objects)
    model.load_weights(name + ".hdf5")
    saved = tf.keras.models.load_model(name + ".hdf5", custom_objects=objects, compile=False)
    y, again = (one(values(job), training=False).numpy() for one in (model, saved))
    assert np.array_equal(y, again)
    answers.write(json.dumps({"classes": [type(layer).__name__ for layer in model.layers]}).encode() + b"\n")
    answers.write(y.astype("<f4").tobytes())


def run(job):
    tf.keras.backend.set_learning_phase(1 if job.get("draw") else 0)
    if "encoder" in job:
        return encoder(job)
    if "model" in job:
        return exported(job)
    apply = quantiser(job)
    config = tf.keras.utils.serialize_keras_object(apply)
    answers.write(json.dumps({"word": str(apply), "config": config}).encode() + b"\n")
    x = values(job)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = apply(x)
    answers.write(y.numpy().astype("<f4").tobytes())
    if job.get("slopes"):
        answers.write(tape.gradient(y, x).numpy().astype("<f4").tobytes())


def main():
    # Two cores at most; the tensors are small.
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.random.set_seed(1)
    with open(sys.argv[1]) as file:
        jobs = json.load(file)
    for job in jobs:
        run(job)
    answers.flush()


main()
