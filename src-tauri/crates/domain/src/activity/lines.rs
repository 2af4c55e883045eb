//! What is written line by line about an activity: notices, opinions, what became of them.

use chrono::NaiveDate;
use ledger::RecordId;

use crate::facts::{choices, parts};

parts! {
    /// 公告 or 告知 of an activity: for which day of holding it counts.
    pub struct Notice {
        on: NaiveDate,
        /// The day of the activity as told; a later move of the day makes the notice void.
        for_on: NaiveDate,
        /// In words: posted at the station, by letter, by telephone …
        how: String,
        /// To whom: the public, the parties, the hearers.
        to: Option<String>,
        #[ts(as = "String")]
        by: RecordId,
    }
}

parts! {
    /// 意见: each is taken further, or laid aside with a reason.
    pub struct Opinion {
        /// Counted from 1 within the activity; stays its name.
        n: u32,
        /// Not there once what was said lies sealed.
        text: Option<String>,
        /// The deputy's record, when a deputy said it.
        #[ts(as = "Option<String>")]
        deputy: Option<RecordId>,
        speaker: Option<String>,
        becomes: Outcome,
        reason: Option<String>,
    }
}

choices! {
    #[ts(rename = "OpinionOutcome")]
    pub enum Outcome {
        Appeal = "appeal",
        Voice = "voice",
        /// Answered there, or outside what we do: needs a reason.
        Nothing = "nothing",
    }
}

parts! {
    /// The record an opinion became.
    pub struct Became {
        n: u32,
        #[ts(as = "String")]
        record: RecordId,
        noun: String,
    }
}
