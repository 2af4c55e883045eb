//! `open_by_sheet`: every password is lost; the paper opens the file, and one account gets a new password and new keys.
//! Its personal acts wait until the office's `admin` has the new pair; where the account may grant, that is at once.

use ledger::AccountId;
use serde::Deserialize;
use store::keys::{Login, Sheet, Slots};
use store::{Desk, FileKey};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::reset_password::new_pair;
use crate::desk::{SignIn, SignedIn, refused, sign_in, strong};
use crate::error::OrMissing;
use crate::{Host, Result, SystemWall, Wall, people, trace};

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenBySheet {
    /// The eight groups as typed.
    pub groups: Vec<String>,
    /// Whose password is set anew.
    pub name: String,
    pub password: String,
}

pub fn open_by_sheet(host: &Host, input: OpenBySheet) -> Result<SignedIn> {
    let password = Zeroizing::new(input.password);
    strong(&password)?;
    let sheet = Sheet::read(&Zeroizing::new(input.groups.concat())).map_err(refused)?;
    let mut slots = Slots::load(&host.dir).map_err(refused)?;
    let opened = slots.open_by_sheet(&sheet, SystemWall.now_ms()).map_err(refused)?;
    host.close();
    let (desk, fitted) = Desk::open_any(&host.dir, &opened.keys)?;
    slots.settle(&opened, fitted).map_err(refused)?;
    let (key, account) = (desk.key(), account_of(&desk, input.name.trim(), &slots.accounts())?);
    drop(desk);
    reset(host, &mut slots, (&key, account), (&input.name, &password))
}

fn reset(
    host: &Host,
    slots: &mut Slots,
    (key, account): (&FileKey, AccountId),
    (name, password): (&str, &str),
) -> Result<SignedIn> {
    let login = Login { name: name.trim(), password };
    let keys = slots.reset(key, account, login).map_err(refused)?;
    let signed_in = sign_in(host, SignIn { name: name.into(), password: password.into() })?;
    if let Some(session) = host.session() {
        session.office.perform(&session.who, "grant_role", |at| new_pair(at, (account, &keys)))?;
        trace::write(&session.office, &session.who, "open_by_sheet", ledger::Value::Null)?;
    }
    Ok(signed_in)
}

/// The account of a person of this name that has a slot here.
fn account_of(desk: &Desk, name: &str, slots: &[AccountId]) -> Result<AccountId> {
    let names = desk.read(people::names_of)?;
    let named =
        |a: &&AccountId| names.accounts.get(a).and_then(|p| names.people.get(p)).is_some_and(|n| n == name);
    slots.iter().find(named).copied().or_missing("account")
}
