//! 统一社会信用代码 (GB 32100): 18 signs of an alphabet without I, O, S, V, Z, weighted by powers of 3 modulo 31.

use super::{BadNumber, plain};

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The code without spaces, in upper case, once its check sign holds.
pub fn company_code(text: &str) -> Result<String, BadNumber> {
    let code = plain(text);
    let values: Option<Vec<u32>> = code.bytes().map(value).collect();
    let values = values.filter(|v| v.len() == 18).ok_or(BadNumber::Shape)?;
    let (sum, _) = values[..17].iter().fold((0, 1), |(sum, weight), v| (sum + v * weight, weight * 3 % 31));
    // Two places for the kind of body, six digits for where it is registered.
    if !code.as_bytes()[2..8].iter().all(u8::is_ascii_digit) {
        return Err(BadNumber::Shape);
    }
    if (31 - sum % 31) % 31 == values[17] { Ok(code) } else { Err(BadNumber::Check) }
}

fn value(sign: u8) -> Option<u32> {
    ALPHABET.iter().position(|a| *a == sign).map(|p| p as u32)
}
