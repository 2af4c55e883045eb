use domain::Stage;
use domain::projection::ClockState;
use ledger::Op;
use rstest::rstest;

use super::picks::ALL_PICKS;
use crate::kit::{act, case, clock_line, day, desk, id, tally_line};
use crate::{CardQuery, Cursor, Desk, DueFilter, Order, Scope, Shown, TallyFilter};

/// Twelve cases over two stations, three states, two holders.
fn filled() -> (tempfile::TempDir, Desk) {
    let (dir, desk) = desk();
    for n in 1..=12u64 {
        let mut ops = case(&format!("事项{n}"), &format!("2026-03-{n:02}"));
        ops.push(Op::set("state", ["open", "sorted", "closed"][n as usize % 3]));
        ops.push(Op::set("stage", (n % 3) as i64 + 1));
        ops.push(Op::set("station", id(100 + n % 2)));
        ops.push(Op::set("kind", if n <= 4 { "noise" } else { "water" }));
        ops.push(Op::set("holder", (n % 4 == 0).then(|| id(200))));
        ops.push(clock_line("R01", Some(&format!("2026-03-{:02}", n + 7)), (n % 2) as i64 * 2, n == 3));
        ops.push(tally_line("case.collected", &format!("2026-03-{n:02}"), 1));
        if n % 5 == 0 {
            ops.push(Op::add("flag", "repeat"));
        }
        act(&desk, id(n), ops);
    }
    (dir, desk)
}

fn of(query: CardQuery, desk: &Desk) -> Vec<u64> {
    let query = CardQuery { noun: "case".into(), ..query };
    let page = desk.read(|r| r.cards(&query, None, 50)).unwrap();
    assert_eq!(desk.read(|r| r.count(&query)).unwrap(), page.rows.len() as u64, "{query:?}");
    let mut shares = std::collections::BTreeMap::new();
    for card in page.rows.iter().map(|row| &row.card) {
        *shares.entry((card.kind.clone(), card.state.clone())).or_default() += 1;
    }
    assert_eq!(desk.read(|r| r.shares(&query)).unwrap(), shares, "{query:?}");
    page.rows.iter().map(|r| (1..=12).find(|n| id(*n) == r.record).unwrap()).collect()
}

fn text(all: &[&str]) -> Vec<String> {
    all.iter().map(|s| (*s).to_owned()).collect()
}

#[rstest]
#[case::all(CardQuery::default(), &[12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])]
#[case::one_station(CardQuery { stations: vec![id(101)], ..CardQuery::default() }, &[11, 9, 7, 5, 3, 1])]
#[case::two_stations(CardQuery { stations: vec![id(101), id(100)], states: text(&["open"]), ..CardQuery::default() }, &[12, 9, 6, 3])]
#[case::a_station_nobody_knows(CardQuery { stations: vec![id(999)], ..CardQuery::default() }, &[])]
#[case::one_state(CardQuery { states: text(&["sorted"]), ..CardQuery::default() }, &[10, 7, 4, 1])]
#[case::two_states(CardQuery { states: text(&["sorted", "closed"]), kinds: text(&["noise"]), ..CardQuery::default() }, &[4, 2, 1])]
#[case::stage(CardQuery { stages: vec![Stage::Handle], ..CardQuery::default() }, &[10, 7, 4, 1])]
#[case::kind(CardQuery { kinds: text(&["noise"]), ..CardQuery::default() }, &[4, 3, 2, 1])]
#[case::holder(CardQuery { holders: vec![id(200)], ..CardQuery::default() }, &[12, 8, 4])]
#[case::holder_and_station(CardQuery { holders: vec![id(200)], stations: vec![id(101)], ..CardQuery::default() }, &[])]
#[case::flag(CardQuery { flag: Some("repeat".into()), ..CardQuery::default() }, &[10, 5])]
#[case::flag_and_station(CardQuery { flag: Some("repeat".into()), stations: vec![id(101)], ..CardQuery::default() }, &[5])]
#[case::an_unknown_flag(CardQuery { flag: Some("none".into()), ..CardQuery::default() }, &[])]
#[case::days(CardQuery { from: Some(day("2026-03-03")), to: Some(day("2026-03-05")), ..CardQuery::default() }, &[5, 4, 3])]
#[case::day_and_station(CardQuery { from: Some(day("2026-03-10")), stations: vec![id(100)], ..CardQuery::default() }, &[12, 10])]
#[case::text(CardQuery { text: Some("事项1".into()), ..CardQuery::default() }, &[12, 11, 10, 1])]
#[case::text_and_kind(CardQuery { text: Some("事项1".into()), kinds: text(&["noise"]), ..CardQuery::default() }, &[1])]
#[case::text_of_spaces(CardQuery { text: Some("  ".into()), kinds: text(&["noise"]), ..CardQuery::default() }, &[4, 3, 2, 1])]
#[case::scope_of_a_station(CardQuery { scope: Scope::Stations([id(101)].into()), ..CardQuery::default() }, &[11, 9, 7, 5, 3, 1])]
#[case::scope_and_another_station(CardQuery { scope: Scope::Stations([id(101)].into()), stations: vec![id(100)], ..CardQuery::default() }, &[])]
#[case::no_scope_at_all(CardQuery { scope: Scope::Stations([].into()), ..CardQuery::default() }, &[])]
#[case::scope_of_another_office(CardQuery { scope: Scope::Office("331003".into()), ..CardQuery::default() }, &[])]
#[case::office(CardQuery { offices: text(&["331002"]), kinds: text(&["noise"]), ..CardQuery::default() }, &[4, 3, 2, 1])]
fn a_filter_leaves_what_it_says(#[case] query: CardQuery, #[case] left: &[u64]) {
    let (_dir, desk) = filled();
    assert_eq!(of(query, &desk), left);
}

