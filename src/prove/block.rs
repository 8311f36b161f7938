//! The whole block: stages between pipeline registers, one after the other.

use std::collections::{BTreeSet, HashMap};

use super::converter::converter;
use super::elaborate::{CUT, CutInstance, Elaboration, Ports};
use super::formula::Surroundings;
use super::frame::{BX_BITS, formatter};
use super::graph::Bit;
use super::layers::{LayerCount, LayerProver};
use super::primitives;
use super::registers::{Loaded, RegisterPorts, bit, loaded, registers, word};
use super::syntax::{Expr, ItemKind, Module};
use super::tables::Variable;
use super::{ProofStep, Specification};
use crate::chip::encode::FLOAT_5E4M;
use crate::chip::signals::{CALQ_BITS, CELLS};
use crate::error::{Error, Result};
use crate::network::NORMALISED_FRAC_BITS;
use crate::nn::{NodeId, Ranges};

/// The values of a node on a bus.
struct KnownBus {
    node: NodeId,
    state: Vec<Bit>,
    values: Vec<Variable>,
    widths: Vec<usize>,
}

/// A layer with its values and their bits on the bus.
type ProvedLayer = (NodeId, Vec<Variable>, Vec<usize>);

/// What is known behind a pipeline register.
struct Segment {
    bx: Vec<Bit>,
    code: Vec<Bit>,
    buses: Vec<KnownBus>,
}

/// Proves a design, form by form, and says what has been proved.
pub struct BlockProver<'a> {
    specification: &'a Specification,
    modules: &'a [Module],
    ranges: Ranges,
    layers: LayerProver,
    /// What has been proved.
    pub steps: Vec<ProofStep>,
}

impl<'a> BlockProver<'a> {
    /// Nothing is proved yet.
    pub fn new(specification: &'a Specification, modules: &'a [Module]) -> Self {
        let ranges = Ranges::new(&specification.network, specification.weights.as_ref());
        BlockProver { specification, modules, ranges, layers: LayerProver::default(), steps: Vec::new() }
    }

    fn step(&mut self, name: &str, detail: String) {
        self.steps.push(ProofStep { name: name.to_owned(), detail });
    }

    /// Proves everything.
    ///
    /// # Errors
    /// The first step that is refuted or not proved.
    pub fn run(&mut self) -> Result<()> {
        let specification = self.specification;
        let mut design = Elaboration::new(self.modules)?;
        let ports = design.enter_top(&specification.name)?;
        let gates = design.graph.len();
        self.step("reader", format!("{} modules, {gates} gates and full adders", self.modules.len()));
        self.primitives(&design)?;
        let of_top = pipeline(&design, &ports, self.modules)?;
        let cuts = std::mem::take(&mut design.cuts);
        self.step("pipeline", format!("{} registers in a row, each with its own parameter", cuts.len()));
        let loaded = match specification.weights {
            None => loaded(&design, &specification.network)?,
            Some(_) => Loaded::new(),
        };
        let [first, inner @ .., last] = &cuts[..] else {
            return Err(Error::new("refuted: fewer than two pipeline registers"));
        };
        let mut segment = self.converter(&mut design, &ports, first)?;
        for cut in inner {
            segment = self.stage(&design, &segment, cut, &loaded)?;
        }
        self.formatter(&design, &segment, last, &of_top)?;
        let registers_of = RegisterPorts::new(&ports, specification.weights.is_none())?;
        registers(&mut design, &registers_of, &specification.network, (&loaded, specification.hash))?;
        let detail = match loaded.len() {
            0 => "the hash of the design at the highest address, 0 elsewhere".to_owned(),
            count => format!("{count} weights written, cleared and read back, at every address"),
        };
        self.step("registers", detail);
        Ok(())
    }

    /// The hand-written modules that were taken for granted.
    fn primitives(&mut self, design: &Elaboration<'_>) -> Result<()> {
        // An adder may be made of another one.
        let mut widths = design.adders.clone();
        widths.extend(design.adders.iter().map(|&(_, width)| ("adder", width)));
        for &(name, width) in &widths {
            primitives::adder(self.modules, name, width)?;
        }
        self.step("adders", format!("{} modules and widths add, by decision diagrams", widths.len()));
        let cuts: BTreeSet<usize> = design.cuts.iter().map(|cut| cut.width).collect();
        for &width in &cuts {
            primitives::cut(self.modules, width)?;
        }
        self.step("register", format!("{} widths, with the register and without", cuts.len()));
        Ok(())
    }

