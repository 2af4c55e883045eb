//! Who may write what: the fold of the `admin` stream into desks, writers, accounts and grants.
//! It does not know roles' acts (domain), the network or files; a revocation is a cut, never a time.
//! Called by `fold` for every entry, by `verify`, and at intake in `store` and `sync`.

mod admin;
pub mod build;
mod facts;
mod found;
mod founding;
mod judge;
mod why;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::entry::SIGNATURE;
use crate::{AccountId, Entry, EntryId, GrantId, Pen, RecordId, WriterId};

pub use facts::{Account, AccountKey, Class, Cut, DeskCard, Grant, Office, WriterCard};
pub use founding::{FirstAccount, Founding};
pub use why::{Standing, Why};

/// The account and the grant that stand in an entry signed by the root, or in a `writer.open`: all zeros.
pub const ROOT_ACCOUNT: [u8; 16] = [0; 16];

#[derive(Clone, Debug, Default)]
pub struct Authority {
    root: Option<[u8; 32]>,
    demo: bool,
    /// The office above all of this cell: its administrators may write about every office.
    top: String,
    offices: BTreeMap<String, Office>,
    desks: HashMap<RecordId, DeskCard>,
    /// Mostly one claim; two desks that opened the same writer both stay listed.
    writers: HashMap<WriterId, Vec<WriterCard>>,
    accounts: HashMap<AccountId, Account>,
    grants: HashMap<GrantId, Grant>,
    /// Records of `admin` that two offices have begun, each as its own.
    contested: BTreeSet<RecordId>,
    /// Every entry of `admin` that was read, and why it has no effect.
    admin: HashMap<EntryId, Option<Why>>,
    /// Signatures of `admin` that fit: they fit for ever.
    signed: Arc<HashSet<Signed>>,
}

/// A key, what was signed, and the signature.
type Signed = ([u8; 32], EntryId, [u8; SIGNATURE]);

impl Authority {
    /// From all entries of `admin`, in any order; others are passed over. With two roots among them none counts:
    /// a desk that has joined a cell names its root (`under`).
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        found::find(entries, None, &HashSet::new())
    }

    /// As `of`, for the one root whose fingerprint this desk was founded or enrolled with.
    pub fn under<'a>(root: [u8; 32], entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        found::find(entries, Some(root), &HashSet::new())
    }

    /// As `under`, where `admin` has grown since this one was found: which signatures fit is not asked again.
    pub fn grown<'a>(&self, root: [u8; 32], entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        found::find(entries, Some(root), &self.signed)
    }

    /// Full check of one entry, signatures included: what intake and `verify` ask.
    pub fn standing(&self, entry: &Entry) -> Standing {
        self.check(entry).err().map_or(Standing::Good, Why::standing)
    }

    /// As `standing` without signatures: for entries that were checked when they came in.
    pub fn admits(&self, entry: &Entry) -> Standing {
        self.judge(entry).err().map_or(Standing::Good, Why::standing)
    }

    /// As `standing`, with the first reason found. `None`: it is good.
    pub fn check_why(&self, entry: &Entry) -> Option<Why> {
        self.check(entry).err()
    }

    pub fn root(&self) -> Option<[u8; 32]> {
        self.root
    }
    /// Founded by a demonstration root: real desks and hubs refuse it.
    pub fn demo(&self) -> bool {
        self.demo
    }
    /// The office that stands above all of the cell.
    pub fn top(&self) -> &str {
        &self.top
    }
    pub fn office(&self, code: &str) -> Option<&Office> {
        self.offices.get(code)
    }
    pub fn offices(&self) -> impl Iterator<Item = &Office> {
        self.offices.values()
    }
    pub fn desk(&self, desk: RecordId) -> Option<&DeskCard> {
        self.desks.get(&desk)
    }
    pub fn desks(&self) -> impl Iterator<Item = &DeskCard> {
        self.desks.values()
    }
    /// The desk a writer belongs to, and the letter it numbers with.
    pub fn writer(&self, writer: WriterId) -> Option<&WriterCard> {
        self.writers.get(&writer).and_then(|claims| claims.first())
    }
    /// The desk that writes with this pen: of several that claim its writer the one whose key it is.
    pub fn desk_of(&self, pen: &Pen) -> Option<RecordId> {
        let key = pen.desk_key.verifying_key().to_bytes();
        let mut claims = self.writers.get(&pen.writer)?.iter().map(|card| card.desk);
        claims.find(|desk| self.desks.get(desk).is_some_and(|card| card.sign == key))
    }
    pub fn writers(&self) -> impl Iterator<Item = &WriterCard> {
        self.writers.values().flatten()
    }
    pub fn grants(&self) -> impl Iterator<Item = &Grant> {
        self.grants.values()
    }
    pub fn account(&self, account: AccountId) -> Option<&Account> {
        self.accounts.get(&account)
    }
    pub fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.accounts.values()
    }
    pub fn grant(&self, grant: GrantId) -> Option<&Grant> {
        self.grants.get(&grant)
    }
    /// Grants of an account that were not cut off, in order of id.
    pub fn grants_of(&self, account: AccountId) -> Vec<&Grant> {
        let mut grants: Vec<_> =
            self.grants.values().filter(|grant| grant.account == account && grant.cut.is_none()).collect();
        grants.sort_unstable_by_key(|grant| grant.id);
        grants
    }
}
