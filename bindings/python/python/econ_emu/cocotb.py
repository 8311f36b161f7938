"""A scoreboard for the exported block (`econ-emu export-hls`) in cocotb 2: it watches the ports and compares every crossing
with the emulator.

    scoreboard = Scoreboard(dut, econ_emu.Registers.read("init.yaml"))
    ... drive dut.valid_in, dut.bx, dut.charges ...
    await ClockCycles(dut.clock, 8)
    scoreboard.finish()
"""

from __future__ import annotations

from collections import deque

import cocotb
import numpy as np
from cocotb.triggers import RisingEdge

from . import Block, Registers

CELLS, CHARGE_BITS, LATENTS, LATENT_BITS = 48, 22, 16, 9


def packed(values, bits: int) -> int:
    """Numbers side by side in one vector, the first in the lowest bits."""
    return sum(int(value) << bits * at for at, value in enumerate(values))


def unpacked(vector: int, bits: int, count: int) -> list[int]:
    """The inverse of :func:`packed`."""
    return [vector >> bits * at & ((1 << bits) - 1) for at in range(count)]


class Scoreboard:
    """Compares what leaves the block with what the emulator makes of what entered it, in every clock."""

    def __init__(self, dut, registers: Registers):
        self._dut = dut
        self._block = Block(registers)
        self._expected: deque = deque()
        self.compared = 0
        """Crossings that were compared."""
        self.faults: list[str] = []
        """What differed, field by field."""
        self._task = cocotb.start_soon(self._watch())

    async def _watch(self) -> None:
        dut = self._dut
        while True:
            # Just behind the edge every port still shows what it did at the edge.
            await RisingEdge(dut.clock)
            if dut.reset.value == 1:
                self._expected.clear()
                continue
            if dut.valid_out.value == 1:
                self._compare()
            if dut.valid_in.value == 1:
                charges = unpacked(dut.charges.value.to_unsigned(), CHARGE_BITS, CELLS)
                self._expected.append((dut.bx.value.to_unsigned(), charges))

    def _compare(self) -> None:
        if not self._expected:
            self.faults.append(f"crossing {self.compared}: an output without an input")
            return
        bx, charges = self._expected.popleft()
        expected = self._block.values([bx], np.array([charges], dtype=np.uint32))
        dut = self._dut
        got = {
            "sum_code": [dut.sum_code.value.to_unsigned()],
            "latents": unpacked(dut.latents.value.to_unsigned(), LATENT_BITS, LATENTS),
            "links": unpacked(dut.links.value.to_unsigned(), 32, self._block.links),
        }
        for name, values in got.items():
            for at, (want, have) in enumerate(zip(expected[name][0].tolist(), values, strict=True)):
                if want != have:
                    self.faults.append(f"crossing {self.compared}, BX {bx}: {name}[{at}] is {have:#x}, not {want:#x}")
        self.compared += 1

    def finish(self) -> None:
        """Ends the test with a failure if anything differed, is missing, or nothing was compared at all."""
        self._task.cancel()
        if self._expected:
            self.faults.append(f"{len(self._expected)} inputs without an output")
        if self.compared == 0:
            self.faults.append("nothing was compared")
        assert not self.faults, "\n".join([f"{len(self.faults)} faults", *self.faults[:10]])
