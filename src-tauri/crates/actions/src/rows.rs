//! Lists of every noun: the filter that the person sees, one page of rows, and the exact count under the same filter.
//! It does not know what a state or kind means. The asker's scope is part of the question, never a filter afterwards.

use chrono::NaiveDate;
use domain::{ClockRow, Law, Role, Stage, VOID, projection::ClockState};
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use store::{CardQuery, CardRow, Cursor, DueFilter, Order, Reader, Scope, Shown, TallyFilter};
use ts_rs::TS;

use crate::{Failure, Office, Page, Result, Who};

/// Rows a page holds at most.
const PAGE: u32 = 200;
/// Rows of a page when the caller names no number.
const USUAL: u32 = 50;
/// Few, and looked up by their codes, county by county. Of every other noun the newest stand first.
const BY_NUMBER: &[&str] = &["station"];

/// A list's filter. Empty lists and absent fields leave that side open.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Listed {
    #[ts(type = "string[]", optional)]
    pub stations: Vec<RecordId>,
    #[ts(optional, as = "Option<Vec<String>>")]
    pub states: Vec<String>,
    #[ts(optional, as = "Option<Vec<Stage>>")]
    pub stages: Vec<Stage>,
    #[ts(optional, as = "Option<Vec<String>>")]
    pub kinds: Vec<String>,
    pub flag: Option<String>,
    /// Only what this person must act on next.
    pub mine: Option<bool>,
    pub due: Option<DueIn>,
    pub tally: Option<TallyIn>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub text: Option<String>,
    pub hidden: Option<bool>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

/// Records with a clock of these rules (empty: any) in this state, due in these days.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct DueIn {
    #[ts(optional, as = "Option<Vec<String>>")]
    pub rules: Vec<String>,
    #[ts(optional, as = "Option<Vec<ClockState>>")]
    pub states: Vec<ClockState>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub excluded: Option<bool>,
}

