//! One cell of the grid stations × periods, computed against today; nothing of it is stored.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Obligation, State};
use crate::calendar::Calendar;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GridState {
    Done,
    /// Handed in, not yet reviewed.
    InReview,
    Open,
    Late,
    Excused,
}

pub fn grid_state(obligation: &Obligation, today: NaiveDate, calendar: &Calendar) -> GridState {
    let late = obligation.due_on(calendar).is_some_and(|due| due < today);
    match obligation.state_under(calendar) {
        Some(State::Passed) => GridState::Done,
        Some(State::Excused) => GridState::Excused,
        Some(State::Submitted) => GridState::InReview,
        _ if late => GridState::Late,
        _ => GridState::Open,
    }
}
