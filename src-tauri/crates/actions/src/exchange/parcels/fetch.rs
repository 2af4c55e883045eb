//! `fetch_file`: a person opens a file that is not here, and waits for it.
//! Who may open it may fetch it. What is carried by itself gives way.

use serde::Serialize;
use store::blobs::Sealed;
use store::exchange::{Parcel, PeerKind, Place};
use sync::hub::{PgMailbox, Stopper};
use sync::session::MailFault;
use ts_rs::TS;

use super::carry::{after, forged_says, writer_desk};
use super::down::{self, Got};
use super::line::FileTurn;
use crate::desk::Done;
use crate::exchange::hub::{Met, code_of, met, on_line};
use crate::files::{FileOf, Named, named};
use crate::{Failure, Office, Result, Who};

/// What a person waits for may fill the disk further than what comes by itself; the desk must still be able to write.
const LEAST_FREE: u64 = 64 << 20;

/// What became of one file that a person asked for, or sent.
#[derive(Clone, Debug, Default, Serialize, TS)]
pub struct CarriedFile {
    /// Down: `here`, `absent`, `forged`, `full`. Up: `there`, `not_here` any more, `damaged` here, `not_granted`. Either way
    /// `stopped`, or as `Exchanged::end`.
    pub end: String,
    /// What the hub said.
    pub said: String,
    /// Of a forged one: the office whose desk stored it, and the piece that does not fit, from 1.
    pub office: String,
    pub piece: Option<u32>,
    /// That went now; what had gone before did not go again.
    #[ts(type = "number")]
    pub bytes: u64,
}

impl CarriedFile {
    pub(super) fn ended(end: &str) -> Self {
        Self { end: end.into(), ..Self::default() }
    }

    pub(super) fn failed(fault: &MailFault) -> Self {
        let (end, said) = code_of(fault);
        Self { said, ..Self::ended(end) }
    }
}

pub fn fetch_file(office: &Office, who: &Who, input: FileOf) -> Result<CarriedFile> {
    let found = named(office, who, ("fetch_file", &input))?;
    let of = sealed(&found)?;
    if office.desk.has_blob(&of.address) {
        return Ok(CarriedFile::ended("here"));
    }
    if office.desk.free_space()? < of.bytes() + LEAST_FREE {
        return Ok(CarriedFile::ended("full"));
    }
    let stopper = Stopper::default();
    let Some(turn) = office.files.begin_asked(("down", of.address), stopper.clone()) else {
        return Ok(CarriedFile::ended("stopped"));
    };
    turn.at_work("down", of.address, (1, 1));
    on_line(office, &stopper, |mailbox| fetch(office, (mailbox, &turn), (&found, &of)))
}

fn fetch(
    office: &Office,
    line: (&mut PgMailbox, &FileTurn<'_>),
    (found, of): (&Named, &Sealed),
) -> Result<CarriedFile> {
    let author = office.desk.read(|r| writer_desk(r, found.stamp.writer))?;
    let got = match down::fetch(office, line, (of, &found.stream, author.as_deref()))? {
        Ok(got) => got,
        Err(fault) => return Ok(CarriedFile::failed(&fault)),
    };
    note(office, (found, of), &got)?;
    Ok(match &got {
        Got::Here(bytes) => CarriedFile { bytes: *bytes, ..CarriedFile::ended("here") },
        Got::Absent => CarriedFile::ended("absent"),
        Got::Forged(forged) => {
            let told = office.desk.read(|r| forged_says(office, r, forged))?;
            CarriedFile { end: told.code, said: told.said, office: told.office, piece: told.piece, bytes: 0 }
        }
    })
}

/// What this says of the file is remembered, so that it is not asked for by itself again at once.
fn note(office: &Office, (found, of): (&Named, &Sealed), got: &Got) -> Result<()> {
    let now_ms = office.wall.now_ms();
    let hub = met(office)?;
    office.desk.act(|tx| {
        // A sealed entry does not show what it names: its file would belong to nobody.
        if matches!(got, Got::Here(_)) {
            tx.keep_blob(found.stamp.entry, &of.address)?;
        }
        if let Met::Hub(hub) = hub {
            let (address, stream) = (of.address, found.stream.clone());
            let parcel = Parcel { address, stream, n: 0, place: Place::Wanted, tries: 0 };
            let peer = tx.peer(PeerKind::Hub, hub)?;
            tx.see_parcels(peer, &|address| office.desk.has_blob(address))?;
            tx.put_parcel(peer, &parcel, after(got, (0, now_ms)))?;
        }
        Ok(())
    })
}

/// Ends the fetching or the sending of a file. What of it went stays, and the next goes on from there.
pub fn stop_fetch(office: &Office, who: &Who, input: FileOf) -> Result<Done> {
    let found = named(office, who, ("stop_fetch", &input))?;
    office.files.stop_asked(&found.blob.address);
    Ok(Done {})
}

pub(super) fn sealed(found: &Named) -> Result<Sealed> {
    let of = Sealed::named(&found.blob.address, &found.blob.key, found.blob.size);
    of.ok_or_else(|| Failure::Damaged {}.into())
}
