//! From the password to the first page: the whole of it, and without the derivation that makes guessing dear.

use actions::{SystemWall, Wall};
use serde_json::json;
use store::Slots;
use store::keys::Login;

use crate::figure::{Figures, at, each};
use crate::seat::Seat;

const TIMES: usize = 15;

/// Medians in milliseconds.
pub struct Entering {
    whole: f64,
    derivation: f64,
}

pub fn times(seat: &Seat) -> Entering {
    let login = seat.login();
    let (name, password) = (login["name"].as_str().unwrap(), login["password"].as_str().unwrap());
    let mut whole = each(TIMES, |_| {
        seat.ok("sign_out", json!({}));
        seat.ok("sign_in", login.clone());
        seat.ok("desk_state", json!({}));
        seat.ok("counts", json!({}));
        seat.ok("today", json!({ "mine": true }));
    });
    let mut derivation = each(TIMES, |_| {
        let mut slots = Slots::load(&seat.dir).unwrap();
        slots.unlock(Login { name, password }, SystemWall.now_ms()).unwrap();
    });
    Entering { whole: at(&mut whole, 0.5), derivation: at(&mut derivation, 0.5) }
}

pub fn ratios(seat: &Seat, none: &Entering, figures: &mut Figures) {
    let here = times(seat);
    let after = here.whole - here.derivation;
    figures.push(seat.records, "password to first page, ms", here.whole);
    figures.push(seat.records, "the same after the derivation, ms", after);
    figures.push(seat.records, "password to first page ÷ at a desk of 0", here.whole / none.whole);
    let ratio = after / (none.whole - none.derivation);
    figures.push(seat.records, "the same after the derivation ÷ at a desk of 0", ratio);
}
