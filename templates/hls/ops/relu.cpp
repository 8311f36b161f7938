// {{ l.comment }}
{{ l.signature }} {
{{- s.inline() }}
{{- s.unroll() }}
    for (int {{ l.output.index }} = 0; {{ l.output.index }} < {{ l.output.size }}; {{ l.output.index }}++) {
        {{ l.output.name }}[{{ l.output.index }}] = ⟦rectified_{{ l.output.value }}:{{ l.inputs[0].name }}[{{ l.output.index }}] > 0 ? {{ l.inputs[0].name }}[{{ l.output.index }}] : ⟦negative_{{ l.output.value }}:{{ l.inputs[0].number }}(0)⟧⟧;
    }
}
