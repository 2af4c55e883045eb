//! A restore that fails or is cut off, at each of its steps: the desk that was there, or the copy; never a folder without one.

use std::cell::Cell;
use std::fs;
use std::path::Path;

use ledger::AccountId;
use tempfile::TempDir;

use super::restore::{prepare, restored, swap};
use super::{ASIDE, Copy, restore_from, resume};
use crate::desk::connect;
use crate::error::Result;
use crate::keys::{Cost, Login, Slots};
use crate::kit::{KEY, act, case, desk, id};
use crate::{Desk, Origin, StoreError, held};

/// The desk's file, its slots and its mark go aside; the copy's slots and its file come.
const STEPS: u32 = 5;

/// A closed desk with two cases and two accounts, and a copy from when it had one of each.
struct Scene {
    dir: TempDir,
    _to: TempDir,
    copy: Copy,
}

impl Scene {
    fn new() -> Self {
        let (dir, desk) = desk();
        let mut slots = Slots::create(dir.path(), Cost::BARE).unwrap();
        let mut add = |n: u8, name| {
            slots.add(&KEY, AccountId::from_bytes([n; 16]), Login { name, password: "p" }).unwrap();
        };
        add(1, "王敏");
        act(&desk, id(1), case("一", "2026-03-01"));
        let to = TempDir::new().unwrap();
        let copy = desk.backup_to(to.path(), "2026-03-02T10:00:00".parse().unwrap()).unwrap();
        act(&desk, id(2), case("二", "2026-03-03"));
        add(2, "周敏");
        desk.close().unwrap();
        Self { dir, _to: to, copy }
    }

    fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Cases and accounts that are there, and whether the writer may go on.
    fn found(&self) -> (usize, usize, Origin) {
        let desk = Desk::open(self.dir(), &KEY).unwrap();
        let cases = [1, 2].map(|n| desk.read(|r| r.card(id(n))).unwrap());
        let accounts = Slots::load(self.dir()).unwrap().accounts().len();
        (cases.iter().flatten().count(), accounts, desk.origin().unwrap())
    }

    /// How many entries the desk that was set aside has.
    fn aside(&self) -> i64 {
        n_entries(&self.dir().join(ASIDE))
    }

    fn leaves_nothing(&self) {
        for name in ["desk.restoring.db", "desk.restored.db", "slots.restored.json", "slots.json.new"] {
            assert!(!self.dir().join(name).exists(), "{name}");
        }
    }
}

fn n_entries(file: &Path) -> i64 {
    let conn = connect::reader(file, &KEY).unwrap();
    conn.query_row("select count(*) from entry", [], |r| r.get(0)).unwrap()
}

/// Renames so many files, and then no more.
fn held_after(n: u32) -> impl Fn(&Path, &Path) -> Result<()> {
    let left = Cell::new(n);
    move |from, to| {
        let now = left.get().checked_sub(1).ok_or(StoreError::Held)?;
        left.set(now);
        held::rename(from, to)
    }
}

#[test]
fn a_restore_that_fails_at_any_step_leaves_the_desk_as_it_was() {
    for n in 0..STEPS {
        let scene = Scene::new();
        let tried = restored(&scene.copy.dir, scene.dir(), &KEY, &held_after(n));
        assert!(matches!(tried, Err(StoreError::Held)), "{n}: {tried:?}");
        assert!(Desk::is_there(scene.dir()), "{n}");
        resume(scene.dir()).unwrap();
        assert_eq!(scene.found(), (2, 2, Origin::Same), "{n}");
        assert!(!scene.dir().join(ASIDE).exists(), "{n}");
        scene.leaves_nothing();
        // And it can be tried again.
        restore_from(&scene.copy.dir, scene.dir(), &KEY).unwrap();
        assert_eq!(scene.found(), (1, 1, Origin::Moved), "{n}");
    }
    let scene = Scene::new();
    restored(&scene.copy.dir, scene.dir(), &KEY, &held_after(STEPS)).unwrap();
    scene.leaves_nothing();
}

#[test]
fn a_restore_that_was_killed_at_any_step_is_finished_at_the_next_start() {
    for n in 0..STEPS {
        let scene = Scene::new();
        let newer = n_entries(&scene.dir().join("desk.db"));
        prepare(&scene.copy.dir, scene.dir(), &KEY).unwrap();
        assert!(swap(scene.dir(), &held_after(n)).is_err());
        assert!(Desk::is_there(scene.dir()), "{n}: nobody is asked to found another desk");
        resume(scene.dir()).unwrap();
        assert_eq!(scene.found(), (1, 1, Origin::Moved), "{n}");
        assert_eq!(scene.aside(), newer, "{n}: what was there lies aside");
        scene.leaves_nothing();
        resume(scene.dir()).unwrap();
        assert_eq!(scene.found().0, 1, "{n}: and once only");
    }
}

