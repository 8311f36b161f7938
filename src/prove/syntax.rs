//! What the reader of Verilog makes of a source: modules, their items, expressions.

/// A file of modules.
#[derive(Debug)]
pub struct Module {
    /// Name.
    pub name: String,
    /// Name of the file.
    pub file: String,
    /// Parameters with their defaults.
    pub parameters: Vec<(String, Expr)>,
    /// Ports, in order.
    pub ports: Vec<ModulePort>,
    /// Declarations, assignments, instances.
    pub items: Vec<Item>,
}

/// A port.
#[derive(Debug)]
pub struct ModulePort {
    /// Name.
    pub name: String,
    /// Whether it is driven inside.
    pub output: bool,
    /// Whether it is a net or a variable, as the source says; none is an error of strict tools.
    pub has_type: bool,
    /// Highest and lowest bit; none for a single bit.
    pub range: Option<(Expr, Expr)>,
    /// Line of the file.
    pub line: u32,
}

/// A part of a module.
#[derive(Debug)]
pub struct Item {
    /// Line of the file.
    pub line: u32,
    /// What it is.
    pub kind: ItemKind,
}

/// What a part of a module is.
#[derive(Debug)]
pub enum ItemKind {
    /// A net or a variable, with what drives it, if that is said at once.
    Signal { name: String, range: Option<(Expr, Expr)>, value: Option<Expr> },
    /// A number of the elaboration: `integer`, `genvar`.
    Counter,
    /// A constant.
    Constant { name: String, value: Expr },
    /// A continuous assignment.
    Assign { target: Expr, value: Expr },
    /// A block that holds always, or at every rising edge of a clock.
    Always { clock: Option<String>, body: Statement },
    /// A module inside this one.
    Instance { module: String, parameters: Vec<(String, Expr)>, connections: Vec<(String, Expr)> },
    /// Items repeated.
    For { count: Counting, label: String, items: Vec<Item> },
    /// Items of one of two choices.
    If { condition: Expr, then: Vec<Item>, otherwise: Vec<Item> },
}

/// The head of a loop: from a number, while a condition holds, to the next number.
#[derive(Debug)]
pub struct Counting {
    /// The variable.
    pub variable: String,
    /// Its first number.
    pub from: Expr,
    /// How long it goes on.
    pub condition: Expr,
    /// Its next number.
    pub next: Expr,
}

/// A part of a block.
#[derive(Debug)]
pub enum Statement {
    /// Several.
    Block(Vec<Statement>),
    /// One of two.
    If { condition: Expr, then: Box<Statement>, otherwise: Option<Box<Statement>> },
    /// Repeated.
    For { count: Counting, body: Box<Statement> },
    /// An assignment; what is clocked changes at the end of the block.
    Assign { target: Expr, value: Expr, clocked: bool, line: u32 },
}

/// An operation of two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    And,
    Or,
    Xor,
    Equal,
    Different,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    BothTrue,
    EitherTrue,
}

/// An operation of one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefix {
    /// Every bit inverted.
    Not,
    /// All bits.
    All,
    /// Any bit.
    Any,
    /// Whether the number is zero.
    IsZero,
}

/// An expression.
#[derive(Debug, Clone)]
pub enum Expr {
    /// A number, with its bits if they are said.
    Number { value: u128, width: Option<usize> },
    /// A signal, a parameter, a counter.
    Name(String),
    /// A signal of a repeated block: block, number, name.
    Member(String, Box<Expr>, String),
    /// A bit of a signal.
    Index(String, Box<Expr>),
    /// Bits of a signal: highest and lowest.
    Range(String, Box<Expr>, Box<Expr>),
    /// Bits of a signal: lowest and how many.
    Part(String, Box<Expr>, Box<Expr>),
    /// Side by side, the highest first.
    Concat(Vec<Expr>),
    /// The same several times.
    Repeat(Box<Expr>, Vec<Expr>),
    /// An operation of one number.
    Prefix(Prefix, Box<Expr>),
    /// An operation of two numbers.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// One of two numbers.
    Choice(Box<Expr>, Box<Expr>, Box<Expr>),
}
