//! Signing in: one derivation, the file opens, the person's grant of today is read, missed tries are written down.

use std::sync::Arc;

use ledger::{SigningKey, Value};
use serde::{Deserialize, Serialize};
use store::keys::{KeyError, Login, Slots, Unlocked};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::{Done, Nothing, open, state};
use crate::host::Session;
use crate::wall::in_reach;
use crate::{Failure, Host, Office, Result, SystemWall, Wall, Who, people, trace};

#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub name: String,
    pub password: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct SignedIn {
    pub name: String,
}

pub fn sign_in(host: &Host, input: SignIn) -> Result<SignedIn> {
    state::must_be_ours(host)?;
    if !store::Desk::is_there(&host.dir()) {
        return Err(Failure::NoDesk {}.into());
    }
    store::backup::resume(&host.dir())?;
    let password = Zeroizing::new(input.password);
    let mut slots = Slots::load(&host.dir()).map_err(refused)?;
    let login = Login { name: input.name.trim(), password: &password };
    let unlocked = slots.unlock(login, SystemWall.now_ms()).map_err(refused)?;
    host.close_and_wait();
    sit_down(host, (&mut slots, unlocked), login.name)
}

/// Opens the file and seats the person; everything that must be mended before work is mended here.
fn sit_down(host: &Host, (slots, unlocked): (&mut Slots, Unlocked), login: &str) -> Result<SignedIn> {
    let (office, fitted) = open::office(host, &unlocked.file_keys.keys)?;
    slots.settle(&unlocked.file_keys, fitted).map_err(refused)?;
    let today = office.wall.today();
    let person = office.desk.read(|r| people::person_of(r, unlocked.account, today))?;
    let name = person.name.clone();
    let key = SigningKey::from_bytes(&unlocked.keys.sign);
    let seal = Zeroizing::new(unlocked.keys.seal);
    let who = Who { person, login: login.into(), key, seal };
    open::settle_writer(&office)?;
    crate::files::sweep(&office);
    let missed = slots.failures().iter().map(|ms| i64::try_from(*ms).unwrap_or(i64::MAX));
    trace::write(&office, &who, "sign_in", Value::map([("failed", missed.collect::<Vec<_>>().into())]))?;
    // Not before: a file that did not open would have swallowed them.
    slots.failures_logged().map_err(refused)?;
    crate::appeals::carry_word(&office, &who)?;
    host.seat(Session { office, who });
    Ok(SignedIn { name })
}

pub fn sign_out(host: &Host, _: Nothing) -> Result<Done> {
    if let Some(Err(error)) = host.leave().map(written_anew) {
        tracing::warn!(%error, "A file in which something was deleted could not be written anew");
    }
    Ok(Done {})
}

/// Where something was deleted by law the file is written anew once nobody works in it (ledger.md §5.3). Where another call is still
/// in it, or it fails, the next who leaves does it.
fn written_anew(session: Arc<Session>) -> Result<()> {
    let Some(Session { office, .. }) = Arc::into_inner(session) else { return Ok(()) };
    // Until this has ended, whoever comes waits.
    let Office { open: _open, desk, .. } = office;
    if desk.has_remnants()? {
        desk.compact()?.close()?;
    }
    Ok(())
}

/// The wall a desk lives by: a demonstration desk's day stands still and may only be moved forward; a real desk has
/// the system's clock and no other.
pub(super) fn wall_of(host: &Host, stands_on: Option<chrono::NaiveDate>) -> Result<Arc<dyn Wall>> {
    match (stands_on, host.today) {
        (Some(stands), asked) if asked.is_some_and(|day| day < stands) => {
            Err(Failure::DayBehind { stands_on: stands.to_string() }.into())
        }
        (Some(_), Some(day)) => Ok(Arc::new(crate::FixedWall { day: in_reach(day)? })),
        (Some(day), None) => Ok(Arc::new(crate::FixedWall { day })),
        (None, Some(_)) => Err(Failure::DemoOnly {}.into()),
        (None, None) => Ok(Arc::clone(&host.wall)),
    }
}

/// What the key file said, as a failure with a face.
pub(crate) fn refused(error: KeyError) -> crate::Error {
    let seconds = |ms: u64| ms.div_ceil(1000);
    match error {
        KeyError::Wrong { wait_ms } => Failure::WrongPassword { wait_s: seconds(wait_ms) }.into(),
        KeyError::TooSoon { wait_ms } => Failure::TooSoon { wait_s: seconds(wait_ms) }.into(),
        KeyError::SlotDamaged(_) | KeyError::SideFileDamaged(_) => Failure::SlotDamaged {}.into(),
        KeyError::LastSlot => Failure::LastAccount {}.into(),
        KeyError::SheetGroup { group } => Failure::SheetGroup { group: group as u32 + 1 }.into(),
        KeyError::WrongSheet => Failure::WrongSheet {}.into(),
        KeyError::NoSlot => Failure::Missing { what: "account".into() }.into(),
        KeyError::SlotThere => Failure::NameTaken {}.into(),
        KeyError::Store(error) => error.into(),
    }
}
