//! What was found amiss, a line each: what the proof of a bundle and of a hub say alike.

use serde_json::{Value, json};

use crate::said;

/// Of the ledger's report.
pub fn of_report(report: &Value) -> impl Iterator<Item = String> + use<> {
    let bad = &report["first_bad"];
    let known = |value: &Value| if value.is_null() { json!("-") } else { value.clone() };
    let values = json!({
        "n": report["n_bad"], "id": bad["id"], "writer": known(&bad["writer"]), "seq": known(&bad["seq"]),
    });
    let entries = (!bad.is_null()).then(|| said::sentence("terminal.proof_entries", &values));
    let n_parents = report["missing_parents"].as_array().map_or(0, Vec::len);
    let parents = counted("terminal.proof_parents", &json!(n_parents));
    let pending = counted("terminal.proof_pending", &report["n_pending"]);
    [entries, parents, pending].into_iter().flatten()
}

/// Nothing where there is none.
pub fn counted(key: &str, n: &Value) -> Option<String> {
    n.as_u64().filter(|n| *n > 0).map(|n| said::sentence(key, &json!({ "n": n })))
}
