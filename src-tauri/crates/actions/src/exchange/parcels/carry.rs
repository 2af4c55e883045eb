//! `exchange_files`: after an exchange, what is here and not there goes up, and what is there and not here comes down while there
//! is room. It runs in a call of its own, so that entries never wait for files; stopped anywhere, it goes on from there.
//! It does not know when (`hub::due`), nor one file's way (`up`, `down`).

use std::collections::BTreeSet;

use ledger::{Op, Stream};
use serde::{Deserialize, Serialize};
use store::blobs::Sealed;
use store::exchange::{Parcel, Peer, PeerKind, Place};
use store::{Reader, StoreError};
use sync::hub::{PgMailbox, Stopper};
use sync::session::{Heads, MailFault, Mailbox};
use ts_rs::TS;

use super::down::{self, Forged, Got};
use super::line::FileTurn;
use super::room::room;
use super::up::{self, Names, Sent};
use crate::desk::{Done, Nothing};
use crate::exchange::hub::{Met, code_of, met, on_line};
use crate::exchange::may;
use crate::exchange::scope::{exchanged, handed_on, me};
use crate::joining::office_name;
use crate::{Error, Failure, Office, Result, Who};

const LAST: &str = "files_last";
/// Looked at in one go; what is left comes with the next exchange.
const MOST: u32 = 500;
const MINUTE_MS: u64 = 60_000;
/// What lay there damaged, or lies here damaged, is not tried again at once.
const LONG_MS: u64 = 6 * 60 * MINUTE_MS;

/// What was carried, for the page.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct FilesCarried {
    /// `complete`, `stopped`, `gave_way` to somebody who opened a file, `busy` with one, or as `Exchanged::end`.
    pub end: String,
    /// What the other side said.
    pub said: String,
    #[ts(type = "number")]
    pub at_ms: u64,
    /// Files, and their bytes.
    #[ts(type = "number")]
    pub up: u64,
    #[ts(type = "number")]
    pub down: u64,
    #[ts(type = "number")]
    pub bytes_up: u64,
    #[ts(type = "number")]
    pub bytes_down: u64,
    pub faults: Vec<FileFault>,
}

/// Why files stay behind. Their names are not told: whoever may open a record sees them there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FileFault {
    /// `quota`, `refused`, `damaged` here, `forged` there, `full`: no room on this disk.
    pub code: String,
    /// The office whose desk stored what is not the file, and the piece that does not fit, from 1.
    pub office: String,
    pub piece: Option<u32>,
    pub said: String,
}

/// The machine's own act, whoever sits there: nobody's right is asked, nothing is shown.
pub fn exchange_files(office: &Office, _: &Who, _: Nothing) -> Result<FilesCarried> {
    let at_ms = office.wall.now_ms();
    let told = |end: &str| FilesCarried { end: end.into(), at_ms, ..FilesCarried::default() };
    let Met::Hub(hub) = met(office)? else { return Ok(told("complete")) };
    if !anything(office, hub)? {
        return Ok(told("complete"));
    }
    let stopper = Stopper::default();
    let Some(turn) = office.files.begin_carrying(stopper.clone()) else { return Ok(told("busy")) };
    let mut work = Work { office, turn, told: told("complete") };
    on_line(office, &stopper, |mailbox| work.carry(mailbox).or_else(|halt| work.end(halt)))?;
    let told = std::mem::take(&mut work.told);
    let kept = serde_json::to_value(&told).map_err(|e| Failure::Broken { what: e.to_string() })?;
    office.desk.act(|tx| tx.set_setting(LAST, &kept))?;
    Ok(told)
}

/// Ends what is on its way. What was carried stays, and the next goes on from there.
pub fn stop_files(office: &Office, who: &Who, _: Nothing) -> Result<Done> {
    may(who, "stop_files")?;
    office.files.stop_running();
    Ok(Done {})
}

