#!/usr/bin/env python3
"""A second, independent model of the ECON-T datapath, and a random comparison of the emulator with it.

The emulator's own tests compare it with published vectors, which exercise one or two values of most registers.
This file covers what is left: it was written from the description of the chip alone, without looking at the emulator,
so a misreading has to be made twice to go unnoticed. Standard library only, Python 3.11 or later.

    econt_reference.py --self-test
    econt_reference.py --binary target/release/econ-emu --cases 200 --rows 300 --seed 1 [--keep DIR]

Parts, in order: numbers, algorithms, autoencoder, formatter, buffer, `run` (the model); then the writers of
init.yaml and testInput.csv, the random generators, the comparison and the command line.

Exit status: 0 all equal, 1 a disagreement, 2 wrong usage.
"""

import argparse
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile

CELLS = 48
ERX = 12
ETX = 13
ORBIT = 3564
FRAME_WORDS = 26
FIFO_WORDS = 400
RESET_ROWS = 256

TS, STC, BC, RPT, AE = range(5)
ALGORITHM_NAMES = ["TS", "STC", "BC", "RPT", "AE"]

DEFAULT_CONFIG = {
    "dialect": "B",
    "select": TS,
    "density": 0,
    "drop_lsb": 0,
    "thresholds": [0] * CELLS,
    "mux": list(range(CELLS)),
    "cal": [2048] * CELLS,
    "links": 2,
    "idle_pattern": 0x122,
    "reset_pattern": 0x122,
    "t1": 48,
    "t2": 511,
    "t3": 0,
    "stc_type": 1,
    "use_sum": 1,
    # The P1 dialects hold the keep mask in two registers, the Prod dialect in one.
    "mask_ae": (1 << 128) - 1,
    "mask_ae2": (1 << 16) - 1,
    "keep_auto_encoder_bits": (1 << 144) - 1,
    # 2,144 or 2,288 integers in -32..31, with the autoencoder only.
    "weights": None,
}

DEFAULT_OPTIONS = {
    "generation": None,  # None: what the dialect says
    "bitmap_order": None,  # None: what the generation says
    "stc_tie": "highest",
    "mask_reading": "documented",
    "ae_layout": "chip",
    "network": "chip-8x8",
    "counter_reset": 0,
    "link_resets": [],
    "roct_resets": [],
    "alignment_time": 324,
}


# ---------------------------------------------------------------------------------------------------------------
# Numbers


def decode_code(code, density):
    """A 7-bit 4E3M code as a fixed-point charge, with half an LSB added. density 1 is HDM (three dropped bits)."""
    dropped = 3 if density else 1
    exponent, mantissa = code >> 3, code & 7
    if exponent == 0:
        return (2 * mantissa + 1) << (dropped - 1)
    return (2 * (8 + mantissa) + 1) << (exponent + dropped - 2)


def encode(value, exponent_bits, mantissa_bits, drop=0):
    """Unsigned integer to floating point, truncating; all ones where the exponent does not fit."""
    value >>= drop
    length = value.bit_length()
    if length <= mantissa_bits:
        return value
    exponent = length - mantissa_bits
    if exponent >= 1 << exponent_bits:
        return (1 << (exponent_bits + mantissa_bits)) - 1
    mantissa = (value >> (exponent - 1)) & ((1 << mantissa_bits) - 1)
    return exponent << mantissa_bits | mantissa


def encode_4e3m(value, drop=0):
    return encode(value, 4, 3, drop)


def encode_5e3m(value):
    return encode(value, 5, 3)


def encode_5e4m(value):
    return encode(value, 5, 4)


def effective_drop(register):
    """Settings above 4 act as 0."""
    return register if register <= 4 else 0


def header5(bx):
    return 31 if bx == 0 else bx % 16


def header4(bx):
    h5 = header5(bx)
    return (h5 >> 1) & 8 | h5 & 7


