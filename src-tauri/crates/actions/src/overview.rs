//! The head's page: every number with the question behind it, so that a click opens exactly that list.
//! It does not count records: kept counters do. It does not know a formula: `domain::rates` has them.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::projection::ClockState;
use domain::rates::{Counted, Measure, Rate, measures, per_mille, rates, window};
use domain::station::open_on;
use domain::{Refusal, Role, Stage, is_open};
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use store::{Reader, Scope};
use ts_rs::TS;

use crate::find::sees;
use crate::rows::{DueIn, Listed, TallyIn};
use crate::stations::turns;
use crate::{Office, Result, Who, reference};

/// Days, today among them, without visit and activity: a station counts as 未开展.
const SILENT: u64 = 30;
/// Nouns that go round the loop.
const LOOPS: &[&str] = &["appeal", "voice"];
/// Nouns that have limits.
const LIMITED: &[&str] = &["appeal", "voice", "activity", "obligation"];
/// Counters of a station's line: what was done there, and what was collected.
const DONE: [&str; 2] = ["visit.logged", "activity.held"];
const COLLECTED: [&str; 2] = ["appeal.collected", "voice.collected"];

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OverviewIn {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Overview {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub today: NaiveDate,
    pub n_stations: u64,
    pub numbers: Vec<Number>,
    pub rates: Vec<RateView>,
    pub loops: Vec<LoopStep>,
    /// Of each noun that goes round the loop.
    pub late: Vec<Number>,
    pub near: Vec<Number>,
    pub stations: Vec<StationLine>,
}

/// A number and the list it is the size of.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Number {
    pub key: String,
    pub noun: String,
    #[ts(type = "number")]
    pub n: u64,
    pub list: Listed,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct RateView {
    pub key: String,
    pub over: Number,
    pub under: Number,
    pub left_out: Option<Number>,
    /// Tenths of a per cent; nothing out of nothing is no rate.
    pub per_mille: Option<u32>,
}

/// Where the loops of a noun stand now: one state.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LoopStep {
    pub stage: Stage,
    pub state: String,
    pub number: Number,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct StationLine {
    pub record: String,
    pub name: String,
    pub office: String,
    #[ts(type = "number")]
    pub n_visits: u64,
    #[ts(type = "number")]
    pub n_activities: u64,
    #[ts(type = "number")]
    pub n_collected: u64,
    #[ts(type = "number")]
    pub n_late: u64,
    /// No visit and no activity in the last 30 days.
    pub silent: bool,
}

pub fn overview(office: &Office, who: &Who, input: OverviewIn) -> Result<Overview> {
    if !who.person.any(&[Role::Assistant, Role::Prosecutor, Role::Head, Role::Registrar]) {
        return Err(Refusal::WrongRole { verb: "overview".into() }.into());
    }
    domain::facts::in_order("to", input.from, input.to)?;
    let today = office.wall.today();
    office.desk.read(|reader| {
        let (measures, rates, period) = (measures(), rates(), (input.from, input.to));
        let asked = measures.iter().chain(rates.iter().flat_map(Rate::sides)).map(|m| &m.counted);
        let mut whats: Vec<&str> = DONE.into_iter().chain(COLLECTED).collect();
        let mut due = vec![];
        for counted in asked {
            match counted {
                Counted::Tally { what } => whats.push(what.as_str()),
                Counted::Fallen { what } => due.push(what.as_str()),
                Counted::Due { .. } => {}
            }
        }
        let kept = reader.tallies(&whats, period)?;
        let fallen = reader.tallies(&due, (input.from, input.to.min(yesterday(today))))?;
        let count = Counter { reader, scope: who.scope(), period, today, kept, fallen };
        let stations = count.stations(office)?;
        Ok(Overview {
            from: input.from,
            to: input.to,
            today,
            n_stations: stations.len() as u64,
            numbers: measures.iter().map(|m| count.number(m)).collect::<Result<_>>()?,
            rates: rates.iter().map(|r| count.rate(r)).collect::<Result<_>>()?,
            loops: count.loops()?,
            late: count.of_loops("late", (NaiveDate::MIN, yesterday(today)))?,
            near: count.of_loops("near", (today, today + Days::new(7)))?,
            stations,
        })
    })
}

struct Counter<'a> {
    reader: &'a Reader<'a>,
    scope: Scope,
    period: (NaiveDate, NaiveDate),
    today: NaiveDate,
    /// What the kept counters add up to in the period.
    kept: Vec<store::TallySum>,
    /// And in its days that have come: the counters that stand on due days.
    fallen: Vec<store::TallySum>,
}

