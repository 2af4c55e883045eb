//! The demonstration desk: a root of its own, invented people and two years of work, made through the same calls as real work.
//! It does not know any rule: what an act refuses does not happen here either.
//! Called by `gonglian demo`, by the first start page and by the bench.

mod act;
mod activity;
mod appeal;
mod board;
mod cast;
mod copies;
mod dice;
mod duty;
mod hearing;
mod issue;
mod maker;
mod people;
mod phrases;
mod plan;
mod scene;
mod team;
mod visit;
mod voice;
mod wall;

use std::sync::PoisonError;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wall::in_reach;
use crate::{Failure, Host, Result};
pub(crate) use maker::Maker;
pub use people::people;

/// Acts done before a call answers how far it is.
const STRETCH: u64 = 400;
/// What a first look needs.
const RECORDS: u64 = 5000;
const SEED: u64 = 7;

#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct MakeDemo {
    #[ts(type = "number", optional)]
    pub seed: Option<u64>,
    #[ts(type = "number", optional)]
    pub records: Option<u64>,
}

/// Call again until `finished`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Progress {
    #[ts(type = "number")]
    pub done: u64,
    #[ts(type = "number")]
    pub total: u64,
    pub finished: bool,
    /// Of the finished file: a demonstration's key opens nothing but invented work. Real desks never tell theirs.
    pub file_key: Option<String>,
    /// The founding's recovery sheet, of the finished desk: the first desk of another office is enrolled with it.
    pub sheet: Option<Vec<String>>,
}

pub fn make_demo(host: &Host, input: MakeDemo) -> Result<Progress> {
    let mut waiting = host.waiting.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(maker) = waiting.demo.as_mut() else {
        let today = in_reach(host.today.unwrap_or_else(|| host.wall.today()))?;
        let asked = (input.seed.unwrap_or(SEED), input.records.unwrap_or(RECORDS), today);
        let maker = Box::new(Maker::begin(host, asked)?);
        let progress = under_way(0, maker.total);
        waiting.demo = Some(maker);
        return Ok(progress);
    };
    let finished = maker.go_on(STRETCH)?;
    let (done, total) = (maker.done, maker.total);
    if !finished {
        return Ok(under_way(done, total));
    }
    let maker = waiting.demo.take().ok_or(Failure::NoDesk {})?;
    let (file_key, sheet) = maker.finish(host)?;
    Ok(Progress { done, total, finished, file_key: Some(file_key), sheet: Some(sheet) })
}

fn under_way(done: u64, total: u64) -> Progress {
    Progress { done, total, finished: false, file_key: None, sheet: None }
}
