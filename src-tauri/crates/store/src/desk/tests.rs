use std::fs;

use ledger::Op;
use rstest::rstest;
use tempfile::TempDir;

use super::migrate::{self, Step};
use super::{FILE, connect, mark};
use crate::kit::{KEY, act, case, desk, id};
use crate::{CardQuery, Desk, FileKey, Origin, StoreError};

fn error(opened: Result<Desk, StoreError>) -> StoreError {
    opened.err().expect("refused")
}

#[test]
fn one_desk_is_open_once() {
    let (dir, open) = desk();
    assert!(matches!(error(Desk::open(dir.path(), &KEY)), StoreError::OpenElsewhere));
    assert!(matches!(error(Desk::create(dir.path(), &KEY)), StoreError::OpenElsewhere));
    drop(open);
    assert!(matches!(error(Desk::create(dir.path(), &KEY)), StoreError::AlreadyThere));
    assert!(Desk::open(dir.path(), &KEY).is_ok());
}

#[test]
fn what_is_no_desk_is_named_so() {
    let dir = TempDir::new().unwrap();
    assert!(matches!(error(Desk::open(dir.path(), &KEY)), StoreError::NotADesk));
    let plain = rusqlite::Connection::open(dir.path().join(FILE)).unwrap();
    plain.execute_batch("create table t (a)").unwrap();
    drop(plain);
    assert!(matches!(error(Desk::open(dir.path(), &KEY)), StoreError::NotADesk));
}

/// Windows takes 260 characters of a path, unless it is told as it is on the disk; a person's own folders may lie deeper.
#[test]
fn a_desk_lies_in_a_folder_deeper_than_windows_takes_by_itself() {
    let around = TempDir::new().unwrap();
    let deeper = |at: std::path::PathBuf, _| at.join("联络站 papers of the second half of the year 2026");
    let dir = (0..6).fold(around.path().to_owned(), deeper);
    assert!(dir.to_str().unwrap().chars().count() > 260);
    let open = crate::kit::found(&dir);
    act(&open, id(1), case("一", "2026-03-01"));
    open.backup_to(&dir.join("copies"), "2026-03-02T10:00:00".parse().unwrap()).unwrap();
    assert!(open.free_space().unwrap() > 0);
    drop(open.compact().unwrap());
    let open = Desk::open(&dir, &KEY).unwrap();
    assert_eq!(open.read(|r| r.count(&CardQuery::of("case"))).unwrap(), 1);
    assert_eq!(open.origin().unwrap(), Origin::Same);
}

#[test]
fn a_wrong_key_is_told_from_a_damaged_file() {
    let (dir, open) = desk();
    drop(open);
    assert!(matches!(error(Desk::open(dir.path(), &FileKey([0; 32]))), StoreError::WrongKey));
    let file = dir.path().join(FILE);
    let mut bytes = fs::read(&file).unwrap();
    bytes[100] ^= 1;
    fs::write(&file, bytes).unwrap();
    assert!(matches!(error(Desk::open(dir.path(), &KEY)), StoreError::Damaged(_)));
    assert!(matches!(error(Desk::open(dir.path(), &FileKey([0; 32]))), StoreError::WrongKey));
}

/// Any page: either it is noticed, or it was not needed; a changed row is never shown.
#[test]
fn a_flipped_byte_is_never_shown_as_truth() {
    let (dir, open) = desk();
    for n in 0..30 {
        act(&open, id(n), case(&"水".repeat(300), "2026-03-01"));
    }
    open.close().unwrap();
    let file = dir.path().join(FILE);
    let whole = fs::read(&file).unwrap();
    let pages = whole.len() / 4096;
    let mut noticed = 0;
    for page in (1..pages).step_by(3) {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 2000] ^= 0x40;
        fs::write(&file, bytes).unwrap();
        let read = Desk::open(dir.path(), &KEY).and_then(|desk| {
            desk.read(|r| {
                (0..30)
                    .map(|n| Ok((r.record(id(n))?.is_some(), r.card(id(n))?)))
                    .collect::<Result<Vec<_>, StoreError>>()
            })
        });
        match read {
            Ok(rows) => assert!(rows.iter().all(
                |(there, card)| *there && card.as_ref().is_some_and(|c| c.card.title == "水".repeat(300))
            )),
            Err(StoreError::Damaged(_)) => noticed += 1,
            Err(other) => panic!("page {page}: {other:?}"),
        }
    }
    assert!(noticed > 5, "{noticed} of {pages}");
}

