//! The register of discs (介质摆渡登记), and the receipts that close its rows.

use std::collections::BTreeSet;

use domain::Refusal;
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use store::Reader;
use store::exchange::{BundleRow, Peer, Way};
use sync::bundle::{BundleId, Code, Manifest, Receipt, Taken};
use ts_rs::TS;

use super::desks::DeskLabel;
use super::files::desk_of;
use super::may;
use super::medium::{Crossing, Medium};
use super::scope::desk_secret;
use crate::desk::{Done, Nothing};
use crate::error::OrMissing;
use crate::timeline::unhex;
use crate::{Failure, Office, Result, Who, trace};

/// Receipts that ride on the next bundle: of the last ones that came in, so that a lost disc is made up for.
const RECEIPTS: usize = 200;

#[derive(Clone, Debug, Serialize, TS)]
pub struct DiscRow {
    pub id: String,
    pub out: bool,
    pub desk: DeskLabel,
    #[ts(type = "number")]
    pub number: u64,
    /// Out: the receipt came. In: all of it was taken in.
    pub done: bool,
    #[ts(type = "number")]
    pub at_ms: u64,
    pub by_name: String,
    pub medium: Medium,
    pub crossing: Crossing,
    #[ts(type = "number")]
    pub n_entries: u64,
    #[ts(type = "number")]
    pub n_bytes: u64,
    /// In, taken: what the sender types where no disc goes back.
    pub code: Option<String>,
    /// Out: SHA-256 of each file as it was written.
    pub parts: Vec<String>,
}

/// The newest first.
pub fn list_discs(office: &Office, who: &Who, _: Nothing) -> Result<Vec<DiscRow>> {
    may(who, "list_discs")?;
    office.desk.read(|reader| {
        let rows = reader.bundles()?;
        rows.iter().map(|row| disc(office, reader, row)).collect()
    })
}

fn disc(office: &Office, reader: &Reader<'_>, row: &BundleRow) -> Result<DiscRow> {
    let (_, desk) = reader.tag_of(row.peer)?;
    let number = |name: &str| row.about[name].as_u64().unwrap_or_default();
    let code = if row.way == Way::In && row.done { code_of(reader, row, desk)? } else { None };
    Ok(DiscRow {
        id: BundleId(row.id).to_string(),
        out: row.way == Way::Out,
        desk: DeskLabel::of(office, reader, desk)?,
        number: row.number,
        done: row.done,
        at_ms: row.at_ms,
        by_name: office.name_of(row.account),
        medium: serde_json::from_value(row.about["medium"].clone()).unwrap_or_default(),
        crossing: Crossing::of(row),
        n_entries: number("entries"),
        n_bytes: number("bytes"),
        code: code.map(|code| code.to_string()),
        parts: serde_json::from_value(row.about["parts"].clone()).unwrap_or_default(),
    })
}

/// What a receipt says of a bundle that was taken in.
fn told(row: &BundleRow) -> Option<(BundleId, Taken, [u8; 32])> {
    let result = result_of(row.about["result"].as_str()?)?;
    Some((BundleId(row.id), result, heads(row)?))
}

fn heads(row: &BundleRow) -> Option<[u8; 32]> {
    unhex(row.about["heads"].as_str()?)?.try_into().ok()
}

pub(super) fn word_of(result: Taken) -> &'static str {
    match result {
        Taken::Whole => "whole",
        Taken::Held => "held",
        Taken::Partly => "partly",
        Taken::Refused => "refused",
    }
}

fn result_of(word: &str) -> Option<Taken> {
    Taken::ALL.into_iter().find(|result| word_of(*result) == word)
}

pub(super) fn code_of(reader: &Reader<'_>, row: &BundleRow, desk: RecordId) -> Result<Option<Code>> {
    let Some(told) = told(row) else { return Ok(None) };
    let Ok(card) = desk_of(reader, desk) else { return Ok(None) };
    Ok(Code::of(&*desk_secret(reader)?, &card.seal, told))
}

