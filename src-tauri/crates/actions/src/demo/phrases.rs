//! The invented phrases: `assets/demo/phrases.json`, with places, names and amounts to fill in.

use serde::Deserialize;

use super::dice::Dice;
use crate::{Failure, Result};

#[derive(Deserialize)]
pub struct Phrases {
    pub surnames: String,
    pub given_men: Vec<String>,
    pub given_women: Vec<String>,
    pub places: Vec<String>,
    pub units: Vec<String>,
    pub outside_units: Vec<String>,
    pub topics: Vec<String>,
    pub departments: Vec<String>,
    pub petition: Petition,
    pub handling: Handling,
    pub voice: Voices,
    pub activity: Activities,
    pub visit: Visits,
    pub task: Tasks,
    pub team: Team,
}

/// What people bring.
#[derive(Deserialize)]
pub struct Petition {
    pub matters: Vec<Matter>,
    pub reports: Vec<Matter>,
    pub circumstances: Vec<String>,
    pub intents: Vec<String>,
    pub works: Vec<String>,
    pub answers: Vec<String>,
}

#[derive(Clone, Deserialize)]
pub struct Matter {
    pub category: String,
    pub nature: String,
    pub content: String,
    pub titles: Vec<String>,
    pub facts: String,
    pub request: String,
}

/// What is written while an appeal is worked on.
#[derive(Deserialize)]
pub struct Handling {
    pub progress: Vec<String>,
    pub replies: Vec<String>,
    pub reworked: Vec<String>,
    pub explanations: Vec<String>,
    pub proofs: Vec<String>,
    pub dissatisfied: Vec<String>,
    pub satisfied: Vec<String>,
    pub sent_back: Vec<String>,
    pub extensions: Vec<String>,
    pub findings: Vec<String>,
    pub wanted: Vec<String>,
    pub paths: Vec<String>,
    /// Code of the list `refusal` and what is said with it.
    pub refusals: Vec<(String, String)>,
    pub referral_replies: Vec<String>,
    pub contact_notes: Vec<String>,
    pub urgings: Vec<String>,
    pub assignments: Vec<String>,
    pub external_nos: Vec<String>,
    pub letter_nos: Vec<String>,
    pub reviewed: Vec<String>,
    pub resumed: Vec<String>,
}

#[derive(Deserialize)]
pub struct Voices {
    pub said: Vec<Said>,
    pub reasons: Vec<String>,
    pub contacts: Vec<String>,
    pub answers: Vec<String>,
    pub dissatisfied: Vec<String>,
    pub findings: Vec<String>,
    pub clues: Vec<String>,
    pub returned: Vec<String>,
    pub assigned_by: Vec<String>,
    pub numbers: Vec<String>,
    pub units: Vec<String>,
}

#[derive(Clone, Deserialize)]
pub struct Said {
    pub kind: String,
    pub title: String,
    pub body: String,
}

#[derive(Deserialize)]
pub struct Activities {
    /// Of each kind but the hearing.
    pub planned: Vec<Planned>,
    pub agendas: Vec<String>,
    pub follow_ups: Vec<String>,
    pub agreements: Vec<String>,
    pub publications: Vec<String>,
    pub cancelled: Vec<String>,
    pub asked: Vec<String>,
    pub set_aside: Vec<(String, String)>,
    pub hearings: Vec<String>,
    pub hearing_steps: Vec<(String, String)>,
    pub hearer_units: Vec<String>,
    pub hearer_opinions: Vec<String>,
    pub majorities: Vec<String>,
    pub approval_reasons: Vec<String>,
    pub notices: Vec<String>,
    pub recordings: Vec<String>,
    pub recommendation_nos: Vec<String>,
    pub objects: Vec<String>,
    pub guests: Vec<String>,
}

#[derive(Clone, Deserialize)]
pub struct Planned {
    pub kind: String,
    pub titles: Vec<String>,
    pub minutes: Vec<String>,
}

#[derive(Deserialize)]
pub struct Visits {
    pub paid: Vec<Called>,
    pub intents: Vec<String>,
}

