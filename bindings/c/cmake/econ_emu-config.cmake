# econ_emu::econ_emu is the shared library, econ_emu::static the static one.
get_filename_component(_econ_emu_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET econ_emu::econ_emu)
  add_library(econ_emu::econ_emu SHARED IMPORTED)
  set_target_properties(econ_emu::econ_emu PROPERTIES
    IMPORTED_LOCATION "${_econ_emu_prefix}/lib/libecon_emu.so.@ABI@"
    IMPORTED_SONAME "libecon_emu.so.@ABI@"
    INTERFACE_INCLUDE_DIRECTORIES "${_econ_emu_prefix}/include")

  add_library(econ_emu::static STATIC IMPORTED)
  set_target_properties(econ_emu::static PROPERTIES
    IMPORTED_LOCATION "${_econ_emu_prefix}/lib/libecon_emu.a"
    INTERFACE_INCLUDE_DIRECTORIES "${_econ_emu_prefix}/include"
    INTERFACE_LINK_LIBRARIES "pthread;dl;m")
endif()

unset(_econ_emu_prefix)
