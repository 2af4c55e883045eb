//! `substitute_person` (AB角): the substitute's own record decides whether they can stand in, so both are read.

use domain::staff::{Staff, SubstitutePerson, substitute_person as substituting};
use ledger::{EntryId, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::desk::Done;
use crate::outcome::On;
use crate::step::of_noun;
use crate::{Office, Outcome, Result, Who};

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SubstitutePersonIn {
    #[ts(type = "string")]
    pub record: RecordId,
    #[ts(type = "string[]")]
    pub seen: Vec<EntryId>,
    #[serde(flatten)]
    pub form: SubstitutePerson,
}

pub fn substitute_person(office: &Office, who: &Who, input: SubstitutePersonIn) -> Result<Outcome<Done>> {
    office.perform(who, "substitute_person", |at| {
        let staff = Staff::of(&of_noun(at, input.record, "person")?);
        let by = Staff::of(&of_noun(at, input.form.by, "person")?);
        let ops = substituting(&staff, &by, input.form, &at.ctx())?;
        at.change(&On { record: input.record, seen: input.seen }, ops)?;
        Ok(Done {})
    })
}
