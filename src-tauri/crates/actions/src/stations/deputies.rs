//! Deputies: the list, and one deputy's page. The phone shows its mask.

use chrono::NaiveDate;
use domain::mask::{Masked, Phone};
use domain::station::deputy::{self, Deputy, DeputyLevel};
use domain::{Ctx, StepView};
use serde::Serialize;
use ts_rs::TS;

use crate::appeals::{LinkedRow, OneRecord, links, visible};
use crate::desk::StationRef;
use crate::redactions::{KeptView, kept};
use crate::rows::{self, Listed, Row};
use crate::timeline::{Change, TimelineEntry, timeline};
use crate::{Office, Page, Result, Who};

pub fn list_deputies(office: &Office, who: &Who, input: Listed) -> Result<Page<Row>> {
    rows::page(office, who, "deputy", &input)
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct DeputyView {
    pub record: String,
    pub seen: Vec<String>,
    pub state: String,
    pub station: Option<StationRef>,
    pub name: String,
    pub sex: Option<String>,
    #[ts(type = "string | null")]
    pub phone: Option<Masked<Phone>>,
    pub levels: Vec<DeputyLevel>,
    pub constituency: Option<String>,
    pub unit: Option<String>,
    pub profession: Option<String>,
    pub term: Option<String>,
    pub from_on: Option<NaiveDate>,
    pub to_on: Option<NaiveDate>,
    pub steps: Vec<StepView>,
    /// Voices they raised and activities they came to.
    pub links: Vec<LinkedRow>,
    pub timeline: Vec<TimelineEntry>,
    /// Fields that a duty to archive keeps unseen.
    pub kept: Vec<KeptView>,
}

pub fn open_deputy(office: &Office, who: &Who, input: OneRecord) -> Result<DeputyView> {
    office.desk.read(|reader| {
        let record = visible((office, who), reader, (input.record, "deputy"))?;
        let deputy = Deputy::of(&record);
        let law = office.law();
        let ctx = Ctx { person: &who.person, today: office.wall.today(), law: &law };
        let entries = reader.entries(record.id)?;
        let facts = &deputy.facts;
        Ok(DeputyView {
            record: record.id.to_string(),
            seen: record.heads.iter().map(ToString::to_string).collect(),
            state: deputy.state.clone(),
            station: deputy
                .station
                .map(|s| StationRef { record: s.to_string(), name: office.station_name(s) }),
            name: facts.name.clone().unwrap_or_default(),
            sex: facts.sex.clone(),
            phone: facts.phone.as_deref().map(Masked::of),
            levels: facts.levels.clone().unwrap_or_default(),
            constituency: facts.constituency.clone(),
            unit: facts.unit.clone(),
            profession: facts.profession.clone(),
            term: facts.term.clone(),
            from_on: facts.from_on,
            to_on: facts.to_on,
            steps: domain::steps::allowed(deputy::STEPS, &deputy, &ctx),
            links: links((office, who), reader, record.id)?,
            timeline: masked(timeline(office, &record, &entries)),
            kept: kept(office, &record),
        })
    })
}

/// A deputy's phone lies in the record's own entries: what happened says that it changed, never what it was.
pub(crate) fn masked(mut told: Vec<TimelineEntry>) -> Vec<TimelineEntry> {
    told.iter_mut().for_each(|entry| mask_phones(&mut entry.changes));
    told
}

pub(crate) fn mask_phones(changes: &mut [Change]) {
    for change in changes.iter_mut().filter(|c| c.name == "phone") {
        for value in [&mut change.before, &mut change.after] {
            if let Some(text) = value.as_str() {
                let shown = serde_json::to_value(Masked::<Phone>::of(text));
                *value = shown.unwrap_or_default();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn of_a_telephone_that_changed_neither_number_is_told() {
        let change = |name: &str, before: Value, after: Value| Change {
            kind: "field".into(),
            name: name.into(),
            before,
            after,
        };
        let mut changes = [
            change("phone", json!(null), json!("13805761234")),
            change("phone", json!("13805761234"), json!("0576-88123456")),
            change("name", json!(null), json!("林海燕")),
        ];
        mask_phones(&mut changes);
        let told: Vec<(&Value, &Value)> = changes.iter().map(|c| (&c.before, &c.after)).collect();
        assert_eq!(told[0], (&json!(null), &json!("138****1234")));
        assert_eq!(told[1], (&json!("138****1234"), &json!("0576-****3456")));
        assert_eq!(told[2], (&json!(null), &json!("林海燕")));
    }
}
