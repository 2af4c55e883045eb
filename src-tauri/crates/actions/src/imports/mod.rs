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

#[cfg(test)]
mod tests {
    use super::{base64_of, bytes_of};
    use crate::{Error, Failure};

    fn problem(base64: &str, most: usize) -> Option<String> {
        match bytes_of(base64, most) {
            Err(Error::Failed(Failure::BadFile { problem })) => Some(problem),
            _ => None,
        }
    }

    #[test]
    fn bytes_cross_the_wire_as_they_are() {
        for n in 0..=9u8 {
            let bytes: Vec<u8> = (0..n).map(|byte| byte.wrapping_mul(37) ^ 0xa5).collect();
            let crossed = base64_of(&bytes);
            assert_eq!(bytes_of(&crossed, 9).unwrap(), bytes, "{crossed}");
            assert_eq!(bytes_of(&format!(" {crossed}\n"), 9).unwrap(), bytes, "{crossed}");
        }
        assert_eq!(base64_of("共联".as_bytes()), "5YWx6IGU");
    }

    #[test]
    fn what_is_too_large_is_not_looked_at() {
        // Not base64 at all: the length alone decides. 400 signs are 300 bytes.
        let text = "*".repeat(400);
        assert_eq!(problem(&text, 100).as_deref(), Some("too_large"));
        assert_eq!(problem(&text, 296).as_deref(), Some("too_large"));
        assert_ne!(problem(&text, 300).as_deref(), Some("too_large"));
    }

    #[test]
    fn what_is_no_base64_is_a_bad_file() {
        for text in ["*", "AAA", "AA=A", "A===", "共联", "AAAA AAAA", "AA-_"] {
            assert!(problem(text, 100).is_some(), "{text}");
        }
    }
}
