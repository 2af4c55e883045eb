//! Opening the file: which office it is of, on which day it stands, whether its projections are of today's program,
//! and whether this folder is still where its writer left it.

use chrono::NaiveDate;
use ledger::authority::ROOT_ACCOUNT;
use ledger::authority::build::{open_writer_ops, writer_record};
use ledger::{AccountId, DeedId, Draft, GrantId, Stream, Suite, WriterId, flag};
use store::{Desk, FileKey, Origin, PenState, Tx};

use super::sign_in::wall_of;
use crate::perform::pen;
use crate::{Failure, Host, Office, Result, places};

/// Opens with whichever of the keys fits (two while a re-key is unfinished), and says which did.
pub(crate) fn office(host: &Host, keys: &[FileKey]) -> Result<(Office, usize)> {
    places::must_be_fit(&host.dir())?;
    // After an update the file is copied first, and its lists are made anew: minutes in which nobody is signed in.
    let turn = host.work.begin("open_desk").ok();
    let tell = |stage: &str, far| {
        let _ = turn.as_ref().map(|turn| turn.tell(stage, far));
    };
    tell("file", (0, 0));
    let (desk, fitted) = Desk::open_any(&host.dir(), keys)?;
    let text = |key: &str| -> Result<Option<String>> {
        Ok(desk.read(|r| r.setting(key))?.and_then(|v| v.as_str().map(str::to_owned)))
    };
    if desk.read(crate::joining::waits)?.is_some() {
        return Err(Failure::AwaitsEnrolment {}.into());
    }
    let code = text("office")?.ok_or(Failure::Damaged {})?;
    let stands_on = text("stands_on")?.and_then(|day| day.parse::<NaiveDate>().ok());
    let wall = wall_of(host, stands_on)?;
    // A demonstration's day only moves forward: the next who opens it stands where this one went.
    if let Some(day) = stands_on.and(host.today).filter(|day| Some(*day) > stands_on) {
        desk.act(|tx| tx.set_setting("stands_on", &day.to_string().into()))?;
    }
    let stale = desk.is_stale()?;
    if stale {
        tell("lists", (0, 100));
        list_reference(&desk)?;
    }
    let office = Office::new(desk, wall, code)?;
    if stale {
        // Whoever asks has not signed in: a part of a hundred does not say how much lies here.
        office.rebuild_heard(&|(done, of)| tell("lists", (done * 100 / of.max(1), 100)))?;
    }
    Ok((office, fitted))
}

/// After an update, or a rebuild that was cut off, nothing is listed, and the law is found by a list: it comes first, or
/// everything would be made anew under no law at all.
fn list_reference(desk: &Desk) -> Result<()> {
    let entries = desk.read(|r| r.entries_of_stream(&Stream::reference(), i64::MAX, u32::MAX))?;
    let records: Vec<_> = entries.iter().map(|(_, entry)| entry.header.record).collect();
    let law = domain::Law::default();
    desk.act(|tx| tx.refresh(&records, &|record, find| domain::project(record, &law, find)))?;
    Ok(())
}

/// A restored or copied file starts a new writer before the first act, so that its numbers are never used twice. So does one under
/// whose name somebody else went on: the log still tells it where the program ended before that was answered.
pub(crate) fn settle_writer(office: &Office) -> Result<()> {
    let same = office.desk.origin()? == Origin::Same;
    if same && !office.desk.read(|r| r.own_future())? {
        return Ok(());
    }
    leave_writer(office)
}

/// From here on this file writes under another name.
pub(crate) fn leave_writer(office: &Office) -> Result<()> {
    let now_ms = office.wall.now_ms();
    office.desk.act(|tx| open_writer(office, tx, now_ms))?;
    office.desk.adopt()?;
    Ok(())
}

/// `writer.open` is signed by the desk alone: it must stand before anything an account signs.
pub(crate) fn open_writer(office: &Office, tx: &mut Tx<'_>, now_ms: u64) -> Result<()> {
    let old = tx.pen()?.ok_or(Failure::Damaged {})?;
    let desk = tx.authority()?.desk_of(&pen(tx)?).ok_or(Failure::Damaged {})?;
    let writer = fresh_writer();
    tx.save_pen(&PenState { writer, next_seq: 1, prev: None, desk_key: old.desk_key })?;
    let record = writer_record(writer);
    let draft = Draft {
        stream: Stream::admin(),
        record,
        noun: "writer".into(),
        act: "open_writer".into(),
        parents: vec![],
        wall_ms: now_ms,
        clk: office.clk(tx, now_ms)?,
        account: AccountId::from_bytes(ROOT_ACCOUNT),
        grant: GrantId::from_bytes(ROOT_ACCOUNT),
        flags: if office.demo { flag::DEMO } else { 0 },
        deed: DeedId::at(now_ms),
        k: 1,
        n: 1,
        ops: open_writer_ops(desk, Suite::Sha256Ed25519),
    };
    let entry = pen(tx)?.write(draft, None).map_err(|e| Failure::TooBig { problem: e.to_string() })?;
    tx.append(&entry)?;
    office.refresh(tx, &[record])
}

pub(crate) fn fresh_writer() -> WriterId {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    WriterId(bytes)
}
