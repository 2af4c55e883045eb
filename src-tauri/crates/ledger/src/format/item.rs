//! An item: `[n, kind, v, args]`. The kinds and the places in `args` never change meaning; a new meaning is a
//! new `v`.

use super::Broken;
use crate::cbor::{Reader, Writer};
use crate::{DeedId, EntryId, Op, RecordId, Value};

/// Version of every kind this program writes.
const V: u32 = 1;

/// The name an op's kind has in an item.
pub fn kind(op: &Op) -> &str {
    match op {
        Op::SetField { .. } => "field.set",
        Op::Add { .. } => "set.add",
        Op::Remove { .. } => "set.remove",
        Op::Line { .. } => "line.add",
        Op::Move { .. } => "wf.move",
        Op::Undo { .. } => "undo",
        Op::ResolveFlow { .. } => "resolve.flow",
        Op::ResolveField { .. } => "resolve.field",
        Op::TakeNo { .. } => "no.take",
        Op::Same { .. } => "link.same",
        Op::Hide { .. } => "hide",
        Op::Redact { .. } => "redact",
        Op::Blob { .. } => "blob.ref",
        Op::Unknown { kind, .. } => kind,
    }
}

fn version(op: &Op) -> u32 {
    if let Op::Unknown { v, .. } = op { *v } else { V }
}

/// The item's bytes without its salt: what its leaf is made of.
pub fn bytes(n: u32, op: &Op) -> Vec<u8> {
    let mut w = Writer::default();
    write(&mut w, n, op);
    w.0
}

pub fn write(w: &mut Writer, n: u32, op: &Op) {
    w.list(4);
    w.uint(n.into());
    w.text(kind(op));
    w.uint(version(op).into());
    w.value(&args(op));
}

pub fn read(r: &mut Reader<'_>, n: u32) -> Result<Op, Broken> {
    if r.list(4).map_err(Broken::Body)? != 4 || r.u32().map_err(Broken::Body)? != n {
        return Err(Broken::Item);
    }
    let kind = r.text().map_err(Broken::Body)?;
    let v = r.u32().map_err(Broken::Body)?;
    let args = r.value().map_err(Broken::Body)?;
    understood(kind, v, args).ok_or(Broken::Item)
}

fn id_bytes(id: &EntryId) -> Value {
    Value::Bytes(id.0.to_vec())
}

fn adopted(adopts: &[EntryId]) -> Value {
    Value::List(adopts.iter().map(id_bytes).collect())
}

/// The args as one list, places fixed by kind.
pub fn args(op: &Op) -> Value {
    let text = |t: &String| Value::Text(t.clone());
    Value::List(match op {
        Op::SetField { field: name, value }
        | Op::Add { set: name, value }
        | Op::Remove { set: name, value } => {
            vec![text(name), value.clone()]
        }
        Op::Line { line, value, corrects } => {
            let corrects = corrects.map(|(entry, item)| vec![id_bytes(&entry), item.into()]);
            vec![text(line), value.clone(), corrects.map_or(Value::Null, Value::List)]
        }
        Op::Move { flow, from, to } => vec![text(flow), text(from), text(to)],
        Op::Undo { deed, reason } => vec![Value::Bytes(deed.bytes().to_vec()), text(reason)],
        Op::ResolveFlow { flow, to, adopts } => vec![text(flow), text(to), adopted(adopts)],
        Op::ResolveField { field, to, adopts } => vec![text(field), to.clone(), adopted(adopts)],
        Op::TakeNo { series, number, counter } => vec![text(series), text(number), (*counter).into()],
        Op::Same { record, off } => vec![(*record).into(), (*off).into()],
        Op::Hide { hidden } => vec![(*hidden).into()],
        Op::Redact { entry, item, kind, field, ground, approver } => {
            vec![id_bytes(entry), (*item).into(), text(kind), text(field), text(ground), approver.clone()]
        }
        Op::Blob { address, key, size, mime, name, about } => vec![
            Value::Bytes(address.clone()),
            Value::Bytes(key.clone()),
            Value::Int(i64::try_from(*size).unwrap_or(i64::MAX)),
            text(mime),
            text(name),
            about.clone(),
        ],
        Op::Unknown { args, .. } => return args.clone(),
    })
}

