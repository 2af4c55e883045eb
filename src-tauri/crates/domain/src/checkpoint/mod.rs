//! 检查点: how far an office's streams reached on a day, written down each month, printed, and compared later (ledger.md §5.2).
//! It does not know how a stream is read or how the code of the paper is made (`store`, `sync`).
//! Called by `actions` (writing, `verify`, the check-up) and `store` (its plain types).

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};
use ledger::{EntryId, Op, RecordId, Stream, Value, WriterId};

use crate::facts::Kept;
use crate::{Ctx, Person, Refusal, Role};

pub const NOUN: &str = "checkpoint";

/// Where one writer's part of a stream ends. Each entry names the one before it, so the last one stands for all of that writer's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tail {
    pub stream: Stream,
    pub writer: WriterId,
    /// How many entries of the writer the stream holds.
    pub n: u64,
    /// Of the last.
    pub seq: u64,
    pub id: EntryId,
}

/// One entry of a writer's chain, as it lies on a desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub seq: u64,
    pub id: EntryId,
    pub stream: Stream,
}

/// What a desk shows beside a tail that was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Fits,
    /// So many of its entries are not here: not come yet, or cut away.
    Lacks(u64),
    /// Another entry stands where the last one should.
    Differs,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    pub office: String,
    pub on: Option<NaiveDate>,
    pub by: Option<RecordId>,
    pub tails: Vec<Tail>,
}

impl Checkpoint {
    /// As its entry was written, which the code of the paper names: what somebody sets in the record later is none of it.
    pub fn of<'a>(ops: impl IntoIterator<Item = &'a Op>) -> Self {
        let set = |op: &'a Op| match op {
            Op::SetField { field, value } => Some((field.as_str(), value)),
            _ => None,
        };
        let fields: BTreeMap<&str, &Value> = ops.into_iter().filter_map(set).collect();
        let value = |field: &str| fields.get(field).copied();
        let tails = value("tails").map(Value::list).unwrap_or_default();
        Self {
            office: value("office").and_then(Value::text).unwrap_or_default().to_owned(),
            on: value("on").and_then(NaiveDate::read),
            by: value("by").and_then(Value::record),
            tails: tails.iter().filter_map(read).collect(),
        }
    }

    pub fn streams(&self) -> BTreeSet<&Stream> {
        self.tails.iter().map(|tail| &tail.stream).collect()
    }
}

/// Whoever answers for the office's records.
#[must_use]
pub fn may_write(person: &Person) -> bool {
    person.any(&[Role::Head, Role::Registrar])
}

/// The first, and one a month after the last.
#[must_use]
pub fn is_due(last: Option<NaiveDate>, today: NaiveDate) -> bool {
    last.and_then(|on| on.checked_add_months(Months::new(1))).is_none_or(|next| next <= today)
}

pub fn write_checkpoint(tails: &[Tail], ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    if !may_write(ctx.person) {
        return Err(Refusal::WrongRole { verb: "write_checkpoint".into() });
    }
    Ok(vec![
        Op::set("office", ctx.person.office.as_str()),
        Op::set("on", ctx.today.keep()),
        Op::set("by", ctx.person.record),
        Op::set("tails", Value::List(tails.iter().map(kept).collect())),
    ])
}

/// Everything that is here of one writer, to be asked about each month's tails: a long chain is walked once for all of them.
pub struct Chain {
    ids: BTreeMap<u64, Vec<EntryId>>,
    seqs: BTreeMap<Stream, Vec<u64>>,
}

impl Chain {
    #[must_use]
    pub fn of(links: Vec<Link>) -> Self {
        let (mut ids, mut seqs) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for Link { seq, id, stream } in links {
            ids.entry(seq).or_default().push(id);
            seqs.entry(stream).or_default().push(seq);
        }
        seqs.values_mut().for_each(|seqs| seqs.sort_unstable());
        Self { ids, seqs }
    }
}

/// More than was written down is no fault: it may have come late.
#[must_use]
pub fn compare(tail: &Tail, chain: &Chain) -> Standing {
    let last = chain.ids.get(&tail.seq);
    if last.is_some_and(|ids| !ids.contains(&tail.id)) {
        return Standing::Differs;
    }
    let here = chain.seqs.get(&tail.stream).map_or(0, |seqs| seqs.partition_point(|seq| *seq <= tail.seq));
    // The last one counts by itself: late ones before it do not stand in for it.
    let missing = tail.n.saturating_sub(here as u64).max(u64::from(last.is_none()));
    if missing == 0 { Standing::Fits } else { Standing::Lacks(missing) }
}

fn kept(tail: &Tail) -> Value {
    let number = |n: u64| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
    Value::map([
        ("stream", tail.stream.0.as_str().into()),
        ("writer", Value::Bytes(tail.writer.0.to_vec())),
        ("n", number(tail.n)),
        ("seq", number(tail.seq)),
        ("id", Value::Bytes(tail.id.0.to_vec())),
    ])
}

/// What a newer program writes of it beside is none of this one's business.
fn read(value: &Value) -> Option<Tail> {
    let number = |key: &str| value.get(key)?.int()?.try_into().ok();
    Some(Tail {
        stream: Stream(value.get("stream")?.text()?.to_owned()),
        writer: WriterId(bytes(value.get("writer")?)?),
        n: number("n")?,
        seq: number("seq")?,
        id: EntryId(bytes(value.get("id")?)?),
    })
}

fn bytes<const N: usize>(value: &Value) -> Option<[u8; N]> {
    if let Value::Bytes(bytes) = value { bytes.as_slice().try_into().ok() } else { None }
}
