// Made by econ-emu 0.2.0. Do not edit: export it again.
// chip-8x8: frozen weights, chip frame, 5 links
// design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
// weights 121928c43b0dbbe74a26ab8c8809d6830e3281a6a7ad94b2bd1f32ef7198c3e8

#include "econ_t_ae.h"
#include "weights.h"

namespace econ_t {

// Where a stored image pixel takes its value: a trigger cell, or -1 for a constant zero.
static const int IMAGE_CELLS[PIXELS] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
    25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, -1, -1, -1, -1, 36, 37, 38, 39, -1, -1, -1, -1,
    40, 41, 42, 43, -1, -1, -1, -1, 44, 45, 46, 47, -1, -1, -1, -1,
};

// The number of bits up to the leading one, 0 for zero.
static length_t bit_length(const module_sum_t &sum) {
    length_t length = 0;
    #pragma hls_unroll yes
    for (int bit = 0; bit < SUM_BITS; bit++) {
        if (sum[bit]) length = bit + 1;
    }
    return length;
}

// The sum as a floating-point code. Bits below the mantissa are cut.
sum_code_t encode(const module_sum_t &sum) {
    const length_t length = bit_length(sum);
    if (length <= MANTISSA_BITS) return sum;
    const length_t exponent = length - MANTISSA_BITS;
    const module_sum_t shifted = sum >> (exponent - 1);
    const sum_code_t mantissa = shifted & ((1 << MANTISSA_BITS) - 1);
    return (sum_code_t(exponent) << MANTISSA_BITS) | mantissa;
}

// Converter: the module sum, and each charge divided by the power of two at or below it. The power
// saturates, the module sum does not.
void normalize(const charge_t charges[CELLS], sum_code_t &code, norm_t norms[CELLS]) {
    module_sum_t sum = 0;
    #pragma hls_unroll yes
    for (int cell = 0; cell < CELLS; cell++) {
        sum += charges[cell];
    }
    code = encode(sum);
    const length_t length = bit_length(sum);
    length_t leading = length == 0 ? length_t(0) : length_t(length - 1);
    if (leading > MAX_LEADING_BIT) leading = MAX_LEADING_BIT;
    #pragma hls_unroll yes
    for (int cell = 0; cell < CELLS; cell++) {
        const wide_charge_t charge = charges[cell];
        norms[cell] = charge >> leading;
    }
}

// Image: the normalised charges at their pixels, zeros elsewhere.
void image(const norm_t norms[CELLS], norm_t pixels[PIXELS]) {
    #pragma hls_unroll yes
    for (int pixel = 0; pixel < PIXELS; pixel++) {
        pixels[pixel] = IMAGE_CELLS[pixel] < 0 ? norm_t(0) : norms[IMAGE_CELLS[pixel]];
    }
}

// Convolution with "same" padding. Every product is cast to the accumulator before it is added.
void conv(const norm_t pixels[PIXELS], const weight_t weights[WEIGHTS],
          conv_acc_t sums[ACTIVATIONS]) {
    #pragma hls_unroll yes
    for (int output = 0; output < ACTIVATIONS; output++) {
        const int row = output / FILTERS / COLUMNS, column = output / FILTERS % COLUMNS;
        const int filter = output % FILTERS;
        conv_acc_t sum = from_bits<conv_bias_t>(weights[CONV_BIAS + filter]);
    #pragma hls_unroll yes
        for (int tap = 0; tap < TAPS; tap++) {
            const int y = row * STRIDE + tap / CHANNELS / KERNEL - PAD_ABOVE;
            const int x = column * STRIDE + tap / CHANNELS % KERNEL - PAD_LEFT;
            if (y < 0 || y >= IMAGE_HEIGHT || x < 0 || x >= IMAGE_WIDTH) continue;
            const norm_t pixel = pixels[(y * IMAGE_WIDTH + x) * CHANNELS + tap % CHANNELS];
            const conv_weight_t weight =
                from_bits<conv_weight_t>(weights[CONV_KERNEL + tap * FILTERS + filter]);
            const conv_product_t product = pixel * weight;
            const conv_acc_t term = product;
            sum = sum + term;
        }
        sums[output] = sum;
    }
}

// ReLU of the convolution.
void activate(const conv_acc_t sums[ACTIVATIONS], activation_t activations[ACTIVATIONS]) {
    #pragma hls_unroll yes
    for (int output = 0; output < ACTIVATIONS; output++) {
        activations[output] = sums[output] > 0 ? sums[output] : conv_acc_t(0);
    }
}

