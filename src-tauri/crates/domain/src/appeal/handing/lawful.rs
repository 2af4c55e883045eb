//! Which moves the desk above may write into the two records of a hand-over: nothing else is excused by its act.
//! It does not know who wrote them; whether that desk may is the fold's business.
//! Called by `breaches`.

use ledger::{Move, Record};

use super::super::State;
use super::report::{REPORT, is_end, leads_to, unfinished};
use super::{Handing, ORIGIN};

/// A move that no row of the table makes, and that belongs to a hand-over all the same.
pub(in crate::appeal) fn lawful(record: &Record, (family, step): (&str, &Move)) -> bool {
    let came_by_it = record.field(ORIGIN).is_some();
    match (step.stamp.act.as_str(), family) {
        (REPORT, "refer") => !came_by_it && there_or_back(step).is_some(),
        (REPORT, "main") if came_by_it => told(step),
        (REPORT, "main") => answers(record, step),
        // What begins over there, and the end of one that was wrongly received.
        ("approve_hand_over", "main") => came_by_it && (&*step.from, &*step.to) == ("", State::Arrived.key()),
        ("return_hand_over", "main") => {
            let from = State::from_key(&step.from);
            came_by_it && step.to == State::HandedBack.key() && from.is_some_and(|s| s != State::HandedBack)
        }
        _ => false,
    }
}

fn there_or_back(step: &Move) -> Option<Handing> {
    match (Handing::from_key(&step.from)?, Handing::from_key(&step.to)?) {
        (Handing::Handed, Handing::Answered) => Some(Handing::Answered),
        (Handing::Answered, Handing::Handed) => Some(Handing::Handed),
        _ => None,
    }
}

/// In the record that was given: to an end of the work, in the entry that brings the answer.
fn answers(record: &Record, step: &Move) -> bool {
    let ends =
        State::from_key(&step.from).is_some_and(unfinished) && State::from_key(&step.to).is_some_and(is_end);
    let hand_overs = record.flows.iter().filter(|(name, _)| name.starts_with("refer/"));
    let mut moves =
        hand_overs.flat_map(|(_, flow)| &flow.moves).filter(|m| m.stamp.entry == step.stamp.entry);
    ends && moves.any(|m| there_or_back(m) == Some(Handing::Answered))
}

/// In the record over there: what the petitioner was told or said at the station.
fn told(step: &Move) -> bool {
    let (from, to) = (State::from_key(&step.from), State::from_key(&step.to));
    let worked_off = from.is_some_and(|s| is_end(s) || matches!(s, State::Delivered | State::Evaluated));
    worked_off && to.is_some_and(|s| s != State::Archived && leads_to(s) == Some(s))
}
