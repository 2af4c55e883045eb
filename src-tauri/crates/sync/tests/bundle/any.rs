//! Anything that may travel comes out as it went in, whatever it is.

use ledger::{EntryId, Stream};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use sync::Raw;
use sync::bundle::{Blob, Items, Load, Section, Sending};

use crate::kit::*;

prop_compose! {
    fn raw()(
        stream in "(st|of|pub)/[0-9a-f]{0,12}",
        hdr in vec(any::<u8>(), 64..400),
        sig in vec(any::<u8>(), 0..80),
        usig in weighted(0.3, vec(any::<u8>(), 1..140)),
        body in vec(any::<u8>(), 0..700),
    ) -> Raw {
        let id = EntryId(Sha256::new().chain_update([0]).chain_update(&hdr).finalize().into());
        Raw { id, stream: Stream(stream), hdr, sig, usig, body }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn entries_and_attachments_come_out_as_they_went_in(
        key in vec(raw(), 0..4),
        changes in vec(raw(), 0..40),
        blobs in vec(vec(any::<u8>(), 0..3_000), 0..4),
        part_bytes in 12_000u64..60_000,
    ) {
        let signer = signer();
        let sending = Sending { part_bytes, ..sending(&signer) };
        let files = (0u8..).zip(&blobs).map(|(n, blob)| Blob { address: [n; 32], read: Box::new(blob.as_slice()) });
        let load = Load { key: feed(key.clone()), changes: feed(changes.clone()), blobs: feed(files), ..Load::default() };
        let (_, parts) = written(&sending, load);
        let mut opened = opened(&parts);
        prop_assert_eq!(opened.whole(), Ok(()));
        prop_assert_eq!(raws(&mut opened, Section::Key), key);
        prop_assert_eq!(raws(&mut opened, Section::Changes), changes);
        let mut out: Vec<Vec<u8>> = vec![vec![]; blobs.len()];
        for (_, read) in opened.blocks(Section::Blobs, 0) {
            let Ok(Items::Chunks(chunks)) = read else { return Err(TestCaseError::fail("chunks")) };
            chunks.iter().for_each(|chunk| out[usize::from(chunk.address[0])].extend(&chunk.bytes));
        }
        prop_assert_eq!(out, blobs);
    }
}
