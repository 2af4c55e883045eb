//! Lists that go out as a file: the same question as the list on the screen, masked the same, written down in the log.
//! It does not know Excel (`paper`). Called through `calls`.
//! Called through `calls`.

mod cells;
mod export_list;

pub use export_list::*;
