//! One attachment from the hub: a copy that is whole, chunk by chunk, each held against the file's own seal.
//! It does not know who may open the file. Called by `carry`, and by `fetch` for a person who waits.

use store::blobs::Sealed;
use sync::hub::{BlobCopy, CHUNK, PgMailbox};
use sync::session::MailFault;

use super::line::FileTurn;
use crate::{Office, Result};

pub(super) enum Got {
    /// So many bytes of it came now.
    Here(u64),
    /// Nobody's copy is whole.
    Absent,
    Forged(Forged),
}

/// What lay there under the file's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Forged {
    /// Whose copy it is, as the hub names them.
    pub role: String,
    /// The piece that does not fit, from 0; `None`: each fits and the whole is another file.
    pub piece: Option<u32>,
}

/// Tries the author's copy first, then the others; what fitted of one is not asked of the next.
pub(super) fn fetch(
    office: &Office,
    (mailbox, turn): (&mut PgMailbox, &FileTurn<'_>),
    (of, stream, author): (&Sealed, &ledger::Stream, Option<&str>),
) -> Result<std::result::Result<Got, MailFault>> {
    if office.desk.has_blob(&of.address) {
        return Ok(Ok(Got::Here(0)));
    }
    let mut copies = match mailbox.blob_copies(stream, &of.address) {
        Ok(copies) => copies,
        Err(fault) => return Ok(Err(fault)),
    };
    copies.retain(|copy| copy.n_bytes == of.bytes() && copy.n_chunks == u64::from(of.n_chunks()));
    copies.sort_by_key(|copy| Some(copy.role.as_str()) != author);
    let (mut forged, mut came) = (None, 0);
    for copy in &copies {
        match from_copy(office, (mailbox, turn), ((of, stream), copy, &mut came))? {
            Ok(Tried::Whole) => return Ok(Ok(Got::Here(came))),
            Ok(Tried::Gone) => {}
            Ok(Tried::Forged(piece)) => forged = Some(Forged { role: copy.role.clone(), piece }),
            Err(fault) => return Ok(Err(fault)),
        }
    }
    Ok(Ok(forged.map_or(Got::Absent, Got::Forged)))
}

enum Tried {
    Whole,
    /// It was deleted meanwhile.
    Gone,
    Forged(Option<u32>),
}

fn from_copy(
    office: &Office,
    (mailbox, turn): (&mut PgMailbox, &FileTurn<'_>),
    ((of, stream), copy, came): ((&Sealed, &ledger::Stream), &BlobCopy, &mut u64),
) -> Result<std::result::Result<Tried, MailFault>> {
    let mut coming = office.desk.arrive(of)?;
    while !coming.is_whole() {
        turn.tell((u64::from(coming.next()) * CHUNK as u64, of.bytes()));
        let chunk = match mailbox.get_chunk((stream, &of.address), (&copy.role, coming.next())) {
            Ok(Some(chunk)) => chunk,
            Ok(None) => return Ok(Ok(Tried::Gone)),
            Err(fault) => return Ok(Err(fault)),
        };
        if let Some(piece) = coming.take(&chunk)? {
            return Ok(Ok(Tried::Forged(Some(piece))));
        }
        *came += chunk.len() as u64;
    }
    Ok(Ok(if coming.finish()? { Tried::Whole } else { Tried::Forged(None) }))
}
