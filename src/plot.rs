//! Plots as SVG: axes with units, legends, colours that the colour-blind tell apart.
//!
//! A plot is text that stands in a page; its colours are classes and variables of [`STYLE`], so that a page
//! can be light or dark. Sizes are in units of a figure
//! [`WIDTH`] wide, whose text is readable at 360 pixels. The same numbers give the same bytes.

use std::fmt::Write;

/// Width of a chart.
pub const WIDTH: f64 = 420.0;

/// Height of the area between the axes.
const HEIGHT: f64 = 230.0;

/// Space left of the axes, right of them, above and below.
const MARGIN: [f64; 4] = [62.0, 14.0, 12.0, 44.0];

/// Height of a line of the legend.
const LEGEND_LINE: f64 = 18.0;

/// Colours of series (Okabe and Ito's palette) and what all plots share.
pub const STYLE: &str = "\
svg{--ink:#1b1f24;--faint:#8a929b;--grid:#dfe3e8;--s0:#0072b2;--s1:#d55e00;--s2:#009e73;--s3:#b0619a;--s4:#e69f00;\
--s5:#3a9bd0;--s6:#5b5f66}\
svg text{font:13px system-ui,sans-serif;fill:var(--ink)}\
svg .axis{stroke:var(--faint);fill:none}svg .grid{stroke:var(--grid);fill:none}\
svg .line{fill:none;stroke-width:2}svg .bar{stroke:none}svg .err{stroke-width:1.2;fill:none}\
svg .edge{stroke:var(--grid);stroke-width:.5}\
svg .over{paint-order:stroke;stroke:var(--paper,#fff);stroke-width:3px;stroke-linejoin:round}";

/// Number of colours; beyond them dashes and markers tell series apart.
const COLOURS: usize = 7;

/// An axis.
#[derive(Debug, Clone, Default)]
pub struct Axis {
    /// What it shows, with its unit.
    pub label: String,
    /// Logarithmic: numbers that are not positive are left out.
    pub log: bool,
    /// Lowest number, if not that of the data.
    pub from: Option<f64>,
    /// Highest number, if not that of the data.
    pub to: Option<f64>,
}

impl Axis {
    /// A linear axis.
    pub fn linear(label: &str) -> Self {
        Axis { label: label.into(), ..Axis::default() }
    }

    /// A logarithmic axis.
    pub fn log(label: &str) -> Self {
        Axis { label: label.into(), log: true, ..Axis::default() }
    }

    /// The same from 0 on.
    #[must_use]
    pub fn from_zero(mut self) -> Self {
        self.from = Some(0.0);
        self
    }
}

/// A point; the error bar goes from `low` to `high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Abscissa.
    pub x: f64,
    /// Ordinate.
    pub y: f64,
    /// Ends of the error bar.
    pub error: Option<(f64, f64)>,
}

impl Point {
    /// A point without error bar.
    pub fn new(x: f64, y: f64) -> Self {
        Point { x, y, error: None }
    }
}

/// How a series is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PlotMark {
    /// A line.
    Line,
    /// Points with error bars, joined by a line.
    Points,
    /// Bars of this width around `x`, from 0.
    Bars(f64),
}

/// Points of one name.
#[derive(Debug, Clone)]
pub struct Series {
    /// Name in the legend; none if empty.
    pub name: String,
    /// How it is drawn.
    pub mark: PlotMark,
    /// The points, in order.
    pub points: Vec<Point>,
}