    fn converter(&mut self, design: &mut Elaboration<'_>, ports: &Ports, cut: &CutInstance) -> Result<Segment> {
        let (bx, charges) = (word(ports, "bx")?, word(ports, "charges")?);
        let norm = NORMALISED_FRAC_BITS as usize + 1;
        let [(bx_in, bx_out), (code, code_out), (norms, norms_out)] = &cut.words[..] else {
            return Err(design.at(cut.site, "refuted: what enters the first register").found(cut.words.len()));
        };
        let widths = [bx_in.len(), code.len(), norms.len(), charges.len()];
        let wanted = [BX_BITS, FLOAT_5E4M.bits() as usize, norm * CELLS, CALQ_BITS as usize * CELLS];
        if *bx_in != bx || widths != wanted {
            return Err(design.at(cut.site, "refuted: what enters the first register"));
        }
        converter(design, &charges, code, norms)?;
        self.step("converter", format!("sum of {CELLS} charges, its code, {CELLS} normalised charges"));
        let widths = vec![norm; CELLS];
        let range = |bits: &[Bit]| Variable::new(bits, 0, (1 << norm) - 1);
        let values = norms_out.chunks(norm).map(range).collect();
        let buses = vec![KnownBus { node: NodeId(0), state: norms_out.clone(), values, widths }];
        Ok(Segment { bx: bx_out.clone(), code: code_out.clone(), buses })
    }

    /// Bits of every value of a node on a bus. That the values fit is proved; this only says where they are
    /// looked for.
    fn widths(&self, id: NodeId) -> Vec<usize> {
        let typed = &self.specification.network;
        let node = typed.node(id);
        let whole = typed.outputs().contains(&id).then_some(node.number.bits() as usize);
        let own = self.ranges.of(node).iter().map(|range| match whole {
            Some(bits) => bits,
            None if range.min == range.max => 0,
            None => range.bits() as usize,
        });
        own.collect()
    }

    /// A stage between two registers: buses that pass, and one layer.
    fn stage(
        &mut self,
        design: &Elaboration<'_>,
        before: &Segment,
        cut: &CutInstance,
        loaded: &Loaded,
    ) -> Result<Segment> {
        let [(bx, bx_out), (code, code_out), buses @ ..] = &cut.words[..] else {
            return Err(design.at(cut.site, "refuted: what enters a register").found(cut.words.len()));
        };
        if *bx != before.bx || *code != before.code {
            return Err(design.at(cut.site, "refuted: crossing or sum code are not passed on"));
        }
        let mut after = Segment { bx: bx_out.clone(), code: code_out.clone(), buses: Vec::new() };
        for (bits, state) in buses {
            let passed = before.buses.iter().filter(|bus| bus.state == *bits);
            let mut all: Vec<ProvedLayer> =
                passed.map(|bus| (bus.node, bus.values.clone(), bus.widths.clone())).collect();
            if all.is_empty() {
                all = self.layers_of(design, before, (bits, cut), loaded)?;
            }
            for (node, values, widths) in all {
                let mut first = 0;
                let mut moved = Vec::new();
                for (value, width) in values.into_iter().zip(&widths) {
                    moved.push(Variable { bits: state[first..first + width].to_vec(), ..value });
                    first += width;
                }
                after.buses.push(KnownBus { node, state: state.clone(), values: moved, widths });
            }
        }
        Ok(after)
    }

