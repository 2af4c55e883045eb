//! Reading a stream to its end, each page held against the chain before the desk sees it.

use super::chain::{check, check_head};
use super::exchange::{Halt, Sides, Work, halt};
use super::{BATCH, Fault, Lie, MailFault, Mailbox, Page, Replica};

impl<M: Mailbox, R: Replica> Sides<'_, '_, M, R> {
    /// An unknown cursor is stepped back from once; a hub that forgets again while it is read is left for the next time.
    pub(super) fn pull_to_end(&mut self, work: &mut Work<'_>) -> Result<(), Halt<R::Error>> {
        let mut may_step_back = work.told.stepped_back.is_none();
        let mut ahead = None;
        loop {
            work.trips += 1;
            let asked = ahead.take().unwrap_or_else(|| self.pull(work));
            let page = match asked {
                Err(MailFault::UnknownCursor) if may_step_back => {
                    may_step_back = false;
                    self.step_back(work)?;
                    continue;
                }
                page => page.map_err(halt)?,
            };
            hold_against_chain(work, &page)?;
            if let Some(last) = page.cursors.last().filter(|_| !page.end) {
                ahead = self.mailbox.pull_ahead(work.place.stream, *last, BATCH);
            }
            self.take(work, &page, ahead.as_ref().and_then(|asked| asked.as_ref().ok()))?;
            if page.end {
                return reached(work);
            }
        }
    }

    fn pull(&mut self, work: &Work<'_>) -> Result<Page, MailFault> {
        self.mailbox.pull(work.place.stream, work.told.at, BATCH)
    }

    fn take(&mut self, work: &mut Work<'_>, page: &Page, ahead: Option<&Page>) -> Result<(), Halt<R::Error>> {
        let Some(last) = page.cursors.last() else { return Ok(()) };
        let taken = self.replica.take(work.place, page, ahead).map_err(Halt::Own)?;
        work.told.at = *last;
        work.told.pulled += page.entries.len() as u64;
        work.told.new += taken.new;
        work.told.aside += taken.aside;
        work.told.confirmed += taken.confirmed;
        work.tell(self)
    }
}

fn hold_against_chain<E>(work: &Work<'_>, page: &Page) -> Result<(), Halt<E>> {
    let at = work.told.at;
    let held = check(at, page).and_then(|()| check_head(work.head, page));
    held.map_err(|lie| Halt::Stream(Fault::Lie(lie)))?;
    // Nothing came and it is not the end: it would be asked for ever.
    let stuck = page.cursors.is_empty() && !page.end;
    if stuck { Err(withheld(work)) } else { Ok(()) }
}

/// A hub that names a head has to show the way there.
fn reached<E>(work: &Work<'_>) -> Result<(), Halt<E>> {
    if work.told.at.pos < work.head.pos { Err(withheld(work)) } else { Ok(()) }
}

fn withheld<E>(work: &Work<'_>) -> Halt<E> {
    Halt::Stream(Fault::Lie(Lie::Withheld { head: work.head.pos, at: work.told.at.pos }))
}
