//! What lies in the lists, held against what the log adds up to: each row a record has left beside its projection, and at the end every
//! counter, and the number of all rows, beside what those rows give.
//! It changes nothing, and does not know how a projection is made. Called by `actions` where a desk is proven.

use domain::Projection;
use ledger::RecordId;

use super::put::{Before, Place};
use super::sums::Sums;
use super::words::tokens;
use crate::desk::Reader;
use crate::error::Result;

/// What the rows of all records give, added up while each is held against its projection.
#[derive(Default)]
pub struct Recount {
    pub(super) sums: Sums,
    n_rows: u64,
}

impl Recount {
    pub(super) fn rows(&mut self, n: usize) {
        self.n_rows += n as u64;
    }
}

impl Reader<'_> {
    /// Whether a record, whose first entry is `n`, has left exactly this in the lists. Once for every record, whatever is answered.
    pub fn fits(
        &self,
        (n, record): (i64, RecordId),
        made: &Projection,
        recount: &mut Recount,
    ) -> Result<bool> {
        let row = self.item(record)?;
        let place = Place::of((n, Before::MaybeRows), (None, row.as_ref()));
        let tokens = tokens(made.card.as_ref(), made.search.as_ref(), &self.shared.initials());
        // None is passed over after one that does not fit: they are counted as well.
        let fit = [
            self.item_fits(n, (row, made.card.as_ref()), recount)?,
            self.clocks_fit(&place, &made.clocks, recount)?,
            self.links_fit(n, &made.links, recount)?,
            self.hashes_fit(n, &made.hashes, recount)?,
            self.tallies_fit(&place, &made.tallies, recount)?,
            self.words_fit(&place, tokens.as_deref(), recount)?,
        ];
        Ok(fit.into_iter().all(|fits| fits))
    }

    /// Counters that are not what the rows of all records give, and rows that no record has left.
    pub fn astray(&self, recount: &Recount) -> Result<u64> {
        let n_rows: u64 = self.conn.query_row(include_str!("n_rows.sql"), [], |r| r.get(0))?;
        Ok(recount.sums.differing(self.conn)? + n_rows.abs_diff(recount.n_rows))
    }
}
