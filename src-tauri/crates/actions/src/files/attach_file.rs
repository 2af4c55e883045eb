//! `attach_file`: the file lies encrypted beside the database; what is answered goes into a material's `file`.

use serde::{Deserialize, Serialize};
use store::blobs::{LIMIT, Put};
use ts_rs::TS;

use super::carry::{Waiting, keep};
use super::kind::{is_shown, mime_of};
use crate::imports::bytes_of;
use crate::timeline::hex;
use crate::{Failure, Office, Result, Who};

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AttachFile {
    pub name: String,
    pub bytes_base64: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Attached {
    /// For `Material.file`.
    pub file: String,
    pub name: String,
    pub mime: String,
    #[ts(type = "number")]
    pub size: u64,
    pub can_be_shown: bool,
}

pub fn attach_file(office: &Office, who: &Who, input: AttachFile) -> Result<Attached> {
    if !who.person.sees_business() {
        return Err(domain::Refusal::WrongRole { verb: "attach_file".into() }.into());
    }
    domain::facts::written("name", &input.name, domain::facts::SHORT)?;
    let bytes = bytes_of(&input.bytes_base64, usize::try_from(LIMIT).unwrap_or(usize::MAX))?;
    if bytes.is_empty() {
        return Err(Failure::BadFile { problem: "empty".into() }.into());
    }
    let mime = mime_of(&bytes);
    let Put { address, key, size } = office.desk.put_blob(&mut bytes.as_slice())?;
    let file = hex(&address);
    let waiting = Waiting { key: hex(&key), size, mime: mime.clone(), name: input.name.clone() };
    office.desk.act(|tx| keep(tx, &file, &waiting))?;
    Ok(Attached { file, name: input.name, can_be_shown: is_shown(&mime), mime, size })
}
