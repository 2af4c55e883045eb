//! The dialogs of the system: where to keep a file, which folder to take. They answer in the shape of every call.

use std::path::Path;

use actions::places::put;
use actions::{Error, Failure, Fault};
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
    // Whole, and for this user alone: what stood there before is not lost to a disk that fills up in between.
    match put(&path, &bytes) {
        Ok(()) => path_answer(Some(&path)),
        Err(error) => {
            tracing::warn!(%error, "The file could not be saved");
            not_saved(Error::from(error).into())
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

/// Codes of the desk's own failures, so that the pages need no second set of faces; one of its own for what is none of those.
fn not_saved(why: Fault) -> Value {
    match why {
        Fault::Failure(Failure::FileHeld {} | Failure::DiskFull {} | Failure::ReadOnly {}) => {
            json!({ "fault": why })
        }
        Fault::Failure(Failure::Broken { what }) => fault("not_saved", &what),
        other => fault("not_saved", &other.code()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_dialog_is_an_answer_and_no_fault() {
        assert_eq!(path_answer(None), json!({ "ok": { "path": null } }));
    }

    /// Every failure was told as a place where nothing may be written, an open file too.
    #[test]
    fn why_a_file_was_not_saved_is_told_apart() {
        let cases = [
            (Failure::DiskFull {}, "disk_full"),
            (Failure::ReadOnly {}, "read_only"),
            (Failure::FileHeld {}, "file_held"),
            (Failure::Broken { what: "invalid filename".into() }, "not_saved"),
            (Failure::Busy {}, "not_saved"),
        ];
        for (failure, expected) in cases {
            assert_eq!(not_saved(Fault::Failure(failure))["fault"]["code"], expected);
        }
        let other = not_saved(Fault::Failure(Failure::Broken { what: "invalid filename".into() }));
        assert_eq!(other["fault"]["values"]["problem"], "invalid filename");
    }
}
