//! `gonglian doctor`: the check-up of a desk at a terminal. 0: nothing red, 1: something is.
//! Without a person it looks at what lies around a desk that perhaps does not open.

use actions::checkup::{around, off_page};
use actions::places::put;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::args::Doctor;
use crate::end::{End, Stop};
use crate::said;
use crate::sign_in::open_as;

pub fn doctor(asked: Doctor) -> Result<End, Stop> {
    let lines = match &asked.person {
        Some(person) => inside(&asked, person)?,
        None => outside(&asked)?,
    };
    if asked.json {
        said::line(Value::from(lines.clone()));
    }
    let is_red = lines.iter().any(|line| line["light"] == "red");
    Ok(if is_red { End::Fault } else { End::Good })
}

/// Each line is said as soon as it is known: proving a copy takes its time.
fn inside(asked: &Doctor, person: &str) -> Result<Vec<Value>, Stop> {
    let host = open_as(&asked.dir, person, None)?;
    let ask = |name: &str, input: Value| host.answer(name, input).map_err(|fault| Stop::fault(&fault));
    let listed = ask("list_checks", json!({}))?;
    let mut lines = vec![];
    for one in listed.as_array().into_iter().flatten() {
        let line = match one["on_page"] == true {
            true => without_page(&one["check"])?,
            false => ask("run_check", json!({ "check": one["check"] }))?,
        };
        tell(asked, &line);
        lines.push(line);
    }
    if let Some(file) = &asked.export {
        let given = ask("export_checks", json!({ "lines": lines }))?;
        let bytes = STANDARD.decode(given["bytes_base64"].as_str().unwrap_or_default());
        let written = bytes.map_err(|e| e.to_string()).and_then(|b| put(file, &b).map_err(|e| e.to_string()));
        written.map_err(|problem| {
            Stop::usage(said::sentence(
                "terminal.not_written",
                &json!({ "file": file.display().to_string(), "problem": problem }),
            ))
        })?;
    }
    Ok(lines)
}

/// What a page would see of itself.
fn without_page(check: &Value) -> Result<Value, Stop> {
    let check = serde_json::from_value(check.clone()).map_err(|error| Stop::usage(error.to_string()))?;
    Ok(serde_json::to_value(off_page(check)).unwrap_or_default())
}

fn outside(asked: &Doctor) -> Result<Vec<Value>, Stop> {
    if asked.export.is_some() {
        return Err(Stop::usage(said::word("terminal.export_needs_person")));
    }
    let lines = around(&asked.dir).map_err(|error| Stop::fault(&error.into()))?;
    let lines: Vec<_> = lines.iter().map(|line| serde_json::to_value(line).unwrap_or_default()).collect();
    lines.iter().for_each(|line| tell(asked, line));
    Ok(lines)
}

fn tell(asked: &Doctor, line: &Value) {
    if !asked.json {
        said::line(in_words(line));
    }
}

/// `✓ name: sentence`, and below it what to do unless all is well.
fn in_words(line: &Value) -> String {
    let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let (check, finding) = (text("check"), text("finding"));
    let mark = match &*text("light") {
        "green" => '✓',
        "amber" => '!',
        _ => '✗',
    };
    let name = said::word(&format!("checkup.names.{check}"));
    let found = said::sentence(&format!("checkup.found.{finding}"), &line["values"]);
    let told = format!("{mark} {name}{}{found}", said::word("marks.colon"));
    if text("light") == "green" {
        return told;
    }
    let way = said::sentence(&format!("checkup.ways.{finding}"), &line["values"]);
    format!("{told}\n  → {way}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_its_mark_and_unless_it_is_green_its_way() {
        let line = |light: &str, check: &str, finding: &str, values: Value| {
            in_words(&json!({ "light": light, "check": check, "finding": finding, "values": values }))
        };
        let well = line("green", "database", "database_ok", json!({ "n": 2620 }));
        assert!(well.starts_with("✓ ") && well.contains("2620") && !well.contains('→'), "{well}");
        let old = line("amber", "copy", "copy_old", json!({ "days": 9, "at": "2026-11-20 08:30" }));
        assert!(old.starts_with("! ") && old.contains('9') && old.contains("\n  → "), "{old}");
        let bad = line("red", "folder", "folder_network", json!({ "dir": "/mnt/x", "by": "nfs4" }));
        assert!(bad.starts_with("✗ ") && bad.contains("nfs4") && !bad.contains('{'), "{bad}");
    }
}
