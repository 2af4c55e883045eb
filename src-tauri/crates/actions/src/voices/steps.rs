//! The steps of a voice that touch more than the voice: amending asks its deputy, sorting and converting may open the appeal it
//! becomes.

use domain::Ctx;
use domain::facts::required;
use domain::station::deputy::Deputy;
use domain::voice::{self, AmendVoice, ConvertVoice, Route, SortVoice, Voice};
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Result;
use crate::appeals::lies_open;
use crate::later::{Said, later};
use crate::people::{Lies, can_take};
use crate::perform::At;
use crate::step::{Written, of_noun};
use crate::visits::{RaisedAppeal, Source, its_station, register_raised};

pub(crate) fn amend_voice(voice: &Voice, input: AmendVoice, _: &Ctx<'_>) -> Said<impl Written + use<>> {
    let voice = voice.clone();
    later(move |on, at| {
        let station = its_station(at, voice.station)?;
        let named = input.facts.deputy.or(voice.facts.deputy);
        let deputy = Deputy::of(&of_noun(at, *required("deputy", &named)?, "deputy")?);
        let asked = input.facts.co_deputies.is_some() || input.facts.received_on.is_some();
        let after = input.facts.clone().over(voice.facts.clone());
        let ops = voice::amend_voice(&voice, (&station, &deputy), input, &at.ctx())?;
        if asked {
            super::all_serve(at, &after)?;
        }
        at.change(on, ops)
    })
}

/// With the appeal it becomes, registered in the same deed; or `became` names one that is there.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SortVoiceIn {
    #[serde(default)]
    #[ts(optional)]
    pub appeal: Option<RaisedAppeal>,
    #[serde(flatten)]
    pub sort: SortVoice,
}

pub(crate) fn sort_voice(voice: &Voice, input: SortVoiceIn, _: &Ctx<'_>) -> Said<impl Written + use<>> {
    let voice = voice.clone();
    later(move |on, at| {
        let SortVoiceIn { appeal, mut sort } = input;
        let raised = appeal.filter(|_| sort.route == Route::ToAppeal);
        let there = sort.became.filter(|_| sort.route == Route::ToAppeal);
        let became = became(at, (&voice, "sort_voice"), (raised, there))?;
        sort.became = became.record;
        if became.sealed {
            sort.reason = None;
        }
        let holder = sort.holder;
        let ops = voice::sort_voice(&voice, sort, &at.ctx())?;
        if let Some(person) = holder {
            // The rule of handing it over: who works on matters where it lies, and has not left.
            of_noun(at, person, "person")?;
            can_take(at, person, &Lies::of_voice(&voice))?;
        }
        at.change(on, ops)
    })
}

/// The same for one of which it was found out later.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConvertVoiceIn {
    #[serde(default)]
    #[ts(optional)]
    pub appeal: Option<RaisedAppeal>,
    #[serde(flatten)]
    pub convert: ConvertVoice,
}

pub(crate) fn convert_voice(voice: &Voice, input: ConvertVoiceIn, _: &Ctx<'_>) -> Said<impl Written + use<>> {
    let voice = voice.clone();
    later(move |on, at| {
        let ConvertVoiceIn { appeal, mut convert } = input;
        let became = became(at, (&voice, "convert_voice"), (appeal, convert.became))?;
        convert.became = became.record;
        if became.sealed {
            convert.reason = None;
        }
        at.change(on, voice::convert_voice(&voice, convert, &at.ctx())?)
    })
}

struct Became {
    record: Option<RecordId>,
    /// Why it went there would tell what it is about.
    sealed: bool,
}

/// The appeal that a voice becomes: registered now, or one that is there and lies open.
fn became(
    at: &mut At<'_, '_>,
    (voice, verb): (&Voice, &str),
    (raised, there): (Option<RaisedAppeal>, Option<RecordId>),
) -> Result<Became> {
    let mut became = Became { record: there, sealed: false };
    if let Some(raised) = raised {
        // Whoever may not do it learns so before anything is registered.
        domain::steps::ask(voice::STEPS, verb, voice, &at.ctx())?;
        let station = its_station(at, voice.station)?;
        let on = voice.facts.received_on;
        let source = Source { origin: Some(voice.record.id), on, ..Source::default() };
        let made = register_raised(at, (&station, &source), raised)?;
        became = Became { record: made.record.parse().ok(), sealed: made.sealed };
    } else if let Some(there) = there {
        lies_open(at, (there, verb))?;
    }
    if let Some(record) = became.record {
        at.named(record)?;
    }
    Ok(became)
}
