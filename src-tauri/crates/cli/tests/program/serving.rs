//! `serve`: the address on stdout, who is let in, and what every answer carries. The rest of the door is told in
//! the browser tests.

use super::kit::{FOUNDER, PASSWORD, command, founded, run};
use super::served::Served;

fn serve(place: &str) -> Served {
    Served::of(command(&["serve", "--dir", place, "--port", "0"], None).spawn().unwrap())
}

#[test]
fn a_call_needs_the_key_our_name_our_page_and_json() {
    let desk = founded();
    let served = serve(&desk.path());
    assert_eq!(
        served.call("desk_state", (&served.key, &[]), "{}").status,
        401,
        "the address' key calls nothing"
    );
    let key = served.enter();
    let elsewhere = format!("evil.example:{}", served.port);
    let ours = format!("http://127.0.0.1:{}", served.port);
    for (case, more, status) in [
        ("as it should be", vec![], 200),
        ("from our page", vec![("origin", ours.as_str())], 200),
        ("under another name", vec![("host", elsewhere.as_str())], 403),
        ("under our name at another port", vec![("host", "127.0.0.1:1")], 403),
        ("from another page", vec![("origin", "http://evil.example")], 403),
        ("from a page without an origin", vec![("origin", "null")], 403),
        ("without the key", vec![("x-gonglian-key", "")], 401),
        ("with a key of another day", vec![("x-gonglian-key", "00")], 401),
        ("as a form", vec![("content-type", "application/x-www-form-urlencoded")], 415),
    ] {
        let answer = served.call("desk_state", (&key, &more), "{}");
        assert_eq!(answer.status, status, "{case}: {}", answer.body);
        for always in
            ["x-content-type-options: nosniff", "cache-control: no-store", "content-security-policy: "]
        {
            assert!(answer.head.contains(always), "{case}: {always}");
        }
        assert!(!answer.head.contains("access-control-allow-origin"), "{case}");
    }
    assert_eq!(served.call("desk_state", (&key, &[]), "{").status, 400, "half JSON");
}

#[test]
fn who_signs_in_through_the_page_works_and_a_new_page_begins_signed_out() {
    let desk = founded();
    let mut served = serve(&desk.path());
    let key = served.enter();
    let locked = served.call("list_appeals", (&key, &[]), "{}");
    assert!(locked.body.contains("not_signed_in"), "{}", locked.body);
    let who = serde_json::json!({ "name": FOUNDER, "password": PASSWORD }).to_string();
    let open = served.call("sign_in", (&key, &[]), &who);
    assert!(open.body.contains("\"ok\""), "{}", open.body);
    assert!(served.call("list_appeals", (&key, &[]), "{}").body.contains("\"count\":0"));
    // The key was used: a new address follows, and whoever comes with it finds nobody signed in.
    served.key = served.line().split_once("?key=").unwrap().1.to_owned();
    let second = served.enter();
    assert_eq!(served.call("desk_state", (&key, &[]), "{}").status, 401, "the first browser is out");
    assert!(served.call("list_appeals", (&second, &[]), "{}").body.contains("not_signed_in"));
}

#[test]
fn a_served_desk_is_in_use_and_a_taken_port_is_told() {
    let desk = founded();
    let served = serve(&desk.path());
    let key = served.enter();
    let who = serde_json::json!({ "name": FOUNDER, "password": PASSWORD }).to_string();
    assert_eq!(served.call("sign_in", (&key, &[]), &who).status, 200);
    assert_eq!(desk.call("desk_state", "{}").fault(), "open_elsewhere");
    let port = served.port.to_string();
    let second = run(&["serve", "--dir", &desk.path(), "--port", &port], "");
    assert_eq!((second.code, second.out.as_str()), (2, ""), "{}", second.err);
    assert!(second.err.contains("端口") && second.err.contains("--port"), "{}", second.err);
}

/// An installer cannot replace a program that runs, and a browser's had no way to be ended but the task manager.
#[test]
fn the_page_ends_the_program_and_nobody_else_does() {
    let desk = founded();
    let mut served = serve(&desk.path());
    let key = served.enter();
    let who = serde_json::json!({ "name": FOUNDER, "password": PASSWORD }).to_string();
    assert_eq!(served.call("sign_in", (&key, &[]), &who).status, 200);
    let (host, ours) = (served.host(), format!("http://127.0.0.1:{}", served.port));
    let json = ("content-type", "application/json");
    for (case, headers, status) in [
        ("without a key", vec![("host", host.as_str()), json], 401),
        (
            "with the address' key",
            vec![("host", host.as_str()), ("x-gonglian-key", served.key.as_str()), json],
            401,
        ),
        ("under another name", vec![("host", "evil.example"), ("x-gonglian-key", key.as_str()), json], 403),
        (
            "from another page",
            vec![
                ("host", host.as_str()),
                ("origin", "http://evil.example"),
                ("x-gonglian-key", key.as_str()),
                json,
            ],
            403,
        ),
        ("as a form", vec![("host", host.as_str()), ("x-gonglian-key", key.as_str())], 415),
    ] {
        assert_eq!(served.ask("POST /quit", &headers, "{}").status, status, "{case}");
    }
    assert_eq!(
        served.ask("GET /quit", &[("host", &host)], "").status,
        405,
        "an address that is opened ends nothing"
    );
    assert!(served.call("list_appeals", (&key, &[]), "{}").body.contains("\"count\":0"), "still at work");
    let right = [("host", host.as_str()), ("origin", ours.as_str()), ("x-gonglian-key", key.as_str()), json];
    let ended = served.ask("POST /quit", &right, "{}");
    assert_eq!((ended.status, ended.body.as_str()), (200, "{\"ok\":{}}"));
    assert!(served.ended().is_some_and(|status| status.success()));
    // The file is closed: somebody else may open it.
    desk.call("desk_state", "{}").good();
}

/// A browser keeps lines open for what may come; none of them may keep the program.
#[test]
fn lines_that_say_nothing_do_not_keep_a_program_that_was_ended() {
    let desk = founded();
    let mut served = serve(&desk.path());
    let key = served.enter();
    let silent = std::net::TcpStream::connect(("127.0.0.1", served.port)).unwrap();
    let host = served.host();
    let right =
        [("host", host.as_str()), ("x-gonglian-key", key.as_str()), ("content-type", "application/json")];
    assert_eq!(served.ask("POST /quit", &right, "{}").status, 200);
    assert!(served.ended().is_some_and(|status| status.success()));
    drop(silent);
}
