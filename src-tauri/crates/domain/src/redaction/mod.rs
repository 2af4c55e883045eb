//! Deleting one field of personal data by law (个人信息保护法 art. 47): a head or the registrar asks and says on which ground,
//! a head of the level that the table names signs too, or says no, or that a duty to archive forbids it (`kept`). What was asked
//! is a record of its own; deleted values go from the log. It does not know keys or bodies (`ledger`, `store`) nor accounts (`actions`).

pub mod kept;

use chrono::NaiveDate;
use ledger::{Entry, Op, Record, RecordId, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::facts::{Kept, choices, field, in_list};
use crate::{Ctx, Refusal, Role};

pub const NOUN: &str = "redaction";
/// The key in `approvals.csv`.
pub const LEVEL: &str = "redact";

choices! {
    #[ts(rename = "RedactionState")]
    pub enum State {
        Asked = "asked",
        Deleted = "deleted",
        Declined = "declined",
        /// 依法留存，停止使用: a duty to archive forbids it.
        Kept = "kept",
        Released = "released",
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RedactField {
    pub field: String,
    /// List `redact_ground`.
    pub ground: String,
    /// The head who signs.
    #[ts(as = "String")]
    pub approver: RecordId,
}

/// What was asked, as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Redaction {
    pub about: Option<RecordId>,
    pub field: String,
    pub ground: String,
    pub approver: Option<RecordId>,
    pub asked_by: Option<RecordId>,
    pub asked_on: Option<NaiveDate>,
    pub state: Option<State>,
}

impl Redaction {
    pub fn of(record: &Record) -> Self {
        let text = |name: &str| record.text(name).unwrap_or_default().to_owned();
        Self {
            about: record.record("about"),
            field: text("field"),
            ground: text("ground"),
            approver: record.record("approver"),
            asked_by: record.record("asked_by"),
            asked_on: field(record, "asked_on"),
            state: State::from_key(record.at("main")),
        }
    }
}

/// Fields that say something of a person, by noun. What tells two matters apart (a number, a day) is none of them.
#[must_use]
pub fn personal(noun: &str) -> &'static [&'static str] {
    match noun {
        "party" => &[
            "name",
            "phone",
            "id_number",
            "address",
            "home",
            "born_on",
            "sex",
            "ethnic",
            "work",
            "contact",
            "relation",
            "id_unverified",
        ],
        "person" | "deputy" => &["phone"],
        "appeal" => &["title", "facts", "request", "opinion"],
        "visit" => &["object", "summary", "intent"],
        "voice" => &["title", "content"],
        "activity" => &["object", "minutes", "follow_up", "agreement"],
        _ => &[],
    }
}

/// The ops on the record itself, and those of the record that asks.
pub struct Asked {
    pub redacts: Vec<Op>,
    pub asks: Vec<Op>,
}

/// Every value that the field ever had, whoever wrote it. `signs` is the approver's account.
pub fn redact_field(
    (record, entries): (&Record, &[Entry]),
    input: &RedactField,
    signs: &Value,
    ctx: &Ctx<'_>,
) -> Result<Asked, Refusal> {
    let named = personal(&record.noun).contains(&input.field.as_str());
    if !named || record.stream.class() == "sealed" {
        return Err(Refusal::Fixed { field: input.field.clone() });
    }
    in_list(ctx, ("ground", "redact_ground"), &Some(input.ground.clone()))?;
    let items = entries.iter().flat_map(|e| e.ops().map(move |(item, op)| (e.id, item, op)));
    let redacts: Vec<Op> = items
        .filter(|(_, _, op)| matches!(op, Op::SetField { field, .. } if *field == input.field))
        .map(|(entry, item, _)| Op::Redact {
            entry,
            item,
            kind: "field.set".into(),
            field: input.field.clone(),
            ground: input.ground.clone(),
            approver: signs.clone(),
        })
        .collect();
    if redacts.is_empty() {
        return Err(Refusal::NothingChanged);
    }
    Ok(Asked { redacts, asks: asks(record, input, ctx) })
}

pub fn may_ask(ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let may = ctx.person.any(&[Role::Head, Role::Registrar]);
    if may { Ok(()) } else { Err(Refusal::WrongRole { verb: "redact_field".into() }) }
}

fn asks(record: &Record, input: &RedactField, ctx: &Ctx<'_>) -> Vec<Op> {
    vec![
        Op::set("about", record.id),
        Op::set("field", input.field.as_str()),
        Op::set("ground", input.ground.as_str()),
        Op::set("office", record.text("office").unwrap_or(&ctx.person.office)),
        Op::set("approver", input.approver),
        Op::set("asked_by", ctx.person.record),
        Op::set("asked_on", ctx.today.keep()),
        Op::go("main", "", State::Asked.key()),
    ]
}

/// The second signature, no, or that it must be kept. Asked of the one who was named, who must still have the level.
pub fn decide(record: &Record, (verb, to): (&str, State), ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let asked = Redaction::of(record);
    if asked.approver != Some(ctx.person.record) {
        return Err(Refusal::NotYours);
    }
    if asked.state != Some(State::Asked) {
        return Err(Refusal::NothingOwed);
    }
    has_level(verb, ctx)?;
    Ok(vec![Op::go("main", State::Asked.key(), to.key())])
}

fn has_level(verb: &str, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let level = ctx.law.approvals.level(LEVEL, ctx.today);
    if level.is_none() || ctx.person.level < level {
        return Err(Refusal::NeedsLevel { verb: verb.into(), level });
    }
    Ok(())
}

/// What the record says afterwards: which field is gone and why, and nothing of what it said.
#[must_use]
pub fn told(asked: &Redaction) -> Op {
    let by = asked.asked_by.map_or(Value::Null, Value::from);
    Op::line(
        "redacted",
        Value::map([
            ("field", asked.field.as_str().into()),
            ("ground", asked.ground.as_str().into()),
            ("asked_by", by),
        ]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Law;
    use crate::scene::{day, id, person, record};

    fn ctx<'a>(who: &'a crate::Person, law: &'a Law) -> Ctx<'a> {
        Ctx { person: who, today: day("2026-09-03"), law }
    }

    fn ask(field: &str, ground: &str) -> RedactField {
        RedactField { field: field.into(), ground: ground.into(), approver: id(3) }
    }

    #[test]
    fn only_what_says_something_of_a_person_may_go() {
        let law = Law::shipped().unwrap();
        let head = person(Role::Head);
        let party = record("party", &[Op::set("phone", "13805761234"), Op::set("office", "331002")]);
        let refused = |field: &str, ground: &str| {
            redact_field((&party, &[]), &ask(field, ground), &Value::Null, &ctx(&head, &law)).err()
        };
        assert_eq!(refused("office", "withdrawn"), Some(Refusal::Fixed { field: "office".into() }));
        assert!(matches!(refused("phone", "bored"), Some(Refusal::NotInList { .. })));
        assert_eq!(refused("phone", "withdrawn"), Some(Refusal::NothingChanged), "no entry has it");
        let wrong = Refusal::WrongRole { verb: "redact_field".into() };
        assert_eq!(may_ask(&ctx(&person(Role::Prosecutor), &law)), Err(wrong));
        assert_eq!(may_ask(&ctx(&person(Role::Registrar), &law)), Ok(()));
    }

    #[test]
    fn every_noun_that_names_people_has_fields_and_what_is_sealed_has_none() {
        for noun in ["party", "person", "deputy", "appeal", "visit", "voice", "activity"] {
            assert!(!personal(noun).is_empty(), "{noun}");
        }
        assert!(personal("sealed").is_empty() && personal("station").is_empty());
    }
}
