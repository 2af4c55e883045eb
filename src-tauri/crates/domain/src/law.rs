//! Everything the law is made of: deadline rules, calendar, code lists, levels of approval.
//! It does not know records, persons or the day.
//! Called by whoever asks the rules: it travels in `Ctx`.

use crate::approval::Approvals;

#[derive(Clone, Debug, Default)]
pub struct Law {
    pub approvals: Approvals,
}
