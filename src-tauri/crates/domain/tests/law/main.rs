//! Who may do what, from where, at which level, over whose signature: written down by hand, beside the program's tables.
//! It does not read the tables' own rows to know what is right; it only asks them.
//! Run with the tests of the domain, through what the crate shows to everybody.
#![allow(clippy::unwrap_used)] // a table that cannot be walked must stop

mod appeals;
mod grid;
mod levels;
mod office;
mod signatures;
mod station_work;
mod tasks;
