//! Reads the Verilog that the generator writes, and no other: what is not of its subset is refused with
//! its line.

use std::collections::BTreeSet;

use super::syntax::{Counting, Expr, Item, ItemKind, Module, ModulePort, Operator, Prefix, Statement};
use crate::error::{Error, Result};

/// A piece of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Number { value: u128, width: Option<usize> },
    Sign(&'static str),
    End,
}

impl Token {
    fn words(&self) -> String {
        match self {
            Token::Word(word) => word.clone(),
            Token::Number { value, .. } => value.to_string(),
            Token::Sign(sign) => (*sign).to_owned(),
            Token::End => "the end of the file".to_owned(),
        }
    }
}

/// Signs of more than one character stand before those that they begin with.
const SIGNS: [&str; 34] = [
    "&&", "||", "==", "!=", "<=", ">=", "+:", "(*", "*)", "(", ")", "[", "]", "{", "}", ";", ":", ",", ".", "#", "=",
    "?", "~", "!", "&", "|", "^", "+", "-", "*", "/", "<", ">", "@",
];

/// Deepest nesting of expressions and blocks.
const MAX_DEPTH: usize = 64;

/// The longest number of bits that a constant can have.
const MAX_CONSTANT: usize = 128;

/// The modules of a source. `defined` are the macros that are set.
///
/// # Errors
/// What is not of the generator's subset of Verilog, with its line.
pub fn read(file: &str, text: &str, defined: &BTreeSet<String>) -> Result<Vec<Module>> {
    let tokens = tokens(text, defined).map_err(|error| error.file(file))?;
    let mut parser = Parser { file, tokens, at: 0, depth: 0 };
    let mut modules = Vec::new();
    while parser.peek() != &Token::End {
        modules.push(parser.module().map_err(|error| error.file(file))?);
    }
    Ok(modules)
}

fn unknown(line: u32, what: &str, found: impl std::fmt::Display) -> Error {
    Error::new(format!("not of the Verilog that can be proved: {what}")).line(line.into()).found(found)
}

/// Splits a text into tokens with their lines. Text of choices that are not taken is left out.
fn tokens(text: &str, defined: &BTreeSet<String>) -> Result<Vec<(Token, u32)>> {
    let mut tokens = Vec::new();
    // Open choices: whether their text counts, and whether `else` has been met.
    let mut choices: Vec<(bool, bool)> = Vec::new();
    let mut inside_comment = false;
    for (line, text) in (1u32..).zip(text.lines()) {
        let mut rest = text;
        loop {
            if inside_comment {
                let Some(end) = rest.find("*/") else { break };
                rest = &rest[end + 2..];
                inside_comment = false;
            }
            rest = rest.trim_start();
            if rest.is_empty() || rest.starts_with("//") {
                break;
            }
            if let Some(comment) = rest.strip_prefix("/*") {
                (rest, inside_comment) = (comment, true);
                continue;
            }
            if let Some(directive) = rest.strip_prefix('`') {
                directive_of(directive, line, defined, &mut choices)?;
                break;
            }
            let (token, after) = token(rest, line)?;
            if choices.iter().all(|&(counts, _)| counts) {
                tokens.push((token, line));
            }
            rest = after;
        }
    }
    let end = text.lines().count() as u32;
    if inside_comment || !choices.is_empty() {
        return Err(unknown(end, "an open comment or choice", "the end of the file"));
    }
    tokens.push((Token::End, end));
    Ok(tokens)
}

/// A line that begins with a grave accent.
fn directive_of(directive: &str, line: u32, defined: &BTreeSet<String>, choices: &mut Vec<(bool, bool)>) -> Result<()> {
    let words: Vec<&str> = directive.split_whitespace().collect();
    match words.as_slice() {
        ["default_nettype", "none" | "wire"] => {}
        ["ifdef", name] => choices.push((defined.contains(*name), false)),
        ["else"] => match choices.last_mut() {
            Some((counts, met @ false)) => (*counts, *met) = (!*counts, true),
            _ => return Err(unknown(line, "a directive", directive)),
        },
        ["endif"] if choices.pop().is_some() => {}
        _ => return Err(unknown(line, "a directive", directive)),
    }
    Ok(())
}

/// A number in some base.
fn number(digits: &str, radix: u32, line: u32) -> Result<u128> {
    u128::from_str_radix(&digits.replace('_', ""), radix).map_err(|_| unknown(line, "a number", digits))
}

