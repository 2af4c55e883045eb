//! A hub in a database of its own, with the city, an office and a station let in.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use ledger::{EntryId, RecordId, Stream};
use sha2::{Digest, Sha256};
use sync::Raw;
use sync::hub::{Admin, DeskAccess, Identity, Patience, PgMailbox, Target, Trust, ca};
use sync::session::{Progress, Report, exchange};

use crate::cell::{Cell, Size, named, note_draft, station_stream};
use crate::cluster::{AUTHORITY, Cluster, VALID, shared, trust};
use crate::desk::Desk;

pub const CITY: usize = 0;
pub const OFFICE: usize = 1;
pub const STATION: usize = 2;
pub const QUOTA: u64 = 50_000_000;

pub struct Scene {
    pub cluster: Arc<Cluster>,
    pub database: String,
    pub desks: Vec<Desk>,
    deeds: usize,
}

impl Scene {
    /// On the server that all tests share.
    pub fn new(database: &str) -> Self {
        Self::on(shared(), database)
    }

    pub fn on(cluster: Arc<Cluster>, database: &str) -> Self {
        cluster.admin("postgres").batch(&format!("CREATE DATABASE {database}")).unwrap();
        let desks = Cell::found(Size { offices: 1, stations: 1 }).desks;
        let scene = Self { cluster, database: database.into(), desks, deeds: 0 };
        let mut admin = scene.admin();
        assert_eq!(admin.init().unwrap().left_open, Vec::<String>::new());
        let list = scene.accesses();
        assert_eq!(admin.apply(&list).unwrap().admitted.len(), 3);
        scene
    }

    pub fn admin(&self) -> Admin {
        self.cluster.admin(&self.database)
    }

    pub fn role(&self, desk: usize) -> String {
        role(&self.database, desk)
    }

    pub fn accesses(&self) -> Vec<DeskAccess> {
        let access = |desk: &Desk| DeskAccess {
            role: self.role(desk.n),
            reads: desk.scope.reads.clone(),
            writes: desk.scope.all().map(|(stream, _)| stream.clone()).collect(),
            redacts: if desk.n == CITY { vec![st()] } else { Vec::new() },
            last_days: BTreeMap::new(),
            quota: QUOTA,
        };
        self.desks.iter().map(access).collect()
    }

    pub fn target(&self, desk: usize) -> Target {
        let role = self.role(desk);
        Target {
            host: "127.0.0.1".into(),
            port: self.cluster.port,
            database: self.database.clone(),
            trust: Trust { identity: Some(identity(&role)), ..trust() },
            role,
            app: "gonglian test".into(),
            patience: Patience { call: Duration::from_secs(20), ..Patience::default() },
        }
    }

    pub fn mailbox(&self, desk: usize) -> PgMailbox {
        PgMailbox::new(self.target(desk)).unwrap()
    }

    pub fn exchange(&mut self, desk: usize) -> Report {
        let mut mailbox = self.mailbox(desk);
        self.exchange_by(&mut mailbox, desk)
    }

    pub fn exchange_by(&mut self, mailbox: &mut PgMailbox, desk: usize) -> Report {
        exchange(mailbox, &mut self.desks[desk], &mut go_on).expect("no crash")
    }

    pub fn write(&mut self, desk: usize) -> EntryId {
        self.write_long(desk, 1)
    }

    pub fn write_long(&mut self, desk: usize, length: usize) -> EntryId {
        self.deeds += 1;
        let record = RecordId::natural("appeal", &format!("{desk}"));
        let draft = note_draft((&st(), record), (desk, self.deeds), length);
        let seed = *named("seed", self.deeds).bytes();
        self.desks[desk].write(draft, (None, seed))
    }

    /// Entries with ids and no meaning, for what the hub does with bytes.
    pub fn raws(&self, from: u32, n: u32) -> Vec<Raw> {
        (from..from + n).map(raw).collect()
    }
}

pub fn raw(n: u32) -> Raw {
    let hdr = n.to_be_bytes().to_vec();
    let id = EntryId(Sha256::digest(&hdr).into());
    Raw { id, stream: st(), hdr, sig: vec![1; 64], usig: None, body: vec![2; 400] }
}

pub fn st() -> Stream {
    station_stream(0)
}

pub fn go_on(_: &Progress<'_>) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub fn role(database: &str, desk: usize) -> String {
    let hash: [u8; 32] = Sha256::digest(database).into();
    format!("d_{:02x}{:02x}{:02x}{:02x}{desk:08x}", hash[0], hash[1], hash[2], hash[3])
}

/// Certificates are made once a name.
pub fn identity(role: &str) -> Identity {
    static MADE: OnceLock<Mutex<HashMap<String, Identity>>> = OnceLock::new();
    let mut made = MADE.get_or_init(Mutex::default).lock().unwrap();
    made.entry(role.to_owned())
        .or_insert_with(|| {
            let request = ca::request(role).unwrap();
            let cert_pem = ca::desk(&AUTHORITY, (role, &request.csr_pem), &VALID).unwrap();
            Identity { cert_pem, key_pem: request.key_pem }
        })
        .clone()
}
