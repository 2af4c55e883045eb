//! The header: a map of the eighteen integer keys, all present, `prev` null in a writer's first entry.

use super::{Broken, FMT, MAX_PARENTS};
use crate::cbor::{Reader, Unreadable, Writer};
use crate::{AccountId, Clk, DeedId, EntryId, GrantId, Header, RecordId, Stream, Suite, WriterId};

const KEYS: usize = 18;

pub fn write_header(h: &Header) -> Vec<u8> {
    let mut w = Writer::default();
    w.map(KEYS);
    keyed(&mut w, 1, |w| w.uint(h.fmt.into()));
    keyed(&mut w, 2, |w| w.uint(h.suite as u64));
    keyed(&mut w, 3, |w| w.bytes(&h.writer.0));
    keyed(&mut w, 4, |w| w.uint(h.seq));
    keyed(&mut w, 5, |w| if let Some(prev) = h.prev { w.bytes(&prev.0) } else { w.null() });
    keyed(&mut w, 6, |w| w.text(&h.stream.0));
    keyed(&mut w, 7, |w| w.bytes(h.record.bytes()));
    keyed(&mut w, 8, |w| {
        w.list(h.parents.len());
        h.parents.iter().for_each(|parent| w.bytes(&parent.0));
    });
    keyed(&mut w, 9, |w| w.uint(h.wall_ms));
    keyed(&mut w, 10, |w| w.uint(h.clk as u64));
    keyed(&mut w, 11, |w| w.bytes(h.account.bytes()));
    keyed(&mut w, 12, |w| w.bytes(h.grant.bytes()));
    keyed(&mut w, 13, |w| w.text(&h.app));
    keyed(&mut w, 14, |w| w.uint(h.flags.into()));
    keyed(&mut w, 15, |w| w.bytes(&h.body));
    keyed(&mut w, 16, |w| w.text(&h.act));
    keyed(&mut w, 17, |w| w.text(&h.noun));
    keyed(&mut w, 18, |w| {
        w.list(3);
        w.bytes(h.deed.bytes());
        w.uint(h.k.into());
        w.uint(h.n.into());
    });
    w.0
}

fn keyed(w: &mut Writer, key: u64, value: impl FnOnce(&mut Writer)) {
    w.uint(key);
    value(w);
}

pub fn read_header(hdr: &[u8]) -> Result<Header, Broken> {
    let mut r = Reader::new(hdr);
    let header = fields(&mut r)?;
    r.end().map_err(Broken::Header)?;
    // Invariant: a writer's chain begins once, and a deed's entries are counted from 1.
    let begins = (header.seq == 1) == header.prev.is_none();
    let counted = header.k >= 1 && header.k <= header.n;
    let sorted = header.parents.windows(2).all(|pair| pair[0] < pair[1]);
    if begins && header.seq > 0 && counted && sorted { Ok(header) } else { Err(Broken::Fields) }
}

fn fields(r: &mut Reader<'_>) -> Result<Header, Broken> {
    if r.map(KEYS).map_err(Broken::Header)? != KEYS {
        return Err(Broken::Fields);
    }
    if at(r, 1, Reader::u32)? != FMT {
        return Err(Broken::Newer);
    }
    Ok(Header {
        fmt: FMT,
        suite: suite(at(r, 2, Reader::uint)?)?,
        writer: WriterId(at(r, 3, Reader::fixed)?),
        seq: at(r, 4, Reader::uint)?,
        prev: at(r, 5, |r| if r.null() { Ok(None) } else { r.fixed().map(|id| Some(EntryId(id))) })?,
        stream: Stream(at(r, 6, |r| r.text().map(str::to_owned))?),
        record: RecordId::from_bytes(at(r, 7, Reader::fixed)?),
        parents: at(r, 8, parents)?,
        wall_ms: at(r, 9, Reader::uint)?,
        clk: clk(at(r, 10, Reader::uint)?)?,
        account: AccountId::from_bytes(at(r, 11, Reader::fixed)?),
        grant: GrantId::from_bytes(at(r, 12, Reader::fixed)?),
        app: at(r, 13, |r| r.text().map(str::to_owned))?,
        flags: at(r, 14, Reader::u32)?,
        body: at(r, 15, Reader::fixed)?,
        act: at(r, 16, |r| r.text().map(str::to_owned))?,
        noun: at(r, 17, |r| r.text().map(str::to_owned))?,
        deed: at(r, 18, |r| {
            if r.list(3)? == 3 { r.fixed().map(DeedId::from_bytes) } else { Err(Unreadable::Kind) }
        })?,
        k: r.u32().map_err(Broken::Header)?,
        n: r.u32().map_err(Broken::Header)?,
    })
}

fn at<'a, T>(
    r: &mut Reader<'a>,
    key: u64,
    read: impl FnOnce(&mut Reader<'a>) -> Result<T, Unreadable>,
) -> Result<T, Broken> {
    if r.uint().map_err(Broken::Header)? != key {
        return Err(Broken::Fields);
    }
    read(r).map_err(Broken::Header)
}

fn parents(r: &mut Reader<'_>) -> Result<Vec<EntryId>, Unreadable> {
    let len = r.list(MAX_PARENTS)?;
    (0..len).map(|_| r.fixed().map(EntryId)).collect()
}

fn suite(n: u64) -> Result<Suite, Broken> {
    // SM3+SM2 has its place in the format; a program that cannot hash it cannot name the entry either.
    if n == Suite::Sha256Ed25519 as u64 { Ok(Suite::Sha256Ed25519) } else { Err(Broken::Newer) }
}

fn clk(n: u64) -> Result<Clk, Broken> {
    match n {
        0 => Ok(Clk::InStep),
        1 => Ok(Clk::FreeRunning),
        2 => Ok(Clk::Suspect),
        _ => Err(Broken::Fields),
    }
}
