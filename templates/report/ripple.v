{{ stamp }}
// Carries of an adder, from bit to bit. P: a bit passes a carry on; G: it makes one.
(* techmap_celltype = "$lcu" *)
module ripple_carry (P, G, CI, CO);
  parameter WIDTH = 2;
  input  wire [WIDTH-1:0] P, G;
  input  wire             CI;
  output wire [WIDTH-1:0] CO;
  genvar i;
  generate
    for (i = 0; i < WIDTH; i = i + 1) begin : place
      if (i == 0) assign CO[i] = G[i] | (P[i] & CI);
      else assign CO[i] = G[i] | (P[i] & CO[i-1]);
    end
  endgenerate
endmodule
