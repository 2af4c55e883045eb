//! `approve_redaction`: the second signature; from here on the values are nowhere on this desk. `decline_redaction`: no.

use domain::redaction::{NOUN, Redaction, State, decide, kept, told};
use domain::{Refusal, Role};
use ledger::{Entry, Op, Record, RecordId};

use crate::appeals::{delete, redacts};
use crate::desk::Done;
use crate::error::OrMissing;
use crate::outcome::On;
use crate::perform::At;
use crate::step::of_noun;
use crate::{Office, Outcome, Result, Who};

pub fn approve_redaction(office: &Office, who: &Who, input: On) -> Result<Outcome<Done>> {
    office.perform(who, "approve_redaction", |at| {
        at.as_own_act();
        let asks = asked_of_a_head(at, (input.record, "approve_redaction"))?;
        at.change(&input, decide(&asks, ("approve_redaction", State::Deleted), &at.ctx())?)?;
        let order = order_of(at, &asks)?;
        if redacts(&order) != Some(who.person.account) {
            return Err(Refusal::NotYours.into());
        }
        let about = at.record(order.header.record)?;
        let ordered: Vec<Op> = order.ops().map(|(_, op)| op.clone()).collect();
        kept::untouched(&about, &ordered, at.today)?;
        at.tx.keep_approval(&order.approved_by(&who.key))?;
        delete(at, about.id)?;
        at.office.refresh(at.tx, &[about.id])?;
        let asks = Redaction::of(&asks);
        at.also(about.id, [kept::let_go(&about, &asks.field), vec![told(&asks)]].concat());
        Ok(Done {})
    })
}

pub fn decline_redaction(office: &Office, who: &Who, input: On) -> Result<Outcome<Done>> {
    office.perform(who, "decline_redaction", |at| {
        at.as_own_act();
        let asks = asked_of_a_head(at, (input.record, "decline_redaction"))?;
        at.change(&input, decide(&asks, ("decline_redaction", State::Declined), &at.ctx())?)?;
        Ok(Done {})
    })
}

/// Whoever is no head learns nothing of what is asked.
pub(super) fn asked_of_a_head(at: &At<'_, '_>, (id, verb): (RecordId, &str)) -> Result<Record> {
    if !at.who.is(Role::Head) {
        return Err(Refusal::WrongRole { verb: verb.into() }.into());
    }
    of_noun(at, id, NOUN)
}

/// The entry of the same deed that names what is to be deleted.
fn order_of(at: &At<'_, '_>, asks: &Record) -> Result<Entry> {
    let deed = asks.opened.as_ref().map(|opened| opened.deed).or_missing("deed")?;
    at.tx.deed(deed)?.into_iter().find(|entry| redacts(entry).is_some()).or_missing("entry")
}
