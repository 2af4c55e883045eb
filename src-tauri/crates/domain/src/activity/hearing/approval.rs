//! The chief prosecutor's word: on holding a hearing outside the hearing room (R16c) and on not following most hearers
//! (R16d). Given by the chief, or on paper and typed in by another (代录批示) until the chief confirms it.

use chrono::NaiveDate;
use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Activity, NOUN, STEPS, State};
use super::ASKED;
use crate::appeal::{Decided, Material, Verdict};
use crate::facts::{Kept, SHORT, choices, elements_of_lines, fits, not_ahead, written};
use crate::law::Wording;
use crate::rules::Check;
use crate::{Ctx, Level, Refusal, Step, steps};

choices! {
    pub enum Matter {
        Place = "place",
        Deviation = "deviation",
    }
}

impl Matter {
    pub fn flow(self) -> &'static str {
        match self {
            Self::Place => "approve/place",
            Self::Deviation => "approve/deviation",
        }
    }

    /// The check that asks for it (`checks.csv`).
    fn check(self) -> &'static str {
        match self {
            Self::Place => "hearing_place",
            Self::Deviation => "hearers_majority",
        }
    }

    /// Whose word it takes (`approvals.csv`).
    pub fn level_key(self) -> &'static str {
        match self {
            Self::Place => "hold_hearing",
            Self::Deviation => "reject_hearers",
        }
    }

    /// The place is asked for before the hearing, a deviation after it. Where the word for the place was denied or taken back
    /// since, the right one follows.
    fn fits(self, activity: &Activity) -> bool {
        match (self, activity.state) {
            (Self::Place, Some(State::Planned)) | (Self::Deviation, Some(State::Held)) => true,
            (Self::Place, Some(State::Held)) => !stands(activity, self),
            _ => false,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AskHearingApproval {
    pub matter: Matter,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ApproveHearing {
    pub matter: Matter,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SendBackHearing {
    pub matter: Matter,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordHearingApproval {
    pub matter: Matter,
    /// Whose signature is on the paper.
    #[ts(as = "String")]
    pub approver: RecordId,
    pub on: NaiveDate,
    /// The scan, or volume and page.
    pub paper: Material,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Confirming {
    Confirm,
    Dispute,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ConfirmHearingApproval {
    pub matter: Matter,
    pub answer: Confirming,
    #[serde(default)]
    pub reason: Option<String>,
}

pub fn ask_hearing_approval(
    activity: &Activity,
    input: AskHearingApproval,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = ask((activity, input.matter), "ask_hearing_approval", ctx)?;
    written("reason", &input.reason, SHORT)?;
    let flow = input.matter.flow();
    let go = row.go_to(ASKED, (&activity.record, flow))?;
    Ok(vec![Op::set(&format!("{}_asked", input.matter.key()), input.reason), go])
}

pub fn approve_hearing(
    activity: &Activity,
    input: ApproveHearing,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = ask((activity, input.matter), "approve_hearing", ctx)?;
    decide((activity, input.matter), row, decision(input.matter, Verdict::Approved, ctx))
}

pub fn send_back_hearing(
    activity: &Activity,
    input: SendBackHearing,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = ask((activity, input.matter), "send_back_hearing", ctx)?;
    written("reason", &input.reason, SHORT)?;
    let decided = Decided { reason: Some(input.reason), ..decision(input.matter, Verdict::SentBack, ctx) };
    decide((activity, input.matter), row, decided)
}

pub fn record_hearing_approval(
    activity: &Activity,
    input: RecordHearingApproval,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = ask((activity, input.matter), "record_hearing_approval", ctx)?;
    not_ahead("on", input.on, ctx.today)?;
    if !input.paper.can_be_found() {
        return Err(Refusal::Lacks { verb: "record_hearing_approval".into(), lacks: vec!["paper".into()] });
    }
    let decided = Decided {
        approver: input.approver,
        on: input.on,
        paper: Some(input.paper),
        ..decision(input.matter, Verdict::Recorded, ctx)
    };
    decide((activity, input.matter), row, decided)
}

pub fn confirm_hearing_approval(
    activity: &Activity,
    input: ConfirmHearingApproval,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = ask((activity, input.matter), "confirm_hearing_approval", ctx)?;
    let recorded = decisions(activity, input.matter).into_iter().rfind(|d| d.verdict == Verdict::Recorded);
    if recorded.is_none_or(|d| d.approver != ctx.person.record) {
        return Err(Refusal::NotYours);
    }
    fits("reason", &input.reason.keep(), SHORT)?;
    let verdict = match input.answer {
        Confirming::Confirm => Verdict::Confirmed,
        Confirming::Dispute => Verdict::Disputed,
    };
    if verdict == Verdict::Disputed {
        written("reason", input.reason.as_deref().unwrap_or_default(), SHORT)?;
    }
    let decided = Decided { reason: input.reason, ..decision(input.matter, verdict, ctx) };
    decide((activity, input.matter), row, decided)
}

/// Whether the law asks for this word of the activity: a row that is in force and applies (R16c, R16d).
pub fn is_asked(activity: &Activity, matter: Matter, ctx: &Ctx<'_>) -> bool {
    !rows(activity, matter, ctx).is_empty()
}

fn rows<'l>(activity: &Activity, matter: Matter, ctx: &Ctx<'l>) -> Vec<&'l Check> {
    ctx.law.checks.about((NOUN, matter.check()), ctx.today, &activity.situation())
}

/// Whether it rests on a row whose wording was not compared with its source yet (待核).
pub fn is_doubted(activity: &Activity, matter: Matter, ctx: &Ctx<'_>) -> bool {
    rows(activity, matter, ctx).iter().any(|check| check.wording == Wording::Unverified)
}

/// Whether the word was given. One typed in from paper counts, marked, while it waits for its confirmation.
pub fn stands(activity: &Activity, matter: Matter) -> bool {
    let given = [Verdict::Approved, Verdict::Recorded, Verdict::Confirmed];
    given.iter().any(|v| v.key() == activity.record.at(matter.flow()))
}

/// And whether it was given by that day: what is done before the word is done without it. Of a paper, the day written there.
pub fn stood_on(activity: &Activity, matter: Matter, day: Option<NaiveDate>) -> bool {
    let gives = |d: &Decided| matches!(d.verdict, Verdict::Approved | Verdict::Recorded);
    let given_on = decisions(activity, matter).into_iter().rfind(gives).map(|d| d.on);
    stands(activity, matter) && given_on.zip(day).is_none_or(|(given, day)| given <= day)
}

/// Some word was typed in from paper and waits for the chief.
pub fn on_paper(activity: &Activity) -> bool {
    Matter::ALL.iter().any(|m| activity.record.at(m.flow()) == Verdict::Recorded.key())
}

pub fn decisions(activity: &Activity, matter: Matter) -> Vec<Decided> {
    let all: Vec<Decided> = elements_of_lines(&activity.record, "decision");
    all.into_iter().filter(|d| d.flow == matter.flow()).collect()
}

fn ask(
    (activity, matter): (&Activity, Matter),
    verb: &str,
    ctx: &Ctx<'_>,
) -> Result<&'static Step<Activity>, Refusal> {
    let row = steps::ask_in((STEPS, verb), (&activity.record, matter.flow()), activity, ctx)?;
    // A paper may be confirmed long after.
    let any_time = verb == "confirm_hearing_approval";
    if row.approval.is_some() {
        has_level((verb, activity, matter), ctx)?;
    }
    if any_time || matter.fits(activity) {
        Ok(row)
    } else {
        Err(Refusal::NotNow { verb: verb.into(), state: activity.at().into() })
    }
}

/// The level that the check itself asks for, or a higher one that the office set; on paper the same.
pub fn level(activity: &Activity, matter: Matter, ctx: &Ctx<'_>) -> Option<Level> {
    let by_check = rows(activity, matter, ctx).into_iter().filter_map(|c| c.level).max();
    ctx.law.approvals.level(matter.level_key(), ctx.today).max(by_check)
}

fn has_level((verb, activity, matter): (&str, &Activity, Matter), ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let level = level(activity, matter, ctx);
    let high_enough = level.is_some() && ctx.person.level >= level;
    if high_enough { Ok(()) } else { Err(Refusal::NeedsLevel { verb: verb.into(), level }) }
}

fn decision(matter: Matter, verdict: Verdict, ctx: &Ctx<'_>) -> Decided {
    let by = ctx.person.record;
    Decided {
        flow: matter.flow().into(),
        verdict,
        approver: by,
        on: ctx.today,
        paper: None,
        reason: None,
        by,
    }
}

fn decide(
    (activity, matter): (&Activity, Matter),
    row: &Step<Activity>,
    decided: Decided,
) -> Result<Vec<Op>, Refusal> {
    let go = row.go_to(decided.verdict.key(), (&activity.record, matter.flow()))?;
    Ok(vec![Op::line("decision", decided.keep()), go])
}