/// The desk from before the first try is the one that is set aside, and not the copy that nobody has seen.
#[test]
fn a_restore_over_one_that_was_cut_off_sets_the_first_desk_aside() {
    for n in 0..STEPS {
        let scene = Scene::new();
        let newer = n_entries(&scene.dir().join("desk.db"));
        prepare(&scene.copy.dir, scene.dir(), &KEY).unwrap();
        assert!(swap(scene.dir(), &held_after(n)).is_err());
        restore_from(&scene.copy.dir, scene.dir(), &KEY).unwrap();
        assert_eq!((scene.found().0, scene.aside()), (1, newer), "{n}");
    }
}

/// A bug: a name mistyped beside the sheet was found out after the copy had taken the desk's place, and with the second try the desk
/// that people had worked in was gone for good.
#[test]
fn a_second_restore_before_anybody_came_in_keeps_the_desk_that_was_worked_in() {
    let scene = Scene::new();
    let newer = n_entries(&scene.dir().join("desk.db"));
    for _ in 0..2 {
        restore_from(&scene.copy.dir, scene.dir(), &KEY).unwrap();
        assert_eq!(scene.found(), (1, 1, Origin::Moved));
        assert_eq!(scene.aside(), newer);
    }
    // Once somebody has, it is what was worked in.
    Desk::open(scene.dir(), &KEY).unwrap().adopt().unwrap();
    let older = n_entries(&scene.dir().join("desk.db"));
    restore_from(&scene.copy.dir, scene.dir(), &KEY).unwrap();
    assert_eq!((scene.found().2, scene.aside()), (Origin::Moved, older));
    assert_ne!(older, newer);
}

/// A bug: a restore deleted the desk that an earlier one had set aside, with all that had been written there since its last copy.
#[test]
fn every_desk_that_was_worked_in_stays_however_often_copies_are_taken_back() {
    let scene = Scene::new();
    let lies = |name: &str| n_entries(&scene.dir().join(name));
    let mut worked_in = vec![];
    for _ in 0..3 {
        worked_in.push(lies("desk.db"));
        restore_from(&scene.copy.dir, scene.dir(), &KEY).unwrap();
        Desk::open(scene.dir(), &KEY).unwrap().adopt().unwrap();
    }
    assert_ne!(worked_in[0], worked_in[1]);
    let names = ["desk.before-restore-1.db", "desk.before-restore-2.db", ASIDE];
    assert_eq!(names.map(lies).to_vec(), worked_in);
}

#[test]
fn a_copy_that_had_not_come_whole_is_nothing() {
    let scene = Scene::new();
    fs::write(scene.dir().join("desk.restoring.db"), "half").unwrap();
    resume(scene.dir()).unwrap();
    assert_eq!(scene.found(), (2, 2, Origin::Same));
    let empty = TempDir::new().unwrap();
    fs::write(empty.path().join("desk.restoring.db"), "half").unwrap();
    resume(empty.path()).unwrap();
    assert!(!Desk::is_there(empty.path()));
    restore_from(&scene.copy.dir, empty.path(), &KEY).unwrap();
    assert!(Desk::open(empty.path(), &KEY).is_ok());
}

/// While somebody restores, another start leaves it to them.
#[test]
fn a_restore_that_is_going_on_is_not_finished_by_another_start() {
    let scene = Scene::new();
    prepare(&scene.copy.dir, scene.dir(), &KEY).unwrap();
    let lock = crate::desk::lock::take(scene.dir()).unwrap();
    resume(scene.dir()).unwrap();
    assert!(scene.dir().join("desk.restored.db").exists() && !scene.dir().join(ASIDE).exists());
    drop(lock);
    resume(scene.dir()).unwrap();
    assert_eq!(scene.found().0, 1);
}

/// Acts of a desk that was killed are in the log beside its file: it was deleted before the file was set aside.
#[test]
fn the_last_acts_of_a_killed_desk_are_set_aside_with_it() {
    let (dir, desk) = desk();
    let to = TempDir::new().unwrap();
    let copy = desk.backup_to(to.path(), "2026-03-02T10:00:00".parse().unwrap()).unwrap();
    act(&desk, id(1), case("一", "2026-03-01"));
    let killed = TempDir::new().unwrap();
    for name in ["desk.db", "desk.db-wal"] {
        fs::copy(dir.path().join(name), killed.path().join(name)).unwrap();
    }
    restore_from(&copy.dir, killed.path(), &KEY).unwrap();
    let before = i64::try_from(copy.n_entries).unwrap();
    assert_eq!(n_entries(&killed.path().join("desk.db")), before);
    assert_eq!(n_entries(&killed.path().join(ASIDE)), before + 1);
}
