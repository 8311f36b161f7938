//! Clusters over neighbouring modules and layers, as a trigger behind the chips makes them: what becomes of them when
//! charges are replaced by their reconstructions.
//!
//! The clusterer is simple on purpose, and each end-cap of each event is one of its inputs:
//!
//! 1. **Cells.** Those of at least 2 transverse MIPs (35 CALQ each), at their places in the layer
//!    ([`wafer_centre`], [`position`]), whatever the module.
//! 2. **In a layer.** A cell of at least 5 MIPs that no other within 2.9 cm exceeds, its neighbours in its own module and the
//!    next, is a seed. Every cell joins the nearest seed within 5 cm; what finds none is left out.
//! 3. **Across layers.** Positions are projected from the collision point onto the first layer. Clusters of layers are
//!    taken by falling charge; each joins the nearest cluster whose first member is within 4 cm, or is the first of
//!    another.
//! 4. A cluster has a charge, a position, which is the mean of its cells weighted with their charges, and a width, the
//!    root of the mean squared distance of its cells from there, also weighted. It counts from a charge on that is given.
//!
//! Clusters of reconstructed charges are compared with those of the true ones: by falling charge of the true one, each
//! takes the nearest that is left within 4 cm. Below the charge from which on clusters count, down to half of it, they may
//! be partners all the same, so that a small loss makes no cluster vanish. Pile-up is measured by the data themselves: the
//! median charge of the modules of an event.
//!
//! Where the samples have simulated energies, the particle of an end-cap is where these have their centre, known to a part
//! of a module; it counts as found if a cluster is within 10 cm.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::evaluation::{ClusterBin, ClusterNumbers, Clusters, Response};
use super::statistics;
use crate::chip::signals::PerCell;
use crate::data::cells::{position, wafer_centre};
use crate::data::sample::{Column, Meta};
use crate::data::summary::CALQ_PER_MIP;
use crate::data::synth::geometry;
use crate::data::{Sample, SampleRows};
use crate::error::{Error, Result};
use crate::network::CELLS;

/// Least charge of a cell that counts, transverse MIPs.
const CELL: f32 = 2.0;

/// Least charge of a seed, likewise.
const SEED: f32 = 5.0;

/// How far neighbouring cells are from each other at most, cm.
const NEIGHBOUR: f64 = 2.9;

/// How far cells are from their seed at most, cm.
const REACH: f64 = 5.0;

/// How far clusters of layers are from the first one at most, and partners from each other, cm on the first layer.
const JOINED: f64 = 4.0;

/// How far a cluster is from the particle that it stands for at most, cm on the first layer.
const SIGNAL: f64 = 10.0;

/// Least energy that a particle leaves in an end-cap, GeV, to be looked for.
const SIGNAL_ENERGY: f64 = 5.0;

/// Charge from which on clusters count unless told otherwise, transverse MIPs.
pub const LEAST: f64 = 200.0;

/// Edges of the bins in the median charge of an event's modules, transverse MIPs; the last bin is open.
const PILE_UP: [f64; 6] = [0.0, 5.0, 10.0, 20.0, 50.0, 100.0];

/// A point of a plane, cm.
type Point = (f64, f64);

fn distance(one: Point, other: Point) -> f64 {
    libm::hypot(one.0 - other.0, one.1 - other.1)
}

/// A cluster.
#[derive(Debug, Clone, PartialEq)]
struct Cluster {
    /// Transverse MIPs.
    charge: f64,
    /// On the first layer, cm.
    at: Point,
    /// Likewise.
    width: f64,
}

/// Where a module is.
#[derive(Debug, Clone, Copy)]
struct Place {
    layer: u8,
    centre: Point,
    /// Lengths of its layer times this are lengths on the first one.
    scale: f64,
}

impl Place {
    fn of(meta: &Meta, layers: &[geometry::SiliconLayer]) -> Option<Self> {
        let layer = layers.iter().find(|layer| Some(layer.number) == meta.layer)?;
        let centre = wafer_centre(meta.wafer_u?, meta.wafer_v?);
        Some(Place { layer: layer.number, centre, scale: layers.first()?.z / layer.z })
    }
}

/// One end-cap of one event.
#[derive(Debug, Clone)]
struct EndCap {
    /// Its modules: numbers of samples.
    modules: Vec<usize>,
    /// Where its particle went, if that is known.
    signal: Option<Point>,
    /// The bin of its event.
    bin: usize,
    /// The clusters of its true charges.
    truth: Vec<Cluster>,
}

