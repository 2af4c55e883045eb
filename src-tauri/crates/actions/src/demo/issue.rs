//! One template: issued, then generated period by period for the stations it names; what each owes becomes a duty.

use chrono::{Datelike, Days, Months, NaiveDate};
use domain::task::{Obligation, Period, Recurrence};
use domain::{Level, Role};
use ledger::RecordId;
use serde_json::{Value as Json, json};

use super::act::{Held, Job, with};
use super::duty::Duty;
use super::maker::Maker;
use super::phrases::{Asked, Wanted};
use crate::Result;

pub struct Issue {
    asked: Asked,
    kind: &'static str,
    issuer: usize,
    /// Empty: every station.
    stations: Vec<RecordId>,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
    origin: Option<RecordId>,
    /// The day it is stopped.
    stops_on: Option<NaiveDate>,
    /// The first day of the period that is asked for next.
    next_on: NaiveDate,
    held: Held,
}

impl Issue {
    /// Out of an appeal: for its station and some around.
    pub fn dynamic((origin, station): (RecordId, RecordId), maker: &mut Maker, day: NaiveDate) -> Self {
        let asked = maker.dice.pick(&maker.phrases.task.dynamic).clone();
        let (title, content) = maker.fresh((&[asked.title], &asked.content), station);
        let asked = Asked { title, content, basis: asked.basis, every: None, items: asked.items };
        let office = maker.office_of(station);
        let around = maker.stations.iter().filter(|s| maker.office_of(**s) == office && **s != station);
        let around: Vec<RecordId> = around.take(2).copied().collect();
        Self {
            asked,
            kind: "dynamic",
            issuer: maker.cast.of(Role::Prosecutor, 1),
            stations: std::iter::once(station).chain(around).collect(),
            from_on: day,
            to_on: Some(day + Days::new(30)),
            origin: Some(origin),
            stops_on: None,
            next_on: day,
            held: Held::default(),
        }
    }

    fn form(&self) -> Json {
        let items: Vec<Json> = self.asked.items.iter().enumerate().map(item).collect();
        json!({
            "kind": self.kind, "title": self.asked.title, "content": self.asked.content,
            "basis": self.asked.basis, "recurrence": self.asked.every, "rest_policy": "later",
            "from_on": self.from_on, "to_on": self.to_on, "all_stations": self.stations.is_empty(),
            "stations": (!self.stations.is_empty()).then_some(&self.stations), "origin": self.origin,
            "local_actions": self.kind == "campaign", "items": items,
        })
    }

    fn period(&self) -> Option<Period> {
        let every = self.asked.every.as_deref()?;
        let recurrence: Recurrence = serde_json::from_value(json!(every)).ok()?;
        Period::of(recurrence, self.next_on)
    }

    /// A month's task is given out before the month begins, so that something can be planned for it.
    fn ahead(&self) -> Days {
        Days::new(if self.asked.every.as_deref() == Some("monthly") { 12 } else { 0 })
    }

