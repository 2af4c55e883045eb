//! `redact_field`: every value that a field ever had is named to be deleted; nothing goes before another has signed.

use domain::Refusal;
use domain::redaction::{self, NOUN, RedactField, Redaction, State};
use ledger::{EntryId, RecordId};
use serde::{Deserialize, Serialize};
use store::CardQuery;
use ts_rs::TS;

use crate::appeals::{approver_of, reaches};
use crate::outcome::On;
use crate::people::can_sign;
use crate::perform::At;
use crate::stations::Opened;
use crate::{Office, Outcome, Result, Who, reference};

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RedactFieldIn {
    #[ts(type = "string")]
    pub record: RecordId,
    #[ts(type = "string[]")]
    pub seen: Vec<EntryId>,
    #[serde(flatten)]
    pub form: RedactField,
}

pub fn redact_field(office: &Office, who: &Who, input: RedactFieldIn) -> Result<Outcome<Opened>> {
    office.perform(who, "redact_field", |at| {
        at.as_own_act();
        redaction::may_ask(&at.ctx())?;
        let record = at.record(input.record)?;
        reaches(who, &record)?;
        let entries = at.tx.entries(record.id)?;
        let signs = approver_of(at, &record.stream, input.form.approver)?;
        let asked = redaction::redact_field((&record, &entries), &input.form, &signs, &at.ctx())?;
        if waits(at, &input)? {
            return Err(Refusal::NothingChanged.into());
        }
        can_sign(at, input.form.approver, at.law.approvals.level(redaction::LEVEL, at.today))?;
        at.change(&On { record: record.id, seen: input.seen.clone() }, asked.redacts)?;
        Ok(at.open(NOUN, record.stream, asked.asks).into())
    })
}

/// The same was asked for and nobody has answered yet. What was answered once may be asked again.
fn waits(at: &At<'_, '_>, input: &RedactFieldIn) -> Result<bool> {
    let open = CardQuery { states: vec![State::Asked.key().into()], ..CardQuery::of(NOUN) };
    for id in reference::every(at.tx, &open)? {
        let Some(asked) = at.tx.record(id)?.as_ref().map(Redaction::of) else { continue };
        let same = asked.field == input.form.field && asked.ground == input.form.ground;
        if asked.about == Some(input.record) && same {
            return Ok(true);
        }
    }
    Ok(false)
}
