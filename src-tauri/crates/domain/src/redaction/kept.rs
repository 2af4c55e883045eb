//! 依法留存 (个人信息保护法 art. 47 second paragraph, 待核): where a duty to archive forbids a deletion that was asked for, the field
//! shows nothing any more and its values stay in the log. A mark in the record says which field, by what duty and until when.
//! It does not know whose decision a request is (`super::decide`), nor where entries lie (`actions`).

use chrono::NaiveDate;
use ledger::{Entry, Op, Record, RecordId, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Redaction, has_level};
use crate::facts::{Kept as _, SHORT, member, written};
use crate::{Ctx, Refusal, conflict};

/// The marks of a record, a map each.
const SET: &str = "kept_by_law";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Duty {
    /// By what it must be kept: the law or rule, as the office writes it.
    pub duty: String,
    /// The last day of the duty; none where it has no end (永久).
    pub until: Option<NaiveDate>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReleaseField {
    pub field: String,
    pub reason: String,
}

/// A field that is kept and not shown.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptField {
    pub field: String,
    /// List `redact_ground`: why it was to be deleted.
    pub ground: String,
    pub duty: Duty,
    pub on: Option<NaiveDate>,
    pub by: Option<RecordId>,
    /// The request that was answered by it.
    pub asked: Option<RecordId>,
    mark: Value,
}

impl KeptField {
    fn of(mark: &Value) -> Self {
        let text = |key: &str| member::<String>(mark, key).unwrap_or_default();
        Self {
            field: text("field"),
            ground: text("ground"),
            duty: Duty { duty: text("duty"), until: member(mark, "until") },
            on: member(mark, "on"),
            by: member(mark, "by"),
            asked: member(mark, "asked"),
            mark: mark.clone(),
        }
    }

    /// The duty is over: from now on it may be deleted.
    #[must_use]
    pub fn has_ended(&self, today: NaiveDate) -> bool {
        self.duty.until.is_some_and(|until| until < today)
    }

    /// What it showed when the decision was made.
    fn value(&self, entries: &[Entry]) -> Option<Value> {
        let item: Option<u32> = member(&self.mark, "item");
        let is_named = |entry: &&Entry| self.mark.get("entry") == Some(&Value::from(entry.id.0.to_vec()));
        let named = entries.iter().find(is_named)?;
        named.ops().find(|(n, _)| Some(*n) == item).and_then(|(_, op)| match op {
            Op::SetField { value, .. } | Op::ResolveField { to: value, .. } => Some(value.clone()),
            _ => None,
        })
    }
}

#[must_use]
pub fn kept_in(record: &Record) -> Vec<KeptField> {
    record.set(SET).map(KeptField::of).collect()
}

/// The answer to what was asked: the value leaves its place, and stays in the entry that brought it.
pub fn keep((record, asked): (&Record, &Record), input: &Duty, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    written("duty", &input.duty, SHORT)?;
    if let Some(until) = input.until.filter(|until| *until < ctx.today) {
        return Err(Refusal::EndBeforeStart { field: "until".into(), from: ctx.today, to: until });
    }
    let Redaction { field, ground, .. } = Redaction::of(asked);
    if conflict::open(record, Some(&field)).is_some() {
        return Err(Refusal::Contested { fields: vec![field] });
    }
    let stands = record.fields.get(&field).and_then(|values| values.first());
    let Some(stands) = stands.filter(|stands| !stands.value.is_null()) else {
        return Err(Refusal::NothingChanged);
    };
    let mark = Value::map([
        ("field", field.as_str().into()),
        ("ground", ground.as_str().into()),
        ("duty", input.duty.as_str().into()),
        ("until", input.until.keep()),
        ("on", ctx.today.keep()),
        ("by", ctx.person.record.into()),
        ("asked", asked.id.into()),
        ("entry", stands.stamp.entry.0.to_vec().into()),
        ("item", stands.stamp.item.into()),
    ]);
    let told = Value::map([
        ("field", field.as_str().into()),
        ("ground", ground.as_str().into()),
        ("duty", input.duty.as_str().into()),
        ("until", input.until.keep()),
    ]);
    Ok(vec![Op::set(&field, Value::Null), Op::add(SET, mark), Op::line("kept", told)])
}

/// The ops of the record, and the requests that were answered by keeping it.
pub struct Released {
    pub ops: Vec<Op>,
    pub asked: Vec<RecordId>,
}

/// It may be used again. What somebody wrote into its place elsewhere meanwhile stays there.
pub fn release(
    (record, entries): (&Record, &[Entry]),
    input: &ReleaseField,
    ctx: &Ctx<'_>,
) -> Result<Released, Refusal> {
    written("reason", &input.reason, SHORT)?;
    let kept: Vec<KeptField> = of_field(record, &input.field).collect();
    let Some(first) = kept.first() else { return Err(Refusal::NothingOwed) };
    has_level("release_field", ctx)?;
    let mut ops = let_go(record, &input.field);
    if record.field(&input.field).is_none()
        && let Some(value) = first.value(entries)
    {
        ops.push(Op::set(&input.field, value));
    }
    let told = [("field", input.field.as_str().into()), ("reason", input.reason.as_str().into())];
    ops.push(Op::line("released", Value::map(told)));
    Ok(Released { ops, asked: kept.iter().filter_map(|kept| kept.asked).collect() })
}

/// The field's marks go: it was released, or deleted once its duty was over.
#[must_use]
pub fn let_go(record: &Record, field: &str) -> Vec<Op> {
    of_field(record, field).map(|kept| Op::remove(SET, kept.mark)).collect()
}

