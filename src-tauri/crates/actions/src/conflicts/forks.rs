//! A desk whose file was put back or copied and wrote on twice: one row for whoever keeps that desk and for its office's heads.
//! It does not know what a fork is (`domain::conflict`) nor how it is noticed (`store`, where entries are taken in).
//! Called by `list_conflicts` and `resolve_conflict`.

use domain::checkpoint::Link;
use domain::conflict::{Fork, ResolveConflict, fork, settle_fork};
use domain::{Refusal, Role};
use ledger::authority::build::writer_record;
use ledger::authority::{DeskCard, WriterCard};
use ledger::{Authority, Entry, Op, Record, Stamp, WriterId};
use serde::Serialize;
use store::Reader;
use store::exchange::Peer;
use ts_rs::TS;

use super::{ConflictRow, ConflictSide, told};
use crate::error::OrMissing;
use crate::exchange::DeskLabel;
use crate::joining::office_name;
use crate::perform::At;
use crate::revoking::{keeps, may};
use crate::{Office, Result, Who};

/// A writer's own record: what is settled about it stands there.
pub(super) const NOUN: &str = "writer";

/// So many entries of a life are looked at: what tells it from the other is near where they part.
const LOOKED_AT: usize = 200;

/// Which desk it is, and what is known of it here.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ForkFacts {
    pub desk: DeskLabel,
    /// The first number that has two entries, and how many such numbers there are.
    #[ts(type = "number")]
    pub from: u64,
    #[ts(type = "number")]
    pub n: u64,
    /// When the last of the sides came here; none where that is not known.
    #[ts(type = "number | null")]
    pub met_ms: Option<u64>,
    /// With whose disc; without one it was the hub's.
    pub met_from: Option<DeskLabel>,
    /// The desk writes under another name since: nothing is written twice any more.
    pub anew: bool,
    /// In the order of the sides: the first matter that each life alone wrote in, else its first, as lists show it; none where this
    /// person sees none.
    pub matters: Vec<Option<String>>,
}

/// Those that nobody has looked at, of desks that this person answers for.
pub(super) fn rows(office: &Office, who: &Who, reader: &Reader<'_>) -> Result<Vec<ConflictRow>> {
    let authority = reader.authority()?;
    let mut rows = vec![];
    for writer in reader.forked()? {
        let Some((card, desk)) = owner(&authority, writer) else { continue };
        let Some(record) = reader.record(writer_record(writer))? else { continue };
        if !sees(who, (&authority, desk)) {
            continue;
        }
        if let Some(fork) = fork(&record, &reader.chain(writer)?) {
            rows.push(row((office, who), reader, (&record, card, &fork))?);
        }
    }
    Ok(rows)
}

fn owner(authority: &Authority, writer: WriterId) -> Option<(&WriterCard, &DeskCard)> {
    let card = authority.writer(writer)?;
    Some((card, authority.desk(card.desk)?))
}

/// Who keeps the desks decides; heads of the office, and of the one above, know of it.
fn sees(who: &Who, (authority, desk): (&Authority, &DeskCard)) -> bool {
    let person = &who.person;
    keeps(who, authority, &desk.office) && person.any(&[Role::Head, Role::Registrar, Role::SystemAdmin])
}

fn row(
    (office, who): (&Office, &Who),
    reader: &Reader<'_>,
    (record, card, fork): (&Record, &WriterCard, &Fork),
) -> Result<ConflictRow> {
    let entries = fork.sides.iter().map(|id| reader.entry(*id)?.or_missing("entry"));
    let entries = entries.collect::<Result<Vec<Entry>>>()?;
    let sides = entries.iter().map(|entry| side(office, reader, entry)).collect::<Result<_>>()?;
    let facts = facts((office, who), reader, (card, fork, &entries))?;
    let authority = reader.authority()?;
    Ok(ConflictRow {
        record: record.id.to_string(),
        noun: record.noun.clone(),
        seen: record.heads.iter().map(ToString::to_string).collect(),
        at: None,
        at_noun: None,
        no: None,
        title: String::new(),
        field: None,
        most: None,
        sides,
        due_on: None,
        may_decide: may(who, &authority, ("resolve_conflict", &facts.desk.office)).is_ok(),
        office_name: office_name(office, &facts.desk.office),
        own_until: None,
        escalated: false,
        fork: Some(facts),
        double: None,
    })
}

/// One of the lives, by its first entry that is here.
fn side(office: &Office, reader: &Reader<'_>, entry: &Entry) -> Result<ConflictSide> {
    told(office, reader, (entry.header.record, &Stamp::of(entry, 0)))
}

