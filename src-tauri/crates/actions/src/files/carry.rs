//! A file that was attached waits with its key until an act names it; the entry then holds the key, and nothing else does:
//! whoever deletes the item deletes the file.

use ledger::{Op, Value};
use serde::{Deserialize, Serialize};
use store::{Reader, Tx};

use crate::timeline::unhex;
use crate::{Failure, Office, Result};

#[derive(Serialize, Deserialize)]
pub struct Waiting {
    pub key: String,
    pub size: u64,
    pub mime: String,
    pub name: String,
}

/// What is kept of one that waits for its act: its key, and what it is called.
const WAITING: &str = "file/";

fn place(file: &str) -> String {
    format!("{WAITING}{file}")
}

/// Lets go of files whose form was thrown away before an act came. Nobody is kept from signing in by one that is held.
pub(crate) fn sweep(office: &Office) {
    match office.desk.sweep_blobs(WAITING) {
        Ok(0) => {}
        Ok(n) => tracing::info!(n, "Attachments that no act came for were deleted"),
        Err(error) => tracing::warn!(%error, "Attachments that no act came for could not be deleted"),
    }
}

pub fn keep(tx: &mut Tx<'_>, file: &str, waiting: &Waiting) -> Result<()> {
    let json = serde_json::to_value(waiting).map_err(|e| Failure::Broken { what: e.to_string() })?;
    Ok(tx.set_setting(&place(file), &json)?)
}

/// A form may name one that waits for its act, or one that some entry has named already.
pub(crate) fn is_known(reader: &Reader<'_>, file: &str) -> Result<bool> {
    if reader.setting(&place(file))?.is_some() {
        return Ok(true);
    }
    let address = unhex(file).map(|address| reader.names_blob(&address)).transpose()?;
    Ok(address.unwrap_or_default())
}

/// Adds to an act's ops the files that its materials name for the first time.
pub(crate) fn carry(tx: &mut Tx<'_>, ops: &mut Vec<Op>) -> Result<()> {
    let mut named = vec![];
    for op in ops.iter() {
        if let Op::SetField { value, .. } | Op::Add { value, .. } | Op::Line { value, .. } = op {
            files(value, &mut named);
        }
    }
    named.sort();
    named.dedup();
    for file in named {
        let Some(json) = tx.setting(&place(&file))? else { continue };
        let waiting: Waiting =
            serde_json::from_value(json).map_err(|e| Failure::Broken { what: e.to_string() })?;
        let (Some(address), Some(key)) = (unhex(&file), unhex(&waiting.key)) else { continue };
        let Waiting { size, mime, name, .. } = waiting;
        ops.push(Op::Blob { address, key, size, mime, name, about: Value::Null });
        tx.drop_setting(&place(&file))?;
    }
    Ok(())
}

/// Every `file` of a map, at any depth.
fn files(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Map(map) => {
            found.extend(map.get("file").and_then(Value::text).map(str::to_owned));
            map.values().for_each(|v| files(v, found));
        }
        Value::List(list) => list.iter().for_each(|v| files(v, found)),
        _ => {}
    }
}
