//! What may be typed. A command that is not understood ends with 2 and tells how it should read.
//! It does not know what a command does.
//! Read by `main`; `run` hands each command to its own file.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};

#[derive(Parser)]
#[command(name = "gonglian", version, about = "The desk of a gonglian station, without a window")]
pub struct Gonglian {
    #[command(subcommand)]
    pub verb: Verb,
}

/// What the ends of a command mean, told below its options.
const CALL_ENDS: &str = r#"Ends with
  0  {"ok": …}
  1  {"fault": {"code": …, "values": …}}, its words on stderr; with --lines: some line had one
  2  the command or its input was not understood

Example
  echo '{"rule":"R01","started_on":"2026-02-10"}' | gonglian call explain_deadline --dir D --as NAME"#;

const VERIFY_ENDS: &str = "Ends with
  0  good
  1  bad, or nothing is here of the paper that --code names
  2  incomplete, or the command was not understood
  3  it was not looked at: password, code, desk open elsewhere or missing; a bundle that is not there, not for this desk, or a newer
     program's; a hub that is not set, or not reached";

const DOCTOR_ENDS: &str = "Ends with
  0  nothing is red
  1  something is, or the desk did not open
  2  the command was not understood, or FILE could not be written";

const HUB_ENDS: &str = "Ends with
  0  done
  1  `apply`: the desk did not open, or the person may not; `check`: a promise is not kept
  2  the command was not understood, or not done: the words say why";

#[derive(Subcommand)]
pub enum Verb {
    /// Makes a demonstration desk; prints its people as JSON, and on stderr the file's key and the recovery sheet
    Demo(Demo),
    /// Founds a real desk, without demonstration data
    Desk {
        #[command(subcommand)]
        what: DeskVerb,
    },
    /// Every call, its input and its output shape
    Calls {
        /// As one JSON list
        #[arg(long)]
        json: bool,
    },
    /// Makes one call: JSON in on stdin, JSON out on stdout
    #[command(after_help = CALL_ENDS)]
    Call(Call),
    /// Serves the pages and the calls on 127.0.0.1 until Ctrl-C, behind a key in the printed address that works once
    Serve(Serve),
    /// Opens the desk in the system's browser; ends once no page has asked for an hour
    Open(Open),
    /// Checks every entry of the desk, and its lists against them; or a bundle, or the hub
    #[command(after_help = VERIFY_ENDS)]
    Verify(Verify),
    /// Looks after the desk and what is around it, a line each with what to do
    #[command(after_help = DOCTOR_ENDS)]
    Doctor(Doctor),
    /// The hub: set it up, let desks in, look, check a database, make certificates
    #[command(after_help = HUB_ENDS)]
    Hub {
        #[command(subcommand)]
        what: HubVerb,
    },
    /// Writes the list of calls as TypeScript
    #[command(hide = true)]
    Gen { file: PathBuf },
}

#[derive(Args)]
pub struct Demo {
    /// An empty or new folder
    #[arg(long)]
    pub dir: PathBuf,
    /// The same seed makes the same desk
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
    /// Appeals, visits, voices and activities together
    #[arg(long, default_value_t = 5000)]
    pub records: u32,
    /// The day the desk stands on
    #[arg(long, default_value = "2026-09-01")]
    pub today: NaiveDate,
}

#[derive(Subcommand)]
pub enum DeskVerb {
    /// Founds a desk and its first account, and prints the recovery sheet, once; the password comes from GONGLIAN_PASSWORD or
    /// is asked for
    New {
        /// An empty or new folder
        #[arg(long)]
        dir: PathBuf,
        /// Six digits of GB/T 2260: 331000 is the city
        #[arg(long)]
        office: String,
        /// The first person's name
        #[arg(long)]
        person: String,
    },
}

#[derive(Args)]
pub struct Call {
    /// The call's name, as `gonglian calls` lists it
    pub name: String,
    /// The desk's folder
    #[arg(long)]
    pub dir: PathBuf,
    /// Who asks; the password comes from GONGLIAN_PASSWORD or is asked for
    #[arg(long = "as", value_name = "PERSON")]
    pub person: String,
    /// The day it is; a demonstration desk only moves forward
    #[arg(long)]
    pub today: Option<NaiveDate>,
    /// One input a line, one answer a line
    #[arg(long)]
    pub lines: bool,
}

#[derive(Args)]
pub struct Serve {
    /// The desk's folder; one without a desk begins with the first start
    #[arg(long)]
    pub dir: PathBuf,
    /// 0: whichever is free; without it that of the last start for this folder, so that a browser keeps its looks
    #[arg(long)]
    pub port: Option<u16>,
    /// The day it is; a demonstration desk only moves forward
    #[arg(long)]
    pub today: Option<NaiveDate>,
}

