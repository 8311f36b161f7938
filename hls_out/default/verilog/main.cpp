// Made by econ-emu 0.2.0. Do not edit: export it again.
// chip-8x8: frozen weights, chip frame, 5 links
// design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
// weights 121928c43b0dbbe74a26ab8c8809d6830e3281a6a7ad94b2bd1f32ef7198c3e8
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
