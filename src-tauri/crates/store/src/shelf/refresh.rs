//! Folding and projecting the records an act touched, and those whose rows show something of them.

use std::collections::{BTreeMap, BTreeSet};

use domain::Projection;
use ledger::{Record, RecordId};

use crate::desk::{Reader, Tx};
use crate::error::Result;

/// Finds another record while one is projected (a party's name for an appeal's row).
pub type Lookup<'a> = dyn FnMut(RecordId) -> Option<Record> + 'a;
/// `domain::project` with the law bound to it.
pub type Project<'a> = dyn FnMut(&Record, &mut Lookup<'_>) -> Projection + 'a;

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

    pub(super) fn project_all(
        &mut self,
        records: &mut dyn Iterator<Item = RecordId>,
        folded: &mut BTreeMap<RecordId, Option<Record>>,
        project: &mut Project<'_>,
    ) -> Result<()> {
        for record in records {
            if let Some(projection) = projection(self, record, folded, project)? {
                self.put_projection(record, &projection)?;
            }
        }
        Ok(())
    }
}

fn projection(
    reader: &Reader<'_>,
    record: RecordId,
    folded: &mut BTreeMap<RecordId, Option<Record>>,
    project: &mut Project<'_>,
) -> Result<Option<Projection>> {
    let Some(folded_here) = look(reader, folded, record)? else { return Ok(None) };
    let mut failed = None;
    let projection = project(&folded_here, &mut |other| {
        look(reader, folded, other).unwrap_or_else(|e| {
            failed = Some(e);
            None
        })
    });
    failed.map_or(Ok(Some(projection)), Err)
}

fn look(
    reader: &Reader<'_>,
    folded: &mut BTreeMap<RecordId, Option<Record>>,
    record: RecordId,
) -> Result<Option<Record>> {
    if let Some(known) = folded.get(&record) {
        return Ok(known.clone());
    }
    let found = reader.record(record)?;
    folded.insert(record, found.clone());
    Ok(found)
}
