//! A list of stations as rows: what would become of each before anything is written.
//! It does not know the file it came from; `line` is carried so that a fate can be shown beside its row.
//! Called by `actions` for the dry run, and again when the list is confirmed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AmendStation, OpenStation, STEPS, Station, StationFacts, amend, open};
use crate::facts::fixed;
use crate::{Ctx, Refusal, steps};

/// One row as read from a sheet, texts as they stand there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
pub struct StationRow {
    /// Row of the sheet, counted from 1.
    pub line: u32,
    #[serde(flatten)]
    pub facts: StationFacts,
    /// The parent's short code, in the list or already ours.
    pub parent_code: Option<String>,
    pub opened_on: Option<NaiveDate>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FieldChange {
    pub field: String,
    #[ts(type = "unknown")]
    pub before: serde_json::Value,
    #[ts(type = "unknown")]
    pub after: serde_json::Value,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "fate", rename_all = "snake_case")]
pub enum Fate {
    New,
    Same,
    Changed { changes: Vec<FieldChange> },
    Refused { why: Refusal },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RowFate {
    pub line: u32,
    pub code: Option<String>,
    pub name: Option<String>,
    /// The station the row is about, if it is ours already.
    #[ts(as = "Option<String>")]
    pub station: Option<RecordId>,
    #[serde(flatten)]
    pub fate: Fate,
}

/// The fate of every row over the stations that are there. A row is matched by its short code and by nothing else:
/// names repeat between counties and division codes differ between lists.
pub fn row_fates(rows: &[StationRow], existing: &[Station], ctx: &Ctx<'_>) -> Vec<RowFate> {
    let ours: BTreeMap<&str, &Station> = existing.iter().map(|s| (s.code(), s)).collect();
    let mut listed: BTreeMap<&str, usize> = BTreeMap::new();
    for code in rows.iter().filter_map(|r| r.facts.code.as_deref()) {
        *listed.entry(code).or_default() += 1;
    }
    let codes = existing.iter().map(|s| (s.id, s.code())).collect();
    let known = Known { ours, codes, listed };
    let mut fates: Vec<RowFate> = rows.iter().map(|row| row_fate(row, &known, ctx)).collect();
    for (at, value) in orphans(rows, &fates, &known) {
        fates[at].fate = Fate::Refused { why: Refusal::RowUnclear { field: "parent_code".into(), value } };
    }
    fates
}

/// Rows that would hang below nothing, below a row that is refused, or in a ring, with the parent they name. One walk up
/// from each row finds all three: it must come to a top within `MOST_LEVELS`.
fn orphans(rows: &[StationRow], fates: &[RowFate], known: &Known<'_>) -> Vec<(usize, String)> {
    let standing =
        rows.iter().zip(fates).enumerate().filter(|(_, (_, f))| !matches!(f.fate, Fate::Refused { .. }));
    let standing: Vec<(usize, &StationRow)> = standing.map(|(at, (row, _))| (at, row)).collect();
    let listed: BTreeMap<&str, Option<&str>> =
        standing.iter().filter_map(|(_, r)| Some((code(r)?, r.parent_code.as_deref()))).collect();
    let there = |code: &str| listed.contains_key(code) || known.ours.contains_key(code);
    let above = |code: &str| listed.get(code).copied().flatten().or_else(|| known.parent_code(code));
    let comes_to_a_top = |parent: &str| {
        let mut at = Some(parent);
        for _ in 0..MOST_LEVELS {
            match at {
                Some(code) if there(code) => at = above(code),
                Some(_) => return false,
                None => return true,
            }
        }
        false
    };
    let named = standing.into_iter().filter_map(|(at, row)| Some((at, row.parent_code.as_deref()?)));
    named.filter(|(_, parent)| !comes_to_a_top(parent)).map(|(at, parent)| (at, parent.to_owned())).collect()
}

/// More levels than any network of stations has.
const MOST_LEVELS: usize = 20;

fn code(row: &StationRow) -> Option<&str> {
    row.facts.code.as_deref()
}

struct Known<'a> {
    ours: BTreeMap<&'a str, &'a Station>,
    codes: BTreeMap<RecordId, &'a str>,
    /// How often the list names a code.
    listed: BTreeMap<&'a str, usize>,
}

impl Known<'_> {
    fn parent_code(&self, code: &str) -> Option<&str> {
        self.codes.get(&self.ours.get(code)?.facts.parent?).copied()
    }
}

