//! The `econ-emu` command.

fn main() {}
