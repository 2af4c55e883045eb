//! How an appeal is taken down, sorted and sent elsewhere: the inputs of those steps.

use chrono::{Days, NaiveDate};
use domain::{Level, Role};
use ledger::RecordId;
use serde_json::{Value as Json, json};

use super::Appeal;
use super::road::Way;
use crate::demo::act::with;
use crate::demo::maker::Maker;
use crate::demo::phrases::Matter;

const WAYS: &[&str] =
    &["visit", "visit", "visit", "visit", "letter", "call", "online", "scan", "deputy", "outreach"];

/// So many people are a group (多人访).
const GROUP: usize = 5;

type Input = Option<(usize, Json)>;

impl Appeal {
    pub(super) fn entry(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> Input {
        let assistant = maker.cast.of(Role::Assistant, self.hand);
        match verb {
            "register_appeal" => {
                let station = self.station(maker, day);
                let receiver = maker.cast.liaison_of(station).unwrap_or(assistant);
                let mut input = self.petition(maker, day);
                if self.way == Way::Incomplete {
                    input["request"] = Json::Null;
                }
                Some((receiver, input))
            }
            "consult" => {
                let mut input = self.petition(maker, day);
                let station = self.station(maker, day);
                input["received_on"] = json!(day);
                input["purpose"] = json!("consultation");
                input["category"] = json!("consultation");
                // Whoever writes down what the petitioner says of it is not the one who answered.
                let prosecutor = maker.cast.of(Role::Prosecutor, self.hand);
                let who = maker.cast.accounts[prosecutor].person.record;
                input["way"] = json!(maker.dice.pick(&["visit", "visit", "call", "scan"]));
                let answer = maker.say(|p| &p.petition.answers, station);
                let rating = *maker.dice.pick(&["satisfied", "satisfied", "fairly_satisfied"]);
                input["answered"] =
                    json!({ "answer": answer, "how": "oral", "answered_by": who, "rating": rating });
                Some((assistant, input))
            }
            "complete_appeal" => {
                let station = self.station(maker, day);
                let request = self.matter.as_ref().map(|m| m.request.clone()).unwrap_or_default();
                Some((assistant, json!({ "request": maker.fill(&request, station) })))
            }
            _ => None,
        }
    }

    /// The form as it is filled in.
    fn petition(&mut self, maker: &mut Maker, day: NaiveDate) -> Json {
        let station = self.station(maker, day);
        let matter = maker.matter(self.way);
        let form = maker.form(&matter, station);
        let back = if self.way == Way::Consulted { 0 } else { maker.dice.below(4) as u64 };
        let mut people = if self.anonymous { vec![] } else { vec![maker.person()] };
        if self.way != Way::Consulted && maker.dice.chance(20) {
            let name = maker.say(|p| &p.units, station);
            people.push(json!({ "part": "accused", "kind": "unit", "name": name }));
        }
        let n_people = if maker.dice.chance(15) { maker.dice.between(2, 9) } else { 1 };
        let drawn = *maker.dice.pick(&["", "", "", "", "vulnerable", "repeat", "military"]);
        let flag = if n_people >= GROUP { "group" } else { drawn };
        let flags: Vec<&str> = Some(flag).filter(|f| !f.is_empty()).into_iter().collect();
        let materials = maker.dice.chance(40).then(|| vec![maker.paper()]);
        self.matter = Some(matter);
        let rest = json!({
            "station": station, "way": maker.dice.pick(WAYS), "received_on": day - Days::new(back),
            "n_people": n_people, "anonymous": self.anonymous, "people": people, "purpose": "redress",
            "occasion": maker.dice.pick(&["first", "first", "first", "repeat"]), "flags": flags,
            "materials": materials, "told_privacy": !self.anonymous, "present": maker.staff_of(station).map(|s| [s]),
            "urgency": maker.dice.pick(&["normal", "normal", "normal", "normal", "urgent"]),
            "risk": maker.dice.pick(&["low", "low", "low", "medium", "high"]),
        });
        with(form, rest)
    }

    pub(super) fn sorting(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> Input {
        let prosecutor = maker.cast.of(Role::Prosecutor, self.hand);
        let station = self.station(maker, day);
        let input = match verb {
            "accept_appeal" => self.sorted(maker, ("accepted", day)),
            "guide_appeal" => {
                let path = maker.say(|p| &p.handling.paths, station);
                with(self.sorted(maker, ("guided", day)), json!({ "path": path }))
            }
            "refuse_appeal" => self.turned_away(maker, ("refused", day)),
            "decline_appeal" => {
                let head = maker.cast.at_level(Level::Deputy);
                return Some((head, self.turned_away(maker, ("no_longer", day))));
            }
            "request_materials" => {
                let wanted = maker.say(|p| &p.handling.wanted, station);
                json!({ "wanted": wanted, "notice": { "about": "materials", "on": day, "how": maker.how() } })
            }
            "supplement_materials" => json!({ "on": day, "materials": [maker.paper(), maker.paper()] }),
            "assign_appeal" => {
                let reason = maker.say(|p| &p.handling.assignments, station);
                json!({ "office": maker.office_of(station), "on": day, "reason": reason })
            }
            _ => return None,
        };
        Some((prosecutor, input))
    }

    fn sorted(&self, maker: &mut Maker, (about, day): (&str, NaiveDate)) -> Json {
        // Whoever left no name is told nothing.
        let notice = (!self.anonymous).then(|| json!({ "about": about, "on": day, "how": maker.how() }));
        json!({ "nature": self.nature(), "on": day, "notice": notice })
    }

    fn turned_away(&mut self, maker: &mut Maker, (about, day): (&str, NaiveDate)) -> Json {
        let station = self.station(maker, day);
        let (code, text) = maker.dice.pick(&maker.phrases.handling.refusals).clone();
        let text = maker.fill(&text, station);
        with(self.sorted(maker, (about, day)), json!({ "reason": code, "text": text }))
    }

    pub(super) fn outward(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> Input {
        let (assistant, prosecutor) =
            (maker.cast.of(Role::Assistant, self.hand), maker.cast.of(Role::Prosecutor, self.hand));
        let station = self.station(maker, day);
        match verb {
            "refer_appeal" => {
                let unit = maker.say(|p| &p.outside_units, station);
                let letter = maker.say(|p| &p.handling.letter_nos, station);
                let kind = *maker.dice.pick(&["transfer", "refer"]);
                let sort = self.sorted(maker, ("transferred", day));
                Some((prosecutor, with(sort, json!({ "kind": kind, "unit": unit, "letter_no": letter }))))
            }
            "sign_for_referral" => Some((assistant, json!({ "id": "1", "on": day, "proof": maker.paper() }))),
            "record_referral_reply" => {
                let text = maker.say(|p| &p.handling.referral_replies, station);
                let input = json!({ "id": "1", "on": day, "text": text, "proof": maker.paper() });
                Some((assistant, input))
            }
            _ => None,
        }
    }
}

impl Maker {
    /// A matter that can go this way.
    fn matter(&mut self, way: Way) -> Matter {
        let petition = &self.phrases.petition;
        let fits = |m: &&Matter| match way {
            Way::Consulted => m.category == "consultation",
            // The sixty days run for what is no matter of litigation.
            Way::Extended | Way::Slow => m.nature == "ordinary" && m.category != "consultation",
            Way::Paused => m.category == "civil_supervision",
            _ => m.category != "consultation",
        };
        let from = if way == Way::Sealed { &petition.reports } else { &petition.matters };
        let fitting: Vec<&Matter> = from.iter().filter(fits).collect();
        fitting[self.dice.below(fitting.len())].clone()
    }

    /// Any matter that is worked on.
    pub(in crate::demo) fn any_matter(&mut self) -> Matter {
        self.matter(Way::Worked)
    }

    /// Title, facts and request of a matter as they are told at a station.
    pub(in crate::demo) fn form(&mut self, matter: &Matter, station: RecordId) -> Json {
        let circumstance = self.dice.pick(&self.phrases.petition.circumstances).clone();
        let parts = [matter.facts.clone() + &circumstance, matter.request.clone()].join("\u{1f}");
        let (title, rest) = self.fresh((&matter.titles, &parts), station);
        let (facts, request) = rest.split_once('\u{1f}').unwrap_or((&rest, ""));
        let opinion = self.say(|p| &p.petition.intents, station);
        let function = match (matter.category.as_str(), matter.content.as_str()) {
            ("criminal_appeal" | "accusation", _) => Some("criminal"),
            ("civil_supervision", _) => Some("civil"),
            ("administrative_supervision", _) => Some("administrative"),
            ("other", "environment" | "market" | "resources" | "education") => Some("public_interest"),
            _ => None,
        };
        json!({
            "title": title, "facts": facts, "request": request, "opinion": opinion,
            "category": matter.category, "content": matter.content, "function": function,
        })
    }
}
