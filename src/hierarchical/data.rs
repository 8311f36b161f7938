//! Events in and out, with their metadata.
//!
//! | form | content |
//! |---|---|
//! | `.npz` | `digi`, events x 30 x 19 x 3 x 3 x 4 x 4, and perhaps `meta`, events x numbers |
//! | `.npz`, what is not 0 alone | `counts`: cells of each event; `places` and `charges` of all of them; perhaps `meta` |
//! | `.npy` | `digi` alone |
//! | pickle | a dictionary with `digi` and perhaps `meta`, as L1Encoder reads it; nothing of Python is run |
//!
//! The first number of `meta` is the energy of the particle, GeV. A last axis of length 1 may follow the others. What else a
//! file holds, and metadata that is no array of numbers, is left out, and said.

use std::fs::File;
use std::io::{BufReader, Read, Take};
use std::path::Path;

use super::groups::Event;
use super::level::{EVENT, EVENT_CELLS};
use crate::error::{Error, Result};
use crate::files::memory::Taken;
use crate::files::{self, hash};
use crate::interchange::npz::{self, NamedArray, NpyReader, NpyRows};
use crate::interchange::pickled::{self, PickledArray};

/// Events of a dense array that are read at a time.
const PIECE: usize = 16;

/// What takes memory, for messages.
const EVENTS: &str = "the cells of the events";

/// First bytes of the forms.
const NPY: &[u8] = b"\x93NUMPY";
const ZIP: &[u8] = b"PK";

/// Events in memory.
#[derive(Debug, Default)]
pub struct EventData {
    /// The events.
    pub events: Vec<Event>,
    /// Numbers of each event; empty where there are none.
    pub meta: Vec<Vec<f32>>,
    taken: Taken,
}

type Array = NpyReader<BufReader<Take<File>>>;

impl EventData {
    /// Takes an event in.
    ///
    /// # Errors
    /// No room in memory.
    pub fn push(&mut self, event: Event, meta: Option<Vec<f32>>) -> Result<()> {
        let numbers = 2 * event.cells.len() + meta.as_ref().map_or(0, Vec::len) + 16;
        self.taken.add(EVENTS, (size_of::<f32>() * numbers) as u64)?;
        self.events.push(event);
        self.meta.extend(meta);
        Ok(())
    }

    /// The energies of the particles, if there is metadata.
    pub fn energies(&self) -> Option<Vec<f64>> {
        let energy = |meta: &Vec<f32>| meta.first().map(|&energy| energy.into());
        self.meta.iter().map(energy).collect::<Option<Vec<f64>>>().filter(|all| all.len() == self.events.len())
    }

    /// Reads a file by its form.
    ///
    /// # Errors
    /// Files of other forms, arrays of other lengths, and charges that are not finite.
    pub fn read(path: &Path) -> Result<Self> {
        let mut start = Vec::new();
        files::open_regular(path)?
            .take(NPY.len() as u64)
            .read_to_end(&mut start)
            .map_err(|error| Error::io("read", path, &error))?;
        let mut data = EventData::default();
        let read = match () {
            () if start.starts_with(NPY) => {
                npz::open(path, 0, u64::MAX).and_then(|mut digi| data.dense(&mut digi)).map(|()| Vec::new())
            }
            () if start.starts_with(ZIP) => data.archive(path),
            () => data.pickle(&files::read_bytes(path)?),
        };
        let left_out = read.and_then(|left_out| data.check().map(|()| left_out)).map_err(|error| error.file(path))?;
        if !left_out.is_empty() {
            files::note(format!("note: {}: left out: {}", path.display(), left_out.join(", ")));
        }
        Ok(data)
    }

    fn check(&self) -> Result<()> {
        if self.events.is_empty() {
            return Err(Error::missing("no events").field(DIGI));
        }
        match self.meta.is_empty() || self.meta.len() == self.events.len() {
            true => Ok(()),
            false => Err(Error::mismatch("not as many events as in 'digi'").field(META).found(self.meta.len())),
        }
    }

    /// Cells of one event behind those before it.
    fn add(&mut self, cells: &[f64]) -> Result<()> {
        let number = self.events.len();
        let cells: Vec<f32> = cells.iter().map(|&charge| charge as f32).collect();
        self.push(Event::of_cells(&cells), None)?;
        match cells.iter().position(|charge| !charge.is_finite()) {
            None => Ok(()),
            Some(at) => Err(fault_of_charge(cells[at], number, at)),
        }
    }

    fn dense(&mut self, digi: &mut Array) -> Result<()> {
        check_shape(digi.shape())?;
        while let cells @ [_, ..] = &digi.next(PIECE * EVENT_CELLS)?[..] {
            cells.chunks_exact(EVENT_CELLS).try_for_each(|cells| self.add(cells))?;
        }
        Ok(())
    }

