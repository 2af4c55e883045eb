//! Why a bundle, a part of it or a block of it is not taken, and why one was not written. Values, no words.

use std::io;

/// Where in a part something is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The open bytes before the encryption: id, part, parts.
    Head,
    /// The encryption's own header.
    Lock,
    Manifest,
    /// A block, by its number in the manifest.
    Block(u32),
    /// Bytes behind the last block.
    Tail,
}

/// What is larger than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Large {
    Part,
    Parts,
    Lock,
    Recipients,
    Manifest,
    /// All blocks unpacked.
    Raw,
    Block,
    Entry,
    Blob,
    Note,
    Checkpoint,
    /// The name of a stream.
    Stream,
}

/// Part 0 stands where a part's number could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("not a bundle")]
    NotABundle,
    #[error("format {0} is newer than this program")]
    NewerFormat(u8),
    #[error("suite {0} is newer than this program")]
    NewerSuite(u8),
    #[error("part {part} is not encrypted to this key")]
    NotForThisKey { part: u16 },
    /// It opens with this key, but its exporter did not name this key's desk: somebody passed it on.
    #[error("part {part}: the exporter did not name this recipient")]
    NotNamed { part: u16 },
    /// The medium did not give the bytes.
    #[error("part {part}, {place:?}: the medium cannot be read ({why})")]
    Unreadable { part: u16, place: Place, why: io::ErrorKind },
    #[error("part {part} ends at byte {at}")]
    Cut { part: u16, at: u64 },
    #[error("part {part}, {place:?}: altered")]
    Altered { part: u16, place: Place },
    #[error("part {part}: {what:?} of {size} is too large")]
    TooLarge { part: u16, what: Large, size: u64 },
    /// It unpacks to more than it declares, or wants more memory than allowed for it.
    #[error("part {part}, block {block}: unpacks to more than it may")]
    Bomb { part: u16, block: u32 },
    #[error("part {part}: the exporter's signature does not hold")]
    WrongSignature { part: u16 },
    /// Signed like the others, but another manifest.
    #[error("part {part}: its manifest differs from the other parts'")]
    Differs { part: u16 },
    #[error("part {part} belongs to another bundle")]
    OtherBundle { part: u16 },
    #[error("part {part} is there twice")]
    Doubled { part: u16 },
    #[error("parts {0:?} are missing")]
    Missing(Vec<u16>),
}

/// Why nothing was written that anybody should use.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    #[error("stopped")]
    Stopped,
    #[error("{what:?} of {size} is too large")]
    TooLarge { what: Large, size: u64 },
    #[error("no recipient is named")]
    NoRecipient,
    #[error("a recipient's key is no key")]
    BadKey,
    #[error(transparent)]
    Io(#[from] io::Error),
}
