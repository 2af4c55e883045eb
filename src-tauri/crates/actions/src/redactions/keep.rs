//! `keep_redaction`: a duty to archive forbids what was asked, so the field is kept and not shown (依法留存，停止使用).
//! `release_field` lets it be used again. It does not know what a mark says nor what it forbids (`domain::redaction::kept`).
//! Called through `calls`; what is kept is told by the pages of `face`, `open_person` and `open_deputy`.

use chrono::NaiveDate;
use domain::redaction::kept::{self, Duty, ReleaseField, kept_in};
use domain::redaction::{Redaction, State, decide};
use domain::{Refusal, Role};
use ledger::{EntryId, Op, Record, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::decide::asked_of_a_head;
use crate::appeals::reaches;
use crate::desk::Done;
use crate::error::OrMissing;
use crate::outcome::On;
use crate::{Office, Outcome, Result, Who};

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct KeepRedactionIn {
    #[ts(type = "string")]
    pub record: RecordId,
    #[ts(type = "string[]")]
    pub seen: Vec<EntryId>,
    #[serde(flatten)]
    pub duty: Duty,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReleaseFieldIn {
    #[ts(type = "string")]
    pub record: RecordId,
    #[ts(type = "string[]")]
    pub seen: Vec<EntryId>,
    #[serde(flatten)]
    pub form: ReleaseField,
}

/// What a page tells of a field that is kept: never what it said.
#[derive(Clone, Debug, Serialize, TS)]
pub struct KeptView {
    pub field: String,
    /// List `redact_ground`.
    pub ground: String,
    pub duty: String,
    pub until: Option<NaiveDate>,
    /// The duty is over: it may be deleted.
    pub ended: bool,
    pub on: Option<NaiveDate>,
    pub by_name: String,
}

pub fn keep_redaction(office: &Office, who: &Who, input: KeepRedactionIn) -> Result<Outcome<Done>> {
    office.perform(who, "keep_redaction", |at| {
        at.as_own_act();
        let asks = asked_of_a_head(at, (input.record, "keep_redaction"))?;
        let on = On { record: input.record, seen: input.seen.clone() };
        at.change(&on, decide(&asks, ("keep_redaction", State::Kept), &at.ctx())?)?;
        let about = at.record(Redaction::of(&asks).about.or_missing("record")?)?;
        let ops = kept::keep((&about, &asks), &input.duty, &at.ctx())?;
        at.tx.drop_drafts_about(about.id)?;
        at.also(about.id, ops);
        Ok(Done {})
    })
}

pub fn release_field(office: &Office, who: &Who, input: ReleaseFieldIn) -> Result<Outcome<Done>> {
    if !who.person.is(Role::Head) {
        return Err(Refusal::WrongRole { verb: "release_field".into() }.into());
    }
    office.perform(who, "release_field", |at| {
        at.as_own_act();
        let record = at.record(input.record)?;
        reaches(who, &record)?;
        let entries = at.tx.entries(record.id)?;
        let released = kept::release((&record, &entries), &input.form, &at.ctx())?;
        at.change(&On { record: record.id, seen: input.seen.clone() }, released.ops)?;
        for asked in released.asked {
            if at.tx.record(asked)?.is_some_and(|asked| asked.at("main") == State::Kept.key()) {
                at.also(asked, vec![Op::go("main", State::Kept.key(), State::Released.key())]);
            }
        }
        Ok(Done {})
    })
}

pub(crate) fn kept(office: &Office, record: &Record) -> Vec<KeptView> {
    let today = office.wall.today();
    let told = |kept: kept::KeptField| KeptView {
        ended: kept.has_ended(today),
        field: kept.field,
        ground: kept.ground,
        duty: kept.duty.duty,
        until: kept.duty.until,
        on: kept.on,
        by_name: kept.by.map(|by| office.person_name(by)).unwrap_or_default(),
    };
    kept_in(record).into_iter().map(told).collect()
}
