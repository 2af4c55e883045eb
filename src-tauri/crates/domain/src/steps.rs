//! Steps: one table a noun, read by buttons, command line, import, print and the verbs themselves.
//! It does not know any noun: a noun brings its table of `Step`s and says where its flows stand (`Subject`).
//! Called by every verb (`ask`, `ask_in`) and by every page (`allowed`): one function decides, so there is no back door.

use chrono::NaiveDate;
use ledger::{Op, Record, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::law::Law;
use crate::places::stands_above;
use crate::{Level, Person, Refusal, Role};

/// Who asks, on which day, under which law. The present is told, never asked.
#[derive(Clone, Copy)]
pub struct Ctx<'a> {
    pub person: &'a Person,
    pub today: NaiveDate,
    pub law: &'a Law,
}

/// What a table of steps must know of a record.
pub trait Subject {
    /// Where the instances of a flow's family stand: `main` has one; `extend` one for each `extend/<id>`.
    /// A family in which another instance may still begin also holds "".
    fn stands(&self, family: &str) -> Vec<&str>;
    /// The station whose scope counts; `None` when the record belongs to a whole office.
    fn station(&self) -> Option<RecordId>;
    /// The office (six digits) that has the record; "" when any office may.
    fn office(&self) -> &str;
}

/// Something that must be there before a step: evidence, work of somebody else, a day that has come.
pub struct Need<S: 'static> {
    /// What tables and tests call it; a page is told by the refusal.
    pub name: &'static str,
    pub check: fn(&S, &Ctx<'_>) -> Result<(), Refusal>,
}

impl<S> Clone for Need<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Need<S> {}

/// One row of a noun's table.
pub struct Step<S: 'static> {
    /// The whole stem: `accept_appeal` is the input `AcceptAppeal`, the call, the entry's act and the words key.
    pub verb: &'static str,
    /// `main`, or a family such as `clock`, `extend`, `refer`, `approve`.
    pub flow: &'static str,
    /// States it may start from; "" is a flow that has not begun. Empty: any state that has begun.
    pub from: &'static [&'static str],
    /// Where it leads, the usual place first; several when what is put in decides. Empty: it moves nothing.
    pub to: &'static [&'static str],
    /// Any of these roles.
    pub who: &'static [Role],
    /// Key in `approvals.csv` of a step that always takes a head of at least the level named there. Any other step may be
    /// reserved for a head by the office, in a row of the step's verb.
    pub approval: Option<&'static str>,
    /// Needs the person's own signature (ledger flag `person`).
    pub person_act: bool,
    pub needs: &'static [Need<S>],
}

/// One step as the person sees it now: every step is listed, the impossible ones with the reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StepView {
    pub verb: String,
    pub flow: String,
    pub may: bool,
    pub why: Option<Refusal>,
    /// The level that the law names for it.
    pub level: Option<Level>,
    pub person_act: bool,
}

/// Every step of the table, with may or why not.
pub fn allowed<S: Subject>(steps: &[Step<S>], subject: &S, ctx: &Ctx<'_>) -> Vec<StepView> {
    steps.iter().map(|step| view(step, subject, ctx)).collect()
}

fn view<S: Subject>(step: &Step<S>, subject: &S, ctx: &Ctx<'_>) -> StepView {
    let why = check(step, subject, ctx).err();
    StepView {
        verb: step.verb.into(),
        flow: step.flow.into(),
        may: why.is_none(),
        why,
        level: step.level(ctx),
        person_act: step.person_act,
    }
}

/// The row of a verb, if it may be done now; the verbs begin with this line.
pub fn ask<'t, S: Subject>(
    steps: &'t [Step<S>],
    verb: &str,
    subject: &S,
    ctx: &Ctx<'_>,
) -> Result<&'t Step<S>, Refusal> {
    let row = find(steps, verb)?;
    check(row, subject, ctx)?;
    Ok(row)
}

/// `ask` for one instance of a family, for instance `extend/2`: that one must stand in a state the row starts from.
pub fn ask_in<'t, S: Subject>(
    (steps, verb): (&'t [Step<S>], &str),
    (record, flow): (&Record, &str),
    subject: &S,
    ctx: &Ctx<'_>,
) -> Result<&'t Step<S>, Refusal> {
    let row = ask(steps, verb, subject, ctx)?;
    let at = record.at(flow);
    if starts_from(row, at) { Ok(row) } else { Err(not_now(row, at)) }
}

impl<S> Clone for Step<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Step<S> {}

