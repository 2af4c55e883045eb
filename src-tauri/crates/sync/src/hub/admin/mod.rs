//! The hub's administrator at work: set up, let desks in and out, look, end what hangs.
//! It does not know certificates of desks nor the `admin` stream: who may what is given as a plain list.
//! Called by `gonglian hub init | apply | status | watch`, and by the tests.

mod apply;
mod init;
mod status;

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio_postgres::config::SslMode;
use tokio_postgres::{Client, Config, Error};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::fault::words;
use super::link::{self, Stopper, Trust};
use super::{HubError, SCHEMA};
use ledger::Stream;

pub use apply::Applied;
pub use init::Initialised;
pub use status::{DeskStatus, Ended, Status};

/// What one desk may do on the hub. The list of all of them is the whole truth: who is not on it is let in no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskAccess {
    pub role: String,
    pub reads: Vec<Stream>,
    pub writes: Vec<Stream>,
    /// Streams in which this desk carries out redactions.
    pub redacts: Vec<Stream>,
    /// Of those it reads, the last day where there is one, in days since 1970 (China Standard Time): then it reads and redacts no longer,
    /// and still writes.
    pub last_days: BTreeMap<Stream, i64>,
    /// Bytes it may add in a day.
    pub quota: u64,
}

/// An administrator's connection.
pub struct Admin {
    runtime: Runtime,
    client: Client,
}

/// An administrator waits longer than a desk: an index may have to be built.
const LIMIT: Duration = Duration::from_secs(600);

impl Admin {
    /// `trust` is needed wherever the way to the hub is not this machine's own.
    pub fn connect(url: &str, trust: Option<&Trust>) -> Result<Self, HubError> {
        let (config, tls) = way(url, trust)?;
        let runtime = link::runtime()?;
        let client = runtime.block_on(link::connect(&config, tls))?;
        Ok(Self { runtime, client })
    }

    /// One piece of work, in one transaction where it changes anything.
    fn run<T>(&mut self, work: impl AsyncFnOnce(&mut Client) -> Result<T, HubError>) -> Result<T, HubError> {
        let Self { runtime, client } = self;
        let done = runtime.block_on(Stopper::default().bounded(LIMIT, work(client)));
        done.map_err(|trouble| HubError::Database(trouble.fault.to_string()))?
    }

    /// Whether a hub was set up in this database.
    pub fn has_hub(&mut self) -> Result<bool, HubError> {
        self.run(async |client: &mut Client| Ok(schema_version(client).await?.is_some()))
    }

    /// Plain statements, for the check and for tests of what a hub refuses.
    pub fn batch(&mut self, sql: &str) -> Result<(), HubError> {
        self.run(async |client: &mut Client| Ok(client.batch_execute(sql).await?))
    }
}

pub(super) fn way(url: &str, trust: Option<&Trust>) -> Result<(Config, Option<MakeRustlsConnect>), HubError> {
    let mut config: Config = url.parse()?;
    config.application_name("gonglian hub");
    if trust.is_some() {
        config.ssl_mode(SslMode::Require);
    }
    Ok((config, trust.map(Trust::connector).transpose()?))
}

/// The version of the schema that is there; `None` where no hub was set up.
async fn schema_version(client: &Client) -> Result<Option<u32>, HubError> {
    let there = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'hub'";
    if client.query_opt(there, &[]).await?.is_none() {
        return Ok(None);
    }
    let version = client.query_opt("SELECT value FROM hub.meta WHERE name = 'schema'", &[]).await?;
    Ok(version.and_then(|row| row.get::<_, &str>(0).parse().ok()))
}

async fn known_schema(client: &Client) -> Result<(), HubError> {
    match schema_version(client).await? {
        None => Err(HubError::NoHub),
        Some(found) if found > SCHEMA => Err(HubError::Newer { found, known: SCHEMA }),
        Some(_) => Ok(()),
    }
}

/// For what is written into columns that an older hub does not have.
async fn own_schema(client: &Client) -> Result<(), HubError> {
    known_schema(client).await?;
    match schema_version(client).await? {
        Some(found) if found < SCHEMA => Err(HubError::Older { found, needed: SCHEMA }),
        _ => Ok(()),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What may fail without harm: `None`, or the words to show.
async fn attempt(client: &Client, sql: &str) -> Option<String> {
    let failed: Error = client.batch_execute(sql).await.err()?;
    Some(format!("{sql}: {}", words(&failed)))
}
