//! Reading: lists, search, the overview, each beside what the bare engine needs for it.

use domain::projection::ClockState;
use rusqlite::{Connection, params};
use store::{CardQuery, Desk, DueFilter, Scope, Search, StoreError};

use crate::figure::{Figures, at, each};
use crate::{corpus, kit, raw};

pub fn pages(desk: &Desk, records: u64, figures: &mut Figures) {
    let bare = raw::open(&desk.dir().join("desk.db"), &kit::KEY);
    let noun = raw::term(&bare, "case");
    let page = |query: &CardQuery| drop(desk.read(|r| r.cards(query, None, 50)).expect("a page"));
    let count = |query: &CardQuery| {
        desk.read(|r| r.count(query)).expect("a count");
    };
    let all = CardQuery::of("case");
    let default = each(200, |_| {
        page(&all);
        count(&all);
    });
    figures.push(records, "default view, ms", at(&mut { default }, 0.5));
    let filtered =
        |n: u64| CardQuery { stations: vec![corpus::station(n)], kinds: vec!["noise".into()], ..all.clone() };
    let mut ours = each(200, |n| page(&filtered(n as u64)));
    let mut theirs = each(200, |n| {
        bare_page(&bare, noun, raw::term(&bare, &corpus::station(n as u64).0.simple().to_string()))
    });
    figures.push(records, "filtered page, ms", at(&mut ours, 0.5));
    figures.push(records, "filtered page ÷ bare", at(&mut ours, 0.5) / at(&mut theirs, 0.5));
    let by_kind = CardQuery { kinds: vec!["noise".into()], ..all.clone() };
    let kind = raw::term(&bare, "noise");
    let mut ours = each(20, |_| count(&by_kind));
    let mut theirs = each(20, |_| raw::count(&bare, noun, kind));
    figures.push(records, "exact count, ms", at(&mut ours, 0.5));
    figures.push(records, "exact count ÷ bare covering count", at(&mut ours, 0.5) / at(&mut theirs, 0.5));
    let late = CardQuery {
        due: Some(DueFilter {
            states: vec![ClockState::Running],
            to: Some(kit::day("2026-09-01")),
            ..DueFilter::default()
        }),
        ..all
    };
    figures.push(records, "late list, ms", at(&mut each(50, |_| page(&late)), 0.5));
}

fn bare_page(bare: &Connection, noun: i64, station: i64) {
    let sql = "select * from item where noun = ?1 and station = ?2 and kind = ?3 and hidden = 0 order by id desc limit 50";
    let mut list = bare.prepare_cached(sql).expect("prepares");
    let mut rows = list.query(params![noun, station, raw::term(bare, "noise")]).expect("a page");
    while let Some(row) = rows.next().expect("a row") {
        let _: (i64, String, String) = (row.get(0).unwrap(), row.get(11).unwrap(), row.get(13).unwrap());
    }
}

const TYPED: [&str; 10] =
    ["噪音", "污水", "温峤镇", "消防通道", "工资", "不存在", "推诿", "征地", "判决未执", "情绪"];

pub fn searches(desk: &Desk, records: u64, figures: &mut Figures) {
    let bare = raw::open(&desk.dir().join("desk.db"), &kit::KEY);
    let search = |text: &str, scope: Scope| Search { text: text.into(), scope, ..Search::default() };
    let find = |s: &Search| drop(desk.read(|r| r.search(s, None, 50)).expect("a page"));
    let mut ours = each(300, |n| find(&search(TYPED[n % TYPED.len()], Scope::Whole)));
    let mut theirs = each(300, |n| raw::search(&bare, TYPED[n % TYPED.len()]));
    figures.push(records, "search p50, ms", at(&mut ours, 0.5));
    figures.push(records, "search p95, ms", at(&mut ours, 0.95));
    figures.push(records, "search p95 ÷ bare FTS5 in row order", at(&mut ours, 0.95) / at(&mut theirs, 0.95));
    let mut scoped = each(100, |n| {
        find(&search(TYPED[n % TYPED.len()], Scope::Stations([corpus::station(n as u64)].into())));
    });
    figures.push(records, "search in one station p95, ms", at(&mut scoped, 0.95));
    let mut number = each(50, |n| find(&search(&format!("TZ{:03}-SQ-2026-A-{n:06}", n % 133), Scope::Whole)));
    figures.push(records, "search of a whole number p95, ms", at(&mut number, 0.95));
    let mut initials = each(50, |n| find(&search(["wjg", "lxh", "zyk"][n % 3], Scope::Whole)));
    figures.push(records, "search of initials p95, ms", at(&mut initials, 0.95));
}

fn this_year() -> DueFilter {
    DueFilter { from: Some(kit::day("2026-01-01")), to: Some(kit::day("2026-08-31")), ..DueFilter::default() }
}

/// What the head's first page asks for.
pub fn overview(desk: &Desk, records: u64, figures: &mut Figures) {
    let bare = raw::open(&desk.dir().join("desk.db"), &kit::KEY);
    let mut ours = each(50, |_| {
        desk.read(|r| {
            r.item_sums("case")?;
            let yesterday = kit::day("2026-08-31");
            r.running_by_station("case", &Scope::Whole, yesterday)?;
            for states in [vec![], vec![ClockState::InTime]] {
                let due =
                    DueFilter { rules: vec!["R01".into()], states, excluded: Some(false), ..this_year() };
                r.count(&CardQuery { due: Some(due), ..CardQuery::of("case") })?;
            }
            r.tallies(&["case.collected"], (kit::day("2026-01-01"), kit::day("2026-08-31")))?;
            Ok::<_, StoreError>(())
        })
        .expect("an overview");
    });
    let grouped =
        "select station, count(*) from item indexed by item_station where noun = ?1 group by station";
    let noun = raw::term(&bare, "case");
    let mut theirs = each(20, |_| {
        let mut list = bare.prepare_cached(grouped).expect("prepares");
        let rows = list.query_map([noun], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?))).expect("rows");
        drop(rows.map(Result::unwrap).collect::<Vec<_>>());
    });
    figures.push(records, "overview, ms", at(&mut ours, 0.5));
    figures.push(records, "overview ÷ raw GROUP BY", at(&mut ours, 0.5) / at(&mut theirs, 0.5));
}
