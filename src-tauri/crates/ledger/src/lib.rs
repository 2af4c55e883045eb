//! What a record is: entries, their bytes, hashes and signatures, and the fold that adds them up.
//! It does not know the law, SQL, a clock or a disk; whoever calls brings bytes, keys and the time.
//! Called by `domain` (plain types), `store` (the log) and `actions` (making entries).

pub mod entry;
pub mod id;
pub mod op;
pub mod record;
pub mod value;

pub use entry::{Clk, Entry, Header, Item, Suite};
pub use id::{AccountId, DeedId, EntryId, GrantId, RecordId, Stream, WriterId};
pub use op::Op;
pub use record::{Flow, Line, Move, Number, Record, Stamp, Stamped};
pub use value::Value;
