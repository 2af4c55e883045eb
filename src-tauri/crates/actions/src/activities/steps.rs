//! Steps of an activity that look around: amending asks its station, naming hearers asks who the parties are, settling an
//! opinion registers the appeal or voice it becomes.

use domain::activity::hearing::{self, NameHearers, RecordHearingApproval};
use domain::activity::{self, Activity, AmendActivity, Outcome, SettleOpinion};
use domain::voice::RegisterVoice;
use domain::{Ctx, Refusal};
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::appeals;
use crate::later::{Said, agreed, later};
use crate::people::can_sign;
use crate::perform::At;
use crate::step::{Written, of_noun};
use crate::visits::{RaisedAppeal, Source, its_station, register_raised};
use crate::{Result, voices};

pub(crate) fn amend_activity(
    activity: &Activity,
    input: AmendActivity,
    _: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let activity = activity.clone();
    later(move |on, at| {
        let station = its_station(at, activity.station)?;
        at.change(on, activity::amend_activity(&activity, &station, input, &at.ctx())?)
    })
}

pub(crate) fn name_hearers(
    activity: &Activity,
    input: NameHearers,
    _: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let activity = activity.clone();
    later(move |on, at| at.change(on, hearing::name_hearers(&activity, &activity.known, input, &at.ctx())?))
}

/// Asked first what the step itself needs, then whether the one who signed could have.
pub(crate) fn record_hearing_approval(
    activity: &Activity,
    input: RecordHearingApproval,
    ctx: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let (approver, level) = (input.approver, hearing::approval::level(activity, input.matter, ctx));
    let ops = hearing::record_hearing_approval(activity, input, ctx)?;
    agreed(ops, move |at| can_sign(at, approver, level))
}

/// One of the three: the appeal or the voice it becomes, or a record that is there already.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SettleOpinionIn {
    pub n: u32,
    #[serde(default)]
    #[ts(optional)]
    pub appeal: Option<RaisedAppeal>,
    #[serde(default)]
    #[ts(optional)]
    pub voice: Option<RegisterVoice>,
    #[serde(default)]
    #[ts(type = "string", optional)]
    pub became: Option<RecordId>,
}

pub(crate) fn settle_opinion(
    activity: &Activity,
    input: SettleOpinionIn,
    _: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let activity = activity.clone();
    later(move |on, at| {
        // Whoever may not settle it learns that and nothing of it, before anything is registered.
        domain::steps::ask(activity::STEPS, "settle_opinion", &activity, &at.ctx())?;
        let noun = opinion(&activity, input.n)?;
        let settled = |record| SettleOpinion { n: input.n, record, noun: noun.key().into() };
        activity::settle_opinion(&activity, settled(activity.record.id), &at.ctx())?;
        let record = become_of(at, (&activity, noun), input.clone())?;
        at.change(on, activity::settle_opinion(&activity, settled(record), &at.ctx())?)
    })
}

fn opinion(activity: &Activity, n: u32) -> Result<Outcome> {
    let told = activity.opinions.iter().find(|o| o.n == n).map(|o| o.becomes);
    Ok(told.ok_or(Refusal::Required { field: "n".into() })?)
}

fn become_of(
    at: &mut At<'_, '_>,
    (activity, noun): (&Activity, Outcome),
    input: SettleOpinionIn,
) -> Result<RecordId> {
    let station = its_station(at, activity.station)?;
    let (origin, on) = (activity.record.id, activity.on());
    let made = match (noun, input.appeal, input.voice, input.became) {
        (_, None, None, Some(record)) => {
            appeals::lies_open(at, (record, "settle_opinion"))?;
            return of_noun(at, record, noun.key()).map(|r| r.id);
        }
        (Outcome::Appeal, Some(raised), None, None) => {
            let opinion = Some(input.n);
            let source = Source { origin: Some(origin), opinion, on, ..Source::default() };
            let made: appeals::RegisteredAppeal = register_raised(at, (&station, &source), raised)?;
            made.record
        }
        (Outcome::Voice, None, Some(mut voice), None) => {
            voice.facts.origin_opinion = Some(input.n);
            voices::register(at, (&station, Some((origin, on))), voice)?.record
        }
        _ => return Err(Refusal::Required { field: noun.key().into() }.into()),
    };
    made.parse().map_err(|_| crate::Failure::Broken { what: made }.into())
}
