//! Whether the web view still lives: asked every few seconds, brought back where it died, given up where it dies again and again.
//! It does not know what the pages show; what was typed comes back as drafts.
//! Called by `start` once a first page was seen.

use std::sync::mpsc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use tauri::{AppHandle, Manager, WebviewWindow};

use crate::browser::{self, Why};
use crate::start::{Args, FIRST_PAGE};
use crate::window::MAIN;

const EVERY: Duration = Duration::from_secs(5);
/// A page may be busy, and a PC may have been asleep.
const PATIENCE: Duration = Duration::from_secs(20);
/// So many deaths in so short a time are no accident.
const TOO_MANY: usize = 3;
const IN_A_ROW: Duration = Duration::from_secs(5 * 60);

/// Only a page of ours has it; a web view that was started anew is empty.
const IS_OURS: &str = "document.getElementById('app') !== null";

/// Returns when the window is gone, or has given way to the browser.
pub fn keep(app: &AppHandle, args: &Args) {
    let mut deaths = Vec::new();
    while let Some(window) = app.get_webview_window(MAIN) {
        if !answers(&window) {
            tracing::warn!("The web view does not answer; its page is loaded again");
            if are_too_many(&mut deaths, Instant::now()) || !comes_back(&window) {
                return browser::instead(app, args, Why::Crashing);
            }
        }
        sleep(EVERY);
    }
}

fn answers(window: &WebviewWindow) -> bool {
    let (say, heard) = mpsc::channel();
    // Whoever no longer waits needs no answer.
    let asked = window.eval_with_callback(IS_OURS, move |answer| drop(say.send(answer)));
    asked.is_ok() && heard.recv_timeout(PATIENCE).is_ok_and(|answer| answer == "true")
}

fn comes_back(window: &WebviewWindow) -> bool {
    if let Err(error) = window.reload() {
        tracing::warn!(%error, "The page could not be loaded again");
        return false;
    }
    let until = Instant::now() + FIRST_PAGE;
    while Instant::now() < until {
        sleep(Duration::from_secs(1));
        if answers(window) {
            return true;
        }
    }
    false
}

/// `lately` is when it died before, and now has this death too.
fn are_too_many(lately: &mut Vec<Instant>, now: Instant) -> bool {
    lately.retain(|at| now.duration_since(*at) < IN_A_ROW);
    lately.push(now);
    lately.len() >= TOO_MANY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_deaths_in_five_minutes_are_too_many_and_three_in_a_day_are_not() {
        let (start, minute) = (Instant::now(), Duration::from_secs(60));
        let after = |minutes: &[u32]| {
            let mut deaths = Vec::new();
            minutes.iter().map(|at| are_too_many(&mut deaths, start + minute * *at)).collect::<Vec<_>>()
        };
        assert_eq!(after(&[0, 2, 4]), [false, false, true]);
        assert_eq!(after(&[0, 2, 5]), [false, false, false]);
        assert_eq!(after(&[0, 300, 600, 601, 602]), [false, false, false, false, true]);
    }
}