#[test]
fn nothing_lies_in_plain_text() {
    let (dir, open) = desk();
    act(&open, id(1), case("赵小红的手机号", "2026-03-01"));
    act(&open, id(2), vec![Op::set("name", "PlantedName"), Op::set("phone", "13800138000")]);
    // With the write-ahead log still beside the file, and after it is closed.
    for _ in 0..2 {
        let files = fs::read_dir(dir.path()).unwrap().map(|f| f.unwrap().path());
        // The lock is empty, and on Windows nobody may read what is locked.
        for file in files.filter(|p| p.is_file() && !p.ends_with("desk.lock")) {
            let bytes = fs::read(&file).unwrap();
            for planted in ["赵小红", "PlantedName", "13800138000", "case", "SQLite format"] {
                assert!(
                    !bytes.windows(planted.len()).any(|w| w == planted.as_bytes()),
                    "{planted} in {file:?}"
                );
            }
        }
        open.writer().query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())).unwrap();
    }
}

/// The last step this program knows.
fn newest() -> u32 {
    super::migrate::STEPS.last().unwrap().id
}

#[test]
fn a_newer_file_and_an_edited_step_are_refused() {
    let (dir, open) = desk();
    open.writer().execute("insert into migration values (99, 'later', x'00')", []).unwrap();
    drop(open);
    assert!(
        matches!(error(Desk::open(dir.path(), &KEY)), StoreError::Newer { file: 99, program } if program == newest())
    );
    let mut conn = connect::writer(&dir.path().join(FILE), &KEY).unwrap();
    conn.execute("delete from migration where id = 99", []).unwrap();
    let edited = [Step { id: 1, name: "0001_log", sql: "-- other" }];
    assert!(migrate::migrate(&mut conn, &edited, &dir.path().join("copy"), &KEY).is_err());
}

#[test]
fn steps_are_numbered_without_gap() {
    for (n, step) in (1..).zip(migrate::STEPS) {
        assert!(step.id == n && step.name.starts_with(&format!("{n:04}_")));
    }
    assert!(!migrate::projections().is_empty());
}

/// The same number was given twice: the mark beside the file fitted the older copy as well.
#[test]
fn an_older_file_copied_back_by_hand_asks_for_a_new_writer() {
    let (dir, open) = desk();
    act(&open, id(1), case("一", "2026-03-01"));
    drop(open);
    let older = fs::read(dir.path().join(FILE)).unwrap();
    let open = Desk::open(dir.path(), &KEY).unwrap();
    assert_eq!(open.origin().unwrap(), Origin::Same);
    act(&open, id(2), case("二", "2026-03-02"));
    drop(open);
    fs::write(dir.path().join(FILE), older).unwrap();
    let back = Desk::open(dir.path(), &KEY).unwrap();
    assert!(back.read(|r| r.card(id(2))).unwrap().is_none());
    assert_eq!(back.origin().unwrap(), Origin::Moved);
}

/// Not to be read for a moment, the mark counted as lost: the desk took itself for a copy and began a new writer, and a restore took
/// what people had worked in for a copy that nobody had used.
#[cfg(windows)]
#[test]
fn a_mark_that_a_scanner_holds_is_no_lost_mark() {
    use std::os::windows::fs::OpenOptionsExt;
    let (dir, open) = desk();
    let place = dir.path().join(mark::FILE);
    let alone = || fs::File::options().read(true).share_mode(0).open(&place).unwrap();
    let held = alone();
    assert!(matches!(open.origin(), Err(StoreError::Held)));
    assert!(matches!(mark::Mark::load(dir.path()), Err(StoreError::Held)));
    let soon = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(300));
        drop(held);
    });
    assert_eq!(open.origin().unwrap(), Origin::Same);
    soon.join().unwrap();
    drop(open);
    let _held = alone();
    assert!(matches!(error(Desk::open(dir.path(), &KEY)), StoreError::Held));
}

