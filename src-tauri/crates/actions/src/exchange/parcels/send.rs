//! `send_file`: a person sends one of the files that wait to go up, before all others.
//! Who may open it may send it. It does not know one file's way (`up`), nor what goes up by itself (`carry`).
//! Called through `calls`, by the list of what waits and by a record's page.

use store::exchange::Place;
use sync::hub::{PgMailbox, Stopper};
use sync::session::{MailFault, Mailbox};

use super::carry::{granted, offer, see};
use super::fetch::{CarriedFile, sealed};
use super::line::FileTurn;
use super::up::Sent;
use crate::error::OrMissing;
use crate::exchange::hub::on_line;
use crate::files::{FileOf, Named, named};
use crate::{Office, Result, Who};

/// Also one that a hub did not take before: that it is not tried by itself for a while stands in nobody's way.
pub fn send_file(office: &Office, who: &Who, input: FileOf) -> Result<CarriedFile> {
    let found = named(office, who, ("send_file", &input))?;
    let address = sealed(&found)?.address;
    let stopper = Stopper::default();
    let Some(turn) = office.files.begin_asked(("up", address), stopper.clone()) else {
        return Ok(CarriedFile::ended("stopped"));
    };
    turn.at_work("up", address, (1, 1));
    on_line(office, &stopper, |mailbox| {
        let sent = send(office, (mailbox, &turn), (&found, address))?;
        Ok(sent.unwrap_or_else(|fault| CarriedFile::failed(&fault)))
    })
}

fn send(
    office: &Office,
    (mailbox, turn): (&mut PgMailbox, &FileTurn<'_>),
    (found, address): (&Named, [u8; 32]),
) -> Result<std::result::Result<CarriedFile, MailFault>> {
    let heads = match mailbox.heads() {
        Ok(heads) => heads,
        Err(fault) => return Ok(Err(fault)),
    };
    let peer = see(office, heads.hub.0)?;
    let parcels = office.desk.read(|reader| reader.parcels_of(peer, &address))?;
    let parcel = parcels.into_iter().find(|parcel| parcel.stream == found.stream).or_missing("waiting")?;
    // It went with the others while this one waited for them.
    if parcel.place == Place::There {
        return Ok(Ok(CarriedFile::ended("there")));
    }
    if !granted(office, &heads)?.0.contains(&parcel.stream) {
        return Ok(Ok(CarriedFile::ended("not_granted")));
    }
    let sent = offer(office, (mailbox, turn), (peer, &parcel))?;
    Ok(sent.map(|sent| match sent {
        Sent::Whole(bytes) => CarriedFile { bytes, ..CarriedFile::ended("there") },
        Sent::NotHere => CarriedFile::ended("not_here"),
        Sent::Damaged => CarriedFile::ended("damaged"),
    }))
}
