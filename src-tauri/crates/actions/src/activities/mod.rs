//! 活动 as calls: planning, holding with what was said, opinions that become appeals or voices in one deed, the 签到表.
//! It does not know the twelve kinds nor a hearing's rules (`domain::activity`). Called through `calls`.
//! Called through `calls`.

mod begin;
mod open_activity;
mod steps;

pub use begin::*;
pub use open_activity::*;
pub use steps::*;

use domain::activity::Activity;
use ledger::Record;

use crate::perform::At;
use crate::rows::{self, Listed, Row};
use crate::step::Noun;
use crate::{Office, Page, Result, Who};

pub fn list_activities(office: &Office, who: &Who, input: Listed) -> Result<Page<Row>> {
    rows::page(office, who, "activity", &input)
}

impl Noun for Activity {
    const NOUN: &'static str = "activity";

    fn see(record: Record, _: &At<'_, '_>) -> Result<Self> {
        Ok(Self::of(&record))
    }
}
