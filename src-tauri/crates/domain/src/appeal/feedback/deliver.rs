//! `deliver_appeal` (反馈送达): who was told, how, when, and what proves it. Whoever left no name is owed none.

use chrono::NaiveDate;
use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::enter::check_day;
use super::super::handle::NOTICE_EVENTS;
use super::super::{Appeal, Decided, Delivery, Material, NOUN, Part, Sorted, State};
use crate::facts::{Kept, SHORT, in_list, in_order, written};
use crate::rules::Fact;
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DeliverAppeal {
    /// The party that got it.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub to: Option<RecordId>,
    /// List `delivery`, or `not_owed`.
    pub how: String,
    pub on: NaiveDate,
    #[serde(default)]
    #[ts(optional)]
    pub proof: Option<Material>,
    #[serde(default)]
    #[ts(optional)]
    pub note: Option<String>,
}

/// 匿名 or 无法联系: nothing can be delivered.
pub const NOT_OWED: &str = "not_owed";

pub fn deliver_appeal(appeal: &Appeal, input: DeliverAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("deliver_appeal", ctx)?;
    check_day(("on", input.on), appeal, ctx)?;
    if let Some(decided) = decided_on(appeal) {
        in_order("on", decided, input.on)?;
    }
    input.note.as_deref().map_or(Ok(()), |note| written("note", note, SHORT))?;
    if input.how == NOT_OWED {
        nobody_to_tell(appeal, ctx)?
    } else {
        check(appeal, &input, ctx)?
    }
    // What reached nobody starts no days of theirs (收到, 信访工作条例 35).
    let nobody = (input.how == NOT_OWED).then_some(Fact::Anonymous);
    let line = Delivery {
        to: input.to,
        how: input.how,
        on: input.on,
        proof: input.proof,
        note: input.note,
        by: ctx.person.record,
    };
    let mut ops = vec![Op::line("delivery", line.keep())];
    let mut ticking = appeal.ticking_as(ctx, appeal.situation().flags(nobody));
    // The answer itself also says where the matter stands.
    for event in NOTICE_EVENTS {
        ticking.meet(event, input.on);
    }
    if appeal.state == Some(State::Concluded) {
        ticking.happened_once("replied", input.on);
    }
    ticking.end("delivered", input.on).happened_for("delivered", input.on, appeal.cause());
    ops.extend(ticking.ops());
    ops.extend(appeal.go(row));
    Ok(ops)
}

/// Nobody can be told of a decision before it was made.
fn decided_on(appeal: &Appeal) -> Option<NaiveDate> {
    let approved = appeal.lines::<Decided>("decision").into_iter();
    let approved = approved.filter(|d| d.flow.starts_with("approve/")).map(|d| d.on).max();
    let sorted = appeal.lines::<Sorted>("sorted").pop().map(|s| s.on);
    approved.max(sorted)
}

fn nobody_to_tell(appeal: &Appeal, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    if appeal.cannot_be_answered() { Ok(()) } else { appeal.must_be_told(ctx) }
}

fn check(appeal: &Appeal, input: &DeliverAppeal, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    in_list(ctx, ("how", "delivery"), &Some(input.how.clone()))?;
    let party = appeal.involved().into_iter().find(|p| Some(p.record) == input.to);
    match party.map(|p| p.part) {
        // 检举控告 material never goes to the one complained of (信访工作条例 30).
        Some(Part::Accused) => return Err(Refusal::ToTheAccused { unit: String::new() }),
        Some(_) => {}
        None => return Err(Refusal::Required { field: "to".into() }),
    }
    let found = input.proof.as_ref().is_some_and(Material::can_be_found);
    let has = |kind: &str| if kind == "delivery" { u32::from(found) } else { 0 };
    ctx.law.evidence.demand((NOUN, "deliver", "deliver_appeal"), ctx.today, has)?;
    // What is named as a proof can be found, whether one is asked for or not.
    if input.proof.is_some() && !found { Err(Refusal::Required { field: "proof".into() }) } else { Ok(()) }
}
