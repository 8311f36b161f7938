//! What a reader wants to know first: verdicts on every source, beside the charts that show most.

use super::page::{Figure, PageBlock, Section};
use super::source::Run;
use crate::assign::result::Assignment;
use crate::golden::verify::{GoldenOutcome, Line};
use crate::hwgen::report::Report;
use crate::physics::evaluation::EvaluationFile;
use crate::plot::short;
use crate::search::trials::Trials;

/// The most wafers beside verdicts.
const WAFERS: usize = 4;

/// A sentence about a source.
pub struct Verdict {
    /// The source.
    pub source: String,
    /// What is to be said of it.
    pub text: String,
    /// Whether that is as it should be; `None` where it is neither good nor bad.
    pub good: Option<bool>,
}

/// What the first screen says.
#[derive(Default)]
pub struct Glance {
    /// Verdicts.
    pub verdicts: Vec<Verdict>,
    /// Rate against distortion, of the first evaluation.
    pub rate: Option<Figure>,
    /// The loss of the first run.
    pub loss: Option<Figure>,
    /// Wafers of one sample.
    pub wafers: Vec<Figure>,
}

impl Glance {
    /// The charts that show most.
    pub fn charts(&self) -> impl Iterator<Item = &Figure> {
        self.rate.iter().chain(&self.loss)
    }

    /// Says something that is neither good nor bad.
    fn say(&mut self, source: &str, text: String) {
        self.add(source, &text, None);
    }

    fn judge(&mut self, source: &str, good: bool, text: String) {
        self.add(source, &text, Some(good));
    }

    fn add(&mut self, source: &str, text: &str, good: Option<bool>) {
        // A number stays on the line of its sign.
        self.verdicts.push(Verdict { source: source.to_owned(), text: text.replace(" %", "\u{a0}%"), good });
    }

    /// A training run.
    pub fn run(&mut self, name: &str, run: &Run) {
        let test = &run.metrics["test"];
        let mut text = format!("best epoch {} of {}", run.metrics["best_epoch"], run.option("epochs"));
        let measured = [("telescope_normalised", "telescope_normalised"), ("emd", "EMD")];
        let measured = measured.iter().filter_map(|(key, what)| Some(format!("{what} {}", short(test[key].as_f64()?))));
        let measured: Vec<String> = measured.collect();
        if !measured.is_empty() {
            text += &format!("; {} on its test samples", measured.join(", "));
        }
        self.say(name, text);
        match test["dead"].as_f64() {
            Some(0.0) => self.judge(name, true, "no dead latent".to_owned()),
            Some(dead) => self.judge(name, false, format!("{dead} dead latents")),
            None => {}
        }
    }

    /// The bits between what the tightest signal has and what it needs.
    pub fn margin(&mut self, name: &str, signal: &str, bits: i64) {
        let text = match bits {
            ..0 => format!("{signal} needs {} bits more than it has", -bits),
            0 => format!("no signal needs more bits than it has; {signal} needs all of them"),
            _ => format!("every signal has at least {bits} bits more than it needs"),
        };
        self.judge(name, bits >= 0, text);
    }

    /// Golden sets.
    pub fn golden(&mut self, name: &str, lines: &[Line]) {
        let [equal, rows] =
            [|line: &Line| line.rows_equal, |line: &Line| line.rows].map(|of| lines.iter().map(of).sum::<u64>());
        let differ = |line: &&Line| matches!(line.outcome, GoldenOutcome::Different(_) | GoldenOutcome::Error { .. });
        let wrong = lines.iter().filter(differ).count();
        let text = format!("{equal} of {rows} rows bit-exact");
        match wrong {
            0 => self.judge(name, equal == rows, text),
            wrong => self.judge(name, false, format!("{text}; {wrong} of {} configurations differ", lines.len())),
        }
    }

    /// An evaluation.
    pub fn evaluation(&mut self, name: &str, file: &EvaluationFile) {
        let sentences = file.verdicts();
        if sentences.is_empty() {
            self.say(name, "an evaluation of a version that ranks nobody".to_owned());
        }
        sentences.into_iter().for_each(|sentence| self.say(name, sentence));
    }

    /// Hardware.
    pub fn hardware(&mut self, name: &str, report: &Report) {
        let area = report.total.for_area.area_hundredths / 100;
        let longest = report.stages.iter().map(|stage| stage.for_delay_ps).max().unwrap_or(0);
        let text = format!(
            "longest stage {:.1} ns of {:.1}; {} µm² mapped for area",
            longest as f64 / 1e3,
            report.clock_ps as f64 / 1e3,
            crate::error::grouped(area)
        );
        self.judge(name, longest <= report.clock_ps, text);
    }

    /// An assignment.
    pub fn assignment(&mut self, name: &str, assignment: &Assignment) {
        let (part, error) = assignment.single.part();
        let text = format!(
            "{:.1} ± {:.1} % below the best single choice, {}, over {} modules",
            100.0 * part,
            100.0 * error,
            assignment.single.with,
            assignment.modules
        );
        self.judge(name, part > 2.0 * error, text);
    }

    /// A search.
    pub fn search(&mut self, name: &str, trials: &Trials) {
        match &trials.best {
            Some(best) => self.say(name, format!("best trial {}: loss {}", best.number, short(best.loss))),
            None => self.say(name, "no trial has finished".to_owned()),
        }
    }

    /// The section, if there is something to say.
    pub fn section(mut self) -> Option<Section> {
        if self.verdicts.is_empty() {
            return None;
        }
        self.wafers.truncate(WAFERS);
        Some(Section { id: "glance".into(), title: "At a glance".into(), blocks: vec![PageBlock::Glance(self)] })
    }
}
