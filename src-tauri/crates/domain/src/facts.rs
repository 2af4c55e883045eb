//! The plain facts of a record: one declaration gives a noun's input fields, how they are read back and the ops of what changed.
//! It does not know any noun, step or list of codes.
//! Called by every noun whose form is mostly fields (visit, party, station, template …).

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use ledger::{Op, Record, RecordId, Value};

use crate::identity;
use crate::{Ctx, Refusal, Step};

/// A name, a title, an address.
pub const SHORT: usize = 200;
/// What a person may type into one field; a longer text is kept as an attachment.
pub const LONG: usize = 20_000;

/// How a value stands in an op.
pub trait Kept: Sized {
    fn keep(&self) -> Value;
    fn read(value: &Value) -> Option<Self>;
}

impl Kept for String {
    fn keep(&self) -> Value {
        if self.trim().is_empty() { Value::Null } else { self.as_str().into() }
    }
    fn read(value: &Value) -> Option<Self> {
        value.text().map(str::to_owned)
    }
}

impl Kept for bool {
    fn keep(&self) -> Value {
        (*self).into()
    }
    fn read(value: &Value) -> Option<Self> {
        value.bool()
    }
}

impl Kept for i64 {
    fn keep(&self) -> Value {
        (*self).into()
    }
    fn read(value: &Value) -> Option<Self> {
        value.int()
    }
}

impl Kept for u32 {
    fn keep(&self) -> Value {
        (*self).into()
    }
    fn read(value: &Value) -> Option<Self> {
        value.int().and_then(|n| n.try_into().ok())
    }
}

impl Kept for RecordId {
    fn keep(&self) -> Value {
        (*self).into()
    }
    fn read(value: &Value) -> Option<Self> {
        value.record()
    }
}

impl Kept for NaiveDate {
    fn keep(&self) -> Value {
        self.to_string().into()
    }
    fn read(value: &Value) -> Option<Self> {
        value.text()?.parse().ok()
    }
}

impl Kept for NaiveTime {
    fn keep(&self) -> Value {
        self.format("%H:%M").to_string().into()
    }
    fn read(value: &Value) -> Option<Self> {
        NaiveTime::parse_from_str(value.text()?, "%H:%M").ok()
    }
}

impl<T: Kept> Kept for Vec<T> {
    fn keep(&self) -> Value {
        if self.is_empty() { Value::Null } else { Value::List(self.iter().map(Kept::keep).collect()) }
    }
    fn read(value: &Value) -> Option<Self> {
        Some(value.list().iter().filter_map(T::read).collect())
    }
}

impl<T: Kept> Kept for Option<T> {
    fn keep(&self) -> Value {
        self.as_ref().map_or(Value::Null, Kept::keep)
    }
    fn read(value: &Value) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::read(value).map(Some) }
    }
}

/// A field of a record, read as its type; what cannot be read counts as not there.
pub fn field<T: Kept>(record: &Record, name: &str) -> Option<T> {
    record.field(name).and_then(T::read)
}

/// A member of a map value, read as its type.
pub fn member<T: Kept>(value: &Value, key: &str) -> Option<T> {
    T::read(value.get(key).unwrap_or(&Value::Null))
}

/// The elements of a set, each once, in fold order: as they were entered, so that a paper names people as the form did.
pub fn elements<T: Kept>(record: &Record, set: &str) -> Vec<T> {
    lacking(record.set(set), BTreeSet::new()).filter_map(T::read).collect()
}

/// The lines of a kind, read as their type, in fold order and without those a later line corrected.
pub fn elements_of_lines<T: Kept>(record: &Record, line: &str) -> Vec<T> {
    record.lines(line).filter_map(|l| T::read(&l.value)).collect()
}

/// The op of a touched field; none if it was not touched or stands so already. An empty text clears.
pub fn set_op<T: Kept>(name: &str, before: &Option<T>, after: &Option<T>) -> Option<Op> {
    let after = after.as_ref()?.keep();
    (after != before.keep()).then(|| Op::set(name, after))
}

/// The ops that lead a set from what stands to what is wanted. Elements somebody added meanwhile and the author never
/// saw stay: a remove takes out seen adds only. What is new is added in the order it was given.
pub fn set_ops<T: Kept>(set: &str, before: &[T], after: &[T]) -> Vec<Op> {
    let kept = |list: &[T]| list.iter().map(Kept::keep).collect::<Vec<_>>();
    let (before, after) = (kept(before), kept(after));
    let gone = lacking(&before, after.iter().collect()).map(|v| Op::remove(set, v.clone()));
    gone.chain(lacking(&after, before.iter().collect()).map(|v| Op::add(set, v.clone()))).collect()
}

