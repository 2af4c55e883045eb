//! How an appeal comes in: registered, completed, amended, or answered on the spot.
//! It does not know who the people are; their records are named, not read.
//! Called by `actions::appeals`; `sealed` registers through the same door.

mod amend;
mod check;
mod complete;
mod on_spot;
mod register;

pub(crate) use amend::limits_as_settled;
pub use amend::{AmendAppeal, amend_appeal};
pub(in crate::appeal) use check::GROUP;
pub(crate) use check::check_day;
pub use check::missing;
pub use complete::{CompleteAppeal, complete_appeal};
pub use on_spot::{AnswerOnSpot, answer_on_spot, register_answered};
pub(crate) use register::registration;
pub use register::{Place, RegisterAppeal, register_appeal};
