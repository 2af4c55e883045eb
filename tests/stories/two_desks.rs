//! Two desks of one cell: one joins by a file, works with no network, and a disc goes there and back.

use std::sync::Arc;

use actions::SystemWall;
use serde_json::{Value, json};
use tests::{Asking, Days, FOUNDER, Newcomer, PASSWORD, STAFF, TestDesk};

const ISLAND: &str = "陈阿海";

fn office() -> TestDesk {
    TestDesk::staffed()
}

fn islander(desk: &TestDesk) -> Newcomer<'static> {
    let stations = vec![desk.station(0)];
    Newcomer { name: ISLAND, role: "liaison", level: None, stations, office: "331002" }
}

/// A county's desk, and the one of its island's station.
fn two() -> (TestDesk, TestDesk) {
    let mut county = office();
    let newcomer = islander(&county);
    let island = county.join(&newcomer);
    (county, island)
}

fn today(desk: &TestDesk) -> String {
    desk.ok("desk_state", json!({}))["today"].as_str().unwrap().to_owned()
}

fn appeal(desk: &TestDesk, who: &str, title: &str) -> String {
    let input = json!({
        "station": desk.station(0), "way": "visit", "received_on": today(desk), "category": "other",
        "title": title, "facts": "码头引桥护栏锈断，赶海的人常从这里过。", "request": "尽快修好", "n_people": 1,
        "people": [{ "part": "petitioner", "kind": "person", "name": "王阿婆", "phone": "13805761234" }],
    });
    desk.made(who, "register_appeal", input)
}

