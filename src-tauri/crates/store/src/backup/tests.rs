use std::fs;
use std::path::Path;

use chrono::NaiveDateTime;
use rstest::rstest;
use tempfile::TempDir;

use super::{Keep, Trial, before_upgrade, check, copies, drop_before_upgrade, restore_from, thin, to_drop};
use crate::blobs::path;
use crate::keys::{Cost, Login, Slots};
use crate::kit::{KEY, act, blob, case, desk, id};
use crate::{CardQuery, Desk, FileKey, Origin, PenState, StoreError};

fn at(text: &str) -> NaiveDateTime {
    format!("{text}:00").parse().unwrap()
}

#[test]
fn a_copy_is_whole_and_holds_what_was_there() {
    let (_dir, desk) = desk();
    let put = desk.put_blob(&mut &b"scan"[..]).unwrap();
    act(&desk, id(1), [case("绝密甲乙丙", "2026-03-01"), vec![blob(&put)]].concat());
    let to = TempDir::new().unwrap();
    let copy = desk.backup_to(to.path(), at("2026-03-02T10:00")).unwrap();
    assert_eq!(check(&copy.dir, &KEY).unwrap(), copy.n_entries);
    assert_eq!(desk.check().unwrap(), copy.n_entries);
    assert_eq!(copies(to.path()).unwrap(), vec![copy.clone()]);
    assert!(matches!(check(&copy.dir, &FileKey([0; 32])), Err(StoreError::WrongKey)));
    let bytes = fs::read(copy.dir.join("desk.db")).unwrap();
    assert!(!bytes.windows(9).any(|w| w == "绝密甲".as_bytes()));
    assert!(!bytes.starts_with(b"SQLite format 3"));
    // Work goes on, and the copy stays what it was.
    act(&desk, id(2), case("二", "2026-03-03"));
    assert_eq!(check(&copy.dir, &KEY).unwrap(), copy.n_entries);
}

/// A bug: of two copies within one second the later was a mistake of the program, and the act that it was to go before was not done.
#[test]
fn two_copies_within_one_second_have_a_name_each() {
    let (_dir, desk) = desk();
    let to = TempDir::new().unwrap();
    let first = desk.backup_to(to.path(), at("2026-03-02T10:00")).unwrap();
    let second = desk.backup_to(to.path(), first.made_at).unwrap();
    assert_eq!(second.made_at - first.made_at, chrono::TimeDelta::seconds(1));
    assert_eq!(copies(to.path()).unwrap(), vec![second, first]);
}