pub(super) fn last(office: &Office) -> Result<Option<FilesCarried>> {
    let kept = office.desk.read(|r| r.setting(LAST))?.map(serde_json::from_value).transpose();
    kept.map_err(|e| Failure::Broken { what: e.to_string() }.into())
}

/// Whether there is anything to ask a hub for.
fn anything(office: &Office, hub: [u8; 16]) -> Result<bool> {
    let peer = see(office, hub)?;
    let now_ms = office.wall.now_ms();
    office.desk.read(|reader| {
        let streams = reader.streams()?;
        let (me, today) = (me(reader)?, office.wall.today());
        let up: Vec<Stream> = handed_on(reader, (&me, today), &streams)?.into_iter().collect();
        let down: Vec<Stream> = exchanged(reader, (&me, today), streams)?.into_iter().collect();
        let open = |place, ours: &[Stream]| {
            Ok::<_, Error>(!reader.parcels(peer, (place, ours), (now_ms, 1))?.is_empty())
        };
        Ok(open(Place::Here, &up)? || (room(office)?.fetch_mib > 0 && open(Place::Wanted, &down)?))
    })
}

/// Takes up what is new. Mostly nothing is, and that costs a look into an index.
pub(super) fn see(office: &Office, hub: [u8; 16]) -> Result<Peer> {
    let seen = office.desk.read(|reader| {
        let Some(peer) = reader.known_peer(hub)? else { return Ok::<_, StoreError>(None) };
        Ok(if reader.has_unseen_parcels(peer)? { None } else { Some(peer) })
    })?;
    if let Some(peer) = seen {
        return Ok(peer);
    }
    office.desk.act(|tx| {
        let peer = tx.peer(PeerKind::Hub, hub)?;
        tx.see_parcels(peer, &|address| office.desk.has_blob(address))?;
        Ok(peer)
    })
}

/// Why the rest of it is left for the next time.
enum Halt {
    Mail(MailFault),
    Own(Error),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Own(error)
    }
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Own(error.into())
    }
}

struct Work<'a> {
    office: &'a Office,
    turn: FileTurn<'a>,
    told: FilesCarried,
}

