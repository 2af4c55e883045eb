//! The people of a demonstration desk with their passwords, in a file beside it: so that one can sign in as any of them.
//! Real desks keep no such file.

use std::path::Path;

use crate::Result;
use crate::desk::DemoPerson;

const FILE: &str = "demo_people.json";

/// Empty where this is no demonstration desk.
pub fn people(dir: &Path) -> Vec<DemoPerson> {
    let text = std::fs::read_to_string(dir.join(FILE)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

pub(super) fn keep(dir: &Path, people: &[DemoPerson]) -> Result<()> {
    let text = serde_json::to_string_pretty(people).map_err(store::StoreError::from)?;
    std::fs::write(dir.join(FILE), text).map_err(store::StoreError::from)?;
    Ok(())
}
