//! A list from an Excel or CSV file, as rows of text that still know where they stood.
//! It does not know what the columns mean and writes nothing; every limit is checked before memory is given.
//! Called by `actions` when a person imports a list.

mod csv;
mod heading;
mod limits;
mod value;
mod weighed;
mod xlsx;
mod zipped;

use serde::{Deserialize, Serialize};

pub use self::csv::text as text_of;
pub use heading::Heading;
pub use limits::{CELL_CHARS, COLUMNS, FILE_BYTES, ROWS};
pub use value::{Doubt, Why};

/// What a file held. Blank rows are left out; the others keep their number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The sheet's name, or the encoding of a CSV file.
    pub source: Source,
    pub rows: Vec<Row>,
    /// Merged regions: each of their cells got the text of the first.
    pub merged: Vec<Merged>,
    /// Cells whose text may not be what the author meant.
    pub doubts: Vec<Doubt>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Sheet(String),
    Encoding(String),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// As the file's own program shows it: the first row is 1.
    pub number: u32,
    /// Blank cells at the end are cut off.
    pub cells: Vec<String>,
}

/// Rows and columns count from 1, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    pub rows: (u32, u32),
    pub columns: (u32, u32),
}

/// Why nothing could be read. `column` is a letter as Excel shows it.
#[derive(Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", content = "values", rename_all = "snake_case")]
pub enum BadFile {
    #[error("the file is empty")]
    Empty,
    #[error("the file has {bytes} bytes, at most {most} are read")]
    TooLarge { bytes: usize, most: usize },
    /// Neither .xlsx nor .csv, whatever its name says.
    #[error("the file is not a list this program reads")]
    Unknown,
    /// .xls, or an .xlsx under a password: both come in the same old container.
    #[error("the file is an old .xls or locked by a password")]
    OldOrLocked,
    #[error("the file is damaged")]
    Damaged,
    /// Unpacked it would be far larger than any list.
    #[error("the file unpacks to more than {most} bytes")]
    Bomb { most: u64 },
    /// Some part of it would fill the memory, though it is not large itself.
    #[error("the file is too heavy: more than {most} {what}")]
    Heavy { what: &'static str, most: u64 },
    #[error("more than {most} rows")]
    TooManyRows { most: u32 },
    #[error("row {row} goes beyond column {most}")]
    TooManyColumns { row: u32, most: u32 },
    #[error("row {row}, column {column}: more than {most} characters")]
    CellTooLong { row: u32, column: String, most: usize },
    /// Row by row within the limits, but too much in all.
    #[error("all cells together hold more than {most} bytes")]
    TooMuchText { most: usize },
    /// Neither UTF-8, UTF-16 nor GB18030: the first row that cannot be read.
    #[error("row {row} is in an unknown encoding")]
    Encoding { row: u32 },
}

/// Reads the list in `bytes`. What the file is, its content says; only a CSV file is known by its `name`.
pub fn read_table(bytes: &[u8], name: &str) -> Result<Table, BadFile> {
    match bytes {
        [] => Err(BadFile::Empty),
        _ if bytes.len() > FILE_BYTES => Err(BadFile::TooLarge { bytes: bytes.len(), most: FILE_BYTES }),
        [b'P', b'K', 3, 4, ..] => xlsx::read(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(BadFile::OldOrLocked),
        _ if is_text(name) => csv::read(bytes),
        _ => Err(BadFile::Unknown),
    }
}

fn is_text(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| matches!(&*ending.to_lowercase(), "csv" | "txt" | "tsv"))
}

impl Row {
    /// The text of a column counted from 0; blank where the row ends before it.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// A, B, … Z, AA, as Excel heads its columns; `column` counts from 0.
pub fn letters(column: u32) -> String {
    let mut rest = column + 1;
    let mut name = Vec::new();
    while rest > 0 {
        rest -= 1;
        name.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
