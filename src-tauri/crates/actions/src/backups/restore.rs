//! Taking a copy back: which copies lie in a folder, and who opens one, by password or by the paper sheet.
//! It needs nobody signed in: the desk itself may be gone. What is there now is set aside and kept.

use std::path::{Path, PathBuf};

use ledger::AccountId;
use serde::{Deserialize, Serialize};
use store::FileKey;
use store::backup::{before_upgrade, copies, restore_from};
use store::keys::{Login, Sheet, Slots};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::{CopyView, KeptAs, views};
use crate::accounts::{OpenBySheet, open_by_sheet};
use crate::desk::{Nothing, SignIn, SignedIn, refused, sign_in, strong};
use crate::wall::moment_of;
use crate::{Failure, Host, Result, SystemWall, Wall};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CopiesIn {
    /// Where the copies lie, or one copy's own folder.
    pub dir: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct FoundCopies {
    /// The folder cannot be read, or is none.
    pub unreachable: bool,
    pub copies: Vec<CopyView>,
}

pub fn copies_in(_: &Host, input: CopiesIn) -> Result<FoundCopies> {
    let dir = PathBuf::from(input.dir.trim());
    if !dir.is_absolute() || !dir.is_dir() {
        return Ok(FoundCopies { unreachable: true, copies: vec![] });
    }
    let mut found = copies(&dir)?;
    if found.is_empty()
        && let Some(beside) = dir.parent()
    {
        found = copies(beside)?.into_iter().filter(|copy| copy.dir == dir).collect();
    }
    Ok(FoundCopies { unreachable: false, copies: views(found) })
}

/// What an upgrade left beside this desk, if it did: the way back where the newer program is of no use.
pub fn upgrade_copy(host: &Host, _: Nothing) -> Result<FoundCopies> {
    let left = before_upgrade(&host.dir()).map(|left| CopyView {
        dir: left.file.display().to_string(),
        made_at: moment_of(left.made_ms),
        n_entries: left.n_entries,
        n_bytes: left.n_bytes,
        kept_as: KeptAs::Upgrade,
    });
    Ok(FoundCopies { unreachable: false, copies: left.into_iter().collect() })
}

/// The copy, and who opens it: a copy has the passwords of its day.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreBackup {
    /// The copy's own folder; of what an upgrade left, its file.
    pub copy: String,
    pub name: String,
    pub password: String,
}

/// The restored desk starts a new writer with its first act.
pub fn restore_backup(host: &Host, input: RestoreBackup) -> Result<SignedIn> {
    let password = Zeroizing::new(input.password);
    let copy = PathBuf::from(&input.copy);
    let mut slots = slots_of(host, &copy)?;
    let login = Login { name: input.name.trim(), password: &password };
    let unlocked = slots.unlock(login, SystemWall.now_ms()).map_err(refused)?;
    take_back(host, &copy, &unlocked.file_keys.keys)?;
    sign_in(host, SignIn { name: input.name, password: password.to_string() })
}

/// A copy whose passwords nobody knows any more.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreBySheet {
    /// The copy's own folder; of what an upgrade left, its file.
    pub copy: String,
    /// The eight groups as typed.
    pub groups: Vec<String>,
    /// Whose password is set anew.
    pub name: String,
    pub password: String,
    /// Whose of several of that name.
    #[serde(default)]
    #[ts(type = "string", optional)]
    pub account: Option<AccountId>,
}

pub fn restore_by_sheet(host: &Host, input: RestoreBySheet) -> Result<SignedIn> {
    strong(&input.password)?;
    let copy = PathBuf::from(&input.copy);
    let sheet = Sheet::read(&Zeroizing::new(input.groups.concat())).map_err(refused)?;
    let mut slots = slots_of(host, &copy)?;
    let opened = slots.open_by_sheet(&sheet, SystemWall.now_ms()).map_err(refused)?;
    take_back(host, &copy, &opened.keys)?;
    let RestoreBySheet { groups, name, password, account, .. } = input;
    open_by_sheet(host, OpenBySheet { groups, name, password, account })
}

/// What an upgrade left lies beside the desk and has the desk's passwords; any other copy those of its day.
fn slots_of(host: &Host, copy: &Path) -> Result<Slots> {
    let dir = host.dir();
    let is_own = before_upgrade(&dir).is_some_and(|left| left.file == copy);
    // The stick was pulled out after its copies were listed.
    if !is_own && !store::Desk::is_there(copy) {
        return Err(Failure::NoDesk {}.into());
    }
    let slots = if is_own { Slots::load(&dir) } else { Slots::load_of_copy(copy) };
    slots.map_err(refused)
}

fn take_back(host: &Host, copy: &Path, keys: &[FileKey]) -> Result<()> {
    let key = keys.first().ok_or(Failure::WrongKey {})?;
    crate::places::must_be_fit(&host.dir())?;
    host.close_and_wait();
    restore_from(copy, &host.dir(), key)?;
    Ok(())
}
