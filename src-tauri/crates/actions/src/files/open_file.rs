//! `open_file` shows what can be shown, in memory only; `export_file` gives any file out and writes that down.

use ledger::{BlobRef, RecordId, Stamp, Stamped, Stream, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::kind::{is_shown, on_disk, shown};
use crate::error::OrMissing;
use crate::exchange::not_here;
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
    let found = named(office, who, ("open_file", &input))?;
    let bytes = is_shown(&found.blob.mime).then(|| read(office, &found)).transpose()?;
    let bytes = bytes.map(|bytes| shown(&found.blob.mime, bytes));
    Ok(FileView {
        name: found.blob.name,
        mime: found.blob.mime,
        size: found.blob.size,
        bytes_base64: bytes.map(|b| base64_of(&b)),
    })
}

pub fn export_file(office: &Office, who: &Who, input: FileOf) -> Result<FileOut> {
    let found = named(office, who, ("export_file", &input))?;
    let bytes = read(office, &found)?;
    let what = [("record", input.record.into()), ("file", input.file.as_str().into())];
    trace::write(office, who, "export_file", Value::map(what))?;
    let blob = found.blob;
    Ok(FileOut { name: on_disk(&blob.name), mime: blob.mime, bytes_base64: base64_of(&bytes), count: 1 })
}

/// A file of a record, with the stream it travels in and who attached it.
pub(crate) struct Named {
    pub blob: BlobRef,
    pub stream: Stream,
    pub stamp: Stamp,
}

/// A file of a record that the person may see.
pub(crate) fn named(office: &Office, who: &Who, (verb, input): (&str, &FileOf)) -> Result<Named> {
    let (stream, blobs) = named_of(office, who, (verb, input.record))?;
    let found = blobs.into_iter().find(|one| hex(&one.value.address) == input.file).or_missing("file")?;
    Ok(Named { blob: found.value, stream, stamp: found.stamp })
}

/// All files of a record that the person may see.
pub(crate) fn named_of(
    office: &Office,
    who: &Who,
    (verb, record): (&str, RecordId),
) -> Result<(Stream, Vec<Stamped<BlobRef>>)> {
    if !who.person.sees_business() {
        return Err(domain::Refusal::WrongRole { verb: verb.into() }.into());
    }
    office.desk.read(|reader| {
        let found = record_for(reader, who, record)?.or_missing("record")?;
        if domain::sealed::is_covered(&found) {
            return Err(domain::Refusal::BeingSealed.into());
        }
        let card = reader.card(record)?.or_missing("record")?.card;
        // The row of a sealed matter does not say whose it is: whoever could read it is one of its handlers.
        let handled = found.stream.class() == "sealed";
        if !handled && !sees(&who.scope(), card.station, &card.office) {
            return Err(domain::Refusal::OutOfScope.into());
        }
        Ok((found.stream, found.blobs))
    })
}

fn read(office: &Office, found: &Named) -> Result<Vec<u8>> {
    if !office.desk.has_blob(&found.blob.address) {
        return Err(not_here(office, found)?.into());
    }
    let mut bytes = vec![];
    office.desk.read_blob(&found.blob.address, &found.blob.key, &mut bytes)?;
    Ok(bytes)
}
