//! The rules of the architecture, checked on the syntax trees of the sources.
//!
//! A rule is a function of the name of a file (inside `src`; the trainer, a package of its own, counts as the module
//! `trainer`) and its syntax tree, and gives what it finds with file and line. Each is tested on a small source that breaks it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, File, ImplItem, Item, ItemMod, ItemUse, Macro, Meta, Pat, Stmt, UseTree};

/// Modules in the order in which they may depend on each other: a module uses only those before it, or
/// in its own group.
const ORDER: &[&[&str]] = &[
    &["error", "files", "version"],
    &["nn"],
    &["network"],
    &["registers"],
    &["chip"],
    &["interchange"],
    &["kernels"],
    &["golden"],
    &["model"],
    &["diagnosis"],
    &["prove"],
    &["hwgen"],
    &["data"],
    &["physics"],
    &["radiation"],
    &["plot"],
    &["train"],
    &["search"],
    &["assign"],
    &["jets"],
    &["hierarchical"],
    &["report"],
    &["cli"],
    &["trainer"],
];

/// Modules that hold bits, not measurements: floating point is denied in them.
const INTEGER_ONLY: &[&str] = &["chip", "kernels", "model", "golden", "prove", "hwgen"];

/// The one place of them where numbers are real: networks of such numbers in the scalar evaluator's order.
const FLOATS: &str = "kernels/float/";

/// Where patterns match the variants of [`econ_emu::nn::Op`]: files, or directories with a slash. A new
/// operation is to be thought of in these places and nowhere else.
const OP_FILES: &[&str] = &[
    "hwgen/hls/ops.rs",
    "interchange/keras/write.rs",
    "interchange/network/",
    "kernels/pattern.rs",
    "network/first_form.rs",
    "nn/",
];

/// What a new operation has to be given before anything compiles: how it is checked and typed, what it adds
/// up, what it costs, what it is called, and its form in each format that is written. The chip's own pattern
/// and the first form know the operations that they have, and no others.
const OP_ANSWERS: &[&str] = &[
    "hwgen/hls/ops.rs",
    "interchange/keras/write.rs",
    "interchange/network/write.rs",
    "nn/cost.rs",
    "nn/sums.rs",
    "nn/typed.rs",
    "nn/words.rs",
];

/// Names of macros and methods that panic.
const PANICS: &[&str] = &["panic", "todo", "unimplemented", "unreachable"];
/// Names of macros that write to the screen.
const PRINTS: &[&str] = &["print", "println", "eprint", "eprintln"];

/// The one place that does.
const SCREEN: &str = "cli/output.rs";

/// The sources of the trainer.
const TRAINER: &str = "trainer/";

const UNWRAPS: &[&str] = &["unwrap", "expect", "unwrap_err", "expect_err"];

/// The most lines of a closure that has a name: a longer one is to be a function.
const CLOSURE_LINES: usize = 3;

/// The most lines of a closure that is an argument.
const ARGUMENT_LINES: usize = 8;

/// What breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    file: String,
    line: usize,
    what: String,
}

fn found(file: &str, line: usize, what: impl Into<String>) -> Finding {
    Finding { file: file.to_owned(), line, what: what.into() }
}

// The sources.

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source by its name inside `src`.
fn sources() -> BTreeMap<String, File> {
    fn walk(root: &Path, below: &str, at: &Path, sources: &mut BTreeMap<String, File>) {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, below, &path, sources);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy();
                let text = std::fs::read_to_string(&path).unwrap();
                sources.insert(format!("{below}{name}"), syn::parse_file(&text).unwrap());
            }
        }
    }
    let mut sources = BTreeMap::new();
    let trainer = root().join("../trainer/src");
    walk(&root(), "", &root(), &mut sources);
    walk(&trainer, TRAINER, &trainer, &mut sources);
    assert!(sources.len() > 30);
    sources
}

/// The sources as they are built for users: without tests, and without the files that only tests are made of.
fn code() -> BTreeMap<String, File> {
    let mut code = sources();
    let of_tests: BTreeSet<String> = code.iter().flat_map(|(name, file)| test_files(name, file)).collect();
    assert!(!of_tests.is_empty() && of_tests.iter().all(|name| code.contains_key(name)), "{of_tests:?}");
    code.retain(|name, _| !of_tests.contains(name));
    code.values_mut().for_each(without_tests);
    code
}

/// The module that a file is, as the names from the root of the crate.
fn module_of(name: &str) -> Vec<String> {
    let mut module: Vec<String> = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if module.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        module.pop();
    }
    module
}

/// Files that a file declares as modules of tests only.
fn test_files(name: &str, file: &File) -> Vec<String> {
    let modules = file.items.iter().filter_map(|item| match item {
        Item::Mod(ItemMod { attrs, ident, content: None, .. }) if is_test(attrs) => Some(ident.to_string()),
        _ => None,
    });
    modules.map(|module| [module_of(name), vec![module]].concat().join("/") + ".rs").collect()
}

