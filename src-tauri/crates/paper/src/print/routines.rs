//! The typesetter's routines without those that write web pages: documents here are PDF, and a table that names the others brings
//! them, with the drawing of vector pictures behind them, into every package (half a megabyte).
//! The table is `typst`'s own but for its last three rows.
use std::sync::LazyLock;

use typst::foundations::{Module, NativeRuleMap, Scope};
use typst::routines::Routines;

pub(super) static ROUTINES: LazyLock<Routines> = LazyLock::new(|| Routines {
    rules: || {
        let mut rules = NativeRuleMap::new();
        typst_layout::register(&mut rules);
        rules
    },
    eval_string: typst_eval::eval_string,
    eval_closure: typst_eval::eval_closure,
    realize: typst_realize::realize,
    layout_frame: typst_layout::layout_frame,
    html_module: || Module::new("html", Scope::new()),
    html_mathml_body: |_, _| None,
    html_span_filled: |content, _| content,
});
