//! Folding and projecting the records an act touched, and those whose rows show something of them.

use std::collections::{BTreeMap, BTreeSet};

use domain::Projection;
use ledger::{Record, RecordId};

use crate::desk::Tx;
use crate::error::Result;

/// Finds another record while one is projected (a party's name for an appeal's row).
pub type Lookup<'a> = dyn FnMut(RecordId) -> Option<Record> + 'a;
/// `domain::project` with the law bound to it.
pub type Project<'a> = dyn FnMut(&Record, &mut Lookup<'_>) -> Projection + 'a;

/// What was folded for one refresh.
pub(super) type Folded = BTreeMap<RecordId, Option<Record>>;

impl Tx<'_> {
    /// Call it once for all records of an act: what they look up is folded once.
    pub fn refresh(&mut self, records: &[RecordId], project: &mut Project<'_>) -> Result<()> {
        let mut all: BTreeSet<RecordId> = records.iter().copied().collect();
        let mut folded = BTreeMap::new();
        self.project_all(&mut all.clone().into_iter(), &mut folded, project)?;
        let mut naming = BTreeSet::new();
        for record in records {
            naming.extend(self.naming(*record)?.into_iter().filter(|n| all.insert(*n)));
        }
        self.project_all(&mut naming.into_iter(), &mut folded, project)
    }

    /// Rows are put in the order of their list dates: the search index takes a batch at once only if it ascends.
    pub(super) fn project_all(
        &mut self,
        records: &mut dyn Iterator<Item = RecordId>,
        folded: &mut Folded,
        project: &mut Project<'_>,
    ) -> Result<()> {
        let mut made = Vec::new();
        for record in records {
            if let Some(projection) = projection(self, record, folded, project)? {
                let on = projection.card.as_ref().and_then(|c| c.on);
                made.push(((on, self.n_of(record)?), record, projection));
            }
        }
        made.sort_by_key(|(place, ..)| *place);
        made.iter().try_for_each(|(_, record, projection)| self.put_projection(*record, projection))
    }
}

fn projection(
    tx: &Tx<'_>,
    record: RecordId,
    folded: &mut Folded,
    project: &mut Project<'_>,
) -> Result<Option<Projection>> {
    let Some(this) = look(tx, folded, record)? else {
        // All of it waits (its desk was revoked) or is gone: what it had left in the lists goes too.
        return Ok(tx.n_of(record)?.map(|_| Projection::default()));
    };
    let mut failed = None;
    let projection = project(&this, &mut |other| {
        look(tx, folded, other).unwrap_or_else(|e| {
            failed = Some(e);
            None
        })
    });
    failed.map_or(Ok(Some(projection)), Err)
}

fn look(tx: &Tx<'_>, folded: &mut Folded, record: RecordId) -> Result<Option<Record>> {
    if let Some(known) = folded.get(&record) {
        return Ok(known.clone());
    }
    let found = tx.record(record)?;
    folded.insert(record, found.clone());
    Ok(found)
}
