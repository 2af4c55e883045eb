//! Code lists as forms offer them: what is in force today, with 已核 or 待核 beside each name.
//! It does not know what a code decides. Called through `calls`.

use domain::law::Wording;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Office, Result, Who};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CodesOf {
    pub list: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct CodeView {
    pub id: String,
    pub name: String,
    pub wording: Wording,
}

/// The codes of a list that may be chosen today; an unknown list is a refusal, never an empty choice.
pub fn codes(office: &Office, _: &Who, input: CodesOf) -> Result<Vec<CodeView>> {
    let law = office.law();
    if law.codes.list(&input.list).is_none() {
        return Err(crate::Failure::Missing { what: input.list }.into());
    }
    let offered = law.codes.offered(&input.list, office.wall.today());
    Ok(offered.map(|c| CodeView { id: c.id.clone(), name: c.name.clone(), wording: c.wording }).collect())
}
