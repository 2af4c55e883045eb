//! `leave_person` and `return_person`. Open work does not leave by itself: see `hand_over`.

use chrono::NaiveDate;
use ledger::{Op, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{STEPS, Staff};
use crate::facts::{Kept, SHORT, go, in_order, written};
use crate::{Ctx, Refusal, steps};

pub(super) const LEAVE: &str = "leave";
pub(super) const RETURN: &str = "return";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LeavePerson {
    /// The last day of work; may lie ahead.
    pub left_on: NaiveDate,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReturnPerson {
    pub on: NaiveDate,
    pub reason: String,
}

pub fn leave_person(staff: &Staff, input: LeavePerson, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = steps::ask(STEPS, "leave_person", staff, ctx)?;
    written("reason", &input.reason, SHORT)?;
    let on = input.left_on.keep();
    let line = Value::map([("verb", LEAVE.into()), ("on", on.clone()), ("reason", input.reason.into())]);
    Ok(vec![Op::set("left_on", on), Op::line("turn", line), go(row, &staff.state)])
}

pub fn return_person(staff: &Staff, input: ReturnPerson, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = steps::ask(STEPS, "return_person", staff, ctx)?;
    written("reason", &input.reason, SHORT)?;
    if let Some(left) = staff.left_on {
        in_order("on", left, input.on)?;
    }
    let line =
        Value::map([("verb", RETURN.into()), ("on", input.on.keep()), ("reason", input.reason.into())]);
    Ok(vec![Op::set("left_on", Value::Null), Op::line("turn", line), go(row, &staff.state)])
}
