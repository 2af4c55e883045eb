//! How much is fetched without being asked for: data, kept at this desk.
//! It does not know what waits. Called by `carry`, and through `calls`.

use domain::Refusal;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::desk::Done;
use crate::exchange::may;
use crate::{Failure, Office, Result, Who};

const SETTING: &str = "files_room";
const MIB: u64 = 1 << 20;
/// A station's scans of a busy day.
const FETCH_MIB: u32 = 200;
/// A desk needs as much for its own file and for copies of it.
const KEEP_FREE_MIB: u32 = 2048;
const MOST_MIB: u32 = 1 << 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FilesRoom {
    /// After each exchange so much is fetched by itself; 0: only what somebody opens.
    pub fetch_mib: u32,
    /// Nothing is fetched by itself that would leave less on the disk.
    pub keep_free_mib: u32,
}

impl FilesRoom {
    pub(super) fn fetch(&self) -> u64 {
        u64::from(self.fetch_mib) * MIB
    }

    pub(super) fn keep_free(&self) -> u64 {
        u64::from(self.keep_free_mib) * MIB
    }
}

pub fn set_files_room(office: &Office, who: &Who, input: FilesRoom) -> Result<Done> {
    may(who, "set_files_room")?;
    for (field, mib) in [("fetch_mib", input.fetch_mib), ("keep_free_mib", input.keep_free_mib)] {
        if mib > MOST_MIB {
            return Err(Refusal::OutOfRange { field: field.into(), least: 0, most: MOST_MIB }.into());
        }
    }
    office.desk.act(|tx| tx.set_setting(SETTING, &json!(input)))?;
    Ok(Done {})
}

pub(crate) fn room(office: &Office) -> Result<FilesRoom> {
    let usual = FilesRoom { fetch_mib: FETCH_MIB, keep_free_mib: KEEP_FREE_MIB };
    let kept = office.desk.read(|r| r.setting(SETTING))?.map(serde_json::from_value);
    kept.unwrap_or(Ok(usual)).map_err(|e| Failure::Broken { what: e.to_string() }.into())
}
