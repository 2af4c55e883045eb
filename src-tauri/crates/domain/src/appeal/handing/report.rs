//! What the desk above carries from one record of a hand-over into the other: there and back, and nothing where they agree.

use chrono::NaiveDate;
use ledger::Op;

use super::super::conclude::proofs_in;
use super::super::{Appeal, SERIES, State};
use super::{Handed, Handing, LINE, Verb, flow};
use crate::Ctx;
use crate::clocks::day_of;
use crate::facts::Kept;

/// The act of the desk's own entries; no person may do it.
pub const REPORT: &str = "report_hand_over";

#[derive(Debug, Default, PartialEq)]
pub struct Report {
    pub giver: Vec<Op>,
    pub taker: Vec<Op>,
}

/// Work over there that meets the giver's limits for the same thing.
const MEETS: &[&str] =
    &["sorted", "accepted", "procedurally_replied", "informed", "replied", "reported_back"];
/// What the station must know to tell it, and to prove that it was told.
const RESULT: &[&str] = &["sorted", "reply", "notice"];
/// What the petitioner said there.
const FEEDBACK: &[&str] = &["delivery", "evaluation", "settled"];

pub fn report(giver: &Appeal, taker: &Appeal, ctx: &Ctx<'_>) -> Report {
    let id = giver.lines::<Handed>(LINE).into_iter().rev().find(|h| h.record == Some(taker.record.id));
    let Some(id) = id.map(|h| h.id) else { return Report::default() };
    match Handing::from_key(giver.record.at(&flow(&id))) {
        Some(Handing::Handed) => Report { giver: upward(giver, taker, &id, ctx), taker: vec![] },
        Some(Handing::Answered) => downward(giver, taker, &id, ctx),
        _ => Report::default(),
    }
}

/// Acceptance, number and state; and with the end of the work its result.
fn upward(giver: &Appeal, taker: &Appeal, id: &str, ctx: &Ctx<'_>) -> Vec<Op> {
    let Some(state) = taker.state.filter(|s| tells(*s)) else { return vec![] };
    let line = Handed {
        state: Some(state.key().into()),
        no: taker.record.number(SERIES).map(str::to_owned),
        n_proofs: Some(proofs_in(taker)),
        ..reported(id, ctx)
    };
    let last = giver.handed(id).into_iter().rev().find(|h| h.verb == Verb::Reported);
    if last.is_some_and(|h| (h.state, h.no) == (line.state.clone(), line.no.clone())) {
        return vec![];
    }
    let mut ops = vec![Op::line(LINE, line.keep())];
    if is_end(state) {
        ops.extend(answered((giver, taker), id, state, ctx));
    }
    ops
}

/// A proposal is the other office's own business until it is approved.
fn tells(state: State) -> bool {
    !matches!(state, State::Arrived | State::HandedBack | State::Concluding | State::Sealed)
}

pub(super) fn is_end(state: State) -> bool {
    matches!(state, State::Concluded | State::Refused | State::NotAgain | State::Guided | State::Referred)
}

fn answered((giver, taker): (&Appeal, &Appeal), id: &str, end: State, ctx: &Ctx<'_>) -> Vec<Op> {
    let mut ops = carried(taker, giver, RESULT);
    let day = |event: &str| day_of(&taker.record, event);
    let mut ticking = giver.ticking(ctx);
    for event in MEETS {
        if let Some(on) = day(event) {
            ticking.meet(event, on);
        }
    }
    if end == State::Concluded {
        ticking.happened_for("concluded", day("concluded").unwrap_or(ctx.today), giver.cause());
    }
    ops.extend(ticking.ops());
    ops.push(Op::go(&flow(id), Handing::Handed.key(), Handing::Answered.key()));
    // What an island did meanwhile in the old office's name may have led it on; then it stays there.
    if State::from_key(giver.record.at("main")).is_some_and(unfinished) {
        ops.push(Op::go("main", giver.record.at("main"), end.key()));
    }
    ops
}

pub(super) fn unfinished(state: State) -> bool {
    use crate::Stage::{Collect, Handle};
    matches!(state.stage(), Collect | Handle)
}

/// Told and evaluated at the station: the record over there closes by it, or is worked on once more.
fn downward(giver: &Appeal, taker: &Appeal, id: &str, ctx: &Ctx<'_>) -> Report {
    let Some(to) = giver.state.and_then(leads_to) else { return Report::default() };
    let from = taker.state.unwrap_or(State::Archived);
    let open = is_end(from) || matches!(from, State::Delivered | State::Evaluated);
    if !open || from == to {
        return Report::default();
    }
    let mut ops = carried(giver, taker, FEEDBACK);
    let mut ticking = taker.ticking(ctx);
    let day = |event: &str| day_of(&giver.record, event).unwrap_or(ctx.today);
    ticking.meet("delivered", day("delivered"));
    if to != State::Delivered {
        ticking.meet("evaluated", day("evaluated"));
    }
    let again = to == State::Reworking;
    if again {
        ticking.happened_for("reworked", day("reworked"), "rework");
    }
    ops.extend(ticking.ops());
    ops.push(Op::go("main", from.key(), to.key()));
    Report { giver: if again { away_again(id, ctx) } else { vec![] }, taker: ops }
}

pub(super) fn leads_to(state: State) -> Option<State> {
    match state {
        State::Delivered | State::Evaluated | State::Reworking | State::Settled => Some(state),
        State::Archived => Some(State::Evaluated),
        _ => None,
    }
}

/// 重办 is the other office's: it answered.
fn away_again(id: &str, ctx: &Ctx<'_>) -> Vec<Op> {
    let line = Handed { state: Some(State::Reworking.key().into()), ..reported(id, ctx) };
    vec![Op::line(LINE, line.keep()), Op::go(&flow(id), Handing::Answered.key(), Handing::Handed.key())]
}

/// Lines that the other record has not got yet.
fn carried(from: &Appeal, to: &Appeal, lines: &[&str]) -> Vec<Op> {
    let mut ops = vec![];
    for name in lines {
        let there: Vec<_> = to.record.lines(name).map(|l| &l.value).collect();
        let new = from.record.lines(name).filter(|l| !there.contains(&&l.value));
        ops.extend(new.map(|l| Op::line(name, l.value.clone())));
    }
    ops
}

fn reported(id: &str, ctx: &Ctx<'_>) -> Handed {
    let on: NaiveDate = ctx.today;
    Handed {
        id: id.into(),
        verb: Verb::Reported,
        on,
        office: None,
        record: None,
        state: None,
        no: None,
        reason: None,
        n_proofs: None,
        by: ctx.person.record,
    }
}
