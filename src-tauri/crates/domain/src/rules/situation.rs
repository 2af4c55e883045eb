//! When a rule applies: a small condition over facts of a record, of which some may not be known yet.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// What a condition may ask. A flag that nobody set is not so; any other fact that is missing is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// 事项性质: whether a right of litigation is claimed (code list `nature`).
    Nature,
    /// 信访目的 (list `purpose`).
    Purpose,
    /// 诉求类别 of 12309 (list `category`).
    Category,
    /// 信访形式 (list `way`).
    Way,
    /// 办理方式 (list `handling`).
    Handling,
    /// One of the twelve kinds (list `activity`).
    Activity,
    /// 匿名, or name and address not clear.
    Anonymous,
    /// A formal 代表建议, not a voice.
    FormalProposal,
    /// One that was raised while the congress sat, not between its sessions (闭会).
    InSession,
    Urgent,
    /// 涉及面广、处理难度大.
    Difficult,
    /// Worked on again after 不满意.
    Rework,
    /// Received from another body by 转送 or 交办.
    Referred,
    /// A hearing that is open to the public.
    Public,
}

impl Fact {
    /// As conditions and changes write it.
    pub fn key(self) -> String {
        let key = serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned));
        key.unwrap_or_default()
    }

    /// The code list its values come from; `None` for a flag.
    pub fn list(self) -> Option<&'static str> {
        match self {
            Self::Nature => Some("nature"),
            Self::Purpose => Some("purpose"),
            Self::Category => Some("category"),
            Self::Way => Some("way"),
            Self::Handling => Some("handling"),
            Self::Activity => Some("activity"),
            _ => None,
        }
    }
}

/// What is known of a record when a clock may open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Situation {
    values: BTreeMap<Fact, String>,
}

impl Situation {
    pub fn new() -> Self {
        Self::default()
    }

    /// A fact with its code; an empty or missing one stays unknown.
    pub fn with<'a>(mut self, fact: Fact, value: impl Into<Option<&'a str>>) -> Self {
        if let Some(value) = value.into().filter(|v| !v.is_empty()) {
            self.values.insert(fact, value.to_owned());
        }
        self
    }

    /// Not known, or not so.
    pub fn without(mut self, fact: Fact) -> Self {
        self.values.remove(&fact);
        self
    }

    /// A flag that is set.
    pub fn flag(self, fact: Fact) -> Self {
        self.with(fact, "yes")
    }

    /// The flags out of a list of those that are set.
    pub fn flags(self, facts: impl IntoIterator<Item = Fact>) -> Self {
        facts.into_iter().fold(self, Self::flag)
    }

    /// What is not as it was, as `category:other>accusation nature:>ordinary`; a side that is not known is empty.
    pub fn change_from(&self, before: &Self) -> String {
        let facts: BTreeSet<&Fact> = before.values.keys().chain(self.values.keys()).collect();
        let side = |of: &Self, fact: Fact| of.value(fact).unwrap_or_default().to_owned();
        let changed = facts.into_iter().filter(|fact| self.value(**fact) != before.value(**fact));
        let told = changed.map(|f| format!("{}:{}>{}", f.key(), side(before, *f), side(self, *f)));
        told.collect::<Vec<_>>().join(" ")
    }

    fn value(&self, fact: Fact) -> Option<&str> {
        self.values.get(&fact).map(String::as_str)
    }
}

/// Whether a rule applies; `Maybe` while a fact it asks for is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fits {
    No,
    Maybe,
    Yes,
}

/// All of its clauses must hold. Written `nature=ordinary & purpose=redress & !anonymous`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Condition {
    clauses: Vec<Clause>,
}

#[derive(Clone, Debug, PartialEq)]
struct Clause {
    fact: Fact,
    negated: bool,
    any_of: Vec<String>,
}

impl Condition {
    pub fn fits(&self, situation: &Situation) -> Fits {
        self.clauses.iter().map(|c| c.fits(situation)).min().unwrap_or(Fits::Yes)
    }

    /// `always` or clauses joined by `&`; the error is the part that cannot be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text == "always" {
            return Ok(Self::default());
        }
        let clauses = text.split('&').map(Clause::parse).collect::<Result<_, _>>()?;
        Ok(Self { clauses })
    }

    /// The facts and values it names, for checking against the code lists.
    pub(super) fn named(&self) -> impl Iterator<Item = (Fact, &str)> {
        self.clauses.iter().flat_map(|c| c.any_of.iter().map(|v| (c.fact, v.as_str())))
    }
}

impl Clause {
    fn fits(&self, situation: &Situation) -> Fits {
        let known = situation.value(self.fact).or_else(|| self.fact.list().is_none().then_some("no"));
        let Some(value) = known else { return Fits::Maybe };
        if self.any_of.iter().any(|v| v == value) == self.negated { Fits::No } else { Fits::Yes }
    }

    fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (negated, rest) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
        let (fact, values) = rest.split_once('=').unwrap_or((rest, "yes"));
        let fact: Fact = serde_json::from_value(fact.trim().into()).map_err(|_| text.to_owned())?;
        let any_of: Vec<String> = values.split('|').map(|v| v.trim().to_owned()).collect();
        let flag_with_value = fact.list().is_none() && any_of != ["yes"];
        if flag_with_value || any_of.iter().any(String::is_empty) {
            return Err(text.to_owned());
        }
        Ok(Self { fact, negated, any_of })
    }
}