fn facts(
    (office, who): (&Office, &Who),
    reader: &Reader<'_>,
    (card, fork, entries): (&WriterCard, &Fork, &[Entry]),
) -> Result<ForkFacts> {
    let mut met: Option<(u64, Peer)> = None;
    for entry in entries {
        let came = reader.came_from(entry.header.record)?;
        let own = came.into_iter().filter(|(id, ..)| *id == entry.id);
        met = met.max(own.map(|(_, peer, at_ms)| (at_ms, peer)).max());
    }
    let met_from = met.map(|(_, peer)| DeskLabel::behind(office, reader, peer)).transpose()?;
    let chain = reader.chain(card.writer)?;
    let matters = matters((who, reader), &chain, entries)?;
    let first_ms = entries.iter().map(|entry| entry.header.wall_ms).min().unwrap_or_default();
    Ok(ForkFacts {
        desk: DeskLabel::of(office, reader, card.desk)?,
        from: fork.from,
        n: fork.n,
        met_ms: met.map(|(at_ms, _)| at_ms),
        met_from: met_from.flatten(),
        anew: anew(reader, card, first_ms)?,
        matters,
    })
}

/// Each life by its first matter that no other life was about as well, where there is one: two that began with the same old matter
/// would read alike.
fn matters(
    (who, reader): (&Who, &Reader<'_>),
    chain: &[Link],
    firsts: &[Entry],
) -> Result<Vec<Option<String>>> {
    let lives = firsts.iter().map(|first| titles((who, reader), chain, first)).collect::<Result<Vec<_>>>()?;
    let told = |(n, life): (usize, &Vec<String>)| {
        let own = life.iter().find(|title| {
            let mut others = lives.iter().enumerate().filter(|(m, _)| *m != n);
            others.all(|(_, other)| !other.contains(*title))
        });
        own.or(life.first()).cloned()
    };
    Ok(lives.iter().enumerate().map(told).collect())
}

/// What a life was about, in its order. Each entry names the one that the same life wrote before it: as far as they are here one
/// after the other, they are surely of this life, and its desk shows them.
fn titles((who, reader): (&Who, &Reader<'_>), chain: &[Link], first: &Entry) -> Result<Vec<String>> {
    let mut titles = vec![];
    let (mut next, mut told) = (Some(first.clone()), None);
    for _ in 0..LOOKED_AT {
        let Some(entry) = next else { break };
        if told.replace(entry.header.deed) != Some(entry.header.deed) {
            titles.extend(title((who, reader), &entry)?);
        }
        next = follower(reader, chain, &entry)?;
    }
    Ok(titles)
}

/// Of all that was written in the same act, which is of one life.
fn title((who, reader): (&Who, &Reader<'_>), entry: &Entry) -> Result<Option<String>> {
    for one in reader.deed(entry.header.deed)? {
        let lies_open = |record: &Record| !record.hidden && super::sees(who, record);
        let Some(record) = reader.record(one.header.record)?.filter(lies_open) else { continue };
        if let Some(row) = reader.card(record.id)? {
            return Ok(Some(row.card.title));
        }
    }
    Ok(None)
}

fn follower(reader: &Reader<'_>, chain: &[Link], entry: &Entry) -> Result<Option<Entry>> {
    let seq = entry.header.seq + 1;
    let from = chain.partition_point(|link| link.seq < seq);
    for link in chain[from..].iter().take_while(|link| link.seq == seq) {
        let next = reader.entry(link.id)?.or_missing("entry")?;
        if next.header.prev == Some(entry.id) {
            return Ok(Some(next));
        }
    }
    Ok(None)
}

/// The desk opened another writer after it had begun to write on twice.
fn anew(reader: &Reader<'_>, card: &WriterCard, first_ms: u64) -> Result<bool> {
    let authority = reader.authority()?;
    for other in authority.writers().filter(|other| other.desk == card.desk && other.writer != card.writer) {
        let opened = reader.record(writer_record(other.writer))?.and_then(|record| record.opened);
        if opened.is_some_and(|stamp| stamp.wall_ms >= first_ms) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whoever keeps the desks has found out which life is worked on with.
pub(super) fn settle(at: &At<'_, '_>, record: &Record, decision: &ResolveConflict) -> Result<Vec<Op>> {
    let authority = at.tx.authority()?;
    let writer = WriterId(*record.id.bytes());
    let (_, desk) = owner(&authority, writer).or_missing("desk")?;
    may(at.who, &authority, ("resolve_conflict", &desk.office))?;
    let fork = fork(record, &at.tx.chain(writer)?).ok_or(Refusal::NothingChanged)?;
    Ok(settle_fork(&fork, decision)?)
}
