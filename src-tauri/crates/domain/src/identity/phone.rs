//! Telephones: mobile `1[3-9]` and nine digits; landlines with or without their area code.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BadNumber, plain};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    Mobile,
    Landline,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As it is kept: `13805761234`, `0576-88123456`, `88123456`.
    pub number: String,
    pub kind: PhoneKind,
}

pub fn phone(text: &str) -> Result<Phone, BadNumber> {
    let text = plain(text).replace(['(', ')'], "-");
    let text = text.trim_start_matches('+').trim_matches('-');
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(BadNumber::Shape);
    }
    if let Some(number) = mobile(text, &digits) {
        return Ok(Phone { number, kind: PhoneKind::Mobile });
    }
    let number = landline(text, &digits).or_else(|| from_abroad(&digits)).ok_or(BadNumber::Shape)?;
    Ok(Phone { number, kind: PhoneKind::Landline })
}

/// 138-0576-1234 is written so by people; the country's 86 before it is dropped.
fn mobile(text: &str, digits: &str) -> Option<String> {
    let number = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86").filter(|d| d.len() == 11));
    let number = number.unwrap_or(digits).as_bytes();
    let right = number.len() == 11 && number[0] == b'1' && (b'3'..=b'9').contains(&number[1]);
    (right && !text.contains("--")).then(|| String::from_utf8_lossy(number).into_owned())
}

/// Area codes begin with 0: three digits for 010 and 02x, else four. Local numbers have 7 or 8 digits, none beginning with 0 or 1.
fn landline(text: &str, digits: &str) -> Option<String> {
    let area = match digits.as_bytes() {
        [b'0', b'1' | b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => 0,
    };
    let (area, local) = digits.split_at_checked(area)?;
    if area.is_empty() {
        return is_local(local).then(|| local.to_owned());
    }
    extended(text, (area, local)).or_else(|| is_local(local).then(|| format!("{area}-{local}")))
}

/// 0576-88123456-802: an extension of up to six digits. 0576-8812-3456 has none, it is one number in groups.
fn extended(text: &str, (area, local): (&str, &str)) -> Option<String> {
    let (_, extension) =
        text.rsplit_once('-').filter(|(head, last)| head.contains('-') && last.len() <= 6)?;
    let main = local.strip_suffix(extension).filter(|main| is_local(main))?;
    Some(format!("{area}-{main}-{extension}"))
}

/// +86 576 88123456: the country before an area code that has lost its 0, or kept it.
fn from_abroad(digits: &str) -> Option<String> {
    let rest = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86"))?;
    let national = if rest.starts_with('0') { rest.to_owned() } else { format!("0{rest}") };
    // Of those that begin with 1 only the capital's 10 is an area.
    let is_area = !national.starts_with("01") || national.starts_with("010");
    landline(&national, &national).filter(|number| is_area && number.contains('-'))
}

fn is_local(local: &str) -> bool {
    matches!(local.len(), 7 | 8) && !local.starts_with(['0', '1'])
}
