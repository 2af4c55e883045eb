//! Steps of an obligation whose input names another record: who does it, what proves it, what was done beyond it.

use chrono::NaiveDate;
use domain::Ctx;
use domain::task::Obligation;
use domain::task::obligation::{self, AcknowledgeObligation, AddLocalAction, ProveObligation};
use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::OrMissing;
use crate::later::{Said, agreed, later};
use crate::people::can_attend;
use crate::step::Written;

/// Asked first what the step itself needs, then whether the one named is there to do it.
pub(crate) fn acknowledge_obligation(
    obligation: &Obligation,
    input: AcknowledgeObligation,
    ctx: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let (named, office) = (input.holder, obligation.facts.office.clone().unwrap_or_default());
    let ops = obligation::acknowledge_obligation(obligation, input, ctx)?;
    agreed(ops, move |at| named.map_or(Ok(()), |person| can_attend(at, person, &office)))
}

/// The visit, activity, appeal or voice that shows it was done.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProveObligationIn {
    #[ts(type = "string")]
    pub by: RecordId,
    #[serde(default)]
    #[ts(optional)]
    pub item: Option<String>,
}

pub(crate) fn prove_obligation(
    obligation: &Obligation,
    input: ProveObligationIn,
    _: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let obligation = obligation.clone();
    later(move |on, at| {
        let shown = at.tx.card(input.by)?.or_missing("proof")?.card;
        let proof = ProveObligation { record: input.by, item: input.item };
        at.change(on, obligation::prove_obligation(&obligation, &shown, proof, &at.ctx())?)
    })
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddLocalActionIn {
    pub text: String,
    pub on: NaiveDate,
    /// The record it is written down in, if there is one.
    #[serde(default)]
    #[ts(type = "string", optional)]
    pub by: Option<RecordId>,
}

pub(crate) fn add_local_action(
    obligation: &Obligation,
    input: AddLocalActionIn,
    ctx: &Ctx<'_>,
) -> Said<Vec<Op>> {
    let AddLocalActionIn { text, on, by } = input;
    obligation::add_local_action(obligation, AddLocalAction { text, on, record: by }, ctx)
}
