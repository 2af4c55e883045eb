//! Two appeals that may be one: the same person's, entered at two desks of which neither knew of the other (ledger.md §1.3, §3.8).
//! It does not know how they are found (`store` has an index of whole numbers) nor who may see them; nothing waits for the answer.
//! Called by `actions` for the inbox; `link_same` and `tell_apart` are the answers.

use ledger::Stamp;

use crate::Stage;
use crate::appeal::handle::is_compared;
use crate::appeal::{Appeal, State};
use crate::facts::choices;
use crate::party::Party;

/// Days between the two at most. What was asked is answered within three months (R03: 规则 163): who asks elsewhere until then
/// may well ask for the same, and who comes later comes again (重复信访).
pub const NEAR_DAYS: u32 = 92;

/// What is told to nobody any more raises no question: one of the two stands here.
pub fn in_hand() -> Vec<&'static str> {
    let waits = |state: &&State| matches!(state.stage(), Stage::Collect | Stage::Handle | Stage::Feedback);
    State::ALL.iter().filter(waits).map(|state| state.key()).collect()
}

/// One of the two, with whoever asks in it, as far as this desk has them.
#[derive(Clone, Debug)]
pub struct Double {
    pub appeal: Appeal,
    pub petitioners: Vec<Party>,
}

choices! {
    /// By what two petitioners are taken for one, the better proof first.
    pub enum Alike {
        IdNumber = "id_number",
        /// The same name besides: families share a telephone.
        Phone = "phone",
    }
}

impl Double {
    /// Who entered it, and when.
    pub fn entered(&self) -> Option<&Stamp> {
        self.appeal.record.opened.as_ref()
    }

    pub fn is_before(&self, other: &Self) -> bool {
        let when = |double: &Self| double.entered().map(|stamp| (stamp.wall_ms, stamp.entry));
        when(self) < when(other)
    }

    /// Whether whoever entered it knew of everything there was of the person: `n_before` are those that were entered before, and
    /// 第几次 is what their desk counted. One that counted less lacked at least one of them.
    pub fn knew_all(&self, n_before: u64) -> bool {
        self.appeal.facts.nth.is_some_and(|nth| u64::from(nth) > n_before)
    }
}

/// By what the two may be one; none where that is no question, or was answered in either of them.
pub fn alike(a: &Double, b: &Double) -> Option<Alike> {
    let (one, other) = (&a.appeal, &b.appeal);
    let answered = is_compared(one, other.record.id) || is_compared(other, one.record.id);
    if answered || !are_near(one, other) || handed_on(one, other) || handed_on(other, one) {
        return None;
    }
    if [one, other].iter().any(|appeal| appeal.state == Some(State::Sealed)) {
        return None;
    }
    let pairs = a.petitioners.iter().flat_map(|p| b.petitioners.iter().map(move |q| (p, q)));
    pairs.filter_map(|(p, q)| by(p, q)).min()
}

fn are_near(one: &Appeal, other: &Appeal) -> bool {
    let days = one.facts.received_on.zip(other.facts.received_on);
    days.is_some_and(|(a, b)| (a - b).num_days().unsigned_abs() <= u64::from(NEAR_DAYS))
}

/// 转交 made the one of the other.
fn handed_on(from: &Appeal, to: &Appeal) -> bool {
    to.origin().is_some_and(|origin| origin.record == from.record.id)
}

/// Two numbers are two people, whoever's telephone it is.
fn by(one: &Party, other: &Party) -> Option<Alike> {
    let (one, other) = (&one.facts, &other.facts);
    if let Some((a, b)) = one.id_number.as_deref().zip(other.id_number.as_deref()) {
        return (whole(a) == whole(b)).then_some(Alike::IdNumber);
    }
    let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    (same(&one.phone, &other.phone) && same(&one.name, &other.name)).then_some(Alike::Phone)
}

/// As the index of numbers reads it: without signs between, in one case.
fn whole(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}