/// All events of some samples, with the clusters of their true charges.
#[derive(Debug, Clone)]
pub struct Events {
    places: Vec<Place>,
    cells: [Point; CELLS],
    end_caps: Vec<EndCap>,
    /// Events in each bin of pile-up.
    events: Vec<usize>,
    /// From which charge on clusters count, transverse MIPs.
    least: f64,
}

/// What is compared in one end-cap.
#[derive(Debug, Clone, Default)]
struct Compared {
    clusters: usize,
    fakes: usize,
    references: usize,
    /// Charge over true charge, distance and width over true width of each that was found.
    found: Vec<(f64, f64, f64)>,
    signals: usize,
    signals_found: usize,
}

impl Events {
    /// Sorts samples into events; `least` is the charge from which on clusters count, transverse MIPs.
    ///
    /// # Errors
    /// Samples that do not say their event and place, samples that are no whole events, and a module that is twice in an
    /// event.
    pub fn new(samples: &SampleRows<'_>, least: f64) -> Result<Self> {
        let layers = geometry::layers();
        let mut places = Vec::with_capacity(samples.len());
        let mut by_event: BTreeMap<i64, BTreeMap<i8, Vec<usize>>> = BTreeMap::new();
        for block in samples.blocks() {
            let (first, block) = block?;
            for (at, sample) in (first..).zip(&block) {
                let meta = &sample.meta;
                let event = meta.entry.ok_or_else(|| missing(Column::Entry, at))?;
                let side = meta.zside.ok_or_else(|| missing(Column::Zside, at))?;
                places.push(Place::of(meta, &layers).ok_or_else(|| missing(misplaced(meta), at))?);
                by_event.entry(event).or_default().entry(side).or_default().push(at);
            }
        }
        if by_event.len() == samples.len() {
            return Err(Error::new("every event of these samples is a single module, and clusters need whole events")
                .field("--clusters")
                .hint("'econ-emu data synth --events' makes whole events"));
        }
        let mut own = Events {
            places,
            cells: std::array::from_fn(position),
            end_caps: Vec::new(),
            events: vec![0; PILE_UP.len()],
            least,
        };
        for (event, sides) in by_event {
            let mut charges: Vec<f64> = Vec::new();
            let mut end_caps = Vec::new();
            for modules in sides.into_values() {
                let members = samples.chosen(modules.iter().copied());
                let members = members.read(0..members.len())?;
                charges.extend(members.iter().map(|sample| f64::from(sample.sum()) / f64::from(CALQ_PER_MIP)));
                own.check_once(event, &modules, &members)?;
                let signal = own.signal(&modules, &members);
                let truth = own.clusters(&modules, members.iter().map(super::choose::charges));
                end_caps.push(EndCap { modules, signal, bin: 0, truth });
            }
            charges.sort_by(f64::total_cmp);
            let density = statistics::median(&charges).unwrap_or_default();
            let bin = PILE_UP.partition_point(|&edge| edge <= density).saturating_sub(1);
            own.events[bin] += 1;
            own.end_caps.extend(end_caps.into_iter().map(|end_cap| EndCap { bin, ..end_cap }));
        }
        Ok(own)
    }

    /// Refuses a module that is twice in an end-cap: sets whose events have the same numbers were put together.
    fn check_once(&self, event: i64, modules: &[usize], members: &[Sample]) -> Result<()> {
        let place =
            |(&at, member): (&usize, &Sample)| (self.places[at].layer, member.meta.wafer_u, member.meta.wafer_v, at);
        let mut places: Vec<_> = modules.iter().zip(members).map(place).collect();
        places.sort_unstable();
        match places.windows(2).find(|pair| (pair[0].0, pair[0].1, pair[0].2) == (pair[1].0, pair[1].1, pair[1].2)) {
            None => Ok(()),
            Some(pair) => Err(Error::new("a module is twice in an event")
                .field(format!("samples {} and {}", pair[0].3, pair[1].3))
                .found(format!("event {event}"))
                .hint("events of sets that are read together need numbers of their own")),
        }
    }

