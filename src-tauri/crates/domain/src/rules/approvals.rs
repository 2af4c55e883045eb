//! Which level approves which act. Levels are data: an office's order can change them without a release.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Level;
use crate::law::{BadRef, RefFile, Validity, Why, Wording, rows};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Approval {
    /// What needs it: `extend_clock`, `hold_hearing` …
    pub act: String,
    pub level: Level,
    pub source: String,
    pub wording: Wording,
    pub validity: Validity,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Approvals {
    by_act: BTreeMap<String, Vec<Approval>>,
}

#[derive(Deserialize)]
struct Row {
    act: String,
    level: Level,
    source: String,
    wording: Wording,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

impl Approvals {
    /// The lowest level that may approve an act on a day; `None`: the act is not in the table.
    pub fn level(&self, act: &str, on: NaiveDate) -> Option<Level> {
        self.get(act, on).map(|a| a.level)
    }

    pub fn get(&self, act: &str, on: NaiveDate) -> Option<&Approval> {
        self.by_act.get(act)?.iter().rev().find(|a| a.validity.covers(on))
    }

    pub fn all(&self) -> impl Iterator<Item = &Approval> {
        self.by_act.values().flatten()
    }

    /// Files come oldest version first. A newer file speaks for the acts it names, and for those alone: so an office
    /// takes back what it reserved by a row that has ended.
    pub(crate) fn parse(files: &[&RefFile]) -> Result<Self, BadRef> {
        let mut approvals = Self::default();
        for file in files {
            let mut named: BTreeMap<String, Vec<Approval>> = BTreeMap::new();
            for (line, row) in rows::<Row>(file)? {
                if row.act.is_empty() {
                    return Err(file.bad(line, "act", Why::Incomplete));
                }
                named.entry(row.act.clone()).or_default().push(row.approval());
            }
            approvals.by_act.extend(named);
        }
        Ok(approvals)
    }
}

impl Row {
    fn approval(self) -> Approval {
        Approval {
            act: self.act,
            level: self.level,
            source: self.source,
            wording: self.wording,
            validity: Validity { from: self.valid_from, to: self.valid_to },
        }
    }
}
