//! What this program is: its version, the commit it was built from, and what was built into it.

/// Name and version. Files that are to be the same bytes whoever makes them name this.
pub const PROGRAM: &str = concat!("econ-emu ", env!("CARGO_PKG_VERSION"));

/// The commit that a release build was made from, with `+` behind it where files had changed since. The build script
/// looks for it in the repository, and in a published package.
pub const COMMIT: Option<&str> = option_env!("ECON_EMU_COMMIT");

/// Features with whether they were built in.
const FEATURES: [(&str, bool); 10] = [
    ("cli", cfg!(feature = "cli")),
    ("compressed", cfg!(feature = "compressed")),
    ("data", cfg!(feature = "data")),
    ("decode", cfg!(feature = "decode")),
    ("hw", cfg!(feature = "hw")),
    ("import", cfg!(feature = "import")),
    ("ntuple", cfg!(feature = "ntuple")),
    ("random", cfg!(feature = "random")),
    ("report", cfg!(feature = "report")),
    ("threads", cfg!(feature = "threads")),
];

/// The features that were built in, by name.
pub fn features() -> impl Iterator<Item = &'static str> {
    FEATURES.into_iter().filter_map(|(name, built)| built.then_some(name))
}

/// [`PROGRAM`] with the commit, if it is known: for results of a computation.
pub fn program() -> String {
    COMMIT.map_or_else(|| PROGRAM.to_owned(), |commit| format!("{PROGRAM} ({commit})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_is_listed() {
        let manifest = include_str!("../Cargo.toml");
        let (_, features) = manifest.split_once("[features]\n").unwrap();
        let (features, _) = features.split_once("\n[").unwrap();
        let names = features.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        let mut names: Vec<&str> = names.filter_map(|line| line.split(' ').next()).collect();
        names.retain(|&name| name != "default");
        names.sort_unstable();
        assert_eq!(FEATURES.map(|(name, _)| name).to_vec(), names);
    }
}
