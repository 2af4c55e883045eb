//! `enrol_desk`: the office certifies a desk that asked, lists its first account and grants what that person does.
//! A desk of an office that this cell does not know yet is enrolled with the recovery sheet of the founding: only the root
//! delegates to an office.

use std::collections::BTreeSet;

use domain::{Level, Person, Refusal, Role};
use ledger::authority::build::{account_ops, desk_ops, grant_ops, letter_op, office_ops, office_record};
use ledger::authority::{Account, Class, ROOT_ACCOUNT};
use ledger::{AccountId, Authority, Draft, Entry, EntryId, GrantId, Op, RecordId, SigningKey, Stream, flag};
use serde::{Deserialize, Serialize};
use store::Reader;
use store::keys::Sheet;
use ts_rs::TS;
use zeroize::Zeroizing;

use super::request::{MOST, Request, cell_print, differs};
use crate::accounts::{administrators_named, all_stations, fits, next_letter};
use crate::desk::{grant, office_card, refused, root_of};
use crate::error::OrMissing;
use crate::imports::bytes_of;
use crate::perform::{At, pen};
use crate::{Failure, Office, Outcome, Result, Who};

/// A request file as the office opens it.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RequestFile {
    pub bytes_base64: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct RequestView {
    pub desk: String,
    pub name: String,
    pub office: String,
    pub office_name: String,
    /// As typed at the new desk; the account goes to a person of the office's own list.
    pub person: String,
    pub fingerprint: String,
    /// To be told to the person at the new desk.
    pub cell: String,
    #[ts(type = "number")]
    pub made_ms: u64,
    pub enrolled: bool,
    /// The office is new to this cell, or another keeps its sealed matters: the sheet is needed.
    pub needs_sheet: bool,
}

