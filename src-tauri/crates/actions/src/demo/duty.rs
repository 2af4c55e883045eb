//! What one station owes of one template: signed for, done when work can be shown, handed in and reviewed; some is late,
//! some is let go with a reason.

use chrono::{Days, NaiveDate};
use domain::Role;
use domain::task::Obligation;
use domain::task::template::{Item, ProofNoun};
use ledger::RecordId;
use serde_json::{Value as Json, json};

use super::act::{Held, Job, seen_of, with};
use super::board::{Shown, Want};
use super::maker::Maker;
use crate::Result;

/// Of a hundred: never looked at, let go before it is due.
const IDLE: usize = 8;
const EXCUSED: usize = 9;
/// Of a hundred that nothing was shown for: let go after all.
const EXCUSED_LATE: usize = 20;
const SENT_BACK: usize = 14;
/// Days between two looks at what was done.
const LOOK: u64 = 5;

enum Stage {
    /// Nobody looks at it.
    Idle,
    Issued,
    /// To be let go.
    Excusing,
    Doing,
    Proven,
    Submitted,
}

pub struct Duty {
    held: Held,
    station: RecordId,
    from_on: NaiveDate,
    to_on: NaiveDate,
    items: Vec<Item>,
    local_actions: bool,
    issuer: usize,
    hand: usize,
    stage: Stage,
    /// Shown already, for which item.
    proven: Vec<(RecordId, Option<String>)>,
    sent_back: bool,
}

impl Duty {
    pub fn of(obligation: &Obligation, (issuer, answer): (usize, &Json), maker: &mut Maker) -> Self {
        let facts = &obligation.facts;
        let station = obligation.station.unwrap_or(maker.stations[0]);
        let (from_on, to_on) = (facts.from_on.unwrap_or(maker.today()), facts.to_on.unwrap_or(maker.today()));
        let drawn = maker.dice.below(100);
        let stage = match drawn {
            _ if drawn < IDLE => Stage::Idle,
            _ if drawn < IDLE + EXCUSED => Stage::Excusing,
            _ => Stage::Issued,
        };
        let items: Vec<Item> = facts.items.clone().unwrap_or_default();
        for item in items.iter().filter(|i| i.required && matches!(stage, Stage::Issued)) {
            let noun = if item.proof == ProofNoun::Any { "any" } else { item.proof.key() };
            maker.board.want(Want { station, noun: noun.into(), kind: item.kind.clone(), from_on, to_on });
        }
        Self {
            held: Held { record: Some(obligation.id), seen: seen_of(answer, obligation.id) },
            station,
            from_on,
            to_on,
            items,
            local_actions: facts.local_actions == Some(true),
            issuer,
            hand: maker.dice.below(2),
            stage,
            proven: vec![],
            sent_back: false,
        }
    }

    fn act(&mut self, maker: &mut Maker, who: usize, (call, input): (&str, Json)) -> Result<bool> {
        let Some(answer) = maker.act(who, (call, with(self.held.on(), input)))? else { return Ok(false) };
        self.held.follow(&answer)?;
        Ok(true)
    }

    fn team(&self, maker: &Maker) -> usize {
        let assistant = maker.cast.of(Role::Assistant, self.hand);
        maker.cast.liaison_of(self.station).unwrap_or(assistant)
    }

    /// What is still to be shown: for the whole, or for each required item.
    fn wanting(&self) -> Vec<Option<Item>> {
        if self.items.is_empty() {
            return if self.proven.is_empty() { vec![None] } else { vec![] };
        }
        let open = |i: &&Item| i.required && !self.proven.iter().any(|(_, key)| key.as_ref() == Some(&i.key));
        self.items.iter().filter(open).cloned().map(Some).collect()
    }

    fn fitting(&self, maker: &Maker, item: Option<&Item>) -> Option<RecordId> {
        let fits = |s: &&Shown| {
            let noun = item.is_none_or(|i| i.proof == ProofNoun::Any || i.proof.key() == s.noun);
            let kind = item.and_then(|i| i.kind.as_ref()).is_none_or(|kind| *kind == s.kind);
            noun && kind && self.from_on <= s.on && s.on <= self.to_on
        };
        maker.board.shown(self.station).iter().find(fits).map(|s| s.record)
    }

    fn prove(&mut self, maker: &mut Maker) -> Result<()> {
        for item in self.wanting() {
            let Some(record) = self.fitting(maker, item.as_ref()) else { continue };
            let key = item.map(|i| i.key);
            let who = self.team(maker);
            if self.act(maker, who, ("prove_obligation", json!({ "by": record, "item": key })))? {
                self.proven.push((record, key));
            }
        }
        Ok(())
    }

    fn doing(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>> {
        self.prove(maker)?;
        if self.wanting().is_empty() {
            self.stage = Stage::Proven;
            return Ok(Some(self.after(maker, day, (1, 4))));
        }
        if day <= self.to_on {
            return Ok(Some(maker.on_workday(day + Days::new(LOOK))));
        }
        if maker.dice.chance(EXCUSED_LATE) {
            self.stage = Stage::Excusing;
            return Ok(Some(self.after(maker, day, (1, 6))));
        }
        Ok(None)
    }

    fn submit(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>> {
        let who = self.team(maker);
        if self.local_actions && !self.sent_back && maker.dice.chance(60) {
            let text = maker.say(|p| &p.task.local_actions, self.station);
            self.act(maker, who, ("add_local_action", json!({ "text": text, "on": day })))?;
        }
        let text = maker.say(|p| &p.task.submissions, self.station);
        if !self.act(maker, who, ("submit_obligation", json!({ "text": text })))? {
            return Ok(None);
        }
        self.stage = Stage::Submitted;
        Ok(Some(self.after(maker, day, (1, 6))))
    }

    fn review(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>> {
        if !self.sent_back && maker.dice.chance(SENT_BACK) {
            self.sent_back = true;
            let (code, reason) = maker.dice.pick(&maker.phrases.task.sent_back).clone();
            let input = json!({ "code": code, "reason": maker.fill(&reason, self.station) });
            self.act(maker, self.issuer, ("send_back_obligation", input))?;
            self.stage = Stage::Proven;
            return Ok(Some(self.after(maker, day, (2, 5))));
        }
        let remark = maker.dice.chance(50).then(|| maker.say(|p| &p.task.remarks, self.station));
        self.act(maker, self.issuer, ("pass_obligation", json!({ "remark": remark })))?;
        Ok(None)
    }

    fn after(&self, maker: &mut Maker, day: NaiveDate, (low, high): (usize, usize)) -> NaiveDate {
        let days = maker.dice.between(low, high) as u64;
        maker.on_workday(day + Days::new(days))
    }
}

impl Job for Duty {
    fn step(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>> {
        match self.stage {
            Stage::Idle => Ok(None),
            Stage::Issued => {
                let who = self.team(maker);
                self.act(maker, who, ("acknowledge_obligation", json!({})))?;
                self.stage = Stage::Doing;
                Ok(Some(self.after(maker, day, (3, 8))))
            }
            Stage::Excusing => {
                let (code, reason) = maker.dice.pick(&maker.phrases.task.excuses).clone();
                let input = json!({ "code": code, "reason": maker.fill(&reason, self.station) });
                self.act(maker, self.issuer, ("excuse_obligation", input))?;
                Ok(None)
            }
            Stage::Doing => self.doing(maker, day),
            Stage::Proven => self.submit(maker, day),
            Stage::Submitted => self.review(maker, day),
        }
    }
}
