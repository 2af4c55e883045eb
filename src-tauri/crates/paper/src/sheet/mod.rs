//! A list to an Excel file: title, columns, rows, and under them who made it, when, and by which counting rule.
//! It does not know what the columns mean, and it writes no formula: text that looks like one stays text.
//! Called by `actions` for every list that a person exports.

mod frame;
mod labels;
mod width;
mod write;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

pub use write::export;

/// What one list looks like; its rows follow one by one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sheet {
    pub title: String,
    pub columns: Vec<Column>,
    pub footer: Footer,
    /// Shown under the title and on every printed page (a demonstration desk; who exported).
    pub watermark: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Column {
    /// Names the column in an error.
    pub key: String,
    pub name: String,
    /// In characters of half width; without one the column fits what it holds.
    pub width: Option<u16>,
    pub kind: Kind,
}

/// Whether Excel may calculate with a column. Numbers of records, ID numbers and phones are `Text`:
/// Excel keeps 15 digits of a number and drops leading zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Text,
    Int,
    Date,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    Text(String),
    Int(i64),
    Date(NaiveDate),
    Blank,
}

/// What the list is and whose eyes it was made for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Footer {
    pub counting_rule: String,
    pub author: String,
    pub made_at: NaiveDateTime,
    /// The filters in force, in words; empty when there were none.
    pub filters: String,
    /// How personal fields were masked for this viewer, in words.
    pub masked_as: String,
    /// The list's exact count: the rows must be as many, or nothing is written.
    pub count: u64,
}

#[derive(Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", content = "values", rename_all = "snake_case")]
pub enum SheetError {
    #[error("a sheet needs at least one column")]
    NoColumns,
    #[error("a sheet holds at most {most} columns, not {columns}")]
    TooManyColumns { columns: usize, most: u16 },
    #[error("a sheet holds at most {most} rows")]
    TooManyRows { most: u32 },
    #[error("row {row} of column {column} is longer than {most} characters")]
    CellTooLong { row: u64, column: String, most: usize },
    #[error("row {row} has {cells} cells for {columns} columns")]
    RowDiffers { row: u64, cells: usize, columns: usize },
    #[error("{counted} rows were counted and {written} came")]
    CountDiffers { counted: u64, written: u64 },
    #[error("the file could not be written: {why}")]
    Failed { why: String },
}

impl From<rust_xlsxwriter::XlsxError> for SheetError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Failed { why: error.to_string() }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Blank, Into::into)
    }
}

#[cfg(test)]
mod tests;
