//! What can be found out of entries before their turn to be taken in, beside whatever is written meanwhile.
//! It does not know whence they come, nor keeps anything: `Tx::take_asked` takes it up, or asks anew.
//! Called by `actions` with the page of a hub that comes next.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ledger::{Entry, RecordId, WriterId, fold};
use rayon::prelude::*;

use super::intake::{Said, cause_of};
use crate::Desk;
use crate::desk::Reader;
use crate::error::Result;
use crate::log::Ahead;

/// What was asked of entries before their turn to be taken in, under the authority of that time: of each in their order, `None` for
/// one that was here; and the records that they begin, as they alone make them.
pub struct Asked {
    pub(super) said: Vec<Option<Said>>,
    pub(super) ahead: Ahead,
}

/// Whether something is being written, which wants the other cores.
pub type Alone<'a> = &'a (dyn Fn() -> bool + Sync);

impl Desk {
    /// Signatures are the dear part of an intake: what is to come can be asked while other things are written. `take_asked` takes it up.
    pub fn ask(&self, entries: &[&Arc<Entry>], alone: Alone<'_>) -> Result<Asked> {
        let (authority, here) = self.read(|r| -> Result<_> { Ok((r.authority()?, here(r, entries)?)) })?;
        let asked: Vec<(&Arc<Entry>, bool)> = entries.iter().copied().zip(here).collect();
        let said = each(&asked, alone, |(entry, here)| (!here).then(|| cause_of(entry, &authority)));
        let good =
            asked.iter().zip(&said).filter(|(_, said)| **said == Some(None)).map(|((entry, _), _)| *entry);
        let begun = begun(good);
        let folded =
            each(&begun, alone, |(_, entries)| fold(entries.iter().map(|entry| &**entry), &authority));
        let records =
            begun.into_iter().zip(folded).map(|((record, entries), folded)| (record, (entries, folded)));
        Ok(Asked { said, ahead: Ahead { records: records.collect(), authority } })
    }
}

/// Which of them are here. Where one of a writer is not, those that follow it are not looked up: whatever is written meanwhile empties
/// the reader's memory, and to judge one that is here after all changes nothing.
fn here(r: &Reader<'_>, entries: &[&Arc<Entry>]) -> Result<Vec<bool>> {
    let mut new: HashSet<WriterId> = HashSet::new();
    let mut is_here = |entry: &Entry| -> Result<bool> {
        let here = !new.contains(&entry.header.writer) && r.has(entry.id)?;
        if !here {
            new.insert(entry.header.writer);
        }
        Ok(here)
    };
    entries.iter().map(|entry| is_here(entry)).collect()
}

/// Of each record that one of them begins all that are among them, in their order.
fn begun<'a>(entries: impl Iterator<Item = &'a Arc<Entry>>) -> Vec<(RecordId, Vec<Arc<Entry>>)> {
    let mut begun: HashMap<RecordId, Vec<Arc<Entry>>> = HashMap::new();
    for entry in entries {
        match begun.get_mut(&entry.header.record) {
            Some(begun) => begun.push(Arc::clone(entry)),
            None if entry.header.parents.is_empty() => {
                begun.insert(entry.header.record, vec![Arc::clone(entry)]);
            }
            None => {}
        }
    }
    begun.into_iter().collect()
}

/// Between two looks at who else is at work.
const PART: usize = 16;

