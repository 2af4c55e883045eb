//! Copies of the desk: where they may lie, when one is due, which stay, and what comes back of one.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use serde_json::{Value, json};
use tests::{Days, FOUNDER, PASSWORD, TestDesk};

struct Scene {
    desk: TestDesk,
    days: Arc<Days>,
    stick: tempfile::TempDir,
}

fn scene() -> Scene {
    let days = Arc::new(Days::from("2026-09-01"));
    let desk = TestDesk::founded_at("331002", days.clone());
    Scene { desk, days, stick: tempfile::tempdir().unwrap() }
}

impl Scene {
    fn stick(&self) -> String {
        self.stick.path().to_str().unwrap().to_owned()
    }

    fn code(&self, call: &str, input: Value) -> String {
        self.desk.host.answer(call, input).map_or_else(|fault| fault.code(), |_| "done".into())
    }

    fn days_of_copies(&self) -> Vec<String> {
        let listed = self.desk.ok("list_backups", json!({}));
        let day = |c: &Value| c["made_at"].as_str().unwrap()[..10].to_owned();
        listed["copies"].as_array().unwrap().iter().map(day).collect()
    }
}

#[test]
fn where_a_copy_may_lie() {
    let scene = scene();
    let desk = scene.desk.dir();
    let inside = desk.join("copies");
    for (case, dir) in [
        ("inside the desk", inside.to_str().unwrap()),
        ("the desk itself", desk.to_str().unwrap()),
        ("no whole path", "copies"),
    ] {
        assert_eq!(scene.code("backup_now", json!({ "dir": dir })), "check_failed", "{case}");
        assert_eq!(
            scene.code("set_backup", json!({ "dir": dir, "every_hours": 24 })),
            "check_failed",
            "{case}"
        );
    }
    assert_eq!(scene.code("backup_now", json!({})), "required", "nowhere was chosen");
    assert_eq!(
        scene.code("set_backup", json!({ "dir": scene.stick(), "every_hours": 745 })),
        "out_of_range",
        "more than a month"
    );
    assert!(scene.days_of_copies().is_empty());
}

/// A bug: the copy that was asked for was made, and its call failed over an older one that could not be deleted; a risky act before
/// which it went was not done. (On Unix a file keeps its name from a folder.)
#[cfg(unix)]
#[test]
fn an_older_copy_that_cannot_go_yet_does_not_make_the_new_one_fail() {
    let scene = scene();
    let copy = || scene.desk.ok("backup_now", json!({ "dir": scene.stick() }));
    let first = std::path::PathBuf::from(copy()["dir"].as_str().unwrap());
    // Of one day the newest stays: the first is to go, and its name on the way is taken.
    let taken = first.with_extension("going");
    std::fs::write(&taken, b"").unwrap();
    copy();
    assert!(first.is_dir());
    std::fs::remove_file(taken).unwrap();
    copy();
    assert!(!first.exists());
}

#[cfg(unix)]
#[test]
fn a_link_into_the_desk_is_no_place_for_a_copy() {
    let scene = scene();
    let link = scene.stick.path().join("近路");
    std::os::unix::fs::symlink(scene.desk.dir(), &link).unwrap();
    assert_eq!(scene.code("backup_now", json!({ "dir": link })), "check_failed");
    assert_eq!(scene.code("backup_now", json!({ "dir": link.join("copies") })), "check_failed");
    assert_eq!(scene.code("backup_now", json!({ "dir": scene.stick() })), "done");
}

/// The program ended after the desk was set aside and before the copy had its name: the page offered to found another.
#[test]
fn a_restore_that_was_cut_off_is_finished_and_no_first_start() {
    let scene = scene();
    let copy = scene.desk.ok("backup_now", json!({ "dir": scene.stick() }));
    let copy = std::path::PathBuf::from(copy["dir"].as_str().unwrap());
    let desk = scene.desk.restart_after(|dir| {
        std::fs::rename(dir.join("desk.db"), dir.join("desk.before-restore.db")).unwrap();
        std::fs::rename(dir.join("slots.json"), dir.join("slots.before-restore.json")).unwrap();
        std::fs::copy(copy.join("desk.db"), dir.join("desk.restored.db")).unwrap();
        std::fs::copy(copy.join("slots.json"), dir.join("slots.restored.json")).unwrap();
    });
    let founding = json!({ "office": "331002", "person": FOUNDER, "password": PASSWORD });
    assert_eq!(desk.host.answer("found_desk", founding).unwrap_err().code(), "desk_exists");
    assert_eq!(desk.ok("desk_state", json!({}))["state"], "locked");
    assert!(desk.dir().join("desk.db").is_file() && !desk.dir().join("desk.restored.db").exists());
    desk.sit(FOUNDER);
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
}

