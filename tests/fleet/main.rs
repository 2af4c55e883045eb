//! A throw-away cell to watch: the city's desk, a county's and two of its stations', with demonstration data, at a hub of their own.
//! It does not know any rule: desks are made, enrolled and connected by the calls that people use.
//! Called by `cargo xtask fleet` and by the test of the hub; it runs until Ctrl-C and leaves nothing behind.

#[cfg(unix)]
mod cell;
#[cfg(unix)]
#[allow(dead_code)] // the suite of `sync` uses all of it
#[path = "../../src-tauri/crates/sync/tests/postgres/cluster.rs"]
mod cluster;
#[cfg(unix)]
mod served;
#[cfg(unix)]
mod show;

use std::process::ExitCode;

#[cfg(unix)]
fn main() -> ExitCode {
    show::run()
}

/// It is compiled wherever the stories are, but its PostgreSQL is started, owned and stopped as on Debian.
#[cfg(not(unix))]
fn main() -> ExitCode {
    eprintln!("The fleet needs a PostgreSQL of its own, which is started here on Linux only.");
    ExitCode::FAILURE
}
