//! What a check-up found, as a file for whoever helps from afar: no name, no path, no number of a person.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use super::outside::SILENT;
use super::{CheckLine, light_of, machine};
use crate::exports::{FileOut, moment};
use crate::imports::base64_of;
use crate::places::is_known;
use crate::{Failure, Office, Result, Who, trace};

/// What may be said of a finding in numbers, versions and times. A path is none of them: it has a person's name in it more often
/// than not.
const SAID: &[&str] = &[
    "memory",
    "version",
    "lacking",
    "free",
    "wanted",
    "n",
    "at",
    "day",
    "on",
    "parts",
    "zone",
    "days",
    "damaged",
    "elsewhere",
    "unknown",
    "missing",
    "waiting",
];
const BROWSERS: &[&str] = &["Edge", "Chrome", "Firefox", "WebKit", "Chromium", "WebView2"];
const LONGEST: usize = 40;
/// Digits in a row that may be a telephone's.
const MOST_DIGITS: usize = 6;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportChecks {
    /// As `run_check` answered them and the page found its own.
    pub lines: Vec<CheckLine>,
}

#[derive(Serialize)]
struct Pack {
    program: &'static str,
    version: &'static str,
    made_at: NaiveDateTime,
    demo: bool,
    lines: Vec<CheckLine>,
}

pub fn export_checks(office: &Office, who: &Who, input: ExportChecks) -> Result<FileOut> {
    let made_at = moment(office);
    let lines: Vec<_> = input.lines.into_iter().filter_map(told).collect();
    let count = lines.len() as u64;
    let (program, version) = ("gonglian", env!("CARGO_PKG_VERSION"));
    let pack = Pack { program, version, made_at, demo: office.demo, lines };
    let bytes = serde_json::to_vec_pretty(&pack).map_err(|e| Failure::Broken { what: e.to_string() })?;
    trace::write(office, who, "export_checks", ledger::Value::Null)?;
    Ok(FileOut {
        name: format!("gonglian-checks-{}.json", made_at.format("%Y%m%d-%H%M")),
        mime: "application/json".into(),
        bytes_base64: base64_of(&bytes),
        count,
    })
}

/// A finding that nobody knows says nothing to whoever helps, and may say anything about anybody.
fn told(line: CheckLine) -> Option<CheckLine> {
    let light = light_of(&line.finding)?;
    let values = line.values.into_iter().filter(|(name, value)| harmless(name, value)).collect();
    Some(CheckLine { light, values, ..line })
}

/// What can be written in it names nobody: a word of a closed list, or a number, a version, a time.
fn harmless(name: &str, value: &Json) -> bool {
    match (name, value) {
        ("browser", Json::String(text)) => BROWSERS.iter().chain(SILENT).any(|one| one == text),
        ("by", Json::String(text)) => is_known(text),
        // Said by the desk itself a moment ago; a page says it after it.
        ("system" | "processor", said) => machine::system().1.get(name) == Some(said),
        (name, Json::Number(number)) => SAID.contains(&name) && number.as_f64().is_some_and(|n| n < 1e10),
        (name, Json::String(text)) => SAID.contains(&name) && is_number(text),
        _ => false,
    }
}

/// `10.0.19045`, `2026-11-29 14:00`, `UTC-05:30`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix("UTC").unwrap_or(text);
    let runs = text.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    let long = |run: &[u8]| run.len() > MOST_DIGITS && run[0].is_ascii_digit();
    text.len() <= LONGEST
        && digits.chars().all(|c| c.is_ascii_digit() || " .:+-".contains(c))
        && !runs.into_iter().any(long)
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::super::{Check, Light};
    use super::*;

    #[test]
    fn versions_and_times_go_out_and_nothing_a_person_is_known_by() {
        for (name, value, expected) in [
            ("at", json!("2026-11-29 14:00"), true),
            ("version", json!("10.0.19045.3803"), true),
            ("zone", json!("UTC-05:30"), true),
            ("n", json!(412), true),
            ("memory", json!(3.7), true),
            ("by", json!("fuse.sshfs"), true),
            ("by", json!("OneDrive"), true),
            ("browser", json!("Chrome"), true),
            ("browser", json!("Chromium"), true),
            ("browser", json!("browser360-cn"), true),
            ("system", machine::system().1["system"].clone(), true),
            ("system", json!("zhoumin-PC"), false),
            ("browser", json!("zhoumin"), false),
            ("by", json!("zhoumin"), false),
            ("version", json!("zhoumin"), false),
            ("n", json!(13_800_001_234_u64), false),
            ("version", json!("13800001234"), false),
            ("version", json!("0576-88551234"), false),
            ("version", json!("1".repeat(6) + &".1".repeat(20)), false),
            ("at", json!("周敏"), false),
            ("dir", json!("/home/1"), false),
            ("note", json!(1), false),
            ("n", json!(["周敏"]), false),
            ("n", json!(null), false),
        ] {
            assert_eq!(harmless(name, &value), expected, "{name}: {value}");
        }
    }

    #[test]
    fn a_path_and_an_unknown_finding_stay_here() {
        let line = |finding: &str| CheckLine {
            check: Check::Folder,
            // What the page says of the light counts for nothing.
            light: Light::Green,
            finding: finding.into(),
            values: Map::from_iter([
                ("dir".into(), json!("/home/zhoumin/desk")),
                ("by".into(), json!("nfs4")),
            ]),
        };
        assert!(told(line("zhoumin was here")).is_none());
        let told = told(line("folder_network")).unwrap();
        assert_eq!((told.light, Json::from(told.values)), (Light::Red, json!({ "by": "nfs4" })));
    }
}
