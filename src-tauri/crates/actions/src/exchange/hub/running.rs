//! The one exchange that may run at a desk, as other calls see it: how far it is, a way to stop it, when the next is due.
//! It does not know the hub, nor how an exchange goes (`now`).
//! Kept by `Office`, so that it ends with whoever is signed in.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use ledger::Stream;
use serde::Serialize;
use sync::hub::Stopper;
use sync::session::Progress;
use ts_rs::TS;

use super::super::closing::wait_until_ended;
use super::due::{is_due, soon_ms, wait_ms};

/// Invariant: at most one exchange at a time; whoever runs it holds the `Turn`.
#[derive(Default)]
pub struct Line {
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Default)]
struct State {
    running: Option<Running>,
    /// When the next exchange by itself is due; drawn after each one.
    next_ms: Option<u64>,
    /// In a row, since somebody signed in: those that came to nothing, and those of which any part did.
    failures: u32,
    troubles: u32,
    /// Since somebody signed in: all that the hub would not take was offered once more.
    all_offered: bool,
    closed: bool,
}

struct Running {
    stopper: Stopper,
    far: HubProgress,
    /// Of streams that are done, and the one at work: `Progress` tells of one stream only.
    before: (u64, u64),
    at_work: Option<(Stream, u64, u64)>,
}

/// How far a running exchange is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct HubProgress {
    /// Entries received, and sent.
    #[ts(type = "number")]
    pub pulled: u64,
    #[ts(type = "number")]
    pub pushed: u64,
    /// Steps done of those known when it began: what is sent is also read back.
    #[ts(type = "number")]
    pub done: u64,
    #[ts(type = "number")]
    pub of: u64,
    pub stopping: bool,
}

/// The right to exchange, until it is dropped.
pub(super) struct Turn<'a> {
    line: &'a Line,
}

impl Line {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `None` while another exchange runs, and once the desk is being closed.
    pub(super) fn begin(&self, stopper: Stopper) -> Option<Turn<'_>> {
        let mut state = self.state();
        if state.running.is_some() || state.closed {
            return None;
        }
        state.running = Some(Running { stopper, far: HubProgress::default(), before: (0, 0), at_work: None });
        Some(Turn { line: self })
    }

    pub(super) fn progress(&self) -> Option<HubProgress> {
        self.state().running.as_ref().map(|running| running.far.clone())
    }

    /// Asks the running exchange to end; says whether one runs.
    pub(super) fn stop(&self) -> bool {
        let mut state = self.state();
        let Some(running) = &mut state.running else { return false };
        running.far.stopping = true;
        running.stopper.stop();
        true
    }

    /// No exchange begins any more, and the one that runs ends: the file and its keys are wanted back.
    pub(crate) fn close(&self) {
        self.state().closed = true;
        self.stop();
        let warning = "An exchange goes on behind a desk that was closed";
        wait_until_ended((&self.ended, self.state()), |state| state.running.is_some(), warning);
    }

    /// A desk that could not be closed after all goes on.
    pub(crate) fn open_again(&self) {
        self.state().closed = false;
    }

    /// The next exchange by itself is drawn anew: the hub or its rhythm was set.
    pub(super) fn soon(&self) {
        let mut state = self.state();
        (state.next_ms, state.failures, state.troubles) = (None, 0, 0);
    }

    /// Whether the time has come. The first after signing in is drawn here, so that a morning's desks do not all come at once.
    pub(super) fn is_due(&self, now_ms: u64, dice: u64) -> bool {
        let mut state = self.state();
        let next_ms = *state.next_ms.get_or_insert(now_ms + soon_ms(dice));
        is_due(now_ms, next_ms)
    }

    /// After an exchange, by hand or by itself.
    pub(super) fn tried(&self, went: Went, (now_ms, minutes, dice): (u64, u32, u64)) {
        let mut state = self.state();
        state.troubles = if went == Went::Well { 0 } else { state.troubles + 1 };
        // What others wrote still comes while a part is refused: that is no reason to ask for it more rarely.
        state.failures = if went == Went::Wrong { state.failures + 1 } else { 0 };
        state.next_ms = Some(now_ms + wait_ms(minutes, state.failures, dice));
    }

    pub(super) fn troubles(&self) -> u32 {
        self.state().troubles
    }

    pub(super) fn all_offered(&self) {
        self.state().all_offered = true;
    }

    pub(super) fn was_all_offered(&self) -> bool {
        self.state().all_offered
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Went {
    Well,
    /// Some stream was refused, or the hub contradicted itself about it.
    Partly,
    Wrong,
}

impl Turn<'_> {
    /// What there is to do, as the heads tell it.
    pub fn expect(&self, to_pull: u64, to_push: u64) {
        if let Some(running) = &mut self.line.state().running {
            running.far.of = to_pull + 2 * to_push;
        }
    }

    pub fn tell(&self, progress: &Progress<'_>) {
        if let Some(running) = &mut self.line.state().running {
            running.tell(progress);
        }
    }
}

