{%- for line in s.provenance %}
// {{ line }}
{%- endfor %}

// The certified ranges that the testbench asserts, in units of the last fractional bit.

#ifndef {{ s.guard() }}_CERTIFICATE
#define {{ s.guard() }}_CERTIFICATE

#include "{{ s.name }}.h"

struct Range {
    long min, max;
};
{% for (name, size, lines) in s.ranges() %}
static const Range {{ name }}[econ_t::{{ size }}] = {
{%- for line in lines %}
    {{ line }}
{%- endfor %}
};
{% endfor %}
#endif
