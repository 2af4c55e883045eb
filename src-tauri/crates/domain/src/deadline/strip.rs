//! The strip: every day between an event and its due day, and what became of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Unit;
use crate::calendar::Calendar;

/// What a run of days was. The words are in `assets/words`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// The day of the event: not counted.
    Start,
    Counted,
    /// Counted, beyond the period's own amount.
    Extended,
    /// A weekend or holiday that working days leave out.
    Rest,
    /// 调休上班: a weekend day that counts as a working day.
    MakeUp,
    Paused,
    /// The last day fell on rest: it and the rest days after it.
    Rolled,
    Due,
    /// The event a backward period looks back from: not counted.
    Event,
}

/// Days of one kind in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Segment {
    pub from: NaiveDate,
    /// The last day of it; of a pause that has not ended, its first.
    pub to: NaiveDate,
    pub kind: SegmentKind,
    /// How many of the period's units were completed in it; they add up to the amount.
    pub n: u32,
    /// The holiday behind it, as the notice names it.
    pub note: Option<String>,
}

/// One day, before days of a kind are joined.
#[derive(Clone, Copy)]
pub(super) struct Mark<'a> {
    pub on: NaiveDate,
    pub kind: SegmentKind,
    pub n: u32,
    pub note: Option<&'a str>,
}

pub(super) struct Strip<'a>(Vec<Mark<'a>>);

impl<'a> Strip<'a> {
    pub fn empty() -> Self {
        Self(Vec::new())
    }

    pub fn from_start(on: NaiveDate) -> Self {
        Self(vec![Mark { on, kind: SegmentKind::Start, n: 0, note: None }])
    }

    pub fn push(&mut self, mark: Mark<'a>) {
        self.0.push(mark);
    }

    pub fn sum(&self) -> u32 {
        self.0.iter().map(|m| m.n).sum()
    }

    /// The last counted day is due itself, or begins the days that were moved over.
    pub fn end(&mut self, raw_on: NaiveDate, due_on: Option<NaiveDate>, calendar: &'a Calendar) {
        let note = |on| calendar.day(on).map(|d| d.name.as_str());
        let kind = if due_on == Some(raw_on) { SegmentKind::Due } else { SegmentKind::Rolled };
        if let Some(last) = self.0.last_mut() {
            (last.kind, last.note) = (kind, note(raw_on));
        }
        let Some(due_on) = due_on.filter(|due| *due > raw_on) else { return };
        for on in raw_on.iter_days().skip(1).take_while(|on| *on < due_on) {
            let kind = if calendar.is_workday(on) { SegmentKind::Paused } else { SegmentKind::Rolled };
            self.push(Mark { on, kind, n: 0, note: note(on) });
        }
        self.push(Mark { on: due_on, kind: SegmentKind::Due, n: 0, note: note(due_on) });
    }

    /// Joins days of a kind; months stay apart, one segment each.
    pub fn segments(self, unit: Unit) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
        for mark in self.0 {
            let whole = |s: &Segment| unit == Unit::Months && s.n > 0 && s.kind != SegmentKind::Rolled;
            let same = |s: &&mut Segment| s.kind == mark.kind && s.note.as_deref() == mark.note && !whole(s);
            match segments.last_mut().filter(same) {
                Some(last) => (last.to, last.n) = (mark.on, last.n + mark.n),
                None => segments.push(mark.alone()),
            }
        }
        segments
    }
}

impl Mark<'_> {
    fn alone(self) -> Segment {
        Segment { from: self.on, to: self.on, kind: self.kind, n: self.n, note: self.note.map(str::to_owned) }
    }
}
