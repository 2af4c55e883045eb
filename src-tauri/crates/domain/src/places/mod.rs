//! Where the work is: ten procuratorates, nine counties, their townships, and the outlines of the schematic map.
//! It does not know stations (those are records); it only says which ones are there to begin with.
//! Called by founding, imports, the search's pinyin, and the map page.

mod outlines;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use outlines::{Outline, Outlines};

use crate::law::{BadRef, RefFile, Wording, rows};

/// A procuratorate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Office {
    /// Six digits of GB/T 2260.
    pub code: String,
    pub name: String,
    pub short: String,
    /// The office above; the city's has none here.
    pub above: Option<String>,
    /// The place it stands for: 台州市, 椒江区 …
    pub place: String,
    /// A code older papers use (玉环 was 331021 until 2017); nothing is found by it.
    pub former_code: Option<String>,
    pub wording: Wording,
    /// Two capitals that the short codes of its seeded stations begin with.
    pub letters: String,
}

/// What a town-level unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DivisionKind {
    /// 街道
    Street,
    /// 镇
    Town,
    /// 乡
    Township,
    /// 类似乡级单位: a zone or farm of the statistics, no township.
    Zone,
}

/// A town-level unit. Invariant: told apart by code, never by name alone (there are two 龙溪).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Division {
    pub code: String,
    pub county: String,
    pub name: String,
    pub kind: DivisionKind,
    pub villages: u32,
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    /// Where the point comes from; empty without one.
    pub coord_src: String,
    /// Seeded as a station; the zones are not.
    pub enabled: bool,
}

impl Division {
    /// The six digits of its county.
    pub fn office(&self) -> &str {
        self.code.get(..6).unwrap_or_default()
    }
}

/// Initials the pinyin table of the program gets wrong: local readings and surnames.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Pinyin {
    pub text: String,
    pub pinyin: String,
    pub initials: String,
    pub kind: PinyinKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PinyinKind {
    /// Anywhere in a text.
    Place,
    /// At the head of a person's name only.
    Surname,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    offices: Vec<Office>,
    divisions: Vec<Division>,
    pinyin: Vec<Pinyin>,
    outlines: Outlines,
}

impl Places {
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// By the code it has today: desks, streams and stations go by that, so one it had before names nobody.
    pub fn office(&self, code: &str) -> Option<&Office> {
        self.offices.iter().find(|o| o.code == code)
    }

    /// Every town-level unit, zones too.
    pub fn divisions(&self) -> &[Division] {
        &self.divisions
    }

    /// The units that are seeded as stations.
    pub fn townships(&self) -> impl Iterator<Item = &Division> {
        self.divisions.iter().filter(|d| d.enabled)
    }

    pub fn division(&self, code: &str) -> Option<&Division> {
        self.divisions.iter().find(|d| d.code == code)
    }

    pub fn pinyin(&self) -> &[Pinyin] {
        &self.pinyin
    }

    pub fn outlines(&self) -> &Outlines {
        &self.outlines
    }

    /// The newest file of each kind counts.
    pub(crate) fn parse(files: &[&RefFile]) -> Result<Self, BadRef> {
        let newest = |id: &str| files.iter().rev().find(|f| f.id == id);
        fn table<T: serde::de::DeserializeOwned>(file: Option<&&RefFile>) -> Result<Vec<T>, BadRef> {
            let Some(file) = file else { return Ok(Vec::new()) };
            Ok(rows::<T>(file)?.into_iter().map(|(_, row)| row).collect())
        }
        Ok(Self {
            offices: table(newest("places/procuratorates"))?,
            divisions: table(newest("places/divisions"))?,
            pinyin: table(newest("places/pinyin"))?,
            outlines: newest("places/counties").map(|f| Outlines::read(f)).transpose()?.unwrap_or_default(),
        })
    }
}

/// The prefecture's own office (…00) stands above the counties of its prefecture; it is above itself, too.
pub fn stands_above(office: &str, theirs: &str) -> bool {
    office.ends_with("00") && office.get(..4) == theirs.get(..4)
}

#[cfg(test)]
mod tests;
