{%- for line in s.provenance %}
// {{ line }}
{%- endfor %}

#include "{{ s.name }}.h"
{%- if s.is_frozen() %}
#include "weights.h"
{%- endif %}

namespace econ_t {

{% for table in s.tables() -%}
// {{ table.comment }}
{{ table.head }} = {
{%- for line in table.lines %}
    {{ line }}
{%- endfor %}
};

{% endfor -%}
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

{% for stage in s.stages -%}
{{ stage.definition }}

{% endfor -%}
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
{%- for (number, name, size) in s.arrays() %}
    {{ number }} {{ name }}[{{ size }}];
{%- if loop.last %}
    sum_code_t module_sum;
    latent_t encoded[LATENTS];
{%- endif %}
{%- endfor %}
{%- if s.flavour.is_vitis() %}
{%- for (_, name, _) in s.arrays() %}
#pragma HLS ARRAY_PARTITION variable={{ name }} complete
{%- endfor %}
#pragma HLS ARRAY_PARTITION variable=encoded complete
{%- endif %}
    normalize(charges, module_sum, norms);
{%- for call in s.calls() %}
    {{ call }}
{%- endfor %}
    format(bx, module_sum, encoded, links);
    ⟦code_output:code = module_sum;⟧
{{- s.unroll() }}
    for (int latent = 0; latent < LATENTS; latent++) {
        latents[latent] = encoded[latent];
    }
}
