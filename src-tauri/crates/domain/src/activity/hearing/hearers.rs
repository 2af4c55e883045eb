//! `name_hearers`: as many as the law asks for, of age, free of interest and of what excludes (R16b); each declared so.

use chrono::NaiveDate;
use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Activity, NOUN};
use crate::facts::{Kept, SHORT};
use crate::facts::{changed, fits, in_list, parts, set_ops, written};
use crate::law::Wording;
use crate::party::{Party, years_between};
use crate::visit::Present;
use crate::{Ctx, Refusal};

parts! {
    /// 听证员, with what they declared.
    pub struct Hearer {
        name: String,
        unit: Option<String>,
        born_on: NaiveDate,
        #[ts(as = "Option<String>")]
        record: Option<RecordId>,
        /// When they declared to be free of interest.
        declared_on: Option<NaiveDate>,
        /// What interest they have, if they said so.
        interest: Option<String>,
        /// List `hearer_exclusion`: 刑事处罚, 开除公职, 吊销证书, 失信 …
        excluded_by: Option<String>,
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct NameHearers {
    pub hearers: Vec<Hearer>,
}

/// How many there must be, as the row of `checks.csv` says it, and how sure its words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HearerBounds {
    pub least: Option<u32>,
    pub most: Option<u32>,
    pub wording: Wording,
}

/// `None`: no row is in force that asks for a number.
pub fn hearer_bounds(activity: &Activity, ctx: &Ctx<'_>) -> Option<HearerBounds> {
    let checks = ctx.law.checks.about((NOUN, "hearers"), ctx.today, &activity.situation());
    checks.first().map(|c| HearerBounds { least: c.least, most: c.most, wording: c.wording })
}

/// `parties` are those the activity names: a hearer is none of them.
pub fn name_hearers(
    activity: &Activity,
    parties: &[Party],
    input: NameHearers,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    activity.ask("name_hearers", ctx)?;
    for hearer in &input.hearers {
        fits("hearers", &hearer.keep(), SHORT)?;
        // Without a name there is no hearer: what was kept could not be read again, and one of three would be gone.
        written("hearers", &hearer.name, SHORT)?;
        in_list(ctx, ("excluded_by", "hearer_exclusion"), &hearer.excluded_by)?;
    }
    let ops = set_ops("hearer", &activity.hearers, &input.hearers);
    let after = Activity { hearers: input.hearers, ..activity.clone() };
    check_hearers(&after, parties, ctx)?;
    changed(ops)
}

/// Enough of them and each fit to hear; the bounds are rows of `checks.csv`.
pub fn check_hearers(activity: &Activity, parties: &[Party], ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let hearers = &activity.hearers;
    let n = hearers.len() as u32;
    for check in ctx.law.checks.about((NOUN, "hearers"), ctx.today, &activity.situation()) {
        if !check.allows(n) {
            let (least, most, wording) = (check.least, check.most, check.wording);
            return Err(Refusal::HearerCount { n, least, most, wording });
        }
    }
    let twice = |h: &Hearer| hearers.iter().filter(|o| same_name(&o.name, &h.name)).count() > 1;
    if let Some(hearer) = hearers.iter().find(|h| twice(h)) {
        return Err(Refusal::HearerUnfit { name: hearer.name.clone(), why: "named_twice".into() });
    }
    hearers.iter().try_for_each(|h| check_one(activity, (h, parties), ctx))
}

fn check_one(
    activity: &Activity,
    (hearer, parties): (&Hearer, &[Party]),
    ctx: &Ctx<'_>,
) -> Result<(), Refusal> {
    let unfit = |why: &str| Err(Refusal::HearerUnfit { name: hearer.name.clone(), why: why.into() });
    let age = years_between(hearer.born_on, activity.on().unwrap_or(ctx.today));
    let of_age = ctx.law.checks.about((NOUN, "hearer_age"), ctx.today, &activity.situation());
    let is_party = |p: &Party| p.facts.name.as_deref().is_some_and(|name| same_name(name, &hearer.name));
    match hearer {
        h if h.declared_on.is_none_or(|on| on > ctx.today) => unfit("not_declared"),
        h if h.interest.is_some() => unfit("interest"),
        h if h.excluded_by.is_some() => unfit("excluded"),
        _ if !of_age.iter().all(|c| c.allows(age.max(0) as u32)) => unfit("too_young"),
        _ if parties.iter().any(is_party) => unfit("is_party"),
        h if takes_part(activity, h) => unfit("takes_part"),
        _ => Ok(()),
    }
}

/// Of list `attendance`: who holds the hearing or speaks at it for a side.
const SIDES: &[&str] = &["host", "recorder", "prosecutor", "leader", "party", "agent"];

/// Named there otherwise than as somebody who only hears.
fn takes_part(activity: &Activity, hearer: &Hearer) -> bool {
    let facts = &activity.facts;
    let same = |there: &Present| match (there.record, hearer.record) {
        (Some(there), Some(hearer)) => there == hearer,
        _ => there.name.as_deref().is_some_and(|name| same_name(name, &hearer.name)),
    };
    let mut named = facts.invited.iter().chain(&facts.attended).flatten();
    let hosts = facts.host.is_some() && facts.host == hearer.record;
    hosts || named.any(|there| SIDES.contains(&there.part.as_str()) && same(there))
}

fn same_name(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    plain(a) == plain(b)
}
