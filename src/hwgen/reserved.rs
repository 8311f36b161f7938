//! Words that no design may be called: those of the languages that its name stands in. Verilator and
//! most synthesis tools read Verilog as SystemVerilog, so its words count too.

/// Lower-case keywords of C++20, and `main`.
const CPP: &str = "alignas alignof and and_eq asm auto bitand bitor bool break case catch char class compl concept \
    const consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete do \
    double dynamic_cast else enum explicit export extern false float for friend goto if inline int long main mutable \
    namespace new noexcept not not_eq nullptr operator or or_eq private protected public register reinterpret_cast \
    requires return short signed sizeof static static_assert static_cast struct switch template this thread_local \
    throw true try typedef typeid typename union unsigned using virtual void volatile wchar_t while xor xor_eq";

/// Keywords of IEEE 1364-2005 (Verilog).
const VERILOG: &str = "always and assign automatic begin buf bufif0 bufif1 case casex casez cell cmos config deassign \
    default defparam design disable edge else end endcase endconfig endfunction endgenerate endmodule endprimitive \
    endspecify endtable endtask event for force forever fork function generate genvar highz0 highz1 if ifnone incdir \
    include initial inout input instance integer join large liblist library localparam macromodule medium module nand \
    negedge nmos nor noshowcancelled not notif0 notif1 or output parameter pmos posedge primitive pull0 pull1 pulldown \
    pullup pulsestyle_ondetect pulsestyle_onevent rcmos real realtime reg release repeat rnmos rpmos rtran rtranif0 \
    rtranif1 scalared showcancelled signed small specify specparam strong0 strong1 supply0 supply1 table task time \
    tran tranif0 tranif1 tri tri0 tri1 triand trior trireg unsigned use uwire vectored wait wand weak0 weak1 while \
    wire wor xnor xor";

/// What IEEE 1800-2017 (SystemVerilog) adds.
const SYSTEM_VERILOG: &str = "accept_on alias always_comb always_ff always_latch assert assume before bind bins binsof \
    bit break byte chandle checker class clocking const constraint context continue cover covergroup coverpoint cross \
    dist do endchecker endclass endclocking endgroup endinterface endpackage endprogram endproperty endsequence enum \
    eventually expect export extends extern final first_match foreach forkjoin global iff ignore_bins illegal_bins \
    implements implies import inside int interconnect interface intersect join_any join_none let local logic longint \
    matches modport nettype new nexttime null package packed priority program property protected pure rand randc \
    randcase randsequence ref reject_on restrict return s_always s_eventually s_nexttime s_until s_until_with sequence \
    shortint shortreal soft solve static string strong struct super sync_accept_on sync_reject_on tagged this \
    throughout timeprecision timeunit type typedef union unique unique0 until until_with untyped var virtual void \
    wait_order weak wildcard with within";

/// The language that has taken a word, if one has.
pub fn language_of(word: &str) -> Option<&'static str> {
    let languages = [("C++", CPP), ("Verilog", VERILOG), ("SystemVerilog", SYSTEM_VERILOG)];
    languages.into_iter().find(|(_, words)| words.split_whitespace().any(|taken| taken == word)).map(|(name, _)| name)
}