#[rstest]
#[case::late(DueFilter { states: vec![ClockState::Running], to: Some(day("2026-03-12")), ..DueFilter::default() }, &[4, 2])]
#[case::near(DueFilter { states: vec![ClockState::Running], from: Some(day("2026-03-13")), to: Some(day("2026-03-16")), ..DueFilter::default() }, &[8, 6])]
#[case::in_time(DueFilter { states: vec![ClockState::InTime], rules: text(&["R01"]), ..DueFilter::default() }, &[11, 9, 7, 5, 3, 1])]
#[case::that_count(DueFilter { states: vec![ClockState::InTime], excluded: Some(false), ..DueFilter::default() }, &[11, 9, 7, 5, 1])]
#[case::that_do_not(DueFilter { excluded: Some(true), ..DueFilter::default() }, &[3])]
#[case::of_a_rule_in_days(DueFilter { rules: text(&["R01"]), from: Some(day("2026-03-10")), to: Some(day("2026-03-14")), ..DueFilter::default() }, &[7, 6, 5, 4, 3])]
#[case::of_rules_on_a_day(DueFilter { rules: text(&["R01", "R03"]), from: Some(day("2026-03-10")), to: Some(day("2026-03-10")), ..DueFilter::default() }, &[3])]
#[case::that_ran_in_days(DueFilter { rules: text(&["R01"]), states: vec![ClockState::Running], from: Some(day("2026-03-01")), to: Some(day("2026-03-12")), ..DueFilter::default() }, &[4, 2])]
#[case::that_do_not_in_days(DueFilter { rules: text(&["R01"]), from: Some(day("2026-03-01")), to: Some(day("2026-03-31")), excluded: Some(true), ..DueFilter::default() }, &[3])]
#[case::of_a_rule_in_a_year(DueFilter { rules: text(&["R01"]), from: Some(day("2026-01-01")), to: Some(day("2026-12-31")), ..DueFilter::default() }, &[12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])]
#[case::of_a_rule_in_no_days(DueFilter { rules: text(&["R01"]), from: Some(day("2026-03-14")), to: Some(day("2026-03-10")), ..DueFilter::default() }, &[])]
#[case::another_rule(DueFilter { rules: text(&["R03"]), ..DueFilter::default() }, &[])]
fn clocks_open_their_lists(#[case] due: DueFilter, #[case] left: &[u64]) {
    let (_dir, desk) = filled();
    assert_eq!(of(CardQuery { due: Some(due.clone()), ..CardQuery::default() }, &desk), left);
    // The same as a filter behind another index.
    let flagged = CardQuery { due: Some(due), flag: Some("repeat".into()), ..CardQuery::default() };
    let both: Vec<u64> = left.iter().copied().filter(|n| n % 5 == 0).collect();
    assert_eq!(of(flagged, &desk), both);
}

#[test]
fn a_counter_opens_its_list() {
    let (_dir, desk) = filled();
    let tally = TallyFilter { what: "case.collected".into(), from: day("2026-03-02"), to: day("2026-03-04") };
    assert_eq!(of(CardQuery { tally: Some(tally.clone()), ..CardQuery::default() }, &desk), [4, 3, 2]);
    let held = CardQuery { tally: Some(tally), holders: vec![id(200)], ..CardQuery::default() };
    assert_eq!(of(held, &desk), [4]);
}

