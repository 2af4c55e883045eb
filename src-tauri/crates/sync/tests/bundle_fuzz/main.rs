//! Readers of a stranger's bytes under changed bytes: from the corpus, with dice that can be thrown again.
//! Some seconds by default; as long as `GONGLIAN_FUZZ_SECONDS` says. `GONGLIAN_FUZZ_SEED` gives other dice.
//! `GOLDEN=write` makes a missing corpus of the golden bundle.

#[allow(dead_code)]
#[path = "../bundle/craft.rs"]
mod craft;
#[allow(dead_code)]
#[path = "../bundle/kit.rs"]
mod kit;

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sync::bundle::fuzz;

use craft::{HEAD, Pieces, apart, locked, unlocked};
use kit::*;

/// They share the time that is given.
const TARGETS: u64 = 7;

/// A slip, a cut, a lie about a number.
#[derive(Clone, Debug)]
enum Change {
    Flip(Index, u8),
    Cut(Index),
    Insert(Index, Vec<u8>),
    Remove(Index, u8),
    /// Bytes of the same file, somewhere else.
    Copy(Index, Index, u8),
    /// A number that readers have stumbled over, over eight bytes or fewer.
    Number(Index, u64, u8),
}

fn change() -> impl Strategy<Value = Change> {
    let number = prop_oneof![
        Just(0u64),
        Just(0x7f),
        Just(0xff),
        Just(0x7fff),
        Just(0xffff),
        Just(0x7fff_ffff),
        Just(0xffff_ffff),
        Just(u64::MAX >> 1),
        Just(u64::MAX),
        any::<u64>(),
    ];
    prop_oneof![
        4 => (any::<Index>(), 1u8..).prop_map(|(at, by)| Change::Flip(at, by)),
        1 => any::<Index>().prop_map(Change::Cut),
        2 => (any::<Index>(), vec(any::<u8>(), 1..9)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        2 => (any::<Index>(), 1u8..32).prop_map(|(at, n)| Change::Remove(at, n)),
        2 => (any::<Index>(), any::<Index>(), 1u8..64).prop_map(|(from, to, n)| Change::Copy(from, to, n)),
        3 => (any::<Index>(), number, 0u8..4).prop_map(|(at, n, width)| Change::Number(at, n, width)),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let len = bytes.len();
        let here = |at: &Index| at.index(len + 1);
        match change {
            Change::Flip(at, by) if len > 0 => bytes[at.index(len)] ^= by,
            Change::Flip(..) => {}
            Change::Cut(at) => bytes.truncate(here(at)),
            Change::Insert(at, more) => drop(bytes.splice(here(at)..here(at), more.iter().copied())),
            Change::Remove(at, n) => {
                let from = here(at);
                bytes.drain(from..(from + usize::from(*n)).min(len));
            }
            Change::Copy(from, to, n) => {
                let from = here(from);
                let copy = bytes[from..(from + usize::from(*n)).min(len)].to_vec();
                bytes.splice(here(to)..here(to), copy);
            }
            Change::Number(at, n, width) => {
                let (from, n) = (here(at), n.to_be_bytes());
                let n = &n[8 - (1 << width)..];
                bytes.splice(from..(from + n.len()).min(len), n.iter().copied());
            }
        }
    }
    bytes
}

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/bundle_fuzz/corpus")
}

/// Files whose name begins so. Made once of the golden bundle, then kept; what a run finds is added by hand.
fn seeds(kind: &str) -> Vec<Vec<u8>> {
    let read = || {
        let mut paths: Vec<_> =
            fs::read_dir(corpus()).expect("a corpus").flatten().map(|one| one.path()).collect();
        paths.sort();
        let named =
            |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(kind));
        paths.into_iter().filter(named).map(|path| fs::read(path).expect("a file")).collect::<Vec<_>>()
    };
    if read().is_empty() && std::env::var("GOLDEN").is_ok_and(|mode| mode == "write") {
        make_corpus();
    }
    let seeds = read();
    assert!(!seeds.is_empty(), "no `{kind}` in the corpus");
    seeds
}

