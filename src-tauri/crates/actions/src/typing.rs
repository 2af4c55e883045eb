//! The list of calls as TypeScript: every shape once, by name.
//! It does not know any call. Called through `calls`, by `gonglian gen` and the test that keeps the pages' list fresh.

use domain::facts::{LONG, SHORT};
use ts_rs::{Config, TS, TypeVisitor};

use crate::{Fault, calls};

/// Collects every declaration once, by name.
pub(crate) struct Declared {
    cfg: Config,
    seen: std::collections::BTreeMap<String, String>,
    clashes: Vec<String>,
}

impl TypeVisitor for Declared {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let declared = T::output_path().is_some();
        let before = declared.then(|| self.seen.insert(T::ident(&self.cfg), T::decl(&self.cfg))).flatten();
        match before {
            // Two types under one name: the later would silently stand for both.
            Some(before) if before != T::decl(&self.cfg) => self.clashes.push(T::ident(&self.cfg)),
            Some(_) => {}
            None => T::visit_dependencies(self),
        }
        T::visit_generics(self);
    }
}

/// Names under which two different shapes are declared; a test keeps it empty.
#[must_use]
pub fn clashing_names() -> Vec<String> {
    let mut types =
        Declared { cfg: calls::config(), seen: std::collections::BTreeMap::new(), clashes: vec![] };
    calls::declare(&mut types);
    types.clashes.sort();
    types.clashes.dedup();
    types.clashes
}

/// The text of `ui/src/host/calls.gen.ts`.
#[must_use]
pub fn typescript() -> String {
    let mut types =
        Declared { cfg: calls::config(), seen: std::collections::BTreeMap::new(), clashes: vec![] };
    calls::declare(&mut types);
    types.visit::<Fault>();
    let mut text = String::from(
        "// Made by `cargo xtask gen` from the list of calls. Do not edit.\n/* eslint-disable */\n\n",
    );
    for decl in types.seen.values() {
        text += &format!("export {decl}\n");
    }
    text += "\nexport interface Calls {\n";
    for call in calls::shapes() {
        text += &format!("  {}: {{ input: {}; output: {} }}\n", call.name, call.input, call.output);
    }
    text += "}\n\nexport type CallName = keyof Calls\n";
    text + &format!(
        "\n/** What a line and a whole text take, in signs. */\nexport const SHORT = {SHORT}\nexport const LONG = {LONG}\n"
    )
}
