//! Bad days: passwords guessed, files damaged, copied, newer, opened twice, a clock that is years off. Always words, never
//! half an act, and never an answer that pretends.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, PASSWORD, TestDesk};

fn desk() -> TestDesk {
    TestDesk::founded_at("331002", Arc::new(Days::from("2026-09-01")))
}

fn sign_in(desk: &TestDesk, name: &str, password: &str) -> Result<Value, Value> {
    let answer = desk.host.answer("sign_in", json!({ "name": name, "password": password }));
    answer.map_err(|fault| serde_json::to_value(fault).unwrap())
}

fn code(answer: Result<Value, Value>) -> String {
    answer.err().map_or("answered".into(), |fault| fault["code"].as_str().unwrap().to_owned())
}

/// Three slips cost nothing; the fourth costs five seconds, for the right password too; each is written down.
#[test]
fn guessing_is_slowed_and_written_down() {
    let desk = desk();
    let before = desk.ok("verify", json!({}))["n_entries"].as_u64().unwrap();
    let desk = desk.restart();
    for n in 1..=4 {
        let who = if n == 2 { "没有这个人" } else { FOUNDER };
        let fault = sign_in(&desk, who, "不是这个口令1").unwrap_err();
        let wait = if n < 4 { 0 } else { 5 };
        assert_eq!(
            fault,
            json!({ "code": "wrong_password", "values": { "wait_s": wait } }),
            "{n}: who is meant is not told"
        );
    }
    assert_eq!(code(sign_in(&desk, FOUNDER, PASSWORD)), "too_soon");
    let desk = desk.restart();
    assert_eq!(code(sign_in(&desk, FOUNDER, PASSWORD)), "too_soon", "starting again does not help");
    std::thread::sleep(std::time::Duration::from_millis(5_100));
    sign_in(&desk, FOUNDER, PASSWORD).unwrap();
    assert_eq!(
        desk.ok("verify", json!({}))["n_entries"],
        before + 1,
        "the sign-in names the failures before it"
    );
    assert_eq!(failures(&desk), 4);
}

/// They were taken off the list before the file was opened: whatever kept it shut took them with it.
#[test]
fn failed_tries_are_written_down_though_the_file_did_not_open_at_first() {
    let desk = desk().restart();
    for _ in 0..2 {
        assert_eq!(code(sign_in(&desk, FOUNDER, "不是这个口令1")), "wrong_password");
    }
    let elsewhere = fs::File::options().write(true).open(desk.dir().join("desk.lock")).unwrap();
    elsewhere.lock().unwrap();
    assert_eq!(code(sign_in(&desk, FOUNDER, PASSWORD)), "open_elsewhere");
    drop(elsewhere);
    sign_in(&desk, FOUNDER, PASSWORD).unwrap();
    assert_eq!(failures(&desk), 2);
    sign_in(&desk, FOUNDER, PASSWORD).unwrap();
    assert_eq!(failures(&desk), 0, "once");
}

/// The one that came second took away what the first had made.
#[test]
fn of_two_foundings_at_once_one_is_refused_and_the_other_is_whole() {
    let around = tempfile::tempdir().unwrap();
    let dir = around.path().join("工作台");
    let found = || {
        let host = actions::Host::new(&dir, Arc::new(actions::SystemWall), None);
        let input = json!({ "office": "331002", "person": FOUNDER, "password": PASSWORD });
        host.answer("found_desk", input).map(|_| host).map_err(|fault| fault.code())
    };
    let ended = std::thread::scope(|scope| {
        let both = [scope.spawn(found), scope.spawn(found)];
        both.map(|one| one.join().unwrap())
    });
    let (done, refused): (Vec<_>, Vec<_>) = ended.into_iter().partition(Result::is_ok);
    assert_eq!((done.len(), refused.len()), (1, 1));
    let code = refused.into_iter().find_map(Result::err).unwrap();
    assert!(["open_elsewhere", "desk_exists"].contains(&code.as_str()), "{code}");
    drop(done);
    let again = actions::Host::new(&dir, Arc::new(actions::SystemWall), None);
    again.answer("sign_in", json!({ "name": FOUNDER, "password": PASSWORD })).unwrap();
    assert_eq!(again.answer("verify", json!({})).unwrap()["verdict"], "good");
}

