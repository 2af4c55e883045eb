//! `answer_on_spot` (当场答复): a short consultation goes round the whole loop in one line.

use chrono::NaiveDate;
use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, AppealFacts, Evaluation, NOUN, Rating, Reply};
use super::register::{Place, RegisterAppeal, not_sealed, registration};
use crate::clocks::Ticking;
use crate::facts::{Kept, LONG, fits, in_list, said, written};
use crate::{Ctx, Refusal, Step};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AnswerOnSpot {
    pub answer: String,
    /// List `reply_form`.
    pub how: String,
    /// Who answered: a staff record.
    #[ts(as = "String")]
    pub answered_by: RecordId,
    pub rating: Rating,
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
}

/// Of list `category`: what a short consultation may be about. Everything else has steps of its own and is sorted by a
/// prosecutor first, as is what accuses somebody (list `purpose`); a matter without a category yet is taken at its word.
const SHORT: &[&str] = &["consultation", "suggestion", "other"];

fn short(facts: &AppealFacts) -> Result<(), Refusal> {
    let category = facts.category.as_deref().unwrap_or_default();
    let long = !category.is_empty() && !SHORT.contains(&category);
    let accuses = facts.purpose.as_deref() == Some("accusation");
    if long || accuses { Err(Refusal::NeedsSorting) } else { Ok(()) }
}

/// Of list `conclusion`: a line with an empty part is no line, and would not be read again.
const OUTCOME: &str = "explain";

/// An appeal that is registered already.
pub fn answer_on_spot(appeal: &Appeal, input: AnswerOnSpot, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("answer_on_spot", ctx)?;
    short(&appeal.facts)?;
    let mut ops = answered((appeal, row), (&input, ctx.today), ctx)?;
    let mut ticking = appeal.ticking(ctx);
    ended(&mut ticking, ctx.today);
    ops.extend(ticking.ops());
    Ok(ops)
}

/// Registered and answered in one entry. On the spot is the day it was received, however late the slip is typed in.
pub fn register_answered(
    place: &Place,
    (registered, answer): (RegisterAppeal, AnswerOnSpot),
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    not_sealed(&registered)?;
    short(&registered.facts)?;
    let appeal = Appeal::blank(place);
    let row = appeal.ask("answer_on_spot", ctx)?;
    let on = registered.facts.received_on.unwrap_or(ctx.today);
    let mut ops = registration((&appeal, place), registered, |t| ended(t, on), ctx)?;
    ops.extend(answered((&appeal, row), (&answer, on), ctx)?);
    Ok(ops)
}

/// Nothing is owed any more: the answer was given before it was written down.
fn ended(ticking: &mut Ticking<'_>, on: NaiveDate) {
    ticking
        .meet("procedurally_replied", on)
        .meet("sorted", on)
        .forgo("objected", ("sorted", on))
        .end("delivered", on);
}

fn answered(
    (appeal, row): (&Appeal, &Step<Appeal>),
    (input, on): (&AnswerOnSpot, NaiveDate),
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    written("answer", &input.answer, LONG)?;
    fits("reason", &input.reason.keep(), LONG)?;
    // It closes at once and nobody works on it again: what was wrong with it is said here or nowhere.
    if input.rating == Rating::Dissatisfied {
        written("reason", input.reason.as_deref().unwrap_or_default(), LONG)?;
    }
    in_list(ctx, ("how", "reply_form"), &Some(input.how.clone()))?;
    let has = |kind: &str| match kind {
        "reply" => said(&input.answer),
        "reply_form" => said(&input.how),
        _ => 0,
    };
    ctx.law.evidence.demand((NOUN, "answer_at_once", row.verb), ctx.today, has)?;
    // Nobody writes down what the other thought of their own answer; a later sampling may ask.
    if input.rating.is_rated() && input.answered_by == ctx.person.record {
        return Err(Refusal::OwnWork { verb: row.verb.into() });
    }
    let reply = Reply {
        outcome: OUTCOME.into(),
        text: input.answer.clone(),
        explanation: input.answer.clone(),
        how: input.how.clone(),
        on,
    };
    let evaluation = Evaluation {
        level: input.rating,
        on,
        how: input.how.clone(),
        reason: input.reason.clone(),
        sampled: false,
        by: ctx.person.record,
    };
    let mut ops = vec![
        Op::set("holder", input.answered_by),
        Op::add("handler", input.answered_by),
        Op::set("handling", "answer_at_once"),
        Op::set("evaluated_on", on.keep()),
        Op::line("reply", reply.keep()),
        Op::line("evaluation", evaluation.keep()),
    ];
    ops.extend(appeal.go(row));
    Ok(ops)
}
