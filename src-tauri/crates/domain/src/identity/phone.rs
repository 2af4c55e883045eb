//! Telephones: mobile `1[3-9]` and nine digits; landlines with or without their area code; 400 and 800 numbers; numbers of
//! another country.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BadNumber, plain};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    Mobile,
    /// Any other: no message reaches it.
    Landline,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As it is kept: `13805761234`, `0576-88123456`, `88123456-802`, `4008123456`, `00852-91234567`.
    pub number: String,
    pub kind: PhoneKind,
}

pub fn phone(text: &str) -> Result<Phone, BadNumber> {
    let whole = plain(text).replace(['(', ')'], "-");
    let text = whole.trim_start_matches('+').trim_matches('-');
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(BadNumber::Shape);
    }
    let other = |number: Option<String>| {
        number.map(|number| Phone { number, kind: PhoneKind::Landline }).ok_or(BadNumber::Shape)
    };
    // Behind a plus stands a country, and an American number is as long as a mobile one.
    if whole.starts_with('+') && !digits.starts_with("86") && !digits.starts_with("0086") {
        return other(elsewhere(&digits));
    }
    if let Some(number) = mobile(text, &digits) {
        return Ok(Phone { number, kind: PhoneKind::Mobile });
    }
    let number = service(&digits).or_else(|| landline(text, &digits)).or_else(|| from_abroad(&digits));
    other(number.or_else(|| elsewhere(digits.strip_prefix("00")?)))
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
        return is_local(local).then(|| local.to_owned()).or_else(|| extended_locally(text, local));
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

/// 88123456-802: the same of a number without its area.
fn extended_locally(text: &str, local: &str) -> Option<String> {
    let (_, extension) = text.rsplit_once('-').filter(|(_, last)| last.len() <= 6)?;
    let main = local.strip_suffix(extension).filter(|main| is_local(main))?;
    Some(format!("{main}-{extension}"))
}

/// 400-812-3456, 800-810-8888: one number for a whole company, ten digits in any groups.
fn service(digits: &str) -> Option<String> {
    let of_a_company = digits.starts_with("400") || digits.starts_with("800");
    (of_a_company && digits.len() == 10).then(|| digits.to_owned())
}

/// A number of another country, from its code on. Of the three near ones the code and the length are known.
fn elsewhere(digits: &str) -> Option<String> {
    if digits.starts_with("86") || digits.starts_with('0') {
        return None;
    }
    let near = [("852", 8..=8), ("853", 8..=8), ("886", 8..=9)];
    let of_near = near.into_iter().find_map(|(code, n)| Some((code, n, digits.strip_prefix(code)?)));
    match of_near {
        Some((code, n, local)) => n.contains(&local.len()).then(|| format!("00{code}-{local}")),
        None => (9..=15).contains(&digits.len()).then(|| format!("00{digits}")),
    }
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
