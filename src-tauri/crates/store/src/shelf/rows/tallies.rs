//! What a record gives to counters: its rows are kept, so that a number opens the list behind it.

use domain::Tally;
use rusqlite::{Row, params};

use crate::desk::{Reader, Tx};
use crate::error::Result;
use crate::seat;
use crate::shelf::put::Place;

#[derive(Clone, Debug, PartialEq)]
struct Stored {
    item: i64,
    what: i64,
    station: i64,
    day: i64,
    n: i64,
}

impl Stored {
    fn read(r: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { item: r.get(0)?, what: r.get(1)?, station: r.get(2)?, day: r.get(3)?, n: r.get(4)? })
    }
}

impl Reader<'_> {
    fn stored_tallies(&self, r: i64) -> Result<Vec<Stored>> {
        let mut list = self
            .conn
            .prepare_cached("select item, what, station, day, n from tally where r = ?1 order by k")?;
        let rows = list.query_map([r], Stored::read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    pub(in crate::shelf) fn put_tallies(&mut self, place: &Place, tallies: &[Tally]) -> Result<()> {
        let old = place.before.rows(|| self.stored_tallies(place.r))?;
        let mut new = Vec::with_capacity(tallies.len());
        for t in tallies {
            new.push(Stored {
                item: place.item,
                what: self.words.give(&t.what)?,
                station: self.words.give_record(t.station)?,
                day: seat::day(t.on),
                n: t.n,
            });
        }
        let (was, is) = place.offices;
        if old == new && was == is {
            return Ok(());
        }
        if !old.is_empty() {
            self.conn.prepare_cached("delete from tally where r = ?1")?.execute([place.r])?;
        }
        for t in &old {
            self.sums.tally([t.day, t.what, was, t.station], -t.n);
        }
        for (k, t) in new.iter().enumerate() {
            self.conn
                .prepare_cached(include_str!("insert_tally.sql"))?
                .execute(params![place.r, k, t.item, t.what, t.station, t.day, t.n])?;
            self.sums.tally([t.day, t.what, is, t.station], t.n);
        }
        Ok(())
    }
}
