//! Does this database do what the hub needs? Runs on any URL, in an empty database, and leaves it empty.
//! It does not know which engine it is; each case says what is promised and, if it is not kept, what happened instead.
//! Called by `gonglian hub check`; the tests run it on PostgreSQL.

mod cases;

use std::collections::BTreeMap;

use ledger::{EntryId, Stream};
use sha2::{Digest, Sha256};

use super::admin::{Admin, DeskAccess, way};
use super::link::Trust;
use super::{HubError, PgMailbox};
use crate::Raw;

/// What was tried, and what went wrong if it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub name: &'static str,
    pub fault: Option<String>,
}

/// All cases in order; `told` hears each when it is done. The administrator has to be one who may take a desk's part
/// (`SET SESSION AUTHORIZATION`), which on PostgreSQL is a superuser.
pub fn check(url: &str, trust: Option<&Trust>, told: &mut dyn FnMut(&Case)) -> Result<Vec<Case>, HubError> {
    let admin = Admin::connect(url, trust)?;
    let mut bench = Bench { admin, url, trust, roles: [random_role()?, random_role()?] };
    if bench.admin.has_hub()? {
        return Err(HubError::NotEmpty);
    }
    let tried = bench.begin().map(|()| {
        let run = |(name, case): &(&'static str, cases::Try)| {
            let case = Case { name, fault: case(&mut bench).err() };
            told(&case);
            case
        };
        cases::ALL.iter().map(run).collect()
    });
    // Whatever happened, nothing of it stays.
    let left = bench.clear();
    tried.and_then(|cases| left.map(|()| cases))
}

/// The database under test.
struct Bench<'a> {
    admin: Admin,
    url: &'a str,
    trust: Option<&'a Trust>,
    /// Roles belong to the server: two checks at once must not meet in them.
    roles: [String; 2],
}

/// Reads and writes `st/check`, may redact there.
const ONE: usize = 0;
/// Writes `st/check`, appends to `log/check`, with a small quota.
const TWO: usize = 1;
const SMALL_QUOTA: u64 = 100_000;

fn st() -> Stream {
    Stream("st/check".into())
}
fn log() -> Stream {
    Stream("log/check".into())
}
fn other() -> Stream {
    Stream("of/check".into())
}

impl Bench<'_> {
    fn accesses(&self) -> Vec<DeskAccess> {
        let [one, two] = self.roles.clone();
        let quota = 100_000_000;
        vec![
            DeskAccess {
                role: one,
                reads: vec![st(), other()],
                writes: vec![st()],
                redacts: vec![st()],
                last_days: BTreeMap::new(),
                quota,
            },
            DeskAccess {
                role: two,
                reads: vec![st()],
                writes: vec![st(), log()],
                redacts: Vec::new(),
                last_days: BTreeMap::new(),
                quota: SMALL_QUOTA,
            },
        ]
    }

    fn begin(&mut self) -> Result<(), HubError> {
        let list = self.accesses();
        self.admin.init()?;
        self.admin.apply(&list).map(|_| ())
    }

    fn clear(&mut self) -> Result<(), HubError> {
        let [one, two] = &self.roles;
        let drop_roles = format!("DROP ROLE IF EXISTS {one}; DROP ROLE IF EXISTS {two}");
        self.admin.batch("DROP SCHEMA IF EXISTS hub CASCADE")?;
        self.admin.batch(&drop_roles)
    }

    /// A mailbox in the part of a desk.
    fn desk(&self, n: usize) -> Result<PgMailbox, String> {
        let (config, tls) = way(self.url, self.trust).map_err(|error| error.to_string())?;
        PgMailbox::acting(&config, tls, &self.roles[n]).map_err(|error| error.to_string())
    }
}

fn random_role() -> Result<String, HubError> {
    let mut bytes = [0u8; 8];
    getrandom::fill(&mut bytes).map_err(|error| HubError::Database(error.to_string()))?;
    Ok(format!("d_{:016x}", u64::from_be_bytes(bytes)))
}

/// An entry with an id and no meaning: the hub does not look inside.
fn raw(n: u32) -> Raw {
    let hdr = n.to_be_bytes().to_vec();
    let id = EntryId(Sha256::digest(&hdr).into());
    Raw { id, stream: st(), hdr, sig: vec![1; 64], usig: None, body: vec![2; 32] }
}
