//! How the program opens on a PC: chosen in the settings of either host, kept for the user of the PC and not with the desk.

use std::path::Path;
use std::sync::Arc;

use actions::places::{Opening, Openings};
use actions::{Host, SystemWall};
use serde_json::{Value, json};
use tests::{FOUNDER, PASSWORD};

fn host(dir: &Path, own: Option<&Path>) -> Host {
    Host::new(dir, Arc::new(SystemWall), None).opening_as(own.map(Openings::kept_in))
}

fn ok(host: &Host, name: &str, input: Value) -> Value {
    host.answer(name, input).unwrap_or_else(|fault| panic!("{name}: {fault:?}"))
}

fn found(host: &Host) {
    ok(host, "found_desk", json!({ "office": "331002", "person": FOUNDER, "password": PASSWORD }));
}

fn sign_in(host: &Host) {
    ok(host, "sign_in", json!({ "name": FOUNDER, "password": PASSWORD }));
}

#[test]
fn the_window_and_the_browser_show_one_choice() {
    let home = tempfile::tempdir().unwrap();
    let (dir, own) = (home.path().join("desk"), home.path().join("own"));
    let window = host(&dir, Some(&own));
    found(&window);
    assert_eq!(ok(&window, "opening", json!({})), json!({ "way": "window" }));
    assert_eq!(ok(&window, "choose_opening", json!({ "way": "browser" })), json!({ "way": "browser" }));
    assert_eq!(Openings::kept_in(&own).chosen(), Opening::Browser, "what the shell reads at its next start");
    drop(window);

    let browser = host(&dir, Some(&own));
    sign_in(&browser);
    assert_eq!(ok(&browser, "opening", json!({})), json!({ "way": "browser" }));
    assert_eq!(ok(&browser, "choose_opening", json!({ "way": "window" })), json!({ "way": "window" }));
    assert_eq!(Openings::kept_in(&own).chosen(), Opening::Window);
}

#[test]
fn the_choice_is_of_the_pc_and_does_not_travel_with_the_desk() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("desk");
    let here = host(&dir, Some(&home.path().join("own")));
    found(&here);
    ok(&here, "choose_opening", json!({ "way": "browser" }));
    drop(here);
    let elsewhere = host(&dir, Some(&home.path().join("another user")));
    sign_in(&elsewhere);
    assert_eq!(ok(&elsewhere, "opening", json!({})), json!({ "way": "window" }));
}

#[test]
fn where_no_window_came_along_there_is_nothing_to_choose() {
    let home = tempfile::tempdir().unwrap();
    let host = host(&home.path().join("desk"), None);
    found(&host);
    assert_eq!(ok(&host, "opening", json!({})), json!({ "way": null }));
    assert_eq!(host.answer("choose_opening", json!({ "way": "browser" })).unwrap_err().code(), "missing");
}

#[test]
fn an_unknown_way_and_one_who_is_not_signed_in_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join("own");
    let host = host(&home.path().join("desk"), Some(&own));
    for (name, input) in [("opening", json!({})), ("choose_opening", json!({ "way": "browser" }))] {
        assert_eq!(host.answer(name, input).unwrap_err().code(), "not_signed_in", "{name}");
    }
    found(&host);
    for wrong in
        [json!({ "way": "tray" }), json!({ "way": null }), json!({}), json!({ "way": "window", "x": 1 })]
    {
        assert_eq!(host.answer("choose_opening", wrong.clone()).unwrap_err().code(), "bad_input", "{wrong}");
    }
    assert!(!own.exists(), "nothing was kept");
}

#[test]
fn a_choice_that_cannot_be_written_is_told_and_the_old_one_holds() {
    let home = tempfile::tempdir().unwrap();
    // A file stands where the folder should be: what no right can mend.
    std::fs::write(home.path().join("own"), "").unwrap();
    let host = host(&home.path().join("desk"), Some(&home.path().join("own")));
    found(&host);
    assert!(host.answer("choose_opening", json!({ "way": "browser" })).is_err());
    assert_eq!(ok(&host, "opening", json!({})), json!({ "way": "window" }));
}