    /// Where the particle of an end-cap went.
    fn signal(&self, modules: &[usize], members: &[Sample]) -> Option<Point> {
        let (mut sum, mut at) = (0.0, (0.0, 0.0));
        for (&module, member) in modules.iter().zip(members) {
            let energy = member.meta.sim_energy?;
            let Place { centre, scale, .. } = self.places[module];
            sum += energy;
            at = (at.0 + energy * scale * centre.0, at.1 + energy * scale * centre.1);
        }
        (sum >= SIGNAL_ENERGY).then(|| (at.0 / sum, at.1 / sum))
    }

    /// What the clusters of the true charges are.
    pub fn undamaged(&self) -> Clusters {
        let compared = self.end_caps.iter().map(|end_cap| self.compare(end_cap, &end_cap.truth));
        self.summed(compared.collect())
    }

    /// What becomes of the clusters with these charges, CALQ, of each sample by its number.
    ///
    /// # Errors
    /// Those of the charges.
    pub fn with(&self, charges: impl Fn(usize) -> Result<PerCell<f32>> + Sync) -> Result<Clusters> {
        let compared = self.end_caps.par_iter().map(|end_cap| {
            let own: Vec<PerCell<f32>> =
                end_cap.modules.iter().map(|&module| charges(module)).collect::<Result<_>>()?;
            Ok(self.compare(end_cap, &self.clusters(&end_cap.modules, own.into_iter())))
        });
        Ok(self.summed(compared.collect::<Result<_>>()?))
    }

    /// The clusters of modules with these charges, by falling charge.
    fn clusters(&self, modules: &[usize], charges: impl Iterator<Item = PerCell<f32>>) -> Vec<Cluster> {
        let mut layers: BTreeMap<u8, Vec<Hit>> = BTreeMap::new();
        for (&module, charges) in modules.iter().zip(charges) {
            let Place { layer, centre, scale } = self.places[module];
            for (cell, &charge) in charges.iter().enumerate() {
                let charge = charge / CALQ_PER_MIP as f32;
                if charge >= CELL {
                    let at = (centre.0 + self.cells[cell].0, centre.1 + self.cells[cell].1);
                    layers.entry(layer).or_default().push(Hit { charge, at, scale });
                }
            }
        }
        let mut flat: Vec<Vec<Hit>> = layers.into_values().flat_map(|hits| in_layer(&hits)).collect();
        flat.sort_by(|one, other| charge_of(other).total_cmp(&charge_of(one)));
        let mut joined: Vec<(Point, Vec<Hit>)> = Vec::new();
        for hits in flat {
            let at = centre_of(&hits);
            let near = joined.iter_mut().map(|own| (distance(own.0, at), own)).filter(|(far, _)| *far <= JOINED);
            match near.min_by(|one, other| one.0.total_cmp(&other.0)) {
                Some((_, (_, own))) => own.extend(hits),
                None => joined.push((at, hits)),
            }
        }
        let mut clusters: Vec<Cluster> = joined.iter().map(|(_, hits)| Cluster::of(hits)).collect();
        // Those that may be partners of larger ones.
        clusters.retain(|cluster| cluster.charge >= self.least / 2.0);
        clusters.sort_by(|one, other| other.charge.total_cmp(&one.charge));
        clusters
    }

    fn counts(&self, cluster: &Cluster) -> bool {
        cluster.charge >= self.least
    }

    /// Clusters against those of the true charges.
    fn compare(&self, end_cap: &EndCap, clusters: &[Cluster]) -> Compared {
        let mut taken = vec![false; clusters.len()];
        let mut compared =
            Compared { clusters: clusters.iter().filter(|own| self.counts(own)).count(), ..Compared::default() };
        for reference in &end_cap.truth {
            let free = clusters.iter().enumerate().filter(|(at, _)| !taken[*at]);
            let near = free.map(|(at, own)| (distance(own.at, reference.at), at)).filter(|(far, _)| *far <= JOINED);
            let partner = near.min_by(|one, other| one.0.total_cmp(&other.0));
            compared.references += usize::from(self.counts(reference));
            let Some((far, at)) = partner else { continue };
            taken[at] = true;
            if self.counts(reference) {
                // A single cell has no width.
                let width = if reference.width > 0.0 { clusters[at].width / reference.width } else { 1.0 };
                compared.found.push((clusters[at].charge / reference.charge, far, width));
            }
        }
        compared.fakes = clusters.iter().zip(&taken).filter(|(own, taken)| self.counts(own) && !**taken).count();
        if let Some(signal) = end_cap.signal {
            compared.signals = 1;
            let found = clusters.iter().any(|own| self.counts(own) && distance(own.at, signal) <= SIGNAL);
            compared.signals_found = usize::from(found);
        }
        compared
    }