/// One kind of visit.
#[derive(Clone, Deserialize)]
pub struct Called {
    pub kind: String,
    pub objects: Vec<String>,
    pub notes: Vec<String>,
}

#[derive(Deserialize)]
pub struct Tasks {
    pub fixed: Vec<Asked>,
    pub campaigns: Vec<Asked>,
    pub dynamic: Vec<Asked>,
    pub submissions: Vec<String>,
    pub remarks: Vec<String>,
    /// Code of the list `send_back` and what is said with it.
    pub sent_back: Vec<(String, String)>,
    /// Code of the list `excuse` and what is said with it.
    pub excuses: Vec<(String, String)>,
    pub local_actions: Vec<String>,
    pub stopped: Vec<String>,
}

#[derive(Clone, Deserialize)]
pub struct Asked {
    pub title: String,
    pub content: String,
    pub basis: String,
    #[serde(default)]
    pub every: Option<String>,
    pub items: Vec<Wanted>,
}

/// One thing to do: its words, and what proves it.
#[derive(Clone, Deserialize)]
pub struct Wanted {
    pub text: String,
    pub proof: String,
    #[serde(default)]
    pub kind: Option<String>,
    #[serde(default)]
    pub free: bool,
}

#[derive(Deserialize)]
pub struct Team {
    pub relieved: Vec<String>,
    pub absences: Vec<String>,
    pub subpoints: Vec<String>,
    pub constituencies: Vec<String>,
    pub units: Vec<String>,
    pub professions: Vec<String>,
    pub addresses: Vec<String>,
    pub ended: Vec<String>,
    pub terms: Vec<String>,
    pub hours: Vec<String>,
    pub phones: Vec<String>,
    pub founder: Employed,
    /// Who works at each office beside the accounts.
    pub staff: Vec<Employed>,
}

#[derive(Clone, Deserialize)]
pub struct Employed {
    pub kind: String,
    pub title: String,
    #[serde(default)]
    pub department: Option<String>,
}

/// Where a text is set: what its blanks are filled with.
pub struct Scene<'a> {
    pub county: &'a str,
    pub town: &'a str,
    pub year: i32,
}

impl Phrases {
    pub fn read() -> Result<Self> {
        let text = include_str!("../../../../../assets/demo/phrases.json");
        serde_json::from_str(text).map_err(|e| Failure::Broken { what: e.to_string() }.into())
    }

    /// A man's or woman's name, as the second value says (GB/T 2261.1: 1 man, 2 woman).
    pub fn name(&self, dice: &mut Dice) -> (String, &'static str) {
        let surnames: Vec<char> = self.surnames.chars().collect();
        let man = dice.chance(50);
        let given = dice.pick(if man { &self.given_men } else { &self.given_women });
        (format!("{}{given}", dice.pick(&surnames)), if man { "1" } else { "2" })
    }

    /// Fills the blanks of a phrase. A place stays the same within one text.
    pub fn fill(&self, text: &str, scene: &Scene<'_>, dice: &mut Dice) -> String {
        let place = dice.pick(&self.places);
        let mut filled = text.to_owned();
        if filled.contains("{unit}") {
            filled = filled.replace("{unit}", &self.units[dice.below(self.units.len())]);
        }
        filled = filled.replace("{place}", place).replace("{county}", scene.county);
        filled = filled.replace("{town}", scene.town);
        let blanks = [
            ("{year}", format!("{}", scene.year - 1)),
            ("{now}", format!("{}", scene.year)),
            ("{serial}", format!("{:05}", dice.between(1, 99_999))),
            ("{month}", dice.between(1, 12).to_string()),
            ("{n}", dice.between(3, 48).to_string()),
            ("{few}", dice.between(2, 6).to_string()),
            ("{times}", dice.between(2, 9).to_string()),
            ("{days}", dice.between(5, 30).to_string()),
            ("{money}", format!("{}", dice.between(8, 960) * 500)),
            ("{topic}", dice.pick(&self.topics).clone()),
        ];
        for (blank, with) in blanks {
            filled = filled.replace(blank, &with);
        }
        if filled.contains("{person}") {
            filled = filled.replace("{person}", &self.name(dice).0);
        }
        filled
    }
}
