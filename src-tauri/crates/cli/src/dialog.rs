//! What stopped a start from the menu, where a person sees it: a menu entry has no terminal.
//! It does not know what went wrong, nor which of these programs a desktop brings; the first that is there is enough.
//! Called by `open`.

use std::process::{Command, Stdio};

use serde_json::json;

use crate::end::Stop;
use crate::said;

/// As the window says it where the browser's way did not begin: what is read out on the telephone.
const CODE: &str = "W3";

/// Returns when the person has closed it; where no desktop is, nobody is shown anything.
pub fn show(stop: &Stop) {
    let told = said::sentence("no_window.failed_why", &json!({ "code": CODE, "why": stop.words() }));
    let title = said::word("app.name");
    let (title, told) = (title.as_str(), told.as_str());
    let ways: [(&str, &[&str]); 3] = [
        ("zenity", &["--error", "--no-markup", "--title", title, "--text", told]),
        ("kdialog", &["--title", title, "--error", told]),
        ("notify-send", &["--urgency=critical", title, told]),
    ];
    let begun = |(program, words): &(&str, &[&str])| {
        let mut dialog = Command::new(program);
        dialog.args(*words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        dialog.status().is_ok()
    };
    if !ways.iter().any(begun) {
        tracing::warn!("No program of this system shows a dialog");
    }
}
