//! The rows a record leaves, table by table: read back, compared, taken away, put anew, counted by the difference.
//! It does not know how they were made, nor the search index.
//! Called by `put`, and by the reading verbs of `Reader`.

mod clocks;
mod hashes;
mod items;
mod links;
mod tallies;

pub(crate) use items::{ItemRow, card};
