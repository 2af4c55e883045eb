//! Personal data: shown masked, uncovered for a purpose and never all at once, found by a whole number only, and every
//! look written down before it is answered.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk, over, paper};

const HANDLER: &str = "陈雅静";
const LIAISON: &str = "金菊香";
const AUDITOR: &str = "审计员丙";

/// The sample of GB 11643: born 31 December 1949, a woman.
const ID: &str = "11010519491231002X";
const PHONE: &str = "13805761234";

struct Scene {
    desk: TestDesk,
    appeal: String,
    party: String,
}

fn scene() -> Scene {
    let desk = TestDesk::founded_at("331002", Arc::new(Days::from("2026-09-01"))).with(STAFF);
    let desk = desk.with(&[(AUDITOR, "audit_admin", None)]);
    let appeal = registered(&desk, json!({}));
    let page = desk.page(FOUNDER, ("appeal", &appeal));
    let party = page["parties"][0]["party"]["record"].as_str().unwrap().to_owned();
    Scene { desk, appeal, party }
}

fn registered(desk: &TestDesk, more: Value) -> String {
    let base = json!({
        "station": desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": "反映占道", "request": "请整改",
        "category": "other",
        "people": [{
            "part": "petitioner", "kind": "person", "name": "欧阳金法𠮷", "id_number": ID, "phone": PHONE,
            "address": "台州市椒江区葭沚街道三山村8号",
        }],
    });
    desk.made(FOUNDER, "register_appeal", over(base, more))
}

/// Everything that names somebody, in whole: none of it may stand where it was not asked for.
const WHOLE: [&str; 5] = ["欧阳金法", "金法𠮷", ID, PHONE, "三山村8号"];

fn entries(desk: &TestDesk) -> u64 {
    desk.ok("verify", json!({}))["n_entries"].as_u64().unwrap()
}

/// One desk with somebody on it; the sheet first, for it counts its rows.
#[test]
fn personal_data_on_one_desk() {
    let scene = scene();
    a_sheet_tells_its_rule_author_time_and_filters(&scene);
    no_page_list_sheet_or_print_job_names_anybody_whole(&scene);
    a_look_needs_a_purpose_and_shows_what_was_asked_only(&scene);
    who_may_look_and_at_what(&scene);
    every_look_is_written_down(&scene);
    the_log_tells_no_words_that_a_list_was_narrowed_by(&scene);
    a_number_is_found_whole_or_by_its_last_four(&scene);
    what_is_sealed_is_in_no_index(&scene);
    nobody_covers_what_they_do_not_see(&scene);
}

fn no_page_list_sheet_or_print_job_names_anybody_whole(scene: &Scene) {
    let desk = &scene.desk;
    for who in [FOUNDER, HANDLER, LIAISON, "郑海波"] {
        let mut seen = vec![("page", desk.page(who, ("appeal", &scene.appeal)).to_string())];
        for (call, input) in [
            ("list_appeals", json!({})),
            ("find", json!({ "text": "占道" })),
            ("find", json!({ "text": "欧阳" })),
            ("find", json!({ "text": "1234" })),
            ("known_party", json!({ "name": "欧阳金法𠮷" })),
        ] {
            seen.push((call, desk.done(who, call, input).to_string()));
        }
        let sheet = desk.done(who, "export_list", json!({ "noun": "appeal" }));
        let cells = paper::cells(&paper::plain(&sheet["bytes_base64"]));
        seen.push(("export_list", format!("{cells:?}")));
        for (what, text) in seen {
            for whole in WHOLE {
                assert!(!text.contains(whole), "{who} {what}: {whole}");
            }
        }
    }
    let shown = &desk.page(FOUNDER, ("appeal", &scene.appeal))["parties"][0]["party"];
    // 欧阳金法𠮷 is five signs; the ID keeps its place and its last four; the address about half.
    assert_eq!(shown["name"], "欧○○○○");
    assert_eq!((&shown["id_number"], &shown["phone"]), (&json!("110***********002X"), &json!("138****1234")));
    assert_eq!(shown["address"], "台州市椒江区****");
}

