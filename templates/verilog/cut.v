  wire {{ cut.to }}_valid;
  wire [11:0] {{ cut.to }}_bx;
  wire [8:0] {{ cut.to }}_code;
{%- for wire in cut.wires %}
  wire [{{ wire.bits - 1 }}:0] {{ wire.name }};
{%- endfor %}
  pipeline_cut #(.WIDTH({{ cut.width }}), .REGISTER({{ cut.parameter }})) {{ cut.name }} (
    .clock(clock), .reset(⟦{{ cut.name }}_reset:reset⟧), .valid_in({{ cut.from }}),
{{ cut.data_in }}
{{ cut.data_out }}