//! `account_choices`: for whom an account can be opened here, and which stations it may be held to.
//! Names of staff and stations only: whoever keeps accounts need not see business.

use std::collections::BTreeSet;

use domain::staff;
use ledger::{RecordId, Value};
use serde::Serialize;
use store::keys::Slots;
use ts_rs::TS;

use super::add_account::administrators_named;
use super::list_accounts::administers;
use crate::desk::{Nothing, StationRef, refused};
use crate::{Office, Result, Who, reference};

#[derive(Clone, Debug, Serialize, TS)]
pub struct AccountChoices {
    /// Working here, without an account.
    pub people: Vec<AccountChoice>,
    pub stations: Vec<StationRef>,
    /// Both administrators are named, so that business accounts may follow.
    pub administrators: bool,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct AccountChoice {
    pub record: String,
    pub name: String,
    pub department: String,
}

pub fn account_choices(office: &Office, who: &Who, _: Nothing) -> Result<AccountChoices> {
    administers(who, "add_account")?;
    let open = Slots::load(office.desk.dir()).map_err(refused)?.accounts();
    let stations = office.names().stations.clone();
    let people = office.desk.read(|reader| -> Result<Vec<AccountChoice>> {
        let mut taken = BTreeSet::new();
        // Somebody whose account was taken away may come back with a new one.
        for id in open.iter().map(|account| RecordId(account.0)) {
            let account = reader.record(id)?;
            taken.extend(account.as_ref().and_then(|a| a.field("person")).and_then(Value::record));
        }
        let mut people = vec![];
        for id in reference::all(reader, "person")? {
            let Some(person) = reader.record(id)?.filter(|_| !taken.contains(&id)) else { continue };
            let staff = staff::Staff::of(&person);
            let here = staff.facts.office.as_deref().is_none_or(|code| code == office.code);
            if staff.state == staff::WORKING && here {
                people.push(choice(id, staff.facts));
            }
        }
        Ok(people)
    })?;
    let station = |(id, name): (RecordId, String)| StationRef { record: id.to_string(), name };
    Ok(AccountChoices {
        people,
        stations: stations.into_iter().map(station).collect(),
        administrators: administrators_named(office)?,
    })
}

fn choice(id: RecordId, facts: staff::StaffFacts) -> AccountChoice {
    AccountChoice {
        record: id.to_string(),
        name: facts.name.unwrap_or_default(),
        department: facts.department.unwrap_or_default(),
    }
}