/// A bug: what a copy had written before the disk was full stayed there for good, under a name that nobody lists.
#[test]
fn a_copy_that_fails_or_was_cut_off_leaves_nothing_behind() {
    let (_dir, desk) = desk();
    let put = desk.put_blob(&mut &b"scan"[..]).unwrap();
    act(&desk, id(1), [case("一", "2026-03-01"), vec![blob(&put)]].concat());
    let to = TempDir::new().unwrap();
    fs::write(to.path().join("blobs"), b"no folder").unwrap();
    let names = || {
        let found = fs::read_dir(to.path()).unwrap();
        found.map(|one| one.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
    };
    desk.backup_to(to.path(), at("2026-03-02T10:00")).unwrap_err();
    assert_eq!(names(), ["blobs"]);
    fs::remove_file(to.path().join("blobs")).unwrap();
    // What a program that was ended left of this desk goes with the next copy; another desk's is not its own.
    let own = desk.own_copies(to.path()).unwrap();
    assert!(own.is_empty());
    let copy = desk.backup_to(to.path(), at("2026-03-02T11:00")).unwrap();
    let begun = to.path().join(format!("{}.making", &copy.desk[..copy.desk.len().min(16)]));
    for left in [&begun, &to.path().join("0123456789abcdef.making")] {
        fs::create_dir(left).unwrap();
    }
    desk.backup_to(to.path(), at("2026-03-02T12:00")).unwrap();
    assert!(!begun.exists() && to.path().join("0123456789abcdef.making").exists());
}

#[test]
fn a_copy_is_tried_and_leaves_nothing_behind() {
    let (_dir, desk) = desk();
    let put = desk.put_blob(&mut &b"scan"[..]).unwrap();
    act(&desk, id(1), [case("一", "2026-03-01"), vec![blob(&put)]].concat());
    let to = TempDir::new().unwrap();
    let copy = desk.backup_to(to.path(), at("2026-03-02T10:00")).unwrap();
    act(&desk, id(2), case("二", "2026-03-03"));
    let whole = Trial { n_entries: copy.n_entries, n_unknown: 0, n_files: 1, n_files_missing: 0 };
    assert_eq!(desk.try_copy(&copy.dir).unwrap(), whole);
    // The copies' shared attachments went astray: the desk could not come back whole.
    fs::remove_dir_all(to.path().join("blobs")).unwrap();
    assert_eq!(desk.try_copy(&copy.dir).unwrap(), Trial { n_files_missing: 1, ..whole });
    // What a killed look left is cleared away by the next.
    fs::create_dir(desk.dir().join("desk.trial")).unwrap();
    fs::write(desk.dir().join("desk.trial/desk.db"), b"half").unwrap();
    assert_eq!(desk.try_copy(&copy.dir).unwrap().n_entries, copy.n_entries);
    assert!(!desk.dir().join("desk.trial").exists());
}

fn flipped(file: &Path, at: usize) {
    let mut bytes = fs::read(file).unwrap();
    bytes[at] ^= 1;
    fs::write(file, bytes).unwrap();
}

/// Only the database was looked at: an attachment, or the keys without which nobody opens the copy, could be spoilt unseen.
#[test]
fn a_spoilt_attachment_or_key_of_a_copy_is_found() {
    let (dir, desk) = desk();
    let mut slots = Slots::create(dir.path(), Cost::BARE).unwrap();
    let login = Login { name: "王敏", password: "p" };
    slots.add(&KEY, ledger::AccountId::from_bytes([1; 16]), login).unwrap();
    let put = desk.put_blob(&mut &b"scan"[..]).unwrap();
    act(&desk, id(1), [case("一", "2026-03-01"), vec![blob(&put)]].concat());
    let to = TempDir::new().unwrap();
    let copy = desk.backup_to(to.path(), at("2026-03-02T10:00")).unwrap();
    let tried = || desk.try_copy(&copy.dir);
    assert_eq!(tried().unwrap().n_files_missing, 0);
    let (scan, own) = (path(to.path(), &put.address), path(desk.dir(), &put.address));
    flipped(&scan, 0);
    assert!(matches!(tried(), Err(StoreError::Damaged(_))));
    // Spoilt here, too: another copy, on another disk, would be no better.
    flipped(&own, 0);
    assert_eq!(tried().unwrap().n_files_missing, 0);
    let keys = copy.dir.join("slots.json");
    let text = fs::read_to_string(&keys).unwrap();
    let digit = text.find("\"seal_public\": \"").unwrap() + "\"seal_public\": \"".len();
    flipped(&keys, digit);
    assert!(matches!(tried(), Err(StoreError::Damaged(_))));
    fs::write(&keys, &text[..text.len() / 2]).unwrap();
    assert!(matches!(tried(), Err(StoreError::Damaged(_))));
    fs::remove_file(&keys).unwrap();
    assert!(matches!(tried(), Err(StoreError::Missing(_))));
    fs::write(&keys, text).unwrap();
    assert!(tried().is_ok());
}

#[test]
fn a_copy_of_another_desk_and_a_damaged_one_are_told_apart() {
    let ((_a, mine), (_b, other)) = (desk(), desk());
    for n in 0..40 {
        act(&other, id(n), case(&"水".repeat(200), "2026-03-01"));
    }
    let to = TempDir::new().unwrap();
    let copy = other.backup_to(to.path(), at("2026-03-02T10:00")).unwrap();
    let tried = mine.try_copy(&copy.dir).unwrap();
    assert!(tried.n_unknown >= 40 && tried.n_unknown <= tried.n_entries, "{tried:?}");
    let file = copy.dir.join("desk.db");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    assert!(matches!(mine.try_copy(&copy.dir), Err(StoreError::Damaged(_))));
    fs::remove_file(file).unwrap();
    assert!(matches!(mine.try_copy(&copy.dir), Err(StoreError::Missing(_))));
    assert!(!mine.dir().join("desk.trial").exists());
}

#[test]
fn a_damaged_copy_is_found() {
    let (_dir, desk) = desk();
    for n in 0..40 {
        act(&desk, id(n), case(&"水".repeat(200), "2026-03-01"));
    }
    let to = TempDir::new().unwrap();
    let copy = desk.backup_to(to.path(), at("2026-03-02T10:00")).unwrap();
    let file = copy.dir.join("desk.db");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    assert!(matches!(check(&copy.dir, &KEY), Err(StoreError::Damaged(_))));
    assert!(restore_from(&copy.dir, TempDir::new().unwrap().path(), &KEY).is_err());
    fs::remove_file(file).unwrap();
    assert!(matches!(check(&copy.dir, &KEY), Err(StoreError::Missing(_))));
}

#[test]
fn a_restored_desk_asks_for_a_new_writer() {
    let (dir, desk) = desk();
    let mut slots = Slots::create(dir.path(), Cost::BARE).unwrap();
    let login = Login { name: "王敏", password: "p" };
    slots.add(&KEY, ledger::AccountId::from_bytes([1; 16]), login).unwrap();
    let put = desk.put_blob(&mut &b"scan"[..]).unwrap();
    let entry = act(&desk, id(1), case("一", "2026-03-01"));
    desk.act(|tx| tx.keep_blob(entry.id, &put.address)).unwrap();
    let to = TempDir::new().unwrap();
    let copy = desk.backup_to(to.path(), at("2026-03-02T10:00")).unwrap();
    act(&desk, id(2), case("二", "2026-03-03"));
    assert!(matches!(restore_from(&copy.dir, dir.path(), &KEY), Err(StoreError::OpenElsewhere)));
    drop(desk);
    assert_eq!(restore_from(&copy.dir, dir.path(), &KEY).unwrap(), copy.n_entries);
    let desk = Desk::open(dir.path(), &KEY).unwrap();
    assert_eq!(desk.origin().unwrap(), Origin::Moved);
    assert!(desk.read(|r| r.card(id(1))).unwrap().is_some());
    assert!(desk.read(|r| r.card(id(2))).unwrap().is_none());
    assert!(desk.has_blob(&put.address));
    desk.adopt().unwrap();
    assert_eq!(desk.origin().unwrap(), Origin::Same);
    // What was there lies beside, and still opens.
    assert!(dir.path().join("desk.before-restore.db").is_file());
    assert_eq!(desk.sweep_blobs("file/").unwrap(), 0);
    // On a new machine the copy is all there is.
    let elsewhere = TempDir::new().unwrap();
    restore_from(&copy.dir, elsewhere.path(), &KEY).unwrap();
    let key = Slots::load(elsewhere.path()).unwrap().unlock(login, 1).unwrap().file_keys;
    let (moved, _) = Desk::open_any(elsewhere.path(), &key.keys).unwrap();
    assert_eq!(moved.origin().unwrap(), Origin::Moved);
    assert!(moved.has_blob(&put.address));
}

#[rstest]
#[case::nothing(&[], &[])]
#[case::one(&["2026-03-01T10:00"], &[])]
#[case::two_of_a_day(&["2026-03-01T10:00", "2026-03-01T18:00"], &["2026-03-01T10:00"])]
#[case::an_old_week_keeps_its_last(
    &["2026-03-09T10:00", "2026-03-03T10:00", "2026-03-02T10:00"],
    &["2026-03-02T10:00"],
)]
#[case::months_keep_their_last(
    &["2026-03-09T10:00", "2026-02-10T10:00", "2026-01-20T10:00", "2026-01-10T10:00", "2025-12-01T10:00"],
    &["2026-01-10T10:00", "2025-12-01T10:00"],
)]
#[case::a_week_runs_over_new_year(
    &["2026-01-04T10:00", "2025-12-31T10:00", "2025-12-29T10:00", "2025-12-28T10:00"],
    &["2025-12-29T10:00"],
)]
#[case::the_same_time_told_twice(&["2026-03-01T10:00", "2026-03-01T10:00"], &[])]
#[case::in_any_order(&["2026-03-01T10:00", "2026-03-01T18:00", "2026-03-01T12:00"], &["2026-03-01T12:00", "2026-03-01T10:00"])]
#[case::a_month_without_a_copy_is_no_month(
    &["2026-06-15T10:00", "2026-03-15T10:00", "2026-01-15T10:00", "2025-11-15T10:00"],
    &["2025-11-15T10:00"],
)]
fn copies_are_thinned_by_age(#[case] made: &[&str], #[case] gone: &[&str]) {
    let keep = Keep { days: 1, weeks: 2, months: 3 };
    let made: Vec<_> = made.iter().map(|t| at(t)).collect();
    let gone: Vec<_> = gone.iter().map(|t| at(t)).collect();
    assert_eq!(to_drop(&made, keep), gone);
}

