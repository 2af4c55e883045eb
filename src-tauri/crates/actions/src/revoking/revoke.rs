//! `revoke_desk` and `revoke_person`: the cut, signed by somebody who keeps the desks, with its reason. What lies beyond it here is
//! folded again in the same transaction; every other desk does the same when the entry has come.

use std::collections::BTreeMap;

use domain::{Refusal, facts};
use ledger::authority::{Cut, build::cut_op};
use ledger::{AccountId, Authority, RecordId, WriterId};
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use super::{Whose, last_of, may, open_grants, relist};
use crate::outcome::On;
use crate::perform::At;
use crate::{Office, Outcome, Result, Who, exchange};

/// The last good entry of one writer; 0: nothing of it.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LastGood {
    #[ts(type = "string")]
    pub writer: WriterId,
    #[ts(type = "number")]
    pub seq: u64,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RevokeDesk {
    #[ts(type = "string")]
    pub desk: RecordId,
    pub last: Vec<LastGood>,
    pub reason: String,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RevokePerson {
    #[ts(type = "string")]
    pub account: AccountId,
    pub last: Vec<LastGood>,
    pub reason: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Revoked {
    /// Of what is here, so much waits from now on.
    #[ts(type = "number")]
    pub n_waiting: u64,
}

pub fn revoke_desk(office: &Office, who: &Who, input: RevokeDesk) -> Result<Outcome<Revoked>> {
    crate::accounts::administers(who, "revoke_desk")?;
    facts::written("reason", &input.reason, facts::SHORT)?;
    let revoked = office.perform(who, "revoke_desk", |at| {
        let authority = at.tx.authority()?;
        let whose = Whose::Desk(input.desk);
        may(who, &authority, ("revoke_desk", &whose.office(&authority)?))?;
        if exchange::me(at.tx)?.record == input.desk {
            // Whoever has the desk could not take it back; another desk of the office does it.
            return Err(Refusal::OwnWork { verb: "revoke_desk".into() }.into());
        }
        let last = checked(at.tx, &authority, (whose, &input.last))?;
        if let Some(card) = authority.desk(input.desk).filter(|card| card.cut.is_some()) {
            let earlier =
                |(writer, seq): (&WriterId, &u64)| last_of(card, *writer).is_some_and(|now| *seq < now);
            if !last.iter().any(earlier) {
                return Err(Refusal::NothingChanged.into());
            }
        }
        cut(at, input.desk, (&last, &input.reason))?;
        Ok(Revoked { n_waiting: beyond(at.tx, (whose, &last))? })
    })?;
    relist(office, &revoked.changed)?;
    Ok(revoked)
}

/// All grants of the account, also those that have run out: what was written under them lies on both sides of the cut.
pub fn revoke_person(office: &Office, who: &Who, input: RevokePerson) -> Result<Outcome<Revoked>> {
    crate::accounts::administers(who, "revoke_person")?;
    facts::written("reason", &input.reason, facts::SHORT)?;
    if input.account == who.person.account {
        return Err(Refusal::OwnWork { verb: "revoke_person".into() }.into());
    }
    let revoked = office.perform(who, "revoke_person", |at| {
        let authority = at.tx.authority()?;
        let whose = Whose::Person(input.account);
        may(who, &authority, ("revoke_person", &whose.office(&authority)?))?;
        let last = checked(at.tx, &authority, (whose, &input.last))?;
        let grants = open_grants(&authority, input.account);
        if grants.is_empty() {
            return Err(Refusal::NothingChanged.into());
        }
        for grant in grants {
            cut(at, RecordId(grant.0), (&last, &input.reason))?;
        }
        Ok(Revoked { n_waiting: beyond(at.tx, (whose, &last))? })
    })?;
    relist(office, &revoked.changed)?;
    Ok(revoked)
}

fn cut(
    at: &mut At<'_, '_>,
    record: RecordId,
    (last, reason): (&BTreeMap<WriterId, u64>, &str),
) -> Result<()> {
    let seen = at.tx.heads(record)?;
    let cut = Cut { last: last.clone(), ..Cut::default() };
    at.change(&On { record, seen }, vec![cut_op(&cut, reason.trim())])
}

/// Each writer is answered for, none beyond what is here: good work is work that somebody has seen.
fn checked(
    reader: &Reader<'_>,
    authority: &Authority,
    (whose, said): (Whose, &[LastGood]),
) -> Result<BTreeMap<WriterId, u64>> {
    let last: BTreeMap<WriterId, u64> = said.iter().map(|good| (good.writer, good.seq)).collect();
    let writers: Vec<WriterId> = whose.writers(authority).into_iter().map(|(writer, _)| writer).collect();
    for writer in &writers {
        let Some(seq) = last.get(writer) else {
            return Err(Refusal::Required { field: "last".into() }.into());
        };
        let newest = reader.written_after(*writer, 0, 1)?.first().map_or(0, |w| w.header.seq);
        if *seq > newest {
            return Err(Refusal::CheckFailed { field: "last".into() }.into());
        }
    }
    if last.keys().any(|writer| !writers.contains(writer)) {
        return Err(Refusal::CheckFailed { field: "last".into() }.into());
    }
    Ok(last)
}

/// How much work here lies beyond the cut.
fn beyond(reader: &Reader<'_>, (whose, last): (Whose, &BTreeMap<WriterId, u64>)) -> Result<u64> {
    let mut n = 0;
    for (writer, seq) in last {
        let later = reader.written_after(*writer, *seq, u32::MAX)?;
        n += later.iter().filter(|w| whose.wrote(w.header.account) && super::preview::is_work(w)).count()
            as u64;
    }
    Ok(n)
}
