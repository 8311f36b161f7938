//! From modules to bits: every instance is entered, every loop unrolled, every signal a list of bits of the
//! graph.
//!
//! Four modules are not entered where they are used: the adders become full adders, and a pipeline register
//! cuts the design in two. That their texts do what is taken for granted here is proved on its own
//! (`primitives`).
//!
//! A signal is driven before it is read, as in every source of the generator. So there are no loops.

mod expressions;

use std::collections::{BTreeSet, HashMap};

use self::expressions::Reader;
use super::graph::{Bit, BitGraph, Site};
use super::syntax::{Counting, Expr, Item, ItemKind, Module, ModulePort, Statement};
use crate::error::{Error, Result};

/// Modules that add words, by their names.
pub const ADDERS: [&str; 3] = ["csa", "adder", "ripple_adder"];

/// The module that is a place for a pipeline register.
pub const CUT: &str = "pipeline_cut";

/// The module that holds weights.
pub const BANK: &str = "weight_bank";

/// Most bits of a signal.
const MAX_WIDTH: i64 = 1 << 20;

/// Most turns of a loop.
const MAX_TURNS: usize = 1 << 20;

/// Deepest nesting of instances.
const MAX_DEPTH: usize = 16;

/// Most nodes of a design.
const MAX_NODES: usize = 1 << 23;

/// A pipeline register in the top.
#[derive(Debug)]
pub struct CutInstance {
    /// The words that enter side by side, the highest first, with what they are behind the register.
    pub words: Vec<(Vec<Bit>, Vec<Bit>)>,
    /// Whether what enters is valid.
    pub valid_in: Bit,
    /// The same behind the register.
    pub valid_out: Bit,
    /// Its clock.
    pub clock: Bit,
    /// Its reset.
    pub reset: Bit,
    /// Its width.
    pub width: usize,
    /// Where it stands.
    pub site: Site,
}

/// A bit that a clock changes.
#[derive(Debug, Clone, Copy)]
pub struct ClockedBit {
    /// Its value after the next edge.
    pub next: Bit,
    /// The clock.
    pub clock: Bit,
    /// Where it is written.
    pub site: Site,
}

/// A bank of weights.
#[derive(Debug)]
pub struct BankInstance {
    /// Address of its first weight.
    pub base: i64,
    /// Bits of a weight.
    pub bits: usize,
    /// All weights, the first one lowest.
    pub weights: Vec<Bit>,
    /// Where it stands.
    pub site: Site,
}

/// The modules of a design, and what has been made of them.
pub struct Elaboration<'a> {
    modules: &'a [Module],
    numbers: HashMap<&'a str, usize>,
    /// All functions.
    pub graph: BitGraph,
    /// Adders that were taken for granted: module and width.
    pub adders: BTreeSet<(&'static str, usize)>,
    /// Words that adders gave, in order.
    pub words: Vec<Vec<Bit>>,
    /// Pipeline registers, in order.
    pub cuts: Vec<CutInstance>,
    /// Bits that a clock changes.
    pub registers: HashMap<Bit, ClockedBit>,
    /// Banks of weights.
    pub banks: Vec<BankInstance>,
    /// The number of the top module.
    pub top: usize,
    parameters_are_free: bool,
    depth: usize,
}

/// A signal: its bits, the lowest first; none where nothing has driven them yet.
type Signal = Vec<Option<Bit>>;

/// A module while it is entered.
struct Scope {
    module: usize,
    constants: HashMap<String, i64>,
    signals: HashMap<String, Signal>,
    /// Variables that a clock changes.
    clocked: BTreeSet<String>,
    /// Names of the repeated blocks around, each with a full stop.
    prefix: String,
}

/// What a block has assigned so far.
type Assigned = HashMap<String, Signal>;

/// Bits by the names of ports.
pub type Ports = HashMap<String, Vec<Bit>>;

