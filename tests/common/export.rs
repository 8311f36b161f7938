//! What the tests of exports share: designs, weights, and jobs on all cores.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use econ_emu::chip::Options;
use econ_emu::chip::formatter::AeLayout;
use econ_emu::golden::random;
use econ_emu::golden::verify::{self, Case};
use econ_emu::hwgen::design::{Design, Valid};
use econ_emu::network::{Network, Parameters, Tensor};
use econ_emu::registers::{Algorithm, ChipConfig, Generation, KeepMask, read_config};

/// One orbit, as in the real vectors.
pub const FRAMES: usize = 3564;

/// A keep mask that is neither all nor regular.
pub const ODD_MASK: KeepMask = KeepMask { leading: 0xFEFF, trailing: !0x0102_0000_0000_4000_0000_0008_0010_0001 };

pub fn design(network: &Network, weights: Option<&Parameters>, ae: AeLayout, links: u8, keep_mask: KeepMask) -> Valid {
    let chip = ChipConfig::reset(Generation::Prod);
    let config = ChipConfig { algorithm: Algorithm::Autoencoder, links, keep_mask, weights: weights.cloned(), ..chip };
    let options = Options { network: network.clone(), ae_layout: ae, ..Options::default() };
    Design::of_chip("econ_t_ae", &config, &options, weights.is_none()).unwrap().validate().unwrap()
}

/// A trained-like set, extremes, sparse ones, and uniform random ones.
pub fn weight_sets(network: &Network) -> Vec<(String, Parameters)> {
    let fill = |value: &dyn Fn(usize) -> i8| {
        let tensors = Tensor::ALL.map(|tensor| (0..network.tensor_len(tensor)).map(value).collect());
        Parameters::new(network, tensors).unwrap()
    };
    let mut sets = vec![
        ("zero".to_owned(), fill(&|_| 0)),
        ("all +31".to_owned(), fill(&|_| 31)),
        ("all -32".to_owned(), fill(&|_| -32)),
        ("alternating".to_owned(), fill(&|i| if i % 2 == 0 { 31 } else { -32 })),
        ("sparse".to_owned(), fill(&|i| if i % 7 == 0 { (i % 13) as i8 - 6 } else { 0 })),
        ("small".to_owned(), fill(&|i| (i * 31 % 9) as i8 - 4)),
    ];
    sets.extend((1..=3).map(|seed| (format!("random {seed}"), random::weights(network, seed))));
    sets
}

pub fn write(directory: &Path, files: &[(String, String)]) {
    for (name, text) in files {
        let path = directory.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// Runs jobs on as many threads as there are cores.
pub fn parallel<Job: Sync>(jobs: &[Job], work: impl Fn(&Job) + Sync) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(job);
                }
            });
        }
    });
}

/// Both frames and all numbers of links.
pub fn frames_and_links() -> Vec<(AeLayout, u8)> {
    [AeLayout::Chip, AeLayout::Design].into_iter().flat_map(|ae| (2..=5).map(move |links| (ae, links))).collect()
}

/// The real autoencoder configurations, each with its files.
pub fn autoencoders(root: &Path) -> Vec<(ChipConfig, Case)> {
    let network = Network::chip_8x8();
    let (cases, _) = verify::find(&root.join("mcDataset")).unwrap();
    let with_config = cases.into_iter().map(|case| (read_config(&case.config, &network).unwrap().config, case));
    let cases: Vec<_> = with_config.filter(|(config, _)| config.algorithm == Algorithm::Autoencoder).collect();
    assert!(cases.len() >= 4, "{} autoencoder sets", cases.len());
    cases
}
