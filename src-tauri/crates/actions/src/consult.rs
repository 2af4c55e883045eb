//! The door for reading personal data: who, which record, which fields, why. The look is written down before it is answered.
//! It does not know what a mask looks like (`domain::mask`), nor keeps what it showed.

use ledger::{RecordId, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::OrMissing;
use crate::find::sees;
use crate::{Office, Result, Who, trace};

/// Fields of a party that a purpose may uncover.
const SHOWN: &[&str] =
    &["name", "phone", "id_number", "address", "home", "company_code", "work", "born_on", "contact"];

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Unmask {
    #[ts(type = "string")]
    pub record: RecordId,
    pub fields: Vec<String>,
    /// Why it must be seen; kept in the log.
    pub purpose: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Unmasked {
    pub values: std::collections::BTreeMap<String, String>,
}

pub fn unmask(office: &Office, who: &Who, input: Unmask) -> Result<Unmasked> {
    domain::facts::written("purpose", &input.purpose, domain::facts::SHORT)?;
    if !who.person.sees_business() {
        return Err(domain::Refusal::WrongRole { verb: "unmask".into() }.into());
    }
    let party = office.desk.read(|r| r.record(input.record))?.or_missing("party")?;
    let station = domain::facts::station_of(&party);
    let office_code = party.text("office").unwrap_or(&office.code).to_owned();
    if party.noun != "party" || !sees(&who.scope(), station, &office_code) {
        return Err(domain::Refusal::OutOfScope.into());
    }
    let asked: Vec<&String> = input.fields.iter().filter(|f| SHOWN.contains(&f.as_str())).collect();
    let fields: Vec<String> = asked.iter().map(|f| (*f).clone()).collect();
    let what = [
        ("record", input.record.into()),
        ("fields", fields.into()),
        ("purpose", input.purpose.as_str().into()),
    ];
    trace::write(office, who, "unmask", Value::map(what))?;
    let value = |field: &String| Some((field.clone(), party.text(field)?.to_owned()));
    Ok(Unmasked { values: asked.into_iter().filter_map(value).collect() })
}
