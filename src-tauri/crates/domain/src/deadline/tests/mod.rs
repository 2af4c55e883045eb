//! Due days counted by hand from the notices, and what must hold for any history.
//! It does not test the rules' rows (`rules/tests.rs`).
//! Run by `cargo nextest run -p domain deadline`.

mod backward;
mod counted;
mod explained;
mod histories;
mod hours;
mod moving;
mod properties;
mod strips;
mod vectors;

use chrono::NaiveDate;

use super::*;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn shipped() -> Calendar {
    crate::law::shipped_once().calendar.clone()
}

pub(super) fn period(unit: Unit, amount: u32) -> Period {
    Period { unit, amount, direction: Direction::Forward }
}

/// Raw day, due day and whether it is provisional, of a plain forward period.
pub(super) fn plain(started_on: &str, unit: Unit, amount: u32) -> (String, String, bool) {
    let counted =
        deadline(period(unit, amount), day(started_on).into(), &History::none(), &shipped()).unwrap();
    assert_eq!(counted.counted, amount, "the strip adds up");
    (counted.raw_on.unwrap().to_string(), counted.due_on.unwrap().to_string(), counted.provisional)
}
