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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As `read` gives it back: under the id that its header has.
    fn raw(stream: &str, hdr: usize, body: usize) -> Raw {
        let hdr = vec![1; hdr];
        let id = EntryId(Sha256::new().chain_update([0]).chain_update(&hdr).finalize().into());
        Raw { id, stream: Stream(stream.into()), hdr, sig: vec![2; 64], usig: None, body: vec![3; body] }
    }

    fn there_and_back(all: &[Raw]) -> Option<Vec<Raw>> {
        let mut columns = Columns::default();
        all.iter().for_each(|one| columns.push(one));
        read(&columns.bytes())
    }

    #[test]
    fn each_part_of_an_entry_has_its_limit() {
        let plain = raw("s", 64, 0);
        let cases = [
            ("a header below", raw("s", MIN_HDR - 1, 0), false),
            ("a header at", raw("s", MIN_HDR, 0), true),
            ("an entry at", raw("s", MIN_HDR, MAX_ENTRY - MIN_HDR), true),
            ("an entry above", raw("s", MIN_HDR, MAX_ENTRY - MIN_HDR + 1), false),
            ("no signature", Raw { sig: vec![], ..plain.clone() }, true),
            ("a signature at", Raw { sig: vec![0; 1024], ..plain.clone() }, true),
            ("a signature above", Raw { sig: vec![0; 1025], ..plain.clone() }, false),
            ("a person's signature at", Raw { usig: Some(vec![0; 1024]), ..plain.clone() }, true),
            ("a person's signature above", Raw { usig: Some(vec![0; 1025]), ..plain.clone() }, false),
            ("a stream at", raw(&"s".repeat(256), 64, 0), true),
            ("a stream above", raw(&"s".repeat(257), 64, 0), false),
            // Three bytes a sign.
            ("a Chinese stream below", raw(&"站".repeat(85), 64, 0), true),
            ("a Chinese stream above", raw(&"站".repeat(86), 64, 0), false),
        ];
        for (what, raw, fits) in cases {
            assert_eq!(Columns::fits(&raw), fits, "{what}");
        }
    }

    #[test]
    fn a_block_names_so_many_streams_and_no_more() {
        let streams = |n: usize| (0..n).map(|n| Stream(n.to_string())).collect();
        let room = |n: usize| Columns { streams: streams(n), ..Columns::default() };
        let new = raw("new", 64, 0);
        assert!(room(MAX_STREAMS - 1).has_room(&new));
        assert!(!room(MAX_STREAMS).has_room(&new));
        assert!(room(MAX_STREAMS).has_room(&raw("0", 64, 0)), "one that is named already");
    }

    #[test]
    fn an_empty_second_signature_is_none() {
        let given = Raw { usig: Some(vec![]), ..raw("s", 64, 3) };
        assert_eq!(there_and_back(&[given]), Some(vec![raw("s", 64, 3)]));
    }

    #[test]
    fn an_empty_block_holds_no_entries() {
        assert_eq!(there_and_back(&[]), Some(vec![]));
    }

    /// Columns in their order: place, lengths of header, signature, second signature and body; headers, bodies, both
    /// signatures.
    fn one() -> [Vec<u8>; 9] {
        let lengths = [vec![0, 0], vec![0, 0, 0, 64], vec![0, 2], vec![0, 0], vec![0, 0, 0, 3]];
        let [place, hdr, sig, usig, body] = lengths;
        [place, hdr, sig, usig, body, vec![1; 64], vec![3; 3], vec![2; 2], vec![]]
    }

    fn block(streams: &[&str], columns: [Vec<u8>; 9]) -> Vec<u8> {
        let streams = Value::List(streams.iter().map(|stream| Value::from(*stream)).collect());
        let columns = columns.map(Value::Bytes);
        cbor::encode(&Value::List([streams].into_iter().chain(columns).collect()))
    }

    #[test]
    fn a_block_by_hand_is_read() {
        let expected = Raw { sig: vec![2; 2], ..raw("s", 64, 3) };
        assert_eq!(read(&block(&["s"], one())), Some(vec![expected]));
    }

    #[test]
    fn columns_that_contradict_each_other_are_no_block() {
        let cases: [(&str, usize, &[u8]); 15] = [
            ("a stream that is not named", 0, &[0, 1]),
            ("half a place", 0, &[0]),
            ("a place too many", 0, &[0, 0, 0, 0]),
            ("half a length", 1, &[0, 64]),
            ("a header below its limit", 1, &[0, 0, 0, 63]),
            ("a header beyond the column", 1, &[0, 0, 0, 65]),
            ("a header of four gigabytes", 1, &[255; 4]),
            ("half a signature's length", 2, &[2]),
            ("a signature left over", 2, &[0, 1]),
            ("a signature beyond the column", 2, &[0, 3]),
            ("a second signature that is not there", 3, &[0, 1]),
            ("a body left over", 4, &[0, 0, 0, 2]),
            ("a body beyond the column", 4, &[0, 0, 0, 4]),
            ("a body of four gigabytes", 4, &[255; 4]),
            ("a second signature left over", 8, &[9]),
        ];
        for (what, at, bytes) in cases {
            let mut columns = one();
            columns[at] = bytes.to_vec();
            assert_eq!(read(&block(&["s"], columns)), None, "{what}");
        }
        let long = "s".repeat(MAX_STREAM + 1);
        assert_eq!(read(&block(&[], one())), None, "no stream at all");
        assert_eq!(read(&block(&["s", &long], one())), None, "a stream beyond its limit");
        assert!(read(&block(&["s", &long[1..]], one())).is_some(), "a stream at its limit");
    }

    #[test]
    fn what_is_not_of_the_shape_is_no_block() {
        let encoded = |value: Value| cbor::encode(&value);
        let columns = || one().map(Value::Bytes).into_iter();
        let streams = || Value::List(vec!["s".into()]);
        for bytes in [
            vec![],
            encoded(Value::Null),
            encoded(Value::List(vec![])),
            encoded(Value::List(vec![streams()])),
            encoded(Value::List([streams()].into_iter().chain(columns().take(8)).collect())),
            encoded(Value::List([streams()].into_iter().chain(columns()).chain([Value::Null]).collect())),
            encoded(Value::List(columns().collect())),
            encoded(Value::List([Value::List(vec![Value::Int(1)])].into_iter().chain(columns()).collect())),
        ] {
            assert_eq!(read(&bytes), None, "{bytes:?}");
        }
        let whole = block(&["s"], one());
        for cut in 0..whole.len() {
            assert_eq!(read(&whole[..cut]), None, "cut at {cut}");
        }
        assert_eq!(read(&[whole.as_slice(), &[0]].concat()), None, "a byte too many");
    }

    fn any_raw() -> impl Strategy<Value = Raw> {
        let bytes = |least: usize, most: usize| proptest::collection::vec(any::<u8>(), least..most);
        let usig = proptest::option::of(bytes(1, 70));
        (0u8..4, bytes(MIN_HDR, 90), bytes(0, 70), usig, bytes(0, 40)).prop_map(
            |(stream, hdr, sig, usig, body)| {
                let id = EntryId(Sha256::new().chain_update([0]).chain_update(&hdr).finalize().into());
                Raw { id, stream: Stream(format!("站/{stream}")), hdr, sig, usig, body }
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_goes_in_comes_out_in_its_order(all in proptest::collection::vec(any_raw(), 0..12)) {
            let mut columns = Columns::default();
            all.iter().for_each(|one| columns.push(one));
            prop_assert_eq!(columns.items as usize, all.len());
            prop_assert_eq!(columns.weight(), all.iter().map(|one| one.len() as u64).sum::<u64>());
            prop_assert_eq!(there_and_back(&all), Some(all));
        }

        #[test]
        fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(read(&bytes).is_none_or(|all| all.iter().all(Columns::fits)));
        }
    }
}