/// Whether an item is there for tests only: `#[test]`, `#[cfg(test)]` or `#[cfg(all(test, …))]`.
fn is_test(attributes: &[Attribute]) -> bool {
    fn needs_test(meta: &Meta) -> bool {
        match meta {
            Meta::Path(path) => path.is_ident("test"),
            Meta::List(list) if list.path.is_ident("all") => {
                let parts = list.parse_args_with(syn::punctuated::Punctuated::<Meta, syn::Token![,]>::parse_terminated);
                parts.is_ok_and(|parts| parts.iter().any(needs_test))
            }
            _ => false,
        }
    }
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("cfg") => list.parse_args().is_ok_and(|meta| needs_test(&meta)),
        _ => false,
    })
}

fn without_tests(file: &mut File) {
    struct Remover;
    impl VisitMut for Remover {
        fn visit_file_mut(&mut self, file: &mut File) {
            file.items.retain(|item| !is_test(attributes(item)));
            visit_mut::visit_file_mut(self, file);
        }
        fn visit_item_mod_mut(&mut self, module: &mut ItemMod) {
            if let Some((_, items)) = &mut module.content {
                items.retain(|item| !is_test(attributes(item)));
            }
            visit_mut::visit_item_mod_mut(self, module);
        }
        fn visit_item_impl_mut(&mut self, block: &mut syn::ItemImpl) {
            block.items.retain(|item| !matches!(item, ImplItem::Fn(function) if is_test(&function.attrs)));
            visit_mut::visit_item_impl_mut(self, block);
        }
        fn visit_block_mut(&mut self, block: &mut syn::Block) {
            block.stmts.retain(|statement| !matches!(statement, Stmt::Item(item) if is_test(attributes(item))));
            visit_mut::visit_block_mut(self, block);
        }
    }
    Remover.visit_file_mut(file);
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

// Words: the tokens of a source in their order, with the contents of macros, without comments.

struct Word {
    text: String,
    line: usize,
}

fn words(tokens: TokenStream) -> Vec<Word> {
    let mut words = Vec::new();
    for token in tokens {
        let line = token.span().start().line;
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    proc_macro2::Delimiter::Parenthesis => ("(", ")"),
                    proc_macro2::Delimiter::Brace => ("{", "}"),
                    proc_macro2::Delimiter::Bracket => ("[", "]"),
                    proc_macro2::Delimiter::None => ("", ""),
                };
                words.push(Word { text: open.to_owned(), line });
                words.extend(self::words(group.stream()));
                words.push(Word { text: close.to_owned(), line: group.span_close().start().line });
            }
            other => words.push(Word { text: other.to_string(), line }),
        }
    }
    words
}

/// Findings for the words that a name stands for.
fn named(file: &str, tree: &File, names: &[&str], what: &str) -> Vec<Finding> {
    let words = words(tree.to_token_stream());
    let hits = words.iter().filter(|word| names.contains(&word.text.as_str()));
    hits.map(|word| found(file, word.line, format!("{what} {}", word.text))).collect()
}

// Paths: what a source names, each from the root of the crate where that can be told.

/// The paths of a source, in declarations, types, patterns, expressions and macros.
struct Paths {
    /// Where the visitor is: the module from the root of the crate.
    module: Vec<String>,
    /// What `use` declarations made known, from any scope of the file: name to path.
    known: BTreeMap<String, Vec<String>>,
    /// Modules whose names are all known.
    globs: Vec<Vec<String>>,
    /// Paths with their lines.
    paths: Vec<(Vec<String>, usize)>,
    /// Paths in patterns with their lines.
    patterns: Vec<(Vec<String>, usize)>,
}

impl Paths {
    fn of(file: &str, tree: &File) -> Self {
        let module = module_of(file);
        let mut paths =
            Paths { module, known: BTreeMap::new(), globs: Vec::new(), paths: Vec::new(), patterns: Vec::new() };
        paths.visit_file(tree);
        paths
    }

    /// A path from the root of the crate (`crate` first) if it begins with `crate`, `self` or `super`, or in the trainer
    /// with the name of the library.
    fn absolute(&self, path: &[String]) -> Vec<String> {
        let mut module = self.module.clone();
        let mut rest = path;
        match path.first().map(String::as_str) {
            Some("crate") if module.first().is_some_and(|first| first == "trainer") => {
                return [vec!["crate".to_owned(), "trainer".to_owned()], path[1..].to_vec()].concat();
            }
            Some("crate") => return path.to_vec(),
            Some("econ_emu") => return [vec!["crate".to_owned()], path[1..].to_vec()].concat(),
            Some("self") => rest = &path[1..],
            Some("super") => {
                while rest.first().is_some_and(|first| first == "super") {
                    module.pop();
                    rest = &rest[1..];
                }
            }
            _ => return path.to_vec(),
        }
        [vec!["crate".to_owned()], module, rest.to_vec()].concat()
    }

