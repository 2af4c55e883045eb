//! How large a thing may grow before it must be split (house.md §9).

use std::collections::BTreeMap;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, FnArg, ImplItemFn, ItemFn, ItemImpl, ItemMod, Signature, TraitItemFn, Type};

use crate::allowed::none;
use crate::source::{File, files};

const FILE: usize = 400;
const FUNCTION: usize = 50;
const FOLDER: usize = 20;
const PARAMETERS: usize = 4;
const SHELL: usize = 600;

#[test]
fn a_file_is_split_before_it_has_more_than_400_lines() {
    let sources = files(&[".rs", ".ts", ".vue", ".mjs", ".sql", ".css"])
        .into_iter()
        .filter(|file| !file.is_generated());
    let long = sources.map(|file| (file.own_lines(), file.path)).filter(|(lines, _)| *lines > FILE);
    none("file", long.map(|(lines, path)| (path, format!("{lines} lines, {FILE} at most"))));
}

#[test]
fn a_folder_holds_at_most_20_files() {
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    for file in files(&[""]) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        *folders.entry(folder.to_owned()).or_default() += 1;
    }
    let full = folders.into_iter().filter(|(_, n)| *n > FOLDER);
    none("folder", full.map(|(folder, n)| (folder, format!("{n} files, {FOLDER} at most"))));
}

#[test]
fn the_shell_has_at_most_600_lines() {
    let shell = files(&[".rs"]).into_iter();
    let lines: usize =
        shell.filter(|f| f.path.starts_with("src-tauri/src/")).map(|f| f.text.lines().count()).sum();
    assert!(lines > 0, "the shell was not found");
    assert!(lines <= SHELL, "the shell has {lines} lines, {SHELL} at most: it rings, it does not think");
}

#[test]
fn a_function_has_at_most_50_lines() {
    none(
        "function",
        functions().filter(|f| f.lines > FUNCTION).map(|f| (f.place, format!("{} lines", f.lines))),
    );
}

#[test]
fn a_function_has_at_most_4_parameters_and_no_flag() {
    let wrong = functions().filter(|f| !f.in_test && (f.parameters > PARAMETERS || f.flag));
    none("parameters", wrong.map(|f| (f.place, format!("{} parameters, flag: {}", f.parameters, f.flag))));
}

struct Function {
    place: String,
    lines: usize,
    parameters: usize,
    flag: bool,
    in_test: bool,
}

fn functions() -> impl Iterator<Item = Function> {
    files(&[".rs"]).into_iter().flat_map(|file| functions_of(&file))
}

fn functions_of(file: &File) -> Vec<Function> {
    let syntax = syn::parse_file(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
    let mut finder = Finder { path: &file.path, in_test: file.is_test(), of_trait: false, found: vec![] };
    finder.visit_file(&syntax);
    finder.found
}

struct Finder<'a> {
    path: &'a str,
    in_test: bool,
    /// The signature is somebody else's: neither its parameters nor its flags are ours to choose.
    of_trait: bool,
    found: Vec<Function>,
}

impl Finder<'_> {
    fn take(&mut self, signature: &Signature, whole: impl Spanned) {
        let span = whole.span();
        let named = signature.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(named) => Some(named),
            FnArg::Receiver(_) => None,
        });
        let is_flag = |ty: &Type| matches!(ty, Type::Path(path) if path.path.is_ident("bool"));
        self.found.push(Function {
            place: format!("{} {}", self.path, signature.ident),
            lines: span.end().line - signature.fn_token.span.start().line + 1,
            parameters: if self.of_trait { 0 } else { named.clone().count() },
            flag: !self.of_trait && named.clone().any(|named| is_flag(&named.ty)),
            in_test: self.in_test,
        });
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.take(&item.sig, item);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.take(&item.sig, item);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast TraitItemFn) {
        self.take(&item.sig, item);
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let before = std::mem::replace(&mut self.of_trait, item.trait_.is_some());
        visit::visit_item_impl(self, item);
        self.of_trait = before;
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let before = self.in_test;
        self.in_test |= item.attrs.iter().any(is_cfg_test);
        visit::visit_item_mod(self, item);
        self.in_test = before;
    }
}

fn is_cfg_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Ident>().is_ok_and(|ident| ident == "test")
}

#[test]
fn flags_parameters_and_lines_are_counted() {
    let text = "fn a(x: u8, yes: bool) {\n  let _ = x;\n}\nimpl T for S { fn b(&self, yes: bool) {} }\n\
                #[cfg(test)]\nmod tests { fn c(a: u8, b: u8, c: u8, d: u8, e: u8) {} }";
    let file = File { path: "x.rs".into(), text: text.into(), for_tests: false };
    let told: Vec<_> =
        functions_of(&file).iter().map(|f| (f.lines, f.parameters, f.flag, f.in_test)).collect();
    assert_eq!(told, [(3, 2, true, false), (1, 0, false, false), (1, 5, false, true)]);
}
