//! Ops of the records in `admin`, and the names of those that have a natural key.
//! Called by `Founding`, and by whoever enrols desks, names people or revokes.

use super::{Account, AccountKey, Cut, DeskCard, Grant, Office};
use crate::{AccountId, EntryId, Op, RecordId, Suite, Value, WriterId};

/// The cell's own record: one for each root key.
pub fn cell_record(root: &[u8; 32]) -> RecordId {
    RecordId::natural("admin.cell", &EntryId(*root).to_string())
}

pub fn office_record(code: &str) -> RecordId {
    RecordId::natural("admin.office", code)
}

/// The account that stands in an entry signed by an office's own key.
pub fn office_account(code: &str) -> AccountId {
    AccountId(office_record(code).0)
}

/// A writer's record has the writer's own sixteen bytes.
pub fn writer_record(writer: WriterId) -> RecordId {
    RecordId::from_bytes(writer.0)
}

fn texts(list: &[String]) -> Value {
    Value::List(list.iter().map(|text| Value::Text(text.clone())).collect())
}

fn bytes(bytes: &[u8]) -> Value {
    Value::Bytes(bytes.to_vec())
}

/// `top` is the office above all of the cell.
pub fn cell_ops(root: &[u8; 32], top: &str, demo: Value) -> Vec<Op> {
    vec![Op::set("root", bytes(root)), Op::set("office", top), Op::set("demo", demo)]
}

pub fn office_ops(office: &Office) -> Vec<Op> {
    let mut ops = vec![Op::set("code", office.code.as_str()), Op::set("streams", texts(&office.streams))];
    ops.extend(office.sign.map(|sign| Op::set("sign", bytes(&sign))));
    ops.extend(office.seal.map(|seal| Op::set("seal", bytes(&seal))));
    ops.push(Op::set("seal_id", i64::try_from(office.seal_id).unwrap_or(i64::MAX)));
    ops.extend(office.wraps.iter().map(|(account, desk, wrap)| wrap_op(*account, *desk, wrap)));
    ops
}

/// The office's private half, wrapped to a handler's account at a desk.
pub fn wrap_op(account: AccountId, desk: RecordId, wrap: &[u8]) -> Op {
    let account = RecordId(account.0);
    Op::line("wrap", Value::map([("account", account.into()), ("desk", desk.into()), ("wrap", bytes(wrap))]))
}

pub fn desk_ops(desk: &DeskCard) -> Vec<Op> {
    vec![
        Op::set("name", desk.name.as_str()),
        Op::set("office", desk.office.as_str()),
        Op::set("sign", bytes(&desk.sign)),
        Op::set("seal", bytes(&desk.seal)),
    ]
}

/// `writer.open`: must be the writer's first entry, signed by the desk alone.
pub fn open_writer_ops(desk: RecordId, suite: Suite) -> Vec<Op> {
    vec![Op::set("desk", desk), Op::set("suite", suite as i64)]
}

/// The letter a writer numbers with; granted once, never given to another.
pub fn letter_op(letter: &str) -> Op {
    Op::set("letter", letter)
}

pub fn account_ops(account: &Account) -> Vec<Op> {
    let mut ops = vec![Op::set("office", account.office.as_str())];
    ops.extend(account.person.map(|person| Op::set("person", person)));
    ops.extend(account.keys.iter().map(key_op));
    ops
}

/// A further pair of an account: at another desk, or after a reset.
pub fn key_op(key: &AccountKey) -> Op {
    let pair = [("desk", key.desk.into()), ("sign", bytes(&key.sign)), ("seal", bytes(&key.seal))];
    Op::line("key", Value::map(pair))
}

pub fn grant_ops(grant: &Grant) -> Vec<Op> {
    let classes: Vec<_> = grant.classes.iter().map(|class| class.word().to_owned()).collect();
    let mut ops = vec![
        Op::set("account", RecordId(grant.account.0)),
        Op::set("office", grant.office.as_str()),
        Op::set("role", grant.role.as_str()),
        Op::set("streams", texts(&grant.streams)),
        Op::set("classes", texts(&classes)),
        Op::set("stations", grant.stations.clone()),
    ];
    ops.extend(grant.level.as_deref().map(|level| Op::set("level", level)));
    ops.extend(grant.from_on.as_deref().map(|on| Op::set("from_on", on)));
    ops.extend(grant.to_on.as_deref().map(|on| Op::set("to_on", on)));
    ops
}

/// Revokes the desk or the grant whose record it is written to.
pub fn cut_op(cut: &Cut, reason: &str) -> Op {
    let last = cut.last.iter().map(|(writer, seq)| {
        Value::List(vec![bytes(&writer.0), Value::Int(i64::try_from(*seq).unwrap_or(i64::MAX))])
    });
    Op::line("cut", Value::map([("last", Value::List(last.collect())), ("reason", reason.into())]))
}

/// Takes quarantined entries over, on the record that holds the cut.
pub fn adopt_op(entries: &[EntryId]) -> Op {
    Op::line("adopt", Value::List(entries.iter().map(|id| bytes(&id.0)).collect()))
}

/// Leaves quarantined entries out for good, on the record that holds the cut; the fold asks nothing of it. Whoever changes their mind
/// adopts.
pub fn refuse_op(entries: &[EntryId], reason: &str) -> Op {
    let entries = entries.iter().map(|id| bytes(&id.0)).collect();
    Op::line("refuse", Value::map([("entries", Value::List(entries)), ("reason", reason.into())]))
}
