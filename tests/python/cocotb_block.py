"""The exported block in Icarus Verilog, driven by cocotb and compared by the scoreboard of the package.

python3 cocotb_block.py PACKAGE_DIRECTORY VERILOG BUILD WRONG

With WRONG = 1 the scoreboard is given other weights than those of the sources, and must say so.
"""

import os
import random
import sys

CROSSINGS = 12


def run():
    from cocotb_tools.runner import get_runner

    package, verilog, build, wrong = sys.argv[1:5]
    sources = ["primitives", "converter", "conv", "dense", "formatter", "econ_t_ae"]
    path = os.pathsep.join([package, os.path.dirname(os.path.abspath(__file__)), os.environ.get("PYTHONPATH", "")])
    os.environ.update(PYTHONPATH=path, ECON_WRONG=wrong)
    runner = get_runner("icarus")
    runner.build(
        sources=[os.path.join(verilog, f"{name}.v") for name in sources],
        hdl_toplevel="econ_t_ae",
        build_dir=build,
        timescale=("1ns", "1ps"),
    )
    results = runner.test(
        hdl_toplevel="econ_t_ae", test_module="cocotb_block", build_dir=build, timescale=("1ns", "1ps")
    )
    from cocotb_tools.runner import get_results

    tests, failed = get_results(results)
    print(f"{tests} tests, {failed} failed")
    sys.exit(1 if tests != 1 or failed else 0)


if __name__ == "__main__":
    run()

import cocotb
from cocotb.clock import Clock
from cocotb.triggers import ClockCycles, FallingEdge

import econ_emu
from econ_emu.cocotb import CELLS, CHARGE_BITS, Scoreboard, packed


@cocotb.test()
async def crossings_are_those_of_the_emulator(dut):
    registers = econ_emu.Registers()
    if os.environ["ECON_WRONG"] == "1":
        registers.weights = {name: array ^ 1 for name, array in registers.weights.items()}
    rng = random.Random(7)
    for port in [dut.valid_in, dut.bx, dut.charges, dut.address]:
        port.value = 0
    dut.reset.value = 1
    cocotb.start_soon(Clock(dut.clock, 10, unit="ns").start())
    scoreboard = Scoreboard(dut, registers)
    await ClockCycles(dut.clock, 2)
    for crossing in range(CROSSINGS):
        await FallingEdge(dut.clock)
        dut.reset.value = 0
        # Charges of every size; a module without any is one of them. Some clocks have no crossing.
        largest = rng.choice([0, 5, 300, 40_000, (1 << CHARGE_BITS) - 1])
        dut.charges.value = packed((rng.randint(0, largest) for _ in range(CELLS)), CHARGE_BITS)
        dut.bx.value = rng.randrange(3564)
        dut.valid_in.value = 1
        if crossing % 3 == 2:
            await FallingEdge(dut.clock)
            dut.valid_in.value = 0
    await FallingEdge(dut.clock)
    dut.valid_in.value = 0
    await ClockCycles(dut.clock, 8)
    scoreboard.finish()
    assert scoreboard.compared == CROSSINGS