pub(super) fn receipts_for(reader: &Reader<'_>, peer: Peer, own: RecordId) -> Result<Vec<Receipt>> {
    let rows = reader.bundles()?;
    let taken = rows.iter().filter(|row| row.peer == peer && row.way == Way::In && row.done);
    let receipt = |row: &BundleRow| {
        let (bundle, result, heads) = told(row)?;
        Some(Receipt { bundle, desk: own, result, heads, at_ms: row.at_ms })
    };
    Ok(taken.filter_map(receipt).take(RECEIPTS).collect())
}

/// A receipt that came back on a disc: the desk that took it in says so itself.
pub(super) fn believe(
    tx: &mut store::Tx<'_>,
    (peer, from): (Peer, RecordId),
    receipts: &[Receipt],
) -> Result<u64> {
    let mut n = 0;
    for receipt in receipts.iter().filter(|r| r.desk == from && stored(r.result)) {
        let row = tx.bundle(Way::Out, receipt.bundle.0, peer)?;
        if row.is_some_and(|row| heads(&row) == Some(receipt.heads)) {
            n += u64::from(tx.confirm_bundle(receipt.bundle.0, peer)?);
        }
    }
    Ok(n)
}

/// Every entry of it lies there, if perhaps set aside.
fn stored(result: Taken) -> bool {
    matches!(result, Taken::Whole | Taken::Held)
}

/// By its number and its day: a desk that was put back from a copy counts from there once more.
pub(super) fn newer_was_taken(reader: &Reader<'_>, manifest: &Manifest) -> Result<bool> {
    let peer = reader.known_peer(*manifest.exporter.desk.bytes())?;
    let later = |row: &BundleRow| row.number > manifest.number && row.at_ms >= manifest.made_ms;
    let newer = |row: &BundleRow| row.way == Way::In && row.done && later(row);
    Ok(reader.bundles()?.iter().any(|row| Some(row.peer) == peer && newer(row)))
}

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConfirmDisc {
    pub id: String,
    /// The desk it went to.
    #[ts(type = "string")]
    pub desk: RecordId,
    /// As it was read out: 24 letters, however they are grouped.
    pub code: String,
}

/// Where discs go one way only: the letters that the other desk shows say that it has taken the bundle in.
pub fn confirm_disc(office: &Office, who: &Who, input: ConfirmDisc) -> Result<Done> {
    may(who, "confirm_disc")?;
    let typed = Code::read(&input.code).map_err(|_| Refusal::CheckFailed { field: "code".into() })?;
    let id: [u8; 16] = unhex(&input.id).and_then(|bytes| bytes.try_into().ok()).or_missing("bundle")?;
    office.desk.act(|tx| -> Result<()> {
        let peer = tx.known_peer(*input.desk.bytes())?.or_missing("bundle")?;
        let row = tx.bundle(Way::Out, id, peer)?.or_missing("bundle")?;
        let (secret, card) = (desk_secret(tx)?, desk_of(tx, input.desk)?);
        let heads = heads(&row).ok_or(Failure::Broken { what: "a disc without heads".into() })?;
        let says = |result| Code::of(&secret, &card.seal, (BundleId(id), result, heads)) == Some(typed);
        match Taken::ALL.into_iter().find(|result| says(*result)) {
            Some(result) if stored(result) => {
                tx.confirm_bundle(id, peer)?;
                Ok(())
            }
            // Part of it could not be read there: it counts as not delivered and goes out again.
            Some(_) => Err(Refusal::NothingChanged.into()),
            None => Err(Refusal::CheckFailed { field: "code".into() }.into()),
        }
    })?;
    trace::write(office, who, "confirm_disc", ledger::Value::Null)?;
    // What waited for this word to be put away goes.
    super::put_away::put_away(office, who, &BTreeSet::new())?;
    Ok(Done {})
}