impl<'a> Elaboration<'a> {
    /// Nothing yet.
    ///
    /// # Errors
    /// Two modules of one name.
    pub fn new(modules: &'a [Module]) -> Result<Self> {
        let mut numbers = HashMap::new();
        for (number, module) in modules.iter().enumerate() {
            if numbers.insert(module.name.as_str(), number).is_some() {
                return Err(Error::new("two modules have this name").file(&module.file).found(&module.name));
            }
        }
        Ok(Elaboration {
            modules,
            numbers,
            graph: BitGraph::default(),
            adders: BTreeSet::new(),
            words: Vec::new(),
            cuts: Vec::new(),
            registers: HashMap::new(),
            banks: Vec::new(),
            top: 0,
            parameters_are_free: false,
            depth: 0,
        })
    }

    /// A module by its name.
    ///
    /// # Errors
    /// If there is none.
    pub fn module(&self, name: &str) -> Result<&'a Module> {
        let number = self.numbers.get(name);
        number.map(|&number| &self.modules[number]).ok_or_else(|| Error::new("a module is missing").found(name))
    }

    /// An error at a place of the sources.
    pub fn at(&self, site: Site, message: impl Into<String>) -> Error {
        // What folds to a constant stands nowhere.
        if site == Site::default() {
            return Error::new(message);
        }
        let module = &self.modules[site.module as usize];
        Error::new(message).file(&module.file).line(site.line.into()).field(format!("module {}", module.name))
    }

    fn here(&self, message: impl Into<String>) -> Error {
        self.at(self.graph.site, message)
    }

    /// Enters the top, all of whose inputs are new signals. Its parameters have no values: they may only say
    /// whether pipeline registers are there, so that everything holds for all of them.
    ///
    /// # Errors
    /// As [`Elaboration::enter`].
    pub fn enter_top(&mut self, name: &str) -> Result<Ports> {
        self.module(name)?;
        self.top = self.numbers[name];
        self.parameters_are_free = true;
        self.enter(name, &HashMap::new(), Ports::new())
    }

    /// Enters a module: from the bits of its inputs to those of its outputs. Inputs that are not given are
    /// new signals, and come back too.
    ///
    /// # Errors
    /// What cannot be understood, with module and line.
    pub fn enter(&mut self, name: &str, parameters: &HashMap<String, i64>, inputs: Ports) -> Result<Ports> {
        let module = self.module(name)?;
        let outside = self.graph.site;
        let number = self.numbers[name];
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.here("instances are nested too deeply"));
        }
        self.graph.site.module = number as u32;
        let mut scope = Scope {
            module: number,
            constants: HashMap::new(),
            signals: HashMap::new(),
            clocked: BTreeSet::new(),
            prefix: String::new(),
        };
        let free = self.parameters_are_free && number == self.top;
        for (name, default) in module.parameters.iter().filter(|_| !free) {
            let value = match parameters.get(name) {
                Some(&value) => value,
                None => self.number(&scope, default)?,
            };
            scope.constants.insert(name.clone(), value);
        }
        collect_clocked(&module.items, &mut scope.clocked);
        let mut given = inputs;
        let mut ports = Ports::new();
        for port in &module.ports {
            self.graph.site.line = port.line;
            let width = self.port_width(&scope, port)?;
            if port.output {
                let signal = self.declared(&scope, &port.name, width);
                scope.signals.insert(port.name.clone(), signal);
                continue;
            }
            let bits = given.remove(&port.name).unwrap_or_else(|| self.graph.word(width));
            if bits.len() != width {
                return Err(self.here("a port has another width").found(bits.len()).allowed(width.to_string()));
            }
            scope.signals.insert(port.name.clone(), bits.iter().copied().map(Some).collect());
            ports.insert(port.name.clone(), bits);
        }
        if let Some(unknown) = given.keys().next() {
            return Err(self.here("a module has no such input").found(unknown));
        }
        self.items(&mut scope, &module.items)?;
        for port in module.ports.iter().filter(|port| port.output) {
            self.graph.site.line = port.line;
            let bits: Option<Vec<Bit>> = scope.signals[&port.name].iter().copied().collect();
            let bits = bits.ok_or_else(|| self.here("bits of an output are never driven").found(&port.name))?;
            ports.insert(port.name.clone(), bits);
        }
        self.graph.site = outside;
        self.depth -= 1;
        Ok(ports)
    }

    /// Bits of a port in a module with these parameters.
    fn port_width(&self, scope: &Scope, port: &ModulePort) -> Result<usize> {
        self.width_of_range(scope, port.range.as_ref())
    }

    fn width_of_range(&self, scope: &Scope, range: Option<&(Expr, Expr)>) -> Result<usize> {
        let Some((high, low)) = range else { return Ok(1) };
        let (high, low) = (self.number(scope, high)?, self.number(scope, low)?);
        if low != 0 || !(0..MAX_WIDTH).contains(&high) {
            return Err(self.here("the range of a vector").found(format!("[{high}:{low}]")).allowed("[n:0]"));
        }
        Ok(high as usize + 1)
    }

    /// A signal that nothing has driven yet; what a clock changes has a value from the beginning.
    fn declared(&mut self, scope: &Scope, name: &str, width: usize) -> Signal {
        match scope.clocked.contains(name) {
            true => self.graph.word(width).into_iter().map(Some).collect(),
            false => vec![None; width],
        }
    }

    fn items(&mut self, scope: &mut Scope, items: &[Item]) -> Result<()> {
        items.iter().try_for_each(|item| self.item(scope, item))
    }

    fn item(&mut self, scope: &mut Scope, item: &Item) -> Result<()> {
        self.graph.site = Site { module: scope.module as u32, line: item.line };
        match &item.kind {
            ItemKind::Counter => {}
            ItemKind::Constant { name, value } => {
                let value = self.number(scope, value)?;
                scope.constants.insert(name.clone(), value);
            }
            ItemKind::Signal { name, range, value } => {
                let width = self.width_of_range(scope, range.as_ref())?;
                let signal = match value {
                    Some(value) => self.word(scope, value, width)?.into_iter().map(Some).collect(),
                    None => self.declared(scope, name, width),
                };
                if scope.signals.insert(format!("{}{name}", scope.prefix), signal).is_some() {
                    return Err(self.here("two signals have this name").found(name));
                }
            }
            ItemKind::Assign { target, value } => {
                let bits = self.word(scope, value, self.width(scope, target)?)?;
                self.drive(scope, target, &bits)?;
            }
            ItemKind::Always { clock: None, body } => {
                let mut assigned = Assigned::new();
                self.statement(scope, body, &mut assigned, false)?;
                for (name, bits) in assigned {
                    let signal = scope.signals.get_mut(&name);
                    let free = signal.filter(|signal| signal.iter().all(Option::is_none));
                    *free.ok_or_else(|| self.here("driven twice").found(&name))? = bits;
                }
            }
            ItemKind::Always { clock: Some(clock), body } => self.clocked(scope, clock, body)?,
            ItemKind::Instance { module, parameters, connections } => {
                self.instance(scope, module, parameters, connections)?;
            }
            ItemKind::For { count, label, items } => {
                let outside = scope.prefix.clone();
                let mut value = self.number(scope, &count.from)?;
                for _ in 0..MAX_TURNS {
                    scope.constants.insert(count.variable.clone(), value);
                    if self.number(scope, &count.condition)? == 0 {
                        break;
                    }
                    scope.prefix = format!("{outside}{label}[{value}].");
                    self.items(scope, items)?;
                    value = self.next_turn(scope, count, value)?;
                }
                scope.prefix = outside;
                scope.constants.remove(&count.variable);
            }
            ItemKind::If { condition, then, otherwise } => {
                let items = if self.number(scope, condition)? != 0 { then } else { otherwise };
                self.items(scope, items)?;
            }
        }
        if self.graph.len() > MAX_NODES {
            return Err(self.here("the design is too large"));
        }
        Ok(())
    }

    /// The next number of a loop, which must go up.
    fn next_turn(&self, scope: &Scope, count: &Counting, value: i64) -> Result<i64> {
        let next = self.number(scope, &count.next)?;
        match (value + 1..MAX_TURNS as i64).contains(&next) {
            true => Ok(next),
            false => Err(self.here("a loop does not count up").found(next)),
        }
    }

    fn clocked(&mut self, scope: &mut Scope, clock: &str, body: &Statement) -> Result<()> {
        let site = self.graph.site;
        let [clock] = self.signal(scope, clock)?[..] else { return Err(self.here("a clock is one bit")) };
        let clock = clock.ok_or_else(|| self.here("nothing drives the clock"))?;
        let mut assigned = Assigned::new();
        self.statement(scope, body, &mut assigned, true)?;
        for (name, bits) in assigned {
            for (state, next) in scope.signals[&name].iter().zip(bits) {
                let (Some(state), Some(next)) = (*state, next) else { continue };
                if self.registers.insert(state, ClockedBit { next, clock, site }).is_some() {
                    return Err(self.here("driven twice").found(&name));
                }
            }
        }
        Ok(())
    }

    fn statement(
        &mut self,
        scope: &mut Scope,
        statement: &Statement,
        assigned: &mut Assigned,
        is_clocked: bool,
    ) -> Result<()> {
        match statement {
            Statement::Block(all) => {
                all.iter().try_for_each(|inner| self.statement(scope, inner, assigned, is_clocked))
            }
            Statement::If { condition, then, otherwise } => {
                let condition = self.truth(&Reader { scope, assigned: own(assigned, is_clocked) }, condition)?;
                let mut taken = [assigned.clone(), assigned.clone()];
                if condition != Bit::ZERO {
                    self.statement(scope, then, &mut taken[0], is_clocked)?;
                }
                if let Some(otherwise) = otherwise
                    && condition != Bit::ONE
                {
                    self.statement(scope, otherwise, &mut taken[1], is_clocked)?;
                }
                *assigned = self.merged(scope, condition, taken, is_clocked);
                Ok(())
            }
            Statement::For { count, body } => {
                let mut value = self.number(scope, &count.from)?;
                for _ in 0..MAX_TURNS {
                    scope.constants.insert(count.variable.clone(), value);
                    if self.number(scope, &count.condition)? == 0 {
                        break;
                    }
                    self.statement(scope, body, assigned, is_clocked)?;
                    value = self.next_turn(scope, count, value)?;
                }
                scope.constants.remove(&count.variable);
                Ok(())
            }
            Statement::Assign { target, value, clocked, line } => {
                self.graph.site.line = *line;
                if *clocked != is_clocked {
                    return Err(self.here("the kind of an assignment").allowed("<= at a clock, = elsewhere"));
                }
                let width = self.width(scope, target)?;
                let bits = self.read(&Reader { scope, assigned: own(assigned, is_clocked) }, value, width)?;
                let (name, low, width) = self.place(scope, target)?;
                let declared = self.signal(scope, &name)?.len();
                let signal = assigned.entry(name).or_insert_with(|| vec![None; declared]);
                signal[low..low + width].iter_mut().zip(bits).for_each(|(at, bit)| *at = Some(bit));
                Ok(())
            }
        }
    }

    /// What two ways through a block assign, by the condition for the first.
    fn merged(&mut self, scope: &Scope, condition: Bit, taken: [Assigned; 2], is_clocked: bool) -> Assigned {
        let [then, otherwise] = taken;
        match condition.value() {
            Some(true) => return then,
            Some(false) => return otherwise,
            None => {}
        }
        let names: BTreeSet<&String> = then.keys().chain(otherwise.keys()).collect();
        let mut merged = Assigned::new();
        for name in names {
            let current = &scope.signals[name];
            let mut bits = Vec::with_capacity(current.len());
            for (at, &kept) in current.iter().enumerate() {
                let [a, b] = [&then, &otherwise].map(|way| way.get(name).and_then(|bits| bits[at]));
                // A register keeps its value where nothing is assigned.
                let kept = kept.filter(|_| is_clocked && (a.is_some() || b.is_some()));
                let both = a.or(kept).zip(b.or(kept));
                bits.push(both.map(|(a, b)| self.graph.choose(condition, a, b)));
            }
            merged.insert(name.clone(), bits);
        }
        merged
    }

    fn instance(
        &mut self,
        scope: &mut Scope,
        name: &str,
        parameters: &[(String, Expr)],
        connections: &[(String, Expr)],
    ) -> Result<()> {
        let module = self.module(name).map_err(|_| self.here("a module is missing").found(name))?;
        let mut numbers = HashMap::new();
        for (parameter, value) in parameters {
            if !module.parameters.iter().any(|(own, _)| own == parameter) {
                return Err(self.here("a module has no such parameter").found(parameter));
            }
            if name != CUT || parameter != "REGISTER" {
                numbers.insert(parameter.clone(), self.number(scope, value)?);
            }
        }
        let mut constants = HashMap::new();
        for (parameter, default) in &module.parameters {
            let value = numbers.get(parameter).copied();
            constants.insert(parameter.clone(), value.map_or_else(|| self.number(scope, default), Ok)?);
        }
        let inner = Scope {
            module: self.numbers[name],
            constants,
            signals: HashMap::new(),
            clocked: BTreeSet::new(),
            prefix: String::new(),
        };
        let mut inputs = Ports::new();
        for port in &module.ports {
            let mut all = connections.iter().filter(|(own, _)| *own == port.name);
            let (Some((_, connection)), None) = (all.next(), all.next()) else {
                return Err(self.here("a port is not connected once").found(&port.name));
            };
            if !port.output {
                let width = self.port_width(&inner, port)?;
                inputs.insert(port.name.clone(), self.word(scope, connection, width)?);
            }
        }
        if connections.len() != module.ports.len() {
            return Err(self.here("a module has no such port").found(name));
        }
        let site = self.graph.site;
        let outputs = match ADDERS.into_iter().find(|adder| *adder == name) {
            Some(adder) => self.add(adder, &inner, &inputs)?,
            None if name == CUT => self.cut(scope, &inner, connections, &inputs)?,
            None => self.enter(name, &numbers, inputs)?,
        };
        self.graph.site = site;
        if name == BANK {
            self.bank(&inner, &outputs)?;
        }
        for port in module.ports.iter().filter(|port| port.output) {
            let connection = connections.iter().find(|(own, _)| *own == port.name);
            let target = connection.map(|(_, target)| target);
            let (Some(target), Some(bits)) = (target, outputs.get(&port.name)) else {
                return Err(self.here("an output has another name than usual").found(&port.name));
            };
            let mut bits = bits.clone();
            bits.resize(self.width(scope, target)?, Bit::ZERO);
            self.drive(scope, target, &bits)?;
        }
        Ok(())
    }

    /// An adder as full adders.
    fn add(&mut self, adder: &'static str, inner: &Scope, inputs: &Ports) -> Result<Ports> {
        let names: &[&str] = if adder == "csa" { &["a", "b", "c"] } else { &["a", "b", "carry_in"] };
        let words: Option<Vec<&Vec<Bit>>> = names.iter().map(|name| inputs.get(*name)).collect();
        let width = inner.constants.get("W").map_or(0, |&width| width as usize);
        let Some([a, b, c]) = words.as_deref().filter(|_| inputs.len() == 3) else {
            return Err(self.here("an adder has other inputs than usual").found(adder));
        };
        let carries = if adder == "csa" { width } else { 1 };
        if a.len() != width || b.len() != width || c.len() != carries {
            return Err(self.here("an adder has another width than W").found(adder));
        }
        self.adders.insert((adder, width));
        if adder != "csa" {
            let sum = self.graph.add(a, b, c[0]);
            self.words.push(sum.clone());
            return Ok(Ports::from([("sum".to_owned(), sum)]));
        }
        let pairs: Vec<[Bit; 2]> = (0..width).map(|at| self.graph.adder(a[at], b[at], c[at])).collect();
        let [sum, carry] = [0, 1].map(|output| pairs.iter().map(|pair| pair[output]).collect());
        Ok(Ports::from([("sum".to_owned(), sum), ("carry".to_owned(), carry)]))
    }

    /// A pipeline register: what is behind it are new signals.
    fn cut(&mut self, scope: &Scope, inner: &Scope, connections: &[(String, Expr)], inputs: &Ports) -> Result<Ports> {
        let data = connections.iter().find(|(name, _)| name == "data_in").map(|(_, data)| data);
        let (Some(clock), Some(reset), Some(valid_in), Some(Expr::Concat(parts))) =
            (one_bit(inputs, "clock"), one_bit(inputs, "reset"), one_bit(inputs, "valid_in"), data)
        else {
            return Err(self.here("a pipeline register with other inputs than usual"));
        };
        let width = inner.constants.get("WIDTH").map_or(0, |&width| width as usize);
        let mut words = Vec::new();
        for part in parts {
            let bits = self.word(scope, part, self.width(scope, part)?)?;
            let state = self.graph.word(bits.len());
            words.push((bits, state));
        }
        let data_out: Vec<Bit> = words.iter().rev().flat_map(|(_, state)| state.iter().copied()).collect();
        if data_out.len() != width {
            let found = self.here("a pipeline register of another width than its words").found(width);
            return Err(found.allowed(data_out.len().to_string()));
        }
        let (valid_out, site) = (self.graph.input(), self.graph.site);
        self.cuts.push(CutInstance { words, valid_in, valid_out, clock, reset, width, site });
        Ok(Ports::from([("valid_out".to_owned(), vec![valid_out]), ("data_out".to_owned(), data_out)]))
    }

    fn bank(&mut self, inner: &Scope, outputs: &Ports) -> Result<()> {
        let [base, bits] = ["BASE", "BITS"].map(|name| inner.constants.get(name).copied());
        let (Some(base), Some(bits), Some(weights)) = (base, bits, outputs.get("weights")) else {
            return Err(self.here("a bank of weights with other parameters than usual"));
        };
        let (bits, weights, site) = (bits as usize, weights.clone(), self.graph.site);
        self.banks.push(BankInstance { base, bits, weights, site });
        Ok(())
    }

    /// Drives what an expression names.
    fn drive(&mut self, scope: &mut Scope, target: &Expr, bits: &[Bit]) -> Result<()> {
        if let Expr::Concat(parts) = target {
            let mut at = bits.len();
            for part in parts {
                at -= self.width(scope, part)?;
                self.drive(scope, part, &bits[at..at + self.width(scope, part)?])?;
            }
            return Ok(());
        }
        let (name, low, width) = self.place(scope, target)?;
        if scope.clocked.contains(&name) {
            return Err(self.here("driven twice").found(&name));
        }
        let signal = scope.signals.get_mut(&name).map(|signal| &mut signal[low..low + width]);
        let free = signal.filter(|bits| bits.iter().all(Option::is_none));
        let free = free.ok_or_else(|| self.here("driven twice").found(&name))?;
        free.iter_mut().zip(bits).for_each(|(at, &bit)| *at = Some(bit));
        Ok(())
    }
}

