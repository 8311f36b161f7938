// {{ l.comment }}
{{ l.signature }} {
{{- s.inline() }}
{{- s.unroll() }}
    for (int output = 0; output < {{ l.output.size }}; output++) {
        const int row = output / {{ w.filters }} / {{ w.columns }}, column = output / {{ w.filters }} % {{ w.columns }};
        const int channel = output % {{ w.filters }};
        {{ l.inputs[0].number }} largest = 0;
        bool found = false;
{{- s.unroll() }}
        for (int place = 0; place < {{ w.taps }} / {{ w.channels }}; place++) {
            const int y = row * {{ w.stride[0] }} + place / {{ w.kernel }} - {{ w.above }};
            const int x = column * {{ w.stride[1] }} + place % {{ w.kernel }} - {{ w.left }};
            if (y < 0 || y >= {{ w.height }} || x < 0 || x >= {{ w.width }}) continue;
            const {{ l.inputs[0].number }} value = {{ l.inputs[0].name }}[(y * {{ w.width }} + x) * {{ w.channels }} + channel];
            if (!found || value > largest) largest = value;
            found = true;
        }
        {{ l.output.name }}[output] = largest;
    }
}
