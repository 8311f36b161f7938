// {{ l.comment }}
{{ l.signature }} {
{{- s.inline() }}
{{- s.unroll() }}
    for (int output = 0; output < {{ l.output.size }}; output++) {
        const int row = output / {{ w.filters }} / {{ w.columns }}, column = output / {{ w.filters }} % {{ w.columns }};
        const int filter = output % {{ w.filters }};
        {{ m.sum }} sum = {{ m.bias }};
{{- s.unroll() }}
        for (int tap = 0; tap < {{ w.taps }}; tap++) {
            const int place = tap / {{ w.channels }}, channel = tap % {{ w.channels }};
            // The row and column of the input that reach this output by the tap, times the stride.
            const int y = row + {{ w.above }} - place / {{ w.kernel }};
            const int x = column + {{ w.left }} - place % {{ w.kernel }};
            if (y < 0 || y % {{ w.stride[0] }} != 0 || y / {{ w.stride[0] }} >= {{ w.height }}) continue;
            if (x < 0 || x % {{ w.stride[1] }} != 0 || x / {{ w.stride[1] }} >= {{ w.width }}) continue;
            const int pixel = y / {{ w.stride[0] }} * {{ w.width }} + x / {{ w.stride[1] }};
            const {{ m.prefix }}_weight_t weight =
                {{ m.weight }};
            const {{ m.prefix }}_product_t product = {{ l.inputs[0].name }}[pixel * {{ w.channels }} + channel] * weight;
            const {{ m.sum }} term = product;
            sum = sum + term;
        }
        {{ l.output.name }}[output] = {{ m.result }};
    }
}
