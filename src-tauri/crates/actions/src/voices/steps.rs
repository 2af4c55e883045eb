//! The steps of a voice that touch more than the voice: amending asks its deputy, sorting may open the appeal it becomes.

use domain::Ctx;
use domain::facts::required;
use domain::station::deputy::Deputy;
use domain::voice::{self, AmendVoice, Route, SortVoice, Voice};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::appeals::lies_open;
use crate::later::{Said, later};
use crate::step::{Written, of_noun};
use crate::visits::{RaisedAppeal, Source, its_station, register_raised};

pub(crate) fn amend_voice(voice: &Voice, input: AmendVoice, _: &Ctx<'_>) -> Said<impl Written + use<>> {
    let voice = voice.clone();
    later(move |on, at| {
        let station = its_station(at, voice.station)?;
        let named = input.facts.deputy.or(voice.facts.deputy);
        let deputy = Deputy::of(&of_noun(at, *required("deputy", &named)?, "deputy")?);
        at.change(on, voice::amend_voice(&voice, (&station, &deputy), input, &at.ctx())?)
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
        if let (Route::ToAppeal, Some(raised)) = (sort.route, appeal) {
            // Whoever may not sort it learns so before anything is registered.
            domain::steps::ask(voice::STEPS, "sort_voice", &voice, &at.ctx())?;
            let station = its_station(at, voice.station)?;
            let on = voice.facts.received_on;
            let source = Source { origin: Some(voice.record.id), on, ..Source::default() };
            let made = register_raised(at, (&station, &source), raised)?;
            sort.became = made.record.parse().ok();
            if made.sealed {
                // Why it went there tells what it is about.
                sort.reason = None;
            }
        } else if let Some(became) = sort.became {
            lies_open(at, (became, "sort_voice"))?;
        }
        if let Some(became) = sort.became {
            at.named(became)?;
        }
        at.change(on, voice::sort_voice(&voice, sort, &at.ctx())?)
    })
}