    fn record(&mut self, path: &[String], line: usize) {
        let path = self.absolute(path);
        self.paths.push((path, line));
    }

    fn tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: &syn::Ident| [before.to_vec(), vec![name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.tree(&with(&path.ident), &path.tree),
            UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(before, item)),
            UseTree::Name(name) => {
                // `self` in a group is the module itself.
                let path = if name.ident == "self" { before.to_vec() } else { with(&name.ident) };
                let path = self.absolute(&path);
                self.known.insert(path.last().cloned().unwrap_or_default(), path.clone());
                self.paths.push((path, name.ident.span().start().line));
            }
            UseTree::Rename(name) => {
                let path = if name.ident == "self" { before.to_vec() } else { with(&name.ident) };
                let path = self.absolute(&path);
                self.known.insert(name.rename.to_string(), path.clone());
                self.paths.push((path, name.ident.span().start().line));
            }
            UseTree::Glob(glob) => {
                let path = self.absolute(before);
                self.globs.push(path.clone());
                self.paths.push((path, glob.star_token.spans[0].start().line));
            }
        }
    }

    /// The paths that a path may stand for: as the declarations of the file make its first name known.
    fn resolved(&self, path: &[String]) -> Vec<Vec<String>> {
        let path = self.absolute(path);
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        if let Some(known) = self.known.get(first) {
            return vec![[known.clone(), rest.to_vec()].concat()];
        }
        let of_globs = self.globs.iter().map(|glob| [glob.clone(), path.clone()].concat());
        of_globs.chain([path.clone()]).collect()
    }

    fn pattern_path(&mut self, path: &syn::Path) {
        let line = syn::spanned::Spanned::span(path).start().line;
        self.patterns.push((segments(path), line));
    }
}

fn segments(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        self.module.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.record(&segments(path), syn::spanned::Spanned::span(path).start().line);
        visit::visit_path(self, path);
    }

    fn visit_pat(&mut self, pattern: &'ast Pat) {
        match pattern {
            Pat::Path(pattern) => self.pattern_path(&pattern.path),
            Pat::Struct(pattern) => self.pattern_path(&pattern.path),
            Pat::TupleStruct(pattern) => self.pattern_path(&pattern.path),
            _ => {}
        }
        visit::visit_pat(self, pattern);
    }

    /// Macros take any tokens. Paths are found in all of them, patterns where the tokens are expressions or
    /// those of `matches!`.
    fn visit_macro(&mut self, call: &'ast Macro) {
        self.record(&segments(&call.path), syn::spanned::Spanned::span(&call.path).start().line);
        let words = words(call.tokens.clone());
        let mut at = 0;
        while at < words.len() {
            let mut path = vec![words[at].text.clone()];
            let line = words[at].line;
            at += 1;
            while words.get(at).is_some_and(|word| word.text == ":")
                && words.get(at + 1).is_some_and(|word| word.text == ":")
                && words.get(at + 2).is_some_and(|word| syn::parse_str::<syn::Ident>(&word.text).is_ok())
            {
                path.push(words[at + 2].text.clone());
                at += 3;
            }
            if path.len() > 1 {
                self.record(&path, line);
            }
        }
        let matches = |input: syn::parse::ParseStream| {
            let value: Expr = input.parse()?;
            input.parse::<syn::Token![,]>()?;
            let pattern = Pat::parse_multi_with_leading_vert(input)?;
            input.parse::<TokenStream>()?;
            Ok((value, pattern))
        };
        let list = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
        // Paths of these were recorded above.
        let recorded = self.paths.len();
        if let Ok((value, pattern)) = matches.parse2(call.tokens.clone()) {
            self.visit_expr(&value);
            self.visit_pat(&pattern);
        } else if let Ok(expressions) = list.parse2(call.tokens.clone()) {
            expressions.iter().for_each(|expression| self.visit_expr(expression));
        }
        self.paths.truncate(recorded);
    }
}

// The rules.

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|group| group.contains(&module))
}

/// A module uses only modules before it.
fn arrows(file: &str, tree: &File) -> Vec<Finding> {
    let module = module_of(file);
    let Some(module) = module.first() else { return Vec::new() };
    let Some(own) = rank(module) else { return vec![found(file, 1, format!("{module} has no place in ORDER"))] };
    let paths = Paths::of(file, tree).paths;
    let above = paths.into_iter().filter_map(|(path, line)| {
        let used = path.get(1).filter(|_| path[0] == "crate")?;
        let above = rank(used).is_some_and(|theirs| theirs > own);
        above.then(|| found(file, line, format!("{module} uses {}, which lies above it", path.join("::"))))
    });
    above.collect()
}

