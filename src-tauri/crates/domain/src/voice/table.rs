//! The steps of a voice: one row each.

use super::{Voice, answer, archive, evaluate, event};
use crate::{Need, Role, Step};

const INTAKE: &[Role] = crate::visit::STATION_WORK;
const SORTERS: &[Role] = &[Role::Prosecutor, Role::Head];
const STAFF: &[Role] = &[Role::Assistant, Role::Prosecutor, Role::Head];
const HEADS: &[Role] = &[Role::Head];

const TALKED: Need<Voice> = Need { name: "communicated", check: answer::communicated };
const NOT_HANDLER: Need<Voice> = Need { name: "not_handler", check: evaluate::by_another };
const DISSATISFIED: Need<Voice> = Need { name: "dissatisfied", check: evaluate::dissatisfied_twice };
const AWAITED: Need<Voice> = Need { name: "event", check: event::something_awaited };
const AT_REST: Need<Voice> = Need { name: "settled", check: archive::at_rest };

/// Everything that is not at its end.
const LIVE: &[&str] = &[
    "collected",
    "studying",
    "adopted",
    "partly",
    "not_adopted",
    "proposed",
    "assigned",
    "handling",
    "answered",
    "reworking",
];
const ANSWERABLE: &[&str] = &["adopted", "partly", "not_adopted", "handling", "reworking"];

/// What is on its way as a proposal and not the congress's yet: what it has assigned goes back with an explanation (R14b).
const CONVERTED: &[&str] = &["studying", "adopted", "partly", "proposed"];

pub const STEPS: &[Step<Voice>] = &[
    Step::new("register_voice", &[""], &["collected"], INTAKE),
    Step::new("amend_voice", LIVE, &[], INTAKE),
    Step::new(
        "sort_voice",
        &["collected"],
        &["studying", "became_appeal", "became_clue", "proposed", "referred"],
        SORTERS,
    ),
    Step::new("decide_voice", &["studying"], &["adopted", "partly", "not_adopted"], HEADS)
        .approved_as("adopt_voice")
        .signed(),
    Step::new("convert_voice", CONVERTED, &["became_appeal"], SORTERS),
    // 正式代表建议
    Step::new("assign_proposal", &["proposed"], &["assigned"], STAFF),
    Step::new("accept_proposal", &["assigned"], &["handling"], SORTERS),
    Step::new("return_proposal", &["assigned"], &["returned"], SORTERS),
    Step::new("record_voice_event", LIVE, &[], STAFF).needs(&[AWAITED]),
    Step::new("communicate_voice", LIVE, &[], STAFF),
    Step::new("answer_voice", ANSWERABLE, &["answered"], SORTERS).needs(&[TALKED]),
    Step::new("evaluate_voice", &["answered"], &["evaluated", "reworking"], INTAKE)
        .needs(&[NOT_HANDLER])
        .signed(),
    Step::new("settle_voice", &["evaluated"], &["settled"], HEADS)
        .approved_as("close_after_rework")
        .needs(&[DISSATISFIED, NOT_HANDLER])
        .signed(),
    Step::new("archive_voice", &["evaluated", "settled", "returned", "referred"], &["archived"], STAFF)
        .needs(&[AT_REST])
        .signed(),
];
