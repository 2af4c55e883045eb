//! `set_external_no`: the 部门受案号 that 统一业务应用系统 gave. It is kept beside our own number and never made here.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::Appeal;
use crate::facts::{Kept, SHORT, fits, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SetExternalNo {
    pub number: String,
    /// Why a number of another shape is right all the same.
    #[serde(default)]
    #[ts(optional)]
    pub unusual: Option<String>,
}

pub fn set_external_no(appeal: &Appeal, input: SetExternalNo, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("set_external_no", ctx)?;
    let number = input.number.trim();
    written("number", number, SHORT)?;
    fits("unusual", &input.unusual.keep(), SHORT)?;
    if !looks_right(number) && input.unusual.as_deref().is_none_or(|why| why.trim().is_empty()) {
        return Err(Refusal::CheckFailed { field: "number".into() });
    }
    if appeal.record.text("external_no") == Some(number) {
        return Err(Refusal::NothingChanged);
    }
    let mut ops = vec![Op::set("external_no", number)];
    ops.extend(
        input.unusual.filter(|why| !why.trim().is_empty()).map(|why| Op::set("external_no_unusual", why)),
    );
    Ok(ops)
}

/// 台检控申受[2026]33100000031号: office and department, 受, the year in brackets, 8 to 16 digits, 号 (law.md §3.5).
pub fn looks_right(number: &str) -> bool {
    let Some((head, rest)) = number.split_once("受[") else { return false };
    let Some((year, rest)) = rest.split_once(']') else { return false };
    let Some(digits) = rest.strip_suffix('号') else { return false };
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let year_fits = year.len() == 4 && all_digits(year) && ["1", "2"].contains(&&year[..1]);
    !head.trim().is_empty() && year_fits && (8..=16).contains(&digits.len()) && all_digits(digits)
}
