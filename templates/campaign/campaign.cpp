// Upsets of flip-flops between clock edges: the block runs once as it is, and once for each upset.
//
//   simulation                      lists the registers: name, bits
//   simulation STIMULI UPSETS       runs them
//
// STIMULI: numbers of weights, frames and clocks; the weights; for each frame the crossing and the
// charges, in hexadecimal. UPSETS: for each the clock, the register and the bit.
//
// Written are the outputs of every clock of the run without an upset, and then of each upset the
// clocks whose outputs are others, and after how many clocks all registers are as without it.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "Vblock.h"
#include "verilated.h"
#include "verilated_syms.h"

namespace {

struct Register {
  std::string name;
  uint8_t* data;
  size_t bytes;
  int bits;
};

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "%s\n", what);
  std::exit(2);
}

// The words of a port, whatever its type is.
template <class Port>
uint8_t* bytes_of(Port& port) {
  return reinterpret_cast<uint8_t*>(&port);
}

template <class Port>
void set_bits(Port& port, int low, int bits, uint64_t value) {
  uint8_t* bytes = bytes_of(port);
  for (int bit = 0; bit < bits; ++bit) {
    const int at = low + bit;
    bytes[at / 8] = static_cast<uint8_t>((bytes[at / 8] & ~(1u << (at % 8))) | ((value >> bit & 1) << (at % 8)));
  }
}

template <class Port>
std::string hexadecimal(Port& port) {
  const uint8_t* bytes = bytes_of(port);
  std::string text;
  char digits[3];
  for (size_t at = sizeof(port); at-- > 0;) {
    std::snprintf(digits, sizeof(digits), "%02x", bytes[at]);
    text += digits;
  }
  return text;
}

class Simulation {
 public:
  Simulation() {
    block.eval();
    for (const auto& scope : *context.scopeNameMap()) {
      if (scope.second->varsp() == nullptr) {
        continue;
      }
      for (const auto& variable : *scope.second->varsp()) {
        const VerilatedVar& own = variable.second;
        // A single bit has no range.
        const int bits = own.dims() == 0 ? 1 : own.packed().elements();
        if (!own.isPublicRW() || own.isParam()) {
          continue;
        }
        const std::string name = std::string(scope.first) + "." + own.name();
        registers.push_back({name, static_cast<uint8_t*>(own.datap()), own.entSize(), bits});
      }
    }
  }

  void clock_edge() {
    block.clock = 1;
    block.eval();
    block.clock = 0;
    block.eval();
  }

  // A clock with these inputs: the outputs before its edge.
  std::string settle() {
    block.eval();
    return std::to_string(block.valid_out & 1) + " " + hexadecimal(block.sum_code) + " " +
           hexadecimal(block.latents) + " " + hexadecimal(block.links) + " " + hexadecimal(block.read_data);
  }

  std::vector<uint8_t> state() const {
    std::vector<uint8_t> all;
    for (const Register& own : registers) {
      all.insert(all.end(), own.data, own.data + own.bytes);
    }
    return all;
  }

  bool is(const std::vector<uint8_t>& all) const {
    const uint8_t* from = all.data();
    for (const Register& own : registers) {
      if (std::memcmp(own.data, from, own.bytes) != 0) {
        return false;
      }
      from += own.bytes;
    }
    return true;
  }

  void restore(const std::vector<uint8_t>& all) {
    const uint8_t* from = all.data();
    for (const Register& own : registers) {
      std::memcpy(own.data, from, own.bytes);
      from += own.bytes;
    }
    block.eval();
  }

  VerilatedContext context;
  Vblock block{&context};
  std::vector<Register> registers;
};

uint64_t number(std::FILE* file, const char* format) {
  unsigned long long value = 0;
  if (std::fscanf(file, format, &value) != 1) {
    fail("a number is missing");
  }
  return value;
}

struct Frame {
  uint16_t bx;
  std::vector<uint32_t> charges;
};

