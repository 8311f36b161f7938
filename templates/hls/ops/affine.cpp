// {{ l.comment }}
{{ l.signature }} {
{{- s.inline() }}
{{- s.unroll() }}
    for (int output = 0; output < {{ l.output.size }}; output++) {
        const int channel = output % {{ w.channels }};
        {{ m.sum }} sum = {{ m.bias }};
        const {{ m.prefix }}_weight_t weight =
            {{ m.weight }};
        const {{ m.prefix }}_product_t product = {{ l.inputs[0].name }}[output] * weight;
        const {{ m.sum }} term = product;
        sum = sum + term;
        {{ l.output.name }}[output] = {{ m.result }};
    }
}
