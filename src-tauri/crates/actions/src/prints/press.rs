//! One print: the copy's number is counted per record and form, the entry stands before the bytes are given.

use ledger::{Op, Record, RecordId, Value};
use paper::print::{Body, Form, Imprint};
use serde::Serialize;
use ts_rs::TS;

use crate::exports::moment;
use crate::imports::base64_of;
use crate::lists::lists;
use crate::outcome::On;
use crate::{Failure, Office, Outcome, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct Printed {
    pub copy_no: u32,
    pub mime: String,
    pub bytes_base64: String,
}

/// `act` is the form's own: `print_notice`, `print_reply` …
pub fn press(
    (office, who): (&Office, &Who),
    act: &'static str,
    (record, body): (RecordId, Body),
) -> Result<Outcome<Printed>> {
    let printed_at = moment(office);
    let law = office.law();
    let named = law.places.office(&office.code).map_or(office.code.clone(), |p| p.name.clone());
    office.perform(who, act, |at| {
        at.as_issued();
        let stands = at.record(record)?;
        domain::conflict::may_go_out(act, &stands)?;
        let copy_no = copies(&stands, act) + 1;
        let imprint = Imprint {
            copy_no,
            office: named,
            printed_by: who.person.name.clone(),
            printed_at,
            watermark: office.demo.then(|| lists().watermark.clone()),
        };
        let bytes =
            paper::print(&Form { imprint, body }).map_err(|e| Failure::TooBig { problem: e.to_string() })?;
        let line =
            Value::map([("form", act.into()), ("copy", copy_no.into()), ("by", who.person.record.into())]);
        let seen = at.tx.heads(record)?;
        at.change(&On { record, seen }, vec![Op::line("printed", line)])?;
        at.trace(Value::map([("form", act.into()), ("record", record.into()), ("copy", copy_no.into())]));
        Ok(Printed { copy_no, mime: "application/pdf".into(), bytes_base64: base64_of(&bytes) })
    })
}

fn copies(record: &Record, act: &str) -> u32 {
    let of_form = record.lines("printed").filter(|l| l.value.get("form").and_then(Value::text) == Some(act));
    of_form.filter_map(|l| l.value.get("copy")?.int()?.try_into().ok()).max().unwrap_or(0)
}
