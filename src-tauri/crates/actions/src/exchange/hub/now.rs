//! An exchange: at once, when it is due, and stopped. It runs in the call that asked for it; every other call goes on
//! meanwhile, because each page of it is a short transaction of its own and the network is waited for outside of them.
//! It does not know how often (`due`) nor what is kept of it (`told`).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use ledger::Stream;
use serde::Serialize;
use sync::hub::Stopper;
use sync::session::{End, Fault, Mailbox, Report, exchange};
use ts_rs::TS;

use super::due::{dice, minutes};
use super::named::name_stations;
use super::redact::tell_redactions;
use super::replica::{DeskReplica, Offer};
use super::running::{Turn, Went};
use super::told::{Exchanged, Last, StreamFault, code_of, gravest, keep, last, told};
use super::{kept, mailbox, may, on_line};
use crate::desk::{Done, Nothing};
use crate::exchange::put_away::put_away;
use crate::{Failure, Office, Outcome, Result, Seen, Who};

/// So often in a row it may fail before the status line says so: a network that was away for a moment is nobody's trouble.
const BEARABLE: u32 = 2;

/// Pulls, pushes and pulls back. What went wrong with the hub stands in the answer; only the desk's own trouble is a fault.
pub fn exchange_now(office: &Office, who: &Who, _: Nothing) -> Result<Outcome<Exchanged>> {
    may(who, "exchange_now")?;
    at_once(office, who, Offer::All)
}

/// Whoever asks wants it tried, also what the hub would not take: all of it, or what they have named.
pub(super) fn at_once(office: &Office, who: &Who, offer: Offer) -> Result<Outcome<Exchanged>> {
    let stopper = Stopper::default();
    let turn = office.hub.begin(stopper.clone()).ok_or(Failure::Exchanging {})?;
    on_line(office, &stopper, |mailbox| run((office, who), (mailbox, &turn), offer))
}

/// The beat of the open page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HubBeat {
    /// An exchange was due and was made.
    pub exchanged: Option<Exchanged>,
    /// It, or a part of it, has failed several times in a row: why, as `Exchanged::end` or `StreamFault::code`.
    pub failing: Option<String>,
}

/// The machine's own act, whoever sits there: nobody's right is asked, nothing is shown.
pub fn exchange_if_due(office: &Office, who: &Who, _: Nothing) -> Result<Outcome<HubBeat>> {
    let nothing = |failing| Outcome {
        value: HubBeat { exchanged: None, failing },
        changed: [].into(),
        seen: Seen::new(),
        deed: String::new(),
        hint: None,
    };
    office.lines.sweep(office.wall.now_ms());
    if minutes(office)? == 0 || !kept(office)?.ready() {
        return Ok(nothing(None));
    }
    if !office.hub.is_due(office.wall.now_ms(), dice()) {
        return Ok(nothing(failing(office)?));
    }
    let stopper = Stopper::default();
    let Some(turn) = office.hub.begin(stopper.clone()) else { return Ok(nothing(failing(office)?)) };
    // Once a day is often enough for what the hub would not take.
    let offer = if office.hub.was_all_offered() { Offer::Nothing } else { Offer::All };
    let Outcome { value, changed, seen, deed, hint } =
        on_line(office, &stopper, |mailbox| run((office, who), (mailbox, &turn), offer))?;
    let value = HubBeat { exchanged: Some(value), failing: failing(office)? };
    Ok(Outcome { value, changed, seen, deed, hint })
}

fn failing(office: &Office) -> Result<Option<String>> {
    if office.hub.troubles() < BEARABLE {
        return Ok(None);
    }
    match last(office)?.map(|last| last.told.end) {
        Some(end) if end == "complete" => gravest(office),
        end => Ok(end),
    }
}

/// Ends the exchange that runs, if one does. What was done stays done, and the next goes on from there.
pub fn stop_exchange(office: &Office, who: &Who, _: Nothing) -> Result<Done> {
    may(who, "stop_exchange")?;
    office.hub.stop();
    Ok(Done {})
}

