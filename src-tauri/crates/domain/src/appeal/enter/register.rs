//! `register_appeal`: taken down at a station, on the day or later from a slip (补录).

use chrono::NaiveDate;
use ledger::{Op, Record, RecordId, Stream};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, AppealFacts, Involved, NOUN, State};
use super::check::{check, check_parties, missing};
use crate::clocks::Ticking;
use crate::facts::set_ops;
use crate::{Ctx, Refusal, sealed};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RegisterAppeal {
    #[serde(flatten)]
    pub facts: AppealFacts,
    #[serde(default)]
    pub parties: Vec<Involved>,
    /// The visit it was raised at.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub visit: Option<RecordId>,
    /// What it came out of: an activity, a voice.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub origin: Option<RecordId>,
}

/// Where it comes in.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub station: Option<RecordId>,
    pub name: String,
    pub office: String,
    /// The first day the station was open; slips are no older.
    pub opened_on: Option<NaiveDate>,
    /// The days it was closed: the first of each time, and the day it opened again, if it did.
    pub closed: Vec<(NaiveDate, Option<NaiveDate>)>,
}

impl Place {
    fn stream(&self) -> Stream {
        self.station.map_or_else(|| Stream::sealed(&self.office), Stream::station)
    }

    /// A clock that lies before the station's own first day is wrong, and stops nobody from taking down what came.
    pub fn was_open(&self, on: Option<NaiveDate>, today: NaiveDate) -> Result<(), Refusal> {
        let out = |on: &NaiveDate| {
            self.closed.iter().any(|(from, until)| from <= on && until.is_none_or(|until| *on < until))
                || self.opened_on.is_some_and(|open| *on < open && open <= today)
        };
        match on.filter(out) {
            Some(on) => Err(Refusal::StationClosed { station: self.name.clone(), on }),
            None => Ok(()),
        }
    }
}

impl Appeal {
    /// One that is about to be opened.
    pub(crate) fn blank(place: &Place) -> Self {
        let mut appeal = Self::of(&Record::empty(RecordId::from_bytes([0; 16]), NOUN, place.stream()));
        appeal.station = place.station;
        appeal.office.clone_from(&place.office);
        appeal
    }
}

/// Only what counts from the beginning opens here; sorting opens the rest, once 事项性质 is known.
pub fn register_appeal(place: &Place, input: RegisterAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    not_sealed(&input)?;
    let appeal = Appeal::blank(place);
    let row = appeal.ask("register_appeal", ctx)?;
    let to =
        if missing(&input.facts, &input.parties).is_empty() { State::Registered } else { State::Incomplete };
    let mut ops = registration((&appeal, place), input, |_| {}, ctx)?;
    ops.push(appeal.go_to(row, to)?);
    Ok(ops)
}

/// Everything of a registration but the move: facts, people, place, and the clocks, to which `also` may add.
pub(crate) fn registration(
    (appeal, place): (&Appeal, &Place),
    input: RegisterAppeal,
    also: impl FnOnce(&mut Ticking<'_>),
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let facts = input.facts.over(AppealFacts::default());
    check(&facts, ctx)?;
    check_parties(&input.parties, ctx)?;
    place.was_open(facts.received_on, ctx.today)?;
    let mut ops = facts.ops(&AppealFacts::default());
    ops.extend(set_ops("party", &[], &input.parties));
    ops.extend(place.station.map(|station| Op::set("station", station)));
    ops.push(Op::set("office", place.office.as_str()));
    ops.push(Op::set("registered_by", ctx.person.record));
    ops.extend(input.visit.map(|visit| Op::set("visit", visit)));
    ops.extend(input.origin.map(|origin| Op::set("origin", origin)));
    ops.extend(first_clocks(appeal, facts, also, ctx));
    Ok(ops)
}

fn first_clocks(
    appeal: &Appeal,
    facts: AppealFacts,
    also: impl FnOnce(&mut Ticking<'_>),
    ctx: &Ctx<'_>,
) -> Vec<Op> {
    let received = facts.received_on.unwrap_or(ctx.today);
    let begun = Appeal { facts, ..appeal.clone() };
    let mut ticking = begun.ticking(ctx);
    ticking.counting_from("received", received);
    if begun.came_by_referral() {
        ticking.happened("referral_received", received);
    }
    ticking.happened("registered", ctx.today);
    also(&mut ticking);
    ticking.ops()
}

pub(super) fn not_sealed(input: &RegisterAppeal) -> Result<(), Refusal> {
    match sealed::must_seal(&input.facts, 0) {
        Some(reason) => Err(Refusal::MustBeSealed { reason: reason.key().into() }),
        None => Ok(()),
    }
}
