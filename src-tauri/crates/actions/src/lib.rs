//! What a person can ask, and the two doors through which it happens: `perform` changes, `consult` reads personal data.
//! It does not know SQL, windows or HTTP, nor what the law says: it asks `domain`, and `store` keeps the answer.
//! Called by `cli` and the shell, through `Host::answer` only.

pub mod calls;
mod accounts;
mod appeals;
mod clocks;
mod consult;
mod error;
mod host;
mod office;
mod outcome;
mod overview;
mod perform;
mod timeline;
mod verify;
mod wall;

mod demo;
mod desk;
mod find;
mod people;
mod reference;
mod rows;
mod stations;
mod step;
mod trace;

/// What headers say of the program: its version and that of the ops.
pub(crate) const APP: &str = concat!(env!("CARGO_PKG_VERSION"), "+ops1");

pub use error::{Error, Failure, Fault, Result};
pub use host::Host;
pub use office::{Office, Who};
pub use outcome::{Outcome, Page, Seen, Topic};
pub use wall::{FixedWall, SystemWall, Wall};
