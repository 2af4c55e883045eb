//! Desks and a hub in memory: the exchange case by case, and a whole fleet under faults. One binary, so that it links once.
//! It knows no network and no disk: both are parameters, and so are the dice. A red run prints the seed it replays from.
//! Called by `cargo test`, by `cargo xtask simulate` (more seeds) and by `cargo xtask mutants` (a broken copy must turn it red).

#![allow(clippy::unwrap_used, clippy::expect_used)] // a story that cannot go on must stop

mod acts;
mod ahead;
mod cell;
mod checks;
mod desk;
mod dice;
mod flaky;
mod hub;
mod lies;
#[path = "../../../ledger/tests/proofs/oracle.rs"]
mod oracle;
#[path = "../../../ledger/tests/proofs/oracle_flows.rs"]
mod oracle_flows;
mod scene;
mod session;
mod shrink;
mod simulate;
mod world;
