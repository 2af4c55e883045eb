//! 应办结 and 按期办结: by when a matter was to be concluded, and whether it was. Each kind of matter has a limit of its own for
//! that, such as the 60 days of R12d or the three months of R11.3; one that has none goes by the three months of R03.
//! It knows no counter and no period. Called by the projection.
//!
//! In no side, though each is late in its own list: 审查意见 (R06, 刑事诉讼规则 556) is a step on the way, may be asked for
//! twice, and the answer after it is what ends the matter; 复查意见 and 复核意见 (R12e.2, R12f.2, 信访工作条例 35 and 36) look again
//! at what was 办结 (34), and the matter would be counted a second time.

use chrono::NaiveDate;

use super::super::{Appeal, State};
use crate::Law;
use crate::clocks::{Clock, day_of};
use crate::projection::ClockState;
use crate::rules::Rule;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::appeal) struct Owed {
    pub due_on: NaiveDate,
    pub outcome: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::appeal) enum Outcome {
    InTime,
    /// Concluded too late, or not yet.
    NotInTime,
    /// In neither side of the rate.
    LeftOut,
}

/// What ends a matter in the words of the rules: 办结, 复查决定 (of 不起诉, R09.1), 赔偿决定, 民事监督决定.
const ENDS: &[&str] = &["concluded", "review_decided", "compensation_decided", "supervision_decided"];

/// One a matter: where several of its limits wait for its end, the first that falls due is the duty. `None`: nothing is owed
/// here, or the days stand still without an end.
pub(in crate::appeal) fn owed(appeal: &Appeal, clocks: &[Clock], law: &Law) -> Option<Owed> {
    if appeal.state == Some(State::Sealed) {
        return None;
    }
    let ours: Vec<&Clock> = clocks.iter().filter(|c| counts(c, law)).collect();
    let own: Vec<&Clock> = ours.iter().copied().filter(|c| is_end(c, law)).collect();
    if own.is_empty() {
        return by_progress(appeal, ours.into_iter().find(|c| may_be_progress(c, law))?, law);
    }
    let dues = own.into_iter().filter_map(|c| Some((c.due_on()?, c)));
    let (due_on, clock) = dues.min_by_key(|(due, c)| (*due, c.flow.clone()))?;
    let outcome = match clock.state() {
        _ if appeal.excluded(clock, law).is_some() => Outcome::LeftOut,
        ClockState::InTime => Outcome::InTime,
        ClockState::Late | ClockState::Running | ClockState::Paused => Outcome::NotInTime,
    };
    Some(Owed { due_on, outcome })
}

/// R03 asks for progress or the result: who told the progress in time owes no conclusion by that day (刑事诉讼规则 163).
fn by_progress(appeal: &Appeal, clock: &Clock, law: &Law) -> Option<Owed> {
    let due_on = clock.due_on()?;
    let concluded = day_of(&appeal.record, "concluded").is_some_and(|on| on <= due_on);
    let outcome = match clock.state() {
        _ if appeal.excluded(clock, law).is_some() => Outcome::LeftOut,
        _ if concluded => Outcome::InTime,
        ClockState::InTime => Outcome::LeftOut,
        ClockState::Late | ClockState::Running | ClockState::Paused => Outcome::NotInTime,
    };
    Some(Owed { due_on, outcome })
}

fn counts(clock: &Clock, law: &Law) -> bool {
    let internal = clock.rule_in(law).is_none_or(Rule::is_internal);
    !internal && !clock.is_partys(law) && clock.went().is_none()
}

fn is_end(clock: &Clock, law: &Law) -> bool {
    ENDS.contains(&clock.met_by.as_str()) || clock.met_by == "replied" && !may_be_progress(clock, law)
}

/// The limit that sorting opens is met by progress as well; one that a complaint opens (R08) by the result alone.
fn may_be_progress(clock: &Clock, law: &Law) -> bool {
    clock.met_by == "replied" && clock.rule_in(law).is_some_and(|rule| rule.opened_by == "sorted")
}
