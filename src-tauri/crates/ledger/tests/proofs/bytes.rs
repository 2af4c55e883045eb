//! The bytes: one writing for every value, nothing else is read, and no byte can be changed unseen.

use ledger::cbor::{self, Unreadable};
use ledger::{Broken, Entry, Envelope, Op, Pen, Sealed, Standing, TooBig, Value, flag};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::scene::*;

fn hex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).expect("hex")).collect()
}

pub fn plain_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        (-30i64..300).prop_map(Value::Int),
        "\\PC{0,12}".prop_map(Value::Text),
        vec(any::<u8>(), 0..40).prop_map(Value::Bytes),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::List),
            btree_map("\\PC{0,6}", inner, 0..5).prop_map(Value::Map),
        ]
    })
}

/// One byte of a written value is another: much of it is read, as noise hardly ever is.
fn nearly_written() -> impl Strategy<Value = Vec<u8>> {
    (plain_value(), any::<prop::sample::Index>(), any::<u8>()).prop_map(|(value, at, other)| {
        let mut bytes = cbor::encode(&value);
        let at = at.index(bytes.len());
        bytes[at] = other;
        bytes
    })
}

#[test]
fn values_are_written_as_the_examples_of_rfc_8949_are() {
    // Appendix A of RFC 8949, those of the kinds used here.
    let cases: [(Value, &str); 14] = [
        (Value::Int(0), "00"),
        (Value::Int(23), "17"),
        (Value::Int(24), "1818"),
        (Value::Int(1000), "1903e8"),
        (Value::Int(1_000_000), "1a000f4240"),
        (Value::Int(1_000_000_000_000), "1b000000e8d4a51000"),
        (Value::Int(-1), "20"),
        (Value::Int(-100), "3863"),
        (Value::Int(-1000), "3903e7"),
        (Value::Bool(false), "f4"),
        (Value::Null, "f6"),
        (Value::Text("水".into()), "63e6b0b4"),
        (Value::Bytes(vec![1, 2, 3, 4]), "4401020304"),
        (
            Value::map([("a", Value::Int(1)), ("b", Value::List(vec![Value::Int(2), Value::Int(3)]))]),
            "a26161016162820203",
        ),
    ];
    for (value, expected) in cases {
        assert_eq!(cbor::encode(&value), hex(expected), "{value:?}");
        assert_eq!(cbor::decode(&hex(expected)), Ok(value));
    }
}

#[test]
fn the_extremes_of_a_number_are_kept() {
    for n in [i64::MIN, i64::MIN + 1, -1, 0, i64::MAX] {
        assert_eq!(cbor::decode(&cbor::encode(&Value::Int(n))), Ok(Value::Int(n)));
    }
}

#[test]
fn anything_but_the_one_writing_is_refused() {
    use Unreadable::*;
    let deep = |n: usize| [vec![0x81; n], vec![0x00]].concat();
    let cases: Vec<(&str, Vec<u8>, Unreadable)> = vec![
        ("empty", hex(""), Short),
        ("23 in two bytes", hex("1817"), NotShortest),
        ("255 in three bytes", hex("1900ff"), NotShortest),
        ("65535 in five", hex("1a0000ffff"), NotShortest),
        ("2^32-1 in nine", hex("1b00000000ffffffff"), NotShortest),
        ("-24 in two bytes", hex("3817"), NotShortest),
        ("a length in two bytes", hex("580161"), NotShortest),
        ("2^63", hex("1b8000000000000000"), Range),
        ("-2^63-1", hex("3b8000000000000000"), Range),
        ("indefinite bytes", hex("5f4101ff"), Indefinite),
        ("indefinite text", hex("7f6161ff"), Indefinite),
        ("indefinite list", hex("9f01ff"), Indefinite),
        ("indefinite map", hex("bf616101ff"), Indefinite),
        ("a break alone", hex("ff"), Kind),
        ("reserved length", hex("1c"), Kind),
        ("keys out of order", hex("a2616201616101"), KeyOrder),
        ("the longer key first", hex("a262616101616201"), KeyOrder),
        ("a key twice", hex("a2616101616102"), KeyOrder),
        ("a number as key", hex("a10101"), Kind),
        ("a tag", hex("c11a514b67b0"), Kind),
        ("half float", hex("f90000"), Kind),
        ("double", hex("fb3ff199999999999a"), Kind),
        ("undefined", hex("f7"), Kind),
        ("simple(255)", hex("f8ff"), Kind),
        ("bad UTF-8", hex("62c328"), NotUtf8),
        ("a trailing byte", hex("0000"), Trailing),
        ("text cut short", hex("6261"), Short),
        ("a list of 2^60 claimed", hex("9b1000000000000000"), Short),
        ("a map of 2^32 claimed", hex("ba00010000"), Short),
        ("bytes of 2^63 claimed", hex("5b7fffffffffffffff"), Short),
        ("seventeen lists deep", deep(17), TooDeep),
        ("a hundred thousand deep", deep(100_000), TooDeep),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(cbor::decode(&bytes), Err(expected), "{name}");
    }
    assert!(cbor::decode(&deep(16)).is_ok());
}

