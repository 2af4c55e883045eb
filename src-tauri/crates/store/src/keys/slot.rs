//! One account's slot: made, tried, and told from a damaged one.

use ledger::AccountId;
use sha2::{Digest, Sha256};

use super::file::{Numbered, Slot};
use super::seal::{self, seal, unseal, wrap};
use super::{AccountKeys, FileKey, FileKeys};
use crate::desk::hex;
use crate::error::Result;

impl Slot {
    pub fn new(account: AccountId, keys: &AccountKeys, under: &[u8; 32]) -> Result<Self> {
        let plain = zeroize::Zeroizing::new([keys.sign, keys.seal].concat());
        let mut slot = Self {
            account,
            keys: seal(under, &plain, &about(account))?,
            seal_public: keys.seal_public().to_vec(),
            wraps: Vec::new(),
            check: String::new(),
        };
        slot.check = slot.sum();
        Ok(slot)
    }

    /// `None`: not this password, or not this name.
    pub fn open(&self, under: &[u8; 32]) -> Option<AccountKeys> {
        let plain = unseal(under, &self.keys, &about(self.account))?;
        let (sign, seal) = plain.split_at_checked(32)?;
        Some(AccountKeys { sign: sign.try_into().ok()?, seal: seal.try_into().ok()? })
    }

    pub fn wrap(&mut self, generation: u32, key: &FileKey) -> Result<()> {
        add_wrap(&mut self.wraps, &self.seal_public, generation, key)?;
        self.check = self.sum();
        Ok(())
    }

    pub fn with_wraps(mut self, wraps: Vec<Numbered>) -> Self {
        self.wraps = wraps;
        self.check = self.sum();
        self
    }

    /// Only this generation stays.
    pub fn keep(&mut self, generation: u32) {
        self.wraps.retain(|w| w.generation == generation);
        self.check = self.sum();
    }

    pub fn is_damaged(&self) -> bool {
        self.check != self.sum()
    }

    fn sum(&self) -> String {
        let mut sum = Sha256::new().chain_update(about(self.account)).chain_update(&self.seal_public);
        sum.update(&self.keys.nonce);
        sum.update(&self.keys.bytes);
        for w in &self.wraps {
            sum.update(w.generation.to_be_bytes());
            sum.update(&w.wrap.ephemeral);
            sum.update(&w.wrap.sealed.nonce);
            sum.update(&w.wrap.sealed.bytes);
        }
        hex(&sum.finalize()[..8])
    }
}

/// Bound to the account, so that slots cannot be exchanged.
fn about(account: AccountId) -> Vec<u8> {
    [b"gonglian slot v1".as_slice(), account.bytes()].concat()
}

/// Bound to its number, so that an old wrap cannot stand for a new one.
fn about_wrap(generation: u32) -> Vec<u8> {
    [b"gonglian wrap v1".as_slice(), &generation.to_be_bytes()].concat()
}

pub(super) fn add_wrap(wraps: &mut Vec<Numbered>, to: &[u8], generation: u32, key: &FileKey) -> Result<()> {
    let to = to.try_into().map_err(|_| crate::StoreError::Damaged("a public key in the side file".into()))?;
    let wrap = wrap(key, to, &about_wrap(generation))?;
    wraps.retain(|w| w.generation != generation);
    wraps.push(Numbered { generation, wrap });
    Ok(())
}

/// Every file key these wraps give, newest first.
pub(super) fn file_keys(wraps: &[Numbered], secret: &[u8; 32]) -> FileKeys {
    let mut newest: Vec<&Numbered> = wraps.iter().collect();
    newest.sort_by_key(|w| std::cmp::Reverse(w.generation));
    let opened = newest
        .iter()
        .filter_map(|w| Some((seal::unwrap(&w.wrap, secret, &about_wrap(w.generation))?, w.generation)));
    let (keys, generations) = opened.unzip();
    FileKeys { keys, generations }
}
