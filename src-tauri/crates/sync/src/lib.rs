//! How entries travel between desks: by a hub on PostgreSQL, and by a file on a disc.
//! It does not know where a desk keeps them, what they mean, or who may be asked; it carries bytes and checks what bytes show.
//! Called by `actions` (exchange, export, import) and `cli` (the hub's set-up).

pub mod bundle;
pub mod hub;
mod raw;
pub mod session;

pub use raw::Raw;
