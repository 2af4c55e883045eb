//! Forms and letters on paper: read from the record, set by `paper`, and written down with the number of the copy.
//! It does not know how a page looks. A rule's 待核 mark has no place on a letter: what is doubtful stays in the office.
//! Called through `calls`.

mod checkpoint;
mod instruction;
mod letters;
mod press;
mod sheets;

pub use checkpoint::*;
pub use letters::*;
pub use press::Printed;
pub use sheets::*;
