//! Who can open the file: password slots and the recovery sheet in a side file that holds ids and no names.
//! It does not know accounts' roles or words; the caller gives the time.
//! Called by `actions` (sign in, found, reset, re-key).

use std::path::Path;

use ledger::AccountId;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::error::StoreError;

/// The key of the encrypted file.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct FileKey(pub [u8; 32]);

impl FileKey {
    pub fn random() -> Result<Self, StoreError> { todo!() }
}

#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// No slot opens with this name and password; the next try is heard from `wait_ms` on.
    #[error("name or password is wrong")]
    Wrong { wait_ms: u64 },
    /// Too early after failures: nothing was tried.
    #[error("wait {wait_ms} ms")]
    TooSoon { wait_ms: u64 },
    /// Nothing opened, and these slots are damaged: the sheet or another account is the way.
    #[error("damaged slots: {0:?}")]
    SlotDamaged(Vec<AccountId>),
    /// A group of the recovery sheet is mistyped, counted from 0.
    #[error("group {group} of the sheet")]
    SheetGroup { group: usize },
    #[error("the sheet does not open this desk")]
    WrongSheet,
    #[error("no such slot")]
    NoSlot,
    #[error("there is a slot of this account already")]
    SlotThere,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Cost of one try. Stored in the side file; the defaults take about a quarter of a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost { pub m_kib: u32, pub t: u32, pub p: u32 }

/// An account's private halves at this desk.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct AccountKeys { pub sign: [u8; 32], pub seal: [u8; 32] }

/// Name and password as typed.
#[derive(Clone, Copy)]
pub struct Login<'a> { pub name: &'a str, pub password: &'a str }

pub struct Unlocked {
    pub account: AccountId,
    pub keys: AccountKeys,
    /// One key, or two while a re-key is unfinished: give all to `Desk::open_any`.
    pub file_keys: Vec<FileKey>,
}

/// The recovery sheet's secret.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Sheet {}

impl Sheet {
    /// Eight groups of five, to be printed; the fifth sign of each is a check.
    pub fn groups(&self) -> Vec<String> { todo!() }
    /// As typed: case, spaces and hyphens do not matter, nor O for 0 or I for 1.
    pub fn read(typed: &str) -> Result<Self, KeyError> { todo!() }
    /// Which two groups the person shall type back.
    pub fn ask_two(&self) -> [usize; 2] { todo!() }
    pub fn confirms(&self, group: usize, typed: &str) -> bool { todo!() }
}

/// The side file `slots.json`.
pub struct Slots {}

impl Slots {
    pub fn create(dir: &Path, cost: Cost) -> Result<Self, KeyError> { todo!() }
    pub fn load(dir: &Path) -> Result<Self, KeyError> { todo!() }
    pub fn accounts(&self) -> Vec<AccountId> { todo!() }
    /// A new slot with new pairs.
    pub fn add(&mut self, key: &FileKey, account: AccountId, login: Login<'_>) -> Result<AccountKeys, KeyError> { todo!() }
    /// One derivation; the try is counted on disk before it is made.
    pub fn unlock(&mut self, login: Login<'_>, now_ms: u64) -> Result<Unlocked, KeyError> { todo!() }
    pub fn change_password(&mut self, old: Login<'_>, new: &str, now_ms: u64) -> Result<(), KeyError> { todo!() }
    /// New pairs under a new password, by somebody who has the file's key.
    pub fn reset(&mut self, key: &FileKey, account: AccountId, login: Login<'_>) -> Result<AccountKeys, KeyError> { todo!() }
    /// A new sheet; an older one stops opening.
    pub fn make_sheet(&mut self, key: &FileKey) -> Result<Sheet, KeyError> { todo!() }
    pub fn has_sheet(&self) -> bool { todo!() }
    pub fn open_by_sheet(&mut self, sheet: &Sheet, now_ms: u64) -> Result<Vec<FileKey>, KeyError> { todo!() }
    /// Times of failed tries since the last call, to be written to `log/`.
    pub fn take_failures(&mut self) -> Result<Vec<u64>, KeyError> { todo!() }
    /// A new file under a new key, without the slots of `gone`. The desk is closed by it and given back open.
    pub fn rekey(&mut self, desk: crate::Desk, gone: &[AccountId]) -> Result<(crate::Desk, FileKey), KeyError> { todo!() }
}
