//! Whom a person stands in for on a day: what `Person::stands_for` is filled with.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ledger::RecordId;

use super::Staff;

/// One step only: who stands in for a substitute does not inherit what that one covers.
pub fn stands_for(people: &[Staff], me: RecordId, day: NaiveDate) -> BTreeSet<RecordId> {
    let by_me = |s: &&Staff| s.covers.iter().any(|c| c.by == me && c.from_on <= day && day <= c.to_on);
    people.iter().filter(by_me).map(|s| s.id).collect()
}