/// The values that the met ones lack, each once, in the order given.
fn lacking<'v>(
    values: impl IntoIterator<Item = &'v Value>,
    mut met: BTreeSet<&'v Value>,
) -> impl Iterator<Item = &'v Value> {
    values.into_iter().filter(move |value| met.insert(value))
}

/// No text longer than its field and none that cannot be written: a control sign has no place in a field.
pub fn fits(field: &str, value: &Value, most: usize) -> Result<(), Refusal> {
    match value {
        Value::Text(text) => text_fits(field, text, most),
        Value::List(list) => list.iter().try_for_each(|v| fits(field, v, most)),
        Value::Map(map) => map.values().try_for_each(|v| fits(field, v, most)),
        _ => Ok(()),
    }
}

fn text_fits(field: &str, text: &str, most: usize) -> Result<(), Refusal> {
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Refusal::BadCharacter { field: field.into() });
    }
    if text.chars().count() > most {
        Err(Refusal::TooLong { field: field.into(), most: most as u32 })
    } else {
        Ok(())
    }
}

/// The value of a field that must be filled.
pub fn required<'a, T: Kept>(field: &str, value: &'a Option<T>) -> Result<&'a T, Refusal> {
    value.as_ref().filter(|v| !v.keep().is_null()).ok_or_else(|| Refusal::Required { field: field.into() })
}

/// A reason, a note, a reply: filled and short enough.
pub fn written(field: &str, text: &str, most: usize) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Required { field: field.into() });
    }
    text_fits(field, text, most)
}

/// As much evidence as a text is: one when something is written there.
pub fn said(text: &str) -> u32 {
    u32::from(!text.trim().is_empty())
}

pub fn not_ahead(field: &str, on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if on > today { Err(Refusal::InFuture { field: field.into(), on }) } else { Ok(()) }
}

/// How many people came. Where it is not known it is left out, and not none.
pub fn headcount(field: &str, n: Option<u32>) -> Result<(), Refusal> {
    const MOST: u32 = 100_000;
    let fits = n.is_none_or(|n| (1..=MOST).contains(&n));
    if fits { Ok(()) } else { Err(Refusal::OutOfRange { field: field.into(), least: 1, most: MOST }) }
}

pub fn in_order(field: &str, from: NaiveDate, to: NaiveDate) -> Result<(), Refusal> {
    if to < from { Err(Refusal::EndBeforeStart { field: field.into(), from, to }) } else { Ok(()) }
}

pub fn times_in_order(field: &str, from: Option<NaiveTime>, to: Option<NaiveTime>) -> Result<(), Refusal> {
    match (from, to) {
        (Some(from), Some(to)) if to < from => Err(Refusal::TimesCrossed { field: field.into(), from, to }),
        _ => Ok(()),
    }
}

/// The station whose stream a record lies in; `None` for a record of an office.
pub fn station_of(record: &Record) -> Option<RecordId> {
    record.stream.0.strip_prefix("st/")?.parse().ok()
}

/// A value out of a code list in force today.
pub fn in_list(ctx: &Ctx<'_>, (field, list): (&str, &str), value: &Option<String>) -> Result<(), Refusal> {
    value.as_deref().map_or(Ok(()), |code| ctx.law.codes.check((field, list), code, ctx.today))
}

/// A telephone as it is kept; a cleared one stays cleared.
pub fn phone(field: &str, value: Option<String>) -> Result<Option<String>, Refusal> {
    tidy(value, |text| identity::phone(text).map(|p| p.number).map_err(|e| e.refuse(field)))
}

/// A company code as it is kept.
pub fn company_code(field: &str, value: Option<String>) -> Result<Option<String>, Refusal> {
    tidy(value, |text| identity::company_code(text).map_err(|e| e.refuse(field)))
}

fn tidy(
    value: Option<String>,
    read: impl Fn(&str) -> Result<String, Refusal>,
) -> Result<Option<String>, Refusal> {
    match value {
        Some(text) if !text.trim().is_empty() => read(&text).map(Some),
        untouched_or_cleared => Ok(untouched_or_cleared),
    }
}

/// What is fixed when a record is opened: a later change of it is refused.
pub fn fixed<T>(field: &str, touched: &Option<T>) -> Result<(), Refusal> {
    if touched.is_some() { Err(Refusal::Fixed { field: field.into() }) } else { Ok(()) }
}

