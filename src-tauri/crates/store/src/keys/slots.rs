//! What is done with slots: made, opened, changed, taken away.

use std::path::{Path, PathBuf};

use ledger::AccountId;
use zeroize::Zeroizing;

use super::file::{FILE, SheetSlot, SideFile, Slot, Tries};
use super::slot::{add_wrap, file_keys};
use super::{AccountKeys, Cost, FileKey, KeyError, Login, Sheet, delay, seal};
use crate::error::StoreError;

/// The side file of one desk, read once and written through.
pub struct Slots {
    pub(super) dir: PathBuf,
    pub(super) file: SideFile,
    /// A copy's: it may lie where nothing can be written.
    of_copy: bool,
}

/// Who opened the file.
pub struct Unlocked {
    pub account: AccountId,
    pub keys: AccountKeys,
    pub file_keys: FileKeys,
}

/// One key, or two while a re-key is unfinished: give all to `Desk::open_any`, then `Slots::settle` what fitted.
#[derive(Default)]
pub struct FileKeys {
    pub keys: Vec<FileKey>,
    pub(super) generations: Vec<u32>,
}

/// More failures than this are not listed one by one.
const LISTED: usize = 200;

impl Slots {
    /// Refused where a side file is.
    pub fn create(dir: &Path, cost: Cost) -> Result<Self, KeyError> {
        if dir.join(FILE).exists() {
            return Err(StoreError::AlreadyThere.into());
        }
        std::fs::create_dir_all(dir).map_err(StoreError::from)?;
        let file = SideFile {
            format: 1,
            desk_salt: seal::random::<16>()?.to_vec(),
            cost,
            slots: Vec::new(),
            sheet: None,
            generation: 1,
            tries: Tries::default(),
        };
        file.save(dir)?;
        Ok(Self { dir: dir.into(), file, of_copy: false })
    }

    pub fn load(dir: &Path) -> Result<Self, KeyError> {
        Ok(Self { dir: dir.into(), file: SideFile::load(dir)?, of_copy: false })
    }

    /// Those of a copy, to be opened and no more. On a disc or in a folder that takes no writing its tries are not counted: whoever
    /// holds it may carry it to where they are not counted either.
    pub fn load_of_copy(dir: &Path) -> Result<Self, KeyError> {
        Ok(Self { of_copy: true, ..Self::load(dir)? })
    }

    /// Whether every slot is as it was written; no password is needed to see that.
    pub fn are_whole(&self) -> bool {
        !self.file.slots.iter().any(Slot::is_damaged)
    }

    pub fn accounts(&self) -> Vec<AccountId> {
        self.file.slots.iter().map(|s| s.account).collect()
    }

    /// A new slot with new pairs.
    pub fn add(
        &mut self,
        key: &FileKey,
        account: AccountId,
        login: Login<'_>,
    ) -> Result<AccountKeys, KeyError> {
        if self.accounts().contains(&account) {
            return Err(KeyError::SlotThere);
        }
        let keys = AccountKeys::random()?;
        let slot = self.new_slot(key, account, &keys, login)?;
        self.file.slots.push(slot);
        self.save()?;
        Ok(keys)
    }

    /// One derivation. The try is counted on the disk before it is made, so that killing the program wins nothing.
    pub fn unlock(&mut self, login: Login<'_>, now_ms: u64) -> Result<Unlocked, KeyError> {
        self.count_try(now_ms)?;
        let under = self.file.cost.derive(login, &self.file.desk_salt)?;
        let opened = self.file.slots.iter().find_map(|s| s.open(&under).map(|keys| (s, keys)));
        let Some((slot, keys)) = opened else { return Err(self.refused(now_ms)) };
        let unlocked =
            Unlocked { account: slot.account, file_keys: file_keys(&slot.wraps, &keys.seal), keys };
        if unlocked.file_keys.keys.is_empty() {
            return Err(KeyError::SlotDamaged(vec![unlocked.account]));
        }
        self.forget_try()?;
        Ok(unlocked)
    }

    /// The name is part of the salt: whoever was renamed signs in under the new one from here on.
    pub fn change_password(&mut self, old: Login<'_>, new: Login<'_>, now_ms: u64) -> Result<(), KeyError> {
        let Unlocked { account, keys, .. } = self.unlock(old, now_ms)?;
        let under = self.derive_own(account, new)?;
        let slot = self.slot_mut(account)?;
        *slot = Slot::new(account, &keys, &under)?.with_wraps(std::mem::take(&mut slot.wraps));
        self.save()
    }

    /// New pairs under a new password, by somebody who has the file's key. What was sealed to the old pairs stays shut.
    pub fn reset(
        &mut self,
        key: &FileKey,
        account: AccountId,
        login: Login<'_>,
    ) -> Result<AccountKeys, KeyError> {
        self.slot_mut(account)?;
        let keys = AccountKeys::random()?;
        let slot = self.new_slot(key, account, &keys, login)?;
        *self.slot_mut(account)? = slot;
        self.save()?;
        Ok(keys)
    }

