//! Limits, conclusion and feedback of an appeal: the inputs of those steps.

use chrono::{Days, NaiveDate};
use domain::{Level, Role};
use serde_json::{Value as Json, json};

use super::Appeal;
use super::road::Way;
use crate::demo::maker::Maker;

type Input = Option<(usize, Json)>;

impl Appeal {
    pub(super) fn limit(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> Input {
        let (handler, prosecutor) =
            (maker.cast.of(Role::Assistant, self.hand), maker.cast.of(Role::Prosecutor, self.hand));
        let station = self.station(maker, day);
        // 民事监督审查终结: the clock that pauses for an appraisal.
        let clock = "clock/R11.3/0";
        let found = match verb {
            "acceptance_served" => (prosecutor, json!({ "event": verb, "on": day, "proof": maker.paper() })),
            "supervision_decided" => {
                let note = maker.say(|p| &p.handling.reviewed, station);
                (prosecutor, json!({ "event": verb, "on": day, "proof": maker.paper(), "note": note }))
            }
            "request_extension" => {
                let reason = maker.say(|p| &p.handling.extensions, station);
                (handler, json!({ "clock": "clock/R12d/0", "amount": 30, "reason": reason }))
            }
            "request_pause" => {
                let until = maker.on_workday(day + Days::new(45));
                let reason = *maker.dice.pick(&["appraisal", "case_file", "expert"]);
                (handler, json!({ "clock": clock, "reason": reason, "from_on": day, "until_on": until }))
            }
            "request_resume" => {
                let reason = maker.say(|p| &p.handling.resumed, station);
                (handler, json!({ "clock": clock, "on": day, "reason": reason }))
            }
            "grant_request" => {
                (maker.cast.at_level(Level::Deputy), json!({ "id": self.n_requests.to_string() }))
            }
            _ => return None,
        };
        self.n_requests += usize::from(verb.starts_with("request_"));
        Some(found)
    }

    pub(super) fn conclusion(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> Input {
        let handler = maker.cast.of(Role::Assistant, self.hand);
        let station = self.station(maker, day);
        let section = maker.cast.at_level(Level::Section);
        match verb {
            "propose_conclusion" => Some((handler, self.proposal(maker, day))),
            "approve_conclusion" => Some((section, json!({}))),
            "send_back_conclusion" => {
                Some((section, json!({ "reason": maker.say(|p| &p.handling.sent_back, station) })))
            }
            "record_paper_approval" => {
                let approver = Self::chief(maker);
                Some((handler, json!({ "approver": approver, "on": day, "paper": maker.paper() })))
            }
            "confirm_paper_approval" => Some((maker.cast.at_level(Level::Chief), json!({}))),
            _ => None,
        }
    }

    fn proposal(&mut self, maker: &mut Maker, day: NaiveDate) -> Json {
        let station = self.station(maker, day);
        let again = self.n_evaluated > 0;
        let reply = if again {
            maker.say(|p| &p.handling.reworked, station)
        } else {
            maker.say(|p| &p.handling.replies, station)
        };
        let explanation = maker.say(|p| &p.handling.explanations, station);
        let outcome = *maker.dice.pick(&["support", "support", "explain", "not_support", "settled"]);
        let (in_place, resolution) = match outcome {
            "support" => ("solved", "closed"),
            "settled" => ("solved", "settled"),
            _ => ("explained", "withdrawn"),
        };
        let more = maker.dice.chance(40).then(|| maker.paper());
        let proofs: Vec<Json> = std::iter::once(maker.paper()).chain(more).collect();
        json!({
            "outcome": outcome, "reply": reply, "explanation": explanation, "how": "written",
            "proofs": proofs, "three_in_place": in_place, "resolution": resolution,
        })
    }

    pub(super) fn feedback(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> Input {
        let handler = maker.cast.of(Role::Assistant, self.hand);
        let other = maker.cast.of(Role::Assistant, self.hand + 1);
        let station = self.station(maker, day);
        match verb {
            "log_contact_attempt" => {
                let result = *maker.dice.pick(&["no_answer", "switched_off", "moved"]);
                let note = maker.say(|p| &p.handling.contact_notes, station);
                Some((handler, json!({ "on": day, "how": "phone", "result": result, "note": note })))
            }
            "deliver_appeal" => Some((handler, self.delivery(maker, day))),
            "evaluate_appeal" | "sample_appeal" => {
                let level = self.rating(maker);
                let reason = match level {
                    "dissatisfied" => Some(maker.say(|p| &p.handling.dissatisfied, station)),
                    "satisfied" if maker.dice.chance(40) => {
                        Some(maker.say(|p| &p.handling.satisfied, station))
                    }
                    _ => None,
                };
                self.n_evaluated += 1;
                let how = *maker.dice.pick(&["phone", "in_person", "message"]);
                Some((other, json!({ "level": level, "on": day, "how": how, "reason": reason })))
            }
            "settle_appeal" => {
                let finding = maker.say(|p| &p.handling.findings, station);
                Some((maker.cast.at_level(Level::Deputy), json!({ "finding": finding })))
            }
            "archive_appeal" => Some((handler, json!({ "volume": maker.dice.between(1, 60).to_string() }))),
            _ => None,
        }
    }

    fn delivery(&self, maker: &mut Maker, day: NaiveDate) -> Json {
        let to = (!self.anonymous && self.way != Way::Unreachable).then(|| self.petitioner(maker)).flatten();
        match to {
            Some(to) => json!({ "how": maker.how(), "on": day, "proof": maker.paper(), "to": to }),
            None => json!({ "how": "not_owed", "on": day }),
        }
    }

    fn petitioner(&self, maker: &Maker) -> Option<Json> {
        let view = maker.call(0, "open_appeal", json!({ "record": self.held.record })).ok()?;
        let party = view["parties"].as_array()?.iter().find(|p| p["part"] == "petitioner")?;
        Some(party["party"]["record"].clone())
    }
}
