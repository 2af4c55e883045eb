//! 程序事项: what happens in a procedure and no act of ours tells of (a copy was served, a review was applied for, an opinion
//! was given). Entered with its day and proof, it starts the limits that wait for it and meets those it ends.
//! It does not know any event: the rules name them, and the list `event` puts them under `procedure`.
//! Called by the nouns whose rules name such events (`appeal`, `voice`).

use chrono::NaiveDate;
use ledger::{Op, Record, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::appeal::Material;
use crate::clocks::{Clock, OWN, Ticking, day_of, flow};
use crate::facts::{Kept, SHORT, elements_of_lines, in_order, not_ahead, parts, written};
use crate::rules::{Opening, Rule, Situation};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordEvent {
    /// List `event`, those under `procedure`.
    pub event: String,
    /// The day it happened.
    pub on: NaiveDate,
    /// What shows that it did: a file, or paper with volume and page.
    pub proof: Material,
    #[serde(default)]
    #[ts(optional)]
    pub note: Option<String>,
}

parts! {
    pub struct ProcedureEvent {
        event: String,
        on: NaiveDate,
        proof: Option<Material>,
        note: Option<String>,
        #[ts(as = "String")]
        by: RecordId,
    }
}

/// An event that may be entered now, with what it would do.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct EventOffered {
    pub event: String,
    pub name: String,
    /// The limits it starts and those it ends, as a person reads them.
    pub starts: Vec<String>,
    pub meets: Vec<String>,
}

/// The line of the record.
pub const LINE: &str = "event";

/// Above the events that are entered this way, in the list `event`.
const PROCEDURE: &str = "procedure";

/// What a record is in when an event is entered.
pub(crate) struct Proceeding<'a> {
    pub record: &'a Record,
    pub noun: &'a str,
    pub office: &'a str,
    pub situation: Situation,
    pub clocks: Vec<Clock>,
}

/// Every event that would start or meet a limit of this record. One that does neither is not asked for.
pub(crate) fn offered(here: &Proceeding<'_>, ctx: &Ctx<'_>) -> Vec<EventOffered> {
    let all = ctx.law.codes.offered("event", ctx.today);
    let of_procedure = all.filter(|c| c.parent.as_deref() == Some(PROCEDURE));
    let offer = of_procedure.map(|code| EventOffered {
        event: code.id.clone(),
        name: code.name.clone(),
        starts: here.started_by(&code.id, ctx).into_iter().map(|r| r.matter.clone()).collect(),
        meets: here.met_by(&code.id, ctx).into_iter().map(|(_, r)| r.matter.clone()).collect(),
    });
    offer.filter(|o| !o.starts.is_empty() || !o.meets.is_empty()).collect()
}

/// The ops of an event: its line, its day, and what it does to clocks.
pub(crate) fn recorded<'a>(
    here: &Proceeding<'a>,
    input: RecordEvent,
    mut ticking: Ticking<'a>,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    here.check(&input, ctx)?;
    let before = elements_of_lines::<ProcedureEvent>(here.record, LINE);
    let cause = match before.iter().filter(|e| e.event == input.event).count() {
        0 => OWN.to_owned(),
        n => (n + 1).to_string(),
    };
    let (event, on) = (input.event.clone(), input.on);
    if cause == OWN {
        ticking.happened(&event, on)
    } else {
        ticking.happened_again(&event, on, &cause)
    };
    for rule in here.started_by(&event, ctx) {
        // What it waits for may have come already: an application is older than the day it is looked into.
        let known = day_of(here.record, &rule.met_by).filter(|met| *met > on);
        let flow = flow(&rule.id, &cause);
        if let Some(met) = known.filter(|_| ticking.runs(&flow)) {
            ticking.meet_one(&flow, (&rule.met_by, met));
        }
    }
    let line =
        ProcedureEvent { event, on, proof: Some(input.proof), note: input.note, by: ctx.person.record };
    Ok([Op::line(LINE, line.keep())].into_iter().chain(ticking.ops()).collect())
}

impl Proceeding<'_> {
    fn started_by<'l>(&self, event: &str, ctx: &Ctx<'l>) -> Vec<&'l Rule> {
        let opening = Opening { noun: self.noun, event, on: ctx.today, office: self.office };
        ctx.law.rules.opened_by(&opening, &self.situation)
    }

    fn met_by<'l>(&self, event: &str, ctx: &Ctx<'l>) -> Vec<(&Clock, &'l Rule)> {
        let waiting = self.clocks.iter().filter(|c| c.is_open() && c.met_by == event);
        waiting.filter_map(|c| c.rule_in(ctx.law).map(|rule| (c, rule))).collect()
    }

    fn check(&self, input: &RecordEvent, ctx: &Ctx<'_>) -> Result<(), Refusal> {
        let (starts, meets) = (self.started_by(&input.event, ctx), self.met_by(&input.event, ctx));
        let of_procedure = ctx.law.codes.code("event", &input.event);
        let known = of_procedure.is_some_and(|c| c.parent.as_deref() == Some(PROCEDURE));
        if !known || starts.is_empty() && meets.is_empty() {
            let (field, list) = ("event".into(), "event".into());
            return Err(Refusal::NotInList { field, list, value: input.event.clone() });
        }
        not_ahead("on", input.on, ctx.today)?;
        // Some limits look at what came before the matter reached us: a judgment, a decision that was served.
        let before_us = starts.iter().any(|r| r.met_by == "received");
        let received = day_of(self.record, "received").filter(|_| !before_us);
        let begun = meets.iter().map(|(clock, _)| clock.started_on);
        begun.chain(received).try_for_each(|from| in_order("on", from, input.on))?;
        input.note.as_deref().map_or(Ok(()), |note| written("note", note, SHORT))?;
        match input.proof.can_be_found() {
            true => Ok(()),
            false => Err(Refusal::Required { field: "proof".into() }),
        }
    }
}

#[cfg(test)]
mod tests;
