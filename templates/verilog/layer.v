{{ stamp }}
// {{ title }}
`default_nettype none
// The modules of a layer stand in one file. Which bits of them are used is a matter of the weights
// and of the floor of each product: what lies below it only carries.
/* verilator lint_off DECLFILENAME */
/* verilator lint_off UNUSED */
{{ modules }}
// {{ comment }}
(* keep_hierarchy *)
module {{ name }} (
{%- for input in inputs %}
  input wire [{{ input.bits - 1 }}:0] {{ input.name }},
{%- endfor %}
{%- if let Some(weights) = weights %}
  input wire [{{ weights.kernel_count * weights.kernel_bits - 1 }}:0] weights,
{%- if weights.bias_count > 0 %}
  input wire [{{ weights.bias_count * weights.bias_bits - 1 }}:0] biases,
{%- endif %}
{%- endif %}
  output wire [{{ output.bits - 1 }}:0] {{ output.name }}
);
{%- if let Some(weights) = weights %}
  // The weights as Booth digits. Each has its own wires: a bus driven in parts slows simulators.
  genvar i;
  generate
    for (i = 0; i < {{ weights.kernel_count }}; i = i + 1) begin : weight
      wire [{{ weights.recoded_bits - 1 }}:0] digits;
      recode #(
        .BITS({{ weights.kernel_bits }}), .SIGNED({{ weights.kernel_signed }}), .DIGITS({{ weights.digits }})
      ) recoder (
        .weight(weights[{{ weights.kernel_bits }}*i +: {{ weights.kernel_bits }}]),
        .digits(digits));
    end
  endgenerate
{%- endif %}
{{ body }}
endmodule

`default_nettype wire