    /// All end-caps together, and in bins of pile-up.
    fn summed(&self, compared: Vec<Compared>) -> Clusters {
        let mut bins = Vec::new();
        for (bin, &events) in self.events.iter().enumerate().filter(|(_, events)| **events > 0) {
            let own = self.end_caps.iter().zip(&compared).filter(|(end_cap, _)| end_cap.bin == bin);
            bins.push(ClusterBin {
                low: PILE_UP[bin],
                high: PILE_UP.get(bin + 1).copied(),
                events,
                numbers: numbers(own.map(|(_, compared)| compared)),
            });
        }
        Clusters { all: numbers(compared.iter()), bins }
    }
}

/// What is missing at a place.
fn misplaced(meta: &Meta) -> Column {
    match (meta.wafer_u, meta.wafer_v) {
        (None, _) => Column::WaferU,
        (_, None) => Column::WaferV,
        _ => Column::Layer,
    }
}

fn missing(column: Column, sample: usize) -> Error {
    Error::new("clusters need the event and the place of every module")
        .field(format!("--clusters, sample {sample}"))
        .found(format!("no {} that is known", column.name()))
        .allowed(format!("entry, zside, layer (1..={}), waferu and waferv in every row", geometry::LAYERS))
        .hint("'econ-emu data synth --events' makes whole events")
}

/// A cell with charge.
#[derive(Debug, Clone, Copy)]
struct Hit {
    /// Transverse MIPs.
    charge: f32,
    /// In its layer, cm.
    at: Point,
    scale: f64,
}

impl Hit {
    /// On the first layer.
    fn projected(&self) -> Point {
        (self.at.0 * self.scale, self.at.1 * self.scale)
    }
}

fn charge_of(hits: &[Hit]) -> f64 {
    hits.iter().map(|hit| f64::from(hit.charge)).sum()
}

/// The mean position of cells on the first layer, weighted with their charges.
fn centre_of(hits: &[Hit]) -> Point {
    let sum = charge_of(hits);
    let each = hits.iter().map(|hit| (f64::from(hit.charge), hit.projected()));
    let x = each.clone().map(|(charge, at)| charge * at.0).sum::<f64>();
    let y = each.map(|(charge, at)| charge * at.1).sum::<f64>();
    (x / sum, y / sum)
}

impl Cluster {
    fn of(hits: &[Hit]) -> Self {
        let (charge, at) = (charge_of(hits), centre_of(hits));
        let square = hits.iter().map(|hit| f64::from(hit.charge) * distance(hit.projected(), at).powi(2)).sum::<f64>();
        Cluster { charge, at, width: (square / charge).sqrt() }
    }
}

/// The cells of a layer, in squares as wide as a cluster reaches: what is within reach is in one of nine.
struct Squares<'a> {
    hits: &'a [Hit],
    squares: HashMap<(i64, i64), Vec<usize>>,
}

impl<'a> Squares<'a> {
    fn new(hits: &'a [Hit]) -> Self {
        let mut squares: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
        for (number, hit) in hits.iter().enumerate() {
            squares.entry(Self::square(hit.at)).or_default().push(number);
        }
        Squares { hits, squares }
    }

    fn square(at: Point) -> (i64, i64) {
        ((at.0 / REACH).floor() as i64, (at.1 / REACH).floor() as i64)
    }

    /// Cells within a distance, which is at most [`REACH`].
    fn near(&self, at: Point, reach: f64) -> impl Iterator<Item = usize> {
        let (x, y) = Self::square(at);
        let around = (x - 1..=x + 1).flat_map(move |x| (y - 1..=y + 1).map(move |y| (x, y)));
        let all = around.filter_map(|square| self.squares.get(&square)).flatten().copied();
        all.filter(move |&other| distance(self.hits[other].at, at) <= reach)
    }

    /// Whether no neighbour of a cell exceeds it; of equal ones it is the first.
    fn is_seed(&self, own: usize) -> bool {
        let Hit { charge, at, .. } = self.hits[own];
        let exceeds = |other: usize| (self.hits[other].charge, own) > (charge, other);
        charge >= SEED && self.near(at, NEIGHBOUR).all(|other| !exceeds(other))
    }
}