/// With more rows than are shown the oldest due day was never among them.
#[test]
fn what_falls_due_first_stands_first_however_many_there_are() {
    let (_dir, desk) = filled();
    let due = DueFilter { states: vec![ClockState::Running], ..DueFilter::default() };
    let query = CardQuery { due: Some(due), ..CardQuery::of("case") };
    let shown = desk.read(|r| r.pressing(&query, 3)).unwrap();
    // Even numbers run; each is due seven days after its own.
    assert_eq!(shown.iter().map(|row| row.record).collect::<Vec<_>>(), [id(2), id(4), id(6)]);
    // Two clocks make nobody stand there twice, nor a later one before an earlier.
    let more = ["2026-03-10", "2026-03-20"].map(|on| clock_line("R03", Some(on), 0, false));
    act(&desk, id(6), more.to_vec());
    let shown = desk.read(|r| r.pressing(&query, 3)).unwrap();
    assert_eq!(shown.iter().map(|row| row.record).collect::<Vec<_>>(), [id(2), id(6), id(4)]);
}

#[test]
fn what_nobody_holds_is_found_beside_what_somebody_does_unless_it_is_closed() {
    let (_dir, desk) = filled();
    let mine = CardQuery { holders: vec![id(200)], ..CardQuery::default() };
    assert_eq!(of(mine.clone(), &desk), [12, 8, 4]);
    act(&desk, id(1), vec![Op::set("stage", 5i64)]);
    let with_unheld = of(CardQuery { unheld: true, ..mine }, &desk);
    assert_eq!(with_unheld, (2..=12).rev().collect::<Vec<_>>(), "the first is closed and nobody's");
}

#[test]
fn pages_follow_on_without_gap_or_double() {
    let (_dir, desk) = filled();
    let query = CardQuery { kinds: text(&["water"]), ..CardQuery::of("case") };
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let page = desk.read(|r| r.cards(&query, after, 3)).unwrap();
        seen.extend(page.rows.iter().map(|r| r.record));
        after = page.next;
        if after.is_none() {
            break;
        }
        // Somebody saves a newer one meanwhile: it must not push a row onto the next page.
        act(
            &desk,
            id(50 + seen.len() as u64),
            [case("新", "2026-05-01"), vec![Op::set("kind", "water")]].concat(),
        );
    }
    assert_eq!(seen, (5..=12).rev().map(id).collect::<Vec<_>>());
}

/// Undated, numbered by hand: two of one number, two of none, and the numbers not in the order the rows were made.
fn numbered() -> (tempfile::TempDir, Desk) {
    let (dir, desk) = desk();
    let no = ["JJ10", "JJ02", "", "HY01", "JJ2", "JJ02", "HY", ""];
    for (n, no) in (1..).zip(no) {
        let mut ops = vec![Op::set("title", format!("站点{n}")), Op::set("station", id(100 + n % 2))];
        ops.push(Op::set("state", ["open", "closed"][n as usize % 2]));
        ops.extend((!no.is_empty()).then(|| Op::set("no", no)));
        act(&desk, id(n), ops);
    }
    (dir, desk)
}

#[rstest]
#[case::all(CardQuery::default(), &[7, 4, 2, 6, 5, 1, 3, 8])]
#[case::one_state(CardQuery { states: text(&["open"]), ..CardQuery::default() }, &[4, 2, 6, 8])]
#[case::two_states(CardQuery { states: text(&["open", "closed"]), ..CardQuery::default() }, &[7, 4, 2, 6, 5, 1, 3, 8])]
#[case::text(CardQuery { text: Some("站点".into()), ..CardQuery::default() }, &[7, 4, 2, 6, 5, 1, 3, 8])]
#[case::text_and_state(CardQuery { text: Some("站点".into()), states: text(&["closed"]), ..CardQuery::default() }, &[7, 5, 1, 3])]
#[case::scope_of_a_station(CardQuery { scope: Scope::Stations([id(101)].into()), ..CardQuery::default() }, &[7, 5, 1, 3])]
#[case::no_scope_at_all(CardQuery { scope: Scope::Stations([].into()), ..CardQuery::default() }, &[])]
fn a_list_by_number_runs_upwards_and_what_has_none_is_last(#[case] query: CardQuery, #[case] left: &[u64]) {
    let (_dir, desk) = numbered();
    assert_eq!(of(CardQuery { order: Order::Number, ..query }, &desk), left);
}

