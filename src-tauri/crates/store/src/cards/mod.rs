//! Lists: which records, newest first or by number, a page at a time, and how many in all.
//! It does not know what a state or a kind means, nor who may look: the caller gives the scope.
//! Called through `Reader::cards`, `Reader::count`, `Reader::card`.

mod count;
mod filter;
mod page;
mod picks;
mod query;

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use count::kept_due;
pub(crate) use filter::{Filter, scope_params};
pub(crate) use page::page_of;
pub use query::{CardQuery, CardRow, Cursor, DueFilter, Order, Page, Scope, Shown, TallyFilter};