fn titles(desk: &TestDesk, who: &str) -> Vec<String> {
    let page = desk.done(who, "list_appeals", json!({}));
    let rows = page["rows"].as_array().unwrap();
    rows.iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_desk_joins_by_a_request_and_an_enrolment() {
    let mut county = office();
    let newcomer = islander(&county);
    let asking = Asking::of(&county, &newcomer);
    let state = asking.host.answer("desk_state", json!({})).unwrap();
    assert_eq!(state["state"], "joining");
    let early = asking.host.answer("sign_in", json!({ "name": ISLAND, "password": PASSWORD })).unwrap_err();
    assert_eq!(early.code(), "awaits_enrolment", "before the enrolment nothing is done there");
    let view = county.done(FOUNDER, "open_request", asking.request());
    assert_eq!(view["fingerprint"], asking.said["fingerprint"], "both sides read out the same");
    assert_eq!((view["person"].as_str(), view["needs_sheet"].as_bool()), (Some(ISLAND), Some(false)));
    let again = asking.host.answer("request_again", json!({ "name": ISLAND, "password": PASSWORD })).unwrap();
    assert_eq!(again["fingerprint"], view["fingerprint"]);

    let folder = tempfile::tempdir().unwrap();
    let cell = county.enrol(&newcomer, &asking.request(), folder.path());
    let look = json!({ "dir": folder.path(), "name": ISLAND, "password": PASSWORD });
    let said = asking.host.answer("take_enrolment", look.clone()).unwrap();
    assert_eq!((said["cell"].as_str(), said["signed_in"].is_null()), (Some(cell.as_str()), true));
    let mut wrong = look;
    wrong["cell"] = json!("0000 0000 0000 0000");
    let other = asking.host.answer("take_enrolment", wrong).unwrap_err();
    assert_eq!(other.code(), "check_failed", "what the office reads out must fit");

    let island = asking.enrolled(&county, (ISLAND, folder.path(), &cell));
    let state = island.ok("desk_state", json!({}));
    assert_eq!((state["state"].as_str(), state["person"]["name"].as_str()), (Some("open"), Some(ISLAND)));
    assert_eq!(state["office"]["code"], "331002");
    assert_eq!(state["person"]["stations"].as_array().unwrap().len(), 1);
    assert!(island.ok("list_rules", json!({})).to_string().contains("R01"), "the cell's rules came along");
    assert_eq!(island.ok("verify", json!({}))["verdict"], "good");
}

/// A bug: a piece of an attachment is larger than the smallest files that could be asked for, and the export broke off as a mistake
/// of ours.
#[test]
fn the_smallest_files_that_can_be_asked_for_hold_a_piece_of_an_attachment() {
    let (county, island) = two();
    let (record, _) = island.appeal_with_scan(ISLAND);
    let folder = tempfile::tempdir().unwrap();
    let input = json!({ "to": county.desk_id(FOUNDER), "dir": folder.path(), "part_mib": 1 });
    let sent = island.done(ISLAND, "export_bundle", input);
    assert!(sent["files"].as_array().unwrap().len() > 1, "{sent}");
    let taken = county.take(FOUNDER, folder.path(), sent["id"].as_str().unwrap());
    assert_eq!(taken["n_unread"], 0);
    assert_eq!(county.done(FOUNDER, "record_files", json!({ "record": record }))[0]["here"], true);
}

#[test]
fn what_an_island_wrote_goes_up_with_a_disc_and_the_receipt_comes_back() {
    let (county, island) = two();
    let record = appeal(&island, ISLAND, "反映大陈码头引桥护栏锈断");
    let no = island.page(ISLAND, ("appeal", &record))["no"].as_str().unwrap().to_owned();
    assert!(no.contains("-B"), "{no}: its own letter, so that no other desk can give the same number");

    let folder = tempfile::tempdir().unwrap();
    let sent = island.burn(ISLAND, (&county, FOUNDER), folder.path());
    assert_eq!((sent["number"].as_u64(), sent["enrolment"].as_bool()), (Some(1), Some(false)));
    let travel = |desk: &TestDesk, who: &str| desk.done(who, "record_travel", json!({ "record": record }));
    let out = travel(&island, ISLAND);
    let copies =
        |travel: &Value| [&travel["desks"][0]["sent"], &travel["desks"][0]["confirmed"]].map(Value::as_u64);
    assert_eq!((copies(&out), out["hub"].is_null()), ([Some(1), Some(0)], true), "handed over: {out}");
    let found = county.done(FOUNDER, "bundles_in", json!({ "dir": folder.path() }));
    let found = &found["bundles"][0];
    assert_eq!(found["from"]["people"], json!([ISLAND]), "who sent it");
    assert_eq!((found["taken"].as_bool(), found["missing"].as_array().unwrap().len()), (Some(false), 0));
    let id = sent["id"].as_str().unwrap();
    let preview = county.done(FOUNDER, "preview_bundle", json!({ "dir": folder.path(), "id": id }));
    assert_eq!((preview["begun"]["appeal"].as_u64(), preview["begun"]["party"].as_u64()), (Some(1), Some(1)));
    let written = [&preview["first_ms"], &preview["last_ms"]].map(Value::as_u64);
    assert!(written[0].is_some() && written[0] <= written[1], "from when to when: {preview}");
    assert_eq!((preview["n_held"].as_u64(), preview["conflicts"].as_array().unwrap().len()), (Some(0), 0));
    assert!(titles(&county, FOUNDER).is_empty(), "looking takes nothing in");

    let taken = county.take(FOUNDER, folder.path(), id);
    assert_eq!((taken["n_held"].as_u64(), taken["n_unread"].as_u64()), (Some(0), Some(0)));
    assert_eq!(titles(&county, FOUNDER), ["反映大陈码头引桥护栏锈断"]);
    assert_eq!(county.page(FOUNDER, ("appeal", &record))["no"], no.as_str());
    assert_eq!(county.done(FOUNDER, "verify", json!({}))["verdict"], "good");

    let came = travel(&county, FOUNDER);
    assert_eq!((came["from"][0]["n"].as_u64(), copies(&came)), (Some(1), [Some(0), Some(1)]), "{came}");
    assert_eq!(came["from"][0]["desk"]["people"], json!([ISLAND]), "from whom");

    let waiting = |desk: &TestDesk, who: &str| {
        let state = desk.done(who, "exchange_state", json!({}));
        state["others"][0]["waiting"].as_u64().unwrap()
    };
    assert!(waiting(&island, ISLAND) > 0, "on its way is not there");
    county.carry(FOUNDER, (&island, ISLAND));
    let discs = island.done(ISLAND, "list_discs", json!({}));
    let out = discs.as_array().unwrap().iter().find(|disc| disc["out"] == true).unwrap();
    assert_eq!((out["done"].as_bool(), out["medium"]["number"].as_str()), (Some(true), Some("台检光-07")));
    assert_eq!(waiting(&island, ISLAND), 0, "the receipt says that it is there");
    assert_eq!(copies(&travel(&island, ISLAND)), [Some(0), Some(1)]);
}

#[test]
fn where_discs_go_one_way_a_typed_code_confirms() {
    let (county, island) = two();
    appeal(&island, ISLAND, "一");
    let folder = tempfile::tempdir().unwrap();
    let sent = island.burn(ISLAND, (&county, FOUNDER), folder.path());
    let taken = county.take(FOUNDER, folder.path(), sent["id"].as_str().unwrap());
    let code = taken["code"].as_str().unwrap();
    assert_eq!(code.chars().filter(char::is_ascii_uppercase).count(), 24);
    let confirm = |code: &str| {
        let input = json!({ "id": sent["id"], "desk": county.desk_id(FOUNDER), "code": code });
        island.call(ISLAND, "confirm_disc", input)
    };
    let mut turned: Vec<char> = code.chars().collect();
    turned.swap(0, 1);
    let turned: String = turned.into_iter().collect();
    if turned != code {
        assert_eq!(confirm(&turned).unwrap_err()["code"], "check_failed");
    }
    confirm(&code.to_lowercase()).unwrap();
    let state = island.done(ISLAND, "exchange_state", json!({}));
    assert_eq!(state["others"][0]["waiting"], 0);
}

/// Each desk has numbers of its own, and both are at the same: the second disc for the boat was called a fault of the program.
#[test]
fn discs_for_two_desks_lie_on_one_stick_and_each_desk_takes_its_own() {
    let (mut county, island) = two();
    let stations = vec![county.station(1)];
    let second =
        county
            .join(&Newcomer { name: "林海霞", role: "liaison", level: None, stations, office: "331002" });
    let stick = tempfile::tempdir().unwrap();
    let burnt =
        [(&island, ISLAND), (&second, "林海霞")].map(|to| (to, county.burn(FOUNDER, to, stick.path())));
    assert_eq!(burnt[0].1["number"], burnt[1].1["number"], "of each desk's own row");
    assert_eq!(std::fs::read_dir(stick.path()).unwrap().count(), 2);
    for ((desk, who), sent) in burnt {
        let taken = desk.take(who, stick.path(), sent["id"].as_str().unwrap());
        assert_eq!((taken["n_unread"].as_u64(), taken["n_held"].as_u64()), (Some(0), Some(0)), "{who}");
    }
}

#[test]
fn the_same_disc_twice_and_a_later_one_bring_only_what_is_new() {
    let (county, island) = two();
    appeal(&island, ISLAND, "一");
    let first = tempfile::tempdir().unwrap();
    let sent = island.burn(ISLAND, (&county, FOUNDER), first.path());
    let id = sent["id"].as_str().unwrap();
    county.take(FOUNDER, first.path(), id);
    assert_eq!(county.take(FOUNDER, first.path(), id)["done"], true);
    let found = county.done(FOUNDER, "bundles_in", json!({ "dir": first.path() }));
    assert_eq!(found["bundles"][0]["taken"], true);
    // Without a receipt the next one brings everything again; what is known stays what it is.
    appeal(&island, ISLAND, "二");
    let second = island.carry(ISLAND, (&county, FOUNDER));
    assert!(second["n_new"].as_u64().unwrap() > 0);
    let mut all = titles(&county, FOUNDER);
    all.sort();
    assert_eq!(all, ["一", "二"]);
    assert_eq!(county.done(FOUNDER, "verify", json!({}))["verdict"], "good");
}

#[test]
fn edits_made_apart_meet_and_nothing_is_lost() {
    let (county, island) = two();
    let record = appeal(&island, ISLAND, "护栏");
    island.carry(ISLAND, (&county, FOUNDER));
    county.carry(FOUNDER, (&island, ISLAND));
    let on = ("appeal", record.as_str());
    let amend = |desk: &TestDesk, who: &str, input: Value| desk.steps(who, "amend_appeal", on, input);
    amend(&island, ISLAND, json!({ "facts": "引桥西侧护栏断了四根。" }));
    amend(&county, FOUNDER, json!({ "request": "月底前修好" }));
    county.carry(FOUNDER, (&island, ISLAND));
    island.carry(ISLAND, (&county, FOUNDER));
    for (desk, who) in [(&county, FOUNDER), (&island, ISLAND)] {
        let page = desk.page(who, on);
        let shown = page.to_string();
        assert!(shown.contains("引桥西侧护栏断了四根") && shown.contains("月底前修好"), "{shown}");
    }
}

#[test]
fn while_two_requests_contradict_the_day_that_counts_is_of_a_limit_that_still_runs() {
    let (county, island) = two();
    let record = appeal(&island, ISLAND, "护栏");
    island.carry(ISLAND, (&county, FOUNDER));
    let on = ("appeal", record.as_str());
    island.steps(ISLAND, "amend_appeal", on, json!({ "request": "一周内修好" }));
    county.steps(FOUNDER, "amend_appeal", on, json!({ "request": "月底前修好" }));
    let notice = json!({ "about": "accepted", "on": today(&county), "how": "phone", "text": "已受理" });
    let sorting = json!({ "nature": "ordinary", "on": today(&county), "notice": notice });
    county.steps(FOUNDER, "accept_appeal", on, sorting);
    island.carry(ISLAND, (&county, FOUNDER));
    let page = county.page(FOUNDER, on);
    // The first limit was kept by the acceptance and has an earlier day than any that runs.
    let first = tests::clock(&page, "R01");
    assert_eq!(first["state"], "in_time");
    let clocks = page["clocks"].as_array().unwrap().iter();
    let running = clocks.filter(|clock| clock["state"] == "running" && clock["due_on"].is_string());
    let due = running.map(|clock| clock["due_on"].as_str().unwrap()).min().unwrap();
    assert!(first["due_on"].as_str().unwrap() < due, "{page}");
    let conflicts = county.done(FOUNDER, "list_conflicts", json!({}));
    let row = conflicts.as_array().unwrap().iter().find(|row| row["record"] == record.as_str()).unwrap();
    assert_eq!((row["field"].as_str(), row["due_on"].as_str()), (Some("request"), Some(due)));
}

#[test]
fn the_first_desk_of_another_office_is_enrolled_with_the_foundings_sheet() {
    let admins = [("系统员甲", "system_admin", None), ("安全员乙", "security_admin", None)];
    let mut city = TestDesk::founded_at("331000", Arc::new(SystemWall)).with(&admins);
    let newcomer = || Newcomer {
        office: "331002",
        name: "椒江的周敏",
        role: "registrar",
        level: None,
        stations: vec![],
    };
    let asking = Asking::of(&city, &newcomer());
    assert_eq!(city.done(FOUNDER, "open_request", asking.request())["needs_sheet"], true);
    let own = city.hire("市院的人", "第六检察部");
    let mut input = json!({ "request": asking.request(), "person": own, "roles": ["registrar"] });
    assert_eq!(city.refused(FOUNDER, "enrol_desk", input.clone()), "required", "the sheet");
    input["sheet"] = city.sheet()["sheet"].clone();
    assert_eq!(
        city.refused(FOUNDER, "enrol_desk", input),
        "check_failed",
        "a person of the desk's own office"
    );

    let county = city.join(&newcomer());
    let stations =
        |desk: &TestDesk, who: &str| desk.done(who, "list_stations", json!({}))["count"].as_u64().unwrap();
    let (all, own) = (stations(&city, FOUNDER), stations(&county, "椒江的周敏"));
    assert!(own > 0 && own < all, "{own} of {all}: only what the county may hold came along");
    assert_eq!(county.done("椒江的周敏", "verify", json!({}))["verdict"], "good");
}

#[test]
fn only_who_keeps_the_desks_enrols_one() {
    let county = office();
    let asking = Asking::of(&county, &islander(&county));
    assert_eq!(county.refused("陈雅静", "open_request", asking.request()), "denied");
    let mut altered = asking.request();
    altered["bytes_base64"] = json!("R0xKUg==");
    assert_eq!(county.refused(FOUNDER, "open_request", altered), "bad_file");
}

/// Whom one desk recognised as a minor, the other had taken down in the open: nothing is done about it but sealing.
#[test]
fn a_minor_recognised_apart_stops_every_way_but_sealing() {
    let (county, island) = two();
    let day = today(&county);
    let child = json!({ "part": "petitioner", "kind": "person", "name": "秦小禾", "sex": "2" });
    let visit = json!({
        "station": county.station(0), "visited_on": day, "kind": "reception", "summary": "咨询", "people": [child],
    });
    let visit = county.made(FOUNDER, "log_visit", visit);
    county.carry(FOUNDER, (&island, ISLAND));
    let party = island.page(ISLAND, ("visit", &visit))["parties"][0].clone();
    let flagged = json!({ "record": party["party"]["record"], "seen": party["seen"], "flags": ["minor"] });
    island.done(ISLAND, "amend_party", flagged);
    let input = json!({
        "station": county.station(0), "way": "visit", "received_on": day, "category": "other", "title": "校内被打骂",
        "request": "请保护", "parties": [{ "record": party["party"]["record"], "part": "petitioner" }],
    });
    let appeal = county.made(FOUNDER, "register_appeal", input);
    let on = ("appeal", appeal.as_str());
    assert_eq!(county.page(FOUNDER, on)["must_seal"], Value::Null, "nobody here knows it yet");
    island.carry(ISLAND, (&county, FOUNDER));
    let page = county.page("郑海波", on);
    assert_eq!(page["must_seal"], "minor");
    let step = |verb: &str| page["steps"].as_array().unwrap().iter().find(|s| s["verb"] == verb).unwrap();
    assert_eq!(step("accept_appeal")["why"]["code"], "must_be_sealed");
    assert_eq!(step("answer_on_spot")["why"]["code"], "must_be_sealed");
    assert_eq!(step("seal_appeal")["may"], true);
    // What a page would send by hand is answered as its button is.
    let sort = json!({ "nature": "ordinary", "on": day });
    assert_eq!(county.held_back("郑海波", "accept_appeal", on, sort), "must_be_sealed");
}

/// Generated on two desks before either heard of the other: one obligation a station, and what was done about it stays done.
#[test]
fn tasks_generated_on_two_desks_are_one() {
    let mut county = TestDesk::founded_at("331002", Arc::new(Days::from("2026-09-01"))).with(STAFF);
    let me = county.person(FOUNDER);
    county.steps(FOUNDER, "amend_person", ("person", &me), json!({ "department": "第六检察部" }));
    county.sit_again(FOUNDER);
    let visit = json!({ "key": "visit", "text": "接待一次", "proof": "visit", "kind": null, "least": 1, "required": true });
    let template = json!({
        "kind": "fixed", "title": "每月接待日", "recurrence": "monthly", "rest_policy": "later", "from_on": "2026-09-01",
        "stations": [county.station(0), county.station(1)], "items": [visit],
    });
    let template = county.made(FOUNDER, "issue_template", template);
    let who = "林海霞";
    let newcomer =
        Newcomer { name: who, role: "prosecutor", level: None, stations: vec![], office: "331002" };
    let second = county.join(&newcomer);
    let generated = |desk: &TestDesk, by: &str| {
        let asked = json!({ "template": template, "period": "2026-09" });
        let value = desk.done(by, "generate_obligations", asked)["value"].clone();
        (value["n_made"].as_u64(), value["n_there"].as_u64())
    };
    assert_eq!(generated(&county, FOUNDER), (Some(2), Some(0)));
    assert_eq!(generated(&second, who), (Some(2), Some(0)), "nothing of the other's has come yet");
    let owed =
        second.done(who, "list_obligations", json!({}))["rows"][0]["record"].as_str().unwrap().to_owned();
    second.steps(who, "acknowledge_obligation", ("obligation", &owed), json!({}));
    second.carry(who, (&county, FOUNDER));
    county.carry(FOUNDER, (&second, who));
    for (desk, by) in [(&county, FOUNDER), (&second, who)] {
        assert_eq!(desk.done(by, "list_obligations", json!({}))["count"], 2, "{by}");
        assert_eq!(desk.page(by, ("obligation", &owed))["state"], "acknowledged", "{by}");
        assert_eq!(
            desk.done(by, "list_conflicts", json!({})),
            json!([]),
            "{by}: the same step is no contest"
        );
        assert_eq!(generated(desk, by), (Some(0), Some(2)), "{by}");
        assert_eq!(desk.done(by, "verify", json!({}))["verdict"], "good", "{by}");
    }
}
