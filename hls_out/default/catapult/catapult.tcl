# Made by econ-emu 0.2.0. Do not edit: export it again.
# chip-8x8: frozen weights, chip frame, 5 links
# design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
# weights 121928c43b0dbbe74a26ab8c8809d6830e3281a6a7ad94b2bd1f32ef7198c3e8
#
# catapult -shell -file catapult.tcl
# The environment may give LIBRARY (a technology library known to Catapult) and CLOCK_NS.

set library [expr {[info exists ::env(LIBRARY)] ? $::env(LIBRARY) : "nangate-45nm_beh"}]
set clock_ns [expr {[info exists ::env(CLOCK_NS)] ? $::env(CLOCK_NS) : 25}]
set here [file dirname [file normalize [info script]]]

options set Input/CppStandard c++14
options set Input/SearchPath $here
solution new -state initial
solution file add [file join $here econ_t_ae.cpp] -type C++
solution file add [file join $here testbench.cpp] -type C++ -exclude true
go new
directive set -DESIGN_HIERARCHY econ_t_ae
go analyze
go compile
solution library add $library
go libraries
directive set -CLOCKS [list clk [list -CLOCK_PERIOD $clock_ns]]
# The block is straight-line code: every array becomes registers.
directive set -REGISTER_THRESHOLD 4096
go assembly
go architect
go extract
exit
