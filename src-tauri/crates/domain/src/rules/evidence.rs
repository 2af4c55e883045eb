//! What must lie on the table before a step: reply, explanation of the law, proof … (law.md §2.3 guards).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Refusal;
use crate::codes::Codes;
use crate::law::{BadRef, RefFile, Validity, Why, Wording, rows};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EvidenceNeed {
    pub noun: String,
    /// The verb's stem without its noun: `conclude`, `deliver`.
    pub step: String,
    /// Code list `evidence`.
    pub kind: String,
    /// How many of it.
    pub least: u32,
    pub source: String,
    pub wording: Wording,
    pub validity: Validity,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    needs: Vec<EvidenceNeed>,
}

#[derive(Deserialize)]
struct Row {
    noun: String,
    step: String,
    kind: String,
    least: u32,
    source: String,
    wording: Wording,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

impl Evidence {
    /// What a step of a noun needs on a day, in the order of the table.
    pub fn needs(&self, (noun, step): (&str, &str), on: NaiveDate) -> Vec<&EvidenceNeed> {
        self.needs.iter().filter(|n| n.noun == noun && n.step == step && n.validity.covers(on)).collect()
    }

    /// The kinds of which there is too little; `has` tells how many of a kind are there.
    pub fn lacks(&self, step: (&str, &str), on: NaiveDate, has: impl Fn(&str) -> u32) -> Vec<String> {
        let needs = self.needs(step, on);
        needs.into_iter().filter(|n| has(&n.kind) < n.least).map(|n| n.kind.clone()).collect()
    }

    /// Whether a step has what it needs; `verb` is its whole stem, as the person asked for it.
    pub fn demand(
        &self,
        (noun, step, verb): (&str, &str, &str),
        on: NaiveDate,
        has: impl Fn(&str) -> u32,
    ) -> Result<(), Refusal> {
        let lacks = self.lacks((noun, step), on, has);
        if lacks.is_empty() { Ok(()) } else { Err(Refusal::Lacks { verb: verb.into(), lacks }) }
    }

    pub fn all(&self) -> &[EvidenceNeed] {
        &self.needs
    }

    /// The newest file counts alone: a need that was dropped must not come back from an older one.
    pub(crate) fn parse(files: &[&RefFile], codes: &Codes) -> Result<Self, BadRef> {
        let Some(file) = files.last() else { return Ok(Self::default()) };
        let mut needs = Vec::new();
        for (line, row) in rows::<Row>(file)? {
            if codes.code("evidence", &row.kind).is_none() {
                return Err(file.bad(line, "kind", Why::Unknown { value: row.kind }));
            }
            needs.push(row.need());
        }
        Ok(Self { needs })
    }
}

impl Row {
    fn need(self) -> EvidenceNeed {
        EvidenceNeed {
            noun: self.noun,
            step: self.step,
            kind: self.kind,
            least: self.least,
            source: self.source,
            wording: self.wording,
            validity: Validity { from: self.valid_from, to: self.valid_to },
        }
    }
}
