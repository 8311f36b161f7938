{{ stamp }}
// Converter: the module sum in 5E4M, and every charge over the power of two at or below that sum.
`default_nettype none
// The adder stands in the file of the block that uses it.
/* verilator lint_off DECLFILENAME */
// Of a row of full adders, carries where fewer than two words have bits are not used.
/* verilator lint_off UNUSED */

(* keep_hierarchy *)
module charge_sum (
  input wire [{{ cells * charge_bits - 1 }}:0] charges,
  output wire [{{ sum_bits - 1 }}:0] sum
);
{{ sum }}  assign sum = total;
endmodule

// Cell i has bits {{ charge_bits }} i and up of `charges`, and bits 8 i and up of `norms` (u8.7).
(* keep_hierarchy *)
module converter (
  input wire [{{ cells * charge_bits - 1 }}:0] charges,
  output wire [8:0] sum_code,
  output wire [{{ cells * 8 - 1 }}:0] norms
);
  wire [{{ sum_bits - 1 }}:0] module_sum;
  wire [4:0] msb;
  charge_sum add_charges (.charges(charges), .sum(module_sum));
  sum_code encode (.sum(module_sum), .msb(msb), .code(sum_code));
  genvar i;
  generate
    for (i = 0; i < {{ cells }}; i = i + 1) begin : cell_of
      normalise_cell normalise (.charge(charges[{{ charge_bits }}*⟦cell_of_charge:i⟧ +: {{ charge_bits }}]), .msb(msb),
        .norm(norms[8*⟦cell_of_norm:i⟧ +: 8]));
    end
  endgenerate
endmodule

`default_nettype wire
