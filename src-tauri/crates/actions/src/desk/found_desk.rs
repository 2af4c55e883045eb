//! `found_desk`: a lone desk founds its own cell. The root signs the first entries and is then only on the paper sheet.
//! It does not know the demonstration (`demo` calls `found` with another root) nor joining a cell, which comes by file.

use std::path::Path;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use domain::station::{OpenStation, StationFacts};
use domain::{Law, Person, Refusal, Role};
use ledger::authority::build::office_account;
use ledger::authority::{Class, DeskCard, FirstAccount, Founding, Grant, Office as OfficeCard};
use ledger::{AccountId, Clk, DeedId, GrantId, Pen, RecordId, SigningKey, Stream};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::keys::{AccountKeys, Cost, Login, Sheet, Slots};
use store::{Claim, Desk, FileKey, PenState, StoreError};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::open::fresh_writer;
use super::password::strong;
use super::sign_in::{refused, wall_of};
use super::state::townships_of;
use crate::host::Session;
use crate::perform::At;
use crate::{Failure, Host, Office, Result, Wall, Who, places, reference};

#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FoundDesk {
    /// Six digits of the procuratorate.
    pub office: String,
    pub person: String,
    pub password: String,
    /// Of the founder; tasks are issued in a department's name. Without one the office's own name stands for it.
    #[serde(default)]
    #[ts(optional)]
    pub department: Option<String>,
    /// Since when the stations of the list have been open; without it since the year began. A registrar corrects each.
    #[serde(default)]
    #[ts(optional)]
    pub stations_since: Option<NaiveDate>,
    /// Nine digits of each township whose station is kept here; without it all of the office's.
    #[serde(default)]
    #[ts(optional)]
    pub stations: Option<Vec<String>>,
}

/// The recovery sheet, shown once: its groups, and which two must be typed back (counted from 0).
#[derive(Clone, Debug, Serialize, TS)]
pub struct Founded {
    pub sheet: Vec<String>,
    pub confirm: [usize; 2],
}

pub fn found_desk(host: &Host, input: FoundDesk) -> Result<Founded> {
    let password = Zeroizing::new(input.password);
    strong(&password)?;
    let department = input.department.map(|d| d.trim().to_owned()).filter(|d| !d.is_empty());
    let plan = Plan {
        office: input.office,
        person: input.person.trim().into(),
        department,
        wall: wall_of(host, None)?,
        stands_on: None,
        cost: host.cost,
        stations_since: input.stations_since,
        stations: input.stations,
    };
    let (session, sheet) = found(host, &plan, &password)?;
    let confirm = sheet.ask_two()?;
    let answer = Founded { sheet: sheet.groups(), confirm };
    host.seat(session);
    host.wait_for(sheet, confirm);
    Ok(answer)
}

/// What founding is told. `stands_on` makes it a demonstration: a root of its own that real desks refuse.
pub(crate) struct Plan {
    pub office: String,
    pub person: String,
    /// See `FoundDesk`.
    pub department: Option<String>,
    pub wall: Arc<dyn Wall>,
    pub stands_on: Option<NaiveDate>,
    pub cost: Cost,
    /// See `FoundDesk`.
    pub stations_since: Option<NaiveDate>,
    pub stations: Option<Vec<String>>,
}

/// Makes the folder's desk. Nothing is left behind when it fails half-way.
pub(crate) fn found(host: &Host, plan: &Plan, password: &str) -> Result<(Session, Sheet)> {
    let law = Law::shipped().map_err(reference::bad_ref)?;
    one_of_ours(&law, &plan.office)?;
    for code in plan.stations.iter().flatten() {
        if !townships_of(&law, &plan.office).any(|place| place.code == *code) {
            let (field, list) = ("stations".into(), "division".into());
            return Err(Refusal::NotInList { field, list, value: code.clone() }.into());
        }
    }
    domain::facts::written("person", &plan.person, domain::facts::SHORT)?;
    if Desk::is_there(&host.dir()) {
        return Err(Failure::DeskExists {}.into());
    }
    places::must_be_fit(&host.dir())?;
    let claim = claim(&host.dir())?;
    let made = make(host, plan, password, &claim);
    if made.is_err() {
        claim.abandon()?;
    }
    made
}

