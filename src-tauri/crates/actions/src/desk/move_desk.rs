//! `move_desk`: the desk to another folder or disk of this PC. Its folder is copied, read again, and only then counts; the old
//! one is deleted last. It does not know how a folder is carried (`store::backup`).

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use domain::Refusal;
use serde::{Deserialize, Serialize};
use store::backup::{carry, size_of};
use store::{Desk, FileKey, StoreError, held};
use ts_rs::TS;

use super::Nothing;
use super::open::settle_writer;
use crate::host::Session;
use crate::{Failure, Host, Office, Result, places, trace};

/// What the person chooses is a disk or a folder with other things in it.
const NAME: &str = "gonglian-desk";

#[derive(Clone, Debug, Serialize, TS)]
pub struct DeskPlace {
    pub dir: String,
    #[ts(type = "number")]
    pub n_bytes: u64,
    /// A folder that was named by a command or by the system's settings does not move.
    pub fixed: bool,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveDesk {
    /// The desk will lie in a folder of its own in it.
    pub dir: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct MovedDesk {
    pub dir: String,
    /// The old folder could not be deleted wholly: where it is.
    pub left: Option<String>,
}

pub fn desk_place(host: &Host, _: Nothing) -> Result<DeskPlace> {
    host.session().ok_or(Failure::NotSignedIn {})?;
    let dir = host.dir();
    let n_bytes = size_of(&dir)?;
    Ok(DeskPlace { dir: dir.display().to_string(), n_bytes, fixed: host.kept.is_none() })
}

/// Whoever works here may: it is the same PC and the same user of it.
pub fn move_desk(host: &Host, input: MoveDesk) -> Result<MovedDesk> {
    let session = host.session().ok_or(Failure::NotSignedIn {})?;
    let kept = host.kept.clone().ok_or(Failure::FixedFolder {})?;
    let turn = host.work.begin("move_desk")?;
    let from = host.dir();
    let to = fit(&from, input.dir.trim())?;
    trace::write(&session.office, &session.who, "move_desk", ledger::Value::Null)?;
    let Session { office: Office { desk, wall, code, .. }, who } = host.alone(session)?;
    let key = desk.key();
    drop(desk);
    // Each byte is written and read again.
    let of = 2 * size_of(&from).unwrap_or_default();
    let mut seen = |done| match turn.tell("carry", (done, of)) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    };
    let carried = carry(&from, &to, &mut seen).map_err(crate::Error::from);
    let carried = carried.and_then(|()| settled(&kept, &to, &key));
    // Whatever came of it, whoever sits here goes on where the desk is.
    let at = if carried.is_ok() { &to } else { &from };
    host.now_in(at);
    let office = Office::new(Desk::open(at, &key)?, wall, code)?;
    settle_writer(&office)?;
    host.seat(Session { office, who });
    carried?;
    Ok(MovedDesk { dir: to.display().to_string(), left: dropped(&from) })
}

/// The whole path of the new folder: of this PC, not in the old one, not too deep, not there yet, with room.
fn fit(from: &Path, chosen: &str) -> Result<PathBuf> {
    let chosen = Path::new(chosen);
    // Not by their letters: a link, or a name in other letters, leads into the desk's own folder as well.
    let inside = || places::real(chosen).starts_with(places::real(from));
    if !chosen.is_absolute() || !chosen.is_dir() || inside() {
        return Err(Refusal::CheckFailed { field: "dir".into() }.into());
    }
    let to = chosen.join(NAME);
    if to.exists() {
        return Err(Failure::DeskExists {}.into());
    }
    places::must_be_fit(&to)?;
    if store::blobs::free_space(chosen)? < size_of(from)? {
        return Err(Failure::DiskFull {}.into());
    }
    Ok(to)
}

/// It counts once it opens there: a disk may copy well and lock nothing. A copy that nobody is led to would be a second desk, and in
/// the way of the next try.
fn settled(kept: &Path, to: &Path, key: &FileKey) -> Result<()> {
    let opened = Desk::open(to, key).map(drop).map_err(crate::Error::from);
    let done = opened.and_then(|()| write_down(kept, to));
    if done.is_err()
        && let Some(left) = dropped(to)
    {
        tracing::warn!(left, "What was carried and does not count is still there");
    }
    done
}

/// All of it or nothing: a start in between finds the old place or the new one.
fn write_down(kept: &Path, to: &Path) -> Result<()> {
    let text =
        to.to_str().ok_or_else(|| StoreError::from(io::Error::from(io::ErrorKind::InvalidFilename)))?;
    Ok(held::put(kept, text.as_bytes())?)
}

fn dropped(from: &Path) -> Option<String> {
    let error = held::remove_dir(from).err()?;
    tracing::warn!(%error, "A folder of a desk that was moved could not be deleted");
    Some(from.display().to_string())
}
