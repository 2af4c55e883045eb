//! Attachments by the hub, apart from the entries that name them: sent up, fetched when opened or when there is room, each also by itself.
//! It does not know how a file is sealed (`store::blobs`) nor SQL (`sync::hub`). A file's key travels in its entry and never here.
//! Called through `calls`, and by `files` when a file is opened that is not here.

mod carry;
mod down;
mod fetch;
mod line;
mod room;
mod send;
mod up;
mod whereabouts;

pub use carry::*;
pub use fetch::*;
pub use line::FileLine;
pub use room::*;
pub use send::*;
pub use whereabouts::*;
