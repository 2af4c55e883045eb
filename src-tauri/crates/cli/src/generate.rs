//! `gonglian gen FILE`: the list of calls as TypeScript, committed and compared by a test.

use std::path::Path;

use crate::end::{End, Stop};

pub fn generate(file: &Path) -> Result<End, Stop> {
    let written = std::fs::write(file, actions::calls::typescript());
    written.map_err(|error| Stop::usage(format!("{}: {error}", file.display())))?;
    Ok(End::Good)
}
