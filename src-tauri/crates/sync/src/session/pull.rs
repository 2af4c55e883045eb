//! Reading a stream to its end, each page held against the chain before the desk sees it.

use super::ahead::{Ahead, Asked, Given};
use super::chain::check_head;
use super::exchange::{Halt, Sides, Work, halt};
use super::{BATCH, Fault, Lie, MailFault, Mailbox, Page, Replica};

impl<M: Mailbox, R: Replica> Sides<'_, '_, M, R> {
    /// An unknown cursor is stepped back from once; a hub that forgets again while it is read is left for the next time.
    pub(super) fn pull_to_end(&mut self, work: &mut Work<'_>) -> Result<(), Halt<R::Error>> {
        let mut may_step_back = work.told.stepped_back.is_none();
        loop {
            work.trips += 1;
            let given = match self.asked(work) {
                Err(MailFault::UnknownCursor) if may_step_back => {
                    may_step_back = false;
                    self.step_back(work)?;
                    continue;
                }
                given => given.map_err(halt)?,
            };
            let page = held_against_chain(work, given)?;
            self.take(work, &page)?;
            if page.end {
                return reached(work);
            }
        }
    }

    /// Ahead, if it was; else now.
    fn asked(&mut self, work: &Work<'_>) -> Asked {
        let (stream, at) = (work.place.stream, work.told.at);
        match self.early.take_if(|early| early.stream == *stream && early.after == at) {
            Some(early) => early.asked,
            None => self.mailbox.pull(stream, at, BATCH).map(|page| Given::behind(at, page)),
        }
    }

    /// Meanwhile the hub may be asked for what comes next. What lies ready for another stream is kept until its turn.
    fn take(&mut self, work: &mut Work<'_>, page: &Page) -> Result<(), Halt<R::Error>> {
        let Some(last) = page.cursors.last() else { return Ok(()) };
        let next = if page.end { work.next } else { Some((work.place.stream, *last)) };
        let mut ahead = match next {
            Some((stream, after)) if self.early.is_none() => Ahead::behind(self.mailbox, stream, after),
            _ => None,
        };
        let taken = self.replica.take(work.place, page, ahead.as_mut()).map_err(Halt::Own)?;
        self.early = ahead.and_then(Ahead::early).or_else(|| self.early.take());
        work.told.at = *last;
        work.told.pulled += page.entries.len() as u64;
        work.told.new += taken.new;
        work.told.aside += taken.aside;
        work.told.confirmed += taken.confirmed;
        work.tell(self)
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
