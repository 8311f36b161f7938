{{ stamp }}
// The building blocks, written by hand. Everything else only wires them.
`default_nettype none
// One file holds all of them, so its name is not that of a module.
/* verilator lint_off DECLFILENAME */

// Full adders side by side: a + b + c = sum + 2 carry, no carry rippling. The gates that make the
// sum make the carry too, which takes less area than `^` and `|` do. One block, so that simulators
// do not pass on what is not settled inside.
module csa #(
  parameter W = 8
) (
  input wire [W-1:0] a,
  input wire [W-1:0] b,
  input wire [W-1:0] c,
  output reg [W-1:0] sum,
  output reg [W-1:0] carry
);
  reg [W-1:0] not_both;
  reg [W-1:0] either;
  reg [W-1:0] not_third;
  always @* begin
    not_both = ~(a & b);
    either = (a | b) & not_both;
    not_third = ~(either & c);
    sum = ⟦csa_sum:(either | c) & not_third⟧;
    carry = ~(not_both & not_third);
  end
endmodule

// a + b + carry_in modulo 2^W. The lowest place only makes the carry.
module adder #(
  parameter W = 8
) (
  input wire [W-1:0] a,
  input wire [W-1:0] b,
  input wire carry_in,
  output wire [W-1:0] sum
);
  wire [W:0] all = {a, 1'b1} + {b, carry_in};
  assign sum = all[W:1];
  wire unused = all[0];
endmodule

// The same, the carry rippling from place to place. That is slow, which a clock has time for, and
// smaller than what synthesis makes of `+`; but simulators take longer over it. With CARRY_CHAINS,
// for FPGAs, it is `+` all the same.
module ripple_adder #(
  parameter W = 8
) (
  input wire [W-1:0] a,
  input wire [W-1:0] b,
  input wire carry_in,
`ifdef CARRY_CHAINS
  output wire [W-1:0] sum
);
  adder #(.W(W)) add (.a(a), .b(b), .carry_in(carry_in), .sum(sum));
`else
  output reg [W-1:0] sum
);
  integer i;
  reg carry;
  reg not_both;
  reg either;
  reg not_third;
  always @* begin
    carry = ⟦ripple_carry_in:carry_in⟧;
    for (i = 0; i < W; i = i + 1) begin
      // The full adder of `csa`.
      not_both = ~(a[i] & b[i]);
      either = (a[i] | b[i]) & not_both;
      not_third = ~(either & carry);
      sum[i] = (either | carry) & not_third;
      carry = ~(not_both & not_third);
    end
  end
`endif
endmodule

// Three times a number.
(* keep_hierarchy *)
module triple #(
  parameter W = 8
) (
  input wire [W-1:0] x,
  output wire [W+1:0] x3
);
  adder #(.W(W + 2)) add (.a({2'b00, x}), .b(⟦triple_b:{1'b0, x, 1'b0}⟧), .carry_in(1'b0), .sum(x3));
endmodule

// One Booth digit of three bits and the bit below: {negative, 4, 3, 2, 1 times}. For a digit of
// zero `negative` may be set; then the row is all ones, and 1 is added to it.
module booth_digit (
  input wire [3:0] bits,
  output wire [4:0] digit
);
  wire negative = ⟦digit_sign:bits[3]⟧;
  wire [2:0] magnitude = bits[2:0] ^ {3{negative}};
  wire one = magnitude[1] ^ magnitude[0];
  wire both = magnitude[1] & magnitude[0];
  assign digit = {
    negative,
    magnitude[2] & both,
    magnitude[2] & one,
    (magnitude[2] & ~(one | both))⟦digit_of_two: | (~magnitude[2] & both)⟧,
    ~magnitude[2] & one
  };
endmodule

