//! `link_same`, `unlink_same`: the same matter elsewhere. Rows are linked and never merged.

use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::Appeal;
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LinkSame {
    #[ts(as = "String")]
    pub same: RecordId,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UnlinkSame {
    #[ts(as = "String")]
    pub same: RecordId,
}

pub fn link_same(appeal: &Appeal, input: LinkSame, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("link_same", ctx)?;
    if input.same == appeal.record.id || is_linked(appeal, input.same) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![Op::Same { record: input.same, off: false }])
}

pub fn unlink_same(appeal: &Appeal, input: UnlinkSame, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("unlink_same", ctx)?;
    if !is_linked(appeal, input.same) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![Op::Same { record: input.same, off: true }])
}

fn is_linked(appeal: &Appeal, other: RecordId) -> bool {
    appeal.record.same.iter().any(|s| s.value == other)
}
