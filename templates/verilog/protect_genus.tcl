{{ stamp }}
#
# Genus: source this behind elaboration and before synthesis. The copies of triplicated registers
# and their voters stay as they are, and no equal flip-flops are merged.
set_db optimize_merge_flops false
set_db [get_db modules *register_copy*] .ungroup_ok false
set_db [get_db modules *majority*] .ungroup_ok false
set_db [get_db modules *register_copy*] .boundary_opto false
set_db [get_db modules *majority*] .boundary_opto false
set_db [get_db insts *copy_?/state_reg*] .preserve size_ok