#[test]
fn a_copy_is_due_by_the_hours_chosen() {
    let scene = scene();
    let due = || scene.desk.ok("list_backups", json!({}))["due"].clone();
    assert_eq!(due(), false, "no schedule, nothing due");
    scene.desk.ok("set_backup", json!({ "dir": scene.stick(), "every_hours": 48 }));
    assert_eq!(due(), true, "none was made yet");
    scene.desk.ok("backup_now", json!({}));
    for (day, wanted) in [("2026-09-01", false), ("2026-09-02", false), ("2026-09-03", true)] {
        scene.days.move_to(day);
        assert_eq!(due(), wanted, "{day}");
    }
    scene.desk.ok("set_backup", json!({ "dir": "", "every_hours": 0 }));
    assert_eq!(due(), false, "the schedule was taken off");
    // A stick that is not plugged in is said, and is no failure of the desk.
    let gone = scene.stick.path().join("没有插");
    scene.desk.ok("set_backup", json!({ "dir": gone, "every_hours": 24 }));
    let listed = scene.desk.ok("list_backups", json!({}));
    assert_eq!((&listed["unreachable"], &listed["copies"]), (&json!(true), &json!([])));
}

/// Seven days, five weeks, twelve months keep their newest: of September's first fourteen days and a day of July.
#[test]
fn the_newest_of_days_weeks_and_months_stay() {
    let days = Arc::new(Days::from("2026-07-15"));
    let scene = Scene {
        desk: TestDesk::founded_at("331002", days.clone()),
        days,
        stick: tempfile::tempdir().unwrap(),
    };
    scene.desk.ok("set_backup", json!({ "dir": scene.stick(), "every_hours": 24 }));
    scene.desk.ok("backup_now", json!({}));
    for day in 1..=14 {
        scene.days.move_to(&format!("2026-09-{day:02}"));
        scene.desk.ok("backup_now", json!({}));
    }
    // The last seven days: 14 down to 8. Weeks before: Sunday the 6th, and of July the 15th, which is also its month's.
    let wanted: Vec<String> = (8..=14)
        .rev()
        .map(|d| format!("2026-09-{d:02}"))
        .chain(["2026-09-06".into(), "2026-07-15".into()])
        .collect();
    assert_eq!(scene.days_of_copies(), wanted);
}

#[test]
fn what_comes_back_of_a_copy() {
    let scene = scene();
    let appeal = |title: &str| {
        let input = json!({
            "station": scene.desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": title, "request": "请查", "category": "other",
            "anonymous": true,
        });
        scene.desk.ok("register_appeal", input)["value"]["no"].as_str().unwrap().to_owned()
    };
    let before = appeal("复制之前");
    let copy = scene.desk.ok("backup_now", json!({ "dir": scene.stick() }));
    let lost = appeal("复制之后");
    assert_eq!(scene.desk.ok("list_appeals", json!({}))["count"], 2);
    let back = |dir: Value, name: &str, password: &str| {
        scene.code("restore_backup", json!({ "copy": dir, "name": name, "password": password }))
    };
    let nowhere = scene.stick.path().join("没有这份");
    assert_eq!(
        back(json!(nowhere), FOUNDER, PASSWORD),
        "no_desk",
        "no copy lies there, and that is no mistake of the program"
    );
    assert_eq!(scene.desk.ok("list_appeals", json!({}))["count"], 2, "what was refused took nothing away");
    assert_eq!(back(copy["dir"].clone(), FOUNDER, PASSWORD), "done");
    let list = scene.desk.ok("list_appeals", json!({}));
    assert_eq!((&list["count"], &list["rows"][0]["title"]), (&json!(1), &json!("复制之前")));
    // A number that was given after the copy may be on paper somewhere: a new writer never gives it again.
    let (third, fourth) = (appeal("恢复之后"), appeal("再一件"));
    for new in [&third, &fourth] {
        assert!(![&before, &lost].contains(&new), "{new}");
    }
    assert_ne!(third, fourth);
    let verified = scene.desk.ok("verify", json!({}));
    assert_eq!(verified["verdict"], "good", "{verified}");
}

/// What changes many records at once is gone before by a copy, or its answer says why there was none.
#[test]
fn before_a_risky_act_a_copy_is_made_or_its_absence_told() {
    let scene = scene();
    let rules = |version: u32| {
        let head = format!("# id: rules/approvals\n# version: {version}\n# source: 本院\n");
        let rows = "act,level,source,wording,valid_from,valid_to\nconclude,section,本院,verified,,\n";
        json!({ "text": head + rows })
    };
    let done = scene.desk.ok("import_rules", rules(11));
    assert_eq!((&done["hint"], scene.days_of_copies().len()), (&json!("no_backup"), 0));
    scene.desk.ok("set_backup", json!({ "dir": scene.stick(), "every_hours": 0 }));
    let done = scene.desk.ok("import_rules", rules(12));
    assert_eq!((done.get("hint"), scene.days_of_copies().len()), (None, 1));
    let gone = scene.stick.path().join("away");
    scene.desk.ok("set_backup", json!({ "dir": gone, "every_hours": 0 }));
    let done = scene.desk.ok("import_rules", rules(13));
    assert_eq!(done["hint"], "backup_unreachable");
}