class Bits:
    """A bit string, most significant bit first, cut into 16-bit words at the end."""

    def __init__(self):
        self.value = 0
        self.length = 0

    def put(self, value, width):
        assert 0 <= value < 1 << width, (value, width)
        self.value = self.value << width | value
        self.length += width

    def words(self, multiple=16):
        length = -(-self.length // multiple) * multiple
        value = self.value << (length - self.length)
        return [(value >> (length - 16 * (i + 1))) & 0xFFFF for i in range(length // 16)]


# ---------------------------------------------------------------------------------------------------------------
# Front end: counter, multiplexer, calibration


def bx_numbers(rows, counter_reset):
    """The bunch-crossing number of every row: the row number until link 0 shows a 9, then counted from there."""
    numbers = []
    counter = 0
    for index, row in enumerate(rows):
        if row[0] >> 28 == 9:
            counter = counter_reset % ORBIT
        elif index > 0:
            counter = (counter + 1) % ORBIT
        numbers.append(counter)
    return numbers


def front_end_codes(row, slots_from_top):
    """The 48 inputs of the multiplexer, in its numbering."""
    codes = []
    for word in row:
        four = [word & 127, word >> 7 & 127, word >> 14 & 127, word >> 21 & 127]
        codes.extend(reversed(four) if slots_from_top else four)
    return codes


# ---------------------------------------------------------------------------------------------------------------
# Best choice: the sorting network


def batcher_network(count=CELLS):
    """Comparators (i, j) of Batcher's merge exchange, stage after stage, for 48 of 64 places."""
    comparators = []
    stages = []
    p = 32
    while p >= 1:
        q, r, d = 32, 0, p
        while q >= p:
            stage = [(i, i + d) for i in range(count - d) if i & p == r]
            comparators.extend(stage)
            stages.append((d, len(stage)))
            d = q - p
            q //= 2
            r = p
        p //= 2
    return comparators, stages


NETWORK, NETWORK_STAGES = batcher_network()


def network_order(values):
    """Indices in the order in which the network leaves the elements, largest first."""
    values = list(values)
    order = list(range(len(values)))
    for i, j in NETWORK:
        if values[i] < values[j]:
            values[i], values[j] = values[j], values[i]
            order[i], order[j] = order[j], order[i]
    return order


# ---------------------------------------------------------------------------------------------------------------
# Formatter. Every function returns (26 words, words occupied, truncated word, word after the truncated word).


def fill(words, filler):
    return (words + [filler] * FRAME_WORDS)[:FRAME_WORDS]


def bitmap(cells, tc0_first):
    value = 0
    for cell in cells:
        value |= 1 << (CELLS - 1 - cell if tc0_first else cell)
    return value


def frame_threshold_sum(calq, bx, config, options):
    drop = effective_drop(config["drop_lsb"])
    hits = [j for j in range(CELLS) if calq[j] >= config["thresholds"][j]]
    total = sum(calq)
    sum_all = encode_5e3m(total)
    sum_not_sent = encode_5e3m(total - sum(calq[j] for j in hits))
    h5 = header5(bx)
    idle = h5 << 11 | config["idle_pattern"]

    bits = Bits()
    bits.put(h5, 5)
    bits.put(0 if not hits else 2 if len(hits) < 8 else 4, 3)
    bits.put(sum_all if config["use_sum"] else sum_not_sent, 8)
    if 0 < len(hits) < 8:
        bits.put(len(hits), 3)
        for j in hits:
            bits.put(j, 6)
    elif hits:
        bits.put(bitmap(hits, options["tc0_first"]), CELLS)
    for j in hits:
        bits.put(encode_4e3m(calq[j], drop), 7)
    words = bits.words()
    return fill(words, idle), len(words), h5 << 11 | 6 << 8 | sum_all, idle


# type -> (cells in a group, 5E4M?, address bits, groups sent by number of links)
STC_TYPES = {
    0: (4, True, 2, [2, 5, 8, 11, 12]),
    1: (16, True, 4, [2, 3]),
    2: (4, False, 0, [4, 8, 12]),
    3: (4, False, 2, [3, 6, 10, 12]),
    4: (4, True, 0, [3, 6, 10, 12]),
}


def frame_super_trigger_cell(calq, bx, config, options):
    size, nine_bits, address_bits, sent_by_links = STC_TYPES[config["stc_type"]]
    links = config["links"]
    if links > len(sent_by_links):
        return [0] * FRAME_WORDS, 2, 0, 0
    drop = effective_drop(config["drop_lsb"])
    groups = [calq[g * size:(g + 1) * size] for g in range(sent_by_links[links - 1])]

    bits = Bits()
    bits.put(header4(bx), 4)
    if address_bits:
        for group in groups:
            largest = max(group)
            if options["stc_tie"] == "lowest":
                address = group.index(largest)
            else:
                address = size - 1 - group[::-1].index(largest)
            bits.put(address, address_bits)
    for group in groups:
        if nine_bits:
            bits.put(encode_5e4m(sum(group)), 9)
        else:
            bits.put(encode_4e3m(sum(group), drop), 7)
    words = bits.words(32)
    return fill(words, 0), len(words), 0, 0


BC_CELLS = [1, 4, 6, 9, 14, 18, 23, 28, 32, 37, 41, 46, 48]


def frame_best_choice(calq, bx, config, options):
    links = config["links"]
    drop = effective_drop(config["drop_lsb"])
    values = [min(c >> drop, (1 << 18) - 1) for c in calq]
    count = BC_CELLS[links - 1]
    chosen = sorted(network_order(values)[:count])
    total = sum(values)
    module_sum = total if config["use_sum"] else total - sum(values[j] for j in chosen)

    bits = Bits()
    bits.put(header4(bx), 4)
    bits.put(encode_5e3m(module_sum), 8)
    if count < 8:
        for j in chosen:
            bits.put(j, 6)
    else:
        bits.put(bitmap(chosen, options["tc0_first"]), CELLS)
    for j in chosen:
        bits.put(encode_4e3m(values[j]), 7)
    return fill(bits.words(), 0), 25 if links == 13 else 2 * links, 0, 0


def frame_repeater(calq, bx, config, options):
    drop = effective_drop(config["drop_lsb"])
    bits = Bits()
    bits.put(header5(bx), 5)
    for value in calq:
        bits.put(encode_4e3m(value, drop), 7)
    return fill(bits.words(), 0), 2 * config["links"], 0, 0


# ---------------------------------------------------------------------------------------------------------------
# Autoencoder


def taps_8x8():
    """For each of the 16 output pixels, the (cell, tap) pairs of a 3x3 kernel of stride 2, zeros after the edge."""
    image = {}
    for cell in range(32):
        image[cell // 8, cell % 8] = cell
    for cell in range(32, CELLS):
        image[4 + (cell - 32) // 4, (cell - 32) % 4] = cell
    pixels = []
    for y in range(4):
        for x in range(4):
            pixels.append([
                (image[2 * y + ky, 2 * x + kx], 3 * ky + kx)
                for ky in range(3) for kx in range(3) if (2 * y + ky, 2 * x + kx) in image
            ])
    return pixels


def taps_4x4x3():
    """The same for a 3x3x3 kernel of stride 1 on 4x4 pixels with a border of zeros; channel c of pixel j is cell 16c+j."""
    pixels = []
    for y in range(4):
        for x in range(4):
            taps = []
            for ky in range(3):
                for kx in range(3):
                    row, column = y + ky - 1, x + kx - 1
                    if 0 <= row < 4 and 0 <= column < 4:
                        for channel in range(3):
                            taps.append((16 * channel + 4 * row + column, 3 * (3 * ky + kx) + channel))
            pixels.append(taps)
    return pixels


NETWORKS = {
    # name -> (taps of every output pixel, kernel weights of one filter, all weights)
    "chip-8x8": (taps_8x8(), 9, 2144),
    "cmssw-4x4x3": (taps_4x4x3(), 27, 2288),
}
FILTERS = 8
FLAT = 128
LATENTS = 16


class Encoder:
    def __init__(self, network, weights):
        self.pixels, kernel, count = NETWORKS[network]
        assert len(weights) == count, (len(weights), count)
        at = 0
        self.kernel = [weights[FILTERS * tap:FILTERS * (tap + 1)] for tap in range(kernel)]
        at += FILTERS * kernel
        self.bias = weights[at:at + FILTERS]
        at += FILTERS
        self.dense = [weights[at + FLAT * o:at + FLAT * (o + 1)] for o in range(LATENTS)]
        at += FLAT * LATENTS
        self.dense_bias = weights[at:]
        assert len(self.dense_bias) == LATENTS

    @staticmethod
    def normalise(calq):
        total = sum(calq)
        if total == 0:
            return [0] * CELLS
        msb = min(total.bit_length() - 1, 21)
        if msb >= 7:
            return [c >> (msb - 7) for c in calq]
        return [c << (7 - msb) for c in calq]

    def latents(self, calq):
        norm = self.normalise(calq)
        assert all(0 <= n <= 255 for n in norm)
        activations = []
        for taps in self.pixels:
            acc = [b << 2 for b in self.bias]
            for cell, tap in taps:
                n = norm[cell]
                if n:
                    acc = [a + (n * w >> 5) for a, w in zip(acc, self.kernel[tap])]
            activations.extend(max(a, 0) for a in acc)
        result = []
        for row, bias in zip(self.dense, self.dense_bias):
            acc = (bias << 3) + sum(a * w >> 4 for a, w in zip(activations, row))
            result.append(min(max(acc, 0), 511))
        return result


def keep_mask(config, options):
    if config["dialect"] == "C":
        return config["keep_auto_encoder_bits"]
    if options["mask_reading"] == "runner":
        return config["mask_ae"] << 16 | config["mask_ae2"]
    return config["mask_ae2"] << 128 | config["mask_ae"]


DESIGN_BITS = [1, 3, 5, 7, 9]


def frame_autoencoder(calq, bx, config, options):
    links = min(config["links"], 5)
    latents = options["encoder"].latents(calq)
    sum9 = encode_5e4m(sum(calq))
    bits = Bits()
    if options["ae_layout"] == "design":
        width = DESIGN_BITS[links - 1]
        bits.put(header4(bx), 4)
        bits.put(sum9, 9)
        for latent in reversed(latents):
            bits.put(latent >> (9 - width), width)
    else:
        data = sum(latent << (9 * i) for i, latent in enumerate(latents))
        mask = options["keep_mask"]
        kept = 0
        for bit in range(143, -1, -1):
            if mask >> bit & 1:
                kept = kept << 1 | data >> bit & 1
        width = min(18 + 32 * (links - 1), 146)
        bits.put(header5(bx), 5)
        bits.put(sum9, 9)
        bits.put(kept & ((1 << width) - 1), width)
    words = bits.words()
    return fill(words, 0), len(words), 0, 0


FRAMES = [frame_threshold_sum, frame_super_trigger_cell, frame_best_choice, frame_repeater, frame_autoencoder]


# ---------------------------------------------------------------------------------------------------------------
# Buffer


class Buffer:
    """The FIFO of 400 words. Writes beyond its end are lost, but are counted."""

    def __init__(self, links, t1, t2, t3):
        self.words = [0] * FIFO_WORDS
        self.waiting = 0
        self.out = 2 * links
        self.t1, self.t2, self.t3 = t1, t2, t3

    def step(self, frame, numw, truncated, after_truncated):
        if self.waiting + numw > self.t1:
            write, advance = [truncated & ~0x100, after_truncated], 1
        elif self.waiting > self.t2 and numw <= self.t3:
            write, advance = [truncated | 0x100, after_truncated], 1
        else:
            write, advance = frame, numw
        for offset, word in enumerate(write):
            if self.waiting + offset < FIFO_WORDS:
                self.words[self.waiting + offset] = word
        self.waiting += advance
        sent = self.words[:self.out]
        self.words[:FIFO_WORDS - self.out] = self.words[self.out:]
        self.waiting = max(self.waiting - self.out, 0)
        links = [sent[2 * k] << 16 | sent[2 * k + 1] for k in range(self.out // 2)]
        return links + [0] * (ETX - len(links))


# ---------------------------------------------------------------------------------------------------------------
# The whole chip


def resolve_options(config, options):
    resolved = dict(DEFAULT_OPTIONS)
    resolved.update(options)
    prod = config["dialect"] == "C"
    if resolved["generation"] is not None:
        prod = resolved["generation"] == "prod"
    resolved["slots_from_top"] = prod
    if resolved["bitmap_order"] is None:
        resolved["tc0_first"] = not prod
    else:
        resolved["tc0_first"] = resolved["bitmap_order"] == "tc0-first"
    if config["select"] == AE:
        resolved["encoder"] = Encoder(resolved["network"], config["weights"])
        resolved["keep_mask"] = keep_mask(config, resolved)
    return resolved


def run(config, rows, options):
    """Output words (13 a row) for input words (12 a row). Missing settings and options take their defaults."""
    config = {**DEFAULT_CONFIG, **config}
    options = resolve_options(config, options)
    algorithm = config["select"]
    links = config["links"]
    frame_of = FRAMES[algorithm]
    decode = [decode_code(code, config["density"]) for code in range(128)]
    path = list(zip(config["mux"], config["cal"]))

    # A reset reaches the formatter of the longer algorithms before the data that entered with it.
    early = {BC: 2, AE: 1}.get(algorithm, 0)
    in_reset = set()
    for r in options["link_resets"]:
        first = r + 1 - early
        in_reset.update(range(first, first + RESET_ROWS))
    silent = set()
    for b in options["roct_resets"]:
        silent.update(range(b, b + options["alignment_time"] + 1))

    fifo = Buffer(links, config["t1"], config["t2"], config["t3"])
    output = []
    for index, bx in enumerate(bx_numbers(rows, options["counter_reset"])):
        if index in in_reset:
            sync = header5(bx) << 11 | config["reset_pattern"]
            framed = [sync] * FRAME_WORDS, 2 * links, 0, 0
        else:
            row = [0] * ERX if index in silent else rows[index]
            codes = front_end_codes(row, options["slots_from_top"])
            calq = [decode[codes[m]] * c >> 11 for m, c in path]
            framed = frame_of(calq, bx, config, options)
        output.append(fifo.step(*framed))
    return output


# ---------------------------------------------------------------------------------------------------------------
# Writers


def weight_registers(weights):
    """{group: {byte offset: value}} of six-bit weights, the first weight in the lowest bits."""
    image = 0
    for i, weight in enumerate(weights):
        image |= (weight & 63) << (6 * i)
    group_bits = 6 * len(weights) // 12
    groups = {}
    for g in range(12):
        value = image >> (group_bits * g) & ((1 << group_bits) - 1)
        groups[g] = {b: value >> (8 * b) & ((1 << 128) - 1) for b in range(0, 128, 16)}
        groups[g][128] = value >> 1024
    return groups


def spell(value, rng, binary=False):
    """One of the ways in which the published files write numbers."""
    way = rng.randrange(6 if binary else 5)
    if way <= 1:
        return str(value)
    if way == 2:
        return f"{value:#x}"
    if way == 3:
        return "0x" + f"{value:X}"
    if way == 4:
        return "0x" + f"{value:_x}"
    return f"{value:#b}"


def yaml_lines(tree, rng, binary, depth=0, step=2):
    """A nested dict of ints and lists as YAML lines."""
    lines = []
    pad = " " * (depth * step)
    for key, value in tree.items():
        if isinstance(value, dict):
            if rng.random() < 0.02:
                lines.append(f"{pad}# a remark: not a setting")
            lines.append(f"{pad}{key}:")
            lines.extend(yaml_lines(value, rng, binary, depth + 1, step))
        elif isinstance(value, list):
            spelled = [spell(v, rng, binary) for v in value]
            if rng.random() < 0.2:
                lines.append(f"{pad}{key}:")
                lines.extend(f"{pad}{' ' * step}- {s}" for s in spelled)
            else:
                chunks = [", ".join(spelled[i:i + 8]) for i in range(0, len(spelled), 8)]
                joiner = ",\n" + pad + " " * (len(str(key)) + 3)
                lines.append(f"{pad}{key}: [{joiner.join(chunks)}]")
        else:
            remark = "  # a remark" if rng.random() < 0.03 else ""
            text = value if isinstance(value, str) else spell(value, rng, binary)
            lines.append(f"{pad}{key}: {text}{remark}")
    return lines


def config_tree(config, rng):
    """The settings as the nested keys of the dialect. Settings at their default are sometimes left out."""
    dialect = config["dialect"]
    leave_out = rng.choice([0.0, 0.0, 0.5, 1.0])

    def absent(*names):
        return all(config[n] == DEFAULT_CONFIG[n] for n in names) and rng.random() < leave_out

    # Weights are never left out, although the registers reset to zero: no default is documented for files, and the
    # emulator rightly refuses to guess one.
    groups = {} if config["weights"] is None else weight_registers(config["weights"])

    if dialect == "A":
        def value(v):
            return {"value": v}

        registers = {}
        config_params = {}
        fmt = {}
        links_in_config = rng.random() < 0.5
        for key, name in (("tx_sync_word", "idle_pattern"), ("buff_t1", "t1"), ("buff_t2", "t2"), ("buff_t3", "t3"),
                          ("mask_ae", "mask_ae"), ("mask_ae2", "mask_ae2")):
            if not absent(name):
                fmt[key] = value(config[name])
        if not absent("links"):
            if links_in_config:
                config_params["eporttx_numen"] = {"param_value": config["links"]}
            else:
                fmt["eporttx_numen"] = value(config["links"])
        for name in ("use_sum", "stc_type"):
            if not absent(name):
                config_params[name] = {"param_value": config[name]}
        if config_params:
            fmt["config"] = {"params": config_params}
        if fmt:
            registers["FMTBUF_ALL"] = {"registers": fmt}
        if not absent("mux"):
            registers["MFC_MUX_SELECT"] = {"registers": {"mux_select_*": value(config["mux"])}}
        if not absent("cal"):
            registers["MFC_CAL_VAL"] = {"registers": {"cal_*": value(config["cal"])}}
        if not absent("thresholds"):
            registers["ALGO_THRESHOLD_VAL"] = {"registers": {"threshold_val_*": value(config["thresholds"])}}
        if not absent("drop_lsb"):
            registers["ALGO_DROPLSB"] = {"registers": {"drop_lsb": value(config["drop_lsb"])}}
        params = {}
        for name in ("select", "density"):
            if not absent(name):
                params[name] = {"param_value": config[name]}
        if params:
            registers["MFC_ALGORITHM_SEL_DENSITY"] = {"registers": {"algo": {"params": params}}}
        for g, group in groups.items():
            registers[f"AUTOENCODER_{g}INPUT"] = {
                "registers": {f"weights_byte{b}": value(v) for b, v in group.items()}
            }
        if not registers:
            registers["ALGO_DROPLSB"] = {"registers": {"drop_lsb": value(config["drop_lsb"])}}
        tree = {"ECON-T": {"RW": shuffled(registers, rng)}}
        if rng.random() < 0.5:
            tree = {
                "i2c": {"emulator_addr": 1},
                "daq": {"zmq_push_port": "'8888'", "elinks_out": "[]", "verbose": 1},
                "global": {"serverIP": "localhost"},
                **tree,
            }
        return tree

    indexed = [f"{j:02d}" if dialect == "D" else j for j in range(CELLS)]
    if dialect == "D" and rng.random() < 0.5:
        indexed = [f"'{j}'" for j in indexed]

    tree = {}
    algorithm_key, select_key, density_key = (
        ("ConfigAlgo", "alg_type", "alg_high_density") if dialect == "C" else ("Algorithm", "select", "density")
    )
    # The top key names the dialect, so it stays, and one of its settings with it.
    algorithm = {}
    if not absent("density"):
        algorithm[density_key] = config["density"]
    if not algorithm or not absent("select"):
        algorithm[select_key] = config["select"]
    tree[algorithm_key] = {"Global": algorithm}

    if not absent("drop_lsb"):
        plain = dialect == "D" or dialect == "B" and rng.random() < 0.5
        tree["AlgoDroplsb"] = {"Global": config["drop_lsb"] if plain else {"drop_lsb": config["drop_lsb"]}}
    if dialect != "D" and not absent("thresholds"):
        tree["AlgoThreshold"] = dict(zip(indexed, config["thresholds"]))
    if not absent("mux"):
        tree["Mux"] = dict(zip(indexed, config["mux"]))
    if not absent("cal"):
        tree["Cal"] = dict(zip(indexed, config["cal"]))

    fmt = {}
    if not absent("links"):
        if dialect == "C":
            fmt["active_etxs"] = (1 << config["links"]) - 1
        else:
            fmt["eporttx_numen" if dialect == "D" else "active_etxs"] = config["links"]
    if dialect == "C":
        # Both or neither: what one of them alone says about the other is not known.
        if not absent("idle_pattern", "reset_pattern"):
            fmt["idle_pattern"] = config["idle_pattern"]
            fmt["link_reset_pattern"] = config["reset_pattern"]
    elif not absent("idle_pattern"):
        fmt["tx_sync_word" if dialect == "D" else "link_reset_pattern"] = config["idle_pattern"]
    for key, name in (("buff_t1", "t1"), ("buff_t2", "t2"), ("buff_t3", "t3"), ("stc_type", "stc_type"),
                      ("use_sum", "use_sum")):
        if not absent(name):
            fmt[key] = config[name]
    for name in {"B": ["mask_ae", "mask_ae2"], "C": ["keep_auto_encoder_bits"], "D": []}[dialect]:
        if not absent(name):
            fmt[name] = config[name]
    if fmt or dialect == "D":
        if not fmt:
            fmt["stc_type"] = config["stc_type"]
        tree["FmtBuf" if dialect == "D" else "FormatterBuffer"] = {"Global": shuffled(fmt, rng)}
    if groups:
        tree["Encoder"] = {
            g: shuffled({f"weights_byte{b}": v for b, v in group.items()}, rng) for g, group in groups.items()
        }
    return shuffled(tree, rng)


def shuffled(tree, rng):
    items = list(tree.items())
    if rng.random() < 0.5:
        rng.shuffle(items)
    return dict(items)


def config_text(config, rng):
    dialect = config["dialect"]
    lines = yaml_lines(config_tree(config, rng), rng, dialect == "A", step=rng.choice([1, 2, 4]))
    return "\n".join(lines) + "\n"


def input_text(rows, rng):
    header = ",".join(f"RX_DATA_{k}" for k in range(ERX))
    lines = [header] + [",".join(f"{word:08x}" for word in row) for row in rows]
    return "\n".join(lines) + ("\n" if rng.random() < 0.9 else "")


def read_output(path):
    with open(path) as file:
        lines = file.read().split("\n")
    if lines[-1] != "":
        raise ValueError("the output does not end with a line feed")
    if lines[0] != ",".join(f"TX_DATA_{k}" for k in range(ETX)):
        raise ValueError(f"unexpected first line {lines[0]!r}")
    rows = []
    for number, line in enumerate(lines[1:-1]):
        words = line.split(",")
        if len(words) != ETX or any(len(w) != 8 or w != w.lower() for w in words):
            raise ValueError(f"row {number}: not 13 words of 8 lower-case hex digits: {line!r}")
        rows.append([int(w, 16) for w in words])
    return rows


def option_arguments(options):
    flags = {
        "generation": "--generation",
        "bitmap_order": "--bitmap-order",
        "stc_tie": "--stc-tie",
        "mask_reading": "--mask-reading",
        "ae_layout": "--ae-layout",
        "network": "--network",
        "counter_reset": "--counter-reset",
        "alignment_time": "--alignment-time",
    }
    arguments = []
    for name, flag in flags.items():
        if name in options:
            arguments += [flag, str(options[name])]
    for row in options.get("link_resets", []):
        arguments += ["--link-reset", str(row)]
    for row in options.get("roct_resets", []):
        arguments += ["--roct-reset", str(row)]
    return arguments


# ---------------------------------------------------------------------------------------------------------------
# Random settings and inputs


def random_mux(rng):
    kind = rng.randrange(5)
    if kind == 0:
        return list(range(CELLS))
    if kind == 1:
        return [4 * (j // 4) + 3 - j % 4 for j in range(CELLS)]
    if kind <= 3:
        return rng.sample(range(CELLS), CELLS)
    return [rng.randrange(CELLS) for _ in range(CELLS)]


def random_cal(rng):
    kind = rng.randrange(6)
    if kind == 0:
        return [2048] * CELLS
    if kind == 1:
        return [rng.choice([0, 1, 2047, 2048, 2049, 4095])] * CELLS
    if kind == 2:
        return [rng.choice([0, 1, 1365, 2048, 2730, 4094, 4095]) for _ in range(CELLS)]
    if kind == 3:
        return [rng.randrange(1700, 2400) for _ in range(CELLS)]
    if kind == 4:
        return [rng.randrange(8) for _ in range(CELLS)]
    return [rng.randrange(4096) for _ in range(CELLS)]


def random_thresholds(rng):
    kind = rng.randrange(7)
    if kind == 0:
        return [0] * CELLS
    if kind == 1:
        return [rng.randrange(1, 300)] * CELLS
    if kind == 2:
        return [rng.choice([1 << 21, 1 << 22, 4062240, 4062241, (1 << 24) - 1])] * CELLS
    if kind == 3:
        return [int(2 ** rng.uniform(0, 24)) for _ in range(CELLS)]
    if kind == 4:
        # Values that charges really take, so that "equal" happens.
        return [decode_code(rng.randrange(128), rng.randrange(2)) + rng.choice([0, 0, 1]) for _ in range(CELLS)]
    if kind == 5:
        share = rng.random()
        return [0 if rng.random() < share else (1 << 24) - 1 for _ in range(CELLS)]
    return [rng.choice([0, 4, 68, 1000, 20000, (1 << 22) - 1]) for _ in range(CELLS)]


def random_buffer(rng, links):
    t1 = rng.choice([
        24 * links, 24 * links, 36 * links, rng.randrange(31), rng.randrange(2 * links, 2 * links + 60),
        # About the length of one frame: truncated words then stand alone, with leftovers after them.
        max(2 * links + rng.randrange(-4, 9), 0), max(2 * links + rng.randrange(-4, 9), 0),
        rng.randrange(400), rng.randrange(390, 560), rng.randrange(400, 900), 338, 0xFFFF,
    ])
    t2 = rng.choice([max(24 * links - 25, 0), 500, 511, rng.randrange(60), rng.randrange(400), 0, 0xFFFF])
    t3 = rng.choice([0, 25, rng.randrange(27), rng.randrange(27), 255])
    return t1, t2, t3


def random_mask(rng):
    """144 bits: everything, the upper bits of each latent, or a random part."""
    kind = rng.randrange(6)
    if kind == 0:
        return (1 << 144) - 1
    if kind == 1:
        width = rng.choice([0, 1, 3, 5, 7, 9])
        return sum(((1 << width) - 1) << (9 * i + 9 - width) for i in range(LATENTS))
    if kind == 2:
        return sum(1 << b for b in rng.sample(range(144), rng.randrange(20)))
    if kind == 3:
        return rng.getrandbits(144)
    if kind == 4:
        return sum(rng.choice([0, 0b111000000, 0b111111111, 0b1]) << (9 * i) for i in range(LATENTS))
    return rng.getrandbits(144) | rng.getrandbits(144)


def random_weights(rng, network):
    _, kernel, count = NETWORKS[network]
    kind = rng.randrange(9)
    if kind == 0:
        return [0] * count
    if kind == 1:
        return [rng.choice([-32, 31]) for _ in range(count)]
    if kind == 2:
        return [rng.choice([-32, 31])] * count
    if kind == 3:
        return [rng.randrange(-32, 32) if rng.random() < 0.1 else 0 for _ in range(count)]
    if kind == 4:
        # Large activations, then dense weights of either sign.
        first = FILTERS * kernel + FILTERS
        return [rng.randrange(20, 32) for _ in range(first)] + [rng.randrange(-8, 9) for _ in range(count - first)]
    if kind == 5:
        # The same, but with so few and so small dense weights that the latents show the activations.
        first = FILTERS * kernel + FILTERS
        dense = [rng.choice([1, 2, 3, -1]) if rng.random() < 0.02 else 0 for _ in range(count - first)]
        return [rng.randrange(20, 32) for _ in range(first)] + dense
    if kind == 6:
        return [max(-32, min(31, round(rng.gauss(0, 6)))) for _ in range(count)]
    return [rng.randrange(-32, 32) for _ in range(count)]


def random_config(rng, algorithm):
    config = copy.deepcopy(DEFAULT_CONFIG)
    dialect = rng.choice("ABBCCCD" if algorithm != AE else "ABBCCC")
    network = "cmssw-4x4x3" if algorithm == AE and rng.random() < 0.3 else "chip-8x8"
    links = rng.randint(1, ETX)
    if rng.random() < 0.4:
        links = rng.randint(1, 5)
    if algorithm == BC and rng.random() < 0.1:
        links = ETX  # the one frame of 25 words
    t1, t2, t3 = random_buffer(rng, links)
    if algorithm != TS:
        # The buffer never fills, so T1 matters only just below the length of a frame.
        t1 = rng.choice([338, 338, 338, t1, max(2 * links + rng.randrange(-3, 3), 0)])
    idle = rng.choice([0x122, 0x70F, 0, 0x7FF, rng.randrange(1 << 11)])
    mask = random_mask(rng)
    config.update(
        dialect=dialect,
        select=algorithm,
        density=rng.randrange(2),
        drop_lsb=rng.choice([0, 1, 3, rng.randrange(8)]),
        mux=random_mux(rng),
        cal=random_cal(rng),
        links=links,
        idle_pattern=idle,
        # The P1 chip has one register for both patterns.
        reset_pattern=rng.choice([0x122, idle, rng.randrange(1 << 11)]) if dialect == "C" else idle,
        t1=t1,
        t2=t2,
        t3=t3,
        # The P1 field has two bits.
        stc_type=rng.randrange(5 if dialect == "C" else 4),
        use_sum=rng.randrange(2),
    )
    if algorithm == STC and rng.random() < 0.7:
        config["links"] = rng.randint(1, len(STC_TYPES[config["stc_type"]][3]))
    if dialect != "D":
        config["thresholds"] = random_thresholds(rng)
    if algorithm == AE or rng.random() < 0.1:
        if dialect == "C":
            config["keep_auto_encoder_bits"] = mask
        elif dialect != "D":
            config["mask_ae"] = mask & ((1 << 128) - 1)
            config["mask_ae2"] = mask >> 128
            if rng.random() < 0.5:  # the other reading, so that it too sees regular masks
                config["mask_ae"], config["mask_ae2"] = mask >> 16, mask & 0xFFFF
    if algorithm == AE:
        config["weights"] = random_weights(rng, network)
        if rng.random() < 0.3:
            # Sums beyond 22 bits, where the normaliser stops and the activations grow to 12 bits.
            config["density"] = 1
            config["cal"] = [rng.choice([4095, 4095, 3000]) for _ in range(CELLS)]
    # Settings at their defaults, so that leaving them out is exercised.
    if rng.random() < 0.3:
        for name in ("links", "idle_pattern", "reset_pattern", "t1", "t2", "t3", "stc_type", "use_sum", "drop_lsb",
                     "density", "mux", "cal", "thresholds", "mask_ae", "mask_ae2", "keep_auto_encoder_bits"):
            if rng.random() < 0.5:
                config[name] = copy.deepcopy(DEFAULT_CONFIG[name])
        if dialect != "C":
            config["reset_pattern"] = config["idle_pattern"]
    return config, network


def random_options(rng, config, network, rows):
    options = {}
    if network != "chip-8x8" or rng.random() < 0.05:
        options["network"] = network
    if rng.random() < 0.15:
        options["generation"] = rng.choice(["p1", "prod"])
    if rng.random() < 0.15:
        options["bitmap_order"] = rng.choice(["tc0-first", "tc47-first"])
    if rng.random() < (0.5 if config["select"] == STC else 0.05):
        options["stc_tie"] = rng.choice(["highest", "lowest"])
    if rng.random() < (0.5 if config["select"] == AE else 0.05):
        options["mask_reading"] = rng.choice(["documented", "runner"])
    if rng.random() < (0.4 if config["select"] == AE else 0.05):
        options["ae_layout"] = rng.choice(["chip", "design", "design"])
    if rng.random() < 0.2:
        options["counter_reset"] = rng.choice([0, 1, 15, 16, 3513, 3563, rng.randrange(ORBIT)])
    if rng.random() < 0.2:
        # Half of them early, to see the rows after the end.
        last = rng.choice([rows + 3, 30])
        options["link_resets"] = [rng.randrange(last) for _ in range(rng.choice([1, 1, 2]))]
    if rng.random() < 0.15:
        options["roct_resets"] = [rng.randrange(rows + 3) for _ in range(rng.choice([1, 1, 2]))]
        if rng.random() < 0.7:
            options["alignment_time"] = rng.choice([0, 1, rng.randrange(60), 256])
    return options


def exponential_code(rng, mean):
    return encode_4e3m(int(rng.expovariate(1 / mean)))


def random_codes(rng, kind, level):
    if kind == "zeros":
        return [0] * CELLS
    if kind == "sparse":
        return [rng.randrange(128) if rng.random() < level / 10 else 0 for _ in range(CELLS)]
    if kind == "exponential":
        return [exponential_code(rng, 2.0 ** level) for _ in range(CELLS)]
    if kind == "saturated":
        return [rng.choice([127, 127, 127, 126, 120]) for _ in range(CELLS)]
    if kind == "full":
        return [127] * CELLS
    if kind == "ties":
        few = [rng.randrange(128) for _ in range(rng.randint(1, 3))]
        return [rng.choice(few) for _ in range(CELLS)]
    if kind == "small":
        return [rng.randrange(16) for _ in range(CELLS)]
    return [rng.randrange(128) for _ in range(CELLS)]


INPUT_KINDS = ["zeros", "sparse", "exponential", "exponential", "uniform", "saturated", "full", "ties", "small"]


def random_rows(rng, count):
    headers = rng.choice(["regular", "regular", "regular", "zero", "late", "several", "noise", "never"])
    nines = {
        "regular": {0},
        "late": {rng.randrange(count)},
        "several": {rng.randrange(count) for _ in range(4)},
    }.get(headers, set())
    mixed = rng.random() < 0.5
    kind, level = rng.choice(INPUT_KINDS), rng.randint(1, 9)
    rows = []
    left = 0
    for index in range(count):
        if left == 0:
            left = rng.choice([1, 3, 20, 60]) if mixed else count
            kind, level = rng.choice(INPUT_KINDS), rng.randint(1, 9)
        left -= 1
        codes = random_codes(rng, kind, level)
        row = []
        for link in range(ERX):
            if headers == "zero":
                nibble = 0
            elif headers == "noise":
                # Only a 9 on link 0 means anything; the other links show nines that must not count.
                nibble = rng.choice([9, 10, 10, 10, 0, 15] if link else [9, 10, 10, 10, 10, 0, 15, 1])
            else:
                nibble = 9 if index in nines else 10
            a, b, c, d = codes[4 * link:4 * link + 4]
            row.append(nibble << 28 | a << 21 | b << 14 | c << 7 | d)
        rows.append(row)
    return rows


ALGORITHM_SHARES = [TS] * 7 + [STC] * 4 + [BC] * 4 + [RPT] * 2 + [AE] * 4
AE_ROWS = 40


def make_case(seed, number, row_count):
    rng = random.Random(f"{seed}/{number}")
    algorithm = rng.choice(ALGORITHM_SHARES)
    count = min(row_count, AE_ROWS) if algorithm == AE else row_count
    config, network = random_config(rng, algorithm)
    options = random_options(rng, config, network, count)
    rows = random_rows(rng, count)
    return config, options, rows, config_text(config, rng), input_text(rows, rng)


# ---------------------------------------------------------------------------------------------------------------
# Comparison


def describe(config, options, seed, number):
    brief = {k: v for k, v in config.items() if not isinstance(v, list)}
    for name in ("mask_ae", "mask_ae2", "keep_auto_encoder_bits"):
        brief[name] = hex(brief[name])
    return (f"case {number} of seed {seed}: {ALGORITHM_NAMES[config['select']]}\n"
            f"  settings {brief}\n  options {' '.join(option_arguments(options)) or '(none)'}")


def compare_case(binary, directory, seed, number, row_count):
    """(rows compared, None) or (0, what differs)."""
    config, options, rows, yaml, csv = make_case(seed, number, row_count)
    os.makedirs(directory, exist_ok=True)
    paths = {name: os.path.join(directory, name) for name in ("init.yaml", "testInput.csv", "testOutput.csv")}
    with open(paths["init.yaml"], "w") as file:
        file.write(yaml)
    with open(paths["testInput.csv"], "w") as file:
        file.write(csv)
    command = [binary, "emulate", "--config", paths["init.yaml"], "--input", paths["testInput.csv"],
               "--output", paths["testOutput.csv"]] + option_arguments(options)
    done = subprocess.run(command, capture_output=True, text=True)
    about = f"{describe(config, options, seed, number)}\n  directory {directory}"
    if done.returncode != 0:
        return 0, f"{about}\n  the emulator ended with {done.returncode}: {done.stderr.strip()}"
    try:
        got = read_output(paths["testOutput.csv"])
    except (OSError, ValueError) as error:
        return 0, f"{about}\n  {error}"
    expected = run(config, rows, options)
    if len(got) != len(expected):
        return 0, f"{about}\n  expected {len(expected)} rows, got {len(got)}"
    for row, (want, have) in enumerate(zip(expected, got)):
        if want != have:
            link = next(k for k in range(ETX) if want[k] != have[k])
            return 0, (f"{about}\n  row {row}, link {link}: expected {want[link]:08x}, got {have[link]:08x}\n"
                       f"  expected {' '.join(f'{w:08x}' for w in want)}\n"
                       f"  got      {' '.join(f'{w:08x}' for w in have)}")
    return len(rows), None


def compare(arguments):
    binary = os.path.abspath(arguments.binary)
    if not os.path.isfile(binary) or not os.access(binary, os.X_OK):
        print(f"{arguments.binary}: no such program", file=sys.stderr)
        return 2
    base = arguments.keep or tempfile.mkdtemp(prefix="econt-reference-")
    rows = 0
    try:
        for number in range(arguments.first, arguments.first + arguments.cases):
            directory = os.path.join(base, f"case-{number:05d}")
            compared, difference = compare_case(binary, directory, arguments.seed, number, arguments.rows)
            if difference:
                print(difference)
                print(f"  again: --first {number} --cases 1 --rows {arguments.rows} --seed {arguments.seed} --keep DIR")
                return 1
            rows += compared
            if not arguments.keep:
                shutil.rmtree(directory)
    finally:
        if not arguments.keep:
            shutil.rmtree(base, ignore_errors=True)
    print(f"{arguments.cases} cases, {rows} rows, all equal")
    return 0


# ---------------------------------------------------------------------------------------------------------------
# Known answers, all of them written out in the description of the chip


def self_test():
    def equal(name, got, want):
        if got != want:
            sys.exit(f"self-test: {name}: got {got}, want {want}")

    def numbers(text):
        return [int(w) for w in text.split()]

    # Decoding: code -> (LDM, HDM).
    for code, want in {0: (1, 4), 7: (15, 60), 8: (17, 68), 15: (31, 124), 16: (34, 136), 47: (496, 1984),
                       64: (2176, 8704), 100: (51200, 204800), 127: (507904, 2031616)}.items():
        equal(f"decode {code}", (decode_code(code, 0), decode_code(code, 1)), want)
    equal("largest charge", 2031616 * 4095 >> 11, 4062240)

    # Encoding.
    for code in range(128):
        equal("matched LDM", encode_4e3m(decode_code(code, 0), 1), code)
        equal("matched HDM", encode_4e3m(decode_code(code, 1), 3), code)
    equal("4E3M below the top", encode_4e3m((15 << 14) - 1), 126)
    for value in (15 << 14, (1 << 18) - 1, 1 << 18, 1 << 27):
        equal("4E3M top", encode_4e3m(value), 127)
    equal("5E3M", [encode_5e3m(v) for v in (0, 7, 8, 15, 16, (1 << 28) - 1)], [0, 7, 8, 15, 16, 25 << 3 | 7])
    equal("5E4M", [encode_5e4m(v) for v in (0, 15, 16, 31, 32, (1 << 28) - 1)], [0, 15, 16, 31, 32, 24 << 4 | 15])
    equal("drop above 4", [effective_drop(d) for d in range(8)], [0, 1, 2, 3, 4, 0, 0, 0])

    # Headers around the end of an orbit.
    equal("5-bit headers", [header5(bx % ORBIT) for bx in range(3562, 3567)], [10, 11, 31, 1, 2])
    equal("4-bit headers", [header4(bx) for bx in (0, 1, 7, 8, 15, 16)], [15, 1, 7, 0, 7, 0])

    # The sorting network.
    stages = ("32x16 16x16 16x16 8x24 24x8 8x16 4x24 28x8 12x16 4x20 2x24 30x8 14x16 6x20 2x22 1x24 31x8 15x16 7x20 "
              "3x22 1x23")
    equal("stages", " ".join(f"{d}x{n}" for d, n in NETWORK_STAGES), stages)
    equal("comparators", len(NETWORK), 367)
    orders = {
        "all equal": ([1] * CELLS, " ".join(map(str, range(CELLS)))),
        "i div 12": ([i // 12 for i in range(CELLS)],
                     "40 41 42 43 36 37 38 39 44 45 46 47 32 33 34 35 24 25 26 27 28 29 30 31 16 17 18 19 20 21 22 23 "
                     "12 13 14 15 0 1 2 3 8 9 10 11 4 5 6 7"),
        "i mod 5": ([i % 5 for i in range(CELLS)],
                    "24 9 34 19 4 29 14 39 44 33 18 43 8 13 38 23 28 3 42 17 32 37 22 47 12 27 2 7 16 41 46 21 36 1 26 "
                    "11 6 31 0 5 40 25 10 35 20 45 30 15"),
        "7i mod 16": ([7 * i % 16 for i in range(CELLS)],
                      "9 25 41 34 2 18 27 43 11 4 20 36 45 13 29 22 38 6 15 31 47 40 8 24 17 33 1 10 26 42 35 3 19 28 "
                      "44 12 5 21 37 46 14 30 23 39 7 0 16 32"),
    }
    for name, (values, want) in orders.items():
        equal(f"order of {name}", network_order(values), numbers(want))

    # Threshold sum: lengths for every number of hits, and the idle frame of the description.
    lengths = [1] + [-(-(19 + 13 * k) // 16) for k in range(1, 8)] + numbers(
        "8 8 9 9 10 10 11 11 11 12 12 13 13 14 14 15 15 15 16 16 17 17 18 18 18 19 19 20 20 21 21 22 22 22 23 23 24 24 "
        "25 25 25")
    options = resolve_options(DEFAULT_CONFIG, {})
    for k, want in enumerate(lengths):
        config = {**DEFAULT_CONFIG, "thresholds": [0] * k + [1 << 23] * (CELLS - k)}
        equal(f"length with {k} hits", frame_threshold_sum([4] * CELLS, 5, config, options)[1], want)
    # 5E3M of 1 << 13 is 0x58: exponent 11, mantissa 0.
    config = {**DEFAULT_CONFIG, "thresholds": [1 << 23] * CELLS, "links": 3}
    frame = frame_threshold_sum([1 << 13] + [0] * 47, 5, config, options)
    equal("idle frame", Buffer(3, 72, 500, 0).step(*frame)[:4], [0x28582922, 0x29222922, 0x29222922, 0])

    # Frames always fill the links exactly, where the description says so.
    for kind, (_, _, _, groups) in STC_TYPES.items():
        for links in range(1, ETX + 1):
            config = {**DEFAULT_CONFIG, "stc_type": kind, "links": links}
            want = 2 * links if links <= len(groups) else 2
            equal(f"STC {kind} on {links} links", frame_super_trigger_cell([5] * CELLS, 1, config, options)[1], want)
    equal("NUMW of the repeater", frame_repeater([5] * CELLS, 1, {**DEFAULT_CONFIG, "links": 13}, options)[1], 26)
    equal("NUMW of best choice", frame_best_choice([5] * CELLS, 1, {**DEFAULT_CONFIG, "links": 13}, options)[1], 25)

    # Autoencoder: geometry, weight image, and the two masks the description works out.
    equal("pairs that touch a cell", sum(len(taps) for taps in taps_8x8()), 85)
    equal("weights", [n for _, _, n in NETWORKS.values()], [2144, 2288])
    equal("normaliser", Encoder.normalise([4062240] + [0] * 47)[0], 4062240 >> 14)
    registers = weight_registers([-1] + [0] * 2142 + [1])
    equal("first weight", registers[0][0], 63)
    equal("last weight", registers[11][128], 1 << 42)
    for links, words in ((1, 2), (2, 4), (5, 10), (13, 10)):
        for layout in ("chip", "design"):
            config = {**DEFAULT_CONFIG, "select": AE, "links": links, "weights": [0] * 2144}
            resolved = resolve_options(config, {"ae_layout": layout})
            equal("AE words", frame_autoencoder([5] * CELLS, 1, config, resolved)[1], words)

    class Fixed:
        @staticmethod
        def latents(_):
            return [(37 * i + 11) % 512 for i in range(LATENTS)]

    fixed = Fixed.latents(None)
    config = {**DEFAULT_CONFIG, "select": AE, "links": 2, "weights": [0] * 2144}
    for mask, data in (
        ((1 << 144) - 1, (fixed[5] & 31) << 45 | sum(fixed[i] << (9 * i) for i in range(5))),
        (sum(0b111000000 << (9 * i) for i in range(16)), sum(fixed[i] >> 6 << (3 * i) for i in range(16))),
    ):
        resolved = resolve_options(config, {})
        resolved.update(encoder=Fixed, keep_mask=mask)
        words = frame_autoencoder([0] * CELLS, 5, config, resolved)[0][:4]
        want = 5 << 59 | data
        equal("AE mask", words, [want >> s & 0xFFFF for s in (48, 32, 16, 0)])

    print("self-test: all known answers reproduced")
    return 0


def main(argv=None):
    parser = argparse.ArgumentParser(description="Compare the emulator with an independent model of the chip.")
    parser.add_argument("--binary", help="the emulator's program")
    parser.add_argument("--cases", type=int, default=200, help="random settings to try")
    parser.add_argument("--first", type=int, default=0, help="number of the first case, to repeat one")
    parser.add_argument("--rows", type=int, default=300, help=f"rows of each case (autoencoder: at most {AE_ROWS})")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", metavar="DIR", help="write the cases here and leave them")
    parser.add_argument("--self-test", action="store_true", help="check the model against written-out answers")
    arguments = parser.parse_args(argv)
    if arguments.self_test:
        return self_test()
    if arguments.binary is None:
        parser.error("--binary or --self-test is required")
    if arguments.cases < 1 or arguments.rows < 1 or arguments.first < 0:
        parser.error("--cases and --rows must be at least 1, --first at least 0")
    return compare(arguments)


if __name__ == "__main__":
    sys.exit(main())
