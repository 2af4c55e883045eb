//! The steps of an appeal: one row each. Screen, command line, import and print read this table and nothing else.

use super::Appeal;
use super::needs::*;
use crate::{Role, Step};

/// Whoever receives people.
const INTAKE: &[Role] = &[Role::Liaison, Role::Assistant, Role::Prosecutor, Role::Head];
/// 分流 is a prosecutor's.
const SORTERS: &[Role] = &[Role::Prosecutor, Role::Head];
const STAFF: &[Role] = &[Role::Assistant, Role::Prosecutor, Role::Head];
const HEADS: &[Role] = &[Role::Head];
const KEEPERS: &[Role] = &[Role::Prosecutor, Role::Head, Role::Registrar];

/// Work is still owed.
const LIVE: &[&str] = &[
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
    "reworking",
];
/// Live, or done and not yet in the archive.
const OPEN: &[&str] = &[
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
    "reworking",
    "evaluated",
    "settled",
    "answered_on_spot",
];
/// Open, or away: what comes to the station's ears meanwhile is written where it is heard.
const AMENDED: &[&str] = &[
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
    "reworking",
    "evaluated",
    "settled",
    "answered_on_spot",
    "handed_over",
];
/// Open, or in the archive: 复查 may be applied for when the file is closed, and what must not lie open does not lie there.
const PROCEEDING: &[&str] = &[
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
    "reworking",
    "evaluated",
    "settled",
    "answered_on_spot",
    "archived",
];
const WORKED_ON: &[&str] = &["accepted", "assigned", "handling", "reworking"];
const TO_SORT: &[&str] = &["registered"];
/// Also once accepted, when it turns out not to be ours.
const TO_TURN_AWAY: &[&str] = &["registered", "awaiting_materials", "accepted"];
const HEARD: &[&str] = &["concluded", "refused", "not_again", "referred", "guided"];

type Row = Step<Appeal>;

