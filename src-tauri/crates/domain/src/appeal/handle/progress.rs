//! `note_progress`: what is not finished within three months is at least told, with a day for the next word (规则 163).

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::enter::check_day;
use super::super::{Appeal, Progress};
use crate::facts::{Kept, LONG, in_list, in_order, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct NoteProgress {
    /// As told outside; the station reads it.
    pub text: String,
    pub on: NaiveDate,
    /// List `delivery`.
    pub how: String,
    #[serde(default)]
    #[ts(optional)]
    pub next_on: Option<NaiveDate>,
}

pub fn note_progress(appeal: &Appeal, input: NoteProgress, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("note_progress", ctx)?;
    written("text", &input.text, LONG)?;
    in_list(ctx, ("how", "delivery"), &Some(input.how.clone()))?;
    check_day(("on", input.on), appeal, ctx)?;
    input.next_on.map_or(Ok(()), |next| in_order("next_on", input.on, next))?;
    let before = appeal.lines::<Progress>("progress");
    // A word from before another, typed in late, keeps no promise that came after it, and its own was kept by the later one.
    let newest = before.iter().all(|word| word.on <= input.on);
    let next_on = input.next_on.filter(|_| newest);
    let line = Progress {
        text: input.text,
        on: input.on,
        how: input.how,
        next_on: input.next_on,
        by: ctx.person.record,
    };
    let mut ops = vec![Op::line("progress", line.keep())];
    ops.extend(next_on.map(|next| Op::set("next_progress_on", next.keep())));
    let mut ticking = appeal.ticking(ctx);
    // Progress answers the limit that sorting opened (R03). A limit for the result itself, such as that of a rework
    // or of R08, waits for the result.
    for clock in appeal.clocks(ctx.law).iter().filter(|c| c.is_open() && c.met_by == "replied") {
        if clock.rule_in(ctx.law).is_some_and(|rule| rule.opened_by == "sorted") {
            ticking.meet_one(&clock.flow, ("replied", input.on));
        }
    }
    if newest {
        ticking.meet("word_given", input.on);
    }
    if let Some(eve) = next_on.and_then(|next| next.pred_opt()) {
        // The day that was named is the last one: it counts from its eve, beside what was named before.
        ticking.happened_again("next_word", eve, &(before.len() + 1).to_string());
    }
    ops.extend(ticking.ops());
    Ok(ops)
}
