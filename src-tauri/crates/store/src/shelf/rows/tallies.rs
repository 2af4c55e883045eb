//! What a record gives to counters: its rows are kept, so that a number opens the list behind it.

use domain::Tally;
use rusqlite::{Row, params};

use crate::desk::{Reader, Tx};
use crate::error::Result;
use crate::seat;
use crate::shelf::put::Place;
use crate::shelf::recount::Recount;

#[derive(Clone, Debug, PartialEq)]
struct Stored {
    item: i64,
    what: i64,
    station: i64,
    day: i64,
    n: i64,
}

impl Stored {
    fn new(tally: &Tally, item: i64, (what, station): (i64, i64)) -> Self {
        Self { item, what, station, day: seat::day(tally.on), n: tally.n }
    }

    fn read(r: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { item: r.get(0)?, what: r.get(1)?, station: r.get(2)?, day: r.get(3)?, n: r.get(4)? })
    }
}

impl Reader<'_> {
    /// They say what is made of them, and stand with the record's row.
    pub(in crate::shelf) fn tallies_fit(
        &self,
        place: &Place,
        made: &[Tally],
        recount: &mut Recount,
    ) -> Result<bool> {
        let stored = self.stored_tallies(place.r)?;
        recount.rows(stored.len());
        for t in &stored {
            recount.sums.tally([t.day, t.what, place.offices.1, t.station], t.n);
        }
        let mut new = Vec::with_capacity(made.len());
        for t in made {
            let numbers = (self.words.find(&t.what)?, self.words.find_record(t.station)?);
            new.push(Stored::new(t, place.item, numbers));
        }
        Ok(stored == new)
    }

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
            let numbers = (self.words.give(&t.what)?, self.words.give_record(t.station)?);
            new.push(Stored::new(t, place.item, numbers));
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