fn make_corpus() {
    let write = |name: &str, bytes: &[u8]| fs::write(corpus().join(name), bytes).expect("written");
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for k in [1, 2] {
        let part = fs::read(golden.join(format!("bundle.v1.{k}.gljb"))).expect("the golden bundle");
        write(&format!("part-{k}"), &part);
        write(&format!("plain-{k}"), &unlocked(&part, &MINE));
        let pieces = apart(&part);
        write("manifest-golden", &pieces.text());
        let blocks = opened(std::slice::from_ref(&part)).manifest.blocks.clone();
        let mut rest = pieces.blocks.as_slice();
        for (no, block) in blocks.iter().enumerate().filter(|(_, block)| block.part == k) {
            let (packed, behind) = rest.split_at(block.packed as usize);
            rest = behind;
            write(&format!("block-{no}"), packed);
            let raw = if block.raw == block.packed {
                packed.to_vec()
            } else {
                zstd::decode_all(packed).expect("packed")
            };
            write(&format!("items-{no}"), &raw);
        }
    }
    write("code-golden", b"KNUA-BBJA-RDBC-UZAF-EUEL-UDSE");
}

/// Throws changes at a target until its share of the time is over. The seed of a round is printed when it fails.
fn drive(kind: &str, target: impl Fn(Vec<u8>)) {
    let number =
        |name: &str, or| std::env::var(name).map_or(Ok(or), |text| text.parse::<u64>()).expect("a number");
    let (seconds, seed) = (number("GONGLIAN_FUZZ_SECONDS", TARGETS), number("GONGLIAN_FUZZ_SEED", 1));
    let (seeds, until) = (seeds(kind), Instant::now() + Duration::from_millis(seconds * 1000 / TARGETS));
    seeds.iter().cloned().for_each(&target);
    let mut round = 0u64;
    while round == 0 || Instant::now() < until {
        let mut dice = [0; 32];
        dice[..8].copy_from_slice(&seed.to_be_bytes());
        dice[8..16].copy_from_slice(&round.to_be_bytes());
        let config = Config { cases: 64, failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &dice));
        let cases = (any::<Index>(), vec(change(), 1..8));
        let thrown = runner.run(&cases, |(which, changes)| {
            target(changed(which.get(&seeds).clone(), &changes));
            Ok(())
        });
        if let Err(why) = thrown {
            panic!("{kind}, seed {seed}, round {round}: {why}");
        }
        round += 1;
    }
    println!("{kind}: {} cases", round * 64);
}

#[test]
fn manifests() {
    drive("manifest", |bytes| {
        if let Some(again) = fuzz::manifest(&bytes) {
            assert_eq!(fuzz::manifest(&again), Some(again.clone()), "one writing");
        }
    });
}

#[test]
fn cbor() {
    drive("items", |bytes| {
        // What is counted before it is made is judged by the ledger's reader alike.
        assert_eq!(fuzz::cbor(&bytes), ledger::cbor::decode(&bytes).is_ok());
    });
}

#[test]
fn items() {
    drive("items", |bytes| {
        fuzz::items(&bytes);
    });
}

#[test]
fn blocks() {
    drive("block", |bytes| {
        for raw in [0, 1, bytes.len() as u32, 4 * bytes.len() as u32, u32::MAX] {
            fuzz::block(&bytes, raw);
        }
    });
}

#[test]
fn codes() {
    drive("code", |bytes| {
        fuzz::code(&String::from_utf8_lossy(&bytes));
    });
}

#[test]
fn parts() {
    drive("part", |bytes| {
        fuzz::part(&bytes, &MINE);
    });
}

/// Behind the lock the plain bytes are changed too, and signed and locked again by a dishonest exporter.
#[test]
fn plain_bytes() {
    let head = seeds("part").remove(0)[..HEAD].to_vec();
    drive("plain", |bytes| {
        let (front, blocks) = bytes.split_at(bytes.len().min(4));
        let said = front.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        let (text, behind) = blocks.split_at(said.min(blocks.len()));
        let blocks = behind.get(64..).unwrap_or_default().to_vec();
        let pieces = Pieces { head: head.clone(), manifest: Default::default(), blocks, signer: signer() };
        fuzz::part(&locked(&pieces.head, &pieces.plain(text), &MINE), &MINE);
    });
}
