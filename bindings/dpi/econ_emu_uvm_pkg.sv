// econ_scoreboard as a uvm_scoreboard. Not tested: there is no UVM where the tests run. What compares is the class of
// econ_emu_pkg, which is; here are only the ports around it.
//
// Connect the monitors of the input and of the output links, each with one econ_words_item for a BX. The register
// file and the options come from the configuration database:
//
//   uvm_config_db#(string)::set(this, "scoreboard", "registers", "init.yaml");
package econ_emu_uvm_pkg;
  import uvm_pkg::*;
  import econ_emu_pkg::*;
  `include "uvm_macros.svh"

  `uvm_analysis_imp_decl(_econ_input)
  `uvm_analysis_imp_decl(_econ_output)

  // The words of one BX: ECON_INPUT_WORDS at the input, ECON_OUTPUT_WORDS at the output; 0 on links that are inactive.
  class econ_words_item extends uvm_sequence_item;
    logic [31:0] words [];

    `uvm_object_utils(econ_words_item)

    function new(string name = "econ_words_item");
      super.new(name);
    endfunction
  endclass

  // Faults as errors of a component.
  class econ_uvm_comparison extends econ_scoreboard;
    protected uvm_component m_parent;

    function new(string name, econ_model model, uvm_component parent);
      super.new(name, model);
      m_parent = parent;
    endfunction

    virtual function void say(string text);
      m_parent.uvm_report_error("ECON", text);
    endfunction
  endclass

  class econ_uvm_scoreboard extends uvm_scoreboard;
    uvm_analysis_imp_econ_input #(econ_words_item, econ_uvm_scoreboard) input_words;
    uvm_analysis_imp_econ_output #(econ_words_item, econ_uvm_scoreboard) output_words;
    protected econ_uvm_comparison m_comparison;

    `uvm_component_utils(econ_uvm_scoreboard)

    function new(string name, uvm_component parent);
      super.new(name, parent);
    endfunction

    virtual function void build_phase(uvm_phase phase);
      string registers, options;
      econ_model model;
      super.build_phase(phase);
      if (!uvm_config_db#(string)::get(this, "", "registers", registers))
        `uvm_fatal("ECON", "no register file is named: set \"registers\"")
      void'(uvm_config_db#(string)::get(this, "", "options", options));
      model = new(registers, options);
      if (!model.is_valid()) `uvm_fatal("ECON", model.fault())
      if (model.warnings() != "") `uvm_warning("ECON", model.warnings())
      m_comparison = new(get_full_name(), model, this);
      input_words = new("input_words", this);
      output_words = new("output_words", this);
    endfunction

    virtual function void write_econ_input(econ_words_item item);
      logic [31:0] words [ECON_INPUT_WORDS];
      if (item.words.size() != ECON_INPUT_WORDS) begin
        `uvm_error("ECON", $sformatf("%0d words at the input, not %0d", item.words.size(), ECON_INPUT_WORDS))
        return;
      end
      foreach (words[link]) words[link] = item.words[link];
      m_comparison.write_input(words);
    endfunction

    virtual function void write_econ_output(econ_words_item item);
      logic [31:0] words [ECON_OUTPUT_WORDS];
      if (item.words.size() != ECON_OUTPUT_WORDS) begin
        `uvm_error("ECON", $sformatf("%0d words at the output, not %0d", item.words.size(), ECON_OUTPUT_WORDS))
        return;
      end
      foreach (words[link]) words[link] = item.words[link];
      m_comparison.write_output(words);
    endfunction

    // To be called where the chip is reset.
    virtual function void flush();
      m_comparison.flush();
    endfunction

    virtual function void check_phase(uvm_phase phase);
      super.check_phase(phase);
      void'(m_comparison.finish());
      `uvm_info("ECON", $sformatf("%0d BX compared, %0d faults", m_comparison.compared, m_comparison.faults), UVM_LOW)
    endfunction
  endclass
endpackage
