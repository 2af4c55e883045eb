//! Names of things. Newtypes, so that a deed is never taken for a record.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

macro_rules! uuid_id {
    ($(#[$doc:meta] $name:ident),* $(,)?) => {$(
        #[$doc]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// From the 16 bytes that stand in a header.
            pub fn from_bytes(bytes: [u8; 16]) -> Self { Self(Uuid::from_bytes(bytes)) }
            pub fn bytes(&self) -> &[u8; 16] { self.0.as_bytes() }
            /// UUIDv7 of the wall time given (the caller asks `Wall`); 74 bits are random.
            pub fn at(wall_ms: u64) -> Self {
                let mut random = [0u8; 10];
                getrandom::fill(&mut random).expect("the system gives random bytes");
                Self(Builder::from_unix_timestamp_millis(wall_ms, &random).into_uuid())
            }
        }
        impl fmt::Display for $name { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}", self.0) } }
        impl fmt::Debug for $name { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}", self.0) } }
        impl std::str::FromStr for $name { type Err = uuid::Error; fn from_str(s: &str) -> Result<Self, Self::Err> { Uuid::parse_str(s).map(Self) } }
    )*};
}

uuid_id! {
    /// A record: an appeal, a visit, a party, a station …
    RecordId,
    /// One act of a person: one entry per record it touches.
    DeedId,
    /// A person's login; an id and never a name.
    AccountId,
    /// What an account may write where.
    GrantId,
}

impl RecordId {
    /// A record with a natural key (an obligation, a seeded station) has the same id on every desk:
    /// UUIDv8 of SHA-256(noun | 0x00 | key).
    pub fn natural(noun: &str, key: &str) -> Self {
        let digest = Sha256::new().chain_update(noun).chain_update([0]).chain_update(key).finalize();
        let mut bytes = [0u8; 16];
        bytes.copy_from_slice(&digest[..16]);
        Self(Builder::from_custom_bytes(bytes).into_uuid())
    }
}

macro_rules! bytes_id {
    ($(#[$doc:meta] $name:ident[$n:literal]),* $(,)?) => {$(
        #[$doc]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $n]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.iter().try_for_each(|b| write!(f, "{b:02x}")) }
        }
        impl fmt::Debug for $name { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{self}") } }
        impl std::str::FromStr for $name {
            type Err = BadHex;
            fn from_str(s: &str) -> Result<Self, BadHex> {
                let mut out = [0u8; $n];
                if s.len() != $n * 2 || !s.bytes().all(|b| b.is_ascii_hexdigit()) { return Err(BadHex); }
                for (i, byte) in out.iter_mut().enumerate() {
                    *byte = u8::from_str_radix(&s[i * 2..i * 2 + 2], 16).map_err(|_| BadHex)?;
                }
                Ok(Self(out))
            }
        }
        impl Serialize for $name { fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(self) } }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

/// A text that should have been so many hex digits.
#[derive(Debug, thiserror::Error)]
#[error("not a hex id of the right length")]
pub struct BadHex;

bytes_id! {
    /// SHA-256 (suite 1) of 0x00 | header bytes.
    EntryId[32],
    /// One incarnation of one database file.
    WriterId[16],
}

/// What is routed and granted together: `st/<station>`, `of/<office>`, `pub/<office>`, `sealed/<office>`,
/// `log/<office>`, `ref`, `admin`. A station is named by its record id, an office by its six digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stream(pub String);

impl Stream {
    pub fn station(station: RecordId) -> Self {
        Self(format!("st/{}", station.0.simple()))
    }
    pub fn office(office: &str) -> Self {
        Self(format!("of/{office}"))
    }
    pub fn public(office: &str) -> Self {
        Self(format!("pub/{office}"))
    }
    pub fn sealed(office: &str) -> Self {
        Self(format!("sealed/{office}"))
    }
    pub fn log(office: &str) -> Self {
        Self(format!("log/{office}"))
    }
    pub fn reference() -> Self {
        Self("ref".into())
    }
    pub fn admin() -> Self {
        Self("admin".into())
    }
    /// `st`, `of`, `pub`, `sealed`, `log`, `ref` or `admin`.
    pub fn class(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bug: a sign before a digit was read as part of a number, so that one id had several texts.
    #[test]
    fn an_id_is_read_from_digits_and_from_nothing_else() {
        let id = WriterId([0x0f; 16]);
        assert_eq!(id.to_string().parse::<WriterId>().ok(), Some(id));
        for text in
            ["+f".repeat(16), "0f".repeat(15), "0f".repeat(17), "0g".repeat(16), "中一".repeat(5) + "0f"]
        {
            assert!(text.parse::<WriterId>().is_err(), "{text}");
        }
    }
}