impl Work<'_> {
    fn end(&mut self, halt: Halt) -> Result<()> {
        let (end, said) = match halt {
            Halt::Mail(MailFault::Stopped) if !self.turn.stopping() => ("gave_way", String::new()),
            Halt::Mail(fault) => code_of(&fault),
            Halt::Own(Error::Store(StoreError::DiskFull)) => {
                self.fault("full", String::new());
                return Ok(());
            }
            Halt::Own(error) => return Err(error),
        };
        (self.told.end, self.told.said) = (end.into(), said);
        Ok(())
    }

    fn carry(&mut self, mailbox: &mut PgMailbox) -> std::result::Result<(), Halt> {
        let heads = mailbox.heads().map_err(Halt::Mail)?;
        let peer = see(self.office, heads.hub.0)?;
        let (writes, reads) = granted(self.office, &heads)?;
        self.all_up(mailbox, (peer, &writes))?;
        self.all_down(mailbox, (peer, &reads))
    }

    fn all_up(
        &mut self,
        mailbox: &mut PgMailbox,
        (peer, streams): (Peer, &[Stream]),
    ) -> std::result::Result<(), Halt> {
        let (office, now_ms) = (self.office, self.office.wall.now_ms());
        let open = office.desk.read(|r| r.parcels(peer, (Place::Here, streams), (now_ms, MOST)))?;
        for (n, parcel) in (1..).zip(&open) {
            self.turn.at_work("up", parcel.address, (n, open.len() as u64));
            match offer(office, (mailbox, &self.turn), (peer, parcel))? {
                Ok(Sent::Whole(bytes)) => {
                    self.told.up += u64::from(bytes > 0);
                    self.told.bytes_up += bytes;
                }
                Ok(Sent::NotHere) => {}
                Ok(Sent::Damaged) => self.fault("damaged", String::new()),
                // Nothing more goes up for now; what lies there may still come.
                Err(fault @ (MailFault::Quota(_) | MailFault::Full(_))) => {
                    let (code, said) = code_of(&fault);
                    self.fault(code, said);
                    return Ok(());
                }
                Err(MailFault::Stream(said) | MailFault::Entry(said)) => self.fault("refused", said),
                Err(fault) => return Err(Halt::Mail(fault)),
            }
        }
        Ok(())
    }

    fn all_down(
        &mut self,
        mailbox: &mut PgMailbox,
        (peer, streams): (Peer, &[Stream]),
    ) -> std::result::Result<(), Halt> {
        let (office, now_ms) = (self.office, self.office.wall.now_ms());
        let room = room(office)?;
        let open = office.desk.read(|r| r.parcels(peer, (Place::Wanted, streams), (now_ms, MOST)))?;
        for (n, parcel) in (1..).zip(&open) {
            // The last one may go over it: a file that is larger than the room must come some day.
            if self.told.bytes_down >= room.fetch() {
                break;
            }
            let Some((of, author)) = office.desk.read(|r| named(r, parcel))? else {
                // Of a sealed entry: only who opens it knows its key.
                office.desk.act(|tx| tx.put_parcel(peer, parcel, (Place::Absent, now_ms + LONG_MS)))?;
                continue;
            };
            if office.desk.free_space()? < room.keep_free() + of.bytes() {
                self.fault("full", String::new());
                continue;
            }
            self.turn.at_work("down", parcel.address, (n, open.len() as u64));
            let asked = (&of, &parcel.stream, author.as_deref());
            let got = match down::fetch(office, (mailbox, &self.turn), asked)? {
                Ok(got) => got,
                Err(MailFault::Stream(said) | MailFault::Entry(said) | MailFault::Quota(said)) => {
                    self.fault("refused", said);
                    Got::Absent
                }
                Err(fault) => return Err(Halt::Mail(fault)),
            };
            if let Got::Here(bytes) = &got {
                self.told.down += u64::from(*bytes > 0);
                self.told.bytes_down += bytes;
            }
            if let Got::Forged(forged) = &got {
                let fault = office.desk.read(|r| forged_says(office, r, forged))?;
                self.told.faults.push(fault);
            }
            let now = after(&got, (parcel.tries, now_ms));
            office.desk.act(|tx| tx.put_parcel(peer, parcel, now))?;
        }
        Ok(())
    }

    /// The same trouble of many files is told once.
    fn fault(&mut self, code: &str, said: String) {
        if !self.told.faults.iter().any(|fault| fault.code == code) {
            let (code, office) = (code.into(), String::new());
            self.told.faults.push(FileFault { code, office, piece: None, said });
        }
    }
}

/// Of the streams a hub tells of those whose files this desk sends there, and those whose files it fetches.
pub(super) fn granted(office: &Office, heads: &Heads) -> Result<(Vec<Stream>, Vec<Stream>)> {
    let names: Vec<Stream> = heads.streams.iter().map(|head| head.stream.clone()).collect();
    let today = office.wall.today();
    let (up, down) = office.desk.read(|r| {
        let me = me(r)?;
        let down = exchanged(r, (&me, today), names.iter().cloned())?;
        Ok::<_, Error>((handed_on(r, (&me, today), &names)?, down))
    })?;
    let of = |may: fn(&sync::session::Head) -> bool, ours: &BTreeSet<Stream>| {
        let may = heads.streams.iter().filter(|head| may(head) && ours.contains(&head.stream));
        may.map(|head| head.stream.clone()).collect()
    };
    Ok((of(|head| head.can_write, &up), of(|head| head.can_read, &down)))
}