    /// The layers whose values a bus holds: those that are proved of all of the right width. A rectifier of what
    /// is never negative changes nothing, so that there may be two.
    fn layers_of(
        &mut self,
        design: &Elaboration<'_>,
        before: &Segment,
        (bits, cut): (&[Bit], &CutInstance),
        loaded: &Loaded,
    ) -> Result<Vec<ProvedLayer>> {
        let specification = self.specification;
        let typed = &specification.network;
        let values: HashMap<u32, Variable> = before
            .buses
            .iter()
            .flat_map(|bus| bus.values.iter().zip(typed.node(bus.node).first as u32..))
            .map(|(value, number)| (number, value.clone()))
            .collect();
        let frozen = specification.weights.as_ref();
        let surroundings = Surroundings { typed, values: &values, frozen, loaded };
        let (mut refused, mut proved) = (None, Vec::new());
        for id in (1..typed.nodes().len()).map(NodeId) {
            let widths = self.widths(id);
            let width: usize = widths.iter().sum();
            // A bus without bits is one zero.
            let zero = width == 0 && bits == [Bit::ZERO];
            if width != bits.len() && !zero {
                continue;
            }
            let mut count = LayerCount::default();
            match self.layers.layer(design, &surroundings, (id, bits), &widths, &mut count) {
                Ok(values) => {
                    let LayerCount { values: all, sums, functions } = count;
                    let name = format!("layer {}", typed.node(id).name);
                    self.step(&name, format!("{all} values, {sums} sums, {functions} functions of their inputs"));
                    proved.push((id, values, widths));
                }
                Err(error) => refused = Some(error),
            }
        }
        if !proved.is_empty() {
            return Ok(proved);
        }
        let none = || design.at(cut.site, "refuted: a bus as wide as no layer").found(bits.len());
        Err(refused.unwrap_or_else(none))
    }

    fn formatter(
        &mut self,
        design: &Elaboration<'_>,
        before: &Segment,
        cut: &CutInstance,
        of_top: &[Vec<Bit>; 4],
    ) -> Result<()> {
        let typed = &self.specification.network;
        let [(code, code_out), (latents, latents_out), (links, links_out)] = &cut.words[..] else {
            return Err(design.at(cut.site, "refuted: what enters the last register").found(cut.words.len()));
        };
        let output = before.buses.iter().find(|bus| typed.outputs().contains(&bus.node));
        let output = output.ok_or_else(|| design.at(cut.site, "refuted: no latents before the last register"))?;
        let wanted = [vec![cut.valid_out], code_out.clone(), latents_out.clone(), links_out.clone()];
        if *code != before.code || *latents != output.state || *of_top != wanted {
            return Err(design.at(cut.site, "refuted: sum code, latents or outputs are not passed on"));
        }
        formatter(design, &self.specification.layout, (&before.bx, code, latents), links)?;
        self.step("formatter", format!("{} bits of {} links, every crossing", links.len(), links.len() / 32));
        Ok(())
    }
}

/// Proves that the registers stand in a row with one clock and one reset, and that each parameter of the top
/// chooses one register and nothing else; gives the outputs of the top.
fn pipeline(design: &Elaboration<'_>, ports: &Ports, modules: &[Module]) -> Result<[Vec<Bit>; 4]> {
    let (clock, reset) = (bit(ports, "clock")?, bit(ports, "reset")?);
    let mut valid = bit(ports, "valid_in")?;
    let mut parameters = BTreeSet::new();
    let Some(top) = modules.get(design.top) else { return Err(Error::new("the top is missing")) };
    for cut in &design.cuts {
        if cut.clock != clock || cut.reset != reset || cut.valid_in != valid {
            return Err(design.at(cut.site, "refuted: clock, reset or valid of a pipeline register"));
        }
        valid = cut.valid_out;
    }
    for item in &top.items {
        let ItemKind::Instance { module, parameters: given, .. } = &item.kind else { continue };
        for (name, value) in given.iter().filter(|(name, _)| module == CUT && name == "REGISTER") {
            let own = |parameter: &str| top.parameters.iter().any(|(name, _)| name == parameter);
            match value {
                Expr::Name(parameter) if own(parameter) && parameters.insert(parameter.clone()) => {}
                _ => return Err(Error::new("refuted: a register without its own parameter").found(name)),
            }
        }
    }
    let on = |value: &Expr| matches!(value, Expr::Number { value: 1, .. });
    if parameters.len() != design.cuts.len() || !top.parameters.iter().all(|(_, value)| on(value)) {
        return Err(Error::new("refuted: a pipeline register is left out").file(&top.file));
    }
    let outputs = ["valid_out", "sum_code", "latents", "links"].map(|name| word(ports, name));
    let [valid, code, latents, links] = outputs;
    Ok([valid?, code?, latents?, links?])
}
