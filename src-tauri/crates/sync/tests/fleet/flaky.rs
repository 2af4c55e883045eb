//! The way to the hub on a bad day: calls that never arrive, answers that never come, pages cut short, pushes made twice
//! or left hanging, bytes that change on the way, a hub that answers out of order; and a desk that stops between two transactions.

use ledger::Stream;
use sync::Raw;
use sync::session::{Ahead, Cursor, Heads, MailFault, Mailbox, Page, Place, Replica, Room, Taken, Want};

use crate::desk::{Crash, Desk};
use crate::dice::Dice;
use crate::hub::Door;

pub struct Flaky<'a> {
    pub door: Door<'a>,
    pub dice: &'a mut Dice,
    /// In a thousand, for each kind of fault.
    pub rate: u64,
}

impl Flaky<'_> {
    fn lost(&mut self, what: &str) -> Result<(), MailFault> {
        if self.dice.permille(self.rate) { Err(MailFault::Link(what.into())) } else { Ok(()) }
    }
}

impl Mailbox for Flaky<'_> {
    fn heads(&mut self) -> Result<Heads, MailFault> {
        self.lost("heads")?;
        self.door.heads()
    }

    fn pull(&mut self, stream: &Stream, after: Cursor, limit: usize) -> Result<Page, MailFault> {
        self.lost("pull")?;
        // Pages of every size, so that segments are cut everywhere.
        let limit = if self.dice.permille(500) { 1 + self.dice.below(40) } else { limit };
        let mut page = self.door.pull(stream, after, limit)?;
        if page.entries.len() > 1 && self.dice.permille(self.rate) {
            match self.dice.below(3) {
                0 => {
                    let at = self.dice.below(page.entries.len() - 1);
                    page.entries.swap(at, at + 1);
                }
                1 => drop(page.entries.remove(self.dice.below(page.entries.len()))),
                _ => {
                    // A page whose middle had not been committed yet: numbered on, hashes as the hub has them.
                    page.entries.remove(self.dice.below(page.entries.len() - 1));
                    (after.pos + 1..).zip(&mut page.entries).for_each(|(pos, placed)| placed.pos = pos);
                }
            }
        }
        self.lost("the page")?;
        Ok(page)
    }

    fn push(&mut self, stream: &Stream, entries: &[Raw]) -> Result<u64, MailFault> {
        self.lost("push")?;
        if self.dice.permille(self.rate) {
            // Part of it arrives and is broken; the good copies have to come through all the same.
            let mut broken = entries[self.dice.below(entries.len())].clone();
            broken.sig[3] ^= 0x10;
            self.door.push(stream, &[broken])?;
        }
        if self.dice.permille(self.rate) {
            // It has its numbers when the desk stops waiting; it is committed after others have read on, or never.
            self.door.begin(stream, entries)?;
            return Err(MailFault::Link("no answer".into()));
        }
        let accepted = self.door.push(stream, entries)?;
        if self.dice.permille(self.rate) {
            self.door.push(stream, entries)?;
        }
        self.lost("the acknowledgement")?;
        Ok(accepted)
    }
}

/// A desk whose power may fail before or after any transaction.
pub struct Frail<'a> {
    pub desk: &'a mut Desk,
    pub dice: Dice,
    pub rate: u64,
}

impl Frail<'_> {
    fn step<T>(&mut self, step: impl FnOnce(&mut Desk) -> Result<T, Crash>) -> Result<T, Crash> {
        let power = |dice: &mut Dice, rate| if dice.permille(rate) { Err(Crash) } else { Ok(()) };
        power(&mut self.dice, self.rate)?;
        let done = step(self.desk)?;
        power(&mut self.dice, self.rate)?;
        Ok(done)
    }
}

impl Replica for Frail<'_> {
    type Error = Crash;

    fn wants(&mut self, heads: &Heads) -> Result<Vec<Want>, Crash> {
        self.step(|desk| desk.wants(heads))
    }
    fn cursors(&mut self, place: Place<'_>) -> Result<Vec<Cursor>, Crash> {
        self.step(|desk| desk.cursors(place))
    }
    fn take(&mut self, place: Place<'_>, page: &Page, ahead: Option<&mut Ahead<'_>>) -> Result<Taken, Crash> {
        self.step(|desk| desk.take(place, page, ahead))
    }
    fn step_back(&mut self, place: Place<'_>, to: Cursor) -> Result<u64, Crash> {
        self.step(|desk| desk.step_back(place, to))
    }
    fn unsent(&mut self, place: Place<'_>, room: Room) -> Result<Vec<Raw>, Crash> {
        self.step(|desk| desk.unsent(place, room))
    }
    fn sent(&mut self, place: Place<'_>, ids: &[ledger::EntryId]) -> Result<(), Crash> {
        self.step(|desk| desk.sent(place, ids))
    }
    fn send_again(&mut self, place: Place<'_>) -> Result<u64, Crash> {
        self.step(|desk| desk.send_again(place))
    }
    fn refused(&mut self, place: Place<'_>, id: ledger::EntryId, why: &str) -> Result<(), Crash> {
        self.step(|desk| desk.refused(place, id, why))
    }
}
