//! The side file: ids, salts, wraps. It is replaced as a whole or not at all.

use std::fs;
use std::io::Read;
use std::path::Path;

use ledger::AccountId;
use serde::{Deserialize, Serialize};

use super::seal::{Sealed, Wrap};
use super::{Cost, KeyError};
use crate::error::Result;
use crate::held;

pub(crate) const FILE: &str = "slots.json";
/// Larger than any office's.
const LARGEST: u64 = 4 << 20;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct SideFile {
    pub format: u32,
    #[serde(with = "hexed")]
    pub desk_salt: Vec<u8>,
    pub cost: Cost,
    pub slots: Vec<Slot>,
    pub sheet: Option<SheetSlot>,
    /// Number of the file key in use; wraps of the one before stay until the new file has opened.
    pub generation: u32,
    pub tries: Tries,
}

/// One account: its private halves under the password, and the file's key wrapped to its X25519 half.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Slot {
    pub account: AccountId,
    pub keys: Sealed,
    #[serde(with = "hexed")]
    pub seal_public: Vec<u8>,
    pub wraps: Vec<Numbered>,
    /// Over everything above: tells damage from a wrong password.
    pub check: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct SheetSlot {
    #[serde(with = "hexed")]
    pub seal_public: Vec<u8>,
    pub wraps: Vec<Numbered>,
}

/// A wrap of the file key with this number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Numbered {
    pub generation: u32,
    pub wrap: Wrap,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Tries {
    /// Failures in a row.
    pub failed: u32,
    pub not_before_ms: u64,
    /// Times of failures not yet written to the log.
    pub unlogged: Vec<u64>,
}

impl SideFile {
    pub fn load(dir: &Path) -> Result<Self, KeyError> {
        let path = dir.join(FILE);
        let size = fs::metadata(&path).map_err(crate::StoreError::from)?.len();
        if size > LARGEST {
            return Err(KeyError::SideFileDamaged(format!("{size} bytes")));
        }
        let mut bytes = Vec::new();
        held::open(&path)?.read_to_end(&mut bytes).map_err(crate::StoreError::from)?;
        let read: Self =
            serde_json::from_slice(&bytes).map_err(|e| KeyError::SideFileDamaged(e.to_string()))?;
        match read.format {
            1 => Ok(read),
            newer => Err(crate::StoreError::Newer { file: newer, program: 1 }.into()),
        }
    }

    /// A power cut leaves the old one or the new one.
    pub fn save(&self, dir: &Path) -> Result<()> {
        held::put(&dir.join(FILE), &serde_json::to_vec_pretty(self)?)
    }
}

/// Bytes as hex digits.
pub(super) mod hexed {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8], s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&crate::desk::hex(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(d)?;
        crate::desk::unhex(&text).ok_or_else(|| D::Error::custom("not hex"))
    }
}
