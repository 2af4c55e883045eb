//! Takes a part apart and puts it together otherwise: what only somebody with a signing key of their own could do.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::iter;
use std::str::FromStr;

use bech32::{Bech32, Hrp};
use ledger::{SigningKey, Value, cbor, sign};
use sha2::{Digest, Sha256};
use sync::bundle::Refused;

use crate::kit::*;

pub const HEAD: usize = 26;

/// The key as the stock program writes it, made here by itself.
pub fn secret_text(secret: &[u8; 32]) -> String {
    bech32::encode_upper::<Bech32>(Hrp::parse("AGE-SECRET-KEY-").expect("hrp"), secret).expect("short")
}

fn recipient(secret: &[u8; 32]) -> age::x25519::Recipient {
    let text = bech32::encode::<Bech32>(Hrp::parse("age").expect("hrp"), &public(secret)).expect("short");
    age::x25519::Recipient::from_str(&text).expect("a key")
}

/// The plain bytes behind the head, opened with the age crate alone.
pub fn unlocked(part: &[u8], secret: &[u8; 32]) -> Vec<u8> {
    let key = age::x25519::Identity::from_str(&secret_text(secret)).expect("a key");
    let mut plain = vec![];
    let locked = age::Decryptor::new_buffered(&part[HEAD..]).expect("an age file");
    locked.decrypt(iter::once(&key as _)).expect("for this key").read_to_end(&mut plain).expect("whole");
    plain
}

pub fn locked(head: &[u8], plain: &[u8], to: &[u8; 32]) -> Vec<u8> {
    let mut out = head.to_vec();
    let lock = age::Encryptor::with_recipients(iter::once(&recipient(to) as _)).expect("one recipient");
    let mut sealed = lock.wrap_output(&mut out).expect("memory");
    sealed.write_all(plain).expect("memory");
    sealed.finish().expect("memory");
    out
}

/// A part in pieces.
#[derive(Clone)]
pub struct Pieces {
    pub head: Vec<u8>,
    pub manifest: BTreeMap<String, Value>,
    pub blocks: Vec<u8>,
    pub signer: SigningKey,
}

pub fn apart(part: &[u8]) -> Pieces {
    let plain = unlocked(part, &MINE);
    let len = u32::from_be_bytes(plain[..4].try_into().expect("four")) as usize;
    let Ok(Value::Map(manifest)) = cbor::decode(&plain[4..4 + len]) else { panic!("no manifest") };
    Pieces { head: part[..HEAD].to_vec(), manifest, blocks: plain[4 + len + 64..].to_vec(), signer: signer() }
}

impl Pieces {
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.manifest.insert(key.into(), value.into());
        self
    }

    /// One block of a section, as it is packed, declared as so many items and raw bytes.
    pub fn with_block(self, section: &str, packed: &[u8], (items, raw): (i64, i64)) -> Self {
        let hash = Sha256::digest(packed).to_vec();
        let n = |n: i64| Value::Int(n);
        let block = vec![section.into(), n(1), n(items), n(raw), n(packed.len() as i64), hash.into()];
        let total = BTreeMap::from([(section.to_owned(), Value::List(vec![n(items), n(raw)]))]);
        let mut pieces = self
            .with("blocks", vec![Value::List(block)])
            .with("sections", Value::Map(total))
            .with("parts", n(1));
        pieces.head[24..].copy_from_slice(&[0, 1]);
        pieces.blocks = packed.to_vec();
        pieces
    }

    pub fn text(&self) -> Vec<u8> {
        cbor::encode(&Value::Map(self.manifest.clone()))
    }

    pub fn plain(&self, text: &[u8]) -> Vec<u8> {
        let signature = sign::sign(&self.signer, "bundle", text);
        [&(text.len() as u32).to_be_bytes(), text, &signature, &self.blocks].concat()
    }

    pub fn together(&self) -> Vec<u8> {
        locked(&self.head, &self.plain(&self.text()), &MINE)
    }

    /// Why it is refused, as the only part.
    pub fn refused(&self) -> Refused {
        sync::bundle::open(cursors(&[self.together()]), &MINE).err().expect("it is refused")
    }
}

/// An empty bundle of one part in pieces.
pub fn empty() -> Pieces {
    let signer = signer();
    apart(&written(&sending(&signer), sync::bundle::Load::default()).1[0])
}
