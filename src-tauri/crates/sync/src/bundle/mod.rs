//! The file on a disc: entries for named desks, encrypted and signed, in parts that fit the medium.
//! It does not know who may receive what, nor what a desk holds already; a clock and a key's owner it is told.
//! Called by `actions`.

mod columns;
#[doc(hidden)]
pub mod fuzz;
mod head;
mod items;
pub mod limit;
mod lock;
mod manifest;
mod open;
mod pack;
mod packing;
mod part;
mod receipt;
mod refused;
mod skim;
mod write;

pub use head::{BundleId, Head, Set, gather, recognise};
pub use items::{Chunk, Items, Segment};
pub use manifest::{Attachment, Block, Exporter, Kind, Manifest, Range, Recipient, Section, Total};
pub use open::{Blocks, Fault, Opened, open};
pub use packing::{Blob, Feed, Load, Progress, Stage};
pub use receipt::{ALPHABET, Code, LETTERS, Mistyped, Receipt, Taken};
pub use refused::{Large, NotWritten, Place, Refused};
pub use write::{PartWritten, Sending, Written, write};
