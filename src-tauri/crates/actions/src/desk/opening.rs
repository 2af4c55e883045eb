//! `opening`, `choose_opening`: whether a start opens a window or goes on in the browser, for this user of the PC.
//! It does not know where that is kept (`places`), nor whether there is a web view.
//! Called through `calls`, from a window and from a browser alike.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use crate::error::OrMissing;
use crate::places::{Opening, Openings};
use crate::{Failure, Host, Result};

#[derive(Clone, Debug, Serialize, TS)]
pub struct OpeningView {
    /// From the next start on; nothing where there is no window to choose.
    pub way: Option<Opening>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChooseOpening {
    pub way: Opening,
}

pub fn opening(host: &Host, _: Nothing) -> Result<OpeningView> {
    host.session().ok_or(Failure::NotSignedIn {})?;
    Ok(OpeningView { way: host.openings.as_ref().map(Openings::chosen) })
}

/// Whoever works here may: it is the same PC and the same user of it.
pub fn choose_opening(host: &Host, input: ChooseOpening) -> Result<OpeningView> {
    host.session().ok_or(Failure::NotSignedIn {})?;
    let openings = host.openings.as_ref().or_missing("window")?;
    openings.choose(input.way)?;
    Ok(OpeningView { way: Some(openings.chosen()) })
}
