//! Kept counters: what an act adds and takes away, written once at its end, and read in the time of their number.
//! It does not know what is counted nor in which records; the rows of `rows` say by how much.
//! Called by `rows` (adding), `Tx` (flushing) and `Reader` (reading).

mod once;
mod read;

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::error::Result;
use crate::seat;
pub(crate) use once::{Due, Of, Once, Side};
pub use read::{ItemSum, TallySum};

/// Keys in the order of the tables' columns.
#[derive(Default)]
pub(crate) struct Sums {
    /// noun, office, station, state, stage
    items: BTreeMap<[i64; 5], i64>,
    /// day, what, office, station
    tallies: BTreeMap<[i64; 4], i64>,
    pub once: Once,
}

impl Sums {
    pub fn item(&mut self, key: [i64; 5], by: i64) {
        *self.items.entry(key).or_default() += by;
    }

    pub fn tally(&mut self, key: [i64; 4], by: i64) {
        *self.tallies.entry(key).or_default() += by;
    }

    pub fn flush(self, conn: &Connection) -> Result<()> {
        add(conn, ITEMS, &self.items)?;
        add(conn, TALLY_DAYS, &self.tallies)?;
        add(conn, TALLY_MONTHS, &self.tally_months())?;
        self.once.flush(conn)
    }

    /// How many kept counters say something else than these, which are the sums of everything.
    pub fn differing(&self, conn: &Connection) -> Result<u64> {
        let items = differ(conn, "select * from item_sum", &self.items)?;
        let days = differ(conn, "select * from tally_day", &self.tallies)?;
        let months = differ(conn, "select * from tally_month", &self.tally_months())?;
        Ok(items + days + months + self.once.differing(conn)?)
    }

    fn tally_months(&self) -> BTreeMap<[i64; 4], i64> {
        by_month(&self.tallies, |[day, what, office, station], month| [month(*day), *what, *office, *station])
    }
}

/// Adds to a counter, and the statement that takes an empty one away.
type Statements = (&'static str, &'static str);

const ITEMS: Statements = (include_str!("add_item_sum.sql"), include_str!("drop_item_sum.sql"));
const TALLY_DAYS: Statements = (include_str!("add_tally_day.sql"), include_str!("drop_tally_day.sql"));
const TALLY_MONTHS: Statements = (include_str!("add_tally_month.sql"), include_str!("drop_tally_month.sql"));

fn add<const N: usize>(
    conn: &Connection,
    (add, drop): Statements,
    by: &BTreeMap<[i64; N], i64>,
) -> Result<()> {
    for (key, n) in by.iter().filter(|(_, n)| **n != 0) {
        let values = key.iter().chain([n]);
        let left: i64 =
            conn.prepare_cached(add)?.query_row(rusqlite::params_from_iter(values), |r| r.get(0))?;
        if left == 0 {
            conn.prepare_cached(drop)?.execute(rusqlite::params_from_iter(key.iter()))?;
        }
    }
    Ok(())
}

/// A table's columns are those of the key, and the number.
fn differ<const N: usize>(conn: &Connection, all: &str, sums: &BTreeMap<[i64; N], i64>) -> Result<u64> {
    let mut lacking = sums.values().filter(|n| **n != 0).count() as u64;
    let mut wrong = 0;
    let mut list = conn.prepare(all)?;
    let mut rows = list.query([])?;
    while let Some(row) = rows.next()? {
        let mut key = [0; N];
        for (at, part) in key.iter_mut().enumerate() {
            *part = row.get(at)?;
        }
        let (kept, sum): (i64, i64) = (row.get(N)?, sums.get(&key).copied().unwrap_or_default());
        lacking -= u64::from(sum != 0);
        wrong += u64::from(kept != sum);
    }
    Ok(lacking + wrong)
}

fn by_month<const N: usize>(
    days: &BTreeMap<[i64; N], i64>,
    key: impl Fn(&[i64; N], &dyn Fn(i64) -> i64) -> [i64; N],
) -> BTreeMap<[i64; N], i64> {
    let month = |day| seat::date(day).map_or(0, seat::month);
    let mut months = BTreeMap::new();
    for (day_key, n) in days {
        *months.entry(key(day_key, &month)).or_default() += n;
    }
    months
}
