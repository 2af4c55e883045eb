//! What the ledger promises, as cases and as properties. One binary, so that it links once.

#![allow(clippy::unwrap_used)] // a story that cannot go on must stop

mod any_order;
mod authority;
mod bytes;
mod cuts;
mod founding;
mod golden;
mod history;
mod oracle;
mod oracle_flows;
mod redact;
mod scene;
mod steps;
mod undo;
mod values;
mod verify;