#[test]
fn the_newest_copy_always_stays() {
    let none = Keep { days: 0, weeks: 0, months: 0 };
    let made = [at("2026-03-01T10:00"), at("2026-03-02T10:00")];
    assert_eq!(to_drop(&made, none), vec![made[0]]);
}

#[test]
fn a_year_of_daily_copies_leaves_a_handful() {
    let start = at("2025-01-01T12:00");
    let made: Vec<_> = (0..365).map(|d| start + chrono::Days::new(d)).collect();
    let kept = made.len() - to_drop(&made, Keep::default()).len();
    assert!((20..=24).contains(&kept), "{kept}");
}

#[test]
fn thinning_deletes_what_it_names() {
    let (_dir, desk) = desk();
    let to = TempDir::new().unwrap();
    for time in ["2026-03-01T10:00", "2026-03-01T18:00", "2026-03-02T10:00"] {
        desk.backup_to(to.path(), at(time)).unwrap();
    }
    fs::create_dir(to.path().join("gonglian-20260301-090000.making")).unwrap();
    let gone = thin(copies(to.path()).unwrap(), Keep::default()).unwrap();
    assert_eq!(gone.iter().map(|c| c.made_at).collect::<Vec<_>>(), vec![at("2026-03-01T10:00")]);
    assert_eq!(copies(to.path()).unwrap().len(), 2);
    assert!(copies(&to.path().join("nowhere")).unwrap().is_empty());
}

