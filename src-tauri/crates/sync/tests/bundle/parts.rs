//! Parts missing, doubled, swapped and of other bundles; keys that are not the right ones.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use ledger::{SigningKey, Value};
use sync::bundle::{Fault, Items, Place, Refused, Section, open};

use crate::craft::{Pieces, apart, empty, locked, unlocked};
use crate::kit::*;

fn faults(parts: &[Vec<u8>]) -> Vec<Fault> {
    opened(parts).faults().to_vec()
}

#[test]
fn a_missing_part_is_named() {
    let (_, parts) = two_parts();
    for (kept, missing) in [(0, 2), (1, 1)] {
        let mut opened = opened(&parts[kept..=kept]);
        assert_eq!(opened.whole(), Err(Refused::Missing(vec![missing])));
        assert_eq!(opened.missing(), [missing]);
        let why = opened.blocks(Section::Changes, 0).find_map(|(_, read)| read.err());
        assert_eq!(why, Some(Refused::Missing(vec![missing])));
    }
}

#[test]
fn a_part_that_is_there_twice_is_told_and_the_bundle_is_read() {
    let (_, parts) = two_parts();
    let mut opened = opened(&[parts[0].clone(), parts[1].clone(), parts[0].clone()]);
    assert_eq!(opened.faults(), [Fault { file: 2, why: Refused::Doubled { part: 1 } }]);
    assert_eq!(raws(&mut opened, Section::Changes), entries(8, &station()));
}

#[test]
fn a_part_of_another_bundle_is_named_and_the_others_are_read() {
    let (one, other) = (two_parts().1, two_parts().1);
    let mixed = [one[0].clone(), other[1].clone(), one[1].clone()];
    assert_eq!(faults(&mixed), [Fault { file: 1, why: Refused::OtherBundle { part: 2 } }]);
    assert_eq!(raws(&mut opened(&mixed), Section::Changes), entries(8, &station()));
}

#[test]
fn parts_that_claim_each_others_places_are_refused() {
    let (_, mut parts) = two_parts();
    parts[0][23] = 2;
    parts[1][23] = 1;
    let mut opened = opened(&parts);
    let told =
        opened.faults().len() + opened.blocks(Section::Changes, 0).filter(|(_, read)| read.is_err()).count();
    let good = opened.blocks(Section::Changes, 0).filter(|(_, read)| read.is_ok()).count();
    assert!(told > 0);
    assert_eq!(good, 0, "no block stands where the manifest says");
}

#[test]
fn a_head_that_contradicts_the_manifest_is_refused() {
    let (_, parts) = two_parts();
    for (at, byte) in [(21, 0xff), (25, 3), (23, 3), (23, 0)] {
        let mut changed = parts.clone();
        changed[1][at] = byte;
        let why = &faults(&changed)[0];
        assert_eq!(why.file, 1);
        assert!(matches!(why.why, Refused::Altered { place: Place::Head, .. }), "byte {at}: {why:?}");
    }
}

#[test]
fn another_key_does_not_open_it() {
    let (_, parts) = two_parts();
    assert_eq!(open(cursors(&parts), &OTHER).err(), Some(Refused::NotForThisKey { part: 1 }));
}

#[test]
fn passed_on_to_somebody_the_exporter_did_not_name_it_is_refused() {
    let (_, parts) = two_parts();
    let plain = unlocked(&parts[0], &MINE);
    let passed_on = locked(&parts[0][..26], &plain, &OTHER);
    assert_eq!(open(cursors(&[passed_on]), &OTHER).err(), Some(Refused::NotNamed { part: 1 }));
}

#[test]
fn somebody_elses_signature_is_refused() {
    let mut pieces = apart(&two_parts().1[0]);
    pieces.signer = SigningKey::from_bytes(&[0x77; 32]);
    assert_eq!(pieces.refused(), Refused::WrongSignature { part: 1 });
    // Adding a name to the recipients needs the exporter's key too.
    let named = Value::List(vec![Value::List(vec![desk(4).into(), public(&OTHER).to_vec().into()])]);
    let forged = locked(&pieces.head, &pieces.clone().with("to", named).plain(&pieces.text()), &OTHER);
    assert_eq!(open(cursors(&[forged]), &OTHER).err(), Some(Refused::WrongSignature { part: 1 }));
}

#[test]
fn two_signed_manifests_of_one_bundle_are_not_mixed() {
    let (_, parts) = two_parts();
    let other = apart(&parts[1]).with("number", Value::Int(8)).together();
    let mut opened = opened(&[parts[0].clone(), other]);
    assert_eq!(opened.faults(), [Fault { file: 1, why: Refused::Differs { part: 2 } }]);
    assert_eq!(opened.missing(), [2]);
    assert!(opened.blocks(Section::Changes, 0).any(|(_, read)| read.is_ok()));
}

#[test]
fn something_else_is_no_bundle() {
    for bytes in [b"".as_slice(), b"GLJ", b"PK\x03\x04 a workbook, and a long one at that", &[0; 4096]] {
        let why = open([Cursor::new(bytes)], &MINE).err();
        assert_eq!(why, Some(Refused::NotABundle), "{bytes:?}");
    }
    assert_eq!(open(Vec::<Cursor<Vec<u8>>>::new(), &MINE).err(), Some(Refused::NotABundle));
}

/// A disc with a scratch: reading across it fails.
struct Scratched(Cursor<Vec<u8>>, u64);

impl Read for Scratched {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let before = self.1.saturating_sub(self.0.position()) as usize;
        match before {
            0 if self.0.position() < self.1 + 2048 => Err(io::Error::from(io::ErrorKind::TimedOut)),
            0 => self.0.read(into),
            _ => {
                let most = before.min(into.len());
                self.0.read(&mut into[..most])
            }
        }
    }
}
impl Seek for Scratched {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn a_scratch_on_the_disc_names_its_blocks_and_the_rest_is_read() {
    let (written, parts) = one_large();
    let disc = Scratched(Cursor::new(parts[0].clone()), 150_000);
    let mut opened = open([disc], &MINE).expect("its manifest is read");
    let read: Vec<_> = opened.blocks(Section::Changes, 0).collect();
    assert_eq!(read.len(), written.manifest.blocks.len());
    let bad: Vec<_> =
        read.iter().filter_map(|(no, read)| read.as_ref().err().map(|why| (*no, why))).collect();
    assert!(!bad.is_empty() && bad.len() < read.len(), "{} of {}", bad.len(), read.len());
    for (no, why) in bad {
        let place = Place::Block(no);
        assert_eq!(*why, Refused::Unreadable { part: 1, place, why: io::ErrorKind::TimedOut });
    }
    assert!(read.last().expect("blocks").1.is_ok(), "behind the scratch it goes on");
}

#[test]
fn other_blocks_under_a_genuine_manifest_are_refused() {
    // Another recipient has manifest and signature too, and can lock whatever he likes beside them.
    let block = |text: &str| ledger::cbor::encode(&Value::List(vec![text.into()]));
    let (genuine, other) = (block("as signed"), block("a forgery"));
    let mut pieces = empty().with_block("ckpt", &genuine, (1, genuine.len() as i64));
    let checkpoints = |pieces: &Pieces| opened(&[pieces.together()]).blocks(Section::Checkpoints, 0).next();
    let (no, read) = checkpoints(&pieces).expect("a block");
    assert_eq!((no, read), (0, Ok(Items::Checkpoints(vec!["as signed".into()]))));
    pieces.blocks = other;
    let (no, read) = checkpoints(&pieces).expect("a block");
    assert_eq!((no, read), (0, Err(Refused::Altered { part: 1, place: Place::Block(0) })));
}
