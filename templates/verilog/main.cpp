{{ stamp }}
// Runs the testbench in Verilator until it finishes or nothing is left to happen.
#include "Vtestbench.h"
#include "verilated.h"

int main(int argc, char** argv) {
  VerilatedContext context;
  context.commandArgs(argc, argv);
  Vtestbench testbench{&context};
  while (!context.gotFinish()) {
    testbench.eval();
    if (!testbench.eventsPending()) {
      break;
    }
    context.time(testbench.nextTimeSlot());
  }
  testbench.final();
  // Without $finish the testbench has said neither PASS nor FAIL.
  return context.gotFinish() ? 0 : 1;
}
