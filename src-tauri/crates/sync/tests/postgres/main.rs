//! The hub on a real PostgreSQL: a cluster of our own in a temporary folder, with TLS, ended by its process id.
//! It needs Debian's package `postgresql` (15 or newer) and fails with a sentence where there is none.
//! Called by `cargo test`; desks and entries are those of the fleet's tests.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a story that cannot go on must stop

mod administrators;
#[allow(dead_code)]
#[path = "../fleet/cell.rs"]
mod cell;
mod cluster;
mod conformance;
#[allow(dead_code)]
#[path = "../fleet/desk.rs"]
mod desk;
mod exchange;
mod fail_over;
mod hostile;
mod limits;
mod scene;
mod set_up;
mod writers;