/// The scale of an axis in a figure.
struct Scale {
    log: bool,
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

/// Whether an axis has a place for a number.
fn has_place(value: f64, log: bool) -> bool {
    value.is_finite() && (!log || value > 0.0)
}

impl Scale {
    /// For an axis and all numbers on it; without any, from 0 to 1.
    fn new(axis: &Axis, values: impl Iterator<Item = f64>, start: f64, end: f64) -> Self {
        let (low, high) = values
            .filter(|&value| has_place(value, axis.log))
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
        let (low, high) = match (low.is_finite(), axis.log) {
            (false, true) => (0.1, 1.0),
            (false, false) => (0.0, 1.0),
            (true, true) => (low / 1.15, high * 1.15),
            (true, false) if low == high => (low - 0.5, high + 0.5),
            (true, false) => (low - 0.03 * (high - low), high + 0.05 * (high - low)),
        };
        let from = axis.from.unwrap_or(low);
        let to = axis.to.unwrap_or(high);
        Scale { log: axis.log, from, to: if to > from { to } else { from + 1.0 }, start, end }
    }

    fn at(&self, value: f64) -> f64 {
        let part = match self.log {
            true => (value.max(self.from / 10.0) / self.from).log10() / (self.to / self.from).log10(),
            false => (value - self.from) / (self.to - self.from),
        };
        self.start + part.clamp(-0.05, 1.05) * (self.end - self.start)
    }

    /// Round numbers for ticks.
    fn ticks(&self) -> Vec<f64> {
        let inside = |value: &f64| *value >= self.from * (1.0 - 1e-9) - 1e-300 && *value <= self.to * (1.0 + 1e-9);
        if self.log {
            let decades = (self.to / self.from).log10();
            let steps: &[f64] = if decades < 2.0 { &[1.0, 2.0, 5.0] } else { &[1.0] };
            let every = (decades / 6.0).ceil().max(1.0) as i32;
            let exponents = self.from.log10().floor() as i32..=self.to.log10().ceil() as i32;
            let exponents = exponents.filter(|exponent| exponent.rem_euclid(every) == 0);
            return exponents.flat_map(|e| steps.iter().map(move |step| step * 10f64.powi(e))).filter(inside).collect();
        }
        let raw = (self.to - self.from) / 5.0;
        let unit = 10f64.powf(raw.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * unit).find(|step| *step >= raw * 0.99).unwrap_or(raw);
        let (first, last) = ((self.from / step - 1e-9).ceil() as i64, (self.to / step + 1e-9).floor() as i64);
        (first..=last).map(|n| n as f64 * step).collect()
    }
}

/// A number with at most three or four significant digits.
pub fn short(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-3..1e5).contains(&size) {
        let text = format!("{value:.2e}");
        return text.replace(".00e", "e").replace("0e", "e");
    }
    let digits = if size >= 100.0 || size == 0.0 {
        0
    } else if size >= 10.0 {
        1
    } else if size >= 1.0 {
        2
    } else {
        4
    };
    let text = format!("{value:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Text that may stand in SVG and HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The opening of a figure, with its name for screen readers.
pub fn open(name: &str, width: f64, height: f64) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" \
         aria-label=\"{}\">",
        escape(name)
    )
}

/// A figure that stands alone in a file, on white.
pub fn file(figure: &str) -> String {
    let (open, rest) = figure.split_at(figure.find('>').map_or(0, |end| end + 1));
    format!("{open}<style>{STYLE}svg{{background:#fff}}</style>{rest}\n")
}

