//! A bundle of format 1, made once: it must open for ever.
//! `GOLDEN=write cargo test -p sync --test bundle golden` makes files that are missing; it never changes one.

use std::fs;
use std::path::PathBuf;

use ledger::{Stream, WriterId};
use sync::bundle::{
    Attachment, BundleId, Exporter, Items, Kind, Manifest, Range, Recipient, Section, Sending, Total,
};

use crate::kit::*;

fn path(k: usize) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/bundle.v1.{k}.gljb"))
}

/// Two parts with a little of everything.
fn made() -> Parts {
    let signer = signer();
    let sending = Sending { part_bytes: 4_700, ..sending(&signer) };
    written(&sending, load(8, b"ciphertext of an attachment")).1
}

fn parts() -> Parts {
    let missing = (1..=2).all(|k| !path(k).exists());
    if missing && std::env::var("GOLDEN").is_ok_and(|mode| mode == "write") {
        let made = made();
        assert_eq!(made.len(), 2, "{:?}", made.iter().map(Vec::len).collect::<Vec<_>>());
        (1..=2).for_each(|k| fs::write(path(k), &made[k - 1]).expect("written"));
    }
    (1..=2).map(|k| fs::read(path(k)).expect("a golden file")).collect()
}

#[test]
fn the_golden_bundle_opens_for_ever() {
    let mut opened = opened(&parts());
    assert_eq!(opened.whole(), Ok(()));
    assert_eq!(opened.me, desk(2));
    let Manifest { id, blocks, .. } = opened.manifest.clone();
    assert_ne!(id, BundleId([0; 16]));
    assert_eq!(blocks.iter().map(|block| block.items).sum::<u32>(), 2 + 1 + 1 + 1 + 8 + 1);
    assert_eq!(raws(&mut opened, Section::Key), entries(2, &Stream::admin()));
    assert_eq!(raws(&mut opened, Section::Changes), entries(8, &station()));
    let mut one = |section| opened.blocks(section, 0).next().expect("a block").1.expect("a good one");
    assert_eq!(one(Section::Receipts), Items::Receipts(vec![receipt()]));
    assert_eq!(one(Section::Checkpoints), Items::Checkpoints(vec![CHECKPOINT.into()]));
    assert_eq!(one(Section::Segments), Items::Segments(vec![segment()]));
    let Items::Chunks(chunks) = one(Section::Blobs) else { panic!("no chunks") };
    assert_eq!((chunks[0].no, chunks[0].bytes.as_slice()), (0, b"ciphertext of an attachment".as_slice()));
}

#[test]
fn its_manifest_says_what_it_said() {
    let manifest = opened(&parts()).manifest;
    assert_eq!(manifest.kind, Kind::Exchange);
    assert_eq!((manifest.root, manifest.demo, manifest.number), ([0x31; 32], false, 7));
    assert_eq!((manifest.made_ms, manifest.parts), (1_790_000_000_000, 2));
    assert_eq!((manifest.app.as_str(), manifest.note.as_str()), ("0.1.0+1", "八月第三周"));
    // The public keys of the secrets 11…, 21…, as other programs make them.
    let sign = unhex("d04ab232742bb4ab3a1368bd4615e4e6d0224ab71a016baf8520a332c9778737");
    assert_eq!(manifest.exporter, Exporter { desk: desk(1), sign });
    assert_eq!(manifest.recipients, [Recipient { desk: desk(2), seal: unhex(SEAL) }]);
    assert_eq!(manifest.writers, [Range { writer: WriterId([9; 16]), low: 1, high: 8 }]);
    assert_eq!(manifest.total(Section::Changes).items, 8);
    // Two heads of lists, id 17, desk 17, result 1, heads 34, time 9.
    assert_eq!(manifest.total(Section::Receipts), Total { items: 1, raw: 80 });
    assert_eq!(manifest.attachments, [Attachment { address: [0x44; 32], size: 27, chunks: 1 }]);
    let heads = "5e0ee20e4a257f10a2466734700daab319d71ef9107d8c1e8564e94aeb5dba9b";
    assert_eq!(manifest.heads(), unhex(heads));
}

const SEAL: &str = "7d34a4815fa6b982535e60af3bd9b49556816080f1641ff81d2b7c8ae8268a44";

fn unhex(text: &str) -> [u8; 32] {
    std::array::from_fn(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).expect("hex"))
}
