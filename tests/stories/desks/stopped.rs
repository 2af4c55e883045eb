//! A disc whose writing is stopped: nothing of it stays, nothing counts as handed over, and the next one brings everything. A proof
//! that is stopped has found nothing, and a list has gone nowhere.

use std::sync::atomic::{AtomicBool, Ordering};

use actions::Host;
use serde_json::{Value, json};
use tests::{FOUNDER, TestDesk, paper};

use super::{ISLAND, titles, with_an_island};

/// A county's desk, and its island's, where an appeal with a scan of three chunks lies.
fn two() -> (TestDesk, TestDesk) {
    let (county, island) = with_an_island(TestDesk::staffed());
    island.appeal_with_scan(ISLAND);
    (county, island)
}

fn discs(desk: &TestDesk) -> Value {
    desk.done(ISLAND, "list_discs", json!({}))
}

fn running(desk: &TestDesk) -> Value {
    desk.done(ISLAND, "export_progress", json!({}))["running"].clone()
}

/// One call, stopped by another as soon as the desk tells how far it is: what was told, and what it answered.
pub(super) fn stop_it(
    host: &Host,
    [look, stop]: [&str; 2],
    (name, input): (&str, Value),
) -> (Option<Value>, Option<String>) {
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let looking = scope.spawn(|| {
            while !over.load(Ordering::SeqCst) {
                let far = host.answer(look, json!({})).unwrap()["running"].clone();
                if far["stage"].as_str().is_some_and(|stage| !stage.is_empty()) {
                    host.answer(stop, json!({})).unwrap();
                    return Some(far);
                }
            }
            None
        });
        let answer = host.answer(name, input);
        over.store(true, Ordering::SeqCst);
        (looking.join().unwrap(), answer.err().map(|fault| fault.code()))
    })
}

/// Asked for until a stop has fallen into it: a quick disc may be written before anybody looks.
fn stopped(desk: &TestDesk, to: &str) -> (tempfile::TempDir, Value, Value) {
    for _ in 0..50 {
        let (folder, before) = (tempfile::tempdir().unwrap(), discs(desk));
        let export = ("export_bundle", json!({ "to": to, "dir": folder.path() }));
        let (told, code) = stop_it(&desk.host, ["export_progress", "stop_export"], export);
        if let Some(code) = code {
            assert_eq!(code, "export_stopped");
            return (folder, told.expect("it was stopped by whoever looked"), before);
        }
    }
    panic!("fifty discs were written before a stop was heard");
}

#[test]
fn a_disc_that_is_stopped_leaves_nothing_and_the_next_brings_everything() {
    let (county, island) = two();
    let to = county.desk_id(FOUNDER);
    let (folder, told, before) = stopped(&island, &to);
    assert!(["packing", "writing", "settling"].contains(&told["stage"].as_str().unwrap()), "{told}");
    assert!(told["done"].as_u64().unwrap() > 0 || told["stage"] == "settling", "{told}");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(discs(&island), before, "the register knows of none");
    assert!(running(&island).is_null());

    // The same number on the same stick: what was stopped has used neither.
    let outward = |discs: &Value| discs.as_array().unwrap().iter().filter(|disc| disc["out"] == true).count();
    let sent = island.burn(ISLAND, (&county, FOUNDER), folder.path());
    assert_eq!(sent["number"].as_u64(), Some(outward(&before) as u64 + 1));
    let taken = county.take(FOUNDER, folder.path(), sent["id"].as_str().unwrap());
    assert_eq!((taken["n_unread"].as_u64(), taken["n_held"].as_u64()), (Some(0), Some(0)));
    assert_eq!(titles(&county, FOUNDER), ["带附件"]);
    assert_eq!(county.done(FOUNDER, "verify", json!({}))["verdict"], "good");
}

#[test]
fn to_stop_what_does_not_run_changes_nothing_and_the_next_disc_is_written() {
    let (county, island) = two();
    island.done(ISLAND, "stop_export", json!({}));
    assert!(running(&island).is_null());
    let folder = tempfile::tempdir().unwrap();
    let sent = island.burn(ISLAND, (&county, FOUNDER), folder.path());
    assert_eq!(sent["files"].as_array().unwrap().len(), 1, "{sent}");
    assert!(running(&island).is_null(), "it is over when it is answered");
}

#[test]
fn a_list_that_is_stopped_goes_nowhere_and_the_next_is_whole() {
    let desk = TestDesk::staffed();
    let rows: String = (0..520).map(|n| format!("X{n:04},第{n}站,331002\n")).collect();
    let file = paper::file("站点.csv", format!("站点编号,站点名称,检察院代码\n{rows}").as_bytes());
    desk.done(FOUNDER, "import_stations", file);
    for _ in 0..50 {
        let list = ("export_list", json!({ "noun": "station" }));
        let (told, code) = stop_it(&desk.host, ["work_progress", "stop_work"], list.clone());
        let Some(code) = code else { continue };
        assert_eq!(code, "export_stopped");
        let far = told.expect("it was stopped by whoever looked");
        assert_eq!((&far["work"], &far["stage"]), (&json!("export_list"), &json!("rows")));
        assert!(desk.ok("work_progress", json!({}))["running"].is_null());
        assert_eq!(desk.ok(list.0, list.1)["count"], far["of"]);
        return;
    }
    panic!("fifty lists were written before a stop was heard");
}

#[test]
fn a_proof_that_is_stopped_is_told_as_none_and_the_next_is_whole() {
    let desk = TestDesk::staffed();
    desk.done(FOUNDER, "verify", json!({}));
    for _ in 0..50 {
        let before = desk.ok("last_verify", json!({}));
        let (told, code) = stop_it(&desk.host, ["work_progress", "stop_work"], ("verify", json!({})));
        let Some(code) = code else { continue };
        assert_eq!(code, "work_stopped");
        assert_eq!(told.expect("it was stopped by whoever looked")["work"], "verify");
        assert_eq!(desk.ok("last_verify", json!({})), before);
        assert!(desk.ok("work_progress", json!({}))["running"].is_null());
        assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
        return;
    }
    panic!("fifty proofs were made before a stop was heard");
}
