//! `reset_password` by an administrator: new keys under a new password. What was sealed to the old pair stays shut,
//! what was signed with it stays valid.

use ledger::authority::AccountKey;
use ledger::authority::build::key_op;
use ledger::{AccountId, RecordId, SigningKey};
use serde::Deserialize;
use store::Reader;
use store::keys::{AccountKeys, Login, Slots};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::list_accounts::administers;
use crate::desk::{Done, public_of, refused, strong};
use crate::error::OrMissing;
use crate::outcome::On;
use crate::perform::{At, pen};
use crate::revoking::may;
use crate::{Office, Outcome, Result, Who};

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    #[ts(type = "string")]
    pub account: AccountId,
    /// Typed by its owner at this desk.
    pub password: String,
}

pub fn reset_password(office: &Office, who: &Who, input: ResetPassword) -> Result<Outcome<Done>> {
    administers(who, "reset_password")?;
    let password = Zeroizing::new(input.password);
    strong(&password)?;
    // What the fold would not follow is refused before the keys of today are gone.
    let authority = office.desk.read(|reader| reader.authority())?;
    let of = authority.account(input.account).or_missing("account")?;
    may(who, &authority, ("reset_password", &of.office))?;
    let name = office.name_of(input.account);
    let mut slots = Slots::load(office.desk.dir()).map_err(refused)?;
    let login = Login { name: &name, password: &password };
    slots.or_as_before(|slots| -> Result<_> {
        let keys = slots.reset(&office.desk.key(), input.account, login).map_err(refused)?;
        office.perform(who, "grant_role", |at| new_pair(at, (input.account, &keys)))
    })
}

/// The new pair beside the old ones, in `admin`.
fn new_pair(at: &mut At<'_, '_>, (account, keys): (AccountId, &AccountKeys)) -> Result<Done> {
    let pair = pair_of(at.tx, keys)?;
    let record = RecordId(account.0);
    let seen = at.tx.heads(record)?;
    at.change(&On { record, seen }, vec![key_op(&pair)])?;
    Ok(Done {})
}

/// The public halves, for the desk that writes.
pub(super) fn pair_of(reader: &Reader<'_>, keys: &AccountKeys) -> Result<AccountKey> {
    let desk = reader.authority()?.desk_of(&pen(reader)?).or_missing("desk")?;
    let sign = SigningKey::from_bytes(&keys.sign).verifying_key().to_bytes();
    Ok(AccountKey { desk, sign, seal: public_of(&keys.seal) })
}
