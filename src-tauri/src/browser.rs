//! The way without a web view: the same desk in the system's browser, through `gonglian` beside this program. The desk's
//! file is opened by that program alone: whoever was signed in here is signed out when this one gives way.

use std::io;

use actions::places::{Opening, Openings, open_in_browser};
use serde_json::{Value, json};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

use crate::start::{Args, Desk};

const WORDS: &str = include_str!("../../assets/words/zh-CN.json");

/// Why there is no window; the code is what a person reads out on the telephone.
#[derive(Clone, Copy)]
pub enum Why {
    /// The system has no web view.
    Missing,
    /// It has one, and the first page did not come.
    Silent,
    /// It died, was brought back, and died again.
    Crashing,
}

impl Why {
    /// Its code, and the name of its words.
    fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Missing => ("W1", "missing"),
            Self::Silent => ("W2", "silent"),
            Self::Crashing => ("W4", "crashing"),
        }
    }
}

/// Whether this start goes to the browser: said now, or once for good. `--window` takes that back.
pub fn is_wanted(args: &Args) -> bool {
    if args.window {
        choose(Opening::Window);
        return false;
    }
    args.browser || Openings::of_this_user().is_some_and(|kept| kept.chosen() == Opening::Browser)
}

/// Says why, asks for how long, and gives way. Blocks: never on the thread of the window.
pub fn instead(app: &AppHandle, args: &Args, why: Why) {
    let (code, key) = why.told();
    tracing::warn!(code, "There is no window; the browser takes its place");
    // Before anybody reads: in the browser they would find the desk open elsewhere.
    if let Err(fault) = app.state::<Desk>().host.answer("sign_out", json!({})) {
        tracing::warn!(?fault, "Whoever was signed in could not be signed out");
    }
    let said = word(&format!("no_window.{key}")).replace("{code}", code);
    let asked = app.dialog().message(said).title(word("app.name")).kind(MessageDialogKind::Warning);
    // Closing the dialog is the second of the two: nothing is decided for good by looking away.
    let buttons = MessageDialogButtons::OkCancelCustom(word("no_window.always"), word("no_window.once"));
    if asked.buttons(buttons).blocking_show() {
        choose(Opening::Browser);
    }
    // Who starts the program again while this one looks after the host is no longer for it.
    tauri_plugin_single_instance::destroy(app);
    match open_in_browser(args.dir.as_deref(), args.today) {
        Ok(()) => app.exit(0),
        Err(error) => failed(app, &error),
    }
}

/// The browser's way did not begin either: said where a person sees it, who has no console to look at. Blocks.
pub fn failed(app: &AppHandle, error: &io::Error) {
    tracing::error!(%error, "gonglian could not be started");
    let said = match error.kind() {
        io::ErrorKind::Other => word("no_window.failed_why").replace("{why}", &error.to_string()),
        _ => word("no_window.failed"),
    };
    let said = said.replace("{code}", "W3");
    app.dialog().message(said).title(word("app.name")).kind(MessageDialogKind::Error).blocking_show();
    app.exit(1);
}

/// The settings show it, and can change it.
fn choose(opening: Opening) {
    let chosen = Openings::of_this_user().map_or(Ok(()), |kept| kept.choose(opening));
    if let Err(error) = chosen {
        tracing::warn!(%error, ?opening, "The choice could not be kept");
    }
}

fn word(key: &str) -> String {
    let words: Value = serde_json::from_str(WORDS).unwrap_or_default();
    let found = key.split('.').try_fold(&words, |at, step| at.get(step)).and_then(Value::as_str);
    found.unwrap_or(key).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_words_and_its_code() {
        for why in [Why::Missing, Why::Silent, Why::Crashing] {
            let said = word(&format!("no_window.{}", why.told().1));
            assert!(said.contains("{code}") && said.contains("浏览器"), "{said}");
        }
        for key in
            ["app.name", "no_window.always", "no_window.once", "no_window.failed", "no_window.failed_why"]
        {
            assert_ne!(word(key), key);
        }
    }
}