/// For writing tables: `Step::new("archive_appeal", &["evaluated"], &["archived"], STAFF).needs(&[FINISHED]).signed()`.
impl<S> Step<S> {
    pub const fn new(
        verb: &'static str,
        from: &'static [&'static str],
        to: &'static [&'static str],
        who: &'static [Role],
    ) -> Self {
        Self { verb, flow: "main", from, to, who, approval: None, person_act: false, needs: &[] }
    }

    /// The family of flows it moves, instead of `main`.
    pub const fn of(mut self, family: &'static str) -> Self {
        self.flow = family;
        self
    }

    pub const fn needs(mut self, needs: &'static [Need<S>]) -> Self {
        self.needs = needs;
        self
    }

    /// A head of the level that `approvals.csv` names under this key.
    pub const fn approved_as(mut self, key: &'static str) -> Self {
        self.approval = Some(key);
        self
    }

    /// Not valid without the person's own signature.
    pub const fn signed(mut self) -> Self {
        self.person_act = true;
        self
    }
}

impl<S> Step<S> {
    /// What `approvals.csv` calls it.
    pub fn level_key(&self) -> &'static str {
        self.approval.unwrap_or(self.verb)
    }

    fn level(&self, ctx: &Ctx<'_>) -> Option<Level> {
        ctx.law.approvals.level(self.level_key(), ctx.today)
    }

    /// A step that is everybody's whose role it is, unless the office keeps it for a head.
    fn is_reserved(&self, ctx: &Ctx<'_>) -> bool {
        self.approval.is_none() && self.level(ctx).is_some()
    }

    /// The move to the usual place; nothing when the row moves nothing.
    pub fn go(&self, record: &Record) -> Vec<Op> {
        self.to.first().map(|to| Op::go(self.flow, record.at(self.flow), to)).into_iter().collect()
    }

    /// The move to one of the row's places, for one instance of its family. A place the row does not name is refused.
    pub fn go_to(&self, to: &str, (record, flow): (&Record, &str)) -> Result<Op, Refusal> {
        let at = record.at(flow);
        if self.to.contains(&to) { Ok(Op::go(flow, at, to)) } else { Err(not_now(self, at)) }
    }
}

/// The row of a verb. Asking for a verb the noun does not have is refused like a step from nowhere.
pub fn find<'t, S>(steps: &'t [Step<S>], verb: &str) -> Result<&'t Step<S>, Refusal> {
    let unknown = || Refusal::NotNow { verb: verb.into(), state: String::new() };
    steps.iter().find(|s| s.verb == verb).ok_or_else(unknown)
}

/// Scope first (an outsider learns nothing of the state), then role, state, level, needs.
fn check<S: Subject>(step: &Step<S>, subject: &S, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    in_scope(subject, ctx.person)?;
    let by_reserve = step.is_reserved(ctx) && ctx.person.is(Role::Head);
    if !by_reserve && !ctx.person.any(step.who) {
        return Err(Refusal::WrongRole { verb: step.verb.into() });
    }
    let stands = subject.stands(step.flow);
    if !stands.iter().any(|at| starts_from(step, at)) {
        return Err(not_now(step, stands.first().copied().unwrap_or_default()));
    }
    has_level(step, ctx)?;
    step.needs.iter().try_for_each(|need| (need.check)(subject, ctx)).map_err(|why| named(why, step.verb))
}

/// A need serves many rows and does not know which one asks.
fn named(mut why: Refusal, asked: &str) -> Refusal {
    if let Refusal::Lacks { verb, .. }
    | Refusal::OwnWork { verb }
    | Refusal::NeedsLevel { verb, .. }
    | Refusal::NotNow { verb, .. } = &mut why
        && verb.is_empty()
    {
        *verb = asked.into();
    }
    why
}

fn starts_from<S>(step: &Step<S>, at: &str) -> bool {
    if step.from.is_empty() { !at.is_empty() } else { step.from.contains(&at) }
}

fn not_now<S>(step: &Step<S>, at: &str) -> Refusal {
    Refusal::NotNow { verb: step.verb.into(), state: at.into() }
}

fn in_scope<S: Subject>(subject: &S, person: &Person) -> Result<(), Refusal> {
    let above = stands_above(&person.office, subject.office());
    let office = subject.office().is_empty() || subject.office() == person.office || above;
    let station = subject.station().is_none_or(|s| person.in_scope(s));
    if office && station { Ok(()) } else { Err(Refusal::OutOfScope) }
}

/// A higher level may do what a lower one may. An approval the law does not name a level for cannot be given.
fn has_level<S>(step: &Step<S>, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    match step.level(ctx) {
        None if step.approval.is_none() => Ok(()),
        Some(level) if ctx.person.level >= Some(level) => Ok(()),
        level => Err(Refusal::NeedsLevel { verb: step.verb.into(), level }),
    }
}

/// Where a record's flows of a family stand, in the order of their names; "" last, for one that may still begin.
pub fn stands_in<'r>(record: &'r Record, family: &str) -> Vec<&'r str> {
    if family == "main" {
        return vec![record.at("main")];
    }
    let inside = |flow: &str| flow.strip_prefix(family).is_some_and(|rest| rest.starts_with('/'));
    let begun = record.flows.iter().filter(|(flow, _)| inside(flow)).map(|(_, f)| f.at.as_str());
    begun.chain([""]).collect()
}

#[cfg(test)]
mod tests;