void give(Simulation& own, const std::vector<Frame>& frames, size_t clock) {
  own.block.valid_in = clock < frames.size();
  if (clock < frames.size()) {
    own.block.bx = frames[clock].bx;
    for (size_t cell = 0; cell < frames[clock].charges.size(); ++cell) {
      set_bits(own.block.charges, static_cast<int>(CHARGE_BITS * cell), CHARGE_BITS, frames[clock].charges[cell]);
    }
  }
}

void reset(Simulation& own, const std::vector<uint8_t>& weights, size_t idle) {
  own.block.valid_in = 0;
  own.block.reset = 1;
  own.clock_edge();
  own.clock_edge();
  own.block.reset = 0;
#ifdef RELOADABLE
  own.block.write = 1;
  for (size_t at = 0; at < weights.size(); ++at) {
    set_bits(own.block.address, 0, ADDRESS_BITS, at);
    own.block.write_data = weights[at];
    own.clock_edge();
  }
  own.block.write = 0;
#else
  (void)weights;
#endif
  // The highest address: the hash of the design is read.
  set_bits(own.block.address, 0, ADDRESS_BITS, ~0ull);
  for (size_t clock = 0; clock < idle; ++clock) {
    own.clock_edge();
  }
}

}  // namespace

int main(int argc, char** argv) {
  Simulation own;
  if (argc == 1) {
    for (const Register& found : own.registers) {
      std::printf("%s %d\n", found.name.c_str(), found.bits);
    }
    return 0;
  }
  std::FILE* stimuli = argc == 3 ? std::fopen(argv[1], "r") : nullptr;
  std::FILE* upsets = argc == 3 ? std::fopen(argv[2], "r") : nullptr;
  if (stimuli == nullptr || upsets == nullptr) {
    fail("no stimuli or no upsets");
  }
  std::vector<uint8_t> weights(number(stimuli, "%llu"));
  std::vector<Frame> frames(number(stimuli, "%llu"));
  const size_t clocks = number(stimuli, "%llu");
  for (uint8_t& weight : weights) {
    weight = static_cast<uint8_t>(number(stimuli, "%llx"));
  }
  for (Frame& frame : frames) {
    frame.bx = static_cast<uint16_t>(number(stimuli, "%llx"));
    for (size_t cell = 0; cell < CELLS; ++cell) {
      frame.charges.push_back(static_cast<uint32_t>(number(stimuli, "%llx")));
    }
  }

  reset(own, weights, clocks - frames.size());
  const std::vector<uint8_t> start = own.state();
  std::vector<std::string> outputs;
  std::vector<std::vector<uint8_t>> states;
  for (size_t clock = 0; clock < clocks; ++clock) {
    give(own, frames, clock);
    outputs.push_back(own.settle());
    std::printf("%zu %s\n", clock, outputs.back().c_str());
    own.clock_edge();
    states.push_back(own.state());
  }

  unsigned long long at = 0, which = 0, bit = 0;
  while (std::fscanf(upsets, "%llu %llu %llu", &at, &which, &bit) == 3) {
    if (at >= clocks || which >= own.registers.size() || bit >= static_cast<unsigned>(own.registers[which].bits)) {
      fail("no such upset");
    }
    own.restore(at == 0 ? start : states[at - 1]);
    long restored = -1;
    for (size_t clock = at; clock < clocks && restored < 0; ++clock) {
      give(own, frames, clock);
      if (clock == at) {
        own.registers[which].data[bit / 8] ^= static_cast<uint8_t>(1u << (bit % 8));
      }
      const std::string output = own.settle();
      if (output != outputs[clock]) {
        std::printf("%zu %s\n", clock, output.c_str());
      }
      own.clock_edge();
      // Equal registers and equal inputs: from here on everything is equal.
      if (own.is(states[clock])) {
        restored = static_cast<long>(clock - at) + 1;
      }
    }
    std::printf("upset %ld\n", restored);
  }
  return 0;
}
