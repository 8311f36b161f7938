//! Rows of several files as one, shuffled with bounded memory.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::error::{Error, Result};
use crate::files;

/// The most files that are open at once for shuffling.
const MAX_BUCKETS: u64 = 512;

/// The most bytes of rows that are held in memory for shuffling.
pub(super) const BUCKET: u64 = 32 << 20;

/// Every line of several files.
pub(super) fn each_line(parts: &[PathBuf], take: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
    for part in parts {
        for line in BufReader::with_capacity(1 << 16, files::open(part)?).lines() {
            take(&line.map_err(|error| Error::io("read", part, &error))?)?;
        }
    }
    Ok(())
}

/// Writes the rows of several files as one, with a header.
///
/// With a seed, every row draws a number, and rows are written in the order of the numbers: a random order that does
/// not depend on how many rows fit in memory. The stream makes files with the same seed differ. Rows are first spread
/// over files of about `bucket` bytes by their number, and these are then sorted one by one.
pub(super) fn merge(
    parts: &[PathBuf],
    path: &Path,
    dir: &Path,
    header: &str,
    shuffle: Option<(u64, u64)>,
    bucket: u64,
) -> Result<()> {
    let mut out =
        BufWriter::with_capacity(1 << 16, File::create(path).map_err(|error| Error::io("write", path, &error))?);
    out.write_all(header.as_bytes()).map_err(|error| Error::io("write", path, &error))?;
    let mut bytes = 0;
    for part in parts {
        bytes += part.metadata().map_err(|error| Error::io("read", part, &error))?.len();
    }
    let Some((seed, stream)) = shuffle else {
        each_line(parts, &mut |line| writeln!(out, "{line}").map_err(|error| Error::io("write", path, &error)))?;
        return out.flush().map_err(|error| Error::io("write", path, &error));
    };
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(stream);
    let buckets = (bytes / bucket + 1).min(MAX_BUCKETS);
    let mut rows = Vec::new();
    if buckets == 1 {
        each_line(parts, &mut |line| {
            rows.push((random.next_u64(), line.to_owned()));
            Ok(())
        })?;
        write_sorted(&mut rows, &mut out).map_err(|error| Error::io("write", path, &error))?;
    } else {
        let names: Vec<PathBuf> = (0..buckets).map(|bucket| dir.join(format!("bucket-{bucket}"))).collect();
        let mut spread = Vec::new();
        for name in &names {
            spread.push(BufWriter::new(File::create(name).map_err(|error| Error::io("write", path, &error))?));
        }
        each_line(parts, &mut |line| {
            let key = random.next_u64();
            let bucket = ((u128::from(key) * u128::from(buckets)) >> 64) as usize;
            writeln!(spread[bucket], "{key:016x}{line}").map_err(|error| Error::io("write", path, &error))
        })?;
        for mut file in spread {
            file.flush().map_err(|error| Error::io("write", path, &error))?;
        }
        for name in &names {
            for line in BufReader::with_capacity(1 << 16, files::open(name)?).lines() {
                let line = line.map_err(|error| Error::io("read", name, &error))?;
                let (key, row) = line.split_at_checked(16).unwrap_or_default();
                let key =
                    u64::from_str_radix(key, 16).map_err(|_| Error::new("a working file was changed").file(name))?;
                rows.push((key, row.to_owned()));
            }
            write_sorted(&mut rows, &mut out).map_err(|error| Error::io("write", path, &error))?;
            std::fs::remove_file(name).map_err(|error| Error::io("remove", name, &error))?;
        }
    }
    out.flush().map_err(|error| Error::io("write", path, &error))
}

/// Writes the rows in the order of their numbers, and leaves none.
fn write_sorted(rows: &mut Vec<(u64, String)>, out: &mut impl Write) -> std::io::Result<()> {
    // Stable: rows that drew the same number stay in the order of the input.
    rows.sort_by_key(|(key, _)| *key);
    rows.drain(..).try_for_each(|(_, row)| writeln!(out, "{row}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of `a` and `b` of a directory, merged.
    fn merged(dir: &Path, shuffle: Option<(u64, u64)>, bucket: u64) -> Vec<String> {
        let out = dir.join("out");
        merge(&[dir.join("a"), dir.join("b")], &out, dir, "names\n", shuffle, bucket).unwrap();
        std::fs::read_to_string(out).unwrap().lines().map(str::to_owned).collect()
    }

    /// The order of rows does not depend on how many fit in memory.
    #[test]
    fn a_shuffle_in_many_files_is_that_in_memory() {
        let scratch = tempfile::tempdir().unwrap();
        let dir = scratch.path();
        let rows: Vec<String> = (0..1000).map(|row| format!("{row},{}", row * row)).collect();
        std::fs::write(dir.join("a"), rows[..300].join("\n") + "\n").unwrap();
        std::fs::write(dir.join("b"), rows[300..].join("\n") + "\n").unwrap();
        let whole = merged(dir, Some((4, 5)), 1 << 20);
        assert_eq!(whole[0], "names");
        for bucket in [1, 100, 5000] {
            assert_eq!(merged(dir, Some((4, 5)), bucket), whole, "{bucket}");
        }
        assert_ne!(merged(dir, Some((5, 5)), 1 << 20), whole);
        assert_ne!(merged(dir, Some((4, 4)), 1 << 20), whole, "every file has an order of its own");
        assert_eq!(merged(dir, None, 1)[1..], rows);
        let mut sorted = whole[1..].to_vec();
        sorted.sort_by_key(|row| row.split(',').next().unwrap().parse::<u32>().unwrap());
        assert_eq!(sorted, rows);
        assert!(!dir.join("bucket-0").exists());
    }
}
