//! People of a matter: entering them with it, correcting one, what this desk knows of somebody while their name is typed.
//! It does not know what they asked for, nor uncovers anything (`consult`).
//! Called through `calls`, and by the nouns whose forms name people.

mod amend_party;
mod check_identity;
mod known_party;

pub(crate) use amend_party::{amend_party, would_lie_open};
pub use check_identity::*;
pub use known_party::*;
pub(crate) use known_party::{appeals_naming, nth};

use domain::party::Party;
use ledger::Record;

use crate::Result;
use crate::perform::At;
use crate::step::Noun;

impl Noun for Party {
    const NOUN: &'static str = "party";

    fn see(record: Record, _: &At<'_, '_>) -> Result<Self> {
        Ok(Self::of(&record))
    }
}
