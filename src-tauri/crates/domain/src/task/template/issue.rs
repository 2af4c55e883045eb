//! `issue_template`: a fixed task that comes back, a campaign with targets and a window, or one task out of a case.

use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Item, STEPS, TaskKind, Template, TemplateFacts};
use crate::facts::{go, in_order, required, written};
use crate::{Ctx, Need, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct IssueTemplate {
    #[serde(flatten)]
    pub facts: TemplateFacts,
}

/// Issued in the name of the person's own office and department, which then reviews.
pub fn issue_template(id: RecordId, input: IssueTemplate, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = steps::ask(STEPS, "issue_template", &Template::blank(id, &ctx.person.office), ctx)?;
    let facts = TemplateFacts {
        office: Some(ctx.person.office.clone()),
        department: Some(ctx.person.department.clone()),
        ..input.facts
    }
    .over(TemplateFacts::default());
    check(&facts)?;
    let mut ops = facts.ops(&TemplateFacts::default());
    ops.push(go(row, ""));
    Ok(ops)
}

pub(super) fn check(facts: &TemplateFacts) -> Result<(), Refusal> {
    facts.fit()?;
    let kind = *required("kind", &facts.kind)?;
    required("title", &facts.title)?;
    required("department", &facts.department)?;
    required("rest_policy", &facts.rest_policy)?;
    let from = *required("from_on", &facts.from_on)?;
    if let Some(to) = facts.to_on {
        in_order("to_on", from, to)?;
    }
    if facts.all_stations != Some(true) {
        required("stations", &facts.stations)?;
    }
    items(facts.items.as_deref().unwrap_or_default())?;
    match kind {
        TaskKind::Fixed => fixed_task(facts),
        TaskKind::Campaign => once(facts),
        TaskKind::Dynamic => required("origin", &facts.origin).and_then(|_| once(facts)),
    }
}

fn fixed_task(facts: &TemplateFacts) -> Result<(), Refusal> {
    required("recurrence", &facts.recurrence)?;
    match facts.due_day {
        Some(n) if !(1..=366).contains(&n) => {
            Err(Refusal::OutOfRange { field: "due_day".into(), least: 1, most: 366 })
        }
        _ => Ok(()),
    }
}

/// What comes once has a window, and no recurrence.
fn once(facts: &TemplateFacts) -> Result<(), Refusal> {
    required("to_on", &facts.to_on)?;
    match facts.recurrence {
        Some(_) => Err(Refusal::CheckFailed { field: "recurrence".into() }),
        None => Ok(()),
    }
}

fn items(items: &[Item]) -> Result<(), Refusal> {
    for item in items {
        written("items", &item.text, crate::facts::SHORT)?;
        written("items", &item.key, 40)?;
        if items.iter().filter(|i| i.key == item.key).count() > 1 {
            return Err(Refusal::RowUnclear { field: "items".into(), value: item.key.clone() });
        }
        if !(1..=1000).contains(&item.least) {
            return Err(Refusal::OutOfRange { field: "items".into(), least: 1, most: 1000 });
        }
    }
    Ok(())
}

/// Only the department that issued it.
pub(super) const ISSUING_DEPARTMENT: Need<Template> =
    Need { name: "issuing_department", check: of_department };

fn of_department(template: &Template, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let facts = &template.facts;
    let same = ctx.person.is_of(facts.office.as_deref(), facts.department.as_deref());
    if same { Ok(()) } else { Err(Refusal::NotIssuer) }
}
