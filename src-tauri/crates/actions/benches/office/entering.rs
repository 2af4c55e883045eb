//! From the password to the first page: the whole of it, and without the derivation that makes guessing dear.

use std::time::Duration;

use actions::{SystemWall, Wall};
use serde_json::json;
use store::Slots;
use store::keys::Login;

use crate::figure::{Figures, at, timed};
use crate::seat::Seat;

const TIMES: usize = 15;

/// At a desk with matters and at one without, by turns: both meet the same disk.
pub fn ratios(seat: &Seat, none: &Seat, figures: &mut Figures) {
    let (mut here, mut there) = (Entering::default(), Entering::default());
    for _ in 0..TIMES {
        here.once(seat);
        there.once(none);
    }
    let ((whole, after), (none_whole, none_after)) = (here.medians(), there.medians());
    figures.push(seat.records, "password to first page, ms", whole);
    figures.push(seat.records, "the same after the derivation, ms", after);
    figures.push(seat.records, "of it the page 今日, ms", at(&mut here.page, 0.5));
    figures.push(seat.records, "password to first page ÷ at a desk of 0", whole / none_whole);
    figures.push(seat.records, "the same after the derivation ÷ at a desk of 0", after / none_after);
}

#[derive(Default)]
struct Entering {
    whole: Vec<Duration>,
    page: Vec<Duration>,
    derivation: Vec<Duration>,
}

impl Entering {
    fn once(&mut self, seat: &Seat) {
        let login = seat.login();
        let (name, password) = (login["name"].as_str().unwrap(), login["password"].as_str().unwrap());
        seat.ok("sign_out", json!({}));
        let enter = || {
            seat.ok("sign_in", login.clone());
            seat.ok("desk_state", json!({}));
            seat.ok("counts", json!({}));
            timed(|| seat.ok("today", json!({ "mine": true }))).1
        };
        let (page, whole) = timed(enter);
        self.page.push(page);
        self.whole.push(whole);
        let derive = || {
            let mut slots = Slots::load(&seat.dir).unwrap();
            slots.unlock(Login { name, password }, SystemWall.now_ms()).unwrap();
        };
        self.derivation.push(timed(derive).1);
    }

    /// Of the whole, and of what is left of it without the derivation.
    fn medians(&mut self) -> (f64, f64) {
        let whole = at(&mut self.whole, 0.5);
        (whole, whole - at(&mut self.derivation, 0.5))
    }
}
