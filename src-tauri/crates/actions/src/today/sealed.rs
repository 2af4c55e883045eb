//! What presses of sealed matters: no row tells their limits, so they are counted by whoever can open them.
//! It does not know how a matter is opened (`sealing`), nor shows what one says. Called by `today`.

use chrono::{Days, NaiveDate};
use domain::Role;
use domain::appeal::{State, limit};
use domain::projection::ClockState;
use ledger::Record;
use serde::Serialize;
use ts_rs::TS;

use super::groups::{Asked, NEAR};
use crate::Result;
use crate::sealing::{is_handler, matters_of, opened};

/// Matters that lie with the asker, with those they stand in for, or with nobody yet; each once, by its earliest limit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct SealedToday {
    /// Whoever has them: conclusions and requests about a limit that wait for a head.
    #[ts(type = "number")]
    pub decide: u64,
    #[ts(type = "number")]
    pub late: u64,
    #[ts(type = "number")]
    pub today: u64,
    /// Of the next seven days.
    #[ts(type = "number")]
    pub near: u64,
}

pub(super) fn sealed(asked: &Asked<'_>, today: NaiveDate) -> Result<Option<SealedToday>> {
    let (office, who, reader) = (asked.office, asked.who, asked.reader);
    if !is_handler(reader, who.person.account, &who.person.office)?.1 {
        return Ok(None);
    }
    let law = office.law();
    let mut told = SealedToday::default();
    for id in matters_of(reader, &who.person.office)? {
        let record = opened(reader, who, id)?.0;
        told.decide += u64::from(who.person.is(Role::Head) && waits_for_a_head(&record));
        let row = domain::sealed::project(&record, &law);
        let holder = row.card.and_then(|card| card.holder);
        let mine = holder.is_none_or(|h| h == who.person.record || who.person.stands_for.contains(&h));
        if !mine {
            continue;
        }
        // What is owed to nobody presses nobody, as in the lists.
        let running = row.clocks.iter().filter(|c| c.state == ClockState::Running && c.excluded.is_none());
        match running.filter_map(|clock| clock.due_on).min() {
            Some(due) if due < today => told.late += 1,
            Some(due) if due == today => told.today += 1,
            Some(due) if due <= today + Days::new(NEAR) => told.near += 1,
            _ => {}
        }
    }
    Ok(Some(told))
}

fn waits_for_a_head(record: &Record) -> bool {
    let matter = domain::sealed::as_appeal(record);
    matter.state == Some(State::Concluding) || !limit::waiting(&matter).is_empty()
}
