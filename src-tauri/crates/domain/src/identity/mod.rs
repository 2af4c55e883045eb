//! Numbers that carry their own check: 公民身份号码, 统一社会信用代码, telephones. 校验不符，请核对 and no more.
//! It does not know whose number it is, and never says which digit would be right.
//! Called by every form with such a field, by imports, and by lists that derive birth day and sex.

mod company;
mod person;
mod phone;
mod plain;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use company::company_code;
pub use person::{IdNumber, Sex, id_number, other_id, unchecked_id};
pub use phone::{Phone, PhoneKind, phone};
pub use plain::plain;

use crate::Refusal;

/// A number that cannot be right. Invariant: holds nothing of the number itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[error("{self:?}")]
pub enum BadNumber {
    /// Not so many digits, or other signs among them.
    Shape,
    /// The check digit says that something was mistyped.
    Check,
    /// A birth day that no calendar has, or one that lies ahead.
    Birth,
}

impl BadNumber {
    /// One refusal for all of them: the field, and nothing to guess by.
    pub fn refuse(self, field: &str) -> Refusal {
        Refusal::CheckFailed { field: field.into() }
    }
}

#[cfg(test)]
mod tests;
