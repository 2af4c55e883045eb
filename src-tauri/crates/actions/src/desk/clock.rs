//! What a person says of this PC's clock (ledger.md §2.3): that it is wrong, and that it was set right. Kept by this desk, and told
//! to its office's log. It does not know how the program itself judges a clock (`Office::clk`), nor sets one.
//! Called through `calls`; `Office::clk` and the check-up ask whose word stands.

use ledger::{AccountId, Clk, Value};
use serde::Serialize;
use store::Reader;
use ts_rs::TS;

use super::Nothing;
use crate::{Office, Result, Who};

const SETTING: &str = "clock_wrong";

#[derive(Clone, Debug, Serialize, TS)]
pub struct DeskClock {
    /// Whoever said that it is wrong, until somebody takes that back.
    pub wrong_by: Option<String>,
    /// What is written here now bears a doubtful time: by that word, or because the clock is behind the log or far ahead of it.
    pub suspect: bool,
}

pub fn clock_state(office: &Office, _: &Who, _: Nothing) -> Result<DeskClock> {
    let now_ms = office.wall.now_ms();
    let (by, clk) =
        office.desk.read(|reader| Ok::<_, crate::Error>((wrong_by(reader)?, office.clk(reader, now_ms)?)))?;
    Ok(DeskClock { wrong_by: by.map(|account| office.name_of(account)), suspect: clk == Clk::Suspect })
}

/// From the line of the log that says so on, whatever is written here bears a doubtful time.
pub fn doubt_clock(office: &Office, who: &Who, asked: Nothing) -> Result<DeskClock> {
    if office.desk.read(wrong_by)?.is_none() {
        office.perform(who, "doubt_clock", |at| {
            at.tx.set_setting(SETTING, &who.person.account.to_string().into())?;
            at.trace(Value::Null);
            Ok(())
        })?;
    }
    clock_state(office, who, asked)
}

/// The program judges the clock by itself again. What was written meanwhile stays as it was marked: that is signed.
pub fn trust_clock(office: &Office, who: &Who, asked: Nothing) -> Result<DeskClock> {
    if office.desk.read(wrong_by)?.is_some() {
        office.perform(who, "trust_clock", |at| {
            at.tx.drop_setting(SETTING)?;
            at.trace(Value::Null);
            Ok(())
        })?;
    }
    clock_state(office, who, asked)
}

/// Who said that the clock is wrong.
pub(crate) fn wrong_by(reader: &Reader<'_>) -> Result<Option<AccountId>> {
    let kept = reader.setting(SETTING)?;
    Ok(kept.and_then(|account| account.as_str().and_then(|text| text.parse().ok())))
}
