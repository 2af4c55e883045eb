//! A host that runs, and what a browser or a program asks of it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, ExitStatus};
use std::time::{Duration, Instant};

pub struct Served {
    child: Child,
    out: BufReader<ChildStdout>,
    pub port: u16,
    pub key: String,
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    /// Waits for the address on its stdout.
    pub fn of(mut child: Child) -> Self {
        let out = BufReader::new(child.stdout.take().unwrap());
        let mut served = Self { child, out, port: 0, key: String::new() };
        let address = served.line();
        let (port, key) = address.strip_prefix("http://127.0.0.1:").unwrap().split_once("/?key=").unwrap();
        (served.port, served.key) = (port.parse().unwrap(), key.to_owned());
        served
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?key={}", self.port, self.key)
    }

    /// How it ended, if it does within ten seconds.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(10) {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        None
    }

    pub fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }

    /// One request with exactly these headers.
    pub fn ask(&self, first: &str, headers: &[(&str, &str)], body: &str) -> Answer {
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

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Spends the printed key; the session's.
    pub fn enter(&self) -> String {
        let answer = self.ask(&format!("GET /?key={}", self.key), &[("host", &self.host())], "");
        assert_eq!(answer.status, 303, "{}", answer.head);
        answer.head.split("#key=").nth(1).unwrap().split("\r\n").next().unwrap().to_owned()
    }

    pub fn call(&self, name: &str, (key, more): (&str, &[(&str, &str)]), body: &str) -> Answer {
        let host = self.host();
        let plain = [("host", host.as_str()), ("x-gonglian-key", key), ("content-type", "application/json")];
        let told = |name: &str| more.iter().any(|(n, _)| *n == name);
        let mut headers: Vec<_> = plain.into_iter().filter(|(name, _)| !told(name)).collect();
        headers.extend(more);
        self.ask(&format!("POST /call/{name}"), &headers, body)
    }
}
