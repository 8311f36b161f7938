{%- for line in s.provenance %}
// {{ line }}
{%- endfor %}

#include "{{ s.name }}.h"
{%- if s.is_frozen() %}
#include "weights.h"
{%- endif %}

namespace econ_t {

// Where a stored image pixel takes its value: a trigger cell, or -1 for a constant zero.
static const int IMAGE_CELLS[PIXELS] = {
{%- for line in s.cells() %}
    {{ line }}
{%- endfor %}
};

// The number of bits up to the leading one, 0 for zero.
static length_t bit_length(const module_sum_t &sum) {
{{- s.inline() }}
    length_t length = 0;
{{- s.unroll() }}
    for (int bit = 0; bit < SUM_BITS; bit++) {
        if (sum[bit]) length = bit + 1;
    }
    return length;
}

// The sum as a floating-point code. Bits below the mantissa are cut.
sum_code_t encode(const module_sum_t &sum) {
{{- s.inline() }}
    const length_t length = bit_length(sum);
    if (length <= MANTISSA_BITS) return sum;
    const length_t exponent = ⟦exponent:length - MANTISSA_BITS⟧;
    const module_sum_t shifted = sum >> (exponent - 1);
    const sum_code_t mantissa = shifted & ((1 << MANTISSA_BITS) - 1);
    return (sum_code_t(exponent) << MANTISSA_BITS) | mantissa;
}

// Converter: the module sum, and each charge divided by the power of two at or below it. The power
// saturates, the module sum does not.
void normalize(const charge_t charges[CELLS], sum_code_t &code, norm_t norms[CELLS]) {
{{- s.inline() }}
    module_sum_t sum = 0;
{{- s.unroll() }}
    for (int cell = 0; cell < CELLS; cell++) {
        sum += charges[cell];
    }
    code = encode(sum);
    const length_t length = bit_length(sum);
    length_t leading = length == 0 ? length_t(0) : length_t(length - 1);
    if (leading > MAX_LEADING_BIT) leading = MAX_LEADING_BIT;
{{- s.unroll() }}
    for (int cell = 0; cell < CELLS; cell++) {
        const wide_charge_t charge = charges[cell];
        norms[cell] = charge >> leading;
    }
}

// Image: the normalised charges at their pixels, zeros elsewhere.
void image(const norm_t norms[CELLS], norm_t pixels[PIXELS]) {
{{- s.inline() }}
{{- s.unroll() }}
    for (int pixel = 0; pixel < PIXELS; pixel++) {
        pixels[pixel] = IMAGE_CELLS[pixel] < 0 ? norm_t(0) : norms[IMAGE_CELLS[pixel]];
    }
}

// Convolution with "same" padding. Every product is cast to the accumulator before it is added.
void conv(const norm_t pixels[PIXELS], const weight_t weights[WEIGHTS],
          conv_acc_t sums[ACTIVATIONS]) {
{{- s.inline() }}
{{- s.unroll() }}
    for (int output = 0; output < ACTIVATIONS; output++) {
        const int row = output / FILTERS / COLUMNS, column = output / FILTERS % COLUMNS;
        const int filter = output % FILTERS;
        conv_acc_t sum = from_bits<conv_bias_t>(weights[CONV_BIAS + ⟦filter_of_bias:filter⟧]);
{{- s.unroll() }}
        for (int tap = ⟦first_tap:0⟧; tap < TAPS; tap++) {
            const int y = row * STRIDE + ⟦tap_row:tap / CHANNELS / KERNEL⟧ - PAD_ABOVE;
            const int x = column * STRIDE + tap / CHANNELS % KERNEL - PAD_LEFT;
            if (y < 0 || y >= IMAGE_HEIGHT || x < 0 || x >= IMAGE_WIDTH) continue;
            const norm_t pixel = pixels[(y * IMAGE_WIDTH + x) * CHANNELS + tap % CHANNELS];
            const conv_weight_t weight =
                from_bits<conv_weight_t>(weights[CONV_KERNEL + tap * FILTERS + filter]);
            const conv_product_t product = pixel * weight;
            const ⟦conv_term:conv_acc_t⟧ term = product;
            sum = sum + term;
        }
        sums[output] = sum;
    }
}

// ReLU of the convolution.
void activate(const conv_acc_t sums[ACTIVATIONS], activation_t activations[ACTIVATIONS]) {
{{- s.inline() }}
{{- s.unroll() }}
    for (int output = 0; output < ACTIVATIONS; output++) {
        activations[output] = sums[output] > 0 ? sums[output] : ⟦negative_activation:conv_acc_t(0)⟧;
    }
}

// Dense layer: every activation to every latent, products cast before they are added.
void dense(const activation_t activations[ACTIVATIONS], const weight_t weights[WEIGHTS],
           dense_acc_t sums[LATENTS]) {
{{- s.inline() }}
{{- s.unroll() }}
    for (int latent = 0; latent < LATENTS; latent++) {
        dense_acc_t sum = ⟦dense_bias:from_bits<dense_bias_t>(weights[DENSE_BIAS + latent])⟧;
{{- s.unroll() }}
        for (int input = 0; input < ACTIVATIONS; input++) {
            const dense_weight_t weight =
                from_bits<dense_weight_t>(weights[DENSE_KERNEL + ⟦place_in_matrix:latent * ACTIVATIONS + input⟧]);
            const dense_product_t product = activations[input] * weight;
            const dense_acc_t term = product;
            sum = sum + term;
        }
        sums[latent] = sum;
    }
}

// ReLU of the dense layer, and the format of the latents.
void saturate(const dense_acc_t sums[LATENTS], latent_t latents[LATENTS]) {
{{- s.inline() }}
{{- s.unroll() }}
    for (int latent = 0; latent < LATENTS; latent++) {
        latents[latent] = ⟦rectified_latent:sums[latent] > 0 ? sums[latent] : dense_acc_t(0)⟧;
    }
}

// The frame: header, module sum, latent bits, as link words.
void format(const bx_t &bx, const sum_code_t &code, const latent_t latents[LATENTS],
            link_t links[LINKS]) {
{{- s.inline() }}
    const link_t header = bx == 0 ? ⟦first_header:link_t(31)⟧ : ⟦header:link_t(bx & 15)⟧;
    const link_t sum = code;
    link_t latent[LATENTS];
{{- s.unroll() }}
    for (int i = 0; i < LATENTS; i++) {
        latent[i] = to_bits(latents[i]);
    }
    link_t word[LINKS];
{{- s.unroll() }}
    for (int link = 0; link < LINKS; link++) {
        word[link] = 0;
    }
{%- for field in s.fields() %}
    {{ field }}
{%- endfor %}
{{- s.unroll() }}
    for (int link = 0; link < LINKS; link++) {
        links[link] = word[link];
    }
}

} // namespace econ_t

