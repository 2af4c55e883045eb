//! Attachments that were put and that no act came for: their form was thrown away, or its page went before a draft was written;
//! and what a process that was killed had half written. It does not know what is kept of one that waits, only
//! under which names. Called by `actions` when somebody signs in.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::PoisonError;

use super::DIR;
use crate::desk::{Desk, Tx, unhex};
use crate::error::Result;
use crate::{backup, held};

impl Desk {
    /// Deletes those that wait under `prefix` and their address, and that nobody's draft names. How many went.
    ///
    /// Invariant: never what came from elsewhere. The entry it belongs to may be sealed, held, or still on its way.
    pub fn sweep_blobs(&self, prefix: &str) -> Result<u64> {
        // A desk that was set aside by a restore may need its attachments again.
        if self.dir().join(backup::ASIDE).exists() {
            return Ok(0);
        }
        // Put since this desk was opened: its form may still be open.
        let put = self.shared.put.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.act(|tx| {
            tx.sweep_half_written((self.dir(), &self.shared.opening))?;
            tx.sweep(prefix, &put)
        })
    }
}

impl Tx<'_> {
    /// What this opening writes begins with its sign, and while it lasts no other process has the desk open (`desk::lock`):
    /// whatever else is half written nobody goes on with. Pieces of a disc wait as long as some disc is only half taken in.
    fn sweep_half_written(&self, (desk, opening): (&Path, &str)) -> Result<()> {
        let files = match fs::read_dir(desk.join(DIR)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            files => files?,
        };
        let taking =
            self.conn.prepare_cached("select 1 from bundle where way = 2 and state = 1")?.exists([])?;
        for file in files {
            let file = file?;
            let name = file.file_name();
            let Some(of) = name.to_str().and_then(|name| name.strip_suffix(".new")) else { continue };
            let comes = unhex(of).is_some_and(|address| address.len() == 32);
            if of.starts_with(opening) && !comes || taking && comes {
                continue;
            }
            if let Err(error) = held::remove(&file.path()) {
                tracing::warn!(%error, "a half-written attachment could not be deleted yet");
            }
        }
        Ok(())
    }

    fn sweep(&mut self, prefix: &str, put: &HashSet<[u8; 32]>) -> Result<u64> {
        let mut n = 0;
        for key in self.settings_under(prefix)? {
            let Some(name) = key.strip_prefix(prefix) else { continue };
            let Some(address) = unhex(name).filter(|a| a.len() == 32) else { continue };
            if put.iter().any(|p| p[..] == address[..]) || self.is_drafted(name)? {
                continue;
            }
            self.drop_setting(&key)?;
            if !self.conn.prepare_cached("select 1 from blob where address = ?1")?.exists([&address])? {
                self.dropped.push(address);
            }
            n += 1;
        }
        Ok(n)
    }
}
