//! 听证 at a station (law.md R16, §2.3 E): who may hear, whose word it needs, what its record must hold.
//! It does not know how notice is counted (`clocks`) nor what the case is: that is the activity's topic and number.
//! Called by the activity's table and by `hold` and `close`.

pub mod approval;
pub mod hearers;
pub mod record;

pub use approval::{
    ApproveHearing, AskHearingApproval, ConfirmHearingApproval, Confirming, Matter, RecordHearingApproval,
    SendBackHearing, approve_hearing, ask_hearing_approval, confirm_hearing_approval,
    record_hearing_approval, send_back_hearing,
};
pub use hearers::{Hearer, HearerBounds, NameHearers, check_hearers, hearer_bounds, name_hearers};
pub use record::{HearerOpinion, MinutesStep, RecordHearing, SevenSteps, record_hearing};

use chrono::NaiveDate;
use ledger::RecordId;

use super::Activity;
use crate::facts::{choices, facts};
use crate::law::Wording;
use crate::{Ctx, Refusal};

pub const APPROVE: &str = "approve";
pub const ASKED: &str = "asked";

choices! {
    /// Whether the hearers' majority was followed; if not, the chief prosecutor must agree (R16d).
    pub enum Adopts {
        Adopted = "adopted",
        NotAdopted = "not_adopted",
    }
}

facts! {
    pub struct HearingFacts {
        fields {
            /// 书记员.
            #[ts(as = "Option<String>")]
            clerk: RecordId,
            /// 录音录像编号.
            recording_no: String,
            /// The day everybody signed the record.
            signed_on: NaiveDate,
            /// 评议意见 of the majority.
            majority: String,
            adopts: Adopts,
        }
        sets {}
        long { majority }
    }
}

/// The need of steps that only a hearing has.
pub fn only_at_a_hearing(activity: &Activity, _: &Ctx<'_>) -> Result<(), Refusal> {
    if activity.is_hearing() { Ok(()) } else { Err(Refusal::OnlyForHearings) }
}

/// What must be done before a hearing may be held on a day; how much of it is data (`evidence.csv`).
pub fn lacks_before(activity: &Activity, ctx: &Ctx<'_>) -> Vec<String> {
    let has = |kind: &str| match kind {
        // Where no row asks for the chief's word, none is missing.
        "approval" => u32::from(
            !approval::is_asked(activity, Matter::Place, ctx)
                || approval::stood_on(activity, Matter::Place, activity.on()),
        ),
        "notice" => u32::from(super::notice::given_in_time(activity, ctx)),
        "hearers" => activity.hearers.len() as u32,
        _ => 0,
    };
    let mut lacks = ctx.law.evidence.lacks((super::NOUN, "hold_hearing"), ctx.today, has);
    if activity.facts.openness.is_none() {
        lacks.push("openness".into());
    }
    lacks
}

/// What its record still wants before the activity is closed.
pub fn lacks_after(activity: &Activity, ctx: &Ctx<'_>) -> Vec<String> {
    let facts = &activity.hearing;
    let asked = approval::is_asked(activity, Matter::Deviation, ctx);
    let followed = facts.adopts != Some(Adopts::NotAdopted) || !asked;
    let place =
        !approval::is_asked(activity, Matter::Place, ctx) || approval::stands(activity, Matter::Place);
    let wanted = [
        ("seven_steps", record::all_seven(activity)),
        ("hearer_opinions", record::everybody_spoke(activity)),
        ("recording_no", facts.recording_no.is_some()),
        ("signed_on", facts.signed_on.is_some()),
        ("adopts", facts.adopts.is_some()),
        ("deviation_approved", followed || approval::stands(activity, Matter::Deviation)),
        ("paper_confirmed", !approval::on_paper(activity)),
        // A paper that it was held on may have been denied since.
        ("approval", place),
    ];
    wanted.into_iter().filter(|(_, there)| !there).map(|(name, _)| name.into()).collect()
}

/// Of what a hearing wants, what rests on rows whose wording was not compared with the source yet (待核, law.md §8).
pub fn doubted(activity: &Activity, ctx: &Ctx<'_>) -> Vec<String> {
    let about = |what: &str| ctx.law.checks.about((super::NOUN, what), ctx.today, &activity.situation());
    let unread = |what: &str| about(what).iter().any(|check| check.wording == Wording::Unverified);
    let wants = [
        ("hearers", unread("hearers") || unread("hearer_age")),
        ("approval", approval::is_doubted(activity, Matter::Place, ctx)),
        ("deviation_approved", approval::is_doubted(activity, Matter::Deviation, ctx)),
    ];
    wants.into_iter().filter(|(_, in_doubt)| *in_doubt).map(|(name, _)| name.into()).collect()
}

#[cfg(test)]
mod tests;