using namespace econ_t;
{% if !s.flavour.is_vitis() %}
#pragma hls_design top
#pragma hls_pipeline_init_interval 1
{%- endif %}
void {{ s.name }}(const bx_t bx, const charge_t charges[CELLS],
{%- if !s.is_frozen() %} const weight_t weights[WEIGHTS],{% endif %}
    sum_code_t &code, latent_t latents[LATENTS], link_t links[LINKS]) {
{%- if s.flavour.is_vitis() %}
#pragma HLS PIPELINE II=1
#pragma HLS INTERFACE ap_ctrl_none port=return
#pragma HLS ARRAY_PARTITION variable=charges complete
{%- if !s.is_frozen() %}
#pragma HLS ARRAY_PARTITION variable=weights complete
#pragma HLS INTERFACE ap_stable port=weights
{%- endif %}
#pragma HLS ARRAY_PARTITION variable=latents complete
#pragma HLS ARRAY_PARTITION variable=links complete
{%- endif %}
    norm_t norms[CELLS];
    norm_t pixels[PIXELS];
    conv_acc_t conv_sums[ACTIVATIONS];
    activation_t activations[ACTIVATIONS];
    dense_acc_t dense_sums[LATENTS];
    sum_code_t module_sum;
    latent_t encoded[LATENTS];
{%- if s.flavour.is_vitis() %}
#pragma HLS ARRAY_PARTITION variable=norms complete
#pragma HLS ARRAY_PARTITION variable=pixels complete
#pragma HLS ARRAY_PARTITION variable=conv_sums complete
#pragma HLS ARRAY_PARTITION variable=activations complete
#pragma HLS ARRAY_PARTITION variable=dense_sums complete
#pragma HLS ARRAY_PARTITION variable=encoded complete
{%- endif %}
    normalize(charges, module_sum, norms);
    image(norms, pixels);
    conv(pixels, weights, conv_sums);
    activate(conv_sums, activations);
    dense(activations, weights, dense_sums);
    saturate(dense_sums, encoded);
    format(bx, module_sum, encoded, links);
    ⟦code_output:code = module_sum;⟧
{{- s.unroll() }}
    for (int latent = 0; latent < LATENTS; latent++) {
        latents[latent] = encoded[latent];
    }
}
