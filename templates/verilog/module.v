
// {{ comment }}
{%- if kept %}
(* keep_hierarchy *)
{%- endif %}
module {{ name }} (
{{ ports }}
);
{%- if kept %}
  /*verilator hier_block*/
{%- endif %}
{{ body }}
endmodule
