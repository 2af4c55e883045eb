//! A host of another version is asked to end: after an upgrade the menu must not lead to the pages from before it.
//! It does not know versions (`meeting`); it knows whether anybody works here. Who asks shows the key of the address, which
//! this user alone can read.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde_json::json;

use super::door::Door;
use super::guard::KEY;

pub const PATH: &str = "/give-way";
/// Somebody is signed in, and has not asked for anything for so long: a browser that was closed tells nobody.
const LEFT: Duration = Duration::from_secs(5 * 60);
/// How long the other host may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks the host at an address. Whether it ends.
pub fn gives_way(address: &str) -> bool {
    let asked = || -> Option<String> {
        let (host, key) = address.strip_prefix("http://")?.split_once("/?key=")?;
        let mut line = TcpStream::connect(host).ok()?;
        line.set_read_timeout(Some(PATIENCE)).ok()?;
        let head = format!("host: {host}\r\n{KEY}: {key}\r\ncontent-length: 0\r\nconnection: close");
        write!(line, "POST {PATH} HTTP/1.1\r\n{head}\r\n\r\n").ok()?;
        let mut said = String::new();
        BufReader::new(line).read_line(&mut said).ok()?;
        Some(said)
    };
    asked().is_some_and(|said| said.starts_with("HTTP/1.1 204"))
}

pub async fn give_way(State(door): State<Arc<Door>>, headers: HeaderMap) -> StatusCode {
    let key = headers.get(KEY).and_then(|key| key.to_str().ok()).unwrap_or_default();
    if !door.keys.is_next(key) {
        return StatusCode::UNAUTHORIZED;
    }
    if !is_left(&door).await {
        return StatusCode::CONFLICT;
    }
    door.leaves.notify_one();
    StatusCode::NO_CONTENT
}

/// What is typed is kept as a draft, so that ending loses nothing; somebody who is at work is not put out all the same.
async fn is_left(door: &Door) -> bool {
    if door.asked.ago() >= LEFT {
        return true;
    }
    let host = door.host.clone();
    match tokio::task::spawn_blocking(move || host.answer("desk_state", json!({}))).await {
        Ok(Ok(desk)) => desk["state"] != "open",
        // Without a desk nobody is signed in.
        Ok(Err(_)) => true,
        Err(error) => {
            tracing::error!(%error, "Whether anybody is signed in could not be told");
            false
        }
    }
}
