// {{ l.comment }}
{{ l.signature }} {
{{- s.inline() }}
{{- s.unroll() }}
    for (int output = 0; output < {{ l.output.size }}; output++) {
        const int row = output / {{ w.filters }} / {{ w.columns }}, column = output / {{ w.filters }} % {{ w.columns }};
        const int filter = output % {{ w.filters }};
        {{ m.sum }} sum = {{ m.bias }};
{{- s.unroll() }}
        for (int tap = ⟦first_tap:0⟧; tap < {{ w.taps }}; tap++) {
            const int y = row * {{ w.stride[0] }} + ⟦tap_row:tap / {{ w.channels }} / {{ w.kernel }}⟧ - {{ w.above }};
            const int x = column * {{ w.stride[1] }} + tap / {{ w.channels }} % {{ w.kernel }} - {{ w.left }};
            if (y < 0 || y >= {{ w.height }} || x < 0 || x >= {{ w.width }}) continue;
            const {{ l.inputs[0].number }} {{ l.inputs[0].one }} = {{ l.inputs[0].name }}[(y * {{ w.width }} + x) * {{ w.channels }} + tap % {{ w.channels }}];
            const {{ m.prefix }}_weight_t weight =
                {{ m.weight }};
            const {{ m.prefix }}_product_t product = {{ l.inputs[0].one }} * weight;
            const ⟦{{ m.prefix }}_term:{{ m.sum }}⟧ term = product;
            sum = sum + term;
        }
        {{ l.output.name }}[output] = {{ m.result }};
    }
}
