//! The tokens of a row. Text stands as single characters, so that a phrase of them equals a substring.
//! Everything else (scope, whole numbers, last four digits, initials) is a token of two characters or more and
//! therefore never met by typed text.

use domain::SearchRow;
use ledger::RecordId;

use super::initials::Initials;
use super::personal;

/// Between two texts, so that no phrase runs from one into the next.
const BREAK: &str = "bb";

/// What a row is narrowed by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags {
    pub noun: String,
    pub office: String,
    pub station: Option<RecordId>,
}

pub(crate) fn row_tokens(row: &SearchRow, tags: &Tags, initials: &Initials) -> String {
    let mut out = String::with_capacity(row.text.len() * 2 + 64);
    let mut put = |token: &str| {
        out.push_str(token);
        out.push(' ');
    };
    for tag in tags_of(tags) {
        put(&tag);
    }
    row.numbers.iter().filter_map(|n| number(n)).for_each(|t| put(&t));
    row.tails.iter().filter_map(|t| tail(t)).for_each(|t| put(&t));
    put_text(&row.text, &mut put);
    for name in &row.names {
        put(BREAK);
        put_text(name, &mut put);
        for reading in initials.of(name) {
            put(BREAK);
            reading.chars().for_each(|c| put(&initial(c)));
        }
    }
    for number in &row.numbers {
        put(BREAK);
        parts(number).for_each(|part| put(&part));
        put(BREAK);
        folded(number).for_each(|c| put(c.encode_utf8(&mut [0; 4])));
    }
    out.truncate(out.trim_end().len());
    out
}

fn tags_of(tags: &Tags) -> impl Iterator<Item = String> {
    let station = tags.station.map(station);
    let office = Some(tags.office.as_str()).filter(|o| !o.is_empty()).map(office);
    let noun = Some(tags.noun.as_str()).filter(|n| !n.is_empty()).map(noun);
    [station, office, noun].into_iter().flatten()
}

/// Characters of a text, without whole phone and ID numbers; of those the last four digits stay, as one token.
fn put_text(text: &str, put: &mut impl FnMut(&str)) {
    for part in personal::parts(folded(text)) {
        match part {
            personal::Part::Plain(c) => put(c.encode_utf8(&mut [0; 4])),
            personal::Part::Number(digits) => {
                put(BREAK);
                if let Some(token) = tail(&digits[digits.len().saturating_sub(4)..]) {
                    put(&token);
                }
                put(BREAK);
            }
        }
    }
}

/// The characters a text is compared by, spaces and invisible signs left out.
pub(super) fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(fold_char)
}

/// Lower case, full-width letters and digits as narrow ones, narrow punctuation as full-width. Nothing that could be
/// syntax of a query is left, and every character that is left is one token for `ascii`.
pub(crate) fn fold_char(c: char) -> impl Iterator<Item = char> {
    let narrow = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    };
    let invisible = narrow.is_whitespace() || narrow.is_control() || is_ignorable(narrow);
    let lower = (!invisible).then(|| narrow.to_lowercase()).into_iter().flatten();
    lower.map(|c| match c {
        '!'..='/' | ':'..='@' | '['..='`' | '{'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        other => other,
    })
}

/// Direction marks, zero-width signs and variation selectors: two texts that look the same are found alike.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

pub(super) fn station(station: RecordId) -> String {
    format!("s{}", station.0.simple())
}

pub(super) fn office(office: &str) -> String {
    format!("o{}", payload(office))
}

pub(super) fn noun(noun: &str) -> String {
    format!("n{}", payload(noun))
}

pub(super) fn initial(letter: char) -> String {
    format!("i{letter}")
}

/// A whole number such as LH01-SQ-2026-A-001, whatever stands between its parts.
pub(super) fn number(text: &str) -> Option<String> {
    Some(payload(text)).filter(|p| !p.is_empty()).map(|p| format!("k{p}"))
}

/// The parts of a number, so that some of them find it.
pub(super) fn parts(text: &str) -> impl Iterator<Item = String> {
    let signs: Vec<char> = folded(text).collect();
    let parts: Vec<String> =
        signs.split(|c| !c.is_alphanumeric()).filter(|p| !p.is_empty()).map(|p| p.iter().collect()).collect();
    parts.into_iter().map(|part| format!("p{part}"))
}

/// The last four digits of a phone or ID number (an ID may end in x).
pub(super) fn tail(text: &str) -> Option<String> {
    let signs: String = folded(text).collect();
    let fits = signs.len() == 4
        && signs.chars().enumerate().all(|(i, c)| c.is_ascii_digit() || (i == 3 && c == 'x'));
    fits.then(|| format!("t{signs}"))
}

/// Letters and digits only: one token for the tokenizer.
fn payload(text: &str) -> String {
    folded(text).filter(|c| c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric())).collect()
}