pub fn open_request(office: &Office, who: &Who, input: RequestFile) -> Result<RequestView> {
    may(who, "enrol_desk")?;
    let request = read(office, &input.bytes_base64)?;
    let authority = office.desk.read(|r| r.authority())?;
    let root = authority.root().or_missing("root")?;
    Ok(RequestView {
        desk: request.desk.record.to_string(),
        name: request.desk.name.clone(),
        office_name: office_name(office, &request.desk.office),
        person: request.person.clone(),
        fingerprint: request.fingerprint(),
        cell: cell_print(&root),
        made_ms: request.made_ms,
        enrolled: authority.desk(request.desk.record).is_some(),
        needs_sheet: !hands_on(&authority, (who, &request.desk.office)),
        office: request.desk.office,
    })
}

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EnrolDesk {
    pub request: RequestFile,
    /// Their record, in the list of this cell's people.
    #[ts(type = "string")]
    pub person: RecordId,
    pub roles: BTreeSet<Role>,
    #[serde(default)]
    #[ts(optional)]
    pub level: Option<Level>,
    #[serde(default)]
    #[ts(type = "string[]", optional)]
    pub stations: BTreeSet<RecordId>,
    /// The eight groups of the founding's sheet, for the first desk of an office.
    #[serde(default)]
    #[ts(optional)]
    pub sheet: Option<Vec<String>>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Enrolled {
    pub desk: String,
    pub letter: String,
}

pub fn enrol_desk(office: &Office, who: &Who, input: EnrolDesk) -> Result<Outcome<Enrolled>> {
    may(who, "enrol_desk")?;
    fits(&input.roles)?;
    let request = read(office, &input.request.bytes_base64)?;
    if !administrators_named(office)? {
        return Err(Failure::AdministratorsFirst {}.into());
    }
    let root = input.sheet.as_ref().map(|groups| root_from(office, groups)).transpose()?;
    office.perform(who, "enrol_desk", |at| {
        let authority = at.tx.authority()?;
        if authority.desk(request.desk.record).is_some() {
            return Err(Refusal::NothingChanged.into());
        }
        let new_office = authority.office(&request.desk.office).is_none();
        if root.is_none() && !hands_on(&authority, (who, &request.desk.office)) {
            return Err(Refusal::Required { field: "sheet".into() }.into());
        }
        let person = person_of(at, &input, &request)?;
        at.tx.append(&request.opening)?;
        let letter = next_letter(at)?;
        let mut planned = planned(&request, &person, &letter);
        if new_office {
            let handler = (person.account, request.desk.record, request.key.seal);
            let card = office_card(&person.office, &[handler])?;
            planned.insert(0, Planned::new(office_record(&person.office), "office", office_ops(&card)));
        }
        write(at, planned, root.as_ref())?;
        Ok(Enrolled { desk: request.desk.record.to_string(), letter })
    })
}

/// Every grant names its office's sealed stream, which only those who hold it hand on: another office's keeper needs the root.
fn hands_on(authority: &Authority, (who, code): (&Who, &str)) -> bool {
    let sealed = Stream(format!("sealed/{code}"));
    let own = authority.grant(who.person.grant);
    authority.office(code).is_some() && own.is_some_and(|grant| grant.covers(&sealed, Class::Govern))
}

/// One record of `admin` to be begun or, after `seen`, added to.
struct Planned {
    record: RecordId,
    noun: &'static str,
    seen: Vec<EntryId>,
    ops: Vec<Op>,
}

impl Planned {
    fn new(record: RecordId, noun: &'static str, ops: Vec<Op>) -> Self {
        Self { record, noun, seen: vec![], ops }
    }
}

fn planned(request: &Request, person: &Person, letter: &str) -> Vec<Planned> {
    let account = Account {
        id: person.account,
        person: Some(person.record),
        office: person.office.clone(),
        keys: vec![request.key.clone()],
    };
    vec![
        Planned::new(request.desk.record, "desk", desk_ops(&request.desk)),
        Planned {
            seen: vec![request.opening.id],
            ..Planned::new(request.opening.header.record, "writer", vec![letter_op(letter)])
        },
        Planned::new(RecordId(person.account.0), "account", account_ops(&account)),
        Planned::new(RecordId(person.grant.0), "grant", grant_ops(&grant(person))),
    ]
}

/// By the one who enrols; the first desk of an office by the root.
fn write(at: &mut At<'_, '_>, planned: Vec<Planned>, root: Option<&SigningKey>) -> Result<()> {
    let Some(root) = root else {
        for Planned { record, noun, seen, ops } in planned {
            match seen.is_empty() {
                true => at.open_as(record, noun, Stream::admin(), ops),
                false => at.add_to((record, noun), seen, ops),
            }
        }
        return Ok(());
    };
    let records: Vec<RecordId> = planned.iter().map(|p| p.record).collect();
    let n = u32::try_from(planned.len()).unwrap_or(u32::MAX);
    let mut pen = pen(at.tx)?;
    let clk = at.office.clk(at.tx, at.now_ms)?;
    let demo = if at.office.demo { flag::DEMO } else { 0 };
    for (k, Planned { record, noun, seen, ops }) in (1u32..).zip(planned) {
        let draft = Draft {
            stream: Stream::admin(),
            record,
            noun: noun.into(),
            act: "enrol_desk".into(),
            parents: seen,
            wall_ms: at.now_ms,
            clk,
            account: AccountId::from_bytes(ROOT_ACCOUNT),
            grant: GrantId::from_bytes(ROOT_ACCOUNT),
            flags: flag::PERSON | demo,
            deed: at.deed(),
            k,
            n,
            ops,
        };
        let entry: Entry =
            pen.write(draft, Some(root)).map_err(|e| Failure::TooBig { problem: e.to_string() })?;
        at.tx.append(&entry)?;
    }
    at.office.refresh(at.tx, &records)
}

fn person_of(at: &At<'_, '_>, input: &EnrolDesk, request: &Request) -> Result<Person> {
    let staff = at.tx.record(input.person)?.filter(|r| r.noun == "person").or_missing("person")?;
    all_stations(at.tx, &input.stations)?;
    if staff.text("office") != Some(request.desk.office.as_str()) {
        // The desk was asked for in the name of another office than the one the person works at.
        return Err(differs("person"));
    }
    Ok(Person {
        account: request.account,
        record: input.person,
        grant: GrantId::at(at.now_ms),
        name: staff.text("name").unwrap_or_default().into(),
        office: request.desk.office.clone(),
        department: staff.text("department").unwrap_or_default().into(),
        formerly: BTreeSet::new(),
        roles: input.roles.clone(),
        level: input.level,
        whole_office: input.stations.is_empty(),
        stations: input.stations.clone(),
        stands_for: BTreeSet::new(),
    })
}

fn may(who: &Who, verb: &str) -> Result<()> {
    if who.person.any(&[Role::Registrar, Role::SystemAdmin]) {
        return Ok(());
    }
    Err(Refusal::WrongRole { verb: verb.into() }.into())
}

fn read(office: &Office, base64: &str) -> Result<Request> {
    let request = Request::read(&bytes_of(base64, MOST)?)?;
    match (request.demo, office.demo) {
        (true, false) => Err(Failure::RealOnly {}.into()),
        (false, true) => Err(Failure::DemoOnly {}.into()),
        _ => Ok(request),
    }
}

/// The sheet of the founding carries the root; one that was issued anew opens the file and is not it.
fn root_from(office: &Office, groups: &[String]) -> Result<SigningKey> {
    let sheet = Sheet::read(&Zeroizing::new(groups.concat())).map_err(refused)?;
    let root = root_of(&sheet);
    let known = office.desk.read(|r: &Reader<'_>| r.authority())?.root();
    if known == Some(root.verifying_key().to_bytes()) { Ok(root) } else { Err(Failure::WrongSheet {}.into()) }
}

pub(crate) fn office_name(office: &Office, code: &str) -> String {
    let law = office.law();
    law.places.office(code).map_or(code, |place| place.name.as_str()).to_owned()
}
