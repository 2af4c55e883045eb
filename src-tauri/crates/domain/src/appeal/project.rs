//! What an appeal leaves in lists, clocks, links, search and counters. A sealed one leaves the fact and the number.

use chrono::NaiveDate;
use ledger::{Record, RecordId};

use super::conclude::{Outcome, owed};
use super::enter::GROUP;
use super::handing::Handing;
use super::{Appeal, Breach, Evaluation, NOUN, Proposed, Reply, State, breaches};
use crate::clocks::Clock;
use crate::facts::{Kept, elements};
use crate::party::Named;
use crate::rules::Check;
use crate::{Card, Law, LinkRow, Projection, SearchRow, Stage, Tally};

/// The series of our own numbers.
pub const SERIES: &str = "SQ";

type Find<'a> = &'a mut dyn FnMut(RecordId) -> Option<Record>;

pub fn project(record: &Record, law: &Law, find: Find<'_>) -> Projection {
    let appeal = Appeal::of(record);
    let named = Named::of(appeal.involved().into_iter().map(|p| p.record), find);
    let clocks = appeal.clocks(law);
    let breaches = breaches(record, law);
    Projection {
        card: Some(card(&appeal, (&clocks, &breaches), &named, law)),
        clocks: clocks.iter().filter(|c| !c.is_partys(law)).map(|c| c.row(appeal.excluded(c, law))).collect(),
        links: links(&appeal),
        search: Some(search(&appeal, named)),
        hashes: vec![],
        tallies: if record.hidden { vec![] } else { tallies((&appeal, &clocks), &breaches, law) },
    }
}

fn card(appeal: &Appeal, (clocks, breaches): (&[Clock], &[Breach]), named: &Named, law: &Law) -> Card {
    let (record, facts) = (&appeal.record, &appeal.facts);
    Card {
        noun: NOUN.into(),
        station: appeal.station,
        office: appeal.office.clone(),
        state: appeal.state_key().into(),
        stage: stage(appeal),
        kind: facts.category.clone().unwrap_or_default(),
        on: facts.received_on,
        title: facts.title.clone().unwrap_or_default(),
        no: record.number(SERIES).map(str::to_owned),
        holder: appeal.holder,
        flags: flags(appeal, (clocks, breaches), law),
        hidden: record.hidden,
        more: serde_json::json!({
            "names": named.masked,
            "way": facts.way,
            "n_people": facts.n_people,
            "nature": record.text("nature"),
            "external_no": record.text("external_no"),
            "next_progress_on": record.text("next_progress_on"),
            "rating": appeal.evaluation().map(|e| e.level.key()),
        }),
    }
}

/// Of the two records of a hand-over one has the baton: the other counts in no stage, so that a matter is counted once.
fn stage(appeal: &Appeal) -> Stage {
    let stage = appeal.state.map_or(Stage::None, State::stage);
    let told_there = appeal.origin().is_some() && !matches!(stage, Stage::Collect | Stage::Handle);
    if told_there { Stage::None } else { stage }
}

/// What a list can be narrowed to. Each says something of the record as it stands, none of today.
fn flags(appeal: &Appeal, (clocks, breaches): (&[Clock], &[Breach]), law: &Law) -> Vec<String> {
    let record = &appeal.record;
    let waits =
        |family: &str, at: &str| record.flows.iter().any(|(f, flow)| f.starts_with(family) && flow.at == at);
    let paper = waits("approve/", "recorded") || waits("extend/", "recorded");
    let contested = record.flows.values().any(|f| !f.contested.is_empty());
    let at = |stands: Handing| appeal.handing().is_some_and(|(_, at)| at == stands);
    let late_entry = appeal.facts.received_on
        < NaiveDate::read(record.field("registered_on").unwrap_or(&ledger::Value::Null));
    let derived = [
        ("anonymous", appeal.facts.anonymous == Some(true)),
        ("sealed", appeal.state == Some(State::Sealed)),
        ("late_entry", late_entry),
        ("no_external_no", is_ours(appeal) && record.text("external_no").is_none()),
        ("paper_unconfirmed", paper),
        ("request_waiting", waits("extend/", "requested")),
        ("sent_back", conclusion_came_back(appeal)),
        ("reworked", appeal.was_reworked()),
        ("unreachable", appeal.is_unreachable(law)),
        (LEADER_CASE, !leader_case(appeal, law).is_empty()),
        ("contested", contested || clocks.iter().any(|c| c.contested)),
        ("doubtful", !breaches.is_empty()),
        ("hand_over_asked", at(Handing::Asked)),
        ("handed_over", at(Handing::Handed)),
        ("answered_there", at(Handing::Answered)),
        ("handed_in", appeal.origin().is_some()),
    ];
    let derived = derived.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| flag.to_owned());
    let said = appeal.facts.flags.clone().unwrap_or_default();
    let is_group = !as_a_group(appeal, law).is_empty();
    let group = (is_group && !said.iter().any(|f| f == GROUP)).then(|| GROUP.to_owned());
    said.into_iter().chain(group).chain(derived).collect()
}

