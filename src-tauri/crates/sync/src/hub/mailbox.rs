//! A desk's mailbox on PostgreSQL: one connection kept, statements prepared, what passes tried again.

use std::collections::BTreeMap;
use std::time::Duration;

use backon::{BlockingRetryable, ExponentialBuilder};
use ledger::{EntryId, Stream};
use tokio::runtime::Runtime;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::FromSql;
use tokio_postgres::{Client, Config, Error, Row, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::fault::{Trouble, keeps_line, words};
use super::link::{self, Patience, Stopper, Target};
use super::{HubError, is_role_name};
use crate::Raw;
use crate::session::{Cursor, Errand, FORMAT, Head, Heads, HubId, MailFault, Mailbox, Page, Placed};

/// Bytes of one chunk of an attachment on the way.
pub const CHUNK: usize = 1 << 20;

/// Ids in one question; the hub takes no more.
const ASKED: usize = 1000;

/// The hub's clock comes with the first answer and costs nothing.
const HEADS: &str =
    "SELECT h.*, (extract(epoch FROM now()) * 1000)::bigint AS now_ms FROM hub.heads_v1($1, $2) h";

/// Blocking, for one thread outside any async runtime; `stopper` stops it from another.
pub struct PgMailbox {
    way: Way,
    patience: Patience,
    app: String,
    runtime: Runtime,
    line: Option<Line>,
    stopper: Stopper,
    /// Every call has been answered so far.
    well: bool,
}

/// One desk's copy of an attachment, as it lies on the hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlobCopy {
    pub role: String,
    pub n_chunks: u64,
    pub n_bytes: u64,
}

/// How the desk's role is reached: by its own certificate, or (for the check) by an administrator who takes its part.
struct Way {
    config: Config,
    tls: Option<MakeRustlsConnect>,
    act_as: Option<String>,
}

/// An open connection with the three statements of every exchange.
struct Line {
    client: Client,
    heads: Statement,
    pull: Statement,
    push: Statement,
}

impl Line {
    async fn open(way: &Way) -> Result<Self, Error> {
        let client = link::connect(&way.config, way.tls.clone()).await?;
        if let Some(role) = &way.act_as {
            client.batch_execute(&format!("SET SESSION AUTHORIZATION {role}")).await?;
        }
        let heads = client.prepare(HEADS).await?;
        let pull = client.prepare("SELECT * FROM hub.pull_v1($1, $2, $3, $4)").await?;
        let push = client.prepare("SELECT hub.push_v1($1, $2, $3, $4, $5, $6)").await?;
        Ok(Self { client, heads, pull, push })
    }
}

impl PgMailbox {
    /// Reads certificates and keys; connects with the first call.
    pub fn new(target: Target) -> Result<Self, HubError> {
        if !is_role_name(&target.role) {
            return Err(HubError::Name(target.role));
        }
        let way = Way { config: target.config(), tls: Some(target.trust.connector()?), act_as: None };
        Self::by(way, (target.patience, target.app))
    }

    /// Invariant: `role` is a desk's name.
    pub(super) fn acting(
        config: &Config,
        tls: Option<MakeRustlsConnect>,
        role: &str,
    ) -> Result<Self, HubError> {
        let way = Way { config: config.clone(), tls, act_as: Some(role.to_owned()) };
        let patience = Patience { call: Duration::from_secs(2), tries: 1, ..Patience::default() };
        Self::by(way, (patience, "gonglian hub check".into()))
    }

    fn by(way: Way, (patience, app): (Patience, String)) -> Result<Self, HubError> {
        let runtime = link::runtime()?;
        Ok(Self { way, patience, app, runtime, line: None, stopper: Stopper::default(), well: true })
    }

    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// The same line for other work, which is stopped in its own way.
    #[must_use]
    pub fn stopped_by(self, stopper: &Stopper) -> Self {
        Self { stopper: stopper.clone(), ..self }
    }

    /// Connected, never refused anything, never stopped: other work may go on with it.
    pub fn is_well(&self) -> bool {
        let open = self.line.as_ref().is_some_and(|line| !line.client.is_closed());
        self.well && open && !self.stopper.stopped()
    }

    /// Without waiting, so that it may be let go of anywhere: a runtime must not be dropped inside another one.
    pub fn end(self) {
        self.runtime.shutdown_background();
    }

    /// Stores a file's ciphertext under its address, chunk by chunk; what is there already stays, so a broken transfer is
    /// simply made again. Says how many chunks were new.
    pub fn put_blob(&mut self, place: (&Stream, &[u8]), bytes: &[u8]) -> Result<u64, MailFault> {
        let mut new = 0;
        for (no, chunk) in (0u32..).zip(bytes.chunks(CHUNK)) {
            new += u64::from(self.put_chunk(place, (no, chunk))?);
        }
        Ok(new)
    }

    /// One chunk of a file's ciphertext; `false` if this desk has stored it before.
    pub fn put_chunk(
        &mut self,
        (stream, address): (&Stream, &[u8]),
        (no, bytes): (u32, &[u8]),
    ) -> Result<bool, MailFault> {
        let no = i32::try_from(no).unwrap_or(i32::MAX);
        let row = self.call(async |line: &Line| {
            let sql = "SELECT hub.blob_put_v1($1, $2, $3, $4)";
            line.client.query_one(sql, &[&stream.0, &address, &no, &bytes]).await
        })?;
        told(&row, 0)
    }

