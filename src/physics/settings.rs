//! The settings with which an algorithm of the chip enters a comparison, and their names.
//!
//! A name states what is set; what it leaves out is usual, or with `best` chosen by [`super::choose`]. A value may be
//! given for both densities at once or as `LOW/HIGH`:
//!
//! | part | what it sets |
//! |---|---|
//! | `ts`, `bc`, `rpt`, `stc0` to `stc4`, `stc` | algorithm; register `stc_type` |
//! | `47`, `fit` (`ts` only) | the threshold of every cell, CALQ; the lowest with which few packets are truncated |
//! | `drop=0` to `drop=4` | register `drop_lsb`; usually the bits that the front end drops: 1 and 3 |
//! | `sum=0`, `sum=1` | register `use_sum`: the module sum is that of the unsent cells, or of all (usual) |
//! | `t1=48` | register T1 (`ts` only), words of 16 bits; usually a latency of 12 BX |
//! | `best` | everything that is not stated is chosen |
//! | `sent`, `rest`, `mean`, `max`, `even`, `share=0.4`, `fit`, `mlp` | the [`PacketReading`]; `fit` (`stc` only) is the best share, `mlp` a learned decoder |
//! | `tiles`, `mux=chip` | the [`Routing`] |

use super::packets::{PacketReading, Routing, SHARE_ONE};
use crate::chip::algorithm::{AlgorithmFacts, Contents, PacketLength};
use crate::data::sample::MAX_CALQ;
use crate::error::{Error, Result};
use crate::registers::{Algorithm, Density, FIFO_WORDS, LARGEST_DROP, StcType};

/// What can follow the name of an algorithm.
pub const ALLOWED: &str = "ts:THRESHOLD, ts:fit, bc, rpt, stc0 to stc4, or with best: ts:best, bc:best, rpt:best, stc:best, \
                           stc0:best; then drop=0..4, sum=0|1 (ts, bc), t1=WORDS (ts), a reading (ts, bc: sent, rest, \
                           mean, mlp; rpt: sent, mean, mlp; stc: max, even, mean, share=0..1, fit, mlp), tiles or \
                           mux=chip|tiles (bc, rpt, stc); LOW/HIGH sets both densities";

/// Registers of an algorithm of the chip, for modules of one density.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChipSettings {
    /// The algorithm.
    pub algorithm: Algorithm,
    /// Register `drop_lsb`, 0 to 4.
    pub drop_lsb: u8,
    /// Register `use_sum`: the module sum of all cells, not of the unsent ones.
    pub use_sum: bool,
    /// Threshold of every cell, CALQ.
    pub threshold: u32,
    /// Register `stc_type`.
    pub stc_type: StcType,
    /// Which cells share a group, and their order.
    pub routing: Routing,
    /// T1, words of 16 bits.
    pub t1: u16,
}

impl ChipSettings {
    /// The usual ones: drop bits that fit the density, T1 for a latency of 12 BX, full module sums.
    pub fn usual(algorithm: Algorithm, links: u8, density: Density) -> Self {
        ChipSettings {
            algorithm,
            drop_lsb: density.dropped_bits() as u8,
            use_sum: true,
            threshold: 0,
            stc_type: StcType::Stc4Sum9,
            routing: Routing::Chip,
            t1: 24 * u16::from(links),
        }
    }
}

/// A threshold, as a name states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    /// This one, CALQ.
    Fixed(u32),
    /// The lowest threshold with which at most one packet in a hundred is truncated, on the packets of the evaluation.
    Fitting,
}

impl Threshold {
    fn name(self) -> String {
        match self {
            Threshold::Fixed(threshold) => threshold.to_string(),
            Threshold::Fitting => "fit".into(),
        }
    }
}

/// A reading, as a name states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatedReading {
    /// This one.
    This(PacketReading),
    /// [`PacketReading::Share`] with the share that is best on other samples.
    FittedShare,
}

