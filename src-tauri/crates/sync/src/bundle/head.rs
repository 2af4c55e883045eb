//! The open bytes at the start of every part: what it is, of which bundle, and which part. Nothing else can be read without a key.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::io::Read;

use super::limit::HEAD;

pub const MAGIC: [u8; 4] = *b"GLJB";
pub const FORMAT: u8 = 1;
/// SHA-256, Ed25519, age with X25519.
pub const SUITE: u8 = 1;

/// A bundle, by 16 random bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BundleId(pub [u8; 16]);

impl fmt::Display for BundleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
impl fmt::Debug for BundleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Nobody vouches for it: `open` holds it against the signed manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub format: u8,
    pub suite: u8,
    pub id: BundleId,
    /// This part, from 1.
    pub k: u16,
    /// Of so many.
    pub n: u16,
}

impl Head {
    pub(super) fn bytes(&self) -> [u8; HEAD as usize] {
        let mut out = [0; HEAD as usize];
        out[..4].copy_from_slice(&MAGIC);
        out[4] = self.format;
        out[5] = self.suite;
        out[6..22].copy_from_slice(&self.id.0);
        out[22..24].copy_from_slice(&self.k.to_be_bytes());
        out[24..].copy_from_slice(&self.n.to_be_bytes());
        out
    }

    pub(super) fn read(bytes: &[u8; HEAD as usize]) -> Option<Self> {
        let mut id = [0; 16];
        id.copy_from_slice(&bytes[6..22]);
        (bytes[..4] == MAGIC).then(|| Self {
            format: bytes[4],
            suite: bytes[5],
            id: BundleId(id),
            k: u16::from_be_bytes([bytes[22], bytes[23]]),
            n: u16::from_be_bytes([bytes[24], bytes[25]]),
        })
    }
}

/// By its first bytes, whatever the file is called. `None`: no bundle, or less than a head of one.
pub fn recognise(mut reader: impl Read) -> Option<Head> {
    let mut bytes = [0; HEAD as usize];
    reader.read_exact(&mut bytes).ok()?;
    Head::read(&bytes)
}

/// The parts of one bundle among the files of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set<T> {
    pub id: BundleId,
    /// How many parts it says it has.
    pub n: u16,
    pub parts: BTreeMap<u16, T>,
    /// Parts that were there already.
    pub doubled: Vec<(u16, T)>,
    /// Parts that cannot be of it: number 0, beyond the last, or of another count.
    pub odd: Vec<T>,
}

impl<T> Set<T> {
    pub fn missing(&self) -> Vec<u16> {
        (1..=self.n).filter(|k| !self.parts.contains_key(k)).collect()
    }
}

/// Puts together what belongs together. `T` is whatever the caller finds the file by.
pub fn gather<T>(found: impl IntoIterator<Item = (T, Head)>) -> Vec<Set<T>> {
    let mut sets: Vec<Set<T>> = Vec::new();
    for (file, head) in found {
        let at = sets.iter().position(|set| set.id == head.id).unwrap_or_else(|| {
            let (parts, doubled, odd) = (BTreeMap::new(), Vec::new(), Vec::new());
            sets.push(Set { id: head.id, n: head.n, parts, doubled, odd });
            sets.len() - 1
        });
        let set = &mut sets[at];
        if head.n != set.n || !(1..=set.n).contains(&head.k) {
            set.odd.push(file);
            continue;
        }
        match set.parts.entry(head.k) {
            Entry::Vacant(place) => {
                place.insert(file);
            }
            Entry::Occupied(_) => set.doubled.push((head.k, file)),
        }
    }
    sets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(id: u8, k: u16, n: u16) -> Head {
        Head { format: FORMAT, suite: SUITE, id: BundleId([id; 16]), k, n }
    }

    #[test]
    fn a_head_is_twenty_six_bytes_in_this_order() {
        let bytes = head(0xab, 2, 999).bytes();
        let by_hand = [b"GLJB".as_slice(), &[1, 1], &[0xab; 16], &[0, 2], &[3, 0xe7]].concat();
        assert_eq!(bytes.as_slice(), by_hand);
        assert_eq!(recognise(by_hand.as_slice()), Some(head(0xab, 2, 999)));
    }

    #[test]
    fn a_bundle_is_known_by_its_first_bytes_alone() {
        let bytes = head(7, 1, 1).bytes();
        for cut in 0..bytes.len() {
            assert_eq!(recognise(&bytes[..cut]), None, "cut at {cut}");
        }
        assert_eq!(
            recognise([bytes.as_slice(), b"and whatever follows"].concat().as_slice()),
            Some(head(7, 1, 1))
        );
        for at in 0..4 {
            let mut other = bytes;
            other[at] ^= 0x20;
            assert_eq!(recognise(other.as_slice()), None, "another sign at {at}");
        }
    }

    #[test]
    fn a_newer_format_is_recognised_so_that_it_can_be_named() {
        let newer = Head { format: 255, suite: 9, ..head(1, 0, 0) };
        assert_eq!(recognise(newer.bytes().as_slice()), Some(newer));
    }

    #[test]
    fn an_id_is_read_as_hex() {
        let mut id = [0; 16];
        (id[0], id[15]) = (0x0f, 0xf0);
        assert_eq!(BundleId(id).to_string(), format!("0f{}f0", "00".repeat(14)));
        assert_eq!(format!("{:?}", BundleId(id)), BundleId(id).to_string());
    }

    #[test]
    fn parts_of_two_bundles_are_put_together_each_with_its_own() {
        let found = [
            ("b2", head(2, 2, 3)),
            ("a1", head(1, 1, 1)),
            ("b3", head(2, 3, 3)),
            ("b2 again", head(2, 2, 3)),
        ];
        let sets = gather(found);
        assert_eq!(sets.iter().map(|set| set.id.0[0]).collect::<Vec<_>>(), [2, 1], "as they were found");
        assert_eq!(sets[0].parts, BTreeMap::from([(2, "b2"), (3, "b3")]));
        assert_eq!(sets[0].missing(), [1]);
        assert_eq!(sets[0].doubled, [(2, "b2 again")]);
        assert!(sets[1].missing().is_empty() && sets[1].doubled.is_empty());
        assert!(sets.iter().all(|set| set.odd.is_empty()));
    }

    #[test]
    fn parts_that_cannot_be_of_it_are_odd() {
        let found = [
            ("first", head(1, 1, 2)),
            ("nought", head(1, 0, 2)),
            ("beyond", head(1, 3, 2)),
            ("of another count", head(1, 2, 3)),
            ("far beyond", head(1, u16::MAX, 2)),
        ];
        let sets = gather(found);
        assert_eq!(sets.len(), 1);
        assert_eq!(sets[0].odd, ["nought", "beyond", "of another count", "far beyond"]);
        assert_eq!(sets[0].missing(), [2]);
    }

    #[test]
    fn a_bundle_of_no_parts_has_none_and_misses_none() {
        let sets = gather([("a", head(1, 0, 0)), ("b", head(1, 1, 0))]);
        assert_eq!((sets[0].parts.len(), sets[0].missing()), (0, vec![]));
        assert_eq!(sets[0].odd, ["a", "b"]);
        assert!(gather(Vec::<((), Head)>::new()).is_empty());
    }
}
