//! `preview_bundle` and `take_bundle`: first who sent it, what is in it, what would change and what would be in conflict;
//! then, a few blocks a call, taking it in. Cut off anywhere, it goes on where it stopped.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Read, Seek};

use serde::{Deserialize, Serialize};
use serde_json::json;
use store::exchange::{Batch, BundleRow, PeerKind, Way};
use store::{StoreError, Tx};
use sync::bundle::{self, Items, Manifest, Opened, Section, Taken};
use ts_rs::TS;

use super::desks::DeskLabel;
use super::dry_run::dry_run;
use super::files::{files_of, is_whole, n_entries, refused, row_of};
use super::may;
use super::medium::Medium;
use super::put_away::put_away;
use super::register::{believe, code_of, word_of};
use super::scope::desk_secret;
use super::{reaches, receive};
use crate::desk::open_writer;
use crate::timeline::hex;
use crate::{Failure, Office, Outcome, Result, Seen, Topic, Who, trace};

/// Blocks of a MiB taken in by one call: between two calls a person sees how far it is and may stop.
const BLOCKS: u32 = 2;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewBundle {
    pub dir: String,
    pub id: String,
}

/// What taking it in would do here. Nothing was written.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BundlePreview {
    pub from: DeskLabel,
    #[ts(type = "number")]
    pub number: u64,
    #[ts(type = "number")]
    pub made_ms: u64,
    pub note: String,
    #[ts(type = "number")]
    pub n_new: u64,
    /// When the first and the last of these were written.
    #[ts(type = "number | null")]
    pub first_ms: Option<u64>,
    #[ts(type = "number | null")]
    pub last_ms: Option<u64>,
    #[ts(type = "number")]
    pub n_known: u64,
    #[ts(type = "number")]
    pub n_waits: u64,
    #[ts(type = "number")]
    pub n_held: u64,
    /// Records that are new here, by noun.
    #[ts(type = "Record<string, number>")]
    pub begun: BTreeMap<String, u64>,
    /// Records that are here and would change, by noun.
    #[ts(type = "Record<string, number>")]
    pub changed: BTreeMap<String, u64>,
    /// Records in which somebody will have to decide.
    pub conflicts: Vec<String>,
    #[ts(type = "number")]
    pub n_files: u64,
    #[ts(type = "number")]
    pub n_receipts: u64,
    pub taken: bool,
}

pub fn preview_bundle(office: &Office, who: &Who, input: PreviewBundle) -> Result<BundlePreview> {
    may(who, "preview_bundle")?;
    let mut opened = open(office, (&input.dir, &input.id))?;
    dry_run(office, |tx| try_out(office, tx, &mut opened))
}

pub(super) fn try_out<R: Read + Seek>(
    office: &Office,
    tx: &mut Tx<'_>,
    opened: &mut Opened<R>,
) -> Result<BundlePreview> {
    let m = opened.manifest.clone();
    let peer = tx.peer(PeerKind::Desk, *m.exporter.desk.bytes())?;
    let upto = tx.last_n()?;
    let mut all = Batch::default();
    for no in entry_blocks(&m) {
        let Ok(items) = block(opened, no) else { continue };
        let (batch, _) = receive::take(office, tx, (items, peer, m.made_ms))?;
        receive::add(&mut all, &batch);
    }
    trust(tx, &m)?;
    let (mut begun, mut changed, mut conflicts) = (BTreeMap::new(), BTreeMap::new(), vec![]);
    for id in &all.touched {
        let Some(record) = tx.record(*id)? else { continue };
        let into = if tx.was_here(*id, upto)? { &mut changed } else { &mut begun };
        *into.entry(record.noun.clone()).or_insert(0) += 1;
        if !domain::conflict::conflicts(&record).is_empty() {
            conflicts.push(id.to_string());
        }
    }
    Ok(BundlePreview {
        from: DeskLabel::of(office, tx, m.exporter.desk)?,
        number: m.number,
        made_ms: m.made_ms,
        n_new: all.n_new,
        first_ms: all.written_ms.first().copied(),
        last_ms: all.written_ms.last().copied(),
        n_known: all.n_known,
        n_waits: all.n_waits,
        n_held: all.n_held,
        begun,
        changed,
        conflicts,
        n_files: m.attachments.len() as u64,
        n_receipts: m.total(Section::Receipts).items,
        taken: row_of(tx, &m)?.is_some_and(|row| row.done && is_whole(&row)),
        note: m.note,
    })
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TakeBundle {
    pub dir: String,
    pub id: String,
    #[serde(default)]
    #[ts(as = "Option<Medium>", optional)]
    pub medium: Medium,
}

/// How far it is; call again until `done`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TakenBundle {
    pub done: bool,
    pub blocks: u32,
    pub of_blocks: u32,
    #[ts(type = "number")]
    pub n_new: u64,
    #[ts(type = "number")]
    pub n_held: u64,
    /// Blocks that could not be read: the sender is told by the receipt and sends them again.
    #[ts(type = "number")]
    pub n_unread: u64,
    /// Entries that the sender has and that are not here now, and places where another one stands here.
    #[ts(type = "number")]
    pub n_lacking: u64,
    #[ts(type = "number")]
    pub n_differing: u64,
    /// For the sender, where no disc goes back.
    pub code: Option<String>,
}

