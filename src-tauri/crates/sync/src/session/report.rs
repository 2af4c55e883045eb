//! What an exchange did, stream by stream, for a page that tells it in words.

use ledger::{EntryId, Stream};

use super::{Cursor, HubId, Lie, MailFault};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// `None` if the hub could not even be asked.
    pub hub: Option<HubId>,
    /// Calls to the hub; an exchange with nothing to tell makes one.
    pub round_trips: u32,
    pub n_unchanged: usize,
    /// Streams in which something was done or went wrong.
    pub streams: Vec<StreamReport>,
    pub end: End,
}

/// How it ended. Whatever it is, what was done stays done and the next exchange goes on from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    Complete,
    Stopped,
    Broken(MailFault),
    /// The hub asks for a newer program.
    TooOld {
        min_format: u32,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamReport {
    pub stream: Stream,
    pub pulled: u64,
    /// Of these, not known here before.
    pub new: u64,
    /// Of these, set aside.
    pub aside: u64,
    pub pushed: u64,
    /// Of these, not known there before.
    pub accepted: u64,
    /// Read back, and so delivered.
    pub confirmed: u64,
    /// Had been sent, and were not there.
    pub lost: u64,
    /// Where the hub and this desk last agreed, if the cursor was unknown, and how many entries count as undelivered again.
    pub stepped_back: Option<(Cursor, u64)>,
    pub at: Cursor,
    pub faults: Vec<Fault>,
}

/// What is wrong with one stream; the others go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the hub does not grant this stream")]
    NotGranted,
    #[error("the hub contradicts itself: {0}")]
    Lie(#[from] Lie),
    #[error(transparent)]
    Mail(MailFault),
    #[error("the hub refuses the entry {id}: {why}")]
    Refused { id: EntryId, why: String },
}

impl StreamReport {
    pub(super) fn new(stream: &Stream, at: Cursor) -> Self {
        Self {
            stream: stream.clone(),
            pulled: 0,
            new: 0,
            aside: 0,
            pushed: 0,
            accepted: 0,
            confirmed: 0,
            lost: 0,
            stepped_back: None,
            at,
            faults: Vec::new(),
        }
    }
}

impl Report {
    pub(super) fn begin() -> Self {
        Self { hub: None, round_trips: 0, n_unchanged: 0, streams: Vec::new(), end: End::Complete }
    }

    /// Everything granted was read and everything here is known there.
    pub fn complete(&self) -> bool {
        self.end == End::Complete && self.streams.iter().all(|stream| stream.faults.is_empty())
    }

    pub fn stream(&self, stream: &Stream) -> Option<&StreamReport> {
        self.streams.iter().find(|report| report.stream == *stream)
    }

    /// Sum of one figure over all streams.
    pub fn total(&self, figure: impl Fn(&StreamReport) -> u64) -> u64 {
        self.streams.iter().map(figure).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(stream: &str) -> StreamReport {
        StreamReport::new(&Stream(stream.into()), Cursor::START)
    }

    fn with(streams: Vec<StreamReport>) -> Report {
        Report { streams, ..Report::begin() }
    }

    #[test]
    fn an_exchange_with_nothing_to_tell_is_complete() {
        assert!(Report::begin().complete());
        assert!(with(vec![of("a"), of("b")]).complete());
    }

    #[test]
    fn an_exchange_that_ended_early_is_not() {
        let broken = End::Broken(MailFault::Link("reset".into()));
        for end in [End::Stopped, broken, End::TooOld { min_format: 2 }] {
            assert!(!Report { end: end.clone(), ..Report::begin() }.complete(), "{end:?}");
        }
    }

    #[test]
    fn one_stream_with_a_fault_is_enough() {
        let lie = Fault::Lie(Lie::Gap { expected: 3, got: 4 });
        let refused = Fault::Refused { id: EntryId([1; 32]), why: "quota".into() };
        for fault in [Fault::NotGranted, lie, Fault::Mail(MailFault::UnknownCursor), refused] {
            let one = StreamReport { faults: vec![fault.clone()], ..of("b") };
            assert!(!with(vec![of("a"), one]).complete(), "{fault}");
        }
    }

    #[test]
    fn figures_add_up_over_all_streams() {
        let told = with(vec![
            StreamReport { pulled: 3, pushed: 10, ..of("a") },
            StreamReport { pulled: 4, confirmed: 1, ..of("b") },
        ]);
        assert_eq!(told.total(|stream| stream.pulled), 7);
        assert_eq!(told.total(|stream| stream.pushed), 10);
        assert_eq!(told.total(|stream| stream.lost), 0);
        assert_eq!(Report::begin().total(|stream| stream.pulled), 0);
        assert_eq!(told.stream(&Stream("b".into())).map(|stream| stream.confirmed), Some(1));
        assert_eq!(told.stream(&Stream("c".into())), None);
    }
}
