//! The program `gonglian`: everything stands in the library beside it, so that tests can start it without a process.

use std::process::ExitCode;

use clap::Parser;
use cli::Gonglian;

fn main() -> ExitCode {
    // clap ends with 2 when the command was not understood, and tells how it should read.
    let asked = Gonglian::parse();
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    cli::run(asked).into()
}
