//! When somebody last asked for something, and who waits for that to be long ago.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

pub struct Asked {
    last: Mutex<Instant>,
    rung: Notify,
}

impl Asked {
    pub fn now() -> Self {
        Self { last: Mutex::new(Instant::now()), rung: Notify::new() }
    }

    pub fn note(&self) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        self.rung.notify_one();
    }

    pub fn ago(&self) -> Duration {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }

    /// Ends when nobody has asked for so long.
    pub async fn silent_for(&self, idle: Duration) {
        while tokio::time::timeout(idle, self.rung.notified()).await.is_ok() {}
    }
}
