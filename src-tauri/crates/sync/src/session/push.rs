//! Giving the hub what it does not have: own entries and those of others, parents first.

use ledger::EntryId;

use super::exchange::{Halt, Sides, Work, halt};
use super::{BATCH, BATCH_BYTES, Fault, MailFault, Mailbox, Replica, Room};
use crate::Raw;

impl<M: Mailbox, R: Replica> Sides<'_, '_, M, R> {
    /// Whether anything was sent.
    pub(super) fn push_all(&mut self, work: &mut Work<'_>) -> Result<bool, Halt<R::Error>> {
        let room = Room { entries: BATCH, bytes: BATCH_BYTES };
        let mut any = false;
        loop {
            let batch = self.replica.unsent(work.place, room).map_err(Halt::Own)?;
            if batch.is_empty() {
                return Ok(any);
            }
            any = true;
            self.push_batch(work, &batch)?;
            work.tell(self)?;
        }
    }

    /// A batch with an entry that the hub refuses is halved until that entry stands alone: one bad entry blocks no other.
    fn push_batch(&mut self, work: &mut Work<'_>, batch: &[Raw]) -> Result<(), Halt<R::Error>> {
        work.trips += 1;
        match self.mailbox.push(work.place.stream, batch) {
            Ok(accepted) => {
                let ids: Vec<EntryId> = batch.iter().map(|raw| raw.id).collect();
                work.told.pushed += ids.len() as u64;
                work.told.accepted += accepted;
                self.replica.sent(work.place, &ids).map_err(Halt::Own)
            }
            Err(MailFault::Entry(why)) => match batch {
                [] => Ok(()),
                [one] => self.refused(work, one.id, why),
                _ => {
                    let (first, second) = batch.split_at(batch.len() / 2);
                    self.push_batch(work, first)?;
                    self.push_batch(work, second)
                }
            },
            Err(fault) => Err(halt(fault)),
        }
    }

    fn refused(&mut self, work: &mut Work<'_>, id: EntryId, why: String) -> Result<(), Halt<R::Error>> {
        self.replica.refused(work.place, id, &why).map_err(Halt::Own)?;
        work.told.faults.push(Fault::Refused { id, why });
        Ok(())
    }
}
