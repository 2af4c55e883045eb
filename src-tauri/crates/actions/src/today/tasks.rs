//! 固定, 专项, 动态: how many fall due this month in the person's scope, and how many of them are done.

use chrono::{Datelike, Months, NaiveDate};
use domain::task::template::TaskKind;
use serde::Serialize;
use ts_rs::TS;

use super::groups::Asked;
use crate::Result;
use crate::rows::{DueIn, Listed};

#[derive(Clone, Debug, Serialize, TS)]
pub struct MonthTasks {
    pub kind: TaskKind,
    /// Passed, or let off with a reason.
    #[ts(type = "number")]
    pub n_done: u64,
    #[ts(type = "number")]
    pub n_all: u64,
    /// The list of all.
    pub list: Listed,
}

pub(super) fn month(asked: &Asked<'_>, today: NaiveDate) -> Result<Vec<MonthTasks>> {
    let from = today.with_day(1).unwrap_or(today);
    let to = from.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(today);
    let due = DueIn { from: Some(from), to: Some(to), ..DueIn::default() };
    let mut told = vec![];
    for kind in TaskKind::ALL {
        let list = Listed { kinds: vec![kind.key().into()], due: Some(due.clone()), ..Listed::default() };
        let done = Listed { states: vec!["passed".into(), "excused".into()], ..list.clone() };
        told.push(MonthTasks {
            kind: *kind,
            n_done: asked.count("obligation", &done)?,
            n_all: asked.count("obligation", &list)?,
            list,
        });
    }
    Ok(told)
}
