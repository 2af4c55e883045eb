//! 固定, 专项, 动态: how many fall due this month in the person's scope, and how many of them are done.

use chrono::{Datelike, Months, NaiveDate};
use domain::task::obligation;
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
    let month = DueIn { from: Some(from), to: Some(to), ..DueIn::default() };
    // All of it is asked at once: three kinds by two would be six. With its rule, the clocks of other nouns, which fill
    // the month, are not looked at.
    let by_task = DueIn { rules: vec![obligation::CLOCK.into()], ..month.clone() };
    let shares = asked.shares(obligation::NOUN, &Listed { due: Some(by_task), ..Listed::default() })?;
    let told = |kind: &TaskKind| {
        let of_kind = || shares.iter().filter(|((of, _), _)| of == kind.key());
        let done = of_kind().filter(|((_, state), _)| obligation::DONE.contains(&state.as_str()));
        let (n_done, n_all) = (done.map(|(_, n)| n).sum(), of_kind().map(|(_, n)| n).sum());
        let list = Listed { kinds: vec![kind.key().into()], due: Some(month.clone()), ..Listed::default() };
        MonthTasks { kind: *kind, n_done, n_all, list }
    };
    Ok(TaskKind::ALL.iter().map(told).collect())
}
