//! Calls about what goes for good with two signatures, and what is kept unseen instead, with the roles that may ask for each.
//! It does not know what a call answers. A part of the table in `forms`.
//! Called by `forms::all`.

use serde_json::json;

use super::forms::{ANYBODY, Form, HEADS, form, unseen};
use super::scene::Scene;

pub fn all(scene: &Scene) -> Vec<Form> {
    vec![
        form("list_redactions", ANYBODY, json!({})),
        form("approve_redaction", HEADS, unseen(&scene.party)),
        form("decline_redaction", HEADS, unseen(&scene.party)),
        form("keep_redaction", HEADS, tests::over(unseen(&scene.party), json!({ "duty": "档案保管期限" }))),
        form(
            "release_field",
            HEADS,
            tests::over(unseen(&scene.party), json!({ "field": "phone", "reason": "案件重新审查" })),
        ),
        form(
            "redact_field",
            &["head", "registrar"],
            tests::over(
                unseen(&scene.party),
                json!({ "field": "phone", "ground": "withdrawn", "approver": scene.person }),
            ),
        ),
        form("order_sealing", HEADS, tests::over(unseen(&scene.voice), json!({ "approver": scene.person }))),
    ]
}
