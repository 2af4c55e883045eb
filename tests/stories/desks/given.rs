//! A further station for somebody who has their role already: given with a reason, worked in, ended.

use serde_json::{Value, json};
use tests::{FOUNDER, TestDesk};

use super::{ISLAND, appeal, listed, person, titles, with_an_island};

const KEEPER: &str = "系统员甲";

#[test]
fn a_further_station_is_worked_in_as_ones_own_until_it_is_ended() {
    let (county, island) = with_an_island(TestDesk::staffed());
    let there = county.station(1);
    appeal(&county, FOUNDER, (&there, "别站的旧事"));
    let account = person(&listed(&county, KEEPER), ISLAND)["account"].clone();
    let give =
        json!({ "account": account, "station": there, "until": "2099-12-31", "reason": "王敏产假代管" });
    let grant = county.done(KEEPER, "grant_stream", give.clone())["value"]["grant"].clone();
    assert_eq!(county.refused(KEEPER, "grant_stream", give), "nothing_changed");
    let list = listed(&county, KEEPER);
    let further = &person(&list, ISLAND)["further"][0];
    assert_eq!(
        (further["reason"].as_str(), further["until"].as_str(), further["class"].as_str(), &further["grant"]),
        (Some("王敏产假代管"), Some("2099-12-31"), Some("st"), &grant)
    );

    county.carry(FOUNDER, (&island, ISLAND));
    island.sit_again(ISLAND);
    assert_eq!(titles(&island, ISLAND), ["别站的旧事"], "what was there before comes from its beginning");
    let own = appeal(&island, ISLAND, (&there, "代管时登记"));
    island.carry(ISLAND, (&county, FOUNDER));
    let page = county.page(FOUNDER, ("appeal", &own));
    let timeline = page["timeline"].as_array().unwrap();
    assert!(!timeline.is_empty() && timeline.iter().all(|entry| entry["powerless"] == false), "{page}");

    let end = json!({ "grant": grant, "reason": "代管期满" });
    assert_eq!(county.refused("郑海波", "end_stream", end.clone()), "denied");
    county.done(KEEPER, "end_stream", end.clone());
    assert_eq!(county.refused(KEEPER, "end_stream", end), "nothing_changed");
    assert_eq!(person(&listed(&county, KEEPER), ISLAND)["further"], json!([]));
    county.carry(FOUNDER, (&island, ISLAND));
    island.sit_again(ISLAND);
    let late = json!({
        "station": there, "way": "visit", "received_on": "2026-01-05", "category": "other", "title": "期满之后",
        "facts": "无。", "request": "无", "n_people": 1, "people": [{ "part": "petitioner", "kind": "person", "name": "王阿婆" }],
    });
    assert_eq!(
        island.refused(ISLAND, "register_appeal", late),
        "missing",
        "the station is not even known there"
    );
    assert_eq!(titles(&county, FOUNDER), ["代管时登记", "别站的旧事"], "what was done under it stays");
}

#[test]
fn what_is_given_to_whom_and_by_whom() {
    let (county, _island) = with_an_island(TestDesk::staffed());
    let list = listed(&county, KEEPER);
    let account = |name: &str| person(&list, name)["account"].clone();
    let asked =
        |who: &str, more: Value| tests::over(json!({ "account": account(who), "reason": "代管" }), more);
    let (there, own) = (json!({ "station": county.station(1) }), json!({ "station": county.station(0) }));
    for (case, input, code) in [
        ("a station they have", asked(ISLAND, own), "nothing_changed"),
        ("all stations of the office are theirs", asked("陈雅静", there.clone()), "nothing_changed"),
        ("no station of anybody", asked(ISLAND, json!({ "station": account(ISLAND) })), "missing"),
        ("an office that is none of the cell", asked("陈雅静", json!({ "notes_of": "331099" })), "missing"),
        ("their own office's notes", asked("陈雅静", json!({ "notes_of": "331002" })), "nothing_changed"),
        ("a liaison reads no notes", asked(ISLAND, json!({ "notes_of": "331002" })), "denied"),
        ("an administrator reads no matters", asked("安全员乙", there.clone()), "denied"),
        ("nothing", asked(ISLAND, json!({})), "required"),
        (
            "two things",
            asked(ISLAND, json!({ "station": county.station(1), "notes_of": "331002" })),
            "required",
        ),
        (
            "a day that has passed",
            asked(ISLAND, json!({ "station": county.station(1), "until": "2020-01-01" })),
            "check_failed",
        ),
        ("no reason", asked(ISLAND, json!({ "station": county.station(1), "reason": " " })), "required"),
        ("oneself", asked(KEEPER, there.clone()), "own_work"),
    ] {
        assert_eq!(county.refused(KEEPER, "grant_stream", input), code, "{case}");
    }
    assert_eq!(county.refused("陈雅静", "grant_stream", asked(ISLAND, there.clone())), "denied");
    // A role that is amended names all stations; those given beside it that it does not name end.
    county.done(KEEPER, "grant_stream", asked(ISLAND, there.clone()));
    let amend = |stations: &[String]| json!({ "account": account(ISLAND), "roles": ["liaison"], "stations": stations });
    county.done(KEEPER, "amend_account", amend(&[county.station(0), county.station(1), county.station(2)]));
    assert_eq!(person(&listed(&county, KEEPER), ISLAND)["further"].as_array().unwrap().len(), 1);
    county.done(KEEPER, "amend_account", amend(&[county.station(2)]));
    let list = listed(&county, KEEPER);
    assert_eq!(person(&list, ISLAND)["further"], json!([]));
    assert_eq!(super::row(&list, ISLAND)["stations"][0]["record"], json!(county.station(2)));
}

/// A bug: at the hub a grant outlived its last day until somebody ran `hub apply`.
#[test]
fn the_hubs_list_says_on_which_day_a_grant_ends() {
    let (county, _island) = with_an_island(TestDesk::staffed());
    let (there, own) = (county.station(1), county.station(0));
    let ends = || -> Vec<(String, i64)> {
        county.sit(FOUNDER);
        let desks = county.host.with(actions::hub_accesses).unwrap();
        let ends = desks.into_iter().flat_map(|desk| desk.last_days);
        ends.map(|(stream, day)| (stream.0, day)).collect()
    };
    let account = person(&listed(&county, KEEPER), ISLAND)["account"].clone();
    let give =
        json!({ "account": account, "station": there, "until": "2099-12-31", "reason": "王敏产假代管" });
    county.done(KEEPER, "grant_stream", give);
    // Of the island's desk and of that station alone, in days since 1970.
    assert_eq!(ends(), [(format!("st/{}", there.replace('-', "")), 47_481)]);
    // Left out of the stations it ends at once, and there is no last day to keep.
    let amend = json!({ "account": account, "roles": ["liaison"], "stations": [own] });
    county.done(KEEPER, "amend_account", amend);
    assert!(ends().is_empty());
}
