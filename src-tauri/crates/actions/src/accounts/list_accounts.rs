//! `list_accounts`: who may sign in here, as what, since when.

use std::collections::BTreeSet;

use domain::{Level, Refusal, Role};
use ledger::{AccountId, RecordId, Value};
use serde::Serialize;
use store::Reader;
use store::keys::Slots;
use ts_rs::TS;

use crate::desk::{Nothing, StationRef, refused};
use crate::people::person_of;
use crate::{Office, Result, Who, reference};

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct AccountRow {
    pub account: String,
    pub person: Option<String>,
    pub name: String,
    pub office: String,
    /// Of the grant in force today; none: the account can do nothing.
    pub roles: BTreeSet<Role>,
    pub level: Option<Level>,
    pub stations: Vec<StationRef>,
    pub whole_office: bool,
    /// A slot of this desk opens it.
    pub can_sign_in: bool,
    pub in_force: bool,
}

pub fn list_accounts(office: &Office, who: &Who, _: Nothing) -> Result<Vec<AccountRow>> {
    administers(who, "list_accounts")?;
    let slots = Slots::load(office.desk.dir()).map_err(refused)?.accounts();
    office.desk.read(|reader| {
        let ids = reference::all(reader, "account")?;
        ids.into_iter().map(|id| row(office, reader, (AccountId(id.0), &slots))).collect()
    })
}

pub(super) fn row(
    office: &Office,
    reader: &Reader<'_>,
    (id, slots): (AccountId, &[AccountId]),
) -> Result<AccountRow> {
    let record = reader.record(RecordId(id.0))?;
    let person = person_of(reader, id, office.wall.today()).ok();
    let of_record = record.as_ref().and_then(|r| r.field("person")).and_then(Value::record);
    let station = |s: &RecordId| StationRef { record: s.to_string(), name: office.station_name(*s) };
    Ok(AccountRow {
        account: id.to_string(),
        person: of_record.map(|p| p.to_string()),
        name: office.name_of(id),
        office: record.as_ref().and_then(|r| r.text("office")).unwrap_or_default().to_owned(),
        roles: person.as_ref().map(|p| p.roles.clone()).unwrap_or_default(),
        level: person.as_ref().and_then(|p| p.level),
        stations: person.iter().flat_map(|p| &p.stations).map(station).collect(),
        whole_office: person.as_ref().is_some_and(|p| p.whole_office),
        can_sign_in: slots.contains(&id),
        in_force: person.is_some(),
    })
}

/// Registrar or system administrator.
pub(crate) const KEEPERS: &[Role] = &[Role::Registrar, Role::SystemAdmin];

pub(crate) fn administers(who: &Who, verb: &str) -> Result<()> {
    if who.person.any(KEEPERS) { Ok(()) } else { Err(Refusal::WrongRole { verb: verb.into() }.into()) }
}
