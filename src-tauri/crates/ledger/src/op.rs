//! The generic ops an entry's body is made of. Their kinds never change meaning: a new meaning is a new version.

use crate::{DeedId, EntryId, RecordId, Value};

#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// `field.set`: a register that keeps all concurrent values.
    SetField { field: String, value: Value },
    /// `set.add`: an observed-remove set; the element is this item.
    Add { set: String, value: Value },
    /// `set.remove`: takes out the adds of this value that the author had seen.
    Remove { set: String, value: Value },
    /// `line.add`: append only; a correction names the line it corrects (entry, item).
    Line { line: String, value: Value, corrects: Option<(EntryId, u32)> },
    /// `wf.move`: a step of one flow. `from` is "" for a flow that has not begun.
    Move { flow: String, from: String, to: String },
    /// `undo`: leaves out the effects of a deed.
    Undo { deed: DeedId, reason: String },
    /// `resolve` of a contested flow.
    ResolveFlow { flow: String, to: String, adopts: Vec<EntryId> },
    /// `resolve` of a contested field.
    ResolveField { field: String, to: Value, adopts: Vec<EntryId> },
    /// `no.take`: a number, owner-partitioned; never changes once taken.
    TakeNo { series: String, number: String, counter: u32 },
    /// `link.same`: the same matter elsewhere; `off` takes the link back.
    Same { record: RecordId, off: bool },
    /// `hide`: state like any other; restorable.
    Hide { hidden: bool },
    /// `redact`: wins over everything, in any order.
    Redact { entry: EntryId, item: u32, kind: String, field: String, ground: String, approver: Value },
    /// `blob.ref`: an encrypted file beside the database. `key` is the file's own random key.
    Blob { address: Vec<u8>, key: Vec<u8>, size: u64, mime: String, name: String, about: Value },
    /// Of a newer program: carried byte for byte, not understood.
    Unknown { kind: String, v: u32, args: Value },
}

impl Op {
    pub fn set(field: &str, value: impl Into<Value>) -> Self {
        Self::SetField { field: field.into(), value: value.into() }
    }
    pub fn add(set: &str, value: impl Into<Value>) -> Self {
        Self::Add { set: set.into(), value: value.into() }
    }
    pub fn remove(set: &str, value: impl Into<Value>) -> Self {
        Self::Remove { set: set.into(), value: value.into() }
    }
    pub fn line(line: &str, value: impl Into<Value>) -> Self {
        Self::Line { line: line.into(), value: value.into(), corrects: None }
    }
    pub fn go(flow: &str, from: &str, to: &str) -> Self {
        Self::Move { flow: flow.into(), from: from.into(), to: to.into() }
    }
}