fn a_look_needs_a_purpose_and_shows_what_was_asked_only(scene: &Scene) {
    let ask = |fields: Value, purpose: &str| {
        let input = json!({ "record": scene.party, "fields": fields, "purpose": purpose });
        scene.desk.call(HANDLER, "unmask", input)
    };
    for (purpose, code) in
        [("", "required"), ("  \n", "required"), (&*"长".repeat(201), "too_long"), ("好奇", "not_in_list")]
    {
        let fault = ask(json!(["phone"]), purpose).unwrap_err();
        assert_eq!((&fault["code"], &fault["values"]["field"]), (&json!(code), &json!("purpose")));
    }
    for (fields, values) in [
        (json!(["phone"]), json!({ "phone": PHONE })),
        (json!(["name", "id_number"]), json!({ "name": "欧阳金法𠮷", "id_number": ID })),
        // What a party has not is not made up.
        (json!(["contact", "work"]), json!({})),
        (json!([]), json!({})),
    ] {
        assert_eq!(ask(fields.clone(), "contact").unwrap()["values"], values, "{fields}");
    }
    // 关系 and 标记 are no secret of a mask: whoever asks for them asks for something else than they think.
    for field in ["relation", "flags", "state", "no_such_field"] {
        let fault = ask(json!(["phone", field]), "contact").unwrap_err();
        assert_eq!(fault["code"], "bad_input");
        assert!(fault["values"]["problem"].as_str().unwrap().contains(field), "{fault}");
    }
}

fn who_may_look_and_at_what(scene: &Scene) {
    let elsewhere = registered(&scene.desk, json!({ "station": scene.desk.station(1), "title": "另一站点" }));
    let page = scene.desk.page(FOUNDER, ("appeal", &elsewhere));
    let theirs = page["parties"][0]["party"]["record"].as_str().unwrap().to_owned();
    let look = |who: &str, record: &str| {
        let input = json!({ "record": record, "fields": ["phone"], "purpose": "contact" });
        scene.desk.call(who, "unmask", input).map_err(|fault| fault["code"].clone())
    };
    for (who, may) in [
        (FOUNDER, true),
        (HANDLER, true),
        (LIAISON, true),
        ("郑海波", true),
        ("系统员甲", false),
        ("安全员乙", false),
    ] {
        assert_eq!(look(who, &scene.party).is_ok(), may, "{who}");
    }
    assert_eq!(look(LIAISON, &theirs), Err(json!("denied")), "a party of another station");
    assert_eq!(look(FOUNDER, &scene.appeal), Err(json!("denied")), "an appeal is no person");
    assert_eq!(look(FOUNDER, "018f2f3e-0000-7000-8000-000000000000"), Err(json!("missing")));
}

/// Each look is an entry of the office's log, and so is one that was denied.
fn every_look_is_written_down(scene: &Scene) {
    let desk = &scene.desk;
    desk.sit(HANDLER);
    for (what, call, input) in [
        (
            "an uncovered field",
            "unmask",
            json!({ "record": scene.party, "fields": ["phone"], "purpose": "contact" }),
        ),
        ("a whole telephone", "find", json!({ "text": PHONE })),
        ("a whole identity number", "find", json!({ "text": ID })),
        ("a number beside the form", "known_party", json!({ "phone": PHONE })),
        ("a list that went out", "export_list", json!({ "noun": "appeal" })),
    ] {
        let before = entries(desk);
        desk.ok(call, input);
        assert_eq!(entries(desk), before + 1, "{what}");
    }
    for (what, call, input) in [
        ("words", "find", json!({ "text": "占道" })),
        ("a name", "known_party", json!({ "name": "欧阳金法𠮷" })),
        ("half a number", "known_party", json!({ "phone": "138057612" })),
        ("a page", "open_appeal", json!({ "record": scene.appeal })),
        ("a list", "list_appeals", json!({})),
    ] {
        let before = entries(desk);
        desk.ok(call, input);
        assert_eq!(entries(desk), before, "{what} is read without a trace");
    }
    desk.sit("系统员甲");
    let before = entries(desk);
    let ask = json!({ "record": scene.party, "fields": ["phone"], "purpose": "handle" });
    assert_eq!(desk.refused("系统员甲", "unmask", ask), "denied");
    assert_eq!(entries(desk), before + 1, "what was denied is written down");
}

/// A bug: a list that went out narrowed by a name stood in the log with the name, before whoever reads no business.
fn the_log_tells_no_words_that_a_list_was_narrowed_by(scene: &Scene) {
    let listed = json!({ "text": "欧阳金法", "from": "2026-09-01" });
    scene.desk.done(HANDLER, "export_list", json!({ "noun": "appeal", "listed": listed }));
    let log = scene.desk.done(AUDITOR, "list_log", json!({ "act": "export" })).to_string();
    assert!(!log.contains("欧阳") && log.contains("2026-09-01"), "{log}");
}

