//! What was deleted by law here goes from the hub as well: every copy of the entry gets the body that is left, an attachment
//! goes whole. It does not know who ordered it: what stands in this file was approved and carried out.

use std::collections::{BTreeMap, BTreeSet};

use ledger::Stream;
use store::exchange::{Peer, PeerKind, Untold};
use sync::hub::PgMailbox;
use sync::session::MailFault;

use super::told::{StreamFault, code_of};
use crate::exchange::scope::{Places, me};
use crate::{Office, Result};

/// Told in one transaction here.
const BATCH: u32 = 200;

/// What the hub refused, by stream; the next exchange tries it again. A broken link is the next exchange's matter.
pub(super) fn tell_redactions(
    office: &Office,
    (mailbox, hub): (&mut PgMailbox, [u8; 16]),
) -> Result<BTreeMap<Stream, StreamFault>> {
    let mut refused = BTreeMap::new();
    let Some((peer, streams)) = ours(office, hub)? else { return Ok(refused) };
    let untold = office.desk.read(|reader| reader.untold_redactions(peer, BATCH))?;
    for one in untold.iter().filter(|one| streams.contains(&one.stream)) {
        if refused.contains_key(&one.stream) {
            continue;
        }
        match tell(mailbox, one) {
            Ok(()) => office.desk.act(|tx| tx.redaction_told(peer, one.row))?,
            Err(MailFault::Link(_) | MailFault::Stopped) => break,
            Err(fault) => {
                let said = code_of(&fault).1;
                refused.insert(one.stream.clone(), StreamFault { code: "not_deleted".into(), said });
            }
        }
    }
    Ok(refused)
}

fn tell(mailbox: &mut PgMailbox, one: &Untold) -> std::result::Result<(), MailFault> {
    match &one.address {
        Some(address) => mailbox.drop_blob(&one.stream, address).map(drop),
        None => mailbox.redact(&one.stream, one.id, &one.body).map(drop),
    }
}

/// The hub as it is known here, and the streams in which this desk tells it.
fn ours(office: &Office, hub: [u8; 16]) -> Result<Option<(Peer, BTreeSet<Stream>)>> {
    let today = office.wall.today();
    office.desk.act(|tx| {
        let peer = tx.peer(PeerKind::Hub, hub)?;
        let untold = tx.untold_redactions(peer, BATCH)?;
        if untold.is_empty() {
            return Ok(None);
        }
        let named: BTreeSet<Stream> = untold.into_iter().map(|one| one.stream).collect();
        let streams = Places::of(tx)?.redacts((&me(tx)?, today), named)?;
        Ok(Some((peer, streams.into_iter().collect())))
    })
}
