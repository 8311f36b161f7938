{%- for line in s.provenance %}
# {{ line }}
{%- endfor %}
#
# vitis_hls -f vitis.tcl
# The environment may give another PART and CLOCK_NS (one crossing is 25 ns).

set part [expr {[info exists ::env(PART)] ? $::env(PART) : "{{ s.part }}"}]
set clock_ns [expr {[info exists ::env(CLOCK_NS)] ? $::env(CLOCK_NS) : 25}]
set golden [file normalize [file join [file dirname [info script]] .. golden]]

open_project -reset {{ s.name }}_vitis
set_top {{ s.name }}
add_files {{ s.name }}.cpp
add_files -tb testbench.cpp
open_solution -reset solution
set_part $part
create_clock -period $clock_ns -name default
# The block is straight-line code: unrolled completely, one crossing every clock.
config_array_partition -complete_threshold 4096
csim_design -argv $golden
csynth_design
cosim_design -argv $golden
export_design -format ip_catalog
exit