fn of_field<'a>(record: &Record, field: &'a str) -> impl Iterator<Item = KeptField> + use<'a> {
    kept_in(record).into_iter().filter(move |kept| kept.field == field)
}

/// What is kept is nobody's to write over, and while the duty lasts nobody's to delete, a sealing's either: it is released first.
pub fn untouched(record: &Record, ops: &[Op], today: NaiveDate) -> Result<(), Refusal> {
    for kept in kept_in(record) {
        let touches = |op: &Op| match op {
            Op::SetField { field, .. } | Op::ResolveField { field, .. } => *field == kept.field,
            Op::Redact { field, kind, .. } => {
                *field == kept.field && kind == "field.set" && !kept.has_ended(today)
            }
            _ => false,
        };
        let goes = |op: &Op| matches!(op, Op::Remove { set, value } if set == SET && *value == kept.mark);
        if ops.iter().any(touches) && !ops.iter().any(goes) {
            return Err(Refusal::KeptByLaw { field: kept.field.clone(), until: kept.duty.until });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{day, id, person, record};
    use crate::{Law, Level, Person, Role};

    fn asked() -> Record {
        let of_phone = [Op::set("about", id(7)), Op::set("field", "phone"), Op::set("ground", "withdrawn")];
        record("redaction", &of_phone)
    }

    fn duty(until: Option<&str>) -> Duty {
        Duty { duty: "检察诉讼档案保管期限三十年".into(), until: until.map(day) }
    }

    fn chief() -> Person {
        Person { level: Some(Level::Chief), ..person(Role::Head) }
    }

    fn kept(until: Option<&str>) -> (Record, Vec<Op>) {
        let (law, who) = (Law::shipped().unwrap(), chief());
        let ctx = Ctx { person: &who, today: day("2026-09-03"), law: &law };
        let set = Op::set("phone", "13805761234");
        let ops = keep((&record("party", std::slice::from_ref(&set)), &asked()), &duty(until), &ctx).unwrap();
        (record("party", &[&[set][..], &ops].concat()), ops)
    }

    #[test]
    fn what_is_kept_shows_nothing_and_says_by_what_and_until_when() {
        let (record, ops) = kept(Some("2056-08-31"));
        assert_eq!(record.text("phone"), None);
        let found = kept_in(&record);
        assert_eq!(
            (found.len(), found[0].field.as_str(), found[0].ground.as_str()),
            (1, "phone", "withdrawn")
        );
        assert_eq!((&found[0].duty, found[0].on), (&duty(Some("2056-08-31")), Some(day("2026-09-03"))));
        assert!(!format!("{ops:?}").contains("13805761234"), "the mark repeats no value");
    }

    #[test]
    fn a_duty_is_named_and_lies_ahead_and_there_must_be_something_to_keep() {
        let (law, who) = (Law::shipped().unwrap(), chief());
        let ctx = Ctx { person: &who, today: day("2026-09-03"), law: &law };
        let party = record("party", &[Op::set("phone", "13805761234")]);
        let refused = |party: &Record, input: Duty| keep((party, &asked()), &input, &ctx).err();
        let unnamed = Duty { duty: " ".into(), until: None };
        assert_eq!(refused(&party, unnamed), Some(Refusal::Required { field: "duty".into() }));
        let late = refused(&party, duty(Some("2026-09-02")));
        assert!(matches!(late, Some(Refusal::EndBeforeStart { field, .. }) if field == "until"));
        assert_eq!(refused(&record("party", &[]), duty(None)), Some(Refusal::NothingChanged));
        assert_eq!(refused(&kept(None).0, duty(None)), Some(Refusal::NothingChanged), "kept already");
    }

    #[test]
    fn nobody_writes_over_it_and_it_is_deleted_only_after_its_duty() {
        let redact = Op::Redact {
            entry: ledger::EntryId([1; 32]),
            item: 0,
            kind: "field.set".into(),
            field: "phone".into(),
            ground: "withdrawn".into(),
            approver: Value::Null,
        };
        let (set, other) = (Op::set("phone", "13957612345"), Op::set("name", "秦雨桐"));
        for (until, on, op, may) in [
            (None, "2199-12-31", &redact, false),
            (Some("2056-08-31"), "2056-08-31", &redact, false),
            (Some("2056-08-31"), "2056-09-01", &redact, true),
            (Some("2056-08-31"), "2056-09-01", &set, false),
            (None, "2026-09-03", &other, true),
        ] {
            let (record, _) = kept(until);
            assert_eq!(
                untouched(&record, std::slice::from_ref(op), day(on)).is_ok(),
                may,
                "{until:?} {on} {op:?}"
            );
            let going = [let_go(&record, "phone"), vec![op.clone()]].concat();
            assert_eq!(untouched(&record, &going, day(on)), Ok(()), "once it is let go");
        }
    }

    #[test]
    fn a_head_below_the_level_releases_nothing_and_nobody_what_is_not_kept() {
        let (law, who) = (Law::shipped().unwrap(), person(Role::Head));
        let ctx = Ctx { person: &who, today: day("2026-09-03"), law: &law };
        let ask = |field: &str| ReleaseField { field: field.into(), reason: "解除留存".into() };
        let (record, _) = kept(None);
        let below = Person { level: Some(Level::Deputy), ..who.clone() };
        let below = Ctx { person: &below, ..ctx };
        assert!(matches!(
            release((&record, &[]), &ask("phone"), &below).err(),
            Some(Refusal::NeedsLevel { .. })
        ));
        assert_eq!(release((&record, &[]), &ask("name"), &ctx).err(), Some(Refusal::NothingOwed));
    }
}
