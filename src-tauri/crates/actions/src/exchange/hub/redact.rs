//! What was deleted by law here goes from the hub as well: every copy of the entry gets the body that is left, an attachment
//! goes whole. It does not know who ordered it: what stands in this file was approved and carried out.

use std::collections::BTreeMap;

use ledger::Stream;
use store::exchange::{Peer, Untold};
use sync::hub::PgMailbox;
use sync::session::MailFault;

use super::told::{StreamFault, code_of};
use crate::exchange::scope::{Places, me};
use crate::{Office, Result};

/// Of a stream and an exchange; what is more goes with the next.
const BATCH: u32 = 200;

/// What the hub refused, by stream; the next exchange tries it again. A broken link or a full disk is the next exchange's matter.
pub(super) fn tell_redactions(
    office: &Office,
    (mailbox, hub): (&mut PgMailbox, [u8; 16]),
) -> Result<BTreeMap<Stream, StreamFault>> {
    let mut refused = BTreeMap::new();
    let Some((peer, streams)) = ours(office, hub)? else { return Ok(refused) };
    for stream in streams {
        let untold = office.desk.read(|reader| reader.untold_redactions((peer, &stream), BATCH))?;
        for one in untold {
            match tell(mailbox, (&stream, &one)) {
                Ok(()) => office.desk.act(|tx| tx.redaction_told(peer, one.row))?,
                Err(MailFault::Link(_) | MailFault::Full(_) | MailFault::Stopped) => return Ok(refused),
                Err(fault) => {
                    let said = code_of(&fault).1;
                    refused.insert(stream.clone(), StreamFault { code: "not_deleted".into(), said });
                    break;
                }
            }
        }
    }
    Ok(refused)
}

fn tell(mailbox: &mut PgMailbox, (stream, one): (&Stream, &Untold)) -> std::result::Result<(), MailFault> {
    match &one.address {
        Some(address) => mailbox.drop_blob(stream, address).map(drop),
        None => mailbox.redact(stream, one.id, &one.body).map(drop),
    }
}

/// The hub as it is known here, and the streams of which this desk has to tell it something.
fn ours(office: &Office, hub: [u8; 16]) -> Result<Option<(Peer, Vec<Stream>)>> {
    let today = office.wall.today();
    office.desk.read(|reader| {
        let Some(peer) = reader.known_peer(hub)? else { return Ok(None) };
        let untold = reader.untold_streams(peer)?;
        if untold.is_empty() {
            return Ok(None);
        }
        Ok(Some((peer, Places::of(reader)?.redacts((&me(reader)?, today), untold)?)))
    })
}
