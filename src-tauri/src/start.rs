//! What the program is started with, and what stands before the window shows: the folder, the present, the desk.

use std::error::Error;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use actions::places::{Openings, Place, desk_place};
use actions::{Host, SystemWall};
use chrono::NaiveDate;
use clap::Parser;
use tauri::{App, AppHandle, Manager};

use crate::browser::{self, Why};
use crate::{pulse, window};

#[derive(Parser)]
#[command(name = "gonglian-desk", version)]
pub struct Args {
    /// Folder of the desk; without it GONGLIAN_DIR, or the program's own folder.
    #[arg(long)]
    pub dir: Option<PathBuf>,
    /// The day it is, for a demonstration desk.
    #[arg(long)]
    pub today: Option<NaiveDate>,
    /// In the system's browser, this time.
    #[arg(long, conflicts_with = "window")]
    pub browser: bool,
    /// In a window again, after the browser was chosen for good.
    #[arg(long)]
    pub window: bool,
}

/// How long the first page may take on the slowest PC before the web view counts as broken.
pub const FIRST_PAGE: Duration = Duration::from_secs(60);

/// The pages' way to the desk.
pub struct Desk {
    pub host: Arc<Host>,
    /// A page has asked for something: the web view works.
    pub is_seen: AtomicBool,
}

pub fn set_up(app: &mut App, args: Args) -> Result<(), Box<dyn Error>> {
    let place = args.dir.clone().map(|dir| Place { dir, kept: None }).or_else(desk_place);
    let place = place.ok_or("neither HOME nor LOCALAPPDATA says where this user's files lie")?;
    let host = Host::new(&place.dir, Arc::new(SystemWall), args.today).kept_at(place.kept);
    let host = Arc::new(host.opening_as(Openings::of_this_user()));
    app.manage(Desk { host, is_seen: AtomicBool::new(false) });
    let opened = match tauri::webview_version() {
        Ok(_) => window::open(app).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    let handle = app.handle().clone();
    // A dialog that is waited for would stop the thread that draws it.
    std::thread::spawn(move || match opened {
        Ok(()) => watch(&handle, &args),
        Err(error) => {
            tracing::warn!(%error, "No window could be opened");
            browser::instead(&handle, &args, Why::Missing);
        }
    });
    Ok(())
}

/// The browser was asked for and did not begin: a program that opens no window has no place but a dialog to say so.
pub fn give_up(app: &App, error: io::Error) -> Result<(), Box<dyn Error>> {
    let handle = app.handle().clone();
    std::thread::spawn(move || browser::failed(&handle, &error));
    Ok(())
}

/// A web view that is there and shows nothing is told apart by its silence: every page's first act is a call.
fn watch(app: &AppHandle, args: &Args) {
    let until = Instant::now() + FIRST_PAGE;
    while !app.state::<Desk>().is_seen.load(Ordering::Relaxed) {
        if Instant::now() > until {
            return browser::instead(app, args, Why::Silent);
        }
        std::thread::sleep(Duration::from_secs(1));
    }
    pulse::keep(app, args);
}
