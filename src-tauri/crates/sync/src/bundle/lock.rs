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