#[test]
fn a_copied_desk_asks_for_a_new_writer() {
    let (dir, open) = desk();
    assert_eq!(open.origin().unwrap(), Origin::Same);
    drop(open);
    let other = TempDir::new().unwrap();
    for file in [FILE, mark::FILE] {
        fs::copy(dir.path().join(file), other.path().join(file)).unwrap();
    }
    assert_eq!(Desk::open(other.path(), &KEY).unwrap().origin().unwrap(), Origin::Moved);
    assert_eq!(Desk::open(dir.path(), &KEY).unwrap().origin().unwrap(), Origin::Same);
    fs::remove_file(dir.path().join(mark::FILE)).unwrap();
    assert_eq!(Desk::open(dir.path(), &KEY).unwrap().origin().unwrap(), Origin::Moved);
    let fresh = TempDir::new().unwrap();
    assert_eq!(Desk::create(fresh.path(), &KEY).unwrap().origin().unwrap(), Origin::Fresh);
}

/// As `robocopy` copies, with the day the file was made: two desks would have given the same numbers.
#[cfg(windows)]
#[test]
fn a_copy_that_has_the_times_of_the_desk_asks_for_a_new_writer() {
    use std::os::windows::fs::FileTimesExt;
    let (dir, open) = desk();
    drop(open);
    let other = TempDir::new().unwrap();
    for file in [FILE, mark::FILE] {
        let (from, to) = (dir.path().join(file), other.path().join(file));
        fs::copy(&from, &to).unwrap();
        let about = fs::metadata(&from).unwrap();
        let made = fs::FileTimes::new().set_created(about.created().unwrap());
        let times = made.set_modified(about.modified().unwrap());
        fs::File::options().write(true).open(&to).unwrap().set_times(times).unwrap();
    }
    assert_eq!(Desk::open(other.path(), &KEY).unwrap().origin().unwrap(), Origin::Moved);
}

#[test]
fn a_full_disk_refuses_the_act_and_keeps_what_was_there() {
    let (_dir, desk) = desk();
    act(&desk, id(1), case("一", "2026-03-01"));
    let pages: i64 = desk.writer().query_row("pragma page_count", [], |r| r.get(0)).unwrap();
    desk.writer().query_row(&format!("pragma max_page_count = {}", pages + 2), [], |_| Ok(())).unwrap();
    let refused = desk.act(|tx| {
        (2..200)
            .try_for_each(|n| crate::kit::write(tx, id(n), case(&"水".repeat(500), "2026-03-01")).map(drop))
    });
    assert!(matches!(refused, Err(StoreError::DiskFull)), "{refused:?}");
    desk.writer().query_row("pragma max_page_count = 1000000", [], |_| Ok(())).unwrap();
    assert_eq!(desk.read(|r| r.count(&CardQuery::of("case"))).unwrap(), 1);
    act(&desk, id(2), case("二", "2026-03-01"));
}

#[rstest]
#[case(std::io::ErrorKind::ReadOnlyFilesystem)]
#[case(std::io::ErrorKind::PermissionDenied)]
fn a_read_only_medium_has_its_own_word(#[case] kind: std::io::ErrorKind) {
    assert!(matches!(StoreError::from(std::io::Error::from(kind)), StoreError::ReadOnly));
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let dir = TempDir::new().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o555)).unwrap();
    // The administrator of a machine may write anywhere: nothing to see then.
    if fs::write(dir.path().join("probe"), b"").is_err() {
        assert!(matches!(error(Desk::create(dir.path(), &KEY)), StoreError::ReadOnly));
    }
}

#[test]
fn readers_see_a_snapshot_while_somebody_writes() {
    let (_dir, desk) = desk();
    act(&desk, id(1), case("一", "2026-03-01"));
    desk.read(|r| {
        assert_eq!(r.count(&CardQuery::of("case"))?, 1);
        act(&desk, id(2), case("二", "2026-03-01"));
        assert_eq!(r.count(&CardQuery::of("case"))?, 1);
        Ok::<_, StoreError>(())
    })
    .unwrap();
    assert_eq!(desk.read(|r| r.count(&CardQuery::of("case"))).unwrap(), 2);
}

#[test]
fn many_readers_and_a_writer_work_at_once() {
    let (_dir, desk) = desk();
    std::thread::scope(|s| {
        for _ in 0..6 {
            s.spawn(|| {
                (0..30).for_each(|_| drop(desk.read(|r| r.cards(&CardQuery::of("case"), None, 50)).unwrap()))
            });
        }
        s.spawn(|| (0..30).for_each(|n| drop(act(&desk, id(n), case("一", "2026-03-01")))));
    });
    assert_eq!(desk.read(|r| r.count(&CardQuery::of("case"))).unwrap(), 30);
}

