//! The dialogs of the system: where to keep a file, which folder to take. They answer in the shape of every call.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

/// A file that a call made (a print, an export), to be kept where the person says.
#[derive(Deserialize)]
struct SaveFile {
    /// The name to propose; the person may change it.
    name: String,
    base64: String,
}

/// `{"ok": {"path": …}}`, with null when the person closed the dialog.
pub fn save(app: &AppHandle, input: Value) -> Value {
    let file: SaveFile = match serde_json::from_value(input) {
        Ok(file) => file,
        Err(problem) => return fault("bad_input", &problem.to_string()),
    };
    let Ok(bytes) = STANDARD.decode(&file.base64) else { return fault("bad_input", "base64") };
    let chosen = app.dialog().file().set_file_name(&file.name).blocking_save_file();
    let Some(path) = chosen.and_then(|path| path.into_path().ok()) else { return path_answer(None) };
    match fs::write(&path, bytes) {
        Ok(()) => path_answer(Some(&path)),
        Err(error) => {
            tracing::warn!(%error, "The file could not be saved");
            json!({ "fault": { "code": code_of(&error), "values": {} } })
        }
    }
}

/// A folder for backups or bundles.
pub fn pick_folder(app: &AppHandle) -> Value {
    let chosen = app.dialog().file().blocking_pick_folder().and_then(|path| path.into_path().ok());
    path_answer(chosen.as_deref())
}

fn path_answer(path: Option<&Path>) -> Value {
    json!({ "ok": { "path": path.map(|p| p.to_string_lossy()) } })
}

fn fault(code: &str, problem: &str) -> Value {
    json!({ "fault": { "code": code, "values": { "problem": problem } } })
}

/// Codes of the desk's own failures, so that the pages need no second set of faces.
fn code_of(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::StorageFull => "disk_full",
        _ => "read_only",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_dialog_is_an_answer_and_no_fault() {
        assert_eq!(path_answer(None), json!({ "ok": { "path": null } }));
    }

    #[test]
    fn a_full_disk_is_told_apart() {
        let cases = [
            (std::io::ErrorKind::StorageFull, "disk_full"),
            (std::io::ErrorKind::PermissionDenied, "read_only"),
        ];
        for (kind, expected) in cases {
            assert_eq!(code_of(&kind.into()), expected);
        }
    }
}
