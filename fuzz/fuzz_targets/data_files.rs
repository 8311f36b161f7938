//! Training data: CALQ tables from memory, parquet and the binary cache from a file.
#![no_main]

use std::io::Cursor;
use std::path::Path;

use econ_emu::data::Source;
use econ_emu::data::cache::CacheReader;
use econ_emu::data::calq_csv::{CalqReader, TableOptions};
use econ_emu::data::cells::CellOrder;
use econ_emu::data::parquet::ParquetReader;
use econ_emu::data::sample::MAX_CALQ;
use libfuzzer_sys::fuzz_target;

/// Reads to the end or the first fault; charges stay in range and rows need bytes.
fn drain(source: &mut dyn Source, bytes: usize) {
    let mut rows = 0;
    while let Ok(Some(sample)) = source.read() {
        assert!(sample.charges.iter().all(|charge| charge.0 <= MAX_CALQ));
        rows += 1;
        assert!(rows <= bytes, "more rows than bytes");
    }
}

/// Rows of parquet to read.
const ROWS: usize = 5000;

fuzz_target!(|data: &[u8]| {
    for order in [CellOrder::Training, CellOrder::PostMux] {
        let source = Box::new(Cursor::new(data.to_vec()));
        if let Ok(mut reader) = CalqReader::new(source, Path::new("test.csv"), order, &TableOptions::default()) {
            drain(&mut reader, data.len());
        }
    }
    let path = std::env::temp_dir().join(format!("econ-emu-fuzz-{}.parquet", std::process::id()));
    // Rows of parquet may need no bytes of their own: all of them can be one value of a dictionary.
    if std::fs::write(&path, data).is_ok()
        && let Ok(mut reader) = ParquetReader::open(&path, CellOrder::Training, None)
    {
        (0..ROWS).take_while(|_| matches!(reader.read(), Ok(Some(_)))).count();
    }
    let path = std::env::temp_dir().join(format!("econ-emu-fuzz-{}.calq", std::process::id()));
    // With the magic in front the fuzzer gets past the first check by itself.
    let file = [econ_emu::data::cache::MAGIC.as_slice(), data].concat();
    if std::fs::write(&path, file).is_ok()
        && let Ok(mut reader) = CacheReader::open(&path)
    {
        drain(&mut reader, data.len());
    }
});
