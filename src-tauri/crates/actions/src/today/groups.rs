//! The groups of 今日. Late, today and the next days are told by running clocks; the others by where a matter stands.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use domain::Role;
use domain::activity::hearing::Matter;
use domain::projection::ClockState;
use domain::task::obligation::{self, REVIEWERS};
use serde::Serialize;
use store::{CardQuery, Reader};
use ts_rs::TS;

use crate::rows::{self, DueIn, Listed, Row};
use crate::{Office, Result, Who};

/// Rows shown of each noun in a group; the count is exact and opens the whole list.
const SHOWN: u32 = 20;
/// Days that count as near.
pub(super) const NEAR: u64 = 7;
const NOUNS: [&str; 4] = ["appeal", "voice", "activity", "obligation"];

/// States in which somebody else must act before the holder can.
const WAITING: [(&str, &[&str]); 4] = [
    ("appeal", &["concluding", "awaiting_materials", "assigned", "referred", "handed_over"]),
    ("voice", &["studying", "proposed"]),
    ("activity", &[]),
    ("obligation", &["submitted"]),
];

/// What came back to be done again.
const RETURNED: [(&str, &[&str]); 3] =
    [("appeal", &["reworking"]), ("voice", &["reworking"]), ("obligation", &["sent_back"])];

/// What a head is asked for: a conclusion or a voice to decide on, a request about a limit, a paper that was typed in for
/// them. A head holds none of these matters, so they stand here whoever asks for `mine`.
const TO_DECIDE: [(&str, Standing); 4] = [
    ("appeal", Standing::State("concluding")),
    ("appeal", Standing::Marked("request_waiting")),
    ("appeal", Standing::Marked("paper_unconfirmed")),
    ("voice", Standing::State("studying")),
];

/// What the chief prosecutor is asked for about a hearing, also on paper that was typed in for them.
const OF_A_HEARING: [&str; 2] = ["approval_asked", "approval_on_paper"];

#[derive(Clone, Copy)]
enum Standing {
    State(&'static str),
    Marked(&'static str),
}

impl Standing {
    fn list(self) -> Listed {
        match self {
            Self::State(state) => in_states(None, &[state]),
            Self::Marked(flag) => Listed { flag: Some(flag.into()), ..Listed::default() },
        }
    }
}

/// Groups that stand there where something is in them, and not to say that there is nothing.
const WHERE_ANY: [&str; 2] = ["review", "arrived"];

/// A conclusion that was sent back stands in 办理中 with this mark.
const SENT_BACK: &str = "sent_back";

#[derive(Clone, Debug, Serialize, TS)]
pub struct TodayGroup {
    /// `late`, `today`, `near`, `waiting`, `returned`; of a head `decide` before them, and before all `review` and `arrived`
    /// where there is any.
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

    /// By kind and state.
    pub fn shares(&self, noun: &str, list: &Listed) -> Result<BTreeMap<(String, String), u64>> {
        Ok(self.reader.shares(&self.query(noun, list))?)
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
    let mut all = vec![
        ("late", due(None, yesterday).to_vec()),
        ("today", due(Some(today), today).to_vec()),
        ("near", due(Some(tomorrow), today + Days::new(NEAR)).to_vec()),
        ("waiting", states(&WAITING)),
        ("returned", returned),
    ];
    let above = asked.who.person.office.ends_with("00");
    let hand_over = ("appeal", Standing::Marked("hand_over_asked").list());
    if asked.who.person.is(Role::Head) {
        let mut decide = TO_DECIDE.map(|(noun, standing)| (noun, standing.list())).to_vec();
        // The office above decides about a hand-over; the one that asked waits for it.
        decide.extend(above.then(|| hand_over.clone()));
        if decides_on_hearings(asked, today) {
            decide.extend(OF_A_HEARING.map(|flag| ("activity", Standing::Marked(flag).list())));
        }
        all.insert(0, ("decide", decide));
    }
    if !above && let Some((_, waiting)) = all.iter_mut().find(|(key, _)| *key == "waiting") {
        waiting.push(hand_over);
    }
    all.insert(0, ("review", to_review(asked)));
    if asked.who.person.works_on_matters() {
        // What the office above gave here is nobody's yet.
        all.insert(0, ("arrived", vec![("appeal", in_states(None, &["arrived"]))]));
    }
    let mut groups =
        all.into_iter().map(|(key, lists)| group(asked, key, lists)).collect::<Result<Vec<_>>>()?;
    groups.retain(|group| group.n > 0 || !WHERE_ANY.contains(&group.key.as_str()));
    Ok(groups)
}

/// Where an office gave it to a lower level, that one is asked as well.
fn decides_on_hearings(asked: &Asked<'_>, today: NaiveDate) -> bool {
    let law = asked.office.law();
    let levels = Matter::ALL.iter().filter_map(|matter| law.approvals.level(matter.level_key(), today));
    levels.min().is_some_and(|least| asked.who.person.level >= Some(least))
}

/// The issuing department reviews what was handed in, whoever of it comes first: a list for each name it has or had.
fn to_review(asked: &Asked<'_>) -> Vec<(&'static str, Listed)> {
    let person = &asked.who.person;
    let of = |department| {
        let mark = obligation::review_mark((&person.office, department));
        (obligation::NOUN, Listed { flag: Some(mark), ..Listed::default() })
    };
    if person.any(REVIEWERS) { person.departments().map(of).collect() } else { vec![] }
}

fn due_in(mine: Option<bool>, from: Option<NaiveDate>, to: NaiveDate) -> Listed {
    let states = vec![ClockState::Running];
    // What is owed to nobody (匿名, 无法联系) presses nobody; the overview leaves it out as well.
    let due = DueIn { states, from, to: Some(to), excluded: Some(false), ..DueIn::default() };
    Listed { due: Some(due), mine, ..Listed::default() }
}

fn in_states(mine: Option<bool>, states: &[&str]) -> Listed {
    Listed { states: states.iter().map(|s| (*s).to_owned()).collect(), mine, ..Listed::default() }
}

fn group(asked: &Asked<'_>, key: &str, lists: Vec<(&str, Listed)>) -> Result<TodayGroup> {
    let (mut parts, mut found): (Vec<TodayPart>, Vec<Row>) = (vec![], vec![]);
    for (noun, list) in lists {
        let n = asked.count(noun, &list)?;
        if n > 0 {
            let query = asked.query(noun, &list);
            let shown = match &query.due {
                Some(_) => asked.reader.pressing(&query, SHOWN)?,
                None => asked.reader.cards(&query, None, SHOWN)?.rows,
            };
            for card in shown {
                found.push(rows::row(asked.office, asked.reader, card)?);
            }
            parts.push(TodayPart { noun: noun.into(), n, list });
        }
    }
    // One matter may be asked about twice; it stands in the rows once.
    let mut seen = BTreeSet::new();
    found.retain(|row| seen.insert(row.record.clone()));
    found.sort_by_key(|row| row.clock.as_ref().and_then(|c| c.due_on).unwrap_or(NaiveDate::MAX));
    Ok(TodayGroup { key: key.into(), n: parts.iter().map(|p| p.n).sum(), parts, rows: found })
}
