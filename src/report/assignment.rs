//! The page of an assignment: what every module gets, on a map of the detector.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::page::{Figure, Figures, PageBlock, Section, Table};
use crate::assign::plan::{AssignPlan, PlannedModule};
use crate::assign::result::{AssignedClass, Assignment, Comparison};
use crate::data::cells::{WAFER_PITCH, wafer_centre};
use crate::plot::{self, ColourScale, Colours};
use crate::registers::Algorithm;

/// Width and height of a layer; its text is readable at 165 pixels.
const SIDE: f64 = 200.0;

/// Classes in the table of those that gain most.
const LISTED: usize = 20;

/// A difference with its error, in words.
fn compared(comparison: &Comparison) -> String {
    let (part, error) = comparison.part();
    format!(
        "{:.4e} against {:.4e}, {:.1} ± {:.1} % less",
        comparison.loss,
        comparison.other,
        100.0 * part,
        100.0 * error
    )
}

/// Sections of the page.
pub fn sections(name: &str, assignment: &Assignment, plan: &AssignPlan) -> Vec<Section> {
    let map = Map::new(assignment, plan);
    vec![
        Section::of("assignment", "Assignment", name, summary(assignment)),
        Section::of("algorithms", "Modules by algorithm", name, map.by_algorithm()),
        Section::of("gain", "Modules by gain", name, map.by_gain()),
    ]
}

/// The loss that a class saves, summed over its modules.
fn saved(class: &AssignedClass) -> f64 {
    class.modules as f64 * (class.single_loss - class.loss)
}

fn summary(assignment: &Assignment) -> Vec<PageBlock> {
    let loss: &str = assignment.definition.loss.into();
    let mut rows = vec![
        ("loss", format!("mean {loss} over all modules, on rows that chose nothing")),
        ("against the best single choice", format!("{}: {}", assignment.single.with, compared(&assignment.single))),
    ];
    if let Some(budget) = &assignment.budget {
        let modules: Vec<String> =
            budget.modules.iter().map(|(links, modules)| format!("{modules} with {links}")).collect();
        rows.push(("links given out", format!("{}; modules: {}", budget.spent, modules.join(", "))));
        rows.push(("against equal links", format!("{}: {}", budget.uniform.with, compared(&budget.uniform))));
    }
    let classes = &assignment.classes;
    let wider = classes.iter().filter(|class| class.rows_of.is_some()).count();
    rows.push(("modules", format!("{} in {} classes", assignment.modules, classes.len())));
    rows.push(("modules without rows", assignment.without_rows.to_string()));
    rows.push(("modules without links", assignment.without_links.to_string()));
    rows.push(("classes with rows of a wider one", wider.to_string()));
    rows.push(("rows of the data", assignment.data.rows.to_string()));
    let singles = assignment.singles.iter().map(|single| {
        let numbers = [single.choosing_loss, single.loss].map(|loss| format!("{loss:.4e}"));
        [vec![single.contender.clone()], numbers.to_vec()].concat()
    });
    let mut most: Vec<&AssignedClass> = classes.iter().collect();
    most.sort_by(|a, b| saved(b).total_cmp(&saved(a)).then(a.class.cmp(&b.class)));
    let listed = most.iter().take(LISTED).map(|class| {
        vec![
            class.name.clone(),
            class.modules.to_string(),
            class.stated.clone(),
            format!("{:.3e}", class.loss),
            format!("{:.3e}", class.single_loss),
            format!("{:.0} %", 100.0 * class.gain()),
        ]
    });
    vec![
        Table::pairs(rows),
        PageBlock::Heading("Single choices for all modules".into()),
        PageBlock::Text(
            "Each contender with the registers and the reading that suit all modules of a density and a number of links."
                .into(),
        ),
        Table::with_head(&["contender", "loss, choosing", "loss, judging"], singles.collect()),
        PageBlock::Heading("Classes that save most".into()),
        Table::with_head(
            &["class", "modules", "choice", "loss", "best single choice", "gain"],
            listed.collect(),
        ),
    ]
}

/// The modules on their places.
struct Map<'a> {
    assignment: &'a Assignment,
    /// By layer, then by class.
    layers: BTreeMap<u8, BTreeMap<usize, Vec<&'a PlannedModule>>>,
    /// Units for one centimetre: one scale for all layers.
    scale: f64,
}

impl<'a> Map<'a> {
    fn new(assignment: &'a Assignment, plan: &'a AssignPlan) -> Self {
        let mut layers: BTreeMap<u8, BTreeMap<usize, Vec<&PlannedModule>>> = BTreeMap::new();
        let mut farthest = WAFER_PITCH;
        for module in &plan.modules {
            let (x, y) = wafer_centre(module.u, module.v);
            farthest = farthest.max(x.hypot(y));
            layers.entry(module.layer).or_default().entry(module.class).or_default().push(module);
        }
        Map { assignment, layers, scale: SIDE / 2.0 / (farthest + 0.6 * WAFER_PITCH) }
    }

