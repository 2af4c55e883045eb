//! A file that a newer program opens: all of its new schema or none of it, a copy of what it was, and lists that are made
//! anew. Bad days among them: a step that fails, a disk that is full, a program that is ended in between.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;

use super::migrate::{self, STEPS, Step};
use super::open::BEFORE_UPGRADE;
use super::{FILE, connect, traits};
use crate::backup::before_upgrade;
use crate::kit::{self, KEY, act, case, desk, id};
use crate::{CardQuery, Desk, FileKey, StoreError};

/// This program's steps and one more.
fn and(sql: &'static str) -> Vec<Step> {
    let known = STEPS.iter().map(|s| Step { id: s.id, name: s.name, sql: s.sql });
    known.chain([Step { id: newest() + 1, name: "later", sql }]).collect()
}

fn newest() -> u32 {
    STEPS.last().unwrap().id
}

fn schema(conn: &Connection) -> Vec<String> {
    let mut list = conn.prepare("select sql from sqlite_schema where sql is not null order by name").unwrap();
    list.query_map([], |r| r.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// What must be as it was after an upgrade that came to nothing: schema, step; how many entries, bodies, lines of lists.
fn state(conn: &Connection) -> (Vec<String>, u32, [i64; 3]) {
    let step = conn.query_row("select max(id) from migration", [], |r| r.get(0)).unwrap();
    let rows = ["entry", "body", "item"]
        .map(|table| conn.query_row(&format!("select count(*) from {table}"), [], |r| r.get(0)).unwrap());
    (schema(conn), step, rows)
}

/// A desk with two cases, closed.
fn closed() -> TempDir {
    let (dir, open) = desk();
    act(&open, id(1), case("一", "2026-03-01"));
    act(&open, id(2), case("二", "2026-03-02"));
    open.close().unwrap();
    dir
}

fn upgrade(conn: &mut Connection, steps: &[Step], dir: &Path) -> Result<(), StoreError> {
    migrate::migrate(conn, steps, &dir.join(BEFORE_UPGRADE), &KEY)
}

fn opens_with_both(dir: &Path) {
    let open = Desk::open(dir, &KEY).unwrap();
    assert_eq!(open.read(|r| r.count(&CardQuery::of("case"))).unwrap(), 2);
    act(&open, id(3), case("三", "2026-03-03"));
    assert_eq!(open.read(|r| r.count(&CardQuery::of("case"))).unwrap(), 3);
}

fn copy_is_whole(dir: &Path) {
    let copy = connect::reader(&dir.join(BEFORE_UPGRADE), &KEY).unwrap();
    let (_, step, [entries, _, items]) = state(&copy);
    assert_eq!((step, items), (newest(), 2));
    let left = before_upgrade(dir).unwrap();
    assert_eq!((left.file, left.n_entries), (dir.join(BEFORE_UPGRADE), u64::try_from(entries).unwrap()));
    assert!(!dir.join(format!("{BEFORE_UPGRADE}.new")).exists());
}

#[test]
fn an_upgraded_file_is_as_a_fresh_one_and_a_copy_was_made_first() {
    let dir = TempDir::new().unwrap();
    let copy = dir.path().join(BEFORE_UPGRADE);
    let mut stepwise = connect::fresh(&dir.path().join("a.db"), &KEY).unwrap();
    let mut at_once = connect::fresh(&dir.path().join("b.db"), &KEY).unwrap();
    upgrade(&mut stepwise, &STEPS[..1], dir.path()).unwrap();
    assert!(!copy.exists());
    upgrade(&mut stepwise, STEPS, dir.path()).unwrap();
    assert!(copy.exists());
    upgrade(&mut at_once, STEPS, dir.path()).unwrap();
    assert_eq!(schema(&stepwise), schema(&at_once));
    assert!(!fs::read(&copy).unwrap().starts_with(b"SQLite"));
    assert!(connect::reader(&copy, &KEY).is_ok() && connect::reader(&copy, &FileKey([0; 32])).is_err());
}

/// The file said only after the commit that its lists are empty: ended in between, they stayed empty for good.
#[test]
fn an_upgrade_that_was_killed_after_its_commit_still_asks_for_a_rebuild() {
    let dir = TempDir::new().unwrap();
    let mut conn = connect::fresh(&dir.path().join(FILE), &KEY).unwrap();
    upgrade(&mut conn, &STEPS[..1], dir.path()).unwrap();
    traits::set(&conn, "hash_key", &[9; 32]).unwrap();
    upgrade(&mut conn, STEPS, dir.path()).unwrap();
    drop(conn);
    assert!(Desk::open(dir.path(), &KEY).unwrap().is_stale().unwrap());
    let fresh = TempDir::new().unwrap();
    assert!(!Desk::create(fresh.path(), &KEY).unwrap().is_stale().unwrap(), "nothing was in it yet");
}

/// Numbers of undone registrations had no rows, and notes no words, until the lists were made anew for another reason.
#[test]
fn a_log_whose_lists_an_older_program_made_asks_for_them_anew() {
    let dir = closed();
    let mut conn = connect::writer(&dir.path().join(FILE), &KEY).unwrap();
    conn.execute("delete from migration where id > ?1", [migrate::PROJECTIONS]).unwrap();
    upgrade(&mut conn, STEPS, dir.path()).unwrap();
    drop(conn);
    assert!(Desk::open(dir.path(), &KEY).unwrap().is_stale().unwrap());
}

/// Made anew they say what today's program says of the log, whatever the one before left there.
#[test]
fn lists_of_the_format_before_wait_for_a_rebuild_and_are_as_fresh_ones_then() {
    let dir = closed();
    let mut conn = connect::writer(&dir.path().join(FILE), &KEY).unwrap();
    let before = schema(&conn);
    let older = STEPS.iter().rfind(|s| s.id < migrate::PROJECTIONS && s.name.ends_with("_projections"));
    conn.execute_batch(older.unwrap().sql).unwrap();
    assert_ne!(schema(&conn), before);
    conn.execute("delete from migration where id >= ?1", [migrate::PROJECTIONS]).unwrap();
    upgrade(&mut conn, STEPS, dir.path()).unwrap();
    assert_eq!(schema(&conn), before);
    drop(conn);
    let open = Desk::open(dir.path(), &KEY).unwrap();
    assert!(open.is_stale().unwrap());
    open.rebuild(&kit::project, &mut |_| {}).unwrap();
    assert!(!open.is_stale().unwrap());
    open.close().unwrap();
    opens_with_both(dir.path());
}

#[test]
fn a_step_that_fails_leaves_schema_rows_and_version_as_they_were() {
    let dir = closed();
    let mut conn = connect::writer(&dir.path().join(FILE), &KEY).unwrap();
    let before = state(&conn);
    let bad = and("create table later (a text) strict; delete from body; insert into nowhere values (1);");
    assert!(upgrade(&mut conn, &bad, dir.path()).is_err());
    assert_eq!(state(&conn), before);
    drop(conn);
    copy_is_whole(dir.path());
    opens_with_both(dir.path());
}

#[test]
fn a_disk_that_fills_up_in_the_middle_of_an_upgrade_leaves_the_old_state_and_says_so() {
    let dir = closed();
    let mut conn = connect::writer(&dir.path().join(FILE), &KEY).unwrap();
    let before = state(&conn);
    let pages: i64 = conn.query_row("pragma page_count", [], |r| r.get(0)).unwrap();
    conn.query_row(&format!("pragma max_page_count = {}", pages + 2), [], |_| Ok(())).unwrap();
    let large = and("create table later (a blob) strict;
        with recursive n(i) as (select 1 union all select i + 1 from n where i < 200)
        insert into later select randomblob(4000) from n;");
    let refused = upgrade(&mut conn, &large, dir.path());
    assert!(matches!(refused, Err(StoreError::DiskFull)), "{refused:?}");
    assert_eq!(state(&conn), before);
    drop(conn);
    copy_is_whole(dir.path());
    opens_with_both(dir.path());
}

/// The copy of the upgrade before was deleted first, and half of the new one stayed.
#[test]
fn a_copy_that_cannot_be_made_stops_the_upgrade_and_leaves_the_copy_before_it() {
    let dir = closed();
    fs::write(dir.path().join(BEFORE_UPGRADE), "of the last upgrade").unwrap();
    let blocked = dir.path().join(format!("{BEFORE_UPGRADE}.new"));
    fs::create_dir(&blocked).unwrap();
    let mut conn = connect::writer(&dir.path().join(FILE), &KEY).unwrap();
    let before = state(&conn);
    let steps = and("create table later (a text) strict;");
    assert!(upgrade(&mut conn, &steps, dir.path()).is_err());
    assert_eq!(state(&conn), before);
    assert_eq!(fs::read(dir.path().join(BEFORE_UPGRADE)).unwrap(), b"of the last upgrade");
    // What an upgrade that was cut off has left is in nobody's way.
    fs::remove_dir(&blocked).unwrap();
    fs::write(&blocked, "half").unwrap();
    upgrade(&mut conn, &steps, dir.path()).unwrap();
    assert_eq!(state(&conn).1, newest() + 1);
    copy_is_whole(dir.path());
}

#[cfg(unix)]
#[test]
fn the_copy_is_for_its_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = closed();
    let mut conn = connect::writer(&dir.path().join(FILE), &KEY).unwrap();
    upgrade(&mut conn, &and("create table later (a text) strict;"), dir.path()).unwrap();
    let mode = fs::metadata(dir.path().join(BEFORE_UPGRADE)).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0);
}
