//! A desk joins a cell: a request file goes to the office, an enrolment comes back; before that it does no business act.
//! It does not know what an enrolment holds beside its certificate (`exchange` fills it like any bundle).
//! Called through `calls`.

mod enrol_desk;
mod join_desk;
mod request;
mod take_enrolment;

pub use enrol_desk::*;
pub use join_desk::*;
pub use take_enrolment::*;

pub(crate) use enrol_desk::office_name;
pub(crate) use join_desk::{is_joining, waits};
pub(crate) use request::groups;
