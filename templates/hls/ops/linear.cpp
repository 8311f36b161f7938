// {{ l.comment }}
{{ l.signature }} {
{{- s.inline() }}
{{- s.unroll() }}
    for (int output = 0; output < {{ l.output.size }}; output++) {
        {{ l.output.name }}[output] = {{ l.inputs[0].name }}[output];
    }
}
