{{ stamp }}
// The larger of two numbers, written by hand: what pooling is made of.
`default_nettype none

// With SIGNED in two's complement: with their signs inverted numbers are in the order of unsigned ones.
(* keep_hierarchy *)
module larger #(
  parameter W = 8,
  parameter SIGNED = 0
) (
  input wire [W-1:0] a,
  input wire [W-1:0] b,
  output wire [W-1:0] y
);
  wire [W:0] sign = {(SIGNED != 0), {W{1'b0}}};
  assign y = ((a ^ sign[W:1]) ⟦larger_than:>⟧ (b ^ sign[W:1])) ? a : b;
  wire unused = sign[0];
endmodule

`default_nettype wire
