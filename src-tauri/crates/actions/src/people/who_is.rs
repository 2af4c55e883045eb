//! Who is who: the person behind an account, what their grant lets them be, whom they stand in for today.
//! It does not know passwords or keys (`desk`), nor what a role may do (`domain`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::staff::Staff;
use domain::{Level, Person, Role};
use ledger::{AccountId, Entry, GrantId, Op, Record, RecordId, Value, fold};
use store::{CardQuery, Reader};

use crate::error::OrMissing;
use crate::office::Names;
use crate::{Failure, Result, reference};

/// Names of people and stations, and which account is whose.
pub fn names_of(reader: &Reader<'_>) -> Result<Names> {
    let (mut accounts, mut offices) = (BTreeMap::new(), BTreeMap::new());
    for record in reference::all(reader, "account")? {
        let Some(record) = reader.record(record)? else { continue };
        if let Some(person) = record.record("person") {
            accounts.insert(AccountId(record.id.0), person);
        }
        if let Some(code) = record.text("office") {
            offices.insert(AccountId(record.id.0), code.to_owned());
        }
    }
    Ok(Names { accounts, offices, people: titles(reader, "person")?, stations: titles(reader, "station")? })
}

fn titles(reader: &Reader<'_>, noun: &str) -> Result<BTreeMap<RecordId, String>> {
    let query = CardQuery::of(noun);
    let (mut found, mut after) = (BTreeMap::new(), None);
    loop {
        let page = reader.cards(&query, after, 200)?;
        found.extend(page.rows.into_iter().map(|r| (r.record, r.card.title)));
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(found),
        }
    }
}

/// The person an account acts as today: the grant that is in force. Without one there is nothing to sign with.
pub fn person_of(reader: &Reader<'_>, account: AccountId, today: NaiveDate) -> Result<Person> {
    let found = reader.record(RecordId(account.0))?.or_missing("account")?;
    let record = found.record("person").or_missing("person")?;
    let staff = reader.record(record)?.or_missing("person")?;
    let grants = grants_of(reader, account)?;
    // A handler's grant carries a key and no role; who has left acts no more, whatever was granted.
    let grant = grants.iter().find(|g| in_force(g, today) && !roles(g).is_empty());
    let grant = grant.filter(|_| Staff::of(&staff).works_on(today)).ok_or(Failure::NoGrant {})?;
    let stations = grant.field("stations").map(Value::list).unwrap_or_default();
    let mut stations: BTreeSet<RecordId> = stations.iter().filter_map(Value::record).collect();
    let whole_office = stations.is_empty();
    if !whole_office {
        stations.extend(crate::desks::further_stations(reader, account, today)?);
    }
    let people = everybody(reader)?;
    let (office, department) =
        (grant.text("office").unwrap_or_default(), staff.text("department").unwrap_or_default());
    Ok(Person {
        account,
        record,
        grant: GrantId(grant.id.0),
        name: staff.text("name").unwrap_or_default().into(),
        office: office.into(),
        department: department.into(),
        formerly: domain::staff::former_names(&people, (office, department), today),
        roles: roles(grant),
        level: grant.text("level").and_then(|l| serde_json::from_value::<Level>(l.into()).ok()),
        whole_office,
        stations,
        stands_for: domain::staff::stands_for(&people, record, today),
    })
}

/// A grant names its roles in one text, separated by commas.
fn roles(grant: &Record) -> BTreeSet<Role> {
    let names = grant.text("role").unwrap_or_default().split(',');
    names.filter_map(|role| serde_json::from_value(role.into()).ok()).collect()
}

fn grants_of(reader: &Reader<'_>, account: AccountId) -> Result<Vec<Record>> {
    let mut grants = vec![];
    let authority = reader.authority()?;
    for id in reference::all(reader, "grant")? {
        // Asked before anything is folded: a cell has hundreds of them, a person one or two.
        let its = authority.grant(GrantId(id.0)).is_some_and(|g| g.cut.is_none() && g.account == account);
        if its {
            grants.extend(reader.record(id)?);
        }
    }
    Ok(grants)
}

fn in_force(grant: &Record, today: NaiveDate) -> bool {
    let day = |field| grant.text(field).and_then(|t| t.parse::<NaiveDate>().ok());
    !grant.hidden && day("from_on").is_none_or(|f| f <= today) && day("to_on").is_none_or(|t| today <= t)
}

/// The staff records, for who covers whom and what departments were called.
fn everybody(reader: &Reader<'_>) -> Result<Vec<Staff>> {
    let (authority, mut people) = (reader.authority()?, vec![]);
    for id in reference::all(reader, "person")? {
        let entries = reader.entries(id)?;
        let record = fold(&entries, &authority);
        people.extend(record.map(|record| Staff::of(&record).once_in(departments(&entries))));
    }
    Ok(people)
}

/// Every department that a staff record ever named.
fn departments(entries: &[Entry]) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for (_, op) in entries.iter().flat_map(|entry| entry.ops()) {
        if let Op::SetField { field, value } = op
            && field == "department"
        {
            named.extend(value.text().map(str::to_owned));
        }
    }
    named
}