/// 集体访 by the number of people alone, whether somebody ticked it or not (R12h).
fn as_a_group<'l>(appeal: &Appeal, law: &'l Law) -> Vec<&'l Check> {
    let Some((n, on)) = appeal.facts.n_people.zip(appeal.facts.received_on) else { return vec![] };
    let rows = law.checks.about((NOUN, "group_size"), on, &appeal.situation());
    if rows.iter().all(|c| c.allows(n)) { rows } else { vec![] }
}

/// 拟办结 was sent back and has not been proposed again.
fn conclusion_came_back(appeal: &Appeal) -> bool {
    let last = appeal.lines::<Proposed>("proposed").into_iter().last();
    let at = |p: Proposed| appeal.record.at(&format!("approve/{}", p.id)) == "sent_back";
    appeal.state == Some(State::Handling) && last.is_some_and(at)
}

/// Accepted, so it belongs into 统一业务应用系统 (未录入 until its number is here).
fn is_ours(appeal: &Appeal) -> bool {
    appeal.record.text("accepted_on").is_some()
}

/// 首次信访三类: an office's leader takes it (R19).
fn leader_case<'l>(appeal: &Appeal, law: &'l Law) -> Vec<&'l Check> {
    let first = appeal.facts.occasion.as_deref() == Some("first");
    let Some(on) = appeal.facts.received_on.filter(|_| first) else { return vec![] };
    law.checks.about((NOUN, "leader_case"), on, &appeal.situation())
}

/// The mark of what an office's leader must take (R19).
const LEADER_CASE: &str = "leader_case_due";

impl Appeal {
    /// What rules without a period say of it as it stands: each mark that a list can be narrowed to, with its row.
    pub fn marks<'l>(&self, law: &'l Law) -> Vec<(&'static str, &'l Check)> {
        let leader = leader_case(self, law).into_iter().map(|check| (LEADER_CASE, check));
        leader.chain(as_a_group(self, law).into_iter().map(|check| (GROUP, check))).collect()
    }

    /// The limits of a matter that was handed over are counted where it was worked on.
    fn counts_there(&self) -> bool {
        self.is_away() || self.was_answered_there() || self.state == Some(State::HandedBack)
    }

    /// Why a clock does not count in rates: its rule applies no longer, nobody could be answered, or a stricter limit for the
    /// same end counts.
    pub(crate) fn excluded(&self, clock: &Clock, law: &Law) -> Option<String> {
        if clock.went().is_some() {
            return Some("applies_no_longer".to_owned());
        }
        let rule = clock.rule_in(law)?;
        if self.counts_there() {
            return Some("handed_over".to_owned());
        }
        let reasons = [
            ("anonymous", self.facts.anonymous == Some(true)),
            ("unclear_contact", self.facts.no_contact == Some(true)),
            ("no_answer", self.is_unreachable(law)),
        ];
        let by_rule = reasons.iter().find(|(reason, holds)| *holds && rule.excludes(reason));
        by_rule.map(|(reason, _)| (*reason).to_owned()).or_else(|| self.outdone(clock, law))
    }

    /// Two limits for the same conclusion are one duty: the first that falls due is counted.
    fn outdone(&self, clock: &Clock, law: &Law) -> Option<String> {
        if clock.met_by != "concluded" {
            return None;
        }
        let key = |c: &Clock| (c.due_on().unwrap_or(NaiveDate::MAX), c.flow.clone());
        let same = |c: &Clock| {
            c.met_by == clock.met_by
                && c.cause == clock.cause
                && c.rule_in(law).is_some_and(|r| !r.is_internal())
        };
        let all = self.clocks(law);
        let first = all.iter().filter(|c| same(c)).min_by_key(|c| key(c))?;
        (first.flow != clock.flow).then(|| "stricter_limit".to_owned())
    }
}

fn links(appeal: &Appeal) -> Vec<LinkRow> {
    let record = &appeal.record;
    let of = |kind: &str, to: RecordId| LinkRow { kind: kind.into(), to };
    let parties = appeal.involved().into_iter().map(|p| of("party", p.record));
    let single =
        ["visit", "origin"].into_iter().filter_map(|field| record.record(field).map(|to| of(field, to)));
    let from = appeal.origin().map(|origin| of("handed_from", origin.record));
    let same = record.same.iter().map(|s| of("same", s.value));
    let deputies = elements::<RecordId>(record, "deputies").into_iter().map(|to| of("deputy", to));
    let present = elements::<RecordId>(record, "present").into_iter().map(|to| of("present", to));
    let mut links: Vec<LinkRow> =
        parties.chain(single).chain(from).chain(same).chain(deputies).chain(present).collect();
    links.sort();
    links.dedup();
    links
}

