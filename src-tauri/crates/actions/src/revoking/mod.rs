//! A desk is stolen, a colleague's rights end: their work is cut off at the last good entry. What came before stays; what lies
//! beyond waits until somebody who keeps the desks adopts it or refuses it with a reason.
//! It does not know what a cut does to a record (`ledger`). Called through `calls`.

mod decide;
mod preview;
mod quarantine;
mod revoke;

pub use decide::*;
pub use preview::*;
pub use quarantine::*;
pub use revoke::*;

use std::collections::BTreeSet;

use domain::Refusal;
use ledger::authority::DeskCard;
use ledger::{AccountId, Authority, GrantId, RecordId, WriterId};

use crate::error::OrMissing;
use crate::{Office, Result, Topic, Who};

/// Whose work is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    Desk(RecordId),
    Person(AccountId),
}

impl Whose {
    fn office(self, authority: &Authority) -> Result<String> {
        Ok(match self {
            Self::Desk(desk) => authority.desk(desk).or_missing("desk")?.office.clone(),
            Self::Person(account) => authority.account(account).or_missing("account")?.office.clone(),
        })
    }

    /// Every writer that may hold work of theirs, with its desk.
    fn writers(self, authority: &Authority) -> Vec<(WriterId, RecordId)> {
        let at = |desk: RecordId| match self {
            Self::Desk(wanted) => desk == wanted,
            Self::Person(account) => works_at(authority, account, desk),
        };
        let mut writers: Vec<_> =
            authority.writers().filter(|card| at(card.desk)).map(|card| (card.writer, card.desk)).collect();
        writers.sort_unstable();
        writers.dedup();
        writers
    }

    fn wrote(self, account: AccountId) -> bool {
        match self {
            Self::Desk(_) => true,
            Self::Person(wanted) => account == wanted,
        }
    }
}

fn works_at(authority: &Authority, account: AccountId, desk: RecordId) -> bool {
    authority.account(account).is_some_and(|account| account.keys.iter().any(|key| key.desk == desk))
}

/// Grants of an account that nothing has cut off yet, also those whose day has passed: work under them counts.
fn open_grants(authority: &Authority, account: AccountId) -> Vec<GrantId> {
    authority.grants_of(account).into_iter().map(|grant| grant.id).collect()
}

/// An office keeps its own desks and people, the one above all keeps everybody's.
pub(crate) fn keeps(who: &Who, authority: &Authority, office: &str) -> bool {
    office == who.person.office || authority.top() == who.person.office
}

pub(crate) fn may(who: &Who, authority: &Authority, (verb, office): (&str, &str)) -> Result<()> {
    crate::accounts::administers(who, verb)?;
    if keeps(who, authority, office) { Ok(()) } else { Err(Refusal::OutOfScope.into()) }
}

/// Rules that a revoked desk had taken over move every due day. Where the program ends before, its next start does it.
fn relist(office: &Office, changed: &BTreeSet<Topic>) -> Result<()> {
    if changed.contains(&Topic::Reference) { office.rebuild() } else { Ok(()) }
}

/// Where a desk's good work ends by now: of a writer that is not named, nothing.
fn last_of(card: &DeskCard, writer: WriterId) -> Option<u64> {
    card.cut.as_ref().map(|cut| cut.last.get(&writer).copied().unwrap_or_default())
}
