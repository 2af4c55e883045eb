//! `name_handler`: the office's key for sealed matters, wrapped for one more account. Only who holds it can pass it on.
//! It does not know ciphers (`sealing`), nor what a handler does with a matter. Called through `calls`.

use domain::{Refusal, Role};
use ledger::{AccountId, RecordId, Stream};
use serde::Deserialize;
use ts_rs::TS;

use crate::desk::Done;
use crate::error::OrMissing;
use crate::people::person_of;
use crate::sealing::{handler_ops, is_handler, secret_of};
use crate::{Office, Outcome, Result, Who};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NameHandler {
    #[ts(type = "string")]
    pub account: AccountId,
}

/// Who works on sealed matters is of the office itself and works on matters at all.
const WORKS_ON_MATTERS: &[Role] = &[Role::Assistant, Role::Prosecutor, Role::Head];

pub fn name_handler(office: &Office, who: &Who, input: NameHandler) -> Result<Outcome<Done>> {
    // What the fold would not follow is refused here: naming somebody governs.
    if !who.person.any(&[Role::Head, Role::Registrar]) {
        return Err(Refusal::WrongRole { verb: "name_handler".into() }.into());
    }
    office.perform(who, "grant_role", |at| {
        let code = who.person.office.clone();
        let secret = secret_of(at.tx, who, &code)?;
        let named = person_of(at.tx, input.account, at.today)?;
        if named.office != code || !named.any(WORKS_ON_MATTERS) {
            return Err(Refusal::WrongRole { verb: "name_handler".into() }.into());
        }
        if is_handler(at.tx, input.account, &code)?.1 {
            return Err(Refusal::NothingChanged.into());
        }
        let authority = at.tx.authority()?;
        let account = authority.account(input.account).or_missing("account")?;
        let to: Vec<(RecordId, [u8; 32])> = account.keys.iter().map(|key| (key.desk, key.seal)).collect();
        let (grant, ops) = handler_ops((input.account, &code), (&secret, &to), at.now_ms)?;
        at.open_as(grant, "grant", Stream::admin(), ops);
        Ok(Done {})
    })
}
