//! A writer that wrote on twice: its file was put back or copied, and both lives went on under one name (ledger.md §1.1, §3.8).
//! It does not know how the log is read, nor who works at which desk; whatever is decided, what both lives wrote stays.
//! Called by `actions` (inbox and decision) and by `store`, whose desk leaves a name of which this was told.

use ledger::{EntryId, Line, Op, Record, Value};

use super::ResolveConflict;
use crate::Refusal;
use crate::checkpoint::Link;
use crate::facts::{LONG, written};

/// The line in the writer's own record that says somebody has looked at it.
pub const FORKED: &str = "forked";

/// What nobody has looked at yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    /// The entries of the first number that has several: one of each life.
    pub sides: Vec<EntryId>,
    /// That number.
    pub from: u64,
    /// How many numbers have several.
    pub n: u64,
    /// The writer's last number that is here.
    pub upto: u64,
    /// As many entries one number has at most.
    pub lives: u64,
}

/// `chain`: everything that is here of the writer whose record it is, in the order of its numbers.
#[must_use]
pub fn fork(record: &Record, chain: &[Link]) -> Option<Fork> {
    let twice: Vec<&[Link]> = chain.chunk_by(|a, b| a.seq == b.seq).filter(|same| same.len() > 1).collect();
    let open: Vec<&[Link]> = twice.iter().copied().filter(|same| !is_settled(record, same)).collect();
    let first = open.first()?;
    Some(Fork {
        sides: first.iter().map(|link| link.id).collect(),
        from: first.first()?.seq,
        n: open.len() as u64,
        upto: chain.last()?.seq,
        lives: twice.iter().map(|same| same.len() as u64).max()?,
    })
}

/// Whoever decided knew the writer up to there and so many of its lives. What it wrote on afterwards, or a further life, is asked anew.
fn is_settled(record: &Record, same: &[Link]) -> bool {
    let said = |line: &Line, key: &str| line.value.get(key).and_then(Value::int).unwrap_or_default();
    let lives = number(same.len() as u64);
    let covers = |line: &Line, seq: u64| number(seq) <= said(line, "upto") && lives <= said(line, "lives");
    same.first().is_some_and(|link| record.lines(FORKED).any(|line| covers(line, link.seq)))
}

/// Which of the lives is worked on with, and why. It clears the row wherever the same is known; no entry gains or loses anything.
pub fn settle_fork(fork: &Fork, input: &ResolveConflict) -> Result<Vec<Op>, Refusal> {
    written("reason", &input.reason, LONG)?;
    if input.field.is_some() {
        return Err(Refusal::NothingChanged);
    }
    if input.other.is_some() {
        return Err(Refusal::CheckFailed { field: "other".into() });
    }
    let side = input.side.ok_or(Refusal::Required { field: "side".into() })?;
    if !fork.sides.contains(&side) {
        return Err(Refusal::CheckFailed { field: "side".into() });
    }
    Ok(vec![Op::line(
        FORKED,
        Value::map([
            ("upto", Value::Int(number(fork.upto))),
            ("lives", Value::Int(number(fork.lives))),
            ("goes_on", Value::Bytes(side.0.to_vec())),
            ("reason", input.reason.trim().into()),
        ]),
    )])
}

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
