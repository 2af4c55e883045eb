//! The recovery sheet: a secret in eight groups that a person can read aloud, copy and type back.
//! Each group ends with a check sign, so a slip is found in its own group.

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::KeyError;
use super::seal::{derive, random};
use crate::error::Result;

/// Thirty-two signs without I, L, O and U: typed look-alikes are read as the sign that is there.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 8;
/// Signs of the secret in a group, before its check sign.
const PART: usize = 4;

/// 160 random bits.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Sheet {
    signs: [u8; GROUPS * PART],
}

impl Sheet {
    pub(super) fn random() -> Result<Self> {
        Ok(Self { signs: random::<{ GROUPS * PART }>()?.map(|b| b & 31) })
    }

    /// Eight groups of five, to be printed.
    pub fn groups(&self) -> Vec<String> {
        (0..GROUPS).map(|g| self.group(g)).collect()
    }

    fn group(&self, g: usize) -> String {
        let part = &self.signs[g * PART..(g + 1) * PART];
        part.iter().chain([&check(g, part)]).map(|v| char::from(SIGNS[usize::from(*v)])).collect()
    }

    /// As typed: case, spaces and hyphens do not matter, nor O for 0, I or L for 1.
    pub fn read(typed: &str) -> Result<Self, KeyError> {
        let mut signs = [0; GROUPS * PART];
        let mut rest = typed.chars().filter(|c| c.is_alphanumeric());
        for (g, part) in signs.chunks_mut(PART).enumerate() {
            let group: Vec<char> = rest.by_ref().take(PART + 1).collect();
            read_group(g, &group, part).ok_or(KeyError::SheetGroup { group: g })?;
        }
        if rest.next().is_some() {
            return Err(KeyError::SheetGroup { group: GROUPS });
        }
        Ok(Self { signs })
    }

    /// Which two groups the person types back before the sheet counts as printed.
    pub fn ask_two(&self) -> Result<[usize; 2]> {
        let [a, b] = random::<2>()?.map(usize::from);
        let first = a % GROUPS;
        Ok([first, (first + 1 + b % (GROUPS - 1)) % GROUPS])
    }

    pub fn confirms(&self, group: usize, typed: &str) -> bool {
        let mut part = [0; PART];
        let signs: Vec<char> = typed.chars().filter(|c| c.is_alphanumeric()).collect();
        group < GROUPS
            && read_group(group, &signs, &mut part).is_some()
            && part == self.signs[group * PART..(group + 1) * PART]
    }

    /// The X25519 half that the file's key is wrapped to. 160 random bits need no stretching.
    pub(super) fn secret(&self) -> Zeroizing<[u8; 32]> {
        derive(&self.signs, &[], "gonglian recovery sheet v1")
    }
}

fn read_group(g: usize, typed: &[char], part: &mut [u8]) -> Option<()> {
    let (last, first) = typed.split_last()?;
    if first.len() != PART {
        return None;
    }
    for (value, c) in part.iter_mut().zip(first) {
        *value = value_of(*c)?;
    }
    (value_of(*last)? == check(g, part)).then_some(())
}

fn value_of(c: char) -> Option<u8> {
    let sign = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    SIGNS.iter().position(|s| char::from(*s) == sign).and_then(|i| u8::try_from(i).ok())
}

/// A weighted sum in the field of 32 elements: one wrong sign, two exchanged ones and a group in another's place
/// always show.
fn check(group: usize, part: &[u8]) -> u8 {
    let place = u8::try_from(group).unwrap_or(0) + 1;
    times_two(part.iter().fold(place, |sum, v| times_two(sum) ^ v))
}

/// Multiplication by x modulo x⁵ + x² + 1.
fn times_two(v: u8) -> u8 {
    ((v << 1) ^ (if v & 16 == 0 { 0 } else { 0b10_0101 })) & 31
}
