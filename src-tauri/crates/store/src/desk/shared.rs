//! What all connections of a desk know together, all of it committed.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use ledger::Authority;

use super::tx::Done;
use super::{hex, reached};
use crate::blobs;
use crate::error::Result;
use crate::keys::seal::random;
use crate::search::Initials;
use crate::terms::Terms;

pub(crate) struct Shared {
    pub terms: Terms,
    /// Keys the hashes of phones and numbers, so that they cannot be tried out from outside the file.
    pub hash_key: [u8; 32],
    authority: RwLock<Option<(i64, Arc<Authority>)>>,
    initials: RwLock<Arc<Initials>>,
    /// Attachments put by this process: not swept, their act may still be on its way.
    pub put: Mutex<HashSet<[u8; 32]>>,
    /// The sign of this opening: what it is still writing begins with it.
    pub opening: String,
    /// One copy is made at a time: what another of this desk has begun was left by a program that ended.
    pub copying: Mutex<()>,
}

impl Shared {
    pub fn new(hash_key: [u8; 32]) -> Result<Self> {
        Ok(Self {
            terms: Terms::default(),
            hash_key,
            authority: RwLock::default(),
            initials: RwLock::default(),
            put: Mutex::default(),
            opening: hex(&random::<4>()?),
            copying: Mutex::default(),
        })
    }

    /// The fold of `admin`, if it was made from exactly `upto`.
    pub fn authority(&self, upto: i64) -> Option<Arc<Authority>> {
        let kept = self.authority.read().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(n, _)| *n == upto).map(|(_, a)| a.clone())
    }

    pub fn set_authority(&self, fresh: (i64, Arc<Authority>)) {
        let mut kept = self.authority.write().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().is_none_or(|(n, _)| *n < fresh.0) {
            *kept = Some(fresh);
        }
    }

    pub fn initials(&self) -> Arc<Initials> {
        self.initials.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn set_readings(&self, readings: impl IntoIterator<Item = (String, String)>) {
        *self.initials.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Initials::with(readings));
    }

    pub(super) fn publish(&self, done: Done, dir: &Path) {
        self.terms.learn(done.terms);
        if let Some(authority) = done.authority {
            self.set_authority(authority);
        }
        if let Some(reached) = done.reached {
            reached::note(dir, reached);
        }
        for address in done.dropped {
            blobs::remove(dir, &address);
        }
    }
}