pub fn take_bundle(office: &Office, who: &Who, input: TakeBundle) -> Result<Outcome<TakenBundle>> {
    may(who, "take_bundle")?;
    input.medium.check()?;
    let mut opened = open(office, (&input.dir, &input.id))?;
    let m = opened.manifest.clone();
    // A sender whose clock is ahead would count as heard of for as long: no disc was made later than now.
    let made_ms = m.made_ms.min(office.wall.now_ms());
    let mut row = office.desk.act(|tx| begin(tx, (&m, made_ms), (who, &input.medium)))?;
    let of_blocks = u32::try_from(m.blocks.len()).unwrap_or(u32::MAX);
    let mut changed = BTreeSet::from([Topic::Desk]);
    let mut next = u32::try_from(row.upto).unwrap_or(0);
    let stop = next.saturating_add(BLOCKS).min(of_blocks);
    while next < stop && !row.done {
        let items = block(&mut opened, next);
        next += 1;
        changed.extend(take_block(office, (&m, items), (&mut row, next))?);
        office.after(&changed)?;
    }
    if next >= of_blocks && !row.done {
        finish(office, who, (&m, &mut row))?;
        changed.extend(put_away(office, who, &BTreeSet::new())?);
        changed.extend(crate::appeals::carry_word(office, who)?);
    }
    let code = office.desk.read(|r| code_of(r, &row, m.exporter.desk))?.filter(|_| row.done);
    let number = |name: &str| row.about[name].as_u64().unwrap_or_default();
    let value = TakenBundle {
        done: row.done,
        blocks: next,
        of_blocks,
        n_new: number("new"),
        n_held: number("held"),
        n_unread: number("unread"),
        n_lacking: number("lacking"),
        n_differing: number("differing"),
        code: code.map(|code| code.to_string()),
    };
    Ok(Outcome { value, changed, seen: Seen::new(), deed: String::new(), hint: None })
}

/// The row an interrupted import goes on from; a new one for a bundle that comes for the first time, or came damaged.
fn begin(tx: &mut Tx<'_>, (m, at_ms): (&Manifest, u64), (who, medium): (&Who, &Medium)) -> Result<BundleRow> {
    if m.blocks.iter().all(|block| block.section != Section::Key) {
        trust(tx, m)?;
    }
    let peer = tx.peer(PeerKind::Desk, *m.exporter.desk.bytes())?;
    // What could not be read then may be whole on the disc that lies here now.
    if let Some(row) = tx.bundle(Way::In, m.id.0, peer)?.filter(|row| !row.done || is_whole(row)) {
        return Ok(row);
    }
    let n_bytes: u64 = m.blocks.iter().map(|block| u64::from(block.packed)).sum();
    let row = BundleRow {
        id: m.id.0,
        way: Way::In,
        peer,
        number: m.number,
        done: false,
        upto: 0,
        at_ms,
        account: who.person.account,
        about: json!({
            "medium": medium, "heads": hex(&m.heads()), "entries": n_entries(m), "bytes": n_bytes,
            "new": 0, "held": 0, "unread": 0, "result": null, "own_future": null,
        }),
    };
    tx.put_bundle(&row)?;
    Ok(row)
}

/// One block and the place after it: together or not at all.
fn take_block(
    office: &Office,
    (m, items): (&Manifest, Result<Items>),
    (row, next): (&mut BundleRow, u32),
) -> Result<BTreeSet<Topic>> {
    let mut after = BundleRow { upto: i64::from(next), ..row.clone() };
    let topics = office.desk.act(|tx| -> Result<BTreeSet<Topic>> {
        let mut topics = BTreeSet::new();
        match items {
            Err(_) => count(&mut after, "unread", 1),
            Ok(Items::Receipts(receipts)) => {
                trust(tx, m)?;
                believe(tx, (row.peer, m.exporter.desk), &receipts)?;
            }
            Ok(Items::Chunks(chunks)) => {
                trust(tx, m)?;
                for chunk in &chunks {
                    let is_next = take_chunk((office, tx), m, chunk)?;
                    // The one before it was in a block that was counted; where none was, this one is.
                    if !is_next && is_whole(&after) {
                        count(&mut after, "unread", 1);
                    }
                }
            }
            Ok(items @ Items::Entries(_)) => {
                let (batch, made_stale) = receive::take(office, tx, (items, row.peer, row.at_ms))?;
                topics = made_stale;
                note(tx, &mut after, &batch)?;
                // The certificates stand first: who is not known after them is nobody of this cell.
                if m.blocks.get(next as usize).is_none_or(|block| block.section != Section::Key) {
                    trust(tx, m)?;
                }
            }
            Ok(Items::Checkpoints(notes)) => {
                trust(tx, m)?;
                reaches::keep(&mut after, notes);
            }
            // Nobody here keeps them.
            Ok(Items::Segments(_)) => {}
        }
        tx.put_bundle(&after)?;
        Ok(topics)
    })?;
    *row = after;
    Ok(topics)
}

