//! `list_quarantine`: what a revoked desk or person wrote beyond the last good entry, and nobody has decided on yet.
//! It keeps its place and has no effect. Called through `calls`, and counted by the state of the exchange.

use std::collections::{BTreeMap, BTreeSet};

use ledger::authority::Why;
use ledger::{Authority, Entry, EntryId, Record, RecordId, Stream, Value, WriterId};
use serde::Serialize;
use store::Reader;
use store::exchange::Written;
use ts_rs::TS;

use super::keeps;
use super::preview::is_work;
use crate::conflicts::shown_at;
use crate::desk::Nothing;
use crate::exchange::DeskLabel;
use crate::stations::mask_phones;
use crate::timeline::{Change, changes};
use crate::{Office, Result, Who};

/// More than somebody reads at once; the rest follows when these are decided.
const SHOWN: usize = 200;

#[derive(Clone, Debug, Serialize, TS)]
pub struct Quarantine {
    /// The oldest first.
    pub rows: Vec<QuarantineRow>,
    /// All that waits, also what is not shown yet.
    #[ts(type = "number")]
    pub n: u64,
    /// Left out for good by somebody who said why.
    #[ts(type = "number")]
    pub n_refused: u64,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct QuarantineRow {
    pub entry: String,
    /// `desk_cut` or `grant_cut`.
    pub cause: String,
    /// Why that desk or person was revoked.
    pub reason: String,
    pub noun: String,
    pub act: String,
    /// The matter it would change, where it counts already without this.
    pub at: Option<String>,
    pub at_noun: Option<String>,
    pub no: Option<String>,
    pub title: Option<String>,
    pub desk: DeskLabel,
    pub by_name: String,
    #[ts(type = "number")]
    pub written_ms: u64,
    #[ts(type = "number | null")]
    pub came_ms: Option<u64>,
    /// What it says, for whoever reads the business; never people's data.
    pub changes: Vec<Change>,
    pub may_decide: bool,
}

pub fn list_quarantine(office: &Office, who: &Who, _: Nothing) -> Result<Quarantine> {
    crate::exchange::may(who, "list_quarantine")?;
    office.desk.read(|reader| {
        let authority = reader.authority()?;
        let mut waiting = Waiting::of(reader, &authority)?;
        waiting.open.retain(|one| sees(who, &one.written.header.stream));
        let rows = waiting.open.iter().take(SHOWN);
        let rows = rows.map(|one| row(office, who, (reader, &authority, one))).collect::<Result<_>>()?;
        Ok(Quarantine { rows, n: waiting.open.len() as u64, n_refused: waiting.n_refused })
    })
}

pub(crate) fn n_quarantined(reader: &Reader<'_>) -> Result<u64> {
    let authority = reader.authority()?;
    Ok(Waiting::of(reader, &authority)?.open.len() as u64)
}

/// Whoever works at stations sees what lies there and nothing else.
fn sees(who: &Who, stream: &Stream) -> bool {
    who.person.whole_office || who.person.stations.iter().any(|station| Stream::station(*station) == *stream)
}

/// One entry that waits, and the cut it lies beyond.
struct One {
    written: Written,
    entry: Entry,
    why: Why,
    cut: RecordId,
}

struct Waiting {
    open: Vec<One>,
    n_refused: u64,
}

impl Waiting {
    fn of(reader: &Reader<'_>, authority: &Authority) -> Result<Self> {
        let cuts = cuts(authority);
        let mut refused = BTreeSet::new();
        for record in cuts.values().flatten().map(|(record, _)| *record).collect::<BTreeSet<_>>() {
            refused.extend(reader.record(record)?.as_ref().map(refused_in).unwrap_or_default());
        }
        let (mut open, mut n_refused) = (vec![], 0);
        for (writer, bounds) in &cuts {
            let after = bounds.iter().map(|(_, last)| *last).min().unwrap_or_default();
            for written in reader.written_after(*writer, after, u32::MAX)? {
                let Some((why, cut)) = beyond(authority, &written).filter(|_| is_work(&written)) else {
                    continue;
                };
                if refused.contains(&written.id) {
                    n_refused += 1;
                } else if let Some(entry) = reader.entry(written.id)? {
                    open.push(One { written, entry, why, cut });
                }
            }
        }
        open.sort_by_key(|one| (one.written.header.wall_ms, one.written.header.seq, one.written.id));
        Ok(Self { open, n_refused })
    }
}

/// For each writer the records that hold its cuts, and after which number each begins.
fn cuts(authority: &Authority) -> BTreeMap<WriterId, Vec<(RecordId, u64)>> {
    let mut cuts: BTreeMap<WriterId, Vec<(RecordId, u64)>> = BTreeMap::new();
    for card in authority.writers() {
        let desk = authority.desk(card.desk).and_then(|desk| desk.cut.as_ref().map(|cut| (desk.record, cut)));
        let here = |account| super::works_at(authority, account, card.desk);
        let grants = authority.grants().filter(|grant| here(grant.account));
        let grants = grants.filter_map(|g| g.cut.as_ref().map(|cut| (RecordId(g.id.0), cut)));
        for (record, cut) in desk.into_iter().chain(grants) {
            let last = cut.last.get(&card.writer).copied().unwrap_or_default();
            cuts.entry(card.writer).or_default().push((record, last));
        }
    }
    cuts
}

/// Which cut an entry lies beyond: its desk's first.
pub(super) fn beyond(authority: &Authority, written: &Written) -> Option<(Why, RecordId)> {
    let h = &written.header;
    let desk = authority.writer(h.writer).and_then(|card| authority.desk(card.desk));
    if let Some(desk) =
        desk.filter(|desk| desk.cut.as_ref().is_some_and(|c| !c.spares(h.writer, h.seq, written.id)))
    {
        return Some((Why::DeskCut, desk.record));
    }
    let grant = authority.grant(h.grant).filter(|grant| grant.account == h.account)?;
    let cut = grant.cut.as_ref().is_some_and(|cut| !cut.spares(h.writer, h.seq, written.id));
    cut.then_some((Why::GrantCut, RecordId(grant.id.0)))
}

fn refused_in(record: &Record) -> Vec<EntryId> {
    let lines = record.lines("refuse");
    let entries = lines.flat_map(|line| line.value.get("entries").map(Value::list).unwrap_or_default());
    entries
        .filter_map(|id| {
            if let Value::Bytes(b) = id { Some(EntryId(b.as_slice().try_into().ok()?)) } else { None }
        })
        .collect()
}

fn row(
    office: &Office,
    who: &Who,
    (reader, authority, one): (&Reader<'_>, &Authority, &One),
) -> Result<QuarantineRow> {
    let h = &one.written.header;
    let business = who.person.sees_business();
    let shown = if business { shown_at(reader, h.record)? } else { None };
    let card = authority.writer(h.writer).map(|card| card.desk);
    let cut = reader.record(one.cut)?;
    let keeper = cut.as_ref().and_then(|cut| cut.text("office")).unwrap_or_default();
    let reason = cut.as_ref().and_then(|cut| cut.lines("cut").last()?.value.get("reason")?.text());
    // Of people and of sealed matters only what was done is told.
    let told = business && h.noun != "party" && !one.entry.unopened();
    Ok(QuarantineRow {
        entry: one.written.id.to_string(),
        cause: if one.why == Why::DeskCut { "desk_cut" } else { "grant_cut" }.into(),
        reason: reason.unwrap_or_default().into(),
        noun: h.noun.clone(),
        act: h.act.clone(),
        at: shown.as_ref().map(|(at, _)| at.to_string()),
        at_noun: shown.as_ref().map(|(_, row)| row.card.noun.clone()),
        no: shown.as_ref().and_then(|(_, row)| row.card.no.clone()),
        title: shown.map(|(_, row)| row.card.title),
        desk: DeskLabel::of(office, reader, card.unwrap_or(one.cut))?,
        by_name: office.name_of(h.account),
        written_ms: h.wall_ms,
        came_ms: one.written.came_ms,
        changes: if told { said(&one.entry) } else { vec![] },
        may_decide: crate::accounts::administers(who, "adopt_entries").is_ok()
            && keeps(who, authority, keeper),
    })
}

/// Colleagues and deputies stand in the open by name; their telephone does not.
fn said(entry: &Entry) -> Vec<Change> {
    let mut said = changes(entry);
    if ["person", "deputy"].contains(&entry.header.noun.as_str()) {
        mask_phones(&mut said);
    }
    said
}
