{{ stamp }}
#
# Design Compiler: source this behind elaboration and before compile. The copies of triplicated
# registers and their voters stay as they are, and no equal flip-flops are merged.
set_app_var compile_enable_register_merging false
set_register_merging [current_design] false
set_ungroup [get_designs *register_copy*] false
set_ungroup [get_designs *majority*] false
set_boundary_optimization [get_designs *register_copy*] false
set_boundary_optimization [get_designs *majority*] false
set_size_only -all_instances [get_cells -hierarchical *state_reg*]