/// Of all in their order: by one core as long as it has to be alone, and what is left then by every core.
pub fn each<T: Sync, R: Send>(all: &[T], alone: Alone<'_>, make: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    let mut made = Vec::with_capacity(all.len());
    for part in all.chunks(PART).take_while(|_| alone()) {
        made.extend(part.iter().map(&make));
    }
    let left = all.get(made.len()..).unwrap_or_default();
    made.par_extend(left.par_iter().map(&make));
    made
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use ledger::authority::Cut;
    use ledger::authority::build::cut_op;
    use tempfile::TempDir;

    use super::*;
    use crate::StoreError;
    use crate::exchange::tests::{by_root, root};
    use crate::exchange::{Peer, PeerKind};
    use crate::kit::{self, act, case, id};

    /// A desk that knows the cell of another, and that one as whom its entries come from.
    fn joined(there: &Desk) -> (TempDir, Desk, Peer) {
        let dir = TempDir::new().unwrap();
        let here = Desk::create(dir.path(), &kit::KEY).unwrap();
        let admin = there.read(|r| r.admin_entries()).unwrap();
        let peer = here.act(|tx| {
            tx.set_root(root().verifying_key().to_bytes())?;
            let peer = tx.peer(PeerKind::Desk, [13; 16])?;
            tx.take_in(&admin, (peer, 5))?;
            Ok::<_, StoreError>(peer)
        });
        (dir, here, peer.unwrap())
    }

    #[test]
    fn what_was_folded_ahead_is_what_the_fold_of_all_that_came_says() {
        let (_there, there) = kit::desk();
        let (_here, here, peer) = joined(&there);
        let write = |(n, title)| Arc::new(act(&there, id(n), case(title, "2026-03-01")));
        let came = [(1, "一"), (1, "二"), (2, "三")].map(write);
        let asked = here.ask(&came.iter().collect::<Vec<_>>(), &|| true).unwrap();
        here.act(|tx| {
            assert_eq!(tx.take_asked(&came, Some(asked), (peer, 6))?.n_new, 3);
            let authority = tx.authority()?;
            for record in [id(1), id(2)] {
                let folded = tx.record(record)?;
                assert!(folded.is_some());
                assert_eq!(tx.fresh.folded(record, &authority), Some(folded));
                assert_eq!(tx.fresh.folded(record, &authority), None, "it may have grown since");
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    }

    #[test]
    fn a_record_of_which_more_has_come_than_was_folded_is_folded_anew() {
        let (_there, there) = kit::desk();
        let (_here, here, peer) = joined(&there);
        let came = ["一", "二"].map(|title| Arc::new(act(&there, id(1), case(title, "2026-03-01"))));
        let asked = here.ask(&[&came[0]], &|| true).unwrap();
        here.act(|tx| {
            assert_eq!(tx.take_asked(&came, Some(asked), (peer, 6))?.n_new, 2);
            let authority = tx.authority()?;
            assert_eq!(tx.fresh.folded(id(1), &authority), None);
            tx.refresh(&[id(1)], &kit::project)
        })
        .unwrap();
        let shown = here.read(|r| r.card(id(1))).unwrap().map(|row| row.card.title);
        assert_eq!(shown.as_deref(), Some("二"));
    }

    /// The page in hand may be the one of `admin` that takes a desk's power away.
    #[test]
    fn what_was_asked_counts_no_more_once_its_desk_was_cut_off() {
        let (_there, there) = kit::desk();
        let (_here, here, peer) = joined(&there);
        let came = [Arc::new(act(&there, id(1), case("一", "2026-03-01")))];
        let asked = here.ask(&[&came[0]], &|| true).unwrap();
        assert_eq!(asked.said, [Some(None)]);
        let lost = vec![cut_op(&Cut::default(), "失窃")];
        let cut = by_root(&there, (RecordId::from_bytes([13; 16]), "desk"), &root(), lost);
        here.act(|tx| {
            assert!(tx.take_in(&[cut], (peer, 6))?.admin);
            assert_eq!(tx.take_asked(&came, Some(asked), (peer, 7))?.n_new, 1);
            let authority = tx.authority()?;
            assert_eq!(tx.fresh.folded(id(1), &authority), None);
            tx.refresh(&[id(1)], &kit::project)
        })
        .unwrap();
        assert!(here.read(|r| r.card(id(1))).unwrap().is_none());
    }

    #[test]
    fn what_is_here_after_all_though_one_before_it_is_not_is_known_when_it_is_taken() {
        let (_there, there) = kit::desk();
        let (_here, here, peer) = joined(&there);
        let came = [1, 2].map(|n| Arc::new(act(&there, id(n), case("一", "2026-03-01"))));
        let taken = here.act(|tx| tx.take_asked(&came[1..], None, (peer, 6))).unwrap();
        assert_eq!(taken.n_new, 1);
        let asked = here.ask(&came.iter().collect::<Vec<_>>(), &|| true).unwrap();
        assert_eq!(asked.said, [Some(None), Some(None)]);
        let taken = here.act(|tx| tx.take_asked(&came, Some(asked), (peer, 7))).unwrap();
        assert_eq!((taken.n_new, taken.n_known, taken.here.contains(&came[1].id)), (1, 1, true));
    }

    #[test]
    fn all_is_made_in_its_order_whenever_the_other_cores_come_free() {
        let all: Vec<usize> = (0..5 * PART + 3).collect();
        let twice: Vec<usize> = all.iter().map(|n| 2 * n).collect();
        for busy in 0..8 {
            let looked = AtomicUsize::new(0);
            let alone = || looked.fetch_add(1, Ordering::Relaxed) < busy;
            assert_eq!(each(&all, &alone, |n| 2 * n), twice, "busy for {busy}");
        }
        assert_eq!(each(&[], &|| true, |n: &usize| 2 * n), Vec::<usize>::new());
    }
}
