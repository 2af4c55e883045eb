//! Copies of the desk: made whole, checked by opening, thinned by age, taken back by a guided act; the desk carried elsewhere.
//! It does not know the schedule nor the clock; the caller gives the time.
//! Called by `actions`.

mod carry;
mod make;
mod restore;
mod thin;
mod trial;
mod upgrade;

#[cfg(test)]
mod cut_off;
#[cfg(test)]
mod tests;

pub use carry::{carry, size_of};
pub use make::check;
pub(crate) use restore::{ASIDE, is_cut_off};
pub use restore::{restore_from, resume};
pub use thin::{Keep, copies, thin, to_drop};
pub use trial::Trial;
pub(crate) use upgrade::COUNT;
pub use upgrade::{BeforeUpgrade, before_upgrade, drop_before_upgrade};

use std::path::PathBuf;

use chrono::NaiveDateTime;

/// One copy in the folder that a person chose.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Copy {
    pub made_at: NaiveDateTime,
    pub dir: PathBuf,
    pub n_entries: u64,
    /// Whose it is; empty where it does not say.
    pub desk: String,
}

/// The folder of one copy is named by its time, so that it sorts and says what it is.
const NAME: &str = "gonglian-%Y%m%d-%H%M%S";
const MANIFEST: &str = "copy.json";