/// The six digits name a procuratorate there is.
pub(crate) fn one_of_ours(law: &Law, office: &str) -> Result<()> {
    if law.places.office(office).is_some() {
        return Ok(());
    }
    let (field, list) = ("office".into(), "office".into());
    Err(Refusal::NotInList { field, list, value: office.into() }.into())
}

/// Held until the desk is made or taken away again: of two foundings at once the second is refused, and touches nothing.
pub(crate) fn claim(dir: &Path) -> Result<Claim> {
    Claim::on(dir).map_err(|error| match error {
        StoreError::AlreadyThere => Failure::DeskExists {}.into(),
        other => other.into(),
    })
}

fn make(host: &Host, plan: &Plan, password: &str, claim: &Claim) -> Result<(Session, Sheet)> {
    let key = FileKey::random()?;
    let wall = Arc::clone(&plan.wall);
    let account = AccountId::at(wall.now_ms());
    let mut slots = Slots::create(&host.dir(), plan.cost).map_err(refused)?;
    let keys = slots.add(&key, account, Login { name: &plan.person, password }).map_err(refused)?;
    let sheet = slots.make_sheet(&key).map_err(refused)?;
    let desk = claim.create(&key)?;
    let person = first_person(plan, account, wall.now_ms())?;
    write_founding(&desk, (plan, &person), (&keys, &sheet), wall.now_ms())?;
    desk.adopt()?;
    let office = Office::new(desk, wall, plan.office.clone())?;
    let (key, seal) = (SigningKey::from_bytes(&keys.sign), Zeroizing::new(keys.seal));
    let who = Who { login: person.name.clone(), key, seal, person };
    seed(&office, &who, plan)?;
    Ok((Session { office, who }, sheet))
}

/// The root is drawn from the sheet's own secret, so that the paper is the only place it rests in.
pub(crate) fn root_of(sheet: &Sheet) -> SigningKey {
    let digest = Sha256::new().chain_update("gljc-root-v1").chain_update(sheet.groups().concat()).finalize();
    SigningKey::from_bytes(&digest.into())
}

/// Registrar, prosecutor and first handler of sealed matters in one: a lone desk has nobody else yet.
fn first_person(plan: &Plan, account: AccountId, now_ms: u64) -> Result<Person> {
    let law = Law::shipped().map_err(reference::bad_ref)?;
    let office = law.places.office(&plan.office).map(|o| o.name.clone()).unwrap_or_default();
    Ok(Person {
        account,
        record: RecordId::at(now_ms),
        grant: GrantId::at(now_ms),
        name: plan.person.clone(),
        office: plan.office.clone(),
        department: plan.department.clone().unwrap_or(office),
        formerly: Default::default(),
        roles: [Role::Registrar, Role::Prosecutor].into(),
        level: None,
        stations: Default::default(),
        whole_office: true,
        stands_for: Default::default(),
    })
}

fn write_founding(
    desk: &Desk,
    (plan, person): (&Plan, &Person),
    (keys, sheet): (&AccountKeys, &Sheet),
    now_ms: u64,
) -> Result<()> {
    let (desk_key, desk_seal) = (random_key(), random_key());
    let mut pen = Pen::new(fresh_writer(), SigningKey::from_bytes(&desk_key), crate::APP);
    let card = DeskCard {
        record: RecordId::at(now_ms),
        name: name_of(&pen.desk_key.verifying_key().to_bytes()),
        office: plan.office.clone(),
        sign: pen.desk_key.verifying_key().to_bytes(),
        seal: public_of(&desk_seal),
        cut: None,
    };
    let (root, founding) = (root_of(sheet), founding((plan, person), (keys, sheet), card, now_ms)?);
    desk.act(|tx| -> Result<()> {
        tx.save_pen(&PenState { writer: pen.writer, next_seq: 1, prev: None, desk_key: desk_key.clone() })?;
        let entries =
            founding.write(&mut pen, &root).map_err(|e| Failure::TooBig { problem: e.to_string() })?;
        for entry in &entries {
            tx.append(entry)?;
        }
        tx.set_root(root.verifying_key().to_bytes())?;
        tx.set_setting("office", &plan.office.as_str().into())?;
        tx.set_setting(crate::office::IN_STEP, &now_ms.into())?;
        tx.set_setting("desk_seal", &crate::timeline::hex(&*desk_seal).into())?;
        if let Some(day) = plan.stands_on {
            tx.set_setting("stands_on", &day.to_string().into())?;
        }
        let records: Vec<RecordId> = entries.iter().map(|e| e.header.record).collect();
        let law = Law::default();
        tx.refresh(&records, &|record, find| domain::project(record, &law, find))?;
        Ok(())
    })
}

