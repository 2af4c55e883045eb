//! 办结: proposed with reply, explanation and proof, approved by the level the law names, or by a paper it signed.
//! It does not know how a reply is printed or delivered.
//! Called by `actions::appeals`.

mod approve;
mod evidence;
mod owed;
mod paper;
mod propose;

pub use approve::{ApproveConclusion, SendBackConclusion, approve_conclusion, send_back_conclusion};
pub use evidence::evidence_of;
pub(super) use evidence::{lacking, lacking_for_archive, proofs_in, sent_as, told_of_end};
pub(super) use owed::{Outcome, owed};
pub(super) use paper::RESTS_ON_APPROVAL;
pub use paper::{
    ConfirmPaperApproval, DisputePaperApproval, RecordPaperApproval, confirm_paper_approval,
    dispute_paper_approval, record_paper_approval,
};
pub use propose::{ProposeConclusion, propose_conclusion};

use ledger::Op;

/// The ops of a deed that writes into the appeal and into a note of the office at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Twin {
    pub appeal: Vec<Op>,
    pub note: Vec<Op>,
}
