//! 检查点: what an office wrote down each month is held against what lies here, on its own desk and on those that have it.

use std::sync::Arc;

use ledger::{Clk, DeedId, Draft, Op, RecordId, Value as Kept};
use serde_json::{Value, json};
use store::keys::{Login, Slots};
use store::{Desk, StoreError};
use tests::paper::text;
use tests::{Days, FOUNDER, Newcomer, PASSWORD, TestDesk, laid_over};

use super::appeal;

const ISLAND: &str = "陈阿海";
const HEAD: &str = "郑海波";

fn listed(desk: &TestDesk, who: &str) -> Value {
    desk.done(who, "list_checkpoints", json!({}))
}

fn found(desk: &TestDesk, who: &str) -> String {
    desk.done(who, "run_check", json!({ "check": "checkpoint" }))["finding"].as_str().unwrap().to_owned()
}

fn written(desk: &TestDesk, who: &str) -> String {
    desk.made(who, "write_checkpoint", json!({}))
}

fn code(desk: &TestDesk, who: &str) -> String {
    listed(desk, who)["rows"][0]["code"].as_str().unwrap().to_owned()
}

#[test]
fn one_is_owed_a_month_after_the_last_by_those_who_may_write_it() {
    let days = Arc::new(Days::from("2026-09-01"));
    let desk = TestDesk::founded_at("331002", days.clone()).with(tests::STAFF);
    assert_eq!((&listed(&desk, HEAD)["due"], &*found(&desk, HEAD)), (&json!(true), "checkpoint_none"));
    written(&desk, HEAD);
    for (day, due, finding) in [
        ("2026-09-01", false, "checkpoint_ok"),
        ("2026-09-30", false, "checkpoint_ok"),
        ("2026-10-01", true, "checkpoint_due"),
    ] {
        days.move_to(day);
        assert_eq!((&listed(&desk, HEAD)["due"], &*found(&desk, HEAD)), (&json!(due), finding), "{day}");
    }
    let seen = listed(&desk, "陈雅静");
    assert_eq!((&seen["due"], &seen["may_write"]), (&json!(false), &json!(false)), "an assistant owes none");
    assert_eq!(found(&desk, "陈雅静"), "checkpoint_ok");
    assert_eq!(desk.refused("陈雅静", "write_checkpoint", json!({})), "denied");
    written(&desk, FOUNDER);
    let rows = listed(&desk, HEAD)["rows"].clone();
    let of = |at: usize| (rows[at]["on"].as_str().unwrap(), rows[at]["by_name"].as_str().unwrap());
    assert_eq!((of(0), of(1)), (("2026-10-01", FOUNDER), ("2026-09-01", HEAD)), "the newest first");
    assert_eq!(listed(&desk, HEAD)["due"], false);
}

/// What 今日 asks, without the list behind it: the same answer, and nothing before the first of all.
#[test]
fn today_is_told_when_the_next_is_owed() {
    let days = Arc::new(Days::from("2026-09-01"));
    let desk = TestDesk::founded_at("331002", days.clone()).with(tests::STAFF);
    let owed = |who: &str| desk.done(who, "checkpoint_owed", json!({}))["owed"].as_bool().unwrap();
    assert!(!owed(HEAD), "the first of all is told where checkpoints are kept");
    written(&desk, FOUNDER);
    for (day, is_owed) in [("2026-09-01", false), ("2026-09-30", false), ("2026-10-01", true)] {
        days.move_to(day);
        assert_eq!(owed(HEAD), is_owed, "{day}");
        assert_eq!(owed(HEAD), listed(&desk, HEAD)["due"] == true, "as in the whole list");
    }
    assert!(!owed("陈雅静"), "an assistant owes none");
    written(&desk, HEAD);
    assert!(!owed(FOUNDER) && !owed(HEAD), "one of this month settles it, whoever wrote it");
}

