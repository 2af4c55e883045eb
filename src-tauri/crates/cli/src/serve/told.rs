//! Who is told the address: a script that reads stdout, or a second start that reads a file of this user's own.

use std::path::PathBuf;

use crate::said;

pub enum Told {
    /// The only line on stdout; a new one follows when its key was used.
    Stdout,
    /// Always the address that is good now.
    File(PathBuf),
}

impl Told {
    pub fn tell(&self, address: &str) {
        match self {
            Self::Stdout => said::line(address),
            Self::File(file) => {
                // Whoever reads it may come in: for this user alone, and never half of it.
                if let Err(error) = actions::places::put(file, address.as_bytes()) {
                    tracing::warn!(%error, file = %file.display(), "The address could not be left for a second start");
                }
            }
        }
    }
}
