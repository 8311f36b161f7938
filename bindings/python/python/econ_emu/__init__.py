"""ECON-T, the trigger concentrator chip of the CMS High Granularity Calorimeter: link words in, link words out, bit by bit.

>>> import numpy as np
>>> import econ_emu
>>> chip = econ_emu.Chip.from_yaml("init.yaml")            # doctest: +SKIP
>>> sent = chip.run(np.zeros((3564, 12), dtype=np.uint32)) # doctest: +SKIP

Words are ``uint32``: one row for each bunch crossing (BX), 12 columns of input links, 13 of output links. Rows are
counted from 0. Everything that is wrong with a file, a setting or a value raises :class:`EconError`, a ``ValueError``.
"""

from __future__ import annotations

import json as _json
import os as _os

import numpy as _np

from . import _econ_emu
from ._econ_emu import EconError, __version__
from ._diff import Diagnosis, Diff, Verification

__all__ = [
    "Block",
    "Chip",
    "Diagnosis",
    "Diff",
    "EconError",
    "Model",
    "Network",
    "Registers",
    "Stream",
    "Verification",
    "__version__",
    "diff",
    "export_hls",
    "hits",
    "metric",
    "metrics",
    "read_calq",
    "read_words",
    "synth",
    "verify",
    "write_words",
]


