//! Attachments: taken in before the act that names them, carried into its entry, shown or exported afterwards.
//! It does not know how they are sealed (`store::blobs`). Their type is what their bytes say, never their name.
//! Called through `calls`, by the door for changes when an act names a file, and when somebody signs in.

mod attach_file;
mod carry;
mod kind;
mod open_file;

pub use attach_file::*;
pub(crate) use carry::{carry, is_known, sweep};
pub use open_file::*;
