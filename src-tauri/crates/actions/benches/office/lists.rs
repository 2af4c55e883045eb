//! Lists as they are opened: the default ones, one that is filtered, the exact count of another.

use ledger::RecordId;
use rusqlite::{Connection, params};
use serde_json::json;
use store::CardQuery;

use crate::figure::{Figures, at, each};
use crate::raw;
use crate::seat::Seat;

pub fn pages(seat: &Seat, figures: &mut Figures) {
    let n = seat.records;
    let mut appeals = each(100, |_| drop(seat.ok("list_appeals", json!({}))));
    figures.push(n, "default list of appeals, ms", at(&mut appeals, 0.5));
    let mut visits = each(100, |_| drop(seat.ok("list_visits", json!({}))));
    figures.push(n, "default list of visits, ms", at(&mut visits, 0.5));
    let bare = seat.bare();
    let noun = raw::term(&bare, "appeal");
    let (kind, word) = usual_kind(&bare, noun);
    filtered(seat, (&bare, noun), (kind, &word), figures);
    let query = CardQuery { kinds: vec![word], ..CardQuery::of("appeal") };
    let mut ours = each(30, |_| {
        seat.host.with(|office, _| Ok(office.desk.read(|r| r.count(&query))?)).unwrap();
    });
    let mut theirs = each(30, |_| raw::count(&bare, noun, kind));
    figures.push(n, "exact count of a filter, ms", at(&mut ours, 0.5));
    figures.push(n, "exact count ÷ bare covering count", at(&mut ours, 0.5) / at(&mut theirs, 0.5));
}

/// Appeals of one station and one category, each with the clock that presses most and the exact count of all.
fn filtered(seat: &Seat, (bare, noun): (&Connection, i64), (kind, word): (i64, &str), figures: &mut Figures) {
    let stations = seat.stations();
    let of = |n: usize| &stations[n % stations.len()];
    let numbers: Vec<i64> = stations.iter().map(|station| number(bare, station)).collect();
    let page = |n| {
        seat.ok("list_appeals", json!({ "stations": [of(n)], "kinds": [word], "limit": 50 }));
    };
    // Once by each before either is measured: who comes first would pay for the disk, and both keep pages.
    numbers.iter().for_each(|station| bare_page(bare, (noun, *station, kind)));
    (0..stations.len()).for_each(page);
    let mut ours = each(200, page);
    let mut theirs = each(200, |n| bare_page(bare, (noun, numbers[n % numbers.len()], kind)));
    figures.push(seat.records, "first page of 50 filtered, ms", at(&mut ours, 0.5));
    let ratio = at(&mut ours, 0.5) / at(&mut theirs, 0.5);
    figures.push(seat.records, "first page of 50 filtered, with its count ÷ bare", ratio);
}

fn usual_kind(bare: &Connection, noun: i64) -> (i64, String) {
    let sql = "select i.kind, t.text from item i join term t on t.id = i.kind where i.noun = ?1
               group by i.kind order by count(*) desc limit 1";
    bare.query_row(sql, [noun], |r| Ok((r.get(0)?, r.get(1)?))).unwrap()
}

/// The number of a station; -1 where no row names it.
fn number(bare: &Connection, station: &serde_json::Value) -> i64 {
    let id: RecordId = station.as_str().unwrap().parse().unwrap();
    let sql = "select coalesce((select id from term where text = ?1), -1)";
    bare.query_row(sql, [id.0.simple().to_string()], |r| r.get(0)).unwrap()
}

fn bare_page(bare: &Connection, (noun, station, kind): (i64, i64, i64)) {
    let page = "select * from item indexed by item_station
                where noun = ?1 and station = ?2 and kind = ?3 and hidden = 0 order by id desc limit 50";
    let mut list = bare.prepare_cached(page).unwrap();
    let mut clocks = bare.prepare_cached("select flow, rule, due, state from clock where r = ?1").unwrap();
    let mut rows = list.query(params![noun, station, kind]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (id, _, _): (i64, String, String) =
            (row.get(0).unwrap(), row.get(11).unwrap(), row.get(13).unwrap());
        let mut found = clocks.query([id & i64::from(u32::MAX)]).unwrap();
        while let Some(clock) = found.next().unwrap() {
            let _: (String, Option<i64>) = (clock.get(0).unwrap(), clock.get(2).unwrap());
        }
    }
    let count = "select count(*) from item indexed by item_station
                 where noun = ?1 and station = ?2 and kind = ?3 and hidden = 0";
    let mut count = bare.prepare_cached(count).unwrap();
    let _: i64 = count.query_row(params![noun, station, kind], |r| r.get(0)).unwrap();
}
