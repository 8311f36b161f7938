//! What holds columns in a ROOT file: a tree or an RNTuple.

use super::column::Column;
use super::file::{Key, RootFile};
use super::rntuple::{RNTuple, readers};
use super::tree::{Branch, Tree};
use crate::error::{Error, Result};

/// A tree or an RNTuple.
pub(super) enum Holder {
    Tree(Tree),
    RNTuple(RNTuple),
}

/// The values of a column, entry by entry, in order.
pub(super) trait Values {
    /// The name of the column.
    fn name(&self) -> &str;

    /// The values of the next entry, which is `entry`. Integers beyond 2^53 lose their last bits.
    ///
    /// # Errors
    /// Damaged data.
    fn entry(&mut self, file: &RootFile, entry: u64) -> Result<&[f64]>;
}

impl Holder {
    /// Reads the description of a tree or an RNTuple.
    ///
    /// # Errors
    /// Damaged ones, and those of unknown versions.
    pub(super) fn read(file: &RootFile, path: &str, key: &Key) -> Result<Self> {
        let holder = match key.class.as_str() {
            "TTree" => Tree::read(file, path, key).map(Holder::Tree),
            _ => RNTuple::read(file, path, key).map(Holder::RNTuple),
        };
        holder.map_err(|error| error.field(path))
    }

    /// What it is.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Holder::Tree(_) => "a tree",
            Holder::RNTuple(_) => "an RNTuple",
        }
    }

    /// Its path in the file.
    pub(super) fn path(&self) -> &str {
        match self {
            Holder::Tree(tree) => &tree.path,
            Holder::RNTuple(ntuple) => &ntuple.path,
        }
    }

    /// Number of events.
    pub(super) fn entries(&self) -> u64 {
        match self {
            Holder::Tree(tree) => tree.entries,
            Holder::RNTuple(ntuple) => ntuple.entries,
        }
    }

    /// The names of its columns. Branches that only count the values of another are none: uproot writes `nX` for
    /// each `X`.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let (tree, ntuple) = match self {
            Holder::Tree(tree) => (Some(tree), None),
            Holder::RNTuple(ntuple) => (None, Some(ntuple)),
        };
        let branches =
            tree.into_iter().flat_map(|tree| tree.branches.iter().filter(|branch| !tree.counts(&branch.name)));
        let fields = ntuple.into_iter().flat_map(|ntuple| &ntuple.fields);
        branches.map(|branch| branch.name.as_str()).chain(fields.map(|field| field.name.as_str()))
    }

    /// Whether two columns are the same values under two names.
    pub(super) fn are_the_same(&self, name: &str, other: &str) -> bool {
        let Holder::RNTuple(ntuple) = self else { return false };
        let [one, other] = [name, other].map(|name| ntuple.fields.iter().find(|field| field.name == name));
        one.zip(other).is_some_and(|(one, other)| one.shows_the_same(other))
    }

    /// Readers of columns.
    ///
    /// # Errors
    /// Columns that are not there, or whose values cannot be read.
    pub(super) fn columns(&self, file: &RootFile, names: &[String]) -> Result<Vec<Box<dyn Values>>> {
        fn find<'a, T>(all: &'a [T], name: &str, of: impl Fn(&T) -> &str) -> Result<&'a T> {
            all.iter().find(|one| of(one) == name).ok_or_else(|| Error::new("there is no such column").field(name))
        }
        match self {
            Holder::Tree(tree) => {
                let branches = names.iter().map(|name| find(&tree.branches, name, |branch| &branch.name));
                branches.map(|branch| of_branch(tree, branch?)).collect()
            }
            Holder::RNTuple(ntuple) => {
                let fields = names.iter().map(|name| find(&ntuple.fields, name, |field| &field.name));
                let readers = readers(file, ntuple, &fields.collect::<Result<Vec<_>>>()?)?;
                Ok(readers.into_iter().map(|reader| Box::new(reader) as Box<dyn Values>).collect())
            }
        }
    }
}

/// A reader of a branch.
fn of_branch(tree: &Tree, branch: &Branch) -> Result<Box<dyn Values>> {
    if branch.entries != tree.entries {
        return Err(Error::new("the branch and its tree have different numbers of entries")
            .field(&branch.name)
            .found(branch.entries)
            .allowed(tree.entries.to_string()));
    }
    Ok(Box::new(Column::new(branch)?))
}
