//! 今日: what presses, what waits for others, what came back, and how the month's tasks stand. Every number opens its list.
//! It does not know any noun's page: it asks the lists.
//! Called through `calls`.

mod groups;
mod sealed;
mod tasks;

pub use groups::*;
pub use sealed::*;
pub use tasks::*;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Office, Result, Who};

#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct TodayIn {
    /// Only what lies with this person, or with those they stand in for; else everything in their scope.
    pub mine: Option<bool>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct TodayView {
    pub today: NaiveDate,
    pub groups: Vec<TodayGroup>,
    /// Of sealed matters, which stand in no list: for their named handlers alone.
    pub sealed: Option<SealedToday>,
    pub n_drafts: usize,
    /// 固定, 专项, 动态 due this month.
    pub tasks: Vec<MonthTasks>,
}

pub fn today(office: &Office, who: &Who, input: TodayIn) -> Result<TodayView> {
    let today = office.wall.today();
    if !who.person.sees_business() {
        return Ok(TodayView { today, groups: vec![], sealed: None, n_drafts: 0, tasks: vec![] });
    }
    office.desk.read(|reader| {
        let asked = Asked { office, who, reader, mine: input.mine };
        Ok(TodayView {
            today,
            groups: groups(&asked, today)?,
            sealed: sealed(&asked, today)?,
            n_drafts: reader.drafts(who.person.account)?.len(),
            tasks: month(&asked, today)?,
        })
    })
}
