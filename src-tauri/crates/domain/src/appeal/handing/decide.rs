//! The office above decides: `approve_hand_over`, `refuse_hand_over`, and `return_hand_over` for one wrongly received.

use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::enter::Place;
use super::super::{Appeal, State};
use super::{Handed, Handing, LINE, Verb, flow};
use crate::facts::{Kept, SHORT, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ApproveHandOver {
    /// The station of the other office that it goes to.
    #[ts(type = "string")]
    pub station: RecordId,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RefuseHandOver {
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReturnHandOver {
    pub reason: String,
}

/// What the giver's record says of it; `there` is the record that begins over there, at this place.
pub fn approve_hand_over(
    appeal: &Appeal,
    (place, there): (&Place, RecordId),
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    appeal.ask("approve_hand_over", ctx)?;
    let id = waiting(appeal, Handing::Asked, "approve_hand_over")?;
    if appeal.handed(&id).first().and_then(|h| h.office.as_deref()) != Some(place.office.as_str()) {
        return Err(Refusal::NotInList {
            field: "station".into(),
            list: "station".into(),
            value: place.name.clone(),
        });
    }
    place.was_open(Some(ctx.today), ctx.today)?;
    let line = Handed {
        record: Some(there),
        office: Some(place.office.clone()),
        ..bare((&id, Verb::Approved), None, ctx)
    };
    Ok(said((appeal, line), Handing::Handed))
}

pub fn refuse_hand_over(appeal: &Appeal, input: RefuseHandOver, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("refuse_hand_over", ctx)?;
    written("reason", &input.reason, SHORT)?;
    let id = waiting(appeal, Handing::Asked, "refuse_hand_over")?;
    Ok(said((appeal, bare((&id, Verb::Declined), Some(input.reason), ctx)), Handing::Declined))
}

/// 退回: the giver's again, as it stood, with its limits counted from the same days as ever.
pub fn return_hand_over(appeal: &Appeal, input: ReturnHandOver, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("return_hand_over", ctx)?;
    written("reason", &input.reason, SHORT)?;
    let id = waiting(appeal, Handing::Handed, "return_hand_over")?;
    Ok(said((appeal, bare((&id, Verb::SentBack), Some(input.reason), ctx)), Handing::SentBack))
}

/// The same in the record over there: its work ends.
pub fn handed_back(taker: &Appeal, reason: &str, ctx: &Ctx<'_>) -> Vec<Op> {
    let line = bare(("0", Verb::SentBack), Some(reason.into()), ctx);
    vec![Op::line(LINE, line.keep()), Op::go("main", taker.record.at("main"), State::HandedBack.key())]
}

fn waiting(appeal: &Appeal, at: Handing, verb: &str) -> Result<String, Refusal> {
    let stands = || appeal.handing().map(|(_, at)| at.key().to_owned()).unwrap_or_default();
    appeal.hand_at(at).ok_or_else(|| Refusal::NotNow { verb: verb.into(), state: stands() })
}

fn said((appeal, line): (&Appeal, Handed), to: Handing) -> Vec<Op> {
    let flow = flow(&line.id);
    vec![Op::line(LINE, line.keep()), Op::go(&flow, appeal.record.at(&flow), to.key())]
}

fn bare((id, verb): (&str, Verb), reason: Option<String>, ctx: &Ctx<'_>) -> Handed {
    Handed {
        id: id.into(),
        verb,
        on: ctx.today,
        office: None,
        record: None,
        state: None,
        no: None,
        reason,
        n_proofs: None,
        by: ctx.person.record,
    }
}
