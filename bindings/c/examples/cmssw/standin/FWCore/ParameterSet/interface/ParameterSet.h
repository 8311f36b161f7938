// Stand-in: as much of CMSSW's type as the example uses.
#pragma once
#include <any>
#include <map>
#include <string>
#include <vector>

namespace edm {
  class ParameterSet {
  public:
    template <typename T>
    void addParameter(const std::string& name, T value) {
      values_[name] = std::move(value);
    }
    template <typename T>
    T getParameter(const std::string& name) const {
      return std::any_cast<T>(values_.at(name));
    }

  private:
    std::map<std::string, std::any> values_;
  };
}  // namespace edm
