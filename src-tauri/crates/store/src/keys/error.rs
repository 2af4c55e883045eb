//! Why a key was not given.

use ledger::AccountId;

use crate::error::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// No slot opens with this name and password. The next try is heard after `wait_ms`.
    #[error("name or password is wrong")]
    Wrong { wait_ms: u64 },
    /// Too early after failures: nothing was tried.
    #[error("wait {wait_ms} ms")]
    TooSoon { wait_ms: u64 },
    /// Nothing opened, and these slots are damaged: the sheet or another account is the way.
    #[error("damaged slots: {0:?}")]
    SlotDamaged(Vec<AccountId>),
    /// The side file as a whole cannot be read: a copy is the way.
    #[error("the side file is damaged: {0}")]
    SideFileDamaged(String),
    /// A group of the recovery sheet is mistyped, counted from 0.
    #[error("group {group} of the sheet")]
    SheetGroup { group: usize },
    #[error("the sheet does not open this desk")]
    WrongSheet,
    #[error("no such slot")]
    NoSlot,
    /// The account has its slot, or this name with this password opens another's.
    #[error("there is such a slot already")]
    SlotThere,
    /// There must be a way left to open the file.
    #[error("the last slot")]
    LastSlot,
    #[error(transparent)]
    Store(#[from] StoreError),
}
