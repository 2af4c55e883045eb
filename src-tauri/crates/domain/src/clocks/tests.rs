//! Clocks of a made-up record: the story alone, without any noun's verbs.

use std::sync::LazyLock;

use chrono::NaiveDate;
use ledger::{EntryId, Line, Move, Op, Record};
use rstest::rstest;

use super::*;
use crate::facts::Kept;
use crate::rules::{Fact, Situation};
use crate::scene::{self, day, id};
use crate::{Ctx, Role};

static LAW: LazyLock<Law> = LazyLock::new(|| Law::shipped().expect("the shipped law can be read"));

fn ticked(record: &Record, today: &str, act: impl FnOnce(&mut Ticking<'_>)) -> Vec<Op> {
    let who = scene::person(Role::Prosecutor);
    let ctx = Ctx { person: &who, today: day(today), law: &LAW };
    let known = Situation::new().with(Fact::Nature, "ordinary").with(Fact::Purpose, "redress");
    let mut ticking = Ticking::new(record, &ctx, ("appeal", "331002"), known);
    act(&mut ticking);
    ticking.ops()
}

/// Received and accepted on 2026-09-03: R12d runs sixty days, to Monday 2026-11-02.
fn accepted() -> Record {
    let record = scene::record("appeal", &[Op::set("received_on", "2026-09-03")]);
    let ops = ticked(&record, "2026-09-03", |t| _ = t.happened("accepted", day("2026-09-03")));
    scene::then(record, &ops)
}

const SIXTY: &str = "clock/R12d/0";

fn read(record: &Record) -> Clock {
    clocks(record, &LAW).into_iter().find(|c| c.flow == SIXTY).expect("the clock is there")
}

fn line(verb: ClockVerb, on: &str) -> ClockLine {
    ClockLine {
        flow: SIXTY.into(),
        verb,
        on: day(on),
        version: None,
        counts_from: None,
        met_by: None,
        reason: Some("因故".into()),
        until_on: None,
        amount: None,
        approver: Some(id(4)),
        event: None,
        due_on: None,
        calendar: None,
    }
}

/// Writes as somebody who had not seen the last act: the move is contested, the line is there all the same.
fn beside(mut record: Record, (line, from, to): (ClockLine, &str, &str)) -> Record {
    let mut stamp = record.opened.clone().expect("an opened record");
    stamp.entry = EntryId([0xee; 32]);
    let told = Line { value: line.keep(), stamp: stamp.clone(), corrects: None, corrected: false };
    record.lines.entry("clock".into()).or_default().push(told);
    let moved = Move { from: from.into(), to: to.into(), stamp };
    record.flows.entry(SIXTY.into()).or_default().contested.push(moved);
    record
}

#[test]
fn an_event_opens_writes_its_day_and_moves_once() {
    let record = scene::record("appeal", &[Op::set("received_on", "2026-09-03")]);
    let ops = ticked(&record, "2026-09-03", |t| _ = t.happened("accepted", day("2026-09-03")));
    assert!(ops.contains(&Op::set("accepted_on", "2026-09-03")));
    assert!(ops.contains(&Op::go(SIXTY, "", RUNNING)));
    assert_eq!(read(&scene::then(record, &ops)).due_on(), Some(day("2026-11-02")));
}

#[test]
fn the_same_event_again_opens_nothing() {
    let record = accepted();
    let ops = ticked(&record, "2026-09-07", |t| _ = t.happened("accepted", day("2026-09-07")));
    assert_eq!(ops, [Op::set("accepted_on", "2026-09-07")]);
}

#[test]
fn opened_and_met_in_one_act_is_one_move() {
    let record = scene::record("appeal", &[Op::set("received_on", "2026-09-03")]);
    let ops = ticked(&record, "2026-09-21", |t| {
        t.reopen("registered", day("2026-09-21")).meet("sorted", day("2026-09-21"));
    });
    let moves: Vec<_> =
        ops.iter().filter(|op| matches!(op, Op::Move { flow, .. } if flow == "clock/R12a/0")).collect();
    assert_eq!(moves, [&Op::go("clock/R12a/0", "", STOPPED)]);
    let after = scene::then(record, &ops);
    let sorted = clocks(&after, &LAW).into_iter().find(|c| c.rule == "R12a").unwrap();
    assert_eq!((sorted.state(), sorted.due_on()), (ClockState::Late, Some(day("2026-09-18"))));
}

#[rstest]
#[case::in_time("2026-11-02", ClockState::InTime)]
#[case::late("2026-11-03", ClockState::Late)]
fn a_stop_keeps_what_its_author_saw(#[case] on: &str, #[case] state: ClockState) {
    let record = accepted();
    let ops = ticked(&record, on, |t| _ = t.meet("concluded", day(on)));
    let mut after = scene::then(record, &ops);
    assert_eq!(read(&after).state(), state);
    // Whatever the record says later of its dates, the stop stays what it was.
    after = scene::then(after, &[Op::set("accepted_on", "2026-06-01")]);
    assert_eq!((read(&after).state(), read(&after).due_on()), (state, Some(day("2026-11-02"))));
}

#[test]
fn an_open_clock_follows_its_dates() {
    let record = scene::then(accepted(), &[Op::set("accepted_on", "2026-09-01")]);
    assert_eq!(read(&record).due_on(), Some(day("2026-11-02")), "sixty days are 2026-10-31, a Saturday");
}

#[test]
fn a_version_this_desk_lacks_is_not_replaced_by_another() {
    let mut record = accepted();
    let opened = record.lines.get_mut("clock").unwrap();
    let mut line = ClockLine::read(&opened[0].value).unwrap();
    line.version = Some("99".into());
    opened[0].value = line.keep();
    let clock = read(&record);
    assert_eq!((clock.deadline.clone(), clock.due_on()), (None, None), "规则未到");
    assert_eq!(clock.state(), ClockState::Running);
}

#[test]
fn a_pause_without_an_end_has_no_due_day() {
    let paused =
        [Op::line("clock", line(ClockVerb::Paused, "2026-09-10").keep()), Op::go(SIXTY, RUNNING, PAUSED)];
    let clock = read(&scene::then(accepted(), &paused));
    assert_eq!((clock.due_on(), clock.state()), (None, ClockState::Paused));
}

#[test]
fn a_pause_with_an_end_can_be_late() {
    let until = ClockLine { until_on: Some(day("2026-09-20")), ..line(ClockVerb::Paused, "2026-09-10") };
    let clock =
        read(&scene::then(accepted(), &[Op::line("clock", until.keep()), Op::go(SIXTY, RUNNING, PAUSED)]));
    assert_eq!(clock.state(), ClockState::Running, "its day is known, so a list must see it fall due");
    assert_eq!(clock.due_on(), Some(day("2026-11-12")), "ten days on");
}

#[test]
fn while_a_branch_is_contested_the_earliest_day_counts() {
    // Somebody else granted thirty days more; this desk had paused the clock at the same time.
    let longer = ClockLine { amount: Some(30), ..line(ClockVerb::Extended, "2026-09-12") };
    let extended = scene::then(accepted(), &[Op::line("clock", longer.keep())]);
    assert_eq!(read(&extended).due_on(), Some(day("2026-12-02")));
    let until = ClockLine { until_on: Some(day("2026-09-20")), ..line(ClockVerb::Paused, "2026-09-10") };
    let contested = beside(extended, (until, RUNNING, PAUSED));
    let clock = read(&contested);
    assert!(clock.contested);
    assert_eq!(clock.due_on(), Some(day("2026-12-02")), "the pause would only make it later");
    assert_eq!(clock.at, RUNNING, "what stands, stands");
}

#[test]
fn a_contested_opening_still_shows_its_day() {
    let record = scene::record(
        "appeal",
        &[Op::set("received_on", "2026-09-03"), Op::set("accepted_on", "2026-09-03")],
    );
    let opened = ClockLine {
        version: Some("1".into()),
        counts_from: Some("accepted".into()),
        met_by: Some("concluded".into()),
        ..line(ClockVerb::Opened, "2026-09-03")
    };
    let clock = read(&beside(record, (opened, "", RUNNING)));
    assert!(clock.contested);
    assert_eq!(clock.due_on(), Some(day("2026-11-02")), "the duty may exist, so it is shown");
}

#[test]
fn of_two_received_days_the_earlier_counts() {
    let mut record = scene::record("appeal", &[Op::set("received_on", "2026-09-03")]);
    let ops = ticked(&record, "2026-09-03", |t| _ = t.happened("registered", day("2026-09-03")));
    record = scene::then(record, &ops);
    let mut other = record.fields["received_on"][0].clone();
    other.value = day("2026-09-01").keep();
    record.fields.get_mut("received_on").unwrap().push(other);
    let reply = clocks(&record, &LAW).into_iter().find(|c| c.rule == "R01").unwrap();
    assert_eq!(reply.due_on(), Some(day("2026-09-08")));
}

#[test]
fn the_line_of_a_clock_comes_back_as_it_was_written() {
    let full = ClockLine {
        until_on: Some(day("2026-09-20")),
        amount: Some(3),
        due_on: Some(day("2026-11-02")),
        calendar: Some("2026.1".into()),
        ..line(ClockVerb::Stopped, "2026-09-10")
    };
    assert_eq!(ClockLine::read(&full.keep()), Some(full));
}

#[rstest]
#[case::own("clock/R12d/0", Some(("R12d", "0")))]
#[case::with_a_cause("clock/R05.2/refer", Some(("R05.2", "refer")))]
#[case::main("main", None)]
#[case::half("clock/R12d", None)]
fn a_flow_names_rule_and_cause(#[case] text: &str, #[case] parts: Option<(&str, &str)>) {
    assert_eq!(parse_flow(text), parts);
    if let Some((rule, cause)) = parts {
        assert_eq!(flow(rule, cause), text);
    }
}

#[test]
fn a_row_keeps_what_a_list_shows() {
    let row = read(&accepted()).row(Some("anonymous".into()));
    assert_eq!((row.rule.as_str(), row.rule_version.as_str(), row.cause.as_str()), ("R12d", "1", "0"));
    let when: (NaiveDate, Option<NaiveDate>) = (row.started_on, row.due_on);
    assert_eq!(when, (day("2026-09-03"), Some(day("2026-11-02"))));
    assert_eq!((row.excluded.as_deref(), row.provisional), (Some("anonymous"), false));
}
