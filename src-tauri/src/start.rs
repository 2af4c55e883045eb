//! What the program is started with, and what stands before the window shows: the folder, the present, the desk.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use actions::{Host, SystemWall};
use chrono::NaiveDate;
use clap::Parser;
use tauri::{App, Manager};

use crate::window;

/// The folder of the desk, for those who start the program by double click and set it once.
const DIR: &str = "GONGLIAN_DIR";

#[derive(Parser)]
#[command(name = "gonglian-desk", version)]
pub struct Args {
    /// Folder of the desk; without it GONGLIAN_DIR, or the program's own folder.
    #[arg(long)]
    dir: Option<PathBuf>,
    /// The day it is, for a demonstration desk.
    #[arg(long)]
    today: Option<NaiveDate>,
}

/// The pages' way to the desk.
pub struct Desk(pub Arc<Host>);

pub fn set_up(app: &mut App, args: &Args) -> Result<(), Box<dyn Error>> {
    let dir = match args.dir.clone().or_else(|| std::env::var_os(DIR).map(PathBuf::from)) {
        Some(dir) => dir,
        // Local, not roaming: an encrypted file of gigabytes must not travel with a Windows profile.
        None => app.path().app_local_data_dir()?.join("desk"),
    };
    app.manage(Desk(Arc::new(Host::new(&dir, Arc::new(SystemWall), args.today))));
    window::open(app)?;
    Ok(())
}
