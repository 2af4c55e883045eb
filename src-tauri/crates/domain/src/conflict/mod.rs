//! What two desks wrote apart and a person must settle: steps of which only one can stand, and values that matter.
//! It does not know who wrote on which desk, nor how entries meet (`ledger` folds them); it says what is open and what settles it.
//! Called by `nouns` (the mark on the record) and `actions` (inbox and decision, prints).

mod doubles;
mod forks;
mod papers;
#[cfg(test)]
mod tests;
mod turn;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ledger::{EntryId, Flow, Move, Op, Record, RecordId, Stamp, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::activity::{self, plan::day_as_settled};
use crate::appeal::{self, enter::limits_as_settled};
use crate::facts::{LONG, SHORT, not_ahead, written};
use crate::party::{PartyFacts, PartyKind};
use crate::staff::StaffFacts;
use crate::station::StationFacts;
use crate::station::deputy::DeputyFacts;
use crate::station::open::is_short_code;
use crate::station::post::{PostFacts, PostKind};
use crate::task::obligation::ObligationFacts;
use crate::task::template::TemplateFacts;
use crate::visit::VisitFacts;
use crate::voice::VoiceFacts;
use crate::{Ctx, Refusal, Role};

pub use doubles::{Alike, Double, NEAR_DAYS, alike, in_hand};
pub use forks::{FORKED, Fork, fork, settle_fork};
pub use papers::may_go_out;
pub use turn::{Turn, since_ms};

/// Fields whose value is not left to a clock (ledger.md §1.3: identity, legal basis, amounts, undertaking units, what a limit
/// counts from and what decides which limits there are). Of others the later value is shown and the earlier one stays in the
/// history.
const SIGNIFICANT: &[(&str, &[&str])] = &[
    ("activity", &["kind", "scheduled_on", "held_on", "agreement", "recommendation_no"]),
    (
        "appeal",
        &[
            "nature",
            "purpose",
            "received_on",
            "category",
            "anonymous",
            "no_contact",
            "request",
            "case_no",
            "case_office",
            "external_no",
            "division",
            "handled_by_office",
        ],
    ),
    ("deputy", &["name", "from_on", "to_on"]),
    ("obligation", &["due_on"]),
    ("party", &["kind", "name", "born_on", "id_kind", "id_number", "company_code", "authority"]),
    ("person", &["name", "office", "staff_no"]),
    ("post", &["person", "kind", "from_on", "to_on"]),
    ("station", &["name", "code", "division", "office"]),
    ("template", &["basis", "due_day", "from_on", "to_on"]),
    ("visit", &["visited_on", "company_code"]),
    ("voice", &["kind", "deputy", "received_on"]),
];

/// What every record with something open is linked to, so that the inbox is one question.
pub fn inbox() -> RecordId {
    RecordId::natural("conflict", "inbox")
}

/// The kind of that link.
pub const LINK: &str = "contested";

/// One thing of a record that somebody must decide.
#[derive(Clone, Debug, PartialEq)]
pub enum Conflict {
    /// Values of one field whose authors had not seen each other's; the one shown meanwhile stands first.
    Field { field: String, sides: Vec<Side> },
    /// Steps taken apart: what stands meanwhile, and what was taken elsewhere and does not stand.
    Steps { sides: Vec<Side> },
}

/// One way to decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The entry it stands in; names the side.
    pub stamp: Stamp,
    /// Of a field.
    pub value: Value,
    /// Of steps: flow and where it would stand.
    pub moves: Vec<(String, String)>,
}

pub fn conflicts(record: &Record) -> Vec<Conflict> {
    let significant = SIGNIFICANT.iter().find(|(noun, _)| *noun == record.noun).map_or(&[][..], |(_, f)| f);
    let mut found: Vec<Conflict> = significant.iter().filter_map(|field| of_field(record, field)).collect();
    found.extend(of_steps(record));
    found
}

fn of_field(record: &Record, field: &str) -> Option<Conflict> {
    let values = record.fields.get(field).filter(|values| values.len() > 1)?;
    let side = |value: &ledger::Stamped<Value>| Side {
        stamp: value.stamp.clone(),
        value: value.value.clone(),
        moves: vec![],
    };
    Some(Conflict::Field { field: field.to_owned(), sides: values.iter().map(side).collect() })
}