/// What a name states for modules of one density.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stated {
    /// Threshold of every cell.
    pub threshold: Option<Threshold>,
    /// Register `drop_lsb`.
    pub drop_lsb: Option<u8>,
    /// Register `use_sum`.
    pub use_sum: Option<bool>,
    /// Register `stc_type`.
    pub stc_type: Option<StcType>,
    /// T1, words of 16 bits.
    pub t1: Option<u16>,
    /// Which cells share a group, and their order.
    pub routing: Option<Routing>,
    /// How packets become charges.
    pub reading: Option<StatedReading>,
}

/// An algorithm of the chip in a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChipContender {
    /// The algorithm; not the autoencoder.
    pub algorithm: Algorithm,
    /// Whether what is not stated is chosen on other samples.
    pub best: bool,
    /// What is stated for modules of low and of high density.
    pub stated: [Stated; 2],
}

/// Two values of one text: `LOW/HIGH`, or one for both densities.
fn pair<T: Copy>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Option<[T; 2]> {
    match text.split_once('/') {
        Some((low, high)) => Some([parse(low)?, parse(high)?]),
        None => parse(text).map(|both| [both, both]),
    }
}

/// A number in digits alone: a sign or a space is none.
fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn stc_type(text: &str) -> Option<StcType> {
    StcType::ALL.get(digits::<usize>(text)?).copied()
}

/// A share in thousandths, from a decimal number of at most three places.
fn share(text: &str) -> Option<u16> {
    let (whole, places) = text.split_once('.').unwrap_or((text, "0"));
    let fraction = digits::<u16>(places).filter(|_| places.len() <= 3)? * 10u16.pow(3 - places.len() as u32);
    digits::<u16>(whole).filter(|&whole| whole <= 1).map(|whole| 1000 * whole + fraction).filter(|&all| all <= 1000)
}

impl PacketReading {
    /// Its name in a contender's.
    pub fn name(self) -> String {
        match self {
            PacketReading::Sent => "sent".into(),
            PacketReading::Rest => "rest".into(),
            PacketReading::Mean => "mean".into(),
            PacketReading::Largest => "max".into(),
            PacketReading::Even => "even".into(),
            PacketReading::Share(share) => format!("share={}", f64::from(share) / SHARE_ONE),
            PacketReading::Learned => "mlp".into(),
        }
    }

    /// What it does, in words.
    pub fn in_words(self) -> String {
        match self {
            PacketReading::Sent => "cells as sent, others 0; truncated packets 0".into(),
            PacketReading::Rest => {
                "cells as sent; what they leave of the module sum spread evenly over the others".into()
            }
            PacketReading::Mean => "what is sent; what it leaves open by a mean image of other samples".into(),
            PacketReading::Largest => "sum of a group on its largest cell".into(),
            PacketReading::Even => "sum of a group spread evenly over its cells".into(),
            PacketReading::Share(share) => format!(
                "{} of the sum of a group on its largest cell, the rest spread evenly over the others",
                f64::from(share) / SHARE_ONE
            ),
            PacketReading::Learned => {
                "what is sent; what it leaves open by an image that a decoder, learned on other samples, makes of it"
                    .into()
            }
        }
    }

    /// What it does, in a legend; nothing for the usual.
    pub fn in_legend(self) -> String {
        match self {
            PacketReading::Sent => String::new(),
            PacketReading::Rest => "rest of the sum spread evenly".into(),
            PacketReading::Mean => "by the mean image".into(),
            PacketReading::Largest => "on the largest".into(),
            PacketReading::Even => "spread evenly".into(),
            PacketReading::Share(share) => format!("{} on the largest", f64::from(share) / SHARE_ONE),
            PacketReading::Learned => "learned".into(),
        }
    }

    /// Whether packets of an algorithm can be read so; `stc_type` is `None` if it is yet to be chosen.
    pub fn suits(self, algorithm: Algorithm, stc_type: Option<StcType>) -> bool {
        let addressed = stc_type.is_none_or(|kind| kind.address_bits() > 0);
        match (algorithm.facts().contents(), self) {
            (Contents::Cells { .. }, PacketReading::Sent | PacketReading::Mean | PacketReading::Learned) => true,
            (Contents::Cells { chosen }, PacketReading::Rest) => chosen,
            (Contents::Groups, PacketReading::Even | PacketReading::Mean | PacketReading::Learned) => true,
            (Contents::Groups, PacketReading::Largest | PacketReading::Share(_)) => addressed,
            (Contents::Cells { .. }, PacketReading::Largest | PacketReading::Even | PacketReading::Share(_))
            | (Contents::Groups, PacketReading::Sent | PacketReading::Rest)
            | (Contents::Latents, _) => false,
        }
    }
}