#[derive(Args)]
pub struct Open {
    /// The desk's folder; without it GONGLIAN_DIR, or the program's own
    #[arg(long)]
    pub dir: Option<PathBuf>,
    /// The day it is; a demonstration desk only moves forward
    #[arg(long)]
    pub today: Option<NaiveDate>,
    /// Where nobody sees a terminal: what goes wrong is shown in a dialog of the system
    #[arg(long)]
    pub from_menu: bool,
    /// By the program with a window, which says itself what went wrong: where no browser is, it is told by the end
    #[arg(long, hide = true, conflicts_with = "from_menu")]
    pub from_window: bool,
}

/// Where the hub is, as its administrator reaches it.
#[derive(Args)]
pub struct HubAt {
    /// postgres://…; without it GONGLIAN_HUB_URL
    #[arg(long)]
    pub url: Option<String>,
    /// The authority to believe, as PEM, wherever the way is not this machine's own
    #[arg(long)]
    pub ca: Option<PathBuf>,
}

#[derive(Subcommand)]
pub enum HubVerb {
    /// Makes schema, functions and roles; running it again changes nothing
    Init {
        #[command(flatten)]
        at: HubAt,
    },
    /// Lets exactly the desks of this desk's list in, each at its streams
    Apply {
        #[command(flatten)]
        at: HubAt,
        /// A desk's folder: its list of desks is the one that counts
        #[arg(long)]
        dir: PathBuf,
        /// A registrar or system administrator of that desk; the password comes from GONGLIAN_PASSWORD or is asked for
        #[arg(long = "as", value_name = "PERSON")]
        person: String,
    },
    /// What lies there, and which desk came last when
    Status {
        #[command(flatten)]
        at: HubAt,
    },
    /// Ends sessions of desks that hang; for a timer
    Watch {
        #[command(flatten)]
        at: HubAt,
        /// How long a transaction may be open
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
    /// Tries every promise a hub makes, as a superuser on an empty database, and leaves it empty
    Check {
        #[command(flatten)]
        at: HubAt,
    },
    /// Makes the authority whose certificates the hub and its desks show; keep the key in the safe
    Authority {
        /// The folder for `authority.crt` and `authority.key`
        #[arg(long)]
        out: PathBuf,
        /// What its certificate is called
        #[arg(long)]
        name: String,
    },
    /// Makes the hub's own certificate and key
    Server {
        /// The folder of `hub authority`
        #[arg(long)]
        authority: PathBuf,
        /// A name or address that desks connect to; may be given several times
        #[arg(long, required = true)]
        host: Vec<String>,
        /// The folder for `server.crt` and `server.key`
        #[arg(long)]
        out: PathBuf,
    },
    /// Prints a desk's certificate from its request
    Certify {
        /// The folder of `hub authority`
        #[arg(long)]
        authority: PathBuf,
        /// The desk's name, as its page and its request file have it: d_ and sixteen hexadecimal digits
        #[arg(long)]
        role: String,
        /// The request file of the desk: d_….csr
        #[arg(long)]
        request: PathBuf,
    },
}

#[derive(Args)]
pub struct Verify {
    /// The desk's folder
    #[arg(long)]
    pub dir: PathBuf,
    /// Who asks; the password comes from GONGLIAN_PASSWORD or is asked for
    #[arg(long = "as", value_name = "PERSON")]
    pub person: String,
    /// Proves a bundle instead, by one of its files or the folder it lies in; takes nothing in
    #[arg(long, value_name = "FILE", conflicts_with_all = ["code", "since"])]
    pub bundle: Option<PathBuf>,
    /// Proves the hub that is set at this desk instead, every stream from its beginning; takes nothing in
    #[arg(long, conflicts_with_all = ["bundle", "code", "since"])]
    pub hub: bool,
    /// The 24 letters of a checkpoint's paper: tells whether that checkpoint is still here
    #[arg(long)]
    pub code: Option<String>,
    /// The 24 letters of a checkpoint's paper, taken for proven: only what was written after it is checked by signature
    #[arg(long, value_name = "CODE")]
    pub since: Option<String>,
    /// The whole finding, as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct Doctor {
    /// The desk's folder
    #[arg(long)]
    pub dir: PathBuf,
    /// Who asks; without a person only what lies around a desk that does not open
    #[arg(long = "as", value_name = "PERSON")]
    pub person: Option<String>,
    /// The lines as one JSON list
    #[arg(long)]
    pub json: bool,
    /// Writes the findings for whoever helps, without anything about persons; needs a person
    #[arg(long, value_name = "FILE")]
    pub export: Option<PathBuf>,
}

#[cfg(test)]
mod tests;