/// The move of a step to its usual place, for a view that knows where the flow stands.
pub fn go<S>(row: &Step<S>, at: &str) -> Op {
    Op::go(row.flow, at, row.to.first().copied().unwrap_or_default())
}

/// An act that would change nothing is no act.
pub fn changed(ops: Vec<Op>) -> Result<Vec<Op>, Refusal> {
    if ops.is_empty() { Err(Refusal::NothingChanged) } else { Ok(ops) }
}

/// Declares the facts of a noun. Every field is optional: `None` in an input says "not touched"; an empty text clears.
/// `long` fields take a whole text, the others a line.
macro_rules! facts {
    ($(#[$meta:meta])* pub struct $name:ident {
        fields { $($(#[$fm:meta])* $field:ident: $ty:ty),* $(,)? }
        sets { $($(#[$sm:meta])* $set:ident: $st:ty),* $(,)? }
        long { $($long:ident),* $(,)? }
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[serde(default)]
        #[ts(optional_fields)]
        pub struct $name {
            $($(#[$fm])* pub $field: Option<$ty>,)*
            $($(#[$sm])* pub $set: Option<Vec<$st>>,)*
        }

        impl $name {
            /// As they stand in a record.
            pub fn of(record: &ledger::Record) -> Self {
                Self {
                    $($field: $crate::facts::field(record, stringify!($field)),)*
                    $($set: Some($crate::facts::elements(record, stringify!($set))).filter(|s| !s.is_empty()),)*
                }
            }

            /// What would stand once these are written over `before`.
            pub fn over(self, before: Self) -> Self {
                let full = Self {
                    $($field: self.$field.or(before.$field),)*
                    $($set: self.$set.or(before.$set),)*
                };
                full.without_blanks()
            }

            /// What was cleared is not there.
            fn without_blanks(self) -> Self {
                use $crate::facts::Kept;
                Self {
                    $($field: self.$field.filter(|v| !v.keep().is_null()),)*
                    $($set: self.$set.filter(|v| !v.keep().is_null()),)*
                }
            }

            /// The ops of what these touch and change.
            pub fn ops(&self, before: &Self) -> Vec<ledger::Op> {
                let mut ops = Vec::new();
                $(ops.extend($crate::facts::set_op(stringify!($field), &before.$field, &self.$field));)*
                $(if let Some(after) = &self.$set {
                    ops.extend($crate::facts::set_ops(stringify!($set), before.$set.as_deref().unwrap_or_default(), after));
                })*
                ops
            }

            /// So many signs a text of the field has at most.
            pub fn most(field: &str) -> usize {
                let long: &[&str] = &[$(stringify!($long)),*];
                if long.contains(&field) { $crate::facts::LONG } else { $crate::facts::SHORT }
            }

            /// No text too long, no control signs.
            pub fn fit(&self) -> Result<(), $crate::Refusal> {
                use $crate::facts::{Kept, fits};
                $(fits(stringify!($field), &self.$field.keep(), Self::most(stringify!($field)))?;)*
                $(fits(stringify!($set), &self.$set.keep(), Self::most(stringify!($set)))?;)*
                Ok(())
            }
        }
    };
}
pub(crate) use facts;

/// Declares a value made of parts: an element of a set, the content of a line. It stands as a map.
macro_rules! parts {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$fm:meta])* $field:ident: $ty:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        pub struct $name { $($(#[$fm])* pub $field: $ty,)* }

        impl $crate::facts::Kept for $name {
            fn keep(&self) -> ledger::Value {
                let pairs = [$((stringify!($field).to_owned(), self.$field.keep())),*];
                ledger::Value::Map(pairs.into_iter().filter(|(_, v)| !v.is_null()).collect())
            }
            fn read(value: &ledger::Value) -> Option<Self> {
                Some(Self { $($field: $crate::facts::member(value, stringify!($field))?),* })
            }
        }
    };
}
pub(crate) use parts;

/// Declares the choices that rules tell apart. They stand as their words keys.
macro_rules! choices {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vm:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        $(#[$meta])*
        pub enum $name { $($(#[$vm])* #[serde(rename = $text)] $variant),* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            pub fn from_key(key: &str) -> Option<Self> { Self::ALL.iter().copied().find(|c| c.key() == key) }
        }

        impl $crate::facts::Kept for $name {
            fn keep(&self) -> ledger::Value { self.key().into() }
            fn read(value: &ledger::Value) -> Option<Self> { Self::from_key(value.text()?) }
        }
    };
}
pub(crate) use choices;

#[cfg(test)]
mod tests;
