//! The hub as this desk uses it: where it is, who one is there, and an exchange now.
//! It does not know SQL or TLS (`sync::hub`), nor the order of an exchange (`sync::session`).
//! Called through `calls`; `gonglian hub apply` asks for the accesses.

mod access;
mod replica;

pub use access::hub_accesses;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use domain::{Refusal, Role};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sync::hub::{Identity, Patience, PgMailbox, Target, Trust, ca};
use sync::session::{End, Report, exchange};
use ts_rs::TS;

use super::may;
use super::scope::me;
use crate::desk::{Done, Nothing};
use crate::exports::FileOut;
use crate::imports::base64_of;
use crate::{Failure, Office, Outcome, Result, Seen, Topic, Who, trace};

const SETTING: &str = "hub";
const LAST: &str = "hub_last";

/// Where the hub is. The desk's own key was made here and never left.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Kept {
    host: String,
    port: u16,
    database: String,
    ca_pem: String,
    cert_pem: String,
    key_pem: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct HubRequest {
    /// For whoever keeps the hub; a certificate comes back.
    pub request: FileOut,
    pub role: String,
}

/// A certificate is asked for: a new pair is made, its private half stays here.
pub fn request_hub(office: &Office, who: &Who, _: Nothing) -> Result<HubRequest> {
    may(who, "request_hub")?;
    let role = office.desk.read(me)?.name;
    let made = ca::request(&role).map_err(broken)?;
    let kept = Kept { key_pem: made.key_pem, cert_pem: String::new(), ..kept(office)? };
    keep(office, &kept)?;
    trace::write(office, who, "request_hub", ledger::Value::Null)?;
    let request = FileOut {
        name: format!("{role}.csr"),
        mime: "application/pkcs10".into(),
        bytes_base64: base64_of(made.csr_pem.as_bytes()),
        count: 1,
    };
    Ok(HubRequest { request, role })
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetHub {
    pub host: String,
    pub port: u16,
    pub database: String,
    /// The hub's own authority and this desk's certificate, as text.
    pub ca_pem: String,
    pub cert_pem: String,
}

pub fn set_hub(office: &Office, who: &Who, input: SetHub) -> Result<Done> {
    may(who, "set_hub")?;
    for (field, text) in [("host", &input.host), ("database", &input.database)] {
        domain::facts::written(field, text, domain::facts::SHORT)?;
    }
    let key_pem = kept(office)?.key_pem;
    if key_pem.is_empty() {
        return Err(Refusal::Required { field: "request_hub".into() }.into());
    }
    let SetHub { host, port, database, ca_pem, cert_pem } = input;
    let (host, database) = (host.trim().to_owned(), database.trim().to_owned());
    let new = Kept { host, port, database, ca_pem, cert_pem, key_pem };
    // Certificates that cannot be read, or are another desk's, are told now and not at the next exchange.
    target(office, &new).and_then(|target| PgMailbox::new(target).map_err(broken))?;
    keep(office, &new)?;
    trace::write(office, who, "set_hub", ledger::Value::Null)?;
    Ok(Done {})
}

/// What an exchange brought, for the page.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Exchanged {
    /// `complete`, `stopped`, `too_old`, or why the link broke.
    pub end: String,
    #[ts(type = "number")]
    pub at_ms: u64,
    pub round_trips: u32,
    #[ts(type = "number")]
    pub n_unchanged: u64,
    pub streams: Vec<StreamExchanged>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StreamExchanged {
    pub stream: String,
    #[ts(type = "number")]
    pub new: u64,
    #[ts(type = "number")]
    pub aside: u64,
    #[ts(type = "number")]
    pub pushed: u64,
    #[ts(type = "number")]
    pub confirmed: u64,
    #[ts(type = "number")]
    pub lost: u64,
    pub faults: Vec<String>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct HubView {
    pub host: String,
    pub port: u16,
    pub database: String,
    /// Of this desk there.
    pub role: String,
    /// A certificate was asked for; it has come.
    pub asked: bool,
    pub ready: bool,
    pub last: Option<Exchanged>,
}

pub fn hub_state(office: &Office, who: &Who, _: Nothing) -> Result<HubView> {
    may(who, "hub_state")?;
    let kept = kept(office)?;
    let last = office.desk.read(|r| r.setting(LAST))?;
    Ok(HubView {
        asked: !kept.key_pem.is_empty(),
        ready: !kept.cert_pem.is_empty(),
        role: office.desk.read(me)?.name,
        last: last.and_then(|json| serde_json::from_value(json).ok()),
        host: kept.host,
        port: kept.port,
        database: kept.database,
    })
}

/// Pulls, pushes and pulls back. What went wrong with the hub stands in the answer; only the desk's own trouble is a fault.
pub fn exchange_now(office: &Office, who: &Who, _: Nothing) -> Result<Outcome<Exchanged>> {
    may(who, "exchange_now")?;
    let kept = kept(office)?;
    if kept.cert_pem.is_empty() {
        return Err(Failure::Missing { what: "hub".into() }.into());
    }
    let mut mailbox = PgMailbox::new(target(office, &kept)?).map_err(broken)?;
    let mut replica = replica::DeskReplica::new(office)?;
    let report = exchange(&mut mailbox, &mut replica, &mut |_| ControlFlow::Continue(()))?;
    let changed = replica.finish()?;
    let told = told(&report, office.wall.now_ms());
    office.desk.act(|tx| -> Result<()> {
        tx.set_setting(LAST, &serde_json::to_value(&told).unwrap_or_default())?;
        Ok(())
    })?;
    Ok(Outcome { value: told, changed, seen: Seen::new(), deed: String::new() })
}

fn told(report: &Report, at_ms: u64) -> Exchanged {
    let end = match &report.end {
        End::Complete => "complete".to_owned(),
        End::Stopped => "stopped".into(),
        End::TooOld { .. } => "too_old".into(),
        End::Broken(why) => why.to_string(),
    };
    let stream = |told: &sync::session::StreamReport| StreamExchanged {
        stream: told.stream.0.clone(),
        new: told.new,
        aside: told.aside,
        pushed: told.pushed,
        confirmed: told.confirmed,
        lost: told.lost,
        faults: told.faults.iter().map(ToString::to_string).collect(),
    };
    Exchanged {
        end,
        at_ms,
        round_trips: report.round_trips,
        n_unchanged: report.n_unchanged as u64,
        streams: report.streams.iter().map(stream).collect(),
    }
}

fn target(office: &Office, kept: &Kept) -> Result<Target> {
    let identity = Identity { cert_pem: kept.cert_pem.clone(), key_pem: kept.key_pem.clone() };
    Ok(Target {
        host: kept.host.clone(),
        port: kept.port,
        database: kept.database.clone(),
        role: office.desk.read(me)?.name,
        trust: Trust { ca_pem: kept.ca_pem.clone(), identity: Some(identity) },
        app: crate::APP.into(),
        patience: Patience::default(),
    })
}

fn kept(office: &Office) -> Result<Kept> {
    let json = office.desk.read(|r| r.setting(SETTING))?;
    Ok(json.and_then(|json| serde_json::from_value(json).ok()).unwrap_or_default())
}

fn keep(office: &Office, kept: &Kept) -> Result<()> {
    let json = json!(kept);
    office.desk.act(|tx| tx.set_setting(SETTING, &json))?;
    Ok(())
}

fn keeps_desks(who: &Who, verb: &str) -> Result<()> {
    who.person
        .any(&[Role::Registrar, Role::SystemAdmin])
        .then_some(())
        .ok_or_else(|| Refusal::WrongRole { verb: verb.into() }.into())
}

fn broken(error: sync::hub::HubError) -> crate::Error {
    Failure::BadFile { problem: error.to_string() }.into()
}

/// Topics that an exchange may have made stale.
pub(super) fn every_topic() -> BTreeSet<Topic> {
    use Topic::{Activities, Appeals, Desk, People, Stations, Tasks, Visits, Voices};
    [Activities, Appeals, Desk, People, Stations, Tasks, Visits, Voices].into()
}
