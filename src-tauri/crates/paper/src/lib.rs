//! Views in, bytes out: lists to Excel, lists from Excel and CSV, forms and letters to PDF.
//! It does not know a record, the database, a clock or who is asking: what comes in is already masked, and so is the hour.
//! Called by `actions` (export, import, print).

pub mod print;
pub mod sheet;
pub mod table;
mod visible;

pub use print::{PaperError, missing_glyphs, print, spare_font};
pub use sheet::{Cell, Column, Footer, Kind, Sheet, SheetError, export};
pub use table::{BadFile, Table, read_table};
