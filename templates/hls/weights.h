{%- for line in s.provenance %}
// {{ line }}
{%- endfor %}

// The weights in register order, in units of their last fractional bit.

#ifndef {{ s.guard() }}_WEIGHTS
#define {{ s.guard() }}_WEIGHTS

#include "{{ s.name }}.h"

static const econ_t::weight_t weights[econ_t::WEIGHTS] = {
{%- for (title, lines) in s.weights() %}
    // {{ title }}
{%- for line in lines %}
    {{ line }}
{%- endfor %}
{%- endfor %}
};

#endif
