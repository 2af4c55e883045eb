//! Reads text: finds the encoding, then the separator, then the rows.
//! Excel in Chinese writes .csv in GBK unless told otherwise, and "Unicode text" in UTF-16 with tabs.

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::limits::{FILE_BYTES, Grid};
use super::{BadFile, Source, Table};

/// How much of the file is looked at to guess.
const SAMPLE: usize = 64 * 1024;

pub fn read(bytes: &[u8]) -> Result<Table, BadFile> {
    let (encoding, skip) = encoding(bytes);
    let text = decoded(&bytes[skip..], encoding)?;
    let (separator, body, before) = separator(&text);
    let mut grid = Grid::default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(body.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut row = before;
    while reader.read_record(&mut record).map_err(|_| BadFile::Damaged)? {
        row += blank_lines(body, record.position().map_or(0, csv::Position::byte));
        for (column, cell) in (0u32..).zip(&record) {
            grid.put(row, column, cell)?;
        }
        row += 1;
    }
    let rows = grid.into_rows();
    if rows.is_empty() {
        return Err(BadFile::Empty);
    }
    let source = Source::Encoding(encoding.name().to_owned());
    Ok(Table { source, rows, merged: Vec::new(), doubts: Vec::new() })
}

/// A file as text, in whichever of the usual ways it was written; `None`: it is none, or longer than a list. UTF-16 is known by its
/// mark alone, for the bytes of many a picture look like it.
pub fn text(bytes: &[u8]) -> Option<String> {
    if bytes.len() > FILE_BYTES {
        return None;
    }
    let unmarked = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { GB18030 };
    let (encoding, skip) = Encoding::for_bom(bytes).unwrap_or((unmarked, 0));
    let text = decoded(&bytes[skip..], encoding).ok()?;
    let is_plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    text.chars().all(is_plain).then_some(text)
}

/// A byte order mark decides; then zero bytes (UTF-16); then whether it is UTF-8; what is left can only be GB18030.
fn encoding(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some(marked) = Encoding::for_bom(bytes) {
        return marked;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, odd) if odd > 0 => (UTF_16LE, 0),
        (even, 0) if even > 0 => (UTF_16BE, 0),
        _ if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        _ => (GB18030, 0),
    }
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Result<String, BadFile> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).ok_or(BadFile::Damaged)?;
    let mut text = String::with_capacity(room);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        _ => {
            let before = text.bytes().filter(|byte| *byte == b'\n').count();
            Err(BadFile::Encoding { row: u32::try_from(before + 1).unwrap_or(u32::MAX) })
        }
    }
}

/// How many blank lines the reader passed over, so that rows keep the number that Excel shows.
/// It stops between the two halves of a Windows line end: the second half is no line of its own.
fn blank_lines(body: &str, at: u64) -> u32 {
    let at = usize::try_from(at).unwrap_or(body.len()).min(body.len());
    let (before, after) = body.as_bytes().split_at(at);
    let run = &after[..after.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()];
    let run = if before.last() == Some(&b'\r') { run.strip_prefix(b"\n").unwrap_or(run) } else { run };
    let halves = run.windows(2).filter(|pair| pair == b"\r\n").count();
    u32::try_from(run.len() - halves).unwrap_or(u32::MAX)
}

/// The separator of the first row, the text to read, and how many lines stood before it.
/// `sep=;` in the first line is how Excel is told; it is not a row.
fn separator(text: &str) -> (u8, &str, u32) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some([told]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes)
        && told.is_ascii()
    {
        return (*told, rest, 1);
    }
    let seen = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
    let most = [b',', b'\t', b';'].into_iter().rev().max_by_key(|mark| seen(*mark)).unwrap_or(b',');
    (most, text, 0)
}
