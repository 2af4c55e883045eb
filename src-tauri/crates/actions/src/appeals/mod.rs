//! 群众诉求 as calls: registering with its people in one deed, the list, the page. The steps themselves are the
//! domain's verbs, named one by one in `calls`.
//! It does not know what a step needs. Called through `calls`.

mod conclude;
mod handing;
mod named;
mod number;
mod open_appeal;
mod register_appeal;
mod said;
mod seal_appeal;
mod sealed;

pub use conclude::*;
pub use handing::{HandOverView, HandedInView};
pub(crate) use handing::{approve_hand_over, carry_word, return_hand_over, take_in_appeal};
pub use named::*;
pub use open_appeal::*;
pub use register_appeal::*;
pub use said::{OrderSealing, order_sealing};
pub(crate) use said::{lies_open, reaches};
pub use seal_appeal::*;
pub use sealed::*;

use chrono::NaiveDate;
use domain::appeal::{Appeal, Involved, Known};
use domain::party::Party;
use ledger::Record;

use crate::perform::At;
use crate::rows::{self, Listed, Row};
use crate::step::Noun;
use crate::{Office, Page, Result, Who};

pub(crate) use number::take_number;

pub fn list_appeals(office: &Office, who: &Who, input: Listed) -> Result<Page<Row>> {
    rows::page(office, who, "appeal", &input)
}

impl Noun for Appeal {
    const NOUN: &'static str = "appeal";

    fn see(record: Record, at: &At<'_, '_>) -> Result<Self> {
        let appeal = Appeal::of(&record);
        let known = known(&appeal, at.ctx().today, |id| crate::sealing::record_for(at.tx, at.who, id))?;
        Ok(appeal.knowing(known))
    }
}

/// Who stands behind the party records: names for 回避 and for who may never receive the file, and who was under age.
pub(crate) fn known(
    appeal: &Appeal,
    today: NaiveDate,
    mut find: impl FnMut(ledger::RecordId) -> Result<Option<Record>>,
) -> Result<Vec<Known>> {
    let (mut known, asked) = (vec![], asked_on(&appeal.facts, today));
    for Involved { record, part } in appeal.involved() {
        let Some(party) = find(record)?.map(|p| Party::of(&p)) else { continue };
        let minor = party.is_minor_on(asked);
        let name = party.facts.name.unwrap_or_default();
        known.push(Known { record, part, name, minor });
    }
    Ok(known)
}