fn row_fate(row: &StationRow, known: &Known<'_>, ctx: &Ctx<'_>) -> RowFate {
    let code = row.facts.code.as_deref().unwrap_or_default();
    let station = known.ours.get(code).copied();
    let fate = match station {
        Some(station) => changed_fate(row, (station, known), ctx),
        None => new_fate(row, known, ctx).map(|()| Fate::New),
    };
    RowFate {
        line: row.line,
        code: row.facts.code.clone(),
        name: row.facts.name.clone(),
        station: station.map(|s| s.id),
        fate: fate.unwrap_or_else(|why| Fate::Refused { why }),
    }
}

fn new_fate(row: &StationRow, known: &Known<'_>, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let office = row.facts.office.as_deref().unwrap_or(&ctx.person.office);
    steps::ask(STEPS, "open_station", &Station::blank(RecordId::from_bytes([0; 16]), office), ctx)?;
    open::check(&row.facts, ctx)?;
    once(row, known)
}

fn changed_fate(
    row: &StationRow,
    (station, known): (&Station, &Known<'_>),
    ctx: &Ctx<'_>,
) -> Result<Fate, Refusal> {
    steps::ask(STEPS, "amend_station", station, ctx)?;
    once(row, known)?;
    if row.facts.office.as_ref().is_some_and(|o| Some(o) != station.facts.office.as_ref()) {
        fixed("office", &row.facts.office)?;
    }
    let touched = amend_of(row, known);
    open::check(&touched.facts.clone().over(station.facts.clone()), ctx)?;
    let mut changes = changes(&station.facts, &touched.facts);
    changes.retain(|c| c.field != "parent");
    let before = known.parent_code(station.code());
    if row.parent_code.is_some() && row.parent_code.as_deref() != before {
        let after = row.parent_code.as_deref();
        changes.push(FieldChange { field: "parent_code".into(), before: before.into(), after: after.into() });
    }
    if let Some(on) = row.opened_on.filter(|on| Some(*on) != station.opened_on()) {
        amend::opened_earlier(station, on)?;
        let before = station.opened_on().map(|day| day.to_string()).into();
        changes.push(FieldChange { field: "opened_on".into(), before, after: on.to_string().into() });
    }
    Ok(if changes.is_empty() { Fate::Same } else { Fate::Changed { changes } })
}

fn once(row: &StationRow, known: &Known<'_>) -> Result<(), Refusal> {
    let code = row.facts.code.as_deref().unwrap_or_default();
    let unclear = || Refusal::RowUnclear { field: "code".into(), value: code.into() };
    if known.listed.get(code).copied().unwrap_or_default() > 1 { Err(unclear()) } else { Ok(()) }
}

fn changes(before: &StationFacts, touched: &StationFacts) -> Vec<FieldChange> {
    let (before, after) = (as_json(before), as_json(&touched.clone().over(before.clone())));
    let differing = after.iter().filter(|(field, after)| before.get(*field) != Some(after));
    differing
        .map(|(field, after)| FieldChange {
            field: field.clone(),
            before: before.get(field).cloned().unwrap_or_default(),
            after: after.clone(),
        })
        .collect()
}

fn as_json(facts: &StationFacts) -> serde_json::Map<String, serde_json::Value> {
    match serde_json::to_value(facts) {
        Ok(serde_json::Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    }
}

/// The amendment a row asks for; empty cells say nothing.
fn amend_of(row: &StationRow, known: &Known<'_>) -> AmendStation {
    let parent = row.parent_code.as_deref().and_then(|c| known.ours.get(c)).map(|s| s.id);
    let facts = StationFacts { code: None, office: None, parent, ..row.facts.clone() };
    AmendStation { facts, opened_on: row.opened_on }
}

/// What a row that is `Changed` asks `amend_station` for.
pub fn amend_by_row(row: &StationRow, existing: &[Station]) -> AmendStation {
    let ours = existing.iter().map(|s| (s.code(), s)).collect();
    amend_of(row, &Known { ours, codes: BTreeMap::new(), listed: BTreeMap::new() })
}

/// What a row that is `New` asks `open_station` for. `parent` is the record of its parent code, which may be a row above.
pub fn open_by_row(row: &StationRow, parent: Option<RecordId>, ctx: &Ctx<'_>) -> OpenStation {
    let office = row.facts.office.clone().unwrap_or_else(|| ctx.person.office.clone());
    let facts = StationFacts { office: Some(office), parent, ..row.facts.clone() };
    OpenStation { facts, opened_on: row.opened_on.unwrap_or(ctx.today) }
}
