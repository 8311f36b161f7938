#include "HGCalConcentratorEconImpl.h"

#include "DataFormats/ForwardDetId/interface/HGCalTriggerDetId.h"
#include "FWCore/ParameterSet/interface/FileInPath.h"
#include "FWCore/Utilities/interface/Exception.h"

namespace {
  constexpr double maxCalq = (1 << 22) - 1;

  // The module of a cell: its id without the cell.
  unsigned moduleOf(const HGCalTriggerDetId& id) {
    return HGCalTriggerDetId(id.subdet(), id.zside(), id.type(), id.layer(), id.waferU(), id.waferV(), 0, 0).rawId();
  }
}  // namespace

HGCalConcentratorEconImpl::HGCalConcentratorEconImpl(const edm::ParameterSet& conf)
    : calqPerMipPt_(conf.getParameter<double>("calqPerMipPt")),
      cellUVToMux_(conf.getParameter<std::vector<int>>("cellUVToMux")) {
  if (cellUVToMux_.size() != 64)
    throw cms::Exception("BadInitialization") << "cellUVToMux has " << cellUVToMux_.size() << " entries, not 64";
  for (const auto& module : conf.getParameter<std::vector<edm::ParameterSet>>("modules")) {
    econ::model model(module.getParameter<edm::FileInPath>("registers").fullPath());
    econ::stream stream(model);
    modules_.try_emplace(module.getParameter<unsigned>("module"), Module{std::move(model), std::move(stream)});
  }
}

// A charge in transverse MIPs becomes an integer of 22 bits, as the chip has it behind its calibration: cut, not rounded.
unsigned HGCalConcentratorEconImpl::calq(float mipPt) const {
  const double charge = mipPt * calqPerMipPt_;
  return charge >= maxCalq ? unsigned(maxCalq) : charge > 0 ? unsigned(charge) : 0;
}

void HGCalConcentratorEconImpl::select(unsigned,
                                       const std::vector<l1t::HGCalTriggerCell>& trigCellVecInput,
                                       std::vector<l1t::HGCalTriggerCell>&,
                                       std::vector<l1t::HGCalConcentratorData>& ae_EncodedOutput) {
  if (trigCellVecInput.empty())
    return;
  const unsigned id = moduleOf(HGCalTriggerDetId(trigCellVecInput.front().detId()));
  const auto module = modules_.find(id);
  if (module == modules_.end())
    throw cms::Exception("Configuration") << "no registers for module " << id;
  econ::charges charges{};  // 0 for cells that were suppressed
  for (const auto& cell : trigCellVecInput) {
    const HGCalTriggerDetId at(cell.detId());
    const int mux = cellUVToMux_.at(8 * at.triggerCellU() + at.triggerCellV());
    if (mux < 0)
      throw cms::Exception("Configuration") << "no cell at u=" << at.triggerCellU() << " v=" << at.triggerCellV();
    charges.at(mux) = calq(cell.mipPt());
  }
  const auto encoded = module->second.stream.encode(module->second.model, charges);
  for (unsigned i = 0; i < encoded.latents.size(); ++i)
    ae_EncodedOutput.emplace_back(encoded.latents[i], i, id);
}
