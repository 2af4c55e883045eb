//! What the ledger promises, as cases and as properties. One binary, so that it links once.

mod authority;
mod bytes;
mod founding;
mod redact;
mod scene;
mod steps;
mod undo;
mod values;
mod verify;
