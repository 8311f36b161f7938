{{ stamp }}
// Formatter: header, module sum and latents as link words. Link i is bits 32 i and up of `links`.
`default_nettype none
// Bits that the frame leaves out are not used.
/* verilator lint_off UNUSED */

(* keep_hierarchy *)
module formatter (
  input wire [11:0] bx,
  input wire [8:0] sum_code,
  input wire [{{ latents_bits - 1 }}:0] latents,
  output wire [{{ 32 * links.len() - 1 }}:0] links
);
  // 31 in crossing 0, otherwise the crossing modulo 16.
  wire [4:0] header = (⟦first_crossing:bx == 12'd0⟧) ? ⟦first_header:5'd31⟧ : ⟦header:{1'b0, bx[3:0]}⟧;
{%- for link in links %}
{{ link }}
{%- endfor %}
endmodule

`default_nettype wire
