//! What is written into `log/<office>`: reads of personal data, prints, exports, refusals, sign-ins.
//! It does not decide what may be read. Invariant: a line of the log names records and fields, never their values.

use domain::Refusal;
use ledger::Value;

use crate::{Office, Result, Who};

/// A call outside role or scope.
pub fn denied(office: &Office, who: &Who, (call, why): (&str, &Refusal)) -> Result<()> {
    let code = serde_json::to_value(why).ok().and_then(|v| v["code"].as_str().map(str::to_owned));
    write(
        office,
        who,
        "denied",
        Value::map([("call", call.into()), ("why", code.unwrap_or_default().into())]),
    )
}

/// One line of the log, as an act of its own.
pub fn write(office: &Office, who: &Who, act: &'static str, what: Value) -> Result<()> {
    office.perform(who, act, |at| {
        at.trace(what);
        Ok(())
    })?;
    Ok(())
}