/// A mask cannot be undone digit by digit: beginnings, middles and ends of a number find nothing; the whole one does.
fn a_number_is_found_whole_or_by_its_last_four(scene: &Scene) {
    let n = |text: &str| {
        let found = scene.desk.done(FOUNDER, "find", json!({ "text": text }));
        (found["page"]["count"].as_u64().unwrap(), found["by_number"].as_bool().unwrap())
    };
    for (text, by_number) in
        [(PHONE, true), (ID, true), ("11010519491231002x", true), ("138 0576 1234", true)]
    {
        let (count, by) = n(text);
        assert!(count >= 1 && by == by_number, "{text}: {count}");
    }
    for tail in ["1234", "002X"] {
        assert!(n(tail).0 >= 1, "the last four: {tail}");
    }
    for part in [
        "138",
        "1380",
        "13805",
        "138057612",
        "0576123",
        "5761",
        "234",
        "61234",
        "110105",
        "19491231",
        "1949",
        "31002X",
    ] {
        assert_eq!(n(part).0, 0, "{part}");
    }
    // One digit off is another number, which nobody here has.
    assert_eq!(n("13805761235").0, 0);
}

/// 举报 and matters of minors: no word, name, number, tail or initial of theirs is in the index.
fn what_is_sealed_is_in_no_index(scene: &Scene) {
    let secret = json!({
        "title": "反映会计挪用村集体款项", "category": "report", "facts": "经手人为会计甲乙丙",
        "people": [{ "part": "petitioner", "kind": "person", "name": "罗守正", "phone": "13957612349" }],
    });
    let stub = registered(&scene.desk, secret);
    for who in [FOUNDER, HANDLER, LIAISON] {
        for text in ["挪用", "会计", "甲乙丙", "罗守正", "罗", "lsz", "2349", "13957612349"] {
            let found = scene.desk.done(who, "find", json!({ "text": text }));
            let shown = (&found["page"]["count"], &found["places"], &found["noted"]);
            assert_eq!(shown, (&json!(0), &json!([]), &json!([])), "{who}: {text}");
        }
        let known = scene.desk.done(who, "known_party", json!({ "phone": "13957612349" }));
        assert_eq!((&known["same"], &known["nth"]), (&json!([]), &json!(1)), "{who}");
    }
    let sheet = scene.desk.done(FOUNDER, "export_list", json!({ "noun": "appeal" }));
    let cells = format!("{:?}", paper::cells(&paper::plain(&sheet["bytes_base64"])));
    assert!(!["挪用", "罗", "会计"].iter().any(|word| cells.contains(word)), "{cells}");
    assert!(scene.desk.page(LIAISON, ("appeal", &stub))["parties"].as_array().unwrap().is_empty());
}

/// The sheet says by which rule, whose list it is, when it was made and which filters were on.
fn a_sheet_tells_its_rule_author_time_and_filters(scene: &Scene) {
    registered(&scene.desk, json!({ "title": "=1+1", "people": [], "anonymous": true }));
    let out = scene.desk.done(HANDLER, "export_list", json!({ "noun": "appeal" }));
    assert_eq!(out["count"], 2);
    assert!(out["name"].as_str().unwrap().starts_with("群众诉求清单-20260901-"), "{}", out["name"]);
    let cells = paper::cells(&paper::plain(&out["bytes_base64"]));
    let all = format!("{cells:?}");
    for said in ["群众诉求清单", "按收到日期在筛选期间内的诉求计", HANDLER, "2026-09-01", "脱敏"]
    {
        assert!(all.contains(said), "{said} is not in {all}");
    }
    assert!(cells.iter().any(|row| row.iter().any(|cell| cell == "=1+1")), "a title is text, not a sum");
    let one =
        json!({ "noun": "appeal", "listed": { "text": "占道", "from": "2026-09-01", "to": "2026-09-30" } });
    let out = scene.desk.done(HANDLER, "export_list", one);
    let all = format!("{:?}", paper::cells(&paper::plain(&out["bytes_base64"])));
    assert_eq!(out["count"], 1);
    assert!(all.contains("查找 占道") && all.contains("起 2026-09-01"), "{all}");
    // A liaison's sheet ends at her station like her list does.
    registered(&scene.desk, json!({ "station": scene.desk.station(1), "title": "另一站点" }));
    let out = scene.desk.done(LIAISON, "export_list", json!({ "noun": "appeal" }));
    assert_eq!(out["count"], 2);
    assert_eq!(scene.desk.refused(HANDLER, "export_list", json!({ "noun": "hologram" })), "missing");
    assert_eq!(scene.desk.refused("系统员甲", "export_list", json!({ "noun": "appeal" })), "denied");
}

