//! The program `gonglian` as a script meets it: what is typed, what comes out on which stream, and how it ended.
//! It does not know what a call means; that is told by the stories.
//! Run with the tests of this crate: each starts the built program.
#![allow(clippy::unwrap_used)] // a story that cannot go on must stop

mod calling;
mod checking;
mod desks;
mod kit;
mod opening;
#[cfg(unix)]
mod others;
mod served;
mod serving;
mod usage;
mod verifying;
