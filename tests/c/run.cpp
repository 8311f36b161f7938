// Rows through the C++ classes; as run.c, for many threads that share a model.
#include <econ_emu.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <thread>

static std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

int main(int argc, char** argv) try {
  if (argc != 5) return 2;
  const std::string options = std::string(argv[2]) == "-" ? "" : read_file(argv[2]);
  const std::string bytes = read_file(argv[3]);
  std::vector<econ::input_words> rows(bytes.size() / sizeof(econ::input_words));
  bytes.copy(reinterpret_cast<char*>(rows.data()), rows.size() * sizeof(econ::input_words));

  const econ::model model(std::vector<std::string>{argv[1]}, options);
  const auto parsed = econ::model::parse(read_file(argv[1]), options);
  std::vector<econ::output_words> first, second;
  std::thread steps([&] {
    econ::stream stream(model);
    for (const auto& row : rows) first.push_back(stream.step(model, row));
  });
  std::thread pieces([&] {
    econ::stream stream(parsed);
    const std::size_t half = rows.size() / 2;
    second = stream.run(model, {rows.begin(), rows.begin() + half});
    model.compile();
    econ::stream copy = stream;
    stream = std::move(copy);
    if (stream.row() != half) std::abort();
    const auto rest = stream.run(model, {rows.begin() + half, rows.end()});
    second.insert(second.end(), rest.begin(), rest.end());
  });
  steps.join();
  pieces.join();
  if (first != second) throw std::runtime_error("two threads got other words");

  try {
    econ::model::parse("no: configuration");
    return 1;
  } catch (const econ::error& fault) {
    if (fault.status() != ECON_ERROR_CONFIGURATION || std::string(fault.what()).empty()) return 1;
  }
  std::ofstream file(argv[4], std::ios::binary);
  file.write(reinterpret_cast<const char*>(first.data()), first.size() * sizeof(econ::output_words));
  return file.flush() ? 0 : 2;
} catch (const std::exception& fault) {
  std::cerr << fault.what() << "\n";
  return 1;
}
