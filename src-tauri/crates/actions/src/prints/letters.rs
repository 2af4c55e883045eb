//! 告知书 and 答复书. What was decided comes from the record; articles, remedies and the number of the letter are the office's.

use chrono::NaiveDate;
use domain::Refusal;
use domain::appeal::{Appeal, Part, Referral, Reply, Sorted, State};
use domain::conflict::may_go_out;
use domain::facts::{Kept, LONG, SHORT, fits, written};
use ledger::RecordId;
use paper::print::{self, Body, Contact, Decision, Receipt};
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use super::press::{Printed, press};
use crate::appeals::visible;
use crate::lists::joined;
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
    written("next", &input.next, LONG)?;
    fits("materials", &input.materials.join("\n").keep(), LONG)?;
    let read = |reader: &Reader<'_>| notice((office, who), reader, &input).map(Body::Notice);
    press((office, who), "print_notice", (letter.record, read))
}

fn notice((office, who): (&Office, &Who), reader: &Reader<'_>, input: &PrintNotice) -> Result<print::Notice> {
    let letter = &input.letter;
    let (appeal, recipient) = addressed((office, who), reader, (letter.record, "print_notice"))?;
    Ok(print::Notice {
        no: letter.no.clone(),
        recipient,
        visited_on: received_on(&appeal)?,
        matter: appeal.facts.title.clone().unwrap_or_default(),
        decision: decision(office, &appeal, input)?,
        basis: letter.basis.clone(),
        contact: letter.contact(who),
        next: input.next.clone(),
        rights: letter.remedies.clone(),
        dated: office.wall.today(),
        receipt: letter.receipt.then(Receipt::default),
    })
}

pub fn print_reply(office: &Office, who: &Who, input: Letter) -> Result<Outcome<Printed>> {
    input.check()?;
    let read = |reader: &Reader<'_>| reply((office, who), reader, &input).map(Body::Reply);
    press((office, who), "print_reply", (input.record, read))
}

fn reply((office, who): (&Office, &Who), reader: &Reader<'_>, input: &Letter) -> Result<print::Reply> {
    let (appeal, recipient) = addressed((office, who), reader, (input.record, "print_reply"))?;
    let answered = !appeal.state.is_some_and(|state| WORKED_ON.contains(&state));
    let Some(reply) = appeal.lines::<Reply>("reply").pop().filter(|_| answered) else {
        return Err(lacks("print_reply", "reply"));
    };
    let law = office.law();
    let outcome = law.codes.name("conclusion", &reply.outcome).unwrap_or(&reply.outcome).to_owned();
    Ok(print::Reply {
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
    })
}

/// What is worked on, for the first time or again, has no answer that stands: one whose paper its leader denied least of all.
const WORKED_ON: &[State] =
    &[State::Accepted, State::Assigned, State::Handling, State::Concluding, State::Reworking];

impl Letter {
    fn check(&self) -> Result<()> {
        written("no", &self.no, SHORT)?;
        written("department", &self.department, SHORT)?;
        written("phone", &self.phone, SHORT)?;
        // Typed in one field, a paragraph a line.
        written("basis", &self.basis.join("\n"), LONG)?;
        Ok(fits("remedies", &self.remedies.join("\n").keep(), LONG)?)
    }

    fn contact(&self, who: &Who) -> Contact {
        let person = Some(who.person.name.clone());
        Contact { department: self.department.clone(), person, phone: self.phone.clone() }
    }
}

/// The appeal and the whole name of who asks, or the names of a group's representatives: a letter cannot go out to a mask,
/// so the print is the look that is written down.
fn addressed(
    (office, who): (&Office, &Who),
    reader: &Reader<'_>,
    (record, form): (RecordId, &str),
) -> Result<(Appeal, String)> {
    let appeal = Appeal::of(&visible((office, who), reader, (record, "appeal"))?);
    let of = |part: Part| appeal.involved().into_iter().filter(move |i| i.part == part);
    let asks: Vec<_> = of(Part::Petitioner).take(1).collect();
    let asks = if asks.is_empty() { of(Part::Representative).collect() } else { asks };
    let mut names = vec![];
    for involved in asks {
        let Some(party) = reader.record(involved.record)? else { continue };
        may_go_out(form, &party)?;
        names.extend(party.text("name").map(str::to_owned));
    }
    if names.is_empty() {
        return Err(lacks("print_letter", "petitioner"));
    }
    Ok((appeal, joined(&names, "list")))
}

fn received_on(appeal: &Appeal) -> Result<NaiveDate> {
    appeal.facts.received_on.ok_or_else(|| Refusal::Required { field: "received_on".into() }.into())
}

/// What was decided about it as it stands now: what came back, or wants papers, is no longer what it was sorted as before.
fn decision(office: &Office, appeal: &Appeal, input: &PrintNotice) -> Result<Decision> {
    let undecided = || lacks("print_notice", "decision");
    match appeal.state {
        Some(State::AwaitingMaterials) => return wanted(input, office.wall.today()),
        None | Some(State::Registered | State::Incomplete) => return Err(undecided()),
        Some(_) => {}
    }
    let sorted = appeal.lines::<Sorted>("sorted").pop().ok_or_else(undecided)?;
    match sorted.verb.as_str() {
        "accept_appeal" => Ok(Decision::Accepted),
        "refuse_appeal" => Ok(Decision::Refused { reason: reason(office, sorted) }),
        "decline_appeal" => Ok(Decision::Declined { reason: reason(office, sorted) }),
        "refer_appeal" => {
            let sent = appeal.lines::<Referral>("referral").pop();
            let unit = sent.map(|r| r.unit).ok_or_else(|| lacks("print_notice", "referral"))?;
            Ok(Decision::Transferred { unit })
        }
        _ => Err(undecided()),
    }
}

/// By its name in the list (`refusal`), and in the words of whoever decided.
fn reason(office: &Office, sorted: Sorted) -> String {
    let (law, code) = (office.law(), sorted.reason.unwrap_or_default());
    let named = law.codes.name("refusal", &code).unwrap_or(&code).to_owned();
    sorted.text.map_or(named.clone(), |text| format!("{named}\n{text}"))
}

/// A letter of today asks for nothing until yesterday.
fn wanted(input: &PrintNotice, today: NaiveDate) -> Result<Decision> {
    let until = input.until.ok_or_else(|| Refusal::Required { field: "until".into() })?;
    domain::facts::in_order("until", today, until)?;
    if input.materials.iter().all(|material| material.trim().is_empty()) {
        return Err(Refusal::Required { field: "materials".into() }.into());
    }
    Ok(Decision::MaterialsWanted { materials: input.materials.clone(), until })
}

fn lacks(verb: &str, what: &str) -> crate::Error {
    Refusal::Lacks { verb: verb.into(), lacks: vec![what.into()] }.into()
}
