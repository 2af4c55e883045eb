//! An entry as JSON, for people to read. Nothing is ever hashed or read back from it.

use serde_json::{Value as Json, json};

use crate::{Entry, Envelope, Item, Op, Value, format};

/// Byte strings stand as `h'…'`.
pub fn json(entry: &Entry) -> Json {
    let h = &entry.header;
    json!({
        "id": entry.id,
        "header": {
            "fmt": h.fmt, "suite": h.suite as u8, "writer": h.writer, "seq": h.seq, "prev": h.prev,
            "stream": h.stream, "record": h.record, "parents": h.parents, "wall_ms": h.wall_ms,
            "clk": h.clk as u8, "account": h.account, "grant": h.grant, "app": h.app, "flags": h.flags,
            "body": hex(&h.body), "act": h.act, "noun": h.noun, "deed": h.deed, "k": h.k, "n": h.n,
        },
        "sig": hex(&entry.sig),
        "usig": entry.usig.as_deref().map(hex),
        "envelope": envelope(&entry.envelope),
        "items": entry.items.iter().map(item).collect::<Vec<_>>(),
    })
}

fn envelope(envelope: &Envelope) -> Json {
    match envelope {
        Envelope::Plain => json!({ "key_id": 0 }),
        Envelope::Sealed(sealed) => json!({
            "key_id": sealed.key_id, "wraps": sealed.wraps.len(), "bytes": sealed.ciphertext.len(),
        }),
        Envelope::Gone => json!("gone"),
    }
}

fn item(item: &Item) -> Json {
    match item {
        Item::Whole { n, op, salt } => {
            let v = if let Op::Unknown { v, .. } = op { *v } else { 1 };
            json!({ "n": n, "kind": format::kind(op), "v": v, "args": value(&format::args(op)), "salt": hex(salt) })
        }
        Item::Redacted { n, leaf } => json!({ "n": n, "leaf": hex(leaf) }),
    }
}

fn value(of: &Value) -> Json {
    match of {
        Value::Null => Json::Null,
        Value::Bool(b) => json!(b),
        Value::Int(n) => json!(n),
        Value::Text(t) => json!(t),
        Value::Bytes(b) => hex(b),
        Value::List(list) => Json::Array(list.iter().map(value).collect()),
        Value::Map(map) => Json::Object(map.iter().map(|(key, v)| (key.clone(), value(v))).collect()),
    }
}

fn hex(bytes: &[u8]) -> Json {
    Json::String(format!("h'{}'", bytes.iter().map(|b| format!("{b:02x}")).collect::<String>()))
}
