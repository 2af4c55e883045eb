//! Who can open the file: password slots and the recovery sheet in a side file that holds ids and no names.
//! It does not know accounts' roles nor the time (the caller gives it), and it never sees the database.
//! Called by `actions` (sign in, found, reset, re-key).

mod cost;
mod delay;
mod error;
mod file;
mod rekey;
pub(crate) mod seal;
mod sheet;
mod slot;
mod slots;

#[cfg(test)]
mod tests;

use zeroize::{Zeroize, ZeroizeOnDrop};

pub use cost::Cost;
pub use error::KeyError;
pub(crate) use file::FILE as SIDE_FILE;
pub use sheet::Sheet;
pub use slots::{FileKeys, Slots, Unlocked};

use crate::error::StoreError;

/// The key of the encrypted file.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct FileKey(pub [u8; 32]);

impl FileKey {
    pub fn random() -> Result<Self, StoreError> {
        seal::random().map(Self)
    }

    /// As an independent SQLCipher takes it. Shown for demonstration desks only.
    pub fn as_pragma(&self) -> zeroize::Zeroizing<String> {
        crate::desk::connect::raw(self)
    }
}

/// An account's private halves at this desk: Ed25519 for signing, X25519 for what is sealed to it.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct AccountKeys {
    pub sign: [u8; 32],
    pub seal: [u8; 32],
}

impl AccountKeys {
    pub(crate) fn random() -> Result<Self, StoreError> {
        Ok(Self { sign: seal::random()?, seal: seal::random()? })
    }

    pub fn seal_public(&self) -> [u8; 32] {
        seal::public(&self.seal)
    }
}

/// Name and password as typed.
#[derive(Clone, Copy)]
pub struct Login<'a> {
    pub name: &'a str,
    pub password: &'a str,
}
