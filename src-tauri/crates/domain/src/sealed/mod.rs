//! Matters that must not lie open: 举报, procuratorate staff, minors. The matter is a record of `sealed/<office>`; the
//! station keeps a stub with number, received day and the limit for the reply (R01).
//! It does not know keys or ciphers, nor who is a named handler: `actions` and `store` do.
//! Called by `actions::appeals` before anything is written, and by the projections.

mod later;
mod project;
mod source;

use ledger::{Op, Record, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use later::{
    COVERED, Covering, NOTHING_BUT_ITS_PLACE, SealAppeal, Staying, copied, covered, is_covered, ordered_by,
    seal_appeal, without_words,
};
pub use project::project;
pub use source::{Source, TO_SEAL, comes_back, is_outsider, ordered, stays, waits_for_order};

use crate::appeal::enter::{Place, RegisterAppeal, registration};
use crate::appeal::{Appeal, AppealFacts, State};
use crate::facts::choices;
use crate::{Ctx, Refusal};

choices! {
    /// List `seal_reason`.
    pub enum SealReason {
        Report = "report",
        Staff = "staff",
        Minor = "minor",
        /// 举报人身份保密 asked for by the person.
        Reporter = "reporter",
    }
}

/// The ops of the two records of one deed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealing {
    /// Of the new record, noun `sealed`, in `sealed/<office>`.
    pub sealed: Vec<Op>,
    /// Of the stub, noun `appeal`, at the station.
    pub stub: Vec<Op>,
}

/// Whether it must be sealed at entry, and why. `n_minors` counts parties under 18.
pub fn must_seal(facts: &AppealFacts, n_minors: usize) -> Option<SealReason> {
    let flagged = |flag: &str| facts.flags.iter().flatten().any(|f| f == flag);
    let category = facts.category.as_deref().unwrap_or_default();
    match () {
        () if category == "staff_report" || flagged("staff") => Some(SealReason::Staff),
        () if category == "report" => Some(SealReason::Report),
        () if flagged("reporter") => Some(SealReason::Reporter),
        () if n_minors > 0 || flagged("minor") => Some(SealReason::Minor),
        () => None,
    }
}

/// Registered straight into `sealed/`: nothing of it touches the station's stream but the fact.
pub fn seal_at_entry(
    place: &Place,
    (stub, reason): (RecordId, SealReason),
    input: RegisterAppeal,
    ctx: &Ctx<'_>,
) -> Result<Sealing, Refusal> {
    let open = Appeal::blank(place);
    let row = open.ask("register_appeal", ctx)?;
    let received = input.facts.received_on;
    let hidden = Place { station: None, ..place.clone() };
    let matter = Appeal::blank(&hidden);
    let mut sealed = registration((&matter, &hidden), input, |_| {}, ctx)?;
    sealed.extend([Op::set("seal_reason", reason.key()), Op::set("stub", stub)]);
    sealed.push(matter.go_to(row, State::Registered)?);
    let bare = AppealFacts { received_on: received, ..AppealFacts::default() };
    Ok(Sealing { sealed, stub: stub_ops(&open, (place, bare), ctx)? })
}

fn stub_ops(open: &Appeal, (place, facts): (&Place, AppealFacts), ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = open.ask("register_appeal", ctx)?;
    let mut ops = facts.ops(&AppealFacts::default());
    ops.extend(place.station.map(|station| Op::set("station", station)));
    ops.push(Op::set("office", place.office.as_str()));
    let begun = Appeal { facts, ..open.clone() };
    let mut ticking = begun.ticking(ctx);
    if let Some(on) = begun.facts.received_on {
        ticking.counting_from("received", on);
    }
    ticking.happened("registered", ctx.today);
    ops.extend(ticking.ops());
    ops.push(open.go_to(row, State::Sealed)?);
    Ok(ops)
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReplySealed {
    pub on: chrono::NaiveDate,
}

/// `reply_sealed`: a handler tells the petitioner; the stub at the station learns only that it was done.
pub fn reply_sealed(stub: &Appeal, input: ReplySealed, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let on = input.on;
    stub.ask("reply_sealed", ctx)?;
    crate::appeal::enter::check_day(("on", on), stub, ctx)?;
    let mut ticking = stub.ticking(ctx);
    ticking.happened_once("procedurally_replied", on);
    Ok(ticking.ops())
}

/// A sealed matter goes the way of an appeal; only its records lie elsewhere.
pub fn as_appeal(record: &Record) -> Appeal {
    Appeal::of(record)
}

pub const NOUN: &str = "sealed";

/// Steps of an appeal that a matter in `sealed/` does not go: its stub answers for the first reply, and nothing there
/// may point at what lies open.
const NOT_ITS_WAY: &[&str] = &[
    "seal_appeal",
    "reply_sealed",
    "answer_on_spot",
    "link_same",
    "unlink_same",
    "tell_apart",
    "ask_hand_over",
    "approve_hand_over",
    "refuse_hand_over",
    "return_hand_over",
    "take_in_appeal",
];

pub fn goes_the_way(verb: &str) -> Result<(), Refusal> {
    if NOT_ITS_WAY.contains(&verb) {
        return Err(Refusal::NotNow { verb: verb.into(), state: State::Sealed.key().into() });
    }
    Ok(())
}
