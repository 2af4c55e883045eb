//! The program `gonglian`: everything stands in the library beside it, so that tests can start it without a process.

use std::process::ExitCode;

use clap::Parser;
use cli::Gonglian;

fn main() -> ExitCode {
    // clap ends with 2 when the command was not understood, and tells how it should read.
    let asked = Gonglian::parse();
    let on_a_terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(on_a_terminal);
    log.with_max_level(tracing::Level::WARN).init();
    cli::run(asked).into()
}
