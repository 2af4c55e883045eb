//! What came, block by block: read, judged, folded and listed in one transaction each, so that an import can stop anywhere.

use std::collections::BTreeSet;

use ledger::{Broken, Entry, RecordId};
use rayon::prelude::*;
use store::Tx;
use store::exchange::{Batch, Cause, Peer};
use sync::Raw;
use sync::bundle::Items;

use crate::{Office, Result, Topic};

/// Entries that can be read, and how many cannot.
pub(crate) fn raws(items: Items) -> (Vec<Entry>, usize) {
    let (entries, broken) = read(items);
    (entries, broken.len())
}

fn read(items: Items) -> (Vec<Entry>, Vec<(Raw, Broken)>) {
    let Items::Entries(raws) = items else { return (vec![], vec![]) };
    let (mut entries, mut broken) = (vec![], vec![]);
    let all: Vec<_> = raws.par_iter().map(Raw::read).collect();
    for (raw, read) in raws.into_iter().zip(all) {
        match read {
            Ok(entry) => entries.push(entry),
            Err(why) => broken.push((raw, why)),
        }
    }
    (entries, broken)
}

/// One block of entries, with what it made stale.
pub(super) fn take(
    office: &Office,
    tx: &mut Tx<'_>,
    (items, peer, at_ms): (Items, Peer, u64),
) -> Result<(Batch, BTreeSet<Topic>)> {
    let (entries, broken) = read(items);
    let n_broken = broken.len() as u64;
    for (raw, why) in broken {
        let usig = raw.usig.unwrap_or_default();
        let parts = [&raw.hdr, &raw.sig, &usig, &raw.body];
        tx.hold_unread((raw.id, &raw.stream), parts, (Cause::of_broken(why), peer, at_ms))?;
    }
    let mut batch = tx.take_in(&entries, (peer, at_ms))?;
    batch.n_held += n_broken;
    settle(office, tx, &batch)?;
    let topics = stale(tx, entries.iter(), &batch)?;
    Ok((batch, topics))
}

/// What an intake made stale: what came, what had waited for it, and what won or lost its power by it; nothing where no record moved.
/// Rules move what is listed already: in the same transaction, because the exchange at whose end all is listed anew may be cut off.
pub(super) fn stale<'a>(
    tx: &mut Tx<'_>,
    entries: impl Iterator<Item = &'a Entry>,
    batch: &Batch,
) -> Result<BTreeSet<Topic>> {
    if batch.touched.is_empty() {
        return Ok(BTreeSet::new());
    }
    let (mut came, mut topics) = (BTreeSet::new(), BTreeSet::new());
    for entry in entries {
        came.insert(entry.header.record);
        topics.insert(Topic::of(&entry.header.noun));
    }
    for record in batch.touched.difference(&came) {
        topics.extend(tx.first_entry(*record)?.map(|entry| Topic::of(&entry.header.noun)));
    }
    if topics.contains(&Topic::Reference) {
        tx.set_stale()?;
    }
    Ok(topics)
}

/// What an intake leaves to do in its transaction: redactions are carried out, records folded and listed anew.
pub(super) fn settle(office: &Office, tx: &mut Tx<'_>, batch: &Batch) -> Result<()> {
    tx.carry_out_redactions(&batch.touched)?;
    let touched: Vec<RecordId> = batch.touched.iter().copied().collect();
    office.refresh(tx, &touched)
}

/// Of several blocks together, as far as a preview tells of it.
pub(super) fn add(all: &mut Batch, batch: &Batch) {
    all.n_new += batch.n_new;
    all.written_ms.extend(&batch.written_ms);
    all.n_known += batch.n_known;
    all.n_waits += batch.n_waits;
    all.n_held += batch.n_held;
    all.touched.extend(batch.touched.iter().copied());
}
