// Made by econ-emu 0.2.0. Do not edit: export it again.
// chip-8x8: frozen weights, chip frame, 5 links
// design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
// weights 121928c43b0dbbe74a26ab8c8809d6830e3281a6a7ad94b2bd1f32ef7198c3e8
// Converter: the module sum in 5E4M, and every charge over the power of two at or below that sum.
`default_nettype none
// The adder stands in the file of the block that uses it.
/* verilator lint_off DECLFILENAME */
// Of a row of full adders, carries where fewer than two words have bits are not used.
/* verilator lint_off UNUSED */

(* keep_hierarchy *)
module charge_sum (
  input wire [1055:0] charges,
  output wire [27:0] sum
);
  wire [27:0] total;
`ifdef CARRY_CHAINS
  wire [22:0] total_part_0;
  adder #(.W(23)) total_add_0 (.a({1'd0, charges[0 +: 22]}),
    .b({1'd0, charges[22 +: 22]}), .carry_in(1'b0), .sum(total_part_0));
  wire [22:0] total_part_1;
  adder #(.W(23)) total_add_1 (.a({1'd0, charges[44 +: 22]}),
    .b({1'd0, charges[66 +: 22]}), .carry_in(1'b0), .sum(total_part_1));
  wire [22:0] total_part_2;
  adder #(.W(23)) total_add_2 (.a({1'd0, charges[88 +: 22]}),
    .b({1'd0, charges[110 +: 22]}), .carry_in(1'b0), .sum(total_part_2));
  wire [22:0] total_part_3;
  adder #(.W(23)) total_add_3 (.a({1'd0, charges[132 +: 22]}),
    .b({1'd0, charges[154 +: 22]}), .carry_in(1'b0), .sum(total_part_3));
  wire [22:0] total_part_4;
  adder #(.W(23)) total_add_4 (.a({1'd0, charges[176 +: 22]}),
    .b({1'd0, charges[198 +: 22]}), .carry_in(1'b0), .sum(total_part_4));
  wire [22:0] total_part_5;
  adder #(.W(23)) total_add_5 (.a({1'd0, charges[220 +: 22]}),
    .b({1'd0, charges[242 +: 22]}), .carry_in(1'b0), .sum(total_part_5));
  wire [22:0] total_part_6;
  adder #(.W(23)) total_add_6 (.a({1'd0, charges[264 +: 22]}),
    .b({1'd0, charges[286 +: 22]}), .carry_in(1'b0), .sum(total_part_6));
  wire [22:0] total_part_7;
  adder #(.W(23)) total_add_7 (.a({1'd0, charges[308 +: 22]}),
    .b({1'd0, charges[330 +: 22]}), .carry_in(1'b0), .sum(total_part_7));
  wire [22:0] total_part_8;
  adder #(.W(23)) total_add_8 (.a({1'd0, charges[352 +: 22]}),
    .b({1'd0, charges[374 +: 22]}), .carry_in(1'b0), .sum(total_part_8));
  wire [22:0] total_part_9;
  adder #(.W(23)) total_add_9 (.a({1'd0, charges[396 +: 22]}),
    .b({1'd0, charges[418 +: 22]}), .carry_in(1'b0), .sum(total_part_9));
  wire [22:0] total_part_10;
  adder #(.W(23)) total_add_10 (.a({1'd0, charges[440 +: 22]}),
    .b({1'd0, charges[462 +: 22]}), .carry_in(1'b0), .sum(total_part_10));
  wire [22:0] total_part_11;
  adder #(.W(23)) total_add_11 (.a({1'd0, charges[484 +: 22]}),
    .b({1'd0, charges[506 +: 22]}), .carry_in(1'b0), .sum(total_part_11));
  wire [22:0] total_part_12;
  adder #(.W(23)) total_add_12 (.a({1'd0, charges[528 +: 22]}),
    .b({1'd0, charges[550 +: 22]}), .carry_in(1'b0), .sum(total_part_12));
  wire [22:0] total_part_13;
  adder #(.W(23)) total_add_13 (.a({1'd0, charges[572 +: 22]}),
    .b({1'd0, charges[594 +: 22]}), .carry_in(1'b0), .sum(total_part_13));
  wire [22:0] total_part_14;
  adder #(.W(23)) total_add_14 (.a({1'd0, charges[616 +: 22]}),
    .b({1'd0, charges[638 +: 22]}), .carry_in(1'b0), .sum(total_part_14));
  wire [22:0] total_part_15;
  adder #(.W(23)) total_add_15 (.a({1'd0, charges[660 +: 22]}),
    .b({1'd0, charges[682 +: 22]}), .carry_in(1'b0), .sum(total_part_15));
  wire [22:0] total_part_16;
  adder #(.W(23)) total_add_16 (.a({1'd0, charges[704 +: 22]}),
    .b({1'd0, charges[726 +: 22]}), .carry_in(1'b0), .sum(total_part_16));
  wire [22:0] total_part_17;
  adder #(.W(23)) total_add_17 (.a({1'd0, charges[748 +: 22]}),
    .b({1'd0, charges[770 +: 22]}), .carry_in(1'b0), .sum(total_part_17));
  wire [22:0] total_part_18;
  adder #(.W(23)) total_add_18 (.a({1'd0, charges[792 +: 22]}),
    .b({1'd0, charges[814 +: 22]}), .carry_in(1'b0), .sum(total_part_18));
  wire [22:0] total_part_19;
  adder #(.W(23)) total_add_19 (.a({1'd0, charges[836 +: 22]}),
    .b({1'd0, charges[858 +: 22]}), .carry_in(1'b0), .sum(total_part_19));
  wire [22:0] total_part_20;
  adder #(.W(23)) total_add_20 (.a({1'd0, charges[880 +: 22]}),
    .b({1'd0, charges[902 +: 22]}), .carry_in(1'b0), .sum(total_part_20));
  wire [22:0] total_part_21;
  adder #(.W(23)) total_add_21 (.a({1'd0, charges[924 +: 22]}),
    .b({1'd0, charges[946 +: 22]}), .carry_in(1'b0), .sum(total_part_21));
  wire [22:0] total_part_22;
  adder #(.W(23)) total_add_22 (.a({1'd0, charges[968 +: 22]}),
    .b({1'd0, charges[990 +: 22]}), .carry_in(1'b0), .sum(total_part_22));
  wire [22:0] total_part_23;
  adder #(.W(23)) total_add_23 (.a({1'd0, charges[1012 +: 22]}),
    .b({1'd0, charges[1034 +: 22]}), .carry_in(1'b0), .sum(total_part_23));
  wire [23:0] total_part_24;
  adder #(.W(24)) total_add_24 (.a({1'd0, total_part_0}),
    .b({1'd0, total_part_1}), .carry_in(1'b0), .sum(total_part_24));
  wire [23:0] total_part_25;
  adder #(.W(24)) total_add_25 (.a({1'd0, total_part_2}),
    .b({1'd0, total_part_3}), .carry_in(1'b0), .sum(total_part_25));
  wire [23:0] total_part_26;
  adder #(.W(24)) total_add_26 (.a({1'd0, total_part_4}),
    .b({1'd0, total_part_5}), .carry_in(1'b0), .sum(total_part_26));
  wire [23:0] total_part_27;
  adder #(.W(24)) total_add_27 (.a({1'd0, total_part_6}),
    .b({1'd0, total_part_7}), .carry_in(1'b0), .sum(total_part_27));
  wire [23:0] total_part_28;
  adder #(.W(24)) total_add_28 (.a({1'd0, total_part_8}),
    .b({1'd0, total_part_9}), .carry_in(1'b0), .sum(total_part_28));
  wire [23:0] total_part_29;
  adder #(.W(24)) total_add_29 (.a({1'd0, total_part_10}),
    .b({1'd0, total_part_11}), .carry_in(1'b0), .sum(total_part_29));
  wire [23:0] total_part_30;
  adder #(.W(24)) total_add_30 (.a({1'd0, total_part_12}),
    .b({1'd0, total_part_13}), .carry_in(1'b0), .sum(total_part_30));
  wire [23:0] total_part_31;
  adder #(.W(24)) total_add_31 (.a({1'd0, total_part_14}),
    .b({1'd0, total_part_15}), .carry_in(1'b0), .sum(total_part_31));
  wire [23:0] total_part_32;
  adder #(.W(24)) total_add_32 (.a({1'd0, total_part_16}),
    .b({1'd0, total_part_17}), .carry_in(1'b0), .sum(total_part_32));
  wire [23:0] total_part_33;
  adder #(.W(24)) total_add_33 (.a({1'd0, total_part_18}),
    .b({1'd0, total_part_19}), .carry_in(1'b0), .sum(total_part_33));
  wire [23:0] total_part_34;
  adder #(.W(24)) total_add_34 (.a({1'd0, total_part_20}),
    .b({1'd0, total_part_21}), .carry_in(1'b0), .sum(total_part_34));
  wire [23:0] total_part_35;
  adder #(.W(24)) total_add_35 (.a({1'd0, total_part_22}),
    .b({1'd0, total_part_23}), .carry_in(1'b0), .sum(total_part_35));
  wire [24:0] total_part_36;
  adder #(.W(25)) total_add_36 (.a({1'd0, total_part_24}),
    .b({1'd0, total_part_25}), .carry_in(1'b0), .sum(total_part_36));
  wire [24:0] total_part_37;
  adder #(.W(25)) total_add_37 (.a({1'd0, total_part_26}),
    .b({1'd0, total_part_27}), .carry_in(1'b0), .sum(total_part_37));
  wire [24:0] total_part_38;
  adder #(.W(25)) total_add_38 (.a({1'd0, total_part_28}),
    .b({1'd0, total_part_29}), .carry_in(1'b0), .sum(total_part_38));
  wire [24:0] total_part_39;
  adder #(.W(25)) total_add_39 (.a({1'd0, total_part_30}),
    .b({1'd0, total_part_31}), .carry_in(1'b0), .sum(total_part_39));
  wire [24:0] total_part_40;
  adder #(.W(25)) total_add_40 (.a({1'd0, total_part_32}),
    .b({1'd0, total_part_33}), .carry_in(1'b0), .sum(total_part_40));
  wire [24:0] total_part_41;
  adder #(.W(25)) total_add_41 (.a({1'd0, total_part_34}),
    .b({1'd0, total_part_35}), .carry_in(1'b0), .sum(total_part_41));
  wire [25:0] total_part_42;
  adder #(.W(26)) total_add_42 (.a({1'd0, total_part_36}),
    .b({1'd0, total_part_37}), .carry_in(1'b0), .sum(total_part_42));
  wire [25:0] total_part_43;
  adder #(.W(26)) total_add_43 (.a({1'd0, total_part_38}),
    .b({1'd0, total_part_39}), .carry_in(1'b0), .sum(total_part_43));
  wire [25:0] total_part_44;
  adder #(.W(26)) total_add_44 (.a({1'd0, total_part_40}),
    .b({1'd0, total_part_41}), .carry_in(1'b0), .sum(total_part_44));
  wire [26:0] total_part_45;
  adder #(.W(27)) total_add_45 (.a({1'd0, total_part_42}),
    .b({1'd0, total_part_43}), .carry_in(1'b0), .sum(total_part_45));
  wire [27:0] total_part_46;
  adder #(.W(28)) total_add_46 (.a({2'd0, total_part_44}),
    .b({1'd0, total_part_45}), .carry_in(1'b0), .sum(total_part_46));
  assign total = total_part_46;
