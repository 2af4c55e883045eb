//! What an act does to clocks: an event meets some, opens others; a person pauses, resumes, extends.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ledger::{Op, Record, RecordId};

use super::read::{Story, day_of};
use super::{
    ANEW, ClockLine, ClockVerb, OWN, PAUSED, RECATEGORISED, RUNNING, STOPPED, flow, is_own, parse_flow,
};
use crate::Ctx;
use crate::facts::Kept;
use crate::rules::{Bearer, Fits, Opening, Rule, Situation};

/// The clocks of a record while an act works on them. Invariant: one move a flow, whatever the act does to it, because
/// an entry may move a flow once.
pub struct Ticking<'a> {
    record: &'a Record,
    ctx: &'a Ctx<'a>,
    noun: &'a str,
    office: &'a str,
    situation: Situation,
    /// What this act changed of the situation, if it did.
    change: String,
    days: BTreeMap<String, NaiveDate>,
    told: BTreeMap<String, NaiveDate>,
    lines: Vec<ClockLine>,
    at: BTreeMap<String, &'static str>,
}

impl<'a> Ticking<'a> {
    pub fn new(
        record: &'a Record,
        ctx: &'a Ctx<'a>,
        (noun, office): (&'a str, &'a str),
        known: Situation,
    ) -> Self {
        let (days, told, lines, at) = (BTreeMap::new(), BTreeMap::new(), vec![], BTreeMap::new());
        let change = String::new();
        Self { record, ctx, noun, office, situation: known, change, days, told, lines, at }
    }

    /// An event of the record's own life on a day: it is written down as `<event>_on`, meets the clocks that wait for
    /// it and opens those it starts.
    pub fn happened(&mut self, event: &str, on: NaiveDate) -> &mut Self {
        self.happened_for(event, on, OWN)
    }

    /// An event whose first day counts; later ones only meet what waits for it.
    pub fn happened_once(&mut self, event: &str, on: NaiveDate) -> &mut Self {
        if day_of(self.record, event).is_some() { self.meet(event, on) } else { self.happened(event, on) }
    }

    /// An event of the procedure that has been before: what it starts runs beside what the first one started, from its own
    /// day.
    pub fn happened_again(&mut self, event: &str, on: NaiveDate, cause: &str) -> &mut Self {
        self.meet(event, on).open(event, on, cause);
        self
    }

    /// The same for a cause of its own, such as the referral or the rework the event belongs to.
    pub fn happened_for(&mut self, event: &str, on: NaiveDate, cause: &str) -> &mut Self {
        self.days.insert(event.into(), on);
        self.meet(event, on);
        let opened = self.open(event, on, cause);
        // A limit for the act itself opens and ends with it.
        for flow in opened {
            self.stop(&flow, event, on);
        }
        self
    }

    /// The day of an event that this act writes down by another op: a form's own field.
    pub fn counting_from(&mut self, event: &str, on: NaiveDate) -> &mut Self {
        self.told.insert(event.into(), on);
        self
    }

    /// The day of an event is corrected by this act: what counted from it and has stopped is held against the day that brings.
    pub fn recount(&mut self, event: &str) -> &mut Self {
        let flows: Vec<String> = self.record.flows.keys().cloned().collect();
        for flow in flows {
            let story = self.story(&flow);
            let Some(clock) = story.and_then(|s| s.clock(&flow, self.ctx.law, &|e| self.day(e))) else {
                continue;
            };
            let rule = clock.rule_in(self.ctx.law).filter(|r| r.counts_from == event && is_own(&clock.cause));
            let counts =
                rule.is_some() && Some(clock.started_on) == self.day(event) && clock.went().is_none();
            let due_on = clock.deadline.as_ref().and_then(|d| d.due_on);
            if let Some(stop) =
                clock.stopped.filter(|stop| counts && due_on.is_some() && stop.due_on != due_on)
            {
                let (event, calendar) = (Some(stop.event), Some(self.ctx.law.calendar.version()));
                let again = plain(&flow, ClockVerb::Stopped, stop.on);
                self.push(
                    &flow,
                    STOPPED,
                    ClockLine { event, due_on, calendar, reason: stop.reason, ..again },
                );
            }
        }
        self
    }