/// A chart of series with two axes and a legend.
pub fn chart(name: &str, x: &Axis, y: &Axis, series: &[Series]) -> String {
    let points: Vec<&Point> = series.iter().flat_map(|series| series.points.iter()).collect();
    let [left, right, top, below] = MARGIN;
    let half = series.iter().map(|series| if let PlotMark::Bars(width) = series.mark { width / 2.0 } else { 0.0 });
    let half = half.fold(0.0, f64::max);
    let xs = Scale::new(x, points.iter().flat_map(|point| [point.x - half, point.x + half]), left, WIDTH - right);
    let errors = |point: &Point| point.error.map_or([point.y, point.y], |(low, high)| [low, high]);
    let ys =
        Scale::new(y, points.iter().flat_map(|point| [point.y].into_iter().chain(errors(point))), top + HEIGHT, top);
    let named: Vec<(usize, &Series)> =
        series.iter().enumerate().filter(|(_, series)| !series.name.is_empty()).collect();
    // Short names stand in two columns.
    let columns = if named.iter().all(|(_, series)| series.name.chars().count() <= 18) { 2 } else { 1 };
    let lines = named.len().div_ceil(columns);
    let mut svg = open(name, WIDTH, top + HEIGHT + below + LEGEND_LINE * lines as f64);
    frame(&mut svg, &xs, &ys, x, y);
    for (index, series) in series.iter().enumerate() {
        draw(&mut svg, series, index, &xs, &ys);
    }
    for (place, (index, series)) in named.iter().enumerate() {
        let at = top + HEIGHT + below + LEGEND_LINE * (place % lines) as f64 + 6.0;
        let x = left - 30.0 + (WIDTH - left + 30.0) / 2.0 * (place / lines) as f64;
        sample(&mut svg, series.mark, *index, x, at);
        let _ = write!(svg, "<text x=\"{:.0}\" y=\"{:.1}\">{}</text>", x + 34.0, at + 4.5, escape(&series.name));
    }
    svg + "</svg>"
}

/// Grid, axes, ticks and labels.
fn frame(svg: &mut String, xs: &Scale, ys: &Scale, x: &Axis, y: &Axis) {
    let (left, right, bottom, top) = (xs.start, xs.end, ys.start, ys.end);
    // Labels of the abscissa must not touch.
    let mut free = f64::NEG_INFINITY;
    for tick in xs.ticks() {
        let (at, text) = (xs.at(tick), short(tick));
        let _ = write!(svg, "<path class=\"grid\" d=\"M{at:.1} {bottom:.1}V{top:.1}\"/>");
        let width = 7.5 * text.len() as f64;
        if at - width / 2.0 > free {
            free = at + width / 2.0 + 6.0;
            let _ = write!(svg, "<text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{text}</text>", bottom + 17.0);
        }
    }
    for tick in ys.ticks() {
        let at = ys.at(tick);
        let _ = write!(
            svg,
            "<path class=\"grid\" d=\"M{left:.1} {at:.1}H{right:.1}\"/><text x=\"{:.1}\" y=\"{:.1}\" \
             text-anchor=\"end\">{}</text>",
            left - 6.0,
            at + 4.5,
            short(tick)
        );
    }
    let _ = write!(
        svg,
        "<path class=\"axis\" d=\"M{left:.1} {top:.1}V{bottom:.1}H{right:.1}\"/>\
         <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>\
         <text transform=\"translate(13 {:.1})rotate(-90)\" text-anchor=\"middle\">{}</text>",
        (left + right) / 2.0,
        bottom + 36.0,
        escape(&x.label),
        (top + bottom) / 2.0,
        escape(&y.label)
    );
}

fn stroke(index: usize) -> String {
    let dash = ["", ";stroke-dasharray:7 3", ";stroke-dasharray:2 3"][index / COLOURS % 3];
    format!("style=\"stroke:var(--s{}){dash}\"", index % COLOURS)
}

