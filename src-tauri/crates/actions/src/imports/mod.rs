//! Lists that come in from a file: first every row's fate, and only after a yes the rows themselves.
//! It does not know file formats (`paper`) nor which row is right (`domain`).
//! Called through `calls`.

mod import_stations;
mod read;
mod station_rows;

pub use import_stations::*;
pub(crate) use station_rows::LastList;
pub use station_rows::{StationRows, StationRowsIn, preview_station_rows};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::{Failure, Result};

/// The bytes of a file as they cross the wire. The length is checked before anything is made of it.
pub(crate) fn bytes_of(base64: &str, most: usize) -> Result<Vec<u8>> {
    let bad = |problem: String| Failure::BadFile { problem };
    if base64.len() / 4 * 3 > most + 3 {
        return Err(bad("too_large".into()).into());
    }
    STANDARD.decode(base64.trim()).map_err(|e| bad(e.to_string()).into())
}

pub(crate) fn base64_of(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}