    /// What became known in this act, such as 事项性质: rules that waited for it apply from now on.
    pub fn now_known(&mut self, known: Situation) -> &mut Self {
        self.situation = known;
        self
    }

    /// What is known otherwise now: the clocks whose rules apply no longer stop that day, with the change as the reason. They
    /// were neither met nor missed.
    pub fn known_otherwise(&mut self, known: Situation, on: NaiveDate) -> &mut Self {
        self.change = known.change_from(&self.situation);
        let before = std::mem::replace(&mut self.situation, known);
        self.let_go(on, |ticking, flow| ticking.applies_no_longer(flow, &before))
    }

    /// A decision is taken back, such as the acceptance: what it had opened applies no longer either.
    pub fn taken_back(&mut self, event: &str, on: NaiveDate) -> &mut Self {
        self.let_go(on, |ticking, flow| ticking.rule(flow).is_some_and(|r| r.opened_by == event))
    }

    /// And what applies only now opens, if its event has been and `opens` lets it. It counts from that event, so that a late
    /// change gives no free days, and is met at once by what has been since.
    pub fn reapply(
        &mut self,
        (known, on): (Situation, NaiveDate),
        opens: impl Fn(&Rule) -> bool,
    ) -> &mut Self {
        let before = self.situation.clone();
        self.known_otherwise(known, on);
        let opening = Opening { noun: self.noun, event: "", on: self.ctx.today, office: self.office };
        let gained = self.ctx.law.rules.gained(&opening, (&before, &self.situation)).into_iter();
        let begun = gained.filter(|rule| opens(rule) && self.day(&rule.opened_by).is_some());
        let begun: Vec<Rule> = begun.cloned().collect();
        begun.iter().for_each(|rule| self.open_late(rule, on));
        self
    }

    /// Opens what an earlier event starts now that more is known. Each counts from its own event all the same, so that
    /// nobody gains days by sorting late.
    pub fn reopen(&mut self, event: &str, on: NaiveDate) -> &mut Self {
        self.open(event, on, OWN);
        self
    }

    /// Meets one clock only.
    pub fn meet_one(&mut self, flow: &str, (event, on): (&str, NaiveDate)) -> &mut Self {
        self.stop(flow, event, on);
        self
    }

    /// Whether a clock runs, counting what this act has opened.
    pub fn runs(&self, flow: &str) -> bool {
        [RUNNING, PAUSED].contains(&self.stands(flow))
    }

    /// An event that only meets clocks and opens none.
    pub fn meet(&mut self, event: &str, on: NaiveDate) -> &mut Self {
        let waiting: Vec<String> =
            self.open_flows().into_iter().filter(|f| self.met_by(f) == event).collect();
        waiting.iter().for_each(|flow| self.stop(flow, event, on));
        self
    }

    /// What a right that nobody used waited for: it is over with its own last day, or when the act (`by`) decided otherwise.
    pub fn forgo(&mut self, event: &str, (by, on): (&str, NaiveDate)) -> &mut Self {
        let waiting: Vec<String> =
            self.open_flows().into_iter().filter(|f| self.met_by(f) == event).collect();
        for flow in waiting {
            let due = self.story(&flow).and_then(|story| self.due(&flow, &story));
            self.stop(&flow, by, due.map_or(on, |due| due.min(on)));
        }
        self
    }

    /// The loop has its end: nothing is owed any more. What the people concerned may still do, they may still do.
    pub fn end(&mut self, event: &str, on: NaiveDate) -> &mut Self {
        let ours: Vec<String> = self.open_flows().into_iter().filter(|f| !self.is_partys(f)).collect();
        ours.iter().for_each(|flow| self.stop(flow, event, on));
        self
    }

    pub fn pause(
        &mut self,
        flow: &str,
        (on, until_on): (NaiveDate, Option<NaiveDate>),
        why: Why<'_>,
    ) -> &mut Self {
        self.push(flow, PAUSED, ClockLine { until_on, ..why.line(flow, ClockVerb::Paused, on) })
    }

    pub fn resume(&mut self, flow: &str, on: NaiveDate, why: Why<'_>) -> &mut Self {
        self.push(flow, RUNNING, why.line(flow, ClockVerb::Resumed, on))
    }