fn note(tx: &Tx<'_>, row: &mut BundleRow, batch: &Batch) -> Result<()> {
    count(row, "new", batch.n_new);
    count(row, "held", batch.n_held);
    if batch.own_future {
        row.about["own_future"] = json!(own_writer(tx)?);
    }
    Ok(())
}

fn own_writer(tx: &Tx<'_>) -> Result<Option<String>> {
    Ok(tx.pen()?.map(|pen| hex(&pen.writer.0)))
}

fn count(row: &mut BundleRow, what: &str, n: u64) {
    row.about[what] = json!(row.about[what].as_u64().unwrap_or_default() + n);
}

/// Whether the chunks before it are here; where they are not, the file waits for a good copy of the disc.
fn take_chunk((office, tx): (&Office, &mut Tx<'_>), m: &Manifest, chunk: &bundle::Chunk) -> Result<bool> {
    let of = m.attachments.iter().find(|a| a.address == chunk.address).map_or(0, |a| a.chunks);
    match office.desk.take_chunk(&chunk.address, (chunk.no, of), &chunk.bytes) {
        Err(StoreError::Missing(_)) => return Ok(false),
        taken => taken?,
    }
    if chunk.no + 1 >= of {
        tx.parcel_came(&chunk.address)?;
    }
    Ok(true)
}

fn finish(office: &Office, who: &Who, (m, row): (&Manifest, &mut BundleRow)) -> Result<()> {
    let number = |name: &str| row.about[name].as_u64().unwrap_or_default();
    let result = match (number("unread"), number("held")) {
        (0, 0) => Taken::Whole,
        (0, _) => Taken::Held,
        _ => Taken::Partly,
    };
    row.about["result"] = json!(word_of(result));
    office.desk.read(|reader| reaches::count((office, reader), row))?;
    let now_ms = office.wall.now_ms();
    let done = BundleRow { done: true, ..row.clone() };
    let copied = office.desk.act(|tx| -> Result<bool> {
        // Whatever was on it, or nothing at all: only a desk of this cell has a disc in the register.
        trust(tx, m)?;
        // Somebody else goes on under this writer's name: from here on this file has another, if it has none since.
        let copied =
            !done.about["own_future"].is_null() && done.about["own_future"] == json!(own_writer(tx)?);
        if copied {
            open_writer(office, tx, now_ms)?;
        }
        tx.put_bundle(&done)?;
        Ok(copied)
    })?;
    *row = done;
    if copied {
        office.desk.adopt()?;
    }
    // Rules came with one of its blocks; where the program ended in between, its start has seen to it.
    if office.desk.is_stale()? {
        office.rebuild()?;
    }
    trace::write(office, who, "take_bundle", ledger::Value::map([("from", m.exporter.desk.into())]))
}

fn entry_blocks(m: &Manifest) -> Vec<u32> {
    let of_entries = |section: Section| matches!(section, Section::Key | Section::Changes);
    (0u32..).zip(&m.blocks).filter(|(_, block)| of_entries(block.section)).map(|(no, _)| no).collect()
}

pub(super) fn block<R: Read + Seek>(opened: &mut Opened<R>, no: u32) -> Result<Items> {
    let section = opened.manifest.blocks.get(no as usize).map(|block| block.section);
    let found = section.and_then(|section| opened.blocks(section, no).next());
    match found {
        Some((_, items)) => items.map_err(refused),
        None => Err(Failure::BadBundle { why: "altered".into(), part: 0 }.into()),
    }
}

fn open(office: &Office, (dir, id): (&str, &str)) -> Result<Opened<BufReader<std::fs::File>>> {
    let secret = office.desk.read(desk_secret)?;
    let opened = bundle::open(files_of(dir, Some(id))?, &secret).map_err(refused)?;
    opened.whole().map_err(refused)?;
    of_this_cell(office, &opened.manifest)?;
    Ok(opened)
}

pub(super) fn of_this_cell(office: &Office, m: &Manifest) -> Result<()> {
    if m.demo != office.demo {
        return Err(if m.demo { Failure::RealOnly {} } else { Failure::DemoOnly {} }.into());
    }
    let root = office.desk.read(|r| r.authority())?.root();
    if root == Some(m.root) {
        return Ok(());
    }
    Err(Failure::BadBundle { why: "other_cell".into(), part: 0 }.into())
}

/// The manifest is signed with the key that `admin` names for that desk. A revoked desk's bundle is opened all the same: it may
/// carry others' work, and its own is judged entry by entry.
fn trust(tx: &Tx<'_>, m: &Manifest) -> Result<()> {
    let authority = tx.authority()?;
    let known = authority.desk(m.exporter.desk).is_some_and(|card| card.sign == m.exporter.sign);
    if known { Ok(()) } else { Err(Failure::BadBundle { why: "unknown_sender".into(), part: 0 }.into()) }
}