/// All contested steps of a record are one decision: an entry's moves stand or fall together.
fn of_steps(record: &Record) -> Option<Conflict> {
    let contested: BTreeMap<&String, &Flow> =
        record.flows.iter().filter(|(_, flow)| !flow.contested.is_empty()).collect();
    let mut others: BTreeMap<EntryId, Side> = BTreeMap::new();
    for (name, flow) in &contested {
        for lost in &flow.contested {
            let side = others.entry(lost.stamp.entry).or_insert_with(|| side_of(lost));
            side.moves.push(((*name).clone(), lost.to.clone()));
        }
    }
    if others.is_empty() {
        return None;
    }
    let last = contested.values().filter_map(|flow| flow.moves.last()).max_by_key(|m| m.stamp.wall_ms);
    // Where nothing stands (all that stood was undone) there are only the others to choose from.
    let stands = last.map(|last| Side {
        moves: contested.iter().map(|(name, flow)| ((*name).clone(), flow.at.clone())).collect(),
        ..side_of(last)
    });
    let mut others: Vec<Side> = others.into_values().collect();
    others.sort_by_key(|side| (side.stamp.wall_ms, side.stamp.entry));
    Some(Conflict::Steps { sides: stands.into_iter().chain(others).collect() })
}

fn side_of(step: &Move) -> Side {
    Side { stamp: step.stamp.clone(), value: Value::Null, moves: vec![] }
}

/// What stands open of a field, or of the steps.
pub fn open(record: &Record, field: Option<&str>) -> Option<Conflict> {
    conflicts(record).into_iter().find(|conflict| conflict.field() == field)
}

impl Conflict {
    /// None: it is about steps.
    pub fn field(&self) -> Option<&str> {
        if let Self::Field { field, .. } = self { Some(field.as_str()) } else { None }
    }

    pub fn sides(&self) -> &[Side] {
        match self {
            Self::Field { sides, .. } | Self::Steps { sides } => sides,
        }
    }
}

/// The decision as a form carries it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ResolveConflict {
    /// The field; without one it is about steps.
    #[serde(default)]
    #[ts(optional)]
    pub field: Option<String>,
    /// The side that shall stand: its entry.
    #[serde(default)]
    #[ts(type = "string", optional)]
    pub side: Option<EntryId>,
    /// Instead of a side, of a field only: another value, as it is typed.
    #[serde(default)]
    #[ts(optional)]
    pub other: Option<String>,
    pub reason: String,
}

/// Settles everything that its author has seen of one field, or of the steps (ledger.md §1.3 `resolve`). Whoever governs the
/// record's office decides, and says why.
pub fn resolve_conflict(record: &Record, input: &ResolveConflict, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    if !ctx.person.any(&[Role::Head, Role::Registrar]) {
        return Err(Refusal::WrongRole { verb: "resolve_conflict".into() });
    }
    written("reason", &input.reason, LONG)?;
    let conflict = open(record, input.field.as_deref()).ok_or(Refusal::NothingChanged)?;
    let mut ops = match conflict {
        Conflict::Field { field, sides } => {
            let to = settled(record, (&field, &sides), (input, ctx))?;
            let values: Vec<&Value> = sides.iter().map(|side| &side.value).collect();
            let mut ops = match record.noun.as_str() {
                appeal::NOUN => limits_as_settled(record, (&field, &to), &values, ctx),
                activity::NOUN => day_as_settled(record, (&field, &to)),
                _ => vec![],
            };
            let adopts = sides.iter().map(|side| side.stamp.entry).collect();
            ops.insert(0, Op::ResolveField { field, to, adopts });
            ops
        }
        Conflict::Steps { sides } => settle_steps(record, &sides, input)?,
    };
    let about = input.field.clone().unwrap_or_else(|| "steps".into());
    let why = [("about", about.as_str().into()), ("reason", input.reason.trim().into())];
    ops.push(Op::line("settled", Value::map(why)));
    Ok(ops)
}

fn chosen<'s>(sides: &'s [Side], input: &ResolveConflict) -> Result<&'s Side, Refusal> {
    let side = input.side.ok_or(Refusal::Required { field: "side".into() })?;
    sides.iter().find(|s| s.stamp.entry == side).ok_or(Refusal::CheckFailed { field: "side".into() })
}

