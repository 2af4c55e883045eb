//! The few primitives, each used in one way: seal under a key, wrap to a public key, check value, random bytes.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::FileKey;
use crate::desk::hex;
use crate::error::{Result, StoreError};

pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| StoreError::Broken(format!("no random bytes: {e}")))?;
    Ok(bytes)
}

pub(crate) fn derive(secret: &[u8], salt: &[u8], what: &str) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    // 32 bytes are far below what HKDF can give.
    let _ = Hkdf::<Sha256>::new(Some(salt), secret).expand(what.as_bytes(), &mut *key);
    key
}

pub(crate) fn public(secret: &[u8; 32]) -> [u8; 32] {
    PublicKey::from(&StaticSecret::from(*secret)).to_bytes()
}

/// Says whether a key is the one of a file without opening it. Nothing is learnt from it: the key is random.
pub(crate) fn check_of(key: &FileKey) -> String {
    hex(&derive(&key.0, &[], "gonglian key check v1")[..8])
}

/// Something sealed under a symmetric key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sealed {
    #[serde(with = "super::file::hexed")]
    pub nonce: Vec<u8>,
    #[serde(with = "super::file::hexed")]
    pub bytes: Vec<u8>,
}

pub(crate) fn seal(key: &[u8; 32], plain: &[u8], about: &[u8]) -> Result<Sealed> {
    let nonce = random::<12>()?;
    let bytes = ChaCha20Poly1305::new(&(*key).into())
        .encrypt(&nonce.into(), Payload { msg: plain, aad: about })
        .map_err(|_| StoreError::Broken("could not seal".into()))?;
    Ok(Sealed { nonce: nonce.to_vec(), bytes })
}

/// `None`: another key, or changed bytes.
pub(crate) fn unseal(key: &[u8; 32], sealed: &Sealed, about: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let nonce: [u8; 12] = sealed.nonce.as_slice().try_into().ok()?;
    let cipher = ChaCha20Poly1305::new(&(*key).into());
    cipher.decrypt(&nonce.into(), Payload { msg: &sealed.bytes, aad: about }).ok().map(Zeroizing::new)
}

/// A file key wrapped to somebody's X25519 half: re-keying needs nobody's password.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Wrap {
    #[serde(with = "super::file::hexed")]
    pub ephemeral: Vec<u8>,
    pub sealed: Sealed,
}

const WRAP: &str = "gonglian file key wrap v1";

pub(crate) fn wrap(key: &FileKey, to: &[u8; 32], about: &[u8]) -> Result<Wrap> {
    let ephemeral = StaticSecret::from(random::<32>()?);
    let mine = PublicKey::from(&ephemeral).to_bytes();
    let shared = ephemeral.diffie_hellman(&PublicKey::from(*to));
    if !shared.was_contributory() {
        return Err(StoreError::Broken("a public key that is no key".into()));
    }
    let under = derive(shared.as_bytes(), &[mine, *to].concat(), WRAP);
    Ok(Wrap { ephemeral: mine.to_vec(), sealed: seal(&under, &key.0, about)? })
}

pub(crate) fn unwrap(wrap: &Wrap, secret: &[u8; 32], about: &[u8]) -> Option<FileKey> {
    let theirs: [u8; 32] = wrap.ephemeral.as_slice().try_into().ok()?;
    let shared = StaticSecret::from(*secret).diffie_hellman(&PublicKey::from(theirs));
    let under = derive(shared.as_bytes(), &[theirs, public(secret)].concat(), WRAP);
    let plain = unseal(&under, &wrap.sealed, about)?;
    plain.as_slice().try_into().ok().map(FileKey)
}
