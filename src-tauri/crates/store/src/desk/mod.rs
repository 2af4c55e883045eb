//! One desk: its folder, its lock, its connections, and the two ways to touch the file: `act` and `read`.
//! It does not know what is written; `Tx` and `Reader` carry the verbs of the other modules.
//! Called by `actions::Host`.

mod reader;
mod tx;

use std::path::Path;

pub use reader::Reader;
pub use tx::Tx;

use crate::error::{Result, StoreError};
use crate::keys::FileKey;

/// Whether this file is still where its writer left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Go on with the writer that `Tx::pen` gives.
    Same,
    /// No writer was opened yet.
    Fresh,
    /// Restored or copied: open a new writer before the first act, then call `Desk::adopt`.
    Moved,
}

pub struct Desk {}

impl Desk {
    /// Makes the folder's file. Refused where one is.
    pub fn create(dir: &Path, key: &FileKey) -> Result<Self> { todo!() }
    pub fn open(dir: &Path, key: &FileKey) -> Result<Self> { todo!() }
    /// After an interrupted re-key two keys may fit: says which did.
    pub fn open_any(dir: &Path, keys: &[FileKey]) -> Result<(Self, usize)> { todo!() }
    /// One act of a person: one transaction, on the disk when this returns.
    pub fn act<T, E: From<StoreError>>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> { todo!() }
    /// The same for imports: the log is whole after a power cut, but the last batches may be missing.
    pub fn bulk<T, E: From<StoreError>>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> { todo!() }
    /// A snapshot; never waits for the writer.
    pub fn read<T, E: From<StoreError>>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T, E>) -> Result<T, E> { todo!() }
    pub fn dir(&self) -> &Path { todo!() }
    pub fn origin(&self) -> Result<Origin> { todo!() }
    /// Ties this folder to the writer just saved.
    pub fn adopt(&self) -> Result<()> { todo!() }
}
