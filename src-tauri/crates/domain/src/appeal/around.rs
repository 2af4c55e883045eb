//! The people around an appeal, for the two questions their names decide: 回避, and who may never receive it.

use ledger::{Record, RecordId};

use super::{Appeal, Part, State};
use crate::sealed::{self, SealReason};
use crate::{Person, Refusal};

/// A party as far as this desk knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub record: RecordId,
    pub part: Part,
    pub name: String,
    /// Under 18 on the day it was received.
    pub minor: bool,
}

/// It lies open and must not: a minor was recognised later, or 举报 was said later (list `seal_reason`).
pub fn must_seal(appeal: &Appeal) -> Option<SealReason> {
    // What is sealed has no station any more; its stub at the station says nothing.
    if appeal.station.is_none() || appeal.state == Some(State::Sealed) {
        return None;
    }
    sealed::must_seal(&appeal.facts, appeal.known.iter().filter(|k| k.minor).count())
}

/// The same of the facts alone, as they would stand once a deed is taken back: what was corrected away comes back by no undo.
pub fn would_lie_open(before: &Record, after: &Record) -> Option<Refusal> {
    let (before, after) = (Appeal::of(before), Appeal::of(after));
    let reason = sealed::must_seal(&after.facts, 0).filter(|_| must_seal(&before).is_none())?;
    after.station.map(|_| Refusal::MustBeSealed { reason: reason.key().into() })
}

/// Whether this person must keep away (信访工作条例 28): they bear a party's name, or said so themselves.
/// A shared name is no proof, so it can be lifted by a declaration (`clear_conflict`).
pub fn conflicts(appeal: &Appeal, person: &Person) -> bool {
    keeps_away(appeal, (person.record, &person.name))
}

/// The same of a colleague who is to be given it.
pub fn keeps_away(appeal: &Appeal, (person, name): (RecordId, &str)) -> bool {
    let named = |field: &str| appeal.record.set(field).any(|v| v.record() == Some(person));
    if named("recused") {
        return true;
    }
    let name = plain(name);
    let same_name = !name.is_empty() && appeal.known.iter().any(|k| plain(&k.name) == name);
    same_name && !named("cleared")
}

/// Whether a unit outside is the party complained of: it may never be sent the file (信访工作条例 30).
pub(super) fn is_accused(appeal: &Appeal, unit: &str) -> bool {
    let accused = appeal.known.iter().filter(|k| k.part == Part::Accused);
    accused.map(|k| plain(&k.name)).any(|name| !name.is_empty() && name == plain(unit))
}

/// Without spaces and marks, so that "台州市 某某局" is "台州市某某局".
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}
