//! 活动 as calls: planning, holding with what was said, opinions that become appeals or voices in one deed, the 签到表.
//! It does not know the twelve kinds nor a hearing's rules (`domain::activity`).
//! Called through `calls`.

mod begin;
mod open_activity;
mod steps;

pub use begin::*;
pub use open_activity::*;
pub use steps::*;

use domain::activity::{Activity, ActivityFacts};
use domain::party::Party;
use ledger::{Record, RecordId};

use crate::perform::At;
use crate::rows::{self, Listed, Row};
use crate::step::Noun;
use crate::{Office, Page, Result, Who};

pub fn list_activities(office: &Office, who: &Who, input: Listed) -> Result<Page<Row>> {
    rows::page(office, who, "activity", &input)
}

impl Noun for Activity {
    const NOUN: &'static str = "activity";

    fn see(record: Record, at: &At<'_, '_>) -> Result<Self> {
        let activity = Self::of(&record);
        let known = parties(&activity.facts, |id| Ok(at.tx.record(id)?))?;
        Ok(activity.knowing(known))
    }
}

/// Who stands behind the party records that are there.
fn parties(
    facts: &ActivityFacts,
    mut find: impl FnMut(RecordId) -> Result<Option<Record>>,
) -> Result<Vec<Party>> {
    let mut known = vec![];
    for named in facts.party.iter().flatten() {
        known.extend(find(named.record)?.map(|party| Party::of(&party)));
    }
    Ok(known)
}
