//! A check that nobody asks would promise what is not made: each enabled row of a noun that is here is asked by some act.

use std::path::Path;

use super::*;

const HERE: [&str; 3] = ["appeal", "activity", "voice"];

fn source(noun: &str) -> String {
    let mut files = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(noun)];
    let mut text = String::new();
    while let Some(path) = files.pop() {
        if path.is_dir() {
            let inside = std::fs::read_dir(&path).unwrap().map(|e| e.unwrap().path());
            files.extend(inside.filter(|p| p.file_name().is_some_and(|name| name != "tests")));
        } else {
            text += &std::fs::read_to_string(path).unwrap();
        }
    }
    text
}

#[test]
fn every_check_is_asked_where_its_noun_lives() {
    let rows = shipped_once().checks.all().iter().filter(|c| c.enabled && HERE.contains(&c.noun.as_str()));
    let rows: Vec<_> = rows.collect();
    assert!(rows.len() >= 8, "{}", rows.len());
    for row in rows {
        assert!(
            source(&row.noun).contains(&format!("\"{}\"", row.about)),
            "{}: nobody asks for {}",
            row.id,
            row.about
        );
    }
}
