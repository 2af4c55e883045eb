//! `preview_station_import` and `import_stations`: the same file, read twice by the same rules; the preview writes nothing.

use std::collections::{BTreeMap, BTreeSet};

use domain::station::{self, Fate, RowFate, Station, StationRow, row_fates};
use domain::{Ctx, Refusal};
use ledger::{RecordId, Stream};
use paper::{BadFile, read_table, table};
use serde::{Deserialize, Serialize};
use store::{CardQuery, Reader, Shown};
use ts_rs::TS;

use super::read::{self, Read};
use crate::outcome::On;
use crate::perform::At;
use crate::{Failure, Office, Outcome, Result, Who, backups};

/// Rows written in one transaction.
const BATCH: usize = 1000;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListFile {
    pub name: String,
    pub bytes_base64: String,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportStations {
    pub name: String,
    pub bytes_base64: String,
    /// The preview was read and refused rows may be left out; without it one refused row stops the whole list.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub without_refused: bool,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportPreview {
    /// Sheet name or encoding.
    pub source: String,
    /// What `preview_station_rows` asks for its other rows.
    pub list: String,
    /// The first page: what is refused, then the others.
    pub rows: Vec<ImportRow>,
    /// Of all rows.
    pub counts: FateCounts,
    /// Columns nobody asked for: said, never guessed at.
    pub unknown_columns: Vec<String>,
    pub repeated_columns: Vec<String>,
    pub n_merged: usize,
    /// Cells whose text may not be what the author meant, as `row/column`.
    pub doubts: Vec<String>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportRow {
    #[serde(flatten)]
    pub fate: RowFate,
    /// The column that a refusal is about, as Excel names it.
    pub column: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct FateCounts {
    pub new: usize,
    pub same: usize,
    pub changed: usize,
    pub refused: usize,
}

pub fn preview_station_import(office: &Office, who: &Who, input: ListFile) -> Result<ImportPreview> {
    may(who)?;
    let (table, read) = open(office, &input.name, &input.bytes_base64)?;
    let fates = fates(office, who, &read)?;
    let counts = counts(&fates);
    let row = |fate: RowFate| {
        let column = if let Fate::Refused { why } = &fate.fate { read.column_of(why) } else { None };
        ImportRow { fate, column }
    };
    let source = match &table.source {
        table::Source::Sheet(name) | table::Source::Encoding(name) => name.clone(),
    };
    let list = RecordId::at(office.wall.now_ms()).to_string();
    let rows = office.last_list.keep(who, &list, fates.into_iter().map(row).collect());
    Ok(ImportPreview {
        source,
        list,
        rows,
        counts,
        unknown_columns: read.unknown,
        repeated_columns: read.repeated,
        n_merged: table.merged.len(),
        doubts: table.doubts.iter().map(|d| format!("{}/{}", d.row, d.column)).collect(),
    })
}

pub fn import_stations(office: &Office, who: &Who, input: ImportStations) -> Result<Outcome<FateCounts>> {
    may(who)?;
    let turn = office.work.begin("import_stations")?;
    let (_, read) = open(office, &input.name, &input.bytes_base64)?;
    let fates = fates(office, who, &read)?;
    let counts = counts(&fates);
    if let Some(refused) = fates.iter().find(|f| matches!(f.fate, Fate::Refused { .. }))
        && !input.without_refused
    {
        return Err(Failure::BadFile { problem: format!("row {}", refused.line) }.into());
    }
    let plan = Plan::of(office, &read, &fates)?;
    let hint = if plan.todo.is_empty() { None } else { backups::before(office, who, "import_stations")? };
    let mut last = None;
    for (n, batch) in plan.todo.chunks(BATCH).enumerate() {
        // Stopped or cut off: the same file, imported again, brings what is missing.
        turn.tell("rows", ((n * BATCH) as u64, plan.todo.len() as u64))?;
        last = Some(office.perform(who, "import_stations", |at| {
            batch.iter().try_for_each(|one| plan.write(at, one))?;
            Ok(counts)
        })?);
    }
    let nothing = || Outcome {
        value: counts,
        changed: BTreeSet::new(),
        seen: BTreeMap::new(),
        deed: String::new(),
        hint: None,
    };
    office.last_list.drop_list();
    Ok(last.unwrap_or_else(nothing).with(hint))
}

pub(super) fn may(who: &Who) -> Result<()> {
    if who.is(domain::Role::Registrar) {
        return Ok(());
    }
    Err(Refusal::WrongRole { verb: "import_stations".into() }.into())
}

fn open(office: &Office, name: &str, base64: &str) -> Result<(paper::Table, Read)> {
    let bytes = super::bytes_of(base64, table::FILE_BYTES)?;
    let table = read_table(&bytes, name).map_err(bad_file)?;
    let mut read = read::stations(&table)?;
    read.know_levels(&office.law().codes);
    Ok((table, read))
}

fn bad_file(error: BadFile) -> crate::Error {
    Failure::BadFile { problem: error.to_string() }.into()
}

/// A row that could not be read is refused for that, whatever else would be said of it.
fn fates(office: &Office, who: &Who, read: &Read) -> Result<Vec<RowFate>> {
    let law = office.law();
    let ctx = Ctx { person: &who.person, today: office.wall.today(), law: &law };
    let existing: Vec<Station> = office.desk.read(stations)?;
    let mut fates = row_fates(&read.rows, &existing, &ctx);
    // The first of a row's refusals; a long list may be unreadable from top to bottom.
    let unread: BTreeMap<u32, &Refusal> = read.unread.iter().rev().map(|(line, why)| (*line, why)).collect();
    for fate in &mut fates {
        if let Some(why) = unread.get(&fate.line) {
            fate.fate = Fate::Refused { why: (*why).clone() };
        }
    }
    Ok(fates)
}

/// Closed and hidden ones too: a short code is given once.
fn stations(reader: &Reader<'_>) -> Result<Vec<Station>> {
    let query = CardQuery { shown: Shown::Both, ..CardQuery::of("station") };
    let (mut found, mut after) = (vec![], None);
    loop {
        let page = reader.cards(&query, after, 1000)?;
        for row in page.rows {
            found.extend(reader.record(row.record)?.as_ref().map(Station::of));
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(found),
        }
    }
}

fn counts(fates: &[RowFate]) -> FateCounts {
    let mut counts = FateCounts::default();
    for fate in fates {
        match fate.fate {
            Fate::New => counts.new += 1,
            Fate::Same => counts.same += 1,
            Fate::Changed { .. } => counts.changed += 1,
            Fate::Refused { .. } => counts.refused += 1,
        }
    }
    counts
}

/// What is to be written, with the record of every short code: ours and those of the list.
struct Plan {
    existing: Vec<Station>,
    ids: BTreeMap<String, RecordId>,
    todo: Vec<(StationRow, Option<RecordId>)>,
}

impl Plan {
    fn of(office: &Office, read: &Read, fates: &[RowFate]) -> Result<Self> {
        let existing: Vec<Station> = office.desk.read(stations)?;
        let mut ids: BTreeMap<String, RecordId> =
            existing.iter().map(|s| (s.code().to_owned(), s.id)).collect();
        let now = office.wall.now_ms();
        let mut todo = vec![];
        for (row, fate) in read.rows.iter().zip(fates) {
            match fate.fate {
                Fate::New => {
                    ids.entry(row.facts.code.clone().unwrap_or_default())
                        .or_insert_with(|| RecordId::at(now));
                    todo.push((row.clone(), None));
                }
                Fate::Changed { .. } => todo.push((row.clone(), fate.station)),
                Fate::Same | Fate::Refused { .. } => {}
            }
        }
        parents_first(&mut todo);
        Ok(Self { existing, ids, todo })
    }

    fn write(&self, at: &mut At<'_, '_>, (row, station): &(StationRow, Option<RecordId>)) -> Result<()> {
        let parent = row.parent_code.as_ref().and_then(|code| self.ids.get(code)).copied();
        if let Some(record) = *station {
            let ours = Station::of(&at.record(record)?);
            let seen = at.tx.heads(record)?;
            let mut amend = station::amend_by_row(row, &self.existing);
            amend.facts.parent = parent;
            let ops = station::amend_station(&ours, amend, &at.ctx())?;
            return at.change(&On { record, seen }, ops);
        }
        let code = row.facts.code.clone().unwrap_or_default();
        let id = self.ids.get(&code).copied().unwrap_or_else(|| RecordId::at(at.now_ms));
        let taken = |asked: &str| self.existing.iter().any(|s| s.code() == asked);
        let input = station::open_by_row(row, parent, &at.ctx());
        let ops = station::open_station((id, input), &taken, &at.ctx())?;
        at.open_as(id, "station", Stream::station(id), ops);
        Ok(())
    }
}

/// An import that ends half-way names nobody who is not there.
fn parents_first(todo: &mut [(StationRow, Option<RecordId>)]) {
    let pairs = todo.iter().filter_map(|(row, _)| row.facts.code.clone().zip(row.parent_code.clone()));
    let above: BTreeMap<String, String> = pairs.collect();
    todo.sort_by_cached_key(|(row, _)| {
        let parent = row.facts.code.as_ref().and_then(|code| above.get(code));
        std::iter::successors(parent, |code| above.get(*code)).take(above.len()).count()
    });
}

#[cfg(test)]
mod tests {
    use domain::station::StationFacts;

    use super::*;

    #[test]
    fn parents_come_before_their_children_and_else_the_list_keeps_its_order() {
        let row = |code: &str, parent: Option<&str>| {
            let facts = StationFacts { code: Some(code.into()), ..StationFacts::default() };
            (StationRow { facts, parent_code: parent.map(Into::into), ..StationRow::default() }, None)
        };
        let mut todo = [
            row("C", Some("B")),
            row("X", None),
            row("B", Some("A")),
            row("A", Some("of ours")),
            row("Y", None),
        ];
        parents_first(&mut todo);
        let codes: Vec<_> = todo.iter().filter_map(|(row, _)| row.facts.code.as_deref()).collect();
        assert_eq!(codes, ["X", "Y", "A", "B", "C"]);
    }
}
