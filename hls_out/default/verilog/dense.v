// Made by econ-emu 0.1.0. Do not edit: export it again.
// chip-8x8: frozen weights, chip frame, 5 links
// design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
// weights 6d0715a19aeb31e670c7e6f0ae97823b98b790d5a8f66a2cefc6e8a53b8d6ff2
// Dense layer: bias plus floored products, rectified and saturated, for every latent.
`default_nettype none
// The modules of a layer stand in one file. Which bits of them are used is a matter of the weights
// and of the floor of each product: what lies below it only carries.
/* verilator lint_off DECLFILENAME */
/* verilator lint_off UNUSED */

// Floored multiples of one input.
module dense_products_0 (
  input wire [8:0] x, output wire [4:0] x1, output wire [6:0] x3, output wire [7:0] x5,
    output wire [7:0] x8, output wire [8:0] x10, output wire [8:0] x11, output wire [8:0] x12,
    output wire [8:0] x13, output wire [9:0] x29, output wire [0:0] z2, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({4'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [12:0] odd_13;
  ripple_adder #(.W(13)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [13:0] odd_29;
  ripple_adder #(.W(14)) add_29 (.a({1'd0, x, 4'd0}),
    .b({1'd0, odd_13}), .carry_in(1'b0), .sum(odd_29));
  assign x1 = x[8:4];
  assign x3 = odd_3[10:4];
  assign x5 = odd_5[11:4];
  assign x8 = x[8:1];
  assign x10 = odd_5[11:3];
  assign x11 = odd_11[12:4];
  assign x12 = odd_3[10:2];
  assign x13 = odd_13[12:4];
  assign x29 = odd_29[13:4];
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_1 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x4,
    output wire [6:0] x5, output wire [7:0] x6, output wire [7:0] x8, output wire [7:0] x9,
    output wire [8:0] x11, output wire [8:0] x12, output wire [8:0] x15, output wire [8:0] x20,
    output wire [0:0] z1, output wire [0:0] z2, output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({4'd0, x}),
    .b({1'd0, odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [12:0] odd_15;
  ripple_adder #(.W(13)) add_15 (.a({2'd0, x, 2'd0}),
    .b(odd_11), .carry_in(1'b0), .sum(odd_15));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x4 = x[8:2];
  assign x5 = odd_5[10:4];
  assign x6 = odd_3[10:3];
  assign x8 = x[8:1];
  assign x9 = odd_9[11:4];
  assign x11 = odd_11[12:4];
  assign x12 = odd_3[10:2];
  assign x15 = odd_15[12:4];
  assign x20 = odd_5[10:2];
  assign z1 = x[0:0] == 1'd0;
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_2 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x4,
    output wire [8:0] x5, output wire [9:0] x9, output wire [9:0] x14, output wire [9:0] x15,
    output wire [10:0] x18, output wire [10:0] x19, output wire [10:0] x21,
    output wire [10:0] x22, output wire [10:0] x31, output wire [0:0] z2, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({2'd0, x, 1'd0}),
    .b(odd_5), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({4'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_15;
  ripple_adder #(.W(14)) add_15 (.a({4'd0, x}),
    .b({odd_7, 1'd0}), .carry_in(1'b0), .sum(odd_15));
  wire [14:0] odd_19;
  ripple_adder #(.W(15)) add_19 (.a({5'd0, x}),
    .b({odd_9, 1'd0}), .carry_in(1'b0), .sum(odd_19));
  wire [14:0] odd_21;
  ripple_adder #(.W(15)) add_21 (.a({5'd0, x}),
    .b({odd_5, 2'd0}), .carry_in(1'b0), .sum(odd_21));
  wire [14:0] odd_31;
  ripple_adder #(.W(15)) add_31 (.a({5'd0, x}),
    .b({odd_15, 1'd0}), .carry_in(1'b0), .sum(odd_31));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x4 = x[9:2];
  assign x5 = odd_5[12:4];
  assign x9 = odd_9[13:4];
  assign x14 = odd_7[12:3];
  assign x15 = odd_15[13:4];
  assign x18 = odd_9[13:3];
  assign x19 = odd_19[14:4];
  assign x21 = odd_21[14:4];
  assign x22 = odd_11[13:3];
  assign x31 = odd_31[14:4];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_3 (
  input wire [9:0] x, output wire [6:0] x2, output wire [6:0] x3, output wire [7:0] x4,
    output wire [7:0] x5, output wire [8:0] x7, output wire [8:0] x8, output wire [8:0] x12,
    output wire [9:0] x21, output wire [9:0] x22, output wire [0:0] z2, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({1'd0, odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_21;
  ripple_adder #(.W(14)) add_21 (.a({4'd0, x}),
    .b({odd_5, 2'd0}), .carry_in(1'b0), .sum(odd_21));
  assign x2 = x[9:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[11:4];
  assign x7 = odd_7[12:4];
  assign x8 = x[9:1];
  assign x12 = odd_3[10:2];
  assign x21 = odd_21[13:4];
  assign x22 = odd_11[12:3];
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_4 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [6:0] x5, output wire [7:0] x6, output wire [7:0] x9, output wire [8:0] x14,
    output wire [8:0] x16, output wire [8:0] x17, output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_17;
  ripple_adder #(.W(13)) add_17 (.a({4'd0, x}),
    .b({x, 4'd0}), .carry_in(1'b0), .sum(odd_17));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x5 = odd_5[10:4];
  assign x6 = odd_3[10:3];
  assign x9 = odd_9[11:4];
  assign x14 = odd_7[11:3];
  assign x16 = x;
  assign x17 = odd_17[12:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_5 (
  input wire [10:0] x, output wire [6:0] x1, output wire [7:0] x2, output wire [7:0] x3,
    output wire [8:0] x6, output wire [9:0] x7, output wire [9:0] x10, output wire [9:0] x11,
    output wire [9:0] x12, output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [13:0] odd_7;
  ripple_adder #(.W(14)) add_7 (.a({3'd0, x}),
    .b({1'd0, odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[10:4];
  assign x2 = x[10:3];
  assign x3 = odd_3[11:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[13:4];
  assign x10 = odd_5[12:3];
  assign x11 = odd_11[13:4];
  assign x12 = odd_3[11:2];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_6 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x4,
    output wire [8:0] x5, output wire [8:0] x6, output wire [8:0] x7, output wire [8:0] x9,
    output wire [9:0] x10, output wire [9:0] x12, output wire [9:0] x14,
    output wire [10:0] x25, output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [14:0] odd_25;
  ripple_adder #(.W(15)) add_25 (.a({5'd0, x}),
    .b({odd_3, 3'd0}), .carry_in(1'b0), .sum(odd_25));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x4 = x[9:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x9 = odd_9[12:4];
  assign x10 = odd_5[12:3];
  assign x12 = odd_3[11:2];
  assign x14 = odd_7[12:3];
  assign x25 = odd_25[14:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_7 (
  input wire [4:0] x, output wire [0:0] x1, output wire [1:0] x2, output wire [1:0] x3,
    output wire [2:0] x4, output wire [2:0] x6, output wire [3:0] x10, output wire [3:0] x11,
    output wire [3:0] x12, output wire [4:0] x16, output wire [0:0] z2, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [5:0] odd_3;
  ripple_adder #(.W(6)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [6:0] odd_5;
  ripple_adder #(.W(7)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [7:0] odd_11;
  ripple_adder #(.W(8)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[4:4];
  assign x2 = x[4:3];
  assign x3 = odd_3[5:4];
  assign x4 = x[4:2];
  assign x6 = odd_3[5:3];
  assign x10 = odd_5[6:3];
  assign x11 = odd_11[7:4];
  assign x12 = odd_3[5:2];
  assign x16 = x;
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_8 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [6:0] x4, output wire [7:0] x7, output wire [7:0] x8, output wire [8:0] x9,
    output wire [8:0] x11, output wire [8:0] x12, output wire [8:0] x13, output wire [8:0] x15,
    output wire [8:0] x17, output wire [0:0] z1, output wire [0:0] z2, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({3'd0, x, 1'd0}),
    .b(odd_9), .carry_in(1'b0), .sum(odd_11));
  wire [12:0] odd_13;
  ripple_adder #(.W(13)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [12:0] odd_15;
  ripple_adder #(.W(13)) add_15 (.a({4'd0, x}),
    .b({odd_7, 1'd0}), .carry_in(1'b0), .sum(odd_15));
  wire [12:0] odd_17;
  ripple_adder #(.W(13)) add_17 (.a({4'd0, x}),
    .b({x, 4'd0}), .carry_in(1'b0), .sum(odd_17));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x7 = odd_7[11:4];
  assign x8 = x[8:1];
  assign x9 = odd_9[12:4];
  assign x11 = odd_11[12:4];
  assign x12 = odd_3[10:2];
  assign x13 = odd_13[12:4];
  assign x15 = odd_15[12:4];
  assign x17 = odd_17[12:4];
  assign z1 = x[0:0] == 1'd0;
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_9 (
  input wire [8:0] x, output wire [4:0] x1, output wire [6:0] x3, output wire [6:0] x4,
    output wire [7:0] x6, output wire [7:0] x7, output wire [7:0] x9, output wire [8:0] x11,
    output wire [8:0] x12, output wire [9:0] x24, output wire [9:0] x25, output wire [9:0] x27,
    output wire [0:0] z2
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({3'd0, x, 1'd0}),
    .b({1'd0, odd_9}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_25;
  ripple_adder #(.W(14)) add_25 (.a({5'd0, x}),
    .b({odd_3, 3'd0}), .carry_in(1'b0), .sum(odd_25));
  wire [13:0] odd_27;
  ripple_adder #(.W(14)) add_27 (.a({4'd0, x, 1'd0}),
    .b(odd_25), .carry_in(1'b0), .sum(odd_27));
  assign x1 = x[8:4];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x6 = odd_3[10:3];
  assign x7 = odd_7[11:4];
  assign x9 = odd_9[11:4];
  assign x11 = odd_11[12:4];
  assign x12 = odd_3[10:2];
  assign x24 = odd_3[10:1];
  assign x25 = odd_25[13:4];
  assign x27 = odd_27[13:4];
  assign z2 = x[1:0] == 2'd0;

endmodule

// Floored multiples of one input.
module dense_products_10 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [8:0] x5, output wire [8:0] x8, output wire [9:0] x9, output wire [9:0] x10,
    output wire [9:0] x15, output wire [10:0] x18, output wire [0:0] z1, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_15;
  ripple_adder #(.W(14)) add_15 (.a({x, 4'd0}),
    .b(~{4'd0, x}), .carry_in(1'b1), .sum(odd_15));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x5 = odd_5[12:4];
  assign x8 = x[9:1];
  assign x9 = odd_9[13:4];
  assign x10 = odd_5[12:3];
  assign x15 = odd_15[13:4];
  assign x18 = odd_9[13:3];
  assign z1 = x[0:0] == 1'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_11 (
  input wire [9:0] x, output wire [6:0] x2, output wire [6:0] x3, output wire [7:0] x4,
    output wire [7:0] x5, output wire [7:0] x6, output wire [8:0] x7, output wire [8:0] x10,
    output wire [8:0] x11, output wire [9:0] x13, output wire [9:0] x14, output wire [9:0] x21,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({1'd0, odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_13;
  ripple_adder #(.W(14)) add_13 (.a({4'd0, x}),
    .b({1'd0, odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [13:0] odd_21;
  ripple_adder #(.W(14)) add_21 (.a({4'd0, x}),
    .b({odd_5, 2'd0}), .carry_in(1'b0), .sum(odd_21));
  assign x2 = x[9:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[10:3];
  assign x7 = odd_7[12:4];
  assign x10 = odd_5[11:3];
  assign x11 = odd_11[12:4];
  assign x13 = odd_13[13:4];
  assign x14 = odd_7[12:3];
  assign x21 = odd_21[13:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_12 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x4,
    output wire [6:0] x5, output wire [7:0] x7, output wire [7:0] x9, output wire [8:0] x11,
    output wire [8:0] x12, output wire [8:0] x13, output wire [0:0] z2, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({4'd0, x}),
    .b({1'd0, odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [12:0] odd_13;
  ripple_adder #(.W(13)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x4 = x[8:2];
  assign x5 = odd_5[10:4];
  assign x7 = odd_7[11:4];
  assign x9 = odd_9[11:4];
  assign x11 = odd_11[12:4];
  assign x12 = odd_3[10:2];
  assign x13 = odd_13[12:4];
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_13 (
  input wire [10:0] x, output wire [6:0] x1, output wire [7:0] x2, output wire [7:0] x3,
    output wire [8:0] x4, output wire [8:0] x5, output wire [8:0] x6, output wire [9:0] x8,
    output wire [9:0] x9, output wire [9:0] x10, output wire [9:0] x11, output wire [10:0] x13,
    output wire [10:0] x23, output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [14:0] odd_13;
  ripple_adder #(.W(15)) add_13 (.a({4'd0, x}),
    .b({1'd0, odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [14:0] odd_23;
  ripple_adder #(.W(15)) add_23 (.a({4'd0, x}),
    .b({odd_11, 1'd0}), .carry_in(1'b0), .sum(odd_23));
  assign x1 = x[10:4];
  assign x2 = x[10:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[10:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x8 = x[10:1];
  assign x9 = odd_9[13:4];
  assign x10 = odd_5[12:3];
  assign x11 = odd_11[13:4];
  assign x13 = odd_13[14:4];
  assign x23 = odd_23[14:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_14 (
  input wire [9:0] x, output wire [6:0] x2, output wire [7:0] x3, output wire [7:0] x4,
    output wire [8:0] x5, output wire [8:0] x6, output wire [8:0] x7, output wire [8:0] x9,
    output wire [9:0] x10, output wire [9:0] x12, output wire [10:0] x20, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x9 = odd_9[12:4];
  assign x10 = odd_5[12:3];
  assign x12 = odd_3[11:2];
  assign x20 = odd_5[12:2];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_15 (
  input wire [4:0] x, output wire [0:0] x1, output wire [1:0] x2, output wire [1:0] x3,
    output wire [2:0] x4, output wire [2:0] x5, output wire [2:0] x7, output wire [3:0] x8,
    output wire [3:0] x10, output wire [3:0] x13, output wire [3:0] x15, output wire [0:0] z1,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [5:0] odd_3;
  ripple_adder #(.W(6)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [6:0] odd_5;
  ripple_adder #(.W(7)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [6:0] odd_7;
  ripple_adder #(.W(7)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [7:0] odd_13;
  ripple_adder #(.W(8)) add_13 (.a({3'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [7:0] odd_15;
  ripple_adder #(.W(8)) add_15 (.a({3'd0, x}),
    .b({odd_7, 1'd0}), .carry_in(1'b0), .sum(odd_15));
  assign x1 = x[4:4];
  assign x2 = x[4:3];
  assign x3 = odd_3[5:4];
  assign x4 = x[4:2];
  assign x5 = odd_5[6:4];
  assign x7 = odd_7[6:4];
  assign x8 = x[4:1];
  assign x10 = odd_5[6:3];
  assign x13 = odd_13[7:4];
  assign x15 = odd_15[7:4];
  assign z1 = x[0:0] == 1'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_16 (
  input wire [8:0] x, output wire [4:0] x1, output wire [6:0] x3, output wire [6:0] x4,
    output wire [7:0] x5, output wire [7:0] x6, output wire [7:0] x8, output wire [8:0] x9,
    output wire [8:0] x10, output wire [8:0] x11, output wire [9:0] x19, output wire [0:0] z1,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({4'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_19;
  ripple_adder #(.W(14)) add_19 (.a({5'd0, x}),
    .b({odd_9, 1'd0}), .carry_in(1'b0), .sum(odd_19));
  assign x1 = x[8:4];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[10:3];
  assign x8 = x[8:1];
  assign x9 = odd_9[12:4];
  assign x10 = odd_5[11:3];
  assign x11 = odd_11[12:4];
  assign x19 = odd_19[13:4];
  assign z1 = x[0:0] == 1'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_17 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [7:0] x6, output wire [7:0] x8, output wire [7:0] x9, output wire [8:0] x12,
    output wire [8:0] x14, output wire [0:0] z1, output wire [0:0] z2, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x6 = odd_3[10:3];
  assign x8 = x[8:1];
  assign x9 = odd_9[11:4];
  assign x12 = odd_3[10:2];
  assign x14 = odd_7[11:3];
  assign z1 = x[0:0] == 1'd0;
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_18 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [8:0] x5, output wire [8:0] x6, output wire [8:0] x7, output wire [9:0] x9,
    output wire [9:0] x11, output wire [9:0] x13, output wire [9:0] x15,
    output wire [10:0] x18, output wire [10:0] x19, output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({4'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_13;
  ripple_adder #(.W(14)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [13:0] odd_15;
  ripple_adder #(.W(14)) add_15 (.a({4'd0, x}),
    .b({odd_7, 1'd0}), .carry_in(1'b0), .sum(odd_15));
  wire [14:0] odd_19;
  ripple_adder #(.W(15)) add_19 (.a({5'd0, x}),
    .b({odd_9, 1'd0}), .carry_in(1'b0), .sum(odd_19));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x9 = odd_9[13:4];
  assign x11 = odd_11[13:4];
  assign x13 = odd_13[13:4];
  assign x15 = odd_15[13:4];
  assign x18 = odd_9[13:3];
  assign x19 = odd_19[14:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_19 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x4,
    output wire [7:0] x5, output wire [7:0] x6, output wire [8:0] x7, output wire [8:0] x10,
    output wire [8:0] x11, output wire [9:0] x14, output wire [9:0] x19, output wire [9:0] x23,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({1'd0, odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_19;
  ripple_adder #(.W(14)) add_19 (.a({1'd0, x, 3'd0}),
    .b({1'd0, odd_11}), .carry_in(1'b0), .sum(odd_19));
  wire [13:0] odd_23;
  ripple_adder #(.W(14)) add_23 (.a({4'd0, x}),
    .b({odd_11, 1'd0}), .carry_in(1'b0), .sum(odd_23));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x4 = x[9:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[10:3];
  assign x7 = odd_7[12:4];
  assign x10 = odd_5[11:3];
  assign x11 = odd_11[12:4];
  assign x14 = odd_7[12:3];
  assign x19 = odd_19[13:4];
  assign x23 = odd_23[13:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_20 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [6:0] x4, output wire [7:0] x8, output wire [7:0] x9, output wire [8:0] x11,
    output wire [8:0] x13, output wire [8:0] x15, output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({3'd0, x, 1'd0}),
    .b({1'd0, odd_9}), .carry_in(1'b0), .sum(odd_11));
  wire [12:0] odd_13;
  ripple_adder #(.W(13)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [12:0] odd_15;
  ripple_adder #(.W(13)) add_15 (.a({3'd0, x, 1'd0}),
    .b(odd_13), .carry_in(1'b0), .sum(odd_15));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x8 = x[8:1];
  assign x9 = odd_9[11:4];
  assign x11 = odd_11[12:4];
  assign x13 = odd_13[12:4];
  assign x15 = odd_15[12:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_21 (
  input wire [10:0] x, output wire [6:0] x1, output wire [8:0] x4, output wire [8:0] x5,
    output wire [8:0] x6, output wire [9:0] x7, output wire [9:0] x8, output wire [9:0] x9,
    output wire [9:0] x11, output wire [9:0] x12, output wire [0:0] z1, output wire [0:0] z2,
    output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [13:0] odd_7;
  ripple_adder #(.W(14)) add_7 (.a({3'd0, x}),
    .b({1'd0, odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[10:4];
  assign x4 = x[10:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[13:4];
  assign x8 = x[10:1];
  assign x9 = odd_9[13:4];
  assign x11 = odd_11[13:4];
  assign x12 = odd_3[11:2];
  assign z1 = x[0:0] == 1'd0;
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_22 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [7:0] x4, output wire [8:0] x5, output wire [8:0] x6, output wire [8:0] x7,
    output wire [8:0] x9, output wire [9:0] x10, output wire [9:0] x14, output wire [0:0] z2,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x9 = odd_9[12:4];
  assign x10 = odd_5[12:3];
  assign x14 = odd_7[12:3];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_23 (
  input wire [4:0] x, output wire [0:0] x1, output wire [1:0] x2, output wire [1:0] x3,
    output wire [2:0] x4, output wire [2:0] x6, output wire [2:0] x7, output wire [3:0] x8,
    output wire [3:0] x9, output wire [3:0] x10, output wire [3:0] x13, output wire [3:0] x14,
    output wire [0:0] z1, output wire [0:0] z2, output wire [0:0] z3, output wire [0:0] z4
);
  wire [5:0] odd_3;
  ripple_adder #(.W(6)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [6:0] odd_5;
  ripple_adder #(.W(7)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [6:0] odd_7;
  ripple_adder #(.W(7)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [7:0] odd_9;
  ripple_adder #(.W(8)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [7:0] odd_13;
  ripple_adder #(.W(8)) add_13 (.a({3'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x1 = x[4:4];
  assign x2 = x[4:3];
  assign x3 = odd_3[5:4];
  assign x4 = x[4:2];
  assign x6 = odd_3[5:3];
  assign x7 = odd_7[6:4];
  assign x8 = x[4:1];
  assign x9 = odd_9[7:4];
  assign x10 = odd_5[6:3];
  assign x13 = odd_13[7:4];
  assign x14 = odd_7[6:3];
  assign z1 = x[0:0] == 1'd0;
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_24 (
  input wire [8:0] x, output wire [4:0] x1, output wire [6:0] x3, output wire [6:0] x4,
    output wire [7:0] x5, output wire [7:0] x6, output wire [7:0] x8, output wire [8:0] x9,
    output wire [8:0] x12, output wire [8:0] x15, output wire [0:0] z2, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_15;
  ripple_adder #(.W(13)) add_15 (.a({x, 4'd0}),
    .b(~{4'd0, x}), .carry_in(1'b1), .sum(odd_15));
  assign x1 = x[8:4];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[10:3];
  assign x8 = x[8:1];
  assign x9 = odd_9[12:4];
  assign x12 = odd_3[10:2];
  assign x15 = odd_15[12:4];
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_25 (
  input wire [6:0] x, output wire [4:0] x3, output wire [4:0] x4, output wire [6:0] x11,
    output wire [6:0] x13, output wire [6:0] x16, output wire [7:0] x18, output wire [7:0] x20,
    output wire [7:0] x27, output wire [7:0] x29, output wire [7:0] x30, output wire [7:0] x31,
    output wire [7:0] x32, output wire [0:0] z2, output wire [0:0] z4
);
  wire [8:0] odd_3;
  ripple_adder #(.W(9)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [9:0] odd_5;
  ripple_adder #(.W(10)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [10:0] odd_9;
  ripple_adder #(.W(11)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [10:0] odd_11;
  ripple_adder #(.W(11)) add_11 (.a({4'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [10:0] odd_13;
  ripple_adder #(.W(11)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [10:0] odd_15;
  ripple_adder #(.W(11)) add_15 (.a({3'd0, x, 1'd0}),
    .b(odd_13), .carry_in(1'b0), .sum(odd_15));
  wire [11:0] odd_27;
  ripple_adder #(.W(12)) add_27 (.a({5'd0, x}),
    .b({odd_13, 1'd0}), .carry_in(1'b0), .sum(odd_27));
  wire [11:0] odd_29;
  ripple_adder #(.W(12)) add_29 (.a({4'd0, x, 1'd0}),
    .b(odd_27), .carry_in(1'b0), .sum(odd_29));
  wire [11:0] odd_31;
  ripple_adder #(.W(12)) add_31 (.a({5'd0, x}),
    .b({odd_15, 1'd0}), .carry_in(1'b0), .sum(odd_31));
  assign x3 = odd_3[8:4];
  assign x4 = x[6:2];
  assign x11 = odd_11[10:4];
  assign x13 = odd_13[10:4];
  assign x16 = x;
  assign x18 = odd_9[10:3];
  assign x20 = odd_5[9:2];
  assign x27 = odd_27[11:4];
  assign x29 = odd_29[11:4];
  assign x30 = odd_15[10:3];
  assign x31 = odd_31[11:4];
  assign x32 = {x, 1'd0};
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_26 (
  input wire [9:0] x, output wire [6:0] x2, output wire [7:0] x4, output wire [8:0] x5,
    output wire [8:0] x7, output wire [8:0] x8, output wire [9:0] x9, output wire [9:0] x10,
    output wire [9:0] x11, output wire [9:0] x14, output wire [9:0] x15, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({2'd0, x, 1'd0}),
    .b(odd_5), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({4'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_15;
  ripple_adder #(.W(14)) add_15 (.a({4'd0, x}),
    .b({odd_7, 1'd0}), .carry_in(1'b0), .sum(odd_15));
  assign x2 = x[9:3];
  assign x4 = x[9:2];
  assign x5 = odd_5[12:4];
  assign x7 = odd_7[12:4];
  assign x8 = x[9:1];
  assign x9 = odd_9[13:4];
  assign x10 = odd_5[12:3];
  assign x11 = odd_11[13:4];
  assign x14 = odd_7[12:3];
  assign x15 = odd_15[13:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_27 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x3, output wire [7:0] x4,
    output wire [7:0] x5, output wire [7:0] x7, output wire [8:0] x8, output wire [8:0] x9,
    output wire [9:0] x16, output wire [9:0] x18, output wire [0:0] z2, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[9:4];
  assign x3 = odd_3[10:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[11:4];
  assign x7 = odd_7[11:4];
  assign x8 = x[9:1];
  assign x9 = odd_9[12:4];
  assign x16 = x;
  assign x18 = odd_9[12:3];
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_28 (
  input wire [8:0] x, output wire [4:0] x1, output wire [6:0] x3, output wire [6:0] x4,
    output wire [6:0] x5, output wire [7:0] x6, output wire [7:0] x7, output wire [7:0] x9,
    output wire [8:0] x13, output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_13;
  ripple_adder #(.W(13)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x1 = x[8:4];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x5 = odd_5[10:4];
  assign x6 = odd_3[10:3];
  assign x7 = odd_7[11:4];
  assign x9 = odd_9[11:4];
  assign x13 = odd_13[12:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_29 (
  input wire [10:0] x, output wire [6:0] x1, output wire [7:0] x2, output wire [7:0] x3,
    output wire [8:0] x4, output wire [8:0] x5, output wire [8:0] x6, output wire [9:0] x8,
    output wire [9:0] x9, output wire [9:0] x10, output wire [9:0] x11, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[10:4];
  assign x2 = x[10:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[10:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x8 = x[10:1];
  assign x9 = odd_9[13:4];
  assign x10 = odd_5[12:3];
  assign x11 = odd_11[13:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_30 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [7:0] x4, output wire [7:0] x5, output wire [8:0] x6, output wire [8:0] x7,
    output wire [8:0] x8, output wire [8:0] x10, output wire [8:0] x11, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x8 = x[9:1];
  assign x10 = odd_5[11:3];
  assign x11 = odd_11[12:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_31 (
  input wire [4:0] x, output wire [0:0] x1, output wire [1:0] x2, output wire [1:0] x3,
    output wire [2:0] x4, output wire [2:0] x6, output wire [2:0] x7, output wire [3:0] x9,
    output wire [3:0] x10, output wire [3:0] x11, output wire [3:0] x12, output wire [3:0] x14,
    output wire [0:0] z2, output wire [0:0] z3, output wire [0:0] z4
);
  wire [5:0] odd_3;
  ripple_adder #(.W(6)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [6:0] odd_5;
  ripple_adder #(.W(7)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [6:0] odd_7;
  ripple_adder #(.W(7)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [7:0] odd_9;
  ripple_adder #(.W(8)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [7:0] odd_11;
  ripple_adder #(.W(8)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[4:4];
  assign x2 = x[4:3];
  assign x3 = odd_3[5:4];
  assign x4 = x[4:2];
  assign x6 = odd_3[5:3];
  assign x7 = odd_7[6:4];
  assign x9 = odd_9[7:4];
  assign x10 = odd_5[6:3];
  assign x11 = odd_11[7:4];
  assign x12 = odd_3[5:2];
  assign x14 = odd_7[6:3];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_32 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [6:0] x4, output wire [7:0] x5, output wire [7:0] x7, output wire [7:0] x8,
    output wire [8:0] x9, output wire [8:0] x13, output wire [9:0] x21, output wire [0:0] z1,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_13;
  ripple_adder #(.W(13)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [13:0] odd_21;
  ripple_adder #(.W(14)) add_21 (.a({5'd0, x}),
    .b({odd_5, 2'd0}), .carry_in(1'b0), .sum(odd_21));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x5 = odd_5[11:4];
  assign x7 = odd_7[11:4];
  assign x8 = x[8:1];
  assign x9 = odd_9[12:4];
  assign x13 = odd_13[12:4];
  assign x21 = odd_21[13:4];
  assign z1 = x[0:0] == 1'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_33 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [6:0] x4, output wire [6:0] x5, output wire [7:0] x7, output wire [8:0] x11,
    output wire [8:0] x12, output wire [8:0] x13, output wire [0:0] z2, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({4'd0, x}),
    .b({1'd0, odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [12:0] odd_13;
  ripple_adder #(.W(13)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x5 = odd_5[10:4];
  assign x7 = odd_7[11:4];
  assign x11 = odd_11[12:4];
  assign x12 = odd_3[10:2];
  assign x13 = odd_13[12:4];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_34 (
  input wire [9:0] x, output wire [7:0] x3, output wire [7:0] x4, output wire [8:0] x5,
    output wire [8:0] x6, output wire [8:0] x7, output wire [8:0] x8, output wire [9:0] x9,
    output wire [9:0] x12, output wire [9:0] x16, output wire [10:0] x18,
    output wire [10:0] x19, output wire [10:0] x20, output wire [10:0] x21,
    output wire [0:0] z1, output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [14:0] odd_19;
  ripple_adder #(.W(15)) add_19 (.a({5'd0, x}),
    .b({odd_9, 1'd0}), .carry_in(1'b0), .sum(odd_19));
  wire [14:0] odd_21;
  ripple_adder #(.W(15)) add_21 (.a({5'd0, x}),
    .b({odd_5, 2'd0}), .carry_in(1'b0), .sum(odd_21));
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x8 = x[9:1];
  assign x9 = odd_9[13:4];
  assign x12 = odd_3[11:2];
  assign x16 = x;
  assign x18 = odd_9[13:3];
  assign x19 = odd_19[14:4];
  assign x20 = odd_5[12:2];
  assign x21 = odd_21[14:4];
  assign z1 = x[0:0] == 1'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_35 (
  input wire [9:0] x, output wire [6:0] x3, output wire [7:0] x4, output wire [7:0] x6,
    output wire [8:0] x7, output wire [8:0] x9, output wire [8:0] x12, output wire [9:0] x13,
    output wire [9:0] x14, output wire [9:0] x18, output wire [9:0] x19, output wire [0:0] z2,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({1'd0, odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_13;
  ripple_adder #(.W(14)) add_13 (.a({4'd0, x}),
    .b({1'd0, odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [13:0] odd_19;
  ripple_adder #(.W(14)) add_19 (.a({4'd0, x}),
    .b({odd_9, 1'd0}), .carry_in(1'b0), .sum(odd_19));
  assign x3 = odd_3[10:4];
  assign x4 = x[9:2];
  assign x6 = odd_3[10:3];
  assign x7 = odd_7[12:4];
  assign x9 = odd_9[12:4];
  assign x12 = odd_3[10:2];
  assign x13 = odd_13[13:4];
  assign x14 = odd_7[12:3];
  assign x18 = odd_9[12:3];
  assign x19 = odd_19[13:4];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_36 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x4,
    output wire [6:0] x5, output wire [7:0] x9, output wire [7:0] x10, output wire [8:0] x15,
    output wire [8:0] x20, output wire [9:0] x26, output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_13;
  ripple_adder #(.W(13)) add_13 (.a({2'd0, x, 2'd0}),
    .b({1'd0, odd_9}), .carry_in(1'b0), .sum(odd_13));
  wire [12:0] odd_15;
  ripple_adder #(.W(13)) add_15 (.a({3'd0, x, 1'd0}),
    .b(odd_13), .carry_in(1'b0), .sum(odd_15));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x4 = x[8:2];
  assign x5 = odd_5[10:4];
  assign x9 = odd_9[11:4];
  assign x10 = odd_5[10:3];
  assign x15 = odd_15[12:4];
  assign x20 = odd_5[10:2];
  assign x26 = odd_13[12:3];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_37 (
  input wire [10:0] x, output wire [6:0] x1, output wire [7:0] x2, output wire [7:0] x3,
    output wire [8:0] x4, output wire [8:0] x5, output wire [8:0] x6, output wire [9:0] x7,
    output wire [9:0] x8, output wire [9:0] x9, output wire [10:0] x24, output wire [0:0] z1,
    output wire [0:0] z2, output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [13:0] odd_7;
  ripple_adder #(.W(14)) add_7 (.a({3'd0, x}),
    .b({1'd0, odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[10:4];
  assign x2 = x[10:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[10:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[13:4];
  assign x8 = x[10:1];
  assign x9 = odd_9[13:4];
  assign x24 = odd_3[11:1];
  assign z1 = x[0:0] == 1'd0;
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_38 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [7:0] x4, output wire [8:0] x6, output wire [8:0] x7, output wire [8:0] x9,
    output wire [9:0] x10, output wire [9:0] x13, output wire [9:0] x14,
    output wire [10:0] x20, output wire [0:0] z2, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_13;
  ripple_adder #(.W(14)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x9 = odd_9[12:4];
  assign x10 = odd_5[12:3];
  assign x13 = odd_13[13:4];
  assign x14 = odd_7[12:3];
  assign x20 = odd_5[12:2];
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_39 (
  input wire [4:0] x, output wire [0:0] x1, output wire [1:0] x3, output wire [2:0] x4,
    output wire [2:0] x6, output wire [2:0] x7, output wire [3:0] x8, output wire [3:0] x9,
    output wire [3:0] x15, output wire [4:0] x17, output wire [0:0] z1, output wire [0:0] z2,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [5:0] odd_3;
  ripple_adder #(.W(6)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [6:0] odd_7;
  ripple_adder #(.W(7)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [7:0] odd_9;
  ripple_adder #(.W(8)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [7:0] odd_15;
  ripple_adder #(.W(8)) add_15 (.a({3'd0, x}),
    .b({odd_7, 1'd0}), .carry_in(1'b0), .sum(odd_15));
  wire [8:0] odd_17;
  ripple_adder #(.W(9)) add_17 (.a({4'd0, x}),
    .b({x, 4'd0}), .carry_in(1'b0), .sum(odd_17));
  assign x1 = x[4:4];
  assign x3 = odd_3[5:4];
  assign x4 = x[4:2];
  assign x6 = odd_3[5:3];
  assign x7 = odd_7[6:4];
  assign x8 = x[4:1];
  assign x9 = odd_9[7:4];
  assign x15 = odd_15[7:4];
  assign x17 = odd_17[8:4];
  assign z1 = x[0:0] == 1'd0;
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_40 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x4,
    output wire [7:0] x5, output wire [7:0] x6, output wire [8:0] x9, output wire [8:0] x10,
    output wire [8:0] x12, output wire [8:0] x13, output wire [9:0] x23, output wire [0:0] z2,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_13;
  ripple_adder #(.W(13)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [13:0] odd_23;
  ripple_adder #(.W(14)) add_23 (.a({x, 5'd0}),
    .b(~{1'd0, odd_9}), .carry_in(1'b1), .sum(odd_23));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x4 = x[8:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[10:3];
  assign x9 = odd_9[12:4];
  assign x10 = odd_5[11:3];
  assign x12 = odd_3[10:2];
  assign x13 = odd_13[12:4];
  assign x23 = odd_23[13:4];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_41 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [6:0] x4, output wire [6:0] x5, output wire [7:0] x6, output wire [7:0] x8,
    output wire [8:0] x14, output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x5 = odd_5[10:4];
  assign x6 = odd_3[10:3];
  assign x8 = x[8:1];
  assign x14 = odd_7[11:3];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_42 (
  input wire [9:0] x, output wire [6:0] x2, output wire [7:0] x3, output wire [7:0] x4,
    output wire [8:0] x5, output wire [8:0] x7, output wire [8:0] x8, output wire [9:0] x9,
    output wire [9:0] x10, output wire [10:0] x19, output wire [0:0] z1, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [14:0] odd_19;
  ripple_adder #(.W(15)) add_19 (.a({5'd0, x}),
    .b({odd_9, 1'd0}), .carry_in(1'b0), .sum(odd_19));
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[12:4];
  assign x7 = odd_7[12:4];
  assign x8 = x[9:1];
  assign x9 = odd_9[13:4];
  assign x10 = odd_5[12:3];
  assign x19 = odd_19[14:4];
  assign z1 = x[0:0] == 1'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_43 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [6:0] x3,
    output wire [7:0] x4, output wire [7:0] x5, output wire [7:0] x6, output wire [8:0] x9,
    output wire [8:0] x11, output wire [8:0] x12, output wire [9:0] x14, output wire [9:0] x15,
    output wire [0:0] z2
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({1'd0, odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_15;
  ripple_adder #(.W(14)) add_15 (.a({4'd0, x}),
    .b({odd_7, 1'd0}), .carry_in(1'b0), .sum(odd_15));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[10:3];
  assign x9 = odd_9[12:4];
  assign x11 = odd_11[12:4];
  assign x12 = odd_3[10:2];
  assign x14 = odd_7[12:3];
  assign x15 = odd_15[13:4];
  assign z2 = x[1:0] == 2'd0;

endmodule

// Floored multiples of one input.
module dense_products_44 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [6:0] x4, output wire [6:0] x5, output wire [7:0] x7, output wire [7:0] x9,
    output wire [7:0] x10, output wire [0:0] z2, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x5 = odd_5[10:4];
  assign x7 = odd_7[11:4];
  assign x9 = odd_9[11:4];
  assign x10 = odd_5[10:3];
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_45 (
  input wire [10:0] x, output wire [6:0] x1, output wire [7:0] x3, output wire [8:0] x4,
    output wire [8:0] x5, output wire [8:0] x6, output wire [9:0] x7, output wire [9:0] x11,
    output wire [9:0] x13, output wire [10:0] x14, output wire [0:0] z2, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [13:0] odd_7;
  ripple_adder #(.W(14)) add_7 (.a({3'd0, x}),
    .b({1'd0, odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_13;
  ripple_adder #(.W(14)) add_13 (.a({3'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x1 = x[10:4];
  assign x3 = odd_3[11:4];
  assign x4 = x[10:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[13:4];
  assign x11 = odd_11[13:4];
  assign x13 = odd_13[13:4];
  assign x14 = odd_7[13:3];
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_46 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x4,
    output wire [8:0] x7, output wire [8:0] x9
);
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({x, 3'd0}),
    .b(~{3'd0, x}), .carry_in(1'b1), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x4 = x[9:2];
  assign x7 = odd_7[12:4];
  assign x9 = odd_9[12:4];

endmodule

// Floored multiples of one input.
module dense_products_47 (
  input wire [4:0] x, output wire [0:0] x1, output wire [1:0] x2, output wire [2:0] x4,
    output wire [2:0] x6, output wire [2:0] x7, output wire [3:0] x8, output wire [3:0] x9,
    output wire [3:0] x10, output wire [3:0] x11, output wire [3:0] x12, output wire [3:0] x13,
    output wire [0:0] z1, output wire [0:0] z2, output wire [0:0] z3, output wire [0:0] z4
);
  wire [5:0] odd_3;
  ripple_adder #(.W(6)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [6:0] odd_5;
  ripple_adder #(.W(7)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [6:0] odd_7;
  ripple_adder #(.W(7)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [7:0] odd_9;
  ripple_adder #(.W(8)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [7:0] odd_11;
  ripple_adder #(.W(8)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [7:0] odd_13;
  ripple_adder #(.W(8)) add_13 (.a({3'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x1 = x[4:4];
  assign x2 = x[4:3];
  assign x4 = x[4:2];
  assign x6 = odd_3[5:3];
  assign x7 = odd_7[6:4];
  assign x8 = x[4:1];
  assign x9 = odd_9[7:4];
  assign x10 = odd_5[6:3];
  assign x11 = odd_11[7:4];
  assign x12 = odd_3[5:2];
  assign x13 = odd_13[7:4];
  assign z1 = x[0:0] == 1'd0;
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_48 (
  input wire [8:0] x, output wire [5:0] x2, output wire [6:0] x3, output wire [6:0] x4,
    output wire [6:0] x5, output wire [7:0] x6, output wire [7:0] x7, output wire [7:0] x9,
    output wire [8:0] x13, output wire [9:0] x21, output wire [0:0] z2, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_13;
  ripple_adder #(.W(13)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [13:0] odd_21;
  ripple_adder #(.W(14)) add_21 (.a({5'd0, x}),
    .b({1'd0, odd_5, 2'd0}), .carry_in(1'b0), .sum(odd_21));
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x5 = odd_5[10:4];
  assign x6 = odd_3[10:3];
  assign x7 = odd_7[11:4];
  assign x9 = odd_9[11:4];
  assign x13 = odd_13[12:4];
  assign x21 = odd_21[13:4];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_49 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [6:0] x4, output wire [7:0] x6, output wire [7:0] x7, output wire [8:0] x18,
    output wire [0:0] z2, output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x6 = odd_3[10:3];
  assign x7 = odd_7[11:4];
  assign x18 = odd_9[11:3];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_50 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [7:0] x4, output wire [8:0] x6, output wire [8:0] x7, output wire [8:0] x8,
    output wire [9:0] x10, output wire [9:0] x12, output wire [9:0] x14, output wire [9:0] x16,
    output wire [9:0] x17, output wire [0:0] z1, output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_17;
  ripple_adder #(.W(14)) add_17 (.a({4'd0, x}),
    .b({x, 4'd0}), .carry_in(1'b0), .sum(odd_17));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x8 = x[9:1];
  assign x10 = odd_5[12:3];
  assign x12 = odd_3[11:2];
  assign x14 = odd_7[12:3];
  assign x16 = x;
  assign x17 = odd_17[13:4];
  assign z1 = x[0:0] == 1'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_51 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [6:0] x3,
    output wire [7:0] x4, output wire [7:0] x6, output wire [8:0] x8, output wire [8:0] x9,
    output wire [8:0] x10, output wire [0:0] z2, output wire [0:0] z3
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[9:2];
  assign x6 = odd_3[10:3];
  assign x8 = x[9:1];
  assign x9 = odd_9[12:4];
  assign x10 = odd_5[11:3];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;

endmodule

// Floored multiples of one input.
module dense_products_52 (
  input wire [7:0] x, output wire [3:0] x1, output wire [4:0] x2, output wire [4:0] x3,
    output wire [5:0] x4, output wire [5:0] x5, output wire [5:0] x6, output wire [6:0] x8,
    output wire [6:0] x9, output wire [6:0] x10, output wire [6:0] x13, output wire [7:0] x17,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [8:0] odd_3;
  ripple_adder #(.W(9)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [9:0] odd_5;
  ripple_adder #(.W(10)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [10:0] odd_9;
  ripple_adder #(.W(11)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [10:0] odd_13;
  ripple_adder #(.W(11)) add_13 (.a({3'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [11:0] odd_17;
  ripple_adder #(.W(12)) add_17 (.a({4'd0, x}),
    .b({x, 4'd0}), .carry_in(1'b0), .sum(odd_17));
  assign x1 = x[7:4];
  assign x2 = x[7:3];
  assign x3 = odd_3[8:4];
  assign x4 = x[7:2];
  assign x5 = odd_5[9:4];
  assign x6 = odd_3[8:3];
  assign x8 = x[7:1];
  assign x9 = odd_9[10:4];
  assign x10 = odd_5[9:3];
  assign x13 = odd_13[10:4];
  assign x17 = odd_17[11:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_53 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [8:0] x5, output wire [8:0] x7, output wire [8:0] x8, output wire [9:0] x15,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_15;
  ripple_adder #(.W(14)) add_15 (.a({4'd0, x}),
    .b({odd_7, 1'd0}), .carry_in(1'b0), .sum(odd_15));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x5 = odd_5[12:4];
  assign x7 = odd_7[12:4];
  assign x8 = x[9:1];
  assign x15 = odd_15[13:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_54 (
  input wire [9:0] x, output wire [5:0] x1, output wire [7:0] x3, output wire [7:0] x4,
    output wire [7:0] x5, output wire [8:0] x6, output wire [8:0] x8, output wire [9:0] x11,
    output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({4'd0, x}),
    .b({1'd0, odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[9:4];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[11:3];
  assign x8 = x[9:1];
  assign x11 = odd_11[13:4];
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_55 (
  input wire [4:0] x, output wire [0:0] x1, output wire [1:0] x3, output wire [2:0] x4,
    output wire [2:0] x5, output wire [2:0] x6, output wire [2:0] x7, output wire [3:0] x9,
    output wire [3:0] x10, output wire [3:0] x12, output wire [4:0] x16, output wire [0:0] z2,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [5:0] odd_3;
  ripple_adder #(.W(6)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [6:0] odd_5;
  ripple_adder #(.W(7)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [6:0] odd_7;
  ripple_adder #(.W(7)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [7:0] odd_9;
  ripple_adder #(.W(8)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[4:4];
  assign x3 = odd_3[5:4];
  assign x4 = x[4:2];
  assign x5 = odd_5[6:4];
  assign x6 = odd_3[5:3];
  assign x7 = odd_7[6:4];
  assign x9 = odd_9[7:4];
  assign x10 = odd_5[6:3];
  assign x12 = odd_3[5:2];
  assign x16 = x;
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_56 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [6:0] x4, output wire [7:0] x7, output wire [7:0] x8, output wire [7:0] x9,
    output wire [7:0] x10, output wire [8:0] x11, output wire [8:0] x17, output wire [8:0] x19,
    output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({4'd0, x}),
    .b({1'd0, odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [12:0] odd_17;
  ripple_adder #(.W(13)) add_17 (.a({4'd0, x}),
    .b({x, 4'd0}), .carry_in(1'b0), .sum(odd_17));
  wire [12:0] odd_19;
  ripple_adder #(.W(13)) add_19 (.a({4'd0, x}),
    .b({odd_9, 1'd0}), .carry_in(1'b0), .sum(odd_19));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x7 = odd_7[11:4];
  assign x8 = x[8:1];
  assign x9 = odd_9[11:4];
  assign x10 = odd_5[10:3];
  assign x11 = odd_11[12:4];
  assign x17 = odd_17[12:4];
  assign x19 = odd_19[12:4];
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_57 (
  input wire [6:0] x, output wire [2:0] x1, output wire [3:0] x2, output wire [4:0] x3,
    output wire [4:0] x4, output wire [4:0] x5, output wire [5:0] x6, output wire [5:0] x7,
    output wire [5:0] x9, output wire [5:0] x10, output wire [6:0] x11, output wire [6:0] x12,
    output wire [0:0] z4
);
  wire [8:0] odd_3;
  ripple_adder #(.W(9)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [8:0] odd_5;
  ripple_adder #(.W(9)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [9:0] odd_7;
  ripple_adder #(.W(10)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [9:0] odd_9;
  ripple_adder #(.W(10)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [10:0] odd_11;
  ripple_adder #(.W(11)) add_11 (.a({4'd0, x}),
    .b({1'd0, odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[6:4];
  assign x2 = x[6:3];
  assign x3 = odd_3[8:4];
  assign x4 = x[6:2];
  assign x5 = odd_5[8:4];
  assign x6 = odd_3[8:3];
  assign x7 = odd_7[9:4];
  assign x9 = odd_9[9:4];
  assign x10 = odd_5[8:3];
  assign x11 = odd_11[10:4];
  assign x12 = odd_3[8:2];
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_58 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [7:0] x4, output wire [8:0] x5, output wire [8:0] x6, output wire [8:0] x7,
    output wire [8:0] x8, output wire [9:0] x9, output wire [9:0] x11, output wire [9:0] x13,
    output wire [9:0] x14, output wire [9:0] x17, output wire [0:0] z1, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({4'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_13;
  ripple_adder #(.W(14)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [13:0] odd_17;
  ripple_adder #(.W(14)) add_17 (.a({4'd0, x}),
    .b({x, 4'd0}), .carry_in(1'b0), .sum(odd_17));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x8 = x[9:1];
  assign x9 = odd_9[13:4];
  assign x11 = odd_11[13:4];
  assign x13 = odd_13[13:4];
  assign x14 = odd_7[12:3];
  assign x17 = odd_17[13:4];
  assign z1 = x[0:0] == 1'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_59 (
  input wire [9:0] x, output wire [6:0] x2, output wire [6:0] x3, output wire [7:0] x4,
    output wire [7:0] x5, output wire [8:0] x8, output wire [8:0] x9, output wire [8:0] x11,
    output wire [8:0] x13, output wire [0:0] z2, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [12:0] odd_13;
  ripple_adder #(.W(13)) add_13 (.a({3'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x2 = x[9:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[11:4];
  assign x8 = x[9:1];
  assign x9 = odd_9[12:4];
  assign x11 = odd_11[12:4];
  assign x13 = odd_13[12:4];
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_60 (
  input wire [7:0] x, output wire [3:0] x1, output wire [4:0] x2, output wire [4:0] x3,
    output wire [5:0] x4, output wire [5:0] x5, output wire [5:0] x6, output wire [5:0] x7,
    output wire [6:0] x8, output wire [6:0] x9, output wire [0:0] z3, output wire [0:0] z4
);
  wire [8:0] odd_3;
  ripple_adder #(.W(9)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [9:0] odd_5;
  ripple_adder #(.W(10)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [9:0] odd_7;
  ripple_adder #(.W(10)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [10:0] odd_9;
  ripple_adder #(.W(11)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[7:4];
  assign x2 = x[7:3];
  assign x3 = odd_3[8:4];
  assign x4 = x[7:2];
  assign x5 = odd_5[9:4];
  assign x6 = odd_3[8:3];
  assign x7 = odd_7[9:4];
  assign x8 = x[7:1];
  assign x9 = odd_9[10:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_61 (
  input wire [9:0] x, output wire [6:0] x2, output wire [7:0] x3, output wire [7:0] x4,
    output wire [8:0] x5, output wire [8:0] x6, output wire [8:0] x7, output wire [8:0] x9,
    output wire [9:0] x11, output wire [9:0] x13, output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({4'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_13;
  ripple_adder #(.W(14)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x9 = odd_9[12:4];
  assign x11 = odd_11[13:4];
  assign x13 = odd_13[13:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_62 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x4,
    output wire [7:0] x6, output wire [8:0] x7, output wire [8:0] x9, output wire [8:0] x12,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({1'd0, odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x4 = x[9:2];
  assign x6 = odd_3[10:3];
  assign x7 = odd_7[12:4];
  assign x9 = odd_9[12:4];
  assign x12 = odd_3[10:2];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_63 (
  input wire [4:0] x, output wire [1:0] x2, output wire [1:0] x3, output wire [2:0] x4,
    output wire [2:0] x5, output wire [2:0] x6, output wire [2:0] x7, output wire [3:0] x8,
    output wire [3:0] x9, output wire [3:0] x14, output wire [4:0] x17, output wire [0:0] z1,
    output wire [0:0] z2, output wire [0:0] z3, output wire [0:0] z4
);
  wire [5:0] odd_3;
  ripple_adder #(.W(6)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [6:0] odd_5;
  ripple_adder #(.W(7)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [6:0] odd_7;
  ripple_adder #(.W(7)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [7:0] odd_9;
  ripple_adder #(.W(8)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [8:0] odd_17;
  ripple_adder #(.W(9)) add_17 (.a({4'd0, x}),
    .b({x, 4'd0}), .carry_in(1'b0), .sum(odd_17));
  assign x2 = x[4:3];
  assign x3 = odd_3[5:4];
  assign x4 = x[4:2];
  assign x5 = odd_5[6:4];
  assign x6 = odd_3[5:3];
  assign x7 = odd_7[6:4];
  assign x8 = x[4:1];
  assign x9 = odd_9[7:4];
  assign x14 = odd_7[6:3];
  assign x17 = odd_17[8:4];
  assign z1 = x[0:0] == 1'd0;
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_64 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [7:0] x5,
    output wire [7:0] x6, output wire [7:0] x8, output wire [8:0] x10, output wire [8:0] x11,
    output wire [8:0] x14, output wire [9:0] x20, output wire [0:0] z1, output wire [0:0] z2,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({4'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[10:3];
  assign x8 = x[8:1];
  assign x10 = odd_5[11:3];
  assign x11 = odd_11[12:4];
  assign x14 = odd_7[11:3];
  assign x20 = odd_5[11:2];
  assign z1 = x[0:0] == 1'd0;
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_65 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [6:0] x4, output wire [6:0] x5, output wire [7:0] x7, output wire [0:0] z2,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x5 = odd_5[10:4];
  assign x7 = odd_7[11:4];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_66 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [7:0] x4, output wire [8:0] x5, output wire [8:0] x6, output wire [8:0] x8,
    output wire [9:0] x9, output wire [10:0] x18, output wire [10:0] x20,
    output wire [10:0] x24, output wire [0:0] z1, output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x8 = x[9:1];
  assign x9 = odd_9[13:4];
  assign x18 = odd_9[13:3];
  assign x20 = odd_5[12:2];
  assign x24 = odd_3[11:1];
  assign z1 = x[0:0] == 1'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_67 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [6:0] x3,
    output wire [7:0] x4, output wire [7:0] x6, output wire [8:0] x8, output wire [8:0] x10,
    output wire [8:0] x11, output wire [9:0] x13, output wire [9:0] x14, output wire [0:0] z2,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({1'd0, odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_13;
  ripple_adder #(.W(14)) add_13 (.a({4'd0, x}),
    .b({1'd0, odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[9:2];
  assign x6 = odd_3[10:3];
  assign x8 = x[9:1];
  assign x10 = odd_5[11:3];
  assign x11 = odd_11[12:4];
  assign x13 = odd_13[13:4];
  assign x14 = odd_7[12:3];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_68 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [6:0] x4, output wire [6:0] x5, output wire [7:0] x7, output wire [7:0] x9,
    output wire [8:0] x12, output wire [8:0] x14, output wire [9:0] x24, output wire [0:0] z2,
    output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x5 = odd_5[10:4];
  assign x7 = odd_7[11:4];
  assign x9 = odd_9[11:4];
  assign x12 = odd_3[10:2];
  assign x14 = odd_7[11:3];
  assign x24 = odd_3[10:1];
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_69 (
  input wire [10:0] x, output wire [6:0] x1, output wire [7:0] x3, output wire [8:0] x5,
    output wire [9:0] x7, output wire [9:0] x8, output wire [9:0] x10, output wire [9:0] x12,
    output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [13:0] odd_7;
  ripple_adder #(.W(14)) add_7 (.a({3'd0, x}),
    .b({1'd0, odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  assign x1 = x[10:4];
  assign x3 = odd_3[11:4];
  assign x5 = odd_5[12:4];
  assign x7 = odd_7[13:4];
  assign x8 = x[10:1];
  assign x10 = odd_5[12:3];
  assign x12 = odd_3[11:2];
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_70 (
  input wire [9:0] x, output wire [6:0] x2, output wire [7:0] x3, output wire [8:0] x6,
    output wire [8:0] x7, output wire [9:0] x11, output wire [9:0] x15, output wire [9:0] x18,
    output wire [10:0] x21, output wire [10:0] x22, output wire [0:0] z3
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({3'd0, x, 1'd0}),
    .b({1'd0, odd_9}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_15;
  ripple_adder #(.W(14)) add_15 (.a({4'd0, x}),
    .b({odd_7, 1'd0}), .carry_in(1'b0), .sum(odd_15));
  wire [14:0] odd_21;
  ripple_adder #(.W(15)) add_21 (.a({x, 5'd0}),
    .b(~{1'd0, odd_11}), .carry_in(1'b1), .sum(odd_21));
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x11 = odd_11[13:4];
  assign x15 = odd_15[13:4];
  assign x18 = odd_9[12:3];
  assign x21 = odd_21[14:4];
  assign x22 = odd_11[13:3];
  assign z3 = x[2:0] == 3'd0;

endmodule

// Floored multiples of one input.
module dense_products_71 (
  input wire [4:0] x, output wire [0:0] x1, output wire [1:0] x2, output wire [1:0] x3,
    output wire [2:0] x4, output wire [2:0] x5, output wire [2:0] x6, output wire [2:0] x7,
    output wire [3:0] x9, output wire [3:0] x10, output wire [3:0] x14, output wire [0:0] z2,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [5:0] odd_3;
  ripple_adder #(.W(6)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [6:0] odd_5;
  ripple_adder #(.W(7)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [6:0] odd_7;
  ripple_adder #(.W(7)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [7:0] odd_9;
  ripple_adder #(.W(8)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[4:4];
  assign x2 = x[4:3];
  assign x3 = odd_3[5:4];
  assign x4 = x[4:2];
  assign x5 = odd_5[6:4];
  assign x6 = odd_3[5:3];
  assign x7 = odd_7[6:4];
  assign x9 = odd_9[7:4];
  assign x10 = odd_5[6:3];
  assign x14 = odd_7[6:3];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_72 (
  input wire [8:0] x, output wire [5:0] x2, output wire [6:0] x4, output wire [7:0] x5,
    output wire [7:0] x6, output wire [7:0] x7, output wire [7:0] x8, output wire [8:0] x9,
    output wire [8:0] x10, output wire [8:0] x12, output wire [8:0] x13, output wire [0:0] z1,
    output wire [0:0] z2, output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_13;
  ripple_adder #(.W(13)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x2 = x[8:3];
  assign x4 = x[8:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[10:3];
  assign x7 = odd_7[11:4];
  assign x8 = x[8:1];
  assign x9 = odd_9[12:4];
  assign x10 = odd_5[11:3];
  assign x12 = odd_3[10:2];
  assign x13 = odd_13[12:4];
  assign z1 = x[0:0] == 1'd0;
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_73 (
  input wire [6:0] x, output wire [2:0] x1, output wire [3:0] x2, output wire [4:0] x3,
    output wire [4:0] x4, output wire [5:0] x6, output wire [5:0] x7, output wire [5:0] x8,
    output wire [6:0] x9, output wire [6:0] x11, output wire [6:0] x13, output wire [6:0] x16,
    output wire [7:0] x26, output wire [0:0] z4
);
  wire [8:0] odd_3;
  ripple_adder #(.W(9)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [9:0] odd_7;
  ripple_adder #(.W(10)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [10:0] odd_9;
  ripple_adder #(.W(11)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [10:0] odd_11;
  ripple_adder #(.W(11)) add_11 (.a({3'd0, x, 1'd0}),
    .b(odd_9), .carry_in(1'b0), .sum(odd_11));
  wire [10:0] odd_13;
  ripple_adder #(.W(11)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x1 = x[6:4];
  assign x2 = x[6:3];
  assign x3 = odd_3[8:4];
  assign x4 = x[6:2];
  assign x6 = odd_3[8:3];
  assign x7 = odd_7[9:4];
  assign x8 = x[6:1];
  assign x9 = odd_9[10:4];
  assign x11 = odd_11[10:4];
  assign x13 = odd_13[10:4];
  assign x16 = x;
  assign x26 = odd_13[10:3];
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_74 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [8:0] x5, output wire [8:0] x8, output wire [9:0] x9, output wire [9:0] x10,
    output wire [9:0] x11, output wire [9:0] x12, output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({4'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x5 = odd_5[12:4];
  assign x8 = x[9:1];
  assign x9 = odd_9[13:4];
  assign x10 = odd_5[12:3];
  assign x11 = odd_11[13:4];
  assign x12 = odd_3[11:2];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_75 (
  input wire [9:0] x, output wire [6:0] x2, output wire [6:0] x3, output wire [7:0] x4,
    output wire [7:0] x5, output wire [7:0] x6, output wire [7:0] x7, output wire [8:0] x8,
    output wire [8:0] x10, output wire [8:0] x12, output wire [0:0] z2, output wire [0:0] z3
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  assign x2 = x[9:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[10:3];
  assign x7 = odd_7[11:4];
  assign x8 = x[9:1];
  assign x10 = odd_5[11:3];
  assign x12 = odd_3[10:2];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;

endmodule

// Floored multiples of one input.
module dense_products_76 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [7:0] x6, output wire [7:0] x7, output wire [7:0] x8, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x6 = odd_3[10:3];
  assign x7 = odd_7[11:4];
  assign x8 = x[8:1];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_77 (
  input wire [10:0] x, output wire [6:0] x1, output wire [7:0] x2, output wire [8:0] x4,
    output wire [8:0] x5, output wire [8:0] x6, output wire [8:0] x7, output wire [9:0] x9,
    output wire [9:0] x10, output wire [9:0] x11, output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_9;
  ripple_adder #(.W(14)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[10:4];
  assign x2 = x[10:3];
  assign x4 = x[10:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x9 = odd_9[13:4];
  assign x10 = odd_5[12:3];
  assign x11 = odd_11[13:4];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_78 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [7:0] x4, output wire [7:0] x5, output wire [8:0] x6, output wire [8:0] x7,
    output wire [8:0] x9, output wire [8:0] x10, output wire [8:0] x11, output wire [9:0] x12,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x9 = odd_9[12:4];
  assign x10 = odd_5[11:3];
  assign x11 = odd_11[12:4];
  assign x12 = odd_3[11:2];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_79 (
  input wire [4:0] x, output wire [1:0] x2, output wire [2:0] x5, output wire [2:0] x6,
    output wire [2:0] x7, output wire [3:0] x8, output wire [3:0] x9, output wire [3:0] x10,
    output wire [3:0] x11, output wire [3:0] x12, output wire [3:0] x13, output wire [3:0] x14,
    output wire [0:0] z1, output wire [0:0] z2, output wire [0:0] z3, output wire [0:0] z4
);
  wire [5:0] odd_3;
  ripple_adder #(.W(6)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [6:0] odd_5;
  ripple_adder #(.W(7)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [6:0] odd_7;
  ripple_adder #(.W(7)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [7:0] odd_9;
  ripple_adder #(.W(8)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [7:0] odd_11;
  ripple_adder #(.W(8)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [7:0] odd_13;
  ripple_adder #(.W(8)) add_13 (.a({3'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x2 = x[4:3];
  assign x5 = odd_5[6:4];
  assign x6 = odd_3[5:3];
  assign x7 = odd_7[6:4];
  assign x8 = x[4:1];
  assign x9 = odd_9[7:4];
  assign x10 = odd_5[6:3];
  assign x11 = odd_11[7:4];
  assign x12 = odd_3[5:2];
  assign x13 = odd_13[7:4];
  assign x14 = odd_7[6:3];
  assign z1 = x[0:0] == 1'd0;
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_80 (
  input wire [8:0] x, output wire [5:0] x2, output wire [6:0] x3, output wire [6:0] x4,
    output wire [6:0] x5, output wire [7:0] x6, output wire [7:0] x9, output wire [7:0] x10,
    output wire [8:0] x11, output wire [0:0] z2, output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({4'd0, x}),
    .b({1'd0, odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x5 = odd_5[10:4];
  assign x6 = odd_3[10:3];
  assign x9 = odd_9[11:4];
  assign x10 = odd_5[10:3];
  assign x11 = odd_11[12:4];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_81 (
  input wire [8:0] x, output wire [5:0] x2, output wire [6:0] x3, output wire [6:0] x4,
    output wire [7:0] x6, output wire [7:0] x7, output wire [7:0] x8, output wire [7:0] x9,
    output wire [7:0] x10, output wire [0:0] z1, output wire [0:0] z2
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[8:2];
  assign x6 = odd_3[10:3];
  assign x7 = odd_7[11:4];
  assign x8 = x[8:1];
  assign x9 = odd_9[11:4];
  assign x10 = odd_5[10:3];
  assign z1 = x[0:0] == 1'd0;
  assign z2 = x[1:0] == 2'd0;

endmodule

// Floored multiples of one input.
module dense_products_82 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [8:0] x5, output wire [8:0] x6, output wire [8:0] x8, output wire [9:0] x10,
    output wire [9:0] x13, output wire [9:0] x14, output wire [10:0] x19,
    output wire [10:0] x20, output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_13;
  ripple_adder #(.W(14)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  wire [14:0] odd_19;
  ripple_adder #(.W(15)) add_19 (.a({1'd0, x, 4'd0}),
    .b({3'd0, odd_3}), .carry_in(1'b0), .sum(odd_19));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x8 = x[9:1];
  assign x10 = odd_5[12:3];
  assign x13 = odd_13[13:4];
  assign x14 = odd_7[12:3];
  assign x19 = odd_19[14:4];
  assign x20 = odd_5[12:2];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_83 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [6:0] x3,
    output wire [7:0] x4, output wire [7:0] x5, output wire [7:0] x6, output wire [8:0] x8,
    output wire [8:0] x9, output wire [8:0] x11, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[10:3];
  assign x8 = x[9:1];
  assign x9 = odd_9[12:4];
  assign x11 = odd_11[12:4];
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_84 (
  input wire [7:0] x, output wire [3:0] x1, output wire [4:0] x2, output wire [4:0] x3,
    output wire [5:0] x4, output wire [5:0] x5, output wire [5:0] x7, output wire [6:0] x8,
    output wire [6:0] x9, output wire [6:0] x10, output wire [7:0] x16, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [8:0] odd_3;
  ripple_adder #(.W(9)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [9:0] odd_5;
  ripple_adder #(.W(10)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [9:0] odd_7;
  ripple_adder #(.W(10)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [10:0] odd_9;
  ripple_adder #(.W(11)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[7:4];
  assign x2 = x[7:3];
  assign x3 = odd_3[8:4];
  assign x4 = x[7:2];
  assign x5 = odd_5[9:4];
  assign x7 = odd_7[9:4];
  assign x8 = x[7:1];
  assign x9 = odd_9[10:4];
  assign x10 = odd_5[9:3];
  assign x16 = x;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_85 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [7:0] x4, output wire [8:0] x5, output wire [8:0] x6, output wire [8:0] x8,
    output wire [9:0] x13, output wire [0:0] z2, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [13:0] odd_13;
  ripple_adder #(.W(14)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x8 = x[9:1];
  assign x13 = odd_13[13:4];
  assign z2 = x[1:0] == 2'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_86 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [7:0] x4, output wire [7:0] x5, output wire [8:0] x6, output wire [8:0] x7,
    output wire [8:0] x8, output wire [9:0] x12, output wire [9:0] x13, output wire [9:0] x16,
    output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_13;
  ripple_adder #(.W(14)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x8 = x[9:1];
  assign x12 = odd_3[11:2];
  assign x13 = odd_13[13:4];
  assign x16 = x;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_87 (
  input wire [4:0] x, output wire [0:0] x1, output wire [1:0] x2, output wire [2:0] x4,
    output wire [2:0] x5, output wire [2:0] x6, output wire [2:0] x7, output wire [3:0] x9,
    output wire [3:0] x10, output wire [3:0] x11, output wire [3:0] x13, output wire [0:0] z2,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [5:0] odd_3;
  ripple_adder #(.W(6)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [6:0] odd_5;
  ripple_adder #(.W(7)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [6:0] odd_7;
  ripple_adder #(.W(7)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [7:0] odd_9;
  ripple_adder #(.W(8)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [7:0] odd_11;
  ripple_adder #(.W(8)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [7:0] odd_13;
  ripple_adder #(.W(8)) add_13 (.a({3'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x1 = x[4:4];
  assign x2 = x[4:3];
  assign x4 = x[4:2];
  assign x5 = odd_5[6:4];
  assign x6 = odd_3[5:3];
  assign x7 = odd_7[6:4];
  assign x9 = odd_9[7:4];
  assign x10 = odd_5[6:3];
  assign x11 = odd_11[7:4];
  assign x13 = odd_13[7:4];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_88 (
  input wire [8:0] x, output wire [4:0] x1, output wire [5:0] x2, output wire [6:0] x3,
    output wire [6:0] x5, output wire [7:0] x9, output wire [8:0] x11, output wire [8:0] x12,
    output wire [8:0] x16, output wire [0:0] z2, output wire [0:0] z3, output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({4'd0, x}),
    .b({1'd0, odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[8:4];
  assign x2 = x[8:3];
  assign x3 = odd_3[10:4];
  assign x5 = odd_5[10:4];
  assign x9 = odd_9[11:4];
  assign x11 = odd_11[12:4];
  assign x12 = odd_3[10:2];
  assign x16 = x;
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_89 (
  input wire [6:0] x, output wire [2:0] x1, output wire [3:0] x2, output wire [4:0] x3,
    output wire [4:0] x4, output wire [4:0] x5, output wire [5:0] x6, output wire [5:0] x7,
    output wire [5:0] x9, output wire [5:0] x10, output wire [6:0] x11, output wire [6:0] x14,
    output wire [6:0] x16, output wire [6:0] x18, output wire [0:0] z2, output wire [0:0] z3
);
  wire [8:0] odd_3;
  ripple_adder #(.W(9)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [8:0] odd_5;
  ripple_adder #(.W(9)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [9:0] odd_7;
  ripple_adder #(.W(10)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [9:0] odd_9;
  ripple_adder #(.W(10)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [10:0] odd_11;
  ripple_adder #(.W(11)) add_11 (.a({4'd0, x}),
    .b({1'd0, odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[6:4];
  assign x2 = x[6:3];
  assign x3 = odd_3[8:4];
  assign x4 = x[6:2];
  assign x5 = odd_5[8:4];
  assign x6 = odd_3[8:3];
  assign x7 = odd_7[9:4];
  assign x9 = odd_9[9:4];
  assign x10 = odd_5[8:3];
  assign x11 = odd_11[10:4];
  assign x14 = odd_7[9:3];
  assign x16 = x;
  assign x18 = odd_9[9:3];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;

endmodule

// Floored multiples of one input.
module dense_products_90 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [7:0] x4, output wire [8:0] x5, output wire [8:0] x6, output wire [8:0] x7,
    output wire [9:0] x10, output wire [9:0] x11, output wire [9:0] x12, output wire [9:0] x13,
    output wire [9:0] x14, output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [13:0] odd_11;
  ripple_adder #(.W(14)) add_11 (.a({4'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  wire [13:0] odd_13;
  ripple_adder #(.W(14)) add_13 (.a({4'd0, x}),
    .b({odd_3, 2'd0}), .carry_in(1'b0), .sum(odd_13));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x7 = odd_7[12:4];
  assign x10 = odd_5[12:3];
  assign x11 = odd_11[13:4];
  assign x12 = odd_3[11:2];
  assign x13 = odd_13[13:4];
  assign x14 = odd_7[12:3];
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_91 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [6:0] x3,
    output wire [7:0] x5, output wire [7:0] x7, output wire [8:0] x9, output wire [8:0] x11,
    output wire [0:0] z4
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_7;
  ripple_adder #(.W(12)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_11;
  ripple_adder #(.W(13)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[10:4];
  assign x5 = odd_5[11:4];
  assign x7 = odd_7[11:4];
  assign x9 = odd_9[12:4];
  assign x11 = odd_11[12:4];
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_92 (
  input wire [7:0] x, output wire [3:0] x1, output wire [4:0] x2, output wire [4:0] x3,
    output wire [5:0] x4, output wire [5:0] x5, output wire [0:0] z2, output wire [0:0] z3,
    output wire [0:0] z4
);
  wire [8:0] odd_3;
  ripple_adder #(.W(9)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [9:0] odd_5;
  ripple_adder #(.W(10)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  assign x1 = x[7:4];
  assign x2 = x[7:3];
  assign x3 = odd_3[8:4];
  assign x4 = x[7:2];
  assign x5 = odd_5[9:4];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_93 (
  input wire [9:0] x, output wire [5:0] x1, output wire [6:0] x2, output wire [7:0] x3,
    output wire [7:0] x4, output wire [8:0] x5, output wire [8:0] x6, output wire [8:0] x8,
    output wire [8:0] x9, output wire [9:0] x12, output wire [9:0] x18, output wire [0:0] z2,
    output wire [0:0] z3, output wire [0:0] z4
);
  wire [11:0] odd_3;
  ripple_adder #(.W(12)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [12:0] odd_5;
  ripple_adder #(.W(13)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  assign x1 = x[9:4];
  assign x2 = x[9:3];
  assign x3 = odd_3[11:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[12:4];
  assign x6 = odd_3[11:3];
  assign x8 = x[9:1];
  assign x9 = odd_9[12:4];
  assign x12 = odd_3[11:2];
  assign x18 = odd_9[12:3];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module dense_products_94 (
  input wire [9:0] x, output wire [6:0] x2, output wire [6:0] x3, output wire [7:0] x4,
    output wire [7:0] x5, output wire [7:0] x6, output wire [8:0] x7, output wire [8:0] x9,
    output wire [8:0] x10, output wire [9:0] x15, output wire [0:0] z2, output wire [0:0] z3
);
  wire [10:0] odd_3;
  ripple_adder #(.W(11)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [11:0] odd_5;
  ripple_adder #(.W(12)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_7;
  ripple_adder #(.W(13)) add_7 (.a({3'd0, x}),
    .b({1'd0, odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [12:0] odd_9;
  ripple_adder #(.W(13)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [13:0] odd_15;
  ripple_adder #(.W(14)) add_15 (.a({4'd0, x}),
    .b({odd_7, 1'd0}), .carry_in(1'b0), .sum(odd_15));
  assign x2 = x[9:3];
  assign x3 = odd_3[10:4];
  assign x4 = x[9:2];
  assign x5 = odd_5[11:4];
  assign x6 = odd_3[10:3];
  assign x7 = odd_7[12:4];
  assign x9 = odd_9[12:4];
  assign x10 = odd_5[11:3];
  assign x15 = odd_15[13:4];
  assign z2 = x[1:0] == 2'd0;
  assign z3 = x[2:0] == 3'd0;

endmodule

// Floored multiples of one input.
module dense_products_95 (
  input wire [4:0] x, output wire [0:0] x1, output wire [1:0] x2, output wire [1:0] x3,
    output wire [2:0] x6, output wire [2:0] x7, output wire [3:0] x8, output wire [3:0] x9,
    output wire [3:0] x10, output wire [3:0] x11, output wire [3:0] x14, output wire [4:0] x16,
    output wire [0:0] z1, output wire [0:0] z3, output wire [0:0] z4
);
  wire [5:0] odd_3;
  ripple_adder #(.W(6)) add_3 (.a({1'd0, x}),
    .b({x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [6:0] odd_5;
  ripple_adder #(.W(7)) add_5 (.a({2'd0, x}),
    .b({x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [6:0] odd_7;
  ripple_adder #(.W(7)) add_7 (.a({2'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [7:0] odd_9;
  ripple_adder #(.W(8)) add_9 (.a({3'd0, x}),
    .b({x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [7:0] odd_11;
  ripple_adder #(.W(8)) add_11 (.a({3'd0, x}),
    .b({odd_5, 1'd0}), .carry_in(1'b0), .sum(odd_11));
  assign x1 = x[4:4];
  assign x2 = x[4:3];
  assign x3 = odd_3[5:4];
  assign x6 = odd_3[5:3];
  assign x7 = odd_7[6:4];
  assign x8 = x[4:1];
  assign x9 = odd_9[7:4];
  assign x10 = odd_5[6:3];
  assign x11 = odd_11[7:4];
  assign x14 = odd_7[6:3];
  assign x16 = x;
  assign z1 = x[0:0] == 1'd0;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Adds the bias and floored products.
module dense_sum_0 (
  input wire [6:0] act_0_x3, input wire [5:0] act_1_x2, input wire [0:0] act_1_z3,
    input wire [8:0] act_2_x5, input wire [0:0] act_2_z4, input wire [4:0] act_4_x1,
    input wire [6:0] act_5_x1, input wire [8:0] act_6_x7, input wire [3:0] act_7_x10,
    input wire [0:0] act_7_z3, input wire [6:0] act_8_x4, input wire [0:0] act_8_z2,
    input wire [6:0] act_9_x3, input wire [6:0] act_10_x2, input wire [7:0] act_11_x4,
    input wire [7:0] act_12_x9, input wire [0:0] act_12_z4, input wire [7:0] act_13_x2,
    input wire [6:0] act_14_x2, input wire [0:0] act_14_z3, input wire [2:0] act_15_x7,
    input wire [0:0] act_15_z4, input wire [6:0] act_16_x3, input wire [6:0] act_17_x3,
    input wire [0:0] act_17_z4, input wire [9:0] act_18_x15, input wire [7:0] act_19_x4,
    input wire [4:0] act_20_x1, input wire [0:0] act_20_z4, input wire [8:0] act_21_x6,
    input wire [8:0] act_22_x9, input wire [3:0] act_23_x10, input wire [0:0] act_23_z3,
    input wire [8:0] act_24_x12, input wire [0:0] act_24_z2, input wire [7:0] act_25_x29,
    input wire [0:0] act_25_z4, input wire [7:0] act_26_x4, input wire [7:0] act_27_x7,
    input wire [4:0] act_28_x1, input wire [0:0] act_28_z4, input wire [8:0] act_29_x4,
    input wire [5:0] act_30_x1, input wire [0:0] act_30_z4, input wire [3:0] act_31_x14,
    input wire [0:0] act_31_z3, input wire [8:0] act_32_x13, input wire [8:0] act_33_x11,
    input wire [0:0] act_33_z4, input wire [9:0] act_34_x16, input wire [8:0] act_35_x12,
    input wire [0:0] act_35_z2, input wire [5:0] act_36_x2, input wire [0:0] act_36_z3,
    input wire [9:0] act_37_x7, input wire [0:0] act_37_z4, input wire [9:0] act_38_x14,
    input wire [2:0] act_39_x4, input wire [0:0] act_39_z2, input wire [5:0] act_40_x2,
    input wire [4:0] act_41_x1, input wire [0:0] act_41_z4, input wire [7:0] act_42_x4,
    input wire [9:0] act_43_x15, input wire [7:0] act_44_x10, input wire [9:0] act_45_x13,
    input wire [7:0] act_46_x4, input wire [3:0] act_47_x8, input wire [0:0] act_47_z1,
    input wire [7:0] act_49_x7, input wire [9:0] act_50_x16, input wire [8:0] act_51_x8,
    input wire [3:0] act_52_x1, input wire [9:0] act_53_x15, input wire [7:0] act_54_x3,
    input wire [3:0] act_55_x10, input wire [0:0] act_55_z3, input wire [7:0] act_56_x8,
    input wire [4:0] act_57_x3, input wire [0:0] act_57_z4, input wire [9:0] act_58_x17,
    input wire [3:0] act_60_x1, input wire [0:0] act_60_z4, input wire [6:0] act_61_x2,
    input wire [8:0] act_62_x7, input wire [3:0] act_63_x9, input wire [0:0] act_63_z4,
    input wire [5:0] act_64_x2, input wire [6:0] act_65_x3, input wire [0:0] act_65_z4,
    input wire [7:0] act_66_x4, input wire [4:0] act_68_x1, input wire [0:0] act_68_z4,
    input wire [7:0] act_69_x3, input wire [0:0] act_69_z4, input wire [7:0] act_70_x3,
    input wire [2:0] act_71_x5, input wire [0:0] act_71_z4, input wire [7:0] act_72_x7,
    input wire [0:0] act_72_z4, input wire [2:0] act_73_x1, input wire [0:0] act_73_z4,
    input wire [6:0] act_74_x2, input wire [7:0] act_75_x6, input wire [5:0] act_76_x2,
    input wire [0:0] act_76_z3, input wire [6:0] act_78_x2, input wire [0:0] act_78_z3,
    input wire [3:0] act_79_x8, input wire [0:0] act_79_z1, input wire [6:0] act_96_x4,
    input wire [0:0] act_96_z2, input wire [5:0] act_97_x2, input wire [7:0] act_98_x3,
    input wire [7:0] act_99_x6, input wire [5:0] act_102_x1, input wire [2:0] act_103_x6,
    input wire [0:0] act_103_z3, input wire [4:0] act_104_x1, input wire [3:0] act_105_x2,
    input wire [0:0] act_105_z3, input wire [6:0] act_106_x2, input wire [0:0] act_106_z3,
    input wire [8:0] act_107_x9, input wire [6:0] act_109_x2, input wire [7:0] act_110_x4,
    input wire [3:0] act_111_x9, input wire [0:0] act_111_z4, output wire [14:0] sum
);
  wire [14:0] total;
`ifdef CARRY_CHAINS
  wire [3:0] total_part_0;
  adder #(.W(4)) total_add_0 (.a({1'd0, ~act_39_x4}),
    .b({1'd0, ~act_15_x7}), .carry_in(act_1_z3), .sum(total_part_0));
  wire [4:0] total_part_1;
  adder #(.W(5)) total_add_1 (.a({1'd0, act_52_x1}),
    .b({2'd0, ~act_71_x5}), .carry_in(act_2_z4), .sum(total_part_1));
  wire [3:0] total_part_2;
  adder #(.W(4)) total_add_2 (.a({1'd0, ~act_103_x6}),
    .b({1'd0, ~act_73_x1}), .carry_in(act_7_z3), .sum(total_part_2));
  wire [4:0] total_part_3;
  adder #(.W(5)) total_add_3 (.a({1'd0, ~act_23_x10}),
    .b({1'd0, ~act_7_x10}), .carry_in(act_8_z2), .sum(total_part_3));
  wire [4:0] total_part_4;
  adder #(.W(5)) total_add_4 (.a({1'd0, total_part_0}),
    .b({1'd0, ~act_31_x14}), .carry_in(act_12_z4), .sum(total_part_4));
  wire [4:0] total_part_5;
  adder #(.W(5)) total_add_5 (.a({1'd0, total_part_2}),
    .b({1'd0, ~act_47_x8}), .carry_in(act_14_z3), .sum(total_part_5));
  wire [5:0] total_part_6;
  adder #(.W(6)) total_add_6 (.a({1'd0, act_4_x1}),
    .b({2'd0, ~act_55_x10}), .carry_in(act_15_z4), .sum(total_part_6));
  wire [4:0] total_part_7;
  adder #(.W(5)) total_add_7 (.a({1'd0, ~act_63_x9}),
    .b({1'd0, ~act_60_x1}), .carry_in(act_17_z4), .sum(total_part_7));
  wire [5:0] total_part_8;
  adder #(.W(6)) total_add_8 (.a({1'd0, act_104_x1}),
    .b({2'd0, ~act_79_x8}), .carry_in(act_20_z4), .sum(total_part_8));
  wire [5:0] total_part_9;
  adder #(.W(6)) total_add_9 (.a({1'd0, total_part_1}),
    .b({2'd0, ~act_105_x2}), .carry_in(act_23_z3), .sum(total_part_9));
  wire [5:0] total_part_10;
  adder #(.W(6)) total_add_10 (.a({1'd0, total_part_3}),
    .b({2'd0, ~act_111_x9}), .carry_in(act_24_z2), .sum(total_part_10));
  wire [5:0] total_part_11;
  adder #(.W(6)) total_add_11 (.a({1'd0, total_part_4}),
    .b({1'd0, ~act_20_x1}), .carry_in(act_25_z4), .sum(total_part_11));
  wire [5:0] total_part_12;
  adder #(.W(6)) total_add_12 (.a({1'd0, total_part_5}),
    .b({1'd0, ~act_28_x1}), .carry_in(act_28_z4), .sum(total_part_12));
  wire [5:0] total_part_13;
  adder #(.W(6)) total_add_13 (.a({1'd0, total_part_7}),
    .b({1'd0, ~act_41_x1}), .carry_in(act_30_z4), .sum(total_part_13));
  wire [6:0] total_part_14;
  adder #(.W(7)) total_add_14 (.a({1'd0, act_40_x2}),
    .b({2'd0, ~act_57_x3}), .carry_in(act_31_z3), .sum(total_part_14));
  wire [6:0] total_part_15;
  adder #(.W(7)) total_add_15 (.a({1'd0, act_64_x2}),
    .b({2'd0, ~act_68_x1}), .carry_in(act_33_z4), .sum(total_part_15));
  wire [6:0] total_part_16;
  adder #(.W(7)) total_add_16 (.a({1'd0, act_97_x2}),
    .b({1'd0, ~act_1_x2}), .carry_in(act_35_z2), .sum(total_part_16));
  wire [6:0] total_part_17;
  adder #(.W(7)) total_add_17 (.a({1'd0, act_102_x1}),
    .b({1'd0, ~act_30_x1}), .carry_in(act_36_z3), .sum(total_part_17));
  wire [6:0] total_part_18;
  adder #(.W(7)) total_add_18 (.a({1'd0, total_part_6}),
    .b({1'd0, ~act_36_x2}), .carry_in(act_37_z4), .sum(total_part_18));
  wire [6:0] total_part_19;
  adder #(.W(7)) total_add_19 (.a({1'd0, total_part_8}),
    .b({1'd0, ~act_76_x2}), .carry_in(act_39_z2), .sum(total_part_19));
  wire [6:0] total_part_20;
  adder #(.W(7)) total_add_20 (.a({1'd0, total_part_9}),
    .b({1'd0, total_part_10}), .carry_in(act_41_z4), .sum(total_part_20));
  wire [6:0] total_part_21;
  adder #(.W(7)) total_add_21 (.a({1'd0, total_part_11}),
    .b({1'd0, total_part_12}), .carry_in(act_47_z1), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({2'd0, total_part_13}),
    .b({1'd0, act_0_x3}), .carry_in(act_55_z3), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, act_5_x1}),
    .b({1'd0, ~act_8_x4}), .carry_in(act_57_z4), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, act_9_x3}),
    .b({1'd0, act_10_x2}), .carry_in(act_60_z4), .sum(total_part_24));
  wire [7:0] total_part_25;
  adder #(.W(8)) total_add_25 (.a({1'd0, act_16_x3}),
    .b({1'd0, ~act_14_x2}), .carry_in(act_63_z4), .sum(total_part_25));
  wire [7:0] total_part_26;
  adder #(.W(8)) total_add_26 (.a({1'd0, act_61_x2}),
    .b({1'd0, ~act_17_x3}), .carry_in(act_65_z4), .sum(total_part_26));
  wire [7:0] total_part_27;
  adder #(.W(8)) total_add_27 (.a({1'd0, act_74_x2}),
    .b({1'd0, ~act_65_x3}), .carry_in(act_68_z4), .sum(total_part_27));
  wire [7:0] total_part_28;
  adder #(.W(8)) total_add_28 (.a({1'd0, act_109_x2}),
    .b({1'd0, ~act_78_x2}), .carry_in(act_69_z4), .sum(total_part_28));
  wire [7:0] total_part_29;
  adder #(.W(8)) total_add_29 (.a({1'd0, total_part_14}),
    .b({1'd0, ~act_96_x4}), .carry_in(act_71_z4), .sum(total_part_29));
  wire [7:0] total_part_30;
  adder #(.W(8)) total_add_30 (.a({1'd0, total_part_15}),
    .b({1'd0, ~act_106_x2}), .carry_in(act_72_z4), .sum(total_part_30));
  wire [7:0] total_part_31;
  adder #(.W(8)) total_add_31 (.a({1'd0, total_part_16}),
    .b({1'd0, total_part_17}), .carry_in(act_73_z4), .sum(total_part_31));
  wire [7:0] total_part_32;
  adder #(.W(8)) total_add_32 (.a({1'd0, total_part_18}),
    .b({1'd0, total_part_19}), .carry_in(act_76_z3), .sum(total_part_32));
  wire [7:0] total_part_33;
  adder #(.W(8)) total_add_33 (.a({1'd0, total_part_20}),
    .b({1'd0, total_part_21}), .carry_in(act_78_z3), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, act_11_x4}),
    .b({1'd0, ~act_12_x9}), .carry_in(act_79_z1), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, act_13_x2}),
    .b({1'd0, act_19_x4}), .carry_in(act_96_z2), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, act_26_x4}),
    .b({1'd0, ~act_25_x29}), .carry_in(act_103_z3), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, act_27_x7}),
    .b({1'd0, act_42_x4}), .carry_in(act_105_z3), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, act_44_x10}),
    .b({1'd0, act_46_x4}), .carry_in(act_106_z3), .sum(total_part_38));
  wire [8:0] total_part_39;
  adder #(.W(9)) total_add_39 (.a({1'd0, act_49_x7}),
    .b({1'd0, act_54_x3}), .carry_in(act_111_z4), .sum(total_part_39));
  wire [8:0] total_part_40;
  adder #(.W(9)) total_add_40 (.a({1'd0, act_56_x8}),
    .b({1'd0, act_66_x4}), .carry_in(1'b0), .sum(total_part_40));
  wire [8:0] total_part_41;
  adder #(.W(9)) total_add_41 (.a({1'd0, act_70_x3}),
    .b({1'd0, ~act_69_x3}), .carry_in(1'b0), .sum(total_part_41));
  wire [8:0] total_part_42;
  adder #(.W(9)) total_add_42 (.a({1'd0, act_75_x6}),
    .b({1'd0, ~act_72_x7}), .carry_in(1'b0), .sum(total_part_42));
  wire [8:0] total_part_43;
  adder #(.W(9)) total_add_43 (.a({1'd0, act_98_x3}),
    .b({1'd0, act_99_x6}), .carry_in(1'b0), .sum(total_part_43));
  wire [8:0] total_part_44;
  adder #(.W(9)) total_add_44 (.a({1'd0, act_110_x4}),
    .b({1'd0, total_part_22}), .carry_in(1'b0), .sum(total_part_44));
  wire [8:0] total_part_45;
  adder #(.W(9)) total_add_45 (.a({1'd0, total_part_23}),
    .b({1'd0, total_part_24}), .carry_in(1'b0), .sum(total_part_45));
  wire [8:0] total_part_46;
  adder #(.W(9)) total_add_46 (.a({1'd0, total_part_25}),
    .b({1'd0, total_part_26}), .carry_in(1'b0), .sum(total_part_46));
  wire [8:0] total_part_47;
  adder #(.W(9)) total_add_47 (.a({1'd0, total_part_27}),
    .b({1'd0, total_part_28}), .carry_in(1'b0), .sum(total_part_47));
  wire [8:0] total_part_48;
  adder #(.W(9)) total_add_48 (.a({1'd0, total_part_29}),
    .b({1'd0, total_part_30}), .carry_in(1'b0), .sum(total_part_48));
  wire [8:0] total_part_49;
  adder #(.W(9)) total_add_49 (.a({1'd0, total_part_31}),
    .b({1'd0, total_part_32}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({2'd0, total_part_33}),
    .b({1'd0, ~act_2_x5}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, act_6_x7}),
    .b({1'd0, act_21_x6}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, act_22_x9}),
    .b({1'd0, ~act_24_x12}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, act_29_x4}),
    .b({1'd0, act_32_x13}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, act_51_x8}),
    .b({1'd0, ~act_33_x11}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, act_62_x7}),
    .b({1'd0, ~act_35_x12}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, act_107_x9}),
    .b({1'd0, total_part_34}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, total_part_35}),
    .b({1'd0, total_part_36}), .carry_in(1'b0), .sum(total_part_57));
  wire [9:0] total_part_58;
  adder #(.W(10)) total_add_58 (.a({1'd0, total_part_37}),
    .b({1'd0, total_part_38}), .carry_in(1'b0), .sum(total_part_58));
  wire [9:0] total_part_59;
  adder #(.W(10)) total_add_59 (.a({1'd0, total_part_39}),
    .b({1'd0, total_part_40}), .carry_in(1'b0), .sum(total_part_59));
  wire [9:0] total_part_60;
  adder #(.W(10)) total_add_60 (.a({1'd0, total_part_41}),
    .b({1'd0, total_part_42}), .carry_in(1'b0), .sum(total_part_60));
  wire [9:0] total_part_61;
  adder #(.W(10)) total_add_61 (.a({1'd0, total_part_43}),
    .b({1'd0, total_part_44}), .carry_in(1'b0), .sum(total_part_61));
  wire [9:0] total_part_62;
  adder #(.W(10)) total_add_62 (.a({1'd0, total_part_45}),
    .b({1'd0, total_part_46}), .carry_in(1'b0), .sum(total_part_62));
  wire [9:0] total_part_63;
  adder #(.W(10)) total_add_63 (.a({1'd0, total_part_47}),
    .b({1'd0, total_part_48}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({2'd0, total_part_49}),
    .b({1'd0, act_18_x15}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, act_34_x16}),
    .b({1'd0, ~act_37_x7}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, act_38_x14}),
    .b({1'd0, act_43_x15}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, act_45_x13}),
    .b({1'd0, act_50_x16}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, act_53_x15}),
    .b({1'd0, act_58_x17}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_71));
  wire [10:0] total_part_72;
  adder #(.W(11)) total_add_72 (.a({1'd0, total_part_56}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_72));
  wire [10:0] total_part_73;
  adder #(.W(11)) total_add_73 (.a({1'd0, total_part_58}),
    .b({1'd0, total_part_59}), .carry_in(1'b0), .sum(total_part_73));
  wire [10:0] total_part_74;
  adder #(.W(11)) total_add_74 (.a({1'd0, total_part_60}),
    .b({1'd0, total_part_61}), .carry_in(1'b0), .sum(total_part_74));
  wire [10:0] total_part_75;
  adder #(.W(11)) total_add_75 (.a({1'd0, total_part_62}),
    .b({1'd0, total_part_63}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({1'd0, total_part_64}),
    .b({1'd0, total_part_65}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, total_part_66}),
    .b({1'd0, total_part_67}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_68}),
    .b({1'd0, total_part_69}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_70}),
    .b({1'd0, total_part_71}), .carry_in(1'b0), .sum(total_part_79));
  wire [11:0] total_part_80;
  adder #(.W(12)) total_add_80 (.a({1'd0, total_part_72}),
    .b({1'd0, total_part_73}), .carry_in(1'b0), .sum(total_part_80));
  wire [11:0] total_part_81;
  adder #(.W(12)) total_add_81 (.a({1'd0, total_part_74}),
    .b({1'd0, total_part_75}), .carry_in(1'b0), .sum(total_part_81));
  wire [12:0] total_part_82;
  adder #(.W(13)) total_add_82 (.a({1'd0, total_part_76}),
    .b({1'd0, total_part_77}), .carry_in(1'b0), .sum(total_part_82));
  wire [12:0] total_part_83;
  adder #(.W(13)) total_add_83 (.a({1'd0, total_part_78}),
    .b({1'd0, total_part_79}), .carry_in(1'b0), .sum(total_part_83));
  wire [12:0] total_part_84;
  adder #(.W(13)) total_add_84 (.a({1'd0, total_part_80}),
    .b({1'd0, total_part_81}), .carry_in(1'b0), .sum(total_part_84));
  wire [13:0] total_part_85;
  adder #(.W(14)) total_add_85 (.a({1'd0, total_part_82}),
    .b({1'd0, total_part_83}), .carry_in(1'b0), .sum(total_part_85));
  wire [14:0] total_part_86;
  adder #(.W(15)) total_add_86 (.a({2'd0, total_part_84}),
    .b({1'd0, total_part_85}), .carry_in(1'b0), .sum(total_part_86));
  wire [14:0] total_part_87;
  adder #(.W(15)) total_add_87 (.a(15'd27250),
    .b(total_part_86), .carry_in(1'b0), .sum(total_part_87));
  assign total = total_part_87;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_1_z3), .b(act_2_z4), .c(act_7_z3), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_8_z2), .b(act_12_z4), .c(act_14_z3), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_15_z4), .b(act_17_z4), .c(act_20_z4), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_23_z3), .b(act_24_z2), .c(act_25_z4), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_28_z4), .b(act_30_z4), .c(act_31_z3), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_33_z4), .b(act_35_z2), .c(act_36_z3), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_37_z4), .b(act_39_z2), .c(act_41_z4), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_47_z1), .b(act_55_z3), .c(act_57_z4), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_60_z4), .b(act_63_z4), .c(act_65_z4), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_68_z4), .b(act_69_z4), .c(act_71_z4), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_72_z4), .b(act_73_z4), .c(act_76_z3), .sum(total_sum_10),
    .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(act_78_z3), .b(act_79_z1), .c(act_96_z2), .sum(total_sum_11),
    .carry(total_carry_11));
  wire [0:0] total_sum_12;
  wire [0:0] total_carry_12;
  csa #(.W(1)) total_row_12 (.a(act_103_z3), .b(act_105_z3), .c(act_106_z3),
    .sum(total_sum_12), .carry(total_carry_12));
  wire [0:0] total_sum_13;
  wire [0:0] total_carry_13;
  csa #(.W(1)) total_row_13 (.a(act_111_z4), .b(total_sum_0), .c(total_sum_1),
    .sum(total_sum_13), .carry(total_carry_13));
  wire [0:0] total_sum_14;
  wire [0:0] total_carry_14;
  csa #(.W(1)) total_row_14 (.a(total_sum_2), .b(total_sum_3), .c(total_sum_4),
    .sum(total_sum_14), .carry(total_carry_14));
  wire [0:0] total_sum_15;
  wire [0:0] total_carry_15;
  csa #(.W(1)) total_row_15 (.a(total_sum_5), .b(total_sum_6), .c(total_sum_7),
    .sum(total_sum_15), .carry(total_carry_15));
  wire [2:0] total_sum_16;
  wire [2:0] total_carry_16;
  csa #(.W(3)) total_row_16 (.a(~act_15_x7), .b(~act_39_x4), .c(~act_71_x5),
    .sum(total_sum_16), .carry(total_carry_16));
  wire [2:0] total_sum_17;
  wire [2:0] total_carry_17;
  csa #(.W(3)) total_row_17 (.a({2'd0, total_sum_8}), .b({2'd0, total_sum_9}),
    .c(~act_73_x1), .sum(total_sum_17), .carry(total_carry_17));
  wire [2:0] total_sum_18;
  wire [2:0] total_carry_18;
  csa #(.W(3)) total_row_18 (.a({2'd0, total_sum_10}), .b({2'd0, total_sum_11}),
    .c(~act_103_x6), .sum(total_sum_18), .carry(total_carry_18));
  wire [0:0] total_sum_19;
  wire [0:0] total_carry_19;
  csa #(.W(1)) total_row_19 (.a(total_carry_0[0:0]), .b(total_carry_1[0:0]),
    .c(total_carry_2[0:0]), .sum(total_sum_19), .carry(total_carry_19));
  wire [0:0] total_sum_20;
  wire [0:0] total_carry_20;
  csa #(.W(1)) total_row_20 (.a(total_carry_3[0:0]), .b(total_carry_4[0:0]),
    .c(total_carry_5[0:0]), .sum(total_sum_20), .carry(total_carry_20));
  wire [0:0] total_sum_21;
  wire [0:0] total_carry_21;
  csa #(.W(1)) total_row_21 (.a(total_carry_6[0:0]), .b(total_carry_7[0:0]),
    .c(total_carry_8[0:0]), .sum(total_sum_21), .carry(total_carry_21));
  wire [0:0] total_sum_22;
  wire [0:0] total_carry_22;
  csa #(.W(1)) total_row_22 (.a(total_carry_9[0:0]), .b(total_carry_10[0:0]),
    .c(total_carry_11[0:0]), .sum(total_sum_22), .carry(total_carry_22));
  wire [3:0] total_sum_23;
  wire [3:0] total_carry_23;
  csa #(.W(4)) total_row_23 (.a(~act_7_x10), .b(~act_23_x10), .c(~act_31_x14),
    .sum(total_sum_23), .carry(total_carry_23));
  wire [3:0] total_sum_24;
  wire [3:0] total_carry_24;
  csa #(.W(4)) total_row_24 (.a(~act_47_x8), .b(act_52_x1), .c(~act_55_x10),
    .sum(total_sum_24), .carry(total_carry_24));
  wire [3:0] total_sum_25;
  wire [3:0] total_carry_25;
  csa #(.W(4)) total_row_25 (.a(~act_60_x1), .b(~act_63_x9), .c(~act_79_x8),
    .sum(total_sum_25), .carry(total_carry_25));
  wire [3:0] total_sum_26;
  wire [3:0] total_carry_26;
  csa #(.W(4)) total_row_26 (.a({3'd0, total_sum_12}), .b({3'd0, total_sum_13}),
    .c(~act_105_x2), .sum(total_sum_26), .carry(total_carry_26));
  wire [3:0] total_sum_27;
  wire [3:0] total_carry_27;
  csa #(.W(4)) total_row_27 (.a({2'd0, total_carry_12[0:0], 1'd0}), .b(~act_111_x9),
    .c({2'd0, total_carry_13[0:0], 1'd0}), .sum(total_sum_27), .carry(total_carry_27));
  wire [2:0] total_sum_28;
  wire [2:0] total_carry_28;
  csa #(.W(3)) total_row_28 (.a({2'd0, total_sum_14}), .b({2'd0, total_sum_15}),
    .c(total_sum_16), .sum(total_sum_28), .carry(total_carry_28));
  wire [0:0] total_sum_29;
  wire [0:0] total_carry_29;
  csa #(.W(1)) total_row_29 (.a(total_carry_14[0:0]), .b(total_carry_15[0:0]),
    .c(total_carry_17[0:0]), .sum(total_sum_29), .carry(total_carry_29));
  wire [4:0] total_sum_30;
  wire [4:0] total_carry_30;
  csa #(.W(5)) total_row_30 (.a(act_4_x1), .b(~act_20_x1), .c(~act_28_x1),
    .sum(total_sum_30), .carry(total_carry_30));
  wire [4:0] total_sum_31;
  wire [4:0] total_carry_31;
  csa #(.W(5)) total_row_31 (.a(~act_41_x1), .b(~act_57_x3), .c(~act_68_x1),
    .sum(total_sum_31), .carry(total_carry_31));
  wire [4:0] total_sum_32;
  wire [4:0] total_carry_32;
  csa #(.W(5)) total_row_32 (.a({3'd0, total_carry_18[0:0], 1'd0}),
    .b({3'd0, total_sum_19, 1'd0}), .c(act_104_x1), .sum(total_sum_32), .carry(total_carry_32));
  wire [3:0] total_sum_33;
  wire [3:0] total_carry_33;
  csa #(.W(4)) total_row_33 (.a(total_sum_23), .b(total_sum_24), .c(total_sum_25),
    .sum(total_sum_33), .carry(total_carry_33));
  wire [2:0] total_sum_34;
  wire [2:0] total_carry_34;
  csa #(.W(3)) total_row_34 (.a({2'd0, total_sum_20}), .b({2'd0, total_sum_21}),
    .c(total_carry_16[2:0]), .sum(total_sum_34), .carry(total_carry_34));
  wire [2:0] total_sum_35;
  wire [2:0] total_carry_35;
  csa #(.W(3)) total_row_35 (.a(total_sum_17), .b({total_carry_19[0:0], 2'd0}),
    .c({total_carry_20[0:0], 2'd0}), .sum(total_sum_35), .carry(total_carry_35));
  wire [5:0] total_sum_36;
  wire [5:0] total_carry_36;
  csa #(.W(6)) total_row_36 (.a({3'd0, total_carry_21[0:0], 2'd0}),
    .b({3'd0, total_carry_22[0:0], 2'd0}), .c(~act_1_x2), .sum(total_sum_36),
    .carry(total_carry_36));
  wire [5:0] total_sum_37;
  wire [5:0] total_carry_37;
  csa #(.W(6)) total_row_37 (.a(~act_30_x1), .b(~act_36_x2), .c(act_40_x2),
    .sum(total_sum_37), .carry(total_carry_37));
  wire [5:0] total_sum_38;
  wire [5:0] total_carry_38;
  csa #(.W(6)) total_row_38 (.a(act_64_x2), .b(~act_76_x2), .c(act_97_x2),
    .sum(total_sum_38), .carry(total_carry_38));
  wire [5:0] total_sum_39;
  wire [5:0] total_carry_39;
  csa #(.W(6)) total_row_39 (.a({4'd0, total_sum_22, 1'd0}),
    .b({4'd0, total_carry_26[0:0], 1'd0}), .c(act_102_x1), .sum(total_sum_39),
    .carry(total_carry_39));
  wire [4:0] total_sum_40;
  wire [4:0] total_carry_40;
  csa #(.W(5)) total_row_40 (.a({2'd0, total_sum_18}), .b({2'd0, total_sum_28}),
    .c(total_sum_30), .sum(total_sum_40), .carry(total_carry_40));
  wire [4:0] total_sum_41;
  wire [4:0] total_carry_41;
  csa #(.W(5)) total_row_41 (.a(total_sum_31), .b({total_carry_23[3:0], 1'd0}),
    .c({total_carry_24[3:0], 1'd0}), .sum(total_sum_41), .carry(total_carry_41));
  wire [3:0] total_sum_42;
  wire [3:0] total_carry_42;
  csa #(.W(4)) total_row_42 (.a({3'd0, total_carry_28[0:0]}), .b({3'd0, total_sum_29}),
    .c(total_carry_25[3:0]), .sum(total_sum_42), .carry(total_carry_42));
  wire [6:0] total_sum_43;
  wire [6:0] total_carry_43;
  csa #(.W(7)) total_row_43 (.a({4'd0, total_carry_27[1:1], 2'd0}),
    .b({4'd0, total_carry_29[0:0], 2'd0}), .c(act_0_x3), .sum(total_sum_43),
    .carry(total_carry_43));
  wire [6:0] total_sum_44;
  wire [6:0] total_carry_44;
  csa #(.W(7)) total_row_44 (.a(act_5_x1), .b(~act_8_x4), .c(act_9_x3), .sum(total_sum_44),
    .carry(total_carry_44));
  wire [6:0] total_sum_45;
  wire [6:0] total_carry_45;
  csa #(.W(7)) total_row_45 (.a(act_10_x2), .b(~act_14_x2), .c(act_16_x3),
    .sum(total_sum_45), .carry(total_carry_45));
  wire [6:0] total_sum_46;
  wire [6:0] total_carry_46;
  csa #(.W(7)) total_row_46 (.a(~act_17_x3), .b(act_61_x2), .c(~act_65_x3),
    .sum(total_sum_46), .carry(total_carry_46));
  wire [6:0] total_sum_47;
  wire [6:0] total_carry_47;
  csa #(.W(7)) total_row_47 (.a(act_74_x2), .b(~act_78_x2), .c(~act_96_x4),
    .sum(total_sum_47), .carry(total_carry_47));
  wire [6:0] total_sum_48;
  wire [6:0] total_carry_48;
  csa #(.W(7)) total_row_48 (.a({3'd0, total_sum_33}), .b(~act_106_x2),
    .c({3'd0, total_sum_26}), .sum(total_sum_48), .carry(total_carry_48));
  wire [6:0] total_sum_49;
  wire [6:0] total_carry_49;
  csa #(.W(7)) total_row_49 (.a(act_109_x2), .b({1'd0, total_sum_37}),
    .c({1'd0, total_sum_38}), .sum(total_sum_49), .carry(total_carry_49));
  wire [5:0] total_sum_50;
  wire [5:0] total_carry_50;
  csa #(.W(6)) total_row_50 (.a({1'd0, total_sum_41}), .b({total_carry_30[4:0], 1'd0}),
    .c({1'd0, total_carry_33[3:0], 1'd0}), .sum(total_sum_50), .carry(total_carry_50));
  wire [4:0] total_sum_51;
  wire [4:0] total_carry_51;
  csa #(.W(5)) total_row_51 (.a({3'd0, total_carry_32[1:1], 1'd0}),
    .b({3'd0, total_carry_34[0:0], 1'd0}), .c(total_carry_31[4:0]), .sum(total_sum_51),
    .carry(total_carry_51));
  wire [7:0] total_sum_52;
  wire [7:0] total_carry_52;
  csa #(.W(8)) total_row_52 (.a({4'd0, total_carry_35[2:2], 3'd0}),
    .b({4'd0, total_carry_36[2:2], 3'd0}), .c(act_11_x4), .sum(total_sum_52),
    .carry(total_carry_52));
  wire [7:0] total_sum_53;
  wire [7:0] total_carry_53;
  csa #(.W(8)) total_row_53 (.a(~act_12_x9), .b(act_13_x2), .c(act_19_x4),
    .sum(total_sum_53), .carry(total_carry_53));
  wire [7:0] total_sum_54;
  wire [7:0] total_carry_54;
  csa #(.W(8)) total_row_54 (.a(~act_25_x29), .b(act_26_x4), .c(act_27_x7),
    .sum(total_sum_54), .carry(total_carry_54));
  wire [7:0] total_sum_55;
  wire [7:0] total_carry_55;
  csa #(.W(8)) total_row_55 (.a(act_42_x4), .b(act_44_x10), .c(act_46_x4),
    .sum(total_sum_55), .carry(total_carry_55));
  wire [7:0] total_sum_56;
  wire [7:0] total_carry_56;
  csa #(.W(8)) total_row_56 (.a(act_49_x7), .b(act_54_x3), .c(act_56_x8), .sum(total_sum_56),
    .carry(total_carry_56));
  wire [7:0] total_sum_57;
  wire [7:0] total_carry_57;
  csa #(.W(8)) total_row_57 (.a(act_66_x4), .b(~act_69_x3), .c(act_70_x3),
    .sum(total_sum_57), .carry(total_carry_57));
  wire [7:0] total_sum_58;
  wire [7:0] total_carry_58;
  csa #(.W(8)) total_row_58 (.a(~act_72_x7), .b(act_75_x6), .c(act_98_x3),
    .sum(total_sum_58), .carry(total_carry_58));
  wire [7:0] total_sum_59;
  wire [7:0] total_carry_59;
  csa #(.W(8)) total_row_59 (.a({5'd0, total_carry_39[1:1], 2'd0}),
    .b({5'd0, total_carry_42[0:0], 2'd0}), .c(act_99_x6), .sum(total_sum_59),
    .carry(total_carry_59));
  wire [7:0] total_sum_60;
  wire [7:0] total_carry_60;
  csa #(.W(8)) total_row_60 (.a(act_110_x4), .b({1'd0, total_sum_44}),
    .c({1'd0, total_sum_45}), .sum(total_sum_60), .carry(total_carry_60));
  wire [6:0] total_sum_61;
  wire [6:0] total_carry_61;
  csa #(.W(7)) total_row_61 (.a(total_sum_46), .b({total_carry_37[5:0], 1'd0}),
    .c({total_carry_38[5:0], 1'd0}), .sum(total_sum_61), .carry(total_carry_61));
  wire [6:0] total_sum_62;
  wire [6:0] total_carry_62;
  csa #(.W(7)) total_row_62 (.a({3'd0, total_sum_34, 1'd0}), .b(total_sum_47),
    .c({3'd0, total_carry_40[2:0], 1'd0}), .sum(total_sum_62), .carry(total_carry_62));
  wire [8:0] total_sum_63;
  wire [8:0] total_carry_63;
  csa #(.W(9)) total_row_63 (.a({5'd0, total_carry_43[2:2], 3'd0}),
    .b({5'd0, total_carry_51[1:1], 3'd0}), .c(~act_2_x5), .sum(total_sum_63),
    .carry(total_carry_63));
  wire [8:0] total_sum_64;
  wire [8:0] total_carry_64;
  csa #(.W(9)) total_row_64 (.a(act_6_x7), .b(act_21_x6), .c(act_22_x9), .sum(total_sum_64),
    .carry(total_carry_64));
  wire [8:0] total_sum_65;
  wire [8:0] total_carry_65;
  csa #(.W(9)) total_row_65 (.a(~act_24_x12), .b(act_29_x4), .c(act_32_x13),
    .sum(total_sum_65), .carry(total_carry_65));
  wire [8:0] total_sum_66;
  wire [8:0] total_carry_66;
  csa #(.W(9)) total_row_66 (.a(~act_33_x11), .b(~act_35_x12), .c(act_51_x8),
    .sum(total_sum_66), .carry(total_carry_66));
  wire [8:0] total_sum_67;
  wire [8:0] total_carry_67;
  csa #(.W(9)) total_row_67 (.a({4'd0, total_sum_32}), .b(act_62_x7),
    .c({4'd0, total_sum_40}), .sum(total_sum_67), .carry(total_carry_67));
  wire [8:0] total_sum_68;
  wire [8:0] total_carry_68;
  csa #(.W(9)) total_row_68 (.a(act_107_x9), .b({3'd0, total_sum_36}),
    .c({3'd0, total_sum_50}), .sum(total_sum_68), .carry(total_carry_68));
  wire [7:0] total_sum_69;
  wire [7:0] total_carry_69;
  csa #(.W(8)) total_row_69 (.a(total_sum_53), .b(total_sum_54), .c(total_sum_55),
    .sum(total_sum_69), .carry(total_carry_69));
  wire [7:0] total_sum_70;
  wire [7:0] total_carry_70;
  csa #(.W(8)) total_row_70 (.a(total_sum_56), .b(total_sum_57), .c(total_sum_58),
    .sum(total_sum_70), .carry(total_carry_70));
  wire [7:0] total_sum_71;
  wire [7:0] total_carry_71;
  csa #(.W(8)) total_row_71 (.a({1'd0, total_sum_49}), .b({total_carry_44[6:0], 1'd0}),
    .c({total_carry_45[6:0], 1'd0}), .sum(total_sum_71), .carry(total_carry_71));
  wire [6:0] total_sum_72;
  wire [6:0] total_carry_72;
  csa #(.W(7)) total_row_72 (.a({3'd0, total_sum_42}), .b(total_carry_46[6:0]),
    .c({3'd0, total_carry_48[3:0]}), .sum(total_sum_72), .carry(total_carry_72));
  wire [7:0] total_sum_73;
  wire [7:0] total_carry_73;
  csa #(.W(8)) total_row_73 (.a({1'd0, total_sum_61}), .b({total_carry_47[6:0], 1'd0}),
    .c({1'd0, total_carry_49[5:0], 1'd0}), .sum(total_sum_73), .carry(total_carry_73));
  wire [9:0] total_sum_74;
  wire [9:0] total_carry_74;
  csa #(.W(10)) total_row_74 (.a({4'd0, total_carry_41[4:1], 2'd0}),
    .b({4'd0, total_carry_50[4:1], 2'd0}), .c(act_18_x15), .sum(total_sum_74),
    .carry(total_carry_74));
  wire [9:0] total_sum_75;
  wire [9:0] total_carry_75;
  csa #(.W(10)) total_row_75 (.a(act_34_x16), .b(~act_37_x7), .c(act_38_x14),
    .sum(total_sum_75), .carry(total_carry_75));
  wire [9:0] total_sum_76;
  wire [9:0] total_carry_76;
  csa #(.W(10)) total_row_76 (.a(act_43_x15), .b(act_45_x13), .c(act_50_x16),
    .sum(total_sum_76), .carry(total_carry_76));
  wire [9:0] total_sum_77;
  wire [9:0] total_carry_77;
  csa #(.W(10)) total_row_77 (.a(act_53_x15), .b(act_58_x17), .c({2'd0, total_sum_60}),
    .sum(total_sum_77), .carry(total_carry_77));
  wire [8:0] total_sum_78;
  wire [8:0] total_carry_78;
  csa #(.W(9)) total_row_78 (.a(total_sum_64), .b(total_sum_65), .c(total_sum_66),
    .sum(total_sum_78), .carry(total_carry_78));
  wire [7:0] total_sum_79;
  wire [7:0] total_carry_79;
  csa #(.W(8)) total_row_79 (.a({2'd0, total_sum_39}), .b(total_sum_69),
    .c({2'd0, total_sum_51, 1'd0}), .sum(total_sum_79), .carry(total_carry_79));
  wire [7:0] total_sum_80;
  wire [7:0] total_carry_80;
  csa #(.W(8)) total_row_80 (.a(total_carry_53[7:0]), .b(total_carry_54[7:0]),
    .c(total_carry_55[7:0]), .sum(total_sum_80), .carry(total_carry_80));
  wire [7:0] total_sum_81;
  wire [7:0] total_carry_81;
  csa #(.W(8)) total_row_81 (.a(total_carry_56[7:0]), .b(total_carry_57[7:0]),
    .c(total_carry_58[7:0]), .sum(total_sum_81), .carry(total_carry_81));
  wire [7:0] total_sum_82;
  wire [7:0] total_carry_82;
  csa #(.W(8)) total_row_82 (.a(total_sum_70), .b({total_carry_60[6:0], 1'd0}),
    .c({total_carry_61[6:1], 2'd0}), .sum(total_sum_82), .carry(total_carry_82));
  wire [6:0] total_sum_83;
  wire [6:0] total_carry_83;
  csa #(.W(7)) total_row_83 (.a({2'd0, total_carry_52[3:3], 4'd0}),
    .b({2'd0, total_carry_63[3:3], 4'd0}), .c(total_sum_43), .sum(total_sum_83),
    .carry(total_carry_83));
  wire [9:0] total_sum_84;
  wire [9:0] total_carry_84;
  csa #(.W(10)) total_row_84 (.a({2'd0, total_sum_71}), .b({2'd0, total_sum_73}),
    .c(total_sum_75), .sum(total_sum_84), .carry(total_carry_84));
  wire [9:0] total_sum_85;
  wire [9:0] total_carry_85;
  csa #(.W(10)) total_row_85 (.a(total_sum_76), .b({1'd0, total_sum_78}),
    .c({2'd0, total_sum_82}), .sum(total_sum_85), .carry(total_carry_85));
  wire [8:0] total_sum_86;
  wire [8:0] total_carry_86;
  csa #(.W(9)) total_row_86 (.a(total_carry_64[8:0]), .b(total_carry_65[8:0]),
    .c(total_carry_66[8:0]), .sum(total_sum_86), .carry(total_carry_86));
  wire [8:0] total_sum_87;
  wire [8:0] total_carry_87;
  csa #(.W(9)) total_row_87 (.a({2'd0, total_sum_48}), .b({2'd0, total_carry_68[5:0], 1'd0}),
    .c({total_carry_69[7:0], 1'd0}), .sum(total_sum_87), .carry(total_carry_87));
  wire [7:0] total_sum_88;
  wire [7:0] total_carry_88;
  csa #(.W(8)) total_row_88 (.a(total_carry_70[7:0]), .b(total_sum_80), .c(total_sum_81),
    .sum(total_sum_88), .carry(total_carry_88));
  wire [6:0] total_sum_89;
  wire [6:0] total_carry_89;
  csa #(.W(7)) total_row_89 (.a({3'd0, total_sum_27}), .b({3'd0, total_carry_59[2:2], 3'd0}),
    .c({total_carry_74[5:2], 3'd0}), .sum(total_sum_89), .carry(total_carry_89));
  wire [6:0] total_sum_90;
  wire [6:0] total_carry_90;
  csa #(.W(7)) total_row_90 (.a({2'd0, total_carry_67[4:0]}),
    .b({2'd0, total_carry_72[3:0], 1'd0}), .c({total_carry_73[6:1], 1'd0}),
    .sum(total_sum_90), .carry(total_carry_90));
  wire [9:0] total_sum_91;
  wire [9:0] total_carry_91;
  csa #(.W(10)) total_row_91 (.a(total_carry_75[9:0]), .b(total_carry_76[9:0]),
    .c({1'd0, total_carry_78[8:0]}), .sum(total_sum_91), .carry(total_carry_91));
  wire [9:0] total_sum_92;
  wire [9:0] total_carry_92;
  csa #(.W(10)) total_row_92 (.a({3'd0, total_sum_62}),
    .b({3'd0, total_carry_79[5:0], 1'd0}), .c({total_sum_86, 1'd0}), .sum(total_sum_92),
    .carry(total_carry_92));
  wire [8:0] total_sum_93;
  wire [8:0] total_carry_93;
  csa #(.W(9)) total_row_93 (.a({1'd0, total_sum_88}), .b({1'd0, total_carry_71[7:1], 1'd0}),
    .c({total_carry_80[7:0], 1'd0}), .sum(total_sum_93), .carry(total_carry_93));
  wire [9:0] total_sum_94;
  wire [9:0] total_carry_94;
  csa #(.W(10)) total_row_94 (.a({2'd0, total_sum_52}), .b({total_carry_81[7:0], 2'd0}),
    .c({1'd0, total_carry_82[7:1], 2'd0}), .sum(total_sum_94), .carry(total_carry_94));
  wire [9:0] total_sum_95;
  wire [9:0] total_carry_95;
  csa #(.W(10)) total_row_95 (.a({2'd0, total_sum_59}), .b(total_sum_77),
    .c({2'd0, total_sum_79}), .sum(total_sum_95), .carry(total_carry_95));
  wire [8:0] total_sum_96;
  wire [8:0] total_carry_96;
  csa #(.W(9)) total_row_96 (.a(total_sum_68), .b({2'd0, total_sum_83}),
    .c({2'd0, total_sum_89}), .sum(total_sum_96), .carry(total_carry_96));
  wire [9:0] total_sum_97;
  wire [9:0] total_carry_97;
  csa #(.W(10)) total_row_97 (.a({3'd0, total_sum_72}), .b({total_carry_86[8:0], 1'd0}),
    .c({3'd0, total_carry_87[6:1], 1'd0}), .sum(total_sum_97), .carry(total_carry_97));
  wire [9:0] total_sum_98;
  wire [9:0] total_carry_98;
  csa #(.W(10)) total_row_98 (.a({1'd0, total_carry_84[7:0], 1'd0}),
    .b({total_carry_88[7:0], 2'd0}), .c({1'd0, total_sum_63}), .sum(total_sum_98),
    .carry(total_carry_98));
  wire [9:0] total_sum_99;
  wire [9:0] total_carry_99;
  csa #(.W(10)) total_row_99 (.a({1'd0, total_sum_67}), .b(total_sum_74), .c(total_sum_84),
    .sum(total_sum_99), .carry(total_carry_99));
  wire [10:0] total_sum_100;
  wire [10:0] total_carry_100;
  csa #(.W(11)) total_row_100 (.a({1'd0, total_sum_85}), .b({2'd0, total_sum_87}),
    .c({total_carry_77[9:0], 1'd0}), .sum(total_sum_100), .carry(total_carry_100));
  wire [9:0] total_sum_101;
  wire [9:0] total_carry_101;
  csa #(.W(10)) total_row_101 (.a({1'd0, total_carry_85[8:0]}), .b({3'd0, total_sum_90}),
    .c(total_sum_91), .sum(total_sum_101), .carry(total_carry_101));
  wire [7:0] total_sum_102;
  wire [7:0] total_carry_102;
  csa #(.W(8)) total_row_102 (.a({3'd0, total_carry_90[4:1], 1'd0}),
    .b({2'd0, total_carry_92[6:1]}), .c({total_carry_93[7:1], 1'd0}), .sum(total_sum_102),
    .carry(total_carry_102));
  wire [9:0] total_sum_103;
  wire [9:0] total_carry_103;
  csa #(.W(10)) total_row_103 (.a({total_sum_93, 1'd0}), .b(total_sum_94),
    .c({1'd0, total_carry_95[7:0], 1'd0}), .sum(total_sum_103), .carry(total_carry_103));
  wire [9:0] total_sum_104;
  wire [9:0] total_carry_104;
  csa #(.W(10)) total_row_104 (.a(total_carry_91[9:0]),
    .b({2'd0, total_carry_94[8:2], 1'd0}), .c({3'd0, total_carry_97[6:1], 1'd0}),
    .sum(total_sum_104), .carry(total_carry_104));
  wire [9:0] total_sum_105;
  wire [9:0] total_carry_105;
  csa #(.W(10)) total_row_105 (.a(total_sum_92), .b(total_sum_95), .c({1'd0, total_sum_96}),
    .sum(total_sum_105), .carry(total_carry_105));
  wire [9:0] total_sum_106;
  wire [9:0] total_carry_106;
  csa #(.W(10)) total_row_106 (.a(total_sum_98), .b(total_sum_99),
    .c({total_carry_98[8:1], 2'd0}), .sum(total_sum_106), .carry(total_carry_106));
  wire [6:0] total_sum_107;
  wire [6:0] total_carry_107;
  csa #(.W(7)) total_row_107 (.a({4'd0, total_carry_62[3:1]}),
    .b({4'd0, total_carry_89[3:3], 2'd0}), .c({total_carry_102[5:1], 2'd0}),
    .sum(total_sum_107), .carry(total_carry_107));
  wire [10:0] total_sum_108;
  wire [10:0] total_carry_108;
  csa #(.W(11)) total_row_108 (.a({5'd0, total_carry_83[4:4], 5'd0}),
    .b({5'd0, total_carry_107[2:2], 5'd0}), .c(total_sum_100), .sum(total_sum_108),
    .carry(total_carry_108));
  wire [9:0] total_sum_109;
  wire [9:0] total_carry_109;
  csa #(.W(10)) total_row_109 (.a(total_sum_97), .b(total_carry_99[9:0]),
    .c(total_carry_100[9:0]), .sum(total_sum_109), .carry(total_carry_109));
  wire [9:0] total_sum_110;
  wire [9:0] total_carry_110;
  csa #(.W(10)) total_row_110 (.a(total_sum_103), .b(total_sum_106), .c(total_sum_105),
    .sum(total_sum_110), .carry(total_carry_110));
  wire [9:0] total_sum_111;
  wire [9:0] total_carry_111;
  csa #(.W(10)) total_row_111 (.a(total_sum_101), .b(total_carry_106[9:0]),
    .c(total_sum_109), .sum(total_sum_111), .carry(total_carry_111));
  wire [8:0] total_sum_112;
  wire [8:0] total_carry_112;
  csa #(.W(9)) total_row_112 (.a({1'd0, total_sum_102}), .b(total_carry_101[8:0]),
    .c(total_carry_103[9:1]), .sum(total_sum_112), .carry(total_carry_112));
  wire [10:0] total_sum_113;
  wire [10:0] total_carry_113;
  csa #(.W(11)) total_row_113 (.a({1'd0, total_sum_110}), .b({total_carry_105[9:0], 1'd0}),
    .c({total_sum_111, 1'd0}), .sum(total_sum_113), .carry(total_carry_113));
  wire [9:0] total_sum_114;
  wire [9:0] total_carry_114;
  csa #(.W(10)) total_row_114 (.a(total_sum_104), .b(total_carry_109[9:0]),
    .c({1'd0, total_sum_112}), .sum(total_sum_114), .carry(total_carry_114));
  wire [11:0] total_sum_115;
  wire [11:0] total_carry_115;
  csa #(.W(12)) total_row_115 (.a({1'd0, total_sum_108}),
    .b({1'd0, total_carry_110[9:0], 1'd0}), .c({total_carry_111[9:0], 2'd0}),
    .sum(total_sum_115), .carry(total_carry_115));
  wire [11:0] total_sum_116;
  wire [11:0] total_carry_116;
  csa #(.W(12)) total_row_116 (.a({1'd0, total_carry_104[7:1], 4'd0}),
    .b({total_carry_112[8:0], 3'd0}), .c({1'd0, total_sum_113}), .sum(total_sum_116),
    .carry(total_carry_116));
  wire [11:0] total_sum_117;
  wire [11:0] total_carry_117;
  csa #(.W(12)) total_row_117 (.a({total_sum_114, 2'd0}), .b(total_sum_115),
    .c({total_carry_113[10:1], 2'd0}), .sum(total_sum_117), .carry(total_carry_117));
  wire [12:0] total_sum_118;
  wire [12:0] total_carry_118;
  csa #(.W(13)) total_row_118 (.a({1'd0, total_carry_115[10:1], 2'd0}),
    .b({total_carry_114[9:0], 3'd0}), .c({1'd0, total_sum_116}), .sum(total_sum_118),
    .carry(total_carry_118));
  wire [12:0] total_sum_119;
  wire [12:0] total_carry_119;
  csa #(.W(13)) total_row_119 (.a({1'd0, total_sum_117}),
    .b({1'd0, total_carry_116[10:3], 4'd0}), .c({total_carry_117[11:2], 3'd0}),
    .sum(total_sum_119), .carry(total_carry_119));
  wire [12:0] total_sum_120;
  wire [12:0] total_carry_120;
  csa #(.W(13)) total_row_120 (.a(total_sum_118), .b({total_carry_118[11:2], 3'd0}),
    .c({total_carry_119[11:3], 4'd0}), .sum(total_sum_120), .carry(total_carry_120));
  wire [12:0] total_sum_121;
  wire [12:0] total_carry_121;
  csa #(.W(13)) total_row_121 (.a({5'd0, total_carry_96[6:0], 1'd0}),
    .b({4'd0, total_sum_107, 2'd0}), .c(total_sum_119), .sum(total_sum_121),
    .carry(total_carry_121));
  wire [13:0] total_sum_122;
  wire [13:0] total_carry_122;
  csa #(.W(14)) total_row_122 (.a({1'd0, total_sum_120}), .b({1'd0, total_sum_121}),
    .c({total_carry_120[12:3], 4'd0}), .sum(total_sum_122), .carry(total_carry_122));
  wire [13:0] total_sum_123;
  wire [13:0] total_carry_123;
  csa #(.W(14)) total_row_123 (.a({4'd0, total_carry_121[8:1], 2'd0}), .b(total_sum_122),
    .c({total_carry_122[12:0], 1'd0}), .sum(total_sum_123), .carry(total_carry_123));
  wire [14:0] total_sum_124;
  wire [14:0] total_carry_124;
  csa #(.W(15)) total_row_124 (.a({8'd0, total_carry_108[5:5], 6'd0}),
    .b({1'd0, total_sum_123}), .c({total_carry_123[13:1], 2'd0}), .sum(total_sum_124),
    .carry(total_carry_124));
  wire [14:0] total_sum_125;
  wire [14:0] total_carry_125;
  csa #(.W(15)) total_row_125 (.a({12'd0, total_sum_35}), .b(total_sum_124),
    .c({total_carry_124[13:2], 3'd0}), .sum(total_sum_125), .carry(total_carry_125));
  wire [14:0] total_sum_126;
  wire [14:0] total_carry_126;
  csa #(.W(15)) total_row_126 (.a(15'd27250), .b(total_sum_125),
    .c({total_carry_125[13:0], 1'd0}), .sum(total_sum_126), .carry(total_carry_126));
  ripple_adder #(.W(15)) total_adder (
    .a(total_sum_126),
    .b({total_carry_126[13:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_1 (
  input wire [8:0] act_0_x12, input wire [0:0] act_0_z2, input wire [10:0] act_2_x21,
    input wire [7:0] act_3_x5, input wire [7:0] act_4_x6, input wire [0:0] act_4_z3,
    input wire [7:0] act_5_x3, input wire [0:0] act_5_z4, input wire [6:0] act_6_x2,
    input wire [0:0] act_6_z3, input wire [0:0] act_7_x1, input wire [0:0] act_7_z4,
    input wire [4:0] act_8_x1, input wire [7:0] act_9_x7, input wire [7:0] act_10_x3,
    input wire [0:0] act_10_z4, input wire [6:0] act_11_x2, input wire [0:0] act_11_z3,
    input wire [8:0] act_12_x13, input wire [0:0] act_12_z4, input wire [6:0] act_13_x1,
    input wire [0:0] act_13_z4, input wire [10:0] act_14_x20, input wire [3:0] act_15_x15,
    input wire [0:0] act_15_z4, input wire [7:0] act_17_x6, input wire [0:0] act_17_z3,
    input wire [9:0] act_18_x11, input wire [9:0] act_19_x14, input wire [6:0] act_20_x3,
    input wire [9:0] act_21_x9, input wire [8:0] act_22_x6, input wire [3:0] act_23_x10,
    input wire [0:0] act_23_z3, input wire [6:0] act_24_x3, input wire [0:0] act_24_z4,
    input wire [6:0] act_25_x11, input wire [9:0] act_26_x14, input wire [6:0] act_27_x3,
    input wire [9:0] act_29_x9, input wire [8:0] act_30_x11, input wire [3:0] act_31_x11,
    input wire [0:0] act_31_z4, input wire [7:0] act_32_x8, input wire [0:0] act_32_z1,
    input wire [4:0] act_33_x1, input wire [0:0] act_33_z4, input wire [10:0] act_34_x18,
    input wire [8:0] act_35_x12, input wire [0:0] act_35_z2, input wire [7:0] act_36_x9,
    input wire [7:0] act_37_x2, input wire [10:0] act_38_x20, input wire [3:0] act_39_x8,
    input wire [0:0] act_39_z1, input wire [5:0] act_40_x2, input wire [0:0] act_40_z3,
    input wire [7:0] act_41_x6, input wire [0:0] act_41_z3, input wire [6:0] act_42_x2,
    input wire [7:0] act_43_x6, input wire [5:0] act_44_x2, input wire [8:0] act_45_x6,
    input wire [6:0] act_46_x2, input wire [3:0] act_47_x9, input wire [0:0] act_47_z4,
    input wire [7:0] act_48_x9, input wire [0:0] act_48_z4, input wire [5:0] act_49_x2,
    input wire [0:0] act_49_z3, input wire [6:0] act_50_x2, input wire [7:0] act_51_x4,
    input wire [3:0] act_52_x1, input wire [0:0] act_52_z4, input wire [5:0] act_53_x1,
    input wire [7:0] act_54_x4, input wire [4:0] act_55_x16, input wire [6:0] act_56_x4,
    input wire [3:0] act_57_x2, input wire [9:0] act_58_x9, input wire [8:0] act_59_x9,
    input wire [5:0] act_60_x4, input wire [8:0] act_61_x9, input wire [8:0] act_62_x9,
    input wire [3:0] act_63_x14, input wire [0:0] act_63_z3, input wire [5:0] act_64_x2,
    input wire [0:0] act_64_z3, input wire [6:0] act_65_x5, input wire [0:0] act_65_z4,
    input wire [9:0] act_66_x9, input wire [9:0] act_67_x13, input wire [0:0] act_67_z4,
    input wire [6:0] act_68_x5, input wire [7:0] act_69_x3, input wire [10:0] act_70_x22,
    input wire [3:0] act_71_x14, input wire [0:0] act_71_z3, input wire [7:0] act_72_x8,
    input wire [0:0] act_72_z1, input wire [4:0] act_73_x4, input wire [9:0] act_74_x9,
    input wire [7:0] act_75_x4, input wire [0:0] act_75_z2, input wire [4:0] act_76_x1,
    input wire [0:0] act_76_z4, input wire [6:0] act_77_x1, input wire [0:0] act_77_z4,
    input wire [8:0] act_78_x6, input wire [3:0] act_79_x12, input wire [0:0] act_79_z2,
    input wire [7:0] act_96_x9, input wire [5:0] act_97_x2, input wire [10:0] act_98_x19,
    input wire [6:0] act_99_x2, input wire [4:0] act_100_x2, input wire [8:0] act_101_x6,
    input wire [7:0] act_102_x5, input wire [2:0] act_103_x6, input wire [0:0] act_103_z3,
    input wire [8:0] act_104_x16, input wire [4:0] act_105_x4, input wire [0:0] act_105_z2,
    input wire [8:0] act_106_x7, input wire [7:0] act_107_x7, input wire [4:0] act_108_x2,
    input wire [0:0] act_108_z3, input wire [8:0] act_109_x5, input wire [9:0] act_110_x15,
    input wire [3:0] act_111_x14, input wire [0:0] act_111_z3, output wire [15:0] sum
);
  wire [15:0] total;
`ifdef CARRY_CHAINS
  wire [4:0] total_part_0;
  adder #(.W(5)) total_add_0 (.a({1'd0, act_57_x2}),
    .b({2'd0, ~act_103_x6}), .carry_in(act_0_z2), .sum(total_part_0));
  wire [4:0] total_part_1;
  adder #(.W(5)) total_add_1 (.a({1'd0, ~act_23_x10}),
    .b({1'd0, ~act_15_x15}), .carry_in(act_4_z3), .sum(total_part_1));
  wire [5:0] total_part_2;
  adder #(.W(6)) total_add_2 (.a({1'd0, act_8_x1}),
    .b({2'd0, ~act_31_x11}), .carry_in(act_5_z4), .sum(total_part_2));
  wire [4:0] total_part_3;
  adder #(.W(5)) total_add_3 (.a({1'd0, ~act_47_x9}),
    .b({1'd0, ~act_39_x8}), .carry_in(act_6_z3), .sum(total_part_3));
  wire [5:0] total_part_4;
  adder #(.W(6)) total_add_4 (.a({1'd0, act_73_x4}),
    .b({2'd0, ~act_52_x1}), .carry_in(~act_7_x1), .sum(total_part_4));
  wire [5:0] total_part_5;
  adder #(.W(6)) total_add_5 (.a({1'd0, act_100_x2}),
    .b({2'd0, ~act_63_x14}), .carry_in(act_7_z4), .sum(total_part_5));
  wire [5:0] total_part_6;
  adder #(.W(6)) total_add_6 (.a({1'd0, total_part_0}),
    .b({2'd0, ~act_71_x14}), .carry_in(act_10_z4), .sum(total_part_6));
  wire [5:0] total_part_7;
  adder #(.W(6)) total_add_7 (.a({1'd0, total_part_1}),
    .b({2'd0, ~act_79_x12}), .carry_in(act_11_z3), .sum(total_part_7));
  wire [5:0] total_part_8;
  adder #(.W(6)) total_add_8 (.a({1'd0, total_part_3}),
    .b({2'd0, ~act_111_x14}), .carry_in(act_12_z4), .sum(total_part_8));
  wire [6:0] total_part_9;
  adder #(.W(7)) total_add_9 (.a({1'd0, act_44_x2}),
    .b({2'd0, ~act_33_x1}), .carry_in(act_13_z4), .sum(total_part_9));
  wire [6:0] total_part_10;
  adder #(.W(7)) total_add_10 (.a({1'd0, act_53_x1}),
    .b({2'd0, ~act_55_x16}), .carry_in(act_15_z4), .sum(total_part_10));
  wire [6:0] total_part_11;
  adder #(.W(7)) total_add_11 (.a({1'd0, act_60_x4}),
    .b({2'd0, ~act_76_x1}), .carry_in(act_17_z3), .sum(total_part_11));
  wire [6:0] total_part_12;
  adder #(.W(7)) total_add_12 (.a({1'd0, act_97_x2}),
    .b({2'd0, ~act_105_x4}), .carry_in(act_23_z3), .sum(total_part_12));
  wire [6:0] total_part_13;
  adder #(.W(7)) total_add_13 (.a({1'd0, total_part_2}),
    .b({2'd0, ~act_108_x2}), .carry_in(act_24_z4), .sum(total_part_13));
  wire [6:0] total_part_14;
  adder #(.W(7)) total_add_14 (.a({1'd0, total_part_4}),
    .b({1'd0, ~act_40_x2}), .carry_in(act_31_z4), .sum(total_part_14));
  wire [6:0] total_part_15;
  adder #(.W(7)) total_add_15 (.a({1'd0, total_part_5}),
    .b({1'd0, ~act_49_x2}), .carry_in(act_32_z1), .sum(total_part_15));
  wire [6:0] total_part_16;
  adder #(.W(7)) total_add_16 (.a({1'd0, total_part_6}),
    .b({1'd0, ~act_64_x2}), .carry_in(act_33_z4), .sum(total_part_16));
  wire [6:0] total_part_17;
  adder #(.W(7)) total_add_17 (.a({1'd0, total_part_7}),
    .b({1'd0, total_part_8}), .carry_in(act_35_z2), .sum(total_part_17));
  wire [7:0] total_part_18;
  adder #(.W(8)) total_add_18 (.a({1'd0, act_20_x3}),
    .b({1'd0, ~act_6_x2}), .carry_in(act_39_z1), .sum(total_part_18));
  wire [7:0] total_part_19;
  adder #(.W(8)) total_add_19 (.a({1'd0, act_25_x11}),
    .b({1'd0, ~act_11_x2}), .carry_in(act_40_z3), .sum(total_part_19));
  wire [7:0] total_part_20;
  adder #(.W(8)) total_add_20 (.a({1'd0, act_27_x3}),
    .b({1'd0, ~act_13_x1}), .carry_in(act_41_z3), .sum(total_part_20));
  wire [7:0] total_part_21;
  adder #(.W(8)) total_add_21 (.a({1'd0, act_42_x2}),
    .b({1'd0, ~act_24_x3}), .carry_in(act_47_z4), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, act_46_x2}),
    .b({1'd0, act_50_x2}), .carry_in(act_48_z4), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, act_56_x4}),
    .b({1'd0, ~act_65_x5}), .carry_in(act_49_z3), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, act_68_x5}),
    .b({1'd0, ~act_77_x1}), .carry_in(act_52_z4), .sum(total_part_24));
  wire [7:0] total_part_25;
  adder #(.W(8)) total_add_25 (.a({1'd0, act_99_x2}),
    .b({1'd0, total_part_9}), .carry_in(act_63_z3), .sum(total_part_25));
  wire [7:0] total_part_26;
  adder #(.W(8)) total_add_26 (.a({1'd0, total_part_10}),
    .b({1'd0, total_part_11}), .carry_in(act_64_z3), .sum(total_part_26));
  wire [7:0] total_part_27;
  adder #(.W(8)) total_add_27 (.a({1'd0, total_part_12}),
    .b({1'd0, total_part_13}), .carry_in(act_65_z4), .sum(total_part_27));
  wire [7:0] total_part_28;
  adder #(.W(8)) total_add_28 (.a({1'd0, total_part_14}),
    .b({1'd0, total_part_15}), .carry_in(act_67_z4), .sum(total_part_28));
  wire [7:0] total_part_29;
  adder #(.W(8)) total_add_29 (.a({1'd0, total_part_16}),
    .b({1'd0, total_part_17}), .carry_in(act_71_z3), .sum(total_part_29));
  wire [8:0] total_part_30;
  adder #(.W(9)) total_add_30 (.a({1'd0, act_3_x5}),
    .b({1'd0, ~act_4_x6}), .carry_in(act_72_z1), .sum(total_part_30));
  wire [8:0] total_part_31;
  adder #(.W(9)) total_add_31 (.a({1'd0, act_9_x7}),
    .b({1'd0, ~act_5_x3}), .carry_in(act_75_z2), .sum(total_part_31));
  wire [8:0] total_part_32;
  adder #(.W(9)) total_add_32 (.a({1'd0, act_36_x9}),
    .b({1'd0, ~act_10_x3}), .carry_in(act_76_z4), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({1'd0, act_37_x2}),
    .b({1'd0, ~act_17_x6}), .carry_in(act_77_z4), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, act_43_x6}),
    .b({1'd0, ~act_32_x8}), .carry_in(act_79_z2), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, act_51_x4}),
    .b({1'd0, ~act_41_x6}), .carry_in(act_103_z3), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, act_54_x4}),
    .b({1'd0, ~act_48_x9}), .carry_in(act_105_z2), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, act_69_x3}),
    .b({1'd0, ~act_72_x8}), .carry_in(act_108_z3), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, act_96_x9}),
    .b({1'd0, ~act_75_x4}), .carry_in(act_111_z3), .sum(total_part_38));
  wire [8:0] total_part_39;
  adder #(.W(9)) total_add_39 (.a({1'd0, act_102_x5}),
    .b({1'd0, act_107_x7}), .carry_in(1'b0), .sum(total_part_39));
  wire [8:0] total_part_40;
  adder #(.W(9)) total_add_40 (.a({1'd0, total_part_18}),
    .b({1'd0, total_part_19}), .carry_in(1'b0), .sum(total_part_40));
  wire [8:0] total_part_41;
  adder #(.W(9)) total_add_41 (.a({1'd0, total_part_20}),
    .b({1'd0, total_part_21}), .carry_in(1'b0), .sum(total_part_41));
  wire [8:0] total_part_42;
  adder #(.W(9)) total_add_42 (.a({1'd0, total_part_22}),
    .b({1'd0, total_part_23}), .carry_in(1'b0), .sum(total_part_42));
  wire [8:0] total_part_43;
  adder #(.W(9)) total_add_43 (.a({1'd0, total_part_24}),
    .b({1'd0, total_part_25}), .carry_in(1'b0), .sum(total_part_43));
  wire [8:0] total_part_44;
  adder #(.W(9)) total_add_44 (.a({1'd0, total_part_26}),
    .b({1'd0, total_part_27}), .carry_in(1'b0), .sum(total_part_44));
  wire [8:0] total_part_45;
  adder #(.W(9)) total_add_45 (.a({1'd0, total_part_28}),
    .b({1'd0, total_part_29}), .carry_in(1'b0), .sum(total_part_45));
  wire [9:0] total_part_46;
  adder #(.W(10)) total_add_46 (.a({1'd0, act_22_x6}),
    .b({1'd0, ~act_0_x12}), .carry_in(1'b0), .sum(total_part_46));
  wire [9:0] total_part_47;
  adder #(.W(10)) total_add_47 (.a({1'd0, act_30_x11}),
    .b({1'd0, ~act_12_x13}), .carry_in(1'b0), .sum(total_part_47));
  wire [9:0] total_part_48;
  adder #(.W(10)) total_add_48 (.a({1'd0, act_45_x6}),
    .b({1'd0, ~act_35_x12}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, act_59_x9}),
    .b({1'd0, act_61_x9}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, act_62_x9}),
    .b({1'd0, act_78_x6}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, act_101_x6}),
    .b({1'd0, act_104_x16}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, act_106_x7}),
    .b({1'd0, act_109_x5}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, total_part_30}),
    .b({1'd0, total_part_31}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, total_part_32}),
    .b({1'd0, total_part_33}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, total_part_34}),
    .b({1'd0, total_part_35}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, total_part_36}),
    .b({1'd0, total_part_37}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, total_part_38}),
    .b({1'd0, total_part_39}), .carry_in(1'b0), .sum(total_part_57));
  wire [9:0] total_part_58;
  adder #(.W(10)) total_add_58 (.a({1'd0, total_part_40}),
    .b({1'd0, total_part_41}), .carry_in(1'b0), .sum(total_part_58));
  wire [9:0] total_part_59;
  adder #(.W(10)) total_add_59 (.a({1'd0, total_part_42}),
    .b({1'd0, total_part_43}), .carry_in(1'b0), .sum(total_part_59));
  wire [9:0] total_part_60;
  adder #(.W(10)) total_add_60 (.a({1'd0, total_part_44}),
    .b({1'd0, total_part_45}), .carry_in(1'b0), .sum(total_part_60));
  wire [10:0] total_part_61;
  adder #(.W(11)) total_add_61 (.a({1'd0, act_18_x11}),
    .b({1'd0, act_19_x14}), .carry_in(1'b0), .sum(total_part_61));
  wire [10:0] total_part_62;
  adder #(.W(11)) total_add_62 (.a({1'd0, act_21_x9}),
    .b({1'd0, act_26_x14}), .carry_in(1'b0), .sum(total_part_62));
  wire [10:0] total_part_63;
  adder #(.W(11)) total_add_63 (.a({1'd0, act_29_x9}),
    .b({1'd0, act_58_x9}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({1'd0, act_66_x9}),
    .b({1'd0, ~act_67_x13}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, act_74_x9}),
    .b({1'd0, act_110_x15}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, total_part_46}),
    .b({1'd0, total_part_47}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, total_part_48}),
    .b({1'd0, total_part_49}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_56}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_71));
  wire [10:0] total_part_72;
  adder #(.W(11)) total_add_72 (.a({1'd0, total_part_58}),
    .b({1'd0, total_part_59}), .carry_in(1'b0), .sum(total_part_72));
  wire [11:0] total_part_73;
  adder #(.W(12)) total_add_73 (.a({2'd0, total_part_60}),
    .b({1'd0, act_2_x21}), .carry_in(1'b0), .sum(total_part_73));
  wire [11:0] total_part_74;
  adder #(.W(12)) total_add_74 (.a({1'd0, act_14_x20}),
    .b({1'd0, act_34_x18}), .carry_in(1'b0), .sum(total_part_74));
  wire [11:0] total_part_75;
  adder #(.W(12)) total_add_75 (.a({1'd0, act_38_x20}),
    .b({1'd0, act_70_x22}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({1'd0, act_98_x19}),
    .b({1'd0, total_part_61}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, total_part_62}),
    .b({1'd0, total_part_63}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_64}),
    .b({1'd0, total_part_65}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_66}),
    .b({1'd0, total_part_67}), .carry_in(1'b0), .sum(total_part_79));
  wire [11:0] total_part_80;
  adder #(.W(12)) total_add_80 (.a({1'd0, total_part_68}),
    .b({1'd0, total_part_69}), .carry_in(1'b0), .sum(total_part_80));
  wire [11:0] total_part_81;
  adder #(.W(12)) total_add_81 (.a({1'd0, total_part_70}),
    .b({1'd0, total_part_71}), .carry_in(1'b0), .sum(total_part_81));
  wire [12:0] total_part_82;
  adder #(.W(13)) total_add_82 (.a({2'd0, total_part_72}),
    .b({1'd0, total_part_73}), .carry_in(1'b0), .sum(total_part_82));
  wire [12:0] total_part_83;
  adder #(.W(13)) total_add_83 (.a({1'd0, total_part_74}),
    .b({1'd0, total_part_75}), .carry_in(1'b0), .sum(total_part_83));
  wire [12:0] total_part_84;
  adder #(.W(13)) total_add_84 (.a({1'd0, total_part_76}),
    .b({1'd0, total_part_77}), .carry_in(1'b0), .sum(total_part_84));
  wire [12:0] total_part_85;
  adder #(.W(13)) total_add_85 (.a({1'd0, total_part_78}),
    .b({1'd0, total_part_79}), .carry_in(1'b0), .sum(total_part_85));
  wire [12:0] total_part_86;
  adder #(.W(13)) total_add_86 (.a({1'd0, total_part_80}),
    .b({1'd0, total_part_81}), .carry_in(1'b0), .sum(total_part_86));
  wire [13:0] total_part_87;
  adder #(.W(14)) total_add_87 (.a({1'd0, total_part_82}),
    .b({1'd0, total_part_83}), .carry_in(1'b0), .sum(total_part_87));
  wire [13:0] total_part_88;
  adder #(.W(14)) total_add_88 (.a({1'd0, total_part_84}),
    .b({1'd0, total_part_85}), .carry_in(1'b0), .sum(total_part_88));
  wire [14:0] total_part_89;
  adder #(.W(15)) total_add_89 (.a({2'd0, total_part_86}),
    .b({1'd0, total_part_87}), .carry_in(1'b0), .sum(total_part_89));
  wire [15:0] total_part_90;
  adder #(.W(16)) total_add_90 (.a({2'd0, total_part_88}),
    .b({1'd0, total_part_89}), .carry_in(1'b0), .sum(total_part_90));
  wire [15:0] total_part_91;
  adder #(.W(16)) total_add_91 (.a(16'd59476),
    .b(total_part_90), .carry_in(1'b0), .sum(total_part_91));
  assign total = total_part_91;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_0_z2), .b(act_4_z3), .c(act_5_z4), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_6_z3), .b(~act_7_x1), .c(act_7_z4), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_10_z4), .b(act_11_z3), .c(act_12_z4), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_13_z4), .b(act_15_z4), .c(act_17_z3), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_23_z3), .b(act_24_z4), .c(act_31_z4), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_32_z1), .b(act_33_z4), .c(act_35_z2), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_39_z1), .b(act_40_z3), .c(act_41_z3), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_47_z4), .b(act_48_z4), .c(act_49_z3), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_52_z4), .b(act_63_z3), .c(act_64_z3), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_65_z4), .b(act_67_z4), .c(act_71_z3), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_72_z1), .b(act_75_z2), .c(act_76_z4), .sum(total_sum_10),
    .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(act_77_z4), .b(act_79_z2), .c(act_103_z3),
    .sum(total_sum_11), .carry(total_carry_11));
  wire [0:0] total_sum_12;
  wire [0:0] total_carry_12;
  csa #(.W(1)) total_row_12 (.a(act_105_z2), .b(act_108_z3), .c(act_111_z3),
    .sum(total_sum_12), .carry(total_carry_12));
  wire [0:0] total_sum_13;
  wire [0:0] total_carry_13;
  csa #(.W(1)) total_row_13 (.a(total_sum_0), .b(total_sum_1), .c(total_sum_2),
    .sum(total_sum_13), .carry(total_carry_13));
  wire [0:0] total_sum_14;
  wire [0:0] total_carry_14;
  csa #(.W(1)) total_row_14 (.a(total_sum_3), .b(total_sum_4), .c(total_sum_5),
    .sum(total_sum_14), .carry(total_carry_14));
  wire [2:0] total_sum_15;
  wire [2:0] total_carry_15;
  csa #(.W(3)) total_row_15 (.a({2'd0, total_sum_6}), .b({2'd0, total_sum_7}),
    .c(~act_103_x6), .sum(total_sum_15), .carry(total_carry_15));
  wire [0:0] total_sum_16;
  wire [0:0] total_carry_16;
  csa #(.W(1)) total_row_16 (.a(total_sum_8), .b(total_sum_9), .c(total_sum_10),
    .sum(total_sum_16), .carry(total_carry_16));
  wire [0:0] total_sum_17;
  wire [0:0] total_carry_17;
  csa #(.W(1)) total_row_17 (.a(total_carry_0[0:0]), .b(total_carry_1[0:0]),
    .c(total_carry_2[0:0]), .sum(total_sum_17), .carry(total_carry_17));
  wire [0:0] total_sum_18;
  wire [0:0] total_carry_18;
  csa #(.W(1)) total_row_18 (.a(total_carry_3[0:0]), .b(total_carry_4[0:0]),
    .c(total_carry_5[0:0]), .sum(total_sum_18), .carry(total_carry_18));
  wire [0:0] total_sum_19;
  wire [0:0] total_carry_19;
  csa #(.W(1)) total_row_19 (.a(total_carry_6[0:0]), .b(total_carry_7[0:0]),
    .c(total_carry_8[0:0]), .sum(total_sum_19), .carry(total_carry_19));
  wire [0:0] total_sum_20;
  wire [0:0] total_carry_20;
  csa #(.W(1)) total_row_20 (.a(total_carry_9[0:0]), .b(total_carry_10[0:0]),
    .c(total_carry_11[0:0]), .sum(total_sum_20), .carry(total_carry_20));
  wire [3:0] total_sum_21;
  wire [3:0] total_carry_21;
  csa #(.W(4)) total_row_21 (.a({3'd0, total_sum_11}), .b({3'd0, total_sum_12}),
    .c(~act_15_x15), .sum(total_sum_21), .carry(total_carry_21));
  wire [3:0] total_sum_22;
  wire [3:0] total_carry_22;
  csa #(.W(4)) total_row_22 (.a(~act_23_x10), .b(~act_31_x11), .c(~act_39_x8),
    .sum(total_sum_22), .carry(total_carry_22));
  wire [3:0] total_sum_23;
  wire [3:0] total_carry_23;
  csa #(.W(4)) total_row_23 (.a(~act_47_x9), .b(~act_52_x1), .c(act_57_x2),
    .sum(total_sum_23), .carry(total_carry_23));
  wire [3:0] total_sum_24;
  wire [3:0] total_carry_24;
  csa #(.W(4)) total_row_24 (.a(~act_63_x14), .b(~act_71_x14), .c(~act_79_x12),
    .sum(total_sum_24), .carry(total_carry_24));
  wire [3:0] total_sum_25;
  wire [3:0] total_carry_25;
  csa #(.W(4)) total_row_25 (.a({2'd0, total_carry_12[0:0], 1'd0}), .b(~act_111_x14),
    .c({2'd0, total_carry_13[0:0], 1'd0}), .sum(total_sum_25), .carry(total_carry_25));
  wire [0:0] total_sum_26;
  wire [0:0] total_carry_26;
  csa #(.W(1)) total_row_26 (.a(total_sum_13), .b(total_sum_14), .c(total_sum_16),
    .sum(total_sum_26), .carry(total_carry_26));
  wire [0:0] total_sum_27;
  wire [0:0] total_carry_27;
  csa #(.W(1)) total_row_27 (.a(total_carry_14[0:0]), .b(total_carry_15[0:0]),
    .c(total_carry_16[0:0]), .sum(total_sum_27), .carry(total_carry_27));
  wire [4:0] total_sum_28;
  wire [4:0] total_carry_28;
  csa #(.W(5)) total_row_28 (.a({3'd0, total_sum_17, 1'd0}), .b({3'd0, total_sum_18, 1'd0}),
    .c(act_8_x1), .sum(total_sum_28), .carry(total_carry_28));
  wire [4:0] total_sum_29;
  wire [4:0] total_carry_29;
  csa #(.W(5)) total_row_29 (.a(~act_33_x1), .b(~act_55_x16), .c(act_73_x4),
    .sum(total_sum_29), .carry(total_carry_29));
  wire [4:0] total_sum_30;
  wire [4:0] total_carry_30;
  csa #(.W(5)) total_row_30 (.a(~act_76_x1), .b(act_100_x2), .c(~act_105_x4),
    .sum(total_sum_30), .carry(total_carry_30));
  wire [4:0] total_sum_31;
  wire [4:0] total_carry_31;
  csa #(.W(5)) total_row_31 (.a(~act_108_x2), .b({1'd0, total_sum_22}),
    .c({1'd0, total_sum_23}), .sum(total_sum_31), .carry(total_carry_31));
  wire [3:0] total_sum_32;
  wire [3:0] total_carry_32;
  csa #(.W(4)) total_row_32 (.a({2'd0, total_sum_19, 1'd0}), .b({2'd0, total_sum_20, 1'd0}),
    .c(total_sum_24), .sum(total_sum_32), .carry(total_carry_32));
  wire [2:0] total_sum_33;
  wire [2:0] total_carry_33;
  csa #(.W(3)) total_row_33 (.a(total_sum_15), .b({total_carry_17[0:0], 2'd0}),
    .c({total_carry_18[0:0], 2'd0}), .sum(total_sum_33), .carry(total_carry_33));
  wire [5:0] total_sum_34;
  wire [5:0] total_carry_34;
  csa #(.W(6)) total_row_34 (.a({3'd0, total_carry_19[0:0], 2'd0}),
    .b({3'd0, total_carry_20[0:0], 2'd0}), .c(~act_40_x2), .sum(total_sum_34),
    .carry(total_carry_34));
  wire [5:0] total_sum_35;
  wire [5:0] total_carry_35;
  csa #(.W(6)) total_row_35 (.a(act_44_x2), .b(~act_49_x2), .c(act_53_x1),
    .sum(total_sum_35), .carry(total_carry_35));
  wire [5:0] total_sum_36;
  wire [5:0] total_carry_36;
  csa #(.W(6)) total_row_36 (.a(act_60_x4), .b(~act_64_x2), .c(act_97_x2),
    .sum(total_sum_36), .carry(total_carry_36));
  wire [4:0] total_sum_37;
  wire [4:0] total_carry_37;
  csa #(.W(5)) total_row_37 (.a({3'd0, total_carry_21[0:0], 1'd0}),
    .b({3'd0, total_carry_26[0:0], 1'd0}), .c(total_sum_29), .sum(total_sum_37),
    .carry(total_carry_37));
  wire [4:0] total_sum_38;
  wire [4:0] total_carry_38;
  csa #(.W(5)) total_row_38 (.a(total_sum_30), .b({total_carry_22[3:0], 1'd0}),
    .c({total_carry_23[3:0], 1'd0}), .sum(total_sum_38), .carry(total_carry_38));
  wire [3:0] total_sum_39;
  wire [3:0] total_carry_39;
  csa #(.W(4)) total_row_39 (.a(total_carry_24[3:0]), .b({2'd0, total_carry_25[1:1], 1'd0}),
    .c({2'd0, total_carry_27[0:0], 1'd0}), .sum(total_sum_39), .carry(total_carry_39));
  wire [6:0] total_sum_40;
  wire [6:0] total_carry_40;
  csa #(.W(7)) total_row_40 (.a({4'd0, total_carry_28[1:1], 2'd0}),
    .b({4'd0, total_carry_32[1:1], 2'd0}), .c(~act_6_x2), .sum(total_sum_40),
    .carry(total_carry_40));
  wire [6:0] total_sum_41;
  wire [6:0] total_carry_41;
  csa #(.W(7)) total_row_41 (.a(~act_11_x2), .b(~act_13_x1), .c(act_20_x3),
    .sum(total_sum_41), .carry(total_carry_41));
  wire [6:0] total_sum_42;
  wire [6:0] total_carry_42;
  csa #(.W(7)) total_row_42 (.a(~act_24_x3), .b(act_25_x11), .c(act_27_x3),
    .sum(total_sum_42), .carry(total_carry_42));
  wire [6:0] total_sum_43;
  wire [6:0] total_carry_43;
  csa #(.W(7)) total_row_43 (.a(act_42_x2), .b(act_46_x2), .c(act_50_x2), .sum(total_sum_43),
    .carry(total_carry_43));
  wire [6:0] total_sum_44;
  wire [6:0] total_carry_44;
  csa #(.W(7)) total_row_44 (.a(act_56_x4), .b(~act_65_x5), .c(act_68_x5),
    .sum(total_sum_44), .carry(total_carry_44));
  wire [6:0] total_sum_45;
  wire [6:0] total_carry_45;
  csa #(.W(7)) total_row_45 (.a({3'd0, total_sum_21}), .b(~act_77_x1),
    .c({3'd0, total_sum_25}), .sum(total_sum_45), .carry(total_carry_45));
  wire [6:0] total_sum_46;
  wire [6:0] total_carry_46;
  csa #(.W(7)) total_row_46 (.a(act_99_x2), .b({1'd0, total_sum_35}),
    .c({1'd0, total_sum_36}), .sum(total_sum_46), .carry(total_carry_46));
  wire [5:0] total_sum_47;
  wire [5:0] total_carry_47;
  csa #(.W(6)) total_row_47 (.a({1'd0, total_sum_31}), .b({total_carry_29[4:0], 1'd0}),
    .c({total_carry_30[4:0], 1'd0}), .sum(total_sum_47), .carry(total_carry_47));
  wire [4:0] total_sum_48;
  wire [4:0] total_carry_48;
  csa #(.W(5)) total_row_48 (.a({2'd0, total_sum_33}), .b({1'd0, total_sum_32}),
    .c(total_sum_38), .sum(total_sum_48), .carry(total_carry_48));
  wire [7:0] total_sum_49;
  wire [7:0] total_carry_49;
  csa #(.W(8)) total_row_49 (.a({4'd0, total_carry_33[2:2], 3'd0}),
    .b({4'd0, total_carry_34[2:2], 3'd0}), .c(act_3_x5), .sum(total_sum_49),
    .carry(total_carry_49));
  wire [7:0] total_sum_50;
  wire [7:0] total_carry_50;
  csa #(.W(8)) total_row_50 (.a(~act_4_x6), .b(~act_5_x3), .c(act_9_x7), .sum(total_sum_50),
    .carry(total_carry_50));
  wire [7:0] total_sum_51;
  wire [7:0] total_carry_51;
  csa #(.W(8)) total_row_51 (.a(~act_10_x3), .b(~act_17_x6), .c(~act_32_x8),
    .sum(total_sum_51), .carry(total_carry_51));
  wire [7:0] total_sum_52;
  wire [7:0] total_carry_52;
  csa #(.W(8)) total_row_52 (.a(act_36_x9), .b(act_37_x2), .c(~act_41_x6),
    .sum(total_sum_52), .carry(total_carry_52));
  wire [7:0] total_sum_53;
  wire [7:0] total_carry_53;
  csa #(.W(8)) total_row_53 (.a(act_43_x6), .b(~act_48_x9), .c(act_51_x4),
    .sum(total_sum_53), .carry(total_carry_53));
  wire [7:0] total_sum_54;
  wire [7:0] total_carry_54;
  csa #(.W(8)) total_row_54 (.a(act_54_x4), .b(act_69_x3), .c(~act_72_x8),
    .sum(total_sum_54), .carry(total_carry_54));
  wire [7:0] total_sum_55;
  wire [7:0] total_carry_55;
  csa #(.W(8)) total_row_55 (.a(~act_75_x4), .b(act_96_x9), .c(act_102_x5),
    .sum(total_sum_55), .carry(total_carry_55));
  wire [7:0] total_sum_56;
  wire [7:0] total_carry_56;
  csa #(.W(8)) total_row_56 (.a(act_107_x7), .b({1'd0, total_sum_41}),
    .c({1'd0, total_sum_42}), .sum(total_sum_56), .carry(total_carry_56));
  wire [6:0] total_sum_57;
  wire [6:0] total_carry_57;
  csa #(.W(7)) total_row_57 (.a({2'd0, total_carry_31[3:0], 1'd0}), .b({2'd0, total_sum_28}),
    .c({total_carry_35[5:0], 1'd0}), .sum(total_sum_57), .carry(total_carry_57));
  wire [6:0] total_sum_58;
  wire [6:0] total_carry_58;
  csa #(.W(7)) total_row_58 (.a(total_sum_43), .b(total_sum_44),
    .c({total_carry_36[5:0], 1'd0}), .sum(total_sum_58), .carry(total_carry_58));
  wire [8:0] total_sum_59;
  wire [8:0] total_carry_59;
  csa #(.W(9)) total_row_59 (.a({5'd0, total_carry_39[1:1], 3'd0}),
    .b({5'd0, total_carry_40[2:2], 3'd0}), .c(~act_0_x12), .sum(total_sum_59),
    .carry(total_carry_59));
  wire [8:0] total_sum_60;
  wire [8:0] total_carry_60;
  csa #(.W(9)) total_row_60 (.a(~act_12_x13), .b(act_22_x6), .c(act_30_x11),
    .sum(total_sum_60), .carry(total_carry_60));
  wire [8:0] total_sum_61;
  wire [8:0] total_carry_61;
  csa #(.W(9)) total_row_61 (.a(~act_35_x12), .b(act_45_x6), .c(act_59_x9),
    .sum(total_sum_61), .carry(total_carry_61));
  wire [8:0] total_sum_62;
  wire [8:0] total_carry_62;
  csa #(.W(9)) total_row_62 (.a(act_61_x9), .b(act_62_x9), .c(act_78_x6), .sum(total_sum_62),
    .carry(total_carry_62));
  wire [8:0] total_sum_63;
  wire [8:0] total_carry_63;
  csa #(.W(9)) total_row_63 (.a(act_101_x6), .b(act_104_x16), .c(act_106_x7),
    .sum(total_sum_63), .carry(total_carry_63));
  wire [8:0] total_sum_64;
  wire [8:0] total_carry_64;
  csa #(.W(9)) total_row_64 (.a(act_109_x5), .b({3'd0, total_sum_34}),
    .c({2'd0, total_sum_46}), .sum(total_sum_64), .carry(total_carry_64));
  wire [7:0] total_sum_65;
  wire [7:0] total_carry_65;
  csa #(.W(8)) total_row_65 (.a({3'd0, total_sum_37}), .b({3'd0, total_sum_48}),
    .c(total_sum_50), .sum(total_sum_65), .carry(total_carry_65));
  wire [7:0] total_sum_66;
  wire [7:0] total_carry_66;
  csa #(.W(8)) total_row_66 (.a(total_sum_51), .b(total_sum_52), .c(total_sum_53),
    .sum(total_sum_66), .carry(total_carry_66));
  wire [7:0] total_sum_67;
  wire [7:0] total_carry_67;
  csa #(.W(8)) total_row_67 (.a(total_sum_54), .b(total_sum_55), .c({1'd0, total_sum_58}),
    .sum(total_sum_67), .carry(total_carry_67));
  wire [7:0] total_sum_68;
  wire [7:0] total_carry_68;
  csa #(.W(8)) total_row_68 (.a({2'd0, total_carry_38[4:1], 2'd0}), .b({2'd0, total_sum_47}),
    .c({total_carry_41[6:0], 1'd0}), .sum(total_sum_68), .carry(total_carry_68));
  wire [6:0] total_sum_69;
  wire [6:0] total_carry_69;
  csa #(.W(7)) total_row_69 (.a(total_carry_42[6:0]), .b(total_carry_43[6:0]),
    .c(total_carry_44[6:0]), .sum(total_sum_69), .carry(total_carry_69));
  wire [5:0] total_sum_70;
  wire [5:0] total_carry_70;
  csa #(.W(6)) total_row_70 (.a({2'd0, total_sum_39}), .b({2'd0, total_carry_45[3:0]}),
    .c(total_carry_46[5:0]), .sum(total_sum_70), .carry(total_carry_70));
  wire [9:0] total_sum_71;
  wire [9:0] total_carry_71;
  csa #(.W(10)) total_row_71 (.a(act_18_x11), .b(act_19_x14), .c(act_21_x9),
    .sum(total_sum_71), .carry(total_carry_71));
  wire [9:0] total_sum_72;
  wire [9:0] total_carry_72;
  csa #(.W(10)) total_row_72 (.a(act_26_x14), .b(act_29_x9), .c(act_58_x9),
    .sum(total_sum_72), .carry(total_carry_72));
  wire [9:0] total_sum_73;
  wire [9:0] total_carry_73;
  csa #(.W(10)) total_row_73 (.a(act_66_x9), .b(~act_67_x13), .c(act_74_x9),
    .sum(total_sum_73), .carry(total_carry_73));
  wire [9:0] total_sum_74;
  wire [9:0] total_carry_74;
  csa #(.W(10)) total_row_74 (.a(act_110_x15), .b({2'd0, total_sum_56}),
    .c({1'd0, total_sum_60}), .sum(total_sum_74), .carry(total_carry_74));
  wire [8:0] total_sum_75;
  wire [8:0] total_carry_75;
  csa #(.W(9)) total_row_75 (.a(total_sum_61), .b(total_sum_62), .c(total_sum_63),
    .sum(total_sum_75), .carry(total_carry_75));
  wire [8:0] total_sum_76;
  wire [8:0] total_carry_76;
  csa #(.W(9)) total_row_76 (.a({1'd0, total_sum_66}), .b({total_carry_50[7:0], 1'd0}),
    .c({total_carry_51[7:0], 1'd0}), .sum(total_sum_76), .carry(total_carry_76));
  wire [7:0] total_sum_77;
  wire [7:0] total_carry_77;
  csa #(.W(8)) total_row_77 (.a(total_carry_52[7:0]), .b(total_carry_53[7:0]),
    .c(total_carry_54[7:0]), .sum(total_sum_77), .carry(total_carry_77));
  wire [7:0] total_sum_78;
  wire [7:0] total_carry_78;
  csa #(.W(8)) total_row_78 (.a(total_carry_55[7:0]), .b({1'd0, total_carry_56[6:0]}),
    .c({1'd0, total_carry_58[6:0]}), .sum(total_sum_78), .carry(total_carry_78));
  wire [6:0] total_sum_79;
  wire [6:0] total_carry_79;
  csa #(.W(7)) total_row_79 (.a(total_sum_69), .b({1'd0, total_carry_47[5:1], 1'd0}),
    .c({2'd0, total_carry_57[4:1], 1'd0}), .sum(total_sum_79), .carry(total_carry_79));
  wire [10:0] total_sum_80;
  wire [10:0] total_carry_80;
  csa #(.W(11)) total_row_80 (.a({6'd0, total_carry_49[3:3], 4'd0}),
    .b({6'd0, total_carry_59[3:3], 4'd0}), .c(act_2_x21), .sum(total_sum_80),
    .carry(total_carry_80));
  wire [10:0] total_sum_81;
  wire [10:0] total_carry_81;
  csa #(.W(11)) total_row_81 (.a(act_14_x20), .b(act_34_x18), .c(act_38_x20),
    .sum(total_sum_81), .carry(total_carry_81));
  wire [10:0] total_sum_82;
  wire [10:0] total_carry_82;
  csa #(.W(11)) total_row_82 (.a(act_70_x22), .b({4'd0, total_sum_40}),
    .c({4'd0, total_sum_45}), .sum(total_sum_82), .carry(total_carry_82));
  wire [10:0] total_sum_83;
  wire [10:0] total_carry_83;
  csa #(.W(11)) total_row_83 (.a(act_98_x19), .b({4'd0, total_sum_57}),
    .c({3'd0, total_sum_67}), .sum(total_sum_83), .carry(total_carry_83));
  wire [9:0] total_sum_84;
  wire [9:0] total_carry_84;
  csa #(.W(10)) total_row_84 (.a(total_sum_71), .b(total_sum_72), .c(total_sum_73),
    .sum(total_sum_84), .carry(total_carry_84));
  wire [8:0] total_sum_85;
  wire [8:0] total_carry_85;
  csa #(.W(9)) total_row_85 (.a(total_carry_60[8:0]), .b(total_carry_61[8:0]),
    .c(total_carry_62[8:0]), .sum(total_sum_85), .carry(total_carry_85));
  wire [9:0] total_sum_86;
  wire [9:0] total_carry_86;
  csa #(.W(10)) total_row_86 (.a({1'd0, total_sum_75}), .b({total_carry_63[8:0], 1'd0}),
    .c({1'd0, total_carry_66[7:0], 1'd0}), .sum(total_sum_86), .carry(total_carry_86));
  wire [7:0] total_sum_87;
  wire [7:0] total_carry_87;
  csa #(.W(8)) total_row_87 (.a({4'd0, total_carry_48[3:0]}),
    .b({3'd0, total_carry_65[4:0]}), .c(total_sum_77), .sum(total_sum_87),
    .carry(total_carry_87));
  wire [8:0] total_sum_88;
  wire [8:0] total_carry_88;
  csa #(.W(9)) total_row_88 (.a({2'd0, total_carry_68[5:1], 2'd0}),
    .b({total_carry_69[6:0], 2'd0}), .c({1'd0, total_sum_49}), .sum(total_sum_88),
    .carry(total_carry_88));
  wire [10:0] total_sum_89;
  wire [10:0] total_carry_89;
  csa #(.W(11)) total_row_89 (.a({2'd0, total_sum_76}), .b(total_sum_81),
    .c({1'd0, total_sum_84}), .sum(total_sum_89), .carry(total_carry_89));
  wire [8:0] total_sum_90;
  wire [8:0] total_carry_90;
  csa #(.W(9)) total_row_90 (.a({1'd0, total_sum_68}), .b({1'd0, total_carry_64[6:0], 1'd0}),
    .c({total_carry_67[7:0], 1'd0}), .sum(total_sum_90), .carry(total_carry_90));
  wire [9:0] total_sum_91;
  wire [9:0] total_carry_91;
  csa #(.W(10)) total_row_91 (.a(total_carry_71[9:0]), .b(total_carry_72[9:0]),
    .c(total_carry_73[9:0]), .sum(total_sum_91), .carry(total_carry_91));
  wire [8:0] total_sum_92;
  wire [8:0] total_carry_92;
  csa #(.W(9)) total_row_92 (.a(total_carry_75[8:0]), .b({1'd0, total_sum_78}),
    .c(total_sum_85), .sum(total_sum_92), .carry(total_carry_92));
  wire [8:0] total_sum_93;
  wire [8:0] total_carry_93;
  csa #(.W(9)) total_row_93 (.a({4'd0, total_carry_70[3:0], 1'd0}), .b({3'd0, total_sum_70}),
    .c({total_carry_77[7:0], 1'd0}), .sum(total_sum_93), .carry(total_carry_93));
  wire [9:0] total_sum_94;
  wire [9:0] total_carry_94;
  csa #(.W(10)) total_row_94 (.a({1'd0, total_sum_64}), .b({2'd0, total_sum_65}),
    .c(total_sum_74), .sum(total_sum_94), .carry(total_carry_94));
  wire [9:0] total_sum_95;
  wire [9:0] total_carry_95;
  csa #(.W(10)) total_row_95 (.a({1'd0, total_carry_78[6:0], 2'd0}), .b(total_sum_86),
    .c({total_carry_74[8:0], 1'd0}), .sum(total_sum_95), .carry(total_carry_95));
  wire [10:0] total_sum_96;
  wire [10:0] total_carry_96;
  csa #(.W(11)) total_row_96 (.a({4'd0, total_sum_79}), .b(total_carry_81[10:0]),
    .c({4'd0, total_carry_82[6:0]}), .sum(total_sum_96), .carry(total_carry_96));
  wire [9:0] total_sum_97;
  wire [9:0] total_carry_97;
  csa #(.W(10)) total_row_97 (.a(total_carry_84[9:0]), .b(total_sum_91),
    .c({total_carry_85[8:0], 1'd0}), .sum(total_sum_97), .carry(total_carry_97));
  wire [7:0] total_sum_98;
  wire [7:0] total_carry_98;
  csa #(.W(8)) total_row_98 (.a(total_carry_76[8:1]), .b({3'd0, total_carry_87[4:0]}),
    .c({2'd0, total_carry_79[5:1], 1'd0}), .sum(total_sum_98), .carry(total_carry_98));
  wire [8:0] total_sum_99;
  wire [8:0] total_carry_99;
  csa #(.W(9)) total_row_99 (.a(total_sum_59), .b(total_sum_88), .c(total_sum_90),
    .sum(total_sum_99), .carry(total_carry_99));
  wire [9:0] total_sum_100;
  wire [9:0] total_carry_100;
  csa #(.W(10)) total_row_100 (.a({total_carry_86[8:1], 2'd0}), .b(total_sum_95),
    .c({total_sum_92, 1'd0}), .sum(total_sum_100), .carry(total_carry_100));
  wire [10:0] total_sum_101;
  wire [10:0] total_carry_101;
  csa #(.W(11)) total_row_101 (.a({3'd0, total_carry_83[7:0]}),
    .b({3'd0, total_carry_90[7:1], 1'd0}), .c({total_carry_91[9:0], 1'd0}),
    .sum(total_sum_101), .carry(total_carry_101));
  wire [9:0] total_sum_102;
  wire [9:0] total_carry_102;
  csa #(.W(10)) total_row_102 (.a(total_sum_97), .b({2'd0, total_carry_88[7:2], 2'd0}),
    .c({3'd0, total_carry_93[5:1], 2'd0}), .sum(total_sum_102), .carry(total_carry_102));
  wire [10:0] total_sum_103;
  wire [10:0] total_carry_103;
  csa #(.W(11)) total_row_103 (.a(total_sum_89), .b({2'd0, total_sum_99}),
    .c({1'd0, total_sum_100}), .sum(total_sum_103), .carry(total_carry_103));
  wire [9:0] total_sum_104;
  wire [9:0] total_carry_104;
  csa #(.W(10)) total_row_104 (.a(total_carry_89[9:0]), .b({total_carry_92[8:0], 1'd0}),
    .c({total_carry_95[9:1], 1'd0}), .sum(total_sum_104), .carry(total_carry_104));
  wire [10:0] total_sum_105;
  wire [10:0] total_carry_105;
  csa #(.W(11)) total_row_105 (.a({3'd0, total_sum_87}),
    .b({3'd0, total_carry_96[6:0], 1'd0}), .c({total_carry_97[9:0], 1'd0}),
    .sum(total_sum_105), .carry(total_carry_105));
  wire [10:0] total_sum_106;
  wire [10:0] total_carry_106;
  csa #(.W(11)) total_row_106 (.a(total_sum_82), .b(total_sum_83), .c({1'd0, total_sum_94}),
    .sum(total_sum_106), .carry(total_carry_106));
  wire [9:0] total_sum_107;
  wire [9:0] total_carry_107;
  csa #(.W(10)) total_row_107 (.a({1'd0, total_sum_93}), .b({1'd0, total_carry_94[8:0]}),
    .c(total_sum_104), .sum(total_sum_107), .carry(total_carry_107));
  wire [9:0] total_sum_108;
  wire [9:0] total_carry_108;
  csa #(.W(10)) total_row_108 (.a({1'd0, total_carry_99[8:0]}),
    .b({total_carry_100[9:1], 1'd0}), .c({1'd0, total_carry_101[7:1], 2'd0}),
    .sum(total_sum_108), .carry(total_carry_108));
  wire [9:0] total_sum_109;
  wire [9:0] total_carry_109;
  csa #(.W(10)) total_row_109 (.a({3'd0, total_carry_98[5:0], 1'd0}),
    .b({2'd0, total_sum_98}), .c({total_carry_104[9:1], 1'd0}), .sum(total_sum_109),
    .carry(total_carry_109));
  wire [10:0] total_sum_110;
  wire [10:0] total_carry_110;
  csa #(.W(11)) total_row_110 (.a(total_sum_80), .b({1'd0, total_carry_105[7:1], 3'd0}),
    .c({1'd0, total_carry_102[7:2], 4'd0}), .sum(total_sum_110), .carry(total_carry_110));
  wire [11:0] total_sum_111;
  wire [11:0] total_carry_111;
  csa #(.W(12)) total_row_111 (.a({1'd0, total_sum_103}), .b({total_sum_96, 1'd0}),
    .c({total_sum_101, 1'd0}), .sum(total_sum_111), .carry(total_carry_111));
  wire [10:0] total_sum_112;
  wire [10:0] total_carry_112;
  csa #(.W(11)) total_row_112 (.a(total_sum_106), .b({total_sum_102, 1'd0}),
    .c({total_carry_103[9:0], 1'd0}), .sum(total_sum_112), .carry(total_carry_112));
  wire [9:0] total_sum_113;
  wire [9:0] total_carry_113;
  csa #(.W(10)) total_row_113 (.a(total_sum_107), .b(total_sum_108),
    .c({total_carry_107[8:0], 1'd0}), .sum(total_sum_113), .carry(total_carry_113));
  wire [11:0] total_sum_114;
  wire [11:0] total_carry_114;
  csa #(.W(12)) total_row_114 (.a({1'd0, total_sum_110}), .b({1'd0, total_sum_112}),
    .c({total_sum_105, 1'd0}), .sum(total_sum_114), .carry(total_carry_114));
  wire [10:0] total_sum_115;
  wire [10:0] total_carry_115;
  csa #(.W(11)) total_row_115 (.a({1'd0, total_carry_108[8:1], 2'd0}),
    .b(total_carry_106[10:0]), .c({1'd0, total_carry_109[7:1], 3'd0}), .sum(total_sum_115),
    .carry(total_carry_115));
  wire [11:0] total_sum_116;
  wire [11:0] total_carry_116;
  csa #(.W(12)) total_row_116 (.a({1'd0, total_sum_113, 1'd0}), .b(total_sum_111),
    .c({total_sum_109, 2'd0}), .sum(total_sum_116), .carry(total_carry_116));
  wire [11:0] total_sum_117;
  wire [11:0] total_carry_117;
  csa #(.W(12)) total_row_117 (.a({total_carry_112[10:1], 2'd0}),
    .b({total_carry_113[9:0], 2'd0}), .c(total_sum_114), .sum(total_sum_117),
    .carry(total_carry_117));
  wire [11:0] total_sum_118;
  wire [11:0] total_carry_118;
  csa #(.W(12)) total_row_118 (.a(total_sum_116), .b({total_carry_114[10:0], 1'd0}),
    .c({total_sum_115, 1'd0}), .sum(total_sum_118), .carry(total_carry_118));
  wire [10:0] total_sum_119;
  wire [10:0] total_carry_119;
  csa #(.W(11)) total_row_119 (.a({2'd0, total_carry_110[9:3], 2'd0}),
    .b(total_carry_111[11:1]), .c({1'd0, total_carry_115[9:2], 2'd0}), .sum(total_sum_119),
    .carry(total_carry_119));
  wire [12:0] total_sum_120;
  wire [12:0] total_carry_120;
  csa #(.W(13)) total_row_120 (.a({1'd0, total_sum_117}), .b({total_carry_116[11:1], 2'd0}),
    .c({total_carry_118[11:1], 2'd0}), .sum(total_sum_120), .carry(total_carry_120));
  wire [12:0] total_sum_121;
  wire [12:0] total_carry_121;
  csa #(.W(13)) total_row_121 (.a({1'd0, total_sum_118}), .b({total_sum_119, 2'd0}),
    .c({total_carry_117[11:2], 3'd0}), .sum(total_sum_121), .carry(total_carry_121));
  wire [13:0] total_sum_122;
  wire [13:0] total_carry_122;
  csa #(.W(14)) total_row_122 (.a({1'd0, total_carry_119[9:2], 5'd0}),
    .b({1'd0, total_sum_120}), .c({total_carry_120[12:2], 3'd0}), .sum(total_sum_122),
    .carry(total_carry_122));
  wire [13:0] total_sum_123;
  wire [13:0] total_carry_123;
  csa #(.W(14)) total_row_123 (.a({total_carry_121[12:2], 3'd0}), .b(total_sum_122),
    .c({total_carry_122[12:3], 4'd0}), .sum(total_sum_123), .carry(total_carry_123));
  wire [14:0] total_sum_124;
  wire [14:0] total_carry_124;
  csa #(.W(15)) total_row_124 (.a({2'd0, total_sum_121}), .b({1'd0, total_sum_123}),
    .c({total_carry_123[13:3], 4'd0}), .sum(total_sum_124), .carry(total_carry_124));
  wire [14:0] total_sum_125;
  wire [14:0] total_carry_125;
  csa #(.W(15)) total_row_125 (.a({13'd0, total_sum_27, 1'd0}), .b(total_sum_124),
    .c({total_carry_124[13:0], 1'd0}), .sum(total_sum_125), .carry(total_carry_125));
  wire [15:0] total_sum_126;
  wire [15:0] total_carry_126;
  csa #(.W(16)) total_row_126 (.a({13'd0, total_carry_37[1:1], 2'd0}),
    .b({1'd0, total_sum_125}), .c({total_carry_125[14:1], 2'd0}), .sum(total_sum_126),
    .carry(total_carry_126));
  wire [15:0] total_sum_127;
  wire [15:0] total_carry_127;
  csa #(.W(16)) total_row_127 (.a({10'd0, total_carry_80[4:4], 5'd0}), .b(total_sum_126),
    .c({total_carry_126[14:2], 3'd0}), .sum(total_sum_127), .carry(total_carry_127));
  wire [15:0] total_sum_128;
  wire [15:0] total_carry_128;
  csa #(.W(16)) total_row_128 (.a({15'd0, total_sum_26}), .b(total_sum_127),
    .c({total_carry_127[14:3], 4'd0}), .sum(total_sum_128), .carry(total_carry_128));
  wire [15:0] total_sum_129;
  wire [15:0] total_carry_129;
  csa #(.W(16)) total_row_129 (.a(16'd59476), .b(total_sum_128),
    .c({total_carry_128[14:0], 1'd0}), .sum(total_sum_129), .carry(total_carry_129));
  ripple_adder #(.W(16)) total_adder (
    .a(total_sum_129),
    .b({total_carry_129[14:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_2 (
  input wire [4:0] act_0_x1, input wire [8:0] act_1_x11, input wire [0:0] act_1_z4,
    input wire [9:0] act_2_x15, input wire [7:0] act_3_x4, input wire [4:0] act_4_x1,
    input wire [9:0] act_5_x11, input wire [9:0] act_6_x10, input wire [3:0] act_7_x11,
    input wire [0:0] act_7_z4, input wire [7:0] act_8_x7, input wire [4:0] act_9_x1,
    input wire [8:0] act_10_x8, input wire [7:0] act_11_x4, input wire [6:0] act_12_x5,
    input wire [0:0] act_12_z4, input wire [10:0] act_13_x13, input wire [8:0] act_14_x9,
    input wire [3:0] act_15_x13, input wire [0:0] act_15_z4, input wire [6:0] act_16_x3,
    input wire [6:0] act_17_x3, input wire [0:0] act_17_z4, input wire [9:0] act_18_x13,
    input wire [0:0] act_18_z4, input wire [8:0] act_19_x10, input wire [5:0] act_20_x2,
    input wire [0:0] act_20_z3, input wire [7:0] act_22_x3, input wire [0:0] act_22_z4,
    input wire [3:0] act_23_x8, input wire [0:0] act_23_z1, input wire [6:0] act_24_x4,
    input wire [7:0] act_25_x31, input wire [7:0] act_26_x4, input wire [7:0] act_27_x7,
    input wire [4:0] act_28_x1, input wire [8:0] act_29_x4, input wire [6:0] act_30_x2,
    input wire [0:0] act_30_z3, input wire [1:0] act_31_x3, input wire [0:0] act_31_z4,
    input wire [5:0] act_32_x2, input wire [0:0] act_32_z3, input wire [5:0] act_33_x2,
    input wire [0:0] act_33_z3, input wire [10:0] act_34_x20, input wire [6:0] act_35_x3,
    input wire [0:0] act_35_z4, input wire [4:0] act_36_x1, input wire [0:0] act_36_z4,
    input wire [9:0] act_37_x7, input wire [9:0] act_38_x10, input wire [3:0] act_39_x9,
    input wire [0:0] act_39_z4, input wire [5:0] act_40_x2, input wire [0:0] act_40_z3,
    input wire [5:0] act_41_x2, input wire [10:0] act_42_x19, input wire [6:0] act_43_x3,
    input wire [4:0] act_44_x1, input wire [0:0] act_44_z4, input wire [9:0] act_45_x7,
    input wire [6:0] act_46_x2, input wire [3:0] act_47_x9, input wire [0:0] act_47_z4,
    input wire [6:0] act_48_x5, input wire [0:0] act_48_z4, input wire [6:0] act_49_x4,
    input wire [0:0] act_49_z2, input wire [7:0] act_50_x4, input wire [8:0] act_51_x8,
    input wire [6:0] act_52_x8, input wire [7:0] act_53_x3, input wire [7:0] act_54_x3,
    input wire [0:0] act_54_z4, input wire [2:0] act_55_x4, input wire [0:0] act_55_z2,
    input wire [6:0] act_56_x3, input wire [4:0] act_57_x4, input wire [7:0] act_58_x3,
    input wire [6:0] act_59_x2, input wire [3:0] act_60_x1, input wire [7:0] act_61_x4,
    input wire [6:0] act_62_x2, input wire [2:0] act_63_x4, input wire [0:0] act_63_z2,
    input wire [8:0] act_64_x10, input wire [0:0] act_64_z3, input wire [6:0] act_65_x4,
    input wire [0:0] act_65_z2, input wire [8:0] act_66_x8, input wire [0:0] act_66_z1,
    input wire [7:0] act_67_x4, input wire [5:0] act_68_x2, input wire [8:0] act_70_x6,
    input wire [1:0] act_71_x3, input wire [0:0] act_71_z4, input wire [5:0] act_72_x2,
    input wire [0:0] act_72_z3, input wire [5:0] act_73_x8, input wire [6:0] act_74_x2,
    input wire [0:0] act_74_z3, input wire [6:0] act_75_x3, input wire [6:0] act_76_x3,
    input wire [9:0] act_77_x11, input wire [0:0] act_77_z4, input wire [7:0] act_78_x5,
    input wire [2:0] act_79_x6, input wire [0:0] act_79_z3, input wire [8:0] act_96_x11,
    input wire [5:0] act_97_x2, input wire [8:0] act_98_x5, input wire [0:0] act_98_z4,
    input wire [5:0] act_99_x1, input wire [4:0] act_100_x2, input wire [7:0] act_101_x3,
    input wire [0:0] act_101_z4, input wire [7:0] act_102_x5, input wire [2:0] act_103_x4,
    input wire [0:0] act_103_z2, input wire [6:0] act_104_x3, input wire [5:0] act_105_x10,
    input wire [6:0] act_106_x2, input wire [4:0] act_108_x2, input wire [7:0] act_109_x4,
    input wire [6:0] act_110_x2, input wire [0:0] act_110_z3, input wire [0:0] act_111_x1,
    input wire [0:0] act_111_z4, output wire [14:0] sum
);
  wire [14:0] total;
`ifdef CARRY_CHAINS
  wire [2:0] total_part_0;
  adder #(.W(3)) total_add_0 (.a({1'd0, ~act_71_x3}),
    .b({1'd0, ~act_31_x3}), .carry_in(act_1_z4), .sum(total_part_0));
  wire [3:0] total_part_1;
  adder #(.W(4)) total_add_1 (.a({1'd0, total_part_0}),
    .b({1'd0, ~act_55_x4}), .carry_in(act_7_z4), .sum(total_part_1));
  wire [4:0] total_part_2;
  adder #(.W(5)) total_add_2 (.a({1'd0, act_60_x1}),
    .b({2'd0, ~act_63_x4}), .carry_in(act_12_z4), .sum(total_part_2));
  wire [4:0] total_part_3;
  adder #(.W(5)) total_add_3 (.a({1'd0, total_part_1}),
    .b({2'd0, ~act_79_x6}), .carry_in(act_15_z4), .sum(total_part_3));
  wire [5:0] total_part_4;
  adder #(.W(6)) total_add_4 (.a({1'd0, act_0_x1}),
    .b({3'd0, ~act_103_x4}), .carry_in(act_17_z4), .sum(total_part_4));
  wire [5:0] total_part_5;
  adder #(.W(6)) total_add_5 (.a({1'd0, act_4_x1}),
    .b({2'd0, ~act_7_x11}), .carry_in(act_18_z4), .sum(total_part_5));
  wire [5:0] total_part_6;
  adder #(.W(6)) total_add_6 (.a({1'd0, act_9_x1}),
    .b({2'd0, ~act_15_x13}), .carry_in(act_20_z3), .sum(total_part_6));
  wire [5:0] total_part_7;
  adder #(.W(6)) total_add_7 (.a({1'd0, act_28_x1}),
    .b({2'd0, ~act_23_x8}), .carry_in(act_22_z4), .sum(total_part_7));
  wire [5:0] total_part_8;
  adder #(.W(6)) total_add_8 (.a({1'd0, act_57_x4}),
    .b({2'd0, ~act_39_x9}), .carry_in(act_23_z1), .sum(total_part_8));
  wire [5:0] total_part_9;
  adder #(.W(6)) total_add_9 (.a({1'd0, act_100_x2}),
    .b({2'd0, ~act_47_x9}), .carry_in(act_30_z3), .sum(total_part_9));
  wire [5:0] total_part_10;
  adder #(.W(6)) total_add_10 (.a({1'd0, act_108_x2}),
    .b({1'd0, ~act_36_x1}), .carry_in(act_31_z4), .sum(total_part_10));
  wire [5:0] total_part_11;
  adder #(.W(6)) total_add_11 (.a({1'd0, total_part_2}),
    .b({1'd0, ~act_44_x1}), .carry_in(act_32_z3), .sum(total_part_11));
  wire [6:0] total_part_12;
  adder #(.W(7)) total_add_12 (.a({2'd0, total_part_3}),
    .b({1'd0, ~act_20_x2}), .carry_in(act_33_z3), .sum(total_part_12));
  wire [6:0] total_part_13;
  adder #(.W(7)) total_add_13 (.a({1'd0, act_41_x2}),
    .b({1'd0, ~act_32_x2}), .carry_in(act_35_z4), .sum(total_part_13));
  wire [6:0] total_part_14;
  adder #(.W(7)) total_add_14 (.a({1'd0, act_68_x2}),
    .b({1'd0, ~act_33_x2}), .carry_in(act_36_z4), .sum(total_part_14));
  wire [6:0] total_part_15;
  adder #(.W(7)) total_add_15 (.a({1'd0, act_73_x8}),
    .b({1'd0, ~act_40_x2}), .carry_in(act_39_z4), .sum(total_part_15));
  wire [6:0] total_part_16;
  adder #(.W(7)) total_add_16 (.a({1'd0, act_97_x2}),
    .b({1'd0, ~act_72_x2}), .carry_in(act_40_z3), .sum(total_part_16));
  wire [6:0] total_part_17;
  adder #(.W(7)) total_add_17 (.a({1'd0, act_99_x1}),
    .b({1'd0, act_105_x10}), .carry_in(act_44_z4), .sum(total_part_17));
  wire [6:0] total_part_18;
  adder #(.W(7)) total_add_18 (.a({1'd0, total_part_4}),
    .b({1'd0, total_part_5}), .carry_in(act_47_z4), .sum(total_part_18));
  wire [6:0] total_part_19;
  adder #(.W(7)) total_add_19 (.a({1'd0, total_part_6}),
    .b({1'd0, total_part_7}), .carry_in(act_48_z4), .sum(total_part_19));
  wire [6:0] total_part_20;
  adder #(.W(7)) total_add_20 (.a({1'd0, total_part_8}),
    .b({1'd0, total_part_9}), .carry_in(act_49_z2), .sum(total_part_20));
  wire [6:0] total_part_21;
  adder #(.W(7)) total_add_21 (.a({1'd0, total_part_10}),
    .b({1'd0, total_part_11}), .carry_in(act_54_z4), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, act_16_x3}),
    .b({1'd0, ~act_12_x5}), .carry_in(act_55_z2), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, act_24_x4}),
    .b({1'd0, ~act_17_x3}), .carry_in(act_63_z2), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, act_43_x3}),
    .b({1'd0, ~act_30_x2}), .carry_in(act_64_z3), .sum(total_part_24));
  wire [7:0] total_part_25;
  adder #(.W(8)) total_add_25 (.a({1'd0, act_46_x2}),
    .b({1'd0, ~act_35_x3}), .carry_in(act_65_z2), .sum(total_part_25));
  wire [7:0] total_part_26;
  adder #(.W(8)) total_add_26 (.a({1'd0, act_52_x8}),
    .b({1'd0, ~act_48_x5}), .carry_in(act_66_z1), .sum(total_part_26));
  wire [7:0] total_part_27;
  adder #(.W(8)) total_add_27 (.a({1'd0, act_56_x3}),
    .b({1'd0, ~act_49_x4}), .carry_in(act_71_z4), .sum(total_part_27));
  wire [7:0] total_part_28;
  adder #(.W(8)) total_add_28 (.a({1'd0, act_59_x2}),
    .b({1'd0, act_62_x2}), .carry_in(act_72_z3), .sum(total_part_28));
  wire [7:0] total_part_29;
  adder #(.W(8)) total_add_29 (.a({1'd0, act_75_x3}),
    .b({1'd0, ~act_65_x4}), .carry_in(act_74_z3), .sum(total_part_29));
  wire [7:0] total_part_30;
  adder #(.W(8)) total_add_30 (.a({1'd0, act_76_x3}),
    .b({1'd0, ~act_74_x2}), .carry_in(act_77_z4), .sum(total_part_30));
  wire [7:0] total_part_31;
  adder #(.W(8)) total_add_31 (.a({1'd0, act_104_x3}),
    .b({1'd0, act_106_x2}), .carry_in(act_79_z3), .sum(total_part_31));
  wire [7:0] total_part_32;
  adder #(.W(8)) total_add_32 (.a({1'd0, total_part_12}),
    .b({1'd0, ~act_110_x2}), .carry_in(act_98_z4), .sum(total_part_32));
  wire [7:0] total_part_33;
  adder #(.W(8)) total_add_33 (.a({1'd0, total_part_13}),
    .b({1'd0, total_part_14}), .carry_in(act_101_z4), .sum(total_part_33));
  wire [7:0] total_part_34;
  adder #(.W(8)) total_add_34 (.a({1'd0, total_part_15}),
    .b({1'd0, total_part_16}), .carry_in(act_103_z2), .sum(total_part_34));
  wire [7:0] total_part_35;
  adder #(.W(8)) total_add_35 (.a({1'd0, total_part_17}),
    .b({1'd0, total_part_18}), .carry_in(act_110_z3), .sum(total_part_35));
  wire [7:0] total_part_36;
  adder #(.W(8)) total_add_36 (.a({1'd0, total_part_19}),
    .b({1'd0, total_part_20}), .carry_in(~act_111_x1), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({2'd0, total_part_21}),
    .b({1'd0, act_3_x4}), .carry_in(act_111_z4), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, act_8_x7}),
    .b({1'd0, act_11_x4}), .carry_in(1'b0), .sum(total_part_38));
  wire [8:0] total_part_39;
  adder #(.W(9)) total_add_39 (.a({1'd0, act_25_x31}),
    .b({1'd0, ~act_22_x3}), .carry_in(1'b0), .sum(total_part_39));
  wire [8:0] total_part_40;
  adder #(.W(9)) total_add_40 (.a({1'd0, act_26_x4}),
    .b({1'd0, act_27_x7}), .carry_in(1'b0), .sum(total_part_40));
  wire [8:0] total_part_41;
  adder #(.W(9)) total_add_41 (.a({1'd0, act_50_x4}),
    .b({1'd0, act_53_x3}), .carry_in(1'b0), .sum(total_part_41));
  wire [8:0] total_part_42;
  adder #(.W(9)) total_add_42 (.a({1'd0, act_58_x3}),
    .b({1'd0, ~act_54_x3}), .carry_in(1'b0), .sum(total_part_42));
  wire [8:0] total_part_43;
  adder #(.W(9)) total_add_43 (.a({1'd0, act_61_x4}),
    .b({1'd0, act_67_x4}), .carry_in(1'b0), .sum(total_part_43));
  wire [8:0] total_part_44;
  adder #(.W(9)) total_add_44 (.a({1'd0, act_78_x5}),
    .b({1'd0, ~act_101_x3}), .carry_in(1'b0), .sum(total_part_44));
  wire [8:0] total_part_45;
  adder #(.W(9)) total_add_45 (.a({1'd0, act_102_x5}),
    .b({1'd0, act_109_x4}), .carry_in(1'b0), .sum(total_part_45));
  wire [8:0] total_part_46;
  adder #(.W(9)) total_add_46 (.a({1'd0, total_part_22}),
    .b({1'd0, total_part_23}), .carry_in(1'b0), .sum(total_part_46));
  wire [8:0] total_part_47;
  adder #(.W(9)) total_add_47 (.a({1'd0, total_part_24}),
    .b({1'd0, total_part_25}), .carry_in(1'b0), .sum(total_part_47));
  wire [8:0] total_part_48;
  adder #(.W(9)) total_add_48 (.a({1'd0, total_part_26}),
    .b({1'd0, total_part_27}), .carry_in(1'b0), .sum(total_part_48));
  wire [8:0] total_part_49;
  adder #(.W(9)) total_add_49 (.a({1'd0, total_part_28}),
    .b({1'd0, total_part_29}), .carry_in(1'b0), .sum(total_part_49));
  wire [8:0] total_part_50;
  adder #(.W(9)) total_add_50 (.a({1'd0, total_part_30}),
    .b({1'd0, total_part_31}), .carry_in(1'b0), .sum(total_part_50));
  wire [8:0] total_part_51;
  adder #(.W(9)) total_add_51 (.a({1'd0, total_part_32}),
    .b({1'd0, total_part_33}), .carry_in(1'b0), .sum(total_part_51));
  wire [8:0] total_part_52;
  adder #(.W(9)) total_add_52 (.a({1'd0, total_part_34}),
    .b({1'd0, total_part_35}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({2'd0, total_part_36}),
    .b({1'd0, ~act_1_x11}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, act_10_x8}),
    .b({1'd0, act_14_x9}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, act_19_x10}),
    .b({1'd0, act_29_x4}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, act_51_x8}),
    .b({1'd0, ~act_64_x10}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, act_70_x6}),
    .b({1'd0, ~act_66_x8}), .carry_in(1'b0), .sum(total_part_57));
  wire [9:0] total_part_58;
  adder #(.W(10)) total_add_58 (.a({1'd0, act_96_x11}),
    .b({1'd0, ~act_98_x5}), .carry_in(1'b0), .sum(total_part_58));
  wire [9:0] total_part_59;
  adder #(.W(10)) total_add_59 (.a({1'd0, total_part_37}),
    .b({1'd0, total_part_38}), .carry_in(1'b0), .sum(total_part_59));
  wire [9:0] total_part_60;
  adder #(.W(10)) total_add_60 (.a({1'd0, total_part_39}),
    .b({1'd0, total_part_40}), .carry_in(1'b0), .sum(total_part_60));
  wire [9:0] total_part_61;
  adder #(.W(10)) total_add_61 (.a({1'd0, total_part_41}),
    .b({1'd0, total_part_42}), .carry_in(1'b0), .sum(total_part_61));
  wire [9:0] total_part_62;
  adder #(.W(10)) total_add_62 (.a({1'd0, total_part_43}),
    .b({1'd0, total_part_44}), .carry_in(1'b0), .sum(total_part_62));
  wire [9:0] total_part_63;
  adder #(.W(10)) total_add_63 (.a({1'd0, total_part_45}),
    .b({1'd0, total_part_46}), .carry_in(1'b0), .sum(total_part_63));
  wire [9:0] total_part_64;
  adder #(.W(10)) total_add_64 (.a({1'd0, total_part_47}),
    .b({1'd0, total_part_48}), .carry_in(1'b0), .sum(total_part_64));
  wire [9:0] total_part_65;
  adder #(.W(10)) total_add_65 (.a({1'd0, total_part_49}),
    .b({1'd0, total_part_50}), .carry_in(1'b0), .sum(total_part_65));
  wire [9:0] total_part_66;
  adder #(.W(10)) total_add_66 (.a({1'd0, total_part_51}),
    .b({1'd0, total_part_52}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, act_2_x15}),
    .b({1'd0, act_5_x11}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, act_6_x10}),
    .b({1'd0, ~act_18_x13}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, act_37_x7}),
    .b({1'd0, act_38_x10}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, act_45_x7}),
    .b({1'd0, ~act_77_x11}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_53}),
    .b({1'd0, total_part_54}), .carry_in(1'b0), .sum(total_part_71));
  wire [10:0] total_part_72;
  adder #(.W(11)) total_add_72 (.a({1'd0, total_part_55}),
    .b({1'd0, total_part_56}), .carry_in(1'b0), .sum(total_part_72));
  wire [10:0] total_part_73;
  adder #(.W(11)) total_add_73 (.a({1'd0, total_part_57}),
    .b({1'd0, total_part_58}), .carry_in(1'b0), .sum(total_part_73));
  wire [10:0] total_part_74;
  adder #(.W(11)) total_add_74 (.a({1'd0, total_part_59}),
    .b({1'd0, total_part_60}), .carry_in(1'b0), .sum(total_part_74));
  wire [10:0] total_part_75;
  adder #(.W(11)) total_add_75 (.a({1'd0, total_part_61}),
    .b({1'd0, total_part_62}), .carry_in(1'b0), .sum(total_part_75));
  wire [10:0] total_part_76;
  adder #(.W(11)) total_add_76 (.a({1'd0, total_part_63}),
    .b({1'd0, total_part_64}), .carry_in(1'b0), .sum(total_part_76));
  wire [10:0] total_part_77;
  adder #(.W(11)) total_add_77 (.a({1'd0, total_part_65}),
    .b({1'd0, total_part_66}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, act_13_x13}),
    .b({1'd0, act_34_x20}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, act_42_x19}),
    .b({1'd0, total_part_67}), .carry_in(1'b0), .sum(total_part_79));
  wire [11:0] total_part_80;
  adder #(.W(12)) total_add_80 (.a({1'd0, total_part_68}),
    .b({1'd0, total_part_69}), .carry_in(1'b0), .sum(total_part_80));
  wire [11:0] total_part_81;
  adder #(.W(12)) total_add_81 (.a({1'd0, total_part_70}),
    .b({1'd0, total_part_71}), .carry_in(1'b0), .sum(total_part_81));
  wire [11:0] total_part_82;
  adder #(.W(12)) total_add_82 (.a({1'd0, total_part_72}),
    .b({1'd0, total_part_73}), .carry_in(1'b0), .sum(total_part_82));
  wire [11:0] total_part_83;
  adder #(.W(12)) total_add_83 (.a({1'd0, total_part_74}),
    .b({1'd0, total_part_75}), .carry_in(1'b0), .sum(total_part_83));
  wire [11:0] total_part_84;
  adder #(.W(12)) total_add_84 (.a({1'd0, total_part_76}),
    .b({1'd0, total_part_77}), .carry_in(1'b0), .sum(total_part_84));
  wire [12:0] total_part_85;
  adder #(.W(13)) total_add_85 (.a({1'd0, total_part_78}),
    .b({1'd0, total_part_79}), .carry_in(1'b0), .sum(total_part_85));
  wire [12:0] total_part_86;
  adder #(.W(13)) total_add_86 (.a({1'd0, total_part_80}),
    .b({1'd0, total_part_81}), .carry_in(1'b0), .sum(total_part_86));
  wire [12:0] total_part_87;
  adder #(.W(13)) total_add_87 (.a({1'd0, total_part_82}),
    .b({1'd0, total_part_83}), .carry_in(1'b0), .sum(total_part_87));
  wire [13:0] total_part_88;
  adder #(.W(14)) total_add_88 (.a({2'd0, total_part_84}),
    .b({1'd0, total_part_85}), .carry_in(1'b0), .sum(total_part_88));
  wire [13:0] total_part_89;
  adder #(.W(14)) total_add_89 (.a({1'd0, total_part_86}),
    .b({1'd0, total_part_87}), .carry_in(1'b0), .sum(total_part_89));
  wire [14:0] total_part_90;
  adder #(.W(15)) total_add_90 (.a({1'd0, total_part_88}),
    .b({1'd0, total_part_89}), .carry_in(1'b0), .sum(total_part_90));
  wire [14:0] total_part_91;
  adder #(.W(15)) total_add_91 (.a(15'd26356),
    .b(total_part_90), .carry_in(1'b0), .sum(total_part_91));
  assign total = total_part_91;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_1_z4), .b(act_7_z4), .c(act_12_z4), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_15_z4), .b(act_17_z4), .c(act_18_z4), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_20_z3), .b(act_22_z4), .c(act_23_z1), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_30_z3), .b(act_31_z4), .c(act_32_z3), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_33_z3), .b(act_35_z4), .c(act_36_z4), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_39_z4), .b(act_40_z3), .c(act_44_z4), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_47_z4), .b(act_48_z4), .c(act_49_z2), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_54_z4), .b(act_55_z2), .c(act_63_z2), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_64_z3), .b(act_65_z2), .c(act_66_z1), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_71_z4), .b(act_72_z3), .c(act_74_z3), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_77_z4), .b(act_79_z3), .c(act_98_z4), .sum(total_sum_10),
    .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(act_101_z4), .b(act_103_z2), .c(act_110_z3),
    .sum(total_sum_11), .carry(total_carry_11));
  wire [1:0] total_sum_12;
  wire [1:0] total_carry_12;
  csa #(.W(2)) total_row_12 (.a({1'd0, ~act_111_x1}), .b({1'd0, act_111_z4}), .c(~act_31_x3),
    .sum(total_sum_12), .carry(total_carry_12));
  wire [1:0] total_sum_13;
  wire [1:0] total_carry_13;
  csa #(.W(2)) total_row_13 (.a(~act_71_x3), .b({1'd0, total_sum_0}),
    .c({1'd0, total_sum_1}), .sum(total_sum_13), .carry(total_carry_13));
  wire [0:0] total_sum_14;
  wire [0:0] total_carry_14;
  csa #(.W(1)) total_row_14 (.a(total_sum_2), .b(total_sum_3), .c(total_sum_4),
    .sum(total_sum_14), .carry(total_carry_14));
  wire [2:0] total_sum_15;
  wire [2:0] total_carry_15;
  csa #(.W(3)) total_row_15 (.a({2'd0, total_sum_5}), .b({2'd0, total_sum_6}),
    .c(~act_55_x4), .sum(total_sum_15), .carry(total_carry_15));
  wire [2:0] total_sum_16;
  wire [2:0] total_carry_16;
  csa #(.W(3)) total_row_16 (.a(~act_63_x4), .b(~act_79_x6), .c(~act_103_x4),
    .sum(total_sum_16), .carry(total_carry_16));
  wire [0:0] total_sum_17;
  wire [0:0] total_carry_17;
  csa #(.W(1)) total_row_17 (.a(total_sum_7), .b(total_sum_8), .c(total_sum_9),
    .sum(total_sum_17), .carry(total_carry_17));
  wire [1:0] total_sum_18;
  wire [1:0] total_carry_18;
  csa #(.W(2)) total_row_18 (.a({1'd0, total_sum_10}), .b({1'd0, total_sum_11}),
    .c(total_sum_12), .sum(total_sum_18), .carry(total_carry_18));
  wire [0:0] total_sum_19;
  wire [0:0] total_carry_19;
  csa #(.W(1)) total_row_19 (.a(total_carry_0[0:0]), .b(total_carry_1[0:0]),
    .c(total_carry_2[0:0]), .sum(total_sum_19), .carry(total_carry_19));
  wire [0:0] total_sum_20;
  wire [0:0] total_carry_20;
  csa #(.W(1)) total_row_20 (.a(total_carry_3[0:0]), .b(total_carry_4[0:0]),
    .c(total_carry_5[0:0]), .sum(total_sum_20), .carry(total_carry_20));
  wire [0:0] total_sum_21;
  wire [0:0] total_carry_21;
  csa #(.W(1)) total_row_21 (.a(total_carry_6[0:0]), .b(total_carry_7[0:0]),
    .c(total_carry_8[0:0]), .sum(total_sum_21), .carry(total_carry_21));
  wire [3:0] total_sum_22;
  wire [3:0] total_carry_22;
  csa #(.W(4)) total_row_22 (.a({2'd0, total_carry_9[0:0], 1'd0}),
    .b({2'd0, total_carry_10[0:0], 1'd0}), .c(~act_7_x11), .sum(total_sum_22),
    .carry(total_carry_22));
  wire [3:0] total_sum_23;
  wire [3:0] total_carry_23;
  csa #(.W(4)) total_row_23 (.a(~act_15_x13), .b(~act_23_x8), .c(~act_39_x9),
    .sum(total_sum_23), .carry(total_carry_23));
  wire [3:0] total_sum_24;
  wire [3:0] total_carry_24;
  csa #(.W(4)) total_row_24 (.a({2'd0, total_carry_11[0:0], 1'd0}),
    .b({2'd0, total_carry_12[0:0], 1'd0}), .c(~act_47_x9), .sum(total_sum_24),
    .carry(total_carry_24));
  wire [3:0] total_sum_25;
  wire [3:0] total_carry_25;
  csa #(.W(4)) total_row_25 (.a({3'd0, total_sum_14}), .b({3'd0, total_sum_17}),
    .c(act_60_x1), .sum(total_sum_25), .carry(total_carry_25));
  wire [2:0] total_sum_26;
  wire [2:0] total_carry_26;
  csa #(.W(3)) total_row_26 (.a({1'd0, total_sum_13}), .b(total_sum_16),
    .c({1'd0, total_sum_18}), .sum(total_sum_26), .carry(total_carry_26));
  wire [0:0] total_sum_27;
  wire [0:0] total_carry_27;
  csa #(.W(1)) total_row_27 (.a(total_carry_13[0:0]), .b(total_carry_14[0:0]),
    .c(total_carry_15[0:0]), .sum(total_sum_27), .carry(total_carry_27));
  wire [4:0] total_sum_28;
  wire [4:0] total_carry_28;
  csa #(.W(5)) total_row_28 (.a(act_0_x1), .b(act_4_x1), .c(act_9_x1), .sum(total_sum_28),
    .carry(total_carry_28));
  wire [4:0] total_sum_29;
  wire [4:0] total_carry_29;
  csa #(.W(5)) total_row_29 (.a(act_28_x1), .b(~act_36_x1), .c(~act_44_x1),
    .sum(total_sum_29), .carry(total_carry_29));
  wire [4:0] total_sum_30;
  wire [4:0] total_carry_30;
  csa #(.W(5)) total_row_30 (.a(act_57_x4), .b(act_100_x2), .c(act_108_x2),
    .sum(total_sum_30), .carry(total_carry_30));
  wire [3:0] total_sum_31;
  wire [3:0] total_carry_31;
  csa #(.W(4)) total_row_31 (.a({2'd0, total_carry_17[0:0], 1'd0}),
    .b({2'd0, total_carry_18[0:0], 1'd0}), .c(total_sum_23), .sum(total_sum_31),
    .carry(total_carry_31));
  wire [2:0] total_sum_32;
  wire [2:0] total_carry_32;
  csa #(.W(3)) total_row_32 (.a({2'd0, total_sum_19}), .b({2'd0, total_sum_20}),
    .c(total_carry_16[2:0]), .sum(total_sum_32), .carry(total_carry_32));
  wire [2:0] total_sum_33;
  wire [2:0] total_carry_33;
  csa #(.W(3)) total_row_33 (.a(total_sum_15), .b({total_carry_19[0:0], 2'd0}),
    .c({total_carry_20[0:0], 2'd0}), .sum(total_sum_33), .carry(total_carry_33));
  wire [5:0] total_sum_34;
  wire [5:0] total_carry_34;
  csa #(.W(6)) total_row_34 (.a({3'd0, total_carry_21[0:0], 2'd0}),
    .b({3'd0, total_carry_22[1:1], 2'd0}), .c(~act_20_x2), .sum(total_sum_34),
    .carry(total_carry_34));
  wire [5:0] total_sum_35;
  wire [5:0] total_carry_35;
  csa #(.W(6)) total_row_35 (.a(~act_32_x2), .b(~act_33_x2), .c(~act_40_x2),
    .sum(total_sum_35), .carry(total_carry_35));
  wire [5:0] total_sum_36;
  wire [5:0] total_carry_36;
  csa #(.W(6)) total_row_36 (.a(act_41_x2), .b(act_68_x2), .c(~act_72_x2),
    .sum(total_sum_36), .carry(total_carry_36));
  wire [5:0] total_sum_37;
  wire [5:0] total_carry_37;
  csa #(.W(6)) total_row_37 (.a(act_73_x8), .b(act_97_x2), .c(act_99_x1), .sum(total_sum_37),
    .carry(total_carry_37));
  wire [5:0] total_sum_38;
  wire [5:0] total_carry_38;
  csa #(.W(6)) total_row_38 (.a(act_105_x10), .b({2'd0, total_sum_22}),
    .c({2'd0, total_sum_24}), .sum(total_sum_38), .carry(total_carry_38));
  wire [4:0] total_sum_39;
  wire [4:0] total_carry_39;
  csa #(.W(5)) total_row_39 (.a(total_sum_28), .b(total_sum_29), .c(total_sum_30),
    .sum(total_sum_39), .carry(total_carry_39));
  wire [3:0] total_sum_40;
  wire [3:0] total_carry_40;
  csa #(.W(4)) total_row_40 (.a({3'd0, total_sum_21}), .b({3'd0, total_carry_25[0:0]}),
    .c(total_carry_23[3:0]), .sum(total_sum_40), .carry(total_carry_40));
  wire [2:0] total_sum_41;
  wire [2:0] total_carry_41;
  csa #(.W(3)) total_row_41 (.a({total_carry_24[1:1], 2'd0}), .b(total_sum_26),
    .c({total_carry_27[0:0], 2'd0}), .sum(total_sum_41), .carry(total_carry_41));
  wire [6:0] total_sum_42;
  wire [6:0] total_carry_42;
  csa #(.W(7)) total_row_42 (.a(~act_12_x5), .b(act_16_x3), .c(~act_17_x3),
    .sum(total_sum_42), .carry(total_carry_42));
  wire [6:0] total_sum_43;
  wire [6:0] total_carry_43;
  csa #(.W(7)) total_row_43 (.a(act_24_x4), .b(~act_30_x2), .c(~act_35_x3),
    .sum(total_sum_43), .carry(total_carry_43));
  wire [6:0] total_sum_44;
  wire [6:0] total_carry_44;
  csa #(.W(7)) total_row_44 (.a(act_43_x3), .b(act_46_x2), .c(~act_48_x5),
    .sum(total_sum_44), .carry(total_carry_44));
  wire [6:0] total_sum_45;
  wire [6:0] total_carry_45;
  csa #(.W(7)) total_row_45 (.a(~act_49_x4), .b(act_52_x8), .c(act_56_x3),
    .sum(total_sum_45), .carry(total_carry_45));
  wire [6:0] total_sum_46;
  wire [6:0] total_carry_46;
  csa #(.W(7)) total_row_46 (.a(act_59_x2), .b(act_62_x2), .c(~act_65_x4),
    .sum(total_sum_46), .carry(total_carry_46));
  wire [6:0] total_sum_47;
  wire [6:0] total_carry_47;
  csa #(.W(7)) total_row_47 (.a(~act_74_x2), .b(act_75_x3), .c(act_76_x3),
    .sum(total_sum_47), .carry(total_carry_47));
  wire [6:0] total_sum_48;
  wire [6:0] total_carry_48;
  csa #(.W(7)) total_row_48 (.a(act_104_x3), .b(act_106_x2), .c(~act_110_x2),
    .sum(total_sum_48), .carry(total_carry_48));
  wire [5:0] total_sum_49;
  wire [5:0] total_carry_49;
  csa #(.W(6)) total_row_49 (.a({3'd0, total_carry_31[1:1], 2'd0}),
    .b({3'd0, total_carry_32[0:0], 2'd0}), .c(total_sum_35), .sum(total_sum_49),
    .carry(total_carry_49));
  wire [5:0] total_sum_50;
  wire [5:0] total_carry_50;
  csa #(.W(6)) total_row_50 (.a({2'd0, total_sum_25}), .b({2'd0, total_sum_31}),
    .c(total_sum_36), .sum(total_sum_50), .carry(total_carry_50));
  wire [5:0] total_sum_51;
  wire [5:0] total_carry_51;
  csa #(.W(6)) total_row_51 (.a(total_sum_37), .b({total_carry_28[4:0], 1'd0}),
    .c({total_carry_29[4:0], 1'd0}), .sum(total_sum_51), .carry(total_carry_51));
  wire [5:0] total_sum_52;
  wire [5:0] total_carry_52;
  csa #(.W(6)) total_row_52 (.a({3'd0, total_sum_33}), .b({3'd0, total_carry_26[1:0], 1'd0}),
    .c({total_carry_30[4:0], 1'd0}), .sum(total_sum_52), .carry(total_carry_52));
  wire [7:0] total_sum_53;
  wire [7:0] total_carry_53;
  csa #(.W(8)) total_row_53 (.a({4'd0, total_carry_33[2:2], 3'd0}),
    .b({4'd0, total_carry_34[2:2], 3'd0}), .c(act_3_x4), .sum(total_sum_53),
    .carry(total_carry_53));
  wire [7:0] total_sum_54;
  wire [7:0] total_carry_54;
  csa #(.W(8)) total_row_54 (.a(act_8_x7), .b(act_11_x4), .c(~act_22_x3), .sum(total_sum_54),
    .carry(total_carry_54));
  wire [7:0] total_sum_55;
  wire [7:0] total_carry_55;
  csa #(.W(8)) total_row_55 (.a(act_25_x31), .b(act_26_x4), .c(act_27_x7),
    .sum(total_sum_55), .carry(total_carry_55));
  wire [7:0] total_sum_56;
  wire [7:0] total_carry_56;
  csa #(.W(8)) total_row_56 (.a(act_50_x4), .b(act_53_x3), .c(~act_54_x3),
    .sum(total_sum_56), .carry(total_carry_56));
  wire [7:0] total_sum_57;
  wire [7:0] total_carry_57;
  csa #(.W(8)) total_row_57 (.a(act_58_x3), .b(act_61_x4), .c(act_67_x4), .sum(total_sum_57),
    .carry(total_carry_57));
  wire [7:0] total_sum_58;
  wire [7:0] total_carry_58;
  csa #(.W(8)) total_row_58 (.a(act_78_x5), .b(~act_101_x3), .c(act_102_x5),
    .sum(total_sum_58), .carry(total_carry_58));
  wire [7:0] total_sum_59;
  wire [7:0] total_carry_59;
  csa #(.W(8)) total_row_59 (.a(act_109_x4), .b({1'd0, total_sum_42}),
    .c({1'd0, total_sum_43}), .sum(total_sum_59), .carry(total_carry_59));
  wire [6:0] total_sum_60;
  wire [6:0] total_carry_60;
  csa #(.W(7)) total_row_60 (.a(total_sum_44), .b(total_sum_45), .c(total_sum_46),
    .sum(total_sum_60), .carry(total_carry_60));
  wire [6:0] total_sum_61;
  wire [6:0] total_carry_61;
  csa #(.W(7)) total_row_61 (.a(total_sum_47), .b(total_sum_48), .c({1'd0, total_sum_51}),
    .sum(total_sum_61), .carry(total_carry_61));
  wire [5:0] total_sum_62;
  wire [5:0] total_carry_62;
  csa #(.W(6)) total_row_62 (.a(total_carry_35[5:0]), .b(total_carry_36[5:0]),
    .c(total_carry_37[5:0]), .sum(total_sum_62), .carry(total_carry_62));
  wire [5:0] total_sum_63;
  wire [5:0] total_carry_63;
  csa #(.W(6)) total_row_63 (.a({1'd0, total_sum_39}), .b({1'd0, total_carry_38[3:0], 1'd0}),
    .c({total_carry_39[4:0], 1'd0}), .sum(total_sum_63), .carry(total_carry_63));
  wire [8:0] total_sum_64;
  wire [8:0] total_carry_64;
  csa #(.W(9)) total_row_64 (.a({5'd0, total_carry_41[2:2], 3'd0}),
    .b({5'd0, total_carry_49[2:2], 3'd0}), .c(~act_1_x11), .sum(total_sum_64),
    .carry(total_carry_64));
  wire [8:0] total_sum_65;
  wire [8:0] total_carry_65;
  csa #(.W(9)) total_row_65 (.a(act_10_x8), .b(act_14_x9), .c(act_19_x10),
    .sum(total_sum_65), .carry(total_carry_65));
  wire [8:0] total_sum_66;
  wire [8:0] total_carry_66;
  csa #(.W(9)) total_row_66 (.a(act_29_x4), .b(act_51_x8), .c(~act_64_x10),
    .sum(total_sum_66), .carry(total_carry_66));
  wire [8:0] total_sum_67;
  wire [8:0] total_carry_67;
  csa #(.W(9)) total_row_67 (.a(~act_66_x8), .b(act_70_x6), .c(act_96_x11),
    .sum(total_sum_67), .carry(total_carry_67));
  wire [8:0] total_sum_68;
  wire [8:0] total_carry_68;
  csa #(.W(9)) total_row_68 (.a(~act_98_x5), .b({3'd0, total_sum_34}),
    .c({3'd0, total_sum_38}), .sum(total_sum_68), .carry(total_carry_68));
  wire [7:0] total_sum_69;
  wire [7:0] total_carry_69;
  csa #(.W(8)) total_row_69 (.a(total_sum_54), .b(total_sum_55), .c(total_sum_56),
    .sum(total_sum_69), .carry(total_carry_69));
  wire [3:0] total_sum_70;
  wire [3:0] total_carry_70;
  csa #(.W(4)) total_row_70 (.a({1'd0, total_sum_41}), .b({1'd0, total_carry_40[0:0], 2'd0}),
    .c({total_carry_52[2:1], 2'd0}), .sum(total_sum_70), .carry(total_carry_70));
  wire [7:0] total_sum_71;
  wire [7:0] total_carry_71;
  csa #(.W(8)) total_row_71 (.a({4'd0, total_sum_32, 1'd0}), .b({4'd0, total_sum_70}),
    .c({total_carry_42[6:0], 1'd0}), .sum(total_sum_71), .carry(total_carry_71));
  wire [7:0] total_sum_72;
  wire [7:0] total_carry_72;
  csa #(.W(8)) total_row_72 (.a(total_sum_57), .b({total_carry_43[6:0], 1'd0}),
    .c({total_carry_44[6:0], 1'd0}), .sum(total_sum_72), .carry(total_carry_72));
  wire [7:0] total_sum_73;
  wire [7:0] total_carry_73;
  csa #(.W(8)) total_row_73 (.a(total_sum_58), .b({total_carry_45[6:0], 1'd0}),
    .c({total_carry_46[6:0], 1'd0}), .sum(total_sum_73), .carry(total_carry_73));
  wire [7:0] total_sum_74;
  wire [7:0] total_carry_74;
  csa #(.W(8)) total_row_74 (.a({1'd0, total_sum_60}), .b({total_carry_47[6:0], 1'd0}),
    .c({1'd0, total_sum_62, 1'd0}), .sum(total_sum_74), .carry(total_carry_74));
  wire [9:0] total_sum_75;
  wire [9:0] total_carry_75;
  csa #(.W(10)) total_row_75 (.a({5'd0, total_sum_40, 1'd0}),
    .b({5'd0, total_carry_50[3:0], 1'd0}), .c(act_2_x15), .sum(total_sum_75),
    .carry(total_carry_75));
  wire [9:0] total_sum_76;
  wire [9:0] total_carry_76;
  csa #(.W(10)) total_row_76 (.a(act_5_x11), .b(act_6_x10), .c(~act_18_x13),
    .sum(total_sum_76), .carry(total_carry_76));
  wire [9:0] total_sum_77;
  wire [9:0] total_carry_77;
  csa #(.W(10)) total_row_77 (.a(act_37_x7), .b(act_38_x10), .c(act_45_x7),
    .sum(total_sum_77), .carry(total_carry_77));
  wire [9:0] total_sum_78;
  wire [9:0] total_carry_78;
  csa #(.W(10)) total_row_78 (.a(~act_77_x11), .b({4'd0, total_sum_49}),
    .c({4'd0, total_sum_50}), .sum(total_sum_78), .carry(total_carry_78));
  wire [7:0] total_sum_79;
  wire [7:0] total_carry_79;
  csa #(.W(8)) total_row_79 (.a({2'd0, total_sum_52}), .b(total_sum_59),
    .c({1'd0, total_sum_61}), .sum(total_sum_79), .carry(total_carry_79));
  wire [8:0] total_sum_80;
  wire [8:0] total_carry_80;
  csa #(.W(9)) total_row_80 (.a({1'd0, total_carry_48[6:0], 1'd0}), .b(total_sum_65),
    .c(total_sum_66), .sum(total_sum_80), .carry(total_carry_80));
  wire [8:0] total_sum_81;
  wire [8:0] total_carry_81;
  csa #(.W(9)) total_row_81 (.a(total_sum_67), .b({1'd0, total_sum_69}),
    .c({1'd0, total_sum_72}), .sum(total_sum_81), .carry(total_carry_81));
  wire [8:0] total_sum_82;
  wire [8:0] total_carry_82;
  csa #(.W(9)) total_row_82 (.a({1'd0, total_sum_73}), .b({total_carry_54[7:0], 1'd0}),
    .c({total_carry_55[7:0], 1'd0}), .sum(total_sum_82), .carry(total_carry_82));
  wire [7:0] total_sum_83;
  wire [7:0] total_carry_83;
  csa #(.W(8)) total_row_83 (.a(total_carry_56[7:0]), .b(total_carry_57[7:0]),
    .c(total_carry_58[7:0]), .sum(total_sum_83), .carry(total_carry_83));
  wire [6:0] total_sum_84;
  wire [6:0] total_carry_84;
  csa #(.W(7)) total_row_84 (.a(total_carry_59[6:0]), .b(total_carry_60[6:0]),
    .c({total_carry_62[5:0], 1'd0}), .sum(total_sum_84), .carry(total_carry_84));
  wire [10:0] total_sum_85;
  wire [10:0] total_carry_85;
  csa #(.W(11)) total_row_85 (.a({6'd0, total_carry_53[3:3], 4'd0}),
    .b({6'd0, total_carry_64[3:3], 4'd0}), .c(act_13_x13), .sum(total_sum_85),
    .carry(total_carry_85));
  wire [6:0] total_sum_86;
  wire [6:0] total_carry_86;
  csa #(.W(7)) total_row_86 (.a({total_carry_51[5:1], 2'd0}), .b({1'd0, total_sum_63}),
    .c({1'd0, total_carry_63[4:1], 2'd0}), .sum(total_sum_86), .carry(total_carry_86));
  wire [10:0] total_sum_87;
  wire [10:0] total_carry_87;
  csa #(.W(11)) total_row_87 (.a(act_34_x20), .b({1'd0, total_sum_76}),
    .c({1'd0, total_sum_77}), .sum(total_sum_87), .carry(total_carry_87));
  wire [10:0] total_sum_88;
  wire [10:0] total_carry_88;
  csa #(.W(11)) total_row_88 (.a(act_42_x19), .b({1'd0, total_carry_65[8:0], 1'd0}),
    .c({1'd0, total_carry_66[8:0], 1'd0}), .sum(total_sum_88), .carry(total_carry_88));
  wire [9:0] total_sum_89;
  wire [9:0] total_carry_89;
  csa #(.W(10)) total_row_89 (.a({1'd0, total_sum_80}), .b({total_carry_67[8:0], 1'd0}),
    .c({1'd0, total_carry_69[7:0], 1'd0}), .sum(total_sum_89), .carry(total_carry_89));
  wire [8:0] total_sum_90;
  wire [8:0] total_carry_90;
  csa #(.W(9)) total_row_90 (.a({1'd0, total_sum_74}), .b({1'd0, total_carry_61[6:0], 1'd0}),
    .c({total_sum_83, 1'd0}), .sum(total_sum_90), .carry(total_carry_90));
  wire [7:0] total_sum_91;
  wire [7:0] total_carry_91;
  csa #(.W(8)) total_row_91 (.a({1'd0, total_sum_84}), .b({total_carry_72[7:1], 1'd0}),
    .c({1'd0, total_carry_74[6:1], 1'd0}), .sum(total_sum_91), .carry(total_carry_91));
  wire [7:0] total_sum_92;
  wire [7:0] total_carry_92;
  csa #(.W(8)) total_row_92 (.a({2'd0, total_carry_68[5:0]}),
    .b({total_carry_73[7:1], 1'd0}), .c({3'd0, total_carry_75[4:1], 1'd0}),
    .sum(total_sum_92), .carry(total_carry_92));
  wire [10:0] total_sum_93;
  wire [10:0] total_carry_93;
  csa #(.W(11)) total_row_93 (.a({2'd0, total_sum_81}), .b({2'd0, total_sum_82}),
    .c({total_carry_76[9:0], 1'd0}), .sum(total_sum_93), .carry(total_carry_93));
  wire [10:0] total_sum_94;
  wire [10:0] total_carry_94;
  csa #(.W(11)) total_row_94 (.a({4'd0, total_sum_86}), .b({total_carry_77[9:0], 1'd0}),
    .c({4'd0, total_carry_78[5:0], 1'd0}), .sum(total_sum_94), .carry(total_carry_94));
  wire [8:0] total_sum_95;
  wire [8:0] total_carry_95;
  csa #(.W(9)) total_row_95 (.a({1'd0, total_carry_81[7:0]}),
    .b({total_carry_83[7:0], 1'd0}), .c({1'd0, total_carry_84[6:0], 1'd0}),
    .sum(total_sum_95), .carry(total_carry_95));
  wire [9:0] total_sum_96;
  wire [9:0] total_carry_96;
  csa #(.W(10)) total_row_96 (.a({2'd0, total_sum_53}), .b({total_carry_80[8:0], 1'd0}),
    .c({1'd0, total_sum_68}), .sum(total_sum_96), .carry(total_carry_96));
  wire [10:0] total_sum_97;
  wire [10:0] total_carry_97;
  csa #(.W(11)) total_row_97 (.a({3'd0, total_sum_79}), .b(total_sum_87), .c(total_sum_88),
    .sum(total_sum_97), .carry(total_carry_97));
  wire [9:0] total_sum_98;
  wire [9:0] total_carry_98;
  csa #(.W(10)) total_row_98 (.a(total_sum_89), .b({1'd0, total_sum_90}),
    .c({2'd0, total_carry_79[6:0], 1'd0}), .sum(total_sum_98), .carry(total_carry_98));
  wire [9:0] total_sum_99;
  wire [9:0] total_carry_99;
  csa #(.W(10)) total_row_99 (.a(total_carry_87[9:0]), .b({2'd0, total_sum_91}),
    .c({1'd0, total_carry_82[8:1], 1'd0}), .sum(total_sum_99), .carry(total_carry_99));
  wire [8:0] total_sum_100;
  wire [8:0] total_carry_100;
  csa #(.W(9)) total_row_100 (.a(total_carry_88[9:1]), .b({1'd0, total_carry_89[8:1]}),
    .c({2'd0, total_carry_90[7:1]}), .sum(total_sum_100), .carry(total_carry_100));
  wire [8:0] total_sum_101;
  wire [8:0] total_carry_101;
  csa #(.W(9)) total_row_101 (.a({2'd0, total_carry_86[5:2], 3'd0}),
    .b({total_carry_91[6:1], 3'd0}), .c({1'd0, total_sum_71}), .sum(total_sum_101),
    .carry(total_carry_101));
  wire [9:0] total_sum_102;
  wire [9:0] total_carry_102;
  csa #(.W(10)) total_row_102 (.a({1'd0, total_sum_64}), .b({total_carry_93[8:0], 1'd0}),
    .c({total_sum_95, 1'd0}), .sum(total_sum_102), .carry(total_carry_102));
  wire [7:0] total_sum_103;
  wire [7:0] total_carry_103;
  csa #(.W(8)) total_row_103 (.a({2'd0, total_carry_94[6:1]}),
    .b({2'd0, total_carry_92[5:1], 1'd0}), .c({total_carry_95[7:1], 1'd0}),
    .sum(total_sum_103), .carry(total_carry_103));
  wire [10:0] total_sum_104;
  wire [10:0] total_carry_104;
  csa #(.W(11)) total_row_104 (.a({1'd0, total_sum_75}), .b({1'd0, total_sum_78}),
    .c(total_sum_93), .sum(total_sum_104), .carry(total_carry_104));
  wire [9:0] total_sum_105;
  wire [9:0] total_carry_105;
  csa #(.W(10)) total_row_105 (.a(total_sum_96), .b({total_carry_96[8:0], 1'd0}),
    .c(total_sum_98), .sum(total_sum_105), .carry(total_carry_105));
  wire [9:0] total_sum_106;
  wire [9:0] total_carry_106;
  csa #(.W(10)) total_row_106 (.a({1'd0, total_sum_92, 1'd0}), .b({1'd0, total_sum_101}),
    .c({total_carry_98[8:0], 1'd0}), .sum(total_sum_106), .carry(total_carry_106));
  wire [9:0] total_sum_107;
  wire [9:0] total_carry_107;
  csa #(.W(10)) total_row_107 (.a(total_sum_99), .b({total_carry_99[8:0], 1'd0}),
    .c({total_sum_100, 1'd0}), .sum(total_sum_107), .carry(total_carry_107));
  wire [7:0] total_sum_108;
  wire [7:0] total_carry_108;
  csa #(.W(8)) total_row_108 (.a(total_carry_100[7:0]),
    .b({2'd0, total_carry_101[7:3], 1'd0}), .c({2'd0, total_carry_103[5:1], 1'd0}),
    .sum(total_sum_108), .carry(total_carry_108));
  wire [10:0] total_sum_109;
  wire [10:0] total_carry_109;
  csa #(.W(11)) total_row_109 (.a(total_sum_85), .b(total_sum_94), .c(total_sum_97),
    .sum(total_sum_109), .carry(total_carry_109));
  wire [10:0] total_sum_110;
  wire [10:0] total_carry_110;
  csa #(.W(11)) total_row_110 (.a({1'd0, total_sum_102}), .b(total_sum_104),
    .c({1'd0, total_sum_105}), .sum(total_sum_110), .carry(total_carry_110));
  wire [9:0] total_sum_111;
  wire [9:0] total_carry_111;
  csa #(.W(10)) total_row_111 (.a(total_carry_104[9:0]), .b(total_sum_107),
    .c({total_carry_102[9:1], 1'd0}), .sum(total_sum_111), .carry(total_carry_111));
  wire [11:0] total_sum_112;
  wire [11:0] total_carry_112;
  csa #(.W(12)) total_row_112 (.a({2'd0, total_sum_103, 2'd0}), .b({2'd0, total_sum_106}),
    .c({total_carry_97[10:0], 1'd0}), .sum(total_sum_112), .carry(total_carry_112));
  wire [10:0] total_sum_113;
  wire [10:0] total_carry_113;
  csa #(.W(11)) total_row_113 (.a(total_sum_109), .b({total_carry_105[9:0], 1'd0}),
    .c({total_sum_111, 1'd0}), .sum(total_sum_113), .carry(total_carry_113));
  wire [11:0] total_sum_114;
  wire [11:0] total_carry_114;
  csa #(.W(12)) total_row_114 (.a({2'd0, total_carry_106[8:1], 2'd0}),
    .b({total_carry_107[9:1], 3'd0}), .c({1'd0, total_sum_110}), .sum(total_sum_114),
    .carry(total_carry_114));
  wire [11:0] total_sum_115;
  wire [11:0] total_carry_115;
  csa #(.W(12)) total_row_115 (.a({1'd0, total_sum_113}), .b({total_carry_109[10:0], 1'd0}),
    .c({1'd0, total_carry_110[9:0], 1'd0}), .sum(total_sum_115), .carry(total_carry_115));
  wire [9:0] total_sum_116;
  wire [9:0] total_carry_116;
  csa #(.W(10)) total_row_116 (.a(total_carry_111[9:0]), .b({1'd0, total_sum_108, 1'd0}),
    .c({1'd0, total_carry_112[9:1]}), .sum(total_sum_116), .carry(total_carry_116));
  wire [11:0] total_sum_117;
  wire [11:0] total_carry_117;
  csa #(.W(12)) total_row_117 (.a({total_carry_113[10:1], 2'd0}), .b(total_sum_112),
    .c(total_sum_114), .sum(total_sum_117), .carry(total_carry_117));
  wire [11:0] total_sum_118;
  wire [11:0] total_carry_118;
  csa #(.W(12)) total_row_118 (.a(total_sum_115), .b({total_carry_115[10:1], 2'd0}),
    .c({total_carry_114[10:2], 3'd0}), .sum(total_sum_118), .carry(total_carry_118));
  wire [11:0] total_sum_119;
  wire [11:0] total_carry_119;
  csa #(.W(12)) total_row_119 (.a(total_sum_117), .b(total_sum_118),
    .c({total_sum_116, 2'd0}), .sum(total_sum_119), .carry(total_carry_119));
  wire [12:0] total_sum_120;
  wire [12:0] total_carry_120;
  csa #(.W(13)) total_row_120 (.a({1'd0, total_carry_116[8:0], 3'd0}),
    .b({1'd0, total_sum_119}), .c({total_carry_117[11:0], 1'd0}), .sum(total_sum_120),
    .carry(total_carry_120));
  wire [12:0] total_sum_121;
  wire [12:0] total_carry_121;
  csa #(.W(13)) total_row_121 (.a({total_carry_118[11:2], 3'd0}),
    .b({total_carry_119[11:0], 1'd0}), .c(total_sum_120), .sum(total_sum_121),
    .carry(total_carry_121));
  wire [13:0] total_sum_122;
  wire [13:0] total_carry_122;
  csa #(.W(14)) total_row_122 (.a({1'd0, total_carry_120[11:1], 2'd0}),
    .b({1'd0, total_sum_121}), .c({total_carry_121[12:1], 2'd0}), .sum(total_sum_122),
    .carry(total_carry_122));
  wire [11:0] total_sum_123;
  wire [11:0] total_carry_123;
  csa #(.W(12)) total_row_123 (.a({10'd0, total_carry_70[2:2], 1'd0}),
    .b({9'd0, total_carry_71[3:1]}), .c({total_carry_122[12:2], 1'd0}), .sum(total_sum_123),
    .carry(total_carry_123));
  wire [5:0] total_sum_124;
  wire [5:0] total_carry_124;
  csa #(.W(6)) total_row_124 (.a({4'd0, total_carry_85[4:4], 1'd0}),
    .b({total_carry_108[5:1], 1'd0}), .c({4'd0, total_carry_123[2:1]}), .sum(total_sum_124),
    .carry(total_carry_124));
  wire [13:0] total_sum_125;
  wire [13:0] total_carry_125;
  csa #(.W(14)) total_row_125 (.a({4'd0, total_sum_124, 4'd0}), .b(total_sum_122),
    .c({total_sum_123, 2'd0}), .sum(total_sum_125), .carry(total_carry_125));
  wire [14:0] total_sum_126;
  wire [14:0] total_carry_126;
  csa #(.W(15)) total_row_126 (.a({8'd0, total_carry_124[1:1], 6'd0}),
    .b({1'd0, total_sum_125}), .c({total_carry_125[13:2], 3'd0}), .sum(total_sum_126),
    .carry(total_carry_126));
  wire [14:0] total_sum_127;
  wire [14:0] total_carry_127;
  csa #(.W(15)) total_row_127 (.a({13'd0, total_sum_27, 1'd0}), .b(total_sum_126),
    .c({total_carry_126[13:3], 4'd0}), .sum(total_sum_127), .carry(total_carry_127));
  wire [14:0] total_sum_128;
  wire [14:0] total_carry_128;
  csa #(.W(15)) total_row_128 (.a(15'd26356), .b(total_sum_127),
    .c({total_carry_127[13:1], 2'd0}), .sum(total_sum_128), .carry(total_carry_128));
  ripple_adder #(.W(15)) total_adder (
    .a(total_sum_128),
    .b({total_carry_128[13:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_3 (
  input wire [8:0] act_0_x13, input wire [0:0] act_0_z4, input wire [8:0] act_1_x15,
    input wire [9:0] act_2_x9, input wire [8:0] act_3_x7, input wire [6:0] act_4_x5,
    input wire [0:0] act_4_z4, input wire [9:0] act_5_x7, input wire [9:0] act_6_x14,
    input wire [1:0] act_7_x3, input wire [0:0] act_7_z4, input wire [8:0] act_8_x15,
    input wire [0:0] act_8_z4, input wire [9:0] act_9_x27, input wire [8:0] act_10_x5,
    input wire [8:0] act_11_x7, input wire [9:0] act_13_x11, input wire [6:0] act_14_x2,
    input wire [1:0] act_15_x3, input wire [0:0] act_15_z4, input wire [7:0] act_16_x6,
    input wire [0:0] act_16_z3, input wire [6:0] act_17_x3, input wire [0:0] act_17_z4,
    input wire [5:0] act_18_x1, input wire [7:0] act_19_x5, input wire [4:0] act_20_x1,
    input wire [9:0] act_21_x8, input wire [0:0] act_21_z1, input wire [6:0] act_22_x2,
    input wire [0:0] act_23_x1, input wire [8:0] act_24_x15, input wire [0:0] act_24_z4,
    input wire [7:0] act_25_x31, input wire [7:0] act_26_x4, input wire [7:0] act_27_x4,
    input wire [0:0] act_27_z2, input wire [8:0] act_28_x13, input wire [7:0] act_29_x3,
    input wire [8:0] act_30_x8, input wire [1:0] act_31_x2, input wire [6:0] act_32_x3,
    input wire [8:0] act_33_x12, input wire [0:0] act_33_z2, input wire [10:0] act_34_x19,
    input wire [8:0] act_35_x7, input wire [9:0] act_36_x26, input wire [6:0] act_37_x1,
    input wire [8:0] act_38_x6, input wire [3:0] act_39_x8, input wire [0:0] act_39_z1,
    input wire [8:0] act_40_x9, input wire [0:0] act_40_z4, input wire [6:0] act_41_x4,
    input wire [8:0] act_42_x5, input wire [8:0] act_43_x12, input wire [6:0] act_44_x3,
    input wire [9:0] act_45_x7, input wire [8:0] act_46_x7, input wire [3:0] act_47_x8,
    input wire [0:0] act_47_z1, input wire [5:0] act_48_x2, input wire [4:0] act_49_x1,
    input wire [9:0] act_50_x14, input wire [0:0] act_50_z3, input wire [6:0] act_51_x3,
    input wire [3:0] act_52_x1, input wire [5:0] act_53_x1, input wire [0:0] act_53_z4,
    input wire [8:0] act_54_x6, input wire [0:0] act_55_x1, input wire [8:0] act_56_x19,
    input wire [5:0] act_57_x6, input wire [7:0] act_58_x3, input wire [7:0] act_59_x5,
    input wire [0:0] act_59_z4, input wire [6:0] act_60_x8, input wire [6:0] act_61_x2,
    input wire [2:0] act_63_x7, input wire [4:0] act_64_x1, input wire [6:0] act_65_x3,
    input wire [0:0] act_65_z4, input wire [8:0] act_66_x6, input wire [8:0] act_67_x11,
    input wire [0:0] act_67_z4, input wire [5:0] act_68_x2, input wire [8:0] act_69_x5,
    input wire [0:0] act_69_z4, input wire [8:0] act_70_x6, input wire [2:0] act_71_x6,
    input wire [7:0] act_72_x5, input wire [0:0] act_72_z4, input wire [7:0] act_73_x26,
    input wire [5:0] act_74_x1, input wire [6:0] act_75_x2, input wire [6:0] act_76_x3,
    input wire [7:0] act_77_x2, input wire [5:0] act_78_x1, input wire [0:0] act_78_z4,
    input wire [1:0] act_79_x2, input wire [0:0] act_79_z3, input wire [6:0] act_96_x4,
    input wire [0:0] act_96_z2, input wire [7:0] act_97_x6, input wire [8:0] act_98_x6,
    input wire [0:0] act_98_z3, input wire [7:0] act_99_x4, input wire [5:0] act_100_x7,
    input wire [6:0] act_101_x2, input wire [2:0] act_103_x4, input wire [8:0] act_104_x11,
    input wire [6:0] act_105_x16, input wire [7:0] act_106_x3, input wire [0:0] act_106_z4,
    input wire [7:0] act_107_x7, input wire [0:0] act_107_z4, input wire [3:0] act_108_x1,
    input wire [0:0] act_108_z4, input wire [8:0] act_109_x6, input wire [0:0] act_109_z3,
    input wire [7:0] act_110_x6, input wire [1:0] act_111_x2, output wire [14:0] sum
);
  wire [14:0] total;
`ifdef CARRY_CHAINS
  wire [2:0] total_part_0;
  adder #(.W(3)) total_add_0 (.a({1'd0, act_31_x2}),
    .b({1'd0, ~act_7_x3}), .carry_in(act_0_z4), .sum(total_part_0));
  wire [2:0] total_part_1;
  adder #(.W(3)) total_add_1 (.a({1'd0, act_111_x2}),
    .b({1'd0, ~act_15_x3}), .carry_in(act_4_z4), .sum(total_part_1));
  wire [3:0] total_part_2;
  adder #(.W(4)) total_add_2 (.a({1'd0, act_63_x7}),
    .b({2'd0, ~act_79_x2}), .carry_in(act_7_z4), .sum(total_part_2));
  wire [3:0] total_part_3;
  adder #(.W(4)) total_add_3 (.a({1'd0, act_71_x6}),
    .b({1'd0, act_103_x4}), .carry_in(act_8_z4), .sum(total_part_3));
  wire [3:0] total_part_4;
  adder #(.W(4)) total_add_4 (.a({1'd0, total_part_0}),
    .b({1'd0, total_part_1}), .carry_in(act_15_z4), .sum(total_part_4));
  wire [4:0] total_part_5;
  adder #(.W(5)) total_add_5 (.a({1'd0, act_52_x1}),
    .b({1'd0, ~act_39_x8}), .carry_in(act_16_z3), .sum(total_part_5));
  wire [4:0] total_part_6;
  adder #(.W(5)) total_add_6 (.a({1'd0, total_part_2}),
    .b({1'd0, ~act_47_x8}), .carry_in(act_17_z4), .sum(total_part_6));
  wire [4:0] total_part_7;
  adder #(.W(5)) total_add_7 (.a({1'd0, total_part_3}),
    .b({1'd0, ~act_108_x1}), .carry_in(act_21_z1), .sum(total_part_7));
  wire [5:0] total_part_8;
  adder #(.W(6)) total_add_8 (.a({2'd0, total_part_4}),
    .b({1'd0, act_20_x1}), .carry_in(act_23_x1), .sum(total_part_8));
  wire [5:0] total_part_9;
  adder #(.W(6)) total_add_9 (.a({1'd0, act_49_x1}),
    .b({1'd0, act_64_x1}), .carry_in(act_24_z4), .sum(total_part_9));
  wire [5:0] total_part_10;
  adder #(.W(6)) total_add_10 (.a({1'd0, total_part_5}),
    .b({1'd0, total_part_6}), .carry_in(act_27_z2), .sum(total_part_10));
  wire [6:0] total_part_11;
  adder #(.W(7)) total_add_11 (.a({2'd0, total_part_7}),
    .b({1'd0, act_18_x1}), .carry_in(act_33_z2), .sum(total_part_11));
  wire [6:0] total_part_12;
  adder #(.W(7)) total_add_12 (.a({1'd0, act_48_x2}),
    .b({1'd0, ~act_53_x1}), .carry_in(act_39_z1), .sum(total_part_12));
  wire [6:0] total_part_13;
  adder #(.W(7)) total_add_13 (.a({1'd0, act_57_x6}),
    .b({1'd0, act_68_x2}), .carry_in(act_40_z4), .sum(total_part_13));
  wire [6:0] total_part_14;
  adder #(.W(7)) total_add_14 (.a({1'd0, act_74_x1}),
    .b({1'd0, ~act_78_x1}), .carry_in(act_47_z1), .sum(total_part_14));
  wire [6:0] total_part_15;
  adder #(.W(7)) total_add_15 (.a({1'd0, act_100_x7}),
    .b({1'd0, total_part_8}), .carry_in(act_50_z3), .sum(total_part_15));
  wire [6:0] total_part_16;
  adder #(.W(7)) total_add_16 (.a({1'd0, total_part_9}),
    .b({1'd0, total_part_10}), .carry_in(act_53_z4), .sum(total_part_16));
  wire [7:0] total_part_17;
  adder #(.W(8)) total_add_17 (.a({1'd0, act_14_x2}),
    .b({1'd0, ~act_4_x5}), .carry_in(act_55_x1), .sum(total_part_17));
  wire [7:0] total_part_18;
  adder #(.W(8)) total_add_18 (.a({1'd0, act_22_x2}),
    .b({1'd0, ~act_17_x3}), .carry_in(act_59_z4), .sum(total_part_18));
  wire [7:0] total_part_19;
  adder #(.W(8)) total_add_19 (.a({1'd0, act_32_x3}),
    .b({1'd0, act_37_x1}), .carry_in(act_65_z4), .sum(total_part_19));
  wire [7:0] total_part_20;
  adder #(.W(8)) total_add_20 (.a({1'd0, act_41_x4}),
    .b({1'd0, act_44_x3}), .carry_in(act_67_z4), .sum(total_part_20));
  wire [7:0] total_part_21;
  adder #(.W(8)) total_add_21 (.a({1'd0, act_51_x3}),
    .b({1'd0, act_60_x8}), .carry_in(act_69_z4), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, act_61_x2}),
    .b({1'd0, ~act_65_x3}), .carry_in(act_72_z4), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, act_75_x2}),
    .b({1'd0, act_76_x3}), .carry_in(act_78_z4), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, act_101_x2}),
    .b({1'd0, ~act_96_x4}), .carry_in(act_79_z3), .sum(total_part_24));
  wire [7:0] total_part_25;
  adder #(.W(8)) total_add_25 (.a({1'd0, act_105_x16}),
    .b({1'd0, total_part_11}), .carry_in(act_96_z2), .sum(total_part_25));
  wire [7:0] total_part_26;
  adder #(.W(8)) total_add_26 (.a({1'd0, total_part_12}),
    .b({1'd0, total_part_13}), .carry_in(act_98_z3), .sum(total_part_26));
  wire [7:0] total_part_27;
  adder #(.W(8)) total_add_27 (.a({1'd0, total_part_14}),
    .b({1'd0, total_part_15}), .carry_in(act_106_z4), .sum(total_part_27));
  wire [8:0] total_part_28;
  adder #(.W(9)) total_add_28 (.a({2'd0, total_part_16}),
    .b({1'd0, ~act_16_x6}), .carry_in(act_107_z4), .sum(total_part_28));
  wire [8:0] total_part_29;
  adder #(.W(9)) total_add_29 (.a({1'd0, act_19_x5}),
    .b({1'd0, act_25_x31}), .carry_in(act_108_z4), .sum(total_part_29));
  wire [8:0] total_part_30;
  adder #(.W(9)) total_add_30 (.a({1'd0, act_26_x4}),
    .b({1'd0, ~act_27_x4}), .carry_in(act_109_z3), .sum(total_part_30));
  wire [8:0] total_part_31;
  adder #(.W(9)) total_add_31 (.a({1'd0, act_29_x3}),
    .b({1'd0, act_58_x3}), .carry_in(1'b0), .sum(total_part_31));
  wire [8:0] total_part_32;
  adder #(.W(9)) total_add_32 (.a({1'd0, act_73_x26}),
    .b({1'd0, ~act_59_x5}), .carry_in(1'b0), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({1'd0, act_77_x2}),
    .b({1'd0, ~act_72_x5}), .carry_in(1'b0), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, act_97_x6}),
    .b({1'd0, act_99_x4}), .carry_in(1'b0), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, act_110_x6}),
    .b({1'd0, ~act_106_x3}), .carry_in(1'b0), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, total_part_17}),
    .b({1'd0, ~act_107_x7}), .carry_in(1'b0), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, total_part_18}),
    .b({1'd0, total_part_19}), .carry_in(1'b0), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, total_part_20}),
    .b({1'd0, total_part_21}), .carry_in(1'b0), .sum(total_part_38));
  wire [8:0] total_part_39;
  adder #(.W(9)) total_add_39 (.a({1'd0, total_part_22}),
    .b({1'd0, total_part_23}), .carry_in(1'b0), .sum(total_part_39));
  wire [8:0] total_part_40;
  adder #(.W(9)) total_add_40 (.a({1'd0, total_part_24}),
    .b({1'd0, total_part_25}), .carry_in(1'b0), .sum(total_part_40));
  wire [8:0] total_part_41;
  adder #(.W(9)) total_add_41 (.a({1'd0, total_part_26}),
    .b({1'd0, total_part_27}), .carry_in(1'b0), .sum(total_part_41));
  wire [9:0] total_part_42;
  adder #(.W(10)) total_add_42 (.a({1'd0, act_1_x15}),
    .b({1'd0, ~act_0_x13}), .carry_in(1'b0), .sum(total_part_42));
  wire [9:0] total_part_43;
  adder #(.W(10)) total_add_43 (.a({1'd0, act_3_x7}),
    .b({1'd0, ~act_8_x15}), .carry_in(1'b0), .sum(total_part_43));
  wire [9:0] total_part_44;
  adder #(.W(10)) total_add_44 (.a({1'd0, act_10_x5}),
    .b({1'd0, act_11_x7}), .carry_in(1'b0), .sum(total_part_44));
  wire [9:0] total_part_45;
  adder #(.W(10)) total_add_45 (.a({1'd0, act_28_x13}),
    .b({1'd0, ~act_24_x15}), .carry_in(1'b0), .sum(total_part_45));
  wire [9:0] total_part_46;
  adder #(.W(10)) total_add_46 (.a({1'd0, act_30_x8}),
    .b({1'd0, ~act_33_x12}), .carry_in(1'b0), .sum(total_part_46));
  wire [9:0] total_part_47;
  adder #(.W(10)) total_add_47 (.a({1'd0, act_35_x7}),
    .b({1'd0, act_38_x6}), .carry_in(1'b0), .sum(total_part_47));
  wire [9:0] total_part_48;
  adder #(.W(10)) total_add_48 (.a({1'd0, act_42_x5}),
    .b({1'd0, ~act_40_x9}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, act_43_x12}),
    .b({1'd0, act_46_x7}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, act_54_x6}),
    .b({1'd0, act_56_x19}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, act_66_x6}),
    .b({1'd0, ~act_67_x11}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, act_70_x6}),
    .b({1'd0, ~act_69_x5}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, act_104_x11}),
    .b({1'd0, ~act_98_x6}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, total_part_28}),
    .b({1'd0, ~act_109_x6}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, total_part_29}),
    .b({1'd0, total_part_30}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, total_part_31}),
    .b({1'd0, total_part_32}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, total_part_33}),
    .b({1'd0, total_part_34}), .carry_in(1'b0), .sum(total_part_57));
  wire [9:0] total_part_58;
  adder #(.W(10)) total_add_58 (.a({1'd0, total_part_35}),
    .b({1'd0, total_part_36}), .carry_in(1'b0), .sum(total_part_58));
  wire [9:0] total_part_59;
  adder #(.W(10)) total_add_59 (.a({1'd0, total_part_37}),
    .b({1'd0, total_part_38}), .carry_in(1'b0), .sum(total_part_59));
  wire [9:0] total_part_60;
  adder #(.W(10)) total_add_60 (.a({1'd0, total_part_39}),
    .b({1'd0, total_part_40}), .carry_in(1'b0), .sum(total_part_60));
  wire [10:0] total_part_61;
  adder #(.W(11)) total_add_61 (.a({2'd0, total_part_41}),
    .b({1'd0, act_2_x9}), .carry_in(1'b0), .sum(total_part_61));
  wire [10:0] total_part_62;
  adder #(.W(11)) total_add_62 (.a({1'd0, act_5_x7}),
    .b({1'd0, act_6_x14}), .carry_in(1'b0), .sum(total_part_62));
  wire [10:0] total_part_63;
  adder #(.W(11)) total_add_63 (.a({1'd0, act_9_x27}),
    .b({1'd0, act_13_x11}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({1'd0, act_36_x26}),
    .b({1'd0, ~act_21_x8}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, act_45_x7}),
    .b({1'd0, ~act_50_x14}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, total_part_42}),
    .b({1'd0, total_part_43}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, total_part_44}),
    .b({1'd0, total_part_45}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, total_part_46}),
    .b({1'd0, total_part_47}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_48}),
    .b({1'd0, total_part_49}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_71));
  wire [10:0] total_part_72;
  adder #(.W(11)) total_add_72 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_72));
  wire [10:0] total_part_73;
  adder #(.W(11)) total_add_73 (.a({1'd0, total_part_56}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_73));
  wire [10:0] total_part_74;
  adder #(.W(11)) total_add_74 (.a({1'd0, total_part_58}),
    .b({1'd0, total_part_59}), .carry_in(1'b0), .sum(total_part_74));
  wire [11:0] total_part_75;
  adder #(.W(12)) total_add_75 (.a({2'd0, total_part_60}),
    .b({1'd0, act_34_x19}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({1'd0, total_part_61}),
    .b({1'd0, total_part_62}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, total_part_63}),
    .b({1'd0, total_part_64}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_65}),
    .b({1'd0, total_part_66}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_67}),
    .b({1'd0, total_part_68}), .carry_in(1'b0), .sum(total_part_79));
  wire [11:0] total_part_80;
  adder #(.W(12)) total_add_80 (.a({1'd0, total_part_69}),
    .b({1'd0, total_part_70}), .carry_in(1'b0), .sum(total_part_80));
  wire [11:0] total_part_81;
  adder #(.W(12)) total_add_81 (.a({1'd0, total_part_71}),
    .b({1'd0, total_part_72}), .carry_in(1'b0), .sum(total_part_81));
  wire [11:0] total_part_82;
  adder #(.W(12)) total_add_82 (.a({1'd0, total_part_73}),
    .b({1'd0, total_part_74}), .carry_in(1'b0), .sum(total_part_82));
  wire [12:0] total_part_83;
  adder #(.W(13)) total_add_83 (.a({1'd0, total_part_75}),
    .b({1'd0, total_part_76}), .carry_in(1'b0), .sum(total_part_83));
  wire [12:0] total_part_84;
  adder #(.W(13)) total_add_84 (.a({1'd0, total_part_77}),
    .b({1'd0, total_part_78}), .carry_in(1'b0), .sum(total_part_84));
  wire [12:0] total_part_85;
  adder #(.W(13)) total_add_85 (.a({1'd0, total_part_79}),
    .b({1'd0, total_part_80}), .carry_in(1'b0), .sum(total_part_85));
  wire [12:0] total_part_86;
  adder #(.W(13)) total_add_86 (.a({1'd0, total_part_81}),
    .b({1'd0, total_part_82}), .carry_in(1'b0), .sum(total_part_86));
  wire [13:0] total_part_87;
  adder #(.W(14)) total_add_87 (.a({1'd0, total_part_83}),
    .b({1'd0, total_part_84}), .carry_in(1'b0), .sum(total_part_87));
  wire [13:0] total_part_88;
  adder #(.W(14)) total_add_88 (.a({1'd0, total_part_85}),
    .b({1'd0, total_part_86}), .carry_in(1'b0), .sum(total_part_88));
  wire [14:0] total_part_89;
  adder #(.W(15)) total_add_89 (.a({1'd0, total_part_87}),
    .b({1'd0, total_part_88}), .carry_in(1'b0), .sum(total_part_89));
  wire [14:0] total_part_90;
  adder #(.W(15)) total_add_90 (.a(15'd23971),
    .b(total_part_89), .carry_in(1'b0), .sum(total_part_90));
  assign total = total_part_90;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_0_z4), .b(act_4_z4), .c(act_7_z4), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_8_z4), .b(act_15_z4), .c(act_16_z3), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_17_z4), .b(act_21_z1), .c(act_23_x1), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_24_z4), .b(act_27_z2), .c(act_33_z2), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_39_z1), .b(act_40_z4), .c(act_47_z1), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_50_z3), .b(act_53_z4), .c(act_55_x1), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_59_z4), .b(act_65_z4), .c(act_67_z4), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_69_z4), .b(act_72_z4), .c(act_78_z4), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_79_z3), .b(act_96_z2), .c(act_98_z3), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_106_z4), .b(act_107_z4), .c(act_108_z4),
    .sum(total_sum_9), .carry(total_carry_9));
  wire [1:0] total_sum_10;
  wire [1:0] total_carry_10;
  csa #(.W(2)) total_row_10 (.a(~act_7_x3), .b(~act_15_x3), .c(act_31_x2),
    .sum(total_sum_10), .carry(total_carry_10));
  wire [1:0] total_sum_11;
  wire [1:0] total_carry_11;
  csa #(.W(2)) total_row_11 (.a({1'd0, act_109_z3}), .b(~act_79_x2), .c({1'd0, total_sum_0}),
    .sum(total_sum_11), .carry(total_carry_11));
  wire [1:0] total_sum_12;
  wire [1:0] total_carry_12;
  csa #(.W(2)) total_row_12 (.a(act_111_x2), .b({1'd0, total_sum_1}),
    .c({1'd0, total_sum_2}), .sum(total_sum_12), .carry(total_carry_12));
  wire [2:0] total_sum_13;
  wire [2:0] total_carry_13;
  csa #(.W(3)) total_row_13 (.a({2'd0, total_sum_3}), .b({2'd0, total_sum_4}), .c(act_63_x7),
    .sum(total_sum_13), .carry(total_carry_13));
  wire [2:0] total_sum_14;
  wire [2:0] total_carry_14;
  csa #(.W(3)) total_row_14 (.a({2'd0, total_sum_5}), .b({2'd0, total_sum_6}), .c(act_71_x6),
    .sum(total_sum_14), .carry(total_carry_14));
  wire [2:0] total_sum_15;
  wire [2:0] total_carry_15;
  csa #(.W(3)) total_row_15 (.a({2'd0, total_sum_7}), .b({2'd0, total_sum_8}),
    .c(act_103_x4), .sum(total_sum_15), .carry(total_carry_15));
  wire [1:0] total_sum_16;
  wire [1:0] total_carry_16;
  csa #(.W(2)) total_row_16 (.a(total_sum_10), .b({total_carry_0[0:0], 1'd0}),
    .c({total_carry_1[0:0], 1'd0}), .sum(total_sum_16), .carry(total_carry_16));
  wire [0:0] total_sum_17;
  wire [0:0] total_carry_17;
  csa #(.W(1)) total_row_17 (.a(total_carry_2[0:0]), .b(total_carry_3[0:0]),
    .c(total_carry_4[0:0]), .sum(total_sum_17), .carry(total_carry_17));
  wire [3:0] total_sum_18;
  wire [3:0] total_carry_18;
  csa #(.W(4)) total_row_18 (.a({2'd0, total_carry_5[0:0], 1'd0}),
    .b({2'd0, total_carry_6[0:0], 1'd0}), .c(~act_39_x8), .sum(total_sum_18),
    .carry(total_carry_18));
  wire [3:0] total_sum_19;
  wire [3:0] total_carry_19;
  csa #(.W(4)) total_row_19 (.a(~act_47_x8), .b(act_52_x1), .c(~act_108_x1),
    .sum(total_sum_19), .carry(total_carry_19));
  wire [0:0] total_sum_20;
  wire [0:0] total_carry_20;
  csa #(.W(1)) total_row_20 (.a(total_carry_7[0:0]), .b(total_carry_8[0:0]),
    .c(total_carry_9[0:0]), .sum(total_sum_20), .carry(total_carry_20));
  wire [2:0] total_sum_21;
  wire [2:0] total_carry_21;
  csa #(.W(3)) total_row_21 (.a({1'd0, total_sum_11}), .b({total_carry_10[1:0], 1'd0}),
    .c({1'd0, total_carry_11[0:0], 1'd0}), .sum(total_sum_21), .carry(total_carry_21));
  wire [1:0] total_sum_22;
  wire [1:0] total_carry_22;
  csa #(.W(2)) total_row_22 (.a(total_sum_12), .b({total_carry_12[0:0], 1'd0}),
    .c({total_carry_13[0:0], 1'd0}), .sum(total_sum_22), .carry(total_carry_22));
  wire [4:0] total_sum_23;
  wire [4:0] total_carry_23;
  csa #(.W(5)) total_row_23 (.a({3'd0, total_carry_14[0:0], 1'd0}),
    .b({3'd0, total_carry_15[0:0], 1'd0}), .c(act_20_x1), .sum(total_sum_23),
    .carry(total_carry_23));
  wire [4:0] total_sum_24;
  wire [4:0] total_carry_24;
  csa #(.W(5)) total_row_24 (.a({3'd0, total_sum_17, 1'd0}), .b({3'd0, total_sum_20, 1'd0}),
    .c(act_49_x1), .sum(total_sum_24), .carry(total_carry_24));
  wire [4:0] total_sum_25;
  wire [4:0] total_carry_25;
  csa #(.W(5)) total_row_25 (.a(act_64_x1), .b({2'd0, total_sum_13}),
    .c({2'd0, total_sum_14}), .sum(total_sum_25), .carry(total_carry_25));
  wire [3:0] total_sum_26;
  wire [3:0] total_carry_26;
  csa #(.W(4)) total_row_26 (.a(total_sum_19), .b({1'd0, total_carry_16[1:1], 2'd0}),
    .c({1'd0, total_carry_17[0:0], 2'd0}), .sum(total_sum_26), .carry(total_carry_26));
  wire [5:0] total_sum_27;
  wire [5:0] total_carry_27;
  csa #(.W(6)) total_row_27 (.a({3'd0, total_carry_18[1:1], 2'd0}),
    .b({3'd0, total_carry_20[0:0], 2'd0}), .c(act_18_x1), .sum(total_sum_27),
    .carry(total_carry_27));
  wire [5:0] total_sum_28;
  wire [5:0] total_carry_28;
  csa #(.W(6)) total_row_28 (.a(act_48_x2), .b(~act_53_x1), .c(act_57_x6),
    .sum(total_sum_28), .carry(total_carry_28));
  wire [5:0] total_sum_29;
  wire [5:0] total_carry_29;
  csa #(.W(6)) total_row_29 (.a(act_68_x2), .b(act_74_x1), .c(~act_78_x1),
    .sum(total_sum_29), .carry(total_carry_29));
  wire [5:0] total_sum_30;
  wire [5:0] total_carry_30;
  csa #(.W(6)) total_row_30 (.a({4'd0, total_sum_16}), .b({4'd0, total_sum_22}),
    .c(act_100_x7), .sum(total_sum_30), .carry(total_carry_30));
  wire [3:0] total_sum_31;
  wire [3:0] total_carry_31;
  csa #(.W(4)) total_row_31 (.a({1'd0, total_sum_15}), .b(total_sum_18),
    .c({1'd0, total_sum_21}), .sum(total_sum_31), .carry(total_carry_31));
  wire [6:0] total_sum_32;
  wire [6:0] total_carry_32;
  csa #(.W(7)) total_row_32 (.a({4'd0, total_carry_21[1:1], 2'd0}),
    .b({4'd0, total_carry_22[1:1], 2'd0}), .c(~act_4_x5), .sum(total_sum_32),
    .carry(total_carry_32));
  wire [6:0] total_sum_33;
  wire [6:0] total_carry_33;
  csa #(.W(7)) total_row_33 (.a(act_14_x2), .b(~act_17_x3), .c(act_22_x2),
    .sum(total_sum_33), .carry(total_carry_33));
  wire [6:0] total_sum_34;
  wire [6:0] total_carry_34;
  csa #(.W(7)) total_row_34 (.a(act_32_x3), .b(act_37_x1), .c(act_41_x4), .sum(total_sum_34),
    .carry(total_carry_34));
  wire [6:0] total_sum_35;
  wire [6:0] total_carry_35;
  csa #(.W(7)) total_row_35 (.a(act_44_x3), .b(act_51_x3), .c(act_60_x8), .sum(total_sum_35),
    .carry(total_carry_35));
  wire [6:0] total_sum_36;
  wire [6:0] total_carry_36;
  csa #(.W(7)) total_row_36 (.a(act_61_x2), .b(~act_65_x3), .c(act_75_x2),
    .sum(total_sum_36), .carry(total_carry_36));
  wire [6:0] total_sum_37;
  wire [6:0] total_carry_37;
  csa #(.W(7)) total_row_37 (.a(act_76_x3), .b(~act_96_x4), .c(act_101_x2),
    .sum(total_sum_37), .carry(total_carry_37));
  wire [6:0] total_sum_38;
  wire [6:0] total_carry_38;
  csa #(.W(7)) total_row_38 (.a(act_105_x16), .b({1'd0, total_sum_28}),
    .c({1'd0, total_sum_29}), .sum(total_sum_38), .carry(total_carry_38));
  wire [3:0] total_sum_39;
  wire [3:0] total_carry_39;
  csa #(.W(4)) total_row_39 (.a(total_carry_19[3:0]), .b({2'd0, total_carry_23[1:1], 1'd0}),
    .c({2'd0, total_carry_24[1:1], 1'd0}), .sum(total_sum_39), .carry(total_carry_39));
  wire [7:0] total_sum_40;
  wire [7:0] total_carry_40;
  csa #(.W(8)) total_row_40 (.a({4'd0, total_carry_26[2:2], 3'd0}),
    .b({4'd0, total_carry_27[2:2], 3'd0}), .c(~act_16_x6), .sum(total_sum_40),
    .carry(total_carry_40));
  wire [7:0] total_sum_41;
  wire [7:0] total_carry_41;
  csa #(.W(8)) total_row_41 (.a(act_19_x5), .b(act_25_x31), .c(act_26_x4),
    .sum(total_sum_41), .carry(total_carry_41));
  wire [7:0] total_sum_42;
  wire [7:0] total_carry_42;
  csa #(.W(8)) total_row_42 (.a(~act_27_x4), .b(act_29_x3), .c(act_58_x3),
    .sum(total_sum_42), .carry(total_carry_42));
  wire [7:0] total_sum_43;
  wire [7:0] total_carry_43;
  csa #(.W(8)) total_row_43 (.a(~act_59_x5), .b(~act_72_x5), .c(act_73_x26),
    .sum(total_sum_43), .carry(total_carry_43));
  wire [7:0] total_sum_44;
  wire [7:0] total_carry_44;
  csa #(.W(8)) total_row_44 (.a(act_77_x2), .b(act_97_x6), .c(act_99_x4), .sum(total_sum_44),
    .carry(total_carry_44));
  wire [7:0] total_sum_45;
  wire [7:0] total_carry_45;
  csa #(.W(8)) total_row_45 (.a(~act_106_x3), .b(~act_107_x7), .c(act_110_x6),
    .sum(total_sum_45), .carry(total_carry_45));
  wire [4:0] total_sum_46;
  wire [4:0] total_carry_46;
  csa #(.W(5)) total_row_46 (.a(total_sum_23), .b(total_sum_24), .c(total_sum_25),
    .sum(total_sum_46), .carry(total_carry_46));
  wire [6:0] total_sum_47;
  wire [6:0] total_carry_47;
  csa #(.W(7)) total_row_47 (.a(total_sum_33), .b(total_sum_34), .c(total_sum_35),
    .sum(total_sum_47), .carry(total_carry_47));
  wire [6:0] total_sum_48;
  wire [6:0] total_carry_48;
  csa #(.W(7)) total_row_48 (.a({3'd0, total_sum_26}), .b({3'd0, total_carry_25[2:0], 1'd0}),
    .c({total_carry_28[5:0], 1'd0}), .sum(total_sum_48), .carry(total_carry_48));
  wire [6:0] total_sum_49;
  wire [6:0] total_carry_49;
  csa #(.W(7)) total_row_49 (.a({3'd0, total_sum_31}), .b({total_carry_29[5:0], 1'd0}),
    .c({3'd0, total_carry_31[2:0], 1'd0}), .sum(total_sum_49), .carry(total_carry_49));
  wire [8:0] total_sum_50;
  wire [8:0] total_carry_50;
  csa #(.W(9)) total_row_50 (.a({2'd0, total_sum_36}), .b({2'd0, total_sum_37}),
    .c(~act_0_x13), .sum(total_sum_50), .carry(total_carry_50));
  wire [8:0] total_sum_51;
  wire [8:0] total_carry_51;
  csa #(.W(9)) total_row_51 (.a(act_1_x15), .b(act_3_x7), .c(~act_8_x15), .sum(total_sum_51),
    .carry(total_carry_51));
  wire [8:0] total_sum_52;
  wire [8:0] total_carry_52;
  csa #(.W(9)) total_row_52 (.a(act_10_x5), .b(act_11_x7), .c(~act_24_x15),
    .sum(total_sum_52), .carry(total_carry_52));
  wire [8:0] total_sum_53;
  wire [8:0] total_carry_53;
  csa #(.W(9)) total_row_53 (.a(act_28_x13), .b(act_30_x8), .c(~act_33_x12),
    .sum(total_sum_53), .carry(total_carry_53));
  wire [8:0] total_sum_54;
  wire [8:0] total_carry_54;
  csa #(.W(9)) total_row_54 (.a(act_35_x7), .b(act_38_x6), .c(~act_40_x9),
    .sum(total_sum_54), .carry(total_carry_54));
  wire [8:0] total_sum_55;
  wire [8:0] total_carry_55;
  csa #(.W(9)) total_row_55 (.a(act_42_x5), .b(act_43_x12), .c(act_46_x7),
    .sum(total_sum_55), .carry(total_carry_55));
  wire [8:0] total_sum_56;
  wire [8:0] total_carry_56;
  csa #(.W(9)) total_row_56 (.a(act_54_x6), .b(act_56_x19), .c(act_66_x6),
    .sum(total_sum_56), .carry(total_carry_56));
  wire [8:0] total_sum_57;
  wire [8:0] total_carry_57;
  csa #(.W(9)) total_row_57 (.a(~act_67_x11), .b(~act_69_x5), .c(act_70_x6),
    .sum(total_sum_57), .carry(total_carry_57));
  wire [8:0] total_sum_58;
  wire [8:0] total_carry_58;
  csa #(.W(9)) total_row_58 (.a(~act_98_x6), .b(act_104_x11), .c(~act_109_x6),
    .sum(total_sum_58), .carry(total_carry_58));
  wire [7:0] total_sum_59;
  wire [7:0] total_carry_59;
  csa #(.W(8)) total_row_59 (.a({4'd0, total_carry_32[2:2], 3'd0}),
    .b({4'd0, total_carry_39[1:1], 3'd0}), .c(total_sum_41), .sum(total_sum_59),
    .carry(total_carry_59));
  wire [7:0] total_sum_60;
  wire [7:0] total_carry_60;
  csa #(.W(8)) total_row_60 (.a(total_sum_42), .b(total_sum_43), .c(total_sum_44),
    .sum(total_sum_60), .carry(total_carry_60));
  wire [7:0] total_sum_61;
  wire [7:0] total_carry_61;
  csa #(.W(8)) total_row_61 (.a({1'd0, total_sum_38}), .b(total_sum_45),
    .c({1'd0, total_sum_47}), .sum(total_sum_61), .carry(total_carry_61));
  wire [6:0] total_sum_62;
  wire [6:0] total_carry_62;
  csa #(.W(7)) total_row_62 (.a(total_carry_33[6:0]), .b(total_carry_34[6:0]),
    .c(total_carry_35[6:0]), .sum(total_sum_62), .carry(total_carry_62));
  wire [7:0] total_sum_63;
  wire [7:0] total_carry_63;
  csa #(.W(8)) total_row_63 (.a({3'd0, total_sum_46}), .b({total_carry_36[6:0], 1'd0}),
    .c({3'd0, total_sum_39, 1'd0}), .sum(total_sum_63), .carry(total_carry_63));
  wire [9:0] total_sum_64;
  wire [9:0] total_carry_64;
  csa #(.W(10)) total_row_64 (.a({2'd0, total_carry_37[6:0], 1'd0}),
    .b({3'd0, total_carry_38[5:0], 1'd0}), .c(act_2_x9), .sum(total_sum_64),
    .carry(total_carry_64));
  wire [9:0] total_sum_65;
  wire [9:0] total_carry_65;
  csa #(.W(10)) total_row_65 (.a(act_5_x7), .b(act_6_x14), .c(act_9_x27), .sum(total_sum_65),
    .carry(total_carry_65));
  wire [9:0] total_sum_66;
  wire [9:0] total_carry_66;
  csa #(.W(10)) total_row_66 (.a(act_13_x11), .b(~act_21_x8), .c(act_36_x26),
    .sum(total_sum_66), .carry(total_carry_66));
  wire [9:0] total_sum_67;
  wire [9:0] total_carry_67;
  csa #(.W(10)) total_row_67 (.a({4'd0, total_sum_27}), .b(act_45_x7),
    .c({4'd0, total_sum_30}), .sum(total_sum_67), .carry(total_carry_67));
  wire [9:0] total_sum_68;
  wire [9:0] total_carry_68;
  csa #(.W(10)) total_row_68 (.a(~act_50_x14), .b({1'd0, total_sum_51}),
    .c({1'd0, total_sum_52}), .sum(total_sum_68), .carry(total_carry_68));
  wire [8:0] total_sum_69;
  wire [8:0] total_carry_69;
  csa #(.W(9)) total_row_69 (.a(total_sum_53), .b(total_sum_54), .c(total_sum_55),
    .sum(total_sum_69), .carry(total_carry_69));
  wire [8:0] total_sum_70;
  wire [8:0] total_carry_70;
  csa #(.W(9)) total_row_70 (.a(total_sum_56), .b(total_sum_57), .c(total_sum_58),
    .sum(total_sum_70), .carry(total_carry_70));
  wire [7:0] total_sum_71;
  wire [7:0] total_carry_71;
  csa #(.W(8)) total_row_71 (.a(total_carry_41[7:0]), .b(total_carry_42[7:0]),
    .c(total_carry_43[7:0]), .sum(total_sum_71), .carry(total_carry_71));
  wire [8:0] total_sum_72;
  wire [8:0] total_carry_72;
  csa #(.W(9)) total_row_72 (.a({1'd0, total_sum_60}), .b({total_carry_44[7:0], 1'd0}),
    .c({total_carry_45[7:0], 1'd0}), .sum(total_sum_72), .carry(total_carry_72));
  wire [6:0] total_sum_73;
  wire [6:0] total_carry_73;
  csa #(.W(7)) total_row_73 (.a(total_carry_47[6:0]), .b(total_carry_50[6:0]),
    .c(total_sum_62), .sum(total_sum_73), .carry(total_carry_73));
  wire [10:0] total_sum_74;
  wire [10:0] total_carry_74;
  csa #(.W(11)) total_row_74 (.a({6'd0, total_carry_48[3:1], 2'd0}),
    .b({6'd0, total_carry_49[3:1], 2'd0}), .c(act_34_x19), .sum(total_sum_74),
    .carry(total_carry_74));
  wire [8:0] total_sum_75;
  wire [8:0] total_carry_75;
  csa #(.W(9)) total_row_75 (.a({2'd0, total_sum_32}), .b({2'd0, total_sum_48}),
    .c(total_sum_50), .sum(total_sum_75), .carry(total_carry_75));
  wire [9:0] total_sum_76;
  wire [9:0] total_carry_76;
  csa #(.W(10)) total_row_76 (.a({5'd0, total_carry_40[3:3], 4'd0}),
    .b({5'd0, total_carry_59[3:3], 4'd0}), .c(total_sum_65), .sum(total_sum_76),
    .carry(total_carry_76));
  wire [9:0] total_sum_77;
  wire [9:0] total_carry_77;
  csa #(.W(10)) total_row_77 (.a(total_sum_66), .b({1'd0, total_sum_69}),
    .c({1'd0, total_sum_70}), .sum(total_sum_77), .carry(total_carry_77));
  wire [8:0] total_sum_78;
  wire [8:0] total_carry_78;
  csa #(.W(9)) total_row_78 (.a(total_carry_51[8:0]), .b(total_carry_52[8:0]),
    .c(total_carry_53[8:0]), .sum(total_sum_78), .carry(total_carry_78));
  wire [8:0] total_sum_79;
  wire [8:0] total_carry_79;
  csa #(.W(9)) total_row_79 (.a(total_carry_54[8:0]), .b(total_carry_55[8:0]),
    .c(total_carry_56[8:0]), .sum(total_sum_79), .carry(total_carry_79));
  wire [9:0] total_sum_80;
  wire [9:0] total_carry_80;
  csa #(.W(10)) total_row_80 (.a({2'd0, total_sum_61}), .b({total_carry_57[8:0], 1'd0}),
    .c({2'd0, total_carry_61[6:0], 1'd0}), .sum(total_sum_80), .carry(total_carry_80));
  wire [8:0] total_sum_81;
  wire [8:0] total_carry_81;
  csa #(.W(9)) total_row_81 (.a(total_carry_58[8:0]), .b({1'd0, total_carry_60[7:0]}),
    .c({1'd0, total_sum_71}), .sum(total_sum_81), .carry(total_carry_81));
  wire [7:0] total_sum_82;
  wire [7:0] total_carry_82;
  csa #(.W(8)) total_row_82 (.a({3'd0, total_carry_46[4:0]}),
    .b({total_carry_62[6:0], 1'd0}), .c({3'd0, total_carry_63[4:1], 1'd0}),
    .sum(total_sum_82), .carry(total_carry_82));
  wire [10:0] total_sum_83;
  wire [10:0] total_carry_83;
  csa #(.W(11)) total_row_83 (.a({3'd0, total_sum_73, 1'd0}), .b({3'd0, total_sum_40}),
    .c({total_carry_65[9:0], 1'd0}), .sum(total_sum_83), .carry(total_carry_83));
  wire [10:0] total_sum_84;
  wire [10:0] total_carry_84;
  csa #(.W(11)) total_row_84 (.a({1'd0, total_sum_68}), .b({total_carry_66[9:0], 1'd0}),
    .c({1'd0, total_carry_68[8:0], 1'd0}), .sum(total_sum_84), .carry(total_carry_84));
  wire [8:0] total_sum_85;
  wire [8:0] total_carry_85;
  csa #(.W(9)) total_row_85 (.a(total_carry_69[8:0]), .b(total_carry_70[8:0]),
    .c(total_sum_78), .sum(total_sum_85), .carry(total_carry_85));
  wire [9:0] total_sum_86;
  wire [9:0] total_carry_86;
  csa #(.W(10)) total_row_86 (.a({1'd0, total_sum_72}),
    .b({1'd0, total_carry_64[7:1], 2'd0}), .c({total_carry_71[7:0], 2'd0}),
    .sum(total_sum_86), .carry(total_carry_86));
  wire [9:0] total_sum_87;
  wire [9:0] total_carry_87;
  csa #(.W(10)) total_row_87 (.a({3'd0, total_sum_49}),
    .b({3'd0, total_carry_67[5:0], 1'd0}), .c({total_sum_79, 1'd0}), .sum(total_sum_87),
    .carry(total_carry_87));
  wire [9:0] total_sum_88;
  wire [9:0] total_carry_88;
  csa #(.W(10)) total_row_88 (.a({2'd0, total_sum_59}), .b({2'd0, total_sum_63}),
    .c(total_sum_64), .sum(total_sum_88), .carry(total_carry_88));
  wire [9:0] total_sum_89;
  wire [9:0] total_carry_89;
  csa #(.W(10)) total_row_89 (.a({1'd0, total_carry_73[6:0], 2'd0}), .b(total_sum_77),
    .c({total_carry_77[8:0], 1'd0}), .sum(total_sum_89), .carry(total_carry_89));
  wire [8:0] total_sum_90;
  wire [8:0] total_carry_90;
  csa #(.W(9)) total_row_90 (.a(total_sum_81), .b(total_sum_85),
    .c({total_carry_72[8:1], 1'd0}), .sum(total_sum_90), .carry(total_carry_90));
  wire [9:0] total_sum_91;
  wire [9:0] total_carry_91;
  csa #(.W(10)) total_row_91 (.a({3'd0, total_carry_75[6:0]}),
    .b({total_carry_78[8:0], 1'd0}), .c({2'd0, total_carry_80[7:1], 1'd0}),
    .sum(total_sum_91), .carry(total_carry_91));
  wire [10:0] total_sum_92;
  wire [10:0] total_carry_92;
  csa #(.W(11)) total_row_92 (.a({total_carry_79[8:0], 2'd0}),
    .b({1'd0, total_carry_81[7:0], 2'd0}), .c({2'd0, total_sum_75}), .sum(total_sum_92),
    .carry(total_carry_92));
  wire [10:0] total_sum_93;
  wire [10:0] total_carry_93;
  csa #(.W(11)) total_row_93 (.a({1'd0, total_sum_80}), .b(total_sum_84),
    .c({1'd0, total_sum_86}), .sum(total_sum_93), .carry(total_carry_93));
  wire [9:0] total_sum_94;
  wire [9:0] total_carry_94;
  csa #(.W(10)) total_row_94 (.a(total_sum_89), .b({total_sum_90, 1'd0}),
    .c({1'd0, total_carry_83[7:1], 2'd0}), .sum(total_sum_94), .carry(total_carry_94));
  wire [8:0] total_sum_95;
  wire [8:0] total_carry_95;
  csa #(.W(9)) total_row_95 (.a({5'd0, total_carry_74[4:2], 1'd0}),
    .b({4'd0, total_carry_82[4:1], 1'd0}), .c(total_carry_84[9:1]), .sum(total_sum_95),
    .carry(total_carry_95));
  wire [10:0] total_sum_96;
  wire [10:0] total_carry_96;
  csa #(.W(11)) total_row_96 (.a({total_carry_85[8:0], 2'd0}),
    .b({1'd0, total_carry_86[8:2], 3'd0}), .c({1'd0, total_sum_67}), .sum(total_sum_96),
    .carry(total_carry_96));
  wire [9:0] total_sum_97;
  wire [9:0] total_carry_97;
  csa #(.W(10)) total_row_97 (.a({2'd0, total_sum_82}), .b({2'd0, total_carry_88[7:0]}),
    .c({total_carry_89[9:1], 1'd0}), .sum(total_sum_97), .carry(total_carry_97));
  wire [10:0] total_sum_98;
  wire [10:0] total_carry_98;
  csa #(.W(11)) total_row_98 (.a({3'd0, total_carry_87[6:1], 2'd0}),
    .b({total_carry_90[8:0], 2'd0}), .c({1'd0, total_sum_76}), .sum(total_sum_98),
    .carry(total_carry_98));
  wire [10:0] total_sum_99;
  wire [10:0] total_carry_99;
  csa #(.W(11)) total_row_99 (.a(total_sum_83), .b({1'd0, total_sum_87}),
    .c({1'd0, total_sum_88}), .sum(total_sum_99), .carry(total_carry_99));
  wire [10:0] total_sum_100;
  wire [10:0] total_carry_100;
  csa #(.W(11)) total_row_100 (.a(total_sum_93), .b({1'd0, total_sum_94}),
    .c({total_carry_93[9:0], 1'd0}), .sum(total_sum_100), .carry(total_carry_100));
  wire [10:0] total_sum_101;
  wire [10:0] total_carry_101;
  csa #(.W(11)) total_row_101 (.a(total_sum_74), .b(total_sum_92), .c(total_sum_96),
    .sum(total_sum_101), .carry(total_carry_101));
  wire [9:0] total_sum_102;
  wire [9:0] total_carry_102;
  csa #(.W(10)) total_row_102 (.a(total_sum_91), .b({total_carry_94[9:1], 1'd0}),
    .c({1'd0, total_carry_97[7:0], 1'd0}), .sum(total_sum_102), .carry(total_carry_102));
  wire [10:0] total_sum_103;
  wire [10:0] total_carry_103;
  csa #(.W(11)) total_row_103 (.a({total_carry_92[9:2], 3'd0}),
    .b({total_carry_96[9:2], 3'd0}), .c(total_sum_98), .sum(total_sum_103),
    .carry(total_carry_103));
  wire [10:0] total_sum_104;
  wire [10:0] total_carry_104;
  csa #(.W(11)) total_row_104 (.a(total_sum_99), .b(total_sum_100), .c(total_sum_101),
    .sum(total_sum_104), .carry(total_carry_104));
  wire [9:0] total_sum_105;
  wire [9:0] total_carry_105;
  csa #(.W(10)) total_row_105 (.a(total_sum_97), .b(total_carry_99[9:0]),
    .c({total_sum_95, 1'd0}), .sum(total_sum_105), .carry(total_carry_105));
  wire [10:0] total_sum_106;
  wire [10:0] total_carry_106;
  csa #(.W(11)) total_row_106 (.a({1'd0, total_carry_91[7:1], 3'd0}),
    .b({total_carry_98[9:2], 3'd0}), .c(total_sum_103), .sum(total_sum_106),
    .carry(total_carry_106));
  wire [11:0] total_sum_107;
  wire [11:0] total_carry_107;
  csa #(.W(12)) total_row_107 (.a({1'd0, total_sum_104}), .b({total_carry_100[10:0], 1'd0}),
    .c({1'd0, total_sum_102, 1'd0}), .sum(total_sum_107), .carry(total_carry_107));
  wire [11:0] total_sum_108;
  wire [11:0] total_carry_108;
  csa #(.W(12)) total_row_108 (.a({total_carry_101[10:0], 1'd0}),
    .b({1'd0, total_sum_105, 1'd0}), .c({1'd0, total_sum_106}), .sum(total_sum_108),
    .carry(total_carry_108));
  wire [10:0] total_sum_109;
  wire [10:0] total_carry_109;
  csa #(.W(11)) total_row_109 (.a(total_carry_104[10:0]), .b({total_carry_105[9:0], 1'd0}),
    .c({total_carry_102[9:1], 2'd0}), .sum(total_sum_109), .carry(total_carry_109));
  wire [11:0] total_sum_110;
  wire [11:0] total_carry_110;
  csa #(.W(12)) total_row_110 (.a(total_sum_107), .b({total_sum_109, 1'd0}),
    .c({total_carry_107[10:1], 2'd0}), .sum(total_sum_110), .carry(total_carry_110));
  wire [11:0] total_sum_111;
  wire [11:0] total_carry_111;
  csa #(.W(12)) total_row_111 (.a({total_carry_103[10:3], 4'd0}),
    .b({total_carry_106[10:3], 4'd0}), .c(total_sum_108), .sum(total_sum_111),
    .carry(total_carry_111));
  wire [12:0] total_sum_112;
  wire [12:0] total_carry_112;
  csa #(.W(13)) total_row_112 (.a({1'd0, total_sum_110}),
    .b({1'd0, total_carry_108[10:1], 2'd0}), .c({total_carry_109[10:1], 3'd0}),
    .sum(total_sum_112), .carry(total_carry_112));
  wire [12:0] total_sum_113;
  wire [12:0] total_carry_113;
  csa #(.W(13)) total_row_113 (.a({total_carry_110[11:1], 2'd0}), .b(total_sum_112),
    .c({total_carry_112[11:2], 3'd0}), .sum(total_sum_113), .carry(total_carry_113));
  wire [13:0] total_sum_114;
  wire [13:0] total_carry_114;
  csa #(.W(14)) total_row_114 (.a({1'd0, total_carry_111[11:4], 5'd0}),
    .b({1'd0, total_sum_113}), .c({total_carry_113[12:2], 3'd0}), .sum(total_sum_114),
    .carry(total_carry_114));
  wire [13:0] total_sum_115;
  wire [13:0] total_carry_115;
  csa #(.W(14)) total_row_115 (.a({2'd0, total_sum_111}), .b(total_sum_114),
    .c({total_carry_114[12:3], 4'd0}), .sum(total_sum_115), .carry(total_carry_115));
  wire [14:0] total_sum_116;
  wire [14:0] total_carry_116;
  csa #(.W(15)) total_row_116 (.a({7'd0, total_carry_95[4:1], 4'd0}),
    .b({1'd0, total_sum_115}), .c({total_carry_115[13:0], 1'd0}), .sum(total_sum_116),
    .carry(total_carry_116));
  wire [14:0] total_sum_117;
  wire [14:0] total_carry_117;
  csa #(.W(15)) total_row_117 (.a({9'd0, total_carry_76[4:4], 5'd0}), .b(total_sum_116),
    .c({total_carry_116[13:1], 2'd0}), .sum(total_sum_117), .carry(total_carry_117));
  wire [14:0] total_sum_118;
  wire [14:0] total_carry_118;
  csa #(.W(15)) total_row_118 (.a({14'd0, total_sum_9}),
    .b({12'd0, total_carry_30[1:0], 1'd0}), .c(total_sum_117), .sum(total_sum_118),
    .carry(total_carry_118));
  wire [14:0] total_sum_119;
  wire [14:0] total_carry_119;
  csa #(.W(15)) total_row_119 (.a({11'd0, total_carry_118[2:0], 1'd0}),
    .b({total_carry_117[13:2], 3'd0}), .c(total_sum_118), .sum(total_sum_119),
    .carry(total_carry_119));
  wire [14:0] total_sum_120;
  wire [14:0] total_carry_120;
  csa #(.W(15)) total_row_120 (.a(15'd23971), .b(total_sum_119),
    .c({total_carry_119[13:1], 2'd0}), .sum(total_sum_120), .carry(total_carry_120));
  ripple_adder #(.W(15)) total_adder (
    .a(total_sum_120),
    .b({total_carry_120[13:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_4 (
  input wire [7:0] act_0_x8, input wire [4:0] act_1_x1, input wire [6:0] act_2_x2,
    input wire [0:0] act_2_z3, input wire [9:0] act_3_x22, input wire [6:0] act_4_x3,
    input wire [0:0] act_4_z4, input wire [9:0] act_5_x12, input wire [5:0] act_6_x1,
    input wire [3:0] act_7_x12, input wire [0:0] act_7_z2, input wire [8:0] act_8_x15,
    input wire [0:0] act_8_z4, input wire [8:0] act_9_x11, input wire [9:0] act_10_x10,
    input wire [7:0] act_11_x6, input wire [7:0] act_12_x7, input wire [9:0] act_13_x9,
    input wire [9:0] act_14_x12, input wire [3:0] act_15_x8, input wire [0:0] act_15_z1,
    input wire [8:0] act_16_x10, input wire [7:0] act_17_x9, input wire [7:0] act_18_x3,
    input wire [7:0] act_19_x6, input wire [8:0] act_20_x11, input wire [9:0] act_21_x8,
    input wire [9:0] act_22_x14, input wire [3:0] act_23_x13, input wire [0:0] act_23_z4,
    input wire [7:0] act_24_x6, input wire [7:0] act_25_x32, input wire [9:0] act_26_x9,
    input wire [6:0] act_27_x3, input wire [7:0] act_28_x9, input wire [0:0] act_28_z4,
    input wire [7:0] act_29_x3, input wire [7:0] act_30_x4, input wire [3:0] act_31_x9,
    input wire [0:0] act_31_z4, input wire [6:0] act_32_x4, input wire [7:0] act_34_x4,
    input wire [9:0] act_35_x14, input wire [8:0] act_36_x20, input wire [9:0] act_37_x8,
    input wire [8:0] act_38_x9, input wire [3:0] act_39_x15, input wire [0:0] act_39_z4,
    input wire [7:0] act_40_x6, input wire [6:0] act_41_x3, input wire [8:0] act_42_x5,
    input wire [7:0] act_43_x4, input wire [0:0] act_43_z2, input wire [7:0] act_44_x9,
    input wire [0:0] act_44_z4, input wire [8:0] act_45_x5, input wire [8:0] act_46_x9,
    input wire [3:0] act_47_x12, input wire [0:0] act_47_z2, input wire [7:0] act_48_x7,
    input wire [0:0] act_48_z4, input wire [5:0] act_49_x2, input wire [0:0] act_49_z3,
    input wire [9:0] act_50_x10, input wire [6:0] act_51_x2, input wire [0:0] act_51_z3,
    input wire [6:0] act_52_x9, input wire [0:0] act_52_z4, input wire [8:0] act_53_x5,
    input wire [0:0] act_53_z4, input wire [9:0] act_54_x11, input wire [2:0] act_55_x7,
    input wire [0:0] act_55_z4, input wire [5:0] act_56_x2, input wire [5:0] act_58_x1,
    input wire [7:0] act_59_x4, input wire [5:0] act_60_x7, input wire [0:0] act_60_z4,
    input wire [6:0] act_61_x2, input wire [3:0] act_63_x14, input wire [0:0] act_63_z3,
    input wire [8:0] act_64_x14, input wire [0:0] act_64_z3, input wire [6:0] act_65_x3,
    input wire [9:0] act_66_x9, input wire [9:0] act_67_x14, input wire [6:0] act_68_x4,
    input wire [9:0] act_69_x12, input wire [9:0] act_70_x18, input wire [0:0] act_70_z3,
    input wire [2:0] act_71_x4, input wire [0:0] act_71_z2, input wire [8:0] act_72_x9,
    input wire [4:0] act_73_x3, input wire [8:0] act_74_x8, input wire [7:0] act_75_x4,
    input wire [5:0] act_76_x2, input wire [7:0] act_77_x2, input wire [0:0] act_77_z3,
    input wire [8:0] act_78_x9, input wire [3:0] act_79_x10, input wire [0:0] act_79_z3,
    input wire [7:0] act_96_x6, input wire [0:0] act_96_z3, input wire [6:0] act_97_x3,
    input wire [6:0] act_98_x2, input wire [8:0] act_99_x11, input wire [6:0] act_100_x8,
    input wire [8:0] act_101_x8, input wire [8:0] act_102_x7, input wire [3:0] act_103_x10,
    input wire [0:0] act_103_z3, input wire [4:0] act_104_x1, input wire [0:0] act_104_z4,
    input wire [2:0] act_105_x1, input wire [9:0] act_106_x12, input wire [4:0] act_108_x3,
    input wire [0:0] act_108_z4, input wire [8:0] act_109_x9, input wire [0:0] act_109_z4,
    input wire [7:0] act_110_x5, input wire [2:0] act_111_x7, input wire [0:0] act_111_z4,
    output wire [15:0] sum
);
  wire [15:0] total;
`ifdef CARRY_CHAINS
  wire [3:0] total_part_0;
  adder #(.W(4)) total_add_0 (.a({1'd0, act_105_x1}),
    .b({1'd0, ~act_55_x7}), .carry_in(act_2_z3), .sum(total_part_0));
  wire [3:0] total_part_1;
  adder #(.W(4)) total_add_1 (.a({1'd0, ~act_111_x7}),
    .b({1'd0, ~act_71_x4}), .carry_in(act_4_z4), .sum(total_part_1));
  wire [4:0] total_part_2;
  adder #(.W(5)) total_add_2 (.a({1'd0, ~act_15_x8}),
    .b({1'd0, ~act_7_x12}), .carry_in(act_7_z2), .sum(total_part_2));
  wire [4:0] total_part_3;
  adder #(.W(5)) total_add_3 (.a({1'd0, total_part_0}),
    .b({1'd0, ~act_23_x13}), .carry_in(act_8_z4), .sum(total_part_3));
  wire [4:0] total_part_4;
  adder #(.W(5)) total_add_4 (.a({1'd0, total_part_1}),
    .b({1'd0, ~act_31_x9}), .carry_in(act_15_z1), .sum(total_part_4));
  wire [5:0] total_part_5;
  adder #(.W(6)) total_add_5 (.a({1'd0, act_1_x1}),
    .b({2'd0, ~act_39_x15}), .carry_in(act_23_z4), .sum(total_part_5));
  wire [5:0] total_part_6;
  adder #(.W(6)) total_add_6 (.a({1'd0, act_73_x3}),
    .b({2'd0, ~act_47_x12}), .carry_in(act_28_z4), .sum(total_part_6));
  wire [5:0] total_part_7;
  adder #(.W(6)) total_add_7 (.a({1'd0, total_part_2}),
    .b({2'd0, ~act_63_x14}), .carry_in(act_31_z4), .sum(total_part_7));
  wire [5:0] total_part_8;
  adder #(.W(6)) total_add_8 (.a({1'd0, total_part_3}),
    .b({2'd0, ~act_79_x10}), .carry_in(act_39_z4), .sum(total_part_8));
  wire [5:0] total_part_9;
  adder #(.W(6)) total_add_9 (.a({1'd0, total_part_4}),
    .b({2'd0, ~act_103_x10}), .carry_in(act_43_z2), .sum(total_part_9));
  wire [6:0] total_part_10;
  adder #(.W(7)) total_add_10 (.a({1'd0, act_6_x1}),
    .b({2'd0, ~act_104_x1}), .carry_in(act_44_z4), .sum(total_part_10));
  wire [6:0] total_part_11;
  adder #(.W(7)) total_add_11 (.a({1'd0, act_56_x2}),
    .b({2'd0, ~act_108_x3}), .carry_in(act_47_z2), .sum(total_part_11));
  wire [6:0] total_part_12;
  adder #(.W(7)) total_add_12 (.a({1'd0, act_58_x1}),
    .b({1'd0, ~act_49_x2}), .carry_in(act_48_z4), .sum(total_part_12));
  wire [6:0] total_part_13;
  adder #(.W(7)) total_add_13 (.a({1'd0, act_76_x2}),
    .b({1'd0, ~act_60_x7}), .carry_in(act_49_z3), .sum(total_part_13));
  wire [6:0] total_part_14;
  adder #(.W(7)) total_add_14 (.a({1'd0, total_part_5}),
    .b({1'd0, total_part_6}), .carry_in(act_51_z3), .sum(total_part_14));
  wire [6:0] total_part_15;
  adder #(.W(7)) total_add_15 (.a({1'd0, total_part_7}),
    .b({1'd0, total_part_8}), .carry_in(act_52_z4), .sum(total_part_15));
  wire [7:0] total_part_16;
  adder #(.W(8)) total_add_16 (.a({2'd0, total_part_9}),
    .b({1'd0, ~act_2_x2}), .carry_in(act_53_z4), .sum(total_part_16));
  wire [7:0] total_part_17;
  adder #(.W(8)) total_add_17 (.a({1'd0, act_27_x3}),
    .b({1'd0, ~act_4_x3}), .carry_in(act_55_z4), .sum(total_part_17));
  wire [7:0] total_part_18;
  adder #(.W(8)) total_add_18 (.a({1'd0, act_32_x4}),
    .b({1'd0, act_41_x3}), .carry_in(act_60_z4), .sum(total_part_18));
  wire [7:0] total_part_19;
  adder #(.W(8)) total_add_19 (.a({1'd0, act_61_x2}),
    .b({1'd0, ~act_51_x2}), .carry_in(act_63_z3), .sum(total_part_19));
  wire [7:0] total_part_20;
  adder #(.W(8)) total_add_20 (.a({1'd0, act_65_x3}),
    .b({1'd0, ~act_52_x9}), .carry_in(act_64_z3), .sum(total_part_20));
  wire [7:0] total_part_21;
  adder #(.W(8)) total_add_21 (.a({1'd0, act_68_x4}),
    .b({1'd0, act_97_x3}), .carry_in(act_70_z3), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, act_98_x2}),
    .b({1'd0, act_100_x8}), .carry_in(act_71_z2), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, total_part_10}),
    .b({1'd0, total_part_11}), .carry_in(act_77_z3), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, total_part_12}),
    .b({1'd0, total_part_13}), .carry_in(act_79_z3), .sum(total_part_24));
  wire [7:0] total_part_25;
  adder #(.W(8)) total_add_25 (.a({1'd0, total_part_14}),
    .b({1'd0, total_part_15}), .carry_in(act_96_z3), .sum(total_part_25));
  wire [8:0] total_part_26;
  adder #(.W(9)) total_add_26 (.a({1'd0, act_0_x8}),
    .b({1'd0, act_11_x6}), .carry_in(act_103_z3), .sum(total_part_26));
  wire [8:0] total_part_27;
  adder #(.W(9)) total_add_27 (.a({1'd0, act_12_x7}),
    .b({1'd0, act_17_x9}), .carry_in(act_104_z4), .sum(total_part_27));
  wire [8:0] total_part_28;
  adder #(.W(9)) total_add_28 (.a({1'd0, act_18_x3}),
    .b({1'd0, act_19_x6}), .carry_in(act_108_z4), .sum(total_part_28));
  wire [8:0] total_part_29;
  adder #(.W(9)) total_add_29 (.a({1'd0, act_24_x6}),
    .b({1'd0, ~act_25_x32}), .carry_in(act_109_z4), .sum(total_part_29));
  wire [8:0] total_part_30;
  adder #(.W(9)) total_add_30 (.a({1'd0, act_29_x3}),
    .b({1'd0, ~act_28_x9}), .carry_in(act_111_z4), .sum(total_part_30));
  wire [8:0] total_part_31;
  adder #(.W(9)) total_add_31 (.a({1'd0, act_30_x4}),
    .b({1'd0, act_34_x4}), .carry_in(1'b0), .sum(total_part_31));
  wire [8:0] total_part_32;
  adder #(.W(9)) total_add_32 (.a({1'd0, act_40_x6}),
    .b({1'd0, ~act_43_x4}), .carry_in(1'b0), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({1'd0, act_59_x4}),
    .b({1'd0, ~act_44_x9}), .carry_in(1'b0), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, act_75_x4}),
    .b({1'd0, ~act_48_x7}), .carry_in(1'b0), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, act_110_x5}),
    .b({1'd0, ~act_77_x2}), .carry_in(1'b0), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, total_part_16}),
    .b({1'd0, ~act_96_x6}), .carry_in(1'b0), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, total_part_17}),
    .b({1'd0, total_part_18}), .carry_in(1'b0), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, total_part_19}),
    .b({1'd0, total_part_20}), .carry_in(1'b0), .sum(total_part_38));
  wire [8:0] total_part_39;
  adder #(.W(9)) total_add_39 (.a({1'd0, total_part_21}),
    .b({1'd0, total_part_22}), .carry_in(1'b0), .sum(total_part_39));
  wire [8:0] total_part_40;
  adder #(.W(9)) total_add_40 (.a({1'd0, total_part_23}),
    .b({1'd0, total_part_24}), .carry_in(1'b0), .sum(total_part_40));
  wire [9:0] total_part_41;
  adder #(.W(10)) total_add_41 (.a({2'd0, total_part_25}),
    .b({1'd0, ~act_8_x15}), .carry_in(1'b0), .sum(total_part_41));
  wire [9:0] total_part_42;
  adder #(.W(10)) total_add_42 (.a({1'd0, act_9_x11}),
    .b({1'd0, act_16_x10}), .carry_in(1'b0), .sum(total_part_42));
  wire [9:0] total_part_43;
  adder #(.W(10)) total_add_43 (.a({1'd0, act_20_x11}),
    .b({1'd0, act_36_x20}), .carry_in(1'b0), .sum(total_part_43));
  wire [9:0] total_part_44;
  adder #(.W(10)) total_add_44 (.a({1'd0, act_38_x9}),
    .b({1'd0, act_42_x5}), .carry_in(1'b0), .sum(total_part_44));
  wire [9:0] total_part_45;
  adder #(.W(10)) total_add_45 (.a({1'd0, act_45_x5}),
    .b({1'd0, act_46_x9}), .carry_in(1'b0), .sum(total_part_45));
  wire [9:0] total_part_46;
  adder #(.W(10)) total_add_46 (.a({1'd0, act_72_x9}),
    .b({1'd0, ~act_53_x5}), .carry_in(1'b0), .sum(total_part_46));
  wire [9:0] total_part_47;
  adder #(.W(10)) total_add_47 (.a({1'd0, act_74_x8}),
    .b({1'd0, ~act_64_x14}), .carry_in(1'b0), .sum(total_part_47));
  wire [9:0] total_part_48;
  adder #(.W(10)) total_add_48 (.a({1'd0, act_78_x9}),
    .b({1'd0, act_99_x11}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, act_101_x8}),
    .b({1'd0, act_102_x7}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, total_part_26}),
    .b({1'd0, ~act_109_x9}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, total_part_27}),
    .b({1'd0, total_part_28}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, total_part_29}),
    .b({1'd0, total_part_30}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, total_part_31}),
    .b({1'd0, total_part_32}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, total_part_33}),
    .b({1'd0, total_part_34}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, total_part_35}),
    .b({1'd0, total_part_36}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, total_part_37}),
    .b({1'd0, total_part_38}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, total_part_39}),
    .b({1'd0, total_part_40}), .carry_in(1'b0), .sum(total_part_57));
  wire [10:0] total_part_58;
  adder #(.W(11)) total_add_58 (.a({1'd0, act_3_x22}),
    .b({1'd0, act_5_x12}), .carry_in(1'b0), .sum(total_part_58));
  wire [10:0] total_part_59;
  adder #(.W(11)) total_add_59 (.a({1'd0, act_10_x10}),
    .b({1'd0, act_13_x9}), .carry_in(1'b0), .sum(total_part_59));
  wire [10:0] total_part_60;
  adder #(.W(11)) total_add_60 (.a({1'd0, act_14_x12}),
    .b({1'd0, act_21_x8}), .carry_in(1'b0), .sum(total_part_60));
  wire [10:0] total_part_61;
  adder #(.W(11)) total_add_61 (.a({1'd0, act_22_x14}),
    .b({1'd0, act_26_x9}), .carry_in(1'b0), .sum(total_part_61));
  wire [10:0] total_part_62;
  adder #(.W(11)) total_add_62 (.a({1'd0, act_35_x14}),
    .b({1'd0, act_37_x8}), .carry_in(1'b0), .sum(total_part_62));
  wire [10:0] total_part_63;
  adder #(.W(11)) total_add_63 (.a({1'd0, act_50_x10}),
    .b({1'd0, act_54_x11}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({1'd0, act_66_x9}),
    .b({1'd0, act_67_x14}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, act_69_x12}),
    .b({1'd0, ~act_70_x18}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, act_106_x12}),
    .b({1'd0, total_part_41}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, total_part_42}),
    .b({1'd0, total_part_43}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, total_part_44}),
    .b({1'd0, total_part_45}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_46}),
    .b({1'd0, total_part_47}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_48}),
    .b({1'd0, total_part_49}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_71));
  wire [10:0] total_part_72;
  adder #(.W(11)) total_add_72 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_72));
  wire [10:0] total_part_73;
  adder #(.W(11)) total_add_73 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_73));
  wire [10:0] total_part_74;
  adder #(.W(11)) total_add_74 (.a({1'd0, total_part_56}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_74));
  wire [11:0] total_part_75;
  adder #(.W(12)) total_add_75 (.a({1'd0, total_part_58}),
    .b({1'd0, total_part_59}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({1'd0, total_part_60}),
    .b({1'd0, total_part_61}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, total_part_62}),
    .b({1'd0, total_part_63}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_64}),
    .b({1'd0, total_part_65}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_66}),
    .b({1'd0, total_part_67}), .carry_in(1'b0), .sum(total_part_79));
  wire [11:0] total_part_80;
  adder #(.W(12)) total_add_80 (.a({1'd0, total_part_68}),
    .b({1'd0, total_part_69}), .carry_in(1'b0), .sum(total_part_80));
  wire [11:0] total_part_81;
  adder #(.W(12)) total_add_81 (.a({1'd0, total_part_70}),
    .b({1'd0, total_part_71}), .carry_in(1'b0), .sum(total_part_81));
  wire [11:0] total_part_82;
  adder #(.W(12)) total_add_82 (.a({1'd0, total_part_72}),
    .b({1'd0, total_part_73}), .carry_in(1'b0), .sum(total_part_82));
  wire [12:0] total_part_83;
  adder #(.W(13)) total_add_83 (.a({2'd0, total_part_74}),
    .b({1'd0, total_part_75}), .carry_in(1'b0), .sum(total_part_83));
  wire [12:0] total_part_84;
  adder #(.W(13)) total_add_84 (.a({1'd0, total_part_76}),
    .b({1'd0, total_part_77}), .carry_in(1'b0), .sum(total_part_84));
  wire [12:0] total_part_85;
  adder #(.W(13)) total_add_85 (.a({1'd0, total_part_78}),
    .b({1'd0, total_part_79}), .carry_in(1'b0), .sum(total_part_85));
  wire [12:0] total_part_86;
  adder #(.W(13)) total_add_86 (.a({1'd0, total_part_80}),
    .b({1'd0, total_part_81}), .carry_in(1'b0), .sum(total_part_86));
  wire [13:0] total_part_87;
  adder #(.W(14)) total_add_87 (.a({2'd0, total_part_82}),
    .b({1'd0, total_part_83}), .carry_in(1'b0), .sum(total_part_87));
  wire [13:0] total_part_88;
  adder #(.W(14)) total_add_88 (.a({1'd0, total_part_84}),
    .b({1'd0, total_part_85}), .carry_in(1'b0), .sum(total_part_88));
  wire [14:0] total_part_89;
  adder #(.W(15)) total_add_89 (.a({2'd0, total_part_86}),
    .b({1'd0, total_part_87}), .carry_in(1'b0), .sum(total_part_89));
  wire [15:0] total_part_90;
  adder #(.W(16)) total_add_90 (.a({2'd0, total_part_88}),
    .b({1'd0, total_part_89}), .carry_in(1'b0), .sum(total_part_90));
  wire [15:0] total_part_91;
  adder #(.W(16)) total_add_91 (.a(16'd59888),
    .b(total_part_90), .carry_in(1'b0), .sum(total_part_91));
  assign total = total_part_91;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_2_z3), .b(act_4_z4), .c(act_7_z2), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_8_z4), .b(act_15_z1), .c(act_23_z4), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_28_z4), .b(act_31_z4), .c(act_39_z4), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_43_z2), .b(act_44_z4), .c(act_47_z2), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_48_z4), .b(act_49_z3), .c(act_51_z3), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_52_z4), .b(act_53_z4), .c(act_55_z4), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_60_z4), .b(act_63_z3), .c(act_64_z3), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_70_z3), .b(act_71_z2), .c(act_77_z3), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_79_z3), .b(act_96_z3), .c(act_103_z3), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_104_z4), .b(act_108_z4), .c(act_109_z4),
    .sum(total_sum_9), .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_111_z4), .b(total_sum_0), .c(total_sum_1),
    .sum(total_sum_10), .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(total_sum_2), .b(total_sum_3), .c(total_sum_4),
    .sum(total_sum_11), .carry(total_carry_11));
  wire [2:0] total_sum_12;
  wire [2:0] total_carry_12;
  csa #(.W(3)) total_row_12 (.a(~act_55_x7), .b(~act_71_x4), .c(act_105_x1),
    .sum(total_sum_12), .carry(total_carry_12));
  wire [2:0] total_sum_13;
  wire [2:0] total_carry_13;
  csa #(.W(3)) total_row_13 (.a({2'd0, total_sum_5}), .b({2'd0, total_sum_6}),
    .c(~act_111_x7), .sum(total_sum_13), .carry(total_carry_13));
  wire [0:0] total_sum_14;
  wire [0:0] total_carry_14;
  csa #(.W(1)) total_row_14 (.a(total_sum_7), .b(total_sum_8), .c(total_sum_9),
    .sum(total_sum_14), .carry(total_carry_14));
  wire [0:0] total_sum_15;
  wire [0:0] total_carry_15;
  csa #(.W(1)) total_row_15 (.a(total_carry_0[0:0]), .b(total_carry_1[0:0]),
    .c(total_carry_2[0:0]), .sum(total_sum_15), .carry(total_carry_15));
  wire [0:0] total_sum_16;
  wire [0:0] total_carry_16;
  csa #(.W(1)) total_row_16 (.a(total_carry_3[0:0]), .b(total_carry_4[0:0]),
    .c(total_carry_5[0:0]), .sum(total_sum_16), .carry(total_carry_16));
  wire [3:0] total_sum_17;
  wire [3:0] total_carry_17;
  csa #(.W(4)) total_row_17 (.a({2'd0, total_carry_6[0:0], 1'd0}),
    .b({2'd0, total_carry_7[0:0], 1'd0}), .c(~act_7_x12), .sum(total_sum_17),
    .carry(total_carry_17));
  wire [3:0] total_sum_18;
  wire [3:0] total_carry_18;
  csa #(.W(4)) total_row_18 (.a(~act_15_x8), .b(~act_23_x13), .c(~act_31_x9),
    .sum(total_sum_18), .carry(total_carry_18));
  wire [3:0] total_sum_19;
  wire [3:0] total_carry_19;
  csa #(.W(4)) total_row_19 (.a(~act_39_x15), .b(~act_47_x12), .c(~act_63_x14),
    .sum(total_sum_19), .carry(total_carry_19));
  wire [3:0] total_sum_20;
  wire [3:0] total_carry_20;
  csa #(.W(4)) total_row_20 (.a({2'd0, total_carry_8[0:0], 1'd0}),
    .b({2'd0, total_carry_9[0:0], 1'd0}), .c(~act_79_x10), .sum(total_sum_20),
    .carry(total_carry_20));
  wire [3:0] total_sum_21;
  wire [3:0] total_carry_21;
  csa #(.W(4)) total_row_21 (.a({3'd0, total_sum_10}), .b({3'd0, total_sum_11}),
    .c(~act_103_x10), .sum(total_sum_21), .carry(total_carry_21));
  wire [2:0] total_sum_22;
  wire [2:0] total_carry_22;
  csa #(.W(3)) total_row_22 (.a(total_sum_12), .b({1'd0, total_carry_10[0:0], 1'd0}),
    .c({1'd0, total_carry_11[0:0], 1'd0}), .sum(total_sum_22), .carry(total_carry_22));
  wire [4:0] total_sum_23;
  wire [4:0] total_carry_23;
  csa #(.W(5)) total_row_23 (.a(act_1_x1), .b(act_73_x3), .c(~act_104_x1),
    .sum(total_sum_23), .carry(total_carry_23));
  wire [4:0] total_sum_24;
  wire [4:0] total_carry_24;
  csa #(.W(5)) total_row_24 (.a({3'd0, total_carry_13[0:0], 1'd0}),
    .b({3'd0, total_carry_14[0:0], 1'd0}), .c(~act_108_x3), .sum(total_sum_24),
    .carry(total_carry_24));
  wire [3:0] total_sum_25;
  wire [3:0] total_carry_25;
  csa #(.W(4)) total_row_25 (.a({2'd0, total_sum_15, 1'd0}), .b({2'd0, total_sum_16, 1'd0}),
    .c(total_sum_18), .sum(total_sum_25), .carry(total_carry_25));
  wire [3:0] total_sum_26;
  wire [3:0] total_carry_26;
  csa #(.W(4)) total_row_26 (.a(total_sum_19), .b({1'd0, total_carry_15[0:0], 2'd0}),
    .c({1'd0, total_carry_16[0:0], 2'd0}), .sum(total_sum_26), .carry(total_carry_26));
  wire [5:0] total_sum_27;
  wire [5:0] total_carry_27;
  csa #(.W(6)) total_row_27 (.a({3'd0, total_carry_17[1:1], 2'd0}),
    .b({3'd0, total_carry_20[1:1], 2'd0}), .c(act_6_x1), .sum(total_sum_27),
    .carry(total_carry_27));
  wire [5:0] total_sum_28;
  wire [5:0] total_carry_28;
  csa #(.W(6)) total_row_28 (.a(~act_49_x2), .b(act_56_x2), .c(act_58_x1),
    .sum(total_sum_28), .carry(total_carry_28));
  wire [5:0] total_sum_29;
  wire [5:0] total_carry_29;
  csa #(.W(6)) total_row_29 (.a(~act_60_x7), .b({2'd0, total_sum_17}),
    .c({2'd0, total_sum_20}), .sum(total_sum_29), .carry(total_carry_29));
  wire [5:0] total_sum_30;
  wire [5:0] total_carry_30;
  csa #(.W(6)) total_row_30 (.a({3'd0, total_sum_13}), .b(act_76_x2),
    .c({3'd0, total_sum_22}), .sum(total_sum_30), .carry(total_carry_30));
  wire [4:0] total_sum_31;
  wire [4:0] total_carry_31;
  csa #(.W(5)) total_row_31 (.a(total_sum_23), .b({total_carry_18[3:0], 1'd0}),
    .c({total_carry_19[3:0], 1'd0}), .sum(total_sum_31), .carry(total_carry_31));
  wire [6:0] total_sum_32;
  wire [6:0] total_carry_32;
  csa #(.W(7)) total_row_32 (.a({4'd0, total_carry_22[1:1], 2'd0}),
    .b({4'd0, total_carry_24[1:1], 2'd0}), .c(~act_2_x2), .sum(total_sum_32),
    .carry(total_carry_32));
  wire [6:0] total_sum_33;
  wire [6:0] total_carry_33;
  csa #(.W(7)) total_row_33 (.a(~act_4_x3), .b(act_27_x3), .c(act_32_x4), .sum(total_sum_33),
    .carry(total_carry_33));
  wire [6:0] total_sum_34;
  wire [6:0] total_carry_34;
  csa #(.W(7)) total_row_34 (.a(act_41_x3), .b(~act_51_x2), .c(~act_52_x9),
    .sum(total_sum_34), .carry(total_carry_34));
  wire [6:0] total_sum_35;
  wire [6:0] total_carry_35;
  csa #(.W(7)) total_row_35 (.a(act_61_x2), .b(act_65_x3), .c(act_68_x4), .sum(total_sum_35),
    .carry(total_carry_35));
  wire [6:0] total_sum_36;
  wire [6:0] total_carry_36;
  csa #(.W(7)) total_row_36 (.a(act_97_x3), .b(act_98_x2), .c(act_100_x8),
    .sum(total_sum_36), .carry(total_carry_36));
  wire [5:0] total_sum_37;
  wire [5:0] total_carry_37;
  csa #(.W(6)) total_row_37 (.a({2'd0, total_sum_21}), .b({2'd0, total_sum_25}),
    .c(total_sum_28), .sum(total_sum_37), .carry(total_carry_37));
  wire [5:0] total_sum_38;
  wire [5:0] total_carry_38;
  csa #(.W(6)) total_row_38 (.a({2'd0, total_carry_12[2:0], 1'd0}), .b({2'd0, total_sum_26}),
    .c({total_carry_23[4:0], 1'd0}), .sum(total_sum_38), .carry(total_carry_38));
  wire [7:0] total_sum_39;
  wire [7:0] total_carry_39;
  csa #(.W(8)) total_row_39 (.a({4'd0, total_carry_26[2:2], 3'd0}),
    .b({4'd0, total_carry_27[2:2], 3'd0}), .c(act_0_x8), .sum(total_sum_39),
    .carry(total_carry_39));
  wire [7:0] total_sum_40;
  wire [7:0] total_carry_40;
  csa #(.W(8)) total_row_40 (.a(act_11_x6), .b(act_12_x7), .c(act_17_x9), .sum(total_sum_40),
    .carry(total_carry_40));
  wire [7:0] total_sum_41;
  wire [7:0] total_carry_41;
  csa #(.W(8)) total_row_41 (.a(act_18_x3), .b(act_19_x6), .c(act_24_x6), .sum(total_sum_41),
    .carry(total_carry_41));
  wire [7:0] total_sum_42;
  wire [7:0] total_carry_42;
  csa #(.W(8)) total_row_42 (.a(~act_25_x32), .b(~act_28_x9), .c(act_29_x3),
    .sum(total_sum_42), .carry(total_carry_42));
  wire [7:0] total_sum_43;
  wire [7:0] total_carry_43;
  csa #(.W(8)) total_row_43 (.a(act_30_x4), .b(act_34_x4), .c(act_40_x6), .sum(total_sum_43),
    .carry(total_carry_43));
  wire [7:0] total_sum_44;
  wire [7:0] total_carry_44;
  csa #(.W(8)) total_row_44 (.a(~act_43_x4), .b(~act_44_x9), .c(~act_48_x7),
    .sum(total_sum_44), .carry(total_carry_44));
  wire [7:0] total_sum_45;
  wire [7:0] total_carry_45;
  csa #(.W(8)) total_row_45 (.a(act_59_x4), .b(act_75_x4), .c(~act_77_x2),
    .sum(total_sum_45), .carry(total_carry_45));
  wire [7:0] total_sum_46;
  wire [7:0] total_carry_46;
  csa #(.W(8)) total_row_46 (.a({3'd0, total_sum_31}), .b(~act_96_x6),
    .c({3'd0, total_sum_24}), .sum(total_sum_46), .carry(total_carry_46));
  wire [7:0] total_sum_47;
  wire [7:0] total_carry_47;
  csa #(.W(8)) total_row_47 (.a(act_110_x5), .b({1'd0, total_sum_33}),
    .c({1'd0, total_sum_34}), .sum(total_sum_47), .carry(total_carry_47));
  wire [6:0] total_sum_48;
  wire [6:0] total_carry_48;
  csa #(.W(7)) total_row_48 (.a(total_sum_35), .b(total_sum_36),
    .c({total_carry_28[5:0], 1'd0}), .sum(total_sum_48), .carry(total_carry_48));
  wire [8:0] total_sum_49;
  wire [8:0] total_carry_49;
  csa #(.W(9)) total_row_49 (.a({4'd0, total_carry_29[3:0], 1'd0}),
    .b({5'd0, total_carry_30[2:0], 1'd0}), .c(~act_8_x15), .sum(total_sum_49),
    .carry(total_carry_49));
  wire [8:0] total_sum_50;
  wire [8:0] total_carry_50;
  csa #(.W(9)) total_row_50 (.a(act_9_x11), .b(act_16_x10), .c(act_20_x11),
    .sum(total_sum_50), .carry(total_carry_50));
  wire [8:0] total_sum_51;
  wire [8:0] total_carry_51;
  csa #(.W(9)) total_row_51 (.a(act_36_x20), .b(act_38_x9), .c(act_42_x5),
    .sum(total_sum_51), .carry(total_carry_51));
  wire [8:0] total_sum_52;
  wire [8:0] total_carry_52;
  csa #(.W(9)) total_row_52 (.a(act_45_x5), .b(act_46_x9), .c(~act_53_x5),
    .sum(total_sum_52), .carry(total_carry_52));
  wire [8:0] total_sum_53;
  wire [8:0] total_carry_53;
  csa #(.W(9)) total_row_53 (.a(~act_64_x14), .b(act_72_x9), .c(act_74_x8),
    .sum(total_sum_53), .carry(total_carry_53));
  wire [8:0] total_sum_54;
  wire [8:0] total_carry_54;
  csa #(.W(9)) total_row_54 (.a(act_78_x9), .b(act_99_x11), .c(act_101_x8),
    .sum(total_sum_54), .carry(total_carry_54));
  wire [8:0] total_sum_55;
  wire [8:0] total_carry_55;
  csa #(.W(9)) total_row_55 (.a(act_102_x7), .b(~act_109_x9), .c({3'd0, total_sum_27}),
    .sum(total_sum_55), .carry(total_carry_55));
  wire [7:0] total_sum_56;
  wire [7:0] total_carry_56;
  csa #(.W(8)) total_row_56 (.a({2'd0, total_sum_29}), .b(total_sum_40), .c(total_sum_41),
    .sum(total_sum_56), .carry(total_carry_56));
  wire [7:0] total_sum_57;
  wire [7:0] total_carry_57;
  csa #(.W(8)) total_row_57 (.a(total_sum_42), .b(total_sum_43), .c(total_sum_44),
    .sum(total_sum_57), .carry(total_carry_57));
  wire [7:0] total_sum_58;
  wire [7:0] total_carry_58;
  csa #(.W(8)) total_row_58 (.a(total_sum_45), .b({1'd0, total_sum_48}),
    .c({total_carry_33[6:0], 1'd0}), .sum(total_sum_58), .carry(total_carry_58));
  wire [6:0] total_sum_59;
  wire [6:0] total_carry_59;
  csa #(.W(7)) total_row_59 (.a(total_carry_34[6:0]), .b(total_carry_35[6:0]),
    .c(total_carry_36[6:0]), .sum(total_sum_59), .carry(total_carry_59));
  wire [4:0] total_sum_60;
  wire [4:0] total_carry_60;
  csa #(.W(5)) total_row_60 (.a({total_carry_31[4:1], 1'd0}),
    .b({1'd0, total_carry_37[3:0]}), .c({1'd0, total_carry_38[3:1], 1'd0}),
    .sum(total_sum_60), .carry(total_carry_60));
  wire [9:0] total_sum_61;
  wire [9:0] total_carry_61;
  csa #(.W(10)) total_row_61 (.a(act_3_x22), .b(act_5_x12), .c(act_10_x10),
    .sum(total_sum_61), .carry(total_carry_61));
  wire [9:0] total_sum_62;
  wire [9:0] total_carry_62;
  csa #(.W(10)) total_row_62 (.a(act_13_x9), .b(act_14_x12), .c(act_21_x8),
    .sum(total_sum_62), .carry(total_carry_62));
  wire [9:0] total_sum_63;
  wire [9:0] total_carry_63;
  csa #(.W(10)) total_row_63 (.a(act_22_x14), .b(act_26_x9), .c(act_35_x14),
    .sum(total_sum_63), .carry(total_carry_63));
  wire [9:0] total_sum_64;
  wire [9:0] total_carry_64;
  csa #(.W(10)) total_row_64 (.a(act_37_x8), .b(act_50_x10), .c(act_54_x11),
    .sum(total_sum_64), .carry(total_carry_64));
  wire [9:0] total_sum_65;
  wire [9:0] total_carry_65;
  csa #(.W(10)) total_row_65 (.a(act_66_x9), .b(act_67_x14), .c(act_69_x12),
    .sum(total_sum_65), .carry(total_carry_65));
  wire [9:0] total_sum_66;
  wire [9:0] total_carry_66;
  csa #(.W(10)) total_row_66 (.a(~act_70_x18), .b(act_106_x12), .c({4'd0, total_sum_30}),
    .sum(total_sum_66), .carry(total_carry_66));
  wire [7:0] total_sum_67;
  wire [7:0] total_carry_67;
  csa #(.W(8)) total_row_67 (.a({2'd0, total_sum_37}), .b({2'd0, total_sum_38}),
    .c(total_sum_47), .sum(total_sum_67), .carry(total_carry_67));
  wire [8:0] total_sum_68;
  wire [8:0] total_carry_68;
  csa #(.W(9)) total_row_68 (.a(total_sum_50), .b(total_sum_51), .c(total_sum_52),
    .sum(total_sum_68), .carry(total_carry_68));
  wire [8:0] total_sum_69;
  wire [8:0] total_carry_69;
  csa #(.W(9)) total_row_69 (.a(total_sum_53), .b(total_sum_54), .c({1'd0, total_sum_57}),
    .sum(total_sum_69), .carry(total_carry_69));
  wire [7:0] total_sum_70;
  wire [7:0] total_carry_70;
  csa #(.W(8)) total_row_70 (.a(total_carry_40[7:0]), .b(total_carry_41[7:0]),
    .c(total_carry_42[7:0]), .sum(total_sum_70), .carry(total_carry_70));
  wire [7:0] total_sum_71;
  wire [7:0] total_carry_71;
  csa #(.W(8)) total_row_71 (.a(total_carry_43[7:0]), .b(total_carry_44[7:0]),
    .c(total_carry_45[7:0]), .sum(total_sum_71), .carry(total_carry_71));
  wire [6:0] total_sum_72;
  wire [6:0] total_carry_72;
  csa #(.W(7)) total_row_72 (.a({2'd0, total_carry_46[4:0]}), .b(total_carry_47[6:0]),
    .c(total_carry_48[6:0]), .sum(total_sum_72), .carry(total_carry_72));
  wire [7:0] total_sum_73;
  wire [7:0] total_carry_73;
  csa #(.W(8)) total_row_73 (.a({total_sum_59, 1'd0}), .b({1'd0, total_sum_32}),
    .c(total_sum_58), .sum(total_sum_73), .carry(total_carry_73));
  wire [9:0] total_sum_74;
  wire [9:0] total_carry_74;
  csa #(.W(10)) total_row_74 (.a(total_sum_61), .b(total_sum_62), .c(total_sum_63),
    .sum(total_sum_74), .carry(total_carry_74));
  wire [9:0] total_sum_75;
  wire [9:0] total_carry_75;
  csa #(.W(10)) total_row_75 (.a(total_sum_64), .b(total_sum_65), .c({1'd0, total_sum_68}),
    .sum(total_sum_75), .carry(total_carry_75));
  wire [8:0] total_sum_76;
  wire [8:0] total_carry_76;
  csa #(.W(9)) total_row_76 (.a(total_carry_50[8:0]), .b(total_carry_51[8:0]),
    .c(total_carry_52[8:0]), .sum(total_sum_76), .carry(total_carry_76));
  wire [8:0] total_sum_77;
  wire [8:0] total_carry_77;
  csa #(.W(9)) total_row_77 (.a(total_carry_53[8:0]), .b(total_carry_54[8:0]),
    .c({1'd0, total_carry_57[7:0]}), .sum(total_sum_77), .carry(total_carry_77));
  wire [7:0] total_sum_78;
  wire [7:0] total_carry_78;
  csa #(.W(8)) total_row_78 (.a({3'd0, total_sum_60}), .b(total_sum_70), .c(total_sum_71),
    .sum(total_sum_78), .carry(total_carry_78));
  wire [6:0] total_sum_79;
  wire [6:0] total_carry_79;
  csa #(.W(7)) total_row_79 (.a({3'd0, total_carry_49[4:1]}), .b(total_carry_59[6:0]),
    .c({3'd0, total_carry_60[3:1], 1'd0}), .sum(total_sum_79), .carry(total_carry_79));
  wire [7:0] total_sum_80;
  wire [7:0] total_carry_80;
  csa #(.W(8)) total_row_80 (.a(total_sum_39), .b(total_sum_46), .c(total_sum_56),
    .sum(total_sum_80), .carry(total_carry_80));
  wire [9:0] total_sum_81;
  wire [9:0] total_carry_81;
  csa #(.W(10)) total_row_81 (.a({1'd0, total_sum_69}), .b(total_sum_74),
    .c({1'd0, total_carry_58[7:0], 1'd0}), .sum(total_sum_81), .carry(total_carry_81));
  wire [9:0] total_sum_82;
  wire [9:0] total_carry_82;
  csa #(.W(10)) total_row_82 (.a(total_carry_61[9:0]), .b(total_carry_62[9:0]),
    .c(total_carry_63[9:0]), .sum(total_sum_82), .carry(total_carry_82));
  wire [9:0] total_sum_83;
  wire [9:0] total_carry_83;
  csa #(.W(10)) total_row_83 (.a(total_carry_64[9:0]), .b(total_carry_65[9:0]),
    .c({4'd0, total_carry_67[5:0]}), .sum(total_sum_83), .carry(total_carry_83));
  wire [8:0] total_sum_84;
  wire [8:0] total_carry_84;
  csa #(.W(9)) total_row_84 (.a(total_carry_68[8:0]), .b(total_sum_76),
    .c({total_carry_70[7:0], 1'd0}), .sum(total_sum_84), .carry(total_carry_84));
  wire [9:0] total_sum_85;
  wire [9:0] total_carry_85;
  csa #(.W(10)) total_row_85 (.a({total_carry_71[7:0], 2'd0}), .b({1'd0, total_sum_55}),
    .c({2'd0, total_sum_67}), .sum(total_sum_85), .carry(total_carry_85));
  wire [9:0] total_sum_86;
  wire [9:0] total_carry_86;
  csa #(.W(10)) total_row_86 (.a({2'd0, total_sum_73}), .b(total_sum_75),
    .c({2'd0, total_sum_80}), .sum(total_sum_86), .carry(total_carry_86));
  wire [8:0] total_sum_87;
  wire [8:0] total_carry_87;
  csa #(.W(9)) total_row_87 (.a({1'd0, total_carry_56[7:0]}), .b(total_carry_69[8:0]),
    .c({2'd0, total_sum_72}), .sum(total_sum_87), .carry(total_carry_87));
  wire [9:0] total_sum_88;
  wire [9:0] total_carry_88;
  csa #(.W(10)) total_row_88 (.a(total_carry_74[9:0]), .b({1'd0, total_sum_77}),
    .c(total_sum_82), .sum(total_sum_88), .carry(total_carry_88));
  wire [9:0] total_sum_89;
  wire [9:0] total_carry_89;
  csa #(.W(10)) total_row_89 (.a({1'd0, total_sum_84}), .b({total_carry_76[8:0], 1'd0}),
    .c({4'd0, total_carry_79[3:0], 2'd0}), .sum(total_sum_89), .carry(total_carry_89));
  wire [9:0] total_sum_90;
  wire [9:0] total_carry_90;
  csa #(.W(10)) total_row_90 (.a({1'd0, total_sum_49}), .b(total_sum_81),
    .c({total_carry_55[8:0], 1'd0}), .sum(total_sum_90), .carry(total_carry_90));
  wire [9:0] total_sum_91;
  wire [9:0] total_carry_91;
  csa #(.W(10)) total_row_91 (.a({2'd0, total_carry_73[7:0]}), .b(total_carry_75[9:0]),
    .c({2'd0, total_carry_80[7:0]}), .sum(total_sum_91), .carry(total_carry_91));
  wire [9:0] total_sum_92;
  wire [9:0] total_carry_92;
  csa #(.W(10)) total_row_92 (.a({1'd0, total_carry_81[8:0]}),
    .b({2'd0, total_carry_72[6:0], 1'd0}), .c({total_carry_77[8:0], 1'd0}),
    .sum(total_sum_92), .carry(total_carry_92));
  wire [11:0] total_sum_93;
  wire [11:0] total_carry_93;
  csa #(.W(12)) total_row_93 (.a({total_carry_82[9:0], 2'd0}),
    .b({1'd0, total_carry_84[8:0], 2'd0}), .c({2'd0, total_sum_66}), .sum(total_sum_93),
    .carry(total_carry_93));
  wire [9:0] total_sum_94;
  wire [9:0] total_carry_94;
  csa #(.W(10)) total_row_94 (.a({2'd0, total_sum_78}), .b({2'd0, total_carry_86[7:0]}),
    .c(total_sum_88), .sum(total_sum_94), .carry(total_carry_94));
  wire [9:0] total_sum_95;
  wire [9:0] total_carry_95;
  csa #(.W(10)) total_row_95 (.a({1'd0, total_sum_79, 2'd0}), .b(total_sum_85),
    .c(total_sum_86), .sum(total_sum_95), .carry(total_carry_95));
  wire [10:0] total_sum_96;
  wire [10:0] total_carry_96;
  csa #(.W(11)) total_row_96 (.a({1'd0, total_sum_90}), .b({total_carry_66[9:0], 1'd0}),
    .c({1'd0, total_carry_85[8:0], 1'd0}), .sum(total_sum_96), .carry(total_carry_96));
  wire [8:0] total_sum_97;
  wire [8:0] total_carry_97;
  csa #(.W(9)) total_row_97 (.a(total_sum_87), .b({total_carry_78[7:0], 1'd0}),
    .c({total_carry_87[7:0], 1'd0}), .sum(total_sum_97), .carry(total_carry_97));
  wire [11:0] total_sum_98;
  wire [11:0] total_carry_98;
  csa #(.W(12)) total_row_98 (.a({total_carry_88[9:0], 2'd0}),
    .b({2'd0, total_carry_91[7:0], 2'd0}), .c({2'd0, total_sum_95}), .sum(total_sum_98),
    .carry(total_carry_98));
  wire [9:0] total_sum_99;
  wire [9:0] total_carry_99;
  csa #(.W(10)) total_row_99 (.a(total_sum_83), .b(total_carry_90[9:0]), .c(total_sum_91),
    .sum(total_sum_99), .carry(total_carry_99));
  wire [9:0] total_sum_100;
  wire [9:0] total_carry_100;
  csa #(.W(10)) total_row_100 (.a(total_sum_92), .b({1'd0, total_sum_97}),
    .c({1'd0, total_carry_94[7:0], 1'd0}), .sum(total_sum_100), .carry(total_carry_100));
  wire [11:0] total_sum_101;
  wire [11:0] total_carry_101;
  csa #(.W(12)) total_row_101 (.a({1'd0, total_carry_92[8:1], 3'd0}), .b(total_sum_93),
    .c({1'd0, total_sum_96}), .sum(total_sum_101), .carry(total_carry_101));
  wire [9:0] total_sum_102;
  wire [9:0] total_carry_102;
  csa #(.W(10)) total_row_102 (.a(total_sum_89), .b(total_sum_94), .c(total_carry_95[9:0]),
    .sum(total_sum_102), .carry(total_carry_102));
  wire [10:0] total_sum_103;
  wire [10:0] total_carry_103;
  csa #(.W(11)) total_row_103 (.a({1'd0, total_sum_99}), .b({total_carry_83[9:0], 1'd0}),
    .c({1'd0, total_carry_96[9:1], 1'd0}), .sum(total_sum_103), .carry(total_carry_103));
  wire [8:0] total_sum_104;
  wire [8:0] total_carry_104;
  csa #(.W(9)) total_row_104 (.a({1'd0, total_carry_89[8:1]}), .b(total_carry_93[10:2]),
    .c({1'd0, total_carry_97[8:1]}), .sum(total_sum_104), .carry(total_carry_104));
  wire [10:0] total_sum_105;
  wire [10:0] total_carry_105;
  csa #(.W(11)) total_row_105 (.a({1'd0, total_sum_100}), .b({1'd0, total_sum_102}),
    .c({total_carry_99[9:0], 1'd0}), .sum(total_sum_105), .carry(total_carry_105));
  wire [11:0] total_sum_106;
  wire [11:0] total_carry_106;
  csa #(.W(12)) total_row_106 (.a({1'd0, total_carry_100[8:0], 2'd0}),
    .b({1'd0, total_carry_98[9:2], 3'd0}), .c(total_sum_98), .sum(total_sum_106),
    .carry(total_carry_106));
  wire [11:0] total_sum_107;
  wire [11:0] total_carry_107;
  csa #(.W(12)) total_row_107 (.a(total_sum_101), .b({total_carry_101[10:0], 1'd0}),
    .c({total_sum_103, 1'd0}), .sum(total_sum_107), .carry(total_carry_107));
  wire [9:0] total_sum_108;
  wire [9:0] total_carry_108;
  csa #(.W(10)) total_row_108 (.a(total_carry_102[9:0]), .b({total_carry_103[9:1], 1'd0}),
    .c({total_sum_104, 1'd0}), .sum(total_sum_108), .carry(total_carry_108));
  wire [11:0] total_sum_109;
  wire [11:0] total_carry_109;
  csa #(.W(12)) total_row_109 (.a({total_carry_104[7:0], 4'd0}), .b(total_sum_106),
    .c(total_sum_107), .sum(total_sum_109), .carry(total_carry_109));
  wire [10:0] total_sum_110;
  wire [10:0] total_carry_110;
  csa #(.W(11)) total_row_110 (.a(total_sum_105), .b({total_carry_105[9:0], 1'd0}),
    .c({total_sum_108, 1'd0}), .sum(total_sum_110), .carry(total_carry_110));
  wire [11:0] total_sum_111;
  wire [11:0] total_carry_111;
  csa #(.W(12)) total_row_111 (.a({total_carry_106[10:2], 3'd0}), .b(total_sum_109),
    .c({total_sum_110, 1'd0}), .sum(total_sum_111), .carry(total_carry_111));
  wire [12:0] total_sum_112;
  wire [12:0] total_carry_112;
  csa #(.W(13)) total_row_112 (.a({total_carry_107[11:1], 2'd0}),
    .b({total_carry_108[9:1], 4'd0}), .c({1'd0, total_sum_111}), .sum(total_sum_112),
    .carry(total_carry_112));
  wire [11:0] total_sum_113;
  wire [11:0] total_carry_113;
  csa #(.W(12)) total_row_113 (.a(total_carry_109[11:0]), .b({total_carry_110[10:1], 2'd0}),
    .c({total_carry_111[11:1], 1'd0}), .sum(total_sum_113), .carry(total_carry_113));
  wire [13:0] total_sum_114;
  wire [13:0] total_carry_114;
  csa #(.W(14)) total_row_114 (.a({1'd0, total_sum_112}), .b({1'd0, total_sum_113, 1'd0}),
    .c({total_carry_112[12:2], 3'd0}), .sum(total_sum_114), .carry(total_carry_114));
  wire [13:0] total_sum_115;
  wire [13:0] total_carry_115;
  csa #(.W(14)) total_row_115 (.a({total_carry_113[11:1], 3'd0}), .b(total_sum_114),
    .c({total_carry_114[12:1], 2'd0}), .sum(total_sum_115), .carry(total_carry_115));
  wire [14:0] total_sum_116;
  wire [14:0] total_carry_116;
  csa #(.W(15)) total_row_116 (.a({11'd0, total_carry_32[2:2], 3'd0}),
    .b({1'd0, total_sum_115}), .c({total_carry_115[13:2], 3'd0}), .sum(total_sum_116),
    .carry(total_carry_116));
  wire [14:0] total_sum_117;
  wire [14:0] total_carry_117;
  csa #(.W(15)) total_row_117 (.a({10'd0, total_carry_39[3:3], 4'd0}), .b(total_sum_116),
    .c({total_carry_116[13:3], 4'd0}), .sum(total_sum_117), .carry(total_carry_117));
  wire [2:0] total_sum_118;
  wire [2:0] total_carry_118;
  csa #(.W(3)) total_row_118 (.a({2'd0, total_sum_14}),
    .b({1'd0, total_carry_21[0:0], 1'd0}), .c({total_carry_25[1:1], 2'd0}),
    .sum(total_sum_118), .carry(total_carry_118));
  wire [15:0] total_sum_119;
  wire [15:0] total_carry_119;
  csa #(.W(16)) total_row_119 (.a({13'd0, total_sum_118}), .b({1'd0, total_sum_117}),
    .c({total_carry_117[14:4], 5'd0}), .sum(total_sum_119), .carry(total_carry_119));
  wire [15:0] total_sum_120;
  wire [15:0] total_carry_120;
  csa #(.W(16)) total_row_120 (.a(16'd59888), .b(total_sum_119),
    .c({total_carry_119[14:0], 1'd0}), .sum(total_sum_120), .carry(total_carry_120));
  ripple_adder #(.W(16)) total_adder (
    .a(total_sum_120),
    .b({total_carry_120[14:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_5 (
  input wire [7:0] act_0_x5, input wire [6:0] act_1_x5, input wire [6:0] act_3_x3,
    input wire [0:0] act_3_z4, input wire [4:0] act_4_x1, input wire [0:0] act_4_z4,
    input wire [7:0] act_5_x2, input wire [0:0] act_5_z3, input wire [8:0] act_6_x6,
    input wire [2:0] act_7_x4, input wire [0:0] act_7_z2, input wire [8:0] act_8_x13,
    input wire [9:0] act_9_x24, input wire [7:0] act_10_x3, input wire [0:0] act_10_z4,
    input wire [9:0] act_11_x14, input wire [5:0] act_12_x2, input wire [10:0] act_13_x23,
    input wire [8:0] act_14_x5, input wire [0:0] act_14_z4, input wire [2:0] act_15_x5,
    input wire [0:0] act_15_z4, input wire [7:0] act_16_x6, input wire [0:0] act_16_z3,
    input wire [7:0] act_17_x8, input wire [0:0] act_17_z1, input wire [10:0] act_18_x19,
    input wire [8:0] act_19_x7, input wire [0:0] act_19_z4, input wire [6:0] act_20_x3,
    input wire [0:0] act_20_z4, input wire [9:0] act_21_x11, input wire [0:0] act_21_z4,
    input wire [9:0] act_22_x10, input wire [2:0] act_23_x4, input wire [0:0] act_23_z2,
    input wire [7:0] act_24_x5, input wire [6:0] act_25_x11, input wire [7:0] act_26_x4,
    input wire [8:0] act_27_x8, input wire [6:0] act_28_x4, input wire [8:0] act_29_x6,
    input wire [8:0] act_30_x10, input wire [3:0] act_31_x9, input wire [0:0] act_31_z4,
    input wire [5:0] act_32_x2, input wire [7:0] act_33_x7, input wire [0:0] act_33_z4,
    input wire [9:0] act_34_x12, input wire [8:0] act_35_x9, input wire [0:0] act_35_z4,
    input wire [4:0] act_36_x1, input wire [8:0] act_37_x6, input wire [0:0] act_37_z3,
    input wire [8:0] act_38_x6, input wire [2:0] act_39_x6, input wire [0:0] act_39_z3,
    input wire [4:0] act_41_x1, input wire [0:0] act_41_z4, input wire [7:0] act_42_x3,
    input wire [0:0] act_42_z4, input wire [5:0] act_43_x1, input wire [6:0] act_44_x5,
    input wire [0:0] act_44_z4, input wire [6:0] act_45_x1, input wire [8:0] act_46_x7,
    input wire [3:0] act_47_x13, input wire [0:0] act_47_z4, input wire [7:0] act_48_x7,
    input wire [0:0] act_48_z4, input wire [4:0] act_49_x1, input wire [0:0] act_49_z4,
    input wire [8:0] act_50_x7, input wire [8:0] act_51_x9, input wire [4:0] act_52_x3,
    input wire [8:0] act_53_x7, input wire [2:0] act_55_x5, input wire [0:0] act_55_z4,
    input wire [6:0] act_56_x3, input wire [4:0] act_57_x4, input wire [5:0] act_58_x1,
    input wire [6:0] act_59_x3, input wire [0:0] act_59_z4, input wire [4:0] act_60_x2,
    input wire [6:0] act_61_x2, input wire [0:0] act_61_z3, input wire [7:0] act_62_x4,
    input wire [3:0] act_63_x9, input wire [0:0] act_63_z4, input wire [9:0] act_64_x20,
    input wire [0:0] act_64_z2, input wire [5:0] act_65_x2, input wire [10:0] act_66_x20,
    input wire [5:0] act_67_x1, input wire [9:0] act_69_x10, input wire [9:0] act_70_x15,
    input wire [2:0] act_71_x7, input wire [0:0] act_71_z4, input wire [8:0] act_72_x12,
    input wire [0:0] act_72_z2, input wire [5:0] act_73_x7, input wire [8:0] act_74_x5,
    input wire [8:0] act_75_x8, input wire [7:0] act_76_x6, input wire [9:0] act_77_x10,
    input wire [8:0] act_78_x7, input wire [3:0] act_79_x10, input wire [0:0] act_79_z3,
    input wire [7:0] act_96_x9, input wire [6:0] act_97_x3, input wire [5:0] act_98_x1,
    input wire [0:0] act_98_z4, input wire [8:0] act_99_x9, input wire [3:0] act_100_x1,
    input wire [0:0] act_100_z4, input wire [6:0] act_101_x2, input wire [9:0] act_102_x16,
    input wire [3:0] act_103_x13, input wire [0:0] act_103_z4, input wire [6:0] act_104_x5,
    input wire [4:0] act_105_x5, input wire [8:0] act_106_x6, input wire [6:0] act_107_x3,
    input wire [5:0] act_108_x5, input wire [0:0] act_108_z4, input wire [8:0] act_110_x9,
    input wire [3:0] act_111_x8, input wire [0:0] act_111_z1, output wire [15:0] sum
);
  wire [15:0] total;
`ifdef CARRY_CHAINS
  wire [3:0] total_part_0;
  adder #(.W(4)) total_add_0 (.a({1'd0, ~act_15_x5}),
    .b({1'd0, ~act_7_x4}), .carry_in(act_3_z4), .sum(total_part_0));
  wire [3:0] total_part_1;
  adder #(.W(4)) total_add_1 (.a({1'd0, ~act_39_x6}),
    .b({1'd0, ~act_23_x4}), .carry_in(act_4_z4), .sum(total_part_1));
  wire [3:0] total_part_2;
  adder #(.W(4)) total_add_2 (.a({1'd0, ~act_71_x7}),
    .b({1'd0, ~act_55_x5}), .carry_in(act_5_z3), .sum(total_part_2));
  wire [4:0] total_part_3;
  adder #(.W(5)) total_add_3 (.a({1'd0, total_part_0}),
    .b({1'd0, ~act_31_x9}), .carry_in(act_7_z2), .sum(total_part_3));
  wire [4:0] total_part_4;
  adder #(.W(5)) total_add_4 (.a({1'd0, total_part_1}),
    .b({1'd0, ~act_47_x13}), .carry_in(act_10_z4), .sum(total_part_4));
  wire [4:0] total_part_5;
  adder #(.W(5)) total_add_5 (.a({1'd0, total_part_2}),
    .b({1'd0, ~act_63_x9}), .carry_in(act_14_z4), .sum(total_part_5));
  wire [5:0] total_part_6;
  adder #(.W(6)) total_add_6 (.a({1'd0, act_36_x1}),
    .b({2'd0, ~act_79_x10}), .carry_in(act_15_z4), .sum(total_part_6));
  wire [5:0] total_part_7;
  adder #(.W(6)) total_add_7 (.a({1'd0, act_52_x3}),
    .b({2'd0, ~act_100_x1}), .carry_in(act_16_z3), .sum(total_part_7));
  wire [5:0] total_part_8;
  adder #(.W(6)) total_add_8 (.a({1'd0, act_57_x4}),
    .b({2'd0, ~act_103_x13}), .carry_in(act_17_z1), .sum(total_part_8));
  wire [5:0] total_part_9;
  adder #(.W(6)) total_add_9 (.a({1'd0, act_60_x2}),
    .b({2'd0, ~act_111_x8}), .carry_in(act_19_z4), .sum(total_part_9));
  wire [5:0] total_part_10;
  adder #(.W(6)) total_add_10 (.a({1'd0, act_105_x5}),
    .b({1'd0, ~act_4_x1}), .carry_in(act_20_z4), .sum(total_part_10));
  wire [5:0] total_part_11;
  adder #(.W(6)) total_add_11 (.a({1'd0, total_part_3}),
    .b({1'd0, ~act_41_x1}), .carry_in(act_21_z4), .sum(total_part_11));
  wire [5:0] total_part_12;
  adder #(.W(6)) total_add_12 (.a({1'd0, total_part_4}),
    .b({1'd0, ~act_49_x1}), .carry_in(act_23_z2), .sum(total_part_12));
  wire [6:0] total_part_13;
  adder #(.W(7)) total_add_13 (.a({2'd0, total_part_5}),
    .b({1'd0, act_12_x2}), .carry_in(act_31_z4), .sum(total_part_13));
  wire [6:0] total_part_14;
  adder #(.W(7)) total_add_14 (.a({1'd0, act_32_x2}),
    .b({1'd0, act_43_x1}), .carry_in(act_33_z4), .sum(total_part_14));
  wire [6:0] total_part_15;
  adder #(.W(7)) total_add_15 (.a({1'd0, act_58_x1}),
    .b({1'd0, act_65_x2}), .carry_in(act_35_z4), .sum(total_part_15));
  wire [6:0] total_part_16;
  adder #(.W(7)) total_add_16 (.a({1'd0, act_67_x1}),
    .b({1'd0, act_73_x7}), .carry_in(act_37_z3), .sum(total_part_16));
  wire [6:0] total_part_17;
  adder #(.W(7)) total_add_17 (.a({1'd0, total_part_6}),
    .b({1'd0, ~act_98_x1}), .carry_in(act_39_z3), .sum(total_part_17));
  wire [6:0] total_part_18;
  adder #(.W(7)) total_add_18 (.a({1'd0, total_part_7}),
    .b({1'd0, ~act_108_x5}), .carry_in(act_41_z4), .sum(total_part_18));
  wire [6:0] total_part_19;
  adder #(.W(7)) total_add_19 (.a({1'd0, total_part_8}),
    .b({1'd0, total_part_9}), .carry_in(act_42_z4), .sum(total_part_19));
  wire [6:0] total_part_20;
  adder #(.W(7)) total_add_20 (.a({1'd0, total_part_10}),
    .b({1'd0, total_part_11}), .carry_in(act_44_z4), .sum(total_part_20));
  wire [7:0] total_part_21;
  adder #(.W(8)) total_add_21 (.a({2'd0, total_part_12}),
    .b({1'd0, act_1_x5}), .carry_in(act_47_z4), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, act_25_x11}),
    .b({1'd0, ~act_3_x3}), .carry_in(act_48_z4), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, act_28_x4}),
    .b({1'd0, ~act_20_x3}), .carry_in(act_49_z4), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, act_45_x1}),
    .b({1'd0, ~act_44_x5}), .carry_in(act_55_z4), .sum(total_part_24));
  wire [7:0] total_part_25;
  adder #(.W(8)) total_add_25 (.a({1'd0, act_56_x3}),
    .b({1'd0, ~act_59_x3}), .carry_in(act_59_z4), .sum(total_part_25));
  wire [7:0] total_part_26;
  adder #(.W(8)) total_add_26 (.a({1'd0, act_97_x3}),
    .b({1'd0, ~act_61_x2}), .carry_in(act_61_z3), .sum(total_part_26));
  wire [7:0] total_part_27;
  adder #(.W(8)) total_add_27 (.a({1'd0, act_101_x2}),
    .b({1'd0, act_104_x5}), .carry_in(act_63_z4), .sum(total_part_27));
  wire [7:0] total_part_28;
  adder #(.W(8)) total_add_28 (.a({1'd0, act_107_x3}),
    .b({1'd0, total_part_13}), .carry_in(act_64_z2), .sum(total_part_28));
  wire [7:0] total_part_29;
  adder #(.W(8)) total_add_29 (.a({1'd0, total_part_14}),
    .b({1'd0, total_part_15}), .carry_in(act_71_z4), .sum(total_part_29));
  wire [7:0] total_part_30;
  adder #(.W(8)) total_add_30 (.a({1'd0, total_part_16}),
    .b({1'd0, total_part_17}), .carry_in(act_72_z2), .sum(total_part_30));
  wire [7:0] total_part_31;
  adder #(.W(8)) total_add_31 (.a({1'd0, total_part_18}),
    .b({1'd0, total_part_19}), .carry_in(act_79_z3), .sum(total_part_31));
  wire [8:0] total_part_32;
  adder #(.W(9)) total_add_32 (.a({2'd0, total_part_20}),
    .b({1'd0, act_0_x5}), .carry_in(act_98_z4), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({1'd0, act_24_x5}),
    .b({1'd0, ~act_5_x2}), .carry_in(act_100_z4), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, act_26_x4}),
    .b({1'd0, ~act_10_x3}), .carry_in(act_103_z4), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, act_62_x4}),
    .b({1'd0, ~act_16_x6}), .carry_in(act_108_z4), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, act_76_x6}),
    .b({1'd0, ~act_17_x8}), .carry_in(act_111_z1), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, act_96_x9}),
    .b({1'd0, ~act_33_x7}), .carry_in(1'b0), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, total_part_21}),
    .b({1'd0, ~act_42_x3}), .carry_in(1'b0), .sum(total_part_38));
  wire [8:0] total_part_39;
  adder #(.W(9)) total_add_39 (.a({1'd0, total_part_22}),
    .b({1'd0, ~act_48_x7}), .carry_in(1'b0), .sum(total_part_39));
  wire [8:0] total_part_40;
  adder #(.W(9)) total_add_40 (.a({1'd0, total_part_23}),
    .b({1'd0, total_part_24}), .carry_in(1'b0), .sum(total_part_40));
  wire [8:0] total_part_41;
  adder #(.W(9)) total_add_41 (.a({1'd0, total_part_25}),
    .b({1'd0, total_part_26}), .carry_in(1'b0), .sum(total_part_41));
  wire [8:0] total_part_42;
  adder #(.W(9)) total_add_42 (.a({1'd0, total_part_27}),
    .b({1'd0, total_part_28}), .carry_in(1'b0), .sum(total_part_42));
  wire [8:0] total_part_43;
  adder #(.W(9)) total_add_43 (.a({1'd0, total_part_29}),
    .b({1'd0, total_part_30}), .carry_in(1'b0), .sum(total_part_43));
  wire [9:0] total_part_44;
  adder #(.W(10)) total_add_44 (.a({2'd0, total_part_31}),
    .b({1'd0, act_6_x6}), .carry_in(1'b0), .sum(total_part_44));
  wire [9:0] total_part_45;
  adder #(.W(10)) total_add_45 (.a({1'd0, act_8_x13}),
    .b({1'd0, ~act_14_x5}), .carry_in(1'b0), .sum(total_part_45));
  wire [9:0] total_part_46;
  adder #(.W(10)) total_add_46 (.a({1'd0, act_27_x8}),
    .b({1'd0, ~act_19_x7}), .carry_in(1'b0), .sum(total_part_46));
  wire [9:0] total_part_47;
  adder #(.W(10)) total_add_47 (.a({1'd0, act_29_x6}),
    .b({1'd0, act_30_x10}), .carry_in(1'b0), .sum(total_part_47));
  wire [9:0] total_part_48;
  adder #(.W(10)) total_add_48 (.a({1'd0, act_38_x6}),
    .b({1'd0, ~act_35_x9}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, act_46_x7}),
    .b({1'd0, ~act_37_x6}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, act_50_x7}),
    .b({1'd0, act_51_x9}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, act_53_x7}),
    .b({1'd0, ~act_72_x12}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, act_74_x5}),
    .b({1'd0, act_75_x8}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, act_78_x7}),
    .b({1'd0, act_99_x9}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, act_106_x6}),
    .b({1'd0, act_110_x9}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, total_part_32}),
    .b({1'd0, total_part_33}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, total_part_34}),
    .b({1'd0, total_part_35}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, total_part_36}),
    .b({1'd0, total_part_37}), .carry_in(1'b0), .sum(total_part_57));
  wire [9:0] total_part_58;
  adder #(.W(10)) total_add_58 (.a({1'd0, total_part_38}),
    .b({1'd0, total_part_39}), .carry_in(1'b0), .sum(total_part_58));
  wire [9:0] total_part_59;
  adder #(.W(10)) total_add_59 (.a({1'd0, total_part_40}),
    .b({1'd0, total_part_41}), .carry_in(1'b0), .sum(total_part_59));
  wire [9:0] total_part_60;
  adder #(.W(10)) total_add_60 (.a({1'd0, total_part_42}),
    .b({1'd0, total_part_43}), .carry_in(1'b0), .sum(total_part_60));
  wire [10:0] total_part_61;
  adder #(.W(11)) total_add_61 (.a({1'd0, act_9_x24}),
    .b({1'd0, act_11_x14}), .carry_in(1'b0), .sum(total_part_61));
  wire [10:0] total_part_62;
  adder #(.W(11)) total_add_62 (.a({1'd0, act_22_x10}),
    .b({1'd0, ~act_21_x11}), .carry_in(1'b0), .sum(total_part_62));
  wire [10:0] total_part_63;
  adder #(.W(11)) total_add_63 (.a({1'd0, act_34_x12}),
    .b({1'd0, ~act_64_x20}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({1'd0, act_69_x10}),
    .b({1'd0, act_70_x15}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, act_77_x10}),
    .b({1'd0, act_102_x16}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, total_part_44}),
    .b({1'd0, total_part_45}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, total_part_46}),
    .b({1'd0, total_part_47}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, total_part_48}),
    .b({1'd0, total_part_49}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_71));
  wire [10:0] total_part_72;
  adder #(.W(11)) total_add_72 (.a({1'd0, total_part_56}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_72));
  wire [10:0] total_part_73;
  adder #(.W(11)) total_add_73 (.a({1'd0, total_part_58}),
    .b({1'd0, total_part_59}), .carry_in(1'b0), .sum(total_part_73));
  wire [11:0] total_part_74;
  adder #(.W(12)) total_add_74 (.a({2'd0, total_part_60}),
    .b({1'd0, act_13_x23}), .carry_in(1'b0), .sum(total_part_74));
  wire [11:0] total_part_75;
  adder #(.W(12)) total_add_75 (.a({1'd0, act_18_x19}),
    .b({1'd0, act_66_x20}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({1'd0, total_part_61}),
    .b({1'd0, total_part_62}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, total_part_63}),
    .b({1'd0, total_part_64}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_65}),
    .b({1'd0, total_part_66}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_67}),
    .b({1'd0, total_part_68}), .carry_in(1'b0), .sum(total_part_79));
  wire [11:0] total_part_80;
  adder #(.W(12)) total_add_80 (.a({1'd0, total_part_69}),
    .b({1'd0, total_part_70}), .carry_in(1'b0), .sum(total_part_80));
  wire [11:0] total_part_81;
  adder #(.W(12)) total_add_81 (.a({1'd0, total_part_71}),
    .b({1'd0, total_part_72}), .carry_in(1'b0), .sum(total_part_81));
  wire [12:0] total_part_82;
  adder #(.W(13)) total_add_82 (.a({2'd0, total_part_73}),
    .b({1'd0, total_part_74}), .carry_in(1'b0), .sum(total_part_82));
  wire [12:0] total_part_83;
  adder #(.W(13)) total_add_83 (.a({1'd0, total_part_75}),
    .b({1'd0, total_part_76}), .carry_in(1'b0), .sum(total_part_83));
  wire [12:0] total_part_84;
  adder #(.W(13)) total_add_84 (.a({1'd0, total_part_77}),
    .b({1'd0, total_part_78}), .carry_in(1'b0), .sum(total_part_84));
  wire [12:0] total_part_85;
  adder #(.W(13)) total_add_85 (.a({1'd0, total_part_79}),
    .b({1'd0, total_part_80}), .carry_in(1'b0), .sum(total_part_85));
  wire [13:0] total_part_86;
  adder #(.W(14)) total_add_86 (.a({2'd0, total_part_81}),
    .b({1'd0, total_part_82}), .carry_in(1'b0), .sum(total_part_86));
  wire [13:0] total_part_87;
  adder #(.W(14)) total_add_87 (.a({1'd0, total_part_83}),
    .b({1'd0, total_part_84}), .carry_in(1'b0), .sum(total_part_87));
  wire [14:0] total_part_88;
  adder #(.W(15)) total_add_88 (.a({2'd0, total_part_85}),
    .b({1'd0, total_part_86}), .carry_in(1'b0), .sum(total_part_88));
  wire [15:0] total_part_89;
  adder #(.W(16)) total_add_89 (.a({2'd0, total_part_87}),
    .b({1'd0, total_part_88}), .carry_in(1'b0), .sum(total_part_89));
  wire [15:0] total_part_90;
  adder #(.W(16)) total_add_90 (.a(16'd58197),
    .b(total_part_89), .carry_in(1'b0), .sum(total_part_90));
  assign total = total_part_90;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_3_z4), .b(act_4_z4), .c(act_5_z3), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_7_z2), .b(act_10_z4), .c(act_14_z4), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_15_z4), .b(act_16_z3), .c(act_17_z1), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_19_z4), .b(act_20_z4), .c(act_21_z4), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_23_z2), .b(act_31_z4), .c(act_33_z4), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_35_z4), .b(act_37_z3), .c(act_39_z3), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_41_z4), .b(act_42_z4), .c(act_44_z4), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_47_z4), .b(act_48_z4), .c(act_49_z4), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_55_z4), .b(act_59_z4), .c(act_61_z3), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_63_z4), .b(act_64_z2), .c(act_71_z4), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_72_z2), .b(act_79_z3), .c(act_98_z4), .sum(total_sum_10),
    .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(act_100_z4), .b(act_103_z4), .c(act_108_z4),
    .sum(total_sum_11), .carry(total_carry_11));
  wire [0:0] total_sum_12;
  wire [0:0] total_carry_12;
  csa #(.W(1)) total_row_12 (.a(act_111_z1), .b(total_sum_0), .c(total_sum_1),
    .sum(total_sum_12), .carry(total_carry_12));
  wire [0:0] total_sum_13;
  wire [0:0] total_carry_13;
  csa #(.W(1)) total_row_13 (.a(total_sum_2), .b(total_sum_3), .c(total_sum_4),
    .sum(total_sum_13), .carry(total_carry_13));
  wire [2:0] total_sum_14;
  wire [2:0] total_carry_14;
  csa #(.W(3)) total_row_14 (.a({2'd0, total_sum_5}), .b({2'd0, total_sum_6}), .c(~act_7_x4),
    .sum(total_sum_14), .carry(total_carry_14));
  wire [2:0] total_sum_15;
  wire [2:0] total_carry_15;
  csa #(.W(3)) total_row_15 (.a(~act_15_x5), .b(~act_23_x4), .c(~act_39_x6),
    .sum(total_sum_15), .carry(total_carry_15));
  wire [2:0] total_sum_16;
  wire [2:0] total_carry_16;
  csa #(.W(3)) total_row_16 (.a({2'd0, total_sum_7}), .b({2'd0, total_sum_8}),
    .c(~act_55_x5), .sum(total_sum_16), .carry(total_carry_16));
  wire [2:0] total_sum_17;
  wire [2:0] total_carry_17;
  csa #(.W(3)) total_row_17 (.a({2'd0, total_sum_9}), .b({2'd0, total_sum_10}),
    .c(~act_71_x7), .sum(total_sum_17), .carry(total_carry_17));
  wire [0:0] total_sum_18;
  wire [0:0] total_carry_18;
  csa #(.W(1)) total_row_18 (.a(total_carry_0[0:0]), .b(total_carry_1[0:0]),
    .c(total_carry_2[0:0]), .sum(total_sum_18), .carry(total_carry_18));
  wire [0:0] total_sum_19;
  wire [0:0] total_carry_19;
  csa #(.W(1)) total_row_19 (.a(total_carry_3[0:0]), .b(total_carry_4[0:0]),
    .c(total_carry_5[0:0]), .sum(total_sum_19), .carry(total_carry_19));
  wire [0:0] total_sum_20;
  wire [0:0] total_carry_20;
  csa #(.W(1)) total_row_20 (.a(total_carry_6[0:0]), .b(total_carry_7[0:0]),
    .c(total_carry_8[0:0]), .sum(total_sum_20), .carry(total_carry_20));
  wire [3:0] total_sum_21;
  wire [3:0] total_carry_21;
  csa #(.W(4)) total_row_21 (.a({2'd0, total_carry_9[0:0], 1'd0}),
    .b({2'd0, total_carry_10[0:0], 1'd0}), .c(~act_31_x9), .sum(total_sum_21),
    .carry(total_carry_21));
  wire [3:0] total_sum_22;
  wire [3:0] total_carry_22;
  csa #(.W(4)) total_row_22 (.a(~act_47_x13), .b(~act_63_x9), .c(~act_79_x10),
    .sum(total_sum_22), .carry(total_carry_22));
  wire [3:0] total_sum_23;
  wire [3:0] total_carry_23;
  csa #(.W(4)) total_row_23 (.a(~act_100_x1), .b(~act_103_x13), .c(~act_111_x8),
    .sum(total_sum_23), .carry(total_carry_23));
  wire [2:0] total_sum_24;
  wire [2:0] total_carry_24;
  csa #(.W(3)) total_row_24 (.a({2'd0, total_sum_11}), .b({2'd0, total_sum_12}),
    .c(total_sum_15), .sum(total_sum_24), .carry(total_carry_24));
  wire [0:0] total_sum_25;
  wire [0:0] total_carry_25;
  csa #(.W(1)) total_row_25 (.a(total_carry_11[0:0]), .b(total_carry_12[0:0]),
    .c(total_carry_13[0:0]), .sum(total_sum_25), .carry(total_carry_25));
  wire [4:0] total_sum_26;
  wire [4:0] total_carry_26;
  csa #(.W(5)) total_row_26 (.a({3'd0, total_carry_14[0:0], 1'd0}),
    .b({3'd0, total_carry_16[0:0], 1'd0}), .c(~act_4_x1), .sum(total_sum_26),
    .carry(total_carry_26));
  wire [4:0] total_sum_27;
  wire [4:0] total_carry_27;
  csa #(.W(5)) total_row_27 (.a(act_36_x1), .b(~act_41_x1), .c(~act_49_x1),
    .sum(total_sum_27), .carry(total_carry_27));
  wire [4:0] total_sum_28;
  wire [4:0] total_carry_28;
  csa #(.W(5)) total_row_28 (.a(act_52_x3), .b(act_57_x4), .c(act_60_x2), .sum(total_sum_28),
    .carry(total_carry_28));
  wire [4:0] total_sum_29;
  wire [4:0] total_carry_29;
  csa #(.W(5)) total_row_29 (.a({3'd0, total_carry_17[0:0], 1'd0}),
    .b({3'd0, total_sum_18, 1'd0}), .c(act_105_x5), .sum(total_sum_29), .carry(total_carry_29));
  wire [3:0] total_sum_30;
  wire [3:0] total_carry_30;
  csa #(.W(4)) total_row_30 (.a({2'd0, total_sum_19, 1'd0}), .b({2'd0, total_sum_20, 1'd0}),
    .c(total_sum_22), .sum(total_sum_30), .carry(total_carry_30));
  wire [3:0] total_sum_31;
  wire [3:0] total_carry_31;
  csa #(.W(4)) total_row_31 (.a({1'd0, total_sum_14}), .b({1'd0, total_sum_16}),
    .c(total_sum_23), .sum(total_sum_31), .carry(total_carry_31));
  wire [2:0] total_sum_32;
  wire [2:0] total_carry_32;
  csa #(.W(3)) total_row_32 (.a(total_carry_15[2:0]), .b({1'd0, total_carry_18[0:0], 1'd0}),
    .c({1'd0, total_carry_19[0:0], 1'd0}), .sum(total_sum_32), .carry(total_carry_32));
  wire [5:0] total_sum_33;
  wire [5:0] total_carry_33;
  csa #(.W(6)) total_row_33 (.a({3'd0, total_carry_20[0:0], 2'd0}),
    .b({3'd0, total_carry_21[1:1], 2'd0}), .c(act_12_x2), .sum(total_sum_33),
    .carry(total_carry_33));
  wire [5:0] total_sum_34;
  wire [5:0] total_carry_34;
  csa #(.W(6)) total_row_34 (.a(act_32_x2), .b(act_43_x1), .c(act_58_x1), .sum(total_sum_34),
    .carry(total_carry_34));
  wire [5:0] total_sum_35;
  wire [5:0] total_carry_35;
  csa #(.W(6)) total_row_35 (.a(act_65_x2), .b(act_67_x1), .c(act_73_x7), .sum(total_sum_35),
    .carry(total_carry_35));
  wire [5:0] total_sum_36;
  wire [5:0] total_carry_36;
  csa #(.W(6)) total_row_36 (.a({3'd0, total_sum_17}), .b(~act_98_x1),
    .c({3'd0, total_sum_24}), .sum(total_sum_36), .carry(total_carry_36));
  wire [5:0] total_sum_37;
  wire [5:0] total_carry_37;
  csa #(.W(6)) total_row_37 (.a(~act_108_x5), .b({1'd0, total_sum_27}),
    .c({1'd0, total_sum_28}), .sum(total_sum_37), .carry(total_carry_37));
  wire [3:0] total_sum_38;
  wire [3:0] total_carry_38;
  csa #(.W(4)) total_row_38 (.a({3'd0, total_carry_24[0:0]}), .b({3'd0, total_sum_25}),
    .c(total_carry_22[3:0]), .sum(total_sum_38), .carry(total_carry_38));
  wire [6:0] total_sum_39;
  wire [6:0] total_carry_39;
  csa #(.W(7)) total_row_39 (.a({4'd0, total_carry_25[0:0], 2'd0}),
    .b({4'd0, total_carry_26[1:1], 2'd0}), .c(act_1_x5), .sum(total_sum_39),
    .carry(total_carry_39));
  wire [6:0] total_sum_40;
  wire [6:0] total_carry_40;
  csa #(.W(7)) total_row_40 (.a(~act_3_x3), .b(~act_20_x3), .c(act_25_x11),
    .sum(total_sum_40), .carry(total_carry_40));
  wire [6:0] total_sum_41;
  wire [6:0] total_carry_41;
  csa #(.W(7)) total_row_41 (.a(act_28_x4), .b(~act_44_x5), .c(act_45_x1),
    .sum(total_sum_41), .carry(total_carry_41));
  wire [6:0] total_sum_42;
  wire [6:0] total_carry_42;
  csa #(.W(7)) total_row_42 (.a(act_56_x3), .b(~act_59_x3), .c(~act_61_x2),
    .sum(total_sum_42), .carry(total_carry_42));
  wire [6:0] total_sum_43;
  wire [6:0] total_carry_43;
  csa #(.W(7)) total_row_43 (.a(act_97_x3), .b(act_101_x2), .c(act_104_x5),
    .sum(total_sum_43), .carry(total_carry_43));
  wire [6:0] total_sum_44;
  wire [6:0] total_carry_44;
  csa #(.W(7)) total_row_44 (.a({3'd0, total_sum_21}), .b(act_107_x3),
    .c({3'd0, total_sum_30}), .sum(total_sum_44), .carry(total_carry_44));
  wire [3:0] total_sum_45;
  wire [3:0] total_carry_45;
  csa #(.W(4)) total_row_45 (.a(total_carry_23[3:0]), .b({2'd0, total_carry_29[1:1], 1'd0}),
    .c({2'd0, total_carry_30[1:1], 1'd0}), .sum(total_sum_45), .carry(total_carry_45));
  wire [5:0] total_sum_46;
  wire [5:0] total_carry_46;
  csa #(.W(6)) total_row_46 (.a(total_sum_34), .b({total_carry_27[4:0], 1'd0}),
    .c({total_carry_28[4:0], 1'd0}), .sum(total_sum_46), .carry(total_carry_46));
  wire [5:0] total_sum_47;
  wire [5:0] total_carry_47;
  csa #(.W(6)) total_row_47 (.a(total_sum_35), .b({2'd0, total_carry_31[2:0], 1'd0}),
    .c({2'd0, total_sum_32, 1'd0}), .sum(total_sum_47), .carry(total_carry_47));
  wire [7:0] total_sum_48;
  wire [7:0] total_carry_48;
  csa #(.W(8)) total_row_48 (.a(act_0_x5), .b(~act_5_x2), .c(~act_10_x3), .sum(total_sum_48),
    .carry(total_carry_48));
  wire [7:0] total_sum_49;
  wire [7:0] total_carry_49;
  csa #(.W(8)) total_row_49 (.a(~act_16_x6), .b(~act_17_x8), .c(act_24_x5),
    .sum(total_sum_49), .carry(total_carry_49));
  wire [7:0] total_sum_50;
  wire [7:0] total_carry_50;
  csa #(.W(8)) total_row_50 (.a(act_26_x4), .b(~act_33_x7), .c(~act_42_x3),
    .sum(total_sum_50), .carry(total_carry_50));
  wire [7:0] total_sum_51;
  wire [7:0] total_carry_51;
  csa #(.W(8)) total_row_51 (.a(~act_48_x7), .b(act_62_x4), .c(act_76_x6),
    .sum(total_sum_51), .carry(total_carry_51));
  wire [7:0] total_sum_52;
  wire [7:0] total_carry_52;
  csa #(.W(8)) total_row_52 (.a({4'd0, total_carry_32[1:1], 3'd0}),
    .b({4'd0, total_carry_33[2:2], 3'd0}), .c(act_96_x9), .sum(total_sum_52),
    .carry(total_carry_52));
  wire [6:0] total_sum_53;
  wire [6:0] total_carry_53;
  csa #(.W(7)) total_row_53 (.a({2'd0, total_sum_26}), .b({2'd0, total_sum_29}),
    .c(total_sum_40), .sum(total_sum_53), .carry(total_carry_53));
  wire [6:0] total_sum_54;
  wire [6:0] total_carry_54;
  csa #(.W(7)) total_row_54 (.a(total_sum_41), .b(total_sum_42), .c(total_sum_43),
    .sum(total_sum_54), .carry(total_carry_54));
  wire [6:0] total_sum_55;
  wire [6:0] total_carry_55;
  csa #(.W(7)) total_row_55 (.a({3'd0, total_sum_31}), .b({total_carry_34[5:0], 1'd0}),
    .c({3'd0, total_carry_36[2:0], 1'd0}), .sum(total_sum_55), .carry(total_carry_55));
  wire [6:0] total_sum_56;
  wire [6:0] total_carry_56;
  csa #(.W(7)) total_row_56 (.a({1'd0, total_sum_37}), .b({total_carry_35[5:0], 1'd0}),
    .c({1'd0, total_carry_37[4:0], 1'd0}), .sum(total_sum_56), .carry(total_carry_56));
  wire [8:0] total_sum_57;
  wire [8:0] total_carry_57;
  csa #(.W(9)) total_row_57 (.a(act_6_x6), .b(act_8_x13), .c(~act_14_x5), .sum(total_sum_57),
    .carry(total_carry_57));
  wire [8:0] total_sum_58;
  wire [8:0] total_carry_58;
  csa #(.W(9)) total_row_58 (.a(~act_19_x7), .b(act_27_x8), .c(act_29_x6),
    .sum(total_sum_58), .carry(total_carry_58));
  wire [8:0] total_sum_59;
  wire [8:0] total_carry_59;
  csa #(.W(9)) total_row_59 (.a(act_30_x10), .b(~act_35_x9), .c(~act_37_x6),
    .sum(total_sum_59), .carry(total_carry_59));
  wire [8:0] total_sum_60;
  wire [8:0] total_carry_60;
  csa #(.W(9)) total_row_60 (.a(act_38_x6), .b(act_46_x7), .c(act_50_x7), .sum(total_sum_60),
    .carry(total_carry_60));
  wire [8:0] total_sum_61;
  wire [8:0] total_carry_61;
  csa #(.W(9)) total_row_61 (.a(act_51_x9), .b(act_53_x7), .c(~act_72_x12),
    .sum(total_sum_61), .carry(total_carry_61));
  wire [8:0] total_sum_62;
  wire [8:0] total_carry_62;
  csa #(.W(9)) total_row_62 (.a(act_74_x5), .b(act_75_x8), .c(act_78_x7), .sum(total_sum_62),
    .carry(total_carry_62));
  wire [8:0] total_sum_63;
  wire [8:0] total_carry_63;
  csa #(.W(9)) total_row_63 (.a(act_99_x9), .b(act_106_x6), .c(act_110_x9),
    .sum(total_sum_63), .carry(total_carry_63));
  wire [7:0] total_sum_64;
  wire [7:0] total_carry_64;
  csa #(.W(8)) total_row_64 (.a({2'd0, total_sum_46}), .b({2'd0, total_sum_33}),
    .c(total_sum_48), .sum(total_sum_64), .carry(total_carry_64));
  wire [7:0] total_sum_65;
  wire [7:0] total_carry_65;
  csa #(.W(8)) total_row_65 (.a(total_sum_49), .b(total_sum_50), .c(total_sum_51),
    .sum(total_sum_65), .carry(total_carry_65));
  wire [6:0] total_sum_66;
  wire [6:0] total_carry_66;
  csa #(.W(7)) total_row_66 (.a({4'd0, total_carry_39[2:2], 2'd0}),
    .b({4'd0, total_carry_45[1:1], 2'd0}), .c(total_carry_40[6:0]), .sum(total_sum_66),
    .carry(total_carry_66));
  wire [6:0] total_sum_67;
  wire [6:0] total_carry_67;
  csa #(.W(7)) total_row_67 (.a(total_carry_41[6:0]), .b(total_carry_42[6:0]),
    .c(total_carry_43[6:0]), .sum(total_sum_67), .carry(total_carry_67));
  wire [6:0] total_sum_68;
  wire [6:0] total_carry_68;
  csa #(.W(7)) total_row_68 (.a(total_sum_54), .b({2'd0, total_sum_38, 1'd0}),
    .c({2'd0, total_carry_44[3:0], 1'd0}), .sum(total_sum_68), .carry(total_carry_68));
  wire [5:0] total_sum_69;
  wire [5:0] total_carry_69;
  csa #(.W(6)) total_row_69 (.a({2'd0, total_sum_45}), .b({total_carry_46[5:1], 1'd0}),
    .c({2'd0, total_carry_47[3:1], 1'd0}), .sum(total_sum_69), .carry(total_carry_69));
  wire [9:0] total_sum_70;
  wire [9:0] total_carry_70;
  csa #(.W(10)) total_row_70 (.a(act_9_x24), .b(act_11_x14), .c(~act_21_x11),
    .sum(total_sum_70), .carry(total_carry_70));
  wire [9:0] total_sum_71;
  wire [9:0] total_carry_71;
  csa #(.W(10)) total_row_71 (.a(act_22_x10), .b(act_34_x12), .c(~act_64_x20),
    .sum(total_sum_71), .carry(total_carry_71));
  wire [9:0] total_sum_72;
  wire [9:0] total_carry_72;
  csa #(.W(10)) total_row_72 (.a(act_69_x10), .b(act_70_x15), .c(act_77_x10),
    .sum(total_sum_72), .carry(total_carry_72));
  wire [9:0] total_sum_73;
  wire [9:0] total_carry_73;
  csa #(.W(10)) total_row_73 (.a(act_102_x16), .b({4'd0, total_sum_36}),
    .c({4'd0, total_sum_47}), .sum(total_sum_73), .carry(total_carry_73));
  wire [8:0] total_sum_74;
  wire [8:0] total_carry_74;
  csa #(.W(9)) total_row_74 (.a(total_sum_57), .b(total_sum_58), .c(total_sum_59),
    .sum(total_sum_74), .carry(total_carry_74));
  wire [8:0] total_sum_75;
  wire [8:0] total_carry_75;
  csa #(.W(9)) total_row_75 (.a(total_sum_60), .b(total_sum_61), .c(total_sum_62),
    .sum(total_sum_75), .carry(total_carry_75));
  wire [8:0] total_sum_76;
  wire [8:0] total_carry_76;
  csa #(.W(9)) total_row_76 (.a(total_sum_63), .b({total_carry_48[7:0], 1'd0}),
    .c({total_carry_49[7:0], 1'd0}), .sum(total_sum_76), .carry(total_carry_76));
  wire [8:0] total_sum_77;
  wire [8:0] total_carry_77;
  csa #(.W(9)) total_row_77 (.a({1'd0, total_sum_65}), .b({total_carry_50[7:0], 1'd0}),
    .c({total_carry_51[7:0], 1'd0}), .sum(total_sum_77), .carry(total_carry_77));
  wire [7:0] total_sum_78;
  wire [7:0] total_carry_78;
  csa #(.W(8)) total_row_78 (.a({1'd0, total_sum_56}), .b({total_carry_54[6:0], 1'd0}),
    .c({total_sum_67, 1'd0}), .sum(total_sum_78), .carry(total_carry_78));
  wire [10:0] total_sum_79;
  wire [10:0] total_carry_79;
  csa #(.W(11)) total_row_79 (.a({6'd0, total_carry_52[3:3], 4'd0}),
    .b({6'd0, total_carry_66[2:2], 4'd0}), .c(act_13_x23), .sum(total_sum_79),
    .carry(total_carry_79));
  wire [5:0] total_sum_80;
  wire [5:0] total_carry_80;
  csa #(.W(6)) total_row_80 (.a({1'd0, total_carry_53[4:0]}),
    .b({2'd0, total_carry_55[3:1], 1'd0}), .c({total_carry_56[5:1], 1'd0}),
    .sum(total_sum_80), .carry(total_carry_80));
  wire [10:0] total_sum_81;
  wire [10:0] total_carry_81;
  csa #(.W(11)) total_row_81 (.a(act_18_x19), .b({4'd0, total_sum_39}),
    .c({4'd0, total_sum_44}), .sum(total_sum_81), .carry(total_carry_81));
  wire [10:0] total_sum_82;
  wire [10:0] total_carry_82;
  csa #(.W(11)) total_row_82 (.a(act_66_x20), .b({1'd0, total_sum_70}),
    .c({1'd0, total_sum_71}), .sum(total_sum_82), .carry(total_carry_82));
  wire [9:0] total_sum_83;
  wire [9:0] total_carry_83;
  csa #(.W(10)) total_row_83 (.a(total_sum_72), .b({1'd0, total_sum_74}),
    .c({1'd0, total_sum_75}), .sum(total_sum_83), .carry(total_carry_83));
  wire [8:0] total_sum_84;
  wire [8:0] total_carry_84;
  csa #(.W(9)) total_row_84 (.a(total_carry_57[8:0]), .b(total_carry_58[8:0]),
    .c(total_carry_59[8:0]), .sum(total_sum_84), .carry(total_carry_84));
  wire [8:0] total_sum_85;
  wire [8:0] total_carry_85;
  csa #(.W(9)) total_row_85 (.a(total_carry_60[8:0]), .b(total_carry_61[8:0]),
    .c(total_carry_62[8:0]), .sum(total_sum_85), .carry(total_carry_85));
  wire [9:0] total_sum_86;
  wire [9:0] total_carry_86;
  csa #(.W(10)) total_row_86 (.a({1'd0, total_sum_76}), .b({total_carry_63[8:0], 1'd0}),
    .c({1'd0, total_carry_65[7:0], 1'd0}), .sum(total_sum_86), .carry(total_carry_86));
  wire [7:0] total_sum_87;
  wire [7:0] total_carry_87;
  csa #(.W(8)) total_row_87 (.a({1'd0, total_sum_53}), .b({1'd0, total_carry_64[5:0], 1'd0}),
    .c(total_sum_52), .sum(total_sum_87), .carry(total_carry_87));
  wire [7:0] total_sum_88;
  wire [7:0] total_carry_88;
  csa #(.W(8)) total_row_88 (.a({1'd0, total_sum_55}), .b(total_sum_64),
    .c({1'd0, total_sum_68}), .sum(total_sum_88), .carry(total_carry_88));
  wire [7:0] total_sum_89;
  wire [7:0] total_carry_89;
  csa #(.W(8)) total_row_89 (.a({total_carry_67[6:0], 1'd0}),
    .b({3'd0, total_carry_68[4:1], 1'd0}), .c({2'd0, total_sum_69}), .sum(total_sum_89),
    .carry(total_carry_89));
  wire [9:0] total_sum_90;
  wire [9:0] total_carry_90;
  csa #(.W(10)) total_row_90 (.a(total_carry_70[9:0]), .b(total_carry_71[9:0]),
    .c(total_carry_72[9:0]), .sum(total_sum_90), .carry(total_carry_90));
  wire [9:0] total_sum_91;
  wire [9:0] total_carry_91;
  csa #(.W(10)) total_row_91 (.a({1'd0, total_sum_77}), .b({total_carry_74[8:0], 1'd0}),
    .c({total_carry_75[8:0], 1'd0}), .sum(total_sum_91), .carry(total_carry_91));
  wire [8:0] total_sum_92;
  wire [8:0] total_carry_92;
  csa #(.W(9)) total_row_92 (.a(total_sum_84), .b(total_sum_85),
    .c({total_carry_76[8:1], 1'd0}), .sum(total_sum_92), .carry(total_carry_92));
  wire [10:0] total_sum_93;
  wire [10:0] total_carry_93;
  csa #(.W(11)) total_row_93 (.a({3'd0, total_sum_78}), .b(total_sum_82),
    .c({1'd0, total_sum_83}), .sum(total_sum_93), .carry(total_carry_93));
  wire [9:0] total_sum_94;
  wire [9:0] total_carry_94;
  csa #(.W(10)) total_row_94 (.a(total_sum_86), .b({2'd0, total_sum_87}),
    .c({2'd0, total_sum_66, 1'd0}), .sum(total_sum_94), .carry(total_carry_94));
  wire [9:0] total_sum_95;
  wire [9:0] total_carry_95;
  csa #(.W(10)) total_row_95 (.a({4'd0, total_carry_73[5:0]}), .b({4'd0, total_sum_80}),
    .c(total_carry_82[9:0]), .sum(total_sum_95), .carry(total_carry_95));
  wire [9:0] total_sum_96;
  wire [9:0] total_carry_96;
  csa #(.W(10)) total_row_96 (.a({3'd0, total_carry_81[6:0]}),
    .b({3'd0, total_carry_87[6:0]}), .c(total_sum_90), .sum(total_sum_96),
    .carry(total_carry_96));
  wire [8:0] total_sum_97;
  wire [8:0] total_carry_97;
  csa #(.W(9)) total_row_97 (.a(total_carry_83[8:0]), .b(total_sum_92),
    .c({total_carry_77[8:1], 1'd0}), .sum(total_sum_97), .carry(total_carry_97));
  wire [8:0] total_sum_98;
  wire [8:0] total_carry_98;
  csa #(.W(9)) total_row_98 (.a(total_carry_84[8:0]), .b(total_carry_85[8:0]),
    .c({1'd0, total_carry_86[8:1]}), .sum(total_sum_98), .carry(total_carry_98));
  wire [6:0] total_sum_99;
  wire [6:0] total_carry_99;
  csa #(.W(7)) total_row_99 (.a({3'd0, total_carry_69[3:1], 1'd0}), .b(total_carry_78[7:1]),
    .c({2'd0, total_carry_80[4:1], 1'd0}), .sum(total_sum_99), .carry(total_carry_99));
  wire [9:0] total_sum_100;
  wire [9:0] total_carry_100;
  csa #(.W(10)) total_row_100 (.a({2'd0, total_sum_88}),
    .b({2'd0, total_carry_88[6:0], 1'd0}), .c({total_sum_97, 1'd0}), .sum(total_sum_100),
    .carry(total_carry_100));
  wire [11:0] total_sum_101;
  wire [11:0] total_carry_101;
  csa #(.W(12)) total_row_101 (.a({2'd0, total_sum_91}), .b({total_carry_90[9:0], 2'd0}),
    .c({1'd0, total_carry_92[8:0], 2'd0}), .sum(total_sum_101), .carry(total_carry_101));
  wire [9:0] total_sum_102;
  wire [9:0] total_carry_102;
  csa #(.W(10)) total_row_102 (.a(total_sum_73), .b({1'd0, total_sum_89, 1'd0}),
    .c({1'd0, total_carry_94[7:0], 1'd0}), .sum(total_sum_102), .carry(total_carry_102));
  wire [8:0] total_sum_103;
  wire [8:0] total_carry_103;
  csa #(.W(9)) total_row_103 (.a(total_carry_91[9:1]), .b({3'd0, total_carry_95[5:0]}),
    .c({2'd0, total_carry_96[6:0]}), .sum(total_sum_103), .carry(total_carry_103));
  wire [10:0] total_sum_104;
  wire [10:0] total_carry_104;
  csa #(.W(11)) total_row_104 (.a({total_carry_97[8:0], 2'd0}), .b({total_sum_98, 2'd0}),
    .c(total_sum_81), .sum(total_sum_104), .carry(total_carry_104));
  wire [10:0] total_sum_105;
  wire [10:0] total_carry_105;
  csa #(.W(11)) total_row_105 (.a(total_sum_93), .b({1'd0, total_sum_94}),
    .c({total_carry_93[9:0], 1'd0}), .sum(total_sum_105), .carry(total_carry_105));
  wire [9:0] total_sum_106;
  wire [9:0] total_carry_106;
  csa #(.W(10)) total_row_106 (.a({3'd0, total_sum_99}), .b({3'd0, total_carry_100[7:1]}),
    .c({total_carry_98[8:0], 1'd0}), .sum(total_sum_106), .carry(total_carry_106));
  wire [11:0] total_sum_107;
  wire [11:0] total_carry_107;
  csa #(.W(12)) total_row_107 (.a({1'd0, total_sum_79}), .b({2'd0, total_sum_100}),
    .c(total_sum_101), .sum(total_sum_107), .carry(total_carry_107));
  wire [10:0] total_sum_108;
  wire [10:0] total_carry_108;
  csa #(.W(11)) total_row_108 (.a({1'd0, total_sum_102}), .b(total_sum_104),
    .c({total_sum_96, 1'd0}), .sum(total_sum_108), .carry(total_carry_108));
  wire [8:0] total_sum_109;
  wire [8:0] total_carry_109;
  csa #(.W(9)) total_row_109 (.a({4'd0, total_carry_89[5:1]}),
    .b({4'd0, total_carry_99[4:1], 1'd0}), .c(total_carry_101[10:2]), .sum(total_sum_109),
    .carry(total_carry_109));
  wire [10:0] total_sum_110;
  wire [10:0] total_carry_110;
  csa #(.W(11)) total_row_110 (.a({1'd0, total_carry_102[8:1], 2'd0}), .b(total_sum_105),
    .c({1'd0, total_carry_103[6:0], 3'd0}), .sum(total_sum_110), .carry(total_carry_110));
  wire [10:0] total_sum_111;
  wire [10:0] total_carry_111;
  csa #(.W(11)) total_row_111 (.a({1'd0, total_sum_95}), .b({total_carry_104[10:2], 2'd0}),
    .c({2'd0, total_carry_106[6:0], 2'd0}), .sum(total_sum_111), .carry(total_carry_111));
  wire [11:0] total_sum_112;
  wire [11:0] total_carry_112;
  csa #(.W(12)) total_row_112 (.a({1'd0, total_sum_108}), .b({total_carry_105[10:0], 1'd0}),
    .c({1'd0, total_sum_103, 2'd0}), .sum(total_sum_112), .carry(total_carry_112));
  wire [11:0] total_sum_113;
  wire [11:0] total_carry_113;
  csa #(.W(12)) total_row_113 (.a(total_sum_107), .b({total_carry_107[10:0], 1'd0}),
    .c({total_carry_108[10:0], 1'd0}), .sum(total_sum_113), .carry(total_carry_113));
  wire [11:0] total_sum_114;
  wire [11:0] total_carry_114;
  csa #(.W(12)) total_row_114 (.a({1'd0, total_sum_110}), .b({total_sum_109, 3'd0}),
    .c({1'd0, total_carry_110[9:2], 3'd0}), .sum(total_sum_114), .carry(total_carry_114));
  wire [11:0] total_sum_115;
  wire [11:0] total_carry_115;
  csa #(.W(12)) total_row_115 (.a(total_sum_112), .b(total_sum_113),
    .c({total_sum_111, 1'd0}), .sum(total_sum_115), .carry(total_carry_115));
  wire [11:0] total_sum_116;
  wire [11:0] total_carry_116;
  csa #(.W(12)) total_row_116 (.a({total_sum_106, 2'd0}), .b({total_carry_112[10:1], 2'd0}),
    .c(total_sum_114), .sum(total_sum_116), .carry(total_carry_116));
  wire [10:0] total_sum_117;
  wire [10:0] total_carry_117;
  csa #(.W(11)) total_row_117 (.a({1'd0, total_carry_111[9:2], 2'd0}),
    .b(total_carry_113[11:1]), .c({1'd0, total_carry_114[10:3], 2'd0}), .sum(total_sum_117),
    .carry(total_carry_117));
  wire [12:0] total_sum_118;
  wire [12:0] total_carry_118;
  csa #(.W(13)) total_row_118 (.a({1'd0, total_sum_115}), .b({1'd0, total_sum_116}),
    .c({total_carry_115[11:0], 1'd0}), .sum(total_sum_118), .carry(total_carry_118));
  wire [12:0] total_sum_119;
  wire [12:0] total_carry_119;
  csa #(.W(13)) total_row_119 (.a({total_sum_117, 2'd0}), .b({total_carry_116[11:2], 3'd0}),
    .c(total_sum_118), .sum(total_sum_119), .carry(total_carry_119));
  wire [13:0] total_sum_120;
  wire [13:0] total_carry_120;
  csa #(.W(14)) total_row_120 (.a({1'd0, total_carry_118[11:0], 1'd0}),
    .b({1'd0, total_sum_119}), .c({total_carry_119[12:2], 3'd0}), .sum(total_sum_120),
    .carry(total_carry_120));
  wire [13:0] total_sum_121;
  wire [13:0] total_carry_121;
  csa #(.W(14)) total_row_121 (.a({1'd0, total_carry_117[9:2], 5'd0}), .b(total_sum_120),
    .c({total_carry_120[12:1], 2'd0}), .sum(total_sum_121), .carry(total_carry_121));
  wire [14:0] total_sum_122;
  wire [14:0] total_carry_122;
  csa #(.W(15)) total_row_122 (.a({6'd0, total_carry_109[4:0], 4'd0}),
    .b({1'd0, total_sum_121}), .c({total_carry_121[13:2], 3'd0}), .sum(total_sum_122),
    .carry(total_carry_122));
  wire [14:0] total_sum_123;
  wire [14:0] total_carry_123;
  csa #(.W(15)) total_row_123 (.a({9'd0, total_carry_79[4:4], 5'd0}), .b(total_sum_122),
    .c({total_carry_122[13:3], 4'd0}), .sum(total_sum_123), .carry(total_carry_123));
  wire [14:0] total_sum_124;
  wire [14:0] total_carry_124;
  csa #(.W(15)) total_row_124 (.a({14'd0, total_sum_13}),
    .b({12'd0, total_carry_38[0:0], 2'd0}), .c(total_sum_123), .sum(total_sum_124),
    .carry(total_carry_124));
  wire [15:0] total_sum_125;
  wire [15:0] total_carry_125;
  csa #(.W(16)) total_row_125 (.a({12'd0, total_carry_124[2:0], 1'd0}),
    .b({1'd0, total_sum_124}), .c({total_carry_123[14:4], 5'd0}), .sum(total_sum_125),
    .carry(total_carry_125));
  wire [15:0] total_sum_126;
  wire [15:0] total_carry_126;
  csa #(.W(16)) total_row_126 (.a(16'd58197), .b(total_sum_125),
    .c({total_carry_125[14:1], 2'd0}), .sum(total_sum_126), .carry(total_carry_126));
  ripple_adder #(.W(16)) total_adder (
    .a(total_sum_126),
    .b({total_carry_126[14:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_6 (
  input wire [7:0] act_0_x5, input wire [8:0] act_1_x12, input wire [10:0] act_2_x31,
    input wire [8:0] act_3_x7, input wire [0:0] act_3_z4, input wire [7:0] act_4_x6,
    input wire [0:0] act_4_z3, input wire [7:0] act_5_x3, input wire [7:0] act_6_x4,
    input wire [4:0] act_8_x1, input wire [0:0] act_8_z4, input wire [6:0] act_9_x4,
    input wire [7:0] act_10_x3, input wire [9:0] act_11_x13, input wire [4:0] act_12_x1,
    input wire [9:0] act_13_x10, input wire [6:0] act_14_x2, input wire [3:0] act_15_x10,
    input wire [0:0] act_15_z3, input wire [7:0] act_16_x6, input wire [0:0] act_16_z3,
    input wire [4:0] act_17_x1, input wire [9:0] act_18_x9, input wire [0:0] act_18_z4,
    input wire [9:0] act_19_x19, input wire [7:0] act_20_x8, input wire [6:0] act_21_x1,
    input wire [0:0] act_21_z4, input wire [5:0] act_22_x1, input wire [2:0] act_23_x7,
    input wire [0:0] act_23_z4, input wire [8:0] act_24_x9, input wire [0:0] act_24_z4,
    input wire [7:0] act_25_x27, input wire [8:0] act_26_x5, input wire [5:0] act_27_x1,
    input wire [6:0] act_28_x3, input wire [7:0] act_29_x2, input wire [0:0] act_29_z3,
    input wire [8:0] act_30_x7, input wire [2:0] act_31_x4, input wire [0:0] act_31_z2,
    input wire [7:0] act_32_x8, input wire [6:0] act_33_x5, input wire [0:0] act_33_z4,
    input wire [8:0] act_34_x7, input wire [0:0] act_34_z4, input wire [9:0] act_35_x18,
    input wire [9:0] act_37_x7, input wire [5:0] act_38_x1, input wire [4:0] act_39_x17,
    input wire [0:0] act_39_z4, input wire [4:0] act_40_x1, input wire [0:0] act_40_z4,
    input wire [5:0] act_41_x2, input wire [9:0] act_42_x10, input wire [9:0] act_43_x14,
    input wire [5:0] act_44_x2, input wire [10:0] act_45_x14, input wire [5:0] act_46_x1,
    input wire [3:0] act_47_x10, input wire [0:0] act_47_z3, input wire [6:0] act_48_x3,
    input wire [0:0] act_48_z4, input wire [7:0] act_49_x6, input wire [0:0] act_49_z3,
    input wire [8:0] act_50_x8, input wire [0:0] act_50_z1, input wire [8:0] act_51_x10,
    input wire [5:0] act_52_x6, input wire [6:0] act_53_x2, input wire [7:0] act_54_x5,
    input wire [2:0] act_55_x4, input wire [0:0] act_55_z2, input wire [7:0] act_56_x7,
    input wire [4:0] act_57_x4, input wire [8:0] act_58_x8, input wire [0:0] act_58_z1,
    input wire [8:0] act_59_x8, input wire [4:0] act_60_x2, input wire [7:0] act_61_x3,
    input wire [0:0] act_61_z4, input wire [6:0] act_62_x2, input wire [2:0] act_63_x7,
    input wire [0:0] act_63_z4, input wire [7:0] act_64_x5, input wire [0:0] act_64_z4,
    input wire [7:0] act_65_x7, input wire [0:0] act_65_z4, input wire [10:0] act_66_x20,
    input wire [6:0] act_67_x2, input wire [0:0] act_67_z3, input wire [6:0] act_68_x3,
    input wire [6:0] act_69_x1, input wire [9:0] act_70_x15, input wire [3:0] act_71_x10,
    input wire [0:0] act_71_z3, input wire [5:0] act_72_x2, input wire [4:0] act_73_x3,
    input wire [9:0] act_74_x10, input wire [7:0] act_75_x7, input wire [6:0] act_76_x3,
    input wire [9:0] act_77_x11, input wire [8:0] act_78_x10, input wire [3:0] act_79_x14,
    input wire [0:0] act_79_z3, input wire [6:0] act_96_x5, input wire [5:0] act_97_x2,
    input wire [9:0] act_98_x14, input wire [3:0] act_100_x1, input wire [0:0] act_100_z4,
    input wire [7:0] act_101_x3, input wire [9:0] act_102_x12, input wire [3:0] act_103_x11,
    input wire [0:0] act_103_z4, input wire [5:0] act_104_x2, input wire [4:0] act_105_x4,
    input wire [9:0] act_106_x14, input wire [5:0] act_107_x1, input wire [5:0] act_108_x5,
    input wire [0:0] act_108_z4, input wire [7:0] act_109_x4, input wire [0:0] act_109_z2,
    input wire [8:0] act_110_x10, input wire [3:0] act_111_x11, input wire [0:0] act_111_z4,
    output wire [15:0] sum
);
  wire [15:0] total;
`ifdef CARRY_CHAINS
  wire [3:0] total_part_0;
  adder #(.W(4)) total_add_0 (.a({1'd0, ~act_31_x4}),
    .b({1'd0, ~act_23_x7}), .carry_in(act_3_z4), .sum(total_part_0));
  wire [3:0] total_part_1;
  adder #(.W(4)) total_add_1 (.a({1'd0, ~act_63_x7}),
    .b({1'd0, ~act_55_x4}), .carry_in(act_4_z3), .sum(total_part_1));
  wire [4:0] total_part_2;
  adder #(.W(5)) total_add_2 (.a({1'd0, total_part_0}),
    .b({1'd0, ~act_15_x10}), .carry_in(act_8_z4), .sum(total_part_2));
  wire [4:0] total_part_3;
  adder #(.W(5)) total_add_3 (.a({1'd0, total_part_1}),
    .b({1'd0, ~act_47_x10}), .carry_in(act_15_z3), .sum(total_part_3));
  wire [5:0] total_part_4;
  adder #(.W(6)) total_add_4 (.a({1'd0, act_12_x1}),
    .b({2'd0, ~act_71_x10}), .carry_in(act_16_z3), .sum(total_part_4));
  wire [5:0] total_part_5;
  adder #(.W(6)) total_add_5 (.a({1'd0, act_17_x1}),
    .b({2'd0, ~act_79_x14}), .carry_in(act_18_z4), .sum(total_part_5));
  wire [5:0] total_part_6;
  adder #(.W(6)) total_add_6 (.a({1'd0, act_57_x4}),
    .b({2'd0, ~act_100_x1}), .carry_in(act_21_z4), .sum(total_part_6));
  wire [5:0] total_part_7;
  adder #(.W(6)) total_add_7 (.a({1'd0, act_60_x2}),
    .b({2'd0, ~act_103_x11}), .carry_in(act_23_z4), .sum(total_part_7));
  wire [5:0] total_part_8;
  adder #(.W(6)) total_add_8 (.a({1'd0, act_73_x3}),
    .b({2'd0, ~act_111_x11}), .carry_in(act_24_z4), .sum(total_part_8));
  wire [5:0] total_part_9;
  adder #(.W(6)) total_add_9 (.a({1'd0, act_105_x4}),
    .b({1'd0, ~act_8_x1}), .carry_in(act_29_z3), .sum(total_part_9));
  wire [5:0] total_part_10;
  adder #(.W(6)) total_add_10 (.a({1'd0, total_part_2}),
    .b({1'd0, ~act_39_x17}), .carry_in(act_31_z2), .sum(total_part_10));
  wire [5:0] total_part_11;
  adder #(.W(6)) total_add_11 (.a({1'd0, total_part_3}),
    .b({1'd0, ~act_40_x1}), .carry_in(act_33_z4), .sum(total_part_11));
  wire [6:0] total_part_12;
  adder #(.W(7)) total_add_12 (.a({1'd0, act_22_x1}),
    .b({1'd0, act_27_x1}), .carry_in(act_34_z4), .sum(total_part_12));
  wire [6:0] total_part_13;
  adder #(.W(7)) total_add_13 (.a({1'd0, act_38_x1}),
    .b({1'd0, act_41_x2}), .carry_in(act_39_z4), .sum(total_part_13));
  wire [6:0] total_part_14;
  adder #(.W(7)) total_add_14 (.a({1'd0, act_44_x2}),
    .b({1'd0, act_46_x1}), .carry_in(act_40_z4), .sum(total_part_14));
  wire [6:0] total_part_15;
  adder #(.W(7)) total_add_15 (.a({1'd0, act_52_x6}),
    .b({1'd0, act_72_x2}), .carry_in(act_47_z3), .sum(total_part_15));
  wire [6:0] total_part_16;
  adder #(.W(7)) total_add_16 (.a({1'd0, act_97_x2}),
    .b({1'd0, act_104_x2}), .carry_in(act_48_z4), .sum(total_part_16));
  wire [6:0] total_part_17;
  adder #(.W(7)) total_add_17 (.a({1'd0, act_107_x1}),
    .b({1'd0, ~act_108_x5}), .carry_in(act_49_z3), .sum(total_part_17));
  wire [6:0] total_part_18;
  adder #(.W(7)) total_add_18 (.a({1'd0, total_part_4}),
    .b({1'd0, total_part_5}), .carry_in(act_50_z1), .sum(total_part_18));
  wire [6:0] total_part_19;
  adder #(.W(7)) total_add_19 (.a({1'd0, total_part_6}),
    .b({1'd0, total_part_7}), .carry_in(act_55_z2), .sum(total_part_19));
  wire [6:0] total_part_20;
  adder #(.W(7)) total_add_20 (.a({1'd0, total_part_8}),
    .b({1'd0, total_part_9}), .carry_in(act_58_z1), .sum(total_part_20));
  wire [6:0] total_part_21;
  adder #(.W(7)) total_add_21 (.a({1'd0, total_part_10}),
    .b({1'd0, total_part_11}), .carry_in(act_61_z4), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, act_9_x4}),
    .b({1'd0, act_14_x2}), .carry_in(act_63_z4), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, act_28_x3}),
    .b({1'd0, ~act_21_x1}), .carry_in(act_64_z4), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, act_53_x2}),
    .b({1'd0, ~act_33_x5}), .carry_in(act_65_z4), .sum(total_part_24));
  wire [7:0] total_part_25;
  adder #(.W(8)) total_add_25 (.a({1'd0, act_62_x2}),
    .b({1'd0, ~act_48_x3}), .carry_in(act_67_z3), .sum(total_part_25));
  wire [7:0] total_part_26;
  adder #(.W(8)) total_add_26 (.a({1'd0, act_68_x3}),
    .b({1'd0, ~act_67_x2}), .carry_in(act_71_z3), .sum(total_part_26));
  wire [7:0] total_part_27;
  adder #(.W(8)) total_add_27 (.a({1'd0, act_69_x1}),
    .b({1'd0, act_76_x3}), .carry_in(act_79_z3), .sum(total_part_27));
  wire [7:0] total_part_28;
  adder #(.W(8)) total_add_28 (.a({1'd0, act_96_x5}),
    .b({1'd0, total_part_12}), .carry_in(act_100_z4), .sum(total_part_28));
  wire [7:0] total_part_29;
  adder #(.W(8)) total_add_29 (.a({1'd0, total_part_13}),
    .b({1'd0, total_part_14}), .carry_in(act_103_z4), .sum(total_part_29));
  wire [7:0] total_part_30;
  adder #(.W(8)) total_add_30 (.a({1'd0, total_part_15}),
    .b({1'd0, total_part_16}), .carry_in(act_108_z4), .sum(total_part_30));
  wire [7:0] total_part_31;
  adder #(.W(8)) total_add_31 (.a({1'd0, total_part_17}),
    .b({1'd0, total_part_18}), .carry_in(act_109_z2), .sum(total_part_31));
  wire [7:0] total_part_32;
  adder #(.W(8)) total_add_32 (.a({1'd0, total_part_19}),
    .b({1'd0, total_part_20}), .carry_in(act_111_z4), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({2'd0, total_part_21}),
    .b({1'd0, act_0_x5}), .carry_in(1'b0), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, act_5_x3}),
    .b({1'd0, ~act_4_x6}), .carry_in(1'b0), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, act_6_x4}),
    .b({1'd0, act_10_x3}), .carry_in(1'b0), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, act_20_x8}),
    .b({1'd0, ~act_16_x6}), .carry_in(1'b0), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, act_25_x27}),
    .b({1'd0, ~act_29_x2}), .carry_in(1'b0), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, act_32_x8}),
    .b({1'd0, ~act_49_x6}), .carry_in(1'b0), .sum(total_part_38));
  wire [8:0] total_part_39;
  adder #(.W(9)) total_add_39 (.a({1'd0, act_54_x5}),
    .b({1'd0, act_56_x7}), .carry_in(1'b0), .sum(total_part_39));
  wire [8:0] total_part_40;
  adder #(.W(9)) total_add_40 (.a({1'd0, act_75_x7}),
    .b({1'd0, ~act_61_x3}), .carry_in(1'b0), .sum(total_part_40));
  wire [8:0] total_part_41;
  adder #(.W(9)) total_add_41 (.a({1'd0, act_101_x3}),
    .b({1'd0, ~act_64_x5}), .carry_in(1'b0), .sum(total_part_41));
  wire [8:0] total_part_42;
  adder #(.W(9)) total_add_42 (.a({1'd0, total_part_22}),
    .b({1'd0, ~act_65_x7}), .carry_in(1'b0), .sum(total_part_42));
  wire [8:0] total_part_43;
  adder #(.W(9)) total_add_43 (.a({1'd0, total_part_23}),
    .b({1'd0, ~act_109_x4}), .carry_in(1'b0), .sum(total_part_43));
  wire [8:0] total_part_44;
  adder #(.W(9)) total_add_44 (.a({1'd0, total_part_24}),
    .b({1'd0, total_part_25}), .carry_in(1'b0), .sum(total_part_44));
  wire [8:0] total_part_45;
  adder #(.W(9)) total_add_45 (.a({1'd0, total_part_26}),
    .b({1'd0, total_part_27}), .carry_in(1'b0), .sum(total_part_45));
  wire [8:0] total_part_46;
  adder #(.W(9)) total_add_46 (.a({1'd0, total_part_28}),
    .b({1'd0, total_part_29}), .carry_in(1'b0), .sum(total_part_46));
  wire [8:0] total_part_47;
  adder #(.W(9)) total_add_47 (.a({1'd0, total_part_30}),
    .b({1'd0, total_part_31}), .carry_in(1'b0), .sum(total_part_47));
  wire [9:0] total_part_48;
  adder #(.W(10)) total_add_48 (.a({2'd0, total_part_32}),
    .b({1'd0, act_1_x12}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, act_26_x5}),
    .b({1'd0, ~act_3_x7}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, act_30_x7}),
    .b({1'd0, ~act_24_x9}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, act_51_x10}),
    .b({1'd0, ~act_34_x7}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, act_59_x8}),
    .b({1'd0, ~act_50_x8}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, act_78_x10}),
    .b({1'd0, ~act_58_x8}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, act_110_x10}),
    .b({1'd0, total_part_33}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, total_part_34}),
    .b({1'd0, total_part_35}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, total_part_36}),
    .b({1'd0, total_part_37}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, total_part_38}),
    .b({1'd0, total_part_39}), .carry_in(1'b0), .sum(total_part_57));
  wire [9:0] total_part_58;
  adder #(.W(10)) total_add_58 (.a({1'd0, total_part_40}),
    .b({1'd0, total_part_41}), .carry_in(1'b0), .sum(total_part_58));
  wire [9:0] total_part_59;
  adder #(.W(10)) total_add_59 (.a({1'd0, total_part_42}),
    .b({1'd0, total_part_43}), .carry_in(1'b0), .sum(total_part_59));
  wire [9:0] total_part_60;
  adder #(.W(10)) total_add_60 (.a({1'd0, total_part_44}),
    .b({1'd0, total_part_45}), .carry_in(1'b0), .sum(total_part_60));
  wire [9:0] total_part_61;
  adder #(.W(10)) total_add_61 (.a({1'd0, total_part_46}),
    .b({1'd0, total_part_47}), .carry_in(1'b0), .sum(total_part_61));
  wire [10:0] total_part_62;
  adder #(.W(11)) total_add_62 (.a({1'd0, act_11_x13}),
    .b({1'd0, act_13_x10}), .carry_in(1'b0), .sum(total_part_62));
  wire [10:0] total_part_63;
  adder #(.W(11)) total_add_63 (.a({1'd0, act_19_x19}),
    .b({1'd0, ~act_18_x9}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({1'd0, act_35_x18}),
    .b({1'd0, act_37_x7}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, act_42_x10}),
    .b({1'd0, act_43_x14}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, act_70_x15}),
    .b({1'd0, act_74_x10}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, act_77_x11}),
    .b({1'd0, act_98_x14}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, act_102_x12}),
    .b({1'd0, act_106_x14}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_48}),
    .b({1'd0, total_part_49}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_71));
  wire [10:0] total_part_72;
  adder #(.W(11)) total_add_72 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_72));
  wire [10:0] total_part_73;
  adder #(.W(11)) total_add_73 (.a({1'd0, total_part_56}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_73));
  wire [10:0] total_part_74;
  adder #(.W(11)) total_add_74 (.a({1'd0, total_part_58}),
    .b({1'd0, total_part_59}), .carry_in(1'b0), .sum(total_part_74));
  wire [10:0] total_part_75;
  adder #(.W(11)) total_add_75 (.a({1'd0, total_part_60}),
    .b({1'd0, total_part_61}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({1'd0, act_2_x31}),
    .b({1'd0, act_45_x14}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, act_66_x20}),
    .b({1'd0, total_part_62}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_63}),
    .b({1'd0, total_part_64}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_65}),
    .b({1'd0, total_part_66}), .carry_in(1'b0), .sum(total_part_79));
  wire [11:0] total_part_80;
  adder #(.W(12)) total_add_80 (.a({1'd0, total_part_67}),
    .b({1'd0, total_part_68}), .carry_in(1'b0), .sum(total_part_80));
  wire [11:0] total_part_81;
  adder #(.W(12)) total_add_81 (.a({1'd0, total_part_69}),
    .b({1'd0, total_part_70}), .carry_in(1'b0), .sum(total_part_81));
  wire [11:0] total_part_82;
  adder #(.W(12)) total_add_82 (.a({1'd0, total_part_71}),
    .b({1'd0, total_part_72}), .carry_in(1'b0), .sum(total_part_82));
  wire [11:0] total_part_83;
  adder #(.W(12)) total_add_83 (.a({1'd0, total_part_73}),
    .b({1'd0, total_part_74}), .carry_in(1'b0), .sum(total_part_83));
  wire [12:0] total_part_84;
  adder #(.W(13)) total_add_84 (.a({2'd0, total_part_75}),
    .b({1'd0, total_part_76}), .carry_in(1'b0), .sum(total_part_84));
  wire [12:0] total_part_85;
  adder #(.W(13)) total_add_85 (.a({1'd0, total_part_77}),
    .b({1'd0, total_part_78}), .carry_in(1'b0), .sum(total_part_85));
  wire [12:0] total_part_86;
  adder #(.W(13)) total_add_86 (.a({1'd0, total_part_79}),
    .b({1'd0, total_part_80}), .carry_in(1'b0), .sum(total_part_86));
  wire [12:0] total_part_87;
  adder #(.W(13)) total_add_87 (.a({1'd0, total_part_81}),
    .b({1'd0, total_part_82}), .carry_in(1'b0), .sum(total_part_87));
  wire [13:0] total_part_88;
  adder #(.W(14)) total_add_88 (.a({2'd0, total_part_83}),
    .b({1'd0, total_part_84}), .carry_in(1'b0), .sum(total_part_88));
  wire [13:0] total_part_89;
  adder #(.W(14)) total_add_89 (.a({1'd0, total_part_85}),
    .b({1'd0, total_part_86}), .carry_in(1'b0), .sum(total_part_89));
  wire [14:0] total_part_90;
  adder #(.W(15)) total_add_90 (.a({2'd0, total_part_87}),
    .b({1'd0, total_part_88}), .carry_in(1'b0), .sum(total_part_90));
  wire [15:0] total_part_91;
  adder #(.W(16)) total_add_91 (.a({2'd0, total_part_89}),
    .b({1'd0, total_part_90}), .carry_in(1'b0), .sum(total_part_91));
  wire [15:0] total_part_92;
  adder #(.W(16)) total_add_92 (.a(16'd59197),
    .b(total_part_91), .carry_in(1'b0), .sum(total_part_92));
  assign total = total_part_92;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_3_z4), .b(act_4_z3), .c(act_8_z4), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_15_z3), .b(act_16_z3), .c(act_18_z4), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_21_z4), .b(act_23_z4), .c(act_24_z4), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_29_z3), .b(act_31_z2), .c(act_33_z4), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_34_z4), .b(act_39_z4), .c(act_40_z4), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_47_z3), .b(act_48_z4), .c(act_49_z3), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_50_z1), .b(act_55_z2), .c(act_58_z1), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_61_z4), .b(act_63_z4), .c(act_64_z4), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_65_z4), .b(act_67_z3), .c(act_71_z3), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_79_z3), .b(act_100_z4), .c(act_103_z4), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_108_z4), .b(act_109_z2), .c(act_111_z4),
    .sum(total_sum_10), .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(total_sum_0), .b(total_sum_1), .c(total_sum_2),
    .sum(total_sum_11), .carry(total_carry_11));
  wire [0:0] total_sum_12;
  wire [0:0] total_carry_12;
  csa #(.W(1)) total_row_12 (.a(total_sum_3), .b(total_sum_4), .c(total_sum_5),
    .sum(total_sum_12), .carry(total_carry_12));
  wire [2:0] total_sum_13;
  wire [2:0] total_carry_13;
  csa #(.W(3)) total_row_13 (.a(~act_23_x7), .b(~act_31_x4), .c(~act_55_x4),
    .sum(total_sum_13), .carry(total_carry_13));
  wire [2:0] total_sum_14;
  wire [2:0] total_carry_14;
  csa #(.W(3)) total_row_14 (.a({2'd0, total_sum_6}), .b({2'd0, total_sum_7}),
    .c(~act_63_x7), .sum(total_sum_14), .carry(total_carry_14));
  wire [0:0] total_sum_15;
  wire [0:0] total_carry_15;
  csa #(.W(1)) total_row_15 (.a(total_sum_8), .b(total_sum_9), .c(total_sum_10),
    .sum(total_sum_15), .carry(total_carry_15));
  wire [0:0] total_sum_16;
  wire [0:0] total_carry_16;
  csa #(.W(1)) total_row_16 (.a(total_carry_0[0:0]), .b(total_carry_1[0:0]),
    .c(total_carry_2[0:0]), .sum(total_sum_16), .carry(total_carry_16));
  wire [0:0] total_sum_17;
  wire [0:0] total_carry_17;
  csa #(.W(1)) total_row_17 (.a(total_carry_3[0:0]), .b(total_carry_4[0:0]),
    .c(total_carry_5[0:0]), .sum(total_sum_17), .carry(total_carry_17));
  wire [0:0] total_sum_18;
  wire [0:0] total_carry_18;
  csa #(.W(1)) total_row_18 (.a(total_carry_6[0:0]), .b(total_carry_7[0:0]),
    .c(total_carry_8[0:0]), .sum(total_sum_18), .carry(total_carry_18));
  wire [3:0] total_sum_19;
  wire [3:0] total_carry_19;
  csa #(.W(4)) total_row_19 (.a(~act_15_x10), .b(~act_47_x10), .c(~act_71_x10),
    .sum(total_sum_19), .carry(total_carry_19));
  wire [3:0] total_sum_20;
  wire [3:0] total_carry_20;
  csa #(.W(4)) total_row_20 (.a(~act_79_x14), .b(~act_100_x1), .c(~act_103_x11),
    .sum(total_sum_20), .carry(total_carry_20));
  wire [3:0] total_sum_21;
  wire [3:0] total_carry_21;
  csa #(.W(4)) total_row_21 (.a({2'd0, total_carry_9[0:0], 1'd0}),
    .b({2'd0, total_carry_10[0:0], 1'd0}), .c(~act_111_x11), .sum(total_sum_21),
    .carry(total_carry_21));
  wire [2:0] total_sum_22;
  wire [2:0] total_carry_22;
  csa #(.W(3)) total_row_22 (.a({2'd0, total_sum_11}), .b({2'd0, total_sum_12}),
    .c(total_sum_13), .sum(total_sum_22), .carry(total_carry_22));
  wire [0:0] total_sum_23;
  wire [0:0] total_carry_23;
  csa #(.W(1)) total_row_23 (.a(total_carry_11[0:0]), .b(total_carry_12[0:0]),
    .c(total_carry_14[0:0]), .sum(total_sum_23), .carry(total_carry_23));
  wire [4:0] total_sum_24;
  wire [4:0] total_carry_24;
  csa #(.W(5)) total_row_24 (.a(~act_8_x1), .b(act_12_x1), .c(act_17_x1), .sum(total_sum_24),
    .carry(total_carry_24));
  wire [4:0] total_sum_25;
  wire [4:0] total_carry_25;
  csa #(.W(5)) total_row_25 (.a(~act_39_x17), .b(~act_40_x1), .c(act_57_x4),
    .sum(total_sum_25), .carry(total_carry_25));
  wire [4:0] total_sum_26;
  wire [4:0] total_carry_26;
  csa #(.W(5)) total_row_26 (.a(act_60_x2), .b(act_73_x3), .c(act_105_x4),
    .sum(total_sum_26), .carry(total_carry_26));
  wire [3:0] total_sum_27;
  wire [3:0] total_carry_27;
  csa #(.W(4)) total_row_27 (.a({2'd0, total_carry_15[0:0], 1'd0}),
    .b({2'd0, total_sum_16, 1'd0}), .c(total_sum_19), .sum(total_sum_27),
    .carry(total_carry_27));
  wire [3:0] total_sum_28;
  wire [3:0] total_carry_28;
  csa #(.W(4)) total_row_28 (.a({2'd0, total_sum_17, 1'd0}), .b({2'd0, total_sum_18, 1'd0}),
    .c(total_sum_20), .sum(total_sum_28), .carry(total_carry_28));
  wire [2:0] total_sum_29;
  wire [2:0] total_carry_29;
  csa #(.W(3)) total_row_29 (.a(total_carry_13[2:0]), .b({1'd0, total_carry_16[0:0], 1'd0}),
    .c({1'd0, total_carry_17[0:0], 1'd0}), .sum(total_sum_29), .carry(total_carry_29));
  wire [5:0] total_sum_30;
  wire [5:0] total_carry_30;
  csa #(.W(6)) total_row_30 (.a({3'd0, total_carry_18[0:0], 2'd0}),
    .b({3'd0, total_carry_21[1:1], 2'd0}), .c(act_22_x1), .sum(total_sum_30),
    .carry(total_carry_30));
  wire [5:0] total_sum_31;
  wire [5:0] total_carry_31;
  csa #(.W(6)) total_row_31 (.a(act_27_x1), .b(act_38_x1), .c(act_41_x2), .sum(total_sum_31),
    .carry(total_carry_31));
  wire [5:0] total_sum_32;
  wire [5:0] total_carry_32;
  csa #(.W(6)) total_row_32 (.a(act_44_x2), .b(act_46_x1), .c(act_52_x6), .sum(total_sum_32),
    .carry(total_carry_32));
  wire [5:0] total_sum_33;
  wire [5:0] total_carry_33;
  csa #(.W(6)) total_row_33 (.a(act_72_x2), .b(act_97_x2), .c(act_104_x2),
    .sum(total_sum_33), .carry(total_carry_33));
  wire [5:0] total_sum_34;
  wire [5:0] total_carry_34;
  csa #(.W(6)) total_row_34 (.a({3'd0, total_sum_14}), .b(act_107_x1),
    .c({3'd0, total_sum_22}), .sum(total_sum_34), .carry(total_carry_34));
  wire [5:0] total_sum_35;
  wire [5:0] total_carry_35;
  csa #(.W(6)) total_row_35 (.a(~act_108_x5), .b({1'd0, total_sum_24}),
    .c({1'd0, total_sum_25}), .sum(total_sum_35), .carry(total_carry_35));
  wire [4:0] total_sum_36;
  wire [4:0] total_carry_36;
  csa #(.W(5)) total_row_36 (.a(total_sum_26), .b({total_carry_19[3:0], 1'd0}),
    .c({total_carry_20[3:0], 1'd0}), .sum(total_sum_36), .carry(total_carry_36));
  wire [6:0] total_sum_37;
  wire [6:0] total_carry_37;
  csa #(.W(7)) total_row_37 (.a({5'd0, total_carry_22[0:0], 1'd0}),
    .b({5'd0, total_sum_23, 1'd0}), .c(act_9_x4), .sum(total_sum_37), .carry(total_carry_37));
  wire [6:0] total_sum_38;
  wire [6:0] total_carry_38;
  csa #(.W(7)) total_row_38 (.a(act_14_x2), .b(~act_21_x1), .c(act_28_x3),
    .sum(total_sum_38), .carry(total_carry_38));
  wire [6:0] total_sum_39;
  wire [6:0] total_carry_39;
  csa #(.W(7)) total_row_39 (.a(~act_33_x5), .b(~act_48_x3), .c(act_53_x2),
    .sum(total_sum_39), .carry(total_carry_39));
  wire [6:0] total_sum_40;
  wire [6:0] total_carry_40;
  csa #(.W(7)) total_row_40 (.a(act_62_x2), .b(~act_67_x2), .c(act_68_x3),
    .sum(total_sum_40), .carry(total_carry_40));
  wire [6:0] total_sum_41;
  wire [6:0] total_carry_41;
  csa #(.W(7)) total_row_41 (.a(act_69_x1), .b(act_76_x3), .c(act_96_x5), .sum(total_sum_41),
    .carry(total_carry_41));
  wire [5:0] total_sum_42;
  wire [5:0] total_carry_42;
  csa #(.W(6)) total_row_42 (.a({2'd0, total_sum_21}), .b({2'd0, total_sum_27}),
    .c(total_sum_31), .sum(total_sum_42), .carry(total_carry_42));
  wire [5:0] total_sum_43;
  wire [5:0] total_carry_43;
  csa #(.W(6)) total_row_43 (.a({3'd0, total_carry_23[0:0], 2'd0}),
    .b({3'd0, total_carry_27[1:1], 2'd0}), .c(total_sum_32), .sum(total_sum_43),
    .carry(total_carry_43));
  wire [5:0] total_sum_44;
  wire [5:0] total_carry_44;
  csa #(.W(6)) total_row_44 (.a(total_sum_33), .b({total_carry_24[4:0], 1'd0}),
    .c({total_carry_25[4:0], 1'd0}), .sum(total_sum_44), .carry(total_carry_44));
  wire [5:0] total_sum_45;
  wire [5:0] total_carry_45;
  csa #(.W(6)) total_row_45 (.a({2'd0, total_sum_28}), .b({total_carry_26[4:0], 1'd0}),
    .c({2'd0, total_sum_29, 1'd0}), .sum(total_sum_45), .carry(total_carry_45));
  wire [7:0] total_sum_46;
  wire [7:0] total_carry_46;
  csa #(.W(8)) total_row_46 (.a({4'd0, total_carry_29[1:1], 3'd0}),
    .b({4'd0, total_carry_30[2:2], 3'd0}), .c(act_0_x5), .sum(total_sum_46),
    .carry(total_carry_46));
  wire [7:0] total_sum_47;
  wire [7:0] total_carry_47;
  csa #(.W(8)) total_row_47 (.a(~act_4_x6), .b(act_5_x3), .c(act_6_x4), .sum(total_sum_47),
    .carry(total_carry_47));
  wire [7:0] total_sum_48;
  wire [7:0] total_carry_48;
  csa #(.W(8)) total_row_48 (.a(act_10_x3), .b(~act_16_x6), .c(act_20_x8),
    .sum(total_sum_48), .carry(total_carry_48));
  wire [7:0] total_sum_49;
  wire [7:0] total_carry_49;
  csa #(.W(8)) total_row_49 (.a(act_25_x27), .b(~act_29_x2), .c(act_32_x8),
    .sum(total_sum_49), .carry(total_carry_49));
  wire [7:0] total_sum_50;
  wire [7:0] total_carry_50;
  csa #(.W(8)) total_row_50 (.a(~act_49_x6), .b(act_54_x5), .c(act_56_x7),
    .sum(total_sum_50), .carry(total_carry_50));
  wire [7:0] total_sum_51;
  wire [7:0] total_carry_51;
  csa #(.W(8)) total_row_51 (.a(~act_61_x3), .b(~act_64_x5), .c(~act_65_x7),
    .sum(total_sum_51), .carry(total_carry_51));
  wire [7:0] total_sum_52;
  wire [7:0] total_carry_52;
  csa #(.W(8)) total_row_52 (.a(act_75_x7), .b(act_101_x3), .c(~act_109_x4),
    .sum(total_sum_52), .carry(total_carry_52));
  wire [6:0] total_sum_53;
  wire [6:0] total_carry_53;
  csa #(.W(7)) total_row_53 (.a(total_sum_38), .b(total_sum_39), .c(total_sum_40),
    .sum(total_sum_53), .carry(total_carry_53));
  wire [6:0] total_sum_54;
  wire [6:0] total_carry_54;
  csa #(.W(7)) total_row_54 (.a({1'd0, total_sum_35}), .b(total_sum_41),
    .c({1'd0, total_sum_44}), .sum(total_sum_54), .carry(total_carry_54));
  wire [5:0] total_sum_55;
  wire [5:0] total_carry_55;
  csa #(.W(6)) total_row_55 (.a(total_carry_31[5:0]), .b(total_carry_32[5:0]),
    .c(total_carry_33[5:0]), .sum(total_sum_55), .carry(total_carry_55));
  wire [4:0] total_sum_56;
  wire [4:0] total_carry_56;
  csa #(.W(5)) total_row_56 (.a({2'd0, total_carry_28[1:1], 2'd0}), .b(total_sum_36),
    .c({2'd0, total_carry_37[1:1], 2'd0}), .sum(total_sum_56), .carry(total_carry_56));
  wire [8:0] total_sum_57;
  wire [8:0] total_carry_57;
  csa #(.W(9)) total_row_57 (.a(act_1_x12), .b(~act_3_x7), .c(~act_24_x9),
    .sum(total_sum_57), .carry(total_carry_57));
  wire [8:0] total_sum_58;
  wire [8:0] total_carry_58;
  csa #(.W(9)) total_row_58 (.a(act_26_x5), .b(act_30_x7), .c(~act_34_x7),
    .sum(total_sum_58), .carry(total_carry_58));
  wire [8:0] total_sum_59;
  wire [8:0] total_carry_59;
  csa #(.W(9)) total_row_59 (.a(~act_50_x8), .b(act_51_x10), .c(~act_58_x8),
    .sum(total_sum_59), .carry(total_carry_59));
  wire [8:0] total_sum_60;
  wire [8:0] total_carry_60;
  csa #(.W(9)) total_row_60 (.a(act_59_x8), .b(act_78_x10), .c(act_110_x10),
    .sum(total_sum_60), .carry(total_carry_60));
  wire [7:0] total_sum_61;
  wire [7:0] total_carry_61;
  csa #(.W(8)) total_row_61 (.a({2'd0, total_carry_35[4:0], 1'd0}), .b({2'd0, total_sum_30}),
    .c(total_sum_47), .sum(total_sum_61), .carry(total_carry_61));
  wire [7:0] total_sum_62;
  wire [7:0] total_carry_62;
  csa #(.W(8)) total_row_62 (.a(total_sum_48), .b(total_sum_49), .c(total_sum_50),
    .sum(total_sum_62), .carry(total_carry_62));
  wire [7:0] total_sum_63;
  wire [7:0] total_carry_63;
  csa #(.W(8)) total_row_63 (.a(total_sum_51), .b(total_sum_52),
    .c({total_carry_38[6:0], 1'd0}), .sum(total_sum_63), .carry(total_carry_63));
  wire [6:0] total_sum_64;
  wire [6:0] total_carry_64;
  csa #(.W(7)) total_row_64 (.a(total_carry_39[6:0]), .b(total_carry_40[6:0]),
    .c(total_carry_41[6:0]), .sum(total_sum_64), .carry(total_carry_64));
  wire [6:0] total_sum_65;
  wire [6:0] total_carry_65;
  csa #(.W(7)) total_row_65 (.a(total_sum_53), .b({total_sum_55, 1'd0}),
    .c({total_carry_44[5:1], 2'd0}), .sum(total_sum_65), .carry(total_carry_65));
  wire [4:0] total_sum_66;
  wire [4:0] total_carry_66;
  csa #(.W(5)) total_row_66 (.a({total_carry_36[4:1], 1'd0}),
    .b({1'd0, total_carry_42[3:0]}), .c({1'd0, total_carry_45[3:1], 1'd0}),
    .sum(total_sum_66), .carry(total_carry_66));
  wire [9:0] total_sum_67;
  wire [9:0] total_carry_67;
  csa #(.W(10)) total_row_67 (.a(act_11_x13), .b(act_13_x10), .c(~act_18_x9),
    .sum(total_sum_67), .carry(total_carry_67));
  wire [9:0] total_sum_68;
  wire [9:0] total_carry_68;
  csa #(.W(10)) total_row_68 (.a(act_19_x19), .b(act_35_x18), .c(act_37_x7),
    .sum(total_sum_68), .carry(total_carry_68));
  wire [9:0] total_sum_69;
  wire [9:0] total_carry_69;
  csa #(.W(10)) total_row_69 (.a(act_42_x10), .b(act_43_x14), .c(act_70_x15),
    .sum(total_sum_69), .carry(total_carry_69));
  wire [9:0] total_sum_70;
  wire [9:0] total_carry_70;
  csa #(.W(10)) total_row_70 (.a(act_74_x10), .b(act_77_x11), .c(act_98_x14),
    .sum(total_sum_70), .carry(total_carry_70));
  wire [9:0] total_sum_71;
  wire [9:0] total_carry_71;
  csa #(.W(10)) total_row_71 (.a({6'd0, total_carry_43[2:2], 3'd0}),
    .b({6'd0, total_carry_56[2:2], 3'd0}), .c(act_102_x12), .sum(total_sum_71),
    .carry(total_carry_71));
  wire [9:0] total_sum_72;
  wire [9:0] total_carry_72;
  csa #(.W(10)) total_row_72 (.a(act_106_x14), .b({4'd0, total_sum_34}),
    .c({4'd0, total_sum_42}), .sum(total_sum_72), .carry(total_carry_72));
  wire [8:0] total_sum_73;
  wire [8:0] total_carry_73;
  csa #(.W(9)) total_row_73 (.a({3'd0, total_sum_43}), .b({3'd0, total_sum_45}),
    .c(total_sum_57), .sum(total_sum_73), .carry(total_carry_73));
  wire [8:0] total_sum_74;
  wire [8:0] total_carry_74;
  csa #(.W(9)) total_row_74 (.a(total_sum_58), .b(total_sum_59), .c(total_sum_60),
    .sum(total_sum_74), .carry(total_carry_74));
  wire [7:0] total_sum_75;
  wire [7:0] total_carry_75;
  csa #(.W(8)) total_row_75 (.a({1'd0, total_sum_54}), .b(total_sum_62),
    .c({1'd0, total_sum_65}), .sum(total_sum_75), .carry(total_carry_75));
  wire [7:0] total_sum_76;
  wire [7:0] total_carry_76;
  csa #(.W(8)) total_row_76 (.a(total_carry_47[7:0]), .b(total_carry_48[7:0]),
    .c(total_carry_49[7:0]), .sum(total_sum_76), .carry(total_carry_76));
  wire [7:0] total_sum_77;
  wire [7:0] total_carry_77;
  csa #(.W(8)) total_row_77 (.a(total_carry_50[7:0]), .b(total_carry_51[7:0]),
    .c(total_carry_52[7:0]), .sum(total_sum_77), .carry(total_carry_77));
  wire [7:0] total_sum_78;
  wire [7:0] total_carry_78;
  csa #(.W(8)) total_row_78 (.a(total_sum_63), .b({total_carry_53[6:0], 1'd0}),
    .c({total_sum_64, 1'd0}), .sum(total_sum_78), .carry(total_carry_78));
  wire [6:0] total_sum_79;
  wire [6:0] total_carry_79;
  csa #(.W(7)) total_row_79 (.a({3'd0, total_carry_34[2:0], 1'd0}), .b({2'd0, total_sum_56}),
    .c({total_carry_54[5:0], 1'd0}), .sum(total_sum_79), .carry(total_carry_79));
  wire [10:0] total_sum_80;
  wire [10:0] total_carry_80;
  csa #(.W(11)) total_row_80 (.a(act_2_x31), .b(act_45_x14), .c(act_66_x20),
    .sum(total_sum_80), .carry(total_carry_80));
  wire [9:0] total_sum_81;
  wire [9:0] total_carry_81;
  csa #(.W(10)) total_row_81 (.a(total_sum_67), .b(total_sum_68), .c(total_sum_69),
    .sum(total_sum_81), .carry(total_carry_81));
  wire [9:0] total_sum_82;
  wire [9:0] total_carry_82;
  csa #(.W(10)) total_row_82 (.a(total_sum_70), .b({1'd0, total_sum_74}),
    .c({2'd0, total_sum_78}), .sum(total_sum_82), .carry(total_carry_82));
  wire [8:0] total_sum_83;
  wire [8:0] total_carry_83;
  csa #(.W(9)) total_row_83 (.a(total_carry_57[8:0]), .b(total_carry_58[8:0]),
    .c(total_carry_59[8:0]), .sum(total_sum_83), .carry(total_carry_83));
  wire [8:0] total_sum_84;
  wire [8:0] total_carry_84;
  csa #(.W(9)) total_row_84 (.a(total_carry_60[8:0]), .b({1'd0, total_carry_62[7:0]}),
    .c({1'd0, total_carry_63[7:0]}), .sum(total_sum_84), .carry(total_carry_84));
  wire [8:0] total_sum_85;
  wire [8:0] total_carry_85;
  csa #(.W(9)) total_row_85 (.a({2'd0, total_sum_37}), .b({2'd0, total_carry_61[5:0], 1'd0}),
    .c({total_sum_76, 1'd0}), .sum(total_sum_85), .carry(total_carry_85));
  wire [7:0] total_sum_86;
  wire [7:0] total_carry_86;
  csa #(.W(8)) total_row_86 (.a({1'd0, total_carry_55[5:0], 1'd0}), .b(total_sum_77),
    .c({1'd0, total_carry_65[6:1], 1'd0}), .sum(total_sum_86), .carry(total_carry_86));
  wire [6:0] total_sum_87;
  wire [6:0] total_carry_87;
  csa #(.W(7)) total_row_87 (.a({4'd0, total_carry_46[3:3], 2'd0}), .b(total_carry_64[6:0]),
    .c({4'd0, total_carry_71[3:3], 2'd0}), .sum(total_sum_87), .carry(total_carry_87));
  wire [10:0] total_sum_88;
  wire [10:0] total_carry_88;
  csa #(.W(11)) total_row_88 (.a({3'd0, total_sum_46}), .b({3'd0, total_sum_61}),
    .c(total_sum_80), .sum(total_sum_88), .carry(total_carry_88));
  wire [9:0] total_sum_89;
  wire [9:0] total_carry_89;
  csa #(.W(10)) total_row_89 (.a(total_carry_67[9:0]), .b(total_carry_68[9:0]),
    .c(total_carry_69[9:0]), .sum(total_sum_89), .carry(total_carry_89));
  wire [9:0] total_sum_90;
  wire [9:0] total_carry_90;
  csa #(.W(10)) total_row_90 (.a(total_carry_70[9:0]), .b({4'd0, total_carry_72[5:0]}),
    .c({4'd0, total_carry_73[5:0]}), .sum(total_sum_90), .carry(total_carry_90));
  wire [9:0] total_sum_91;
  wire [9:0] total_carry_91;
  csa #(.W(10)) total_row_91 (.a(total_sum_81), .b({total_carry_74[8:0], 1'd0}),
    .c({total_sum_83, 1'd0}), .sum(total_sum_91), .carry(total_carry_91));
  wire [7:0] total_sum_92;
  wire [7:0] total_carry_92;
  csa #(.W(8)) total_row_92 (.a(total_carry_76[7:0]), .b(total_carry_77[7:0]),
    .c({1'd0, total_carry_78[7:1]}), .sum(total_sum_92), .carry(total_carry_92));
  wire [9:0] total_sum_93;
  wire [9:0] total_carry_93;
  csa #(.W(10)) total_row_93 (.a({2'd0, total_sum_75}),
    .b({2'd0, total_carry_75[6:0], 1'd0}), .c(total_sum_91), .sum(total_sum_93),
    .carry(total_carry_93));
  wire [10:0] total_sum_94;
  wire [10:0] total_carry_94;
  csa #(.W(11)) total_row_94 (.a(total_carry_80[10:0]), .b({1'd0, total_carry_81[9:0]}),
    .c({2'd0, total_sum_84}), .sum(total_sum_94), .carry(total_carry_94));
  wire [9:0] total_sum_95;
  wire [9:0] total_carry_95;
  csa #(.W(10)) total_row_95 (.a({5'd0, total_sum_66}),
    .b({5'd0, total_carry_79[4:1], 1'd0}), .c({total_carry_83[8:0], 1'd0}),
    .sum(total_sum_95), .carry(total_carry_95));
  wire [8:0] total_sum_96;
  wire [8:0] total_carry_96;
  csa #(.W(9)) total_row_96 (.a({1'd0, total_sum_86}), .b({total_carry_84[7:0], 1'd0}),
    .c({1'd0, total_carry_86[6:1], 2'd0}), .sum(total_sum_96), .carry(total_carry_96));
  wire [10:0] total_sum_97;
  wire [10:0] total_carry_97;
  csa #(.W(11)) total_row_97 (.a({total_sum_89, 1'd0}), .b({2'd0, total_sum_73}),
    .c({1'd0, total_sum_82}), .sum(total_sum_97), .carry(total_carry_97));
  wire [9:0] total_sum_98;
  wire [9:0] total_carry_98;
  csa #(.W(10)) total_row_98 (.a({1'd0, total_sum_85}), .b({total_carry_82[8:0], 1'd0}),
    .c({1'd0, total_carry_88[7:0], 1'd0}), .sum(total_sum_98), .carry(total_carry_98));
  wire [9:0] total_sum_99;
  wire [9:0] total_carry_99;
  csa #(.W(10)) total_row_99 (.a({4'd0, total_carry_85[6:1]}), .b(total_carry_89[9:0]),
    .c({4'd0, total_carry_90[5:0]}), .sum(total_sum_99), .carry(total_carry_99));
  wire [9:0] total_sum_100;
  wire [9:0] total_carry_100;
  csa #(.W(10)) total_row_100 (.a({2'd0, total_carry_93[7:0]}),
    .b({total_carry_91[9:1], 1'd0}), .c({1'd0, total_sum_92, 1'd0}), .sum(total_sum_100),
    .carry(total_carry_100));
  wire [9:0] total_sum_101;
  wire [9:0] total_carry_101;
  csa #(.W(10)) total_row_101 (.a(total_sum_72), .b(total_sum_93), .c({total_sum_96, 1'd0}),
    .sum(total_sum_101), .carry(total_carry_101));
  wire [10:0] total_sum_102;
  wire [10:0] total_carry_102;
  csa #(.W(11)) total_row_102 (.a({total_carry_92[7:0], 3'd0}),
    .b({1'd0, total_carry_96[7:1], 3'd0}), .c({1'd0, total_sum_71}), .sum(total_sum_102),
    .carry(total_carry_102));
  wire [10:0] total_sum_103;
  wire [10:0] total_carry_103;
  csa #(.W(11)) total_row_103 (.a(total_sum_88), .b({1'd0, total_sum_98}),
    .c({1'd0, total_sum_101}), .sum(total_sum_103), .carry(total_carry_103));
  wire [11:0] total_sum_104;
  wire [11:0] total_carry_104;
  csa #(.W(12)) total_row_104 (.a({5'd0, total_sum_79}),
    .b({5'd0, total_carry_95[4:1], 3'd0}), .c({total_carry_94[9:0], 2'd0}),
    .sum(total_sum_104), .carry(total_carry_104));
  wire [10:0] total_sum_105;
  wire [10:0] total_carry_105;
  csa #(.W(11)) total_row_105 (.a(total_sum_94), .b({3'd0, total_sum_87, 1'd0}),
    .c({2'd0, total_carry_98[8:1], 1'd0}), .sum(total_sum_105), .carry(total_carry_105));
  wire [10:0] total_sum_106;
  wire [10:0] total_carry_106;
  csa #(.W(11)) total_row_106 (.a(total_sum_97), .b({total_sum_90, 1'd0}),
    .c({total_carry_97[9:0], 1'd0}), .sum(total_sum_106), .carry(total_carry_106));
  wire [9:0] total_sum_107;
  wire [9:0] total_carry_107;
  csa #(.W(10)) total_row_107 (.a({2'd0, total_carry_99[5:0], 2'd0}),
    .b({3'd0, total_carry_104[6:2], 2'd0}), .c(total_sum_100), .sum(total_sum_107),
    .carry(total_carry_107));
  wire [10:0] total_sum_108;
  wire [10:0] total_carry_108;
  csa #(.W(11)) total_row_108 (.a(total_sum_102), .b(total_sum_103), .c(total_sum_106),
    .sum(total_sum_108), .carry(total_carry_108));
  wire [9:0] total_sum_109;
  wire [9:0] total_carry_109;
  csa #(.W(10)) total_row_109 (.a(total_carry_101[9:0]), .b(total_sum_95),
    .c(total_carry_103[9:0]), .sum(total_sum_109), .carry(total_carry_109));
  wire [11:0] total_sum_110;
  wire [11:0] total_carry_110;
  csa #(.W(12)) total_row_110 (.a({1'd0, total_sum_108}), .b({1'd0, total_sum_109, 1'd0}),
    .c({total_sum_99, 2'd0}), .sum(total_sum_110), .carry(total_carry_110));
  wire [9:0] total_sum_111;
  wire [9:0] total_carry_111;
  csa #(.W(10)) total_row_111 (.a({1'd0, total_carry_100[8:1], 1'd0}),
    .b(total_carry_106[10:1]), .c({1'd0, total_carry_105[8:1], 1'd0}), .sum(total_sum_111),
    .carry(total_carry_111));
  wire [11:0] total_sum_112;
  wire [11:0] total_carry_112;
  csa #(.W(12)) total_row_112 (.a(total_sum_104), .b({total_sum_105, 1'd0}),
    .c({1'd0, total_sum_107, 1'd0}), .sum(total_sum_112), .carry(total_carry_112));
  wire [11:0] total_sum_113;
  wire [11:0] total_carry_113;
  csa #(.W(12)) total_row_113 (.a({total_carry_108[10:0], 1'd0}),
    .b({total_carry_109[9:0], 2'd0}), .c(total_sum_110), .sum(total_sum_113),
    .carry(total_carry_113));
  wire [9:0] total_sum_114;
  wire [9:0] total_carry_114;
  csa #(.W(10)) total_row_114 (.a({1'd0, total_carry_102[9:3], 2'd0}),
    .b(total_carry_110[10:1]), .c({total_carry_111[8:1], 2'd0}), .sum(total_sum_114),
    .carry(total_carry_114));
  wire [11:0] total_sum_115;
  wire [11:0] total_carry_115;
  csa #(.W(12)) total_row_115 (.a({total_sum_111, 2'd0}), .b(total_sum_112),
    .c({total_sum_114, 2'd0}), .sum(total_sum_115), .carry(total_carry_115));
  wire [12:0] total_sum_116;
  wire [12:0] total_carry_116;
  csa #(.W(13)) total_row_116 (.a({1'd0, total_sum_113}), .b({total_carry_112[11:1], 2'd0}),
    .c({total_carry_113[11:1], 2'd0}), .sum(total_sum_116), .carry(total_carry_116));
  wire [9:0] total_sum_117;
  wire [9:0] total_carry_117;
  csa #(.W(10)) total_row_117 (.a({7'd0, total_carry_66[3:1]}),
    .b({7'd0, total_carry_87[2:2], 2'd0}), .c({total_carry_114[9:2], 2'd0}),
    .sum(total_sum_117), .carry(total_carry_117));
  wire [12:0] total_sum_118;
  wire [12:0] total_carry_118;
  csa #(.W(13)) total_row_118 (.a(total_sum_116), .b({total_carry_115[11:2], 3'd0}),
    .c({total_sum_117, 3'd0}), .sum(total_sum_118), .carry(total_carry_118));
  wire [13:0] total_sum_119;
  wire [13:0] total_carry_119;
  csa #(.W(14)) total_row_119 (.a({1'd0, total_sum_118}), .b({total_carry_116[12:2], 3'd0}),
    .c({total_carry_118[12:3], 4'd0}), .sum(total_sum_119), .carry(total_carry_119));
  wire [14:0] total_sum_120;
  wire [14:0] total_carry_120;
  csa #(.W(15)) total_row_120 (.a({5'd0, total_carry_107[7:2], 4'd0}),
    .b({3'd0, total_sum_115}), .c({total_carry_119[13:3], 4'd0}), .sum(total_sum_120),
    .carry(total_carry_120));
  wire [14:0] total_sum_121;
  wire [14:0] total_carry_121;
  csa #(.W(15)) total_row_121 (.a({1'd0, total_sum_119}),
    .b({2'd0, total_carry_120[11:4], 5'd0}), .c(total_sum_120), .sum(total_sum_121),
    .carry(total_carry_121));
  wire [14:0] total_sum_122;
  wire [14:0] total_carry_122;
  csa #(.W(15)) total_row_122 (.a({8'd0, total_carry_117[2:2], 6'd0}), .b(total_sum_121),
    .c({total_carry_121[13:0], 1'd0}), .sum(total_sum_122), .carry(total_carry_122));
  wire [15:0] total_sum_123;
  wire [15:0] total_carry_123;
  csa #(.W(16)) total_row_123 (.a({15'd0, total_sum_15}), .b({1'd0, total_sum_122}),
    .c({total_carry_122[14:1], 2'd0}), .sum(total_sum_123), .carry(total_carry_123));
  wire [15:0] total_sum_124;
  wire [15:0] total_carry_124;
  csa #(.W(16)) total_row_124 (.a(16'd59197), .b(total_sum_123),
    .c({total_carry_123[14:0], 1'd0}), .sum(total_sum_124), .carry(total_carry_124));
  ripple_adder #(.W(16)) total_adder (
    .a(total_sum_124),
    .b({total_carry_124[14:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_7 (
  input wire [7:0] act_1_x6, input wire [10:0] act_2_x18, input wire [7:0] act_3_x4,
    input wire [0:0] act_3_z2, input wire [8:0] act_4_x14, input wire [6:0] act_5_x1,
    input wire [2:0] act_7_x6, input wire [6:0] act_8_x3, input wire [0:0] act_8_z4,
    input wire [7:0] act_9_x9, input wire [9:0] act_10_x15, input wire [0:0] act_10_z4,
    input wire [8:0] act_11_x10, input wire [6:0] act_12_x4, input wire [8:0] act_13_x6,
    input wire [7:0] act_14_x4, input wire [3:0] act_15_x8, input wire [0:0] act_15_z1,
    input wire [6:0] act_16_x3, input wire [0:0] act_16_z4, input wire [5:0] act_17_x2,
    input wire [10:0] act_18_x18, input wire [6:0] act_19_x2, input wire [0:0] act_19_z3,
    input wire [6:0] act_20_x3, input wire [8:0] act_21_x4, input wire [8:0] act_22_x9,
    input wire [3:0] act_23_x9, input wire [0:0] act_23_z4, input wire [6:0] act_24_x3,
    input wire [4:0] act_25_x3, input wire [0:0] act_25_z4, input wire [9:0] act_26_x15,
    input wire [7:0] act_27_x5, input wire [9:0] act_29_x9, input wire [8:0] act_30_x7,
    input wire [3:0] act_31_x9, input wire [0:0] act_31_z4, input wire [7:0] act_32_x8,
    input wire [6:0] act_33_x3, input wire [8:0] act_34_x8, input wire [0:0] act_34_z1,
    input wire [7:0] act_35_x6, input wire [7:0] act_36_x9, input wire [8:0] act_37_x5,
    input wire [7:0] act_38_x4, input wire [0:0] act_38_z2, input wire [1:0] act_39_x3,
    input wire [0:0] act_39_z4, input wire [6:0] act_40_x4, input wire [0:0] act_40_z2,
    input wire [6:0] act_41_x5, input wire [7:0] act_42_x3, input wire [0:0] act_42_z4,
    input wire [5:0] act_43_x1, input wire [6:0] act_44_x3, input wire [0:0] act_44_z4,
    input wire [8:0] act_45_x4, input wire [0:0] act_45_z2, input wire [6:0] act_46_x2,
    input wire [2:0] act_47_x7, input wire [0:0] act_47_z4, input wire [7:0] act_48_x7,
    input wire [0:0] act_48_z4, input wire [6:0] act_49_x3, input wire [0:0] act_49_z4,
    input wire [9:0] act_50_x17, input wire [7:0] act_51_x4, input wire [5:0] act_52_x5,
    input wire [8:0] act_53_x7, input wire [8:0] act_54_x8, input wire [2:0] act_55_x7,
    input wire [0:0] act_55_z4, input wire [6:0] act_56_x3, input wire [0:0] act_56_z4,
    input wire [4:0] act_57_x3, input wire [9:0] act_58_x14, input wire [7:0] act_59_x5,
    input wire [3:0] act_60_x1, input wire [9:0] act_61_x13, input wire [6:0] act_62_x2,
    input wire [2:0] act_63_x7, input wire [0:0] act_63_z4, input wire [7:0] act_64_x6,
    input wire [0:0] act_64_z3, input wire [5:0] act_65_x2, input wire [0:0] act_65_z3,
    input wire [6:0] act_66_x2, input wire [0:0] act_66_z3, input wire [6:0] act_67_x3,
    input wire [0:0] act_67_z4, input wire [6:0] act_68_x3, input wire [6:0] act_69_x1,
    input wire [0:0] act_69_z4, input wire [6:0] act_70_x2, input wire [0:0] act_71_x1,
    input wire [5:0] act_72_x2, input wire [6:0] act_73_x13, input wire [6:0] act_74_x2,
    input wire [0:0] act_74_z3, input wire [7:0] act_75_x7, input wire [7:0] act_76_x8,
    input wire [8:0] act_78_x7, input wire [2:0] act_79_x5, input wire [0:0] act_79_z4,
    input wire [7:0] act_96_x9, input wire [7:0] act_97_x7, input wire [9:0] act_98_x10,
    input wire [0:0] act_98_z3, input wire [6:0] act_99_x2, input wire [4:0] act_100_x2,
    input wire [8:0] act_101_x5, input wire [0:0] act_101_z4, input wire [8:0] act_102_x8,
    input wire [2:0] act_103_x4, input wire [0:0] act_103_z2, input wire [4:0] act_104_x1,
    input wire [5:0] act_105_x7, input wire [5:0] act_106_x1, input wire [7:0] act_107_x5,
    input wire [0:0] act_107_z4, input wire [4:0] act_108_x3, input wire [0:0] act_108_z4,
    input wire [7:0] act_109_x4, input wire [0:0] act_109_z2, input wire [6:0] act_110_x3,
    output wire [14:0] sum
);
  wire [14:0] total;
`ifdef CARRY_CHAINS
  wire [3:0] total_part_0;
  adder #(.W(4)) total_add_0 (.a({1'd0, act_7_x6}),
    .b({2'd0, ~act_39_x3}), .carry_in(act_3_z2), .sum(total_part_0));
  wire [4:0] total_part_1;
  adder #(.W(5)) total_add_1 (.a({1'd0, act_60_x1}),
    .b({2'd0, ~act_47_x7}), .carry_in(act_8_z4), .sum(total_part_1));
  wire [4:0] total_part_2;
  adder #(.W(5)) total_add_2 (.a({1'd0, total_part_0}),
    .b({2'd0, ~act_55_x7}), .carry_in(act_10_z4), .sum(total_part_2));
  wire [5:0] total_part_3;
  adder #(.W(6)) total_add_3 (.a({1'd0, act_57_x3}),
    .b({3'd0, ~act_63_x7}), .carry_in(act_15_z1), .sum(total_part_3));
  wire [5:0] total_part_4;
  adder #(.W(6)) total_add_4 (.a({1'd0, act_100_x2}),
    .b({3'd0, ~act_79_x5}), .carry_in(act_16_z4), .sum(total_part_4));
  wire [5:0] total_part_5;
  adder #(.W(6)) total_add_5 (.a({1'd0, act_104_x1}),
    .b({3'd0, ~act_103_x4}), .carry_in(act_19_z3), .sum(total_part_5));
  wire [5:0] total_part_6;
  adder #(.W(6)) total_add_6 (.a({1'd0, total_part_1}),
    .b({2'd0, ~act_15_x8}), .carry_in(act_23_z4), .sum(total_part_6));
  wire [5:0] total_part_7;
  adder #(.W(6)) total_add_7 (.a({1'd0, total_part_2}),
    .b({2'd0, ~act_23_x9}), .carry_in(act_25_z4), .sum(total_part_7));
  wire [6:0] total_part_8;
  adder #(.W(7)) total_add_8 (.a({1'd0, act_17_x2}),
    .b({3'd0, ~act_31_x9}), .carry_in(act_31_z4), .sum(total_part_8));
  wire [6:0] total_part_9;
  adder #(.W(7)) total_add_9 (.a({1'd0, act_43_x1}),
    .b({2'd0, ~act_25_x3}), .carry_in(act_34_z1), .sum(total_part_9));
  wire [6:0] total_part_10;
  adder #(.W(7)) total_add_10 (.a({1'd0, act_52_x5}),
    .b({2'd0, ~act_108_x3}), .carry_in(act_38_z2), .sum(total_part_10));
  wire [6:0] total_part_11;
  adder #(.W(7)) total_add_11 (.a({1'd0, act_72_x2}),
    .b({1'd0, ~act_65_x2}), .carry_in(act_39_z4), .sum(total_part_11));
  wire [6:0] total_part_12;
  adder #(.W(7)) total_add_12 (.a({1'd0, act_105_x7}),
    .b({1'd0, act_106_x1}), .carry_in(act_40_z2), .sum(total_part_12));
  wire [6:0] total_part_13;
  adder #(.W(7)) total_add_13 (.a({1'd0, total_part_3}),
    .b({1'd0, total_part_4}), .carry_in(act_42_z4), .sum(total_part_13));
  wire [6:0] total_part_14;
  adder #(.W(7)) total_add_14 (.a({1'd0, total_part_5}),
    .b({1'd0, total_part_6}), .carry_in(act_44_z4), .sum(total_part_14));
  wire [7:0] total_part_15;
  adder #(.W(8)) total_add_15 (.a({2'd0, total_part_7}),
    .b({1'd0, act_5_x1}), .carry_in(act_45_z2), .sum(total_part_15));
  wire [7:0] total_part_16;
  adder #(.W(8)) total_add_16 (.a({1'd0, act_12_x4}),
    .b({1'd0, ~act_8_x3}), .carry_in(act_47_z4), .sum(total_part_16));
  wire [7:0] total_part_17;
  adder #(.W(8)) total_add_17 (.a({1'd0, act_20_x3}),
    .b({1'd0, ~act_16_x3}), .carry_in(act_48_z4), .sum(total_part_17));
  wire [7:0] total_part_18;
  adder #(.W(8)) total_add_18 (.a({1'd0, act_24_x3}),
    .b({1'd0, ~act_19_x2}), .carry_in(act_49_z4), .sum(total_part_18));
  wire [7:0] total_part_19;
  adder #(.W(8)) total_add_19 (.a({1'd0, act_33_x3}),
    .b({1'd0, ~act_40_x4}), .carry_in(act_55_z4), .sum(total_part_19));
  wire [7:0] total_part_20;
  adder #(.W(8)) total_add_20 (.a({1'd0, act_41_x5}),
    .b({1'd0, ~act_44_x3}), .carry_in(act_56_z4), .sum(total_part_20));
  wire [7:0] total_part_21;
  adder #(.W(8)) total_add_21 (.a({1'd0, act_46_x2}),
    .b({1'd0, ~act_49_x3}), .carry_in(act_63_z4), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, act_62_x2}),
    .b({1'd0, ~act_56_x3}), .carry_in(act_64_z3), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, act_68_x3}),
    .b({1'd0, ~act_66_x2}), .carry_in(act_65_z3), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, act_70_x2}),
    .b({1'd0, ~act_67_x3}), .carry_in(act_66_z3), .sum(total_part_24));
  wire [7:0] total_part_25;
  adder #(.W(8)) total_add_25 (.a({1'd0, act_73_x13}),
    .b({1'd0, ~act_69_x1}), .carry_in(act_67_z4), .sum(total_part_25));
  wire [7:0] total_part_26;
  adder #(.W(8)) total_add_26 (.a({1'd0, act_99_x2}),
    .b({1'd0, ~act_74_x2}), .carry_in(act_69_z4), .sum(total_part_26));
  wire [7:0] total_part_27;
  adder #(.W(8)) total_add_27 (.a({1'd0, act_110_x3}),
    .b({1'd0, total_part_8}), .carry_in(act_71_x1), .sum(total_part_27));
  wire [7:0] total_part_28;
  adder #(.W(8)) total_add_28 (.a({1'd0, total_part_9}),
    .b({1'd0, total_part_10}), .carry_in(act_74_z3), .sum(total_part_28));
  wire [7:0] total_part_29;
  adder #(.W(8)) total_add_29 (.a({1'd0, total_part_11}),
    .b({1'd0, total_part_12}), .carry_in(act_79_z4), .sum(total_part_29));
  wire [7:0] total_part_30;
  adder #(.W(8)) total_add_30 (.a({1'd0, total_part_13}),
    .b({1'd0, total_part_14}), .carry_in(act_98_z3), .sum(total_part_30));
  wire [8:0] total_part_31;
  adder #(.W(9)) total_add_31 (.a({1'd0, act_1_x6}),
    .b({1'd0, ~act_3_x4}), .carry_in(act_101_z4), .sum(total_part_31));
  wire [8:0] total_part_32;
  adder #(.W(9)) total_add_32 (.a({1'd0, act_9_x9}),
    .b({1'd0, act_14_x4}), .carry_in(act_103_z2), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({1'd0, act_27_x5}),
    .b({1'd0, act_32_x8}), .carry_in(act_107_z4), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, act_35_x6}),
    .b({1'd0, act_36_x9}), .carry_in(act_108_z4), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, act_51_x4}),
    .b({1'd0, ~act_38_x4}), .carry_in(act_109_z2), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, act_59_x5}),
    .b({1'd0, ~act_42_x3}), .carry_in(1'b0), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, act_75_x7}),
    .b({1'd0, ~act_48_x7}), .carry_in(1'b0), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, act_76_x8}),
    .b({1'd0, ~act_64_x6}), .carry_in(1'b0), .sum(total_part_38));
  wire [8:0] total_part_39;
  adder #(.W(9)) total_add_39 (.a({1'd0, act_96_x9}),
    .b({1'd0, act_97_x7}), .carry_in(1'b0), .sum(total_part_39));
  wire [8:0] total_part_40;
  adder #(.W(9)) total_add_40 (.a({1'd0, total_part_15}),
    .b({1'd0, ~act_107_x5}), .carry_in(1'b0), .sum(total_part_40));
  wire [8:0] total_part_41;
  adder #(.W(9)) total_add_41 (.a({1'd0, total_part_16}),
    .b({1'd0, ~act_109_x4}), .carry_in(1'b0), .sum(total_part_41));
  wire [8:0] total_part_42;
  adder #(.W(9)) total_add_42 (.a({1'd0, total_part_17}),
    .b({1'd0, total_part_18}), .carry_in(1'b0), .sum(total_part_42));
  wire [8:0] total_part_43;
  adder #(.W(9)) total_add_43 (.a({1'd0, total_part_19}),
    .b({1'd0, total_part_20}), .carry_in(1'b0), .sum(total_part_43));
  wire [8:0] total_part_44;
  adder #(.W(9)) total_add_44 (.a({1'd0, total_part_21}),
    .b({1'd0, total_part_22}), .carry_in(1'b0), .sum(total_part_44));
  wire [8:0] total_part_45;
  adder #(.W(9)) total_add_45 (.a({1'd0, total_part_23}),
    .b({1'd0, total_part_24}), .carry_in(1'b0), .sum(total_part_45));
  wire [8:0] total_part_46;
  adder #(.W(9)) total_add_46 (.a({1'd0, total_part_25}),
    .b({1'd0, total_part_26}), .carry_in(1'b0), .sum(total_part_46));
  wire [8:0] total_part_47;
  adder #(.W(9)) total_add_47 (.a({1'd0, total_part_27}),
    .b({1'd0, total_part_28}), .carry_in(1'b0), .sum(total_part_47));
  wire [8:0] total_part_48;
  adder #(.W(9)) total_add_48 (.a({1'd0, total_part_29}),
    .b({1'd0, total_part_30}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, act_4_x14}),
    .b({1'd0, act_11_x10}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, act_13_x6}),
    .b({1'd0, act_21_x4}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, act_22_x9}),
    .b({1'd0, act_30_x7}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, act_37_x5}),
    .b({1'd0, ~act_34_x8}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, act_53_x7}),
    .b({1'd0, ~act_45_x4}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, act_54_x8}),
    .b({1'd0, act_78_x7}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, act_102_x8}),
    .b({1'd0, ~act_101_x5}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, total_part_31}),
    .b({1'd0, total_part_32}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, total_part_33}),
    .b({1'd0, total_part_34}), .carry_in(1'b0), .sum(total_part_57));
  wire [9:0] total_part_58;
  adder #(.W(10)) total_add_58 (.a({1'd0, total_part_35}),
    .b({1'd0, total_part_36}), .carry_in(1'b0), .sum(total_part_58));
  wire [9:0] total_part_59;
  adder #(.W(10)) total_add_59 (.a({1'd0, total_part_37}),
    .b({1'd0, total_part_38}), .carry_in(1'b0), .sum(total_part_59));
  wire [9:0] total_part_60;
  adder #(.W(10)) total_add_60 (.a({1'd0, total_part_39}),
    .b({1'd0, total_part_40}), .carry_in(1'b0), .sum(total_part_60));
  wire [9:0] total_part_61;
  adder #(.W(10)) total_add_61 (.a({1'd0, total_part_41}),
    .b({1'd0, total_part_42}), .carry_in(1'b0), .sum(total_part_61));
  wire [9:0] total_part_62;
  adder #(.W(10)) total_add_62 (.a({1'd0, total_part_43}),
    .b({1'd0, total_part_44}), .carry_in(1'b0), .sum(total_part_62));
  wire [9:0] total_part_63;
  adder #(.W(10)) total_add_63 (.a({1'd0, total_part_45}),
    .b({1'd0, total_part_46}), .carry_in(1'b0), .sum(total_part_63));
  wire [9:0] total_part_64;
  adder #(.W(10)) total_add_64 (.a({1'd0, total_part_47}),
    .b({1'd0, total_part_48}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, act_26_x15}),
    .b({1'd0, ~act_10_x15}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, act_29_x9}),
    .b({1'd0, act_50_x17}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, act_58_x14}),
    .b({1'd0, act_61_x13}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, total_part_49}),
    .b({1'd0, ~act_98_x10}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_71));
  wire [10:0] total_part_72;
  adder #(.W(11)) total_add_72 (.a({1'd0, total_part_56}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_72));
  wire [10:0] total_part_73;
  adder #(.W(11)) total_add_73 (.a({1'd0, total_part_58}),
    .b({1'd0, total_part_59}), .carry_in(1'b0), .sum(total_part_73));
  wire [10:0] total_part_74;
  adder #(.W(11)) total_add_74 (.a({1'd0, total_part_60}),
    .b({1'd0, total_part_61}), .carry_in(1'b0), .sum(total_part_74));
  wire [10:0] total_part_75;
  adder #(.W(11)) total_add_75 (.a({1'd0, total_part_62}),
    .b({1'd0, total_part_63}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({2'd0, total_part_64}),
    .b({1'd0, act_2_x18}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, act_18_x18}),
    .b({1'd0, total_part_65}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_66}),
    .b({1'd0, total_part_67}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_68}),
    .b({1'd0, total_part_69}), .carry_in(1'b0), .sum(total_part_79));
  wire [11:0] total_part_80;
  adder #(.W(12)) total_add_80 (.a({1'd0, total_part_70}),
    .b({1'd0, total_part_71}), .carry_in(1'b0), .sum(total_part_80));
  wire [11:0] total_part_81;
  adder #(.W(12)) total_add_81 (.a({1'd0, total_part_72}),
    .b({1'd0, total_part_73}), .carry_in(1'b0), .sum(total_part_81));
  wire [11:0] total_part_82;
  adder #(.W(12)) total_add_82 (.a({1'd0, total_part_74}),
    .b({1'd0, total_part_75}), .carry_in(1'b0), .sum(total_part_82));
  wire [12:0] total_part_83;
  adder #(.W(13)) total_add_83 (.a({1'd0, total_part_76}),
    .b({1'd0, total_part_77}), .carry_in(1'b0), .sum(total_part_83));
  wire [12:0] total_part_84;
  adder #(.W(13)) total_add_84 (.a({1'd0, total_part_78}),
    .b({1'd0, total_part_79}), .carry_in(1'b0), .sum(total_part_84));
  wire [12:0] total_part_85;
  adder #(.W(13)) total_add_85 (.a({1'd0, total_part_80}),
    .b({1'd0, total_part_81}), .carry_in(1'b0), .sum(total_part_85));
  wire [13:0] total_part_86;
  adder #(.W(14)) total_add_86 (.a({2'd0, total_part_82}),
    .b({1'd0, total_part_83}), .carry_in(1'b0), .sum(total_part_86));
  wire [13:0] total_part_87;
  adder #(.W(14)) total_add_87 (.a({1'd0, total_part_84}),
    .b({1'd0, total_part_85}), .carry_in(1'b0), .sum(total_part_87));
  wire [14:0] total_part_88;
  adder #(.W(15)) total_add_88 (.a({1'd0, total_part_86}),
    .b({1'd0, total_part_87}), .carry_in(1'b0), .sum(total_part_88));
  wire [14:0] total_part_89;
  adder #(.W(15)) total_add_89 (.a(15'd25877),
    .b(total_part_88), .carry_in(1'b0), .sum(total_part_89));
  assign total = total_part_89;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_3_z2), .b(act_8_z4), .c(act_10_z4), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_15_z1), .b(act_16_z4), .c(act_19_z3), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_23_z4), .b(act_25_z4), .c(act_31_z4), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_34_z1), .b(act_38_z2), .c(act_39_z4), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_40_z2), .b(act_42_z4), .c(act_44_z4), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_45_z2), .b(act_47_z4), .c(act_48_z4), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_49_z4), .b(act_55_z4), .c(act_56_z4), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_63_z4), .b(act_64_z3), .c(act_65_z3), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_66_z3), .b(act_67_z4), .c(act_69_z4), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_71_x1), .b(act_74_z3), .c(act_79_z4), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_98_z3), .b(act_101_z4), .c(act_103_z2),
    .sum(total_sum_10), .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(act_107_z4), .b(act_108_z4), .c(act_109_z2),
    .sum(total_sum_11), .carry(total_carry_11));
  wire [1:0] total_sum_12;
  wire [1:0] total_carry_12;
  csa #(.W(2)) total_row_12 (.a(~act_39_x3), .b({1'd0, total_sum_0}),
    .c({1'd0, total_sum_1}), .sum(total_sum_12), .carry(total_carry_12));
  wire [0:0] total_sum_13;
  wire [0:0] total_carry_13;
  csa #(.W(1)) total_row_13 (.a(total_sum_2), .b(total_sum_3), .c(total_sum_4),
    .sum(total_sum_13), .carry(total_carry_13));
  wire [2:0] total_sum_14;
  wire [2:0] total_carry_14;
  csa #(.W(3)) total_row_14 (.a({2'd0, total_sum_5}), .b({2'd0, total_sum_6}), .c(act_7_x6),
    .sum(total_sum_14), .carry(total_carry_14));
  wire [2:0] total_sum_15;
  wire [2:0] total_carry_15;
  csa #(.W(3)) total_row_15 (.a(~act_47_x7), .b(~act_55_x7), .c(~act_63_x7),
    .sum(total_sum_15), .carry(total_carry_15));
  wire [2:0] total_sum_16;
  wire [2:0] total_carry_16;
  csa #(.W(3)) total_row_16 (.a({2'd0, total_sum_7}), .b({2'd0, total_sum_8}),
    .c(~act_79_x5), .sum(total_sum_16), .carry(total_carry_16));
  wire [2:0] total_sum_17;
  wire [2:0] total_carry_17;
  csa #(.W(3)) total_row_17 (.a({2'd0, total_sum_9}), .b({2'd0, total_sum_10}),
    .c(~act_103_x4), .sum(total_sum_17), .carry(total_carry_17));
  wire [0:0] total_sum_18;
  wire [0:0] total_carry_18;
  csa #(.W(1)) total_row_18 (.a(total_carry_0[0:0]), .b(total_carry_1[0:0]),
    .c(total_carry_2[0:0]), .sum(total_sum_18), .carry(total_carry_18));
  wire [0:0] total_sum_19;
  wire [0:0] total_carry_19;
  csa #(.W(1)) total_row_19 (.a(total_carry_3[0:0]), .b(total_carry_4[0:0]),
    .c(total_carry_5[0:0]), .sum(total_sum_19), .carry(total_carry_19));
  wire [0:0] total_sum_20;
  wire [0:0] total_carry_20;
  csa #(.W(1)) total_row_20 (.a(total_carry_6[0:0]), .b(total_carry_7[0:0]),
    .c(total_carry_8[0:0]), .sum(total_sum_20), .carry(total_carry_20));
  wire [3:0] total_sum_21;
  wire [3:0] total_carry_21;
  csa #(.W(4)) total_row_21 (.a(~act_15_x8), .b(~act_23_x9), .c(~act_31_x9),
    .sum(total_sum_21), .carry(total_carry_21));
  wire [3:0] total_sum_22;
  wire [3:0] total_carry_22;
  csa #(.W(4)) total_row_22 (.a({2'd0, total_carry_9[0:0], 1'd0}),
    .b({2'd0, total_carry_10[0:0], 1'd0}), .c(act_60_x1), .sum(total_sum_22),
    .carry(total_carry_22));
  wire [2:0] total_sum_23;
  wire [2:0] total_carry_23;
  csa #(.W(3)) total_row_23 (.a({2'd0, total_sum_11}), .b({2'd0, total_sum_13}),
    .c(total_sum_15), .sum(total_sum_23), .carry(total_carry_23));
  wire [1:0] total_sum_24;
  wire [1:0] total_carry_24;
  csa #(.W(2)) total_row_24 (.a({total_carry_11[0:0], 1'd0}), .b(total_sum_12),
    .c({total_carry_12[0:0], 1'd0}), .sum(total_sum_24), .carry(total_carry_24));
  wire [4:0] total_sum_25;
  wire [4:0] total_carry_25;
  csa #(.W(5)) total_row_25 (.a({3'd0, total_carry_13[0:0], 1'd0}),
    .b({3'd0, total_carry_14[0:0], 1'd0}), .c(~act_25_x3), .sum(total_sum_25),
    .carry(total_carry_25));
  wire [4:0] total_sum_26;
  wire [4:0] total_carry_26;
  csa #(.W(5)) total_row_26 (.a(act_57_x3), .b(act_100_x2), .c(act_104_x1),
    .sum(total_sum_26), .carry(total_carry_26));
  wire [4:0] total_sum_27;
  wire [4:0] total_carry_27;
  csa #(.W(5)) total_row_27 (.a({3'd0, total_carry_16[0:0], 1'd0}),
    .b({3'd0, total_carry_17[0:0], 1'd0}), .c(~act_108_x3), .sum(total_sum_27),
    .carry(total_carry_27));
  wire [3:0] total_sum_28;
  wire [3:0] total_carry_28;
  csa #(.W(4)) total_row_28 (.a({2'd0, total_sum_18, 1'd0}), .b({2'd0, total_sum_19, 1'd0}),
    .c(total_sum_21), .sum(total_sum_28), .carry(total_carry_28));
  wire [3:0] total_sum_29;
  wire [3:0] total_carry_29;
  csa #(.W(4)) total_row_29 (.a({2'd0, total_sum_20, 1'd0}), .b({2'd0, total_sum_24}),
    .c({total_carry_15[2:0], 1'd0}), .sum(total_sum_29), .carry(total_carry_29));
  wire [2:0] total_sum_30;
  wire [2:0] total_carry_30;
  csa #(.W(3)) total_row_30 (.a(total_sum_14), .b(total_sum_16), .c(total_sum_17),
    .sum(total_sum_30), .carry(total_carry_30));
  wire [5:0] total_sum_31;
  wire [5:0] total_carry_31;
  csa #(.W(6)) total_row_31 (.a(act_17_x2), .b(act_43_x1), .c(act_52_x5), .sum(total_sum_31),
    .carry(total_carry_31));
  wire [5:0] total_sum_32;
  wire [5:0] total_carry_32;
  csa #(.W(6)) total_row_32 (.a(~act_65_x2), .b(act_72_x2), .c(act_105_x7),
    .sum(total_sum_32), .carry(total_carry_32));
  wire [5:0] total_sum_33;
  wire [5:0] total_carry_33;
  csa #(.W(6)) total_row_33 (.a({3'd0, total_carry_18[0:0], 2'd0}),
    .b({3'd0, total_carry_19[0:0], 2'd0}), .c(act_106_x1), .sum(total_sum_33),
    .carry(total_carry_33));
  wire [4:0] total_sum_34;
  wire [4:0] total_carry_34;
  csa #(.W(5)) total_row_34 (.a({2'd0, total_carry_20[0:0], 2'd0}),
    .b({2'd0, total_carry_22[1:1], 2'd0}), .c(total_sum_26), .sum(total_sum_34),
    .carry(total_carry_34));
  wire [3:0] total_sum_35;
  wire [3:0] total_carry_35;
  csa #(.W(4)) total_row_35 (.a(total_carry_21[3:0]), .b({2'd0, total_carry_24[1:1], 1'd0}),
    .c({2'd0, total_carry_25[1:1], 1'd0}), .sum(total_sum_35), .carry(total_carry_35));
  wire [6:0] total_sum_36;
  wire [6:0] total_carry_36;
  csa #(.W(7)) total_row_36 (.a({4'd0, total_sum_23}), .b({4'd0, total_sum_30}),
    .c(act_5_x1), .sum(total_sum_36), .carry(total_carry_36));
  wire [6:0] total_sum_37;
  wire [6:0] total_carry_37;
  csa #(.W(7)) total_row_37 (.a(~act_8_x3), .b(act_12_x4), .c(~act_16_x3),
    .sum(total_sum_37), .carry(total_carry_37));
  wire [6:0] total_sum_38;
  wire [6:0] total_carry_38;
  csa #(.W(7)) total_row_38 (.a(~act_19_x2), .b(act_20_x3), .c(act_24_x3),
    .sum(total_sum_38), .carry(total_carry_38));
  wire [6:0] total_sum_39;
  wire [6:0] total_carry_39;
  csa #(.W(7)) total_row_39 (.a(act_33_x3), .b(~act_40_x4), .c(act_41_x5),
    .sum(total_sum_39), .carry(total_carry_39));
  wire [6:0] total_sum_40;
  wire [6:0] total_carry_40;
  csa #(.W(7)) total_row_40 (.a(~act_44_x3), .b(act_46_x2), .c(~act_49_x3),
    .sum(total_sum_40), .carry(total_carry_40));
  wire [6:0] total_sum_41;
  wire [6:0] total_carry_41;
  csa #(.W(7)) total_row_41 (.a(~act_56_x3), .b(act_62_x2), .c(~act_66_x2),
    .sum(total_sum_41), .carry(total_carry_41));
  wire [6:0] total_sum_42;
  wire [6:0] total_carry_42;
  csa #(.W(7)) total_row_42 (.a(~act_67_x3), .b(act_68_x3), .c(~act_69_x1),
    .sum(total_sum_42), .carry(total_carry_42));
  wire [6:0] total_sum_43;
  wire [6:0] total_carry_43;
  csa #(.W(7)) total_row_43 (.a(act_70_x2), .b(act_73_x13), .c(~act_74_x2),
    .sum(total_sum_43), .carry(total_carry_43));
  wire [6:0] total_sum_44;
  wire [6:0] total_carry_44;
  csa #(.W(7)) total_row_44 (.a({3'd0, total_sum_22}), .b(act_99_x2),
    .c({3'd0, total_sum_28}), .sum(total_sum_44), .carry(total_carry_44));
  wire [6:0] total_sum_45;
  wire [6:0] total_carry_45;
  csa #(.W(7)) total_row_45 (.a(act_110_x3), .b({1'd0, total_sum_31}),
    .c({1'd0, total_sum_32}), .sum(total_sum_45), .carry(total_carry_45));
  wire [4:0] total_sum_46;
  wire [4:0] total_carry_46;
  csa #(.W(5)) total_row_46 (.a({3'd0, total_carry_27[1:1], 1'd0}),
    .b({3'd0, total_carry_28[1:1], 1'd0}), .c(total_carry_26[4:0]), .sum(total_sum_46),
    .carry(total_carry_46));
  wire [7:0] total_sum_47;
  wire [7:0] total_carry_47;
  csa #(.W(8)) total_row_47 (.a(act_1_x6), .b(~act_3_x4), .c(act_9_x9), .sum(total_sum_47),
    .carry(total_carry_47));
  wire [7:0] total_sum_48;
  wire [7:0] total_carry_48;
  csa #(.W(8)) total_row_48 (.a(act_14_x4), .b(act_27_x5), .c(act_32_x8), .sum(total_sum_48),
    .carry(total_carry_48));
  wire [7:0] total_sum_49;
  wire [7:0] total_carry_49;
  csa #(.W(8)) total_row_49 (.a(act_35_x6), .b(act_36_x9), .c(~act_38_x4),
    .sum(total_sum_49), .carry(total_carry_49));
  wire [7:0] total_sum_50;
  wire [7:0] total_carry_50;
  csa #(.W(8)) total_row_50 (.a(~act_42_x3), .b(~act_48_x7), .c(act_51_x4),
    .sum(total_sum_50), .carry(total_carry_50));
  wire [7:0] total_sum_51;
  wire [7:0] total_carry_51;
  csa #(.W(8)) total_row_51 (.a(act_59_x5), .b(~act_64_x6), .c(act_75_x7),
    .sum(total_sum_51), .carry(total_carry_51));
  wire [7:0] total_sum_52;
  wire [7:0] total_carry_52;
  csa #(.W(8)) total_row_52 (.a(act_76_x8), .b(act_96_x9), .c(act_97_x7), .sum(total_sum_52),
    .carry(total_carry_52));
  wire [7:0] total_sum_53;
  wire [7:0] total_carry_53;
  csa #(.W(8)) total_row_53 (.a({4'd0, total_carry_33[2:2], 3'd0}),
    .b({4'd0, total_carry_34[2:2], 3'd0}), .c(~act_107_x5), .sum(total_sum_53),
    .carry(total_carry_53));
  wire [7:0] total_sum_54;
  wire [7:0] total_carry_54;
  csa #(.W(8)) total_row_54 (.a(~act_109_x4), .b({3'd0, total_sum_25}),
    .c({3'd0, total_sum_27}), .sum(total_sum_54), .carry(total_carry_54));
  wire [6:0] total_sum_55;
  wire [6:0] total_carry_55;
  csa #(.W(7)) total_row_55 (.a(total_sum_37), .b(total_sum_38), .c(total_sum_39),
    .sum(total_sum_55), .carry(total_carry_55));
  wire [6:0] total_sum_56;
  wire [6:0] total_carry_56;
  csa #(.W(7)) total_row_56 (.a(total_sum_40), .b(total_sum_41), .c(total_sum_42),
    .sum(total_sum_56), .carry(total_carry_56));
  wire [6:0] total_sum_57;
  wire [6:0] total_carry_57;
  csa #(.W(7)) total_row_57 (.a(total_sum_43), .b({total_carry_31[5:0], 1'd0}),
    .c({total_carry_32[5:0], 1'd0}), .sum(total_sum_57), .carry(total_carry_57));
  wire [4:0] total_sum_58;
  wire [4:0] total_carry_58;
  csa #(.W(5)) total_row_58 (.a({1'd0, total_carry_30[2:0], 1'd0}), .b(total_sum_34),
    .c({1'd0, total_carry_36[2:0], 1'd0}), .sum(total_sum_58), .carry(total_carry_58));
  wire [8:0] total_sum_59;
  wire [8:0] total_carry_59;
  csa #(.W(9)) total_row_59 (.a(act_4_x14), .b(act_11_x10), .c(act_13_x6),
    .sum(total_sum_59), .carry(total_carry_59));
  wire [8:0] total_sum_60;
  wire [8:0] total_carry_60;
  csa #(.W(9)) total_row_60 (.a(act_21_x4), .b(act_22_x9), .c(act_30_x7), .sum(total_sum_60),
    .carry(total_carry_60));
  wire [8:0] total_sum_61;
  wire [8:0] total_carry_61;
  csa #(.W(9)) total_row_61 (.a(~act_34_x8), .b(act_37_x5), .c(~act_45_x4),
    .sum(total_sum_61), .carry(total_carry_61));
  wire [8:0] total_sum_62;
  wire [8:0] total_carry_62;
  csa #(.W(9)) total_row_62 (.a(act_53_x7), .b(act_54_x8), .c(act_78_x7), .sum(total_sum_62),
    .carry(total_carry_62));
  wire [8:0] total_sum_63;
  wire [8:0] total_carry_63;
  csa #(.W(9)) total_row_63 (.a({5'd0, total_carry_35[1:1], 3'd0}),
    .b({5'd0, total_carry_46[1:1], 3'd0}), .c(~act_101_x5), .sum(total_sum_63),
    .carry(total_carry_63));
  wire [8:0] total_sum_64;
  wire [8:0] total_carry_64;
  csa #(.W(9)) total_row_64 (.a(act_102_x8), .b({1'd0, total_sum_47}),
    .c({1'd0, total_sum_48}), .sum(total_sum_64), .carry(total_carry_64));
  wire [7:0] total_sum_65;
  wire [7:0] total_carry_65;
  csa #(.W(8)) total_row_65 (.a(total_sum_49), .b(total_sum_50), .c(total_sum_51),
    .sum(total_sum_65), .carry(total_carry_65));
  wire [7:0] total_sum_66;
  wire [7:0] total_carry_66;
  csa #(.W(8)) total_row_66 (.a({1'd0, total_sum_45}), .b(total_sum_52),
    .c({1'd0, total_sum_55}), .sum(total_sum_66), .carry(total_carry_66));
  wire [7:0] total_sum_67;
  wire [7:0] total_carry_67;
  csa #(.W(8)) total_row_67 (.a({1'd0, total_sum_56}), .b({1'd0, total_sum_57}),
    .c({total_carry_37[6:0], 1'd0}), .sum(total_sum_67), .carry(total_carry_67));
  wire [6:0] total_sum_68;
  wire [6:0] total_carry_68;
  csa #(.W(7)) total_row_68 (.a(total_carry_38[6:0]), .b(total_carry_39[6:0]),
    .c(total_carry_40[6:0]), .sum(total_sum_68), .carry(total_carry_68));
  wire [6:0] total_sum_69;
  wire [6:0] total_carry_69;
  csa #(.W(7)) total_row_69 (.a(total_carry_41[6:0]), .b(total_carry_42[6:0]),
    .c(total_carry_43[6:0]), .sum(total_sum_69), .carry(total_carry_69));
  wire [5:0] total_sum_70;
  wire [5:0] total_carry_70;
  csa #(.W(6)) total_row_70 (.a({2'd0, total_sum_35}), .b({2'd0, total_carry_44[3:0]}),
    .c(total_carry_45[5:0]), .sum(total_sum_70), .carry(total_carry_70));
  wire [9:0] total_sum_71;
  wire [9:0] total_carry_71;
  csa #(.W(10)) total_row_71 (.a(~act_10_x15), .b(act_26_x15), .c(act_29_x9),
    .sum(total_sum_71), .carry(total_carry_71));
  wire [9:0] total_sum_72;
  wire [9:0] total_carry_72;
  csa #(.W(10)) total_row_72 (.a(act_50_x17), .b(act_58_x14), .c(act_61_x13),
    .sum(total_sum_72), .carry(total_carry_72));
  wire [9:0] total_sum_73;
  wire [9:0] total_carry_73;
  csa #(.W(10)) total_row_73 (.a({4'd0, total_sum_33}), .b(~act_98_x10),
    .c({5'd0, total_sum_58}), .sum(total_sum_73), .carry(total_carry_73));
  wire [8:0] total_sum_74;
  wire [8:0] total_carry_74;
  csa #(.W(9)) total_row_74 (.a(total_sum_59), .b(total_sum_60), .c(total_sum_61),
    .sum(total_sum_74), .carry(total_carry_74));
  wire [8:0] total_sum_75;
  wire [8:0] total_carry_75;
  csa #(.W(9)) total_row_75 (.a(total_sum_62), .b({1'd0, total_sum_65}),
    .c({total_carry_47[7:0], 1'd0}), .sum(total_sum_75), .carry(total_carry_75));
  wire [7:0] total_sum_76;
  wire [7:0] total_carry_76;
  csa #(.W(8)) total_row_76 (.a(total_carry_48[7:0]), .b(total_carry_49[7:0]),
    .c(total_carry_50[7:0]), .sum(total_sum_76), .carry(total_carry_76));
  wire [7:0] total_sum_77;
  wire [7:0] total_carry_77;
  csa #(.W(8)) total_row_77 (.a({3'd0, total_sum_46}), .b(total_carry_51[7:0]),
    .c({3'd0, total_carry_54[4:0]}), .sum(total_sum_77), .carry(total_carry_77));
  wire [7:0] total_sum_78;
  wire [7:0] total_carry_78;
  csa #(.W(8)) total_row_78 (.a(total_carry_52[7:0]), .b({1'd0, total_carry_55[6:0]}),
    .c({1'd0, total_carry_56[6:0]}), .sum(total_sum_78), .carry(total_carry_78));
  wire [6:0] total_sum_79;
  wire [6:0] total_carry_79;
  csa #(.W(7)) total_row_79 (.a(total_sum_68), .b(total_sum_69),
    .c({total_carry_57[6:1], 1'd0}), .sum(total_sum_79), .carry(total_carry_79));
  wire [10:0] total_sum_80;
  wire [10:0] total_carry_80;
  csa #(.W(11)) total_row_80 (.a({6'd0, total_carry_53[3:3], 4'd0}),
    .b({6'd0, total_carry_63[3:3], 4'd0}), .c(act_2_x18), .sum(total_sum_80),
    .carry(total_carry_80));
  wire [10:0] total_sum_81;
  wire [10:0] total_carry_81;
  csa #(.W(11)) total_row_81 (.a(act_18_x18), .b({4'd0, total_sum_36}),
    .c({4'd0, total_sum_44}), .sum(total_sum_81), .carry(total_carry_81));
  wire [9:0] total_sum_82;
  wire [9:0] total_carry_82;
  csa #(.W(10)) total_row_82 (.a({2'd0, total_sum_66}), .b({2'd0, total_sum_67}),
    .c(total_sum_71), .sum(total_sum_82), .carry(total_carry_82));
  wire [9:0] total_sum_83;
  wire [9:0] total_carry_83;
  csa #(.W(10)) total_row_83 (.a({1'd0, total_sum_64}), .b(total_sum_72),
    .c({1'd0, total_sum_74}), .sum(total_sum_83), .carry(total_carry_83));
  wire [8:0] total_sum_84;
  wire [8:0] total_carry_84;
  csa #(.W(9)) total_row_84 (.a(total_carry_59[8:0]), .b(total_carry_60[8:0]),
    .c(total_carry_61[8:0]), .sum(total_sum_84), .carry(total_carry_84));
  wire [8:0] total_sum_85;
  wire [8:0] total_carry_85;
  csa #(.W(9)) total_row_85 (.a(total_carry_62[8:0]), .b({1'd0, total_carry_64[7:0]}),
    .c({1'd0, total_carry_65[7:0]}), .sum(total_sum_85), .carry(total_carry_85));
  wire [7:0] total_sum_86;
  wire [7:0] total_carry_86;
  csa #(.W(8)) total_row_86 (.a({1'd0, total_carry_66[6:0]}),
    .b({1'd0, total_carry_67[6:0]}), .c(total_sum_76), .sum(total_sum_86),
    .carry(total_carry_86));
  wire [7:0] total_sum_87;
  wire [7:0] total_carry_87;
  csa #(.W(8)) total_row_87 (.a({1'd0, total_sum_79}), .b({total_carry_68[6:0], 1'd0}),
    .c({total_carry_69[6:0], 1'd0}), .sum(total_sum_87), .carry(total_carry_87));
  wire [8:0] total_sum_88;
  wire [8:0] total_carry_88;
  csa #(.W(9)) total_row_88 (.a({1'd0, total_sum_53}), .b({1'd0, total_sum_54}),
    .c(total_sum_75), .sum(total_sum_88), .carry(total_carry_88));
  wire [9:0] total_sum_89;
  wire [9:0] total_carry_89;
  csa #(.W(10)) total_row_89 (.a({6'd0, total_carry_58[3:1], 1'd0}),
    .b({5'd0, total_carry_70[3:0], 1'd0}), .c(total_carry_71[9:0]), .sum(total_sum_89),
    .carry(total_carry_89));
  wire [9:0] total_sum_90;
  wire [9:0] total_carry_90;
  csa #(.W(10)) total_row_90 (.a(total_carry_72[9:0]), .b({1'd0, total_carry_74[8:0]}),
    .c({1'd0, total_sum_84}), .sum(total_sum_90), .carry(total_carry_90));
  wire [8:0] total_sum_91;
  wire [8:0] total_carry_91;
  csa #(.W(9)) total_row_91 (.a({1'd0, total_sum_78}), .b({total_carry_76[7:0], 1'd0}),
    .c({1'd0, total_carry_78[6:0], 1'd0}), .sum(total_sum_91), .carry(total_carry_91));
  wire [7:0] total_sum_92;
  wire [7:0] total_carry_92;
  csa #(.W(8)) total_row_92 (.a({2'd0, total_sum_70}), .b({2'd0, total_carry_77[4:0], 1'd0}),
    .c({total_carry_79[6:0], 1'd0}), .sum(total_sum_92), .carry(total_carry_92));
  wire [9:0] total_sum_93;
  wire [9:0] total_carry_93;
  csa #(.W(10)) total_row_93 (.a(total_sum_83), .b({3'd0, total_carry_73[5:0], 1'd0}),
    .c({2'd0, total_carry_81[6:0], 1'd0}), .sum(total_sum_93), .carry(total_carry_93));
  wire [8:0] total_sum_94;
  wire [8:0] total_carry_94;
  csa #(.W(9)) total_row_94 (.a(total_carry_75[8:0]), .b(total_carry_83[8:0]),
    .c(total_sum_85), .sum(total_sum_94), .carry(total_carry_94));
  wire [7:0] total_sum_95;
  wire [7:0] total_carry_95;
  csa #(.W(8)) total_row_95 (.a(total_carry_82[7:0]), .b(total_sum_86), .c(total_sum_87),
    .sum(total_sum_95), .carry(total_carry_95));
  wire [8:0] total_sum_96;
  wire [8:0] total_carry_96;
  csa #(.W(9)) total_row_96 (.a(total_carry_84[8:0]), .b({1'd0, total_carry_85[7:0]}),
    .c({2'd0, total_carry_86[6:0]}), .sum(total_sum_96), .carry(total_carry_96));
  wire [9:0] total_sum_97;
  wire [9:0] total_carry_97;
  csa #(.W(10)) total_row_97 (.a({1'd0, total_sum_63}), .b(total_sum_82),
    .c({1'd0, total_sum_88}), .sum(total_sum_97), .carry(total_carry_97));
  wire [9:0] total_sum_98;
  wire [9:0] total_carry_98;
  csa #(.W(10)) total_row_98 (.a({2'd0, total_sum_77}), .b({2'd0, total_carry_88[7:0]}),
    .c(total_sum_90), .sum(total_sum_98), .carry(total_carry_98));
  wire [8:0] total_sum_99;
  wire [8:0] total_carry_99;
  csa #(.W(9)) total_row_99 (.a(total_sum_91), .b(total_sum_94), .c({1'd0, total_sum_95}),
    .sum(total_sum_99), .carry(total_carry_99));
  wire [8:0] total_sum_100;
  wire [8:0] total_carry_100;
  csa #(.W(9)) total_row_100 (.a(total_carry_90[8:0]), .b({1'd0, total_carry_87[7:1], 1'd0}),
    .c({1'd0, total_carry_91[7:1], 1'd0}), .sum(total_sum_100), .carry(total_carry_100));
  wire [8:0] total_sum_101;
  wire [8:0] total_carry_101;
  csa #(.W(9)) total_row_101 (.a({4'd0, total_carry_89[4:1], 1'd0}),
    .b({3'd0, total_carry_92[5:1], 1'd0}), .c(total_carry_94[8:0]), .sum(total_sum_101),
    .carry(total_carry_101));
  wire [10:0] total_sum_102;
  wire [10:0] total_carry_102;
  csa #(.W(11)) total_row_102 (.a({1'd0, total_carry_95[7:0], 2'd0}),
    .b({1'd0, total_sum_73}), .c(total_sum_81), .sum(total_sum_102), .carry(total_carry_102));
  wire [9:0] total_sum_103;
  wire [9:0] total_carry_103;
  csa #(.W(10)) total_row_103 (.a(total_sum_97), .b({total_carry_97[8:0], 1'd0}),
    .c({total_sum_99, 1'd0}), .sum(total_sum_103), .carry(total_carry_103));
  wire [9:0] total_sum_104;
  wire [9:0] total_carry_104;
  csa #(.W(10)) total_row_104 (.a({2'd0, total_sum_92}),
    .b({2'd0, total_carry_93[7:1], 1'd0}), .c({total_sum_96, 1'd0}), .sum(total_sum_104),
    .carry(total_carry_104));
  wire [8:0] total_sum_105;
  wire [8:0] total_carry_105;
  csa #(.W(9)) total_row_105 (.a(total_sum_100), .b({total_carry_96[7:0], 1'd0}),
    .c({total_carry_100[7:1], 2'd0}), .sum(total_sum_105), .carry(total_carry_105));
  wire [10:0] total_sum_106;
  wire [10:0] total_carry_106;
  csa #(.W(11)) total_row_106 (.a({1'd0, total_carry_98[7:0], 2'd0}), .b(total_sum_80),
    .c({1'd0, total_sum_93}), .sum(total_sum_106), .carry(total_carry_106));
  wire [10:0] total_sum_107;
  wire [10:0] total_carry_107;
  csa #(.W(11)) total_row_107 (.a({1'd0, total_sum_103}), .b({total_sum_89, 1'd0}),
    .c({total_sum_98, 1'd0}), .sum(total_sum_107), .carry(total_carry_107));
  wire [10:0] total_sum_108;
  wire [10:0] total_carry_108;
  csa #(.W(11)) total_row_108 (.a({total_carry_99[8:0], 2'd0}), .b({total_sum_105, 2'd0}),
    .c(total_sum_102), .sum(total_sum_108), .carry(total_carry_108));
  wire [9:0] total_sum_109;
  wire [9:0] total_carry_109;
  csa #(.W(10)) total_row_109 (.a(total_carry_102[9:0]), .b({total_sum_101, 1'd0}),
    .c({total_carry_103[9:1], 1'd0}), .sum(total_sum_109), .carry(total_carry_109));
  wire [8:0] total_sum_110;
  wire [8:0] total_carry_110;
  csa #(.W(9)) total_row_110 (.a({3'd0, total_carry_101[5:1], 1'd0}),
    .b({2'd0, total_carry_104[7:1]}), .c({total_carry_105[8:1], 1'd0}), .sum(total_sum_110),
    .carry(total_carry_110));
  wire [10:0] total_sum_111;
  wire [10:0] total_carry_111;
  csa #(.W(11)) total_row_111 (.a(total_sum_106), .b(total_sum_107), .c(total_sum_108),
    .sum(total_sum_111), .carry(total_carry_111));
  wire [9:0] total_sum_112;
  wire [9:0] total_carry_112;
  csa #(.W(10)) total_row_112 (.a(total_sum_104), .b(total_carry_106[9:0]),
    .c(total_sum_109), .sum(total_sum_112), .carry(total_carry_112));
  wire [11:0] total_sum_113;
  wire [11:0] total_carry_113;
  csa #(.W(12)) total_row_113 (.a({1'd0, total_sum_111}), .b({1'd0, total_sum_112, 1'd0}),
    .c({total_carry_107[10:1], 2'd0}), .sum(total_sum_113), .carry(total_carry_113));
  wire [10:0] total_sum_114;
  wire [10:0] total_carry_114;
  csa #(.W(11)) total_row_114 (.a({total_carry_108[10:2], 2'd0}),
    .b({total_carry_109[9:1], 2'd0}), .c(total_carry_111[10:0]), .sum(total_sum_114),
    .carry(total_carry_114));
  wire [11:0] total_sum_115;
  wire [11:0] total_carry_115;
  csa #(.W(12)) total_row_115 (.a({total_carry_112[9:0], 2'd0}), .b({total_sum_110, 3'd0}),
    .c(total_sum_113), .sum(total_sum_115), .carry(total_carry_115));
  wire [11:0] total_sum_116;
  wire [11:0] total_carry_116;
  csa #(.W(12)) total_row_116 (.a({total_sum_114, 1'd0}), .b({total_carry_113[10:1], 2'd0}),
    .c(total_sum_115), .sum(total_sum_116), .carry(total_carry_116));
  wire [12:0] total_sum_117;
  wire [12:0] total_carry_117;
  csa #(.W(13)) total_row_117 (.a({total_carry_114[10:2], 4'd0}), .b({1'd0, total_sum_116}),
    .c({total_carry_115[11:2], 3'd0}), .sum(total_sum_117), .carry(total_carry_117));
  wire [13:0] total_sum_118;
  wire [13:0] total_carry_118;
  csa #(.W(14)) total_row_118 (.a({1'd0, total_carry_116[11:1], 2'd0}),
    .b({1'd0, total_sum_117}), .c({total_carry_117[12:3], 4'd0}), .sum(total_sum_118),
    .carry(total_carry_118));
  wire [13:0] total_sum_119;
  wire [13:0] total_carry_119;
  csa #(.W(14)) total_row_119 (.a({3'd0, total_carry_110[6:1], 5'd0}), .b(total_sum_118),
    .c({total_carry_118[12:2], 3'd0}), .sum(total_sum_119), .carry(total_carry_119));
  wire [13:0] total_sum_120;
  wire [13:0] total_carry_120;
  csa #(.W(14)) total_row_120 (.a({12'd0, total_carry_23[0:0], 1'd0}),
    .b({10'd0, total_sum_29}), .c(total_sum_119), .sum(total_sum_120), .carry(total_carry_120));
  wire [13:0] total_sum_121;
  wire [13:0] total_carry_121;
  csa #(.W(14)) total_row_121 (.a({11'd0, total_carry_29[1:1], 2'd0}),
    .b({9'd0, total_carry_120[3:0], 1'd0}), .c(total_sum_120), .sum(total_sum_121),
    .carry(total_carry_121));
  wire [12:0] total_sum_122;
  wire [12:0] total_carry_122;
  csa #(.W(13)) total_row_122 (.a({9'd0, total_carry_80[4:4], 3'd0}),
    .b({9'd0, total_carry_121[4:1]}), .c({total_carry_119[13:3], 2'd0}), .sum(total_sum_122),
    .carry(total_carry_122));
  wire [14:0] total_sum_123;
  wire [14:0] total_carry_123;
  csa #(.W(15)) total_row_123 (.a({8'd0, total_carry_122[3:2], 5'd0}),
    .b({1'd0, total_sum_121}), .c({total_sum_122, 2'd0}), .sum(total_sum_123),
    .carry(total_carry_123));
  wire [14:0] total_sum_124;
  wire [14:0] total_carry_124;
  csa #(.W(15)) total_row_124 (.a(15'd25877), .b(total_sum_123),
    .c({total_carry_123[13:2], 3'd0}), .sum(total_sum_124), .carry(total_carry_124));
  ripple_adder #(.W(15)) total_adder (
    .a(total_sum_124),
    .b({total_carry_124[13:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_8 (
  input wire [7:0] act_0_x5, input wire [0:0] act_0_z4, input wire [4:0] act_1_x1,
    input wire [0:0] act_1_z4, input wire [5:0] act_2_x1, input wire [6:0] act_3_x2,
    input wire [6:0] act_4_x3, input wire [0:0] act_4_z4, input wire [9:0] act_5_x10,
    input wire [0:0] act_5_z3, input wire [8:0] act_6_x9, input wire [0:0] act_7_x1,
    input wire [8:0] act_8_x17, input wire [0:0] act_8_z4, input wire [7:0] act_9_x7,
    input wire [7:0] act_10_x3, input wire [8:0] act_11_x11, input wire [8:0] act_12_x12,
    input wire [8:0] act_13_x4, input wire [7:0] act_14_x3, input wire [0:0] act_14_z4,
    input wire [7:0] act_16_x8, input wire [0:0] act_16_z1, input wire [8:0] act_17_x12,
    input wire [0:0] act_17_z2, input wire [8:0] act_18_x6, input wire [9:0] act_19_x23,
    input wire [8:0] act_20_x15, input wire [8:0] act_21_x4, input wire [9:0] act_22_x10,
    input wire [0:0] act_22_z3, input wire [3:0] act_23_x8, input wire [0:0] act_23_z1,
    input wire [4:0] act_24_x1, input wire [7:0] act_25_x20, input wire [9:0] act_26_x11,
    input wire [8:0] act_27_x8, input wire [4:0] act_28_x1, input wire [0:0] act_28_z4,
    input wire [9:0] act_29_x11, input wire [8:0] act_30_x8, input wire [2:0] act_31_x7,
    input wire [0:0] act_31_z4, input wire [4:0] act_32_x1, input wire [0:0] act_32_z4,
    input wire [7:0] act_33_x7, input wire [7:0] act_34_x3, input wire [0:0] act_34_z4,
    input wire [7:0] act_35_x4, input wire [7:0] act_36_x9, input wire [7:0] act_37_x3,
    input wire [8:0] act_38_x6, input wire [2:0] act_39_x4, input wire [0:0] act_39_z2,
    input wire [6:0] act_41_x3, input wire [8:0] act_42_x7, input wire [7:0] act_43_x4,
    input wire [6:0] act_44_x4, input wire [8:0] act_45_x6, input wire [0:0] act_47_x1,
    input wire [8:0] act_49_x18, input wire [0:0] act_49_z3, input wire [9:0] act_50_x14,
    input wire [6:0] act_52_x13, input wire [8:0] act_54_x6, input wire [0:0] act_55_x1,
    input wire [0:0] act_55_z4, input wire [7:0] act_56_x9, input wire [0:0] act_56_z4,
    input wire [6:0] act_57_x11, input wire [6:0] act_58_x2, input wire [7:0] act_59_x4,
    input wire [5:0] act_60_x4, input wire [9:0] act_61_x11, input wire [6:0] act_62_x2,
    input wire [0:0] act_62_z3, input wire [3:0] act_63_x8, input wire [0:0] act_63_z1,
    input wire [7:0] act_64_x8, input wire [5:0] act_65_x2, input wire [0:0] act_65_z3,
    input wire [5:0] act_66_x1, input wire [0:0] act_66_z4, input wire [8:0] act_70_x6,
    input wire [2:0] act_71_x4, input wire [7:0] act_72_x7, input wire [5:0] act_73_x6,
    input wire [7:0] act_74_x3, input wire [0:0] act_74_z4, input wire [6:0] act_75_x2,
    input wire [0:0] act_75_z3, input wire [6:0] act_76_x3, input wire [9:0] act_77_x9,
    input wire [0:0] act_77_z4, input wire [8:0] act_78_x9, input wire [2:0] act_79_x5,
    input wire [0:0] act_79_z4, input wire [6:0] act_96_x3, input wire [0:0] act_96_z4,
    input wire [7:0] act_97_x9, input wire [9:0] act_98_x10, input wire [0:0] act_98_z3,
    input wire [7:0] act_99_x4, input wire [5:0] act_100_x4, input wire [5:0] act_101_x1,
    input wire [7:0] act_102_x4, input wire [0:0] act_103_x1, input wire [0:0] act_103_z4,
    input wire [6:0] act_104_x5, input wire [5:0] act_105_x9, input wire [7:0] act_107_x7,
    input wire [0:0] act_107_z4, input wire [4:0] act_108_x3, input wire [0:0] act_108_z4,
    input wire [7:0] act_109_x3, input wire [0:0] act_109_z4, input wire [6:0] act_110_x2,
    input wire [1:0] act_111_x2, output wire [14:0] sum
);
  wire [14:0] total;
`ifdef CARRY_CHAINS
  wire [3:0] total_part_0;
  adder #(.W(4)) total_add_0 (.a({2'd0, act_111_x2}),
    .b({1'd0, ~act_31_x7}), .carry_in(act_0_z4), .sum(total_part_0));
  wire [3:0] total_part_1;
  adder #(.W(4)) total_add_1 (.a({1'd0, act_71_x4}),
    .b({1'd0, ~act_39_x4}), .carry_in(act_1_z4), .sum(total_part_1));
  wire [4:0] total_part_2;
  adder #(.W(5)) total_add_2 (.a({1'd0, total_part_0}),
    .b({2'd0, ~act_79_x5}), .carry_in(act_4_z4), .sum(total_part_2));
  wire [4:0] total_part_3;
  adder #(.W(5)) total_add_3 (.a({1'd0, total_part_1}),
    .b({1'd0, ~act_23_x8}), .carry_in(act_5_z3), .sum(total_part_3));
  wire [5:0] total_part_4;
  adder #(.W(6)) total_add_4 (.a({1'd0, act_24_x1}),
    .b({2'd0, ~act_63_x8}), .carry_in(act_7_x1), .sum(total_part_4));
  wire [5:0] total_part_5;
  adder #(.W(6)) total_add_5 (.a({1'd0, total_part_2}),
    .b({1'd0, ~act_1_x1}), .carry_in(act_8_z4), .sum(total_part_5));
  wire [5:0] total_part_6;
  adder #(.W(6)) total_add_6 (.a({1'd0, total_part_3}),
    .b({1'd0, ~act_28_x1}), .carry_in(act_14_z4), .sum(total_part_6));
  wire [6:0] total_part_7;
  adder #(.W(7)) total_add_7 (.a({1'd0, act_2_x1}),
    .b({2'd0, ~act_32_x1}), .carry_in(act_16_z1), .sum(total_part_7));
  wire [6:0] total_part_8;
  adder #(.W(7)) total_add_8 (.a({1'd0, act_60_x4}),
    .b({2'd0, ~act_108_x3}), .carry_in(act_17_z2), .sum(total_part_8));
  wire [6:0] total_part_9;
  adder #(.W(7)) total_add_9 (.a({1'd0, act_73_x6}),
    .b({1'd0, ~act_65_x2}), .carry_in(act_22_z3), .sum(total_part_9));
  wire [6:0] total_part_10;
  adder #(.W(7)) total_add_10 (.a({1'd0, act_100_x4}),
    .b({1'd0, ~act_66_x1}), .carry_in(act_23_z1), .sum(total_part_10));
  wire [6:0] total_part_11;
  adder #(.W(7)) total_add_11 (.a({1'd0, act_101_x1}),
    .b({1'd0, act_105_x9}), .carry_in(act_28_z4), .sum(total_part_11));
  wire [6:0] total_part_12;
  adder #(.W(7)) total_add_12 (.a({1'd0, total_part_4}),
    .b({1'd0, total_part_5}), .carry_in(act_31_z4), .sum(total_part_12));
  wire [7:0] total_part_13;
  adder #(.W(8)) total_add_13 (.a({2'd0, total_part_6}),
    .b({1'd0, act_3_x2}), .carry_in(act_32_z4), .sum(total_part_13));
  wire [7:0] total_part_14;
  adder #(.W(8)) total_add_14 (.a({1'd0, act_41_x3}),
    .b({1'd0, ~act_4_x3}), .carry_in(act_34_z4), .sum(total_part_14));
  wire [7:0] total_part_15;
  adder #(.W(8)) total_add_15 (.a({1'd0, act_44_x4}),
    .b({1'd0, act_52_x13}), .carry_in(act_39_z2), .sum(total_part_15));
  wire [7:0] total_part_16;
  adder #(.W(8)) total_add_16 (.a({1'd0, act_57_x11}),
    .b({1'd0, act_58_x2}), .carry_in(act_47_x1), .sum(total_part_16));
  wire [7:0] total_part_17;
  adder #(.W(8)) total_add_17 (.a({1'd0, act_76_x3}),
    .b({1'd0, ~act_62_x2}), .carry_in(act_49_z3), .sum(total_part_17));
  wire [7:0] total_part_18;
  adder #(.W(8)) total_add_18 (.a({1'd0, act_104_x5}),
    .b({1'd0, ~act_75_x2}), .carry_in(~act_55_x1), .sum(total_part_18));
  wire [7:0] total_part_19;
  adder #(.W(8)) total_add_19 (.a({1'd0, act_110_x2}),
    .b({1'd0, ~act_96_x3}), .carry_in(act_55_z4), .sum(total_part_19));
  wire [7:0] total_part_20;
  adder #(.W(8)) total_add_20 (.a({1'd0, total_part_7}),
    .b({1'd0, total_part_8}), .carry_in(act_56_z4), .sum(total_part_20));
  wire [7:0] total_part_21;
  adder #(.W(8)) total_add_21 (.a({1'd0, total_part_9}),
    .b({1'd0, total_part_10}), .carry_in(act_62_z3), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, total_part_11}),
    .b({1'd0, total_part_12}), .carry_in(act_63_z1), .sum(total_part_22));
  wire [8:0] total_part_23;
  adder #(.W(9)) total_add_23 (.a({1'd0, act_9_x7}),
    .b({1'd0, ~act_0_x5}), .carry_in(act_65_z3), .sum(total_part_23));
  wire [8:0] total_part_24;
  adder #(.W(9)) total_add_24 (.a({1'd0, act_10_x3}),
    .b({1'd0, ~act_14_x3}), .carry_in(act_66_z4), .sum(total_part_24));
  wire [8:0] total_part_25;
  adder #(.W(9)) total_add_25 (.a({1'd0, act_25_x20}),
    .b({1'd0, ~act_16_x8}), .carry_in(act_74_z4), .sum(total_part_25));
  wire [8:0] total_part_26;
  adder #(.W(9)) total_add_26 (.a({1'd0, act_33_x7}),
    .b({1'd0, ~act_34_x3}), .carry_in(act_75_z3), .sum(total_part_26));
  wire [8:0] total_part_27;
  adder #(.W(9)) total_add_27 (.a({1'd0, act_35_x4}),
    .b({1'd0, act_36_x9}), .carry_in(act_77_z4), .sum(total_part_27));
  wire [8:0] total_part_28;
  adder #(.W(9)) total_add_28 (.a({1'd0, act_37_x3}),
    .b({1'd0, act_43_x4}), .carry_in(act_79_z4), .sum(total_part_28));
  wire [8:0] total_part_29;
  adder #(.W(9)) total_add_29 (.a({1'd0, act_59_x4}),
    .b({1'd0, ~act_56_x9}), .carry_in(act_96_z4), .sum(total_part_29));
  wire [8:0] total_part_30;
  adder #(.W(9)) total_add_30 (.a({1'd0, act_64_x8}),
    .b({1'd0, act_72_x7}), .carry_in(act_98_z3), .sum(total_part_30));
  wire [8:0] total_part_31;
  adder #(.W(9)) total_add_31 (.a({1'd0, act_97_x9}),
    .b({1'd0, ~act_74_x3}), .carry_in(~act_103_x1), .sum(total_part_31));
  wire [8:0] total_part_32;
  adder #(.W(9)) total_add_32 (.a({1'd0, act_99_x4}),
    .b({1'd0, act_102_x4}), .carry_in(act_103_z4), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({1'd0, total_part_13}),
    .b({1'd0, ~act_107_x7}), .carry_in(act_107_z4), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, total_part_14}),
    .b({1'd0, ~act_109_x3}), .carry_in(act_108_z4), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, total_part_15}),
    .b({1'd0, total_part_16}), .carry_in(act_109_z4), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, total_part_17}),
    .b({1'd0, total_part_18}), .carry_in(1'b0), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, total_part_19}),
    .b({1'd0, total_part_20}), .carry_in(1'b0), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, total_part_21}),
    .b({1'd0, total_part_22}), .carry_in(1'b0), .sum(total_part_38));
  wire [9:0] total_part_39;
  adder #(.W(10)) total_add_39 (.a({1'd0, act_6_x9}),
    .b({1'd0, ~act_8_x17}), .carry_in(1'b0), .sum(total_part_39));
  wire [9:0] total_part_40;
  adder #(.W(10)) total_add_40 (.a({1'd0, act_11_x11}),
    .b({1'd0, act_12_x12}), .carry_in(1'b0), .sum(total_part_40));
  wire [9:0] total_part_41;
  adder #(.W(10)) total_add_41 (.a({1'd0, act_13_x4}),
    .b({1'd0, ~act_17_x12}), .carry_in(1'b0), .sum(total_part_41));
  wire [9:0] total_part_42;
  adder #(.W(10)) total_add_42 (.a({1'd0, act_18_x6}),
    .b({1'd0, act_20_x15}), .carry_in(1'b0), .sum(total_part_42));
  wire [9:0] total_part_43;
  adder #(.W(10)) total_add_43 (.a({1'd0, act_21_x4}),
    .b({1'd0, act_27_x8}), .carry_in(1'b0), .sum(total_part_43));
  wire [9:0] total_part_44;
  adder #(.W(10)) total_add_44 (.a({1'd0, act_30_x8}),
    .b({1'd0, act_38_x6}), .carry_in(1'b0), .sum(total_part_44));
  wire [9:0] total_part_45;
  adder #(.W(10)) total_add_45 (.a({1'd0, act_42_x7}),
    .b({1'd0, act_45_x6}), .carry_in(1'b0), .sum(total_part_45));
  wire [9:0] total_part_46;
  adder #(.W(10)) total_add_46 (.a({1'd0, act_54_x6}),
    .b({1'd0, ~act_49_x18}), .carry_in(1'b0), .sum(total_part_46));
  wire [9:0] total_part_47;
  adder #(.W(10)) total_add_47 (.a({1'd0, act_70_x6}),
    .b({1'd0, act_78_x9}), .carry_in(1'b0), .sum(total_part_47));
  wire [9:0] total_part_48;
  adder #(.W(10)) total_add_48 (.a({1'd0, total_part_23}),
    .b({1'd0, total_part_24}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, total_part_25}),
    .b({1'd0, total_part_26}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, total_part_27}),
    .b({1'd0, total_part_28}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, total_part_29}),
    .b({1'd0, total_part_30}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, total_part_31}),
    .b({1'd0, total_part_32}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, total_part_33}),
    .b({1'd0, total_part_34}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, total_part_35}),
    .b({1'd0, total_part_36}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, total_part_37}),
    .b({1'd0, total_part_38}), .carry_in(1'b0), .sum(total_part_55));
  wire [10:0] total_part_56;
  adder #(.W(11)) total_add_56 (.a({1'd0, act_19_x23}),
    .b({1'd0, ~act_5_x10}), .carry_in(1'b0), .sum(total_part_56));
  wire [10:0] total_part_57;
  adder #(.W(11)) total_add_57 (.a({1'd0, act_26_x11}),
    .b({1'd0, ~act_22_x10}), .carry_in(1'b0), .sum(total_part_57));
  wire [10:0] total_part_58;
  adder #(.W(11)) total_add_58 (.a({1'd0, act_29_x11}),
    .b({1'd0, act_50_x14}), .carry_in(1'b0), .sum(total_part_58));
  wire [10:0] total_part_59;
  adder #(.W(11)) total_add_59 (.a({1'd0, act_61_x11}),
    .b({1'd0, ~act_77_x9}), .carry_in(1'b0), .sum(total_part_59));
  wire [10:0] total_part_60;
  adder #(.W(11)) total_add_60 (.a({1'd0, total_part_39}),
    .b({1'd0, ~act_98_x10}), .carry_in(1'b0), .sum(total_part_60));
  wire [10:0] total_part_61;
  adder #(.W(11)) total_add_61 (.a({1'd0, total_part_40}),
    .b({1'd0, total_part_41}), .carry_in(1'b0), .sum(total_part_61));
  wire [10:0] total_part_62;
  adder #(.W(11)) total_add_62 (.a({1'd0, total_part_42}),
    .b({1'd0, total_part_43}), .carry_in(1'b0), .sum(total_part_62));
  wire [10:0] total_part_63;
  adder #(.W(11)) total_add_63 (.a({1'd0, total_part_44}),
    .b({1'd0, total_part_45}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({1'd0, total_part_46}),
    .b({1'd0, total_part_47}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, total_part_48}),
    .b({1'd0, total_part_49}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_68));
  wire [11:0] total_part_69;
  adder #(.W(12)) total_add_69 (.a({1'd0, total_part_56}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_69));
  wire [11:0] total_part_70;
  adder #(.W(12)) total_add_70 (.a({1'd0, total_part_58}),
    .b({1'd0, total_part_59}), .carry_in(1'b0), .sum(total_part_70));
  wire [11:0] total_part_71;
  adder #(.W(12)) total_add_71 (.a({1'd0, total_part_60}),
    .b({1'd0, total_part_61}), .carry_in(1'b0), .sum(total_part_71));
  wire [11:0] total_part_72;
  adder #(.W(12)) total_add_72 (.a({1'd0, total_part_62}),
    .b({1'd0, total_part_63}), .carry_in(1'b0), .sum(total_part_72));
  wire [11:0] total_part_73;
  adder #(.W(12)) total_add_73 (.a({1'd0, total_part_64}),
    .b({1'd0, total_part_65}), .carry_in(1'b0), .sum(total_part_73));
  wire [11:0] total_part_74;
  adder #(.W(12)) total_add_74 (.a({1'd0, total_part_66}),
    .b({1'd0, total_part_67}), .carry_in(1'b0), .sum(total_part_74));
  wire [12:0] total_part_75;
  adder #(.W(13)) total_add_75 (.a({2'd0, total_part_68}),
    .b({1'd0, total_part_69}), .carry_in(1'b0), .sum(total_part_75));
  wire [12:0] total_part_76;
  adder #(.W(13)) total_add_76 (.a({1'd0, total_part_70}),
    .b({1'd0, total_part_71}), .carry_in(1'b0), .sum(total_part_76));
  wire [12:0] total_part_77;
  adder #(.W(13)) total_add_77 (.a({1'd0, total_part_72}),
    .b({1'd0, total_part_73}), .carry_in(1'b0), .sum(total_part_77));
  wire [13:0] total_part_78;
  adder #(.W(14)) total_add_78 (.a({2'd0, total_part_74}),
    .b({1'd0, total_part_75}), .carry_in(1'b0), .sum(total_part_78));
  wire [13:0] total_part_79;
  adder #(.W(14)) total_add_79 (.a({1'd0, total_part_76}),
    .b({1'd0, total_part_77}), .carry_in(1'b0), .sum(total_part_79));
  wire [14:0] total_part_80;
  adder #(.W(15)) total_add_80 (.a({1'd0, total_part_78}),
    .b({1'd0, total_part_79}), .carry_in(1'b0), .sum(total_part_80));
  wire [14:0] total_part_81;
  adder #(.W(15)) total_add_81 (.a(15'd24363),
    .b(total_part_80), .carry_in(1'b0), .sum(total_part_81));
  assign total = total_part_81;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_0_z4), .b(act_1_z4), .c(act_4_z4), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_5_z3), .b(act_7_x1), .c(act_8_z4), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_14_z4), .b(act_16_z1), .c(act_17_z2), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_22_z3), .b(act_23_z1), .c(act_28_z4), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_31_z4), .b(act_32_z4), .c(act_34_z4), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_39_z2), .b(act_47_x1), .c(act_49_z3), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(~act_55_x1), .b(act_55_z4), .c(act_56_z4), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_62_z3), .b(act_63_z1), .c(act_65_z3), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_66_z4), .b(act_74_z4), .c(act_75_z3), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_77_z4), .b(act_79_z4), .c(act_96_z4), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_98_z3), .b(~act_103_x1), .c(act_103_z4),
    .sum(total_sum_10), .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(act_107_z4), .b(act_108_z4), .c(act_109_z4),
    .sum(total_sum_11), .carry(total_carry_11));
  wire [1:0] total_sum_12;
  wire [1:0] total_carry_12;
  csa #(.W(2)) total_row_12 (.a(act_111_x2), .b({1'd0, total_sum_0}),
    .c({1'd0, total_sum_1}), .sum(total_sum_12), .carry(total_carry_12));
  wire [0:0] total_sum_13;
  wire [0:0] total_carry_13;
  csa #(.W(1)) total_row_13 (.a(total_sum_2), .b(total_sum_3), .c(total_sum_4),
    .sum(total_sum_13), .carry(total_carry_13));
  wire [2:0] total_sum_14;
  wire [2:0] total_carry_14;
  csa #(.W(3)) total_row_14 (.a({2'd0, total_sum_5}), .b({2'd0, total_sum_6}),
    .c(~act_31_x7), .sum(total_sum_14), .carry(total_carry_14));
  wire [2:0] total_sum_15;
  wire [2:0] total_carry_15;
  csa #(.W(3)) total_row_15 (.a(~act_39_x4), .b(act_71_x4), .c(~act_79_x5),
    .sum(total_sum_15), .carry(total_carry_15));
  wire [0:0] total_sum_16;
  wire [0:0] total_carry_16;
  csa #(.W(1)) total_row_16 (.a(total_sum_7), .b(total_sum_8), .c(total_sum_9),
    .sum(total_sum_16), .carry(total_carry_16));
  wire [0:0] total_sum_17;
  wire [0:0] total_carry_17;
  csa #(.W(1)) total_row_17 (.a(total_carry_0[0:0]), .b(total_carry_1[0:0]),
    .c(total_carry_2[0:0]), .sum(total_sum_17), .carry(total_carry_17));
  wire [0:0] total_sum_18;
  wire [0:0] total_carry_18;
  csa #(.W(1)) total_row_18 (.a(total_carry_3[0:0]), .b(total_carry_4[0:0]),
    .c(total_carry_5[0:0]), .sum(total_sum_18), .carry(total_carry_18));
  wire [0:0] total_sum_19;
  wire [0:0] total_carry_19;
  csa #(.W(1)) total_row_19 (.a(total_carry_6[0:0]), .b(total_carry_7[0:0]),
    .c(total_carry_8[0:0]), .sum(total_sum_19), .carry(total_carry_19));
  wire [3:0] total_sum_20;
  wire [3:0] total_carry_20;
  csa #(.W(4)) total_row_20 (.a({3'd0, total_sum_10}), .b({3'd0, total_sum_11}),
    .c(~act_23_x8), .sum(total_sum_20), .carry(total_carry_20));
  wire [3:0] total_sum_21;
  wire [3:0] total_carry_21;
  csa #(.W(4)) total_row_21 (.a({2'd0, total_carry_9[0:0], 1'd0}),
    .b({2'd0, total_carry_10[0:0], 1'd0}), .c(~act_63_x8), .sum(total_sum_21),
    .carry(total_carry_21));
  wire [2:0] total_sum_22;
  wire [2:0] total_carry_22;
  csa #(.W(3)) total_row_22 (.a({1'd0, total_carry_11[0:0], 1'd0}), .b(total_sum_15),
    .c({1'd0, total_carry_12[0:0], 1'd0}), .sum(total_sum_22), .carry(total_carry_22));
  wire [1:0] total_sum_23;
  wire [1:0] total_carry_23;
  csa #(.W(2)) total_row_23 (.a({1'd0, total_sum_13}), .b({1'd0, total_sum_16}),
    .c(total_sum_12), .sum(total_sum_23), .carry(total_carry_23));
  wire [4:0] total_sum_24;
  wire [4:0] total_carry_24;
  csa #(.W(5)) total_row_24 (.a({3'd0, total_carry_13[0:0], 1'd0}),
    .b({3'd0, total_carry_14[0:0], 1'd0}), .c(~act_1_x1), .sum(total_sum_24),
    .carry(total_carry_24));
  wire [4:0] total_sum_25;
  wire [4:0] total_carry_25;
  csa #(.W(5)) total_row_25 (.a(act_24_x1), .b(~act_28_x1), .c(~act_32_x1),
    .sum(total_sum_25), .carry(total_carry_25));
  wire [4:0] total_sum_26;
  wire [4:0] total_carry_26;
  csa #(.W(5)) total_row_26 (.a({3'd0, total_carry_16[0:0], 1'd0}),
    .b({3'd0, total_sum_17, 1'd0}), .c(~act_108_x3), .sum(total_sum_26),
    .carry(total_carry_26));
  wire [2:0] total_sum_27;
  wire [2:0] total_carry_27;
  csa #(.W(3)) total_row_27 (.a({2'd0, total_sum_18}), .b({2'd0, total_sum_19}),
    .c(total_carry_15[2:0]), .sum(total_sum_27), .carry(total_carry_27));
  wire [2:0] total_sum_28;
  wire [2:0] total_carry_28;
  csa #(.W(3)) total_row_28 (.a(total_sum_14), .b({total_carry_17[0:0], 2'd0}),
    .c({total_carry_18[0:0], 2'd0}), .sum(total_sum_28), .carry(total_carry_28));
  wire [5:0] total_sum_29;
  wire [5:0] total_carry_29;
  csa #(.W(6)) total_row_29 (.a(act_2_x1), .b(act_60_x4), .c(~act_65_x2), .sum(total_sum_29),
    .carry(total_carry_29));
  wire [5:0] total_sum_30;
  wire [5:0] total_carry_30;
  csa #(.W(6)) total_row_30 (.a(~act_66_x1), .b(act_73_x6), .c(act_100_x4),
    .sum(total_sum_30), .carry(total_carry_30));
  wire [5:0] total_sum_31;
  wire [5:0] total_carry_31;
  csa #(.W(6)) total_row_31 (.a({3'd0, total_carry_19[0:0], 2'd0}),
    .b({3'd0, total_carry_21[1:1], 2'd0}), .c(act_101_x1), .sum(total_sum_31),
    .carry(total_carry_31));
  wire [5:0] total_sum_32;
  wire [5:0] total_carry_32;
  csa #(.W(6)) total_row_32 (.a(act_105_x9), .b({2'd0, total_sum_20}),
    .c({2'd0, total_sum_21}), .sum(total_sum_32), .carry(total_carry_32));
  wire [4:0] total_sum_33;
  wire [4:0] total_carry_33;
  csa #(.W(5)) total_row_33 (.a({3'd0, total_carry_20[0:0], 1'd0}),
    .b({3'd0, total_carry_23[0:0], 1'd0}), .c(total_sum_25), .sum(total_sum_33),
    .carry(total_carry_33));
  wire [6:0] total_sum_34;
  wire [6:0] total_carry_34;
  csa #(.W(7)) total_row_34 (.a({4'd0, total_sum_22}), .b({4'd0, total_sum_28}),
    .c(act_3_x2), .sum(total_sum_34), .carry(total_carry_34));
  wire [6:0] total_sum_35;
  wire [6:0] total_carry_35;
  csa #(.W(7)) total_row_35 (.a(~act_4_x3), .b(act_41_x3), .c(act_44_x4), .sum(total_sum_35),
    .carry(total_carry_35));
  wire [6:0] total_sum_36;
  wire [6:0] total_carry_36;
  csa #(.W(7)) total_row_36 (.a(act_52_x13), .b(act_57_x11), .c(act_58_x2),
    .sum(total_sum_36), .carry(total_carry_36));
  wire [6:0] total_sum_37;
  wire [6:0] total_carry_37;
  csa #(.W(7)) total_row_37 (.a(~act_62_x2), .b(~act_75_x2), .c(act_76_x3),
    .sum(total_sum_37), .carry(total_carry_37));
  wire [6:0] total_sum_38;
  wire [6:0] total_carry_38;
  csa #(.W(7)) total_row_38 (.a(~act_96_x3), .b(act_104_x5), .c(act_110_x2),
    .sum(total_sum_38), .carry(total_carry_38));
  wire [5:0] total_sum_39;
  wire [5:0] total_carry_39;
  csa #(.W(6)) total_row_39 (.a({3'd0, total_carry_22[1:1], 2'd0}),
    .b({3'd0, total_carry_24[1:1], 2'd0}), .c(total_sum_29), .sum(total_sum_39),
    .carry(total_carry_39));
  wire [5:0] total_sum_40;
  wire [5:0] total_carry_40;
  csa #(.W(6)) total_row_40 (.a({3'd0, total_carry_26[1:1], 2'd0}),
    .b({3'd0, total_carry_27[0:0], 2'd0}), .c(total_sum_30), .sum(total_sum_40),
    .carry(total_carry_40));
  wire [7:0] total_sum_41;
  wire [7:0] total_carry_41;
  csa #(.W(8)) total_row_41 (.a({4'd0, total_carry_28[2:2], 3'd0}),
    .b({4'd0, total_carry_31[2:2], 3'd0}), .c(~act_0_x5), .sum(total_sum_41),
    .carry(total_carry_41));
  wire [7:0] total_sum_42;
  wire [7:0] total_carry_42;
  csa #(.W(8)) total_row_42 (.a(act_9_x7), .b(act_10_x3), .c(~act_14_x3), .sum(total_sum_42),
    .carry(total_carry_42));
  wire [7:0] total_sum_43;
  wire [7:0] total_carry_43;
  csa #(.W(8)) total_row_43 (.a(~act_16_x8), .b(act_25_x20), .c(act_33_x7),
    .sum(total_sum_43), .carry(total_carry_43));
  wire [7:0] total_sum_44;
  wire [7:0] total_carry_44;
  csa #(.W(8)) total_row_44 (.a(~act_34_x3), .b(act_35_x4), .c(act_36_x9),
    .sum(total_sum_44), .carry(total_carry_44));
  wire [7:0] total_sum_45;
  wire [7:0] total_carry_45;
  csa #(.W(8)) total_row_45 (.a(act_37_x3), .b(act_43_x4), .c(~act_56_x9),
    .sum(total_sum_45), .carry(total_carry_45));
  wire [7:0] total_sum_46;
  wire [7:0] total_carry_46;
  csa #(.W(8)) total_row_46 (.a(act_59_x4), .b(act_64_x8), .c(act_72_x7), .sum(total_sum_46),
    .carry(total_carry_46));
  wire [7:0] total_sum_47;
  wire [7:0] total_carry_47;
  csa #(.W(8)) total_row_47 (.a(~act_74_x3), .b(act_97_x9), .c(act_99_x4),
    .sum(total_sum_47), .carry(total_carry_47));
  wire [7:0] total_sum_48;
  wire [7:0] total_carry_48;
  csa #(.W(8)) total_row_48 (.a(act_102_x4), .b(~act_107_x7), .c(~act_109_x3),
    .sum(total_sum_48), .carry(total_carry_48));
  wire [6:0] total_sum_49;
  wire [6:0] total_carry_49;
  csa #(.W(7)) total_row_49 (.a({2'd0, total_sum_24}), .b({2'd0, total_sum_26}),
    .c(total_sum_35), .sum(total_sum_49), .carry(total_carry_49));
  wire [6:0] total_sum_50;
  wire [6:0] total_carry_50;
  csa #(.W(7)) total_row_50 (.a(total_sum_36), .b(total_sum_37), .c(total_sum_38),
    .sum(total_sum_50), .carry(total_carry_50));
  wire [4:0] total_sum_51;
  wire [4:0] total_carry_51;
  csa #(.W(5)) total_row_51 (.a(total_carry_25[4:0]), .b({2'd0, total_sum_27}),
    .c({2'd0, total_carry_34[2:0]}), .sum(total_sum_51), .carry(total_carry_51));
  wire [8:0] total_sum_52;
  wire [8:0] total_carry_52;
  csa #(.W(9)) total_row_52 (.a({2'd0, total_carry_29[5:0], 1'd0}),
    .b({2'd0, total_carry_30[5:0], 1'd0}), .c(act_6_x9), .sum(total_sum_52),
    .carry(total_carry_52));
  wire [8:0] total_sum_53;
  wire [8:0] total_carry_53;
  csa #(.W(9)) total_row_53 (.a(~act_8_x17), .b(act_11_x11), .c(act_12_x12),
    .sum(total_sum_53), .carry(total_carry_53));
  wire [8:0] total_sum_54;
  wire [8:0] total_carry_54;
  csa #(.W(9)) total_row_54 (.a(act_13_x4), .b(~act_17_x12), .c(act_18_x6),
    .sum(total_sum_54), .carry(total_carry_54));
  wire [8:0] total_sum_55;
  wire [8:0] total_carry_55;
  csa #(.W(9)) total_row_55 (.a(act_20_x15), .b(act_21_x4), .c(act_27_x8),
    .sum(total_sum_55), .carry(total_carry_55));
  wire [8:0] total_sum_56;
  wire [8:0] total_carry_56;
  csa #(.W(9)) total_row_56 (.a(act_30_x8), .b(act_38_x6), .c(act_42_x7), .sum(total_sum_56),
    .carry(total_carry_56));
  wire [8:0] total_sum_57;
  wire [8:0] total_carry_57;
  csa #(.W(9)) total_row_57 (.a(act_45_x6), .b(~act_49_x18), .c(act_54_x6),
    .sum(total_sum_57), .carry(total_carry_57));
  wire [8:0] total_sum_58;
  wire [8:0] total_carry_58;
  csa #(.W(9)) total_row_58 (.a({5'd0, total_carry_39[2:2], 3'd0}),
    .b({5'd0, total_carry_40[2:2], 3'd0}), .c(act_70_x6), .sum(total_sum_58),
    .carry(total_carry_58));
  wire [8:0] total_sum_59;
  wire [8:0] total_carry_59;
  csa #(.W(9)) total_row_59 (.a(act_78_x9), .b({3'd0, total_sum_31}),
    .c({3'd0, total_sum_32}), .sum(total_sum_59), .carry(total_carry_59));
  wire [7:0] total_sum_60;
  wire [7:0] total_carry_60;
  csa #(.W(8)) total_row_60 (.a(total_sum_42), .b(total_sum_43), .c(total_sum_44),
    .sum(total_sum_60), .carry(total_carry_60));
  wire [7:0] total_sum_61;
  wire [7:0] total_carry_61;
  csa #(.W(8)) total_row_61 (.a(total_sum_45), .b(total_sum_46), .c(total_sum_47),
    .sum(total_sum_61), .carry(total_carry_61));
  wire [7:0] total_sum_62;
  wire [7:0] total_carry_62;
  csa #(.W(8)) total_row_62 (.a(total_sum_48), .b({total_carry_35[6:0], 1'd0}),
    .c({total_carry_36[6:0], 1'd0}), .sum(total_sum_62), .carry(total_carry_62));
  wire [7:0] total_sum_63;
  wire [7:0] total_carry_63;
  csa #(.W(8)) total_row_63 (.a({3'd0, total_carry_32[3:0], 1'd0}), .b({3'd0, total_sum_33}),
    .c({total_carry_37[6:0], 1'd0}), .sum(total_sum_63), .carry(total_carry_63));
  wire [9:0] total_sum_64;
  wire [9:0] total_carry_64;
  csa #(.W(10)) total_row_64 (.a(~act_5_x10), .b(act_19_x23), .c(~act_22_x10),
    .sum(total_sum_64), .carry(total_carry_64));
  wire [9:0] total_sum_65;
  wire [9:0] total_carry_65;
  csa #(.W(10)) total_row_65 (.a(act_26_x11), .b(act_29_x11), .c(act_50_x14),
    .sum(total_sum_65), .carry(total_carry_65));
  wire [9:0] total_sum_66;
  wire [9:0] total_carry_66;
  csa #(.W(10)) total_row_66 (.a(act_61_x11), .b(~act_77_x9), .c(~act_98_x10),
    .sum(total_sum_66), .carry(total_carry_66));
  wire [8:0] total_sum_67;
  wire [8:0] total_carry_67;
  csa #(.W(9)) total_row_67 (.a({3'd0, total_sum_39}), .b({3'd0, total_sum_40}),
    .c(total_sum_53), .sum(total_sum_67), .carry(total_carry_67));
  wire [8:0] total_sum_68;
  wire [8:0] total_carry_68;
  csa #(.W(9)) total_row_68 (.a(total_sum_54), .b(total_sum_55), .c(total_sum_56),
    .sum(total_sum_68), .carry(total_carry_68));
  wire [8:0] total_sum_69;
  wire [8:0] total_carry_69;
  csa #(.W(9)) total_row_69 (.a(total_sum_57), .b({1'd0, total_sum_60}),
    .c({1'd0, total_sum_61}), .sum(total_sum_69), .carry(total_carry_69));
  wire [8:0] total_sum_70;
  wire [8:0] total_carry_70;
  csa #(.W(9)) total_row_70 (.a({1'd0, total_carry_38[6:0], 1'd0}), .b({1'd0, total_sum_62}),
    .c({total_carry_42[7:0], 1'd0}), .sum(total_sum_70), .carry(total_carry_70));
  wire [7:0] total_sum_71;
  wire [7:0] total_carry_71;
  csa #(.W(8)) total_row_71 (.a(total_carry_43[7:0]), .b(total_carry_44[7:0]),
    .c(total_carry_45[7:0]), .sum(total_sum_71), .carry(total_carry_71));
  wire [7:0] total_sum_72;
  wire [7:0] total_carry_72;
  csa #(.W(8)) total_row_72 (.a(total_carry_46[7:0]), .b(total_carry_47[7:0]),
    .c(total_carry_48[7:0]), .sum(total_sum_72), .carry(total_carry_72));
  wire [7:0] total_sum_73;
  wire [7:0] total_carry_73;
  csa #(.W(8)) total_row_73 (.a({1'd0, total_sum_50}), .b({2'd0, total_carry_49[4:0], 1'd0}),
    .c({total_carry_50[6:0], 1'd0}), .sum(total_sum_73), .carry(total_carry_73));
  wire [5:0] total_sum_74;
  wire [5:0] total_carry_74;
  csa #(.W(6)) total_row_74 (.a({3'd0, total_carry_41[3:3], 2'd0}), .b(total_carry_52[6:1]),
    .c({3'd0, total_carry_58[3:3], 2'd0}), .sum(total_sum_74), .carry(total_carry_74));
  wire [9:0] total_sum_75;
  wire [9:0] total_carry_75;
  csa #(.W(10)) total_row_75 (.a({3'd0, total_sum_34}), .b({3'd0, total_sum_49}),
    .c(total_sum_64), .sum(total_sum_75), .carry(total_carry_75));
  wire [9:0] total_sum_76;
  wire [9:0] total_carry_76;
  csa #(.W(10)) total_row_76 (.a({1'd0, total_sum_52}), .b(total_sum_65),
    .c({1'd0, total_sum_68}), .sum(total_sum_76), .carry(total_carry_76));
  wire [9:0] total_sum_77;
  wire [9:0] total_carry_77;
  csa #(.W(10)) total_row_77 (.a(total_sum_66), .b({total_carry_53[8:0], 1'd0}),
    .c({total_carry_54[8:0], 1'd0}), .sum(total_sum_77), .carry(total_carry_77));
  wire [8:0] total_sum_78;
  wire [8:0] total_carry_78;
  csa #(.W(9)) total_row_78 (.a(total_carry_55[8:0]), .b(total_carry_56[8:0]),
    .c(total_carry_57[8:0]), .sum(total_sum_78), .carry(total_carry_78));
  wire [7:0] total_sum_79;
  wire [7:0] total_carry_79;
  csa #(.W(8)) total_row_79 (.a(total_carry_60[7:0]), .b(total_carry_61[7:0]),
    .c(total_sum_71), .sum(total_sum_79), .carry(total_carry_79));
  wire [7:0] total_sum_80;
  wire [7:0] total_carry_80;
  csa #(.W(8)) total_row_80 (.a({3'd0, total_sum_51}), .b({total_carry_62[7:1], 1'd0}),
    .c({3'd0, total_carry_63[4:1], 1'd0}), .sum(total_sum_80), .carry(total_carry_80));
  wire [8:0] total_sum_81;
  wire [8:0] total_carry_81;
  csa #(.W(9)) total_row_81 (.a({total_sum_72, 1'd0}), .b(total_sum_69), .c(total_sum_70),
    .sum(total_sum_81), .carry(total_carry_81));
  wire [10:0] total_sum_82;
  wire [10:0] total_carry_82;
  csa #(.W(11)) total_row_82 (.a({1'd0, total_sum_77}), .b({total_carry_64[9:0], 1'd0}),
    .c({total_carry_65[9:0], 1'd0}), .sum(total_sum_82), .carry(total_carry_82));
  wire [9:0] total_sum_83;
  wire [9:0] total_carry_83;
  csa #(.W(10)) total_row_83 (.a({4'd0, total_carry_59[5:0]}), .b(total_carry_66[9:0]),
    .c({4'd0, total_carry_67[5:0]}), .sum(total_sum_83), .carry(total_carry_83));
  wire [8:0] total_sum_84;
  wire [8:0] total_carry_84;
  csa #(.W(9)) total_row_84 (.a(total_carry_68[8:0]), .b({1'd0, total_carry_69[7:0]}),
    .c({1'd0, total_sum_79}), .sum(total_sum_84), .carry(total_carry_84));
  wire [8:0] total_sum_85;
  wire [8:0] total_carry_85;
  csa #(.W(9)) total_row_85 (.a(total_sum_78), .b({total_carry_71[7:0], 1'd0}),
    .c({total_carry_72[7:0], 1'd0}), .sum(total_sum_85), .carry(total_carry_85));
  wire [8:0] total_sum_86;
  wire [8:0] total_carry_86;
  csa #(.W(9)) total_row_86 (.a({1'd0, total_sum_41}), .b(total_sum_59),
    .c({1'd0, total_sum_63}), .sum(total_sum_86), .carry(total_carry_86));
  wire [9:0] total_sum_87;
  wire [9:0] total_carry_87;
  csa #(.W(10)) total_row_87 (.a({2'd0, total_sum_73}), .b(total_sum_76),
    .c({1'd0, total_sum_81}), .sum(total_sum_87), .carry(total_carry_87));
  wire [8:0] total_sum_88;
  wire [8:0] total_carry_88;
  csa #(.W(9)) total_row_88 (.a({1'd0, total_carry_70[7:1], 1'd0}), .b(total_carry_76[8:0]),
    .c(total_sum_85), .sum(total_sum_88), .carry(total_carry_88));
  wire [9:0] total_sum_89;
  wire [9:0] total_carry_89;
  csa #(.W(10)) total_row_89 (.a({3'd0, total_carry_75[6:0]}),
    .b({3'd0, total_carry_73[6:1], 1'd0}), .c({total_carry_77[9:1], 1'd0}),
    .sum(total_sum_89), .carry(total_carry_89));
  wire [10:0] total_sum_90;
  wire [10:0] total_carry_90;
  csa #(.W(11)) total_row_90 (.a({total_carry_78[8:0], 2'd0}),
    .b({1'd0, total_carry_79[7:0], 2'd0}), .c({2'd0, total_sum_58}), .sum(total_sum_90),
    .carry(total_carry_90));
  wire [10:0] total_sum_91;
  wire [10:0] total_carry_91;
  csa #(.W(11)) total_row_91 (.a({2'd0, total_sum_67}), .b(total_sum_82),
    .c({1'd0, total_carry_81[8:0], 1'd0}), .sum(total_sum_91), .carry(total_carry_91));
  wire [8:0] total_sum_92;
  wire [8:0] total_carry_92;
  csa #(.W(9)) total_row_92 (.a(total_sum_84), .b(total_sum_88),
    .c({2'd0, total_sum_74, 1'd0}), .sum(total_sum_92), .carry(total_carry_92));
  wire [8:0] total_sum_93;
  wire [8:0] total_carry_93;
  csa #(.W(9)) total_row_93 (.a({4'd0, total_carry_80[4:1], 1'd0}),
    .b({3'd0, total_carry_83[5:0]}), .c({total_carry_85[8:1], 1'd0}), .sum(total_sum_93),
    .carry(total_carry_93));
  wire [9:0] total_sum_94;
  wire [9:0] total_carry_94;
  csa #(.W(10)) total_row_94 (.a(total_sum_75), .b({1'd0, total_sum_86}),
    .c({1'd0, total_sum_80, 1'd0}), .sum(total_sum_94), .carry(total_carry_94));
  wire [9:0] total_sum_95;
  wire [9:0] total_carry_95;
  csa #(.W(10)) total_row_95 (.a({2'd0, total_carry_84[7:0]}), .b(total_carry_82[10:1]),
    .c({1'd0, total_carry_88[8:0]}), .sum(total_sum_95), .carry(total_carry_95));
  wire [9:0] total_sum_96;
  wire [9:0] total_carry_96;
  csa #(.W(10)) total_row_96 (.a({1'd0, total_carry_86[7:0], 1'd0}), .b(total_sum_87),
    .c({total_carry_87[8:0], 1'd0}), .sum(total_sum_96), .carry(total_carry_96));
  wire [10:0] total_sum_97;
  wire [10:0] total_carry_97;
  csa #(.W(11)) total_row_97 (.a({2'd0, total_carry_89[6:1], 3'd0}),
    .b({2'd0, total_carry_93[5:1], 4'd0}), .c(total_sum_90), .sum(total_sum_97),
    .carry(total_carry_97));
  wire [10:0] total_sum_98;
  wire [10:0] total_carry_98;
  csa #(.W(11)) total_row_98 (.a(total_sum_91), .b({1'd0, total_sum_94}),
    .c({1'd0, total_sum_96}), .sum(total_sum_98), .carry(total_carry_98));
  wire [9:0] total_sum_99;
  wire [9:0] total_carry_99;
  csa #(.W(10)) total_row_99 (.a(total_sum_83), .b(total_sum_89), .c(total_carry_91[9:0]),
    .sum(total_sum_99), .carry(total_carry_99));
  wire [10:0] total_sum_100;
  wire [10:0] total_carry_100;
  csa #(.W(11)) total_row_100 (.a({2'd0, total_sum_92}), .b({2'd0, total_carry_94[8:0]}),
    .c({total_sum_95, 1'd0}), .sum(total_sum_100), .carry(total_carry_100));
  wire [10:0] total_sum_101;
  wire [10:0] total_carry_101;
  csa #(.W(11)) total_row_101 (.a({1'd0, total_carry_90[9:2], 2'd0}),
    .b({total_carry_95[8:0], 2'd0}), .c({1'd0, total_sum_99}), .sum(total_sum_101),
    .carry(total_carry_101));
  wire [8:0] total_sum_102;
  wire [8:0] total_carry_102;
  csa #(.W(9)) total_row_102 (.a(total_carry_92[8:0]), .b(total_sum_93),
    .c(total_carry_96[9:1]), .sum(total_sum_102), .carry(total_carry_102));
  wire [10:0] total_sum_103;
  wire [10:0] total_carry_103;
  csa #(.W(11)) total_row_103 (.a(total_sum_97), .b(total_sum_98),
    .c({total_carry_98[9:0], 1'd0}), .sum(total_sum_103), .carry(total_carry_103));
  wire [9:0] total_sum_104;
  wire [9:0] total_carry_104;
  csa #(.W(10)) total_row_104 (.a(total_carry_99[9:0]), .b({1'd0, total_carry_100[8:0]}),
    .c({1'd0, total_sum_102}), .sum(total_sum_104), .carry(total_carry_104));
  wire [11:0] total_sum_105;
  wire [11:0] total_carry_105;
  csa #(.W(12)) total_row_105 (.a({1'd0, total_sum_103}), .b({total_sum_100, 1'd0}),
    .c({total_sum_101, 1'd0}), .sum(total_sum_105), .carry(total_carry_105));
  wire [10:0] total_sum_106;
  wire [10:0] total_carry_106;
  csa #(.W(11)) total_row_106 (.a({total_carry_102[8:0], 2'd0}),
    .b({total_carry_101[9:2], 3'd0}), .c(total_carry_103[10:0]), .sum(total_sum_106),
    .carry(total_carry_106));
  wire [11:0] total_sum_107;
  wire [11:0] total_carry_107;
  csa #(.W(12)) total_row_107 (.a({total_sum_104, 2'd0}), .b({total_carry_104[8:0], 3'd0}),
    .c(total_sum_105), .sum(total_sum_107), .carry(total_carry_107));
  wire [12:0] total_sum_108;
  wire [12:0] total_carry_108;
  csa #(.W(13)) total_row_108 (.a({1'd0, total_sum_106, 1'd0}), .b({1'd0, total_sum_107}),
    .c({total_carry_105[11:1], 2'd0}), .sum(total_sum_108), .carry(total_carry_108));
  wire [12:0] total_sum_109;
  wire [12:0] total_carry_109;
  csa #(.W(13)) total_row_109 (.a({total_carry_106[10:2], 4'd0}),
    .b({total_carry_107[11:2], 3'd0}), .c(total_sum_108), .sum(total_sum_109),
    .carry(total_carry_109));
  wire [13:0] total_sum_110;
  wire [13:0] total_carry_110;
  csa #(.W(14)) total_row_110 (.a({1'd0, total_carry_108[11:1], 2'd0}),
    .b({1'd0, total_sum_109}), .c({total_carry_109[12:3], 4'd0}), .sum(total_sum_110),
    .carry(total_carry_110));
  wire [13:0] total_sum_111;
  wire [13:0] total_carry_111;
  csa #(.W(14)) total_row_111 (.a({4'd0, total_carry_97[8:3], 4'd0}), .b(total_sum_110),
    .c({total_carry_110[12:2], 3'd0}), .sum(total_sum_111), .carry(total_carry_111));
  wire [13:0] total_sum_112;
  wire [13:0] total_carry_112;
  csa #(.W(14)) total_row_112 (.a({11'd0, total_carry_33[1:1], 2'd0}),
    .b({9'd0, total_carry_51[2:0], 2'd0}), .c(total_sum_111), .sum(total_sum_112),
    .carry(total_carry_112));
  wire [11:0] total_sum_113;
  wire [11:0] total_carry_113;
  csa #(.W(12)) total_row_113 (.a({9'd0, total_carry_74[2:2], 2'd0}),
    .b({9'd0, total_carry_112[4:2]}), .c({total_carry_111[13:3], 1'd0}), .sum(total_sum_113),
    .carry(total_carry_113));
  wire [14:0] total_sum_114;
  wire [14:0] total_carry_114;
  csa #(.W(15)) total_row_114 (.a({8'd0, total_carry_113[2:1], 5'd0}),
    .b({1'd0, total_sum_112}), .c({total_sum_113, 3'd0}), .sum(total_sum_114),
    .carry(total_carry_114));
  wire [14:0] total_sum_115;
  wire [14:0] total_carry_115;
  csa #(.W(15)) total_row_115 (.a({13'd0, total_sum_23}), .b(total_sum_114),
    .c({total_carry_114[13:3], 4'd0}), .sum(total_sum_115), .carry(total_carry_115));
  wire [14:0] total_sum_116;
  wire [14:0] total_carry_116;
  csa #(.W(15)) total_row_116 (.a(15'd24363), .b(total_sum_115),
    .c({total_carry_115[13:0], 1'd0}), .sum(total_sum_116), .carry(total_carry_116));
  ripple_adder #(.W(15)) total_adder (
    .a(total_sum_116),
    .b({total_carry_116[13:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_9 (
  input wire [9:0] act_0_x29, input wire [6:0] act_1_x4, input wire [6:0] act_2_x2,
    input wire [7:0] act_3_x4, input wire [8:0] act_5_x6, input wire [0:0] act_5_z3,
    input wire [8:0] act_6_x5, input wire [0:0] act_6_z4, input wire [1:0] act_7_x2,
    input wire [8:0] act_8_x11, input wire [9:0] act_9_x25, input wire [8:0] act_10_x8,
    input wire [0:0] act_10_z1, input wire [7:0] act_11_x5, input wire [8:0] act_12_x13,
    input wire [0:0] act_12_z4, input wire [7:0] act_13_x3, input wire [6:0] act_14_x2,
    input wire [0:0] act_14_z3, input wire [0:0] act_15_x1, input wire [0:0] act_15_z4,
    input wire [9:0] act_16_x19, input wire [4:0] act_17_x1, input wire [0:0] act_17_z4,
    input wire [7:0] act_18_x3, input wire [8:0] act_19_x10, input wire [5:0] act_20_x2,
    input wire [9:0] act_21_x7, input wire [0:0] act_21_z4, input wire [8:0] act_22_x7,
    input wire [0:0] act_22_z4, input wire [6:0] act_24_x3, input wire [6:0] act_25_x11,
    input wire [0:0] act_25_z4, input wire [8:0] act_26_x7, input wire [0:0] act_26_z4,
    input wire [8:0] act_27_x9, input wire [7:0] act_28_x7, input wire [0:0] act_28_z4,
    input wire [9:0] act_29_x8, input wire [7:0] act_30_x5, input wire [0:0] act_30_z4,
    input wire [1:0] act_31_x2, input wire [0:0] act_31_z3, input wire [8:0] act_32_x9,
    input wire [0:0] act_32_z4, input wire [8:0] act_33_x11, input wire [7:0] act_34_x3,
    input wire [0:0] act_34_z4, input wire [9:0] act_35_x19, input wire [6:0] act_36_x5,
    input wire [0:0] act_36_z4, input wire [10:0] act_37_x24, input wire [8:0] act_38_x7,
    input wire [0:0] act_38_z4, input wire [1:0] act_39_x3, input wire [0:0] act_39_z4,
    input wire [9:0] act_40_x23, input wire [0:0] act_40_z4, input wire [7:0] act_41_x8,
    input wire [6:0] act_42_x2, input wire [8:0] act_43_x9, input wire [7:0] act_44_x10,
    input wire [9:0] act_45_x11, input wire [1:0] act_47_x2, input wire [0:0] act_47_z3,
    input wire [9:0] act_48_x21, input wire [0:0] act_48_z4, input wire [5:0] act_49_x2,
    input wire [8:0] act_50_x8, input wire [7:0] act_51_x6, input wire [7:0] act_52_x17,
    input wire [8:0] act_53_x5, input wire [5:0] act_54_x1, input wire [0:0] act_54_z4,
    input wire [2:0] act_55_x5, input wire [7:0] act_56_x10, input wire [6:0] act_57_x12,
    input wire [8:0] act_58_x6, input wire [0:0] act_58_z3, input wire [8:0] act_59_x9,
    input wire [5:0] act_60_x5, input wire [8:0] act_61_x7, input wire [7:0] act_62_x6,
    input wire [1:0] act_63_x3, input wire [0:0] act_63_z4, input wire [5:0] act_64_x2,
    input wire [0:0] act_64_z3, input wire [4:0] act_65_x1, input wire [0:0] act_65_z4,
    input wire [8:0] act_66_x5, input wire [0:0] act_66_z4, input wire [8:0] act_67_x11,
    input wire [9:0] act_68_x24, input wire [7:0] act_69_x3, input wire [8:0] act_70_x7,
    input wire [1:0] act_71_x3, input wire [0:0] act_71_z4, input wire [8:0] act_72_x10,
    input wire [5:0] act_73_x6, input wire [7:0] act_74_x3, input wire [0:0] act_74_z4,
    input wire [7:0] act_75_x7, input wire [7:0] act_76_x7, input wire [8:0] act_78_x9,
    input wire [2:0] act_79_x7, input wire [0:0] act_79_z4, input wire [5:0] act_96_x2,
    input wire [0:0] act_96_z3, input wire [7:0] act_97_x10, input wire [8:0] act_98_x8,
    input wire [6:0] act_99_x3, input wire [0:0] act_99_z4, input wire [4:0] act_100_x3,
    input wire [5:0] act_101_x1, input wire [0:0] act_101_z4, input wire [5:0] act_102_x1,
    input wire [0:0] act_102_z4, input wire [2:0] act_103_x5, input wire [5:0] act_104_x2,
    input wire [0:0] act_104_z3, input wire [6:0] act_105_x18, input wire [8:0] act_106_x6,
    input wire [7:0] act_107_x7, input wire [0:0] act_107_z4, input wire [4:0] act_108_x3,
    input wire [0:0] act_108_z4, input wire [9:0] act_109_x12, input wire [0:0] act_109_z2,
    input wire [7:0] act_110_x5, input wire [1:0] act_111_x2, output wire [14:0] sum
);
  wire [14:0] total;
`ifdef CARRY_CHAINS
  wire [2:0] total_part_0;
  adder #(.W(3)) total_add_0 (.a({1'd0, act_7_x2}),
    .b({1'd0, ~act_31_x2}), .carry_in(act_5_z3), .sum(total_part_0));
  wire [2:0] total_part_1;
  adder #(.W(3)) total_add_1 (.a({1'd0, act_111_x2}),
    .b({1'd0, ~act_39_x3}), .carry_in(act_6_z4), .sum(total_part_1));
  wire [3:0] total_part_2;
  adder #(.W(4)) total_add_2 (.a({1'd0, act_55_x5}),
    .b({2'd0, ~act_47_x2}), .carry_in(act_10_z1), .sum(total_part_2));
  wire [3:0] total_part_3;
  adder #(.W(4)) total_add_3 (.a({1'd0, act_103_x5}),
    .b({2'd0, ~act_63_x3}), .carry_in(act_12_z4), .sum(total_part_3));
  wire [3:0] total_part_4;
  adder #(.W(4)) total_add_4 (.a({1'd0, total_part_0}),
    .b({2'd0, ~act_71_x3}), .carry_in(act_14_z3), .sum(total_part_4));
  wire [3:0] total_part_5;
  adder #(.W(4)) total_add_5 (.a({1'd0, total_part_1}),
    .b({1'd0, ~act_79_x7}), .carry_in(~act_15_x1), .sum(total_part_5));
  wire [4:0] total_part_6;
  adder #(.W(5)) total_add_6 (.a({1'd0, total_part_2}),
    .b({1'd0, total_part_3}), .carry_in(act_15_z4), .sum(total_part_6));
  wire [4:0] total_part_7;
  adder #(.W(5)) total_add_7 (.a({1'd0, total_part_4}),
    .b({1'd0, total_part_5}), .carry_in(act_17_z4), .sum(total_part_7));
  wire [5:0] total_part_8;
  adder #(.W(6)) total_add_8 (.a({1'd0, act_100_x3}),
    .b({1'd0, ~act_17_x1}), .carry_in(act_21_z4), .sum(total_part_8));
  wire [5:0] total_part_9;
  adder #(.W(6)) total_add_9 (.a({1'd0, total_part_6}),
    .b({1'd0, ~act_65_x1}), .carry_in(act_22_z4), .sum(total_part_9));
  wire [5:0] total_part_10;
  adder #(.W(6)) total_add_10 (.a({1'd0, total_part_7}),
    .b({1'd0, ~act_108_x3}), .carry_in(act_25_z4), .sum(total_part_10));
  wire [6:0] total_part_11;
  adder #(.W(7)) total_add_11 (.a({1'd0, act_20_x2}),
    .b({1'd0, act_49_x2}), .carry_in(act_26_z4), .sum(total_part_11));
  wire [6:0] total_part_12;
  adder #(.W(7)) total_add_12 (.a({1'd0, act_60_x5}),
    .b({1'd0, ~act_54_x1}), .carry_in(act_28_z4), .sum(total_part_12));
  wire [6:0] total_part_13;
  adder #(.W(7)) total_add_13 (.a({1'd0, act_73_x6}),
    .b({1'd0, ~act_64_x2}), .carry_in(act_30_z4), .sum(total_part_13));
  wire [6:0] total_part_14;
  adder #(.W(7)) total_add_14 (.a({1'd0, total_part_8}),
    .b({1'd0, ~act_96_x2}), .carry_in(act_31_z3), .sum(total_part_14));
  wire [6:0] total_part_15;
  adder #(.W(7)) total_add_15 (.a({1'd0, total_part_9}),
    .b({1'd0, ~act_101_x1}), .carry_in(act_32_z4), .sum(total_part_15));
  wire [6:0] total_part_16;
  adder #(.W(7)) total_add_16 (.a({1'd0, total_part_10}),
    .b({1'd0, ~act_102_x1}), .carry_in(act_34_z4), .sum(total_part_16));
  wire [7:0] total_part_17;
  adder #(.W(8)) total_add_17 (.a({1'd0, act_1_x4}),
    .b({2'd0, ~act_104_x2}), .carry_in(act_36_z4), .sum(total_part_17));
  wire [7:0] total_part_18;
  adder #(.W(8)) total_add_18 (.a({1'd0, act_2_x2}),
    .b({1'd0, ~act_14_x2}), .carry_in(act_38_z4), .sum(total_part_18));
  wire [7:0] total_part_19;
  adder #(.W(8)) total_add_19 (.a({1'd0, act_24_x3}),
    .b({1'd0, ~act_25_x11}), .carry_in(act_39_z4), .sum(total_part_19));
  wire [7:0] total_part_20;
  adder #(.W(8)) total_add_20 (.a({1'd0, act_42_x2}),
    .b({1'd0, ~act_36_x5}), .carry_in(act_40_z4), .sum(total_part_20));
  wire [7:0] total_part_21;
  adder #(.W(8)) total_add_21 (.a({1'd0, act_57_x12}),
    .b({1'd0, ~act_99_x3}), .carry_in(act_47_z3), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, act_105_x18}),
    .b({1'd0, total_part_11}), .carry_in(act_48_z4), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, total_part_12}),
    .b({1'd0, total_part_13}), .carry_in(act_54_z4), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, total_part_14}),
    .b({1'd0, total_part_15}), .carry_in(act_58_z3), .sum(total_part_24));
  wire [8:0] total_part_25;
  adder #(.W(9)) total_add_25 (.a({2'd0, total_part_16}),
    .b({1'd0, act_3_x4}), .carry_in(act_63_z4), .sum(total_part_25));
  wire [8:0] total_part_26;
  adder #(.W(9)) total_add_26 (.a({1'd0, act_11_x5}),
    .b({1'd0, act_13_x3}), .carry_in(act_64_z3), .sum(total_part_26));
  wire [8:0] total_part_27;
  adder #(.W(9)) total_add_27 (.a({1'd0, act_18_x3}),
    .b({1'd0, ~act_28_x7}), .carry_in(act_65_z4), .sum(total_part_27));
  wire [8:0] total_part_28;
  adder #(.W(9)) total_add_28 (.a({1'd0, act_41_x8}),
    .b({1'd0, ~act_30_x5}), .carry_in(act_66_z4), .sum(total_part_28));
  wire [8:0] total_part_29;
  adder #(.W(9)) total_add_29 (.a({1'd0, act_44_x10}),
    .b({1'd0, ~act_34_x3}), .carry_in(act_71_z4), .sum(total_part_29));
  wire [8:0] total_part_30;
  adder #(.W(9)) total_add_30 (.a({1'd0, act_51_x6}),
    .b({1'd0, act_52_x17}), .carry_in(act_74_z4), .sum(total_part_30));
  wire [8:0] total_part_31;
  adder #(.W(9)) total_add_31 (.a({1'd0, act_56_x10}),
    .b({1'd0, act_62_x6}), .carry_in(act_79_z4), .sum(total_part_31));
  wire [8:0] total_part_32;
  adder #(.W(9)) total_add_32 (.a({1'd0, act_69_x3}),
    .b({1'd0, ~act_74_x3}), .carry_in(act_96_z3), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({1'd0, act_75_x7}),
    .b({1'd0, act_76_x7}), .carry_in(act_99_z4), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, act_97_x10}),
    .b({1'd0, ~act_107_x7}), .carry_in(act_101_z4), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, act_110_x5}),
    .b({1'd0, total_part_17}), .carry_in(act_102_z4), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, total_part_18}),
    .b({1'd0, total_part_19}), .carry_in(act_104_z3), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, total_part_20}),
    .b({1'd0, total_part_21}), .carry_in(act_107_z4), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, total_part_22}),
    .b({1'd0, total_part_23}), .carry_in(act_108_z4), .sum(total_part_38));
  wire [9:0] total_part_39;
  adder #(.W(10)) total_add_39 (.a({2'd0, total_part_24}),
    .b({1'd0, ~act_5_x6}), .carry_in(act_109_z2), .sum(total_part_39));
  wire [9:0] total_part_40;
  adder #(.W(10)) total_add_40 (.a({1'd0, act_8_x11}),
    .b({1'd0, ~act_6_x5}), .carry_in(1'b0), .sum(total_part_40));
  wire [9:0] total_part_41;
  adder #(.W(10)) total_add_41 (.a({1'd0, act_19_x10}),
    .b({1'd0, ~act_10_x8}), .carry_in(1'b0), .sum(total_part_41));
  wire [9:0] total_part_42;
  adder #(.W(10)) total_add_42 (.a({1'd0, act_27_x9}),
    .b({1'd0, ~act_12_x13}), .carry_in(1'b0), .sum(total_part_42));
  wire [9:0] total_part_43;
  adder #(.W(10)) total_add_43 (.a({1'd0, act_33_x11}),
    .b({1'd0, ~act_22_x7}), .carry_in(1'b0), .sum(total_part_43));
  wire [9:0] total_part_44;
  adder #(.W(10)) total_add_44 (.a({1'd0, act_43_x9}),
    .b({1'd0, ~act_26_x7}), .carry_in(1'b0), .sum(total_part_44));
  wire [9:0] total_part_45;
  adder #(.W(10)) total_add_45 (.a({1'd0, act_50_x8}),
    .b({1'd0, ~act_32_x9}), .carry_in(1'b0), .sum(total_part_45));
  wire [9:0] total_part_46;
  adder #(.W(10)) total_add_46 (.a({1'd0, act_53_x5}),
    .b({1'd0, ~act_38_x7}), .carry_in(1'b0), .sum(total_part_46));
  wire [9:0] total_part_47;
  adder #(.W(10)) total_add_47 (.a({1'd0, act_59_x9}),
    .b({1'd0, ~act_58_x6}), .carry_in(1'b0), .sum(total_part_47));
  wire [9:0] total_part_48;
  adder #(.W(10)) total_add_48 (.a({1'd0, act_61_x7}),
    .b({1'd0, ~act_66_x5}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, act_67_x11}),
    .b({1'd0, act_70_x7}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, act_72_x10}),
    .b({1'd0, act_78_x9}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, act_98_x8}),
    .b({1'd0, act_106_x6}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, total_part_25}),
    .b({1'd0, total_part_26}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, total_part_27}),
    .b({1'd0, total_part_28}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, total_part_29}),
    .b({1'd0, total_part_30}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, total_part_31}),
    .b({1'd0, total_part_32}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, total_part_33}),
    .b({1'd0, total_part_34}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, total_part_35}),
    .b({1'd0, total_part_36}), .carry_in(1'b0), .sum(total_part_57));
  wire [9:0] total_part_58;
  adder #(.W(10)) total_add_58 (.a({1'd0, total_part_37}),
    .b({1'd0, total_part_38}), .carry_in(1'b0), .sum(total_part_58));
  wire [10:0] total_part_59;
  adder #(.W(11)) total_add_59 (.a({1'd0, act_0_x29}),
    .b({1'd0, act_9_x25}), .carry_in(1'b0), .sum(total_part_59));
  wire [10:0] total_part_60;
  adder #(.W(11)) total_add_60 (.a({1'd0, act_16_x19}),
    .b({1'd0, ~act_21_x7}), .carry_in(1'b0), .sum(total_part_60));
  wire [10:0] total_part_61;
  adder #(.W(11)) total_add_61 (.a({1'd0, act_29_x8}),
    .b({1'd0, act_35_x19}), .carry_in(1'b0), .sum(total_part_61));
  wire [10:0] total_part_62;
  adder #(.W(11)) total_add_62 (.a({1'd0, act_45_x11}),
    .b({1'd0, ~act_40_x23}), .carry_in(1'b0), .sum(total_part_62));
  wire [10:0] total_part_63;
  adder #(.W(11)) total_add_63 (.a({1'd0, act_68_x24}),
    .b({1'd0, ~act_48_x21}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({1'd0, total_part_39}),
    .b({1'd0, ~act_109_x12}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, total_part_40}),
    .b({1'd0, total_part_41}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, total_part_42}),
    .b({1'd0, total_part_43}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, total_part_44}),
    .b({1'd0, total_part_45}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, total_part_46}),
    .b({1'd0, total_part_47}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_48}),
    .b({1'd0, total_part_49}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_71));
  wire [10:0] total_part_72;
  adder #(.W(11)) total_add_72 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_72));
  wire [10:0] total_part_73;
  adder #(.W(11)) total_add_73 (.a({1'd0, total_part_56}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_73));
  wire [11:0] total_part_74;
  adder #(.W(12)) total_add_74 (.a({2'd0, total_part_58}),
    .b({1'd0, act_37_x24}), .carry_in(1'b0), .sum(total_part_74));
  wire [11:0] total_part_75;
  adder #(.W(12)) total_add_75 (.a({1'd0, total_part_59}),
    .b({1'd0, total_part_60}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({1'd0, total_part_61}),
    .b({1'd0, total_part_62}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, total_part_63}),
    .b({1'd0, total_part_64}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_65}),
    .b({1'd0, total_part_66}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_67}),
    .b({1'd0, total_part_68}), .carry_in(1'b0), .sum(total_part_79));
  wire [11:0] total_part_80;
  adder #(.W(12)) total_add_80 (.a({1'd0, total_part_69}),
    .b({1'd0, total_part_70}), .carry_in(1'b0), .sum(total_part_80));
  wire [11:0] total_part_81;
  adder #(.W(12)) total_add_81 (.a({1'd0, total_part_71}),
    .b({1'd0, total_part_72}), .carry_in(1'b0), .sum(total_part_81));
  wire [12:0] total_part_82;
  adder #(.W(13)) total_add_82 (.a({2'd0, total_part_73}),
    .b({1'd0, total_part_74}), .carry_in(1'b0), .sum(total_part_82));
  wire [12:0] total_part_83;
  adder #(.W(13)) total_add_83 (.a({1'd0, total_part_75}),
    .b({1'd0, total_part_76}), .carry_in(1'b0), .sum(total_part_83));
  wire [12:0] total_part_84;
  adder #(.W(13)) total_add_84 (.a({1'd0, total_part_77}),
    .b({1'd0, total_part_78}), .carry_in(1'b0), .sum(total_part_84));
  wire [12:0] total_part_85;
  adder #(.W(13)) total_add_85 (.a({1'd0, total_part_79}),
    .b({1'd0, total_part_80}), .carry_in(1'b0), .sum(total_part_85));
  wire [13:0] total_part_86;
  adder #(.W(14)) total_add_86 (.a({2'd0, total_part_81}),
    .b({1'd0, total_part_82}), .carry_in(1'b0), .sum(total_part_86));
  wire [13:0] total_part_87;
  adder #(.W(14)) total_add_87 (.a({1'd0, total_part_83}),
    .b({1'd0, total_part_84}), .carry_in(1'b0), .sum(total_part_87));
  wire [14:0] total_part_88;
  adder #(.W(15)) total_add_88 (.a({2'd0, total_part_85}),
    .b({1'd0, total_part_86}), .carry_in(1'b0), .sum(total_part_88));
  wire [14:0] total_part_89;
  adder #(.W(15)) total_add_89 (.a({1'd0, total_part_87}),
    .b(15'd21339), .carry_in(1'b0), .sum(total_part_89));
  wire [14:0] total_part_90;
  adder #(.W(15)) total_add_90 (.a(total_part_88),
    .b(total_part_89), .carry_in(1'b0), .sum(total_part_90));
  assign total = total_part_90;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_5_z3), .b(act_6_z4), .c(act_10_z1), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_12_z4), .b(act_14_z3), .c(~act_15_x1), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_15_z4), .b(act_17_z4), .c(act_21_z4), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_22_z4), .b(act_25_z4), .c(act_26_z4), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_28_z4), .b(act_30_z4), .c(act_31_z3), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_32_z4), .b(act_34_z4), .c(act_36_z4), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_38_z4), .b(act_39_z4), .c(act_40_z4), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_47_z3), .b(act_48_z4), .c(act_54_z4), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_58_z3), .b(act_63_z4), .c(act_64_z3), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_65_z4), .b(act_66_z4), .c(act_71_z4), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_74_z4), .b(act_79_z4), .c(act_96_z3), .sum(total_sum_10),
    .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(act_99_z4), .b(act_101_z4), .c(act_102_z4),
    .sum(total_sum_11), .carry(total_carry_11));
  wire [0:0] total_sum_12;
  wire [0:0] total_carry_12;
  csa #(.W(1)) total_row_12 (.a(act_104_z3), .b(act_107_z4), .c(act_108_z4),
    .sum(total_sum_12), .carry(total_carry_12));
  wire [1:0] total_sum_13;
  wire [1:0] total_carry_13;
  csa #(.W(2)) total_row_13 (.a(act_7_x2), .b(~act_31_x2), .c(~act_39_x3),
    .sum(total_sum_13), .carry(total_carry_13));
  wire [1:0] total_sum_14;
  wire [1:0] total_carry_14;
  csa #(.W(2)) total_row_14 (.a(~act_47_x2), .b(~act_63_x3), .c(~act_71_x3),
    .sum(total_sum_14), .carry(total_carry_14));
  wire [1:0] total_sum_15;
  wire [1:0] total_carry_15;
  csa #(.W(2)) total_row_15 (.a({1'd0, act_109_z2}), .b(act_111_x2), .c({1'd0, total_sum_0}),
    .sum(total_sum_15), .carry(total_carry_15));
  wire [0:0] total_sum_16;
  wire [0:0] total_carry_16;
  csa #(.W(1)) total_row_16 (.a(total_sum_1), .b(total_sum_2), .c(total_sum_3),
    .sum(total_sum_16), .carry(total_carry_16));
  wire [0:0] total_sum_17;
  wire [0:0] total_carry_17;
  csa #(.W(1)) total_row_17 (.a(total_sum_4), .b(total_sum_5), .c(total_sum_6),
    .sum(total_sum_17), .carry(total_carry_17));
  wire [2:0] total_sum_18;
  wire [2:0] total_carry_18;
  csa #(.W(3)) total_row_18 (.a({2'd0, total_sum_7}), .b({2'd0, total_sum_8}), .c(act_55_x5),
    .sum(total_sum_18), .carry(total_carry_18));
  wire [2:0] total_sum_19;
  wire [2:0] total_carry_19;
  csa #(.W(3)) total_row_19 (.a({2'd0, total_sum_9}), .b({2'd0, total_sum_10}),
    .c(~act_79_x7), .sum(total_sum_19), .carry(total_carry_19));
  wire [2:0] total_sum_20;
  wire [2:0] total_carry_20;
  csa #(.W(3)) total_row_20 (.a({2'd0, total_sum_11}), .b({2'd0, total_sum_12}),
    .c(act_103_x5), .sum(total_sum_20), .carry(total_carry_20));
  wire [1:0] total_sum_21;
  wire [1:0] total_carry_21;
  csa #(.W(2)) total_row_21 (.a(total_sum_13), .b({total_carry_0[0:0], 1'd0}),
    .c({total_carry_1[0:0], 1'd0}), .sum(total_sum_21), .carry(total_carry_21));
  wire [1:0] total_sum_22;
  wire [1:0] total_carry_22;
  csa #(.W(2)) total_row_22 (.a(total_sum_14), .b({total_carry_2[0:0], 1'd0}),
    .c({total_carry_3[0:0], 1'd0}), .sum(total_sum_22), .carry(total_carry_22));
  wire [0:0] total_sum_23;
  wire [0:0] total_carry_23;
  csa #(.W(1)) total_row_23 (.a(total_carry_4[0:0]), .b(total_carry_5[0:0]),
    .c(total_carry_6[0:0]), .sum(total_sum_23), .carry(total_carry_23));
  wire [0:0] total_sum_24;
  wire [0:0] total_carry_24;
  csa #(.W(1)) total_row_24 (.a(total_carry_7[0:0]), .b(total_carry_8[0:0]),
    .c(total_carry_9[0:0]), .sum(total_sum_24), .carry(total_carry_24));
  wire [0:0] total_sum_25;
  wire [0:0] total_carry_25;
  csa #(.W(1)) total_row_25 (.a(total_carry_10[0:0]), .b(total_carry_11[0:0]),
    .c(total_carry_12[0:0]), .sum(total_sum_25), .carry(total_carry_25));
  wire [2:0] total_sum_26;
  wire [2:0] total_carry_26;
  csa #(.W(3)) total_row_26 (.a({1'd0, total_sum_15}), .b({total_carry_13[1:0], 1'd0}),
    .c({1'd0, total_carry_15[0:0], 1'd0}), .sum(total_sum_26), .carry(total_carry_26));
  wire [2:0] total_sum_27;
  wire [2:0] total_carry_27;
  csa #(.W(3)) total_row_27 (.a({1'd0, total_sum_21}), .b({total_carry_14[1:0], 1'd0}),
    .c({1'd0, total_carry_16[0:0], 1'd0}), .sum(total_sum_27), .carry(total_carry_27));
  wire [1:0] total_sum_28;
  wire [1:0] total_carry_28;
  csa #(.W(2)) total_row_28 (.a({1'd0, total_sum_16}), .b({1'd0, total_sum_17}),
    .c(total_sum_22), .sum(total_sum_28), .carry(total_carry_28));
  wire [4:0] total_sum_29;
  wire [4:0] total_carry_29;
  csa #(.W(5)) total_row_29 (.a({3'd0, total_carry_17[0:0], 1'd0}),
    .b({3'd0, total_carry_18[0:0], 1'd0}), .c(~act_17_x1), .sum(total_sum_29),
    .carry(total_carry_29));
  wire [4:0] total_sum_30;
  wire [4:0] total_carry_30;
  csa #(.W(5)) total_row_30 (.a(~act_65_x1), .b(act_100_x3), .c(~act_108_x3),
    .sum(total_sum_30), .carry(total_carry_30));
  wire [0:0] total_sum_31;
  wire [0:0] total_carry_31;
  csa #(.W(1)) total_row_31 (.a(total_carry_19[0:0]), .b(total_carry_20[0:0]),
    .c(total_sum_23), .sum(total_sum_31), .carry(total_carry_31));
  wire [2:0] total_sum_32;
  wire [2:0] total_carry_32;
  csa #(.W(3)) total_row_32 (.a({1'd0, total_sum_24, 1'd0}), .b({1'd0, total_sum_25, 1'd0}),
    .c(total_sum_18), .sum(total_sum_32), .carry(total_carry_32));
  wire [2:0] total_sum_33;
  wire [2:0] total_carry_33;
  csa #(.W(3)) total_row_33 (.a(total_sum_19), .b({total_carry_21[1:1], 2'd0}),
    .c({total_carry_22[1:1], 2'd0}), .sum(total_sum_33), .carry(total_carry_33));
  wire [5:0] total_sum_34;
  wire [5:0] total_carry_34;
  csa #(.W(6)) total_row_34 (.a({3'd0, total_carry_23[0:0], 2'd0}),
    .b({3'd0, total_carry_24[0:0], 2'd0}), .c(act_20_x2), .sum(total_sum_34),
    .carry(total_carry_34));
  wire [5:0] total_sum_35;
  wire [5:0] total_carry_35;
  csa #(.W(6)) total_row_35 (.a(act_49_x2), .b(~act_54_x1), .c(act_60_x5),
    .sum(total_sum_35), .carry(total_carry_35));
  wire [5:0] total_sum_36;
  wire [5:0] total_carry_36;
  csa #(.W(6)) total_row_36 (.a(~act_64_x2), .b(act_73_x6), .c(~act_96_x2),
    .sum(total_sum_36), .carry(total_carry_36));
  wire [5:0] total_sum_37;
  wire [5:0] total_carry_37;
  csa #(.W(6)) total_row_37 (.a(~act_101_x1), .b(~act_102_x1), .c(~act_104_x2),
    .sum(total_sum_37), .carry(total_carry_37));
  wire [4:0] total_sum_38;
  wire [4:0] total_carry_38;
  csa #(.W(5)) total_row_38 (.a({2'd0, total_sum_20}), .b({2'd0, total_sum_26}),
    .c(total_sum_30), .sum(total_sum_38), .carry(total_carry_38));
  wire [2:0] total_sum_39;
  wire [2:0] total_carry_39;
  csa #(.W(3)) total_row_39 (.a({total_carry_25[0:0], 2'd0}), .b(total_sum_27),
    .c({total_carry_26[1:1], 2'd0}), .sum(total_sum_39), .carry(total_carry_39));
  wire [1:0] total_sum_40;
  wire [1:0] total_carry_40;
  csa #(.W(2)) total_row_40 (.a(total_sum_28), .b({total_carry_28[0:0], 1'd0}),
    .c({total_sum_31, 1'd0}), .sum(total_sum_40), .carry(total_carry_40));
  wire [6:0] total_sum_41;
  wire [6:0] total_carry_41;
  csa #(.W(7)) total_row_41 (.a({4'd0, total_sum_32}), .b({4'd0, total_sum_33}),
    .c(act_1_x4), .sum(total_sum_41), .carry(total_carry_41));
  wire [6:0] total_sum_42;
  wire [6:0] total_carry_42;
  csa #(.W(7)) total_row_42 (.a(act_2_x2), .b(~act_14_x2), .c(act_24_x3), .sum(total_sum_42),
    .carry(total_carry_42));
  wire [6:0] total_sum_43;
  wire [6:0] total_carry_43;
  csa #(.W(7)) total_row_43 (.a(~act_25_x11), .b(~act_36_x5), .c(act_42_x2),
    .sum(total_sum_43), .carry(total_carry_43));
  wire [6:0] total_sum_44;
  wire [6:0] total_carry_44;
  csa #(.W(7)) total_row_44 (.a(act_57_x12), .b(~act_99_x3), .c(act_105_x18),
    .sum(total_sum_44), .carry(total_carry_44));
  wire [5:0] total_sum_45;
  wire [5:0] total_carry_45;
  csa #(.W(6)) total_row_45 (.a(total_sum_35), .b(total_sum_36), .c(total_sum_37),
    .sum(total_sum_45), .carry(total_carry_45));
  wire [4:0] total_sum_46;
  wire [4:0] total_carry_46;
  csa #(.W(5)) total_row_46 (.a({3'd0, total_carry_27[1:1], 1'd0}),
    .b({3'd0, total_carry_29[1:1], 1'd0}), .c(total_carry_30[4:0]), .sum(total_sum_46),
    .carry(total_carry_46));
  wire [7:0] total_sum_47;
  wire [7:0] total_carry_47;
  csa #(.W(8)) total_row_47 (.a({5'd0, total_carry_31[0:0], 2'd0}),
    .b({5'd0, total_carry_32[1:1], 2'd0}), .c(act_3_x4), .sum(total_sum_47),
    .carry(total_carry_47));
  wire [7:0] total_sum_48;
  wire [7:0] total_carry_48;
  csa #(.W(8)) total_row_48 (.a(act_11_x5), .b(act_13_x3), .c(act_18_x3), .sum(total_sum_48),
    .carry(total_carry_48));
  wire [7:0] total_sum_49;
  wire [7:0] total_carry_49;
  csa #(.W(8)) total_row_49 (.a(~act_28_x7), .b(~act_30_x5), .c(~act_34_x3),
    .sum(total_sum_49), .carry(total_carry_49));
  wire [7:0] total_sum_50;
  wire [7:0] total_carry_50;
  csa #(.W(8)) total_row_50 (.a(act_41_x8), .b(act_44_x10), .c(act_51_x6),
    .sum(total_sum_50), .carry(total_carry_50));
  wire [7:0] total_sum_51;
  wire [7:0] total_carry_51;
  csa #(.W(8)) total_row_51 (.a(act_52_x17), .b(act_56_x10), .c(act_62_x6),
    .sum(total_sum_51), .carry(total_carry_51));
  wire [7:0] total_sum_52;
  wire [7:0] total_carry_52;
  csa #(.W(8)) total_row_52 (.a(act_69_x3), .b(~act_74_x3), .c(act_75_x7),
    .sum(total_sum_52), .carry(total_carry_52));
  wire [7:0] total_sum_53;
  wire [7:0] total_carry_53;
  csa #(.W(8)) total_row_53 (.a(act_76_x7), .b(act_97_x10), .c(~act_107_x7),
    .sum(total_sum_53), .carry(total_carry_53));
  wire [7:0] total_sum_54;
  wire [7:0] total_carry_54;
  csa #(.W(8)) total_row_54 (.a({4'd0, total_carry_33[2:2], 3'd0}),
    .b({4'd0, total_carry_34[2:2], 3'd0}), .c(act_110_x5), .sum(total_sum_54),
    .carry(total_carry_54));
  wire [6:0] total_sum_55;
  wire [6:0] total_carry_55;
  csa #(.W(7)) total_row_55 (.a(total_sum_42), .b(total_sum_43), .c(total_sum_44),
    .sum(total_sum_55), .carry(total_carry_55));
  wire [5:0] total_sum_56;
  wire [5:0] total_carry_56;
  csa #(.W(6)) total_row_56 (.a(total_carry_35[5:0]), .b(total_carry_36[5:0]),
    .c(total_carry_37[5:0]), .sum(total_sum_56), .carry(total_carry_56));
  wire [5:0] total_sum_57;
  wire [5:0] total_carry_57;
  csa #(.W(6)) total_row_57 (.a(total_sum_45), .b({2'd0, total_carry_38[2:0], 1'd0}),
    .c({2'd0, total_carry_41[2:0], 1'd0}), .sum(total_sum_57), .carry(total_carry_57));
  wire [8:0] total_sum_58;
  wire [8:0] total_carry_58;
  csa #(.W(9)) total_row_58 (.a({5'd0, total_carry_39[2:2], 3'd0}),
    .b({5'd0, total_carry_46[1:1], 3'd0}), .c(~act_5_x6), .sum(total_sum_58),
    .carry(total_carry_58));
  wire [8:0] total_sum_59;
  wire [8:0] total_carry_59;
  csa #(.W(9)) total_row_59 (.a(~act_6_x5), .b(act_8_x11), .c(~act_10_x8),
    .sum(total_sum_59), .carry(total_carry_59));
  wire [8:0] total_sum_60;
  wire [8:0] total_carry_60;
  csa #(.W(9)) total_row_60 (.a(~act_12_x13), .b(act_19_x10), .c(~act_22_x7),
    .sum(total_sum_60), .carry(total_carry_60));
  wire [8:0] total_sum_61;
  wire [8:0] total_carry_61;
  csa #(.W(9)) total_row_61 (.a(~act_26_x7), .b(act_27_x9), .c(~act_32_x9),
    .sum(total_sum_61), .carry(total_carry_61));
  wire [8:0] total_sum_62;
  wire [8:0] total_carry_62;
  csa #(.W(9)) total_row_62 (.a(act_33_x11), .b(~act_38_x7), .c(act_43_x9),
    .sum(total_sum_62), .carry(total_carry_62));
  wire [8:0] total_sum_63;
  wire [8:0] total_carry_63;
  csa #(.W(9)) total_row_63 (.a(act_50_x8), .b(act_53_x5), .c(~act_58_x6),
    .sum(total_sum_63), .carry(total_carry_63));
  wire [8:0] total_sum_64;
  wire [8:0] total_carry_64;
  csa #(.W(9)) total_row_64 (.a(act_59_x9), .b(act_61_x7), .c(~act_66_x5),
    .sum(total_sum_64), .carry(total_carry_64));
  wire [8:0] total_sum_65;
  wire [8:0] total_carry_65;
  csa #(.W(9)) total_row_65 (.a(act_67_x11), .b(act_70_x7), .c(act_72_x10),
    .sum(total_sum_65), .carry(total_carry_65));
  wire [8:0] total_sum_66;
  wire [8:0] total_carry_66;
  csa #(.W(9)) total_row_66 (.a(act_78_x9), .b(act_98_x8), .c(act_106_x6),
    .sum(total_sum_66), .carry(total_carry_66));
  wire [7:0] total_sum_67;
  wire [7:0] total_carry_67;
  csa #(.W(8)) total_row_67 (.a({3'd0, total_sum_29}), .b({3'd0, total_sum_38}),
    .c(total_sum_48), .sum(total_sum_67), .carry(total_carry_67));
  wire [7:0] total_sum_68;
  wire [7:0] total_carry_68;
  csa #(.W(8)) total_row_68 (.a(total_sum_49), .b(total_sum_50), .c(total_sum_51),
    .sum(total_sum_68), .carry(total_carry_68));
  wire [7:0] total_sum_69;
  wire [7:0] total_carry_69;
  csa #(.W(8)) total_row_69 (.a(total_sum_52), .b(total_sum_53), .c({1'd0, total_sum_55}),
    .sum(total_sum_69), .carry(total_carry_69));
  wire [6:0] total_sum_70;
  wire [6:0] total_carry_70;
  csa #(.W(7)) total_row_70 (.a(total_carry_42[6:0]), .b(total_carry_43[6:0]),
    .c(total_carry_44[6:0]), .sum(total_sum_70), .carry(total_carry_70));
  wire [6:0] total_sum_71;
  wire [6:0] total_carry_71;
  csa #(.W(7)) total_row_71 (.a({1'd0, total_sum_34}), .b({total_carry_45[5:0], 1'd0}),
    .c({total_sum_56, 1'd0}), .sum(total_sum_71), .carry(total_carry_71));
  wire [9:0] total_sum_72;
  wire [9:0] total_carry_72;
  csa #(.W(10)) total_row_72 (.a(act_0_x29), .b(act_9_x25), .c(act_16_x19),
    .sum(total_sum_72), .carry(total_carry_72));
  wire [9:0] total_sum_73;
  wire [9:0] total_carry_73;
  csa #(.W(10)) total_row_73 (.a(~act_21_x7), .b(act_29_x8), .c(act_35_x19),
    .sum(total_sum_73), .carry(total_carry_73));
  wire [9:0] total_sum_74;
  wire [9:0] total_carry_74;
  csa #(.W(10)) total_row_74 (.a(~act_40_x23), .b(act_45_x11), .c(~act_48_x21),
    .sum(total_sum_74), .carry(total_carry_74));
  wire [9:0] total_sum_75;
  wire [9:0] total_carry_75;
  csa #(.W(10)) total_row_75 (.a(act_68_x24), .b(~act_109_x12), .c({1'd0, total_sum_59}),
    .sum(total_sum_75), .carry(total_carry_75));
  wire [8:0] total_sum_76;
  wire [8:0] total_carry_76;
  csa #(.W(9)) total_row_76 (.a(total_sum_60), .b(total_sum_61), .c(total_sum_62),
    .sum(total_sum_76), .carry(total_carry_76));
  wire [8:0] total_sum_77;
  wire [8:0] total_carry_77;
  csa #(.W(9)) total_row_77 (.a(total_sum_63), .b(total_sum_64), .c(total_sum_65),
    .sum(total_sum_77), .carry(total_carry_77));
  wire [8:0] total_sum_78;
  wire [8:0] total_carry_78;
  csa #(.W(9)) total_row_78 (.a({7'd0, total_sum_40}), .b({6'd0, total_sum_39}),
    .c(total_sum_66), .sum(total_sum_78), .carry(total_carry_78));
  wire [8:0] total_sum_79;
  wire [8:0] total_carry_79;
  csa #(.W(9)) total_row_79 (.a({1'd0, total_sum_68}), .b({total_carry_48[7:0], 1'd0}),
    .c({total_carry_49[7:0], 1'd0}), .sum(total_sum_79), .carry(total_carry_79));
  wire [7:0] total_sum_80;
  wire [7:0] total_carry_80;
  csa #(.W(8)) total_row_80 (.a(total_carry_50[7:0]), .b(total_carry_51[7:0]),
    .c(total_carry_52[7:0]), .sum(total_sum_80), .carry(total_carry_80));
  wire [7:0] total_sum_81;
  wire [7:0] total_carry_81;
  csa #(.W(8)) total_row_81 (.a(total_carry_53[7:0]), .b({1'd0, total_carry_55[6:0]}),
    .c({1'd0, total_sum_70}), .sum(total_sum_81), .carry(total_carry_81));
  wire [5:0] total_sum_82;
  wire [5:0] total_carry_82;
  csa #(.W(6)) total_row_82 (.a({3'd0, total_carry_54[3:3], 2'd0}), .b(total_carry_56[5:0]),
    .c({3'd0, total_carry_58[3:3], 2'd0}), .sum(total_sum_82), .carry(total_carry_82));
  wire [10:0] total_sum_83;
  wire [10:0] total_carry_83;
  csa #(.W(11)) total_row_83 (.a(act_37_x24), .b({4'd0, total_sum_41}),
    .c({5'd0, total_sum_57}), .sum(total_sum_83), .carry(total_carry_83));
  wire [9:0] total_sum_84;
  wire [9:0] total_carry_84;
  csa #(.W(10)) total_row_84 (.a({2'd0, total_sum_69}), .b({3'd0, total_sum_71}),
    .c(total_sum_72), .sum(total_sum_84), .carry(total_carry_84));
  wire [9:0] total_sum_85;
  wire [9:0] total_carry_85;
  csa #(.W(10)) total_row_85 (.a(total_sum_73), .b(total_sum_74), .c({1'd0, total_sum_76}),
    .sum(total_sum_85), .carry(total_carry_85));
  wire [9:0] total_sum_86;
  wire [9:0] total_carry_86;
  csa #(.W(10)) total_row_86 (.a({1'd0, total_sum_77}), .b({total_carry_59[8:0], 1'd0}),
    .c({total_carry_60[8:0], 1'd0}), .sum(total_sum_86), .carry(total_carry_86));
  wire [8:0] total_sum_87;
  wire [8:0] total_carry_87;
  csa #(.W(9)) total_row_87 (.a(total_carry_61[8:0]), .b(total_carry_62[8:0]),
    .c(total_carry_63[8:0]), .sum(total_sum_87), .carry(total_carry_87));
  wire [8:0] total_sum_88;
  wire [8:0] total_carry_88;
  csa #(.W(9)) total_row_88 (.a(total_carry_64[8:0]), .b(total_carry_65[8:0]),
    .c(total_carry_66[8:0]), .sum(total_sum_88), .carry(total_carry_88));
  wire [7:0] total_sum_89;
  wire [7:0] total_carry_89;
  csa #(.W(8)) total_row_89 (.a({3'd0, total_sum_46}), .b({3'd0, total_carry_67[4:0]}),
    .c(total_carry_68[7:0]), .sum(total_sum_89), .carry(total_carry_89));
  wire [8:0] total_sum_90;
  wire [8:0] total_carry_90;
  csa #(.W(9)) total_row_90 (.a({total_sum_80, 1'd0}), .b({1'd0, total_sum_47}),
    .c({1'd0, total_sum_54}), .sum(total_sum_90), .carry(total_carry_90));
  wire [9:0] total_sum_91;
  wire [9:0] total_carry_91;
  csa #(.W(10)) total_row_91 (.a(total_sum_75), .b({1'd0, total_sum_79}),
    .c({1'd0, total_carry_69[7:0], 1'd0}), .sum(total_sum_91), .carry(total_carry_91));
  wire [9:0] total_sum_92;
  wire [9:0] total_carry_92;
  csa #(.W(10)) total_row_92 (.a(total_carry_72[9:0]), .b(total_carry_73[9:0]),
    .c(total_carry_74[9:0]), .sum(total_sum_92), .carry(total_carry_92));
  wire [8:0] total_sum_93;
  wire [8:0] total_carry_93;
  csa #(.W(9)) total_row_93 (.a(total_carry_76[8:0]), .b(total_carry_77[8:0]),
    .c({1'd0, total_sum_81}), .sum(total_sum_93), .carry(total_carry_93));
  wire [8:0] total_sum_94;
  wire [8:0] total_carry_94;
  csa #(.W(9)) total_row_94 (.a({1'd0, total_carry_70[6:0], 1'd0}), .b(total_sum_87),
    .c({2'd0, total_carry_71[6:1], 1'd0}), .sum(total_sum_94), .carry(total_carry_94));
  wire [8:0] total_sum_95;
  wire [8:0] total_carry_95;
  csa #(.W(9)) total_row_95 (.a(total_sum_88), .b({total_carry_80[7:0], 1'd0}),
    .c({1'd0, total_carry_81[6:0], 1'd0}), .sum(total_sum_95), .carry(total_carry_95));
  wire [9:0] total_sum_96;
  wire [9:0] total_carry_96;
  csa #(.W(10)) total_row_96 (.a({2'd0, total_sum_67}), .b(total_sum_85), .c(total_sum_86),
    .sum(total_sum_96), .carry(total_carry_96));
  wire [9:0] total_sum_97;
  wire [9:0] total_carry_97;
  csa #(.W(10)) total_row_97 (.a(total_carry_75[9:0]), .b(total_sum_92),
    .c({1'd0, total_carry_79[8:1], 1'd0}), .sum(total_sum_97), .carry(total_carry_97));
  wire [9:0] total_sum_98;
  wire [9:0] total_carry_98;
  csa #(.W(10)) total_row_98 (.a({7'd0, total_carry_78[2:0]}),
    .b({6'd0, total_carry_57[3:1], 1'd0}), .c({total_carry_87[8:0], 1'd0}),
    .sum(total_sum_98), .carry(total_carry_98));
  wire [10:0] total_sum_99;
  wire [10:0] total_carry_99;
  csa #(.W(11)) total_row_99 (.a({total_carry_88[8:0], 2'd0}), .b({2'd0, total_sum_58}),
    .c({2'd0, total_sum_78}), .sum(total_sum_99), .carry(total_carry_99));
  wire [9:0] total_sum_100;
  wire [9:0] total_carry_100;
  csa #(.W(10)) total_row_100 (.a({1'd0, total_sum_90}), .b(total_sum_91),
    .c({2'd0, total_carry_83[6:0], 1'd0}), .sum(total_sum_100), .carry(total_carry_100));
  wire [9:0] total_sum_101;
  wire [9:0] total_carry_101;
  csa #(.W(10)) total_row_101 (.a({2'd0, total_carry_84[7:0]}), .b(total_carry_85[9:0]),
    .c({2'd0, total_carry_90[7:0]}), .sum(total_sum_101), .carry(total_carry_101));
  wire [8:0] total_sum_102;
  wire [8:0] total_carry_102;
  csa #(.W(9)) total_row_102 (.a(total_carry_91[8:0]), .b(total_sum_93), .c(total_sum_95),
    .sum(total_sum_102), .carry(total_carry_102));
  wire [9:0] total_sum_103;
  wire [9:0] total_carry_103;
  csa #(.W(10)) total_row_103 (.a({5'd0, total_carry_89[4:0]}), .b({4'd0, total_sum_82}),
    .c(total_carry_92[9:0]), .sum(total_sum_103), .carry(total_carry_103));
  wire [10:0] total_sum_104;
  wire [10:0] total_carry_104;
  csa #(.W(11)) total_row_104 (.a({total_carry_86[9:1], 2'd0}), .b({1'd0, total_sum_84}),
    .c({1'd0, total_sum_94, 1'd0}), .sum(total_sum_104), .carry(total_carry_104));
  wire [9:0] total_sum_105;
  wire [9:0] total_carry_105;
  csa #(.W(10)) total_row_105 (.a({2'd0, total_sum_89}), .b(total_sum_97),
    .c({1'd0, total_sum_102}), .sum(total_sum_105), .carry(total_carry_105));
  wire [10:0] total_sum_106;
  wire [10:0] total_carry_106;
  csa #(.W(11)) total_row_106 (.a({1'd0, total_carry_94[7:1], 3'd0}),
    .b({total_carry_95[8:1], 3'd0}), .c({1'd0, total_sum_96}), .sum(total_sum_106),
    .carry(total_carry_106));
  wire [9:0] total_sum_107;
  wire [9:0] total_carry_107;
  csa #(.W(10)) total_row_107 (.a({total_carry_93[8:0], 1'd0}),
    .b({1'd0, total_carry_99[8:0]}), .c({1'd0, total_carry_101[7:0], 1'd0}),
    .sum(total_sum_107), .carry(total_carry_107));
  wire [11:0] total_sum_108;
  wire [11:0] total_carry_108;
  csa #(.W(12)) total_row_108 (.a({total_carry_97[9:0], 2'd0}),
    .b({1'd0, total_carry_102[8:0], 2'd0}), .c({1'd0, total_sum_83}), .sum(total_sum_108),
    .carry(total_carry_108));
  wire [10:0] total_sum_109;
  wire [10:0] total_carry_109;
  csa #(.W(11)) total_row_109 (.a(total_sum_99), .b({1'd0, total_sum_100}),
    .c(total_sum_104), .sum(total_sum_109), .carry(total_carry_109));
  wire [9:0] total_sum_110;
  wire [9:0] total_carry_110;
  csa #(.W(10)) total_row_110 (.a(total_carry_96[9:0]), .b(total_sum_98),
    .c({1'd0, total_carry_100[8:0]}), .sum(total_sum_110), .carry(total_carry_110));
  wire [10:0] total_sum_111;
  wire [10:0] total_carry_111;
  csa #(.W(11)) total_row_111 (.a({total_sum_101, 1'd0}), .b({total_carry_104[9:1], 2'd0}),
    .c(total_sum_106), .sum(total_sum_111), .carry(total_carry_111));
  wire [9:0] total_sum_112;
  wire [9:0] total_carry_112;
  csa #(.W(10)) total_row_112 (.a(total_sum_105), .b(total_sum_107),
    .c({total_carry_105[8:0], 1'd0}), .sum(total_sum_112), .carry(total_carry_112));
  wire [11:0] total_sum_113;
  wire [11:0] total_carry_113;
  csa #(.W(12)) total_row_113 (.a({1'd0, total_carry_107[8:1], 3'd0}),
    .b({1'd0, total_carry_106[9:3], 4'd0}), .c(total_sum_108), .sum(total_sum_113),
    .carry(total_carry_113));
  wire [10:0] total_sum_114;
  wire [10:0] total_carry_114;
  csa #(.W(11)) total_row_114 (.a(total_sum_109), .b(total_sum_111),
    .c({total_sum_110, 1'd0}), .sum(total_sum_114), .carry(total_carry_114));
  wire [10:0] total_sum_115;
  wire [10:0] total_carry_115;
  csa #(.W(11)) total_row_115 (.a({1'd0, total_sum_112}), .b({total_sum_103, 1'd0}),
    .c({total_carry_108[10:2], 2'd0}), .sum(total_sum_115), .carry(total_carry_115));
  wire [11:0] total_sum_116;
  wire [11:0] total_carry_116;
  csa #(.W(12)) total_row_116 (.a(total_sum_113), .b({1'd0, total_sum_114}),
    .c({total_carry_109[10:0], 1'd0}), .sum(total_sum_116), .carry(total_carry_116));
  wire [9:0] total_sum_117;
  wire [9:0] total_carry_117;
  csa #(.W(10)) total_row_117 (.a(total_carry_110[9:0]), .b(total_carry_111[10:1]),
    .c(total_carry_112[9:0]), .sum(total_sum_117), .carry(total_carry_117));
  wire [10:0] total_sum_118;
  wire [10:0] total_carry_118;
  csa #(.W(11)) total_row_118 (.a({total_carry_113[10:3], 3'd0}), .b(total_carry_114[10:0]),
    .c(total_sum_115), .sum(total_sum_118), .carry(total_carry_118));
  wire [11:0] total_sum_119;
  wire [11:0] total_carry_119;
  csa #(.W(12)) total_row_119 (.a({total_sum_117, 2'd0}), .b(total_sum_116),
    .c({total_sum_118, 1'd0}), .sum(total_sum_119), .carry(total_carry_119));
  wire [12:0] total_sum_120;
  wire [12:0] total_carry_120;
  csa #(.W(13)) total_row_120 (.a({total_carry_115[10:1], 3'd0}),
    .b({total_carry_117[9:0], 3'd0}), .c({1'd0, total_sum_119}), .sum(total_sum_120),
    .carry(total_carry_120));
  wire [11:0] total_sum_121;
  wire [11:0] total_carry_121;
  csa #(.W(12)) total_row_121 (.a(total_carry_116[11:0]), .b({total_carry_118[10:0], 1'd0}),
    .c({total_carry_119[11:1], 1'd0}), .sum(total_sum_121), .carry(total_carry_121));
  wire [13:0] total_sum_122;
  wire [13:0] total_carry_122;
  csa #(.W(14)) total_row_122 (.a({1'd0, total_sum_120}), .b({1'd0, total_sum_121, 1'd0}),
    .c({total_carry_121[11:1], 3'd0}), .sum(total_sum_122), .carry(total_carry_122));
  wire [13:0] total_sum_123;
  wire [13:0] total_carry_123;
  csa #(.W(14)) total_row_123 (.a({total_carry_120[12:3], 4'd0}), .b(total_sum_122),
    .c({total_carry_122[12:1], 2'd0}), .sum(total_sum_123), .carry(total_carry_123));
  wire [14:0] total_sum_124;
  wire [14:0] total_carry_124;
  csa #(.W(15)) total_row_124 (.a({6'd0, total_carry_103[5:0], 3'd0}),
    .b({1'd0, total_sum_123}), .c({total_carry_123[13:2], 3'd0}), .sum(total_sum_124),
    .carry(total_carry_124));
  wire [11:0] total_sum_125;
  wire [11:0] total_carry_125;
  csa #(.W(12)) total_row_125 (.a({9'd0, total_carry_98[3:1]}),
    .b({9'd0, total_carry_82[2:2], 2'd0}), .c({total_carry_124[13:3], 1'd0}),
    .sum(total_sum_125), .carry(total_carry_125));
  wire [14:0] total_sum_126;
  wire [14:0] total_carry_126;
  csa #(.W(15)) total_row_126 (.a({8'd0, total_carry_125[2:1], 5'd0}), .b(total_sum_124),
    .c({total_sum_125, 3'd0}), .sum(total_sum_126), .carry(total_carry_126));
  wire [14:0] total_sum_127;
  wire [14:0] total_carry_127;
  csa #(.W(15)) total_row_127 (.a({12'd0, total_carry_40[1:1], 2'd0}),
    .b({11'd0, total_carry_47[2:2], 3'd0}), .c(total_sum_126), .sum(total_sum_127),
    .carry(total_carry_127));
  wire [14:0] total_sum_128;
  wire [14:0] total_carry_128;
  csa #(.W(15)) total_row_128 (.a({10'd0, total_carry_127[3:2], 3'd0}),
    .b({total_carry_126[13:3], 4'd0}), .c(total_sum_127), .sum(total_sum_128),
    .carry(total_carry_128));
  wire [14:0] total_sum_129;
  wire [14:0] total_carry_129;
  csa #(.W(15)) total_row_129 (.a(15'd21339), .b(total_sum_128),
    .c({total_carry_128[13:3], 4'd0}), .sum(total_sum_129), .carry(total_carry_129));
  ripple_adder #(.W(15)) total_adder (
    .a(total_sum_129),
    .b({total_carry_129[13:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_10 (
  input wire [8:0] act_0_x11, input wire [0:0] act_0_z4, input wire [7:0] act_1_x8,
    input wire [7:0] act_2_x4, input wire [0:0] act_2_z2, input wire [8:0] act_3_x8,
    input wire [8:0] act_4_x16, input wire [8:0] act_5_x6, input wire [7:0] act_8_x8,
    input wire [0:0] act_8_z1, input wire [7:0] act_9_x9, input wire [9:0] act_10_x9,
    input wire [0:0] act_10_z4, input wire [6:0] act_11_x3, input wire [6:0] act_12_x4,
    input wire [0:0] act_12_z2, input wire [7:0] act_13_x2, input wire [0:0] act_13_z3,
    input wire [8:0] act_14_x6, input wire [1:0] act_15_x2, input wire [0:0] act_15_z3,
    input wire [7:0] act_16_x5, input wire [5:0] act_17_x2, input wire [0:0] act_17_z3,
    input wire [5:0] act_18_x1, input wire [0:0] act_18_z4, input wire [7:0] act_20_x9,
    input wire [9:0] act_21_x7, input wire [0:0] act_21_z4, input wire [7:0] act_22_x4,
    input wire [0:0] act_22_z2, input wire [1:0] act_23_x2, input wire [0:0] act_23_z3,
    input wire [7:0] act_24_x8, input wire [4:0] act_25_x4, input wire [0:0] act_25_z2,
    input wire [8:0] act_26_x7, input wire [0:0] act_26_z4, input wire [7:0] act_27_x5,
    input wire [7:0] act_28_x6, input wire [0:0] act_28_z3, input wire [7:0] act_29_x3,
    input wire [7:0] act_30_x3, input wire [0:0] act_30_z4, input wire [0:0] act_31_x1,
    input wire [0:0] act_31_z4, input wire [7:0] act_32_x7, input wire [6:0] act_33_x3,
    input wire [8:0] act_34_x5, input wire [0:0] act_34_z4, input wire [7:0] act_35_x6,
    input wire [0:0] act_35_z3, input wire [7:0] act_36_x10, input wire [9:0] act_37_x8,
    input wire [0:0] act_37_z1, input wire [8:0] act_38_x9, input wire [1:0] act_39_x3,
    input wire [0:0] act_39_z4, input wire [8:0] act_40_x13, input wire [4:0] act_41_x1,
    input wire [8:0] act_42_x8, input wire [0:0] act_42_z1, input wire [7:0] act_43_x4,
    input wire [0:0] act_43_z2, input wire [6:0] act_44_x3, input wire [0:0] act_44_z4,
    input wire [7:0] act_45_x3, input wire [7:0] act_46_x4, input wire [1:0] act_47_x2,
    input wire [0:0] act_47_z3, input wire [7:0] act_48_x9, input wire [0:0] act_48_z4,
    input wire [6:0] act_49_x3, input wire [0:0] act_49_z4, input wire [7:0] act_50_x3,
    input wire [5:0] act_51_x1, input wire [5:0] act_52_x4, input wire [5:0] act_54_x1,
    input wire [2:0] act_55_x4, input wire [7:0] act_56_x9, input wire [4:0] act_57_x3,
    input wire [0:0] act_57_z4, input wire [8:0] act_58_x5, input wire [0:0] act_58_z4,
    input wire [7:0] act_59_x4, input wire [0:0] act_59_z2, input wire [8:0] act_61_x5,
    input wire [6:0] act_62_x2, input wire [1:0] act_63_x2, input wire [0:0] act_63_z3,
    input wire [7:0] act_64_x8, input wire [0:0] act_64_z1, input wire [10:0] act_66_x24,
    input wire [6:0] act_67_x2, input wire [0:0] act_67_z3, input wire [4:0] act_68_x1,
    input wire [0:0] act_68_z4, input wire [9:0] act_69_x8, input wire [6:0] act_70_x2,
    input wire [1:0] act_71_x2, input wire [0:0] act_71_z3, input wire [7:0] act_72_x6,
    input wire [5:0] act_73_x6, input wire [9:0] act_74_x9, input wire [6:0] act_75_x2,
    input wire [0:0] act_75_z3, input wire [4:0] act_76_x1, input wire [0:0] act_76_z4,
    input wire [7:0] act_77_x2, input wire [9:0] act_78_x12, input wire [3:0] act_79_x9,
    input wire [0:0] act_79_z4, input wire [6:0] act_96_x4, input wire [6:0] act_97_x3,
    input wire [5:0] act_98_x1, input wire [6:0] act_100_x10, input wire [0:0] act_100_z3,
    input wire [8:0] act_101_x5, input wire [0:0] act_101_z4, input wire [9:0] act_102_x13,
    input wire [3:0] act_103_x11, input wire [0:0] act_103_z4, input wire [6:0] act_104_x5,
    input wire [0:0] act_104_z4, input wire [4:0] act_105_x3, input wire [9:0] act_106_x14,
    input wire [5:0] act_108_x5, input wire [9:0] act_109_x18, input wire [7:0] act_110_x4,
    input wire [0:0] act_110_z2, input wire [1:0] act_111_x3, input wire [0:0] act_111_z4,
    output wire [14:0] sum
);
  wire [14:0] total;
`ifdef CARRY_CHAINS
  wire [3:0] total_part_0;
  adder #(.W(4)) total_add_0 (.a({1'd0, act_55_x4}),
    .b({2'd0, ~act_15_x2}), .carry_in(act_0_z4), .sum(total_part_0));
  wire [4:0] total_part_1;
  adder #(.W(5)) total_add_1 (.a({1'd0, total_part_0}),
    .b({3'd0, ~act_23_x2}), .carry_in(act_2_z2), .sum(total_part_1));
  wire [5:0] total_part_2;
  adder #(.W(6)) total_add_2 (.a({1'd0, act_41_x1}),
    .b({4'd0, ~act_39_x3}), .carry_in(act_8_z1), .sum(total_part_2));
  wire [2:0] total_part_3;
  adder #(.W(3)) total_add_3 (.a({1'd0, ~act_63_x2}),
    .b({1'd0, ~act_47_x2}), .carry_in(act_10_z4), .sum(total_part_3));
  wire [3:0] total_part_4;
  adder #(.W(4)) total_add_4 (.a({1'd0, total_part_3}),
    .b({2'd0, ~act_71_x2}), .carry_in(act_12_z2), .sum(total_part_4));
  wire [4:0] total_part_5;
  adder #(.W(5)) total_add_5 (.a({1'd0, total_part_4}),
    .b({3'd0, ~act_111_x3}), .carry_in(act_13_z3), .sum(total_part_5));
  wire [5:0] total_part_6;
  adder #(.W(6)) total_add_6 (.a({1'd0, act_105_x3}),
    .b({2'd0, ~act_79_x9}), .carry_in(act_15_z3), .sum(total_part_6));
  wire [5:0] total_part_7;
  adder #(.W(6)) total_add_7 (.a({1'd0, total_part_1}),
    .b({2'd0, ~act_103_x11}), .carry_in(act_17_z3), .sum(total_part_7));
  wire [5:0] total_part_8;
  adder #(.W(6)) total_add_8 (.a({1'd0, total_part_5}),
    .b({1'd0, ~act_25_x4}), .carry_in(act_18_z4), .sum(total_part_8));
  wire [6:0] total_part_9;
  adder #(.W(7)) total_add_9 (.a({1'd0, act_51_x1}),
    .b({2'd0, ~act_57_x3}), .carry_in(act_21_z4), .sum(total_part_9));
  wire [6:0] total_part_10;
  adder #(.W(7)) total_add_10 (.a({1'd0, act_52_x4}),
    .b({2'd0, ~act_68_x1}), .carry_in(act_22_z2), .sum(total_part_10));
  wire [6:0] total_part_11;
  adder #(.W(7)) total_add_11 (.a({1'd0, act_54_x1}),
    .b({2'd0, ~act_76_x1}), .carry_in(act_23_z3), .sum(total_part_11));
  wire [6:0] total_part_12;
  adder #(.W(7)) total_add_12 (.a({1'd0, act_73_x6}),
    .b({1'd0, ~act_17_x2}), .carry_in(act_25_z2), .sum(total_part_12));
  wire [6:0] total_part_13;
  adder #(.W(7)) total_add_13 (.a({1'd0, act_98_x1}),
    .b({1'd0, ~act_18_x1}), .carry_in(act_26_z4), .sum(total_part_13));
  wire [6:0] total_part_14;
  adder #(.W(7)) total_add_14 (.a({1'd0, act_108_x5}),
    .b({1'd0, total_part_2}), .carry_in(act_28_z3), .sum(total_part_14));
  wire [6:0] total_part_15;
  adder #(.W(7)) total_add_15 (.a({1'd0, total_part_6}),
    .b({1'd0, total_part_7}), .carry_in(act_30_z4), .sum(total_part_15));
  wire [7:0] total_part_16;
  adder #(.W(8)) total_add_16 (.a({2'd0, total_part_8}),
    .b({1'd0, act_11_x3}), .carry_in(~act_31_x1), .sum(total_part_16));
  wire [7:0] total_part_17;
  adder #(.W(8)) total_add_17 (.a({1'd0, act_33_x3}),
    .b({1'd0, ~act_12_x4}), .carry_in(act_31_z4), .sum(total_part_17));
  wire [7:0] total_part_18;
  adder #(.W(8)) total_add_18 (.a({1'd0, act_62_x2}),
    .b({1'd0, ~act_44_x3}), .carry_in(act_34_z4), .sum(total_part_18));
  wire [7:0] total_part_19;
  adder #(.W(8)) total_add_19 (.a({1'd0, act_70_x2}),
    .b({1'd0, ~act_49_x3}), .carry_in(act_35_z3), .sum(total_part_19));
  wire [7:0] total_part_20;
  adder #(.W(8)) total_add_20 (.a({1'd0, act_96_x4}),
    .b({1'd0, ~act_67_x2}), .carry_in(act_37_z1), .sum(total_part_20));
  wire [7:0] total_part_21;
  adder #(.W(8)) total_add_21 (.a({1'd0, act_97_x3}),
    .b({1'd0, ~act_75_x2}), .carry_in(act_39_z4), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, total_part_9}),
    .b({1'd0, ~act_100_x10}), .carry_in(act_42_z1), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, total_part_10}),
    .b({1'd0, ~act_104_x5}), .carry_in(act_43_z2), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, total_part_11}),
    .b({1'd0, total_part_12}), .carry_in(act_44_z4), .sum(total_part_24));
  wire [7:0] total_part_25;
  adder #(.W(8)) total_add_25 (.a({1'd0, total_part_13}),
    .b({1'd0, total_part_14}), .carry_in(act_47_z3), .sum(total_part_25));
  wire [8:0] total_part_26;
  adder #(.W(9)) total_add_26 (.a({2'd0, total_part_15}),
    .b({1'd0, act_1_x8}), .carry_in(act_48_z4), .sum(total_part_26));
  wire [8:0] total_part_27;
  adder #(.W(9)) total_add_27 (.a({1'd0, act_9_x9}),
    .b({1'd0, ~act_2_x4}), .carry_in(act_49_z4), .sum(total_part_27));
  wire [8:0] total_part_28;
  adder #(.W(9)) total_add_28 (.a({1'd0, act_16_x5}),
    .b({1'd0, ~act_8_x8}), .carry_in(act_57_z4), .sum(total_part_28));
  wire [8:0] total_part_29;
  adder #(.W(9)) total_add_29 (.a({1'd0, act_20_x9}),
    .b({1'd0, ~act_13_x2}), .carry_in(act_58_z4), .sum(total_part_29));
  wire [8:0] total_part_30;
  adder #(.W(9)) total_add_30 (.a({1'd0, act_24_x8}),
    .b({1'd0, ~act_22_x4}), .carry_in(act_59_z2), .sum(total_part_30));
  wire [8:0] total_part_31;
  adder #(.W(9)) total_add_31 (.a({1'd0, act_27_x5}),
    .b({1'd0, ~act_28_x6}), .carry_in(act_63_z3), .sum(total_part_31));
  wire [8:0] total_part_32;
  adder #(.W(9)) total_add_32 (.a({1'd0, act_29_x3}),
    .b({1'd0, ~act_30_x3}), .carry_in(act_64_z1), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({1'd0, act_32_x7}),
    .b({1'd0, ~act_35_x6}), .carry_in(act_67_z3), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, act_36_x10}),
    .b({1'd0, ~act_43_x4}), .carry_in(act_68_z4), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, act_45_x3}),
    .b({1'd0, act_46_x4}), .carry_in(act_71_z3), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, act_50_x3}),
    .b({1'd0, ~act_48_x9}), .carry_in(act_75_z3), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, act_56_x9}),
    .b({1'd0, ~act_59_x4}), .carry_in(act_76_z4), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, act_72_x6}),
    .b({1'd0, ~act_64_x8}), .carry_in(act_79_z4), .sum(total_part_38));
  wire [8:0] total_part_39;
  adder #(.W(9)) total_add_39 (.a({1'd0, act_77_x2}),
    .b({1'd0, ~act_110_x4}), .carry_in(act_100_z3), .sum(total_part_39));
  wire [8:0] total_part_40;
  adder #(.W(9)) total_add_40 (.a({1'd0, total_part_16}),
    .b({1'd0, total_part_17}), .carry_in(act_101_z4), .sum(total_part_40));
  wire [8:0] total_part_41;
  adder #(.W(9)) total_add_41 (.a({1'd0, total_part_18}),
    .b({1'd0, total_part_19}), .carry_in(act_103_z4), .sum(total_part_41));
  wire [8:0] total_part_42;
  adder #(.W(9)) total_add_42 (.a({1'd0, total_part_20}),
    .b({1'd0, total_part_21}), .carry_in(act_104_z4), .sum(total_part_42));
  wire [8:0] total_part_43;
  adder #(.W(9)) total_add_43 (.a({1'd0, total_part_22}),
    .b({1'd0, total_part_23}), .carry_in(act_110_z2), .sum(total_part_43));
  wire [8:0] total_part_44;
  adder #(.W(9)) total_add_44 (.a({1'd0, total_part_24}),
    .b({1'd0, total_part_25}), .carry_in(act_111_z4), .sum(total_part_44));
  wire [9:0] total_part_45;
  adder #(.W(10)) total_add_45 (.a({1'd0, act_3_x8}),
    .b({1'd0, ~act_0_x11}), .carry_in(1'b0), .sum(total_part_45));
  wire [9:0] total_part_46;
  adder #(.W(10)) total_add_46 (.a({1'd0, act_4_x16}),
    .b({1'd0, act_5_x6}), .carry_in(1'b0), .sum(total_part_46));
  wire [9:0] total_part_47;
  adder #(.W(10)) total_add_47 (.a({1'd0, act_14_x6}),
    .b({1'd0, ~act_26_x7}), .carry_in(1'b0), .sum(total_part_47));
  wire [9:0] total_part_48;
  adder #(.W(10)) total_add_48 (.a({1'd0, act_38_x9}),
    .b({1'd0, ~act_34_x5}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, act_40_x13}),
    .b({1'd0, ~act_42_x8}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, act_61_x5}),
    .b({1'd0, ~act_58_x5}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, total_part_26}),
    .b({1'd0, ~act_101_x5}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, total_part_27}),
    .b({1'd0, total_part_28}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, total_part_29}),
    .b({1'd0, total_part_30}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, total_part_31}),
    .b({1'd0, total_part_32}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, total_part_33}),
    .b({1'd0, total_part_34}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, total_part_35}),
    .b({1'd0, total_part_36}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, total_part_37}),
    .b({1'd0, total_part_38}), .carry_in(1'b0), .sum(total_part_57));
  wire [9:0] total_part_58;
  adder #(.W(10)) total_add_58 (.a({1'd0, total_part_39}),
    .b({1'd0, total_part_40}), .carry_in(1'b0), .sum(total_part_58));
  wire [9:0] total_part_59;
  adder #(.W(10)) total_add_59 (.a({1'd0, total_part_41}),
    .b({1'd0, total_part_42}), .carry_in(1'b0), .sum(total_part_59));
  wire [9:0] total_part_60;
  adder #(.W(10)) total_add_60 (.a({1'd0, total_part_43}),
    .b({1'd0, total_part_44}), .carry_in(1'b0), .sum(total_part_60));
  wire [10:0] total_part_61;
  adder #(.W(11)) total_add_61 (.a({1'd0, act_69_x8}),
    .b({1'd0, ~act_10_x9}), .carry_in(1'b0), .sum(total_part_61));
  wire [10:0] total_part_62;
  adder #(.W(11)) total_add_62 (.a({1'd0, act_74_x9}),
    .b({1'd0, ~act_21_x7}), .carry_in(1'b0), .sum(total_part_62));
  wire [10:0] total_part_63;
  adder #(.W(11)) total_add_63 (.a({1'd0, act_78_x12}),
    .b({1'd0, ~act_37_x8}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({1'd0, act_102_x13}),
    .b({1'd0, act_106_x14}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, act_109_x18}),
    .b({1'd0, total_part_45}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, total_part_46}),
    .b({1'd0, total_part_47}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, total_part_48}),
    .b({1'd0, total_part_49}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_56}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_71));
  wire [10:0] total_part_72;
  adder #(.W(11)) total_add_72 (.a({1'd0, total_part_58}),
    .b({1'd0, total_part_59}), .carry_in(1'b0), .sum(total_part_72));
  wire [11:0] total_part_73;
  adder #(.W(12)) total_add_73 (.a({2'd0, total_part_60}),
    .b({1'd0, act_66_x24}), .carry_in(1'b0), .sum(total_part_73));
  wire [11:0] total_part_74;
  adder #(.W(12)) total_add_74 (.a({1'd0, total_part_61}),
    .b({1'd0, total_part_62}), .carry_in(1'b0), .sum(total_part_74));
  wire [11:0] total_part_75;
  adder #(.W(12)) total_add_75 (.a({1'd0, total_part_63}),
    .b({1'd0, total_part_64}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({1'd0, total_part_65}),
    .b({1'd0, total_part_66}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, total_part_67}),
    .b({1'd0, total_part_68}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_69}),
    .b({1'd0, total_part_70}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_71}),
    .b({1'd0, total_part_72}), .carry_in(1'b0), .sum(total_part_79));
  wire [12:0] total_part_80;
  adder #(.W(13)) total_add_80 (.a({1'd0, total_part_73}),
    .b({1'd0, total_part_74}), .carry_in(1'b0), .sum(total_part_80));
  wire [12:0] total_part_81;
  adder #(.W(13)) total_add_81 (.a({1'd0, total_part_75}),
    .b({1'd0, total_part_76}), .carry_in(1'b0), .sum(total_part_81));
  wire [12:0] total_part_82;
  adder #(.W(13)) total_add_82 (.a({1'd0, total_part_77}),
    .b({1'd0, total_part_78}), .carry_in(1'b0), .sum(total_part_82));
  wire [13:0] total_part_83;
  adder #(.W(14)) total_add_83 (.a({2'd0, total_part_79}),
    .b({1'd0, total_part_80}), .carry_in(1'b0), .sum(total_part_83));
  wire [13:0] total_part_84;
  adder #(.W(14)) total_add_84 (.a({1'd0, total_part_81}),
    .b({1'd0, total_part_82}), .carry_in(1'b0), .sum(total_part_84));
  wire [14:0] total_part_85;
  adder #(.W(15)) total_add_85 (.a({1'd0, total_part_83}),
    .b({1'd0, total_part_84}), .carry_in(1'b0), .sum(total_part_85));
  wire [14:0] total_part_86;
  adder #(.W(15)) total_add_86 (.a(15'd22471),
    .b(total_part_85), .carry_in(1'b0), .sum(total_part_86));
  assign total = total_part_86;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_0_z4), .b(act_2_z2), .c(act_8_z1), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_10_z4), .b(act_12_z2), .c(act_13_z3), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_15_z3), .b(act_17_z3), .c(act_18_z4), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_21_z4), .b(act_22_z2), .c(act_23_z3), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_25_z2), .b(act_26_z4), .c(act_28_z3), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_30_z4), .b(~act_31_x1), .c(act_31_z4), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_34_z4), .b(act_35_z3), .c(act_37_z1), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_39_z4), .b(act_42_z1), .c(act_43_z2), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_44_z4), .b(act_47_z3), .c(act_48_z4), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_49_z4), .b(act_57_z4), .c(act_58_z4), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_59_z2), .b(act_63_z3), .c(act_64_z1), .sum(total_sum_10),
    .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(act_67_z3), .b(act_68_z4), .c(act_71_z3), .sum(total_sum_11),
    .carry(total_carry_11));
  wire [0:0] total_sum_12;
  wire [0:0] total_carry_12;
  csa #(.W(1)) total_row_12 (.a(act_75_z3), .b(act_76_z4), .c(act_79_z4), .sum(total_sum_12),
    .carry(total_carry_12));
  wire [0:0] total_sum_13;
  wire [0:0] total_carry_13;
  csa #(.W(1)) total_row_13 (.a(act_100_z3), .b(act_101_z4), .c(act_103_z4),
    .sum(total_sum_13), .carry(total_carry_13));
  wire [0:0] total_sum_14;
  wire [0:0] total_carry_14;
  csa #(.W(1)) total_row_14 (.a(act_104_z4), .b(act_110_z2), .c(act_111_z4),
    .sum(total_sum_14), .carry(total_carry_14));
  wire [1:0] total_sum_15;
  wire [1:0] total_carry_15;
  csa #(.W(2)) total_row_15 (.a(~act_15_x2), .b(~act_23_x2), .c(~act_39_x3),
    .sum(total_sum_15), .carry(total_carry_15));
  wire [1:0] total_sum_16;
  wire [1:0] total_carry_16;
  csa #(.W(2)) total_row_16 (.a(~act_47_x2), .b(~act_63_x2), .c(~act_71_x2),
    .sum(total_sum_16), .carry(total_carry_16));
  wire [1:0] total_sum_17;
  wire [1:0] total_carry_17;
  csa #(.W(2)) total_row_17 (.a(~act_111_x3), .b({1'd0, total_sum_0}),
    .c({1'd0, total_sum_1}), .sum(total_sum_17), .carry(total_carry_17));
  wire [0:0] total_sum_18;
  wire [0:0] total_carry_18;
  csa #(.W(1)) total_row_18 (.a(total_sum_2), .b(total_sum_3), .c(total_sum_4),
    .sum(total_sum_18), .carry(total_carry_18));
  wire [0:0] total_sum_19;
  wire [0:0] total_carry_19;
  csa #(.W(1)) total_row_19 (.a(total_sum_5), .b(total_sum_6), .c(total_sum_7),
    .sum(total_sum_19), .carry(total_carry_19));
  wire [2:0] total_sum_20;
  wire [2:0] total_carry_20;
  csa #(.W(3)) total_row_20 (.a({2'd0, total_sum_8}), .b({2'd0, total_sum_9}), .c(act_55_x4),
    .sum(total_sum_20), .carry(total_carry_20));
  wire [0:0] total_sum_21;
  wire [0:0] total_carry_21;
  csa #(.W(1)) total_row_21 (.a(total_sum_10), .b(total_sum_11), .c(total_sum_12),
    .sum(total_sum_21), .carry(total_carry_21));
  wire [1:0] total_sum_22;
  wire [1:0] total_carry_22;
  csa #(.W(2)) total_row_22 (.a({1'd0, total_sum_13}), .b({1'd0, total_sum_14}),
    .c(total_sum_15), .sum(total_sum_22), .carry(total_carry_22));
  wire [1:0] total_sum_23;
  wire [1:0] total_carry_23;
  csa #(.W(2)) total_row_23 (.a(total_sum_16), .b({total_carry_0[0:0], 1'd0}),
    .c({total_carry_1[0:0], 1'd0}), .sum(total_sum_23), .carry(total_carry_23));
  wire [0:0] total_sum_24;
  wire [0:0] total_carry_24;
  csa #(.W(1)) total_row_24 (.a(total_carry_2[0:0]), .b(total_carry_3[0:0]),
    .c(total_carry_4[0:0]), .sum(total_sum_24), .carry(total_carry_24));
  wire [0:0] total_sum_25;
  wire [0:0] total_carry_25;
  csa #(.W(1)) total_row_25 (.a(total_carry_5[0:0]), .b(total_carry_6[0:0]),
    .c(total_carry_7[0:0]), .sum(total_sum_25), .carry(total_carry_25));
  wire [0:0] total_sum_26;
  wire [0:0] total_carry_26;
  csa #(.W(1)) total_row_26 (.a(total_carry_8[0:0]), .b(total_carry_9[0:0]),
    .c(total_carry_10[0:0]), .sum(total_sum_26), .carry(total_carry_26));
  wire [3:0] total_sum_27;
  wire [3:0] total_carry_27;
  csa #(.W(4)) total_row_27 (.a({2'd0, total_carry_11[0:0], 1'd0}),
    .b({2'd0, total_carry_12[0:0], 1'd0}), .c(~act_79_x9), .sum(total_sum_27),
    .carry(total_carry_27));
  wire [3:0] total_sum_28;
  wire [3:0] total_carry_28;
  csa #(.W(4)) total_row_28 (.a({2'd0, total_carry_13[0:0], 1'd0}),
    .b({2'd0, total_carry_14[0:0], 1'd0}), .c(~act_103_x11), .sum(total_sum_28),
    .carry(total_carry_28));
  wire [0:0] total_sum_29;
  wire [0:0] total_carry_29;
  csa #(.W(1)) total_row_29 (.a(total_sum_18), .b(total_sum_19), .c(total_sum_21),
    .sum(total_sum_29), .carry(total_carry_29));
  wire [2:0] total_sum_30;
  wire [2:0] total_carry_30;
  csa #(.W(3)) total_row_30 (.a({1'd0, total_sum_17}), .b({total_carry_15[1:0], 1'd0}),
    .c({1'd0, total_carry_17[0:0], 1'd0}), .sum(total_sum_30), .carry(total_carry_30));
  wire [2:0] total_sum_31;
  wire [2:0] total_carry_31;
  csa #(.W(3)) total_row_31 (.a({1'd0, total_sum_22}), .b({total_carry_16[1:0], 1'd0}),
    .c({1'd0, total_carry_18[0:0], 1'd0}), .sum(total_sum_31), .carry(total_carry_31));
  wire [1:0] total_sum_32;
  wire [1:0] total_carry_32;
  csa #(.W(2)) total_row_32 (.a(total_sum_23), .b({total_carry_19[0:0], 1'd0}),
    .c({total_carry_20[0:0], 1'd0}), .sum(total_sum_32), .carry(total_carry_32));
  wire [4:0] total_sum_33;
  wire [4:0] total_carry_33;
  csa #(.W(5)) total_row_33 (.a({3'd0, total_carry_21[0:0], 1'd0}),
    .b({3'd0, total_carry_22[0:0], 1'd0}), .c(~act_25_x4), .sum(total_sum_33),
    .carry(total_carry_33));
  wire [4:0] total_sum_34;
  wire [4:0] total_carry_34;
  csa #(.W(5)) total_row_34 (.a(act_41_x1), .b(~act_57_x3), .c(~act_68_x1),
    .sum(total_sum_34), .carry(total_carry_34));
  wire [4:0] total_sum_35;
  wire [4:0] total_carry_35;
  csa #(.W(5)) total_row_35 (.a({3'd0, total_sum_24, 1'd0}), .b({3'd0, total_sum_25, 1'd0}),
    .c(~act_76_x1), .sum(total_sum_35), .carry(total_carry_35));
  wire [4:0] total_sum_36;
  wire [4:0] total_carry_36;
  csa #(.W(5)) total_row_36 (.a(act_105_x3), .b({2'd0, total_carry_23[1:1], 2'd0}),
    .c({2'd0, total_carry_24[0:0], 2'd0}), .sum(total_sum_36), .carry(total_carry_36));
  wire [2:0] total_sum_37;
  wire [2:0] total_carry_37;
  csa #(.W(3)) total_row_37 (.a(total_sum_20), .b({total_carry_25[0:0], 2'd0}),
    .c({total_carry_26[0:0], 2'd0}), .sum(total_sum_37), .carry(total_carry_37));
  wire [5:0] total_sum_38;
  wire [5:0] total_carry_38;
  csa #(.W(6)) total_row_38 (.a({3'd0, total_carry_27[1:1], 2'd0}),
    .b({3'd0, total_carry_28[1:1], 2'd0}), .c(~act_17_x2), .sum(total_sum_38),
    .carry(total_carry_38));
  wire [5:0] total_sum_39;
  wire [5:0] total_carry_39;
  csa #(.W(6)) total_row_39 (.a(~act_18_x1), .b(act_51_x1), .c(act_52_x4),
    .sum(total_sum_39), .carry(total_carry_39));
  wire [5:0] total_sum_40;
  wire [5:0] total_carry_40;
  csa #(.W(6)) total_row_40 (.a(act_54_x1), .b(act_73_x6), .c(act_98_x1), .sum(total_sum_40),
    .carry(total_carry_40));
  wire [5:0] total_sum_41;
  wire [5:0] total_carry_41;
  csa #(.W(6)) total_row_41 (.a(act_108_x5), .b({2'd0, total_sum_27}),
    .c({2'd0, total_sum_28}), .sum(total_sum_41), .carry(total_carry_41));
  wire [4:0] total_sum_42;
  wire [4:0] total_carry_42;
  csa #(.W(5)) total_row_42 (.a({3'd0, total_sum_26, 1'd0}),
    .b({3'd0, total_carry_29[0:0], 1'd0}), .c(total_sum_34), .sum(total_sum_42),
    .carry(total_carry_42));
  wire [2:0] total_sum_43;
  wire [2:0] total_carry_43;
  csa #(.W(3)) total_row_43 (.a(total_sum_30), .b(total_sum_31), .c(total_sum_37),
    .sum(total_sum_43), .carry(total_carry_43));
  wire [6:0] total_sum_44;
  wire [6:0] total_carry_44;
  csa #(.W(7)) total_row_44 (.a({4'd0, total_carry_30[1:1], 2'd0}),
    .b({4'd0, total_carry_31[1:1], 2'd0}), .c(act_11_x3), .sum(total_sum_44),
    .carry(total_carry_44));
  wire [6:0] total_sum_45;
  wire [6:0] total_carry_45;
  csa #(.W(7)) total_row_45 (.a(~act_12_x4), .b(act_33_x3), .c(~act_44_x3),
    .sum(total_sum_45), .carry(total_carry_45));
  wire [6:0] total_sum_46;
  wire [6:0] total_carry_46;
  csa #(.W(7)) total_row_46 (.a(~act_49_x3), .b(act_62_x2), .c(~act_67_x2),
    .sum(total_sum_46), .carry(total_carry_46));
  wire [6:0] total_sum_47;
  wire [6:0] total_carry_47;
  csa #(.W(7)) total_row_47 (.a(act_70_x2), .b(~act_75_x2), .c(act_96_x4),
    .sum(total_sum_47), .carry(total_carry_47));
  wire [6:0] total_sum_48;
  wire [6:0] total_carry_48;
  csa #(.W(7)) total_row_48 (.a(act_97_x3), .b(~act_100_x10), .c(~act_104_x5),
    .sum(total_sum_48), .carry(total_carry_48));
  wire [5:0] total_sum_49;
  wire [5:0] total_carry_49;
  csa #(.W(6)) total_row_49 (.a({3'd0, total_carry_32[1:1], 2'd0}),
    .b({3'd0, total_carry_33[1:1], 2'd0}), .c(total_sum_39), .sum(total_sum_49),
    .carry(total_carry_49));
  wire [5:0] total_sum_50;
  wire [5:0] total_carry_50;
  csa #(.W(6)) total_row_50 (.a({3'd0, total_carry_35[1:1], 2'd0}), .b(total_sum_40),
    .c({3'd0, total_carry_42[1:1], 2'd0}), .sum(total_sum_50), .carry(total_carry_50));
  wire [7:0] total_sum_51;
  wire [7:0] total_carry_51;
  csa #(.W(8)) total_row_51 (.a({4'd0, total_carry_36[2:2], 3'd0}),
    .b({4'd0, total_carry_37[2:2], 3'd0}), .c(act_1_x8), .sum(total_sum_51),
    .carry(total_carry_51));
  wire [7:0] total_sum_52;
  wire [7:0] total_carry_52;
  csa #(.W(8)) total_row_52 (.a(~act_2_x4), .b(~act_8_x8), .c(act_9_x9), .sum(total_sum_52),
    .carry(total_carry_52));
  wire [7:0] total_sum_53;
  wire [7:0] total_carry_53;
  csa #(.W(8)) total_row_53 (.a(~act_13_x2), .b(act_16_x5), .c(act_20_x9),
    .sum(total_sum_53), .carry(total_carry_53));
  wire [7:0] total_sum_54;
  wire [7:0] total_carry_54;
  csa #(.W(8)) total_row_54 (.a(~act_22_x4), .b(act_24_x8), .c(act_27_x5),
    .sum(total_sum_54), .carry(total_carry_54));
  wire [7:0] total_sum_55;
  wire [7:0] total_carry_55;
  csa #(.W(8)) total_row_55 (.a(~act_28_x6), .b(act_29_x3), .c(~act_30_x3),
    .sum(total_sum_55), .carry(total_carry_55));
  wire [7:0] total_sum_56;
  wire [7:0] total_carry_56;
  csa #(.W(8)) total_row_56 (.a(act_32_x7), .b(~act_35_x6), .c(act_36_x10),
    .sum(total_sum_56), .carry(total_carry_56));
  wire [7:0] total_sum_57;
  wire [7:0] total_carry_57;
  csa #(.W(8)) total_row_57 (.a(~act_43_x4), .b(act_45_x3), .c(act_46_x4),
    .sum(total_sum_57), .carry(total_carry_57));
  wire [7:0] total_sum_58;
  wire [7:0] total_carry_58;
  csa #(.W(8)) total_row_58 (.a(~act_48_x9), .b(act_50_x3), .c(act_56_x9),
    .sum(total_sum_58), .carry(total_carry_58));
  wire [7:0] total_sum_59;
  wire [7:0] total_carry_59;
  csa #(.W(8)) total_row_59 (.a(~act_59_x4), .b(~act_64_x8), .c(act_72_x6),
    .sum(total_sum_59), .carry(total_carry_59));
  wire [7:0] total_sum_60;
  wire [7:0] total_carry_60;
  csa #(.W(8)) total_row_60 (.a({2'd0, total_carry_34[4:0], 1'd0}), .b(act_77_x2),
    .c({3'd0, total_sum_33}), .sum(total_sum_60), .carry(total_carry_60));
  wire [7:0] total_sum_61;
  wire [7:0] total_carry_61;
  csa #(.W(8)) total_row_61 (.a(~act_110_x4), .b({3'd0, total_sum_35}),
    .c({3'd0, total_sum_36}), .sum(total_sum_61), .carry(total_carry_61));
  wire [6:0] total_sum_62;
  wire [6:0] total_carry_62;
  csa #(.W(7)) total_row_62 (.a(total_sum_45), .b(total_sum_46), .c(total_sum_47),
    .sum(total_sum_62), .carry(total_carry_62));
  wire [6:0] total_sum_63;
  wire [6:0] total_carry_63;
  csa #(.W(7)) total_row_63 (.a(total_sum_48), .b({total_carry_39[5:0], 1'd0}),
    .c({total_carry_40[5:0], 1'd0}), .sum(total_sum_63), .carry(total_carry_63));
  wire [3:0] total_sum_64;
  wire [3:0] total_carry_64;
  csa #(.W(4)) total_row_64 (.a({1'd0, total_carry_38[2:2], 2'd0}), .b(total_carry_41[3:0]),
    .c({1'd0, total_carry_44[2:2], 2'd0}), .sum(total_sum_64), .carry(total_carry_64));
  wire [8:0] total_sum_65;
  wire [8:0] total_carry_65;
  csa #(.W(9)) total_row_65 (.a(~act_0_x11), .b(act_3_x8), .c(act_4_x16), .sum(total_sum_65),
    .carry(total_carry_65));
  wire [8:0] total_sum_66;
  wire [8:0] total_carry_66;
  csa #(.W(9)) total_row_66 (.a(act_5_x6), .b(act_14_x6), .c(~act_26_x7), .sum(total_sum_66),
    .carry(total_carry_66));
  wire [8:0] total_sum_67;
  wire [8:0] total_carry_67;
  csa #(.W(9)) total_row_67 (.a(~act_34_x5), .b(act_38_x9), .c(act_40_x13),
    .sum(total_sum_67), .carry(total_carry_67));
  wire [8:0] total_sum_68;
  wire [8:0] total_carry_68;
  csa #(.W(9)) total_row_68 (.a(~act_42_x8), .b(~act_58_x5), .c(act_61_x5),
    .sum(total_sum_68), .carry(total_carry_68));
  wire [8:0] total_sum_69;
  wire [8:0] total_carry_69;
  csa #(.W(9)) total_row_69 (.a(~act_101_x5), .b({3'd0, total_sum_38}),
    .c({3'd0, total_sum_41}), .sum(total_sum_69), .carry(total_carry_69));
  wire [7:0] total_sum_70;
  wire [7:0] total_carry_70;
  csa #(.W(8)) total_row_70 (.a({6'd0, total_sum_32}), .b({5'd0, total_sum_43}),
    .c(total_sum_52), .sum(total_sum_70), .carry(total_carry_70));
  wire [7:0] total_sum_71;
  wire [7:0] total_carry_71;
  csa #(.W(8)) total_row_71 (.a(total_sum_53), .b(total_sum_54), .c(total_sum_55),
    .sum(total_sum_71), .carry(total_carry_71));
  wire [7:0] total_sum_72;
  wire [7:0] total_carry_72;
  csa #(.W(8)) total_row_72 (.a(total_sum_56), .b(total_sum_57), .c(total_sum_58),
    .sum(total_sum_72), .carry(total_carry_72));
  wire [7:0] total_sum_73;
  wire [7:0] total_carry_73;
  csa #(.W(8)) total_row_73 (.a(total_sum_59), .b({1'd0, total_sum_62}),
    .c({1'd0, total_sum_63}), .sum(total_sum_73), .carry(total_carry_73));
  wire [6:0] total_sum_74;
  wire [6:0] total_carry_74;
  csa #(.W(7)) total_row_74 (.a(total_carry_45[6:0]), .b(total_carry_46[6:0]),
    .c(total_carry_47[6:0]), .sum(total_sum_74), .carry(total_carry_74));
  wire [6:0] total_sum_75;
  wire [6:0] total_carry_75;
  csa #(.W(7)) total_row_75 (.a({4'd0, total_carry_43[2:0]}), .b(total_carry_48[6:0]),
    .c({4'd0, total_carry_70[2:0]}), .sum(total_sum_75), .carry(total_carry_75));
  wire [9:0] total_sum_76;
  wire [9:0] total_carry_76;
  csa #(.W(10)) total_row_76 (.a(~act_10_x9), .b(~act_21_x7), .c(~act_37_x8),
    .sum(total_sum_76), .carry(total_carry_76));
  wire [9:0] total_sum_77;
  wire [9:0] total_carry_77;
  csa #(.W(10)) total_row_77 (.a(act_69_x8), .b(act_74_x9), .c(act_78_x12),
    .sum(total_sum_77), .carry(total_carry_77));
  wire [9:0] total_sum_78;
  wire [9:0] total_carry_78;
  csa #(.W(10)) total_row_78 (.a(act_102_x13), .b(act_106_x14), .c(act_109_x18),
    .sum(total_sum_78), .carry(total_carry_78));
  wire [8:0] total_sum_79;
  wire [8:0] total_carry_79;
  csa #(.W(9)) total_row_79 (.a({5'd0, total_carry_49[2:2], 3'd0}),
    .b({5'd0, total_carry_50[2:2], 3'd0}), .c(total_sum_65), .sum(total_sum_79),
    .carry(total_carry_79));
  wire [8:0] total_sum_80;
  wire [8:0] total_carry_80;
  csa #(.W(9)) total_row_80 (.a(total_sum_66), .b(total_sum_67), .c(total_sum_68),
    .sum(total_sum_80), .carry(total_carry_80));
  wire [8:0] total_sum_81;
  wire [8:0] total_carry_81;
  csa #(.W(9)) total_row_81 (.a({1'd0, total_sum_71}), .b({total_carry_52[7:0], 1'd0}),
    .c({total_carry_53[7:0], 1'd0}), .sum(total_sum_81), .carry(total_carry_81));
  wire [7:0] total_sum_82;
  wire [7:0] total_carry_82;
  csa #(.W(8)) total_row_82 (.a(total_carry_54[7:0]), .b(total_carry_55[7:0]),
    .c(total_carry_56[7:0]), .sum(total_sum_82), .carry(total_carry_82));
  wire [7:0] total_sum_83;
  wire [7:0] total_carry_83;
  csa #(.W(8)) total_row_83 (.a(total_carry_57[7:0]), .b(total_carry_58[7:0]),
    .c(total_carry_59[7:0]), .sum(total_sum_83), .carry(total_carry_83));
  wire [7:0] total_sum_84;
  wire [7:0] total_carry_84;
  csa #(.W(8)) total_row_84 (.a({2'd0, total_sum_49}), .b({2'd0, total_carry_61[4:0], 1'd0}),
    .c({total_carry_62[6:0], 1'd0}), .sum(total_sum_84), .carry(total_carry_84));
  wire [7:0] total_sum_85;
  wire [7:0] total_carry_85;
  csa #(.W(8)) total_row_85 (.a({3'd0, total_sum_42}), .b({3'd0, total_sum_64, 1'd0}),
    .c({total_sum_74, 1'd0}), .sum(total_sum_85), .carry(total_carry_85));
  wire [10:0] total_sum_86;
  wire [10:0] total_carry_86;
  csa #(.W(11)) total_row_86 (.a({6'd0, total_carry_51[3:3], 4'd0}),
    .b({6'd0, total_carry_64[2:2], 4'd0}), .c(act_66_x24), .sum(total_sum_86),
    .carry(total_carry_86));
  wire [9:0] total_sum_87;
  wire [9:0] total_carry_87;
  csa #(.W(10)) total_row_87 (.a({2'd0, total_sum_72}), .b({2'd0, total_sum_73}),
    .c(total_sum_76), .sum(total_sum_87), .carry(total_carry_87));
  wire [9:0] total_sum_88;
  wire [9:0] total_carry_88;
  csa #(.W(10)) total_row_88 (.a(total_sum_77), .b(total_sum_78), .c({1'd0, total_sum_80}),
    .sum(total_sum_88), .carry(total_carry_88));
  wire [8:0] total_sum_89;
  wire [8:0] total_carry_89;
  csa #(.W(9)) total_row_89 (.a(total_carry_65[8:0]), .b(total_carry_66[8:0]),
    .c(total_carry_67[8:0]), .sum(total_sum_89), .carry(total_carry_89));
  wire [9:0] total_sum_90;
  wire [9:0] total_carry_90;
  csa #(.W(10)) total_row_90 (.a({3'd0, total_sum_44}),
    .b({3'd0, total_carry_60[5:0], 1'd0}), .c({total_carry_68[8:0], 1'd0}),
    .sum(total_sum_90), .carry(total_carry_90));
  wire [7:0] total_sum_91;
  wire [7:0] total_carry_91;
  csa #(.W(8)) total_row_91 (.a(total_carry_71[7:0]), .b(total_carry_72[7:0]),
    .c(total_sum_82), .sum(total_sum_91), .carry(total_carry_91));
  wire [7:0] total_sum_92;
  wire [7:0] total_carry_92;
  csa #(.W(8)) total_row_92 (.a({1'd0, total_carry_63[6:1], 1'd0}),
    .b({1'd0, total_carry_73[6:0]}), .c({total_carry_74[6:0], 1'd0}), .sum(total_sum_92),
    .carry(total_carry_92));
  wire [8:0] total_sum_93;
  wire [8:0] total_carry_93;
  csa #(.W(9)) total_row_93 (.a({total_sum_83, 1'd0}), .b({1'd0, total_sum_51}),
    .c({1'd0, total_sum_60}), .sum(total_sum_93), .carry(total_carry_93));
  wire [10:0] total_sum_94;
  wire [10:0] total_carry_94;
  csa #(.W(11)) total_row_94 (.a({4'd0, total_carry_69[5:0], 1'd0}),
    .b({3'd0, total_sum_61}), .c({total_carry_76[9:0], 1'd0}), .sum(total_sum_94),
    .carry(total_carry_94));
  wire [9:0] total_sum_95;
  wire [9:0] total_carry_95;
  csa #(.W(10)) total_row_95 (.a(total_carry_77[9:0]), .b(total_carry_78[9:0]),
    .c({1'd0, total_carry_80[8:0]}), .sum(total_sum_95), .carry(total_carry_95));
  wire [9:0] total_sum_96;
  wire [9:0] total_carry_96;
  csa #(.W(10)) total_row_96 (.a({1'd0, total_sum_81}), .b({total_sum_89, 1'd0}),
    .c({1'd0, total_sum_91, 1'd0}), .sum(total_sum_96), .carry(total_carry_96));
  wire [9:0] total_sum_97;
  wire [9:0] total_carry_97;
  csa #(.W(10)) total_row_97 (.a({4'd0, total_sum_50}), .b({total_carry_82[7:0], 2'd0}),
    .c({4'd0, total_carry_85[4:1], 2'd0}), .sum(total_sum_97), .carry(total_carry_97));
  wire [9:0] total_sum_98;
  wire [9:0] total_carry_98;
  csa #(.W(10)) total_row_98 (.a({total_carry_83[7:0], 2'd0}),
    .b({3'd0, total_carry_84[5:1], 2'd0}), .c({2'd0, total_sum_70}), .sum(total_sum_98),
    .carry(total_carry_98));
  wire [9:0] total_sum_99;
  wire [9:0] total_carry_99;
  csa #(.W(10)) total_row_99 (.a({1'd0, total_sum_69}), .b(total_sum_88),
    .c({1'd0, total_carry_87[7:0], 1'd0}), .sum(total_sum_99), .carry(total_carry_99));
  wire [9:0] total_sum_100;
  wire [9:0] total_carry_100;
  csa #(.W(10)) total_row_100 (.a({2'd0, total_sum_92}),
    .b({1'd0, total_carry_81[8:1], 1'd0}), .c({total_carry_89[8:0], 1'd0}),
    .sum(total_sum_100), .carry(total_carry_100));
  wire [9:0] total_sum_101;
  wire [9:0] total_carry_101;
  csa #(.W(10)) total_row_101 (.a({2'd0, total_sum_84}),
    .b({2'd0, total_carry_90[6:1], 2'd0}), .c({total_carry_91[7:0], 2'd0}),
    .sum(total_sum_101), .carry(total_carry_101));
  wire [9:0] total_sum_102;
  wire [9:0] total_carry_102;
  csa #(.W(10)) total_row_102 (.a({2'd0, total_sum_85}), .b(total_sum_87),
    .c({1'd0, total_sum_93}), .sum(total_sum_102), .carry(total_carry_102));
  wire [10:0] total_sum_103;
  wire [10:0] total_carry_103;
  csa #(.W(11)) total_row_103 (.a({1'd0, total_sum_96}), .b({3'd0, total_sum_75, 1'd0}),
    .c({total_carry_88[9:0], 1'd0}), .sum(total_sum_103), .carry(total_carry_103));
  wire [9:0] total_sum_104;
  wire [9:0] total_carry_104;
  csa #(.W(10)) total_row_104 (.a({2'd0, total_carry_93[7:0]}), .b(total_sum_95),
    .c({2'd0, total_carry_94[7:1], 1'd0}), .sum(total_sum_104), .carry(total_carry_104));
  wire [9:0] total_sum_105;
  wire [9:0] total_carry_105;
  csa #(.W(10)) total_row_105 (.a({1'd0, total_carry_92[6:1], 3'd0}),
    .b({total_carry_96[8:1], 2'd0}), .c({1'd0, total_sum_79}), .sum(total_sum_105),
    .carry(total_carry_105));
  wire [9:0] total_sum_106;
  wire [9:0] total_carry_106;
  csa #(.W(10)) total_row_106 (.a(total_sum_90), .b(total_sum_99),
    .c({total_carry_99[8:0], 1'd0}), .sum(total_sum_106), .carry(total_carry_106));
  wire [9:0] total_sum_107;
  wire [9:0] total_carry_107;
  csa #(.W(10)) total_row_107 (.a(total_carry_95[9:0]),
    .b({3'd0, total_carry_98[7:2], 1'd0}), .c({3'd0, total_carry_101[7:2], 1'd0}),
    .sum(total_sum_107), .carry(total_carry_107));
  wire [10:0] total_sum_108;
  wire [10:0] total_carry_108;
  csa #(.W(11)) total_row_108 (.a(total_sum_94), .b({1'd0, total_sum_98}),
    .c({1'd0, total_sum_101}), .sum(total_sum_108), .carry(total_carry_108));
  wire [10:0] total_sum_109;
  wire [10:0] total_carry_109;
  csa #(.W(11)) total_row_109 (.a({1'd0, total_sum_106}), .b({total_sum_100, 1'd0}),
    .c({1'd0, total_carry_104[7:0], 2'd0}), .sum(total_sum_109), .carry(total_carry_109));
  wire [10:0] total_sum_110;
  wire [10:0] total_carry_110;
  csa #(.W(11)) total_row_110 (.a({total_carry_100[8:1], 3'd0}), .b(total_sum_86),
    .c({1'd0, total_sum_97}), .sum(total_sum_110), .carry(total_carry_110));
  wire [9:0] total_sum_111;
  wire [9:0] total_carry_111;
  csa #(.W(10)) total_row_111 (.a(total_sum_102), .b(total_sum_105),
    .c({total_carry_102[8:0], 1'd0}), .sum(total_sum_111), .carry(total_carry_111));
  wire [9:0] total_sum_112;
  wire [9:0] total_carry_112;
  csa #(.W(10)) total_row_112 (.a(total_sum_104), .b(total_carry_106[9:0]),
    .c({1'd0, total_carry_105[8:2], 2'd0}), .sum(total_sum_112), .carry(total_carry_112));
  wire [7:0] total_sum_113;
  wire [7:0] total_carry_113;
  csa #(.W(8)) total_row_113 (.a({5'd0, total_carry_75[2:0]}),
    .b({5'd0, total_carry_79[3:3], 2'd0}), .c({total_carry_107[6:1], 2'd0}),
    .sum(total_sum_113), .carry(total_carry_113));
  wire [3:0] total_sum_114;
  wire [3:0] total_carry_114;
  csa #(.W(4)) total_row_114 (.a({1'd0, total_carry_86[4:4], 2'd0}), .b(total_carry_97[5:2]),
    .c({1'd0, total_carry_113[2:2], 2'd0}), .sum(total_sum_114), .carry(total_carry_114));
  wire [10:0] total_sum_115;
  wire [10:0] total_carry_115;
  csa #(.W(11)) total_row_115 (.a(total_sum_103), .b(total_sum_108), .c(total_sum_109),
    .sum(total_sum_115), .carry(total_carry_115));
  wire [9:0] total_sum_116;
  wire [9:0] total_carry_116;
  csa #(.W(10)) total_row_116 (.a(total_carry_108[9:0]), .b({total_carry_103[9:1], 1'd0}),
    .c({total_carry_109[9:1], 1'd0}), .sum(total_sum_116), .carry(total_carry_116));
  wire [10:0] total_sum_117;
  wire [10:0] total_carry_117;
  csa #(.W(11)) total_row_117 (.a({1'd0, total_sum_111}), .b(total_sum_110),
    .c(total_sum_115), .sum(total_sum_117), .carry(total_carry_117));
  wire [9:0] total_sum_118;
  wire [9:0] total_carry_118;
  csa #(.W(10)) total_row_118 (.a(total_carry_111[9:0]), .b(total_sum_112),
    .c(total_sum_116), .sum(total_sum_118), .carry(total_carry_118));
  wire [10:0] total_sum_119;
  wire [10:0] total_carry_119;
  csa #(.W(11)) total_row_119 (.a({total_sum_107, 1'd0}), .b(total_carry_110[10:0]),
    .c(total_carry_115[10:0]), .sum(total_sum_119), .carry(total_carry_119));
  wire [11:0] total_sum_120;
  wire [11:0] total_carry_120;
  csa #(.W(12)) total_row_120 (.a({1'd0, total_sum_117}), .b({1'd0, total_sum_118, 1'd0}),
    .c({total_carry_112[9:0], 2'd0}), .sum(total_sum_120), .carry(total_carry_120));
  wire [10:0] total_sum_121;
  wire [10:0] total_carry_121;
  csa #(.W(11)) total_row_121 (.a(total_carry_117[10:0]), .b(total_sum_119),
    .c({total_carry_118[9:0], 1'd0}), .sum(total_sum_121), .carry(total_carry_121));
  wire [12:0] total_sum_122;
  wire [12:0] total_carry_122;
  csa #(.W(13)) total_row_122 (.a({1'd0, total_sum_120}), .b({1'd0, total_sum_121, 1'd0}),
    .c({total_carry_119[10:0], 2'd0}), .sum(total_sum_122), .carry(total_carry_122));
  wire [12:0] total_sum_123;
  wire [12:0] total_carry_123;
  csa #(.W(13)) total_row_123 (.a({1'd0, total_carry_120[10:1], 2'd0}),
    .b({total_carry_121[10:0], 2'd0}), .c(total_sum_122), .sum(total_sum_123),
    .carry(total_carry_123));
  wire [13:0] total_sum_124;
  wire [13:0] total_carry_124;
  csa #(.W(14)) total_row_124 (.a({1'd0, total_carry_122[11:1], 2'd0}),
    .b({1'd0, total_sum_123}), .c({total_carry_123[12:2], 3'd0}), .sum(total_sum_124),
    .carry(total_carry_124));
  wire [13:0] total_sum_125;
  wire [13:0] total_carry_125;
  csa #(.W(14)) total_row_125 (.a({2'd0, total_carry_116[9:1], 3'd0}), .b(total_sum_124),
    .c({total_carry_124[12:2], 3'd0}), .sum(total_sum_125), .carry(total_carry_125));
  wire [13:0] total_sum_126;
  wire [13:0] total_carry_126;
  csa #(.W(14)) total_row_126 (.a({7'd0, total_sum_114, 3'd0}),
    .b({4'd0, total_sum_113, 2'd0}), .c(total_sum_125), .sum(total_sum_126),
    .carry(total_carry_126));
  wire [14:0] total_sum_127;
  wire [14:0] total_carry_127;
  csa #(.W(15)) total_row_127 (.a({4'd0, total_carry_126[9:2], 3'd0}),
    .b({1'd0, total_sum_126}), .c({total_carry_125[13:3], 4'd0}), .sum(total_sum_127),
    .carry(total_carry_127));
  wire [14:0] total_sum_128;
  wire [14:0] total_carry_128;
  csa #(.W(15)) total_row_128 (.a({8'd0, total_carry_114[2:2], 6'd0}), .b(total_sum_127),
    .c({total_carry_127[13:3], 4'd0}), .sum(total_sum_128), .carry(total_carry_128));
  wire [14:0] total_sum_129;
  wire [14:0] total_carry_129;
  csa #(.W(15)) total_row_129 (.a({14'd0, total_sum_29}), .b(total_sum_128),
    .c({total_carry_128[13:4], 5'd0}), .sum(total_sum_129), .carry(total_carry_129));
  wire [14:0] total_sum_130;
  wire [14:0] total_carry_130;
  csa #(.W(15)) total_row_130 (.a(15'd22471), .b(total_sum_129),
    .c({total_carry_129[13:0], 1'd0}), .sum(total_sum_130), .carry(total_carry_130));
  ripple_adder #(.W(15)) total_adder (
    .a(total_sum_130),
    .b({total_carry_130[13:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_11 (
  input wire [7:0] act_0_x5, input wire [6:0] act_1_x4, input wire [0:0] act_1_z2,
    input wire [10:0] act_2_x19, input wire [0:0] act_2_z4, input wire [8:0] act_3_x12,
    input wire [4:0] act_4_x1, input wire [0:0] act_4_z4, input wire [8:0] act_5_x6,
    input wire [9:0] act_6_x12, input wire [1:0] act_7_x3, input wire [0:0] act_7_z4,
    input wire [8:0] act_8_x9, input wire [0:0] act_8_z4, input wire [8:0] act_9_x11,
    input wire [9:0] act_10_x10, input wire [0:0] act_10_z3, input wire [6:0] act_12_x4,
    input wire [6:0] act_13_x1, input wire [8:0] act_14_x7, input wire [2:0] act_15_x4,
    input wire [4:0] act_16_x1, input wire [0:0] act_16_z4, input wire [4:0] act_17_x1,
    input wire [0:0] act_17_z4, input wire [6:0] act_18_x2, input wire [0:0] act_18_z3,
    input wire [5:0] act_19_x1, input wire [6:0] act_20_x4, input wire [9:0] act_21_x12,
    input wire [0:0] act_21_z2, input wire [8:0] act_22_x5, input wire [1:0] act_23_x3,
    input wire [0:0] act_23_z4, input wire [8:0] act_24_x9, input wire [0:0] act_24_z4,
    input wire [7:0] act_25_x30, input wire [9:0] act_26_x9, input wire [7:0] act_27_x7,
    input wire [0:0] act_27_z4, input wire [7:0] act_28_x9, input wire [8:0] act_29_x5,
    input wire [5:0] act_30_x1, input wire [1:0] act_31_x3, input wire [7:0] act_32_x5,
    input wire [6:0] act_33_x4, input wire [0:0] act_33_z2, input wire [8:0] act_34_x6,
    input wire [0:0] act_34_z3, input wire [7:0] act_35_x4, input wire [0:0] act_35_z2,
    input wire [6:0] act_36_x4, input wire [7:0] act_37_x2, input wire [0:0] act_37_z3,
    input wire [7:0] act_38_x4, input wire [0:0] act_39_x1, input wire [5:0] act_40_x2,
    input wire [0:0] act_40_z3, input wire [8:0] act_41_x14, input wire [9:0] act_42_x9,
    input wire [0:0] act_42_z4, input wire [6:0] act_43_x2, input wire [8:0] act_45_x4,
    input wire [1:0] act_47_x2, input wire [0:0] act_47_z3, input wire [6:0] act_48_x3,
    input wire [5:0] act_49_x2, input wire [5:0] act_50_x1, input wire [0:0] act_50_z4,
    input wire [7:0] act_51_x4, input wire [0:0] act_51_z2, input wire [4:0] act_52_x3,
    input wire [0:0] act_52_z4, input wire [5:0] act_53_x1, input wire [7:0] act_54_x4,
    input wire [1:0] act_55_x3, input wire [8:0] act_56_x11, input wire [5:0] act_57_x7,
    input wire [5:0] act_58_x1, input wire [7:0] act_59_x4, input wire [0:0] act_59_z2,
    input wire [4:0] act_60_x3, input wire [8:0] act_61_x6, input wire [8:0] act_62_x7,
    input wire [0:0] act_62_z4, input wire [2:0] act_63_x5, input wire [4:0] act_65_x1,
    input wire [8:0] act_66_x8, input wire [7:0] act_67_x4, input wire [0:0] act_67_z2,
    input wire [4:0] act_68_x1, input wire [0:0] act_68_z4, input wire [9:0] act_69_x7,
    input wire [1:0] act_71_x2, input wire [6:0] act_72_x4, input wire [6:0] act_73_x11,
    input wire [9:0] act_74_x9, input wire [7:0] act_76_x6, input wire [8:0] act_77_x5,
    input wire [0:0] act_77_z4, input wire [7:0] act_78_x4, input wire [2:0] act_79_x5,
    input wire [0:0] act_79_z4, input wire [7:0] act_96_x10, input wire [6:0] act_97_x4,
    input wire [8:0] act_98_x5, input wire [6:0] act_99_x3, input wire [6:0] act_100_x9,
    input wire [9:0] act_101_x13, input wire [6:0] act_102_x2, input wire [1:0] act_103_x2,
    input wire [0:0] act_103_z3, input wire [7:0] act_104_x9, input wire [0:0] act_104_z4,
    input wire [5:0] act_105_x9, input wire [9:0] act_106_x10, input wire [8:0] act_107_x9,
    input wire [0:0] act_107_z4, input wire [5:0] act_108_x4, input wire [0:0] act_108_z2,
    input wire [6:0] act_109_x2, input wire [0:0] act_109_z3, input wire [0:0] act_111_x1,
    output wire [14:0] sum
);
  wire [14:0] total;
`ifdef CARRY_CHAINS
  wire [2:0] total_part_0;
  adder #(.W(3)) total_add_0 (.a({1'd0, act_31_x3}),
    .b({1'd0, ~act_7_x3}), .carry_in(act_1_z2), .sum(total_part_0));
  wire [2:0] total_part_1;
  adder #(.W(3)) total_add_1 (.a({1'd0, act_55_x3}),
    .b({1'd0, ~act_23_x3}), .carry_in(act_2_z4), .sum(total_part_1));
  wire [2:0] total_part_2;
  adder #(.W(3)) total_add_2 (.a({1'd0, act_71_x2}),
    .b({1'd0, ~act_47_x2}), .carry_in(act_4_z4), .sum(total_part_2));
  wire [3:0] total_part_3;
  adder #(.W(4)) total_add_3 (.a({1'd0, act_15_x4}),
    .b({2'd0, ~act_103_x2}), .carry_in(act_7_z4), .sum(total_part_3));
  wire [3:0] total_part_4;
  adder #(.W(4)) total_add_4 (.a({1'd0, act_63_x5}),
    .b({1'd0, ~act_79_x5}), .carry_in(act_8_z4), .sum(total_part_4));
  wire [3:0] total_part_5;
  adder #(.W(4)) total_add_5 (.a({1'd0, total_part_0}),
    .b({1'd0, total_part_1}), .carry_in(act_10_z3), .sum(total_part_5));
  wire [4:0] total_part_6;
  adder #(.W(5)) total_add_6 (.a({2'd0, total_part_2}),
    .b({1'd0, total_part_3}), .carry_in(act_16_z4), .sum(total_part_6));
  wire [4:0] total_part_7;
  adder #(.W(5)) total_add_7 (.a({1'd0, total_part_4}),
    .b({1'd0, total_part_5}), .carry_in(act_17_z4), .sum(total_part_7));
  wire [5:0] total_part_8;
  adder #(.W(6)) total_add_8 (.a({1'd0, act_60_x3}),
    .b({1'd0, ~act_4_x1}), .carry_in(act_18_z3), .sum(total_part_8));
  wire [5:0] total_part_9;
  adder #(.W(6)) total_add_9 (.a({1'd0, act_65_x1}),
    .b({1'd0, ~act_16_x1}), .carry_in(act_21_z2), .sum(total_part_9));
  wire [5:0] total_part_10;
  adder #(.W(6)) total_add_10 (.a({1'd0, total_part_6}),
    .b({1'd0, ~act_17_x1}), .carry_in(act_23_z4), .sum(total_part_10));
  wire [5:0] total_part_11;
  adder #(.W(6)) total_add_11 (.a({1'd0, total_part_7}),
    .b({1'd0, ~act_52_x3}), .carry_in(act_24_z4), .sum(total_part_11));
  wire [6:0] total_part_12;
  adder #(.W(7)) total_add_12 (.a({1'd0, act_19_x1}),
    .b({2'd0, ~act_68_x1}), .carry_in(act_27_z4), .sum(total_part_12));
  wire [6:0] total_part_13;
  adder #(.W(7)) total_add_13 (.a({1'd0, act_30_x1}),
    .b({1'd0, ~act_40_x2}), .carry_in(act_33_z2), .sum(total_part_13));
  wire [6:0] total_part_14;
  adder #(.W(7)) total_add_14 (.a({1'd0, act_49_x2}),
    .b({1'd0, ~act_50_x1}), .carry_in(act_34_z3), .sum(total_part_14));
  wire [6:0] total_part_15;
  adder #(.W(7)) total_add_15 (.a({1'd0, act_53_x1}),
    .b({1'd0, act_57_x7}), .carry_in(act_35_z2), .sum(total_part_15));
  wire [6:0] total_part_16;
  adder #(.W(7)) total_add_16 (.a({1'd0, act_58_x1}),
    .b({1'd0, act_105_x9}), .carry_in(act_37_z3), .sum(total_part_16));
  wire [6:0] total_part_17;
  adder #(.W(7)) total_add_17 (.a({1'd0, total_part_8}),
    .b({1'd0, ~act_108_x4}), .carry_in(act_39_x1), .sum(total_part_17));
  wire [6:0] total_part_18;
  adder #(.W(7)) total_add_18 (.a({1'd0, total_part_9}),
    .b({1'd0, total_part_10}), .carry_in(act_40_z3), .sum(total_part_18));
  wire [7:0] total_part_19;
  adder #(.W(8)) total_add_19 (.a({2'd0, total_part_11}),
    .b({1'd0, ~act_1_x4}), .carry_in(act_42_z4), .sum(total_part_19));
  wire [7:0] total_part_20;
  adder #(.W(8)) total_add_20 (.a({1'd0, act_12_x4}),
    .b({1'd0, act_13_x1}), .carry_in(act_47_z3), .sum(total_part_20));
  wire [7:0] total_part_21;
  adder #(.W(8)) total_add_21 (.a({1'd0, act_20_x4}),
    .b({1'd0, ~act_18_x2}), .carry_in(act_50_z4), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, act_36_x4}),
    .b({1'd0, ~act_33_x4}), .carry_in(act_51_z2), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, act_43_x2}),
    .b({1'd0, act_48_x3}), .carry_in(act_52_z4), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, act_72_x4}),
    .b({1'd0, act_73_x11}), .carry_in(act_59_z2), .sum(total_part_24));
  wire [7:0] total_part_25;
  adder #(.W(8)) total_add_25 (.a({1'd0, act_97_x4}),
    .b({1'd0, act_99_x3}), .carry_in(act_62_z4), .sum(total_part_25));
  wire [7:0] total_part_26;
  adder #(.W(8)) total_add_26 (.a({1'd0, act_100_x9}),
    .b({1'd0, act_102_x2}), .carry_in(act_67_z2), .sum(total_part_26));
  wire [7:0] total_part_27;
  adder #(.W(8)) total_add_27 (.a({1'd0, total_part_12}),
    .b({1'd0, ~act_109_x2}), .carry_in(act_68_z4), .sum(total_part_27));
  wire [7:0] total_part_28;
  adder #(.W(8)) total_add_28 (.a({1'd0, total_part_13}),
    .b({1'd0, total_part_14}), .carry_in(act_77_z4), .sum(total_part_28));
  wire [7:0] total_part_29;
  adder #(.W(8)) total_add_29 (.a({1'd0, total_part_15}),
    .b({1'd0, total_part_16}), .carry_in(act_79_z4), .sum(total_part_29));
  wire [7:0] total_part_30;
  adder #(.W(8)) total_add_30 (.a({1'd0, total_part_17}),
    .b({1'd0, total_part_18}), .carry_in(act_103_z3), .sum(total_part_30));
  wire [8:0] total_part_31;
  adder #(.W(9)) total_add_31 (.a({1'd0, act_0_x5}),
    .b({1'd0, act_25_x30}), .carry_in(act_104_z4), .sum(total_part_31));
  wire [8:0] total_part_32;
  adder #(.W(9)) total_add_32 (.a({1'd0, act_28_x9}),
    .b({1'd0, ~act_27_x7}), .carry_in(act_107_z4), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({1'd0, act_32_x5}),
    .b({1'd0, ~act_35_x4}), .carry_in(act_108_z2), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, act_38_x4}),
    .b({1'd0, ~act_37_x2}), .carry_in(act_109_z3), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, act_54_x4}),
    .b({1'd0, ~act_51_x4}), .carry_in(act_111_x1), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, act_76_x6}),
    .b({1'd0, ~act_59_x4}), .carry_in(1'b0), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, act_78_x4}),
    .b({1'd0, ~act_67_x4}), .carry_in(1'b0), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, act_96_x10}),
    .b({1'd0, ~act_104_x9}), .carry_in(1'b0), .sum(total_part_38));
  wire [8:0] total_part_39;
  adder #(.W(9)) total_add_39 (.a({1'd0, total_part_19}),
    .b({1'd0, total_part_20}), .carry_in(1'b0), .sum(total_part_39));
  wire [8:0] total_part_40;
  adder #(.W(9)) total_add_40 (.a({1'd0, total_part_21}),
    .b({1'd0, total_part_22}), .carry_in(1'b0), .sum(total_part_40));
  wire [8:0] total_part_41;
  adder #(.W(9)) total_add_41 (.a({1'd0, total_part_23}),
    .b({1'd0, total_part_24}), .carry_in(1'b0), .sum(total_part_41));
  wire [8:0] total_part_42;
  adder #(.W(9)) total_add_42 (.a({1'd0, total_part_25}),
    .b({1'd0, total_part_26}), .carry_in(1'b0), .sum(total_part_42));
  wire [8:0] total_part_43;
  adder #(.W(9)) total_add_43 (.a({1'd0, total_part_27}),
    .b({1'd0, total_part_28}), .carry_in(1'b0), .sum(total_part_43));
  wire [8:0] total_part_44;
  adder #(.W(9)) total_add_44 (.a({1'd0, total_part_29}),
    .b({1'd0, total_part_30}), .carry_in(1'b0), .sum(total_part_44));
  wire [9:0] total_part_45;
  adder #(.W(10)) total_add_45 (.a({1'd0, act_3_x12}),
    .b({1'd0, act_5_x6}), .carry_in(1'b0), .sum(total_part_45));
  wire [9:0] total_part_46;
  adder #(.W(10)) total_add_46 (.a({1'd0, act_9_x11}),
    .b({1'd0, ~act_8_x9}), .carry_in(1'b0), .sum(total_part_46));
  wire [9:0] total_part_47;
  adder #(.W(10)) total_add_47 (.a({1'd0, act_14_x7}),
    .b({1'd0, act_22_x5}), .carry_in(1'b0), .sum(total_part_47));
  wire [9:0] total_part_48;
  adder #(.W(10)) total_add_48 (.a({1'd0, act_29_x5}),
    .b({1'd0, ~act_24_x9}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, act_41_x14}),
    .b({1'd0, ~act_34_x6}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, act_45_x4}),
    .b({1'd0, act_56_x11}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, act_61_x6}),
    .b({1'd0, ~act_62_x7}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, act_66_x8}),
    .b({1'd0, ~act_77_x5}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, act_98_x5}),
    .b({1'd0, ~act_107_x9}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, total_part_31}),
    .b({1'd0, total_part_32}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, total_part_33}),
    .b({1'd0, total_part_34}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, total_part_35}),
    .b({1'd0, total_part_36}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, total_part_37}),
    .b({1'd0, total_part_38}), .carry_in(1'b0), .sum(total_part_57));
  wire [9:0] total_part_58;
  adder #(.W(10)) total_add_58 (.a({1'd0, total_part_39}),
    .b({1'd0, total_part_40}), .carry_in(1'b0), .sum(total_part_58));
  wire [9:0] total_part_59;
  adder #(.W(10)) total_add_59 (.a({1'd0, total_part_41}),
    .b({1'd0, total_part_42}), .carry_in(1'b0), .sum(total_part_59));
  wire [9:0] total_part_60;
  adder #(.W(10)) total_add_60 (.a({1'd0, total_part_43}),
    .b({1'd0, total_part_44}), .carry_in(1'b0), .sum(total_part_60));
  wire [10:0] total_part_61;
  adder #(.W(11)) total_add_61 (.a({1'd0, act_6_x12}),
    .b({1'd0, ~act_10_x10}), .carry_in(1'b0), .sum(total_part_61));
  wire [10:0] total_part_62;
  adder #(.W(11)) total_add_62 (.a({1'd0, act_26_x9}),
    .b({1'd0, ~act_21_x12}), .carry_in(1'b0), .sum(total_part_62));
  wire [10:0] total_part_63;
  adder #(.W(11)) total_add_63 (.a({1'd0, act_69_x7}),
    .b({1'd0, ~act_42_x9}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({1'd0, act_74_x9}),
    .b({1'd0, act_101_x13}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, act_106_x10}),
    .b({1'd0, total_part_45}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, total_part_46}),
    .b({1'd0, total_part_47}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, total_part_48}),
    .b({1'd0, total_part_49}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_56}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_71));
  wire [10:0] total_part_72;
  adder #(.W(11)) total_add_72 (.a({1'd0, total_part_58}),
    .b({1'd0, total_part_59}), .carry_in(1'b0), .sum(total_part_72));
  wire [11:0] total_part_73;
  adder #(.W(12)) total_add_73 (.a({2'd0, total_part_60}),
    .b({1'd0, ~act_2_x19}), .carry_in(1'b0), .sum(total_part_73));
  wire [11:0] total_part_74;
  adder #(.W(12)) total_add_74 (.a({1'd0, total_part_61}),
    .b({1'd0, total_part_62}), .carry_in(1'b0), .sum(total_part_74));
  wire [11:0] total_part_75;
  adder #(.W(12)) total_add_75 (.a({1'd0, total_part_63}),
    .b({1'd0, total_part_64}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({1'd0, total_part_65}),
    .b({1'd0, total_part_66}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, total_part_67}),
    .b({1'd0, total_part_68}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_69}),
    .b({1'd0, total_part_70}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_71}),
    .b({1'd0, total_part_72}), .carry_in(1'b0), .sum(total_part_79));
  wire [12:0] total_part_80;
  adder #(.W(13)) total_add_80 (.a({1'd0, total_part_73}),
    .b({1'd0, total_part_74}), .carry_in(1'b0), .sum(total_part_80));
  wire [12:0] total_part_81;
  adder #(.W(13)) total_add_81 (.a({1'd0, total_part_75}),
    .b({1'd0, total_part_76}), .carry_in(1'b0), .sum(total_part_81));
  wire [12:0] total_part_82;
  adder #(.W(13)) total_add_82 (.a({1'd0, total_part_77}),
    .b({1'd0, total_part_78}), .carry_in(1'b0), .sum(total_part_82));
  wire [13:0] total_part_83;
  adder #(.W(14)) total_add_83 (.a({2'd0, total_part_79}),
    .b({1'd0, total_part_80}), .carry_in(1'b0), .sum(total_part_83));
  wire [13:0] total_part_84;
  adder #(.W(14)) total_add_84 (.a({1'd0, total_part_81}),
    .b({1'd0, total_part_82}), .carry_in(1'b0), .sum(total_part_84));
  wire [14:0] total_part_85;
  adder #(.W(15)) total_add_85 (.a({1'd0, total_part_83}),
    .b({1'd0, total_part_84}), .carry_in(1'b0), .sum(total_part_85));
  wire [14:0] total_part_86;
  adder #(.W(15)) total_add_86 (.a(15'd22009),
    .b(total_part_85), .carry_in(1'b0), .sum(total_part_86));
  assign total = total_part_86;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_1_z2), .b(act_2_z4), .c(act_4_z4), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_7_z4), .b(act_8_z4), .c(act_10_z3), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_16_z4), .b(act_17_z4), .c(act_18_z3), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_21_z2), .b(act_23_z4), .c(act_24_z4), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_27_z4), .b(act_33_z2), .c(act_34_z3), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_35_z2), .b(act_37_z3), .c(act_39_x1), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_40_z3), .b(act_42_z4), .c(act_47_z3), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_50_z4), .b(act_51_z2), .c(act_52_z4), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_59_z2), .b(act_62_z4), .c(act_67_z2), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_68_z4), .b(act_77_z4), .c(act_79_z4), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_103_z3), .b(act_104_z4), .c(act_107_z4),
    .sum(total_sum_10), .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(act_108_z2), .b(act_109_z3), .c(act_111_x1),
    .sum(total_sum_11), .carry(total_carry_11));
  wire [1:0] total_sum_12;
  wire [1:0] total_carry_12;
  csa #(.W(2)) total_row_12 (.a(~act_7_x3), .b(~act_23_x3), .c(act_31_x3),
    .sum(total_sum_12), .carry(total_carry_12));
  wire [1:0] total_sum_13;
  wire [1:0] total_carry_13;
  csa #(.W(2)) total_row_13 (.a(~act_47_x2), .b(act_55_x3), .c(act_71_x2),
    .sum(total_sum_13), .carry(total_carry_13));
  wire [1:0] total_sum_14;
  wire [1:0] total_carry_14;
  csa #(.W(2)) total_row_14 (.a(~act_103_x2), .b({1'd0, total_sum_0}),
    .c({1'd0, total_sum_1}), .sum(total_sum_14), .carry(total_carry_14));
  wire [0:0] total_sum_15;
  wire [0:0] total_carry_15;
  csa #(.W(1)) total_row_15 (.a(total_sum_2), .b(total_sum_3), .c(total_sum_4),
    .sum(total_sum_15), .carry(total_carry_15));
  wire [2:0] total_sum_16;
  wire [2:0] total_carry_16;
  csa #(.W(3)) total_row_16 (.a({2'd0, total_sum_5}), .b({2'd0, total_sum_6}), .c(act_15_x4),
    .sum(total_sum_16), .carry(total_carry_16));
  wire [2:0] total_sum_17;
  wire [2:0] total_carry_17;
  csa #(.W(3)) total_row_17 (.a({2'd0, total_sum_7}), .b({2'd0, total_sum_8}), .c(act_63_x5),
    .sum(total_sum_17), .carry(total_carry_17));
  wire [2:0] total_sum_18;
  wire [2:0] total_carry_18;
  csa #(.W(3)) total_row_18 (.a({2'd0, total_sum_9}), .b({2'd0, total_sum_10}),
    .c(~act_79_x5), .sum(total_sum_18), .carry(total_carry_18));
  wire [1:0] total_sum_19;
  wire [1:0] total_carry_19;
  csa #(.W(2)) total_row_19 (.a(total_sum_12), .b({total_carry_0[0:0], 1'd0}),
    .c({total_carry_1[0:0], 1'd0}), .sum(total_sum_19), .carry(total_carry_19));
  wire [1:0] total_sum_20;
  wire [1:0] total_carry_20;
  csa #(.W(2)) total_row_20 (.a(total_sum_13), .b({total_carry_2[0:0], 1'd0}),
    .c({total_carry_3[0:0], 1'd0}), .sum(total_sum_20), .carry(total_carry_20));
  wire [0:0] total_sum_21;
  wire [0:0] total_carry_21;
  csa #(.W(1)) total_row_21 (.a(total_carry_4[0:0]), .b(total_carry_5[0:0]),
    .c(total_carry_6[0:0]), .sum(total_sum_21), .carry(total_carry_21));
  wire [0:0] total_sum_22;
  wire [0:0] total_carry_22;
  csa #(.W(1)) total_row_22 (.a(total_carry_7[0:0]), .b(total_carry_8[0:0]),
    .c(total_carry_9[0:0]), .sum(total_sum_22), .carry(total_carry_22));
  wire [1:0] total_sum_23;
  wire [1:0] total_carry_23;
  csa #(.W(2)) total_row_23 (.a({1'd0, total_carry_10[0:0]}),
    .b({1'd0, total_carry_11[0:0]}), .c(total_carry_12[1:0]), .sum(total_sum_23),
    .carry(total_carry_23));
  wire [1:0] total_sum_24;
  wire [1:0] total_carry_24;
  csa #(.W(2)) total_row_24 (.a({1'd0, total_sum_11}), .b({1'd0, total_sum_15}),
    .c(total_sum_14), .sum(total_sum_24), .carry(total_carry_24));
  wire [2:0] total_sum_25;
  wire [2:0] total_carry_25;
  csa #(.W(3)) total_row_25 (.a({1'd0, total_sum_19}), .b({total_carry_13[1:0], 1'd0}),
    .c({1'd0, total_carry_14[0:0], 1'd0}), .sum(total_sum_25), .carry(total_carry_25));
  wire [4:0] total_sum_26;
  wire [4:0] total_carry_26;
  csa #(.W(5)) total_row_26 (.a({3'd0, total_carry_15[0:0], 1'd0}),
    .b({3'd0, total_carry_16[0:0], 1'd0}), .c(~act_4_x1), .sum(total_sum_26),
    .carry(total_carry_26));
  wire [4:0] total_sum_27;
  wire [4:0] total_carry_27;
  csa #(.W(5)) total_row_27 (.a(~act_16_x1), .b(~act_17_x1), .c(~act_52_x3),
    .sum(total_sum_27), .carry(total_carry_27));
  wire [4:0] total_sum_28;
  wire [4:0] total_carry_28;
  csa #(.W(5)) total_row_28 (.a(act_60_x3), .b(act_65_x1), .c(~act_68_x1),
    .sum(total_sum_28), .carry(total_carry_28));
  wire [1:0] total_sum_29;
  wire [1:0] total_carry_29;
  csa #(.W(2)) total_row_29 (.a(total_sum_20), .b({total_carry_17[0:0], 1'd0}),
    .c({total_carry_18[0:0], 1'd0}), .sum(total_sum_29), .carry(total_carry_29));
  wire [2:0] total_sum_30;
  wire [2:0] total_carry_30;
  csa #(.W(3)) total_row_30 (.a({1'd0, total_sum_21, 1'd0}), .b({1'd0, total_sum_22, 1'd0}),
    .c(total_sum_16), .sum(total_sum_30), .carry(total_carry_30));
  wire [2:0] total_sum_31;
  wire [2:0] total_carry_31;
  csa #(.W(3)) total_row_31 (.a(total_sum_17), .b({total_carry_19[1:1], 2'd0}),
    .c({total_carry_20[1:1], 2'd0}), .sum(total_sum_31), .carry(total_carry_31));
  wire [2:0] total_sum_32;
  wire [2:0] total_carry_32;
  csa #(.W(3)) total_row_32 (.a(total_sum_18), .b({total_carry_21[0:0], 2'd0}),
    .c({total_carry_22[0:0], 2'd0}), .sum(total_sum_32), .carry(total_carry_32));
  wire [5:0] total_sum_33;
  wire [5:0] total_carry_33;
  csa #(.W(6)) total_row_33 (.a(act_19_x1), .b(act_30_x1), .c(~act_40_x2),
    .sum(total_sum_33), .carry(total_carry_33));
  wire [5:0] total_sum_34;
  wire [5:0] total_carry_34;
  csa #(.W(6)) total_row_34 (.a(act_49_x2), .b(~act_50_x1), .c(act_53_x1),
    .sum(total_sum_34), .carry(total_carry_34));
  wire [5:0] total_sum_35;
  wire [5:0] total_carry_35;
  csa #(.W(6)) total_row_35 (.a(act_57_x7), .b(act_58_x1), .c(act_105_x9),
    .sum(total_sum_35), .carry(total_carry_35));
  wire [5:0] total_sum_36;
  wire [5:0] total_carry_36;
  csa #(.W(6)) total_row_36 (.a({4'd0, total_sum_24}), .b({4'd0, total_sum_29}),
    .c(~act_108_x4), .sum(total_sum_36), .carry(total_carry_36));
  wire [4:0] total_sum_37;
  wire [4:0] total_carry_37;
  csa #(.W(5)) total_row_37 (.a({2'd0, total_sum_25}), .b(total_sum_27),
    .c({2'd0, total_sum_30}), .sum(total_sum_37), .carry(total_carry_37));
  wire [4:0] total_sum_38;
  wire [4:0] total_carry_38;
  csa #(.W(5)) total_row_38 (.a({2'd0, total_carry_23[0:0], 2'd0}), .b(total_sum_28),
    .c({2'd0, total_carry_25[1:1], 2'd0}), .sum(total_sum_38), .carry(total_carry_38));
  wire [6:0] total_sum_39;
  wire [6:0] total_carry_39;
  csa #(.W(7)) total_row_39 (.a({4'd0, total_sum_31}), .b({4'd0, total_sum_32}),
    .c(~act_1_x4), .sum(total_sum_39), .carry(total_carry_39));
  wire [6:0] total_sum_40;
  wire [6:0] total_carry_40;
  csa #(.W(7)) total_row_40 (.a(act_12_x4), .b(act_13_x1), .c(~act_18_x2),
    .sum(total_sum_40), .carry(total_carry_40));
  wire [6:0] total_sum_41;
  wire [6:0] total_carry_41;
  csa #(.W(7)) total_row_41 (.a(act_20_x4), .b(~act_33_x4), .c(act_36_x4),
    .sum(total_sum_41), .carry(total_carry_41));
  wire [6:0] total_sum_42;
  wire [6:0] total_carry_42;
  csa #(.W(7)) total_row_42 (.a(act_43_x2), .b(act_48_x3), .c(act_72_x4), .sum(total_sum_42),
    .carry(total_carry_42));
  wire [6:0] total_sum_43;
  wire [6:0] total_carry_43;
  csa #(.W(7)) total_row_43 (.a(act_73_x11), .b(act_97_x4), .c(act_99_x3),
    .sum(total_sum_43), .carry(total_carry_43));
  wire [6:0] total_sum_44;
  wire [6:0] total_carry_44;
  csa #(.W(7)) total_row_44 (.a(act_100_x9), .b(act_102_x2), .c(~act_109_x2),
    .sum(total_sum_44), .carry(total_carry_44));
  wire [5:0] total_sum_45;
  wire [5:0] total_carry_45;
  csa #(.W(6)) total_row_45 (.a(total_sum_33), .b(total_sum_34), .c(total_sum_35),
    .sum(total_sum_45), .carry(total_carry_45));
  wire [4:0] total_sum_46;
  wire [4:0] total_carry_46;
  csa #(.W(5)) total_row_46 (.a({3'd0, total_sum_23}), .b(total_carry_27[4:0]),
    .c({3'd0, total_carry_36[1:0]}), .sum(total_sum_46), .carry(total_carry_46));
  wire [7:0] total_sum_47;
  wire [7:0] total_carry_47;
  csa #(.W(8)) total_row_47 (.a({5'd0, total_carry_26[1:1], 2'd0}),
    .b({5'd0, total_carry_29[1:1], 2'd0}), .c(act_0_x5), .sum(total_sum_47),
    .carry(total_carry_47));
  wire [7:0] total_sum_48;
  wire [7:0] total_carry_48;
  csa #(.W(8)) total_row_48 (.a(act_25_x30), .b(~act_27_x7), .c(act_28_x9),
    .sum(total_sum_48), .carry(total_carry_48));
  wire [7:0] total_sum_49;
  wire [7:0] total_carry_49;
  csa #(.W(8)) total_row_49 (.a(act_32_x5), .b(~act_35_x4), .c(~act_37_x2),
    .sum(total_sum_49), .carry(total_carry_49));
  wire [7:0] total_sum_50;
  wire [7:0] total_carry_50;
  csa #(.W(8)) total_row_50 (.a(act_38_x4), .b(~act_51_x4), .c(act_54_x4),
    .sum(total_sum_50), .carry(total_carry_50));
  wire [7:0] total_sum_51;
  wire [7:0] total_carry_51;
  csa #(.W(8)) total_row_51 (.a(~act_59_x4), .b(~act_67_x4), .c(act_76_x6),
    .sum(total_sum_51), .carry(total_carry_51));
  wire [7:0] total_sum_52;
  wire [7:0] total_carry_52;
  csa #(.W(8)) total_row_52 (.a(act_78_x4), .b(act_96_x10), .c(~act_104_x9),
    .sum(total_sum_52), .carry(total_carry_52));
  wire [4:0] total_sum_53;
  wire [4:0] total_carry_53;
  csa #(.W(5)) total_row_53 (.a(total_carry_28[4:0]), .b({2'd0, total_carry_31[2:2], 2'd0}),
    .c({2'd0, total_carry_32[2:2], 2'd0}), .sum(total_sum_53), .carry(total_carry_53));
  wire [6:0] total_sum_54;
  wire [6:0] total_carry_54;
  csa #(.W(7)) total_row_54 (.a(total_sum_40), .b(total_sum_41), .c(total_sum_42),
    .sum(total_sum_54), .carry(total_carry_54));
  wire [6:0] total_sum_55;
  wire [6:0] total_carry_55;
  csa #(.W(7)) total_row_55 (.a(total_sum_43), .b({total_carry_33[5:0], 1'd0}),
    .c({total_carry_34[5:0], 1'd0}), .sum(total_sum_55), .carry(total_carry_55));
  wire [6:0] total_sum_56;
  wire [6:0] total_carry_56;
  csa #(.W(7)) total_row_56 (.a(total_sum_44), .b({3'd0, total_carry_37[2:0], 1'd0}),
    .c({3'd0, total_carry_39[2:0], 1'd0}), .sum(total_sum_56), .carry(total_carry_56));
  wire [8:0] total_sum_57;
  wire [8:0] total_carry_57;
  csa #(.W(9)) total_row_57 (.a({5'd0, total_carry_38[2:2], 3'd0}),
    .b({5'd0, total_carry_47[2:2], 3'd0}), .c(act_3_x12), .sum(total_sum_57),
    .carry(total_carry_57));
  wire [8:0] total_sum_58;
  wire [8:0] total_carry_58;
  csa #(.W(9)) total_row_58 (.a(act_5_x6), .b(~act_8_x9), .c(act_9_x11), .sum(total_sum_58),
    .carry(total_carry_58));
  wire [8:0] total_sum_59;
  wire [8:0] total_carry_59;
  csa #(.W(9)) total_row_59 (.a(act_14_x7), .b(act_22_x5), .c(~act_24_x9),
    .sum(total_sum_59), .carry(total_carry_59));
  wire [8:0] total_sum_60;
  wire [8:0] total_carry_60;
  csa #(.W(9)) total_row_60 (.a(act_29_x5), .b(~act_34_x6), .c(act_41_x14),
    .sum(total_sum_60), .carry(total_carry_60));
  wire [8:0] total_sum_61;
  wire [8:0] total_carry_61;
  csa #(.W(9)) total_row_61 (.a(act_45_x4), .b(act_56_x11), .c(act_61_x6),
    .sum(total_sum_61), .carry(total_carry_61));
  wire [8:0] total_sum_62;
  wire [8:0] total_carry_62;
  csa #(.W(9)) total_row_62 (.a(~act_62_x7), .b(act_66_x8), .c(~act_77_x5),
    .sum(total_sum_62), .carry(total_carry_62));
  wire [8:0] total_sum_63;
  wire [8:0] total_carry_63;
  csa #(.W(9)) total_row_63 (.a({4'd0, total_sum_26}), .b(act_98_x5),
    .c({4'd0, total_sum_37}), .sum(total_sum_63), .carry(total_carry_63));
  wire [8:0] total_sum_64;
  wire [8:0] total_carry_64;
  csa #(.W(9)) total_row_64 (.a(~act_107_x9), .b({1'd0, total_sum_48}),
    .c({1'd0, total_sum_49}), .sum(total_sum_64), .carry(total_carry_64));
  wire [7:0] total_sum_65;
  wire [7:0] total_carry_65;
  csa #(.W(8)) total_row_65 (.a(total_sum_50), .b(total_sum_51), .c(total_sum_52),
    .sum(total_sum_65), .carry(total_carry_65));
  wire [7:0] total_sum_66;
  wire [7:0] total_carry_66;
  csa #(.W(8)) total_row_66 (.a({1'd0, total_carry_35[5:0], 1'd0}), .b({1'd0, total_sum_54}),
    .c({total_carry_40[6:0], 1'd0}), .sum(total_sum_66), .carry(total_carry_66));
  wire [6:0] total_sum_67;
  wire [6:0] total_carry_67;
  csa #(.W(7)) total_row_67 (.a(total_carry_41[6:0]), .b(total_carry_42[6:0]),
    .c(total_carry_43[6:0]), .sum(total_sum_67), .carry(total_carry_67));
  wire [7:0] total_sum_68;
  wire [7:0] total_carry_68;
  csa #(.W(8)) total_row_68 (.a({1'd0, total_sum_55}), .b({total_carry_44[6:0], 1'd0}),
    .c({1'd0, total_carry_45[5:0], 1'd0}), .sum(total_sum_68), .carry(total_carry_68));
  wire [9:0] total_sum_69;
  wire [9:0] total_carry_69;
  csa #(.W(10)) total_row_69 (.a({4'd0, total_sum_45}), .b({5'd0, total_sum_38}),
    .c(act_6_x12), .sum(total_sum_69), .carry(total_carry_69));
  wire [9:0] total_sum_70;
  wire [9:0] total_carry_70;
  csa #(.W(10)) total_row_70 (.a(~act_10_x10), .b(~act_21_x12), .c(act_26_x9),
    .sum(total_sum_70), .carry(total_carry_70));
  wire [9:0] total_sum_71;
  wire [9:0] total_carry_71;
  csa #(.W(10)) total_row_71 (.a(~act_42_x9), .b(act_69_x7), .c(act_74_x9),
    .sum(total_sum_71), .carry(total_carry_71));
  wire [9:0] total_sum_72;
  wire [9:0] total_carry_72;
  csa #(.W(10)) total_row_72 (.a(act_101_x13), .b(act_106_x10), .c({1'd0, total_sum_58}),
    .sum(total_sum_72), .carry(total_carry_72));
  wire [8:0] total_sum_73;
  wire [8:0] total_carry_73;
  csa #(.W(9)) total_row_73 (.a(total_sum_59), .b(total_sum_60), .c(total_sum_61),
    .sum(total_sum_73), .carry(total_carry_73));
  wire [8:0] total_sum_74;
  wire [8:0] total_carry_74;
  csa #(.W(9)) total_row_74 (.a(total_sum_62), .b({1'd0, total_sum_65}),
    .c({total_carry_48[7:0], 1'd0}), .sum(total_sum_74), .carry(total_carry_74));
  wire [7:0] total_sum_75;
  wire [7:0] total_carry_75;
  csa #(.W(8)) total_row_75 (.a(total_carry_49[7:0]), .b(total_carry_50[7:0]),
    .c(total_carry_51[7:0]), .sum(total_sum_75), .carry(total_carry_75));
  wire [8:0] total_sum_76;
  wire [8:0] total_carry_76;
  csa #(.W(9)) total_row_76 (.a({3'd0, total_sum_36}), .b({total_carry_52[7:0], 1'd0}),
    .c({3'd0, total_sum_53, 1'd0}), .sum(total_sum_76), .carry(total_carry_76));
  wire [6:0] total_sum_77;
  wire [6:0] total_carry_77;
  csa #(.W(7)) total_row_77 (.a(total_carry_54[6:0]), .b(total_sum_67),
    .c({total_carry_55[6:1], 1'd0}), .sum(total_sum_77), .carry(total_carry_77));
  wire [10:0] total_sum_78;
  wire [10:0] total_carry_78;
  csa #(.W(11)) total_row_78 (.a({6'd0, total_carry_53[2:2], 4'd0}),
    .b({6'd0, total_carry_57[3:3], 4'd0}), .c(~act_2_x19), .sum(total_sum_78),
    .carry(total_carry_78));
  wire [8:0] total_sum_79;
  wire [8:0] total_carry_79;
  csa #(.W(9)) total_row_79 (.a(total_sum_64), .b({1'd0, total_sum_66}),
    .c({1'd0, total_sum_68}), .sum(total_sum_79), .carry(total_carry_79));
  wire [9:0] total_sum_80;
  wire [9:0] total_carry_80;
  csa #(.W(10)) total_row_80 (.a(total_sum_70), .b(total_sum_71), .c({1'd0, total_sum_73}),
    .sum(total_sum_80), .carry(total_carry_80));
  wire [9:0] total_sum_81;
  wire [9:0] total_carry_81;
  csa #(.W(10)) total_row_81 (.a({3'd0, total_sum_39}), .b({4'd0, total_sum_46, 1'd0}),
    .c({total_carry_58[8:0], 1'd0}), .sum(total_sum_81), .carry(total_carry_81));
  wire [8:0] total_sum_82;
  wire [8:0] total_carry_82;
  csa #(.W(9)) total_row_82 (.a(total_carry_59[8:0]), .b(total_carry_60[8:0]),
    .c(total_carry_61[8:0]), .sum(total_sum_82), .carry(total_carry_82));
  wire [8:0] total_sum_83;
  wire [8:0] total_carry_83;
  csa #(.W(9)) total_row_83 (.a(total_carry_62[8:0]), .b({1'd0, total_carry_64[7:0]}),
    .c({1'd0, total_carry_65[7:0]}), .sum(total_sum_83), .carry(total_carry_83));
  wire [7:0] total_sum_84;
  wire [7:0] total_carry_84;
  csa #(.W(8)) total_row_84 (.a(total_sum_75), .b({1'd0, total_sum_77}),
    .c({1'd0, total_carry_66[6:1], 1'd0}), .sum(total_sum_84), .carry(total_carry_84));
  wire [8:0] total_sum_85;
  wire [8:0] total_carry_85;
  csa #(.W(9)) total_row_85 (.a({total_carry_67[6:0], 2'd0}),
    .b({1'd0, total_carry_68[6:1], 2'd0}), .c({1'd0, total_sum_47}), .sum(total_sum_85),
    .carry(total_carry_85));
  wire [9:0] total_sum_86;
  wire [9:0] total_carry_86;
  csa #(.W(10)) total_row_86 (.a({3'd0, total_sum_56}), .b(total_sum_72),
    .c({1'd0, total_sum_74}), .sum(total_sum_86), .carry(total_carry_86));
  wire [9:0] total_sum_87;
  wire [9:0] total_carry_87;
  csa #(.W(10)) total_row_87 (.a({5'd0, total_carry_63[4:0]}),
    .b({4'd0, total_carry_69[5:0]}), .c(total_carry_70[9:0]), .sum(total_sum_87),
    .carry(total_carry_87));
  wire [9:0] total_sum_88;
  wire [9:0] total_carry_88;
  csa #(.W(10)) total_row_88 (.a(total_carry_71[9:0]), .b({1'd0, total_carry_73[8:0]}),
    .c({1'd0, total_sum_82}), .sum(total_sum_88), .carry(total_carry_88));
  wire [7:0] total_sum_89;
  wire [7:0] total_carry_89;
  csa #(.W(8)) total_row_89 (.a(total_carry_75[7:0]), .b({3'd0, total_carry_76[5:1]}),
    .c({1'd0, total_carry_77[6:0]}), .sum(total_sum_89), .carry(total_carry_89));
  wire [10:0] total_sum_90;
  wire [10:0] total_carry_90;
  csa #(.W(11)) total_row_90 (.a({2'd0, total_sum_79}), .b({1'd0, total_sum_80}),
    .c({total_carry_72[9:0], 1'd0}), .sum(total_sum_90), .carry(total_carry_90));
  wire [8:0] total_sum_91;
  wire [8:0] total_carry_91;
  csa #(.W(9)) total_row_91 (.a(total_carry_74[8:0]), .b({1'd0, total_carry_79[7:0]}),
    .c(total_sum_83), .sum(total_sum_91), .carry(total_carry_91));
  wire [9:0] total_sum_92;
  wire [9:0] total_carry_92;
  csa #(.W(10)) total_row_92 (.a({2'd0, total_sum_84}), .b({total_carry_82[8:0], 1'd0}),
    .c({1'd0, total_carry_83[7:0], 1'd0}), .sum(total_sum_92), .carry(total_carry_92));
  wire [8:0] total_sum_93;
  wire [8:0] total_carry_93;
  csa #(.W(9)) total_row_93 (.a({total_carry_84[6:0], 2'd0}), .b(total_sum_57),
    .c(total_sum_63), .sum(total_sum_93), .carry(total_carry_93));
  wire [10:0] total_sum_94;
  wire [10:0] total_carry_94;
  csa #(.W(11)) total_row_94 (.a({2'd0, total_sum_76}), .b({2'd0, total_sum_85}),
    .c({total_carry_80[9:0], 1'd0}), .sum(total_sum_94), .carry(total_carry_94));
  wire [9:0] total_sum_95;
  wire [9:0] total_carry_95;
  csa #(.W(10)) total_row_95 (.a(total_sum_88), .b({3'd0, total_carry_81[6:1], 1'd0}),
    .c({3'd0, total_carry_87[5:0], 1'd0}), .sum(total_sum_95), .carry(total_carry_95));
  wire [10:0] total_sum_96;
  wire [10:0] total_carry_96;
  csa #(.W(11)) total_row_96 (.a({total_carry_88[8:0], 2'd0}),
    .b({2'd0, total_carry_85[7:2], 3'd0}), .c({1'd0, total_sum_69}), .sum(total_sum_96),
    .carry(total_carry_96));
  wire [9:0] total_sum_97;
  wire [9:0] total_carry_97;
  csa #(.W(10)) total_row_97 (.a({1'd0, total_sum_93}), .b({total_sum_91, 1'd0}),
    .c(total_sum_81), .sum(total_sum_97), .carry(total_carry_97));
  wire [10:0] total_sum_98;
  wire [10:0] total_carry_98;
  csa #(.W(11)) total_row_98 (.a({1'd0, total_sum_86}), .b(total_sum_90),
    .c({1'd0, total_carry_86[8:0], 1'd0}), .sum(total_sum_98), .carry(total_carry_98));
  wire [9:0] total_sum_99;
  wire [9:0] total_carry_99;
  csa #(.W(10)) total_row_99 (.a(total_carry_90[9:0]), .b(total_sum_92),
    .c({1'd0, total_carry_93[8:0]}), .sum(total_sum_99), .carry(total_carry_99));
  wire [9:0] total_sum_100;
  wire [9:0] total_carry_100;
  csa #(.W(10)) total_row_100 (.a({1'd0, total_carry_94[8:0]}),
    .b({1'd0, total_sum_89, 1'd0}), .c({total_carry_91[8:0], 1'd0}), .sum(total_sum_100),
    .carry(total_carry_100));
  wire [7:0] total_sum_101;
  wire [7:0] total_carry_101;
  csa #(.W(8)) total_row_101 (.a({1'd0, total_carry_89[6:0]}), .b(total_carry_92[8:1]),
    .c({2'd0, total_carry_95[6:1]}), .sum(total_sum_101), .carry(total_carry_101));
  wire [10:0] total_sum_102;
  wire [10:0] total_carry_102;
  csa #(.W(11)) total_row_102 (.a(total_sum_78), .b(total_sum_94), .c(total_sum_96),
    .sum(total_sum_102), .carry(total_carry_102));
  wire [10:0] total_sum_103;
  wire [10:0] total_carry_103;
  csa #(.W(11)) total_row_103 (.a({1'd0, total_sum_97}), .b({total_sum_87, 1'd0}),
    .c({total_carry_96[9:2], 3'd0}), .sum(total_sum_103), .carry(total_carry_103));
  wire [10:0] total_sum_104;
  wire [10:0] total_carry_104;
  csa #(.W(11)) total_row_104 (.a(total_sum_98), .b(total_sum_102), .c({total_sum_95, 1'd0}),
    .sum(total_sum_104), .carry(total_carry_104));
  wire [9:0] total_sum_105;
  wire [9:0] total_carry_105;
  csa #(.W(10)) total_row_105 (.a(total_carry_97[9:0]), .b(total_carry_98[9:0]),
    .c(total_sum_99), .sum(total_sum_105), .carry(total_carry_105));
  wire [10:0] total_sum_106;
  wire [10:0] total_carry_106;
  csa #(.W(11)) total_row_106 (.a({total_sum_100, 1'd0}), .b({total_carry_100[8:1], 3'd0}),
    .c(total_sum_103), .sum(total_sum_106), .carry(total_carry_106));
  wire [11:0] total_sum_107;
  wire [11:0] total_carry_107;
  csa #(.W(12)) total_row_107 (.a({1'd0, total_sum_104}), .b({total_carry_102[10:0], 1'd0}),
    .c({1'd0, total_sum_105, 1'd0}), .sum(total_sum_107), .carry(total_carry_107));
  wire [9:0] total_sum_108;
  wire [9:0] total_carry_108;
  csa #(.W(10)) total_row_108 (.a(total_carry_99[9:0]), .b({1'd0, total_sum_101, 1'd0}),
    .c({1'd0, total_carry_101[6:0], 2'd0}), .sum(total_sum_108), .carry(total_carry_108));
  wire [11:0] total_sum_109;
  wire [11:0] total_carry_109;
  csa #(.W(12)) total_row_109 (.a({1'd0, total_sum_106}), .b({total_carry_104[10:0], 1'd0}),
    .c({total_carry_103[10:1], 2'd0}), .sum(total_sum_109), .carry(total_carry_109));
  wire [11:0] total_sum_110;
  wire [11:0] total_carry_110;
  csa #(.W(12)) total_row_110 (.a({total_carry_105[9:0], 2'd0}), .b(total_sum_107),
    .c({total_carry_106[10:1], 2'd0}), .sum(total_sum_110), .carry(total_carry_110));
  wire [9:0] total_sum_111;
  wire [9:0] total_carry_111;
  csa #(.W(10)) total_row_111 (.a(total_carry_107[10:1]), .b(total_sum_108),
    .c({total_carry_108[8:1], 2'd0}), .sum(total_sum_111), .carry(total_carry_111));
  wire [11:0] total_sum_112;
  wire [11:0] total_carry_112;
  csa #(.W(12)) total_row_112 (.a(total_sum_109), .b(total_sum_110),
    .c({total_sum_111, 2'd0}), .sum(total_sum_112), .carry(total_carry_112));
  wire [12:0] total_sum_113;
  wire [12:0] total_carry_113;
  csa #(.W(13)) total_row_113 (.a({1'd0, total_sum_112}), .b({total_carry_109[11:1], 2'd0}),
    .c({total_carry_110[11:2], 3'd0}), .sum(total_sum_113), .carry(total_carry_113));
  wire [12:0] total_sum_114;
  wire [12:0] total_carry_114;
  csa #(.W(13)) total_row_114 (.a({total_carry_111[9:0], 3'd0}),
    .b({total_carry_112[11:0], 1'd0}), .c(total_sum_113), .sum(total_sum_114),
    .carry(total_carry_114));
  wire [13:0] total_sum_115;
  wire [13:0] total_carry_115;
  csa #(.W(14)) total_row_115 (.a({1'd0, total_sum_114}), .b({total_carry_113[12:2], 3'd0}),
    .c({total_carry_114[12:1], 2'd0}), .sum(total_sum_115), .carry(total_carry_115));
  wire [13:0] total_sum_116;
  wire [13:0] total_carry_116;
  csa #(.W(14)) total_row_116 (.a({10'd0, total_carry_46[1:0], 2'd0}),
    .b({9'd0, total_carry_56[3:1], 2'd0}), .c(total_sum_115), .sum(total_sum_116),
    .carry(total_carry_116));
  wire [11:0] total_sum_117;
  wire [11:0] total_carry_117;
  csa #(.W(12)) total_row_117 (.a({9'd0, total_carry_78[4:4], 2'd0}),
    .b({9'd0, total_carry_116[4:2]}), .c(total_carry_115[13:2]), .sum(total_sum_117),
    .carry(total_carry_117));
  wire [14:0] total_sum_118;
  wire [14:0] total_carry_118;
  csa #(.W(15)) total_row_118 (.a({8'd0, total_carry_117[2:0], 4'd0}),
    .b({1'd0, total_sum_116}), .c({total_sum_117, 3'd0}), .sum(total_sum_118),
    .carry(total_carry_118));
  wire [14:0] total_sum_119;
  wire [14:0] total_carry_119;
  csa #(.W(15)) total_row_119 (.a({13'd0, total_carry_24[0:0], 1'd0}),
    .b({12'd0, total_carry_30[1:1], 2'd0}), .c(total_sum_118), .sum(total_sum_119),
    .carry(total_carry_119));
  wire [14:0] total_sum_120;
  wire [14:0] total_carry_120;
  csa #(.W(15)) total_row_120 (.a({11'd0, total_carry_119[2:1], 2'd0}),
    .b({total_carry_118[13:3], 4'd0}), .c(total_sum_119), .sum(total_sum_120),
    .carry(total_carry_120));
  wire [14:0] total_sum_121;
  wire [14:0] total_carry_121;
  csa #(.W(15)) total_row_121 (.a(15'd22009), .b(total_sum_120),
    .c({total_carry_120[13:2], 3'd0}), .sum(total_sum_121), .carry(total_carry_121));
  ripple_adder #(.W(15)) total_adder (
    .a(total_sum_121),
    .b({total_carry_121[13:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_12 (
  input wire [7:0] act_1_x6, input wire [0:0] act_1_z3, input wire [6:0] act_2_x2,
    input wire [0:0] act_2_z3, input wire [7:0] act_3_x4, input wire [7:0] act_5_x3,
    input wire [0:0] act_5_z4, input wire [7:0] act_6_x4, input wire [1:0] act_7_x3,
    input wire [0:0] act_7_z4, input wire [8:0] act_9_x12, input wire [5:0] act_10_x1,
    input wire [6:0] act_11_x3, input wire [7:0] act_12_x7, input wire [8:0] act_13_x5,
    input wire [9:0] act_14_x10, input wire [0:0] act_15_x1, input wire [0:0] act_15_z4,
    input wire [7:0] act_16_x5, input wire [7:0] act_17_x8, input wire [8:0] act_18_x7,
    input wire [0:0] act_18_z4, input wire [8:0] act_19_x7, input wire [7:0] act_20_x9,
    input wire [0:0] act_20_z4, input wire [6:0] act_21_x1, input wire [0:0] act_21_z4,
    input wire [6:0] act_22_x2, input wire [3:0] act_23_x9, input wire [0:0] act_23_z4,
    input wire [6:0] act_24_x3, input wire [7:0] act_25_x31, input wire [8:0] act_26_x8,
    input wire [8:0] act_27_x9, input wire [6:0] act_28_x5, input wire [7:0] act_29_x3,
    input wire [0:0] act_29_z4, input wire [6:0] act_30_x2, input wire [2:0] act_31_x6,
    input wire [0:0] act_31_z3, input wire [4:0] act_32_x1, input wire [9:0] act_34_x9,
    input wire [0:0] act_34_z4, input wire [9:0] act_35_x19, input wire [8:0] act_36_x15,
    input wire [9:0] act_37_x8, input wire [7:0] act_38_x3, input wire [0:0] act_38_z4,
    input wire [2:0] act_39_x7, input wire [0:0] act_39_z4, input wire [8:0] act_40_x12,
    input wire [0:0] act_40_z2, input wire [6:0] act_41_x3, input wire [6:0] act_42_x2,
    input wire [8:0] act_43_x9, input wire [6:0] act_44_x3, input wire [6:0] act_45_x1,
    input wire [0:0] act_45_z4, input wire [5:0] act_46_x1, input wire [2:0] act_47_x4,
    input wire [0:0] act_47_z2, input wire [5:0] act_48_x2, input wire [0:0] act_48_z3,
    input wire [7:0] act_49_x6, input wire [0:0] act_49_z3, input wire [8:0] act_50_x7,
    input wire [8:0] act_51_x8, input wire [6:0] act_52_x10, input wire [7:0] act_54_x4,
    input wire [2:0] act_55_x6, input wire [0:0] act_55_z3, input wire [6:0] act_56_x3,
    input wire [0:0] act_56_z4, input wire [5:0] act_57_x10, input wire [9:0] act_58_x11,
    input wire [8:0] act_59_x11, input wire [4:0] act_60_x3, input wire [8:0] act_61_x9,
    input wire [7:0] act_62_x4, input wire [1:0] act_63_x2, input wire [0:0] act_63_z3,
    input wire [8:0] act_64_x14, input wire [7:0] act_65_x7, input wire [0:0] act_65_z4,
    input wire [7:0] act_66_x3, input wire [0:0] act_66_z4, input wire [8:0] act_67_x10,
    input wire [7:0] act_68_x9, input wire [0:0] act_68_z4, input wire [6:0] act_69_x1,
    input wire [0:0] act_69_z4, input wire [3:0] act_71_x9, input wire [0:0] act_71_z4,
    input wire [8:0] act_72_x13, input wire [6:0] act_73_x16, input wire [9:0] act_74_x12,
    input wire [8:0] act_75_x12, input wire [4:0] act_76_x1, input wire [8:0] act_77_x7,
    input wire [7:0] act_78_x3, input wire [3:0] act_79_x11, input wire [0:0] act_79_z4,
    input wire [6:0] act_96_x5, input wire [0:0] act_96_z4, input wire [9:0] act_98_x13,
    input wire [8:0] act_99_x8, input wire [7:0] act_100_x16, input wire [8:0] act_101_x8,
    input wire [7:0] act_102_x3, input wire [2:0] act_103_x4, input wire [0:0] act_103_z2,
    input wire [5:0] act_104_x2, input wire [6:0] act_105_x14, input wire [9:0] act_106_x13,
    input wire [8:0] act_107_x9, input wire [4:0] act_108_x2, input wire [8:0] act_109_x8,
    input wire [7:0] act_110_x5, input wire [2:0] act_111_x6, input wire [0:0] act_111_z3,
    output wire [14:0] sum
);
  wire [14:0] total;
`ifdef CARRY_CHAINS
  wire [2:0] total_part_0;
  adder #(.W(3)) total_add_0 (.a({1'd0, ~act_63_x2}),
    .b({1'd0, ~act_7_x3}), .carry_in(act_1_z3), .sum(total_part_0));
  wire [3:0] total_part_1;
  adder #(.W(4)) total_add_1 (.a({1'd0, total_part_0}),
    .b({1'd0, ~act_31_x6}), .carry_in(act_2_z3), .sum(total_part_1));
  wire [4:0] total_part_2;
  adder #(.W(5)) total_add_2 (.a({1'd0, total_part_1}),
    .b({2'd0, ~act_39_x7}), .carry_in(act_5_z4), .sum(total_part_2));
  wire [5:0] total_part_3;
  adder #(.W(6)) total_add_3 (.a({1'd0, act_32_x1}),
    .b({3'd0, ~act_47_x4}), .carry_in(act_7_z4), .sum(total_part_3));
  wire [5:0] total_part_4;
  adder #(.W(6)) total_add_4 (.a({1'd0, act_60_x3}),
    .b({3'd0, ~act_55_x6}), .carry_in(~act_15_x1), .sum(total_part_4));
  wire [5:0] total_part_5;
  adder #(.W(6)) total_add_5 (.a({1'd0, act_76_x1}),
    .b({3'd0, ~act_103_x4}), .carry_in(act_15_z4), .sum(total_part_5));
  wire [5:0] total_part_6;
  adder #(.W(6)) total_add_6 (.a({1'd0, act_108_x2}),
    .b({3'd0, ~act_111_x6}), .carry_in(act_18_z4), .sum(total_part_6));
  wire [5:0] total_part_7;
  adder #(.W(6)) total_add_7 (.a({1'd0, total_part_2}),
    .b({2'd0, ~act_23_x9}), .carry_in(act_20_z4), .sum(total_part_7));
  wire [6:0] total_part_8;
  adder #(.W(7)) total_add_8 (.a({1'd0, act_10_x1}),
    .b({3'd0, ~act_71_x9}), .carry_in(act_21_z4), .sum(total_part_8));
  wire [6:0] total_part_9;
  adder #(.W(7)) total_add_9 (.a({1'd0, act_46_x1}),
    .b({3'd0, ~act_79_x11}), .carry_in(act_23_z4), .sum(total_part_9));
  wire [6:0] total_part_10;
  adder #(.W(7)) total_add_10 (.a({1'd0, act_57_x10}),
    .b({1'd0, ~act_48_x2}), .carry_in(act_29_z4), .sum(total_part_10));
  wire [6:0] total_part_11;
  adder #(.W(7)) total_add_11 (.a({1'd0, act_104_x2}),
    .b({1'd0, total_part_3}), .carry_in(act_31_z3), .sum(total_part_11));
  wire [6:0] total_part_12;
  adder #(.W(7)) total_add_12 (.a({1'd0, total_part_4}),
    .b({1'd0, total_part_5}), .carry_in(act_34_z4), .sum(total_part_12));
  wire [6:0] total_part_13;
  adder #(.W(7)) total_add_13 (.a({1'd0, total_part_6}),
    .b({1'd0, total_part_7}), .carry_in(act_38_z4), .sum(total_part_13));
  wire [7:0] total_part_14;
  adder #(.W(8)) total_add_14 (.a({1'd0, act_11_x3}),
    .b({1'd0, ~act_2_x2}), .carry_in(act_39_z4), .sum(total_part_14));
  wire [7:0] total_part_15;
  adder #(.W(8)) total_add_15 (.a({1'd0, act_22_x2}),
    .b({1'd0, ~act_21_x1}), .carry_in(act_40_z2), .sum(total_part_15));
  wire [7:0] total_part_16;
  adder #(.W(8)) total_add_16 (.a({1'd0, act_24_x3}),
    .b({1'd0, act_28_x5}), .carry_in(act_45_z4), .sum(total_part_16));
  wire [7:0] total_part_17;
  adder #(.W(8)) total_add_17 (.a({1'd0, act_30_x2}),
    .b({1'd0, act_41_x3}), .carry_in(act_47_z2), .sum(total_part_17));
  wire [7:0] total_part_18;
  adder #(.W(8)) total_add_18 (.a({1'd0, act_42_x2}),
    .b({1'd0, act_44_x3}), .carry_in(act_48_z3), .sum(total_part_18));
  wire [7:0] total_part_19;
  adder #(.W(8)) total_add_19 (.a({1'd0, act_52_x10}),
    .b({1'd0, ~act_45_x1}), .carry_in(act_49_z3), .sum(total_part_19));
  wire [7:0] total_part_20;
  adder #(.W(8)) total_add_20 (.a({1'd0, act_73_x16}),
    .b({1'd0, ~act_56_x3}), .carry_in(act_55_z3), .sum(total_part_20));
  wire [7:0] total_part_21;
  adder #(.W(8)) total_add_21 (.a({1'd0, act_105_x14}),
    .b({1'd0, ~act_69_x1}), .carry_in(act_56_z4), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, total_part_8}),
    .b({1'd0, ~act_96_x5}), .carry_in(act_63_z3), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, total_part_9}),
    .b({1'd0, total_part_10}), .carry_in(act_65_z4), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, total_part_11}),
    .b({1'd0, total_part_12}), .carry_in(act_66_z4), .sum(total_part_24));
  wire [8:0] total_part_25;
  adder #(.W(9)) total_add_25 (.a({2'd0, total_part_13}),
    .b({1'd0, ~act_1_x6}), .carry_in(act_68_z4), .sum(total_part_25));
  wire [8:0] total_part_26;
  adder #(.W(9)) total_add_26 (.a({1'd0, act_3_x4}),
    .b({1'd0, ~act_5_x3}), .carry_in(act_69_z4), .sum(total_part_26));
  wire [8:0] total_part_27;
  adder #(.W(9)) total_add_27 (.a({1'd0, act_6_x4}),
    .b({1'd0, act_12_x7}), .carry_in(act_71_z4), .sum(total_part_27));
  wire [8:0] total_part_28;
  adder #(.W(9)) total_add_28 (.a({1'd0, act_16_x5}),
    .b({1'd0, act_17_x8}), .carry_in(act_79_z4), .sum(total_part_28));
  wire [8:0] total_part_29;
  adder #(.W(9)) total_add_29 (.a({1'd0, act_25_x31}),
    .b({1'd0, ~act_20_x9}), .carry_in(act_96_z4), .sum(total_part_29));
  wire [8:0] total_part_30;
  adder #(.W(9)) total_add_30 (.a({1'd0, act_54_x4}),
    .b({1'd0, ~act_29_x3}), .carry_in(act_103_z2), .sum(total_part_30));
  wire [8:0] total_part_31;
  adder #(.W(9)) total_add_31 (.a({1'd0, act_62_x4}),
    .b({1'd0, ~act_38_x3}), .carry_in(act_111_z3), .sum(total_part_31));
  wire [8:0] total_part_32;
  adder #(.W(9)) total_add_32 (.a({1'd0, act_78_x3}),
    .b({1'd0, ~act_49_x6}), .carry_in(1'b0), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({1'd0, act_100_x16}),
    .b({1'd0, ~act_65_x7}), .carry_in(1'b0), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, act_102_x3}),
    .b({1'd0, ~act_66_x3}), .carry_in(1'b0), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, act_110_x5}),
    .b({1'd0, ~act_68_x9}), .carry_in(1'b0), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, total_part_14}),
    .b({1'd0, total_part_15}), .carry_in(1'b0), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, total_part_16}),
    .b({1'd0, total_part_17}), .carry_in(1'b0), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, total_part_18}),
    .b({1'd0, total_part_19}), .carry_in(1'b0), .sum(total_part_38));
  wire [8:0] total_part_39;
  adder #(.W(9)) total_add_39 (.a({1'd0, total_part_20}),
    .b({1'd0, total_part_21}), .carry_in(1'b0), .sum(total_part_39));
  wire [8:0] total_part_40;
  adder #(.W(9)) total_add_40 (.a({1'd0, total_part_22}),
    .b({1'd0, total_part_23}), .carry_in(1'b0), .sum(total_part_40));
  wire [9:0] total_part_41;
  adder #(.W(10)) total_add_41 (.a({2'd0, total_part_24}),
    .b({1'd0, act_9_x12}), .carry_in(1'b0), .sum(total_part_41));
  wire [9:0] total_part_42;
  adder #(.W(10)) total_add_42 (.a({1'd0, act_13_x5}),
    .b({1'd0, ~act_18_x7}), .carry_in(1'b0), .sum(total_part_42));
  wire [9:0] total_part_43;
  adder #(.W(10)) total_add_43 (.a({1'd0, act_19_x7}),
    .b({1'd0, act_26_x8}), .carry_in(1'b0), .sum(total_part_43));
  wire [9:0] total_part_44;
  adder #(.W(10)) total_add_44 (.a({1'd0, act_27_x9}),
    .b({1'd0, act_36_x15}), .carry_in(1'b0), .sum(total_part_44));
  wire [9:0] total_part_45;
  adder #(.W(10)) total_add_45 (.a({1'd0, act_43_x9}),
    .b({1'd0, ~act_40_x12}), .carry_in(1'b0), .sum(total_part_45));
  wire [9:0] total_part_46;
  adder #(.W(10)) total_add_46 (.a({1'd0, act_50_x7}),
    .b({1'd0, act_51_x8}), .carry_in(1'b0), .sum(total_part_46));
  wire [9:0] total_part_47;
  adder #(.W(10)) total_add_47 (.a({1'd0, act_59_x11}),
    .b({1'd0, act_61_x9}), .carry_in(1'b0), .sum(total_part_47));
  wire [9:0] total_part_48;
  adder #(.W(10)) total_add_48 (.a({1'd0, act_64_x14}),
    .b({1'd0, act_67_x10}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, act_72_x13}),
    .b({1'd0, act_75_x12}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, act_77_x7}),
    .b({1'd0, act_99_x8}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, act_101_x8}),
    .b({1'd0, act_107_x9}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, act_109_x8}),
    .b({1'd0, total_part_25}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, total_part_26}),
    .b({1'd0, total_part_27}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, total_part_28}),
    .b({1'd0, total_part_29}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, total_part_30}),
    .b({1'd0, total_part_31}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, total_part_32}),
    .b({1'd0, total_part_33}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, total_part_34}),
    .b({1'd0, total_part_35}), .carry_in(1'b0), .sum(total_part_57));
  wire [9:0] total_part_58;
  adder #(.W(10)) total_add_58 (.a({1'd0, total_part_36}),
    .b({1'd0, total_part_37}), .carry_in(1'b0), .sum(total_part_58));
  wire [9:0] total_part_59;
  adder #(.W(10)) total_add_59 (.a({1'd0, total_part_38}),
    .b({1'd0, total_part_39}), .carry_in(1'b0), .sum(total_part_59));
  wire [10:0] total_part_60;
  adder #(.W(11)) total_add_60 (.a({2'd0, total_part_40}),
    .b({1'd0, act_14_x10}), .carry_in(1'b0), .sum(total_part_60));
  wire [10:0] total_part_61;
  adder #(.W(11)) total_add_61 (.a({1'd0, act_35_x19}),
    .b({1'd0, ~act_34_x9}), .carry_in(1'b0), .sum(total_part_61));
  wire [10:0] total_part_62;
  adder #(.W(11)) total_add_62 (.a({1'd0, act_37_x8}),
    .b({1'd0, act_58_x11}), .carry_in(1'b0), .sum(total_part_62));
  wire [10:0] total_part_63;
  adder #(.W(11)) total_add_63 (.a({1'd0, act_74_x12}),
    .b({1'd0, act_98_x13}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({1'd0, act_106_x13}),
    .b({1'd0, total_part_41}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, total_part_42}),
    .b({1'd0, total_part_43}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, total_part_44}),
    .b({1'd0, total_part_45}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, total_part_46}),
    .b({1'd0, total_part_47}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, total_part_48}),
    .b({1'd0, total_part_49}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_71));
  wire [10:0] total_part_72;
  adder #(.W(11)) total_add_72 (.a({1'd0, total_part_56}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_72));
  wire [10:0] total_part_73;
  adder #(.W(11)) total_add_73 (.a({1'd0, total_part_58}),
    .b({1'd0, total_part_59}), .carry_in(1'b0), .sum(total_part_73));
  wire [11:0] total_part_74;
  adder #(.W(12)) total_add_74 (.a({1'd0, total_part_60}),
    .b({1'd0, total_part_61}), .carry_in(1'b0), .sum(total_part_74));
  wire [11:0] total_part_75;
  adder #(.W(12)) total_add_75 (.a({1'd0, total_part_62}),
    .b({1'd0, total_part_63}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({1'd0, total_part_64}),
    .b({1'd0, total_part_65}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, total_part_66}),
    .b({1'd0, total_part_67}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_68}),
    .b({1'd0, total_part_69}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_70}),
    .b({1'd0, total_part_71}), .carry_in(1'b0), .sum(total_part_79));
  wire [11:0] total_part_80;
  adder #(.W(12)) total_add_80 (.a({1'd0, total_part_72}),
    .b({1'd0, total_part_73}), .carry_in(1'b0), .sum(total_part_80));
  wire [12:0] total_part_81;
  adder #(.W(13)) total_add_81 (.a({1'd0, total_part_74}),
    .b({1'd0, total_part_75}), .carry_in(1'b0), .sum(total_part_81));
  wire [12:0] total_part_82;
  adder #(.W(13)) total_add_82 (.a({1'd0, total_part_76}),
    .b({1'd0, total_part_77}), .carry_in(1'b0), .sum(total_part_82));
  wire [12:0] total_part_83;
  adder #(.W(13)) total_add_83 (.a({1'd0, total_part_78}),
    .b({1'd0, total_part_79}), .carry_in(1'b0), .sum(total_part_83));
  wire [13:0] total_part_84;
  adder #(.W(14)) total_add_84 (.a({2'd0, total_part_80}),
    .b({1'd0, total_part_81}), .carry_in(1'b0), .sum(total_part_84));
  wire [13:0] total_part_85;
  adder #(.W(14)) total_add_85 (.a({1'd0, total_part_82}),
    .b({1'd0, total_part_83}), .carry_in(1'b0), .sum(total_part_85));
  wire [14:0] total_part_86;
  adder #(.W(15)) total_add_86 (.a({1'd0, total_part_84}),
    .b({1'd0, total_part_85}), .carry_in(1'b0), .sum(total_part_86));
  wire [14:0] total_part_87;
  adder #(.W(15)) total_add_87 (.a(15'd27558),
    .b(total_part_86), .carry_in(1'b0), .sum(total_part_87));
  assign total = total_part_87;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_1_z3), .b(act_2_z3), .c(act_5_z4), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_7_z4), .b(~act_15_x1), .c(act_15_z4), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_18_z4), .b(act_20_z4), .c(act_21_z4), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_23_z4), .b(act_29_z4), .c(act_31_z3), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_34_z4), .b(act_38_z4), .c(act_39_z4), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_40_z2), .b(act_45_z4), .c(act_47_z2), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_48_z3), .b(act_49_z3), .c(act_55_z3), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_56_z4), .b(act_63_z3), .c(act_65_z4), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_66_z4), .b(act_68_z4), .c(act_69_z4), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_71_z4), .b(act_79_z4), .c(act_96_z4), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [1:0] total_sum_10;
  wire [1:0] total_carry_10;
  csa #(.W(2)) total_row_10 (.a({1'd0, act_103_z2}), .b({1'd0, act_111_z3}), .c(~act_7_x3),
    .sum(total_sum_10), .carry(total_carry_10));
  wire [1:0] total_sum_11;
  wire [1:0] total_carry_11;
  csa #(.W(2)) total_row_11 (.a(~act_63_x2), .b({1'd0, total_sum_0}),
    .c({1'd0, total_sum_1}), .sum(total_sum_11), .carry(total_carry_11));
  wire [0:0] total_sum_12;
  wire [0:0] total_carry_12;
  csa #(.W(1)) total_row_12 (.a(total_sum_2), .b(total_sum_3), .c(total_sum_4),
    .sum(total_sum_12), .carry(total_carry_12));
  wire [2:0] total_sum_13;
  wire [2:0] total_carry_13;
  csa #(.W(3)) total_row_13 (.a(~act_31_x6), .b(~act_39_x7), .c(~act_47_x4),
    .sum(total_sum_13), .carry(total_carry_13));
  wire [2:0] total_sum_14;
  wire [2:0] total_carry_14;
  csa #(.W(3)) total_row_14 (.a(~act_55_x6), .b(~act_103_x4), .c(~act_111_x6),
    .sum(total_sum_14), .carry(total_carry_14));
  wire [0:0] total_sum_15;
  wire [0:0] total_carry_15;
  csa #(.W(1)) total_row_15 (.a(total_sum_5), .b(total_sum_6), .c(total_sum_7),
    .sum(total_sum_15), .carry(total_carry_15));
  wire [1:0] total_sum_16;
  wire [1:0] total_carry_16;
  csa #(.W(2)) total_row_16 (.a({1'd0, total_sum_8}), .b({1'd0, total_sum_9}),
    .c(total_sum_10), .sum(total_sum_16), .carry(total_carry_16));
  wire [0:0] total_sum_17;
  wire [0:0] total_carry_17;
  csa #(.W(1)) total_row_17 (.a(total_carry_0[0:0]), .b(total_carry_1[0:0]),
    .c(total_carry_2[0:0]), .sum(total_sum_17), .carry(total_carry_17));
  wire [0:0] total_sum_18;
  wire [0:0] total_carry_18;
  csa #(.W(1)) total_row_18 (.a(total_carry_3[0:0]), .b(total_carry_4[0:0]),
    .c(total_carry_5[0:0]), .sum(total_sum_18), .carry(total_carry_18));
  wire [3:0] total_sum_19;
  wire [3:0] total_carry_19;
  csa #(.W(4)) total_row_19 (.a({2'd0, total_carry_6[0:0], 1'd0}),
    .b({2'd0, total_carry_7[0:0], 1'd0}), .c(~act_23_x9), .sum(total_sum_19),
    .carry(total_carry_19));
  wire [3:0] total_sum_20;
  wire [3:0] total_carry_20;
  csa #(.W(4)) total_row_20 (.a({2'd0, total_carry_8[0:0], 1'd0}),
    .b({2'd0, total_carry_9[0:0], 1'd0}), .c(~act_71_x9), .sum(total_sum_20),
    .carry(total_carry_20));
  wire [3:0] total_sum_21;
  wire [3:0] total_carry_21;
  csa #(.W(4)) total_row_21 (.a(~act_79_x11), .b({1'd0, total_sum_13}),
    .c({1'd0, total_sum_14}), .sum(total_sum_21), .carry(total_carry_21));
  wire [1:0] total_sum_22;
  wire [1:0] total_carry_22;
  csa #(.W(2)) total_row_22 (.a({total_carry_10[0:0], 1'd0}), .b(total_sum_11),
    .c({total_carry_11[0:0], 1'd0}), .sum(total_sum_22), .carry(total_carry_22));
  wire [1:0] total_sum_23;
  wire [1:0] total_carry_23;
  csa #(.W(2)) total_row_23 (.a({1'd0, total_sum_12}), .b({1'd0, total_sum_15}),
    .c(total_sum_16), .sum(total_sum_23), .carry(total_carry_23));
  wire [4:0] total_sum_24;
  wire [4:0] total_carry_24;
  csa #(.W(5)) total_row_24 (.a(act_32_x1), .b(act_60_x3), .c(act_76_x1), .sum(total_sum_24),
    .carry(total_carry_24));
  wire [4:0] total_sum_25;
  wire [4:0] total_carry_25;
  csa #(.W(5)) total_row_25 (.a({3'd0, total_carry_12[0:0], 1'd0}),
    .b({3'd0, total_carry_15[0:0], 1'd0}), .c(act_108_x2), .sum(total_sum_25),
    .carry(total_carry_25));
  wire [2:0] total_sum_26;
  wire [2:0] total_carry_26;
  csa #(.W(3)) total_row_26 (.a({2'd0, total_carry_16[0:0]}), .b({2'd0, total_sum_17}),
    .c(total_carry_13[2:0]), .sum(total_sum_26), .carry(total_carry_26));
  wire [2:0] total_sum_27;
  wire [2:0] total_carry_27;
  csa #(.W(3)) total_row_27 (.a(total_carry_14[2:0]), .b({1'd0, total_carry_17[0:0], 1'd0}),
    .c({1'd0, total_carry_18[0:0], 1'd0}), .sum(total_sum_27), .carry(total_carry_27));
  wire [5:0] total_sum_28;
  wire [5:0] total_carry_28;
  csa #(.W(6)) total_row_28 (.a({3'd0, total_carry_19[1:1], 2'd0}),
    .b({3'd0, total_carry_20[1:1], 2'd0}), .c(act_10_x1), .sum(total_sum_28),
    .carry(total_carry_28));
  wire [5:0] total_sum_29;
  wire [5:0] total_carry_29;
  csa #(.W(6)) total_row_29 (.a(act_46_x1), .b(~act_48_x2), .c(act_57_x10),
    .sum(total_sum_29), .carry(total_carry_29));
  wire [5:0] total_sum_30;
  wire [5:0] total_carry_30;
  csa #(.W(6)) total_row_30 (.a(act_104_x2), .b({2'd0, total_sum_19}),
    .c({2'd0, total_sum_20}), .sum(total_sum_30), .carry(total_carry_30));
  wire [4:0] total_sum_31;
  wire [4:0] total_carry_31;
  csa #(.W(5)) total_row_31 (.a({3'd0, total_sum_18, 1'd0}),
    .b({3'd0, total_carry_23[0:0], 1'd0}), .c(total_sum_24), .sum(total_sum_31),
    .carry(total_carry_31));
  wire [6:0] total_sum_32;
  wire [6:0] total_carry_32;
  csa #(.W(7)) total_row_32 (.a({5'd0, total_sum_22}), .b({5'd0, total_sum_23}),
    .c(~act_2_x2), .sum(total_sum_32), .carry(total_carry_32));
  wire [6:0] total_sum_33;
  wire [6:0] total_carry_33;
  csa #(.W(7)) total_row_33 (.a(act_11_x3), .b(~act_21_x1), .c(act_22_x2),
    .sum(total_sum_33), .carry(total_carry_33));
  wire [6:0] total_sum_34;
  wire [6:0] total_carry_34;
  csa #(.W(7)) total_row_34 (.a(act_24_x3), .b(act_28_x5), .c(act_30_x2), .sum(total_sum_34),
    .carry(total_carry_34));
  wire [6:0] total_sum_35;
  wire [6:0] total_carry_35;
  csa #(.W(7)) total_row_35 (.a(act_41_x3), .b(act_42_x2), .c(act_44_x3), .sum(total_sum_35),
    .carry(total_carry_35));
  wire [6:0] total_sum_36;
  wire [6:0] total_carry_36;
  csa #(.W(7)) total_row_36 (.a(~act_45_x1), .b(act_52_x10), .c(~act_56_x3),
    .sum(total_sum_36), .carry(total_carry_36));
  wire [6:0] total_sum_37;
  wire [6:0] total_carry_37;
  csa #(.W(7)) total_row_37 (.a(~act_69_x1), .b(act_73_x16), .c(~act_96_x5),
    .sum(total_sum_37), .carry(total_carry_37));
  wire [5:0] total_sum_38;
  wire [5:0] total_carry_38;
  csa #(.W(6)) total_row_38 (.a({2'd0, total_sum_21}), .b({2'd0, total_carry_21[2:0], 1'd0}),
    .c({total_carry_24[4:0], 1'd0}), .sum(total_sum_38), .carry(total_carry_38));
  wire [6:0] total_sum_39;
  wire [6:0] total_carry_39;
  csa #(.W(7)) total_row_39 (.a({4'd0, total_carry_22[1:1], 2'd0}),
    .b({4'd0, total_carry_25[1:1], 2'd0}), .c(act_105_x14), .sum(total_sum_39),
    .carry(total_carry_39));
  wire [5:0] total_sum_40;
  wire [5:0] total_carry_40;
  csa #(.W(6)) total_row_40 (.a(total_sum_29), .b({2'd0, total_sum_26, 1'd0}),
    .c({2'd0, total_sum_27, 1'd0}), .sum(total_sum_40), .carry(total_carry_40));
  wire [7:0] total_sum_41;
  wire [7:0] total_carry_41;
  csa #(.W(8)) total_row_41 (.a(~act_1_x6), .b(act_3_x4), .c(~act_5_x3), .sum(total_sum_41),
    .carry(total_carry_41));
  wire [7:0] total_sum_42;
  wire [7:0] total_carry_42;
  csa #(.W(8)) total_row_42 (.a(act_6_x4), .b(act_12_x7), .c(act_16_x5), .sum(total_sum_42),
    .carry(total_carry_42));
  wire [7:0] total_sum_43;
  wire [7:0] total_carry_43;
  csa #(.W(8)) total_row_43 (.a(act_17_x8), .b(~act_20_x9), .c(act_25_x31),
    .sum(total_sum_43), .carry(total_carry_43));
  wire [7:0] total_sum_44;
  wire [7:0] total_carry_44;
  csa #(.W(8)) total_row_44 (.a(~act_29_x3), .b(~act_38_x3), .c(~act_49_x6),
    .sum(total_sum_44), .carry(total_carry_44));
  wire [7:0] total_sum_45;
  wire [7:0] total_carry_45;
  csa #(.W(8)) total_row_45 (.a(act_54_x4), .b(act_62_x4), .c(~act_65_x7),
    .sum(total_sum_45), .carry(total_carry_45));
  wire [7:0] total_sum_46;
  wire [7:0] total_carry_46;
  csa #(.W(8)) total_row_46 (.a(~act_66_x3), .b(~act_68_x9), .c(act_78_x3),
    .sum(total_sum_46), .carry(total_carry_46));
  wire [7:0] total_sum_47;
  wire [7:0] total_carry_47;
  csa #(.W(8)) total_row_47 (.a(act_100_x16), .b(act_102_x3), .c(act_110_x5),
    .sum(total_sum_47), .carry(total_carry_47));
  wire [6:0] total_sum_48;
  wire [6:0] total_carry_48;
  csa #(.W(7)) total_row_48 (.a({3'd0, total_carry_27[1:1], 3'd0}),
    .b({3'd0, total_carry_28[2:2], 3'd0}), .c(total_sum_33), .sum(total_sum_48),
    .carry(total_carry_48));
  wire [6:0] total_sum_49;
  wire [6:0] total_carry_49;
  csa #(.W(7)) total_row_49 (.a(total_sum_34), .b(total_sum_35), .c(total_sum_36),
    .sum(total_sum_49), .carry(total_carry_49));
  wire [6:0] total_sum_50;
  wire [6:0] total_carry_50;
  csa #(.W(7)) total_row_50 (.a({2'd0, total_sum_25}), .b({total_carry_29[5:0], 1'd0}),
    .c({2'd0, total_carry_30[3:0], 1'd0}), .sum(total_sum_50), .carry(total_carry_50));
  wire [8:0] total_sum_51;
  wire [8:0] total_carry_51;
  csa #(.W(9)) total_row_51 (.a({6'd0, total_carry_26[0:0], 2'd0}),
    .b({6'd0, total_carry_31[1:1], 2'd0}), .c(act_9_x12), .sum(total_sum_51),
    .carry(total_carry_51));
  wire [8:0] total_sum_52;
  wire [8:0] total_carry_52;
  csa #(.W(9)) total_row_52 (.a(act_13_x5), .b(~act_18_x7), .c(act_19_x7),
    .sum(total_sum_52), .carry(total_carry_52));
  wire [8:0] total_sum_53;
  wire [8:0] total_carry_53;
  csa #(.W(9)) total_row_53 (.a(act_26_x8), .b(act_27_x9), .c(act_36_x15),
    .sum(total_sum_53), .carry(total_carry_53));
  wire [8:0] total_sum_54;
  wire [8:0] total_carry_54;
  csa #(.W(9)) total_row_54 (.a(~act_40_x12), .b(act_43_x9), .c(act_50_x7),
    .sum(total_sum_54), .carry(total_carry_54));
  wire [8:0] total_sum_55;
  wire [8:0] total_carry_55;
  csa #(.W(9)) total_row_55 (.a(act_51_x8), .b(act_59_x11), .c(act_61_x9),
    .sum(total_sum_55), .carry(total_carry_55));
  wire [8:0] total_sum_56;
  wire [8:0] total_carry_56;
  csa #(.W(9)) total_row_56 (.a(act_64_x14), .b(act_67_x10), .c(act_72_x13),
    .sum(total_sum_56), .carry(total_carry_56));
  wire [8:0] total_sum_57;
  wire [8:0] total_carry_57;
  csa #(.W(9)) total_row_57 (.a(act_75_x12), .b(act_77_x7), .c(act_99_x8),
    .sum(total_sum_57), .carry(total_carry_57));
  wire [8:0] total_sum_58;
  wire [8:0] total_carry_58;
  csa #(.W(9)) total_row_58 (.a(act_101_x8), .b(act_107_x9), .c(act_109_x8),
    .sum(total_sum_58), .carry(total_carry_58));
  wire [6:0] total_sum_59;
  wire [6:0] total_carry_59;
  csa #(.W(7)) total_row_59 (.a(total_sum_37), .b({1'd0, total_sum_28}),
    .c({1'd0, total_sum_30}), .sum(total_sum_59), .carry(total_carry_59));
  wire [7:0] total_sum_60;
  wire [7:0] total_carry_60;
  csa #(.W(8)) total_row_60 (.a(total_sum_41), .b(total_sum_42), .c(total_sum_43),
    .sum(total_sum_60), .carry(total_carry_60));
  wire [7:0] total_sum_61;
  wire [7:0] total_carry_61;
  csa #(.W(8)) total_row_61 (.a(total_sum_44), .b(total_sum_45), .c(total_sum_46),
    .sum(total_sum_61), .carry(total_carry_61));
  wire [7:0] total_sum_62;
  wire [7:0] total_carry_62;
  csa #(.W(8)) total_row_62 (.a({2'd0, total_sum_38}), .b(total_sum_47),
    .c({1'd0, total_sum_49}), .sum(total_sum_62), .carry(total_carry_62));
  wire [6:0] total_sum_63;
  wire [6:0] total_carry_63;
  csa #(.W(7)) total_row_63 (.a(total_carry_33[6:0]), .b(total_carry_34[6:0]),
    .c(total_carry_35[6:0]), .sum(total_sum_63), .carry(total_carry_63));
  wire [6:0] total_sum_64;
  wire [6:0] total_carry_64;
  csa #(.W(7)) total_row_64 (.a({3'd0, total_carry_38[3:1], 1'd0}), .b(total_carry_36[6:0]),
    .c({3'd0, total_carry_40[3:1], 1'd0}), .sum(total_sum_64), .carry(total_carry_64));
  wire [9:0] total_sum_65;
  wire [9:0] total_carry_65;
  csa #(.W(10)) total_row_65 (.a({6'd0, total_carry_39[2:2], 3'd0}),
    .b({6'd0, total_carry_51[2:2], 3'd0}), .c(act_14_x10), .sum(total_sum_65),
    .carry(total_carry_65));
  wire [9:0] total_sum_66;
  wire [9:0] total_carry_66;
  csa #(.W(10)) total_row_66 (.a(~act_34_x9), .b(act_35_x19), .c(act_37_x8),
    .sum(total_sum_66), .carry(total_carry_66));
  wire [9:0] total_sum_67;
  wire [9:0] total_carry_67;
  csa #(.W(10)) total_row_67 (.a(act_58_x11), .b(act_74_x12), .c(act_98_x13),
    .sum(total_sum_67), .carry(total_carry_67));
  wire [9:0] total_sum_68;
  wire [9:0] total_carry_68;
  csa #(.W(10)) total_row_68 (.a(act_106_x13), .b({1'd0, total_sum_52}),
    .c({1'd0, total_sum_53}), .sum(total_sum_68), .carry(total_carry_68));
  wire [8:0] total_sum_69;
  wire [8:0] total_carry_69;
  csa #(.W(9)) total_row_69 (.a(total_sum_54), .b(total_sum_55), .c(total_sum_56),
    .sum(total_sum_69), .carry(total_carry_69));
  wire [8:0] total_sum_70;
  wire [8:0] total_carry_70;
  csa #(.W(9)) total_row_70 (.a(total_sum_57), .b(total_sum_58), .c({1'd0, total_sum_60}),
    .sum(total_sum_70), .carry(total_carry_70));
  wire [8:0] total_sum_71;
  wire [8:0] total_carry_71;
  csa #(.W(9)) total_row_71 (.a({1'd0, total_carry_37[6:0], 1'd0}), .b({1'd0, total_sum_61}),
    .c({total_carry_41[7:0], 1'd0}), .sum(total_sum_71), .carry(total_carry_71));
  wire [7:0] total_sum_72;
  wire [7:0] total_carry_72;
  csa #(.W(8)) total_row_72 (.a(total_carry_42[7:0]), .b(total_carry_43[7:0]),
    .c(total_carry_44[7:0]), .sum(total_sum_72), .carry(total_carry_72));
  wire [7:0] total_sum_73;
  wire [7:0] total_carry_73;
  csa #(.W(8)) total_row_73 (.a(total_carry_45[7:0]), .b(total_carry_46[7:0]),
    .c(total_carry_47[7:0]), .sum(total_sum_73), .carry(total_carry_73));
  wire [7:0] total_sum_74;
  wire [7:0] total_carry_74;
  csa #(.W(8)) total_row_74 (.a({total_carry_49[6:0], 1'd0}), .b({total_sum_63, 1'd0}),
    .c({1'd0, total_sum_32}), .sum(total_sum_74), .carry(total_carry_74));
  wire [6:0] total_sum_75;
  wire [6:0] total_carry_75;
  csa #(.W(7)) total_row_75 (.a(total_sum_39), .b(total_sum_48), .c(total_sum_50),
    .sum(total_sum_75), .carry(total_carry_75));
  wire [9:0] total_sum_76;
  wire [9:0] total_carry_76;
  csa #(.W(10)) total_row_76 (.a({4'd0, total_sum_40}), .b({3'd0, total_sum_59}),
    .c(total_sum_66), .sum(total_sum_76), .carry(total_carry_76));
  wire [9:0] total_sum_77;
  wire [9:0] total_carry_77;
  csa #(.W(10)) total_row_77 (.a(total_sum_67), .b({total_carry_52[8:0], 1'd0}),
    .c({total_carry_53[8:0], 1'd0}), .sum(total_sum_77), .carry(total_carry_77));
  wire [8:0] total_sum_78;
  wire [8:0] total_carry_78;
  csa #(.W(9)) total_row_78 (.a(total_carry_54[8:0]), .b(total_carry_55[8:0]),
    .c(total_carry_56[8:0]), .sum(total_sum_78), .carry(total_carry_78));
  wire [9:0] total_sum_79;
  wire [9:0] total_carry_79;
  csa #(.W(10)) total_row_79 (.a({1'd0, total_sum_69}), .b({total_carry_57[8:0], 1'd0}),
    .c({total_carry_58[8:0], 1'd0}), .sum(total_sum_79), .carry(total_carry_79));
  wire [7:0] total_sum_80;
  wire [7:0] total_carry_80;
  csa #(.W(8)) total_row_80 (.a(total_carry_60[7:0]), .b(total_carry_61[7:0]),
    .c(total_sum_72), .sum(total_sum_80), .carry(total_carry_80));
  wire [7:0] total_sum_81;
  wire [7:0] total_carry_81;
  csa #(.W(8)) total_row_81 (.a({3'd0, total_carry_50[4:1], 1'd0}),
    .b({2'd0, total_carry_59[5:0]}), .c({total_carry_63[6:0], 1'd0}), .sum(total_sum_81),
    .carry(total_carry_81));
  wire [7:0] total_sum_82;
  wire [7:0] total_carry_82;
  csa #(.W(8)) total_row_82 (.a({4'd0, total_carry_48[3:3], 3'd0}), .b(total_sum_73),
    .c({4'd0, total_carry_65[3:3], 3'd0}), .sum(total_sum_82), .carry(total_carry_82));
  wire [9:0] total_sum_83;
  wire [9:0] total_carry_83;
  csa #(.W(10)) total_row_83 (.a(total_sum_68), .b({1'd0, total_sum_70}),
    .c({1'd0, total_sum_71}), .sum(total_sum_83), .carry(total_carry_83));
  wire [10:0] total_sum_84;
  wire [10:0] total_carry_84;
  csa #(.W(11)) total_row_84 (.a({3'd0, total_sum_62}),
    .b({3'd0, total_carry_62[6:0], 1'd0}), .c({total_carry_66[9:0], 1'd0}),
    .sum(total_sum_84), .carry(total_carry_84));
  wire [10:0] total_sum_85;
  wire [10:0] total_carry_85;
  csa #(.W(11)) total_row_85 (.a({1'd0, total_sum_77}), .b({total_carry_67[9:0], 1'd0}),
    .c({1'd0, total_carry_68[8:0], 1'd0}), .sum(total_sum_85), .carry(total_carry_85));
  wire [8:0] total_sum_86;
  wire [8:0] total_carry_86;
  csa #(.W(9)) total_row_86 (.a(total_carry_69[8:0]), .b(total_sum_78),
    .c({1'd0, total_sum_80}), .sum(total_sum_86), .carry(total_carry_86));
  wire [7:0] total_sum_87;
  wire [7:0] total_carry_87;
  csa #(.W(8)) total_row_87 (.a({1'd0, total_carry_71[7:1]}), .b(total_carry_72[7:0]),
    .c(total_carry_73[7:0]), .sum(total_sum_87), .carry(total_carry_87));
  wire [9:0] total_sum_88;
  wire [9:0] total_carry_88;
  csa #(.W(10)) total_row_88 (.a({2'd0, total_sum_74}), .b({2'd0, total_sum_64, 1'd0}),
    .c({total_carry_70[8:0], 1'd0}), .sum(total_sum_88), .carry(total_carry_88));
  wire [9:0] total_sum_89;
  wire [9:0] total_carry_89;
  csa #(.W(10)) total_row_89 (.a(total_sum_79), .b({2'd0, total_carry_75[6:0], 1'd0}),
    .c({2'd0, total_carry_76[6:0], 1'd0}), .sum(total_sum_89), .carry(total_carry_89));
  wire [8:0] total_sum_90;
  wire [8:0] total_carry_90;
  csa #(.W(9)) total_row_90 (.a(total_carry_77[9:1]), .b(total_carry_78[8:0]),
    .c({1'd0, total_carry_80[7:0]}), .sum(total_sum_90), .carry(total_carry_90));
  wire [9:0] total_sum_91;
  wire [9:0] total_carry_91;
  csa #(.W(10)) total_row_91 (.a({3'd0, total_sum_75}), .b({1'd0, total_sum_51}),
    .c(total_sum_83), .sum(total_sum_91), .carry(total_carry_91));
  wire [10:0] total_sum_92;
  wire [10:0] total_carry_92;
  csa #(.W(11)) total_row_92 (.a(total_sum_85), .b({2'd0, total_sum_81, 1'd0}),
    .c({1'd0, total_carry_83[8:0], 1'd0}), .sum(total_sum_92), .carry(total_carry_92));
  wire [9:0] total_sum_93;
  wire [9:0] total_carry_93;
  csa #(.W(10)) total_row_93 (.a({1'd0, total_sum_86}),
    .b({2'd0, total_carry_74[7:1], 1'd0}), .c({total_carry_79[9:1], 1'd0}),
    .sum(total_sum_93), .carry(total_carry_93));
  wire [8:0] total_sum_94;
  wire [8:0] total_carry_94;
  csa #(.W(9)) total_row_94 (.a({2'd0, total_carry_84[7:1]}), .b(total_carry_85[9:1]),
    .c({1'd0, total_sum_87}), .sum(total_sum_94), .carry(total_carry_94));
  wire [10:0] total_sum_95;
  wire [10:0] total_carry_95;
  csa #(.W(11)) total_row_95 (.a({1'd0, total_sum_76}), .b({total_carry_86[8:0], 2'd0}),
    .c({2'd0, total_carry_88[7:1], 2'd0}), .sum(total_sum_95), .carry(total_carry_95));
  wire [8:0] total_sum_96;
  wire [8:0] total_carry_96;
  csa #(.W(9)) total_row_96 (.a({3'd0, total_carry_81[5:1], 1'd0}),
    .b({2'd0, total_carry_89[7:1]}), .c({total_carry_87[7:0], 1'd0}), .sum(total_sum_96),
    .carry(total_carry_96));
  wire [10:0] total_sum_97;
  wire [10:0] total_carry_97;
  csa #(.W(11)) total_row_97 (.a({1'd0, total_sum_65}), .b(total_sum_84),
    .c({1'd0, total_sum_88}), .sum(total_sum_97), .carry(total_carry_97));
  wire [10:0] total_sum_98;
  wire [10:0] total_carry_98;
  csa #(.W(11)) total_row_98 (.a({total_sum_90, 2'd0}), .b({1'd0, total_sum_89}),
    .c({1'd0, total_sum_91}), .sum(total_sum_98), .carry(total_carry_98));
  wire [10:0] total_sum_99;
  wire [10:0] total_carry_99;
  csa #(.W(11)) total_row_99 (.a({2'd0, total_sum_82, 1'd0}),
    .b({1'd0, total_carry_91[8:0], 1'd0}), .c(total_sum_92), .sum(total_sum_99),
    .carry(total_carry_99));
  wire [9:0] total_sum_100;
  wire [9:0] total_carry_100;
  csa #(.W(10)) total_row_100 (.a(total_sum_93), .b({total_carry_92[9:1], 1'd0}),
    .c({total_sum_94, 1'd0}), .sum(total_sum_100), .carry(total_carry_100));
  wire [8:0] total_sum_101;
  wire [8:0] total_carry_101;
  csa #(.W(9)) total_row_101 (.a(total_carry_90[8:0]), .b({1'd0, total_carry_93[8:1]}),
    .c({1'd0, total_carry_94[7:0]}), .sum(total_sum_101), .carry(total_carry_101));
  wire [10:0] total_sum_102;
  wire [10:0] total_carry_102;
  csa #(.W(11)) total_row_102 (.a(total_sum_95), .b(total_sum_97), .c(total_sum_98),
    .sum(total_sum_102), .carry(total_carry_102));
  wire [9:0] total_sum_103;
  wire [9:0] total_carry_103;
  csa #(.W(10)) total_row_103 (.a(total_carry_97[9:0]), .b(total_carry_98[9:0]),
    .c(total_sum_100), .sum(total_sum_103), .carry(total_carry_103));
  wire [10:0] total_sum_104;
  wire [10:0] total_carry_104;
  csa #(.W(11)) total_row_104 (.a({total_sum_96, 2'd0}), .b({total_carry_95[9:2], 3'd0}),
    .c(total_sum_99), .sum(total_sum_104), .carry(total_carry_104));
  wire [10:0] total_sum_105;
  wire [10:0] total_carry_105;
  csa #(.W(11)) total_row_105 (.a(total_sum_102), .b({total_sum_103, 1'd0}),
    .c({total_carry_99[9:1], 2'd0}), .sum(total_sum_105), .carry(total_carry_105));
  wire [8:0] total_sum_106;
  wire [8:0] total_carry_106;
  csa #(.W(9)) total_row_106 (.a(total_carry_100[9:1]), .b(total_sum_101),
    .c({total_carry_101[7:0], 1'd0}), .sum(total_sum_106), .carry(total_carry_106));
  wire [11:0] total_sum_107;
  wire [11:0] total_carry_107;
  csa #(.W(12)) total_row_107 (.a({1'd0, total_sum_104}), .b({1'd0, total_sum_105}),
    .c({total_carry_102[10:0], 1'd0}), .sum(total_sum_107), .carry(total_carry_107));
  wire [9:0] total_sum_108;
  wire [9:0] total_carry_108;
  csa #(.W(10)) total_row_108 (.a(total_carry_103[9:0]), .b({total_sum_106, 1'd0}),
    .c(total_carry_105[10:1]), .sum(total_sum_108), .carry(total_carry_108));
  wire [12:0] total_sum_109;
  wire [12:0] total_carry_109;
  csa #(.W(13)) total_row_109 (.a({1'd0, total_carry_104[10:2], 3'd0}),
    .b({total_carry_106[8:0], 4'd0}), .c({1'd0, total_sum_107}), .sum(total_sum_109),
    .carry(total_carry_109));
  wire [11:0] total_sum_110;
  wire [11:0] total_carry_110;
  csa #(.W(12)) total_row_110 (.a({1'd0, total_carry_107[10:0]}),
    .b({1'd0, total_sum_108, 1'd0}), .c({total_carry_108[9:0], 2'd0}), .sum(total_sum_110),
    .carry(total_carry_110));
  wire [12:0] total_sum_111;
  wire [12:0] total_carry_111;
  csa #(.W(13)) total_row_111 (.a(total_sum_109), .b({total_sum_110, 1'd0}),
    .c({total_carry_110[10:1], 3'd0}), .sum(total_sum_111), .carry(total_carry_111));
  wire [13:0] total_sum_112;
  wire [13:0] total_carry_112;
  csa #(.W(14)) total_row_112 (.a({1'd0, total_carry_109[11:3], 4'd0}),
    .b({1'd0, total_sum_111}), .c({total_carry_111[12:1], 2'd0}), .sum(total_sum_112),
    .carry(total_carry_112));
  wire [13:0] total_sum_113;
  wire [13:0] total_carry_113;
  csa #(.W(14)) total_row_113 (.a({9'd0, total_sum_31}),
    .b({8'd0, total_carry_64[3:1], 3'd0}), .c({total_carry_112[12:2], 3'd0}),
    .sum(total_sum_113), .carry(total_carry_113));
  wire [13:0] total_sum_114;
  wire [13:0] total_carry_114;
  csa #(.W(14)) total_row_114 (.a({4'd0, total_carry_96[6:1], 4'd0}),
    .b({7'd0, total_carry_113[5:3], 4'd0}), .c(total_sum_112), .sum(total_sum_114),
    .carry(total_carry_114));
  wire [13:0] total_sum_115;
  wire [13:0] total_carry_115;
  csa #(.W(14)) total_row_115 (.a({3'd0, total_carry_114[9:4], 5'd0}), .b(total_sum_113),
    .c(total_sum_114), .sum(total_sum_115), .carry(total_carry_115));
  wire [14:0] total_sum_116;
  wire [14:0] total_carry_116;
  csa #(.W(15)) total_row_116 (.a({12'd0, total_carry_32[1:0], 1'd0}),
    .b({1'd0, total_sum_115}), .c({total_carry_115[13:0], 1'd0}), .sum(total_sum_116),
    .carry(total_carry_116));
  wire [14:0] total_sum_117;
  wire [14:0] total_carry_117;
  csa #(.W(15)) total_row_117 (.a({9'd0, total_carry_82[3:3], 5'd0}), .b(total_sum_116),
    .c({total_carry_116[13:1], 2'd0}), .sum(total_sum_117), .carry(total_carry_117));
  wire [14:0] total_sum_118;
  wire [14:0] total_carry_118;
  csa #(.W(15)) total_row_118 (.a(15'd27558), .b(total_sum_117),
    .c({total_carry_117[13:2], 3'd0}), .sum(total_sum_118), .carry(total_carry_118));
  ripple_adder #(.W(15)) total_adder (
    .a(total_sum_118),
    .b({total_carry_118[13:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_13 (
  input wire [7:0] act_0_x5, input wire [7:0] act_1_x8, input wire [0:0] act_1_z1,
    input wire [10:0] act_2_x22, input wire [7:0] act_3_x4, input wire [8:0] act_4_x17,
    input wire [8:0] act_5_x6, input wire [0:0] act_5_z3, input wire [8:0] act_6_x7,
    input wire [2:0] act_7_x6, input wire [0:0] act_7_z3, input wire [8:0] act_8_x12,
    input wire [0:0] act_8_z2, input wire [6:0] act_9_x4, input wire [0:0] act_9_z2,
    input wire [9:0] act_10_x9, input wire [9:0] act_11_x21, input wire [8:0] act_12_x11,
    input wire [8:0] act_13_x6, input wire [3:0] act_15_x10, input wire [0:0] act_15_z3,
    input wire [8:0] act_16_x9, input wire [0:0] act_16_z4, input wire [7:0] act_17_x6,
    input wire [0:0] act_17_z3, input wire [8:0] act_18_x5, input wire [6:0] act_19_x2,
    input wire [0:0] act_19_z3, input wire [5:0] act_20_x2, input wire [8:0] act_21_x4,
    input wire [8:0] act_22_x5, input wire [1:0] act_23_x3, input wire [0:0] act_23_z4,
    input wire [8:0] act_24_x9, input wire [6:0] act_25_x13, input wire [0:0] act_25_z4,
    input wire [9:0] act_26_x10, input wire [0:0] act_26_z3, input wire [9:0] act_27_x18,
    input wire [6:0] act_28_x3, input wire [6:0] act_29_x1, input wire [0:0] act_29_z4,
    input wire [8:0] act_30_x6, input wire [3:0] act_31_x12, input wire [0:0] act_31_z2,
    input wire [7:0] act_32_x8, input wire [0:0] act_32_z1, input wire [10:0] act_34_x21,
    input wire [8:0] act_35_x7, input wire [0:0] act_35_z4, input wire [6:0] act_36_x5,
    input wire [9:0] act_37_x8, input wire [6:0] act_38_x2, input wire [2:0] act_39_x7,
    input wire [0:0] act_39_z4, input wire [8:0] act_40_x12, input wire [0:0] act_40_z2,
    input wire [7:0] act_41_x6, input wire [9:0] act_42_x10, input wire [7:0] act_43_x5,
    input wire [4:0] act_44_x1, input wire [0:0] act_44_z4, input wire [7:0] act_45_x3,
    input wire [0:0] act_45_z4, input wire [7:0] act_46_x4, input wire [3:0] act_47_x12,
    input wire [0:0] act_47_z2, input wire [8:0] act_48_x13, input wire [6:0] act_49_x3,
    input wire [0:0] act_49_z4, input wire [8:0] act_50_x6, input wire [0:0] act_50_z3,
    input wire [6:0] act_51_x3, input wire [4:0] act_52_x2, input wire [0:0] act_52_z3,
    input wire [8:0] act_54_x8, input wire [3:0] act_55_x9, input wire [0:0] act_55_z4,
    input wire [8:0] act_56_x11, input wire [0:0] act_56_z4, input wire [5:0] act_57_x9,
    input wire [8:0] act_58_x7, input wire [8:0] act_59_x8, input wire [5:0] act_60_x6,
    input wire [8:0] act_61_x7, input wire [8:0] act_62_x7, input wire [0:0] act_62_z4,
    input wire [1:0] act_63_x3, input wire [0:0] act_63_z4, input wire [8:0] act_64_x14,
    input wire [5:0] act_65_x2, input wire [0:0] act_65_z3, input wire [8:0] act_66_x6,
    input wire [6:0] act_67_x3, input wire [7:0] act_68_x7, input wire [0:0] act_68_z4,
    input wire [9:0] act_69_x10, input wire [9:0] act_70_x11, input wire [3:0] act_71_x10,
    input wire [0:0] act_71_z3, input wire [7:0] act_72_x6, input wire [0:0] act_72_z3,
    input wire [6:0] act_73_x9, input wire [9:0] act_74_x11, input wire [7:0] act_75_x6,
    input wire [6:0] act_76_x3, input wire [8:0] act_77_x4, input wire [7:0] act_78_x3,
    input wire [3:0] act_79_x11, input wire [0:0] act_79_z4, input wire [6:0] act_96_x4,
    input wire [0:0] act_96_z2, input wire [6:0] act_98_x2, input wire [8:0] act_99_x11,
    input wire [8:0] act_101_x5, input wire [9:0] act_102_x12, input wire [3:0] act_103_x13,
    input wire [0:0] act_103_z4, input wire [5:0] act_104_x2, input wire [0:0] act_104_z3,
    input wire [6:0] act_105_x11, input wire [9:0] act_106_x11, input wire [6:0] act_107_x2,
    input wire [5:0] act_108_x4, input wire [0:0] act_108_z2, input wire [6:0] act_110_x3,
    input wire [3:0] act_111_x11, input wire [0:0] act_111_z4, output wire [15:0] sum
);
  wire [15:0] total;
`ifdef CARRY_CHAINS
  wire [2:0] total_part_0;
  adder #(.W(3)) total_add_0 (.a({1'd0, ~act_63_x3}),
    .b({1'd0, ~act_23_x3}), .carry_in(act_1_z1), .sum(total_part_0));
  wire [3:0] total_part_1;
  adder #(.W(4)) total_add_1 (.a({1'd0, total_part_0}),
    .b({1'd0, ~act_7_x6}), .carry_in(act_5_z3), .sum(total_part_1));
  wire [4:0] total_part_2;
  adder #(.W(5)) total_add_2 (.a({1'd0, ~act_15_x10}),
    .b({2'd0, ~act_39_x7}), .carry_in(act_7_z3), .sum(total_part_2));
  wire [4:0] total_part_3;
  adder #(.W(5)) total_add_3 (.a({1'd0, total_part_1}),
    .b({1'd0, ~act_31_x12}), .carry_in(act_8_z2), .sum(total_part_3));
  wire [5:0] total_part_4;
  adder #(.W(6)) total_add_4 (.a({1'd0, total_part_2}),
    .b({2'd0, ~act_47_x12}), .carry_in(act_9_z2), .sum(total_part_4));
  wire [5:0] total_part_5;
  adder #(.W(6)) total_add_5 (.a({1'd0, total_part_3}),
    .b({2'd0, ~act_55_x9}), .carry_in(act_15_z3), .sum(total_part_5));
  wire [6:0] total_part_6;
  adder #(.W(7)) total_add_6 (.a({1'd0, act_20_x2}),
    .b({3'd0, ~act_71_x10}), .carry_in(act_16_z4), .sum(total_part_6));
  wire [6:0] total_part_7;
  adder #(.W(7)) total_add_7 (.a({1'd0, act_57_x9}),
    .b({3'd0, ~act_79_x11}), .carry_in(act_17_z3), .sum(total_part_7));
  wire [6:0] total_part_8;
  adder #(.W(7)) total_add_8 (.a({1'd0, act_60_x6}),
    .b({3'd0, ~act_103_x13}), .carry_in(act_19_z3), .sum(total_part_8));
  wire [6:0] total_part_9;
  adder #(.W(7)) total_add_9 (.a({1'd0, total_part_4}),
    .b({3'd0, ~act_111_x11}), .carry_in(act_23_z4), .sum(total_part_9));
  wire [6:0] total_part_10;
  adder #(.W(7)) total_add_10 (.a({1'd0, total_part_5}),
    .b({2'd0, ~act_44_x1}), .carry_in(act_25_z4), .sum(total_part_10));
  wire [7:0] total_part_11;
  adder #(.W(8)) total_add_11 (.a({1'd0, act_28_x3}),
    .b({3'd0, ~act_52_x2}), .carry_in(act_26_z3), .sum(total_part_11));
  wire [7:0] total_part_12;
  adder #(.W(8)) total_add_12 (.a({1'd0, act_36_x5}),
    .b({2'd0, ~act_65_x2}), .carry_in(act_29_z4), .sum(total_part_12));
  wire [7:0] total_part_13;
  adder #(.W(8)) total_add_13 (.a({1'd0, act_38_x2}),
    .b({2'd0, ~act_104_x2}), .carry_in(act_31_z2), .sum(total_part_13));
  wire [7:0] total_part_14;
  adder #(.W(8)) total_add_14 (.a({1'd0, act_51_x3}),
    .b({2'd0, ~act_108_x4}), .carry_in(act_32_z1), .sum(total_part_14));
  wire [7:0] total_part_15;
  adder #(.W(8)) total_add_15 (.a({1'd0, act_67_x3}),
    .b({1'd0, ~act_9_x4}), .carry_in(act_35_z4), .sum(total_part_15));
  wire [7:0] total_part_16;
  adder #(.W(8)) total_add_16 (.a({1'd0, act_73_x9}),
    .b({1'd0, ~act_19_x2}), .carry_in(act_39_z4), .sum(total_part_16));
  wire [7:0] total_part_17;
  adder #(.W(8)) total_add_17 (.a({1'd0, act_76_x3}),
    .b({1'd0, ~act_25_x13}), .carry_in(act_40_z2), .sum(total_part_17));
  wire [7:0] total_part_18;
  adder #(.W(8)) total_add_18 (.a({1'd0, act_98_x2}),
    .b({1'd0, ~act_29_x1}), .carry_in(act_44_z4), .sum(total_part_18));
  wire [7:0] total_part_19;
  adder #(.W(8)) total_add_19 (.a({1'd0, act_105_x11}),
    .b({1'd0, ~act_49_x3}), .carry_in(act_45_z4), .sum(total_part_19));
  wire [7:0] total_part_20;
  adder #(.W(8)) total_add_20 (.a({1'd0, act_107_x2}),
    .b({1'd0, ~act_96_x4}), .carry_in(act_47_z2), .sum(total_part_20));
  wire [7:0] total_part_21;
  adder #(.W(8)) total_add_21 (.a({1'd0, act_110_x3}),
    .b({1'd0, total_part_6}), .carry_in(act_49_z4), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, total_part_7}),
    .b({1'd0, total_part_8}), .carry_in(act_50_z3), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, total_part_9}),
    .b({1'd0, total_part_10}), .carry_in(act_52_z3), .sum(total_part_23));
  wire [8:0] total_part_24;
  adder #(.W(9)) total_add_24 (.a({1'd0, act_0_x5}),
    .b({1'd0, ~act_1_x8}), .carry_in(act_55_z4), .sum(total_part_24));
  wire [8:0] total_part_25;
  adder #(.W(9)) total_add_25 (.a({1'd0, act_3_x4}),
    .b({1'd0, ~act_17_x6}), .carry_in(act_56_z4), .sum(total_part_25));
  wire [8:0] total_part_26;
  adder #(.W(9)) total_add_26 (.a({1'd0, act_41_x6}),
    .b({1'd0, ~act_32_x8}), .carry_in(act_62_z4), .sum(total_part_26));
  wire [8:0] total_part_27;
  adder #(.W(9)) total_add_27 (.a({1'd0, act_43_x5}),
    .b({1'd0, ~act_45_x3}), .carry_in(act_63_z4), .sum(total_part_27));
  wire [8:0] total_part_28;
  adder #(.W(9)) total_add_28 (.a({1'd0, act_46_x4}),
    .b({1'd0, ~act_68_x7}), .carry_in(act_65_z3), .sum(total_part_28));
  wire [8:0] total_part_29;
  adder #(.W(9)) total_add_29 (.a({1'd0, act_75_x6}),
    .b({1'd0, ~act_72_x6}), .carry_in(act_68_z4), .sum(total_part_29));
  wire [8:0] total_part_30;
  adder #(.W(9)) total_add_30 (.a({1'd0, act_78_x3}),
    .b({1'd0, total_part_11}), .carry_in(act_71_z3), .sum(total_part_30));
  wire [8:0] total_part_31;
  adder #(.W(9)) total_add_31 (.a({1'd0, total_part_12}),
    .b({1'd0, total_part_13}), .carry_in(act_72_z3), .sum(total_part_31));
  wire [8:0] total_part_32;
  adder #(.W(9)) total_add_32 (.a({1'd0, total_part_14}),
    .b({1'd0, total_part_15}), .carry_in(act_79_z4), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({1'd0, total_part_16}),
    .b({1'd0, total_part_17}), .carry_in(act_96_z2), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, total_part_18}),
    .b({1'd0, total_part_19}), .carry_in(act_103_z4), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, total_part_20}),
    .b({1'd0, total_part_21}), .carry_in(act_104_z3), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, total_part_22}),
    .b({1'd0, total_part_23}), .carry_in(act_108_z2), .sum(total_part_36));
  wire [9:0] total_part_37;
  adder #(.W(10)) total_add_37 (.a({1'd0, act_4_x17}),
    .b({1'd0, ~act_5_x6}), .carry_in(act_111_z4), .sum(total_part_37));
  wire [9:0] total_part_38;
  adder #(.W(10)) total_add_38 (.a({1'd0, act_6_x7}),
    .b({1'd0, ~act_8_x12}), .carry_in(1'b0), .sum(total_part_38));
  wire [9:0] total_part_39;
  adder #(.W(10)) total_add_39 (.a({1'd0, act_12_x11}),
    .b({1'd0, act_13_x6}), .carry_in(1'b0), .sum(total_part_39));
  wire [9:0] total_part_40;
  adder #(.W(10)) total_add_40 (.a({1'd0, act_18_x5}),
    .b({1'd0, ~act_16_x9}), .carry_in(1'b0), .sum(total_part_40));
  wire [9:0] total_part_41;
  adder #(.W(10)) total_add_41 (.a({1'd0, act_21_x4}),
    .b({1'd0, act_22_x5}), .carry_in(1'b0), .sum(total_part_41));
  wire [9:0] total_part_42;
  adder #(.W(10)) total_add_42 (.a({1'd0, act_24_x9}),
    .b({1'd0, act_30_x6}), .carry_in(1'b0), .sum(total_part_42));
  wire [9:0] total_part_43;
  adder #(.W(10)) total_add_43 (.a({1'd0, act_48_x13}),
    .b({1'd0, ~act_35_x7}), .carry_in(1'b0), .sum(total_part_43));
  wire [9:0] total_part_44;
  adder #(.W(10)) total_add_44 (.a({1'd0, act_54_x8}),
    .b({1'd0, ~act_40_x12}), .carry_in(1'b0), .sum(total_part_44));
  wire [9:0] total_part_45;
  adder #(.W(10)) total_add_45 (.a({1'd0, act_58_x7}),
    .b({1'd0, ~act_50_x6}), .carry_in(1'b0), .sum(total_part_45));
  wire [9:0] total_part_46;
  adder #(.W(10)) total_add_46 (.a({1'd0, act_59_x8}),
    .b({1'd0, ~act_56_x11}), .carry_in(1'b0), .sum(total_part_46));
  wire [9:0] total_part_47;
  adder #(.W(10)) total_add_47 (.a({1'd0, act_61_x7}),
    .b({1'd0, ~act_62_x7}), .carry_in(1'b0), .sum(total_part_47));
  wire [9:0] total_part_48;
  adder #(.W(10)) total_add_48 (.a({1'd0, act_64_x14}),
    .b({1'd0, act_66_x6}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, act_77_x4}),
    .b({1'd0, act_99_x11}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, act_101_x5}),
    .b({1'd0, total_part_24}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, total_part_25}),
    .b({1'd0, total_part_26}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, total_part_27}),
    .b({1'd0, total_part_28}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, total_part_29}),
    .b({1'd0, total_part_30}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, total_part_31}),
    .b({1'd0, total_part_32}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, total_part_33}),
    .b({1'd0, total_part_34}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, total_part_35}),
    .b({1'd0, total_part_36}), .carry_in(1'b0), .sum(total_part_56));
  wire [10:0] total_part_57;
  adder #(.W(11)) total_add_57 (.a({1'd0, act_10_x9}),
    .b({1'd0, act_11_x21}), .carry_in(1'b0), .sum(total_part_57));
  wire [10:0] total_part_58;
  adder #(.W(11)) total_add_58 (.a({1'd0, act_27_x18}),
    .b({1'd0, ~act_26_x10}), .carry_in(1'b0), .sum(total_part_58));
  wire [10:0] total_part_59;
  adder #(.W(11)) total_add_59 (.a({1'd0, act_37_x8}),
    .b({1'd0, act_42_x10}), .carry_in(1'b0), .sum(total_part_59));
  wire [10:0] total_part_60;
  adder #(.W(11)) total_add_60 (.a({1'd0, act_69_x10}),
    .b({1'd0, act_70_x11}), .carry_in(1'b0), .sum(total_part_60));
  wire [10:0] total_part_61;
  adder #(.W(11)) total_add_61 (.a({1'd0, act_74_x11}),
    .b({1'd0, act_102_x12}), .carry_in(1'b0), .sum(total_part_61));
  wire [10:0] total_part_62;
  adder #(.W(11)) total_add_62 (.a({1'd0, act_106_x11}),
    .b({1'd0, total_part_37}), .carry_in(1'b0), .sum(total_part_62));
  wire [10:0] total_part_63;
  adder #(.W(11)) total_add_63 (.a({1'd0, total_part_38}),
    .b({1'd0, total_part_39}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({1'd0, total_part_40}),
    .b({1'd0, total_part_41}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, total_part_42}),
    .b({1'd0, total_part_43}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, total_part_44}),
    .b({1'd0, total_part_45}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, total_part_46}),
    .b({1'd0, total_part_47}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, total_part_48}),
    .b({1'd0, total_part_49}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_71));
  wire [11:0] total_part_72;
  adder #(.W(12)) total_add_72 (.a({2'd0, total_part_56}),
    .b({1'd0, act_2_x22}), .carry_in(1'b0), .sum(total_part_72));
  wire [11:0] total_part_73;
  adder #(.W(12)) total_add_73 (.a({1'd0, act_34_x21}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_73));
  wire [11:0] total_part_74;
  adder #(.W(12)) total_add_74 (.a({1'd0, total_part_58}),
    .b({1'd0, total_part_59}), .carry_in(1'b0), .sum(total_part_74));
  wire [11:0] total_part_75;
  adder #(.W(12)) total_add_75 (.a({1'd0, total_part_60}),
    .b({1'd0, total_part_61}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({1'd0, total_part_62}),
    .b({1'd0, total_part_63}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, total_part_64}),
    .b({1'd0, total_part_65}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_66}),
    .b({1'd0, total_part_67}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_68}),
    .b({1'd0, total_part_69}), .carry_in(1'b0), .sum(total_part_79));
  wire [11:0] total_part_80;
  adder #(.W(12)) total_add_80 (.a({1'd0, total_part_70}),
    .b({1'd0, total_part_71}), .carry_in(1'b0), .sum(total_part_80));
  wire [12:0] total_part_81;
  adder #(.W(13)) total_add_81 (.a({1'd0, total_part_72}),
    .b({1'd0, total_part_73}), .carry_in(1'b0), .sum(total_part_81));
  wire [12:0] total_part_82;
  adder #(.W(13)) total_add_82 (.a({1'd0, total_part_74}),
    .b({1'd0, total_part_75}), .carry_in(1'b0), .sum(total_part_82));
  wire [12:0] total_part_83;
  adder #(.W(13)) total_add_83 (.a({1'd0, total_part_76}),
    .b({1'd0, total_part_77}), .carry_in(1'b0), .sum(total_part_83));
  wire [12:0] total_part_84;
  adder #(.W(13)) total_add_84 (.a({1'd0, total_part_78}),
    .b({1'd0, total_part_79}), .carry_in(1'b0), .sum(total_part_84));
  wire [13:0] total_part_85;
  adder #(.W(14)) total_add_85 (.a({2'd0, total_part_80}),
    .b({1'd0, total_part_81}), .carry_in(1'b0), .sum(total_part_85));
  wire [13:0] total_part_86;
  adder #(.W(14)) total_add_86 (.a({1'd0, total_part_82}),
    .b({1'd0, total_part_83}), .carry_in(1'b0), .sum(total_part_86));
  wire [14:0] total_part_87;
  adder #(.W(15)) total_add_87 (.a({2'd0, total_part_84}),
    .b({1'd0, total_part_85}), .carry_in(1'b0), .sum(total_part_87));
  wire [15:0] total_part_88;
  adder #(.W(16)) total_add_88 (.a({2'd0, total_part_86}),
    .b({1'd0, total_part_87}), .carry_in(1'b0), .sum(total_part_88));
  wire [15:0] total_part_89;
  adder #(.W(16)) total_add_89 (.a(16'd57793),
    .b(total_part_88), .carry_in(1'b0), .sum(total_part_89));
  assign total = total_part_89;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_1_z1), .b(act_5_z3), .c(act_7_z3), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_8_z2), .b(act_9_z2), .c(act_15_z3), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_16_z4), .b(act_17_z3), .c(act_19_z3), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_23_z4), .b(act_25_z4), .c(act_26_z3), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_29_z4), .b(act_31_z2), .c(act_32_z1), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_35_z4), .b(act_39_z4), .c(act_40_z2), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_44_z4), .b(act_45_z4), .c(act_47_z2), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_49_z4), .b(act_50_z3), .c(act_52_z3), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_55_z4), .b(act_56_z4), .c(act_62_z4), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_63_z4), .b(act_65_z3), .c(act_68_z4), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_71_z3), .b(act_72_z3), .c(act_79_z4), .sum(total_sum_10),
    .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(act_96_z2), .b(act_103_z4), .c(act_104_z3),
    .sum(total_sum_11), .carry(total_carry_11));
  wire [1:0] total_sum_12;
  wire [1:0] total_carry_12;
  csa #(.W(2)) total_row_12 (.a({1'd0, act_108_z2}), .b({1'd0, act_111_z4}), .c(~act_23_x3),
    .sum(total_sum_12), .carry(total_carry_12));
  wire [1:0] total_sum_13;
  wire [1:0] total_carry_13;
  csa #(.W(2)) total_row_13 (.a(~act_63_x3), .b({1'd0, total_sum_0}),
    .c({1'd0, total_sum_1}), .sum(total_sum_13), .carry(total_carry_13));
  wire [0:0] total_sum_14;
  wire [0:0] total_carry_14;
  csa #(.W(1)) total_row_14 (.a(total_sum_2), .b(total_sum_3), .c(total_sum_4),
    .sum(total_sum_14), .carry(total_carry_14));
  wire [2:0] total_sum_15;
  wire [2:0] total_carry_15;
  csa #(.W(3)) total_row_15 (.a({2'd0, total_sum_5}), .b({2'd0, total_sum_6}), .c(~act_7_x6),
    .sum(total_sum_15), .carry(total_carry_15));
  wire [2:0] total_sum_16;
  wire [2:0] total_carry_16;
  csa #(.W(3)) total_row_16 (.a({2'd0, total_sum_7}), .b({2'd0, total_sum_8}),
    .c(~act_39_x7), .sum(total_sum_16), .carry(total_carry_16));
  wire [0:0] total_sum_17;
  wire [0:0] total_carry_17;
  csa #(.W(1)) total_row_17 (.a(total_sum_9), .b(total_sum_10), .c(total_sum_11),
    .sum(total_sum_17), .carry(total_carry_17));
  wire [1:0] total_sum_18;
  wire [1:0] total_carry_18;
  csa #(.W(2)) total_row_18 (.a(total_sum_12), .b({total_carry_0[0:0], 1'd0}),
    .c({total_carry_1[0:0], 1'd0}), .sum(total_sum_18), .carry(total_carry_18));
  wire [0:0] total_sum_19;
  wire [0:0] total_carry_19;
  csa #(.W(1)) total_row_19 (.a(total_carry_2[0:0]), .b(total_carry_3[0:0]),
    .c(total_carry_4[0:0]), .sum(total_sum_19), .carry(total_carry_19));
  wire [0:0] total_sum_20;
  wire [0:0] total_carry_20;
  csa #(.W(1)) total_row_20 (.a(total_carry_5[0:0]), .b(total_carry_6[0:0]),
    .c(total_carry_7[0:0]), .sum(total_sum_20), .carry(total_carry_20));
  wire [3:0] total_sum_21;
  wire [3:0] total_carry_21;
  csa #(.W(4)) total_row_21 (.a({2'd0, total_carry_8[0:0], 1'd0}),
    .b({2'd0, total_carry_9[0:0], 1'd0}), .c(~act_15_x10), .sum(total_sum_21),
    .carry(total_carry_21));
  wire [3:0] total_sum_22;
  wire [3:0] total_carry_22;
  csa #(.W(4)) total_row_22 (.a(~act_31_x12), .b(~act_47_x12), .c(~act_55_x9),
    .sum(total_sum_22), .carry(total_carry_22));
  wire [3:0] total_sum_23;
  wire [3:0] total_carry_23;
  csa #(.W(4)) total_row_23 (.a(~act_71_x10), .b(~act_79_x11), .c(~act_103_x13),
    .sum(total_sum_23), .carry(total_carry_23));
  wire [3:0] total_sum_24;
  wire [3:0] total_carry_24;
  csa #(.W(4)) total_row_24 (.a({2'd0, total_carry_10[0:0], 1'd0}),
    .b({2'd0, total_carry_11[0:0], 1'd0}), .c(~act_111_x11), .sum(total_sum_24),
    .carry(total_carry_24));
  wire [1:0] total_sum_25;
  wire [1:0] total_carry_25;
  csa #(.W(2)) total_row_25 (.a({total_carry_12[0:0], 1'd0}), .b(total_sum_13),
    .c({total_carry_13[0:0], 1'd0}), .sum(total_sum_25), .carry(total_carry_25));
  wire [1:0] total_sum_26;
  wire [1:0] total_carry_26;
  csa #(.W(2)) total_row_26 (.a({1'd0, total_sum_14}), .b({1'd0, total_sum_17}),
    .c(total_sum_18), .sum(total_sum_26), .carry(total_carry_26));
  wire [4:0] total_sum_27;
  wire [4:0] total_carry_27;
  csa #(.W(5)) total_row_27 (.a({3'd0, total_carry_14[0:0], 1'd0}),
    .b({3'd0, total_carry_15[0:0], 1'd0}), .c(~act_44_x1), .sum(total_sum_27),
    .carry(total_carry_27));
  wire [4:0] total_sum_28;
  wire [4:0] total_carry_28;
  csa #(.W(5)) total_row_28 (.a({3'd0, total_carry_16[0:0], 1'd0}),
    .b({3'd0, total_carry_17[0:0], 1'd0}), .c(~act_52_x2), .sum(total_sum_28),
    .carry(total_carry_28));
  wire [3:0] total_sum_29;
  wire [3:0] total_carry_29;
  csa #(.W(4)) total_row_29 (.a({2'd0, total_sum_19, 1'd0}), .b({2'd0, total_sum_20, 1'd0}),
    .c(total_sum_22), .sum(total_sum_29), .carry(total_carry_29));
  wire [3:0] total_sum_30;
  wire [3:0] total_carry_30;
  csa #(.W(4)) total_row_30 (.a({1'd0, total_sum_15}), .b({1'd0, total_sum_16}),
    .c(total_sum_23), .sum(total_sum_30), .carry(total_carry_30));
  wire [0:0] total_sum_31;
  wire [0:0] total_carry_31;
  csa #(.W(1)) total_row_31 (.a(total_carry_18[1:1]), .b(total_carry_19[0:0]),
    .c(total_carry_20[0:0]), .sum(total_sum_31), .carry(total_carry_31));
  wire [5:0] total_sum_32;
  wire [5:0] total_carry_32;
  csa #(.W(6)) total_row_32 (.a(act_20_x2), .b(act_57_x9), .c(act_60_x6), .sum(total_sum_32),
    .carry(total_carry_32));
  wire [5:0] total_sum_33;
  wire [5:0] total_carry_33;
  csa #(.W(6)) total_row_33 (.a(~act_65_x2), .b(~act_104_x2), .c(~act_108_x4),
    .sum(total_sum_33), .carry(total_carry_33));
  wire [3:0] total_sum_34;
  wire [3:0] total_carry_34;
  csa #(.W(4)) total_row_34 (.a({2'd0, total_carry_21[1:1], 1'd0}),
    .b({2'd0, total_carry_24[1:1], 1'd0}), .c(total_carry_22[3:0]), .sum(total_sum_34),
    .carry(total_carry_34));
  wire [4:0] total_sum_35;
  wire [4:0] total_carry_35;
  csa #(.W(5)) total_row_35 (.a({3'd0, total_sum_25}), .b({3'd0, total_carry_26[0:0], 1'd0}),
    .c({total_carry_23[3:0], 1'd0}), .sum(total_sum_35), .carry(total_carry_35));
  wire [3:0] total_sum_36;
  wire [3:0] total_carry_36;
  csa #(.W(4)) total_row_36 (.a(total_sum_21), .b({1'd0, total_carry_25[1:1], 2'd0}),
    .c({1'd0, total_carry_27[1:1], 2'd0}), .sum(total_sum_36), .carry(total_carry_36));
  wire [6:0] total_sum_37;
  wire [6:0] total_carry_37;
  csa #(.W(7)) total_row_37 (.a(~act_9_x4), .b(~act_19_x2), .c(~act_25_x13),
    .sum(total_sum_37), .carry(total_carry_37));
  wire [6:0] total_sum_38;
  wire [6:0] total_carry_38;
  csa #(.W(7)) total_row_38 (.a(act_28_x3), .b(~act_29_x1), .c(act_36_x5),
    .sum(total_sum_38), .carry(total_carry_38));
  wire [6:0] total_sum_39;
  wire [6:0] total_carry_39;
  csa #(.W(7)) total_row_39 (.a(act_38_x2), .b(~act_49_x3), .c(act_51_x3),
    .sum(total_sum_39), .carry(total_carry_39));
  wire [6:0] total_sum_40;
  wire [6:0] total_carry_40;
  csa #(.W(7)) total_row_40 (.a(act_67_x3), .b(act_73_x9), .c(act_76_x3), .sum(total_sum_40),
    .carry(total_carry_40));
  wire [6:0] total_sum_41;
  wire [6:0] total_carry_41;
  csa #(.W(7)) total_row_41 (.a(~act_96_x4), .b(act_98_x2), .c(act_105_x11),
    .sum(total_sum_41), .carry(total_carry_41));
  wire [6:0] total_sum_42;
  wire [6:0] total_carry_42;
  csa #(.W(7)) total_row_42 (.a({3'd0, total_sum_24}), .b(act_107_x2),
    .c({3'd0, total_sum_29}), .sum(total_sum_42), .carry(total_carry_42));
  wire [6:0] total_sum_43;
  wire [6:0] total_carry_43;
  csa #(.W(7)) total_row_43 (.a(act_110_x3), .b({1'd0, total_sum_32}),
    .c({1'd0, total_sum_33}), .sum(total_sum_43), .carry(total_carry_43));
  wire [0:0] total_sum_44;
  wire [0:0] total_carry_44;
  csa #(.W(1)) total_row_44 (.a(total_carry_28[1:1]), .b(total_carry_29[1:1]),
    .c(total_sum_31), .sum(total_sum_44), .carry(total_carry_44));
  wire [7:0] total_sum_45;
  wire [7:0] total_carry_45;
  csa #(.W(8)) total_row_45 (.a({4'd0, total_carry_31[0:0], 3'd0}),
    .b({4'd0, total_carry_34[1:1], 3'd0}), .c(act_0_x5), .sum(total_sum_45),
    .carry(total_carry_45));
  wire [7:0] total_sum_46;
  wire [7:0] total_carry_46;
  csa #(.W(8)) total_row_46 (.a(~act_1_x8), .b(act_3_x4), .c(~act_17_x6), .sum(total_sum_46),
    .carry(total_carry_46));
  wire [7:0] total_sum_47;
  wire [7:0] total_carry_47;
  csa #(.W(8)) total_row_47 (.a(~act_32_x8), .b(act_41_x6), .c(act_43_x5),
    .sum(total_sum_47), .carry(total_carry_47));
  wire [7:0] total_sum_48;
  wire [7:0] total_carry_48;
  csa #(.W(8)) total_row_48 (.a(~act_45_x3), .b(act_46_x4), .c(~act_68_x7),
    .sum(total_sum_48), .carry(total_carry_48));
  wire [7:0] total_sum_49;
  wire [7:0] total_carry_49;
  csa #(.W(8)) total_row_49 (.a(~act_72_x6), .b(act_75_x6), .c(act_78_x3),
    .sum(total_sum_49), .carry(total_carry_49));
  wire [4:0] total_sum_50;
  wire [4:0] total_carry_50;
  csa #(.W(5)) total_row_50 (.a({1'd0, total_sum_30}), .b(total_sum_27),
    .c({1'd0, total_sum_36}), .sum(total_sum_50), .carry(total_carry_50));
  wire [6:0] total_sum_51;
  wire [6:0] total_carry_51;
  csa #(.W(7)) total_row_51 (.a(total_sum_37), .b(total_sum_38), .c(total_sum_39),
    .sum(total_sum_51), .carry(total_carry_51));
  wire [6:0] total_sum_52;
  wire [6:0] total_carry_52;
  csa #(.W(7)) total_row_52 (.a({4'd0, total_carry_35[1:1], 2'd0}),
    .b({4'd0, total_sum_44, 2'd0}), .c(total_sum_40), .sum(total_sum_52),
    .carry(total_carry_52));
  wire [6:0] total_sum_53;
  wire [6:0] total_carry_53;
  csa #(.W(7)) total_row_53 (.a(total_sum_41), .b({total_carry_32[5:0], 1'd0}),
    .c({total_carry_33[5:0], 1'd0}), .sum(total_sum_53), .carry(total_carry_53));
  wire [8:0] total_sum_54;
  wire [8:0] total_carry_54;
  csa #(.W(9)) total_row_54 (.a({5'd0, total_carry_36[2:2], 3'd0}),
    .b({5'd0, total_carry_44[0:0], 3'd0}), .c(act_4_x17), .sum(total_sum_54),
    .carry(total_carry_54));
  wire [8:0] total_sum_55;
  wire [8:0] total_carry_55;
  csa #(.W(9)) total_row_55 (.a(~act_5_x6), .b(act_6_x7), .c(~act_8_x12), .sum(total_sum_55),
    .carry(total_carry_55));
  wire [8:0] total_sum_56;
  wire [8:0] total_carry_56;
  csa #(.W(9)) total_row_56 (.a(act_12_x11), .b(act_13_x6), .c(~act_16_x9),
    .sum(total_sum_56), .carry(total_carry_56));
  wire [8:0] total_sum_57;
  wire [8:0] total_carry_57;
  csa #(.W(9)) total_row_57 (.a(act_18_x5), .b(act_21_x4), .c(act_22_x5), .sum(total_sum_57),
    .carry(total_carry_57));
  wire [8:0] total_sum_58;
  wire [8:0] total_carry_58;
  csa #(.W(9)) total_row_58 (.a(act_24_x9), .b(act_30_x6), .c(~act_35_x7),
    .sum(total_sum_58), .carry(total_carry_58));
  wire [8:0] total_sum_59;
  wire [8:0] total_carry_59;
  csa #(.W(9)) total_row_59 (.a(~act_40_x12), .b(act_48_x13), .c(~act_50_x6),
    .sum(total_sum_59), .carry(total_carry_59));
  wire [8:0] total_sum_60;
  wire [8:0] total_carry_60;
  csa #(.W(9)) total_row_60 (.a(act_54_x8), .b(~act_56_x11), .c(act_58_x7),
    .sum(total_sum_60), .carry(total_carry_60));
  wire [8:0] total_sum_61;
  wire [8:0] total_carry_61;
  csa #(.W(9)) total_row_61 (.a(act_59_x8), .b(act_61_x7), .c(~act_62_x7),
    .sum(total_sum_61), .carry(total_carry_61));
  wire [8:0] total_sum_62;
  wire [8:0] total_carry_62;
  csa #(.W(9)) total_row_62 (.a(act_64_x14), .b(act_66_x6), .c(act_77_x4),
    .sum(total_sum_62), .carry(total_carry_62));
  wire [8:0] total_sum_63;
  wire [8:0] total_carry_63;
  csa #(.W(9)) total_row_63 (.a({4'd0, total_sum_28}), .b(act_99_x11),
    .c({4'd0, total_sum_35}), .sum(total_sum_63), .carry(total_carry_63));
  wire [8:0] total_sum_64;
  wire [8:0] total_carry_64;
  csa #(.W(9)) total_row_64 (.a(act_101_x5), .b({1'd0, total_sum_46}),
    .c({1'd0, total_sum_47}), .sum(total_sum_64), .carry(total_carry_64));
  wire [7:0] total_sum_65;
  wire [7:0] total_carry_65;
  csa #(.W(8)) total_row_65 (.a({1'd0, total_sum_43}), .b(total_sum_48),
    .c({1'd0, total_sum_51}), .sum(total_sum_65), .carry(total_carry_65));
  wire [7:0] total_sum_66;
  wire [7:0] total_carry_66;
  csa #(.W(8)) total_row_66 (.a(total_sum_49), .b({total_carry_37[6:0], 1'd0}),
    .c({total_carry_38[6:0], 1'd0}), .sum(total_sum_66), .carry(total_carry_66));
  wire [6:0] total_sum_67;
  wire [6:0] total_carry_67;
  csa #(.W(7)) total_row_67 (.a(total_carry_39[6:0]), .b(total_carry_40[6:0]),
    .c(total_carry_41[6:0]), .sum(total_sum_67), .carry(total_carry_67));
  wire [6:0] total_sum_68;
  wire [6:0] total_carry_68;
  csa #(.W(7)) total_row_68 (.a({2'd0, total_sum_34, 1'd0}), .b(total_sum_53),
    .c({2'd0, total_carry_42[3:0], 1'd0}), .sum(total_sum_68), .carry(total_carry_68));
  wire [9:0] total_sum_69;
  wire [9:0] total_carry_69;
  csa #(.W(10)) total_row_69 (.a(act_10_x9), .b(act_11_x21), .c(~act_26_x10),
    .sum(total_sum_69), .carry(total_carry_69));
  wire [9:0] total_sum_70;
  wire [9:0] total_carry_70;
  csa #(.W(10)) total_row_70 (.a(act_27_x18), .b(act_37_x8), .c(act_42_x10),
    .sum(total_sum_70), .carry(total_carry_70));
  wire [9:0] total_sum_71;
  wire [9:0] total_carry_71;
  csa #(.W(10)) total_row_71 (.a(act_69_x10), .b(act_70_x11), .c(act_74_x11),
    .sum(total_sum_71), .carry(total_carry_71));
  wire [6:0] total_sum_72;
  wire [6:0] total_carry_72;
  csa #(.W(7)) total_row_72 (.a({3'd0, total_carry_30[2:0], 1'd0}),
    .b({total_carry_43[5:0], 1'd0}), .c({2'd0, total_sum_50}), .sum(total_sum_72),
    .carry(total_carry_72));
  wire [9:0] total_sum_73;
  wire [9:0] total_carry_73;
  csa #(.W(10)) total_row_73 (.a(act_102_x12), .b({1'd0, total_sum_55}),
    .c({1'd0, total_sum_56}), .sum(total_sum_73), .carry(total_carry_73));
  wire [9:0] total_sum_74;
  wire [9:0] total_carry_74;
  csa #(.W(10)) total_row_74 (.a(act_106_x11), .b({1'd0, total_sum_57}),
    .c({1'd0, total_sum_58}), .sum(total_sum_74), .carry(total_carry_74));
  wire [8:0] total_sum_75;
  wire [8:0] total_carry_75;
  csa #(.W(9)) total_row_75 (.a(total_sum_59), .b(total_sum_60), .c(total_sum_61),
    .sum(total_sum_75), .carry(total_carry_75));
  wire [8:0] total_sum_76;
  wire [8:0] total_carry_76;
  csa #(.W(9)) total_row_76 (.a(total_sum_62), .b({total_carry_46[7:0], 1'd0}),
    .c({total_carry_47[7:0], 1'd0}), .sum(total_sum_76), .carry(total_carry_76));
  wire [8:0] total_sum_77;
  wire [8:0] total_carry_77;
  csa #(.W(9)) total_row_77 (.a({1'd0, total_sum_66}), .b({total_carry_48[7:0], 1'd0}),
    .c({1'd0, total_carry_51[6:0], 1'd0}), .sum(total_sum_77), .carry(total_carry_77));
  wire [7:0] total_sum_78;
  wire [7:0] total_carry_78;
  csa #(.W(8)) total_row_78 (.a({4'd0, total_carry_45[3:3], 3'd0}), .b(total_carry_49[7:0]),
    .c({4'd0, total_carry_54[3:3], 3'd0}), .sum(total_sum_78), .carry(total_carry_78));
  wire [10:0] total_sum_79;
  wire [10:0] total_carry_79;
  csa #(.W(11)) total_row_79 (.a({3'd0, total_sum_67, 1'd0}),
    .b({3'd0, total_carry_53[6:1], 2'd0}), .c(act_2_x22), .sum(total_sum_79),
    .carry(total_carry_79));
  wire [10:0] total_sum_80;
  wire [10:0] total_carry_80;
  csa #(.W(11)) total_row_80 (.a(act_34_x21), .b({2'd0, total_sum_64}),
    .c({1'd0, total_sum_69}), .sum(total_sum_80), .carry(total_carry_80));
  wire [9:0] total_sum_81;
  wire [9:0] total_carry_81;
  csa #(.W(10)) total_row_81 (.a(total_sum_70), .b(total_sum_71), .c({1'd0, total_sum_75}),
    .sum(total_sum_81), .carry(total_carry_81));
  wire [9:0] total_sum_82;
  wire [9:0] total_carry_82;
  csa #(.W(10)) total_row_82 (.a({1'd0, total_sum_76}), .b({total_carry_55[8:0], 1'd0}),
    .c({total_carry_56[8:0], 1'd0}), .sum(total_sum_82), .carry(total_carry_82));
  wire [8:0] total_sum_83;
  wire [8:0] total_carry_83;
  csa #(.W(9)) total_row_83 (.a(total_carry_57[8:0]), .b(total_carry_58[8:0]),
    .c(total_carry_59[8:0]), .sum(total_sum_83), .carry(total_carry_83));
  wire [8:0] total_sum_84;
  wire [8:0] total_carry_84;
  csa #(.W(9)) total_row_84 (.a(total_carry_60[8:0]), .b(total_carry_61[8:0]),
    .c(total_carry_62[8:0]), .sum(total_sum_84), .carry(total_carry_84));
  wire [8:0] total_sum_85;
  wire [8:0] total_carry_85;
  csa #(.W(9)) total_row_85 (.a({1'd0, total_sum_65}), .b({total_carry_64[7:0], 1'd0}),
    .c({1'd0, total_carry_65[6:0], 1'd0}), .sum(total_sum_85), .carry(total_carry_85));
  wire [7:0] total_sum_86;
  wire [7:0] total_carry_86;
  csa #(.W(8)) total_row_86 (.a({3'd0, total_carry_63[4:0]}),
    .b({total_carry_66[7:1], 1'd0}), .c({3'd0, total_carry_68[4:1], 1'd0}),
    .sum(total_sum_86), .carry(total_carry_86));
  wire [7:0] total_sum_87;
  wire [7:0] total_carry_87;
  csa #(.W(8)) total_row_87 (.a({1'd0, total_sum_42}), .b(total_sum_45),
    .c({1'd0, total_sum_52}), .sum(total_sum_87), .carry(total_carry_87));
  wire [9:0] total_sum_88;
  wire [9:0] total_carry_88;
  csa #(.W(10)) total_row_88 (.a(total_sum_73), .b(total_sum_74), .c({1'd0, total_sum_77}),
    .sum(total_sum_88), .carry(total_carry_88));
  wire [9:0] total_sum_89;
  wire [9:0] total_carry_89;
  csa #(.W(10)) total_row_89 (.a(total_carry_69[9:0]), .b(total_carry_70[9:0]),
    .c(total_carry_71[9:0]), .sum(total_sum_89), .carry(total_carry_89));
  wire [8:0] total_sum_90;
  wire [8:0] total_carry_90;
  csa #(.W(9)) total_row_90 (.a(total_carry_73[8:0]), .b(total_carry_74[8:0]),
    .c(total_carry_75[8:0]), .sum(total_sum_90), .carry(total_carry_90));
  wire [8:0] total_sum_91;
  wire [8:0] total_carry_91;
  csa #(.W(9)) total_row_91 (.a({total_carry_67[6:0], 2'd0}), .b({2'd0, total_sum_68}),
    .c({3'd0, total_carry_72[4:1], 2'd0}), .sum(total_sum_91), .carry(total_carry_91));
  wire [8:0] total_sum_92;
  wire [8:0] total_carry_92;
  csa #(.W(9)) total_row_92 (.a(total_sum_83), .b({1'd0, total_carry_77[7:1], 1'd0}),
    .c({1'd0, total_carry_79[7:1], 1'd0}), .sum(total_sum_92), .carry(total_carry_92));
  wire [9:0] total_sum_93;
  wire [9:0] total_carry_93;
  csa #(.W(10)) total_row_93 (.a({total_sum_84, 1'd0}), .b({total_carry_76[8:1], 2'd0}),
    .c(total_sum_81), .sum(total_sum_93), .carry(total_carry_93));
  wire [10:0] total_sum_94;
  wire [10:0] total_carry_94;
  csa #(.W(11)) total_row_94 (.a({1'd0, total_sum_82}), .b({2'd0, total_sum_85}),
    .c({total_sum_89, 1'd0}), .sum(total_sum_94), .carry(total_carry_94));
  wire [9:0] total_sum_95;
  wire [9:0] total_carry_95;
  csa #(.W(10)) total_row_95 (.a({1'd0, total_sum_90}), .b({total_carry_83[8:0], 1'd0}),
    .c({total_carry_84[8:0], 1'd0}), .sum(total_sum_95), .carry(total_carry_95));
  wire [8:0] total_sum_96;
  wire [8:0] total_carry_96;
  csa #(.W(9)) total_row_96 (.a({2'd0, total_sum_72}), .b({total_carry_85[7:1], 2'd0}),
    .c({2'd0, total_carry_86[4:1], 3'd0}), .sum(total_sum_96), .carry(total_carry_96));
  wire [10:0] total_sum_97;
  wire [10:0] total_carry_97;
  csa #(.W(11)) total_row_97 (.a({2'd0, total_sum_54}), .b({2'd0, total_sum_63}),
    .c(total_sum_79), .sum(total_sum_97), .carry(total_carry_97));
  wire [10:0] total_sum_98;
  wire [10:0] total_carry_98;
  csa #(.W(11)) total_row_98 (.a(total_sum_80), .b({1'd0, total_sum_88}),
    .c({1'd0, total_sum_93}), .sum(total_sum_98), .carry(total_carry_98));
  wire [10:0] total_sum_99;
  wire [10:0] total_carry_99;
  csa #(.W(11)) total_row_99 (.a({3'd0, total_sum_87}), .b({total_carry_80[9:0], 1'd0}),
    .c({3'd0, total_carry_87[6:0], 1'd0}), .sum(total_sum_99), .carry(total_carry_99));
  wire [10:0] total_sum_100;
  wire [10:0] total_carry_100;
  csa #(.W(11)) total_row_100 (.a({1'd0, total_carry_81[9:0]}),
    .b({1'd0, total_carry_82[9:1], 1'd0}), .c({total_carry_89[9:0], 1'd0}),
    .sum(total_sum_100), .carry(total_carry_100));
  wire [9:0] total_sum_101;
  wire [9:0] total_carry_101;
  csa #(.W(10)) total_row_101 (.a({1'd0, total_sum_92}), .b({total_carry_90[8:0], 1'd0}),
    .c({1'd0, total_carry_92[7:1], 2'd0}), .sum(total_sum_101), .carry(total_carry_101));
  wire [9:0] total_sum_102;
  wire [9:0] total_carry_102;
  csa #(.W(10)) total_row_102 (.a({2'd0, total_sum_78}), .b({2'd0, total_sum_86}),
    .c(total_carry_88[9:0]), .sum(total_sum_102), .carry(total_carry_102));
  wire [9:0] total_sum_103;
  wire [9:0] total_carry_103;
  csa #(.W(10)) total_row_103 (.a(total_sum_95), .b({3'd0, total_carry_91[6:2], 2'd0}),
    .c({3'd0, total_carry_96[6:2], 2'd0}), .sum(total_sum_103), .carry(total_carry_103));
  wire [10:0] total_sum_104;
  wire [10:0] total_carry_104;
  csa #(.W(11)) total_row_104 (.a({2'd0, total_sum_91}), .b(total_sum_94),
    .c({2'd0, total_sum_96}), .sum(total_sum_104), .carry(total_carry_104));
  wire [10:0] total_sum_105;
  wire [10:0] total_carry_105;
  csa #(.W(11)) total_row_105 (.a({total_carry_93[9:1], 2'd0}), .b(total_sum_98),
    .c({total_carry_94[9:0], 1'd0}), .sum(total_sum_105), .carry(total_carry_105));
  wire [10:0] total_sum_106;
  wire [10:0] total_carry_106;
  csa #(.W(11)) total_row_106 (.a({1'd0, total_carry_98[9:0]}), .b(total_sum_100),
    .c({1'd0, total_sum_101}), .sum(total_sum_106), .carry(total_carry_106));
  wire [10:0] total_sum_107;
  wire [10:0] total_carry_107;
  csa #(.W(11)) total_row_107 (.a({2'd0, total_carry_97[8:0]}),
    .b({total_carry_95[9:1], 2'd0}), .c({total_carry_100[9:1], 2'd0}), .sum(total_sum_107),
    .carry(total_carry_107));
  wire [10:0] total_sum_108;
  wire [10:0] total_carry_108;
  csa #(.W(11)) total_row_108 (.a({total_carry_101[8:1], 3'd0}), .b(total_sum_97),
    .c(total_sum_105), .sum(total_sum_108), .carry(total_carry_108));
  wire [10:0] total_sum_109;
  wire [10:0] total_carry_109;
  csa #(.W(11)) total_row_109 (.a({2'd0, total_carry_99[7:1], 2'd0}),
    .b({1'd0, total_carry_102[7:0], 2'd0}), .c(total_sum_99), .sum(total_sum_109),
    .carry(total_carry_109));
  wire [10:0] total_sum_110;
  wire [10:0] total_carry_110;
  csa #(.W(11)) total_row_110 (.a(total_sum_108), .b({total_sum_102, 1'd0}),
    .c({1'd0, total_carry_104[8:0], 1'd0}), .sum(total_sum_110), .carry(total_carry_110));
  wire [10:0] total_sum_111;
  wire [10:0] total_carry_111;
  csa #(.W(11)) total_row_111 (.a(total_sum_106), .b({total_carry_105[10:1], 1'd0}),
    .c({total_carry_106[9:0], 1'd0}), .sum(total_sum_111), .carry(total_carry_111));
  wire [10:0] total_sum_112;
  wire [10:0] total_carry_112;
  csa #(.W(11)) total_row_112 (.a(total_sum_104), .b(total_sum_109),
    .c({total_sum_103, 1'd0}), .sum(total_sum_112), .carry(total_carry_112));
  wire [10:0] total_sum_113;
  wire [10:0] total_carry_113;
  csa #(.W(11)) total_row_113 (.a(total_sum_107), .b(total_carry_108[10:0]),
    .c(total_sum_111), .sum(total_sum_113), .carry(total_carry_113));
  wire [10:0] total_sum_114;
  wire [10:0] total_carry_114;
  csa #(.W(11)) total_row_114 (.a({total_carry_109[9:2], 3'd0}), .b(total_sum_110),
    .c(total_sum_112), .sum(total_sum_114), .carry(total_carry_114));
  wire [11:0] total_sum_115;
  wire [11:0] total_carry_115;
  csa #(.W(12)) total_row_115 (.a({1'd0, total_sum_113}), .b({total_carry_111[10:1], 2'd0}),
    .c({total_carry_107[10:2], 3'd0}), .sum(total_sum_115), .carry(total_carry_115));
  wire [11:0] total_sum_116;
  wire [11:0] total_carry_116;
  csa #(.W(12)) total_row_116 (.a({1'd0, total_sum_114}), .b({total_carry_112[10:0], 1'd0}),
    .c({total_carry_110[10:1], 2'd0}), .sum(total_sum_116), .carry(total_carry_116));
  wire [11:0] total_sum_117;
  wire [11:0] total_carry_117;
  csa #(.W(12)) total_row_117 (.a({total_carry_113[10:0], 1'd0}),
    .b({1'd0, total_carry_114[10:0]}), .c(total_sum_115), .sum(total_sum_117),
    .carry(total_carry_117));
  wire [13:0] total_sum_118;
  wire [13:0] total_carry_118;
  csa #(.W(14)) total_row_118 (.a({2'd0, total_sum_116}), .b({total_carry_115[11:2], 4'd0}),
    .c({1'd0, total_sum_117, 1'd0}), .sum(total_sum_118), .carry(total_carry_118));
  wire [13:0] total_sum_119;
  wire [13:0] total_carry_119;
  csa #(.W(14)) total_row_119 (.a({1'd0, total_carry_116[11:1], 2'd0}),
    .b({total_carry_117[11:0], 2'd0}), .c(total_sum_118), .sum(total_sum_119),
    .carry(total_carry_119));
  wire [14:0] total_sum_120;
  wire [14:0] total_carry_120;
  csa #(.W(15)) total_row_120 (.a({1'd0, total_carry_118[12:1], 2'd0}),
    .b({1'd0, total_sum_119}), .c({total_carry_119[13:2], 3'd0}), .sum(total_sum_120),
    .carry(total_carry_120));
  wire [13:0] total_sum_121;
  wire [13:0] total_carry_121;
  csa #(.W(14)) total_row_121 (.a({11'd0, total_carry_52[2:2], 2'd0}),
    .b({10'd0, total_carry_50[3:0]}), .c({total_carry_120[13:2], 2'd0}), .sum(total_sum_121),
    .carry(total_carry_121));
  wire [4:0] total_sum_122;
  wire [4:0] total_carry_122;
  csa #(.W(5)) total_row_122 (.a({3'd0, total_carry_78[3:3], 1'd0}),
    .b(total_carry_103[6:2]), .c({3'd0, total_carry_121[3:2]}), .sum(total_sum_122),
    .carry(total_carry_122));
  wire [14:0] total_sum_123;
  wire [14:0] total_carry_123;
  csa #(.W(15)) total_row_123 (.a({8'd0, total_carry_122[1:0], 5'd0}),
    .b({6'd0, total_sum_122, 4'd0}), .c(total_sum_120), .sum(total_sum_123),
    .carry(total_carry_123));
  wire [14:0] total_sum_124;
  wire [14:0] total_carry_124;
  csa #(.W(15)) total_row_124 (.a({5'd0, total_carry_123[8:4], 5'd0}),
    .b({total_sum_121, 1'd0}), .c(total_sum_123), .sum(total_sum_124), .carry(total_carry_124));
  wire [15:0] total_sum_125;
  wire [15:0] total_carry_125;
  csa #(.W(16)) total_row_125 (.a({14'd0, total_sum_26}), .b({1'd0, total_sum_124}),
    .c({total_carry_124[14:1], 2'd0}), .sum(total_sum_125), .carry(total_carry_125));
  wire [15:0] total_sum_126;
  wire [15:0] total_carry_126;
  csa #(.W(16)) total_row_126 (.a(16'd57793), .b(total_sum_125),
    .c({total_carry_125[14:0], 1'd0}), .sum(total_sum_126), .carry(total_carry_126));
  ripple_adder #(.W(16)) total_adder (
    .a(total_sum_126),
    .b({total_carry_126[14:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_14 (
  input wire [8:0] act_0_x10, input wire [7:0] act_1_x9, input wire [9:0] act_3_x21,
    input wire [5:0] act_4_x2, input wire [9:0] act_5_x12, input wire [7:0] act_6_x4,
    input wire [3:0] act_7_x10, input wire [0:0] act_7_z3, input wire [7:0] act_8_x7,
    input wire [0:0] act_8_z4, input wire [7:0] act_9_x6, input wire [10:0] act_10_x18,
    input wire [7:0] act_11_x5, input wire [0:0] act_11_z4, input wire [4:0] act_12_x1,
    input wire [0:0] act_12_z4, input wire [9:0] act_13_x8, input wire [9:0] act_14_x10,
    input wire [8:0] act_16_x11, input wire [8:0] act_17_x14, input wire [0:0] act_17_z3,
    input wire [9:0] act_18_x9, input wire [6:0] act_19_x2, input wire [7:0] act_20_x9,
    input wire [0:0] act_20_z4, input wire [8:0] act_21_x5, input wire [8:0] act_22_x6,
    input wire [2:0] act_23_x6, input wire [0:0] act_23_z3, input wire [8:0] act_24_x9,
    input wire [6:0] act_25_x16, input wire [6:0] act_26_x2, input wire [0:0] act_26_z3,
    input wire [9:0] act_27_x16, input wire [6:0] act_28_x3, input wire [0:0] act_28_z4,
    input wire [9:0] act_29_x8, input wire [6:0] act_30_x2, input wire [3:0] act_31_x12,
    input wire [0:0] act_31_z2, input wire [9:0] act_32_x21, input wire [0:0] act_32_z4,
    input wire [8:0] act_33_x13, input wire [0:0] act_33_z4, input wire [7:0] act_34_x4,
    input wire [5:0] act_36_x2, input wire [0:0] act_36_z3, input wire [8:0] act_37_x4,
    input wire [0:0] act_37_z2, input wire [9:0] act_38_x13, input wire [3:0] act_39_x9,
    input wire [0:0] act_39_z4, input wire [8:0] act_40_x10, input wire [0:0] act_40_z3,
    input wire [7:0] act_41_x6, input wire [8:0] act_42_x5, input wire [8:0] act_43_x11,
    input wire [7:0] act_44_x7, input wire [10:0] act_45_x14, input wire [6:0] act_46_x2,
    input wire [2:0] act_47_x6, input wire [0:0] act_47_z3, input wire [6:0] act_48_x4,
    input wire [0:0] act_48_z2, input wire [6:0] act_49_x3, input wire [0:0] act_49_z4,
    input wire [9:0] act_50_x10, input wire [7:0] act_51_x4, input wire [4:0] act_52_x3,
    input wire [0:0] act_52_z4, input wire [6:0] act_53_x2, input wire [0:0] act_53_z3,
    input wire [8:0] act_54_x6, input wire [2:0] act_55_x7, input wire [0:0] act_55_z4,
    input wire [4:0] act_56_x1, input wire [2:0] act_57_x1, input wire [0:0] act_57_z4,
    input wire [9:0] act_58_x13, input wire [8:0] act_59_x13, input wire [6:0] act_60_x9,
    input wire [9:0] act_61_x13, input wire [5:0] act_62_x1, input wire [2:0] act_63_x6,
    input wire [0:0] act_63_z3, input wire [8:0] act_64_x11, input wire [5:0] act_65_x2,
    input wire [0:0] act_65_z3, input wire [7:0] act_66_x4, input wire [7:0] act_67_x6,
    input wire [0:0] act_67_z3, input wire [8:0] act_68_x12, input wire [0:0] act_68_z2,
    input wire [10:0] act_70_x21, input wire [1:0] act_71_x3, input wire [0:0] act_71_z4,
    input wire [8:0] act_72_x9, input wire [3:0] act_73_x2, input wire [8:0] act_74_x5,
    input wire [0:0] act_74_z4, input wire [7:0] act_75_x5, input wire [5:0] act_76_x2,
    input wire [0:0] act_76_z3, input wire [8:0] act_77_x6, input wire [0:0] act_77_z3,
    input wire [8:0] act_78_x11, input wire [3:0] act_79_x13, input wire [0:0] act_79_z4,
    input wire [7:0] act_96_x9, input wire [6:0] act_97_x4, input wire [0:0] act_97_z2,
    input wire [8:0] act_98_x5, input wire [0:0] act_98_z4, input wire [8:0] act_99_x9,
    input wire [5:0] act_100_x5, input wire [0:0] act_100_z4, input wire [7:0] act_101_x4,
    input wire [0:0] act_101_z2, input wire [9:0] act_102_x12, input wire [3:0] act_103_x9,
    input wire [0:0] act_103_z4, input wire [6:0] act_104_x3, input wire [0:0] act_104_z4,
    input wire [5:0] act_105_x9, input wire [8:0] act_106_x5, input wire [0:0] act_106_z4,
    input wire [7:0] act_107_x7, input wire [3:0] act_108_x1, input wire [7:0] act_109_x3,
    input wire [6:0] act_110_x3, input wire [3:0] act_111_x10, input wire [0:0] act_111_z3,
    output wire [15:0] sum
);
  wire [15:0] total;
`ifdef CARRY_CHAINS
  wire [3:0] total_part_0;
  adder #(.W(4)) total_add_0 (.a({1'd0, ~act_23_x6}),
    .b({2'd0, ~act_71_x3}), .carry_in(act_7_z3), .sum(total_part_0));
  wire [4:0] total_part_1;
  adder #(.W(5)) total_add_1 (.a({1'd0, act_73_x2}),
    .b({2'd0, ~act_47_x6}), .carry_in(act_8_z4), .sum(total_part_1));
  wire [4:0] total_part_2;
  adder #(.W(5)) total_add_2 (.a({1'd0, act_108_x1}),
    .b({2'd0, ~act_55_x7}), .carry_in(act_11_z4), .sum(total_part_2));
  wire [4:0] total_part_3;
  adder #(.W(5)) total_add_3 (.a({1'd0, total_part_0}),
    .b({2'd0, ~act_57_x1}), .carry_in(act_12_z4), .sum(total_part_3));
  wire [4:0] total_part_4;
  adder #(.W(5)) total_add_4 (.a({1'd0, ~act_7_x10}),
    .b({2'd0, ~act_63_x6}), .carry_in(act_17_z3), .sum(total_part_4));
  wire [5:0] total_part_5;
  adder #(.W(6)) total_add_5 (.a({1'd0, act_56_x1}),
    .b({2'd0, ~act_31_x12}), .carry_in(act_20_z4), .sum(total_part_5));
  wire [5:0] total_part_6;
  adder #(.W(6)) total_add_6 (.a({1'd0, total_part_1}),
    .b({2'd0, ~act_39_x9}), .carry_in(act_23_z3), .sum(total_part_6));
  wire [5:0] total_part_7;
  adder #(.W(6)) total_add_7 (.a({1'd0, total_part_2}),
    .b({2'd0, ~act_79_x13}), .carry_in(act_26_z3), .sum(total_part_7));
  wire [5:0] total_part_8;
  adder #(.W(6)) total_add_8 (.a({1'd0, total_part_3}),
    .b({2'd0, ~act_103_x9}), .carry_in(act_28_z4), .sum(total_part_8));
  wire [5:0] total_part_9;
  adder #(.W(6)) total_add_9 (.a({1'd0, total_part_4}),
    .b({2'd0, ~act_111_x10}), .carry_in(act_31_z2), .sum(total_part_9));
  wire [6:0] total_part_10;
  adder #(.W(7)) total_add_10 (.a({1'd0, act_4_x2}),
    .b({2'd0, ~act_12_x1}), .carry_in(act_32_z4), .sum(total_part_10));
  wire [6:0] total_part_11;
  adder #(.W(7)) total_add_11 (.a({1'd0, act_62_x1}),
    .b({2'd0, ~act_52_x3}), .carry_in(act_33_z4), .sum(total_part_11));
  wire [6:0] total_part_12;
  adder #(.W(7)) total_add_12 (.a({1'd0, act_105_x9}),
    .b({1'd0, ~act_36_x2}), .carry_in(act_36_z3), .sum(total_part_12));
  wire [6:0] total_part_13;
  adder #(.W(7)) total_add_13 (.a({1'd0, total_part_5}),
    .b({1'd0, ~act_65_x2}), .carry_in(act_37_z2), .sum(total_part_13));
  wire [6:0] total_part_14;
  adder #(.W(7)) total_add_14 (.a({1'd0, total_part_6}),
    .b({1'd0, ~act_76_x2}), .carry_in(act_39_z4), .sum(total_part_14));
  wire [6:0] total_part_15;
  adder #(.W(7)) total_add_15 (.a({1'd0, total_part_7}),
    .b({1'd0, ~act_100_x5}), .carry_in(act_40_z3), .sum(total_part_15));
  wire [6:0] total_part_16;
  adder #(.W(7)) total_add_16 (.a({1'd0, total_part_8}),
    .b({1'd0, total_part_9}), .carry_in(act_47_z3), .sum(total_part_16));
  wire [7:0] total_part_17;
  adder #(.W(8)) total_add_17 (.a({1'd0, act_19_x2}),
    .b({1'd0, act_25_x16}), .carry_in(act_48_z2), .sum(total_part_17));
  wire [7:0] total_part_18;
  adder #(.W(8)) total_add_18 (.a({1'd0, act_30_x2}),
    .b({1'd0, ~act_26_x2}), .carry_in(act_49_z4), .sum(total_part_18));
  wire [7:0] total_part_19;
  adder #(.W(8)) total_add_19 (.a({1'd0, act_46_x2}),
    .b({1'd0, ~act_28_x3}), .carry_in(act_52_z4), .sum(total_part_19));
  wire [7:0] total_part_20;
  adder #(.W(8)) total_add_20 (.a({1'd0, act_60_x9}),
    .b({1'd0, ~act_48_x4}), .carry_in(act_53_z3), .sum(total_part_20));
  wire [7:0] total_part_21;
  adder #(.W(8)) total_add_21 (.a({1'd0, act_110_x3}),
    .b({1'd0, ~act_49_x3}), .carry_in(act_55_z4), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, total_part_10}),
    .b({1'd0, ~act_53_x2}), .carry_in(act_57_z4), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, total_part_11}),
    .b({1'd0, ~act_97_x4}), .carry_in(act_63_z3), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, total_part_12}),
    .b({1'd0, ~act_104_x3}), .carry_in(act_65_z3), .sum(total_part_24));
  wire [7:0] total_part_25;
  adder #(.W(8)) total_add_25 (.a({1'd0, total_part_13}),
    .b({1'd0, total_part_14}), .carry_in(act_67_z3), .sum(total_part_25));
  wire [7:0] total_part_26;
  adder #(.W(8)) total_add_26 (.a({1'd0, total_part_15}),
    .b({1'd0, total_part_16}), .carry_in(act_68_z2), .sum(total_part_26));
  wire [8:0] total_part_27;
  adder #(.W(9)) total_add_27 (.a({1'd0, act_1_x9}),
    .b({1'd0, act_6_x4}), .carry_in(act_71_z4), .sum(total_part_27));
  wire [8:0] total_part_28;
  adder #(.W(9)) total_add_28 (.a({1'd0, act_9_x6}),
    .b({1'd0, ~act_8_x7}), .carry_in(act_74_z4), .sum(total_part_28));
  wire [8:0] total_part_29;
  adder #(.W(9)) total_add_29 (.a({1'd0, act_34_x4}),
    .b({1'd0, ~act_11_x5}), .carry_in(act_76_z3), .sum(total_part_29));
  wire [8:0] total_part_30;
  adder #(.W(9)) total_add_30 (.a({1'd0, act_41_x6}),
    .b({1'd0, ~act_20_x9}), .carry_in(act_77_z3), .sum(total_part_30));
  wire [8:0] total_part_31;
  adder #(.W(9)) total_add_31 (.a({1'd0, act_44_x7}),
    .b({1'd0, act_51_x4}), .carry_in(act_79_z4), .sum(total_part_31));
  wire [8:0] total_part_32;
  adder #(.W(9)) total_add_32 (.a({1'd0, act_66_x4}),
    .b({1'd0, ~act_67_x6}), .carry_in(act_97_z2), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({1'd0, act_75_x5}),
    .b({1'd0, act_96_x9}), .carry_in(act_98_z4), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, act_107_x7}),
    .b({1'd0, ~act_101_x4}), .carry_in(act_100_z4), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, act_109_x3}),
    .b({1'd0, total_part_17}), .carry_in(act_101_z2), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, total_part_18}),
    .b({1'd0, total_part_19}), .carry_in(act_103_z4), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, total_part_20}),
    .b({1'd0, total_part_21}), .carry_in(act_104_z4), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, total_part_22}),
    .b({1'd0, total_part_23}), .carry_in(act_106_z4), .sum(total_part_38));
  wire [8:0] total_part_39;
  adder #(.W(9)) total_add_39 (.a({1'd0, total_part_24}),
    .b({1'd0, total_part_25}), .carry_in(act_111_z3), .sum(total_part_39));
  wire [9:0] total_part_40;
  adder #(.W(10)) total_add_40 (.a({2'd0, total_part_26}),
    .b({1'd0, act_0_x10}), .carry_in(1'b0), .sum(total_part_40));
  wire [9:0] total_part_41;
  adder #(.W(10)) total_add_41 (.a({1'd0, act_16_x11}),
    .b({1'd0, ~act_17_x14}), .carry_in(1'b0), .sum(total_part_41));
  wire [9:0] total_part_42;
  adder #(.W(10)) total_add_42 (.a({1'd0, act_21_x5}),
    .b({1'd0, act_22_x6}), .carry_in(1'b0), .sum(total_part_42));
  wire [9:0] total_part_43;
  adder #(.W(10)) total_add_43 (.a({1'd0, act_24_x9}),
    .b({1'd0, ~act_33_x13}), .carry_in(1'b0), .sum(total_part_43));
  wire [9:0] total_part_44;
  adder #(.W(10)) total_add_44 (.a({1'd0, act_42_x5}),
    .b({1'd0, ~act_37_x4}), .carry_in(1'b0), .sum(total_part_44));
  wire [9:0] total_part_45;
  adder #(.W(10)) total_add_45 (.a({1'd0, act_43_x11}),
    .b({1'd0, ~act_40_x10}), .carry_in(1'b0), .sum(total_part_45));
  wire [9:0] total_part_46;
  adder #(.W(10)) total_add_46 (.a({1'd0, act_54_x6}),
    .b({1'd0, act_59_x13}), .carry_in(1'b0), .sum(total_part_46));
  wire [9:0] total_part_47;
  adder #(.W(10)) total_add_47 (.a({1'd0, act_64_x11}),
    .b({1'd0, ~act_68_x12}), .carry_in(1'b0), .sum(total_part_47));
  wire [9:0] total_part_48;
  adder #(.W(10)) total_add_48 (.a({1'd0, act_72_x9}),
    .b({1'd0, ~act_74_x5}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, act_78_x11}),
    .b({1'd0, ~act_77_x6}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, act_99_x9}),
    .b({1'd0, ~act_98_x5}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, total_part_27}),
    .b({1'd0, ~act_106_x5}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, total_part_28}),
    .b({1'd0, total_part_29}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, total_part_30}),
    .b({1'd0, total_part_31}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, total_part_32}),
    .b({1'd0, total_part_33}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, total_part_34}),
    .b({1'd0, total_part_35}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, total_part_36}),
    .b({1'd0, total_part_37}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, total_part_38}),
    .b({1'd0, total_part_39}), .carry_in(1'b0), .sum(total_part_57));
  wire [10:0] total_part_58;
  adder #(.W(11)) total_add_58 (.a({1'd0, act_3_x21}),
    .b({1'd0, act_5_x12}), .carry_in(1'b0), .sum(total_part_58));
  wire [10:0] total_part_59;
  adder #(.W(11)) total_add_59 (.a({1'd0, act_13_x8}),
    .b({1'd0, act_14_x10}), .carry_in(1'b0), .sum(total_part_59));
  wire [10:0] total_part_60;
  adder #(.W(11)) total_add_60 (.a({1'd0, act_18_x9}),
    .b({1'd0, act_27_x16}), .carry_in(1'b0), .sum(total_part_60));
  wire [10:0] total_part_61;
  adder #(.W(11)) total_add_61 (.a({1'd0, act_29_x8}),
    .b({1'd0, ~act_32_x21}), .carry_in(1'b0), .sum(total_part_61));
  wire [10:0] total_part_62;
  adder #(.W(11)) total_add_62 (.a({1'd0, act_38_x13}),
    .b({1'd0, act_50_x10}), .carry_in(1'b0), .sum(total_part_62));
  wire [10:0] total_part_63;
  adder #(.W(11)) total_add_63 (.a({1'd0, act_58_x13}),
    .b({1'd0, act_61_x13}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({1'd0, act_102_x12}),
    .b({1'd0, total_part_40}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, total_part_41}),
    .b({1'd0, total_part_42}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, total_part_43}),
    .b({1'd0, total_part_44}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, total_part_45}),
    .b({1'd0, total_part_46}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, total_part_47}),
    .b({1'd0, total_part_48}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_49}),
    .b({1'd0, total_part_50}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_51}),
    .b({1'd0, total_part_52}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_53}),
    .b({1'd0, total_part_54}), .carry_in(1'b0), .sum(total_part_71));
  wire [10:0] total_part_72;
  adder #(.W(11)) total_add_72 (.a({1'd0, total_part_55}),
    .b({1'd0, total_part_56}), .carry_in(1'b0), .sum(total_part_72));
  wire [11:0] total_part_73;
  adder #(.W(12)) total_add_73 (.a({2'd0, total_part_57}),
    .b({1'd0, act_10_x18}), .carry_in(1'b0), .sum(total_part_73));
  wire [11:0] total_part_74;
  adder #(.W(12)) total_add_74 (.a({1'd0, act_45_x14}),
    .b({1'd0, act_70_x21}), .carry_in(1'b0), .sum(total_part_74));
  wire [11:0] total_part_75;
  adder #(.W(12)) total_add_75 (.a({1'd0, total_part_58}),
    .b({1'd0, total_part_59}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({1'd0, total_part_60}),
    .b({1'd0, total_part_61}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, total_part_62}),
    .b({1'd0, total_part_63}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_64}),
    .b({1'd0, total_part_65}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_66}),
    .b({1'd0, total_part_67}), .carry_in(1'b0), .sum(total_part_79));
  wire [11:0] total_part_80;
  adder #(.W(12)) total_add_80 (.a({1'd0, total_part_68}),
    .b({1'd0, total_part_69}), .carry_in(1'b0), .sum(total_part_80));
  wire [11:0] total_part_81;
  adder #(.W(12)) total_add_81 (.a({1'd0, total_part_70}),
    .b({1'd0, total_part_71}), .carry_in(1'b0), .sum(total_part_81));
  wire [12:0] total_part_82;
  adder #(.W(13)) total_add_82 (.a({2'd0, total_part_72}),
    .b({1'd0, total_part_73}), .carry_in(1'b0), .sum(total_part_82));
  wire [12:0] total_part_83;
  adder #(.W(13)) total_add_83 (.a({1'd0, total_part_74}),
    .b({1'd0, total_part_75}), .carry_in(1'b0), .sum(total_part_83));
  wire [12:0] total_part_84;
  adder #(.W(13)) total_add_84 (.a({1'd0, total_part_76}),
    .b({1'd0, total_part_77}), .carry_in(1'b0), .sum(total_part_84));
  wire [12:0] total_part_85;
  adder #(.W(13)) total_add_85 (.a({1'd0, total_part_78}),
    .b({1'd0, total_part_79}), .carry_in(1'b0), .sum(total_part_85));
  wire [12:0] total_part_86;
  adder #(.W(13)) total_add_86 (.a({1'd0, total_part_80}),
    .b({1'd0, total_part_81}), .carry_in(1'b0), .sum(total_part_86));
  wire [13:0] total_part_87;
  adder #(.W(14)) total_add_87 (.a({1'd0, total_part_82}),
    .b({1'd0, total_part_83}), .carry_in(1'b0), .sum(total_part_87));
  wire [13:0] total_part_88;
  adder #(.W(14)) total_add_88 (.a({1'd0, total_part_84}),
    .b({1'd0, total_part_85}), .carry_in(1'b0), .sum(total_part_88));
  wire [14:0] total_part_89;
  adder #(.W(15)) total_add_89 (.a({2'd0, total_part_86}),
    .b({1'd0, total_part_87}), .carry_in(1'b0), .sum(total_part_89));
  wire [15:0] total_part_90;
  adder #(.W(16)) total_add_90 (.a({2'd0, total_part_88}),
    .b({1'd0, total_part_89}), .carry_in(1'b0), .sum(total_part_90));
  wire [15:0] total_part_91;
  adder #(.W(16)) total_add_91 (.a(16'd57356),
    .b(total_part_90), .carry_in(1'b0), .sum(total_part_91));
  assign total = total_part_91;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_7_z3), .b(act_8_z4), .c(act_11_z4), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_12_z4), .b(act_17_z3), .c(act_20_z4), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_23_z3), .b(act_26_z3), .c(act_28_z4), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_31_z2), .b(act_32_z4), .c(act_33_z4), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_36_z3), .b(act_37_z2), .c(act_39_z4), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_40_z3), .b(act_47_z3), .c(act_48_z2), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_49_z4), .b(act_52_z4), .c(act_53_z3), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_55_z4), .b(act_57_z4), .c(act_63_z3), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_65_z3), .b(act_67_z3), .c(act_68_z2), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_71_z4), .b(act_74_z4), .c(act_76_z3), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_77_z3), .b(act_79_z4), .c(act_97_z2), .sum(total_sum_10),
    .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(act_98_z4), .b(act_100_z4), .c(act_101_z2),
    .sum(total_sum_11), .carry(total_carry_11));
  wire [0:0] total_sum_12;
  wire [0:0] total_carry_12;
  csa #(.W(1)) total_row_12 (.a(act_103_z4), .b(act_104_z4), .c(act_106_z4),
    .sum(total_sum_12), .carry(total_carry_12));
  wire [1:0] total_sum_13;
  wire [1:0] total_carry_13;
  csa #(.W(2)) total_row_13 (.a({1'd0, act_111_z3}), .b(~act_71_x3), .c({1'd0, total_sum_0}),
    .sum(total_sum_13), .carry(total_carry_13));
  wire [0:0] total_sum_14;
  wire [0:0] total_carry_14;
  csa #(.W(1)) total_row_14 (.a(total_sum_1), .b(total_sum_2), .c(total_sum_3),
    .sum(total_sum_14), .carry(total_carry_14));
  wire [0:0] total_sum_15;
  wire [0:0] total_carry_15;
  csa #(.W(1)) total_row_15 (.a(total_sum_4), .b(total_sum_5), .c(total_sum_6),
    .sum(total_sum_15), .carry(total_carry_15));
  wire [2:0] total_sum_16;
  wire [2:0] total_carry_16;
  csa #(.W(3)) total_row_16 (.a({2'd0, total_sum_7}), .b({2'd0, total_sum_8}),
    .c(~act_23_x6), .sum(total_sum_16), .carry(total_carry_16));
  wire [2:0] total_sum_17;
  wire [2:0] total_carry_17;
  csa #(.W(3)) total_row_17 (.a(~act_47_x6), .b(~act_55_x7), .c(~act_57_x1),
    .sum(total_sum_17), .carry(total_carry_17));
  wire [2:0] total_sum_18;
  wire [2:0] total_carry_18;
  csa #(.W(3)) total_row_18 (.a({2'd0, total_sum_9}), .b({2'd0, total_sum_10}),
    .c(~act_63_x6), .sum(total_sum_18), .carry(total_carry_18));
  wire [0:0] total_sum_19;
  wire [0:0] total_carry_19;
  csa #(.W(1)) total_row_19 (.a(total_carry_0[0:0]), .b(total_carry_1[0:0]),
    .c(total_carry_2[0:0]), .sum(total_sum_19), .carry(total_carry_19));
  wire [0:0] total_sum_20;
  wire [0:0] total_carry_20;
  csa #(.W(1)) total_row_20 (.a(total_carry_3[0:0]), .b(total_carry_4[0:0]),
    .c(total_carry_5[0:0]), .sum(total_sum_20), .carry(total_carry_20));
  wire [0:0] total_sum_21;
  wire [0:0] total_carry_21;
  csa #(.W(1)) total_row_21 (.a(total_carry_6[0:0]), .b(total_carry_7[0:0]),
    .c(total_carry_8[0:0]), .sum(total_sum_21), .carry(total_carry_21));
  wire [0:0] total_sum_22;
  wire [0:0] total_carry_22;
  csa #(.W(1)) total_row_22 (.a(total_carry_9[0:0]), .b(total_carry_10[0:0]),
    .c(total_carry_11[0:0]), .sum(total_sum_22), .carry(total_carry_22));
  wire [3:0] total_sum_23;
  wire [3:0] total_carry_23;
  csa #(.W(4)) total_row_23 (.a(~act_7_x10), .b(~act_31_x12), .c(~act_39_x9),
    .sum(total_sum_23), .carry(total_carry_23));
  wire [3:0] total_sum_24;
  wire [3:0] total_carry_24;
  csa #(.W(4)) total_row_24 (.a(act_73_x2), .b(~act_79_x13), .c(~act_103_x9),
    .sum(total_sum_24), .carry(total_carry_24));
  wire [3:0] total_sum_25;
  wire [3:0] total_carry_25;
  csa #(.W(4)) total_row_25 (.a({3'd0, total_sum_11}), .b({3'd0, total_sum_12}),
    .c(act_108_x1), .sum(total_sum_25), .carry(total_carry_25));
  wire [3:0] total_sum_26;
  wire [3:0] total_carry_26;
  csa #(.W(4)) total_row_26 (.a({2'd0, total_carry_12[0:0], 1'd0}), .b(~act_111_x10),
    .c({2'd0, total_carry_13[0:0], 1'd0}), .sum(total_sum_26), .carry(total_carry_26));
  wire [2:0] total_sum_27;
  wire [2:0] total_carry_27;
  csa #(.W(3)) total_row_27 (.a({2'd0, total_sum_14}), .b({2'd0, total_sum_15}),
    .c(total_sum_17), .sum(total_sum_27), .carry(total_carry_27));
  wire [1:0] total_sum_28;
  wire [1:0] total_carry_28;
  csa #(.W(2)) total_row_28 (.a(total_sum_13), .b({total_carry_14[0:0], 1'd0}),
    .c({total_carry_15[0:0], 1'd0}), .sum(total_sum_28), .carry(total_carry_28));
  wire [4:0] total_sum_29;
  wire [4:0] total_carry_29;
  csa #(.W(5)) total_row_29 (.a({3'd0, total_carry_16[0:0], 1'd0}),
    .b({3'd0, total_carry_18[0:0], 1'd0}), .c(~act_12_x1), .sum(total_sum_29),
    .carry(total_carry_29));
  wire [4:0] total_sum_30;
  wire [4:0] total_carry_30;
  csa #(.W(5)) total_row_30 (.a({3'd0, total_sum_19, 1'd0}), .b({3'd0, total_sum_20, 1'd0}),
    .c(~act_52_x3), .sum(total_sum_30), .carry(total_carry_30));
  wire [4:0] total_sum_31;
  wire [4:0] total_carry_31;
  csa #(.W(5)) total_row_31 (.a(act_56_x1), .b({1'd0, total_sum_23}),
    .c({1'd0, total_sum_24}), .sum(total_sum_31), .carry(total_carry_31));
  wire [2:0] total_sum_32;
  wire [2:0] total_carry_32;
  csa #(.W(3)) total_row_32 (.a({2'd0, total_sum_21}), .b({2'd0, total_sum_22}),
    .c(total_carry_17[2:0]), .sum(total_sum_32), .carry(total_carry_32));
  wire [2:0] total_sum_33;
  wire [2:0] total_carry_33;
  csa #(.W(3)) total_row_33 (.a(total_sum_16), .b({total_carry_19[0:0], 2'd0}),
    .c({total_carry_20[0:0], 2'd0}), .sum(total_sum_33), .carry(total_carry_33));
  wire [5:0] total_sum_34;
  wire [5:0] total_carry_34;
  csa #(.W(6)) total_row_34 (.a({3'd0, total_carry_21[0:0], 2'd0}),
    .b({3'd0, total_carry_22[0:0], 2'd0}), .c(act_4_x2), .sum(total_sum_34),
    .carry(total_carry_34));
  wire [5:0] total_sum_35;
  wire [5:0] total_carry_35;
  csa #(.W(6)) total_row_35 (.a(~act_36_x2), .b(act_62_x1), .c(~act_65_x2),
    .sum(total_sum_35), .carry(total_carry_35));
  wire [5:0] total_sum_36;
  wire [5:0] total_carry_36;
  csa #(.W(6)) total_row_36 (.a(~act_76_x2), .b(~act_100_x5), .c(act_105_x9),
    .sum(total_sum_36), .carry(total_carry_36));
  wire [4:0] total_sum_37;
  wire [4:0] total_carry_37;
  csa #(.W(5)) total_row_37 (.a({3'd0, total_carry_25[0:0], 1'd0}), .b({3'd0, total_sum_28}),
    .c({total_carry_23[3:0], 1'd0}), .sum(total_sum_37), .carry(total_carry_37));
  wire [3:0] total_sum_38;
  wire [3:0] total_carry_38;
  csa #(.W(4)) total_row_38 (.a({1'd0, total_sum_18}), .b(total_sum_25),
    .c({1'd0, total_sum_27}), .sum(total_sum_38), .carry(total_carry_38));
  wire [3:0] total_sum_39;
  wire [3:0] total_carry_39;
  csa #(.W(4)) total_row_39 (.a(total_carry_24[3:0]), .b({2'd0, total_carry_26[1:1], 1'd0}),
    .c({2'd0, total_carry_28[1:1], 1'd0}), .sum(total_sum_39), .carry(total_carry_39));
  wire [6:0] total_sum_40;
  wire [6:0] total_carry_40;
  csa #(.W(7)) total_row_40 (.a(act_19_x2), .b(act_25_x16), .c(~act_26_x2),
    .sum(total_sum_40), .carry(total_carry_40));
  wire [6:0] total_sum_41;
  wire [6:0] total_carry_41;
  csa #(.W(7)) total_row_41 (.a(~act_28_x3), .b(act_30_x2), .c(act_46_x2),
    .sum(total_sum_41), .carry(total_carry_41));
  wire [6:0] total_sum_42;
  wire [6:0] total_carry_42;
  csa #(.W(7)) total_row_42 (.a(~act_48_x4), .b(~act_49_x3), .c(~act_53_x2),
    .sum(total_sum_42), .carry(total_carry_42));
  wire [6:0] total_sum_43;
  wire [6:0] total_carry_43;
  csa #(.W(7)) total_row_43 (.a(act_60_x9), .b(~act_97_x4), .c(~act_104_x3),
    .sum(total_sum_43), .carry(total_carry_43));
  wire [6:0] total_sum_44;
  wire [6:0] total_carry_44;
  csa #(.W(7)) total_row_44 (.a({4'd0, total_carry_29[1:1], 2'd0}),
    .b({4'd0, total_carry_30[1:1], 2'd0}), .c(act_110_x3), .sum(total_sum_44),
    .carry(total_carry_44));
  wire [5:0] total_sum_45;
  wire [5:0] total_carry_45;
  csa #(.W(6)) total_row_45 (.a({1'd0, total_sum_31}), .b(total_sum_35), .c(total_sum_36),
    .sum(total_sum_45), .carry(total_carry_45));
  wire [4:0] total_sum_46;
  wire [4:0] total_carry_46;
  csa #(.W(5)) total_row_46 (.a({1'd0, total_sum_26}), .b({total_carry_31[3:0], 1'd0}),
    .c({1'd0, total_sum_32, 1'd0}), .sum(total_sum_46), .carry(total_carry_46));
  wire [7:0] total_sum_47;
  wire [7:0] total_carry_47;
  csa #(.W(8)) total_row_47 (.a({4'd0, total_carry_33[2:2], 3'd0}),
    .b({4'd0, total_carry_34[2:2], 3'd0}), .c(act_1_x9), .sum(total_sum_47),
    .carry(total_carry_47));
  wire [7:0] total_sum_48;
  wire [7:0] total_carry_48;
  csa #(.W(8)) total_row_48 (.a(act_6_x4), .b(~act_8_x7), .c(act_9_x6), .sum(total_sum_48),
    .carry(total_carry_48));
  wire [7:0] total_sum_49;
  wire [7:0] total_carry_49;
  csa #(.W(8)) total_row_49 (.a(~act_11_x5), .b(~act_20_x9), .c(act_34_x4),
    .sum(total_sum_49), .carry(total_carry_49));
  wire [7:0] total_sum_50;
  wire [7:0] total_carry_50;
  csa #(.W(8)) total_row_50 (.a(act_41_x6), .b(act_44_x7), .c(act_51_x4), .sum(total_sum_50),
    .carry(total_carry_50));
  wire [7:0] total_sum_51;
  wire [7:0] total_carry_51;
  csa #(.W(8)) total_row_51 (.a(act_66_x4), .b(~act_67_x6), .c(act_75_x5),
    .sum(total_sum_51), .carry(total_carry_51));
  wire [7:0] total_sum_52;
  wire [7:0] total_carry_52;
  csa #(.W(8)) total_row_52 (.a(act_96_x9), .b(~act_101_x4), .c(act_107_x7),
    .sum(total_sum_52), .carry(total_carry_52));
  wire [7:0] total_sum_53;
  wire [7:0] total_carry_53;
  csa #(.W(8)) total_row_53 (.a(act_109_x3), .b({3'd0, total_sum_29}),
    .c({3'd0, total_sum_30}), .sum(total_sum_53), .carry(total_carry_53));
  wire [6:0] total_sum_54;
  wire [6:0] total_carry_54;
  csa #(.W(7)) total_row_54 (.a(total_sum_40), .b(total_sum_41), .c(total_sum_42),
    .sum(total_sum_54), .carry(total_carry_54));
  wire [6:0] total_sum_55;
  wire [6:0] total_carry_55;
  csa #(.W(7)) total_row_55 (.a(total_sum_43), .b({total_carry_35[5:0], 1'd0}),
    .c({total_carry_36[5:0], 1'd0}), .sum(total_sum_55), .carry(total_carry_55));
  wire [2:0] total_sum_56;
  wire [2:0] total_carry_56;
  csa #(.W(3)) total_row_56 (.a(total_sum_33), .b({total_carry_32[0:0], 2'd0}),
    .c({total_carry_37[1:1], 2'd0}), .sum(total_sum_56), .carry(total_carry_56));
  wire [8:0] total_sum_57;
  wire [8:0] total_carry_57;
  csa #(.W(9)) total_row_57 (.a({5'd0, total_carry_39[1:1], 3'd0}),
    .b({5'd0, total_carry_44[2:2], 3'd0}), .c(act_0_x10), .sum(total_sum_57),
    .carry(total_carry_57));
  wire [8:0] total_sum_58;
  wire [8:0] total_carry_58;
  csa #(.W(9)) total_row_58 (.a(act_16_x11), .b(~act_17_x14), .c(act_21_x5),
    .sum(total_sum_58), .carry(total_carry_58));
  wire [8:0] total_sum_59;
  wire [8:0] total_carry_59;
  csa #(.W(9)) total_row_59 (.a(act_22_x6), .b(act_24_x9), .c(~act_33_x13),
    .sum(total_sum_59), .carry(total_carry_59));
  wire [8:0] total_sum_60;
  wire [8:0] total_carry_60;
  csa #(.W(9)) total_row_60 (.a(~act_37_x4), .b(~act_40_x10), .c(act_42_x5),
    .sum(total_sum_60), .carry(total_carry_60));
  wire [8:0] total_sum_61;
  wire [8:0] total_carry_61;
  csa #(.W(9)) total_row_61 (.a(act_43_x11), .b(act_54_x6), .c(act_59_x13),
    .sum(total_sum_61), .carry(total_carry_61));
  wire [8:0] total_sum_62;
  wire [8:0] total_carry_62;
  csa #(.W(9)) total_row_62 (.a(act_64_x11), .b(~act_68_x12), .c(act_72_x9),
    .sum(total_sum_62), .carry(total_carry_62));
  wire [8:0] total_sum_63;
  wire [8:0] total_carry_63;
  csa #(.W(9)) total_row_63 (.a(~act_74_x5), .b(~act_77_x6), .c(act_78_x11),
    .sum(total_sum_63), .carry(total_carry_63));
  wire [8:0] total_sum_64;
  wire [8:0] total_carry_64;
  csa #(.W(9)) total_row_64 (.a(~act_98_x5), .b(act_99_x9), .c(~act_106_x5),
    .sum(total_sum_64), .carry(total_carry_64));
  wire [5:0] total_sum_65;
  wire [5:0] total_carry_65;
  csa #(.W(6)) total_row_65 (.a(total_sum_34), .b({1'd0, total_sum_37}),
    .c({1'd0, total_sum_46}), .sum(total_sum_65), .carry(total_carry_65));
  wire [7:0] total_sum_66;
  wire [7:0] total_carry_66;
  csa #(.W(8)) total_row_66 (.a(total_sum_48), .b(total_sum_49), .c(total_sum_50),
    .sum(total_sum_66), .carry(total_carry_66));
  wire [7:0] total_sum_67;
  wire [7:0] total_carry_67;
  csa #(.W(8)) total_row_67 (.a(total_sum_51), .b(total_sum_52), .c({1'd0, total_sum_54}),
    .sum(total_sum_67), .carry(total_carry_67));
  wire [7:0] total_sum_68;
  wire [7:0] total_carry_68;
  csa #(.W(8)) total_row_68 (.a({4'd0, total_sum_38}), .b({4'd0, total_carry_38[2:0], 1'd0}),
    .c({total_carry_40[6:0], 1'd0}), .sum(total_sum_68), .carry(total_carry_68));
  wire [6:0] total_sum_69;
  wire [6:0] total_carry_69;
  csa #(.W(7)) total_row_69 (.a(total_carry_41[6:0]), .b(total_carry_42[6:0]),
    .c(total_carry_43[6:0]), .sum(total_sum_69), .carry(total_carry_69));
  wire [6:0] total_sum_70;
  wire [6:0] total_carry_70;
  csa #(.W(7)) total_row_70 (.a(total_sum_55), .b({2'd0, total_sum_39, 1'd0}),
    .c({2'd0, total_carry_46[3:1], 2'd0}), .sum(total_sum_70), .carry(total_carry_70));
  wire [9:0] total_sum_71;
  wire [9:0] total_carry_71;
  csa #(.W(10)) total_row_71 (.a(act_3_x21), .b(act_5_x12), .c(act_13_x8),
    .sum(total_sum_71), .carry(total_carry_71));
  wire [9:0] total_sum_72;
  wire [9:0] total_carry_72;
  csa #(.W(10)) total_row_72 (.a(act_14_x10), .b(act_18_x9), .c(act_27_x16),
    .sum(total_sum_72), .carry(total_carry_72));
  wire [9:0] total_sum_73;
  wire [9:0] total_carry_73;
  csa #(.W(10)) total_row_73 (.a(act_29_x8), .b(~act_32_x21), .c(act_38_x13),
    .sum(total_sum_73), .carry(total_carry_73));
  wire [9:0] total_sum_74;
  wire [9:0] total_carry_74;
  csa #(.W(10)) total_row_74 (.a(act_50_x10), .b(act_58_x13), .c(act_61_x13),
    .sum(total_sum_74), .carry(total_carry_74));
  wire [9:0] total_sum_75;
  wire [9:0] total_carry_75;
  csa #(.W(10)) total_row_75 (.a(act_102_x12), .b({1'd0, total_sum_58}),
    .c({1'd0, total_sum_59}), .sum(total_sum_75), .carry(total_carry_75));
  wire [8:0] total_sum_76;
  wire [8:0] total_carry_76;
  csa #(.W(9)) total_row_76 (.a(total_sum_60), .b(total_sum_61), .c(total_sum_62),
    .sum(total_sum_76), .carry(total_carry_76));
  wire [8:0] total_sum_77;
  wire [8:0] total_carry_77;
  csa #(.W(9)) total_row_77 (.a(total_sum_63), .b(total_sum_64), .c({1'd0, total_sum_66}),
    .sum(total_sum_77), .carry(total_carry_77));
  wire [8:0] total_sum_78;
  wire [8:0] total_carry_78;
  csa #(.W(9)) total_row_78 (.a({3'd0, total_sum_45}), .b({2'd0, total_carry_45[5:0], 1'd0}),
    .c({total_carry_48[7:0], 1'd0}), .sum(total_sum_78), .carry(total_carry_78));
  wire [7:0] total_sum_79;
  wire [7:0] total_carry_79;
  csa #(.W(8)) total_row_79 (.a(total_carry_49[7:0]), .b(total_carry_50[7:0]),
    .c(total_carry_51[7:0]), .sum(total_sum_79), .carry(total_carry_79));
  wire [7:0] total_sum_80;
  wire [7:0] total_carry_80;
  csa #(.W(8)) total_row_80 (.a(total_carry_52[7:0]), .b({1'd0, total_carry_54[6:0]}),
    .c({1'd0, total_sum_69}), .sum(total_sum_80), .carry(total_carry_80));
  wire [5:0] total_sum_81;
  wire [5:0] total_carry_81;
  csa #(.W(6)) total_row_81 (.a({3'd0, total_carry_47[3:3], 2'd0}), .b(total_carry_55[6:1]),
    .c({3'd0, total_carry_57[3:3], 2'd0}), .sum(total_sum_81), .carry(total_carry_81));
  wire [10:0] total_sum_82;
  wire [10:0] total_carry_82;
  csa #(.W(11)) total_row_82 (.a(act_10_x18), .b(act_45_x14), .c(act_70_x21),
    .sum(total_sum_82), .carry(total_carry_82));
  wire [7:0] total_sum_83;
  wire [7:0] total_carry_83;
  csa #(.W(8)) total_row_83 (.a({1'd0, total_sum_44}), .b({2'd0, total_sum_65}),
    .c(total_sum_67), .sum(total_sum_83), .carry(total_carry_83));
  wire [9:0] total_sum_84;
  wire [9:0] total_carry_84;
  csa #(.W(10)) total_row_84 (.a(total_sum_71), .b(total_sum_72), .c(total_sum_73),
    .sum(total_sum_84), .carry(total_carry_84));
  wire [9:0] total_sum_85;
  wire [9:0] total_carry_85;
  csa #(.W(10)) total_row_85 (.a(total_sum_74), .b({1'd0, total_sum_76}),
    .c({total_carry_58[8:0], 1'd0}), .sum(total_sum_85), .carry(total_carry_85));
  wire [8:0] total_sum_86;
  wire [8:0] total_carry_86;
  csa #(.W(9)) total_row_86 (.a(total_carry_59[8:0]), .b(total_carry_60[8:0]),
    .c(total_carry_61[8:0]), .sum(total_sum_86), .carry(total_carry_86));
  wire [8:0] total_sum_87;
  wire [8:0] total_carry_87;
  csa #(.W(9)) total_row_87 (.a(total_carry_62[8:0]), .b(total_carry_63[8:0]),
    .c(total_carry_64[8:0]), .sum(total_sum_87), .carry(total_carry_87));
  wire [7:0] total_sum_88;
  wire [7:0] total_carry_88;
  csa #(.W(8)) total_row_88 (.a({3'd0, total_carry_53[4:0]}),
    .b({3'd0, total_carry_65[4:0]}), .c(total_carry_66[7:0]), .sum(total_sum_88),
    .carry(total_carry_88));
  wire [8:0] total_sum_89;
  wire [8:0] total_carry_89;
  csa #(.W(9)) total_row_89 (.a({total_sum_79, 1'd0}), .b({total_carry_69[6:0], 2'd0}),
    .c({1'd0, total_sum_47}), .sum(total_sum_89), .carry(total_carry_89));
  wire [9:0] total_sum_90;
  wire [9:0] total_carry_90;
  csa #(.W(10)) total_row_90 (.a({2'd0, total_sum_53}), .b({3'd0, total_sum_70}),
    .c(total_sum_75), .sum(total_sum_90), .carry(total_carry_90));
  wire [10:0] total_sum_91;
  wire [10:0] total_carry_91;
  csa #(.W(11)) total_row_91 (.a({2'd0, total_sum_77}), .b(total_sum_82),
    .c({1'd0, total_sum_84}), .sum(total_sum_91), .carry(total_carry_91));
  wire [9:0] total_sum_92;
  wire [9:0] total_carry_92;
  csa #(.W(10)) total_row_92 (.a({2'd0, total_carry_67[7:0]}), .b(total_carry_71[9:0]),
    .c(total_carry_72[9:0]), .sum(total_sum_92), .carry(total_carry_92));
  wire [9:0] total_sum_93;
  wire [9:0] total_carry_93;
  csa #(.W(10)) total_row_93 (.a(total_carry_73[9:0]), .b(total_carry_74[9:0]),
    .c({1'd0, total_carry_75[8:0]}), .sum(total_sum_93), .carry(total_carry_93));
  wire [8:0] total_sum_94;
  wire [8:0] total_carry_94;
  csa #(.W(9)) total_row_94 (.a(total_carry_76[8:0]), .b({1'd0, total_sum_80}),
    .c(total_sum_86), .sum(total_sum_94), .carry(total_carry_94));
  wire [8:0] total_sum_95;
  wire [8:0] total_carry_95;
  csa #(.W(9)) total_row_95 (.a(total_sum_87), .b({2'd0, total_carry_78[6:1], 1'd0}),
    .c({total_carry_79[7:0], 1'd0}), .sum(total_sum_95), .carry(total_carry_95));
  wire [6:0] total_sum_96;
  wire [6:0] total_carry_96;
  csa #(.W(7)) total_row_96 (.a({4'd0, total_carry_68[3:1]}),
    .b({3'd0, total_carry_70[4:1]}), .c(total_carry_80[6:0]), .sum(total_sum_96),
    .carry(total_carry_96));
  wire [9:0] total_sum_97;
  wire [9:0] total_carry_97;
  csa #(.W(10)) total_row_97 (.a({2'd0, total_sum_68}), .b({1'd0, total_sum_78}),
    .c(total_sum_85), .sum(total_sum_97), .carry(total_carry_97));
  wire [10:0] total_sum_98;
  wire [10:0] total_carry_98;
  csa #(.W(11)) total_row_98 (.a(total_carry_82[10:0]), .b({1'd0, total_carry_84[9:0]}),
    .c({1'd0, total_carry_86[8:0], 1'd0}), .sum(total_sum_98), .carry(total_carry_98));
  wire [8:0] total_sum_99;
  wire [8:0] total_carry_99;
  csa #(.W(9)) total_row_99 (.a(total_carry_87[8:0]), .b({4'd0, total_carry_88[4:0]}),
    .c({4'd0, total_carry_96[3:0], 1'd0}), .sum(total_sum_99), .carry(total_carry_99));
  wire [9:0] total_sum_100;
  wire [9:0] total_carry_100;
  csa #(.W(10)) total_row_100 (.a({total_carry_77[8:0], 1'd0}), .b({1'd0, total_sum_57}),
    .c({1'd0, total_sum_89}), .sum(total_sum_100), .carry(total_carry_100));
  wire [10:0] total_sum_101;
  wire [10:0] total_carry_101;
  csa #(.W(11)) total_row_101 (.a({3'd0, total_sum_83}),
    .b({3'd0, total_carry_83[6:0], 1'd0}), .c({total_carry_85[9:0], 1'd0}),
    .sum(total_sum_101), .carry(total_carry_101));
  wire [10:0] total_sum_102;
  wire [10:0] total_carry_102;
  csa #(.W(11)) total_row_102 (.a({total_sum_93, 1'd0}), .b({1'd0, total_sum_94, 1'd0}),
    .c(total_sum_91), .sum(total_sum_102), .carry(total_carry_102));
  wire [9:0] total_sum_103;
  wire [9:0] total_carry_103;
  csa #(.W(10)) total_row_103 (.a({2'd0, total_sum_88}), .b({2'd0, total_carry_90[7:0]}),
    .c(total_carry_91[9:0]), .sum(total_sum_103), .carry(total_carry_103));
  wire [10:0] total_sum_104;
  wire [10:0] total_carry_104;
  csa #(.W(11)) total_row_104 (.a({1'd0, total_sum_92}), .b({2'd0, total_sum_95}),
    .c(total_sum_98), .sum(total_sum_104), .carry(total_carry_104));
  wire [9:0] total_sum_105;
  wire [9:0] total_carry_105;
  csa #(.W(10)) total_row_105 (.a({2'd0, total_carry_89[8:1]}), .b(total_carry_93[9:0]),
    .c({1'd0, total_carry_94[8:0]}), .sum(total_sum_105), .carry(total_carry_105));
  wire [9:0] total_sum_106;
  wire [9:0] total_carry_106;
  csa #(.W(10)) total_row_106 (.a({4'd0, total_sum_81}), .b({3'd0, total_sum_96}),
    .c(total_carry_98[9:0]), .sum(total_sum_106), .carry(total_carry_106));
  wire [9:0] total_sum_107;
  wire [9:0] total_carry_107;
  csa #(.W(10)) total_row_107 (.a(total_sum_90), .b(total_sum_97), .c(total_sum_100),
    .sum(total_sum_107), .carry(total_carry_107));
  wire [10:0] total_sum_108;
  wire [10:0] total_carry_108;
  csa #(.W(11)) total_row_108 (.a(total_sum_102), .b({1'd0, total_carry_97[8:0], 1'd0}),
    .c({1'd0, total_carry_100[8:0], 1'd0}), .sum(total_sum_108), .carry(total_carry_108));
  wire [8:0] total_sum_109;
  wire [8:0] total_carry_109;
  csa #(.W(9)) total_row_109 (.a({3'd0, total_carry_99[4:0], 1'd0}),
    .b({2'd0, total_carry_101[7:1]}), .c({total_carry_95[8:1], 1'd0}), .sum(total_sum_109),
    .carry(total_carry_109));
  wire [11:0] total_sum_110;
  wire [11:0] total_carry_110;
  csa #(.W(12)) total_row_110 (.a({total_carry_92[9:0], 2'd0}), .b({2'd0, total_sum_107}),
    .c({2'd0, total_carry_103[7:0], 2'd0}), .sum(total_sum_110), .carry(total_carry_110));
  wire [11:0] total_sum_111;
  wire [11:0] total_carry_111;
  csa #(.W(12)) total_row_111 (.a({total_carry_102[10:1], 2'd0}), .b({1'd0, total_sum_101}),
    .c({1'd0, total_sum_108}), .sum(total_sum_111), .carry(total_carry_111));
  wire [10:0] total_sum_112;
  wire [10:0] total_carry_112;
  csa #(.W(11)) total_row_112 (.a({1'd0, total_sum_103}), .b(total_sum_104),
    .c({1'd0, total_carry_107[9:0]}), .sum(total_sum_112), .carry(total_carry_112));
  wire [9:0] total_sum_113;
  wire [9:0] total_carry_113;
  csa #(.W(10)) total_row_113 (.a({1'd0, total_sum_99}), .b(total_carry_104[9:0]),
    .c(total_sum_105), .sum(total_sum_113), .carry(total_carry_113));
  wire [9:0] total_sum_114;
  wire [9:0] total_carry_114;
  csa #(.W(10)) total_row_114 (.a({2'd0, total_carry_106[6:0], 1'd0}),
    .b({1'd0, total_carry_108[9:1]}), .c({total_carry_105[8:0], 1'd0}), .sum(total_sum_114),
    .carry(total_carry_114));
  wire [9:0] total_sum_115;
  wire [9:0] total_carry_115;
  csa #(.W(10)) total_row_115 (.a(total_sum_106), .b({1'd0, total_sum_109}),
    .c({1'd0, total_carry_110[9:2], 1'd0}), .sum(total_sum_115), .carry(total_carry_115));
  wire [11:0] total_sum_116;
  wire [11:0] total_carry_116;
  csa #(.W(12)) total_row_116 (.a(total_sum_110), .b(total_sum_111),
    .c({total_carry_111[10:0], 1'd0}), .sum(total_sum_116), .carry(total_carry_116));
  wire [10:0] total_sum_117;
  wire [10:0] total_carry_117;
  csa #(.W(11)) total_row_117 (.a(total_sum_112), .b({total_carry_112[9:0], 1'd0}),
    .c({total_sum_113, 1'd0}), .sum(total_sum_117), .carry(total_carry_117));
  wire [11:0] total_sum_118;
  wire [11:0] total_carry_118;
  csa #(.W(12)) total_row_118 (.a({total_sum_114, 2'd0}), .b({total_carry_114[8:1], 4'd0}),
    .c(total_sum_116), .sum(total_sum_118), .carry(total_carry_118));
  wire [11:0] total_sum_119;
  wire [11:0] total_carry_119;
  csa #(.W(12)) total_row_119 (.a({1'd0, total_sum_117}), .b({1'd0, total_sum_115, 1'd0}),
    .c({total_carry_113[9:0], 2'd0}), .sum(total_sum_119), .carry(total_carry_119));
  wire [12:0] total_sum_120;
  wire [12:0] total_carry_120;
  csa #(.W(13)) total_row_120 (.a({1'd0, total_carry_115[8:0], 3'd0}),
    .b({1'd0, total_sum_118}), .c({total_carry_116[11:0], 1'd0}), .sum(total_sum_120),
    .carry(total_carry_120));
  wire [11:0] total_sum_121;
  wire [11:0] total_carry_121;
  csa #(.W(12)) total_row_121 (.a({total_carry_117[10:1], 2'd0}), .b(total_sum_119),
    .c({total_carry_118[11:2], 2'd0}), .sum(total_sum_121), .carry(total_carry_121));
  wire [12:0] total_sum_122;
  wire [12:0] total_carry_122;
  csa #(.W(13)) total_row_122 (.a({total_carry_119[10:1], 3'd0}), .b(total_sum_120),
    .c({total_sum_121, 1'd0}), .sum(total_sum_122), .carry(total_carry_122));
  wire [13:0] total_sum_123;
  wire [13:0] total_carry_123;
  csa #(.W(14)) total_row_123 (.a({1'd0, total_carry_120[11:1], 2'd0}),
    .b({1'd0, total_sum_122}), .c({total_carry_121[11:2], 4'd0}), .sum(total_sum_123),
    .carry(total_carry_123));
  wire [13:0] total_sum_124;
  wire [13:0] total_carry_124;
  csa #(.W(14)) total_row_124 (.a({total_carry_122[12:1], 2'd0}), .b(total_sum_123),
    .c({total_carry_123[12:2], 3'd0}), .sum(total_sum_124), .carry(total_carry_124));
  wire [14:0] total_sum_125;
  wire [14:0] total_carry_125;
  csa #(.W(15)) total_row_125 (.a({5'd0, total_carry_109[6:1], 4'd0}),
    .b({1'd0, total_sum_124}), .c({total_carry_124[13:2], 3'd0}), .sum(total_sum_125),
    .carry(total_carry_125));
  wire [14:0] total_sum_126;
  wire [14:0] total_carry_126;
  csa #(.W(15)) total_row_126 (.a({13'd0, total_carry_27[0:0], 1'd0}),
    .b({12'd0, total_sum_56}), .c(total_sum_125), .sum(total_sum_126), .carry(total_carry_126));
  wire [14:0] total_sum_127;
  wire [14:0] total_carry_127;
  csa #(.W(15)) total_row_127 (.a({11'd0, total_carry_56[2:2], 3'd0}),
    .b({11'd0, total_carry_126[2:0], 1'd0}), .c(total_sum_126), .sum(total_sum_127),
    .carry(total_carry_127));
  wire [14:0] total_sum_128;
  wire [14:0] total_carry_128;
  csa #(.W(15)) total_row_128 (.a({9'd0, total_carry_81[2:2], 5'd0}),
    .b({total_carry_125[13:3], 4'd0}), .c(total_sum_127), .sum(total_sum_128),
    .carry(total_carry_128));
  wire [15:0] total_sum_129;
  wire [15:0] total_carry_129;
  csa #(.W(16)) total_row_129 (.a({11'd0, total_carry_127[3:1], 2'd0}),
    .b({1'd0, total_sum_128}), .c({total_carry_128[14:4], 5'd0}), .sum(total_sum_129),
    .carry(total_carry_129));
  wire [15:0] total_sum_130;
  wire [15:0] total_carry_130;
  csa #(.W(16)) total_row_130 (.a(16'd57356), .b(total_sum_129),
    .c({total_carry_129[14:2], 3'd0}), .sum(total_sum_130), .carry(total_carry_130));
  ripple_adder #(.W(16)) total_adder (
    .a(total_sum_130),
    .b({total_carry_130[14:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module dense_sum_15 (
  input wire [4:0] act_0_x1, input wire [8:0] act_1_x20, input wire [9:0] act_2_x14,
    input wire [0:0] act_2_z3, input wire [7:0] act_3_x5, input wire [7:0] act_4_x9,
    input wire [0:0] act_4_z4, input wire [8:0] act_5_x6, input wire [10:0] act_6_x25,
    input wire [4:0] act_7_x16, input wire [5:0] act_8_x2, input wire [8:0] act_10_x8,
    input wire [7:0] act_11_x5, input wire [0:0] act_11_z4, input wire [4:0] act_12_x1,
    input wire [6:0] act_13_x1, input wire [0:0] act_13_z4, input wire [8:0] act_14_x5,
    input wire [0:0] act_14_z4, input wire [6:0] act_16_x4, input wire [6:0] act_17_x3,
    input wire [0:0] act_17_z4, input wire [8:0] act_19_x11, input wire [8:0] act_20_x13,
    input wire [0:0] act_20_z4, input wire [9:0] act_21_x8, input wire [5:0] act_22_x1,
    input wire [0:0] act_22_z4, input wire [3:0] act_23_x14, input wire [0:0] act_23_z3,
    input wire [6:0] act_24_x3, input wire [7:0] act_25_x18, input wire [9:0] act_26_x11,
    input wire [8:0] act_27_x8, input wire [6:0] act_28_x4, input wire [9:0] act_29_x10,
    input wire [7:0] act_30_x4, input wire [3:0] act_31_x10, input wire [0:0] act_31_z3,
    input wire [5:0] act_32_x2, input wire [0:0] act_32_z3, input wire [6:0] act_33_x3,
    input wire [0:0] act_33_z4, input wire [9:0] act_35_x13, input wire [7:0] act_36_x9,
    input wire [9:0] act_37_x9, input wire [5:0] act_38_x1, input wire [3:0] act_39_x9,
    input wire [0:0] act_39_z4, input wire [7:0] act_40_x5, input wire [0:0] act_40_z4,
    input wire [6:0] act_41_x3, input wire [0:0] act_41_z4, input wire [7:0] act_42_x3,
    input wire [0:0] act_42_z4, input wire [6:0] act_43_x2, input wire [6:0] act_44_x4,
    input wire [0:0] act_44_z2, input wire [8:0] act_46_x9, input wire [3:0] act_47_x11,
    input wire [0:0] act_47_z4, input wire [7:0] act_48_x6, input wire [9:0] act_50_x12,
    input wire [8:0] act_51_x9, input wire [5:0] act_52_x5, input wire [8:0] act_53_x8,
    input wire [7:0] act_54_x5, input wire [3:0] act_55_x12, input wire [0:0] act_55_z2,
    input wire [8:0] act_56_x17, input wire [4:0] act_57_x5, input wire [0:0] act_57_z4,
    input wire [7:0] act_58_x4, input wire [7:0] act_59_x4, input wire [5:0] act_60_x6,
    input wire [0:0] act_60_z3, input wire [8:0] act_61_x9, input wire [0:0] act_61_z4,
    input wire [8:0] act_62_x12, input wire [4:0] act_63_x17, input wire [0:0] act_63_z4,
    input wire [5:0] act_64_x2, input wire [5:0] act_65_x2, input wire [10:0] act_66_x18,
    input wire [8:0] act_67_x8, input wire [8:0] act_68_x14, input wire [9:0] act_69_x10,
    input wire [7:0] act_70_x3, input wire [3:0] act_71_x9, input wire [0:0] act_71_z4,
    input wire [7:0] act_72_x5, input wire [4:0] act_73_x3, input wire [8:0] act_74_x8,
    input wire [8:0] act_75_x10, input wire [6:0] act_76_x3, input wire [0:0] act_76_z4,
    input wire [9:0] act_77_x11, input wire [3:0] act_79_x11, input wire [0:0] act_79_z4,
    input wire [8:0] act_96_x11, input wire [0:0] act_96_z4, input wire [7:0] act_97_x8,
    input wire [0:0] act_97_z1, input wire [10:0] act_98_x20, input wire [7:0] act_99_x5,
    input wire [0:0] act_99_z4, input wire [4:0] act_100_x2, input wire [7:0] act_101_x4,
    input wire [0:0] act_101_z2, input wire [8:0] act_102_x6, input wire [2:0] act_103_x7,
    input wire [0:0] act_103_z4, input wire [8:0] act_104_x12, input wire [0:0] act_104_z2,
    input wire [5:0] act_105_x6, input wire [7:0] act_106_x4, input wire [8:0] act_107_x11,
    input wire [3:0] act_108_x1, input wire [0:0] act_108_z4, input wire [5:0] act_109_x1,
    input wire [8:0] act_110_x7, input wire [4:0] act_111_x16, output wire [15:0] sum
);
  wire [15:0] total;
`ifdef CARRY_CHAINS
  wire [4:0] total_part_0;
  adder #(.W(5)) total_add_0 (.a({1'd0, ~act_23_x14}),
    .b({2'd0, ~act_103_x7}), .carry_in(act_2_z3), .sum(total_part_0));
  wire [5:0] total_part_1;
  adder #(.W(6)) total_add_1 (.a({1'd0, act_0_x1}),
    .b({2'd0, ~act_31_x10}), .carry_in(act_4_z4), .sum(total_part_1));
  wire [5:0] total_part_2;
  adder #(.W(6)) total_add_2 (.a({1'd0, act_12_x1}),
    .b({2'd0, ~act_39_x9}), .carry_in(act_11_z4), .sum(total_part_2));
  wire [5:0] total_part_3;
  adder #(.W(6)) total_add_3 (.a({1'd0, act_73_x3}),
    .b({2'd0, ~act_47_x11}), .carry_in(act_13_z4), .sum(total_part_3));
  wire [5:0] total_part_4;
  adder #(.W(6)) total_add_4 (.a({1'd0, act_100_x2}),
    .b({2'd0, ~act_55_x12}), .carry_in(act_14_z4), .sum(total_part_4));
  wire [5:0] total_part_5;
  adder #(.W(6)) total_add_5 (.a({1'd0, total_part_0}),
    .b({2'd0, ~act_71_x9}), .carry_in(act_17_z4), .sum(total_part_5));
  wire [6:0] total_part_6;
  adder #(.W(7)) total_add_6 (.a({1'd0, act_8_x2}),
    .b({3'd0, ~act_79_x11}), .carry_in(act_20_z4), .sum(total_part_6));
  wire [6:0] total_part_7;
  adder #(.W(7)) total_add_7 (.a({1'd0, act_38_x1}),
    .b({3'd0, ~act_108_x1}), .carry_in(act_22_z4), .sum(total_part_7));
  wire [6:0] total_part_8;
  adder #(.W(7)) total_add_8 (.a({1'd0, act_52_x5}),
    .b({2'd0, ~act_7_x16}), .carry_in(act_23_z3), .sum(total_part_8));
  wire [6:0] total_part_9;
  adder #(.W(7)) total_add_9 (.a({1'd0, act_64_x2}),
    .b({2'd0, ~act_57_x5}), .carry_in(act_31_z3), .sum(total_part_9));
  wire [6:0] total_part_10;
  adder #(.W(7)) total_add_10 (.a({1'd0, act_65_x2}),
    .b({2'd0, ~act_63_x17}), .carry_in(act_32_z3), .sum(total_part_10));
  wire [6:0] total_part_11;
  adder #(.W(7)) total_add_11 (.a({1'd0, act_105_x6}),
    .b({2'd0, ~act_111_x16}), .carry_in(act_33_z4), .sum(total_part_11));
  wire [6:0] total_part_12;
  adder #(.W(7)) total_add_12 (.a({1'd0, act_109_x1}),
    .b({1'd0, ~act_22_x1}), .carry_in(act_39_z4), .sum(total_part_12));
  wire [6:0] total_part_13;
  adder #(.W(7)) total_add_13 (.a({1'd0, total_part_1}),
    .b({1'd0, ~act_32_x2}), .carry_in(act_40_z4), .sum(total_part_13));
  wire [6:0] total_part_14;
  adder #(.W(7)) total_add_14 (.a({1'd0, total_part_2}),
    .b({1'd0, ~act_60_x6}), .carry_in(act_41_z4), .sum(total_part_14));
  wire [6:0] total_part_15;
  adder #(.W(7)) total_add_15 (.a({1'd0, total_part_3}),
    .b({1'd0, total_part_4}), .carry_in(act_42_z4), .sum(total_part_15));
  wire [7:0] total_part_16;
  adder #(.W(8)) total_add_16 (.a({2'd0, total_part_5}),
    .b({1'd0, ~act_13_x1}), .carry_in(act_44_z2), .sum(total_part_16));
  wire [7:0] total_part_17;
  adder #(.W(8)) total_add_17 (.a({1'd0, act_16_x4}),
    .b({1'd0, ~act_17_x3}), .carry_in(act_47_z4), .sum(total_part_17));
  wire [7:0] total_part_18;
  adder #(.W(8)) total_add_18 (.a({1'd0, act_24_x3}),
    .b({1'd0, act_28_x4}), .carry_in(act_55_z2), .sum(total_part_18));
  wire [7:0] total_part_19;
  adder #(.W(8)) total_add_19 (.a({1'd0, act_43_x2}),
    .b({1'd0, ~act_33_x3}), .carry_in(act_57_z4), .sum(total_part_19));
  wire [7:0] total_part_20;
  adder #(.W(8)) total_add_20 (.a({1'd0, total_part_6}),
    .b({1'd0, ~act_41_x3}), .carry_in(act_60_z3), .sum(total_part_20));
  wire [7:0] total_part_21;
  adder #(.W(8)) total_add_21 (.a({1'd0, total_part_7}),
    .b({1'd0, ~act_44_x4}), .carry_in(act_61_z4), .sum(total_part_21));
  wire [7:0] total_part_22;
  adder #(.W(8)) total_add_22 (.a({1'd0, total_part_8}),
    .b({1'd0, ~act_76_x3}), .carry_in(act_63_z4), .sum(total_part_22));
  wire [7:0] total_part_23;
  adder #(.W(8)) total_add_23 (.a({1'd0, total_part_9}),
    .b({1'd0, total_part_10}), .carry_in(act_71_z4), .sum(total_part_23));
  wire [7:0] total_part_24;
  adder #(.W(8)) total_add_24 (.a({1'd0, total_part_11}),
    .b({1'd0, total_part_12}), .carry_in(act_76_z4), .sum(total_part_24));
  wire [7:0] total_part_25;
  adder #(.W(8)) total_add_25 (.a({1'd0, total_part_13}),
    .b({1'd0, total_part_14}), .carry_in(act_79_z4), .sum(total_part_25));
  wire [8:0] total_part_26;
  adder #(.W(9)) total_add_26 (.a({2'd0, total_part_15}),
    .b({1'd0, act_3_x5}), .carry_in(act_96_z4), .sum(total_part_26));
  wire [8:0] total_part_27;
  adder #(.W(9)) total_add_27 (.a({1'd0, act_25_x18}),
    .b({1'd0, ~act_4_x9}), .carry_in(act_97_z1), .sum(total_part_27));
  wire [8:0] total_part_28;
  adder #(.W(9)) total_add_28 (.a({1'd0, act_30_x4}),
    .b({1'd0, ~act_11_x5}), .carry_in(act_99_z4), .sum(total_part_28));
  wire [8:0] total_part_29;
  adder #(.W(9)) total_add_29 (.a({1'd0, act_36_x9}),
    .b({1'd0, ~act_40_x5}), .carry_in(act_101_z2), .sum(total_part_29));
  wire [8:0] total_part_30;
  adder #(.W(9)) total_add_30 (.a({1'd0, act_48_x6}),
    .b({1'd0, ~act_42_x3}), .carry_in(act_103_z4), .sum(total_part_30));
  wire [8:0] total_part_31;
  adder #(.W(9)) total_add_31 (.a({1'd0, act_54_x5}),
    .b({1'd0, act_58_x4}), .carry_in(act_104_z2), .sum(total_part_31));
  wire [8:0] total_part_32;
  adder #(.W(9)) total_add_32 (.a({1'd0, act_59_x4}),
    .b({1'd0, act_70_x3}), .carry_in(act_108_z4), .sum(total_part_32));
  wire [8:0] total_part_33;
  adder #(.W(9)) total_add_33 (.a({1'd0, act_72_x5}),
    .b({1'd0, ~act_97_x8}), .carry_in(1'b0), .sum(total_part_33));
  wire [8:0] total_part_34;
  adder #(.W(9)) total_add_34 (.a({1'd0, act_106_x4}),
    .b({1'd0, ~act_99_x5}), .carry_in(1'b0), .sum(total_part_34));
  wire [8:0] total_part_35;
  adder #(.W(9)) total_add_35 (.a({1'd0, total_part_16}),
    .b({1'd0, ~act_101_x4}), .carry_in(1'b0), .sum(total_part_35));
  wire [8:0] total_part_36;
  adder #(.W(9)) total_add_36 (.a({1'd0, total_part_17}),
    .b({1'd0, total_part_18}), .carry_in(1'b0), .sum(total_part_36));
  wire [8:0] total_part_37;
  adder #(.W(9)) total_add_37 (.a({1'd0, total_part_19}),
    .b({1'd0, total_part_20}), .carry_in(1'b0), .sum(total_part_37));
  wire [8:0] total_part_38;
  adder #(.W(9)) total_add_38 (.a({1'd0, total_part_21}),
    .b({1'd0, total_part_22}), .carry_in(1'b0), .sum(total_part_38));
  wire [8:0] total_part_39;
  adder #(.W(9)) total_add_39 (.a({1'd0, total_part_23}),
    .b({1'd0, total_part_24}), .carry_in(1'b0), .sum(total_part_39));
  wire [9:0] total_part_40;
  adder #(.W(10)) total_add_40 (.a({2'd0, total_part_25}),
    .b({1'd0, act_1_x20}), .carry_in(1'b0), .sum(total_part_40));
  wire [9:0] total_part_41;
  adder #(.W(10)) total_add_41 (.a({1'd0, act_5_x6}),
    .b({1'd0, act_10_x8}), .carry_in(1'b0), .sum(total_part_41));
  wire [9:0] total_part_42;
  adder #(.W(10)) total_add_42 (.a({1'd0, act_19_x11}),
    .b({1'd0, ~act_14_x5}), .carry_in(1'b0), .sum(total_part_42));
  wire [9:0] total_part_43;
  adder #(.W(10)) total_add_43 (.a({1'd0, act_27_x8}),
    .b({1'd0, ~act_20_x13}), .carry_in(1'b0), .sum(total_part_43));
  wire [9:0] total_part_44;
  adder #(.W(10)) total_add_44 (.a({1'd0, act_46_x9}),
    .b({1'd0, act_51_x9}), .carry_in(1'b0), .sum(total_part_44));
  wire [9:0] total_part_45;
  adder #(.W(10)) total_add_45 (.a({1'd0, act_53_x8}),
    .b({1'd0, act_56_x17}), .carry_in(1'b0), .sum(total_part_45));
  wire [9:0] total_part_46;
  adder #(.W(10)) total_add_46 (.a({1'd0, act_62_x12}),
    .b({1'd0, ~act_61_x9}), .carry_in(1'b0), .sum(total_part_46));
  wire [9:0] total_part_47;
  adder #(.W(10)) total_add_47 (.a({1'd0, act_67_x8}),
    .b({1'd0, act_68_x14}), .carry_in(1'b0), .sum(total_part_47));
  wire [9:0] total_part_48;
  adder #(.W(10)) total_add_48 (.a({1'd0, act_74_x8}),
    .b({1'd0, act_75_x10}), .carry_in(1'b0), .sum(total_part_48));
  wire [9:0] total_part_49;
  adder #(.W(10)) total_add_49 (.a({1'd0, act_102_x6}),
    .b({1'd0, ~act_96_x11}), .carry_in(1'b0), .sum(total_part_49));
  wire [9:0] total_part_50;
  adder #(.W(10)) total_add_50 (.a({1'd0, act_107_x11}),
    .b({1'd0, ~act_104_x12}), .carry_in(1'b0), .sum(total_part_50));
  wire [9:0] total_part_51;
  adder #(.W(10)) total_add_51 (.a({1'd0, act_110_x7}),
    .b({1'd0, total_part_26}), .carry_in(1'b0), .sum(total_part_51));
  wire [9:0] total_part_52;
  adder #(.W(10)) total_add_52 (.a({1'd0, total_part_27}),
    .b({1'd0, total_part_28}), .carry_in(1'b0), .sum(total_part_52));
  wire [9:0] total_part_53;
  adder #(.W(10)) total_add_53 (.a({1'd0, total_part_29}),
    .b({1'd0, total_part_30}), .carry_in(1'b0), .sum(total_part_53));
  wire [9:0] total_part_54;
  adder #(.W(10)) total_add_54 (.a({1'd0, total_part_31}),
    .b({1'd0, total_part_32}), .carry_in(1'b0), .sum(total_part_54));
  wire [9:0] total_part_55;
  adder #(.W(10)) total_add_55 (.a({1'd0, total_part_33}),
    .b({1'd0, total_part_34}), .carry_in(1'b0), .sum(total_part_55));
  wire [9:0] total_part_56;
  adder #(.W(10)) total_add_56 (.a({1'd0, total_part_35}),
    .b({1'd0, total_part_36}), .carry_in(1'b0), .sum(total_part_56));
  wire [9:0] total_part_57;
  adder #(.W(10)) total_add_57 (.a({1'd0, total_part_37}),
    .b({1'd0, total_part_38}), .carry_in(1'b0), .sum(total_part_57));
  wire [10:0] total_part_58;
  adder #(.W(11)) total_add_58 (.a({2'd0, total_part_39}),
    .b({1'd0, ~act_2_x14}), .carry_in(1'b0), .sum(total_part_58));
  wire [10:0] total_part_59;
  adder #(.W(11)) total_add_59 (.a({1'd0, act_21_x8}),
    .b({1'd0, act_26_x11}), .carry_in(1'b0), .sum(total_part_59));
  wire [10:0] total_part_60;
  adder #(.W(11)) total_add_60 (.a({1'd0, act_29_x10}),
    .b({1'd0, act_35_x13}), .carry_in(1'b0), .sum(total_part_60));
  wire [10:0] total_part_61;
  adder #(.W(11)) total_add_61 (.a({1'd0, act_37_x9}),
    .b({1'd0, act_50_x12}), .carry_in(1'b0), .sum(total_part_61));
  wire [10:0] total_part_62;
  adder #(.W(11)) total_add_62 (.a({1'd0, act_69_x10}),
    .b({1'd0, act_77_x11}), .carry_in(1'b0), .sum(total_part_62));
  wire [10:0] total_part_63;
  adder #(.W(11)) total_add_63 (.a({1'd0, total_part_40}),
    .b({1'd0, total_part_41}), .carry_in(1'b0), .sum(total_part_63));
  wire [10:0] total_part_64;
  adder #(.W(11)) total_add_64 (.a({1'd0, total_part_42}),
    .b({1'd0, total_part_43}), .carry_in(1'b0), .sum(total_part_64));
  wire [10:0] total_part_65;
  adder #(.W(11)) total_add_65 (.a({1'd0, total_part_44}),
    .b({1'd0, total_part_45}), .carry_in(1'b0), .sum(total_part_65));
  wire [10:0] total_part_66;
  adder #(.W(11)) total_add_66 (.a({1'd0, total_part_46}),
    .b({1'd0, total_part_47}), .carry_in(1'b0), .sum(total_part_66));
  wire [10:0] total_part_67;
  adder #(.W(11)) total_add_67 (.a({1'd0, total_part_48}),
    .b({1'd0, total_part_49}), .carry_in(1'b0), .sum(total_part_67));
  wire [10:0] total_part_68;
  adder #(.W(11)) total_add_68 (.a({1'd0, total_part_50}),
    .b({1'd0, total_part_51}), .carry_in(1'b0), .sum(total_part_68));
  wire [10:0] total_part_69;
  adder #(.W(11)) total_add_69 (.a({1'd0, total_part_52}),
    .b({1'd0, total_part_53}), .carry_in(1'b0), .sum(total_part_69));
  wire [10:0] total_part_70;
  adder #(.W(11)) total_add_70 (.a({1'd0, total_part_54}),
    .b({1'd0, total_part_55}), .carry_in(1'b0), .sum(total_part_70));
  wire [10:0] total_part_71;
  adder #(.W(11)) total_add_71 (.a({1'd0, total_part_56}),
    .b({1'd0, total_part_57}), .carry_in(1'b0), .sum(total_part_71));
  wire [11:0] total_part_72;
  adder #(.W(12)) total_add_72 (.a({1'd0, act_6_x25}),
    .b({1'd0, act_66_x18}), .carry_in(1'b0), .sum(total_part_72));
  wire [11:0] total_part_73;
  adder #(.W(12)) total_add_73 (.a({1'd0, act_98_x20}),
    .b({1'd0, total_part_58}), .carry_in(1'b0), .sum(total_part_73));
  wire [11:0] total_part_74;
  adder #(.W(12)) total_add_74 (.a({1'd0, total_part_59}),
    .b({1'd0, total_part_60}), .carry_in(1'b0), .sum(total_part_74));
  wire [11:0] total_part_75;
  adder #(.W(12)) total_add_75 (.a({1'd0, total_part_61}),
    .b({1'd0, total_part_62}), .carry_in(1'b0), .sum(total_part_75));
  wire [11:0] total_part_76;
  adder #(.W(12)) total_add_76 (.a({1'd0, total_part_63}),
    .b({1'd0, total_part_64}), .carry_in(1'b0), .sum(total_part_76));
  wire [11:0] total_part_77;
  adder #(.W(12)) total_add_77 (.a({1'd0, total_part_65}),
    .b({1'd0, total_part_66}), .carry_in(1'b0), .sum(total_part_77));
  wire [11:0] total_part_78;
  adder #(.W(12)) total_add_78 (.a({1'd0, total_part_67}),
    .b({1'd0, total_part_68}), .carry_in(1'b0), .sum(total_part_78));
  wire [11:0] total_part_79;
  adder #(.W(12)) total_add_79 (.a({1'd0, total_part_69}),
    .b({1'd0, total_part_70}), .carry_in(1'b0), .sum(total_part_79));
  wire [12:0] total_part_80;
  adder #(.W(13)) total_add_80 (.a({2'd0, total_part_71}),
    .b({1'd0, total_part_72}), .carry_in(1'b0), .sum(total_part_80));
  wire [12:0] total_part_81;
  adder #(.W(13)) total_add_81 (.a({1'd0, total_part_73}),
    .b({1'd0, total_part_74}), .carry_in(1'b0), .sum(total_part_81));
  wire [12:0] total_part_82;
  adder #(.W(13)) total_add_82 (.a({1'd0, total_part_75}),
    .b({1'd0, total_part_76}), .carry_in(1'b0), .sum(total_part_82));
  wire [12:0] total_part_83;
  adder #(.W(13)) total_add_83 (.a({1'd0, total_part_77}),
    .b({1'd0, total_part_78}), .carry_in(1'b0), .sum(total_part_83));
  wire [13:0] total_part_84;
  adder #(.W(14)) total_add_84 (.a({2'd0, total_part_79}),
    .b({1'd0, total_part_80}), .carry_in(1'b0), .sum(total_part_84));
  wire [13:0] total_part_85;
  adder #(.W(14)) total_add_85 (.a({1'd0, total_part_81}),
    .b({1'd0, total_part_82}), .carry_in(1'b0), .sum(total_part_85));
  wire [14:0] total_part_86;
  adder #(.W(15)) total_add_86 (.a({2'd0, total_part_83}),
    .b({1'd0, total_part_84}), .carry_in(1'b0), .sum(total_part_86));
  wire [15:0] total_part_87;
  adder #(.W(16)) total_add_87 (.a({2'd0, total_part_85}),
    .b({1'd0, total_part_86}), .carry_in(1'b0), .sum(total_part_87));
  wire [15:0] total_part_88;
  adder #(.W(16)) total_add_88 (.a(16'd59051),
    .b(total_part_87), .carry_in(1'b0), .sum(total_part_88));
  assign total = total_part_88;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(act_2_z3), .b(act_4_z4), .c(act_11_z4), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [0:0] total_sum_1;
  wire [0:0] total_carry_1;
  csa #(.W(1)) total_row_1 (.a(act_13_z4), .b(act_14_z4), .c(act_17_z4), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [0:0] total_sum_2;
  wire [0:0] total_carry_2;
  csa #(.W(1)) total_row_2 (.a(act_20_z4), .b(act_22_z4), .c(act_23_z3), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [0:0] total_sum_3;
  wire [0:0] total_carry_3;
  csa #(.W(1)) total_row_3 (.a(act_31_z3), .b(act_32_z3), .c(act_33_z4), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [0:0] total_sum_4;
  wire [0:0] total_carry_4;
  csa #(.W(1)) total_row_4 (.a(act_39_z4), .b(act_40_z4), .c(act_41_z4), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [0:0] total_sum_5;
  wire [0:0] total_carry_5;
  csa #(.W(1)) total_row_5 (.a(act_42_z4), .b(act_44_z2), .c(act_47_z4), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [0:0] total_sum_6;
  wire [0:0] total_carry_6;
  csa #(.W(1)) total_row_6 (.a(act_55_z2), .b(act_57_z4), .c(act_60_z3), .sum(total_sum_6),
    .carry(total_carry_6));
  wire [0:0] total_sum_7;
  wire [0:0] total_carry_7;
  csa #(.W(1)) total_row_7 (.a(act_61_z4), .b(act_63_z4), .c(act_71_z4), .sum(total_sum_7),
    .carry(total_carry_7));
  wire [0:0] total_sum_8;
  wire [0:0] total_carry_8;
  csa #(.W(1)) total_row_8 (.a(act_76_z4), .b(act_79_z4), .c(act_96_z4), .sum(total_sum_8),
    .carry(total_carry_8));
  wire [0:0] total_sum_9;
  wire [0:0] total_carry_9;
  csa #(.W(1)) total_row_9 (.a(act_97_z1), .b(act_99_z4), .c(act_101_z2), .sum(total_sum_9),
    .carry(total_carry_9));
  wire [0:0] total_sum_10;
  wire [0:0] total_carry_10;
  csa #(.W(1)) total_row_10 (.a(act_103_z4), .b(act_104_z2), .c(act_108_z4),
    .sum(total_sum_10), .carry(total_carry_10));
  wire [0:0] total_sum_11;
  wire [0:0] total_carry_11;
  csa #(.W(1)) total_row_11 (.a(total_sum_0), .b(total_sum_1), .c(total_sum_2),
    .sum(total_sum_11), .carry(total_carry_11));
  wire [0:0] total_sum_12;
  wire [0:0] total_carry_12;
  csa #(.W(1)) total_row_12 (.a(total_sum_3), .b(total_sum_4), .c(total_sum_5),
    .sum(total_sum_12), .carry(total_carry_12));
  wire [2:0] total_sum_13;
  wire [2:0] total_carry_13;
  csa #(.W(3)) total_row_13 (.a({2'd0, total_sum_6}), .b({2'd0, total_sum_7}),
    .c(~act_103_x7), .sum(total_sum_13), .carry(total_carry_13));
  wire [0:0] total_sum_14;
  wire [0:0] total_carry_14;
  csa #(.W(1)) total_row_14 (.a(total_sum_8), .b(total_sum_9), .c(total_sum_10),
    .sum(total_sum_14), .carry(total_carry_14));
  wire [0:0] total_sum_15;
  wire [0:0] total_carry_15;
  csa #(.W(1)) total_row_15 (.a(total_carry_0[0:0]), .b(total_carry_1[0:0]),
    .c(total_carry_2[0:0]), .sum(total_sum_15), .carry(total_carry_15));
  wire [0:0] total_sum_16;
  wire [0:0] total_carry_16;
  csa #(.W(1)) total_row_16 (.a(total_carry_3[0:0]), .b(total_carry_4[0:0]),
    .c(total_carry_5[0:0]), .sum(total_sum_16), .carry(total_carry_16));
  wire [0:0] total_sum_17;
  wire [0:0] total_carry_17;
  csa #(.W(1)) total_row_17 (.a(total_carry_6[0:0]), .b(total_carry_7[0:0]),
    .c(total_carry_8[0:0]), .sum(total_sum_17), .carry(total_carry_17));
  wire [3:0] total_sum_18;
  wire [3:0] total_carry_18;
  csa #(.W(4)) total_row_18 (.a(~act_23_x14), .b(~act_31_x10), .c(~act_39_x9),
    .sum(total_sum_18), .carry(total_carry_18));
  wire [3:0] total_sum_19;
  wire [3:0] total_carry_19;
  csa #(.W(4)) total_row_19 (.a(~act_47_x11), .b(~act_55_x12), .c(~act_71_x9),
    .sum(total_sum_19), .carry(total_carry_19));
  wire [3:0] total_sum_20;
  wire [3:0] total_carry_20;
  csa #(.W(4)) total_row_20 (.a({2'd0, total_carry_9[0:0], 1'd0}),
    .b({2'd0, total_carry_10[0:0], 1'd0}), .c(~act_79_x11), .sum(total_sum_20),
    .carry(total_carry_20));
  wire [3:0] total_sum_21;
  wire [3:0] total_carry_21;
  csa #(.W(4)) total_row_21 (.a({3'd0, total_sum_11}), .b({3'd0, total_sum_12}),
    .c(~act_108_x1), .sum(total_sum_21), .carry(total_carry_21));
  wire [0:0] total_sum_22;
  wire [0:0] total_carry_22;
  csa #(.W(1)) total_row_22 (.a(total_carry_11[0:0]), .b(total_carry_12[0:0]),
    .c(total_carry_13[0:0]), .sum(total_sum_22), .carry(total_carry_22));
  wire [4:0] total_sum_23;
  wire [4:0] total_carry_23;
  csa #(.W(5)) total_row_23 (.a(act_0_x1), .b(~act_7_x16), .c(act_12_x1), .sum(total_sum_23),
    .carry(total_carry_23));
  wire [4:0] total_sum_24;
  wire [4:0] total_carry_24;
  csa #(.W(5)) total_row_24 (.a(~act_57_x5), .b(~act_63_x17), .c(act_73_x3),
    .sum(total_sum_24), .carry(total_carry_24));
  wire [4:0] total_sum_25;
  wire [4:0] total_carry_25;
  csa #(.W(5)) total_row_25 (.a({3'd0, total_carry_14[0:0], 1'd0}),
    .b({3'd0, total_sum_15, 1'd0}), .c(act_100_x2), .sum(total_sum_25), .carry(total_carry_25));
  wire [4:0] total_sum_26;
  wire [4:0] total_carry_26;
  csa #(.W(5)) total_row_26 (.a(~act_111_x16), .b({1'd0, total_sum_18}),
    .c({1'd0, total_sum_19}), .sum(total_sum_26), .carry(total_carry_26));
  wire [2:0] total_sum_27;
  wire [2:0] total_carry_27;
  csa #(.W(3)) total_row_27 (.a({1'd0, total_sum_16, 1'd0}), .b({1'd0, total_sum_17, 1'd0}),
    .c(total_sum_13), .sum(total_sum_27), .carry(total_carry_27));
  wire [5:0] total_sum_28;
  wire [5:0] total_carry_28;
  csa #(.W(6)) total_row_28 (.a({3'd0, total_carry_15[0:0], 2'd0}),
    .b({3'd0, total_carry_16[0:0], 2'd0}), .c(act_8_x2), .sum(total_sum_28),
    .carry(total_carry_28));
  wire [5:0] total_sum_29;
  wire [5:0] total_carry_29;
  csa #(.W(6)) total_row_29 (.a(~act_22_x1), .b(~act_32_x2), .c(act_38_x1),
    .sum(total_sum_29), .carry(total_carry_29));
  wire [5:0] total_sum_30;
  wire [5:0] total_carry_30;
  csa #(.W(6)) total_row_30 (.a(act_52_x5), .b(~act_60_x6), .c(act_64_x2),
    .sum(total_sum_30), .carry(total_carry_30));
  wire [5:0] total_sum_31;
  wire [5:0] total_carry_31;
  csa #(.W(6)) total_row_31 (.a(act_65_x2), .b(act_105_x6), .c(act_109_x1),
    .sum(total_sum_31), .carry(total_carry_31));
  wire [4:0] total_sum_32;
  wire [4:0] total_carry_32;
  csa #(.W(5)) total_row_32 (.a({2'd0, total_carry_17[0:0], 2'd0}),
    .b({2'd0, total_carry_20[1:1], 2'd0}), .c(total_sum_23), .sum(total_sum_32),
    .carry(total_carry_32));
  wire [4:0] total_sum_33;
  wire [4:0] total_carry_33;
  csa #(.W(5)) total_row_33 (.a(total_sum_24), .b({total_carry_18[3:0], 1'd0}),
    .c({total_carry_19[3:0], 1'd0}), .sum(total_sum_33), .carry(total_carry_33));
  wire [3:0] total_sum_34;
  wire [3:0] total_carry_34;
  csa #(.W(4)) total_row_34 (.a({2'd0, total_carry_21[0:0], 1'd0}),
    .b({2'd0, total_sum_22, 1'd0}), .c(total_sum_20), .sum(total_sum_34),
    .carry(total_carry_34));
  wire [6:0] total_sum_35;
  wire [6:0] total_carry_35;
  csa #(.W(7)) total_row_35 (.a(~act_13_x1), .b(act_16_x4), .c(~act_17_x3),
    .sum(total_sum_35), .carry(total_carry_35));
  wire [6:0] total_sum_36;
  wire [6:0] total_carry_36;
  csa #(.W(7)) total_row_36 (.a(act_24_x3), .b(act_28_x4), .c(~act_33_x3),
    .sum(total_sum_36), .carry(total_carry_36));
  wire [6:0] total_sum_37;
  wire [6:0] total_carry_37;
  csa #(.W(7)) total_row_37 (.a(~act_41_x3), .b(act_43_x2), .c(~act_44_x4),
    .sum(total_sum_37), .carry(total_carry_37));
  wire [6:0] total_sum_38;
  wire [6:0] total_carry_38;
  csa #(.W(7)) total_row_38 (.a({4'd0, total_carry_22[0:0], 2'd0}),
    .b({4'd0, total_carry_25[1:1], 2'd0}), .c(~act_76_x3), .sum(total_sum_38),
    .carry(total_carry_38));
  wire [5:0] total_sum_39;
  wire [5:0] total_carry_39;
  csa #(.W(6)) total_row_39 (.a(total_sum_29), .b(total_sum_30), .c(total_sum_31),
    .sum(total_sum_39), .carry(total_carry_39));
  wire [5:0] total_sum_40;
  wire [5:0] total_carry_40;
  csa #(.W(6)) total_row_40 (.a({1'd0, total_sum_26}), .b({total_carry_23[4:0], 1'd0}),
    .c({total_carry_24[4:0], 1'd0}), .sum(total_sum_40), .carry(total_carry_40));
  wire [4:0] total_sum_41;
  wire [4:0] total_carry_41;
  csa #(.W(5)) total_row_41 (.a({2'd0, total_carry_27[1:1], 2'd0}), .b(total_sum_33),
    .c({2'd0, total_carry_34[1:1], 2'd0}), .sum(total_sum_41), .carry(total_carry_41));
  wire [7:0] total_sum_42;
  wire [7:0] total_carry_42;
  csa #(.W(8)) total_row_42 (.a({4'd0, total_carry_28[2:2], 3'd0}),
    .b({4'd0, total_carry_32[2:2], 3'd0}), .c(act_3_x5), .sum(total_sum_42),
    .carry(total_carry_42));
  wire [7:0] total_sum_43;
  wire [7:0] total_carry_43;
  csa #(.W(8)) total_row_43 (.a(~act_4_x9), .b(~act_11_x5), .c(act_25_x18),
    .sum(total_sum_43), .carry(total_carry_43));
  wire [7:0] total_sum_44;
  wire [7:0] total_carry_44;
  csa #(.W(8)) total_row_44 (.a(act_30_x4), .b(act_36_x9), .c(~act_40_x5),
    .sum(total_sum_44), .carry(total_carry_44));
  wire [7:0] total_sum_45;
  wire [7:0] total_carry_45;
  csa #(.W(8)) total_row_45 (.a(~act_42_x3), .b(act_48_x6), .c(act_54_x5),
    .sum(total_sum_45), .carry(total_carry_45));
  wire [7:0] total_sum_46;
  wire [7:0] total_carry_46;
  csa #(.W(8)) total_row_46 (.a(act_58_x4), .b(act_59_x4), .c(act_70_x3), .sum(total_sum_46),
    .carry(total_carry_46));
  wire [7:0] total_sum_47;
  wire [7:0] total_carry_47;
  csa #(.W(8)) total_row_47 (.a(act_72_x5), .b(~act_97_x8), .c(~act_99_x5),
    .sum(total_sum_47), .carry(total_carry_47));
  wire [7:0] total_sum_48;
  wire [7:0] total_carry_48;
  csa #(.W(8)) total_row_48 (.a(~act_101_x4), .b({3'd0, total_sum_25}),
    .c({3'd0, total_sum_32}), .sum(total_sum_48), .carry(total_carry_48));
  wire [7:0] total_sum_49;
  wire [7:0] total_carry_49;
  csa #(.W(8)) total_row_49 (.a(act_106_x4), .b({1'd0, total_sum_35}),
    .c({1'd0, total_sum_36}), .sum(total_sum_49), .carry(total_carry_49));
  wire [6:0] total_sum_50;
  wire [6:0] total_carry_50;
  csa #(.W(7)) total_row_50 (.a({3'd0, total_sum_21}), .b({3'd0, total_sum_34}),
    .c(total_sum_37), .sum(total_sum_50), .carry(total_carry_50));
  wire [5:0] total_sum_51;
  wire [5:0] total_carry_51;
  csa #(.W(6)) total_row_51 (.a(total_carry_29[5:0]), .b(total_carry_30[5:0]),
    .c(total_carry_31[5:0]), .sum(total_sum_51), .carry(total_carry_51));
  wire [8:0] total_sum_52;
  wire [8:0] total_carry_52;
  csa #(.W(9)) total_row_52 (.a({3'd0, total_sum_39}), .b(act_1_x20), .c(act_5_x6),
    .sum(total_sum_52), .carry(total_carry_52));
  wire [8:0] total_sum_53;
  wire [8:0] total_carry_53;
  csa #(.W(9)) total_row_53 (.a(act_10_x8), .b(~act_14_x5), .c(act_19_x11),
    .sum(total_sum_53), .carry(total_carry_53));
  wire [8:0] total_sum_54;
  wire [8:0] total_carry_54;
  csa #(.W(9)) total_row_54 (.a(~act_20_x13), .b(act_27_x8), .c(act_46_x9),
    .sum(total_sum_54), .carry(total_carry_54));
  wire [8:0] total_sum_55;
  wire [8:0] total_carry_55;
  csa #(.W(9)) total_row_55 (.a(act_51_x9), .b(act_53_x8), .c(act_56_x17),
    .sum(total_sum_55), .carry(total_carry_55));
  wire [8:0] total_sum_56;
  wire [8:0] total_carry_56;
  csa #(.W(9)) total_row_56 (.a(~act_61_x9), .b(act_62_x12), .c(act_67_x8),
    .sum(total_sum_56), .carry(total_carry_56));
  wire [8:0] total_sum_57;
  wire [8:0] total_carry_57;
  csa #(.W(9)) total_row_57 (.a(act_68_x14), .b(act_74_x8), .c(act_75_x10),
    .sum(total_sum_57), .carry(total_carry_57));
  wire [8:0] total_sum_58;
  wire [8:0] total_carry_58;
  csa #(.W(9)) total_row_58 (.a(~act_96_x11), .b(act_102_x6), .c(~act_104_x12),
    .sum(total_sum_58), .carry(total_carry_58));
  wire [8:0] total_sum_59;
  wire [8:0] total_carry_59;
  csa #(.W(9)) total_row_59 (.a(act_107_x11), .b(act_110_x7), .c({3'd0, total_sum_28}),
    .sum(total_sum_59), .carry(total_carry_59));
  wire [7:0] total_sum_60;
  wire [7:0] total_carry_60;
  csa #(.W(8)) total_row_60 (.a({2'd0, total_sum_40}), .b(total_sum_43), .c(total_sum_44),
    .sum(total_sum_60), .carry(total_carry_60));
  wire [7:0] total_sum_61;
  wire [7:0] total_carry_61;
  csa #(.W(8)) total_row_61 (.a(total_sum_45), .b(total_sum_46), .c(total_sum_47),
    .sum(total_sum_61), .carry(total_carry_61));
  wire [6:0] total_sum_62;
  wire [6:0] total_carry_62;
  csa #(.W(7)) total_row_62 (.a(total_carry_35[6:0]), .b(total_carry_36[6:0]),
    .c(total_carry_37[6:0]), .sum(total_sum_62), .carry(total_carry_62));
  wire [3:0] total_sum_63;
  wire [3:0] total_carry_63;
  csa #(.W(4)) total_row_63 (.a(total_carry_26[3:0]), .b({1'd0, total_carry_38[2:2], 2'd0}),
    .c({1'd0, total_carry_41[2:2], 2'd0}), .sum(total_sum_63), .carry(total_carry_63));
  wire [9:0] total_sum_64;
  wire [9:0] total_carry_64;
  csa #(.W(10)) total_row_64 (.a({3'd0, total_carry_39[5:0], 1'd0}),
    .b({3'd0, total_sum_51, 1'd0}), .c(~act_2_x14), .sum(total_sum_64), .carry(total_carry_64));
  wire [9:0] total_sum_65;
  wire [9:0] total_carry_65;
  csa #(.W(10)) total_row_65 (.a(act_21_x8), .b(act_26_x11), .c(act_29_x10),
    .sum(total_sum_65), .carry(total_carry_65));
  wire [9:0] total_sum_66;
  wire [9:0] total_carry_66;
  csa #(.W(10)) total_row_66 (.a(act_35_x13), .b(act_37_x9), .c(act_50_x12),
    .sum(total_sum_66), .carry(total_carry_66));
  wire [9:0] total_sum_67;
  wire [9:0] total_carry_67;
  csa #(.W(10)) total_row_67 (.a(act_69_x10), .b(act_77_x11), .c({2'd0, total_sum_49}),
    .sum(total_sum_67), .carry(total_carry_67));
  wire [8:0] total_sum_68;
  wire [8:0] total_carry_68;
  csa #(.W(9)) total_row_68 (.a(total_sum_53), .b(total_sum_54), .c(total_sum_55),
    .sum(total_sum_68), .carry(total_carry_68));
  wire [8:0] total_sum_69;
  wire [8:0] total_carry_69;
  csa #(.W(9)) total_row_69 (.a(total_sum_56), .b(total_sum_57), .c(total_sum_58),
    .sum(total_sum_69), .carry(total_carry_69));
  wire [8:0] total_sum_70;
  wire [8:0] total_carry_70;
  csa #(.W(9)) total_row_70 (.a({1'd0, total_sum_61}), .b({total_carry_43[7:0], 1'd0}),
    .c({total_carry_44[7:0], 1'd0}), .sum(total_sum_70), .carry(total_carry_70));
  wire [7:0] total_sum_71;
  wire [7:0] total_carry_71;
  csa #(.W(8)) total_row_71 (.a(total_carry_45[7:0]), .b(total_carry_46[7:0]),
    .c(total_carry_47[7:0]), .sum(total_sum_71), .carry(total_carry_71));
  wire [7:0] total_sum_72;
  wire [7:0] total_carry_72;
  csa #(.W(8)) total_row_72 (.a({3'd0, total_sum_41}), .b({total_carry_49[6:0], 1'd0}),
    .c({3'd0, total_carry_50[3:0], 1'd0}), .sum(total_sum_72), .carry(total_carry_72));
  wire [6:0] total_sum_73;
  wire [6:0] total_carry_73;
  csa #(.W(7)) total_row_73 (.a({2'd0, total_carry_33[4:1], 1'd0}),
    .b({2'd0, total_carry_48[4:0]}), .c({total_carry_51[5:0], 1'd0}), .sum(total_sum_73),
    .carry(total_carry_73));
  wire [10:0] total_sum_74;
  wire [10:0] total_carry_74;
  csa #(.W(11)) total_row_74 (.a(act_6_x25), .b(act_66_x18), .c(act_98_x20),
    .sum(total_sum_74), .carry(total_carry_74));
  wire [7:0] total_sum_75;
  wire [7:0] total_carry_75;
  csa #(.W(8)) total_row_75 (.a({total_sum_62, 1'd0}), .b({1'd0, total_carry_40[5:1], 2'd0}),
    .c({1'd0, total_sum_38}), .sum(total_sum_75), .carry(total_carry_75));
  wire [9:0] total_sum_76;
  wire [9:0] total_carry_76;
  csa #(.W(10)) total_row_76 (.a(total_sum_65), .b({1'd0, total_sum_68}),
    .c({1'd0, total_sum_69}), .sum(total_sum_76), .carry(total_carry_76));
  wire [9:0] total_sum_77;
  wire [9:0] total_carry_77;
  csa #(.W(10)) total_row_77 (.a(total_sum_66), .b({total_carry_53[8:0], 1'd0}),
    .c({total_carry_54[8:0], 1'd0}), .sum(total_sum_77), .carry(total_carry_77));
  wire [8:0] total_sum_78;
  wire [8:0] total_carry_78;
  csa #(.W(9)) total_row_78 (.a(total_carry_55[8:0]), .b(total_carry_56[8:0]),
    .c(total_carry_57[8:0]), .sum(total_sum_78), .carry(total_carry_78));
  wire [8:0] total_sum_79;
  wire [8:0] total_carry_79;
  csa #(.W(9)) total_row_79 (.a(total_carry_58[8:0]), .b({1'd0, total_carry_61[7:0]}),
    .c({1'd0, total_sum_71}), .sum(total_sum_79), .carry(total_carry_79));
  wire [8:0] total_sum_80;
  wire [8:0] total_carry_80;
  csa #(.W(9)) total_row_80 (.a({total_carry_62[6:0], 2'd0}),
    .b({1'd0, total_carry_64[6:1], 2'd0}), .c({1'd0, total_sum_42}), .sum(total_sum_80),
    .carry(total_carry_80));
  wire [8:0] total_sum_81;
  wire [8:0] total_carry_81;
  csa #(.W(9)) total_row_81 (.a({4'd0, total_carry_42[3:3], 4'd0}),
    .b({4'd0, total_carry_63[2:2], 4'd0}), .c(total_sum_52), .sum(total_sum_81),
    .carry(total_carry_81));
  wire [10:0] total_sum_82;
  wire [10:0] total_carry_82;
  csa #(.W(11)) total_row_82 (.a({3'd0, total_sum_48}), .b({3'd0, total_sum_60}),
    .c(total_sum_74), .sum(total_sum_82), .carry(total_carry_82));
  wire [10:0] total_sum_83;
  wire [10:0] total_carry_83;
  csa #(.W(11)) total_row_83 (.a({1'd0, total_sum_77}), .b({total_carry_65[9:0], 1'd0}),
    .c({total_carry_66[9:0], 1'd0}), .sum(total_sum_83), .carry(total_carry_83));
  wire [8:0] total_sum_84;
  wire [8:0] total_carry_84;
  csa #(.W(9)) total_row_84 (.a(total_carry_68[8:0]), .b(total_carry_69[8:0]),
    .c(total_sum_78), .sum(total_sum_84), .carry(total_carry_84));
  wire [9:0] total_sum_85;
  wire [9:0] total_carry_85;
  csa #(.W(10)) total_row_85 (.a({3'd0, total_sum_50}), .b({total_carry_71[7:0], 2'd0}),
    .c({3'd0, total_carry_73[4:1], 3'd0}), .sum(total_sum_85), .carry(total_carry_85));
  wire [9:0] total_sum_86;
  wire [9:0] total_carry_86;
  csa #(.W(10)) total_row_86 (.a({1'd0, total_sum_70}), .b({1'd0, total_sum_59}),
    .c(total_sum_64), .sum(total_sum_86), .carry(total_carry_86));
  wire [9:0] total_sum_87;
  wire [9:0] total_carry_87;
  csa #(.W(10)) total_row_87 (.a(total_sum_67), .b(total_sum_76),
    .c({total_carry_52[8:0], 1'd0}), .sum(total_sum_87), .carry(total_carry_87));
  wire [11:0] total_sum_88;
  wire [11:0] total_carry_88;
  csa #(.W(12)) total_row_88 (.a({4'd0, total_sum_75}), .b({4'd0, total_sum_73, 1'd0}),
    .c({total_carry_74[10:0], 1'd0}), .sum(total_sum_88), .carry(total_carry_88));
  wire [8:0] total_sum_89;
  wire [8:0] total_carry_89;
  csa #(.W(9)) total_row_89 (.a(total_carry_76[8:0]), .b(total_sum_79), .c(total_sum_84),
    .sum(total_sum_89), .carry(total_carry_89));
  wire [9:0] total_sum_90;
  wire [9:0] total_carry_90;
  csa #(.W(10)) total_row_90 (.a({2'd0, total_carry_60[7:0]}),
    .b({1'd0, total_carry_70[8:1], 1'd0}), .c({total_carry_77[9:1], 1'd0}),
    .sum(total_sum_90), .carry(total_carry_90));
  wire [8:0] total_sum_91;
  wire [8:0] total_carry_91;
  csa #(.W(9)) total_row_91 (.a({3'd0, total_carry_75[6:1]}), .b(total_carry_78[8:0]),
    .c({1'd0, total_carry_79[7:0]}), .sum(total_sum_91), .carry(total_carry_91));
  wire [10:0] total_sum_92;
  wire [10:0] total_carry_92;
  csa #(.W(11)) total_row_92 (.a({3'd0, total_sum_72}), .b({2'd0, total_sum_80}),
    .c(total_sum_83), .sum(total_sum_92), .carry(total_carry_92));
  wire [10:0] total_sum_93;
  wire [10:0] total_carry_93;
  csa #(.W(11)) total_row_93 (.a({1'd0, total_sum_87}),
    .b({1'd0, total_carry_59[8:0], 1'd0}), .c({total_carry_67[9:0], 1'd0}),
    .sum(total_sum_93), .carry(total_carry_93));
  wire [9:0] total_sum_94;
  wire [9:0] total_carry_94;
  csa #(.W(10)) total_row_94 (.a({2'd0, total_carry_82[7:0]}), .b({1'd0, total_sum_89}),
    .c({total_carry_84[8:0], 1'd0}), .sum(total_sum_94), .carry(total_carry_94));
  wire [9:0] total_sum_95;
  wire [9:0] total_carry_95;
  csa #(.W(10)) total_row_95 (.a({1'd0, total_carry_80[7:2], 3'd0}),
    .b({2'd0, total_carry_85[6:2], 3'd0}), .c(total_sum_86), .sum(total_sum_95),
    .carry(total_carry_95));
  wire [10:0] total_sum_96;
  wire [10:0] total_carry_96;
  csa #(.W(11)) total_row_96 (.a({2'd0, total_carry_86[8:0]}),
    .b({1'd0, total_carry_87[9:0]}), .c({total_carry_83[10:1], 1'd0}), .sum(total_sum_96),
    .carry(total_carry_96));
  wire [10:0] total_sum_97;
  wire [10:0] total_carry_97;
  csa #(.W(11)) total_row_97 (.a({2'd0, total_carry_88[7:1], 2'd0}),
    .b({total_carry_89[8:0], 2'd0}), .c({2'd0, total_sum_81}), .sum(total_sum_97),
    .carry(total_carry_97));
  wire [10:0] total_sum_98;
  wire [10:0] total_carry_98;
  csa #(.W(11)) total_row_98 (.a(total_sum_82), .b({1'd0, total_sum_85}), .c(total_sum_93),
    .sum(total_sum_98), .carry(total_carry_98));
  wire [9:0] total_sum_99;
  wire [9:0] total_carry_99;
  csa #(.W(10)) total_row_99 (.a(total_sum_90), .b({total_carry_93[9:1], 1'd0}),
    .c({total_carry_90[8:1], 2'd0}), .sum(total_sum_99), .carry(total_carry_99));
  wire [10:0] total_sum_100;
  wire [10:0] total_carry_100;
  csa #(.W(11)) total_row_100 (.a({1'd0, total_sum_95}),
    .b({1'd0, total_carry_92[8:0], 1'd0}), .c({total_sum_94, 1'd0}), .sum(total_sum_100),
    .carry(total_carry_100));
  wire [9:0] total_sum_101;
  wire [9:0] total_carry_101;
  csa #(.W(10)) total_row_101 (.a(total_sum_99), .b({total_sum_91, 1'd0}),
    .c({total_carry_94[8:0], 1'd0}), .sum(total_sum_101), .carry(total_carry_101));
  wire [11:0] total_sum_102;
  wire [11:0] total_carry_102;
  csa #(.W(12)) total_row_102 (.a({1'd0, total_carry_91[7:0], 3'd0}),
    .b({2'd0, total_carry_95[8:3], 4'd0}), .c(total_sum_88), .sum(total_sum_102),
    .carry(total_carry_102));
  wire [11:0] total_sum_103;
  wire [11:0] total_carry_103;
  csa #(.W(12)) total_row_103 (.a({1'd0, total_sum_92}), .b({1'd0, total_sum_98}),
    .c({total_sum_96, 1'd0}), .sum(total_sum_103), .carry(total_carry_103));
  wire [10:0] total_sum_104;
  wire [10:0] total_carry_104;
  csa #(.W(11)) total_row_104 (.a({1'd0, total_sum_101}), .b({total_carry_96[9:0], 1'd0}),
    .c({2'd0, total_carry_97[8:2], 2'd0}), .sum(total_sum_104), .carry(total_carry_104));
  wire [11:0] total_sum_105;
  wire [11:0] total_carry_105;
  csa #(.W(12)) total_row_105 (.a({total_carry_99[9:1], 3'd0}), .b({1'd0, total_sum_97}),
    .c({1'd0, total_sum_100}), .sum(total_sum_105), .carry(total_carry_105));
  wire [10:0] total_sum_106;
  wire [10:0] total_carry_106;
  csa #(.W(11)) total_row_106 (.a(total_carry_98[10:0]),
    .b({1'd0, total_carry_100[9:1], 1'd0}), .c({total_carry_101[9:1], 2'd0}),
    .sum(total_sum_106), .carry(total_carry_106));
  wire [11:0] total_sum_107;
  wire [11:0] total_carry_107;
  csa #(.W(12)) total_row_107 (.a(total_sum_102), .b(total_sum_103),
    .c({total_carry_103[10:0], 1'd0}), .sum(total_sum_107), .carry(total_carry_107));
  wire [11:0] total_sum_108;
  wire [11:0] total_carry_108;
  csa #(.W(12)) total_row_108 (.a({total_carry_102[10:3], 4'd0}), .b(total_sum_105),
    .c(total_sum_107), .sum(total_sum_108), .carry(total_carry_108));
  wire [10:0] total_sum_109;
  wire [10:0] total_carry_109;
  csa #(.W(11)) total_row_109 (.a(total_sum_104), .b(total_carry_105[10:0]),
    .c(total_sum_106), .sum(total_sum_109), .carry(total_carry_109));
  wire [12:0] total_sum_110;
  wire [12:0] total_carry_110;
  csa #(.W(13)) total_row_110 (.a({1'd0, total_carry_104[9:1], 3'd0}),
    .b({1'd0, total_sum_108}), .c({total_carry_107[11:0], 1'd0}), .sum(total_sum_110),
    .carry(total_carry_110));
  wire [11:0] total_sum_111;
  wire [11:0] total_carry_111;
  csa #(.W(12)) total_row_111 (.a({1'd0, total_sum_109}), .b({total_carry_106[10:1], 2'd0}),
    .c(total_carry_108[11:0]), .sum(total_sum_111), .carry(total_carry_111));
  wire [12:0] total_sum_112;
  wire [12:0] total_carry_112;
  csa #(.W(13)) total_row_112 (.a({total_carry_109[10:0], 2'd0}), .b(total_sum_110),
    .c({total_sum_111, 1'd0}), .sum(total_sum_112), .carry(total_carry_112));
  wire [13:0] total_sum_113;
  wire [13:0] total_carry_113;
  csa #(.W(14)) total_row_113 (.a({1'd0, total_carry_110[11:1], 2'd0}),
    .b({1'd0, total_sum_112}), .c({total_carry_111[11:0], 2'd0}), .sum(total_sum_113),
    .carry(total_carry_113));
  wire [13:0] total_sum_114;
  wire [13:0] total_carry_114;
  csa #(.W(14)) total_row_114 (.a({total_carry_112[12:1], 2'd0}), .b(total_sum_113),
    .c({total_carry_113[12:2], 3'd0}), .sum(total_sum_114), .carry(total_carry_114));
  wire [13:0] total_sum_115;
  wire [13:0] total_carry_115;
  csa #(.W(14)) total_row_115 (.a({9'd0, total_sum_63, 1'd0}),
    .b({8'd0, total_carry_72[4:1], 2'd0}), .c(total_sum_114), .sum(total_sum_115),
    .carry(total_carry_115));
  wire [13:0] total_sum_116;
  wire [13:0] total_carry_116;
  csa #(.W(14)) total_row_116 (.a({13'd0, total_sum_14}), .b({11'd0, total_sum_27}),
    .c(total_sum_115), .sum(total_sum_116), .carry(total_carry_116));
  wire [14:0] total_sum_117;
  wire [14:0] total_carry_117;
  csa #(.W(15)) total_row_117 (.a({8'd0, total_carry_115[5:1], 2'd0}),
    .b({total_carry_114[13:2], 3'd0}), .c({1'd0, total_sum_116}), .sum(total_sum_117),
    .carry(total_carry_117));
  wire [14:0] total_sum_118;
  wire [14:0] total_carry_118;
  csa #(.W(15)) total_row_118 (.a({9'd0, total_carry_81[4:4], 5'd0}), .b(total_sum_117),
    .c({total_carry_117[13:2], 3'd0}), .sum(total_sum_118), .carry(total_carry_118));
  wire [15:0] total_sum_119;
  wire [15:0] total_carry_119;
  csa #(.W(16)) total_row_119 (.a({12'd0, total_carry_116[2:0], 1'd0}),
    .b({1'd0, total_sum_118}), .c({total_carry_118[14:3], 4'd0}), .sum(total_sum_119),
    .carry(total_carry_119));
  wire [15:0] total_sum_120;
  wire [15:0] total_carry_120;
  csa #(.W(16)) total_row_120 (.a(16'd59051), .b(total_sum_119),
    .c({total_carry_119[14:1], 2'd0}), .sum(total_sum_120), .carry(total_carry_120));
  ripple_adder #(.W(16)) total_adder (
    .a(total_sum_120),
    .b({total_carry_120[14:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Activations in, latents out.
(* keep_hierarchy *)
module dense (
  input wire [859:0] activations,
  output wire [143:0] latents
);
  wire [8:0] act_0 = activations[0 +: 9];
  wire [8:0] act_1 = activations[9 +: 9];
  wire [9:0] act_2 = activations[18 +: 10];
  wire [9:0] act_3 = activations[28 +: 10];
  wire [8:0] act_4 = activations[38 +: 9];
  wire [10:0] act_5 = activations[47 +: 11];
  wire [9:0] act_6 = activations[58 +: 10];
  wire [4:0] act_7 = activations[68 +: 5];
  wire [8:0] act_8 = activations[73 +: 9];
  wire [8:0] act_9 = activations[82 +: 9];
  wire [9:0] act_10 = activations[91 +: 10];
  wire [9:0] act_11 = activations[101 +: 10];
  wire [8:0] act_12 = activations[111 +: 9];
  wire [10:0] act_13 = activations[120 +: 11];
  wire [9:0] act_14 = activations[131 +: 10];
  wire [4:0] act_15 = activations[141 +: 5];
  wire [8:0] act_16 = activations[146 +: 9];
  wire [8:0] act_17 = activations[155 +: 9];
  wire [9:0] act_18 = activations[164 +: 10];
  wire [9:0] act_19 = activations[174 +: 10];
  wire [8:0] act_20 = activations[184 +: 9];
  wire [10:0] act_21 = activations[193 +: 11];
  wire [9:0] act_22 = activations[204 +: 10];
  wire [4:0] act_23 = activations[214 +: 5];
  wire [8:0] act_24 = activations[219 +: 9];
  wire [6:0] act_25 = activations[228 +: 7];
  wire [9:0] act_26 = activations[235 +: 10];
  wire [9:0] act_27 = activations[245 +: 10];
  wire [8:0] act_28 = activations[255 +: 9];
  wire [10:0] act_29 = activations[264 +: 11];
  wire [9:0] act_30 = activations[275 +: 10];
  wire [4:0] act_31 = activations[285 +: 5];
  wire [8:0] act_32 = activations[290 +: 9];
  wire [8:0] act_33 = activations[299 +: 9];
  wire [9:0] act_34 = activations[308 +: 10];
  wire [9:0] act_35 = activations[318 +: 10];
  wire [8:0] act_36 = activations[328 +: 9];
  wire [10:0] act_37 = activations[337 +: 11];
  wire [9:0] act_38 = activations[348 +: 10];
  wire [4:0] act_39 = activations[358 +: 5];
  wire [8:0] act_40 = activations[363 +: 9];
  wire [8:0] act_41 = activations[372 +: 9];
  wire [9:0] act_42 = activations[381 +: 10];
  wire [9:0] act_43 = activations[391 +: 10];
  wire [8:0] act_44 = activations[401 +: 9];
  wire [10:0] act_45 = activations[410 +: 11];
  wire [9:0] act_46 = activations[421 +: 10];
  wire [4:0] act_47 = activations[431 +: 5];
  wire [8:0] act_48 = activations[436 +: 9];
  wire [8:0] act_49 = activations[445 +: 9];
  wire [9:0] act_50 = activations[454 +: 10];
  wire [9:0] act_51 = activations[464 +: 10];
  wire [7:0] act_52 = activations[474 +: 8];
  wire [9:0] act_53 = activations[482 +: 10];
  wire [9:0] act_54 = activations[492 +: 10];
  wire [4:0] act_55 = activations[502 +: 5];
  wire [8:0] act_56 = activations[507 +: 9];
  wire [6:0] act_57 = activations[516 +: 7];
  wire [9:0] act_58 = activations[523 +: 10];
  wire [9:0] act_59 = activations[533 +: 10];
  wire [7:0] act_60 = activations[543 +: 8];
  wire [9:0] act_61 = activations[551 +: 10];
  wire [9:0] act_62 = activations[561 +: 10];
  wire [4:0] act_63 = activations[571 +: 5];
  wire [8:0] act_64 = activations[576 +: 9];
  wire [8:0] act_65 = activations[585 +: 9];
  wire [9:0] act_66 = activations[594 +: 10];
  wire [9:0] act_67 = activations[604 +: 10];
  wire [8:0] act_68 = activations[614 +: 9];
  wire [10:0] act_69 = activations[623 +: 11];
  wire [9:0] act_70 = activations[634 +: 10];
  wire [4:0] act_71 = activations[644 +: 5];
  wire [8:0] act_72 = activations[649 +: 9];
  wire [6:0] act_73 = activations[658 +: 7];
  wire [9:0] act_74 = activations[665 +: 10];
  wire [9:0] act_75 = activations[675 +: 10];
  wire [8:0] act_76 = activations[685 +: 9];
  wire [10:0] act_77 = activations[694 +: 11];
  wire [9:0] act_78 = activations[705 +: 10];
  wire [4:0] act_79 = activations[715 +: 5];
  wire [8:0] act_96 = activations[720 +: 9];
  wire [8:0] act_97 = activations[729 +: 9];
  wire [9:0] act_98 = activations[738 +: 10];
  wire [9:0] act_99 = activations[748 +: 10];
  wire [7:0] act_100 = activations[758 +: 8];
  wire [9:0] act_101 = activations[766 +: 10];
  wire [9:0] act_102 = activations[776 +: 10];
  wire [4:0] act_103 = activations[786 +: 5];
  wire [8:0] act_104 = activations[791 +: 9];
  wire [6:0] act_105 = activations[800 +: 7];
  wire [9:0] act_106 = activations[807 +: 10];
  wire [9:0] act_107 = activations[817 +: 10];
  wire [7:0] act_108 = activations[827 +: 8];
  wire [9:0] act_109 = activations[835 +: 10];
  wire [9:0] act_110 = activations[845 +: 10];
  wire [4:0] act_111 = activations[855 +: 5];
  wire [4:0] act_0_x1;
  wire [6:0] act_0_x3;
  wire [7:0] act_0_x5;
  wire [7:0] act_0_x8;
  wire [8:0] act_0_x10;
  wire [8:0] act_0_x11;
  wire [8:0] act_0_x12;
  wire [8:0] act_0_x13;
  wire [9:0] act_0_x29;
  wire [0:0] act_0_z2;
  wire [0:0] act_0_z4;
  dense_products_0 products_of_act_0 (.x(act_0), .x1(act_0_x1), .x3(act_0_x3), .x5(act_0_x5),
    .x8(act_0_x8), .x10(act_0_x10), .x11(act_0_x11), .x12(act_0_x12), .x13(act_0_x13),
    .x29(act_0_x29), .z2(act_0_z2), .z4(act_0_z4));
  wire [4:0] act_1_x1;
  wire [5:0] act_1_x2;
  wire [6:0] act_1_x4;
  wire [6:0] act_1_x5;
  wire [7:0] act_1_x6;
  wire [7:0] act_1_x8;
  wire [7:0] act_1_x9;
  wire [8:0] act_1_x11;
  wire [8:0] act_1_x12;
  wire [8:0] act_1_x15;
  wire [8:0] act_1_x20;
  wire [0:0] act_1_z1;
  wire [0:0] act_1_z2;
  wire [0:0] act_1_z3;
  wire [0:0] act_1_z4;
  dense_products_1 products_of_act_1 (.x(act_1), .x1(act_1_x1), .x2(act_1_x2), .x4(act_1_x4),
    .x5(act_1_x5), .x6(act_1_x6), .x8(act_1_x8), .x9(act_1_x9), .x11(act_1_x11),
    .x12(act_1_x12), .x15(act_1_x15), .x20(act_1_x20), .z1(act_1_z1), .z2(act_1_z2),
    .z3(act_1_z3), .z4(act_1_z4));
  wire [5:0] act_2_x1;
  wire [6:0] act_2_x2;
  wire [7:0] act_2_x4;
  wire [8:0] act_2_x5;
  wire [9:0] act_2_x9;
  wire [9:0] act_2_x14;
  wire [9:0] act_2_x15;
  wire [10:0] act_2_x18;
  wire [10:0] act_2_x19;
  wire [10:0] act_2_x21;
  wire [10:0] act_2_x22;
  wire [10:0] act_2_x31;
  wire [0:0] act_2_z2;
  wire [0:0] act_2_z3;
  wire [0:0] act_2_z4;
  dense_products_2 products_of_act_2 (.x(act_2), .x1(act_2_x1), .x2(act_2_x2), .x4(act_2_x4),
    .x5(act_2_x5), .x9(act_2_x9), .x14(act_2_x14), .x15(act_2_x15), .x18(act_2_x18),
    .x19(act_2_x19), .x21(act_2_x21), .x22(act_2_x22), .x31(act_2_x31), .z2(act_2_z2),
    .z3(act_2_z3), .z4(act_2_z4));
  wire [6:0] act_3_x2;
  wire [6:0] act_3_x3;
  wire [7:0] act_3_x4;
  wire [7:0] act_3_x5;
  wire [8:0] act_3_x7;
  wire [8:0] act_3_x8;
  wire [8:0] act_3_x12;
  wire [9:0] act_3_x21;
  wire [9:0] act_3_x22;
  wire [0:0] act_3_z2;
  wire [0:0] act_3_z4;
  dense_products_3 products_of_act_3 (.x(act_3), .x2(act_3_x2), .x3(act_3_x3), .x4(act_3_x4),
    .x5(act_3_x5), .x7(act_3_x7), .x8(act_3_x8), .x12(act_3_x12), .x21(act_3_x21),
    .x22(act_3_x22), .z2(act_3_z2), .z4(act_3_z4));
  wire [4:0] act_4_x1;
  wire [5:0] act_4_x2;
  wire [6:0] act_4_x3;
  wire [6:0] act_4_x5;
  wire [7:0] act_4_x6;
  wire [7:0] act_4_x9;
  wire [8:0] act_4_x14;
  wire [8:0] act_4_x16;
  wire [8:0] act_4_x17;
  wire [0:0] act_4_z3;
  wire [0:0] act_4_z4;
  dense_products_4 products_of_act_4 (.x(act_4), .x1(act_4_x1), .x2(act_4_x2), .x3(act_4_x3),
    .x5(act_4_x5), .x6(act_4_x6), .x9(act_4_x9), .x14(act_4_x14), .x16(act_4_x16),
    .x17(act_4_x17), .z3(act_4_z3), .z4(act_4_z4));
  wire [6:0] act_5_x1;
  wire [7:0] act_5_x2;
  wire [7:0] act_5_x3;
  wire [8:0] act_5_x6;
  wire [9:0] act_5_x7;
  wire [9:0] act_5_x10;
  wire [9:0] act_5_x11;
  wire [9:0] act_5_x12;
  wire [0:0] act_5_z3;
  wire [0:0] act_5_z4;
  dense_products_5 products_of_act_5 (.x(act_5), .x1(act_5_x1), .x2(act_5_x2), .x3(act_5_x3),
    .x6(act_5_x6), .x7(act_5_x7), .x10(act_5_x10), .x11(act_5_x11), .x12(act_5_x12),
    .z3(act_5_z3), .z4(act_5_z4));
  wire [5:0] act_6_x1;
  wire [6:0] act_6_x2;
  wire [7:0] act_6_x4;
  wire [8:0] act_6_x5;
  wire [8:0] act_6_x6;
  wire [8:0] act_6_x7;
  wire [8:0] act_6_x9;
  wire [9:0] act_6_x10;
  wire [9:0] act_6_x12;
  wire [9:0] act_6_x14;
  wire [10:0] act_6_x25;
  wire [0:0] act_6_z3;
  wire [0:0] act_6_z4;
  dense_products_6 products_of_act_6 (.x(act_6), .x1(act_6_x1), .x2(act_6_x2), .x4(act_6_x4),
    .x5(act_6_x5), .x6(act_6_x6), .x7(act_6_x7), .x9(act_6_x9), .x10(act_6_x10),
    .x12(act_6_x12), .x14(act_6_x14), .x25(act_6_x25), .z3(act_6_z3), .z4(act_6_z4));
  wire [0:0] act_7_x1;
  wire [1:0] act_7_x2;
  wire [1:0] act_7_x3;
  wire [2:0] act_7_x4;
  wire [2:0] act_7_x6;
  wire [3:0] act_7_x10;
  wire [3:0] act_7_x11;
  wire [3:0] act_7_x12;
  wire [4:0] act_7_x16;
  wire [0:0] act_7_z2;
  wire [0:0] act_7_z3;
  wire [0:0] act_7_z4;
  dense_products_7 products_of_act_7 (.x(act_7), .x1(act_7_x1), .x2(act_7_x2), .x3(act_7_x3),
    .x4(act_7_x4), .x6(act_7_x6), .x10(act_7_x10), .x11(act_7_x11), .x12(act_7_x12),
    .x16(act_7_x16), .z2(act_7_z2), .z3(act_7_z3), .z4(act_7_z4));
  wire [4:0] act_8_x1;
  wire [5:0] act_8_x2;
  wire [6:0] act_8_x3;
  wire [6:0] act_8_x4;
  wire [7:0] act_8_x7;
  wire [7:0] act_8_x8;
  wire [8:0] act_8_x9;
  wire [8:0] act_8_x11;
  wire [8:0] act_8_x12;
  wire [8:0] act_8_x13;
  wire [8:0] act_8_x15;
  wire [8:0] act_8_x17;
  wire [0:0] act_8_z1;
  wire [0:0] act_8_z2;
  wire [0:0] act_8_z4;
  dense_products_8 products_of_act_8 (.x(act_8), .x1(act_8_x1), .x2(act_8_x2), .x3(act_8_x3),
    .x4(act_8_x4), .x7(act_8_x7), .x8(act_8_x8), .x9(act_8_x9), .x11(act_8_x11),
    .x12(act_8_x12), .x13(act_8_x13), .x15(act_8_x15), .x17(act_8_x17), .z1(act_8_z1),
    .z2(act_8_z2), .z4(act_8_z4));
  wire [4:0] act_9_x1;
  wire [6:0] act_9_x3;
  wire [6:0] act_9_x4;
  wire [7:0] act_9_x6;
  wire [7:0] act_9_x7;
  wire [7:0] act_9_x9;
  wire [8:0] act_9_x11;
  wire [8:0] act_9_x12;
  wire [9:0] act_9_x24;
  wire [9:0] act_9_x25;
  wire [9:0] act_9_x27;
  wire [0:0] act_9_z2;
  dense_products_9 products_of_act_9 (.x(act_9), .x1(act_9_x1), .x3(act_9_x3), .x4(act_9_x4),
    .x6(act_9_x6), .x7(act_9_x7), .x9(act_9_x9), .x11(act_9_x11), .x12(act_9_x12),
    .x24(act_9_x24), .x25(act_9_x25), .x27(act_9_x27), .z2(act_9_z2));
  wire [5:0] act_10_x1;
  wire [6:0] act_10_x2;
  wire [7:0] act_10_x3;
  wire [8:0] act_10_x5;
  wire [8:0] act_10_x8;
  wire [9:0] act_10_x9;
  wire [9:0] act_10_x10;
  wire [9:0] act_10_x15;
  wire [10:0] act_10_x18;
  wire [0:0] act_10_z1;
  wire [0:0] act_10_z3;
  wire [0:0] act_10_z4;
  dense_products_10 products_of_act_10 (.x(act_10), .x1(act_10_x1), .x2(act_10_x2),
    .x3(act_10_x3), .x5(act_10_x5), .x8(act_10_x8), .x9(act_10_x9), .x10(act_10_x10),
    .x15(act_10_x15), .x18(act_10_x18), .z1(act_10_z1), .z3(act_10_z3), .z4(act_10_z4));
  wire [6:0] act_11_x2;
  wire [6:0] act_11_x3;
  wire [7:0] act_11_x4;
  wire [7:0] act_11_x5;
  wire [7:0] act_11_x6;
  wire [8:0] act_11_x7;
  wire [8:0] act_11_x10;
  wire [8:0] act_11_x11;
  wire [9:0] act_11_x13;
  wire [9:0] act_11_x14;
  wire [9:0] act_11_x21;
  wire [0:0] act_11_z3;
  wire [0:0] act_11_z4;
  dense_products_11 products_of_act_11 (.x(act_11), .x2(act_11_x2), .x3(act_11_x3),
    .x4(act_11_x4), .x5(act_11_x5), .x6(act_11_x6), .x7(act_11_x7), .x10(act_11_x10),
    .x11(act_11_x11), .x13(act_11_x13), .x14(act_11_x14), .x21(act_11_x21), .z3(act_11_z3),
    .z4(act_11_z4));
  wire [4:0] act_12_x1;
  wire [5:0] act_12_x2;
  wire [6:0] act_12_x4;
  wire [6:0] act_12_x5;
  wire [7:0] act_12_x7;
  wire [7:0] act_12_x9;
  wire [8:0] act_12_x11;
  wire [8:0] act_12_x12;
  wire [8:0] act_12_x13;
  wire [0:0] act_12_z2;
  wire [0:0] act_12_z4;
  dense_products_12 products_of_act_12 (.x(act_12), .x1(act_12_x1), .x2(act_12_x2),
    .x4(act_12_x4), .x5(act_12_x5), .x7(act_12_x7), .x9(act_12_x9), .x11(act_12_x11),
    .x12(act_12_x12), .x13(act_12_x13), .z2(act_12_z2), .z4(act_12_z4));
  wire [6:0] act_13_x1;
  wire [7:0] act_13_x2;
  wire [7:0] act_13_x3;
  wire [8:0] act_13_x4;
  wire [8:0] act_13_x5;
  wire [8:0] act_13_x6;
  wire [9:0] act_13_x8;
  wire [9:0] act_13_x9;
  wire [9:0] act_13_x10;
  wire [9:0] act_13_x11;
  wire [10:0] act_13_x13;
  wire [10:0] act_13_x23;
  wire [0:0] act_13_z3;
  wire [0:0] act_13_z4;
  dense_products_13 products_of_act_13 (.x(act_13), .x1(act_13_x1), .x2(act_13_x2),
    .x3(act_13_x3), .x4(act_13_x4), .x5(act_13_x5), .x6(act_13_x6), .x8(act_13_x8),
    .x9(act_13_x9), .x10(act_13_x10), .x11(act_13_x11), .x13(act_13_x13), .x23(act_13_x23),
    .z3(act_13_z3), .z4(act_13_z4));
  wire [6:0] act_14_x2;
  wire [7:0] act_14_x3;
  wire [7:0] act_14_x4;
  wire [8:0] act_14_x5;
  wire [8:0] act_14_x6;
  wire [8:0] act_14_x7;
  wire [8:0] act_14_x9;
  wire [9:0] act_14_x10;
  wire [9:0] act_14_x12;
  wire [10:0] act_14_x20;
  wire [0:0] act_14_z3;
  wire [0:0] act_14_z4;
  dense_products_14 products_of_act_14 (.x(act_14), .x2(act_14_x2), .x3(act_14_x3),
    .x4(act_14_x4), .x5(act_14_x5), .x6(act_14_x6), .x7(act_14_x7), .x9(act_14_x9),
    .x10(act_14_x10), .x12(act_14_x12), .x20(act_14_x20), .z3(act_14_z3), .z4(act_14_z4));
  wire [0:0] act_15_x1;
  wire [1:0] act_15_x2;
  wire [1:0] act_15_x3;
  wire [2:0] act_15_x4;
  wire [2:0] act_15_x5;
  wire [2:0] act_15_x7;
  wire [3:0] act_15_x8;
  wire [3:0] act_15_x10;
  wire [3:0] act_15_x13;
  wire [3:0] act_15_x15;
  wire [0:0] act_15_z1;
  wire [0:0] act_15_z3;
  wire [0:0] act_15_z4;
  dense_products_15 products_of_act_15 (.x(act_15), .x1(act_15_x1), .x2(act_15_x2),
    .x3(act_15_x3), .x4(act_15_x4), .x5(act_15_x5), .x7(act_15_x7), .x8(act_15_x8),
    .x10(act_15_x10), .x13(act_15_x13), .x15(act_15_x15), .z1(act_15_z1), .z3(act_15_z3),
    .z4(act_15_z4));
  wire [4:0] act_16_x1;
  wire [6:0] act_16_x3;
  wire [6:0] act_16_x4;
  wire [7:0] act_16_x5;
  wire [7:0] act_16_x6;
  wire [7:0] act_16_x8;
  wire [8:0] act_16_x9;
  wire [8:0] act_16_x10;
  wire [8:0] act_16_x11;
  wire [9:0] act_16_x19;
  wire [0:0] act_16_z1;
  wire [0:0] act_16_z3;
  wire [0:0] act_16_z4;
  dense_products_16 products_of_act_16 (.x(act_16), .x1(act_16_x1), .x3(act_16_x3),
    .x4(act_16_x4), .x5(act_16_x5), .x6(act_16_x6), .x8(act_16_x8), .x9(act_16_x9),
    .x10(act_16_x10), .x11(act_16_x11), .x19(act_16_x19), .z1(act_16_z1), .z3(act_16_z3),
    .z4(act_16_z4));
  wire [4:0] act_17_x1;
  wire [5:0] act_17_x2;
  wire [6:0] act_17_x3;
  wire [7:0] act_17_x6;
  wire [7:0] act_17_x8;
  wire [7:0] act_17_x9;
  wire [8:0] act_17_x12;
  wire [8:0] act_17_x14;
  wire [0:0] act_17_z1;
  wire [0:0] act_17_z2;
  wire [0:0] act_17_z3;
  wire [0:0] act_17_z4;
  dense_products_17 products_of_act_17 (.x(act_17), .x1(act_17_x1), .x2(act_17_x2),
    .x3(act_17_x3), .x6(act_17_x6), .x8(act_17_x8), .x9(act_17_x9), .x12(act_17_x12),
    .x14(act_17_x14), .z1(act_17_z1), .z2(act_17_z2), .z3(act_17_z3), .z4(act_17_z4));
  wire [5:0] act_18_x1;
  wire [6:0] act_18_x2;
  wire [7:0] act_18_x3;
  wire [8:0] act_18_x5;
  wire [8:0] act_18_x6;
  wire [8:0] act_18_x7;
  wire [9:0] act_18_x9;
  wire [9:0] act_18_x11;
  wire [9:0] act_18_x13;
  wire [9:0] act_18_x15;
  wire [10:0] act_18_x18;
  wire [10:0] act_18_x19;
  wire [0:0] act_18_z3;
  wire [0:0] act_18_z4;
  dense_products_18 products_of_act_18 (.x(act_18), .x1(act_18_x1), .x2(act_18_x2),
    .x3(act_18_x3), .x5(act_18_x5), .x6(act_18_x6), .x7(act_18_x7), .x9(act_18_x9),
    .x11(act_18_x11), .x13(act_18_x13), .x15(act_18_x15), .x18(act_18_x18), .x19(act_18_x19),
    .z3(act_18_z3), .z4(act_18_z4));
  wire [5:0] act_19_x1;
  wire [6:0] act_19_x2;
  wire [7:0] act_19_x4;
  wire [7:0] act_19_x5;
  wire [7:0] act_19_x6;
  wire [8:0] act_19_x7;
  wire [8:0] act_19_x10;
  wire [8:0] act_19_x11;
  wire [9:0] act_19_x14;
  wire [9:0] act_19_x19;
  wire [9:0] act_19_x23;
  wire [0:0] act_19_z3;
  wire [0:0] act_19_z4;
  dense_products_19 products_of_act_19 (.x(act_19), .x1(act_19_x1), .x2(act_19_x2),
    .x4(act_19_x4), .x5(act_19_x5), .x6(act_19_x6), .x7(act_19_x7), .x10(act_19_x10),
    .x11(act_19_x11), .x14(act_19_x14), .x19(act_19_x19), .x23(act_19_x23), .z3(act_19_z3),
    .z4(act_19_z4));
  wire [4:0] act_20_x1;
  wire [5:0] act_20_x2;
  wire [6:0] act_20_x3;
  wire [6:0] act_20_x4;
  wire [7:0] act_20_x8;
  wire [7:0] act_20_x9;
  wire [8:0] act_20_x11;
  wire [8:0] act_20_x13;
  wire [8:0] act_20_x15;
  wire [0:0] act_20_z3;
  wire [0:0] act_20_z4;
  dense_products_20 products_of_act_20 (.x(act_20), .x1(act_20_x1), .x2(act_20_x2),
    .x3(act_20_x3), .x4(act_20_x4), .x8(act_20_x8), .x9(act_20_x9), .x11(act_20_x11),
    .x13(act_20_x13), .x15(act_20_x15), .z3(act_20_z3), .z4(act_20_z4));
  wire [6:0] act_21_x1;
  wire [8:0] act_21_x4;
  wire [8:0] act_21_x5;
  wire [8:0] act_21_x6;
  wire [9:0] act_21_x7;
  wire [9:0] act_21_x8;
  wire [9:0] act_21_x9;
  wire [9:0] act_21_x11;
  wire [9:0] act_21_x12;
  wire [0:0] act_21_z1;
  wire [0:0] act_21_z2;
  wire [0:0] act_21_z4;
  dense_products_21 products_of_act_21 (.x(act_21), .x1(act_21_x1), .x4(act_21_x4),
    .x5(act_21_x5), .x6(act_21_x6), .x7(act_21_x7), .x8(act_21_x8), .x9(act_21_x9),
    .x11(act_21_x11), .x12(act_21_x12), .z1(act_21_z1), .z2(act_21_z2), .z4(act_21_z4));
  wire [5:0] act_22_x1;
  wire [6:0] act_22_x2;
  wire [7:0] act_22_x3;
  wire [7:0] act_22_x4;
  wire [8:0] act_22_x5;
  wire [8:0] act_22_x6;
  wire [8:0] act_22_x7;
  wire [8:0] act_22_x9;
  wire [9:0] act_22_x10;
  wire [9:0] act_22_x14;
  wire [0:0] act_22_z2;
  wire [0:0] act_22_z3;
  wire [0:0] act_22_z4;
  dense_products_22 products_of_act_22 (.x(act_22), .x1(act_22_x1), .x2(act_22_x2),
    .x3(act_22_x3), .x4(act_22_x4), .x5(act_22_x5), .x6(act_22_x6), .x7(act_22_x7),
    .x9(act_22_x9), .x10(act_22_x10), .x14(act_22_x14), .z2(act_22_z2), .z3(act_22_z3),
    .z4(act_22_z4));
  wire [0:0] act_23_x1;
  wire [1:0] act_23_x2;
  wire [1:0] act_23_x3;
  wire [2:0] act_23_x4;
  wire [2:0] act_23_x6;
  wire [2:0] act_23_x7;
  wire [3:0] act_23_x8;
  wire [3:0] act_23_x9;
  wire [3:0] act_23_x10;
  wire [3:0] act_23_x13;
  wire [3:0] act_23_x14;
  wire [0:0] act_23_z1;
  wire [0:0] act_23_z2;
  wire [0:0] act_23_z3;
  wire [0:0] act_23_z4;
  dense_products_23 products_of_act_23 (.x(act_23), .x1(act_23_x1), .x2(act_23_x2),
    .x3(act_23_x3), .x4(act_23_x4), .x6(act_23_x6), .x7(act_23_x7), .x8(act_23_x8),
    .x9(act_23_x9), .x10(act_23_x10), .x13(act_23_x13), .x14(act_23_x14), .z1(act_23_z1),
    .z2(act_23_z2), .z3(act_23_z3), .z4(act_23_z4));
  wire [4:0] act_24_x1;
  wire [6:0] act_24_x3;
  wire [6:0] act_24_x4;
  wire [7:0] act_24_x5;
  wire [7:0] act_24_x6;
  wire [7:0] act_24_x8;
  wire [8:0] act_24_x9;
  wire [8:0] act_24_x12;
  wire [8:0] act_24_x15;
  wire [0:0] act_24_z2;
  wire [0:0] act_24_z4;
  dense_products_24 products_of_act_24 (.x(act_24), .x1(act_24_x1), .x3(act_24_x3),
    .x4(act_24_x4), .x5(act_24_x5), .x6(act_24_x6), .x8(act_24_x8), .x9(act_24_x9),
    .x12(act_24_x12), .x15(act_24_x15), .z2(act_24_z2), .z4(act_24_z4));
  wire [4:0] act_25_x3;
  wire [4:0] act_25_x4;
  wire [6:0] act_25_x11;
  wire [6:0] act_25_x13;
  wire [6:0] act_25_x16;
  wire [7:0] act_25_x18;
  wire [7:0] act_25_x20;
  wire [7:0] act_25_x27;
  wire [7:0] act_25_x29;
  wire [7:0] act_25_x30;
  wire [7:0] act_25_x31;
  wire [7:0] act_25_x32;
  wire [0:0] act_25_z2;
  wire [0:0] act_25_z4;
  dense_products_25 products_of_act_25 (.x(act_25), .x3(act_25_x3), .x4(act_25_x4),
    .x11(act_25_x11), .x13(act_25_x13), .x16(act_25_x16), .x18(act_25_x18), .x20(act_25_x20),
    .x27(act_25_x27), .x29(act_25_x29), .x30(act_25_x30), .x31(act_25_x31), .x32(act_25_x32),
    .z2(act_25_z2), .z4(act_25_z4));
  wire [6:0] act_26_x2;
  wire [7:0] act_26_x4;
  wire [8:0] act_26_x5;
  wire [8:0] act_26_x7;
  wire [8:0] act_26_x8;
  wire [9:0] act_26_x9;
  wire [9:0] act_26_x10;
  wire [9:0] act_26_x11;
  wire [9:0] act_26_x14;
  wire [9:0] act_26_x15;
  wire [0:0] act_26_z3;
  wire [0:0] act_26_z4;
  dense_products_26 products_of_act_26 (.x(act_26), .x2(act_26_x2), .x4(act_26_x4),
    .x5(act_26_x5), .x7(act_26_x7), .x8(act_26_x8), .x9(act_26_x9), .x10(act_26_x10),
    .x11(act_26_x11), .x14(act_26_x14), .x15(act_26_x15), .z3(act_26_z3), .z4(act_26_z4));
  wire [5:0] act_27_x1;
  wire [6:0] act_27_x3;
  wire [7:0] act_27_x4;
  wire [7:0] act_27_x5;
  wire [7:0] act_27_x7;
  wire [8:0] act_27_x8;
  wire [8:0] act_27_x9;
  wire [9:0] act_27_x16;
  wire [9:0] act_27_x18;
  wire [0:0] act_27_z2;
  wire [0:0] act_27_z4;
  dense_products_27 products_of_act_27 (.x(act_27), .x1(act_27_x1), .x3(act_27_x3),
    .x4(act_27_x4), .x5(act_27_x5), .x7(act_27_x7), .x8(act_27_x8), .x9(act_27_x9),
    .x16(act_27_x16), .x18(act_27_x18), .z2(act_27_z2), .z4(act_27_z4));
  wire [4:0] act_28_x1;
  wire [6:0] act_28_x3;
  wire [6:0] act_28_x4;
  wire [6:0] act_28_x5;
  wire [7:0] act_28_x6;
  wire [7:0] act_28_x7;
  wire [7:0] act_28_x9;
  wire [8:0] act_28_x13;
  wire [0:0] act_28_z3;
  wire [0:0] act_28_z4;
  dense_products_28 products_of_act_28 (.x(act_28), .x1(act_28_x1), .x3(act_28_x3),
    .x4(act_28_x4), .x5(act_28_x5), .x6(act_28_x6), .x7(act_28_x7), .x9(act_28_x9),
    .x13(act_28_x13), .z3(act_28_z3), .z4(act_28_z4));
  wire [6:0] act_29_x1;
  wire [7:0] act_29_x2;
  wire [7:0] act_29_x3;
  wire [8:0] act_29_x4;
  wire [8:0] act_29_x5;
  wire [8:0] act_29_x6;
  wire [9:0] act_29_x8;
  wire [9:0] act_29_x9;
  wire [9:0] act_29_x10;
  wire [9:0] act_29_x11;
  wire [0:0] act_29_z3;
  wire [0:0] act_29_z4;
  dense_products_29 products_of_act_29 (.x(act_29), .x1(act_29_x1), .x2(act_29_x2),
    .x3(act_29_x3), .x4(act_29_x4), .x5(act_29_x5), .x6(act_29_x6), .x8(act_29_x8),
    .x9(act_29_x9), .x10(act_29_x10), .x11(act_29_x11), .z3(act_29_z3), .z4(act_29_z4));
  wire [5:0] act_30_x1;
  wire [6:0] act_30_x2;
  wire [7:0] act_30_x3;
  wire [7:0] act_30_x4;
  wire [7:0] act_30_x5;
  wire [8:0] act_30_x6;
  wire [8:0] act_30_x7;
  wire [8:0] act_30_x8;
  wire [8:0] act_30_x10;
  wire [8:0] act_30_x11;
  wire [0:0] act_30_z3;
  wire [0:0] act_30_z4;
  dense_products_30 products_of_act_30 (.x(act_30), .x1(act_30_x1), .x2(act_30_x2),
    .x3(act_30_x3), .x4(act_30_x4), .x5(act_30_x5), .x6(act_30_x6), .x7(act_30_x7),
    .x8(act_30_x8), .x10(act_30_x10), .x11(act_30_x11), .z3(act_30_z3), .z4(act_30_z4));
  wire [0:0] act_31_x1;
  wire [1:0] act_31_x2;
  wire [1:0] act_31_x3;
  wire [2:0] act_31_x4;
  wire [2:0] act_31_x6;
  wire [2:0] act_31_x7;
  wire [3:0] act_31_x9;
  wire [3:0] act_31_x10;
  wire [3:0] act_31_x11;
  wire [3:0] act_31_x12;
  wire [3:0] act_31_x14;
  wire [0:0] act_31_z2;
  wire [0:0] act_31_z3;
  wire [0:0] act_31_z4;
  dense_products_31 products_of_act_31 (.x(act_31), .x1(act_31_x1), .x2(act_31_x2),
    .x3(act_31_x3), .x4(act_31_x4), .x6(act_31_x6), .x7(act_31_x7), .x9(act_31_x9),
    .x10(act_31_x10), .x11(act_31_x11), .x12(act_31_x12), .x14(act_31_x14), .z2(act_31_z2),
    .z3(act_31_z3), .z4(act_31_z4));
  wire [4:0] act_32_x1;
  wire [5:0] act_32_x2;
  wire [6:0] act_32_x3;
  wire [6:0] act_32_x4;
  wire [7:0] act_32_x5;
  wire [7:0] act_32_x7;
  wire [7:0] act_32_x8;
  wire [8:0] act_32_x9;
  wire [8:0] act_32_x13;
  wire [9:0] act_32_x21;
  wire [0:0] act_32_z1;
  wire [0:0] act_32_z3;
  wire [0:0] act_32_z4;
  dense_products_32 products_of_act_32 (.x(act_32), .x1(act_32_x1), .x2(act_32_x2),
    .x3(act_32_x3), .x4(act_32_x4), .x5(act_32_x5), .x7(act_32_x7), .x8(act_32_x8),
    .x9(act_32_x9), .x13(act_32_x13), .x21(act_32_x21), .z1(act_32_z1), .z3(act_32_z3),
    .z4(act_32_z4));
  wire [4:0] act_33_x1;
  wire [5:0] act_33_x2;
  wire [6:0] act_33_x3;
  wire [6:0] act_33_x4;
  wire [6:0] act_33_x5;
  wire [7:0] act_33_x7;
  wire [8:0] act_33_x11;
  wire [8:0] act_33_x12;
  wire [8:0] act_33_x13;
  wire [0:0] act_33_z2;
  wire [0:0] act_33_z3;
  wire [0:0] act_33_z4;
  dense_products_33 products_of_act_33 (.x(act_33), .x1(act_33_x1), .x2(act_33_x2),
    .x3(act_33_x3), .x4(act_33_x4), .x5(act_33_x5), .x7(act_33_x7), .x11(act_33_x11),
    .x12(act_33_x12), .x13(act_33_x13), .z2(act_33_z2), .z3(act_33_z3), .z4(act_33_z4));
  wire [7:0] act_34_x3;
  wire [7:0] act_34_x4;
  wire [8:0] act_34_x5;
  wire [8:0] act_34_x6;
  wire [8:0] act_34_x7;
  wire [8:0] act_34_x8;
  wire [9:0] act_34_x9;
  wire [9:0] act_34_x12;
  wire [9:0] act_34_x16;
  wire [10:0] act_34_x18;
  wire [10:0] act_34_x19;
  wire [10:0] act_34_x20;
  wire [10:0] act_34_x21;
  wire [0:0] act_34_z1;
  wire [0:0] act_34_z3;
  wire [0:0] act_34_z4;
  dense_products_34 products_of_act_34 (.x(act_34), .x3(act_34_x3), .x4(act_34_x4),
    .x5(act_34_x5), .x6(act_34_x6), .x7(act_34_x7), .x8(act_34_x8), .x9(act_34_x9),
    .x12(act_34_x12), .x16(act_34_x16), .x18(act_34_x18), .x19(act_34_x19), .x20(act_34_x20),
    .x21(act_34_x21), .z1(act_34_z1), .z3(act_34_z3), .z4(act_34_z4));
  wire [6:0] act_35_x3;
  wire [7:0] act_35_x4;
  wire [7:0] act_35_x6;
  wire [8:0] act_35_x7;
  wire [8:0] act_35_x9;
  wire [8:0] act_35_x12;
  wire [9:0] act_35_x13;
  wire [9:0] act_35_x14;
  wire [9:0] act_35_x18;
  wire [9:0] act_35_x19;
  wire [0:0] act_35_z2;
  wire [0:0] act_35_z3;
  wire [0:0] act_35_z4;
  dense_products_35 products_of_act_35 (.x(act_35), .x3(act_35_x3), .x4(act_35_x4),
    .x6(act_35_x6), .x7(act_35_x7), .x9(act_35_x9), .x12(act_35_x12), .x13(act_35_x13),
    .x14(act_35_x14), .x18(act_35_x18), .x19(act_35_x19), .z2(act_35_z2), .z3(act_35_z3),
    .z4(act_35_z4));
  wire [4:0] act_36_x1;
  wire [5:0] act_36_x2;
  wire [6:0] act_36_x4;
  wire [6:0] act_36_x5;
  wire [7:0] act_36_x9;
  wire [7:0] act_36_x10;
  wire [8:0] act_36_x15;
  wire [8:0] act_36_x20;
  wire [9:0] act_36_x26;
  wire [0:0] act_36_z3;
  wire [0:0] act_36_z4;
  dense_products_36 products_of_act_36 (.x(act_36), .x1(act_36_x1), .x2(act_36_x2),
    .x4(act_36_x4), .x5(act_36_x5), .x9(act_36_x9), .x10(act_36_x10), .x15(act_36_x15),
    .x20(act_36_x20), .x26(act_36_x26), .z3(act_36_z3), .z4(act_36_z4));
  wire [6:0] act_37_x1;
  wire [7:0] act_37_x2;
  wire [7:0] act_37_x3;
  wire [8:0] act_37_x4;
  wire [8:0] act_37_x5;
  wire [8:0] act_37_x6;
  wire [9:0] act_37_x7;
  wire [9:0] act_37_x8;
  wire [9:0] act_37_x9;
  wire [10:0] act_37_x24;
  wire [0:0] act_37_z1;
  wire [0:0] act_37_z2;
  wire [0:0] act_37_z3;
  wire [0:0] act_37_z4;
  dense_products_37 products_of_act_37 (.x(act_37), .x1(act_37_x1), .x2(act_37_x2),
    .x3(act_37_x3), .x4(act_37_x4), .x5(act_37_x5), .x6(act_37_x6), .x7(act_37_x7),
    .x8(act_37_x8), .x9(act_37_x9), .x24(act_37_x24), .z1(act_37_z1), .z2(act_37_z2),
    .z3(act_37_z3), .z4(act_37_z4));
  wire [5:0] act_38_x1;
  wire [6:0] act_38_x2;
  wire [7:0] act_38_x3;
  wire [7:0] act_38_x4;
  wire [8:0] act_38_x6;
  wire [8:0] act_38_x7;
  wire [8:0] act_38_x9;
  wire [9:0] act_38_x10;
  wire [9:0] act_38_x13;
  wire [9:0] act_38_x14;
  wire [10:0] act_38_x20;
  wire [0:0] act_38_z2;
  wire [0:0] act_38_z4;
  dense_products_38 products_of_act_38 (.x(act_38), .x1(act_38_x1), .x2(act_38_x2),
    .x3(act_38_x3), .x4(act_38_x4), .x6(act_38_x6), .x7(act_38_x7), .x9(act_38_x9),
    .x10(act_38_x10), .x13(act_38_x13), .x14(act_38_x14), .x20(act_38_x20), .z2(act_38_z2),
    .z4(act_38_z4));
  wire [0:0] act_39_x1;
  wire [1:0] act_39_x3;
  wire [2:0] act_39_x4;
  wire [2:0] act_39_x6;
  wire [2:0] act_39_x7;
  wire [3:0] act_39_x8;
  wire [3:0] act_39_x9;
  wire [3:0] act_39_x15;
  wire [4:0] act_39_x17;
  wire [0:0] act_39_z1;
  wire [0:0] act_39_z2;
  wire [0:0] act_39_z3;
  wire [0:0] act_39_z4;
  dense_products_39 products_of_act_39 (.x(act_39), .x1(act_39_x1), .x3(act_39_x3),
    .x4(act_39_x4), .x6(act_39_x6), .x7(act_39_x7), .x8(act_39_x8), .x9(act_39_x9),
    .x15(act_39_x15), .x17(act_39_x17), .z1(act_39_z1), .z2(act_39_z2), .z3(act_39_z3),
    .z4(act_39_z4));
  wire [4:0] act_40_x1;
  wire [5:0] act_40_x2;
  wire [6:0] act_40_x4;
  wire [7:0] act_40_x5;
  wire [7:0] act_40_x6;
  wire [8:0] act_40_x9;
  wire [8:0] act_40_x10;
  wire [8:0] act_40_x12;
  wire [8:0] act_40_x13;
  wire [9:0] act_40_x23;
  wire [0:0] act_40_z2;
  wire [0:0] act_40_z3;
  wire [0:0] act_40_z4;
  dense_products_40 products_of_act_40 (.x(act_40), .x1(act_40_x1), .x2(act_40_x2),
    .x4(act_40_x4), .x5(act_40_x5), .x6(act_40_x6), .x9(act_40_x9), .x10(act_40_x10),
    .x12(act_40_x12), .x13(act_40_x13), .x23(act_40_x23), .z2(act_40_z2), .z3(act_40_z3),
    .z4(act_40_z4));
  wire [4:0] act_41_x1;
  wire [5:0] act_41_x2;
  wire [6:0] act_41_x3;
  wire [6:0] act_41_x4;
  wire [6:0] act_41_x5;
  wire [7:0] act_41_x6;
  wire [7:0] act_41_x8;
  wire [8:0] act_41_x14;
  wire [0:0] act_41_z3;
  wire [0:0] act_41_z4;
  dense_products_41 products_of_act_41 (.x(act_41), .x1(act_41_x1), .x2(act_41_x2),
    .x3(act_41_x3), .x4(act_41_x4), .x5(act_41_x5), .x6(act_41_x6), .x8(act_41_x8),
    .x14(act_41_x14), .z3(act_41_z3), .z4(act_41_z4));
  wire [6:0] act_42_x2;
  wire [7:0] act_42_x3;
  wire [7:0] act_42_x4;
  wire [8:0] act_42_x5;
  wire [8:0] act_42_x7;
  wire [8:0] act_42_x8;
  wire [9:0] act_42_x9;
  wire [9:0] act_42_x10;
  wire [10:0] act_42_x19;
  wire [0:0] act_42_z1;
  wire [0:0] act_42_z4;
  dense_products_42 products_of_act_42 (.x(act_42), .x2(act_42_x2), .x3(act_42_x3),
    .x4(act_42_x4), .x5(act_42_x5), .x7(act_42_x7), .x8(act_42_x8), .x9(act_42_x9),
    .x10(act_42_x10), .x19(act_42_x19), .z1(act_42_z1), .z4(act_42_z4));
  wire [5:0] act_43_x1;
  wire [6:0] act_43_x2;
  wire [6:0] act_43_x3;
  wire [7:0] act_43_x4;
  wire [7:0] act_43_x5;
  wire [7:0] act_43_x6;
  wire [8:0] act_43_x9;
  wire [8:0] act_43_x11;
  wire [8:0] act_43_x12;
  wire [9:0] act_43_x14;
  wire [9:0] act_43_x15;
  wire [0:0] act_43_z2;
  dense_products_43 products_of_act_43 (.x(act_43), .x1(act_43_x1), .x2(act_43_x2),
    .x3(act_43_x3), .x4(act_43_x4), .x5(act_43_x5), .x6(act_43_x6), .x9(act_43_x9),
    .x11(act_43_x11), .x12(act_43_x12), .x14(act_43_x14), .x15(act_43_x15), .z2(act_43_z2));
  wire [4:0] act_44_x1;
  wire [5:0] act_44_x2;
  wire [6:0] act_44_x3;
  wire [6:0] act_44_x4;
  wire [6:0] act_44_x5;
  wire [7:0] act_44_x7;
  wire [7:0] act_44_x9;
  wire [7:0] act_44_x10;
  wire [0:0] act_44_z2;
  wire [0:0] act_44_z4;
  dense_products_44 products_of_act_44 (.x(act_44), .x1(act_44_x1), .x2(act_44_x2),
    .x3(act_44_x3), .x4(act_44_x4), .x5(act_44_x5), .x7(act_44_x7), .x9(act_44_x9),
    .x10(act_44_x10), .z2(act_44_z2), .z4(act_44_z4));
  wire [6:0] act_45_x1;
  wire [7:0] act_45_x3;
  wire [8:0] act_45_x4;
  wire [8:0] act_45_x5;
  wire [8:0] act_45_x6;
  wire [9:0] act_45_x7;
  wire [9:0] act_45_x11;
  wire [9:0] act_45_x13;
  wire [10:0] act_45_x14;
  wire [0:0] act_45_z2;
  wire [0:0] act_45_z4;
  dense_products_45 products_of_act_45 (.x(act_45), .x1(act_45_x1), .x3(act_45_x3),
    .x4(act_45_x4), .x5(act_45_x5), .x6(act_45_x6), .x7(act_45_x7), .x11(act_45_x11),
    .x13(act_45_x13), .x14(act_45_x14), .z2(act_45_z2), .z4(act_45_z4));
  wire [5:0] act_46_x1;
  wire [6:0] act_46_x2;
  wire [7:0] act_46_x4;
  wire [8:0] act_46_x7;
  wire [8:0] act_46_x9;
  dense_products_46 products_of_act_46 (.x(act_46), .x1(act_46_x1), .x2(act_46_x2),
    .x4(act_46_x4), .x7(act_46_x7), .x9(act_46_x9));
  wire [0:0] act_47_x1;
  wire [1:0] act_47_x2;
  wire [2:0] act_47_x4;
  wire [2:0] act_47_x6;
  wire [2:0] act_47_x7;
  wire [3:0] act_47_x8;
  wire [3:0] act_47_x9;
  wire [3:0] act_47_x10;
  wire [3:0] act_47_x11;
  wire [3:0] act_47_x12;
  wire [3:0] act_47_x13;
  wire [0:0] act_47_z1;
  wire [0:0] act_47_z2;
  wire [0:0] act_47_z3;
  wire [0:0] act_47_z4;
  dense_products_47 products_of_act_47 (.x(act_47), .x1(act_47_x1), .x2(act_47_x2),
    .x4(act_47_x4), .x6(act_47_x6), .x7(act_47_x7), .x8(act_47_x8), .x9(act_47_x9),
    .x10(act_47_x10), .x11(act_47_x11), .x12(act_47_x12), .x13(act_47_x13), .z1(act_47_z1),
    .z2(act_47_z2), .z3(act_47_z3), .z4(act_47_z4));
  wire [5:0] act_48_x2;
  wire [6:0] act_48_x3;
  wire [6:0] act_48_x4;
  wire [6:0] act_48_x5;
  wire [7:0] act_48_x6;
  wire [7:0] act_48_x7;
  wire [7:0] act_48_x9;
  wire [8:0] act_48_x13;
  wire [9:0] act_48_x21;
  wire [0:0] act_48_z2;
  wire [0:0] act_48_z3;
  wire [0:0] act_48_z4;
  dense_products_48 products_of_act_48 (.x(act_48), .x2(act_48_x2), .x3(act_48_x3),
    .x4(act_48_x4), .x5(act_48_x5), .x6(act_48_x6), .x7(act_48_x7), .x9(act_48_x9),
    .x13(act_48_x13), .x21(act_48_x21), .z2(act_48_z2), .z3(act_48_z3), .z4(act_48_z4));
  wire [4:0] act_49_x1;
  wire [5:0] act_49_x2;
  wire [6:0] act_49_x3;
  wire [6:0] act_49_x4;
  wire [7:0] act_49_x6;
  wire [7:0] act_49_x7;
  wire [8:0] act_49_x18;
  wire [0:0] act_49_z2;
  wire [0:0] act_49_z3;
  wire [0:0] act_49_z4;
  dense_products_49 products_of_act_49 (.x(act_49), .x1(act_49_x1), .x2(act_49_x2),
    .x3(act_49_x3), .x4(act_49_x4), .x6(act_49_x6), .x7(act_49_x7), .x18(act_49_x18),
    .z2(act_49_z2), .z3(act_49_z3), .z4(act_49_z4));
  wire [5:0] act_50_x1;
  wire [6:0] act_50_x2;
  wire [7:0] act_50_x3;
  wire [7:0] act_50_x4;
  wire [8:0] act_50_x6;
  wire [8:0] act_50_x7;
  wire [8:0] act_50_x8;
  wire [9:0] act_50_x10;
  wire [9:0] act_50_x12;
  wire [9:0] act_50_x14;
  wire [9:0] act_50_x16;
  wire [9:0] act_50_x17;
  wire [0:0] act_50_z1;
  wire [0:0] act_50_z3;
  wire [0:0] act_50_z4;
  dense_products_50 products_of_act_50 (.x(act_50), .x1(act_50_x1), .x2(act_50_x2),
    .x3(act_50_x3), .x4(act_50_x4), .x6(act_50_x6), .x7(act_50_x7), .x8(act_50_x8),
    .x10(act_50_x10), .x12(act_50_x12), .x14(act_50_x14), .x16(act_50_x16), .x17(act_50_x17),
    .z1(act_50_z1), .z3(act_50_z3), .z4(act_50_z4));
  wire [5:0] act_51_x1;
  wire [6:0] act_51_x2;
  wire [6:0] act_51_x3;
  wire [7:0] act_51_x4;
  wire [7:0] act_51_x6;
  wire [8:0] act_51_x8;
  wire [8:0] act_51_x9;
  wire [8:0] act_51_x10;
  wire [0:0] act_51_z2;
  wire [0:0] act_51_z3;
  dense_products_51 products_of_act_51 (.x(act_51), .x1(act_51_x1), .x2(act_51_x2),
    .x3(act_51_x3), .x4(act_51_x4), .x6(act_51_x6), .x8(act_51_x8), .x9(act_51_x9),
    .x10(act_51_x10), .z2(act_51_z2), .z3(act_51_z3));
  wire [3:0] act_52_x1;
  wire [4:0] act_52_x2;
  wire [4:0] act_52_x3;
  wire [5:0] act_52_x4;
  wire [5:0] act_52_x5;
  wire [5:0] act_52_x6;
  wire [6:0] act_52_x8;
  wire [6:0] act_52_x9;
  wire [6:0] act_52_x10;
  wire [6:0] act_52_x13;
  wire [7:0] act_52_x17;
  wire [0:0] act_52_z3;
  wire [0:0] act_52_z4;
  dense_products_52 products_of_act_52 (.x(act_52), .x1(act_52_x1), .x2(act_52_x2),
    .x3(act_52_x3), .x4(act_52_x4), .x5(act_52_x5), .x6(act_52_x6), .x8(act_52_x8),
    .x9(act_52_x9), .x10(act_52_x10), .x13(act_52_x13), .x17(act_52_x17), .z3(act_52_z3),
    .z4(act_52_z4));
  wire [5:0] act_53_x1;
  wire [6:0] act_53_x2;
  wire [7:0] act_53_x3;
  wire [8:0] act_53_x5;
  wire [8:0] act_53_x7;
  wire [8:0] act_53_x8;
  wire [9:0] act_53_x15;
  wire [0:0] act_53_z3;
  wire [0:0] act_53_z4;
  dense_products_53 products_of_act_53 (.x(act_53), .x1(act_53_x1), .x2(act_53_x2),
    .x3(act_53_x3), .x5(act_53_x5), .x7(act_53_x7), .x8(act_53_x8), .x15(act_53_x15),
    .z3(act_53_z3), .z4(act_53_z4));
  wire [5:0] act_54_x1;
  wire [7:0] act_54_x3;
  wire [7:0] act_54_x4;
  wire [7:0] act_54_x5;
  wire [8:0] act_54_x6;
  wire [8:0] act_54_x8;
  wire [9:0] act_54_x11;
  wire [0:0] act_54_z4;
  dense_products_54 products_of_act_54 (.x(act_54), .x1(act_54_x1), .x3(act_54_x3),
    .x4(act_54_x4), .x5(act_54_x5), .x6(act_54_x6), .x8(act_54_x8), .x11(act_54_x11),
    .z4(act_54_z4));
  wire [0:0] act_55_x1;
  wire [1:0] act_55_x3;
  wire [2:0] act_55_x4;
  wire [2:0] act_55_x5;
  wire [2:0] act_55_x6;
  wire [2:0] act_55_x7;
  wire [3:0] act_55_x9;
  wire [3:0] act_55_x10;
  wire [3:0] act_55_x12;
  wire [4:0] act_55_x16;
  wire [0:0] act_55_z2;
  wire [0:0] act_55_z3;
  wire [0:0] act_55_z4;
  dense_products_55 products_of_act_55 (.x(act_55), .x1(act_55_x1), .x3(act_55_x3),
    .x4(act_55_x4), .x5(act_55_x5), .x6(act_55_x6), .x7(act_55_x7), .x9(act_55_x9),
    .x10(act_55_x10), .x12(act_55_x12), .x16(act_55_x16), .z2(act_55_z2), .z3(act_55_z3),
    .z4(act_55_z4));
  wire [4:0] act_56_x1;
  wire [5:0] act_56_x2;
  wire [6:0] act_56_x3;
  wire [6:0] act_56_x4;
  wire [7:0] act_56_x7;
  wire [7:0] act_56_x8;
  wire [7:0] act_56_x9;
  wire [7:0] act_56_x10;
  wire [8:0] act_56_x11;
  wire [8:0] act_56_x17;
  wire [8:0] act_56_x19;
  wire [0:0] act_56_z4;
  dense_products_56 products_of_act_56 (.x(act_56), .x1(act_56_x1), .x2(act_56_x2),
    .x3(act_56_x3), .x4(act_56_x4), .x7(act_56_x7), .x8(act_56_x8), .x9(act_56_x9),
    .x10(act_56_x10), .x11(act_56_x11), .x17(act_56_x17), .x19(act_56_x19), .z4(act_56_z4));
  wire [2:0] act_57_x1;
  wire [3:0] act_57_x2;
  wire [4:0] act_57_x3;
  wire [4:0] act_57_x4;
  wire [4:0] act_57_x5;
  wire [5:0] act_57_x6;
  wire [5:0] act_57_x7;
  wire [5:0] act_57_x9;
  wire [5:0] act_57_x10;
  wire [6:0] act_57_x11;
  wire [6:0] act_57_x12;
  wire [0:0] act_57_z4;
  dense_products_57 products_of_act_57 (.x(act_57), .x1(act_57_x1), .x2(act_57_x2),
    .x3(act_57_x3), .x4(act_57_x4), .x5(act_57_x5), .x6(act_57_x6), .x7(act_57_x7),
    .x9(act_57_x9), .x10(act_57_x10), .x11(act_57_x11), .x12(act_57_x12), .z4(act_57_z4));
  wire [5:0] act_58_x1;
  wire [6:0] act_58_x2;
  wire [7:0] act_58_x3;
  wire [7:0] act_58_x4;
  wire [8:0] act_58_x5;
  wire [8:0] act_58_x6;
  wire [8:0] act_58_x7;
  wire [8:0] act_58_x8;
  wire [9:0] act_58_x9;
  wire [9:0] act_58_x11;
  wire [9:0] act_58_x13;
  wire [9:0] act_58_x14;
  wire [9:0] act_58_x17;
  wire [0:0] act_58_z1;
  wire [0:0] act_58_z3;
  wire [0:0] act_58_z4;
  dense_products_58 products_of_act_58 (.x(act_58), .x1(act_58_x1), .x2(act_58_x2),
    .x3(act_58_x3), .x4(act_58_x4), .x5(act_58_x5), .x6(act_58_x6), .x7(act_58_x7),
    .x8(act_58_x8), .x9(act_58_x9), .x11(act_58_x11), .x13(act_58_x13), .x14(act_58_x14),
    .x17(act_58_x17), .z1(act_58_z1), .z3(act_58_z3), .z4(act_58_z4));
  wire [6:0] act_59_x2;
  wire [6:0] act_59_x3;
  wire [7:0] act_59_x4;
  wire [7:0] act_59_x5;
  wire [8:0] act_59_x8;
  wire [8:0] act_59_x9;
  wire [8:0] act_59_x11;
  wire [8:0] act_59_x13;
  wire [0:0] act_59_z2;
  wire [0:0] act_59_z4;
  dense_products_59 products_of_act_59 (.x(act_59), .x2(act_59_x2), .x3(act_59_x3),
    .x4(act_59_x4), .x5(act_59_x5), .x8(act_59_x8), .x9(act_59_x9), .x11(act_59_x11),
    .x13(act_59_x13), .z2(act_59_z2), .z4(act_59_z4));
  wire [3:0] act_60_x1;
  wire [4:0] act_60_x2;
  wire [4:0] act_60_x3;
  wire [5:0] act_60_x4;
  wire [5:0] act_60_x5;
  wire [5:0] act_60_x6;
  wire [5:0] act_60_x7;
  wire [6:0] act_60_x8;
  wire [6:0] act_60_x9;
  wire [0:0] act_60_z3;
  wire [0:0] act_60_z4;
  dense_products_60 products_of_act_60 (.x(act_60), .x1(act_60_x1), .x2(act_60_x2),
    .x3(act_60_x3), .x4(act_60_x4), .x5(act_60_x5), .x6(act_60_x6), .x7(act_60_x7),
    .x8(act_60_x8), .x9(act_60_x9), .z3(act_60_z3), .z4(act_60_z4));
  wire [6:0] act_61_x2;
  wire [7:0] act_61_x3;
  wire [7:0] act_61_x4;
  wire [8:0] act_61_x5;
  wire [8:0] act_61_x6;
  wire [8:0] act_61_x7;
  wire [8:0] act_61_x9;
  wire [9:0] act_61_x11;
  wire [9:0] act_61_x13;
  wire [0:0] act_61_z3;
  wire [0:0] act_61_z4;
  dense_products_61 products_of_act_61 (.x(act_61), .x2(act_61_x2), .x3(act_61_x3),
    .x4(act_61_x4), .x5(act_61_x5), .x6(act_61_x6), .x7(act_61_x7), .x9(act_61_x9),
    .x11(act_61_x11), .x13(act_61_x13), .z3(act_61_z3), .z4(act_61_z4));
  wire [5:0] act_62_x1;
  wire [6:0] act_62_x2;
  wire [7:0] act_62_x4;
  wire [7:0] act_62_x6;
  wire [8:0] act_62_x7;
  wire [8:0] act_62_x9;
  wire [8:0] act_62_x12;
  wire [0:0] act_62_z3;
  wire [0:0] act_62_z4;
  dense_products_62 products_of_act_62 (.x(act_62), .x1(act_62_x1), .x2(act_62_x2),
    .x4(act_62_x4), .x6(act_62_x6), .x7(act_62_x7), .x9(act_62_x9), .x12(act_62_x12),
    .z3(act_62_z3), .z4(act_62_z4));
  wire [1:0] act_63_x2;
  wire [1:0] act_63_x3;
  wire [2:0] act_63_x4;
  wire [2:0] act_63_x5;
  wire [2:0] act_63_x6;
  wire [2:0] act_63_x7;
  wire [3:0] act_63_x8;
  wire [3:0] act_63_x9;
  wire [3:0] act_63_x14;
  wire [4:0] act_63_x17;
  wire [0:0] act_63_z1;
  wire [0:0] act_63_z2;
  wire [0:0] act_63_z3;
  wire [0:0] act_63_z4;
  dense_products_63 products_of_act_63 (.x(act_63), .x2(act_63_x2), .x3(act_63_x3),
    .x4(act_63_x4), .x5(act_63_x5), .x6(act_63_x6), .x7(act_63_x7), .x8(act_63_x8),
    .x9(act_63_x9), .x14(act_63_x14), .x17(act_63_x17), .z1(act_63_z1), .z2(act_63_z2),
    .z3(act_63_z3), .z4(act_63_z4));
  wire [4:0] act_64_x1;
  wire [5:0] act_64_x2;
  wire [7:0] act_64_x5;
  wire [7:0] act_64_x6;
  wire [7:0] act_64_x8;
  wire [8:0] act_64_x10;
  wire [8:0] act_64_x11;
  wire [8:0] act_64_x14;
  wire [9:0] act_64_x20;
  wire [0:0] act_64_z1;
  wire [0:0] act_64_z2;
  wire [0:0] act_64_z3;
  wire [0:0] act_64_z4;
  dense_products_64 products_of_act_64 (.x(act_64), .x1(act_64_x1), .x2(act_64_x2),
    .x5(act_64_x5), .x6(act_64_x6), .x8(act_64_x8), .x10(act_64_x10), .x11(act_64_x11),
    .x14(act_64_x14), .x20(act_64_x20), .z1(act_64_z1), .z2(act_64_z2), .z3(act_64_z3),
    .z4(act_64_z4));
  wire [4:0] act_65_x1;
  wire [5:0] act_65_x2;
  wire [6:0] act_65_x3;
  wire [6:0] act_65_x4;
  wire [6:0] act_65_x5;
  wire [7:0] act_65_x7;
  wire [0:0] act_65_z2;
  wire [0:0] act_65_z3;
  wire [0:0] act_65_z4;
  dense_products_65 products_of_act_65 (.x(act_65), .x1(act_65_x1), .x2(act_65_x2),
    .x3(act_65_x3), .x4(act_65_x4), .x5(act_65_x5), .x7(act_65_x7), .z2(act_65_z2),
    .z3(act_65_z3), .z4(act_65_z4));
  wire [5:0] act_66_x1;
  wire [6:0] act_66_x2;
  wire [7:0] act_66_x3;
  wire [7:0] act_66_x4;
  wire [8:0] act_66_x5;
  wire [8:0] act_66_x6;
  wire [8:0] act_66_x8;
  wire [9:0] act_66_x9;
  wire [10:0] act_66_x18;
  wire [10:0] act_66_x20;
  wire [10:0] act_66_x24;
  wire [0:0] act_66_z1;
  wire [0:0] act_66_z3;
  wire [0:0] act_66_z4;
  dense_products_66 products_of_act_66 (.x(act_66), .x1(act_66_x1), .x2(act_66_x2),
    .x3(act_66_x3), .x4(act_66_x4), .x5(act_66_x5), .x6(act_66_x6), .x8(act_66_x8),
    .x9(act_66_x9), .x18(act_66_x18), .x20(act_66_x20), .x24(act_66_x24), .z1(act_66_z1),
    .z3(act_66_z3), .z4(act_66_z4));
  wire [5:0] act_67_x1;
  wire [6:0] act_67_x2;
  wire [6:0] act_67_x3;
  wire [7:0] act_67_x4;
  wire [7:0] act_67_x6;
  wire [8:0] act_67_x8;
  wire [8:0] act_67_x10;
  wire [8:0] act_67_x11;
  wire [9:0] act_67_x13;
  wire [9:0] act_67_x14;
  wire [0:0] act_67_z2;
  wire [0:0] act_67_z3;
  wire [0:0] act_67_z4;
  dense_products_67 products_of_act_67 (.x(act_67), .x1(act_67_x1), .x2(act_67_x2),
    .x3(act_67_x3), .x4(act_67_x4), .x6(act_67_x6), .x8(act_67_x8), .x10(act_67_x10),
    .x11(act_67_x11), .x13(act_67_x13), .x14(act_67_x14), .z2(act_67_z2), .z3(act_67_z3),
    .z4(act_67_z4));
  wire [4:0] act_68_x1;
  wire [5:0] act_68_x2;
  wire [6:0] act_68_x3;
  wire [6:0] act_68_x4;
  wire [6:0] act_68_x5;
  wire [7:0] act_68_x7;
  wire [7:0] act_68_x9;
  wire [8:0] act_68_x12;
  wire [8:0] act_68_x14;
  wire [9:0] act_68_x24;
  wire [0:0] act_68_z2;
  wire [0:0] act_68_z4;
  dense_products_68 products_of_act_68 (.x(act_68), .x1(act_68_x1), .x2(act_68_x2),
    .x3(act_68_x3), .x4(act_68_x4), .x5(act_68_x5), .x7(act_68_x7), .x9(act_68_x9),
    .x12(act_68_x12), .x14(act_68_x14), .x24(act_68_x24), .z2(act_68_z2), .z4(act_68_z4));
  wire [6:0] act_69_x1;
  wire [7:0] act_69_x3;
  wire [8:0] act_69_x5;
  wire [9:0] act_69_x7;
  wire [9:0] act_69_x8;
  wire [9:0] act_69_x10;
  wire [9:0] act_69_x12;
  wire [0:0] act_69_z4;
  dense_products_69 products_of_act_69 (.x(act_69), .x1(act_69_x1), .x3(act_69_x3),
    .x5(act_69_x5), .x7(act_69_x7), .x8(act_69_x8), .x10(act_69_x10), .x12(act_69_x12),
    .z4(act_69_z4));
  wire [6:0] act_70_x2;
  wire [7:0] act_70_x3;
  wire [8:0] act_70_x6;
  wire [8:0] act_70_x7;
  wire [9:0] act_70_x11;
  wire [9:0] act_70_x15;
  wire [9:0] act_70_x18;
  wire [10:0] act_70_x21;
  wire [10:0] act_70_x22;
  wire [0:0] act_70_z3;
  dense_products_70 products_of_act_70 (.x(act_70), .x2(act_70_x2), .x3(act_70_x3),
    .x6(act_70_x6), .x7(act_70_x7), .x11(act_70_x11), .x15(act_70_x15), .x18(act_70_x18),
    .x21(act_70_x21), .x22(act_70_x22), .z3(act_70_z3));
  wire [0:0] act_71_x1;
  wire [1:0] act_71_x2;
  wire [1:0] act_71_x3;
  wire [2:0] act_71_x4;
  wire [2:0] act_71_x5;
  wire [2:0] act_71_x6;
  wire [2:0] act_71_x7;
  wire [3:0] act_71_x9;
  wire [3:0] act_71_x10;
  wire [3:0] act_71_x14;
  wire [0:0] act_71_z2;
  wire [0:0] act_71_z3;
  wire [0:0] act_71_z4;
  dense_products_71 products_of_act_71 (.x(act_71), .x1(act_71_x1), .x2(act_71_x2),
    .x3(act_71_x3), .x4(act_71_x4), .x5(act_71_x5), .x6(act_71_x6), .x7(act_71_x7),
    .x9(act_71_x9), .x10(act_71_x10), .x14(act_71_x14), .z2(act_71_z2), .z3(act_71_z3),
    .z4(act_71_z4));
  wire [5:0] act_72_x2;
  wire [6:0] act_72_x4;
  wire [7:0] act_72_x5;
  wire [7:0] act_72_x6;
  wire [7:0] act_72_x7;
  wire [7:0] act_72_x8;
  wire [8:0] act_72_x9;
  wire [8:0] act_72_x10;
  wire [8:0] act_72_x12;
  wire [8:0] act_72_x13;
  wire [0:0] act_72_z1;
  wire [0:0] act_72_z2;
  wire [0:0] act_72_z3;
  wire [0:0] act_72_z4;
  dense_products_72 products_of_act_72 (.x(act_72), .x2(act_72_x2), .x4(act_72_x4),
    .x5(act_72_x5), .x6(act_72_x6), .x7(act_72_x7), .x8(act_72_x8), .x9(act_72_x9),
    .x10(act_72_x10), .x12(act_72_x12), .x13(act_72_x13), .z1(act_72_z1), .z2(act_72_z2),
    .z3(act_72_z3), .z4(act_72_z4));
  wire [2:0] act_73_x1;
  wire [3:0] act_73_x2;
  wire [4:0] act_73_x3;
  wire [4:0] act_73_x4;
  wire [5:0] act_73_x6;
  wire [5:0] act_73_x7;
  wire [5:0] act_73_x8;
  wire [6:0] act_73_x9;
  wire [6:0] act_73_x11;
  wire [6:0] act_73_x13;
  wire [6:0] act_73_x16;
  wire [7:0] act_73_x26;
  wire [0:0] act_73_z4;
  dense_products_73 products_of_act_73 (.x(act_73), .x1(act_73_x1), .x2(act_73_x2),
    .x3(act_73_x3), .x4(act_73_x4), .x6(act_73_x6), .x7(act_73_x7), .x8(act_73_x8),
    .x9(act_73_x9), .x11(act_73_x11), .x13(act_73_x13), .x16(act_73_x16), .x26(act_73_x26),
    .z4(act_73_z4));
  wire [5:0] act_74_x1;
  wire [6:0] act_74_x2;
  wire [7:0] act_74_x3;
  wire [8:0] act_74_x5;
  wire [8:0] act_74_x8;
  wire [9:0] act_74_x9;
  wire [9:0] act_74_x10;
  wire [9:0] act_74_x11;
  wire [9:0] act_74_x12;
  wire [0:0] act_74_z3;
  wire [0:0] act_74_z4;
  dense_products_74 products_of_act_74 (.x(act_74), .x1(act_74_x1), .x2(act_74_x2),
    .x3(act_74_x3), .x5(act_74_x5), .x8(act_74_x8), .x9(act_74_x9), .x10(act_74_x10),
    .x11(act_74_x11), .x12(act_74_x12), .z3(act_74_z3), .z4(act_74_z4));
  wire [6:0] act_75_x2;
  wire [6:0] act_75_x3;
  wire [7:0] act_75_x4;
  wire [7:0] act_75_x5;
  wire [7:0] act_75_x6;
  wire [7:0] act_75_x7;
  wire [8:0] act_75_x8;
  wire [8:0] act_75_x10;
  wire [8:0] act_75_x12;
  wire [0:0] act_75_z2;
  wire [0:0] act_75_z3;
  dense_products_75 products_of_act_75 (.x(act_75), .x2(act_75_x2), .x3(act_75_x3),
    .x4(act_75_x4), .x5(act_75_x5), .x6(act_75_x6), .x7(act_75_x7), .x8(act_75_x8),
    .x10(act_75_x10), .x12(act_75_x12), .z2(act_75_z2), .z3(act_75_z3));
  wire [4:0] act_76_x1;
  wire [5:0] act_76_x2;
  wire [6:0] act_76_x3;
  wire [7:0] act_76_x6;
  wire [7:0] act_76_x7;
  wire [7:0] act_76_x8;
  wire [0:0] act_76_z3;
  wire [0:0] act_76_z4;
  dense_products_76 products_of_act_76 (.x(act_76), .x1(act_76_x1), .x2(act_76_x2),
    .x3(act_76_x3), .x6(act_76_x6), .x7(act_76_x7), .x8(act_76_x8), .z3(act_76_z3),
    .z4(act_76_z4));
  wire [6:0] act_77_x1;
  wire [7:0] act_77_x2;
  wire [8:0] act_77_x4;
  wire [8:0] act_77_x5;
  wire [8:0] act_77_x6;
  wire [8:0] act_77_x7;
  wire [9:0] act_77_x9;
  wire [9:0] act_77_x10;
  wire [9:0] act_77_x11;
  wire [0:0] act_77_z3;
  wire [0:0] act_77_z4;
  dense_products_77 products_of_act_77 (.x(act_77), .x1(act_77_x1), .x2(act_77_x2),
    .x4(act_77_x4), .x5(act_77_x5), .x6(act_77_x6), .x7(act_77_x7), .x9(act_77_x9),
    .x10(act_77_x10), .x11(act_77_x11), .z3(act_77_z3), .z4(act_77_z4));
  wire [5:0] act_78_x1;
  wire [6:0] act_78_x2;
  wire [7:0] act_78_x3;
  wire [7:0] act_78_x4;
  wire [7:0] act_78_x5;
  wire [8:0] act_78_x6;
  wire [8:0] act_78_x7;
  wire [8:0] act_78_x9;
  wire [8:0] act_78_x10;
  wire [8:0] act_78_x11;
  wire [9:0] act_78_x12;
  wire [0:0] act_78_z3;
  wire [0:0] act_78_z4;
  dense_products_78 products_of_act_78 (.x(act_78), .x1(act_78_x1), .x2(act_78_x2),
    .x3(act_78_x3), .x4(act_78_x4), .x5(act_78_x5), .x6(act_78_x6), .x7(act_78_x7),
    .x9(act_78_x9), .x10(act_78_x10), .x11(act_78_x11), .x12(act_78_x12), .z3(act_78_z3),
    .z4(act_78_z4));
  wire [1:0] act_79_x2;
  wire [2:0] act_79_x5;
  wire [2:0] act_79_x6;
  wire [2:0] act_79_x7;
  wire [3:0] act_79_x8;
  wire [3:0] act_79_x9;
  wire [3:0] act_79_x10;
  wire [3:0] act_79_x11;
  wire [3:0] act_79_x12;
  wire [3:0] act_79_x13;
  wire [3:0] act_79_x14;
  wire [0:0] act_79_z1;
  wire [0:0] act_79_z2;
  wire [0:0] act_79_z3;
  wire [0:0] act_79_z4;
  dense_products_79 products_of_act_79 (.x(act_79), .x2(act_79_x2), .x5(act_79_x5),
    .x6(act_79_x6), .x7(act_79_x7), .x8(act_79_x8), .x9(act_79_x9), .x10(act_79_x10),
    .x11(act_79_x11), .x12(act_79_x12), .x13(act_79_x13), .x14(act_79_x14), .z1(act_79_z1),
    .z2(act_79_z2), .z3(act_79_z3), .z4(act_79_z4));
  wire [5:0] act_96_x2;
  wire [6:0] act_96_x3;
  wire [6:0] act_96_x4;
  wire [6:0] act_96_x5;
  wire [7:0] act_96_x6;
  wire [7:0] act_96_x9;
  wire [7:0] act_96_x10;
  wire [8:0] act_96_x11;
  wire [0:0] act_96_z2;
  wire [0:0] act_96_z3;
  wire [0:0] act_96_z4;
  dense_products_80 products_of_act_96 (.x(act_96), .x2(act_96_x2), .x3(act_96_x3),
    .x4(act_96_x4), .x5(act_96_x5), .x6(act_96_x6), .x9(act_96_x9), .x10(act_96_x10),
    .x11(act_96_x11), .z2(act_96_z2), .z3(act_96_z3), .z4(act_96_z4));
  wire [5:0] act_97_x2;
  wire [6:0] act_97_x3;
  wire [6:0] act_97_x4;
  wire [7:0] act_97_x6;
  wire [7:0] act_97_x7;
  wire [7:0] act_97_x8;
  wire [7:0] act_97_x9;
  wire [7:0] act_97_x10;
  wire [0:0] act_97_z1;
  wire [0:0] act_97_z2;
  dense_products_81 products_of_act_97 (.x(act_97), .x2(act_97_x2), .x3(act_97_x3),
    .x4(act_97_x4), .x6(act_97_x6), .x7(act_97_x7), .x8(act_97_x8), .x9(act_97_x9),
    .x10(act_97_x10), .z1(act_97_z1), .z2(act_97_z2));
  wire [5:0] act_98_x1;
  wire [6:0] act_98_x2;
  wire [7:0] act_98_x3;
  wire [8:0] act_98_x5;
  wire [8:0] act_98_x6;
  wire [8:0] act_98_x8;
  wire [9:0] act_98_x10;
  wire [9:0] act_98_x13;
  wire [9:0] act_98_x14;
  wire [10:0] act_98_x19;
  wire [10:0] act_98_x20;
  wire [0:0] act_98_z3;
  wire [0:0] act_98_z4;
  dense_products_82 products_of_act_98 (.x(act_98), .x1(act_98_x1), .x2(act_98_x2),
    .x3(act_98_x3), .x5(act_98_x5), .x6(act_98_x6), .x8(act_98_x8), .x10(act_98_x10),
    .x13(act_98_x13), .x14(act_98_x14), .x19(act_98_x19), .x20(act_98_x20), .z3(act_98_z3),
    .z4(act_98_z4));
  wire [5:0] act_99_x1;
  wire [6:0] act_99_x2;
  wire [6:0] act_99_x3;
  wire [7:0] act_99_x4;
  wire [7:0] act_99_x5;
  wire [7:0] act_99_x6;
  wire [8:0] act_99_x8;
  wire [8:0] act_99_x9;
  wire [8:0] act_99_x11;
  wire [0:0] act_99_z4;
  dense_products_83 products_of_act_99 (.x(act_99), .x1(act_99_x1), .x2(act_99_x2),
    .x3(act_99_x3), .x4(act_99_x4), .x5(act_99_x5), .x6(act_99_x6), .x8(act_99_x8),
    .x9(act_99_x9), .x11(act_99_x11), .z4(act_99_z4));
  wire [3:0] act_100_x1;
  wire [4:0] act_100_x2;
  wire [4:0] act_100_x3;
  wire [5:0] act_100_x4;
  wire [5:0] act_100_x5;
  wire [5:0] act_100_x7;
  wire [6:0] act_100_x8;
  wire [6:0] act_100_x9;
  wire [6:0] act_100_x10;
  wire [7:0] act_100_x16;
  wire [0:0] act_100_z3;
  wire [0:0] act_100_z4;
  dense_products_84 products_of_act_100 (.x(act_100), .x1(act_100_x1), .x2(act_100_x2),
    .x3(act_100_x3), .x4(act_100_x4), .x5(act_100_x5), .x7(act_100_x7), .x8(act_100_x8),
    .x9(act_100_x9), .x10(act_100_x10), .x16(act_100_x16), .z3(act_100_z3), .z4(act_100_z4));
  wire [5:0] act_101_x1;
  wire [6:0] act_101_x2;
  wire [7:0] act_101_x3;
  wire [7:0] act_101_x4;
  wire [8:0] act_101_x5;
  wire [8:0] act_101_x6;
  wire [8:0] act_101_x8;
  wire [9:0] act_101_x13;
  wire [0:0] act_101_z2;
  wire [0:0] act_101_z4;
  dense_products_85 products_of_act_101 (.x(act_101), .x1(act_101_x1), .x2(act_101_x2),
    .x3(act_101_x3), .x4(act_101_x4), .x5(act_101_x5), .x6(act_101_x6), .x8(act_101_x8),
    .x13(act_101_x13), .z2(act_101_z2), .z4(act_101_z4));
  wire [5:0] act_102_x1;
  wire [6:0] act_102_x2;
  wire [7:0] act_102_x3;
  wire [7:0] act_102_x4;
  wire [7:0] act_102_x5;
  wire [8:0] act_102_x6;
  wire [8:0] act_102_x7;
  wire [8:0] act_102_x8;
  wire [9:0] act_102_x12;
  wire [9:0] act_102_x13;
  wire [9:0] act_102_x16;
  wire [0:0] act_102_z4;
  dense_products_86 products_of_act_102 (.x(act_102), .x1(act_102_x1), .x2(act_102_x2),
    .x3(act_102_x3), .x4(act_102_x4), .x5(act_102_x5), .x6(act_102_x6), .x7(act_102_x7),
    .x8(act_102_x8), .x12(act_102_x12), .x13(act_102_x13), .x16(act_102_x16), .z4(act_102_z4));
  wire [0:0] act_103_x1;
  wire [1:0] act_103_x2;
  wire [2:0] act_103_x4;
  wire [2:0] act_103_x5;
  wire [2:0] act_103_x6;
  wire [2:0] act_103_x7;
  wire [3:0] act_103_x9;
  wire [3:0] act_103_x10;
  wire [3:0] act_103_x11;
  wire [3:0] act_103_x13;
  wire [0:0] act_103_z2;
  wire [0:0] act_103_z3;
  wire [0:0] act_103_z4;
  dense_products_87 products_of_act_103 (.x(act_103), .x1(act_103_x1), .x2(act_103_x2),
    .x4(act_103_x4), .x5(act_103_x5), .x6(act_103_x6), .x7(act_103_x7), .x9(act_103_x9),
    .x10(act_103_x10), .x11(act_103_x11), .x13(act_103_x13), .z2(act_103_z2),
    .z3(act_103_z3), .z4(act_103_z4));
  wire [4:0] act_104_x1;
  wire [5:0] act_104_x2;
  wire [6:0] act_104_x3;
  wire [6:0] act_104_x5;
  wire [7:0] act_104_x9;
  wire [8:0] act_104_x11;
  wire [8:0] act_104_x12;
  wire [8:0] act_104_x16;
  wire [0:0] act_104_z2;
  wire [0:0] act_104_z3;
  wire [0:0] act_104_z4;
  dense_products_88 products_of_act_104 (.x(act_104), .x1(act_104_x1), .x2(act_104_x2),
    .x3(act_104_x3), .x5(act_104_x5), .x9(act_104_x9), .x11(act_104_x11), .x12(act_104_x12),
    .x16(act_104_x16), .z2(act_104_z2), .z3(act_104_z3), .z4(act_104_z4));
  wire [2:0] act_105_x1;
  wire [3:0] act_105_x2;
  wire [4:0] act_105_x3;
  wire [4:0] act_105_x4;
  wire [4:0] act_105_x5;
  wire [5:0] act_105_x6;
  wire [5:0] act_105_x7;
  wire [5:0] act_105_x9;
  wire [5:0] act_105_x10;
  wire [6:0] act_105_x11;
  wire [6:0] act_105_x14;
  wire [6:0] act_105_x16;
  wire [6:0] act_105_x18;
  wire [0:0] act_105_z2;
  wire [0:0] act_105_z3;
  dense_products_89 products_of_act_105 (.x(act_105), .x1(act_105_x1), .x2(act_105_x2),
    .x3(act_105_x3), .x4(act_105_x4), .x5(act_105_x5), .x6(act_105_x6), .x7(act_105_x7),
    .x9(act_105_x9), .x10(act_105_x10), .x11(act_105_x11), .x14(act_105_x14),
    .x16(act_105_x16), .x18(act_105_x18), .z2(act_105_z2), .z3(act_105_z3));
  wire [5:0] act_106_x1;
  wire [6:0] act_106_x2;
  wire [7:0] act_106_x3;
  wire [7:0] act_106_x4;
  wire [8:0] act_106_x5;
  wire [8:0] act_106_x6;
  wire [8:0] act_106_x7;
  wire [9:0] act_106_x10;
  wire [9:0] act_106_x11;
  wire [9:0] act_106_x12;
  wire [9:0] act_106_x13;
  wire [9:0] act_106_x14;
  wire [0:0] act_106_z3;
  wire [0:0] act_106_z4;
  dense_products_90 products_of_act_106 (.x(act_106), .x1(act_106_x1), .x2(act_106_x2),
    .x3(act_106_x3), .x4(act_106_x4), .x5(act_106_x5), .x6(act_106_x6), .x7(act_106_x7),
    .x10(act_106_x10), .x11(act_106_x11), .x12(act_106_x12), .x13(act_106_x13),
    .x14(act_106_x14), .z3(act_106_z3), .z4(act_106_z4));
  wire [5:0] act_107_x1;
  wire [6:0] act_107_x2;
  wire [6:0] act_107_x3;
  wire [7:0] act_107_x5;
  wire [7:0] act_107_x7;
  wire [8:0] act_107_x9;
  wire [8:0] act_107_x11;
  wire [0:0] act_107_z4;
  dense_products_91 products_of_act_107 (.x(act_107), .x1(act_107_x1), .x2(act_107_x2),
    .x3(act_107_x3), .x5(act_107_x5), .x7(act_107_x7), .x9(act_107_x9), .x11(act_107_x11),
    .z4(act_107_z4));
  wire [3:0] act_108_x1;
  wire [4:0] act_108_x2;
  wire [4:0] act_108_x3;
  wire [5:0] act_108_x4;
  wire [5:0] act_108_x5;
  wire [0:0] act_108_z2;
  wire [0:0] act_108_z3;
  wire [0:0] act_108_z4;
  dense_products_92 products_of_act_108 (.x(act_108), .x1(act_108_x1), .x2(act_108_x2),
    .x3(act_108_x3), .x4(act_108_x4), .x5(act_108_x5), .z2(act_108_z2), .z3(act_108_z3),
    .z4(act_108_z4));
  wire [5:0] act_109_x1;
  wire [6:0] act_109_x2;
  wire [7:0] act_109_x3;
  wire [7:0] act_109_x4;
  wire [8:0] act_109_x5;
  wire [8:0] act_109_x6;
  wire [8:0] act_109_x8;
  wire [8:0] act_109_x9;
  wire [9:0] act_109_x12;
  wire [9:0] act_109_x18;
  wire [0:0] act_109_z2;
  wire [0:0] act_109_z3;
  wire [0:0] act_109_z4;
  dense_products_93 products_of_act_109 (.x(act_109), .x1(act_109_x1), .x2(act_109_x2),
    .x3(act_109_x3), .x4(act_109_x4), .x5(act_109_x5), .x6(act_109_x6), .x8(act_109_x8),
    .x9(act_109_x9), .x12(act_109_x12), .x18(act_109_x18), .z2(act_109_z2), .z3(act_109_z3),
    .z4(act_109_z4));
  wire [6:0] act_110_x2;
  wire [6:0] act_110_x3;
  wire [7:0] act_110_x4;
  wire [7:0] act_110_x5;
  wire [7:0] act_110_x6;
  wire [8:0] act_110_x7;
  wire [8:0] act_110_x9;
  wire [8:0] act_110_x10;
  wire [9:0] act_110_x15;
  wire [0:0] act_110_z2;
  wire [0:0] act_110_z3;
  dense_products_94 products_of_act_110 (.x(act_110), .x2(act_110_x2), .x3(act_110_x3),
    .x4(act_110_x4), .x5(act_110_x5), .x6(act_110_x6), .x7(act_110_x7), .x9(act_110_x9),
    .x10(act_110_x10), .x15(act_110_x15), .z2(act_110_z2), .z3(act_110_z3));
  wire [0:0] act_111_x1;
  wire [1:0] act_111_x2;
  wire [1:0] act_111_x3;
  wire [2:0] act_111_x6;
  wire [2:0] act_111_x7;
  wire [3:0] act_111_x8;
  wire [3:0] act_111_x9;
  wire [3:0] act_111_x10;
  wire [3:0] act_111_x11;
  wire [3:0] act_111_x14;
  wire [4:0] act_111_x16;
  wire [0:0] act_111_z1;
  wire [0:0] act_111_z3;
  wire [0:0] act_111_z4;
  dense_products_95 products_of_act_111 (.x(act_111), .x1(act_111_x1), .x2(act_111_x2),
    .x3(act_111_x3), .x6(act_111_x6), .x7(act_111_x7), .x8(act_111_x8), .x9(act_111_x9),
    .x10(act_111_x10), .x11(act_111_x11), .x14(act_111_x14), .x16(act_111_x16),
    .z1(act_111_z1), .z3(act_111_z3), .z4(act_111_z4));
  wire [14:0] sum_0;
  dense_sum_0 sum_0_adder (.act_0_x3(act_0_x3), .act_1_x2(act_1_x2), .act_1_z3(act_1_z3),
    .act_2_x5(act_2_x5), .act_2_z4(act_2_z4), .act_4_x1(act_4_x1), .act_5_x1(act_5_x1),
    .act_6_x7(act_6_x7), .act_7_x10(act_7_x10), .act_7_z3(act_7_z3), .act_8_x4(act_8_x4),
    .act_8_z2(act_8_z2), .act_9_x3(act_9_x3), .act_10_x2(act_10_x2), .act_11_x4(act_11_x4),
    .act_12_x9(act_12_x9), .act_12_z4(act_12_z4), .act_13_x2(act_13_x2),
    .act_14_x2(act_14_x2), .act_14_z3(act_14_z3), .act_15_x7(act_15_x7),
    .act_15_z4(act_15_z4), .act_16_x3(act_16_x3), .act_17_x3(act_17_x3),
    .act_17_z4(act_17_z4), .act_18_x15(act_18_x15), .act_19_x4(act_19_x4),
    .act_20_x1(act_20_x1), .act_20_z4(act_20_z4), .act_21_x6(act_21_x6),
    .act_22_x9(act_22_x9), .act_23_x10(act_23_x10), .act_23_z3(act_23_z3),
    .act_24_x12(act_24_x12), .act_24_z2(act_24_z2), .act_25_x29(act_25_x29),
    .act_25_z4(act_25_z4), .act_26_x4(act_26_x4), .act_27_x7(act_27_x7),
    .act_28_x1(act_28_x1), .act_28_z4(act_28_z4), .act_29_x4(act_29_x4),
    .act_30_x1(act_30_x1), .act_30_z4(act_30_z4), .act_31_x14(act_31_x14),
    .act_31_z3(act_31_z3), .act_32_x13(act_32_x13), .act_33_x11(act_33_x11),
    .act_33_z4(act_33_z4), .act_34_x16(act_34_x16), .act_35_x12(act_35_x12),
    .act_35_z2(act_35_z2), .act_36_x2(act_36_x2), .act_36_z3(act_36_z3),
    .act_37_x7(act_37_x7), .act_37_z4(act_37_z4), .act_38_x14(act_38_x14),
    .act_39_x4(act_39_x4), .act_39_z2(act_39_z2), .act_40_x2(act_40_x2),
    .act_41_x1(act_41_x1), .act_41_z4(act_41_z4), .act_42_x4(act_42_x4),
    .act_43_x15(act_43_x15), .act_44_x10(act_44_x10), .act_45_x13(act_45_x13),
    .act_46_x4(act_46_x4), .act_47_x8(act_47_x8), .act_47_z1(act_47_z1),
    .act_49_x7(act_49_x7), .act_50_x16(act_50_x16), .act_51_x8(act_51_x8),
    .act_52_x1(act_52_x1), .act_53_x15(act_53_x15), .act_54_x3(act_54_x3),
    .act_55_x10(act_55_x10), .act_55_z3(act_55_z3), .act_56_x8(act_56_x8),
    .act_57_x3(act_57_x3), .act_57_z4(act_57_z4), .act_58_x17(act_58_x17),
    .act_60_x1(act_60_x1), .act_60_z4(act_60_z4), .act_61_x2(act_61_x2),
    .act_62_x7(act_62_x7), .act_63_x9(act_63_x9), .act_63_z4(act_63_z4),
    .act_64_x2(act_64_x2), .act_65_x3(act_65_x3), .act_65_z4(act_65_z4),
    .act_66_x4(act_66_x4), .act_68_x1(act_68_x1), .act_68_z4(act_68_z4),
    .act_69_x3(act_69_x3), .act_69_z4(act_69_z4), .act_70_x3(act_70_x3),
    .act_71_x5(act_71_x5), .act_71_z4(act_71_z4), .act_72_x7(act_72_x7),
    .act_72_z4(act_72_z4), .act_73_x1(act_73_x1), .act_73_z4(act_73_z4),
    .act_74_x2(act_74_x2), .act_75_x6(act_75_x6), .act_76_x2(act_76_x2),
    .act_76_z3(act_76_z3), .act_78_x2(act_78_x2), .act_78_z3(act_78_z3),
    .act_79_x8(act_79_x8), .act_79_z1(act_79_z1), .act_96_x4(act_96_x4),
    .act_96_z2(act_96_z2), .act_97_x2(act_97_x2), .act_98_x3(act_98_x3),
    .act_99_x6(act_99_x6), .act_102_x1(act_102_x1), .act_103_x6(act_103_x6),
    .act_103_z3(act_103_z3), .act_104_x1(act_104_x1), .act_105_x2(act_105_x2),
    .act_105_z3(act_105_z3), .act_106_x2(act_106_x2), .act_106_z3(act_106_z3),
    .act_107_x9(act_107_x9), .act_109_x2(act_109_x2), .act_110_x4(act_110_x4),
    .act_111_x9(act_111_x9), .act_111_z4(act_111_z4), .sum(sum_0));
  wire [15:0] sum_1;
  dense_sum_1 sum_1_adder (.act_0_x12(act_0_x12), .act_0_z2(act_0_z2), .act_2_x21(act_2_x21),
    .act_3_x5(act_3_x5), .act_4_x6(act_4_x6), .act_4_z3(act_4_z3), .act_5_x3(act_5_x3),
    .act_5_z4(act_5_z4), .act_6_x2(act_6_x2), .act_6_z3(act_6_z3), .act_7_x1(act_7_x1),
    .act_7_z4(act_7_z4), .act_8_x1(act_8_x1), .act_9_x7(act_9_x7), .act_10_x3(act_10_x3),
    .act_10_z4(act_10_z4), .act_11_x2(act_11_x2), .act_11_z3(act_11_z3),
    .act_12_x13(act_12_x13), .act_12_z4(act_12_z4), .act_13_x1(act_13_x1),
    .act_13_z4(act_13_z4), .act_14_x20(act_14_x20), .act_15_x15(act_15_x15),
    .act_15_z4(act_15_z4), .act_17_x6(act_17_x6), .act_17_z3(act_17_z3),
    .act_18_x11(act_18_x11), .act_19_x14(act_19_x14), .act_20_x3(act_20_x3),
    .act_21_x9(act_21_x9), .act_22_x6(act_22_x6), .act_23_x10(act_23_x10),
    .act_23_z3(act_23_z3), .act_24_x3(act_24_x3), .act_24_z4(act_24_z4),
    .act_25_x11(act_25_x11), .act_26_x14(act_26_x14), .act_27_x3(act_27_x3),
    .act_29_x9(act_29_x9), .act_30_x11(act_30_x11), .act_31_x11(act_31_x11),
    .act_31_z4(act_31_z4), .act_32_x8(act_32_x8), .act_32_z1(act_32_z1),
    .act_33_x1(act_33_x1), .act_33_z4(act_33_z4), .act_34_x18(act_34_x18),
    .act_35_x12(act_35_x12), .act_35_z2(act_35_z2), .act_36_x9(act_36_x9),
    .act_37_x2(act_37_x2), .act_38_x20(act_38_x20), .act_39_x8(act_39_x8),
    .act_39_z1(act_39_z1), .act_40_x2(act_40_x2), .act_40_z3(act_40_z3),
    .act_41_x6(act_41_x6), .act_41_z3(act_41_z3), .act_42_x2(act_42_x2),
    .act_43_x6(act_43_x6), .act_44_x2(act_44_x2), .act_45_x6(act_45_x6),
    .act_46_x2(act_46_x2), .act_47_x9(act_47_x9), .act_47_z4(act_47_z4),
    .act_48_x9(act_48_x9), .act_48_z4(act_48_z4), .act_49_x2(act_49_x2),
    .act_49_z3(act_49_z3), .act_50_x2(act_50_x2), .act_51_x4(act_51_x4),
    .act_52_x1(act_52_x1), .act_52_z4(act_52_z4), .act_53_x1(act_53_x1),
    .act_54_x4(act_54_x4), .act_55_x16(act_55_x16), .act_56_x4(act_56_x4),
    .act_57_x2(act_57_x2), .act_58_x9(act_58_x9), .act_59_x9(act_59_x9),
    .act_60_x4(act_60_x4), .act_61_x9(act_61_x9), .act_62_x9(act_62_x9),
    .act_63_x14(act_63_x14), .act_63_z3(act_63_z3), .act_64_x2(act_64_x2),
    .act_64_z3(act_64_z3), .act_65_x5(act_65_x5), .act_65_z4(act_65_z4),
    .act_66_x9(act_66_x9), .act_67_x13(act_67_x13), .act_67_z4(act_67_z4),
    .act_68_x5(act_68_x5), .act_69_x3(act_69_x3), .act_70_x22(act_70_x22),
    .act_71_x14(act_71_x14), .act_71_z3(act_71_z3), .act_72_x8(act_72_x8),
    .act_72_z1(act_72_z1), .act_73_x4(act_73_x4), .act_74_x9(act_74_x9),
    .act_75_x4(act_75_x4), .act_75_z2(act_75_z2), .act_76_x1(act_76_x1),
    .act_76_z4(act_76_z4), .act_77_x1(act_77_x1), .act_77_z4(act_77_z4),
    .act_78_x6(act_78_x6), .act_79_x12(act_79_x12), .act_79_z2(act_79_z2),
    .act_96_x9(act_96_x9), .act_97_x2(act_97_x2), .act_98_x19(act_98_x19),
    .act_99_x2(act_99_x2), .act_100_x2(act_100_x2), .act_101_x6(act_101_x6),
    .act_102_x5(act_102_x5), .act_103_x6(act_103_x6), .act_103_z3(act_103_z3),
    .act_104_x16(act_104_x16), .act_105_x4(act_105_x4), .act_105_z2(act_105_z2),
    .act_106_x7(act_106_x7), .act_107_x7(act_107_x7), .act_108_x2(act_108_x2),
    .act_108_z3(act_108_z3), .act_109_x5(act_109_x5), .act_110_x15(act_110_x15),
    .act_111_x14(act_111_x14), .act_111_z3(act_111_z3), .sum(sum_1));
  wire [14:0] sum_2;
  dense_sum_2 sum_2_adder (.act_0_x1(act_0_x1), .act_1_x11(act_1_x11), .act_1_z4(act_1_z4),
    .act_2_x15(act_2_x15), .act_3_x4(act_3_x4), .act_4_x1(act_4_x1), .act_5_x11(act_5_x11),
    .act_6_x10(act_6_x10), .act_7_x11(act_7_x11), .act_7_z4(act_7_z4), .act_8_x7(act_8_x7),
    .act_9_x1(act_9_x1), .act_10_x8(act_10_x8), .act_11_x4(act_11_x4), .act_12_x5(act_12_x5),
    .act_12_z4(act_12_z4), .act_13_x13(act_13_x13), .act_14_x9(act_14_x9),
    .act_15_x13(act_15_x13), .act_15_z4(act_15_z4), .act_16_x3(act_16_x3),
    .act_17_x3(act_17_x3), .act_17_z4(act_17_z4), .act_18_x13(act_18_x13),
    .act_18_z4(act_18_z4), .act_19_x10(act_19_x10), .act_20_x2(act_20_x2),
    .act_20_z3(act_20_z3), .act_22_x3(act_22_x3), .act_22_z4(act_22_z4),
    .act_23_x8(act_23_x8), .act_23_z1(act_23_z1), .act_24_x4(act_24_x4),
    .act_25_x31(act_25_x31), .act_26_x4(act_26_x4), .act_27_x7(act_27_x7),
    .act_28_x1(act_28_x1), .act_29_x4(act_29_x4), .act_30_x2(act_30_x2),
    .act_30_z3(act_30_z3), .act_31_x3(act_31_x3), .act_31_z4(act_31_z4),
    .act_32_x2(act_32_x2), .act_32_z3(act_32_z3), .act_33_x2(act_33_x2),
    .act_33_z3(act_33_z3), .act_34_x20(act_34_x20), .act_35_x3(act_35_x3),
    .act_35_z4(act_35_z4), .act_36_x1(act_36_x1), .act_36_z4(act_36_z4),
    .act_37_x7(act_37_x7), .act_38_x10(act_38_x10), .act_39_x9(act_39_x9),
    .act_39_z4(act_39_z4), .act_40_x2(act_40_x2), .act_40_z3(act_40_z3),
    .act_41_x2(act_41_x2), .act_42_x19(act_42_x19), .act_43_x3(act_43_x3),
    .act_44_x1(act_44_x1), .act_44_z4(act_44_z4), .act_45_x7(act_45_x7),
    .act_46_x2(act_46_x2), .act_47_x9(act_47_x9), .act_47_z4(act_47_z4),
    .act_48_x5(act_48_x5), .act_48_z4(act_48_z4), .act_49_x4(act_49_x4),
    .act_49_z2(act_49_z2), .act_50_x4(act_50_x4), .act_51_x8(act_51_x8),
    .act_52_x8(act_52_x8), .act_53_x3(act_53_x3), .act_54_x3(act_54_x3),
    .act_54_z4(act_54_z4), .act_55_x4(act_55_x4), .act_55_z2(act_55_z2),
    .act_56_x3(act_56_x3), .act_57_x4(act_57_x4), .act_58_x3(act_58_x3),
    .act_59_x2(act_59_x2), .act_60_x1(act_60_x1), .act_61_x4(act_61_x4),
    .act_62_x2(act_62_x2), .act_63_x4(act_63_x4), .act_63_z2(act_63_z2),
    .act_64_x10(act_64_x10), .act_64_z3(act_64_z3), .act_65_x4(act_65_x4),
    .act_65_z2(act_65_z2), .act_66_x8(act_66_x8), .act_66_z1(act_66_z1),
    .act_67_x4(act_67_x4), .act_68_x2(act_68_x2), .act_70_x6(act_70_x6),
    .act_71_x3(act_71_x3), .act_71_z4(act_71_z4), .act_72_x2(act_72_x2),
    .act_72_z3(act_72_z3), .act_73_x8(act_73_x8), .act_74_x2(act_74_x2),
    .act_74_z3(act_74_z3), .act_75_x3(act_75_x3), .act_76_x3(act_76_x3),
    .act_77_x11(act_77_x11), .act_77_z4(act_77_z4), .act_78_x5(act_78_x5),
    .act_79_x6(act_79_x6), .act_79_z3(act_79_z3), .act_96_x11(act_96_x11),
    .act_97_x2(act_97_x2), .act_98_x5(act_98_x5), .act_98_z4(act_98_z4),
    .act_99_x1(act_99_x1), .act_100_x2(act_100_x2), .act_101_x3(act_101_x3),
    .act_101_z4(act_101_z4), .act_102_x5(act_102_x5), .act_103_x4(act_103_x4),
    .act_103_z2(act_103_z2), .act_104_x3(act_104_x3), .act_105_x10(act_105_x10),
    .act_106_x2(act_106_x2), .act_108_x2(act_108_x2), .act_109_x4(act_109_x4),
    .act_110_x2(act_110_x2), .act_110_z3(act_110_z3), .act_111_x1(act_111_x1),
    .act_111_z4(act_111_z4), .sum(sum_2));
  wire [14:0] sum_3;
  dense_sum_3 sum_3_adder (.act_0_x13(act_0_x13), .act_0_z4(act_0_z4), .act_1_x15(act_1_x15),
    .act_2_x9(act_2_x9), .act_3_x7(act_3_x7), .act_4_x5(act_4_x5), .act_4_z4(act_4_z4),
    .act_5_x7(act_5_x7), .act_6_x14(act_6_x14), .act_7_x3(act_7_x3), .act_7_z4(act_7_z4),
    .act_8_x15(act_8_x15), .act_8_z4(act_8_z4), .act_9_x27(act_9_x27), .act_10_x5(act_10_x5),
    .act_11_x7(act_11_x7), .act_13_x11(act_13_x11), .act_14_x2(act_14_x2),
    .act_15_x3(act_15_x3), .act_15_z4(act_15_z4), .act_16_x6(act_16_x6),
    .act_16_z3(act_16_z3), .act_17_x3(act_17_x3), .act_17_z4(act_17_z4),
    .act_18_x1(act_18_x1), .act_19_x5(act_19_x5), .act_20_x1(act_20_x1),
    .act_21_x8(act_21_x8), .act_21_z1(act_21_z1), .act_22_x2(act_22_x2),
    .act_23_x1(act_23_x1), .act_24_x15(act_24_x15), .act_24_z4(act_24_z4),
    .act_25_x31(act_25_x31), .act_26_x4(act_26_x4), .act_27_x4(act_27_x4),
    .act_27_z2(act_27_z2), .act_28_x13(act_28_x13), .act_29_x3(act_29_x3),
    .act_30_x8(act_30_x8), .act_31_x2(act_31_x2), .act_32_x3(act_32_x3),
    .act_33_x12(act_33_x12), .act_33_z2(act_33_z2), .act_34_x19(act_34_x19),
    .act_35_x7(act_35_x7), .act_36_x26(act_36_x26), .act_37_x1(act_37_x1),
    .act_38_x6(act_38_x6), .act_39_x8(act_39_x8), .act_39_z1(act_39_z1),
    .act_40_x9(act_40_x9), .act_40_z4(act_40_z4), .act_41_x4(act_41_x4),
    .act_42_x5(act_42_x5), .act_43_x12(act_43_x12), .act_44_x3(act_44_x3),
    .act_45_x7(act_45_x7), .act_46_x7(act_46_x7), .act_47_x8(act_47_x8),
    .act_47_z1(act_47_z1), .act_48_x2(act_48_x2), .act_49_x1(act_49_x1),
    .act_50_x14(act_50_x14), .act_50_z3(act_50_z3), .act_51_x3(act_51_x3),
    .act_52_x1(act_52_x1), .act_53_x1(act_53_x1), .act_53_z4(act_53_z4),
    .act_54_x6(act_54_x6), .act_55_x1(act_55_x1), .act_56_x19(act_56_x19),
    .act_57_x6(act_57_x6), .act_58_x3(act_58_x3), .act_59_x5(act_59_x5),
    .act_59_z4(act_59_z4), .act_60_x8(act_60_x8), .act_61_x2(act_61_x2),
    .act_63_x7(act_63_x7), .act_64_x1(act_64_x1), .act_65_x3(act_65_x3),
    .act_65_z4(act_65_z4), .act_66_x6(act_66_x6), .act_67_x11(act_67_x11),
    .act_67_z4(act_67_z4), .act_68_x2(act_68_x2), .act_69_x5(act_69_x5),
    .act_69_z4(act_69_z4), .act_70_x6(act_70_x6), .act_71_x6(act_71_x6),
    .act_72_x5(act_72_x5), .act_72_z4(act_72_z4), .act_73_x26(act_73_x26),
    .act_74_x1(act_74_x1), .act_75_x2(act_75_x2), .act_76_x3(act_76_x3),
    .act_77_x2(act_77_x2), .act_78_x1(act_78_x1), .act_78_z4(act_78_z4),
    .act_79_x2(act_79_x2), .act_79_z3(act_79_z3), .act_96_x4(act_96_x4),
    .act_96_z2(act_96_z2), .act_97_x6(act_97_x6), .act_98_x6(act_98_x6),
    .act_98_z3(act_98_z3), .act_99_x4(act_99_x4), .act_100_x7(act_100_x7),
    .act_101_x2(act_101_x2), .act_103_x4(act_103_x4), .act_104_x11(act_104_x11),
    .act_105_x16(act_105_x16), .act_106_x3(act_106_x3), .act_106_z4(act_106_z4),
    .act_107_x7(act_107_x7), .act_107_z4(act_107_z4), .act_108_x1(act_108_x1),
    .act_108_z4(act_108_z4), .act_109_x6(act_109_x6), .act_109_z3(act_109_z3),
    .act_110_x6(act_110_x6), .act_111_x2(act_111_x2), .sum(sum_3));
  wire [15:0] sum_4;
  dense_sum_4 sum_4_adder (.act_0_x8(act_0_x8), .act_1_x1(act_1_x1), .act_2_x2(act_2_x2),
    .act_2_z3(act_2_z3), .act_3_x22(act_3_x22), .act_4_x3(act_4_x3), .act_4_z4(act_4_z4),
    .act_5_x12(act_5_x12), .act_6_x1(act_6_x1), .act_7_x12(act_7_x12), .act_7_z2(act_7_z2),
    .act_8_x15(act_8_x15), .act_8_z4(act_8_z4), .act_9_x11(act_9_x11),
    .act_10_x10(act_10_x10), .act_11_x6(act_11_x6), .act_12_x7(act_12_x7),
    .act_13_x9(act_13_x9), .act_14_x12(act_14_x12), .act_15_x8(act_15_x8),
    .act_15_z1(act_15_z1), .act_16_x10(act_16_x10), .act_17_x9(act_17_x9),
    .act_18_x3(act_18_x3), .act_19_x6(act_19_x6), .act_20_x11(act_20_x11),
    .act_21_x8(act_21_x8), .act_22_x14(act_22_x14), .act_23_x13(act_23_x13),
    .act_23_z4(act_23_z4), .act_24_x6(act_24_x6), .act_25_x32(act_25_x32),
    .act_26_x9(act_26_x9), .act_27_x3(act_27_x3), .act_28_x9(act_28_x9),
    .act_28_z4(act_28_z4), .act_29_x3(act_29_x3), .act_30_x4(act_30_x4),
    .act_31_x9(act_31_x9), .act_31_z4(act_31_z4), .act_32_x4(act_32_x4),
    .act_34_x4(act_34_x4), .act_35_x14(act_35_x14), .act_36_x20(act_36_x20),
    .act_37_x8(act_37_x8), .act_38_x9(act_38_x9), .act_39_x15(act_39_x15),
    .act_39_z4(act_39_z4), .act_40_x6(act_40_x6), .act_41_x3(act_41_x3),
    .act_42_x5(act_42_x5), .act_43_x4(act_43_x4), .act_43_z2(act_43_z2),
    .act_44_x9(act_44_x9), .act_44_z4(act_44_z4), .act_45_x5(act_45_x5),
    .act_46_x9(act_46_x9), .act_47_x12(act_47_x12), .act_47_z2(act_47_z2),
    .act_48_x7(act_48_x7), .act_48_z4(act_48_z4), .act_49_x2(act_49_x2),
    .act_49_z3(act_49_z3), .act_50_x10(act_50_x10), .act_51_x2(act_51_x2),
    .act_51_z3(act_51_z3), .act_52_x9(act_52_x9), .act_52_z4(act_52_z4),
    .act_53_x5(act_53_x5), .act_53_z4(act_53_z4), .act_54_x11(act_54_x11),
    .act_55_x7(act_55_x7), .act_55_z4(act_55_z4), .act_56_x2(act_56_x2),
    .act_58_x1(act_58_x1), .act_59_x4(act_59_x4), .act_60_x7(act_60_x7),
    .act_60_z4(act_60_z4), .act_61_x2(act_61_x2), .act_63_x14(act_63_x14),
    .act_63_z3(act_63_z3), .act_64_x14(act_64_x14), .act_64_z3(act_64_z3),
    .act_65_x3(act_65_x3), .act_66_x9(act_66_x9), .act_67_x14(act_67_x14),
    .act_68_x4(act_68_x4), .act_69_x12(act_69_x12), .act_70_x18(act_70_x18),
    .act_70_z3(act_70_z3), .act_71_x4(act_71_x4), .act_71_z2(act_71_z2),
    .act_72_x9(act_72_x9), .act_73_x3(act_73_x3), .act_74_x8(act_74_x8),
    .act_75_x4(act_75_x4), .act_76_x2(act_76_x2), .act_77_x2(act_77_x2),
    .act_77_z3(act_77_z3), .act_78_x9(act_78_x9), .act_79_x10(act_79_x10),
    .act_79_z3(act_79_z3), .act_96_x6(act_96_x6), .act_96_z3(act_96_z3),
    .act_97_x3(act_97_x3), .act_98_x2(act_98_x2), .act_99_x11(act_99_x11),
    .act_100_x8(act_100_x8), .act_101_x8(act_101_x8), .act_102_x7(act_102_x7),
    .act_103_x10(act_103_x10), .act_103_z3(act_103_z3), .act_104_x1(act_104_x1),
    .act_104_z4(act_104_z4), .act_105_x1(act_105_x1), .act_106_x12(act_106_x12),
    .act_108_x3(act_108_x3), .act_108_z4(act_108_z4), .act_109_x9(act_109_x9),
    .act_109_z4(act_109_z4), .act_110_x5(act_110_x5), .act_111_x7(act_111_x7),
    .act_111_z4(act_111_z4), .sum(sum_4));
  wire [15:0] sum_5;
  dense_sum_5 sum_5_adder (.act_0_x5(act_0_x5), .act_1_x5(act_1_x5), .act_3_x3(act_3_x3),
    .act_3_z4(act_3_z4), .act_4_x1(act_4_x1), .act_4_z4(act_4_z4), .act_5_x2(act_5_x2),
    .act_5_z3(act_5_z3), .act_6_x6(act_6_x6), .act_7_x4(act_7_x4), .act_7_z2(act_7_z2),
    .act_8_x13(act_8_x13), .act_9_x24(act_9_x24), .act_10_x3(act_10_x3),
    .act_10_z4(act_10_z4), .act_11_x14(act_11_x14), .act_12_x2(act_12_x2),
    .act_13_x23(act_13_x23), .act_14_x5(act_14_x5), .act_14_z4(act_14_z4),
    .act_15_x5(act_15_x5), .act_15_z4(act_15_z4), .act_16_x6(act_16_x6),
    .act_16_z3(act_16_z3), .act_17_x8(act_17_x8), .act_17_z1(act_17_z1),
    .act_18_x19(act_18_x19), .act_19_x7(act_19_x7), .act_19_z4(act_19_z4),
    .act_20_x3(act_20_x3), .act_20_z4(act_20_z4), .act_21_x11(act_21_x11),
    .act_21_z4(act_21_z4), .act_22_x10(act_22_x10), .act_23_x4(act_23_x4),
    .act_23_z2(act_23_z2), .act_24_x5(act_24_x5), .act_25_x11(act_25_x11),
    .act_26_x4(act_26_x4), .act_27_x8(act_27_x8), .act_28_x4(act_28_x4),
    .act_29_x6(act_29_x6), .act_30_x10(act_30_x10), .act_31_x9(act_31_x9),
    .act_31_z4(act_31_z4), .act_32_x2(act_32_x2), .act_33_x7(act_33_x7),
    .act_33_z4(act_33_z4), .act_34_x12(act_34_x12), .act_35_x9(act_35_x9),
    .act_35_z4(act_35_z4), .act_36_x1(act_36_x1), .act_37_x6(act_37_x6),
    .act_37_z3(act_37_z3), .act_38_x6(act_38_x6), .act_39_x6(act_39_x6),
    .act_39_z3(act_39_z3), .act_41_x1(act_41_x1), .act_41_z4(act_41_z4),
    .act_42_x3(act_42_x3), .act_42_z4(act_42_z4), .act_43_x1(act_43_x1),
    .act_44_x5(act_44_x5), .act_44_z4(act_44_z4), .act_45_x1(act_45_x1),
    .act_46_x7(act_46_x7), .act_47_x13(act_47_x13), .act_47_z4(act_47_z4),
    .act_48_x7(act_48_x7), .act_48_z4(act_48_z4), .act_49_x1(act_49_x1),
    .act_49_z4(act_49_z4), .act_50_x7(act_50_x7), .act_51_x9(act_51_x9),
    .act_52_x3(act_52_x3), .act_53_x7(act_53_x7), .act_55_x5(act_55_x5),
    .act_55_z4(act_55_z4), .act_56_x3(act_56_x3), .act_57_x4(act_57_x4),
    .act_58_x1(act_58_x1), .act_59_x3(act_59_x3), .act_59_z4(act_59_z4),
    .act_60_x2(act_60_x2), .act_61_x2(act_61_x2), .act_61_z3(act_61_z3),
    .act_62_x4(act_62_x4), .act_63_x9(act_63_x9), .act_63_z4(act_63_z4),
    .act_64_x20(act_64_x20), .act_64_z2(act_64_z2), .act_65_x2(act_65_x2),
    .act_66_x20(act_66_x20), .act_67_x1(act_67_x1), .act_69_x10(act_69_x10),
    .act_70_x15(act_70_x15), .act_71_x7(act_71_x7), .act_71_z4(act_71_z4),
    .act_72_x12(act_72_x12), .act_72_z2(act_72_z2), .act_73_x7(act_73_x7),
    .act_74_x5(act_74_x5), .act_75_x8(act_75_x8), .act_76_x6(act_76_x6),
    .act_77_x10(act_77_x10), .act_78_x7(act_78_x7), .act_79_x10(act_79_x10),
    .act_79_z3(act_79_z3), .act_96_x9(act_96_x9), .act_97_x3(act_97_x3),
    .act_98_x1(act_98_x1), .act_98_z4(act_98_z4), .act_99_x9(act_99_x9),
    .act_100_x1(act_100_x1), .act_100_z4(act_100_z4), .act_101_x2(act_101_x2),
    .act_102_x16(act_102_x16), .act_103_x13(act_103_x13), .act_103_z4(act_103_z4),
    .act_104_x5(act_104_x5), .act_105_x5(act_105_x5), .act_106_x6(act_106_x6),
    .act_107_x3(act_107_x3), .act_108_x5(act_108_x5), .act_108_z4(act_108_z4),
    .act_110_x9(act_110_x9), .act_111_x8(act_111_x8), .act_111_z1(act_111_z1), .sum(sum_5));
  wire [15:0] sum_6;
  dense_sum_6 sum_6_adder (.act_0_x5(act_0_x5), .act_1_x12(act_1_x12), .act_2_x31(act_2_x31),
    .act_3_x7(act_3_x7), .act_3_z4(act_3_z4), .act_4_x6(act_4_x6), .act_4_z3(act_4_z3),
    .act_5_x3(act_5_x3), .act_6_x4(act_6_x4), .act_8_x1(act_8_x1), .act_8_z4(act_8_z4),
    .act_9_x4(act_9_x4), .act_10_x3(act_10_x3), .act_11_x13(act_11_x13),
    .act_12_x1(act_12_x1), .act_13_x10(act_13_x10), .act_14_x2(act_14_x2),
    .act_15_x10(act_15_x10), .act_15_z3(act_15_z3), .act_16_x6(act_16_x6),
    .act_16_z3(act_16_z3), .act_17_x1(act_17_x1), .act_18_x9(act_18_x9),
    .act_18_z4(act_18_z4), .act_19_x19(act_19_x19), .act_20_x8(act_20_x8),
    .act_21_x1(act_21_x1), .act_21_z4(act_21_z4), .act_22_x1(act_22_x1),
    .act_23_x7(act_23_x7), .act_23_z4(act_23_z4), .act_24_x9(act_24_x9),
    .act_24_z4(act_24_z4), .act_25_x27(act_25_x27), .act_26_x5(act_26_x5),
    .act_27_x1(act_27_x1), .act_28_x3(act_28_x3), .act_29_x2(act_29_x2),
    .act_29_z3(act_29_z3), .act_30_x7(act_30_x7), .act_31_x4(act_31_x4),
    .act_31_z2(act_31_z2), .act_32_x8(act_32_x8), .act_33_x5(act_33_x5),
    .act_33_z4(act_33_z4), .act_34_x7(act_34_x7), .act_34_z4(act_34_z4),
    .act_35_x18(act_35_x18), .act_37_x7(act_37_x7), .act_38_x1(act_38_x1),
    .act_39_x17(act_39_x17), .act_39_z4(act_39_z4), .act_40_x1(act_40_x1),
    .act_40_z4(act_40_z4), .act_41_x2(act_41_x2), .act_42_x10(act_42_x10),
    .act_43_x14(act_43_x14), .act_44_x2(act_44_x2), .act_45_x14(act_45_x14),
    .act_46_x1(act_46_x1), .act_47_x10(act_47_x10), .act_47_z3(act_47_z3),
    .act_48_x3(act_48_x3), .act_48_z4(act_48_z4), .act_49_x6(act_49_x6),
    .act_49_z3(act_49_z3), .act_50_x8(act_50_x8), .act_50_z1(act_50_z1),
    .act_51_x10(act_51_x10), .act_52_x6(act_52_x6), .act_53_x2(act_53_x2),
    .act_54_x5(act_54_x5), .act_55_x4(act_55_x4), .act_55_z2(act_55_z2),
    .act_56_x7(act_56_x7), .act_57_x4(act_57_x4), .act_58_x8(act_58_x8),
    .act_58_z1(act_58_z1), .act_59_x8(act_59_x8), .act_60_x2(act_60_x2),
    .act_61_x3(act_61_x3), .act_61_z4(act_61_z4), .act_62_x2(act_62_x2),
    .act_63_x7(act_63_x7), .act_63_z4(act_63_z4), .act_64_x5(act_64_x5),
    .act_64_z4(act_64_z4), .act_65_x7(act_65_x7), .act_65_z4(act_65_z4),
    .act_66_x20(act_66_x20), .act_67_x2(act_67_x2), .act_67_z3(act_67_z3),
    .act_68_x3(act_68_x3), .act_69_x1(act_69_x1), .act_70_x15(act_70_x15),
    .act_71_x10(act_71_x10), .act_71_z3(act_71_z3), .act_72_x2(act_72_x2),
    .act_73_x3(act_73_x3), .act_74_x10(act_74_x10), .act_75_x7(act_75_x7),
    .act_76_x3(act_76_x3), .act_77_x11(act_77_x11), .act_78_x10(act_78_x10),
    .act_79_x14(act_79_x14), .act_79_z3(act_79_z3), .act_96_x5(act_96_x5),
    .act_97_x2(act_97_x2), .act_98_x14(act_98_x14), .act_100_x1(act_100_x1),
    .act_100_z4(act_100_z4), .act_101_x3(act_101_x3), .act_102_x12(act_102_x12),
    .act_103_x11(act_103_x11), .act_103_z4(act_103_z4), .act_104_x2(act_104_x2),
    .act_105_x4(act_105_x4), .act_106_x14(act_106_x14), .act_107_x1(act_107_x1),
    .act_108_x5(act_108_x5), .act_108_z4(act_108_z4), .act_109_x4(act_109_x4),
    .act_109_z2(act_109_z2), .act_110_x10(act_110_x10), .act_111_x11(act_111_x11),
    .act_111_z4(act_111_z4), .sum(sum_6));
  wire [14:0] sum_7;
  dense_sum_7 sum_7_adder (.act_1_x6(act_1_x6), .act_2_x18(act_2_x18), .act_3_x4(act_3_x4),
    .act_3_z2(act_3_z2), .act_4_x14(act_4_x14), .act_5_x1(act_5_x1), .act_7_x6(act_7_x6),
    .act_8_x3(act_8_x3), .act_8_z4(act_8_z4), .act_9_x9(act_9_x9), .act_10_x15(act_10_x15),
    .act_10_z4(act_10_z4), .act_11_x10(act_11_x10), .act_12_x4(act_12_x4),
    .act_13_x6(act_13_x6), .act_14_x4(act_14_x4), .act_15_x8(act_15_x8),
    .act_15_z1(act_15_z1), .act_16_x3(act_16_x3), .act_16_z4(act_16_z4),
    .act_17_x2(act_17_x2), .act_18_x18(act_18_x18), .act_19_x2(act_19_x2),
    .act_19_z3(act_19_z3), .act_20_x3(act_20_x3), .act_21_x4(act_21_x4),
    .act_22_x9(act_22_x9), .act_23_x9(act_23_x9), .act_23_z4(act_23_z4),
    .act_24_x3(act_24_x3), .act_25_x3(act_25_x3), .act_25_z4(act_25_z4),
    .act_26_x15(act_26_x15), .act_27_x5(act_27_x5), .act_29_x9(act_29_x9),
    .act_30_x7(act_30_x7), .act_31_x9(act_31_x9), .act_31_z4(act_31_z4),
    .act_32_x8(act_32_x8), .act_33_x3(act_33_x3), .act_34_x8(act_34_x8),
    .act_34_z1(act_34_z1), .act_35_x6(act_35_x6), .act_36_x9(act_36_x9),
    .act_37_x5(act_37_x5), .act_38_x4(act_38_x4), .act_38_z2(act_38_z2),
    .act_39_x3(act_39_x3), .act_39_z4(act_39_z4), .act_40_x4(act_40_x4),
    .act_40_z2(act_40_z2), .act_41_x5(act_41_x5), .act_42_x3(act_42_x3),
    .act_42_z4(act_42_z4), .act_43_x1(act_43_x1), .act_44_x3(act_44_x3),
    .act_44_z4(act_44_z4), .act_45_x4(act_45_x4), .act_45_z2(act_45_z2),
    .act_46_x2(act_46_x2), .act_47_x7(act_47_x7), .act_47_z4(act_47_z4),
    .act_48_x7(act_48_x7), .act_48_z4(act_48_z4), .act_49_x3(act_49_x3),
    .act_49_z4(act_49_z4), .act_50_x17(act_50_x17), .act_51_x4(act_51_x4),
    .act_52_x5(act_52_x5), .act_53_x7(act_53_x7), .act_54_x8(act_54_x8),
    .act_55_x7(act_55_x7), .act_55_z4(act_55_z4), .act_56_x3(act_56_x3),
    .act_56_z4(act_56_z4), .act_57_x3(act_57_x3), .act_58_x14(act_58_x14),
    .act_59_x5(act_59_x5), .act_60_x1(act_60_x1), .act_61_x13(act_61_x13),
    .act_62_x2(act_62_x2), .act_63_x7(act_63_x7), .act_63_z4(act_63_z4),
    .act_64_x6(act_64_x6), .act_64_z3(act_64_z3), .act_65_x2(act_65_x2),
    .act_65_z3(act_65_z3), .act_66_x2(act_66_x2), .act_66_z3(act_66_z3),
    .act_67_x3(act_67_x3), .act_67_z4(act_67_z4), .act_68_x3(act_68_x3),
    .act_69_x1(act_69_x1), .act_69_z4(act_69_z4), .act_70_x2(act_70_x2),
    .act_71_x1(act_71_x1), .act_72_x2(act_72_x2), .act_73_x13(act_73_x13),
    .act_74_x2(act_74_x2), .act_74_z3(act_74_z3), .act_75_x7(act_75_x7),
    .act_76_x8(act_76_x8), .act_78_x7(act_78_x7), .act_79_x5(act_79_x5),
    .act_79_z4(act_79_z4), .act_96_x9(act_96_x9), .act_97_x7(act_97_x7),
    .act_98_x10(act_98_x10), .act_98_z3(act_98_z3), .act_99_x2(act_99_x2),
    .act_100_x2(act_100_x2), .act_101_x5(act_101_x5), .act_101_z4(act_101_z4),
    .act_102_x8(act_102_x8), .act_103_x4(act_103_x4), .act_103_z2(act_103_z2),
    .act_104_x1(act_104_x1), .act_105_x7(act_105_x7), .act_106_x1(act_106_x1),
    .act_107_x5(act_107_x5), .act_107_z4(act_107_z4), .act_108_x3(act_108_x3),
    .act_108_z4(act_108_z4), .act_109_x4(act_109_x4), .act_109_z2(act_109_z2),
    .act_110_x3(act_110_x3), .sum(sum_7));
  wire [14:0] sum_8;
  dense_sum_8 sum_8_adder (.act_0_x5(act_0_x5), .act_0_z4(act_0_z4), .act_1_x1(act_1_x1),
    .act_1_z4(act_1_z4), .act_2_x1(act_2_x1), .act_3_x2(act_3_x2), .act_4_x3(act_4_x3),
    .act_4_z4(act_4_z4), .act_5_x10(act_5_x10), .act_5_z3(act_5_z3), .act_6_x9(act_6_x9),
    .act_7_x1(act_7_x1), .act_8_x17(act_8_x17), .act_8_z4(act_8_z4), .act_9_x7(act_9_x7),
    .act_10_x3(act_10_x3), .act_11_x11(act_11_x11), .act_12_x12(act_12_x12),
    .act_13_x4(act_13_x4), .act_14_x3(act_14_x3), .act_14_z4(act_14_z4),
    .act_16_x8(act_16_x8), .act_16_z1(act_16_z1), .act_17_x12(act_17_x12),
    .act_17_z2(act_17_z2), .act_18_x6(act_18_x6), .act_19_x23(act_19_x23),
    .act_20_x15(act_20_x15), .act_21_x4(act_21_x4), .act_22_x10(act_22_x10),
    .act_22_z3(act_22_z3), .act_23_x8(act_23_x8), .act_23_z1(act_23_z1),
    .act_24_x1(act_24_x1), .act_25_x20(act_25_x20), .act_26_x11(act_26_x11),
    .act_27_x8(act_27_x8), .act_28_x1(act_28_x1), .act_28_z4(act_28_z4),
    .act_29_x11(act_29_x11), .act_30_x8(act_30_x8), .act_31_x7(act_31_x7),
    .act_31_z4(act_31_z4), .act_32_x1(act_32_x1), .act_32_z4(act_32_z4),
    .act_33_x7(act_33_x7), .act_34_x3(act_34_x3), .act_34_z4(act_34_z4),
    .act_35_x4(act_35_x4), .act_36_x9(act_36_x9), .act_37_x3(act_37_x3),
    .act_38_x6(act_38_x6), .act_39_x4(act_39_x4), .act_39_z2(act_39_z2),
    .act_41_x3(act_41_x3), .act_42_x7(act_42_x7), .act_43_x4(act_43_x4),
    .act_44_x4(act_44_x4), .act_45_x6(act_45_x6), .act_47_x1(act_47_x1),
    .act_49_x18(act_49_x18), .act_49_z3(act_49_z3), .act_50_x14(act_50_x14),
    .act_52_x13(act_52_x13), .act_54_x6(act_54_x6), .act_55_x1(act_55_x1),
    .act_55_z4(act_55_z4), .act_56_x9(act_56_x9), .act_56_z4(act_56_z4),
    .act_57_x11(act_57_x11), .act_58_x2(act_58_x2), .act_59_x4(act_59_x4),
    .act_60_x4(act_60_x4), .act_61_x11(act_61_x11), .act_62_x2(act_62_x2),
    .act_62_z3(act_62_z3), .act_63_x8(act_63_x8), .act_63_z1(act_63_z1),
    .act_64_x8(act_64_x8), .act_65_x2(act_65_x2), .act_65_z3(act_65_z3),
    .act_66_x1(act_66_x1), .act_66_z4(act_66_z4), .act_70_x6(act_70_x6),
    .act_71_x4(act_71_x4), .act_72_x7(act_72_x7), .act_73_x6(act_73_x6),
    .act_74_x3(act_74_x3), .act_74_z4(act_74_z4), .act_75_x2(act_75_x2),
    .act_75_z3(act_75_z3), .act_76_x3(act_76_x3), .act_77_x9(act_77_x9),
    .act_77_z4(act_77_z4), .act_78_x9(act_78_x9), .act_79_x5(act_79_x5),
    .act_79_z4(act_79_z4), .act_96_x3(act_96_x3), .act_96_z4(act_96_z4),
    .act_97_x9(act_97_x9), .act_98_x10(act_98_x10), .act_98_z3(act_98_z3),
    .act_99_x4(act_99_x4), .act_100_x4(act_100_x4), .act_101_x1(act_101_x1),
    .act_102_x4(act_102_x4), .act_103_x1(act_103_x1), .act_103_z4(act_103_z4),
    .act_104_x5(act_104_x5), .act_105_x9(act_105_x9), .act_107_x7(act_107_x7),
    .act_107_z4(act_107_z4), .act_108_x3(act_108_x3), .act_108_z4(act_108_z4),
    .act_109_x3(act_109_x3), .act_109_z4(act_109_z4), .act_110_x2(act_110_x2),
    .act_111_x2(act_111_x2), .sum(sum_8));
  wire [14:0] sum_9;
  dense_sum_9 sum_9_adder (.act_0_x29(act_0_x29), .act_1_x4(act_1_x4), .act_2_x2(act_2_x2),
    .act_3_x4(act_3_x4), .act_5_x6(act_5_x6), .act_5_z3(act_5_z3), .act_6_x5(act_6_x5),
    .act_6_z4(act_6_z4), .act_7_x2(act_7_x2), .act_8_x11(act_8_x11), .act_9_x25(act_9_x25),
    .act_10_x8(act_10_x8), .act_10_z1(act_10_z1), .act_11_x5(act_11_x5),
    .act_12_x13(act_12_x13), .act_12_z4(act_12_z4), .act_13_x3(act_13_x3),
    .act_14_x2(act_14_x2), .act_14_z3(act_14_z3), .act_15_x1(act_15_x1),
    .act_15_z4(act_15_z4), .act_16_x19(act_16_x19), .act_17_x1(act_17_x1),
    .act_17_z4(act_17_z4), .act_18_x3(act_18_x3), .act_19_x10(act_19_x10),
    .act_20_x2(act_20_x2), .act_21_x7(act_21_x7), .act_21_z4(act_21_z4),
    .act_22_x7(act_22_x7), .act_22_z4(act_22_z4), .act_24_x3(act_24_x3),
    .act_25_x11(act_25_x11), .act_25_z4(act_25_z4), .act_26_x7(act_26_x7),
    .act_26_z4(act_26_z4), .act_27_x9(act_27_x9), .act_28_x7(act_28_x7),
    .act_28_z4(act_28_z4), .act_29_x8(act_29_x8), .act_30_x5(act_30_x5),
    .act_30_z4(act_30_z4), .act_31_x2(act_31_x2), .act_31_z3(act_31_z3),
    .act_32_x9(act_32_x9), .act_32_z4(act_32_z4), .act_33_x11(act_33_x11),
    .act_34_x3(act_34_x3), .act_34_z4(act_34_z4), .act_35_x19(act_35_x19),
    .act_36_x5(act_36_x5), .act_36_z4(act_36_z4), .act_37_x24(act_37_x24),
    .act_38_x7(act_38_x7), .act_38_z4(act_38_z4), .act_39_x3(act_39_x3),
    .act_39_z4(act_39_z4), .act_40_x23(act_40_x23), .act_40_z4(act_40_z4),
    .act_41_x8(act_41_x8), .act_42_x2(act_42_x2), .act_43_x9(act_43_x9),
    .act_44_x10(act_44_x10), .act_45_x11(act_45_x11), .act_47_x2(act_47_x2),
    .act_47_z3(act_47_z3), .act_48_x21(act_48_x21), .act_48_z4(act_48_z4),
    .act_49_x2(act_49_x2), .act_50_x8(act_50_x8), .act_51_x6(act_51_x6),
    .act_52_x17(act_52_x17), .act_53_x5(act_53_x5), .act_54_x1(act_54_x1),
    .act_54_z4(act_54_z4), .act_55_x5(act_55_x5), .act_56_x10(act_56_x10),
    .act_57_x12(act_57_x12), .act_58_x6(act_58_x6), .act_58_z3(act_58_z3),
    .act_59_x9(act_59_x9), .act_60_x5(act_60_x5), .act_61_x7(act_61_x7),
    .act_62_x6(act_62_x6), .act_63_x3(act_63_x3), .act_63_z4(act_63_z4),
    .act_64_x2(act_64_x2), .act_64_z3(act_64_z3), .act_65_x1(act_65_x1),
    .act_65_z4(act_65_z4), .act_66_x5(act_66_x5), .act_66_z4(act_66_z4),
    .act_67_x11(act_67_x11), .act_68_x24(act_68_x24), .act_69_x3(act_69_x3),
    .act_70_x7(act_70_x7), .act_71_x3(act_71_x3), .act_71_z4(act_71_z4),
    .act_72_x10(act_72_x10), .act_73_x6(act_73_x6), .act_74_x3(act_74_x3),
    .act_74_z4(act_74_z4), .act_75_x7(act_75_x7), .act_76_x7(act_76_x7),
    .act_78_x9(act_78_x9), .act_79_x7(act_79_x7), .act_79_z4(act_79_z4),
    .act_96_x2(act_96_x2), .act_96_z3(act_96_z3), .act_97_x10(act_97_x10),
    .act_98_x8(act_98_x8), .act_99_x3(act_99_x3), .act_99_z4(act_99_z4),
    .act_100_x3(act_100_x3), .act_101_x1(act_101_x1), .act_101_z4(act_101_z4),
    .act_102_x1(act_102_x1), .act_102_z4(act_102_z4), .act_103_x5(act_103_x5),
    .act_104_x2(act_104_x2), .act_104_z3(act_104_z3), .act_105_x18(act_105_x18),
    .act_106_x6(act_106_x6), .act_107_x7(act_107_x7), .act_107_z4(act_107_z4),
    .act_108_x3(act_108_x3), .act_108_z4(act_108_z4), .act_109_x12(act_109_x12),
    .act_109_z2(act_109_z2), .act_110_x5(act_110_x5), .act_111_x2(act_111_x2), .sum(sum_9));
  wire [14:0] sum_10;
  dense_sum_10 sum_10_adder (.act_0_x11(act_0_x11), .act_0_z4(act_0_z4), .act_1_x8(act_1_x8),
    .act_2_x4(act_2_x4), .act_2_z2(act_2_z2), .act_3_x8(act_3_x8), .act_4_x16(act_4_x16),
    .act_5_x6(act_5_x6), .act_8_x8(act_8_x8), .act_8_z1(act_8_z1), .act_9_x9(act_9_x9),
    .act_10_x9(act_10_x9), .act_10_z4(act_10_z4), .act_11_x3(act_11_x3),
    .act_12_x4(act_12_x4), .act_12_z2(act_12_z2), .act_13_x2(act_13_x2),
    .act_13_z3(act_13_z3), .act_14_x6(act_14_x6), .act_15_x2(act_15_x2),
    .act_15_z3(act_15_z3), .act_16_x5(act_16_x5), .act_17_x2(act_17_x2),
    .act_17_z3(act_17_z3), .act_18_x1(act_18_x1), .act_18_z4(act_18_z4),
    .act_20_x9(act_20_x9), .act_21_x7(act_21_x7), .act_21_z4(act_21_z4),
    .act_22_x4(act_22_x4), .act_22_z2(act_22_z2), .act_23_x2(act_23_x2),
    .act_23_z3(act_23_z3), .act_24_x8(act_24_x8), .act_25_x4(act_25_x4),
    .act_25_z2(act_25_z2), .act_26_x7(act_26_x7), .act_26_z4(act_26_z4),
    .act_27_x5(act_27_x5), .act_28_x6(act_28_x6), .act_28_z3(act_28_z3),
    .act_29_x3(act_29_x3), .act_30_x3(act_30_x3), .act_30_z4(act_30_z4),
    .act_31_x1(act_31_x1), .act_31_z4(act_31_z4), .act_32_x7(act_32_x7),
    .act_33_x3(act_33_x3), .act_34_x5(act_34_x5), .act_34_z4(act_34_z4),
    .act_35_x6(act_35_x6), .act_35_z3(act_35_z3), .act_36_x10(act_36_x10),
    .act_37_x8(act_37_x8), .act_37_z1(act_37_z1), .act_38_x9(act_38_x9),
    .act_39_x3(act_39_x3), .act_39_z4(act_39_z4), .act_40_x13(act_40_x13),
    .act_41_x1(act_41_x1), .act_42_x8(act_42_x8), .act_42_z1(act_42_z1),
    .act_43_x4(act_43_x4), .act_43_z2(act_43_z2), .act_44_x3(act_44_x3),
    .act_44_z4(act_44_z4), .act_45_x3(act_45_x3), .act_46_x4(act_46_x4),
    .act_47_x2(act_47_x2), .act_47_z3(act_47_z3), .act_48_x9(act_48_x9),
    .act_48_z4(act_48_z4), .act_49_x3(act_49_x3), .act_49_z4(act_49_z4),
    .act_50_x3(act_50_x3), .act_51_x1(act_51_x1), .act_52_x4(act_52_x4),
    .act_54_x1(act_54_x1), .act_55_x4(act_55_x4), .act_56_x9(act_56_x9),
    .act_57_x3(act_57_x3), .act_57_z4(act_57_z4), .act_58_x5(act_58_x5),
    .act_58_z4(act_58_z4), .act_59_x4(act_59_x4), .act_59_z2(act_59_z2),
    .act_61_x5(act_61_x5), .act_62_x2(act_62_x2), .act_63_x2(act_63_x2),
    .act_63_z3(act_63_z3), .act_64_x8(act_64_x8), .act_64_z1(act_64_z1),
    .act_66_x24(act_66_x24), .act_67_x2(act_67_x2), .act_67_z3(act_67_z3),
    .act_68_x1(act_68_x1), .act_68_z4(act_68_z4), .act_69_x8(act_69_x8),
    .act_70_x2(act_70_x2), .act_71_x2(act_71_x2), .act_71_z3(act_71_z3),
    .act_72_x6(act_72_x6), .act_73_x6(act_73_x6), .act_74_x9(act_74_x9),
    .act_75_x2(act_75_x2), .act_75_z3(act_75_z3), .act_76_x1(act_76_x1),
    .act_76_z4(act_76_z4), .act_77_x2(act_77_x2), .act_78_x12(act_78_x12),
    .act_79_x9(act_79_x9), .act_79_z4(act_79_z4), .act_96_x4(act_96_x4),
    .act_97_x3(act_97_x3), .act_98_x1(act_98_x1), .act_100_x10(act_100_x10),
    .act_100_z3(act_100_z3), .act_101_x5(act_101_x5), .act_101_z4(act_101_z4),
    .act_102_x13(act_102_x13), .act_103_x11(act_103_x11), .act_103_z4(act_103_z4),
    .act_104_x5(act_104_x5), .act_104_z4(act_104_z4), .act_105_x3(act_105_x3),
    .act_106_x14(act_106_x14), .act_108_x5(act_108_x5), .act_109_x18(act_109_x18),
    .act_110_x4(act_110_x4), .act_110_z2(act_110_z2), .act_111_x3(act_111_x3),
    .act_111_z4(act_111_z4), .sum(sum_10));
  wire [14:0] sum_11;
  dense_sum_11 sum_11_adder (.act_0_x5(act_0_x5), .act_1_x4(act_1_x4), .act_1_z2(act_1_z2),
    .act_2_x19(act_2_x19), .act_2_z4(act_2_z4), .act_3_x12(act_3_x12), .act_4_x1(act_4_x1),
    .act_4_z4(act_4_z4), .act_5_x6(act_5_x6), .act_6_x12(act_6_x12), .act_7_x3(act_7_x3),
    .act_7_z4(act_7_z4), .act_8_x9(act_8_x9), .act_8_z4(act_8_z4), .act_9_x11(act_9_x11),
    .act_10_x10(act_10_x10), .act_10_z3(act_10_z3), .act_12_x4(act_12_x4),
    .act_13_x1(act_13_x1), .act_14_x7(act_14_x7), .act_15_x4(act_15_x4),
    .act_16_x1(act_16_x1), .act_16_z4(act_16_z4), .act_17_x1(act_17_x1),
    .act_17_z4(act_17_z4), .act_18_x2(act_18_x2), .act_18_z3(act_18_z3),
    .act_19_x1(act_19_x1), .act_20_x4(act_20_x4), .act_21_x12(act_21_x12),
    .act_21_z2(act_21_z2), .act_22_x5(act_22_x5), .act_23_x3(act_23_x3),
    .act_23_z4(act_23_z4), .act_24_x9(act_24_x9), .act_24_z4(act_24_z4),
    .act_25_x30(act_25_x30), .act_26_x9(act_26_x9), .act_27_x7(act_27_x7),
    .act_27_z4(act_27_z4), .act_28_x9(act_28_x9), .act_29_x5(act_29_x5),
    .act_30_x1(act_30_x1), .act_31_x3(act_31_x3), .act_32_x5(act_32_x5),
    .act_33_x4(act_33_x4), .act_33_z2(act_33_z2), .act_34_x6(act_34_x6),
    .act_34_z3(act_34_z3), .act_35_x4(act_35_x4), .act_35_z2(act_35_z2),
    .act_36_x4(act_36_x4), .act_37_x2(act_37_x2), .act_37_z3(act_37_z3),
    .act_38_x4(act_38_x4), .act_39_x1(act_39_x1), .act_40_x2(act_40_x2),
    .act_40_z3(act_40_z3), .act_41_x14(act_41_x14), .act_42_x9(act_42_x9),
    .act_42_z4(act_42_z4), .act_43_x2(act_43_x2), .act_45_x4(act_45_x4),
    .act_47_x2(act_47_x2), .act_47_z3(act_47_z3), .act_48_x3(act_48_x3),
    .act_49_x2(act_49_x2), .act_50_x1(act_50_x1), .act_50_z4(act_50_z4),
    .act_51_x4(act_51_x4), .act_51_z2(act_51_z2), .act_52_x3(act_52_x3),
    .act_52_z4(act_52_z4), .act_53_x1(act_53_x1), .act_54_x4(act_54_x4),
    .act_55_x3(act_55_x3), .act_56_x11(act_56_x11), .act_57_x7(act_57_x7),
    .act_58_x1(act_58_x1), .act_59_x4(act_59_x4), .act_59_z2(act_59_z2),
    .act_60_x3(act_60_x3), .act_61_x6(act_61_x6), .act_62_x7(act_62_x7),
    .act_62_z4(act_62_z4), .act_63_x5(act_63_x5), .act_65_x1(act_65_x1),
    .act_66_x8(act_66_x8), .act_67_x4(act_67_x4), .act_67_z2(act_67_z2),
    .act_68_x1(act_68_x1), .act_68_z4(act_68_z4), .act_69_x7(act_69_x7),
    .act_71_x2(act_71_x2), .act_72_x4(act_72_x4), .act_73_x11(act_73_x11),
    .act_74_x9(act_74_x9), .act_76_x6(act_76_x6), .act_77_x5(act_77_x5),
    .act_77_z4(act_77_z4), .act_78_x4(act_78_x4), .act_79_x5(act_79_x5),
    .act_79_z4(act_79_z4), .act_96_x10(act_96_x10), .act_97_x4(act_97_x4),
    .act_98_x5(act_98_x5), .act_99_x3(act_99_x3), .act_100_x9(act_100_x9),
    .act_101_x13(act_101_x13), .act_102_x2(act_102_x2), .act_103_x2(act_103_x2),
    .act_103_z3(act_103_z3), .act_104_x9(act_104_x9), .act_104_z4(act_104_z4),
    .act_105_x9(act_105_x9), .act_106_x10(act_106_x10), .act_107_x9(act_107_x9),
    .act_107_z4(act_107_z4), .act_108_x4(act_108_x4), .act_108_z2(act_108_z2),
    .act_109_x2(act_109_x2), .act_109_z3(act_109_z3), .act_111_x1(act_111_x1), .sum(sum_11));
  wire [14:0] sum_12;
  dense_sum_12 sum_12_adder (.act_1_x6(act_1_x6), .act_1_z3(act_1_z3), .act_2_x2(act_2_x2),
    .act_2_z3(act_2_z3), .act_3_x4(act_3_x4), .act_5_x3(act_5_x3), .act_5_z4(act_5_z4),
    .act_6_x4(act_6_x4), .act_7_x3(act_7_x3), .act_7_z4(act_7_z4), .act_9_x12(act_9_x12),
    .act_10_x1(act_10_x1), .act_11_x3(act_11_x3), .act_12_x7(act_12_x7),
    .act_13_x5(act_13_x5), .act_14_x10(act_14_x10), .act_15_x1(act_15_x1),
    .act_15_z4(act_15_z4), .act_16_x5(act_16_x5), .act_17_x8(act_17_x8),
    .act_18_x7(act_18_x7), .act_18_z4(act_18_z4), .act_19_x7(act_19_x7),
    .act_20_x9(act_20_x9), .act_20_z4(act_20_z4), .act_21_x1(act_21_x1),
    .act_21_z4(act_21_z4), .act_22_x2(act_22_x2), .act_23_x9(act_23_x9),
    .act_23_z4(act_23_z4), .act_24_x3(act_24_x3), .act_25_x31(act_25_x31),
    .act_26_x8(act_26_x8), .act_27_x9(act_27_x9), .act_28_x5(act_28_x5),
    .act_29_x3(act_29_x3), .act_29_z4(act_29_z4), .act_30_x2(act_30_x2),
    .act_31_x6(act_31_x6), .act_31_z3(act_31_z3), .act_32_x1(act_32_x1),
    .act_34_x9(act_34_x9), .act_34_z4(act_34_z4), .act_35_x19(act_35_x19),
    .act_36_x15(act_36_x15), .act_37_x8(act_37_x8), .act_38_x3(act_38_x3),
    .act_38_z4(act_38_z4), .act_39_x7(act_39_x7), .act_39_z4(act_39_z4),
    .act_40_x12(act_40_x12), .act_40_z2(act_40_z2), .act_41_x3(act_41_x3),
    .act_42_x2(act_42_x2), .act_43_x9(act_43_x9), .act_44_x3(act_44_x3),
    .act_45_x1(act_45_x1), .act_45_z4(act_45_z4), .act_46_x1(act_46_x1),
    .act_47_x4(act_47_x4), .act_47_z2(act_47_z2), .act_48_x2(act_48_x2),
    .act_48_z3(act_48_z3), .act_49_x6(act_49_x6), .act_49_z3(act_49_z3),
    .act_50_x7(act_50_x7), .act_51_x8(act_51_x8), .act_52_x10(act_52_x10),
    .act_54_x4(act_54_x4), .act_55_x6(act_55_x6), .act_55_z3(act_55_z3),
    .act_56_x3(act_56_x3), .act_56_z4(act_56_z4), .act_57_x10(act_57_x10),
    .act_58_x11(act_58_x11), .act_59_x11(act_59_x11), .act_60_x3(act_60_x3),
    .act_61_x9(act_61_x9), .act_62_x4(act_62_x4), .act_63_x2(act_63_x2),
    .act_63_z3(act_63_z3), .act_64_x14(act_64_x14), .act_65_x7(act_65_x7),
    .act_65_z4(act_65_z4), .act_66_x3(act_66_x3), .act_66_z4(act_66_z4),
    .act_67_x10(act_67_x10), .act_68_x9(act_68_x9), .act_68_z4(act_68_z4),
    .act_69_x1(act_69_x1), .act_69_z4(act_69_z4), .act_71_x9(act_71_x9),
    .act_71_z4(act_71_z4), .act_72_x13(act_72_x13), .act_73_x16(act_73_x16),
    .act_74_x12(act_74_x12), .act_75_x12(act_75_x12), .act_76_x1(act_76_x1),
    .act_77_x7(act_77_x7), .act_78_x3(act_78_x3), .act_79_x11(act_79_x11),
    .act_79_z4(act_79_z4), .act_96_x5(act_96_x5), .act_96_z4(act_96_z4),
    .act_98_x13(act_98_x13), .act_99_x8(act_99_x8), .act_100_x16(act_100_x16),
    .act_101_x8(act_101_x8), .act_102_x3(act_102_x3), .act_103_x4(act_103_x4),
    .act_103_z2(act_103_z2), .act_104_x2(act_104_x2), .act_105_x14(act_105_x14),
    .act_106_x13(act_106_x13), .act_107_x9(act_107_x9), .act_108_x2(act_108_x2),
    .act_109_x8(act_109_x8), .act_110_x5(act_110_x5), .act_111_x6(act_111_x6),
    .act_111_z3(act_111_z3), .sum(sum_12));
  wire [15:0] sum_13;
  dense_sum_13 sum_13_adder (.act_0_x5(act_0_x5), .act_1_x8(act_1_x8), .act_1_z1(act_1_z1),
    .act_2_x22(act_2_x22), .act_3_x4(act_3_x4), .act_4_x17(act_4_x17), .act_5_x6(act_5_x6),
    .act_5_z3(act_5_z3), .act_6_x7(act_6_x7), .act_7_x6(act_7_x6), .act_7_z3(act_7_z3),
    .act_8_x12(act_8_x12), .act_8_z2(act_8_z2), .act_9_x4(act_9_x4), .act_9_z2(act_9_z2),
    .act_10_x9(act_10_x9), .act_11_x21(act_11_x21), .act_12_x11(act_12_x11),
    .act_13_x6(act_13_x6), .act_15_x10(act_15_x10), .act_15_z3(act_15_z3),
    .act_16_x9(act_16_x9), .act_16_z4(act_16_z4), .act_17_x6(act_17_x6),
    .act_17_z3(act_17_z3), .act_18_x5(act_18_x5), .act_19_x2(act_19_x2),
    .act_19_z3(act_19_z3), .act_20_x2(act_20_x2), .act_21_x4(act_21_x4),
    .act_22_x5(act_22_x5), .act_23_x3(act_23_x3), .act_23_z4(act_23_z4),
    .act_24_x9(act_24_x9), .act_25_x13(act_25_x13), .act_25_z4(act_25_z4),
    .act_26_x10(act_26_x10), .act_26_z3(act_26_z3), .act_27_x18(act_27_x18),
    .act_28_x3(act_28_x3), .act_29_x1(act_29_x1), .act_29_z4(act_29_z4),
    .act_30_x6(act_30_x6), .act_31_x12(act_31_x12), .act_31_z2(act_31_z2),
    .act_32_x8(act_32_x8), .act_32_z1(act_32_z1), .act_34_x21(act_34_x21),
    .act_35_x7(act_35_x7), .act_35_z4(act_35_z4), .act_36_x5(act_36_x5),
    .act_37_x8(act_37_x8), .act_38_x2(act_38_x2), .act_39_x7(act_39_x7),
    .act_39_z4(act_39_z4), .act_40_x12(act_40_x12), .act_40_z2(act_40_z2),
    .act_41_x6(act_41_x6), .act_42_x10(act_42_x10), .act_43_x5(act_43_x5),
    .act_44_x1(act_44_x1), .act_44_z4(act_44_z4), .act_45_x3(act_45_x3),
    .act_45_z4(act_45_z4), .act_46_x4(act_46_x4), .act_47_x12(act_47_x12),
    .act_47_z2(act_47_z2), .act_48_x13(act_48_x13), .act_49_x3(act_49_x3),
    .act_49_z4(act_49_z4), .act_50_x6(act_50_x6), .act_50_z3(act_50_z3),
    .act_51_x3(act_51_x3), .act_52_x2(act_52_x2), .act_52_z3(act_52_z3),
    .act_54_x8(act_54_x8), .act_55_x9(act_55_x9), .act_55_z4(act_55_z4),
    .act_56_x11(act_56_x11), .act_56_z4(act_56_z4), .act_57_x9(act_57_x9),
    .act_58_x7(act_58_x7), .act_59_x8(act_59_x8), .act_60_x6(act_60_x6),
    .act_61_x7(act_61_x7), .act_62_x7(act_62_x7), .act_62_z4(act_62_z4),
    .act_63_x3(act_63_x3), .act_63_z4(act_63_z4), .act_64_x14(act_64_x14),
    .act_65_x2(act_65_x2), .act_65_z3(act_65_z3), .act_66_x6(act_66_x6),
    .act_67_x3(act_67_x3), .act_68_x7(act_68_x7), .act_68_z4(act_68_z4),
    .act_69_x10(act_69_x10), .act_70_x11(act_70_x11), .act_71_x10(act_71_x10),
    .act_71_z3(act_71_z3), .act_72_x6(act_72_x6), .act_72_z3(act_72_z3),
    .act_73_x9(act_73_x9), .act_74_x11(act_74_x11), .act_75_x6(act_75_x6),
    .act_76_x3(act_76_x3), .act_77_x4(act_77_x4), .act_78_x3(act_78_x3),
    .act_79_x11(act_79_x11), .act_79_z4(act_79_z4), .act_96_x4(act_96_x4),
    .act_96_z2(act_96_z2), .act_98_x2(act_98_x2), .act_99_x11(act_99_x11),
    .act_101_x5(act_101_x5), .act_102_x12(act_102_x12), .act_103_x13(act_103_x13),
    .act_103_z4(act_103_z4), .act_104_x2(act_104_x2), .act_104_z3(act_104_z3),
    .act_105_x11(act_105_x11), .act_106_x11(act_106_x11), .act_107_x2(act_107_x2),
    .act_108_x4(act_108_x4), .act_108_z2(act_108_z2), .act_110_x3(act_110_x3),
    .act_111_x11(act_111_x11), .act_111_z4(act_111_z4), .sum(sum_13));
  wire [15:0] sum_14;
  dense_sum_14 sum_14_adder (.act_0_x10(act_0_x10), .act_1_x9(act_1_x9),
    .act_3_x21(act_3_x21), .act_4_x2(act_4_x2), .act_5_x12(act_5_x12), .act_6_x4(act_6_x4),
    .act_7_x10(act_7_x10), .act_7_z3(act_7_z3), .act_8_x7(act_8_x7), .act_8_z4(act_8_z4),
    .act_9_x6(act_9_x6), .act_10_x18(act_10_x18), .act_11_x5(act_11_x5),
    .act_11_z4(act_11_z4), .act_12_x1(act_12_x1), .act_12_z4(act_12_z4),
    .act_13_x8(act_13_x8), .act_14_x10(act_14_x10), .act_16_x11(act_16_x11),
    .act_17_x14(act_17_x14), .act_17_z3(act_17_z3), .act_18_x9(act_18_x9),
    .act_19_x2(act_19_x2), .act_20_x9(act_20_x9), .act_20_z4(act_20_z4),
    .act_21_x5(act_21_x5), .act_22_x6(act_22_x6), .act_23_x6(act_23_x6),
    .act_23_z3(act_23_z3), .act_24_x9(act_24_x9), .act_25_x16(act_25_x16),
    .act_26_x2(act_26_x2), .act_26_z3(act_26_z3), .act_27_x16(act_27_x16),
    .act_28_x3(act_28_x3), .act_28_z4(act_28_z4), .act_29_x8(act_29_x8),
    .act_30_x2(act_30_x2), .act_31_x12(act_31_x12), .act_31_z2(act_31_z2),
    .act_32_x21(act_32_x21), .act_32_z4(act_32_z4), .act_33_x13(act_33_x13),
    .act_33_z4(act_33_z4), .act_34_x4(act_34_x4), .act_36_x2(act_36_x2),
    .act_36_z3(act_36_z3), .act_37_x4(act_37_x4), .act_37_z2(act_37_z2),
    .act_38_x13(act_38_x13), .act_39_x9(act_39_x9), .act_39_z4(act_39_z4),
    .act_40_x10(act_40_x10), .act_40_z3(act_40_z3), .act_41_x6(act_41_x6),
    .act_42_x5(act_42_x5), .act_43_x11(act_43_x11), .act_44_x7(act_44_x7),
    .act_45_x14(act_45_x14), .act_46_x2(act_46_x2), .act_47_x6(act_47_x6),
    .act_47_z3(act_47_z3), .act_48_x4(act_48_x4), .act_48_z2(act_48_z2),
    .act_49_x3(act_49_x3), .act_49_z4(act_49_z4), .act_50_x10(act_50_x10),
    .act_51_x4(act_51_x4), .act_52_x3(act_52_x3), .act_52_z4(act_52_z4),
    .act_53_x2(act_53_x2), .act_53_z3(act_53_z3), .act_54_x6(act_54_x6),
    .act_55_x7(act_55_x7), .act_55_z4(act_55_z4), .act_56_x1(act_56_x1),
    .act_57_x1(act_57_x1), .act_57_z4(act_57_z4), .act_58_x13(act_58_x13),
    .act_59_x13(act_59_x13), .act_60_x9(act_60_x9), .act_61_x13(act_61_x13),
    .act_62_x1(act_62_x1), .act_63_x6(act_63_x6), .act_63_z3(act_63_z3),
    .act_64_x11(act_64_x11), .act_65_x2(act_65_x2), .act_65_z3(act_65_z3),
    .act_66_x4(act_66_x4), .act_67_x6(act_67_x6), .act_67_z3(act_67_z3),
    .act_68_x12(act_68_x12), .act_68_z2(act_68_z2), .act_70_x21(act_70_x21),
    .act_71_x3(act_71_x3), .act_71_z4(act_71_z4), .act_72_x9(act_72_x9),
    .act_73_x2(act_73_x2), .act_74_x5(act_74_x5), .act_74_z4(act_74_z4),
    .act_75_x5(act_75_x5), .act_76_x2(act_76_x2), .act_76_z3(act_76_z3),
    .act_77_x6(act_77_x6), .act_77_z3(act_77_z3), .act_78_x11(act_78_x11),
    .act_79_x13(act_79_x13), .act_79_z4(act_79_z4), .act_96_x9(act_96_x9),
    .act_97_x4(act_97_x4), .act_97_z2(act_97_z2), .act_98_x5(act_98_x5),
    .act_98_z4(act_98_z4), .act_99_x9(act_99_x9), .act_100_x5(act_100_x5),
    .act_100_z4(act_100_z4), .act_101_x4(act_101_x4), .act_101_z2(act_101_z2),
    .act_102_x12(act_102_x12), .act_103_x9(act_103_x9), .act_103_z4(act_103_z4),
    .act_104_x3(act_104_x3), .act_104_z4(act_104_z4), .act_105_x9(act_105_x9),
    .act_106_x5(act_106_x5), .act_106_z4(act_106_z4), .act_107_x7(act_107_x7),
    .act_108_x1(act_108_x1), .act_109_x3(act_109_x3), .act_110_x3(act_110_x3),
    .act_111_x10(act_111_x10), .act_111_z3(act_111_z3), .sum(sum_14));
  wire [15:0] sum_15;
  dense_sum_15 sum_15_adder (.act_0_x1(act_0_x1), .act_1_x20(act_1_x20),
    .act_2_x14(act_2_x14), .act_2_z3(act_2_z3), .act_3_x5(act_3_x5), .act_4_x9(act_4_x9),
    .act_4_z4(act_4_z4), .act_5_x6(act_5_x6), .act_6_x25(act_6_x25), .act_7_x16(act_7_x16),
    .act_8_x2(act_8_x2), .act_10_x8(act_10_x8), .act_11_x5(act_11_x5), .act_11_z4(act_11_z4),
    .act_12_x1(act_12_x1), .act_13_x1(act_13_x1), .act_13_z4(act_13_z4),
    .act_14_x5(act_14_x5), .act_14_z4(act_14_z4), .act_16_x4(act_16_x4),
    .act_17_x3(act_17_x3), .act_17_z4(act_17_z4), .act_19_x11(act_19_x11),
    .act_20_x13(act_20_x13), .act_20_z4(act_20_z4), .act_21_x8(act_21_x8),
    .act_22_x1(act_22_x1), .act_22_z4(act_22_z4), .act_23_x14(act_23_x14),
    .act_23_z3(act_23_z3), .act_24_x3(act_24_x3), .act_25_x18(act_25_x18),
    .act_26_x11(act_26_x11), .act_27_x8(act_27_x8), .act_28_x4(act_28_x4),
    .act_29_x10(act_29_x10), .act_30_x4(act_30_x4), .act_31_x10(act_31_x10),
    .act_31_z3(act_31_z3), .act_32_x2(act_32_x2), .act_32_z3(act_32_z3),
    .act_33_x3(act_33_x3), .act_33_z4(act_33_z4), .act_35_x13(act_35_x13),
    .act_36_x9(act_36_x9), .act_37_x9(act_37_x9), .act_38_x1(act_38_x1),
    .act_39_x9(act_39_x9), .act_39_z4(act_39_z4), .act_40_x5(act_40_x5),
    .act_40_z4(act_40_z4), .act_41_x3(act_41_x3), .act_41_z4(act_41_z4),
    .act_42_x3(act_42_x3), .act_42_z4(act_42_z4), .act_43_x2(act_43_x2),
    .act_44_x4(act_44_x4), .act_44_z2(act_44_z2), .act_46_x9(act_46_x9),
    .act_47_x11(act_47_x11), .act_47_z4(act_47_z4), .act_48_x6(act_48_x6),
    .act_50_x12(act_50_x12), .act_51_x9(act_51_x9), .act_52_x5(act_52_x5),
    .act_53_x8(act_53_x8), .act_54_x5(act_54_x5), .act_55_x12(act_55_x12),
    .act_55_z2(act_55_z2), .act_56_x17(act_56_x17), .act_57_x5(act_57_x5),
    .act_57_z4(act_57_z4), .act_58_x4(act_58_x4), .act_59_x4(act_59_x4),
    .act_60_x6(act_60_x6), .act_60_z3(act_60_z3), .act_61_x9(act_61_x9),
    .act_61_z4(act_61_z4), .act_62_x12(act_62_x12), .act_63_x17(act_63_x17),
    .act_63_z4(act_63_z4), .act_64_x2(act_64_x2), .act_65_x2(act_65_x2),
    .act_66_x18(act_66_x18), .act_67_x8(act_67_x8), .act_68_x14(act_68_x14),
    .act_69_x10(act_69_x10), .act_70_x3(act_70_x3), .act_71_x9(act_71_x9),
    .act_71_z4(act_71_z4), .act_72_x5(act_72_x5), .act_73_x3(act_73_x3),
    .act_74_x8(act_74_x8), .act_75_x10(act_75_x10), .act_76_x3(act_76_x3),
    .act_76_z4(act_76_z4), .act_77_x11(act_77_x11), .act_79_x11(act_79_x11),
    .act_79_z4(act_79_z4), .act_96_x11(act_96_x11), .act_96_z4(act_96_z4),
    .act_97_x8(act_97_x8), .act_97_z1(act_97_z1), .act_98_x20(act_98_x20),
    .act_99_x5(act_99_x5), .act_99_z4(act_99_z4), .act_100_x2(act_100_x2),
    .act_101_x4(act_101_x4), .act_101_z2(act_101_z2), .act_102_x6(act_102_x6),
    .act_103_x7(act_103_x7), .act_103_z4(act_103_z4), .act_104_x12(act_104_x12),
    .act_104_z2(act_104_z2), .act_105_x6(act_105_x6), .act_106_x4(act_106_x4),
    .act_107_x11(act_107_x11), .act_108_x1(act_108_x1), .act_108_z4(act_108_z4),
    .act_109_x1(act_109_x1), .act_110_x7(act_110_x7), .act_111_x16(act_111_x16), .sum(sum_15));
  wire [8:0] latent_0 = sum_0[14] ? 9'd0 : sum_0[13:9] != 5'd0 ? {9{1'b1}} : sum_0[8:0];
  wire [8:0] latent_1 = sum_1[15] ? 9'd0 : sum_1[14:9] != 6'd0 ? {9{1'b1}} : sum_1[8:0];
  wire [8:0] latent_2 = sum_2[14] ? 9'd0 : sum_2[13:9] != 5'd0 ? {9{1'b1}} : sum_2[8:0];
  wire [8:0] latent_3 = sum_3[14] ? 9'd0 : sum_3[13:9] != 5'd0 ? {9{1'b1}} : sum_3[8:0];
  wire [8:0] latent_4 = sum_4[15] ? 9'd0 : sum_4[14:9] != 6'd0 ? {9{1'b1}} : sum_4[8:0];
  wire [8:0] latent_5 = sum_5[15] ? 9'd0 : sum_5[14:9] != 6'd0 ? {9{1'b1}} : sum_5[8:0];
  wire [8:0] latent_6 = sum_6[15] ? 9'd0 : sum_6[14:9] != 6'd0 ? {9{1'b1}} : sum_6[8:0];
  wire [8:0] latent_7 = sum_7[14] ? 9'd0 : sum_7[13:9] != 5'd0 ? {9{1'b1}} : sum_7[8:0];
  wire [8:0] latent_8 = sum_8[14] ? 9'd0 : sum_8[13:9] != 5'd0 ? {9{1'b1}} : sum_8[8:0];
  wire [8:0] latent_9 = sum_9[14] ? 9'd0 : sum_9[13:9] != 5'd0 ? {9{1'b1}} : sum_9[8:0];
  wire [8:0] latent_10 = sum_10[14] ? 9'd0 : sum_10[13:9] != 5'd0 ? {9{1'b1}} : sum_10[8:0];
  wire [8:0] latent_11 = sum_11[14] ? 9'd0 : sum_11[13:9] != 5'd0 ? {9{1'b1}} : sum_11[8:0];
  wire [8:0] latent_12 = sum_12[14] ? 9'd0 : sum_12[13:9] != 5'd0 ? {9{1'b1}} : sum_12[8:0];
  wire [8:0] latent_13 = sum_13[15] ? 9'd0 : sum_13[14:9] != 6'd0 ? {9{1'b1}} : sum_13[8:0];
  wire [8:0] latent_14 = sum_14[15] ? 9'd0 : sum_14[14:9] != 6'd0 ? {9{1'b1}} : sum_14[8:0];
  wire [8:0] latent_15 = sum_15[15] ? 9'd0 : sum_15[14:9] != 6'd0 ? {9{1'b1}} : sum_15[8:0];
  assign latents = {latent_15, latent_14, latent_13, latent_12, latent_11, latent_10,
    latent_9, latent_8, latent_7, latent_6, latent_5, latent_4, latent_3, latent_2, latent_1,
    latent_0};
endmodule

`default_nettype wire
