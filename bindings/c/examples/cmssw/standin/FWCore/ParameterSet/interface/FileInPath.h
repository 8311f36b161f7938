// Stand-in: as much of CMSSW's type as the example uses.
#pragma once
#include <string>

namespace edm {
  class FileInPath {
  public:
    explicit FileInPath(std::string path) : path_(std::move(path)) {}
    const std::string& fullPath() const { return path_; }

  private:
    std::string path_;
  };
}  // namespace edm