/// The token that a text begins with, and the text behind it.
fn token(text: &str, line: u32) -> Result<(Token, &str)> {
    fn of_word(c: char) -> bool {
        c.is_ascii_alphanumeric() || c == '_'
    }
    let first = text.chars().next().unwrap_or(' ');
    let word = &text[..text.find(|c| !of_word(c)).unwrap_or(text.len())];
    if first.is_ascii_digit() {
        let after = &text[word.len()..];
        let Some(based) = after.strip_prefix('\'') else {
            return Ok((Token::Number { value: number(word, 10, line)?, width: None }, after));
        };
        let width = word.parse().ok().filter(|width| (1..=MAX_CONSTANT).contains(width));
        let width = width.ok_or_else(|| unknown(line, "the width of a number", word))?;
        let digits = &based[..based.find(|c| !of_word(c)).unwrap_or(based.len())];
        let radix = match digits.chars().next() {
            Some('d') => 10,
            Some('b') => 2,
            Some('h') => 16,
            _ => return Err(unknown(line, "the base of a number", digits)),
        };
        let value = number(&digits[1..], radix, line)?;
        if width < MAX_CONSTANT && value >> width != 0 {
            return Err(unknown(line, "a number that does not fit its width", format!("{word}'{digits}")));
        }
        return Ok((Token::Number { value, width: Some(width) }, &based[digits.len()..]));
    }
    if !word.is_empty() {
        return Ok((Token::Word(word.to_owned()), &text[word.len()..]));
    }
    match SIGNS.iter().find(|sign| text.starts_with(**sign)) {
        // `@*` is two tokens, and `(*)` none of the generator's.
        Some(&sign) => Ok((Token::Sign(sign), &text[sign.len()..])),
        None => Err(unknown(line, "a character", first)),
    }
}

