//! What an activity leaves: row, clocks, links, search, and its place in the counts of activities held.

use ledger::{Record, RecordId};

use super::hearing::Matter;
use super::{Activity, State};
use crate::party::Named;
use crate::{Card, Law, LinkRow, Projection, SearchRow, Stage, Tally};

pub fn project(record: &Record, law: &Law, look: &mut dyn FnMut(RecordId) -> Option<Record>) -> Projection {
    let activity = Activity::of(record);
    let named = Named::of(activity.facts.party.iter().flatten().map(|p| p.record), look);
    Projection {
        card: Some(card(&activity, &named)),
        clocks: activity.clocks(law).iter().map(|c| c.row(None)).collect(),
        links: links(&activity),
        search: Some(search(&activity, named)),
        hashes: vec![],
        tallies: tallies(&activity),
    }
}

fn card(activity: &Activity, named: &Named) -> Card {
    let (facts, record) = (&activity.facts, &activity.record);
    Card {
        noun: super::NOUN.into(),
        station: activity.station,
        office: activity.office.clone(),
        state: activity.at().into(),
        stage: Stage::None,
        kind: activity.kind().into(),
        on: activity.on(),
        title: facts.topic.clone().unwrap_or_default(),
        no: record.numbers.iter().find(|n| !n.void).map(|n| n.number.clone()),
        holder: facts.host,
        flags: flags(activity),
        hidden: record.hidden,
        more: serde_json::json!({
            "from_at": facts.from_at, "to_at": facts.to_at, "place": facts.place, "openness": facts.openness,
            "n_public": facts.n_public, "n_attended": facts.attended.iter().flatten().count(),
            "n_opinions": activity.opinions.len(), "n_unsettled": activity.unsettled().count(), "parties": named.masked,
        }),
    }
}

fn flags(activity: &Activity) -> Vec<String> {
    let on_paper = Matter::ALL.iter().any(|m| activity.record.at(m.flow()) == "recorded");
    let asked = Matter::ALL.iter().any(|m| activity.record.at(m.flow()) == "asked");
    let marks = [
        ("approval_on_paper", on_paper),
        ("approval_asked", asked),
        ("opinions_open", activity.state == Some(State::Held) && activity.unsettled().next().is_some()),
        ("entered_late", activity.facts.held_on.is_some_and(|held| activity.planned_on() > Some(held))),
    ];
    marks.into_iter().filter(|(_, set)| *set).map(|(name, _)| name.into()).collect()
}

fn links(activity: &Activity) -> Vec<LinkRow> {
    let facts = &activity.facts;
    let row = |kind: &str, to: RecordId| LinkRow { kind: kind.into(), to };
    let came = facts.attended.iter().flatten().filter_map(|p| p.record).map(|to| row("present", to));
    let asked = facts.invited.iter().flatten().filter_map(|p| p.record).map(|to| row("invited", to));
    let parties = facts.party.iter().flatten().map(|p| row("party", p.record));
    let became = activity.became.iter().map(|b| row("became", b.record));
    let one = [("host", facts.host), ("place", facts.subpoint), ("clerk", activity.hearing.clerk)];
    let one = one.into_iter().filter_map(|(kind, to)| to.map(|to| row(kind, to)));
    came.chain(asked).chain(parties).chain(became).chain(one).collect()
}

fn search(activity: &Activity, named: Named) -> SearchRow {
    let facts = &activity.facts;
    let texts = [&facts.topic, &facts.agenda, &facts.minutes, &facts.object, &facts.place];
    let opinions = activity.opinions.iter().filter_map(|o| o.text.clone());
    let guests = facts.attended.iter().chain(&facts.invited).flatten().filter_map(|p| p.name.clone());
    let hearers = activity.hearers.iter().map(|h| h.name.clone());
    let own = activity.record.numbers.iter().map(|n| n.number.clone());
    SearchRow {
        text: texts.into_iter().flatten().cloned().chain(opinions).collect::<Vec<_>>().join("\n"),
        names: named.names.into_iter().chain(guests).chain(hearers).collect(),
        numbers: own
            .chain([&facts.case_no, &facts.recommendation_no].into_iter().flatten().cloned())
            .collect(),
        tails: named.tails,
    }
}

/// Held is held: planned and cancelled ones count nowhere.
fn tallies(activity: &Activity) -> Vec<Tally> {
    let counts = matches!(activity.state, Some(State::Held | State::Closed)) && !activity.record.hidden;
    let Some(on) = activity.facts.held_on.filter(|_| counts) else { return vec![] };
    let tally = |what: String, n: i64| Tally { what, station: activity.station, on, n };
    let people = activity.facts.attended.iter().flatten().count() as i64
        + i64::from(activity.facts.n_public.unwrap_or(0));
    vec![
        tally("activity.held".into(), 1),
        tally(format!("activity.held.{}", activity.kind()), 1),
        tally("activity.people".into(), people),
        tally("activity.opinions".into(), activity.opinions.len() as i64),
    ]
}
