//! An entry on its way: the stored bytes and the stream they are filed under, known to this program or not.

use ledger::{Broken, Entry, EntryId, Stream};
use sha2::{Digest, Sha256};

/// Byte for byte what its writer signed. An empty body stands for one that was deleted with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    pub id: EntryId,
    pub stream: Stream,
    pub hdr: Vec<u8>,
    pub sig: Vec<u8>,
    pub usig: Option<Vec<u8>>,
    pub body: Vec<u8>,
}

impl Raw {
    pub fn of(entry: &Entry) -> Self {
        Self {
            id: entry.id,
            stream: entry.header.stream.clone(),
            hdr: entry.hdr.clone(),
            sig: entry.sig.clone(),
            usig: entry.usig.clone(),
            body: entry.body.clone(),
        }
    }

    /// Hashes and shape are checked here; signatures and power are `Authority`'s to judge.
    /// `Ok` means: it is the entry it is filed as, in the stream it is filed under.
    pub fn read(&self) -> Result<Entry, Broken> {
        let (hdr, sig, usig) = (self.hdr.clone(), self.sig.clone(), self.usig.clone());
        let entry = match self.body.is_empty() {
            true => Entry::read_gone(hdr, sig, usig)?,
            false => Entry::read(hdr, sig, usig, self.body.clone())?,
        };
        let as_filed = entry.id == self.id && entry.header.stream == self.stream;
        if as_filed { Ok(entry) } else { Err(Broken::Fields) }
    }

    /// Names this copy: the same id with another header, signature or body is another copy. Never the bytes themselves: a
    /// redacted copy keeps the name it came with.
    pub fn copy(&self) -> [u8; 32] {
        let hash = |part: &[u8]| -> [u8; 32] { Sha256::digest(part).into() };
        let usig = self.usig.as_deref().map_or([0; 32], hash);
        hash(&[hash(&self.hdr), hash(&self.sig), usig, hash(&self.body)].concat())
    }

    /// What it weighs on the way.
    pub fn len(&self) -> usize {
        self.hdr.len() + self.sig.len() + self.usig.as_ref().map_or(0, Vec::len) + self.body.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
