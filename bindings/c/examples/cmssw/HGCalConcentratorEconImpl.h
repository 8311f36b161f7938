// The encoder of ECON-T in the place of CMSSW's HGCalConcentratorAutoEncoderImpl, bit for bit as the chip has it.
#ifndef L1Trigger_L1THGCal_HGCalConcentratorEconImpl_h
#define L1Trigger_L1THGCal_HGCalConcentratorEconImpl_h

#include <econ_emu.hpp>
#include <map>
#include <vector>

#include "DataFormats/L1THGCal/interface/HGCalConcentratorData.h"
#include "DataFormats/L1THGCal/interface/HGCalTriggerCell.h"
#include "FWCore/ParameterSet/interface/ParameterSet.h"

class HGCalConcentratorEconImpl {
public:
  explicit HGCalConcentratorEconImpl(const edm::ParameterSet& conf);

  // The cells of one module in, its 16 latents out. Links are those of the registers; no cells are decoded.
  void select(unsigned nLinks,
              const std::vector<l1t::HGCalTriggerCell>& trigCellVecInput,
              std::vector<l1t::HGCalTriggerCell>& trigCellVecOutput,
              std::vector<l1t::HGCalConcentratorData>& ae_EncodedOutput);

private:
  struct Module {
    econ::model model;
    econ::stream stream;
  };

  unsigned calq(float mipPt) const;

  double calqPerMipPt_;
  std::vector<int> cellUVToMux_;
  std::map<unsigned, Module> modules_;
};

#endif
