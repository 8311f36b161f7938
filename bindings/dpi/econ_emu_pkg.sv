// econ-emu in SystemVerilog: the bit-exact model of ECON-T behind DPI-C, and scoreboards of plain classes.
//
// A model says what is computed, a stream is one chip with its FIFO and BX counter. Compile econ_emu_dpi.c with the
// simulation and link it with libecon_emu; docs/systemverilog.md says how. No task here takes time: when words are
// sampled is the business of the testbench.
// verilator lint_save
// verilator lint_off DECLFILENAME
// That a call drives its outputs is not seen by Verilator 5.006.
// verilator lint_off UNDRIVEN
package econ_emu_pkg;

  // Words of one BX: 12 links in, 13 links out, 32 bits each. Inactive links are 0.
  parameter int ECON_INPUT_WORDS = 12;
  parameter int ECON_OUTPUT_WORDS = 13;
  // Trigger cells of a chip, bits of a calibrated charge, latents of the encoder and their bits.
  parameter int ECON_CELLS = 48;
  parameter int ECON_CHARGE_BITS = 22;
  parameter int ECON_LATENTS = 16;
  parameter int ECON_LATENT_BITS = 9;
  // Bits of the code of the module sum (5E4M).
  parameter int ECON_SUM_BITS = 9;
  // BX in an orbit.
  parameter int ECON_ORBIT = 3564;

  // Functions of the library whose arguments DPI-C can hand on as they are. Each gives a status, 0 if it was done;
  // econ_emu.h says what they do.
  import "DPI-C" function string econ_status_text(input int status);
  import "DPI-C" function int econ_stream_step(
    input chandle stream, input chandle model,
    input bit [31:0] words [ECON_INPUT_WORDS], output bit [31:0] sent [ECON_OUTPUT_WORDS]);
  import "DPI-C" function int econ_stream_step_charges(
    input chandle stream, input chandle model, input shortint unsigned bx,
    input bit [31:0] charges [ECON_CELLS], output bit [31:0] sent [ECON_OUTPUT_WORDS]);
  import "DPI-C" function int econ_stream_encode(
    input chandle stream, input chandle model, input bit [31:0] charges [ECON_CELLS],
    output shortint unsigned latents [ECON_LATENTS], output shortint unsigned sum);
  import "DPI-C" function int econ_stream_reset(input chandle stream);
  import "DPI-C" function int econ_stream_free(input chandle stream);
  import "DPI-C" function int econ_model_compile(input chandle model, output int compiled);
  import "DPI-C" function int econ_model_free(input chandle model);

  // Functions of econ_emu_dpi.c. `paths` are files, one a line; `options` is JSON or "".
  import "DPI-C" function int econ_dpi_model_read(
    input string paths, input string options, output chandle model, output string fault);
  import "DPI-C" function string econ_dpi_model_warnings(input chandle model);
  import "DPI-C" function int econ_dpi_stream_new(input chandle model, output chandle stream);
  import "DPI-C" function int econ_dpi_stream_copy(input chandle stream, output chandle copy);
  // Open arrays: as many rows as both have, which must be equal; 12 words in each of the one, 13 in the other.
  import "DPI-C" function int econ_dpi_stream_run(
    input chandle stream, input chandle model, input bit [31:0] words [][], output bit [31:0] sent [][]);

  // A configuration with its weights; any number of streams share one.
  class econ_model;
    protected chandle m_handle;
    protected string m_fault;

    // From a register file, or several, one a line, each over those before it; options as in the manifest of a golden
    // set. Where that fails the model is not valid, and fault() says why.
    function new(string paths, string options = "");
      if (econ_dpi_model_read(paths, options, m_handle, m_fault) != 0) m_handle = null;
    endfunction

    function bit is_valid();
      return m_handle != null;
    endfunction

    // File, line and field of what was wrong; empty for a valid model.
    function string fault();
      return m_fault;
    endfunction

    // What there is to say about the configuration, a line each.
    function string warnings();
      return econ_dpi_model_warnings(m_handle);
    endfunction

    // Has vector instructions do the work of econ_dpi_stream_run: the same words. 0 where nothing faster is exact.
    function bit accelerate();
      int compiled;
      if (econ_model_compile(m_handle, compiled) != 0) return 0;
      return compiled != 0;
    endfunction

    function chandle handle();
      return m_handle;
    endfunction

    // Frees the model, once no stream uses it any more.
    function void close();
      if (econ_model_free(m_handle) == 0) m_handle = null;
    endfunction
  endclass

  // One chip: what a BX leaves to the next. A call that the library refuses ends the simulation.
  class econ_stream;
    protected econ_model m_model;
    protected chandle m_handle;

    // A chip just after reset.
    function new(econ_model model);
      m_model = model;
      if (!model.is_valid()) $fatal(1, "econ_stream: %s", model.fault());
      check("new", econ_dpi_stream_new(model.handle(), m_handle));
    endfunction

    protected function void check(string what, int status);
      if (status != 0) $fatal(1, "econ_stream.%s: %s", what, econ_status_text(status));
    endfunction

    // As just after a reset of the chip.
    function void reset();
      check("reset", econ_stream_reset(m_handle));
    endfunction

    // Goes on where another stream of the same model is.
    function void copy_from(econ_stream other);
      chandle copy;
      check("copy_from", econ_dpi_stream_copy(other.m_handle, copy));
      check("copy_from", econ_stream_free(m_handle));
      m_handle = copy;
    endfunction

    // One BX.
    function void step(input bit [31:0] words [ECON_INPUT_WORDS], output bit [31:0] sent [ECON_OUTPUT_WORDS]);
      check("step", econ_stream_step(m_handle, m_model.handle(), words, sent));
    endfunction

    // One BX behind the front end, from charges in post-MUX order.
    function void step_charges(
      input int bx, input bit [31:0] charges [ECON_CELLS], output bit [31:0] sent [ECON_OUTPUT_WORDS]);
      if (bx < 0 || bx >= ECON_ORBIT) $fatal(1, "econ_stream.step_charges: BX %0d, not 0 to %0d", bx, ECON_ORBIT - 1);
      check("step_charges", econ_stream_step_charges(m_handle, m_model.handle(), bx[15:0], charges, sent));
    endfunction

    // Latents in units of their last bit, and the code of the module sum; the stream itself stays where it is.
    function void encode(
      input bit [31:0] charges [ECON_CELLS], output shortint unsigned latents [ECON_LATENTS],
      output shortint unsigned sum);
      check("encode", econ_stream_encode(m_handle, m_model.handle(), charges, latents, sum));
    endfunction

    function econ_model model();
      return m_model;
    endfunction

    function chandle handle();
      return m_handle;
    endfunction

    function void close();
      if (econ_stream_free(m_handle) == 0) m_handle = null;
    endfunction
  endclass

  // What all scoreboards have: a name, counts, and the end.
  virtual class econ_scoreboard_base;
    // How many faults are kept and said one by one.
    int unsigned most_said = 10;
    // Crossings that were compared, and faults that were found.
    int unsigned compared = 0;
    int unsigned faults = 0;
    protected string m_name;

    function new(string name);
      m_name = name;
    endfunction

    // Says a fault; to be overridden by who has another way to say it.
    virtual function void say(string text);
      $display("%s: %s", m_name, text);
    endfunction

    protected function void fault(string text);
      faults += 1;
      if (faults <= most_said) say(text);
    endfunction

    // Inputs whose output has not come yet.
    virtual function int waiting();
      return 0;
    endfunction

    // To be called at the end: 1 if something was compared, nothing differed and nothing is missing.
    function bit finish();
      if (waiting() != 0) fault($sformatf("%0d inputs without an output", waiting()));
      if (compared == 0) fault("nothing was compared");
      if (faults > most_said) say($sformatf("%0d faults in all", faults));
      return faults == 0;
    endfunction
  endclass

  // A chip between its link words: give it every word that goes in and every word that comes out, in order.
  class econ_scoreboard extends econ_scoreboard_base;
    protected econ_stream m_stream;
    protected bit [ECON_OUTPUT_WORDS-1:0][31:0] m_expected [$];

    function new(string name, econ_model model);
      super.new(name);
      m_stream = new(model);
    endfunction

    // One BX at the input.
    function void write_input(input logic [31:0] words [ECON_INPUT_WORDS]);
      bit [31:0] known [ECON_INPUT_WORDS];
      bit [31:0] sent [ECON_OUTPUT_WORDS];
      bit [ECON_OUTPUT_WORDS-1:0][31:0] expected;
      foreach (words[link]) begin
        if ($isunknown(words[link])) fault($sformatf("input link %0d has unknown bits: %b", link, words[link]));
        known[link] = words[link];
      end
      m_stream.step(known, sent);
      foreach (sent[link]) expected[link] = sent[link];
      m_expected.push_back(expected);
    endfunction

    // One BX at the output.
    function void write_output(input logic [31:0] words [ECON_OUTPUT_WORDS]);
      bit [ECON_OUTPUT_WORDS-1:0][31:0] expected;
      if (m_expected.size() == 0) begin
        fault($sformatf("row %0d: an output without an input", compared));
        return;
      end
      expected = m_expected.pop_front();
      foreach (words[link])
        if (words[link] !== expected[link])
          fault($sformatf("row %0d, link %0d: %h, not %h", compared, link, words[link], expected[link]));
      compared += 1;
    endfunction

    // The chip is reset: what waits is dropped, and the model starts anew.
    function void flush();
      m_expected.delete();
      m_stream.reset();
    endfunction

    virtual function int waiting();
      return m_expected.size();
    endfunction
  endclass

  // The autoencoder block as `econ-emu export-hls` writes it, with LINKS links: give it the ports in every clock.
  class econ_block_scoreboard #(int LINKS = 5) extends econ_scoreboard_base;
    typedef struct packed {
      bit [11:0] bx;
      bit [ECON_SUM_BITS-1:0] sum_code;
      bit [ECON_LATENTS-1:0][ECON_LATENT_BITS-1:0] latents;
      bit [LINKS-1:0][31:0] links;
    } crossing_t;

    protected econ_stream m_stream;
    protected crossing_t m_expected [$];

    function new(string name, econ_model model);
      super.new(name);
      m_stream = new(model);
    endfunction

    // What a clock edge sees at the inputs: nothing is done unless `valid` is 1.
    function void sample_input(
      input logic valid, input logic [11:0] bx, input logic [ECON_CELLS*ECON_CHARGE_BITS-1:0] charges);
      bit [31:0] cells [ECON_CELLS];
      bit [31:0] sent [ECON_OUTPUT_WORDS];
      shortint unsigned latents [ECON_LATENTS];
      shortint unsigned sum;
      crossing_t expected;
      int at;
      if (valid !== 1'b1) return;
      if ($isunknown(bx) || $isunknown(charges)) fault("unknown bits at the inputs");
      for (at = 0; at < ECON_CELLS; at++)
        cells[at] = {10'b0, charges[at*ECON_CHARGE_BITS +: ECON_CHARGE_BITS]};
      m_stream.encode(cells, latents, sum);
      m_stream.step_charges({20'b0, bx}, cells, sent);
      expected.bx = bx;
      expected.sum_code = sum[ECON_SUM_BITS-1:0];
      for (at = 0; at < ECON_LATENTS; at++) expected.latents[at] = latents[at][ECON_LATENT_BITS-1:0];
      for (at = 0; at < LINKS; at++) expected.links[at] = sent[at];
      m_expected.push_back(expected);
    endfunction

    // What a clock edge sees at the outputs.
    function void sample_output(
      input logic valid, input logic [ECON_SUM_BITS-1:0] sum_code,
      input logic [ECON_LATENTS*ECON_LATENT_BITS-1:0] latents, input logic [LINKS*32-1:0] links);
      crossing_t expected;
      string place;
      int at;
      if (valid === 1'b0) return;
      if (valid !== 1'b1 || m_expected.size() == 0) begin
        fault($sformatf("crossing %0d: an output without an input", compared));
        return;
      end
      expected = m_expected.pop_front();
      place = $sformatf("crossing %0d, BX %0d", compared, expected.bx);
      if (sum_code !== expected.sum_code)
        fault($sformatf("%s: sum_code is %h, not %h", place, sum_code, expected.sum_code));
      for (at = 0; at < ECON_LATENTS; at++)
        if (latents[at*ECON_LATENT_BITS +: ECON_LATENT_BITS] !== expected.latents[at])
          fault($sformatf("%s: latent %0d is %h, not %h", place, at,
                          latents[at*ECON_LATENT_BITS +: ECON_LATENT_BITS], expected.latents[at]));
      for (at = 0; at < LINKS; at++)
        if (links[at*32 +: 32] !== expected.links[at])
          fault($sformatf("%s: link %0d is %h, not %h", place, at, links[at*32 +: 32], expected.links[at]));
      compared += 1;
    endfunction

    // The block is reset: what waits is dropped.
    function void flush();
      m_expected.delete();
      m_stream.reset();
    endfunction

    virtual function int waiting();
      return m_expected.size();
    endfunction
  endclass

endpackage
// verilator lint_restore
