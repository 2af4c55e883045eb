//! Programs of the console that a window starts.
//! It does not know which; called by the shell for the loopback host, and by the check-up for the printers.

use std::process::Command;

/// Opens no window of its own for it.
#[cfg(windows)]
pub fn without_console(command: &mut Command) {
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    std::os::windows::process::CommandExt::creation_flags(command, CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
pub fn without_console(_: &mut Command) {}
