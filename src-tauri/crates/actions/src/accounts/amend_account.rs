//! `amend_account`: another role, level or other stations for somebody who has an account. The grant before ends and a
//! new one begins, so that what was done under the old one stays as it was allowed.
//! Called through `calls`.

use std::collections::BTreeSet;

use chrono::Days;
use domain::{Level, Refusal, Role};
use ledger::authority::build::grant_ops;
use ledger::{AccountId, GrantId, Op, RecordId, Stream};
use serde::Deserialize;
use ts_rs::TS;

use super::add_account::{all_stations, fits};
use super::list_accounts::administers;
use crate::desk::{Done, grant};
use crate::desks::further_of;
use crate::outcome::On;
use crate::people::person_of;
use crate::perform::At;
use crate::revoking::may;
use crate::{Office, Outcome, Result, Who};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AmendAccount {
    #[ts(type = "string")]
    pub account: AccountId,
    pub roles: BTreeSet<Role>,
    #[ts(optional)]
    pub level: Option<Level>,
    /// Empty: the whole office.
    #[serde(default)]
    #[ts(type = "string[]", optional)]
    pub stations: BTreeSet<RecordId>,
}

/// Takes effect when they sign in next.
pub fn amend_account(office: &Office, who: &Who, input: AmendAccount) -> Result<Outcome<Done>> {
    administers(who, "amend_account")?;
    if input.account == who.person.account {
        return Err(Refusal::OwnWork { verb: "amend_account".into() }.into());
    }
    fits(&input.roles)?;
    office.perform(who, "grant_role", |at| {
        let mut person = person_of(at.tx, input.account, at.today)?;
        may(who, &*at.tx.authority()?, ("amend_account", &person.office))?;
        let same =
            (&person.roles, person.level, &person.stations) == (&input.roles, input.level, &input.stations);
        if same {
            return Err(Refusal::NothingChanged.into());
        }
        all_stations(at.tx, &input.stations)?;
        end(at, RecordId(person.grant.0))?;
        person.grant = GrantId::at(at.now_ms);
        person.roles = input.roles;
        person.level = input.level;
        person.stations = apart(at, person.account, input.stations)?;
        at.open_as(RecordId(person.grant.0), "grant", Stream::admin(), grant_ops(&grant(&person)));
        Ok(Done {})
    })
}

/// Stations that were given beside the role stay so while they are among those named, and end where they are not.
fn apart(at: &mut At<'_, '_>, account: AccountId, named: BTreeSet<RecordId>) -> Result<BTreeSet<RecordId>> {
    let further = further_of(at.tx, account, at.today)?;
    let beside: BTreeSet<RecordId> =
        further.iter().flat_map(|grant| grant.stations.iter().copied()).collect();
    let own: BTreeSet<RecordId> = named.difference(&beside).copied().collect();
    // None of one's own would be the whole office.
    let kept = if own.is_empty() { BTreeSet::new() } else { named.clone() };
    for grant in further.iter().filter(|g| g.stations.iter().any(|station| !kept.contains(station))) {
        crate::desks::end(at, grant.id, "")?;
    }
    Ok(if own.is_empty() { named } else { own })
}

fn end(at: &mut At<'_, '_>, record: RecordId) -> Result<()> {
    let last = at.today.checked_sub_days(Days::new(1)).unwrap_or(at.today);
    let seen = at.tx.heads(record)?;
    at.change(&On { record, seen }, vec![Op::set("to_on", last.to_string())])
}
