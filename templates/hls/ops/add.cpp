// {{ l.comment }}
{{ l.signature }} {
{{- s.inline() }}
{{- s.unroll() }}
    for (int output = 0; output < {{ l.output.size }}; output++) {
        {{ l.output.name }}[output] = {% for input in l.inputs %}{% if !loop.first %} + {% endif %}{{ input.name }}[output]{% endfor %};
    }
}