// A weight as Booth digits, the lowest first.
(* keep_hierarchy *)
module recode #(
  parameter BITS = 6,
  parameter SIGNED = 1,
  parameter DIGITS = 2
) (
  input wire [BITS-1:0] weight,
  output wire [5*DIGITS-1:0] digits
);
  wire sign = (SIGNED != 0) ? ⟦weight_sign:weight[BITS-1]⟧ : 1'b0;
  // A zero below the lowest bit, and copies of the sign above the highest.
  wire [3*DIGITS+BITS:0] extended = { {(3 * DIGITS){sign}}, weight, ⟦below_lowest_digit:1'b0⟧};
  genvar i;
  generate
    for (i = 0; i < DIGITS; i = i + 1) begin : digit
      booth_digit recoder (.bits(extended[3*i+3:3*i]), .digit(digits[5*i+4:5*i]));
    end
  endgenerate
  wire unused = &extended[3*DIGITS+BITS:3*DIGITS+1];
endmodule

// The multiple of an input that a digit asks for, inverted if the digit is negative.
module booth_row #(
  parameter W = 8
) (
  input wire [W-1:0] x,
  input wire [W+1:0] x3,
  input wire [4:0] digit,
  output wire [W+1:0] row
);
  wire [W+1:0] multiple = ({(W + 2){digit[0]}} & {2'b00, x})
    | ({(W + 2){digit[1]}} & {1'b0, x, 1'b0})
    | ({(W + 2){digit[2]}} & x3) | ({(W + 2){digit[3]}} & ⟦four_times:{x, 2'b00}⟧);
  assign row = ⟦booth_row:multiple ^ {(W + 2){digit[4]}}⟧;
endmodule

// One charge over the power of two at or below the module sum: (charge << 7) >> msb, where `msb` is
// the leading bit of the sum, 21 at most. The charge is below 2^(msb+1), so if a stage does not
// shift, the bits it would bring down to place 7 and above are zero: an OR does there instead of a
// multiplexer.
(* keep_hierarchy *)
module normalise_cell (
  input wire [21:0] charge,
  input wire [4:0] msb,
  output wire [7:0] norm
);
  wire [28:0] from = ⟦unshifted:{charge, 7'd0}⟧;
  wire [22:0] by_16 = (from[22:0] & {23{~msb[4]}})
    | {10'd0, from[28:23], from[22:16] & {7{⟦shift_by_16:msb[4]⟧}}};
  wire [14:0] by_8 = (by_16[14:0] & {15{~msb[3]}})
    | {by_16[22:15], ⟦shifted_by_8:by_16[14:8] & {7{msb[3]}}⟧};
  wire [10:0] by_4 = (by_8[10:0] & {11{~msb[2]}})
    | {by_8[14:11], by_8[10:4] & {7{msb[2]}}};
  wire [8:0] by_2 = (by_4[8:0] & {9{~msb[1]}})
    | {by_4[10:9], by_4[8:2] & {7{msb[1]}}};
  assign norm = (⟦not_shifted_by_1:by_2[7:0] & {8{~msb[0]}}⟧)
    | {by_2[8], by_2[7:1] & {7{msb[0]}}};
endmodule

// The leading bit of the module sum, clamped to 21, and the sum in 5E4M: exponent and four bits
// below the leading one; sums below 16 are their own code.
(* keep_hierarchy *)
module sum_code (
  input wire [27:0] sum,
  output reg [4:0] msb,
  output reg [8:0] code
);
  integer i;
  always @* begin
    msb = 5'd0;
    code = ⟦small_code:{5'd0, sum[3:0]}⟧;
    for (i = 1; i < 28; i = i + 1) begin
      if (sum[i]) begin
        msb = ⟦clamp:(i > 21) ? 5'd21 : ⟧i[4:0];
        if (⟦has_exponent:i >= 4⟧) code = {i[4:0] - ⟦exponent_offset:5'd3⟧, sum[⟦mantissa_start:i-4⟧ +: 4]};
      end
    end
  end
endmodule

// A place where the pipeline can be cut: a register, or with REGISTER 0 a wire.
(* keep_hierarchy *)
module pipeline_cut #(
  parameter WIDTH = 8,
  parameter REGISTER = 1
) (
  input wire clock,
  input wire reset,
  input wire valid_in,
  input wire [WIDTH-1:0] data_in,
  output wire valid_out,
  output wire [WIDTH-1:0] data_out
);
  generate
    if (REGISTER != 0) begin : registered
{%- if registers %}
      // Data need no reset: nobody looks at them before they are valid.
      triplicated #(.W(WIDTH + 1)) held (
        .clock(clock), .load(1'b1), .data({valid_in & ~reset, data_in}),
        .value({valid_out, data_out}));
{%- else %}
      reg             valid;
      reg [WIDTH-1:0] data;
      always @(posedge clock) begin
        // Data need no reset: nobody looks at them before they are valid.
        valid <= ⟦next_valid:valid_in & ~reset⟧;
        ⟦next_data:data <= data_in;⟧
      end
      assign valid_out = ⟦registered_valid:valid⟧;
      assign data_out = ⟦registered_data:data⟧;
{%- endif %}
    end else begin : transparent
      wire unused = &{clock, reset};
      assign valid_out = valid_in;
      assign data_out = data_in;
    end
  endgenerate
endmodule

// COUNT weights of BITS bits at the addresses from BASE on, all of them readable at once, and one
// of them through `read_data` (0 for any other address). Reset clears them, as on the chip.
(* keep_hierarchy *)
module weight_bank #(
  parameter COUNT = 72,
  parameter BITS = 6,
  parameter BASE = 0,
  parameter ADDRESS_BITS = 12
{%- if weights %},
  // The bits that have three copies, and the voters of each.
  parameter [COUNT*BITS-1:0] TRIPLE = {COUNT{ {BITS{1'b1}}}},
  parameter VOTERS = 1
{%- endif %}
) (
  input wire clock,
  input wire reset,
  input wire write,
  input wire [ADDRESS_BITS-1:0] address,
  input wire [BITS-1:0] write_data,
  output wire [BITS-1:0] read_data,
  output wire [COUNT*BITS-1:0] weights
);
{%- if weights %}
  wire [COUNT*BITS-1:0] bank;
{%- else %}
  reg  [COUNT*BITS-1:0] bank;
{%- endif %}
  wire [COUNT-1:0]      selected;
  assign weights = bank;
  genvar i;
  generate
    for (i = 0; i < COUNT; i = i + 1) begin : weight
      assign selected[i] = ({ {(32 - ADDRESS_BITS){1'b0}}, address} == ⟦bank_base:BASE + ⟧i);
{%- if weights %}
      stored_weight #(.BITS(BITS), .TRIPLE(TRIPLE[BITS*i +: BITS]), .VOTERS(VOTERS)) stored (
        .clock(clock), .load(reset | (write & selected[i])), .data(write_data & {BITS{~reset}}),
        .value(bank[BITS*i +: BITS]));
{%- else %}
      always @(posedge clock) begin
        if (⟦bank_reset:reset⟧) bank[BITS*i +: BITS] <= {BITS{1'b0}};
        else if (⟦bank_write:write & ⟧selected[i]) bank[BITS*i +: BITS] <= ⟦bank_data:write_data⟧;
      end
{%- endif %}
    end
  endgenerate
  reg [BITS-1:0] found;
  integer n;
  always @* begin
    found = ⟦nothing_found:{BITS{1'b0}}⟧;
    for (n = 0; n < COUNT; n = n + 1) found = found | (bank[BITS*n +: BITS] & {BITS{⟦bank_selected:selected[n]⟧}});
  end
  assign read_data = found;
endmodule

`default_nettype wire
