// Made by econ-emu 0.2.0. Do not edit: export it again.
// chip-8x8: frozen weights, chip frame, 5 links
// design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
// weights 121928c43b0dbbe74a26ab8c8809d6830e3281a6a7ad94b2bd1f32ef7198c3e8

// The autoencoder block of ECON-T: number types, shapes, stages. Vitis flavour.
// A format such as s13.7 is signed, 13 bits, 7 of them fractional. Ranges, in units of the last
// fractional bit, are those of the certificate beside the sources: no legal input leaves them.

#ifndef ECON_T_AE
#define ECON_T_AE

#include <ap_fixed.h>
#include <ap_int.h>

#define DESIGN_HASH "457a2f20ba67"
#define WEIGHTS_HASH "121928c43b0d"

namespace econ_t {

// Shapes.
const int CELLS = 48; // trigger cells
const int LATENTS = 16;
const int LINKS = 5; // links of 32 bits
const int IMAGE_HEIGHT = 8;
const int IMAGE_WIDTH = 8;
const int CHANNELS = 1;
const int PIXELS = 64; // height x width x channels, the channel fastest
const int KERNEL = 3; // rows and columns of the kernel
const int TAPS = 9; // kernel x kernel x channels
const int STRIDE = 2;
const int PAD_ABOVE = 0; // rows of zeros before the image
const int PAD_LEFT = 0; // columns of zeros before the image
const int COLUMNS = 4; // of the convolution's output
const int FILTERS = 8;
const int ACTIVATIONS = 128; // row, column, filter; the filter fastest
const int WEIGHTS = 2144; // of all tensors; they begin at
const int CONV_KERNEL = 0; // row, column, channel, filter
const int CONV_BIAS = 72;
const int DENSE_KERNEL = 80; // output-major
const int DENSE_BIAS = 2128;
const int SUM_BITS = 28; // bits of the module sum
const int MANTISSA_BITS = 4; // of the module sum's code
const int MAX_LEADING_BIT = 21; // where the normaliser's sum saturates
const int LATENT_BITS = 9;
const int NORM_FRAC = 7; // fractional bits
const int CONV_FRAC = 7;
const int ACTIVATION_FRAC = 7;
const int DENSE_FRAC = 8;
const int LATENT_FRAC = 8;

// Integers.
typedef ap_uint<12> bx_t; // 0..=3563
typedef ap_uint<22> charge_t; // 0..=4194303
typedef ap_uint<28> module_sum_t; // 0..=201326544
typedef ap_uint<9> sum_code_t; // exponent and mantissa
typedef ap_uint<5> length_t; // 0..=28
typedef signed char weight_t; // a weight as it stands in the registers
typedef ap_uint<32> link_t; // a link word

// Fixed-point numbers: bits, integer bits, rounding, overflow.
typedef ap_ufixed<29, 22, AP_TRN, AP_WRAP> wide_charge_t; // u29.7, before the shift by 0..=21
typedef ap_ufixed<8, 1, AP_TRN, AP_WRAP> norm_t; // u8.7, 0..=255
typedef ap_fixed<6, 1, AP_TRN, AP_WRAP> conv_weight_t; // s6.5
typedef ap_fixed<6, 1, AP_TRN, AP_WRAP> conv_bias_t; // s6.5
typedef ap_fixed<14, 2, AP_TRN, AP_WRAP> conv_product_t; // s14.12, -8160..=7905, exact
typedef ap_fixed<9, 2, AP_TRN, AP_WRAP> conv_acc_t; // s9.7, -255..=247
typedef ap_ufixed<7, 0, AP_TRN, AP_WRAP> activation_t; // u7.7, 0..=127
typedef ap_fixed<6, 1, AP_TRN, AP_WRAP> dense_weight_t; // s6.5
typedef ap_fixed<6, 1, AP_TRN, AP_WRAP> dense_bias_t; // s6.5
typedef ap_fixed<13, 1, AP_TRN, AP_WRAP> dense_product_t; // s13.12, -3429..=3429, exact
typedef ap_fixed<14, 6, AP_TRN, AP_WRAP> dense_acc_t; // s14.8, -5432..=5586
typedef ap_ufixed<9, 1, AP_TRN, AP_SAT> latent_t; // u9.8

// A number from its bits, and the bits of a number.
template <class Number, class Bits>
inline Number from_bits(const Bits &bits) {
    Number number = 0;
    number.range() = bits;
    return number;
}

inline link_t to_bits(const latent_t &number) {
    return number.range();
}

// The stages, in signal order.
sum_code_t encode(const module_sum_t &sum);
void normalize(const charge_t charges[CELLS], sum_code_t &code, norm_t norms[CELLS]);
void image(const norm_t norms[CELLS], norm_t pixels[PIXELS]);
void conv(const norm_t pixels[PIXELS], const weight_t weights[WEIGHTS],
          conv_acc_t sums[ACTIVATIONS]);
void activate(const conv_acc_t sums[ACTIVATIONS], activation_t activations[ACTIVATIONS]);
void dense(const activation_t activations[ACTIVATIONS], const weight_t weights[WEIGHTS],
           dense_acc_t sums[LATENTS]);
void saturate(const dense_acc_t sums[LATENTS], latent_t latents[LATENTS]);
void format(const bx_t &bx, const sum_code_t &code, const latent_t latents[LATENTS],
            link_t links[LINKS]);

} // namespace econ_t

// The block: one crossing a call, one call a clock.
//   bx       crossing, 0..3563; it becomes the header of the frame
//   charges  calibrated charges in post-MUX order
//   code     module sum, 5 bits of exponent and 4 of mantissa
//   links    link words; bit 31 of word 0 is sent first
void econ_t_ae(const econ_t::bx_t bx, const econ_t::charge_t charges[econ_t::CELLS],
    econ_t::sum_code_t &code, econ_t::latent_t latents[econ_t::LATENTS],
    econ_t::link_t links[econ_t::LINKS]);

#endif
