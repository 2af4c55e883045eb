//! Whose word counts while folding: what `Authority` says, a set of entries, or (in tests of rules) everyone's.

use std::collections::HashSet;

use crate::{Authority, Entry, EntryId, Standing, Value};

pub(crate) enum Rule<'a> {
    By(&'a Authority),
    /// Exactly these entries: how the `admin` stream folds while its authority is being found.
    These(&'a HashSet<EntryId>),
    /// For ops that never had a desk: `fold_ops`.
    Everyone,
}

impl Rule<'_> {
    pub fn standing(&self, entry: &Entry) -> Standing {
        match self {
            Self::By(authority) => authority.admits(entry),
            Self::These(good) if good.contains(&entry.id) => Standing::Good,
            Self::These(_) => Standing::Powerless,
            Self::Everyone => Standing::Good,
        }
    }

    /// The author's grant has class `govern` in this stream.
    pub fn governs(&self, entry: &Entry) -> bool {
        match self {
            Self::By(authority) => authority.governs(entry),
            Self::These(_) | Self::Everyone => true,
        }
    }

    /// Another account with class `govern` has signed this redaction too.
    pub fn approved(&self, entry: &Entry, approver: &Value) -> bool {
        match self {
            Self::By(authority) => authority.approved(entry, approver),
            Self::These(_) => false,
            Self::Everyone => true,
        }
    }
}
