//! What a person can ask, and the two doors through which it happens: `perform` changes, `consult` reads personal data.
//! It does not know SQL, windows or HTTP, nor what the law says: it asks `domain`, and `store` keeps the answer.
//! Called by `cli` and the shell, through `Host::answer` only.

mod accounts;
mod activities;
mod appeals;
mod backups;
pub mod calls;
mod checkpoints;
pub mod checkup;
mod clocks;
mod codes;
mod conflicts;
mod consult;
mod error;
mod exports;
mod face;
mod files;
mod host;
mod imports;
mod kinds;
mod later;
mod listing;
mod lists;
mod office;
mod outcome;
mod overview;
mod parties;
mod perform;
pub mod places;
mod tasks;
mod timeline;
mod today;
mod verify;
mod visits;
mod voices;
mod wall;
mod working;

mod demo;
mod desk;
mod desks;
mod exchange;
mod find;
mod joining;
mod people;
mod prints;
mod redactions;
mod reference;
mod revoking;
mod rows;
mod sealing;
mod stations;
mod step;
mod trace;
mod typing;
mod undo;

/// What headers say of the program: its version and that of the ops.
pub(crate) const APP: &str = concat!(env!("CARGO_PKG_VERSION"), "+ops1");

pub use error::{Error, Failure, Fault, Result};
pub use exchange::{ProvedBundle, ProvedHub, hub_accesses, hub_cell, prove_bundle, prove_hub};
pub use host::Host;
pub use office::{Office, Who};
pub use outcome::{Outcome, Page, Seen, Topic};
pub use store::keys::Cost;
pub use wall::today_utc;
pub use wall::{FixedWall, SystemWall, Wall};
