{{ stamp }}
//
// Registers that survive upsets: three copies of each flip-flop, and their majority.
//
{%- for line in about %}
// {{ line }}
{%- endfor %}
`default_nettype none
// One file holds all of them, so its name is not that of a module.
/* verilator lint_off DECLFILENAME */

// One copy of a register. Synthesis that looks inside merges the copies, for they are equal: this
// module must stay as it is. Constraints for other tools are beside this file.
(* keep_hierarchy, dont_touch = "yes" *)
module register_copy #(
  parameter W = 8
) (
  input wire clock,
  input wire [W-1:0] next,
  output wire [W-1:0] value
);
  (* dont_touch = "yes", preserve, syn_preserve = 1 *) reg [W-1:0] state;
  always @(posedge clock) state <= next;
  assign value = state;
endmodule

// What at least two of three copies say, bit by bit.
(* keep_hierarchy, dont_touch = "yes" *)
module majority #(
  parameter W = 8
) (
  input wire [W-1:0] a,
  input wire [W-1:0] b,
  input wire [W-1:0] c,
  output wire [W-1:0] y
);
  assign y = (a & b) | (a & c) | (b & c);
endmodule

// A register of three copies, which takes `data` at a clock with `load`, otherwise the majority: a
// copy that was upset is right again after one clock. With VOTERS 3 each copy has a voter of its
// own; with 1 a transient in the voter at a clock enters all copies.
module triplicated #(
  parameter W = 8,
  parameter VOTERS = 1
) (
  input wire clock,
  input wire load,
  input wire [W-1:0] data,
  output wire [W-1:0] value
);
  wire [W-1:0] a;
  wire [W-1:0] b;
  wire [W-1:0] c;
  wire [W-1:0] voted_a;
  wire [W-1:0] voted_b;
  wire [W-1:0] voted_c;
  register_copy #(.W(W)) copy_a (.clock(clock), .next(load ? data : voted_a), .value(a));
  register_copy #(.W(W)) copy_b (.clock(clock), .next(load ? data : voted_b), .value(b));
  register_copy #(.W(W)) copy_c (.clock(clock), .next(load ? data : voted_c), .value(c));
  majority #(.W(W)) voter_a (.a(a), .b(b), .c(c), .y(voted_a));
  generate
    if (VOTERS == 3) begin : three
      majority #(.W(W)) voter_b (.a(a), .b(b), .c(c), .y(voted_b));
      majority #(.W(W)) voter_c (.a(a), .b(b), .c(c), .y(voted_c));
    end else begin : one
      assign voted_b = voted_a;
      assign voted_c = voted_a;
    end
  endgenerate
  assign value = voted_a;
endmodule
{%- if weights %}

// A weight. The bits that TRIPLE names have three copies, the others one.
module stored_weight #(
  parameter BITS = 6,
  parameter [BITS-1:0] TRIPLE = {BITS{1'b1}},
  parameter VOTERS = 1
) (
  input wire clock,
  input wire load,
  input wire [BITS-1:0] data,
  output wire [BITS-1:0] value
);
  genvar i;
  generate
    if (&TRIPLE) begin : all
      triplicated #(.W(BITS), .VOTERS(VOTERS)) held (
        .clock(clock), .load(load), .data(data), .value(value));
    end else begin : some
      for (i = 0; i < BITS; i = i + 1) begin : place
        if (TRIPLE[i]) begin : three
          triplicated #(.W(1), .VOTERS(VOTERS)) held (
            .clock(clock), .load(load), .data(data[i]), .value(value[i]));
        end else begin : one
          reg single;
          always @(posedge clock) if (load) single <= data[i];
          assign value[i] = single;
        end
      end
    end
  endgenerate
endmodule
{%- endif %}

`default_nettype wire