/// What must not lie open moves nowhere before it is sealed; only what arrives or comes back is taken in first, for it cannot
/// be sealed on the way.
pub const STEPS: &[Row] = &[
    Row::new("register_appeal", &[""], &["registered", "incomplete", "sealed"], INTAKE),
    Row::new("answer_on_spot", &["", "registered", "incomplete"], &["answered_on_spot"], INTAKE)
        .needs(&[MAY_LIE_OPEN, OWN_LOOP])
        .signed(),
    Row::new("complete_appeal", &["incomplete"], &["registered"], INTAKE).needs(&[MAY_LIE_OPEN]),
    Row::new("amend_appeal", AMENDED, &[], INTAKE),
    // 分流
    Row::new("accept_appeal", TO_SORT, &["accepted"], SORTERS).needs(&[MAY_LIE_OPEN, NO_CONFLICT]),
    Row::new("refuse_appeal", TO_TURN_AWAY, &["refused"], SORTERS).needs(&[MAY_LIE_OPEN, NO_CONFLICT]),
    Row::new("decline_appeal", TO_TURN_AWAY, &["not_again"], HEADS)
        .approved_as("no_longer")
        .needs(&[MAY_LIE_OPEN, NO_CONFLICT]),
    Row::new("guide_appeal", TO_TURN_AWAY, &["guided"], SORTERS).needs(&[MAY_LIE_OPEN, NO_CONFLICT]),
    Row::new("refer_appeal", TO_TURN_AWAY, &["referred"], SORTERS).needs(&[MAY_LIE_OPEN, NO_CONFLICT]),
    Row::new("object_referral", TO_SORT, &["referred"], SORTERS).needs(&[MAY_LIE_OPEN, CAME_BY_REFERRAL]),
    Row::new("request_materials", TO_SORT, &["awaiting_materials"], SORTERS).needs(&[MAY_LIE_OPEN]),
    Row::new("supplement_materials", &["awaiting_materials"], &["registered"], INTAKE).needs(&[MAY_LIE_OPEN]),
    Row::new("assign_appeal", &["accepted", "handling"], &["assigned"], SORTERS)
        .needs(&[MAY_LIE_OPEN, ABOVE]),
    Row::new("return_assignment", &["assigned"], &["accepted"], SORTERS).needs(&[MAY_LIE_OPEN]),
    // 转送、移送 outside
    Row::new("sign_for_referral", &["sent"], &["signed"], INTAKE).needs(&[MAY_LIE_OPEN]).of("refer"),
    Row::new("record_referral_reply", &["sent", "signed"], &["replied"], INTAKE)
        .needs(&[MAY_LIE_OPEN])
        .of("refer"),
    Row::new("return_referral", &["sent", "signed"], &["returned"], SORTERS)
        .of("refer")
        .needs(&[MAY_LIE_OPEN, OUTSIDE]),
    // 转交 another procuratorate, by the office above
    Row::new("ask_hand_over", &[""], &["asked"], SORTERS).of("refer").needs(&[
        MAY_LIE_OPEN,
        NO_CONFLICT,
        CAN_HAND,
    ]),
    Row::new("approve_hand_over", &["asked"], &["handed"], HEADS)
        .of("refer")
        .needs(&[MAY_LIE_OPEN, FROM_ABOVE])
        .signed(),
    Row::new("refuse_hand_over", &["asked"], &["declined"], HEADS)
        .of("refer")
        .needs(&[MAY_LIE_OPEN, FROM_ABOVE])
        .signed(),
    Row::new("return_hand_over", &["handed"], &["sent_back"], HEADS)
        .of("refer")
        .needs(&[FROM_ABOVE])
        .signed(),
    Row::new("take_in_appeal", &["arrived"], &["registered"], SORTERS),
    // 办理
    Row::new("take_on_appeal", &["accepted", "assigned"], &["handling"], STAFF)
        .needs(&[MAY_LIE_OPEN, NO_CONFLICT]),
    Row::new("assign_handler", WORKED_ON, &["handling"], SORTERS).needs(&[MAY_LIE_OPEN]),
    Row::new("hand_over_appeal", LIVE, &[], KEEPERS),
    Row::new("declare_recusal", LIVE, &[], STAFF),
    Row::new("clear_conflict", LIVE, &[], HEADS),
    Row::new("reply_procedurally", LIVE, &[], INTAKE).needs(&[HAS_PETITIONER, REPLY_OWED]),
    Row::new("note_progress", WORKED_ON, &[], STAFF).needs(&[HOLDER]),
    Row::new("urge_appeal", LIVE, &[], SORTERS),
    Row::new("link_same", OPEN, &[], STAFF),
    Row::new("unlink_same", OPEN, &[], STAFF),
    Row::new("tell_apart", OPEN, &[], STAFF),
    Row::new("set_external_no", OPEN, &[], STAFF).needs(&[SORTED]),
    // 期限
    Row::new("record_event", PROCEEDING, &[], STAFF).needs(&[WORKS_ON_IT, NO_CONFLICT, AWAITED]),
    Row::new("request_extension", &[""], &["requested"], STAFF).of("extend").needs(&[
        MAY_LIE_OPEN,
        UNDER_WAY,
        HOLDER,
        CAN_EXTEND,
    ]),
    Row::new("request_pause", &[""], &["requested"], STAFF).of("extend").needs(&[
        MAY_LIE_OPEN,
        UNDER_WAY,
        HOLDER,
        CAN_PAUSE,
    ]),
    Row::new("request_resume", &[""], &["requested"], STAFF).of("extend").needs(&[
        MAY_LIE_OPEN,
        UNDER_WAY,
        HOLDER,
        CAN_RESUME,
    ]),
    Row::new("grant_request", &["requested"], &["approved"], HEADS)
        .of("extend")
        .needs(&[MAY_LIE_OPEN, CAN_GRANT])
        .signed(),
    Row::new("refuse_request", &["requested"], &["sent_back"], HEADS)
        .of("extend")
        .needs(&[MAY_LIE_OPEN, CAN_DECIDE])
        .signed(),
    Row::new("record_paper_grant", &["requested"], &["recorded"], STAFF)
        .of("extend")
        .needs(&[MAY_LIE_OPEN, STILL_FITS]),
    Row::new("confirm_paper_grant", &["recorded"], &["confirmed"], HEADS)
        .of("extend")
        .needs(&[MAY_LIE_OPEN, MY_GRANT])
        .signed(),
    // 办结
    Row::new("propose_conclusion", &["handling", "reworking"], &["concluding"], STAFF)
        .needs(&[MAY_LIE_OPEN, HOLDER, NO_CONFLICT])
        .signed(),
    Row::new("approve_conclusion", &["concluding"], &["concluded"], HEADS)
        .approved_as("conclude")
        .needs(&[MAY_LIE_OPEN, NOT_HANDLER, PROPOSED])
        .signed(),
    Row::new("send_back_conclusion", &["concluding"], &["handling"], HEADS)
        .approved_as("conclude")
        .needs(&[MAY_LIE_OPEN, NOT_HANDLER])
        .signed(),
    Row::new("record_paper_approval", &["concluding"], &["concluded"], STAFF)
        .needs(&[MAY_LIE_OPEN, PROPOSED]),
    Row::new("confirm_paper_approval", &["recorded"], &["confirmed"], HEADS)
        .of("approve")
        .approved_as("conclude")
        .needs(&[MAY_LIE_OPEN, MY_PAPER])
        .signed(),
    Row::new("dispute_paper_approval", &["recorded"], &["disputed"], HEADS)
        .of("approve")
        .needs(&[MAY_LIE_OPEN, MY_PAPER])
        .signed(),
    // 反馈、评价、归档
    Row::new("log_contact_attempt", LIVE, &[], INTAKE).needs(&[HAS_PETITIONER]),
    Row::new("deliver_appeal", HEARD, &["delivered"], INTAKE).needs(&[
        MAY_LIE_OPEN,
        OWN_LOOP,
        ARRIVED,
        NOTICE_KEPT,
    ]),
    Row::new("evaluate_appeal", &["delivered"], &["evaluated", "reworking"], INTAKE)
        .needs(&[MAY_LIE_OPEN, OWN_LOOP, NOT_HANDLER])
        .signed(),
    Row::new("sample_appeal", &["answered_on_spot", "archived"], &["reworking"], INTAKE)
        .needs(&[MAY_LIE_OPEN, OWN_LOOP, HAS_PETITIONER, NOT_HANDLER])
        .signed(),
    Row::new("settle_appeal", &["evaluated"], &["settled"], HEADS)
        .approved_as("close_after_rework")
        .needs(&[MAY_LIE_OPEN, OWN_LOOP, DISSATISFIED, NOT_HANDLER])
        .signed(),
    Row::new("archive_appeal", &["evaluated", "settled"], &["archived"], STAFF)
        .needs(&[MAY_LIE_OPEN, NOT_DISSATISFIED, PAPERS_CONFIRMED, COMPLETE_FILE])
        .signed(),
    Row::new("seal_appeal", PROCEEDING, &["sealed"], HEADS).signed(),
    Row::new("reply_sealed", &["sealed"], &[], STAFF).needs(&[REPLY_OWED]),
];

/// Moves of other flows than a row's own that come in the same entry: `(verb, flow's family, from, to)`.
pub(super) const WITH: &[(&str, &str, &str, &str)] = &[
    ("return_referral", "main", "referred", "registered"),
    ("dispute_paper_approval", "main", "concluded", "handling"),
    ("dispute_paper_approval", "main", "delivered", "handling"),
    ("dispute_paper_approval", "main", "evaluated", "handling"),
    ("dispute_paper_approval", "main", "settled", "handling"),
    ("refer_appeal", "refer", "", "sent"),
    ("object_referral", "refer", "", "sent"),
    ("propose_conclusion", "approve", "", "pending"),
    ("approve_conclusion", "approve", "pending", "approved"),
    ("send_back_conclusion", "approve", "pending", "sent_back"),
    ("record_paper_approval", "approve", "pending", "recorded"),
];
