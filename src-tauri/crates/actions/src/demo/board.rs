//! What stations have done that may prove a task, and what tasks still ask of them: work goes where it is owed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ledger::RecordId;

/// A record that can be shown for a task.
#[derive(Clone)]
pub struct Shown {
    pub record: RecordId,
    pub noun: &'static str,
    pub kind: String,
    pub on: NaiveDate,
}

/// Something a task asks of a station between two days.
#[derive(Clone)]
pub struct Want {
    pub station: RecordId,
    /// `visit`, `activity` or `any`.
    pub noun: String,
    pub kind: Option<String>,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
}

#[derive(Default)]
pub struct Board {
    shown: BTreeMap<RecordId, Vec<Shown>>,
    wants: Vec<Want>,
}

impl Board {
    /// Whatever it answers is asked for no longer.
    pub fn show(&mut self, station: RecordId, shown: Shown) {
        let answered = |w: &Want| {
            let kind = w.kind.as_ref().is_none_or(|kind| *kind == shown.kind);
            let noun = w.noun == shown.noun || w.noun == "any";
            w.station == station && noun && kind && w.from_on <= shown.on && shown.on <= w.to_on
        };
        self.wants.retain(|w| !answered(w));
        self.shown.entry(station).or_default().push(shown);
    }

    pub fn shown(&self, station: RecordId) -> &[Shown] {
        self.shown.get(&station).map_or(&[], Vec::as_slice)
    }

    pub fn want(&mut self, want: Want) {
        self.wants.push(want);
    }

    /// The want that ends first and that such work answers; it is answered for once.
    pub fn take(&mut self, noun: &str, day: NaiveDate) -> Option<Want> {
        let fits = |w: &Want| (w.noun == noun || w.noun == "any") && w.from_on <= day && day <= w.to_on;
        let mut fitting = self.wants.iter().enumerate().filter(|(_, w)| fits(w));
        // What names this very noun comes before what anything would do for.
        let first = fitting.clone().filter(|(_, w)| w.noun == noun).min_by_key(|(n, w)| (w.to_on, *n));
        let (n, _) = first.or_else(|| fitting.next())?;
        Some(self.wants.remove(n))
    }
}
