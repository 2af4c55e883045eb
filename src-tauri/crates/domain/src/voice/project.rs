//! What a voice leaves: row, clocks, links, search, and its place in the counts of the loop.

use chrono::NaiveDate;
use ledger::{Record, RecordId};

use super::{NOUN, State, Voice};
use crate::facts::field;
use crate::{Card, Law, LinkRow, Projection, SearchRow, Stage, Tally};

/// The series of our own numbers.
pub const SERIES: &str = "DB";

pub fn project(record: &Record, law: &Law, look: &mut dyn FnMut(RecordId) -> Option<Record>) -> Projection {
    let voice = Voice::of(record);
    let deputy = voice.facts.deputy.and_then(look).and_then(|d| d.text("name").map(str::to_owned));
    Projection {
        card: Some(card(&voice, deputy.as_deref())),
        clocks: voice.clocks(law).iter().filter(|c| !c.is_partys(law)).map(|c| c.row(None)).collect(),
        links: links(&voice),
        search: Some(search(&voice, deputy)),
        hashes: vec![],
        tallies: if record.hidden { vec![] } else { tallies(&voice) },
    }
}

fn card(voice: &Voice, deputy: Option<&str>) -> Card {
    let (facts, record) = (&voice.facts, &voice.record);
    let answer = voice.answers().pop();
    Card {
        noun: NOUN.into(),
        station: voice.station,
        office: voice.office.clone(),
        state: voice.at().into(),
        stage: voice.state.map_or(Stage::None, State::stage),
        kind: facts.kind.clone().unwrap_or_default(),
        on: facts.received_on,
        title: facts.title.clone().unwrap_or_default(),
        no: record.number(SERIES).map(str::to_owned),
        holder: voice.holder,
        flags: flags(voice),
        hidden: record.hidden,
        more: serde_json::json!({
            // A deputy is named in office, not as a private person.
            "deputy": deputy, "way": facts.way, "proposal_no": record.text("proposal_no"),
            "class": answer.map(|a| a.class), "rating": voice.evaluations().last().map(|e| e.level),
        }),
    }
}

fn flags(voice: &Voice) -> Vec<String> {
    let registered_on: Option<NaiveDate> = field(&voice.record, "registered_on");
    let marks = [
        ("formal", voice.formal),
        ("difficult", voice.difficult),
        ("reworked", voice.was_reworked()),
        ("entered_late", registered_on > voice.facts.received_on),
        ("no_proposal_no", voice.state == Some(State::Proposed)),
    ];
    marks.into_iter().filter(|(_, set)| *set).map(|(name, _)| name.into()).collect()
}

fn links(voice: &Voice) -> Vec<LinkRow> {
    let facts = &voice.facts;
    let row = |kind: &str, to: RecordId| LinkRow { kind: kind.into(), to };
    let single =
        [("deputy", facts.deputy), ("origin", facts.origin), ("became", voice.record.record("became"))];
    let single = single.into_iter().filter_map(|(kind, to)| to.map(|to| row(kind, to)));
    single.chain(facts.co_deputies.iter().flatten().map(|to| row("deputy", *to))).collect()
}

fn search(voice: &Voice, deputy: Option<String>) -> SearchRow {
    let facts = &voice.facts;
    let answers = voice.answers().into_iter().map(|a| a.text);
    let own = voice.record.numbers.iter().map(|n| n.number.clone());
    SearchRow {
        text: [&facts.title, &facts.content]
            .into_iter()
            .flatten()
            .cloned()
            .chain(answers)
            .collect::<Vec<_>>()
            .join("\n"),
        names: deputy.into_iter().collect(),
        numbers: own.chain(voice.record.text("proposal_no").map(str::to_owned)).collect(),
        tails: vec![],
    }
}

/// Each on the day that its list goes by.
fn tallies(voice: &Voice) -> Vec<Tally> {
    let mut counted: Vec<(String, Option<NaiveDate>)> = vec![
        ("voice.collected".into(), voice.facts.received_on),
        ("voice.answered".into(), voice.answers().last().map(|a| a.on)),
    ];
    if voice.formal {
        counted.push(("voice.formal".into(), voice.facts.received_on));
    }
    if let Some(decision) =
        crate::facts::elements_of_lines::<super::Decision>(&voice.record, "decision").pop()
    {
        counted.push((format!("voice.{}", decision.adoption.key()), Some(decision.on)));
    }
    if let Some(evaluation) = voice.evaluations().pop() {
        counted.push((format!("voice.evaluation.{}", evaluation.level.key()), Some(evaluation.on)));
    }
    let counted = counted.into_iter().filter_map(|(what, on)| Some((what, on?)));
    counted.map(|(what, on)| Tally { what, station: voice.station, on, n: 1 }).collect()
}