/// A known kind in a known version must have exactly its args; anything newer is carried as it is.
fn understood(kind: &str, v: u32, args: Value) -> Option<Op> {
    if v != V {
        return Some(Op::Unknown { kind: kind.into(), v, args });
    }
    match kind {
        "field.set" | "set.add" | "set.remove" => named(kind, places(args)?),
        "line.add" => line(places(args)?),
        "wf.move" | "undo" | "resolve.flow" | "resolve.field" => step(kind, args),
        "no.take" | "link.same" | "hide" => mark(kind, args),
        "redact" => redact(places(args)?),
        "blob.ref" => blob(places(args)?),
        _ => Some(Op::Unknown { kind: kind.into(), v, args }),
    }
}

fn places<const N: usize>(args: Value) -> Option<[Value; N]> {
    if let Value::List(list) = args { list.try_into().ok() } else { None }
}

fn named(kind: &str, [name, value]: [Value; 2]) -> Option<Op> {
    let name = text(name)?;
    Some(match kind {
        "field.set" => Op::SetField { field: name, value },
        "set.add" => Op::Add { set: name, value },
        _ => Op::Remove { set: name, value },
    })
}

fn line([name, value, corrects]: [Value; 3]) -> Option<Op> {
    let corrects = match corrects {
        Value::Null => None,
        named => {
            let [entry, item] = places(named)?;
            Some((EntryId(fixed(entry)?), small(item)?))
        }
    };
    Some(Op::Line { line: text(name)?, value, corrects })
}

fn step(kind: &str, args: Value) -> Option<Op> {
    match kind {
        "wf.move" => {
            let [flow, from, to] = places(args)?;
            Some(Op::Move { flow: text(flow)?, from: text(from)?, to: text(to)? })
        }
        "undo" => {
            let [deed, reason] = places(args)?;
            Some(Op::Undo { deed: DeedId::from_bytes(fixed(deed)?), reason: text(reason)? })
        }
        "resolve.flow" => {
            let [flow, to, adopts] = places(args)?;
            Some(Op::ResolveFlow { flow: text(flow)?, to: text(to)?, adopts: entry_ids(adopts)? })
        }
        _ => {
            let [field, to, adopts] = places(args)?;
            Some(Op::ResolveField { field: text(field)?, to, adopts: entry_ids(adopts)? })
        }
    }
}

fn mark(kind: &str, args: Value) -> Option<Op> {
    match kind {
        "no.take" => {
            let [series, number, counter] = places(args)?;
            Some(Op::TakeNo { series: text(series)?, number: text(number)?, counter: small(counter)? })
        }
        "link.same" => {
            let [record, off] = places(args)?;
            Some(Op::Same { record: RecordId::from_bytes(fixed(record)?), off: off.bool()? })
        }
        _ => {
            let [hidden] = places(args)?;
            Some(Op::Hide { hidden: hidden.bool()? })
        }
    }
}

fn redact([entry, item, kind, field, ground, approver]: [Value; 6]) -> Option<Op> {
    Some(Op::Redact {
        entry: EntryId(fixed(entry)?),
        item: small(item)?,
        kind: text(kind)?,
        field: text(field)?,
        ground: text(ground)?,
        approver,
    })
}

fn blob([address, key, size, mime, name, about]: [Value; 6]) -> Option<Op> {
    Some(Op::Blob {
        address: raw(address)?,
        key: raw(key)?,
        size: u64::try_from(size.int()?).ok()?,
        mime: text(mime)?,
        name: text(name)?,
        about,
    })
}

fn text(value: Value) -> Option<String> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

fn raw(value: Value) -> Option<Vec<u8>> {
    if let Value::Bytes(bytes) = value { Some(bytes) } else { None }
}

fn fixed<const N: usize>(value: Value) -> Option<[u8; N]> {
    raw(value)?.try_into().ok()
}

fn small(value: Value) -> Option<u32> {
    u32::try_from(value.int()?).ok()
}

fn entry_ids(value: Value) -> Option<Vec<EntryId>> {
    let Value::List(list) = value else { return None };
    list.into_iter().map(|id| fixed(id).map(EntryId)).collect()
}
