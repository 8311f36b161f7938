// Made by econ-emu 0.1.0. Do not edit: export it again.
// chip-8x8: frozen weights, chip frame, 5 links
// design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
// weights 6d0715a19aeb31e670c7e6f0ae97823b98b790d5a8f66a2cefc6e8a53b8d6ff2
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
