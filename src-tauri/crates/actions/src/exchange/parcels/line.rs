//! The one attachment that may be on its way at a desk: how far it is, a way to stop it, and who comes first.
//! It does not know the hub. A person who asks for a file, or sends one, goes before what is carried by itself.
//! Kept by `Office`, so that it ends with whoever is signed in.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;
use sync::hub::Stopper;
use ts_rs::TS;

use super::super::closing::wait_until_ended;

/// How often whoever waits looks whether it was stopped meanwhile.
const LOOK: Duration = Duration::from_millis(100);

type Address = [u8; 32];
/// What a person waits for: `up` or `down`, as `FilesFar::way`, and which file.
type Asked = (&'static str, Address);

/// Invariant: at most one connection to the hub for attachments; whoever has it holds the `FileTurn`.
#[derive(Default)]
pub struct FileLine {
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Default)]
struct State {
    running: Option<Running>,
    /// Of people who wait.
    waiting: Vec<(Asked, Stopper)>,
    closed: bool,
}

struct Running {
    /// `None`: carried by itself, one after the other.
    asked: Option<Asked>,
    at_work: Option<Address>,
    stopper: Stopper,
    far: FilesFar,
}

impl Running {
    fn is_of(&self, address: &[u8]) -> bool {
        let asked = self.asked.map(|(_, address)| address);
        [asked, self.at_work].into_iter().flatten().any(|at| at == address)
    }
}

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct FilesFar {
    /// `up` or `down`.
    pub way: String,
    /// The file at work, of so many.
    #[ts(type = "number")]
    pub n: u64,
    #[ts(type = "number")]
    pub of: u64,
    /// Bytes of the file at work.
    #[ts(type = "number")]
    pub done: u64,
    #[ts(type = "number")]
    pub bytes: u64,
    pub stopping: bool,
}

/// The right to use the line, until it is dropped.
pub(super) struct FileTurn<'a>(&'a FileLine);

impl FileLine {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `None` while anything is on its way or somebody waits.
    pub(super) fn begin_carrying(&self, stopper: Stopper) -> Option<FileTurn<'_>> {
        let mut state = self.state();
        if state.running.is_some() || !state.waiting.is_empty() || state.closed {
            return None;
        }
        Some(self.run(&mut state, (None, stopper)))
    }

    /// Waits for what is on its way; what is carried by itself is stopped. `None`: stopped, or the desk is being closed.
    pub(super) fn begin_asked(&self, asked: Asked, stopper: Stopper) -> Option<FileTurn<'_>> {
        let mut state = self.state();
        state.waiting.push((asked, stopper.clone()));
        if let Some(running) = state.running.as_ref().filter(|running| running.asked.is_none()) {
            running.stopper.stop();
        }
        while state.running.is_some() && !state.closed && !stopper.stopped() {
            let waited = self.ended.wait_timeout(state, LOOK);
            state = waited.map_or_else(|poisoned| poisoned.into_inner().0, |(state, _)| state);
        }
        let own = state.waiting.iter().position(|(one, _)| *one == asked);
        own.map(|at| state.waiting.remove(at));
        if state.closed || stopper.stopped() {
            return None;
        }
        Some(self.run(&mut state, (Some(asked), stopper)))
    }

    fn run(&self, state: &mut State, (asked, stopper): (Option<Asked>, Stopper)) -> FileTurn<'_> {
        let way = asked.map_or("", |(way, _)| way);
        let far = FilesFar { way: way.into(), ..FilesFar::default() };
        state.running = Some(Running { asked, at_work: None, stopper, far });
        FileTurn(self)
    }

    /// Of what is carried by itself, or of anything.
    pub(super) fn progress(&self) -> Option<FilesFar> {
        self.state().running.as_ref().map(|running| running.far.clone())
    }

    /// Of one file; `Some` with nothing done while somebody waits for it.
    pub(super) fn progress_of(&self, address: &[u8]) -> Option<FilesFar> {
        let state = self.state();
        if let Some(running) = state.running.as_ref().filter(|running| running.is_of(address)) {
            return Some(running.far.clone());
        }
        let waits = state.waiting.iter().find(|((_, one), _)| one == address);
        waits.map(|((way, _), _)| FilesFar { way: (*way).into(), ..FilesFar::default() })
    }

    /// Ends what is on its way, whoever asked for it; who waits comes next.
    pub(super) fn stop_running(&self) {
        if let Some(running) = self.state().running.as_mut() {
            running.far.stopping = true;
            running.stopper.stop();
        }
    }

    /// Ends what is on its way of a file, whichever way it goes and whoever asked, also where it waits.
    pub(super) fn stop_asked(&self, address: &[u8]) {
        let mut state = self.state();
        state.waiting.iter().filter(|((_, one), _)| one == address).for_each(|(_, stopper)| stopper.stop());
        if let Some(running) = state.running.as_mut().filter(|running| running.is_of(address)) {
            running.far.stopping = true;
            running.stopper.stop();
        }
    }

    /// Nothing begins any more, and what runs ends: the file and its keys are wanted back.
    pub(crate) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        state.running.iter().for_each(|running| running.stopper.stop());
        let warning = "An attachment goes on behind a desk that was closed";
        wait_until_ended((&self.ended, state), |state| state.running.is_some(), warning);
    }

    /// A desk that could not be closed after all goes on.
    pub(crate) fn open_again(&self) {
        self.state().closed = false;
    }
}

