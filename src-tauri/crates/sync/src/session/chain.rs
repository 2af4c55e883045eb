//! The chained hash of a stream's segments. The client computes it again, so that a hub cannot leave out, swap or rewrite.

use ledger::EntryId;
use sha2::{Digest, Sha256};

use super::{Cursor, Page, Placed};
use crate::Raw;

pub type SegHash = [u8; 32];

/// Hash of a segment: SHA-256 of the segment before it and its own copies in order, each as id and `Raw::copy`.
/// Ids alone would not do: after a fail-over a good copy may take the very place of a broken one.
pub fn chain(before: &SegHash, copies: impl IntoIterator<Item = (EntryId, [u8; 32])>) -> SegHash {
    let mut hash = Sha256::new().chain_update(before);
    copies.into_iter().for_each(|(id, copy)| {
        hash.update(id.0);
        hash.update(copy);
    });
    hash.finalize().into()
}

/// What a hub says that cannot be true.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lie {
    #[error("position {expected} was due, {got} came")]
    Gap { expected: u64, got: u64 },
    #[error("the segment that ends at {at} does not follow from what stands before it")]
    Chain { at: u64 },
    #[error("at {at} other bytes came than were chained")]
    Copy { at: u64 },
    #[error("a page that ends in the middle of a segment, at {at}")]
    Cut { at: u64 },
    #[error("the hub named {head} as its head and gave nothing behind {at}")]
    Withheld { head: u64, at: u64 },
    #[error("at its head {at} the hub named another hash than its segments add up to")]
    Head { at: u64 },
}

/// Dense positions from `after` on, every segment's hash as computed here, nothing behind the last segment.
pub(super) fn check(after: Cursor, page: &Page) -> Result<(), Lie> {
    let mut rest = page.entries.as_slice();
    let mut at = after;
    for cursor in &page.cursors {
        let n = rest.iter().take_while(|entry| entry.pos <= cursor.pos).count();
        let (segment, behind) = rest.split_at(n);
        at = check_segment(at, segment, *cursor)?;
        rest = behind;
    }
    rest.first().map_or(Ok(()), |entry| Err(Lie::Cut { at: entry.pos }))
}

fn check_segment(before: Cursor, segment: &[Placed], says: Cursor) -> Result<Cursor, Lie> {
    let mut pos = before.pos;
    for entry in segment {
        pos += 1;
        if entry.pos != pos {
            return Err(Lie::Gap { expected: pos, got: entry.pos });
        }
        let other = |raw: &Raw| raw.id != entry.id || raw.copy() != entry.copy;
        if !entry.redacted && entry.raw.as_ref().is_some_and(other) {
            return Err(Lie::Copy { at: entry.pos });
        }
    }
    if pos != says.pos || segment.is_empty() {
        return Err(Lie::Gap { expected: pos + 1, got: says.pos });
    }
    let hash = chain(&before.seg_hash, segment.iter().map(|entry| (entry.id, entry.copy)));
    if hash == says.seg_hash { Ok(says) } else { Err(Lie::Chain { at: says.pos }) }
}

/// The head the hub named must be on the way that its segments show.
pub(super) fn check_head(head: Cursor, page: &Page) -> Result<(), Lie> {
    let other = page.cursors.iter().any(|cursor| cursor.pos == head.pos && cursor.seg_hash != head.seg_hash);
    if other { Err(Lie::Head { at: head.pos }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> EntryId {
        EntryId([n; 32])
    }

    fn of(n: u8) -> (EntryId, [u8; 32]) {
        (id(n), [n; 32])
    }

    fn page(entries: &[(u64, u8)], cursors: Vec<Cursor>) -> Page {
        let placed = |(pos, n): &(u64, u8)| Placed {
            pos: *pos,
            id: id(*n),
            copy: [*n; 32],
            redacted: false,
            raw: None,
        };
        Page { entries: entries.iter().map(placed).collect(), cursors, end: true }
    }

    fn two_segments() -> Page {
        let one = chain(&[0; 32], [of(1), of(2)]);
        let two = chain(&one, [of(3)]);
        let cursors = vec![Cursor { pos: 2, seg_hash: one }, Cursor { pos: 3, seg_hash: two }];
        page(&[(1, 1), (2, 2), (3, 3)], cursors)
    }

    #[test]
    fn the_hash_is_sha256_of_the_hash_before_and_every_id_and_copy() {
        let by_hand: [u8; 32] =
            Sha256::digest([[0u8; 32], [1; 32], [1; 32], [2; 32], [2; 32]].concat()).into();
        assert_eq!(chain(&[0; 32], [of(1), of(2)]), by_hand);
        assert_ne!(chain(&[0; 32], [of(2), of(1)]), by_hand);
        assert_ne!(chain(&[0; 32], [of(1), (id(2), [3; 32])]), by_hand);
    }

    #[test]
    fn other_bytes_than_were_chained_are_a_lie_unless_they_were_redacted() {
        let mut page = two_segments();
        let raw = Raw {
            id: id(2),
            stream: ledger::Stream::admin(),
            hdr: vec![1],
            sig: vec![2],
            usig: None,
            body: vec![3],
        };
        page.entries[1].raw = Some(raw.clone());
        assert_eq!(check(Cursor::START, &page), Err(Lie::Copy { at: 2 }));
        page.entries[1].redacted = true;
        assert_eq!(check(Cursor::START, &page), Ok(()));
        // An empty second signature is not the same as none.
        assert_ne!(raw.copy(), Raw { usig: Some(Vec::new()), ..raw.clone() }.copy());
        assert_ne!(raw.copy(), Raw { sig: vec![2, 3], body: Vec::new(), ..raw }.copy());
    }

    #[test]
    fn an_honest_page_holds() {
        assert_eq!(check(Cursor::START, &two_segments()), Ok(()));
        assert_eq!(check(Cursor::START, &Page::default()), Ok(()));
    }

    #[test]
    fn what_a_hub_leaves_out_swaps_or_adds_is_named() {
        let mut left_out = two_segments();
        left_out.entries.remove(1);
        assert_eq!(check(Cursor::START, &left_out), Err(Lie::Gap { expected: 2, got: 2 }));
        let mut gap = two_segments();
        gap.entries.remove(0);
        assert_eq!(check(Cursor::START, &gap), Err(Lie::Gap { expected: 1, got: 2 }));
        let mut swapped = two_segments();
        (swapped.entries[0].id, swapped.entries[1].id) = (id(2), id(1));
        assert_eq!(check(Cursor::START, &swapped), Err(Lie::Chain { at: 2 }));
        let mut loose = two_segments();
        loose.cursors.pop();
        assert_eq!(check(Cursor::START, &loose), Err(Lie::Cut { at: 3 }));
        let mut hollow = two_segments();
        hollow.cursors.insert(0, Cursor::START);
        assert_eq!(check(Cursor::START, &hollow), Err(Lie::Gap { expected: 1, got: 0 }));
    }

    #[test]
    fn the_same_page_over_another_past_is_a_lie() {
        let other_past = Cursor { pos: 0, seg_hash: [7; 32] };
        assert_eq!(check(other_past, &two_segments()), Err(Lie::Chain { at: 2 }));
    }

    #[test]
    fn a_head_beside_the_way_is_a_lie() {
        let page = two_segments();
        assert_eq!(check_head(page.cursors[1], &page), Ok(()));
        assert_eq!(check_head(Cursor { pos: 9, seg_hash: [9; 32] }, &page), Ok(()));
        assert_eq!(check_head(Cursor { pos: 3, seg_hash: [9; 32] }, &page), Err(Lie::Head { at: 3 }));
    }
}