/// The value that shall stand.
fn settled(
    record: &Record,
    (field, sides): (&str, &[Side]),
    (input, ctx): (&ResolveConflict, &Ctx<'_>),
) -> Result<Value, Refusal> {
    match &input.other {
        None => Ok(chosen(sides, input)?.value.clone()),
        // A side and another value are two decisions.
        Some(_) if input.side.is_some() => Err(Refusal::CheckFailed { field: "side".into() }),
        // Only a text can be typed; days and numbers are among the sides, or are amended afterwards.
        Some(other) if sides.iter().all(|s| s.value.text().is_some() || s.value.is_null()) => {
            written("other", other, most(&record.noun, field))?;
            checked(record, (field, other.trim()), ctx)
        }
        Some(_) => Err(Refusal::CheckFailed { field: "other".into() }),
    }
}

/// So many signs another value of a field has at most: as many as where it is filled in.
pub fn most(noun: &str, field: &str) -> usize {
    match noun {
        activity::NOUN => activity::ActivityFacts::most(field),
        appeal::NOUN => appeal::AppealFacts::most(field),
        "deputy" => DeputyFacts::most(field),
        "obligation" => ObligationFacts::most(field),
        "party" => PartyFacts::most(field),
        "person" => StaffFacts::most(field),
        "post" => PostFacts::most(field),
        "station" => StationFacts::most(field),
        "template" => TemplateFacts::most(field),
        "visit" => VisitFacts::most(field),
        "voice" => VoiceFacts::most(field),
        _ => SHORT,
    }
}

/// Fields whose value is a code: noun, field, list.
const CODED: &[(&str, &str, &str)] = &[
    ("activity", "kind", "activity"),
    ("appeal", "nature", "nature"),
    ("appeal", "category", "category"),
    ("appeal", "purpose", "purpose"),
    ("party", "id_kind", "id_kind"),
    ("voice", "kind", "voice_kind"),
];

/// Days on which something happened: none lies ahead.
const PAST: &[&str] = &["received_on", "visited_on", "held_on", "born_on"];

/// A day stays a day, a code one of its list and a number of the law keeps its shape, whoever types it.
fn checked(record: &Record, (field, text): (&str, &str), ctx: &Ctx<'_>) -> Result<Value, Refusal> {
    let bad = || Refusal::CheckFailed { field: "other".into() };
    if field.ends_with("_on") {
        let on: NaiveDate = text.parse().map_err(|_| bad())?;
        if PAST.contains(&field) {
            not_ahead("other", on, ctx.today)?;
        }
        return Ok(on.to_string().into());
    }
    let noun = record.noun.as_str();
    if let Some(&(_, _, list)) = CODED.iter().find(|(of, name, _)| (*of, *name) == (noun, field)) {
        ctx.law.codes.check(("other", list), text, ctx.today)?;
    }
    if has_shape((noun, field), text, ctx) { Ok(text.into()) } else { Err(bad()) }
}

fn has_shape((noun, field): (&str, &str), text: &str, ctx: &Ctx<'_>) -> bool {
    match (noun, field) {
        ("party", "id_number") => crate::identity::id_number(text, ctx.today).is_ok(),
        ("party" | "visit", "company_code") => crate::identity::company_code(text).is_ok(),
        ("party", "kind") => PartyKind::from_key(text).is_some(),
        ("post", "kind") => PostKind::from_key(text).is_some(),
        ("station", "code") => is_short_code(text),
        (_, "office" | "handled_by_office") => ctx.law.places.office(text).is_some(),
        _ => true,
    }
}

/// Where the chosen side says nothing of a flow, the flow stays where it stands.
fn settle_steps(record: &Record, sides: &[Side], input: &ResolveConflict) -> Result<Vec<Op>, Refusal> {
    if input.other.is_some() {
        return Err(Refusal::CheckFailed { field: "other".into() });
    }
    let side = chosen(sides, input)?;
    let flows: BTreeSet<&String> =
        sides.iter().flat_map(|side| side.moves.iter().map(|(flow, _)| flow)).collect();
    let settle = |flow: &String| {
        let moved = side.moves.iter().find(|(name, _)| name == flow).map(|(_, to)| to.clone());
        let to = moved.unwrap_or_else(|| record.at(flow).to_owned());
        let adopts = sides
            .iter()
            .filter(|side| side.moves.iter().any(|(name, _)| name == flow))
            .map(|side| side.stamp.entry)
            .collect();
        Op::ResolveFlow { flow: flow.clone(), to, adopts }
    };
    Ok(flows.into_iter().map(settle).collect())
}
