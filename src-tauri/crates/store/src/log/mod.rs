//! The log as it lies in the file: entries, bodies, heads, what waits for its parents, and the pen of this writer.
//! It does not judge entries (`ledger` does) and never changes a stored header.
//! Called through `Tx` (append, redact) and `Reader` (everything else).

mod append;
mod authority;
mod fresh;
mod pen;
mod raw;
mod read;
mod redact;
mod tails;
mod waiting;

#[cfg(test)]
mod tests;

pub use append::Appended;
pub(crate) use append::{Came, Given, LastNumbers};
pub(crate) use fresh::{Ahead, Fresh};
pub use pen::PenState;
pub use raw::RawEntry;
pub(crate) use read::read;
pub(crate) use waiting::{drop_waiting, pack, unpack};
