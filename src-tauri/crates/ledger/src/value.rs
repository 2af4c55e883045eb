//! A plain value as it stands in an op: the part of CBOR that has one canonical writing and no floats.

use std::collections::BTreeMap;

use crate::RecordId;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Value {
    #[default]
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
    List(Vec<Value>),
    Map(BTreeMap<String, Value>),
}

impl Value {
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(t) = self { Some(t) } else { None }
    }
    pub fn int(&self) -> Option<i64> {
        if let Self::Int(n) = self { Some(*n) } else { None }
    }
    pub fn bool(&self) -> Option<bool> {
        if let Self::Bool(b) = self { Some(*b) } else { None }
    }
    /// A record named by its 16 bytes.
    pub fn record(&self) -> Option<RecordId> {
        if let Self::Bytes(b) = self { b.as_slice().try_into().ok().map(RecordId::from_bytes) } else { None }
    }
    pub fn list(&self) -> &[Value] {
        if let Self::List(l) = self { l } else { &[] }
    }
    /// A member of a map; `None` where this is no map or has no such key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        if let Self::Map(m) = self { m.get(key) } else { None }
    }
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
    /// A map from pairs.
    pub fn map<const N: usize>(pairs: [(&str, Value); N]) -> Self {
        Self::Map(pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
    }
}

impl From<&str> for Value {
    fn from(v: &str) -> Self {
        Self::Text(v.to_owned())
    }
}
impl From<String> for Value {
    fn from(v: String) -> Self {
        Self::Text(v)
    }
}
impl From<i64> for Value {
    fn from(v: i64) -> Self {
        Self::Int(v)
    }
}
impl From<u32> for Value {
    fn from(v: u32) -> Self {
        Self::Int(v.into())
    }
}
impl From<bool> for Value {
    fn from(v: bool) -> Self {
        Self::Bool(v)
    }
}
impl From<RecordId> for Value {
    fn from(v: RecordId) -> Self {
        Self::Bytes(v.bytes().to_vec())
    }
}
impl From<Vec<u8>> for Value {
    fn from(v: Vec<u8>) -> Self {
        Self::Bytes(v)
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(v: Option<T>) -> Self {
        v.map_or(Self::Null, Into::into)
    }
}
impl<T: Into<Value>> From<Vec<T>> for Value
where
    T: NotByte,
{
    fn from(v: Vec<T>) -> Self {
        Self::List(v.into_iter().map(Into::into).collect())
    }
}

/// Keeps `Vec<u8>` bytes and every other list a list.
pub trait NotByte {}
impl NotByte for String {}
impl NotByte for &str {}
impl NotByte for Value {}
impl NotByte for RecordId {}
impl NotByte for i64 {}
