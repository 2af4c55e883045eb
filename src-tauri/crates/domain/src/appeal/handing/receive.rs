//! What begins over there: a record of its own with what was known, the people as records of its own stream, and the days
//! that limits count from; and `take_in_appeal`, with which that office takes it in under a number of its own.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::enter::Place;
use super::super::{Appeal, AppealFacts, Involved, State};
use super::{ORIGIN, Origin};
use crate::clocks::{Clock, OWN, clocks, day_of};
use crate::facts::{Kept, set_ops};
use crate::{Ctx, Refusal};

/// `people` are the party records over there. Every limit counts from the giver's own days: nobody gains time by handing on.
pub fn receive_handed(
    (giver, origin): (&Appeal, &Origin),
    place: &Place,
    people: &[Involved],
    ctx: &Ctx<'_>,
) -> Vec<Op> {
    // Who received it and who came along belong to the other station.
    let facts = AppealFacts { present: None, deputies: None, ..giver.facts.clone() };
    let mut ops = facts.ops(&AppealFacts::default());
    ops.extend(set_ops("party", &[], people));
    ops.extend(place.station.map(|station| Op::set("station", station)));
    ops.push(Op::set("office", place.office.as_str()));
    ops.extend(giver.record.record("registered_by").map(|by| Op::set("registered_by", by)));
    ops.push(Op::set(ORIGIN, origin.keep()));
    ops.extend(first_clocks(giver, Appeal { facts, ..Appeal::blank(place) }, ctx));
    ops.push(Op::go("main", "", State::Arrived.key()));
    ops
}

fn first_clocks(giver: &Appeal, begun: Appeal, ctx: &Ctx<'_>) -> Vec<Op> {
    let day = |event: &str| day_of(&giver.record, event);
    let received = begun.facts.received_on.unwrap_or(ctx.today);
    let mut ticking = begun.ticking(ctx);
    ticking.counting_from("received", received);
    if begun.came_by_referral() {
        ticking.happened("referral_received", day("referral_received").unwrap_or(received));
    }
    ticking.happened("registered", day("registered").unwrap_or(ctx.today));
    // What the giver's station has told already need not be told again.
    for clock in clocks(&giver.record, ctx.law).iter().filter(|c| c.cause == OWN && c.went().is_none()) {
        if let Some((event, on)) = met(clock).filter(|_| ticking.runs(&clock.flow)) {
            ticking.meet_one(&clock.flow, (event, on));
        }
    }
    ticking.ops()
}

fn met(clock: &Clock) -> Option<(&str, NaiveDate)> {
    clock.stopped.as_ref().map(|stop| (stop.event.as_str(), stop.on))
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TakeInAppeal {}

/// Here it is: from now on it goes the way of any appeal. The number is taken with it.
pub fn take_in_appeal(appeal: &Appeal, _: &TakeInAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("take_in_appeal", ctx)?;
    Ok(appeal.go(row))
}
