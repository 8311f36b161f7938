// Made by econ-emu 0.2.0. Do not edit: export it again.
// chip-8x8: frozen weights, chip frame, 5 links
// design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
// weights 121928c43b0dbbe74a26ab8c8809d6830e3281a6a7ad94b2bd1f32ef7198c3e8
// Convolution: bias plus floored products, rectified, for every place and filter.
`default_nettype none
// The modules of a layer stand in one file. Which bits of them are used is a matter of the weights
// and of the floor of each product: what lies below it only carries.
/* verilator lint_off DECLFILENAME */
/* verilator lint_off UNUSED */

// Floored multiples of one input.
module conv_products_0 (
  input wire [7:0] x, output wire [7:0] x31, output wire [7:0] x32
);
  wire [12:0] odd_31;
  ripple_adder #(.W(13)) add_31 (.a({x, 5'd0}),
    .b(~{5'd0, x}), .carry_in(1'b1), .sum(odd_31));
  assign x31 = odd_31[12:5];
  assign x32 = x;

endmodule

// Adds the bias and floored products.
module conv_sum_0 (
  input wire [7:0] tap_0_x32, output wire [8:0] sum
);
  wire [8:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a(9'd381),
    .b({1'd0, ~tap_0_x32}), .carry_in(1'b0), .sum(total_part_0));
  assign total = total_part_0;
`else
  ripple_adder #(.W(9)) total_adder (
    .a({1'd0, ~tap_0_x32}),
    .b(9'd381),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_1 (
  input wire [7:0] tap_1_x32, output wire [8:0] sum
);
  wire [8:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a(9'd381),
    .b({1'd0, ~tap_1_x32}), .carry_in(1'b0), .sum(total_part_0));
  assign total = total_part_0;
`else
  ripple_adder #(.W(9)) total_adder (
    .a({1'd0, ~tap_1_x32}),
    .b(9'd381),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_2 (
  input wire [7:0] tap_3_x32, output wire [8:0] sum
);
  wire [8:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a(9'd381),
    .b({1'd0, ~tap_3_x32}), .carry_in(1'b0), .sum(total_part_0));
  assign total = total_part_0;
`else
  ripple_adder #(.W(9)) total_adder (
    .a({1'd0, ~tap_3_x32}),
    .b(9'd381),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_3 (
  input wire [7:0] tap_4_x32, output wire [8:0] sum
);
  wire [8:0] total;
`ifdef CARRY_CHAINS
  wire [8:0] total_part_0;
  adder #(.W(9)) total_add_0 (.a(9'd381),
    .b({1'd0, ~tap_4_x32}), .carry_in(1'b0), .sum(total_part_0));
  assign total = total_part_0;
`else
  ripple_adder #(.W(9)) total_adder (
    .a({1'd0, ~tap_4_x32}),
    .b(9'd381),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_4 (
  input wire [7:0] tap_0_x31, output wire [7:0] sum
);
  wire [7:0] total;
`ifdef CARRY_CHAINS
  wire [7:0] total_part_0;
  adder #(.W(8)) total_add_0 (.a(tap_0_x31),
    .b(8'd136), .carry_in(1'b0), .sum(total_part_0));
  assign total = total_part_0;
`else
  ripple_adder #(.W(8)) total_adder (
    .a(tap_0_x31),
    .b(8'd136),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_5 (
  input wire [7:0] tap_1_x31, output wire [7:0] sum
);
  wire [7:0] total;
`ifdef CARRY_CHAINS
  wire [7:0] total_part_0;
  adder #(.W(8)) total_add_0 (.a(tap_1_x31),
    .b(8'd136), .carry_in(1'b0), .sum(total_part_0));
  assign total = total_part_0;
`else
  ripple_adder #(.W(8)) total_adder (
    .a(tap_1_x31),
    .b(8'd136),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_6 (
  input wire [7:0] tap_3_x31, output wire [7:0] sum
);
  wire [7:0] total;
`ifdef CARRY_CHAINS
  wire [7:0] total_part_0;
  adder #(.W(8)) total_add_0 (.a(tap_3_x31),
    .b(8'd136), .carry_in(1'b0), .sum(total_part_0));
  assign total = total_part_0;
`else
  ripple_adder #(.W(8)) total_adder (
    .a(tap_3_x31),
    .b(8'd136),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Adds the bias and floored products.
module conv_sum_7 (
  input wire [7:0] tap_4_x31, output wire [7:0] sum
);
  wire [7:0] total;
`ifdef CARRY_CHAINS
  wire [7:0] total_part_0;
  adder #(.W(8)) total_add_0 (.a(tap_4_x31),
    .b(8'd136), .carry_in(1'b0), .sum(total_part_0));
  assign total = total_part_0;
`else
  ripple_adder #(.W(8)) total_adder (
    .a(tap_4_x31),
    .b(8'd136),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Norms (u8.7) in, activations out, in the order (row, column, filter).
(* keep_hierarchy *)
module conv (
  input wire [383:0] norms,
  output wire [671:0] activations
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
  wire [7:0] norm_0_x31;
  wire [7:0] norm_0_x32;
  conv_products_0 products_of_norm_0 (.x(norm_0), .x31(norm_0_x31), .x32(norm_0_x32));
  wire [7:0] norm_1_x31;
  wire [7:0] norm_1_x32;
  conv_products_0 products_of_norm_1 (.x(norm_1), .x31(norm_1_x31), .x32(norm_1_x32));
  wire [7:0] norm_2_x31;
  wire [7:0] norm_2_x32;
  conv_products_0 products_of_norm_2 (.x(norm_2), .x31(norm_2_x31), .x32(norm_2_x32));
  wire [7:0] norm_3_x31;
  wire [7:0] norm_3_x32;
  conv_products_0 products_of_norm_3 (.x(norm_3), .x31(norm_3_x31), .x32(norm_3_x32));
  wire [7:0] norm_4_x31;
  wire [7:0] norm_4_x32;
  conv_products_0 products_of_norm_4 (.x(norm_4), .x31(norm_4_x31), .x32(norm_4_x32));
  wire [7:0] norm_5_x31;
  wire [7:0] norm_5_x32;
  conv_products_0 products_of_norm_5 (.x(norm_5), .x31(norm_5_x31), .x32(norm_5_x32));
  wire [7:0] norm_6_x31;
  wire [7:0] norm_6_x32;
  conv_products_0 products_of_norm_6 (.x(norm_6), .x31(norm_6_x31), .x32(norm_6_x32));
  wire [7:0] norm_7_x31;
  wire [7:0] norm_7_x32;
  conv_products_0 products_of_norm_7 (.x(norm_7), .x31(norm_7_x31), .x32(norm_7_x32));
  wire [7:0] norm_8_x31;
  wire [7:0] norm_8_x32;
  conv_products_0 products_of_norm_8 (.x(norm_8), .x31(norm_8_x31), .x32(norm_8_x32));
  wire [7:0] norm_9_x31;
  wire [7:0] norm_9_x32;
  conv_products_0 products_of_norm_9 (.x(norm_9), .x31(norm_9_x31), .x32(norm_9_x32));
  wire [7:0] norm_10_x31;
  wire [7:0] norm_10_x32;
  conv_products_0 products_of_norm_10 (.x(norm_10), .x31(norm_10_x31), .x32(norm_10_x32));
  wire [7:0] norm_11_x31;
  wire [7:0] norm_11_x32;
  conv_products_0 products_of_norm_11 (.x(norm_11), .x31(norm_11_x31), .x32(norm_11_x32));
  wire [7:0] norm_12_x31;
  wire [7:0] norm_12_x32;
  conv_products_0 products_of_norm_12 (.x(norm_12), .x31(norm_12_x31), .x32(norm_12_x32));
  wire [7:0] norm_13_x31;
  wire [7:0] norm_13_x32;
  conv_products_0 products_of_norm_13 (.x(norm_13), .x31(norm_13_x31), .x32(norm_13_x32));
  wire [7:0] norm_14_x31;
  wire [7:0] norm_14_x32;
  conv_products_0 products_of_norm_14 (.x(norm_14), .x31(norm_14_x31), .x32(norm_14_x32));
  wire [7:0] norm_15_x31;
  wire [7:0] norm_15_x32;
  conv_products_0 products_of_norm_15 (.x(norm_15), .x31(norm_15_x31), .x32(norm_15_x32));
  wire [7:0] norm_16_x31;
  wire [7:0] norm_16_x32;
  conv_products_0 products_of_norm_16 (.x(norm_16), .x31(norm_16_x31), .x32(norm_16_x32));
  wire [7:0] norm_17_x31;
  wire [7:0] norm_17_x32;
  conv_products_0 products_of_norm_17 (.x(norm_17), .x31(norm_17_x31), .x32(norm_17_x32));
  wire [7:0] norm_18_x31;
  wire [7:0] norm_18_x32;
  conv_products_0 products_of_norm_18 (.x(norm_18), .x31(norm_18_x31), .x32(norm_18_x32));
  wire [7:0] norm_19_x31;
  wire [7:0] norm_19_x32;
  conv_products_0 products_of_norm_19 (.x(norm_19), .x31(norm_19_x31), .x32(norm_19_x32));
  wire [7:0] norm_20_x31;
  wire [7:0] norm_20_x32;
  conv_products_0 products_of_norm_20 (.x(norm_20), .x31(norm_20_x31), .x32(norm_20_x32));
  wire [7:0] norm_21_x31;
  wire [7:0] norm_21_x32;
  conv_products_0 products_of_norm_21 (.x(norm_21), .x31(norm_21_x31), .x32(norm_21_x32));
  wire [7:0] norm_22_x31;
  wire [7:0] norm_22_x32;
  conv_products_0 products_of_norm_22 (.x(norm_22), .x31(norm_22_x31), .x32(norm_22_x32));
  wire [7:0] norm_23_x31;
  wire [7:0] norm_23_x32;
  conv_products_0 products_of_norm_23 (.x(norm_23), .x31(norm_23_x31), .x32(norm_23_x32));
  wire [7:0] norm_24_x31;
  wire [7:0] norm_24_x32;
  conv_products_0 products_of_norm_24 (.x(norm_24), .x31(norm_24_x31), .x32(norm_24_x32));
  wire [7:0] norm_25_x31;
  wire [7:0] norm_25_x32;
  conv_products_0 products_of_norm_25 (.x(norm_25), .x31(norm_25_x31), .x32(norm_25_x32));
  wire [7:0] norm_26_x31;
  wire [7:0] norm_26_x32;
  conv_products_0 products_of_norm_26 (.x(norm_26), .x31(norm_26_x31), .x32(norm_26_x32));
  wire [7:0] norm_27_x31;
  wire [7:0] norm_27_x32;
  conv_products_0 products_of_norm_27 (.x(norm_27), .x31(norm_27_x31), .x32(norm_27_x32));
  wire [7:0] norm_28_x31;
  wire [7:0] norm_28_x32;
  conv_products_0 products_of_norm_28 (.x(norm_28), .x31(norm_28_x31), .x32(norm_28_x32));
  wire [7:0] norm_29_x31;
  wire [7:0] norm_29_x32;
  conv_products_0 products_of_norm_29 (.x(norm_29), .x31(norm_29_x31), .x32(norm_29_x32));
  wire [7:0] norm_30_x31;
  wire [7:0] norm_30_x32;
  conv_products_0 products_of_norm_30 (.x(norm_30), .x31(norm_30_x31), .x32(norm_30_x32));
  wire [7:0] norm_31_x31;
  wire [7:0] norm_31_x32;
  conv_products_0 products_of_norm_31 (.x(norm_31), .x31(norm_31_x31), .x32(norm_31_x32));
  wire [7:0] norm_32_x31;
  wire [7:0] norm_32_x32;
  conv_products_0 products_of_norm_32 (.x(norm_32), .x31(norm_32_x31), .x32(norm_32_x32));
  wire [7:0] norm_33_x31;
  wire [7:0] norm_33_x32;
  conv_products_0 products_of_norm_33 (.x(norm_33), .x31(norm_33_x31), .x32(norm_33_x32));
  wire [7:0] norm_34_x31;
  wire [7:0] norm_34_x32;
  conv_products_0 products_of_norm_34 (.x(norm_34), .x31(norm_34_x31), .x32(norm_34_x32));
  wire [7:0] norm_35_x31;
  wire [7:0] norm_35_x32;
  conv_products_0 products_of_norm_35 (.x(norm_35), .x31(norm_35_x31), .x32(norm_35_x32));
  wire [7:0] norm_36_x31;
  wire [7:0] norm_36_x32;
  conv_products_0 products_of_norm_36 (.x(norm_36), .x31(norm_36_x31), .x32(norm_36_x32));
  wire [7:0] norm_37_x31;
  wire [7:0] norm_37_x32;
  conv_products_0 products_of_norm_37 (.x(norm_37), .x31(norm_37_x31), .x32(norm_37_x32));
  wire [7:0] norm_38_x31;
  wire [7:0] norm_38_x32;
  conv_products_0 products_of_norm_38 (.x(norm_38), .x31(norm_38_x31), .x32(norm_38_x32));
  wire [7:0] norm_39_x31;
  wire [7:0] norm_39_x32;
  conv_products_0 products_of_norm_39 (.x(norm_39), .x31(norm_39_x31), .x32(norm_39_x32));
  wire [7:0] norm_40_x31;
  wire [7:0] norm_40_x32;
  conv_products_0 products_of_norm_40 (.x(norm_40), .x31(norm_40_x31), .x32(norm_40_x32));
  wire [7:0] norm_41_x31;
  wire [7:0] norm_41_x32;
  conv_products_0 products_of_norm_41 (.x(norm_41), .x31(norm_41_x31), .x32(norm_41_x32));
  wire [7:0] norm_42_x31;
  wire [7:0] norm_42_x32;
  conv_products_0 products_of_norm_42 (.x(norm_42), .x31(norm_42_x31), .x32(norm_42_x32));
  wire [7:0] norm_43_x31;
  wire [7:0] norm_43_x32;
  conv_products_0 products_of_norm_43 (.x(norm_43), .x31(norm_43_x31), .x32(norm_43_x32));
  wire [7:0] norm_44_x31;
  wire [7:0] norm_44_x32;
  conv_products_0 products_of_norm_44 (.x(norm_44), .x31(norm_44_x31), .x32(norm_44_x32));
  wire [7:0] norm_45_x31;
  wire [7:0] norm_45_x32;
  conv_products_0 products_of_norm_45 (.x(norm_45), .x31(norm_45_x31), .x32(norm_45_x32));
  wire [7:0] norm_46_x31;
  wire [7:0] norm_46_x32;
  conv_products_0 products_of_norm_46 (.x(norm_46), .x31(norm_46_x31), .x32(norm_46_x32));
  wire [7:0] norm_47_x31;
  wire [7:0] norm_47_x32;
  conv_products_0 products_of_norm_47 (.x(norm_47), .x31(norm_47_x31), .x32(norm_47_x32));
  wire [8:0] sum_0;
  conv_sum_0 sum_0_adder (.tap_0_x32(norm_0_x32), .sum(sum_0));
  wire [8:0] sum_1;
  conv_sum_1 sum_1_adder (.tap_1_x32(norm_1_x32), .sum(sum_1));
  wire [8:0] sum_2;
  conv_sum_2 sum_2_adder (.tap_3_x32(norm_8_x32), .sum(sum_2));
  wire [8:0] sum_3;
  conv_sum_3 sum_3_adder (.tap_4_x32(norm_9_x32), .sum(sum_3));
  wire [7:0] sum_4;
  conv_sum_4 sum_4_adder (.tap_0_x31(norm_0_x31), .sum(sum_4));
  wire [7:0] sum_5;
  conv_sum_5 sum_5_adder (.tap_1_x31(norm_1_x31), .sum(sum_5));
  wire [7:0] sum_6;
  conv_sum_6 sum_6_adder (.tap_3_x31(norm_8_x31), .sum(sum_6));
  wire [7:0] sum_7;
  conv_sum_7 sum_7_adder (.tap_4_x31(norm_9_x31), .sum(sum_7));
  wire [8:0] sum_8;
  conv_sum_0 sum_8_adder (.tap_0_x32(norm_2_x32), .sum(sum_8));
  wire [8:0] sum_9;
  conv_sum_1 sum_9_adder (.tap_1_x32(norm_3_x32), .sum(sum_9));
  wire [8:0] sum_10;
  conv_sum_2 sum_10_adder (.tap_3_x32(norm_10_x32), .sum(sum_10));
  wire [8:0] sum_11;
  conv_sum_3 sum_11_adder (.tap_4_x32(norm_11_x32), .sum(sum_11));
  wire [7:0] sum_12;
  conv_sum_4 sum_12_adder (.tap_0_x31(norm_2_x31), .sum(sum_12));
  wire [7:0] sum_13;
  conv_sum_5 sum_13_adder (.tap_1_x31(norm_3_x31), .sum(sum_13));
  wire [7:0] sum_14;
  conv_sum_6 sum_14_adder (.tap_3_x31(norm_10_x31), .sum(sum_14));
  wire [7:0] sum_15;
  conv_sum_7 sum_15_adder (.tap_4_x31(norm_11_x31), .sum(sum_15));
  wire [8:0] sum_16;
  conv_sum_0 sum_16_adder (.tap_0_x32(norm_4_x32), .sum(sum_16));
  wire [8:0] sum_17;
  conv_sum_1 sum_17_adder (.tap_1_x32(norm_5_x32), .sum(sum_17));
  wire [8:0] sum_18;
  conv_sum_2 sum_18_adder (.tap_3_x32(norm_12_x32), .sum(sum_18));
  wire [8:0] sum_19;
  conv_sum_3 sum_19_adder (.tap_4_x32(norm_13_x32), .sum(sum_19));
  wire [7:0] sum_20;
  conv_sum_4 sum_20_adder (.tap_0_x31(norm_4_x31), .sum(sum_20));
  wire [7:0] sum_21;
  conv_sum_5 sum_21_adder (.tap_1_x31(norm_5_x31), .sum(sum_21));
  wire [7:0] sum_22;
  conv_sum_6 sum_22_adder (.tap_3_x31(norm_12_x31), .sum(sum_22));
  wire [7:0] sum_23;
  conv_sum_7 sum_23_adder (.tap_4_x31(norm_13_x31), .sum(sum_23));
  wire [8:0] sum_24;
  conv_sum_0 sum_24_adder (.tap_0_x32(norm_6_x32), .sum(sum_24));
  wire [8:0] sum_25;
  conv_sum_1 sum_25_adder (.tap_1_x32(norm_7_x32), .sum(sum_25));
  wire [8:0] sum_26;
  conv_sum_2 sum_26_adder (.tap_3_x32(norm_14_x32), .sum(sum_26));
  wire [8:0] sum_27;
  conv_sum_3 sum_27_adder (.tap_4_x32(norm_15_x32), .sum(sum_27));
  wire [7:0] sum_28;
  conv_sum_4 sum_28_adder (.tap_0_x31(norm_6_x31), .sum(sum_28));
  wire [7:0] sum_29;
  conv_sum_5 sum_29_adder (.tap_1_x31(norm_7_x31), .sum(sum_29));
  wire [7:0] sum_30;
  conv_sum_6 sum_30_adder (.tap_3_x31(norm_14_x31), .sum(sum_30));
  wire [7:0] sum_31;
  conv_sum_7 sum_31_adder (.tap_4_x31(norm_15_x31), .sum(sum_31));
  wire [8:0] sum_32;
  conv_sum_0 sum_32_adder (.tap_0_x32(norm_16_x32), .sum(sum_32));
  wire [8:0] sum_33;
  conv_sum_1 sum_33_adder (.tap_1_x32(norm_17_x32), .sum(sum_33));
  wire [8:0] sum_34;
  conv_sum_2 sum_34_adder (.tap_3_x32(norm_24_x32), .sum(sum_34));
  wire [8:0] sum_35;
  conv_sum_3 sum_35_adder (.tap_4_x32(norm_25_x32), .sum(sum_35));
  wire [7:0] sum_36;
  conv_sum_4 sum_36_adder (.tap_0_x31(norm_16_x31), .sum(sum_36));
  wire [7:0] sum_37;
  conv_sum_5 sum_37_adder (.tap_1_x31(norm_17_x31), .sum(sum_37));
  wire [7:0] sum_38;
  conv_sum_6 sum_38_adder (.tap_3_x31(norm_24_x31), .sum(sum_38));
  wire [7:0] sum_39;
  conv_sum_7 sum_39_adder (.tap_4_x31(norm_25_x31), .sum(sum_39));
  wire [8:0] sum_40;
  conv_sum_0 sum_40_adder (.tap_0_x32(norm_18_x32), .sum(sum_40));
  wire [8:0] sum_41;
  conv_sum_1 sum_41_adder (.tap_1_x32(norm_19_x32), .sum(sum_41));
  wire [8:0] sum_42;
  conv_sum_2 sum_42_adder (.tap_3_x32(norm_26_x32), .sum(sum_42));
  wire [8:0] sum_43;
  conv_sum_3 sum_43_adder (.tap_4_x32(norm_27_x32), .sum(sum_43));
  wire [7:0] sum_44;
  conv_sum_4 sum_44_adder (.tap_0_x31(norm_18_x31), .sum(sum_44));
  wire [7:0] sum_45;
  conv_sum_5 sum_45_adder (.tap_1_x31(norm_19_x31), .sum(sum_45));
  wire [7:0] sum_46;
  conv_sum_6 sum_46_adder (.tap_3_x31(norm_26_x31), .sum(sum_46));
  wire [7:0] sum_47;
  conv_sum_7 sum_47_adder (.tap_4_x31(norm_27_x31), .sum(sum_47));
  wire [8:0] sum_48;
  conv_sum_0 sum_48_adder (.tap_0_x32(norm_20_x32), .sum(sum_48));
  wire [8:0] sum_49;
  conv_sum_1 sum_49_adder (.tap_1_x32(norm_21_x32), .sum(sum_49));
  wire [8:0] sum_50;
  conv_sum_2 sum_50_adder (.tap_3_x32(norm_28_x32), .sum(sum_50));
  wire [8:0] sum_51;
  conv_sum_3 sum_51_adder (.tap_4_x32(norm_29_x32), .sum(sum_51));
  wire [7:0] sum_52;
  conv_sum_4 sum_52_adder (.tap_0_x31(norm_20_x31), .sum(sum_52));
  wire [7:0] sum_53;
  conv_sum_5 sum_53_adder (.tap_1_x31(norm_21_x31), .sum(sum_53));
  wire [7:0] sum_54;
  conv_sum_6 sum_54_adder (.tap_3_x31(norm_28_x31), .sum(sum_54));
  wire [7:0] sum_55;
  conv_sum_7 sum_55_adder (.tap_4_x31(norm_29_x31), .sum(sum_55));
  wire [8:0] sum_56;
  conv_sum_0 sum_56_adder (.tap_0_x32(norm_22_x32), .sum(sum_56));
  wire [8:0] sum_57;
  conv_sum_1 sum_57_adder (.tap_1_x32(norm_23_x32), .sum(sum_57));
  wire [8:0] sum_58;
  conv_sum_2 sum_58_adder (.tap_3_x32(norm_30_x32), .sum(sum_58));
  wire [8:0] sum_59;
  conv_sum_3 sum_59_adder (.tap_4_x32(norm_31_x32), .sum(sum_59));
  wire [7:0] sum_60;
  conv_sum_4 sum_60_adder (.tap_0_x31(norm_22_x31), .sum(sum_60));
  wire [7:0] sum_61;
  conv_sum_5 sum_61_adder (.tap_1_x31(norm_23_x31), .sum(sum_61));
  wire [7:0] sum_62;
  conv_sum_6 sum_62_adder (.tap_3_x31(norm_30_x31), .sum(sum_62));
  wire [7:0] sum_63;
  conv_sum_7 sum_63_adder (.tap_4_x31(norm_31_x31), .sum(sum_63));
  wire [8:0] sum_64;
  conv_sum_0 sum_64_adder (.tap_0_x32(norm_32_x32), .sum(sum_64));
  wire [8:0] sum_65;
  conv_sum_1 sum_65_adder (.tap_1_x32(norm_33_x32), .sum(sum_65));
  wire [8:0] sum_66;
  conv_sum_2 sum_66_adder (.tap_3_x32(norm_36_x32), .sum(sum_66));
  wire [8:0] sum_67;
  conv_sum_3 sum_67_adder (.tap_4_x32(norm_37_x32), .sum(sum_67));
  wire [7:0] sum_68;
  conv_sum_4 sum_68_adder (.tap_0_x31(norm_32_x31), .sum(sum_68));
  wire [7:0] sum_69;
  conv_sum_5 sum_69_adder (.tap_1_x31(norm_33_x31), .sum(sum_69));
  wire [7:0] sum_70;
  conv_sum_6 sum_70_adder (.tap_3_x31(norm_36_x31), .sum(sum_70));
  wire [7:0] sum_71;
  conv_sum_7 sum_71_adder (.tap_4_x31(norm_37_x31), .sum(sum_71));
  wire [8:0] sum_72;
  conv_sum_0 sum_72_adder (.tap_0_x32(norm_34_x32), .sum(sum_72));
  wire [8:0] sum_73;
  conv_sum_1 sum_73_adder (.tap_1_x32(norm_35_x32), .sum(sum_73));
  wire [8:0] sum_74;
  conv_sum_2 sum_74_adder (.tap_3_x32(norm_38_x32), .sum(sum_74));
  wire [8:0] sum_75;
  conv_sum_3 sum_75_adder (.tap_4_x32(norm_39_x32), .sum(sum_75));
  wire [7:0] sum_76;
  conv_sum_4 sum_76_adder (.tap_0_x31(norm_34_x31), .sum(sum_76));
  wire [7:0] sum_77;
  conv_sum_5 sum_77_adder (.tap_1_x31(norm_35_x31), .sum(sum_77));
  wire [7:0] sum_78;
  conv_sum_6 sum_78_adder (.tap_3_x31(norm_38_x31), .sum(sum_78));
  wire [7:0] sum_79;
  conv_sum_7 sum_79_adder (.tap_4_x31(norm_39_x31), .sum(sum_79));
  wire [6:0] sum_80 = 7'd124;
  wire [6:0] sum_81 = 7'd124;
  wire [6:0] sum_82 = 7'd124;
  wire [6:0] sum_83 = 7'd124;
  wire [7:0] sum_84 = 8'd136;
  wire [7:0] sum_85 = 8'd136;
  wire [7:0] sum_86 = 8'd136;
  wire [7:0] sum_87 = 8'd136;
  wire [6:0] sum_88 = 7'd124;
  wire [6:0] sum_89 = 7'd124;
  wire [6:0] sum_90 = 7'd124;
  wire [6:0] sum_91 = 7'd124;
  wire [7:0] sum_92 = 8'd136;
  wire [7:0] sum_93 = 8'd136;
  wire [7:0] sum_94 = 8'd136;
  wire [7:0] sum_95 = 8'd136;
  wire [8:0] sum_96;
  conv_sum_0 sum_96_adder (.tap_0_x32(norm_40_x32), .sum(sum_96));
  wire [8:0] sum_97;
  conv_sum_1 sum_97_adder (.tap_1_x32(norm_41_x32), .sum(sum_97));
  wire [8:0] sum_98;
  conv_sum_2 sum_98_adder (.tap_3_x32(norm_44_x32), .sum(sum_98));
  wire [8:0] sum_99;
  conv_sum_3 sum_99_adder (.tap_4_x32(norm_45_x32), .sum(sum_99));
  wire [7:0] sum_100;
  conv_sum_4 sum_100_adder (.tap_0_x31(norm_40_x31), .sum(sum_100));
  wire [7:0] sum_101;
  conv_sum_5 sum_101_adder (.tap_1_x31(norm_41_x31), .sum(sum_101));
  wire [7:0] sum_102;
  conv_sum_6 sum_102_adder (.tap_3_x31(norm_44_x31), .sum(sum_102));
  wire [7:0] sum_103;
  conv_sum_7 sum_103_adder (.tap_4_x31(norm_45_x31), .sum(sum_103));
  wire [8:0] sum_104;
  conv_sum_0 sum_104_adder (.tap_0_x32(norm_42_x32), .sum(sum_104));
  wire [8:0] sum_105;
  conv_sum_1 sum_105_adder (.tap_1_x32(norm_43_x32), .sum(sum_105));
  wire [8:0] sum_106;
  conv_sum_2 sum_106_adder (.tap_3_x32(norm_46_x32), .sum(sum_106));
  wire [8:0] sum_107;
  conv_sum_3 sum_107_adder (.tap_4_x32(norm_47_x32), .sum(sum_107));
  wire [7:0] sum_108;
  conv_sum_4 sum_108_adder (.tap_0_x31(norm_42_x31), .sum(sum_108));
  wire [7:0] sum_109;
  conv_sum_5 sum_109_adder (.tap_1_x31(norm_43_x31), .sum(sum_109));
  wire [7:0] sum_110;
  conv_sum_6 sum_110_adder (.tap_3_x31(norm_46_x31), .sum(sum_110));
  wire [7:0] sum_111;
  conv_sum_7 sum_111_adder (.tap_4_x31(norm_47_x31), .sum(sum_111));
  wire [6:0] sum_112 = 7'd124;
  wire [6:0] sum_113 = 7'd124;
  wire [6:0] sum_114 = 7'd124;
  wire [6:0] sum_115 = 7'd124;
  wire [7:0] sum_116 = 8'd136;
  wire [7:0] sum_117 = 8'd136;
  wire [7:0] sum_118 = 8'd136;
  wire [7:0] sum_119 = 8'd136;
  wire [6:0] sum_120 = 7'd124;
  wire [6:0] sum_121 = 7'd124;
  wire [6:0] sum_122 = 7'd124;
  wire [6:0] sum_123 = 7'd124;
  wire [7:0] sum_124 = 8'd136;
  wire [7:0] sum_125 = 8'd136;
  wire [7:0] sum_126 = 8'd136;
  wire [7:0] sum_127 = 8'd136;
  wire [6:0] act_0 = sum_0[8] ? 7'd0 : sum_0[6:0];
  wire [6:0] act_1 = sum_1[8] ? 7'd0 : sum_1[6:0];
  wire [6:0] act_2 = sum_2[8] ? 7'd0 : sum_2[6:0];
  wire [6:0] act_3 = sum_3[8] ? 7'd0 : sum_3[6:0];
  wire [6:0] act_4 = sum_4[7] ? 7'd0 : sum_4[6:0];
  wire [6:0] act_5 = sum_5[7] ? 7'd0 : sum_5[6:0];
  wire [6:0] act_6 = sum_6[7] ? 7'd0 : sum_6[6:0];
  wire [6:0] act_7 = sum_7[7] ? 7'd0 : sum_7[6:0];
  wire [6:0] act_8 = sum_8[8] ? 7'd0 : sum_8[6:0];
  wire [6:0] act_9 = sum_9[8] ? 7'd0 : sum_9[6:0];
  wire [6:0] act_10 = sum_10[8] ? 7'd0 : sum_10[6:0];
  wire [6:0] act_11 = sum_11[8] ? 7'd0 : sum_11[6:0];
  wire [6:0] act_12 = sum_12[7] ? 7'd0 : sum_12[6:0];
  wire [6:0] act_13 = sum_13[7] ? 7'd0 : sum_13[6:0];
  wire [6:0] act_14 = sum_14[7] ? 7'd0 : sum_14[6:0];
  wire [6:0] act_15 = sum_15[7] ? 7'd0 : sum_15[6:0];
  wire [6:0] act_16 = sum_16[8] ? 7'd0 : sum_16[6:0];
  wire [6:0] act_17 = sum_17[8] ? 7'd0 : sum_17[6:0];
  wire [6:0] act_18 = sum_18[8] ? 7'd0 : sum_18[6:0];
  wire [6:0] act_19 = sum_19[8] ? 7'd0 : sum_19[6:0];
  wire [6:0] act_20 = sum_20[7] ? 7'd0 : sum_20[6:0];
  wire [6:0] act_21 = sum_21[7] ? 7'd0 : sum_21[6:0];
  wire [6:0] act_22 = sum_22[7] ? 7'd0 : sum_22[6:0];
  wire [6:0] act_23 = sum_23[7] ? 7'd0 : sum_23[6:0];
  wire [6:0] act_24 = sum_24[8] ? 7'd0 : sum_24[6:0];
  wire [6:0] act_25 = sum_25[8] ? 7'd0 : sum_25[6:0];
  wire [6:0] act_26 = sum_26[8] ? 7'd0 : sum_26[6:0];
  wire [6:0] act_27 = sum_27[8] ? 7'd0 : sum_27[6:0];
  wire [6:0] act_28 = sum_28[7] ? 7'd0 : sum_28[6:0];
  wire [6:0] act_29 = sum_29[7] ? 7'd0 : sum_29[6:0];
  wire [6:0] act_30 = sum_30[7] ? 7'd0 : sum_30[6:0];
  wire [6:0] act_31 = sum_31[7] ? 7'd0 : sum_31[6:0];
  wire [6:0] act_32 = sum_32[8] ? 7'd0 : sum_32[6:0];
  wire [6:0] act_33 = sum_33[8] ? 7'd0 : sum_33[6:0];
  wire [6:0] act_34 = sum_34[8] ? 7'd0 : sum_34[6:0];
  wire [6:0] act_35 = sum_35[8] ? 7'd0 : sum_35[6:0];
  wire [6:0] act_36 = sum_36[7] ? 7'd0 : sum_36[6:0];
  wire [6:0] act_37 = sum_37[7] ? 7'd0 : sum_37[6:0];
  wire [6:0] act_38 = sum_38[7] ? 7'd0 : sum_38[6:0];
  wire [6:0] act_39 = sum_39[7] ? 7'd0 : sum_39[6:0];
  wire [6:0] act_40 = sum_40[8] ? 7'd0 : sum_40[6:0];
  wire [6:0] act_41 = sum_41[8] ? 7'd0 : sum_41[6:0];
  wire [6:0] act_42 = sum_42[8] ? 7'd0 : sum_42[6:0];
  wire [6:0] act_43 = sum_43[8] ? 7'd0 : sum_43[6:0];
  wire [6:0] act_44 = sum_44[7] ? 7'd0 : sum_44[6:0];
  wire [6:0] act_45 = sum_45[7] ? 7'd0 : sum_45[6:0];
  wire [6:0] act_46 = sum_46[7] ? 7'd0 : sum_46[6:0];
  wire [6:0] act_47 = sum_47[7] ? 7'd0 : sum_47[6:0];
  wire [6:0] act_48 = sum_48[8] ? 7'd0 : sum_48[6:0];
  wire [6:0] act_49 = sum_49[8] ? 7'd0 : sum_49[6:0];
  wire [6:0] act_50 = sum_50[8] ? 7'd0 : sum_50[6:0];
  wire [6:0] act_51 = sum_51[8] ? 7'd0 : sum_51[6:0];
  wire [6:0] act_52 = sum_52[7] ? 7'd0 : sum_52[6:0];
  wire [6:0] act_53 = sum_53[7] ? 7'd0 : sum_53[6:0];
  wire [6:0] act_54 = sum_54[7] ? 7'd0 : sum_54[6:0];
  wire [6:0] act_55 = sum_55[7] ? 7'd0 : sum_55[6:0];
  wire [6:0] act_56 = sum_56[8] ? 7'd0 : sum_56[6:0];
  wire [6:0] act_57 = sum_57[8] ? 7'd0 : sum_57[6:0];
  wire [6:0] act_58 = sum_58[8] ? 7'd0 : sum_58[6:0];
  wire [6:0] act_59 = sum_59[8] ? 7'd0 : sum_59[6:0];
  wire [6:0] act_60 = sum_60[7] ? 7'd0 : sum_60[6:0];
  wire [6:0] act_61 = sum_61[7] ? 7'd0 : sum_61[6:0];
  wire [6:0] act_62 = sum_62[7] ? 7'd0 : sum_62[6:0];
  wire [6:0] act_63 = sum_63[7] ? 7'd0 : sum_63[6:0];
  wire [6:0] act_64 = sum_64[8] ? 7'd0 : sum_64[6:0];
  wire [6:0] act_65 = sum_65[8] ? 7'd0 : sum_65[6:0];
  wire [6:0] act_66 = sum_66[8] ? 7'd0 : sum_66[6:0];
  wire [6:0] act_67 = sum_67[8] ? 7'd0 : sum_67[6:0];
  wire [6:0] act_68 = sum_68[7] ? 7'd0 : sum_68[6:0];
  wire [6:0] act_69 = sum_69[7] ? 7'd0 : sum_69[6:0];
  wire [6:0] act_70 = sum_70[7] ? 7'd0 : sum_70[6:0];
  wire [6:0] act_71 = sum_71[7] ? 7'd0 : sum_71[6:0];
  wire [6:0] act_72 = sum_72[8] ? 7'd0 : sum_72[6:0];
  wire [6:0] act_73 = sum_73[8] ? 7'd0 : sum_73[6:0];
  wire [6:0] act_74 = sum_74[8] ? 7'd0 : sum_74[6:0];
  wire [6:0] act_75 = sum_75[8] ? 7'd0 : sum_75[6:0];
  wire [6:0] act_76 = sum_76[7] ? 7'd0 : sum_76[6:0];
  wire [6:0] act_77 = sum_77[7] ? 7'd0 : sum_77[6:0];
  wire [6:0] act_78 = sum_78[7] ? 7'd0 : sum_78[6:0];
  wire [6:0] act_79 = sum_79[7] ? 7'd0 : sum_79[6:0];
  wire [6:0] act_96 = sum_96[8] ? 7'd0 : sum_96[6:0];
  wire [6:0] act_97 = sum_97[8] ? 7'd0 : sum_97[6:0];
  wire [6:0] act_98 = sum_98[8] ? 7'd0 : sum_98[6:0];
  wire [6:0] act_99 = sum_99[8] ? 7'd0 : sum_99[6:0];
  wire [6:0] act_100 = sum_100[7] ? 7'd0 : sum_100[6:0];
  wire [6:0] act_101 = sum_101[7] ? 7'd0 : sum_101[6:0];
  wire [6:0] act_102 = sum_102[7] ? 7'd0 : sum_102[6:0];
  wire [6:0] act_103 = sum_103[7] ? 7'd0 : sum_103[6:0];
  wire [6:0] act_104 = sum_104[8] ? 7'd0 : sum_104[6:0];
  wire [6:0] act_105 = sum_105[8] ? 7'd0 : sum_105[6:0];
  wire [6:0] act_106 = sum_106[8] ? 7'd0 : sum_106[6:0];
  wire [6:0] act_107 = sum_107[8] ? 7'd0 : sum_107[6:0];
  wire [6:0] act_108 = sum_108[7] ? 7'd0 : sum_108[6:0];
  wire [6:0] act_109 = sum_109[7] ? 7'd0 : sum_109[6:0];
  wire [6:0] act_110 = sum_110[7] ? 7'd0 : sum_110[6:0];
  wire [6:0] act_111 = sum_111[7] ? 7'd0 : sum_111[6:0];
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
