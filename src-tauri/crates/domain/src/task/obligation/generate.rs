//! Obligation = station × template × period. Generated twice, or on two desks, it is one: the record's id is made of the
//! three, and what is written depends on nothing else, neither on the day nor on who does it.

use ledger::{Op, RecordId};

use super::super::period::{Period, due_on};
use super::super::template::Template;
use super::{NOUN, ObligationFacts, State};
use crate::Law;
use crate::places::stands_above;
use crate::station::Station;

/// A record to be opened in the stream of its station, unless the desk has it already.
#[derive(Clone, Debug, PartialEq)]
pub struct NewObligation {
    pub record: RecordId,
    pub station: RecordId,
    pub ops: Vec<Op>,
}

pub fn obligation_id(template: RecordId, station: RecordId, period: &Period) -> RecordId {
    RecordId::natural(NOUN, &format!("{template}|{station}|{}", period.key))
}

/// What the stations owe of a template in a period, of a stopped one up to its last day. Whoever writes it leaves out the
/// records that are there.
pub fn obligations(
    template: &Template,
    stations: &[Station],
    period: &Period,
    law: &Law,
) -> Vec<NewObligation> {
    let (facts, plain) = (&template.facts, template.plain_due_on(period));
    let falls_due = facts.rest_policy.and_then(|policy| due_on(plain, policy, &law.calendar));
    if !template.owes(period) || falls_due.is_none() {
        return vec![];
    }
    let owes = |s: &&Station| targeted(template, s) && s.open_on(plain);
    stations.iter().filter(owes).map(|s| new(template, s, period)).collect()
}

/// Named, or one of all: an office's own, for the city every station of its prefecture.
fn targeted(template: &Template, station: &Station) -> bool {
    let facts = &template.facts;
    if facts.all_stations != Some(true) {
        return facts.stations.iter().flatten().any(|s| *s == station.id);
    }
    let office = facts.office.as_deref().unwrap_or_default();
    let theirs = station.facts.office.as_deref().unwrap_or_default();
    office == theirs || stands_above(office, theirs)
}

fn new(template: &Template, station: &Station, period: &Period) -> NewObligation {
    let facts = &template.facts;
    let copied = ObligationFacts {
        template: Some(template.id),
        kind: facts.kind,
        title: facts.title.clone(),
        period: Some(period.key.clone()),
        from_on: Some(period.from_on),
        to_on: Some(period.to_on),
        plain_due_on: Some(template.plain_due_on(period)),
        rest_policy: facts.rest_policy,
        office: station.facts.office.clone(),
        issuer_office: facts.office.clone(),
        issuer_department: facts.department.clone(),
        local_actions: facts.local_actions,
        items: facts.items.clone(),
    };
    let mut ops = copied.ops(&ObligationFacts::default());
    ops.push(Op::go("main", "", State::Issued.key()));
    NewObligation { record: obligation_id(template.id, station.id, period), station: station.id, ops }
}
