//! When what comes: arrivals grow denser over the two years, and some matters are timed so that today they wait.

use chrono::{Days, NaiveDate};

use super::act::{Job, Road};
use super::activity::Activity;
use super::appeal::Appeal;
use super::appeal::road::{WAITING, Way, deal};
use super::hearing::Hearing;
use super::maker::Maker;
use super::visit::Visit;
use super::voice::Voice;

/// Of a hundred arrivals; the rest are visits.
const APPEALS: u64 = 42;
const CONSULTATIONS: u64 = 8;
const VOICES: u64 = 12;
const ACTIVITIES: u64 = 17;
const HEARINGS: u64 = 2;
/// Slow matters wait so long already that they are late.
const OVERDUE: u64 = 16;
/// Of three arrivals of a noun, at most so many wait today.
const WAITING_OF_THREE: usize = 2;

impl Maker {
    pub(super) fn plan_arrivals(&mut self, records: u64) {
        let share = |of: u64| usize::try_from(records * of / 100).unwrap_or(0);
        let mut jobs: Vec<Box<dyn Job>> = vec![];
        jobs.extend(self.appeals(share(APPEALS)));
        jobs.extend(self.voices(share(VOICES)));
        jobs.extend(self.activities(share(ACTIVITIES)));
        jobs.extend(self.hearings(share(HEARINGS).max(2)));
        for _ in 0..share(CONSULTATIONS) {
            jobs.push(Box::new(Appeal::arrive(Way::Consulted, &mut self.dice)));
        }
        let here = self.n_planned_arrivals + jobs.len() as u64;
        for nth in 0..usize::try_from(records.saturating_sub(here)).unwrap_or(0) {
            jobs.push(Box::new(Visit::arrive(nth, &mut self.dice)));
        }
        self.dice.mix(&mut jobs);
        let n = jobs.len() as u64;
        let days = (self.ends_on - self.begins_on).num_days().unsigned_abs();
        for (i, job) in jobs.into_iter().enumerate() {
            // The density of arrivals grows with time: the day goes with the root of the number.
            let after = (days * days * (i as u64 + 1) / n).isqrt();
            let day = self.begins_on + Days::new(after);
            let day = self.on_workday(day).min(self.ends_on);
            self.plan(day, job);
        }
    }

    fn appeals(&mut self, n: usize) -> Vec<Box<dyn Job>> {
        let n_waiting = WAITING.len().min(n * WAITING_OF_THREE / 3);
        for card in &WAITING[..n_waiting] {
            let waits = Appeal::waiting(*card, &mut self.dice);
            let since = if waits.way == Way::Slow { OVERDUE } else { 0 };
            self.plan_waiting((waits.longest(), since), Box::new(waits));
        }
        let ways = deal(n - n_waiting, &mut self.dice);
        ways.into_iter().map(|way| Box::new(Appeal::arrive(way, &mut self.dice)) as Box<dyn Job>).collect()
    }

    fn voices(&mut self, n: usize) -> Vec<Box<dyn Job>> {
        let n_waiting = super::voice::WAITING.len().min(n * WAITING_OF_THREE / 3);
        for card in &super::voice::WAITING[..n_waiting] {
            let waits = Voice::waiting(*card, &mut self.dice);
            self.plan_waiting((waits.road.clone(), 0), Box::new(waits));
        }
        let ways = super::voice::WAYS.iter().cycle().take(n - n_waiting);
        ways.map(|way| Box::new(Voice::arrive(*way, &mut self.dice)) as Box<dyn Job>).collect()
    }

    fn activities(&mut self, n: usize) -> Vec<Box<dyn Job>> {
        let waiting = super::activity::WAITING;
        let n_waiting = waiting.len().min(n * WAITING_OF_THREE / 3);
        for card in &waiting[..n_waiting] {
            let waits = Activity::waiting(*card, &mut self.dice);
            self.plan_waiting((waits.road.clone(), 0), Box::new(waits));
        }
        (n_waiting..n).map(|i| Box::new(Activity::arrive(i, &mut self.dice)) as Box<dyn Job>).collect()
    }

    fn hearings(&mut self, n: usize) -> Vec<Box<dyn Job>> {
        let waits = Hearing::waiting(&mut self.dice);
        self.plan_waiting((waits.road.clone(), 0), Box::new(waits));
        (1..n).map(|i| Box::new(Hearing::arrive(i, &mut self.dice)) as Box<dyn Job>).collect()
    }

    /// Begins a job so that the last step of its road falls on the days before today, `since` days ago or a little more.
    fn plan_waiting(&mut self, (road, since): (Road, u64), job: Box<dyn Job>) {
        let back = since + self.dice.between(0, 4) as u64;
        let until = self.ends_on - Days::new(back);
        let starts = (0..).map(|n| self.ends_on - Days::new(back + n));
        let found = starts.take(400).find(|day| self.walk(self.on_workday(*day), &road) <= until);
        let day = self.on_workday(found.unwrap_or(self.begins_on));
        self.n_planned_arrivals += 1;
        self.plan(day, job);
    }

    /// The day on which a road that begins on a day comes to its end.
    pub(super) fn walk(&self, begins_on: NaiveDate, road: &Road) -> NaiveDate {
        let gaps = road.iter().skip(1);
        gaps.fold(begins_on, |day, (_, days)| self.on_workday(day + Days::new((*days).max(1))))
    }
}
