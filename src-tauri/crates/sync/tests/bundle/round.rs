//! What goes in comes out: every section, any number of parts, from any block on.

use ledger::Stream;
use sync::bundle::{Attachment, Items, Kind, Load, Section, Sending, Total, gather, open, recognise};

use crate::kit::*;

#[test]
fn everything_comes_out_as_it_went_in() {
    let (signer, blob) = (signer(), vec![7u8; 1_500_000]);
    let (written, parts) = written(&sending(&signer), load(30, &blob));
    assert_eq!(parts.len(), 1);
    let mut opened = opened(&parts);
    assert_eq!(opened.whole(), Ok(()));
    assert_eq!(opened.me, desk(2));
    assert_eq!(opened.manifest, written.manifest);
    assert_eq!(raws(&mut opened, Section::Key), entries(2, &Stream::admin()));
    assert_eq!(raws(&mut opened, Section::Changes), entries(30, &station()));
    let one = |section| opened.blocks(section, 0).next().unwrap().1.unwrap();
    let mut one = one;
    assert_eq!(one(Section::Receipts), Items::Receipts(vec![receipt()]));
    assert_eq!(one(Section::Checkpoints), Items::Checkpoints(vec![CHECKPOINT.into()]));
    assert_eq!(one(Section::Segments), Items::Segments(vec![segment()]));
    let chunks: Vec<_> = opened.blocks(Section::Blobs, 0).map(|(_, read)| read.unwrap()).collect();
    let sizes: Vec<_> = chunks
        .iter()
        .flat_map(|items| if let Items::Chunks(all) = items { all.as_slice() } else { &[] })
        .map(|chunk| (chunk.no, chunk.bytes.len()))
        .collect();
    assert_eq!(sizes, [(0, 1_048_576), (1, 451_424)]);
}

#[test]
fn the_manifest_says_from_whom_to_whom_and_how_much() {
    let signer = signer();
    let (written, _) = written(&sending(&signer), load(30, b"ciphertext"));
    let manifest = &written.manifest;
    assert_eq!(
        (manifest.kind, manifest.demo, manifest.number, manifest.parts),
        (Kind::Exchange, false, 7, 1)
    );
    assert_eq!(manifest.exporter.sign, signer.verifying_key().to_bytes());
    assert_eq!(manifest.exporter.desk, desk(1));
    assert_eq!(manifest.recipients[0].desk, desk(2));
    assert_eq!(manifest.note, "八月第三周");
    assert_eq!(manifest.total(Section::Changes).items, 30);
    assert_eq!(manifest.total(Section::Receipts).items, 1);
    assert_eq!(manifest.total(Section::Segments).items, 1);
    // Both runs of entries are of one writer; the longer one tells how far it goes.
    let ranges: Vec<_> = manifest.writers.iter().map(|range| (range.low, range.high)).collect();
    assert_eq!(ranges, [(1, 30)]);
    assert_eq!(manifest.attachments, [Attachment { address: [0x44; 32], size: 10, chunks: 1 }]);
}

#[test]
fn an_empty_bundle_says_so() {
    let signer = signer();
    let (written, parts) = written(&sending(&signer), Load::default());
    let mut opened = opened(&parts);
    assert_eq!(opened.whole(), Ok(()));
    assert_eq!(written.manifest.total(Section::Changes), Total::default());
    assert_eq!(opened.blocks(Section::Changes, 0).count(), 0);
}

#[test]
fn parts_are_found_again_whatever_they_are_called() {
    let (signer, other) = (signer(), two_parts());
    let sending = Sending { part_bytes: 4_000, ..sending(&signer) };
    let (_, parts) = written(&sending, Load { changes: feed(entries(30, &station())), ..Load::default() });
    assert!(parts.len() >= 4, "{} parts", parts.len());
    let last = parts.len() as u16;
    let mut folder = vec![("photo.jpg", b"\xff\xd8\xff\xe0 and so on, no bundle".as_slice())];
    folder.push(("a", &other.1[1]));
    folder.extend(parts[1..].iter().rev().map(|part| ("b", part.as_slice())));
    folder.push(("copy of 2", &parts[1]));
    let found = folder.into_iter().filter_map(|(name, bytes)| Some((name, recognise(bytes)?)));
    let sets = gather(found);
    assert_eq!(sets.len(), 2);
    assert_eq!((sets[0].id, sets[0].missing()), (other.0.manifest.id, vec![1]));
    assert_eq!((sets[1].n, sets[1].missing()), (last, vec![1]));
    assert_eq!(sets[1].doubled, [(2, "copy of 2")]);
}

#[test]
fn each_part_is_known_by_itself_and_can_come_later() {
    let (written, parts) = two_parts();
    let mut half = opened(&parts[1..]);
    assert_eq!(half.manifest, written.manifest);
    assert_eq!(half.missing(), [1]);
    let read: Vec<_> = half.blocks(Section::Changes, 0).map(|(no, read)| (no, read.is_ok())).collect();
    let expected: Vec<_> = (0u32..).zip(&written.manifest.blocks).map(|(no, b)| (no, b.part == 2)).collect();
    assert_eq!(read, expected);
    let mut swapped = open(cursors(&[parts[1].clone(), parts[0].clone()]), &MINE).unwrap();
    assert_eq!(raws(&mut swapped, Section::Changes), entries(8, &station()));
}

#[test]
fn reading_goes_on_at_any_block() {
    let (written, parts) = two_parts();
    let n = written.manifest.blocks.len() as u32;
    assert!(n >= 3, "{n} blocks");
    let whole = raws(&mut opened(&parts), Section::Changes);
    for from in 0..=n {
        let mut opened = opened(&parts);
        let rest: Vec<_> = opened
            .blocks(Section::Changes, from)
            .flat_map(|(_, read)| if let Ok(Items::Entries(all)) = read { all } else { vec![] })
            .collect();
        let before: u32 = written.manifest.blocks[..from as usize].iter().map(|block| block.items).sum();
        assert_eq!(rest, whole[before as usize..], "from block {from}");
    }
}

#[test]
fn several_recipients_each_open_it_as_themselves() {
    let signer = signer();
    let mut sending = sending(&signer);
    sending.recipients.push(sync::bundle::Recipient { desk: desk(4), seal: public(&OTHER) });
    let (_, parts) = written(&sending, load(3, b"c"));
    for (secret, me) in [(&MINE, desk(2)), (&OTHER, desk(4))] {
        assert_eq!(open(cursors(&parts), secret).unwrap().me, me);
    }
}

#[test]
fn what_a_newer_program_adds_to_the_manifest_is_passed_over() {
    let later = crate::craft::empty().with("later", "something").together();
    assert_eq!(opened(&[later]).whole(), Ok(()));
}
