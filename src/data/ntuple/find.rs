//! Finding the columns: by the ends of their names, whatever stands before them, in all trees of a file.
//!
//! CMSSW writes `tc_layer` and `wafer_layer`; the prefix is a setting there. Scripts write `wafer.layer`, files like
//! NanoAOD `L1THGCAL_wafer_layer`. What a column means is at the end of its name, so a prefix fits if every column
//! that is needed has it.

use std::collections::BTreeMap;

use super::PIXELS;
use super::holder::Holder;
use crate::error::{Error, Result};

/// What an entry of a tree is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TreeFlavour {
    /// Trigger cells: `tc_layer`, …
    Cells,
    /// Wafers: `wafer_layer`, …
    Wafers,
}

/// Which columns of a file are meant, where more than one set of them could be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Name or path of the tree or RNTuple.
    pub tree: Option<String>,
    /// What the names of the columns begin with; a `_` or `.` at its end may be left out.
    pub prefix: Option<String>,
}

/// Ends of the names of the columns of trigger cells, all of which are needed.
pub(super) const CELLS: [&str; 8] =
    ["subdet", "zside", "layer", "waferu", "waferv", "cellu", "cellv", "uncompressedCharge"];

/// The same for wafers; 64 charges `CALQ0`, … are needed too.
pub(super) const WAFERS: [&str; 5] = ["layer", "waferu", "waferv", "wafertype", "eta"];

/// The names of this many columns are shown of a tree.
const SHOWN: usize = 24;

/// What a name is worth as a hint that its prefix was meant: one column could be chance.
const PARTIAL: usize = 2;

impl TreeFlavour {
    /// Ends of the names of the columns that are needed.
    pub(super) fn needed(self) -> Vec<String> {
        match self {
            TreeFlavour::Cells => CELLS.map(str::to_owned).to_vec(),
            TreeFlavour::Wafers => WAFERS.into_iter().map(str::to_owned).chain(pixels("CALQ")).collect(),
        }
    }

    fn other(self) -> Self {
        match self {
            TreeFlavour::Cells => TreeFlavour::Wafers,
            TreeFlavour::Wafers => TreeFlavour::Cells,
        }
    }

    fn name(self) -> &'static str {
        match self {
            TreeFlavour::Cells => "trigger cells (columns tc_*)",
            TreeFlavour::Wafers => "wafers (columns wafer_*)",
        }
    }

    fn plural(self) -> &'static str {
        match self {
            TreeFlavour::Cells => "trees of trigger cells",
            TreeFlavour::Wafers => "trees of wafers",
        }
    }

    fn ends(self) -> String {
        match self {
            TreeFlavour::Cells => format!("…{}", CELLS.join(", …")),
            TreeFlavour::Wafers => format!("…{}, …CALQ0 to …CALQ{}", WAFERS.join(", …"), PIXELS - 1),
        }
    }
}

/// Ends of the names of 64 columns.
pub(super) fn pixels(what: &str) -> impl Iterator<Item = String> {
    (0..PIXELS).map(move |pixel| format!("{what}{pixel}"))
}

/// The holder with the columns that are meant, and the prefix of their names.
///
/// # Errors
/// No holder of that name; none with the columns, or several; a tree in which dotted names of wafers stand beside
/// trigger cells.
pub(super) fn find(
    mut holders: Vec<Result<Holder>>,
    flavour: TreeFlavour,
    choice: &Choice,
) -> Result<(Holder, String)> {
    let mut fits: Vec<(usize, String)> = Vec::new();
    for (at, holder) in holders.iter().enumerate() {
        let Ok(holder) = holder else { continue };
        if choice.prefix.is_none() && is_mixed(holder) {
            continue;
        }
        let needed = flavour.needed().len();
        let found = prefixes(holder, flavour).into_iter().filter(|(_, count)| *count == needed);
        fits.extend(found.filter(|(prefix, _)| is_meant(prefix, choice)).map(|(prefix, _)| (at, prefix)));
    }
    forget_twins(&holders, &mut fits, flavour);
    match fits.as_slice() {
        [] => Err(none(holders, flavour, choice)),
        [_] => {
            let (at, prefix) = fits.remove(0);
            holders.swap_remove(at).map(|holder| (holder, prefix))
        }
        several => Err(too_many(&holders, several, flavour)),
    }
}

