//! `leave_person`: whoever keeps the accounts leaves only where somebody else keeps them on; nobody could be let in any more.
//! It does not know what leaving means for open work (`hand_over`), nor who may write it down (`domain::staff`).
//! Called through `calls`.

use chrono::NaiveDate;
use domain::Ctx;
use domain::staff::{self, LeavePerson, Staff};
use ledger::RecordId;

use super::person_of;
use crate::accounts::KEEPERS;
use crate::later::{Said, agreed};
use crate::perform::At;
use crate::step::Written;
use crate::{Failure, Result};

pub(crate) fn leave_person(staff: &Staff, input: LeavePerson, ctx: &Ctx<'_>) -> Said<impl Written + use<>> {
    let gone = staff.id;
    let ops = staff::leave_person(staff, input, ctx)?;
    agreed(ops, move |at| if others_keep(at, gone)? { Ok(()) } else { Err(Failure::LastAccount {}.into()) })
}

/// Whether somebody else of the office keeps its accounts for good: who is written down as leaving later keeps them no longer then.
fn others_keep(at: &At<'_, '_>, gone: RecordId) -> Result<bool> {
    let (office, names) = (&at.who.person.office, at.office.names());
    let mut others = names.accounts.iter().filter(|(_, person)| **person != gone);
    Ok(others.any(|(account, _)| {
        person_of(at.tx, *account, NaiveDate::MAX)
            .is_ok_and(|other| other.office == *office && other.any(KEEPERS))
    }))
}
