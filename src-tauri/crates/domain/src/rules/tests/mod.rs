//! The rows as they are shipped, and rows as they could come from outside.
//! It does not count days (`deadline/tests`).
//! Run by `cargo nextest run -p domain rules`.

mod checks;
mod conditions;
mod opening;
mod periods;
mod read_by;
mod rows;

use chrono::NaiveDate;

use super::*;
use crate::law::shipped_once;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-09-01")
}

fn rule(id: &str) -> &'static Rule {
    shipped_once().rules.current(id, today()).unwrap_or_else(|| panic!("{id}"))
}
