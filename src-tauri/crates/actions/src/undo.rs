//! Taking a whole deed back: every record it touched gets one `undo`, or none does.
//! It does not know which acts may be undone: `domain::undo` says, with the reason.

use ledger::{DeedId, Op};
use serde::Deserialize;
use ts_rs::TS;

use crate::desk::Done;
use crate::outcome::On;
use crate::{Failure, Office, Outcome, Result, Who};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Undo {
    #[ts(type = "string")]
    pub deed: DeedId,
    pub reason: String,
    /// The records of the deed as the person sees them.
    pub on: Vec<On>,
}

/// Invariant: all `n` entries of the deed are here, and every record it touched is named in `on`.
pub fn undo(office: &Office, who: &Who, input: Undo) -> Result<Outcome<Done>> {
    office.perform(who, "undo", |at| {
        let entries = at.tx.deed(input.deed)?;
        let Some(first) = entries.first() else {
            return Err(Failure::Missing { what: "deed".into() }.into());
        };
        let whole = entries.iter().filter(|e| e.header.stream.class() != "log").count();
        if whole < first.header.n as usize {
            return Err(Failure::Missing { what: "deed".into() }.into());
        }
        for entry in entries.iter().filter(|e| e.header.stream.class() != "log") {
            let id = entry.header.record;
            let record = at.record(id)?;
            domain::undo::may(&record, entry, &at.ctx())?;
            let on = input.on.iter().find(|o| o.record == id);
            let on = on.ok_or_else(|| Failure::BadInput { problem: format!("seen of {id}") })?;
            at.change(on, vec![Op::Undo { deed: input.deed, reason: input.reason.clone() }])?;
        }
        Ok(Done {})
    })
}