/// What the root signs first: the office, its first account and grant, and this desk.
fn founding(
    (plan, person): (&Plan, &Person),
    (keys, sheet): (&AccountKeys, &Sheet),
    card: DeskCard,
    now_ms: u64,
) -> Result<Founding> {
    let handlers = [
        (person.account, card.record, public_of(&keys.seal)),
        (office_account(&plan.office), card.record, public_of(&crate::sealing::sheet_secret(sheet))),
    ];
    Ok(Founding {
        demo: plan.stands_on.is_some(),
        wall_ms: now_ms,
        clk: Clk::InStep,
        deed: DeedId::at(now_ms),
        offices: vec![office_card(&plan.office, &handlers)?],
        accounts: vec![FirstAccount {
            account: person.account,
            person: person.record,
            office: plan.office.clone(),
            sign: SigningKey::from_bytes(&keys.sign).verifying_key().to_bytes(),
            seal: public_of(&keys.seal),
        }],
        grants: vec![grant(person)],
        desk: card,
    })
}

/// The office's pair for sealed matters is made here; its private half is kept wrapped for the first handler and for
/// the paper sheet, which outlives a forgotten password.
pub(crate) fn office_card(code: &str, to: &[(AccountId, RecordId, [u8; 32])]) -> Result<OfficeCard> {
    let (secret, public) = crate::sealing::pair();
    let wrapped = |(account, desk, to): &(AccountId, RecordId, [u8; 32])| {
        Ok((*account, *desk, crate::sealing::wrap(&*secret, to)?))
    };
    let wraps = to.iter().map(wrapped).collect::<Result<_>>()?;
    Ok(OfficeCard { code: code.into(), sign: None, seal: Some(public), seal_id: 1, streams: vec![], wraps })
}

/// The grant of a person of this office: what the fold checks. The roles' acts are checked in `domain`.
pub(crate) fn grant(person: &Person) -> Grant {
    let role = |r: &Role| serde_json::to_value(r).ok().and_then(|v| v.as_str().map(str::to_owned));
    let roles: Vec<String> = person.roles.iter().filter_map(role).collect();
    let level = person.level.and_then(|l| serde_json::to_value(l).ok());
    Grant {
        id: person.grant,
        account: person.account,
        office: person.office.clone(),
        role: roles.join(","),
        level: level.and_then(|v| v.as_str().map(str::to_owned)),
        streams: streams(person),
        classes: classes(person),
        stations: person.stations.iter().copied().collect(),
        from_on: None,
        to_on: None,
        cut: None,
    }
}

fn streams(person: &Person) -> Vec<String> {
    let own = |class: &str| match class {
        // The city keeps the people of every office of its prefecture.
        "pub" if person.office.ends_with("00") => "pub/*".to_owned(),
        class => format!("{class}/{}", person.office),
    };
    let stations = if person.stations.is_empty() {
        vec!["st/*".to_owned()]
    } else {
        person.stations.iter().map(|s| Stream::station(*s).0).collect()
    };
    let mut streams = vec![own("log"), own("sealed")];
    if person.sees_business() {
        streams.extend(stations);
    }
    if person.any(&[Role::Assistant, Role::Prosecutor, Role::Head, Role::Registrar]) {
        streams.extend([own("of"), own("pub")]);
    }
    if person.any(&[Role::Registrar, Role::SystemAdmin]) {
        streams.extend([own("pub"), Stream::admin().0, Stream::reference().0]);
    }
    streams.sort();
    streams.dedup();
    streams
}