fn draw(svg: &mut String, series: &Series, index: usize, xs: &Scale, ys: &Scale) {
    let drawable = |point: &&Point| has_place(point.x, xs.log) && has_place(point.y, ys.log);
    let points: Vec<&Point> = series.points.iter().filter(drawable).collect();
    if let PlotMark::Bars(width) = series.mark {
        // One path for all bars keeps long histograms small.
        let mut path = String::new();
        for point in points.iter().filter(|point| point.y != 0.0) {
            let (from, to) = (xs.at(point.x - width / 2.0), xs.at(point.x + width / 2.0));
            let _ = write!(path, "M{from:.1} {:.1}V{:.1}H{to:.1}V{:.1}z", ys.start, ys.at(point.y), ys.start);
        }
        let _ = write!(svg, "<path class=\"bar\" style=\"fill:var(--s{})\" d=\"{path}\"/>", index % COLOURS);
        return;
    }
    let path: Vec<String> = points.iter().map(|point| format!("{:.1} {:.1}", xs.at(point.x), ys.at(point.y))).collect();
    if path.len() > 1 {
        let _ = write!(svg, "<path class=\"line\" {} d=\"M{}\"/>", stroke(index), path.join("L"));
    }
    if series.mark == PlotMark::Points || path.len() == 1 {
        for point in points {
            let (x, y) = (xs.at(point.x), ys.at(point.y));
            if let Some((low, high)) = point.error {
                let _ = write!(
                    svg,
                    "<path class=\"err\" style=\"stroke:var(--s{})\" d=\"M{x:.1} {:.1}V{:.1}\"/>",
                    index % COLOURS,
                    ys.at(low),
                    ys.at(high)
                );
            }
            marker(svg, index, x, y);
        }
    }
}

/// Circle, square, triangle or diamond.
fn marker(svg: &mut String, index: usize, x: f64, y: f64) {
    let shape = match index % 4 {
        0 => "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
        1 => "m-3.5-3.5h7v7h-7z",
        2 => "m0-4.5l4.5 8h-9z",
        _ => "m0-5l4.5 5l-4.5 5l-4.5-5z",
    };
    let _ = write!(svg, "<path style=\"fill:var(--s{})\" d=\"M{x:.1} {y:.1}{shape}\"/>", index % COLOURS);
}

/// The sign of a series in the legend.
fn sample(svg: &mut String, mark: PlotMark, index: usize, x: f64, y: f64) {
    if let PlotMark::Bars(_) = mark {
        let fill = index % COLOURS;
        let _ = write!(svg, "<path style=\"fill:var(--s{fill})\" d=\"M{x:.1} {:.1}h26v10h-26z\"/>", y - 5.0);
        return;
    }
    let _ = write!(svg, "<path class=\"line\" {} d=\"M{x:.1} {y:.1}h26\"/>", stroke(index));
    if mark == PlotMark::Points {
        marker(svg, index, x + 13.0, y);
    }
}

/// A scale of colours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colours {
    /// Number of the first colour.
    pub from: f64,
    /// Number of the last colour.
    pub to: f64,
    /// What its colours are.
    pub scale: ColourScale,
}

/// What a scale of colours is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColourScale {
    /// Areas: one-sided, even in lightness.
    Areas,
    /// Areas of numbers around 0: two-sided, with the middle pale.
    AroundZero,
    /// Lines on the page: one-sided, every colour to be seen on light and on dark.
    Lines,
}

/// Stops of the scales. Those of areas are after viridis; those of lines have a contrast of at least 3.5 to the
/// paper of the page, light and dark.
const SEQUENTIAL: [[u8; 3]; 6] =
    [[68, 1, 84], [65, 68, 135], [42, 120, 142], [34, 168, 132], [122, 209, 81], [253, 231, 37]];
const LINES: [[u8; 3]; 5] = [[47, 121, 224], [120, 98, 214], [190, 72, 160], [208, 72, 72], [196, 106, 16]];
const DIVERGING: [[u8; 3]; 5] = [[33, 102, 172], [146, 197, 222], [244, 244, 244], [244, 165, 130], [178, 24, 43]];

impl Colours {
    /// From 0 to the largest of some numbers.
    pub fn up_to(values: impl IntoIterator<Item = f64>) -> Self {
        let to = values.into_iter().filter(|value| value.is_finite()).fold(0.0, f64::max);
        Colours { from: 0.0, to: if to > 0.0 { to } else { 1.0 }, scale: ColourScale::Areas }
    }

    /// Around 0, as far as the largest of some numbers.
    pub fn around_zero(values: impl IntoIterator<Item = f64>) -> Self {
        let Colours { to, .. } = Colours::up_to(values.into_iter().map(f64::abs));
        Colours { from: -to, to, scale: ColourScale::AroundZero }
    }

