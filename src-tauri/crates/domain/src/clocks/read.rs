//! The story of each clock, read back from a record's flows and lines.

use chrono::NaiveDate;
use ledger::{EntryId, Flow, Record};

use super::{
    Clock, ClockLine, ClockVerb, FactsChanged, PAUSED, RECATEGORISED, RUNNING, STOPPED, Stop, earliest_of,
    is_own, parse_flow,
};
use crate::Law;
use crate::deadline::{Deadline, History, Pause, Started};
use crate::facts::Kept;
use crate::rules::Rule;

/// Every clock of a record, by flow.
pub fn clocks(record: &Record, law: &Law) -> Vec<Clock> {
    let flows = record.flows.iter().filter(|(name, _)| parse_flow(name).is_some());
    flows.filter_map(|(name, flow)| one(record, (name, flow), law)).collect()
}

/// The branch that stands, with the earliest due day of it and every contested one.
fn one(record: &Record, (name, flow): (&str, &Flow), law: &Law) -> Option<Clock> {
    let contested: Vec<EntryId> = flow.contested.iter().map(|m| m.stamp.entry).collect();
    let standing = story(record, name, |entry| !contested.contains(&entry)).filter(|_| !flow.at.is_empty());
    let branch =
        |extra: &EntryId| story(record, name, |entry| entry == *extra || !contested.contains(&entry));
    let branches: Vec<Story> = contested.iter().filter_map(branch).collect();
    let main = standing.or_else(|| branches.first().cloned())?;
    let days = |event: &str| day_of(record, event);
    let mut clock = main.clock(name, law, &days)?;
    if !flow.at.is_empty() {
        clock.at.clone_from(&flow.at);
    }
    clock.contested = !contested.is_empty();
    for other in branches.iter().filter_map(|b| b.clock(name, law, &days)) {
        clock.deadline = earlier(clock.deadline, other.deadline);
    }
    Some(clock)
}

fn earlier(a: Option<Deadline>, b: Option<Deadline>) -> Option<Deadline> {
    earliest_of([a, b].into_iter().flatten().map(|d| ((), d))).map(|(_, d)| d)
}

/// The day of an event: the field `<event>_on`. Of concurrent values the earliest, so that nobody gains days by a conflict.
pub(crate) fn day_of(record: &Record, event: &str) -> Option<NaiveDate> {
    let values = record.fields.get(&format!("{event}_on"))?;
    values.iter().filter_map(|v| NaiveDate::read(&v.value)).min()
}

/// What one branch says of a clock.
#[derive(Clone, Debug)]
pub(super) struct Story {
    opened: ClockLine,
    history: History,
    stopped: Option<Stop>,
    at: &'static str,
    /// Its rule runs anew for a later round (重办), whose event has written its own day over the first one's.
    followed: bool,
}

fn story(record: &Record, name: &str, stands: impl Fn(EntryId) -> bool) -> Option<Story> {
    let lines =
        record.lines("clock").filter(|l| stands(l.stamp.entry)).filter_map(|l| ClockLine::read(&l.value));
    Story::tell(name, lines)
}

/// Whether it is a clock of the same rule that something else than the record's own life opened.
fn is_later_round(name: &str, other: &str) -> bool {
    let of = parse_flow(name).zip(parse_flow(other));
    of.is_some_and(|((rule, _), (again, cause))| rule == again && !is_own(cause))
}

impl Story {
    /// Adds up the lines of a clock, out of all of the record, in their order; nothing before the opening counts.
    pub(super) fn tell(name: &str, lines: impl Iterator<Item = ClockLine>) -> Option<Self> {
        let (mut story, mut followed): (Option<Self>, bool) = (None, false);
        for line in lines {
            match &mut story {
                _ if line.flow != name => followed |= is_later_round(name, &line.flow),
                Some(story) => story.add(&line),
                None if line.verb == ClockVerb::Opened => story = Some(Self::of(line)),
                None => {}
            }
        }
        story.map(|story| Self { followed, ..story })
    }

    fn of(opened: ClockLine) -> Self {
        Self { opened, history: History::none(), stopped: None, at: RUNNING, followed: false }
    }

    /// The day of the opening is the first round's own, unless changed facts opened it later than its event.
    fn keeps_its_day(&self, rule: &Rule) -> bool {
        self.followed && self.opened.reason.is_none() && rule.counts_from == rule.opened_by
    }

    pub(super) fn met_by(&self) -> Option<String> {
        self.opened.met_by.clone()
    }

    /// Its rule applied no longer, and may apply again.
    pub(super) fn went(&self) -> bool {
        self.stopped.as_ref().is_some_and(|s| s.event == RECATEGORISED)
    }

    pub(super) fn version(&self) -> &str {
        self.opened.version.as_deref().unwrap_or_default()
    }

    fn add(&mut self, line: &ClockLine) {
        match line.verb {
            // Two desks opened the same clock: one of them is enough.
            ClockVerb::Opened => {}
            ClockVerb::Paused => {
                self.history.pauses.push(Pause { from: line.on, until: line.until_on });
                self.at = PAUSED;
            }
            ClockVerb::Resumed => {
                // What had stopped goes on as if it never had (`Ticking::go_on`).
                if self.stopped.take().is_none() {
                    self.resume(line.on);
                }
                self.at = RUNNING;
            }
            ClockVerb::Extended => self.history.extended_by += line.amount.unwrap_or(0),
            ClockVerb::Stopped => self.stop(line),
        }
    }

    /// Work goes on that day. A pause whose planned end came first is over already.
    fn resume(&mut self, on: NaiveDate) {
        if let Some(last) = self.history.pauses.last_mut() {
            last.until = Some(last.until.map_or(on, |planned| planned.min(on)).max(last.from));
        }
    }

    fn stop(&mut self, line: &ClockLine) {
        let event = line.event.clone().unwrap_or_default();
        self.stopped = Some(Stop {
            on: line.on,
            event,
            due_on: line.due_on,
            calendar: line.calendar.clone(),
            reason: line.reason.clone(),
        });
        self.at = STOPPED;
    }

    pub(super) fn clock(
        &self,
        name: &str,
        law: &Law,
        days: &dyn Fn(&str) -> Option<NaiveDate>,
    ) -> Option<Clock> {
        let (rule_id, cause) = parse_flow(name)?;
        let version = self.version().to_owned();
        let rule = law.rules.get(rule_id, &version);
        // A clock of the record's own counts from the event's day as it stands now; one with a cause from its own, and so
        // does the first once a later round has that day.
        let own = is_own(cause).then(|| match rule {
            Some(rule) if self.keeps_its_day(rule) => None,
            Some(rule) => rule.started_on(days),
            None => self.opened.counts_from.as_deref().and_then(days),
        });
        let started_on = own.flatten().unwrap_or(self.opened.on);
        let deadline =
            rule.and_then(|r| r.deadline(Started::On(started_on), &self.history, &law.calendar).ok());
        Some(Clock {
            flow: name.into(),
            rule: rule_id.into(),
            version,
            cause: cause.into(),
            met_by: self.opened.met_by.clone().unwrap_or_default(),
            at: self.at.into(),
            started_on,
            history: self.history.clone(),
            stopped: self.stopped.clone(),
            came: self.opened.reason.clone().map(|change| FactsChanged { on: self.opened.on, change }),
            deadline,
            contested: false,
        })
    }
}
