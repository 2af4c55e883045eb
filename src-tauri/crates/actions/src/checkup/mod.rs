//! 体检: what stands around the desk and in it, one check a call, so that a person sees how far it is and can stop.
//! It mends nothing. Each finding has a light, a sentence and, unless it is green, what to do; the words are the pages'.
//! Called through `calls`, and by `gonglian doctor`, which may ask what lies outside of a desk that does not open.

mod export;
mod file;
mod machine;
mod outside;
mod ways;

pub use export::*;

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use crate::desk::Nothing;
use crate::{Office, Result, Who};

/// In the order in which they are run: what is quick and stands around the desk first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    System,
    Browser,
    Fonts,
    Folder,
    Space,
    Printer,
    Clock,
    Database,
    Log,
    Checkpoint,
    Attachments,
    Copy,
    Hub,
    Disc,
}

const ALL: [Check; 14] = [
    Check::System,
    Check::Browser,
    Check::Fonts,
    Check::Folder,
    Check::Space,
    Check::Printer,
    Check::Clock,
    Check::Database,
    Check::Log,
    Check::Checkpoint,
    Check::Attachments,
    Check::Copy,
    Check::Hub,
    Check::Disc,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    Green,
    /// Works, and should be looked after.
    Amber,
    /// Something does not work, or may be lost.
    Red,
}

