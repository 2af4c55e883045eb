//! What is projected from the log: list rows, clocks, links, hashes, counters, search rows.
//! It does not know how a projection is made, only how to put it, take it back and count it.
//! Called through `Tx::refresh`, `Desk::rebuild` and the reading verbs of `Reader`.

mod codes;
mod put;
mod rebuild;
mod recount;
mod refresh;
mod rows;
mod sums;
mod words;

#[cfg(test)]
mod dump;
#[cfg(test)]
mod tests;

pub(crate) use codes::{clock_code, stage_code};
#[cfg(test)]
pub(crate) use dump::dump;
pub use recount::Recount;
pub(crate) use refresh::Made;
pub use refresh::{Lookup, Project};
pub(crate) use rows::{ItemRow, card};
pub use sums::{ItemSum, TallySum};
pub(crate) use sums::{Side, Sums};
