//! A line on which one thing runs at a time: its turn, how far it is, a stop, and what a desk that is closed does about it.
//! It does not know what runs, nor what a stop leaves.
//! Called by each such line: `writing` and `working` are nothing more; `hub` and `parcels` know more of theirs and wait as it does.

use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long: a stop is heard between two blocks, two chunks or two answers of the hub.
const PATIENCE: Duration = Duration::from_secs(5);

/// Waits while something runs; `warning` is for the log where it ran on.
pub(super) fn wait_until_ended<S>(
    (ended, state): (&Condvar, MutexGuard<'_, S>),
    runs: impl FnMut(&mut S) -> bool,
    warning: &str,
) {
    let waited = ended.wait_timeout_while(state, PATIENCE, runs);
    if waited.is_ok_and(|(_, waited)| waited.timed_out()) {
        tracing::warn!("{warning}");
    }
}

/// What is told of the one thing that runs.
pub trait Far: Clone {
    /// For the log, where it ran on behind a desk that was closed.
    const GOES_ON: &'static str;
    fn stopping(&mut self) -> &mut bool;
}

/// Invariant: at most one runs at a time; whoever runs it holds the `OneTurn`.
pub struct OneLine<F: Far> {
    state: Mutex<State<F>>,
    ended: Condvar,
}

struct State<F> {
    running: Option<F>,
    closed: bool,
}

/// The right to run, until it is dropped.
pub(crate) struct OneTurn<'a, F: Far>(&'a OneLine<F>);

impl<F: Far> Default for OneLine<F> {
    fn default() -> Self {
        Self { state: Mutex::new(State { running: None, closed: false }), ended: Condvar::new() }
    }
}

impl<F: Far> OneLine<F> {
    fn state(&self) -> MutexGuard<'_, State<F>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `None` while another runs, and once the desk is being closed.
    pub(crate) fn turn(&self, far: F) -> Option<OneTurn<'_, F>> {
        let mut state = self.state();
        if state.running.is_some() || state.closed {
            return None;
        }
        state.running = Some(far);
        Some(OneTurn(self))
    }

    pub(crate) fn progress(&self) -> Option<F> {
        self.state().running.clone()
    }

    pub(crate) fn stop(&self) {
        if let Some(far) = &mut self.state().running {
            *far.stopping() = true;
        }
    }

    /// Nothing begins any more, and what runs ends: the file and its keys are wanted back.
    pub(crate) fn close(&self) {
        self.state().closed = true;
        self.stop();
        wait_until_ended((&self.ended, self.state()), |state| state.running.is_some(), F::GOES_ON);
    }

    /// A desk that could not be closed after all goes on.
    pub(crate) fn open_again(&self) {
        self.state().closed = false;
    }
}

impl<F: Far> OneTurn<'_, F> {
    /// Says how far it is. `Break` once somebody has stopped it.
    pub(crate) fn heard(&self, change: impl FnOnce(&mut F)) -> ControlFlow<()> {
        let mut state = self.0.state();
        let Some(far) = &mut state.running else { return ControlFlow::Continue(()) };
        change(far);
        if *far.stopping() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl<F: Far> Drop for OneTurn<'_, F> {
    fn drop(&mut self) {
        self.0.state().running = None;
        self.0.ended.notify_all();
    }
}