    /// A change of slots together with what has to be written down with it: where that fails, the slots are what they were. New keys that
    /// nobody has written down would sign nothing, and the old ones would be gone.
    pub fn or_as_before<T, E>(&mut self, change: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        let before = self.file.clone();
        let done = change(self);
        if done.is_err() {
            self.file = before;
            if let Err(error) = self.save() {
                tracing::warn!(%error, "Slots that were changed in vain could not be put back");
            }
        }
        done
    }

    /// A new sheet; an older one stops opening.
    pub fn make_sheet(&mut self, key: &FileKey) -> Result<Sheet, KeyError> {
        let sheet = Sheet::random()?;
        let seal_public = seal::public(&sheet.secret()).to_vec();
        let mut wraps = Vec::new();
        add_wrap(&mut wraps, &seal_public, self.file.generation, key)?;
        self.file.sheet = Some(SheetSlot { seal_public, wraps });
        self.save()?;
        Ok(sheet)
    }

    pub fn has_sheet(&self) -> bool {
        self.file.sheet.is_some()
    }

    pub fn open_by_sheet(&mut self, sheet: &Sheet, now_ms: u64) -> Result<FileKeys, KeyError> {
        self.count_try(now_ms)?;
        let keys = self.file.sheet.as_ref().map(|s| file_keys(&s.wraps, &sheet.secret())).unwrap_or_default();
        if keys.keys.is_empty() {
            return Err(KeyError::WrongSheet);
        }
        self.forget_try()?;
        Ok(keys)
    }

    /// Milliseconds until the next try is heard.
    pub fn wait_ms(&self, now_ms: u64) -> u64 {
        delay::left(self.file.tries.not_before_ms, now_ms)
    }

    /// Times of failed tries that are not in the log yet.
    pub fn failures(&self) -> &[u64] {
        &self.file.tries.unlogged
    }

    /// They stand in `log/` now.
    pub fn failures_logged(&mut self) -> Result<(), KeyError> {
        let n_logged = self.file.tries.unlogged.len();
        if n_logged == 0 {
            return Ok(());
        }
        self.read_again()?;
        let unlogged = &mut self.file.tries.unlogged;
        unlogged.drain(..n_logged.min(unlogged.len()));
        self.save()
    }

    fn new_slot(
        &self,
        key: &FileKey,
        account: AccountId,
        keys: &AccountKeys,
        login: Login<'_>,
    ) -> Result<Slot, KeyError> {
        let under = self.derive_own(account, login)?;
        let mut slot = Slot::new(account, keys, &under)?;
        slot.wrap(self.file.generation, key)?;
        Ok(slot)
    }

    /// Two people of one name keep two passwords: under the same one the second would come in as the first.
    fn derive_own(&self, account: AccountId, login: Login<'_>) -> Result<Zeroizing<[u8; 32]>, KeyError> {
        let under = self.file.cost.derive(login, &self.file.desk_salt)?;
        let of_another = |slot: &Slot| slot.account != account && slot.open(&under).is_some();
        if self.file.slots.iter().any(of_another) { Err(KeyError::SlotThere) } else { Ok(under) }
    }

    fn slot_mut(&mut self, account: AccountId) -> Result<&mut Slot, KeyError> {
        self.file.slots.iter_mut().find(|s| s.account == account).ok_or(KeyError::NoSlot)
    }

    /// A try takes its time. Another program may try or write meanwhile: what is counted is written beside the slots of now, or older ones
    /// would come back, and after a re-key nobody could open the file.
    fn read_again(&mut self) -> Result<(), KeyError> {
        self.file = SideFile::load(&self.dir)?;
        Ok(())
    }

    fn count_try(&mut self, now_ms: u64) -> Result<(), KeyError> {
        self.read_again()?;
        let wait_ms = self.wait_ms(now_ms);
        if wait_ms > 0 {
            return Err(KeyError::TooSoon { wait_ms });
        }
        let tries = &mut self.file.tries;
        tries.failed = tries.failed.saturating_add(1);
        tries.not_before_ms = now_ms.saturating_add(delay::after(tries.failed));
        if tries.unlogged.len() < LISTED {
            tries.unlogged.push(now_ms);
        }
        self.save()
    }

    /// It was no failure after all.
    fn forget_try(&mut self) -> Result<(), KeyError> {
        self.read_again()?;
        self.file.tries.failed = 0;
        self.file.tries.not_before_ms = 0;
        self.file.tries.unlogged.pop();
        self.save()
    }

    fn refused(&self, now_ms: u64) -> KeyError {
        let damaged: Vec<_> = self.file.slots.iter().filter(|s| s.is_damaged()).map(|s| s.account).collect();
        if damaged.is_empty() {
            KeyError::Wrong { wait_ms: self.wait_ms(now_ms) }
        } else {
            KeyError::SlotDamaged(damaged)
        }
    }

    pub(super) fn save(&self) -> Result<(), KeyError> {
        match self.file.save(&self.dir) {
            Err(StoreError::ReadOnly) if self.of_copy => Ok(()),
            saved => Ok(saved?),
        }
    }
}
