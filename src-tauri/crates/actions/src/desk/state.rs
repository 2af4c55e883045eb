//! What the first page must know: is there a desk, is it open, who sits at it, which day it is there.

use chrono::NaiveDate;
use domain::places::Division;
use domain::{Law, Level, Role};
use ledger::Suite;
use ledger::format::FMT;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use crate::host::Session;
use crate::imports::base64_of;
use crate::{Failure, Host, Office, Result, Who};

pub type DeskState = Nothing;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeskIs {
    /// The folder holds no desk: a first start.
    None,
    /// It has asked to join a cell and waits for the office's answer.
    Joining,
    Locked,
    Open,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct DeskStateView {
    pub state: DeskIs,
    pub version: String,
    pub demo: bool,
    pub today: NaiveDate,
    /// Of an open desk.
    pub office: Option<OfficeRef>,
    pub person: Option<PersonView>,
    /// The recovery sheet was typed back.
    pub sheet_confirmed: bool,
    /// What the one before had begun still ends: whoever signs in waits for it.
    pub closing: bool,
    /// Only of a demonstration desk: its people with their passwords, to choose from.
    pub demo_people: Vec<DemoPerson>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OfficeRef {
    pub code: String,
    pub name: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct PersonView {
    pub record: String,
    pub account: String,
    pub name: String,
    /// The name they signed in under, where it was corrected since.
    pub login: Option<String>,
    pub department: String,
    pub roles: Vec<Role>,
    pub level: Option<Level>,
    /// The stations this person works for; with `whole_office` every station of the office.
    pub stations: Vec<StationRef>,
    pub whole_office: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct StationRef {
    pub record: String,
    pub name: String,
}

/// Somebody of a demonstration desk. Real desks keep no such list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DemoPerson {
    pub name: String,
    pub role: String,
    pub level: Option<String>,
    pub office: String,
    pub station: Option<String>,
    pub password: String,
}

pub fn desk_state(host: &Host, _: DeskState) -> Result<DeskStateView> {
    let session = host.session();
    if session.is_none() {
        must_be_ours(host)?;
        store::backup::resume(&host.dir())?;
        if let Some(dir) = away(host) {
            return Err(Failure::DeskAway { dir }.into());
        }
    }
    let state = match (&session, store::Desk::is_there(&host.dir())) {
        (Some(_), _) => DeskIs::Open,
        (None, true) if crate::joining::is_joining(&host.dir()) => DeskIs::Joining,
        (None, true) => DeskIs::Locked,
        (None, false) => DeskIs::None,
    };
    let demo_people = crate::demo::people(&host.dir());
    let confirmed = |s: &Session| s.office.desk.read(|r| r.setting("sheet_confirmed"));
    Ok(DeskStateView {
        state,
        version: env!("CARGO_PKG_VERSION").into(),
        demo: !demo_people.is_empty(),
        today: session.as_ref().map_or_else(|| host.wall.today(), |s| s.office.wall.today()),
        office: session.as_ref().map(|s| office_ref(&s.office.law(), &s.office.code)),
        person: session.as_ref().map(|s| person_view(&s.office, &s.who)),
        sheet_confirmed: session.as_deref().map(confirmed).transpose()?.flatten() == Some(true.into()),
        closing: host.is_left_running(),
        demo_people,
    })
}

/// What another user of this PC keeps for themselves is no first start either, and no disk that takes no writing.
pub(super) fn must_be_ours(host: &Host) -> Result<()> {
    let dir = host.dir();
    match store::Desk::is_shut(&dir) {
        true => Err(Failure::OthersFolder { dir: dir.display().to_string() }.into()),
        false => Ok(()),
    }
}

/// A disk that is not plugged in is no first start: founding would make a second desk.
fn away(host: &Host) -> Option<String> {
    let kept = host.kept.as_deref().and_then(crate::places::kept_in)?;
    (kept == host.dir() && !store::Desk::is_there(&kept)).then(|| kept.display().to_string())
}

pub(crate) fn person_view(office: &Office, who: &Who) -> PersonView {
    let person = &who.person;
    let station =
        |id: &ledger::RecordId| StationRef { record: id.to_string(), name: office.station_name(*id) };
    PersonView {
        record: person.record.to_string(),
        account: person.account.to_string(),
        name: person.name.clone(),
        login: Some(who.login.clone()).filter(|login| *login != person.name),
        department: person.department.clone(),
        roles: person.roles.iter().copied().collect(),
        level: person.level,
        stations: person.stations.iter().map(station).collect(),
        whole_office: person.whole_office,
    }
}

fn office_ref(law: &Law, code: &str) -> OfficeRef {
    let name = law.places.office(code).map_or(code, |p| &p.name);
    OfficeRef { code: code.into(), name: name.into() }
}

/// An office that a desk may be founded for, and the townships whose stations are its own (of the city: all).
#[derive(Clone, Debug, Serialize, TS)]
pub struct OfficeChoice {
    pub code: String,
    pub name: String,
    pub townships: Vec<Township>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Township {
    pub code: String,
    pub name: String,
}

/// Before there is a desk they come from the program's own places.
pub fn offices(_: &Host, _: Nothing) -> Result<Vec<OfficeChoice>> {
    let law = Law::shipped().map_err(crate::reference::bad_ref)?;
    let choice = |office: &domain::places::Office| OfficeChoice {
        code: office.code.clone(),
        name: office.name.clone(),
        townships: townships_of(&law, &office.code)
            .map(|place| Township { code: place.code.clone(), name: place.name.clone() })
            .collect(),
    };
    Ok(law.places.offices().iter().map(choice).collect())
}

pub(super) fn townships_of<'a>(law: &'a Law, office: &'a str) -> impl Iterator<Item = &'a Division> {
    let city = office.ends_with("00");
    law.places.townships().filter(move |place| city || place.office() == office)
}

/// How this program writes: what a person quotes who asks for help, or compares two desks.
#[derive(Clone, Debug, Serialize, TS)]
pub struct About {
    pub version: String,
    /// Of the entries.
    pub format: u32,
    /// Hash and signature of the entries it writes (ledger.md §1.2).
    pub suite: u8,
}

pub fn about(_: &Host, _: Nothing) -> Result<About> {
    Ok(About { version: env!("CARGO_PKG_VERSION").into(), format: FMT, suite: Suite::Sha256Ed25519 as u8 })
}

/// A font with Chinese, for a page on a system that has none.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SpareFont {
    pub bytes_base64: String,
}

pub fn spare_font(_: &Host, _: Nothing) -> Result<SpareFont> {
    Ok(SpareFont { bytes_base64: base64_of(paper::spare_font()) })
}
