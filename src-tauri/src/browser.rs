//! The way without a web view: the same desk in the system's browser, through `gonglian` beside this program. The desk's
//! file is opened by that program alone: this one has nobody signed in when it gives way.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

use crate::start::Args;

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
    fn code(self) -> &'static str {
        match self {
            Self::Missing => "W1",
            Self::Silent => "W2",
            Self::Crashing => "W4",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Silent => "silent",
            Self::Crashing => "crashing",
        }
    }
}

/// Whether this start goes to the browser: said now, or once for good. `--window` takes that back.
pub fn is_wanted(args: &Args) -> bool {
    let kept = kept();
    if args.window {
        if let Some(Err(error)) = kept.as_ref().filter(|file| file.exists()).map(fs::remove_file) {
            tracing::warn!(%error, "The choice of the browser could not be taken back");
        }
        return false;
    }
    args.browser || kept.is_some_and(|file| file.exists())
}

/// Starts the loopback host for the same folder; it opens the browser.
pub fn start(args: &Args) -> io::Result<()> {
    let beside = std::env::current_exe()?.with_file_name(format!("gonglian{}", std::env::consts::EXE_SUFFIX));
    let mut host = Command::new(beside);
    host.arg("open").stdin(Stdio::null()).stdout(Stdio::null());
    if let Some(dir) = &args.dir {
        host.arg("--dir").arg(dir);
    }
    if let Some(today) = args.today {
        host.arg("--today").arg(today.to_string());
    }
    actions::places::without_console(&mut host);
    host.spawn().map(|_| ())
}

/// Says why, asks for how long, and gives way. Blocks: never on the thread of the window.
pub fn instead(app: &AppHandle, args: &Args, why: Why) {
    tracing::warn!(code = why.code(), "There is no window; the browser takes its place");
    let said = word(&format!("no_window.{}", why.key())).replace("{code}", why.code());
    let asked = app.dialog().message(said).title(word("app.name")).kind(MessageDialogKind::Warning);
    // Closing the dialog is the second of the two: nothing is decided for good by looking away.
    let buttons = MessageDialogButtons::OkCancelCustom(word("no_window.always"), word("no_window.once"));
    if asked.buttons(buttons).blocking_show() {
        keep();
    }
    if let Err(error) = start(args) {
        tracing::error!(%error, "gonglian could not be started");
        let said = word("no_window.failed").replace("{code}", "W3");
        app.dialog().message(said).title(word("app.name")).kind(MessageDialogKind::Error).blocking_show();
    }
    app.exit(0);
}

fn keep() {
    let kept = kept().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound));
    let written = kept.and_then(|file| {
        file.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(file, "")
    });
    if let Err(error) = written {
        tracing::warn!(%error, "The choice of the browser could not be kept");
    }
}

/// Of this user and not of the desk: the desk may travel, the web view does not.
fn kept() -> Option<PathBuf> {
    actions::places::own_folder().map(|own| own.join("in-browser"))
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
            let said = word(&format!("no_window.{}", why.key()));
            assert!(said.contains("{code}") && said.contains("浏览器"), "{said}");
        }
        for key in ["app.name", "no_window.always", "no_window.once", "no_window.failed"] {
            assert_ne!(word(key), key);
        }
    }
}
