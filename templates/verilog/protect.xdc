{{ stamp }}
#
# Vivado: the copies of triplicated registers and their voters stay as they are.
set copies [get_cells -hierarchical -filter \
  {ORIG_REF_NAME =~ register_copy* || REF_NAME =~ register_copy*}]
set voters [get_cells -hierarchical -filter {ORIG_REF_NAME =~ majority* || REF_NAME =~ majority*}]
set_property DONT_TOUCH TRUE $copies
set_property DONT_TOUCH TRUE $voters
set_property KEEP_HIERARCHY TRUE $copies
set_property KEEP_HIERARCHY TRUE $voters
