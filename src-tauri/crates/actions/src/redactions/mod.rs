//! Deleting one field of personal data by law, as calls: asking, the list of what waits for a signature, signing,
//! saying no, or keeping it unseen.
//! It does not know which fields are personal nor who may (`domain::redaction`).
//! Called through `calls`.

mod decide;
mod keep;
mod list;
mod redact_field;

pub use decide::*;
pub use keep::*;
pub use list::*;
pub use redact_field::*;
