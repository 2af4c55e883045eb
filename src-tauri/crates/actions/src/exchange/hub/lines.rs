//! The line to the hub between two uses: kept for a moment, so that files go by the connection that entries have just gone by.
//! It does not know what is said on it. Whatever failed or was stopped is not kept.
//! Kept by `Office`, so that it ends with whoever is signed in.

use std::sync::{Mutex, MutexGuard, PoisonError};

use sync::hub::{PgMailbox, Stopper};

use super::{Kept, kept, mailbox};
use crate::{Office, Result};

/// How long a line may lie unused. A hub serves many desks, and lets each in twice at a time.
const IDLE_MS: u64 = 30_000;

#[derive(Default)]
pub struct Lines(Mutex<Shelf<Kept, PgMailbox>>);

/// Works on the line to the hub that is set: the one that lies ready, or a new one that connects with its first call.
pub(crate) fn on_line<T>(
    office: &Office,
    stopper: &Stopper,
    work: impl FnOnce(&mut PgMailbox) -> Result<T>,
) -> Result<T> {
    let to = kept(office)?;
    let ready = office.lines.take(&to, office.wall.now_ms());
    let ready = ready.map_or_else(|| mailbox(office), Ok)?;
    let mut line = ready.stopped_by(stopper);
    let done = work(&mut line);
    office.lines.keep((to, line), office.wall.now_ms());
    done
}

impl Lines {
    fn shelf(&self) -> MutexGuard<'_, Shelf<Kept, PgMailbox>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, to: &Kept, now_ms: u64) -> Option<PgMailbox> {
        match self.shelf().take(to, now_ms) {
            Lay::Ready(line) => Some(line),
            Lay::Stale(line) => {
                line.end();
                None
            }
            Lay::Nothing => None,
        }
    }

    fn keep(&self, (to, line): (Kept, PgMailbox), now_ms: u64) {
        let over = if line.is_well() { self.shelf().keep((to, line), now_ms) } else { Some(line) };
        over.into_iter().for_each(PgMailbox::end);
    }

    /// With each beat of the open page: a line that lay too long is let go.
    pub(super) fn sweep(&self, now_ms: u64) {
        let stale = self.shelf().stale(now_ms);
        stale.into_iter().for_each(PgMailbox::end);
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        let shelf = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        shelf.all().into_iter().for_each(PgMailbox::end);
    }
}

/// One thing that lies ready for whoever asks for the same.
struct Shelf<K, T>(Option<(K, u64, T)>);

#[derive(Debug, PartialEq, Eq)]
enum Lay<T> {
    Ready(T),
    /// For something else, or for too long: it has to be ended.
    Stale(T),
    Nothing,
}

impl<K, T> Default for Shelf<K, T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, T> Shelf<K, T> {
    fn take(&mut self, key: &K, now_ms: u64) -> Lay<T> {
        match self.0.take() {
            Some((own, since_ms, thing)) if own == *key && is_fresh(since_ms, now_ms) => Lay::Ready(thing),
            Some((.., thing)) => Lay::Stale(thing),
            None => Lay::Nothing,
        }
    }

    /// Gives what lay here before.
    fn keep(&mut self, (key, thing): (K, T), now_ms: u64) -> Option<T> {
        self.0.replace((key, now_ms, thing)).map(|(.., thing)| thing)
    }

    fn stale(&mut self, now_ms: u64) -> Option<T> {
        self.0.take_if(|(_, since_ms, _)| !is_fresh(*since_ms, now_ms)).map(|(.., thing)| thing)
    }

    fn all(&mut self) -> Option<T> {
        self.0.take().map(|(.., thing)| thing)
    }
}

/// A clock that was set back says nothing about how long it lay.
fn is_fresh(since_ms: u64, now_ms: u64) -> bool {
    now_ms.checked_sub(since_ms).is_some_and(|ms| ms <= IDLE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(since_ms: u64) -> Shelf<&'static str, u8> {
        let mut shelf = Shelf::default();
        assert_eq!(shelf.keep(("hub", 1), since_ms), None);
        shelf
    }

    #[test]
    fn it_is_given_to_whoever_asks_for_the_same_within_half_a_minute() {
        let cases = [
            ("hub", 10_000, Lay::Ready(1)),
            ("hub", 40_000, Lay::Ready(1)),
            ("hub", 40_001, Lay::Stale(1)),
            ("hub", 9_999, Lay::Stale(1)),
            ("other", 10_000, Lay::Stale(1)),
        ];
        for (key, now_ms, lay) in cases {
            assert_eq!(with(10_000).take(&key, now_ms), lay, "{key} at {now_ms}");
        }
    }

    #[test]
    fn it_is_given_once_and_one_more_takes_its_place() {
        let mut shelf = with(0);
        assert_eq!(shelf.take(&"hub", 0), Lay::Ready(1));
        assert_eq!(shelf.take(&"hub", 0), Lay::Nothing);
        assert_eq!(shelf.keep(("hub", 2), 5), None);
        assert_eq!(shelf.keep(("hub", 3), 6), Some(2), "two are never kept");
        assert_eq!(shelf.all(), Some(3));
        assert_eq!(shelf.all(), None);
    }

    #[test]
    fn a_beat_lets_go_of_what_lay_too_long_and_of_nothing_else() {
        let mut shelf = with(1_000);
        assert_eq!(shelf.stale(31_000), None);
        assert_eq!(shelf.stale(31_001), Some(1));
        assert_eq!(shelf.take(&"hub", 31_001), Lay::Nothing);
    }
}
