//! The nouns in one place: which module answers for a record. The only file that knows them all.
//! It does not know what any of them means.
//! Called by `store` (projections) and `actions` (the flag of a person's own act).

use ledger::{Number, Record, RecordId};

use crate::task::obligation;
use crate::{Card, Law, LinkRow, Projection, SearchRow, Stage, Step, activity, station};

/// What a record leaves in the desk's tables. A noun nobody here knows (a newer program's) leaves nothing.
pub fn project(record: &Record, law: &Law, look: &mut dyn FnMut(RecordId) -> Option<Record>) -> Projection {
    let covered = crate::sealed::is_covered(record);
    let mut projection = match void_number(record) {
        _ if covered => crate::sealed::without_words(of_noun(record, law, look)),
        Some(number) => voided((record, number), look),
        None => of_noun(record, law, look),
    };
    if was_taken_back(record)
        && let Some(card) = &mut projection.card
    {
        card.hidden = true;
    }
    if !crate::conflict::conflicts(record).is_empty() {
        projection.links.push(LinkRow { kind: crate::conflict::LINK.into(), to: crate::conflict::inbox() });
    }
    projection
}

/// Nouns whose records begin with a move; people of a matter, notes and what lies sealed have none that is seen.
const BEGIN: &[&str] = &[
    "activity",
    "appeal",
    "person",
    "deputy",
    "post",
    "station",
    "subpoint",
    "obligation",
    "template",
    "visit",
    "voice",
];

/// The deed that opened it was undone: its page tells what happened, and no list has a row that says nothing.
fn was_taken_back(record: &Record) -> bool {
    record.at("main").is_empty() && !record.undone.is_empty() && BEGIN.contains(&record.noun.as_str())
}

/// The state of a record whose registration was undone, as lists call it (作废).
pub const VOID: &str = "void";

/// How its row names the station, whose office is its own. The station leans on it for nothing.
pub const VOID_AT: &str = "void_at";

/// The number of an undone registration. It is never given again, so whoever asks after it is told so.
pub fn void_number(record: &Record) -> Option<&Number> {
    let begun = record.opened.as_ref().filter(|_| record.stream.class() != "sealed")?.deed;
    record.numbers.iter().find(|number| number.void && number.stamp.deed == begun)
}

/// Its place, the day it was given and the number: nothing of what was said, also afterwards. It is shown where this state is asked
/// for, found by its number, and counted nowhere.
fn voided(
    (record, number): (&Record, &Number),
    look: &mut dyn FnMut(RecordId) -> Option<Record>,
) -> Projection {
    let station = crate::facts::station_of(record);
    let office = station.and_then(look).and_then(|station| station.text("office").map(str::to_owned));
    let card = Card {
        noun: record.noun.clone(),
        station,
        office: office.unwrap_or_default(),
        state: VOID.into(),
        stage: Stage::None,
        kind: String::new(),
        on: Some(crate::deadline::day_of(number.stamp.wall_ms)),
        title: String::new(),
        no: Some(number.number.clone()),
        holder: None,
        flags: vec![],
        hidden: true,
        more: serde_json::json!({}),
    };
    Projection {
        card: Some(card),
        links: station.map(|to| LinkRow { kind: VOID_AT.into(), to }).into_iter().collect(),
        search: Some(SearchRow { numbers: vec![number.number.clone()], ..SearchRow::default() }),
        ..Projection::default()
    }
}

fn of_noun(record: &Record, law: &Law, look: &mut dyn FnMut(RecordId) -> Option<Record>) -> Projection {
    match record.noun.as_str() {
        "activity" => activity::project::project(record, law, look),
        "appeal" => crate::appeal::project(record, law, look),
        "note" => crate::appeal::project_note(record),
        "sealed" => crate::sealed::project(record, law),
        "party" => crate::party::project::project(record),
        "person" => crate::staff::project::project(record),
        "deputy" => station::deputy::project::project(record),
        "post" => station::post::project::project(record, look),
        "station" => station::project::project(record),
        "subpoint" => station::subpoint::project::project(record),
        "obligation" => obligation::project::project(record, law),
        "template" => crate::task::template::project::project(record),
        "visit" => crate::visit::project::project(record, look),
        "voice" => crate::voice::project::project(record, law, look),
        noun if crate::registry::NOUNS.contains(&noun) => crate::registry::project(record),
        _ => Projection::default(),
    }
}

