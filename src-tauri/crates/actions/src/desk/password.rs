//! Passwords: changed by their owner. There is no default one anywhere.

use serde::Deserialize;
use store::keys::{Login, Slots};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::{Done, sign_in::refused};
use crate::{Failure, Office, Result, SystemWall, Wall, Who, trace};

/// Shorter ones are guessed in an afternoon.
const LEAST: usize = 8;

#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    pub old: String,
    pub new: String,
}

pub fn change_password(office: &Office, who: &Who, input: ChangePassword) -> Result<Done> {
    let (old, new) = (Zeroizing::new(input.old), Zeroizing::new(input.new));
    strong(&new)?;
    let mut slots = Slots::load(office.desk.dir()).map_err(refused)?;
    let (login, name) = (Login { name: &who.login, password: &old }, &who.person.name);
    slots.change_password(login, Login { name, password: &new }, SystemWall.now_ms()).map_err(refused)?;
    trace::write(office, who, "change_password", ledger::Value::Null)?;
    Ok(Done {})
}

/// At least eight signs, and not one and the same sign or a run of digits only.
pub(crate) fn strong(password: &str) -> Result<()> {
    let signs = password.chars().collect::<std::collections::BTreeSet<_>>();
    let only_digits = password.chars().all(|c| c.is_ascii_digit());
    if password.chars().count() < LEAST || signs.len() < 4 || only_digits {
        return Err(Failure::WeakPassword { least: LEAST as u32 }.into());
    }
    Ok(())
}
