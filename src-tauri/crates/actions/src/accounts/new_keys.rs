//! New keys that a paper sheet made at a desk whose office has not written them down: `list_new_keys`, `accept_keys`. What
//! was asked travels in the office's log; who keeps the accounts compares four groups by telephone before it counts.
//! It does not know how a password is reset (`open_by_sheet`). Called through `calls`, by opening with a sheet and by the door.

use std::collections::BTreeSet;

use domain::Refusal;
use ledger::authority::build::key_op;
use ledger::authority::{Account, AccountKey, Class};
use ledger::{AccountId, Authority, Op, RecordId, Stream, Value};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::Reader;
use ts_rs::TS;

use super::list_accounts::administers;
use crate::desk::{Done, Nothing, public_of};
use crate::error::OrMissing;
use crate::exchange::DeskLabel;
use crate::joining::groups;
use crate::outcome::On;
use crate::revoking::may;
use crate::sealing::for_new_pair;
use crate::{Office, Outcome, Result, Who};

/// Keys that wait to be written down.
#[derive(Clone, Debug, Serialize, TS)]
pub struct NewKeysRow {
    pub account: String,
    pub name: String,
    pub desk: DeskLabel,
    /// What their owner reads out at that desk.
    pub print: String,
    #[ts(type = "number")]
    pub asked_ms: u64,
}

pub fn list_new_keys(office: &Office, who: &Who, _: Nothing) -> Result<Vec<NewKeysRow>> {
    administers(who, "list_new_keys")?;
    office.desk.read(|reader| {
        let authority = reader.authority()?;
        let authority: &Authority = &authority;
        let mut rows = vec![];
        for account in authority.accounts() {
            for desk in desks_of(account) {
                let card = authority.desk(desk).filter(|card| card.cut.is_none());
                if card.is_none_or(|card| may(who, authority, ("list_new_keys", &card.office)).is_err()) {
                    continue;
                }
                let Some((key, asked_ms)) = asked(reader, (authority, account.id), desk)? else { continue };
                rows.push(NewKeysRow {
                    account: account.id.to_string(),
                    name: office.name_of(account.id),
                    desk: DeskLabel::of(office, reader, desk)?,
                    print: print_of(&key),
                    asked_ms,
                });
            }
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.asked_ms));
        Ok(rows)
    })
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AcceptKeys {
    #[ts(type = "string")]
    pub account: AccountId,
    #[ts(type = "string")]
    pub desk: RecordId,
    /// The four groups that were compared: keys asked for since are other ones.
    pub print: String,
}

/// From here on the account signs with them; what it signed before stays valid. A handler of sealed matters opens them again,
/// if whoever accepts holds the office's key; else another handler names them anew (`name_handler`).
pub fn accept_keys(office: &Office, who: &Who, input: AcceptKeys) -> Result<Outcome<Done>> {
    administers(who, "accept_keys")?;
    office.perform(who, "grant_role", |at| {
        let authority = at.tx.authority()?;
        let authority: &Authority = &authority;
        let card = authority.desk(input.desk).filter(|card| card.cut.is_none()).or_missing("desk")?;
        may(who, authority, ("accept_keys", &card.office))?;
        let (key, _) = asked(at.tx, (authority, input.account), input.desk)?.or_missing("keys")?;
        if print_of(&key) != input.print {
            return Err(Refusal::CheckFailed { field: "print".into() }.into());
        }
        let record = RecordId(input.account.0);
        let seen = at.tx.heads(record)?;
        at.change(&On { record, seen }, vec![key_op(&key)])?;
        if let Some((grant, ops)) = for_new_pair(at, (input.account, &who.person.office), &key)? {
            at.open_as(grant, "grant", Stream::admin(), ops);
        }
        Ok(Done {})
    })
}

/// Told to the office from the desk itself, signed by the desk alone.
pub(super) fn ask(office: &Office, who: &Who, key: &AccountKey) -> Result<()> {
    office.perform(who, "open_by_sheet", |at| {
        let bytes = |half: &[u8; 32]| Value::Bytes(half.to_vec());
        let what = [("desk", key.desk.into()), ("sign", bytes(&key.sign)), ("seal", bytes(&key.seal))];
        let record = place((who.person.account, key.desk));
        let stream = told_in(&*at.tx.authority()?, who);
        at.open_as(record, "trace", stream, vec![Op::line("trace", Value::map(what))]);
        Ok(())
    })?;
    Ok(())
}

/// Where the account may write and its office reads: the log is read only where its keeper sits.
fn told_in(authority: &Authority, who: &Who) -> Stream {
    let own = [Stream::office(&who.person.office)].into_iter();
    let mut places = own.chain(who.person.stations.iter().map(|station| Stream::station(*station)));
    let grants = authority.grants_of(who.person.account);
    let writes = |stream: &Stream| grants.iter().any(|grant| grant.covers(stream, Class::Write));
    places.find(writes).unwrap_or_else(|| Stream::log(&who.person.office))
}

/// One place for an account at a desk, so that the office looks there and reads no log.
fn place((account, desk): (AccountId, RecordId)) -> RecordId {
    RecordId::natural("new_keys", &format!("{account}|{desk}"))
}

/// The newest keys that this account asked for at this desk and `admin` does not know, with the hour.
fn asked(
    reader: &Reader<'_>,
    (authority, account): (&Authority, AccountId),
    desk: RecordId,
) -> Result<Option<(AccountKey, u64)>> {
    let entries = reader.entries(place((account, desk)))?;
    let own = entries.iter().filter(|e| e.header.account == account && authority.judge(e).is_ok());
    let Some(newest) = own.max_by_key(|e| (e.header.wall_ms, e.header.seq)) else { return Ok(None) };
    let said = newest.ops().find_map(|(_, op)| match op {
        Op::Line { line, value, .. } if line == "trace" => key_in(value),
        _ => None,
    });
    let unknown = |key: &AccountKey| key.desk == desk && !knows(authority, account, &key.sign);
    Ok(said.filter(unknown).map(|key| (key, newest.header.wall_ms)))
}

fn key_in(value: &Value) -> Option<AccountKey> {
    let half = |name: &str| match value.get(name) {
        Some(Value::Bytes(bytes)) => bytes.as_slice().try_into().ok(),
        _ => None,
    };
    Some(AccountKey { desk: value.get("desk")?.record()?, sign: half("sign")?, seal: half("seal")? })
}

fn desks_of(account: &Account) -> BTreeSet<RecordId> {
    account.keys.iter().map(|key| key.desk).collect()
}

/// Whether the office has written down the key that an account signs with.
pub(crate) fn knows(authority: &Authority, account: AccountId, sign: &[u8; 32]) -> bool {
    authority.account(account).is_some_and(|known| known.keys.iter().any(|key| key.sign == *sign))
}

/// What somebody whose keys nobody has written down yet reads out.
pub(crate) fn own_print(who: &Who) -> String {
    print((&who.key.verifying_key().to_bytes(), &public_of(&who.seal)))
}

fn print_of(key: &AccountKey) -> String {
    print((&key.sign, &key.seal))
}

fn print((sign, seal): (&[u8; 32], &[u8; 32])) -> String {
    groups(&Sha256::new().chain_update(b"gljr-keys-v1").chain_update(sign).chain_update(seal).finalize())
}
