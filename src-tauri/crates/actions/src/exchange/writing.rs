//! The one bundle that may be written at a desk, as other calls see it: how far it is, and a way to stop it.
//! It does not know what goes in nor where it is written to (`export_bundle`).
//! Kept by `Office`, so that it ends with whoever is signed in.

use std::ops::ControlFlow;

use serde::Serialize;
use sync::bundle::{NotWritten, Progress, Stage};
use ts_rs::TS;

use super::closing::{Far, OneLine, OneTurn};
use super::may;
use crate::desk::{Done, Nothing};
use crate::{Office, Result, Who};

/// At most one bundle is written at a time.
pub type WriteLine = OneLine<ExportFar>;
/// The right to write, until it is dropped.
pub(super) type WriteTurn<'a> = OneTurn<'a, ExportFar>;

/// How far a bundle is that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct ExportFar {
    /// `packing`, `writing`, or `settling`: all was written, and the medium is waited for. Empty before the first word.
    pub stage: String,
    /// Bytes; while packing nobody knows of how many.
    #[ts(type = "number")]
    pub done: u64,
    #[ts(type = "number | null")]
    pub of: Option<u64>,
    pub stopping: bool,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct ExportProgress {
    /// `None` where none is being written.
    pub running: Option<ExportFar>,
}

pub fn export_progress(office: &Office, who: &Who, _: Nothing) -> Result<ExportProgress> {
    may(who, "export_progress")?;
    Ok(ExportProgress { running: office.writing.progress() })
}

/// Ends the writing, if one runs. What was written of the bundle goes from the medium.
pub fn stop_export(office: &Office, who: &Who, _: Nothing) -> Result<Done> {
    may(who, "stop_export")?;
    office.writing.stop();
    Ok(Done {})
}

impl Far for ExportFar {
    const GOES_ON: &'static str = "A bundle is written on behind a desk that was closed";

    fn stopping(&mut self) -> &mut bool {
        &mut self.stopping
    }
}

impl WriteLine {
    pub(super) fn begin(&self) -> Option<WriteTurn<'_>> {
        self.turn(ExportFar::default())
    }
}

impl WriteTurn<'_> {
    /// Says whether to go on.
    pub fn tell(&self, progress: Progress) -> ControlFlow<()> {
        let stage = match progress.stage {
            Stage::Packing => "packing",
            Stage::Writing => "writing",
        };
        self.heard(|far| (far.stage, far.done, far.of) = (stage.into(), progress.done, progress.of))
    }

    /// All was written and has still to lie there firmly: until then a stop is heard.
    pub fn settle(&self) -> std::result::Result<(), NotWritten> {
        let heard = self.heard(|far| far.stage = "settling".into());
        if heard.is_break() { Err(NotWritten::Stopped) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: Progress = Progress { stage: Stage::Writing, done: 5, of: Some(10) };

    #[test]
    fn two_are_never_written_at_once_and_the_next_may_when_the_first_has_ended() {
        let line = WriteLine::default();
        let turn = line.begin().unwrap();
        assert!(line.begin().is_none());
        drop(turn);
        assert!(line.progress().is_none() && line.begin().is_some());
    }

    #[test]
    fn it_tells_how_far_it_is_in_each_of_its_stages() {
        let line = WriteLine::default();
        let turn = line.begin().unwrap();
        let far = || line.progress().unwrap();
        assert_eq!(far(), ExportFar::default(), "before the first block");
        assert!(turn.tell(Progress { stage: Stage::Packing, done: 3, of: None }).is_continue());
        assert_eq!((far().stage.as_str(), far().done, far().of), ("packing", 3, None));
        assert!(turn.tell(HALF).is_continue());
        assert_eq!((far().stage.as_str(), far().done, far().of), ("writing", 5, Some(10)));
        turn.settle().unwrap();
        assert_eq!((far().stage.as_str(), far().done, far().of), ("settling", 5, Some(10)));
    }

    #[test]
    fn a_stop_is_heard_from_the_beginning_until_all_lies_there_and_not_by_the_next() {
        let line = WriteLine::default();
        line.stop();
        let turn = line.begin().unwrap();
        assert!(turn.tell(HALF).is_continue(), "what was stopped before it began was another");
        line.stop();
        assert!(line.progress().unwrap().stopping);
        assert!(turn.tell(HALF).is_break());
        assert!(matches!(turn.settle(), Err(NotWritten::Stopped)));
        drop(turn);
        assert!(line.begin().unwrap().tell(HALF).is_continue());
    }

    #[test]
    fn a_desk_that_is_closed_stops_the_writing_and_begins_no_other() {
        let line = std::sync::Arc::new(WriteLine::default());
        let writing = line.clone();
        let (begun, wait) = std::sync::mpsc::channel();
        let export = std::thread::spawn(move || {
            let turn = writing.begin().unwrap();
            begun.send(()).unwrap();
            while turn.tell(HALF).is_continue() {
                std::thread::yield_now();
            }
        });
        wait.recv().unwrap();
        line.close();
        assert!(line.progress().is_none(), "it has ended when the desk is closed");
        export.join().unwrap();
        assert!(line.begin().is_none());
        line.open_again();
        assert!(line.begin().is_some());
    }
}