class Registers:
    """Settings and weights of a chip.

    Settings are items: ``registers["links"] = 5``. Those of each cell are lists of 48 numbers, and one number sets all of
    them. ``weights`` is a dict of integer arrays, in units of their last fractional bit.
    """

    __slots__ = ("_native",)

    def __init__(self, native: _econ_emu.Registers | None = None):
        self._native = _econ_emu.Registers.default() if native is None else native

    @classmethod
    def read(
        cls,
        *paths: str | _os.PathLike,
        network: str | _os.PathLike | None = None,
        options: dict | None = None,
        lenient: bool = False,
        module: str | None = None,
        without_weights: bool = False,
    ) -> "Registers":
        """Reads a configuration in any of the five dialects; several files make one.

        ``network`` is the description of another encoder. ``options`` are what registers do not say: generation,
        bitmap_order, stc_tie, largest, mask_reading, ae_layout, counter_reset_value, link_resets_econt,
        link_resets_roct, alignment_time. What is read over but may have been meant otherwise stands in ``warnings``.
        """
        text = None if options is None else _json.dumps(options)
        paths = [_os.fspath(path) for path in paths]
        return cls(
            _econ_emu.Registers.read(
                paths,
                network=None if network is None else _os.fspath(network),
                options=text,
                lenient=lenient,
                module=module,
                without_weights=without_weights,
            )
        )

    @classmethod
    def after_reset(cls, generation: str = "prod") -> "Registers":
        """The registers after a reset of the chip, ``"p1"`` or ``"prod"``; without weights."""
        return cls(_econ_emu.Registers.after_reset(generation))

    @staticmethod
    def names() -> list[str]:
        """Names of all settings."""
        return _econ_emu.Registers.names()

    @staticmethod
    def meaning(name: str) -> str:
        """What a setting is, in a phrase."""
        return _econ_emu.Registers.meaning(name)

    @property
    def warnings(self) -> list[str]:
        """What was read over but may have been meant otherwise."""
        return self._native.warnings

    def __getitem__(self, name: str):
        return self._native[name]

    def __setitem__(self, name: str, value) -> None:
        self._native[name] = value

    def __iter__(self):
        return iter(self.names())

    def __len__(self) -> int:
        return len(self.names())

    @property
    def weights(self) -> dict[str, _np.ndarray] | None:
        """The weights by tensor, in units of their last fractional bit; ``None`` without weights. The arrays are copies."""
        return self._native.weights()

    @weights.setter
    def weights(self, arrays: dict[str, _np.ndarray]) -> None:
        self._native.set_weights({name: _np.asarray(array) for name, array in arrays.items()})

    def round_layers(self, layers, order: str = "keras") -> dict:
        """Replaces all weights by the nearest ones to those of a trained encoder, as arrays of real numbers.

        ``layers`` are pairs of kernel and bias (or ``None``), convolution first. ``order`` says how they lie: ``"keras"``
        has (rows, columns, channels, filters) and (inputs, outputs), ``"torch"`` (filters, channels, rows, columns) and
        (outputs, inputs), where the inputs of the dense layer are a flattened image with its channels first. Images of
        Keras have them last, as the chip has. Gives how many weights were ``clipped`` to an end of their format, and
        the largest distance ``max_error`` of one from its number.
        """
        if order not in ("keras", "torch"):
            raise EconError(f"order: '{order}', allowed are keras and torch")
        described = self._native.tensors()
        tensors, filters = [], 1
        kernels = [_np.asarray(kernel, dtype=_np.float64) for kernel, _ in layers]
        biases = [None if bias is None else _np.asarray(bias, dtype=_np.float64) for _, bias in layers]
        if 2 * len(kernels) != len(described):
            raise EconError(f"{len(kernels)} layers, the network has {len(described) // 2}")
        for at, (kernel, bias) in enumerate(zip(kernels, biases)):
            (name, shape), (bias_name, bias_shape) = described[2 * at : 2 * at + 2]
            if order == "torch" and kernel.ndim == 4:
                kernel = kernel.transpose(2, 3, 1, 0)
            elif order == "torch" and kernel.ndim == 2 and kernel.shape[1] % filters == 0:
                kernel = kernel.reshape(len(kernel), filters, -1).transpose(0, 2, 1).reshape(kernel.shape)
            elif kernel.ndim == 2:
                kernel = kernel.T
            if list(kernel.shape) != shape:
                raise EconError(f"{name}: shape {list(kernel.shape)}, the network has {shape}")
            bias = _np.zeros(bias_shape) if bias is None else bias
            if list(bias.shape) != bias_shape:
                raise EconError(f"{bias_name}: shape {list(bias.shape)}, the network has {bias_shape}")
            tensors += [kernel.ravel(), bias.ravel()]
            filters = shape[-1] if len(shape) == 4 else 1
        clipped, max_error = self._native.round_weights([tensor.tolist() for tensor in tensors])
        return {"clipped": clipped, "max_error": max_error}

    @property
    def image(self) -> bytes:
        """The weight registers as bytes, in the order of their addresses."""
        return self._native.image()

    @image.setter
    def image(self, image: bytes) -> None:
        self._native.set_image(image)

    def i2c(self) -> list[tuple[int, bytes]]:
        """Writes over I2C that bring these registers into a P1 chip: address and bytes."""
        return self._native.i2c()

    def text(self, dialect: str | None = None) -> str:
        """The configuration as text, in the dialect that was read or in ``"a"`` to ``"e"``."""
        return self._native.text(dialect)

    def write(self, path: str | _os.PathLike, dialect: str | None = None) -> None:
        """Writes the configuration; the file appears complete or not at all."""
        self._native.write(_os.fspath(path), dialect)

    def diff(self, other: "Registers") -> list[dict]:
        """Settings and weights that differ: ``setting``, ``index`` (the cell), ``values``, and whether it ``acts``."""
        return self._native.diff(other._native)

    def copy(self) -> "Registers":
        """A copy that can be changed by itself."""
        return Registers(self._native.copy())

    __copy__ = copy

    def __deepcopy__(self, memo) -> "Registers":
        return self.copy()

    def __eq__(self, other) -> bool:
        return isinstance(other, Registers) and self._native == other._native

    __hash__ = None

    def __repr__(self) -> str:
        return repr(self._native)

    def _repr_html_(self) -> str:
        rows = ((name, self[name], self.meaning(name)) for name in self)
        return _table(["setting", "value", "what it is"], ((name, _short(value), meaning) for name, value, meaning in rows))


