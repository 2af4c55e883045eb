//! `name_handler`: the office's key for sealed matters, wrapped for one more account. Only who holds it can pass it on.
//! It does not know ciphers (`sealing`), nor what a handler does with a matter. Called through `calls`.

use domain::Refusal;
use ledger::AccountId;
use serde::Deserialize;
use ts_rs::TS;

use crate::desk::Done;
use crate::people::person_of;
use crate::sealing::{is_handler, may_name, pass_on, secret_of};
use crate::{Office, Outcome, Result, Who};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NameHandler {
    #[ts(type = "string")]
    pub account: AccountId,
}

pub fn name_handler(office: &Office, who: &Who, input: NameHandler) -> Result<Outcome<Done>> {
    if !may_name(who) {
        return Err(Refusal::WrongRole { verb: "name_handler".into() }.into());
    }
    office.perform(who, "grant_role", |at| {
        let code = who.person.office.clone();
        let secret = secret_of(at.tx, who, &code)?;
        let named = person_of(at.tx, input.account, at.today)?;
        if named.office != code || !named.works_on_matters() {
            return Err(Refusal::WrongRole { verb: "name_handler".into() }.into());
        }
        if is_handler(at.tx, input.account, &code)?.1 {
            return Err(Refusal::NothingChanged.into());
        }
        pass_on(at, (input.account, &code), &secret)?;
        Ok(Done {})
    })
}