    /// The colour of a number, `#rrggbb`.
    pub fn of(&self, value: f64) -> String {
        let stops: &[[u8; 3]] = match self.scale {
            ColourScale::Areas => &SEQUENTIAL,
            ColourScale::AroundZero => &DIVERGING,
            ColourScale::Lines => &LINES,
        };
        let part = ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0) * (stops.len() - 1) as f64;
        let low = (part as usize).min(stops.len() - 2);
        let [red, green, blue] = [0, 1, 2].map(|channel| {
            let (a, b) = (f64::from(stops[low][channel]), f64::from(stops[low + 1][channel]));
            (a + (b - a) * (part - low as f64)).round() as u8
        });
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// A bar of the colours with its ends and its label, `width` wide.
    pub fn bar(&self, label: &str, x: f64, y: f64, width: f64) -> String {
        const STEPS: usize = 24;
        let step = width / STEPS as f64;
        let mut svg = String::new();
        for at in 0..STEPS {
            let value = self.from + (self.to - self.from) * (at as f64 + 0.5) / STEPS as f64;
            let _ = write!(
                svg,
                "<path fill=\"{}\" d=\"M{:.1} {y:.1}h{:.1}v9h-{:.1}z\"/>",
                self.of(value),
                x + step * at as f64,
                step + 0.3,
                step + 0.3
            );
        }
        let text = y + 23.0;
        let _ = write!(
            svg,
            "<text x=\"{x:.1}\" y=\"{text:.1}\">{}</text><text x=\"{:.1}\" y=\"{text:.1}\" text-anchor=\"middle\">{}\
             </text><text x=\"{:.1}\" y=\"{text:.1}\" text-anchor=\"end\">{}</text>",
            short(self.from),
            x + width / 2.0,
            escape(label),
            x + width,
            short(self.to)
        );
        svg
    }
}

/// Points coloured by a third number.
pub fn scatter(name: &str, x: &Axis, y: &Axis, points: &[(f64, f64, f64)], colours: Colours, label: &str) -> String {
    let [left, right, top, below] = MARGIN;
    let xs = Scale::new(x, points.iter().map(|point| point.0), left, WIDTH - right);
    let ys = Scale::new(y, points.iter().map(|point| point.1), top + HEIGHT, top);
    let mut svg = open(name, WIDTH, top + HEIGHT + below + 30.0);
    frame(&mut svg, &xs, &ys, x, y);
    for &(x, y, value) in points {
        let _ = write!(
            svg,
            "<circle class=\"dot\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"2\" fill=\"{}\"/>",
            xs.at(x),
            ys.at(y),
            colours.of(value)
        );
    }
    svg + &colours.bar(label, left, top + HEIGHT + below, WIDTH - left - right) + "</svg>"
}

/// Squares coloured by their numbers; `None` stays empty. Rows and columns are numbered from 0.
pub fn matrix(name: &str, x: &str, y: &str, rows: &[Vec<Option<f64>>], colours: Colours, label: &str) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let [left, right, top, below] = MARGIN;
    let left = left - 14.0;
    let width = (WIDTH - left - right) / columns as f64;
    let height = width.min(24.0);
    let bottom = top + height * rows.len() as f64;
    let mut svg = open(name, WIDTH, bottom + below + 30.0);
    for (row, values) in rows.iter().enumerate() {
        for (column, value) in values.iter().enumerate() {
            let Some(value) = value else { continue };
            let (at, down) = (left + width * column as f64, top + height * row as f64);
            let _ = write!(
                svg,
                "<path class=\"edge\" fill=\"{}\" d=\"M{at:.1} {down:.1}h{width:.1}v{height:.1}h-{width:.1}z\"><title>\
                 {} {row}, {} {column}: {}</title></path>",
                colours.of(*value),
                escape(y),
                escape(x),
                short(*value)
            );
        }
        let at = top + height * (row as f64 + 0.5) + 4.5;
        let _ = write!(svg, "<text x=\"{:.1}\" y=\"{at:.1}\" text-anchor=\"end\">{row}</text>", left - 5.0);
    }
    for column in 0..columns {
        let at = left + width * (column as f64 + 0.5);
        let _ = write!(svg, "<text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{column}</text>", bottom + 16.0);
    }
    let middle = (left + WIDTH - right) / 2.0;
    let _ = write!(
        svg,
        "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>\
         <text transform=\"translate(13 {:.1})rotate(-90)\" text-anchor=\"middle\">{}</text>",
        bottom + 34.0,
        escape(x),
        (top + bottom) / 2.0,
        escape(y)
    );
    svg + &colours.bar(label, left, bottom + below, WIDTH - left - right) + "</svg>"
}

