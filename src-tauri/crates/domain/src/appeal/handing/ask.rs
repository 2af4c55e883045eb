//! `ask_hand_over`: the office that has it asks the one above to give it to another. Its own limits run on meanwhile.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::Appeal;
use super::{Handed, Handing, LINE, Verb};
use crate::facts::{Kept, SHORT, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AskHandOver {
    /// Six digits of the office that is to have it.
    pub office: String,
    pub reason: String,
}

pub fn ask_hand_over(appeal: &Appeal, input: AskHandOver, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("ask_hand_over", ctx)?;
    written("reason", &input.reason, SHORT)?;
    can_have(appeal, &input.office, ctx)?;
    let (flow, id) = appeal.next_flow("refer");
    let line = Handed {
        id,
        verb: Verb::Asked,
        on: ctx.today,
        office: Some(input.office),
        record: None,
        state: None,
        no: None,
        reason: Some(input.reason),
        n_proofs: None,
        by: ctx.person.record,
    };
    Ok(vec![Op::line(LINE, line.keep()), Op::go(&flow, "", Handing::Asked.key())])
}

/// Another county of the prefecture: the office above has no stations of its own and assigns (交办) the other way.
fn can_have(appeal: &Appeal, office: &str, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let same = office.get(..4).is_some() && office.get(..4) == appeal.office.get(..4);
    let known = ctx.law.places.office(office).is_some() && !office.ends_with("00");
    if same && known && office != appeal.office {
        return Ok(());
    }
    Err(Refusal::NotInList { field: "office".into(), list: "office".into(), value: office.into() })
}
