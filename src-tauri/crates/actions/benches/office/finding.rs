//! The box that finds everything, typed into with two to four characters that stand in the desk's own titles.

use rusqlite::Connection;
use serde_json::json;

use crate::figure::{Figures, at, each};
use crate::raw;
use crate::seat::Seat;

const TEXTS: usize = 40;
const TIMES: usize = 240;

pub fn searches(seat: &Seat, figures: &mut Figures) {
    let bare = seat.bare();
    let typed = typed(&bare);
    let text = |n: usize| typed[n % typed.len()].as_str();
    let ours = |text: &str| drop(seat.ok("find", json!({ "text": text })));
    // Once by each before either is measured: who comes first would pay for the disk, and both keep pages.
    typed.iter().for_each(|text| raw::search(&bare, text));
    typed.iter().for_each(|text| ours(text));
    let mut ours = each(TIMES, |n| ours(text(n)));
    let mut theirs = each(TIMES, |n| raw::search(&bare, text(n)));
    figures.push(seat.records, "search p50, ms", at(&mut ours, 0.5));
    figures.push(seat.records, "search p95, ms", at(&mut ours, 0.95));
    figures.push(seat.records, "bare FTS5 in row order p95, ms", at(&mut theirs, 0.95));
    figures.push(
        seat.records,
        "search p95 ÷ bare FTS5 in row order",
        at(&mut ours, 0.95) / at(&mut theirs, 0.95),
    );
}

/// Two, three and four characters out of titles from all over the desk, and one text that nothing holds.
pub fn typed(bare: &Connection) -> Vec<String> {
    let sql = "select title from item where id > 4294967295 and length(title) > 8
               and (id & 4294967295) % 97 < 40 order by id & 65535, id limit ?1";
    let mut list = bare.prepare(sql).unwrap();
    let titles = list.query_map([TEXTS], |r| r.get::<_, String>(0)).unwrap();
    let cut = |(n, title): (usize, String)| -> String {
        let signs: Vec<char> = title.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
        signs.into_iter().skip(n % 3).take(2 + n % 3).collect()
    };
    let mut texts: Vec<String> = titles.map(Result::unwrap).enumerate().map(cut).collect();
    texts.retain(|text| text.chars().count() >= 2);
    texts.push("不存在".into());
    texts
}
