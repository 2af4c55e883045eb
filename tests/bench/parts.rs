//! What no pull can do without, each measured alone on the rows that the pull made: read from the hub, signatures checked in
//! batches, and the same rows put into a keyed file with the same schema.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey, verify_batch};
use rusqlite::Connection;
use serde_json::json;
use store::FileKey;
use tokio_postgres::NoTls;

use crate::cell::Cell;
use crate::cluster::Cluster;
use crate::figure::timed;
use crate::{host, ok, raw};

const BATCH: usize = 500;

/// A desk's file, read beside the desk.
pub struct File {
    path: PathBuf,
    key: FileKey,
}

impl File {
    pub fn of(cell: &Cell, desk: usize) -> Self {
        let key = host(cell, desk).with(|office, _| Ok(office.desk.key())).unwrap();
        Self { path: cell.desks[desk].dir.join("desk.db"), key }
    }

    pub fn open(&self) -> Connection {
        raw::open(&self.path, &self.key)
    }

    pub fn newest(&self) -> i64 {
        self.open().query_row("select max(n) from entry", [], |r| r.get(0)).unwrap()
    }

    /// With what lies in the write-ahead log.
    pub fn bytes(&self) -> i64 {
        let sql = "select p.page_count * s.page_size from pragma_page_count() as p, pragma_page_size() as s";
        self.open().query_row(sql, [], |r| r.get(0)).unwrap()
    }

    /// A copy made while nobody has it open: its indexes are as deep as the desk's.
    pub fn twin(cell: &mut Cell, desk: usize) -> Self {
        let file = Self::of(cell, desk);
        let path = file.path.with_extension("twin.db");
        ok(host(cell, desk), "sign_out", json!({}));
        file.open().query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())).unwrap();
        std::fs::copy(&file.path, &path).unwrap();
        cell.desks[desk].sit();
        Self { path, key: file.key }
    }

    /// The whole folder as it stands, to be put back.
    pub fn set_aside(cell: &mut Cell, desk: usize, folder: &Path) -> SetAside {
        let kept = folder.join("kept");
        ok(host(cell, desk), "sign_out", json!({}));
        copy(&cell.desks[desk].dir, &kept);
        cell.desks[desk].sit();
        SetAside(kept)
    }
}

pub struct SetAside(PathBuf);

impl SetAside {
    pub fn put_back(self, cell: &mut Cell, desk: usize) {
        ok(host(cell, desk), "sign_out", json!({}));
        let dir = cell.desks[desk].dir.clone();
        std::fs::remove_dir_all(&dir).unwrap();
        copy(&self.0, &dir);
        cell.desks[desk].sit();
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(from, to).unwrap();
        }
    }
}

pub struct Parts {
    read: Duration,
    checked: Duration,
    inserted: Duration,
}

impl Parts {
    /// `file` after the pull, `twin` as it was before.
    pub fn measure(file: &File, before: i64, (twin, hub): (&File, &Cluster)) -> Self {
        let desk = file.open();
        let newest = file.newest();
        let n = (newest - before) as usize;
        let n_persons: i64 = desk
            .query_row("select count(*) from entry where n > ?1 and usig is not null", [before], |r| r.get(0))
            .unwrap();
        let mut bare = twin.open();
        raw::dictionaries(&desk, &bare);
        let inserted = (before..newest).step_by(BATCH).map(|from| {
            let rows = raw::rows(&desk, from, newest.min(from + BATCH as i64));
            timed(|| raw::insert(&mut bare, &rows)).1
        });
        let inserted = inserted.sum();
        Self { read: read(hub, n), checked: check(n + n_persons as usize), inserted }
    }

    pub fn all(&self) -> [(&'static str, Duration); 3] {
        [
            ("of the parts: rows read from the hub", self.read),
            ("of the parts: signatures checked in batches", self.checked),
            ("of the parts: the same rows into a keyed file", self.inserted),
        ]
    }
}

/// The newest rows of the hub's table, by a connection that is open, in one go.
fn read(hub: &Cluster, n: usize) -> Duration {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(&hub.url("postgres"), NoTls).await.unwrap();
        tokio::spawn(connection);
        let sql = "SELECT e.pos, e.id, e.hdr, e.sig, e.usig, e.body, e.copy, e.redacted FROM hub.entry e
                   JOIN hub.seg g ON g.stream_id = e.stream_id AND e.pos BETWEEN g.from_pos AND g.to_pos
                   ORDER BY g.received_at DESC, e.pos LIMIT $1";
        let began = std::time::Instant::now();
        let rows = client.query(sql, &[&(n as i64)]).await.unwrap();
        assert_eq!(rows.len(), n);
        began.elapsed()
    })
}

/// As many signatures as the entries carry, over texts of a header's length, by two keys.
fn check(n: usize) -> Duration {
    let keys = [1, 2].map(|seed| SigningKey::from_bytes(&[seed; 32]));
    let texts: Vec<Vec<u8>> =
        (0..n as u64).map(|i| [i.to_be_bytes().repeat(20), vec![7; 20]].concat()).collect();
    let signed: Vec<(Signature, VerifyingKey)> = texts
        .iter()
        .zip(keys.iter().cycle())
        .map(|(text, key)| (key.sign(text), key.verifying_key()))
        .collect();
    let (_, took) = timed(|| {
        for (texts, signed) in texts.chunks(BATCH).zip(signed.chunks(BATCH)) {
            let texts: Vec<&[u8]> = texts.iter().map(Vec::as_slice).collect();
            let (signatures, keys): (Vec<Signature>, Vec<VerifyingKey>) = signed.iter().copied().unzip();
            verify_batch(&texts, &signatures, &keys).unwrap();
        }
    });
    took
}

/// User and system, of this process and all its threads.
pub fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
    fields[11..13].iter().map(|ticks| ticks.parse::<f64>().unwrap()).sum::<f64>() / 100.0
}