`else
  wire [21:0] total_sum_0;
  wire [21:0] total_carry_0;
  csa #(.W(22)) total_row_0 (.a(charges[0 +: 22]), .b(charges[22 +: 22]),
    .c(charges[44 +: 22]), .sum(total_sum_0), .carry(total_carry_0));
  wire [21:0] total_sum_1;
  wire [21:0] total_carry_1;
  csa #(.W(22)) total_row_1 (.a(charges[66 +: 22]), .b(charges[88 +: 22]),
    .c(charges[110 +: 22]), .sum(total_sum_1), .carry(total_carry_1));
  wire [21:0] total_sum_2;
  wire [21:0] total_carry_2;
  csa #(.W(22)) total_row_2 (.a(charges[132 +: 22]), .b(charges[154 +: 22]),
    .c(charges[176 +: 22]), .sum(total_sum_2), .carry(total_carry_2));
  wire [21:0] total_sum_3;
  wire [21:0] total_carry_3;
  csa #(.W(22)) total_row_3 (.a(charges[198 +: 22]), .b(charges[220 +: 22]),
    .c(charges[242 +: 22]), .sum(total_sum_3), .carry(total_carry_3));
  wire [21:0] total_sum_4;
  wire [21:0] total_carry_4;
  csa #(.W(22)) total_row_4 (.a(charges[264 +: 22]), .b(charges[286 +: 22]),
    .c(charges[308 +: 22]), .sum(total_sum_4), .carry(total_carry_4));
  wire [21:0] total_sum_5;
  wire [21:0] total_carry_5;
  csa #(.W(22)) total_row_5 (.a(charges[330 +: 22]), .b(charges[352 +: 22]),
    .c(charges[374 +: 22]), .sum(total_sum_5), .carry(total_carry_5));
  wire [21:0] total_sum_6;
  wire [21:0] total_carry_6;
  csa #(.W(22)) total_row_6 (.a(charges[396 +: 22]), .b(charges[418 +: 22]),
    .c(charges[440 +: 22]), .sum(total_sum_6), .carry(total_carry_6));
  wire [21:0] total_sum_7;
  wire [21:0] total_carry_7;
  csa #(.W(22)) total_row_7 (.a(charges[462 +: 22]), .b(charges[484 +: 22]),
    .c(charges[506 +: 22]), .sum(total_sum_7), .carry(total_carry_7));
  wire [21:0] total_sum_8;
  wire [21:0] total_carry_8;
  csa #(.W(22)) total_row_8 (.a(charges[528 +: 22]), .b(charges[550 +: 22]),
    .c(charges[572 +: 22]), .sum(total_sum_8), .carry(total_carry_8));
  wire [21:0] total_sum_9;
  wire [21:0] total_carry_9;
  csa #(.W(22)) total_row_9 (.a(charges[594 +: 22]), .b(charges[616 +: 22]),
    .c(charges[638 +: 22]), .sum(total_sum_9), .carry(total_carry_9));
  wire [21:0] total_sum_10;
  wire [21:0] total_carry_10;
  csa #(.W(22)) total_row_10 (.a(charges[660 +: 22]), .b(charges[682 +: 22]),
    .c(charges[704 +: 22]), .sum(total_sum_10), .carry(total_carry_10));
  wire [21:0] total_sum_11;
  wire [21:0] total_carry_11;
  csa #(.W(22)) total_row_11 (.a(charges[726 +: 22]), .b(charges[748 +: 22]),
    .c(charges[770 +: 22]), .sum(total_sum_11), .carry(total_carry_11));
  wire [21:0] total_sum_12;
  wire [21:0] total_carry_12;
  csa #(.W(22)) total_row_12 (.a(charges[792 +: 22]), .b(charges[814 +: 22]),
    .c(charges[836 +: 22]), .sum(total_sum_12), .carry(total_carry_12));
  wire [21:0] total_sum_13;
  wire [21:0] total_carry_13;
  csa #(.W(22)) total_row_13 (.a(charges[858 +: 22]), .b(charges[880 +: 22]),
    .c(charges[902 +: 22]), .sum(total_sum_13), .carry(total_carry_13));
  wire [21:0] total_sum_14;
  wire [21:0] total_carry_14;
  csa #(.W(22)) total_row_14 (.a(charges[924 +: 22]), .b(charges[946 +: 22]),
    .c(charges[968 +: 22]), .sum(total_sum_14), .carry(total_carry_14));
  wire [21:0] total_sum_15;
  wire [21:0] total_carry_15;
  csa #(.W(22)) total_row_15 (.a(charges[990 +: 22]), .b(charges[1012 +: 22]),
    .c(charges[1034 +: 22]), .sum(total_sum_15), .carry(total_carry_15));
  wire [21:0] total_sum_16;
  wire [21:0] total_carry_16;
  csa #(.W(22)) total_row_16 (.a(total_sum_0), .b(total_sum_1), .c(total_sum_2),
    .sum(total_sum_16), .carry(total_carry_16));
  wire [21:0] total_sum_17;
  wire [21:0] total_carry_17;
  csa #(.W(22)) total_row_17 (.a(total_sum_3), .b(total_sum_4), .c(total_sum_5),
    .sum(total_sum_17), .carry(total_carry_17));
  wire [21:0] total_sum_18;
  wire [21:0] total_carry_18;
  csa #(.W(22)) total_row_18 (.a(total_sum_6), .b(total_sum_7), .c(total_sum_8),
    .sum(total_sum_18), .carry(total_carry_18));
  wire [21:0] total_sum_19;
  wire [21:0] total_carry_19;
  csa #(.W(22)) total_row_19 (.a(total_sum_9), .b(total_sum_10), .c(total_sum_11),
    .sum(total_sum_19), .carry(total_carry_19));
  wire [21:0] total_sum_20;
  wire [21:0] total_carry_20;
  csa #(.W(22)) total_row_20 (.a(total_sum_12), .b(total_sum_13), .c(total_sum_14),
    .sum(total_sum_20), .carry(total_carry_20));
  wire [21:0] total_sum_21;
  wire [21:0] total_carry_21;
  csa #(.W(22)) total_row_21 (.a(total_sum_15), .b(total_sum_16), .c(total_sum_17),
    .sum(total_sum_21), .carry(total_carry_21));
  wire [21:0] total_sum_22;
  wire [21:0] total_carry_22;
  csa #(.W(22)) total_row_22 (.a(total_carry_0[21:0]), .b(total_carry_1[21:0]),
    .c(total_carry_2[21:0]), .sum(total_sum_22), .carry(total_carry_22));
  wire [21:0] total_sum_23;
  wire [21:0] total_carry_23;
  csa #(.W(22)) total_row_23 (.a(total_carry_3[21:0]), .b(total_carry_4[21:0]),
    .c(total_carry_5[21:0]), .sum(total_sum_23), .carry(total_carry_23));
  wire [21:0] total_sum_24;
  wire [21:0] total_carry_24;
  csa #(.W(22)) total_row_24 (.a(total_carry_6[21:0]), .b(total_carry_7[21:0]),
    .c(total_carry_8[21:0]), .sum(total_sum_24), .carry(total_carry_24));
  wire [21:0] total_sum_25;
  wire [21:0] total_carry_25;
  csa #(.W(22)) total_row_25 (.a(total_carry_9[21:0]), .b(total_carry_10[21:0]),
    .c(total_carry_11[21:0]), .sum(total_sum_25), .carry(total_carry_25));
  wire [21:0] total_sum_26;
  wire [21:0] total_carry_26;
  csa #(.W(22)) total_row_26 (.a(total_carry_12[21:0]), .b(total_carry_13[21:0]),
    .c(total_carry_14[21:0]), .sum(total_sum_26), .carry(total_carry_26));
  wire [21:0] total_sum_27;
  wire [21:0] total_carry_27;
  csa #(.W(22)) total_row_27 (.a(total_carry_15[21:0]), .b(total_carry_16[21:0]),
    .c(total_carry_17[21:0]), .sum(total_sum_27), .carry(total_carry_27));
  wire [21:0] total_sum_28;
  wire [21:0] total_carry_28;
  csa #(.W(22)) total_row_28 (.a(total_sum_18), .b(total_sum_19), .c(total_sum_20),
    .sum(total_sum_28), .carry(total_carry_28));
  wire [21:0] total_sum_29;
  wire [21:0] total_carry_29;
  csa #(.W(22)) total_row_29 (.a(total_carry_18[21:0]), .b(total_carry_19[21:0]),
    .c(total_carry_20[21:0]), .sum(total_sum_29), .carry(total_carry_29));
  wire [21:0] total_sum_30;
  wire [21:0] total_carry_30;
  csa #(.W(22)) total_row_30 (.a(total_sum_22), .b(total_sum_23), .c(total_sum_24),
    .sum(total_sum_30), .carry(total_carry_30));
  wire [21:0] total_sum_31;
  wire [21:0] total_carry_31;
  csa #(.W(22)) total_row_31 (.a(total_sum_25), .b(total_sum_26), .c(total_carry_21[21:0]),
    .sum(total_sum_31), .carry(total_carry_31));
  wire [21:0] total_sum_32;
  wire [21:0] total_carry_32;
  csa #(.W(22)) total_row_32 (.a(total_sum_27), .b(total_carry_28[21:0]), .c(total_sum_29),
    .sum(total_sum_32), .carry(total_carry_32));
  wire [21:0] total_sum_33;
  wire [21:0] total_carry_33;
  csa #(.W(22)) total_row_33 (.a(total_carry_22[21:0]), .b(total_carry_23[21:0]),
    .c(total_carry_24[21:0]), .sum(total_sum_33), .carry(total_carry_33));
  wire [21:0] total_sum_34;
  wire [21:0] total_carry_34;
  csa #(.W(22)) total_row_34 (.a(total_carry_25[21:0]), .b(total_carry_26[21:0]),
    .c(total_carry_27[21:0]), .sum(total_sum_34), .carry(total_carry_34));
  wire [21:0] total_sum_35;
  wire [21:0] total_carry_35;
  csa #(.W(22)) total_row_35 (.a(total_carry_29[21:0]), .b(total_carry_30[21:0]),
    .c(total_sum_33), .sum(total_sum_35), .carry(total_carry_35));
  wire [21:0] total_sum_36;
  wire [21:0] total_carry_36;
  csa #(.W(22)) total_row_36 (.a(total_sum_30), .b(total_sum_31), .c(total_sum_32),
    .sum(total_sum_36), .carry(total_carry_36));
  wire [21:0] total_sum_37;
  wire [21:0] total_carry_37;
  csa #(.W(22)) total_row_37 (.a(total_carry_31[21:0]), .b(total_carry_32[21:0]),
    .c(total_sum_34), .sum(total_sum_37), .carry(total_carry_37));
  wire [21:0] total_sum_38;
  wire [21:0] total_carry_38;
  csa #(.W(22)) total_row_38 (.a(total_sum_35), .b(total_carry_36[21:0]), .c(total_sum_37),
    .sum(total_sum_38), .carry(total_carry_38));
  wire [21:0] total_sum_39;
  wire [21:0] total_carry_39;
  csa #(.W(22)) total_row_39 (.a(total_carry_33[21:0]), .b(total_carry_34[21:0]),
    .c(total_carry_35[21:0]), .sum(total_sum_39), .carry(total_carry_39));
  wire [21:0] total_sum_40;
  wire [21:0] total_carry_40;
  csa #(.W(22)) total_row_40 (.a(total_carry_37[21:0]), .b(total_sum_39),
    .c(total_carry_38[21:0]), .sum(total_sum_40), .carry(total_carry_40));
  wire [22:0] total_sum_41;
  wire [22:0] total_carry_41;
  csa #(.W(23)) total_row_41 (.a({1'd0, total_sum_21}), .b({1'd0, total_sum_28}),
    .c({total_sum_36, 1'd0}), .sum(total_sum_41), .carry(total_carry_41));
  wire [23:0] total_sum_42;
  wire [23:0] total_carry_42;
  csa #(.W(24)) total_row_42 (.a({1'd0, total_sum_41}),
    .b({1'd0, total_carry_41[21:0], 1'd0}), .c({total_sum_38, 2'd0}), .sum(total_sum_42),
    .carry(total_carry_42));
  wire [22:0] total_sum_43;
  wire [22:0] total_carry_43;
  csa #(.W(23)) total_row_43 (.a({total_carry_39[21:0], 1'd0}), .b({1'd0, total_sum_40}),
    .c({total_carry_40[21:0], 1'd0}), .sum(total_sum_43), .carry(total_carry_43));
  wire [25:0] total_sum_44;
  wire [25:0] total_carry_44;
  csa #(.W(26)) total_row_44 (.a({2'd0, total_sum_42}),
    .b({2'd0, total_carry_42[22:1], 2'd0}), .c({total_sum_43, 3'd0}), .sum(total_sum_44),
    .carry(total_carry_44));
  wire [26:0] total_sum_45;
  wire [26:0] total_carry_45;
  csa #(.W(27)) total_row_45 (.a({2'd0, total_carry_44[23:2], 3'd0}),
    .b({1'd0, total_sum_44}), .c({total_carry_43[22:1], 5'd0}), .sum(total_sum_45),
    .carry(total_carry_45));
  ripple_adder #(.W(28)) total_adder (
    .a({1'd0, total_sum_45}),
    .b({1'd0, total_carry_45[25:3], 4'd0}),
    .carry_in(1'b0), .sum(total));
`endif
  assign sum = total;
endmodule

// Cell i has bits 22 i and up of `charges`, and bits 8 i and up of `norms` (u8.7).
(* keep_hierarchy *)
module converter (
  input wire [1055:0] charges,
  output wire [8:0] sum_code,
  output wire [383:0] norms
);
  wire [27:0] module_sum;
  wire [4:0] msb;
  charge_sum add_charges (.charges(charges), .sum(module_sum));
  sum_code encode (.sum(module_sum), .msb(msb), .code(sum_code));
  genvar i;
  generate
    for (i = 0; i < 48; i = i + 1) begin : cell_of
      normalise_cell normalise (.charge(charges[22*i +: 22]), .msb(msb),
        .norm(norms[8*i +: 8]));
    end
  endgenerate
endmodule

`default_nettype wire
