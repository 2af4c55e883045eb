//! A stream from its first position to the head that the hub named, each page held against the chain before it is given: a hub is proven
//! from nothing, by no cursor that a desk has kept. It does not know what entries say, and keeps nothing.
//! Called by `actions`; an exchange pulls by itself (`pull`).

use super::ahead::Given;
use super::chain::check_head;
use super::{BATCH, Cursor, Fault, Head, Lie, Mailbox, Page};

/// How far the chain holds, and what ended the walk before the head. The caller may end it too.
pub fn walk<E>(
    mailbox: &mut impl Mailbox,
    head: &Head,
    each: &mut dyn FnMut(&Page) -> Result<(), E>,
) -> Result<(Cursor, Option<Fault>), E> {
    let mut at = Cursor::START;
    loop {
        let Given { page, held } = match mailbox.pull(&head.stream, at, BATCH) {
            Ok(page) => Given::behind(at, page),
            Err(fault) => return Ok((at, Some(Fault::Mail(fault)))),
        };
        if let Err(lie) = held.and_then(|()| check_head(head.at, &page)) {
            return Ok((at, Some(Fault::Lie(lie))));
        }
        each(&page)?;
        let stuck = page.cursors.is_empty() && !page.end;
        at = page.cursors.last().copied().unwrap_or(at);
        if stuck || (page.end && at.pos < head.at.pos) {
            return Ok((at, Some(Fault::Lie(Lie::Withheld { head: head.at.pos, at: at.pos }))));
        }
        if page.end {
            return Ok((at, None));
        }
    }
}
