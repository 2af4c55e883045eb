//! Opens a desk as a person: what `call`, `verify` and `serve` begin with.

use std::path::Path;
use std::sync::Arc;

use actions::places::openings;
use actions::{Host, SystemWall};
use chrono::NaiveDate;
use serde_json::json;

use crate::end::Stop;
use crate::password::password;

/// The desk in a folder, nobody signed in. `today` may move a demonstration desk's day forward.
pub fn open(dir: &Path, today: Option<NaiveDate>) -> Host {
    Host::new(dir, Arc::new(SystemWall), today).opening_as(openings())
}

/// The desk in a folder with a person at it.
pub fn open_as(dir: &Path, person: &str, today: Option<NaiveDate>) -> Result<Host, Stop> {
    let host = open(dir, today);
    let input = json!({ "name": person, "password": password(person)? });
    host.answer("sign_in", input).map_err(|fault| Stop::fault(&fault))?;
    Ok(host)
}
