//! `open_file` shows what can be shown, in memory only; `export_file` gives any file out and writes that down.

use ledger::{BlobRef, RecordId, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::kind::is_shown;
use crate::error::OrMissing;
use crate::exports::FileOut;
use crate::find::sees;
use crate::imports::base64_of;
use crate::sealing::record_for;
use crate::timeline::hex;
use crate::{Office, Result, Who, trace};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FileOf {
    #[ts(type = "string")]
    pub record: RecordId,
    /// As a material names it.
    pub file: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct FileView {
    pub name: String,
    pub mime: String,
    #[ts(type = "number")]
    pub size: u64,
    /// Of images, PDF, text and sound; anything else must be exported.
    pub bytes_base64: Option<String>,
}

pub fn open_file(office: &Office, who: &Who, input: FileOf) -> Result<FileView> {
    let blob = blob(office, who, &input)?;
    let shown = is_shown(&blob.mime).then(|| read(office, &blob)).transpose()?;
    Ok(FileView {
        name: blob.name,
        mime: blob.mime,
        size: blob.size,
        bytes_base64: shown.map(|b| base64_of(&b)),
    })
}

pub fn export_file(office: &Office, who: &Who, input: FileOf) -> Result<FileOut> {
    let blob = blob(office, who, &input)?;
    let bytes = read(office, &blob)?;
    let what = [("record", input.record.into()), ("file", input.file.as_str().into())];
    trace::write(office, who, "export_file", Value::map(what))?;
    Ok(FileOut { name: blob.name, mime: blob.mime, bytes_base64: base64_of(&bytes), count: 1 })
}

/// A file of a record that the person may see.
fn blob(office: &Office, who: &Who, input: &FileOf) -> Result<BlobRef> {
    if !who.person.sees_business() {
        return Err(domain::Refusal::WrongRole { verb: "open_file".into() }.into());
    }
    office.desk.read(|reader| {
        let record = record_for(reader, who, input.record)?.or_missing("record")?;
        if domain::sealed::is_covered(&record) {
            return Err(domain::Refusal::BeingSealed.into());
        }
        let card = reader.card(input.record)?.or_missing("record")?.card;
        if !sees(&who.scope(), card.station, &card.office) {
            return Err(domain::Refusal::OutOfScope.into());
        }
        let found = record.blobs.iter().find(|b| hex(&b.value.address) == input.file);
        found.map(|b| b.value.clone()).or_missing("file")
    })
}

fn read(office: &Office, blob: &BlobRef) -> Result<Vec<u8>> {
    let mut bytes = vec![];
    office.desk.read_blob(&blob.address, &blob.key, &mut bytes)?;
    Ok(bytes)
}