class Model:
    """A chip as its registers make it: what is computed. It never changes; threads and streams share it."""

    __slots__ = ("_native",)

    def __init__(self, registers: Registers | None = None):
        registers = Registers() if registers is None else registers
        self._native = _econ_emu.Model(registers._native)

    @classmethod
    def from_yaml(cls, *paths: str | _os.PathLike, **options) -> "Model":
        """The model of a configuration; options as those of :meth:`Registers.read`."""
        return cls(Registers.read(*paths, **options))

    @classmethod
    def _of(cls, native: _econ_emu.Model) -> "Model":
        model = cls.__new__(cls)
        model._native = native
        return model

    @property
    def registers(self) -> Registers:
        """Settings and weights, as a copy."""
        return Registers(self._native.registers)

    @property
    def way(self) -> str:
        """What computes many rows: a kernel and its instructions, or the scalar model and why."""
        return self._native.way

    def compile(self) -> bool:
        """Has kernels do the work of :meth:`Stream.run` from now on, with the same words: worth it from some thousand rows
        on. False where none is exact."""
        return self._native.compile()

    def trace(self, words: _np.ndarray) -> dict[str, _np.ndarray]:
        """The values of every stage for these rows of a chip just after reset: ``int64`` of shape (rows, values).

        :attr:`trace_columns` names the values.
        """
        return self._native.trace(words)

    @property
    def trace_columns(self) -> dict[str, list[str]]:
        """Names of the values of each stage."""
        return self._native.trace_columns()

    def decode(self, words: _np.ndarray) -> _np.ndarray:
        """The packets in output words as a structured array with one row for each packet.

        Fields are those of ``econ-emu decode``: ``ROW``, ``BX``, ``STATUS`` (what became of the packet), ``HEADER`` and
        what the algorithm sends; codes, and the smallest charge that each code stands for. -1 was not received.
        """
        names, numbers, outcomes = self._native.packets(words)
        places = {name: at for at, name in enumerate(names)}
        order = names[:2] + ["STATUS"] + names[2:]
        packets = _np.empty(len(outcomes), dtype=[(name, "U12" if name == "STATUS" else "i8") for name in order])
        for name, at in places.items():
            packets[name] = numbers[:, at]
        packets["STATUS"] = outcomes
        return packets

    def __repr__(self) -> str:
        return repr(self._native)


class Stream:
    """One chip: what a BX leaves to the next (FIFO, BX counter, row). It belongs to one thread at a time."""

    __slots__ = ("_native",)

    def __init__(self, model: Model):
        self._native = _econ_emu.Stream(model._native)

    @property
    def model(self) -> Model:
        """What it computes."""
        return Model._of(self._native.model)

    @property
    def row(self) -> int:
        """Number of the next row since the last reset."""
        return self._native.row

    @property
    def next_bx(self) -> int:
        """Number of the next BX, if it has no orbit header."""
        return self._native.next_bx

    @property
    def waiting(self) -> int:
        """16-bit words that wait in the FIFO."""
        return self._native.waiting

    def reset(self) -> None:
        """Brings it back to where it was before the first row."""
        self._native.reset()

    def copy(self) -> "Stream":
        """A second chip in the same state, of the same model."""
        stream = Stream.__new__(Stream)
        stream._native = self._native.copy()
        return stream

    __copy__ = copy

    def __deepcopy__(self, memo) -> "Stream":
        return self.copy()

    def save(self) -> bytes:
        """What the next BX depend on, for :meth:`restore` of this release and later ones, and of the C library."""
        return self._native.save()

    def restore(self, saved: bytes) -> None:
        """Goes on where a stream was saved."""
        self._native.restore(saved)

    def run(self, words: _np.ndarray, *, out: _np.ndarray | None = None, parallel: bool = False) -> _np.ndarray:
        """Output words, ``uint32`` of shape (rows, 13), for input words of shape (rows, 12).

        They are written to ``out`` where it is given. The interpreter's lock is released; with ``parallel`` all threads
        work, where BX do not depend on each other and the model is compiled.
        """
        return self._native.run(words, out=out, parallel=parallel)

    def step_charges(self, bx: int, charges: _np.ndarray) -> _np.ndarray:
        """One BX behind the front end: output words of shape (13,) for 48 calibrated charges (``uint32``)."""
        return self._native.step_charges(bx, charges)

    def encode(self, charges: _np.ndarray) -> tuple[_np.ndarray, _np.ndarray]:
        """Latents (``uint16``, shape (rows, 16), in 1/256) and module sums (``uint16``, 5E4M) of calibrated charges.

        Charges are CALQ, ``uint32`` of shape (rows, 48). Where the stream is has no part in it.
        """
        return self._native.encode(charges)

    def __repr__(self) -> str:
        return repr(self._native)


