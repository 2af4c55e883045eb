//! Everything that is projected, as text to compare.

use crate::Reader;

/// In words and not in numbers that depend on who came first.
pub fn dump(reader: &Reader<'_>) -> Vec<String> {
    let tables = [
        include_str!("dump_items.sql"),
        "select f.item, t.text from item_flag f join term t on t.id = f.flag order by 1, 2",
        "select * from clock order by r, k",
        "select r, kind, hex(target) from link order by 1, 2, 3",
        "select hex(hash), r from hash order by 1, 2",
        "select * from tally order by r, k",
        "select * from item_sum order by 1, 2, 3, 4, 5",
        "select * from tally_day order by 1, 2, 3, 4",
        "select * from tally_month order by 1, 2, 3, 4",
        "select * from once_day order by 1, 2, 3, 4, 5, 6",
        "select * from once_month order by 1, 2, 3, 4, 5, 6",
        "select * from once_pair order by 1, 2, 3, 4, 5, 6, 7",
        "select rowid, tokens from word order by rowid",
        "select rowid, tokens from word_undated order by rowid",
    ];
    tables.iter().flat_map(|sql| rows(reader, sql)).collect()
}

fn rows(reader: &Reader<'_>, sql: &str) -> Vec<String> {
    let mut list = reader.conn.prepare(sql).unwrap();
    let n = list.column_count();
    let read = |r: &rusqlite::Row<'_>| {
        (0..n)
            .map(|i| r.get::<_, rusqlite::types::Value>(i).map(|v| format!("{v:?}")))
            .collect::<Result<Vec<_>, _>>()
    };
    let found: Vec<Vec<String>> = list.query_map([], read).unwrap().collect::<Result<_, _>>().unwrap();
    found
        .into_iter()
        .map(|row| format!("{}: {}", &sql[sql.find("from").unwrap()..][..16], row.join("|")))
        .collect()
}
