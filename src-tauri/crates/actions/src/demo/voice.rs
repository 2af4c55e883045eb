//! One deputy's voice through the two years: sorted, studied and answered, or turned into what it really is.

use std::collections::VecDeque;

use chrono::NaiveDate;
use domain::{Level, Role};
use ledger::RecordId;
use serde_json::{Value as Json, json};

use super::act::{Held, Job, Road, next_day, with};
use super::appeal::Appeal;
use super::appeal::road::cut;
use super::board::Shown;
use super::dice::Dice;
use super::maker::Maker;
use super::phrases::{Matter, Said};
use crate::Result;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    Adopted,
    Partly,
    NotAdopted,
    ToAppeal,
    ToClue,
    ToOther,
    Proposal,
    Returned,
    Reworked,
    Settled,
}

/// In the order they are dealt.
pub const WAYS: &[Path] = &[
    Path::Adopted,
    Path::Proposal,
    Path::Partly,
    Path::ToAppeal,
    Path::NotAdopted,
    Path::Reworked,
    Path::ToOther,
    Path::Settled,
    Path::ToClue,
    Path::Returned,
    Path::Adopted,
    Path::Adopted,
    Path::Partly,
    Path::Adopted,
    Path::Proposal,
    Path::Adopted,
];

/// Where voices stand that are still open today.
pub const WAITING: &[(Path, &str, usize)] = &[
    (Path::Settled, "settle_voice", 1),
    (Path::Reworked, "evaluate_voice", 1),
    (Path::Adopted, "evaluate_voice", 1),
    (Path::Adopted, "answer_voice", 1),
    (Path::Proposal, "accept_proposal", 1),
    (Path::Proposal, "assign_proposal", 1),
    (Path::Adopted, "decide_voice", 1),
    (Path::Partly, "decide_voice", 1),
    (Path::NotAdopted, "decide_voice", 1),
    (Path::Proposal, "sort_voice", 1),
    (Path::Adopted, "sort_voice", 1),
    (Path::Adopted, "register_voice", 1),
];

pub struct Voice {
    path: Path,
    pub road: Road,
    held: Held,
    station: Option<RecordId>,
    hand: usize,
    ratings: VecDeque<&'static str>,
    asked_for: bool,
    /// The appeal's matter, where it becomes one.
    matter: Option<Matter>,
}

impl Voice {
    pub fn arrive(path: Path, dice: &mut Dice) -> Self {
        let ratings: &[&str] = match path {
            Path::Reworked => &["dissatisfied", "satisfied"],
            Path::Settled => &["dissatisfied", "dissatisfied"],
            _ => &[],
        };
        Self {
            path,
            road: road(path, dice),
            held: Held::default(),
            station: None,
            hand: dice.below(2),
            ratings: ratings.iter().copied().collect(),
            asked_for: true,
            matter: None,
        }
    }

    pub fn waiting((path, stop, nth): (Path, &str, usize), dice: &mut Dice) -> Self {
        let begun = Self::arrive(path, dice);
        Self { road: cut(begun.road.clone(), (stop, nth)), ..begun }
    }

    /// One that was registered with the visit or activity it was raised at.
    pub fn raised(held: Held, station: RecordId, dice: &mut Dice) -> Self {
        let path = *dice.pick(&[Path::Adopted, Path::Partly, Path::Adopted]);
        let mut begun = Self::arrive(path, dice);
        begun.road.pop_front();
        Self { held, station: Some(station), asked_for: false, ..begun }
    }