/// A histogram without axes for many of them side by side: bars of equal width, the numbers at both ends, the
/// largest count.
pub fn small_histogram(name: &str, counts: &[usize], first: &str, last: &str) -> String {
    const SIZE: (f64, f64) = (200.0, 110.0);
    let (bottom, width) = (SIZE.1 - 20.0, SIZE.0 - 8.0);
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let step = width / counts.len().max(1) as f64;
    let mut path = String::new();
    for (at, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = (bottom - 18.0) * count as f64 / most as f64;
        let x = 4.0 + step * at as f64;
        let _ = write!(path, "M{x:.1} {bottom:.1}v-{height:.1}h{:.1}v{height:.1}z", step * 0.9);
    }
    format!(
        "{}<path class=\"bar\" style=\"fill:var(--s0)\" d=\"{path}\"/><path class=\"axis\" d=\"M4 {bottom:.1}h{width:.1}\"/>\
         <text x=\"4\" y=\"{:.1}\">{first}</text><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{last}</text>\
         <text x=\"{:.1}\" y=\"12\" text-anchor=\"end\">max {most}</text></svg>",
        open(name, SIZE.0, SIZE.1),
        SIZE.1 - 5.0,
        SIZE.0 - 4.0,
        SIZE.1 - 5.0,
        SIZE.0 - 4.0
    )
}

/// Horizontal bars of several lengths behind each other, one line for each name: the longest first.
pub fn lengths(name: &str, x: &Axis, legend: &[&str], lines: &[(String, Vec<f64>)]) -> String {
    const LINE: f64 = 24.0;
    let [_, right, top, below] = MARGIN;
    let left = 132.0;
    let bottom = top + LINE * lines.len() as f64;
    let xs = Scale::new(x, lines.iter().flat_map(|(_, values)| values.iter().copied()), left, WIDTH - right);
    let mut svg = open(name, WIDTH, bottom + below + LEGEND_LINE * legend.len() as f64);
    for tick in xs.ticks() {
        let at = xs.at(tick);
        let _ = write!(
            svg,
            "<path class=\"grid\" d=\"M{at:.1} {bottom:.1}V{top:.1}\"/><text x=\"{at:.1}\" y=\"{:.1}\" \
             text-anchor=\"middle\">{}</text>",
            bottom + 17.0,
            short(tick)
        );
    }
    for (line, (name, values)) in lines.iter().enumerate() {
        let at = top + LINE * line as f64;
        let _ = write!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            left - 6.0,
            at + 16.0,
            escape(name)
        );
        for (index, value) in values.iter().enumerate() {
            let inset = 3.0 + 3.5 * index as f64;
            let _ = write!(
                svg,
                "<path style=\"fill:var(--s{})\" d=\"M{left:.1} {:.1}H{:.1}v{:.1}H{left:.1}z\"/>",
                LENGTH_COLOURS[index % 3],
                at + inset,
                xs.at(*value),
                LINE - 2.0 * inset
            );
        }
    }
    let _ = write!(
        svg,
        "<path class=\"axis\" d=\"M{left:.1} {top:.1}V{bottom:.1}H{:.1}\"/><text x=\"{:.1}\" y=\"{:.1}\" \
         text-anchor=\"middle\">{}</text>",
        xs.end,
        (left + xs.end) / 2.0,
        bottom + 36.0,
        escape(&x.label)
    );
    for (index, name) in legend.iter().enumerate() {
        let at = bottom + below + LEGEND_LINE * index as f64 + 6.0;
        sample(&mut svg, PlotMark::Bars(0.0), LENGTH_COLOURS[index % 3], 62.0, at);
        let _ = write!(svg, "<text x=\"96\" y=\"{:.1}\">{}</text>", at + 4.5, escape(name));
    }
    svg + "</svg>"
}