/// Of sets of columns that are the same values under other names, keeps the first. ROOT gives them two when it makes an
/// RNTuple of a tree with one counter for several branches.
fn forget_twins(holders: &[Result<Holder>], fits: &mut Vec<(usize, String)>, flavour: TreeFlavour) {
    let mut kept: Vec<(usize, String)> = Vec::new();
    for (at, prefix) in fits.drain(..) {
        let same = |end: &String, other: &str| {
            let holder = holders[at].as_ref();
            holder.is_ok_and(|holder| holder.are_the_same(&format!("{prefix}{end}"), &format!("{other}{end}")))
        };
        let is_twin =
            |(place, other): &(usize, String)| *place == at && flavour.needed().iter().all(|end| same(end, other));
        if !kept.iter().any(is_twin) {
            kept.push((at, prefix));
        }
    }
    *fits = kept;
}

/// Every prefix that a column of this flavour has, and how many of those that are needed have it.
fn prefixes(holder: &Holder, flavour: TreeFlavour) -> BTreeMap<String, usize> {
    let needed = flavour.needed();
    let mut counts = BTreeMap::new();
    for name in holder.names() {
        for prefix in needed.iter().filter_map(|end| name.strip_suffix(end.as_str())) {
            *counts.entry(prefix.to_owned()).or_default() += 1;
        }
    }
    counts
}

fn is_meant(prefix: &str, choice: &Choice) -> bool {
    choice.prefix.as_deref().is_none_or(|wanted| prefix == wanted || prefix.strip_suffix(['_', '.']) == Some(wanted))
}

/// Dotted names are a script's. Where it put wafers beside the trigger cells of CMSSW, an entry of one kind says
/// nothing about the other.
fn is_mixed(holder: &Holder) -> bool {
    ["tc_", "wafer."].iter().all(|prefix| holder.names().any(|name| name.starts_with(prefix)))
}

fn too_many(holders: &[Result<Holder>], fits: &[(usize, String)], flavour: TreeFlavour) -> Error {
    let paths: Vec<&str> = holders.iter().map(|holder| holder.as_ref().map_or("", Holder::path)).collect();
    let mut trees: Vec<usize> = fits.iter().map(|fit| fit.0).collect();
    trees.dedup();
    if let [one] = trees.as_slice() {
        let prefixes: Vec<&str> = fits.iter().map(|fit| fit.1.as_str()).collect();
        return Error::new(format!("several sets of columns could be {}", flavour.name()))
            .field(paths[*one])
            .found(prefixes.join(", "))
            .allowed("one set, by the prefix of its names")
            .hint("--prefix takes one of them");
    }
    let with_prefix = |prefix: &str| if trees.len() == fits.len() { String::new() } else { format!(" with {prefix}") };
    let place = |(at, prefix): &(usize, String)| format!("{}{}", paths[*at], with_prefix(prefix));
    Error::new(format!("the file has several {}", flavour.plural()))
        .found(fits.iter().map(place).collect::<Vec<_>>().join(", "))
        .hint("--tree takes the whole path of one, --prefix what its names begin with")
}