    /// Gives the keys that are left out.
    fn archive(&mut self, path: &Path) -> Result<Vec<String>> {
        let places = npz::places(files::open_regular(path)?)?;
        let keys: Vec<&str> = places.iter().map(|(key, ..)| key.as_str()).collect();
        let is_sparse = keys.contains(&SPARSE[0]);
        let known = if is_sparse { &SPARSE[..] } else { &[DIGI] };
        let left_out = keys.iter().filter(|&&key| key != META && !known.contains(&key));
        let left_out = left_out.map(|&key| key.to_owned()).collect();
        if is_sparse {
            let [counts, cells, charges] = SPARSE.map(|key| opened(path, &places, key));
            self.sparse(&mut counts?, &mut cells?, &mut charges?)?;
        } else {
            self.dense(&mut opened(path, &places, DIGI)?).map_err(|error| error.field(DIGI))?;
        }
        if !keys.contains(&META) {
            return Ok(left_out);
        }
        let mut meta = opened(path, &places, META)?;
        let width = meta_width(meta.shape())?;
        while let numbers @ [_, ..] = &meta.next(width << 10)?[..] {
            self.taken.add(EVENTS, (size_of::<f32>() * (numbers.len() + 8)) as u64)?;
            let rows = numbers.chunks_exact(width);
            self.meta.extend(rows.map(|row| row.iter().map(|&number| number as f32).collect::<Vec<_>>()));
        }
        Ok(left_out)
    }

    fn sparse(&mut self, counts: &mut Array, places: &mut Array, charges: &mut Array) -> Result<()> {
        let lengths = [counts.shape(), places.shape(), charges.shape()].map(<[usize]>::to_vec);
        if lengths.iter().any(|shape| shape.len() != 1) || lengths[1] != lengths[2] {
            return Err(Error::mismatch("the arrays have other lengths")
                .field(SPARSE.join(", "))
                .found(format!("{lengths:?}"))
                .allowed("[events], [cells], [cells]"));
        }
        while let [count] = counts.next(1)?[..] {
            let number = self.events.len();
            let is_count = count.fract() == 0.0 && (0.0..=EVENT_CELLS as f64).contains(&count);
            if !is_count {
                return Err(fault_of("a number of cells that cannot be", number).found(count));
            }
            let (own, charges) = (places.next(count as usize)?, charges.next(count as usize)?);
            let is_place = own.iter().all(|&place| place.fract() == 0.0 && (0.0..EVENT_CELLS as f64).contains(&place));
            if own.len() != count as usize || !is_place || !own.is_sorted_by(|a, b| a < b) {
                let what = "places of cells that are missing, not in rising order, or not in an event";
                return Err(fault_of(what, number));
            }
            let cells = own.iter().zip(&charges).map(|(&place, &charge)| (place as u32, charge as f32));
            let cells: Vec<(u32, f32)> = cells.filter(|(_, charge)| *charge != 0.0).collect();
            if let Some(&(place, charge)) = cells.iter().find(|(_, charge)| !charge.is_finite()) {
                return Err(fault_of_charge(charge, number, place as usize));
            }
            self.push(Event { cells }, None)?;
        }
        match places.next(1)?.is_empty() {
            true => Ok(()),
            false => Err(Error::mismatch("more cells than 'counts' says").field(SPARSE[1])),
        }
    }

    /// Gives the keys that are left out.
    fn pickle(&mut self, bytes: &[u8]) -> Result<Vec<String>> {
        let _copied = Taken::new("the pickled arrays", bytes.len() as u64)?;
        let arrays = pickled::read(bytes)?;
        let found = || arrays.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(", ");
        let digi = pickled_array(&arrays, DIGI)
            .ok_or_else(|| Error::missing("no such array in the file").field(DIGI).found(found()))?;
        check_shape(&digi.shape).and_then(|()| in_order(digi)).map_err(|error| error.field(DIGI))?;
        let (mut cells, mut numbers) = (Vec::with_capacity(EVENT_CELLS), digi.numbers());
        for _ in 0..digi.shape[0] {
            cells.clear();
            cells.extend(numbers.by_ref().take(EVENT_CELLS));
            self.add(&cells)?;
        }
        let is_used = |(key, array): &&(String, Option<PickledArray>)| (key == DIGI || key == META) && array.is_some();
        let left_out = arrays.iter().filter(|entry| !is_used(entry)).map(|(key, _)| key.clone()).collect();
        let Some(meta) = pickled_array(&arrays, META) else { return Ok(left_out) };
        let width = meta_width(&meta.shape).and_then(|width| in_order(meta).map(|()| width));
        let width = width.map_err(|error| error.field(META))?;
        self.taken.add(EVENTS, (size_of::<f32>() * (meta.shape[0] * (width + 8))) as u64)?;
        let numbers: Vec<f32> = meta.numbers().map(|number| number as f32).collect();
        self.meta.extend(numbers.chunks_exact(width).map(<[f32]>::to_vec));
        Ok(left_out)
    }

