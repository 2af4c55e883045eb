//! Bytes of a bundle of 20,000 entries to what cannot be made smaller, and how fast it is written and read.
//! `cargo bench -p sync --bench bundle`.

#[allow(dead_code)] // dice are for other benches
mod corpus;

use std::collections::HashSet;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::time::Instant;

use ledger::{Entry, RecordId, SigningKey};
use sync::Raw;
use sync::bundle::{Kind, Load, Recipient, Section, Sending, limit, open, write};

use corpus::{ENTRIES, history};

const SECRET: [u8; 32] = [0x21; 32];
fn main() {
    let entries = history();
    let raws: Vec<Raw> = entries.iter().map(Raw::of).collect();
    let raw: usize = raws.iter().map(Raw::len).sum();
    let signer = SigningKey::from_bytes(&[1; 32]);
    let began = Instant::now();
    let parts = bundle(&signer, raws.clone());
    let wrote = began.elapsed().as_secs_f64();
    let bytes: usize = parts.iter().map(Vec::len).sum();

    let began = Instant::now();
    let mut opened = open(parts.into_iter().map(Cursor::new), &SECRET).expect("it opens");
    let read: usize =
        opened.blocks(Section::Changes, 0).map(|(_, read)| read.map_or(0, |items| items.len())).sum();
    let took = began.elapsed().as_secs_f64();
    assert_eq!(read, ENTRIES);

    let (fixed, rest) = floor(&entries);
    let floor = fixed + zstd(&rest);
    println!(r#"{{"figure":"raw bytes an entry","bytes":{}}}"#, raw / ENTRIES);
    println!(
        r#"{{"figure":"bundle bytes an entry","bytes":{},"floor":{}}}"#,
        bytes / ENTRIES,
        floor / ENTRIES
    );
    println!(r#"{{"figure":"random bytes an entry","bytes":{}}}"#, fixed / ENTRIES);
    println!(
        r#"{{"figure":"bundle bytes to what cannot be packed and zstd-3 of the rest","ratio":{:.3},"aim":1.15}}"#,
        bytes as f64 / floor as f64
    );
    println!(
        r#"{{"figure":"the same in rows instead of columns","ratio":{:.3}}}"#,
        rows(&raws) as f64 / floor as f64
    );
    println!(r#"{{"figure":"entries written a second","n":{:.0}}}"#, ENTRIES as f64 / wrote);
    println!(r#"{{"figure":"entries read a second","n":{:.0}}}"#, ENTRIES as f64 / took);
}

fn bundle(signer: &SigningKey, raws: Vec<Raw>) -> Vec<Vec<u8>> {
    let seal = x25519_dalek::PublicKey::from(&x25519_dalek::StaticSecret::from(SECRET)).to_bytes();
    let folder = std::env::temp_dir();
    let sending = Sending {
        kind: Kind::Exchange,
        root: [0; 32],
        demo: false,
        from: RecordId::from_bytes([1; 16]),
        sign: signer,
        recipients: vec![Recipient { desk: RecordId::from_bytes([2; 16]), seal }],
        number: 1,
        made_ms: 1_790_000_000_000,
        app: "bench".into(),
        note: String::new(),
        part_bytes: limit::PART,
        scratch: &folder,
    };
    let (out, disc) = tempfile::NamedTempFile::new().map(|file| (file.reopen(), file)).expect("a file");
    let mut out = Some(out.expect("a file"));
    let load = Load { changes: Box::new(raws.into_iter().map(Ok)), ..Load::default() };
    let mut sink = |_| out.take().ok_or_else(|| std::io::Error::other("one part is enough"));
    write(&sending, load, &mut sink, &mut |_| ControlFlow::Continue(())).expect("it is written");
    vec![std::fs::read(disc.path()).expect("it was written")]
}

fn zstd(bytes: &[u8]) -> usize {
    zstd::bulk::compress(bytes, 3).expect("memory").len()
}

/// Blocks of 1 MiB with one entry behind the other, to compare with.
fn rows(raws: &[Raw]) -> usize {
    let mut block = Vec::new();
    let mut sum = 0;
    for raw in raws {
        let usig = raw.usig.as_deref().unwrap_or_default();
        for field in [raw.stream.0.as_bytes(), &raw.hdr, &raw.sig, usig, &raw.body] {
            block.extend((field.len() as u16).to_be_bytes());
            block.extend(field);
        }
        if block.len() >= 1024 * 1024 {
            sum += zstd(&block);
            block.clear();
        }
    }
    sum + zstd(&block)
}

/// What is random, each piece counted where it stands first; and everything else in one stream, with the random pieces and
/// what repeats them taken out.
fn floor(entries: &[Entry]) -> (usize, Vec<u8>) {
    let (mut known, mut fixed, mut rest) = (HashSet::new(), 0, Vec::new());
    for entry in entries {
        fixed += entry.sig.len() + entry.usig.as_ref().map_or(0, Vec::len);
        let header = &entry.header;
        let ids = header.prev.iter().chain(&header.parents).map(|id| id.0.to_vec());
        let mut pieces: Vec<Vec<u8>> =
            ids.chain([header.body.to_vec(), entry.body[2..18].to_vec()]).collect();
        // The first 48 bits of these are the time; 10 bytes are not.
        pieces.extend([header.record.bytes(), header.deed.bytes()].map(|id| id[6..].to_vec()));
        let mut left = [entry.hdr.as_slice(), &entry.body].concat();
        for piece in pieces {
            cut(&mut left, &piece);
            fixed += if known.insert(piece.clone()) { piece.len() } else { 0 };
        }
        rest.extend(left);
    }
    (fixed, rest)
}

fn cut(from: &mut Vec<u8>, piece: &[u8]) {
    if let Some(at) = from.windows(piece.len()).position(|here| here == piece) {
        from.drain(at..at + piece.len());
    }
}