    fn input(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate)) -> (usize, Json) {
        let prosecutor = maker.cast.of(Role::Prosecutor, self.hand);
        let (assistant, other) =
            (maker.cast.of(Role::Assistant, self.hand), maker.cast.of(Role::Assistant, self.hand + 1));
        let station = self.station(maker, day);
        let (who, input) = match verb {
            "register_voice" => {
                let form = maker.said(self.path, station);
                let rest = json!({ "station": station, "received_on": day, "way": "deputy" });
                (maker.cast.liaison_of(station).unwrap_or(assistant), with(form, rest))
            }
            "sort_voice" => (prosecutor, self.sorting(maker, station)),
            "decide_voice" => (maker.cast.at_level(Level::Section), self.decision(maker, station)),
            "assign_proposal" => {
                let by = maker.say(|p| &p.voice.assigned_by, station);
                let number = maker.say(|p| &p.voice.numbers, station);
                (assistant, json!({ "assigned_on": day, "assigned_by": by, "number": number }))
            }
            "accept_proposal" => (prosecutor, json!({ "on": day })),
            "return_proposal" => {
                let reason = maker.say(|p| &p.voice.returned, station);
                (prosecutor, json!({ "on": day, "reason": reason }))
            }
            "talk_before" | "talk_during" | "talk_after" => {
                let text = maker.say(|p| &p.voice.contacts, station);
                let phase = verb.trim_start_matches("talk_");
                (assistant, json!({ "phase": phase, "on": day, "how": maker.how(), "text": text }))
            }
            "answer_voice" => (prosecutor, self.answer(maker, (station, day))),
            "evaluate_voice" => (other, self.rating(maker, (station, day))),
            "settle_voice" => {
                let finding = maker.say(|p| &p.voice.findings, station);
                (maker.cast.at_level(Level::Deputy), json!({ "finding": finding }))
            }
            _ => (assistant, json!({})),
        };
        (who, with(self.held.on(), input))
    }

    fn station(&mut self, maker: &mut Maker, day: NaiveDate) -> RecordId {
        let drawn = self.station.unwrap_or_else(|| maker.place_for("voice", day));
        *self.station.get_or_insert(drawn)
    }

    fn sorting(&mut self, maker: &mut Maker, station: RecordId) -> Json {
        let about = self.path == Path::ToAppeal;
        let answers = json!({ "passes_on_petition": about, "about_open_case": false, "own_interest": false });
        let more = match self.path {
            Path::ToAppeal => {
                let matter = maker.any_matter();
                let people = json!([maker.person()]);
                let rest = json!({ "way": "deputy", "purpose": "redress", "n_people": 1, "people": people });
                let form = with(maker.form(&matter, station), rest);
                self.matter = Some(matter);
                json!({ "route": "to_appeal", "appeal": form })
            }
            Path::ToClue => {
                json!({ "route": "to_clue", "reason": maker.say(|p| &p.voice.clues, station) })
            }
            Path::ToOther => json!({ "route": "to_other", "unit": maker.say(|p| &p.voice.units, station) }),
            Path::Proposal | Path::Returned => json!({ "route": "to_proposal" }),
            _ => json!({ "route": "study" }),
        };
        with(json!({ "answers": answers }), more)
    }

    fn decision(&self, maker: &mut Maker, station: RecordId) -> Json {
        let reason = maker.say(|p| &p.voice.reasons, station);
        match self.path {
            Path::Partly | Path::Settled => json!({ "adoption": "partly", "reason": reason }),
            Path::NotAdopted => json!({ "adoption": "not_adopted", "reason": reason }),
            _ => json!({ "adoption": "adopted" }),
        }
    }

    fn answer(&self, maker: &mut Maker, (station, day): (RecordId, NaiveDate)) -> Json {
        let class = match self.path {
            Path::NotAdopted => "D",
            Path::Partly | Path::Settled => *maker.dice.pick(&["B", "C"]),
            _ => *maker.dice.pick(&["A", "A", "B"]),
        };
        let text = maker.say(|p| &p.voice.answers, station);
        let how = if self.path == Path::Proposal {
            "written"
        } else {
            *maker.dice.pick(&["written", "meeting", "written"])
        };
        let name = maker.phrases.handling.proofs.first();
        let proof =
            json!({ "name": name, "kept": "paper", "volume": "1", "page": day.format("%j").to_string() });
        json!({ "class": class, "text": text, "how": how, "on": day, "proof": proof })
    }

    fn rating(&mut self, maker: &mut Maker, (station, day): (RecordId, NaiveDate)) -> Json {
        let drawn = *maker.dice.pick(&["satisfied", "satisfied", "satisfied", "fairly_satisfied"]);
        let level = self.ratings.pop_front().unwrap_or(drawn);
        let reason = (level == "dissatisfied").then(|| maker.say(|p| &p.voice.dissatisfied, station));
        let attitude = if level == "dissatisfied" { "fairly_satisfied" } else { "satisfied" };
        json!({ "level": level, "attitude": attitude, "on": day, "how": maker.how(), "reason": reason })
    }

    fn after(&mut self, maker: &mut Maker, (verb, day): (&str, NaiveDate), answer: &Json) -> Result<()> {
        let (Some(record), Some(station)) = (self.held.record, self.station) else { return Ok(()) };
        if verb == "register_voice" {
            maker.board.show(station, Shown { record, noun: "voice", kind: String::new(), on: day });
        }
        if let Some(matter) = self.matter.take() {
            maker.follow_appeal(answer, (station, matter), day)?;
        }
        Ok(())
    }
}

