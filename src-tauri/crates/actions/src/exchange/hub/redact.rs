//! What was deleted by law here goes from the hub as well: every copy of the entry gets the body that is left, an attachment
//! goes whole. It does not know who ordered it: what stands in this file was approved and carried out.
//! Called at the end of an exchange (`now`).
//!
//! What a hub was told changes no position and no hash. A standby that takes over may lack exactly that, and no cursor shows it.
//! So it is told again until it was found done there after this desk had written something behind it: whoever loses it from
//! then on loses that entry, too, and the cursors tell.

use std::collections::{BTreeMap, BTreeSet};

use ledger::Stream;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::exchange::{Peer, Untold};
use sync::hub::PgMailbox;
use sync::session::{MailFault, Report};

use super::told::{StreamFault, code_of};
use super::unreadable;
use crate::exchange::scope::{Places, me};
use crate::{Office, Result};

/// Of a stream and an exchange; what is more goes with the next.
const BATCH: u32 = 200;
const UNSURE: &str = "hub_redactions";

/// What one hub was told, and may have lost since.
#[derive(Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Unsure {
    hub: [u8; 16],
    rows: BTreeSet<i64>,
}

/// What the hub refused, by stream; the next exchange tries it again. A broken link or a full disk is the next exchange's matter.
pub(super) fn tell_redactions(
    office: &Office,
    (mailbox, hub): (&mut PgMailbox, [u8; 16]),
    report: &Report,
) -> Result<BTreeMap<Stream, StreamFault>> {
    let before = unsure(office, hub)?;
    // Without anything written behind it nothing can become sure: it need not be asked.
    let doubted = if has_written(report) { doubt(office, &before)? } else { BTreeSet::new() };
    let Some((peer, streams)) = ours(office, hub)? else { return Ok(BTreeMap::new()) };
    let mut round = Round { office, peer, doubted, after: Unsure { hub, rows: before.rows.clone() } };
    let refused = round.tell_all(mailbox, streams);
    if round.after != before {
        office.desk.act(|tx| tx.set_setting(UNSURE, &json!(round.after)))?;
    }
    refused
}

/// Something of this desk lies there behind all that it was told before.
fn has_written(report: &Report) -> bool {
    report.streams.iter().any(|one| one.accepted > 0 && one.faults.is_empty())
}

/// Another hub is told everything anew.
fn unsure(office: &Office, hub: [u8; 16]) -> Result<Unsure> {
    let kept = office.desk.read(|reader| reader.setting(UNSURE))?;
    let kept: Option<Unsure> = kept.map(serde_json::from_value).transpose().map_err(unreadable)?;
    Ok(kept.filter(|kept| kept.hub == hub).unwrap_or(Unsure { hub, rows: BTreeSet::new() }))
}

fn doubt(office: &Office, unsure: &Unsure) -> Result<BTreeSet<i64>> {
    if !unsure.rows.is_empty() {
        office.desk.act(|tx| -> Result<()> {
            if let Some(peer) = tx.known_peer(unsure.hub)? {
                unsure.rows.iter().try_for_each(|row| tx.doubt_redaction(peer, *row))?;
            }
            Ok(())
        })?;
    }
    Ok(unsure.rows.clone())
}

struct Round<'a> {
    office: &'a Office,
    peer: Peer,
    doubted: BTreeSet<i64>,
    after: Unsure,
}

impl Round<'_> {
    fn tell_all(
        &mut self,
        mailbox: &mut PgMailbox,
        streams: Vec<Stream>,
    ) -> Result<BTreeMap<Stream, StreamFault>> {
        let (office, peer) = (self.office, self.peer);
        let mut refused = BTreeMap::new();
        for stream in streams {
            let untold = office.desk.read(|reader| reader.untold_redactions((peer, &stream), BATCH))?;
            for one in untold {
                match tell(mailbox, (&stream, &one)) {
                    Ok(changed) => self.note(one.row, changed)?,
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

    fn note(&mut self, row: i64, changed: u64) -> Result<()> {
        self.office.desk.act(|tx| tx.redaction_told(self.peer, row))?;
        // Found done, and behind it stands what this desk wrote.
        if changed == 0 && self.doubted.contains(&row) {
            self.after.rows.remove(&row);
        } else {
            self.after.rows.insert(row);
        }
        Ok(())
    }
}

/// How much of it was still there.
fn tell(mailbox: &mut PgMailbox, (stream, one): (&Stream, &Untold)) -> std::result::Result<u64, MailFault> {
    match &one.address {
        Some(address) => mailbox.drop_blob(stream, address),
        None => mailbox.redact(stream, one.id, &one.body),
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
