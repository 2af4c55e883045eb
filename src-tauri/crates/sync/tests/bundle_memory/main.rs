//! What a hostile part may cost in memory, and an honest one in writing: measured by the system, alone in this process.

#[allow(dead_code)]
#[path = "../bundle/craft.rs"]
mod craft;
#[allow(dead_code)]
#[path = "../bundle/kit.rs"]
mod kit;

use std::io::{self, Cursor, Read};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use ledger::Value;
use sync::bundle::{Blob, Load, Refused, Section, open, write};

use craft::{Pieces, empty, locked};
use kit::*;

const MIB: u64 = 1024 * 1024;
/// Generous, for a machine that does other things beside; what matters is the memory.
const AT_ONCE: Duration = Duration::from_secs(10);

/// Forgets the most memory this process ever held. `None` where the system keeps no such figure.
fn forget() -> Option<u64> {
    std::fs::write("/proc/self/clear_refs", "5").ok()?;
    held()
}

/// The most memory held since, in MiB.
fn held() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib / 1024)
}

/// A zstd frame that unpacks `bytes` with four bytes for each 128 KiB.
fn zeros(bytes: u64) -> Vec<u8> {
    let blocks = bytes / (128 * 1024);
    // Magic; no size, no checksum; a window of 8 MiB.
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0, 13 << 3];
    for n in 1..=blocks {
        let head = u32::from(n == blocks) | 1 << 1 | (128 * 1024) << 3;
        frame.extend(&head.to_le_bytes()[..3]);
        frame.push(0);
    }
    frame
}

fn first_block(part: &[u8]) -> Refused {
    let mut opened = open([Cursor::new(part)], &MINE).expect("its manifest passes");
    opened.blocks(Section::Checkpoints, 0).next().expect("a block").1.expect_err("it is refused")
}

fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let n = |n: i64| Value::Int(n);
    let block = |raw: i64, packed: i64| {
        Value::List(vec!["chg".into(), n(1), n(1), n(raw), n(packed), vec![0u8; 32].into()])
    };
    let text = |text: &[u8]| locked(&empty().head, &empty().plain(text), &MINE);
    let claims = |head: u8| text(&[vec![head], (u64::MAX >> 1).to_be_bytes().to_vec()].concat());
    let many = [vec![0x9a], (2 * MIB as u32).to_be_bytes().to_vec(), vec![0xf6; 2 * MIB as usize]].concat();
    let raw = empty().with("blocks", vec![block(16 * MIB as i64, MIB as i64); 600]);
    let size = [&u32::MAX.to_be_bytes()[..], &[0; 1000]].concat();
    vec![
        ("a manifest of 4 GiB by what it says", locked(&empty().head, &size, &MINE)),
        ("a list of 2^63 values", claims(0x9b)),
        ("a map of 2^63 values", claims(0xbb)),
        ("a text of 2^63 bytes", claims(0x7b)),
        ("2 million values", text(&many)),
        ("nested 10,000 deep", text(&[vec![0x81; 10_000], vec![0]].concat())),
        ("600 blocks of 16 MiB", raw.together()),
    ]
}

/// A block that packs 2 GiB of zeros into 64 KiB, declared as the most that its ratio allows.
fn two_gib() -> Pieces {
    let frame = zeros(2048 * MIB);
    assert!(frame.len() <= 65_542, "{} bytes", frame.len());
    empty().with_block("ckpt", &frame, (1, frame.len() as i64 * 64))
}

#[test]
fn bombs_are_refused_at_once_and_cost_no_memory() {
    let (bombs, swollen) = (bombs(), two_gib().together());
    let Some(before) = forget() else {
        println!("skipped: this system does not tell how much memory a process held");
        return;
    };
    for (name, part) in &bombs {
        let began = Instant::now();
        let why = open([Cursor::new(part.as_slice())], &MINE).err();
        assert!(began.elapsed() < AT_ONCE, "{name}: {:?}", began.elapsed());
        let named = matches!(why, Some(Refused::Altered { part: 1, .. } | Refused::TooLarge { part: 1, .. }));
        assert!(named, "{name}: {why:?}");
    }
    let began = Instant::now();
    assert_eq!(first_block(&swollen), Refused::Bomb { part: 1, block: 0 });
    assert!(began.elapsed() < AT_ONCE, "2 GiB in 64 KiB: {:?}", began.elapsed());
    // The longest manifest is 2 MiB; the frame has a window of 8 MiB.
    let after = held().expect("told before");
    println!("bombs: held {before} MiB, then {after} MiB");
    assert!(after - before <= 20, "held {} MiB more", after - before);
    writing_holds_a_block_at_a_time();
}

/// In the same test, since the figure is of the process.
fn writing_holds_a_block_at_a_time() {
    let (signer, before) = (signer(), forget().expect("told before"));
    let read: Box<dyn Read> = Box::new(io::repeat(7).take(20 * MIB));
    let load = Load { blobs: feed([Blob { address: [1; 32], read }]), ..Load::default() };
    let written = write(&sending(&signer), load, &mut |_| Ok(io::sink()), &mut |_| ControlFlow::Continue(()));
    assert_eq!(written.expect("it is written").manifest.attachments[0].size, 20 * MIB);
    let after = held().expect("told before");
    println!("writing: held {before} MiB, then {after} MiB");
    assert!(after - before <= 8, "writing 20 MiB held {} MiB more", after - before);
}
