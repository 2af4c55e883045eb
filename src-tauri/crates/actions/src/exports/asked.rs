//! What a list was asked, as the pages say it: for the footer of its workbook.
//! It does not know how a list is found (`rows`), nor lays a footer out (`paper`).
//! Called by `export_list`.

use chrono::NaiveDate;
use domain::projection::ClockState;
use domain::task::obligation::REVIEW;
use domain::{Law, Stage};

use super::cells::{code_name, kinds};
use crate::Office;
use crate::lists::{ListWords, joined, lists, state_name, word};
use crate::rows::{DueIn, Listed, TallyIn};

/// The day that a list goes by: that of the noun, or of the limits or the counter behind a number.
pub(super) fn counting_rule(words: &ListWords, listed: &Listed) -> String {
    match listed {
        Listed { due: Some(_), .. } => lists().by_due.clone(),
        Listed { tally: Some(_), .. } => lists().by_tally.clone(),
        _ => words.counting_rule.clone(),
    }
}

/// The filters in force, name and value, in words.
pub(super) fn filters(office: &Office, (noun, listed): (&str, &Listed), law: &Law) -> String {
    let yes = |on: Option<bool>| on.filter(|on| *on).map(|_| lists().filters["yes"].clone());
    let kind = |id: &String| kinds(noun).map_or_else(|| id.clone(), |list| code_name((list, id), law));
    let said = [
        ("stations", several(listed.stations.iter().map(|s| office.station_name(*s)))),
        ("states", several(listed.states.iter().map(|s| state_name(noun, s).to_owned()))),
        ("stages", several(listed.stages.iter().map(|s| stage(*s)))),
        ("kinds", several(listed.kinds.iter().map(kind))),
        ("flag", listed.flag.as_deref().map(|flag| flag_name(flag, law))),
        ("mine", yes(listed.mine)),
        ("due", listed.due.as_ref().map(|asked| due(asked, law))),
        ("tally", listed.tally.as_ref().map(tally)),
        ("from", listed.from.map(|on| on.to_string())),
        ("to", listed.to.map(|on| on.to_string())),
        ("text", listed.text.clone().filter(|text| !text.trim().is_empty())),
        ("hidden", yes(listed.hidden)),
    ];
    let named = said.into_iter().filter_map(|(name, value)| Some(labelled(&lists().filters[name], &value?)));
    named.collect::<Vec<_>>().join(&lists().separator)
}

fn labelled(label: &str, value: &str) -> String {
    format!("{label} {value}")
}

fn several(names: impl Iterator<Item = String>) -> Option<String> {
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| joined(&names, "list"))
}

fn stage(stage: Stage) -> String {
    let key = match stage {
        Stage::None => return String::new(),
        Stage::Collect => "collect",
        Stage::Handle => "handle",
        Stage::Feedback => "feedback",
        Stage::Evaluate => "evaluate",
        Stage::Closed => "closed",
    };
    word(&["appeals", "stages", key]).unwrap_or(key).to_owned()
}

/// A mark that the record's own state sets, or one that was ticked (list `flag`).
fn flag_name(flag: &str, law: &Law) -> String {
    if let Some((_, department)) = flag.strip_prefix(REVIEW).and_then(|issuer| issuer.split_once('/')) {
        return labelled(&lists().flags["review"], department);
    }
    let shown = word(&["appeals", "flags", flag]).map(str::to_owned);
    shown.or_else(|| lists().flags.get(flag).cloned()).unwrap_or_else(|| code_name(("flag", flag), law))
}

/// Which limits, how they stand, and when they fall due.
fn due(asked: &DueIn, law: &Law) -> String {
    let say = |key: &str| lists().due[key].clone();
    let matter = |id: &String| {
        let rule = law.rules.all().iter().rfind(|rule| rule.id == *id);
        rule.map_or_else(|| id.clone(), |rule| rule.matter.clone())
    };
    let on = |key: &str, day: Option<NaiveDate>| day.map(|day| labelled(&say(key), &day.to_string()));
    let said = [
        several(asked.rules.iter().map(matter)),
        several(asked.states.iter().map(|state| say(standing(*state)))),
        on("from", asked.from),
        on("to", asked.to),
        asked.excluded.map(|only| say(if only { "excluded" } else { "counted" })),
    ];
    joined(&said.into_iter().flatten().collect::<Vec<_>>(), "comma")
}

fn standing(state: ClockState) -> &'static str {
    match state {
        ClockState::Running => "running",
        ClockState::Paused => "paused",
        ClockState::InTime => "in_time",
        ClockState::Late => "late",
    }
}

fn tally(asked: &TallyIn) -> String {
    let path: Vec<&str> = ["appeals", "tallies"].into_iter().chain(asked.what.split('.')).collect();
    let shown = word(&path).map(str::to_owned).or_else(|| lists().tallies.get(&asked.what).cloned());
    let what = shown.unwrap_or_else(|| asked.what.clone());
    let filters = &lists().filters;
    let from = labelled(&filters["from"], &asked.from.to_string());
    joined(&[what, from, labelled(&filters["to"], &asked.to.to_string())], "comma")
}