#[test]
fn the_paper_bears_the_code_that_finds_its_checkpoint() {
    let desk = TestDesk::staffed();
    appeal(&desk, FOUNDER, (&desk.station(0), "护栏"));
    let record = written(&desk, HEAD);
    let code = code(&desk, HEAD);
    assert_eq!(code.chars().filter(char::is_ascii_uppercase).count(), 24, "{code}");
    let page = desk.done(HEAD, "print_checkpoint", json!({ "record": record }));
    let page = text(&page);
    for said in ["留痕检查点", &code.replace('-', ""), HEAD, "站点业务", "份号000001"] {
        assert!(page.contains(said), "{said} is not in {page}");
    }
    let again = desk.done(FOUNDER, "print_checkpoint", json!({ "record": record }));
    assert_eq!(again["value"]["copy_no"], 2);
    let matched = |typed: &str| desk.call(FOUNDER, "match_checkpoint", json!({ "code": typed }));
    assert_eq!(
        listed(&desk, HEAD)["rows"][0]["code"],
        json!(code),
        "printing changes nothing of what it names"
    );
    assert_eq!(matched(&code.to_lowercase().replace('-', " ")).unwrap()["row"]["record"], json!(record));
    let mut turned: Vec<char> = code.chars().collect();
    turned[0] = if turned[0] == 'A' { 'B' } else { 'A' };
    let turned: String = turned.into_iter().collect();
    assert_eq!(matched(&turned).unwrap_err()["code"], "check_failed");
    let verified = desk.done(FOUNDER, "verify", json!({}));
    assert_eq!((&verified["verdict"], &verified["n_checkpoints"]), (&json!("good"), &json!(1)), "{verified}");
}

/// As somebody writes who goes round the program: what stands in the record of a checkpoint is set anew, and the record is hidden.
fn written_over(desk: TestDesk, record: &str) -> TestDesk {
    let record: RecordId = record.parse().unwrap();
    desk.restart_after(|dir| {
        let mut slots = Slots::load(dir).unwrap();
        let unlocked = slots.unlock(Login { name: FOUNDER, password: PASSWORD }, 0).unwrap();
        let (desk, _) = Desk::open_any(dir, &unlocked.file_keys.keys).unwrap();
        let write = |tx: &mut store::Tx<'_>| {
            let first = tx.entries(record)?[0].header.clone();
            let draft = Draft {
                stream: first.stream,
                record,
                noun: "checkpoint".into(),
                act: "write_checkpoint".into(),
                parents: tx.heads(record)?,
                wall_ms: first.wall_ms + 1,
                clk: Clk::InStep,
                account: first.account,
                grant: first.grant,
                flags: 0,
                deed: DeedId::from_bytes([1; 16]),
                k: 1,
                n: 1,
                ops: vec![Op::set("tails", Kept::List(vec![])), Op::Hide { hidden: true }],
            };
            let mut pen = tx.pen()?.expect("a writer").pen("9.0.0+ops7");
            tx.append(&pen.write(draft, None).expect("it fits"))
        };
        desk.act::<_, StoreError>(write).unwrap();
    })
}

/// The code of the paper names one entry: a later one made it stand for streams that it never named, or for none.
#[test]
fn what_is_set_later_in_a_checkpoints_record_is_none_of_it() {
    let desk = TestDesk::staffed();
    appeal(&desk, FOUNDER, (&desk.station(0), "护栏"));
    let record = written(&desk, FOUNDER);
    let before = listed(&desk, FOUNDER)["rows"].clone();
    assert!(before[0]["n_entries"].as_u64() > Some(0), "{before}");
    let desk = written_over(desk, &record);
    desk.done(FOUNDER, "rebuild", json!({}));
    assert_eq!(listed(&desk, FOUNDER)["rows"], before);
    let verified = desk.done(FOUNDER, "verify", json!({}));
    assert_eq!((&verified["verdict"], &verified["n_checkpoints"]), (&json!("good"), &json!(1)), "{verified}");
}

/// It is on paper in the office's file: nobody takes it back on the desk.
#[test]
fn what_was_written_down_is_not_taken_back() {
    let desk = TestDesk::staffed();
    let made = desk.done(HEAD, "write_checkpoint", json!({}));
    let (record, deed) = (made["value"]["record"].as_str().unwrap(), &made["deed"]);
    let on = [json!({ "record": record, "seen": made["seen"][record] })];
    let refused = desk.refused(HEAD, "undo", json!({ "deed": deed, "reason": "写错", "on": on }));
    assert_eq!(refused, "cannot_undo");
    assert_eq!(listed(&desk, HEAD)["rows"].as_array().unwrap().len(), 1);
}

/// The whole desk was put back to before the day: the log has no hole, the paper tells.
#[test]
fn a_paper_whose_checkpoint_went_with_the_tail_is_not_found() {
    let desk = TestDesk::staffed();
    let kept = tempfile::tempdir().unwrap();
    let desk = desk.restart_after(|dir| laid_over(dir, kept.path()));
    written(&desk, HEAD);
    let code = code(&desk, HEAD);
    let matched =
        |desk: &TestDesk| desk.done(HEAD, "match_checkpoint", json!({ "code": code }))["row"].clone();
    assert_eq!(matched(&desk)["code"], json!(code));
    let desk = desk.restart_after(|dir| laid_over(kept.path(), dir));
    assert_eq!(matched(&desk), Value::Null);
    assert_eq!(desk.done(HEAD, "verify", json!({}))["verdict"], "good", "nothing else shows it");
}

