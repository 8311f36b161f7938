#!/usr/bin/env python3
"""Makes Keras models of the chip's encoder with one thing changed in each, as HDF5, Keras zip and SavedModel in turn.

    keras_changes.py DIRECTORY COUNT

Writes the first COUNT models, and cases.json with a list of them: file, layer (the name of what was changed, or of the
layer that becomes another by it); the images x and latents y of the model are in FILE.npz. Weights are multiples of 1/32,
so that registers hold them exactly. Then weights alone, as HDF5 files with links in them and as a checkpoint of
TensorFlow, and links.json: file, and the word of the refusal, if one is right.
"""
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import h5py
import keras
import numpy as np
from keras import layers

RANDOM = np.random.default_rng(23)


def grid(shape):
    """Weights that the registers have."""
    return RANDOM.integers(-32, 32, shape).astype(np.float32) / 32


def changed(name, change):
    """The encoder with one thing changed: `change` may replace or add layers by their place."""
    parts = {
        "start": [],
        "conv": lambda: layers.Conv2D(8, 3, strides=2, padding="same", name="conv"),
        "behind": [],
        "act": lambda: layers.ReLU(name="act"),
        "before": [],
        "flat": lambda: layers.Flatten(name="flat"),
        "dense": lambda: layers.Dense(16, name="dense"),
        "last": [],
        "out": lambda: layers.ReLU(name="out"),
        "end": [],
        "input": [8, 8, 1],
    }
    parts.update(change)
    image = keras.Input(parts["input"], name="image")
    value = image
    for part in ("start", "conv", "behind", "act", "before", "flat", "dense", "last", "out", "end"):
        own = parts[part]
        for make in own if isinstance(own, list) else [own]:
            value = make()(value)
    return keras.Model(image, value, name=name)


def normalisation(name):
    return lambda: layers.BatchNormalization(name=name, epsilon=1e-3)


CHANGES = {
    "nothing": ("conv", {}),
    "normalised_behind": ("norm", {"behind": [normalisation("norm")]}),
    "leaky": ("act", {"act": lambda: layers.LeakyReLU(negative_slope=0.125, name="act")}),
    "padded": ("pad", {
        "start": [lambda: layers.ZeroPadding2D(((0, 1), (0, 1)), name="pad")],
        "conv": lambda: layers.Conv2D(8, 3, strides=2, padding="valid", name="conv"),
    }),
    "rescaled": ("scale", {"start": [lambda: layers.Rescaling(0.5, name="scale")]}),
    "other_order": ("turned", {"before": [lambda: layers.Permute((3, 1, 2), name="turned")]}),
    "no_bias": ("conv", {"conv": lambda: layers.Conv2D(8, 3, strides=2, padding="same", use_bias=False, name="conv")}),
    "pooled": ("pool", {"before": [lambda: layers.MaxPooling2D(1, name="pool")]}),
    "gelu": ("act", {"act": lambda: layers.Activation("gelu", name="act")}),
    "latents_as_they_are": ("dense", {"out": []}),
    # The short list ends here.
    "shifted": ("conv", {
        "start": [lambda: layers.ZeroPadding2D(((1, 0), (1, 0)), name="pad")],
        "conv": lambda: layers.Conv2D(8, 3, strides=2, padding="valid", name="conv"),
    }),
    "normalised_latents": ("norm", {"last": [normalisation("norm")]}),
    "normalised_start": ("conv", {"start": [normalisation("norm")]}),
    "channels_first": ("turned", {"input": [1, 8, 8], "start": [lambda: layers.Permute((2, 3, 1), name="turned")]}),
    "tanh": ("act", {"act": lambda: layers.Activation("tanh", name="act")}),
    "limited": ("act", {"act": lambda: layers.ReLU(max_value=1.0, name="act")}),
    "dropout": ("drop", {"before": [lambda: layers.Dropout(0.5, name="drop")]}),
    "average": ("pool", {"before": [lambda: layers.AveragePooling2D(1, name="pool")]}),
    "reshaped": ("flat", {"flat": lambda: layers.Reshape((128,), name="flat")}),
    "steps_of_one": ("conv", {"conv": lambda: layers.Conv2D(8, 3, padding="same", name="conv")}),
    "larger_kernel": ("conv", {"conv": lambda: layers.Conv2D(8, 5, strides=2, padding="same", name="conv")}),
    "layer_normalised": ("norm", {"last": [lambda: layers.LayerNormalization(name="norm")]}),
    "parametric": ("act", {"act": lambda: layers.PReLU(name="act")}),
    "two_dense": ("more", {"last": [lambda: layers.Dense(16, name="more")]}),
    "elu": ("out", {"out": lambda: layers.Activation("elu", name="out")}),
    "noise": ("noise", {"start": [lambda: layers.GaussianNoise(0.1, name="noise")]}),
    "cropped": ("crop", {"input": [9, 9, 1], "start": [lambda: layers.Cropping2D(((0, 1), (0, 1)), name="crop")]}),
    "turned_image": ("turned", {"start": [lambda: layers.Permute((2, 1, 3), name="turned")]}),
    "softmax": ("end", {"end": [lambda: layers.Softmax(name="end")]}),
    "depthwise": ("deep", {"start": [lambda: layers.DepthwiseConv2D(1, name="deep")]}),
    "unit": ("end", {"end": [lambda: layers.UnitNormalization(name="end")]}),
    "swish": ("act", {"act": lambda: layers.Activation("silu", name="act")}),
}