fn classes(person: &Person) -> Vec<Class> {
    let mut classes = vec![Class::Write, Class::Decide];
    if person.any(&[Role::Head, Role::Registrar, Role::SystemAdmin]) {
        classes.push(Class::Govern);
    }
    classes
}

/// Rules first, for everything after asks them; then the founder's own record and the stations that are there.
fn seed(office: &Office, who: &Who, plan: &Plan) -> Result<()> {
    office.perform(who, "seed_reference", |at| {
        for file in domain::law::RefTexts::shipped().iter().map(domain::law::RefFile::read) {
            let file = file.map_err(reference::bad_ref)?;
            at.open_as(
                reference::record_of(&file),
                "reference",
                Stream::reference(),
                reference::ops_of(&file),
            );
        }
        Ok(())
    })?;
    office.perform(who, "seed_office", |at| {
        seed_person(at)?;
        seed_stations(at, plan)
    })?;
    Ok(())
}

fn seed_person(at: &mut At<'_, '_>) -> Result<()> {
    let person = &at.who.person;
    let facts = domain::staff::StaffFacts {
        name: Some(person.name.clone()),
        office: Some(person.office.clone()),
        department: Some(person.department.clone()).filter(|d| !d.is_empty()),
        ..Default::default()
    };
    let mut ops = facts.ops(&domain::staff::StaffFacts::default());
    ops.push(ledger::Op::go("main", "", domain::staff::WORKING));
    let stream = Stream::public(&person.office);
    at.open_as(person.record, "person", stream, ops);
    Ok(())
}

/// The townships of the office (of the city: all of them) or those that were chosen, each with a short code of its county's
/// letters and a number, which is the same whatever was chosen.
fn seed_stations(at: &mut At<'_, '_>, plan: &Plan) -> Result<()> {
    let law = at.law;
    let own: Vec<&str> = townships_of(law, &plan.office).map(|place| place.code.as_str()).collect();
    let chosen =
        |code: &str| plan.stations.as_ref().is_none_or(|chosen| chosen.iter().any(|one| one == code));
    let since = plan.stations_since.or_else(|| at.today.with_ordinal(1)).unwrap_or(at.today);
    let mut n_of = std::collections::BTreeMap::new();
    for township in law.places.townships() {
        let n = n_of.entry(township.office()).and_modify(|n| *n += 1).or_insert(1u32);
        if !own.contains(&township.code.as_str()) || !chosen(&township.code) {
            continue;
        }
        let letters = law.places.office(township.office()).map(|o| o.letters.as_str()).unwrap_or_default();
        let input = opened(township, format!("{letters}{n:02}"), since);
        let id = RecordId::natural("station", &township.code);
        let ops = domain::station::open_station((id, input), &|_| false, &at.ctx())?;
        at.open_as(id, "station", Stream::station(id), ops);
    }
    Ok(())
}

fn opened(township: &domain::places::Division, code: String, since: NaiveDate) -> OpenStation {
    let e6 = |degrees: f64| (degrees * 1e6).round() as i64;
    let facts = StationFacts {
        name: Some(township.name.clone()),
        code: Some(code),
        division: Some(township.code.clone()),
        office: Some(township.office().into()),
        lon_e6: township.lon.map(e6),
        lat_e6: township.lat.map(e6),
        ..Default::default()
    };
    OpenStation { facts, opened_on: since }
}

pub(crate) fn random_key() -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *key).expect("the system gives random bytes");
    key
}

pub(crate) fn public_of(secret: &[u8; 32]) -> [u8; 32] {
    x25519_dalek::PublicKey::from(&x25519_dalek::StaticSecret::from(*secret)).to_bytes()
}

/// `d_` and 16 hex digits of the key's hash: carries no meaning (ledger.md §1.1).
pub(crate) fn name_of(public: &[u8; 32]) -> String {
    format!("d_{}", &crate::timeline::hex(&Sha256::digest(public))[..16])
}