/// A bug: two desks with one stick thinned each other's copies, and each took the other's for its own newest.
#[test]
fn of_two_desks_with_one_stick_neither_takes_the_others_copy_for_its_own() {
    let ((_here, desk), (_there, other)) = (desk(), desk());
    let pen = other.read(|r| r.pen()).unwrap().unwrap();
    other.act(|tx| tx.save_pen(&PenState { desk_key: [23; 32].into(), ..pen })).unwrap();
    let to = TempDir::new().unwrap();
    for (desk, time) in [(&desk, "2026-03-01T10:00"), (&other, "2026-03-01T18:00")] {
        desk.backup_to(to.path(), at(time)).unwrap();
    }
    let own = |desk: &Desk| desk.own_copies(to.path()).unwrap().iter().map(|c| c.made_at).collect::<Vec<_>>();
    assert_eq!((own(&desk), own(&other)), (vec![at("2026-03-01T10:00")], vec![at("2026-03-01T18:00")]));
    assert!(thin(desk.own_copies(to.path()).unwrap(), Keep::default()).unwrap().is_empty());
    assert_eq!(copies(to.path()).unwrap().len(), 2, "whoever takes one back chooses among all");
}

/// A bug: of a copy that another program had open the manifest went first: it was listed no more, and never deleted.
#[test]
fn what_is_left_of_a_copy_that_went_is_no_copy_and_goes_with_the_next() {
    let (_dir, desk) = desk();
    let to = TempDir::new().unwrap();
    let old = desk.backup_to(to.path(), at("2026-03-01T10:00")).unwrap();
    let left = old.dir.with_extension("going");
    fs::rename(&old.dir, &left).unwrap();
    let own = || desk.own_copies(to.path()).unwrap();
    assert!(own().is_empty() && left.is_dir());
    let new = desk.backup_to(to.path(), at("2026-03-02T10:00")).unwrap();
    assert!(thin(own(), Keep::default()).unwrap().is_empty());
    assert!(!left.exists());
    assert_eq!(own(), vec![new]);
}

