//! Entries in a block, laid out in columns: headers beside headers, signatures beside signatures. Signatures do not pack, and
//! between headers they would keep those from packing too.

use ledger::{EntryId, Stream, Value, cbor};
use sha2::{Digest, Sha256};

use super::limit::{MAX_ENTRY, MAX_SIGNATURE, MAX_STREAM, MIN_HDR};
use super::skim;
use crate::Raw;

/// Streams that one block names; their places are written in two bytes.
const MAX_STREAMS: usize = 1 << 16;

#[derive(Default)]
pub struct Columns {
    streams: Vec<Stream>,
    /// Places of streams, then lengths: each a column of its own.
    place: Vec<u8>,
    hdr_len: Vec<u8>,
    sig_len: Vec<u8>,
    usig_len: Vec<u8>,
    body_len: Vec<u8>,
    hdr: Vec<u8>,
    sig: Vec<u8>,
    usig: Vec<u8>,
    body: Vec<u8>,
    pub items: u32,
}

impl Columns {
    /// What the block weighs, nearly: lengths and heads of CBOR are left out.
    pub fn weight(&self) -> u64 {
        (self.hdr.len() + self.sig.len() + self.usig.len() + self.body.len()) as u64
    }

    /// Whether it is too large to travel, known before anything is written.
    pub fn fits(raw: &Raw) -> bool {
        let usig = raw.usig.as_ref().map_or(0, Vec::len);
        raw.hdr.len() >= MIN_HDR
            && raw.hdr.len() + raw.body.len() <= MAX_ENTRY
            && raw.sig.len() <= MAX_SIGNATURE
            && usig <= MAX_SIGNATURE
            && raw.stream.0.len() <= MAX_STREAM
    }

    pub fn has_room(&self, raw: &Raw) -> bool {
        self.streams.len() < MAX_STREAMS || self.streams.contains(&raw.stream)
    }

    /// Invariant: the caller asked `fits` and `has_room`.
    pub fn push(&mut self, raw: &Raw) {
        let place = self.streams.iter().rposition(|stream| *stream == raw.stream).unwrap_or_else(|| {
            self.streams.push(raw.stream.clone());
            self.streams.len() - 1
        });
        let usig = raw.usig.as_deref().unwrap_or_default();
        self.place.extend((place as u16).to_be_bytes());
        self.hdr_len.extend((raw.hdr.len() as u32).to_be_bytes());
        self.sig_len.extend((raw.sig.len() as u16).to_be_bytes());
        self.usig_len.extend((usig.len() as u16).to_be_bytes());
        self.body_len.extend((raw.body.len() as u32).to_be_bytes());
        self.hdr.extend(&raw.hdr);
        self.sig.extend(&raw.sig);
        self.usig.extend(usig);
        self.body.extend(&raw.body);
        self.items += 1;
    }

    pub fn bytes(self) -> Vec<u8> {
        let streams = self.streams.into_iter().map(|stream| stream.0).collect::<Vec<_>>();
        let columns = [self.place, self.hdr_len, self.sig_len, self.usig_len, self.body_len];
        let columns = columns.into_iter().chain([self.hdr, self.body, self.sig, self.usig]);
        cbor::encode(&Value::List([streams.into()].into_iter().chain(columns.map(Value::Bytes)).collect()))
    }
}

/// The entries of a block, each under the id its header has. What they are worth is not asked here.
/// `None`: not such a block, or an entry beyond its limits.
pub fn read(raw: &[u8]) -> Option<Vec<Raw>> {
    let value = skim::value(raw)?;
    let [streams, rest @ ..] = skim::list(&value)? else { return None };
    let streams = skim::list(streams)?.iter().map(|stream| stream.text()).collect::<Option<Vec<_>>>()?;
    if streams.iter().any(|stream| stream.len() > MAX_STREAM) {
        return None;
    }
    let columns = rest.iter().map(skim::bytes).collect::<Option<Vec<_>>>()?;
    let [place, hdr_len, sig_len, usig_len, body_len, mut hdr, mut body, mut sig, mut usig] =
        <[&[u8]; 9]>::try_from(columns).ok()?;
    let items = place.len() / 2;
    let even = [(place, 2), (hdr_len, 4), (sig_len, 2), (usig_len, 2), (body_len, 4)];
    if even.iter().any(|(column, width)| column.len() != items * width) || items > hdr.len() / MIN_HDR {
        return None;
    }
    let mut out = Vec::with_capacity(items);
    for n in 0..items {
        let hdr = take(&mut hdr, number::<4>(hdr_len, n))?;
        let usig = take(&mut usig, number::<2>(usig_len, n))?;
        let raw = Raw {
            id: EntryId(Sha256::new().chain_update([0]).chain_update(hdr).finalize().into()),
            stream: Stream((*streams.get(number::<2>(place, n))?).to_owned()),
            hdr: hdr.to_vec(),
            sig: take(&mut sig, number::<2>(sig_len, n))?.to_vec(),
            usig: (!usig.is_empty()).then(|| usig.to_vec()),
            body: take(&mut body, number::<4>(body_len, n))?.to_vec(),
        };
        out.push(Some(raw).filter(Columns::fits)?);
    }
    [hdr, body, sig, usig].iter().all(|rest| rest.is_empty()).then_some(out)
}

fn number<const N: usize>(column: &[u8], n: usize) -> usize {
    column[n * N..(n + 1) * N].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

fn take<'a>(from: &mut &'a [u8], len: usize) -> Option<&'a [u8]> {
    let (taken, rest) = from.split_at_checked(len)?;
    *from = rest;
    Some(taken)
}
