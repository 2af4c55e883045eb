//! A sealed matter as its named handlers see it: the list with its limits, and the page with the steps that are possible.
//! It does not know keys (`sealing`), nor how a matter came to be sealed (`register_appeal`, `seal_appeal`).
//! Called through `calls`.

use chrono::NaiveDate;
use domain::appeal::handle::GiveNotice;
use domain::appeal::{Appeal, State};
use domain::{Ctx, clocks};
use ledger::{RecordId, Value};
use serde::Serialize;
use store::Reader;
use ts_rs::TS;

use super::open_appeal::{AppealView, OneRecord, view};
use crate::desk::Nothing;
use crate::later::{Said, later};
use crate::outcome::On;
use crate::perform::At;
use crate::sealing::{matters_of, number_of, opened, secret_of};
use crate::step::Written;
use crate::{Office, Result, Who, trace};

/// A row for those who may open it: enough to know what is urgent, nothing of what it says.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SealedRow {
    pub record: String,
    /// The number that the station keeps.
    pub no: Option<String>,
    /// List `seal_reason`.
    pub reason: String,
    pub state: State,
    pub received_on: Option<NaiveDate>,
    /// The earliest open limit.
    pub due_on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct SealedView {
    #[serde(flatten)]
    pub matter: AppealView,
    /// List `seal_reason`.
    pub reason: String,
    /// The record that the station keeps: number, day and limit only.
    pub stub: Option<String>,
}

/// Newest first.
pub fn list_sealed(office: &Office, who: &Who, _: Nothing) -> Result<Vec<SealedRow>> {
    office.desk.read(|reader| {
        secret_of(reader, who, &office.code)?;
        let matters = matters_of(reader, &office.code)?.into_iter();
        let mut rows = matters.map(|id| row((office, who), reader, id)).collect::<Result<Vec<_>>>()?;
        rows.sort_by(|a, b| (b.received_on, &b.record).cmp(&(a.received_on, &a.record)));
        Ok(rows)
    })
}

fn row((office, who): (&Office, &Who), reader: &Reader<'_>, id: RecordId) -> Result<SealedRow> {
    let (record, _) = opened(reader, who, id)?;
    let law = office.law();
    let open = clocks::clocks(&record, &law).into_iter().filter(|c| c.is_open());
    let appeal = Appeal::of(&record);
    Ok(SealedRow {
        record: id.to_string(),
        no: number_of(reader, &record)?,
        reason: record.text("seal_reason").unwrap_or_default().into(),
        state: appeal.state.unwrap_or(State::Registered),
        received_on: appeal.facts.received_on,
        due_on: open.filter_map(|c| c.due_on()).min(),
    })
}

/// Every look is written down before it is answered.
pub fn open_sealed(office: &Office, who: &Who, input: OneRecord) -> Result<SealedView> {
    let view = office.desk.read(|reader| -> Result<SealedView> {
        let (record, _) = opened(reader, who, input.record)?;
        let reason = record.text("seal_reason").unwrap_or_default().to_owned();
        let stub = record.record("stub").map(|s| s.to_string());
        let mut matter = view((office, who), reader, record)?;
        matter.face.steps.retain(|step| domain::sealed::goes_the_way(&step.verb).is_ok());
        Ok(SealedView { matter, reason, stub })
    })?;
    trace::write(office, who, "open_sealed", Value::map([("record", input.record.into())]))?;
    Ok(view)
}

/// 程序性回复. Of a sealed matter the station's stub learns that it was given, and nothing else.
pub(crate) fn reply_procedurally(
    appeal: &Appeal,
    input: GiveNotice,
    _: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let appeal = appeal.clone();
    later(move |on, at| {
        let told_on = input.on;
        at.change(on, domain::appeal::handle::reply_procedurally(&appeal, input, &at.ctx())?)?;
        match appeal.record.record("stub").filter(|_| appeal.record.noun == domain::sealed::NOUN) {
            Some(stub) => tell_stub(at, stub, told_on),
            None => Ok(()),
        }
    })
}

fn tell_stub(at: &mut At<'_, '_>, stub: RecordId, on: NaiveDate) -> Result<()> {
    let Some(record) = at.tx.record(stub)? else { return Ok(()) };
    let appeal = Appeal::of(&record);
    if !appeal.clocks(at.law).iter().any(domain::clocks::Clock::is_open) {
        return Ok(());
    }
    let ops = domain::sealed::reply_sealed(&appeal, domain::sealed::ReplySealed { on }, &at.ctx())?;
    let seen = at.tx.heads(stub)?;
    at.change(&On { record: stub, seen }, ops)
}
