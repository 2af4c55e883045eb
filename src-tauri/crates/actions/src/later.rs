//! Steps whose verb must look around: at the station, a deputy, the record that proves. The verb answers with what is
//! still to be asked, and it is asked inside the same transaction.
//! It does not know any noun. Called by the nouns' steps that `calls` names.

use domain::Refusal;
use ledger::Op;

use crate::Result;
use crate::outcome::On;
use crate::perform::At;
use crate::step::Written;

pub(crate) type Said<T> = std::result::Result<T, Refusal>;

/// What a step does once the door is open.
pub(crate) struct Later<F>(F);

impl<F: FnOnce(&On, &mut At<'_, '_>) -> Result<()>> Written for Later<F> {
    fn plan(self, on: &On, at: &mut At<'_, '_>) -> Result<()> {
        (self.0)(on, at)
    }
}

pub(crate) fn later<F: FnOnce(&On, &mut At<'_, '_>) -> Result<()>>(run: F) -> Said<Later<F>> {
    Ok(Later(run))
}

/// Ops that stand if what the verb cannot see agrees: asked after the step itself, inside the same transaction.
pub(crate) fn agreed(
    ops: Vec<Op>,
    agrees: impl FnOnce(&At<'_, '_>) -> Result<()>,
) -> Said<Later<impl FnOnce(&On, &mut At<'_, '_>) -> Result<()>>> {
    later(move |on, at| {
        agrees(at)?;
        at.change(on, ops)
    })
}
