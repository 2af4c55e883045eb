//! The five groups of 今日. Late, today and the next days are told by running clocks; the others by where a matter stands.

use chrono::{Days, NaiveDate};
use domain::projection::ClockState;
use serde::Serialize;
use store::{CardQuery, Reader};
use ts_rs::TS;

use crate::rows::{self, DueIn, Listed, Row};
use crate::{Office, Result, Who};

/// Rows shown of each noun in a group; the count is exact and opens the whole list.
const SHOWN: u32 = 20;
/// Days that count as near.
const NEAR: u64 = 7;
const NOUNS: [&str; 4] = ["appeal", "voice", "activity", "obligation"];

/// States in which somebody else must act before the holder can.
const WAITING: [(&str, &[&str]); 4] = [
    ("appeal", &["concluding", "awaiting_materials", "assigned", "referred"]),
    ("voice", &["studying", "proposed"]),
    ("activity", &[]),
    ("obligation", &["submitted"]),
];

/// What came back to be done again.
const RETURNED: [(&str, &[&str]); 3] =
    [("appeal", &["reworking"]), ("voice", &["reworking"]), ("obligation", &["sent_back"])];

/// A conclusion that was sent back stands in 办理中 with this mark.
const SENT_BACK: &str = "sent_back";

#[derive(Clone, Debug, Serialize, TS)]
pub struct TodayGroup {
    /// `late`, `today`, `near`, `waiting`, `returned`.
    pub key: String,
    #[ts(type = "number")]
    pub n: u64,
    pub parts: Vec<TodayPart>,
    /// Those that press most first.
    pub rows: Vec<Row>,
}

/// One noun's share of a group, and the list behind it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TodayPart {
    pub noun: String,
    #[ts(type = "number")]
    pub n: u64,
    pub list: Listed,
}

/// Who asks, over what.
pub(super) struct Asked<'a> {
    pub office: &'a Office,
    pub who: &'a Who,
    pub reader: &'a Reader<'a>,
    pub mine: Option<bool>,
}

impl Asked<'_> {
    pub fn query(&self, noun: &str, list: &Listed) -> CardQuery {
        rows::query(noun, self.who, list)
    }

    pub fn count(&self, noun: &str, list: &Listed) -> Result<u64> {
        Ok(self.reader.count(&self.query(noun, list))?)
    }
}

pub(super) fn groups(asked: &Asked<'_>, today: NaiveDate) -> Result<Vec<TodayGroup>> {
    let (yesterday, tomorrow) = (today - Days::new(1), today + Days::new(1));
    let due = |from, to| NOUNS.map(|noun| (noun, due_in(asked.mine, from, to)));
    let states = |of: &[(&'static str, &[&str])]| -> Vec<(&'static str, Listed)> {
        let stated = of.iter().filter(|(_, states)| !states.is_empty());
        stated.map(|(noun, states)| (*noun, in_states(asked.mine, states))).collect()
    };
    let mut returned = states(&RETURNED);
    let marked = Listed {
        flag: Some(SENT_BACK.into()),
        states: vec!["handling".into()],
        ..in_states(asked.mine, &[])
    };
    returned.push(("appeal", marked));
    [
        ("late", due(None, yesterday).to_vec()),
        ("today", due(Some(today), today).to_vec()),
        ("near", due(Some(tomorrow), today + Days::new(NEAR)).to_vec()),
        ("waiting", states(&WAITING)),
        ("returned", returned),
    ]
    .into_iter()
    .map(|(key, lists)| group(asked, key, lists))
    .collect()
}

fn due_in(mine: Option<bool>, from: Option<NaiveDate>, to: NaiveDate) -> Listed {
    let due = DueIn { states: vec![ClockState::Running], from, to: Some(to), ..DueIn::default() };
    Listed { due: Some(due), mine, ..Listed::default() }
}

fn in_states(mine: Option<bool>, states: &[&str]) -> Listed {
    Listed { states: states.iter().map(|s| (*s).to_owned()).collect(), mine, ..Listed::default() }
}

fn group(asked: &Asked<'_>, key: &str, lists: Vec<(&str, Listed)>) -> Result<TodayGroup> {
    let (mut parts, mut found) = (vec![], vec![]);
    for (noun, list) in lists {
        let n = asked.count(noun, &list)?;
        if n > 0 {
            let page = asked.reader.cards(&asked.query(noun, &list), None, SHOWN)?;
            for card in page.rows {
                found.push(rows::row(asked.office, asked.reader, card)?);
            }
            parts.push(TodayPart { noun: noun.into(), n, list });
        }
    }
    found.sort_by_key(|row| row.clock.as_ref().and_then(|c| c.due_on).unwrap_or(NaiveDate::MAX));
    Ok(TodayGroup { key: key.into(), n: parts.iter().map(|p| p.n).sum(), parts, rows: found })
}
