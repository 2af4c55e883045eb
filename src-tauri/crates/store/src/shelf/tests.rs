use domain::Projection;
use domain::projection::ClockState;
use ledger::{Op, RecordId};
use proptest::prelude::*;

use super::dump::dump;
use crate::kit::{self, act, case, clock_line, day, desk, id, tally_line};
use crate::{CardQuery, Desk, DueFilter, Recount, StoreError, TallyFilter};

fn rebuilt(desk: &Desk) -> (Vec<String>, Vec<String>) {
    let kept = desk.read(|r| Ok::<_, StoreError>(dump(r))).unwrap();
    desk.rebuild(&kit::project, &mut |_| {}).unwrap();
    (kept, desk.read(|r| Ok::<_, StoreError>(dump(r))).unwrap())
}

/// Records that have left something else than they would now, and what else is astray.
fn held_against_the_log(desk: &Desk) -> (Vec<RecordId>, u64) {
    desk.read(|r| {
        let (mut recount, mut unlike) = (Recount::default(), vec![]);
        for (n, id) in r.records_after(0, u32::MAX)? {
            let mut look = |id| r.record(id).ok().flatten();
            let made =
                r.record(id)?.map_or_else(Projection::default, |record| kit::project(&record, &mut look));
            if !r.fits((n, id), &made, &mut recount)? {
                unlike.push(id);
            }
        }
        Ok::<_, StoreError>((unlike, r.astray(&recount)?))
    })
    .unwrap()
}

/// A bug: whoever had the key could change a counter, a flag or a word of the search, and the proof called it good.
#[test]
fn what_is_changed_beside_the_log_is_told_and_a_rebuild_mends_it() {
    let (_dir, desk) = desk();
    let (dated, party, undated) = (id(1), id(2), id(3));
    act(&desk, party, vec![Op::set("name", "赵小红"), Op::set("phone", "13800138000")]);
    let ops = vec![
        Op::set("party", party),
        Op::add("flag", "f1"),
        clock_line("R01", Some("2026-03-12"), 0, false),
        clock_line("R01", Some("2026-04-12"), 0, false),
        tally_line("t", "2026-03-01", 2),
    ];
    act(&desk, dated, [case("漏水", "2026-03-01"), ops].concat());
    act(&desk, undated, vec![Op::set("title", "没有日期")]);
    assert_eq!(held_against_the_log(&desk), (vec![], 0));
    for (change, unlike) in [
        ("update item_sum set n = n + 1", None),
        ("delete from item_sum", None),
        ("insert into item_sum values (71, 72, 73, 74, 5, 9)", None),
        ("update tally_day set n = n + 1", None),
        ("update tally_month set n = 0", None),
        ("update once_day set n = n + 1", None),
        ("delete from once_month", None),
        ("update once_pair set n = n + 1", None),
        ("insert into item_flag values (77, 5)", None),
        ("insert into link values (999, 1, zeroblob(16))", None),
        ("insert into word (rowid, tokens) values (999999999999, 'x')", None),
        ("delete from item_flag", Some(dated)),
        ("update item set id = id + 1 where id > 4294967296", Some(dated)),
        ("update clock set due = due + 1", Some(dated)),
        ("update clock set station = 7", Some(dated)),
        ("delete from link", Some(dated)),
        ("update tally set n = 9", Some(dated)),
        ("update word set tokens = 'x'", Some(dated)),
        ("delete from hash", Some(party)),
        ("delete from word_undated", Some(undated)),
    ] {
        desk.writer().execute_batch(change).unwrap();
        let (told, astray) = held_against_the_log(&desk);
        assert_eq!(told, unlike.into_iter().collect::<Vec<_>>(), "{change}");
        assert!(unlike.is_some() || astray > 0, "{change}");
        desk.rebuild(&kit::project, &mut |_| {}).unwrap();
        assert_eq!(held_against_the_log(&desk), (vec![], 0), "{change}");
    }
}

