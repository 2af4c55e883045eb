//! The program `gonglian`: everything stands in the library beside it, so that tests can start it without a process.

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