/// How many failures the last sign-in wrote into the log: one time each.
fn failures(desk: &TestDesk) -> usize {
    let counted = desk.host.with(|office, _| {
        office.desk.read(|reader| {
            let writer = reader.pen()?.expect("a writer").writer;
            let written = reader.written_after(writer, 0, u32::MAX)?;
            let last = written.iter().find(|w| w.header.act == "sign_in").expect("a sign-in");
            let entry = reader.entry(last.id)?.expect("it stands in the log");
            let said: String = entry.ops().map(|(_, op)| format!("{op:?}")).collect();
            Ok(said.matches("Int(").count())
        })
    });
    counted.unwrap()
}

#[test]
fn a_damaged_side_file_is_told_in_words() {
    for (case, spoil) in [
        ("not json", (|_| b"{".to_vec()) as fn(Vec<u8>) -> Vec<u8>),
        ("empty", |_| vec![]),
        ("all zeros", |bytes| vec![0; bytes.len()]),
        ("cut in the middle", |bytes| bytes[..bytes.len() / 2].to_vec()),
        ("another shape", |_| b"{\"format\":1}".to_vec()),
    ] {
        let desk = desk().restart_after(|dir| change(&dir.join("slots.json"), spoil));
        assert_eq!(code(sign_in(&desk, FOUNDER, PASSWORD)), "slot_damaged", "{case}");
        assert_eq!(desk.ok("desk_state", json!({}))["state"], "locked", "{case}");
    }
}

/// A slot whose bytes were changed opens for nobody and is never mistaken for another's.
#[test]
fn a_damaged_slot_opens_for_nobody() {
    let desk = desk().restart_after(|dir| {
        change(&dir.join("slots.json"), |bytes| {
            let mut side: Value = serde_json::from_slice(&bytes).unwrap();
            spoil_bytes(&mut side["slots"][0]["keys"]);
            serde_json::to_vec(&side).unwrap()
        });
    });
    let said = code(sign_in(&desk, FOUNDER, PASSWORD));
    assert!(["slot_damaged", "wrong_password"].contains(&&*said), "{said}");
    // The paper sheet is the way back.
    let groups = desk.sheet()["sheet"].clone();
    let opened = desk
        .host
        .answer("open_by_sheet", json!({ "groups": groups, "name": FOUNDER, "password": "另一个口令2026" }));
    opened.unwrap_or_else(|fault| panic!("{fault:?}"));
}

