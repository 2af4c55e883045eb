//! 反馈 and 评价: told, heard, and only then put away.
//! It does not know how a reply is printed.
//! Called by the list of calls (`actions::calls`).

mod archive;
mod contact;
mod deliver;
mod evaluate;
mod sample;
mod settle;

pub use archive::{ArchiveAppeal, archive_appeal};
pub use contact::{LogContactAttempt, log_contact_attempt};
pub use deliver::{DeliverAppeal, NOT_OWED, deliver_appeal};
pub use evaluate::{EvaluateAppeal, evaluate_appeal};
pub use sample::{SampleAppeal, sample_appeal};
pub use settle::{SettleAppeal, settle_appeal};
