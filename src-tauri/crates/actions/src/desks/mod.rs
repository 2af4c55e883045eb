//! The desks of the cell for whoever keeps them: who works where, what each may hold, when it was last heard of.
//! It does not know how a desk joins (`joining`), is revoked (`revoking`) or exchanges (`exchange`). Called through `calls`.

mod heard;
mod list_desks;
mod silence;

pub use list_desks::*;
pub use silence::*;
