//! 待核接收件: what came and was not taken in. Tried again, or refused by a person who says why; nothing goes by itself.

use std::collections::BTreeSet;

use domain::{Refusal, Role};
use serde::{Deserialize, Serialize};
use store::Reader;
use store::exchange::Held;
use ts_rs::TS;

use super::desks::DeskLabel;
use super::hand_on::{self, HandedOn, Marked};
use super::hub::called;
use super::{may, receive};
use crate::desk::{Done, Nothing, leave_writer};
use crate::error::OrMissing;
use crate::{Office, Outcome, Result, Seen, Topic, Who, timeline::hex, trace};

#[derive(Clone, Debug, Serialize, TS)]
pub struct HeldRow {
    #[ts(type = "number")]
    pub row: i64,
    pub entry: String,
    /// `unknown`, `forged`, `unreadable` or `newer`.
    pub cause: String,
    /// Whose disc brought it; without one it was the hub.
    pub from: Option<DeskLabel>,
    #[ts(type = "number")]
    pub at_ms: u64,
    /// What it says it is, where that can be read.
    pub noun: Option<String>,
    pub act: Option<String>,
    pub by_name: Option<String>,
    #[ts(type = "number | null")]
    pub written_ms: Option<u64>,
    /// What it is filed under.
    pub stream: String,
    /// `st`, `of`, `pub`, `sealed`, `log`, `ref` or `admin`.
    pub class: String,
    /// The station or the office.
    pub of: String,
    /// At whose desk it says it was written, where that is one of this cell's and not the one that brought it.
    pub wrote: Option<DeskLabel>,
    /// Whether it can be handed on.
    pub travels: bool,
    pub handed: Option<HandedOn>,
}

pub fn list_held(office: &Office, who: &Who, _: Nothing) -> Result<Vec<HeldRow>> {
    may(who, "list_held")?;
    office.desk.read(|reader| {
        let marked = Marked::of(reader)?;
        reader.held()?.into_iter().map(|held| row(office, (reader, &marked), held)).collect()
    })
}

fn row(office: &Office, (reader, marked): (&Reader<'_>, &Marked<'_, '_>), held: Held) -> Result<HeldRow> {
    let header = held.read().map(|entry| entry.header);
    let from = DeskLabel::behind(office, reader, held.peer)?;
    let wrote = wrote(office, reader, &held)?;
    Ok(HeldRow {
        row: held.row,
        entry: held.entry.to_string(),
        cause: held.cause.word().into(),
        at_ms: held.at_ms,
        noun: header.as_ref().map(|h| h.noun.clone()),
        act: header.as_ref().map(|h| h.act.clone()),
        by_name: header.as_ref().map(|h| office.name_of(h.account)),
        written_ms: header.as_ref().map(|h| h.wall_ms),
        class: held.stream.class().into(),
        of: called(office, &held.stream),
        wrote: wrote.filter(|desk| Some(desk) != from.as_ref()),
        travels: hand_on::travels(reader, &held)?,
        handed: marked.told(office, &held)?,
        stream: held.stream.0,
        from,
    })
}

fn wrote(office: &Office, reader: &Reader<'_>, held: &Held) -> Result<Option<DeskLabel>> {
    let Some(named) = held.named() else { return Ok(None) };
    let desk = reader.authority()?.writer(named.header.writer).map(|writer| writer.desk);
    desk.map(|desk| DeskLabel::of(office, reader, desk)).transpose()
}

#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct RetryHeld {
    /// This one; without it all of them.
    #[ts(type = "number", optional)]
    pub row: Option<i64>,
}

/// Judges again: after an update, or when the certificates have come by another way. Gives what is left.
pub fn retry_held(office: &Office, who: &Who, input: RetryHeld) -> Result<Outcome<Vec<HeldRow>>> {
    may(who, "retry_held")?;
    let mut all: BTreeSet<Topic> = [
        Topic::Appeals,
        Topic::Voices,
        Topic::Visits,
        Topic::Activities,
        Topic::Tasks,
        Topic::Stations,
        Topic::People,
    ]
    .into();
    let copied = office.desk.act(|tx| -> Result<bool> {
        let mut copied = false;
        let mut asked = tx.held()?;
        if let Some(row) = input.row {
            asked.retain(|held| held.row == row);
            asked.first().or_missing("held")?;
        }
        for held in asked {
            let Some(entry) = held.read() else { continue };
            tx.drop_held(held.row)?;
            let entry = std::slice::from_ref(&entry);
            let batch = tx.take_in(entry, (held.peer, held.at_ms))?;
            receive::settle(office, tx, &batch)?;
            all.extend(receive::stale(tx, entry.iter(), &batch)?);
            copied |= batch.own_future;
        }
        Ok(copied)
    })?;
    if copied {
        leave_writer(office)?;
    }
    office.after(&all)?;
    if all.contains(&Topic::Reference) {
        office.rebuild()?;
    }
    let value = list_held(office, who, Nothing {})?;
    Ok(Outcome { value, changed: all, seen: Seen::new(), deed: String::new(), hint: None })
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RefuseHeld {
    #[ts(type = "number")]
    pub row: i64,
    pub reason: String,
}

/// The bytes go, the reason stays in the office's log.
pub fn refuse_held(office: &Office, who: &Who, input: RefuseHeld) -> Result<Done> {
    if !who.person.any(&[Role::Registrar, Role::SystemAdmin, Role::Head]) {
        return Err(Refusal::WrongRole { verb: "refuse_held".into() }.into());
    }
    domain::facts::written("reason", &input.reason, domain::facts::SHORT)?;
    let held = office.desk.read(|r| r.held())?.into_iter().find(|held| held.row == input.row);
    let held = held.or_missing("held")?;
    let what = [
        ("entry", hex(&held.entry.0).into()),
        ("cause", held.cause.word().into()),
        ("reason", input.reason.as_str().into()),
    ];
    trace::write(office, who, "refuse_held", ledger::Value::map(what))?;
    office.desk.act(|tx| -> Result<()> {
        hand_on::forget(tx, &held)?;
        tx.drop_held(input.row)?;
        Ok(())
    })?;
    Ok(Done {})
}
