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
    let number = landline(text, &digits).ok_or(BadNumber::Shape)?;
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
    let local = match text.rsplit_once('-').filter(|(head, _)| head.len() > area.len() && !area.is_empty()) {
        // 0576-88123456-802: an extension of up to six digits.
        Some((head, extension)) if head.contains('-') && extension.len() <= 6 => {
            let main = local.strip_suffix(extension)?;
            return is_local(main).then(|| format!("{area}-{main}-{extension}"));
        }
        _ => local,
    };
    let number = if area.is_empty() { local.to_owned() } else { format!("{area}-{local}") };
    is_local(local).then_some(number)
}

fn is_local(local: &str) -> bool {
    matches!(local.len(), 7 | 8) && !local.starts_with(['0', '1'])
}
