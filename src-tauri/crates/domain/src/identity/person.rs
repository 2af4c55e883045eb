//! 公民身份号码 (GB 11643): place, birth day, order, check sign. The 15 digits of before 1999 still stand in old papers.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BadNumber, plain};

/// GB/T 2261.1 knows two more (unknown, not told); a number tells one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Male,
    Female,
}

/// A number that is right in itself, and what it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdNumber {
    /// Without spaces, half-width, `X` in upper case.
    pub number: String,
    pub born_on: NaiveDate,
    pub sex: Sex,
    /// 旧号: 15 digits, no check sign.
    pub old: bool,
}

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_SIGNS: &[u8; 11] = b"10X98765432";

/// Checked on a day, because nobody is born after it.
pub fn id_number(text: &str, today: NaiveDate) -> Result<IdNumber, BadNumber> {
    let number = plain(text);
    let bytes = number.as_bytes();
    let old = match bytes.len() {
        15 => true,
        18 => false,
        _ => return Err(BadNumber::Shape),
    };
    let digits = if old { bytes } else { &bytes[..17] };
    if !digits.iter().all(u8::is_ascii_digit) || digits[0] == b'0' {
        return Err(BadNumber::Shape);
    }
    if !old {
        check_sign(bytes)?;
    }
    let (birth, order) =
        if old { (format!("19{}", &number[6..12]), bytes[14]) } else { (number[6..14].into(), bytes[16]) };
    let born_on = birth_day(&birth, today)?;
    let sex = if (order - b'0') % 2 == 1 { Sex::Male } else { Sex::Female };
    Ok(IdNumber { number, born_on, sex, old })
}

/// As long as a number and of its signs, whether it is right or not: one that does not check is kept all the same (未核实).
pub fn unchecked_id(text: &str) -> Option<String> {
    let number = plain(text);
    let (digits, last) = number.split_at_checked(17)?;
    let whole = last == "X" || last.len() == 1 && last.bytes().all(|b| b.is_ascii_digit());
    (whole && digits.bytes().all(|b| b.is_ascii_digit())).then_some(number)
}

/// Of a passport or a permit: nothing in it can be checked, and one of fewer signs is half a number.
pub fn other_id(text: &str) -> Option<String> {
    let number = plain(text);
    let signs = number.chars().filter(char::is_ascii_alphanumeric).count();
    (signs >= SIGNS_OF_OTHERS).then_some(number)
}

/// The permits of Taiwan have eight digits, officers' cards seven.
const SIGNS_OF_OTHERS: usize = 7;

fn check_sign(bytes: &[u8]) -> Result<(), BadNumber> {
    if !bytes[17].is_ascii_digit() && bytes[17] != b'X' {
        return Err(BadNumber::Shape);
    }
    if sign_of(bytes) == bytes[17] { Ok(()) } else { Err(BadNumber::Check) }
}

/// Of the first 17 digits.
fn sign_of(digits: &[u8]) -> u8 {
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(b, w)| u32::from(b - b'0') * w).sum();
    CHECK_SIGNS[(sum % 11) as usize]
}

/// `yyyymmdd`. The oldest person ever known lived 122 years; 150 leaves room for papers about the dead.
fn birth_day(digits: &str, today: NaiveDate) -> Result<NaiveDate, BadNumber> {
    let born_on = NaiveDate::parse_from_str(digits, "%Y%m%d").map_err(|_| BadNumber::Birth)?;
    let alive = born_on <= today && today.year() - born_on.year() <= 150;
    if alive { Ok(born_on) } else { Err(BadNumber::Birth) }
}

impl IdNumber {
    /// As new papers write it and as those before 1999 did: the old form says no century and has no sign.
    pub fn both_ways(&self) -> Vec<String> {
        let (place, rest) = self.number.split_at(6);
        let other = if self.old {
            let digits = format!("{place}19{rest}");
            Some(format!("{digits}{}", char::from(sign_of(digits.as_bytes()))))
        } else {
            rest[..11].strip_prefix("19").map(|rest| format!("{place}{rest}"))
        };
        std::iter::once(self.number.clone()).chain(other).collect()
    }

    /// Full years on a day.
    pub fn age_on(&self, today: NaiveDate) -> u32 {
        today.years_since(self.born_on).unwrap_or(0)
    }
}
