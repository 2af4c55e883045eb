//! Signatures over other things than entries: a manifest, a request, a checkpoint. Each kind has a text of its own before it,
//! so that no signature can be taken for one of another kind.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// 64 bytes over `kind` and the hash of `text`.
pub fn sign(key: &SigningKey, kind: &str, text: &[u8]) -> Vec<u8> {
    key.sign(&to_sign(kind, text)).to_bytes().to_vec()
}

/// Strict: no small-order keys, no malleable signature.
pub fn verifies(key: &[u8; 32], (kind, text): (&str, &[u8]), signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (VerifyingKey::from_bytes(key), Signature::from_slice(signature)) else {
        return false;
    };
    key.verify_strict(&to_sign(kind, text), &signature).is_ok()
}

/// The kind's length stands before it: "ab" + "c" is not "a" + "bc".
fn to_sign(kind: &str, text: &[u8]) -> [u8; 32] {
    let hash = Sha256::new()
        .chain_update(b"gljc-sign-v1")
        .chain_update((kind.len() as u64).to_be_bytes())
        .chain_update(kind)
        .chain_update(Sha256::digest(text));
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_text_its_kind_and_its_key_only() {
        let (one, other) = (SigningKey::from_bytes(&[1; 32]), SigningKey::from_bytes(&[2; 32]));
        let public = one.verifying_key().to_bytes();
        let signature = sign(&one, "manifest", b"text");
        assert!(verifies(&public, ("manifest", b"text"), &signature));
        assert!(!verifies(&public, ("request", b"text"), &signature));
        assert!(!verifies(&public, ("manifest", b"texT"), &signature));
        assert!(!verifies(&other.verifying_key().to_bytes(), ("manifest", b"text"), &signature));
        assert!(!verifies(&public, ("manifest", b"text"), &signature[..63]));
        assert_ne!(sign(&one, "ab", b"c"), sign(&one, "a", b"bc"));
    }
}