impl FileTurn<'_> {
    fn far(&self, change: impl FnOnce(&mut Running)) {
        if let Some(running) = &mut self.0.state().running {
            change(running);
        }
    }

    /// The file at work, and which it is of how many.
    pub fn at_work(&self, way: &str, address: Address, (n, of): (u64, u64)) {
        self.far(|running| {
            running.at_work = Some(address);
            let stopping = running.far.stopping;
            running.far = FilesFar { way: way.into(), n, of, done: 0, bytes: 0, stopping };
        });
    }

    /// Somebody asked it to end; otherwise it gave way.
    pub fn stopping(&self) -> bool {
        self.0.state().running.as_ref().is_some_and(|running| running.far.stopping)
    }

    pub fn tell(&self, (done, bytes): (u64, u64)) {
        self.far(|running| (running.far.done, running.far.bytes) = (done, bytes));
    }
}

impl Drop for FileTurn<'_> {
    fn drop(&mut self) {
        self.0.state().running = None;
        self.0.ended.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    const ONE: Address = [1; 32];
    const TWO: Address = [2; 32];

    #[test]
    fn who_opens_a_file_goes_before_what_is_carried_by_itself() {
        let (line, carried) = (Arc::new(FileLine::default()), Stopper::default());
        let turn = line.begin_carrying(carried.clone()).unwrap();
        assert!(line.begin_carrying(Stopper::default()).is_none(), "never two");
        turn.at_work("up", TWO, (1, 3));
        turn.tell((5, 9));
        let far = FilesFar { way: "up".into(), n: 1, of: 3, done: 5, bytes: 9, stopping: false };
        assert_eq!((line.progress(), line.progress_of(&TWO)), (Some(far.clone()), Some(far)));
        let other = line.clone();
        let fetch =
            std::thread::spawn(move || other.begin_asked(("down", ONE), Stopper::default()).is_some());
        while !carried.stopped() {
            std::thread::yield_now();
        }
        assert!(line.begin_carrying(Stopper::default()).is_none());
        assert_eq!(line.progress_of(&ONE), Some(FilesFar { way: "down".into(), ..FilesFar::default() }));
        drop(turn);
        assert!(fetch.join().unwrap());
        assert!(line.progress_of(&ONE).is_none() && line.begin_carrying(Stopper::default()).is_some());
    }

    #[test]
    fn one_who_waits_can_be_stopped_and_the_other_goes_on() {
        let line = Arc::new(FileLine::default());
        let first = Stopper::default();
        let turn = line.begin_asked(("down", ONE), first.clone()).unwrap();
        let other = line.clone();
        let fetch = std::thread::spawn(move || other.begin_asked(("up", TWO), Stopper::default()).is_some());
        while line.progress_of(&TWO).is_none() {
            std::thread::yield_now();
        }
        assert_eq!(line.progress_of(&TWO), Some(FilesFar { way: "up".into(), ..FilesFar::default() }));
        line.stop_asked(&TWO);
        assert!(!fetch.join().unwrap() && !first.stopped());
        line.stop_asked(&ONE);
        assert!(first.stopped() && line.progress_of(&ONE).unwrap().stopping);
        drop(turn);
        // The page of the hub shows what is on its way, whoever asked for it, and stops that.
        let shown = Stopper::default();
        let turn = line.begin_asked(("up", ONE), shown.clone()).unwrap();
        line.stop_running();
        assert!(shown.stopped() && line.progress().unwrap().stopping);
        drop(turn);
        // Its record's page shows it on its way with a button to stop it, which did nothing where it is carried by itself.
        let by_itself = Stopper::default();
        let turn = line.begin_carrying(by_itself.clone()).unwrap();
        turn.at_work("up", ONE, (1, 2));
        line.stop_asked(&TWO);
        assert!(!by_itself.stopped(), "of another file");
        line.stop_asked(&ONE);
        assert!(by_itself.stopped() && line.progress_of(&ONE).unwrap().stopping);
        drop(turn);
        line.close();
        assert!(line.begin_asked(("down", ONE), Stopper::default()).is_none());
        line.open_again();
        assert!(line.begin_asked(("down", ONE), Stopper::default()).is_some());
    }
}
