// The package and its scoreboards, in one simulation for all of tests/bindings_c.rs.
//
//   +sets=FILE       chips between their link words. FILE names for each chip, one a line: its configuration, its
//                    options (JSON or an empty line), its input and its output, rows of big-endian words. All chips
//                    go on together, row by row: words of the output are given to a scoreboard, and the same rows
//                    in open arrays, with and without vector instructions.
//   +refused=CONFIG  what the package says of files and calls that are wrong
//   +block0=CONFIG +block1=CONFIG    the exported block twice, each in lock step with a scoreboard of that configuration
`default_nettype none
// verilator lint_off DECLFILENAME
// verilator lint_off MULTITOP
// verilator lint_off UNDRIVEN
// verilator lint_off UNUSEDSIGNAL
// verilator lint_off BLKSEQ

package dpi_chips;
  import econ_emu_pkg::*;

  localparam int ROWS = 64;

  // A chip whose words stand in files.
  class chip;
    protected string m_name;
    protected econ_model m_model;
    protected econ_scoreboard m_board;
    protected econ_stream m_open;
    protected int m_input, m_output;
    protected bit m_ended;
    protected int m_filled;
    protected bit [31:0] m_words [ROWS][ECON_INPUT_WORDS];
    protected bit [31:0] m_sent [ROWS][ECON_OUTPUT_WORDS];
    protected bit [31:0] m_wanted [ROWS][ECON_OUTPUT_WORDS];
    int unsigned other;

    function new(string yaml, string options, string input_file, string output_file, bit fast);
      m_name = yaml;
      m_model = new(yaml, options);
      if (!m_model.is_valid()) $fatal(1, "%s", m_model.fault());
      if (fast) void'(m_model.accelerate());
      m_board = new(yaml, m_model);
      m_open = new(m_model);
      m_input = $fopen(input_file, "rb");
      m_output = $fopen(output_file, "rb");
      if (m_input == 0 || m_output == 0) $fatal(1, "%s: no words", yaml);
    endfunction

    // One row; 0 at the end of the output.
    function bit step();
      bit [32*ECON_INPUT_WORDS-1:0] row;
      bit [32*ECON_OUTPUT_WORDS-1:0] sent;
      logic [31:0] words [ECON_INPUT_WORDS];
      logic [31:0] received [ECON_OUTPUT_WORDS];
      if (m_ended) return 0;
      if ($fread(sent, m_output) != 4 * ECON_OUTPUT_WORDS) begin
        m_ended = 1;
        flush();
        return 0;
      end
      if ($fread(row, m_input) != 4 * ECON_INPUT_WORDS) $fatal(1, "%s: no input for an output", m_name);
      for (int link = 0; link < ECON_INPUT_WORDS; link++) begin
        words[link] = row[32*(ECON_INPUT_WORDS-1-link) +: 32];
        m_words[m_filled][link] = words[link];
      end
      for (int link = 0; link < ECON_OUTPUT_WORDS; link++) begin
        received[link] = sent[32*(ECON_OUTPUT_WORDS-1-link) +: 32];
        m_wanted[m_filled][link] = received[link];
      end
      m_board.write_input(words);
      m_board.write_output(received);
      m_filled += 1;
      if (m_filled == ROWS) flush();
      return 1;
    endfunction

    // The rows that wait, through open arrays. Those behind the end do no harm: nothing follows them.
    protected function void flush();
      if (m_filled == 0) return;
      if (econ_dpi_stream_run(m_open.handle(), m_model.handle(), m_words, m_sent) != 0)
        $fatal(1, "%s: open arrays were refused", m_name);
      for (int row = 0; row < m_filled; row++)
        for (int link = 0; link < ECON_OUTPUT_WORDS; link++)
          if (m_sent[row][link] != m_wanted[row][link]) other += 1;
      m_filled = 0;
    endfunction

    function bit finish();
      bit passed = m_board.finish();
      if (other != 0) $display("%s: %0d words of open arrays differ", m_name, other);
      $display("%s: %0d rows compared, %0d faults", m_name, m_board.compared, m_board.faults);
      m_open.close();
      return passed && other == 0;
    endfunction
  endclass

  // A line of a file without its end; "" behind the last one.
  function automatic string line_of(int file);
    string line;
    if ($fgets(line, file) == 0) return "";
    return line.len() > 0 && line.getc(line.len() - 1) == "\n" ? line.substr(0, line.len() - 2) : line;
  endfunction

  function automatic int opened(string name);
    int file;
    file = $fopen(name, "r");
    if (file == 0) $fatal(1, "no file %s", name);
    return file;
  endfunction

  function automatic void compare_sets(string name);
    chip chips_ [$];
    bit going = 1, passed = 1;
    int file = opened(name);
    forever begin
      string yaml = line_of(file), options = line_of(file), input_file = line_of(file), output_file = line_of(file);
      chip one;
      if (yaml == "") break;
      one = new(yaml, options, input_file, output_file, chips_.size() % 2 == 1);
      chips_.push_back(one);
    end
    while (going) begin
      going = 0;
      foreach (chips_[at]) if (chips_[at].step()) going = 1;
    end
    foreach (chips_[at]) if (!chips_[at].finish()) passed = 0;
    if (chips_.size() == 0) passed = 0;
    $display("%s: %0d chips", passed ? "PASS" : "FAIL", chips_.size());
  endfunction

  // What is wrong is said, and a call after it works.
  function automatic void refuse(string yaml);
    econ_model model;
    econ_stream stream, second;
    bit [31:0] words [ECON_INPUT_WORDS], few [3][ECON_INPUT_WORDS];
    bit [31:0] sent [ECON_OUTPUT_WORDS], again [ECON_OUTPUT_WORDS], more [4][ECON_OUTPUT_WORDS], three [3][ECON_OUTPUT_WORDS];
    model = new("no-such.yaml");
    $display("model: %b %s", model.is_valid(), model.fault());
    model = new(yaml, "{\"no_option\": 1}");
    $display("options: %b %s", model.is_valid(), model.fault());
    model = new(yaml);
    $display("valid: %b [%s] [%s]", model.is_valid(), model.fault(), model.warnings());
    stream = new(model);
    second = new(model);
    $display("rows: %s", econ_status_text(econ_dpi_stream_run(stream.handle(), model.handle(), few, more)));
    $display("null: %s", econ_status_text(econ_dpi_stream_run(null, model.handle(), few, three)));
    foreach (words[link]) words[link] = 32'hA0000000 + 32'd1001 * link;
    stream.step(words, sent);
    second.copy_from(stream);
    stream.step(words, sent);
    second.step(words, again);
    $display("copy: %b", sent == again);
    stream.reset();
    stream.step(words, again);
    $display("reset: %b", sent != again);
    stream.close();
    second.close();
    model.close();
    $display("closed: %b", model.is_valid());
  endfunction
endpackage

// The exported block with a scoreboard, and charges of every size in GAP of GAP + 1 clocks.
module lane #(
  parameter int AT = 0,
  parameter int GAP = 0
) (
  input wire clock
);
  import econ_emu_pkg::*;

  localparam int LINKS = 5;

  logic reset = 1;
  logic valid_in = 0;
  logic [11:0] bx = 0;
  logic [ECON_CELLS*ECON_CHARGE_BITS-1:0] charges = 0;
  wire valid_out;
  wire [ECON_SUM_BITS-1:0] sum_code;
  wire [ECON_LATENTS*ECON_LATENT_BITS-1:0] latents;
  wire [32*LINKS-1:0] links;
  // verilator lint_off PINCONNECTEMPTY
  econ_t_ae block (
    .clock(clock), .reset(reset), .address(12'b0), .read_data(), .valid_in(valid_in), .bx(bx), .charges(charges),
    .valid_out(valid_out), .sum_code(sum_code), .latents(latents), .links(links));
  // verilator lint_on PINCONNECTEMPTY

  // Nothing is driven where no configuration is named.
  econ_block_scoreboard #(LINKS) board;
  bit ended = 0, passed = 0;
  int edges = 0;
  initial begin
    string name;
    econ_model model;
    if ($value$plusargs($sformatf("block%0d=%%s", AT), name)) begin
      model = new(name);
      board = new($sformatf("block %0d", AT), model);
    end else ended = 1;
  end

  always @(posedge clock)
    if (!ended) begin
      edges <= edges + 1;
      reset <= edges < 2;
      valid_in <= edges >= 2 && edges < 1000 && $urandom_range(GAP) == 0;
      bx <= 12'($urandom_range(ECON_ORBIT - 1));
      charges <= some_charges(5'($urandom_range(22)));
      if (!reset) begin
        board.sample_output(valid_out, sum_code, latents, links);
        board.sample_input(valid_in, bx, charges);
      end
      if (edges == 1010) begin
        ended <= 1;
        passed <= board.finish();
        $display("block %0d: %0d crossings, %0d faults", AT, board.compared, board.faults);
      end
    end

  // A module without any charge is one of them.
  function automatic logic [ECON_CELLS*ECON_CHARGE_BITS-1:0] some_charges(bit [4:0] shift);
    for (int at = 0; at < ECON_CELLS; at++)
      some_charges[at*ECON_CHARGE_BITS +: ECON_CHARGE_BITS] = 22'($urandom) >> shift;
  endfunction
endmodule

module dpi;
  import dpi_chips::*;

  bit clock = 0;
  always #5 clock = !clock;
  lane #(.AT(0), .GAP(0)) first (.clock(clock));
  lane #(.AT(1), .GAP(2)) second (.clock(clock));

  bit is_begun = 0;
  initial begin
    string name;
    if ($value$plusargs("sets=%s", name)) compare_sets(name);
    if ($value$plusargs("refused=%s", name)) refuse(name);
    is_begun = 1;
  end

  always @(posedge clock)
    if (is_begun && first.ended && second.ended) begin
      if ($test$plusargs("block")) $display("%s: blocks", first.passed && second.passed ? "PASS" : "FAIL");
      $finish;
    end
endmodule
