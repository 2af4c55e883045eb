//! `log_contact_attempt`: who could not be reached, when and how. Three different days make 无法联系.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::enter::check_day;
use super::super::{Appeal, Contact};
use crate::facts::{Kept, SHORT, in_list, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LogContactAttempt {
    pub on: NaiveDate,
    /// List `delivery`.
    pub how: String,
    /// List `no_contact`.
    pub result: String,
    #[serde(default)]
    #[ts(optional)]
    pub note: Option<String>,
}

pub fn log_contact_attempt(
    appeal: &Appeal,
    input: LogContactAttempt,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    appeal.ask("log_contact_attempt", ctx)?;
    check_day(("on", input.on), appeal, ctx)?;
    in_list(ctx, ("how", "delivery"), &Some(input.how.clone()))?;
    in_list(ctx, ("result", "no_contact"), &Some(input.result.clone()))?;
    input.note.as_deref().map_or(Ok(()), |note| written("note", note, SHORT))?;
    let line = Contact {
        on: input.on,
        how: input.how,
        result: input.result,
        note: input.note,
        by: ctx.person.record,
    };
    Ok(vec![Op::line("contact", line.keep())])
}
