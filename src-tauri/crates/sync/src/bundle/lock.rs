//! The encryption of a part: age v1 to X25519 keys, so that the stock program opens what follows the head.

use std::io::{self, Write};
use std::str::FromStr;

use age::Encryptor;
use age::stream::StreamWriter;
use age::x25519::{Identity, Recipient};
use bech32::{Bech32, Hrp};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

/// Plain bytes of one sealed piece, and what its seal adds.
const PIECE: u64 = 64 * 1024;
const TAG: u64 = 16;
pub const NONCE: u64 = 16;
/// An age header: some lines, one stanza that means nothing, and this much a recipient.
const LINES: u64 = 512;
const STANZA: u64 = 100;

/// age takes keys as text only.
pub fn recipient(public: &[u8; 32]) -> Option<Recipient> {
    // A key of small order would give everybody the same secret, and the encryption would give up.
    let probe = StaticSecret::from([7; 32]).diffie_hellman(&PublicKey::from(*public));
    let text = bech32::encode::<Bech32>(Hrp::parse_unchecked("age"), public).ok()?;
    Recipient::from_str(&text).ok().filter(|_| probe.was_contributory())
}

pub fn identity(secret: &[u8; 32]) -> Option<Identity> {
    let hrp = Hrp::parse_unchecked("AGE-SECRET-KEY-");
    let text = Zeroizing::new(bech32::encode_upper::<Bech32>(hrp, secret).ok()?);
    Identity::from_str(&text).ok()
}

pub fn public(secret: &[u8; 32]) -> [u8; 32] {
    PublicKey::from(&StaticSecret::from(*secret)).to_bytes()
}

/// A stream into `out` that only these keys open. `finish` must be called on it.
pub fn seal<W: Write>(to: &[Recipient], out: W) -> io::Result<StreamWriter<W>> {
    let to = to.iter().map(|one| one as &dyn age::Recipient);
    Encryptor::with_recipients(to).map_err(io::Error::other)?.wrap_output(out)
}

/// The most that sealing adds in front.
pub fn most_lock(recipients: usize) -> u64 {
    LINES + STANZA * recipients as u64 + NONCE
}

/// Sealed bytes of so many plain ones.
pub fn sealed(plain: u64) -> u64 {
    plain + TAG * plain.div_ceil(PIECE).max(1)
}

/// Plain bytes of so many sealed ones.
pub fn unsealed(sealed: u64) -> u64 {
    sealed.saturating_sub(TAG * sealed.div_ceil(PIECE + TAG))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_seal_is_added_to_every_piece() {
        for (plain, sealed_bytes) in [
            (0, 16),
            (1, 17),
            (65_535, 65_551),
            (65_536, 65_552),
            (65_537, 65_569),
            (131_072, 131_104),
            (131_073, 131_121),
        ] {
            assert_eq!((sealed(plain), unsealed(sealed_bytes)), (sealed_bytes, plain), "{plain}");
        }
    }

    #[test]
    fn fewer_bytes_than_a_seal_hold_nothing() {
        for bytes in 0..=16 {
            assert_eq!(unsealed(bytes), 0, "{bytes}");
        }
    }

    #[test]
    fn a_key_that_gives_everybody_the_same_secret_is_no_key() {
        let mut one = [0; 32];
        one[0] = 1;
        for weak in [[0; 32], one] {
            assert!(recipient(&weak).is_none(), "{weak:?}");
        }
        assert!(recipient(&public(&[7; 32])).is_some());
        assert!(identity(&[7; 32]).is_some());
    }

    #[test]
    fn what_is_sealed_weighs_what_was_reckoned() {
        let to = [recipient(&public(&[7; 32])).unwrap(), recipient(&public(&[8; 32])).unwrap()];
        for plain in [0usize, 1, 65_536, 65_537] {
            let mut out = vec![];
            let mut stream = seal(&to, &mut out).unwrap();
            stream.write_all(&vec![1; plain]).unwrap();
            stream.finish().unwrap();
            let lock = out.len() as u64 - sealed(plain as u64);
            assert!(lock <= most_lock(to.len()), "{lock} bytes in front of {plain}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn plain_bytes_are_reckoned_back(plain in 0u64..1 << 40) {
            prop_assert_eq!(unsealed(sealed(plain)), plain);
            prop_assert!(sealed(plain) < sealed(plain + 1));
        }
    }
}
