// {{ l.comment }}
{{ l.signature }} {
{{- s.inline() }}
{{- s.unroll() }}
    for (int {{ l.output.index }} = 0; {{ l.output.index }} < {{ l.output.size }}; {{ l.output.index }}++) {
        {{ l.output.name }}[{{ l.output.index }}] = {{ value }};
    }
}
