//! Steps of an appeal that name somebody: people who are not on record yet are entered in the same deed, colleagues who
//! are given it must be able to work on it.
//! It does not know what is still missing; the domain's verbs do. Called through `calls`.

use chrono::NaiveDate;
use domain::appeal::enter::{self, AmendAppeal, AnswerOnSpot, CompleteAppeal, RegisterAppeal as Registered};
use domain::appeal::handle::{self, AssignHandler, HandOverAppeal};
use domain::appeal::{Appeal, Involved, keeps_away};
use domain::{Ctx, Refusal};
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::register_appeal::{NewParty, can_answer, enter_into, enter_people, must_be_sealed, place};
use crate::Result;
use crate::later::{Said, agreed, later};
use crate::people::{Lies, can_take};
use crate::perform::At;
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
        let after = Registered {
            facts: form.facts.clone().over(appeal.facts.clone()),
            parties: appeal.involved().into_iter().chain(form.parties.iter().cloned()).collect(),
            ..Registered::default()
        };
        may_lie_open(at, (&appeal, "complete_appeal"), (&after, &people))?;
        came_while_open(at, &appeal, form.facts.received_on)?;
        form.parties.extend(enter_beside(at, &appeal, people)?);
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
        let stay = appeal.involved().into_iter().filter(|p| !form.remove_parties.contains(p));
        let after = Registered {
            facts: form.facts.clone().over(appeal.facts.clone()),
            parties: stay.chain(form.add_parties.iter().cloned()).collect(),
            ..Registered::default()
        };
        may_lie_open(at, (&appeal, "amend_appeal"), (&after, &people))?;
        came_while_open(at, &appeal, form.facts.received_on)?;
        form.add_parties.extend(enter_beside(at, &appeal, people)?);
        at.change(on, enter::amend_appeal(&appeal, form, &at.ctx())?)
    })
}

pub(crate) fn answer_on_spot(
    appeal: &Appeal,
    input: AnswerOnSpot,
    ctx: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let by = input.answered_by;
    let ops = enter::answer_on_spot(appeal, input, ctx)?;
    agreed(ops, move |at| can_answer(at, by))
}

/// Asked first what the step itself needs, then whether the one named can work on it.
pub(crate) fn assign_handler(
    appeal: &Appeal,
    input: AssignHandler,
    ctx: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let (to, appeal) = (input.handler, appeal.clone());
    let ops = handle::assign_handler(&appeal, input, ctx)?;
    agreed(ops, move |at| can_be_given(at, &appeal, to))
}

pub(crate) fn hand_over_appeal(
    appeal: &Appeal,
    input: HandOverAppeal,
    ctx: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let (to, appeal) = (input.to, appeal.clone());
    let ops = handle::hand_over_appeal(&appeal, input, ctx)?;
    agreed(ops, move |at| can_be_given(at, &appeal, to))
}

/// Who works on matters where it lies, and need not keep away from it (信访工作条例 28).
fn can_be_given(at: &At<'_, '_>, appeal: &Appeal, to: RecordId) -> Result<()> {
    can_take(at, to, &Lies::of(appeal))?;
    if keeps_away(appeal, (to, &at.office.person_name(to))) {
        return Err(Refusal::MustKeepAway.into());
    }
    Ok(())
}

/// As it would stand: what must be sealed is sealed by its own act before a word more of it, or anybody new, is written
/// at the station.
fn may_lie_open(
    at: &At<'_, '_>,
    (appeal, verb): (&Appeal, &str),
    (after, people): (&Registered, &[NewParty]),
) -> Result<()> {
    domain::steps::ask(domain::appeal::STEPS, verb, appeal, &at.ctx())?;
    if appeal.station.is_none() {
        return Ok(());
    }
    match must_be_sealed(at, after, people)? {
        Some(reason) => Err(Refusal::MustBeSealed { reason: reason.key().into() }.into()),
        None => Ok(()),
    }
}

/// A day is corrected within what registration would have taken. A sealed matter names no station.
fn came_while_open(at: &mut At<'_, '_>, appeal: &Appeal, received: Option<NaiveDate>) -> Result<()> {
    let moved = received.is_some() && received != appeal.facts.received_on;
    if moved && appeal.station.is_some() {
        let station = its_station(at, appeal.station)?;
        place(&station).was_open(received, at.today)?;
    }
    Ok(())
}

/// People of a sealed matter lie beside it, all others at the station.
fn enter_beside(at: &mut At<'_, '_>, appeal: &Appeal, people: Vec<NewParty>) -> Result<Vec<Involved>> {
    let stream = appeal.record.stream.clone();
    if stream.class() == "sealed" {
        return enter_into(at, (None, &appeal.office), (stream, people));
    }
    let station = its_station(at, appeal.station)?;
    enter_people(at, &station, people)
}
