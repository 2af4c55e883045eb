//! Folding and projecting the records an act touched, and those whose rows show something of them.
//! The file has one hand that reads and writes; what lies between, the fold and the rows made of it, is done on every core.
//! It does not know a noun: how a record is projected is handed in.

use std::collections::{BTreeMap, BTreeSet};

use domain::Projection;
use ledger::{Record, RecordId, fold};
use rayon::prelude::*;

use super::words::tokens;
use crate::desk::Tx;
use crate::error::Result;
use crate::search::Initials;

/// Finds another record while one is projected (a party's name for an appeal's row).
pub type Lookup<'a> = dyn FnMut(RecordId) -> Option<Record> + 'a;
/// `domain::project` with the law bound to it. The same record and the same others give the same projection.
pub type Project<'a> = dyn Fn(&Record, &mut Lookup<'_>) -> Projection + Sync + 'a;

/// What was folded for one refresh. `None`: all of it waits, or nothing of it is here.
pub(super) type Folded = BTreeMap<RecordId, Option<Record>>;

/// What a record leaves in the lists now: nothing, by default.
#[derive(Default)]
pub(crate) struct Made {
    pub projection: Projection,
    /// Of its search row, where it is to be found.
    pub tokens: Option<String>,
}

/// Fewer are done sooner by one core than handed to others.
const FEW: usize = 8;

impl Tx<'_> {
    /// Call it once for all records of an act: what they look up is folded once.
    pub fn refresh(&mut self, records: &[RecordId], project: &Project<'_>) -> Result<()> {
        let mut all: BTreeSet<RecordId> = records.iter().copied().collect();
        let mut folded = BTreeMap::new();
        self.project_all(all.iter().copied().collect(), &mut folded, project)?;
        let mut naming = BTreeSet::new();
        for record in records {
            naming.extend(self.naming(*record)?.into_iter().filter(|n| all.insert(*n)));
        }
        self.project_all(naming.into_iter().collect(), &mut folded, project)
    }

    /// Rows are put in the order of their list dates: the search index takes a batch at once only if it ascends.
    pub(super) fn project_all(
        &mut self,
        records: Vec<RecordId>,
        folded: &mut Folded,
        project: &Project<'_>,
    ) -> Result<()> {
        let mut placed = Vec::new();
        for (record, made) in self.projections(records, folded, project)? {
            let on = made.projection.card.as_ref().and_then(|c| c.on);
            // What is not here at all has left nothing.
            if let Some(n) = self.n_of(record)? {
                placed.push(((on, n), record, made));
            }
        }
        placed.sort_by_key(|(place, ..)| *place);
        placed.iter().try_for_each(|(_, record, made)| self.put_projection(*record, made))
    }

    /// Whom a projection asks for is known by asking only: what it missed is folded, and it is made once more.
    fn projections(
        &mut self,
        records: Vec<RecordId>,
        folded: &mut Folded,
        project: &Project<'_>,
    ) -> Result<Vec<(RecordId, Made)>> {
        self.fold_all(records.iter().copied(), folded)?;
        let initials = self.shared.initials();
        let (mut done, mut to_do) = (Vec::with_capacity(records.len()), records);
        while !to_do.is_empty() {
            let known = &*folded;
            let tries = to_do.par_iter().with_min_len(FEW);
            let tried: Vec<_> =
                tries.map(|record| (*record, make(*record, known, (project, &initials)))).collect();
            to_do.clear();
            let mut missed = BTreeSet::new();
            for (record, tried) in tried {
                match tried {
                    Ok(made) => done.push((record, made)),
                    Err(lacks) => {
                        to_do.push(record);
                        missed.extend(lacks);
                    }
                }
            }
            self.fold_all(missed.into_iter(), folded)?;
        }
        Ok(done)
    }

    fn fold_all(&mut self, records: impl Iterator<Item = RecordId>, folded: &mut Folded) -> Result<()> {
        let authority = self.authority()?;
        let mut left: Vec<RecordId> = records.filter(|record| !folded.contains_key(record)).collect();
        let ready = left.iter().filter_map(|record| Some((*record, self.fresh.folded(*record, &authority)?)));
        folded.extend(ready);
        left.retain(|record| !folded.contains_key(record));
        let mut read = Vec::new();
        for record in left {
            read.push((record, self.entries_of(record)?));
        }
        let fresh = read.par_iter().with_min_len(FEW);
        let fresh: Vec<_> = fresh
            .map(|(record, entries)| (*record, fold(entries.iter().map(|entry| &**entry), &authority)))
            .collect();
        folded.extend(fresh);
        Ok(())
    }
}

/// `Err`: the others that it asked for and that are not folded yet.
fn make(
    record: RecordId,
    folded: &Folded,
    (project, initials): (&Project<'_>, &Initials),
) -> std::result::Result<Made, BTreeSet<RecordId>> {
    // All of it waits (its desk was revoked): what it had left in the lists goes too.
    let Some(this) = folded.get(&record).and_then(Option::as_ref) else { return Ok(Made::default()) };
    let mut lacks = BTreeSet::new();
    let projection = project(this, &mut |other| {
        let known = folded.get(&other);
        if known.is_none() {
            lacks.insert(other);
        }
        known.cloned().flatten()
    });
    if lacks.is_empty() {
        let tokens = tokens(projection.card.as_ref(), projection.search.as_ref(), initials);
        Ok(Made { projection, tokens })
    } else {
        Err(lacks)
    }
}