impl Counter<'_> {
    fn number(&self, measure: &Measure) -> Result<Number> {
        let (from, to) = window(&measure.counted, self.period, self.today);
        let list = listed(&measure.counted, (from, to));
        let n = match &measure.counted {
            _ if from > to => 0,
            // A record gives to a counter of its noun once: kept counters and list agree.
            Counted::Tally { what } => self.sum(&self.kept, what),
            Counted::Fallen { what } => self.sum(&self.fallen, what),
            Counted::Due { .. } => self.reader.count(&self.query(&measure.noun, &list))?,
        };
        Ok(Number { key: measure.key.clone(), noun: measure.noun.clone(), n, list })
    }

    fn sum(&self, sums: &[store::TallySum], what: &str) -> u64 {
        let of = sums.iter().filter(|sum| sum.what == what && sees(&self.scope, sum.station, &sum.office));
        of.map(|sum| u64::try_from(sum.n).unwrap_or(0)).sum()
    }

    fn rate(&self, rate: &Rate) -> Result<RateView> {
        let (over, under) = (self.number(&rate.over)?, self.number(&rate.under)?);
        Ok(RateView {
            key: rate.key.clone(),
            per_mille: per_mille(over.n, under.n),
            left_out: rate.left_out.as_ref().map(|m| self.number(m)).transpose()?,
            over,
            under,
        })
    }

    fn loops(&self) -> Result<Vec<LoopStep>> {
        let mut sums: BTreeMap<(&str, Stage, String), i64> = BTreeMap::new();
        for noun in LOOPS {
            for sum in self.reader.item_sums(noun)? {
                if sees(&self.scope, sum.station, &sum.office) {
                    *sums.entry((noun, sum.stage, sum.state)).or_default() += sum.n;
                }
            }
        }
        let step = |((noun, stage, state), n): ((&str, Stage, String), i64)| LoopStep {
            stage,
            number: Number {
                key: state.clone(),
                noun: noun.into(),
                n: u64::try_from(n).unwrap_or(0),
                list: Listed { states: vec![state.clone()], ..Listed::default() },
            },
            state,
        };
        Ok(sums.into_iter().filter(|(_, n)| *n != 0).map(step).collect())
    }

    fn of_loops(&self, key: &str, days: (NaiveDate, NaiveDate)) -> Result<Vec<Number>> {
        LOOPS.iter().map(|noun| self.running((key, noun), days)).collect()
    }

    /// Records with a running clock due in these days; what is owed to nobody (匿名, 无法联系) is not late.
    fn running(&self, (key, noun): (&str, &str), (from, to): (NaiveDate, NaiveDate)) -> Result<Number> {
        let from = (from != NaiveDate::MIN).then_some(from);
        let list = running_in(from, to);
        let n = self.reader.count(&self.query(noun, &list))?;
        Ok(Number { key: key.into(), noun: noun.into(), n, list })
    }

    fn query(&self, noun: &str, list: &Listed) -> store::CardQuery {
        crate::rows::query_in(noun, self.scope.clone(), list)
    }

    fn stations(&self, office: &Office) -> Result<Vec<StationLine>> {
        let recent = self.reader.tallies(&DONE, (self.today - Days::new(SILENT - 1), self.today))?;
        let (period, recent) = (by_station(&self.kept), by_station(&recent));
        let (late, names, [visits, activities]) = (self.late_by_station()?, office.names(), DONE);
        let own = store::CardQuery { scope: self.scope.clone(), ..store::CardQuery::of("station") };
        let mut lines = vec![];
        for row in reference::every_row(self.reader, &own)? {
            let (id, card) = (row.record, row.card);
            // Its closing or opening may be written down ahead; until that day people are received there, or not yet.
            if !open_on(&turns(&card.more)?, self.today) {
                continue;
            }
            lines.push(StationLine {
                record: id.to_string(),
                name: names.stations.get(&id).cloned().unwrap_or_default(),
                office: card.office,
                n_visits: given(&period, id, visits),
                n_activities: given(&period, id, activities),
                n_collected: COLLECTED.iter().map(|what| given(&period, id, what)).sum(),
                n_late: late.get(&id).copied().unwrap_or(0),
                silent: DONE.iter().all(|what| given(&recent, id, what) == 0),
            });
        }
        Ok(lines)
    }

    /// As many as the lists of the four nouns that have limits hold together.
    fn late_by_station(&self) -> Result<BTreeMap<RecordId, u64>> {
        let (mut late, until) = (BTreeMap::new(), yesterday(self.today));
        for noun in LIMITED {
            for (station, n) in self.reader.running_by_station(noun, &self.scope, until)? {
                *late.entry(station).or_insert(0) += n;
            }
        }
        Ok(late)
    }
}