#[test]
fn a_panic_inside_an_act_leaves_the_desk_usable() {
    let (_dir, desk) = desk();
    let blown = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        desk.act(|tx| -> Result<(), StoreError> {
            crate::kit::write(tx, id(1), case("一", "2026-03-01"))?;
            panic!("a mistake of ours");
        })
    }));
    assert!(blown.is_err());
    assert!(desk.read(|r| r.record(id(1))).unwrap().is_none());
    act(&desk, id(1), case("一", "2026-03-01"));
}

/// A bug: after a panic in a batch every act was answered before it was on the disk, until the desk was opened again.
#[test]
fn a_panic_inside_a_batch_leaves_acts_that_wait_for_the_disk() {
    let (_dir, desk) = desk();
    let blown = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        desk.bulk(|tx| -> Result<(), StoreError> {
            crate::kit::write(tx, id(1), case("一", "2026-03-01"))?;
            panic!("a mistake of ours");
        })
    }));
    assert!(blown.is_err());
    let full: i64 = desk.writer().query_row("pragma synchronous", [], |r| r.get(0)).unwrap();
    assert_eq!((full, desk.read(|r| r.record(id(1))).unwrap().is_none()), (2, true));
}

#[test]
fn a_batch_is_the_same_work_as_single_acts() {
    let (_dir, desk) = desk();
    let records: Vec<_> = (0..50).map(id).collect();
    desk.bulk(|tx| {
        for record in &records {
            let entry = crate::kit::entry(tx, *record, case("一", "2026-03-01"));
            tx.append(&entry)?;
        }
        tx.refresh(&records, &crate::kit::project)
    })
    .unwrap();
    assert_eq!(desk.read(|r| r.count(&CardQuery::of("case"))).unwrap(), 50);
    let full: i64 = desk.writer().query_row("pragma synchronous", [], |r| r.get(0)).unwrap();
    assert_eq!(full, 2);
}

/// A batch waits for no disk; what is answered after it has to, and an act that wrote nothing waited for nothing.
#[test]
fn a_batch_is_on_the_disk_with_the_next_act_that_writes() {
    let (_dir, desk) = desk();
    act(&desk, id(1), case("一", "2026-03-01"));
    assert!(!desk.is_behind());
    desk.bulk(|tx| crate::kit::write(tx, id(2), case("二", "2026-03-01"))).unwrap();
    assert!(desk.is_behind());
    desk.act(|_| Ok::<_, StoreError>(())).unwrap();
    assert!(desk.is_behind());
    let refused = desk.act(|tx| -> Result<(), StoreError> {
        crate::kit::write(tx, id(3), case("三", "2026-03-01"))?;
        Err(StoreError::Busy)
    });
    assert!(refused.is_err() && desk.is_behind(), "what was taken back waited for nothing either");
    act(&desk, id(3), case("三", "2026-03-01"));
    assert!(!desk.is_behind());
}

#[test]
fn a_file_written_anew_is_read_as_before() {
    let (_dir, desk) = desk();
    (0..20).for_each(|n| drop(act(&desk, id(n), case("水", "2026-03-01"))));
    let before = desk.read(|r| Ok::<_, StoreError>(crate::shelf::dump(r))).unwrap();
    let desk = desk.compact().unwrap();
    assert_eq!(desk.read(|r| Ok::<_, StoreError>(crate::shelf::dump(r))).unwrap(), before);
    assert_eq!(desk.origin().unwrap(), Origin::Same);
    act(&desk, id(1), case("水", "2026-03-02"));
}

#[test]
fn a_reader_may_ask_for_another() {
    let (_dir, desk) = desk();
    let deep = |n: u32| -> u32 {
        fn ask(desk: &Desk, n: u32) -> u32 {
            if n == 0 { 0 } else { desk.read(|_| Ok::<_, StoreError>(1 + ask(desk, n - 1))).unwrap() }
        }
        ask(&desk, n)
    };
    assert_eq!(deep(8), 8);
}

#[cfg(unix)]
#[test]
fn the_files_are_for_their_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, _desk) = desk();
    let mode = fs::metadata(dir.path().join(FILE)).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0);
}
