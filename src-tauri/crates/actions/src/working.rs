//! The one long work of a desk that somebody waits for (a proof, a rebuild, an import, a list that goes out, a move), as other
//! calls see it: how far it is, and a way to stop it. It does not know what is done, nor what a stop leaves: that is for whoever holds the turn.
//! Kept by `Office`, so that it ends with whoever is signed in; by `Host` where the desk itself is away or not open yet.

use serde::Serialize;
use ts_rs::TS;

use crate::desk::{Done, Nothing};
use crate::exchange::{Far, OneLine, OneTurn};
use crate::{Failure, Host, Result};

/// At most one is done at a time.
pub type LongWork = OneLine<WorkFar>;
/// The right to do it, until it is dropped.
pub(crate) type LongTurn<'a> = OneTurn<'a, WorkFar>;

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct WorkFar {
    /// `verify`, `rebuild`, `import_stations`, `export_list` or `move_desk`; `open_desk` while somebody signs in.
    pub work: String,
    /// What of it is being done: of a proof `file`, `entries`, `lists`; of an opening `file`, `lists`; of a list `rows`.
    /// Empty before the first word.
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

/// Where nobody is signed in the page asks too, while it waits: it is told what the host does, and nothing of an office.
pub fn work_progress(host: &Host, _: Nothing) -> Result<WorkProgress> {
    let inside = || host.session().and_then(|session| session.office.work.progress());
    Ok(WorkProgress { running: host.work.progress().or_else(inside) })
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

impl Far for WorkFar {
    const GOES_ON: &'static str = "A long work goes on behind a desk that was closed";

    fn stopping(&mut self) -> &mut bool {
        &mut self.stopping
    }
}

impl LongWork {
    /// Refused while another is done, and once the desk is being closed.
    pub(crate) fn begin(&self, work: &str) -> Result<LongTurn<'_>> {
        let far = WorkFar { work: work.into(), ..WorkFar::default() };
        Ok(self.turn(far).ok_or(Failure::Busy {})?)
    }
}

impl LongTurn<'_> {
    /// Says how far it is. Refused once somebody has stopped it.
    pub(crate) fn tell(&self, stage: &str, (done, of): (u64, u64)) -> Result<()> {
        let heard = self.heard(|far| (far.stage, far.done, far.of) = (stage.into(), done, of));
        if heard.is_break() { Err(Failure::WorkStopped {}.into()) } else { Ok(()) }
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
