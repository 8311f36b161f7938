// {{ l.comment }}
{{ l.signature }} {
{{- s.inline() }}
{{- s.unroll() }}
    for (int {{ l.output.index }} = 0; {{ l.output.index }} < {{ l.output.size }}; {{ l.output.index }}++) {
        {{ m.sum }} sum = ⟦{{ m.prefix }}_bias:{{ m.bias }}⟧;
{{- s.unroll() }}
        for (int input = 0; input < {{ l.inputs[0].size }}; input++) {
            const {{ m.prefix }}_weight_t weight =
                {{ m.weight }};
            const {{ m.prefix }}_product_t product = {{ l.inputs[0].name }}[input] * weight;
            const {{ m.sum }} term = product;
            sum = sum + term;
        }
        {{ l.output.name }}[{{ l.output.index }}] = {{ m.result }};
    }
}
