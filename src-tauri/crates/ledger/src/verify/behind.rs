//! What the end of a chain stands for: each entry names the one before it, so whoever knows the end knows all that leads to it.
//! It does not know who wrote the end down, nor where.
//! Called by `actions` for what a checkpoint on paper has proven already.

use std::collections::{HashMap, HashSet};

use crate::{Entry, EntryId};

/// Takes the entries that are here, in any order.
#[derive(Default)]
pub struct Behind {
    before: HashMap<EntryId, Option<EntryId>>,
}

impl Behind {
    /// Under the id that its own bytes give, whatever it is stored as.
    pub fn take(&mut self, entry: &Entry) {
        self.before.insert(entry.id, entry.header.prev);
    }

    /// The ends and all that is here without a hole before them. An end that is not here stands for nothing.
    pub fn of(&self, ends: impl IntoIterator<Item = EntryId>) -> HashSet<EntryId> {
        let mut found = HashSet::new();
        for end in ends {
            let mut at = Some(end);
            while let Some((id, before)) = at.and_then(|id| self.before.get_key_value(&id)) {
                if !found.insert(*id) {
                    break;
                }
                at = *before;
            }
        }
        found
    }
}
