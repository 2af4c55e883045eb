//! Enums as the small numbers that stand in the tables. They never change.

use domain::Stage;
use domain::projection::ClockState;

use crate::error::{Result, StoreError};

const STAGES: [Stage; 6] =
    [Stage::None, Stage::Collect, Stage::Handle, Stage::Feedback, Stage::Evaluate, Stage::Closed];
const CLOCKS: [ClockState; 4] =
    [ClockState::Running, ClockState::Paused, ClockState::InTime, ClockState::Late];

pub(crate) fn stage_code(stage: Stage) -> i64 {
    match stage {
        Stage::None => 0,
        Stage::Collect => 1,
        Stage::Handle => 2,
        Stage::Feedback => 3,
        Stage::Evaluate => 4,
        Stage::Closed => 5,
    }
}

pub(crate) fn clock_code(state: ClockState) -> i64 {
    match state {
        ClockState::Running => 0,
        ClockState::Paused => 1,
        ClockState::InTime => 2,
        ClockState::Late => 3,
    }
}

pub(crate) fn stage(code: i64) -> Result<Stage> {
    of(&STAGES, code)
}

pub(crate) fn clock_state(code: i64) -> Result<ClockState> {
    of(&CLOCKS, code)
}

fn of<T: Copy>(all: &[T], code: i64) -> Result<T> {
    let at = usize::try_from(code).ok();
    at.and_then(|i| all.get(i)).copied().ok_or_else(|| StoreError::Damaged(format!("no code {code}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_comes_back() {
        for s in STAGES {
            assert_eq!(stage(stage_code(s)).unwrap(), s);
        }
        for c in CLOCKS {
            assert_eq!(clock_state(clock_code(c)).unwrap(), c);
        }
        assert!(stage(6).is_err() && clock_state(-1).is_err());
    }
}