    /// The outlines of modules, as one path.
    fn outlines(&self, modules: &[&PlannedModule]) -> String {
        // From a corner above the right edge, to the left about the hexagon: two of its edges are vertical.
        let half = WAFER_PITCH / 2.0 * self.scale;
        let (short, long) = (half / 3f64.sqrt(), 2.0 * half / 3f64.sqrt());
        let mut path = String::new();
        for module in modules {
            let (x, y) = wafer_centre(module.u, module.v);
            let (x, y) = (SIDE / 2.0 + x * self.scale, SIDE / 2.0 - y * self.scale);
            let _ = write!(
                path,
                "M{:.1} {:.1}l{:.1} {:.1}l{:.1} {:.1}v{:.1}l{:.1} {:.1}l{:.1} {:.1}z",
                x + half,
                y - short,
                -half,
                short - long,
                -half,
                long - short,
                long,
                half,
                long - short,
                half,
                short - long
            );
        }
        path
    }

    /// A figure for each layer; `colour` is that of a class.
    fn figures(
        &self,
        name: &str,
        colour: impl Fn(&AssignedClass) -> String,
        note: impl Fn(&[&AssignedClass]) -> String,
    ) -> PageBlock {
        let mut list = Vec::new();
        for (layer, classes) in &self.layers {
            let mut svg = plot::open(&format!("{name}, layer {layer}"), SIDE, SIDE);
            let mut shown = Vec::new();
            for (&number, modules) in classes {
                let class = &self.assignment.classes[number];
                shown.push(class);
                let title = format!(
                    "{}: {}, loss {:.3e}, best single choice {:.3e}",
                    class.name, class.stated, class.loss, class.single_loss
                );
                let _ = write!(
                    svg,
                    "<path class=\"edge\" fill=\"{}\" d=\"{}\"><title>{}</title></path>",
                    colour(class),
                    self.outlines(modules),
                    plot::escape(&title)
                );
            }
            list.push(Figure::new(svg + "</svg>", format!("layer {layer}: {}", note(&shown))));
        }
        PageBlock::Figures(Figures { size: "medium", list })
    }

    fn by_algorithm(&self) -> Vec<PageBlock> {
        let mut svg = plot::open("legend", plot::WIDTH, 24.0 * self.assignment.algorithms.len() as f64 + 6.0);
        for (line, (algorithm, modules)) in self.assignment.algorithms.iter().enumerate() {
            let y = 24.0 * line as f64 + 6.0;
            let _ = write!(
                svg,
                "<path class=\"edge\" fill=\"{}\" d=\"M8 {y:.1}h16v16h-16z\"/><text x=\"32\" y=\"{:.1}\">{}: {modules} \
                 modules</text>",
                colour_of(algorithm),
                y + 13.0,
                plot::escape(algorithm)
            );
        }
        let legend = Figure::new(svg + "</svg>", "The algorithm that each module runs.");
        vec![
            PageBlock::Figures(Figures { size: "", list: vec![legend] }),
            self.figures("algorithms", |class| colour_of(&class.algorithm), algorithms_of),
        ]
    }

    fn by_gain(&self) -> Vec<PageBlock> {
        let colours = Colours { from: -100.0, to: 100.0, scale: ColourScale::AroundZero };
        let bar = plot::open("gain", plot::WIDTH, 40.0)
            + &colours.bar("% of the loss saved", 8.0, 6.0, plot::WIDTH - 16.0)
            + "</svg>";
        let legend = Figure::new(
            bar,
            "Part of the best single choice's loss that each class saves, on rows that chose nothing; below 0 more is lost.",
        );
        vec![
            PageBlock::Figures(Figures { size: "", list: vec![legend] }),
            self.figures("gain", |class| colours.of(100.0 * class.gain()), saved_of),
        ]
    }
}

/// The algorithms of some classes.
fn algorithms_of(classes: &[&AssignedClass]) -> String {
    let names: BTreeSet<&str> = classes.iter().map(|class| class.algorithm.as_str()).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// What part of the loss some classes save together.
fn saved_of(classes: &[&AssignedClass]) -> String {
    let own = classes.iter().map(|class| class.modules as f64 * class.loss).sum::<f64>();
    let single = classes.iter().map(|class| class.modules as f64 * class.single_loss).sum::<f64>();
    let part = if single > 0.0 { 1.0 - own / single } else { 0.0 };
    format!("{:.0} % of its loss saved", 100.0 * part)
}

/// The colour of an algorithm, one of those of series.
fn colour_of(algorithm: &str) -> String {
    let place = Algorithm::ALL.iter().position(|own| own.name() == algorithm).unwrap_or(Algorithm::ALL.len());
    format!("var(--s{place})")
}
