{%- for line in s.provenance %}
// {{ line }}
{%- endfor %}

// The autoencoder block of ECON-T: number types, shapes, stages. {{ s.flavour.title() }} flavour.
// A format such as s13.7 is signed, 13 bits, 7 of them fractional. Ranges, in units of the last
// fractional bit, are those of the certificate beside the sources: no legal input leaves them.

#ifndef {{ s.guard() }}
#define {{ s.guard() }}

{% if s.flavour.is_vitis() -%}
#include <ap_fixed.h>
#include <ap_int.h>
{%- else -%}
#include <ac_fixed.h>
#include <ac_int.h>
{%- endif %}

#define DESIGN_HASH "{{ s.design_hash }}"
#define WEIGHTS_HASH "{{ s.weights_hash }}"

namespace econ_t {

// Shapes.
{%- for (name, value, comment) in s.constants %}
const int {{ name }} = ⟦{{ name }}:{{ value }}⟧;{% if !comment.is_empty() %} // {{ comment }}{% endif %}
{%- endfor %}

// Integers.
{%- for t in s.integers %}
typedef ⟦{{ t.name }}:{{ t.text }}⟧ {{ t.name }}; // {{ t.comment }}
{%- endfor %}

// Fixed-point numbers: bits, integer bits, rounding, overflow.
{%- for t in s.numbers %}
typedef ⟦{{ t.name }}:{{ t.text }}⟧ {{ t.name }}; // {{ t.comment }}
{%- endfor %}

// A number from its bits, and the bits of a number.
template <class Number, class Bits>
inline Number from_bits(const Bits &bits) {
    Number number = 0;
{%- if s.flavour.is_vitis() %}
    number.range() = bits;
{%- else %}
    number.set_slc(0, ac_int<Number::width, false>(bits));
{%- endif %}
    return number;
}

inline link_t to_bits(const latent_t &number) {
{%- if s.flavour.is_vitis() %}
    return number.range();
{%- else %}
    return number.slc<LATENT_BITS>(0);
{%- endif %}
}

// The stages, in signal order.
sum_code_t encode(const module_sum_t &sum);
void normalize(const charge_t charges[CELLS], sum_code_t &code, norm_t norms[CELLS]);
{%- for stage in s.stages %}
{{ stage.signature }};
{%- endfor %}
void format(const bx_t &bx, const sum_code_t &code, const latent_t latents[LATENTS],
            link_t links[LINKS]);

} // namespace econ_t

// The block: one crossing a call, one call a clock.
//   bx       crossing, 0..3563; it becomes the header of the frame
//   charges  calibrated charges in post-MUX order
{%- if !s.is_frozen() %}
//   weights  all weights in register order, in units of their last fractional bit; stable
{%- endif %}
//   code     module sum, 5 bits of exponent and 4 of mantissa
//   links    link words; bit 31 of word 0 is sent first
void {{ s.name }}(const econ_t::bx_t bx, const econ_t::charge_t charges[econ_t::CELLS],
{%- if !s.is_frozen() %}
    const econ_t::weight_t weights[econ_t::WEIGHTS],
{%- endif %}
    econ_t::sum_code_t &code, econ_t::latent_t latents[econ_t::LATENTS],
    econ_t::link_t links[econ_t::LINKS]);

#endif