#[test]
fn pages_by_number_go_on_whatever_became_of_the_row_they_ended_with() {
    let (_dir, desk) = numbered();
    let query = CardQuery { order: Order::Number, ..CardQuery::of("case") };
    let page = |after: Option<Cursor>, wanted: [u64; 2]| {
        let page = desk.read(|r| r.cards(&query, after, 2)).unwrap();
        assert_eq!(page.rows.iter().map(|row| row.record).collect::<Vec<_>>(), wanted.map(id));
        page.next
    };
    let next = page(None, [7, 4]);
    act(&desk, id(4), vec![Op::Hide { hidden: true }]);
    let next = page(next, [2, 6]);
    act(&desk, id(6), vec![Op::set("no", "AA01")]);
    // One more before what was shown, one after.
    for (n, no) in [(9, "AA02"), (10, "JJ05")] {
        act(&desk, id(n), vec![Op::set("title", "新"), Op::set("no", no)]);
    }
    let next = page(next, [5, 10]);
    let next = page(next, [1, 3]);
    let last = desk.read(|r| r.cards(&query, next, 2)).unwrap();
    assert_eq!((last.rows.len(), last.rows[0].record, last.next), (1, id(8), None));
    // The row itself is gone: its number says where to go on. It travels as text.
    let gone: Cursor = Cursor { id: i64::MAX, no: Some("JJ02".into()) }.to_string().parse().unwrap();
    page(Some(gone), [5, 10]);
}

#[test]
fn hidden_rows_are_shown_only_when_asked_for() {
    let (_dir, desk) = filled();
    act(&desk, id(6), vec![Op::Hide { hidden: true }]);
    assert!(!of(CardQuery::default(), &desk).contains(&6));
    assert_eq!(of(CardQuery { shown: Shown::Hidden, ..CardQuery::default() }, &desk), [6]);
    assert_eq!(of(CardQuery { shown: Shown::Both, ..CardQuery::default() }, &desk).len(), 12);
}

#[test]
fn a_card_comes_back_as_it_was_put() {
    let (_dir, desk) = filled();
    let row = desk.read(|r| r.card(id(4))).unwrap().unwrap();
    let card = row.card;
    assert_eq!((card.noun.as_str(), card.office.as_str(), card.state.as_str()), ("case", "331002", "sorted"));
    assert_eq!((card.station, card.holder, card.on), (Some(id(100)), Some(id(200)), Some(day("2026-03-04"))));
    assert_eq!((card.stage, card.hidden, card.more), (Stage::Handle, false, serde_json::json!({ "n": 1 })));
    assert!(desk.read(|r| r.card(id(99))).unwrap().is_none());
}

#[test]
fn every_statement_prepares_and_walks_its_index_in_order() {
    let (_dir, desk) = desk();
    let conn = desk.writer();
    for (name, pick) in ALL_PICKS {
        conn.prepare(pick.count).unwrap();
        let mut plan = conn.prepare(&format!("explain query plan {}", pick.page)).unwrap();
        let steps: Vec<String> = plan.raw_query().mapped(|r| r.get(3)).map(Result::unwrap).collect();
        // Several states are put in order only where they hold few rows (`SORTED`).
        let sorted = steps.iter().any(|s| s.contains("USE TEMP B-TREE FOR ORDER BY"));
        assert_eq!(sorted, *name == "STATES", "{name}: {steps:#?}");
        let sought = steps.iter().any(|s| s.contains("clock_due (state=? AND due=? AND rule=?)"));
        assert_eq!(sought, *name == "DUE_DAYS", "{name}: {steps:#?}");
        let wide = ["FLAG", "TEXT", "TEXT_UNDATED"].contains(name);
        assert!(wide || steps[0].contains("COVERING INDEX"), "{name}: {steps:#?}");
    }
}

#[test]
fn sums_by_state_and_stage_are_those_of_the_list() {
    let (_dir, desk) = filled();
    let sums = desk.read(|r| r.item_sums("case")).unwrap();
    assert_eq!(sums.iter().map(|s| s.n).sum::<i64>(), 12);
    for sum in sums {
        let query = CardQuery {
            stations: sum.station.into_iter().collect(),
            states: vec![sum.state],
            stages: vec![sum.stage],
            ..CardQuery::default()
        };
        assert_eq!(of(query, &desk).len() as i64, sum.n);
    }
    assert!(desk.read(|r| r.item_sums("nothing")).unwrap().is_empty());
}
