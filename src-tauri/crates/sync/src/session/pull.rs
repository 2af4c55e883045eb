//! Reading a stream to its end, each page held against the chain before the desk sees it.

use super::ahead::{Ahead, Asked, Given};
use super::chain::check_head;
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
            let given = match asked {
                Err(MailFault::UnknownCursor) if may_step_back => {
                    may_step_back = false;
                    self.step_back(work)?;
                    continue;
                }
                given => given.map_err(halt)?,
            };
            let page = held_against_chain(work, given)?;
            ahead = self.take(work, &page)?;
            if page.end {
                return reached(work);
            }
        }
    }

    fn pull(&mut self, work: &Work<'_>) -> Asked {
        let at = work.told.at;
        self.mailbox.pull(work.place.stream, at, BATCH).map(|page| Given::behind(at, page))
    }

    /// Answers what the hub said of the next page, where it was asked meanwhile.
    fn take(&mut self, work: &mut Work<'_>, page: &Page) -> Result<Option<Asked>, Halt<R::Error>> {
        let Some(last) = page.cursors.last() else { return Ok(None) };
        let place = work.place;
        let mut ahead = if page.end { None } else { Ahead::behind(self.mailbox, place.stream, *last) };
        let taken = self.replica.take(place, page, ahead.as_mut()).map_err(Halt::Own)?;
        let asked = ahead.and_then(Ahead::asked);
        work.told.at = *last;
        work.told.pulled += page.entries.len() as u64;
        work.told.new += taken.new;
        work.told.aside += taken.aside;
        work.told.confirmed += taken.confirmed;
        work.tell(self)?;
        Ok(asked)
    }
}

fn held_against_chain<E>(work: &Work<'_>, Given { page, held }: Given) -> Result<Page, Halt<E>> {
    let held = held.and_then(|()| check_head(work.head, &page));
    held.map_err(|lie| Halt::Stream(Fault::Lie(lie)))?;
    // Nothing came and it is not the end: it would be asked for ever.
    let stuck = page.cursors.is_empty() && !page.end;
    if stuck { Err(withheld(work)) } else { Ok(page) }
}

/// A hub that names a head has to show the way there.
fn reached<E>(work: &Work<'_>) -> Result<(), Halt<E>> {
    if work.told.at.pos < work.head.pos { Err(withheld(work)) } else { Ok(()) }
}

fn withheld<E>(work: &Work<'_>) -> Halt<E> {
    Halt::Stream(Fault::Lie(Lie::Withheld { head: work.head.pos, at: work.told.at.pos }))
}