    /// What the period asks of each station; says when the next one begins.
    fn generate(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>> {
        let period = self.period();
        let key = period.as_ref().map(|p| p.key.clone());
        let input = json!({ "template": self.held.record, "period": key });
        let Some(answer) = maker.act(self.issuer, ("generate_obligations", input))? else { return Ok(None) };
        for obligation in owed(maker, &answer)? {
            let duty = Duty::of(&obligation, (self.issuer, &answer), maker);
            let after = maker.dice.between(1, 5) as u64;
            let first = maker.on_workday(day + Days::new(after));
            maker.plan(first, Box::new(duty));
        }
        let Some(next) = period.and_then(|p| p.to_on.succ_opt()) else { return Ok(None) };
        self.next_on = next;
        let day = next - self.ahead();
        Ok(self.to_on.is_none_or(|to| next <= to).then_some(day))
    }
}

/// The obligations a deed has made, in the order of the stations: their ids differ from run to run.
fn owed(maker: &Maker, answer: &Json) -> Result<Vec<Obligation>> {
    let named = answer["seen"].as_object().into_iter().flat_map(|seen| seen.keys());
    let ids: Vec<RecordId> = named.filter_map(|key| key.parse().ok()).collect();
    let mut found = maker.office.desk.read(|reader| -> Result<Vec<Obligation>> {
        let mut found = vec![];
        for id in ids {
            found.extend(reader.record(id)?.filter(|r| r.noun == "obligation").map(|r| Obligation::of(&r)));
        }
        Ok(found)
    })?;
    found.sort_by_key(|o| maker.stations.iter().position(|s| Some(*s) == o.station));
    Ok(found)
}

fn item((n, wanted): (usize, &Wanted)) -> Json {
    json!({
        "key": format!("item{}", n + 1), "text": wanted.text, "proof": wanted.proof, "kind": wanted.kind,
        "least": 1, "required": !wanted.free,
    })
}

impl Job for Issue {
    fn step(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>> {
        if self.held.record.is_none() {
            let Some(answer) = maker.act(self.issuer, ("issue_template", self.form()))? else {
                return Ok(None);
            };
            self.held.follow(&answer)?;
            return Ok(Some(maker.on_workday((self.from_on - self.ahead()).max(day + Days::new(1)))));
        }
        if self.stops_on.is_some_and(|stops| stops <= day) {
            let reason = maker.dice.pick(&maker.phrases.task.stopped).clone();
            let input = with(self.held.on(), json!({ "stopped_on": day, "reason": reason }));
            maker.act(self.issuer, ("stop_template", input))?;
            return Ok(None);
        }
        let next = self.generate(maker, day)?;
        Ok(next.map(|next| maker.on_workday(self.stops_on.map_or(next, |stops| stops.min(next)))))
    }
}

impl Maker {
    /// Fixed tasks of the last months, campaigns over the two years, one fixed task that was given up again.
    pub(super) fn plan_tasks(&mut self, records: u64) {
        let mut pilots = self.stations.clone();
        self.dice.mix(&mut pilots);
        self.pilots = pilots;
        let few = |share: u64, least: usize, most: usize| {
            usize::try_from(records / share).unwrap_or(most).clamp(least, most)
        };
        let month = |back: u32| first_of_month(self.ends_on, back);
        let quarter = |back: u32| first_of_month(self.ends_on, self.ends_on.month0() % 3 + 3 * back);
        let fixed = [
            (few(75, 4, 30), month(5), None),
            (few(40, 5, 40), quarter(3), None),
            (0, quarter(1), None),
            (4, month(20), Some(month(16))),
        ];
        let first = self.cast.of(Role::Prosecutor, 0);
        let all = self.phrases.task.fixed.clone();
        for (asked, (n, from_on, stops_on)) in all.into_iter().zip(fixed) {
            let issue = Issue { stops_on, ..self.template((asked, "fixed", first), n, from_on) };
            self.issue(issue);
        }
        let deputy = self.cast.at_level(Level::Deputy);
        let windows = [(400, 90), (230, 75), (40, 70)];
        for (asked, (back, length)) in self.phrases.task.campaigns.clone().into_iter().zip(windows) {
            let from_on = self.ends_on - Days::new(back);
            let issue = self.template((asked, "campaign", deputy), few(60, 4, 20), from_on);
            self.issue(Issue { to_on: Some(from_on + Days::new(length)), ..issue });
        }
    }

    fn template(
        &mut self,
        (asked, kind, issuer): (Asked, &'static str, usize),
        n: usize,
        from_on: NaiveDate,
    ) -> Issue {
        Issue {
            asked,
            kind,
            issuer,
            stations: self.pilots.iter().take(n).copied().collect(),
            from_on,
            to_on: None,
            origin: None,
            stops_on: None,
            next_on: from_on,
            held: Held::default(),
        }
    }

    fn issue(&mut self, issue: Issue) {
        let day = self.on_workday(issue.from_on - Days::new(16)).max(self.begins_on);
        self.plan(day, Box::new(issue));
    }
}

fn first_of_month(day: NaiveDate, back: u32) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    first.checked_sub_months(Months::new(back)).unwrap_or(first)
}