fn search(appeal: &Appeal, named: Named) -> SearchRow {
    let (record, facts) = (&appeal.record, &appeal.facts);
    let replies = appeal.lines::<Reply>("reply").into_iter().flat_map(|r| [r.text, r.explanation]);
    let texts = [&facts.title, &facts.facts, &facts.request, &facts.opinion, &facts.case_office, &facts.grid];
    let words: Vec<String> = texts.into_iter().flatten().cloned().chain(replies).collect();
    let own = record.numbers.iter().map(|n| n.number.clone());
    let others =
        [record.text("external_no"), facts.case_no.as_deref()].into_iter().flatten().map(str::to_owned);
    SearchRow {
        text: words.join("\n"),
        names: named.names,
        numbers: own.chain(others).collect(),
        tails: named.tails,
    }
}

/// Counters, each on the day that its list goes by. The formulas over them stand in `rates`.
///
/// Invariant: an appeal gives one to a counter and once, so that what a counter adds up to is a number of appeals.
fn tallies((appeal, clocks): (&Appeal, &[Clock]), breaches: &[Breach], law: &Law) -> Vec<Tally> {
    let day = |field: &str| appeal.record.text(field).and_then(|t| t.parse::<NaiveDate>().ok());
    let mut counted: Vec<(String, Option<NaiveDate>)> = vec![
        ("appeal.collected".into(), appeal.facts.received_on),
        ("appeal.accepted".into(), day("accepted_on")),
        ("appeal.concluded".into(), day("concluded_on")),
        ("appeal.delivered".into(), day("delivered_on")),
        ("appeal.reworked".into(), day("reworked_on")),
    ];
    // Of a matter that was handed over the first station counts what came in and what was told, the other office its work.
    let there = |what: &str| ["appeal.accepted", "appeal.concluded"].contains(&what);
    if appeal.was_answered_there() || appeal.is_away() {
        counted.retain(|(what, _)| !there(what));
    }
    if appeal.origin().is_some() {
        counted.retain(|(what, _)| there(what));
        counted.extend(conclusion((appeal, clocks), law));
        return tallied(appeal, counted);
    }
    if breaches.is_empty() {
        counted.push(("appeal.closed".into(), closed_on(appeal)));
    }
    if let Some(evaluation) = appeal.evaluation() {
        counted.extend(ratings(&evaluation));
    }
    counted.extend(conclusion((appeal, clocks), law));
    tallied(appeal, counted)
}

/// 应办结 and 按期办结, both on the day it was to be concluded, so that one period holds both.
fn conclusion((appeal, clocks): (&Appeal, &[Clock]), law: &Law) -> Vec<(String, Option<NaiveDate>)> {
    let Some(owed) = owed(appeal, clocks, law) else { return vec![] };
    let counters: &[&str] = match owed.outcome {
        Outcome::InTime => &["conclusion.due", "conclusion.in_time"],
        Outcome::NotInTime => &["conclusion.due"],
        Outcome::LeftOut => &["conclusion.left_out"],
    };
    counters.iter().map(|what| ((*what).to_owned(), Some(owed.due_on))).collect()
}

fn tallied(appeal: &Appeal, counted: Vec<(String, Option<NaiveDate>)>) -> Vec<Tally> {
    let counted = counted.into_iter().filter_map(|(what, on)| Some((what, on?)));
    counted.map(|(what, on)| Tally { what, station: appeal.station, on, n: 1 }).collect()
}

/// One for what was said, and one for that anything was said at all.
fn ratings(evaluation: &Evaluation) -> Vec<(String, Option<NaiveDate>)> {
    let on = Some(evaluation.on);
    let mut counted = vec![(format!("evaluation.{}", evaluation.level.key()), on)];
    if evaluation.level.is_rated() {
        counted.push(("evaluation.rated".into(), on));
    }
    counted
}

fn closed_on(appeal: &Appeal) -> Option<NaiveDate> {
    let day = |field: &str| appeal.record.text(field).and_then(|t| t.parse::<NaiveDate>().ok());
    let settled = || appeal.lines::<super::Decided>("settled").pop().map(|d| d.on);
    match appeal.state? {
        State::Archived => settled().or_else(|| day("archived_on")),
        State::Settled => settled(),
        State::AnsweredOnSpot => day("evaluated_on"),
        _ => None,
    }
}