class Chip:
    """A chip in operation: a model, compiled, with a stream of its own, which goes on from one call of :meth:`run` to the
    next."""

    __slots__ = ("model", "stream")

    def __init__(self, what: Registers | Model | None = None):
        self.model: Model = what if isinstance(what, Model) else Model(what)
        self.model.compile()
        self.stream = Stream(self.model)

    @classmethod
    def from_yaml(cls, *paths: str | _os.PathLike, **options) -> "Chip":
        """A chip of a configuration; options as those of :meth:`Registers.read`."""
        return cls(Registers.read(*paths, **options))

    @property
    def registers(self) -> Registers:
        """Settings and weights, as a copy."""
        return self.model.registers

    @property
    def way(self) -> str:
        """What computes: a kernel and its instructions, or the scalar model and why."""
        return self.model.way

    @property
    def rows(self) -> int:
        """Rows since the last reset."""
        return self.stream.row

    def reset(self) -> None:
        """Brings the chip back to where it was before the first row."""
        self.stream.reset()

    def copy(self) -> "Chip":
        """A second chip in the same state, of the same model."""
        chip = Chip.__new__(Chip)
        chip.model, chip.stream = self.model, self.stream.copy()
        return chip

    __copy__ = copy

    def __deepcopy__(self, memo) -> "Chip":
        return self.copy()

    def run(self, words: _np.ndarray, *, out: _np.ndarray | None = None, parallel: bool = True) -> _np.ndarray:
        """As :meth:`Stream.run`, on all threads. Without ``parallel`` only this thread works."""
        return self.stream.run(words, out=out, parallel=parallel)

    def trace(self, words: _np.ndarray) -> dict[str, _np.ndarray]:
        """As :meth:`Model.trace`: where this chip is is neither used nor changed."""
        return self.model.trace(words)

    @property
    def trace_columns(self) -> dict[str, list[str]]:
        """Names of the values of each stage."""
        return self.model.trace_columns

    def encode(self, charges: _np.ndarray) -> tuple[_np.ndarray, _np.ndarray]:
        """As :meth:`Stream.encode`."""
        return self.stream.encode(charges)

    def decode(self, words: _np.ndarray) -> _np.ndarray:
        """As :meth:`Model.decode`."""
        return self.model.decode(words)

    def __repr__(self) -> str:
        return f"<Chip: {self.stream!r} by {self.way}>"


class Block:
    """The autoencoder block as `econ-emu export-hls` writes it: what its ports and stages show."""

    __slots__ = ("_native",)

    def __init__(self, registers: Registers):
        self._native = _econ_emu.Block(registers._native)

    @property
    def links(self) -> int:
        """Links of 32 bits."""
        return self._native.links

    def values(self, bx, charges: _np.ndarray) -> dict[str, _np.ndarray]:
        """Every quantity of the export's golden files, ``int64`` with one row for each crossing: ``sum_code``, ``latents``,
        ``links`` and the layers between them. ``charges`` are ``uint32`` of shape (rows, 48), 22 bits; ``bx`` 0 to 3563.
        """
        return self._native.values([int(number) for number in bx], charges)

    def __repr__(self) -> str:
        return f"<Block: {self.links} links>"


class Network:
    """A quantised network by itself: the same integers as the chip's encoder has, for any description."""

    __slots__ = ("_native",)

    def __init__(self, native: _econ_emu.Network):
        self._native = native

    @classmethod
    def read(cls, path: str | _os.PathLike) -> "Network":
        """A description (YAML), without weights."""
        return cls(_econ_emu.Network.read(_os.fspath(path)))

    @classmethod
    def built_in(cls, name: str = "chip-8x8") -> "Network":
        """A built-in encoder, without weights."""
        return cls(_econ_emu.Network.built_in(name))

    @property
    def name(self) -> str:
        """Its name."""
        return self._native.name

    @property
    def tensors(self) -> dict[str, list[int]]:
        """Shapes of the tensors of weights."""
        return self._native.tensors

    @property
    def weights(self) -> dict[str, _np.ndarray] | None:
        """The weights, as those of :class:`Registers`; ``None`` before they are set. The arrays are copies."""
        return self._native.weights()

    @weights.setter
    def weights(self, arrays: dict[str, _np.ndarray]) -> None:
        self._native.set_weights({name: _np.asarray(array) for name, array in arrays.items()})

    def run(self, inputs: _np.ndarray) -> dict[str, _np.ndarray]:
        """Values of every node (``int64``) for integers at the inputs, one row for each sample."""
        return self._native.run(_np.ascontiguousarray(inputs, dtype=_np.int64))

    def __repr__(self) -> str:
        return repr(self._native)


def metrics() -> list[str]:
    """Names of the metrics."""
    return _econ_emu.metrics()


