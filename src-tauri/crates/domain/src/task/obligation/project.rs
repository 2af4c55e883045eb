//! What an obligation leaves: its row, one clock, its proofs as links, and its place in the counts by due day.

use chrono::{Datelike, NaiveDate};
use ledger::Record;

use super::{CLOCK, Obligation, State, review_mark};
use crate::calendar::Calendar;
use crate::projection::ClockState;
use crate::{Card, ClockRow, Law, LinkRow, Projection, SearchRow, Stage, Tally};

pub fn project(record: &Record, law: &Law) -> Projection {
    let obligation = Obligation::of(record);
    let facts = &obligation.facts;
    let (title, calendar) = (facts.title.clone().unwrap_or_default(), &law.calendar);
    let links = obligation.proofs.iter().map(|p| LinkRow { kind: "proof".into(), to: p.record });
    Projection {
        card: Some(card(record, &obligation, calendar)),
        clocks: clock(&obligation, calendar).into_iter().collect(),
        links: links.chain(facts.template.map(|to| LinkRow { kind: "template".into(), to })).collect(),
        search: Some(SearchRow { text: title, ..SearchRow::default() }),
        hashes: vec![],
        tallies: if record.hidden { vec![] } else { tallies(&obligation, calendar) },
    }
}

fn card(record: &Record, obligation: &Obligation, calendar: &Calendar) -> Card {
    let facts = &obligation.facts;
    Card {
        noun: super::NOUN.into(),
        station: obligation.station,
        office: facts.office.clone().unwrap_or_default(),
        state: obligation.state_under(calendar).map_or("", State::key).into(),
        stage: Stage::None,
        kind: facts.kind.map(|k| k.key().to_owned()).unwrap_or_default(),
        on: facts.from_on,
        title: facts.title.clone().unwrap_or_default(),
        no: None,
        holder: obligation.holder,
        flags: flags(obligation),
        hidden: record.hidden,
        more: serde_json::json!({
            "template": facts.template, "period": facts.period, "to_on": facts.to_on,
            "issuer_office": facts.issuer_office, "issuer_department": facts.issuer_department,
            "n_proofs": obligation.proofs.len(), "submitted_on": obligation.submitted_on(),
            "excuse": obligation.excuse.as_ref().map(|(code, _)| code),
        }),
    }
}

fn flags(obligation: &Obligation) -> Vec<String> {
    let facts = &obligation.facts;
    let local = (!obligation.local.is_empty()).then(|| "local_action".to_owned());
    let issuer = (facts.issuer_office.as_deref(), facts.issuer_department.as_deref());
    let waits = match (obligation.state, issuer) {
        (Some(State::Submitted), (Some(office), Some(department))) => Some(review_mark((office, department))),
        _ => None,
    };
    local.into_iter().chain(waits).collect()
}

/// Handed in is what stops it: the review's days are not the station's.
fn clock(obligation: &Obligation, calendar: &Calendar) -> Option<ClockRow> {
    let facts = &obligation.facts;
    let due_on = obligation.due_on(calendar);
    let handed_in = matches!(obligation.state, Some(State::Submitted | State::Passed));
    let excused_on = obligation.excuse.as_ref().filter(|_| obligation.state == Some(State::Excused));
    let stopped_on = obligation.submitted_on().filter(|_| handed_in).or(excused_on.map(|(_, on)| *on));
    let state = match stopped_on {
        Some(on) if excused_on.is_none() && due_on.is_some_and(|due| due < on) => ClockState::Late,
        Some(_) => ClockState::InTime,
        None => ClockState::Running,
    };
    Some(ClockRow {
        flow: "main".into(),
        rule: CLOCK.into(),
        rule_version: String::new(),
        cause: facts.period.clone().unwrap_or_default(),
        started_on: facts.from_on?,
        due_on,
        provisional: stopped_on.is_none() && due_on.is_some_and(|on| !official(on, calendar)),
        state,
        stopped_on,
        excluded: excused_on.map(|(code, _)| code.clone()),
    })
}

fn official(on: NaiveDate, calendar: &Calendar) -> bool {
    calendar.year(on.year()).is_some_and(|y| y.official)
}

fn tallies(obligation: &Obligation, calendar: &Calendar) -> Vec<Tally> {
    let Some(on) = obligation.facts.plain_due_on else { return vec![] };
    let tally = |what: &str| Tally { what: what.into(), station: obligation.station, on, n: 1 };
    let owed = tally("obligation.owed");
    match obligation.state_under(calendar) {
        Some(State::Passed) => vec![owed, tally("obligation.passed")],
        Some(State::Excused) => vec![owed, tally("obligation.excused")],
        _ => vec![owed],
    }
}
