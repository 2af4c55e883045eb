//! One attachment to the hub: its ciphertext as it lies here, chunk by chunk, gone on from what lies there already.
//! It does not know the file's key. Called by `carry` and `send`.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use ledger::Stream;
use store::StoreError;
use store::exchange::{Parcel, Place};
use sync::hub::{BlobCopy, CHUNK, PgMailbox};
use sync::session::MailFault;

use super::line::FileTurn;
use crate::{Office, Result};

/// Whose file it is, and who sends it, as the hub names them.
pub(super) struct Names<'a> {
    pub own: &'a str,
    /// The desk that wrote the entry; `None` where this desk does not know it.
    pub author: Option<&'a str>,
}

pub(super) enum Sent {
    /// So many bytes of it went up now.
    Whole(u64),
    /// Somebody deleted it here since.
    NotHere,
    /// What lies here is not what was attached.
    Damaged,
}

/// Every desk has a copy of its own there, so that nobody's forged one hides another's. A desk that only passes a file on leaves
/// that to its author's copy, unless what lay there was found to be forged.
pub(super) fn send(
    office: &Office,
    (mailbox, turn): (&mut PgMailbox, &FileTurn<'_>),
    (parcel, names): (&Parcel, &Names<'_>),
) -> Result<std::result::Result<Sent, MailFault>> {
    let place = (&parcel.stream, &parcel.address[..]);
    let mut file = match office.desk.sealed_whole(&parcel.address) {
        Ok(file) => file,
        Err(StoreError::Missing(_)) => return Ok(Ok(Sent::NotHere)),
        Err(StoreError::Damaged(_)) => return Ok(Ok(Sent::Damaged)),
        Err(error) => return Err(error.into()),
    };
    let bytes = file.metadata().map_err(StoreError::from)?.len();
    let copies = match mailbox.blob_copies(&parcel.stream, &parcel.address) {
        Ok(copies) => copies,
        Err(fault) => return Ok(Err(fault)),
    };
    let of = |role: &str| copies.iter().find(|copy| copy.role == role);
    let whole = |copy: &BlobCopy| copy.n_bytes == bytes;
    let first_hand = parcel.place == Place::Here && parcel.tries == 0;
    if of(names.own).is_some_and(whole) || (first_hand && names.author.and_then(of).is_some_and(whole)) {
        return Ok(Ok(Sent::Whole(0)));
    }
    // Chunks go up in order, so those of an own copy that broke off are the first ones; what is counted at the end is not whole
    // only if somebody stored chunks in this desk's name.
    let begun = of(names.own).filter(|copy| copy.n_bytes == copy.n_chunks * CHUNK as u64);
    let starts = [begun.map_or(0, |copy| copy.n_bytes).min(bytes), 0];
    let mut went = 0;
    for start in starts {
        match put(&mut file, (mailbox, turn), (place, start, bytes))? {
            Ok(new) => went += new,
            Err(fault) => return Ok(Err(fault)),
        }
        match mailbox.blob_copies(&parcel.stream, &parcel.address) {
            Ok(copies) if copies.iter().any(|copy| copy.role == names.own && whole(copy)) => {
                return Ok(Ok(Sent::Whole(went)));
            }
            Ok(_) => {}
            Err(fault) => return Ok(Err(fault)),
        }
    }
    Ok(Err(MailFault::Entry("a copy in this desk's name is not its own".into())))
}

/// Everything from a place on. Says how many bytes were new there.
fn put(
    file: &mut File,
    (mailbox, turn): (&mut PgMailbox, &FileTurn<'_>),
    (place, start, bytes): ((&Stream, &[u8]), u64, u64),
) -> Result<std::result::Result<u64, MailFault>> {
    file.seek(SeekFrom::Start(start)).map_err(StoreError::from)?;
    let (mut done, mut new, mut chunk) = (start, 0, vec![]);
    while done < bytes {
        turn.tell((done, bytes));
        chunk.clear();
        Read::take(&mut *file, CHUNK as u64).read_to_end(&mut chunk).map_err(StoreError::from)?;
        let no = u32::try_from(done / CHUNK as u64).unwrap_or(u32::MAX);
        match mailbox.put_chunk(place, (no, &chunk)) {
            Ok(true) => new += chunk.len() as u64,
            Ok(false) => {}
            Err(fault) => return Ok(Err(fault)),
        }
        done += chunk.len() as u64;
    }
    Ok(Ok(new))
}
