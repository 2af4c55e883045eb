//! `adopt_entries` and `refuse_entries`: somebody who keeps the desks decides on work that waits, one by one or many at once. The
//! decision is an entry of `admin` on the record that holds the cut, so every desk follows it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Refusal, facts};
use ledger::authority::build::{adopt_op, refuse_op};
use ledger::{EntryId, Op, RecordId};
use serde::{Deserialize, Serialize};
use store::exchange::Written;
use ts_rs::TS;

use super::{may, quarantine::beyond, relist};
use crate::error::OrMissing;
use crate::outcome::On;
use crate::perform::At;
use crate::{Office, Outcome, Result, Who};

/// As many as fit one entry well.
const MOST: usize = 1_000;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AdoptEntries {
    #[ts(type = "string[]")]
    pub entries: BTreeSet<EntryId>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RefuseEntries {
    #[ts(type = "string[]")]
    pub entries: BTreeSet<EntryId>,
    pub reason: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct DecidedEntries {
    #[ts(type = "number")]
    pub n: u64,
}

/// From now on they count, here and wherever this entry comes.
pub fn adopt_entries(office: &Office, who: &Who, input: AdoptEntries) -> Result<Outcome<DecidedEntries>> {
    let outcome = decide(office, (who, "adopt_entries"), (&input.entries, &adopt_op))?;
    relist(office, &outcome.changed)?;
    Ok(outcome)
}

/// They stay where they are, without effect, and wait no longer. Whoever finds that they were right after all adopts them.
pub fn refuse_entries(office: &Office, who: &Who, input: RefuseEntries) -> Result<Outcome<DecidedEntries>> {
    crate::accounts::administers(who, "refuse_entries")?;
    facts::written("reason", &input.reason, facts::SHORT)?;
    let refuse = |entries: &[EntryId]| refuse_op(entries, input.reason.trim());
    decide(office, (who, "refuse_entries"), (&input.entries, &refuse))
}

/// What a decision writes on the record that holds the cut.
type Says<'a> = &'a dyn Fn(&[EntryId]) -> Op;

fn decide(
    office: &Office,
    (who, verb): (&Who, &'static str),
    (entries, op): (&BTreeSet<EntryId>, Says<'_>),
) -> Result<Outcome<DecidedEntries>> {
    crate::accounts::administers(who, verb)?;
    if entries.is_empty() || entries.len() > MOST {
        return Err(Refusal::CheckFailed { field: "entries".into() }.into());
    }
    office.perform(who, verb, |at| {
        let mut by_cut: BTreeMap<RecordId, Vec<EntryId>> = BTreeMap::new();
        for id in entries {
            for cut in cuts_over(at, *id)? {
                by_cut.entry(cut).or_default().push(*id);
            }
        }
        for (record, entries) in by_cut {
            let cut = at.record(record)?;
            may(who, &*at.tx.authority()?, (verb, cut.text("office").unwrap_or_default()))?;
            let seen = at.tx.heads(record)?;
            at.change(&On { record, seen }, vec![op(&entries)])?;
        }
        Ok(DecidedEntries { n: entries.len() as u64 })
    })
}

/// A thief's work may lie beyond the desk's cut and beyond the person's: both are decided.
fn cuts_over(at: &At<'_, '_>, id: EntryId) -> Result<Vec<RecordId>> {
    let authority = at.tx.authority()?;
    let entry = at.tx.entry(id)?.or_missing("entry")?;
    let h = &entry.header;
    let first = beyond(&authority, &Written { id, header: h.clone(), came_ms: None });
    let (_, first) = first.ok_or(Refusal::NothingChanged)?;
    let grant = authority.grant(h.grant).filter(|grant| grant.account == h.account);
    let also = grant.filter(|grant| grant.cut.as_ref().is_some_and(|cut| !cut.spares(h.writer, h.seq, id)));
    let also = also.map(|grant| RecordId(grant.id.0)).filter(|record| *record != first);
    Ok([Some(first), also].into_iter().flatten().collect())
}