/// One of several axes side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Coordinate {
    /// Its name.
    pub label: String,
    /// Whether its scale is logarithmic.
    pub log: bool,
    /// Words for the numbers 0, 1, …; none for numbers that stand for themselves.
    pub words: Vec<String>,
}

/// Lines across parallel axes, one for each row of numbers, coloured by a further number; those with the lowest are
/// drawn last, above the others.
pub fn parallel(name: &str, axes: &[Coordinate], lines: &[(Vec<f64>, f64)], colours: Colours, label: &str) -> String {
    const STEP: f64 = 124.0;
    const LONGEST: usize = 15;
    let [_, _, top, _] = MARGIN;
    let (top, left) = (top + 24.0, 62.0);
    let width = (left + STEP * axes.len().saturating_sub(1) as f64 + 82.0).max(WIDTH);
    let bottom = top + HEIGHT;
    let mut svg = open(name, width, bottom + 44.0);
    let scales: Vec<Scale> = axes
        .iter()
        .enumerate()
        .map(|(at, axis)| {
            let own = Axis { label: String::new(), log: axis.log, from: None, to: None };
            let words = (0..axis.words.len()).map(|word| word as f64);
            Scale::new(&own, lines.iter().filter_map(|(row, _)| row.get(at).copied()).chain(words), bottom, top)
        })
        .collect();
    let mut order: Vec<&(Vec<f64>, f64)> = lines.iter().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    for (row, value) in order {
        let points = row
            .iter()
            .zip(&scales)
            .enumerate()
            .map(|(at, (&number, scale))| format!("{:.1} {:.1}", left + STEP * at as f64, scale.at(number)));
        let points = points.collect::<Vec<_>>().join("L");
        let _ =
            write!(svg, "<path fill=\"none\" stroke-width=\"1.3\" stroke=\"{}\" d=\"M{points}\"/>", colours.of(*value));
    }
    for (at, (axis, scale)) in axes.iter().zip(&scales).enumerate() {
        let x = left + STEP * at as f64;
        let _ = write!(
            svg,
            "<path class=\"axis\" d=\"M{x:.1} {top:.1}V{bottom:.1}\"/><text x=\"{x:.1}\" y=\"{:.1}\" \
             text-anchor=\"middle\">{}</text>",
            top - 12.0,
            escape(&axis.label)
        );
        let ticks: Vec<(f64, String)> = match axis.words.is_empty() {
            true => scale.ticks().into_iter().map(|tick| (tick, short(tick))).collect(),
            false => axis.words.iter().enumerate().map(|(at, word)| (at as f64, shortened(word, LONGEST))).collect(),
        };
        for (tick, text) in ticks {
            // The lines pass behind the words.
            let y = scale.at(tick);
            let _ = write!(
                svg,
                "<path class=\"axis\" d=\"M{x:.1} {y:.1}h4\"/><text class=\"over\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                x + 7.0,
                y + 4.5,
                escape(&text)
            );
        }
    }
    svg + &colours.bar(label, left, bottom + 14.0, width - 2.0 * left) + "</svg>"
}

/// A word, with an ellipsis where it is too long.
fn shortened(word: &str, longest: usize) -> String {
    match word.chars().count() > longest {
        true => word.chars().take(longest - 1).chain(['…']).collect(),
        false => word.to_owned(),
    }
}