type ByStation<'a> = BTreeMap<(RecordId, &'a str), u64>;

/// Whichever office has it in hand.
fn by_station(sums: &[store::TallySum]) -> ByStation<'_> {
    let mut all = ByStation::new();
    for sum in sums {
        let Some(station) = sum.station else { continue };
        *all.entry((station, sum.what.as_str())).or_default() += u64::try_from(sum.n).unwrap_or(0);
    }
    all
}

/// What a station gave to a counter.
fn given(sums: &ByStation<'_>, station: RecordId, what: &str) -> u64 {
    sums.get(&(station, what)).copied().unwrap_or(0)
}

fn running_in(from: Option<NaiveDate>, to: NaiveDate) -> Listed {
    let states = vec![ClockState::Running];
    let due = DueIn { states, from, to: Some(to), excluded: Some(false), ..DueIn::default() };
    Listed { due: Some(due), ..Listed::default() }
}

fn listed(counted: &Counted, (from, to): (NaiveDate, NaiveDate)) -> Listed {
    match counted {
        Counted::Due { rules, states, excluded } => {
            let due = DueIn {
                rules: rules.clone(),
                states: states.clone(),
                from: Some(from),
                to: Some(to),
                excluded: *excluded,
            };
            Listed { due: Some(due), ..Listed::default() }
        }
        Counted::Tally { what } | Counted::Fallen { what } => {
            Listed { tally: Some(TallyIn { what: what.clone(), from, to }), ..Listed::default() }
        }
    }
}

fn yesterday(today: NaiveDate) -> NaiveDate {
    today.pred_opt().unwrap_or(today)
}

/// What the person must look at: counts beside the rooms' names.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Count {
    #[ts(type = "number")]
    pub n: u64,
    /// Something of it is late.
    pub hot: bool,
}

/// What is open of each noun in the person's scope, and whether any of it is late.
pub fn counts(office: &Office, who: &Who, _: crate::desk::Nothing) -> Result<BTreeMap<String, Count>> {
    if !who.person.sees_business() {
        return Ok(BTreeMap::new());
    }
    let today = office.wall.today();
    office.desk.read(|reader| {
        let count = Counter {
            reader,
            scope: who.scope(),
            period: (today, today),
            today,
            kept: vec![],
            fallen: vec![],
        };
        let past = (NaiveDate::MIN, yesterday(today));
        let mut counts = BTreeMap::new();
        for noun in ["appeal", "voice", "activity", "obligation", "station"] {
            let open =
                |s: &store::ItemSum| sees(&count.scope, s.station, &s.office) && is_open(s.stage, &s.state);
            let n: i64 = reader.item_sums(noun)?.iter().filter(|s| open(s)).map(|s| s.n).sum();
            let hot = LIMITED.contains(&noun) && count.running(("late", noun), past)?.n > 0;
            counts.insert(noun.to_owned(), Count { n: u64::try_from(n).unwrap_or(0), hot });
        }
        Ok(counts)
    })
}