/// The clusters of a layer.
fn in_layer(hits: &[Hit]) -> Vec<Vec<Hit>> {
    let squares = Squares::new(hits);
    let seeds: Vec<bool> = (0..hits.len()).map(|own| squares.is_seed(own)).collect();
    let mut clusters: BTreeMap<usize, Vec<Hit>> = BTreeMap::new();
    for hit in hits {
        let own = squares.near(hit.at, REACH).filter(|&other| seeds[other]);
        let far = own.map(|seed| (distance(hits[seed].at, hit.at), seed));
        if let Some((_, seed)) = far.min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))) {
            clusters.entry(seed).or_default().push(*hit);
        }
    }
    clusters.into_values().collect()
}

/// The numbers of some end-caps.
fn numbers<'a>(compared: impl Iterator<Item = &'a Compared>) -> ClusterNumbers {
    let mut sum = Compared::default();
    for own in compared {
        sum.clusters += own.clusters;
        sum.fakes += own.fakes;
        sum.references += own.references;
        sum.signals += own.signals;
        sum.signals_found += own.signals_found;
        sum.found.extend(&own.found);
    }
    let found = &sum.found;
    let mut responses: Vec<f64> = found.iter().map(|found| found.0).collect();
    let widths: Vec<f64> = found.iter().map(|found| found.2).collect();
    let square = found.iter().map(|found| found.1 * found.1).sum::<f64>() / found.len().max(1) as f64;
    responses.sort_by(f64::total_cmp);
    let width = statistics::mean_and_deviation(&widths);
    ClusterNumbers {
        references: sum.references,
        found: found.len(),
        clusters: sum.clusters,
        fakes: sum.fakes,
        response: Response::of(&responses),
        position: (!found.is_empty()).then(|| square.sqrt()),
        width: width.map(|(mean, _)| mean),
        width_resolution: width.and_then(|(mean, deviation)| (mean > 0.0).then(|| deviation / mean)),
        signals: sum.signals,
        signals_found: sum.signals_found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::synth::SynthKind;
    use crate::data::synth::event::{EventOptions, EventSynth};
    use crate::data::synth::{Synth, SynthRow};

    fn event(kind: SynthKind, pile_up: f64) -> Vec<Sample> {
        let options = EventOptions { events: 6, pile_up, cone: Some(0.3) };
        let synth = Synth::new(1, kind, None, 0);
        let rows: Vec<SynthRow> = EventSynth::new(12, kind, None, options).collect();
        rows.iter().map(|row| synth.sample(row)).collect()
    }

    fn charges(samples: &[Sample], of: impl Fn(f32) -> f32) -> Vec<PerCell<f32>> {
        samples.iter().map(|sample| sample.charges.map(|charge| of(charge.0 as f32))).collect()
    }

    fn with(events: &Events, charges: &[PerCell<f32>]) -> Clusters {
        events.with(|at| Ok(charges[at])).unwrap()
    }

    /// A module with these charges in its cells, MIPs.
    fn at(layer: u8, u: i8, v: i8, cells: &[(usize, u32)]) -> Sample {
        let mut sample = Sample::new([0; CELLS], Meta::default()).unwrap();
        (sample.meta.entry, sample.meta.zside) = (Some(1), Some(1));
        (sample.meta.layer, sample.meta.wafer_u, sample.meta.wafer_v) = (Some(layer), Some(u), Some(v));
        cells.iter().for_each(|&(cell, mips)| sample.charges[cell].0 = 35 * mips);
        sample
    }

    /// How far two cells of neighbouring wafers are from each other.
    fn far(a: usize, b: usize) -> f64 {
        let (one, other, step) = (position(a), position(b), wafer_centre(0, 1));
        distance(one, (other.0 + step.0, other.1 + step.1))
    }

    /// Lower end of the bin of pile-up that the first events are in.
    fn low(pile_up: f64) -> f64 {
        let samples = event(SynthKind::Em, pile_up);
        Events::new(&samples[..].into(), 100.0).unwrap().undamaged().bins[0].low
    }

    /// One module with a shower at its edge and one beyond that edge: one cluster, with position and width by hand.
    #[test]
    fn a_cluster_over_two_modules_and_layers_by_hand() {
        // The pair of cells of two neighbouring wafers that are closest.
        let pairs = (0..CELLS * CELLS).map(|pair| (pair / CELLS, pair % CELLS));
        let (a, b) = pairs.min_by(|one, other| far(one.0, one.1).total_cmp(&far(other.0, other.1))).unwrap();
        assert!(far(a, b) < NEIGHBOUR);
        let samples = [at(1, 2, 3, &[(a, 300)]), at(1, 2, 4, &[(b, 100)]), at(1, -5, 2, &[(0, 4), (7, 150)])];
        let events = Events::new(&samples[..].into(), 200.0).unwrap();
        let [cluster, small] = events.end_caps[0].truth.as_slice() else { panic!("{:?}", events.end_caps[0].truth) };
        assert_eq!((cluster.charge, small.charge), (400.0, 150.0));
        // Weights of 3 to 1 on two points.
        let width = far(a, b) * (0.75f64 * 0.25).sqrt();
        assert!((cluster.width - width).abs() < 1e-9, "{} {width}", cluster.width);
        // The same direction in another layer joins, a cell of 4 MIPs is no seed.
        let layers = geometry::layers();
        let undamaged = events.undamaged();
        assert_eq!((undamaged.all.references, undamaged.all.clusters, undamaged.all.fakes), (1, 1, 0));
        assert!(layers[0].z < layers[1].z);
        let twice = [samples[0], samples[0]];
        let fault = Events::new(&twice[..].into(), 200.0).unwrap_err().to_string();
        assert!(fault.contains("twice in an event") && fault.contains("samples 0 and 1"), "{fault}");
    }

    /// Reconstructed without loss, everything is found at its place; with half of the charge half of it is there, and
    /// what moves is found elsewhere.
    #[test]
    fn what_is_done_to_charges_shows_in_the_clusters() {
        let samples = event(SynthKind::Em, 20.0);
        let events = Events::new(&samples[..].into(), 100.0).unwrap();
        let undamaged = events.undamaged();
        assert_eq!(with(&events, &charges(&samples, |charge| charge)), undamaged);
        let all = &undamaged.all;
        assert!(all.references >= 12 && all.found == all.references && all.fakes == 0, "{all:?}");
        assert_eq!((all.response.mean, all.response.resolution_std, all.position), (Some(1.0), Some(0.0), Some(0.0)));
        // A photon of 10 GeV and more in each of 12 end-caps.
        assert!(all.signals >= 10 && all.signals_found * 10 >= all.signals * 9, "{all:?}");
        let louder = with(&events, &charges(&samples, |charge| 1.25 * charge)).all;
        assert!((louder.response.mean.unwrap() - 1.25).abs() < 0.1, "{louder:?}");
        assert!(louder.efficiency().unwrap() > 0.9);
        let nothing = with(&events, &charges(&samples, |_| 0.0)).all;
        assert_eq!((nothing.found, nothing.clusters, nothing.response.mean), (0, 0, None));
        assert_eq!((nothing.efficiency(), nothing.fake_rate()), (Some(0.0), None));
        // Each module holds the charges of the next one.
        let mut moved = charges(&samples, |charge| charge);
        moved.rotate_left(1);
        let moved = with(&events, &moved).all;
        assert!(moved.efficiency().unwrap() < 0.9 && moved.fakes > 0, "{moved:?}");
        let per_bin: usize = undamaged.bins.iter().map(|bin| bin.numbers.references).sum();
        assert_eq!(per_bin, all.references);
        assert_eq!(undamaged.bins.iter().map(|bin| bin.events).sum::<usize>(), 6);
    }

    #[test]
    fn pile_up_is_told_from_the_charges_of_modules() {
        assert!(low(0.0) < low(200.0));
    }

    #[test]
    fn samples_without_events_are_refused() {
        let mut samples = event(SynthKind::Em, 0.0);
        samples[3].meta.layer = Some(50);
        let fault = Events::new(&samples[..].into(), 100.0).unwrap_err().to_string();
        assert!(fault.contains("sample 3") && fault.contains("layer") && fault.contains("1..=47"), "{fault}");
        samples[2].meta.entry = None;
        assert!(Events::new(&samples[..].into(), 100.0).unwrap_err().to_string().contains("no entry"));
        let synth = Synth::new(1, SynthKind::Mixed, None, 0);
        let rows: Vec<Sample> = (0..20).map(|row| synth.sample(&synth.row(row))).collect();
        let fault = Events::new(&rows[..].into(), 100.0).unwrap_err().to_string();
        assert!(fault.contains("single module") && fault.contains("--events"), "{fault}");
    }
}
