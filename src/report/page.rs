//! One page with everything: sections of text, tables, figures and packet viewers, in one HTML file that needs no
//! network. The same inputs give the same bytes.

use askama::Template;
use base64ct::{Base64, Encoding};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::figures;
use super::glance::Glance;
use super::source::{Content, ReportInput};
use super::story::{self, Story};
use super::{assignment, evaluation, run};
use crate::assign::plan::AssignPlan;
use crate::assign::result::Assignment;
use crate::chip::Options;
use crate::chip::signals::InputWords;
use crate::data::{ReadOptions, cells};
use crate::error::{Error, Result};
use crate::golden::diff::FirstDifference;
use crate::golden::vectors::VectorReader;
use crate::golden::verify::{self, GoldenCase, GoldenOutcome, Line, Setup};
use crate::hwgen::report as hardware;
use crate::kernels::ComputedBy;
use crate::plot;
use crate::registers::CELLS;
use crate::version;

/// The most BX in a packet viewer, and fewer where a page has many of them.
const VIEWER_PACKETS: [usize; 3] = [64, 16, 4];

/// The most bytes of what stands on a page: with what is around it, a page stays below 20 MB.
const MAX_BYTES: usize = 19_000_000;

/// What stands in place of figures and viewers for which a page has no room.
const LEFT_OUT: &str = "The figures and viewers of this source are left out, as the page would be larger than 20 MB. A \
                        report of this source alone shows them.";

/// What the arguments say about the page.
#[derive(Debug, Clone)]
pub struct PageRequest {
    /// Samples for the views of latents, instead of those that belong to the run, and how they are read.
    pub data: Option<(std::path::PathBuf, ReadOptions)>,
    /// The most samples to read.
    pub samples: usize,
}

/// A part of the page with a title.
pub struct Section {
    /// Name for links inside the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it holds.
    pub blocks: Vec<PageBlock>,
}

impl Section {
    /// A part about `name`, which stands behind the title.
    pub(super) fn of(id: &str, title: &str, name: &str, blocks: Vec<PageBlock>) -> Self {
        Section { id: id.into(), title: format!("{title}: {name}"), blocks }
    }
}

/// A piece of a section.
pub enum PageBlock {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Text in which spaces matter.
    Pre(String),
    /// A table.
    Table(Table),
    /// Figures beside each other.
    Figures(Figures),
    /// A packet viewer.
    Viewer(Viewer),
    /// Verdicts, and the charts that show most.
    Glance(Glance),
}

/// Stories of BX to be looked through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The stories as JSON, fit to stand in a page.
    stories: String,
    /// Which of them is shown first.
    first: usize,
}

impl Viewer {
    fn new(stories: &[Story], first: usize) -> Result<Self> {
        let text = serde_json::to_string(stories);
        let text = text.map_err(|error| Error::new(format!("cannot write the stories: {error}")))?;
        Ok(Viewer { stories: text.replace('<', "\\u003c"), first })
    }
}

impl PageBlock {
    /// Whether it is a picture or a viewer.
    fn is_drawn(&self) -> bool {
        matches!(self, PageBlock::Figures(_) | PageBlock::Viewer(_))
    }

    /// About how many bytes it takes on a page.
    fn bytes(&self) -> usize {
        const TAGS: usize = 20;
        match self {
            PageBlock::Heading(text) | PageBlock::Text(text) | PageBlock::Pre(text) => text.len(),
            PageBlock::Viewer(viewer) => viewer.stories.len(),
            PageBlock::Table(table) => table.rows.iter().flatten().map(|cell| cell.len() + TAGS).sum(),
            PageBlock::Figures(figures) => figures.list.iter().map(Figure::bytes).sum(),
            PageBlock::Glance(glance) => glance.charts().chain(&glance.wafers).map(Figure::bytes).sum(),
        }
    }
}

/// A table; the first cell of a row is its name.
#[derive(Default)]
pub struct Table {
    /// If given, the table is folded behind this line.
    pub summary: Option<String>,
    /// Names of the columns; none if empty.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table of names and values.
    pub fn pairs<A: Into<String>, B: Into<String>>(rows: impl IntoIterator<Item = (A, B)>) -> PageBlock {
        let rows = rows.into_iter().map(|(name, value)| vec![name.into(), value.into()]).collect();
        PageBlock::Table(Table { rows, ..Table::default() })
    }

    /// A table with names of columns.
    pub fn with_head(head: &[&str], rows: Vec<Vec<String>>) -> PageBlock {
        PageBlock::Table(Table { head: head.iter().map(|name| (*name).to_owned()).collect(), rows, summary: None })
    }
}

/// Figures of one size.
pub struct Figures {
    /// Class: empty, `wide`, `medium` or `small`.
    pub size: &'static str,
    /// The figures.
    pub list: Vec<Figure>,
}

/// A figure.
pub struct Figure {
    /// SVG.
    pub svg: String,
    /// What it shows.
    pub caption: String,
}