    /// Refuses a file whose ending says no form.
    ///
    /// # Errors
    /// Other endings than `.npz` and `.npy`.
    pub fn check_ending(path: &Path) -> Result<()> {
        match ending(path) {
            "npz" | "npy" => Ok(()),
            _ => Err(Error::unsupported("the ending of the file says no form of events")
                .field("--output")
                .found(path.display())
                .allowed(".npz, .npy")),
        }
    }

    /// Writes the events: `.npz` with what is not 0 alone, or `.npy` with all cells and without metadata.
    ///
    /// # Errors
    /// As [`EventData::check_ending`], and faults of writing.
    pub fn write(&self, path: &Path) -> Result<()> {
        EventData::check_ending(path)?;
        match ending(path) {
            "npy" => self.write_dense(path),
            _ => files::write(path, self.packed()?),
        }
    }

    /// All cells that are not 0, event after event.
    fn cells(&self) -> impl Iterator<Item = &(u32, f32)> {
        self.events.iter().flat_map(|event| &event.cells)
    }

    /// Hash of events and metadata.
    ///
    /// # Errors
    /// As [`EventData::write`].
    pub fn sha256(&self) -> Result<String> {
        self.packed().map(hash::of_bytes)
    }

    fn packed(&self) -> Result<Vec<u8>> {
        let _copied = self.taken.clone();
        let count = self.cells().count();
        let counts: Vec<i32> = self.events.iter().map(|event| event.cells.len() as i32).collect();
        let mut arrays = vec![
            NamedArray::int32(SPARSE[0], &[self.events.len()], counts),
            // An event has 82,080 cells.
            NamedArray::int32(SPARSE[1], &[count], self.cells().map(|&(place, _)| place as i32).collect()),
            NamedArray::float32(SPARSE[2], &[count], self.cells().map(|&(_, charge)| charge).collect()),
        ];
        if let Some(width) = self.meta.first().map(Vec::len) {
            arrays.push(NamedArray::float32(META, &[self.meta.len(), width], self.meta.concat()));
        }
        npz::write(&arrays)
    }

    fn write_dense(&self, path: &Path) -> Result<()> {
        let mut rows = NpyRows::create(path, &EVENT)?;
        for event in &self.events {
            let mut cells = vec![0.0; EVENT_CELLS];
            event.cells.iter().for_each(|&(place, charge)| cells[place as usize] = charge);
            rows.write(&cells)?;
        }
        rows.commit()
    }
}

fn ending(path: &Path) -> &str {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

/// An array of an archive by its key.
fn opened(path: &Path, places: &[(String, u64, u64)], key: &str) -> Result<Array> {
    match places.iter().find(|(own, ..)| own == key) {
        Some((_, start, bytes)) => npz::open(path, *start, *bytes).map_err(|error| error.field(key)),
        None => Err(Error::missing("no such array in the file")
            .field(key)
            .found(places.iter().map(|(key, ..)| key.as_str()).collect::<Vec<_>>().join(", "))
            .allowed(format!("{DIGI}, or {}", SPARSE.join(", ")))),
    }
}

/// A fault of an event.
fn fault_of(what: &str, event: usize) -> Error {
    Error::new(what).field(format!("event {event}"))
}

/// A pickled array by its key.
fn pickled_array<'a>(arrays: &'a [(String, Option<PickledArray>)], key: &str) -> Option<&'a PickledArray> {
    arrays.iter().find(|(own, _)| own == key)?.1.as_ref()
}

/// Keys of arrays.
const DIGI: &str = "digi";
const META: &str = "meta";
const SPARSE: [&str; 3] = ["counts", "places", "charges"];

fn fault_of_charge(charge: f32, event: usize, place: usize) -> Error {
    Error::new("a charge that is no finite number").field(format!("event {event}, cell {place}")).found(charge)
}

/// The lengths of an array of events.
fn check_shape(shape: &[usize]) -> Result<()> {
    let lengths = shape.split_first().map_or(&[][..], |(_, event)| event);
    let lengths = if let [lengths @ .., 1] = lengths
        && lengths.len() == EVENT.len()
    {
        lengths
    } else {
        lengths
    };
    if lengths == EVENT {
        return Ok(());
    }
    let allowed = EVENT.map(|length| length.to_string()).join(" x ");
    Err(Error::mismatch("the array has other lengths than events")
        .found(format!("{shape:?}"))
        .allowed(format!("events x {allowed}")))
}

