//! What a record is: entries, their bytes, hashes and signatures, and the fold that adds them up.
//! It does not know the law, SQL, a clock or a disk; whoever calls brings bytes, keys and the time.
//! Called by `domain` (plain types), `store` (the log) and `actions` (making entries).

pub mod authority;
pub mod cbor;
pub mod entry;
pub mod fold;
pub mod format;
pub mod id;
pub mod op;
pub mod pen;
pub mod record;
pub mod sign;
pub mod value;
pub mod verify;

pub use authority::{Authority, Standing};
pub use ed25519_dalek::{SigningKey, VerifyingKey};
pub use entry::{Clk, Entry, Header, Item, Suite, flag};
pub use fold::{fold, fold_ops};
pub use format::{Broken, Envelope, Sealed};
pub use id::{AccountId, DeedId, EntryId, GrantId, RecordId, Stream, WriterId};
pub use op::Op;
pub use pen::{Draft, Pen, TooBig};
pub use record::{BlobRef, Flow, Line, Move, Number, Record, Redaction, Stamp, Stamped};
pub use value::Value;
pub use verify::{Report, Stored, Verifier, json, verify};
