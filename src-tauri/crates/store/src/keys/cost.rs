//! What one try costs. Stored beside the slots, so that it can grow with the machines.

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{KeyError, Login};
use crate::error::StoreError;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    pub m_kib: u32,
    pub t: u32,
    pub p: u32,
}

impl Default for Cost {
    fn default() -> Self {
        Self { m_kib: 64 * 1024, t: 3, p: 1 }
    }
}

/// A side file that asks for more was not made by us: it would only hang the machine.
const MOST: Cost = Cost { m_kib: 1024 * 1024, t: 32, p: 16 };

impl Cost {
    /// For desks that tests found by the hundred: it guards no person's password.
    pub const BARE: Self = Self { m_kib: 8, t: 1, p: 1 };

    /// The name goes into the salt, so one derivation serves all slots and no name lies in the file.
    pub(super) fn derive(self, login: Login<'_>, desk_salt: &[u8]) -> Result<Zeroizing<[u8; 32]>, KeyError> {
        if self.m_kib > MOST.m_kib || self.t > MOST.t || self.p > MOST.p {
            return Err(KeyError::SideFileDamaged("its cost".into()));
        }
        let salt = Sha256::new().chain_update(desk_salt).chain_update(login.name.trim()).finalize();
        let params = Params::new(self.m_kib, self.t, self.p, Some(32))
            .map_err(|e| KeyError::SideFileDamaged(e.to_string()))?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(login.password.as_bytes(), &salt, &mut *key)
            .map_err(|e| StoreError::Broken(e.to_string()))?;
        Ok(key)
    }
}
