//! `explain_deadline`: a rule or a bare period from a day, answered with the due day and the strip.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    CannotCount, Deadline, Direction, History, Moment, Pause, Period, Segment, Started, Unit, YEARS,
    deadline, most_of,
};
use crate::Refusal;
use crate::law::{Law, Wording};
use crate::rules::{Rule, Standing};

/// Either `rule` or `unit` with `amount`; `started_on`, and for hours `started_at`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ExplainDeadline {
    pub rule: Option<String>,
    /// Without it: the version in force on the day of the event.
    pub version: Option<String>,
    pub unit: Option<Unit>,
    pub amount: Option<u32>,
    pub direction: Option<Direction>,
    pub started_on: Option<NaiveDate>,
    pub started_at: Option<String>,
    pub pauses: Option<Vec<Pause>>,
    pub extended_by: Option<u32>,
}

/// What a person reads of a rule beside its due day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RuleView {
    pub id: String,
    pub version: String,
    pub matter: String,
    pub article: String,
    pub counts_from: String,
    pub wording: Wording,
    pub standing: Standing,
    pub enabled: bool,
}

impl From<&Rule> for RuleView {
    fn from(rule: &Rule) -> Self {
        Self {
            id: rule.id.clone(),
            version: rule.version.clone(),
            matter: rule.matter.clone(),
            article: rule.article.clone(),
            counts_from: rule.counts_from.clone(),
            wording: rule.wording,
            standing: rule.standing,
            enabled: rule.enabled,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DeadlineView {
    pub rule: Option<RuleView>,
    pub unit: Unit,
    /// With the extension.
    pub amount: u32,
    pub counted: u32,
    pub direction: Direction,
    pub started_on: NaiveDate,
    pub started_at: Option<String>,
    pub raw_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub due_at: Option<String>,
    pub advised_on: Option<NaiveDate>,
    pub provisional: bool,
    /// The calendar it was counted by.
    pub calendar: String,
    pub strip: Vec<Segment>,
}

pub fn explain(input: &ExplainDeadline, law: &Law) -> Result<DeadlineView, Refusal> {
    let (moment, started) = started(input)?;
    let rule = rule(input, started.on(), law)?;
    let period = period(input, rule)?;
    let history = History {
        pauses: input.pauses.clone().unwrap_or_default(),
        extended_by: input.extended_by.unwrap_or(0),
    };
    let counted = deadline(period, started, &history, &law.calendar);
    let counted = counted.map_err(|why| refuse(why, input, (period, started)))?;
    let mut view = DeadlineView::of(period, &counted, law);
    view.rule = rule.map(RuleView::from);
    if let Some(moment) = moment {
        view.started_at = Some(moment.written_like(moment.beijing()));
        view.due_at = counted.due_at.map(|at| moment.written_like(at));
    }
    Ok(view)
}

impl DeadlineView {
    pub fn of(period: Period, counted: &Deadline, law: &Law) -> Self {
        let instant = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
        let started_at = if let Started::At(at) = counted.started { Some(instant(at)) } else { None };
        Self {
            rule: None,
            unit: period.unit,
            amount: counted.amount,
            counted: counted.counted,
            direction: period.direction,
            started_on: counted.started.on(),
            started_at,
            raw_on: counted.raw_on,
            due_on: counted.due_on,
            due_at: counted.due_at.map(instant),
            advised_on: counted.advised_on,
            provisional: counted.provisional,
            calendar: law.calendar.version(),
            strip: counted.strip.clone(),
        }
    }
}

fn required(field: &str) -> Refusal {
    Refusal::Required { field: field.into() }
}

fn started(input: &ExplainDeadline) -> Result<(Option<Moment>, Started), Refusal> {
    if let Some(text) = &input.started_at {
        let moment =
            Moment::parse(text).ok_or_else(|| Refusal::CheckFailed { field: "started_at".into() })?;
        return Ok((Some(moment), Started::At(moment.beijing())));
    }
    input.started_on.map(|on| (None, Started::On(on))).ok_or_else(|| required("started_on"))
}

fn rule<'l>(input: &ExplainDeadline, on: NaiveDate, law: &'l Law) -> Result<Option<&'l Rule>, Refusal> {
    let Some(id) = input.rule.as_deref() else { return Ok(None) };
    let found = match input.version.as_deref() {
        Some(version) => law.rules.get(id, version),
        None => law.rules.current(id, on),
    };
    let unknown = || Refusal::NotInList { field: "rule".into(), list: "rules".into(), value: id.into() };
    found.map(Some).ok_or_else(unknown)
}

fn period(input: &ExplainDeadline, rule: Option<&Rule>) -> Result<Period, Refusal> {
    if let Some(rule) = rule {
        return Ok(rule.period());
    }
    let unit = input.unit.ok_or_else(|| required(if input.amount.is_some() { "unit" } else { "rule" }))?;
    let amount = input.amount.ok_or_else(|| required("amount"))?;
    Ok(Period { unit, amount, direction: input.direction.unwrap_or_default() })
}

fn refuse(why: CannotCount, input: &ExplainDeadline, (period, started): (Period, Started)) -> Refusal {
    let crossed =
        input.pauses.iter().flatten().find_map(|p| Some((p.from, p.until.filter(|until| *until < p.from)?)));
    match why {
        CannotCount::NeedsInstant => required("started_at"),
        CannotCount::OutOfRange => out_of_range(input, (period, started)),
        CannotCount::PauseCrossed => match crossed {
            Some((from, to)) => Refusal::EndBeforeStart { field: "pauses".into(), from, to },
            None => required("pauses"),
        },
        CannotCount::NoHistory => Refusal::RunsThrough { field: "pauses".into() },
    }
}

/// Which of the three it was: so much of the period, so long ago or ahead, or so far a pause.
fn out_of_range(input: &ExplainDeadline, (period, started): (Period, Started)) -> Refusal {
    let years = |field: &str| {
        let (least, most) = (YEARS.start().unsigned_abs(), YEARS.end().unsigned_abs());
        Refusal::OutOfRange { field: field.into(), least, most }
    };
    let amount = period.amount.checked_add(input.extended_by.unwrap_or(0));
    let most = most_of(period.unit);
    if period.amount == 0 || amount.is_none_or(|amount| amount > most) {
        return Refusal::OutOfRange { field: "amount".into(), least: 1, most };
    }
    if YEARS.contains(&started.on().year()) {
        years("pauses")
    } else {
        years(if input.started_at.is_some() { "started_at" } else { "started_on" })
    }
}
