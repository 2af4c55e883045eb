//! One activity of the kinds that are no hearing: planned or not, held, its opinions taken further, its minutes written;
//! some are cancelled.

use chrono::NaiveDate;
use domain::Role;
use ledger::RecordId;
use serde_json::{Value as Json, json};

use super::act::{Held, Job, Road, next_day, with};
use super::appeal::road::cut;
use super::board::{Shown, Want};
use super::dice::Dice;
use super::maker::Maker;
use super::phrases::{Matter, Planned};
use super::voice::Path;
use crate::Result;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Held without a plan.
    Unplanned,
    Planned,
    /// Opinions are raised there.
    Raising,
    Cancelled,
}

const TURNS: &[Turn] = &[
    Turn::Planned,
    Turn::Raising,
    Turn::Planned,
    Turn::Unplanned,
    Turn::Raising,
    Turn::Planned,
    Turn::Cancelled,
    Turn::Unplanned,
    Turn::Planned,
];

/// Where activities stand that are not over today.
pub const WAITING: &[(Turn, &str, usize)] = &[
    (Turn::Planned, "plan_activity", 1),
    (Turn::Raising, "hold_activity", 1),
    (Turn::Planned, "plan_activity", 1),
    (Turn::Planned, "hold_activity", 1),
    (Turn::Raising, "settle_first", 1),
];

pub struct Activity {
    turn: Turn,
    pub road: Road,
    held: Held,
    station: Option<RecordId>,
    planned: Option<Planned>,
    nth: usize,
    hand: usize,
    /// Days from the plan to the day itself.
    ahead: u64,
    matter: Option<Matter>,
}

impl Activity {
    /// The n-th: kinds and turns follow each other.
    pub fn arrive(nth: usize, dice: &mut Dice) -> Self {
        let turn = TURNS[nth % TURNS.len()];
        let ahead = dice.between(6, 15) as u64;
        let mut days = |low, high| dice.between(low, high) as u64;
        let mut road = vec![];
        if turn != Turn::Unplanned {
            road.extend([("plan_activity", 0), ("give_notice", 1)]);
        }
        if turn == Turn::Cancelled {
            road.push(("cancel_activity", days(1, 3)));
        } else {
            road.push(("hold_activity", ahead));
            if turn == Turn::Raising {
                road.extend([("settle_first", days(1, 3)), ("settle_second", days(1, 2))]);
            }
            road.push(("close_activity", days(1, 5)));
        }
        let hand = dice.below(2);
        Self {
            turn,
            road: road.into(),
            held: Held::default(),
            station: None,
            planned: None,
            nth,
            hand,
            ahead,
            matter: None,
        }
    }

    pub fn waiting((turn, stop, nth): (Turn, &str, usize), dice: &mut Dice) -> Self {
        let at = TURNS.iter().position(|t| *t == turn).unwrap_or(0);
        let begun = Self::arrive(at, dice);
        Self { road: cut(begun.road.clone(), (stop, nth)), nth: 3 * dice.below(11), ..begun }
    }

