//! Graphs of other programs: any bytes give a graph or an error, and any graph an encoder, a decoder or an error.
#![no_main]

use econ_emu::interchange::{encoder, network, npz, onnx, tensorflow};
use econ_emu::physics::decoder::Decoder;
use econ_emu_fuzz::networks;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = npz::read(data);
    for read in [tensorflow::read, onnx::read] {
        let Ok(graph) = read(data) else { continue };
        let _ = network::import(&graph, "fuzzed");
        for network in networks() {
            let _ = encoder::read::import(&graph, &network);
            let _ = Decoder::of_graph(&network, graph.clone());
        }
    }
});
