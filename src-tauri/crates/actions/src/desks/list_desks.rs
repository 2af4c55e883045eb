//! `list_desks`: every desk of one's own office, of the one above it, and for the one above all of the whole cell.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Level, Refusal, Role};
use ledger::authority::{Account, DeskCard, Grant};
use ledger::{Authority, RecordId, Stream, Value};
use serde::Serialize;
use store::Reader;
use store::exchange::BundleRow;
use ts_rs::TS;

use super::further::{FURTHER, may_end};
use super::heard::{Heard, heard};
use super::silence::{Silence, days_since, silent_days};
use crate::desk::{Nothing, StationRef};
use crate::exchange::{DeskLabel, Places, called, in_force, me};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct DeskList {
    /// So many days without a word are told; twice as many are too many.
    pub silent_days: u32,
    /// Keeps the desks of this list, or some of them; a head reads it.
    pub may_act: bool,
    pub rows: Vec<DeskRow>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct DeskRow {
    pub desk: DeskLabel,
    /// The one this list is read at.
    pub own: bool,
    pub people: Vec<DeskPerson>,
    /// Of all who work there; empty with `whole_office`.
    pub stations: Vec<StationRef>,
    pub whole_office: bool,
    pub heard: Option<Heard>,
    #[ts(type = "number | null")]
    pub enrolled_ms: Option<u64>,
    /// Days since it was heard of, or since it was enrolled; of this desk and of revoked ones nobody asks.
    pub quiet_days: Option<u32>,
    pub silence: Silence,
    pub revoked: Option<DeskRevoked>,
    pub streams: Vec<DeskStreams>,
    pub may_act: bool,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct DeskPerson {
    pub account: String,
    pub name: String,
    /// Of the grant in force today; none: the account can do nothing.
    pub roles: BTreeSet<Role>,
    pub level: Option<Level>,
    /// Streams given beside the role, in force today.
    pub further: Vec<FurtherStream>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct FurtherStream {
    pub grant: String,
    /// `st` or `of`.
    pub class: String,
    /// The station or the office.
    pub of: String,
    #[ts(type = "string | null")]
    pub until: Option<String>,
    pub reason: String,
    pub may_end: bool,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct DeskRevoked {
    #[ts(type = "number")]
    pub at_ms: u64,
    pub by_name: String,
    pub reason: String,
}

/// What a desk may hold of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct DeskStreams {
    /// `st`, `of`, `pub`, `sealed` or `log`.
    pub class: String,
    /// Every station of its office, or of the cell for the office above all.
    pub all: bool,
    /// Stations or offices by name.
    pub of: Vec<String>,
}

pub fn list_desks(office: &Office, who: &Who, _: Nothing) -> Result<DeskList> {
    if !who.person.any(&[Role::Registrar, Role::SystemAdmin, Role::Head]) {
        return Err(Refusal::WrongRole { verb: "list_desks".into() }.into());
    }
    office.desk.read(|reader| {
        let authority = reader.authority()?;
        let top = authority.top();
        let mut cards: Vec<&DeskCard> = authority.desks().collect();
        cards.retain(|c| who.person.office == top || c.office == who.person.office || c.office == top);
        let look = Look {
            office,
            reader,
            authority: &authority,
            places: Places::of(reader)?,
            discs: reader.bundles()?,
            own: me(reader)?.record,
            bearable: silent_days(reader)?,
        };
        let rows = cards.into_iter().map(|card| look.row(who, card)).collect::<Result<Vec<_>>>();
        let mut rows = rows?;
        rows.sort_by_cached_key(|row| {
            (row.desk.office.clone(), !row.whole_office, row.desk.people.clone(), row.desk.desk.clone())
        });
        Ok(DeskList {
            silent_days: look.bearable,
            may_act: crate::accounts::administers(who, "enrol_desk").is_ok(),
            rows,
        })
    })
}

struct Look<'a, 'r> {
    office: &'a Office,
    reader: &'a Reader<'r>,
    authority: &'a Authority,
    places: Places<'a, 'r>,
    /// The newest first.
    discs: Vec<BundleRow>,
    own: RecordId,
    bearable: u32,
}

impl Look<'_, '_> {
    fn row(&self, who: &Who, desk: &DeskCard) -> Result<DeskRow> {
        let accounts: Vec<&Account> =
            self.authority.accounts().filter(|a| a.keys.iter().any(|key| key.desk == desk.record)).collect();
        let today = self.office.wall.today();
        let theirs = |grant: &&Grant| accounts.iter().any(|a| a.id == grant.account);
        let grants: Vec<&Grant> =
            self.authority.grants().filter(theirs).filter(|g| in_force(g, today)).collect();
        let heard = heard(self.office, (self.reader, self.authority), (desk, &self.discs))?;
        let enrolled_ms = self.reader.first_entry(desk.record)?.map(|entry| entry.header.wall_ms);
        let own = desk.record == self.own;
        let since = heard.as_ref().map(|heard| heard.at_ms).or(enrolled_ms);
        let quiet_days = since.filter(|_| !own && desk.cut.is_none()).map(|ms| days_since(ms, today));
        let business = |grant: &&&Grant| !roles(grant).is_empty() && reaches_stations(grant);
        let whole_office = grants.iter().filter(business).any(|grant| grant.stations.is_empty());
        let stations: BTreeSet<RecordId> = grants.iter().flat_map(|g| g.stations.iter().copied()).collect();
        Ok(DeskRow {
            desk: DeskLabel::of(self.office, self.reader, desk.record)?,
            own,
            people: accounts.iter().map(|one| self.person(who, one, &grants)).collect::<Result<_>>()?,
            stations: if whole_office { vec![] } else { self.stations(stations) },
            whole_office,
            silence: quiet_days.map_or(Silence::Heard, |days| Silence::of(days, self.bearable)),
            heard,
            enrolled_ms,
            quiet_days,
            revoked: self.revoked(desk)?,
            streams: self.streams(desk, &grants)?,
            may_act: crate::revoking::may(who, self.authority, ("enrol_desk", &desk.office)).is_ok(),
        })
    }

    fn person(&self, who: &Who, account: &Account, grants: &[&Grant]) -> Result<DeskPerson> {
        let mut theirs = grants.iter().filter(|g| g.account == account.id);
        let further = theirs.clone().filter(|grant| grant.role == FURTHER);
        let grant = theirs.find(|grant| !roles(grant).is_empty());
        Ok(DeskPerson {
            account: account.id.to_string(),
            name: self.office.name_of(account.id),
            roles: grant.map(|grant| roles(grant)).unwrap_or_default(),
            level: grant.and_then(|g| serde_json::from_value(g.level.clone()?.into()).ok()),
            further: further.map(|grant| self.further(who, grant)).collect::<Result<_>>()?,
        })
    }

    fn further(&self, who: &Who, grant: &Grant) -> Result<FurtherStream> {
        let record = self.reader.record(RecordId(grant.id.0))?;
        let stream = Stream(grant.streams.first().cloned().unwrap_or_default());
        let administers = crate::accounts::administers(who, "end_stream").is_ok();
        Ok(FurtherStream {
            grant: grant.id.to_string(),
            class: stream.class().into(),
            of: called(self.office, &stream),
            until: grant.to_on.clone(),
            reason: record.as_ref().and_then(|r| r.text("reason")).unwrap_or_default().into(),
            may_end: administers && may_end(who, self.authority, grant),
        })
    }

    fn stations(&self, ids: impl IntoIterator<Item = RecordId>) -> Vec<StationRef> {
        let station =
            |id: RecordId| StationRef { record: id.to_string(), name: self.office.station_name(id) };
        let mut named: Vec<StationRef> = ids.into_iter().map(station).collect();
        named.sort_by(|a, b| a.name.cmp(&b.name));
        named
    }

    fn revoked(&self, desk: &DeskCard) -> Result<Option<DeskRevoked>> {
        if desk.cut.is_none() {
            return Ok(None);
        }
        let record = self.reader.record(desk.record)?;
        Ok(record.as_ref().and_then(|record| record.lines("cut").last()).map(|line| DeskRevoked {
            at_ms: line.stamp.wall_ms,
            by_name: self.office.name_of(line.stamp.account),
            reason: line.value.get("reason").and_then(Value::text).unwrap_or_default().to_owned(),
        }))
    }

    /// All that is granted, whether something of it is here or not; what everybody holds is not told.
    fn streams(&self, desk: &DeskCard, grants: &[&Grant]) -> Result<Vec<DeskStreams>> {
        let patterns: BTreeSet<&str> =
            grants.iter().flat_map(|g| g.streams.iter().map(String::as_str)).collect();
        let named = patterns.iter().filter(|p| p.starts_with("st/") && **p != "st/*");
        let mut candidates: Vec<Stream> = named.map(|p| Stream((*p).to_owned())).collect();
        for office in self.authority.offices() {
            let of = |class: &str| Stream(format!("{class}/{}", office.code));
            candidates.extend(["of", "pub", "sealed", "log"].map(of));
        }
        let mut held: BTreeMap<String, Vec<String>> = BTreeMap::new();
        if desk.cut.is_none() {
            for stream in self.places.held_by((desk, self.office.wall.today()), candidates)? {
                held.entry(stream.class().to_owned()).or_default().push(called(self.office, &stream));
            }
        }
        let all = desk.cut.is_none() && patterns.contains("st/*");
        let mut told = vec![];
        for class in ["st", "of", "pub", "sealed", "log"] {
            let of = held.remove(class).unwrap_or_default();
            let all = all && class == "st";
            if all || !of.is_empty() {
                told.push(DeskStreams { class: class.into(), all, of });
            }
        }
        Ok(told)
    }
}

fn roles(grant: &Grant) -> BTreeSet<Role> {
    grant.role.split(',').filter_map(|role| serde_json::from_value(role.into()).ok()).collect()
}

/// An administrator's grant names no stations and means none.
fn reaches_stations(grant: &Grant) -> bool {
    grant.streams.iter().any(|stream| stream.starts_with("st/"))
}
