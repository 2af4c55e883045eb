//! After a fail-over or a restored hub: finds the newest cursor both sides know, and makes undelivered what stood above it.

use super::exchange::{Halt, Sides, Work, halt};
use super::{Cursor, MailFault, Mailbox, Replica};

impl<M: Mailbox, R: Replica> Sides<'_, '_, M, R> {
    /// Doubling steps, then halving between the last two: a cursor that matches vouches for all before it, so a year of
    /// segments is searched in a dozen calls.
    pub(super) fn step_back(&mut self, work: &mut Work<'_>) -> Result<(), Halt<R::Error>> {
        let mut kept = self.replica.cursors(work.place).map_err(Halt::Own)?;
        kept.retain(|cursor| cursor.pos > 0);
        let (mut unknown, mut step) = (0, 1);
        // `known` may be the place behind the oldest: the start, which every hub knows.
        let mut known = kept.len();
        while unknown + step < kept.len() {
            if self.knows(work, kept[unknown + step])? {
                known = unknown + step;
                break;
            }
            unknown += step;
            step *= 2;
        }
        while unknown + 1 < known {
            let middle = unknown.midpoint(known);
            if self.knows(work, kept[middle])? { known = middle } else { unknown = middle }
        }
        let to = kept.get(known).copied().unwrap_or(Cursor::START);
        let undelivered = self.replica.step_back(work.place, to).map_err(Halt::Own)?;
        work.told.stepped_back = Some((to, undelivered));
        work.told.at = to;
        work.tell(self)
    }

    fn knows(&mut self, work: &mut Work<'_>, cursor: Cursor) -> Result<bool, Halt<R::Error>> {
        work.trips += 1;
        match self.mailbox.pull(work.place.stream, cursor, 1) {
            Ok(_) => Ok(true),
            Err(MailFault::UnknownCursor) => Ok(false),
            Err(fault) => Err(halt(fault)),
        }
    }
}
