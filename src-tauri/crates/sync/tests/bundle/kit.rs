//! A sending desk, a receiving desk, entries between them, and bundles in memory.

use std::cell::RefCell;
use std::io::{self, Cursor, Write};
use std::ops::ControlFlow;
use std::rc::Rc;

use ledger::{
    AccountId, Clk, DeedId, Draft, GrantId, Op, Pen, RecordId, SigningKey, Stream, Value, WriterId,
};
use sync::Raw;
use sync::bundle::{
    Blob, Feed, Items, Kind, Load, NotWritten, Opened, Receipt, Recipient, Section, Segment, Sending, Taken,
    Written, open, write,
};

/// X25519 secrets of the desks.
pub const MINE: [u8; 32] = [0x21; 32];
pub const OTHER: [u8; 32] = [0x22; 32];

pub fn public(secret: &[u8; 32]) -> [u8; 32] {
    x25519_dalek::PublicKey::from(&x25519_dalek::StaticSecret::from(*secret)).to_bytes()
}

pub fn desk(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

pub fn signer() -> SigningKey {
    SigningKey::from_bytes(&[0x11; 32])
}

pub fn sending(signer: &SigningKey) -> Sending<'_> {
    Sending {
        kind: Kind::Exchange,
        root: [0x31; 32],
        demo: false,
        from: desk(1),
        sign: signer,
        recipients: vec![Recipient { desk: desk(2), seal: public(&MINE) }],
        number: 7,
        made_ms: 1_790_000_000_000,
        app: "0.1.0+1".into(),
        note: "八月第三周".into(),
        part_bytes: sync::bundle::limit::PART,
        scratch: scratch(),
    }
}

fn scratch() -> &'static std::path::Path {
    std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// Entries of one writer in one station's stream, each some 500 bytes.
pub fn entries(n: u64, stream: &Stream) -> Vec<Raw> {
    let mut pen = Pen::new(WriterId([9; 16]), SigningKey::from_bytes(&[0x12; 32]), "0.1.0+1");
    (0..n)
        .map(|i| {
            Raw::of(&pen.write_seeded(draft(i, stream), person(i).as_ref(), [i as u8; 16]).expect("fits"))
        })
        .collect()
}

/// Every third one is an act that a person signs.
fn person(i: u64) -> Option<SigningKey> {
    i.is_multiple_of(3).then(|| SigningKey::from_bytes(&[0x13; 32]))
}

fn draft(i: u64, stream: &Stream) -> Draft {
    Draft {
        stream: stream.clone(),
        record: RecordId::from_bytes([i as u8; 16]),
        noun: "appeal".into(),
        act: "note".into(),
        parents: vec![],
        wall_ms: 1_790_000_000_000 + i,
        clk: Clk::InStep,
        account: AccountId::from_bytes([5; 16]),
        grant: GrantId::from_bytes([6; 16]),
        flags: 0,
        deed: DeedId::from_bytes([i as u8; 16]),
        k: 1,
        n: 1,
        ops: vec![
            Op::set("title", "东湖社区路灯不亮，已三周"),
            Op::line("note", Value::map([("text", "已电话联系，约周五上门".into())])),
        ],
    }
}

pub fn station() -> Stream {
    Stream::station(RecordId::from_bytes([3; 16]))
}

pub fn feed<'a, T: 'a>(all: impl IntoIterator<Item = T, IntoIter: 'a>) -> Feed<'a, T> {
    Box::new(all.into_iter().map(Ok))
}

pub fn receipt() -> Receipt {
    let bundle = sync::bundle::BundleId([0x41; 16]);
    Receipt { bundle, desk: desk(1), result: Taken::Held, heads: [0x42; 32], at_ms: 1_790_000_000_001 }
}

pub fn segment() -> Segment {
    Segment { hub: desk(8), stream: station(), to_pos: 4711, hash: [0x43; 32] }
}

pub const CHECKPOINT: &str = "gonglian/st\n3\nAAAA\n\n— desk BBBB\n";

/// A little of everything: the `n` entries, two of `admin`, a receipt, a checkpoint, a segment, an attachment.
pub fn load<'a>(n: u64, blob: &'a [u8]) -> Load<'a> {
    Load {
        key: feed(entries(2, &Stream::admin())),
        receipts: feed([receipt()]),
        checkpoints: feed([CHECKPOINT.to_owned()]),
        segments: feed([segment()]),
        changes: feed(entries(n, &station())),
        blobs: feed([Blob { address: [0x44; 32], read: Box::new(blob) }]),
    }
}

pub type Parts = Vec<Vec<u8>>;

#[derive(Clone, Default)]
pub struct Disc(pub Rc<RefCell<Parts>>);

pub struct Out(Disc, usize);

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.0.borrow_mut()[self.1].extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Disc {
    pub fn part(&self, k: u16) -> io::Result<Out> {
        self.0.borrow_mut().push(vec![]);
        assert_eq!(self.0.borrow().len(), usize::from(k), "parts come in order");
        Ok(Out(self.clone(), usize::from(k) - 1))
    }
}

pub fn try_write(sending: &Sending<'_>, load: Load<'_>) -> Result<(Written, Parts), NotWritten> {
    let disc = Disc::default();
    let written = write(sending, load, &mut |k| disc.part(k), &mut |_| ControlFlow::Continue(()))?;
    Ok((written, disc.0.take()))
}

pub fn written(sending: &Sending<'_>, load: Load<'_>) -> (Written, Parts) {
    try_write(sending, load).expect("it is written")
}

/// A bundle of two parts, small enough to flip every byte of it.
pub fn two_parts() -> (Written, Parts) {
    let signer = signer();
    let sending = Sending { part_bytes: 3_400, ..sending(&signer) };
    let (written, parts) =
        written(&sending, Load { changes: feed(entries(8, &station())), ..Load::default() });
    assert_eq!(parts.len(), 2, "{:?}", parts.iter().map(Vec::len).collect::<Vec<_>>());
    (written, parts)
}

/// Several sealed pieces of 64 KiB, in many blocks: half of what it holds does not pack.
pub fn one_large() -> (Written, Parts) {
    let signer = signer();
    let sending = Sending { part_bytes: 500_000, ..sending(&signer) };
    let load = Load { changes: feed(entries(2_500, &station())), ..Load::default() };
    let (written, parts) = written(&sending, load);
    assert_eq!(parts.len(), 1);
    assert!(parts[0].len() > 3 * 65_552, "{} bytes", parts[0].len());
    (written, parts)
}

pub fn cursors(parts: &[Vec<u8>]) -> Vec<Cursor<Vec<u8>>> {
    parts.iter().cloned().map(Cursor::new).collect()
}

pub fn opened(parts: &[Vec<u8>]) -> Opened<Cursor<Vec<u8>>> {
    open(cursors(parts), &MINE).expect("it opens")
}

/// The entries of a section, all blocks read.
pub fn raws<R: io::Read + io::Seek>(opened: &mut Opened<R>, section: Section) -> Vec<Raw> {
    let blocks = opened.blocks(section, 0).map(|(_, read)| read.expect("a good block"));
    blocks
        .flat_map(|items| if let Items::Entries(all) = items { all } else { panic!("no entries") })
        .collect()
}
