//! The bare engine: a keyed file of its own with the same schema, given the same rows.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use store::FileKey;

/// Every table that an import fills, parents first.
const TABLES: [&str; 11] =
    ["entry", "body", "deed", "head", "item", "item_flag", "clock", "link", "hash", "tally", "word"];

pub fn open(file: &Path, key: &FileKey) -> Connection {
    let conn = Connection::open(file).expect("opens");
    conn.execute_batch(&format!("pragma key = \"{}\"; pragma temp_store = memory;", *key.as_pragma()))
        .expect("keyed");
    conn.query_row("pragma journal_mode = wal", [], |_| Ok(())).expect("wal");
    conn.execute_batch("pragma synchronous = normal; pragma secure_delete = on; pragma cache_size = -16384;")
        .expect("set");
    conn.set_prepared_statement_cache_capacity(64);
    // The bare engine at its best: no compiling again.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).expect("set");
    conn
}

pub fn fresh(file: &Path, key: &FileKey) -> Connection {
    let conn = open(file, key);
    conn.execute_batch(include_str!("../../migrations/0001_log.sql")).expect("log");
    conn.execute_batch(include_str!("../../migrations/0004_projections.sql")).expect("projections");
    conn
}

/// Rows of one import batch, by table.
pub type Rows = Vec<(&'static str, Vec<Vec<Value>>)>;

/// What the desk's file holds of entries in this range and of the records they began.
pub fn rows(desk: &Connection, from: i64, to: i64) -> Rows {
    TABLES.iter().map(|table| (*table, read(desk, table, from, to))).collect()
}

fn read(desk: &Connection, table: &str, from: i64, to: i64) -> Vec<Vec<Value>> {
    let sql = match table {
        "entry" | "body" | "deed" => format!("select * from {table} where n > {from} and n <= {to}"),
        "head" => {
            format!(
                "select h.* from entry e join head h on h.rec = e.rec and h.id = e.id where e.n > {from} and e.n <= {to}"
            )
        }
        "item" => format!(
            "select i.* from entry e join item i on i.rec = e.rec where e.n > {from} and e.n <= {to} and (i.id & 4294967295) = e.n order by i.id"
        ),
        "item_flag" => format!(
            "select f.* from entry e join item i on i.rec = e.rec join item_flag f on f.item = i.id where e.n > {from} and e.n <= {to} and (i.id & 4294967295) = e.n"
        ),
        "word" => format!(
            "select w.rowid, w.tokens from entry e join item i on i.rec = e.rec join word w on w.rowid = i.id where e.n > {from} and e.n <= {to} and (i.id & 4294967295) = e.n order by w.rowid"
        ),
        _ => format!("select * from {table} where r > {from} and r <= {to}"),
    };
    let mut list = desk.prepare(&sql).expect(table);
    let n = list.column_count();
    let rows =
        list.query_map([], |r| (0..n).map(|i| r.get(i)).collect::<Result<Vec<Value>, _>>()).expect(table);
    rows.collect::<Result<_, _>>().expect(table)
}

/// One transaction, as dear as it must be.
pub fn insert(conn: &mut Connection, rows: &Rows) {
    let tx = conn.transaction().expect("begins");
    for (table, rows) in rows {
        let Some(first) = rows.first() else { continue };
        let places = vec!["?"; first.len()].join(", ");
        let columns = if *table == "word" { "(rowid, tokens)" } else { "" };
        let mut put =
            tx.prepare_cached(&format!("insert into {table} {columns} values ({places})")).expect(table);
        for row in rows {
            put.execute(params_from_iter(row)).expect(table);
        }
    }
    tx.commit().expect("commits");
}

/// Streams, writers and words that the rows refer to.
pub fn dictionaries(desk: &Connection, conn: &Connection) {
    for table in ["stream", "writer", "term"] {
        let mut list = desk.prepare(&format!("select * from {table}")).expect(table);
        let rows = list.query_map([], |r| Ok((r.get::<_, Value>(0)?, r.get::<_, Value>(1)?))).expect(table);
        for row in rows {
            conn.execute(&format!("insert or ignore into {table} values (?1, ?2)"), row.expect(table))
                .expect(table);
        }
    }
}

/// The number that stands for a word in the rows.
pub fn term(bare: &Connection, text: &str) -> i64 {
    bare.query_row("select id from term where text = ?1", [text], |r| r.get(0)).expect("a word")
}

/// The newest fifty rows that hold a text, by the index in its own order.
pub fn search(bare: &Connection, text: &str) {
    let phrase = text.chars().map(String::from).collect::<Vec<_>>().join(" ");
    let sql = "select rowid from word where word match ?1 order by rowid desc limit 50";
    let mut list = bare.prepare_cached(sql).expect("prepares");
    let rows = list.query_map([format!("\"{phrase}\"")], |r| r.get::<_, i64>(0)).expect("rows");
    let ids: Vec<i64> = rows.map(Result::unwrap).collect();
    let mut item = bare.prepare_cached("select * from item where id = ?1").expect("prepares");
    for id in ids {
        let _: String = item.query_row([id], |r| r.get(11)).expect("an item");
    }
}

/// How many rows of a noun are of a kind, counted on a covering index.
pub fn count(bare: &Connection, noun: i64, kind: i64) {
    let sql = "select count(*) from item indexed by item_all where noun = ?1 and kind = ?2 and hidden = 0";
    let _: i64 =
        bare.prepare_cached(sql).expect("prepares").query_row([noun, kind], |r| r.get(0)).expect("a count");
}
