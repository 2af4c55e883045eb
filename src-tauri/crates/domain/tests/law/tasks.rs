//! 任务 (law.md §2.3 H): 下达 and 审核 are the issuing department's, 签收 to 提交成果 the station's.

use domain::task::{Obligation, Template, obligation, template};

use super::grid::{Grid, Row, standing};

#[test]
fn templates() {
    let rows: &[Row] =
        &[("issue_template", "PH", "x.."), ("amend_template", "PH", ".x."), ("stop_template", "PH", ".x.")];
    Grid { steps: template::STEPS, family: "main", states: &["", "issued", "stopped"] }
        .holds(rows, |state| Template::of(&standing("template", &[("main", state)], &[])));
}

#[test]
fn obligations() {
    let states = &["", "issued", "acknowledged", "doing", "submitted", "passed", "sent_back", "excused"];
    let rows: &[Row] = &[
        ("acknowledge_obligation", "LAPH", ".x......"),
        ("prove_obligation", "LAPH", ".xxx..x."),
        ("withdraw_proof", "LAPH", "...x..x."),
        ("add_local_action", "LAPH", ".xxx..x."),
        ("submit_obligation", "LAPH", "..xx..x."),
        ("pass_obligation", "PH", "....x..."),
        ("send_back_obligation", "PH", "....x..."),
        ("excuse_obligation", "PH", ".xxx..x."),
    ];
    Grid { steps: obligation::STEPS, family: "main", states }
        .holds(rows, |state| Obligation::of(&standing("obligation", &[("main", state)], &[])));
}
