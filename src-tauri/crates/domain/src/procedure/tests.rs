//! No enabled row of a noun that is here waits for something nobody can ever say.

use std::path::Path;

use super::PROCEDURE;
use crate::rules::Rule;
use crate::scene::{day, law};

/// The nouns whose records this program keeps, and where their acts are written.
const HERE: [(&str, &[&str]); 3] =
    [("appeal", &["appeal", "sealed"]), ("voice", &["voice"]), ("activity", &["activity"])];

/// Beside tests, what only reads which event has come says none.
const SAYS_NOTHING: [&str; 2] = ["tests", "owed.rs"];

fn source(folders: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<_> = folders.iter().map(|f| root.join(f)).collect();
    let mut text = String::new();
    while let Some(path) = files.pop() {
        if path.is_dir() {
            let inside = std::fs::read_dir(&path).unwrap().map(|e| e.unwrap().path());
            files.extend(inside.filter(|p| {
                p.file_name().and_then(|n| n.to_str()).is_some_and(|n| !SAYS_NOTHING.contains(&n))
            }));
        } else {
            text += &std::fs::read_to_string(path).unwrap();
        }
    }
    text
}

/// Rows in force of a noun, the newest version of each.
fn rows(noun: &str) -> Vec<&'static Rule> {
    let today = day("2026-09-01");
    let newest = |r: &&Rule| law().rules.current(&r.id, today) == Some(*r);
    law().rules.all().iter().filter(|r| r.noun == noun && r.enabled).filter(newest).collect()
}

#[test]
fn every_row_is_started_and_met_by_an_act_or_by_an_event_that_can_be_entered() {
    for (noun, folders) in HERE {
        let (code, rows) = (source(folders), rows(noun));
        assert!(rows.len() >= 2, "{noun}");
        let of_procedure = |event: &str| {
            law().codes.code("event", event).and_then(|c| c.parent.clone()).as_deref() == Some(PROCEDURE)
        };
        // An act says the event by its name; days of a form stand in a field of that name.
        let said = |event: &str| {
            let ways = [format!("\"{event}\""), format!("\"{event}_on\""), format!("{event}_on:")];
            ways.iter().any(|way| code.contains(way))
        };
        for rule in rows {
            assert!(rule.starts_by_itself, "{} is started by nothing", rule.id);
            for event in [&rule.opened_by, &rule.counts_from, &rule.met_by] {
                assert!(of_procedure(event) != said(event), "{}: who says {event}?", rule.id);
            }
        }
    }
}

#[test]
fn every_event_that_can_be_entered_is_asked_for_by_a_row() {
    let asked: Vec<&str> = HERE
        .iter()
        .flat_map(|(noun, _)| rows(noun))
        .flat_map(|r| [r.opened_by.as_str(), r.met_by.as_str()])
        .collect();
    let all = law().codes.offered("event", day("2026-09-01"));
    let idle: Vec<&str> = all
        .filter(|c| c.parent.as_deref() == Some(PROCEDURE))
        .map(|c| c.id.as_str())
        .filter(|id| !asked.contains(id))
        .collect();
    assert_eq!(idle, [""; 0]);
}
