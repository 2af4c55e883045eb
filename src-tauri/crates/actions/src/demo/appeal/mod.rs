//! One appeal's way through the two years: what comes next, after how many days, by whom. Where its road ends before today
//! it lies open, as matters do.
//! It does not know which step the law allows: what is refused does not happen. Called by `plan` and by what raises appeals.

mod end;
mod entry;
pub mod road;

use std::collections::VecDeque;

use chrono::{Days, NaiveDate};
use domain::{Level, Role};
use ledger::RecordId;
use serde_json::{Value as Json, json};

use super::act::{Held, Job, Road, next_day, with};
use super::board::Shown;
use super::dice::Dice;
use super::issue::Issue;
use super::maker::Maker;
use super::phrases::Matter;
use crate::Result;
use road::{Way, cut, ratings};

/// Of a hundred accepted matters, how many bring a task for the stations around.
const DYNAMIC: usize = 6;
/// In all, at most.
const MOST_DYNAMIC: usize = 40;

/// 受理通知书 goes out within three days (民事诉讼监督规则 33).
const SERVED: (&str, u64) = ("acceptance_served", 1);

pub struct Appeal {
    pub way: Way,
    pub road: Road,
    pub held: Held,
    pub station: Option<RecordId>,
    pub matter: Option<Matter>,
    pub anonymous: bool,
    /// Which of two people of each role works on it.
    pub hand: usize,
    pub n_requests: usize,
    pub n_evaluated: usize,
    ratings: VecDeque<&'static str>,
    asked_for: bool,
}

impl Appeal {
    pub fn arrive(way: Way, dice: &mut Dice) -> Self {
        Self {
            way,
            road: road::road(way, dice),
            held: Held::default(),
            station: None,
            matter: None,
            anonymous: way == Way::Anonymous,
            hand: dice.below(2),
            n_requests: 0,
            n_evaluated: 0,
            ratings: ratings(way).iter().copied().collect(),
            asked_for: true,
        }
    }

    /// One that waits today after the n-th time of a step.
    pub fn waiting((way, stop, nth): (Way, &str, usize), dice: &mut Dice) -> Self {
        let begun = Self::arrive(way, dice);
        Self { road: cut(begun.road.clone(), (stop, nth)), ..begun }
    }

    /// The road with all that its matter, which is not drawn yet, may put in its way.
    pub fn longest(&self) -> Road {
        let served = |(verb, _): &(&str, u64)| (*verb == "accept_appeal").then_some(SERVED);
        self.road.iter().flat_map(|step| [Some(*step), served(step)]).flatten().collect()
    }

    /// One that was registered with the visit, activity or voice it came from.
    pub fn raised(held: Held, (station, matter): (RecordId, Matter), dice: &mut Dice) -> Self {
        let mut begun = Self::arrive(Way::Worked, dice);
        begun.road.pop_front();
        Self { held, station: Some(station), matter: Some(matter), asked_for: false, ..begun }
    }

    pub(super) fn nature(&self) -> &str {
        self.matter.as_ref().map_or("ordinary", |m| m.nature.as_str())
    }

    pub(super) fn station(&mut self, maker: &mut Maker, day: NaiveDate) -> RecordId {
        let drawn = self.station.unwrap_or_else(|| match self.way {
            Way::Sealed => maker.own_station(),
            _ => maker.place_for("appeal", day),
        });
        *self.station.get_or_insert(drawn)
    }

    fn input(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> (usize, Json) {
        let at = (verb, day);
        let found = self
            .entry(maker, at)
            .or_else(|| self.sorting(maker, at))
            .or_else(|| self.outward(maker, at))
            .or_else(|| self.limit(maker, at))
            .or_else(|| self.conclusion(maker, at))
            .or_else(|| self.feedback(maker, at));
        let (who, input) = found.unwrap_or_else(|| self.work(maker, at));
        (who, with(self.held.on(), input))
    }

    fn work(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> (usize, Json) {
        let (handler, prosecutor) =
            (maker.cast.of(Role::Assistant, self.hand), maker.cast.of(Role::Prosecutor, self.hand));
        let station = self.station(maker, day);
        let how = maker.how();
        match verb {
            "note_progress" => {
                let text = maker.say(|p| &p.handling.progress, station);
                (handler, json!({ "text": text, "on": day, "how": how }))
            }
            "urge_appeal" => {
                let text = maker.say(|p| &p.handling.urgings, station);
                (prosecutor, json!({ "kind": "urge", "text": text }))
            }
            "set_external_no" => {
                (handler, json!({ "number": maker.say(|p| &p.handling.external_nos, station) }))
            }
            "reply_procedurally" => (handler, json!({ "about": "progress", "on": day, "how": how })),
            "tell_extension" => {
                let text = maker.say(|p| &p.handling.extensions, station);
                (handler, json!({ "about": "extension", "on": day, "how": how, "text": text }))
            }
            _ => (handler, json!({})),
        }
    }

    /// What the petitioner says now.
    pub(super) fn rating(&mut self, maker: &mut Maker) -> &'static str {
        if self.anonymous {
            return "not_evaluated";
        }
        self.ratings.pop_front().unwrap_or_else(|| match maker.dice.below(100) {
            0..=69 => "satisfied",
            70..=91 => "fairly_satisfied",
            92..=96 => "declined",
            _ => "not_evaluated",
        })
    }

    /// What others learn of it.
    fn after(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) {
        let (Some(record), Some(station)) = (self.held.record, self.station) else { return };
        match verb {
            "register_appeal" | "consult" => {
                maker.board.show(station, Shown { record, noun: "appeal", kind: String::new(), on: day });
            }
            "accept_appeal"
                if maker.n_dynamic < MOST_DYNAMIC && (maker.dice.chance(DYNAMIC) || maker.n_dynamic == 0) =>
            {
                maker.n_dynamic += 1;
                let issue = Issue::dynamic((record, station), maker, day);
                let soon = maker.on_workday(day + Days::new(2));
                maker.plan(soon, Box::new(issue));
            }
            _ => {}
        }
    }

    pub(super) fn chief(maker: &Maker) -> RecordId {
        maker.cast.accounts[maker.cast.at_level(Level::Chief)].person.record
    }
}

impl Job for Appeal {
    fn arrives(&self) -> bool {
        self.asked_for && self.held.record.is_none()
    }

    fn step(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>> {
        let Some((verb, _)) = self.road.pop_front() else { return Ok(None) };
        let (who, input) = self.input(maker, (verb, day));
        let call = match verb {
            "consult" => "register_appeal",
            "acceptance_served" | "supervision_decided" => "record_event",
            "tell_extension" => "reply_procedurally",
            verb => verb,
        };
        let Some(answer) = maker.act(who, (call, input))? else { return Ok(None) };
        self.held.follow(&answer)?;
        if verb == "accept_appeal" && self.matter.as_ref().is_some_and(|m| m.category == "civil_supervision")
        {
            self.road.push_front(SERVED);
        }
        self.after(maker, (verb, day));
        Ok(next_day(&self.road, maker, day))
    }
}