/// `unsafe` stands only in the kernels.
fn unsafe_code(file: &str, tree: &File) -> Vec<Finding> {
    if file.starts_with("kernels/") { Vec::new() } else { named(file, tree, &["unsafe"], "code that is") }
}

/// libtorch is named only in the trainer.
fn libtorch(file: &str, tree: &File) -> Vec<Finding> {
    if file.starts_with(TRAINER) { Vec::new() } else { named(file, tree, &["tch", "torch_sys"], "the crate") }
}

/// The library of the command line is named only there.
fn command_line(file: &str, tree: &File) -> Vec<Finding> {
    if file.starts_with("cli/") { Vec::new() } else { named(file, tree, &["clap"], "the crate") }
}

/// Modules of bits deny floating-point arithmetic, and name no floating-point type or number.
fn floats(file: &str, tree: &File) -> Vec<Finding> {
    let module = module_of(file);
    let integer = module.first().is_some_and(|module| INTEGER_ONLY.contains(&module.as_str()));
    if file.starts_with(FLOATS) || !integer && module.first().is_none_or(|module| module != "network") {
        return Vec::new();
    }
    let denied = tree.attrs.iter().any(|attribute| {
        let Meta::List(list) = &attribute.meta else { return false };
        list.path.is_ident("deny") && list.tokens.to_string().replace(' ', "").contains("clippy::float_arithmetic")
    });
    let mut findings = named(file, tree, &["f32", "f64"], "the floating-point type");
    if integer && module.len() == 1 && !denied {
        findings.push(found(file, 1, "floating-point arithmetic is not denied"));
    }
    for word in words(tree.to_token_stream()) {
        if syn::parse_str::<syn::LitFloat>(&word.text).is_ok()
            || word.text.ends_with("_f64")
            || word.text.ends_with("_f32")
        {
            findings.push(found(file, word.line, format!("the floating-point number {}", word.text)));
        }
    }
    findings
}

/// What a user supplies never meets a panic.
fn panics(file: &str, tree: &File) -> Vec<Finding> {
    let words = words(tree.to_token_stream());
    let mut findings = Vec::new();
    for three in words.windows(3) {
        let [before, word, after] = three else { continue };
        let method = before.text == "." && UNWRAPS.contains(&word.text.as_str()) && after.text == "(";
        // By its path too: `Result::unwrap` without a call.
        let function = before.text == ":" && UNWRAPS.contains(&word.text.as_str());
        let call = PANICS.contains(&word.text.as_str()) && after.text == "!";
        if method || function || call {
            findings.push(found(file, word.line, format!("a panic: {}", word.text)));
        }
    }
    findings
}

/// Text reaches the screen through one place, where control characters are taken out.
fn prints(file: &str, tree: &File) -> Vec<Finding> {
    let words = words(tree.to_token_stream());
    let calls = words.windows(2).filter(|two| PRINTS.contains(&two[0].text.as_str()) && two[1].text == "!");
    let findings = calls.map(|two| found(file, two[0].line, format!("text past {SCREEN}: {}", two[0].text)));
    if file == SCREEN { Vec::new() } else { findings.collect() }
}

/// The program calls the library and does nothing else.
fn thin(file: &str, tree: &File) -> Vec<Finding> {
    let last = words(tree.to_token_stream()).last().map_or(0, |word| word.line);
    if last < 60 { Vec::new() } else { vec![found(file, last, "the program is long")] }
}

/// Patterns match the variants of [`econ_emu::nn::Op`] only in the files that are listed.
fn op_patterns(file: &str, tree: &File) -> Vec<Finding> {
    let paths = Paths::of(file, tree);
    let mut findings = Vec::new();
    for (path, line) in &paths.patterns {
        let of_nn = |path: &Vec<String>| {
            let names: Vec<&str> = path.iter().map(String::as_str).collect();
            matches!(names.as_slice(), ["crate", "nn", .., "Op", _])
        };
        if paths.resolved(path).iter().any(of_nn) {
            findings.push(found(file, *line, format!("a pattern of nn's Op: {}", path.join("::"))));
        }
    }
    findings
}

