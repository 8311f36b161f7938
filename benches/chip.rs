//! Speed of the scalar model.
fn main() {}
