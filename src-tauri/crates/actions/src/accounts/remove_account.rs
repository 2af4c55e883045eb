//! `remove_account`: the grant ends, the slot goes, and the file gets a new key, so that a copy of the old side file
//! opens nothing that is written from now on.

use chrono::Days;
use ledger::{AccountId, Op, RecordId};
use serde::Deserialize;
use store::keys::Slots;
use ts_rs::TS;

use super::list_accounts::administers;
use super::rekey_file::rekeyed;
use crate::desk::{Done, refused};
use crate::outcome::On;
use crate::{Failure, Host, Office, Result, Who, backups, reference};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveAccount {
    #[ts(type = "string")]
    pub account: AccountId,
}

pub fn remove_account(host: &Host, input: RemoveAccount) -> Result<Done> {
    let session = host.session().ok_or(Failure::NotSignedIn {})?;
    administers(&session.who, "remove_account")?;
    if input.account == session.who.person.account {
        return Err(domain::Refusal::OwnWork { verb: "remove_account".into() }.into());
    }
    let slots = Slots::load(session.office.desk.dir()).map_err(refused)?;
    if !slots.accounts().contains(&input.account) {
        return Err(Failure::Missing { what: "account".into() }.into());
    }
    backups::before(&session.office, &session.who, "remove_account")?;
    rekeyed(host, (session, slots), &[input.account], |office, who| revoke(office, who, input.account))
}

/// Every grant of the account ends yesterday: from today on it may do nothing.
fn revoke(office: &Office, who: &Who, account: AccountId) -> Result<()> {
    office.perform(who, "revoke_role", |at| {
        let last = at.today.checked_sub_days(Days::new(1)).unwrap_or(at.today);
        for record in reference::all(at.tx, "grant")? {
            let grant = at.record(record)?;
            if grant.record("account") == Some(RecordId(account.0)) {
                let seen = at.tx.heads(record)?;
                at.change(&On { record, seen }, vec![Op::set("to_on", last.to_string())])?;
            }
        }
        Ok(())
    })?;
    Ok(())
}