    fn input(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> (usize, Json) {
        let assistant = maker.cast.of(Role::Assistant, self.hand);
        let station = self.begun(maker, day);
        let input = match verb {
            "plan_activity" => self.plan(maker, day),
            "give_notice" => {
                json!({ "on": day, "how": maker.say(|p| &p.activity.notices, station) })
            }
            "hold_activity" => self.hold(maker, day),
            "settle_first" => {
                let matter = maker.any_matter();
                let people = json!([maker.person()]);
                let rest = json!({ "way": "visit", "purpose": "redress", "n_people": 1, "people": people });
                let form = with(maker.form(&matter, station), rest);
                self.matter = Some(matter);
                json!({ "n": 1, "appeal": form })
            }
            "settle_second" => {
                let form = maker.said(Path::Adopted, station);
                json!({ "n": 2, "voice": with(form, json!({ "way": "deputy" })) })
            }
            "close_activity" => {
                let minutes = self.minutes(maker);
                let next = maker.say(|p| &p.activity.follow_ups, station);
                json!({ "minutes": minutes, "follow_up": next })
            }
            _ => json!({ "reason": maker.say(|p| &p.activity.cancelled, station) }),
        };
        (assistant, with(self.held.on(), input))
    }

    /// The station and what is held there: drawn when it begins.
    fn begun(&mut self, maker: &mut Maker, day: NaiveDate) -> RecordId {
        if let Some(station) = self.station {
            return station;
        }
        let due = if self.turn == Turn::Unplanned { day } else { self.scheduled(maker, day) };
        // Every third is held for its own sake, so that every kind occurs.
        let want = (self.nth % 3 != 1).then(|| maker.board.take("activity", due)).flatten();
        let station = want.as_ref().map_or_else(|| maker.any_station(), |w| w.station);
        self.planned = Some(maker.planned(want.as_ref(), self.nth));
        self.station = Some(station);
        station
    }

    /// The day it is to be held on, when it is planned on a day.
    fn scheduled(&self, maker: &Maker, day: NaiveDate) -> NaiveDate {
        maker.walk(day, &Road::from([("", 0), ("", 1), ("", self.ahead)]))
    }

    fn plan(&mut self, maker: &mut Maker, day: NaiveDate) -> Json {
        let scheduled = self.scheduled(maker, day);
        let mut form = self.form(maker);
        form["scheduled_on"] = json!(scheduled);
        let station = self.station;
        form["agenda"] = json!(station.map(|s| maker.say(|p| &p.activity.agendas, s)));
        form
    }

    fn form(&mut self, maker: &mut Maker) -> Json {
        let (Some(station), Some(planned)) = (self.station, self.planned.clone()) else { return json!({}) };
        let (topic, _) = maker.fresh((&planned.titles, ""), station);
        let from = maker.dice.between(8, 15);
        json!({
            "station": station, "kind": planned.kind, "topic": topic, "host": maker.staff_of(station),
            "from_at": format!("{from:02}:30:00"), "to_at": format!("{:02}:00:00", from + 2),
        })
    }

    fn hold(&mut self, maker: &mut Maker, day: NaiveDate) -> Json {
        let (Some(station), Some(planned)) = (self.station, self.planned.clone()) else { return json!({}) };
        let form = if self.held.record.is_none() {
            with(self.form(maker), json!({ "scheduled_on": day }))
        } else {
            json!({})
        };
        let attended = maker.attended(station);
        let n_public = maker.dice.between(6, 120);
        let mut held = json!({ "held_on": day, "n_public": n_public, "attended": attended });
        let (key, pool): (&str, fn(&super::phrases::Phrases) -> &Vec<String>) = match planned.kind.as_str() {
            "HD03" => ("agreement", |p| &p.activity.agreements),
            "HD07" | "HD10" => ("object", |p| &p.activity.objects),
            "HD09" => ("publication", |p| &p.activity.publications),
            "HD11" => ("recommendation_no", |p| &p.activity.recommendation_nos),
            _ => ("minutes", |p| &p.activity.agendas),
        };
        if key != "minutes" {
            held[key] = json!(maker.say(pool, station));
        }
        if self.turn == Turn::Raising {
            held["opinions"] = maker.opinions(station);
        }
        with(form, held)
    }

    fn minutes(&self, maker: &mut Maker) -> String {
        let (Some(station), Some(planned)) = (self.station, &self.planned) else { return String::new() };
        let text = maker.dice.pick(&planned.minutes).clone();
        maker.fill(&text, station)
    }

    fn after(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate), answer: &Json) -> Result<()> {
        let (Some(record), Some(station)) = (self.held.record, self.station) else { return Ok(()) };
        if verb == "hold_activity" {
            let kind = self.planned.as_ref().map(|p| p.kind.clone()).unwrap_or_default();
            maker.board.show(station, Shown { record, noun: "activity", kind, on: day });
        }
        if let Some(matter) = self.matter.take() {
            maker.follow_appeal(answer, (station, matter), day)?;
        }
        if verb == "settle_second" {
            maker.follow_voice(answer, station, day)?;
        }
        Ok(())
    }
}

impl Job for Activity {
    fn arrives(&self) -> bool {
        self.held.record.is_none()
    }

    fn step(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>> {
        let Some((verb, _)) = self.road.pop_front() else { return Ok(None) };
        let (who, input) = self.input(maker, (verb, day));
        let call = if verb.starts_with("settle_") { "settle_opinion" } else { verb };
        let Some(answer) = maker.act(who, (call, input))? else { return Ok(None) };
        self.held.follow(&answer)?;
        self.after(maker, (verb, day), &answer)?;
        Ok(next_day(&self.road, maker, day))
    }
}

impl Maker {
    fn planned(&mut self, want: Option<&Want>, nth: usize) -> Planned {
        let all = &self.phrases.activity.planned;
        let kind = want.and_then(|w| w.kind.clone());
        let named = kind.and_then(|kind| all.iter().find(|p| p.kind == kind));
        named.unwrap_or(&all[nth / 3 % all.len()]).clone()
    }

    /// Who came, each in a part.
    pub(super) fn attended(&mut self, station: RecordId) -> Json {
        let staff = self.cast.staff.get(&self.office_of(station)).cloned().unwrap_or_default();
        let first = self.dice.below(staff.len().max(1));
        let parts = ["host", "recorder", "prosecutor"].into_iter().enumerate();
        let person = |n: usize| staff.get((first + n) % staff.len().max(1));
        let mut there: Vec<Json> =
            parts.map(|(n, part)| json!({ "part": part, "record": person(n) })).collect();
        let deputies = self.cast.deputies.get(&station).cloned().unwrap_or_default();
        let n = self.dice.between(1, deputies.len().max(1));
        there.extend(deputies.iter().take(n).map(|d| json!({ "part": "deputy", "record": d })));
        let (unit, name) = (self.say(|p| &p.activity.guests, station), self.phrases.name(&mut self.dice).0);
        there.push(json!({ "part": "unit", "name": name, "unit": unit }));
        json!(there)
    }

    /// One that becomes an appeal, one that becomes a voice, one that is set aside.
    fn opinions(&mut self, station: RecordId) -> Json {
        let asked = self.say(|p| &p.activity.asked, station);
        let speaker = self.phrases.name(&mut self.dice).0;
        let deputy = self.deputy_of(station);
        let wish = self.say(|p| &p.activity.asked, station);
        let (aside, reason) = self.dice.pick(&self.phrases.activity.set_aside).clone();
        let aside = self.fill(&aside, station);
        json!([
            { "text": asked, "speaker": speaker, "becomes": "appeal" },
            { "text": wish, "deputy": deputy, "becomes": "voice" },
            { "text": aside, "becomes": "nothing", "reason": reason },
        ])
    }
}