def weights(model):
    """Numbers of the grid; normalisations with factors of 1 and 1/2, so that kernels stay on it."""
    for layer in model.layers:
        if isinstance(layer, layers.BatchNormalization):
            channels = layer.gamma.shape[0]
            gamma = np.where(np.arange(channels) % 2, 1.0, 0.5).astype(np.float32)
            steps = np.arange(channels, dtype=np.float32) % 5 / 16
            layer.set_weights([gamma, steps - 0.125, steps - 0.25, np.full(channels, 1 - 1e-3, np.float32)])
        elif layer.get_weights():
            layer.set_weights([np.floor(16 * grid(array.shape)) / 16 for array in layer.get_weights()])


def main(directory, count):
    cases = []
    for number, (name, (layer, change)) in enumerate(list(CHANGES.items())[:count]):
        model = changed(name, change)
        weights(model)
        x = (RANDOM.integers(0, 256, (200, *model.input.shape[1:])) / 128).astype(np.float32)
        file = name + [".h5", ".keras", ""][number % 3]
        path = os.path.join(directory, file)
        if file == name:
            model.export(path, verbose=False)
        else:
            model.save(path)
        np.savez(path + ".npz", x=x, y=model(x, training=False).numpy())
        cases.append({"file": file, "layer": layer})
    with open(os.path.join(directory, "cases.json"), "w") as file:
        json.dump(cases, file)
    links(directory)


def links(directory):
    """Weights of an encoder that links lead to: in groups of the older and of the newer kind, and links that are wrong."""
    kernel, bias, matrix, dense = grid((3, 3, 1, 8)), grid(8), grid((128, 16)), grid(16)
    listed = []

    def write(name, change, word=None, **more):
        with h5py.File(os.path.join(directory, name), "w", **more) as file:
            for layer, arrays in (("conv", (kernel, bias)), ("dense", (matrix, dense))):
                for key, array in zip(("kernel:0", "bias:0"), arrays):
                    file[f"real/{layer}/{layer}/{key}"] = array
            change(file)
        listed.append({"file": name, "word": word})

    soft, newer = h5py.SoftLink, {"libver": "latest"}

    def hidden(file):
        """Links to the weights: through another link, back to a group around, to a kernel alone."""
        file.move("real", "data/inside")
        file["again"] = soft("/data/inside")
        file["data/inside/conv/back"] = soft("/data")
        file["model_weights"] = soft("again")
        file["a_kernel"] = soft("data/inside/conv/conv/kernel:0")

    def many(file):
        for number in range(12):
            file.create_group(f"group_{number}")

    for name, more in (("older", {}), ("newer", newer)):
        write(f"{name}.hdf5", hidden, **more)
        write(f"{name}_nowhere.hdf5", lambda file: file.__setitem__("x", soft("/nowhere")), "nowhere", **more)
        write(f"{name}_other.hdf5", lambda file: file.__setitem__("x", h5py.ExternalLink("a.h5", "/b")), "a.h5", **more)
        circle = lambda file: [file.__setitem__(a, soft(b)) for a, b in (("x", "/y"), ("y", "/x"))]
        write(f"{name}_circle.hdf5", circle, "circle", **more)
        write(f"{name}_many.hdf5", many, **more)
    write("newer_many_soft.hdf5", lambda file: [many(file), file.__setitem__("x", soft("/real"))], "soft links", **newer)
    checkpoint(os.path.join(directory, "checkpoint"), ((kernel, bias), (matrix, dense)))
    listed.append({"file": "checkpoint.index", "word": None})
    np.savez(os.path.join(directory, "links.npz"), kernel=kernel, bias=bias, matrix=matrix, dense=dense)
    with open(os.path.join(directory, "links.json"), "w") as file:
        json.dump(listed, file)


def checkpoint(path, layers):
    """Weights by the names that Keras 2 gives them, with numbers of an optimiser and a counter."""
    import tensorflow as tf

    parts = {}
    for number, arrays in enumerate(layers):
        part = tf.Module()
        part.kernel, part.bias = (tf.Variable(array) for array in arrays)
        parts[f"layer_with_weights-{number}"] = part
    optimizer = tf.Module()
    optimizer.momentum = tf.Variable(np.ones((3, 3, 1, 8), np.float32))
    tf.train.Checkpoint(optimizer=optimizer, counter=tf.Variable(1, dtype=tf.int64), **parts).write(path)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
