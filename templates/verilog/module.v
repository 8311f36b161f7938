
// {{ comment }}
{%- if kept %}
(* keep_hierarchy *)
{%- endif %}
module {{ name }} (
{{ ports }}
);
{{ body }}
endmodule
