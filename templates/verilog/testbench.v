{{ stamp }}
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
{%- for cut in cuts %}
  parameter {{ cut }} = 1;
{%- endfor %}
  localparam LATENCY = {{ latency }};

  localparam [47:0] DESIGN = 48'h{{ design_hash }};
  localparam [31:0] DESIGN_HASH = 32'h{{ register_hash }};
{%- if let Some(hash) = weights_hash %}
  localparam [47:0] WEIGHTS = 48'h{{ hash }};
{%- endif %}
  localparam WEIGHT_COUNT = {{ weight_count }};
{%- for file in files %}
  localparam FILE_{{ file.upper }} = {{ loop.index0 }};
{%- endfor %}
  localparam FILES = {{ files.len() }};

  reg clock = 1'b0;
  reg reset = 1'b1;
  reg [{{ address_bits - 1 }}:0] address = { {{ address_bits }}{1'b1}};
  wire [31:0] read_data;
{%- if reloadable %}
  reg write = 1'b0;
  reg [{{ weight_bits - 1 }}:0] write_data = {{ weight_bits }}'d0;
{%- endif %}
  reg valid_in = 1'b0;
  reg [11:0] bx = 12'd0;
  reg [{{ charges_bits - 1 }}:0] charges = {{ charges_bits }}'d0;
  wire valid_out;
  wire [8:0] sum_code;
  wire [{{ latents_bits - 1 }}:0] latents;
  wire [{{ links_bits - 1 }}:0] links;

  {{ name }} #(
    {{ parameters }}
  ) dut (
    .clock(clock), .reset(reset), .address(address), .read_data(read_data),
{%- if reloadable %}
    .write(write), .write_data(write_data),
{%- endif %}
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
    input [8*{{ name_room }}-1:0] field;
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
    input [8*{{ name_room }}-1:0] field;
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
    input [8*{{ name_room }}-1:0] field;
    input integer values;
    input integer bits;
    input integer single;
    reg [8*{{ name_room }}-1:0] found;
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
    input [8*{{ name_room }}-1:0] field;
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
    input [8*{{ name_room }}-1:0] field;
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
    input [8*{{ name_room }}-1:0] field;
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
  reg [{{ weight_bits - 1 }}:0] weight [0:WEIGHT_COUNT-1];

  task send;
    begin
      valid_in = 1'b1;
      take(FILE_BX, "bx", 12, value);
      bx = value[11:0];
      for (i = 0; i < {{ cells }}; i = i + 1) begin
        take(FILE_CHARGES, "charges", {{ charge_bits }}, value);
        charges[{{ charge_bits }}*i +: {{ charge_bits }}] = value[{{ charge_bits - 1 }}:0];
      end
      sent = sent + 1;
    end
  endtask

  task check;
    begin
      compare(FILE_SUM_CODE, checked, "sum_code", 0, 9, {55'd0, sum_code});
      for (i = 0; i < {{ latent_count }}; i = i + 1)
        compare(FILE_LATENTS, checked, "latents", i, {{ latent_bits }},
          { {{ 64 - latent_bits }}'d0, latents[{{ latent_bits }}*i +: {{ latent_bits }}]});
      for (i = 0; i < {{ link_count }}; i = i + 1)
        compare(FILE_LINKS, checked, "links", i, 32, {32'd0, links[32*i +: 32]});
      checked = checked + 1;
    end
  endtask

{% if !compared.is_empty() -%}
{% for layer in compared %}
{{ layer.values }}
{%- endfor %}
{%- for layer in compared %}
  integer checked_{{ layer.name }} = 0;
{%- endfor %}

  // Every layer inside the block, when it holds a frame.
  task check_layers;
    begin
{%- for layer in compared %}
      if ({{ layer.valid }} === 1'b1) begin
        for (i = 0; i < {{ layer.count }}; i = i + 1)
          compare(FILE_{{ layer.upper }}, checked_{{ layer.name }}, "{{ layer.name }}", i, {{ layer.bits }},
            { {{ 64 - layer.bits }}'d0, got_{{ layer.name }}[{{ layer.bits }}*i +: {{ layer.bits }}]});
        checked_{{ layer.name }} = checked_{{ layer.name }} + 1;
      end
{%- endfor %}
    end
  endtask

{% endif %}  // Stages, for `econ-emu diff`.
  reg csv;
  // Bits by which charges move right; 0 if there are none.
  wire signed [5:0] normalise_shift = (dut.convert.module_sum == 28'd0) ? 6'sd0
    : $signed({1'b0, dut.convert.msb}) - 6'sd7;
{%- for stage in stages %}
  integer csv_{{ stage.name }};
{%- endfor %}

  task open_csv;
    begin
{%- for stage in stages %}
      $sformat(name, "%0s/{{ stage.file }}", directory);
      csv_{{ stage.name }} = $fopen(name, "w");
      if (csv_{{ stage.name }} == 0) begin
        $display("FAIL: %0s cannot be written", name);
        $stop;
        $finish;
      end
{%- for column in stage.header %}
      $fwrite(csv_{{ stage.name }}, "{{ column }}");
{%- endfor %}
{%- endfor %}
    end
  endtask
{% for stage in stages %}
  task write_{{ stage.name }};
    begin
{%- for value in stage.values %}
      $fwrite(csv_{{ stage.name }}, "%0d{{ value.1 }}", {{ value.0 }});
{%- endfor %}
    end
  endtask
{% endfor %}
  task write_csv;
    begin
{%- for stage in stages %}
      if ({{ stage.valid }}) write_{{ stage.name }};
{%- endfor %}
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
{%- for file in files %}
    open(FILE_{{ file.upper }}, "{{ file.name }}", {{ file.values }}, {{ file.bits }}, {{ file.single }});
{%- endfor %}
{%- if weights_hash.is_some() %}
    if (weights_hash !== WEIGHTS) fail_file("weights", "other weights than those of the hardware");
{%- endif %}

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
      take(FILE_WEIGHTS, "weights", {{ weight_bits }}, value);
      weight[i] = value[{{ weight_bits - 1 }}:0];
    end
{%- if reloadable %}
    for (i = 0; i < WEIGHT_COUNT; i = i + 1) begin
      write = 1'b1;
      address = i[{{ address_bits - 1 }}:0];
      write_data = weight[i];
      @(negedge clock);
      // What was there before: reset has cleared it.
      if (read_data !== 32'd0) fail(-1, "weight after reset", i, 64'd0, {32'd0, read_data});
    end
    write = 1'b0;
    write_data = ~write_data;
    for (i = 0; i < WEIGHT_COUNT; i = i + 1) begin
      address = i[{{ address_bits - 1 }}:0];
      @(negedge clock);
      value = { {{ 64 - weight_bits }}'d0, weight[i]} & weight_mask(i);
      if ({32'd0, read_data} !== value)
        fail(-1, "weight read back", i, value, {32'd0, read_data});
    end
{%- endif %}
    // No weight has the other addresses; the last one is that of the hash.
    for (i = {% if reloadable %}WEIGHT_COUNT{% else %}0{% endif %}; i < {{ last_address }}; i = i + 1) begin
      address = i[{{ address_bits - 1 }}:0];
      @(negedge clock);
      if (read_data !== 32'd0)
        fail(-1, "read where no weight is", i, 64'd0, {32'd0, read_data});
    end
    address = { {{ address_bits }}{1'b1}};
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
{%- if !compared.is_empty() %}
      check_layers;
{%- endif %}
      if (valid_out === 1'b1) check;
    end
    if (whole) begin
{%- for file in files %}
      close(FILE_{{ file.upper }}, "{{ file.name }}");
{%- endfor %}
    end
    if (frames == 0) fail_file("bx", "holds no frames");
    $display("PASS: %0d frames, every field right", checked);
    $finish;
  end
{%- if reloadable %}

  // The bits of the weight at an address.
  function [63:0] weight_mask;
    input integer at;
    begin
      weight_mask = 64'd0;
{%- for bank in banks %}
      if (at >= {{ bank.base }}) weight_mask = (64'd1 << {{ bank.bits }}) - 64'd1;
{%- endfor %}
    end
  endfunction
{%- endif %}
endmodule

`default_nettype wire
