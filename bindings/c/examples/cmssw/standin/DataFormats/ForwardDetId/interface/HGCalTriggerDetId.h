// Stand-in: as much of CMSSW's type as the example uses. The fields stand at other bits than in CMSSW.
#pragma once
#include <cstdint>

class HGCalTriggerDetId {
public:
  explicit HGCalTriggerDetId(uint32_t id) : id_(id) {}
  HGCalTriggerDetId(int subdet, int zside, int type, int layer, int waferU, int waferV, int cellU, int cellV)
      : id_(uint32_t(subdet & 3) << 30 | uint32_t(zside > 0) << 29 | uint32_t(type & 3) << 27 |
            uint32_t(layer & 31) << 22 | uint32_t(waferU & 31) << 17 | uint32_t(waferV & 31) << 12 |
            uint32_t(cellU & 7) << 3 | uint32_t(cellV & 7)) {}
  uint32_t rawId() const { return id_; }
  int subdet() const { return id_ >> 30; }
  int zside() const { return id_ >> 29 & 1 ? 1 : -1; }
  int type() const { return id_ >> 27 & 3; }
  int layer() const { return id_ >> 22 & 31; }
  int waferU() const { return id_ >> 17 & 31; }
  int waferV() const { return id_ >> 12 & 31; }
  int triggerCellU() const { return id_ >> 3 & 7; }
  int triggerCellV() const { return id_ & 7; }

private:
  uint32_t id_;
};
