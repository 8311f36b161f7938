// Made by econ-emu 0.1.0. Do not edit: export it again.
// chip-8x8: frozen weights, chip frame, 5 links
// design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
// weights 6d0715a19aeb31e670c7e6f0ae97823b98b790d5a8f66a2cefc6e8a53b8d6ff2
// Convolution: bias plus floored products, rectified, for every place and filter.
`default_nettype none
// The modules of a layer stand in one file. Which bits of them are used is a matter of the weights
// and of the floor of each product: what lies below it only carries.
/* verilator lint_off DECLFILENAME */
/* verilator lint_off UNUSED */

// Floored multiples of one input.
module conv_products_0 (
  input wire [7:0] x, output wire [3:0] x2, output wire [4:0] x4, output wire [6:0] x9,
    output wire [6:0] x12, output wire [7:0] x20, output wire [7:0] x21, output wire [7:0] x31,
    output wire [7:0] x32, output wire [0:0] z3, output wire [0:0] z4
);
  wire [9:0] odd_3;
  ripple_adder #(.W(10)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_21;
  ripple_adder #(.W(13)) add_21 (.a({5'd0, x}),
    .b({odd_5, 2'd0}), .carry_in(1'b0), .sum(odd_21));
  wire [12:0] odd_31;
  ripple_adder #(.W(13)) add_31 (.a({x, 5'd0}),
    .b(~{5'd0, x}), .carry_in(1'b1), .sum(odd_31));
  assign x2 = x[7:4];
  assign x4 = x[7:3];
  assign x9 = odd_9[11:5];
  assign x12 = odd_3[9:3];
  assign x20 = odd_5[10:3];
  assign x21 = odd_21[12:5];
  assign x31 = odd_31[12:5];
  assign x32 = x;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module conv_products_1 (
  input wire [7:0] x, output wire [3:0] x2, output wire [7:0] x20, output wire [7:0] x23,
    output wire [7:0] x24, output wire [7:0] x31, output wire [7:0] x32, output wire [0:0] z4
);
  wire [9:0] odd_3;
  ripple_adder #(.W(10)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_23;
  ripple_adder #(.W(13)) add_23 (.a({3'd0, odd_3}),
    .b({odd_5, 2'd0}), .carry_in(1'b0), .sum(odd_23));
  wire [12:0] odd_31;
  ripple_adder #(.W(13)) add_31 (.a({2'd0, x, 3'd0}),
    .b(odd_23), .carry_in(1'b0), .sum(odd_31));
  assign x2 = x[7:4];
  assign x20 = odd_5[10:3];
  assign x23 = odd_23[12:5];
  assign x24 = odd_3[9:2];
  assign x31 = odd_31[12:5];
  assign x32 = x;
  assign z4 = x[3:0] == 4'd0;

endmodule

// Floored multiples of one input.
module conv_products_2 (
  input wire [7:0] x, output wire [2:0] x1, output wire [3:0] x2, output wire [4:0] x3,
    output wire [4:0] x4, output wire [6:0] x9, output wire [6:0] x12, output wire [6:0] x15,
    output wire [7:0] x20, output wire [7:0] x21, output wire [7:0] x31, output wire [7:0] x32,
    output wire [0:0] z3, output wire [0:0] z4, output wire [0:0] z5
);
  wire [9:0] odd_3;
  ripple_adder #(.W(10)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [11:0] odd_15;
  ripple_adder #(.W(12)) add_15 (.a({x, 4'd0}),
    .b(~{4'd0, x}), .carry_in(1'b1), .sum(odd_15));
  wire [12:0] odd_21;
  ripple_adder #(.W(13)) add_21 (.a({5'd0, x}),
    .b({odd_5, 2'd0}), .carry_in(1'b0), .sum(odd_21));
  wire [12:0] odd_31;
  ripple_adder #(.W(13)) add_31 (.a({5'd0, x}),
    .b({odd_15, 1'd0}), .carry_in(1'b0), .sum(odd_31));
  assign x1 = x[7:5];
  assign x2 = x[7:4];
  assign x3 = odd_3[9:5];
  assign x4 = x[7:3];
  assign x9 = odd_9[11:5];
  assign x12 = odd_3[9:3];
  assign x15 = odd_15[11:5];
  assign x20 = odd_5[10:3];
  assign x21 = odd_21[12:5];
  assign x31 = odd_31[12:5];
  assign x32 = x;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;
  assign z5 = x[4:0] == 5'd0;

endmodule

// Floored multiples of one input.
module conv_products_3 (
  input wire [7:0] x, output wire [2:0] x1, output wire [4:0] x3, output wire [4:0] x4,
    output wire [5:0] x6, output wire [7:0] x20, output wire [7:0] x30, output wire [7:0] x31,
    output wire [7:0] x32, output wire [0:0] z3, output wire [0:0] z5
);
  wire [9:0] odd_3;
  ripple_adder #(.W(10)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [11:0] odd_15;
  ripple_adder #(.W(12)) add_15 (.a({x, 4'd0}),
    .b(~{4'd0, x}), .carry_in(1'b1), .sum(odd_15));
  wire [12:0] odd_31;
  ripple_adder #(.W(13)) add_31 (.a({5'd0, x}),
    .b({odd_15, 1'd0}), .carry_in(1'b0), .sum(odd_31));
  assign x1 = x[7:5];
  assign x3 = odd_3[9:5];
  assign x4 = x[7:3];
  assign x6 = odd_3[9:4];
  assign x20 = odd_5[10:3];
  assign x30 = odd_15[11:4];
  assign x31 = odd_31[12:5];
  assign x32 = x;
  assign z3 = x[2:0] == 3'd0;
  assign z5 = x[4:0] == 5'd0;

endmodule

// Floored multiples of one input.
module conv_products_4 (
  input wire [7:0] x, output wire [6:0] x13, output wire [6:0] x15, output wire [7:0] x18,
    output wire [7:0] x31, output wire [7:0] x32
);
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [11:0] odd_13;
  ripple_adder #(.W(12)) add_13 (.a({2'd0, x, 2'd0}),
    .b(odd_9), .carry_in(1'b0), .sum(odd_13));
  wire [11:0] odd_15;
  ripple_adder #(.W(12)) add_15 (.a({3'd0, x, 1'd0}),
    .b(odd_13), .carry_in(1'b0), .sum(odd_15));
  wire [12:0] odd_31;
  ripple_adder #(.W(13)) add_31 (.a({5'd0, x}),
    .b({odd_15, 1'd0}), .carry_in(1'b0), .sum(odd_31));
  assign x13 = odd_13[11:5];
  assign x15 = odd_15[11:5];
  assign x18 = odd_9[11:4];
  assign x31 = odd_31[12:5];
  assign x32 = x;

endmodule

// Floored multiples of one input.
module conv_products_5 (
  input wire [7:0] x, output wire [2:0] x1, output wire [3:0] x2, output wire [4:0] x3,
    output wire [4:0] x4, output wire [5:0] x5, output wire [5:0] x6, output wire [5:0] x7,
    output wire [6:0] x10, output wire [7:0] x20, output wire [7:0] x30, output wire [7:0] x31,
    output wire [7:0] x32, output wire [0:0] z3, output wire [0:0] z4, output wire [0:0] z5
);
  wire [9:0] odd_3;
  ripple_adder #(.W(10)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [10:0] odd_7;
  ripple_adder #(.W(11)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_15;
  ripple_adder #(.W(12)) add_15 (.a({4'd0, x}),
    .b({odd_7, 1'd0}), .carry_in(1'b0), .sum(odd_15));
  wire [12:0] odd_31;
  ripple_adder #(.W(13)) add_31 (.a({5'd0, x}),
    .b({odd_15, 1'd0}), .carry_in(1'b0), .sum(odd_31));
  assign x1 = x[7:5];
  assign x2 = x[7:4];
  assign x3 = odd_3[9:5];
  assign x4 = x[7:3];
  assign x5 = odd_5[10:5];
  assign x6 = odd_3[9:4];
  assign x7 = odd_7[10:5];
  assign x10 = odd_5[10:4];
  assign x20 = odd_5[10:3];
  assign x30 = odd_15[11:4];
  assign x31 = odd_31[12:5];
  assign x32 = x;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;
  assign z5 = x[4:0] == 5'd0;

endmodule

// Floored multiples of one input.
module conv_products_6 (
  input wire [7:0] x, output wire [2:0] x1, output wire [3:0] x2, output wire [4:0] x3,
    output wire [4:0] x4, output wire [5:0] x7, output wire [6:0] x9, output wire [6:0] x12,
    output wire [7:0] x20, output wire [7:0] x21, output wire [7:0] x31, output wire [7:0] x32,
    output wire [0:0] z3, output wire [0:0] z4, output wire [0:0] z5
);
  wire [9:0] odd_3;
  ripple_adder #(.W(10)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [10:0] odd_7;
  ripple_adder #(.W(11)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [12:0] odd_21;
  ripple_adder #(.W(13)) add_21 (.a({5'd0, x}),
    .b({odd_5, 2'd0}), .carry_in(1'b0), .sum(odd_21));
  wire [12:0] odd_31;
  ripple_adder #(.W(13)) add_31 (.a({x, 5'd0}),
    .b(~{5'd0, x}), .carry_in(1'b1), .sum(odd_31));
  assign x1 = x[7:5];
  assign x2 = x[7:4];
  assign x3 = odd_3[9:5];
  assign x4 = x[7:3];
  assign x7 = odd_7[10:5];
  assign x9 = odd_9[11:5];
  assign x12 = odd_3[9:3];
  assign x20 = odd_5[10:3];
  assign x21 = odd_21[12:5];
  assign x31 = odd_31[12:5];
  assign x32 = x;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;
  assign z5 = x[4:0] == 5'd0;

endmodule

// Floored multiples of one input.
module conv_products_7 (
  input wire [7:0] x, output wire [2:0] x1, output wire [3:0] x2, output wire [7:0] x20,
    output wire [7:0] x23, output wire [7:0] x24, output wire [7:0] x31, output wire [7:0] x32,
    output wire [0:0] z4, output wire [0:0] z5
);
  wire [9:0] odd_3;
  ripple_adder #(.W(10)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [12:0] odd_23;
  ripple_adder #(.W(13)) add_23 (.a({3'd0, odd_3}),
    .b({odd_5, 2'd0}), .carry_in(1'b0), .sum(odd_23));
  wire [12:0] odd_31;
  ripple_adder #(.W(13)) add_31 (.a({2'd0, x, 3'd0}),
    .b(odd_23), .carry_in(1'b0), .sum(odd_31));
  assign x1 = x[7:5];
  assign x2 = x[7:4];
  assign x20 = odd_5[10:3];
  assign x23 = odd_23[12:5];
  assign x24 = odd_3[9:2];
  assign x31 = odd_31[12:5];
  assign x32 = x;
  assign z4 = x[3:0] == 4'd0;
  assign z5 = x[4:0] == 5'd0;

endmodule

// Floored multiples of one input.
module conv_products_8 (
  input wire [7:0] x, output wire [2:0] x1, output wire [3:0] x2, output wire [4:0] x3,
    output wire [4:0] x4, output wire [5:0] x6, output wire [5:0] x7, output wire [6:0] x9,
    output wire [6:0] x12, output wire [6:0] x15, output wire [7:0] x20, output wire [7:0] x21,
    output wire [7:0] x31, output wire [7:0] x32, output wire [0:0] z3, output wire [0:0] z4,
    output wire [0:0] z5
);
  wire [9:0] odd_3;
  ripple_adder #(.W(10)) add_3 (.a({2'd0, x}),
    .b({1'd0, x, 1'd0}), .carry_in(1'b0), .sum(odd_3));
  wire [10:0] odd_5;
  ripple_adder #(.W(11)) add_5 (.a({3'd0, x}),
    .b({1'd0, x, 2'd0}), .carry_in(1'b0), .sum(odd_5));
  wire [10:0] odd_7;
  ripple_adder #(.W(11)) add_7 (.a({3'd0, x}),
    .b({odd_3, 1'd0}), .carry_in(1'b0), .sum(odd_7));
  wire [11:0] odd_9;
  ripple_adder #(.W(12)) add_9 (.a({4'd0, x}),
    .b({1'd0, x, 3'd0}), .carry_in(1'b0), .sum(odd_9));
  wire [11:0] odd_15;
  ripple_adder #(.W(12)) add_15 (.a({4'd0, x}),
    .b({odd_7, 1'd0}), .carry_in(1'b0), .sum(odd_15));
  wire [12:0] odd_21;
  ripple_adder #(.W(13)) add_21 (.a({5'd0, x}),
    .b({odd_5, 2'd0}), .carry_in(1'b0), .sum(odd_21));
  wire [12:0] odd_31;
  ripple_adder #(.W(13)) add_31 (.a({5'd0, x}),
    .b({odd_15, 1'd0}), .carry_in(1'b0), .sum(odd_31));
  assign x1 = x[7:5];
  assign x2 = x[7:4];
  assign x3 = odd_3[9:5];
  assign x4 = x[7:3];
  assign x6 = odd_3[9:4];
  assign x7 = odd_7[10:5];
  assign x9 = odd_9[11:5];
  assign x12 = odd_3[9:3];
  assign x15 = odd_15[11:5];
  assign x20 = odd_5[10:3];
  assign x21 = odd_21[12:5];
  assign x31 = odd_31[12:5];
  assign x32 = x;
  assign z3 = x[2:0] == 3'd0;
  assign z4 = x[3:0] == 4'd0;
  assign z5 = x[4:0] == 5'd0;

endmodule

// Adds the bias and floored products.
module conv_sum_0 (
  input wire [7:0] tap_0_x20, input wire [7:0] tap_1_x31, input wire [2:0] tap_2_x1,
    input wire [0:0] tap_2_z5, input wire [2:0] tap_3_x1, input wire [0:0] tap_3_z5,
    input wire [2:0] tap_5_x1, input wire [0:0] tap_5_z5, input wire [5:0] tap_6_x7,
    input wire [3:0] tap_7_x2, output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [4:0] total_part_0;
  adder #(.W(5)) total_add_0 (.a({1'd0, tap_7_x2}),
    .b({2'd0, ~tap_2_x1}), .carry_in(tap_2_z5), .sum(total_part_0));
  wire [5:0] total_part_1;
  adder #(.W(6)) total_add_1 (.a({1'd0, total_part_0}),
    .b({3'd0, ~tap_3_x1}), .carry_in(tap_3_z5), .sum(total_part_1));
  wire [6:0] total_part_2;
  adder #(.W(7)) total_add_2 (.a({1'd0, tap_6_x7}),
    .b({4'd0, ~tap_5_x1}), .carry_in(tap_5_z5), .sum(total_part_2));
  wire [7:0] total_part_3;
  adder #(.W(8)) total_add_3 (.a({2'd0, total_part_1}),
    .b({1'd0, total_part_2}), .carry_in(1'b0), .sum(total_part_3));
  wire [8:0] total_part_4;
  adder #(.W(9)) total_add_4 (.a({1'd0, tap_0_x20}),
    .b({1'd0, tap_1_x31}), .carry_in(1'b0), .sum(total_part_4));
  wire [9:0] total_part_5;
  adder #(.W(10)) total_add_5 (.a({2'd0, total_part_3}),
    .b({1'd0, total_part_4}), .carry_in(1'b0), .sum(total_part_5));
  wire [9:0] total_part_6;
  adder #(.W(10)) total_add_6 (.a(10'd1000),
    .b(total_part_5), .carry_in(1'b0), .sum(total_part_6));
  assign total = total_part_6;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(tap_2_z5), .b(tap_3_z5), .c(tap_5_z5), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [2:0] total_sum_1;
  wire [2:0] total_carry_1;
  csa #(.W(3)) total_row_1 (.a(~tap_2_x1), .b(~tap_3_x1), .c(~tap_5_x1), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [7:0] total_sum_2;
  wire [7:0] total_carry_2;
  csa #(.W(8)) total_row_2 (.a({2'd0, tap_6_x7}), .b(tap_0_x20), .c(tap_1_x31),
    .sum(total_sum_2), .carry(total_carry_2));
  wire [8:0] total_sum_3;
  wire [8:0] total_carry_3;
  csa #(.W(9)) total_row_3 (.a({5'd0, tap_7_x2}), .b({5'd0, total_carry_1[2:0], 1'd0}),
    .c({total_carry_2[7:0], 1'd0}), .sum(total_sum_3), .carry(total_carry_3));
  wire [8:0] total_sum_4;
  wire [8:0] total_carry_4;
  csa #(.W(9)) total_row_4 (.a({6'd0, total_sum_1}), .b({1'd0, total_sum_2}),
    .c(total_sum_3), .sum(total_sum_4), .carry(total_carry_4));
  wire [8:0] total_sum_5;
  wire [8:0] total_carry_5;
  csa #(.W(9)) total_row_5 (.a({4'd0, total_carry_3[3:1], 2'd0}), .b(total_sum_4),
    .c({total_carry_4[7:0], 1'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [8:0] total_sum_6;
  wire [8:0] total_carry_6;
  csa #(.W(9)) total_row_6 (.a({8'd0, total_sum_0}), .b({7'd0, total_carry_0[0:0], 1'd0}),
    .c(total_sum_5), .sum(total_sum_6), .carry(total_carry_6));
  wire [9:0] total_sum_7;
  wire [9:0] total_carry_7;
  csa #(.W(10)) total_row_7 (.a({7'd0, total_carry_6[1:0], 1'd0}), .b({1'd0, total_sum_6}),
    .c({total_carry_5[8:1], 2'd0}), .sum(total_sum_7), .carry(total_carry_7));
  wire [9:0] total_sum_8;
  wire [9:0] total_carry_8;
  csa #(.W(10)) total_row_8 (.a(10'd1000), .b(total_sum_7), .c({total_carry_7[8:1], 2'd0}),
    .sum(total_sum_8), .carry(total_carry_8));
  ripple_adder #(.W(10)) total_adder (
    .a(total_sum_8),
    .b({total_carry_8[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_1 (
  input wire [3:0] tap_0_x2, input wire [0:0] tap_0_z4, input wire [7:0] tap_2_x31,
    input wire [4:0] tap_3_x4, input wire [0:0] tap_3_z3, input wire [6:0] tap_4_x13,
    input wire [3:0] tap_5_x2, input wire [0:0] tap_5_z4, input wire [2:0] tap_6_x1,
    input wire [0:0] tap_6_z5, input wire [3:0] tap_7_x2, input wire [3:0] tap_8_x2,
    output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [4:0] total_part_0;
  adder #(.W(5)) total_add_0 (.a({1'd0, tap_7_x2}),
    .b({2'd0, ~tap_6_x1}), .carry_in(tap_0_z4), .sum(total_part_0));
  wire [4:0] total_part_1;
  adder #(.W(5)) total_add_1 (.a({1'd0, tap_8_x2}),
    .b({1'd0, ~tap_0_x2}), .carry_in(tap_3_z3), .sum(total_part_1));
  wire [5:0] total_part_2;
  adder #(.W(6)) total_add_2 (.a({1'd0, total_part_0}),
    .b({2'd0, ~tap_5_x2}), .carry_in(tap_5_z4), .sum(total_part_2));
  wire [5:0] total_part_3;
  adder #(.W(6)) total_add_3 (.a({1'd0, total_part_1}),
    .b({1'd0, ~tap_3_x4}), .carry_in(tap_6_z5), .sum(total_part_3));
  wire [6:0] total_part_4;
  adder #(.W(7)) total_add_4 (.a({1'd0, total_part_2}),
    .b({1'd0, total_part_3}), .carry_in(1'b0), .sum(total_part_4));
  wire [7:0] total_part_5;
  adder #(.W(8)) total_add_5 (.a({1'd0, tap_4_x13}),
    .b({1'd0, total_part_4}), .carry_in(1'b0), .sum(total_part_5));
  wire [8:0] total_part_6;
  adder #(.W(9)) total_add_6 (.a({1'd0, tap_2_x31}),
    .b({1'd0, total_part_5}), .carry_in(1'b0), .sum(total_part_6));
  wire [9:0] total_part_7;
  adder #(.W(10)) total_add_7 (.a({1'd0, total_part_6}),
    .b(10'd948), .carry_in(1'b0), .sum(total_part_7));
  assign total = total_part_7;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(tap_0_z4), .b(tap_3_z3), .c(tap_5_z4), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [3:0] total_sum_1;
  wire [3:0] total_carry_1;
  csa #(.W(4)) total_row_1 (.a(~tap_0_x2), .b(~tap_5_x2), .c(tap_7_x2), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [2:0] total_sum_2;
  wire [2:0] total_carry_2;
  csa #(.W(3)) total_row_2 (.a({2'd0, tap_6_z5}), .b({2'd0, total_sum_0}), .c(~tap_6_x1),
    .sum(total_sum_2), .carry(total_carry_2));
  wire [4:0] total_sum_3;
  wire [4:0] total_carry_3;
  csa #(.W(5)) total_row_3 (.a({1'd0, tap_8_x2}), .b(~tap_3_x4), .c({1'd0, total_sum_1}),
    .sum(total_sum_3), .carry(total_carry_3));
  wire [6:0] total_sum_4;
  wire [6:0] total_carry_4;
  csa #(.W(7)) total_row_4 (.a({5'd0, total_carry_0[0:0], 1'd0}),
    .b({5'd0, total_carry_2[0:0], 1'd0}), .c(tap_4_x13), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [7:0] total_sum_5;
  wire [7:0] total_carry_5;
  csa #(.W(8)) total_row_5 (.a({3'd0, total_carry_1[3:0], 1'd0}),
    .b({3'd0, total_carry_3[3:0], 1'd0}), .c(tap_2_x31), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [5:0] total_sum_6;
  wire [5:0] total_carry_6;
  csa #(.W(6)) total_row_6 (.a({3'd0, total_sum_2}), .b({3'd0, total_carry_4[1:1], 2'd0}),
    .c({total_carry_5[4:1], 2'd0}), .sum(total_sum_6), .carry(total_carry_6));
  wire [7:0] total_sum_7;
  wire [7:0] total_carry_7;
  csa #(.W(8)) total_row_7 (.a({1'd0, total_sum_4}), .b({2'd0, total_sum_6}),
    .c(total_sum_5), .sum(total_sum_7), .carry(total_carry_7));
  wire [7:0] total_sum_8;
  wire [7:0] total_carry_8;
  csa #(.W(8)) total_row_8 (.a({3'd0, total_sum_3}), .b(total_sum_7),
    .c({total_carry_7[6:0], 1'd0}), .sum(total_sum_8), .carry(total_carry_8));
  wire [8:0] total_sum_9;
  wire [8:0] total_carry_9;
  csa #(.W(9)) total_row_9 (.a({5'd0, total_carry_6[2:2], 3'd0}), .b({1'd0, total_sum_8}),
    .c({total_carry_8[7:0], 1'd0}), .sum(total_sum_9), .carry(total_carry_9));
  wire [9:0] total_sum_10;
  wire [9:0] total_carry_10;
  csa #(.W(10)) total_row_10 (.a(10'd948), .b({1'd0, total_sum_9}),
    .c({1'd0, total_carry_9[7:1], 2'd0}), .sum(total_sum_10), .carry(total_carry_10));
  ripple_adder #(.W(10)) total_adder (
    .a(total_sum_10),
    .b({total_carry_10[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_2 (
  input wire [7:0] tap_0_x31, input wire [7:0] tap_1_x24, input wire [7:0] tap_3_x31,
    input wire [7:0] tap_4_x31, input wire [2:0] tap_5_x1, input wire [5:0] tap_6_x7,
    input wire [2:0] tap_7_x1, output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [3:0] total_part_0;
  adder #(.W(4)) total_add_0 (.a({1'd0, tap_5_x1}),
    .b({1'd0, tap_7_x1}), .carry_in(1'b0), .sum(total_part_0));
  wire [6:0] total_part_1;
  adder #(.W(7)) total_add_1 (.a({3'd0, total_part_0}),
    .b({1'd0, tap_6_x7}), .carry_in(1'b0), .sum(total_part_1));
  wire [8:0] total_part_2;
  adder #(.W(9)) total_add_2 (.a({2'd0, total_part_1}),
    .b({1'd0, tap_0_x31}), .carry_in(1'b0), .sum(total_part_2));
  wire [8:0] total_part_3;
  adder #(.W(9)) total_add_3 (.a({1'd0, tap_1_x24}),
    .b({1'd0, tap_3_x31}), .carry_in(1'b0), .sum(total_part_3));
  wire [9:0] total_part_4;
  adder #(.W(10)) total_add_4 (.a({2'd0, tap_4_x31}),
    .b({1'd0, total_part_2}), .carry_in(1'b0), .sum(total_part_4));
  wire [9:0] total_part_5;
  adder #(.W(10)) total_add_5 (.a({1'd0, total_part_3}),
    .b(total_part_4), .carry_in(1'b0), .sum(total_part_5));
  assign total = total_part_5;
`else
  wire [5:0] total_sum_0;
  wire [5:0] total_carry_0;
  csa #(.W(6)) total_row_0 (.a({3'd0, tap_5_x1}), .b({3'd0, tap_7_x1}), .c(tap_6_x7),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a(tap_0_x31), .b(tap_1_x24), .c(tap_3_x31), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [8:0] total_sum_2;
  wire [8:0] total_carry_2;
  csa #(.W(9)) total_row_2 (.a({1'd0, tap_4_x31}), .b({1'd0, total_sum_1}),
    .c({total_carry_1[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  wire [8:0] total_sum_3;
  wire [8:0] total_carry_3;
  csa #(.W(9)) total_row_3 (.a({5'd0, total_carry_0[2:0], 1'd0}), .b({3'd0, total_sum_0}),
    .c({total_carry_2[7:0], 1'd0}), .sum(total_sum_3), .carry(total_carry_3));
  wire [8:0] total_sum_4;
  wire [8:0] total_carry_4;
  csa #(.W(9)) total_row_4 (.a({2'd0, total_carry_3[5:1], 2'd0}), .b(total_sum_2),
    .c(total_sum_3), .sum(total_sum_4), .carry(total_carry_4));
  ripple_adder #(.W(10)) total_adder (
    .a({1'd0, total_sum_4}),
    .b({total_carry_4[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_3 (
  input wire [6:0] tap_0_x9, input wire [7:0] tap_1_x20, input wire [4:0] tap_2_x3,
    input wire [5:0] tap_3_x6, input wire [7:0] tap_4_x31, input wire [6:0] tap_5_x10,
    input wire [4:0] tap_6_x3, input wire [3:0] tap_7_x2, input wire [2:0] tap_8_x1,
    output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [4:0] total_part_0;
  adder #(.W(5)) total_add_0 (.a({2'd0, tap_8_x1}),
    .b({1'd0, tap_7_x2}), .carry_in(1'b0), .sum(total_part_0));
  wire [5:0] total_part_1;
  adder #(.W(6)) total_add_1 (.a({1'd0, tap_2_x3}),
    .b({1'd0, tap_6_x3}), .carry_in(1'b0), .sum(total_part_1));
  wire [6:0] total_part_2;
  adder #(.W(7)) total_add_2 (.a({2'd0, total_part_0}),
    .b({1'd0, tap_3_x6}), .carry_in(1'b0), .sum(total_part_2));
  wire [7:0] total_part_3;
  adder #(.W(8)) total_add_3 (.a({2'd0, total_part_1}),
    .b({1'd0, tap_0_x9}), .carry_in(1'b0), .sum(total_part_3));
  wire [7:0] total_part_4;
  adder #(.W(8)) total_add_4 (.a({1'd0, tap_5_x10}),
    .b({1'd0, total_part_2}), .carry_in(1'b0), .sum(total_part_4));
  wire [8:0] total_part_5;
  adder #(.W(9)) total_add_5 (.a({1'd0, tap_1_x20}),
    .b({1'd0, tap_4_x31}), .carry_in(1'b0), .sum(total_part_5));
  wire [8:0] total_part_6;
  adder #(.W(9)) total_add_6 (.a({1'd0, total_part_3}),
    .b({1'd0, total_part_4}), .carry_in(1'b0), .sum(total_part_6));
  wire [9:0] total_part_7;
  adder #(.W(10)) total_add_7 (.a({1'd0, total_part_5}),
    .b({1'd0, total_part_6}), .carry_in(1'b0), .sum(total_part_7));
  wire [10:0] total_part_8;
  adder #(.W(11)) total_add_8 (.a({1'd0, total_part_7}),
    .b(11'd2040), .carry_in(1'b0), .sum(total_part_8));
  assign total = total_part_8;
`else
  wire [5:0] total_sum_0;
  wire [5:0] total_carry_0;
  csa #(.W(6)) total_row_0 (.a({1'd0, tap_2_x3}), .b({1'd0, tap_6_x3}), .c(tap_3_x6),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a({1'd0, tap_0_x9}), .b({1'd0, tap_5_x10}), .c(tap_1_x20),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [7:0] total_sum_2;
  wire [7:0] total_carry_2;
  csa #(.W(8)) total_row_2 (.a({2'd0, total_sum_0}), .b({2'd0, total_carry_0[4:0], 1'd0}),
    .c({total_carry_1[6:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  wire [7:0] total_sum_3;
  wire [7:0] total_carry_3;
  csa #(.W(8)) total_row_3 (.a(tap_4_x31), .b(total_sum_1), .c(total_sum_2),
    .sum(total_sum_3), .carry(total_carry_3));
  wire [7:0] total_sum_4;
  wire [7:0] total_carry_4;
  csa #(.W(8)) total_row_4 (.a({5'd0, tap_8_x1}), .b({4'd0, tap_7_x2}), .c(total_sum_3),
    .sum(total_sum_4), .carry(total_carry_4));
  wire [8:0] total_sum_5;
  wire [8:0] total_carry_5;
  csa #(.W(9)) total_row_5 (.a({2'd0, total_carry_2[5:1], 2'd0}), .b({1'd0, total_sum_4}),
    .c({total_carry_3[7:0], 1'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [8:0] total_sum_6;
  wire [8:0] total_carry_6;
  csa #(.W(9)) total_row_6 (.a({4'd0, total_carry_4[3:0], 1'd0}), .b(total_sum_5),
    .c({total_carry_5[7:1], 2'd0}), .sum(total_sum_6), .carry(total_carry_6));
  wire [10:0] total_sum_7;
  wire [10:0] total_carry_7;
  csa #(.W(11)) total_row_7 (.a(11'd2040), .b({2'd0, total_sum_6}),
    .c({1'd0, total_carry_6[8:1], 2'd0}), .sum(total_sum_7), .carry(total_carry_7));
  ripple_adder #(.W(11)) total_adder (
    .a(total_sum_7),
    .b({total_carry_7[9:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_4 (
  input wire [4:0] tap_0_x4, input wire [0:0] tap_0_z3, input wire [3:0] tap_1_x2,
    input wire [0:0] tap_1_z4, input wire [2:0] tap_2_x1, input wire [0:0] tap_2_z5,
    input wire [4:0] tap_3_x3, input wire [0:0] tap_3_z5, input wire [7:0] tap_4_x18,
    input wire [4:0] tap_5_x3, input wire [0:0] tap_5_z5, input wire [7:0] tap_6_x31,
    input wire [2:0] tap_8_x1, output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [3:0] total_part_0;
  adder #(.W(4)) total_add_0 (.a({1'd0, tap_8_x1}),
    .b({1'd0, ~tap_2_x1}), .carry_in(tap_0_z3), .sum(total_part_0));
  wire [4:0] total_part_1;
  adder #(.W(5)) total_add_1 (.a({1'd0, total_part_0}),
    .b({1'd0, ~tap_1_x2}), .carry_in(tap_1_z4), .sum(total_part_1));
  wire [5:0] total_part_2;
  adder #(.W(6)) total_add_2 (.a({1'd0, total_part_1}),
    .b({1'd0, ~tap_0_x4}), .carry_in(tap_2_z5), .sum(total_part_2));
  wire [6:0] total_part_3;
  adder #(.W(7)) total_add_3 (.a({1'd0, total_part_2}),
    .b({2'd0, ~tap_3_x3}), .carry_in(tap_3_z5), .sum(total_part_3));
  wire [7:0] total_part_4;
  adder #(.W(8)) total_add_4 (.a({1'd0, total_part_3}),
    .b({3'd0, ~tap_5_x3}), .carry_in(tap_5_z5), .sum(total_part_4));
  wire [8:0] total_part_5;
  adder #(.W(9)) total_add_5 (.a({1'd0, tap_4_x18}),
    .b({1'd0, tap_6_x31}), .carry_in(1'b0), .sum(total_part_5));
  wire [9:0] total_part_6;
  adder #(.W(10)) total_add_6 (.a({2'd0, total_part_4}),
    .b({1'd0, total_part_5}), .carry_in(1'b0), .sum(total_part_6));
  wire [9:0] total_part_7;
  adder #(.W(10)) total_add_7 (.a(10'd900),
    .b(total_part_6), .carry_in(1'b0), .sum(total_part_7));
  assign total = total_part_7;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(tap_0_z3), .b(tap_1_z4), .c(tap_2_z5), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [2:0] total_sum_1;
  wire [2:0] total_carry_1;
  csa #(.W(3)) total_row_1 (.a({2'd0, tap_3_z5}), .b({2'd0, tap_5_z5}), .c(~tap_2_x1),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [3:0] total_sum_2;
  wire [3:0] total_carry_2;
  csa #(.W(4)) total_row_2 (.a({1'd0, tap_8_x1}), .b(~tap_1_x2), .c({1'd0, total_sum_1}),
    .sum(total_sum_2), .carry(total_carry_2));
  wire [4:0] total_sum_3;
  wire [4:0] total_carry_3;
  csa #(.W(5)) total_row_3 (.a(~tap_0_x4), .b(~tap_3_x3), .c(~tap_5_x3), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [7:0] total_sum_4;
  wire [7:0] total_carry_4;
  csa #(.W(8)) total_row_4 (.a({6'd0, total_carry_0[0:0], 1'd0}),
    .b({6'd0, total_carry_1[0:0], 1'd0}), .c(tap_4_x18), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [5:0] total_sum_5;
  wire [5:0] total_carry_5;
  csa #(.W(6)) total_row_5 (.a({2'd0, total_sum_2}), .b({2'd0, total_carry_2[2:0], 1'd0}),
    .c({total_carry_3[4:0], 1'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [7:0] total_sum_6;
  wire [7:0] total_carry_6;
  csa #(.W(8)) total_row_6 (.a({3'd0, total_sum_3}), .b(tap_6_x31), .c({2'd0, total_sum_5}),
    .sum(total_sum_6), .carry(total_carry_6));
  wire [7:0] total_sum_7;
  wire [7:0] total_carry_7;
  csa #(.W(8)) total_row_7 (.a(total_sum_4), .b({1'd0, total_carry_6[5:0], 1'd0}),
    .c(total_sum_6), .sum(total_sum_7), .carry(total_carry_7));
  wire [8:0] total_sum_8;
  wire [8:0] total_carry_8;
  csa #(.W(9)) total_row_8 (.a({4'd0, total_carry_5[3:1], 2'd0}), .b({1'd0, total_sum_7}),
    .c({total_carry_7[7:0], 1'd0}), .sum(total_sum_8), .carry(total_carry_8));
  wire [8:0] total_sum_9;
  wire [8:0] total_carry_9;
  csa #(.W(9)) total_row_9 (.a({6'd0, total_carry_4[1:1], 2'd0}), .b(total_sum_8),
    .c({total_carry_8[7:1], 2'd0}), .sum(total_sum_9), .carry(total_carry_9));
  wire [9:0] total_sum_10;
  wire [9:0] total_carry_10;
  csa #(.W(10)) total_row_10 (.a({9'd0, total_sum_0}), .b({1'd0, total_sum_9}),
    .c({total_carry_9[8:2], 3'd0}), .sum(total_sum_10), .carry(total_carry_10));
  wire [9:0] total_sum_11;
  wire [9:0] total_carry_11;
  csa #(.W(10)) total_row_11 (.a(10'd900), .b(total_sum_10), .c({total_carry_10[8:0], 1'd0}),
    .sum(total_sum_11), .carry(total_carry_11));
  ripple_adder #(.W(10)) total_adder (
    .a(total_sum_11),
    .b({total_carry_11[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_5 (
  input wire [7:0] tap_0_x21, input wire [7:0] tap_1_x31, input wire [6:0] tap_2_x15,
    input wire [7:0] tap_3_x20, input wire [7:0] tap_4_x31, input wire [6:0] tap_5_x10,
    input wire [4:0] tap_6_x4, input wire [7:0] tap_7_x23, input wire [5:0] tap_8_x6,
    output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [6:0] total_part_0;
  adder #(.W(7)) total_add_0 (.a({2'd0, tap_6_x4}),
    .b({1'd0, tap_8_x6}), .carry_in(1'b0), .sum(total_part_0));
  wire [7:0] total_part_1;
  adder #(.W(8)) total_add_1 (.a({1'd0, tap_2_x15}),
    .b({1'd0, tap_5_x10}), .carry_in(1'b0), .sum(total_part_1));
  wire [8:0] total_part_2;
  adder #(.W(9)) total_add_2 (.a({2'd0, total_part_0}),
    .b({1'd0, tap_0_x21}), .carry_in(1'b0), .sum(total_part_2));
  wire [8:0] total_part_3;
  adder #(.W(9)) total_add_3 (.a({1'd0, tap_1_x31}),
    .b({1'd0, tap_3_x20}), .carry_in(1'b0), .sum(total_part_3));
  wire [8:0] total_part_4;
  adder #(.W(9)) total_add_4 (.a({1'd0, tap_4_x31}),
    .b({1'd0, tap_7_x23}), .carry_in(1'b0), .sum(total_part_4));
  wire [9:0] total_part_5;
  adder #(.W(10)) total_add_5 (.a({2'd0, total_part_1}),
    .b({1'd0, total_part_2}), .carry_in(1'b0), .sum(total_part_5));
  wire [9:0] total_part_6;
  adder #(.W(10)) total_add_6 (.a({1'd0, total_part_3}),
    .b({1'd0, total_part_4}), .carry_in(1'b0), .sum(total_part_6));
  wire [10:0] total_part_7;
  adder #(.W(11)) total_add_7 (.a({1'd0, total_part_5}),
    .b({1'd0, total_part_6}), .carry_in(1'b0), .sum(total_part_7));
  assign total = total_part_7;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a({1'd0, tap_2_x15}), .b({1'd0, tap_5_x10}), .c(tap_0_x21),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a(tap_1_x31), .b(tap_3_x20), .c(tap_4_x31), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [7:0] total_sum_2;
  wire [7:0] total_carry_2;
  csa #(.W(8)) total_row_2 (.a(tap_7_x23), .b(total_sum_0), .c(total_sum_1),
    .sum(total_sum_2), .carry(total_carry_2));
  wire [8:0] total_sum_3;
  wire [8:0] total_carry_3;
  csa #(.W(9)) total_row_3 (.a({1'd0, total_carry_0[6:0], 1'd0}), .b({1'd0, total_sum_2}),
    .c({total_carry_1[7:0], 1'd0}), .sum(total_sum_3), .carry(total_carry_3));
  wire [8:0] total_sum_4;
  wire [8:0] total_carry_4;
  csa #(.W(9)) total_row_4 (.a({total_carry_2[7:0], 1'd0}), .b(total_sum_3),
    .c({total_carry_3[7:1], 2'd0}), .sum(total_sum_4), .carry(total_carry_4));
  wire [8:0] total_sum_5;
  wire [8:0] total_carry_5;
  csa #(.W(9)) total_row_5 (.a({4'd0, tap_6_x4}), .b({3'd0, tap_8_x6}), .c(total_sum_4),
    .sum(total_sum_5), .carry(total_carry_5));
  wire [9:0] total_sum_6;
  wire [9:0] total_carry_6;
  csa #(.W(10)) total_row_6 (.a({3'd0, total_carry_5[5:0], 1'd0}), .b({1'd0, total_sum_5}),
    .c({total_carry_4[8:1], 2'd0}), .sum(total_sum_6), .carry(total_carry_6));
  ripple_adder #(.W(11)) total_adder (
    .a({1'd0, total_sum_6}),
    .b({1'd0, total_carry_6[8:1], 2'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_6 (
  input wire [6:0] tap_0_x12, input wire [7:0] tap_1_x23, input wire [6:0] tap_2_x15,
    input wire [7:0] tap_3_x30, input wire [6:0] tap_4_x15, input wire [5:0] tap_5_x7,
    input wire [5:0] tap_6_x7, input wire [3:0] tap_7_x2, input wire [3:0] tap_8_x2,
    output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [4:0] total_part_0;
  adder #(.W(5)) total_add_0 (.a({1'd0, tap_7_x2}),
    .b({1'd0, tap_8_x2}), .carry_in(1'b0), .sum(total_part_0));
  wire [6:0] total_part_1;
  adder #(.W(7)) total_add_1 (.a({2'd0, total_part_0}),
    .b({1'd0, tap_5_x7}), .carry_in(1'b0), .sum(total_part_1));
  wire [7:0] total_part_2;
  adder #(.W(8)) total_add_2 (.a({2'd0, tap_6_x7}),
    .b({1'd0, tap_0_x12}), .carry_in(1'b0), .sum(total_part_2));
  wire [7:0] total_part_3;
  adder #(.W(8)) total_add_3 (.a({1'd0, tap_2_x15}),
    .b({1'd0, tap_4_x15}), .carry_in(1'b0), .sum(total_part_3));
  wire [8:0] total_part_4;
  adder #(.W(9)) total_add_4 (.a({2'd0, total_part_1}),
    .b({1'd0, tap_1_x23}), .carry_in(1'b0), .sum(total_part_4));
  wire [8:0] total_part_5;
  adder #(.W(9)) total_add_5 (.a({1'd0, tap_3_x30}),
    .b({1'd0, total_part_2}), .carry_in(1'b0), .sum(total_part_5));
  wire [9:0] total_part_6;
  adder #(.W(10)) total_add_6 (.a({2'd0, total_part_3}),
    .b({1'd0, total_part_4}), .carry_in(1'b0), .sum(total_part_6));
  wire [10:0] total_part_7;
  adder #(.W(11)) total_add_7 (.a({2'd0, total_part_5}),
    .b({1'd0, total_part_6}), .carry_in(1'b0), .sum(total_part_7));
  wire [10:0] total_part_8;
  adder #(.W(11)) total_add_8 (.a(11'd2040),
    .b(total_part_7), .carry_in(1'b0), .sum(total_part_8));
  assign total = total_part_8;
`else
  wire [5:0] total_sum_0;
  wire [5:0] total_carry_0;
  csa #(.W(6)) total_row_0 (.a({2'd0, tap_7_x2}), .b({2'd0, tap_8_x2}), .c(tap_5_x7),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [6:0] total_sum_1;
  wire [6:0] total_carry_1;
  csa #(.W(7)) total_row_1 (.a(tap_0_x12), .b(tap_2_x15), .c(tap_4_x15), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [7:0] total_sum_2;
  wire [7:0] total_carry_2;
  csa #(.W(8)) total_row_2 (.a({2'd0, tap_6_x7}), .b({2'd0, total_sum_0}), .c(tap_1_x23),
    .sum(total_sum_2), .carry(total_carry_2));
  wire [7:0] total_sum_3;
  wire [7:0] total_carry_3;
  csa #(.W(8)) total_row_3 (.a({1'd0, total_sum_1}), .b({total_carry_1[6:0], 1'd0}),
    .c({1'd0, total_carry_2[5:0], 1'd0}), .sum(total_sum_3), .carry(total_carry_3));
  wire [7:0] total_sum_4;
  wire [7:0] total_carry_4;
  csa #(.W(8)) total_row_4 (.a(tap_3_x30), .b(total_sum_2), .c(total_sum_3),
    .sum(total_sum_4), .carry(total_carry_4));
  wire [8:0] total_sum_5;
  wire [8:0] total_carry_5;
  csa #(.W(9)) total_row_5 (.a({1'd0, total_carry_3[6:1], 2'd0}), .b({1'd0, total_sum_4}),
    .c({total_carry_4[7:0], 1'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [8:0] total_sum_6;
  wire [8:0] total_carry_6;
  csa #(.W(9)) total_row_6 (.a({4'd0, total_carry_0[3:0], 1'd0}), .b(total_sum_5),
    .c({total_carry_5[7:1], 2'd0}), .sum(total_sum_6), .carry(total_carry_6));
  wire [10:0] total_sum_7;
  wire [10:0] total_carry_7;
  csa #(.W(11)) total_row_7 (.a(11'd2040), .b({2'd0, total_sum_6}),
    .c({1'd0, total_carry_6[8:1], 2'd0}), .sum(total_sum_7), .carry(total_carry_7));
  ripple_adder #(.W(11)) total_adder (
    .a(total_sum_7),
    .b({total_carry_7[9:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_7 (
  input wire [7:0] tap_0_x32, input wire [7:0] tap_1_x32, input wire [4:0] tap_2_x4,
    input wire [0:0] tap_2_z3, input wire [7:0] tap_3_x32, input wire [7:0] tap_4_x32,
    input wire [5:0] tap_5_x5, input wire [0:0] tap_5_z5, input wire [4:0] tap_6_x3,
    input wire [0:0] tap_6_z5, input wire [2:0] tap_7_x1, input wire [0:0] tap_7_z5,
    output wire [11:0] sum
);
  wire [11:0] total;
`ifdef CARRY_CHAINS
  wire [11:0] total_part_0;
  adder #(.W(12)) total_add_0 (.a(12'd2956),
    .b({9'd0, ~tap_7_x1}), .carry_in(tap_2_z3), .sum(total_part_0));
  wire [11:0] total_part_1;
  adder #(.W(12)) total_add_1 (.a(total_part_0),
    .b({7'd0, ~tap_2_x4}), .carry_in(tap_5_z5), .sum(total_part_1));
  wire [11:0] total_part_2;
  adder #(.W(12)) total_add_2 (.a(total_part_1),
    .b({7'd0, ~tap_6_x3}), .carry_in(tap_6_z5), .sum(total_part_2));
  wire [11:0] total_part_3;
  adder #(.W(12)) total_add_3 (.a(total_part_2),
    .b({6'd0, ~tap_5_x5}), .carry_in(tap_7_z5), .sum(total_part_3));
  wire [11:0] total_part_4;
  adder #(.W(12)) total_add_4 (.a(total_part_3),
    .b({4'd0, ~tap_0_x32}), .carry_in(1'b0), .sum(total_part_4));
  wire [11:0] total_part_5;
  adder #(.W(12)) total_add_5 (.a(total_part_4),
    .b({4'd0, ~tap_1_x32}), .carry_in(1'b0), .sum(total_part_5));
  wire [11:0] total_part_6;
  adder #(.W(12)) total_add_6 (.a(total_part_5),
    .b({4'd0, ~tap_3_x32}), .carry_in(1'b0), .sum(total_part_6));
  wire [11:0] total_part_7;
  adder #(.W(12)) total_add_7 (.a(total_part_6),
    .b({4'd0, ~tap_4_x32}), .carry_in(1'b0), .sum(total_part_7));
  assign total = total_part_7;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(tap_2_z3), .b(tap_5_z5), .c(tap_6_z5), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [5:0] total_sum_1;
  wire [5:0] total_carry_1;
  csa #(.W(6)) total_row_1 (.a({1'd0, ~tap_2_x4}), .b({1'd0, ~tap_6_x3}), .c(~tap_5_x5),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [2:0] total_sum_2;
  wire [2:0] total_carry_2;
  csa #(.W(3)) total_row_2 (.a({2'd0, tap_7_z5}), .b({2'd0, total_sum_0}), .c(~tap_7_x1),
    .sum(total_sum_2), .carry(total_carry_2));
  wire [7:0] total_sum_3;
  wire [7:0] total_carry_3;
  csa #(.W(8)) total_row_3 (.a(~tap_0_x32), .b(~tap_1_x32), .c(~tap_3_x32),
    .sum(total_sum_3), .carry(total_carry_3));
  wire [7:0] total_sum_4;
  wire [7:0] total_carry_4;
  csa #(.W(8)) total_row_4 (.a({6'd0, total_carry_0[0:0], 1'd0}),
    .b({6'd0, total_carry_2[0:0], 1'd0}), .c(~tap_4_x32), .sum(total_sum_4),
    .carry(total_carry_4));
  wire [8:0] total_sum_5;
  wire [8:0] total_carry_5;
  csa #(.W(9)) total_row_5 (.a({3'd0, total_sum_1}), .b({3'd0, total_carry_1[4:0], 1'd0}),
    .c({total_carry_3[7:0], 1'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [8:0] total_sum_6;
  wire [8:0] total_carry_6;
  csa #(.W(9)) total_row_6 (.a({1'd0, total_sum_3}), .b({1'd0, total_sum_4}),
    .c(total_sum_5), .sum(total_sum_6), .carry(total_carry_6));
  wire [6:0] total_sum_7;
  wire [6:0] total_carry_7;
  csa #(.W(7)) total_row_7 (.a({4'd0, total_sum_2}), .b({4'd0, total_carry_4[1:1], 2'd0}),
    .c({total_carry_5[5:1], 2'd0}), .sum(total_sum_7), .carry(total_carry_7));
  wire [8:0] total_sum_8;
  wire [8:0] total_carry_8;
  csa #(.W(9)) total_row_8 (.a({2'd0, total_sum_7}), .b(total_sum_6),
    .c({total_carry_6[7:0], 1'd0}), .sum(total_sum_8), .carry(total_carry_8));
  wire [9:0] total_sum_9;
  wire [9:0] total_carry_9;
  csa #(.W(10)) total_row_9 (.a({6'd0, total_carry_7[2:2], 3'd0}), .b({1'd0, total_sum_8}),
    .c({total_carry_8[8:0], 1'd0}), .sum(total_sum_9), .carry(total_carry_9));
  wire [11:0] total_sum_10;
  wire [11:0] total_carry_10;
  csa #(.W(12)) total_row_10 (.a(12'd2956), .b({2'd0, total_sum_9}),
    .c({2'd0, total_carry_9[8:1], 2'd0}), .sum(total_sum_10), .carry(total_carry_10));
  ripple_adder #(.W(12)) total_adder (
    .a(total_sum_10),
    .b({1'd0, total_carry_10[9:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_8 (
  input wire [7:0] tap_0_x20, input wire [7:0] tap_1_x31, input wire [2:0] tap_3_x1,
    input wire [0:0] tap_3_z5, input wire [5:0] tap_6_x7, input wire [3:0] tap_7_x2,
    output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [4:0] total_part_0;
  adder #(.W(5)) total_add_0 (.a({1'd0, tap_7_x2}),
    .b({2'd0, ~tap_3_x1}), .carry_in(tap_3_z5), .sum(total_part_0));
  wire [6:0] total_part_1;
  adder #(.W(7)) total_add_1 (.a({2'd0, total_part_0}),
    .b({1'd0, tap_6_x7}), .carry_in(1'b0), .sum(total_part_1));
  wire [8:0] total_part_2;
  adder #(.W(9)) total_add_2 (.a({2'd0, total_part_1}),
    .b({1'd0, tap_0_x20}), .carry_in(1'b0), .sum(total_part_2));
  wire [9:0] total_part_3;
  adder #(.W(10)) total_add_3 (.a({2'd0, tap_1_x31}),
    .b({1'd0, total_part_2}), .carry_in(1'b0), .sum(total_part_3));
  wire [9:0] total_part_4;
  adder #(.W(10)) total_add_4 (.a(10'd1016),
    .b(total_part_3), .carry_in(1'b0), .sum(total_part_4));
  assign total = total_part_4;
`else
  wire [5:0] total_sum_0;
  wire [5:0] total_carry_0;
  csa #(.W(6)) total_row_0 (.a({3'd0, ~tap_3_x1}), .b({2'd0, tap_7_x2}), .c(tap_6_x7),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a({2'd0, total_sum_0}), .b(tap_0_x20), .c(tap_1_x31),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [8:0] total_sum_2;
  wire [8:0] total_carry_2;
  csa #(.W(9)) total_row_2 (.a({4'd0, total_carry_0[3:0], 1'd0}), .b({1'd0, total_sum_1}),
    .c({total_carry_1[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  wire [8:0] total_sum_3;
  wire [8:0] total_carry_3;
  csa #(.W(9)) total_row_3 (.a({8'd0, tap_3_z5}), .b(total_sum_2),
    .c({total_carry_2[7:1], 2'd0}), .sum(total_sum_3), .carry(total_carry_3));
  wire [9:0] total_sum_4;
  wire [9:0] total_carry_4;
  csa #(.W(10)) total_row_4 (.a(10'd1016), .b({1'd0, total_sum_3}),
    .c({total_carry_3[8:0], 1'd0}), .sum(total_sum_4), .carry(total_carry_4));
  ripple_adder #(.W(10)) total_adder (
    .a(total_sum_4),
    .b({total_carry_4[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_9 (
  input wire [3:0] tap_0_x2, input wire [0:0] tap_0_z4, input wire [4:0] tap_3_x4,
    input wire [0:0] tap_3_z3, input wire [6:0] tap_4_x13, input wire [2:0] tap_6_x1,
    input wire [0:0] tap_6_z5, input wire [3:0] tap_7_x2, output wire [7:0] sum
);
  wire [7:0] total;
`ifdef CARRY_CHAINS
  wire [4:0] total_part_0;
  adder #(.W(5)) total_add_0 (.a({1'd0, tap_7_x2}),
    .b({2'd0, ~tap_6_x1}), .carry_in(tap_0_z4), .sum(total_part_0));
  wire [5:0] total_part_1;
  adder #(.W(6)) total_add_1 (.a({1'd0, total_part_0}),
    .b({2'd0, ~tap_0_x2}), .carry_in(tap_3_z3), .sum(total_part_1));
  wire [6:0] total_part_2;
  adder #(.W(7)) total_add_2 (.a({1'd0, total_part_1}),
    .b({2'd0, ~tap_3_x4}), .carry_in(tap_6_z5), .sum(total_part_2));
  wire [7:0] total_part_3;
  adder #(.W(8)) total_add_3 (.a({1'd0, tap_4_x13}),
    .b({1'd0, total_part_2}), .carry_in(1'b0), .sum(total_part_3));
  wire [7:0] total_part_4;
  adder #(.W(8)) total_add_4 (.a(8'd196),
    .b(total_part_3), .carry_in(1'b0), .sum(total_part_4));
  assign total = total_part_4;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(tap_0_z4), .b(tap_3_z3), .c(tap_6_z5), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [4:0] total_sum_1;
  wire [4:0] total_carry_1;
  csa #(.W(5)) total_row_1 (.a({1'd0, ~tap_0_x2}), .b({1'd0, tap_7_x2}), .c(~tap_3_x4),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [6:0] total_sum_2;
  wire [6:0] total_carry_2;
  csa #(.W(7)) total_row_2 (.a({2'd0, total_sum_1}), .b({2'd0, total_carry_1[3:0], 1'd0}),
    .c(tap_4_x13), .sum(total_sum_2), .carry(total_carry_2));
  wire [5:0] total_sum_3;
  wire [5:0] total_carry_3;
  csa #(.W(6)) total_row_3 (.a({3'd0, ~tap_6_x1}), .b({4'd0, total_carry_0[0:0], 1'd0}),
    .c({total_carry_2[4:0], 1'd0}), .sum(total_sum_3), .carry(total_carry_3));
  wire [6:0] total_sum_4;
  wire [6:0] total_carry_4;
  csa #(.W(7)) total_row_4 (.a({3'd0, total_carry_3[2:1], 2'd0}), .b(total_sum_2),
    .c({1'd0, total_sum_3}), .sum(total_sum_4), .carry(total_carry_4));
  wire [6:0] total_sum_5;
  wire [6:0] total_carry_5;
  csa #(.W(7)) total_row_5 (.a({6'd0, total_sum_0}), .b(total_sum_4),
    .c({total_carry_4[5:0], 1'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [7:0] total_sum_6;
  wire [7:0] total_carry_6;
  csa #(.W(8)) total_row_6 (.a(8'd196), .b({1'd0, total_sum_5}),
    .c({total_carry_5[6:0], 1'd0}), .sum(total_sum_6), .carry(total_carry_6));
  ripple_adder #(.W(8)) total_adder (
    .a(total_sum_6),
    .b({total_carry_6[6:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_10 (
  input wire [7:0] tap_0_x31, input wire [7:0] tap_1_x24, input wire [7:0] tap_3_x31,
    input wire [7:0] tap_4_x31, input wire [5:0] tap_6_x7, input wire [2:0] tap_7_x1,
    output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [6:0] total_part_0;
  adder #(.W(7)) total_add_0 (.a({4'd0, tap_7_x1}),
    .b({1'd0, tap_6_x7}), .carry_in(1'b0), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a({2'd0, total_part_0}),
    .b({1'd0, tap_0_x31}), .carry_in(1'b0), .sum(total_part_1));
  wire [8:0] total_part_2;
  adder #(.W(9)) total_add_2 (.a({1'd0, tap_1_x24}),
    .b({1'd0, tap_3_x31}), .carry_in(1'b0), .sum(total_part_2));
  wire [9:0] total_part_3;
  adder #(.W(10)) total_add_3 (.a({2'd0, tap_4_x31}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_3));
  wire [9:0] total_part_4;
  adder #(.W(10)) total_add_4 (.a({1'd0, total_part_2}),
    .b(total_part_3), .carry_in(1'b0), .sum(total_part_4));
  assign total = total_part_4;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a(tap_0_x31), .b(tap_1_x24), .c(tap_3_x31), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [8:0] total_sum_1;
  wire [8:0] total_carry_1;
  csa #(.W(9)) total_row_1 (.a({1'd0, tap_4_x31}), .b({1'd0, total_sum_0}),
    .c({total_carry_0[7:0], 1'd0}), .sum(total_sum_1), .carry(total_carry_1));
  wire [8:0] total_sum_2;
  wire [8:0] total_carry_2;
  csa #(.W(9)) total_row_2 (.a({3'd0, tap_6_x7}), .b(total_sum_1),
    .c({total_carry_1[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  wire [9:0] total_sum_3;
  wire [9:0] total_carry_3;
  csa #(.W(10)) total_row_3 (.a({7'd0, tap_7_x1}), .b({1'd0, total_sum_2}),
    .c({total_carry_2[8:0], 1'd0}), .sum(total_sum_3), .carry(total_carry_3));
  ripple_adder #(.W(10)) total_adder (
    .a(total_sum_3),
    .b({total_carry_3[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_11 (
  input wire [6:0] tap_0_x9, input wire [7:0] tap_1_x20, input wire [5:0] tap_3_x6,
    input wire [7:0] tap_4_x31, input wire [4:0] tap_6_x3, input wire [3:0] tap_7_x2,
    output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [5:0] total_part_0;
  adder #(.W(6)) total_add_0 (.a({2'd0, tap_7_x2}),
    .b({1'd0, tap_6_x3}), .carry_in(1'b0), .sum(total_part_0));
  wire [6:0] total_part_1;
  adder #(.W(7)) total_add_1 (.a({1'd0, tap_3_x6}),
    .b({1'd0, total_part_0}), .carry_in(1'b0), .sum(total_part_1));
  wire [7:0] total_part_2;
  adder #(.W(8)) total_add_2 (.a({1'd0, tap_0_x9}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_2));
  wire [8:0] total_part_3;
  adder #(.W(9)) total_add_3 (.a({1'd0, tap_1_x20}),
    .b({1'd0, tap_4_x31}), .carry_in(1'b0), .sum(total_part_3));
  wire [9:0] total_part_4;
  adder #(.W(10)) total_add_4 (.a({2'd0, total_part_2}),
    .b({1'd0, total_part_3}), .carry_in(1'b0), .sum(total_part_4));
  wire [10:0] total_part_5;
  adder #(.W(11)) total_add_5 (.a({1'd0, total_part_4}),
    .b(11'd2040), .carry_in(1'b0), .sum(total_part_5));
  assign total = total_part_5;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a({1'd0, tap_0_x9}), .b(tap_1_x20), .c(tap_4_x31),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a({3'd0, tap_6_x3}), .b({2'd0, tap_3_x6}), .c(total_sum_0),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [8:0] total_sum_2;
  wire [8:0] total_carry_2;
  csa #(.W(9)) total_row_2 (.a({2'd0, total_carry_1[5:0], 1'd0}), .b({1'd0, total_sum_1}),
    .c({total_carry_0[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  wire [8:0] total_sum_3;
  wire [8:0] total_carry_3;
  csa #(.W(9)) total_row_3 (.a({5'd0, tap_7_x2}), .b(total_sum_2),
    .c({total_carry_2[7:1], 2'd0}), .sum(total_sum_3), .carry(total_carry_3));
  wire [10:0] total_sum_4;
  wire [10:0] total_carry_4;
  csa #(.W(11)) total_row_4 (.a(11'd2040), .b({2'd0, total_sum_3}),
    .c({1'd0, total_carry_3[8:0], 1'd0}), .sum(total_sum_4), .carry(total_carry_4));
  ripple_adder #(.W(11)) total_adder (
    .a(total_sum_4),
    .b({total_carry_4[9:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_12 (
  input wire [4:0] tap_0_x4, input wire [0:0] tap_0_z3, input wire [3:0] tap_1_x2,
    input wire [0:0] tap_1_z4, input wire [4:0] tap_3_x3, input wire [0:0] tap_3_z5,
    input wire [7:0] tap_4_x18, input wire [7:0] tap_6_x31, output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a({1'd0, tap_4_x18}),
    .b({5'd0, ~tap_1_x2}), .carry_in(tap_0_z3), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a({1'd0, tap_6_x31}),
    .b({4'd0, ~tap_0_x4}), .carry_in(tap_1_z4), .sum(total_part_1));
  wire [9:0] total_part_2;
  adder #(.W(10)) total_add_2 (.a({1'd0, total_part_0}),
    .b({5'd0, ~tap_3_x3}), .carry_in(tap_3_z5), .sum(total_part_2));
  wire [9:0] total_part_3;
  adder #(.W(10)) total_add_3 (.a({1'd0, total_part_1}),
    .b(10'd940), .carry_in(1'b0), .sum(total_part_3));
  wire [9:0] total_part_4;
  adder #(.W(10)) total_add_4 (.a(total_part_2),
    .b(total_part_3), .carry_in(1'b0), .sum(total_part_4));
  assign total = total_part_4;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(tap_0_z3), .b(tap_1_z4), .c(tap_3_z5), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a({3'd0, ~tap_0_x4}), .b({3'd0, ~tap_3_x3}), .c(tap_4_x18),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [7:0] total_sum_2;
  wire [7:0] total_carry_2;
  csa #(.W(8)) total_row_2 (.a({2'd0, total_carry_1[4:0], 1'd0}), .b(tap_6_x31),
    .c(total_sum_1), .sum(total_sum_2), .carry(total_carry_2));
  wire [8:0] total_sum_3;
  wire [8:0] total_carry_3;
  csa #(.W(9)) total_row_3 (.a({5'd0, ~tap_1_x2}), .b({1'd0, total_sum_2}),
    .c({total_carry_2[7:0], 1'd0}), .sum(total_sum_3), .carry(total_carry_3));
  wire [8:0] total_sum_4;
  wire [8:0] total_carry_4;
  csa #(.W(9)) total_row_4 (.a({7'd0, total_carry_0[0:0], 1'd0}), .b(total_sum_3),
    .c({total_carry_3[7:0], 1'd0}), .sum(total_sum_4), .carry(total_carry_4));
  wire [9:0] total_sum_5;
  wire [9:0] total_carry_5;
  csa #(.W(10)) total_row_5 (.a({9'd0, total_sum_0}), .b({1'd0, total_sum_4}),
    .c({total_carry_4[8:1], 2'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [9:0] total_sum_6;
  wire [9:0] total_carry_6;
  csa #(.W(10)) total_row_6 (.a(10'd940), .b(total_sum_5), .c({total_carry_5[8:0], 1'd0}),
    .sum(total_sum_6), .carry(total_carry_6));
  ripple_adder #(.W(10)) total_adder (
    .a(total_sum_6),
    .b({total_carry_6[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_13 (
  input wire [7:0] tap_0_x21, input wire [7:0] tap_1_x31, input wire [7:0] tap_3_x20,
    input wire [7:0] tap_4_x31, input wire [4:0] tap_6_x4, input wire [7:0] tap_7_x23,
    output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a({4'd0, tap_6_x4}),
    .b({1'd0, tap_0_x21}), .carry_in(1'b0), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a({1'd0, tap_1_x31}),
    .b({1'd0, tap_3_x20}), .carry_in(1'b0), .sum(total_part_1));
  wire [8:0] total_part_2;
  adder #(.W(9)) total_add_2 (.a({1'd0, tap_4_x31}),
    .b({1'd0, tap_7_x23}), .carry_in(1'b0), .sum(total_part_2));
  wire [9:0] total_part_3;
  adder #(.W(10)) total_add_3 (.a({1'd0, total_part_0}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_3));
  wire [10:0] total_part_4;
  adder #(.W(11)) total_add_4 (.a({2'd0, total_part_2}),
    .b({1'd0, total_part_3}), .carry_in(1'b0), .sum(total_part_4));
  assign total = total_part_4;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a(tap_0_x21), .b(tap_1_x31), .c(tap_3_x20), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a(tap_4_x31), .b(tap_7_x23), .c(total_sum_0), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [8:0] total_sum_2;
  wire [8:0] total_carry_2;
  csa #(.W(9)) total_row_2 (.a({1'd0, total_sum_1}), .b({total_carry_0[7:0], 1'd0}),
    .c({total_carry_1[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  wire [9:0] total_sum_3;
  wire [9:0] total_carry_3;
  csa #(.W(10)) total_row_3 (.a({5'd0, tap_6_x4}), .b({1'd0, total_sum_2}),
    .c({total_carry_2[8:1], 2'd0}), .sum(total_sum_3), .carry(total_carry_3));
  ripple_adder #(.W(11)) total_adder (
    .a({1'd0, total_sum_3}),
    .b({1'd0, total_carry_3[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_14 (
  input wire [6:0] tap_0_x12, input wire [7:0] tap_1_x23, input wire [7:0] tap_3_x30,
    input wire [6:0] tap_4_x15, input wire [5:0] tap_6_x7, input wire [3:0] tap_7_x2,
    output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [6:0] total_part_0;
  adder #(.W(7)) total_add_0 (.a({3'd0, tap_7_x2}),
    .b({1'd0, tap_6_x7}), .carry_in(1'b0), .sum(total_part_0));
  wire [7:0] total_part_1;
  adder #(.W(8)) total_add_1 (.a({1'd0, tap_0_x12}),
    .b({1'd0, tap_4_x15}), .carry_in(1'b0), .sum(total_part_1));
  wire [8:0] total_part_2;
  adder #(.W(9)) total_add_2 (.a({2'd0, total_part_0}),
    .b({1'd0, tap_1_x23}), .carry_in(1'b0), .sum(total_part_2));
  wire [8:0] total_part_3;
  adder #(.W(9)) total_add_3 (.a({1'd0, tap_3_x30}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_3));
  wire [9:0] total_part_4;
  adder #(.W(10)) total_add_4 (.a({1'd0, total_part_2}),
    .b({1'd0, total_part_3}), .carry_in(1'b0), .sum(total_part_4));
  wire [10:0] total_part_5;
  adder #(.W(11)) total_add_5 (.a({1'd0, total_part_4}),
    .b(11'd2040), .carry_in(1'b0), .sum(total_part_5));
  assign total = total_part_5;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a({1'd0, tap_0_x12}), .b({1'd0, tap_4_x15}), .c(tap_1_x23),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a(tap_3_x30), .b(total_sum_0), .c({total_carry_0[6:0], 1'd0}),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [7:0] total_sum_2;
  wire [7:0] total_carry_2;
  csa #(.W(8)) total_row_2 (.a({4'd0, tap_7_x2}), .b({2'd0, tap_6_x7}), .c(total_sum_1),
    .sum(total_sum_2), .carry(total_carry_2));
  wire [8:0] total_sum_3;
  wire [8:0] total_carry_3;
  csa #(.W(9)) total_row_3 (.a({2'd0, total_carry_2[5:0], 1'd0}), .b({1'd0, total_sum_2}),
    .c({total_carry_1[7:0], 1'd0}), .sum(total_sum_3), .carry(total_carry_3));
  wire [10:0] total_sum_4;
  wire [10:0] total_carry_4;
  csa #(.W(11)) total_row_4 (.a(11'd2040), .b({2'd0, total_sum_3}),
    .c({2'd0, total_carry_3[7:1], 2'd0}), .sum(total_sum_4), .carry(total_carry_4));
  ripple_adder #(.W(11)) total_adder (
    .a(total_sum_4),
    .b({1'd0, total_carry_4[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_15 (
  input wire [7:0] tap_0_x32, input wire [7:0] tap_1_x32, input wire [7:0] tap_3_x32,
    input wire [7:0] tap_4_x32, input wire [4:0] tap_6_x3, input wire [0:0] tap_6_z5,
    input wire [2:0] tap_7_x1, input wire [0:0] tap_7_z5, output wire [11:0] sum
);
  wire [11:0] total;
`ifdef CARRY_CHAINS
  wire [11:0] total_part_0;
  adder #(.W(12)) total_add_0 (.a(12'd3052),
    .b({9'd0, ~tap_7_x1}), .carry_in(tap_6_z5), .sum(total_part_0));
  wire [11:0] total_part_1;
  adder #(.W(12)) total_add_1 (.a(total_part_0),
    .b({7'd0, ~tap_6_x3}), .carry_in(tap_7_z5), .sum(total_part_1));
  wire [11:0] total_part_2;
  adder #(.W(12)) total_add_2 (.a(total_part_1),
    .b({4'd0, ~tap_0_x32}), .carry_in(1'b0), .sum(total_part_2));
  wire [11:0] total_part_3;
  adder #(.W(12)) total_add_3 (.a(total_part_2),
    .b({4'd0, ~tap_1_x32}), .carry_in(1'b0), .sum(total_part_3));
  wire [11:0] total_part_4;
  adder #(.W(12)) total_add_4 (.a(total_part_3),
    .b({4'd0, ~tap_3_x32}), .carry_in(1'b0), .sum(total_part_4));
  wire [11:0] total_part_5;
  adder #(.W(12)) total_add_5 (.a(total_part_4),
    .b({4'd0, ~tap_4_x32}), .carry_in(1'b0), .sum(total_part_5));
  assign total = total_part_5;
`else
  wire [2:0] total_sum_0;
  wire [2:0] total_carry_0;
  csa #(.W(3)) total_row_0 (.a({2'd0, tap_6_z5}), .b({2'd0, tap_7_z5}), .c(~tap_7_x1),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a(~tap_0_x32), .b(~tap_1_x32), .c(~tap_3_x32),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [8:0] total_sum_2;
  wire [8:0] total_carry_2;
  csa #(.W(9)) total_row_2 (.a({1'd0, ~tap_4_x32}), .b({1'd0, total_sum_1}),
    .c({total_carry_1[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  wire [8:0] total_sum_3;
  wire [8:0] total_carry_3;
  csa #(.W(9)) total_row_3 (.a({6'd0, total_sum_0}), .b({4'd0, ~tap_6_x3}), .c(total_sum_2),
    .sum(total_sum_3), .carry(total_carry_3));
  wire [8:0] total_sum_4;
  wire [8:0] total_carry_4;
  csa #(.W(9)) total_row_4 (.a({3'd0, total_carry_3[4:0], 1'd0}),
    .b({total_carry_2[7:0], 1'd0}), .c(total_sum_3), .sum(total_sum_4), .carry(total_carry_4));
  wire [9:0] total_sum_5;
  wire [9:0] total_carry_5;
  csa #(.W(10)) total_row_5 (.a({8'd0, total_carry_0[0:0], 1'd0}), .b({1'd0, total_sum_4}),
    .c({total_carry_4[8:1], 2'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [11:0] total_sum_6;
  wire [11:0] total_carry_6;
  csa #(.W(12)) total_row_6 (.a(12'd3052), .b({2'd0, total_sum_5}),
    .c({2'd0, total_carry_5[8:1], 2'd0}), .sum(total_sum_6), .carry(total_carry_6));
  ripple_adder #(.W(12)) total_adder (
    .a(total_sum_6),
    .b({1'd0, total_carry_6[9:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_16 (
  input wire [3:0] tap_0_x2, input wire [0:0] tap_0_z4, input wire [7:0] tap_2_x31,
    input wire [4:0] tap_3_x4, input wire [0:0] tap_3_z3, input wire [6:0] tap_4_x13,
    input wire [3:0] tap_5_x2, input wire [0:0] tap_5_z4, input wire [2:0] tap_6_x1,
    input wire [0:0] tap_6_z5, input wire [3:0] tap_7_x2, output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [4:0] total_part_0;
  adder #(.W(5)) total_add_0 (.a({1'd0, tap_7_x2}),
    .b({2'd0, ~tap_6_x1}), .carry_in(tap_0_z4), .sum(total_part_0));
  wire [5:0] total_part_1;
  adder #(.W(6)) total_add_1 (.a({1'd0, total_part_0}),
    .b({2'd0, ~tap_0_x2}), .carry_in(tap_3_z3), .sum(total_part_1));
  wire [6:0] total_part_2;
  adder #(.W(7)) total_add_2 (.a({1'd0, total_part_1}),
    .b({3'd0, ~tap_5_x2}), .carry_in(tap_5_z4), .sum(total_part_2));
  wire [7:0] total_part_3;
  adder #(.W(8)) total_add_3 (.a({1'd0, tap_4_x13}),
    .b({3'd0, ~tap_3_x4}), .carry_in(tap_6_z5), .sum(total_part_3));
  wire [8:0] total_part_4;
  adder #(.W(9)) total_add_4 (.a({2'd0, total_part_2}),
    .b({1'd0, tap_2_x31}), .carry_in(1'b0), .sum(total_part_4));
  wire [9:0] total_part_5;
  adder #(.W(10)) total_add_5 (.a({2'd0, total_part_3}),
    .b({1'd0, total_part_4}), .carry_in(1'b0), .sum(total_part_5));
  wire [9:0] total_part_6;
  adder #(.W(10)) total_add_6 (.a(10'd948),
    .b(total_part_5), .carry_in(1'b0), .sum(total_part_6));
  assign total = total_part_6;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(tap_0_z4), .b(tap_3_z3), .c(tap_5_z4), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [3:0] total_sum_1;
  wire [3:0] total_carry_1;
  csa #(.W(4)) total_row_1 (.a(~tap_0_x2), .b(~tap_5_x2), .c(tap_7_x2), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [2:0] total_sum_2;
  wire [2:0] total_carry_2;
  csa #(.W(3)) total_row_2 (.a({2'd0, tap_6_z5}), .b({2'd0, total_sum_0}), .c(~tap_6_x1),
    .sum(total_sum_2), .carry(total_carry_2));
  wire [4:0] total_sum_3;
  wire [4:0] total_carry_3;
  csa #(.W(5)) total_row_3 (.a({3'd0, total_carry_0[0:0], 1'd0}),
    .b({3'd0, total_carry_2[0:0], 1'd0}), .c(~tap_3_x4), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [6:0] total_sum_4;
  wire [6:0] total_carry_4;
  csa #(.W(7)) total_row_4 (.a({3'd0, total_sum_1}), .b(tap_4_x13), .c({2'd0, total_sum_3}),
    .sum(total_sum_4), .carry(total_carry_4));
  wire [7:0] total_sum_5;
  wire [7:0] total_carry_5;
  csa #(.W(8)) total_row_5 (.a({3'd0, total_carry_1[3:0], 1'd0}), .b(tap_2_x31),
    .c({2'd0, total_carry_4[4:0], 1'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [6:0] total_sum_6;
  wire [6:0] total_carry_6;
  csa #(.W(7)) total_row_6 (.a({4'd0, total_sum_2}), .b({4'd0, total_carry_3[1:1], 2'd0}),
    .c({total_carry_5[5:1], 2'd0}), .sum(total_sum_6), .carry(total_carry_6));
  wire [7:0] total_sum_7;
  wire [7:0] total_carry_7;
  csa #(.W(8)) total_row_7 (.a({1'd0, total_sum_4}), .b(total_sum_5),
    .c({1'd0, total_sum_6}), .sum(total_sum_7), .carry(total_carry_7));
  wire [7:0] total_sum_8;
  wire [7:0] total_carry_8;
  csa #(.W(8)) total_row_8 (.a({4'd0, total_carry_6[2:2], 3'd0}), .b(total_sum_7),
    .c({total_carry_7[6:0], 1'd0}), .sum(total_sum_8), .carry(total_carry_8));
  wire [9:0] total_sum_9;
  wire [9:0] total_carry_9;
  csa #(.W(10)) total_row_9 (.a(10'd948), .b({2'd0, total_sum_8}),
    .c({1'd0, total_carry_8[7:1], 2'd0}), .sum(total_sum_9), .carry(total_carry_9));
  ripple_adder #(.W(10)) total_adder (
    .a(total_sum_9),
    .b({total_carry_9[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_17 (
  input wire [6:0] tap_0_x9, input wire [7:0] tap_1_x20, input wire [4:0] tap_2_x3,
    input wire [5:0] tap_3_x6, input wire [7:0] tap_4_x31, input wire [6:0] tap_5_x10,
    input wire [4:0] tap_6_x3, input wire [3:0] tap_7_x2, output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [5:0] total_part_0;
  adder #(.W(6)) total_add_0 (.a({2'd0, tap_7_x2}),
    .b({1'd0, tap_2_x3}), .carry_in(1'b0), .sum(total_part_0));
  wire [6:0] total_part_1;
  adder #(.W(7)) total_add_1 (.a({2'd0, tap_6_x3}),
    .b({1'd0, tap_3_x6}), .carry_in(1'b0), .sum(total_part_1));
  wire [7:0] total_part_2;
  adder #(.W(8)) total_add_2 (.a({2'd0, total_part_0}),
    .b({1'd0, tap_0_x9}), .carry_in(1'b0), .sum(total_part_2));
  wire [7:0] total_part_3;
  adder #(.W(8)) total_add_3 (.a({1'd0, tap_5_x10}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_3));
  wire [8:0] total_part_4;
  adder #(.W(9)) total_add_4 (.a({1'd0, tap_1_x20}),
    .b({1'd0, tap_4_x31}), .carry_in(1'b0), .sum(total_part_4));
  wire [8:0] total_part_5;
  adder #(.W(9)) total_add_5 (.a({1'd0, total_part_2}),
    .b({1'd0, total_part_3}), .carry_in(1'b0), .sum(total_part_5));
  wire [9:0] total_part_6;
  adder #(.W(10)) total_add_6 (.a({1'd0, total_part_4}),
    .b({1'd0, total_part_5}), .carry_in(1'b0), .sum(total_part_6));
  wire [10:0] total_part_7;
  adder #(.W(11)) total_add_7 (.a({1'd0, total_part_6}),
    .b(11'd2040), .carry_in(1'b0), .sum(total_part_7));
  assign total = total_part_7;
`else
  wire [5:0] total_sum_0;
  wire [5:0] total_carry_0;
  csa #(.W(6)) total_row_0 (.a({1'd0, tap_2_x3}), .b({1'd0, tap_6_x3}), .c(tap_3_x6),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a({1'd0, tap_0_x9}), .b({1'd0, tap_5_x10}), .c(tap_1_x20),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [7:0] total_sum_2;
  wire [7:0] total_carry_2;
  csa #(.W(8)) total_row_2 (.a({2'd0, total_sum_0}), .b({2'd0, total_carry_0[4:0], 1'd0}),
    .c({total_carry_1[6:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  wire [7:0] total_sum_3;
  wire [7:0] total_carry_3;
  csa #(.W(8)) total_row_3 (.a(tap_4_x31), .b(total_sum_1), .c(total_sum_2),
    .sum(total_sum_3), .carry(total_carry_3));
  wire [8:0] total_sum_4;
  wire [8:0] total_carry_4;
  csa #(.W(9)) total_row_4 (.a({2'd0, total_carry_2[5:1], 2'd0}), .b({1'd0, total_sum_3}),
    .c({total_carry_3[7:0], 1'd0}), .sum(total_sum_4), .carry(total_carry_4));
  wire [8:0] total_sum_5;
  wire [8:0] total_carry_5;
  csa #(.W(9)) total_row_5 (.a({5'd0, tap_7_x2}), .b(total_sum_4),
    .c({total_carry_4[7:1], 2'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [10:0] total_sum_6;
  wire [10:0] total_carry_6;
  csa #(.W(11)) total_row_6 (.a(11'd2040), .b({2'd0, total_sum_5}),
    .c({1'd0, total_carry_5[8:0], 1'd0}), .sum(total_sum_6), .carry(total_carry_6));
  ripple_adder #(.W(11)) total_adder (
    .a(total_sum_6),
    .b({total_carry_6[9:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_18 (
  input wire [4:0] tap_0_x4, input wire [0:0] tap_0_z3, input wire [3:0] tap_1_x2,
    input wire [0:0] tap_1_z4, input wire [2:0] tap_2_x1, input wire [0:0] tap_2_z5,
    input wire [4:0] tap_3_x3, input wire [0:0] tap_3_z5, input wire [7:0] tap_4_x18,
    input wire [4:0] tap_5_x3, input wire [0:0] tap_5_z5, input wire [7:0] tap_6_x31,
    output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a({1'd0, tap_4_x18}),
    .b({6'd0, ~tap_2_x1}), .carry_in(tap_0_z3), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a({1'd0, tap_6_x31}),
    .b({5'd0, ~tap_1_x2}), .carry_in(tap_1_z4), .sum(total_part_1));
  wire [9:0] total_part_2;
  adder #(.W(10)) total_add_2 (.a({1'd0, total_part_0}),
    .b({5'd0, ~tap_0_x4}), .carry_in(tap_2_z5), .sum(total_part_2));
  wire [9:0] total_part_3;
  adder #(.W(10)) total_add_3 (.a({1'd0, total_part_1}),
    .b({5'd0, ~tap_3_x3}), .carry_in(tap_3_z5), .sum(total_part_3));
  wire [9:0] total_part_4;
  adder #(.W(10)) total_add_4 (.a(10'd900),
    .b({5'd0, ~tap_5_x3}), .carry_in(tap_5_z5), .sum(total_part_4));
  wire [9:0] total_part_5;
  adder #(.W(10)) total_add_5 (.a(total_part_2),
    .b(total_part_3), .carry_in(1'b0), .sum(total_part_5));
  wire [9:0] total_part_6;
  adder #(.W(10)) total_add_6 (.a(total_part_4),
    .b(total_part_5), .carry_in(1'b0), .sum(total_part_6));
  assign total = total_part_6;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(tap_0_z3), .b(tap_1_z4), .c(tap_2_z5), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [2:0] total_sum_1;
  wire [2:0] total_carry_1;
  csa #(.W(3)) total_row_1 (.a({2'd0, tap_3_z5}), .b({2'd0, tap_5_z5}), .c(~tap_2_x1),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [4:0] total_sum_2;
  wire [4:0] total_carry_2;
  csa #(.W(5)) total_row_2 (.a(~tap_0_x4), .b(~tap_3_x3), .c(~tap_5_x3), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [3:0] total_sum_3;
  wire [3:0] total_carry_3;
  csa #(.W(4)) total_row_3 (.a({2'd0, total_carry_0[0:0], 1'd0}),
    .b({2'd0, total_carry_1[0:0], 1'd0}), .c(~tap_1_x2), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [7:0] total_sum_4;
  wire [7:0] total_carry_4;
  csa #(.W(8)) total_row_4 (.a({3'd0, total_sum_2}), .b({4'd0, total_sum_3}), .c(tap_4_x18),
    .sum(total_sum_4), .carry(total_carry_4));
  wire [7:0] total_sum_5;
  wire [7:0] total_carry_5;
  csa #(.W(8)) total_row_5 (.a({2'd0, total_carry_2[4:0], 1'd0}), .b(tap_6_x31),
    .c({2'd0, total_carry_4[4:0], 1'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [6:0] total_sum_6;
  wire [6:0] total_carry_6;
  csa #(.W(7)) total_row_6 (.a({4'd0, total_sum_1}), .b({4'd0, total_carry_3[1:1], 2'd0}),
    .c({total_carry_5[5:1], 2'd0}), .sum(total_sum_6), .carry(total_carry_6));
  wire [7:0] total_sum_7;
  wire [7:0] total_carry_7;
  csa #(.W(8)) total_row_7 (.a(total_sum_4), .b(total_sum_5), .c({1'd0, total_sum_6}),
    .sum(total_sum_7), .carry(total_carry_7));
  wire [8:0] total_sum_8;
  wire [8:0] total_carry_8;
  csa #(.W(9)) total_row_8 (.a({5'd0, total_carry_6[2:2], 3'd0}), .b({1'd0, total_sum_7}),
    .c({total_carry_7[7:0], 1'd0}), .sum(total_sum_8), .carry(total_carry_8));
  wire [8:0] total_sum_9;
  wire [8:0] total_carry_9;
  csa #(.W(9)) total_row_9 (.a({8'd0, total_sum_0}), .b(total_sum_8),
    .c({total_carry_8[7:1], 2'd0}), .sum(total_sum_9), .carry(total_carry_9));
  wire [9:0] total_sum_10;
  wire [9:0] total_carry_10;
  csa #(.W(10)) total_row_10 (.a(10'd900), .b({1'd0, total_sum_9}),
    .c({total_carry_9[8:0], 1'd0}), .sum(total_sum_10), .carry(total_carry_10));
  ripple_adder #(.W(10)) total_adder (
    .a(total_sum_10),
    .b({total_carry_10[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_19 (
  input wire [7:0] tap_0_x21, input wire [7:0] tap_1_x31, input wire [6:0] tap_2_x15,
    input wire [7:0] tap_3_x20, input wire [7:0] tap_4_x31, input wire [6:0] tap_5_x10,
    input wire [4:0] tap_6_x4, input wire [7:0] tap_7_x23, output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [7:0] total_part_0;
  adder #(.W(8)) total_add_0 (.a({3'd0, tap_6_x4}),
    .b({1'd0, tap_2_x15}), .carry_in(1'b0), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a({2'd0, tap_5_x10}),
    .b({1'd0, tap_0_x21}), .carry_in(1'b0), .sum(total_part_1));
  wire [8:0] total_part_2;
  adder #(.W(9)) total_add_2 (.a({1'd0, tap_1_x31}),
    .b({1'd0, tap_3_x20}), .carry_in(1'b0), .sum(total_part_2));
  wire [8:0] total_part_3;
  adder #(.W(9)) total_add_3 (.a({1'd0, tap_4_x31}),
    .b({1'd0, tap_7_x23}), .carry_in(1'b0), .sum(total_part_3));
  wire [9:0] total_part_4;
  adder #(.W(10)) total_add_4 (.a({2'd0, total_part_0}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_4));
  wire [9:0] total_part_5;
  adder #(.W(10)) total_add_5 (.a({1'd0, total_part_2}),
    .b({1'd0, total_part_3}), .carry_in(1'b0), .sum(total_part_5));
  wire [10:0] total_part_6;
  adder #(.W(11)) total_add_6 (.a({1'd0, total_part_4}),
    .b({1'd0, total_part_5}), .carry_in(1'b0), .sum(total_part_6));
  assign total = total_part_6;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a({1'd0, tap_2_x15}), .b({1'd0, tap_5_x10}), .c(tap_0_x21),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a(tap_1_x31), .b(tap_3_x20), .c(tap_4_x31), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [7:0] total_sum_2;
  wire [7:0] total_carry_2;
  csa #(.W(8)) total_row_2 (.a(tap_7_x23), .b(total_sum_0), .c(total_sum_1),
    .sum(total_sum_2), .carry(total_carry_2));
  wire [8:0] total_sum_3;
  wire [8:0] total_carry_3;
  csa #(.W(9)) total_row_3 (.a({1'd0, total_carry_0[6:0], 1'd0}), .b({1'd0, total_sum_2}),
    .c({total_carry_1[7:0], 1'd0}), .sum(total_sum_3), .carry(total_carry_3));
  wire [8:0] total_sum_4;
  wire [8:0] total_carry_4;
  csa #(.W(9)) total_row_4 (.a({total_carry_2[7:0], 1'd0}), .b(total_sum_3),
    .c({total_carry_3[7:1], 2'd0}), .sum(total_sum_4), .carry(total_carry_4));
  wire [9:0] total_sum_5;
  wire [9:0] total_carry_5;
  csa #(.W(10)) total_row_5 (.a({5'd0, tap_6_x4}), .b({1'd0, total_sum_4}),
    .c({total_carry_4[8:1], 2'd0}), .sum(total_sum_5), .carry(total_carry_5));
  ripple_adder #(.W(11)) total_adder (
    .a({1'd0, total_sum_5}),
    .b({1'd0, total_carry_5[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_20 (
  input wire [6:0] tap_0_x12, input wire [7:0] tap_1_x23, input wire [6:0] tap_2_x15,
    input wire [7:0] tap_3_x30, input wire [6:0] tap_4_x15, input wire [5:0] tap_5_x7,
    input wire [5:0] tap_6_x7, input wire [3:0] tap_7_x2, output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [6:0] total_part_0;
  adder #(.W(7)) total_add_0 (.a({3'd0, tap_7_x2}),
    .b({1'd0, tap_5_x7}), .carry_in(1'b0), .sum(total_part_0));
  wire [7:0] total_part_1;
  adder #(.W(8)) total_add_1 (.a({2'd0, tap_6_x7}),
    .b({1'd0, tap_0_x12}), .carry_in(1'b0), .sum(total_part_1));
  wire [7:0] total_part_2;
  adder #(.W(8)) total_add_2 (.a({1'd0, tap_2_x15}),
    .b({1'd0, tap_4_x15}), .carry_in(1'b0), .sum(total_part_2));
  wire [8:0] total_part_3;
  adder #(.W(9)) total_add_3 (.a({2'd0, total_part_0}),
    .b({1'd0, tap_1_x23}), .carry_in(1'b0), .sum(total_part_3));
  wire [8:0] total_part_4;
  adder #(.W(9)) total_add_4 (.a({1'd0, tap_3_x30}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_4));
  wire [9:0] total_part_5;
  adder #(.W(10)) total_add_5 (.a({2'd0, total_part_2}),
    .b({1'd0, total_part_3}), .carry_in(1'b0), .sum(total_part_5));
  wire [10:0] total_part_6;
  adder #(.W(11)) total_add_6 (.a({2'd0, total_part_4}),
    .b({1'd0, total_part_5}), .carry_in(1'b0), .sum(total_part_6));
  wire [10:0] total_part_7;
  adder #(.W(11)) total_add_7 (.a(11'd2040),
    .b(total_part_6), .carry_in(1'b0), .sum(total_part_7));
  assign total = total_part_7;
`else
  wire [6:0] total_sum_0;
  wire [6:0] total_carry_0;
  csa #(.W(7)) total_row_0 (.a({1'd0, tap_5_x7}), .b({1'd0, tap_6_x7}), .c(tap_0_x12),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a({1'd0, tap_2_x15}), .b({1'd0, tap_4_x15}), .c(tap_1_x23),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [7:0] total_sum_2;
  wire [7:0] total_carry_2;
  csa #(.W(8)) total_row_2 (.a({1'd0, total_sum_0}), .b({1'd0, total_carry_0[5:0], 1'd0}),
    .c({total_carry_1[6:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  wire [7:0] total_sum_3;
  wire [7:0] total_carry_3;
  csa #(.W(8)) total_row_3 (.a(tap_3_x30), .b(total_sum_1), .c(total_sum_2),
    .sum(total_sum_3), .carry(total_carry_3));
  wire [8:0] total_sum_4;
  wire [8:0] total_carry_4;
  csa #(.W(9)) total_row_4 (.a({1'd0, total_carry_2[6:1], 2'd0}), .b({1'd0, total_sum_3}),
    .c({total_carry_3[7:0], 1'd0}), .sum(total_sum_4), .carry(total_carry_4));
  wire [8:0] total_sum_5;
  wire [8:0] total_carry_5;
  csa #(.W(9)) total_row_5 (.a({5'd0, tap_7_x2}), .b(total_sum_4),
    .c({total_carry_4[7:1], 2'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [10:0] total_sum_6;
  wire [10:0] total_carry_6;
  csa #(.W(11)) total_row_6 (.a(11'd2040), .b({2'd0, total_sum_5}),
    .c({1'd0, total_carry_5[8:0], 1'd0}), .sum(total_sum_6), .carry(total_carry_6));
  ripple_adder #(.W(11)) total_adder (
    .a(total_sum_6),
    .b({total_carry_6[9:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_21 (
  input wire [7:0] tap_0_x20, input wire [7:0] tap_1_x31, input wire [2:0] tap_2_x1,
    input wire [0:0] tap_2_z5, input wire [2:0] tap_3_x1, input wire [0:0] tap_3_z5,
    input wire [2:0] tap_5_x1, input wire [0:0] tap_5_z5, output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a({1'd0, tap_0_x20}),
    .b({6'd0, ~tap_2_x1}), .carry_in(tap_2_z5), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a({1'd0, tap_1_x31}),
    .b({6'd0, ~tap_3_x1}), .carry_in(tap_3_z5), .sum(total_part_1));
  wire [9:0] total_part_2;
  adder #(.W(10)) total_add_2 (.a({1'd0, total_part_0}),
    .b({7'd0, ~tap_5_x1}), .carry_in(tap_5_z5), .sum(total_part_2));
  wire [9:0] total_part_3;
  adder #(.W(10)) total_add_3 (.a({1'd0, total_part_1}),
    .b(10'd1000), .carry_in(1'b0), .sum(total_part_3));
  wire [9:0] total_part_4;
  adder #(.W(10)) total_add_4 (.a(total_part_2),
    .b(total_part_3), .carry_in(1'b0), .sum(total_part_4));
  assign total = total_part_4;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(tap_2_z5), .b(tap_3_z5), .c(tap_5_z5), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [2:0] total_sum_1;
  wire [2:0] total_carry_1;
  csa #(.W(3)) total_row_1 (.a(~tap_2_x1), .b(~tap_3_x1), .c(~tap_5_x1), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [7:0] total_sum_2;
  wire [7:0] total_carry_2;
  csa #(.W(8)) total_row_2 (.a({5'd0, total_sum_1}), .b({4'd0, total_carry_1[2:0], 1'd0}),
    .c(tap_0_x20), .sum(total_sum_2), .carry(total_carry_2));
  wire [7:0] total_sum_3;
  wire [7:0] total_carry_3;
  csa #(.W(8)) total_row_3 (.a({3'd0, total_carry_2[3:0], 1'd0}), .b(tap_1_x31),
    .c(total_sum_2), .sum(total_sum_3), .carry(total_carry_3));
  wire [8:0] total_sum_4;
  wire [8:0] total_carry_4;
  csa #(.W(9)) total_row_4 (.a({7'd0, total_carry_0[0:0], 1'd0}), .b({1'd0, total_sum_3}),
    .c({total_carry_3[7:0], 1'd0}), .sum(total_sum_4), .carry(total_carry_4));
  wire [8:0] total_sum_5;
  wire [8:0] total_carry_5;
  csa #(.W(9)) total_row_5 (.a({8'd0, total_sum_0}), .b(total_sum_4),
    .c({total_carry_4[7:1], 2'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [9:0] total_sum_6;
  wire [9:0] total_carry_6;
  csa #(.W(10)) total_row_6 (.a(10'd1000), .b({1'd0, total_sum_5}),
    .c({total_carry_5[8:0], 1'd0}), .sum(total_sum_6), .carry(total_carry_6));
  ripple_adder #(.W(10)) total_adder (
    .a(total_sum_6),
    .b({total_carry_6[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_22 (
  input wire [3:0] tap_0_x2, input wire [0:0] tap_0_z4, input wire [7:0] tap_2_x31,
    input wire [4:0] tap_3_x4, input wire [0:0] tap_3_z3, input wire [6:0] tap_4_x13,
    input wire [3:0] tap_5_x2, input wire [0:0] tap_5_z4, output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [7:0] total_part_0;
  adder #(.W(8)) total_add_0 (.a({1'd0, tap_4_x13}),
    .b({4'd0, ~tap_0_x2}), .carry_in(tap_0_z4), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a({1'd0, tap_2_x31}),
    .b({5'd0, ~tap_5_x2}), .carry_in(tap_3_z3), .sum(total_part_1));
  wire [8:0] total_part_2;
  adder #(.W(9)) total_add_2 (.a({1'd0, total_part_0}),
    .b({4'd0, ~tap_3_x4}), .carry_in(tap_5_z4), .sum(total_part_2));
  wire [9:0] total_part_3;
  adder #(.W(10)) total_add_3 (.a({1'd0, total_part_1}),
    .b({1'd0, total_part_2}), .carry_in(1'b0), .sum(total_part_3));
  wire [9:0] total_part_4;
  adder #(.W(10)) total_add_4 (.a(10'd956),
    .b(total_part_3), .carry_in(1'b0), .sum(total_part_4));
  assign total = total_part_4;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(tap_0_z4), .b(tap_3_z3), .c(tap_5_z4), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [4:0] total_sum_1;
  wire [4:0] total_carry_1;
  csa #(.W(5)) total_row_1 (.a({1'd0, ~tap_0_x2}), .b({1'd0, ~tap_5_x2}), .c(~tap_3_x4),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [6:0] total_sum_2;
  wire [6:0] total_carry_2;
  csa #(.W(7)) total_row_2 (.a({2'd0, total_sum_1}), .b({2'd0, total_carry_1[3:0], 1'd0}),
    .c(tap_4_x13), .sum(total_sum_2), .carry(total_carry_2));
  wire [7:0] total_sum_3;
  wire [7:0] total_carry_3;
  csa #(.W(8)) total_row_3 (.a(tap_2_x31), .b({2'd0, total_carry_2[4:0], 1'd0}),
    .c({1'd0, total_sum_2}), .sum(total_sum_3), .carry(total_carry_3));
  wire [7:0] total_sum_4;
  wire [7:0] total_carry_4;
  csa #(.W(8)) total_row_4 (.a({6'd0, total_carry_0[0:0], 1'd0}), .b(total_sum_3),
    .c({total_carry_3[6:0], 1'd0}), .sum(total_sum_4), .carry(total_carry_4));
  wire [8:0] total_sum_5;
  wire [8:0] total_carry_5;
  csa #(.W(9)) total_row_5 (.a({8'd0, total_sum_0}), .b({1'd0, total_sum_4}),
    .c({total_carry_4[7:1], 2'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [9:0] total_sum_6;
  wire [9:0] total_carry_6;
  csa #(.W(10)) total_row_6 (.a(10'd956), .b({1'd0, total_sum_5}),
    .c({1'd0, total_carry_5[7:0], 1'd0}), .sum(total_sum_6), .carry(total_carry_6));
  ripple_adder #(.W(10)) total_adder (
    .a(total_sum_6),
    .b({total_carry_6[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_23 (
  input wire [7:0] tap_0_x31, input wire [7:0] tap_1_x24, input wire [7:0] tap_3_x31,
    input wire [7:0] tap_4_x31, input wire [2:0] tap_5_x1, output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a({6'd0, tap_5_x1}),
    .b({1'd0, tap_0_x31}), .carry_in(1'b0), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a({1'd0, tap_1_x24}),
    .b({1'd0, tap_3_x31}), .carry_in(1'b0), .sum(total_part_1));
  wire [9:0] total_part_2;
  adder #(.W(10)) total_add_2 (.a({2'd0, tap_4_x31}),
    .b({1'd0, total_part_0}), .carry_in(1'b0), .sum(total_part_2));
  wire [9:0] total_part_3;
  adder #(.W(10)) total_add_3 (.a({1'd0, total_part_1}),
    .b(total_part_2), .carry_in(1'b0), .sum(total_part_3));
  assign total = total_part_3;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a(tap_0_x31), .b(tap_1_x24), .c(tap_3_x31), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [8:0] total_sum_1;
  wire [8:0] total_carry_1;
  csa #(.W(9)) total_row_1 (.a({1'd0, tap_4_x31}), .b({1'd0, total_sum_0}),
    .c({total_carry_0[7:0], 1'd0}), .sum(total_sum_1), .carry(total_carry_1));
  wire [8:0] total_sum_2;
  wire [8:0] total_carry_2;
  csa #(.W(9)) total_row_2 (.a({6'd0, tap_5_x1}), .b(total_sum_1),
    .c({total_carry_1[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  ripple_adder #(.W(10)) total_adder (
    .a({1'd0, total_sum_2}),
    .b({total_carry_2[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_24 (
  input wire [6:0] tap_0_x9, input wire [7:0] tap_1_x20, input wire [4:0] tap_2_x3,
    input wire [5:0] tap_3_x6, input wire [7:0] tap_4_x31, input wire [6:0] tap_5_x10,
    output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [6:0] total_part_0;
  adder #(.W(7)) total_add_0 (.a({2'd0, tap_2_x3}),
    .b({1'd0, tap_3_x6}), .carry_in(1'b0), .sum(total_part_0));
  wire [7:0] total_part_1;
  adder #(.W(8)) total_add_1 (.a({1'd0, tap_0_x9}),
    .b({1'd0, tap_5_x10}), .carry_in(1'b0), .sum(total_part_1));
  wire [8:0] total_part_2;
  adder #(.W(9)) total_add_2 (.a({2'd0, total_part_0}),
    .b({1'd0, tap_1_x20}), .carry_in(1'b0), .sum(total_part_2));
  wire [8:0] total_part_3;
  adder #(.W(9)) total_add_3 (.a({1'd0, tap_4_x31}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_3));
  wire [9:0] total_part_4;
  adder #(.W(10)) total_add_4 (.a({1'd0, total_part_2}),
    .b({1'd0, total_part_3}), .carry_in(1'b0), .sum(total_part_4));
  wire [10:0] total_part_5;
  adder #(.W(11)) total_add_5 (.a({1'd0, total_part_4}),
    .b(11'd2040), .carry_in(1'b0), .sum(total_part_5));
  assign total = total_part_5;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a({1'd0, tap_0_x9}), .b({1'd0, tap_5_x10}), .c(tap_1_x20),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a(tap_4_x31), .b(total_sum_0), .c({total_carry_0[6:0], 1'd0}),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [7:0] total_sum_2;
  wire [7:0] total_carry_2;
  csa #(.W(8)) total_row_2 (.a({3'd0, tap_2_x3}), .b({2'd0, tap_3_x6}), .c(total_sum_1),
    .sum(total_sum_2), .carry(total_carry_2));
  wire [8:0] total_sum_3;
  wire [8:0] total_carry_3;
  csa #(.W(9)) total_row_3 (.a({2'd0, total_carry_2[5:0], 1'd0}), .b({1'd0, total_sum_2}),
    .c({total_carry_1[7:0], 1'd0}), .sum(total_sum_3), .carry(total_carry_3));
  wire [10:0] total_sum_4;
  wire [10:0] total_carry_4;
  csa #(.W(11)) total_row_4 (.a(11'd2040), .b({2'd0, total_sum_3}),
    .c({2'd0, total_carry_3[7:1], 2'd0}), .sum(total_sum_4), .carry(total_carry_4));
  ripple_adder #(.W(11)) total_adder (
    .a(total_sum_4),
    .b({1'd0, total_carry_4[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_25 (
  input wire [4:0] tap_0_x4, input wire [0:0] tap_0_z3, input wire [3:0] tap_1_x2,
    input wire [0:0] tap_1_z4, input wire [2:0] tap_2_x1, input wire [0:0] tap_2_z5,
    input wire [4:0] tap_3_x3, input wire [0:0] tap_3_z5, input wire [7:0] tap_4_x18,
    input wire [4:0] tap_5_x3, input wire [0:0] tap_5_z5, output wire [8:0] sum
);
  wire [8:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a({1'd0, tap_4_x18}),
    .b({6'd0, ~tap_2_x1}), .carry_in(tap_0_z3), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a(9'd388),
    .b({5'd0, ~tap_1_x2}), .carry_in(tap_1_z4), .sum(total_part_1));
  wire [8:0] total_part_2;
  adder #(.W(9)) total_add_2 (.a(total_part_0),
    .b({4'd0, ~tap_0_x4}), .carry_in(tap_2_z5), .sum(total_part_2));
  wire [8:0] total_part_3;
  adder #(.W(9)) total_add_3 (.a(total_part_1),
    .b({4'd0, ~tap_3_x3}), .carry_in(tap_3_z5), .sum(total_part_3));
  wire [8:0] total_part_4;
  adder #(.W(9)) total_add_4 (.a(total_part_2),
    .b({4'd0, ~tap_5_x3}), .carry_in(tap_5_z5), .sum(total_part_4));
  wire [8:0] total_part_5;
  adder #(.W(9)) total_add_5 (.a(total_part_3),
    .b(total_part_4), .carry_in(1'b0), .sum(total_part_5));
  assign total = total_part_5;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(tap_0_z3), .b(tap_1_z4), .c(tap_2_z5), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [2:0] total_sum_1;
  wire [2:0] total_carry_1;
  csa #(.W(3)) total_row_1 (.a({2'd0, tap_3_z5}), .b({2'd0, tap_5_z5}), .c(~tap_2_x1),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [4:0] total_sum_2;
  wire [4:0] total_carry_2;
  csa #(.W(5)) total_row_2 (.a(~tap_0_x4), .b(~tap_3_x3), .c(~tap_5_x3), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [3:0] total_sum_3;
  wire [3:0] total_carry_3;
  csa #(.W(4)) total_row_3 (.a({2'd0, total_carry_0[0:0], 1'd0}),
    .b({2'd0, total_carry_1[0:0], 1'd0}), .c(~tap_1_x2), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [7:0] total_sum_4;
  wire [7:0] total_carry_4;
  csa #(.W(8)) total_row_4 (.a({3'd0, total_sum_2}), .b({4'd0, total_sum_3}), .c(tap_4_x18),
    .sum(total_sum_4), .carry(total_carry_4));
  wire [7:0] total_sum_5;
  wire [7:0] total_carry_5;
  csa #(.W(8)) total_row_5 (.a({2'd0, total_carry_2[4:0], 1'd0}),
    .b({2'd0, total_carry_4[4:0], 1'd0}), .c(total_sum_4), .sum(total_sum_5),
    .carry(total_carry_5));
  wire [6:0] total_sum_6;
  wire [6:0] total_carry_6;
  csa #(.W(7)) total_row_6 (.a({4'd0, total_sum_1}), .b({4'd0, total_carry_3[1:1], 2'd0}),
    .c({total_carry_5[5:1], 2'd0}), .sum(total_sum_6), .carry(total_carry_6));
  wire [7:0] total_sum_7;
  wire [7:0] total_carry_7;
  csa #(.W(8)) total_row_7 (.a({7'd0, total_sum_0}), .b(total_sum_5),
    .c({1'd0, total_sum_6}), .sum(total_sum_7), .carry(total_carry_7));
  wire [7:0] total_sum_8;
  wire [7:0] total_carry_8;
  csa #(.W(8)) total_row_8 (.a({4'd0, total_carry_6[2:2], 3'd0}), .b(total_sum_7),
    .c({total_carry_7[6:0], 1'd0}), .sum(total_sum_8), .carry(total_carry_8));
  wire [8:0] total_sum_9;
  wire [8:0] total_carry_9;
  csa #(.W(9)) total_row_9 (.a(9'd388), .b({1'd0, total_sum_8}),
    .c({total_carry_8[7:1], 2'd0}), .sum(total_sum_9), .carry(total_carry_9));
  ripple_adder #(.W(9)) total_adder (
    .a(total_sum_9),
    .b({total_carry_9[7:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_26 (
  input wire [7:0] tap_0_x21, input wire [7:0] tap_1_x31, input wire [6:0] tap_2_x15,
    input wire [7:0] tap_3_x20, input wire [7:0] tap_4_x31, input wire [6:0] tap_5_x10,
    output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [7:0] total_part_0;
  adder #(.W(8)) total_add_0 (.a({1'd0, tap_2_x15}),
    .b({1'd0, tap_5_x10}), .carry_in(1'b0), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a({1'd0, tap_0_x21}),
    .b({1'd0, tap_1_x31}), .carry_in(1'b0), .sum(total_part_1));
  wire [8:0] total_part_2;
  adder #(.W(9)) total_add_2 (.a({1'd0, tap_3_x20}),
    .b({1'd0, tap_4_x31}), .carry_in(1'b0), .sum(total_part_2));
  wire [9:0] total_part_3;
  adder #(.W(10)) total_add_3 (.a({2'd0, total_part_0}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_3));
  wire [9:0] total_part_4;
  adder #(.W(10)) total_add_4 (.a({1'd0, total_part_2}),
    .b(total_part_3), .carry_in(1'b0), .sum(total_part_4));
  assign total = total_part_4;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a({1'd0, tap_2_x15}), .b({1'd0, tap_5_x10}), .c(tap_0_x21),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a(tap_1_x31), .b(tap_3_x20), .c(tap_4_x31), .sum(total_sum_1),
    .carry(total_carry_1));
  wire [8:0] total_sum_2;
  wire [8:0] total_carry_2;
  csa #(.W(9)) total_row_2 (.a({1'd0, total_sum_0}), .b({1'd0, total_carry_0[6:0], 1'd0}),
    .c({total_carry_1[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  wire [8:0] total_sum_3;
  wire [8:0] total_carry_3;
  csa #(.W(9)) total_row_3 (.a({1'd0, total_sum_1}), .b(total_sum_2),
    .c({total_carry_2[7:1], 2'd0}), .sum(total_sum_3), .carry(total_carry_3));
  ripple_adder #(.W(10)) total_adder (
    .a({1'd0, total_sum_3}),
    .b({total_carry_3[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_27 (
  input wire [6:0] tap_0_x12, input wire [7:0] tap_1_x23, input wire [6:0] tap_2_x15,
    input wire [7:0] tap_3_x30, input wire [6:0] tap_4_x15, input wire [5:0] tap_5_x7,
    output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [7:0] total_part_0;
  adder #(.W(8)) total_add_0 (.a({2'd0, tap_5_x7}),
    .b({1'd0, tap_0_x12}), .carry_in(1'b0), .sum(total_part_0));
  wire [7:0] total_part_1;
  adder #(.W(8)) total_add_1 (.a({1'd0, tap_2_x15}),
    .b({1'd0, tap_4_x15}), .carry_in(1'b0), .sum(total_part_1));
  wire [8:0] total_part_2;
  adder #(.W(9)) total_add_2 (.a({1'd0, tap_1_x23}),
    .b({1'd0, tap_3_x30}), .carry_in(1'b0), .sum(total_part_2));
  wire [8:0] total_part_3;
  adder #(.W(9)) total_add_3 (.a({1'd0, total_part_0}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_3));
  wire [9:0] total_part_4;
  adder #(.W(10)) total_add_4 (.a({1'd0, total_part_2}),
    .b({1'd0, total_part_3}), .carry_in(1'b0), .sum(total_part_4));
  wire [10:0] total_part_5;
  adder #(.W(11)) total_add_5 (.a({1'd0, total_part_4}),
    .b(11'd2040), .carry_in(1'b0), .sum(total_part_5));
  assign total = total_part_5;
`else
  wire [6:0] total_sum_0;
  wire [6:0] total_carry_0;
  csa #(.W(7)) total_row_0 (.a(tap_0_x12), .b(tap_2_x15), .c(tap_4_x15), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a(tap_1_x23), .b(tap_3_x30), .c({1'd0, total_sum_0}),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [8:0] total_sum_2;
  wire [8:0] total_carry_2;
  csa #(.W(9)) total_row_2 (.a({1'd0, total_carry_0[6:0], 1'd0}), .b({1'd0, total_sum_1}),
    .c({total_carry_1[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  wire [8:0] total_sum_3;
  wire [8:0] total_carry_3;
  csa #(.W(9)) total_row_3 (.a({3'd0, tap_5_x7}), .b(total_sum_2),
    .c({total_carry_2[7:1], 2'd0}), .sum(total_sum_3), .carry(total_carry_3));
  wire [10:0] total_sum_4;
  wire [10:0] total_carry_4;
  csa #(.W(11)) total_row_4 (.a(11'd2040), .b({2'd0, total_sum_3}),
    .c({1'd0, total_carry_3[8:0], 1'd0}), .sum(total_sum_4), .carry(total_carry_4));
  ripple_adder #(.W(11)) total_adder (
    .a(total_sum_4),
    .b({total_carry_4[9:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_28 (
  input wire [7:0] tap_0_x32, input wire [7:0] tap_1_x32, input wire [4:0] tap_2_x4,
    input wire [0:0] tap_2_z3, input wire [7:0] tap_3_x32, input wire [7:0] tap_4_x32,
    input wire [5:0] tap_5_x5, input wire [0:0] tap_5_z5, output wire [11:0] sum
);
  wire [11:0] total;
`ifdef CARRY_CHAINS
  wire [11:0] total_part_0;
  adder #(.W(12)) total_add_0 (.a(12'd2996),
    .b({7'd0, ~tap_2_x4}), .carry_in(tap_2_z3), .sum(total_part_0));
  wire [11:0] total_part_1;
  adder #(.W(12)) total_add_1 (.a(total_part_0),
    .b({6'd0, ~tap_5_x5}), .carry_in(tap_5_z5), .sum(total_part_1));
  wire [11:0] total_part_2;
  adder #(.W(12)) total_add_2 (.a(total_part_1),
    .b({4'd0, ~tap_0_x32}), .carry_in(1'b0), .sum(total_part_2));
  wire [11:0] total_part_3;
  adder #(.W(12)) total_add_3 (.a(total_part_2),
    .b({4'd0, ~tap_1_x32}), .carry_in(1'b0), .sum(total_part_3));
  wire [11:0] total_part_4;
  adder #(.W(12)) total_add_4 (.a(total_part_3),
    .b({4'd0, ~tap_3_x32}), .carry_in(1'b0), .sum(total_part_4));
  wire [11:0] total_part_5;
  adder #(.W(12)) total_add_5 (.a(total_part_4),
    .b({4'd0, ~tap_4_x32}), .carry_in(1'b0), .sum(total_part_5));
  assign total = total_part_5;
`else
  wire [4:0] total_sum_0;
  wire [4:0] total_carry_0;
  csa #(.W(5)) total_row_0 (.a({4'd0, tap_2_z3}), .b({4'd0, tap_5_z5}), .c(~tap_2_x4),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a(~tap_0_x32), .b(~tap_1_x32), .c(~tap_3_x32),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [8:0] total_sum_2;
  wire [8:0] total_carry_2;
  csa #(.W(9)) total_row_2 (.a({1'd0, ~tap_4_x32}), .b({1'd0, total_sum_1}),
    .c({total_carry_1[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  wire [8:0] total_sum_3;
  wire [8:0] total_carry_3;
  csa #(.W(9)) total_row_3 (.a({3'd0, ~tap_5_x5}), .b({4'd0, total_sum_0}), .c(total_sum_2),
    .sum(total_sum_3), .carry(total_carry_3));
  wire [8:0] total_sum_4;
  wire [8:0] total_carry_4;
  csa #(.W(9)) total_row_4 (.a({2'd0, total_carry_3[5:0], 1'd0}),
    .b({total_carry_2[7:0], 1'd0}), .c(total_sum_3), .sum(total_sum_4), .carry(total_carry_4));
  wire [9:0] total_sum_5;
  wire [9:0] total_carry_5;
  csa #(.W(10)) total_row_5 (.a({8'd0, total_carry_0[0:0], 1'd0}), .b({1'd0, total_sum_4}),
    .c({total_carry_4[8:1], 2'd0}), .sum(total_sum_5), .carry(total_carry_5));
  wire [11:0] total_sum_6;
  wire [11:0] total_carry_6;
  csa #(.W(12)) total_row_6 (.a(12'd2996), .b({2'd0, total_sum_5}),
    .c({2'd0, total_carry_5[8:1], 2'd0}), .sum(total_sum_6), .carry(total_carry_6));
  ripple_adder #(.W(12)) total_adder (
    .a(total_sum_6),
    .b({1'd0, total_carry_6[9:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_29 (
  input wire [7:0] tap_0_x20, input wire [7:0] tap_1_x31, input wire [2:0] tap_3_x1,
    input wire [0:0] tap_3_z5, output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a({1'd0, tap_0_x20}),
    .b({6'd0, ~tap_3_x1}), .carry_in(tap_3_z5), .sum(total_part_0));
  wire [9:0] total_part_1;
  adder #(.W(10)) total_add_1 (.a({2'd0, tap_1_x31}),
    .b({1'd0, total_part_0}), .carry_in(1'b0), .sum(total_part_1));
  wire [9:0] total_part_2;
  adder #(.W(10)) total_add_2 (.a(10'd1016),
    .b(total_part_1), .carry_in(1'b0), .sum(total_part_2));
  assign total = total_part_2;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a({5'd0, ~tap_3_x1}), .b(tap_0_x20), .c(tap_1_x31),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [8:0] total_sum_1;
  wire [8:0] total_carry_1;
  csa #(.W(9)) total_row_1 (.a({8'd0, tap_3_z5}), .b({1'd0, total_sum_0}),
    .c({total_carry_0[7:0], 1'd0}), .sum(total_sum_1), .carry(total_carry_1));
  wire [9:0] total_sum_2;
  wire [9:0] total_carry_2;
  csa #(.W(10)) total_row_2 (.a(10'd1016), .b({1'd0, total_sum_1}),
    .c({1'd0, total_carry_1[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  ripple_adder #(.W(10)) total_adder (
    .a(total_sum_2),
    .b({total_carry_2[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_30 (
  input wire [3:0] tap_0_x2, input wire [0:0] tap_0_z4, input wire [4:0] tap_3_x4,
    input wire [0:0] tap_3_z3, input wire [6:0] tap_4_x13, output wire [7:0] sum
);
  wire [7:0] total;
`ifdef CARRY_CHAINS
  wire [7:0] total_part_0;
  adder #(.W(8)) total_add_0 (.a({1'd0, tap_4_x13}),
    .b({4'd0, ~tap_0_x2}), .carry_in(tap_0_z4), .sum(total_part_0));
  wire [7:0] total_part_1;
  adder #(.W(8)) total_add_1 (.a(8'd204),
    .b({3'd0, ~tap_3_x4}), .carry_in(tap_3_z3), .sum(total_part_1));
  wire [7:0] total_part_2;
  adder #(.W(8)) total_add_2 (.a(total_part_0),
    .b(total_part_1), .carry_in(1'b0), .sum(total_part_2));
  assign total = total_part_2;
`else
  wire [3:0] total_sum_0;
  wire [3:0] total_carry_0;
  csa #(.W(4)) total_row_0 (.a({3'd0, tap_0_z4}), .b({3'd0, tap_3_z3}), .c(~tap_0_x2),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [6:0] total_sum_1;
  wire [6:0] total_carry_1;
  csa #(.W(7)) total_row_1 (.a({2'd0, ~tap_3_x4}), .b({3'd0, total_sum_0}), .c(tap_4_x13),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [6:0] total_sum_2;
  wire [6:0] total_carry_2;
  csa #(.W(7)) total_row_2 (.a({5'd0, total_carry_0[0:0], 1'd0}),
    .b({1'd0, total_carry_1[4:0], 1'd0}), .c(total_sum_1), .sum(total_sum_2),
    .carry(total_carry_2));
  wire [7:0] total_sum_3;
  wire [7:0] total_carry_3;
  csa #(.W(8)) total_row_3 (.a(8'd204), .b({1'd0, total_sum_2}),
    .c({1'd0, total_carry_2[5:1], 2'd0}), .sum(total_sum_3), .carry(total_carry_3));
  ripple_adder #(.W(8)) total_adder (
    .a(total_sum_3),
    .b({total_carry_3[6:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_31 (
  input wire [7:0] tap_0_x31, input wire [7:0] tap_1_x24, input wire [7:0] tap_3_x31,
    input wire [7:0] tap_4_x31, output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a({1'd0, tap_0_x31}),
    .b({1'd0, tap_1_x24}), .carry_in(1'b0), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a({1'd0, tap_3_x31}),
    .b({1'd0, tap_4_x31}), .carry_in(1'b0), .sum(total_part_1));
  wire [9:0] total_part_2;
  adder #(.W(10)) total_add_2 (.a({1'd0, total_part_0}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_2));
  assign total = total_part_2;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a(tap_0_x31), .b(tap_1_x24), .c(tap_3_x31), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [8:0] total_sum_1;
  wire [8:0] total_carry_1;
  csa #(.W(9)) total_row_1 (.a({1'd0, tap_4_x31}), .b({1'd0, total_sum_0}),
    .c({total_carry_0[7:0], 1'd0}), .sum(total_sum_1), .carry(total_carry_1));
  ripple_adder #(.W(10)) total_adder (
    .a({1'd0, total_sum_1}),
    .b({1'd0, total_carry_1[7:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_32 (
  input wire [6:0] tap_0_x9, input wire [7:0] tap_1_x20, input wire [5:0] tap_3_x6,
    input wire [7:0] tap_4_x31, output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [7:0] total_part_0;
  adder #(.W(8)) total_add_0 (.a({2'd0, tap_3_x6}),
    .b({1'd0, tap_0_x9}), .carry_in(1'b0), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a({1'd0, tap_1_x20}),
    .b({1'd0, tap_4_x31}), .carry_in(1'b0), .sum(total_part_1));
  wire [9:0] total_part_2;
  adder #(.W(10)) total_add_2 (.a({2'd0, total_part_0}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_2));
  wire [10:0] total_part_3;
  adder #(.W(11)) total_add_3 (.a({1'd0, total_part_2}),
    .b(11'd2040), .carry_in(1'b0), .sum(total_part_3));
  assign total = total_part_3;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a({1'd0, tap_0_x9}), .b(tap_1_x20), .c(tap_4_x31),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [8:0] total_sum_1;
  wire [8:0] total_carry_1;
  csa #(.W(9)) total_row_1 (.a({3'd0, tap_3_x6}), .b({1'd0, total_sum_0}),
    .c({total_carry_0[7:0], 1'd0}), .sum(total_sum_1), .carry(total_carry_1));
  wire [10:0] total_sum_2;
  wire [10:0] total_carry_2;
  csa #(.W(11)) total_row_2 (.a({2'd0, total_sum_1}), .b(11'd2040),
    .c({2'd0, total_carry_1[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  ripple_adder #(.W(11)) total_adder (
    .a(total_sum_2),
    .b({1'd0, total_carry_2[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_33 (
  input wire [4:0] tap_0_x4, input wire [0:0] tap_0_z3, input wire [3:0] tap_1_x2,
    input wire [0:0] tap_1_z4, input wire [4:0] tap_3_x3, input wire [0:0] tap_3_z5,
    input wire [7:0] tap_4_x18, output wire [8:0] sum
);
  wire [8:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a({1'd0, tap_4_x18}),
    .b({5'd0, ~tap_1_x2}), .carry_in(tap_0_z3), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a(9'd428),
    .b({4'd0, ~tap_0_x4}), .carry_in(tap_1_z4), .sum(total_part_1));
  wire [8:0] total_part_2;
  adder #(.W(9)) total_add_2 (.a(total_part_0),
    .b({4'd0, ~tap_3_x3}), .carry_in(tap_3_z5), .sum(total_part_2));
  wire [8:0] total_part_3;
  adder #(.W(9)) total_add_3 (.a(total_part_1),
    .b(total_part_2), .carry_in(1'b0), .sum(total_part_3));
  assign total = total_part_3;
`else
  wire [0:0] total_sum_0;
  wire [0:0] total_carry_0;
  csa #(.W(1)) total_row_0 (.a(tap_0_z3), .b(tap_1_z4), .c(tap_3_z5), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a({3'd0, ~tap_0_x4}), .b({3'd0, ~tap_3_x3}), .c(tap_4_x18),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [7:0] total_sum_2;
  wire [7:0] total_carry_2;
  csa #(.W(8)) total_row_2 (.a({4'd0, ~tap_1_x2}), .b({2'd0, total_carry_1[4:0], 1'd0}),
    .c(total_sum_1), .sum(total_sum_2), .carry(total_carry_2));
  wire [7:0] total_sum_3;
  wire [7:0] total_carry_3;
  csa #(.W(8)) total_row_3 (.a({6'd0, total_carry_0[0:0], 1'd0}),
    .b({1'd0, total_carry_2[5:0], 1'd0}), .c(total_sum_2), .sum(total_sum_3),
    .carry(total_carry_3));
  wire [7:0] total_sum_4;
  wire [7:0] total_carry_4;
  csa #(.W(8)) total_row_4 (.a({7'd0, total_sum_0}), .b(total_sum_3),
    .c({total_carry_3[6:1], 2'd0}), .sum(total_sum_4), .carry(total_carry_4));
  wire [8:0] total_sum_5;
  wire [8:0] total_carry_5;
  csa #(.W(9)) total_row_5 (.a(9'd428), .b({1'd0, total_sum_4}),
    .c({total_carry_4[7:0], 1'd0}), .sum(total_sum_5), .carry(total_carry_5));
  ripple_adder #(.W(9)) total_adder (
    .a(total_sum_5),
    .b({total_carry_5[7:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_34 (
  input wire [7:0] tap_0_x21, input wire [7:0] tap_1_x31, input wire [7:0] tap_3_x20,
    input wire [7:0] tap_4_x31, output wire [9:0] sum
);
  wire [9:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a({1'd0, tap_0_x21}),
    .b({1'd0, tap_1_x31}), .carry_in(1'b0), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a({1'd0, tap_3_x20}),
    .b({1'd0, tap_4_x31}), .carry_in(1'b0), .sum(total_part_1));
  wire [9:0] total_part_2;
  adder #(.W(10)) total_add_2 (.a({1'd0, total_part_0}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_2));
  assign total = total_part_2;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a(tap_0_x21), .b(tap_1_x31), .c(tap_3_x20), .sum(total_sum_0),
    .carry(total_carry_0));
  wire [8:0] total_sum_1;
  wire [8:0] total_carry_1;
  csa #(.W(9)) total_row_1 (.a({1'd0, tap_4_x31}), .b({1'd0, total_sum_0}),
    .c({total_carry_0[7:0], 1'd0}), .sum(total_sum_1), .carry(total_carry_1));
  ripple_adder #(.W(10)) total_adder (
    .a({1'd0, total_sum_1}),
    .b({1'd0, total_carry_1[7:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_35 (
  input wire [6:0] tap_0_x12, input wire [7:0] tap_1_x23, input wire [7:0] tap_3_x30,
    input wire [6:0] tap_4_x15, output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [7:0] total_part_0;
  adder #(.W(8)) total_add_0 (.a({1'd0, tap_0_x12}),
    .b({1'd0, tap_4_x15}), .carry_in(1'b0), .sum(total_part_0));
  wire [8:0] total_part_1;
  adder #(.W(9)) total_add_1 (.a({1'd0, tap_1_x23}),
    .b({1'd0, tap_3_x30}), .carry_in(1'b0), .sum(total_part_1));
  wire [9:0] total_part_2;
  adder #(.W(10)) total_add_2 (.a({2'd0, total_part_0}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_2));
  wire [10:0] total_part_3;
  adder #(.W(11)) total_add_3 (.a({1'd0, total_part_2}),
    .b(11'd2040), .carry_in(1'b0), .sum(total_part_3));
  assign total = total_part_3;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a({1'd0, tap_0_x12}), .b({1'd0, tap_4_x15}), .c(tap_1_x23),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [7:0] total_sum_1;
  wire [7:0] total_carry_1;
  csa #(.W(8)) total_row_1 (.a(tap_3_x30), .b(total_sum_0), .c({total_carry_0[6:0], 1'd0}),
    .sum(total_sum_1), .carry(total_carry_1));
  wire [10:0] total_sum_2;
  wire [10:0] total_carry_2;
  csa #(.W(11)) total_row_2 (.a({3'd0, total_sum_1}), .b(11'd2040),
    .c({2'd0, total_carry_1[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  ripple_adder #(.W(11)) total_adder (
    .a(total_sum_2),
    .b({1'd0, total_carry_2[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_36 (
  input wire [7:0] tap_0_x32, input wire [7:0] tap_1_x32, input wire [7:0] tap_3_x32,
    input wire [7:0] tap_4_x32, output wire [10:0] sum
);
  wire [10:0] total;
`ifdef CARRY_CHAINS
  wire [10:0] total_part_0;
  adder #(.W(11)) total_add_0 (.a(11'd1044),
    .b({3'd0, ~tap_0_x32}), .carry_in(1'b0), .sum(total_part_0));
  wire [10:0] total_part_1;
  adder #(.W(11)) total_add_1 (.a(total_part_0),
    .b({3'd0, ~tap_1_x32}), .carry_in(1'b0), .sum(total_part_1));
  wire [10:0] total_part_2;
  adder #(.W(11)) total_add_2 (.a(total_part_1),
    .b({3'd0, ~tap_3_x32}), .carry_in(1'b0), .sum(total_part_2));
  wire [10:0] total_part_3;
  adder #(.W(11)) total_add_3 (.a(total_part_2),
    .b({3'd0, ~tap_4_x32}), .carry_in(1'b0), .sum(total_part_3));
  assign total = total_part_3;
`else
  wire [7:0] total_sum_0;
  wire [7:0] total_carry_0;
  csa #(.W(8)) total_row_0 (.a(~tap_0_x32), .b(~tap_1_x32), .c(~tap_3_x32),
    .sum(total_sum_0), .carry(total_carry_0));
  wire [8:0] total_sum_1;
  wire [8:0] total_carry_1;
  csa #(.W(9)) total_row_1 (.a({1'd0, ~tap_4_x32}), .b({1'd0, total_sum_0}),
    .c({total_carry_0[7:0], 1'd0}), .sum(total_sum_1), .carry(total_carry_1));
  wire [10:0] total_sum_2;
  wire [10:0] total_carry_2;
  csa #(.W(11)) total_row_2 (.a({2'd0, total_sum_1}), .b(11'd1044),
    .c({2'd0, total_carry_1[7:0], 1'd0}), .sum(total_sum_2), .carry(total_carry_2));
  ripple_adder #(.W(11)) total_adder (
    .a(total_sum_2),
    .b({1'd0, total_carry_2[8:0], 1'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Norms (u8.7) in, activations out, in the order (row, column, filter).
(* keep_hierarchy *)
module conv (
  input wire [383:0] norms,
  output wire [859:0] activations
);
  wire [7:0] norm_0 = norms[0 +: 8];
  wire [7:0] norm_1 = norms[8 +: 8];
  wire [7:0] norm_2 = norms[16 +: 8];
  wire [7:0] norm_3 = norms[24 +: 8];
  wire [7:0] norm_4 = norms[32 +: 8];
  wire [7:0] norm_5 = norms[40 +: 8];
  wire [7:0] norm_6 = norms[48 +: 8];
  wire [7:0] norm_7 = norms[56 +: 8];
  wire [7:0] norm_8 = norms[64 +: 8];
  wire [7:0] norm_9 = norms[72 +: 8];
  wire [7:0] norm_10 = norms[80 +: 8];
  wire [7:0] norm_11 = norms[88 +: 8];
  wire [7:0] norm_12 = norms[96 +: 8];
  wire [7:0] norm_13 = norms[104 +: 8];
  wire [7:0] norm_14 = norms[112 +: 8];
  wire [7:0] norm_15 = norms[120 +: 8];
  wire [7:0] norm_16 = norms[128 +: 8];
  wire [7:0] norm_17 = norms[136 +: 8];
  wire [7:0] norm_18 = norms[144 +: 8];
  wire [7:0] norm_19 = norms[152 +: 8];
  wire [7:0] norm_20 = norms[160 +: 8];
  wire [7:0] norm_21 = norms[168 +: 8];
  wire [7:0] norm_22 = norms[176 +: 8];
  wire [7:0] norm_23 = norms[184 +: 8];
  wire [7:0] norm_24 = norms[192 +: 8];
  wire [7:0] norm_25 = norms[200 +: 8];
  wire [7:0] norm_26 = norms[208 +: 8];
  wire [7:0] norm_27 = norms[216 +: 8];
  wire [7:0] norm_28 = norms[224 +: 8];
  wire [7:0] norm_29 = norms[232 +: 8];
  wire [7:0] norm_30 = norms[240 +: 8];
  wire [7:0] norm_31 = norms[248 +: 8];
  wire [7:0] norm_32 = norms[256 +: 8];
  wire [7:0] norm_33 = norms[264 +: 8];
  wire [7:0] norm_34 = norms[272 +: 8];
  wire [7:0] norm_35 = norms[280 +: 8];
  wire [7:0] norm_36 = norms[288 +: 8];
  wire [7:0] norm_37 = norms[296 +: 8];
  wire [7:0] norm_38 = norms[304 +: 8];
  wire [7:0] norm_39 = norms[312 +: 8];
  wire [7:0] norm_40 = norms[320 +: 8];
  wire [7:0] norm_41 = norms[328 +: 8];
  wire [7:0] norm_42 = norms[336 +: 8];
  wire [7:0] norm_43 = norms[344 +: 8];
  wire [7:0] norm_44 = norms[352 +: 8];
  wire [7:0] norm_45 = norms[360 +: 8];
  wire [7:0] norm_46 = norms[368 +: 8];
  wire [7:0] norm_47 = norms[376 +: 8];
  wire [3:0] norm_0_x2;
  wire [4:0] norm_0_x4;
  wire [6:0] norm_0_x9;
  wire [6:0] norm_0_x12;
  wire [7:0] norm_0_x20;
  wire [7:0] norm_0_x21;
  wire [7:0] norm_0_x31;
  wire [7:0] norm_0_x32;
  wire [0:0] norm_0_z3;
  wire [0:0] norm_0_z4;
  conv_products_0 products_of_norm_0 (.x(norm_0), .x2(norm_0_x2), .x4(norm_0_x4),
    .x9(norm_0_x9), .x12(norm_0_x12), .x20(norm_0_x20), .x21(norm_0_x21), .x31(norm_0_x31),
    .x32(norm_0_x32), .z3(norm_0_z3), .z4(norm_0_z4));
  wire [3:0] norm_1_x2;
  wire [7:0] norm_1_x20;
  wire [7:0] norm_1_x23;
  wire [7:0] norm_1_x24;
  wire [7:0] norm_1_x31;
  wire [7:0] norm_1_x32;
  wire [0:0] norm_1_z4;
  conv_products_1 products_of_norm_1 (.x(norm_1), .x2(norm_1_x2), .x20(norm_1_x20),
    .x23(norm_1_x23), .x24(norm_1_x24), .x31(norm_1_x31), .x32(norm_1_x32), .z4(norm_1_z4));
  wire [2:0] norm_2_x1;
  wire [3:0] norm_2_x2;
  wire [4:0] norm_2_x3;
  wire [4:0] norm_2_x4;
  wire [6:0] norm_2_x9;
  wire [6:0] norm_2_x12;
  wire [6:0] norm_2_x15;
  wire [7:0] norm_2_x20;
  wire [7:0] norm_2_x21;
  wire [7:0] norm_2_x31;
  wire [7:0] norm_2_x32;
  wire [0:0] norm_2_z3;
  wire [0:0] norm_2_z4;
  wire [0:0] norm_2_z5;
  conv_products_2 products_of_norm_2 (.x(norm_2), .x1(norm_2_x1), .x2(norm_2_x2),
    .x3(norm_2_x3), .x4(norm_2_x4), .x9(norm_2_x9), .x12(norm_2_x12), .x15(norm_2_x15),
    .x20(norm_2_x20), .x21(norm_2_x21), .x31(norm_2_x31), .x32(norm_2_x32), .z3(norm_2_z3),
    .z4(norm_2_z4), .z5(norm_2_z5));
  wire [3:0] norm_3_x2;
  wire [7:0] norm_3_x20;
  wire [7:0] norm_3_x23;
  wire [7:0] norm_3_x24;
  wire [7:0] norm_3_x31;
  wire [7:0] norm_3_x32;
  wire [0:0] norm_3_z4;
  conv_products_1 products_of_norm_3 (.x(norm_3), .x2(norm_3_x2), .x20(norm_3_x20),
    .x23(norm_3_x23), .x24(norm_3_x24), .x31(norm_3_x31), .x32(norm_3_x32), .z4(norm_3_z4));
  wire [2:0] norm_4_x1;
  wire [3:0] norm_4_x2;
  wire [4:0] norm_4_x3;
  wire [4:0] norm_4_x4;
  wire [6:0] norm_4_x9;
  wire [6:0] norm_4_x12;
  wire [6:0] norm_4_x15;
  wire [7:0] norm_4_x20;
  wire [7:0] norm_4_x21;
  wire [7:0] norm_4_x31;
  wire [7:0] norm_4_x32;
  wire [0:0] norm_4_z3;
  wire [0:0] norm_4_z4;
  wire [0:0] norm_4_z5;
  conv_products_2 products_of_norm_4 (.x(norm_4), .x1(norm_4_x1), .x2(norm_4_x2),
    .x3(norm_4_x3), .x4(norm_4_x4), .x9(norm_4_x9), .x12(norm_4_x12), .x15(norm_4_x15),
    .x20(norm_4_x20), .x21(norm_4_x21), .x31(norm_4_x31), .x32(norm_4_x32), .z3(norm_4_z3),
    .z4(norm_4_z4), .z5(norm_4_z5));
  wire [3:0] norm_5_x2;
  wire [7:0] norm_5_x20;
  wire [7:0] norm_5_x23;
  wire [7:0] norm_5_x24;
  wire [7:0] norm_5_x31;
  wire [7:0] norm_5_x32;
  wire [0:0] norm_5_z4;
  conv_products_1 products_of_norm_5 (.x(norm_5), .x2(norm_5_x2), .x20(norm_5_x20),
    .x23(norm_5_x23), .x24(norm_5_x24), .x31(norm_5_x31), .x32(norm_5_x32), .z4(norm_5_z4));
  wire [2:0] norm_6_x1;
  wire [3:0] norm_6_x2;
  wire [4:0] norm_6_x3;
  wire [4:0] norm_6_x4;
  wire [6:0] norm_6_x9;
  wire [6:0] norm_6_x12;
  wire [6:0] norm_6_x15;
  wire [7:0] norm_6_x20;
  wire [7:0] norm_6_x21;
  wire [7:0] norm_6_x31;
  wire [7:0] norm_6_x32;
  wire [0:0] norm_6_z3;
  wire [0:0] norm_6_z4;
  wire [0:0] norm_6_z5;
  conv_products_2 products_of_norm_6 (.x(norm_6), .x1(norm_6_x1), .x2(norm_6_x2),
    .x3(norm_6_x3), .x4(norm_6_x4), .x9(norm_6_x9), .x12(norm_6_x12), .x15(norm_6_x15),
    .x20(norm_6_x20), .x21(norm_6_x21), .x31(norm_6_x31), .x32(norm_6_x32), .z3(norm_6_z3),
    .z4(norm_6_z4), .z5(norm_6_z5));
  wire [3:0] norm_7_x2;
  wire [7:0] norm_7_x20;
  wire [7:0] norm_7_x23;
  wire [7:0] norm_7_x24;
  wire [7:0] norm_7_x31;
  wire [7:0] norm_7_x32;
  wire [0:0] norm_7_z4;
  conv_products_1 products_of_norm_7 (.x(norm_7), .x2(norm_7_x2), .x20(norm_7_x20),
    .x23(norm_7_x23), .x24(norm_7_x24), .x31(norm_7_x31), .x32(norm_7_x32), .z4(norm_7_z4));
  wire [2:0] norm_8_x1;
  wire [4:0] norm_8_x3;
  wire [4:0] norm_8_x4;
  wire [5:0] norm_8_x6;
  wire [7:0] norm_8_x20;
  wire [7:0] norm_8_x30;
  wire [7:0] norm_8_x31;
  wire [7:0] norm_8_x32;
  wire [0:0] norm_8_z3;
  wire [0:0] norm_8_z5;
  conv_products_3 products_of_norm_8 (.x(norm_8), .x1(norm_8_x1), .x3(norm_8_x3),
    .x4(norm_8_x4), .x6(norm_8_x6), .x20(norm_8_x20), .x30(norm_8_x30), .x31(norm_8_x31),
    .x32(norm_8_x32), .z3(norm_8_z3), .z5(norm_8_z5));
  wire [6:0] norm_9_x13;
  wire [6:0] norm_9_x15;
  wire [7:0] norm_9_x18;
  wire [7:0] norm_9_x31;
  wire [7:0] norm_9_x32;
  conv_products_4 products_of_norm_9 (.x(norm_9), .x13(norm_9_x13), .x15(norm_9_x15),
    .x18(norm_9_x18), .x31(norm_9_x31), .x32(norm_9_x32));
  wire [2:0] norm_10_x1;
  wire [3:0] norm_10_x2;
  wire [4:0] norm_10_x3;
  wire [4:0] norm_10_x4;
  wire [5:0] norm_10_x5;
  wire [5:0] norm_10_x6;
  wire [5:0] norm_10_x7;
  wire [6:0] norm_10_x10;
  wire [7:0] norm_10_x20;
  wire [7:0] norm_10_x30;
  wire [7:0] norm_10_x31;
  wire [7:0] norm_10_x32;
  wire [0:0] norm_10_z3;
  wire [0:0] norm_10_z4;
  wire [0:0] norm_10_z5;
  conv_products_5 products_of_norm_10 (.x(norm_10), .x1(norm_10_x1), .x2(norm_10_x2),
    .x3(norm_10_x3), .x4(norm_10_x4), .x5(norm_10_x5), .x6(norm_10_x6), .x7(norm_10_x7),
    .x10(norm_10_x10), .x20(norm_10_x20), .x30(norm_10_x30), .x31(norm_10_x31),
    .x32(norm_10_x32), .z3(norm_10_z3), .z4(norm_10_z4), .z5(norm_10_z5));
  wire [6:0] norm_11_x13;
  wire [6:0] norm_11_x15;
  wire [7:0] norm_11_x18;
  wire [7:0] norm_11_x31;
  wire [7:0] norm_11_x32;
  conv_products_4 products_of_norm_11 (.x(norm_11), .x13(norm_11_x13), .x15(norm_11_x15),
    .x18(norm_11_x18), .x31(norm_11_x31), .x32(norm_11_x32));
  wire [2:0] norm_12_x1;
  wire [3:0] norm_12_x2;
  wire [4:0] norm_12_x3;
  wire [4:0] norm_12_x4;
  wire [5:0] norm_12_x5;
  wire [5:0] norm_12_x6;
  wire [5:0] norm_12_x7;
  wire [6:0] norm_12_x10;
  wire [7:0] norm_12_x20;
  wire [7:0] norm_12_x30;
  wire [7:0] norm_12_x31;
  wire [7:0] norm_12_x32;
  wire [0:0] norm_12_z3;
  wire [0:0] norm_12_z4;
  wire [0:0] norm_12_z5;
  conv_products_5 products_of_norm_12 (.x(norm_12), .x1(norm_12_x1), .x2(norm_12_x2),
    .x3(norm_12_x3), .x4(norm_12_x4), .x5(norm_12_x5), .x6(norm_12_x6), .x7(norm_12_x7),
    .x10(norm_12_x10), .x20(norm_12_x20), .x30(norm_12_x30), .x31(norm_12_x31),
    .x32(norm_12_x32), .z3(norm_12_z3), .z4(norm_12_z4), .z5(norm_12_z5));
  wire [6:0] norm_13_x13;
  wire [6:0] norm_13_x15;
  wire [7:0] norm_13_x18;
  wire [7:0] norm_13_x31;
  wire [7:0] norm_13_x32;
  conv_products_4 products_of_norm_13 (.x(norm_13), .x13(norm_13_x13), .x15(norm_13_x15),
    .x18(norm_13_x18), .x31(norm_13_x31), .x32(norm_13_x32));
  wire [2:0] norm_14_x1;
  wire [3:0] norm_14_x2;
  wire [4:0] norm_14_x3;
  wire [4:0] norm_14_x4;
  wire [5:0] norm_14_x5;
  wire [5:0] norm_14_x6;
  wire [5:0] norm_14_x7;
  wire [6:0] norm_14_x10;
  wire [7:0] norm_14_x20;
  wire [7:0] norm_14_x30;
  wire [7:0] norm_14_x31;
  wire [7:0] norm_14_x32;
  wire [0:0] norm_14_z3;
  wire [0:0] norm_14_z4;
  wire [0:0] norm_14_z5;
  conv_products_5 products_of_norm_14 (.x(norm_14), .x1(norm_14_x1), .x2(norm_14_x2),
    .x3(norm_14_x3), .x4(norm_14_x4), .x5(norm_14_x5), .x6(norm_14_x6), .x7(norm_14_x7),
    .x10(norm_14_x10), .x20(norm_14_x20), .x30(norm_14_x30), .x31(norm_14_x31),
    .x32(norm_14_x32), .z3(norm_14_z3), .z4(norm_14_z4), .z5(norm_14_z5));
  wire [6:0] norm_15_x13;
  wire [6:0] norm_15_x15;
  wire [7:0] norm_15_x18;
  wire [7:0] norm_15_x31;
  wire [7:0] norm_15_x32;
  conv_products_4 products_of_norm_15 (.x(norm_15), .x13(norm_15_x13), .x15(norm_15_x15),
    .x18(norm_15_x18), .x31(norm_15_x31), .x32(norm_15_x32));
  wire [2:0] norm_16_x1;
  wire [3:0] norm_16_x2;
  wire [4:0] norm_16_x3;
  wire [4:0] norm_16_x4;
  wire [5:0] norm_16_x7;
  wire [6:0] norm_16_x9;
  wire [6:0] norm_16_x12;
  wire [7:0] norm_16_x20;
  wire [7:0] norm_16_x21;
  wire [7:0] norm_16_x31;
  wire [7:0] norm_16_x32;
  wire [0:0] norm_16_z3;
  wire [0:0] norm_16_z4;
  wire [0:0] norm_16_z5;
  conv_products_6 products_of_norm_16 (.x(norm_16), .x1(norm_16_x1), .x2(norm_16_x2),
    .x3(norm_16_x3), .x4(norm_16_x4), .x7(norm_16_x7), .x9(norm_16_x9), .x12(norm_16_x12),
    .x20(norm_16_x20), .x21(norm_16_x21), .x31(norm_16_x31), .x32(norm_16_x32),
    .z3(norm_16_z3), .z4(norm_16_z4), .z5(norm_16_z5));
  wire [2:0] norm_17_x1;
  wire [3:0] norm_17_x2;
  wire [7:0] norm_17_x20;
  wire [7:0] norm_17_x23;
  wire [7:0] norm_17_x24;
  wire [7:0] norm_17_x31;
  wire [7:0] norm_17_x32;
  wire [0:0] norm_17_z4;
  wire [0:0] norm_17_z5;
  conv_products_7 products_of_norm_17 (.x(norm_17), .x1(norm_17_x1), .x2(norm_17_x2),
    .x20(norm_17_x20), .x23(norm_17_x23), .x24(norm_17_x24), .x31(norm_17_x31),
    .x32(norm_17_x32), .z4(norm_17_z4), .z5(norm_17_z5));
  wire [2:0] norm_18_x1;
  wire [3:0] norm_18_x2;
  wire [4:0] norm_18_x3;
  wire [4:0] norm_18_x4;
  wire [5:0] norm_18_x6;
  wire [5:0] norm_18_x7;
  wire [6:0] norm_18_x9;
  wire [6:0] norm_18_x12;
  wire [6:0] norm_18_x15;
  wire [7:0] norm_18_x20;
  wire [7:0] norm_18_x21;
  wire [7:0] norm_18_x31;
  wire [7:0] norm_18_x32;
  wire [0:0] norm_18_z3;
  wire [0:0] norm_18_z4;
  wire [0:0] norm_18_z5;
  conv_products_8 products_of_norm_18 (.x(norm_18), .x1(norm_18_x1), .x2(norm_18_x2),
    .x3(norm_18_x3), .x4(norm_18_x4), .x6(norm_18_x6), .x7(norm_18_x7), .x9(norm_18_x9),
    .x12(norm_18_x12), .x15(norm_18_x15), .x20(norm_18_x20), .x21(norm_18_x21),
    .x31(norm_18_x31), .x32(norm_18_x32), .z3(norm_18_z3), .z4(norm_18_z4), .z5(norm_18_z5));
  wire [2:0] norm_19_x1;
  wire [3:0] norm_19_x2;
  wire [7:0] norm_19_x20;
  wire [7:0] norm_19_x23;
  wire [7:0] norm_19_x24;
  wire [7:0] norm_19_x31;
  wire [7:0] norm_19_x32;
  wire [0:0] norm_19_z4;
  wire [0:0] norm_19_z5;
  conv_products_7 products_of_norm_19 (.x(norm_19), .x1(norm_19_x1), .x2(norm_19_x2),
    .x20(norm_19_x20), .x23(norm_19_x23), .x24(norm_19_x24), .x31(norm_19_x31),
    .x32(norm_19_x32), .z4(norm_19_z4), .z5(norm_19_z5));
  wire [2:0] norm_20_x1;
  wire [3:0] norm_20_x2;
  wire [4:0] norm_20_x3;
  wire [4:0] norm_20_x4;
  wire [5:0] norm_20_x6;
  wire [5:0] norm_20_x7;
  wire [6:0] norm_20_x9;
  wire [6:0] norm_20_x12;
  wire [6:0] norm_20_x15;
  wire [7:0] norm_20_x20;
  wire [7:0] norm_20_x21;
  wire [7:0] norm_20_x31;
  wire [7:0] norm_20_x32;
  wire [0:0] norm_20_z3;
  wire [0:0] norm_20_z4;
  wire [0:0] norm_20_z5;
  conv_products_8 products_of_norm_20 (.x(norm_20), .x1(norm_20_x1), .x2(norm_20_x2),
    .x3(norm_20_x3), .x4(norm_20_x4), .x6(norm_20_x6), .x7(norm_20_x7), .x9(norm_20_x9),
    .x12(norm_20_x12), .x15(norm_20_x15), .x20(norm_20_x20), .x21(norm_20_x21),
    .x31(norm_20_x31), .x32(norm_20_x32), .z3(norm_20_z3), .z4(norm_20_z4), .z5(norm_20_z5));
  wire [2:0] norm_21_x1;
  wire [3:0] norm_21_x2;
  wire [7:0] norm_21_x20;
  wire [7:0] norm_21_x23;
  wire [7:0] norm_21_x24;
  wire [7:0] norm_21_x31;
  wire [7:0] norm_21_x32;
  wire [0:0] norm_21_z4;
  wire [0:0] norm_21_z5;
  conv_products_7 products_of_norm_21 (.x(norm_21), .x1(norm_21_x1), .x2(norm_21_x2),
    .x20(norm_21_x20), .x23(norm_21_x23), .x24(norm_21_x24), .x31(norm_21_x31),
    .x32(norm_21_x32), .z4(norm_21_z4), .z5(norm_21_z5));
  wire [2:0] norm_22_x1;
  wire [3:0] norm_22_x2;
  wire [4:0] norm_22_x3;
  wire [4:0] norm_22_x4;
  wire [5:0] norm_22_x6;
  wire [5:0] norm_22_x7;
  wire [6:0] norm_22_x9;
  wire [6:0] norm_22_x12;
  wire [6:0] norm_22_x15;
  wire [7:0] norm_22_x20;
  wire [7:0] norm_22_x21;
  wire [7:0] norm_22_x31;
  wire [7:0] norm_22_x32;
  wire [0:0] norm_22_z3;
  wire [0:0] norm_22_z4;
  wire [0:0] norm_22_z5;
  conv_products_8 products_of_norm_22 (.x(norm_22), .x1(norm_22_x1), .x2(norm_22_x2),
    .x3(norm_22_x3), .x4(norm_22_x4), .x6(norm_22_x6), .x7(norm_22_x7), .x9(norm_22_x9),
    .x12(norm_22_x12), .x15(norm_22_x15), .x20(norm_22_x20), .x21(norm_22_x21),
    .x31(norm_22_x31), .x32(norm_22_x32), .z3(norm_22_z3), .z4(norm_22_z4), .z5(norm_22_z5));
  wire [2:0] norm_23_x1;
  wire [3:0] norm_23_x2;
  wire [7:0] norm_23_x20;
  wire [7:0] norm_23_x23;
  wire [7:0] norm_23_x24;
  wire [7:0] norm_23_x31;
  wire [7:0] norm_23_x32;
  wire [0:0] norm_23_z4;
  wire [0:0] norm_23_z5;
  conv_products_7 products_of_norm_23 (.x(norm_23), .x1(norm_23_x1), .x2(norm_23_x2),
    .x20(norm_23_x20), .x23(norm_23_x23), .x24(norm_23_x24), .x31(norm_23_x31),
    .x32(norm_23_x32), .z4(norm_23_z4), .z5(norm_23_z5));
  wire [2:0] norm_24_x1;
  wire [4:0] norm_24_x3;
  wire [4:0] norm_24_x4;
  wire [5:0] norm_24_x6;
  wire [7:0] norm_24_x20;
  wire [7:0] norm_24_x30;
  wire [7:0] norm_24_x31;
  wire [7:0] norm_24_x32;
  wire [0:0] norm_24_z3;
  wire [0:0] norm_24_z5;
  conv_products_3 products_of_norm_24 (.x(norm_24), .x1(norm_24_x1), .x3(norm_24_x3),
    .x4(norm_24_x4), .x6(norm_24_x6), .x20(norm_24_x20), .x30(norm_24_x30),
    .x31(norm_24_x31), .x32(norm_24_x32), .z3(norm_24_z3), .z5(norm_24_z5));
  wire [6:0] norm_25_x13;
  wire [6:0] norm_25_x15;
  wire [7:0] norm_25_x18;
  wire [7:0] norm_25_x31;
  wire [7:0] norm_25_x32;
  conv_products_4 products_of_norm_25 (.x(norm_25), .x13(norm_25_x13), .x15(norm_25_x15),
    .x18(norm_25_x18), .x31(norm_25_x31), .x32(norm_25_x32));
  wire [2:0] norm_26_x1;
  wire [3:0] norm_26_x2;
  wire [4:0] norm_26_x3;
  wire [4:0] norm_26_x4;
  wire [5:0] norm_26_x5;
  wire [5:0] norm_26_x6;
  wire [5:0] norm_26_x7;
  wire [6:0] norm_26_x10;
  wire [7:0] norm_26_x20;
  wire [7:0] norm_26_x30;
  wire [7:0] norm_26_x31;
  wire [7:0] norm_26_x32;
  wire [0:0] norm_26_z3;
  wire [0:0] norm_26_z4;
  wire [0:0] norm_26_z5;
  conv_products_5 products_of_norm_26 (.x(norm_26), .x1(norm_26_x1), .x2(norm_26_x2),
    .x3(norm_26_x3), .x4(norm_26_x4), .x5(norm_26_x5), .x6(norm_26_x6), .x7(norm_26_x7),
    .x10(norm_26_x10), .x20(norm_26_x20), .x30(norm_26_x30), .x31(norm_26_x31),
    .x32(norm_26_x32), .z3(norm_26_z3), .z4(norm_26_z4), .z5(norm_26_z5));
  wire [6:0] norm_27_x13;
  wire [6:0] norm_27_x15;
  wire [7:0] norm_27_x18;
  wire [7:0] norm_27_x31;
  wire [7:0] norm_27_x32;
  conv_products_4 products_of_norm_27 (.x(norm_27), .x13(norm_27_x13), .x15(norm_27_x15),
    .x18(norm_27_x18), .x31(norm_27_x31), .x32(norm_27_x32));
  wire [2:0] norm_28_x1;
  wire [3:0] norm_28_x2;
  wire [4:0] norm_28_x3;
  wire [4:0] norm_28_x4;
  wire [5:0] norm_28_x5;
  wire [5:0] norm_28_x6;
  wire [5:0] norm_28_x7;
  wire [6:0] norm_28_x10;
  wire [7:0] norm_28_x20;
  wire [7:0] norm_28_x30;
  wire [7:0] norm_28_x31;
  wire [7:0] norm_28_x32;
  wire [0:0] norm_28_z3;
  wire [0:0] norm_28_z4;
  wire [0:0] norm_28_z5;
  conv_products_5 products_of_norm_28 (.x(norm_28), .x1(norm_28_x1), .x2(norm_28_x2),
    .x3(norm_28_x3), .x4(norm_28_x4), .x5(norm_28_x5), .x6(norm_28_x6), .x7(norm_28_x7),
    .x10(norm_28_x10), .x20(norm_28_x20), .x30(norm_28_x30), .x31(norm_28_x31),
    .x32(norm_28_x32), .z3(norm_28_z3), .z4(norm_28_z4), .z5(norm_28_z5));
  wire [6:0] norm_29_x13;
  wire [6:0] norm_29_x15;
  wire [7:0] norm_29_x18;
  wire [7:0] norm_29_x31;
  wire [7:0] norm_29_x32;
  conv_products_4 products_of_norm_29 (.x(norm_29), .x13(norm_29_x13), .x15(norm_29_x15),
    .x18(norm_29_x18), .x31(norm_29_x31), .x32(norm_29_x32));
  wire [2:0] norm_30_x1;
  wire [3:0] norm_30_x2;
  wire [4:0] norm_30_x3;
  wire [4:0] norm_30_x4;
  wire [5:0] norm_30_x5;
  wire [5:0] norm_30_x6;
  wire [5:0] norm_30_x7;
  wire [6:0] norm_30_x10;
  wire [7:0] norm_30_x20;
  wire [7:0] norm_30_x30;
  wire [7:0] norm_30_x31;
  wire [7:0] norm_30_x32;
  wire [0:0] norm_30_z3;
  wire [0:0] norm_30_z4;
  wire [0:0] norm_30_z5;
  conv_products_5 products_of_norm_30 (.x(norm_30), .x1(norm_30_x1), .x2(norm_30_x2),
    .x3(norm_30_x3), .x4(norm_30_x4), .x5(norm_30_x5), .x6(norm_30_x6), .x7(norm_30_x7),
    .x10(norm_30_x10), .x20(norm_30_x20), .x30(norm_30_x30), .x31(norm_30_x31),
    .x32(norm_30_x32), .z3(norm_30_z3), .z4(norm_30_z4), .z5(norm_30_z5));
  wire [6:0] norm_31_x13;
  wire [6:0] norm_31_x15;
  wire [7:0] norm_31_x18;
  wire [7:0] norm_31_x31;
  wire [7:0] norm_31_x32;
  conv_products_4 products_of_norm_31 (.x(norm_31), .x13(norm_31_x13), .x15(norm_31_x15),
    .x18(norm_31_x18), .x31(norm_31_x31), .x32(norm_31_x32));
  wire [2:0] norm_32_x1;
  wire [3:0] norm_32_x2;
  wire [4:0] norm_32_x3;
  wire [4:0] norm_32_x4;
  wire [5:0] norm_32_x7;
  wire [6:0] norm_32_x9;
  wire [6:0] norm_32_x12;
  wire [7:0] norm_32_x20;
  wire [7:0] norm_32_x21;
  wire [7:0] norm_32_x31;
  wire [7:0] norm_32_x32;
  wire [0:0] norm_32_z3;
  wire [0:0] norm_32_z4;
  wire [0:0] norm_32_z5;
  conv_products_6 products_of_norm_32 (.x(norm_32), .x1(norm_32_x1), .x2(norm_32_x2),
    .x3(norm_32_x3), .x4(norm_32_x4), .x7(norm_32_x7), .x9(norm_32_x9), .x12(norm_32_x12),
    .x20(norm_32_x20), .x21(norm_32_x21), .x31(norm_32_x31), .x32(norm_32_x32),
    .z3(norm_32_z3), .z4(norm_32_z4), .z5(norm_32_z5));
  wire [2:0] norm_33_x1;
  wire [3:0] norm_33_x2;
  wire [7:0] norm_33_x20;
  wire [7:0] norm_33_x23;
  wire [7:0] norm_33_x24;
  wire [7:0] norm_33_x31;
  wire [7:0] norm_33_x32;
  wire [0:0] norm_33_z4;
  wire [0:0] norm_33_z5;
  conv_products_7 products_of_norm_33 (.x(norm_33), .x1(norm_33_x1), .x2(norm_33_x2),
    .x20(norm_33_x20), .x23(norm_33_x23), .x24(norm_33_x24), .x31(norm_33_x31),
    .x32(norm_33_x32), .z4(norm_33_z4), .z5(norm_33_z5));
  wire [2:0] norm_34_x1;
  wire [3:0] norm_34_x2;
  wire [4:0] norm_34_x3;
  wire [4:0] norm_34_x4;
  wire [5:0] norm_34_x6;
  wire [5:0] norm_34_x7;
  wire [6:0] norm_34_x9;
  wire [6:0] norm_34_x12;
  wire [6:0] norm_34_x15;
  wire [7:0] norm_34_x20;
  wire [7:0] norm_34_x21;
  wire [7:0] norm_34_x31;
  wire [7:0] norm_34_x32;
  wire [0:0] norm_34_z3;
  wire [0:0] norm_34_z4;
  wire [0:0] norm_34_z5;
  conv_products_8 products_of_norm_34 (.x(norm_34), .x1(norm_34_x1), .x2(norm_34_x2),
    .x3(norm_34_x3), .x4(norm_34_x4), .x6(norm_34_x6), .x7(norm_34_x7), .x9(norm_34_x9),
    .x12(norm_34_x12), .x15(norm_34_x15), .x20(norm_34_x20), .x21(norm_34_x21),
    .x31(norm_34_x31), .x32(norm_34_x32), .z3(norm_34_z3), .z4(norm_34_z4), .z5(norm_34_z5));
  wire [2:0] norm_35_x1;
  wire [3:0] norm_35_x2;
  wire [7:0] norm_35_x20;
  wire [7:0] norm_35_x23;
  wire [7:0] norm_35_x24;
  wire [7:0] norm_35_x31;
  wire [7:0] norm_35_x32;
  wire [0:0] norm_35_z4;
  wire [0:0] norm_35_z5;
  conv_products_7 products_of_norm_35 (.x(norm_35), .x1(norm_35_x1), .x2(norm_35_x2),
    .x20(norm_35_x20), .x23(norm_35_x23), .x24(norm_35_x24), .x31(norm_35_x31),
    .x32(norm_35_x32), .z4(norm_35_z4), .z5(norm_35_z5));
  wire [2:0] norm_36_x1;
  wire [4:0] norm_36_x3;
  wire [4:0] norm_36_x4;
  wire [5:0] norm_36_x6;
  wire [7:0] norm_36_x20;
  wire [7:0] norm_36_x30;
  wire [7:0] norm_36_x31;
  wire [7:0] norm_36_x32;
  wire [0:0] norm_36_z3;
  wire [0:0] norm_36_z5;
  conv_products_3 products_of_norm_36 (.x(norm_36), .x1(norm_36_x1), .x3(norm_36_x3),
    .x4(norm_36_x4), .x6(norm_36_x6), .x20(norm_36_x20), .x30(norm_36_x30),
    .x31(norm_36_x31), .x32(norm_36_x32), .z3(norm_36_z3), .z5(norm_36_z5));
  wire [6:0] norm_37_x13;
  wire [6:0] norm_37_x15;
  wire [7:0] norm_37_x18;
  wire [7:0] norm_37_x31;
  wire [7:0] norm_37_x32;
  conv_products_4 products_of_norm_37 (.x(norm_37), .x13(norm_37_x13), .x15(norm_37_x15),
    .x18(norm_37_x18), .x31(norm_37_x31), .x32(norm_37_x32));
  wire [2:0] norm_38_x1;
  wire [3:0] norm_38_x2;
  wire [4:0] norm_38_x3;
  wire [4:0] norm_38_x4;
  wire [5:0] norm_38_x5;
  wire [5:0] norm_38_x6;
  wire [5:0] norm_38_x7;
  wire [6:0] norm_38_x10;
  wire [7:0] norm_38_x20;
  wire [7:0] norm_38_x30;
  wire [7:0] norm_38_x31;
  wire [7:0] norm_38_x32;
  wire [0:0] norm_38_z3;
  wire [0:0] norm_38_z4;
  wire [0:0] norm_38_z5;
  conv_products_5 products_of_norm_38 (.x(norm_38), .x1(norm_38_x1), .x2(norm_38_x2),
    .x3(norm_38_x3), .x4(norm_38_x4), .x5(norm_38_x5), .x6(norm_38_x6), .x7(norm_38_x7),
    .x10(norm_38_x10), .x20(norm_38_x20), .x30(norm_38_x30), .x31(norm_38_x31),
    .x32(norm_38_x32), .z3(norm_38_z3), .z4(norm_38_z4), .z5(norm_38_z5));
  wire [6:0] norm_39_x13;
  wire [6:0] norm_39_x15;
  wire [7:0] norm_39_x18;
  wire [7:0] norm_39_x31;
  wire [7:0] norm_39_x32;
  conv_products_4 products_of_norm_39 (.x(norm_39), .x13(norm_39_x13), .x15(norm_39_x15),
    .x18(norm_39_x18), .x31(norm_39_x31), .x32(norm_39_x32));
  wire [2:0] norm_40_x1;
  wire [3:0] norm_40_x2;
  wire [4:0] norm_40_x3;
  wire [4:0] norm_40_x4;
  wire [5:0] norm_40_x7;
  wire [6:0] norm_40_x9;
  wire [6:0] norm_40_x12;
  wire [7:0] norm_40_x20;
  wire [7:0] norm_40_x21;
  wire [7:0] norm_40_x31;
  wire [7:0] norm_40_x32;
  wire [0:0] norm_40_z3;
  wire [0:0] norm_40_z4;
  wire [0:0] norm_40_z5;
  conv_products_6 products_of_norm_40 (.x(norm_40), .x1(norm_40_x1), .x2(norm_40_x2),
    .x3(norm_40_x3), .x4(norm_40_x4), .x7(norm_40_x7), .x9(norm_40_x9), .x12(norm_40_x12),
    .x20(norm_40_x20), .x21(norm_40_x21), .x31(norm_40_x31), .x32(norm_40_x32),
    .z3(norm_40_z3), .z4(norm_40_z4), .z5(norm_40_z5));
  wire [2:0] norm_41_x1;
  wire [3:0] norm_41_x2;
  wire [7:0] norm_41_x20;
  wire [7:0] norm_41_x23;
  wire [7:0] norm_41_x24;
  wire [7:0] norm_41_x31;
  wire [7:0] norm_41_x32;
  wire [0:0] norm_41_z4;
  wire [0:0] norm_41_z5;
  conv_products_7 products_of_norm_41 (.x(norm_41), .x1(norm_41_x1), .x2(norm_41_x2),
    .x20(norm_41_x20), .x23(norm_41_x23), .x24(norm_41_x24), .x31(norm_41_x31),
    .x32(norm_41_x32), .z4(norm_41_z4), .z5(norm_41_z5));
  wire [2:0] norm_42_x1;
  wire [3:0] norm_42_x2;
  wire [4:0] norm_42_x3;
  wire [4:0] norm_42_x4;
  wire [5:0] norm_42_x6;
  wire [5:0] norm_42_x7;
  wire [6:0] norm_42_x9;
  wire [6:0] norm_42_x12;
  wire [6:0] norm_42_x15;
  wire [7:0] norm_42_x20;
  wire [7:0] norm_42_x21;
  wire [7:0] norm_42_x31;
  wire [7:0] norm_42_x32;
  wire [0:0] norm_42_z3;
  wire [0:0] norm_42_z4;
  wire [0:0] norm_42_z5;
  conv_products_8 products_of_norm_42 (.x(norm_42), .x1(norm_42_x1), .x2(norm_42_x2),
    .x3(norm_42_x3), .x4(norm_42_x4), .x6(norm_42_x6), .x7(norm_42_x7), .x9(norm_42_x9),
    .x12(norm_42_x12), .x15(norm_42_x15), .x20(norm_42_x20), .x21(norm_42_x21),
    .x31(norm_42_x31), .x32(norm_42_x32), .z3(norm_42_z3), .z4(norm_42_z4), .z5(norm_42_z5));
  wire [2:0] norm_43_x1;
  wire [3:0] norm_43_x2;
  wire [7:0] norm_43_x20;
  wire [7:0] norm_43_x23;
  wire [7:0] norm_43_x24;
  wire [7:0] norm_43_x31;
  wire [7:0] norm_43_x32;
  wire [0:0] norm_43_z4;
  wire [0:0] norm_43_z5;
  conv_products_7 products_of_norm_43 (.x(norm_43), .x1(norm_43_x1), .x2(norm_43_x2),
    .x20(norm_43_x20), .x23(norm_43_x23), .x24(norm_43_x24), .x31(norm_43_x31),
    .x32(norm_43_x32), .z4(norm_43_z4), .z5(norm_43_z5));
  wire [2:0] norm_44_x1;
  wire [4:0] norm_44_x3;
  wire [4:0] norm_44_x4;
  wire [5:0] norm_44_x6;
  wire [7:0] norm_44_x20;
  wire [7:0] norm_44_x30;
  wire [7:0] norm_44_x31;
  wire [7:0] norm_44_x32;
  wire [0:0] norm_44_z3;
  wire [0:0] norm_44_z5;
  conv_products_3 products_of_norm_44 (.x(norm_44), .x1(norm_44_x1), .x3(norm_44_x3),
    .x4(norm_44_x4), .x6(norm_44_x6), .x20(norm_44_x20), .x30(norm_44_x30),
    .x31(norm_44_x31), .x32(norm_44_x32), .z3(norm_44_z3), .z5(norm_44_z5));
  wire [6:0] norm_45_x13;
  wire [6:0] norm_45_x15;
  wire [7:0] norm_45_x18;
  wire [7:0] norm_45_x31;
  wire [7:0] norm_45_x32;
  conv_products_4 products_of_norm_45 (.x(norm_45), .x13(norm_45_x13), .x15(norm_45_x15),
    .x18(norm_45_x18), .x31(norm_45_x31), .x32(norm_45_x32));
  wire [2:0] norm_46_x1;
  wire [3:0] norm_46_x2;
  wire [4:0] norm_46_x3;
  wire [4:0] norm_46_x4;
  wire [5:0] norm_46_x5;
  wire [5:0] norm_46_x6;
  wire [5:0] norm_46_x7;
  wire [6:0] norm_46_x10;
  wire [7:0] norm_46_x20;
  wire [7:0] norm_46_x30;
  wire [7:0] norm_46_x31;
  wire [7:0] norm_46_x32;
  wire [0:0] norm_46_z3;
  wire [0:0] norm_46_z4;
  wire [0:0] norm_46_z5;
  conv_products_5 products_of_norm_46 (.x(norm_46), .x1(norm_46_x1), .x2(norm_46_x2),
    .x3(norm_46_x3), .x4(norm_46_x4), .x5(norm_46_x5), .x6(norm_46_x6), .x7(norm_46_x7),
    .x10(norm_46_x10), .x20(norm_46_x20), .x30(norm_46_x30), .x31(norm_46_x31),
    .x32(norm_46_x32), .z3(norm_46_z3), .z4(norm_46_z4), .z5(norm_46_z5));
  wire [6:0] norm_47_x13;
  wire [6:0] norm_47_x15;
  wire [7:0] norm_47_x18;
  wire [7:0] norm_47_x31;
  wire [7:0] norm_47_x32;
  conv_products_4 products_of_norm_47 (.x(norm_47), .x13(norm_47_x13), .x15(norm_47_x15),
    .x18(norm_47_x18), .x31(norm_47_x31), .x32(norm_47_x32));
  wire [9:0] sum_0;
  conv_sum_0 sum_0_adder (.tap_0_x20(norm_0_x20), .tap_1_x31(norm_1_x31),
    .tap_2_x1(norm_2_x1), .tap_2_z5(norm_2_z5), .tap_3_x1(norm_8_x1), .tap_3_z5(norm_8_z5),
    .tap_5_x1(norm_10_x1), .tap_5_z5(norm_10_z5), .tap_6_x7(norm_16_x7),
    .tap_7_x2(norm_17_x2), .sum(sum_0));
  wire [9:0] sum_1;
  conv_sum_1 sum_1_adder (.tap_0_x2(norm_0_x2), .tap_0_z4(norm_0_z4), .tap_2_x31(norm_2_x31),
    .tap_3_x4(norm_8_x4), .tap_3_z3(norm_8_z3), .tap_4_x13(norm_9_x13),
    .tap_5_x2(norm_10_x2), .tap_5_z4(norm_10_z4), .tap_6_x1(norm_16_x1),
    .tap_6_z5(norm_16_z5), .tap_7_x2(norm_17_x2), .tap_8_x2(norm_18_x2), .sum(sum_1));
  wire [9:0] sum_2;
  conv_sum_2 sum_2_adder (.tap_0_x31(norm_0_x31), .tap_1_x24(norm_1_x24),
    .tap_3_x31(norm_8_x31), .tap_4_x31(norm_9_x31), .tap_5_x1(norm_10_x1),
    .tap_6_x7(norm_16_x7), .tap_7_x1(norm_17_x1), .sum(sum_2));
  wire [10:0] sum_3;
  conv_sum_3 sum_3_adder (.tap_0_x9(norm_0_x9), .tap_1_x20(norm_1_x20), .tap_2_x3(norm_2_x3),
    .tap_3_x6(norm_8_x6), .tap_4_x31(norm_9_x31), .tap_5_x10(norm_10_x10),
    .tap_6_x3(norm_16_x3), .tap_7_x2(norm_17_x2), .tap_8_x1(norm_18_x1), .sum(sum_3));
  wire [9:0] sum_4;
  conv_sum_4 sum_4_adder (.tap_0_x4(norm_0_x4), .tap_0_z3(norm_0_z3), .tap_1_x2(norm_1_x2),
    .tap_1_z4(norm_1_z4), .tap_2_x1(norm_2_x1), .tap_2_z5(norm_2_z5), .tap_3_x3(norm_8_x3),
    .tap_3_z5(norm_8_z5), .tap_4_x18(norm_9_x18), .tap_5_x3(norm_10_x3),
    .tap_5_z5(norm_10_z5), .tap_6_x31(norm_16_x31), .tap_8_x1(norm_18_x1), .sum(sum_4));
  wire [10:0] sum_5;
  conv_sum_5 sum_5_adder (.tap_0_x21(norm_0_x21), .tap_1_x31(norm_1_x31),
    .tap_2_x15(norm_2_x15), .tap_3_x20(norm_8_x20), .tap_4_x31(norm_9_x31),
    .tap_5_x10(norm_10_x10), .tap_6_x4(norm_16_x4), .tap_7_x23(norm_17_x23),
    .tap_8_x6(norm_18_x6), .sum(sum_5));
  wire [10:0] sum_6;
  conv_sum_6 sum_6_adder (.tap_0_x12(norm_0_x12), .tap_1_x23(norm_1_x23),
    .tap_2_x15(norm_2_x15), .tap_3_x30(norm_8_x30), .tap_4_x15(norm_9_x15),
    .tap_5_x7(norm_10_x7), .tap_6_x7(norm_16_x7), .tap_7_x2(norm_17_x2),
    .tap_8_x2(norm_18_x2), .sum(sum_6));
  wire [11:0] sum_7;
  conv_sum_7 sum_7_adder (.tap_0_x32(norm_0_x32), .tap_1_x32(norm_1_x32),
    .tap_2_x4(norm_2_x4), .tap_2_z3(norm_2_z3), .tap_3_x32(norm_8_x32),
    .tap_4_x32(norm_9_x32), .tap_5_x5(norm_10_x5), .tap_5_z5(norm_10_z5),
    .tap_6_x3(norm_16_x3), .tap_6_z5(norm_16_z5), .tap_7_x1(norm_17_x1),
    .tap_7_z5(norm_17_z5), .sum(sum_7));
  wire [9:0] sum_8;
  conv_sum_0 sum_8_adder (.tap_0_x20(norm_2_x20), .tap_1_x31(norm_3_x31),
    .tap_2_x1(norm_4_x1), .tap_2_z5(norm_4_z5), .tap_3_x1(norm_10_x1), .tap_3_z5(norm_10_z5),
    .tap_5_x1(norm_12_x1), .tap_5_z5(norm_12_z5), .tap_6_x7(norm_18_x7),
    .tap_7_x2(norm_19_x2), .sum(sum_8));
  wire [9:0] sum_9;
  conv_sum_1 sum_9_adder (.tap_0_x2(norm_2_x2), .tap_0_z4(norm_2_z4), .tap_2_x31(norm_4_x31),
    .tap_3_x4(norm_10_x4), .tap_3_z3(norm_10_z3), .tap_4_x13(norm_11_x13),
    .tap_5_x2(norm_12_x2), .tap_5_z4(norm_12_z4), .tap_6_x1(norm_18_x1),
    .tap_6_z5(norm_18_z5), .tap_7_x2(norm_19_x2), .tap_8_x2(norm_20_x2), .sum(sum_9));
  wire [9:0] sum_10;
  conv_sum_2 sum_10_adder (.tap_0_x31(norm_2_x31), .tap_1_x24(norm_3_x24),
    .tap_3_x31(norm_10_x31), .tap_4_x31(norm_11_x31), .tap_5_x1(norm_12_x1),
    .tap_6_x7(norm_18_x7), .tap_7_x1(norm_19_x1), .sum(sum_10));
  wire [10:0] sum_11;
  conv_sum_3 sum_11_adder (.tap_0_x9(norm_2_x9), .tap_1_x20(norm_3_x20),
    .tap_2_x3(norm_4_x3), .tap_3_x6(norm_10_x6), .tap_4_x31(norm_11_x31),
    .tap_5_x10(norm_12_x10), .tap_6_x3(norm_18_x3), .tap_7_x2(norm_19_x2),
    .tap_8_x1(norm_20_x1), .sum(sum_11));
  wire [9:0] sum_12;
  conv_sum_4 sum_12_adder (.tap_0_x4(norm_2_x4), .tap_0_z3(norm_2_z3), .tap_1_x2(norm_3_x2),
    .tap_1_z4(norm_3_z4), .tap_2_x1(norm_4_x1), .tap_2_z5(norm_4_z5), .tap_3_x3(norm_10_x3),
    .tap_3_z5(norm_10_z5), .tap_4_x18(norm_11_x18), .tap_5_x3(norm_12_x3),
    .tap_5_z5(norm_12_z5), .tap_6_x31(norm_18_x31), .tap_8_x1(norm_20_x1), .sum(sum_12));
  wire [10:0] sum_13;
  conv_sum_5 sum_13_adder (.tap_0_x21(norm_2_x21), .tap_1_x31(norm_3_x31),
    .tap_2_x15(norm_4_x15), .tap_3_x20(norm_10_x20), .tap_4_x31(norm_11_x31),
    .tap_5_x10(norm_12_x10), .tap_6_x4(norm_18_x4), .tap_7_x23(norm_19_x23),
    .tap_8_x6(norm_20_x6), .sum(sum_13));
  wire [10:0] sum_14;
  conv_sum_6 sum_14_adder (.tap_0_x12(norm_2_x12), .tap_1_x23(norm_3_x23),
    .tap_2_x15(norm_4_x15), .tap_3_x30(norm_10_x30), .tap_4_x15(norm_11_x15),
    .tap_5_x7(norm_12_x7), .tap_6_x7(norm_18_x7), .tap_7_x2(norm_19_x2),
    .tap_8_x2(norm_20_x2), .sum(sum_14));
  wire [11:0] sum_15;
  conv_sum_7 sum_15_adder (.tap_0_x32(norm_2_x32), .tap_1_x32(norm_3_x32),
    .tap_2_x4(norm_4_x4), .tap_2_z3(norm_4_z3), .tap_3_x32(norm_10_x32),
    .tap_4_x32(norm_11_x32), .tap_5_x5(norm_12_x5), .tap_5_z5(norm_12_z5),
    .tap_6_x3(norm_18_x3), .tap_6_z5(norm_18_z5), .tap_7_x1(norm_19_x1),
    .tap_7_z5(norm_19_z5), .sum(sum_15));
  wire [9:0] sum_16;
  conv_sum_0 sum_16_adder (.tap_0_x20(norm_4_x20), .tap_1_x31(norm_5_x31),
    .tap_2_x1(norm_6_x1), .tap_2_z5(norm_6_z5), .tap_3_x1(norm_12_x1), .tap_3_z5(norm_12_z5),
    .tap_5_x1(norm_14_x1), .tap_5_z5(norm_14_z5), .tap_6_x7(norm_20_x7),
    .tap_7_x2(norm_21_x2), .sum(sum_16));
  wire [9:0] sum_17;
  conv_sum_1 sum_17_adder (.tap_0_x2(norm_4_x2), .tap_0_z4(norm_4_z4),
    .tap_2_x31(norm_6_x31), .tap_3_x4(norm_12_x4), .tap_3_z3(norm_12_z3),
    .tap_4_x13(norm_13_x13), .tap_5_x2(norm_14_x2), .tap_5_z4(norm_14_z4),
    .tap_6_x1(norm_20_x1), .tap_6_z5(norm_20_z5), .tap_7_x2(norm_21_x2),
    .tap_8_x2(norm_22_x2), .sum(sum_17));
  wire [9:0] sum_18;
  conv_sum_2 sum_18_adder (.tap_0_x31(norm_4_x31), .tap_1_x24(norm_5_x24),
    .tap_3_x31(norm_12_x31), .tap_4_x31(norm_13_x31), .tap_5_x1(norm_14_x1),
    .tap_6_x7(norm_20_x7), .tap_7_x1(norm_21_x1), .sum(sum_18));
  wire [10:0] sum_19;
  conv_sum_3 sum_19_adder (.tap_0_x9(norm_4_x9), .tap_1_x20(norm_5_x20),
    .tap_2_x3(norm_6_x3), .tap_3_x6(norm_12_x6), .tap_4_x31(norm_13_x31),
    .tap_5_x10(norm_14_x10), .tap_6_x3(norm_20_x3), .tap_7_x2(norm_21_x2),
    .tap_8_x1(norm_22_x1), .sum(sum_19));
  wire [9:0] sum_20;
  conv_sum_4 sum_20_adder (.tap_0_x4(norm_4_x4), .tap_0_z3(norm_4_z3), .tap_1_x2(norm_5_x2),
    .tap_1_z4(norm_5_z4), .tap_2_x1(norm_6_x1), .tap_2_z5(norm_6_z5), .tap_3_x3(norm_12_x3),
    .tap_3_z5(norm_12_z5), .tap_4_x18(norm_13_x18), .tap_5_x3(norm_14_x3),
    .tap_5_z5(norm_14_z5), .tap_6_x31(norm_20_x31), .tap_8_x1(norm_22_x1), .sum(sum_20));
  wire [10:0] sum_21;
  conv_sum_5 sum_21_adder (.tap_0_x21(norm_4_x21), .tap_1_x31(norm_5_x31),
    .tap_2_x15(norm_6_x15), .tap_3_x20(norm_12_x20), .tap_4_x31(norm_13_x31),
    .tap_5_x10(norm_14_x10), .tap_6_x4(norm_20_x4), .tap_7_x23(norm_21_x23),
    .tap_8_x6(norm_22_x6), .sum(sum_21));
  wire [10:0] sum_22;
  conv_sum_6 sum_22_adder (.tap_0_x12(norm_4_x12), .tap_1_x23(norm_5_x23),
    .tap_2_x15(norm_6_x15), .tap_3_x30(norm_12_x30), .tap_4_x15(norm_13_x15),
    .tap_5_x7(norm_14_x7), .tap_6_x7(norm_20_x7), .tap_7_x2(norm_21_x2),
    .tap_8_x2(norm_22_x2), .sum(sum_22));
  wire [11:0] sum_23;
  conv_sum_7 sum_23_adder (.tap_0_x32(norm_4_x32), .tap_1_x32(norm_5_x32),
    .tap_2_x4(norm_6_x4), .tap_2_z3(norm_6_z3), .tap_3_x32(norm_12_x32),
    .tap_4_x32(norm_13_x32), .tap_5_x5(norm_14_x5), .tap_5_z5(norm_14_z5),
    .tap_6_x3(norm_20_x3), .tap_6_z5(norm_20_z5), .tap_7_x1(norm_21_x1),
    .tap_7_z5(norm_21_z5), .sum(sum_23));
  wire [9:0] sum_24;
  conv_sum_8 sum_24_adder (.tap_0_x20(norm_6_x20), .tap_1_x31(norm_7_x31),
    .tap_3_x1(norm_14_x1), .tap_3_z5(norm_14_z5), .tap_6_x7(norm_22_x7),
    .tap_7_x2(norm_23_x2), .sum(sum_24));
  wire [7:0] sum_25;
  conv_sum_9 sum_25_adder (.tap_0_x2(norm_6_x2), .tap_0_z4(norm_6_z4), .tap_3_x4(norm_14_x4),
    .tap_3_z3(norm_14_z3), .tap_4_x13(norm_15_x13), .tap_6_x1(norm_22_x1),
    .tap_6_z5(norm_22_z5), .tap_7_x2(norm_23_x2), .sum(sum_25));
  wire [9:0] sum_26;
  conv_sum_10 sum_26_adder (.tap_0_x31(norm_6_x31), .tap_1_x24(norm_7_x24),
    .tap_3_x31(norm_14_x31), .tap_4_x31(norm_15_x31), .tap_6_x7(norm_22_x7),
    .tap_7_x1(norm_23_x1), .sum(sum_26));
  wire [10:0] sum_27;
  conv_sum_11 sum_27_adder (.tap_0_x9(norm_6_x9), .tap_1_x20(norm_7_x20),
    .tap_3_x6(norm_14_x6), .tap_4_x31(norm_15_x31), .tap_6_x3(norm_22_x3),
    .tap_7_x2(norm_23_x2), .sum(sum_27));
  wire [9:0] sum_28;
  conv_sum_12 sum_28_adder (.tap_0_x4(norm_6_x4), .tap_0_z3(norm_6_z3), .tap_1_x2(norm_7_x2),
    .tap_1_z4(norm_7_z4), .tap_3_x3(norm_14_x3), .tap_3_z5(norm_14_z5),
    .tap_4_x18(norm_15_x18), .tap_6_x31(norm_22_x31), .sum(sum_28));
  wire [10:0] sum_29;
  conv_sum_13 sum_29_adder (.tap_0_x21(norm_6_x21), .tap_1_x31(norm_7_x31),
    .tap_3_x20(norm_14_x20), .tap_4_x31(norm_15_x31), .tap_6_x4(norm_22_x4),
    .tap_7_x23(norm_23_x23), .sum(sum_29));
  wire [10:0] sum_30;
  conv_sum_14 sum_30_adder (.tap_0_x12(norm_6_x12), .tap_1_x23(norm_7_x23),
    .tap_3_x30(norm_14_x30), .tap_4_x15(norm_15_x15), .tap_6_x7(norm_22_x7),
    .tap_7_x2(norm_23_x2), .sum(sum_30));
  wire [11:0] sum_31;
  conv_sum_15 sum_31_adder (.tap_0_x32(norm_6_x32), .tap_1_x32(norm_7_x32),
    .tap_3_x32(norm_14_x32), .tap_4_x32(norm_15_x32), .tap_6_x3(norm_22_x3),
    .tap_6_z5(norm_22_z5), .tap_7_x1(norm_23_x1), .tap_7_z5(norm_23_z5), .sum(sum_31));
  wire [9:0] sum_32;
  conv_sum_0 sum_32_adder (.tap_0_x20(norm_16_x20), .tap_1_x31(norm_17_x31),
    .tap_2_x1(norm_18_x1), .tap_2_z5(norm_18_z5), .tap_3_x1(norm_24_x1),
    .tap_3_z5(norm_24_z5), .tap_5_x1(norm_26_x1), .tap_5_z5(norm_26_z5),
    .tap_6_x7(norm_32_x7), .tap_7_x2(norm_33_x2), .sum(sum_32));
  wire [9:0] sum_33;
  conv_sum_1 sum_33_adder (.tap_0_x2(norm_16_x2), .tap_0_z4(norm_16_z4),
    .tap_2_x31(norm_18_x31), .tap_3_x4(norm_24_x4), .tap_3_z3(norm_24_z3),
    .tap_4_x13(norm_25_x13), .tap_5_x2(norm_26_x2), .tap_5_z4(norm_26_z4),
    .tap_6_x1(norm_32_x1), .tap_6_z5(norm_32_z5), .tap_7_x2(norm_33_x2),
    .tap_8_x2(norm_34_x2), .sum(sum_33));
  wire [9:0] sum_34;
  conv_sum_2 sum_34_adder (.tap_0_x31(norm_16_x31), .tap_1_x24(norm_17_x24),
    .tap_3_x31(norm_24_x31), .tap_4_x31(norm_25_x31), .tap_5_x1(norm_26_x1),
    .tap_6_x7(norm_32_x7), .tap_7_x1(norm_33_x1), .sum(sum_34));
  wire [10:0] sum_35;
  conv_sum_3 sum_35_adder (.tap_0_x9(norm_16_x9), .tap_1_x20(norm_17_x20),
    .tap_2_x3(norm_18_x3), .tap_3_x6(norm_24_x6), .tap_4_x31(norm_25_x31),
    .tap_5_x10(norm_26_x10), .tap_6_x3(norm_32_x3), .tap_7_x2(norm_33_x2),
    .tap_8_x1(norm_34_x1), .sum(sum_35));
  wire [9:0] sum_36;
  conv_sum_4 sum_36_adder (.tap_0_x4(norm_16_x4), .tap_0_z3(norm_16_z3),
    .tap_1_x2(norm_17_x2), .tap_1_z4(norm_17_z4), .tap_2_x1(norm_18_x1),
    .tap_2_z5(norm_18_z5), .tap_3_x3(norm_24_x3), .tap_3_z5(norm_24_z5),
    .tap_4_x18(norm_25_x18), .tap_5_x3(norm_26_x3), .tap_5_z5(norm_26_z5),
    .tap_6_x31(norm_32_x31), .tap_8_x1(norm_34_x1), .sum(sum_36));
  wire [10:0] sum_37;
  conv_sum_5 sum_37_adder (.tap_0_x21(norm_16_x21), .tap_1_x31(norm_17_x31),
    .tap_2_x15(norm_18_x15), .tap_3_x20(norm_24_x20), .tap_4_x31(norm_25_x31),
    .tap_5_x10(norm_26_x10), .tap_6_x4(norm_32_x4), .tap_7_x23(norm_33_x23),
    .tap_8_x6(norm_34_x6), .sum(sum_37));
  wire [10:0] sum_38;
  conv_sum_6 sum_38_adder (.tap_0_x12(norm_16_x12), .tap_1_x23(norm_17_x23),
    .tap_2_x15(norm_18_x15), .tap_3_x30(norm_24_x30), .tap_4_x15(norm_25_x15),
    .tap_5_x7(norm_26_x7), .tap_6_x7(norm_32_x7), .tap_7_x2(norm_33_x2),
    .tap_8_x2(norm_34_x2), .sum(sum_38));
  wire [11:0] sum_39;
  conv_sum_7 sum_39_adder (.tap_0_x32(norm_16_x32), .tap_1_x32(norm_17_x32),
    .tap_2_x4(norm_18_x4), .tap_2_z3(norm_18_z3), .tap_3_x32(norm_24_x32),
    .tap_4_x32(norm_25_x32), .tap_5_x5(norm_26_x5), .tap_5_z5(norm_26_z5),
    .tap_6_x3(norm_32_x3), .tap_6_z5(norm_32_z5), .tap_7_x1(norm_33_x1),
    .tap_7_z5(norm_33_z5), .sum(sum_39));
  wire [9:0] sum_40;
  conv_sum_0 sum_40_adder (.tap_0_x20(norm_18_x20), .tap_1_x31(norm_19_x31),
    .tap_2_x1(norm_20_x1), .tap_2_z5(norm_20_z5), .tap_3_x1(norm_26_x1),
    .tap_3_z5(norm_26_z5), .tap_5_x1(norm_28_x1), .tap_5_z5(norm_28_z5),
    .tap_6_x7(norm_34_x7), .tap_7_x2(norm_35_x2), .sum(sum_40));
  wire [9:0] sum_41;
  conv_sum_16 sum_41_adder (.tap_0_x2(norm_18_x2), .tap_0_z4(norm_18_z4),
    .tap_2_x31(norm_20_x31), .tap_3_x4(norm_26_x4), .tap_3_z3(norm_26_z3),
    .tap_4_x13(norm_27_x13), .tap_5_x2(norm_28_x2), .tap_5_z4(norm_28_z4),
    .tap_6_x1(norm_34_x1), .tap_6_z5(norm_34_z5), .tap_7_x2(norm_35_x2), .sum(sum_41));
  wire [9:0] sum_42;
  conv_sum_2 sum_42_adder (.tap_0_x31(norm_18_x31), .tap_1_x24(norm_19_x24),
    .tap_3_x31(norm_26_x31), .tap_4_x31(norm_27_x31), .tap_5_x1(norm_28_x1),
    .tap_6_x7(norm_34_x7), .tap_7_x1(norm_35_x1), .sum(sum_42));
  wire [10:0] sum_43;
  conv_sum_17 sum_43_adder (.tap_0_x9(norm_18_x9), .tap_1_x20(norm_19_x20),
    .tap_2_x3(norm_20_x3), .tap_3_x6(norm_26_x6), .tap_4_x31(norm_27_x31),
    .tap_5_x10(norm_28_x10), .tap_6_x3(norm_34_x3), .tap_7_x2(norm_35_x2), .sum(sum_43));
  wire [9:0] sum_44;
  conv_sum_18 sum_44_adder (.tap_0_x4(norm_18_x4), .tap_0_z3(norm_18_z3),
    .tap_1_x2(norm_19_x2), .tap_1_z4(norm_19_z4), .tap_2_x1(norm_20_x1),
    .tap_2_z5(norm_20_z5), .tap_3_x3(norm_26_x3), .tap_3_z5(norm_26_z5),
    .tap_4_x18(norm_27_x18), .tap_5_x3(norm_28_x3), .tap_5_z5(norm_28_z5),
    .tap_6_x31(norm_34_x31), .sum(sum_44));
  wire [10:0] sum_45;
  conv_sum_19 sum_45_adder (.tap_0_x21(norm_18_x21), .tap_1_x31(norm_19_x31),
    .tap_2_x15(norm_20_x15), .tap_3_x20(norm_26_x20), .tap_4_x31(norm_27_x31),
    .tap_5_x10(norm_28_x10), .tap_6_x4(norm_34_x4), .tap_7_x23(norm_35_x23), .sum(sum_45));
  wire [10:0] sum_46;
  conv_sum_20 sum_46_adder (.tap_0_x12(norm_18_x12), .tap_1_x23(norm_19_x23),
    .tap_2_x15(norm_20_x15), .tap_3_x30(norm_26_x30), .tap_4_x15(norm_27_x15),
    .tap_5_x7(norm_28_x7), .tap_6_x7(norm_34_x7), .tap_7_x2(norm_35_x2), .sum(sum_46));
  wire [11:0] sum_47;
  conv_sum_7 sum_47_adder (.tap_0_x32(norm_18_x32), .tap_1_x32(norm_19_x32),
    .tap_2_x4(norm_20_x4), .tap_2_z3(norm_20_z3), .tap_3_x32(norm_26_x32),
    .tap_4_x32(norm_27_x32), .tap_5_x5(norm_28_x5), .tap_5_z5(norm_28_z5),
    .tap_6_x3(norm_34_x3), .tap_6_z5(norm_34_z5), .tap_7_x1(norm_35_x1),
    .tap_7_z5(norm_35_z5), .sum(sum_47));
  wire [9:0] sum_48;
  conv_sum_21 sum_48_adder (.tap_0_x20(norm_20_x20), .tap_1_x31(norm_21_x31),
    .tap_2_x1(norm_22_x1), .tap_2_z5(norm_22_z5), .tap_3_x1(norm_28_x1),
    .tap_3_z5(norm_28_z5), .tap_5_x1(norm_30_x1), .tap_5_z5(norm_30_z5), .sum(sum_48));
  wire [9:0] sum_49;
  conv_sum_22 sum_49_adder (.tap_0_x2(norm_20_x2), .tap_0_z4(norm_20_z4),
    .tap_2_x31(norm_22_x31), .tap_3_x4(norm_28_x4), .tap_3_z3(norm_28_z3),
    .tap_4_x13(norm_29_x13), .tap_5_x2(norm_30_x2), .tap_5_z4(norm_30_z4), .sum(sum_49));
  wire [9:0] sum_50;
  conv_sum_23 sum_50_adder (.tap_0_x31(norm_20_x31), .tap_1_x24(norm_21_x24),
    .tap_3_x31(norm_28_x31), .tap_4_x31(norm_29_x31), .tap_5_x1(norm_30_x1), .sum(sum_50));
  wire [10:0] sum_51;
  conv_sum_24 sum_51_adder (.tap_0_x9(norm_20_x9), .tap_1_x20(norm_21_x20),
    .tap_2_x3(norm_22_x3), .tap_3_x6(norm_28_x6), .tap_4_x31(norm_29_x31),
    .tap_5_x10(norm_30_x10), .sum(sum_51));
  wire [8:0] sum_52;
  conv_sum_25 sum_52_adder (.tap_0_x4(norm_20_x4), .tap_0_z3(norm_20_z3),
    .tap_1_x2(norm_21_x2), .tap_1_z4(norm_21_z4), .tap_2_x1(norm_22_x1),
    .tap_2_z5(norm_22_z5), .tap_3_x3(norm_28_x3), .tap_3_z5(norm_28_z5),
    .tap_4_x18(norm_29_x18), .tap_5_x3(norm_30_x3), .tap_5_z5(norm_30_z5), .sum(sum_52));
  wire [9:0] sum_53;
  conv_sum_26 sum_53_adder (.tap_0_x21(norm_20_x21), .tap_1_x31(norm_21_x31),
    .tap_2_x15(norm_22_x15), .tap_3_x20(norm_28_x20), .tap_4_x31(norm_29_x31),
    .tap_5_x10(norm_30_x10), .sum(sum_53));
  wire [10:0] sum_54;
  conv_sum_27 sum_54_adder (.tap_0_x12(norm_20_x12), .tap_1_x23(norm_21_x23),
    .tap_2_x15(norm_22_x15), .tap_3_x30(norm_28_x30), .tap_4_x15(norm_29_x15),
    .tap_5_x7(norm_30_x7), .sum(sum_54));
  wire [11:0] sum_55;
  conv_sum_28 sum_55_adder (.tap_0_x32(norm_20_x32), .tap_1_x32(norm_21_x32),
    .tap_2_x4(norm_22_x4), .tap_2_z3(norm_22_z3), .tap_3_x32(norm_28_x32),
    .tap_4_x32(norm_29_x32), .tap_5_x5(norm_30_x5), .tap_5_z5(norm_30_z5), .sum(sum_55));
  wire [9:0] sum_56;
  conv_sum_29 sum_56_adder (.tap_0_x20(norm_22_x20), .tap_1_x31(norm_23_x31),
    .tap_3_x1(norm_30_x1), .tap_3_z5(norm_30_z5), .sum(sum_56));
  wire [7:0] sum_57;
  conv_sum_30 sum_57_adder (.tap_0_x2(norm_22_x2), .tap_0_z4(norm_22_z4),
    .tap_3_x4(norm_30_x4), .tap_3_z3(norm_30_z3), .tap_4_x13(norm_31_x13), .sum(sum_57));
  wire [9:0] sum_58;
  conv_sum_31 sum_58_adder (.tap_0_x31(norm_22_x31), .tap_1_x24(norm_23_x24),
    .tap_3_x31(norm_30_x31), .tap_4_x31(norm_31_x31), .sum(sum_58));
  wire [10:0] sum_59;
  conv_sum_32 sum_59_adder (.tap_0_x9(norm_22_x9), .tap_1_x20(norm_23_x20),
    .tap_3_x6(norm_30_x6), .tap_4_x31(norm_31_x31), .sum(sum_59));
  wire [8:0] sum_60;
  conv_sum_33 sum_60_adder (.tap_0_x4(norm_22_x4), .tap_0_z3(norm_22_z3),
    .tap_1_x2(norm_23_x2), .tap_1_z4(norm_23_z4), .tap_3_x3(norm_30_x3),
    .tap_3_z5(norm_30_z5), .tap_4_x18(norm_31_x18), .sum(sum_60));
  wire [9:0] sum_61;
  conv_sum_34 sum_61_adder (.tap_0_x21(norm_22_x21), .tap_1_x31(norm_23_x31),
    .tap_3_x20(norm_30_x20), .tap_4_x31(norm_31_x31), .sum(sum_61));
  wire [10:0] sum_62;
  conv_sum_35 sum_62_adder (.tap_0_x12(norm_22_x12), .tap_1_x23(norm_23_x23),
    .tap_3_x30(norm_30_x30), .tap_4_x15(norm_31_x15), .sum(sum_62));
  wire [10:0] sum_63;
  conv_sum_36 sum_63_adder (.tap_0_x32(norm_22_x32), .tap_1_x32(norm_23_x32),
    .tap_3_x32(norm_30_x32), .tap_4_x32(norm_31_x32), .sum(sum_63));
  wire [9:0] sum_64;
  conv_sum_0 sum_64_adder (.tap_0_x20(norm_32_x20), .tap_1_x31(norm_33_x31),
    .tap_2_x1(norm_34_x1), .tap_2_z5(norm_34_z5), .tap_3_x1(norm_36_x1),
    .tap_3_z5(norm_36_z5), .tap_5_x1(norm_38_x1), .tap_5_z5(norm_38_z5),
    .tap_6_x7(norm_40_x7), .tap_7_x2(norm_41_x2), .sum(sum_64));
  wire [9:0] sum_65;
  conv_sum_1 sum_65_adder (.tap_0_x2(norm_32_x2), .tap_0_z4(norm_32_z4),
    .tap_2_x31(norm_34_x31), .tap_3_x4(norm_36_x4), .tap_3_z3(norm_36_z3),
    .tap_4_x13(norm_37_x13), .tap_5_x2(norm_38_x2), .tap_5_z4(norm_38_z4),
    .tap_6_x1(norm_40_x1), .tap_6_z5(norm_40_z5), .tap_7_x2(norm_41_x2),
    .tap_8_x2(norm_42_x2), .sum(sum_65));
  wire [9:0] sum_66;
  conv_sum_2 sum_66_adder (.tap_0_x31(norm_32_x31), .tap_1_x24(norm_33_x24),
    .tap_3_x31(norm_36_x31), .tap_4_x31(norm_37_x31), .tap_5_x1(norm_38_x1),
    .tap_6_x7(norm_40_x7), .tap_7_x1(norm_41_x1), .sum(sum_66));
  wire [10:0] sum_67;
  conv_sum_3 sum_67_adder (.tap_0_x9(norm_32_x9), .tap_1_x20(norm_33_x20),
    .tap_2_x3(norm_34_x3), .tap_3_x6(norm_36_x6), .tap_4_x31(norm_37_x31),
    .tap_5_x10(norm_38_x10), .tap_6_x3(norm_40_x3), .tap_7_x2(norm_41_x2),
    .tap_8_x1(norm_42_x1), .sum(sum_67));
  wire [9:0] sum_68;
  conv_sum_4 sum_68_adder (.tap_0_x4(norm_32_x4), .tap_0_z3(norm_32_z3),
    .tap_1_x2(norm_33_x2), .tap_1_z4(norm_33_z4), .tap_2_x1(norm_34_x1),
    .tap_2_z5(norm_34_z5), .tap_3_x3(norm_36_x3), .tap_3_z5(norm_36_z5),
    .tap_4_x18(norm_37_x18), .tap_5_x3(norm_38_x3), .tap_5_z5(norm_38_z5),
    .tap_6_x31(norm_40_x31), .tap_8_x1(norm_42_x1), .sum(sum_68));
  wire [10:0] sum_69;
  conv_sum_5 sum_69_adder (.tap_0_x21(norm_32_x21), .tap_1_x31(norm_33_x31),
    .tap_2_x15(norm_34_x15), .tap_3_x20(norm_36_x20), .tap_4_x31(norm_37_x31),
    .tap_5_x10(norm_38_x10), .tap_6_x4(norm_40_x4), .tap_7_x23(norm_41_x23),
    .tap_8_x6(norm_42_x6), .sum(sum_69));
  wire [10:0] sum_70;
  conv_sum_6 sum_70_adder (.tap_0_x12(norm_32_x12), .tap_1_x23(norm_33_x23),
    .tap_2_x15(norm_34_x15), .tap_3_x30(norm_36_x30), .tap_4_x15(norm_37_x15),
    .tap_5_x7(norm_38_x7), .tap_6_x7(norm_40_x7), .tap_7_x2(norm_41_x2),
    .tap_8_x2(norm_42_x2), .sum(sum_70));
  wire [11:0] sum_71;
  conv_sum_7 sum_71_adder (.tap_0_x32(norm_32_x32), .tap_1_x32(norm_33_x32),
    .tap_2_x4(norm_34_x4), .tap_2_z3(norm_34_z3), .tap_3_x32(norm_36_x32),
    .tap_4_x32(norm_37_x32), .tap_5_x5(norm_38_x5), .tap_5_z5(norm_38_z5),
    .tap_6_x3(norm_40_x3), .tap_6_z5(norm_40_z5), .tap_7_x1(norm_41_x1),
    .tap_7_z5(norm_41_z5), .sum(sum_71));
  wire [9:0] sum_72;
  conv_sum_8 sum_72_adder (.tap_0_x20(norm_34_x20), .tap_1_x31(norm_35_x31),
    .tap_3_x1(norm_38_x1), .tap_3_z5(norm_38_z5), .tap_6_x7(norm_42_x7),
    .tap_7_x2(norm_43_x2), .sum(sum_72));
  wire [7:0] sum_73;
  conv_sum_9 sum_73_adder (.tap_0_x2(norm_34_x2), .tap_0_z4(norm_34_z4),
    .tap_3_x4(norm_38_x4), .tap_3_z3(norm_38_z3), .tap_4_x13(norm_39_x13),
    .tap_6_x1(norm_42_x1), .tap_6_z5(norm_42_z5), .tap_7_x2(norm_43_x2), .sum(sum_73));
  wire [9:0] sum_74;
  conv_sum_10 sum_74_adder (.tap_0_x31(norm_34_x31), .tap_1_x24(norm_35_x24),
    .tap_3_x31(norm_38_x31), .tap_4_x31(norm_39_x31), .tap_6_x7(norm_42_x7),
    .tap_7_x1(norm_43_x1), .sum(sum_74));
  wire [10:0] sum_75;
  conv_sum_11 sum_75_adder (.tap_0_x9(norm_34_x9), .tap_1_x20(norm_35_x20),
    .tap_3_x6(norm_38_x6), .tap_4_x31(norm_39_x31), .tap_6_x3(norm_42_x3),
    .tap_7_x2(norm_43_x2), .sum(sum_75));
  wire [9:0] sum_76;
  conv_sum_12 sum_76_adder (.tap_0_x4(norm_34_x4), .tap_0_z3(norm_34_z3),
    .tap_1_x2(norm_35_x2), .tap_1_z4(norm_35_z4), .tap_3_x3(norm_38_x3),
    .tap_3_z5(norm_38_z5), .tap_4_x18(norm_39_x18), .tap_6_x31(norm_42_x31), .sum(sum_76));
  wire [10:0] sum_77;
  conv_sum_13 sum_77_adder (.tap_0_x21(norm_34_x21), .tap_1_x31(norm_35_x31),
    .tap_3_x20(norm_38_x20), .tap_4_x31(norm_39_x31), .tap_6_x4(norm_42_x4),
    .tap_7_x23(norm_43_x23), .sum(sum_77));
  wire [10:0] sum_78;
  conv_sum_14 sum_78_adder (.tap_0_x12(norm_34_x12), .tap_1_x23(norm_35_x23),
    .tap_3_x30(norm_38_x30), .tap_4_x15(norm_39_x15), .tap_6_x7(norm_42_x7),
    .tap_7_x2(norm_43_x2), .sum(sum_78));
  wire [11:0] sum_79;
  conv_sum_15 sum_79_adder (.tap_0_x32(norm_34_x32), .tap_1_x32(norm_35_x32),
    .tap_3_x32(norm_38_x32), .tap_4_x32(norm_39_x32), .tap_6_x3(norm_42_x3),
    .tap_6_z5(norm_42_z5), .tap_7_x1(norm_43_x1), .tap_7_z5(norm_43_z5), .sum(sum_79));
  wire [0:0] sum_80 = 1'd0;
  wire [2:0] sum_81 = 3'd4;
  wire [0:0] sum_82 = 1'd0;
  wire [3:0] sum_83 = 4'd8;
  wire [2:0] sum_84 = 3'd4;
  wire [0:0] sum_85 = 1'd0;
  wire [3:0] sum_86 = 4'd8;
  wire [4:0] sum_87 = 5'd16;
  wire [0:0] sum_88 = 1'd0;
  wire [2:0] sum_89 = 3'd4;
  wire [0:0] sum_90 = 1'd0;
  wire [3:0] sum_91 = 4'd8;
  wire [2:0] sum_92 = 3'd4;
  wire [0:0] sum_93 = 1'd0;
  wire [3:0] sum_94 = 4'd8;
  wire [4:0] sum_95 = 5'd16;
  wire [9:0] sum_96;
  conv_sum_21 sum_96_adder (.tap_0_x20(norm_40_x20), .tap_1_x31(norm_41_x31),
    .tap_2_x1(norm_42_x1), .tap_2_z5(norm_42_z5), .tap_3_x1(norm_44_x1),
    .tap_3_z5(norm_44_z5), .tap_5_x1(norm_46_x1), .tap_5_z5(norm_46_z5), .sum(sum_96));
  wire [9:0] sum_97;
  conv_sum_22 sum_97_adder (.tap_0_x2(norm_40_x2), .tap_0_z4(norm_40_z4),
    .tap_2_x31(norm_42_x31), .tap_3_x4(norm_44_x4), .tap_3_z3(norm_44_z3),
    .tap_4_x13(norm_45_x13), .tap_5_x2(norm_46_x2), .tap_5_z4(norm_46_z4), .sum(sum_97));
  wire [9:0] sum_98;
  conv_sum_23 sum_98_adder (.tap_0_x31(norm_40_x31), .tap_1_x24(norm_41_x24),
    .tap_3_x31(norm_44_x31), .tap_4_x31(norm_45_x31), .tap_5_x1(norm_46_x1), .sum(sum_98));
  wire [10:0] sum_99;
  conv_sum_24 sum_99_adder (.tap_0_x9(norm_40_x9), .tap_1_x20(norm_41_x20),
    .tap_2_x3(norm_42_x3), .tap_3_x6(norm_44_x6), .tap_4_x31(norm_45_x31),
    .tap_5_x10(norm_46_x10), .sum(sum_99));
  wire [8:0] sum_100;
  conv_sum_25 sum_100_adder (.tap_0_x4(norm_40_x4), .tap_0_z3(norm_40_z3),
    .tap_1_x2(norm_41_x2), .tap_1_z4(norm_41_z4), .tap_2_x1(norm_42_x1),
    .tap_2_z5(norm_42_z5), .tap_3_x3(norm_44_x3), .tap_3_z5(norm_44_z5),
    .tap_4_x18(norm_45_x18), .tap_5_x3(norm_46_x3), .tap_5_z5(norm_46_z5), .sum(sum_100));
  wire [9:0] sum_101;
  conv_sum_26 sum_101_adder (.tap_0_x21(norm_40_x21), .tap_1_x31(norm_41_x31),
    .tap_2_x15(norm_42_x15), .tap_3_x20(norm_44_x20), .tap_4_x31(norm_45_x31),
    .tap_5_x10(norm_46_x10), .sum(sum_101));
  wire [10:0] sum_102;
  conv_sum_27 sum_102_adder (.tap_0_x12(norm_40_x12), .tap_1_x23(norm_41_x23),
    .tap_2_x15(norm_42_x15), .tap_3_x30(norm_44_x30), .tap_4_x15(norm_45_x15),
    .tap_5_x7(norm_46_x7), .sum(sum_102));
  wire [11:0] sum_103;
  conv_sum_28 sum_103_adder (.tap_0_x32(norm_40_x32), .tap_1_x32(norm_41_x32),
    .tap_2_x4(norm_42_x4), .tap_2_z3(norm_42_z3), .tap_3_x32(norm_44_x32),
    .tap_4_x32(norm_45_x32), .tap_5_x5(norm_46_x5), .tap_5_z5(norm_46_z5), .sum(sum_103));
  wire [9:0] sum_104;
  conv_sum_29 sum_104_adder (.tap_0_x20(norm_42_x20), .tap_1_x31(norm_43_x31),
    .tap_3_x1(norm_46_x1), .tap_3_z5(norm_46_z5), .sum(sum_104));
  wire [7:0] sum_105;
  conv_sum_30 sum_105_adder (.tap_0_x2(norm_42_x2), .tap_0_z4(norm_42_z4),
    .tap_3_x4(norm_46_x4), .tap_3_z3(norm_46_z3), .tap_4_x13(norm_47_x13), .sum(sum_105));
  wire [9:0] sum_106;
  conv_sum_31 sum_106_adder (.tap_0_x31(norm_42_x31), .tap_1_x24(norm_43_x24),
    .tap_3_x31(norm_46_x31), .tap_4_x31(norm_47_x31), .sum(sum_106));
  wire [10:0] sum_107;
  conv_sum_32 sum_107_adder (.tap_0_x9(norm_42_x9), .tap_1_x20(norm_43_x20),
    .tap_3_x6(norm_46_x6), .tap_4_x31(norm_47_x31), .sum(sum_107));
  wire [8:0] sum_108;
  conv_sum_33 sum_108_adder (.tap_0_x4(norm_42_x4), .tap_0_z3(norm_42_z3),
    .tap_1_x2(norm_43_x2), .tap_1_z4(norm_43_z4), .tap_3_x3(norm_46_x3),
    .tap_3_z5(norm_46_z5), .tap_4_x18(norm_47_x18), .sum(sum_108));
  wire [9:0] sum_109;
  conv_sum_34 sum_109_adder (.tap_0_x21(norm_42_x21), .tap_1_x31(norm_43_x31),
    .tap_3_x20(norm_46_x20), .tap_4_x31(norm_47_x31), .sum(sum_109));
  wire [10:0] sum_110;
  conv_sum_35 sum_110_adder (.tap_0_x12(norm_42_x12), .tap_1_x23(norm_43_x23),
    .tap_3_x30(norm_46_x30), .tap_4_x15(norm_47_x15), .sum(sum_110));
  wire [10:0] sum_111;
  conv_sum_36 sum_111_adder (.tap_0_x32(norm_42_x32), .tap_1_x32(norm_43_x32),
    .tap_3_x32(norm_46_x32), .tap_4_x32(norm_47_x32), .sum(sum_111));
  wire [0:0] sum_112 = 1'd0;
  wire [2:0] sum_113 = 3'd4;
  wire [0:0] sum_114 = 1'd0;
  wire [3:0] sum_115 = 4'd8;
  wire [2:0] sum_116 = 3'd4;
  wire [0:0] sum_117 = 1'd0;
  wire [3:0] sum_118 = 4'd8;
  wire [4:0] sum_119 = 5'd16;
  wire [0:0] sum_120 = 1'd0;
  wire [2:0] sum_121 = 3'd4;
  wire [0:0] sum_122 = 1'd0;
  wire [3:0] sum_123 = 4'd8;
  wire [2:0] sum_124 = 3'd4;
  wire [0:0] sum_125 = 1'd0;
  wire [3:0] sum_126 = 4'd8;
  wire [4:0] sum_127 = 5'd16;
  wire [8:0] act_0 = sum_0[9] ? 9'd0 : sum_0[8:0];
  wire [8:0] act_1 = sum_1[9] ? 9'd0 : sum_1[8:0];
  wire [9:0] act_2 = sum_2[9:0];
  wire [9:0] act_3 = sum_3[10] ? 10'd0 : sum_3[9:0];
  wire [8:0] act_4 = sum_4[9] ? 9'd0 : sum_4[8:0];
  wire [10:0] act_5 = sum_5[10:0];
  wire [9:0] act_6 = sum_6[10] ? 10'd0 : sum_6[9:0];
  wire [4:0] act_7 = sum_7[11] ? 5'd0 : sum_7[4:0];
  wire [8:0] act_8 = sum_8[9] ? 9'd0 : sum_8[8:0];
  wire [8:0] act_9 = sum_9[9] ? 9'd0 : sum_9[8:0];
  wire [9:0] act_10 = sum_10[9:0];
  wire [9:0] act_11 = sum_11[10] ? 10'd0 : sum_11[9:0];
  wire [8:0] act_12 = sum_12[9] ? 9'd0 : sum_12[8:0];
  wire [10:0] act_13 = sum_13[10:0];
  wire [9:0] act_14 = sum_14[10] ? 10'd0 : sum_14[9:0];
  wire [4:0] act_15 = sum_15[11] ? 5'd0 : sum_15[4:0];
  wire [8:0] act_16 = sum_16[9] ? 9'd0 : sum_16[8:0];
  wire [8:0] act_17 = sum_17[9] ? 9'd0 : sum_17[8:0];
  wire [9:0] act_18 = sum_18[9:0];
  wire [9:0] act_19 = sum_19[10] ? 10'd0 : sum_19[9:0];
  wire [8:0] act_20 = sum_20[9] ? 9'd0 : sum_20[8:0];
  wire [10:0] act_21 = sum_21[10:0];
  wire [9:0] act_22 = sum_22[10] ? 10'd0 : sum_22[9:0];
  wire [4:0] act_23 = sum_23[11] ? 5'd0 : sum_23[4:0];
  wire [8:0] act_24 = sum_24[9] ? 9'd0 : sum_24[8:0];
  wire [6:0] act_25 = sum_25[7] ? 7'd0 : sum_25[6:0];
  wire [9:0] act_26 = sum_26[9:0];
  wire [9:0] act_27 = sum_27[10] ? 10'd0 : sum_27[9:0];
  wire [8:0] act_28 = sum_28[9] ? 9'd0 : sum_28[8:0];
  wire [10:0] act_29 = sum_29[10:0];
  wire [9:0] act_30 = sum_30[10] ? 10'd0 : sum_30[9:0];
  wire [4:0] act_31 = sum_31[11] ? 5'd0 : sum_31[4:0];
  wire [8:0] act_32 = sum_32[9] ? 9'd0 : sum_32[8:0];
  wire [8:0] act_33 = sum_33[9] ? 9'd0 : sum_33[8:0];
  wire [9:0] act_34 = sum_34[9:0];
  wire [9:0] act_35 = sum_35[10] ? 10'd0 : sum_35[9:0];
  wire [8:0] act_36 = sum_36[9] ? 9'd0 : sum_36[8:0];
  wire [10:0] act_37 = sum_37[10:0];
  wire [9:0] act_38 = sum_38[10] ? 10'd0 : sum_38[9:0];
  wire [4:0] act_39 = sum_39[11] ? 5'd0 : sum_39[4:0];
  wire [8:0] act_40 = sum_40[9] ? 9'd0 : sum_40[8:0];
  wire [8:0] act_41 = sum_41[9] ? 9'd0 : sum_41[8:0];
  wire [9:0] act_42 = sum_42[9:0];
  wire [9:0] act_43 = sum_43[10] ? 10'd0 : sum_43[9:0];
  wire [8:0] act_44 = sum_44[9] ? 9'd0 : sum_44[8:0];
  wire [10:0] act_45 = sum_45[10:0];
  wire [9:0] act_46 = sum_46[10] ? 10'd0 : sum_46[9:0];
  wire [4:0] act_47 = sum_47[11] ? 5'd0 : sum_47[4:0];
  wire [8:0] act_48 = sum_48[9] ? 9'd0 : sum_48[8:0];
  wire [8:0] act_49 = sum_49[9] ? 9'd0 : sum_49[8:0];
  wire [9:0] act_50 = sum_50[9:0];
  wire [9:0] act_51 = sum_51[10] ? 10'd0 : sum_51[9:0];
  wire [7:0] act_52 = sum_52[8] ? 8'd0 : sum_52[7:0];
  wire [9:0] act_53 = sum_53[9:0];
  wire [9:0] act_54 = sum_54[10] ? 10'd0 : sum_54[9:0];
  wire [4:0] act_55 = sum_55[11] ? 5'd0 : sum_55[4:0];
  wire [8:0] act_56 = sum_56[9] ? 9'd0 : sum_56[8:0];
  wire [6:0] act_57 = sum_57[7] ? 7'd0 : sum_57[6:0];
  wire [9:0] act_58 = sum_58[9:0];
  wire [9:0] act_59 = sum_59[10] ? 10'd0 : sum_59[9:0];
  wire [7:0] act_60 = sum_60[8] ? 8'd0 : sum_60[7:0];
  wire [9:0] act_61 = sum_61[9:0];
  wire [9:0] act_62 = sum_62[10] ? 10'd0 : sum_62[9:0];
  wire [4:0] act_63 = sum_63[10] ? 5'd0 : sum_63[4:0];
  wire [8:0] act_64 = sum_64[9] ? 9'd0 : sum_64[8:0];
  wire [8:0] act_65 = sum_65[9] ? 9'd0 : sum_65[8:0];
  wire [9:0] act_66 = sum_66[9:0];
  wire [9:0] act_67 = sum_67[10] ? 10'd0 : sum_67[9:0];
  wire [8:0] act_68 = sum_68[9] ? 9'd0 : sum_68[8:0];
  wire [10:0] act_69 = sum_69[10:0];
  wire [9:0] act_70 = sum_70[10] ? 10'd0 : sum_70[9:0];
  wire [4:0] act_71 = sum_71[11] ? 5'd0 : sum_71[4:0];
  wire [8:0] act_72 = sum_72[9] ? 9'd0 : sum_72[8:0];
  wire [6:0] act_73 = sum_73[7] ? 7'd0 : sum_73[6:0];
  wire [9:0] act_74 = sum_74[9:0];
  wire [9:0] act_75 = sum_75[10] ? 10'd0 : sum_75[9:0];
  wire [8:0] act_76 = sum_76[9] ? 9'd0 : sum_76[8:0];
  wire [10:0] act_77 = sum_77[10:0];
  wire [9:0] act_78 = sum_78[10] ? 10'd0 : sum_78[9:0];
  wire [4:0] act_79 = sum_79[11] ? 5'd0 : sum_79[4:0];
  wire [8:0] act_96 = sum_96[9] ? 9'd0 : sum_96[8:0];
  wire [8:0] act_97 = sum_97[9] ? 9'd0 : sum_97[8:0];
  wire [9:0] act_98 = sum_98[9:0];
  wire [9:0] act_99 = sum_99[10] ? 10'd0 : sum_99[9:0];
  wire [7:0] act_100 = sum_100[8] ? 8'd0 : sum_100[7:0];
  wire [9:0] act_101 = sum_101[9:0];
  wire [9:0] act_102 = sum_102[10] ? 10'd0 : sum_102[9:0];
  wire [4:0] act_103 = sum_103[11] ? 5'd0 : sum_103[4:0];
  wire [8:0] act_104 = sum_104[9] ? 9'd0 : sum_104[8:0];
  wire [6:0] act_105 = sum_105[7] ? 7'd0 : sum_105[6:0];
  wire [9:0] act_106 = sum_106[9:0];
  wire [9:0] act_107 = sum_107[10] ? 10'd0 : sum_107[9:0];
  wire [7:0] act_108 = sum_108[8] ? 8'd0 : sum_108[7:0];
  wire [9:0] act_109 = sum_109[9:0];
  wire [9:0] act_110 = sum_110[10] ? 10'd0 : sum_110[9:0];
  wire [4:0] act_111 = sum_111[10] ? 5'd0 : sum_111[4:0];
  assign activations = {act_111, act_110, act_109, act_108, act_107, act_106, act_105,
    act_104, act_103, act_102, act_101, act_100, act_99, act_98, act_97, act_96, act_79,
    act_78, act_77, act_76, act_75, act_74, act_73, act_72, act_71, act_70, act_69, act_68,
    act_67, act_66, act_65, act_64, act_63, act_62, act_61, act_60, act_59, act_58, act_57,
    act_56, act_55, act_54, act_53, act_52, act_51, act_50, act_49, act_48, act_47, act_46,
    act_45, act_44, act_43, act_42, act_41, act_40, act_39, act_38, act_37, act_36, act_35,
    act_34, act_33, act_32, act_31, act_30, act_29, act_28, act_27, act_26, act_25, act_24,
    act_23, act_22, act_21, act_20, act_19, act_18, act_17, act_16, act_15, act_14, act_13,
    act_12, act_11, act_10, act_9, act_8, act_7, act_6, act_5, act_4, act_3, act_2, act_1,
    act_0};
endmodule

`default_nettype wire
