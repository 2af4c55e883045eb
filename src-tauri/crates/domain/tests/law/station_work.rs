//! What is done at a station: visits and their people, voices of deputies (law.md §2.3 B), activities and hearings (E).

use domain::activity::{self, Activity, hearing::Matter};
use domain::party::{self, Party};
use domain::visit::{self, Visit};
use domain::voice::{self, Voice};
use ledger::Op;

use super::grid::{Grid, Row, standing};

#[test]
fn visits() {
    let rows: &[Row] =
        &[("log_visit", "LAPH", "x.."), ("amend_visit", "LAPH", ".xx"), ("complete_visit", "LAPH", ".x.")];
    Grid { steps: visit::STEPS, family: "main", states: &["", "incomplete", "complete"] }
        .holds(rows, |state| Visit::of(&standing("visit", &[("main", state)], &[])));
}

/// A registrar keeps stations and staff, not the people who come.
#[test]
fn people_who_come() {
    let rows: &[Row] = &[("register_party", "LAPH", "x."), ("amend_party", "LAPH", ".x")];
    Grid { steps: party::STEPS, family: "main", states: &["", "known"] }
        .holds(rows, |state| Party::of(&standing("party", &[("main", state)], &[])));
}

const VOICE: &[&str] = &[
    "",
    "collected",
    "studying",
    "adopted",
    "partly",
    "not_adopted",
    "proposed",
    "assigned",
    "handling",
    "returned",
    "answered",
    "evaluated",
    "reworking",
    "settled",
    "became_appeal",
    "became_clue",
    "referred",
    "archived",
];
const VOICE_LIVE: &str = ".xxxxxxxx.x.x.....";

#[test]
fn voices_of_deputies() {
    let rows: &[Row] = &[
        ("register_voice", "LAPH", "x................."),
        ("amend_voice", "LAPH", VOICE_LIVE),
        ("sort_voice", "PH", ".x................"),
        ("decide_voice", "H", "..x..............."),
        // 浙江省代表建议办理规定 6: what is found to be a case before it is taken on or answered, adopted or sent on meanwhile too.
        ("convert_voice", "PH", "..xxx.x..........."),
        ("assign_proposal", "APH", "......x..........."),
        ("accept_proposal", "PH", ".......x.........."),
        ("return_proposal", "PH", ".......x.........."),
        ("record_voice_event", "APH", VOICE_LIVE),
        ("communicate_voice", "APH", VOICE_LIVE),
        // 研究采纳 decided, a formal proposal taken on, or a rework: then there is something to answer.
        ("answer_voice", "PH", "...xxx..x...x....."),
        ("evaluate_voice", "LAPH", "..........x......."),
        ("settle_voice", "H", "...........x......"),
        ("archive_voice", "APH", ".........x.x.x..x."),
    ];
    Grid { steps: voice::STEPS, family: "main", states: VOICE }
        .holds(rows, |state| Voice::of(&standing("voice", &[("main", state)], &[])));
}

fn hearing(flows: &[(&str, &str)]) -> Activity {
    Activity::of(&standing("activity", flows, &[Op::set("kind", "HD02")]))
}

#[test]
fn activities() {
    let rows: &[Row] = &[
        ("plan_activity", "LAPH", "x...."),
        ("amend_activity", "LAPH", ".xx.."),
        ("give_notice", "LAPH", ".x..."),
        ("hold_activity", "LAPH", "xx..."),
        ("settle_opinion", "LAPH", "..x.."),
        ("close_activity", "LAPH", "..x.."),
        ("cancel_activity", "LAPH", ".x..."),
        // Whoever hears and what was said is lawyers' work.
        ("name_hearers", "APH", ".x..."),
        ("record_hearing", "APH", "..x.."),
    ];
    Grid { steps: activity::STEPS, family: "main", states: &["", "planned", "held", "closed", "cancelled"] }
        .holds(rows, |state| hearing(&[("main", state)]));
}

/// 检察长批准 (R16c): asked for by lawyers, given by the chief, also on paper; a no may be asked again, a yes not.
#[test]
fn the_chiefs_word_about_a_hearing() {
    let rows: &[Row] = &[
        ("ask_hearing_approval", "APH", "x..x..x"),
        ("approve_hearing", "H", ".x....."),
        ("send_back_hearing", "H", ".x....."),
        ("record_hearing_approval", "APH", "xx.x..x"),
        ("confirm_hearing_approval", "H", "....x.."),
    ];
    let states = &["", "asked", "approved", "sent_back", "recorded", "confirmed", "disputed"];
    let at = |state: &str| {
        let both = Matter::ALL.iter().map(|matter| (matter.flow(), state));
        hearing(&[("main", "planned")].into_iter().chain(both).collect::<Vec<_>>())
    };
    Grid { steps: activity::STEPS, family: "approve", states }.holds(rows, at);
}
