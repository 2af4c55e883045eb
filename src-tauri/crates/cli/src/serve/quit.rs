//! The person at the page ends the program: an installer can replace its files then, and nobody waits for an hour of silence.
//! It does not know who sits there: whoever has the page's key may, and is signed out first.
//! Called by the pages in a browser; a window is closed instead.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::json;

use super::door::{Door, answer, refused};
use super::guard;

pub const PATH: &str = "/quit";

/// The answer still goes out: what is being answered is answered to its end.
pub async fn quit(State(door): State<Arc<Door>>, headers: HeaderMap) -> Response {
    if let Err(status) = guard::may_call(&headers, door.port, &door.keys) {
        return refused(status, "key_refused", &json!({}));
    }
    // An exchange that runs ends before the file is closed.
    let signed_out = answer(door.clone(), "sign_out".into(), json!({})).await;
    door.leaves.notify_one();
    signed_out
}
