{%- for line in s.provenance %}
# {{ line }}
{%- endfor %}
#
# catapult -shell -file catapult.tcl
# The environment may give LIBRARY (a technology library known to Catapult) and CLOCK_NS.

set library [expr {[info exists ::env(LIBRARY)] ? $::env(LIBRARY) : "nangate-45nm_beh"}]
set clock_ns [expr {[info exists ::env(CLOCK_NS)] ? $::env(CLOCK_NS) : 25}]
set here [file dirname [file normalize [info script]]]

options set Input/CppStandard c++14
options set Input/SearchPath $here
solution new -state initial
solution file add [file join $here {{ s.name }}.cpp] -type C++
solution file add [file join $here testbench.cpp] -type C++ -exclude true
go new
directive set -DESIGN_HIERARCHY {{ s.name }}
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
