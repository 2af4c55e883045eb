//! Lists: which records, newest first, a page at a time, and how many in all.
//! It does not know what a state or a kind means, nor who may look: the caller gives the scope.
//! Called through `Reader::cards`, `Reader::count`, `Reader::card`.

mod page;
mod query;

pub use query::{CardQuery, CardRow, Cursor, DueFilter, Page, Scope, Shown, TallyFilter};
