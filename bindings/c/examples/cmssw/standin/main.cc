// Two modules with the same registers, without a CMSSW: prints the latents of each in a line.
// usage: cmssw REGISTERS
#include <iostream>

#include "DataFormats/ForwardDetId/interface/HGCalTriggerDetId.h"
#include "FWCore/ParameterSet/interface/FileInPath.h"
#include "FWCore/Utilities/interface/Exception.h"
#include "HGCalConcentratorEconImpl.h"

int main(int argc, char** argv) try {
  if (argc != 2)
    return 2;
  // Cells 0 to 47 at u = cell / 8, v = cell % 8; the geometry of CMSSW has them elsewhere.
  std::vector<int> cellUVToMux(64, -1);
  for (int cell = 0; cell < 48; ++cell)
    cellUVToMux[cell] = cell;
  std::vector<edm::ParameterSet> modules(2);
  for (unsigned module = 0; module < modules.size(); ++module) {
    modules[module].addParameter("module", HGCalTriggerDetId(1, 1, 0, 9, 3, int(module), 0, 0).rawId());
    modules[module].addParameter("registers", edm::FileInPath(argv[1]));
  }
  edm::ParameterSet conf;
  conf.addParameter("calqPerMipPt", 35.0);
  conf.addParameter("cellUVToMux", cellUVToMux);
  conf.addParameter("modules", modules);
  HGCalConcentratorEconImpl concentrator(conf);

  for (unsigned module = 0; module < modules.size(); ++module) {
    std::vector<l1t::HGCalTriggerCell> cells, decoded;
    std::vector<l1t::HGCalConcentratorData> latents;
    for (int cell = 0; cell < 48; ++cell) {
      const HGCalTriggerDetId id(1, 1, 0, 9, 3, int(module), cell / 8, cell % 8);
      if ((cell + module) % 3 == 0)
        cells.emplace_back(id.rawId(), 0.37f * (float(cell) + 1.0f) * (float(module) + 1.0f));
    }
    concentrator.select(5, cells, decoded, latents);
    for (const auto& latent : latents)
      std::cout << (latent.index() ? " " : "") << latent.data();
    std::cout << "\n";
  }
  // A module without registers is refused.
  std::vector<l1t::HGCalTriggerCell> cells{{HGCalTriggerDetId(1, 1, 0, 9, 7, 7, 0, 0).rawId(), 1.0f}}, decoded;
  std::vector<l1t::HGCalConcentratorData> latents;
  try {
    concentrator.select(5, cells, decoded, latents);
    return 1;
  } catch (const cms::Exception&) {
    return 0;
  }
} catch (const std::exception& fault) {
  std::cerr << fault.what() << "\n";
  return 1;
}