#[test]
fn a_party_s_name_reaches_the_row_of_the_case_that_names_it() {
    let (_dir, desk) = desk();
    let (case_id, party) = (id(1), id(2));
    act(&desk, party, vec![Op::set("name", "赵小红"), Op::set("phone", "13800138000")]);
    act(&desk, case_id, [case("漏水", "2026-03-01"), vec![Op::set("party", party)]].concat());
    let title = |d: &Desk| d.read(|r| r.card(case_id)).unwrap().unwrap().card.title;
    assert_eq!(title(&desk), "漏水赵**");
    desk.read(|r| {
        assert_eq!(r.naming(party)?, vec![case_id]);
        assert_eq!(r.naming_as("party", party)?, vec![case_id]);
        assert!(r.naming_as("other", party)?.is_empty());
        assert_eq!(r.find_hash("phone", "１３８ 0013-8000")?, vec![party]);
        assert!(r.find_hash("id_number", "13800138000")?.is_empty());
        assert_eq!(r.links(case_id)?.len(), 1);
        Ok::<_, StoreError>(())
    })
    .unwrap();
    act(&desk, party, vec![Op::set("name", "钱大明"), Op::set("phone", "13900139000")]);
    assert_eq!(title(&desk), "漏水钱**");
    assert!(desk.read(|r| r.find_hash("phone", "13800138000")).unwrap().is_empty());
    let (kept, made) = rebuilt(&desk);
    assert_eq!(kept, made);
}

#[test]
fn who_shares_a_number_is_asked_of_indexes_from_what_is_in_hand() {
    let (_dir, desk) = desk();
    let (hers, other) = ("13800138000", "13900139000");
    let named = |n: u64, (on, state, phone): (&str, &str, &str)| {
        act(&desk, id(100 + n), vec![Op::set("name", "赵小红"), Op::set("phone", phone)]);
        act(
            &desk,
            id(n),
            [case("漏水", on), vec![Op::set("state", state), Op::set("party", id(100 + n))]].concat(),
        );
    };
    named(1, ("2026-03-01", "open", hers));
    named(2, ("2026-03-10", "closed", "138 0013 8000"));
    named(3, ("2026-06-11", "open", hers));
    named(4, ("2026-03-01", "open", other));
    named(5, ("2026-03-02", "open", hers));
    let elsewhere = [2, 3, 4].map(id);
    let conn = desk.writer();
    conn.execute("insert into writer (tag) values (x'0f')", []).unwrap();
    let rewritten = "update entry set writer = (select max(id) from writer) where rec in (?1, ?2, ?3)";
    conn.execute(rewritten, elsewhere.each_ref().map(|record| &record.bytes()[..])).unwrap();
    let mut plan = conn.prepare(concat!("explain query plan ", include_str!("rows/sharing.sql"))).unwrap();
    let steps: Vec<String> = plan.raw_query().mapped(|r| r.get(3)).map(Result::unwrap).collect();
    assert!(steps.iter().all(|step| !step.starts_with("SCAN") || step.contains("json_each")), "{steps:#?}");
    drop(plan);
    drop(conn);
    let found = |states: &[&str], days: u32| {
        let mut pairs = desk.read(|r| r.sharing(("case", "party"), states, days)).unwrap();
        pairs.sort_unstable();
        pairs
    };
    let pairs = |of: &[(u64, u64)]| {
        let mut pairs: Vec<(RecordId, RecordId)> = of.iter().map(|(a, b)| (id(*a), id(*b))).collect();
        pairs.sort_unstable();
        pairs
    };
    assert_eq!(found(&["open"], 92), pairs(&[(1, 2), (5, 2)]), "near, by two writers, the first in hand");
    assert_eq!(found(&["open"], 9), pairs(&[(1, 2), (5, 2)]));
    assert_eq!(found(&["open"], 8), pairs(&[(5, 2)]));
    let far = [(1, 2), (5, 2), (1, 3), (3, 1), (5, 3), (3, 5)];
    assert_eq!(found(&["open"], 365), pairs(&far), "twice where both are in hand");
    assert_eq!(found(&["closed"], 92), pairs(&[(2, 1), (2, 5)]));
    assert!(found(&["other"], 365).is_empty());
}

#[test]
fn a_changed_date_moves_the_row_and_all_that_hangs_on_it() {
    let (_dir, desk) = desk();
    act(&desk, id(1), case("旧", "2026-03-01"));
    act(
        &desk,
        id(2),
        [case("新", "2026-03-05"), vec![clock_line("R01", Some("2026-03-12"), 0, false)]].concat(),
    );
    let order = |d: &Desk| {
        let page = d.read(|r| r.cards(&CardQuery::of("case"), None, 50)).unwrap();
        page.rows.iter().map(|r| r.record).collect::<Vec<_>>()
    };
    assert_eq!(order(&desk), vec![id(2), id(1)]);
    act(&desk, id(1), vec![Op::set("on", "2026-04-01")]);
    assert_eq!(order(&desk), vec![id(1), id(2)]);
    act(&desk, id(2), vec![Op::set("on", "")]);
    assert_eq!(order(&desk), vec![id(1), id(2)]);
    let due = CardQuery {
        due: Some(DueFilter { states: vec![ClockState::Running], ..DueFilter::default() }),
        ..CardQuery::of("case")
    };
    assert_eq!(desk.read(|r| r.count(&due)).unwrap(), 1);
    let (kept, made) = rebuilt(&desk);
    assert_eq!(kept, made);
}