#[test]
fn an_independent_reader_agrees() {
    let value = Value::map([("数", Value::Int(-300)), ("b", Value::Bytes(vec![7; 300]))]);
    let bytes = cbor::encode(&value);
    let mut reader = minicbor::Decoder::new(&bytes);
    assert_eq!(reader.map().unwrap(), Some(2));
    assert_eq!((reader.str().unwrap(), reader.bytes().unwrap()), ("b", [7u8; 300].as_slice()));
    assert_eq!((reader.str().unwrap(), reader.i64().unwrap()), ("数", -300));
    assert_eq!(reader.position(), bytes.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn decoding_gives_the_value_back_and_encoding_is_injective(a in plain_value(), b in plain_value()) {
        let (of_a, of_b) = (cbor::encode(&a), cbor::encode(&b));
        prop_assert_eq!(cbor::decode(&of_a), Ok(a.clone()));
        prop_assert_eq!(a == b, of_a == of_b);
    }

    #[test]
    fn whatever_is_read_writes_itself_again(bytes in prop_oneof![vec(any::<u8>(), 0..60), nearly_written()]) {
        if let Ok(value) = cbor::decode(&bytes) {
            prop_assert_eq!(cbor::encode(&value), bytes);
        }
    }

    #[test]
    fn noise_is_never_an_entry(hdr in vec(any::<u8>(), 0..200), body in vec(any::<u8>(), 0..200)) {
        prop_assert!(Entry::read(hdr, vec![0; 64], None, body).is_err());
    }
}

fn reread(entry: &Entry) -> Result<Entry, Broken> {
    Entry::read(entry.hdr.clone(), entry.sig.clone(), entry.usig.clone(), entry.body.clone())
}

/// One entry with all ops, signed by a person.
pub fn everything(cell: &mut Cell) -> Entry {
    let id = cell.admin[0].id;
    let ops = vec![
        Op::set("title", "路灯不亮"),
        Op::add("tag", "急"),
        Op::remove("tag", 7i64),
        Op::Line { line: "note".into(), value: Value::map([("who", "王".into())]), corrects: Some((id, 3)) },
        Op::line("note", "二"),
        Op::go("main", "", "registered"),
        Op::TakeNo { series: "reg".into(), number: "DC-SQ-2026-A001".into(), counter: 1 },
        Op::Same { record: desk_record(1), off: false },
        Op::Hide { hidden: false },
        Op::Blob {
            address: vec![1; 32],
            key: vec![2; 32],
            size: 12,
            mime: "image/png".into(),
            name: "照片".into(),
            about: Value::Null,
        },
        Op::Unknown { kind: "field.blend".into(), v: 1, args: Value::Int(1) },
        Op::Unknown { kind: "field.set".into(), v: 2, args: Value::List(vec![]) },
    ];
    cell.write(Act::new(0, PROSECUTOR, ops).flags(flag::PERSON).at(1_790_000_000_000))
}

fn steering(id: ledger::EntryId) -> Vec<Op> {
    vec![
        Op::Undo { deed: ledger::DeedId::from_bytes([3; 16]), reason: "误登".into() },
        Op::ResolveFlow { flow: "main".into(), to: "accepted".into(), adopts: vec![id] },
        Op::ResolveField { field: "basis".into(), to: Value::Null, adopts: vec![] },
        Op::Redact {
            entry: id,
            item: 1,
            kind: "field.set".into(),
            field: "title".into(),
            ground: "PIPL47".into(),
            approver: Value::Null,
        },
    ]
}

#[test]
fn every_op_reads_back_as_it_was_written() {
    let mut cell = Cell::new(1);
    let first = everything(&mut cell);
    let second = cell.write(Act::new(0, HEAD, steering(first.id)).after(&[&first]).flags(flag::PERSON));
    for entry in [first, second] {
        assert_eq!(reread(&entry).as_ref(), Ok(&entry));
    }
}

#[test]
fn no_byte_can_be_changed_unseen() {
    let mut cell = Cell::new(1);
    let whole = everything(&mut cell);
    let authority = cell.authority();
    for entry in [whole.clone(), whole.redacted(&[0, 4])] {
        assert_eq!(authority.standing(&reread(&entry).unwrap()), Standing::Good);
        let parts = [&entry.hdr, &entry.sig, entry.usig.as_ref().unwrap(), &entry.body];
        for (part, len) in parts.iter().map(|part| part.len()).enumerate() {
            for (at, bit) in (0..len).flat_map(|at| [(at, 1u8), (at, 0x80)]) {
                let mut changed: Vec<Vec<u8>> = parts.iter().map(|part| (*part).clone()).collect();
                changed[part][at] ^= bit;
                let [hdr, sig, usig, body] = <[Vec<u8>; 4]>::try_from(changed).unwrap();
                let passed = Entry::read(hdr, sig, Some(usig), body)
                    .is_ok_and(|read| read.id == entry.id && authority.standing(&read) == Standing::Good);
                assert!(!passed, "part {part}, byte {at}, bit {bit}");
                // A changed header is another id; then no signature fits.
            }
        }
    }
}

#[test]
fn a_changed_header_never_has_power() {
    let mut cell = Cell::new(1);
    let entry = everything(&mut cell);
    let authority = cell.authority();
    for at in 0..entry.hdr.len() {
        let mut hdr = entry.hdr.clone();
        hdr[at] ^= 1;
        let read = Entry::read(hdr, entry.sig.clone(), entry.usig.clone(), entry.body.clone());
        assert!(read.is_err() || authority.standing(&read.unwrap()) != Standing::Good, "byte {at}");
    }
}

#[test]
fn cut_or_lengthened_bytes_are_refused() {
    let mut cell = Cell::new(1);
    let entry = everything(&mut cell);
    for len in 0..entry.hdr.len() {
        assert!(Entry::read(entry.hdr[..len].to_vec(), entry.sig.clone(), None, entry.body.clone()).is_err());
    }
    for len in 0..entry.body.len() {
        assert!(Entry::read(entry.hdr.clone(), entry.sig.clone(), None, entry.body[..len].to_vec()).is_err());
    }
    for part in 0..2 {
        let (mut hdr, mut body) = (entry.hdr.clone(), entry.body.clone());
        if part == 0 {
            hdr.push(0)
        } else {
            body.push(0)
        }
        assert!(Entry::read(hdr, entry.sig.clone(), None, body).is_err());
    }
}

#[test]
fn limits_are_named_before_anything_is_numbered() {
    let mut cell = Cell::new(1);
    let mut pen = Pen::new(writer(0), desk_key(0), "test");
    let mut refuse = |ops: Vec<Op>, parents: usize| {
        let mut draft = cell.draft("appeal", appeal(), ops);
        draft.parents = (0..parents).map(|n| ledger::EntryId([n as u8; 32])).collect();
        let refused = pen.write(draft, None).map(|entry| entry.id);
        (refused.unwrap_err(), pen.next_seq)
    };
    let many = |n: usize| (0..n).map(|_| Op::set("a", 1i64)).collect::<Vec<_>>();
    let nested = (0..16).fold(Value::Null, |inner, _| Value::List(vec![inner]));
    assert_eq!(refuse(vec![], 0), (TooBig::Items(0), 1));
    assert_eq!(refuse(many(257), 0), (TooBig::Items(257), 1));
    assert_eq!(refuse(many(1), 33), (TooBig::Parents(33), 1));
    assert_eq!(refuse(vec![Op::set("a", nested)], 0), (TooBig::Depth, 1));
    let (big, seq) = refuse(vec![Op::set("a", "字".repeat(180_000).as_str())], 0);
    assert!(matches!(big, TooBig::Bytes(n) if n > 512 * 1024) && seq == 1);
    let sound = cell.draft("appeal", appeal(), many(256));
    assert!(pen.write(sound, None).is_ok_and(|entry| reread(&entry).is_ok()));
}

#[test]
fn an_oversized_entry_is_refused_before_it_is_read() {
    assert_eq!(Entry::read(vec![0xb2; 600_000], vec![0; 64], None, vec![0]), Err(Broken::TooBig));
    assert_eq!(Entry::read(vec![], vec![0; 64], None, vec![]), Err(Broken::NoBody));
    assert_eq!(Entry::read(vec![0], vec![0; 63], None, vec![0]), Err(Broken::Signature));
    assert_eq!(Entry::read(vec![0], vec![0; 64], Some(vec![0; 65]), vec![0]), Err(Broken::Signature));
}

#[test]
fn a_known_kind_must_have_its_own_args() {
    let mut cell = Cell::new(1);
    for (kind, args) in [
        ("field.set", Value::List(vec!["a".into()])),
        ("wf.move", Value::List(vec!["main".into(), "".into(), 1i64.into()])),
        ("hide", Value::Bool(true)),
        ("undo", Value::List(vec![Value::Bytes(vec![1; 15]), "".into()])),
        ("line.add", Value::List(vec!["n".into(), Value::Null, Value::List(vec![])])),
    ] {
        let op = Op::Unknown { kind: kind.into(), v: 1, args };
        let forged = cell.write(Act::new(0, LIAISON, vec![op]));
        assert_eq!(reread(&forged), Err(Broken::Item), "{kind}");
    }
}

#[test]
fn a_sealed_entry_is_carried_unread_and_proves_itself_when_opened() {
    let mut cell = Cell::new(1);
    let entry = cell.write(Act::new(0, LIAISON, vec![Op::set("facts", "举报")]));
    let turn = |plain: &[u8]| plain.iter().map(|b| b ^ 0x5a).collect::<Vec<u8>>();
    let seal =
        |plain: &[u8]| Ok::<_, ()>(Sealed { key_id: 3, wraps: vec![vec![1; 48]], ciphertext: turn(plain) });
    let sealed = reread(&entry.sealed(seal).unwrap()).unwrap();
    let authority = cell.authority();
    assert!(sealed.unopened() && sealed.id == entry.id);
    assert_eq!(authority.standing(&sealed), Standing::Good);
    assert_eq!(ledger::fold([&sealed], &authority).unwrap().n_sealed, 1);
    let Envelope::Sealed(held) = &sealed.envelope else { panic!("sealed") };
    let opened = sealed.open(&turn(&held.ciphertext)).unwrap();
    assert_eq!((opened.items.clone(), opened.unopened()), (entry.items.clone(), false));
    let other = cell.write(Act::new(0, LIAISON, vec![Op::set("facts", "别的")]));
    assert_eq!(sealed.open(&other.body), Err(Broken::Commitment));
}
