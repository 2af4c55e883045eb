//! Attachments: encrypted files beside the database, named by the hash of what lies in them.
//! It does not know types or who may look. The key of a file is in its entry only, so redacting the item kills the file.
//! Called by `actions` before an act (put) and when a file is opened.

use std::io::{Read, Write};

use crate::desk::{Desk, Tx};
use crate::error::Result;

pub const LIMIT: u64 = 200 << 20;

/// What an `Op::Blob` needs of a file that was put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put { pub address: [u8; 32], pub key: [u8; 32], pub size: u64 }

impl Desk {
    /// On the disk when this returns; swept at the next open unless an entry names it.
    pub fn put_blob(&self, from: &mut dyn Read) -> Result<Put> { todo!() }
    /// Gives only bytes whose seal was checked.
    pub fn read_blob(&self, address: &[u8], key: &[u8], into: &mut dyn Write) -> Result<u64> { todo!() }
    /// Deletes files that no entry names and that were not put since the desk was opened.
    pub fn sweep_blobs(&self) -> Result<u64> { todo!() }
}

impl Tx<'_> {
    /// The file goes when this act is on the disk.
    pub fn drop_blob(&mut self, address: &[u8]) -> Result<()> { todo!() }
}
