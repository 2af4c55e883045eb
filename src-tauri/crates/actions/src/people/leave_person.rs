//! `leave_person`: whoever keeps the accounts leaves only where somebody else keeps them on; nobody could be let in any more.
//! It does not know what leaving means for open work (`hand_over`), nor who may write it down (`domain::staff`).
//! Called through `calls`.

use chrono::NaiveDate;
use domain::Ctx;
use domain::staff::{self, LeavePerson, Staff};

use super::person_of;
use crate::accounts::KEEPERS;
use crate::later::{Said, agreed};
use crate::perform::At;
use crate::step::Written;
use crate::{Failure, Result};

pub(crate) fn leave_person(staff: &Staff, input: LeavePerson, ctx: &Ctx<'_>) -> Said<impl Written + use<>> {
    let (is_own, last) = (staff.id == ctx.person.record, input.left_on);
    let ops = staff::leave_person(staff, input, ctx)?;
    agreed(
        ops,
        move |at| {
            if !is_own || others_keep(at, last)? { Ok(()) } else { Err(Failure::LastAccount {}.into()) }
        },
    )
}

/// Whether a colleague of the same office keeps its accounts on the day after.
fn others_keep(at: &At<'_, '_>, last: NaiveDate) -> Result<bool> {
    let (own, day) = (&at.who.person, last.succ_opt().unwrap_or(last).max(at.today));
    let names = at.office.names();
    let mut others = names.accounts.iter().filter(|(_, person)| **person != own.record);
    Ok(others.any(|(account, _)| {
        person_of(at.tx, *account, day).is_ok_and(|other| other.office == own.office && other.any(KEEPERS))
    }))
}
