//! 分流: what becomes of a registered appeal. Sorting says 事项性质, and with it which limits apply.
//! It does not know who reads a notice, nor how days are counted.
//! Called by the list of calls (`actions::calls`) and by `actions::appeals`.

mod accept;
mod assign;
mod limits;
mod materials;
mod outside;
mod refer;
mod turn_away;

pub use accept::{AcceptAppeal, accept_appeal};
pub use assign::{AssignAppeal, ReturnAssignment, assign_appeal, return_assignment};
pub use limits::{Candidate, candidate_limit};
pub use materials::{RequestMaterials, SupplementMaterials, request_materials, supplement_materials};
pub use outside::{
    RecordReferralReply, ReturnReferral, SignForReferral, record_referral_reply, return_referral,
    sign_for_referral,
};
pub use refer::{ObjectReferral, Outward, ReferAppeal, object_referral, refer_appeal};
pub use turn_away::{DeclineAppeal, GuideAppeal, RefuseAppeal, decline_appeal, guide_appeal, refuse_appeal};

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::enter::{self, missing};
use super::handle::GiveNotice;
use super::{Appeal, Sorted};
use crate::clocks::Ticking;
use crate::facts::{Kept, LONG, in_list, in_order, written};
use crate::rules::Fact;
use crate::{Ctx, Refusal};

/// What every way of sorting says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Sorting {
    /// 事项性质 (list `nature`): whether a right of litigation is claimed decides which limits apply (信访工作条例 23).
    pub nature: String,
    /// 信访目的, if it is seen differently now.
    #[serde(default)]
    #[ts(optional)]
    pub purpose: Option<String>,
    /// The day it was sorted; a decision is entered on the day it was made or later.
    pub on: NaiveDate,
    #[serde(default)]
    #[ts(optional)]
    pub text: Option<String>,
    /// 告知, when it went out together with the decision.
    #[serde(default)]
    #[ts(optional)]
    pub notice: Option<GiveNotice>,
}

/// How it was sorted: the verb, the code of list `handling`, a reason's code.
struct How<'a> {
    verb: &'static str,
    handling: &'static str,
    reason: Option<&'a str>,
}

/// The ops that every way of sorting writes, and the clocks it opens and meets. `then` is what the decision itself brings.
fn sorted(
    (appeal, how): (&Appeal, How<'_>),
    sorting: &Sorting,
    then: impl FnOnce(&mut Ticking<'_>),
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    check(appeal, sorting, ctx)?;
    let line = Sorted {
        verb: how.verb.into(),
        on: sorting.on,
        by: ctx.person.record,
        reason: how.reason.map(str::to_owned),
        text: sorting.text.clone(),
    };
    let mut ops = vec![
        Op::set("nature", sorting.nature.as_str()),
        Op::set("handling", how.handling),
        Op::set("sorted_by", ctx.person.record),
        Op::add("handler", ctx.person.record),
        Op::line("sorted", line.keep()),
    ];
    ops.extend(sorting.purpose.as_deref().map(|p| Op::set("purpose", p)));
    let mut ticking = appeal.ticking(ctx);
    let purpose = sorting.purpose.as_deref().or(appeal.facts.purpose.as_deref());
    let known = appeal.situation().with(Fact::Nature, sorting.nature.as_str());
    let known = known.with(Fact::Handling, how.handling).with(Fact::Purpose, purpose);
    // Sorted before as something else: what applied to that and not to this stops, with the reason.
    ticking.known_otherwise(known, sorting.on);
    if how.verb != "accept_appeal" {
        ticking.taken_back("accepted", sorting.on);
    }
    ticking.reopen("registered", sorting.on).happened("sorted", sorting.on);
    then(&mut ticking);
    // 5 working days to object are a right, not a duty (信访工作条例 23): sorted otherwise, nothing is late.
    ticking.forgo("objected", ("sorted", sorting.on));
    if let Some(notice) = &sorting.notice {
        ops.push(super::handle::notice_line(appeal, notice, ctx)?);
        // Nobody was told of it before it was decided.
        in_order("on", sorting.on, notice.on)?;
        super::handle::told(&mut ticking, notice.on);
    }
    ops.extend(ticking.ops());
    Ok(ops)
}

fn check(appeal: &Appeal, sorting: &Sorting, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    in_list(ctx, ("nature", "nature"), &Some(sorting.nature.clone()))?;
    in_list(ctx, ("purpose", "purpose"), &sorting.purpose)?;
    enter::check_day(("on", sorting.on), appeal, ctx)?;
    sorting.text.as_deref().map_or(Ok(()), |text| written("text", text, LONG))?;
    let lacks = missing(&appeal.facts, &appeal.involved());
    if lacks.is_empty() { Ok(()) } else { Err(Refusal::Lacks { verb: "sort".into(), lacks }) }
}

/// A reason out of a list, and its words where the code alone says nothing.
fn reasoned(
    ctx: &Ctx<'_>,
    (field, list): (&str, &str),
    (code, text): (&str, Option<&str>),
) -> Result<(), Refusal> {
    in_list(ctx, (field, list), &Some(code.into()))?;
    if code == "other" { written("text", text.unwrap_or_default(), LONG) } else { Ok(()) }
}
