//! Where requests come in: pages for everyone on this machine, calls for who has the session's key.

use std::sync::Arc;

use actions::Host;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::header::LOCATION;
use axum::http::{StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use tokio::sync::Notify;

use super::asked::Asked;
use super::keys::Keys;
use super::told::Told;
use super::{give_way, guard, pages, quit};

/// An attachment of 200 MB in base64 and its JSON; read only from who has the key.
const LARGEST_BODY: usize = 288 * 1024 * 1024;

pub struct Door {
    pub host: Arc<Host>,
    pub keys: Keys,
    pub port: u16,
    pub told: Told,
    pub asked: Asked,
    /// Rung when another version takes this one's place, or the page ends the program.
    pub leaves: Notify,
}

impl Door {
    /// Where to come in, with the key that is good now.
    pub fn announce(&self) {
        self.told.tell(&format!("http://127.0.0.1:{}/?key={}", self.port, self.keys.next()));
    }
}

pub fn router(door: Arc<Door>) -> Router {
    Router::new()
        .route("/call/{name}", post(call))
        .route(give_way::PATH, post(give_way::give_way))
        .route(quit::PATH, post(quit::quit))
        .fallback(get(page))
        .layer(middleware::from_fn_with_state(door.clone(), at_the_door))
        .with_state(door)
}

/// On the way in: our name only. On the way out: the headers of every answer.
async fn at_the_door(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    if request.uri().path() != give_way::PATH {
        door.asked.note();
    }
    let mut response = match guard::is_for_us(request.headers(), door.port) {
        true => next.run(request).await,
        false => StatusCode::FORBIDDEN.into_response(),
    };
    pages::add_always(response.headers_mut());
    response
}

async fn page(State(door): State<Arc<Door>>, uri: Uri) -> Response {
    // A spent key opens the page as it is; its first call tells that the address must be a new one.
    let Some(session) = key_in(&uri).and_then(|key| door.keys.spend(key)) else {
        return pages::page(uri.path());
    };
    door.announce();
    // Whoever sat in the browser before must not be who sits in this one.
    answer(door, "sign_out".into(), json!({})).await;
    // Behind the `#`, where the page takes it out of the address and no request carries it.
    (StatusCode::SEE_OTHER, [(LOCATION, format!("/#key={session}"))]).into_response()
}

fn key_in(uri: &Uri) -> Option<&str> {
    uri.query()?.split('&').find_map(|pair| pair.strip_prefix("key="))
}

async fn call(State(door): State<Arc<Door>>, Path(name): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if let Err(status) = guard::may_call(&parts.headers, door.port, &door.keys) {
        return refused(status, "key_refused", &json!({}));
    }
    match input_of(body).await {
        Ok(input) => answer(door, name, input).await,
        Err(refusal) => refusal,
    }
}

async fn input_of(body: Body) -> Result<Value, Response> {
    let Ok(bytes) = to_bytes(body, LARGEST_BODY).await else {
        let most = json!({ "field": "body", "most": LARGEST_BODY });
        return Err(refused(StatusCode::PAYLOAD_TOO_LARGE, "too_long", &most));
    };
    serde_json::from_slice(&bytes).map_err(|error| {
        refused(StatusCode::BAD_REQUEST, "bad_input", &json!({ "problem": error.to_string() }))
    })
}

/// A call reads and writes the disk: it must not hold up the pages.
pub(super) async fn answer(door: Arc<Door>, name: String, input: Value) -> Response {
    let answered = tokio::task::spawn_blocking(move || door.host.answer(&name, input)).await;
    match answered {
        Ok(Ok(ok)) => Json(json!({ "ok": ok })).into_response(),
        Ok(Err(fault)) => Json(json!({ "fault": fault })).into_response(),
        Err(error) => {
            tracing::error!(%error, "A call broke");
            refused(StatusCode::INTERNAL_SERVER_ERROR, "broken", &json!({ "what": "call" }))
        }
    }
}

pub(super) fn refused(status: StatusCode, code: &str, values: &Value) -> Response {
    (status, Json(json!({ "fault": { "code": code, "values": values } }))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_found_wherever_it_stands_in_the_query() {
        let addresses = [
            ("/?key=ab", Some("ab")),
            ("/?today=1&key=ab", Some("ab")),
            ("/?monkey=ab", None),
            ("/?key=", Some("")),
            ("/", None),
        ];
        for (address, expected) in addresses {
            assert_eq!(key_in(&address.parse().unwrap()), expected, "{address}");
        }
    }
}
