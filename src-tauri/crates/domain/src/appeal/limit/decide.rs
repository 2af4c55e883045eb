//! A request for a clock is granted or refused by a head of the level the rule names; or on paper, typed in by another.

use chrono::NaiveDate;
use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::enter::check_day;
use super::super::{Appeal, Asked, Change, Decided, Material, STEPS, Verdict};
use super::{clock_of, lawful, waiting};
use crate::clocks::{Ticking, Why};
use crate::facts::{Kept, SHORT, written};
use crate::{Ctx, Level, Refusal, Role, Step, steps};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct GrantRequest {
    pub id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RefuseRequest {
    pub id: String,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordPaperGrant {
    pub id: String,
    /// Whose signature is on the paper: a staff record.
    #[ts(as = "String")]
    pub approver: RecordId,
    /// The day written there.
    pub on: NaiveDate,
    /// The scan, or volume and page.
    pub paper: Material,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ConfirmPaperGrant {
    pub id: String,
}

pub fn grant_request(appeal: &Appeal, input: GrantRequest, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let (row, asked) = ask((appeal, "grant_request"), &input.id, ctx)?;
    may_decide((appeal, row.verb), &asked, ctx)?;
    let decided = decided(&asked, Verdict::Approved, ctx);
    granted((appeal, row), &asked, decided, ctx)
}

pub fn refuse_request(appeal: &Appeal, input: RefuseRequest, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let (row, asked) = ask((appeal, "refuse_request"), &input.id, ctx)?;
    may_decide((appeal, row.verb), &asked, ctx)?;
    written("reason", &input.reason, SHORT)?;
    let decided = Decided { reason: Some(input.reason), ..decided(&asked, Verdict::SentBack, ctx) };
    let go = row.go_to(decided.verdict.key(), (&appeal.record, &decided.flow))?;
    Ok(vec![Op::line("decision", decided.keep()), go])
}

/// 代录批示: the clock changes by the paper; the mark stays until the approver confirms it.
pub fn record_paper_grant(
    appeal: &Appeal,
    input: RecordPaperGrant,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let (row, asked) = ask((appeal, "record_paper_grant"), &input.id, ctx)?;
    check_day(("on", input.on), appeal, ctx)?;
    if !input.paper.can_be_found() {
        return Err(Refusal::Lacks { verb: row.verb.into(), lacks: vec!["paper".into()] });
    }
    if input.approver == asked.by {
        return Err(Refusal::OwnWork { verb: row.verb.into() });
    }
    let decided = Decided {
        approver: input.approver,
        on: input.on,
        paper: Some(input.paper),
        ..decided(&asked, Verdict::Recorded, ctx)
    };
    granted((appeal, row), &asked, decided, ctx)
}

pub fn confirm_paper_grant(
    appeal: &Appeal,
    input: ConfirmPaperGrant,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let (row, asked) = ask((appeal, "confirm_paper_grant"), &input.id, ctx)?;
    let flow = format!("extend/{}", input.id);
    let recorded = |d: &Decided| d.flow == flow && d.verdict == Verdict::Recorded;
    let paper = appeal.lines::<Decided>("decision").into_iter().rfind(recorded);
    if paper.is_none_or(|p| p.approver != ctx.person.record) {
        return Err(Refusal::NotYours);
    }
    has_level((appeal, row.verb), &asked, ctx)?;
    let decided = decided(&asked, Verdict::Confirmed, ctx);
    let go = row.go_to(decided.verdict.key(), (&appeal.record, &flow))?;
    Ok(vec![Op::line("decision", decided.keep()), go])
}

/// The level that the rule names, and never the one who asked. `verb`: what it is refused as; none where a step's need asks,
/// which the step names.
pub(in crate::appeal) fn may_decide(
    (appeal, verb): (&Appeal, &str),
    asked: &Asked,
    ctx: &Ctx<'_>,
) -> Result<(), Refusal> {
    if asked.by == ctx.person.record {
        return Err(Refusal::OwnWork { verb: verb.into() });
    }
    has_level((appeal, verb), asked, ctx)
}

/// The level that may decide on a request, by its id; `None`: no such request, or the law names none.
pub fn level_of(appeal: &Appeal, id: &str, ctx: &Ctx<'_>) -> Option<Level> {
    let asked = appeal.lines::<Asked>("request").into_iter().find(|a| a.id == id)?;
    level(&asked, appeal, ctx)
}

/// The same for a request by its flow: `extend/2`.
pub(in crate::appeal) fn has_level_for(appeal: &Appeal, flow: &str, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let asked = appeal.lines::<Asked>("request").into_iter().find(|a| format!("extend/{}", a.id) == flow);
    asked.map_or(Err(Refusal::NotYours), |asked| has_level((appeal, ""), &asked, ctx))
}

fn has_level((appeal, verb): (&Appeal, &str), asked: &Asked, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let needed = level(asked, appeal, ctx);
    let enough = ctx.person.is(Role::Head) && needed.is_some() && ctx.person.level >= needed;
    if enough { Ok(()) } else { Err(Refusal::NeedsLevel { verb: verb.into(), level: needed }) }
}

/// The rule's own level for an extension; the office's table for the rest.
fn level(asked: &Asked, appeal: &Appeal, ctx: &Ctx<'_>) -> Option<Level> {
    let by_table = |key| ctx.law.approvals.level(key, ctx.today);
    match asked.kind {
        Change::Extend => {
            // Also of a clock that has stopped meanwhile: a paper is confirmed later.
            let clock = appeal.clocks(ctx.law).into_iter().find(|c| c.flow == asked.clock);
            let own = clock.and_then(|c| c.rule_in(ctx.law)?.extension).map(|e| e.level);
            own.max(by_table("extend_clock"))
        }
        Change::Pause => by_table("pause_clock"),
        Change::Resume => by_table("resume_clock"),
    }
}

fn ask(
    (appeal, verb): (&Appeal, &'static str),
    id: &str,
    ctx: &Ctx<'_>,
) -> Result<(&'static Step<Appeal>, Asked), Refusal> {
    let row = steps::ask_in((STEPS, verb), (&appeal.record, &format!("extend/{id}")), appeal, ctx)?;
    let asked = appeal.lines::<Asked>("request").into_iter().find(|a| a.id == id);
    asked.map(|asked| (row, asked)).ok_or_else(|| Refusal::NotNow { verb: verb.into(), state: String::new() })
}

fn decided(asked: &Asked, verdict: Verdict, ctx: &Ctx<'_>) -> Decided {
    let by = ctx.person.record;
    let flow = format!("extend/{}", asked.id);
    Decided { flow, verdict, approver: by, on: ctx.today, paper: None, reason: None, by }
}

fn granted(
    (appeal, row): (&Appeal, &Step<Appeal>),
    asked: &Asked,
    decided: Decided,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    debug_assert!(waiting(appeal).contains(asked));
    let (clock, rule) = clock_of(appeal, &asked.clock, ctx)?;
    lawful(asked, (&clock, rule))?;
    let mut ticking = appeal.ticking(ctx);
    change(&mut ticking, asked, Why { reason: &asked.reason, approver: decided.approver });
    if asked.kind == Change::Extend {
        // 并告知理由 (信访工作条例 34): each extension is told for itself.
        ticking.happened_again("extended", decided.on, &format!("extend{}", asked.id));
    }
    let mut ops = vec![Op::line("decision", decided.keep())];
    ops.extend(ticking.ops());
    ops.push(row.go_to(decided.verdict.key(), (&appeal.record, &decided.flow))?);
    Ok(ops)
}

fn change(ticking: &mut Ticking<'_>, asked: &Asked, why: Why<'_>) {
    match asked.kind {
        Change::Extend => ticking.extend(&asked.clock, (asked.on, asked.amount.unwrap_or(0)), why),
        Change::Pause => ticking.pause(&asked.clock, (asked.on, asked.until_on), why),
        Change::Resume => ticking.resume(&asked.clock, asked.on, why),
    };
}