/// Whether somebody still waits for something there: what goes round the loop says it by its stage, the others by their state.
pub fn is_open(stage: Stage, state: &str) -> bool {
    let ended = [activity::State::Closed.key(), activity::State::Cancelled.key(), station::CLOSED];
    stage != Stage::Closed && !ended.contains(&state) && !obligation::DONE.contains(&state)
}

/// Whether an act needs the account's own signature: approve, confirm, evaluate, conclude, archive …
pub fn is_person_act(act: &str) -> bool {
    rows().any(|row| row.verb == act && row.signed) || OFFICE_ACTS.contains(&act)
}

/// Whether some step asks `approvals.csv` for this key. A row that nobody asks for would promise a check that is not made.
pub fn takes_level(key: &str) -> bool {
    rows().any(|row| row.level_key == key) || OTHER_LEVELS.contains(&key)
}

/// One step of any noun.
struct Row {
    verb: &'static str,
    level_key: &'static str,
    signed: bool,
}

impl Row {
    fn of<S>(step: &Step<S>) -> Self {
        Self { verb: step.verb, level_key: step.level_key(), signed: step.person_act }
    }
}

fn rows() -> impl Iterator<Item = Row> {
    let work = crate::appeal::STEPS.iter().map(Row::of).chain(crate::voice::STEPS.iter().map(Row::of));
    let visits = crate::visit::STEPS.iter().map(Row::of).chain(activity::STEPS.iter().map(Row::of));
    let tasks = obligation::STEPS.iter().map(Row::of);
    let tasks = tasks.chain(crate::task::template::STEPS.iter().map(Row::of));
    let people = crate::party::STEPS.iter().map(Row::of).chain(crate::staff::STEPS.iter().map(Row::of));
    let stations = station::STEPS.iter().map(Row::of);
    let stations = stations.chain(station::post::STEPS.iter().map(Row::of));
    let stations = stations.chain(station::deputy::STEPS.iter().map(Row::of));
    let stations = stations.chain(station::subpoint::STEPS.iter().map(Row::of));
    work.chain(visits).chain(tasks).chain(people).chain(stations)
}

/// Levels that are asked for by something finer than a verb: the kind of change to a clock, the matter of a hearing.
const OTHER_LEVELS: &[&str] = &["extend_clock", "pause_clock", "resume_clock", "reject_hearers", "redact"];

