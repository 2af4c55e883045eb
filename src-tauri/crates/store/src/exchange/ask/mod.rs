//! What can be found out of entries before their turn to be taken in, beside whatever is written meanwhile.
//! It does not know whence they come, nor keeps anything: `Tx::take_asked` takes it up, or asks anew.
//! Called by `actions` with the page of a hub that comes next.

use std::sync::Arc;

use ledger::{Authority, Entry};
use rayon::prelude::*;

use super::intake::{Said, cause_of};
use crate::Desk;
use crate::error::Result;

/// What was asked of entries before their turn to be taken in, under the authority of that time: of each in their order, `None` for
/// one that was here.
pub struct Asked {
    pub(super) authority: Arc<Authority>,
    pub(super) said: Vec<Option<Said>>,
}

/// Whether something is being written, which wants the other cores.
pub type Alone<'a> = &'a (dyn Fn() -> bool + Sync);

impl Desk {
    /// Signatures are the dear part of an intake: what is to come can be asked while other things are written. `take_asked` takes it up.
    pub fn ask(&self, entries: &[&Entry], alone: Alone<'_>) -> Result<Asked> {
        let (authority, here) = self.read(|r| -> Result<_> {
            let here: Vec<bool> = entries.iter().map(|entry| r.has(entry.id)).collect::<Result<_>>()?;
            Ok((r.authority()?, here))
        })?;
        let asked: Vec<(&Entry, bool)> = entries.iter().copied().zip(here).collect();
        let said = each(&asked, alone, |(entry, here)| (!here).then(|| cause_of(entry, &authority)));
        Ok(Asked { authority, said })
    }
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

    use super::*;

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