impl Figure {
    /// A figure with its caption.
    pub fn new(svg: String, caption: impl Into<String>) -> Self {
        Figure { svg, caption: caption.into() }
    }

    fn bytes(&self) -> usize {
        self.svg.len() + self.caption.len()
    }
}

#[derive(Template)]
#[template(path = "page/page.html")]
struct Page<'a> {
    title: String,
    subtitle: String,
    sections: Vec<Section>,
    plot_style: &'a str,
    style: &'a str,
    script: &'a str,
    viewer: bool,
    cells: String,
    /// What the browser may do: nothing but what stands in the page, and no other script than its own.
    policy: String,
}

/// The page of a report.
///
/// # Errors
/// Those of reading what the inputs refer to.
pub fn report(inputs: &[ReportInput], request: &PageRequest) -> Result<String> {
    let (mut sections, mut glance) = (Vec::new(), Glance::default());
    for packets in VIEWER_PACKETS {
        (sections, glance) = sections_of(inputs, request, packets)?;
        if bytes_of(&sections) <= MAX_BYTES {
            break;
        }
    }
    let mut too_much = bytes_of(&sections).saturating_sub(MAX_BYTES);
    for own in sections.iter_mut().rev() {
        if too_much == 0 {
            break;
        }
        let before = bytes_of(std::slice::from_ref(own));
        own.iter_mut().for_each(|section| section.blocks.retain(|block| !block.is_drawn()));
        if let Some(first) = own.first_mut() {
            first.blocks.insert(0, PageBlock::Text(LEFT_OUT.into()));
        }
        too_much = too_much.saturating_sub(before - bytes_of(std::slice::from_ref(own)));
    }
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    let sections = glance.section().into_iter().chain(sections.into_iter().flatten());
    render(&names.join(", "), &format!("Report of {}", version::program()), sections.collect())
}

/// The sections of each input, with viewers of at most so many BX, and what is said of all of them first.
fn sections_of(inputs: &[ReportInput], request: &PageRequest, packets: usize) -> Result<(Vec<Vec<Section>>, Glance)> {
    let (mut all, mut glance) = (Vec::new(), Glance::default());
    for (number, input) in inputs.iter().enumerate() {
        let own = match &input.content {
            Content::Run(content) => run::sections(input, content, request, packets, &mut glance)?,
            Content::Evaluation(content) => evaluation::sections(&input.name, content, &mut glance),
            Content::Export(content) => {
                glance.hardware(&input.name, content);
                vec![hardware_section(&input.name, content)]
            }
            Content::Assignment(content) => {
                glance.assignment(&input.name, &content.0);
                assignment::sections(&input.name, &content.0, &content.1)
            }
            Content::Golden => golden(&input.name, &input.path, packets, &mut glance)?,
            Content::Search(trials) => {
                glance.search(&input.name, trials);
                super::search::sections(trials)
            }
        };
        let own = own.into_iter().map(|section| Section { id: format!("{}-{number}", section.id), ..section });
        all.push(own.collect());
    }
    Ok((all, glance))
}

/// About how many bytes sections take on a page.
fn bytes_of(sections: &[Vec<Section>]) -> usize {
    sections.iter().flatten().flat_map(|section| &section.blocks).map(PageBlock::bytes).sum()
}

/// The page of an assignment.
///
/// # Errors
/// If it cannot be written.
pub fn assignment(result: &Assignment, plan: &AssignPlan) -> Result<String> {
    let subtitle = format!("{} modules · {}", result.modules, result.tool);
    render("econ-emu assign", &subtitle, assignment::sections("all modules", result, plan))
}

/// The page of one story.
///
/// # Errors
/// If it cannot be written.
pub fn bx(stories: &[Story], wanted: usize) -> Result<String> {
    let Some(Story { row, bx, chip, .. }) = stories.get(wanted) else {
        return Err(Error::new("no BX to show").field("wanted").found(wanted));
    };
    let viewer = PageBlock::Viewer(Viewer::new(stories, wanted)?);
    let title = "From link words to link words".to_owned();
    let section = Section { id: "viewer".into(), title, blocks: vec![viewer] };
    render("econ-emu inspect", &format!("row {row}, BX {bx}; {chip}"), vec![section])
}

/// A page of sections.
///
/// # Errors
/// If it cannot be written.
pub fn render(title: &str, subtitle: &str, sections: Vec<Section>) -> Result<String> {
    let viewer =
        sections.iter().any(|section| section.blocks.iter().any(|block| matches!(block, PageBlock::Viewer(_))));
    const SCRIPT: &str = include_str!("../../templates/page/viewer.js");
    let page = Page {
        policy: policy(SCRIPT),
        title: title.into(),
        subtitle: subtitle.into(),
        viewer,
        sections,
        plot_style: plot::STYLE,
        style: include_str!("../../templates/page/style.css"),
        script: SCRIPT,
        cells: cell_shapes(),
    };
    page.render().map_err(|error| Error::new(format!("cannot write the page: {error}")))
}

