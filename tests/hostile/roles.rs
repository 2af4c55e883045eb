//! Every call × every role, by hand-made JSON: what must be denied is denied, with the reason the button shows, and
//! written down. Nothing is ever `broken`.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::{FOUNDER, TestDesk};

use super::forms::{ANYBODY, APART, Form, all};
use super::scene::{NOBODY, ROLES, Scene, desk};

#[test]
fn every_call_of_the_list_stands_in_the_table() {
    let desk = desk();
    let forms = all(&desk, &Scene::at(&desk, 0));
    let ours: BTreeSet<&str> = forms.iter().map(|f| f.call).chain(APART.iter().copied()).collect();
    let shapes = actions::calls::shapes();
    let theirs: BTreeSet<&str> = shapes.iter().map(|s| s.name).collect();
    assert_eq!(ours.symmetric_difference(&theirs).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn what_a_role_may_not_ask_is_denied_and_nothing_else_is() {
    let desk = desk();
    let scene = Scene::at(&desk, 0);
    let forms = all(&desk, &scene);
    let mut wrong = vec![];
    for (role, who) in ROLES {
        desk.sit(who);
        for Form { call, input, who: may } in &forms {
            let answer = desk.call(who, call, input.clone());
            let code = code(&answer);
            let denied = code == "denied";
            if denied == may.contains(role) || code == "broken" || code == "bad_input" {
                wrong.push(format!("{role} {call}: {}", shown(&answer)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// A liaison's scope is her station: of another she is denied whatever her role allows.
#[test]
fn what_lies_at_another_station_is_denied() {
    let desk = desk();
    let elsewhere = Scene::at(&desk, 1);
    let of_a_station = |form: &&Form| {
        let text = form.input.to_string();
        let named =
            [&elsewhere.station, &elsewhere.appeal, &elsewhere.visit, &elsewhere.party, &elsewhere.voice];
        let also = [&elsewhere.activity, &elsewhere.obligation, &elsewhere.deed];
        form.who.contains(&"liaison") && named.into_iter().chain(also).any(|id| text.contains(id.as_str()))
    };
    let forms = all(&desk, &elsewhere);
    let theirs: Vec<&Form> = forms.iter().filter(of_a_station).collect();
    assert!(theirs.len() > 40, "{}", theirs.len());
    let liaison = ROLES[0].1;
    let mut wrong = vec![];
    for Form { call, input, .. } in theirs {
        let answer = desk.call(liaison, call, input.clone());
        // The limits of the law are nobody's secret.
        if code(&answer) != "denied" && *call != "preview_limits" {
            wrong.push(format!("{call}: {}", shown(&answer)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_list_shows_ends_at_the_station() {
    let desk = desk();
    let (own, elsewhere) = (Scene::at(&desk, 0), Scene::at(&desk, 1));
    let liaison = ROLES[0].1;
    for (call, mine, theirs) in [
        ("list_appeals", &own.appeal, &elsewhere.appeal),
        ("list_visits", &own.visit, &elsewhere.visit),
        ("list_voices", &own.voice, &elsewhere.voice),
        ("list_activities", &own.activity, &elsewhere.activity),
        ("list_obligations", &own.obligation, &elsewhere.obligation),
        ("list_stations", &own.station, &elsewhere.station),
    ] {
        let shown = desk.done(liaison, call, json!({})).to_string();
        assert!(shown.contains(mine.as_str()), "{call}");
        assert!(!shown.contains(theirs.as_str()), "{call}");
        let asked = desk.done(liaison, call, json!({ "stations": [elsewhere.station] }));
        assert_eq!(asked["count"], 0, "{call}: asking for it by name does not help");
    }
    for text in ["占道", "徐金法", "13805761234"] {
        let found = desk.done(liaison, "find", json!({ "text": text })).to_string();
        assert!(
            !found.contains(elsewhere.appeal.as_str()) && !found.contains(elsewhere.party.as_str()),
            "{text}"
        );
    }
}

#[test]
fn a_denied_call_gives_the_reason_of_the_button_and_is_written_down() {
    let desk = desk();
    let scene = Scene::at(&desk, 0);
    let assistant = ROLES[1].1;
    let page = desk.page(assistant, ("appeal", &scene.appeal));
    let steps = page["steps"].as_array().unwrap();
    let mut compared = 0;
    for form in all(&desk, &scene).iter().filter(|f| steps.iter().any(|s| s["verb"] == f.call)) {
        let button = steps.iter().find(|s| s["verb"] == form.call).unwrap();
        let before = entries(&desk, assistant);
        let answer = desk.call(assistant, form.call, form.input.clone());
        if code(&answer) == "denied" {
            assert_eq!(answer.unwrap_err()["values"]["why"], button["why"], "{}", form.call);
            assert_eq!(entries(&desk, assistant), before + 1, "{} is written down", form.call);
            compared += 1;
        }
    }
    assert!(compared > 10, "{compared}");
}

#[test]
fn nobody_signed_in_gets_nothing() {
    let desk = desk();
    let scene = Scene::at(&desk, 0);
    let forms = all(&desk, &scene);
    let desk = desk.restart();
    let open: BTreeSet<&str> =
        ["about", "desk_state", "licences", "offices", "spare_font", "upgrade_copy", "work_progress"].into();
    for Form { call, input, .. } in forms.iter().filter(|f| !open.contains(f.call)) {
        let fault = desk.host.answer(call, input.clone()).expect_err(call);
        assert_eq!(fault.code(), "not_signed_in", "{call}");
    }
}

/// Accounts: nobody removes an account without administering, nobody their own, and an id nobody has is missing.
#[test]
fn accounts_are_removed_by_who_administers_only() {
    let desk = desk();
    let scene = Scene::at(&desk, 0);
    for (role, who) in ROLES.iter().filter(|(role, _)| !["registrar", "system_admin"].contains(role)) {
        let code = desk.refused(who, "remove_account", json!({ "account": scene.account }));
        assert_eq!(code, "denied", "{role}");
    }
    assert_eq!(desk.refused(FOUNDER, "remove_account", json!({ "account": NOBODY })), "missing");
    assert_eq!(ANYBODY.len(), ROLES.len());
}

fn entries(desk: &TestDesk, who: &str) -> u64 {
    desk.done(who, "verify", json!({}))["n_entries"].as_u64().unwrap()
}

fn code(answer: &Result<Value, Value>) -> String {
    answer.as_ref().err().and_then(|fault| fault["code"].as_str()).unwrap_or("answered").to_owned()
}

fn shown(answer: &Result<Value, Value>) -> String {
    match answer {
        Ok(_) => "answered".into(),
        Err(fault) => fault.to_string().chars().take(160).collect(),
    }
}
