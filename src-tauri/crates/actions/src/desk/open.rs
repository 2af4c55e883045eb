//! Opening the file: which office it is of, on which day it stands, whether its projections are of today's program,
//! and whether this folder is still where its writer left it.

use chrono::NaiveDate;
use ledger::{Op, RecordId, Stream, WriterId};
use store::{Desk, FileKey, Origin, PenState};

use super::sign_in::wall_of;
use crate::{Failure, Host, Office, Result, Who};

/// Opens with whichever of the keys fits (two while a re-key is unfinished).
pub(super) fn office(host: &Host, keys: &[FileKey]) -> Result<Office> {
    let (desk, _) = Desk::open_any(&host.dir, keys)?;
    let text = |key: &str| -> Result<Option<String>> {
        Ok(desk.read(|r| r.setting(key))?.and_then(|v| v.as_str().map(str::to_owned)))
    };
    let code = text("office")?.ok_or(Failure::Damaged {})?;
    let stands_on = text("stands_on")?.and_then(|day| day.parse::<NaiveDate>().ok());
    let wall = wall_of(host, stands_on)?;
    let office = Office::new(desk, wall, code, stands_on.is_some())?;
    if office.desk.is_stale()? {
        office.rebuild()?;
    }
    Ok(office)
}

/// A restored or copied file starts a new writer before the first act, so that its numbers are never used twice.
pub(super) fn settle_writer(office: &Office, who: &Who) -> Result<()> {
    if office.desk.origin()? == Origin::Same {
        return Ok(());
    }
    let desk = RecordId::from_bytes(office.desk.read(|r| r.pen())?.ok_or(Failure::Damaged {})?.writer.0);
    office.perform(who, "open_writer", |at| {
        let old = at.tx.pen()?.ok_or(Failure::Damaged {})?;
        let writer = fresh_writer();
        at.tx.save_pen(&PenState { writer, next_seq: 1, prev: None, desk_key: old.desk_key })?;
        let after = ledger::Value::Bytes(desk.bytes().to_vec());
        at.open_as(RecordId::from_bytes(writer.0), "writer", Stream::admin(), vec![Op::set("after", after)]);
        Ok(())
    })?;
    office.desk.adopt()?;
    Ok(())
}

pub(super) fn fresh_writer() -> WriterId {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    WriterId(bytes)
}
