//! `preview_limits`: which clocks a registration would open, and why those days, while the form is still being filled in.

use chrono::NaiveDate;
use domain::Law;
use domain::appeal::sort::Candidate;
use domain::appeal::{Appeal, AppealFacts, NOUN};
use domain::deadline::{Deadline, DeadlineView, History, RuleView};
use domain::rules::{Opening, Rule};
use domain::station::Station;
use ledger::{Record, RecordId, Stream};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::OrMissing;
use crate::{Office, Result, Who};

/// The form so far; only the received day is needed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PreviewLimits {
    #[ts(type = "string")]
    pub station: RecordId,
    #[serde(flatten)]
    pub facts: AppealFacts,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct LimitsPreview {
    /// Certain from registration on.
    pub limits: Vec<LimitView>,
    /// The earliest limit for sorting while 事项性质 is not known.
    pub candidate: Option<Candidate>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct LimitView {
    pub rule: Rule,
    pub internal: bool,
    pub started_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub deadline: DeadlineView,
}

pub fn preview_limits(office: &Office, _: &Who, input: PreviewLimits) -> Result<LimitsPreview> {
    let (law, today) = (office.law(), office.wall.today());
    let received = *domain::facts::required("received_on", &input.facts.received_on)?;
    domain::facts::not_ahead("received_on", received, today)?;
    let station = office
        .desk
        .read(|r| r.record(input.station))?
        .filter(|r| r.noun == "station")
        .or_missing("station")?;
    let station = Station::of(&station);
    let appeal = begun(&station, input.facts);
    let days = Days { received, today };
    Ok(LimitsPreview {
        limits: certain(&appeal, days, &law).into_iter().map(|(rule, d)| limit(rule, &d, &law)).collect(),
        candidate: candidate(&appeal, days, &law),
    })
}

#[derive(Clone, Copy)]
struct Days {
    received: NaiveDate,
    today: NaiveDate,
}

impl Days {
    /// The day of an event as registering would write it down.
    fn of(self, event: &str) -> Option<NaiveDate> {
        match event {
            "received" | "referral_received" => Some(self.received),
            "registered" => Some(self.today),
            _ => None,
        }
    }
}

fn begun(station: &Station, facts: AppealFacts) -> Appeal {
    let record = Record::empty(RecordId::from_bytes([0; 16]), NOUN, Stream::station(station.id));
    let mut appeal = Appeal::of(&record);
    appeal.facts = facts;
    appeal.office = station.facts.office.clone().unwrap_or_default();
    appeal
}

/// The rules that registering opens by itself; of a referral from above those of its arrival too.
fn certain<'l>(appeal: &Appeal, days: Days, law: &'l Law) -> Vec<(&'l Rule, Deadline)> {
    let referral = appeal.came_by_referral().then_some("referral_received");
    let mut counted = vec![];
    for event in referral.into_iter().chain(["registered"]) {
        let on = days.of(event).unwrap_or(days.today);
        let opening = Opening { noun: NOUN, event, on, office: &appeal.office };
        let opened = law.rules.opened_by(&opening, &appeal.situation());
        counted.extend(opened.into_iter().filter_map(|rule| Some((rule, count(rule, days, law)?))));
    }
    counted.sort_by_key(|(_, d)| d.due_on.unwrap_or(NaiveDate::MAX));
    counted
}

fn candidate(appeal: &Appeal, days: Days, law: &Law) -> Option<Candidate> {
    let opening = Opening { noun: NOUN, event: "registered", on: days.received, office: &appeal.office };
    let rules = law.rules.candidates(&opening, &appeal.situation());
    let sorting = rules.into_iter().filter(|r| r.met_by == "sorted");
    let counted = sorting.filter_map(|rule| Some((rule, count(rule, days, law)?)));
    let (rule, deadline) = counted.min_by_key(|(_, d)| d.due_on.unwrap_or(NaiveDate::MAX))?;
    let deadline = told(rule, &deadline, law);
    Some(Candidate { rule: rule.id.clone(), matter: rule.matter.clone(), deadline })
}

fn count(rule: &Rule, days: Days, law: &Law) -> Option<Deadline> {
    let started = rule.started_on(|event| days.of(event))?;
    rule.deadline(started.into(), &History::none(), &law.calendar).ok()
}

fn limit(rule: &Rule, counted: &Deadline, law: &Law) -> LimitView {
    let deadline = told(rule, counted, law);
    LimitView {
        internal: rule.is_internal(),
        started_on: deadline.started_on,
        due_on: counted.due_on,
        deadline,
        rule: rule.clone(),
    }
}

fn told(rule: &Rule, counted: &Deadline, law: &Law) -> DeadlineView {
    DeadlineView { rule: Some(RuleView::from(rule)), ..DeadlineView::of(rule.period(), counted, law) }
}
