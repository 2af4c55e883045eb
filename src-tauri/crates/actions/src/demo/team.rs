//! The teams of the stations: posts with their days, deputies, sub-points; who is relieved, who stands in for whom.

use chrono::{Days, NaiveDate};
use domain::Role;
use ledger::RecordId;
use serde_json::{Value as Json, json};

use super::act::{Held, Job, with};
use super::maker::Maker;
use crate::Result;

/// Posts of a station and which of an office's staff may hold them, by place in the list of staff.
const POSTS: &[(&str, &[usize])] =
    &[("leader", &[0, 1]), ("prosecutor", &[2, 3]), ("assistant", &[4, 5]), ("liaison", &[6, 7])];
/// One station in so many has sub-points, loses a deputy, sees a post change hands.
const WITH_SUBPOINT: usize = 9;
const LOSING_DEPUTY: usize = 22;
const CHANGING: usize = 8;
/// Absences that are over today, then one that lasts: days back, and how long.
const ABSENCES: &[(u64, u64)] = &[(420, 10), (150, 12), (2, 9)];

/// Something that changes in a team on a day.
enum Change {
    /// A post goes from one to another.
    Relief {
        post: Held,
        station: RecordId,
        kind: &'static str,
        next: RecordId,
    },
    End {
        deputy: Held,
        station: RecordId,
    },
    Absence {
        absent: usize,
        by: usize,
        days: u64,
    },
}

impl Maker {
    pub(super) fn build_teams(&mut self) -> Result<()> {
        for (n, station) in self.stations.clone().into_iter().enumerate() {
            self.describe(station)?;
            self.appoint_team((n, station))?;
            self.register_deputies((n, station))?;
            if n % WITH_SUBPOINT == 4 {
                self.add_subpoints(station)?;
            }
        }
        let (a, b) = (self.cast.of(Role::Assistant, 0), self.cast.of(Role::Assistant, 1));
        for (n, (back, days)) in ABSENCES.iter().enumerate() {
            let (absent, by) = if n % 2 == 0 { (a, b) } else { (b, a) };
            let day = self.on_workday(self.ends_on - Days::new(*back)).min(self.ends_on);
            self.plan(day, Box::new(Change::Absence { absent, by, days: *days }));
        }
        Ok(())
    }

    /// Address, hours and telephone.
    fn describe(&mut self, station: RecordId) -> Result<()> {
        let input = json!({
            "record": station, "seen": self.seen(station)?, "level": "town_centre",
            "address": self.say(|p| &p.team.addresses, station), "phone": self.say(|p| &p.team.phones, station),
            "open_hours": self.say(|p| &p.team.hours, station), "open_days": [1 + self.dice.below(5)],
        });
        self.call(0, "amend_station", input).map(drop)
    }

    fn appoint_team(&mut self, (n, station): (usize, RecordId)) -> Result<()> {
        let staff = self.cast.staff.get(&self.office_of(station)).cloned().unwrap_or_default();
        let from = self.today();
        for (at, (kind, who)) in POSTS.iter().enumerate() {
            let first = self.dice.below(who.len());
            let (Some(person), Some(next)) =
                (staff.get(who[first]), staff.get(who[(first + 1) % who.len()]).copied())
            else {
                continue;
            };
            let input = json!({ "station": station, "person": person, "kind": kind, "from_on": from });
            let made = self.call(0, "appoint_post", input)?;
            if n % CHANGING == 3 && (n / CHANGING) % POSTS.len() == at {
                let mut post = Held::default();
                post.follow(&made)?;
                let day = self.some_day(60);
                self.plan(day, Box::new(Change::Relief { post, station, kind, next }));
            }
        }
        Ok(())
    }

    fn register_deputies(&mut self, (n, station): (usize, RecordId)) -> Result<()> {
        let from = self.today();
        for nth in 0..self.dice.between(2, 3) {
            let (name, sex) = self.phrases.name(&mut self.dice);
            let levels = match self.dice.below(10) {
                0 => vec!["provincial", "city"],
                1..=3 => vec!["city"],
                4..=6 => vec!["county"],
                _ => vec!["township"],
            };
            let input = json!({
                "station": station, "name": name, "sex": sex, "levels": levels, "from_on": from,
                "phone": self.phone(), "constituency": self.say(|p| &p.team.constituencies, station),
                "unit": self.say(|p| &p.team.units, station),
                "profession": self.say(|p| &p.team.professions, station),
                "term": self.say(|p| &p.team.terms, station),
            });
            let made = self.call(0, "register_deputy", input)?;
            let mut deputy = Held::default();
            let record = deputy.follow(&made)?;
            self.cast.deputies.entry(station).or_default().push(record);
            if n % LOSING_DEPUTY == 7 && nth == 0 {
                let day = self.some_day(90);
                self.plan(day, Box::new(Change::End { deputy, station }));
            }
        }
        Ok(())
    }

    fn add_subpoints(&mut self, station: RecordId) -> Result<()> {
        for _ in 0..self.dice.between(1, 2) {
            let input = json!({
                "station": station, "name": self.say(|p| &p.team.subpoints, station),
                "address": self.say(|p| &p.team.addresses, station),
            });
            self.call(0, "add_subpoint", input)?;
        }
        Ok(())
    }

    /// A working day of the two years, not among the first.
    fn some_day(&mut self, after: usize) -> NaiveDate {
        let days = (self.ends_on - self.begins_on).num_days().unsigned_abs();
        let days = self.dice.between(after, usize::try_from(days).unwrap_or(after) - 10);
        self.on_workday(self.begins_on + Days::new(days as u64))
    }
}

impl Job for Change {
    fn step(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>> {
        match self {
            Self::Relief { post, station, kind, next } => {
                let reason = maker.say(|p| &p.team.relieved, *station);
                let input = with(post.on(), json!({ "to_on": day, "reason": reason }));
                maker.act(0, ("relieve_post", input))?;
                let from = day.succ_opt().unwrap_or(day);
                let input = json!({ "station": station, "person": next, "kind": kind, "from_on": from });
                maker.act(0, ("appoint_post", input))?;
            }
            Self::End { deputy, station } => {
                let reason = maker.say(|p| &p.team.ended, *station);
                let input = with(deputy.on(), json!({ "to_on": day, "reason": reason }));
                maker.act(0, ("end_deputy", input))?;
                if let Some(serving) = maker.cast.deputies.get_mut(station) {
                    serving.retain(|d| Some(*d) != deputy.record);
                }
            }
            Self::Absence { absent, by, days } => {
                let record = maker.cast.accounts[*absent].person.record;
                let by = maker.cast.accounts[*by].person.record;
                let reason = maker.dice.pick(&maker.phrases.team.absences).clone();
                let input: Json = json!({
                    "record": record, "seen": maker.seen(record)?, "by": by, "from_on": day,
                    "to_on": day + Days::new(*days), "reason": reason,
                });
                maker.act(0, ("substitute_person", input))?;
            }
        }
        Ok(None)
    }
}
