//! List rows: one per record with a card.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::Card;
use ledger::RecordId;
use rusqlite::{OptionalExtension, Row, named_params, params};

use crate::cards::{CardRow, Cursor};
use crate::desk::{Reader, Tx};
use crate::error::Result;
use crate::seat;
use crate::shelf::codes::{stage, stage_code};
use crate::shelf::recount::Recount;
use crate::terms::Words;

/// A row of `item` as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ItemRow {
    pub id: i64,
    pub rec: RecordId,
    pub noun: i64,
    pub office: i64,
    pub station: i64,
    pub state: i64,
    pub stage: i64,
    pub kind: i64,
    pub holder: i64,
    pub hidden: bool,
    pub no: Option<String>,
    pub title: String,
    pub flags: String,
    pub more: String,
}

impl ItemRow {
    fn new(card: &Card, rec: RecordId, n: i64, words: &Words<'_>) -> Result<Self> {
        Ok(Self {
            id: seat::seat(card.on, n),
            rec,
            noun: words.give(&card.noun)?,
            office: words.give(&card.office)?,
            station: words.give_record(card.station)?,
            state: words.give(&card.state)?,
            stage: stage_code(card.stage),
            kind: words.give(&card.kind)?,
            holder: words.give_record(card.holder)?,
            hidden: card.hidden,
            no: card.no.clone(),
            title: card.title.clone(),
            flags: serde_json::to_string(&card.flags)?,
            more: serde_json::to_string(&card.more)?,
        })
    }

    /// Columns in the order of `item_of_record.sql`.
    pub fn read(r: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: r.get(0)?,
            rec: RecordId::from_bytes(r.get(1)?),
            noun: r.get(2)?,
            office: r.get(3)?,
            station: r.get(4)?,
            state: r.get(5)?,
            stage: r.get(6)?,
            kind: r.get(7)?,
            holder: r.get(8)?,
            hidden: r.get(9)?,
            no: r.get(10)?,
            title: r.get(11)?,
            flags: r.get(12)?,
            more: r.get(13)?,
        })
    }

    fn sum_key(&self) -> [i64; 5] {
        [self.noun, self.office, self.station, self.state, self.stage]
    }
}

/// A stored row in the caller's words.
pub(crate) fn card(row: ItemRow, words: &Words<'_>) -> Result<CardRow> {
    let text = |id: i64| -> Result<String> { words.text(id).map(|t: Arc<str>| t.to_string()) };
    let card = Card {
        noun: text(row.noun)?,
        station: words.record(row.station)?,
        office: text(row.office)?,
        state: text(row.state)?,
        stage: stage(row.stage)?,
        kind: text(row.kind)?,
        on: seat::on(row.id),
        title: row.title,
        no: row.no,
        holder: words.record(row.holder)?,
        flags: serde_json::from_str(&row.flags)?,
        hidden: row.hidden,
        more: serde_json::from_str(&row.more)?,
    };
    Ok(CardRow { record: row.rec, at: Cursor { id: row.id, no: None }, card })
}

impl Reader<'_> {
    pub(crate) fn item(&self, record: RecordId) -> Result<Option<ItemRow>> {
        let mut find = self.conn.prepare_cached(include_str!("item_of_record.sql"))?;
        Ok(find.query_row([&record.bytes()[..]], ItemRow::read).optional()?)
    }

    /// The row says what its card does, stands at its place, and is found by each of its flags and no other.
    pub(in crate::shelf) fn item_fits(
        &self,
        n: i64,
        (row, made): (Option<ItemRow>, Option<&Card>),
        recount: &mut Recount,
    ) -> Result<bool> {
        let Some(row) = row else { return Ok(made.is_none()) };
        let found_by = self.stored_flags(row.id)?;
        recount.rows(1 + found_by.len());
        if !row.hidden {
            recount.sums.item(row.sum_key(), 1);
        }
        let Some(made) = made else { return Ok(false) };
        let flags = made.flags.iter().map(|flag| self.words.find(flag)).collect::<Result<BTreeSet<i64>>>()?;
        let in_place = row.id == seat::seat(made.on, n);
        Ok(in_place && found_by == flags && card(row, &self.words)?.card == *made)
    }

    fn stored_flags(&self, item: i64) -> Result<BTreeSet<i64>> {
        let mut list = self.conn.prepare_cached("select flag from item_flag where item = ?1")?;
        let rows = list.query_map([item], |r| r.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Answers the row as it is now.
    pub(in crate::shelf) fn put_item(
        &mut self,
        record: RecordId,
        n: i64,
        (old, card): (Option<&ItemRow>, Option<&Card>),
    ) -> Result<Option<ItemRow>> {
        let new = card.map(|c| ItemRow::new(c, record, n, &self.words)).transpose()?;
        if old == new.as_ref() {
            return Ok(new);
        }
        if let Some(row) = old {
            self.conn.prepare_cached("delete from item where id = ?1")?.execute([row.id])?;
            self.conn.prepare_cached("delete from item_flag where item = ?1")?.execute([row.id])?;
            self.sum_item(row, -1);
        }
        if let Some(row) = &new {
            self.insert_item(row)?;
            self.sum_item(row, 1);
        }
        Ok(new)
    }

    fn insert_item(&self, row: &ItemRow) -> Result<()> {
        self.conn.prepare_cached(include_str!("insert_item.sql"))?.execute(named_params! {
            ":id": row.id, ":rec": &row.rec.bytes()[..], ":noun": row.noun, ":office": row.office,
            ":station": row.station, ":state": row.state, ":stage": row.stage, ":kind": row.kind,
            ":holder": row.holder, ":hidden": row.hidden, ":no": row.no, ":title": row.title,
            ":flags": row.flags, ":more": row.more,
        })?;
        let flags: Vec<String> = serde_json::from_str(&row.flags)?;
        for flag in flags {
            self.conn
                .prepare_cached("insert or ignore into item_flag (flag, item) values (?1, ?2)")?
                .execute(params![self.words.give(&flag)?, row.id])?;
        }
        Ok(())
    }

    /// Hidden rows are in no count that a default view shows.
    fn sum_item(&mut self, row: &ItemRow, by: i64) {
        if !row.hidden {
            self.sums.item(row.sum_key(), by);
        }
    }
}
