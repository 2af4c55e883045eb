//! `check_identity`: a number while it is typed. It says what a right number tells, and of a wrong one only that it is wrong.

use chrono::NaiveDate;
use domain::identity::{self, Sex};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Office, Result, Who};

/// One of them.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckIdentity {
    IdNumber(String),
    Phone(String),
    CompanyCode(String),
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct IdentityView {
    /// As it will be kept.
    pub plain: String,
    pub born_on: Option<NaiveDate>,
    /// GB/T 2261.1.
    pub sex: Option<String>,
    pub age: Option<u32>,
    /// 旧号: 15 digits.
    pub old: bool,
}

/// A wrong number is refused with `check_failed`, as the form itself would be.
pub fn check_identity(office: &Office, _: &Who, input: CheckIdentity) -> Result<IdentityView> {
    let today = office.wall.today();
    match input {
        CheckIdentity::IdNumber(text) => person(&text, today),
        CheckIdentity::Phone(text) => {
            let phone = identity::phone(&text).map_err(|wrong| wrong.refuse("phone"))?;
            Ok(IdentityView { plain: phone.number, ..IdentityView::default() })
        }
        CheckIdentity::CompanyCode(text) => {
            let plain = identity::company_code(&text).map_err(|wrong| wrong.refuse("company_code"))?;
            Ok(IdentityView { plain, ..IdentityView::default() })
        }
    }
}

fn person(text: &str, today: NaiveDate) -> Result<IdentityView> {
    let said = identity::id_number(text, today).map_err(|wrong| wrong.refuse("id_number"))?;
    Ok(IdentityView {
        born_on: Some(said.born_on),
        sex: Some(if said.sex == Sex::Male { "1" } else { "2" }.into()),
        age: Some(said.age_on(today)),
        old: said.old,
        plain: said.number,
    })
}