/// What has a name and more than a few lines is a function, and so is what has a name and more than one use.
fn named_closures(file: &str, tree: &File) -> Vec<Finding> {
    struct Closures<'a> {
        file: &'a str,
        findings: Vec<Finding>,
    }
    impl<'ast> Visit<'ast> for Closures<'_> {
        fn visit_block(&mut self, block: &'ast syn::Block) {
            for (at, statement) in block.stmts.iter().enumerate() {
                let Stmt::Local(local) = statement else { continue };
                let Some(closure) = local.init.as_ref().and_then(|init| closure_of(&init.expr)) else { continue };
                let name = binding(&local.pat);
                let why = if lines_of_body(closure) > CLOSURE_LINES {
                    "a long closure"
                } else if uses(&name, &block.stmts[at + 1..]) > 1 {
                    "a closure used more than once"
                } else {
                    continue;
                };
                let line = syn::spanned::Spanned::span(&local.pat).start().line;
                self.findings.push(found(self.file, line, format!("{why}: {name}")));
            }
            visit::visit_block(self, block);
        }
    }
    let mut closures = Closures { file, findings: Vec::new() };
    closures.visit_file(tree);
    closures.findings
}

/// How often statements name something, also inside macros; fields and methods of that name do not count.
fn uses(name: &str, statements: &[Stmt]) -> usize {
    fn count(name: &str, tokens: TokenStream) -> usize {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is = |at: Option<usize>, mark: char| {
            at.and_then(|at| tokens.get(at)).is_some_and(|token| token.to_string() == mark.to_string())
        };
        let counts = tokens.iter().enumerate().map(|(at, token)| match token {
            TokenTree::Group(group) => count(name, group.stream()),
            TokenTree::Ident(ident) => {
                let of_something = is(at.checked_sub(1), '.') || is(Some(at + 1), ':') && !is(Some(at + 2), ':');
                usize::from(ident == name && !of_something)
            }
            _ => 0,
        });
        counts.sum()
    }
    statements.iter().map(|statement| count(name, statement.to_token_stream())).sum()
}

/// An argument of many lines is a function, unless it only puts a value together.
fn long_arguments(file: &str, tree: &File) -> Vec<Finding> {
    struct Arguments<'a> {
        file: &'a str,
        findings: Vec<Finding>,
    }
    impl Arguments<'_> {
        fn check<'a>(&mut self, arguments: impl IntoIterator<Item = &'a Expr>) {
            for closure in arguments.into_iter().filter_map(closure_of) {
                if lines_of_body(closure) > ARGUMENT_LINES && !builds(&closure.body) {
                    let line = syn::spanned::Spanned::span(closure).start().line;
                    self.findings.push(found(self.file, line, "a long closure as an argument"));
                }
            }
        }
    }
    impl<'ast> Visit<'ast> for Arguments<'_> {
        fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
            self.check(&call.args);
            visit::visit_expr_call(self, call);
        }
        fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
            self.check(&call.args);
            visit::visit_expr_method_call(self, call);
        }
    }
    let mut arguments = Arguments { file, findings: Vec::new() };
    arguments.visit_file(tree);
    arguments.findings
}

/// Whether an expression is a value with its fields, also one in `Ok` or `Some`, and nothing before it.
fn builds(expression: &Expr) -> bool {
    match expression {
        Expr::Struct(_) => true,
        Expr::Block(inner) => matches!(inner.block.stmts.as_slice(), [Stmt::Expr(only, None)] if builds(only)),
        Expr::Call(call) => call.args.len() == 1 && call.args.iter().all(builds),
        _ => false,
    }
}

/// The closure that an expression is, or a reference to it.
fn closure_of(expression: &Expr) -> Option<&syn::ExprClosure> {
    match expression {
        Expr::Closure(closure) => Some(closure),
        Expr::Reference(reference) => closure_of(&reference.expr),
        Expr::Paren(inner) => closure_of(&inner.expr),
        _ => None,
    }
}

/// The lines of a closure between its braces, or of the expression that it is.
fn lines_of_body(closure: &syn::ExprClosure) -> usize {
    let span = syn::spanned::Spanned::span(&closure.body);
    let lines = span.end().line - span.start().line;
    match &*closure.body {
        Expr::Block(_) => lines.saturating_sub(1),
        _ => lines + 1,
    }
}

/// The name that a pattern gives, with or without `mut` and a type.
fn binding(pattern: &Pat) -> String {
    match pattern {
        Pat::Ident(name) => name.ident.to_string(),
        Pat::Type(typed) => binding(&typed.pat),
        _ => String::new(),
    }
}

fn listed(file: &str, list: &[&str]) -> bool {
    list.iter().any(|entry| file == *entry || entry.ends_with('/') && file.starts_with(entry))
}

// The rules on the sources of this crate.

type Rule = fn(&str, &File) -> Vec<Finding>;

