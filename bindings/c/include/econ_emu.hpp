/* econ-emu for C++17: the C interface of econ_emu.h as two classes. Header only. */

#ifndef ECON_EMU_HPP
#define ECON_EMU_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "econ_emu.h"

namespace econ {

/* One BX at the input: 12 links of 32 bits. */
using input_words = std::array<std::uint32_t, ECON_INPUT_WORDS>;
/* One BX at the output: 13 links of 32 bits; inactive links are 0. */
using output_words = std::array<std::uint32_t, ECON_OUTPUT_WORDS>;
/* Calibrated charges (CALQ, 22 bits) in post-MUX order. */
using charges = std::array<std::uint32_t, ECON_CELLS>;
/* A stream as bytes. */
using saved_stream = std::array<std::uint8_t, ECON_SAVED_BYTES>;

static_assert(sizeof(input_words) == 4 * ECON_INPUT_WORDS && sizeof(output_words) == 4 * ECON_OUTPUT_WORDS,
              "rows lie one behind the other");

/* What was wrong: a status, and in what() the words. */
class error : public std::runtime_error {
 public:
  error(econ_status status, const std::string& text) : std::runtime_error(text), status_(status) {}
  econ_status status() const noexcept { return status_; }

 private:
  econ_status status_;
};

namespace detail {

inline void check(econ_status status) {
  if (status != ECON_OK) throw error(status, econ_status_text(status));
}

inline void check(econ_status status, const econ_error& fault) {
  if (status != ECON_OK) throw error(status, fault.text);
}

}  // namespace detail

/* Throws where header and library do not belong together. */
inline void check_version() {
  econ_error fault;
  detail::check(econ_version_check(ECON_EMU_ABI, &fault), fault);
}

/* Latents in units of their last bit, and the module sum in 5E4M. */
struct encoded {
  std::array<std::uint16_t, ECON_LATENTS> latents;
  std::uint16_t sum;
};

/* A chip as its configuration makes it. Threads share it. */
class model {
 public:
  /* From configuration files, each over those before it; `options` as in econ_model_read. */
  explicit model(const std::vector<std::string>& paths, const std::string& options = {}) {
    check_version();
    std::vector<const char*> names;
    for (const auto& path : paths) names.push_back(path.c_str());
    econ_error fault;
    detail::check(econ_model_read(names.data(), names.size(), text_or_null(options), &handle_, &fault), fault);
  }
  explicit model(const std::string& path) : model(std::vector<std::string>{path}) {}

  /* From a configuration in memory. */
  static model parse(const std::string& text, const std::string& options = {}) {
    check_version();
    model made;
    econ_error fault;
    detail::check(econ_model_parse(text.data(), text.size(), text_or_null(options), &made.handle_, &fault), fault);
    return made;
  }

  /* The same with other weights, all of them in the order of the registers. */
  model with_weights(const std::vector<std::int32_t>& weights) const {
    model made;
    econ_error fault;
    detail::check(econ_model_with_weights(handle_, weights.data(), weights.size(), &made.handle_, &fault), fault);
    return made;
  }

  model(model&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  model& operator=(model&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  model(const model&) = delete;
  model& operator=(const model&) = delete;
  ~model() { econ_model_free(handle_); }

  /* Has vector instructions work on many rows from now on; false where nothing faster is exact. */
  bool compile() const {
    int compiled = 0;
    detail::check(econ_model_compile(handle_, &compiled));
    return compiled != 0;
  }

  /* What there is to say about the configuration, a line each. */
  std::string warnings() const {
    std::size_t length = 0;
    detail::check(econ_model_warnings(handle_, nullptr, 0, &length));
    std::string text(length + 1, '\0');
    detail::check(econ_model_warnings(handle_, text.data(), text.size(), nullptr));
    text.resize(length);
    return text;
  }

  const econ_model* handle() const noexcept { return handle_; }

 private:
  model() = default;
  static const char* text_or_null(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

  econ_model* handle_ = nullptr;
};

/* What one BX leaves to the next: for one thread at a time. A copy goes on by itself. */
class stream {
 public:
  explicit stream(const model& of) {
    econ_error fault;
    detail::check(econ_stream_new(of.handle(), &handle_, &fault), fault);
  }
  stream(const stream& other) {
    econ_error fault;
    detail::check(econ_stream_copy(other.handle_, &handle_, &fault), fault);
  }
  stream(stream&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  stream& operator=(stream other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~stream() { econ_stream_free(handle_); }

  /* One BX. */
  output_words step(const model& of, const input_words& words) {
    output_words out;
    detail::check(econ_stream_step(handle_, of.handle(), words.data(), out.data()));
    return out;
  }

  /* One BX from calibrated charges, behind the front end. */
  output_words step_charges(const model& of, std::uint16_t bx, const charges& charges) {
    output_words out;
    detail::check(econ_stream_step_charges(handle_, of.handle(), bx, charges.data(), out.data()));
    return out;
  }

  /* The next BX: rows in, as many rows out, in memory of the caller. */
  void run(const model& of, const input_words* rows, output_words* out, std::size_t count) {
    if (count == 0) return;
    detail::check(econ_stream_run(handle_, of.handle(), rows->data(), count * ECON_INPUT_WORDS, out->data(),
                                  count * ECON_OUTPUT_WORDS));
  }
  std::vector<output_words> run(const model& of, const std::vector<input_words>& rows) {
    std::vector<output_words> out(rows.size());
    run(of, rows.data(), out.data(), rows.size());
    return out;
  }

  /* Latents and module sum of calibrated charges; the stream itself stays where it is. */
  encoded encode(const model& of, const charges& charges) {
    encoded result;
    detail::check(econ_stream_encode(handle_, of.handle(), charges.data(), result.latents.data(), &result.sum));
    return result;
  }

  void reset() { detail::check(econ_stream_reset(handle_)); }

  /* Number of the next row since the reset. */
  std::uint64_t row() const {
    std::uint64_t row = 0;
    detail::check(econ_stream_position(handle_, &row, nullptr, nullptr));
    return row;
  }

  saved_stream save() const {
    saved_stream bytes;
    detail::check(econ_stream_save(handle_, bytes.data(), bytes.size()));
    return bytes;
  }
  void restore(const saved_stream& bytes) {
    econ_error fault;
    detail::check(econ_stream_restore(handle_, bytes.data(), bytes.size(), &fault), fault);
  }

  econ_stream* handle() const noexcept { return handle_; }

 private:
  econ_stream* handle_ = nullptr;
};

}  // namespace econ

#endif