/// The error where nothing fits: what comes nearest, or all that there is.
fn none(holders: Vec<Result<Holder>>, flavour: TreeFlavour, choice: &Choice) -> Error {
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for holder in holders {
        match holder {
            Ok(holder) => read.push(holder),
            Err(error) => faults.push(error),
        }
    }
    let whole = |holder: &Holder, flavour: TreeFlavour| {
        prefixes(holder, flavour).into_values().any(|count| count == flavour.needed().len())
    };
    if choice.prefix.is_none()
        && let Some(holder) = read.iter().find(|holder| is_mixed(holder))
    {
        return Error::new("mixed trees: trigger cells and wafers in one tree")
            .field(holder.path())
            .found("branches tc_* and wafer.*")
            .allowed("one of the two")
            .hint("an entry of one kind says nothing about the other: write them as two trees, or choose by --prefix");
    }
    let nearest = read.iter().flat_map(|holder| {
        let found = prefixes(holder, flavour).into_iter().filter(|(prefix, _)| is_meant(prefix, choice));
        found.map(move |(prefix, count)| (count, holder, prefix))
    });
    let nearest = nearest.max_by_key(|(count, ..)| *count).filter(|(count, ..)| *count >= PARTIAL);
    let other = read.iter().find(|holder| whole(holder, flavour.other()));
    // What two flavours have in common is no sign of the one that is missing.
    let common = CELLS.iter().filter(|end| WAFERS.contains(end)).count();
    match (nearest, other) {
        (Some((count, holder, prefix)), other) if other.is_none() || count > common + 1 => {
            return missing(holder, &prefix, flavour);
        }
        (_, Some(other)) => {
            let hint = match flavour {
                TreeFlavour::Cells => "'econ-emu data prepare conditional' reads wafers",
                TreeFlavour::Wafers => "'econ-emu data prepare ecoder' reads trigger cells",
            };
            return Error::new("a tree of the other flavour")
                .field(other.path())
                .found(format!("{} of {}", other.kind(), flavour.other().name()))
                .allowed(flavour.name())
                .hint(hint);
        }
        _ => {}
    }
    if let Some(fault) = faults.into_iter().next() {
        return fault;
    }
    let trees: Vec<String> = read.iter().map(|holder| format!("{}, {}", holder.path(), holder.kind())).collect();
    let columns: Vec<String> = read.iter().map(|holder| format!("{} has {}", holder.path(), shown(holder))).collect();
    let error = match &choice.prefix {
        Some(prefix) => Error::new("no columns have this prefix").field(prefix),
        None => Error::new("neither a tree of trigger cells nor one of wafers"),
    };
    let error = error
        .found(if trees.is_empty() { "no trees".to_owned() } else { trees.join("; ") })
        .allowed(format!("a tree or RNTuple with columns whose names end in {}", flavour.ends()));
    if columns.is_empty() { error } else { error.hint(columns.join("; ")) }
}

/// The names of some columns.
fn shown(holder: &Holder) -> String {
    let names: Vec<&str> = holder.names().collect();
    match names.len() {
        0 => "no columns".to_owned(),
        count if count <= SHOWN => names.join(", "),
        count => format!("{}, … ({count} columns)", names[..SHOWN].join(", ")),
    }
}

/// Names a column that is missing, and those whose names come nearest.
fn missing(holder: &Holder, prefix: &str, flavour: TreeFlavour) -> Error {
    let names: Vec<&str> = holder.names().collect();
    let mut absent = flavour.needed();
    absent.retain(|end| !names.contains(&format!("{prefix}{end}").as_str()));
    let end = absent.first().map_or("", String::as_str);
    let name = format!("{prefix}{end}");
    let mut near: Vec<(usize, &str)> = names.iter().map(|other| (strsim::levenshtein(&name, other), *other)).collect();
    near.sort();
    let near: Vec<&str> =
        near.iter().take_while(|(far, _)| *far <= name.len() / 2).map(|near| near.1).take(3).collect();
    let what = match holder {
        Holder::Tree(_) => "the tree has no such branch",
        Holder::RNTuple(_) => "the RNTuple has no such field",
    };
    let error = Error::new(what).field(&name).found(format!("{}: {}", holder.path(), names.join(", ")));
    let error = if absent.len() > 1 {
        error.allowed(format!("{} columns are missing: {}", absent.len(), short_list(&absent)))
    } else {
        error
    };
    if flavour == TreeFlavour::Wafers && end == "CALQ48" {
        return error.hint(
            "48 charges in the order of the concentrator's cellRemap, which the file does not say; the \
                           64 of the 8x8 image are needed",
        );
    }
    match near.as_slice() {
        [] => error.hint("was the ntuple made with another configuration?"),
        _ => error.hint(format!("the nearest names are {}", near.join(", "))),
    }
}

fn short_list(ends: &[String]) -> String {
    match ends.len() {
        count if count <= SHOWN => ends.join(", "),
        _ => format!("{}, …", ends[..SHOWN].join(", ")),
    }
}