/// A county's desk and its island's, in step; what the island wrote after its folder was kept went up and was written down, and then
/// the folder was put back.
struct PutBack {
    county: TestDesk,
    island: TestDesk,
}

fn put_back() -> PutBack {
    let mut county = TestDesk::staffed();
    let stations = vec![county.station(0)];
    let island =
        county.join(&Newcomer { name: ISLAND, role: "liaison", level: None, stations, office: "331002" });
    let station = county.station(0);
    appeal(&island, ISLAND, (&station, "甲：放回之前"));
    island.carry(ISLAND, (&county, FOUNDER));
    county.carry(FOUNDER, (&island, ISLAND));
    let kept = tempfile::tempdir().unwrap();
    let island = island.restart_after(|dir| laid_over(dir, kept.path()));
    appeal(&island, ISLAND, (&station, "乙：被截去的"));
    island.carry(ISLAND, (&county, FOUNDER));
    written(&county, FOUNDER);
    let island = island.restart_after(|dir| laid_over(kept.path(), dir));
    PutBack { county, island }
}

/// What differs at a desk, of the station's stream.
fn against(desk: &TestDesk, who: &str) -> (Value, Vec<Value>) {
    let verified = desk.done(who, "verify", json!({}));
    assert_eq!(verified["n_checkpoints"], 1, "{verified}");
    (verified["verdict"].clone(), verified["against"].as_array().unwrap().clone())
}

#[test]
fn a_tail_that_was_cut_away_is_told_by_the_checkpoint() {
    let PutBack { county, island } = put_back();
    assert_eq!(against(&county, FOUNDER), (json!("good"), vec![]));
    assert_eq!(island.done(ISLAND, "verify", json!({}))["verdict"], "good", "it knows nothing of it yet");
    county.carry(FOUNDER, (&island, ISLAND));
    let (verdict, differs) = against(&island, ISLAND);
    assert_eq!((&verdict, differs.len()), (&json!("incomplete"), 1), "{differs:?}");
    let one = &differs[0];
    assert_eq!((&one["class"], &one["desk_people"]), (&json!("st"), &json!([ISLAND])));
    assert!(!one["of"].as_str().unwrap().is_empty(), "the station by its name");
    // The appeal and its petitioner.
    assert!(one["n_missing"].as_u64().unwrap() >= 2, "{one}");
    assert_eq!(one["code"], json!(code(&county, FOUNDER)), "as on the paper");
    assert_eq!(found(&island, ISLAND), "checkpoint_lacks");
}

#[test]
fn another_entry_in_the_place_of_one_that_was_written_down_is_a_contradiction() {
    let PutBack { county, island } = put_back();
    let station = county.station(0);
    for title in ["丙：放回之后", "丁：放回之后"] {
        appeal(&island, ISLAND, (&station, title));
    }
    assert_eq!(
        island.done(ISLAND, "verify", json!({}))["verdict"],
        "good",
        "a chain of its own, without a hole"
    );
    county.carry(FOUNDER, (&island, ISLAND));
    let (verdict, differs) = against(&island, ISLAND);
    assert_eq!((&verdict, differs.len()), (&json!("bad"), 1), "{differs:?}");
    assert_eq!((&differs[0]["class"], &differs[0]["n_missing"]), (&json!("st"), &json!(0)));
    assert_eq!(found(&island, ISLAND), "checkpoint_differs");
}

/// The county takes for confirmed what the island itself brought once, so no disc brings it back: the disc says how far it reaches.
#[test]
fn a_disc_tells_what_its_sender_has_and_is_not_here() {
    let PutBack { county, island } = put_back();
    let taken = county.carry(FOUNDER, (&island, ISLAND));
    let lacking = against(&island, ISLAND).1[0]["n_missing"].clone();
    assert_eq!((&taken["n_lacking"], &taken["n_differing"]), (&lacking, &json!(0)), "{taken}");
    let back = island.carry(ISLAND, (&county, FOUNDER));
    assert_eq!(
        (&back["n_lacking"], &back["n_differing"]),
        (&json!(0), &json!(0)),
        "the other side has all: {back}"
    );
}

#[test]
fn a_disc_tells_where_another_entry_stands_in_the_place_of_its_senders() {
    let PutBack { county, island } = put_back();
    let station = county.station(0);
    for title in ["丙：放回之后", "丁：放回之后"] {
        appeal(&island, ISLAND, (&station, title));
    }
    let taken = county.carry(FOUNDER, (&island, ISLAND));
    assert_eq!((&taken["n_lacking"], &taken["n_differing"]), (&json!(0), &json!(1)), "{taken}");
}
