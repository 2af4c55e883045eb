//! Lists and boards that go out as a file: what is on the screen, masked the same, written down in the log.
//! It does not know Excel (`paper`).
//! Called through `calls`.

mod asked;
mod boards;
mod cells;
mod discs;
mod export_list;
mod give;
mod log;

pub use boards::*;
pub use discs::*;
pub use export_list::*;
pub use give::FileOut;
pub(crate) use give::moment;
pub use log::*;
