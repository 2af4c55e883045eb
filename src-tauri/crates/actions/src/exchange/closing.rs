//! What a desk that is closed does about work that runs behind it: it waits a moment until the stop was heard.
//! It does not know what runs, nor how that is stopped.
//! Called by each line on which one thing runs at a time (`hub`, `parcels`, `writing`; `working`).

use std::sync::{Condvar, MutexGuard};
use std::time::Duration;

/// How long: a stop is heard between two blocks, two chunks or two answers of the hub.
const PATIENCE: Duration = Duration::from_secs(5);

/// Waits while something runs; `warning` is for the log where it ran on.
pub(crate) fn wait_until_ended<S>(
    (ended, state): (&Condvar, MutexGuard<'_, S>),
    runs: impl FnMut(&mut S) -> bool,
    warning: &str,
) {
    let waited = ended.wait_timeout_while(state, PATIENCE, runs);
    if waited.is_ok_and(|(_, waited)| waited.timed_out()) {
        tracing::warn!("{warning}");
    }
}
