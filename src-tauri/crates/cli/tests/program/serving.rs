//! `serve`: the address on stdout, who is let in, and what every answer carries. The rest of the door is told in
//! the browser tests.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout};

use super::kit::{FOUNDER, PASSWORD, command, founded, run};

struct Served {
    child: Child,
    out: BufReader<ChildStdout>,
    port: u16,
    key: String,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

fn serve(place: &str) -> Served {
    let mut child = command(&["serve", "--dir", place, "--port", "0"], None).spawn().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let mut served = Served { child, out, port: 0, key: String::new() };
    let address = served.line();
    let (port, key) = address.strip_prefix("http://127.0.0.1:").unwrap().split_once("/?key=").unwrap();
    (served.port, served.key) = (port.parse().unwrap(), key.to_owned());
    served
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }

    /// One request with exactly these headers.
    fn ask(&self, first: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let mut request =
            format!("{first} HTTP/1.1\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
        headers.iter().for_each(|(name, value)| request += &format!("{name}: {value}\r\n"));
        stream.write_all(format!("{request}\r\n{body}").as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Spends the printed key; the session's.
    fn enter(&self) -> String {
        let answer = self.ask(&format!("GET /?key={}", self.key), &[("host", &self.host())], "");
        assert_eq!(answer.status, 303, "{}", answer.head);
        answer.head.split("#key=").nth(1).unwrap().split("\r\n").next().unwrap().to_owned()
    }

    fn call(&self, name: &str, (key, more): (&str, &[(&str, &str)]), body: &str) -> Answer {
        let host = self.host();
        let plain = [("host", host.as_str()), ("x-gonglian-key", key), ("content-type", "application/json")];
        let told = |name: &str| more.iter().any(|(n, _)| *n == name);
        let mut headers: Vec<_> = plain.into_iter().filter(|(name, _)| !told(name)).collect();
        headers.extend(more);
        self.ask(&format!("POST /call/{name}"), &headers, body)
    }
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
    assert_eq!(desk.call("desk_state", "{}").fault(), "busy");
    let port = served.port.to_string();
    let second = run(&["serve", "--dir", &desk.path(), "--port", &port], "");
    assert_eq!((second.code, second.out.as_str()), (2, ""), "{}", second.err);
    assert!(!second.err.is_empty());
}