fn meta_width(shape: &[usize]) -> Result<usize> {
    match *shape {
        [_] => Ok(1),
        [_, width @ 1..=4096] => Ok(width),
        _ => Err(Error::mismatch("the array has other lengths than metadata")
            .field(META)
            .found(format!("{shape:?}"))
            .allowed("events, or events x numbers")),
    }
}

fn in_order(array: &PickledArray) -> Result<()> {
    match array.by_column {
        false => Ok(()),
        true => {
            Err(Error::unsupported("the first index of the array runs fastest")
                .hint("write numpy.ascontiguousarray of it"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hierarchical::groups::testing::events;

    fn data() -> EventData {
        let mut data = EventData::default();
        for (number, event) in events(3).into_iter().enumerate() {
            data.push(event, Some(vec![number as f32 + 0.5, 1.0])).unwrap();
        }
        data
    }

    #[test]
    fn events_are_read_as_they_were_written() {
        let scratch = tempfile::tempdir().unwrap();
        let data = data();
        for (name, meta) in [("a.npz", 3), ("a.npy", 0)] {
            let path = scratch.path().join(name);
            data.write(&path).unwrap();
            let read = EventData::read(&path).unwrap();
            assert_eq!((&read.events, read.meta.len()), (&data.events, meta), "{name}");
        }
        let [sparse, dense] =
            ["a.npz", "a.npy"].map(|name| std::fs::metadata(scratch.path().join(name)).unwrap().len());
        assert!(sparse < dense / 100, "{sparse} {dense}");
        assert_eq!(EventData::read(&scratch.path().join("a.npz")).unwrap().energies(), Some(vec![0.5, 1.5, 2.5]));
        assert!(data.write(&scratch.path().join("a.csv")).unwrap_err().to_string().contains(".npz, .npy"));
        // The dense form in an archive, with an axis of length 1 behind the others.
        let mut cells = vec![0.0; EVENT_CELLS];
        data.events[0].cells.iter().for_each(|&(place, charge)| cells[place as usize] = charge);
        let digi = NamedArray::float32(DIGI, &[&[1][..], &EVENT, &[1]].concat(), cells);
        let meta = NamedArray::float32(META, &[1], vec![7.0]);
        let path = scratch.path().join("d.npz");
        let other = NamedArray::float32("x", &[1], vec![1.0]);
        std::fs::write(&path, npz::write(&[digi, other, meta]).unwrap()).unwrap();
        assert_eq!(EventData::default().archive(&path).unwrap(), ["x"]);
        let read = EventData::read(&path).unwrap();
        assert_eq!((&read.events[..], read.energies()), (&data.events[..1], Some(vec![7.0])));
    }

    #[test]
    fn other_arrays_are_refused() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("a.npz");
        for (arrays, word) in [
            (vec![NamedArray::float32(DIGI, &[2, 2], vec![0.0; 4])], "30 x 19 x 3 x 3 x 4 x 4"),
            (vec![NamedArray::float32("x", &[1], vec![0.0])], "no such array"),
            (vec![NamedArray::float32(DIGI, &[&[0][..], &EVENT].concat(), vec![])], "no events"),
            (sparse(&[1.0], &[9.0], &[f32::NAN]), "finite"),
            (sparse(&[1.0], &[82_080.0], &[1.0]), "not in an event"),
            (sparse(&[2.0], &[4.0, 4.0], &[1.0, 1.0]), "rising order"),
            (sparse(&[2.0], &[4.0], &[1.0]), "missing"),
            (sparse(&[1.0], &[4.0, 5.0], &[1.0, 1.0]), "more cells"),
            (sparse(&[0.5], &[], &[]), "cannot be"),
            (sparse(&[1.0], &[4.0, 5.0], &[1.0]), "other lengths"),
            (
                [sparse(&[1.0], &[4.0], &[1.0]), vec![NamedArray::float32(META, &[2], vec![1.0, 2.0])]].concat(),
                "as many events",
            ),
        ] {
            std::fs::write(&path, npz::write(&arrays).unwrap()).unwrap();
            let fault = EventData::read(&path).unwrap_err().to_string();
            assert!(fault.contains(word) && fault.contains("a.npz"), "{word}: {fault}");
        }
        std::fs::write(&path, b"nonsense").unwrap();
        assert!(EventData::read(&path).is_err());
    }

    fn sparse(counts: &[f32], places: &[f32], charges: &[f32]) -> Vec<NamedArray> {
        let arrays = [counts, places, charges];
        let array = |(name, values): (&str, &[f32])| NamedArray::float32(name, &[values.len()], values.to_vec());
        SPARSE.into_iter().zip(arrays).map(array).collect()
    }
}
