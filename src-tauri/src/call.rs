//! The one command. What the desk answers goes back as it is: `{"ok": …}` or `{"fault": {"code": …, "values": …}}`.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use tauri::{AppHandle, State, async_runtime};

use crate::files;
use crate::start::Desk;

/// Names that only a window can answer begin with `window_`; every other call is the desk's.
#[tauri::command]
pub async fn call(
    app: AppHandle,
    desk: State<'_, Desk>,
    name: String,
    input: Value,
) -> Result<Value, String> {
    desk.is_seen.store(true, Ordering::Relaxed);
    let host = desk.host.clone();
    let answered = async_runtime::spawn_blocking(move || match name.as_str() {
        "window_save_file" => files::save(&app, input),
        "window_pick_folder" => files::pick_folder(&app),
        _ => wire(host.answer(&name, input)),
    });
    answered.await.map_err(|error| error.to_string())
}

fn wire<T: serde::Serialize, F: serde::Serialize>(answer: Result<T, F>) -> Value {
    match answer {
        Ok(ok) => json!({ "ok": ok }),
        Err(fault) => json!({ "fault": fault }),
    }
}