// Dense layer: every activation to every latent, products cast before they are added.
void dense(const activation_t activations[ACTIVATIONS], const weight_t weights[WEIGHTS],
           dense_acc_t sums[LATENTS]) {
    #pragma hls_unroll yes
    for (int latent = 0; latent < LATENTS; latent++) {
        dense_acc_t sum = from_bits<dense_bias_t>(weights[DENSE_BIAS + latent]);
    #pragma hls_unroll yes
        for (int input = 0; input < ACTIVATIONS; input++) {
            const dense_weight_t weight =
                from_bits<dense_weight_t>(weights[DENSE_KERNEL + latent * ACTIVATIONS + input]);
            const dense_product_t product = activations[input] * weight;
            const dense_acc_t term = product;
            sum = sum + term;
        }
        sums[latent] = sum;
    }
}

// ReLU of the dense layer, and the format of the latents.
void saturate(const dense_acc_t sums[LATENTS], latent_t latents[LATENTS]) {
    #pragma hls_unroll yes
    for (int latent = 0; latent < LATENTS; latent++) {
        latents[latent] = sums[latent] > 0 ? sums[latent] : dense_acc_t(0);
    }
}

// The frame: header, module sum, latent bits, as link words.
void format(const bx_t &bx, const sum_code_t &code, const latent_t latents[LATENTS],
            link_t links[LINKS]) {
    const link_t header = bx == 0 ? link_t(31) : link_t(bx & 15);
    const link_t sum = code;
    link_t latent[LATENTS];
    #pragma hls_unroll yes
    for (int i = 0; i < LATENTS; i++) {
        latent[i] = to_bits(latents[i]);
    }
    link_t word[LINKS];
    #pragma hls_unroll yes
    for (int link = 0; link < LINKS; link++) {
        word[link] = 0;
    }
    word[0] |= link_t((header >> 0) & 0x1f) << 27;
    word[0] |= link_t((sum >> 0) & 0x1ff) << 18;
    word[0] |= link_t((latent[15] >> 0) & 0x1ff) << 7;
    word[0] |= link_t((latent[14] >> 2) & 0x7f) << 0;
    word[1] |= link_t((latent[14] >> 0) & 0x3) << 30;
    word[1] |= link_t((latent[13] >> 0) & 0x1ff) << 21;
    word[1] |= link_t((latent[12] >> 0) & 0x1ff) << 12;
    word[1] |= link_t((latent[11] >> 0) & 0x1ff) << 3;
    word[1] |= link_t((latent[10] >> 6) & 0x7) << 0;
    word[2] |= link_t((latent[10] >> 0) & 0x3f) << 26;
    word[2] |= link_t((latent[9] >> 0) & 0x1ff) << 17;
    word[2] |= link_t((latent[8] >> 0) & 0x1ff) << 8;
    word[2] |= link_t((latent[7] >> 1) & 0xff) << 0;
    word[3] |= link_t((latent[7] >> 0) & 0x1) << 31;
    word[3] |= link_t((latent[6] >> 0) & 0x1ff) << 22;
    word[3] |= link_t((latent[5] >> 0) & 0x1ff) << 13;
    word[3] |= link_t((latent[4] >> 0) & 0x1ff) << 4;
    word[3] |= link_t((latent[3] >> 5) & 0xf) << 0;
    word[4] |= link_t((latent[3] >> 0) & 0x1f) << 27;
    word[4] |= link_t((latent[2] >> 0) & 0x1ff) << 18;
    word[4] |= link_t((latent[1] >> 0) & 0x1ff) << 9;
    word[4] |= link_t((latent[0] >> 0) & 0x1ff) << 0;
    #pragma hls_unroll yes
    for (int link = 0; link < LINKS; link++) {
        links[link] = word[link];
    }
}

} // namespace econ_t

using namespace econ_t;

#pragma hls_design top
#pragma hls_pipeline_init_interval 1
void econ_t_ae(const bx_t bx, const charge_t charges[CELLS],
    sum_code_t &code, latent_t latents[LATENTS], link_t links[LINKS]) {
    norm_t norms[CELLS];
    norm_t pixels[PIXELS];
    conv_acc_t conv_sums[ACTIVATIONS];
    activation_t activations[ACTIVATIONS];
    dense_acc_t dense_sums[LATENTS];
    sum_code_t module_sum;
    latent_t encoded[LATENTS];
    normalize(charges, module_sum, norms);
    image(norms, pixels);
    conv(pixels, weights, conv_sums);
    activate(conv_sums, activations);
    dense(activations, weights, dense_sums);
    saturate(dense_sums, encoded);
    format(bx, module_sum, encoded, links);
    code = module_sum;
    #pragma hls_unroll yes
    for (int latent = 0; latent < LATENTS; latent++) {
        latents[latent] = encoded[latent];
    }
}
