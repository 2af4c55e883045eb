//! What may be typed. A command that is not understood ends with 2 and tells how it should read.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};

#[derive(Parser)]
#[command(name = "gonglian", version, about = "The desk of a gonglian station, without a window")]
pub struct Gonglian {
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Subcommand)]
pub enum Verb {
    /// Makes a demonstration desk and prints its people as JSON
    Demo(Demo),
    /// A real desk; no demonstration data
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
    Call(Call),
    /// Serves the pages and the calls on 127.0.0.1, behind a one-time key in the printed address
    Serve(Serve),
    /// Opens the desk in the system's browser; without a folder GONGLIAN_DIR, or the program's own
    Open(Open),
    /// Checks every entry of the desk: 0 good, 1 bad, 2 incomplete
    Verify(Verify),
    /// Looks after the desk and what is around it: 0 nothing red, 1 something is
    Doctor(Doctor),
    /// The hub: set it up, let desks in, look, check a database, make certificates
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
    #[arg(long, default_value_t = 5000)]
    pub records: u32,
    /// The day the desk stands on
    #[arg(long, default_value = "2026-09-01")]
    pub today: NaiveDate,
}

#[derive(Subcommand)]
pub enum DeskVerb {
    /// Founds a desk and its first account; the password comes from GONGLIAN_PASSWORD or is asked for
    New {
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
    #[arg(long)]
    pub dir: Option<PathBuf>,
    /// The day it is; a demonstration desk only moves forward
    #[arg(long)]
    pub today: Option<NaiveDate>,
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
        #[arg(long)]
        dir: PathBuf,
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
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
    /// Tries every promise a hub makes on an empty database
    Check {
        #[command(flatten)]
        at: HubAt,
    },
    /// Makes the authority whose certificates the hub and its desks show; keep the key in the safe
    Authority {
        #[arg(long)]
        out: PathBuf,
        #[arg(long)]
        name: String,
    },
    /// Makes the hub's own certificate
    Server {
        /// The folder of `hub authority`
        #[arg(long)]
        authority: PathBuf,
        /// Names and addresses that desks connect to
        #[arg(long, required = true)]
        host: Vec<String>,
        #[arg(long)]
        out: PathBuf,
    },
    /// Prints a desk's certificate from its request
    Certify {
        /// The folder of `hub authority`
        #[arg(long)]
        authority: PathBuf,
        /// The desk's name: d_ and sixteen digits
        #[arg(long)]
        role: String,
        #[arg(long)]
        request: PathBuf,
    },
}

#[derive(Args)]
pub struct Verify {
    #[arg(long)]
    pub dir: PathBuf,
    #[arg(long = "as", value_name = "PERSON")]
    pub person: String,
    /// Of a checkpoint's paper.
    #[arg(long)]
    pub code: Option<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct Doctor {
    #[arg(long)]
    pub dir: PathBuf,
    /// Without a person: only what lies around a desk that does not open
    #[arg(long = "as", value_name = "PERSON")]
    pub person: Option<String>,
    #[arg(long)]
    pub json: bool,
    /// Writes the findings for whoever helps, without anything about persons
    #[arg(long, value_name = "FILE")]
    pub export: Option<PathBuf>,
}
