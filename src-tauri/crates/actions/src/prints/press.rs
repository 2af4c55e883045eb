//! One print: the copy's number is counted per record and form, the entry stands before the bytes are given.

use ledger::{Op, Record, RecordId, Value};
use paper::print::{Body, Form, Imprint};
use serde::Serialize;
use store::Reader;
use ts_rs::TS;

use crate::error::OrMissing;
use crate::exports::moment;
use crate::imports::base64_of;
use crate::lists::lists;
use crate::outcome::On;
use crate::sealing::record_for;
use crate::{Error, Failure, Office, Outcome, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct Printed {
    pub copy_no: u32,
    pub mime: String,
    pub bytes_base64: String,
}

/// `act` is the form's own: `print_notice`, `print_reply` …
///
/// A page takes long to set, and nobody could save meanwhile: what stands on it is read in one snapshot and set outside of any
/// transaction. It is given, and written down, only while the record stands as it was read.
pub fn press(
    (office, who): (&Office, &Who),
    act: &'static str,
    (record, read): (RecordId, impl FnOnce(&Reader<'_>) -> Result<Body>),
) -> Result<Outcome<Printed>> {
    let (body, copy_no, seen) = office.desk.read(|reader| {
        let body = read(reader)?;
        let stands = record_for(reader, who, record)?.or_missing("record")?;
        domain::conflict::may_go_out(act, &stands)?;
        Ok::<_, Error>((body, copies(&stands, act) + 1, reader.heads(record)?))
    })?;
    let form = Form { imprint: imprint((office, who), copy_no), body };
    let bytes = paper::print(&form).map_err(|e| Failure::TooBig { problem: e.to_string() })?;
    office.perform(who, act, |at| {
        at.as_issued();
        // Two copies must not bear one number, nor a copy what is no longer so.
        if at.tx.heads(record)? != seen {
            return Err(Failure::MovedOn { record: record.to_string() }.into());
        }
        let line =
            Value::map([("form", act.into()), ("copy", copy_no.into()), ("by", who.person.record.into())]);
        at.change(&On { record, seen }, vec![Op::line("printed", line)])?;
        at.trace(Value::map([("form", act.into()), ("record", record.into()), ("copy", copy_no.into())]));
        Ok(Printed { copy_no, mime: "application/pdf".into(), bytes_base64: base64_of(&bytes) })
    })
}

fn imprint((office, who): (&Office, &Who), copy_no: u32) -> Imprint {
    let law = office.law();
    let named = law.places.office(&office.code).map_or(office.code.clone(), |p| p.name.clone());
    Imprint {
        copy_no,
        office: named,
        printed_by: who.person.name.clone(),
        printed_at: moment(office),
        watermark: office.demo.then(|| lists().watermark.clone()),
    }
}

fn copies(record: &Record, act: &str) -> u32 {
    let of_form = record.lines("printed").filter(|l| l.value.get("form").and_then(Value::text) == Some(act));
    of_form.filter_map(|l| l.value.get("copy")?.int()?.try_into().ok()).max().unwrap_or(0)
}
