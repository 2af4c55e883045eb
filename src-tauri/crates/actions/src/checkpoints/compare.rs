//! What was written down beside what lies here, writer by writer.
//! It does not judge (`domain::checkpoint`): it finds the entries, and says in names where one differs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::checkpoint::{Chain, Standing, Tail, compare};
use ledger::{Stream, WriterId};
use serde::Serialize;
use store::Reader;
use ts_rs::TS;

use super::{Found, found};
use crate::exchange::{Places, called, me};
use crate::joining::office_name;
use crate::{Office, Result};

/// One writer's part of a stream that is not here as a checkpoint says.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CheckpointDiff {
    /// Of the paper.
    pub code: String,
    /// Who wrote it.
    pub office_name: String,
    pub on: Option<NaiveDate>,
    /// `st`, `of`, `pub`, `sealed` or `log`.
    pub class: String,
    /// The station or the office whose stream it is.
    pub of: String,
    /// Who works at the desk where the entries were written.
    pub desk_people: Vec<String>,
    /// The number of the last entry that was written down.
    #[ts(type = "number")]
    pub seq: u64,
    /// How many are not here. None: another entry stands in the place of the last.
    #[ts(type = "number")]
    pub n_missing: u64,
}

impl CheckpointDiff {
    /// Two contents under one number: no matter of waiting.
    pub fn contradicts(&self) -> bool {
        self.n_missing == 0
    }
}

/// How many checkpoints there are, and what differs from them.
pub(crate) fn compared(office: &Office, reader: &Reader<'_>) -> Result<(u64, Vec<CheckpointDiff>)> {
    let all = found(reader)?;
    let tails = all.iter().flat_map(|one| one.checkpoint.tails.iter().map(move |tail| (one, tail)));
    let amiss = amiss((office, reader), tails.collect())?;
    let mut diffs = vec![];
    for (one, tail, n_missing) in amiss {
        diffs.push(diff((office, reader), (one, tail), n_missing)?);
    }
    diffs.sort_by(|one, other| (other.on, &other.code, &other.of).cmp(&(one.on, &one.code, &one.of)));
    Ok((all.len() as u64, diffs))
}

/// Of these those that are not here as they say, with how many entries are missing: none, where another one stands in the place of the
/// last. Of a stream that this desk may not hold nothing can be said.
pub(crate) fn amiss<'a, T>(
    (office, reader): (&Office, &Reader<'_>),
    tails: Vec<(T, &'a Tail)>,
) -> Result<Vec<(T, &'a Tail, u64)>> {
    let held = held((office, reader), &tails)?;
    let mut by_writer: BTreeMap<WriterId, Vec<(T, &Tail)>> = BTreeMap::new();
    for (of, tail) in tails.into_iter().filter(|(_, tail)| held.contains(&tail.stream)) {
        by_writer.entry(tail.writer).or_default().push((of, tail));
    }
    let mut amiss = vec![];
    for (writer, tails) in by_writer {
        let chain = Chain::of(reader.chain(writer)?);
        for (of, tail) in tails {
            match compare(tail, &chain) {
                Standing::Fits => {}
                Standing::Lacks(n) => amiss.push((of, tail, n)),
                Standing::Differs => amiss.push((of, tail, 0)),
            }
        }
    }
    Ok(amiss)
}

fn held<T>((office, reader): (&Office, &Reader<'_>), tails: &[(T, &Tail)]) -> Result<BTreeSet<Stream>> {
    let named: BTreeSet<Stream> = tails.iter().map(|(_, tail)| tail.stream.clone()).collect();
    if named.is_empty() {
        return Ok(named);
    }
    let held = Places::of(reader)?.held_by((&me(reader)?, office.wall.today()), named)?;
    Ok(held.into_iter().collect())
}

fn diff(
    (office, reader): (&Office, &Reader<'_>),
    (one, tail): (&Found, &Tail),
    n_missing: u64,
) -> Result<CheckpointDiff> {
    let authority = reader.authority()?;
    let desk = authority.writer(tail.writer).map(|card| card.desk);
    let at_desk = authority.accounts().filter(|a| a.keys.iter().any(|key| Some(key.desk) == desk));
    let mut desk_people: Vec<String> = at_desk.filter_map(|account| office.known_name(account.id)).collect();
    desk_people.sort();
    Ok(CheckpointDiff {
        code: one.code.to_string(),
        office_name: office_name(office, &one.checkpoint.office),
        on: one.checkpoint.on,
        class: tail.stream.class().to_owned(),
        of: called(office, &tail.stream),
        desk_people,
        seq: tail.seq,
        n_missing,
    })
}
