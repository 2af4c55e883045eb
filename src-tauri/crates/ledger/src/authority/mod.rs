//! Who may write what: the fold of the `admin` stream into desks, writers, accounts and grants.
//! It does not know roles' acts (domain), the network or files; a revocation is a cut, never a time.
//! Called by `fold` for every entry, by `verify`, by intake in `store` and `sync`.

use crate::Entry;

/// What an entry may do here and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Good,
    /// Writer, desk, key or grant is not known yet.
    Pending,
    /// Stored and shown, keeps its place, has no effect.
    Powerless,
}

#[derive(Clone, Debug, Default)]
pub struct Authority {}

impl Authority {
    pub fn of<'a>(_entries: impl IntoIterator<Item = &'a Entry>) -> Self { Self {} }
    pub fn standing(&self, _entry: &Entry) -> Standing { Standing::Pending }
}
