//! One visit: people received, or a call paid; sometimes half known, sometimes written down later, sometimes with what was
//! raised there.

use chrono::{Days, NaiveDate};
use domain::Role;
use ledger::RecordId;
use serde_json::{Value as Json, json};

use super::act::{Held, Job, Road, next_day, with};
use super::board::{Shown, Want};
use super::dice::Dice;
use super::maker::Maker;
use super::phrases::{Called, Matter};
use super::voice::Path;
use crate::Result;

const RECEPTION: &str = "reception";

pub struct Visit {
    road: Road,
    held: Held,
    station: Option<RecordId>,
    hand: usize,
    half_known: bool,
    /// What was raised by those who came.
    matter: Option<Matter>,
    voiced: bool,
    summary: String,
}

impl Visit {
    /// The n-th: one in twelve is half known, and every other one of these is never made whole.
    pub fn arrive(nth: usize, dice: &mut Dice) -> Self {
        let half_known = nth % 12 == 5;
        let mut road = Road::from([("log_visit", 0)]);
        if half_known && nth % 24 == 5 {
            road.push_back(("complete_visit", dice.between(2, 9) as u64));
        }
        Self {
            road,
            held: Held::default(),
            station: None,
            hand: dice.below(2),
            half_known,
            matter: None,
            voiced: false,
            summary: String::new(),
        }
    }

    fn logged(&mut self, maker: &mut Maker, day: NaiveDate) -> (usize, Json) {
        let want = maker.board.take("visit", day);
        let station = want.as_ref().map_or_else(|| maker.any_station(), |w| w.station);
        self.station = Some(station);
        let called = maker.called(want.as_ref());
        // A slip that was typed in later; what a task waits for is written down at once.
        let back = if want.is_none() && maker.dice.chance(25) { maker.dice.between(1, 14) } else { 0 };
        let on = day - Days::new(back as u64);
        let object = maker.dice.pick(&called.objects).clone();
        let note = maker.dice.pick(&called.notes).clone();
        let intent = maker.dice.pick(&maker.phrases.visit.intents).clone();
        let parts = format!("{note}\u{1f}{intent}");
        let (object, rest) = maker.fresh((&[object], &parts), station);
        let (summary, intent) = rest.split_once('\u{1f}').unwrap_or((&rest, ""));
        self.summary = summary.into();
        let from = maker.dice.between(8, 15);
        let (minute, length) = (maker.dice.below(4) * 15, maker.dice.between(0, 1));
        let input = json!({
            "station": station, "visited_on": on, "from_at": format!("{from:02}:{minute:02}:00"),
            "to_at": format!("{:02}:{:02}:00", from + 1 + length, minute), "kind": called.kind,
            "n_people": maker.dice.between(1, 18), "intent": intent,
            "object": (called.kind != RECEPTION).then_some(object),
            "summary": (!self.half_known).then_some(summary), "present": maker.present(station, self.hand),
        });
        let raised = self.raised(maker, (&called.kind, station));
        let assistant = maker.cast.of(Role::Assistant, self.hand);
        (maker.cast.liaison_of(station).unwrap_or(assistant), with(input, raised))
    }

    /// Of a reception: who came, and what they brought.
    fn raised(&mut self, maker: &mut Maker, (kind, station): (&str, RecordId)) -> Json {
        let people = if kind == RECEPTION { json!([maker.person()]) } else { json!([]) };
        let (mut appeals, mut voices) = (vec![], vec![]);
        if kind == RECEPTION && maker.dice.chance(35) {
            let matter = maker.any_matter();
            let form = maker.form(&matter, station);
            appeals.push(with(form, json!({ "way": "visit", "purpose": "redress", "n_people": 1 })));
            self.matter = Some(matter);
        } else if kind == "deputy" && maker.dice.chance(30) {
            let form = maker.said(Path::Adopted, station);
            voices.push(with(form, json!({ "way": "outreach" })));
            self.voiced = true;
        }
        json!({ "people": people, "appeals": appeals, "voices": voices })
    }

    fn after(&mut self, maker: &mut Maker, answer: &Json, day: NaiveDate) -> Result<()> {
        let Some(station) = self.station else { return Ok(()) };
        if let Some(matter) = self.matter.take() {
            maker.follow_appeal(answer, (station, matter), day)?;
        }
        if std::mem::take(&mut self.voiced) {
            maker.follow_voice(answer, station, day)?;
        }
        Ok(())
    }
}

impl Job for Visit {
    fn arrives(&self) -> bool {
        self.held.record.is_none()
    }

    fn step(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>> {
        let Some((verb, _)) = self.road.pop_front() else { return Ok(None) };
        let (who, input) = if verb == "log_visit" {
            self.logged(maker, day)
        } else {
            let assistant = maker.cast.of(Role::Assistant, self.hand);
            (assistant, with(self.held.on(), json!({ "summary": self.summary })))
        };
        let (kind, on) = (input["kind"].clone(), input["visited_on"].clone());
        let Some(answer) = maker.act(who, (verb, input))? else { return Ok(None) };
        let record = self.held.follow(&answer)?;
        if let (Some(station), Some(kind), Ok(on)) =
            (self.station, kind.as_str(), serde_json::from_value::<NaiveDate>(on))
        {
            maker.board.show(station, Shown { record, noun: "visit", kind: kind.into(), on });
        }
        self.after(maker, &answer, day)?;
        Ok(next_day(&self.road, maker, day))
    }
}

impl Maker {
    fn called(&mut self, want: Option<&Want>) -> Called {
        let kind = want.and_then(|w| w.kind.clone());
        let paid = &self.phrases.visit.paid;
        let named = kind.and_then(|kind| paid.iter().find(|c| c.kind == kind));
        named.unwrap_or_else(|| self.dice.pick(paid)).clone()
    }

    /// Staff of the station's office, one of ours, now and then a deputy.
    fn present(&mut self, station: RecordId, hand: usize) -> Json {
        let ours = self.cast.accounts[self.cast.of(Role::Assistant, hand)].person.record;
        let mut there = vec![json!({ "part": "recorder", "record": ours })];
        if let Some(host) = self.staff_of(station) {
            there.push(json!({ "part": "prosecutor", "record": host }));
        }
        if self.dice.chance(35)
            && let Some(deputy) = self.deputy_of(station)
        {
            there.push(json!({ "part": "deputy", "record": deputy }));
        }
        json!(there)
    }
}
