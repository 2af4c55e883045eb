//! `task_grid`: stations × periods of one template, each cell with the record behind it. Computed, never stored.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Law;
use domain::task::Obligation;
use domain::task::obligation::{GridState, grid_state};
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use super::PeriodView;
use crate::appeals::visible;
use crate::find::sees;
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskGridIn {
    #[ts(type = "string")]
    pub template: RecordId,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct TaskGrid {
    /// Those that touch the days asked for, oldest first.
    pub periods: Vec<PeriodView>,
    pub rows: Vec<GridRow>,
    /// How many cells stand where.
    pub totals: BTreeMap<String, u32>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct GridRow {
    pub station: String,
    pub station_name: String,
    pub office: String,
    pub cells: Vec<GridCell>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct GridCell {
    pub period: String,
    pub record: String,
    pub state: GridState,
    pub due_on: Option<NaiveDate>,
    /// Code of the list `excuse`.
    pub excuse: Option<String>,
}

pub fn task_grid(office: &Office, who: &Who, input: TaskGridIn) -> Result<TaskGrid> {
    domain::facts::in_order("to", input.from, input.to)?;
    office.desk.read(|reader| {
        visible((office, who), reader, (input.template, "template"))?;
        let owed = owed((office, who), reader, &input)?;
        Ok(grid(office, &owed))
    })
}

/// Obligations of the template in the asker's scope, of periods that touch the days.
fn owed((office, who): (&Office, &Who), reader: &Reader<'_>, input: &TaskGridIn) -> Result<Vec<Obligation>> {
    let (scope, mut found) = (who.scope(), vec![]);
    for id in reader.naming_as("template", input.template)? {
        let Some(record) = reader.record(id)?.filter(|r| !r.hidden) else { continue };
        let obligation = Obligation::of(&record);
        let facts = &obligation.facts;
        let touches = facts.from_on <= Some(input.to) && facts.to_on >= Some(input.from);
        let theirs = facts.office.clone().unwrap_or_else(|| office.code.clone());
        if touches && sees(&scope, obligation.station, &theirs) {
            found.push(obligation);
        }
    }
    Ok(found)
}

fn grid(office: &Office, owed: &[Obligation]) -> TaskGrid {
    let (law, today) = (office.law(), office.wall.today());
    let mut periods: BTreeMap<String, PeriodView> = BTreeMap::new();
    let mut rows: BTreeMap<RecordId, GridRow> = BTreeMap::new();
    let mut totals = BTreeMap::new();
    for obligation in owed {
        let (Some(station), Some(period)) = (obligation.station, period(obligation)) else { continue };
        let cell = cell(obligation, (&law, today), &period.key);
        *totals.entry(key(cell.state).to_owned()).or_insert(0) += 1;
        // Stations that were asked after the window was amended have other days under the same name.
        let told = periods.entry(period.key.clone()).or_insert_with(|| period.clone());
        (told.from_on, told.to_on) = (told.from_on.min(period.from_on), told.to_on.max(period.to_on));
        let row = rows.entry(station).or_insert_with(|| GridRow {
            station: station.to_string(),
            station_name: office.station_name(station),
            office: obligation.facts.office.clone().unwrap_or_default(),
            cells: vec![],
        });
        row.cells.push(cell);
    }
    let mut rows: Vec<GridRow> = rows.into_values().collect();
    rows.sort_by(|a, b| (&a.office, &a.station_name).cmp(&(&b.office, &b.station_name)));
    for row in &mut rows {
        row.cells.sort_by(|a, b| a.period.cmp(&b.period));
    }
    let mut periods: Vec<PeriodView> = periods.into_values().collect();
    periods.sort_by(|a, b| (a.from_on, &a.key).cmp(&(b.from_on, &b.key)));
    TaskGrid { periods, rows, totals }
}

fn period(obligation: &Obligation) -> Option<PeriodView> {
    let facts = &obligation.facts;
    Some(PeriodView { key: facts.period.clone()?, from_on: facts.from_on?, to_on: facts.to_on? })
}

fn cell(obligation: &Obligation, (law, today): (&Law, NaiveDate), period: &str) -> GridCell {
    GridCell {
        period: period.to_owned(),
        record: obligation.id.to_string(),
        state: grid_state(obligation, today, &law.calendar),
        due_on: obligation.due_on(&law.calendar),
        excuse: obligation.excuse.as_ref().map(|(code, _)| code.clone()),
    }
}

/// As it crosses the wire.
fn key(state: GridState) -> &'static str {
    match state {
        GridState::Done => "done",
        GridState::InReview => "in_review",
        GridState::Open => "open",
        GridState::Late => "late",
        GridState::Excused => "excused",
    }
}