    /// What met it turned out not to have been: it runs on from its own event, and is met or missed anew.
    pub fn go_on(&mut self, flow: &str, on: NaiveDate) -> &mut Self {
        self.push(flow, RUNNING, plain(flow, ClockVerb::Resumed, on))
    }

    /// Longer by `amount` of the rule's own unit; the clock goes on as it stands.
    pub fn extend(&mut self, flow: &str, (on, amount): (NaiveDate, u32), why: Why<'_>) -> &mut Self {
        self.lines.push(ClockLine { amount: Some(amount), ..why.line(flow, ClockVerb::Extended, on) });
        self
    }

    pub fn ops(self) -> Vec<Op> {
        let known =
            |event: &str, on: NaiveDate| self.record.text(&format!("{event}_on")) == Some(&on.to_string());
        let days = self.days.iter().filter(|(event, on)| !known(event, **on));
        let days: Vec<Op> = days.map(|(event, on)| Op::set(&format!("{event}_on"), on.keep())).collect();
        let moved = self.at.iter().filter(|(flow, to)| self.record.at(flow) != **to);
        let moves: Vec<Op> = moved.map(|(flow, to)| Op::go(flow, self.record.at(flow), to)).collect();
        let lines = self.lines.iter().map(|line| Op::line("clock", line.keep()));
        days.into_iter().chain(lines).chain(moves).collect()
    }

    fn push(&mut self, flow: &str, to: &'static str, line: ClockLine) -> &mut Self {
        self.lines.push(line);
        self.at.insert(flow.into(), to);
        self
    }

    /// Opens the rules of an event. Those that the same event meets, and that do not count from it, are given back.
    fn open(&mut self, event: &str, on: NaiveDate, cause: &str) -> Vec<String> {
        let opening = Opening { noun: self.noun, event, on: self.ctx.today, office: self.office };
        let rules: Vec<Rule> =
            self.ctx.law.rules.opened_by(&opening, &self.situation).into_iter().cloned().collect();
        let mut met = vec![];
        for rule in rules {
            let Some(flow) = self.free_flow(&rule, event, cause) else { continue };
            self.push(&flow, RUNNING, self.opening(&flow, &rule, on));
            if rule.met_by == event && rule.counts_from != event {
                met.push(flow);
            }
        }
        met
    }

    fn open_late(&mut self, rule: &Rule, on: NaiveDate) {
        let Some(flow) = self.free_flow(rule, &rule.opened_by, OWN) else { return };
        let line = ClockLine { reason: Some(self.change.clone()), ..opening_line(&flow, rule, on) };
        self.push(&flow, RUNNING, line);
        let started = rule.started_on(|event| self.day(event));
        if let Some(met) = self.day(&rule.met_by).filter(|met| started.is_none_or(|from| from <= *met)) {
            self.stop(&flow, &rule.met_by, met);
        }
    }

    /// One that opens a second time says why it had gone.
    fn opening(&self, flow: &str, rule: &Rule, on: NaiveDate) -> ClockLine {
        let again = parse_flow(flow).is_some_and(|(_, cause)| cause != OWN && is_own(cause));
        ClockLine { reason: again.then(|| self.change.clone()), ..opening_line(flow, rule, on) }
    }

    fn let_go(&mut self, on: NaiveDate, goes: impl Fn(&Self, &str) -> bool) -> &mut Self {
        let gone: Vec<String> = self.open_flows().into_iter().filter(|flow| goes(self, flow)).collect();
        for flow in gone {
            self.stop_for(&flow, (RECATEGORISED, on), Some(self.change.clone()));
        }
        self
    }

    fn applies_no_longer(&self, flow: &str, before: &Situation) -> bool {
        self.rule(flow).is_some_and(|r| {
            r.applies_when.fits(before) != Fits::No && r.applies_when.fits(&self.situation) == Fits::No
        })
    }

    fn rule(&self, flow: &str) -> Option<&Rule> {
        let (id, _) = parse_flow(flow)?;
        self.ctx.law.rules.get(id, self.story(flow)?.version())
    }