    /// Who has stored a copy. A planted copy differs in its hash: the caller tries the next.
    pub fn blob_copies(&mut self, stream: &Stream, address: &[u8]) -> Result<Vec<BlobCopy>, MailFault> {
        let rows = self.call(async |line: &Line| {
            line.client.query("SELECT * FROM hub.blob_copies_v1($1, $2)", &[&stream.0, &address]).await
        })?;
        let copy = |row: &Row| -> Result<BlobCopy, MailFault> {
            let (n_chunks, n_bytes) = (unsigned(told(row, 1)?), unsigned(told(row, 2)?));
            Ok(BlobCopy { role: told(row, 0)?, n_chunks, n_bytes })
        };
        rows.iter().map(copy).collect()
    }

    /// One chunk of a copy; `None` if it is not there (yet).
    pub fn get_chunk(
        &mut self,
        (stream, address): (&Stream, &[u8]),
        (role, no): (&str, u32),
    ) -> Result<Option<Vec<u8>>, MailFault> {
        let no = i32::try_from(no).unwrap_or(i32::MAX);
        let row = self.call(async |line: &Line| {
            let sql = "SELECT data FROM hub.blob_get_v1($1, $2, $3, $4)";
            line.client.query_opt(sql, &[&stream.0, &address, &role, &no]).await
        })?;
        row.map(|row| told(&row, 0)).transpose()
    }

    /// When the hub received these, by its own clock; what it does not have is left out. `None`: it was set up by a program that did
    /// not tell this yet.
    pub fn received(
        &mut self,
        stream: &Stream,
        ids: &[EntryId],
    ) -> Result<Option<BTreeMap<EntryId, u64>>, MailFault> {
        let mut received = BTreeMap::new();
        for ids in ids.chunks(ASKED) {
            let ids: Vec<&[u8]> = ids.iter().map(|id| id.0.as_slice()).collect();
            let rows = self.call(async |line: &Line| {
                let sql = "SELECT id, received_ms FROM hub.received_v1($1, $2)";
                match line.client.query(sql, &[&stream.0, &ids]).await {
                    Err(error) if error.code() == Some(&SqlState::UNDEFINED_FUNCTION) => Ok(None),
                    done => done.map(Some),
                }
            })?;
            let Some(rows) = rows else { return Ok(None) };
            for row in &rows {
                let (id, ms) = read_received(row).map_err(|error| MailFault::Link(words(&error)))?;
                received.insert(id, ms);
            }
        }
        Ok(Some(received))
    }

    /// Puts a body in which only leaves are left (or nothing) in the place of every copy. Says how many were rewritten.
    pub fn redact(&mut self, stream: &Stream, id: EntryId, body: &[u8]) -> Result<u64, MailFault> {
        let row = self.call(async |line: &Line| {
            line.client
                .query_one("SELECT hub.redact_v1($1, $2, $3)", &[&stream.0, &id.0.as_slice(), &body])
                .await
        })?;
        told(&row, 0).map(unsigned)
    }

    /// Removes every copy of an attachment. Says how many chunks went.
    pub fn drop_blob(&mut self, stream: &Stream, address: &[u8]) -> Result<u64, MailFault> {
        let row = self.call(async |line: &Line| {
            line.client.query_one("SELECT hub.blob_drop_v1($1, $2)", &[&stream.0, &address]).await
        })?;
        told(&row, 0).map(unsigned)
    }

    /// Plain statements on the same connection: what the check tries that a desk must not.
    pub(super) fn batch(&mut self, sql: &str) -> Result<(), MailFault> {
        self.call(async |line: &Line| line.client.batch_execute(sql).await)
    }

    /// Every call is idempotent, so a broken link and a lost serialisation are answered by making it again.
    fn call<T>(&mut self, what: impl AsyncFn(&Line) -> Result<T, Error>) -> Result<T, MailFault> {
        let waits = ExponentialBuilder::new()
            .with_min_delay(Duration::from_millis(100))
            .with_max_delay(Duration::from_secs(2))
            .with_max_times(self.patience.tries.saturating_sub(1))
            .with_jitter();
        let stopper = self.stopper.clone();
        let once = || self.once(&what);
        let done = once.retry(waits).when(|trouble: &Trouble| trouble.again && !stopper.stopped()).call();
        self.well &= done.is_ok();
        done.map_err(|trouble| trouble.fault)
    }

    fn once<T>(&mut self, what: &impl AsyncFn(&Line) -> Result<T, Error>) -> Result<T, Trouble> {
        let line = match self.line.take().filter(|line| !line.client.is_closed()) {
            Some(line) => line,
            None => self.open()?,
        };
        let done = self.runtime.block_on(self.stopper.bounded(self.patience.call, what(&line)))?;
        // Anything but a refusal is begun again on a new one.
        let usable = done.as_ref().err().is_none_or(keeps_line);
        self.line = usable.then_some(line);
        done.map_err(|error| Trouble::of(&error))
    }

