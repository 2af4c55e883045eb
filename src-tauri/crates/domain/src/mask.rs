//! Personal data as it stands on a page: 徐○○, 138****1234, 331***********1218. Showing it whole is an act of its own.
//! It does not know who looks or why, and keeps nothing of the value it was made from.
//! Called by every view and list row; `paper` is given these and nothing else.

use std::fmt;
use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use ts_rs::TS;

/// How a kind of personal data is shown.
pub trait Mask {
    fn mask(value: &str) -> String;
}

/// A value that was masked for good. It can be written to a view and cannot come back from one:
///
/// ```compile_fail
/// let shown: domain::mask::Masked<domain::mask::Name> = serde_json::from_str("\"徐○○\"").unwrap();
/// ```
///
/// Nor can it be kept in an op:
///
/// ```compile_fail
/// let shown = domain::mask::Masked::<domain::mask::Name>::of("徐国平");
/// let op = ledger::Op::set("name", shown);
/// ```
///
/// ```
/// let shown = domain::mask::Masked::<domain::mask::Name>::of("徐国平");
/// assert_eq!(serde_json::to_string(&shown).unwrap(), "\"徐○○\"");
/// ```
pub struct Masked<T: Mask> {
    shown: String,
    kind: PhantomData<fn() -> T>,
}

impl<T: Mask> Masked<T> {
    pub fn of(value: &str) -> Self {
        Self { shown: T::mask(value.trim()), kind: PhantomData }
    }

    /// What the page shows.
    pub fn shown(&self) -> &str {
        &self.shown
    }
}

impl<T: Mask> Clone for Masked<T> {
    fn clone(&self) -> Self {
        Self { shown: self.shown.clone(), kind: PhantomData }
    }
}

impl<T: Mask> PartialEq for Masked<T> {
    fn eq(&self, other: &Self) -> bool {
        self.shown == other.shown
    }
}
impl<T: Mask> Eq for Masked<T> {}

impl<T: Mask> fmt::Debug for Masked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}
impl<T: Mask> fmt::Display for Masked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl<T: Mask> Serialize for Masked<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.shown)
    }
}

/// On the wire it is a text.
impl<T: Mask> TS for Masked<T> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(_: &ts_rs::Config) -> String {
        "string".into()
    }
    fn inline(_: &ts_rs::Config) -> String {
        "string".into()
    }
}

/// A person's name: its first sign stays.
#[derive(Clone, Copy, Debug)]
pub struct Name;

impl Mask for Name {
    fn mask(value: &str) -> String {
        let mut signs = value.chars().filter(|c| !is_unseen(*c));
        let first = signs.next();
        let rest: String = signs.map(|c| if is_name_mark(c) { c } else { '○' }).collect();
        match first {
            // A dot or a space behind the only sign hides nothing.
            Some(_) if !rest.contains('○') => "○".into(),
            Some(first) => format!("{first}{rest}"),
            None => String::new(),
        }
    }
}

/// A telephone: a mobile number's first three and last four digits, a landline's area or country and last four.
#[derive(Clone, Copy, Debug)]
pub struct Phone;

impl Mask for Phone {
    fn mask(value: &str) -> String {
        if value.is_empty() {
            return String::new();
        }
        if let Some((area, local)) = value.split_once('-').filter(|(area, _)| area.starts_with('0')) {
            return format!("{area}-****{}", tail(local, 4));
        }
        if value.chars().count() >= 11 && !value.contains('-') {
            format!("{}****{}", head(value, 3), tail(value, 4))
        } else {
            format!("****{}", tail(value, 4))
        }
    }
}

/// An ID number: province and the first of the city, and the last four (law.md §5.2). Neither the township nor the birth
/// day shows. A number of another kind keeps its first and last two signs.
#[derive(Clone, Copy, Debug)]
pub struct IdNumber;

impl Mask for IdNumber {
    fn mask(value: &str) -> String {
        match value.chars().count() {
            18 => format!("{}{}{}", head(value, 3), "*".repeat(11), tail(value, 4)),
            // 旧号: the birth day stands in the middle, three signs follow it.
            15 => format!("{}{}{}", head(value, 3), "*".repeat(9), tail(value, 3)),
            n if n > 6 => format!("{}{}{}", head(value, 1), "*".repeat(n - 3), tail(value, 2)),
            n => "*".repeat(n),
        }
    }
}

/// An address: down to about the town.
#[derive(Clone, Copy, Debug)]
pub struct Address;

impl Mask for Address {
    fn mask(value: &str) -> String {
        if value.is_empty() {
            String::new()
        } else {
            format!("{}****", head(value, 6.min(value.chars().count() / 2)))
        }
    }
}

fn head(value: &str, n: usize) -> String {
    value.chars().take(n).collect()
}

/// The last signs, but never more than half of them.
fn tail(value: &str, n: usize) -> String {
    let count = value.chars().count();
    value.chars().skip(count - n.min(count / 2)).collect()
}

/// The dot and the space inside names of many parts.
fn is_name_mark(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | ' ' | '-')
}

fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests;
