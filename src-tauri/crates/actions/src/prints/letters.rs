//! 告知书 and 答复书. What was decided comes from the record; articles, remedies and the number of the letter are the office's.

use chrono::NaiveDate;
use domain::Refusal;
use domain::appeal::{Appeal, Part, Referral, Reply, Sorted};
use ledger::{Record, RecordId};
use paper::print::{self, Body, Contact, Decision, Receipt};
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use super::press::{Printed, press};
use crate::appeals::visible;
use crate::{Office, Outcome, Result, Who};

/// What every letter needs beside the record.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Letter {
    #[ts(type = "string")]
    pub record: RecordId,
    /// 文号.
    pub no: String,
    pub basis: Vec<String>,
    /// 权利、途径和期限, one paragraph each.
    #[serde(default)]
    pub remedies: Vec<String>,
    pub department: String,
    pub phone: String,
    /// With the sheet to be signed by who receives it.
    #[serde(default)]
    pub receipt: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PrintNotice {
    #[serde(flatten)]
    pub letter: Letter,
    /// What happens next and by when.
    pub next: String,
    /// Of a request for materials.
    #[serde(default)]
    pub materials: Vec<String>,
    #[serde(default)]
    #[ts(optional)]
    pub until: Option<NaiveDate>,
}

pub fn print_notice(office: &Office, who: &Who, input: PrintNotice) -> Result<Outcome<Printed>> {
    let letter = &input.letter;
    letter.check()?;
    domain::facts::written("next", &input.next, domain::facts::LONG)?;
    let (appeal, recipient) = office.desk.read(|r| addressed((office, who), r, letter.record))?;
    let notice = print::Notice {
        no: letter.no.clone(),
        recipient,
        visited_on: received_on(&appeal)?,
        matter: appeal.facts.title.clone().unwrap_or_default(),
        decision: decision(office, &appeal, &input)?,
        basis: letter.basis.clone(),
        contact: letter.contact(who),
        next: input.next.clone(),
        rights: letter.remedies.clone(),
        dated: office.wall.today(),
        receipt: letter.receipt.then(Receipt::default),
    };
    press((office, who), "print_notice", (letter.record, Body::Notice(notice)))
}

pub fn print_reply(office: &Office, who: &Who, input: Letter) -> Result<Outcome<Printed>> {
    input.check()?;
    let (appeal, recipient) = office.desk.read(|r| addressed((office, who), r, input.record))?;
    let Some(reply) = appeal.lines::<Reply>("reply").into_iter().last() else {
        return Err(lacks("print_reply", "reply"));
    };
    let law = office.law();
    let outcome = law.codes.name("conclusion", &reply.outcome).unwrap_or(&reply.outcome).to_owned();
    let body = print::Reply {
        no: input.no.clone(),
        recipient,
        received_on: received_on(&appeal)?,
        request: appeal.facts.request.clone().unwrap_or_default(),
        facts: reply.text.clone(),
        opinion: outcome,
        basis: input.basis.clone(),
        explanation: reply.explanation.clone(),
        remedies: input.remedies.clone(),
        contact: input.contact(who),
        dated: office.wall.today(),
        receipt: input.receipt.then(Receipt::default),
    };
    press((office, who), "print_reply", (input.record, Body::Reply(body)))
}

impl Letter {
    fn check(&self) -> Result<()> {
        domain::facts::written("no", &self.no, domain::facts::SHORT)?;
        domain::facts::written("department", &self.department, domain::facts::SHORT)?;
        domain::facts::written("phone", &self.phone, domain::facts::SHORT)?;
        if self.basis.iter().all(|b| b.trim().is_empty()) {
            return Err(Refusal::Required { field: "basis".into() }.into());
        }
        Ok(())
    }

    fn contact(&self, who: &Who) -> Contact {
        let person = Some(who.person.name.clone());
        Contact { department: self.department.clone(), person, phone: self.phone.clone() }
    }
}

/// The appeal and the petitioner's whole name: a letter cannot go out to a mask, so the print is the look that is written down.
fn addressed(
    (office, who): (&Office, &Who),
    reader: &Reader<'_>,
    record: RecordId,
) -> Result<(Appeal, String)> {
    let appeal = Appeal::of(&visible((office, who), reader, (record, "appeal"))?);
    let first = appeal.involved().into_iter().find(|i| i.part == Part::Petitioner);
    let party: Option<Record> = first.map(|i| reader.record(i.record)).transpose()?.flatten();
    let name = party.as_ref().and_then(|p| p.text("name")).map(str::to_owned);
    let name = name.ok_or_else(|| lacks("print_letter", "petitioner"))?;
    Ok((appeal, name))
}

fn received_on(appeal: &Appeal) -> Result<NaiveDate> {
    appeal.facts.received_on.ok_or_else(|| Refusal::Required { field: "received_on".into() }.into())
}

fn decision(office: &Office, appeal: &Appeal, input: &PrintNotice) -> Result<Decision> {
    let sorted = appeal.lines::<Sorted>("sorted").into_iter().last();
    let law = office.law();
    match sorted.as_ref().map(|s| s.verb.as_str()) {
        Some("accept_appeal") => Ok(Decision::Accepted),
        Some("refuse_appeal") => {
            let code = sorted.as_ref().and_then(|s| s.reason.as_deref()).unwrap_or_default();
            let named = law.codes.name("refusal", code).unwrap_or(code).to_owned();
            let text = sorted.and_then(|s| s.text);
            Ok(Decision::Refused { reason: text.map_or(named.clone(), |t| format!("{named}\n{t}")) })
        }
        Some("refer_appeal") => {
            let sent = appeal.lines::<Referral>("referral").into_iter().last();
            let unit = sent.map(|r| r.unit).ok_or_else(|| lacks("print_notice", "referral"))?;
            Ok(Decision::Transferred { unit })
        }
        _ => wanted(appeal, input),
    }
}

fn wanted(appeal: &Appeal, input: &PrintNotice) -> Result<Decision> {
    if appeal.record.at("main") != "awaiting_materials" {
        return Err(lacks("print_notice", "decision"));
    }
    let until = input.until.ok_or_else(|| Refusal::Required { field: "until".into() })?;
    if input.materials.is_empty() {
        return Err(Refusal::Required { field: "materials".into() }.into());
    }
    Ok(Decision::MaterialsWanted { materials: input.materials.clone(), until })
}

fn lacks(verb: &str, what: &str) -> crate::Error {
    Refusal::Lacks { verb: verb.into(), lacks: vec![what.into()] }.into()
}
