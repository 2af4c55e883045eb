//! The one long work of a desk that somebody waits for (a proof, a rebuild, an import, a move), as other calls see it: how far it is, and a way
//! to stop it. It does not know what is done, nor what a stop leaves: that is for whoever holds the turn.
//! Kept by `Office`, so that it ends with whoever is signed in; by `Host` where the desk itself is away.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use ts_rs::TS;

use crate::desk::{Done, Nothing};
use crate::exchange::wait_until_ended;
use crate::{Failure, Host, Result};

/// Invariant: at most one is done at a time; whoever does it holds the `LongTurn`.
#[derive(Default)]
pub struct LongWork {
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Default)]
struct State {
    running: Option<WorkFar>,
    closed: bool,
}

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct WorkFar {
    /// `verify`, `rebuild`, `import_stations` or `move_desk`.
    pub work: String,
    /// What of it is being done: of a proof `file`, `entries`, `lists`. Empty before the first word.
    pub stage: String,
    #[ts(type = "number")]
    pub done: u64,
    /// 0 where nobody knows of how many.
    #[ts(type = "number")]
    pub of: u64,
    pub stopping: bool,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct WorkProgress {
    /// `None` where nothing is being done.
    pub running: Option<WorkFar>,
}

pub fn work_progress(host: &Host, _: Nothing) -> Result<WorkProgress> {
    if let Some(away) = host.work.progress() {
        return Ok(WorkProgress { running: Some(away) });
    }
    let session = host.session().ok_or(Failure::NotSignedIn {})?;
    Ok(WorkProgress { running: session.office.work.progress() })
}

/// Ends it, if one runs and can be ended: what was not asked yet, or not written yet, is left.
pub fn stop_work(host: &Host, _: Nothing) -> Result<Done> {
    if host.work.progress().is_some() {
        host.work.stop();
    } else {
        host.session().ok_or(Failure::NotSignedIn {})?.office.work.stop();
    }
    Ok(Done {})
}

/// The right to do it, until it is dropped.
pub(crate) struct LongTurn<'a>(&'a LongWork);

impl LongWork {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Refused while another is done, and once the desk is being closed.
    pub(crate) fn begin(&self, work: &str) -> Result<LongTurn<'_>> {
        let mut state = self.state();
        if state.running.is_some() || state.closed {
            return Err(Failure::Busy {}.into());
        }
        state.running = Some(WorkFar { work: work.into(), ..WorkFar::default() });
        Ok(LongTurn(self))
    }

    fn progress(&self) -> Option<WorkFar> {
        self.state().running.clone()
    }

    fn stop(&self) {
        if let Some(far) = &mut self.state().running {
            far.stopping = true;
        }
    }

    /// Nothing begins any more, and what runs ends: the file and its keys are wanted back.
    pub(crate) fn close(&self) {
        self.state().closed = true;
        self.stop();
        let warning = "A long work goes on behind a desk that was closed";
        wait_until_ended((&self.ended, self.state()), |state| state.running.is_some(), warning);
    }

    /// A desk that could not be closed after all goes on.
    pub(crate) fn open_again(&self) {
        self.state().closed = false;
    }
}

impl LongTurn<'_> {
    /// Says how far it is. Refused once somebody has stopped it.
    pub(crate) fn tell(&self, stage: &str, (done, of): (u64, u64)) -> Result<()> {
        let mut state = self.0.state();
        let Some(far) = &mut state.running else { return Ok(()) };
        (far.stage, far.done, far.of) = (stage.into(), done, of);
        if far.stopping { Err(Failure::WorkStopped {}.into()) } else { Ok(()) }
    }
}

impl Drop for LongTurn<'_> {
    fn drop(&mut self) {
        self.0.state().running = None;
        self.0.ended.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    fn stopped(told: Result<()>) -> bool {
        matches!(told, Err(Error::Failed(Failure::WorkStopped {})))
    }

    #[test]
    fn two_are_never_done_at_once_and_the_next_may_when_the_first_has_ended() {
        let line = LongWork::default();
        let turn = line.begin("verify").unwrap();
        assert!(matches!(line.begin("rebuild"), Err(Error::Failed(Failure::Busy {}))));
        drop(turn);
        assert!(line.progress().is_none() && line.begin("rebuild").is_ok());
    }

    #[test]
    fn it_tells_what_it_is_and_how_far() {
        let line = LongWork::default();
        let turn = line.begin("verify").unwrap();
        assert_eq!(line.progress(), Some(WorkFar { work: "verify".into(), ..WorkFar::default() }));
        turn.tell("entries", (5, 10)).unwrap();
        let far = line.progress().unwrap();
        assert_eq!((far.stage.as_str(), far.done, far.of, far.stopping), ("entries", 5, 10, false));
    }

    #[test]
    fn a_stop_is_heard_by_what_runs_and_not_by_the_next() {
        let line = LongWork::default();
        line.stop();
        let turn = line.begin("verify").unwrap();
        assert!(turn.tell("entries", (1, 2)).is_ok(), "what was stopped before it began was another");
        line.stop();
        assert!(line.progress().unwrap().stopping && stopped(turn.tell("entries", (2, 2))));
        drop(turn);
        assert!(line.begin("verify").unwrap().tell("entries", (1, 2)).is_ok());
    }

    #[test]
    fn a_desk_that_is_closed_stops_it_and_begins_no_other() {
        let line = LongWork::default();
        let (begun, wait) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let turn = line.begin("verify").unwrap();
                begun.send(()).unwrap();
                while turn.tell("entries", (1, 2)).is_ok() {
                    std::thread::yield_now();
                }
            });
            wait.recv().unwrap();
            line.close();
            assert!(line.progress().is_none(), "it has ended when the desk is closed");
        });
        assert!(line.begin("verify").is_err());
        line.open_again();
        assert!(line.begin("verify").is_ok());
    }
}
