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
    pub appeals: Vec<Matter>,
    pub voices: Vec<Said>,
    pub activities: Vec<Planned>,
    pub topics: Vec<String>,
    pub visit_objects: Vec<String>,
    pub visit_notes: Vec<String>,
    pub progress: Vec<String>,
    pub replies: Vec<String>,
    pub explanations: Vec<String>,
    pub proofs: Vec<String>,
    pub dissatisfied: Vec<String>,
    pub departments: Vec<String>,
}

#[derive(Deserialize)]
pub struct Matter {
    pub category: String,
    pub nature: String,
    pub content: String,
    pub title: String,
    pub facts: String,
    pub request: String,
}

#[derive(Deserialize)]
pub struct Said {
    pub title: String,
    pub body: String,
}

#[derive(Deserialize)]
pub struct Planned {
    pub kind: String,
    pub title: String,
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
        let mut filled =
            text.replace("{place}", place).replace("{county}", scene.county).replace("{town}", scene.town);
        let blanks = [
            ("{year}", format!("{}", scene.year - 1)),
            ("{n}", dice.between(3, 48).to_string()),
            ("{times}", dice.between(2, 9).to_string()),
            ("{money}", format!("{}", dice.between(8, 960) * 500)),
            ("{topic}", dice.pick(&self.topics).clone()),
        ];
        for (blank, with) in blanks {
            filled = filled.replace(blank, &with);
        }
        if filled.contains("{person}") {
            filled = filled.replace("{person}", &self.name(dice).0);
        }
        if filled.contains("{unit}") {
            let unit = self.units[dice.below(self.units.len())]
                .replace("{place}", place)
                .replace("{county}", scene.county);
            filled = filled.replace("{unit}", &unit);
        }
        filled
    }
}
