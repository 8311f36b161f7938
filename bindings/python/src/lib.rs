//! The Python module `econ_emu._econ_emu`: what needs the Rust library. The package around it (`python/econ_emu`) holds
//! what is better said in Python, and the documentation of both.

mod arrays;
mod block;
mod chip;
mod compare;
mod export;
mod faults;
mod network;
mod physics;
mod registers;
mod words;

use pyo3::prelude::*;

#[pymodule]
fn _econ_emu(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("EconError", module.py().get_type::<faults::EconError>())?;
    module.add_class::<block::Block>()?;
    module.add_class::<registers::Registers>()?;
    module.add_class::<chip::Model>()?;
    module.add_class::<chip::Stream>()?;
    module.add_class::<network::Network>()?;
    module.add_function(wrap_pyfunction!(compare::verify, module)?)?;
    module.add_function(wrap_pyfunction!(compare::diff, module)?)?;
    module.add_function(wrap_pyfunction!(export::export_hls, module)?)?;
    module.add_function(wrap_pyfunction!(physics::metric, module)?)?;
    module.add_function(wrap_pyfunction!(physics::metrics, module)?)?;
    module.add_function(wrap_pyfunction!(physics::read_calq, module)?)?;
    module.add_function(wrap_pyfunction!(physics::synth, module)?)?;
    module.add_function(wrap_pyfunction!(words::read_words, module)?)?;
    module.add_function(wrap_pyfunction!(words::write_words, module)?)?;
    Ok(())
}
