//! One matter's way through the two years: what comes next, after how many days, and what is written then.
//! The road is drawn when it arrives; where it ends before today, the matter lies open, as matters do.

use std::collections::VecDeque;

use chrono::{Days, NaiveDate};
use domain::{Level, Role};
use ledger::RecordId;
use serde_json::{Value as Json, json};

use super::dice::Dice;
use super::maker::{Maker, record_of, seen_of};
use crate::Result;

/// Slow matters take this many times as long: some of them end up late.
const SLOW: u64 = 4;

pub struct Case {
    kind: Kind,
    road: VecDeque<(&'static str, u64)>,
    record: Option<RecordId>,
    seen: Json,
    station: Option<RecordId>,
    /// The matter of the phrases, by its place.
    matter: usize,
    anonymous: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Appeal,
    Consultation,
    Voice,
    Visit,
    Activity,
}

impl Case {
    /// Half of what comes is an appeal; the rest are consultations, voices, visits and activities.
    pub fn arrive(dice: &mut Dice) -> Self {
        let (kind, road) = match dice.below(100) {
            0..=44 => (Kind::Appeal, appeal_road(dice)),
            45..=54 => (Kind::Consultation, vec![("consult", 0)]),
            55..=66 => (Kind::Voice, voice_road(dice)),
            67..=88 => (Kind::Visit, vec![("log_visit", 0)]),
            _ => (Kind::Activity, vec![("hold_activity", 0)]),
        };
        Self {
            kind,
            road: road.into(),
            record: None,
            seen: Json::Null,
            station: None,
            matter: 0,
            anonymous: false,
        }
    }

    pub fn is_new(&self) -> bool {
        self.record.is_none()
    }