    /// A rule that counts from the event itself may open again (the next progress); others open once, and again only when
    /// they had gone because they did not apply.
    fn free_flow(&self, rule: &Rule, event: &str, cause: &str) -> Option<String> {
        let wanted = flow(&rule.id, cause);
        if self.stands(&wanted).is_empty() {
            return Some(wanted);
        }
        if let Some(anew) = self.anew(rule).filter(|_| cause == OWN) {
            return Some(anew);
        }
        let again = rule.counts_from == event && rule.met_by == event;
        let next = || (1..1000).map(|n| flow(&rule.id, &n.to_string())).find(|f| self.stands(f).is_empty());
        if again { next() } else { None }
    }

    /// The place after the last that went.
    fn anew(&self, rule: &Rule) -> Option<String> {
        let mut last = flow(&rule.id, OWN);
        for n in 1..1000 {
            if !self.story(&last)?.went() {
                return None;
            }
            last = flow(&rule.id, &format!("{ANEW}{n}"));
            if self.stands(&last).is_empty() {
                return Some(last);
            }
        }
        None
    }

    fn stop(&mut self, flow: &str, event: &str, on: NaiveDate) {
        self.stop_for(flow, (event, on), None);
    }

    fn stop_for(&mut self, flow: &str, (event, on): (&str, NaiveDate), reason: Option<String>) {
        let due_on = self.story(flow).and_then(|s| self.due(flow, &s));
        let line = ClockLine {
            reason,
            event: Some(event.into()),
            due_on,
            calendar: Some(self.ctx.law.calendar.version()),
            ..plain(flow, ClockVerb::Stopped, on)
        };
        self.push(flow, STOPPED, line);
    }

    fn due(&self, name: &str, story: &Story) -> Option<NaiveDate> {
        story.clock(name, self.ctx.law, &|event| self.day(event))?.due_on()
    }

    /// The day of an event, as this act leaves it.
    fn day(&self, event: &str) -> Option<NaiveDate> {
        let here = self.days.get(event).or_else(|| self.told.get(event)).copied();
        here.or_else(|| day_of(self.record, event))
    }

    fn is_partys(&self, name: &str) -> bool {
        self.rule(name).is_some_and(|r| r.bearer == Bearer::Party)
    }

    fn story(&self, name: &str) -> Option<Story> {
        let before = self.record.lines("clock").filter_map(|l| ClockLine::read(&l.value));
        Story::tell(name, before.chain(self.lines.iter().cloned()))
    }

    fn stands(&self, flow: &str) -> &str {
        self.at.get(flow).copied().unwrap_or_else(|| self.record.at(flow))
    }

    fn open_flows(&self) -> Vec<String> {
        let here = self.record.flows.keys().map(String::as_str).filter(|f| f.starts_with("clock/"));
        let all: BTreeSet<&str> = here.chain(self.at.keys().map(String::as_str)).collect();
        all.into_iter().filter(|f| [RUNNING, PAUSED].contains(&self.stands(f))).map(str::to_owned).collect()
    }

    fn met_by(&self, flow: &str) -> String {
        self.story(flow).and_then(|s| s.met_by()).unwrap_or_default()
    }
}

/// Why a person changed a clock, and who approved it.
#[derive(Clone, Copy, Debug)]
pub struct Why<'a> {
    pub reason: &'a str,
    pub approver: RecordId,
}

impl Why<'_> {
    fn line(self, flow: &str, verb: ClockVerb, on: NaiveDate) -> ClockLine {
        ClockLine { reason: Some(self.reason.into()), approver: Some(self.approver), ..plain(flow, verb, on) }
    }
}

fn opening_line(flow: &str, rule: &Rule, on: NaiveDate) -> ClockLine {
    ClockLine {
        version: Some(rule.version.clone()),
        counts_from: Some(rule.counts_from.clone()),
        met_by: Some(rule.met_by.clone()),
        ..plain(flow, ClockVerb::Opened, on)
    }
}

fn plain(flow: &str, verb: ClockVerb, on: NaiveDate) -> ClockLine {
    ClockLine {
        flow: flow.into(),
        verb,
        on,
        version: None,
        counts_from: None,
        met_by: None,
        reason: None,
        until_on: None,
        amount: None,
        approver: None,
        event: None,
        due_on: None,
        calendar: None,
    }
}