/// Flips a bit of every text and number list inside.
fn spoil_bytes(value: &mut Value) {
    match value {
        Value::String(text) => {
            let first = if text.starts_with('A') { "B" } else { "A" };
            text.replace_range(..1, first);
        }
        Value::Array(items) if items.iter().all(Value::is_number) => {
            if let Some(first) = items.first_mut() {
                *first = json!(first.as_u64().unwrap_or(0) ^ 1);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(spoil_bytes),
        Value::Object(map) => map.values_mut().for_each(spoil_bytes),
        _ => {}
    }
}

#[test]
fn another_desks_keys_do_not_open_this_file() {
    let other = desk();
    let theirs = fs::read(other.dir().join("slots.json")).unwrap();
    let desk = desk().restart_after(|dir| change(&dir.join("slots.json"), |_| theirs.clone()));
    let said = code(sign_in(&desk, FOUNDER, PASSWORD));
    assert!(["wrong_key", "wrong_password"].contains(&&*said), "{said}");
}

#[test]
fn files_of_a_newer_program_are_refused_as_newer() {
    let desk = desk().restart_after(|dir| {
        change(&dir.join("slots.json"), |bytes| {
            let mut side: Value = serde_json::from_slice(&bytes).unwrap();
            side["format"] = json!(99);
            serde_json::to_vec(&side).unwrap()
        });
    });
    assert_eq!(code(sign_in(&desk, FOUNDER, PASSWORD)), "newer_file");
}

/// Whichever byte of the file was changed: words, or everything whole, and never something in between.
#[test]
fn a_flipped_byte_is_noticed_and_nothing_is_made_up() {
    let appeal = json!({ "way": "visit", "received_on": "2026-09-01", "title": "反映占道", "request": "请整改", "anonymous": true });
    let mut n = 0;
    for place in [0, 100, 1_000, 5_000, 9_000, 20_000, 60_000, 150_000] {
        let desk = desk();
        let input = tests::over(appeal.clone(), json!({ "station": desk.station(0) }));
        let record = desk.made(FOUNDER, "register_appeal", input);
        let mut flipped = None;
        let desk = desk.restart_after(|dir| flipped = flip(&dir.join("desk.db"), place));
        let Some(flipped) = flipped else { continue };
        n += 1;
        let opened = sign_in(&desk, FOUNDER, PASSWORD);
        let verified = opened.and_then(|_| {
            let answer = desk.host.answer("verify", json!({}));
            answer.map_err(|fault| serde_json::to_value(fault).unwrap())
        });
        match verified {
            Err(fault) => {
                let said = fault["code"].as_str().unwrap();
                assert!(["damaged", "wrong_key"].contains(&said), "byte {place}: {fault}");
            }
            Ok(verified) if verified["verdict"] == "good" => {
                let page = desk.ok("open_appeal", json!({ "record": record }));
                assert_eq!(page["facts"]["title"], "反映占道", "byte {place}");
                // Harmless only where the sign-in had written that page anew before it was asked.
                let now = fs::read(desk.dir().join("desk.db")).unwrap();
                assert_ne!(now[place], flipped, "byte {place} stands and nobody noticed");
            }
            Ok(verified) => assert_ne!(verified["verdict"], "good", "byte {place}: {verified}"),
        }
    }
    assert_eq!(n, 8, "a new desk's file has all these bytes");
}

/// The desk's file as whoever has its key may open it beside the program.
fn with_key(desk: &TestDesk) -> impl Fn() -> rusqlite::Connection {
    let key = desk.host.with(|office, _| Ok(office.desk.key())).unwrap();
    let path = desk.dir().join("desk.db");
    move || {
        let file = rusqlite::Connection::open(&path).unwrap();
        file.execute_batch(&format!("pragma key = \"{}\";", *key.as_pragma())).unwrap();
        file
    }
}

/// A bug: the keys that a sheet had made were not written down, and they were the only ones from then on: the password that was set anew
/// opened what could sign nothing, and the old one nothing at all.
#[test]
fn a_sheet_whose_new_keys_cannot_be_written_down_leaves_the_old_password_and_its_keys() {
    const ANEW: &str = "潮水又来2027";
    let desk = desk();
    let file = with_key(&desk);
    let by_sheet = || {
        let input = json!({ "groups": desk.sheet()["sheet"], "name": FOUNDER, "password": ANEW });
        let answer = desk.host.answer("open_by_sheet", input);
        answer.map_err(|fault| serde_json::to_value(fault).unwrap())
    };
    desk.ok("sign_out", json!({}));
    let refuse =
        "create trigger nothing_more before insert on entry begin select raise(abort, 'in vain'); end";
    file().execute_batch(refuse).unwrap();
    assert_eq!(code(by_sheet()), "broken");
    file().execute_batch("drop trigger nothing_more").unwrap();

    assert_eq!(code(sign_in(&desk, FOUNDER, ANEW)), "wrong_password");
    sign_in(&desk, FOUNDER, PASSWORD).unwrap();
    // Signed by herself, with the keys that she had.
    desk.ok("write_checkpoint", json!({}));
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
    desk.ok("sign_out", json!({}));
    by_sheet().unwrap();
    assert_eq!(code(sign_in(&desk, FOUNDER, PASSWORD)), "wrong_password");
    sign_in(&desk, FOUNDER, ANEW).unwrap();
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
}

/// A bug: whoever had the key could cut the newest entries off, and what was left was called good.
#[test]
fn a_cut_tail_is_not_called_good() {
    let desk = desk();
    let appeal = |title: &str| {
        let input = json!({
            "station": desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": title, "request": "请整改",
            "anonymous": true,
        });
        desk.made(FOUNDER, "register_appeal", input)
    };
    appeal("留下的");
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
    appeal("剪去的");
    appeal("也剪去的");
    let file = with_key(&desk)();
    let newest: i64 = file.query_row("select max(n) from entry", [], |r| r.get(0)).unwrap();
    for table in ["body", "deed", "entry"] {
        file.execute(&format!("delete from {table} where n > ?1"), [newest - 2]).unwrap();
    }
    drop(file);
    let verified = desk.ok("verify", json!({}));
    assert_eq!((&verified["verdict"], &verified["report"]["n_bad"]), (&json!("incomplete"), &json!(0)));
    let gap = &verified["report"]["gaps"][0];
    assert_eq!(gap["to"].as_u64().unwrap() - gap["from"].as_u64().unwrap(), 1, "two entries: {gap}");
}

/// A bug: whoever had the key could change what the head's numbers come from, and the proof called it good.
#[test]
fn a_counter_changed_beside_the_log_is_told_and_made_anew() {
    let desk = desk();
    let visit = json!({
        "station": desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": "算数的", "request": "请整改",
        "anonymous": true,
    });
    desk.made(FOUNDER, "register_appeal", visit);
    for (change, n_unlike) in
        [("update item_sum set n = n + 1", 0), ("delete from once_day", 0), ("delete from tally", 1)]
    {
        let changed = with_key(&desk)().execute(change, []).unwrap();
        assert!(changed > 0, "{change}");
        let verified = desk.ok("verify", json!({}));
        assert_eq!((&verified["verdict"], &verified["report"]["n_bad"]), (&json!("bad"), &json!(0)));
        assert_eq!(verified["unlike"].as_array().map(Vec::len), Some(n_unlike), "{change}: {verified}");
        assert!(verified["n_astray"].as_u64() > Some(0), "{change}: {verified}");
        desk.ok("rebuild", json!({}));
        assert_eq!(desk.ok("verify", json!({}))["verdict"], "good", "{change}");
    }
}

/// The first bytes gone, half gone, everything gone.
#[test]
fn a_cut_or_emptied_file_is_told_in_words() {
    for (case, keep) in [("emptied", 0), ("its first page only", 4_096), ("half a page", 2_000)] {
        let desk = desk().restart_after(|dir| change(&dir.join("desk.db"), |bytes| bytes[..keep].to_vec()));
        let said = code(sign_in(&desk, FOUNDER, PASSWORD));
        assert!(["damaged", "wrong_key", "no_desk"].contains(&&*said), "{case}: {said}");
    }
    let desk = desk().restart_after(|dir| fs::remove_file(dir.join("desk.db")).unwrap());
    let said = code(sign_in(&desk, FOUNDER, PASSWORD));
    assert!(["damaged", "no_desk"].contains(&&*said), "gone: {said}");
}

#[test]
fn a_second_program_on_the_same_folder_is_told_that_it_is_in_use() {
    let desk = desk();
    let second = actions::Host::new(&desk.dir(), Arc::new(actions::SystemWall), None);
    let fault = second.answer("sign_in", json!({ "name": FOUNDER, "password": PASSWORD })).unwrap_err();
    assert_eq!(fault.code(), "open_elsewhere");
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good", "the first goes on");
}

/// A proof of minutes went on behind the locked screen, and whoever came back was sent to look for another user of the PC.
#[test]
fn what_still_runs_here_is_busy_and_not_open_elsewhere() {
    let desk = desk();
    let (begun, wait) = std::sync::mpsc::channel();
    let (end, ended) = std::sync::mpsc::channel::<()>();
    let host = &desk.host;
    let told = std::thread::scope(|scope| {
        scope.spawn(move || {
            let runs = host.with(|_, _| {
                begun.send(()).unwrap();
                ended.recv().unwrap();
                Ok(())
            });
            runs.unwrap();
        });
        wait.recv().unwrap();
        host.answer("sign_out", json!({})).unwrap();
        let closing = host.answer("desk_state", json!({})).unwrap()["closing"].clone();
        let told = code(sign_in(&desk, FOUNDER, PASSWORD));
        end.send(()).unwrap();
        (closing, told)
    });
    assert_eq!(told, (json!(true), "busy".to_owned()));
    sign_in(&desk, FOUNDER, PASSWORD).unwrap();
    assert_eq!(desk.ok("desk_state", json!({}))["closing"], false);
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
}

/// A clock years ahead or behind its own log marks what is written, and blocks nobody.
#[test]
fn a_clock_years_off_is_marked_and_blocks_nothing() {
    for day in ["2031-01-01", "2020-01-01"] {
        let desk = desk().restart_at(Arc::new(Days::from(day)));
        sign_in(&desk, FOUNDER, PASSWORD).unwrap();
        let input = json!({
            "station": desk.station(0), "way": "visit", "received_on": day, "title": "钟不准", "request": "请查", "anonymous": true,
        });
        let answer = desk.ok("register_appeal", input);
        let page = desk.ok("open_appeal", json!({ "record": answer["value"]["record"] }));
        assert_eq!(page["timeline"][0]["suspect_clock"], true, "{day}");
        assert_eq!(desk.ok("verify", json!({}))["verdict"], "good", "{day}");
    }
}

fn change(path: &Path, how: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    fs::write(path, how(bytes)).unwrap();
}

/// What stands there now, if there was such a byte.
fn flip(path: &Path, place: usize) -> Option<u8> {
    let mut bytes = fs::read(path).unwrap();
    *bytes.get_mut(place)? ^= 0x10;
    let flipped = bytes[place];
    fs::write(path, bytes).unwrap();
    Some(flipped)
}