/// A port of one bit.
pub fn one_bit(ports: &Ports, name: &str) -> Option<Bit> {
    ports.get(name).filter(|bits| bits.len() == 1).map(|bits| bits[0])
}

/// What a block reads of its own assignments: at a clock, nothing.
fn own(assigned: &Assigned, is_clocked: bool) -> Option<&Assigned> {
    (!is_clocked).then_some(assigned)
}

/// The names of the variables that a clock changes.
fn collect_clocked(items: &[Item], names: &mut BTreeSet<String>) {
    fn of_statement(statement: &Statement, names: &mut BTreeSet<String>) {
        match statement {
            Statement::Block(all) => all.iter().for_each(|inner| of_statement(inner, names)),
            Statement::If { then, otherwise, .. } => {
                of_statement(then, names);
                if let Some(otherwise) = otherwise {
                    of_statement(otherwise, names);
                }
            }
            Statement::For { body, .. } => of_statement(body, names),
            Statement::Assign { target, .. } => match target {
                Expr::Name(name) | Expr::Index(name, _) | Expr::Range(name, ..) | Expr::Part(name, ..) => {
                    names.insert(name.clone());
                }
                _ => {}
            },
        }
    }
    for item in items {
        match &item.kind {
            ItemKind::Always { clock: Some(_), body } => of_statement(body, names),
            ItemKind::For { items, .. } => collect_clocked(items, names),
            ItemKind::If { then, otherwise, .. } => {
                collect_clocked(then, names);
                collect_clocked(otherwise, names);
            }
            _ => {}
        }
    }
}
