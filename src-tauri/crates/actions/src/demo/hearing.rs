//! One hearing at a station: the chief's word, the hearers, the notice, the seven steps of its record.

use chrono::{Days, NaiveDate};
use domain::{Level, Role};
use ledger::RecordId;
use serde_json::{Value as Json, json};

use super::act::{Held, Job, Road, next_day, with};
use super::board::Shown;
use super::dice::Dice;
use super::maker::Maker;
use crate::Result;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Approved,
    /// The chief signs paper, another types it in.
    OnPaper,
    /// The hearers' majority is not followed.
    Deviating,
}

const TURNS: &[Turn] = &[Turn::Approved, Turn::OnPaper, Turn::Deviating];
/// Days from the notice to the hearing; three at the least.
const AHEAD: u64 = 6;

pub struct Hearing {
    turn: Turn,
    pub road: Road,
    held: Held,
    station: Option<RecordId>,
    hand: usize,
    matter: &'static str,
    hearers: Vec<String>,
}

impl Hearing {
    pub fn arrive(nth: usize, dice: &mut Dice) -> Self {
        let turn = TURNS[nth % TURNS.len()];
        let mut road = vec![("plan_activity", 0)];
        match turn {
            Turn::OnPaper => road.push(("record_hearing_approval", 2)),
            _ => road.extend([("ask_hearing_approval", 1), ("approve_hearing", 2)]),
        }
        road.extend([
            ("name_hearers", 1),
            ("give_notice", 1),
            ("hold_activity", AHEAD),
            ("record_hearing", 2),
        ]);
        match turn {
            Turn::OnPaper => road.push(("confirm_hearing_approval", 1)),
            Turn::Deviating => road.extend([("ask_hearing_approval", 1), ("approve_hearing", 1)]),
            Turn::Approved => {}
        }
        road.push(("close_activity", 2));
        Self {
            turn,
            road: road.into(),
            held: Held::default(),
            station: None,
            hand: dice.below(2),
            matter: "place",
            hearers: vec![],
        }
    }

    /// One that waits for the chief's word today.
    pub fn waiting(dice: &mut Dice) -> Self {
        let begun = Self::arrive(0, dice);
        let road = begun.road.iter().copied().take(2).collect();
        Self { road, ..begun }
    }

    fn input(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> (usize, Json) {
        let (assistant, chief) =
            (maker.cast.of(Role::Assistant, self.hand), maker.cast.at_level(Level::Chief));
        let drawn = self.station.unwrap_or_else(|| maker.place_for("hearing", day));
        let station = *self.station.get_or_insert(drawn);
        let approver = maker.cast.accounts[chief].person.record;
        let (who, input) = match verb {
            "plan_activity" => (assistant, self.plan(maker, (station, day))),
            "ask_hearing_approval" => {
                let reason = maker.say(|p| &p.activity.approval_reasons, station);
                (assistant, json!({ "matter": self.matter, "reason": reason }))
            }
            "approve_hearing" => (chief, json!({ "matter": self.matter })),
            "record_hearing_approval" => {
                let paper = maker.paper();
                let input = json!({ "matter": "place", "approver": approver, "on": day, "paper": paper });
                (assistant, input)
            }
            "confirm_hearing_approval" => (chief, json!({ "matter": "place", "answer": "confirm" })),
            "name_hearers" => (assistant, self.named(maker, (station, day))),
            "give_notice" => {
                let how = maker.say(|p| &p.activity.notices, station);
                (assistant, json!({ "on": day, "how": how }))
            }
            "hold_activity" => {
                let attended = maker.attended(station);
                let n_public = maker.dice.between(8, 40);
                (assistant, json!({ "held_on": day, "attended": attended, "n_public": n_public }))
            }
            "record_hearing" => (assistant, self.recorded(maker, (station, day))),
            _ => {
                let next = maker.say(|p| &p.activity.follow_ups, station);
                let minutes = maker.say(|p| &p.activity.majorities, station);
                (assistant, json!({ "minutes": minutes, "follow_up": next }))
            }
        };
        (who, with(self.held.on(), input))
    }

    fn plan(&self, maker: &mut Maker, (station, day): (RecordId, NaiveDate)) -> Json {
        let mut until = self.road.clone();
        // The step now done stands before those that lie ahead.
        until.push_front(("plan_activity", 0));
        let ahead = until.iter().position(|(verb, _)| *verb == "hold_activity").unwrap_or(0);
        until.truncate(ahead + 1);
        let waits = day + Days::new(AHEAD * 2);
        let scheduled = if ahead == 0 { maker.on_workday(waits) } else { maker.walk(day, &until) };
        let topics = maker.phrases.activity.hearings.clone();
        let (topic, _) = maker.fresh((&topics, ""), station);
        let people = json!([maker.person()]);
        json!({
            "station": station, "kind": "HD02", "topic": topic, "scheduled_on": scheduled,
            "openness": "public", "from_at": "09:00:00", "to_at": "11:30:00",
            "host": maker.staff_of(station), "people": people,
            "agenda": maker.say(|p| &p.activity.agendas, station),
        })
    }

    fn named(&mut self, maker: &mut Maker, (station, day): (RecordId, NaiveDate)) -> Json {
        let n = [3, 3, 5][maker.dice.below(3)];
        while self.hearers.len() < n {
            let name = maker.phrases.name(&mut maker.dice).0;
            if !self.hearers.contains(&name) {
                self.hearers.push(name);
            }
        }
        let mut hearers = vec![];
        for name in &self.hearers {
            let born = format!("{}-{:02}-15", maker.dice.between(1958, 1992), maker.dice.between(1, 12));
            let unit = maker.say(|p| &p.activity.hearer_units, station);
            hearers.push(json!({
                "name": name, "unit": unit, "born_on": born, "record": null, "declared_on": day,
                "interest": null, "excluded_by": null,
            }));
        }
        json!({ "hearers": hearers })
    }

    fn recorded(&mut self, maker: &mut Maker, (station, day): (RecordId, NaiveDate)) -> Json {
        let mut steps = vec![];
        for (step, text) in maker.phrases.activity.hearing_steps.clone() {
            steps.push(json!({ "step": step, "text": maker.fill(&text, station) }));
        }
        let mut opinions = vec![];
        for name in &self.hearers {
            let text = maker.say(|p| &p.activity.hearer_opinions, station);
            opinions.push(json!({ "name": name, "text": text }));
        }
        let adopts = if self.turn == Turn::Deviating { "not_adopted" } else { "adopted" };
        self.matter = if self.turn == Turn::Deviating { "deviation" } else { "place" };
        json!({
            "recording_no": maker.say(|p| &p.activity.recordings, station), "signed_on": day,
            "majority": maker.say(|p| &p.activity.majorities, station), "adopts": adopts,
            "clerk": maker.staff_of(station), "steps": steps, "opinions": opinions,
        })
    }
}

impl Job for Hearing {
    fn arrives(&self) -> bool {
        self.held.record.is_none()
    }

    fn step(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>> {
        let Some((verb, _)) = self.road.pop_front() else { return Ok(None) };
        let (who, input) = self.input(maker, (verb, day));
        let Some(answer) = maker.act(who, (verb, input))? else { return Ok(None) };
        let record = self.held.follow(&answer)?;
        if let (Some(station), "hold_activity") = (self.station, verb) {
            maker.board.show(station, Shown { record, noun: "activity", kind: "HD02".into(), on: day });
        }
        Ok(next_day(&self.road, maker, day))
    }
}
