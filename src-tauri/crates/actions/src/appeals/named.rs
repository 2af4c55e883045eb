//! Completing and amending an appeal with people who are not on record yet: they are entered in the same deed.
//! It does not know what is still missing; the domain's verbs do. Called through `calls`.

use domain::Ctx;
use domain::appeal::Appeal;
use domain::appeal::enter::{self, AmendAppeal, CompleteAppeal};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::register_appeal::{NewParty, enter_people};
use crate::later::{Said, later};
use crate::step::Written;
use crate::visits::its_station;

/// `people` are entered with it; `parties` and `add_parties` are records that exist already.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WithPeople<T> {
    #[serde(default)]
    #[ts(as = "Option<Vec<NewParty>>", optional)]
    pub people: Vec<NewParty>,
    #[serde(flatten)]
    pub form: T,
}

pub(crate) fn complete_appeal(
    appeal: &Appeal,
    input: WithPeople<CompleteAppeal>,
    _: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let appeal = appeal.clone();
    later(move |on, at| {
        let WithPeople { people, mut form } = input;
        let station = its_station(at, appeal.station)?;
        form.parties.extend(enter_people(at, &station, people)?);
        at.change(on, enter::complete_appeal(&appeal, form, &at.ctx())?)
    })
}

pub(crate) fn amend_appeal(
    appeal: &Appeal,
    input: WithPeople<AmendAppeal>,
    _: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let appeal = appeal.clone();
    later(move |on, at| {
        let WithPeople { people, mut form } = input;
        let station = its_station(at, appeal.station)?;
        form.add_parties.extend(enter_people(at, &station, people)?);
        at.change(on, enter::amend_appeal(&appeal, form, &at.ctx())?)
    })
}
