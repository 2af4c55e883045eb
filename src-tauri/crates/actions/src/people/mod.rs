//! People of the office: who is who, the list and a page, who leaves, who stands in, whose work goes to whom.
//! It does not know passwords or keys (`desk`, `accounts`), nor what a role may do (`domain`).
//! Called through `calls`, by signing in, and by the office when people change.

mod approver;
mod hand_over;
mod leave_person;
mod open_person;
mod substitute;
mod who_is;

pub(crate) use approver::{Lies, can_attend, can_sign, can_take};
pub use hand_over::*;
pub(crate) use leave_person::leave_person;
pub use open_person::*;
pub use substitute::*;
pub use who_is::*;

use domain::staff::{RegisterPerson, Staff, register_person as registering};
use ledger::{Record, Stream};

use crate::perform::At;
use crate::rows::{self, Listed, Row};
use crate::stations::Opened;
use crate::step::Noun;
use crate::{Office, Outcome, Page, Result, Who};

pub fn list_people(office: &Office, who: &Who, input: Listed) -> Result<Page<Row>> {
    rows::page(office, who, "person", &input)
}

/// A member of staff; an account is asked for elsewhere.
pub fn register_person(office: &Office, who: &Who, input: RegisterPerson) -> Result<Outcome<Opened>> {
    office.perform(who, "register_person", |at| {
        let stream = Stream::public(input.facts.office.as_deref().unwrap_or(&who.person.office));
        let ops = registering(input, &at.ctx())?;
        Ok(at.open("person", stream, ops).into())
    })
}

impl Noun for Staff {
    const NOUN: &'static str = "person";

    fn see(record: Record, _: &At<'_, '_>) -> Result<Self> {
        Ok(Self::of(&record))
    }
}