def metric(name: str, truth: _np.ndarray, decoded: _np.ndarray) -> _np.ndarray:
    """A metric of each module, ``float64``; NaN where it is not defined.

    Charges are of shape (rows, 48), in post-MUX order, as :func:`read_calq` and :func:`synth` give them.
    """
    arrays = (_np.ascontiguousarray(array, dtype=_np.float32) for array in (truth, decoded))
    return _econ_emu.metric(name, *arrays)


def synth(rows: int, *, seed: int = 1, kind: str = "mixed", density: str | None = None) -> tuple[_np.ndarray, _np.ndarray]:
    """Synthetic modules: calibrated charges (rows, 48) and link words (rows, 12), both ``uint32``.

    ``kind`` is mixed, em, hadronic, pileup or noise; ``density`` low or high, or of each wafer its own. The same seed
    gives the same rows on every machine. The words are for a chip with the MUX of the autoencoder.
    """
    return _econ_emu.synth(rows, seed=seed, kind=kind, density=density)


def read_calq(
    path: str | _os.PathLike,
    *,
    order: str = "training",
    no_header: bool = False,
    index_column: bool = False,
    round: bool = False,
) -> _np.ndarray:
    """Calibrated charges of a csv: ``uint32`` of shape (rows, 48), in post-MUX order.

    ``order`` is the order of the file's cells, training (CALQ_0, ... as Ecoder counts them) or post-mux.
    """
    return _econ_emu.read_calq(
        _os.fspath(path), order=order, no_header=no_header, index_column=index_column, round=round
    )


def export_hls(
    registers: Registers,
    out: str | _os.PathLike,
    *,
    targets: list[str] | None = None,
    reloadable: bool = False,
    samples: int | None = None,
    seed: int = 1,
    part: str | None = None,
    name: str = "econ_t_ae",
) -> list[str]:
    """Writes HLS C++ and Verilog of the autoencoder block with test benches to a new directory; names of the files."""
    return _econ_emu.export_hls(
        registers._native,
        _os.fspath(out),
        targets=targets,
        reloadable=reloadable,
        samples=samples,
        seed=seed,
        part=part,
        name=name,
    )


def hits(packets: _np.ndarray):
    """The cells in packets of Threshold Sum, Best Choice or Repeater as an awkward array: for each packet a list of
    records with ``tc``, ``code`` and ``calq``. Needs the package awkward.
    """
    import awkward

    if "TC_0" not in packets.dtype.names:
        raise EconError("these packets do not carry cells")
    codes = _np.stack([packets[f"TC_{cell}"] for cell in range(48)], axis=1)
    charges = _np.stack([packets[f"CALQ_{cell}"] for cell in range(48)], axis=1)
    there = codes >= 0
    cells = _np.broadcast_to(_np.arange(48), codes.shape)
    flat = awkward.zip({"tc": cells[there], "code": codes[there], "calq": charges[there]})
    return awkward.unflatten(flat, there.sum(axis=1))


def verify(directory: str | _os.PathLike) -> Verification:
    """Verifies every golden set below a directory: configuration, input and expected output."""
    return Verification(_json.loads(_econ_emu.verify(_os.fspath(directory))))


def diff(
    expected: _np.ndarray | None,
    received: _np.ndarray,
    registers: Registers,
    *,
    input: _np.ndarray | None = None,
    diagnose: bool = True,
) -> Diff:
    """Compares received output words with expected ones, and says what is wrong with the set-up.

    Without expected words the emulator makes them of ``input``. With the input other configurations are tried, too.
    """
    found = _econ_emu.diff(expected, received, registers._native, input=input, diagnose=diagnose)
    return Diff(_json.loads(found))


def read_words(path: str | _os.PathLike, kind: str | None = None) -> _np.ndarray:
    """Words of a vector file in any form that ``econ-emu`` reads: ``uint32`` of shape (rows, 12) or (rows, 13).

    ``kind`` is ``"input"`` or ``"output"``; where the file does not say it, it must be given.
    """
    return _econ_emu.read_words(_os.fspath(path), kind)


def write_words(path: str | _os.PathLike, words: _np.ndarray) -> None:
    """Writes words, as csv or, to a name that ends in ``.ebin``, binary. The file appears complete or not at all."""
    _econ_emu.write_words(_os.fspath(path), words)


def _short(value) -> str:
    if isinstance(value, list):
        return str(value[0]) if len(set(value)) == 1 else f"{value[0]}, {value[1]}, ... ({len(value)})"
    return str(value)


def _table(names, rows) -> str:
    from html import escape

    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
