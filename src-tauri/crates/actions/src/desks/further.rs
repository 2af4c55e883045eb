//! Further streams for an account that has its role already: a grant of its own beside the role's, so that it has its reason, its
//! last day and its end, and what was done under it stays as it was allowed (ledger.md §2.5).
//! It does not know what travels because of it (`exchange`): the desks where the account works may hold the stream from now on.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use domain::{Person, Refusal, Role, facts};
use ledger::authority::build::grant_ops;
use ledger::authority::{Class, Grant};
use ledger::{AccountId, Authority, GrantId, Op, RecordId, Stream};
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use crate::desk::Done;
use crate::error::OrMissing;
use crate::exchange::in_force;
use crate::outcome::On;
use crate::people::person_of;
use crate::perform::At;
use crate::revoking::keeps;
use crate::{Office, Outcome, Result, Who};

/// The role of such a grant; it lets its holder be nothing else.
pub(crate) const FURTHER: &str = "further";

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GrantStream {
    #[ts(type = "string")]
    pub account: AccountId,
    /// One more station for somebody who works for some,
    #[serde(default)]
    #[ts(type = "string", optional)]
    pub station: Option<RecordId>,
    /// or the handling notes of another office.
    #[serde(default)]
    #[ts(optional)]
    pub notes_of: Option<String>,
    /// Its last day; without one it lasts until it is ended.
    #[serde(default)]
    #[ts(type = "string", optional)]
    pub until: Option<NaiveDate>,
    pub reason: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Granted {
    pub grant: String,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EndStream {
    #[ts(type = "string")]
    pub grant: GrantId,
    pub reason: String,
}

/// The person acts under it when they sign in next; their desk reads the stream from its beginning at its next exchange.
pub fn grant_stream(office: &Office, who: &Who, input: GrantStream) -> Result<Outcome<Granted>> {
    crate::accounts::administers(who, "grant_stream")?;
    facts::written("reason", &input.reason, facts::SHORT)?;
    if input.account == who.person.account {
        return Err(Refusal::OwnWork { verb: "grant_stream".into() }.into());
    }
    office.perform(who, "grant_role", |at| {
        if input.until.is_some_and(|until| until < at.today) {
            return Err(Refusal::CheckFailed { field: "until".into() }.into());
        }
        let person = person_of(at.tx, input.account, at.today)?;
        let mut grant = match (input.station, &input.notes_of) {
            (Some(station), None) => of_station(at, &person, station)?,
            (None, Some(code)) => of_notes(at, &person, code)?,
            _ => return Err(Refusal::Required { field: "station".into() }.into()),
        };
        grant.to_on = input.until.map(|until| until.to_string());
        let mut ops = grant_ops(&grant);
        ops.push(Op::set("reason", input.reason.trim()));
        at.open_as(RecordId(grant.id.0), "grant", Stream::admin(), ops);
        Ok(Granted { grant: grant.id.to_string() })
    })
}

fn of_station(at: &At<'_, '_>, person: &Person, station: RecordId) -> Result<Grant> {
    let record = at.tx.record(station)?.filter(|r| r.noun == "station").or_missing("station")?;
    let authority = at.tx.authority()?;
    let of = record.text("office").unwrap_or_default();
    if !keeps(at.who, &authority, &person.office) || !keeps(at.who, &authority, of) {
        return Err(Refusal::OutOfScope.into());
    }
    if !person.sees_business() {
        return Err(Refusal::WrongRole { verb: "grant_stream".into() }.into());
    }
    let own = of == person.office || person.office == authority.top();
    if person.stations.contains(&station) || (person.whole_office && own) {
        return Err(Refusal::NothingChanged.into());
    }
    if person.whole_office {
        // Their lists end at the office: who works for all of one office works for no station of another.
        return Err(Refusal::CheckFailed { field: "station".into() }.into());
    }
    let role = authority.grant(person.grant).or_missing("grant")?;
    let classes = role.classes.clone();
    Ok(Grant {
        stations: vec![station],
        classes,
        ..beside(at, (person, &person.office), Stream::station(station))
    })
}

fn of_notes(at: &At<'_, '_>, person: &Person, code: &str) -> Result<Grant> {
    let authority = at.tx.authority()?;
    authority.office(code).or_missing("office")?;
    // Whose notes they are decides, and the office above.
    if !keeps(at.who, &authority, code) {
        return Err(Refusal::OutOfScope.into());
    }
    if !person.any(&[Role::Assistant, Role::Prosecutor, Role::Head, Role::Registrar]) {
        return Err(Refusal::WrongRole { verb: "grant_stream".into() }.into());
    }
    let stream = Stream::office(code);
    let covers = |grant: &&Grant| in_force(grant, at.today) && grant.covers(&stream, Class::Write);
    if authority.grants_of(person.account).iter().any(covers) {
        return Err(Refusal::NothingChanged.into());
    }
    Ok(beside(at, (person, code), stream))
}

fn beside(at: &At<'_, '_>, (person, office): (&Person, &str), stream: Stream) -> Grant {
    Grant {
        id: GrantId::at(at.now_ms),
        account: person.account,
        office: office.into(),
        role: FURTHER.into(),
        level: None,
        streams: vec![stream.0],
        classes: vec![Class::Write],
        stations: vec![],
        from_on: None,
        to_on: None,
        cut: None,
    }
}

/// Yesterday was its last day. Desks where nobody else may hold the stream put it away at their next exchange.
pub fn end_stream(office: &Office, who: &Who, input: EndStream) -> Result<Outcome<Done>> {
    crate::accounts::administers(who, "end_stream")?;
    facts::written("reason", &input.reason, facts::SHORT)?;
    office.perform(who, "revoke_role", |at| {
        let authority = at.tx.authority()?;
        let grant = authority.grant(input.grant).filter(|grant| grant.role == FURTHER).or_missing("grant")?;
        if !may_end(who, &authority, grant) {
            return Err(Refusal::OutOfScope.into());
        }
        if !in_force(grant, at.today) {
            return Err(Refusal::NothingChanged.into());
        }
        end(at, grant.id, &input.reason)?;
        Ok(Done {})
    })
}

/// Whoever gave it may end it, and so may the office that the person works at.
pub(super) fn may_end(who: &Who, authority: &Authority, grant: &Grant) -> bool {
    let of_person = authority.account(grant.account).map(|account| account.office.as_str());
    keeps(who, authority, &grant.office) || of_person.is_some_and(|office| keeps(who, authority, office))
}

pub(crate) fn end(at: &mut At<'_, '_>, grant: GrantId, reason: &str) -> Result<()> {
    let last = at.today.checked_sub_days(Days::new(1)).unwrap_or(at.today);
    let record = RecordId(grant.0);
    let seen = at.tx.heads(record)?;
    at.change(
        &On { record, seen },
        vec![Op::set("to_on", last.to_string()), Op::set("end_reason", reason.trim())],
    )
}

/// Those in force on a day.
pub(crate) fn further_of(reader: &Reader<'_>, account: AccountId, today: NaiveDate) -> Result<Vec<Grant>> {
    let authority = reader.authority()?;
    let theirs = authority.grants_of(account).into_iter().filter(|g| g.role == FURTHER && in_force(g, today));
    Ok(theirs.cloned().collect())
}

/// The stations they add.
pub(crate) fn further_stations(
    reader: &Reader<'_>,
    account: AccountId,
    today: NaiveDate,
) -> Result<BTreeSet<RecordId>> {
    Ok(further_of(reader, account, today)?.into_iter().flat_map(|grant| grant.stations).collect())
}

/// The grant that an entry of this stream is written under: the role's, or one beside it that reaches further.
pub(crate) fn grant_for(
    reader: &Reader<'_>,
    (person, today): (&Person, NaiveDate),
    stream: &Stream,
) -> Result<GrantId> {
    let reachable = match stream.class() {
        "st" => person.whole_office,
        "of" => *stream == Stream::office(&person.office),
        _ => true,
    };
    if reachable {
        return Ok(person.grant);
    }
    let authority = reader.authority()?;
    if authority.grant(person.grant).is_some_and(|grant| grant.covers(stream, Class::Write)) {
        return Ok(person.grant);
    }
    let further = further_of(reader, person.account, today)?;
    Ok(further.iter().find(|g| g.covers(stream, Class::Write)).map_or(person.grant, |g| g.id))
}