#[test]
fn sums_of_days_and_months_agree_with_the_rows() {
    let (_dir, desk) = desk();
    let days = ["2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01", "2026-02-28", "2026-03-15"];
    for (n, on) in (1..).zip(days) {
        let ops = vec![
            clock_line("R01", Some(on), 2, n % 2 == 0),
            tally_line("case.held", on, 2),
            clock_line("R02", None, 0, false),
        ];
        act(&desk, id(n), [case("x", on), ops].concat());
    }
    let n = |from: &str, to: &str| {
        let due = |excluded| DueFilter {
            rules: vec!["R01".into()],
            from: Some(day(from)),
            to: Some(day(to)),
            excluded: Some(excluded),
            ..DueFilter::default()
        };
        let of = |excluded| CardQuery { due: Some(due(excluded)), ..CardQuery::of("case") };
        desk.read(|r| {
            let held = r.tallies(&["case.held"], (day(from), day(to)))?;
            let dues = r.count(&of(false))? + r.count(&of(true))?;
            Ok::<_, StoreError>((dues, held.iter().map(|t| t.n).sum::<i64>()))
        })
        .unwrap()
    };
    assert_eq!(n("2025-12-31", "2026-03-15"), (6, 12));
    assert_eq!(n("2026-01-01", "2026-02-28"), (4, 8));
    assert_eq!(n("2026-01-02", "2026-02-27"), (2, 4));
    assert_eq!(n("2026-01-02", "2026-01-30"), (0, 0));
    assert_eq!(n("2026-02-28", "2026-02-28"), (1, 2));
}

#[test]
fn a_rebuild_that_was_cut_off_is_known_at_the_next_start() {
    let (_dir, desk) = desk();
    act(&desk, id(1), case("一", "2026-03-01"));
    assert!(!desk.is_stale().unwrap());
    desk.act(|tx| tx.set_stale()).unwrap();
    assert!(desk.is_stale().unwrap());
    let mut seen = Vec::new();
    desk.rebuild(&kit::project, &mut |n| seen.push(n)).unwrap();
    assert!(!desk.is_stale().unwrap() && seen.last().is_some_and(|n| *n > 1));
}

#[test]
fn clocks_come_back_as_they_were_put() {
    let (_dir, desk) = desk();
    act(
        &desk,
        id(1),
        vec![clock_line("R01", Some("2026-03-12"), 0, false), clock_line("R03", None, 3, true)],
    );
    let row = desk.read(|r| r.card(id(1))).unwrap().unwrap();
    let clocks = desk.read(|r| r.clocks_of(&row)).unwrap();
    assert_eq!(clocks.len(), 2);
    assert_eq!((clocks[0].rule.as_str(), clocks[0].due_on), ("R01", Some(day("2026-03-12"))));
    assert_eq!((clocks[1].state, clocks[1].excluded.as_deref()), (ClockState::Late, Some("anonymous")));
    act(&desk, id(2), vec![clock_line("R02", None, 1, false)]);
    assert_eq!(desk.read(|r| r.on_clock(None)).unwrap(), vec![id(1), id(2)]);
    assert_eq!(desk.read(|r| r.on_clock(Some("R02"))).unwrap(), vec![id(2)]);
    assert!(desk.read(|r| r.on_clock(Some("R03"))).unwrap().is_empty());
}

/// One random change of one of a few records.
#[derive(Clone, Debug)]
enum Change {
    Case { n: u64, on: Option<u32>, state: u8, station: u8, party: u64 },
    Clock { n: u64, rule: u8, due: Option<u32>, state: i64, excluded: bool },
    Tally { n: u64, on: u32, by: i64 },
    Party { n: u64, name: u8 },
    Hide { n: u64, hidden: bool },
    Office { n: u64, other: bool },
    Flag { n: u64, flag: u8, add: bool },
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (1..6u64, proptest::option::of(0..90u32), 0..3u8, 0..4u8, 100..103u64)
            .prop_map(|(n, on, state, station, party)| Change::Case { n, on, state, station, party }),
        (1..6u64, 0..3u8, proptest::option::of(0..90u32), 0..4i64, any::<bool>())
            .prop_map(|(n, rule, due, state, excluded)| Change::Clock { n, rule, due, state, excluded }),
        (1..6u64, 0..90u32, -1..3i64).prop_map(|(n, on, by)| Change::Tally { n, on, by }),
        (100..103u64, 0..4u8).prop_map(|(n, name)| Change::Party { n, name }),
        (1..6u64, any::<bool>()).prop_map(|(n, hidden)| Change::Hide { n, hidden }),
        (1..6u64, any::<bool>()).prop_map(|(n, other)| Change::Office { n, other }),
        (1..6u64, 0..2u8, any::<bool>()).prop_map(|(n, flag, add)| Change::Flag { n, flag, add }),
    ]
}