impl StatedReading {
    fn parse(text: &str) -> Option<Self> {
        let reading = match text {
            "sent" => PacketReading::Sent,
            "rest" => PacketReading::Rest,
            "mean" => PacketReading::Mean,
            "max" => PacketReading::Largest,
            "even" => PacketReading::Even,
            "mlp" => PacketReading::Learned,
            "fit" => return Some(StatedReading::FittedShare),
            _ => PacketReading::Share(share(text.strip_prefix("share=")?)?),
        };
        Some(StatedReading::This(reading))
    }

    fn name(self) -> String {
        match self {
            StatedReading::This(reading) => reading.name(),
            StatedReading::FittedShare => "fit".into(),
        }
    }

    /// As [`PacketReading::suits`].
    fn suits(self, algorithm: Algorithm, stc_type: Option<StcType>) -> bool {
        match self {
            StatedReading::This(reading) => reading.suits(algorithm, stc_type),
            StatedReading::FittedShare => PacketReading::Share(0).suits(algorithm, stc_type),
        }
    }
}

impl Routing {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "chip" => Some(Routing::Chip),
            "tiles" => Some(Routing::Tiles),
            _ => None,
        }
    }

    /// Its name in a contender's.
    pub fn name(self) -> &'static str {
        match self {
            Routing::Chip => "chip",
            Routing::Tiles => "tiles",
        }
    }
}

impl Routing {
    /// What it does, in a legend; nothing for the usual.
    pub fn in_legend(self) -> &'static str {
        match self {
            Routing::Chip => "",
            Routing::Tiles => "2x2 tiles",
        }
    }
}

impl Stated {
    /// Settings with everything that is stated.
    pub fn settings(&self, usual: ChipSettings) -> ChipSettings {
        ChipSettings {
            drop_lsb: self.drop_lsb.unwrap_or(usual.drop_lsb),
            use_sum: self.use_sum.unwrap_or(usual.use_sum),
            threshold: match self.threshold {
                Some(Threshold::Fixed(threshold)) => threshold,
                Some(Threshold::Fitting) | None => usual.threshold,
            },
            stc_type: self.stc_type.unwrap_or(usual.stc_type),
            routing: self.routing.unwrap_or(usual.routing),
            t1: self.t1.unwrap_or(usual.t1),
            ..usual
        }
    }
}

/// Gives a setting of both densities a value; nothing if it has one.
fn set<T>(stated: &mut [Stated; 2], values: Option<[T; 2]>, field: fn(&mut Stated) -> &mut Option<T>) -> Option<()> {
    for (stated, value) in stated.iter_mut().zip(values?) {
        let place = field(stated);
        if place.is_some() {
            return None;
        }
        *place = Some(value);
    }
    Some(())
}

impl ChipContender {
    /// The contender of an algorithm with everything usual or, with `best`, chosen.
    pub fn of(algorithm: Algorithm, best: bool) -> Self {
        ChipContender { algorithm, best, stated: [Stated::default(); 2] }
    }

    /// The same with this reading for both densities, and nothing else stated.
    pub fn read_as(self, reading: StatedReading) -> Self {
        ChipContender { stated: [Stated { reading: Some(reading), ..Stated::default() }; 2], ..self }
    }

    /// Whether its packets are read by a decoder that is yet to be learned.
    pub fn is_learned(&self) -> bool {
        self.stated.iter().any(|stated| stated.reading == Some(StatedReading::This(PacketReading::Learned)))
    }