fn holds(sources: &BTreeMap<String, File>, rule: Rule) {
    let findings: Vec<String> = sources
        .iter()
        .flat_map(|(name, tree)| rule(name, tree))
        .map(|Finding { file, line, what }| match file.strip_prefix(TRAINER) {
            Some(file) => format!("trainer/src/{file}:{line}: {what}"),
            None => format!("src/{file}:{line}: {what}"),
        })
        .collect();
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

#[test]
fn dependencies_point_one_way() {
    holds(&sources(), arrows);
}

#[test]
fn unsafe_stands_only_in_the_kernels() {
    holds(&code(), unsafe_code);
    let manifest = std::fs::read_to_string(root().join("../Cargo.toml")).unwrap();
    assert!(manifest.contains("unsafe_code = \"deny\""));
}

#[test]
fn libtorch_stands_only_in_the_trainer() {
    holds(&code(), libtorch);
}

#[test]
fn clap_stands_only_in_the_command_line() {
    holds(&code(), command_line);
}

#[test]
fn floating_point_is_denied_where_bits_are_exact() {
    holds(&code(), floats);
}

#[test]
fn nothing_panics_outside_tests() {
    holds(&code(), panics);
}

#[test]
fn text_reaches_the_screen_through_one_place() {
    holds(&code(), prints);
    assert!(code().contains_key(SCREEN));
}

#[test]
fn the_binary_is_thin() {
    let sources = sources();
    assert_eq!(thin("main.rs", &sources["main.rs"]), []);
}

#[test]
fn operations_are_matched_only_where_they_are_listed() {
    let findings: Vec<_> = code().iter().flat_map(|(name, tree)| op_patterns(name, tree)).collect();
    let elsewhere: Vec<_> = findings.iter().filter(|finding| !listed(&finding.file, OP_FILES)).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
    for entry in OP_FILES {
        assert!(
            findings.iter().any(|finding| listed(&finding.file, &[entry])),
            "{entry} matches no operation: take it off the list"
        );
    }
}

#[test]
fn long_closures_are_functions() {
    holds(&sources(), named_closures);
    holds(&sources(), long_arguments);
}

// The rules on sources that break them.

/// Adds an operation to a copy of the sources and asks the compiler where it is missing.
#[test]
fn a_new_operation_does_not_compile_before_every_place_knows_it() {
    // Always at the same path: cargo keeps what it makes by the path of the package.
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-operation");
    let _ = std::fs::remove_dir_all(&copy);
    let crate_root = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy_tree(&root(), &copy.join("src"));
    for name in ["Cargo.toml", "Cargo.lock", "build.rs"] {
        std::fs::copy(crate_root.join(name), copy.join(name)).unwrap();
    }
    for name in ["benches", "bindings", "golden", "proto", "templates", "tests", "trainer"] {
        std::os::unix::fs::symlink(crate_root.join(name), copy.join(name)).unwrap();
    }
    let file = copy.join("src/nn/description.rs");
    let text = std::fs::read_to_string(&file).unwrap();
    let (before, after) = text.split_once("pub enum Op {").unwrap();
    std::fs::write(&file, format!("{before}pub enum Op {{\n    /// New.\n    New,{after}")).unwrap();
    // The same target directory, so that the packages are not compiled again.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let check = std::process::Command::new(env!("CARGO"))
        .args(["check", "--lib", "--locked", "--offline", "--message-format", "short"])
        .current_dir(&copy)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .unwrap();
    let said = String::from_utf8(check.stderr).unwrap();
    let errors: Vec<&str> = said.lines().filter(|line| line.contains("error[")).collect();
    assert!(!check.status.success() && errors.iter().all(|line| line.contains("error[E0004]")), "{said}");
    let places: BTreeSet<&str> = errors.iter().map(|line| line[4..].split_once(':').unwrap().0).collect();
    assert_eq!(places, OP_ANSWERS.iter().copied().collect(), "{said}");
    assert!(OP_ANSWERS.iter().all(|file| listed(file, OP_FILES)));
}

fn copy_tree(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_tree(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// The lines that a rule finds in a source, each with a part of what is said.
#[track_caller]
fn finds(rule: Rule, file: &str, source: &str, lines: &[(usize, &str)]) {
    let findings = rule(file, &syn::parse_file(source).unwrap());
    let fits = findings.len() == lines.len()
        && findings
            .iter()
            .zip(lines)
            .all(|(found, (line, what))| found.file == file && found.line == *line && found.what.contains(what));
    assert!(fits, "{findings:#?}");
}

#[test]
fn arrows_the_other_way_are_found() {
    let source = "
use crate::golden::verify;
use crate::{chip::Chip, hwgen::{self, design::Design}, registers};
use super::super::data;
fn f(x: crate::cli::Arguments) -> u8 {
    let y = crate::train::run(x);
    match y {
        crate::report::Kind::Page => 0,
        _ => 1,
    }
}
mod inner {
    fn g() {
        println!(\"{}\", crate::search::best());
        use super::super::super::physics as p;
    }
    #[cfg(test)]
    mod tests {
        use crate::plot::*;
    }
}
// crate::cli in a comment, and /* crate::cli */ in another
const TEXT: &str = \"crate::cli\";
";
    let lines = [
        (2, "crate::golden::verify"),
        (3, "crate::hwgen"),
        (3, "crate::hwgen::design::Design"),
        (4, "crate::data"),
        (5, "crate::cli::Arguments"),
        (6, "crate::train::run"),
        (8, "crate::report::Kind::Page"),
        (14, "crate::search::best"),
        (15, "crate::physics"),
        (19, "crate::plot"),
    ];
    finds(arrows, "chip/erx.rs", source, &lines);
    finds(arrows, "cli/mod.rs", source, &[]);
    finds(arrows, "error.rs", "use super::chip;", &[(1, "crate::chip")]);
    finds(arrows, "unheard_of.rs", "", &[(1, "unheard_of has no place")]);
    // A pattern is also a path, and found once.
    finds(arrows, "network/mod.rs", "use crate::nn::Op;\nuse crate::registers as r;", &[(2, "crate::registers")]);
}

#[test]
fn unsafe_code_is_found() {
    let source = "
#[cfg(all(test, unix))]
fn test() { unsafe { f() } }
fn g() {
    let unsafe_name = 1;
    unsafe { f() }
    vec![unsafe { f() }];
}
unsafe impl Send for T {}
";
    let mut tree = syn::parse_file(source).unwrap();
    without_tests(&mut tree);
    let lines: Vec<usize> = unsafe_code("chip/mod.rs", &tree).iter().map(|finding| finding.line).collect();
    assert_eq!(lines, [6, 7, 9]);
    finds(unsafe_code, "kernels/x.rs", source, &[]);
}

#[test]
fn crates_are_found_by_their_names() {
    let source = "
use tch::{Tensor, nn};
/// tch in words
fn f(x: tch::Tensor, notch: u8) -> u8 { notch }
#[derive(clap::ValueEnum)]
enum E { A }
fn g() { println!(\"clap\"); use clap as c; }
";
    finds(libtorch, "report/mod.rs", source, &[(2, "tch"), (4, "tch")]);
    finds(libtorch, "trainer/lib.rs", source, &[]);
    finds(command_line, "report/mod.rs", source, &[(5, "clap"), (7, "clap")]);
    finds(command_line, "cli/mod.rs", source, &[]);
}

#[test]
fn floating_point_is_found() {
    let source = "
fn f(x: f64) -> u8 {
    assert!(x as f32 > 1.5);
    1_f64 as u8
}
";
    let lines = [(2, "type f64"), (3, "type f32"), (3, "number 1.5"), (4, "number 1_f64")];
    finds(floats, "chip/erx.rs", source, &lines);
    finds(floats, "network/mod.rs", source, &lines);
    finds(floats, "physics/mod.rs", source, &[]);
    finds(floats, "kernels/float/mod.rs", source, &[]);
    finds(floats, "kernels/floats.rs", source, &lines);
    finds(floats, "chip/mod.rs", "fn f() {}", &[(1, "not denied")]);
    finds(floats, "chip/mod.rs", "#![deny(clippy::float_arithmetic)]\nfn f() {}", &[]);
    finds(floats, "chip/mod.rs", "#![warn(clippy::float_arithmetic)]\nfn f() {}", &[(1, "not denied")]);
}

#[test]
fn prints_are_found() {
    let source = "\nfn f() {\n    println!(\"a\");\n    eprint!(\"{}\", 1);\n    let print = println(1);\n}\n";
    finds(prints, "cli/mod.rs", source, &[(3, "println"), (4, "eprint")]);
    finds(prints, SCREEN, source, &[]);
}

#[test]
fn panics_are_found() {
    let source = "
fn f(x: Option<u8>) -> u8 {
    let y = x.unwrap_or(0) + x.expect(\"y\");
    vec![x.unwrap()];
    if y > 3 { panic!(\"no\") }
    [x].map(Option::unwrap);
    match y { 0 => todo!(), 1 => unimplemented!(), _ => unreachable!() }
}
";
    let lines = [
        (3, "expect"),
        (4, "unwrap"),
        (5, "panic"),
        (6, "unwrap"),
        (7, "todo"),
        (7, "unimplemented"),
        (7, "unreachable"),
    ];
    finds(panics, "cli/mod.rs", source, &lines);
    let mut tests = syn::parse_file(
        "#[cfg(test)]\nmod tests { fn f() { g().unwrap() } }\nimpl A { #[cfg(test)]\nfn f() { panic!() } }",
    )
    .unwrap();
    without_tests(&mut tests);
    assert_eq!(panics("cli/mod.rs", &tests), []);
}

#[test]
fn files_of_tests_are_known() {
    let tree = syn::parse_file("#[cfg(test)]\nmod testing;\nmod other;\n#[cfg(not(test))]\nmod third;").unwrap();
    assert_eq!(test_files("chip/mod.rs", &tree), ["chip/testing.rs"]);
    assert_eq!(test_files("lib.rs", &tree), ["testing.rs"]);
}

#[test]
fn long_programs_are_found() {
    let source = format!("fn main() {{\n{}}}", "    f();\n".repeat(70));
    finds(thin, "main.rs", &source, &[(72, "long")]);
    finds(thin, "main.rs", "fn main() {}", &[]);
}

#[test]
fn patterns_of_operations_are_found() {
    let source = "
use crate::graphs::Op as Other;
use crate::nn::{Layer, Op, description::Op as Kind};
fn f(layer: &Layer) -> bool {
    let made = Op::Flatten;
    match &layer.op {
        Op::Dense { .. } => true,
        Kind::Relu | crate::nn::Op::Pad(_) => false,
        _ => matches!(made, Op::Crop { .. } if true),
    }
}
fn g(op: Other) -> bool {
    assert!(matches!(op, Other::Add));
    assert!(!matches!(op, Kind::Add));
    if let Other::Conv { .. } = op { true } else { false }
}
";
    let lines = [(7, "Op::Dense"), (8, "Kind::Relu"), (8, "crate::nn::Op::Pad"), (9, "Op::Crop"), (14, "Kind::Add")];
    finds(op_patterns, "report/mod.rs", source, &lines);
    let glob = "use crate::nn::*;\nfn f(op: Op) { let Op::Add = op else { return }; }";
    finds(op_patterns, "report/mod.rs", glob, &[(2, "Op::Add")]);
    let variants = "use crate::nn::Op::*;\nfn f(op: u8) { match op { Relu(_) => {} } }";
    finds(op_patterns, "report/mod.rs", variants, &[(2, "Relu")]);
    let other = "use crate::models::graph::Op;\nfn f(op: Op) { let Op::Add = op else { return }; }";
    finds(op_patterns, "report/mod.rs", other, &[]);
    assert!(listed("nn/sums.rs", &["nn/"]) && listed("a.rs", &["a.rs"]) && !listed("nnn/a.rs", &["nn/"]));
}

#[test]
fn named_closures_of_many_lines_are_found() {
    let source = "
fn f() {
    let short = |x: u8| {
        let y = x + 1;
        let z = y * 2;
        z - 1
    };
    let mut long = move |x: u8| -> u8 {
        let y = x + 1;
        let z = y * 2;
        let w = z - 1;
        w / 2
    };
    let chosen: &dyn Fn(u8) -> u8 = &|x| {
        let y = x + 1;
        let z = y * 2;
        let w = z - 1;
        w / 2
    };
    let matched = |x: u8| match x {
        0 => 1,
        1 => 2,
        _ => 3,
    };
    let lines = |x: u8| vec![
        x,
    ];
    call(|x| {
        let inner: Option<fn()> = || {
            g();
            g();
            g();
            g()
        };
        x
    });
}
";
    let lines = [
        (8, "long closure: long"),
        (14, "long closure: chosen"),
        (20, "long closure: matched"),
        (29, "long closure: inner"),
    ];
    finds(named_closures, "chip/mod.rs", source, &lines);
}

#[test]
fn closures_of_several_uses_are_found() {
    let source = "
fn f() {
    let once = |x: u8| {
        let y = x + 1;
        y * 2
    };
    let twice = |x: u8| {
        let y = x + 1;
        y * 2
    };
    let short = |x: u8| x + 1;
    let in_braces = || { 1 };
    let in_macros = |x: u8| x + 1;
    let passed = |x: u8| match x {
        _ => 1,
    };
    g(once(1), short(2) + short(3), in_braces() + in_braces(), twice(4) + twice(5), s.once, s.once());
    println!(\"{} {}\", in_macros(1), in_macros(2));
    [1].map(passed);
    S { once: [2].map(passed) }
}
fn g() {
    twice(twice(twice(0)));
}
";
    let lines = [
        (7, "more than once: twice"),
        (11, "more than once: short"),
        (12, "more than once: in_braces"),
        (13, "more than once: in_macros"),
        (14, "more than once: passed"),
    ];
    finds(named_closures, "chip/mod.rs", source, &lines);
}

#[test]
fn arguments_of_many_lines_are_found() {
    let body = "            g();\n".repeat(9);
    let fields = "            a: 1,\n".repeat(9);
    let source = format!(
        "
fn f() {{
    call(|x| {{
{body}    }});
    x.map(|x| S {{
{fields}    }}).map(&|y| {{
{body}    }});
    call(|| {{
        Ok(S {{
{fields}        }})
    }});
    call(|x| {{
        g();
    }});
}}
"
    );
    finds(long_arguments, "chip/mod.rs", &source, &[(3, "argument"), (24, "argument")]);
}
