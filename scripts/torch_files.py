#!/usr/bin/env python3
"""Writes small files of PyTorch weights, without PyTorch: the cases of tests/cases/torch.

    torch_files.py DIRECTORY

Needs the standard library alone. The streams are made by Python's own pickle module, with stand-ins for the names that
PyTorch writes. The weights of the encoder are those of tests/cases/keras-saved/right.expected.csv, so that its registers
are known. The files:

    encoder.pth    before zip archives, float32, {'model': ..., 'opt': ...} as fast.ai writes it
    encoder.pt     zip archive, float64; tensors that share one storage, transposed and strided, one a Parameter
    decoder.pth    zip archive, float32: a decoder of two transposed convolutions
    called.pth     before zip archives, with the name of a function that is no part of a tensor
"""
import collections
import csv
import io
import os
import pickle
import struct
import sys
import types
import zipfile

MAGIC, PROTOCOL = 0x1950A86A20F9469CFC6C, 1001


def named(module, name, base=object):
    """A stand-in for a class or function of PyTorch, which pickle writes by its name."""
    modules = sys.modules.setdefault(module, types.ModuleType(module))
    stand_in = type(name, (base,), {"__module__": module, "__qualname__": name})
    setattr(modules, name, stand_in)
    return stand_in


STORAGES = {"f": named("torch", "FloatStorage"), "d": named("torch", "DoubleStorage"), "q": named("torch", "LongStorage")}
REBUILD = named("torch._utils", "_rebuild_tensor_v2")
PARAMETER = named("torch._utils", "_rebuild_parameter")


class Storage:
    """Numbers of one type, under a key of their own."""

    def __init__(self, code, numbers, key):
        self.code, self.numbers, self.key = code, list(numbers), key

    def bytes(self):
        return struct.pack(f"<{len(self.numbers)}{self.code}", *self.numbers)


class Tensor:
    """A view of a storage."""

    def __init__(self, storage, offset, shape, strides=None, parameter=False):
        self.storage, self.offset, self.shape, self.parameter = storage, offset, tuple(shape), parameter
        steps, step = [], 1
        for length in reversed(shape):
            steps.insert(0, step)
            step *= length
        self.strides = tuple(strides or steps)

    def __reduce__(self):
        parts = (self.storage, self.offset, self.shape, self.strides, False, collections.OrderedDict())
        if not self.parameter:
            return REBUILD, parts
        plain = Tensor(self.storage, self.offset, self.shape, self.strides)
        return PARAMETER, (plain, True, collections.OrderedDict())


class Pickler(pickle.Pickler):
    """Writes storages as names, and remembers them."""

    def __init__(self, file, old):
        super().__init__(file, 2)
        self.old, self.storages = old, []

    def persistent_id(self, value):
        if not isinstance(value, Storage):
            return None
        if value not in self.storages:
            self.storages.append(value)
        name = ("storage", STORAGES[value.code], value.key, "cpu", len(value.numbers))
        return name + (None,) if self.old else name


def write_old(path, value):
    with open(path, "wb") as file:
        for part in (MAGIC, PROTOCOL, {"protocol_version": PROTOCOL, "little_endian": True, "type_sizes": {"int": 4}}):
            pickle.dump(part, file, 2)
        pickler = Pickler(file, True)
        pickler.dump(value)
        storages = sorted(pickler.storages, key=lambda storage: storage.key)
        pickle.dump([storage.key for storage in storages], file, 2)
        for storage in storages:
            file.write(struct.pack("<q", len(storage.numbers)) + storage.bytes())


def write_zip(path, value):
    stream = io.BytesIO()
    pickler = Pickler(stream, False)
    pickler.dump(value)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:

        def add(name, data):
            archive.writestr(zipfile.ZipInfo(f"archive/{name}", (1980, 1, 1, 0, 0, 0)), data)

        add("data.pkl", stream.getvalue())
        add("byteorder", b"little")
        for storage in pickler.storages:
            add(f"data/{storage.key}", storage.bytes())
        add("version", b"3\n")


