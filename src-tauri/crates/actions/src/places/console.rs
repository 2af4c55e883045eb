//! Programs of the console that a window starts.
//! It does not know which; called by the shell for the loopback host, and by the check-up for printers and browsers.

use std::process::Command;

/// Whether there is a program of that name to start.
pub(crate) fn has_program(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// Opens no window of its own for it.
#[cfg(windows)]
pub fn without_console(command: &mut Command) {
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    std::os::windows::process::CommandExt::creation_flags(command, CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
pub fn without_console(_: &mut Command) {}
