#!/usr/bin/env python3
"""What QKeras itself makes of numbers.

    qkeras_reference.py JOBS.json

JOBS.json is a list of jobs, each with a quantiser (a word of QKeras), a file of values (float32, little-endian)
and their shape. A job may ask for

    kernel  the quantiser as a QConv2D or QDense has it for its kernel
    draw    the numbers of training, where stochastic quantisers draw
    slopes  the gradients of the results, too

A job with an encoder holds its quantisers instead (input, kernel, bias, activation, latent) and files of weights
(kernel and bias of the convolution, then of the dense layer); its answer is an empty object and the latents.

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
    words = job["encoder"]
    layers = {"kernel_quantizer": words["kernel"], "bias_quantizer": words["bias"]}
    model = tf.keras.Sequential([
        tf.keras.Input(job["shape"][1:]),
        QActivation(words["input"]),
        QConv2D(8, 3, strides=2, padding="same", **layers),
        QActivation(words["activation"]),
        tf.keras.layers.Flatten(),
        QDense(16, **layers),
        QActivation(words["latent"]),
    ])
    shapes = [weights.shape for weights in model.get_weights()]
    model.set_weights([np.fromfile(path, "<f4").reshape(shape) for path, shape in zip(job["weights"], shapes)])
    answers.write(b"{}\n")
    answers.write(model(values(job), training=False).numpy().astype("<f4").tobytes())


def run(job):
    tf.keras.backend.set_learning_phase(1 if job.get("draw") else 0)
    if "encoder" in job:
        return encoder(job)
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
