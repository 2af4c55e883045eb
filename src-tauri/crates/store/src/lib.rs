//! The desk's encrypted file: the log, what is projected from it, search, drafts, attachments, keys, copies.
//! It decides nothing: no law, no permission, no clock (whoever calls gives the time), no words.
//! Called by `actions`; the only room that knows SQL of the desk.

pub mod backup;
pub mod blobs;
pub mod cards;
pub mod desk;
pub mod error;
pub mod exchange;
pub mod held;
pub mod keys;
pub mod local;
pub mod log;
pub mod search;
pub mod shelf;

#[cfg(test)]
extern crate self as store;
#[cfg(test)]
mod kit;
mod seat;
mod terms;

pub use cards::{CardQuery, CardRow, Cursor, DueFilter, Order, Page, Scope, Shown, TallyFilter};
pub use desk::{Claim, Desk, Origin, Reader, Tx};
pub use error::StoreError;
pub use keys::{FileKey, KeyError, Slots};
pub use local::Draft;
pub use log::{Appended, PenState, RawEntry};
pub use search::{Among, Search};
pub use shelf::{ItemSum, Project, Recount, TallySum};
