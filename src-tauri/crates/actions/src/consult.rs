//! The door for reading personal data: who, which record, which fields, why. The look is written down before it is answered.
//! It does not know what a mask looks like (`domain::mask`), nor keeps what it showed.

use ledger::{RecordId, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::OrMissing;
use crate::find::sees;
use crate::sealing::record_for;
use crate::{Failure, Office, Result, Who, trace};

/// Fields of a party that a purpose may uncover.
const OF_PARTY: &[&str] =
    &["name", "phone", "id_number", "address", "home", "company_code", "work", "born_on", "contact"];
/// Colleagues and deputies stand in the open by name; their telephone does not.
const OF_STAFF: &[&str] = &["phone"];

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Unmask {
    #[ts(type = "string")]
    pub record: RecordId,
    pub fields: Vec<String>,
    /// Why it must be seen (list `unmask_purpose`); kept in the log.
    pub purpose: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Unmasked {
    pub values: std::collections::BTreeMap<String, String>,
}

pub fn unmask(office: &Office, who: &Who, input: Unmask) -> Result<Unmasked> {
    let (law, today) = (office.law(), office.wall.today());
    domain::facts::written("purpose", &input.purpose, domain::facts::SHORT)?;
    law.codes.check(("purpose", "unmask_purpose"), &input.purpose, today)?;
    if !who.person.sees_business() {
        return Err(domain::Refusal::WrongRole { verb: "unmask".into() }.into());
    }
    let record = office.desk.read(|r| record_for(r, who, input.record))?;
    // What the law let be deleted, or is being sealed, is nobody's to uncover.
    let record = record.filter(|r| !r.hidden).or_missing("party")?;
    let station = domain::facts::station_of(&record);
    let office_code = record.text("office").unwrap_or(&office.code).to_owned();
    let shown = match record.noun.as_str() {
        "party" => OF_PARTY,
        "person" | "deputy" => OF_STAFF,
        _ => return Err(domain::Refusal::OutOfScope.into()),
    };
    if !sees(&who.scope(), station, &office_code) {
        return Err(domain::Refusal::OutOfScope.into());
    }
    if let Some(field) = input.fields.iter().find(|f| !shown.contains(&f.as_str())) {
        return Err(Failure::BadInput { problem: format!("unknown field {field}") }.into());
    }
    let what = [
        ("record", input.record.into()),
        ("fields", input.fields.clone().into()),
        ("purpose", input.purpose.as_str().into()),
    ];
    trace::write(office, who, "unmask", Value::map(what))?;
    let value = |field: &String| Some((field.clone(), record.text(field)?.to_owned()));
    Ok(Unmasked { values: input.fields.iter().filter_map(value).collect() })
}