/// Whether the hub answers, and what it grants; nothing is exchanged.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HubTried {
    /// `reached`, or as `Exchanged::end`.
    pub end: String,
    pub said: String,
    /// Streams this desk may take part in.
    #[ts(type = "number")]
    pub n_streams: u64,
}

pub fn try_hub(office: &Office, who: &Who, _: Nothing) -> Result<HubTried> {
    may(who, "try_hub")?;
    let (end, said, n_streams) = match mailbox(office)?.heads() {
        Ok(heads) => ("reached", String::new(), heads.streams.len() as u64),
        Err(fault) => {
            let (end, said) = code_of(&fault);
            (end, said, 0)
        }
    };
    Ok(HubTried { end: end.into(), said, n_streams })
}

fn run(
    (office, who): (&Office, &Who),
    (mailbox, turn): (&mut sync::hub::PgMailbox, &Turn<'_>),
    offer: Offer,
) -> Result<Outcome<Exchanged>> {
    let stopper = mailbox.stopper();
    let offers_all = offer == Offer::All;
    let mut replica = DeskReplica::new(office, turn, offer)?;
    let done = exchange(mailbox, &mut replica, &mut |progress| {
        turn.tell(progress);
        if stopper.stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let now_ms = office.wall.now_ms();
    office.hub.tried(went(&done), (now_ms, minutes(office)?, dice()));
    if offers_all {
        office.hub.all_offered();
    }
    let (clock_off_ms, granted) = (replica.clock_off_ms, std::mem::take(&mut replica.granted));
    // Also where the desk's own trouble ended it: what came stays.
    let finished = replica.finish();
    let report = done?;
    let mut changed = finished?;
    let before = last(office)?;
    let mut value = told(&report, (now_ms, before.as_ref().map(|last| &last.told)));
    if report.end == End::Complete {
        changed.extend(put_away(office, who, &met(&report, granted))?);
        for (stream, fault) in redact_there(office, mailbox, &report)? {
            value.fault(&stream, fault);
        }
    }
    let value = Exchanged { clock_off_ms, ..value };
    let hub = report.hub.map(|hub| hub.0).or(before.and_then(|last| last.hub));
    keep(office, &Last { told: value.clone(), hub })?;
    // What it brought may be word for another office: the next exchange takes that along. After what is kept of this one, so
    // that its trouble does not hide that the exchange was made.
    changed.extend(crate::appeals::carry_word(office, who)?);
    changed.extend(name_stations(office, who, &value)?);
    Ok(Outcome { value, changed, seen: Seen::new(), deed: String::new(), hint: None })
}

fn redact_there(
    office: &Office,
    mailbox: &mut sync::hub::PgMailbox,
    report: &Report,
) -> Result<BTreeMap<Stream, StreamFault>> {
    match report.hub {
        Some(hub) => tell_redactions(office, (mailbox, hub.0), report),
        None => Ok(BTreeMap::new()),
    }
}

/// The desk's own trouble counts as a failure too: a full disk is not tried every few minutes.
fn went<E>(done: &std::result::Result<Report, E>) -> Went {
    let grave = |fault: &Fault| matches!(fault, Fault::Lie(_) | Fault::Mail(_));
    match done {
        Ok(report) if !matches!(report.end, End::Complete | End::Stopped) => Went::Wrong,
        Ok(report) if report.streams.iter().any(|one| one.faults.iter().any(grave)) => Went::Partly,
        Ok(_) => Went::Well,
        Err(_) => Went::Wrong,
    }
}

/// Streams that the hub has shown to be as they were, or has given: only of these does its word count just now.
fn met(report: &Report, mut granted: BTreeSet<Stream>) -> BTreeSet<Stream> {
    let faulty = report.streams.iter().filter(|one| !one.faults.is_empty());
    faulty.for_each(|one| {
        granted.remove(&one.stream);
    });
    granted
}
