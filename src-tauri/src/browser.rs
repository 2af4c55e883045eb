//! The way without a web view: the same desk in the system's browser, through `gonglian` beside this program. The desk's
//! file is opened by that program alone: this one has nobody signed in when it gives way.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use actions::places::{Opening, Openings};
use serde_json::Value;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

use crate::start::Args;

/// Five seconds: longer than a start needs to find that it cannot.
const LOOKS: u32 = 50;
const PAUSE: Duration = Duration::from_millis(100);
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

/// Starts the loopback host for the same folder; it opens the browser. One that ends at once with a fault has not: its words are
/// the error.
pub fn start(args: &Args) -> io::Result<()> {
    let beside = std::env::current_exe()?.with_file_name(format!("gonglian{}", std::env::consts::EXE_SUFFIX));
    let said = said_to()?;
    let mut host = Command::new(beside);
    host.arg("open").stdin(Stdio::null()).stdout(Stdio::null()).stderr(fs::File::create(&said)?);
    if let Some(dir) = &args.dir {
        host.arg("--dir").arg(dir);
    }
    if let Some(today) = args.today {
        host.arg("--today").arg(today.to_string());
    }
    actions::places::without_console(&mut host);
    match fault_of(&mut host.spawn()?, LOOKS)? {
        None => Ok(()),
        Some(status) => {
            let said = fs::read_to_string(said)?;
            Err(io::Error::other(last_line(&said).unwrap_or(&status.to_string())))
        }
    }
}

/// A file: a pipe would break when this program ends, and the host with it.
fn said_to() -> io::Result<PathBuf> {
    let own = actions::places::own_folder().ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(&own)?;
    Ok(own.join("browser.said"))
}

/// How it ended, if it did so badly. One that ended well has found the host of an earlier start.
fn fault_of(host: &mut Child, looks: u32) -> io::Result<Option<ExitStatus>> {
    for _ in 0..looks {
        match host.try_wait()? {
            Some(status) => return Ok(Some(status).filter(|status| !status.success())),
            None => std::thread::sleep(PAUSE),
        }
    }
    Ok(None)
}

fn last_line(said: &str) -> Option<&str> {
    said.lines().map(str::trim).rfind(|line| !line.is_empty())
}

/// Says why, asks for how long, and gives way. Blocks: never on the thread of the window.
pub fn instead(app: &AppHandle, args: &Args, why: Why) {
    let (code, key) = why.told();
    tracing::warn!(code, "There is no window; the browser takes its place");
    let said = word(&format!("no_window.{key}")).replace("{code}", code);
    let asked = app.dialog().message(said).title(word("app.name")).kind(MessageDialogKind::Warning);
    // Closing the dialog is the second of the two: nothing is decided for good by looking away.
    let buttons = MessageDialogButtons::OkCancelCustom(word("no_window.always"), word("no_window.once"));
    if asked.buttons(buttons).blocking_show() {
        choose(Opening::Browser);
    }
    // Who starts the program again while this one looks after the host is no longer for it.
    tauri_plugin_single_instance::destroy(app);
    match start(args) {
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

    /// Programs that are there wherever tests run.
    fn child(program: &str, arg: &str) -> Child {
        let mut command = Command::new(program);
        command.arg(arg).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    }

    /// Nobody saw that the host had ended: no window, no browser, no word.
    #[test]
    fn a_host_that_ends_with_a_fault_did_not_start() {
        assert_eq!(fault_of(&mut child("cargo", "--version"), LOOKS).unwrap(), None);
        let fault = fault_of(&mut child("cargo", "no-such-verb"), LOOKS).unwrap();
        assert!(fault.is_some_and(|status| !status.success()));
        // Reads what it is to compile from here, as long as nobody says that there is no more.
        let mut stays = child("rustc", "-");
        assert_eq!(fault_of(&mut stays, 3).unwrap(), None);
        assert_eq!(stays.try_wait().unwrap(), None);
        stays.kill().unwrap();
        stays.wait().unwrap();
    }

    #[test]
    fn what_a_host_said_last_is_why_it_ended() {
        for (said, expected) in
            [("", None), ("\n \n", None), ("WARN x\n没有能打开的浏览器。\n\n", Some("没有能打开的浏览器。"))]
        {
            assert_eq!(last_line(said), expected, "{said:?}");
        }
    }

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
