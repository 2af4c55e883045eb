//! Which record names which.

use domain::LinkRow;
use ledger::RecordId;
use rusqlite::params;

use crate::desk::{Reader, Tx};
use crate::error::Result;
use crate::shelf::put::Place;
use crate::shelf::recount::Recount;

impl Reader<'_> {
    /// Records whose projection has a link to this one, oldest first.
    pub fn naming(&self, record: RecordId) -> Result<Vec<RecordId>> {
        let mut list = self.conn.prepare_cached(include_str!("naming.sql"))?;
        let records = list.query_map([&record.bytes()[..]], |r| r.get(0).map(RecordId::from_bytes))?;
        Ok(records.collect::<Result<_, _>>()?)
    }

    /// The same, by one kind of link.
    pub fn naming_as(&self, kind: &str, record: RecordId) -> Result<Vec<RecordId>> {
        let kind = self.words.find(kind)?;
        let mut list = self.conn.prepare_cached(include_str!("naming_as.sql"))?;
        let records =
            list.query_map(params![&record.bytes()[..], kind], |r| r.get(0).map(RecordId::from_bytes))?;
        Ok(records.collect::<Result<_, _>>()?)
    }

    pub fn links(&self, record: RecordId) -> Result<Vec<LinkRow>> {
        let Some(r) = self.first_n(record)? else { return Ok(Vec::new()) };
        let mut links = Vec::new();
        for (kind, to) in self.stored_links(r)? {
            links.push(LinkRow { kind: self.words.text(kind)?.to_string(), to: RecordId::from_bytes(to) });
        }
        links.sort();
        Ok(links)
    }

    pub(in crate::shelf) fn links_fit(
        &self,
        r: i64,
        made: &[LinkRow],
        recount: &mut Recount,
    ) -> Result<bool> {
        let stored = self.stored_links(r)?;
        recount.rows(stored.len());
        Ok(stored == numbered(made, |kind| self.words.find(kind))?)
    }

    fn stored_links(&self, r: i64) -> Result<Vec<(i64, [u8; 16])>> {
        let mut list =
            self.conn.prepare_cached("select kind, target from link where r = ?1 order by kind, target")?;
        let rows = list.query_map([r], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    pub(in crate::shelf) fn put_links(&mut self, place: &Place, links: &[LinkRow]) -> Result<()> {
        let old = place.before.rows(|| self.stored_links(place.r))?;
        let new = numbered(links, |kind| self.words.give(kind))?;
        if old == new {
            return Ok(());
        }
        if !old.is_empty() {
            self.conn.prepare_cached("delete from link where r = ?1")?.execute([place.r])?;
        }
        for (kind, to) in new {
            self.conn
                .prepare_cached("insert into link (r, kind, target) values (?1, ?2, ?3)")?
                .execute(params![place.r, kind, &to[..]])?;
        }
        Ok(())
    }
}

/// As they are stored, each once.
fn numbered(links: &[LinkRow], number: impl Fn(&str) -> Result<i64>) -> Result<Vec<(i64, [u8; 16])>> {
    let mut numbered = Vec::with_capacity(links.len());
    for link in links {
        numbered.push((number(&link.kind)?, *link.to.bytes()));
    }
    numbered.sort_unstable();
    numbered.dedup();
    Ok(numbered)
}
