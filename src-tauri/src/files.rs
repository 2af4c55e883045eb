//! The dialogs of the system: where to keep a file, which folder to take. They answer in the shape of every call.

use std::fs;
use std::io::{Error, ErrorKind};
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
            not_saved(&error)
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

/// What Windows answers where another program has the file open: sharing violation, lock violation.
const SHARED: [i32; 2] = [32, 33];

/// Codes of the desk's own failures, so that the pages need no second set of faces; one of its own for what is none of those.
fn not_saved(error: &Error) -> Value {
    let held = error.raw_os_error().is_some_and(|code| cfg!(windows) && SHARED.contains(&code));
    let code = match error.kind() {
        _ if held => "file_held",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "file_held",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "disk_full",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "read_only",
        other => return fault("not_saved", &other.to_string()),
    };
    json!({ "fault": { "code": code, "values": {} } })
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
            (ErrorKind::StorageFull, "disk_full"),
            (ErrorKind::QuotaExceeded, "disk_full"),
            (ErrorKind::PermissionDenied, "read_only"),
            (ErrorKind::ReadOnlyFilesystem, "read_only"),
            (ErrorKind::ResourceBusy, "file_held"),
            (ErrorKind::ExecutableFileBusy, "file_held"),
            (ErrorKind::NotFound, "not_saved"),
            (ErrorKind::InvalidFilename, "not_saved"),
        ];
        for (kind, expected) in cases {
            assert_eq!(not_saved(&kind.into())["fault"]["code"], expected, "{kind:?}");
        }
        let other = not_saved(&ErrorKind::InvalidFilename.into());
        assert_eq!(other["fault"]["values"]["problem"], "invalid filename");
    }

    /// An office program has it open: a number of Windows', which is a broken pipe elsewhere.
    #[test]
    fn a_file_that_is_open_elsewhere_is_told_apart() {
        let expected = if cfg!(windows) { "file_held" } else { "not_saved" };
        assert_eq!(not_saved(&Error::from_raw_os_error(32))["fault"]["code"], expected);
    }
}
