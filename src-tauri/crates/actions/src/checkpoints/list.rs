//! `list_checkpoints`: those that are here, and whether the office owes the next. `checkpoint_owed`: that alone, for 今日.
//! `match_checkpoint`: which of them a paper is of.

use chrono::NaiveDate;
use domain::Refusal;
use domain::checkpoint::{NOUN, is_due, may_write};
use serde::{Deserialize, Serialize};
use store::{CardQuery, Reader, Shown};
use sync::bundle::Code;
use ts_rs::TS;

use super::{Found, found, of};
use crate::desk::Nothing;
use crate::joining::office_name;
use crate::reference::every;
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct Checkpoints {
    /// A month has gone by since this office's last.
    pub due: bool,
    pub may_write: bool,
    /// The newest first, also those of other offices that this desk may hold.
    pub rows: Vec<CheckpointRow>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct CheckpointRow {
    pub record: String,
    pub on: Option<NaiveDate>,
    pub office_name: String,
    pub by_name: String,
    /// Six groups of four letters.
    pub code: String,
    pub n_streams: usize,
    #[ts(type = "number")]
    pub n_entries: u64,
    /// Of this person's office: it can be printed here.
    pub own: bool,
}

pub fn list_checkpoints(office: &Office, who: &Who, _: Nothing) -> Result<Checkpoints> {
    office.desk.read(|reader| {
        let all = found(reader)?;
        let may_write = may_write(&who.person);
        Ok(Checkpoints {
            due: may_write && is_due(last(&all, &who.person.office), office.wall.today()),
            may_write,
            rows: all.iter().map(|one| row((office, who), one)).collect(),
        })
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CheckpointOwed {
    /// This person may write it, and a month has gone by since the office's last; before the first of all nothing is owed.
    pub owed: bool,
}

pub fn checkpoint_owed(office: &Office, who: &Who, _: Nothing) -> Result<CheckpointOwed> {
    let today = office.wall.today();
    let owed = office.desk.read(|reader| is_owed(reader, (&who.person.office, today)))?;
    Ok(CheckpointOwed { owed: may_write(&who.person) && owed })
}

/// One from this month settles it, and it stands among the first rows: nothing behind it is folded.
fn is_owed(reader: &Reader<'_>, (office, today): (&str, NaiveDate)) -> Result<bool> {
    let rows = CardQuery { offices: vec![office.to_owned()], shown: Shown::Both, ..CardQuery::of(NOUN) };
    let mut any = false;
    for id in every(reader, &rows)? {
        let record = reader.record(id)?.map(|record| of(reader, record)).transpose()?.flatten();
        let Some(one) = record.filter(|one| one.checkpoint.office == office) else { continue };
        if !is_due(one.checkpoint.on, today) {
            return Ok(false);
        }
        any = true;
    }
    Ok(any)
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MatchCheckpoint {
    /// As it stands on the paper; case, blanks and dashes do not matter.
    pub code: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct MatchedCheckpoint {
    /// None: the paper is of one that is not here.
    pub row: Option<CheckpointRow>,
}

/// A paper that was filed holds also where the file was put back, with everything in it, to before the day it was printed.
pub fn match_checkpoint(office: &Office, who: &Who, input: MatchCheckpoint) -> Result<MatchedCheckpoint> {
    let typed = Code::read(&input.code).map_err(|_| Refusal::CheckFailed { field: "code".into() })?;
    let all = office.desk.read(found)?;
    let same = all.iter().find(|one| one.code == typed);
    Ok(MatchedCheckpoint { row: same.map(|one| row((office, who), one)) })
}

/// The day of this office's newest.
pub(crate) fn last_on(reader: &Reader<'_>, office: &str) -> Result<Option<NaiveDate>> {
    Ok(last(&found(reader)?, office))
}

fn last(all: &[Found], office: &str) -> Option<NaiveDate> {
    all.iter().filter(|one| one.checkpoint.office == office).filter_map(|one| one.checkpoint.on).max()
}

pub(super) fn row((office, who): (&Office, &Who), one: &Found) -> CheckpointRow {
    let of = &one.checkpoint;
    CheckpointRow {
        record: one.record.id.to_string(),
        on: of.on,
        office_name: office_name(office, &of.office),
        by_name: of.by.map(|person| office.person_name(person)).unwrap_or_default(),
        code: one.code.to_string(),
        n_streams: of.streams().len(),
        n_entries: of.tails.iter().map(|tail| tail.n).sum(),
        own: of.office == who.person.office,
    }
}
