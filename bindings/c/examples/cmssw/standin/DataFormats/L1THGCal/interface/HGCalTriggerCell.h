// Stand-in: as much of CMSSW's type as the example uses.
#pragma once
#include <cstdint>

namespace l1t {
  class HGCalTriggerCell {
  public:
    HGCalTriggerCell(uint32_t detId, float mipPt) : detId_(detId), mipPt_(mipPt) {}
    uint32_t detId() const { return detId_; }
    float mipPt() const { return mipPt_; }

  private:
    uint32_t detId_;
    float mipPt_;
  };
}  // namespace l1t