/// Sends one, and keeps what became of it.
pub(super) fn offer(
    office: &Office,
    line: (&mut PgMailbox, &FileTurn<'_>),
    (peer, parcel): (Peer, &Parcel),
) -> Result<std::result::Result<Sent, MailFault>> {
    let (own, author) = office.desk.read(|r| Ok::<_, Error>((me(r)?.name, author_of(r, parcel)?)))?;
    let names = Names { own: &own, author: author.as_deref() };
    let sent = up::send(office, line, (parcel, &names))?;
    if let Some(now) = after_sending(&sent, office.wall.now_ms()) {
        office.desk.act(|tx| tx.put_parcel(peer, parcel, now))?;
    }
    Ok(sent)
}

/// Where a file is after it was sent, and when it is sent by itself again; as before where it was not this file that stood in the way.
fn after_sending(sent: &std::result::Result<Sent, MailFault>, now_ms: u64) -> Option<(Place, u64)> {
    match sent {
        Ok(Sent::Whole(_)) => Some((Place::There, 0)),
        Ok(Sent::NotHere) => Some((Place::Wanted, 0)),
        Ok(Sent::Damaged) | Err(MailFault::Stream(_) | MailFault::Entry(_)) => {
            Some((Place::Here, now_ms + LONG_MS))
        }
        Err(_) => None,
    }
}

/// Where a file is after it was asked for, and when it may be asked for again: five minutes, ten, up to six hours.
pub(super) fn after(got: &Got, (tries, now_ms): (u32, u64)) -> (Place, u64) {
    let wait = ((5 * MINUTE_MS) << tries.min(7)).min(LONG_MS);
    match got {
        // It came another way meanwhile, and may not be there.
        Got::Here(0) => (Place::Here, 0),
        Got::Here(_) => (Place::There, 0),
        Got::Absent => (Place::Absent, now_ms + wait),
        Got::Forged(_) => (Place::Forged, now_ms + wait),
    }
}

pub(super) fn forged_says(office: &Office, reader: &Reader<'_>, forged: &Forged) -> Result<FileFault> {
    let authority = reader.authority()?;
    let card = authority.desks().find(|card| card.name == forged.role);
    Ok(FileFault {
        code: "forged".into(),
        office: card.map(|card| office_name(office, &card.office)).unwrap_or_default(),
        piece: forged.piece.map(|piece| piece + 1),
        said: forged.role.clone(),
    })
}

/// The file as the newest entry names it, and the desk that wrote that; `None` where this desk cannot read the entry.
fn named(reader: &Reader<'_>, parcel: &Parcel) -> Result<Option<(Sealed, Option<String>)>> {
    let Some(entry) = reader.entry_at(parcel.n)? else { return Ok(None) };
    let found = entry.ops().find_map(|(_, op)| match op {
        Op::Blob { address, key, size, .. } if address[..] == parcel.address => {
            Sealed::named(address, key, *size)
        }
        _ => None,
    });
    let author = writer_desk(reader, entry.header.writer)?;
    Ok(found.map(|of| (of, author)))
}

fn author_of(reader: &Reader<'_>, parcel: &Parcel) -> Result<Option<String>> {
    let entry = reader.entry_at(parcel.n)?;
    entry.map_or(Ok(None), |entry| writer_desk(reader, entry.header.writer))
}

/// A writer's desk as the hub names it.
pub(super) fn writer_desk(reader: &Reader<'_>, writer: ledger::WriterId) -> Result<Option<String>> {
    let authority = reader.authority()?;
    let desk = authority.writer(writer).and_then(|card| authority.desk(card.desk));
    Ok(desk.map(|card| card.name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_absent_is_asked_for_more_and_more_rarely_and_what_came_never() {
        let minutes = |tries| after(&Got::Absent, (tries, 0)).1 / MINUTE_MS;
        assert_eq!([0, 1, 2, 6, 7, 90].map(minutes), [5, 10, 20, 320, 360, 360]);
        assert_eq!(after(&Got::Here(7), (3, 1000)), (Place::There, 0));
        assert_eq!(after(&Got::Here(0), (0, 1000)), (Place::Here, 0));
        let forged = Got::Forged(Forged { role: "d_1".into(), piece: None });
        assert_eq!(after(&forged, (0, 1000)), (Place::Forged, 301_000));
    }
}
