//! Every real vector, every row.
use econ_emu::chip::{Chip, NoTrace, Options};
use econ_emu::golden::vectors::VectorReader;
use econ_emu::registers::read_config;
use std::path::Path;

#[test]
fn quick() {
    let root = Path::new("../shared/econt-vectors");
    let options = Options::default();
    for set in std::fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        for dir in std::fs::read_dir(&set).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
            for f in std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path()) {
                let name = f.file_name().unwrap().to_str().unwrap().to_owned();
                if !name.ends_with(".yaml") {
                    continue;
                }
                let mut out = dir.join(name.replace("init", "testOutput").replace(".yaml", ".csv"));
                if !out.exists() {
                    out = dir.join("testOutput.csv");
                }
                let config = read_config(&f, &options.network).unwrap();
                for w in &config.warnings {
                    println!("warning {w}");
                }
                let mut chip = Chip::new(&config.config, &options).unwrap();
                let mut input = VectorReader::<[u32; 12]>::open(&set.join("testInput.csv")).unwrap();
                let mut output = VectorReader::<[u32; 13]>::open(&out).unwrap();
                let (mut ok, mut n) = (0, 0);
                while let Some(e) = output.read().unwrap() {
                    n += 1;
                    let got = chip.step(&input.read().unwrap().unwrap(), &mut NoTrace);
                    ok += (got == e) as u32;
                }
                println!("{} {:?} {ok}/{n}", f.display(), config.dialect);
                assert_eq!((ok, n), (3564, 3564));
            }
        }
    }
}
