//! Attachments that were put and that no act came for: their form was thrown away, or its page went before a draft was written.
//! It does not know what is kept of one that waits, only under which names. Called by `actions` when somebody signs in.

use std::collections::HashSet;
use std::sync::PoisonError;

use crate::backup;
use crate::desk::{Desk, Tx, unhex};
use crate::error::Result;

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
        self.act(|tx| tx.sweep(prefix, &put))
    }
}

impl Tx<'_> {
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
