//! The port a host listens at. A browser keeps looks and views by it: with another they would be forgotten at each start, so
//! the one of the last start is taken again while it is free.
//! It does not know who asks for the host. Called by `serve` and `open`.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;

pub enum Port {
    /// As asked for; 0 lets the system choose.
    Given(u16),
    /// That of the last start for this folder.
    Kept(KeptPort),
}

/// A file with the number in it.
pub struct KeptPort(PathBuf);

impl KeptPort {
    pub fn at(file: PathBuf) -> Self {
        Self(file)
    }

    /// Unless somebody else has it now.
    fn last(&self) -> Option<u16> {
        let last = fs::read_to_string(&self.0).ok().and_then(|text| text.trim().parse().ok());
        last.filter(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
    }
}

impl Port {
    pub(super) fn number(&self) -> u16 {
        match self {
            Self::Given(port) => *port,
            Self::Kept(kept) => kept.last().unwrap_or(0),
        }
    }

    pub(super) fn remember(&self, port: u16) {
        let Self::Kept(KeptPort(file)) = self else { return };
        if let Err(error) = fs::write(file, port.to_string()) {
            tracing::warn!(%error, "The port could not be kept");
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test that cannot go on must stop
mod tests {
    use super::*;

    #[test]
    fn the_last_one_is_taken_again_while_it_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let port = Port::Kept(KeptPort::at(folder.path().join("desk.port")));
        assert_eq!(port.number(), 0, "there was no start yet");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let taken = listener.local_addr().unwrap().port();
        port.remember(taken);
        assert_eq!(port.number(), 0, "somebody has it");
        drop(listener);
        assert_eq!(port.number(), taken);
        Port::Given(8123).remember(1);
        assert_eq!((Port::Given(8123).number(), port.number()), (8123, taken));
    }
}
