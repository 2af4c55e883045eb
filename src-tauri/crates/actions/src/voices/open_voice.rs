//! `open_voice`: the page of one voice.

use domain::Ctx;
use domain::facts::elements_of_lines;
use domain::voice::{self, Answer, Contact, Decision, Evaluation, Sorted, Voice, VoiceFacts};
use serde::Serialize;
use ts_rs::TS;

use crate::appeals::{OneRecord, visible};
use crate::face::{Face, face};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct VoiceView {
    #[serde(flatten)]
    pub face: Face,
    pub stage: domain::Stage,
    pub facts: VoiceFacts,
    /// A deputy is named in office.
    pub deputy_name: Option<String>,
    pub formal: bool,
    pub difficult: bool,
    /// 大会期间提出.
    pub in_session: bool,
    pub proposal_no: Option<String>,
    pub became: Option<String>,
    /// Events of the procedure that would start or meet a limit now (登记程序事项); a liaison enters none.
    pub events: Vec<domain::procedure::EventOffered>,
    pub sorted: Vec<Sorted>,
    pub contacts: Vec<Contact>,
    pub decisions: Vec<Decision>,
    pub answers: Vec<Answer>,
    pub evaluations: Vec<Evaluation>,
}

pub fn open_voice(office: &Office, who: &Who, input: OneRecord) -> Result<VoiceView> {
    office.desk.read(|reader| {
        let record = visible((office, who), reader, (input.record, "voice"))?;
        let voice = Voice::of(&record);
        let law = office.law();
        let ctx = Ctx { person: &who.person, today: office.wall.today(), law: &law };
        let deputy = voice.facts.deputy.map(|d| reader.record(d)).transpose()?.flatten();
        Ok(VoiceView {
            face: face((office, who), reader, &record, voice::allowed(&voice, &ctx))?,
            stage: voice.state.map_or(domain::Stage::None, voice::State::stage),
            deputy_name: deputy.and_then(|d| d.text("name").map(str::to_owned)),
            formal: voice.formal,
            difficult: voice.difficult,
            in_session: voice.in_session,
            proposal_no: record.text("proposal_no").map(str::to_owned),
            became: record.record("became").map(|r| r.to_string()),
            events: if who.person.works_on_matters() { voice::event::events(&voice, &ctx) } else { vec![] },
            sorted: elements_of_lines(&record, "sorted"),
            contacts: voice.contacts(),
            decisions: elements_of_lines(&record, "decision"),
            answers: voice.answers(),
            evaluations: voice.evaluations(),
            facts: voice.facts,
        })
    })
}