/// Colours of bars behind each other.
const LENGTH_COLOURS: [usize; 3] = [5, 0, 4];

#[cfg(test)]
mod tests {
    use super::*;

    fn series(points: &[(f64, f64)]) -> Vec<Series> {
        let points = points.iter().map(|&(x, y)| Point::new(x, y)).collect();
        vec![Series { name: "a < b".into(), mark: PlotMark::Points, points }]
    }

    #[test]
    fn what_cannot_be_drawn_leaves_no_trace() {
        let log = Axis::log("loss");
        for points in [&[][..], &[(0.0, 0.0)], &[(0.0, -1.0), (1.0, f64::NAN)], &[(1.0, 2.0), (f64::INFINITY, 3.0)]] {
            let svg = chart("n", &Axis::linear("x"), &log, &series(points));
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
            assert!(svg.contains("a &lt; b") && svg.ends_with("</svg>"));
        }
    }

    #[test]
    fn a_figure_in_a_file_has_its_style() {
        let svg = file(&chart("a > b", &Axis::linear("x"), &Axis::linear("y"), &series(&[(1.0, 2.0)])));
        assert!(svg.contains("aria-label=\"a &gt; b\"><style>svg{--ink:"), "{svg}");
        assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>\n"));
    }

    #[test]
    fn ticks_are_round_and_inside() {
        fn ticks(axis: Axis, low: f64, high: f64) -> Vec<f64> {
            Scale::new(&axis, [low, high].into_iter(), 0.0, 1.0).ticks()
        }
        assert_eq!(ticks(Axis::linear(""), 0.0, 48.0), [0.0, 20.0, 40.0]);
        assert_eq!(ticks(Axis::log(""), 0.0011, 0.5), [0.001, 0.01, 0.1].map(|n: f64| n)[..]);
        assert_eq!(ticks(Axis::log(""), 1.1, 6.0), [1.0, 2.0, 5.0]);
    }

    #[test]
    fn numbers_are_short() {
        let shown = [0.0, 0.5, 12.34, 1234.5, 1.5e-5, 2e6, -0.25].map(short);
        assert_eq!(shown, ["0", "0.5", "12.3", "1234", "1.5e-5", "2e6", "-0.25"]);
    }

    #[test]
    fn colours_reach_both_ends_and_pale_in_the_middle() {
        let colours = Colours::around_zero([0.5, -2.0]);
        assert_eq!((colours.from, colours.to), (-2.0, 2.0));
        assert_eq!([-9.0, 0.0, 2.0].map(|v| colours.of(v)), ["#2166ac", "#f4f4f4", "#b2182b"]);
        assert_eq!(Colours::up_to([]).to, 1.0);
    }

    /// The relative luminance of a colour, `#rrggbb`, as WCAG defines it.
    fn brightness(colour: &str) -> f64 {
        let parts = [(1, 0.2126), (3, 0.7152), (5, 0.0722)].map(|(at, weight)| {
            let part = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            weight * if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        parts.iter().sum()
    }

    /// Contrast as WCAG defines it; 3 is what it asks of lines that mean something.
    #[test]
    fn lines_are_seen_on_light_and_on_dark() {
        let page = include_str!("../templates/page/style.css");
        let papers = [("#fff", "#ffffff"), ("#14181d", "#14181d")].map(|(written, colour)| {
            assert!(page.contains(&format!("--paper:{written};")), "the page has other papers");
            brightness(colour)
        });
        let colours = Colours { from: 0.0, to: 1.0, scale: ColourScale::Lines };
        for at in 0..=40 {
            let colour = colours.of(f64::from(at) / 40.0);
            for paper in papers {
                let (a, b) = (brightness(&colour), paper);
                assert!((a.max(b) + 0.05) / (a.min(b) + 0.05) > 3.5, "{colour}");
            }
        }
    }
}