/// A bug: what lies on a disc is marked as not to be written, and was neither brought to its end nor, where it was, of use afterwards.
#[test]
fn what_is_brought_from_a_disc_can_be_written_in_the_desk() {
    let (dir, desk) = desk();
    Slots::create(dir.path(), Cost::BARE).unwrap();
    let put = desk.put_blob(&mut &b"scan"[..]).unwrap();
    act(&desk, id(1), [case("一", "2026-03-01"), vec![blob(&put)]].concat());
    let disc = TempDir::new().unwrap();
    let copy = desk.backup_to(disc.path(), at("2026-03-02T10:00")).unwrap();
    let burnt = ["desk.db", "slots.json"].map(|name| copy.dir.join(name));
    for file in burnt.iter().chain([&path(disc.path(), &put.address)]) {
        let mut rights = fs::metadata(file).unwrap().permissions();
        rights.set_readonly(true);
        fs::set_permissions(file, rights).unwrap();
    }
    assert_eq!(desk.try_copy(&copy.dir).unwrap().n_entries, copy.n_entries);
    let to = TempDir::new().unwrap();
    restore_from(&copy.dir, to.path(), &KEY).unwrap();
    for file in ["desk.db", "slots.json"].map(|name| to.path().join(name)) {
        assert!(!fs::metadata(&file).unwrap().permissions().readonly(), "{}", file.display());
    }
    let attached = path(to.path(), &put.address);
    assert!(!fs::metadata(attached).unwrap().permissions().readonly());
    act(&Desk::open(to.path(), &KEY).unwrap(), id(2), case("二", "2026-03-03"));
}

/// The way back after an upgrade: the older program does not open the newer file, and takes back what lies beside it.
#[test]
fn an_older_program_that_refuses_the_file_takes_back_what_the_upgrade_left() {
    let (dir, desk) = desk();
    act(&desk, id(1), case("一", "2026-03-01"));
    desk.close().unwrap();
    let left = dir.path().join("desk.before-upgrade.db");
    fs::copy(dir.path().join("desk.db"), &left).unwrap();
    let newer = Desk::open(dir.path(), &KEY).unwrap();
    newer.writer().execute("insert into migration values (99, 'later', x'00')", []).unwrap();
    newer.close().unwrap();
    assert!(matches!(Desk::open(dir.path(), &KEY), Err(StoreError::Newer { file: 99, .. })));
    restore_from(&left, dir.path(), &KEY).unwrap();
    let back = Desk::open(dir.path(), &KEY).unwrap();
    assert_eq!(back.read(|r| r.count(&CardQuery::of("case"))).unwrap(), 1);
}

/// It lies beside the desk without keys of its own, and was of use to nobody but who knew that.
#[test]
fn what_an_upgrade_left_is_taken_back_with_the_keys_and_attachments_of_today() {
    let (dir, desk) = desk();
    let mut slots = Slots::create(dir.path(), Cost::BARE).unwrap();
    let put = desk.put_blob(&mut &b"scan"[..]).unwrap();
    act(&desk, id(1), [case("一", "2026-03-01"), vec![blob(&put)]].concat());
    desk.close().unwrap();
    assert_eq!(before_upgrade(dir.path()), None);
    let left = dir.path().join("desk.before-upgrade.db");
    fs::copy(dir.path().join("desk.db"), &left).unwrap();
    fs::write(left.with_extension("count"), "1").unwrap();
    let found = before_upgrade(dir.path()).unwrap();
    assert_eq!((&found.file, found.n_entries), (&left, 1));
    assert_eq!(found.n_bytes, left.metadata().unwrap().len());

    let login = Login { name: "王敏", password: "since then" };
    slots.add(&KEY, ledger::AccountId::from_bytes([1; 16]), login).unwrap();
    let desk = Desk::open(dir.path(), &KEY).unwrap();
    act(&desk, id(2), case("二", "2026-03-03"));
    assert!(matches!(restore_from(&left, dir.path(), &KEY), Err(StoreError::OpenElsewhere)));
    desk.close().unwrap();
    restore_from(&left, dir.path(), &KEY).unwrap();
    let desk = Desk::open(dir.path(), &KEY).unwrap();
    let cases = [1, 2].map(|n| desk.read(|r| r.card(id(n))).unwrap().is_some());
    assert_eq!((cases, desk.origin().unwrap()), ([true, false], Origin::Moved));
    assert_eq!(Slots::load(dir.path()).unwrap().accounts().len(), 1, "who was added since still comes in");
    assert!(crate::blobs::path(dir.path(), &put.address).is_file());
    assert!(dir.path().join("desk.before-restore.db").is_file());
    assert!(left.is_file(), "a copy that was taken back stays");

    drop_before_upgrade(dir.path()).unwrap();
    assert_eq!((before_upgrade(dir.path()), left.with_extension("count").exists()), (None, false));
    drop_before_upgrade(dir.path()).unwrap();
}
