//! `gonglian open`: the desk in the system's browser, from a menu entry. A second start finds the host that runs for this
//! folder and opens another page of it: the file is open once, whoever clicks how often.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use actions::places::{Place, desk_place};
use serde_json::json;

use crate::args::Open;
use crate::dialog;
use crate::end::{End, Stop};
use crate::meeting::{Joined, Meeting};
use crate::said;
use crate::serve::{self, Hosting, KeptPort, Port, Told};
use crate::sign_in;

/// A browser that was closed tells nobody. What is typed is kept as a draft, so that ending loses nothing.
const IDLE: Duration = Duration::from_secs(60 * 60);

pub fn open(asked: Open) -> Result<End, Stop> {
    let show: Show = if asked.from_menu { dialog::show } else { |_| {} };
    let ended = opened(asked, show);
    if let Err(stop) = &ended {
        show(stop);
    }
    ended
}

/// Where a person sees what stopped it, beside the terminal.
type Show = fn(&Stop);

fn opened(asked: Open, show: Show) -> Result<End, Stop> {
    let place = asked.dir.map(|dir| Place { dir, kept: None }).or_else(desk_place);
    let Place { dir, kept } = place.ok_or_else(|| Stop::usage(said::word("terminal.no_home")))?;
    let meeting = Meeting::of(&dir)?;
    // Held to the end of the program.
    let _lock = match meeting.take()? {
        Some(lock) => lock,
        None => match meeting.join()? {
            Joined::Host(address) => return browse(&address),
            Joined::Place(lock) => lock,
        },
    };
    let host = Arc::new(sign_in::open(&dir, asked.today).kept_at(kept));
    meeting.begin()?;
    let found = meeting.clone();
    std::thread::spawn(move || {
        let Err(stop) = found.address().and_then(|address| browse(&address)) else { return };
        if asked.from_window {
            // It looks at the end alone, and nobody would come by the address: a host of an hour for nobody.
            found.forget();
            End::told(Stop::usage(said::word("terminal.no_browser")));
            std::process::exit(2);
        }
        show(&stop);
        End::told(stop);
    });
    let told = Told::File(meeting.address_file());
    let ended = serve::run(Hosting { host, port: Port::Kept(meeting.port()), told, idle: Some(IDLE) });
    meeting.forget();
    ended
}

/// Where the port of a folder's host is kept, whichever way it is started.
pub fn kept_port(dir: &Path) -> Result<KeptPort, Stop> {
    Ok(Meeting::of(dir)?.port())
}

fn browse(address: &str) -> Result<End, Stop> {
    match open::that_detached(address) {
        Ok(()) => Ok(End::Good),
        Err(error) => {
            tracing::warn!(%error, "No browser could be started");
            // Still of use: it can be typed into whatever browser there is. In the words as well, for a dialog has nothing above it.
            said::line(address);
            Err(Stop::usage(said::sentence("terminal.no_browser_at", &json!({ "address": address }))))
        }
    }
}