    /// Does the next thing; says on which day the one after it is due.
    pub fn step(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>> {
        let Some((verb, _)) = self.road.pop_front() else { return Ok(None) };
        let (who, input) = match self.kind {
            Kind::Appeal | Kind::Consultation => self.appeal_input(maker, (verb, day)),
            Kind::Voice => self.voice_input(maker, (verb, day)),
            Kind::Visit | Kind::Activity => self.held_input(maker, (verb, day)),
        };
        let call = if verb == "consult" { "register_appeal" } else { verb };
        let answer = match maker.call(who, call, input) {
            Ok(answer) => answer,
            // What the law refuses does not happen here either: the matter lies where it is.
            Err(crate::Error::Refused(why)) => {
                tracing::debug!(call, ?why, "A step of the demonstration was refused");
                maker.refused += 1;
                self.road.clear();
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        if self.record.is_none() {
            self.record = Some(record_of(&answer)?);
        }
        if let Some(record) = self.record {
            self.seen = seen_of(&answer, record);
        }
        let next = self.road.front().map(|(_, days)| maker.on_workday(day + Days::new((*days).max(1))));
        Ok(next)
    }

    fn appeal_input(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> (usize, Json) {
        let (assistant, prosecutor) = (maker.cast.of(Role::Assistant, 0), maker.cast.of(Role::Prosecutor, 0));
        let other = maker.cast.of(Role::Assistant, 1);
        let on = self.on();
        let input = match verb {
            "register_appeal" => return (self.receiver(maker), self.register(maker, day)),
            "consult" => return (assistant, self.consult(maker, day)),
            "accept_appeal" => {
                let about = self.told(maker, ("accepted", day));
                return (
                    prosecutor,
                    with(on, json!({ "nature": self.nature(maker), "on": day, "notice": about })),
                );
            }
            "refer_appeal" => {
                let unit = maker.phrases.outside_units[maker.dice.below(7)].clone();
                let unit = self.fill(maker, &unit);
                let letter = self.letter(maker, day);
                let about = self.told(maker, ("transferred", day));
                let sort = json!({
                    "nature": self.nature(maker), "on": day, "notice": about,
                    "kind": "transfer", "unit": unit, "letter_no": letter,
                });
                return (prosecutor, with(on, sort));
            }
            "guide_appeal" => {
                let about = self.told(maker, ("guided", day));
                let path = maker.dice.pick(&maker.phrases.explanations).clone();
                let sort = json!({ "nature": self.nature(maker), "on": day, "notice": about, "path": path });
                return (prosecutor, with(on, sort));
            }
            "take_on_appeal" => json!({}),
            "note_progress" => {
                let text = maker.dice.pick(&maker.phrases.progress).clone();
                json!({ "text": self.fill(maker, &text), "on": day, "how": how(maker) })
            }
            "propose_conclusion" => conclusion(maker),
            "approve_conclusion" => return (maker.cast.at_level(Level::Chief), with(on, json!({}))),
            "deliver_appeal" => match self.petitioner(maker) {
                Some(to) => json!({ "how": "in_person", "on": day, "proof": paper(maker), "to": to }),
                None => json!({ "how": "not_owed", "on": day }),
            },
            "evaluate_appeal" => {
                let rated = self.rating(maker, day);
                return (other, with(on, rated));
            }
            _ => json!({}),
        };
        (assistant, with(on, input))
    }

    /// Whoever left no name is told nothing.
    fn told(&self, maker: &mut Maker, (about, day): (&str, NaiveDate)) -> Json {
        if self.anonymous { Json::Null } else { json!({ "about": about, "on": day, "how": how(maker) }) }
    }

    fn petitioner(&self, maker: &Maker) -> Option<Json> {
        let view = maker.call(0, "open_appeal", json!({ "record": self.record })).ok()?;
        let party = view["parties"].as_array()?.first()?;
        Some(party["party"]["record"].clone())
    }

    /// 不满意 opens the rework, and the road of this demonstration ends there.
    fn rating(&mut self, maker: &mut Maker, day: NaiveDate) -> Json {
        let level = match maker.dice.below(100) {
            _ if self.anonymous => "not_evaluated",
            0..=85 => "satisfied",
            86..=95 => "fairly_satisfied",
            96..=97 => "dissatisfied",
            _ => "declined",
        };
        if level == "dissatisfied" {
            self.road.clear();
        }
        let reason = maker.dice.pick(&maker.phrases.dissatisfied).clone();
        let reason = (level == "dissatisfied").then_some(reason);
        json!({ "level": level, "on": day, "how": "phone", "reason": reason })
    }

    /// The station's own liaison where she has an account, else an assistant of the office.
    fn receiver(&mut self, maker: &mut Maker) -> usize {
        let station = self.at(maker);
        maker.cast.liaison_of(station).unwrap_or_else(|| maker.cast.of(Role::Assistant, 0))
    }

    fn register(&mut self, maker: &mut Maker, day: NaiveDate) -> Json {
        let ordinary: Vec<usize> = (0..maker.phrases.appeals.len()).collect();
        self.matter = *maker.dice.pick(&ordinary);
        self.facts(maker, day)
    }

    fn facts(&mut self, maker: &mut Maker, day: NaiveDate) -> Json {
        let station = self.at(maker);
        let m = &maker.phrases.appeals[self.matter];
        let (category, content) = (m.category.clone(), m.content.clone());
        let texts = [m.title.clone(), m.facts.clone(), m.request.clone()].join("\u{1f}");
        let filled = maker.fill(&texts, station);
        let mut parts = filled.split('\u{1f}').map(str::to_owned);
        let (title, facts) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let request = parts.next().unwrap_or_default();
        self.anonymous = maker.dice.chance(4);
        let anonymous = self.anonymous;
        let way =
            *maker.dice.pick(&["visit", "visit", "visit", "letter", "call", "online", "deputy", "outreach"]);
        let received = day - Days::new(maker.dice.below(3) as u64);
        let people = if anonymous { json!([]) } else { json!([person(maker)]) };
        json!({
            "station": station, "title": title, "facts": facts, "request": request, "category": category,
            "content": content, "way": way, "received_on": received, "n_people": maker.dice.between(1, 3),
            "anonymous": anonymous, "people": people, "purpose": "redress", "occasion": Json::Null,
        })
    }

    fn consult(&mut self, maker: &mut Maker, day: NaiveDate) -> Json {
        let asked: Vec<usize> = (0..maker.phrases.appeals.len())
            .filter(|n| maker.phrases.appeals[*n].category == "consultation")
            .collect();
        self.matter = *maker.dice.pick(&asked);
        let mut input = self.facts(maker, day);
        input["received_on"] = json!(day);
        input["purpose"] = json!("consultation");
        let who = maker.cast.accounts[maker.cast.of(Role::Assistant, 0)].person.record;
        let answer = maker.dice.pick(&maker.phrases.explanations).clone();
        input["answered"] =
            json!({ "answer": answer, "how": "oral", "answered_by": who, "rating": "satisfied" });
        input
    }

    fn voice_input(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> (usize, Json) {
        let prosecutor = maker.cast.of(Role::Prosecutor, 1);
        let on = self.on();
        match verb {
            "register_voice" => {
                let station = self.at(maker);
                let said = maker.dice.below(maker.phrases.voices.len());
                let (title, text) =
                    (maker.phrases.voices[said].title.clone(), maker.phrases.voices[said].body.clone());
                let deputies = maker.cast.deputies.get(&station).cloned().unwrap_or_default();
                let deputy = deputies.first().copied();
                let input = json!({ "station": station, "deputy": deputy, "title": title, "content": text, "received_on": day, "way": "deputy" });
                (maker.cast.of(Role::Assistant, 1), input)
            }
            _ => (prosecutor, with(on, json!({}))),
        }
    }

    fn held_input(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> (usize, Json) {
        let station = self.at(maker);
        let assistant = maker.cast.of(Role::Assistant, 1);
        if verb == "log_visit" {
            let object = maker.dice.pick(&maker.phrases.visit_objects).clone();
            let note = maker.dice.pick(&maker.phrases.visit_notes).clone();
            let filled = maker.fill(&format!("{object}\u{1f}{note}"), station);
            let (object, summary) = filled.split_once('\u{1f}').unwrap_or((&filled, ""));
            let from = maker.dice.between(8, 15);
            let input = json!({
                "station": station, "visited_on": day, "from_at": format!("{from:02}:00:00"),
                "to_at": format!("{:02}:30:00", from + 1), "object": object, "summary": summary, "n_people": maker.dice.between(1, 30),
            });
            return (assistant, input);
        }
        let planned = maker.dice.below(maker.phrases.activities.len());
        let (kind, title) =
            (maker.phrases.activities[planned].kind.clone(), maker.phrases.activities[planned].title.clone());
        let title = maker.fill(&title, station);
        let staff = maker.cast.accounts[assistant].person.record;
        let deputies = maker.cast.deputies.get(&station).cloned().unwrap_or_default();
        let deputy = deputies.first().map(|d| json!({ "part": "deputy", "record": d }));
        let attended: Vec<Json> =
            std::iter::once(json!({ "part": "host", "record": staff })).chain(deputy).collect();
        let input = json!({
            "station": station, "kind": kind, "topic": title, "held_on": day, "scheduled_on": day,
            "n_public": maker.dice.between(6, 120), "attended": attended,
        });
        (assistant, input)
    }

    fn on(&self) -> Json {
        json!({ "record": self.record, "seen": self.seen })
    }

    fn at(&mut self, maker: &mut Maker) -> RecordId {
        let drawn = maker.dice.below(maker.stations.len());
        *self.station.get_or_insert(maker.stations[drawn])
    }

    fn nature(&self, maker: &Maker) -> String {
        maker.phrases.appeals[self.matter].nature.clone()
    }

    fn letter(&self, maker: &mut Maker, day: NaiveDate) -> String {
        format!("\u{3014}{}\u{3015}{}", chrono::Datelike::year(&day), maker.dice.between(1, 400))
    }

    fn fill(&mut self, maker: &mut Maker, text: &str) -> String {
        let station = self.at(maker);
        maker.fill(text, station)
    }
}

fn appeal_road(dice: &mut Dice) -> Vec<(&'static str, u64)> {
    let slow = if dice.chance(7) { SLOW } else { 1 };
    let mut days = |low, high| dice.between(low, high) as u64 * slow;
    let first = vec![("register_appeal", 0)];
    let sort = days(1, 4);
    let ends =
        [("deliver_appeal", days(2, 5)), ("evaluate_appeal", days(3, 10)), ("archive_appeal", days(2, 6))];
    let worked = [
        ("accept_appeal", sort),
        ("take_on_appeal", days(1, 3)),
        ("note_progress", days(8, 20)),
        ("propose_conclusion", days(10, 24)),
        ("approve_conclusion", days(1, 4)),
    ];
    let road: Vec<_> = match dice.below(100) {
        0..=79 => worked.into_iter().chain(ends).collect(),
        80..=91 => std::iter::once(("refer_appeal", sort)).chain(ends).collect(),
        _ => std::iter::once(("guide_appeal", sort)).chain(ends).collect(),
    };
    // Some stop on the way: petitioners who cannot be reached, matters that wait.
    let keep = if dice.chance(6) { dice.between(1, road.len()) } else { road.len() };
    first.into_iter().chain(road.into_iter().take(keep)).collect()
}

fn voice_road(_: &mut Dice) -> Vec<(&'static str, u64)> {
    vec![("register_voice", 0)]
}

/// Two objects in one.
fn with(mut on: Json, more: Json) -> Json {
    if let (Some(on), Json::Object(more)) = (on.as_object_mut(), more) {
        on.extend(more);
    }
    on
}

fn how(maker: &mut Maker) -> &'static str {
    maker.dice.pick::<&str>(&["in_person", "phone", "mail", "message"])
}

fn paper(maker: &mut Maker) -> Json {
    let name = maker.dice.pick(&maker.phrases.proofs).clone();
    json!({ "name": name, "kept": "paper", "volume": maker.dice.between(1, 40).to_string(), "page": maker.dice.between(1, 60).to_string() })
}

fn conclusion(maker: &mut Maker) -> Json {
    let reply = maker.dice.pick(&maker.phrases.replies).clone();
    let explanation = maker.dice.pick(&maker.phrases.explanations).clone();
    let outcome = *maker.dice.pick(&["support", "support", "explain", "not_support", "settled"]);
    json!({ "outcome": outcome, "reply": reply, "explanation": explanation, "how": "written", "proofs": [paper(maker)] })
}

/// A petitioner: an invented name and telephone, no identity number, so that nobody real is ever meant.
fn person(maker: &mut Maker) -> Json {
    let (name, sex) = maker.phrases.name(&mut maker.dice);
    let phone = format!("1{}{:09}", maker.dice.between(3, 9), maker.dice.below(1_000_000_000));
    json!({ "part": "petitioner", "kind": "person", "name": name, "sex": sex, "phone": phone })
}
