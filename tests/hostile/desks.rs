//! The calls about the desks of the cell: kept by administrators, looked over by heads; what went from a desk is told to whoever
//! works with what travels; the check-up of one, and how it is opened.

use serde_json::json;

use super::forms::{ADMINISTERS, ANYBODY, CARRIERS, Form, form};
use super::scene::NOBODY;

pub fn all() -> Vec<Form> {
    vec![
        form("list_desks", &["head", "registrar", "system_admin"], json!({})),
        form("list_put_away", CARRIERS, json!({})),
        form("export_discs", CARRIERS, json!({})),
        form("list_log", &["audit_admin"], json!({})),
        form("export_log", &["audit_admin"], json!({})),
        form("export_progress", CARRIERS, json!({})),
        form("stop_export", CARRIERS, json!({})),
        form("work_progress", ANYBODY, json!({})),
        form("stop_work", ANYBODY, json!({})),
        form("hand_on_held", CARRIERS, json!({ "rows": [1], "to": NOBODY, "reason": "请核对" })),
        form("set_silent_days", ADMINISTERS, json!({ "days": 10 })),
        form(
            "accept_keys",
            ADMINISTERS,
            json!({ "account": NOBODY, "desk": NOBODY, "print": "0000 0000 0000 0000" }),
        ),
        form("grant_stream", ADMINISTERS, json!({ "account": NOBODY, "station": NOBODY, "reason": "代管" })),
        form("spare_font", ANYBODY, json!({})),
        form("licences", ANYBODY, json!({})),
        form("list_checkpoints", ANYBODY, json!({})),
        form("checkpoint_owed", ANYBODY, json!({})),
        form("match_checkpoint", ANYBODY, json!({ "code": "AAAA" })),
        form("write_checkpoint", &["head", "registrar"], json!({})),
        form("print_checkpoint", &["head", "registrar"], json!({ "record": NOBODY })),
        form("upgrade_copy", ANYBODY, json!({})),
        form("opening", ANYBODY, json!({})),
        form("choose_opening", ANYBODY, json!({ "way": "browser" })),
        form("list_checks", ANYBODY, json!({})),
        form("clock_state", ANYBODY, json!({})),
        form("doubt_clock", ANYBODY, json!({})),
        form("trust_clock", ANYBODY, json!({})),
        form("run_check", ANYBODY, json!({ "check": "folder" })),
        form("export_checks", ANYBODY, json!({ "lines": [] })),
        form("end_stream", ADMINISTERS, json!({ "grant": NOBODY, "reason": "代管期满" })),
    ]
}
