//! `register_party`: a record of its own, written in the same deed as the matter that names it.

use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Party, PartyFacts, STEPS, check};
use crate::facts::go;
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RegisterParty {
    #[serde(flatten)]
    pub facts: PartyFacts,
}

/// `at` is the station and its office; a sealed party lies in the office's stream and has no station.
pub fn register_party(
    at: (Option<RecordId>, &str),
    input: RegisterParty,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = steps::ask(STEPS, "register_party", &Party::blank(at), ctx)?;
    let facts = check::complete(input.facts.over(PartyFacts::default()), ctx)?;
    let mut ops = facts.ops(&PartyFacts::default());
    ops.extend([Op::set("office", at.1), go(row, "")]);
    Ok(ops)
}

/// The same person as a record of another stream, as they stand: where a matter is handed over, its people go along.
pub fn carried_party(at: &str, party: &Party) -> Result<Vec<Op>, Refusal> {
    let row = steps::find(STEPS, "register_party")?;
    let mut ops = party.facts.ops(&PartyFacts::default());
    ops.extend([Op::set("office", at), go(row, "")]);
    Ok(ops)
}
