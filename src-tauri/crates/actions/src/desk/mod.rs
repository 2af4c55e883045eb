//! The desk itself: is there one, founding it, signing in and out, passwords, the recovery sheet.
//! It does not know business records. Called before or around everything else.
//! Called through `calls`.

mod clock;
mod drafts;
mod found_desk;
mod licences;
mod move_desk;
mod open;
mod opening;
mod password;
mod sheet;
mod sign_in;
mod state;

pub use clock::*;
pub use drafts::*;
pub use found_desk::*;
pub use licences::*;
pub use move_desk::*;
pub use opening::*;
pub use password::*;
pub use sheet::*;
pub use sign_in::*;
pub use state::*;

pub(crate) use found_desk::{
    Plan, claim, found, grant, name_of, office_card, one_of_ours, public_of, random_key, root_of,
};
pub(crate) use open::{fresh_writer, leave_writer, office as open_office, open_writer, settle_writer};
pub(crate) use password::strong;
pub(crate) use sign_in::refused;

/// Nothing asked.
#[derive(Clone, Debug, Default, serde::Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// Done; there is nothing to say.
#[derive(Clone, Debug, Default, serde::Serialize, ts_rs::TS)]
pub struct Done {}

/// Between two calls of one task: a sheet that was shown and waits to be typed back, a demonstration being made.
#[derive(Default)]
pub struct Waiting {
    pub(crate) sheet: Option<(store::keys::Sheet, [usize; 2])>,
    pub(crate) demo: Option<Box<crate::demo::Maker>>,
}
