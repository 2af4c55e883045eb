//! The program through its calls, a file a room. One test program: linking one is quicker than linking twenty.

#![allow(clippy::unwrap_used)] // a story that cannot go on must stop

mod accounts;
mod activities;
mod completing;
mod crew;
mod demo;
mod desk_kit;
mod files;
mod finding;
mod founding;
mod governing;
mod lists;
mod overview;
mod prints;
mod reference;
mod sealed;
mod stations;
mod tasks;
mod undo;
mod visits;
mod voices;
