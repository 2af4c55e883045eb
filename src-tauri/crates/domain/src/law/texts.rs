//! Named texts of the reference files, and those this program ships.

/// One file: its path under `assets/`, and its text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
pub struct RefText {
    pub name: String,
    pub text: String,
}

/// Texts in any order; a name may come more than once, each with a version of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefTexts(Vec<RefText>);

impl RefTexts {
    pub fn of(texts: impl IntoIterator<Item = RefText>) -> Self {
        Self(texts.into_iter().collect())
    }

    pub fn iter(&self) -> impl Iterator<Item = &RefText> {
        self.0.iter()
    }

    pub fn with(mut self, text: RefText) -> Self {
        self.0.push(text);
        self
    }

    /// What lies in `assets/`: the seed of `ref`, and what a newer program offers for taking over.
    pub fn shipped() -> Self {
        Self(
            SHIPPED
                .iter()
                .map(|(name, text)| RefText { name: (*name).into(), text: (*text).into() })
                .collect(),
        )
    }
}

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../../assets/", $name)))),*]
    };
}

const SHIPPED: &[(&str, &str)] = shipped![
    "calendar/2024.csv",
    "calendar/2025.csv",
    "calendar/2026.csv",
    "calendar/2027.csv",
    "codes/activity.csv",
    "codes/adoption.csv",
    "codes/answer_class.csv",
    "codes/attendance.csv",
    "codes/business.csv",
    "codes/case_stage.csv",
    "codes/category.csv",
    "codes/clue_kind.csv",
    "codes/clue_source.csv",
    "codes/conclusion.csv",
    "codes/content.csv",
    "codes/delivery.csv",
    "codes/deputy_level.csv",
    "codes/document.csv",
    "codes/ethnicity.csv",
    "codes/evaluation.csv",
    "codes/event.csv",
    "codes/evidence.csv",
    "codes/exclusion.csv",
    "codes/excuse.csv",
    "codes/flag.csv",
    "codes/function.csv",
    "codes/handling.csv",
    "codes/hearer_exclusion.csv",
    "codes/id_kind.csv",
    "codes/material.csv",
    "codes/material_form.csv",
    "codes/nature.csv",
    "codes/no_contact.csv",
    "codes/occasion.csv",
    "codes/outside_unit.csv",
    "codes/party_flag.csv",
    "codes/party_part.csv",
    "codes/party_size.csv",
    "codes/pause.csv",
    "codes/post.csv",
    "codes/procedural_reply.csv",
    "codes/public_interest_field.csv",
    "codes/purpose.csv",
    "codes/recurrence.csv",
    "codes/redact_ground.csv",
    "codes/refusal.csv",
    "codes/relation.csv",
    "codes/reply_form.csv",
    "codes/resolution.csv",
    "codes/risk.csv",
    "codes/round.csv",
    "codes/seal_reason.csv",
    "codes/send_back.csv",
    "codes/sex.csv",
    "codes/staff_kind.csv",
    "codes/station_level.csv",
    "codes/supervision.csv",
    "codes/task_kind.csv",
    "codes/three_in_place.csv",
    "codes/unmask_purpose.csv",
    "codes/urgency.csv",
    "codes/visit_kind.csv",
    "codes/voice_kind.csv",
    "codes/voice_route.csv",
    "codes/way.csv",
    "places/counties.geojson",
    "places/divisions.csv",
    "places/pinyin.csv",
    "places/procuratorates.csv",
    "rules/approvals.csv",
    "rules/checks.csv",
    "rules/deadlines.csv",
    "rules/evidence.csv",
];