/// A bug: a full or read-only place for copies held the act up, and said that the desk's own disk was full. Nobody can write there.
#[cfg(target_os = "linux")]
#[test]
fn a_place_that_takes_no_copy_does_not_hold_a_risky_act_up() {
    let scene = scene();
    scene.desk.ok("set_backup", json!({ "dir": "/proc", "every_hours": 0 }));
    let list = tests::paper::file("a.csv", "站点编号,站点名称\nYY01,前所站\n".as_bytes());
    let done = scene.desk.ok("import_stations", list);
    assert_eq!((&done["value"]["new"], &done["hint"]), (&json!(1), &json!("backup_failed")));
    assert_ne!(scene.code("backup_now", json!({})), "done", "asked for by itself it says so");
}

/// The file from before an upgrade, as the upgrade leaves it beside the desk's, made so many days before the 1st of September.
fn upgraded(scene: Scene, days_ago: u64) -> Scene {
    let copy = scene.desk.ok("backup_now", json!({ "dir": scene.stick() }));
    let copy = std::path::PathBuf::from(copy["dir"].as_str().unwrap());
    let desk = scene.desk.restart_after(|dir| {
        let left = dir.join("desk.before-upgrade.db");
        std::fs::copy(copy.join("desk.db"), &left).unwrap();
        std::fs::write(left.with_extension("count"), copy_count(&copy)).unwrap();
        let midnight = UNIX_EPOCH + Duration::from_secs(1_788_192_000 - days_ago * 24 * 60 * 60);
        std::fs::File::options().write(true).open(left).unwrap().set_modified(midnight).unwrap();
    });
    desk.sit(FOUNDER);
    Scene { desk, ..scene }
}

fn copy_count(copy: &std::path::Path) -> String {
    let manifest: Value = serde_json::from_slice(&std::fs::read(copy.join("copy.json")).unwrap()).unwrap();
    manifest["n_entries"].to_string()
}

impl Scene {
    fn left(&self) -> Vec<Value> {
        self.desk.ok("upgrade_copy", json!({}))["copies"].as_array().unwrap().clone()
    }
}

#[test]
fn what_an_upgrade_left_is_offered_and_taken_back_with_the_password_of_today() {
    let scene = scene();
    assert_eq!(scene.left(), Vec::<Value>::new(), "there was no upgrade yet");
    let scene = upgraded(scene, 3);
    let all = scene.left();
    let [left] = &all[..] else { panic!("one copy") };
    assert_eq!((&left["made_at"], &left["kept_as"]), (&json!("2026-08-29T00:00:00"), &json!("upgrade")));
    assert!(left["n_entries"].as_u64() > Some(0) && left["n_bytes"].as_u64() > Some(0), "{left}");
    let new = "潮水又来了2026";
    scene.desk.ok("change_password", json!({ "old": PASSWORD, "new": new }));
    let appeal = json!({
        "station": scene.desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": "升级之后", "request": "请查", "category": "other",
        "anonymous": true,
    });
    scene.desk.ok("register_appeal", appeal);
    let back = |password: &str| {
        scene.code("restore_backup", json!({ "copy": left["dir"], "name": FOUNDER, "password": password }))
    };
    assert_eq!(back(PASSWORD), "wrong_password");
    assert_eq!(scene.desk.ok("list_appeals", json!({}))["count"], 1, "nothing was taken back");
    assert_eq!(back(new), "done");
    assert_eq!(scene.desk.ok("list_appeals", json!({}))["count"], 0);
    assert_eq!(scene.desk.ok("verify", json!({}))["verdict"], "good");
    // Any other file is no copy, whatever it is called.
    let other = scene.stick.path().join("desk.before-upgrade.db");
    std::fs::copy(left["dir"].as_str().unwrap(), &other).unwrap();
    assert_ne!(
        scene.code("restore_backup", json!({ "copy": other, "name": FOUNDER, "password": new })),
        "done"
    );
}

/// It is larger than all else beside the desk, and stayed for good.
#[test]
fn what_an_upgrade_left_goes_after_five_weeks_once_there_is_a_newer_copy() {
    for (days_ago, stays) in [(0, true), (34, true), (35, false), (400, false)] {
        let scene = upgraded(scene(), days_ago);
        assert_eq!(scene.left().len(), 1, "{days_ago}: while there is no newer copy");
        // At most one copy a second has a name of its own.
        scene.desk.ok("backup_now", json!({ "dir": scene.stick.path().join("next") }));
        assert_eq!(scene.left().len(), usize::from(stays), "{days_ago}");
        let count = scene.desk.dir().join("desk.before-upgrade.count");
        assert_eq!(count.exists(), stays, "{days_ago}");
    }
}

/// A copy that was made was told as one that had failed.
#[test]
fn what_an_upgrade_left_and_cannot_be_deleted_holds_no_copy_up() {
    let scene = upgraded(scene(), 40);
    let count = scene.desk.dir().join("desk.before-upgrade.count");
    std::fs::remove_file(&count).unwrap();
    std::fs::create_dir(&count).unwrap();
    scene.desk.ok("backup_now", json!({ "dir": scene.stick.path().join("next") }));
    assert_eq!(scene.left().len(), 1, "the next copy tries again");
    std::fs::remove_dir(&count).unwrap();
    scene.desk.ok("backup_now", json!({ "dir": scene.stick.path().join("third") }));
    assert_eq!(scene.left(), Vec::<Value>::new());
}
