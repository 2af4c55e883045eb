//! Exchanging with other desks: who may have what, bundles out and in, receipts, the register of discs, what was set aside.
//! It does not know the file's bytes (`sync::bundle`) nor how an entry is judged (`store::exchange`, `ledger`).
//! Called through `calls`, and by `joining` for a desk's first bundle.

mod closing;
mod desks;
mod dry_run;
mod export_bundle;
mod files;
mod hand_on;
mod held;
mod hub;
mod medium;
mod parcels;
mod prove_bundle;
mod put_away;
mod reaches;
mod receive;
mod received;
mod register;
mod scope;
mod take_bundle;
mod travel;
mod writing;

pub use desks::*;
pub use export_bundle::*;
pub use files::*;
pub use hand_on::{HandOnHeld, hand_on_held};
pub use held::*;
pub use hub::*;
pub(crate) use medium::Crossing;
pub use parcels::*;
pub use prove_bundle::{ProvedBundle, prove_bundle};
pub use put_away::{PutAways, list_put_away};
pub use received::*;
pub use register::*;
pub use take_bundle::*;
pub use travel::*;
pub use writing::*;

pub(crate) use closing::{Far, OneLine, OneTurn};
pub(crate) use files::{files_of, refused};
pub(crate) use receive::raws;
pub(crate) use scope::{Places, desk_secret, in_force, me};

use domain::{Refusal, Role};

use crate::{Result, Who};

/// Discs are carried by whoever works with what is on them, and by those who keep the desks.
pub(crate) fn may(who: &Who, verb: &str) -> Result<()> {
    if who.person.sees_business() || who.person.any(&[Role::Registrar, Role::SystemAdmin]) {
        return Ok(());
    }
    Err(Refusal::WrongRole { verb: verb.into() }.into())
}
