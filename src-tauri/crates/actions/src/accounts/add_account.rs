//! `add_account`: a slot with keys made here, the account and its grant in `admin`, in one act.
//! A lone desk must have named its system and security administrators before a second business account (ledger.md §1.1).

use std::collections::BTreeSet;

use domain::{Level, Person, Refusal, Role};
use ledger::authority::build::{account_ops, grant_ops};
use ledger::authority::{Account, AccountKey};
use ledger::{AccountId, GrantId, RecordId, SigningKey, Stream};
use serde::Deserialize;
use store::keys::{AccountKeys, Login, Slots};
use store::{FileKey, Reader};
use ts_rs::TS;
use zeroize::Zeroizing;

use crate::desk::{grant, public_of, refused, strong};
use crate::error::OrMissing;
use crate::people::person_of as person_of_account;
use crate::perform::{At, pen};
use crate::revoking::may;
use crate::{Failure, Office, Outcome, Result, Who, reference};

/// Roles that exclude one another and every business role (GB/T 22239-2019 8.1.5).
const ADMINISTRATORS: &[Role] = &[Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin];

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddAccount {
    /// The person's record.
    #[ts(type = "string")]
    pub person: RecordId,
    pub roles: BTreeSet<Role>,
    #[ts(optional)]
    pub level: Option<Level>,
    /// Of a liaison or a team: these stations only; empty: the whole office.
    #[serde(default)]
    #[ts(type = "string[]", optional)]
    pub stations: BTreeSet<RecordId>,
    /// Typed by the person themselves at this desk.
    pub password: String,
}

#[derive(Clone, Debug, serde::Serialize, TS)]
pub struct AccountAdded {
    pub account: String,
}

pub fn add_account(office: &Office, who: &Who, input: AddAccount) -> Result<Outcome<AccountAdded>> {
    let password = Zeroizing::new(input.password.clone());
    strong(&password)?;
    if !who.person.any(&[Role::Registrar, Role::SystemAdmin]) {
        return Err(Refusal::WrongRole { verb: "add_account".into() }.into());
    }
    fits(&input.roles)?;
    administrators_first(office, &input.roles)?;
    let (outcome, _) = add(office, who, (&input, &password))?;
    Ok(outcome)
}

/// Writes the account; gives its keys too, for the demonstration's generator.
pub(crate) fn add(
    office: &Office,
    who: &Who,
    (input, password): (&AddAccount, &str),
) -> Result<(Outcome<AccountAdded>, (Person, AccountKeys))> {
    let person = person_of(office, input)?;
    // What the fold would not follow gets no slot either: another office's people are that office's to let in.
    let authority = office.desk.read(|reader| reader.authority())?;
    may(who, &authority, ("add_account", &person.office))?;
    let mut slots = Slots::load(office.desk.dir()).map_err(refused)?;
    let key: FileKey = office.desk.key();
    let login = Login { name: &person.name, password };
    let (outcome, keys) = slots.or_as_before(|slots| -> Result<_> {
        let keys = slots.add(&key, person.account, login).map_err(refused)?;
        Ok((office.perform(who, "grant_role", |at| write(at, &person, &keys))?, keys))
    })?;
    Ok((outcome, (person, keys)))
}

fn write(at: &mut At<'_, '_>, person: &Person, keys: &AccountKeys) -> Result<AccountAdded> {
    let desk = at.tx.authority()?.desk_of(&pen(at.tx)?).or_missing("desk")?;
    let pair = AccountKey {
        desk,
        sign: SigningKey::from_bytes(&keys.sign).verifying_key().to_bytes(),
        seal: public_of(&keys.seal),
    };
    let account = Account {
        id: person.account,
        person: Some(person.record),
        office: person.office.clone(),
        keys: vec![pair],
    };
    at.open_as(RecordId(person.account.0), "account", Stream::admin(), account_ops(&account));
    at.open_as(RecordId(person.grant.0), "grant", Stream::admin(), grant_ops(&grant(person)));
    Ok(AccountAdded { account: person.account.to_string() })
}

/// A grant for what is no station would lock its holder out of everything.
pub(crate) fn all_stations(reader: &Reader<'_>, stations: &BTreeSet<RecordId>) -> Result<()> {
    for id in stations {
        reader.record(*id)?.filter(|r| r.noun == "station").or_missing("station")?;
    }
    Ok(())
}

fn person_of(office: &Office, input: &AddAccount) -> Result<Person> {
    let staff =
        office.desk.read(|r| r.record(input.person))?.filter(|r| r.noun == "person").or_missing("person")?;
    office.desk.read(|r| all_stations(r, &input.stations))?;
    let (now, today) = (office.wall.now_ms(), office.wall.today());
    let name = staff.text("name").unwrap_or_default();
    let names = office.names();
    let mut theirs =
        names.accounts.iter().filter(|(_, of)| **of == input.person).map(|(account, _)| *account);
    if theirs.any(|account| office.desk.read(|r| person_of_account(r, account, today)).is_ok()) {
        // What must be kept apart is kept apart for a person, not for a login.
        return Err(Refusal::HasAccount { name: name.into() }.into());
    }
    Ok(Person {
        account: AccountId::at(now),
        record: input.person,
        grant: GrantId::at(now),
        name: staff.text("name").unwrap_or_default().into(),
        office: staff.text("office").unwrap_or(&office.code).into(),
        department: staff.text("department").unwrap_or_default().into(),
        formerly: BTreeSet::new(),
        roles: input.roles.clone(),
        level: input.level,
        whole_office: input.stations.is_empty(),
        stations: input.stations.clone(),
        stands_for: BTreeSet::new(),
    })
}

pub(crate) fn fits(roles: &BTreeSet<Role>) -> Result<()> {
    let administers = roles.iter().filter(|r| ADMINISTRATORS.contains(r)).count();
    if roles.is_empty() {
        return Err(Refusal::Required { field: "roles".into() }.into());
    }
    if administers > 0 && roles.len() > 1 { Err(Failure::RolesExclude {}.into()) } else { Ok(()) }
}

/// The three-way division comes before the second business account.
fn administrators_first(office: &Office, roles: &BTreeSet<Role>) -> Result<()> {
    if roles.iter().any(|r| ADMINISTRATORS.contains(r)) {
        return Ok(());
    }
    if administrators_named(office)? { Ok(()) } else { Err(Failure::AdministratorsFirst {}.into()) }
}

pub(crate) fn administrators_named(office: &Office) -> Result<bool> {
    let named: Vec<String> = office.desk.read(|reader| -> Result<Vec<String>> {
        let grants = reference::all(reader, "grant")?;
        let role =
            |id| Ok(reader.record(id)?.and_then(|g| g.text("role").map(str::to_owned)).unwrap_or_default());
        grants.into_iter().map(role).collect()
    })?;
    let there = |role: &str| named.iter().any(|n| n == role);
    Ok(there("system_admin") && there("security_admin"))
}