def encoder(root):
    """The four tensors as PyTorch has them: (filter, channel, row, column); (latent, activation), filters first."""
    tensors = collections.defaultdict(list)
    with open(os.path.join(root, "tests/cases/keras-saved/right.expected.csv")) as file:
        for row in csv.DictReader(file):
            tensors[row["tensor"]].append(int(row["value"]) / 32)
    kernel = [tensors["conv_kernel"][8 * place + filter] for filter in range(8) for place in range(9)]
    matrix = [
        tensors["dense_kernel"][128 * latent + 8 * place + filter]
        for latent in range(16)
        for filter in range(8)
        for place in range(16)
    ]
    return kernel, tensors["conv_bias"], matrix, tensors["dense_bias"]


def main(directory):
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    at = lambda name: os.path.join(directory, name)
    kernel, bias, matrix, dense_bias = encoder(root)

    def plain(code, shapes, prefix="", first=0):
        tensors = collections.OrderedDict()
        for number, (name, numbers, shape) in enumerate(shapes):
            tensors[prefix + name] = Tensor(Storage(code, numbers, str(first + number)), 0, shape)
        return tensors

    model = plain(
        "f",
        [
            ("conv.weight", kernel, [8, 1, 3, 3]),
            ("conv.bias", bias, [8]),
            ("dense.weight", matrix, [16, 128]),
            ("dense.bias", dense_bias, [16]),
        ],
    )
    # As torch.save leaves it behind: versions of the modules, and a state of the optimiser with numbers of its own.
    model._metadata = collections.OrderedDict([("", {"version": 1})])
    state = {"step": 7, "exp_avg": Tensor(Storage("f", [0.0] * 8, "9"), 0, [8])}
    write_old(at("encoder.pth"), {"model": model, "opt": {"state": {0: state}, "param_groups": [{"lr": 1e-3, "params": [0]}]}})

    # One storage: five numbers that nothing reads, the kernel, both biases in turn, the matrix turned over.
    mixed = [n for pair in zip(bias + [0.0] * 8, dense_bias) for n in pair]
    turned = [matrix[128 * latent + activation] for activation in range(128) for latent in range(16)]
    shared = Storage("d", [0.0] * 5 + kernel + mixed + turned, "0")
    tensors = collections.OrderedDict()
    tensors["encoder.0.weight"] = Tensor(shared, 5, [8, 1, 3, 3], parameter=True)
    tensors["encoder.0.bias"] = Tensor(shared, 77, [8], [2])
    tensors["encoder.0.num_batches_tracked"] = Tensor(Storage("q", [3], "1"), 0, [])
    tensors["encoder.3.weight"] = Tensor(shared, 109, [16, 128], [1, 16])
    tensors["encoder.3.bias"] = Tensor(shared, 78, [16], [2])
    tensors["decoder.0.weight"] = Tensor(Storage("d", [0.5] * 6, "2"), 0, [2, 3])
    write_zip(at("encoder.pt"), {"epoch": 3, "state_dict": tensors})

    numbers = lambda count, seed: [((37 * at + 11 * seed) % 101) / 256 - 0.2 for at in range(count)]
    shapes = [("dense.weight", [128, 16]), ("dense.bias", [128]), ("first.weight", [8, 8, 3, 3]), ("first.bias", [8])]
    shapes += [("last.weight", [8, 1, 3, 3]), ("last.bias", [1])]

    def count(shape):
        product = 1
        for length in shape:
            product *= length
        return product

    write_zip(at("decoder.pth"), plain("f", [(name, numbers(count(s), n), s) for n, (name, s) in enumerate(shapes)]))

    class Called:
        def __reduce__(self):
            return os.system, ("echo called",)

    write_old(at("called.pth"), {"model": Called()})


if __name__ == "__main__":
    main(sys.argv[1])
