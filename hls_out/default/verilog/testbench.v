// Made by econ-emu 0.2.0. Do not edit: export it again.
// chip-8x8: frozen weights, chip frame, 5 links
// design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
// weights 121928c43b0dbbe74a26ab8c8809d6830e3281a6a7ad94b2bd1f32ef7198c3e8
//
// Runs the golden set through the block and compares everything that leaves it. Ends with status 0
// only if every field of every frame is right, no file is missing, short or too long, and the
// weights read back as they were written.
//
//   +golden=DIRECTORY  the golden files (default ../golden)
//   +csv=DIRECTORY     also write the stages as csv, as `econ-emu golden` does
//   +vcd=FILE          also dump all signals
//   +frames=N          only the first N frames
//   +dense             no gaps between frames
`default_nettype none
// A testbench sets signals as it goes, waits as long as it likes, and counts in integers.
/* verilator lint_off UNUSED */
/* verilator lint_off BLKSEQ */
/* verilator lint_off STMTDLY */

module testbench;
  parameter CUT_CONVERTER = 1;
  parameter CUT_CONV = 1;
  parameter CUT_DENSE = 1;
  parameter CUT_FORMAT = 1;
  localparam LATENCY = CUT_CONVERTER + CUT_CONV + CUT_DENSE + CUT_FORMAT;

  localparam [47:0] DESIGN = 48'h457a2f20ba67;
  localparam [31:0] DESIGN_HASH = 32'h457a2f20;
  localparam [47:0] WEIGHTS = 48'h121928c43b0d;
  localparam WEIGHT_COUNT = 2144;
  localparam FILE_BX = 0;
  localparam FILE_CHARGES = 1;
  localparam FILE_SUM_CODE = 2;
  localparam FILE_LATENTS = 3;
  localparam FILE_LINKS = 4;
  localparam FILE_WEIGHTS = 5;
  localparam FILES = 6;

  reg clock = 1'b0;
  reg reset = 1'b1;
  reg [11:0] address = { 12{1'b1}};
  wire [31:0] read_data;
  reg valid_in = 1'b0;
  reg [11:0] bx = 12'd0;
  reg [1055:0] charges = 1056'd0;
  wire valid_out;
  wire [8:0] sum_code;
  wire [143:0] latents;
  wire [159:0] links;

  econ_t_ae #(
    .CUT_CONVERTER(CUT_CONVERTER), .CUT_CONV(CUT_CONV),
    .CUT_DENSE(CUT_DENSE), .CUT_FORMAT(CUT_FORMAT)
  ) dut (
    .clock(clock), .reset(reset), .address(address), .read_data(read_data),
    .valid_in(valid_in), .bx(bx), .charges(charges), .valid_out(valid_out), .sum_code(sum_code),
    .latents(latents), .links(links));

  always #1 clock = ~clock;

  // Files.
  reg [8*512-1:0] golden, directory, name;
  integer file [0:FILES-1];
  // Some simulators read files only through plain variables.
  integer fd;
  integer frames;
  reg [47:0] weights_hash;

  // The one way out after a fault: $stop gives a status other than 0.
  task fail;
    input integer frame;
    input [8*32-1:0] field;
    input integer index;
    input [63:0] expected;
    input [63:0] got;
    begin
      $display("FAIL: frame %0d, %0s[%0d]: expected %0h, got %0h",
        frame, field, index, expected, got);
      $stop;
      $finish;
    end
  endtask

  task fail_file;
    input [8*32-1:0] field;
    input [8*64-1:0] message;
    begin
      $display("FAIL: %0s.hex: %0s", field, message);
      $stop;
      $finish;
    end
  endtask

  // Opens a golden file and checks its first line; the counts of frames must agree.
  task open;
    input integer which;
    input [8*32-1:0] field;
    input integer values;
    input integer bits;
    input integer single;
    reg [8*32-1:0] found;
    reg [47:0] of_design;
    reg [47:0] weights;
    integer count, found_values, found_bits;
    begin
      $sformat(name, "%0s/%0s.hex", golden, field);
      fd = $fopen(name, "r");
      file[which] = fd;
      if (fd == 0) fail_file(field, "cannot be opened");
      else if ($fscanf(fd, "// %s %d frames of %d values of %d bits, design %h weights %h",
          found, count, found_values, found_bits, of_design, weights) != 6)
        fail_file(field, "the first line is not that of a golden file");
      else begin
        if (found != field) fail_file(field, "holds another quantity");
        if (found_values != values || found_bits != bits)
          fail_file(field, "has values of another shape");
        if (of_design !== DESIGN) fail_file(field, "belongs to another design");
        if (which == 0) begin
          frames = count;
          weights_hash = weights;
        end
        if (count != (single != 0 ? 1 : frames)) fail_file(field, "has another number of frames");
        if (weights !== weights_hash) fail_file(field, "was made with other weights");
      end
    end
  endtask

  // The next value of a golden file.
  task take;
    input integer which;
    input [8*32-1:0] field;
    input integer bits;
    output [63:0] value;
    begin
      value = 64'd0;
      fd = file[which];
      if ($fscanf(fd, "%h", value) != 1)
        fail_file(field, "ends too early, or holds no number");
      if ((^value) === 1'bx) fail_file(field, "holds an unknown digit");
      if ((value >> bits) != 64'd0) fail_file(field, "holds a number of too many bits");
    end
  endtask

  // A file that was cut ends inside a number or right behind it, not with a line end.
  task close;
    input integer which;
    input [8*32-1:0] field;
    reg [8*8-1:0] rest;
    begin
      fd = file[which];
      if ($fgetc(fd) != 10) fail_file(field, "does not end with the last frame's line");
      if ($fscanf(fd, "%s", rest) > 0) fail_file(field, "goes on after the last frame");
      $fclose(fd);
    end
  endtask

  // Compares one field, known bits only: X and Z are differences.
  task compare;
    input integer which;
    input integer frame;
    input [8*32-1:0] field;
    input integer index;
    input integer bits;
    input [63:0] got;
    reg [63:0] expected;
    begin
      take(which, field, bits, expected);
      if (got !== expected) fail(frame, field, index, expected, got);
    end
  endtask

  integer sent, checked, idle, i, limit;
  reg gaps, whole;
  reg [63:0] value;
  // With all cuts left out the outputs follow in the same clock, otherwise LATENCY edges later.
  localparam BACK = (LATENCY > 0) ? LATENCY - 1 : 0;
  reg [BACK+1:0] valid_history;
  reg [5:0] weight [0:WEIGHT_COUNT-1];

  task send;
    begin
      valid_in = 1'b1;
      take(FILE_BX, "bx", 12, value);
      bx = value[11:0];
      for (i = 0; i < 48; i = i + 1) begin
        take(FILE_CHARGES, "charges", 22, value);
        charges[22*i +: 22] = value[21:0];
      end
      sent = sent + 1;
    end
  endtask

  task check;
    begin
      compare(FILE_SUM_CODE, checked, "sum_code", 0, 9, {55'd0, sum_code});
      for (i = 0; i < 16; i = i + 1)
        compare(FILE_LATENTS, checked, "latents", i, 9,
          { 55'd0, latents[9*i +: 9]});
      for (i = 0; i < 5; i = i + 1)
        compare(FILE_LINKS, checked, "links", i, 32, {32'd0, links[32*i +: 32]});
      checked = checked + 1;
    end
  endtask

  // Stages, for `econ-emu diff`.
  reg csv;
  // Bits by which charges move right; 0 if there are none.
  wire signed [5:0] normalise_shift = (dut.convert.module_sum == 28'd0) ? 6'sd0
    : $signed({1'b0, dut.convert.msb}) - 6'sd7;
  integer csv_normalize;
  integer csv_conv;
  integer csv_activation;
  integer csv_dense;
  integer csv_latents;

  task open_csv;
    begin
      $sformat(name, "%0s/09_normalize.csv", directory);
      csv_normalize = $fopen(name, "w");
      if (csv_normalize == 0) begin
        $display("FAIL: %0s cannot be written", name);
        $stop;
        $finish;
      end
      $fwrite(csv_normalize, "SUM,");
      $fwrite(csv_normalize, "SUM_CODE,");
      $fwrite(csv_normalize, "SHIFT,");
      $fwrite(csv_normalize, "NORM_0,");
      $fwrite(csv_normalize, "NORM_1,");
      $fwrite(csv_normalize, "NORM_2,");
      $fwrite(csv_normalize, "NORM_3,");
      $fwrite(csv_normalize, "NORM_4,");
      $fwrite(csv_normalize, "NORM_5,");
      $fwrite(csv_normalize, "NORM_6,");
      $fwrite(csv_normalize, "NORM_7,");
      $fwrite(csv_normalize, "NORM_8,");
      $fwrite(csv_normalize, "NORM_9,");
      $fwrite(csv_normalize, "NORM_10,");
      $fwrite(csv_normalize, "NORM_11,");
      $fwrite(csv_normalize, "NORM_12,");
      $fwrite(csv_normalize, "NORM_13,");
      $fwrite(csv_normalize, "NORM_14,");
      $fwrite(csv_normalize, "NORM_15,");
      $fwrite(csv_normalize, "NORM_16,");
      $fwrite(csv_normalize, "NORM_17,");
      $fwrite(csv_normalize, "NORM_18,");
      $fwrite(csv_normalize, "NORM_19,");
      $fwrite(csv_normalize, "NORM_20,");
      $fwrite(csv_normalize, "NORM_21,");
      $fwrite(csv_normalize, "NORM_22,");
      $fwrite(csv_normalize, "NORM_23,");
      $fwrite(csv_normalize, "NORM_24,");
      $fwrite(csv_normalize, "NORM_25,");
      $fwrite(csv_normalize, "NORM_26,");
      $fwrite(csv_normalize, "NORM_27,");
      $fwrite(csv_normalize, "NORM_28,");
      $fwrite(csv_normalize, "NORM_29,");
      $fwrite(csv_normalize, "NORM_30,");
      $fwrite(csv_normalize, "NORM_31,");
      $fwrite(csv_normalize, "NORM_32,");
      $fwrite(csv_normalize, "NORM_33,");
      $fwrite(csv_normalize, "NORM_34,");
      $fwrite(csv_normalize, "NORM_35,");
      $fwrite(csv_normalize, "NORM_36,");
      $fwrite(csv_normalize, "NORM_37,");
      $fwrite(csv_normalize, "NORM_38,");
      $fwrite(csv_normalize, "NORM_39,");
      $fwrite(csv_normalize, "NORM_40,");
      $fwrite(csv_normalize, "NORM_41,");
      $fwrite(csv_normalize, "NORM_42,");
      $fwrite(csv_normalize, "NORM_43,");
      $fwrite(csv_normalize, "NORM_44,");
      $fwrite(csv_normalize, "NORM_45,");
      $fwrite(csv_normalize, "NORM_46,");
      $fwrite(csv_normalize, "NORM_47\n");
      $sformat(name, "%0s/11_conv.csv", directory);
      csv_conv = $fopen(name, "w");
      if (csv_conv == 0) begin
        $display("FAIL: %0s cannot be written", name);
        $stop;
        $finish;
      end
      $fwrite(csv_conv, "CONV_r0_c0_f0,");
      $fwrite(csv_conv, "CONV_r0_c0_f1,");
      $fwrite(csv_conv, "CONV_r0_c0_f2,");
      $fwrite(csv_conv, "CONV_r0_c0_f3,");
      $fwrite(csv_conv, "CONV_r0_c0_f4,");
      $fwrite(csv_conv, "CONV_r0_c0_f5,");
      $fwrite(csv_conv, "CONV_r0_c0_f6,");
      $fwrite(csv_conv, "CONV_r0_c0_f7,");
      $fwrite(csv_conv, "CONV_r0_c1_f0,");
      $fwrite(csv_conv, "CONV_r0_c1_f1,");
      $fwrite(csv_conv, "CONV_r0_c1_f2,");
      $fwrite(csv_conv, "CONV_r0_c1_f3,");
      $fwrite(csv_conv, "CONV_r0_c1_f4,");
      $fwrite(csv_conv, "CONV_r0_c1_f5,");
      $fwrite(csv_conv, "CONV_r0_c1_f6,");
      $fwrite(csv_conv, "CONV_r0_c1_f7,");
      $fwrite(csv_conv, "CONV_r0_c2_f0,");
      $fwrite(csv_conv, "CONV_r0_c2_f1,");
      $fwrite(csv_conv, "CONV_r0_c2_f2,");
      $fwrite(csv_conv, "CONV_r0_c2_f3,");
      $fwrite(csv_conv, "CONV_r0_c2_f4,");
      $fwrite(csv_conv, "CONV_r0_c2_f5,");
      $fwrite(csv_conv, "CONV_r0_c2_f6,");
      $fwrite(csv_conv, "CONV_r0_c2_f7,");
      $fwrite(csv_conv, "CONV_r0_c3_f0,");
      $fwrite(csv_conv, "CONV_r0_c3_f1,");
      $fwrite(csv_conv, "CONV_r0_c3_f2,");
      $fwrite(csv_conv, "CONV_r0_c3_f3,");
      $fwrite(csv_conv, "CONV_r0_c3_f4,");
      $fwrite(csv_conv, "CONV_r0_c3_f5,");
      $fwrite(csv_conv, "CONV_r0_c3_f6,");
      $fwrite(csv_conv, "CONV_r0_c3_f7,");
      $fwrite(csv_conv, "CONV_r1_c0_f0,");
      $fwrite(csv_conv, "CONV_r1_c0_f1,");
      $fwrite(csv_conv, "CONV_r1_c0_f2,");
      $fwrite(csv_conv, "CONV_r1_c0_f3,");
      $fwrite(csv_conv, "CONV_r1_c0_f4,");
      $fwrite(csv_conv, "CONV_r1_c0_f5,");
      $fwrite(csv_conv, "CONV_r1_c0_f6,");
      $fwrite(csv_conv, "CONV_r1_c0_f7,");
      $fwrite(csv_conv, "CONV_r1_c1_f0,");
      $fwrite(csv_conv, "CONV_r1_c1_f1,");
      $fwrite(csv_conv, "CONV_r1_c1_f2,");
      $fwrite(csv_conv, "CONV_r1_c1_f3,");
      $fwrite(csv_conv, "CONV_r1_c1_f4,");
      $fwrite(csv_conv, "CONV_r1_c1_f5,");
      $fwrite(csv_conv, "CONV_r1_c1_f6,");
      $fwrite(csv_conv, "CONV_r1_c1_f7,");
      $fwrite(csv_conv, "CONV_r1_c2_f0,");
      $fwrite(csv_conv, "CONV_r1_c2_f1,");
      $fwrite(csv_conv, "CONV_r1_c2_f2,");
      $fwrite(csv_conv, "CONV_r1_c2_f3,");
      $fwrite(csv_conv, "CONV_r1_c2_f4,");
      $fwrite(csv_conv, "CONV_r1_c2_f5,");
      $fwrite(csv_conv, "CONV_r1_c2_f6,");
      $fwrite(csv_conv, "CONV_r1_c2_f7,");
      $fwrite(csv_conv, "CONV_r1_c3_f0,");
      $fwrite(csv_conv, "CONV_r1_c3_f1,");
      $fwrite(csv_conv, "CONV_r1_c3_f2,");
      $fwrite(csv_conv, "CONV_r1_c3_f3,");
      $fwrite(csv_conv, "CONV_r1_c3_f4,");
      $fwrite(csv_conv, "CONV_r1_c3_f5,");
      $fwrite(csv_conv, "CONV_r1_c3_f6,");
      $fwrite(csv_conv, "CONV_r1_c3_f7,");
      $fwrite(csv_conv, "CONV_r2_c0_f0,");
      $fwrite(csv_conv, "CONV_r2_c0_f1,");
      $fwrite(csv_conv, "CONV_r2_c0_f2,");
      $fwrite(csv_conv, "CONV_r2_c0_f3,");
      $fwrite(csv_conv, "CONV_r2_c0_f4,");
      $fwrite(csv_conv, "CONV_r2_c0_f5,");
      $fwrite(csv_conv, "CONV_r2_c0_f6,");
      $fwrite(csv_conv, "CONV_r2_c0_f7,");
      $fwrite(csv_conv, "CONV_r2_c1_f0,");
      $fwrite(csv_conv, "CONV_r2_c1_f1,");
      $fwrite(csv_conv, "CONV_r2_c1_f2,");
      $fwrite(csv_conv, "CONV_r2_c1_f3,");
      $fwrite(csv_conv, "CONV_r2_c1_f4,");
      $fwrite(csv_conv, "CONV_r2_c1_f5,");
      $fwrite(csv_conv, "CONV_r2_c1_f6,");
      $fwrite(csv_conv, "CONV_r2_c1_f7,");
      $fwrite(csv_conv, "CONV_r2_c2_f0,");
      $fwrite(csv_conv, "CONV_r2_c2_f1,");
      $fwrite(csv_conv, "CONV_r2_c2_f2,");
      $fwrite(csv_conv, "CONV_r2_c2_f3,");
      $fwrite(csv_conv, "CONV_r2_c2_f4,");
      $fwrite(csv_conv, "CONV_r2_c2_f5,");
      $fwrite(csv_conv, "CONV_r2_c2_f6,");
      $fwrite(csv_conv, "CONV_r2_c2_f7,");
      $fwrite(csv_conv, "CONV_r2_c3_f0,");
      $fwrite(csv_conv, "CONV_r2_c3_f1,");
      $fwrite(csv_conv, "CONV_r2_c3_f2,");
      $fwrite(csv_conv, "CONV_r2_c3_f3,");
      $fwrite(csv_conv, "CONV_r2_c3_f4,");
      $fwrite(csv_conv, "CONV_r2_c3_f5,");
      $fwrite(csv_conv, "CONV_r2_c3_f6,");
      $fwrite(csv_conv, "CONV_r2_c3_f7,");
      $fwrite(csv_conv, "CONV_r3_c0_f0,");
      $fwrite(csv_conv, "CONV_r3_c0_f1,");
      $fwrite(csv_conv, "CONV_r3_c0_f2,");
      $fwrite(csv_conv, "CONV_r3_c0_f3,");
      $fwrite(csv_conv, "CONV_r3_c0_f4,");
      $fwrite(csv_conv, "CONV_r3_c0_f5,");
      $fwrite(csv_conv, "CONV_r3_c0_f6,");
      $fwrite(csv_conv, "CONV_r3_c0_f7,");
      $fwrite(csv_conv, "CONV_r3_c1_f0,");
      $fwrite(csv_conv, "CONV_r3_c1_f1,");
      $fwrite(csv_conv, "CONV_r3_c1_f2,");
      $fwrite(csv_conv, "CONV_r3_c1_f3,");
      $fwrite(csv_conv, "CONV_r3_c1_f4,");
      $fwrite(csv_conv, "CONV_r3_c1_f5,");
      $fwrite(csv_conv, "CONV_r3_c1_f6,");
      $fwrite(csv_conv, "CONV_r3_c1_f7,");
      $fwrite(csv_conv, "CONV_r3_c2_f0,");
      $fwrite(csv_conv, "CONV_r3_c2_f1,");
      $fwrite(csv_conv, "CONV_r3_c2_f2,");
      $fwrite(csv_conv, "CONV_r3_c2_f3,");
      $fwrite(csv_conv, "CONV_r3_c2_f4,");
      $fwrite(csv_conv, "CONV_r3_c2_f5,");
      $fwrite(csv_conv, "CONV_r3_c2_f6,");
      $fwrite(csv_conv, "CONV_r3_c2_f7,");
      $fwrite(csv_conv, "CONV_r3_c3_f0,");
      $fwrite(csv_conv, "CONV_r3_c3_f1,");
      $fwrite(csv_conv, "CONV_r3_c3_f2,");
      $fwrite(csv_conv, "CONV_r3_c3_f3,");
      $fwrite(csv_conv, "CONV_r3_c3_f4,");
      $fwrite(csv_conv, "CONV_r3_c3_f5,");
      $fwrite(csv_conv, "CONV_r3_c3_f6,");
      $fwrite(csv_conv, "CONV_r3_c3_f7\n");
      $sformat(name, "%0s/12_activation.csv", directory);
      csv_activation = $fopen(name, "w");
      if (csv_activation == 0) begin
        $display("FAIL: %0s cannot be written", name);
        $stop;
        $finish;
      end
      $fwrite(csv_activation, "ACT_r0_c0_f0,");
      $fwrite(csv_activation, "ACT_r0_c0_f1,");
      $fwrite(csv_activation, "ACT_r0_c0_f2,");
      $fwrite(csv_activation, "ACT_r0_c0_f3,");
      $fwrite(csv_activation, "ACT_r0_c0_f4,");
      $fwrite(csv_activation, "ACT_r0_c0_f5,");
      $fwrite(csv_activation, "ACT_r0_c0_f6,");
      $fwrite(csv_activation, "ACT_r0_c0_f7,");
      $fwrite(csv_activation, "ACT_r0_c1_f0,");
      $fwrite(csv_activation, "ACT_r0_c1_f1,");
      $fwrite(csv_activation, "ACT_r0_c1_f2,");
      $fwrite(csv_activation, "ACT_r0_c1_f3,");
      $fwrite(csv_activation, "ACT_r0_c1_f4,");
      $fwrite(csv_activation, "ACT_r0_c1_f5,");
      $fwrite(csv_activation, "ACT_r0_c1_f6,");
      $fwrite(csv_activation, "ACT_r0_c1_f7,");
      $fwrite(csv_activation, "ACT_r0_c2_f0,");
      $fwrite(csv_activation, "ACT_r0_c2_f1,");
      $fwrite(csv_activation, "ACT_r0_c2_f2,");
      $fwrite(csv_activation, "ACT_r0_c2_f3,");
      $fwrite(csv_activation, "ACT_r0_c2_f4,");
      $fwrite(csv_activation, "ACT_r0_c2_f5,");
      $fwrite(csv_activation, "ACT_r0_c2_f6,");
      $fwrite(csv_activation, "ACT_r0_c2_f7,");
      $fwrite(csv_activation, "ACT_r0_c3_f0,");
      $fwrite(csv_activation, "ACT_r0_c3_f1,");
      $fwrite(csv_activation, "ACT_r0_c3_f2,");
      $fwrite(csv_activation, "ACT_r0_c3_f3,");
      $fwrite(csv_activation, "ACT_r0_c3_f4,");
      $fwrite(csv_activation, "ACT_r0_c3_f5,");
      $fwrite(csv_activation, "ACT_r0_c3_f6,");
      $fwrite(csv_activation, "ACT_r0_c3_f7,");
      $fwrite(csv_activation, "ACT_r1_c0_f0,");
      $fwrite(csv_activation, "ACT_r1_c0_f1,");
      $fwrite(csv_activation, "ACT_r1_c0_f2,");
      $fwrite(csv_activation, "ACT_r1_c0_f3,");
      $fwrite(csv_activation, "ACT_r1_c0_f4,");
      $fwrite(csv_activation, "ACT_r1_c0_f5,");
      $fwrite(csv_activation, "ACT_r1_c0_f6,");
      $fwrite(csv_activation, "ACT_r1_c0_f7,");
      $fwrite(csv_activation, "ACT_r1_c1_f0,");
      $fwrite(csv_activation, "ACT_r1_c1_f1,");
      $fwrite(csv_activation, "ACT_r1_c1_f2,");
      $fwrite(csv_activation, "ACT_r1_c1_f3,");
      $fwrite(csv_activation, "ACT_r1_c1_f4,");
      $fwrite(csv_activation, "ACT_r1_c1_f5,");
      $fwrite(csv_activation, "ACT_r1_c1_f6,");
      $fwrite(csv_activation, "ACT_r1_c1_f7,");
      $fwrite(csv_activation, "ACT_r1_c2_f0,");
      $fwrite(csv_activation, "ACT_r1_c2_f1,");
      $fwrite(csv_activation, "ACT_r1_c2_f2,");
      $fwrite(csv_activation, "ACT_r1_c2_f3,");
      $fwrite(csv_activation, "ACT_r1_c2_f4,");
      $fwrite(csv_activation, "ACT_r1_c2_f5,");
      $fwrite(csv_activation, "ACT_r1_c2_f6,");
      $fwrite(csv_activation, "ACT_r1_c2_f7,");
      $fwrite(csv_activation, "ACT_r1_c3_f0,");
      $fwrite(csv_activation, "ACT_r1_c3_f1,");
      $fwrite(csv_activation, "ACT_r1_c3_f2,");
      $fwrite(csv_activation, "ACT_r1_c3_f3,");
      $fwrite(csv_activation, "ACT_r1_c3_f4,");
      $fwrite(csv_activation, "ACT_r1_c3_f5,");
      $fwrite(csv_activation, "ACT_r1_c3_f6,");
      $fwrite(csv_activation, "ACT_r1_c3_f7,");
      $fwrite(csv_activation, "ACT_r2_c0_f0,");
      $fwrite(csv_activation, "ACT_r2_c0_f1,");
      $fwrite(csv_activation, "ACT_r2_c0_f2,");
      $fwrite(csv_activation, "ACT_r2_c0_f3,");
      $fwrite(csv_activation, "ACT_r2_c0_f4,");
      $fwrite(csv_activation, "ACT_r2_c0_f5,");
      $fwrite(csv_activation, "ACT_r2_c0_f6,");
      $fwrite(csv_activation, "ACT_r2_c0_f7,");
      $fwrite(csv_activation, "ACT_r2_c1_f0,");
      $fwrite(csv_activation, "ACT_r2_c1_f1,");
      $fwrite(csv_activation, "ACT_r2_c1_f2,");
      $fwrite(csv_activation, "ACT_r2_c1_f3,");
      $fwrite(csv_activation, "ACT_r2_c1_f4,");
      $fwrite(csv_activation, "ACT_r2_c1_f5,");
      $fwrite(csv_activation, "ACT_r2_c1_f6,");
      $fwrite(csv_activation, "ACT_r2_c1_f7,");
      $fwrite(csv_activation, "ACT_r2_c2_f0,");
      $fwrite(csv_activation, "ACT_r2_c2_f1,");
      $fwrite(csv_activation, "ACT_r2_c2_f2,");
      $fwrite(csv_activation, "ACT_r2_c2_f3,");
      $fwrite(csv_activation, "ACT_r2_c2_f4,");
      $fwrite(csv_activation, "ACT_r2_c2_f5,");
      $fwrite(csv_activation, "ACT_r2_c2_f6,");
      $fwrite(csv_activation, "ACT_r2_c2_f7,");
      $fwrite(csv_activation, "ACT_r2_c3_f0,");
      $fwrite(csv_activation, "ACT_r2_c3_f1,");
      $fwrite(csv_activation, "ACT_r2_c3_f2,");
      $fwrite(csv_activation, "ACT_r2_c3_f3,");
      $fwrite(csv_activation, "ACT_r2_c3_f4,");
      $fwrite(csv_activation, "ACT_r2_c3_f5,");
      $fwrite(csv_activation, "ACT_r2_c3_f6,");
      $fwrite(csv_activation, "ACT_r2_c3_f7,");
      $fwrite(csv_activation, "ACT_r3_c0_f0,");
      $fwrite(csv_activation, "ACT_r3_c0_f1,");
      $fwrite(csv_activation, "ACT_r3_c0_f2,");
      $fwrite(csv_activation, "ACT_r3_c0_f3,");
      $fwrite(csv_activation, "ACT_r3_c0_f4,");
      $fwrite(csv_activation, "ACT_r3_c0_f5,");
      $fwrite(csv_activation, "ACT_r3_c0_f6,");
      $fwrite(csv_activation, "ACT_r3_c0_f7,");
      $fwrite(csv_activation, "ACT_r3_c1_f0,");
      $fwrite(csv_activation, "ACT_r3_c1_f1,");
      $fwrite(csv_activation, "ACT_r3_c1_f2,");
      $fwrite(csv_activation, "ACT_r3_c1_f3,");
      $fwrite(csv_activation, "ACT_r3_c1_f4,");
      $fwrite(csv_activation, "ACT_r3_c1_f5,");
      $fwrite(csv_activation, "ACT_r3_c1_f6,");
      $fwrite(csv_activation, "ACT_r3_c1_f7,");
      $fwrite(csv_activation, "ACT_r3_c2_f0,");
      $fwrite(csv_activation, "ACT_r3_c2_f1,");
      $fwrite(csv_activation, "ACT_r3_c2_f2,");
      $fwrite(csv_activation, "ACT_r3_c2_f3,");
      $fwrite(csv_activation, "ACT_r3_c2_f4,");
      $fwrite(csv_activation, "ACT_r3_c2_f5,");
      $fwrite(csv_activation, "ACT_r3_c2_f6,");
      $fwrite(csv_activation, "ACT_r3_c2_f7,");
      $fwrite(csv_activation, "ACT_r3_c3_f0,");
      $fwrite(csv_activation, "ACT_r3_c3_f1,");
      $fwrite(csv_activation, "ACT_r3_c3_f2,");
      $fwrite(csv_activation, "ACT_r3_c3_f3,");
      $fwrite(csv_activation, "ACT_r3_c3_f4,");
      $fwrite(csv_activation, "ACT_r3_c3_f5,");
      $fwrite(csv_activation, "ACT_r3_c3_f6,");
      $fwrite(csv_activation, "ACT_r3_c3_f7\n");
      $sformat(name, "%0s/13_dense.csv", directory);
      csv_dense = $fopen(name, "w");
      if (csv_dense == 0) begin
        $display("FAIL: %0s cannot be written", name);
        $stop;
        $finish;
      end
      $fwrite(csv_dense, "DENSE_0,");
      $fwrite(csv_dense, "DENSE_1,");
      $fwrite(csv_dense, "DENSE_2,");
      $fwrite(csv_dense, "DENSE_3,");
      $fwrite(csv_dense, "DENSE_4,");
      $fwrite(csv_dense, "DENSE_5,");
      $fwrite(csv_dense, "DENSE_6,");
      $fwrite(csv_dense, "DENSE_7,");
      $fwrite(csv_dense, "DENSE_8,");
      $fwrite(csv_dense, "DENSE_9,");
      $fwrite(csv_dense, "DENSE_10,");
      $fwrite(csv_dense, "DENSE_11,");
      $fwrite(csv_dense, "DENSE_12,");
      $fwrite(csv_dense, "DENSE_13,");
      $fwrite(csv_dense, "DENSE_14,");
      $fwrite(csv_dense, "DENSE_15\n");
      $sformat(name, "%0s/14_latents.csv", directory);
      csv_latents = $fopen(name, "w");
      if (csv_latents == 0) begin
        $display("FAIL: %0s cannot be written", name);
        $stop;
        $finish;
      end
      $fwrite(csv_latents, "LATENT_0,");
      $fwrite(csv_latents, "LATENT_1,");
      $fwrite(csv_latents, "LATENT_2,");
      $fwrite(csv_latents, "LATENT_3,");
      $fwrite(csv_latents, "LATENT_4,");
      $fwrite(csv_latents, "LATENT_5,");
      $fwrite(csv_latents, "LATENT_6,");
      $fwrite(csv_latents, "LATENT_7,");
      $fwrite(csv_latents, "LATENT_8,");
      $fwrite(csv_latents, "LATENT_9,");
      $fwrite(csv_latents, "LATENT_10,");
      $fwrite(csv_latents, "LATENT_11,");
      $fwrite(csv_latents, "LATENT_12,");
      $fwrite(csv_latents, "LATENT_13,");
      $fwrite(csv_latents, "LATENT_14,");
      $fwrite(csv_latents, "LATENT_15\n");
    end
  endtask

  task write_normalize;
    begin
      $fwrite(csv_normalize, "%0d,", dut.convert.module_sum);
      $fwrite(csv_normalize, "%0d,", dut.convert.sum_code);
      $fwrite(csv_normalize, "%0d,", normalise_shift);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[0 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[8 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[16 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[24 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[32 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[40 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[48 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[56 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[64 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[72 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[80 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[88 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[96 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[104 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[112 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[120 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[128 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[136 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[144 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[152 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[160 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[168 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[176 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[184 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[192 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[200 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[208 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[216 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[224 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[232 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[240 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[248 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[256 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[264 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[272 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[280 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[288 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[296 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[304 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[312 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[320 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[328 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[336 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[344 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[352 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[360 +: 8]);
      $fwrite(csv_normalize, "%0d,", dut.converter_norms[368 +: 8]);
      $fwrite(csv_normalize, "%0d\n", dut.converter_norms[376 +: 8]);
    end
  endtask

  task write_conv;
    begin
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_0));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_1));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_2));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_3));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_4));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_5));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_6));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_7));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_8));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_9));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_10));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_11));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_12));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_13));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_14));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_15));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_16));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_17));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_18));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_19));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_20));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_21));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_22));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_23));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_24));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_25));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_26));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_27));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_28));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_29));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_30));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_31));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_32));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_33));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_34));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_35));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_36));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_37));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_38));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_39));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_40));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_41));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_42));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_43));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_44));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_45));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_46));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_47));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_48));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_49));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_50));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_51));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_52));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_53));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_54));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_55));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_56));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_57));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_58));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_59));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_60));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_61));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_62));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_63));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_64));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_65));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_66));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_67));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_68));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_69));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_70));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_71));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_72));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_73));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_74));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_75));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_76));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_77));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_78));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_79));
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_80);
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_81);
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_82);
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_83);
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_84));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_85));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_86));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_87));
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_88);
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_89);
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_90);
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_91);
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_92));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_93));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_94));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_95));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_96));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_97));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_98));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_99));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_100));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_101));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_102));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_103));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_104));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_105));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_106));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_107));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_108));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_109));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_110));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_111));
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_112);
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_113);
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_114);
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_115);
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_116));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_117));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_118));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_119));
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_120);
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_121);
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_122);
      $fwrite(csv_conv, "%0d,", dut.convolve.sum_123);
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_124));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_125));
      $fwrite(csv_conv, "%0d,", $signed(dut.convolve.sum_126));
      $fwrite(csv_conv, "%0d\n", $signed(dut.convolve.sum_127));
    end
  endtask

  task write_activation;
    begin
      $fwrite(csv_activation, "%0d,", dut.convolve.act_0);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_1);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_2);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_3);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_4);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_5);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_6);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_7);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_8);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_9);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_10);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_11);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_12);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_13);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_14);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_15);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_16);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_17);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_18);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_19);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_20);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_21);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_22);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_23);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_24);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_25);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_26);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_27);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_28);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_29);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_30);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_31);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_32);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_33);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_34);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_35);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_36);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_37);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_38);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_39);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_40);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_41);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_42);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_43);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_44);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_45);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_46);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_47);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_48);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_49);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_50);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_51);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_52);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_53);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_54);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_55);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_56);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_57);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_58);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_59);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_60);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_61);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_62);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_63);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_64);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_65);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_66);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_67);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_68);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_69);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_70);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_71);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_72);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_73);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_74);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_75);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_76);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_77);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_78);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_79);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_96);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_97);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_98);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_99);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_100);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_101);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_102);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_103);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_104);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_105);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_106);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_107);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_108);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_109);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_110);
      $fwrite(csv_activation, "%0d,", dut.convolve.act_111);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 124);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d,", 0);
      $fwrite(csv_activation, "%0d\n", 0);
    end
  endtask

  task write_dense;
    begin
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_0));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_1));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_2));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_3));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_4));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_5));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_6));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_7));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_8));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_9));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_10));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_11));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_12));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_13));
      $fwrite(csv_dense, "%0d,", $signed(dut.multiply.sum_14));
      $fwrite(csv_dense, "%0d\n", $signed(dut.multiply.sum_15));
    end
  endtask

  task write_latents;
    begin
      $fwrite(csv_latents, "%0d,", dut.format_latents[0 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[9 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[18 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[27 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[36 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[45 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[54 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[63 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[72 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[81 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[90 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[99 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[108 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[117 +: 9]);
      $fwrite(csv_latents, "%0d,", dut.format_latents[126 +: 9]);
      $fwrite(csv_latents, "%0d\n", dut.format_latents[135 +: 9]);
    end
  endtask

  task write_csv;
    begin
      if (valid_in) write_normalize;
      if (dut.conv_valid) write_conv;
      if (dut.conv_valid) write_activation;
      if (dut.dense_valid) write_dense;
      if (dut.format_valid) write_latents;
    end
  endtask

  initial begin
    if ($value$plusargs("golden=%s", golden) == 0) golden = "../golden";
    gaps = ($test$plusargs("dense") == 0);
    csv = ($value$plusargs("csv=%s", directory) != 0);
    if (csv) open_csv;
    if ($value$plusargs("vcd=%s", name) != 0) begin
      $dumpfile(name);
      $dumpvars(0, testbench);
    end
    open(FILE_BX, "bx", 1, 12, 0);
    open(FILE_CHARGES, "charges", 48, 22, 0);
    open(FILE_SUM_CODE, "sum_code", 1, 9, 0);
    open(FILE_LATENTS, "latents", 16, 9, 0);
    open(FILE_LINKS, "links", 5, 32, 0);
    open(FILE_WEIGHTS, "weights", 2144, 6, 1);
    if (weights_hash !== WEIGHTS) fail_file("weights", "other weights than those of the hardware");

    whole = 1'b1;
    if ($value$plusargs("frames=%d", limit) != 0 && limit < frames) begin
      whole = 1'b0;
      frames = limit;
    end

    // While reset is on, nothing is valid, nothing is read, and what comes in is lost.
    valid_in = 1'b1;
    repeat (8) @(negedge clock);
    if (LATENCY > 0 && valid_out !== 1'b0)
      fail(-1, "valid_out in reset", 0, 64'd0, {63'd0, valid_out});
    if (read_data !== 32'd0) fail(-1, "read_data in reset", 0, 64'd0, {32'd0, read_data});
    valid_in = 1'b0;
    reset = 1'b0;
    repeat (8) begin
      @(negedge clock);
      if (valid_out !== 1'b0)
        fail(-1, "valid_out after reset", 0, 64'd0, {63'd0, valid_out});
    end

    for (i = 0; i < WEIGHT_COUNT; i = i + 1) begin
      take(FILE_WEIGHTS, "weights", 6, value);
      weight[i] = value[5:0];
    end
    // No weight has the other addresses; the last one is that of the hash.
    for (i = 0; i < 4095; i = i + 1) begin
      address = i[11:0];
      @(negedge clock);
      if (read_data !== 32'd0)
        fail(-1, "read where no weight is", i, 64'd0, {32'd0, read_data});
    end
    address = { 12{1'b1}};
    @(negedge clock);
    if (read_data !== DESIGN_HASH)
      fail(-1, "design hash", 0, {32'd0, DESIGN_HASH}, {32'd0, read_data});

    sent = 0;
    checked = 0;
    idle = 0;
    valid_history = {(BACK + 2){1'b0}};
    while (checked < frames || idle < 16) begin
      valid_in = 1'b0;
      if (sent < frames && (!gaps || ($random & 32'd3) != 32'd0)) send;
      else begin
        // What is not valid must not matter.
        charges = ~charges;
        bx = ~bx;
        if (sent == frames) idle = idle + 1;
      end
      @(negedge clock);
      valid_history = {valid_history[BACK:0], valid_in};
      if (valid_out !== valid_history[BACK])
        fail(checked, "valid_out", 0, {63'd0, valid_history[BACK]}, {63'd0, valid_out});
      if (csv) write_csv;
      if (valid_out === 1'b1) check;
    end
    if (whole) begin
      close(FILE_BX, "bx");
      close(FILE_CHARGES, "charges");
      close(FILE_SUM_CODE, "sum_code");
      close(FILE_LATENTS, "latents");
      close(FILE_LINKS, "links");
      close(FILE_WEIGHTS, "weights");
    end
    if (frames == 0) fail_file("bx", "holds no frames");
    $display("PASS: %0d frames, every field right", checked);
    $finish;
  end
endmodule

`default_nettype wire
