//! 转交: an appeal passes from one procuratorate of the prefecture to another, by the office above both (ledger.md §2.5).
//! It does not know disk or streams: what begins over there is a record of its own, and the two never read each other.
//! Called by `actions::appeals`, by the table of steps and the projection.

mod ask;
mod decide;
mod lawful;
mod receive;
mod report;

pub use ask::{AskHandOver, ask_hand_over};
pub use decide::{
    ApproveHandOver, RefuseHandOver, ReturnHandOver, approve_hand_over, handed_back, refuse_hand_over,
    return_hand_over,
};
pub(super) use lawful::lawful;
pub use receive::{TakeInAppeal, receive_handed, take_in_appeal};
pub use report::{REPORT, Report, report};

use chrono::NaiveDate;
use ledger::RecordId;

use super::{Appeal, State};
use crate::clocks::Clock;
use crate::facts::{choices, field, parts};

choices! {
    /// Where a hand-over stands: the flow `refer/<id>` in the record of the office that gives.
    pub enum Handing {
        /// Waits for the office above; everything of the giver's goes on.
        Asked = "asked",
        Handed = "handed",
        Declined = "declined",
        /// 退回: the giver's again.
        SentBack = "sent_back",
        /// What came of it is back: feedback and evaluation go on here.
        Answered = "answered",
    }
}

choices! {
    #[ts(rename = "HandVerb")]
    pub enum Verb {
        Asked = "asked",
        Approved = "approved",
        Declined = "declined",
        SentBack = "sent_back",
        /// Written by the desk above: how it stands over there.
        Reported = "reported",
    }
}

parts! {
    /// One line of a hand-over's story, in the record that was given.
    pub struct Handed {
        id: String,
        verb: Verb,
        on: NaiveDate,
        /// Six digits of who is to have it.
        office: Option<String>,
        /// The record over there, once there is one.
        #[ts(as = "Option<String>")]
        record: Option<RecordId>,
        /// Of a report: the state over there and its number.
        state: Option<String>,
        no: Option<String>,
        reason: Option<String>,
        n_proofs: Option<u32>,
        #[ts(as = "String")]
        by: RecordId,
    }
}

parts! {
    /// `origin` of the record over there: which record it was, and how far its story went when it was handed.
    pub struct Origin {
        #[ts(as = "String")]
        record: RecordId,
        /// Hex of the entries that were its heads.
        heads: Vec<String>,
        office: String,
        #[ts(as = "Option<String>")]
        station: Option<RecordId>,
        no: Option<String>,
        on: NaiveDate,
        reason: Option<String>,
    }
}

pub(super) const LINE: &str = "handing";
pub(super) const ORIGIN: &str = "handed_from";

/// Duties towards the petitioner: they stay with the station that must tell them.
const TOLD_THERE: &[&str] = &["delivered", "evaluated"];

impl Appeal {
    /// The last hand-over, with the story of its flow.
    pub fn handing(&self) -> Option<(String, Handing)> {
        let last = self.lines::<Handed>(LINE).into_iter().rev().find(|h| h.verb == Verb::Asked)?;
        let at = Handing::from_key(self.record.at(&flow(&last.id)))?;
        Some((last.id, at))
    }

    pub(super) fn hand_at(&self, at: Handing) -> Option<String> {
        self.handing().filter(|(_, stands)| *stands == at).map(|(id, _)| id)
    }

    /// Its lines, the first of which says who is to have it and why.
    pub fn handed(&self, id: &str) -> Vec<Handed> {
        self.lines::<Handed>(LINE).into_iter().filter(|h| h.id == id).collect()
    }

    /// The record over there, of the last hand-over that was approved.
    pub fn handed_to(&self) -> Option<RecordId> {
        let (id, _) = self.handing()?;
        self.handed(&id).into_iter().rev().find_map(|h| h.record)
    }

    /// The other office has it now.
    pub fn is_away(&self) -> bool {
        self.state == Some(State::HandedOver)
    }

    /// Another office answered what was registered here.
    pub fn was_answered_there(&self) -> bool {
        self.hand_at(Handing::Answered).is_some()
    }

    /// Where it came from, of a record that began by a hand-over.
    pub fn origin(&self) -> Option<Origin> {
        field(&self.record, ORIGIN)
    }

    /// What the page and the lists call the state: while it is away, where the giver left it says nothing.
    pub fn state_key(&self) -> &str {
        if self.is_away() { State::HandedOver.key() } else { self.record.at("main") }
    }

    /// Limits that this record owes: not while it is away or went back, and never what the other station tells.
    pub(super) fn owes(&self, clock: &Clock) -> bool {
        let gone = matches!(self.state, Some(State::HandedOver | State::HandedBack));
        let told_there = self.origin().is_some() && TOLD_THERE.contains(&clock.met_by.as_str());
        !clock.is_open() || !(gone || told_there)
    }
}

/// What a record that is at "handed" stands in, whatever its own main flow says.
pub(super) fn is_away(record: &ledger::Record) -> bool {
    record.flows.iter().any(|(name, f)| name.starts_with("refer/") && f.at == Handing::Handed.key())
}

fn flow(id: &str) -> String {
    format!("refer/{id}")
}