/// Person acts that belong to no noun's table of steps.
const OFFICE_ACTS: &[&str] = &[
    "resolve_conflict",
    "redact",
    "approve_sealing",
    "grant_role",
    "enrol_desk",
    "revoke_role",
    "revoke_desk",
    "revoke_person",
    "adopt_entries",
    "refuse_entries",
    "give_letter",
    "write_checkpoint",
    "take_over_rules",
    "undo",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene;

    #[test]
    fn a_noun_of_a_newer_program_leaves_nothing() {
        let law = Law::default();
        let record = scene::record("hologram", &[ledger::Op::set("title", "新")]);
        assert_eq!(project(&record, &law, &mut |_| None), Projection::default());
    }

    #[test]
    fn what_was_taken_back_from_its_beginning_is_in_no_list() {
        let law = Law::default();
        let undone = |noun: &str, ops: &[ledger::Op]| {
            let mut record = scene::record(noun, ops);
            record.undone.insert(ledger::DeedId::at(1));
            project(&record, &law, &mut |_| None).card.map(|card| card.hidden)
        };
        for noun in BEGIN {
            assert_eq!(undone(noun, &[]), Some(true), "{noun}");
            // Something later was undone: what it began with stands.
            assert_eq!(undone(noun, &[ledger::Op::go("main", "", "open")]), Some(false), "{noun}");
            let begun = scene::record(noun, &[]);
            let shown = project(&begun, &law, &mut |_| None).card.map(|card| card.hidden);
            assert_eq!(shown, Some(false), "{noun}: nothing was undone");
        }
        assert_eq!(undone("grant", &[]), Some(false), "it begins with no move");
    }

    /// Its number stood in the log only.
    #[test]
    fn the_number_of_an_undone_registration_leaves_a_row_that_says_nothing_else() {
        let law = Law::default();
        let number =
            ledger::Op::TakeNo { series: "SQ".into(), number: "JJ01-SQ-2026-A0003".into(), counter: 3 };
        let own = scene::record("appeal", &[ledger::Op::set("title", "误登"), number]);
        let station = scene::then(
            scene::blank("station", scene::id(9), scene::id(9)),
            &[ledger::Op::set("office", "331002")],
        );
        let shown =
            |record: &Record| project(record, &law, &mut |id| (id == scene::id(9)).then(|| station.clone()));
        assert_eq!(shown(&own).card.map(|card| card.hidden), Some(false), "it stands");
        let mut undone = own.clone();
        undone.numbers[0].void = true;
        undone.undone.insert(own.numbers[0].stamp.deed);
        // What was added later, and stays, is no part of it.
        let left = shown(&undone);
        let card = left.card.clone().unwrap();
        assert_eq!((card.state.as_str(), card.hidden, card.title.as_str()), (VOID, true, ""));
        assert_eq!((card.no.as_deref(), card.station), (Some("JJ01-SQ-2026-A0003"), Some(scene::id(9))));
        assert_eq!((card.office.as_str(), card.on), ("331002", Some(scene::day("1970-01-01"))));
        let found = left.search.unwrap();
        assert_eq!((found.text.as_str(), found.numbers.len()), ("", 1));
        assert!(left.clocks.is_empty() && left.tallies.is_empty() && left.hashes.is_empty());
        // A number that was taken later goes with its own deed alone.
        let mut later = own.clone();
        later.opened.as_mut().unwrap().deed = ledger::DeedId::from_bytes([77; 16]);
        later.numbers[0].void = true;
        assert_eq!(void_number(&later), None);
        // What lies sealed is found by nobody.
        undone.stream = ledger::Stream::sealed("331002");
        assert_eq!(void_number(&undone), None);
    }

    /// Was written down twice, where work is handed over and where the month's tasks are counted.
    #[test]
    fn nobody_waits_for_what_has_ended() {
        let open = |states: &[&'static str]| -> Vec<&'static str> {
            states.iter().copied().filter(|state| is_open(Stage::None, state)).collect()
        };
        let tasks: Vec<&str> = obligation::State::ALL.iter().map(|state| state.key()).collect();
        assert_eq!(open(&tasks), ["issued", "acknowledged", "doing", "submitted", "sent_back"]);
        let activities: Vec<&str> = activity::State::ALL.iter().map(|state| state.key()).collect();
        assert_eq!(open(&activities), ["planned", "held"]);
        assert_eq!(open(&[station::OPEN, station::CLOSED]), [station::OPEN]);
        assert!(is_open(Stage::Evaluate, "evaluated") && !is_open(Stage::Closed, "archived"));
    }

    #[test]
    fn what_decides_or_speaks_for_somebody_is_signed() {
        for act in
            ["approve_conclusion", "confirm_paper_approval", "evaluate_appeal", "archive_appeal", "redact"]
        {
            assert!(is_person_act(act), "{act}");
        }
        for act in ["register_appeal", "log_visit", "note_progress", "unknown"] {
            assert!(!is_person_act(act), "{act}");
        }
    }
    #[test]
    fn every_level_that_ships_is_asked_for_by_something() {
        let law = Law::shipped().unwrap();
        let idle: Vec<&str> =
            law.approvals.all().map(|a| a.act.as_str()).filter(|act| !takes_level(act)).collect();
        assert_eq!(idle, [""; 0]);
        assert!(takes_level("refuse_appeal") && takes_level("conclude") && !takes_level("conclude_appeals"));
    }
}
