//! The page that comes next, perhaps another stream's first: asked of the hub while this one is taken, and told in its turn.
//! It does not know what a desk makes of it meanwhile (`Replica::take`), nor when its turn is (`pull`).
//! Made by `pull`, and handed to the desk with the page in hand.

use ledger::Stream;

use super::chain::check;
use super::{BATCH, Cursor, Lie, MailFault, Mailbox, Page};

/// A call to the hub that may be made on another thread.
pub type Errand<'a> = Box<dyn FnOnce() -> Result<Page, MailFault> + Send + 'a>;

/// A page as the hub gave it, and whether it follows from the cursor that it was asked behind.
pub(super) struct Given {
    pub page: Page,
    pub held: Result<(), Lie>,
}

impl Given {
    pub fn behind(after: Cursor, page: Page) -> Self {
        Self { held: check(after, &page), page }
    }
}

pub(super) type Asked = Result<Given, MailFault>;

/// What the hub said before its turn, and behind which cursor of which stream it was asked.
pub(super) struct Early {
    pub stream: Stream,
    pub after: Cursor,
    pub asked: Asked,
}

/// Asked for once, by whoever looks at it first; where nobody does, in its turn.
pub struct Ahead<'a> {
    stream: &'a Stream,
    after: Cursor,
    errand: Option<Errand<'a>>,
    asked: Option<Asked>,
}

impl<'a> Ahead<'a> {
    pub(super) fn behind(mailbox: &'a mut impl Mailbox, stream: &'a Stream, after: Cursor) -> Option<Self> {
        let errand = mailbox.pull_ahead(stream, after, BATCH)?;
        Some(Self { stream, after, errand: Some(errand), asked: None })
    }

    pub fn stream(&self) -> &'a Stream {
        self.stream
    }

    /// Waits for the hub. `None`: it gave none, or one that cannot be true; that is told in its turn.
    pub fn page(&mut self) -> Option<&Page> {
        if let Some(errand) = self.errand.take() {
            self.asked = Some(errand().map(|page| Given::behind(self.after, page)));
        }
        let given = self.asked.as_ref()?.as_ref().ok()?;
        given.held.is_ok().then_some(&given.page)
    }

    pub(super) fn early(self) -> Option<Early> {
        let Self { stream, after, asked, .. } = self;
        asked.map(|asked| Early { stream: stream.clone(), after, asked })
    }
}

#[cfg(test)]
mod tests {
    use ledger::EntryId;

    use super::*;
    use crate::session::{Placed, chain};

    fn ahead(errand: impl FnOnce() -> Result<Page, MailFault> + Send + 'static) -> Ahead<'static> {
        static STREAM: Stream = Stream(String::new());
        Ahead { stream: &STREAM, after: Cursor::START, errand: Some(Box::new(errand)), asked: None }
    }

    fn told(ahead: Ahead<'_>) -> Option<Asked> {
        ahead.early().map(|early| early.asked)
    }

    fn page() -> Page {
        let (id, copy) = (EntryId([1; 32]), [2; 32]);
        let seg_hash = chain(&Cursor::START.seg_hash, [(id, copy)]);
        let placed = Placed { pos: 1, id, copy, redacted: false, raw: None };
        Page { entries: vec![placed], cursors: vec![Cursor { pos: 1, seg_hash }], end: true }
    }

    #[test]
    fn a_page_that_holds_is_shown_as_often_as_it_is_looked_at_and_kept_for_its_turn() {
        let mut ahead = ahead(|| Ok(page()));
        assert_eq!(ahead.page(), Some(&page()));
        assert_eq!(ahead.page(), Some(&page()));
        assert_eq!(told(ahead).unwrap().map(|given| (given.page, given.held)), Ok((page(), Ok(()))));
    }

    #[test]
    fn what_cannot_be_true_and_what_went_wrong_is_shown_to_nobody_and_told_in_its_turn() {
        let mut lied = ahead(|| Ok(Page { entries: vec![], ..page() }));
        assert_eq!(lied.page(), None);
        assert!(matches!(told(lied), Some(Ok(Given { held: Err(Lie::Gap { .. }), .. }))));
        let mut broken = ahead(|| Err(MailFault::Stopped));
        assert_eq!(broken.page(), None);
        assert!(matches!(told(broken), Some(Err(MailFault::Stopped))));
    }

    #[test]
    fn what_nobody_looked_at_is_not_asked_for() {
        assert!(told(ahead(|| panic!("asked"))).is_none());
    }
}
