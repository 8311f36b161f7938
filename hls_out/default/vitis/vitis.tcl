# Made by econ-emu 0.2.0. Do not edit: export it again.
# chip-8x8: frozen weights, chip frame, 5 links
# design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
# weights 121928c43b0dbbe74a26ab8c8809d6830e3281a6a7ad94b2bd1f32ef7198c3e8
#
# vitis_hls -f vitis.tcl
# The environment may give another PART and CLOCK_NS (one crossing is 25 ns).

set part [expr {[info exists ::env(PART)] ? $::env(PART) : "xcvu13p-flga2577-2-e"}]
set clock_ns [expr {[info exists ::env(CLOCK_NS)] ? $::env(CLOCK_NS) : 25}]
set golden [file normalize [file join [file dirname [info script]] .. golden]]

open_project -reset econ_t_ae_vitis
set_top econ_t_ae
add_files econ_t_ae.cpp
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
