//! 代录批示: a leader signed on paper, another types it in with the scan or the page. The appeal goes on, marked, and
//! cannot be archived before the leader confirms it in person; a leader who did not sign says so.

use chrono::NaiveDate;
use ledger::{EntryId, Op, Record, RecordId, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, Decided, Material, State, Verdict};
use super::approve::{concluded, decided, decision, waiting};
use crate::clocks::{ClockLine, ClockVerb, STOPPED};
use crate::facts::{Kept, SHORT, in_order, written};
use crate::{Ctx, Refusal, Step};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordPaperApproval {
    /// Whose signature is on the paper: a staff record.
    #[ts(as = "String")]
    pub approver: RecordId,
    /// The day written there.
    pub on: NaiveDate,
    /// The scan, or volume and page.
    pub paper: Material,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ConfirmPaperApproval {}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DisputePaperApproval {
    pub reason: String,
}

pub fn record_paper_approval(
    appeal: &Appeal,
    draft: &Record,
    input: RecordPaperApproval,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("record_paper_approval", ctx)?;
    super::super::enter::check_day(("on", input.on), appeal, ctx)?;
    if !input.paper.can_be_found() {
        return Err(Refusal::Lacks { verb: row.verb.into(), lacks: vec!["paper".into()] });
    }
    if appeal.handlers().contains(&input.approver) {
        return Err(Refusal::OwnWork { verb: row.verb.into() });
    }
    let asked = waiting(appeal, row)?;
    in_order("on", asked.on, input.on)?;
    let plain = decided(&asked, Verdict::Recorded, ctx);
    let decided = Decided { approver: input.approver, on: input.on, paper: Some(input.paper), ..plain };
    concluded((appeal, row), draft, decided, ctx)
}

pub fn confirm_paper_approval(
    appeal: &Appeal,
    _input: ConfirmPaperApproval,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("confirm_paper_approval", ctx)?;
    let paper = my_paper(appeal, row, ctx)?;
    Ok(decision(appeal, &answered(paper, Verdict::Confirmed, ctx)))
}

/// Whatever was built on the paper, the appeal goes back to work: nobody has approved its conclusion.
pub fn dispute_paper_approval(
    appeal: &Appeal,
    input: DisputePaperApproval,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("dispute_paper_approval", ctx)?;
    written("reason", &input.reason, SHORT)?;
    let paper = my_paper(appeal, row, ctx)?;
    let mut ops = never_concluded(appeal, &paper.flow, ctx);
    ops.extend(decision(
        appeal,
        &Decided { reason: Some(input.reason), ..answered(paper, Verdict::Disputed, ctx) },
    ));
    if let Some(state) = appeal.state.filter(|s| RESTS_ON_APPROVAL.contains(s)) {
        ops.push(Op::go("main", state.key(), State::Handling.key()));
    }
    Ok(ops)
}

/// What the paper had met goes on, late or not by the conclusion that is to come; it was concluded on the day of the last one
/// that nobody denied, if there is one.
fn never_concluded(appeal: &Appeal, flow: &str, ctx: &Ctx<'_>) -> Vec<Op> {
    let record = &appeal.record;
    let all = record.lines("decision").filter_map(|l| Some((l.stamp.entry, Decided::read(&l.value)?)));
    let concluding = |d: &Decided| matches!(d.verdict, Verdict::Approved | Verdict::Recorded);
    let all: Vec<(EntryId, Decided)> =
        all.filter(|(_, d)| d.flow.starts_with("approve/") && concluding(d)).collect();
    let denied = all.iter().find(|(_, d)| d.flow == flow).map(|(entry, _)| *entry);
    let stands = |d: &Decided| d.flow != flow && record.at(&d.flow) != Verdict::Disputed.key();
    let before = all.iter().rfind(|(_, d)| stands(d)).map(|(_, d)| d.on);
    let here = record.lines("clock").filter(|l| Some(l.stamp.entry) == denied);
    let met = here.filter_map(|l| ClockLine::read(&l.value)).filter(|l| l.verb == ClockVerb::Stopped);
    let mut ticking = appeal.ticking(ctx);
    for line in met.filter(|l| record.at(&l.flow) == STOPPED) {
        ticking.go_on(&line.flow, ctx.today);
    }
    let mut ops = ticking.ops();
    ops.push(Op::set("concluded_on", before.map_or(Value::Null, |on| on.keep())));
    ops
}

/// States that stand on an approved conclusion. A rework is under way to a new one; an archive was confirmed first.
pub(in crate::appeal) const RESTS_ON_APPROVAL: &[State] =
    &[State::Concluded, State::Delivered, State::Evaluated, State::Settled];

/// The paper that waits and names this person.
fn my_paper(appeal: &Appeal, row: &Step<Appeal>, ctx: &Ctx<'_>) -> Result<Decided, Refusal> {
    let waits = |d: &Decided| {
        d.flow.starts_with("approve/")
            && d.verdict == Verdict::Recorded
            && appeal.record.at(&d.flow) == Verdict::Recorded.key()
    };
    let waiting: Vec<Decided> = appeal.lines::<Decided>("decision").into_iter().filter(waits).collect();
    if waiting.is_empty() {
        return Err(Refusal::NotNow { verb: row.verb.into(), state: String::new() });
    }
    waiting.into_iter().find(|d| d.approver == ctx.person.record).ok_or(Refusal::NotYours)
}

fn answered(paper: Decided, verdict: Verdict, ctx: &Ctx<'_>) -> Decided {
    Decided { verdict, on: ctx.today, paper: None, by: ctx.person.record, ..paper }
}
