//! The hub as this desk uses it: where it is, who one is there, and how it stands.
//! It does not know SQL or TLS (`sync::hub`), nor the order of an exchange (`sync::session`).
//! Called through `calls`; `gonglian hub apply` asks for the accesses.

mod access;
mod again;
mod due;
mod lines;
mod named;
mod now;
mod page;
mod prove;
mod prove_stream;
mod redact;
mod replica;
mod running;
mod told;
mod view;
mod waiting;

pub use access::{hub_accesses, hub_cell};
pub use again::*;
pub use due::*;
pub use lines::Lines;
pub(super) use lines::on_line;
pub(super) use named::named_by;
pub use now::*;
pub use prove::{ProvedHub, prove_hub};
pub(super) use replica::every_topic;
pub use running::Line;
pub use told::*;
pub use view::*;
pub use waiting::*;

use domain::{Refusal, Role};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sync::hub::{HubError, Identity, Patience, PgMailbox, Target, Trust, ca};
use ts_rs::TS;

use super::may;
use super::scope::me;
use crate::desk::{Done, Nothing};
use crate::exports::FileOut;
use crate::imports::base64_of;
use crate::{Failure, Office, Result, Who, trace};

const SETTING: &str = "hub";

/// Where the hub is. The desk's own keys were made here and never left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    host: String,
    port: u16,
    database: String,
    ca_pem: String,
    cert_pem: String,
    key_pem: String,
    /// Of a certificate that was asked for and has not come: until then the one that is there goes on.
    asked_pem: String,
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
    keep(office, &Kept { asked_pem: made.key_pem, ..kept(office)? })?;
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
    /// The hub's own authority and this desk's certificate, as text; without them what is kept stays.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub ca_pem: String,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub cert_pem: String,
}

pub fn set_hub(office: &Office, who: &Who, input: SetHub) -> Result<Done> {
    may(who, "set_hub")?;
    for (field, text) in [("host", &input.host), ("database", &input.database)] {
        domain::facts::written(field, text, domain::facts::SHORT)?;
    }
    let old = kept(office)?;
    let or_kept = |new: String, old: &String| if new.trim().is_empty() { old.clone() } else { new };
    let new = Kept {
        host: input.host.trim().to_owned(),
        port: input.port,
        database: input.database.trim().to_owned(),
        ca_pem: or_kept(input.ca_pem, &old.ca_pem),
        cert_pem: or_kept(input.cert_pem, &old.cert_pem),
        ..old
    };
    for (field, text) in [("ca_pem", &new.ca_pem), ("cert_pem", &new.cert_pem)] {
        if text.is_empty() {
            return Err(Refusal::Required { field: field.into() }.into());
        }
    }
    keep(office, &paired(office, new)?)?;
    office.hub.soon();
    trace::write(office, who, "set_hub", ledger::Value::Null)?;
    Ok(Done {})
}

/// Certificates that cannot be read, or are another desk's, are told now and not at the next exchange.
fn paired(office: &Office, new: Kept) -> Result<Kept> {
    let bad = |problem: &str| Failure::BadFile { problem: problem.into() };
    let opens = |kept: &Kept, identity: Option<Identity>| -> Result<std::result::Result<(), HubError>> {
        let trust = Trust { ca_pem: kept.ca_pem.clone(), identity };
        Ok(PgMailbox::new(Target { trust, ..target(office, kept)? }).map(drop))
    };
    opens(&new, None)?.map_err(|_| bad("hub_authority"))?;
    for key_pem in [&new.asked_pem, &new.key_pem].into_iter().filter(|key| !key.is_empty()) {
        let identity = Identity { cert_pem: new.cert_pem.clone(), key_pem: key_pem.clone() };
        if opens(&new, Some(identity))?.is_ok() {
            // The other key's certificate is not waited for any more.
            return Ok(Kept { key_pem: key_pem.clone(), asked_pem: String::new(), ..new });
        }
    }
    if new.asked_pem.is_empty() && new.key_pem.is_empty() {
        return Err(Refusal::Required { field: "request_hub".into() }.into());
    }
    Err(bad("hub_certificate").into())
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

/// The mailbox of a hub that is set; it connects with its first call.
fn mailbox(office: &Office) -> Result<PgMailbox> {
    let kept = kept(office)?;
    if !kept.ready() {
        return Err(Failure::Missing { what: "hub".into() }.into());
    }
    PgMailbox::new(target(office, &kept)?).map_err(broken)
}

impl Kept {
    fn ready(&self) -> bool {
        !self.cert_pem.is_empty() && !self.key_pem.is_empty()
    }
}

/// How far this desk has come with a hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Met {
    /// None is set.
    Never,
    /// Set, and never reached.
    Unknown,
    Hub([u8; 16]),
}

pub(super) fn met(office: &Office) -> Result<Met> {
    if let Some(hub) = last(office)?.and_then(|last| last.hub) {
        return Ok(Met::Hub(hub));
    }
    Ok(if kept(office)?.ready() { Met::Unknown } else { Met::Never })
}

fn kept(office: &Office) -> Result<Kept> {
    let json = office.desk.read(|r| r.setting(SETTING))?;
    Ok(json.map(serde_json::from_value).transpose().map_err(unreadable)?.unwrap_or_default())
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

fn broken(error: HubError) -> crate::Error {
    Failure::BadFile { problem: error.to_string() }.into()
}

/// What this desk wrote down itself and cannot read any more.
fn unreadable(error: serde_json::Error) -> crate::Error {
    Failure::Broken { what: error.to_string() }.into()
}