struct Parser<'a> {
    file: &'a str,
    tokens: Vec<(Token, u32)>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> &Token {
        &self.tokens[self.at].0
    }

    fn line(&self) -> u32 {
        self.tokens[self.at].1
    }

    fn next(&mut self) -> Token {
        let token = self.peek().clone();
        // The last token is the end, which stays.
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    fn is(&self, text: &str) -> bool {
        match self.peek() {
            Token::Word(word) => word == text,
            Token::Sign(sign) => *sign == text,
            Token::Number { .. } | Token::End => false,
        }
    }

    /// Takes a token, if it is the next.
    fn takes(&mut self, text: &str) -> bool {
        let found = self.is(text);
        if found {
            self.next();
        }
        found
    }

    fn require(&mut self, text: &str) -> Result<()> {
        if self.takes(text) {
            return Ok(());
        }
        Err(unknown(self.line(), &format!("'{text}' is missing"), self.peek().words()))
    }

    fn name(&mut self) -> Result<String> {
        let line = self.line();
        match self.next() {
            Token::Word(word) => Ok(word),
            other => Err(unknown(line, "a name is missing", other.words())),
        }
    }

    /// One level deeper.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(unknown(self.line(), "nested too deeply", self.peek().words()));
        }
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn attributes(&mut self) -> Result<()> {
        while self.takes("(*") {
            self.require("keep_hierarchy")?;
            self.require("*)")?;
        }
        Ok(())
    }

    fn module(&mut self) -> Result<Module> {
        self.attributes()?;
        self.require("module")?;
        let name = self.name()?;
        let mut parameters = Vec::new();
        if self.takes("#") {
            self.require("(")?;
            loop {
                self.require("parameter")?;
                let name = self.name()?;
                self.require("=")?;
                parameters.push((name, self.expression()?));
                if !self.takes(",") {
                    break;
                }
            }
            self.require(")")?;
        }
        self.require("(")?;
        let mut ports = vec![self.port()?];
        while self.takes(",") {
            ports.push(self.port()?);
        }
        self.require(")")?;
        self.require(";")?;
        let mut items = Vec::new();
        while !self.takes("endmodule") {
            self.item(&mut items)?;
        }
        Ok(Module { name, file: self.file.to_owned(), parameters, ports, items })
    }

    fn port(&mut self) -> Result<ModulePort> {
        let line = self.line();
        let output = match self.name()?.as_str() {
            "input" => false,
            "output" => true,
            other => return Err(unknown(line, "the direction of a port", other)),
        };
        let has_type = self.takes("wire") || output && self.takes("reg");
        let range = self.range()?;
        Ok(ModulePort { name: self.name()?, output, has_type, range, line })
    }

    fn range(&mut self) -> Result<Option<(Expr, Expr)>> {
        if !self.takes("[") {
            return Ok(None);
        }
        let high = self.expression()?;
        self.require(":")?;
        let low = self.expression()?;
        self.require("]")?;
        Ok(Some((high, low)))
    }

    /// The next item; `generate` and `endgenerate` are none.
    fn item(&mut self, items: &mut Vec<Item>) -> Result<()> {
        self.attributes()?;
        let line = self.line();
        let word = self.name()?;
        let kind = match word.as_str() {
            "generate" | "endgenerate" => return Ok(()),
            "wire" | "reg" => {
                let (range, name) = (self.range()?, self.name()?);
                let value = if word == "wire" && self.takes("=") { Some(self.expression()?) } else { None };
                self.require(";")?;
                ItemKind::Signal { name, range, value }
            }
            "integer" | "genvar" => {
                self.name()?;
                self.require(";")?;
                ItemKind::Counter
            }
            "localparam" => {
                self.range()?;
                let name = self.name()?;
                self.require("=")?;
                let value = self.expression()?;
                self.require(";")?;
                ItemKind::Constant { name, value }
            }
            "assign" => {
                let target = self.expression()?;
                self.require("=")?;
                let value = self.expression()?;
                self.require(";")?;
                ItemKind::Assign { target, value }
            }
            "always" => {
                self.require("@")?;
                let clock = if self.takes("*") {
                    None
                } else {
                    self.require("(")?;
                    self.require("posedge")?;
                    let clock = self.name()?;
                    self.require(")")?;
                    Some(clock)
                };
                ItemKind::Always { clock, body: self.statement()? }
            }
            "for" => {
                let count = self.counting()?;
                let (label, items) = self.labelled()?;
                ItemKind::For { count, label, items }
            }
            "if" => {
                self.require("(")?;
                let condition = self.expression()?;
                self.require(")")?;
                let (_, then) = self.labelled()?;
                let otherwise = if self.takes("else") { self.labelled()?.1 } else { Vec::new() };
                ItemKind::If { condition, then, otherwise }
            }
            _ => self.instance(word)?,
        };
        items.push(Item { line, kind });
        Ok(())
    }

    fn labelled(&mut self) -> Result<(String, Vec<Item>)> {
        self.require("begin")?;
        self.require(":")?;
        let label = self.name()?;
        let items = self.nested(|parser| {
            let mut items = Vec::new();
            while !parser.takes("end") {
                parser.item(&mut items)?;
            }
            Ok(items)
        })?;
        Ok((label, items))
    }

    fn instance(&mut self, module: String) -> Result<ItemKind> {
        let parameters = if self.takes("#") { self.named_list()? } else { Vec::new() };
        self.name()?;
        let connections = self.named_list()?;
        self.require(";")?;
        Ok(ItemKind::Instance { module, parameters, connections })
    }

    /// `(.name(expression), …)`.
    fn named_list(&mut self) -> Result<Vec<(String, Expr)>> {
        self.require("(")?;
        let mut list = Vec::new();
        loop {
            self.require(".")?;
            let name = self.name()?;
            self.require("(")?;
            list.push((name, self.expression()?));
            self.require(")")?;
            if !self.takes(",") {
                break;
            }
        }
        self.require(")")?;
        Ok(list)
    }

    /// The head of a loop, in parentheses.
    fn counting(&mut self) -> Result<Counting> {
        self.require("(")?;
        let variable = self.name()?;
        self.require("=")?;
        let from = self.expression()?;
        self.require(";")?;
        let condition = self.expression()?;
        self.require(";")?;
        let line = self.line();
        let again = self.name()?;
        if again != variable {
            return Err(unknown(line, "a loop that counts another variable", again));
        }
        self.require("=")?;
        let next = self.expression()?;
        self.require(")")?;
        Ok(Counting { variable, from, condition, next })
    }

    fn statement(&mut self) -> Result<Statement> {
        self.nested(Self::statement_inside)
    }

    fn statement_inside(&mut self) -> Result<Statement> {
        if self.takes("begin") {
            let mut all = Vec::new();
            while !self.takes("end") {
                all.push(self.statement()?);
            }
            return Ok(Statement::Block(all));
        }
        if self.takes("if") {
            self.require("(")?;
            let condition = self.expression()?;
            self.require(")")?;
            let then = Box::new(self.statement()?);
            let otherwise = if self.takes("else") { Some(Box::new(self.statement()?)) } else { None };
            return Ok(Statement::If { condition, then, otherwise });
        }
        if self.takes("for") {
            let count = self.counting()?;
            return Ok(Statement::For { count, body: Box::new(self.statement()?) });
        }
        let line = self.line();
        let target = self.primary()?;
        let clocked = self.takes("<=");
        if !clocked {
            self.require("=")?;
        }
        let value = self.expression()?;
        self.require(";")?;
        Ok(Statement::Assign { target, value, clocked, line })
    }

    fn expression(&mut self) -> Result<Expr> {
        self.nested(|parser| {
            let condition = parser.binary(0)?;
            if !parser.takes("?") {
                return Ok(condition);
            }
            let then = parser.expression()?;
            parser.require(":")?;
            let otherwise = parser.expression()?;
            Ok(Expr::Choice(Box::new(condition), Box::new(then), Box::new(otherwise)))
        })
    }

    /// Operators of one level and those that bind more strongly.
    fn binary(&mut self, level: usize) -> Result<Expr> {
        /// The operators from those that bind least to those that bind most.
        const LEVELS: [&[(&str, Operator)]; 9] = [
            &[("||", Operator::EitherTrue)],
            &[("&&", Operator::BothTrue)],
            &[("|", Operator::Or)],
            &[("^", Operator::Xor)],
            &[("&", Operator::And)],
            &[("==", Operator::Equal), ("!=", Operator::Different)],
            &[
                ("<", Operator::Less),
                ("<=", Operator::LessOrEqual),
                (">", Operator::Greater),
                (">=", Operator::GreaterOrEqual),
            ],
            &[("+", Operator::Add), ("-", Operator::Subtract)],
            &[("*", Operator::Multiply), ("/", Operator::Divide)],
        ];
        let Some(operators) = LEVELS.get(level) else { return self.prefixed() };
        let mut left = self.binary(level + 1)?;
        while let Some(&(sign, operator)) = operators.iter().find(|(sign, _)| self.is(sign)) {
            self.require(sign)?;
            let right = self.binary(level + 1)?;
            left = Expr::Binary(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn prefixed(&mut self) -> Result<Expr> {
        let prefixes = [("~", Prefix::Not), ("&", Prefix::All), ("|", Prefix::Any), ("!", Prefix::IsZero)];
        match prefixes.iter().find(|(sign, _)| self.is(sign)) {
            Some(&(sign, prefix)) => {
                self.require(sign)?;
                let inner = self.nested(Self::prefixed)?;
                Ok(Expr::Prefix(prefix, Box::new(inner)))
            }
            None => self.primary(),
        }
    }

    fn primary(&mut self) -> Result<Expr> {
        let line = self.line();
        match self.next() {
            Token::Number { value, width } => Ok(Expr::Number { value, width }),
            Token::Sign("(") => {
                let inner = self.expression()?;
                self.require(")")?;
                Ok(inner)
            }
            Token::Sign("{") => self.braces(),
            Token::Word(name) => self.selected(name),
            other => Err(unknown(line, "an expression is missing", other.words())),
        }
    }

    /// What follows an opening brace: words side by side, or one several times.
    fn braces(&mut self) -> Result<Expr> {
        let first = self.expression()?;
        if self.takes("{") {
            let mut inner = vec![self.expression()?];
            while self.takes(",") {
                inner.push(self.expression()?);
            }
            self.require("}")?;
            self.require("}")?;
            return Ok(Expr::Repeat(Box::new(first), inner));
        }
        let mut parts = vec![first];
        while self.takes(",") {
            parts.push(self.expression()?);
        }
        self.require("}")?;
        Ok(Expr::Concat(parts))
    }

    /// A name with what is taken of it.
    fn selected(&mut self, name: String) -> Result<Expr> {
        if !self.takes("[") {
            return Ok(Expr::Name(name));
        }
        let first = Box::new(self.expression()?);
        if self.takes("+:") {
            let width = Box::new(self.expression()?);
            self.require("]")?;
            return Ok(Expr::Part(name, first, width));
        }
        if self.takes(":") {
            let low = Box::new(self.expression()?);
            self.require("]")?;
            return Ok(Expr::Range(name, first, low));
        }
        self.require("]")?;
        if self.takes(".") {
            return Ok(Expr::Member(name, first, self.name()?));
        }
        Ok(Expr::Index(name, first))
    }
}
