//! Clocks as a page shows them, and the question "why that day" asked for itself.
//! It does not count: `domain::deadline` does, and its strip is passed on as it is.

use chrono::NaiveDate;
use domain::Law;
use domain::clocks::{Clock, FactsChanged};
use domain::deadline::{DeadlineView, ExplainDeadline, explain};
use domain::projection::ClockState;
use domain::rules::{Rule, Standing};
use ledger::{Line, Record, Value};
use serde::Serialize;
use ts_rs::TS;

use crate::lists::word;
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct ClockView {
    pub flow: String,
    pub rule: String,
    pub version: String,
    /// The rule's row; `None`: 规则未到.
    pub law: Option<Rule>,
    pub internal: bool,
    pub state: ClockState,
    pub started_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub stopped_on: Option<NaiveDate>,
    /// The event that stopped it.
    pub stopped_by: Option<String>,
    /// It opened because facts were changed: when, and what changed (`category:other>accusation`).
    pub came: Option<FactsChanged>,
    /// And ended so: its rule applies no longer, and it was neither met nor missed.
    pub went: Option<FactsChanged>,
    /// 补录: the day on which that was typed, where it lies more than one working day behind the day itself.
    pub typed_on: Option<NaiveDate>,
    /// Calendar days from today to the due day; negative when late.
    #[ts(type = "number | null")]
    pub days: Option<i64>,
    /// Others wrote about it at the same time: the earliest day counts.
    pub contested: bool,
    pub deadline: Option<DeadlineView>,
}

pub fn view((record, clock): (&Record, &Clock), law: &Law, today: NaiveDate) -> ClockView {
    let rule = clock.rule_in(law);
    let counted = |rule: &Rule| clock.deadline.as_ref().map(|d| DeadlineView::of(rule.period(), d, law));
    ClockView {
        flow: clock.flow.clone(),
        rule: clock.rule.clone(),
        version: clock.version.clone(),
        internal: rule.is_some_and(|r| r.standing == Standing::Internal),
        state: clock.state(),
        started_on: clock.started_on,
        due_on: clock.due_on(),
        stopped_on: clock.stopped.as_ref().map(|s| s.on),
        stopped_by: clock.stopped.as_ref().map(|s| s.event.clone()),
        came: clock.came.clone(),
        went: clock.went(),
        typed_on: typed_late(record, clock, law),
        days: clock.due_on().filter(|_| clock.is_open()).map(|due| (due - today).num_days()),
        contested: clock.contested,
        deadline: rule.and_then(counted),
        law: rule.cloned(),
    }
}

/// A day is taken as it was entered; this tells that it was entered afterwards.
fn typed_late(record: &Record, clock: &Clock, law: &Law) -> Option<NaiveDate> {
    let stopped_on = clock.stopped.as_ref()?.on;
    let said = |line: &&Line, key: &str, text: &str| line.value.get(key).and_then(Value::text) == Some(text);
    // It is said again with the same day when the day of receipt is corrected.
    let (flow, on) = (&clock.flow, stopped_on.to_string());
    let stops = |l: &&Line| said(l, "flow", flow) && said(l, "verb", "stopped") && said(l, "on", &on);
    let typed_on = crate::wall::day_of(record.lines("clock").find(stops)?.stamp.wall_ms);
    let between = stopped_on.iter_days().skip(1).take_while(|day| *day <= typed_on);
    between.filter(|day| law.calendar.is_workday(*day)).nth(1).map(|_| typed_on)
}

/// When and why it came or went, as the page says it.
pub(crate) fn changes_said(clock: &Clock, law: &Law) -> Vec<String> {
    let tell = |key: &str, turn: &FactsChanged| {
        let (change, on) = (change_said(&turn.change, law), turn.on.to_string());
        said(key, &[("change", change.as_str()), ("on", on.as_str())])
    };
    let (came, went) = (clock.came.as_ref(), clock.went());
    came.map(|turn| tell("came", turn)).into_iter().chain(went.map(|turn| tell("went", &turn))).collect()
}

fn change_said(change: &str, law: &Law) -> String {
    let parts: Vec<String> = change.split_whitespace().map(|part| one_said(part, law)).collect();
    parts.join(word(&["marks", "comma"]).unwrap_or_default())
}

/// `category:other>accusation`: a side that is not known is empty, and a flag is `yes` or nothing.
fn one_said(part: &str, law: &Law) -> String {
    let (key, sides) = part.split_once(':').unwrap_or((part, ""));
    let (from, to) = sides.split_once('>').unwrap_or_default();
    let fact = word(&["record", "clocks", "facts", key]).unwrap_or(key);
    let name = |code: &str| law.codes.name(key, code).unwrap_or(code).to_owned();
    let (named_from, named_to) = (name(from), name(to));
    let how = match (from, to) {
        (_, "yes") => "became",
        ("yes", _) => "unbecame",
        ("", _) => "changed_to",
        (_, "") => "changed_from",
        _ => "changed",
    };
    said(how, &[("fact", fact), ("from", named_from.as_str()), ("to", named_to.as_str())])
}

fn said(key: &str, values: &[(&str, &str)]) -> String {
    let text = word(&["record", "clocks", key]).unwrap_or_default().to_owned();
    values.iter().fold(text, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// `{"rule":"R01","started_on":…}` or a unit and an amount: due day and strip.
pub fn explain_deadline(office: &Office, _: &Who, input: ExplainDeadline) -> Result<DeadlineView> {
    Ok(explain(&input, &office.law())?)
}
