//! What was raised at a visit, an activity or by a deputy, and is registered in the same deed: an appeal or a voice.

use chrono::NaiveDate;
use domain::appeal::Involved;
use domain::appeal::enter::{AnswerOnSpot, RegisterAppeal as Registered};
use domain::station::Station;
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Result;
use crate::appeals::{NewParty, RegisterAppeal, RegisteredAppeal, register};
use crate::perform::At;

/// An appeal's form without its station, which is known.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct RaisedAppeal {
    #[serde(default)]
    #[ts(as = "Option<Vec<NewParty>>", optional)]
    pub people: Vec<NewParty>,
    /// 当场答复: answered, fed back and evaluated on the spot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answered: Option<AnswerOnSpot>,
    #[serde(flatten)]
    pub appeal: Registered,
}

/// Where something was raised, when, and by whom where the form names nobody itself.
#[derive(Default)]
pub(crate) struct Source {
    pub visit: Option<RecordId>,
    pub origin: Option<RecordId>,
    /// Which opinion of the activity.
    pub opinion: Option<u32>,
    pub on: Option<NaiveDate>,
    pub people: Vec<Involved>,
    /// 第几次 of these people, as far as this desk knows.
    pub nth: Option<u32>,
}

/// It is asked by whoever came.
pub(super) fn names_nobody(raised: &RaisedAppeal) -> bool {
    let RaisedAppeal { people, appeal, .. } = raised;
    people.is_empty() && appeal.parties.is_empty() && appeal.facts.anonymous != Some(true)
}

/// Registers it within the deed of its source.
pub(crate) fn register_raised(
    at: &mut At<'_, '_>,
    (station, source): (&Station, &Source),
    raised: RaisedAppeal,
) -> Result<RegisteredAppeal> {
    let of_all = names_nobody(&raised);
    let RaisedAppeal { people, answered, mut appeal } = raised;
    if answered.is_some() {
        at.as_own_act();
    }
    appeal.facts.received_on = appeal.facts.received_on.or(source.on);
    appeal.visit = appeal.visit.or(source.visit);
    appeal.origin = appeal.origin.or(source.origin);
    if of_all {
        appeal.parties.clone_from(&source.people);
        appeal.facts.nth = appeal.facts.nth.or(source.nth);
    }
    let opinion = source.opinion;
    register(at, RegisterAppeal { station: station.id, people, answered, draft: None, opinion, appeal })
}