/// Every finding there is, with its light. The pages have a sentence for each, and a way for each that is not green.
const FINDINGS: &[(&str, Light)] = &[
    ("system_ok", Light::Green),
    ("memory_small", Light::Amber),
    ("browser_ok", Light::Green),
    ("browser_old", Light::Red),
    ("browser_none", Light::Amber),
    ("browser_unasked", Light::Amber),
    ("fonts_ok", Light::Green),
    ("fonts_lacking", Light::Amber),
    ("fonts_unasked", Light::Amber),
    ("folder_ok", Light::Green),
    ("folder_none", Light::Amber),
    ("folder_network", Light::Red),
    ("folder_synced", Light::Red),
    ("folder_unwritable", Light::Red),
    ("space_ok", Light::Green),
    ("space_small", Light::Amber),
    ("space_out", Light::Red),
    ("printer_ok", Light::Green),
    ("printer_none", Light::Amber),
    ("printer_unasked", Light::Amber),
    ("clock_ok", Light::Green),
    ("clock_demo", Light::Green),
    ("clock_unconfirmed", Light::Amber),
    ("clock_zone", Light::Amber),
    ("clock_suspect", Light::Red),
    ("clock_wrong", Light::Red),
    ("database_ok", Light::Green),
    ("database_damaged", Light::Red),
    ("log_ok", Light::Green),
    ("log_never", Light::Amber),
    ("log_old", Light::Amber),
    ("log_bad", Light::Red),
    ("checkpoint_none", Light::Amber),
    ("checkpoint_ok", Light::Green),
    ("checkpoint_due", Light::Amber),
    ("checkpoint_lacks", Light::Amber),
    ("checkpoint_differs", Light::Red),
    ("attachments_none", Light::Green),
    ("attachments_ok", Light::Green),
    ("attachments_damaged", Light::Red),
    ("copy_ok", Light::Green),
    ("copy_unset", Light::Amber),
    ("copy_unreachable", Light::Amber),
    ("copy_none", Light::Amber),
    ("copy_old", Light::Amber),
    ("copy_no_space", Light::Amber),
    ("copy_other_key", Light::Amber),
    ("copy_lacks_files", Light::Red),
    ("copy_foreign", Light::Red),
    ("copy_damaged", Light::Red),
    ("hub_none", Light::Green),
    ("hub_ok", Light::Green),
    ("hub_never", Light::Amber),
    ("hub_silent", Light::Amber),
    ("hub_failed", Light::Red),
    ("disc_none", Light::Green),
    ("disc_ok", Light::Green),
    ("disc_waiting", Light::Amber),
];

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckLine {
    pub check: Check,
    pub light: Light,
    /// The key of its sentence.
    pub finding: String,
    #[ts(type = "Record<string, string | number>")]
    pub values: Map<String, Json>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct CheckName {
    pub check: Check,
    /// Only whoever shows the page can see it: no `run_check` answers it.
    pub on_page: bool,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RunCheck {
    pub check: Check,
}

pub fn list_checks(_: &Office, _: &Who, _: Nothing) -> Result<Vec<CheckName>> {
    Ok(ALL.map(|check| CheckName { check, on_page: on_page(check) }).to_vec())
}

pub fn run_check(office: &Office, who: &Who, input: RunCheck) -> Result<CheckLine> {
    let check = input.check;
    let (finding, values) = match check {
        Check::Clock => ways::clock(office)?,
        Check::Database => file::database(office)?,
        Check::Log => file::log(office, who)?,
        Check::Checkpoint => file::checkpoint(office, who)?,
        Check::Attachments => file::attachments(office)?,
        Check::Copy => file::copy(office, who)?,
        Check::Hub => ways::hub(office)?,
        Check::Disc => ways::disc(office)?,
        Check::Browser | Check::Fonts => {
            let (field, list) = ("check".into(), "checks".into());
            return Err(domain::Refusal::NotInList { field, list, value: name_of(check) }.into());
        }
        around => machine::look(around, office.desk.dir())?,
    };
    Ok(line(check, finding, values))
}

/// What can be seen of a folder whose desk nobody has opened.
pub fn around(dir: &Path) -> Result<Vec<CheckLine>> {
    let outside = [Check::System, Check::Browser, Check::Fonts, Check::Folder, Check::Space, Check::Printer];
    let look = |check| match on_page(check) {
        true => Ok(off_page(check)),
        false => machine::look(check, dir).map(|(finding, values)| line(check, finding, values)),
    };
    outside.into_iter().map(look).collect()
}

/// What whoever shows a page sees of it, told at a terminal.
pub fn off_page(check: Check) -> CheckLine {
    let (finding, values) = match check {
        Check::Fonts => outside::fonts(),
        _ => outside::browser(),
    };
    line(check, finding, values)
}

fn on_page(check: Check) -> bool {
    matches!(check, Check::Browser | Check::Fonts)
}

fn name_of(check: Check) -> String {
    serde_json::to_value(check).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

type Found = (&'static str, Map<String, Json>);

fn line(check: Check, finding: &str, values: Map<String, Json>) -> CheckLine {
    // Without a light of its own a finding is one that nobody has thought about: the red one.
    let light = light_of(finding).unwrap_or(Light::Red);
    CheckLine { check, light, finding: finding.to_owned(), values }
}

fn light_of(finding: &str) -> Option<Light> {
    FINDINGS.iter().find(|(name, _)| *name == finding).map(|(_, light)| *light)
}

fn values<const N: usize>(pairs: [(&str, Json); N]) -> Map<String, Json> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    static WORDS: &str = include_str!("../../../../../assets/words/zh-CN.json");

    #[test]
    fn every_finding_has_a_sentence_and_unless_it_is_green_a_way() {
        let words: Json = serde_json::from_str(WORDS).unwrap();
        let of = |part: &str| -> BTreeSet<String> {
            words["checkup"][part].as_object().unwrap().keys().cloned().collect()
        };
        let all: BTreeSet<String> = FINDINGS.iter().map(|(name, _)| (*name).to_owned()).collect();
        let not_green = FINDINGS.iter().filter(|(_, light)| *light != Light::Green);
        assert_eq!(of("found"), all);
        assert_eq!(of("ways"), not_green.map(|(name, _)| (*name).to_owned()).collect());
        assert_eq!(of("names"), ALL.iter().map(|check| name_of(*check)).collect());
    }

    #[test]
    fn a_finding_belongs_to_a_check_by_its_first_word() {
        let first = |text: &str| text.split('_').next().unwrap_or_default().to_owned();
        let checks: BTreeSet<String> = ALL.iter().map(|check| name_of(*check)).collect();
        let strange: Vec<_> = FINDINGS.iter().filter(|(name, _)| !checks.contains(&first(name))).collect();
        assert_eq!(strange.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["memory_small"]);
    }
}
