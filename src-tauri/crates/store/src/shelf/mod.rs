//! What is projected from the log: list rows, clocks, links, hashes, counters, search rows.
//! It does not know how a projection is made, only how to put it, take it back and count it.
//! Called through `Tx::put_projection`, `Tx::refresh`, `Desk::rebuild` and the reading verbs of `Reader`.

mod clocks;
mod codes;
mod hashes;
mod items;
mod links;
mod put;
mod read;
mod rebuild;
mod refresh;
mod sums;
mod tallies;
mod words;

#[cfg(test)]
mod dump;
#[cfg(test)]
mod tests;

pub(crate) use codes::{clock_code, stage_code};
#[cfg(test)]
pub(crate) use dump::dump;
pub(crate) use items::{ItemRow, card};
pub use read::{DueSum, ItemSum, TallySum};
pub use refresh::{Lookup, Project};
pub(crate) use sums::Sums;
