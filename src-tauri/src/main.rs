//! The window: it rings and does not think. It carries calls from the pages to `actions` and opens file dialogs.
//! It does not know what a call means, the law, SQL or who is signed in.
//! Called by the person who starts the program; `cargo xtask run` builds and opens it.

// A released program on Windows opens no black console beside its window.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod browser;
mod call;
mod files;
mod pulse;
mod start;
mod window;

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::ExitCode;

use actions::places::open_in_browser;
use clap::Parser;
use start::Args;

fn main() -> ExitCode {
    // Debian's package holds one file under both names: the programs have nearly everything in common, and their weight too.
    if is_without_window(std::env::args_os().next()) {
        return cli::main();
    }
    match in_a_window() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "The window ended badly");
            ExitCode::FAILURE
        }
    }
}

fn is_without_window(called: Option<OsString>) -> bool {
    called.as_deref().and_then(|path| Path::new(path).file_stem()) == Some(OsStr::new("gonglian"))
}

fn in_a_window() -> tauri::Result<()> {
    let args = Args::parse();
    let on_a_terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(on_a_terminal);
    log.with_max_level(tracing::Level::WARN).init();
    let begun = browser::is_wanted(&args).then(|| open_in_browser(args.dir.as_deref(), args.today));
    let failed = match begun {
        Some(Ok(())) => return Ok(()),
        Some(Err(error)) => Some(error),
        None => None,
    };
    tauri::Builder::default()
        // First of all plugins, so that a second start ends before it opens anything.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::bring_forward(app)))
        .plugin(tauri_plugin_dialog::init())
        .setup(move |app| match failed {
            Some(error) => start::give_up(app, error),
            None => start::set_up(app, args),
        })
        .invoke_handler(tauri::generate_handler![call::call])
        .run(tauri::generate_context!())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_under_the_whole_name_of_the_other_program_it_is_that_one() {
        for called in ["/usr/bin/gonglian", "gonglian", "./gonglian.exe"] {
            assert!(is_without_window(Some(called.into())), "{called}");
        }
        for called in ["/usr/bin/gonglian-desk", "gonglian-desk.exe", "/opt/gonglian/desk", ""] {
            assert!(!is_without_window(Some(called.into())), "{called}");
        }
        assert!(!is_without_window(None));
    }
}
