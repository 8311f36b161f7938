// Stand-in: as much of CMSSW's type as the example uses.
#pragma once
#include <cstdint>

namespace l1t {
  class HGCalConcentratorData {
  public:
    HGCalConcentratorData(uint32_t data, uint32_t index, uint32_t detid) : data_(data), index_(index), detid_(detid) {}
    uint32_t data() const { return data_; }
    uint32_t index() const { return index_; }
    uint32_t detid() const { return detid_; }

  private:
    uint32_t data_, index_, detid_;
  };
}  // namespace l1t