impl Job for Voice {
    fn arrives(&self) -> bool {
        self.asked_for && self.held.record.is_none()
    }

    fn step(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>> {
        let Some((verb, _)) = self.road.pop_front() else { return Ok(None) };
        let (who, input) = self.input(maker, (verb, day));
        let call = if verb.starts_with("talk_") { "communicate_voice" } else { verb };
        let Some(answer) = maker.act(who, (call, input))? else { return Ok(None) };
        self.held.follow(&answer)?;
        self.after(maker, (verb, day), &answer)?;
        Ok(next_day(&self.road, maker, day))
    }
}

fn road(path: Path, dice: &mut Dice) -> Road {
    let mut days = |low, high| dice.between(low, high) as u64;
    let mut road = vec![("register_voice", 0), ("sort_voice", days(1, 4))];
    match path {
        Path::ToAppeal | Path::ToClue => return road.into(),
        Path::ToOther => road.push(("archive_voice", days(5, 12))),
        Path::Returned => road.extend([
            ("assign_proposal", days(3, 8)),
            ("return_proposal", days(2, 6)),
            ("archive_voice", days(2, 5)),
        ]),
        Path::Proposal => road.extend([
            ("assign_proposal", days(3, 8)),
            ("accept_proposal", days(1, 4)),
            ("talk_before", days(2, 5)),
            ("talk_during", days(12, 25)),
        ]),
        _ => road.extend([("decide_voice", days(4, 12)), ("talk_during", days(4, 12))]),
    }
    if matches!(path, Path::ToOther | Path::Returned) {
        return road.into();
    }
    road.extend([("answer_voice", days(6, 20)), ("evaluate_voice", days(3, 9))]);
    if matches!(path, Path::Reworked | Path::Settled) {
        road.extend([
            ("talk_during", days(2, 6)),
            ("answer_voice", days(6, 14)),
            ("evaluate_voice", days(2, 7)),
        ]);
    }
    if path == Path::Settled {
        road.push(("settle_voice", days(3, 8)));
    }
    road.push(("archive_voice", days(3, 9)));
    road.into()
}

impl Maker {
    /// What a deputy of the station says, as it is taken down.
    pub(super) fn said(&mut self, path: Path, station: RecordId) -> Json {
        let fits = |s: &&Said| match path {
            Path::ToAppeal => s.kind == "matter",
            Path::ToClue => s.kind == "clue",
            _ => !["matter", "clue"].contains(&s.kind.as_str()),
        };
        let fitting: Vec<&Said> = self.phrases.voice.said.iter().filter(fits).collect();
        let said = fitting[self.dice.below(fitting.len())].clone();
        let (title, content) = self.fresh((&[said.title], &said.body), station);
        let deputy = self.deputy_of(station);
        json!({ "deputy": deputy, "title": title, "content": content, "kind": said.kind })
    }

    /// The appeal that came with a deed about another record goes its way.
    pub(super) fn follow_appeal(
        &mut self,
        answer: &Json,
        (station, matter): (RecordId, Matter),
        day: NaiveDate,
    ) -> Result<()> {
        let Some(record) = self.newcomer(answer, "appeal")? else { return Ok(()) };
        let held = Held { record: Some(record), seen: super::act::seen_of(answer, record) };
        self.board.show(station, Shown { record, noun: "appeal", kind: String::new(), on: day });
        let appeal = Appeal::raised(held, (station, matter), &mut self.dice);
        if let Some(next) = next_day(&appeal.road, self, day) {
            self.plan(next, Box::new(appeal));
        }
        Ok(())
    }

    pub(super) fn follow_voice(&mut self, answer: &Json, station: RecordId, day: NaiveDate) -> Result<()> {
        let Some(record) = self.newcomer(answer, "voice")? else { return Ok(()) };
        let held = Held { record: Some(record), seen: super::act::seen_of(answer, record) };
        self.board.show(station, Shown { record, noun: "voice", kind: String::new(), on: day });
        let voice = Voice::raised(held, station, &mut self.dice);
        if let Some(next) = next_day(&voice.road, self, day) {
            self.plan(next, Box::new(voice));
        }
        Ok(())
    }
}