const OFFICES: [&str; 2] = [kit::OFFICE, "331003"];

fn date(n: u32) -> String {
    (day("2026-01-01") + chrono::Days::new(n.into())).to_string()
}

fn station(n: u8) -> Option<RecordId> {
    (n > 0).then(|| id(1000 + u64::from(n)))
}

fn ops(change: &Change) -> (RecordId, Vec<Op>) {
    match change {
        Change::Case { n, on, state, station: s, party } => {
            let ops = vec![
                Op::set("title", format!("事项{n}")),
                Op::set("on", on.map(date).unwrap_or_default()),
                Op::set("state", format!("s{state}")),
                Op::set("station", station(*s)),
                Op::set("party", id(*party)),
            ];
            (id(*n), ops)
        }
        Change::Clock { n, rule, due, state, excluded } => {
            (id(*n), vec![clock_line(&format!("R{rule}"), due.map(date).as_deref(), *state, *excluded)])
        }
        Change::Tally { n, on, by } => (id(*n), vec![tally_line("t", &date(*on), *by)]),
        Change::Party { n, name } => (
            id(*n),
            vec![Op::set("name", format!("张{name}")), Op::set("phone", format!("1380013800{name}"))],
        ),
        Change::Hide { n, hidden } => (id(*n), vec![Op::Hide { hidden: *hidden }]),
        Change::Office { n, other } => (id(*n), vec![Op::set("office", OFFICES[usize::from(*other)])]),
        Change::Flag { n, flag, add } => {
            let flag = format!("f{flag}");
            (id(*n), vec![if *add { Op::add("flag", flag) } else { Op::remove("flag", flag) }])
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Kept row by row or made anew from the log: the same tables, counters and search rows, which fit the log. And
    /// the kept counters say what counting says.
    #[test]
    fn rebuilt_is_what_was_kept(changes in proptest::collection::vec(change(), 1..40)) {
        let (_dir, desk) = desk();
        for c in &changes {
            let (record, ops) = ops(c);
            act(&desk, record, ops);
        }
        prop_assert_eq!(held_against_the_log(&desk), (vec![], 0));
        let (kept, made) = rebuilt(&desk);
        prop_assert_eq!(kept, made);
        counted_equals_kept(&desk);
    }
}

fn counted_equals_kept(desk: &Desk) {
    desk.read(|r| {
        for state in [None, Some("s0"), Some("s1")] {
            for at in 0..4u8 {
                let kept = CardQuery {
                    states: state.map(String::from).into_iter().collect(),
                    stations: station(at).into_iter().collect(),
                    ..CardQuery::of("case")
                };
                // The kind makes it count on the index.
                let counted = CardQuery { kinds: vec![String::new()], ..kept.clone() };
                assert_eq!(r.count(&kept)?, r.count(&counted)?, "{kept:?}");
            }
        }
        tallies_open_their_lists(r)
    })
    .unwrap();
}

fn tallies_open_their_lists(r: &crate::Reader<'_>) -> Result<(), StoreError> {
    let (from, to) = (day("2026-01-10"), day("2026-03-09"));
    let listed = CardQuery {
        tally: Some(TallyFilter { what: "t".into(), from, to }),
        shown: crate::Shown::Both,
        ..CardQuery::of("case")
    };
    let page = r.cards(&listed, None, 100)?;
    let of_rows: i64 = r.conn.query_row(
        "select coalesce(sum(n), 0) from tally where day between ?1 and ?2",
        [crate::seat::day(from), crate::seat::day(to)],
        |row| row.get(0),
    )?;
    let kept = r.tallies(&["t"], (from, to))?;
    let sums: i64 = kept.iter().map(|t| t.n).sum();
    assert_eq!((sums, page.rows.len() as u64), (of_rows, r.count(&listed)?));
    for office in OFFICES {
        let of_rows: i64 = r.conn.query_row(
            "select coalesce(sum(t.n), 0) from tally t join item i on i.id = t.item
             where t.day between ?1 and ?2 and i.office = ?3",
            [crate::seat::day(from), crate::seat::day(to), r.words.find(office)?],
            |row| row.get(0),
        )?;
        let sums: i64 = kept.iter().filter(|t| t.office == office).map(|t| t.n).sum();
        assert_eq!(sums, of_rows, "{office}");
    }
    Ok(())
}