    /// What is known of its algorithm.
    fn facts(&self) -> &'static dyn AlgorithmFacts {
        self.algorithm.facts()
    }

    /// Whether register `use_sum` means something to it.
    pub fn takes_sum(&self) -> bool {
        matches!(self.facts().contents(), Contents::Cells { chosen: true })
    }

    /// Whether T1 and a threshold mean something to it.
    pub fn takes_threshold(&self) -> bool {
        self.facts().packet_length() == PacketLength::AsNeeded
    }

    /// Whether the MUX changes what it sends: with a threshold for all cells it does not.
    pub fn takes_routing(&self) -> bool {
        !self.takes_threshold()
    }

    /// Whether the MUX decides more than which of several equal charges is sent.
    pub fn routing_matters(&self) -> bool {
        self.takes_routing() && !self.takes_sum()
    }

    /// Whether register `stc_type` means something to it.
    pub fn takes_groups(&self) -> bool {
        self.facts().contents() == Contents::Groups
    }

    /// Whether register `drop_lsb` means something to it: sums of 9 bits drop none.
    pub fn takes_drop(&self) -> bool {
        let drops = |stated: &Stated| stated.stc_type.is_none_or(|kind| kind.dropped_bits(1) > 0);
        !self.takes_groups() || self.stated.iter().any(drops)
    }

    /// The reading on modules of a density; `None` if it, or a setting, is yet to be chosen.
    pub fn stated_reading(&self, density: Density) -> Option<PacketReading> {
        match self.stated[density as usize].reading {
            _ if self.best => None,
            Some(StatedReading::This(reading)) => Some(reading),
            Some(StatedReading::FittedShare) => None,
            None => Some(PacketReading::Sent),
        }
    }

    /// The contender of a name.
    ///
    /// # Errors
    /// Names that are not [`ALLOWED`], options that mean nothing to the algorithm, twice the same option, and a
    /// threshold or a type that is missing without `best`.
    pub fn parse(text: &str) -> Result<Self> {
        fn unknown(text: &str) -> Error {
            Error::new("no such contender").field("--contender").found(text).allowed(ALLOWED)
        }
        let mut parts = text.split(':');
        let name = parts.next().unwrap_or_default();
        let (algorithm, types) = match name {
            "ts" => (Algorithm::ThresholdSum, None),
            "bc" => (Algorithm::BestChoice, None),
            "rpt" => (Algorithm::Repeater, None),
            "stc" => (Algorithm::SuperTriggerCell, None),
            _ => {
                let types = name.strip_prefix("stc").and_then(|types| pair(types, stc_type));
                (Algorithm::SuperTriggerCell, Some(types.ok_or_else(|| unknown(text))?))
            }
        };
        let mut contender = ChipContender::of(algorithm, false);
        if types.is_some() {
            set(&mut contender.stated, types, |stated| &mut stated.stc_type);
        }
        for option in parts {
            contender.option(option).ok_or_else(|| unknown(text))?;
        }
        contender.completed(&|| unknown(text))
    }

    /// Takes an option of a name; nothing if there is no such option.
    fn option(&mut self, option: &str) -> Option<()> {
        let (key, value) = option.split_once('=').unwrap_or((option, ""));
        let stated = &mut self.stated;
        match (key, self.algorithm) {
            ("best", _) if !self.best && value.is_empty() && !option.contains('=') => {
                self.best = true;
                Some(())
            }
            ("drop", _) => {
                let drop = |text: &str| digits::<u8>(text).filter(|&drop| drop <= LARGEST_DROP);
                set(stated, pair(value, drop), |stated| &mut stated.drop_lsb)
            }
            ("sum", _) => {
                let sum = |text: &str| digits::<u8>(text).filter(|&sum| sum <= 1).map(|sum| sum == 1);
                set(stated, pair(value, sum), |stated| &mut stated.use_sum)
            }
            ("t1", _) => {
                let t1 = |text: &str| digits::<u16>(text).filter(|&t1| usize::from(t1) <= FIFO_WORDS);
                set(stated, pair(value, t1), |stated| &mut stated.t1)
            }
            ("mux", _) => set(stated, pair(value, Routing::parse), |stated| &mut stated.routing),
            ("tiles", _) if option == key => set(stated, Some([Routing::Tiles; 2]), |stated| &mut stated.routing),
            ("fit", Algorithm::ThresholdSum) if option == key => {
                set(stated, Some([Threshold::Fitting; 2]), |stated| &mut stated.threshold)
            }
            _ if option.starts_with(|first: char| first.is_ascii_digit()) => {
                let threshold = |text: &str| digits::<u32>(text).filter(|&threshold| threshold <= MAX_CALQ);
                let thresholds = pair(option, threshold).map(|pair| pair.map(Threshold::Fixed));
                set(stated, thresholds, |stated| &mut stated.threshold)
            }
            _ => set(stated, pair(option, StatedReading::parse), |stated| &mut stated.reading),
        }
    }

    /// Checks that everything suits the algorithm, and that nothing is missing.
    fn completed(mut self, unknown: &impl Fn() -> Error) -> Result<Self> {
        for at in 0..self.stated.len() {
            let own = self.stated[at];
            let fitting = own.threshold == Some(Threshold::Fitting);
            let missing = !self.best && self.takes_threshold() && own.threshold.is_none();
            if missing {
                return Err(unknown().hint("ts:47 is the usual threshold, 1.35 transverse MIPs"));
            }
            if !self.best && self.takes_groups() && own.stc_type.is_none() {
                return Err(unknown().hint("stc0 to stc4 are the types; stc:best chooses one"));
            }
            let suits = (own.threshold.is_none() && own.t1.is_none() || self.takes_threshold())
                && !(fitting && self.best)
                && (own.use_sum.is_none() || self.takes_sum())
                && (own.routing.is_none() || self.takes_routing())
                && (own.drop_lsb.is_none() || self.takes_drop())
                && own.reading.is_none_or(|reading| reading.suits(self.algorithm, own.stc_type));
            if !suits {
                return Err(unknown());
            }
            // Without a word the sum of a group goes to its largest cell, if the packet says which that is.
            if let (false, Some(kind), None) = (self.best, own.stc_type, own.reading) {
                let reading = if kind.address_bits() > 0 { PacketReading::Largest } else { PacketReading::Even };
                self.stated[at].reading = Some(StatedReading::This(reading));
            }
        }
        Ok(self)
    }

    /// The contender that states these settings and readings of low and of high density, one by one.
    pub fn stating(of: [(ChipSettings, PacketReading); 2]) -> Self {
        let mut contender = ChipContender::of(of[0].0.algorithm, false);
        if contender.takes_groups() {
            contender.stated =
                of.map(|(settings, _)| Stated { stc_type: Some(settings.stc_type), ..Stated::default() });
        }
        let (sum, threshold, routing) = (contender.takes_sum(), contender.takes_threshold(), contender.takes_routing());
        let drop = contender.takes_drop();
        for (stated, (settings, reading)) in contender.stated.iter_mut().zip(of) {
            *stated = Stated {
                threshold: threshold.then_some(Threshold::Fixed(settings.threshold)),
                drop_lsb: drop.then_some(settings.drop_lsb),
                use_sum: sum.then_some(settings.use_sum),
                stc_type: stated.stc_type,
                t1: threshold.then_some(settings.t1),
                routing: routing.then_some(settings.routing),
                reading: Some(StatedReading::This(reading)),
            };
        }
        contender
    }

    /// Its name, of which [`ChipContender::parse`] makes it again.
    pub fn name(&self) -> String {
        fn both([low, high]: &[Stated; 2], text: fn(&Stated) -> Option<String>) -> Option<String> {
            let (low, high) = (text(low)?, text(high)?);
            Some(if low == high { low } else { format!("{low}/{high}") })
        }
        let mut name = match self.algorithm {
            Algorithm::ThresholdSum => "ts".to_owned(),
            Algorithm::SuperTriggerCell => "stc".to_owned(),
            Algorithm::BestChoice => "bc".to_owned(),
            Algorithm::Repeater => "rpt".to_owned(),
            Algorithm::Autoencoder => "ae".to_owned(),
        };
        name += &both(&self.stated, |stated| Some(stated.stc_type?.register().to_string())).unwrap_or_default();
        let routing = both(&self.stated, |stated| Some(stated.routing?.name().into()));
        let parts = [
            both(&self.stated, |stated| Some(stated.threshold?.name())),
            both(&self.stated, |stated| Some(stated.drop_lsb?.to_string())).map(|drop| format!("drop={drop}")),
            both(&self.stated, |stated| Some(u8::from(stated.use_sum?).to_string())).map(|sum| format!("sum={sum}")),
            both(&self.stated, |stated| Some(stated.t1?.to_string())).map(|t1| format!("t1={t1}")),
            self.best.then(|| "best".to_owned()),
            both(&self.stated, |stated| Some(stated.reading?.name())),
            routing.map(|routing| if routing == "tiles" { routing } else { format!("mux={routing}") }),
        ];
        parts.into_iter().flatten().fold(name, |name, part| name + ":" + &part)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(name: &str) -> ChipContender {
        ChipContender::parse(name).unwrap()
    }

    #[test]
    fn old_names_keep_their_meaning() {
        for name in ["ts:47", "ts:fit", "ts:fit:rest", "ts:47:rest", "bc", "bc:rest", "rpt", "stc0:max", "stc2:even"] {
            assert_eq!(parsed(name).name(), name);
        }
        assert_eq!(parsed("stc0").name(), "stc0:max");
        assert_eq!(parsed("stc4").name(), "stc4:even");
        assert_eq!(parsed("stc0:even:tiles").name(), "stc0:even:tiles");
        assert_eq!(parsed("stc0:tiles:even"), parsed("stc0:even:tiles"));
        assert_eq!(parsed("bc:rest").stated[0].drop_lsb, None);
        let usual = ChipSettings::usual(Algorithm::BestChoice, 5, Density::Low);
        assert_eq!((usual.drop_lsb, usual.use_sum, usual.t1, usual.routing), (1, true, 120, Routing::Chip));
    }

    #[test]
    fn values_of_both_densities() {
        let [low, high] = parsed("ts:2/47:drop=0:sum=0/1:t1=400:mean/rest").stated;
        assert_eq!((low.threshold, high.threshold), (Some(Threshold::Fixed(2)), Some(Threshold::Fixed(47))));
        assert_eq!((low.drop_lsb, low.use_sum, high.use_sum, high.t1), (Some(0), Some(false), Some(true), Some(400)));
        assert_eq!(low.reading, Some(StatedReading::This(PacketReading::Mean)));
        let [low, high] = parsed("stc2/0:even/share=0.4:mux=chip/tiles").stated;
        assert_eq!((low.stc_type, high.stc_type), (Some(StcType::Ctc4Sum7), Some(StcType::Stc4Sum9)));
        assert_eq!(high.reading, Some(StatedReading::This(PacketReading::Share(400))));
        assert_eq!((low.routing, high.routing), (Some(Routing::Chip), Some(Routing::Tiles)));
        assert!(parsed("stc:best").best && parsed("stc3:best:drop=0").stated[0].drop_lsb == Some(0));
    }

    #[test]
    fn what_means_nothing_is_refused() {
        for bad in [
            "",
            "ts",
            "stc",
            "stc5",
            "stc2:max",
            "stc2:fit",
            "stc0:drop=1",
            "stc4:share=0.5",
            "rpt:rest",
            "rpt:sum=0",
            "bc:47",
            "bc:t1=48",
            "bc:max",
            "bc:fit",
            "ts:47:tiles",
            "ts:fit:best",
            "ts:47:48",
            "bc:rest:mean",
            "bc:drop=5",
            "bc:drop=",
            "bc:drop=1/2/3",
            "bc:drop=+1",
            "ts:-1",
            "ts:4194304",
            "ts:47:t1=401",
            "bc:sum=2",
            "stc0:share=1.001",
            "stc0:share=.5",
            "stc0:share=0.1234",
            "stc0:max:even",
            "bc:best:best",
            "bc:best=1",
            "bc:tiles=1",
            "ae",
            "bc:",
            "bc:mux=x",
            "ts:99999999999",
            "stc0:fit=1",
        ] {
            let fault = ChipContender::parse(bad).unwrap_err().to_string();
            assert!(fault.contains("no such contender") && fault.contains("--contender"), "{bad}: {fault}");
        }
    }

    fn stated(algorithm: Algorithm) -> impl Strategy<Value = Stated> {
        let threshold = prop_oneof![Just(Threshold::Fitting), (0..=MAX_CALQ).prop_map(Threshold::Fixed)];
        let reading = prop_oneof![
            Just(PacketReading::Sent),
            Just(PacketReading::Rest),
            Just(PacketReading::Mean),
            Just(PacketReading::Largest),
            Just(PacketReading::Even),
            Just(PacketReading::Learned),
            (0..=1000u16).prop_map(PacketReading::Share)
        ];
        let reading = prop_oneof![Just(StatedReading::FittedShare), reading.prop_map(StatedReading::This)];
        let routing = prop_oneof![Just(Routing::Chip), Just(Routing::Tiles)];
        let kind = (0..StcType::ALL.len()).prop_map(|at| StcType::ALL[at]);
        let maybe = (
            proptest::option::of(threshold),
            proptest::option::of(0..=LARGEST_DROP),
            proptest::option::of(any::<bool>()),
            proptest::option::of(kind),
            proptest::option::of(0..=FIFO_WORDS as u16),
            proptest::option::of(routing),
            proptest::option::of(reading),
        );
        maybe.prop_map(move |(threshold, drop_lsb, use_sum, stc_type, t1, routing, reading)| {
            suiting(algorithm, Stated { threshold, drop_lsb, use_sum, stc_type, t1, routing, reading })
        })
    }

    /// What of these an algorithm can be given.
    fn suiting(algorithm: Algorithm, stated: Stated) -> Stated {
        let of = ChipContender::of(algorithm, false);
        let stc_type = stated.stc_type.filter(|_| algorithm == Algorithm::SuperTriggerCell);
        Stated {
            threshold: stated.threshold.filter(|_| of.takes_threshold()),
            use_sum: stated.use_sum.filter(|_| of.takes_sum()),
            stc_type,
            t1: stated.t1.filter(|_| of.takes_threshold()),
            routing: stated.routing.filter(|_| of.takes_routing()),
            reading: stated.reading.filter(|reading| reading.suits(algorithm, stc_type)),
            ..stated
        }
    }

    /// As a name states a setting for both densities or for none.
    fn alike([low, mut high]: [Stated; 2]) -> [Stated; 2] {
        fn one<T>(low: Option<T>, high: Option<T>) -> Option<T> {
            low.map(|low| high.unwrap_or(low))
        }
        high.threshold = one(low.threshold, high.threshold);
        if [low.threshold, high.threshold].contains(&Some(Threshold::Fitting)) {
            high.threshold = low.threshold;
        }
        high.drop_lsb = one(low.drop_lsb, high.drop_lsb);
        high.use_sum = one(low.use_sum, high.use_sum);
        high.stc_type = one(low.stc_type, high.stc_type);
        high.t1 = one(low.t1, high.t1);
        high.routing = one(low.routing, high.routing);
        high.reading = one(low.reading, high.reading);
        [low, high]
    }

    proptest! {
        #[test]
        fn names_come_back(
            (algorithm, stated) in (0..4usize).prop_flat_map(|at| {
                let algorithm = Algorithm::ALL[at];
                (Just(algorithm), [stated(algorithm), stated(algorithm)])
            }),
            best: bool,
        ) {
            let contender = ChipContender { algorithm, best, stated: alike(stated) };
            let name = contender.name();
            if let Ok(complete) = contender.completed(&|| Error::new("")) {
                let again = ChipContender::parse(&name);
                prop_assert_eq!(again.ok(), Some(complete), "{}", name);
                prop_assert_eq!(complete, parsed(&complete.name()));
            } else {
                prop_assert!(ChipContender::parse(&name).is_err(), "{}", name);
            }
        }
    }
}