/// The content security policy of a page with this script, which stands between line feeds. Styles stand everywhere in
/// figures; the empty picture of the page is data.
pub(super) fn policy(script: &str) -> String {
    let hash = Base64::encode_string(&Sha256::digest(format!("\n{script}\n")));
    format!(
        "default-src 'none'; script-src 'sha256-{hash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; \
         form-action 'none'"
    )
}

/// Outlines and centres of the cells for the viewer.
fn cell_shapes() -> String {
    let centres: Vec<[f64; 2]> =
        (0..CELLS).map(|cell| figures::place(cells::position(cell))).map(|(x, y)| [round(x), round(y)]).collect();
    let paths: Vec<String> = (0..CELLS).map(figures::outline).collect();
    json!({ "box": figures::WAFER_BOX, "centres": centres, "paths": paths }).to_string()
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn hardware_section(name: &str, report: &hardware::Report) -> Section {
    let text = hardware::table(std::slice::from_ref(report));
    let about = "Cells, area and timing by open synthesis; the export's report/ holds the scripts.";
    let blocks = vec![PageBlock::Text(about.into()), PageBlock::Pre(text)];
    Section { id: "hardware".into(), title: format!("Hardware: {name}"), blocks }
}

/// A configuration's row of the table; `path` is the directory that all of them are in.
fn verification_row(line: &Line, path: &std::path::Path) -> Vec<String> {
    let chip = line
        .chip
        .map_or("?".into(), |(generation, algorithm, links)| format!("{algorithm}, {generation}, {links} links"));
    let config = line.config.strip_prefix(path).unwrap_or(&line.config).display().to_string();
    let (verdict, first) = match &line.outcome {
        GoldenOutcome::Equal if line.rows_without_expectation > 0 => {
            ("equal", format!("none; {} input rows without expectation", line.rows_without_expectation))
        }
        GoldenOutcome::Equal => ("equal", String::new()),
        GoldenOutcome::NoOutput => ("no expected output", String::new()),
        GoldenOutcome::Error { message } => ("unusable", message.clone()),
        GoldenOutcome::Known { reason, .. } => ("known to differ", reason.clone()),
        GoldenOutcome::Different(difference) => {
            ("different", difference.first.as_ref().map_or_else(String::new, first_difference))
        }
    };
    vec![config, chip, format!("{} / {}", line.rows_equal, line.rows), verdict.into(), first]
}

/// Verification of golden sets below a directory, and a viewer of at most so many packets for the first of them.
///
/// # Errors
/// If there is no set, or its files cannot be read.
pub fn golden(name: &str, path: &std::path::Path, packets: usize, glance: &mut Glance) -> Result<Vec<Section>> {
    let (cases, _) = verify::find(path)?;
    let verified = |case| verify::verify(case, &Options::default(), ComputedBy::Fastest, |_| ());
    let lines: Vec<Line> = cases.iter().map(verified).collect();
    glance.golden(name, &lines);
    let mut blocks = vec![PageBlock::Text(
        "The configuration's input through the emulator, compared with the expected link words on every bit.".into(),
    )];
    blocks.push(Table::with_head(
        &["configuration", "chip", "rows equal", "verdict", "first difference"],
        lines.iter().map(|line| verification_row(line, path)).collect(),
    ));
    let mut sections = vec![Section { id: "golden".into(), title: format!("Golden verification: {name}"), blocks }];
    if let (Some(case), Some(line)) = (cases.first(), lines.first())
        && !matches!(line.outcome, GoldenOutcome::Error { .. })
    {
        sections.push(viewer(name, case, line.rows, packets)?);
    }
    Ok(sections)
}

fn first_difference(first: &FirstDifference) -> String {
    format!(
        "row {}, BX {}: {} ({}), expected {} ({}), got {} ({})",
        first.row, first.bx, first.field, first.place, first.expected, first.expected_means, first.got, first.got_means
    )
}

/// BX of a golden set, evenly spaced.
fn viewer(name: &str, case: &GoldenCase, rows: u64, packets: usize) -> Result<Section> {
    let Setup { config, options, .. } = verify::setup(case, &Options::default())?;
    let mut reader = VectorReader::<InputWords>::open(&verify::input_of(&case.config)?)?;
    let step = rows.div_ceil(packets as u64).max(1);
    let stories = story::tell(&config, &options, || reader.read(), |row, _| row % step == 0, packets)?;
    let about = format!(
        "{} of {rows} BX, from link words to link words ({}).",
        stories.len(),
        stories.first().map_or("", |story| story.chip.as_str())
    );
    let blocks = vec![PageBlock::Text(about), PageBlock::Viewer(Viewer::new(&stories, 0)?)];
    Ok(Section { id: "viewer".into(), title: format!("Packet viewer: {name}"), blocks })
}
