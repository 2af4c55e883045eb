//! 群众诉求 (law.md §2.3 A): 分流 is a prosecutor's, handling the staff's, approving a head's; a liaison takes in and gives back.

use domain::appeal::handing::{Handed, Verb};
use domain::appeal::{Appeal, STEPS};
use domain::facts::Kept;
use ledger::{Op, RecordId};

use super::grid::{Grid, Row, standing, today};

const STATES: &[&str] = &[
    "",
    "incomplete",
    "registered",
    "awaiting_materials",
    "accepted",
    "assigned",
    "handling",
    "concluding",
    "concluded",
    "refused",
    "not_again",
    "referred",
    "guided",
    "delivered",
    "evaluated",
    "reworking",
    "settled",
    "archived",
    "answered_on_spot",
    "sealed",
    "arrived",
    "handed_over",
    "handed_back",
];

/// Work is owed from the half-filled slip to the delivery, and again in a rework.
const LIVE: &str = ".xxxxxxxxxxxxx.x.......";
/// And what is done but not yet in the archive.
const OPEN: &str = ".xxxxxxxxxxxxxxxx.x....";
/// What comes to the station's ears while another office has it is written where it is heard.
const AMENDED: &str = ".xxxxxxxxxxxxxxxx.x..x.";
const WORKED_ON: &str = "....xxx........x.......";
/// Until somebody has taken it on it may still turn out not to be ours.
const TURN_AWAY: &str = "..xxx..................";
const REGISTERED: &str = "..x....................";

const MAIN: &[Row] = &[
    ("register_appeal", "LAPH", "x......................"),
    ("answer_on_spot", "LAPH", "xxx...................."),
    ("complete_appeal", "LAPH", ".x....................."),
    ("amend_appeal", "LAPH", AMENDED),
    ("accept_appeal", "PH", REGISTERED),
    ("refuse_appeal", "PH", TURN_AWAY),
    ("decline_appeal", "H", TURN_AWAY),
    ("guide_appeal", "PH", TURN_AWAY),
    ("refer_appeal", "PH", TURN_AWAY),
    ("object_referral", "PH", REGISTERED),
    ("request_materials", "PH", REGISTERED),
    ("supplement_materials", "LAPH", "...x..................."),
    ("assign_appeal", "PH", "....x.x................"),
    ("return_assignment", "PH", ".....x................."),
    ("take_in_appeal", "PH", "....................x.."),
    ("take_on_appeal", "APH", "....xx................."),
    ("assign_handler", "PH", WORKED_ON),
    ("hand_over_appeal", "PHR", LIVE),
    ("declare_recusal", "APH", LIVE),
    ("clear_conflict", "H", LIVE),
    ("reply_procedurally", "LAPH", LIVE),
    ("note_progress", "APH", WORKED_ON),
    ("urge_appeal", "PH", LIVE),
    ("link_same", "APH", OPEN),
    ("unlink_same", "APH", OPEN),
    ("tell_apart", "APH", OPEN),
    ("set_external_no", "APH", OPEN),
    ("record_event", "APH", ".xxxxxxxxxxxxxxxxxx...."),
    ("propose_conclusion", "APH", "......x........x......."),
    ("approve_conclusion", "H", ".......x..............."),
    ("send_back_conclusion", "H", ".......x..............."),
    ("record_paper_approval", "APH", ".......x..............."),
    ("log_contact_attempt", "LAPH", LIVE),
    // What was answered, turned away or sent elsewhere is told to who asked.
    ("deliver_appeal", "LAPH", "........xxxxx.........."),
    ("evaluate_appeal", "LAPH", ".............x........."),
    ("sample_appeal", "LAPH", ".................xx...."),
    ("settle_appeal", "H", "..............x........"),
    ("archive_appeal", "APH", "..............x.x......"),
    // In the archive as well: what must not lie open does not lie there.
    ("seal_appeal", "H", ".xxxxxxxxxxxxxxxxxx...."),
    ("reply_sealed", "APH", "...................x..."),
];

#[test]
fn every_step_by_everybody_from_every_state() {
    Grid { steps: STEPS, family: "main", states: STATES }
        .holds(MAIN, |state| Appeal::of(&standing("appeal", &[("main", state)], &[])));
}

/// What lies with a unit outside: whoever receives people may note that it arrived or what was answered. What is to go to
/// another procuratorate is asked for by who sorts and decided by a head; what lies outside or waits for that is not asked for.
#[test]
fn a_referral_is_signed_for_answered_or_sent_back_and_a_hand_over_decided() {
    let rows: &[Row] = &[
        ("sign_for_referral", "LAPH", ".x........"),
        ("record_referral_reply", "LAPH", ".xx......."),
        ("return_referral", "PH", ".xx......."),
        ("ask_hand_over", "PH", "x......xxx"),
        ("approve_hand_over", "H", ".....x...."),
        ("refuse_hand_over", "H", ".....x...."),
        ("return_hand_over", "H", "......x..."),
    ];
    let states = &[
        "",
        "sent",
        "signed",
        "replied",
        "returned",
        "asked",
        "handed",
        "declined",
        "sent_back",
        "answered",
    ];
    let at = |state: &str| {
        let main = if states[1..5].contains(&state) { "referred" } else { "accepted" };
        let said = [Op::set("way", "visit"), Op::line("handing", asked().keep())];
        Appeal::of(&standing("appeal", &[("main", main), ("refer/1", state)], &said))
    };
    Grid { steps: STEPS, family: "refer", states }.holds(rows, at);
}

fn asked() -> Handed {
    Handed {
        id: "1".into(),
        verb: Verb::Asked,
        on: today(),
        office: Some("331003".into()),
        record: None,
        state: None,
        no: None,
        reason: Some("属黄岩".into()),
        n_proofs: None,
        by: RecordId::from_bytes([7; 16]),
    }
}

/// More time, a stop, going on: asked for by the staff, granted by a head; the next may always be asked for.
#[test]
fn a_request_about_a_limit_is_asked_and_decided() {
    let rows: &[Row] = &[
        ("request_extension", "APH", "xxxxxx"),
        ("request_pause", "APH", "xxxxxx"),
        ("request_resume", "APH", "xxxxxx"),
        ("grant_request", "H", ".x...."),
        ("refuse_request", "H", ".x...."),
        ("record_paper_grant", "APH", ".x...."),
        ("confirm_paper_grant", "H", "....x."),
    ];
    let at = |state: &str| Appeal::of(&standing("appeal", &[("main", "handling"), ("extend/1", state)], &[]));
    let states = &["", "requested", "approved", "sent_back", "recorded", "confirmed"];
    Grid { steps: STEPS, family: "extend", states }.holds(rows, at);
}

/// 代录批示: a signature on paper waits for whose it is.
#[test]
fn a_paper_that_was_typed_in_is_confirmed_or_disputed_by_a_head() {
    let rows: &[Row] =
        &[("confirm_paper_approval", "H", "....x.."), ("dispute_paper_approval", "H", "....x..")];
    let at =
        |state: &str| Appeal::of(&standing("appeal", &[("main", "concluded"), ("approve/1", state)], &[]));
    let states = &["", "pending", "approved", "sent_back", "recorded", "confirmed", "disputed"];
    Grid { steps: STEPS, family: "approve", states }.holds(rows, at);
}
