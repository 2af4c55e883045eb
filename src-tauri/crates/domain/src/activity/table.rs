//! The table of an activity's steps.

use super::hearing::{self, APPROVE, ASKED};
use super::{Activity, close, hold};
use crate::{Need, Role, Step};

const WORK: &[Role] = &[Role::Liaison, Role::Assistant, Role::Prosecutor, Role::Head];
/// A hearing is the procuratorate's own: the township's liaison does not prepare it.
const LAWYERS: &[Role] = &[Role::Assistant, Role::Prosecutor, Role::Head];
const HEAD: &[Role] = &[Role::Head];

/// The key in `approvals.csv` of the chief prosecutor's word (听证规定 art. 12).
const CHIEF: &str = "hold_hearing";

const AT_A_HEARING: Need<Activity> = Need { name: "is_hearing", check: hearing::only_at_a_hearing };
const READY: Need<Activity> = Need { name: "hearing_ready", check: hold::ready };
const WHOLE: Need<Activity> = Need { name: "activity_whole", check: close::whole };

pub const STEPS: &[Step<Activity>] = &[
    Step::new("plan_activity", &[""], &["planned"], WORK),
    Step::new("amend_activity", &["planned", "held"], &[], WORK),
    Step::new("give_notice", &["planned"], &[], WORK),
    Step::new("hold_activity", &["", "planned"], &["held"], WORK).needs(&[READY]),
    Step::new("settle_opinion", &["held"], &[], WORK),
    Step::new("close_activity", &["held"], &["closed"], WORK).needs(&[WHOLE]),
    Step::new("cancel_activity", &["planned"], &["cancelled"], WORK),
    Step::new("name_hearers", &["planned"], &[], LAWYERS).needs(&[AT_A_HEARING]),
    Step::new("record_hearing", &["held"], &[], LAWYERS).needs(&[AT_A_HEARING]),
    Step::new("ask_hearing_approval", &["", "sent_back", "disputed"], &[ASKED], LAWYERS)
        .of(APPROVE)
        .needs(&[AT_A_HEARING]),
    Step::new("approve_hearing", &[ASKED], &["approved"], HEAD).of(APPROVE).approved_as(CHIEF).signed(),
    Step::new("send_back_hearing", &[ASKED], &["sent_back"], HEAD).of(APPROVE).approved_as(CHIEF).signed(),
    // 代录批示: the chief signed paper, somebody types it in.
    Step::new("record_hearing_approval", &["", ASKED, "sent_back", "disputed"], &["recorded"], LAWYERS)
        .of(APPROVE)
        .needs(&[AT_A_HEARING]),
    Step::new("confirm_hearing_approval", &["recorded"], &["confirmed", "disputed"], HEAD)
        .of(APPROVE)
        .approved_as(CHIEF)
        .signed(),
];
