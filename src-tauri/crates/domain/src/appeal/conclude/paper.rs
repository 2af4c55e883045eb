//! 代录批示: a leader signed on paper, another types it in with the scan or the page. The appeal goes on, marked, and
//! cannot be archived before the leader confirms it in person; a leader who did not sign says so.

use chrono::NaiveDate;
use ledger::{Op, Record, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, Decided, Material, State, Verdict};
use super::approve::{concluded, decided, decision, waiting};
use crate::facts::{SHORT, in_order, written};
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
    let mut ops =
        decision(appeal, &Decided { reason: Some(input.reason), ..answered(paper, Verdict::Disputed, ctx) });
    if let Some(state) = appeal.state.filter(|s| RESTS_ON_APPROVAL.contains(s)) {
        ops.push(Op::go("main", state.key(), State::Handling.key()));
    }
    Ok(ops)
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
