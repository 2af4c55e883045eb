//! What a cell of Excel reads like as text.

use calamine::DataRef;
use serde::{Deserialize, Serialize};

/// From here on Excel has already replaced digits by zeros (it keeps 15).
const DIGITS_LOST: f64 = 1e15;

/// A cell whose text may not be what its author typed. Row from 1, column as a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    pub row: u32,
    pub column: String,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// An ID or account number that was typed as a number: its last digits are gone.
    DigitsLost,
    /// `#N/A`, `#REF!` and their kind.
    FormulaFailed,
}

pub fn text(value: &DataRef<'_>) -> (String, Option<Why>) {
    match value {
        DataRef::Empty => (String::new(), None),
        DataRef::String(text) => (text.clone(), None),
        DataRef::SharedString(text) => ((*text).to_owned(), None),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (text.clone(), None),
        DataRef::Int(number) => (number.to_string(), None),
        DataRef::Float(number) => float(*number),
        DataRef::Bool(yes) => (if *yes { "TRUE" } else { "FALSE" }.to_owned(), None),
        DataRef::DateTime(at) => (moment(at), None),
        DataRef::Error(error) => (error.to_string(), Some(Why::FormulaFailed)),
    }
}

/// Rust prints a double without exponent and with the fewest digits that give it back.
fn float(number: f64) -> (String, Option<Why>) {
    let lost = number.abs() >= DIGITS_LOST;
    (number.to_string(), lost.then_some(Why::DigitsLost))
}

/// A day alone is written as a day, an hour alone as an hour.
fn moment(at: &calamine::ExcelDateTime) -> String {
    let Some(moment) = at.as_datetime() else { return at.as_f64().to_string() };
    let serial = at.as_f64();
    let form = match () {
        () if serial < 1.0 => "%H:%M:%S",
        () if serial.fract() == 0.0 => "%Y-%m-%d",
        () => "%Y-%m-%d %H:%M:%S",
    };
    moment.format(form).to_string()
}
