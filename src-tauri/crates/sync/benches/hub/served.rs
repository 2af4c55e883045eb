//! A hub with as many stations as are wanted, each with its own desk, and one desk that may at all of them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use ledger::{EntryId, RecordId, Stream};
use sha2::{Digest, Sha256};
use sync::Raw;
use sync::hub::{DeskAccess, Identity, Patience, PgMailbox, Target, Trust, ca};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, NoTls};

use crate::cluster::{AUTHORITY, Cluster, VALID, trust};
use crate::corpus::Dice;

const QUOTA: u64 = 1 << 50;

pub struct Hub<'a> {
    cluster: &'a Cluster,
    database: &'static str,
    pub streams: Vec<Stream>,
}

impl<'a> Hub<'a> {
    pub fn new(cluster: &'a Cluster, database: &'static str, streams: Vec<Stream>) -> Self {
        cluster.admin("postgres").batch(&format!("CREATE DATABASE {database}")).unwrap();
        let hub = Self { cluster, database, streams };
        let own = |n: usize| vec![hub.streams[n].clone()];
        let mut list: Vec<DeskAccess> = (0..hub.streams.len()).map(|n| hub.access(n, own(n))).collect();
        list.push(hub.access(hub.everybodys(), hub.streams.clone()));
        let mut admin = cluster.admin(database);
        admin.init().unwrap();
        admin.apply(&list).unwrap();
        hub
    }

    /// The desk that may at every stream.
    pub fn everybodys(&self) -> usize {
        self.streams.len()
    }

    fn role(&self, desk: usize) -> String {
        let tag: [u8; 32] = Sha256::digest(self.database).into();
        format!("d_{:02x}{:02x}{:02x}{:02x}{desk:08x}", tag[0], tag[1], tag[2], tag[3])
    }

    fn access(&self, desk: usize, streams: Vec<Stream>) -> DeskAccess {
        let role = self.role(desk);
        let last_days = BTreeMap::new();
        DeskAccess { role, reads: streams.clone(), writes: streams, redacts: vec![], last_days, quota: QUOTA }
    }

    pub fn mailbox(&self, desk: usize) -> PgMailbox {
        let role = self.role(desk);
        let request = ca::request(&role).unwrap();
        let cert_pem = ca::desk(&AUTHORITY, (&role, &request.csr_pem), &VALID).unwrap();
        let identity = Identity { cert_pem, key_pem: request.key_pem };
        PgMailbox::new(Target {
            host: "127.0.0.1".into(),
            port: self.cluster.port,
            database: self.database.into(),
            trust: Trust { identity: Some(identity), ..trust() },
            role,
            app: "bench".into(),
            patience: Patience { connect: Duration::from_secs(120), ..Patience::default() },
        })
        .unwrap()
    }

    /// The server without the hub's functions.
    pub fn bare(&self) -> Bare {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let url = self.cluster.url(self.database);
        let client = runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
            tokio::spawn(connection);
            client
        });
        Bare { runtime, client }
    }

    /// Processor seconds of the server and all it has started, ended or not.
    pub fn cpu_seconds(&self) -> f64 {
        let pid = std::fs::read_to_string(self.cluster.data().join("postmaster.pid")).unwrap();
        let postmaster = pid.lines().next().unwrap().trim().to_owned();
        let numbers = std::fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path().join("stat"));
        let ticks: u64 = numbers.filter_map(|stat| ticks(&stat, &postmaster)).sum();
        ticks as f64 / 100.0
    }
}

/// Of the server itself and of a child of it: user and system, and of the server its ended children's too.
fn ticks(stat: &PathBuf, postmaster: &str) -> Option<u64> {
    let text = std::fs::read_to_string(stat).ok()?;
    let (pid, rest) = text.split_once(" (")?;
    let fields: Vec<&str> = rest.rsplit_once(") ")?.1.split(' ').collect();
    let own =
        |range: std::ops::Range<usize>| fields[range].iter().filter_map(|n| n.parse::<u64>().ok()).sum();
    match (pid == postmaster, fields[1] == postmaster) {
        (true, _) => Some(own(11..15)),
        (_, true) => Some(own(11..13)),
        _ => None,
    }
}

pub struct Bare {
    pub runtime: Runtime,
    pub client: Client,
}

pub fn station(n: usize) -> Stream {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&(n as u64).to_be_bytes());
    Stream::station(RecordId::from_bytes(id))
}

/// Entries of the usual weight whose bytes cannot be packed: the hub looks into none.
pub fn unread(dice: &mut Dice, stream: &Stream, n: usize) -> Vec<Raw> {
    let one = |_| {
        let hdr = dice.bytes::<180>().to_vec();
        let id = EntryId(Sha256::digest(&hdr).into());
        let (sig, body) = (dice.bytes::<64>().to_vec(), dice.bytes::<240>().to_vec());
        Raw { id, stream: stream.clone(), hdr, sig, usig: None, body }
    };
    (0..n).map(one).collect()
}
