//! `pass_obligation` and `send_back_obligation`: the issuing department reviews, and never the one who submitted.

use chrono::NaiveDate;
use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Obligation, ask};
use crate::facts::{Kept, SHORT, choices, go, parts, written};
use crate::{Ctx, Refusal};

choices! {
    pub enum ReviewVerdict {
        Passed = "passed",
        SentBack = "sent_back",
    }
}

parts! {
    pub struct Reviewed {
        verdict: ReviewVerdict,
        /// List `send_back`.
        code: Option<String>,
        reason: Option<String>,
        on: NaiveDate,
        #[ts(as = "String")]
        by: RecordId,
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
pub struct PassObligation {
    pub remark: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SendBackObligation {
    pub code: String,
    pub reason: String,
}

pub fn pass_obligation(
    obligation: &Obligation,
    input: PassObligation,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = ask(obligation, "pass_obligation", ctx)?;
    if let Some(remark) = &input.remark {
        written("remark", remark, SHORT)?;
    }
    let by = ctx.person.record;
    let line =
        Reviewed { verdict: ReviewVerdict::Passed, code: None, reason: input.remark, on: ctx.today, by };
    Ok(vec![Op::line("review", line.keep()), go(row, obligation.at())])
}

pub fn send_back_obligation(
    obligation: &Obligation,
    input: SendBackObligation,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = ask(obligation, "send_back_obligation", ctx)?;
    ctx.law.codes.check(("code", "send_back"), &input.code, ctx.today)?;
    written("reason", &input.reason, SHORT)?;
    let line = Reviewed {
        verdict: ReviewVerdict::SentBack,
        code: Some(input.code),
        reason: Some(input.reason),
        on: ctx.today,
        by: ctx.person.record,
    };
    Ok(vec![Op::line("review", line.keep()), go(row, obligation.at())])
}

/// The mark under which the issuing department finds what was handed in to it.
pub fn review_mark((office, department): (&str, &str)) -> String {
    format!("{REVIEW}{office}/{department}")
}

/// How such a mark begins.
pub const REVIEW: &str = "review/";

pub(super) fn by_issuer(obligation: &Obligation, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let facts = &obligation.facts;
    let own = ctx.person.is_of(facts.issuer_office.as_deref(), facts.issuer_department.as_deref());
    if own { Ok(()) } else { Err(Refusal::NotIssuer) }
}

/// Nobody reviews what they handed in, not even an earlier time.
pub(super) fn by_another(obligation: &Obligation, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let own = obligation.submissions.iter().any(|s| s.by == ctx.person.record);
    if own { Err(Refusal::OwnWork { verb: String::new() }) } else { Ok(()) }
}
