//! The file on a disc: entries for named desks, encrypted and signed, in parts that fit the medium.
//! It does not know who may receive what, nor what a desk holds already; a clock and a key's owner it is told.
//! Called by `actions`.
//!
//! ```text
//! part   GLJB | format 1 | suite 1 | bundle id 16 | part k u16 | of n u16 | age v1 to each recipient's X25519 key, holding
//!        manifest length u32 | manifest | signature 64 | the packed blocks of this part
//! block  zstd level 3, or as it is where that gains nothing; of one section
//! entries [[stream ..], place u16, header's length u32, sig's u16, usig's u16, body's u32, headers, bodies, sigs, usigs]
//! others [item ..], each a list of its fields in the order of its type
//! ```
//!
//! Numbers outside CBOR are big-endian. Everything else is canonical CBOR; the manifest is a map (`Manifest::bytes`), the same
//! in every part. A reader lets keys pass that it does not know; what it must understand is a new format.

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
pub use packing::{Blob, Feed, Load, Progress, Stage, travels};
pub use receipt::{ALPHABET, Code, LETTERS, Mistyped, Receipt, Taken};
pub use refused::{Large, NotWritten, Place, Refused};
pub use write::{PartWritten, Sending, Written, write};
