//! What a checkpoint vouches for: all that leads to the ends it wrote down. Its paper lies in the file, so nobody has changed it here.
//! It does not check anything (`verify` does): an end that is not here vouches for nothing.
//! Called by `verify`.

use std::collections::HashSet;

use domain::Refusal;
use domain::checkpoint::NOUN;
use ledger::verify::Behind;
use ledger::{Entry, EntryId};
use store::Reader;
use sync::bundle::Code;

use super::found;
use super::list::{CheckpointRow, row};
use crate::error::OrMissing;
use crate::{Office, Result, Who};

/// Entries read at a time: only ids stay.
const PAGE: u32 = 2000;

pub(crate) struct Since {
    pub row: CheckpointRow,
    pub vouched: HashSet<EntryId>,
}

/// `typed` is the code of the paper. One that is not here is missing, and nothing is proven by it.
pub(crate) fn since((office, who): (&Office, &Who), reader: &Reader<'_>, typed: &str) -> Result<Since> {
    let typed = Code::read(typed).map_err(|_| Refusal::CheckFailed { field: "since".into() })?;
    let all = found(reader)?;
    let one = all.iter().find(|one| one.code == typed).or_missing(NOUN)?;
    let vouched = behind(reader)?.of(one.checkpoint.tails.iter().map(|tail| tail.id));
    Ok(Since { row: row((office, who), one), vouched })
}

/// From the bytes themselves: what a column says of an entry proves nothing.
fn behind(reader: &Reader<'_>) -> Result<Behind> {
    let (mut behind, mut after) = (Behind::default(), 0);
    // Of what was put away the header is left, and with it the chain.
    reader.evicted()?.iter().for_each(|entry| behind.take(entry));
    loop {
        let page = reader.raw_entries(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(behind) };
        after = last.n;
        // What cannot be read is the verifier's to name.
        let read = page.into_iter().filter_map(|raw| Entry::read_gone(raw.hdr, raw.sig, raw.usig).ok());
        read.for_each(|entry| behind.take(&entry));
    }
}
