//! The doors without a window: one call from a shell, a page over loopback, a demonstration desk, a check of the log.
//! It does not know the law, SQL or what a call means; it brings a name and JSON to `actions` and prints what comes back.
//! Called by people, scripts and the tests (`gonglian …`).

mod args;
mod call;
mod demo;
mod desk;
mod dialog;
mod doctor;
mod end;
mod generate;
mod hub;
mod hub_said;
mod list;
mod meeting;
mod open;
mod password;
mod said;
pub mod serve;
mod sign_in;
mod verify;

use std::process::ExitCode;

pub use args::Gonglian;
use args::Verb;
use clap::Parser;
pub use end::End;

/// The whole program, for whoever was started under its name.
#[must_use]
pub fn main() -> ExitCode {
    // clap ends with 2 when the command was not understood, and tells how it should read.
    let asked = Gonglian::parse();
    let on_a_terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(on_a_terminal);
    log.with_max_level(tracing::Level::WARN).init();
    run(asked).into()
}

/// Does what was asked and says how it ended.
#[must_use]
pub fn run(asked: Gonglian) -> End {
    let ended = match asked.verb {
        Verb::Demo(demo) => demo::demo(&demo),
        Verb::Desk { what } => desk::desk(what),
        Verb::Calls { json } => list::calls(if json { list::As::Json } else { list::As::Text }),
        Verb::Call(call) => call::call(call),
        Verb::Serve(serve) => serve::serve(serve),
        Verb::Open(open) => open::open(open),
        Verb::Verify(verify) => verify::verify(&verify),
        Verb::Doctor(doctor) => doctor::doctor(doctor),
        Verb::Hub { what } => hub::hub(what),
        Verb::Gen { file } => generate::generate(&file),
    };
    ended.unwrap_or_else(End::told)
}
