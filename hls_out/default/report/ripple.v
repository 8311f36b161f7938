// Made by econ-emu 0.1.0. Do not edit: export it again.
// chip-8x8: frozen weights, chip frame, 5 links
// design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
// weights 6d0715a19aeb31e670c7e6f0ae97823b98b790d5a8f66a2cefc6e8a53b8d6ff2
// Carries of an adder, from bit to bit. P: a bit passes a carry on; G: it makes one.
(* techmap_celltype = "$lcu" *)
module ripple_carry (P, G, CI, CO);
  parameter WIDTH = 2;
  input  [WIDTH-1:0] P, G;
  input              CI;
  output [WIDTH-1:0] CO;
  genvar i;
  generate
    for (i = 0; i < WIDTH; i = i + 1) begin : place
      if (i == 0) assign CO[i] = G[i] | (P[i] & CI);
      else assign CO[i] = G[i] | (P[i] & CO[i-1]);
    end
  endgenerate
endmodule
