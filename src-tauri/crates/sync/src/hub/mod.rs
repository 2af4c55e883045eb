//! The hub: a plain PostgreSQL that keeps entries nobody there can read into, and lets each desk at its streams only.
//! It does not know what entries say, nor who may be a desk: a list of accesses is given, signatures are the readers' matter.
//! Called by `cli` (set-up, check), by `actions` (a desk's mailbox) and by the tests with a cluster of their own.

pub mod admin;
pub mod ca;
mod check;
mod fault;
mod link;
mod mailbox;

pub use admin::{Admin, Applied, DeskAccess, DeskStatus, Ended, Initialised, Status};
pub use check::{Case, check};
pub use fault::HubError;
pub use link::{Identity, Patience, Stopper, Target, Trust};
pub use mailbox::{BlobCopy, CHUNK, PgMailbox};

/// Of the hub's schema; a higher one found there is a newer program's.
pub const SCHEMA: u32 = 2;

/// Name of a desk in its certificate (CN) and as database role: `d_` and 16 hex digits, which say nothing.
pub fn is_role_name(name: &str) -> bool {
    let digits = name.strip_prefix("d_").unwrap_or_default();
    digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

#[cfg(test)]
mod tests {
    use super::is_role_name;

    #[test]
    fn a_role_name_can_carry_nothing_but_hex() {
        assert!(is_role_name("d_0123456789abcdef"));
        for name in
            ["d_0123456789abcde", "d_0123456789ABCDEF", "d_0123456789abcdefa", "x_0123456789abcdef", ""]
        {
            assert!(!is_role_name(name), "{name}");
        }
        assert!(!is_role_name("d_0123456789abcd\";"));
    }
}