/// The list behind a number of the overview: what gave to this counter in these days, both included.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TallyIn {
    pub what: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Row {
    pub record: String,
    pub noun: String,
    pub no: Option<String>,
    pub title: String,
    pub state: String,
    pub stage: Stage,
    pub kind: String,
    pub on: Option<NaiveDate>,
    pub office: String,
    pub station: Option<String>,
    pub station_name: String,
    pub holder: Option<String>,
    pub holder_name: Option<String>,
    pub flags: Vec<String>,
    pub hidden: bool,
    /// The clock that presses most.
    pub clock: Option<RowClock>,
    #[ts(type = "Record<string, unknown>")]
    pub more: serde_json::Value,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct RowClock {
    pub flow: String,
    pub rule: String,
    /// What the rule is about (程序性回复).
    pub matter: String,
    pub due_on: Option<NaiveDate>,
    pub state: ClockState,
    /// Days from today to the due day; negative when late. Calendar days.
    #[ts(type = "number | null")]
    pub days: Option<i64>,
    pub provisional: bool,
}

/// The call that lists a noun's records: its name is what words are found under.
fn list_of(noun: &str) -> String {
    match (noun, noun.strip_suffix('y')) {
        ("person", _) => "list_people".into(),
        (_, Some(stem)) => format!("list_{stem}ies"),
        (noun, None) => format!("list_{noun}s"),
    }
}

/// One page of a noun's records.
pub fn page(office: &Office, who: &Who, noun: &str, listed: &Listed) -> Result<Page<Row>> {
    if !who.person.sees_business() {
        return Err(domain::Refusal::WrongRole { verb: list_of(noun) }.into());
    }
    let query = query(noun, who, listed);
    let after = listed.cursor.as_deref().map(cursor).transpose()?;
    let limit = listed.limit.unwrap_or(USUAL).clamp(1, PAGE);
    office.desk.read(|reader| {
        let page = reader.cards(&query, after, limit)?;
        let count = reader.count(&query)?;
        let rows = page.rows.into_iter().map(|r| row(office, reader, r)).collect::<Result<_>>()?;
        Ok(Page { rows, next: page.next.map(|c| c.to_string()), count })
    })
}

/// The store's question for a filter, inside the asker's scope.
pub fn query(noun: &str, who: &Who, listed: &Listed) -> CardQuery {
    let asked = query_in(noun, who.scope(), listed);
    // A liaison never has a matter in hand: what lies at her stations is hers to see through.
    if listed.mine != Some(true) || !who.person.any(TAKES_IN_HAND) {
        return asked;
    }
    CardQuery { holders: holders(who), unheld: true, ..asked }
}

/// Who can be the holder of a matter; what nobody holds yet is theirs to take on.
const TAKES_IN_HAND: &[Role] = &[Role::Assistant, Role::Prosecutor, Role::Head, Role::Registrar];

/// The same in a scope, without `mine`.
pub fn query_in(noun: &str, scope: Scope, listed: &Listed) -> CardQuery {
    let l = listed.clone();
    // What is void stands in no list that does not ask for it.
    let void = l.states.iter().any(|state| state == VOID);
    let shown = if void || l.hidden == Some(true) { Shown::Both } else { Shown::Open };
    CardQuery {
        noun: noun.into(),
        scope,
        stations: l.stations,
        states: l.states,
        stages: l.stages,
        kinds: l.kinds,
        flag: l.flag,
        due: l.due.map(|d| DueFilter {
            rules: d.rules,
            states: d.states,
            from: d.from,
            to: d.to,
            excluded: d.excluded,
        }),
        tally: l.tally.map(|t| TallyFilter { what: t.what, from: t.from, to: t.to }),
        from: l.from,
        to: l.to,
        text: l.text.filter(|t| !t.trim().is_empty()),
        shown,
        order: if BY_NUMBER.contains(&noun) { Order::Number } else { Order::Newest },
        ..CardQuery::default()
    }
}

/// The person, and the colleagues they stand in for today (AB角).
fn holders(who: &Who) -> Vec<RecordId> {
    std::iter::once(who.person.record).chain(who.person.stands_for.iter().copied()).collect()
}

pub fn cursor(text: &str) -> Result<Cursor> {
    text.parse().map_err(|_| Failure::BadInput { problem: "cursor".into() }.into())
}

pub fn row(office: &Office, reader: &Reader<'_>, found: CardRow) -> Result<Row> {
    let clocks = reader.clocks_of(&found)?;
    let (law, names) = (office.law(), office.names());
    let card = found.card;
    Ok(Row {
        record: found.record.to_string(),
        clock: pressing(&clocks).map(|c| row_clock(&law, c, office.wall.today())),
        noun: card.noun,
        no: card.no,
        title: card.title,
        state: card.state,
        stage: card.stage,
        kind: card.kind,
        on: card.on,
        office: card.office,
        station: card.station.map(|s| s.to_string()),
        station_name: card.station.and_then(|s| names.stations.get(&s).cloned()).unwrap_or_default(),
        holder: card.holder.map(|h| h.to_string()),
        holder_name: card.holder.and_then(|h| names.people.get(&h).cloned()),
        flags: card.flags,
        hidden: card.hidden,
        more: card.more,
    })
}

/// The clock that presses most: running before paused before stopped, then the earliest due day.
fn pressing(clocks: &[ClockRow]) -> Option<&ClockRow> {
    clocks.iter().min_by_key(|c| (c.state, c.due_on))
}

fn row_clock(law: &Law, clock: &ClockRow, today: NaiveDate) -> RowClock {
    RowClock {
        flow: clock.flow.clone(),
        rule: clock.rule.clone(),
        matter: law.rules.get(&clock.rule, &clock.rule_version).map(|r| r.matter.clone()).unwrap_or_default(),
        due_on: clock.due_on,
        state: clock.state,
        days: clock.due_on.map(|due| (due - today).num_days()),
        provisional: clock.provisional,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bug: who may not see a list was told in English which: the name was no call's.
    #[test]
    fn a_refused_list_is_called_as_its_call_is() {
        let calls = crate::calls::shapes();
        for noun in
            ["appeal", "visit", "voice", "activity", "template", "obligation", "station", "deputy", "person"]
        {
            assert!(calls.iter().any(|call| call.name == list_of(noun)), "{noun}");
        }
    }
}
