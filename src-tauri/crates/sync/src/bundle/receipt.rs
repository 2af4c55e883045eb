//! What comes back: a receipt on the next disc, or 24 letters by telephone where discs go one way.

use hmac::{Hmac, KeyInit, Mac};
use ledger::RecordId;
use sha2::{Digest, Sha256};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::head::BundleId;

/// What became of a bundle where it was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Everything in it is stored or was there already.
    Whole,
    /// Some of it waits to be judged by a person; all of it is stored.
    Held,
    /// Parts of it could not be read.
    Partly,
    /// Nothing of it was taken.
    Refused,
}

impl Taken {
    pub const ALL: [Self; 4] = [Self::Whole, Self::Held, Self::Partly, Self::Refused];

    /// As it is written. Never changes meaning.
    pub(super) fn number(self) -> u8 {
        match self {
            Self::Whole => 1,
            Self::Held => 2,
            Self::Partly => 3,
            Self::Refused => 4,
        }
    }
    pub(super) fn of(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|taken| taken.number() == number)
    }
}

/// Vouched for by the bundle it travels in: its exporter must be `desk`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub bundle: BundleId,
    /// Who took it in.
    pub desk: RecordId,
    pub result: Taken,
    /// `Manifest::heads` of what was taken in.
    pub heads: [u8; 32],
    pub at_ms: u64,
}

/// No I and no O, which are read as figures, and no Q, which is read as O. 23 is a prime: the check needs one.
pub const ALPHABET: [u8; 23] = *b"ABCDEFGHJKLMNPRSTUVWXYZ";
pub const LETTERS: usize = 24;
const PRIME: u32 = 23;

/// The 24 letters. 23 say about 104 bits of a MAC; the last one makes the weighted sum of all a multiple of 23, so
/// that one wrong letter, and two neighbours that changed places, always show.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code([u8; LETTERS]);

/// Why typed letters are no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mistyped {
    #[error("{0} letters; a code has {LETTERS}")]
    Length(usize),
    /// The place counts letters alone, from 1.
    #[error("`{letter}` at {place} stands in no code")]
    Letter { place: usize, letter: char },
    #[error("a letter is wrong, or two have changed places")]
    Check,
}

impl Code {
    /// Both desks come to the same letters: each with its own secret and the other's public key.
    /// `None`: that public key is no key.
    pub fn of(
        secret: &[u8; 32],
        other: &[u8; 32],
        (bundle, result, heads): (BundleId, Taken, [u8; 32]),
    ) -> Option<Self> {
        let key = pairwise(secret, other)?;
        let mac = mac(&*key).chain_update(b"gljb-code-v1").chain_update(bundle.0);
        let mac = mac.chain_update([result.number()]).chain_update(heads).finalize().into_bytes();
        Some(Self::spell(&mac))
    }

    /// Of a hash that everybody may know, so that a paper names it: no secret, and no proof of who typed it. Each kind of
    /// thing has a name of its own, so that no paper stands for another.
    pub fn naming(kind: &str, hash: &[u8; 32]) -> Self {
        let digest =
            Sha256::new().chain_update(b"gljb-paper-v1").chain_update((kind.len() as u64).to_be_bytes());
        Self::spell(&digest.chain_update(kind).chain_update(hash).finalize())
    }

    /// As typed: small letters, blanks and dashes are nothing to stumble over.
    pub fn read(typed: &str) -> Result<Self, Mistyped> {
        let letters = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '－' | '—' | '–'));
        let mut places = Vec::new();
        for (at, letter) in letters.enumerate() {
            let known = ALPHABET.iter().position(|known| char::from(*known) == letter.to_ascii_uppercase());
            places.push(known.ok_or(Mistyped::Letter { place: at + 1, letter })? as u8);
        }
        let places: [u8; LETTERS] =
            places.as_slice().try_into().map_err(|_| Mistyped::Length(places.len()))?;
        if sum(&places) == 0 { Ok(Self(places)) } else { Err(Mistyped::Check) }
    }

    /// 256 bits as a number to the base of 23, its lowest 23 places, and the check.
    fn spell(mac: &[u8]) -> Self {
        let (mut number, mut places) = (mac.to_vec(), [0u8; LETTERS]);
        for place in &mut places[..LETTERS - 1] {
            let rest = number.iter_mut().fold(0u32, |rest, byte| {
                let here = rest << 8 | u32::from(*byte);
                *byte = (here / PRIME) as u8;
                here % PRIME
            });
            *place = rest as u8;
        }
        let check = (0..PRIME as u8).find(|check| {
            places[LETTERS - 1] = *check;
            sum(&places) == 0
        });
        places[LETTERS - 1] = check.unwrap_or_default();
        Self(places)
    }
}

/// Weights are never 0 modulo 23, and neighbours' weights differ: that is what makes both kinds of slip show.
fn sum(places: &[u8; LETTERS]) -> u32 {
    (0u32..).zip(places).map(|(at, place)| (at % (PRIME - 1) + 1) * u32::from(*place)).sum::<u32>() % PRIME
}

/// In six groups of four.
impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, place) in self.0.iter().enumerate() {
            let gap = if at > 0 && at % 4 == 0 { "-" } else { "" };
            write!(f, "{gap}{}", char::from(ALPHABET[usize::from(*place)]))?;
        }
        Ok(())
    }
}
impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

fn mac(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("a key of any length will do")
}

/// HMAC of both public keys, the lower first, under the shared secret: the same at both desks, and nobody else's.
fn pairwise(secret: &[u8; 32], other: &[u8; 32]) -> Option<Zeroizing<[u8; 32]>> {
    let secret = StaticSecret::from(*secret);
    let mine = PublicKey::from(&secret).to_bytes();
    let shared = secret.diffie_hellman(&PublicKey::from(*other));
    let (low, high) = if mine < *other { (&mine, other) } else { (other, &mine) };
    let key = mac(shared.as_bytes()).chain_update(b"gljb-pair-v1").chain_update(low).chain_update(high);
    shared.was_contributory().then(|| Zeroizing::new(key.finalize().into_bytes().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_a_bundle_is_one_number_for_ever() {
        assert_eq!(Taken::ALL.map(Taken::number), [1, 2, 3, 4]);
        for number in 0..=u8::MAX {
            let known = (1..=4).contains(&number).then_some(number);
            assert_eq!(Taken::of(number).map(Taken::number), known, "{number}");
        }
    }

    #[test]
    fn a_number_is_spelt_to_the_base_of_twenty_three() {
        let letters = |last: u8| -> String {
            let mut mac = [0; 32];
            mac[31] = last;
            Code::spell(&mac).to_string().replace('-', "")
        };
        // The lowest place first: 1 is B, 22 is Z, 23 is nought and one.
        assert_eq!(letters(0), "A".repeat(24));
        for (last, first) in [(1, "BA"), (22, "ZA"), (23, "AB"), (24, "BB"), (255, "CM")] {
            assert_eq!(&letters(last)[..2], first, "{last}");
        }
    }

    #[test]
    fn neighbours_have_other_weights_and_none_is_nought() {
        let weight = |at: usize| {
            let mut places = [0; LETTERS];
            places[at] = 1;
            sum(&places)
        };
        for at in 0..LETTERS {
            assert_ne!(weight(at), 0, "{at}");
            assert!(at == 0 || weight(at) != weight(at - 1), "{at}");
        }
    }
}
