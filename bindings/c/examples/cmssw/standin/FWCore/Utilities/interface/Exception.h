// Stand-in: as much of CMSSW's type as the example uses.
#pragma once
#include <exception>
#include <sstream>
#include <string>

namespace cms {
  class Exception : public std::exception {
  public:
    explicit Exception(const std::string& category) : text_(category + ": ") {}
    template <typename T>
    Exception& operator<<(const T& value) {
      std::ostringstream words;
      words << value;
      text_ += words.str();
      return *this;
    }
    const char* what() const noexcept override { return text_.c_str(); }

  private:
    std::string text_;
  };
}  // namespace cms
