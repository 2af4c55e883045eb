//! Files as they cross the wire: lists that come in, sheets and prints that go out.

use std::io::Write;
use std::process::{Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

pub fn plain(text: &Value) -> Vec<u8> {
    STANDARD.decode(text.as_str().expect("base64")).expect("base64")
}

/// The page's own text, as any reader finds it, without its line breaks.
pub fn text(printed: &Value) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext (package poppler-utils)");
    let pdf = plain(&printed["value"]["bytes_base64"]);
    reader.stdin.take().unwrap().write_all(&pdf).unwrap();
    let text = String::from_utf8(reader.wait_with_output().unwrap().stdout).unwrap();
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A list as the import takes it.
pub fn file(name: &str, bytes: &[u8]) -> Value {
    json!({ "name": name, "bytes_base64": base64(bytes) })
}

/// A sheet as the program's own reader reads it: rows of cells.
pub fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let table = ::paper::read_table(bytes, "a.xlsx").expect("a sheet");
    table.rows.into_iter().map(|row| row.cells).collect()
}

/// A scan of three chunks: 2 MiB and a bit.
pub fn scan() -> Vec<u8> {
    let page = (0..(2 << 20) + 100).map(|i| (i % 251) as u8);
    b"%PDF-1.7\n".iter().copied().chain(page).collect()
}

/// Paper kept in a volume: a proof that can be found again.
pub fn kept(name: &str) -> Value {
    json!({ "name": name, "kept": "paper", "volume": "1", "page": "3" })
}

/// Rows of text as .xlsx.
pub fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    for (r, row) in (0..).zip(rows) {
        for (c, cell) in (0..).zip(row.iter()) {
            page.write_string(r, c, *cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a book")
}
