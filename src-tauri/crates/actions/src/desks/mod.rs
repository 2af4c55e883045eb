//! The desks of the cell for whoever keeps them: who works where, what each may hold, when it was last heard of, and further
//! streams given and ended.
//! It does not know how a desk joins (`joining`), is revoked (`revoking`) or exchanges (`exchange`). Called through `calls`.

mod further;
mod heard;
mod list_desks;
mod silence;

pub use further::{EndStream, GrantStream, Granted, end_stream, grant_stream};
pub use list_desks::*;
pub use silence::*;

pub(crate) use further::{end, further_of, further_stations, grant_for};