    fn open(&self) -> Result<Line, Trouble> {
        let opening = Line::open(&self.way);
        let opened = self.runtime.block_on(self.stopper.bounded(self.patience.connect, opening))?;
        opened.map_err(|error| Trouble::of(&error))
    }
}

impl Mailbox for PgMailbox {
    fn heads(&mut self) -> Result<Heads, MailFault> {
        let app = self.app.clone();
        let format = i32::try_from(FORMAT).unwrap_or(i32::MAX);
        let rows = self.call(async |line: &Line| line.client.query(&line.heads, &[&app, &format]).await)?;
        read_heads(&rows).ok_or_else(|| MailFault::Link("heads that cannot be read".into()))
    }

    fn pull(&mut self, stream: &Stream, after: Cursor, limit: usize) -> Result<Page, MailFault> {
        let pos = i64::try_from(after.pos).unwrap_or(i64::MAX);
        let limit = i32::try_from(limit).unwrap_or(i32::MAX);
        let hash = after.seg_hash.as_slice();
        let rows = self.call(async |line: &Line| {
            line.client.query(&line.pull, &[&stream.0, &pos, &hash, &limit]).await
        })?;
        read_page(stream, &rows).map_err(|error| MailFault::Link(words(&error)))
    }

    /// The connection goes where it is asked: everything of it runs on the thread that waits.
    fn pull_ahead<'a>(&'a mut self, stream: &'a Stream, after: Cursor, limit: usize) -> Option<Errand<'a>> {
        Some(Box::new(move || self.pull(stream, after, limit)))
    }

    fn push(&mut self, stream: &Stream, entries: &[Raw]) -> Result<u64, MailFault> {
        let part = |part: fn(&Raw) -> &[u8]| entries.iter().map(part).collect::<Vec<&[u8]>>();
        let (ids, hdrs) = (part(|raw| &raw.id.0), part(|raw| &raw.hdr));
        let (sigs, bodies) = (part(|raw| &raw.sig), part(|raw| &raw.body));
        let usigs: Vec<Option<&[u8]>> = entries.iter().map(|raw| raw.usig.as_deref()).collect();
        let row = self.call(async |line: &Line| {
            line.client.query_one(&line.push, &[&stream.0, &ids, &hdrs, &sigs, &usigs, &bodies]).await
        })?;
        told(&row, 0).map(unsigned)
    }
}

/// Part of an answer. One of another kind, or nothing in its place, is a broken link: a hub may say whatever it likes.
fn told<'a, T: FromSql<'a>>(row: &'a Row, at: usize) -> Result<T, MailFault> {
    row.try_get(at).map_err(|error| MailFault::Link(words(&error)))
}

fn unsigned(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}

fn read_heads(rows: &[Row]) -> Option<Heads> {
    let first = rows.first()?;
    let hub = HubId(first.try_get::<_, &[u8]>(0).ok()?.try_into().ok()?);
    let head = |row: &Row| {
        let stream = Stream(row.try_get::<_, Option<String>>(2).ok()??);
        let seg_hash = row.try_get::<_, &[u8]>(4).ok()?.try_into().ok()?;
        let at = Cursor { pos: unsigned(row.try_get(3).ok()?), seg_hash };
        Some(Head { stream, at, can_read: row.try_get(5).ok()?, can_write: row.try_get(6).ok()? })
    };
    let streams = rows.iter().filter_map(head).collect();
    let min_format = u32::try_from(first.try_get::<_, i32>(1).ok()?).ok()?;
    let now_ms = first.try_get::<_, i64>("now_ms").ok().map(unsigned);
    Some(Heads { hub, min_format, now_ms, streams })
}

fn read_page(stream: &Stream, rows: &[Row]) -> Result<Page, Error> {
    let mut page = Page { end: true, ..Page::default() };
    for row in rows {
        let (pos, id) = (unsigned(row.try_get(0)?), fixed(row.try_get(1)?));
        let raw = match row.try_get::<_, Option<Vec<u8>>>(2)? {
            None => None,
            Some(hdr) => Some(Raw {
                id: EntryId(id),
                stream: stream.clone(),
                hdr,
                sig: row.try_get(3)?,
                usig: row.try_get(4)?,
                body: row.try_get(5)?,
            }),
        };
        let (copy, redacted) = (fixed(row.try_get(8)?), row.try_get(9)?);
        page.entries.push(Placed { pos, id: EntryId(id), copy, redacted, raw });
        if let Some(hash) = row.try_get::<_, Option<&[u8]>>(6)? {
            page.cursors.push(Cursor { pos, seg_hash: fixed(hash) });
        }
        page.end = pos >= unsigned(row.try_get(7)?);
    }
    Ok(page)
}

fn read_received(row: &Row) -> Result<(EntryId, u64), Error> {
    Ok((EntryId(fixed(row.try_get(0)?)), unsigned(row.try_get(1)?)))
}

/// A hash of another length is no hash: the chain will not hold.
fn fixed(bytes: &[u8]) -> [u8; 32] {
    bytes.try_into().unwrap_or_default()
}