impl Running {
    fn tell(&mut self, Progress { stream, pulled, pushed, .. }: &Progress<'_>) {
        if let Some((_, pulled, pushed)) = self.at_work.take_if(|(at, ..)| at != *stream) {
            self.before.0 += pulled;
            self.before.1 += pushed;
        }
        self.at_work = Some(((*stream).clone(), *pulled, *pushed));
        self.far.pulled = self.before.0 + pulled;
        self.far.pushed = self.before.1 + pushed;
        self.far.done = (self.far.pulled + self.far.pushed).min(self.far.of);
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.line.state().running = None;
        self.line.ended.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(turn: &Turn<'_>, stream: &Stream, (pulled, pushed): (u64, u64)) {
        turn.tell(&Progress { stream, pulled, to_pull: 0, pushed });
    }

    #[test]
    fn two_never_run_at_once_and_the_next_may_when_the_first_has_ended() {
        let line = Line::default();
        let first = line.begin(Stopper::default()).unwrap();
        assert!(line.begin(Stopper::default()).is_none());
        drop(first);
        assert!(line.progress().is_none() && line.begin(Stopper::default()).is_some());
    }

    #[test]
    fn how_far_it_is_adds_up_over_streams() {
        let line = Line::default();
        let turn = line.begin(Stopper::default()).unwrap();
        turn.expect(30, 5);
        let (one, other) = (Stream::admin(), Stream::reference());
        told(&turn, &one, (10, 0));
        told(&turn, &one, (20, 0));
        told(&turn, &other, (4, 3));
        let far = line.progress().unwrap();
        assert_eq!((far.pulled, far.pushed, far.done, far.of), (24, 3, 27, 40));
        told(&turn, &other, (40, 5));
        assert_eq!(line.progress().unwrap().done, 40, "never more than all");
    }

    #[test]
    fn a_part_that_is_refused_is_told_like_a_failure_and_does_not_make_exchanges_rarer() {
        let line = Line::default();
        let after = |went| {
            line.tried(went, (0, 5, 0));
            (line.troubles(), line.state().next_ms.unwrap() / 60_000)
        };
        let told =
            [Went::Partly, Went::Partly, Went::Wrong, Went::Wrong, Went::Partly, Went::Well].map(after);
        // Of five minutes at least four, of ten eight, of twenty sixteen.
        assert_eq!(told, [(1, 4), (2, 4), (3, 8), (4, 16), (5, 4), (0, 4)]);
    }

    #[test]
    fn a_desk_that_is_closed_stops_its_exchange_and_begins_no_other() {
        let (line, stopper) = (std::sync::Arc::new(Line::default()), Stopper::default());
        let running = line.clone();
        let heard = stopper.clone();
        let (begun, wait) = std::sync::mpsc::channel();
        let exchange = std::thread::spawn(move || {
            let turn = running.begin(heard.clone()).unwrap();
            begun.send(()).unwrap();
            while !heard.stopped() {
                std::thread::yield_now();
            }
            drop(turn);
        });
        wait.recv().unwrap();
        line.close();
        assert!(line.progress().is_none(), "it has ended when the desk is closed");
        exchange.join().unwrap();
        assert!(line.begin(Stopper::default()).is_none());
        line.open_again();
        assert!(line.begin(Stopper::default()).is_some());
    }
}
