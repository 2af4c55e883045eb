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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const SALT: &[u8] = b"the desk's own salt";

    fn derived(cost: Cost, (name, password): (&str, &str)) -> Result<[u8; 32], KeyError> {
        cost.derive(Login { name, password }, SALT).map(|key| *key)
    }

    #[rstest]
    #[case::memory(Cost { m_kib: 1024 * 1024 + 1, ..Cost::BARE })]
    #[case::all_memory(Cost { m_kib: u32::MAX, ..Cost::BARE })]
    #[case::time(Cost { t: 33, ..Cost::BARE })]
    #[case::lanes(Cost { p: 17, ..Cost::BARE })]
    #[case::no_memory(Cost { m_kib: 0, ..Cost::BARE })]
    #[case::less_than_eight_a_lane(Cost { m_kib: 8, p: 2, ..Cost::BARE })]
    #[case::no_time(Cost { t: 0, ..Cost::BARE })]
    #[case::no_lanes(Cost { p: 0, ..Cost::BARE })]
    fn a_cost_that_nobody_set_is_refused_before_it_is_paid(#[case] cost: Cost) {
        assert!(matches!(derived(cost, ("王敏", "x")), Err(KeyError::SideFileDamaged(_))));
    }

    #[test]
    fn blanks_around_a_name_are_no_part_of_it_and_those_of_a_password_are() {
        let plain = derived(Cost::BARE, ("王敏", "correct horse")).unwrap();
        for name in [" 王敏", "王敏\n", "\u{3000}王敏 "] {
            assert_eq!(derived(Cost::BARE, (name, "correct horse")).unwrap(), plain, "{name:?}");
        }
        for other in [("王敏", " correct horse"), ("王敏", "correct horse "), ("王 敏", "correct horse")]
        {
            assert_ne!(derived(Cost::BARE, other).unwrap(), plain, "{other:?}");
        }
    }

    #[test]
    fn name_password_salt_and_each_part_of_the_cost_make_another_key() {
        let plain = derived(Cost::BARE, ("王敏", "x")).unwrap();
        assert_eq!(derived(Cost::BARE, ("王敏", "x")).unwrap(), plain, "and the same of the same");
        assert_ne!(derived(Cost::BARE, ("李强", "x")).unwrap(), plain);
        assert_ne!(derived(Cost::BARE, ("王敏", "X")).unwrap(), plain);
        assert_ne!(derived(Cost { t: 2, ..Cost::BARE }, ("王敏", "x")).unwrap(), plain);
        assert_ne!(derived(Cost { m_kib: 16, ..Cost::BARE }, ("王敏", "x")).unwrap(), plain);
        let elsewhere = Cost::BARE.derive(Login { name: "王敏", password: "x" }, b"another").unwrap();
        assert_ne!(*elsewhere, plain);
    }

    #[test]
    fn what_a_real_desk_asks_for_is_within_the_most() {
        let real = Cost::default();
        assert!(real.m_kib <= MOST.m_kib && real.t <= MOST.t && real.p <= MOST.p);
        assert_eq!((real.m_kib, real.t, real.p), (65_536, 3, 1));
    }
}
