//! The whole of an exchange: heads, then stream by stream pull, push, pull back.

use std::collections::HashMap;
use std::ops::ControlFlow;

use ledger::Stream;

use super::ahead::Early;
use super::{
    Control, Cursor, End, FORMAT, Fault, Head, Heads, HubId, MailFault, Mailbox, Place, Progress, Replica,
    Report, StreamReport, Want,
};

/// Sends what the hub lost once more in the same exchange; what is lost again waits for the next.
const PUSH_ROUNDS: usize = 2;

/// Exchanges every stream that both sides know. An error is the desk's own (its disk, its file); what goes wrong with the
/// hub stands in the report.
pub fn exchange<M: Mailbox, R: Replica>(
    mailbox: &mut M,
    replica: &mut R,
    control: &mut Control<'_>,
) -> Result<Report, R::Error> {
    let mut report = Report::begin();
    report.round_trips = 1;
    let heads = match mailbox.heads() {
        Ok(heads) => heads,
        Err(fault) => {
            report.end = ended(fault);
            return Ok(report);
        }
    };
    report.hub = Some(heads.hub);
    if heads.min_format > FORMAT {
        report.end = End::TooOld { min_format: heads.min_format };
        return Ok(report);
    }
    let wants = in_order(replica.wants(&heads)?);
    exchange_streams(&mut Sides { mailbox, replica, control, early: None }, (wants, heads), &mut report)?;
    Ok(report)
}

/// The two that talk, and the person who may stop them.
pub(super) struct Sides<'a, 'c, M, R> {
    pub mailbox: &'a mut M,
    pub replica: &'a mut R,
    pub control: &'a mut Control<'c>,
    /// What the hub was asked ahead and whose turn has not come.
    pub early: Option<Early>,
}

/// Why a stream, or all of it, does not go on.
pub(super) enum Halt<E> {
    Stream(Fault),
    Mail(MailFault),
    Own(E),
}

/// One stream at work.
pub(super) struct Work<'a> {
    pub place: Place<'a>,
    pub head: Cursor,
    pub told: StreamReport,
    pub trips: u32,
    to_pull: u64,
    /// The hub lets this desk write into it.
    may_push: bool,
    /// Where the next stream begins.
    pub next: Option<(&'a Stream, Cursor)>,
}

impl Work<'_> {
    /// Tells how far it is; may be told to stop.
    pub fn tell<M, R: Replica>(&self, sides: &mut Sides<'_, '_, M, R>) -> Result<(), Halt<R::Error>> {
        let Self { place, told, to_pull, .. } = self;
        let progress =
            Progress { stream: place.stream, pulled: told.pulled, to_pull: *to_pull, pushed: told.pushed };
        match (sides.control)(&progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Halt::Mail(MailFault::Stopped)),
        }
    }
}

fn exchange_streams<M: Mailbox, R: Replica>(
    sides: &mut Sides<'_, '_, M, R>,
    (wants, heads): (Vec<Want>, Heads),
    report: &mut Report,
) -> Result<(), R::Error> {
    let hub = heads.hub;
    let granted: HashMap<Stream, Head> =
        heads.streams.into_iter().map(|head| (head.stream.clone(), head)).collect();
    for (n, want) in wants.iter().enumerate() {
        let Some(head) = granted.get(&want.stream) else {
            let mut told = StreamReport::new(&want.stream, want.cursor);
            told.faults.push(Fault::NotGranted);
            report.streams.push(told);
            continue;
        };
        if !is_due(want, head) {
            report.n_unchanged += 1;
            continue;
        }
        let due = |want: &&Want| granted.get(&want.stream).is_some_and(|head| is_due(want, head));
        let mut work = begin(hub, want, head);
        work.next = wants[n + 1..].iter().find(due).map(|want| (&want.stream, want.cursor));
        let done = exchange_stream(sides, &mut work);
        report.round_trips += work.trips;
        let halted = match done {
            Ok(()) => None,
            Err(Halt::Own(error)) => return Err(error),
            Err(Halt::Stream(fault)) => {
                work.told.faults.push(fault);
                None
            }
            Err(Halt::Mail(fault)) => Some(fault),
        };
        report.streams.push(work.told);
        if let Some(fault) = halted {
            report.end = ended(fault);
            break;
        }
    }
    Ok(())
}

fn is_due(want: &Want, head: &Head) -> bool {
    want.open || head.at != want.cursor
}

fn begin<'a>(hub: HubId, want: &'a Want, head: &Head) -> Work<'a> {
    Work {
        place: Place { hub, stream: &want.stream },
        head: head.at,
        told: StreamReport::new(&want.stream, want.cursor),
        trips: 0,
        to_pull: head.at.pos.saturating_sub(want.cursor.pos),
        may_push: head.can_write,
        next: None,
    }
}

/// Invariant: an acknowledgement is not final. Only what is read back is delivered, and what was sent and is not there at
/// the end is sent again.
fn exchange_stream<M: Mailbox, R: Replica>(
    sides: &mut Sides<'_, '_, M, R>,
    work: &mut Work<'_>,
) -> Result<(), Halt<R::Error>> {
    work.tell(sides)?;
    sides.pull_to_end(work)?;
    sides.send_again(work)?;
    for _ in 0..PUSH_ROUNDS {
        if !work.may_push || !sides.push_all(work)? {
            break;
        }
        sides.pull_to_end(work)?;
        if sides.send_again(work)? == 0 {
            break;
        }
    }
    Ok(())
}

impl<M: Mailbox, R: Replica> Sides<'_, '_, M, R> {
    fn send_again(&mut self, work: &mut Work<'_>) -> Result<u64, Halt<R::Error>> {
        let lost = self.replica.send_again(work.place).map_err(Halt::Own)?;
        work.told.lost += lost;
        Ok(lost)
    }
}

/// Who may write comes before what was written.
fn in_order(mut wants: Vec<Want>) -> Vec<Want> {
    wants.sort_by_key(|want| match want.stream.class() {
        "admin" => 0,
        "ref" => 1,
        _ => 2,
    });
    wants
}

fn ended(fault: MailFault) -> End {
    if fault == MailFault::Stopped { End::Stopped } else { End::Broken(fault) }
}

/// A fault of the link ends the exchange, any other only its stream.
pub(super) fn halt<E>(fault: MailFault) -> Halt<E> {
    match fault {
        MailFault::Link(_) | MailFault::Login(_) | MailFault::Certificate(_) | MailFault::Stopped => {
            Halt::Mail(fault)
        }
        _ => Halt::Stream(Fault::Mail(fault)),
    }
}
