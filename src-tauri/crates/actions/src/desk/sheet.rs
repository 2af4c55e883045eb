//! The recovery sheet: shown once, typed back in two groups, and later the way in when nobody's password is left.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use serde::Deserialize;
use ts_rs::TS;

use super::Done;
use crate::error::OrMissing;
use crate::{Failure, Host, Result};

/// The groups that were asked for, by their place counted from 0.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConfirmSheet {
    pub groups: BTreeMap<usize, String>,
}

pub fn confirm_sheet(host: &Host, input: ConfirmSheet) -> Result<Done> {
    let mut waiting = host.waiting.lock().unwrap_or_else(PoisonError::into_inner);
    let (sheet, asked) = waiting.sheet.as_ref().or_missing("sheet")?;
    let fits = |group: &usize| input.groups.get(group).is_some_and(|typed| sheet.confirms(*group, typed));
    if let Some(wrong) = asked.iter().find(|g| !fits(g)) {
        return Err(Failure::SheetGroup { group: *wrong as u32 + 1 }.into());
    }
    let session = host.session().ok_or(Failure::NotSignedIn {})?;
    session.office.desk.act(|tx| tx.set_setting("sheet_confirmed", &true.into()))?;
    waiting.sheet = None;
    Ok(Done {})
}