/// A bug: a report that named another station's visit as its own covered the words there, of which its author sees nothing.
fn nobody_covers_what_they_do_not_see(scene: &Scene) {
    let desk = &scene.desk;
    let (here, there) = (desk.station(0), desk.station(1));
    let visit = json!({
        "station": there, "visited_on": "2026-09-01", "kind": "reception", "summary": "反映修路",
        "present": [{ "part": "host", "name": "周敏" }],
    });
    let visit = desk.made(FOUNDER, "log_visit", visit);
    let report = |station: &str, more: Value| {
        let base = json!({
            "station": station, "way": "visit", "received_on": "2026-09-01", "title": "举报", "request": "请查", "category": "report", "anonymous": true,
        });
        over(base, more)
    };
    for (more, code) in [(json!({ "visit": visit }), "check_failed"), (json!({ "origin": visit }), "denied")]
    {
        assert_eq!(desk.refused(LIAISON, "register_appeal", report(&here, more.clone())), code, "{more}");
    }
    let of_here = report(&here, json!({ "visit": visit }));
    assert_eq!(desk.refused(FOUNDER, "register_appeal", of_here), "check_failed", "nor does who sees both");
    assert_eq!(desk.page(FOUNDER, ("visit", &visit))["facts"]["summary"], "反映修路");
    desk.made(FOUNDER, "register_appeal", report(&there, json!({ "visit": visit })));
}

/// A bug: what somebody was typing over a value that was deleted by law kept it in the file, and offered it to be entered again.
#[test]
fn a_deletion_by_law_takes_along_what_was_being_typed_about_it() {
    let Scene { desk, appeal, party } = scene();
    let typed = json!({
        "title": "修改当事人", "record": appeal, "verb": "amend_party", "on": party, "values": { "phone": PHONE },
    });
    let other = json!({ "title": "别的事项", "facts": "打到一半" });
    for (noun, body) in [("appeal_step", typed), ("register_appeal", other)] {
        desk.done(HANDLER, "save_draft", json!({ "noun": noun, "body": body }));
    }
    desk.delete_phone(&appeal, "郑海波");
    let left = desk.done(HANDLER, "list_drafts", json!({}));
    let titles: Vec<_> = left.as_array().unwrap().iter().map(|row| row["title"].as_str()).collect();
    assert_eq!(titles, [Some("别的事项")]);
}

/// A bug: nothing ever wrote it anew. Quiet time is when somebody leaves (ledger.md §5.3).
#[test]
fn a_file_in_which_something_was_deleted_by_law_is_written_anew_when_somebody_leaves() {
    let Scene { desk, appeal, .. } = scene();
    let asks = || desk.host.with(|office, _| Ok(office.desk.has_remnants()?)).unwrap();
    assert!(!asks());
    desk.delete_phone(&appeal, "郑海波");
    assert!(asks());
    desk.ok("sign_out", json!({}));
    desk.sit_again(FOUNDER);
    assert!(!asks());
    let gone = desk.page(FOUNDER, ("appeal", &appeal))["parties"][0]["party"]["redacted"].clone();
    assert_eq!(gone, json!(["phone"]));
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
}

/// 依法留存 until a day: afterwards it may be asked for again and goes with every value it had, also the one that was kept.
#[test]
fn what_was_kept_may_be_deleted_once_its_duty_has_ended() {
    let Scene { desk, appeal, party } = scene();
    let petitioner = |desk: &TestDesk| desk.page(FOUNDER, ("appeal", &appeal))["parties"][0].clone();
    let one = petitioner(&desk);
    let input = json!({
        "record": party, "seen": one["seen"], "field": "phone", "ground": "withdrawn", "approver": desk.person("郑海波"),
    });
    desk.done(FOUNDER, "redact_field", input);
    let row = desk.done("郑海波", "list_redactions", json!({}))[0].clone();
    let answer = json!({ "record": row["record"], "seen": row["seen"], "duty": "档案保管期限", "until": "2026-09-02" });
    desk.done("郑海波", "keep_redaction", answer);
    assert_eq!(petitioner(&desk)["kept"][0]["ended"], false);

    let desk = desk.restart_at(Arc::new(Days::from("2026-09-03")));
    desk.sit(FOUNDER);
    let one = petitioner(&desk);
    assert_eq!((&one["party"]["phone"], &one["kept"][0]["ended"]), (&Value::Null, &json!(true)));
    desk.delete_phone(&appeal, "郑海波");
    let one = petitioner(&desk);
    assert_eq!((&one["party"]["redacted"], &one["kept"]), (&json!(["phone"]), &json!([])));
    let release = json!({ "record": party, "seen": one["seen"], "field": "phone", "reason": "案件重新审查" });
    assert_eq!(desk.refused("郑海波", "release_field", release), "nothing_owed");
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
}
